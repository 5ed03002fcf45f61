from odoo import SUPERUSER_ID, api, models
from odoo.fields import Command

from .hr_asn_comparison import UNIT
from .hr_asn_consideration import asked, require


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
        cells = comparison._asn_cells(self.period_id.id)
        return (
            [self._asn_pattern(one) for one in self._asn_minded(evaluations, cells)],
            comparison._asn_tendencies(cells, evaluations.appraiser_id.ids)
            if comparison._asn_sees_leniency()
            else [],
        )

    @api.model
    def _asn_minded(self, evaluations, cells):
        """Return whom these people are judged with, where a pattern is minded.

        Out: [Judged]; ``cells``: of the period.
        """
        judged = self.env["hr.asn.comparison"]._asn_judged(
            self.period_id, UNIT, cells, evaluations.department_id.ids
        )
        return [one for one in judged if not one.is_off]

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

    # -- when the result is locked -------------------------------------------

    def lock_asks(self):
        """Return what locking asks for: {"sentences", "is_blocked"} or False.

        Asked before the confirmation; locking asks the same again.
        """
        self.ensure_one()
        self._asn_check_running()
        return asked(self._asn_departing(self._asn_held()))

    def _asn_held(self):
        """Return whom the table is judged with by a rating that is set: [Judged]."""
        cells = self.env["hr.asn.comparison"]._asn_cells(self.period_id.id)
        evaluations = self._asn_lines().evaluation_id
        return [one for one in self._asn_minded(evaluations, cells) if one.rating]

    @api.model
    def _asn_departing(self, held):
        """Return [(Judged, sentences)] of those who do not keep their pattern.

        Who locks is left out of what is counted, as on the whole screen: it would tell
        him of himself.
        """
        words = self.env["hr.asn.comparison"]._asn_of_unit
        broken = [
            (one, one.rules._asn_stopped(one.counts, one.total, one.is_blocked))
            for one in held
        ]
        return [(one, words(one.unit, found)) for one, found in broken if found]

    @api.model
    def _asn_mind_pattern(self, held, consideration):
        """Return [(Judged, sentences)] that a consideration is for.

        Raises UserError where the policy refuses, or asks for one that is missing.
        """
        departing = self._asn_departing(held)
        require(
            departing,
            consideration,
            self.env._("The result is locked once the pattern is kept."),
            self.env._("Write a consideration to lock the result so."),
        )
        return departing

    def _asn_keep_minded(self, held, departing, text):
        """Keep which ratings were minded, and why their pattern is not kept.

        By the system, as ratings of a session are: who took part stands in its history.
        """
        comparison = self.env["hr.asn.comparison"]
        kept = self.env["hr.asn.consideration"].with_user(SUPERUSER_ID)
        left = [
            (comparison._asn_considered(self.period_id, one), told)
            for one, told in departing
        ]
        kept._asn_write_down(left, self.env["hr.asn.evaluation"], text, self)
        for one in held:
            rating = one.rating.with_user(SUPERUSER_ID)
            rating._asn_put({"calibration_ids": [Command.link(self.id)]})
