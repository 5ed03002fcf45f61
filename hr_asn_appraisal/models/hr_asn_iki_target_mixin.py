from odoo import fields, models

from ..days import in_words
from ..exchange import numbers
from ..law import target as law
from ..reached import baseline, bounds
from .hr_asn_measure_mixin import MEASURE

# What is measured, and how much of it is to be reached.
MEASURED = (
    *("name", *MEASURE, "target_low", "target_high"),
    *("baseline", "baseline_date", "baseline_source"),
)

# What an indicator says as the one that it stands for does, of its team's lead or of
# a service: they measure the same thing, and split it over the months alike.
FOLLOWED = (*MEASURED, "split", "curve_id")


# The field in which a fault is mended, where that is not the target.
FILLED_IN = {law.NO_BASELINE: "baseline"}


class HrAsnIkiTargetMixin(models.AbstractModel):
    """An indicator that people are to reach: from where, and what is wrong with it."""

    _name = "hr.asn.iki.target.mixin"
    _description = "ASN indicator with a target"
    _inherit = ["hr.asn.measure.mixin"]

    baseline = fields.Char()
    baseline_date = fields.Date("Baseline As Of")
    baseline_source = fields.Char("Source of the Baseline")

    def _asn_otherwise(self, vals, names):
        """Return what of these values, in fields named, does not stand here already."""
        kept = {}
        for name in filter(vals.__contains__, names):
            field = self._fields[name]
            told = field.convert_to_cache(vals[name], self)
            if (told or False) != (field.convert_to_write(self[name], self) or False):
                kept[name] = vals[name]
        return kept

    def _asn_as_written(self, names):
        """Return the values of fields as they are written: ids of records."""
        return {
            name: self._fields[name].convert_to_write(self[name], self)
            for name in names
        }

    def _asn_target(self):
        """Return target and unit in one cell: "1.180 orang"; "" without a target."""
        self.ensure_one()
        return " ".join(filter(None, (self.target, self.target and self.unit)))

    def _asn_baseline(self):
        """Return the baseline with the year it is of: "392 (2025)"; "" without one."""
        self.ensure_one()
        since = str(self.baseline_date or "")
        return baseline({"baseline": self.baseline, "baseline_date": since})

    def _asn_value_told(self, name):
        """Return the value of a field as people write it, "–" for none."""
        field, value = self._fields[name], self[name]
        if name == "month_ids":
            return self._asn_months_told()
        if field.type == "many2one":
            return value.display_name or "–"
        if field.type == "selection":
            return dict(field._description_selection(self.env))[value]
        if field.type == "date":
            return in_words(self.env, value) if value else "–"
        if field.type == "float":
            return numbers.write(value)
        return value or "–"

    def _asn_target_gaps(self, is_needed):
        """Return what of these indicators is missing: (sentence, indicator, field).

        ``is_needed``: whether each needs a target of its own. What a member of a team
        takes over from its lead is the lead's to correct, and how a service splits its
        target the service's: refused before it comes into a plan.
        """
        gaps = []
        for iki in self:
            if is_needed and not (iki.target or "").strip():
                text = self.env._("the indicator “%s” has no target.", iki.name)
                gaps.append((text, iki, "target"))
            elif not iki.lead_iki_id:
                gaps += [
                    (iki._asn_fault(code), iki, FILLED_IN.get(code, "target"))
                    for code in iki._asn_faults()
                ]
                # Asked of few: reading it of every plan would cost a query for each.
                split = iki._asn_split_gaps()
                if split and not iki.service_target_id:
                    gaps += [(text, iki, "target") for text in split]
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
