from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..exchange import numbers
from ..exchange.cells import read_months
from ..law import codes
from ..law import target as law
from ..reached import bounds

DIRECTIONS = [
    (codes.NAIK, "Higher Is Better"),
    (codes.TURUN, "Lower Is Better"),
    (codes.RENTANG, "Within Range"),
]
PATTERNS = [
    (codes.HITUNGAN, "Sum"),
    (codes.POSISI, "Latest"),
    (codes.RILIS, "Release"),
    (codes.KENAIKAN, "Increase"),
]
# How it is measured, without its words and whose it is.
MEASURE = ("target", "unit", "direction", "pattern", "months")
NUMBERS = {"target_low", "target_high"}


class HrAsnMeasureMixin(models.AbstractModel):
    """What an indicator measures and how: planned, of a service, proposed, to be taken.

    Its target as it is typed, and the numbers that it means.
    """

    _name = "hr.asn.measure.mixin"
    _description = "ASN measure"

    aspect_id = fields.Many2one("hr.asn.aspect", "Aspect", required=True)
    target = fields.Char(required=True, help="As it is printed: 95, 90–95, 12 dokumen.")
    target_low = fields.Float("Target, Number", digits=(16, 4))
    target_high = fields.Float("Target, up to", digits=(16, 4))
    unit = fields.Char("Unit of Measure")
    direction = fields.Selection(DIRECTIONS, default=codes.NAIK, required=True)
    pattern = fields.Selection(PATTERNS, default=codes.HITUNGAN, required=True)
    months = fields.Char("Measured in Months", help="6,12; empty: every period.")
    dimension_id = fields.Many2one(
        "hr.asn.dimension", "Dimension", ondelete="restrict", index="btree_not_null"
    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._asn_understood(vals) for vals in vals_list])

    def write(self, vals):
        """A target that is written again as it was keeps its numbers."""
        text = vals.get("target") or False
        if "target" in vals and any(one.target != text for one in self):
            return super().write(self._asn_understood(vals))
        return super().write(self._asn_with_months(vals))

    @api.model
    def _asn_understood(self, vals):
        """Return the values with the numbers that a typed target means.

        Words are 0 and 0. Numbers that are given beside the target stand.
        """
        vals = self._asn_with_months(vals)
        if "target" not in vals or vals.keys() & NUMBERS:
            return vals
        found = numbers.parse_target(vals["target"])
        low, high = (float(number or 0) for number in found)
        return {**vals, "target_low": low, "target_high": high}

    @api.model
    def _asn_with_months(self, vals):
        """Return the values with months as kept: "6,12" of "Juni, Desember"."""
        found = read_months(vals.get("months") or "")
        return {**vals, "months": found} if found else vals

    @api.constrains("months")
    def _check_months(self):
        for months in filter(None, self.mapped("months")):
            if not read_months(months):
                raise ValidationError(
                    self.env._(
                        "Months are numbers from 1 to 12 with commas, not “%s”.",
                        months,
                    )
                )

    @api.onchange("target", "pattern")
    def _onchange_target(self):
        """Say at once what will be asked when the plan is handed in."""
        return self._asn_look_again()

    @api.onchange("unit")
    def _onchange_unit(self):
        """Say it of a unit where the unit is why; what the target is was said of it."""
        return None if self._asn_doubted("") else self._asn_look_again()

    def _asn_look_again(self):
        """Return the warning of an onchange with what deserves a look, or None."""
        doubt = self._asn_doubt()
        if not doubt:
            return None
        title = self.env._("Look Again")
        return {"warning": {"title": title, "message": doubt, "type": "notification"}}

    def _asn_doubt(self):
        """Return what deserves a look of a target, as a sentence; "" for nothing."""
        code = self._asn_doubted(self.unit or "")
        told = self.name or (self.target or "").strip()
        return f"“{told}”: {self._asn_otherwise_measured(code)}" if code else ""

    def _asn_doubted(self, unit):
        """Return the code of what deserves a look of a target in a unit, or None."""
        if not self._asn_wants_figures():
            return None
        target = (self.target or "").strip()
        return law.doubt(target, bounds(self._asn_bounded()), self.pattern, unit)

    def _asn_wants_figures(self):
        """Say whether what is reached of this target can be put together in figures."""
        return True

    def _asn_otherwise_measured(self, code):
        sentences = {
            law.SUMMED_WORDS: self.env._(
                "the target is words, which cannot be added up. Write a number, or "
                "choose Latest Position or Release."
            ),
            law.SUMMED_PERCENT: self.env._(
                "per cent of each month would be added up. For a share choose Latest "
                "Position or Release."
            ),
        }
        return sentences[code]

    def _asn_bounded(self):
        """Return what of an indicator says how high its target is, as a seal does."""
        return {
            "target": self.target or "",
            "low": numbers.write(self.target_low or 0),
            "high": numbers.write(self.target_high or 0),
        }
