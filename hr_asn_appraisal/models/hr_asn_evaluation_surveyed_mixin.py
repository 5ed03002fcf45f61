from odoo import api, fields, models
from odoo.exceptions import UserError

from ..days import in_words
from ..exchange import numbers
from ..law import scoring
from ..law.states import PUBLISHED
from .hr_asn_survey import CLOSED, DRAFT

ANSWERS = "answers"


class HrAsnEvaluationSurveyedMixin(models.AbstractModel):
    """Behaviour that colleagues rate, too, without a name (PP 30/2019 Ps 41).

    What they said counts once their survey is closed, and where enough have answered:
    else nothing of it was kept, and results and behaviour count 70 and 30 per cent.
    """

    _name = "hr.asn.evaluation.surveyed.mixin"
    _description = "ASN evaluation with behaviour rated by colleagues"

    # What they gave, as a tree of law.scoring.others() with the number of answers.
    others_said = fields.Json(
        compute="_compute_others_said",
        compute_sudo=True,
        groups=".",
        export_string_translation=False,
    )
    others_note = fields.Char(
        "Colleagues", compute="_compute_others_note", compute_sudo=False
    )

    @api.depends("scoring", "state")
    def _compute_others_said(self):
        """Work it out of what was kept of the answers; the same few queries for all."""
        own = self.filtered(lambda one: one._asn_asks_others())
        answers = self._asn_closed_answers(own) if own else {}
        for evaluation in self:
            rows = answers.get(evaluation.id)
            evaluation.others_said = rows and evaluation._asn_others_tree(rows)

    def _asn_asks_others(self):
        policy = self.sudo().skp_id.policy_id
        return policy.scoring == scoring.PP30 and policy.others_rate

    @api.model
    def _asn_closed_answers(self, evaluations):
        """Return {evaluation id: answers of its closed survey}."""
        # sudo: hr.asn.survey.answer - what they come to; no row is told
        rows = self.env["hr.asn.survey.answer"].sudo()
        found = rows.search(
            [
                ("survey_id.evaluation_id", "in", evaluations.ids),
                ("survey_id.state", "=", CLOSED),
            ]
        )
        return found.grouped(lambda one: one.survey_id.evaluation_id.id)

    def _asn_others_tree(self, rows):
        policy = self.skp_id.policy_id
        worth, least = policy._asn_worth(), policy.least_answers
        tree = scoring.others(rows._asn_steps(), worth, least)
        return tree and tree | {ANSWERS: len(rows)}

    @api.depends("others_said", "state")
    @api.depends_context("uid", "lang")
    def _compute_others_note(self):
        """Say to who may know it what colleagues gave, or why it does not count."""
        seen = self._asn_seen_groups().filtered(lambda one: one._asn_asks_others())
        # sudo: hr.asn.survey - whether there is one, and until when
        surveys = self.env["hr.asn.survey"].sudo()
        found = surveys.search([("evaluation_id", "in", seen.ids)]) if seen else surveys
        asked = found.grouped(lambda one: one.evaluation_id.id)
        counted = seen._asn_others_counted()
        for evaluation in self:
            survey = asked.get(evaluation.id, surveys)
            evaluation.others_note = evaluation in seen and evaluation._asn_others_told(
                counted[evaluation], survey
            )

    def _asn_others_counted(self):
        """Return {evaluation: what colleagues give}: of delivered ones as sealed."""
        # sudo: hr.asn.evaluation - of those of whom the user may know it
        own = self.sudo()
        sealed = own.filtered(lambda one: one.state in PUBLISHED)._asn_points()
        return {
            one: _of_points(sealed[one]) if one in sealed else one.others_said
            for one in own
        }

    def _asn_others_told(self, said, survey):
        """Return the sentence.

        ``said``: as of `_asn_others_counted`; ``survey``: of colleagues about this one,
        or none.
        """
        if said:
            return self.env._(
                "%(n)s colleagues give behaviour %(value)s: it counts %(percent)s per "
                "cent of behaviour, and behaviour 40 per cent of the whole.",
                n=said[ANSWERS],
                percent=self.sudo().skp_id.policy_id.others_percent,
                value=numbers.hundredths(said["value"]),
            )
        if not survey or survey.state == DRAFT:
            return self.env._(
                "Colleagues were not asked: results and behaviour count 70 and 30 per "
                "cent."
            )
        if self.state in PUBLISHED and self.sudo().others_said:
            return self.env._(
                "The survey of colleagues closed after the delivery: results and "
                "behaviour count 70 and 30 per cent."
            )
        if survey.state != CLOSED:
            return self.env._(
                "Colleagues can answer until %s. Until then results and behaviour "
                "count 70 and 30 per cent.",
                in_words(self.env, survey.date_to),
            )
        return self.env._(
            "Fewer than %s colleagues of a group have answered: results and behaviour "
            "count 70 and 30 per cent.",
            survey._asn_least(),
        )

    # -- rating ------------------------------------------------------------------

    def _asn_points_given(self, points):
        """Put together what the appraiser and what colleagues give behaviour."""
        points = super()._asn_points_given(points)
        # sudo: hr.asn.evaluation - who rates may know what counts
        said, own = self.sudo().others_said, points[scoring.BEHAVIOR]
        if not said or own is None:
            return points
        # sudo: hr.asn.policy - what it counts, whoever rates
        others_bp = self.sudo().skp_id.policy_id._asn_others_bp()
        both = scoring.surveyed(own, said["value"], others_bp)
        if others_bp != scoring.SURVEY_BP:
            points |= {scoring.OTHERS_BP: others_bp}
        return points | {
            scoring.SUPERIOR: own,
            scoring.OTHERS: said["value"],
            ANSWERS: said[ANSWERS],
            scoring.BEHAVIOR: both["value"],
        }

    def _asn_deliver(self):
        """Hand over only what counts all that colleagues have said."""
        # sudo: hr.asn.evaluation - whether it is what was counted
        for one, points in self.sudo()._asn_to_check()._asn_points().items():
            said = one.others_said or {}
            if points and points.get(scoring.OTHERS) != said.get("value"):
                raise UserError(
                    self.env._(
                        "Since %s was rated, the survey of its colleagues has closed. "
                        "Rate it anew.",
                        one.display_name,
                    )
                )
        return super()._asn_deliver()

    def _asn_value_words(self):
        points = self._asn_points()[self]
        return super()._asn_value_words() | {
            scoring.SUPERIOR: self.env._("The appraiser"),
            scoring.OTHERS: self.env._(
                "Colleagues without a name (%s answers)", points.get(ANSWERS, 0)
            ),
        }


def _of_points(points):
    """Return what colleagues give in the points of a rating row, or None."""
    if scoring.OTHERS not in points:
        return None
    return {"value": points[scoring.OTHERS], ANSWERS: points[ANSWERS]}
