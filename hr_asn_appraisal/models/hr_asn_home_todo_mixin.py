from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..days import in_words
from ..domains import IN_OPEN_CYCLE
from ..law.states import DRAFT, REFUSED, RETURNED, REVISING
from .hr_asn_todo import (
    ANSWER,
    APPROVE,
    ARGUE,
    DECIDE,
    DELIVER,
    DOCUMENT,
    DRIFT,
    EXPECT,
    EXPLAIN,
    FEEDBACK,
    KINDS,
    PLAN,
    PROVE,
    RATE,
    REPORT,
    STATE,
)

# On the page: of its own documents a row for each, of the team one for all.
OWN = {
    DOCUMENT: "todo_document_ids",
    PLAN: "todo_skp_ids",
    DRIFT: "todo_drift_ids",
    ARGUE: "todo_argue_ids",
    REPORT: "todo_report_ids",
    PROVE: "todo_prove_ids",
    FEEDBACK: "todo_feedback_ids",
    EXPECT: "todo_dialogue_ids",
    STATE: "todo_state_ids",
    EXPLAIN: "todo_explain_ids",
    DECIDE: "todo_decide_ids",
    ANSWER: "todo_answer_ids",
}
TEAM = {
    APPROVE: "hr_asn_appraisal.hr_asn_skp_team_action",
    RATE: "hr_asn_appraisal.hr_asn_evaluation_team_action",
    DELIVER: "hr_asn_appraisal.hr_asn_evaluation_team_action",
}


class HrAsnHomeTodoMixin(models.AbstractModel):
    """What the user has to do next, by deadline, and the one button that does it."""

    _name = "hr.asn.home.todo.mixin"
    _description = "First page: what to do next"
    _inherit = ["hr.asn.home.objection.mixin"]

    todo_skp_ids = fields.Many2many(
        "hr.asn.skp", string="Plans to Complete", compute="_compute_todo"
    )
    todo_drift_ids = fields.Many2many(
        "hr.asn.skp", string="Leader's Result Changed", compute="_compute_todo"
    )
    todo_argue_ids = fields.Many2many(
        "hr.asn.skp", string="Changes Argued With", compute="_compute_todo"
    )
    todo_document_ids = fields.Many2many(
        "hr.asn.evaluation", string="Documents to Read", compute="_compute_todo"
    )
    todo_report_ids = fields.Many2many(
        "hr.asn.evaluation", string="Periods to Report", compute="_compute_todo"
    )
    todo_prove_ids = fields.Many2many(
        "hr.asn.evaluation", string="Evidence to Add", compute="_compute_todo"
    )
    todo_feedback_ids = fields.Many2many(
        "hr.asn.feedback.request", string="Feedback to Give", compute="_compute_todo"
    )
    todo_dialogue_ids = fields.Many2many(
        "hr.asn.dialogue", string="Expectations to Confirm", compute="_compute_todo"
    )
    approve_count = fields.Integer("Plans to Approve", compute="_compute_team")
    rate_count = fields.Integer("To Rate", compute="_compute_team")
    deliver_count = fields.Integer("To Deliver", compute="_compute_team")
    next_deadline = fields.Date("Next Deadline", compute="_compute_next_deadline")
    todos = fields.Json(compute="_compute_todos", export_string_translation=False)
    todo_count = fields.Integer("What to Do Next", compute="_compute_todos")
    late_count = fields.Integer("Late", compute="_compute_todos")
    late_note = fields.Char(compute="_compute_todos", export_string_translation=False)

    def _compute_todo(self):
        today = self.env.company._asn_today()
        for home in self:
            for kind, name in OWN.items():
                home[name] = self.env["hr.asn.todo"]._asn_of_user(kind, today)

    def _compute_team(self):
        today = self.env.company._asn_today()
        for home in self:
            for kind in TEAM:
                waiting = self.env["hr.asn.todo"]._asn_of_user(kind, today)
                home[f"{kind}_count"] = len(waiting)

    def _compute_next_deadline(self):
        """Return the day until which the next period is to be reported."""
        today = self.env.company._asn_today()
        coming = self.env["hr.asn.evaluation"].search(
            Domain(self._asn_own())
            & Domain("state", "=", DRAFT)
            & Domain("is_exempt", "=", False)
            & IN_OPEN_CYCLE
        )
        days = [day for day in coming.mapped("fill_until") if day >= today]
        for home in self:
            home.next_deadline = min(days, default=False)

    @api.depends_context("uid", "lang")
    def _compute_todos(self):
        """Return the to-dos as the page shows them: by deadline, late ones first."""
        for home in self:
            waiting = home._asn_todos()
            waiting.sort(key=lambda one: (one["due"] is None, one["due"] or ""))
            rows = [one | self._asn_todo_day(one["due"]) for one in waiting]
            late = sum(row["late"] for row in rows)
            home.todos = rows
            home.todo_count = len(rows)
            home.late_count = late
            home.late_note = (
                self.env._("%s late", late) if late else self.env._("Nothing is late")
            )

    def action_todo(self, key):
        """Return the action of a to-do; its key as in ``todos``.

        Raises UserError for what waits no longer.
        """
        if key not in [one["key"] for one in self._asn_todos()]:
            raise UserError(
                self.env._("This is done already. Reload to see what is left.")
            )
        if key in TEAM:
            return self._asn_action(TEAM[key])
        model, number = key.split("/")
        record = self.env[model].browse(int(number))
        documents = self.todo_document_ids
        if model == documents._name and record in documents:
            return record.action_open_basis()
        if model == KINDS[FEEDBACK].model:
            return record.action_answer()
        if model == KINDS[EXPECT].model:
            return record.skp_id.action_open_dialogue()
        return record.get_formview_action()

    def _asn_todos(self):
        """Return what waits for the user, each a dict.

        ``key``: model/id of what the button opens, or a kind of the team; ``icon``;
        ``title``; ``detail``; ``button``: its words; ``due``: ISO date or None.
        """
        self.ensure_one()
        own = [
            getattr(self, f"_asn_todo_{kind}")(record)
            | {"key": f"{record._name}/{record.id}", "due": self._asn_iso(kind, record)}
            for kind, name in OWN.items()
            for record in self[name]
        ]
        return own + self._asn_team_todos()

    def _asn_iso(self, kind, record):
        due = self.env["hr.asn.todo"]._asn_due(kind, record)
        return str(due) if due else None

    def _asn_todo_document(self, document):
        period = document.period_id.display_name
        day = in_words(self.env, document.delivered_on)
        return {
            "icon": "fa-envelope-open-o",
            "title": self.env._(
                "The evaluation document %s has been delivered", period
            ),
            "detail": self.env._(
                "By %(name)s, %(day)s. Open it to read and sign it.",
                name=document.appraiser_name or "–",
                day=day,
            ),
            "button": self.env._("Read Document"),
        }

    def _asn_todo_plan(self, plan):
        return {
            "icon": "fa-pencil",
            "title": self.env._(
                "SKP %(year)s: %(state)s",
                year=plan.year,
                state=plan._asn_state_label(),
            ),
            "detail": f"{plan._asn_post()}. {self._asn_plan_advice(plan)}",
            "button": self.env._("Open Plan"),
        }

    def _asn_todo_drift(self, plan):
        return {
            "icon": "fa-code-fork",
            "title": self.env._("A leader's result that you take up has changed"),
            "detail": self.env._("Compare, then accept or argue."),
            "button": self.env._("Open Plan"),
        }

    def _asn_todo_argue(self, plan):
        return {
            "icon": "fa-comments-o",
            "title": self.env._("Somebody argues with a change of your results"),
            "detail": self.env._("Read the answer, talk about it, change your plan."),
            "button": self.env._("Open Plan"),
        }

    def _asn_plan_advice(self, plan):
        if plan.is_locked:
            return plan.lock_note
        if plan.state == RETURNED:
            return self.env._("Read the note, mend the plan, then submit it again.")
        if plan.state == REVISING:
            return self.env._("Finish the change, then submit it.")
        return self.env._("Complete the plan, then submit it.")

    def _asn_todo_report(self, period):
        detail = period.lock_note or self.env._(
            "Fill in what was reached, add evidence, then submit. Evidence so far: %s.",
            len(period.evidence_ids.filtered(lambda one: one.state != REFUSED)),
        )
        return {
            "icon": "fa-bar-chart",
            "title": self.env._(
                "Actuals and evidence %s", period.period_id.display_name
            ),
            "detail": detail,
            "button": self.env._("Fill In"),
        }

    def _asn_todo_prove(self, period):
        name = period.period_id.display_name
        title = self.env._("Evidence is missing: %s", name)
        detail = self.env._("Add it until the evaluation is delivered.")
        if period._asn_refused_waiting():
            title = self.env._("Evidence was refused: %s", name)
            detail = self.env._("Read why, and replace it until it is delivered.")
        return {
            "icon": "fa-paperclip",
            "title": title,
            "detail": detail,
            "button": self.env._("Open Evidence"),
        }

    def _asn_todo_feedback(self, request):
        return {
            "icon": "fa-comment-o",
            "title": self.env._("%s asks for your feedback", request.name),
            "detail": self.env._(
                "%(question)s About: %(subject)s",
                question=request.question,
                subject=request.subject,
            ),
            "button": self.env._("Give Feedback"),
        }

    def _asn_todo_expect(self, dialogue):
        return {
            "icon": "fa-handshake-o",
            "title": self.env._("What is expected of you has been written down"),
            "detail": self.env._(
                "By %(name)s, %(day)s. Read it, then confirm.",
                name=dialogue.appraiser_name or "–",
                day=in_words(self.env, dialogue.held_on),
            ),
            "button": self.env._("Read Expectations"),
        }

    def _asn_team_todos(self):
        """Return one row for each kind of what waits for the user as an appraiser."""
        rows = {
            APPROVE: (
                "fa-check-square-o",
                self.env._("Plans waiting for your approval: %s", self.approve_count),
                self.env._("Plans to Approve"),
            ),
            RATE: (
                "fa-star-half-o",
                self.env._("Evaluations to rate: %s", self.rate_count),
                self.env._("To Rate"),
            ),
            DELIVER: (
                "fa-paper-plane-o",
                self.env._("Rated evaluations to deliver: %s", self.deliver_count),
                self.env._("To Deliver"),
            ),
        }
        return [
            {
                "key": kind,
                "icon": icon,
                "title": title,
                "detail": "",
                "button": button,
                "due": None,
            }
            | (self._asn_deliver_due() if kind == DELIVER else {})
            for kind, (icon, title, button) in rows.items()
            if self[f"{kind}_count"]
        ]

    @api.model
    def _asn_deliver_due(self):
        """Return until when the first of what was rated is to be handed over."""
        todo = self.env["hr.asn.todo"]
        rated = todo._asn_of_user(DELIVER, self.env.company._asn_today())
        days = [todo._asn_due(DELIVER, one) for one in rated]
        due = min((day for day in days if day), default=None)
        if not due:
            return {}
        told = self.env._(
            "To be delivered by %s at the latest", in_words(self.env, due)
        )
        return {"due": str(due), "detail": told}

    @api.model
    def _asn_todo_day(self, due):
        """Return the deadline in words: late by how much, else how long there is."""
        if not due:
            return {"when": "", "late": False}
        today = self.env.company._asn_today()
        days = (fields.Date.to_date(due) - today).days
        if days < 0:
            return {"when": self.env._("%s days late", -days), "late": True}
        if days == 0:
            return {"when": self.env._("Today is the last day"), "late": False}
        day = in_words(self.env, due)
        when = self.env._("Until %(day)s (%(n)s days left)", day=day, n=days)
        return {"when": when, "late": False}
