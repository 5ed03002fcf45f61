from odoo import fields, models


class HrAsnObjectionName(models.TransientModel):
    """Asks the officer who decides where the superior is missing."""

    _name = "hr.asn.objection.name"
    _description = "Naming of who decides an objection"
    _inherit = ["hr.asn.about.mixin"]

    _asn_about = "objection_id"

    objection_id = fields.Many2one(
        "hr.asn.objection", "Objection", required=True, readonly=True
    )
    employee_id = fields.Many2one("hr.employee", "Decides", required=True)

    def action_name(self):
        """Name who decides."""
        self.objection_id.action_name_superior(self.employee_id.id)
        return {"type": "ir.actions.act_window_close"}
