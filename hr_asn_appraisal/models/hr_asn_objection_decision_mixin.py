from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import seal
from ..law import codes
from ..law import objection as law
from ..law.predikat import predikat
from .hr_asn_rating import DECIDED, PREDIKATS, RATINGS

DECISION_SCHEMA = "decision/1"
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

    def action_open_decide(self):
        """Open the dialog in which the superior decides."""
        self._asn_refuse(self._asn_move("decide"))
        title = self.env._("Decide")
        return self.env["hr.asn.objection.decide"]._asn_open(self, title)

    def action_decide(self, outcome, reason, result=None, behavior=None):
        """Decide: codes of law.objection and law.codes; an axis left out stays.

        Raises AccessError for who is not the superior, UserError saying what is wrong.
        """
        self.ensure_one()
        self._asn_refuse(self._asn_move("decide"))
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Write the reason of the decision."))
        after = self._asn_after(outcome, result, behavior)
        self._asn_check_decision(outcome, after)
        evaluation = self.evaluation_id
        figures = after | {"predikat": self._asn_predikat(outcome, after)}
        decided = {"outcome": outcome, "reason": reason, **figures}
        self._transition("decide", reason, decided | {"decided_on": self._asn_today()})
        # sudo: hr.asn.rating - written by this transition only, by nobody's own right
        rows = self.env["hr.asn.rating"].sudo()
        said = {"reason": reason, "points": self._asn_points_kept(outcome)}
        row = rows._asn_rate(DECIDED, {evaluation: after | said})
        row._asn_publish()
        evaluation._transition("decide", values=figures)
        # sudo: hr.asn.objection - a decision names what the paper names
        self.env["hr.asn.document"]._asn_seal([self.sudo()._asn_decision_content()])
        self._asn_tell_decided()

    def _asn_tell_decided(self):
        """Tell both sides, who have nothing to do any more."""
        for party in ("employee_id", "appraiser_id"):
            self._asn_notify("hr_asn_appraisal.mail_act_asn_objection_decided", party)

    def _asn_before(self):
        return {axis: self[f"before_{axis}"] for axis in law.AXES}

    def _asn_after(self, outcome, result, behavior):
        """Return {axis: rating} after a decision: a refused one changes nothing."""
        before = self._asn_before()
        if outcome == law.REFUSED:
            return before
        chosen = {law.RESULT: result, law.BEHAVIOR: behavior}
        return {axis: chosen[axis] or before[axis] for axis in law.AXES}

    def _asn_axes(self):
        """Return what is objected to."""
        return tuple(axis for axis in law.AXES if self[f"on_{axis}"])

    def _asn_policy(self):
        # sudo: hr.asn.policy - what a decision may do, whoever decides
        return self.evaluation_id.sudo().skp_id.policy_id

    def _asn_predikat(self, outcome, ratings):
        """Return the predikat after a decision; where it is refused that of before."""
        if outcome == law.REFUSED:
            return self.before_predikat
        version = self._asn_policy().matrix_version
        return predikat(ratings[law.RESULT], ratings[law.BEHAVIOR], version)

    def _asn_points_kept(self, outcome):
        """Return the values that a refused decision leaves, where there are any."""
        # sudo: hr.asn.rating - the figures objected to
        rows = self.env["hr.asn.rating"].sudo()._asn_effective(self.evaluation_id)
        row = rows.get(self.evaluation_id.id)
        return (outcome == law.REFUSED and row and row.points) or False

    def _asn_check_decision(self, outcome, after):
        """Raise where the law or the policy does not let it be decided like this."""
        policy = self._asn_policy()
        fault = law.fault(
            outcome,
            self._asn_axes(),
            self._asn_before(),
            after,
            policy.decision_may_lower,
            policy.matrix_version,
        )
        decided = self._asn_predikat(outcome, after)
        if not fault and not policy.decision_may_lower:
            fault = law.LOWER if self._asn_is_lower(decided, after) else None
        if fault:
            raise UserError(self._asn_fault(fault))
        self._asn_check_head(after)

    def _asn_is_lower(self, decided, after):
        """Say whether a rating or the predikat would be lower than it was."""
        if law.lowers(self._asn_before(), after):
            return True
        if not (decided and self.before_predikat):
            return False
        return law.is_lower(decided, self.before_predikat, codes.PREDIKATS)

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
            lambda one: one.kind == "evaluation" and one.revision == self.revision
        )
        parties = ("agency", "place", "period", "employee", "appraiser", "superior")
        texts = ("text", "explanation", "statement", "reason", "outcome")
        days = ("received_on", "filed_on", "explained_on", "stated_on", "decided_on")
        return {
            "evaluation_id": evaluation.id,
            "company_id": evaluation.company_id.id,
            "kind": "decision",
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
                    "before": self._asn_before() | {"predikat": self.before_predikat},
                    "after": {name: self[name] for name in (*law.AXES, "predikat")},
                }
            ),
        }
