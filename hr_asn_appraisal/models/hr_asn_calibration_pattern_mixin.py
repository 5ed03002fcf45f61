from odoo import api, models

from .hr_asn_comparison import UNIT
from .hr_asn_policy import OFF


class HrAsnCalibrationPatternMixin(models.AbstractModel):
    """What a session makes of the patterns of distribution, as ratings are moved.

    People are held against them as in the comparison: all of the unit at which they are
    judged, on the table or not. Nothing is said of a part: who is among them sees no
    verdict.
    """

    _name = "hr.asn.calibration.pattern.mixin"
    _description = "ASN calibration session: patterns and tendencies"

    def _asn_standing(self, evaluations):
        """Return (patterns, tendencies) of what is on the table, as they are now.

        Out: [as of `_asn_pattern`] of each unit at which these people are judged, and
        the rows of `read_leniency` of who rated them.
        """
        comparison = self.env["hr.asn.comparison"]
        period, units = self.period_id, evaluations.department_id.ids
        cells = comparison._asn_cells(period.id)
        judged = comparison._asn_judged(period, UNIT, cells, units)
        minded = [one for one in judged if one.policy.distribution != OFF]
        return (
            [self._asn_pattern(one) for one in minded],
            comparison._asn_tendencies(cells, evaluations.appraiser_id.ids)
            if comparison._asn_sees_leniency()
            else [],
        )

    @api.model
    def _asn_pattern(self, judged):
        """Return what is beside what may be, as the bar of a distribution shows it.

        Out: {"heading", "rules": bars, "warnings": [what is broken], "verdict": said
        where all are kept, "note": why nothing is said}.
        """
        comparison = self.env["hr.asn.comparison"]
        counts, broken = judged.counts, comparison._asn_broken(judged)
        told, note = comparison._asn_violations(judged), comparison._asn_note(judged)
        chosen = sum(counts.values())
        bar = self.env["hr.asn.evaluation"]._asn_rule_figures
        return {
            "heading": self._asn_pattern_heading(judged, chosen),
            "rules": [
                bar(rule, counts, chosen, broken.get(rule)) for rule in judged.rules
            ],
            "warnings": ["; ".join(told)] if told else [],
            "verdict": "" if broken or note else self.env._("Keeps the pattern."),
            "note": note,
        }

    @api.model
    def _asn_pattern_heading(self, judged, chosen):
        rating = self.env["hr.asn.comparison"]._asn_rating_word(judged)
        told = {"unit": judged.unit.name, "chosen": chosen, "total": judged.total}
        if not rating:
            return self.env._("%(unit)s (%(chosen)s of %(total)s people rated)", **told)
        return self.env._(
            "%(unit)s, pattern for the unit rating “%(rating)s” (%(chosen)s of "
            "%(total)s people rated)",
            rating=rating,
            **told,
        )
