from odoo import api, fields, models

from ..exchange import numbers
from ..law import codes
from ..law.realization import accumulate, reported, used_months


class HrAsnRealization(models.Model):
    """What was reached of an indicator in a period; no row means not measured."""

    _name = "hr.asn.realization"
    _description = "ASN realization"
    _inherit = ["hr.asn.period.line.mixin"]
    _order = "period_id, iki_id"
    _asn_recorded_on = "iki_id"

    iki_id = fields.Many2one(
        "hr.asn.iki", "Indicator", required=True, ondelete="restrict", index=True
    )
    rhk_id = fields.Many2one(related="iki_id.rhk_id", store=True, index=True)
    skp_id = fields.Many2one(related="iki_id.skp_id", store=True, index=True)
    actual = fields.Char(
        "Actual", required=True, help="As it is printed: 98,5 or a short text."
    )
    value = fields.Float(
        "As Number", compute="_compute_value", store=True, digits=(16, 4)
    )
    is_number = fields.Boolean(
        compute="_compute_value", store=True, export_string_translation=False
    )
    note = fields.Text()

    _key_uniq = models.Constraint(
        "UNIQUE(iki_id, period_id)",
        "This indicator has an actual in the period already.",
    )

    @api.depends("actual")
    def _compute_value(self):
        """A text is kept as text: it never becomes a zero."""
        for line in self:
            number = numbers.parse(line.actual)
            line.is_number = number is not None
            line.value = float(number) if line.is_number else 0.0

    @api.model
    def _asn_recordable(self, results):
        return {iki["id"] for result in results for iki in result["indicators"]}

    def _asn_reached(self, iki, periods):
        """Return what an indicator reached in ``periods``, for a seal.

        ``self``: its realizations; ``iki``: the agreed indicator of a seal. Returns
        {"actual": text as it is printed, "" for nothing}. Several periods are put
        together by the measuring pattern, unless the year itself was recorded; where
        one of them says words, the last one stands. "recorded": [3, 4] is added to a
        sum that holds three of the four periods in which the indicator is measured.
        """
        of_year = self.filtered(lambda line: line.period_id.kind == codes.TAHUN)
        lines = (of_year or self).sorted(lambda line: line.period_id.date_to)
        if not all(lines.mapped("is_number")):
            return {"actual": lines[-1:].actual}
        due = (of_year.period_id or periods)._asn_measuring(iki["months"])
        return lines._asn_figure(iki, due)

    def _asn_figure(self, iki, due):
        """Return the above for numbers; ``due``: the periods that are measured."""
        by_month = {line.period_id.date_to.month: line for line in self}
        values = {month: line.value for month, line in by_month.items()}
        months = {period.date_to.month for period in due}
        used = used_months(iki["pattern"], values, months)
        if len(used) == 1 and iki["pattern"] != codes.KENAIKAN:
            # As it was typed: 2,50 stays 2,50.
            actual = by_month[used[0]].actual
        else:
            baseline = numbers.parse(iki["baseline"])
            figure = accumulate(iki["pattern"], values, months, baseline)
            actual = "" if figure is None else numbers.write(figure)
        counted = reported(iki["pattern"], values, months)
        return {"actual": actual} | ({"recorded": list(counted)} if counted else {})
