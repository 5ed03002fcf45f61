from collections import Counter
from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..forms import month as month_form

# So many months back can be closed.
MONTHS = 12


class HrAsnMonthClose(models.TransientModel):
    """Shows what closing a month would freeze, then closes it."""

    _name = "hr.asn.month.close"
    _description = "Close an ASN month"
    _inherit = ["hr.asn.month.count.mixin"]

    month = fields.Selection(
        selection="_selection_month",
        required=True,
        default=lambda self: self._default_month(),
    )
    there_id = fields.Many2one(
        "hr.asn.month", compute="_compute_there", export_string_translation=False
    )
    told = fields.Text("Closed Already", compute="_compute_there")

    @api.model
    def _selection_month(self):
        """Return the months that are over, the last one first."""
        first, months = self.env.company._asn_today(), []
        for _number in range(MONTHS):
            first = month_form.month_before(first)
            months.append(
                (first.isoformat(), self.env["hr.asn.month"]._asn_name(first))
            )
        return months

    @api.model
    def _default_month(self):
        return month_form.month_before(self.env.company._asn_today()).isoformat()

    @api.depends("month")
    def _compute_there(self):
        """Say by whom a month has been closed."""
        for wizard in self:
            there = wizard._asn_there()
            wizard.there_id = there
            wizard.told = there._asn_closed_already() if there else False

    def _asn_there(self):
        months = self.env["hr.asn.month"]
        if not self.month:
            return months
        return months._asn_of(self.env.company, date.fromisoformat(self.month))

    @api.depends("month")
    def _compute_counts(self):
        for wizard in self:
            wizard._asn_show(*wizard._asn_counts())

    def _asn_counts(self):
        """Read what would be frozen; of a closed month what has been."""
        months = self.env["hr.asn.month"]
        months._asn_check_closer()
        if not self.month:
            return {}, 0
        there = self._asn_there()
        if there:
            return there._asn_tally()[there]
        first = date.fromisoformat(self.month)
        reading = self.env["hr.asn.month.reading"]
        lines = reading._asn_read(self.env.company, first, has_recaps=False).lines
        return (
            Counter(line.outcome for line in lines),
            sum(bool(line.change) for line in lines),
        )

    def action_close(self):
        """Close the month; return it, or the run while it works."""
        self.ensure_one()
        if not self.month:
            raise UserError(self.env._("Choose the month to be closed."))
        return self.env["hr.asn.month"]._asn_start(date.fromisoformat(self.month))

    def action_open(self):
        """Open the month that is closed already."""
        self.ensure_one()
        return self._asn_there()._get_records_action()
