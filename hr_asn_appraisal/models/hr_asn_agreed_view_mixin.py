from odoo import api, fields, models
from odoo.fields import Domain


class HrAsnAgreedViewMixin(models.AbstractModel):
    """Rows read from the newest version of each plan: whose plan that is, and where.

    An id is that of the row of the plan which a version keeps.
    """

    _name = "hr.asn.agreed.view.mixin"
    _description = "ASN rows of agreed plans"
    _inherit = ["hr.asn.view.mixin", "hr.asn.open.name.mixin"]
    _depends = {
        "hr.asn.skp": [
            "name",
            "post",
            "duty",
            "status",
            "cycle_id",
            "company_id",
            "department_id",
            "version_number",
        ],
        "hr.asn.skp.version": ["skp_id", "number", "content"],
    }

    # The model of the rows whose ids these are.
    _asn_rows_of = None

    skp_id = fields.Many2one("hr.asn.skp", "SKP", readonly=True)
    cycle_id = fields.Many2one("hr.asn.cycle", "Cycle", readonly=True)
    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    department_id = fields.Many2one("hr.department", "Unit", readonly=True)
    post = fields.Char(readonly=True)

    @api.model
    def _asn_place_of(self, ids):
        # sudo: rows of plans - which plan to look into; what may be read is asked there
        rows = self.env[self._asn_rows_of].sudo()
        rows = rows.search_fetch([("id", "in", ids)], ["skp_id"])
        return Domain("skp_id", "in", rows.skp_id.ids)
