from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import seal
from ..law import objection as law
from ..law import scoring
from ..law.predikat import predikat
from .hr_asn_document import DECISION, EVALUATION
from .hr_asn_rating import CALIBRATED, DECIDED, GIVEN, PREDIKATS, RATINGS

POINTS = "points"
FIGURES = (*law.AXES, law.PREDIKAT)
# Rows of which one is objected to, the stronger first.
OBJECTED_TO = (CALIBRATED, GIVEN)

# 2: also who spoke for the appraiser, and further questions with their answers.
DECISION_SCHEMA = "decision/2"
OUTCOMES = [
    (law.GRANTED, "Granted"),
    (law.PARTLY, "Granted in Part"),
    (law.REFUSED, "Refused"),
]


class HrAsnObjectionDecisionMixin(models.AbstractModel):
    """What the superior decides: it is written once, sealed, and final."""

    _name = "hr.asn.objection.decision.mixin"
    _description = "ASN objection decided"

    outcome = fields.Selection(OUTCOMES, "Decision", readonly=True)
    result = fields.Selection(RATINGS, "Result Rating Decided", readonly=True)
    behavior = fields.Selection(RATINGS, "Behaviour Rating Decided", readonly=True)
    predikat = fields.Selection(PREDIKATS, "Predicate Decided", readonly=True)
    reason = fields.Text("Reason of the Decision", readonly=True)
    decided_on = fields.Date("Decided On", readonly=True)
    # As sums, where it was rated in numbers: before, and after the decision.
    before_sum = fields.Char("Value Before", compute="_compute_sums")
    decided_sum = fields.Char("Value Decided", compute="_compute_sums")

    @api.depends("revision", "decided_on")
    def _compute_sums(self):
        """Show the values to who may read the case; both stay."""
        for one in self:
            sums = [
                one.evaluation_id._asn_sum(rated[POINTS]) if POINTS in rated else False
                for rated in (one._asn_before(), one._asn_decided())
            ]
            one.before_sum, one.decided_sum = sums

    def action_open_decide(self):
        """Open the dialog in which the superior decides."""
        self._asn_refuse(self._asn_move("decide"))
        title = self.env._("Decide")
        return self.env["hr.asn.objection.decide"]._asn_open(self, title)

    def action_decide(self, outcome, reason, result=None, behavior=None, points=None):
        """Decide: codes of law.objection and law.codes; an axis left out stays.

        Where it was rated in numbers ``points`` are the new values as typed: {"skp":
        "95", "behavior": "88,35"}; one left out stays, and the ratings follow.
        Raises AccessError for who is not the superior, UserError saying what is wrong.
        """
        self.ensure_one()
        self._asn_refuse(self._asn_move("decide"))
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Write the reason of the decision."))
        after = self._asn_after(outcome, result, behavior, points)
        self._asn_check_decision(outcome, after)
        evaluation = self.evaluation_id
        figures = {name: after[name] for name in FIGURES}
        decided = {"outcome": outcome, "reason": reason, **figures}
        self._transition("decide", reason, decided | {"decided_on": self._asn_today()})
        # sudo: hr.asn.rating - written by this transition only, by nobody's own right
        rows = self.env["hr.asn.rating"].sudo()
        said = {name: after[name] for name in (*law.AXES, POINTS) if name in after}
        row = rows._asn_rate(DECIDED, {evaluation: said | {"reason": reason}})
        row._asn_publish()
        evaluation._transition("decide", values=figures | row._asn_score())
        # sudo: hr.asn.objection - a decision names what the paper names
        self.env["hr.asn.document"]._asn_seal([self.sudo()._asn_decision_content()])
        self._asn_tell_decided()

    def _asn_tell_decided(self):
        """Tell both sides, who have nothing to do any more."""
        for party in ("employee_id", "appraiser_id"):
            self._asn_notify("hr_asn_appraisal.mail_act_asn_objection_decided", party)

    def _asn_before(self):
        """Return what was objected to, as law.objection takes it."""
        # sudo: hr.asn.rating - the values objected to, whoever decides
        rows = self.env["hr.asn.rating"].sudo()._asn_of(self.evaluation_id, OBJECTED_TO)
        own = rows.filtered(lambda one: one.revision == self.revision)
        row = own._asn_last(OBJECTED_TO).get(self.evaluation_id.id)
        figures = {name: self[f"before_{name}"] for name in FIGURES}
        return figures | _valued((row and row.points) or {})

    def _asn_after(self, outcome, result, behavior, points=None):
        """Return what a decision makes of it: a refused one changes nothing."""
        before = self._asn_before()
        if outcome == law.REFUSED:
            return before
        if POINTS in before:
            return self._asn_after_points(before[POINTS], points or {})
        chosen = {law.RESULT: result, law.BEHAVIOR: behavior}
        after = {axis: chosen[axis] or before[axis] for axis in law.AXES}
        return after | {law.PREDIKAT: self._asn_predikat(after)}

    def _asn_after_points(self, points, typed):
        """Return what other values make of it; ratings and predikat follow them."""
        values = self.evaluation_id._asn_read_values(typed)
        changed = {key: one for key, one in values.items() if one is not None}
        kept = scoring.anew(points, changed)
        rated = self.evaluation_id._asn_rated_of(kept)
        found = scoring.predikat(kept) or self._asn_predikat(rated)
        return rated | {law.PREDIKAT: found} | _valued(kept)

    def _asn_axes(self):
        """Return what is objected to."""
        return tuple(axis for axis in law.AXES if self[f"on_{axis}"])

    def _asn_policy(self):
        # sudo: hr.asn.policy - what a decision may do, whoever decides
        return self.evaluation_id.sudo().skp_id.policy_id

    def _asn_predikat(self, ratings):
        """Return what the matrix makes of two ratings."""
        version = self._asn_policy().matrix_version
        return predikat(ratings[law.RESULT], ratings[law.BEHAVIOR], version)

    def _asn_check_decision(self, outcome, after):
        """Raise where the law or the policy does not let it be decided like this."""
        may_lower = self._asn_policy().decision_may_lower
        before, axes = self._asn_before(), self._asn_axes()
        fault = law.fault(outcome, axes, before, after, may_lower)
        if fault:
            raise UserError(self._asn_fault(fault))
        self._asn_check_head(after)

    def _asn_check_head(self, after):
        """Leave the head of a rated unit the result of his unit."""
        for one, rating in self.evaluation_id._asn_headed().items():
            one._asn_check_head_result(after[law.RESULT], one._asn_head_result(rating))

    @api.model
    def _asn_fault(self, fault):
        return {
            law.UNRATED: self.env._("Choose both ratings."),
            law.CHANGED: self.env._("What is refused changes no rating."),
            law.BESIDE: self.env._(
                "Only the rating that was objected to can be changed."
            ),
            law.UNCHANGED: self.env._(
                "Granted, yet no rating changes. Choose the new rating, or refuse."
            ),
            law.NOT_ALL: self.env._(
                "Granted wholly means that each rating objected to changes. Choose "
                "“Granted in Part” otherwise."
            ),
            law.LOWER: self.env._(
                "A decision does not set a rating below the one objected to."
            ),
        }[fault]

    def _asn_decision_content(self):
        """Return the values of the sealed decision."""
        self.ensure_one()
        evaluation = self.evaluation_id
        frame = evaluation._asn_frames(self.decided_on)[evaluation.id]
        paper = evaluation.document_ids.filtered(
            lambda one: one.kind == EVALUATION and one.revision == self.revision
        )
        parties = ("agency", "place", "period", "employee", "appraiser", "superior")
        texts = ("text", "explanation", "statement", "reason", "outcome")
        texts += ("explained_as", "explained_by")
        days = ("received_on", "filed_on", "explained_on", "stated_on", "decided_on")
        return {
            "evaluation_id": evaluation.id,
            "company_id": evaluation.company_id.id,
            "kind": DECISION,
            "revision": self.revision,
            "content": seal.canonical(
                {name: frame[name] for name in parties}
                | {name: self[name] or "" for name in texts}
                | {name: str(self[name] or "") for name in days}
                | {
                    "schema": DECISION_SCHEMA,
                    "evaluation": evaluation.id,
                    "document_sha256": paper.sha256 or "",
                    "axes": list(self._asn_axes()),
                    "questions": self._asn_questions(),
                    "before": self._asn_figures_sealed(self._asn_before()),
                    "after": self._asn_figures_sealed(self._asn_decided()),
                }
            ),
        }

    def _asn_decided(self):
        """Return what was decided, as law.objection takes it."""
        # sudo: hr.asn.rating - the row of this decision
        rows = self.env["hr.asn.rating"].sudo()._asn_of(self.evaluation_id, (DECIDED,))
        own = rows.filtered(lambda one: one.revision == self.revision)
        return {name: self[name] for name in FIGURES} | _valued(own.points or {})

    def _asn_figures_sealed(self, rated):
        """Return figures for the seal: values and their sum where there are any."""
        figures = {name: rated[name] for name in FIGURES}
        if POINTS not in rated:
            return figures
        told = rated[POINTS] | {"sum": self.evaluation_id._asn_sum(rated[POINTS])}
        return figures | {POINTS: told}


def _valued(points):
    """Return values as law.objection compares them, and as they are kept."""
    return {POINTS: points, law.VALUES: scoring.by_axis(points)} if points else {}
