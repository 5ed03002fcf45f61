from odoo import api, fields, models


class HrAsnMonthMixin(models.AbstractModel):
    """The figure of a month where a target is split by hand."""

    _name = "hr.asn.month.mixin"
    _description = "ASN target of a month"

    month = fields.Integer(required=True)
    figure = fields.Float("Target of the Month", digits=(16, 4))

    _month_known = models.Constraint(
        "CHECK(month BETWEEN 1 AND 12)", "Months are numbers from 1 to 12."
    )
    _figure_least = models.Constraint(
        "CHECK(figure >= 0 AND figure <> 'NaN')", "The figure of a month is from zero."
    )

    def _asn_check_own(self):
        """Refuse what somebody else splits."""

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._asn_check_own()
        return lines

    def write(self, vals):
        self._asn_check_own()
        done = super().write(vals)
        # Where it has gone, too.
        self._asn_check_own()
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_own(self):
        self._asn_check_own()
