from odoo import api, fields, models

from .hr_asn_service_line_mixin import ITSELF, TELLS_ITSELF


class HrAsnServiceMonth(models.Model):
    """The figure of a month where the target of a service is split by hand."""

    _name = "hr.asn.service.month"
    _description = "Target of a service in a month"
    _inherit = ["hr.asn.month.mixin", "hr.asn.guard.mixin"]
    _order = "target_id, month"
    _rec_name = "target_id"

    target_id = fields.Many2one(
        "hr.asn.service.target",
        "Target of the Service",
        required=True,
        ondelete="cascade",
        index=True,
    )
    service_id = fields.Many2one(related="target_id.service_id", store=True, index=True)
    company_id = fields.Many2one(related="target_id.company_id", store=True)

    _month_uniq = models.Constraint(
        "UNIQUE(target_id, month)", "This month has a figure already."
    )

    def _asn_check_own(self):
        """A year that is closed keeps its figures."""
        self.target_id.cycle_id._asn_check_open()

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._asn_tell(lines.target_id)
        return lines

    def write(self, vals):
        targets = self.target_id
        done = super().write(vals)
        if "target_id" in vals:
            self.check_access("write")
        self._asn_tell(targets | self.target_id)
        return done

    def unlink(self):
        targets = self.target_id
        done = super().unlink()
        self._asn_tell(targets.exists())
        return done

    def _asn_tell(self, targets):
        """Tell whose plans have the targets, unless these do it themselves."""
        if self.env.context.get(TELLS_ITSELF) is not ITSELF:
            targets._asn_tell_owners()
