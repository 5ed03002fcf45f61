from odoo import api, fields, models

from ..exchange import numbers


class HrAsnRealization(models.Model):
    """What was reached of an indicator in a period; no row means not measured."""

    _name = "hr.asn.realization"
    _description = "ASN realization"
    _inherit = ["hr.asn.period.line.mixin"]
    _order = "period_id, iki_id"

    iki_id = fields.Many2one(
        "hr.asn.iki", "Indicator", required=True, ondelete="restrict", index=True
    )
    rhk_id = fields.Many2one(related="iki_id.rhk_id", store=True, index=True)
    skp_id = fields.Many2one(related="iki_id.skp_id", store=True, index=True)
    actual = fields.Char(
        "Realization", required=True, help="As it is printed: 98,5 or a short text."
    )
    value = fields.Float(
        "As Number", compute="_compute_value", store=True, digits=(16, 4)
    )
    is_number = fields.Boolean(compute="_compute_value", store=True)
    note = fields.Text()

    _key_uniq = models.Constraint(
        "UNIQUE(iki_id, period_id)",
        "This indicator has a realization in the period already.",
    )

    @api.depends("actual")
    def _compute_value(self):
        """A text is kept as text: it never becomes a zero."""
        for line in self:
            number = numbers.parse(line.actual)
            line.is_number = number is not None
            line.value = float(number) if line.is_number else 0.0
