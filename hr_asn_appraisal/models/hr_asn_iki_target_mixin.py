from odoo import api, models

from ..exchange import numbers
from ..law import target as law
from ..reached import bounds

NUMBERS = {"target_low", "target_high"}


class HrAsnIkiTargetMixin(models.AbstractModel):
    """A target as it is typed, the numbers it means, and what is wrong with it."""

    _name = "hr.asn.iki.target.mixin"
    _description = "ASN indicator with a target"

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._asn_understood(vals) for vals in vals_list])

    def write(self, vals):
        """A target that is written again as it was keeps its numbers."""
        text = vals.get("target") or False
        if "target" in vals and any(iki.target != text for iki in self):
            vals = self._asn_understood(vals)
        return super().write(vals)

    @api.model
    def _asn_understood(self, vals):
        """Return the values with the numbers that a typed target means.

        Words are 0 and 0. Numbers that are given beside the target stand.
        """
        if "target" not in vals or vals.keys() & NUMBERS:
            return vals
        found = numbers.parse_target(vals["target"])
        low, high = (float(number or 0) for number in found)
        return {**vals, "target_low": low, "target_high": high}

    def _asn_target_gaps(self, is_needed):
        """Return what of these indicators is missing for a plan, as sentences.

        ``is_needed``: whether each needs a target of its own. What a member of a team
        takes over from its lead is the lead's to correct.
        """
        gaps = []
        for iki in self:
            if is_needed and not (iki.target or "").strip():
                gaps.append(self.env._("the indicator “%s” has no target.", iki.name))
            elif not iki.lead_iki_id:
                gaps += [iki._asn_fault(code) for code in iki._asn_faults()]
                gaps += iki._asn_split_gaps()
        return gaps

    def _asn_faults(self):
        """Return the codes of what is wrong; an empty target stands in the sentence."""
        text = (self.target or "").strip()
        return law.faults(
            numbers.parse_range(text),
            bounds(self._asn_bounded()),
            self.direction if text else None,
            self.pattern,
            numbers.parse(self.baseline),
        )

    def _asn_fault(self, code):
        sentences = {
            law.BACKWARDS: self.env._(
                "the target “%(target)s” of the indicator “%(iki)s” is not a range: "
                "write the lower number first, as in 86–90.",
                target=self.target,
                iki=self.name,
            ),
            law.NO_RANGE: self.env._(
                "the indicator “%s” is to stay within a range: write its target as two "
                "numbers, as in 86–90.",
                self.name,
            ),
            law.NO_BASELINE: self.env._(
                "the indicator “%s” measures an increase: write its baseline as a "
                "number, as in 392.",
                self.name,
            ),
        }
        return sentences[code]
