from collections import defaultdict

from odoo import api, fields, models

from ..exchange import numbers
from ..reached import Actual
from ..rows import read_rows


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

    @api.model
    def _asn_actuals(self, domain):
        """Return {plan id: [(indicator id, Actual)]} of what matches; two queries."""
        columns = ("skp_id", "iki_id", "period_id", "actual", "value", "is_number")
        rows = read_rows(self, domain, columns)
        spans = self.env["hr.asn.period"].browse({row[2] for row in rows})._asn_spans()
        found = defaultdict(list)
        for plan, iki, period, text, value, is_number in rows:
            found[plan].append((iki, Actual(spans[period], text, value, is_number)))
        return found
