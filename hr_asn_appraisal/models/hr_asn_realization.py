from odoo import api, fields, models

from ..exchange import numbers
from ..law import codes
from ..law.realization import accumulate

# An indicator without months of its own is measured in every period.
ALL_MONTHS = "1,2,3,4,5,6,7,8,9,10,11,12"


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

    def _asn_reached(self, iki):
        """Return what an indicator reached in the periods of these, as it is printed.

        ``iki``: the agreed indicator of a seal. Several periods are put together by
        its measuring pattern, unless the year itself was recorded; where one of them
        says words, the last one stands.
        """
        of_year = self.filtered(lambda line: line.period_id.kind == codes.TAHUN)
        lines = (of_year or self).sorted(lambda line: line.period_id.date_to)
        if len(lines) < 2 or not all(lines.mapped("is_number")):
            return lines[-1:].actual or ""
        figure = accumulate(
            iki["pattern"],
            {line.period_id.date_to.month: line.value for line in lines},
            [int(month) for month in (iki["months"] or ALL_MONTHS).split(",")],
            numbers.parse(iki["baseline"]),
        )
        return "" if figure is None else numbers.write(figure)
