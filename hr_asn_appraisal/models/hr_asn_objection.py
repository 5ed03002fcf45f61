from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from ..law import deadlines
from ..law import objection as law
from .hr_asn_objection_hearing_mixin import (
    DECIDE_TYPE,
    DECIDED,
    FILED,
    HEARD,
    NAME_TYPE,
    OPEN,
    OVERDUE_TYPE,
    TYPE,
    WITHDRAWN,
)
from .hr_asn_rating import PREDIKATS, RATINGS
from .hr_asn_workflow_mixin import CLERK, EMPLOYEE, SUPERIOR, SYSTEM, Transition

STATES = [
    (FILED, "Filed"),
    (HEARD, "Heard"),
    (DECIDED, "Decided"),
    (WITHDRAWN, "Withdrawn"),
]

EXPLAIN_TYPE, STATE_TYPE = TYPE + "explain", TYPE + "state"


class HrAsnObjection(models.Model):
    """An objection to what was delivered, from its filing to a decision that is final.

    The right to object lapses with its clock; an objection that was filed does not: who
    should decide and does not is told on. Written through steps only.
    """

    _name = "hr.asn.objection"
    _description = "ASN objection"
    _inherit = [
        # Before the hearing, whose way of speaking it goes by.
        "hr.asn.objection.question.mixin",
        "hr.asn.objection.hearing.mixin",
        "hr.asn.objection.decision.mixin",
        "hr.asn.objection.facts.mixin",
        "hr.asn.objection.task.mixin",
        "hr.asn.case.mixin",
    ]
    _order = "id desc"

    _transitions = (
        Transition("hear", (FILED,), HEARD, (SYSTEM,), needs="is_heard_out"),
        Transition("decide", (HEARD,), DECIDED, (SUPERIOR,)),
        Transition("withdraw", OPEN, WITHDRAWN, (EMPLOYEE, CLERK)),
    )
    _asn_protected = {
        "state": FILED,
        "revision": -1,
        "on_result": False,
        "on_behavior": False,
        "text": False,
        "filed_on": False,
        "before_result": False,
        "before_behavior": False,
        "before_predikat": False,
        "explanation": False,
        "explained_on": False,
        "explained_as": False,
        "explained_by": False,
        "statement": False,
        "stated_on": False,
        "question_of": False,
        "question": False,
        "asked_on": False,
        "answer": False,
        "answered_on": False,
        "answered_as": False,
        "answered_by": False,
        "asked_before": False,
        "hear_until": False,
        "heard_on": False,
        "decide_until": False,
        "outcome": False,
        "result": False,
        "behavior": False,
        "predikat": False,
        "reason": False,
        "decided_on": False,
        "escalated_on": False,
    }

    state = fields.Selection(
        STATES, default=FILED, required=True, readonly=True, copy=False, index=True
    )
    # Of the evaluation; no number until the step that files it has given one.
    revision = fields.Integer("Rating Revision", readonly=True, aggregator=None)
    on_result = fields.Boolean("Against the Result Rating", readonly=True)
    on_behavior = fields.Boolean("Against the Behaviour Rating", readonly=True)
    text = fields.Text("Objection", readonly=True)
    filed_on = fields.Date("Filed On", readonly=True)
    received_on = fields.Date(related="evaluation_id.received_on")
    before_result = fields.Selection(RATINGS, "Result Rating Before", readonly=True)
    before_behavior = fields.Selection(
        RATINGS, "Behaviour Rating Before", readonly=True
    )
    before_predikat = fields.Selection(PREDIKATS, "Predicate Before", readonly=True)
    inquiry_ids = fields.One2many(related="evaluation_id.inquiry_ids")

    _revision_uniq = models.Constraint(
        "UNIQUE(evaluation_id, revision)",
        "There was an objection to this evaluation already.",
    )

    @api.depends("name", "period_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            one.display_name = self.env._(
                "Objection %(period)s, %(name)s",
                period=one.period_id.display_name,
                name=one.name,
            )

    # -- filing --------------------------------------------------------------

    @api.model
    def _asn_said(self, axes, text):
        """Return the values of what is objected to. Raises UserError for nothing."""
        text = (text or "").strip()
        known = [axis for axis in law.AXES if axis in axes]
        if not known:
            raise UserError(self.env._("Choose what you object to."))
        if not text:
            raise UserError(self.env._("Write why you object."))
        return {f"on_{axis}": axis in known for axis in law.AXES} | {"text": text}

    @api.model
    def _asn_file(self, evaluation, said, file_ids):
        """Return an objection; the step of the evaluation has asked for the right."""
        today = evaluation._asn_today()
        days = evaluation._asn_days("hearing", today)[evaluation]
        # sudo: hr.asn.objection - made by a step of the evaluation only
        objection = self.sudo().create({"evaluation_id": evaluation.id})
        figures = {f"before_{name}": evaluation[name] for name in law.AXES}
        objection._asn_put(
            {
                **said,
                **figures,
                "before_predikat": evaluation.predikat,
                "revision": evaluation.revision,
                "filed_on": today,
                "hear_until": deadlines.add_days(today, *days),
            }
        )
        objection._asn_attach(self.env["ir.attachment"].browse(file_ids))
        self.env["hr.asn.event"]._asn_log(objection, "file", said["text"])
        objection._asn_tell_appraiser(EXPLAIN_TYPE)
        objection._asn_notify(STATE_TYPE, "employee_id")
        objection._asn_tell_who_names()
        return objection.sudo(False)

    def action_withdraw(self):
        """Take the objection back: the evaluation is received, its clock goes on."""
        self._transition("withdraw")
        self.evaluation_id._transition("withdraw")

    def action_open_basis(self):
        """Open the page that says how the result came about."""
        return self.evaluation_id.action_open_basis()

    def action_open_evaluation(self):
        """Open what the objection is about."""
        return self.evaluation_id.get_formview_action()

    def _asn_activity_types(self):
        return [EXPLAIN_TYPE, STATE_TYPE, DECIDE_TYPE, OVERDUE_TYPE, NAME_TYPE]

    # -- by deadline ---------------------------------------------------------

    @api.model
    def _cron_asn_objections(self):
        """Hear what had its time; pass on what should have been decided."""
        for (company,) in self._read_group([("state", "in", OPEN)], ["company_id"]):
            today = company._asn_today()
            own = self.with_company(company)
            own.search(
                [
                    ("company_id", "=", company.id),
                    ("state", "=", FILED),
                    ("hear_until", "<", today),
                ]
            )._asn_hear_out()
            late = own.search(
                [
                    ("company_id", "=", company.id),
                    ("state", "=", HEARD),
                    ("decide_until", "<", today),
                ]
            )
            late.filtered(lambda one: not one._asn_is_stuck())._asn_escalate()
            # Whose superior cannot decide any more since it was told last.
            waiting = [("company_id", "=", company.id), ("state", "in", OPEN)]
            own.search(waiting)._asn_tell_who_names()

    def _asn_hear_out(self):
        """Let who decides decide, where both have spoken or had their time."""
        ready = self.with_user(SUPERUSER_ID).filtered(
            lambda one: one.state == FILED and one.is_heard_out
        )
        today = self._asn_today()
        if not ready:
            return
        until = ready._asn_decide_until()
        ready._transition(
            "hear",
            values=lambda one: {"heard_on": today, "decide_until": until[one]},
        )
        ready._asn_with_judge()._asn_notify(DECIDE_TYPE, "superior_id")
        ready._asn_tell_who_names()
