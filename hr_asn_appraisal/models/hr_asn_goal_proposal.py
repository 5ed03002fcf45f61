from itertools import count

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import split_every

from ..law import deadlines
from .hr_asn_goal import AGENCY
from .hr_asn_measure_mixin import MEASURE, NUMBERS
from .hr_asn_workflow_mixin import (
    APPRAISER,
    EMPLOYEE,
    LIBRARIAN,
    OFFICER,
    Transition,
)
from .res_users import OFFICER_GROUP

PROPOSED = "proposed"
DISCUSSED = "discussed"
ACCEPTED = "accepted"
REFUSED = "refused"
WITHDRAWN = "withdrawn"
STATES = [
    (PROPOSED, "Waiting for an Answer"),
    (DISCUSSED, "Being Discussed"),
    (ACCEPTED, "In the Library"),
    (REFUSED, "Not Taken"),
    (WITHDRAWN, "Withdrawn"),
]
OPEN = (PROPOSED, DISCUSSED)

ANSWER_TYPE = "hr_asn_appraisal.mail_act_asn_answer"
REMIND_ANSWER = "remind_answer"
ANSWERED_TYPE = "hr_asn_appraisal.mail_act_asn_proposal"


class HrAsnGoalProposal(models.Model):
    """An employee proposes an indicator; it is discussed and answered with reason.

    Once accepted it stands in the library under his name.
    """

    _name = "hr.asn.goal.proposal"
    _description = "ASN proposal of an indicator"
    _inherit = [
        "hr.asn.of.plan.mixin",
        "hr.asn.measure.mixin",
        "hr.asn.workflow.mixin",
        "hr.asn.scope.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "id desc"
    _mail_post_access = "read"
    _asn_unit_path = "skp_id.department_id"

    _transitions = (
        Transition("discuss", (PROPOSED,), DISCUSSED, (LIBRARIAN, OFFICER, APPRAISER)),
        Transition("accept", OPEN, ACCEPTED, (LIBRARIAN,)),
        Transition("refuse", OPEN, REFUSED, (LIBRARIAN,)),
        Transition("withdraw", OPEN, WITHDRAWN, (EMPLOYEE,)),
    )
    _asn_protected = {
        "state": PROPOSED,
        "answer": False,
        "answered_on": False,
        "answered_by_id": False,
        "taken_id": False,
        "proposed_on": False,
    }
    _asn_fixed = frozenset({"skp_id"})

    skp_id = fields.Many2one(
        default=lambda self: self._default_skp_id(), string="My Plan"
    )
    appraiser_id = fields.Many2one(related="skp_id.appraiser_id")
    proposer = fields.Char(related="skp_id.name", string="Proposed By")
    post = fields.Char(related="skp_id.post")
    department_id = fields.Many2one(related="skp_id.department_id", string="Unit")
    model = fields.Selection(related="skp_id.model")
    goal_id = fields.Many2one(
        "hr.asn.goal",
        "For the Library Result",
        ondelete="set null",
        index="btree_not_null",
        check_company=True,
        help="Empty: for a result that the library does not have yet.",
    )
    goal_ids = fields.Many2many(
        "hr.asn.goal", compute="_compute_goal_ids", export_string_translation=False
    )
    result = fields.Text("Work Result", help="Needed where no library result fits.")
    name = fields.Char("Indicator", required=True)
    benefit = fields.Text(
        "Why It Is Better",
        required=True,
        help="What it shows that the present indicators do not.",
    )
    proposed_on = fields.Date("Proposed On", readonly=True, copy=False)
    due_on = fields.Date(
        "Answer Due On",
        compute="_compute_due_on",
        compute_sudo=True,
        store=True,
        precompute=True,
        index=True,
    )
    is_late = fields.Boolean(
        "Answer Late", compute="_compute_is_late", search="_search_is_late"
    )
    answer = fields.Text("Reason of the Answer", readonly=True, copy=False)
    answered_on = fields.Date("Answered On", readonly=True, copy=False)
    answered_by_id = fields.Many2one("res.users", "Answered By", readonly=True)
    taken_id = fields.Many2one(
        "hr.asn.goal.indicator", "Indicator in the Library", readonly=True, copy=False
    )
    state = fields.Selection(
        STATES, default=PROPOSED, required=True, readonly=True, copy=False, index=True
    )

    _result_named = models.Constraint(
        "CHECK(goal_id IS NOT NULL OR btrim(result) <> '')",
        "Choose a result of the library, or write the result that is measured.",
    )

    @api.depends("skp_id")
    def _compute_goal_ids(self):
        """Offer the results of one's own post; where the library has none, all."""
        goals = self.env["hr.asn.goal"]
        # What stands in the library is read by everybody, the plan behind it is not.
        fitting = goals._asn_for(self.skp_id._origin._filtered_access("read"))
        for one in self:
            plan = one.skp_id._origin
            same = Domain("model", "=", one.model)
            same &= Domain("company_id", "=", one.company_id.id)
            one.goal_ids = fitting.get(plan) or goals.search(same)

    @api.constrains("aspect_id", "goal_id", "skp_id")
    def _check_takeable(self):
        """Refuse what no plan could take from the library."""
        for one in self:
            model = one.goal_id.model or one.model
            if model != AGENCY and one.aspect_id.model != model:
                raise ValidationError(
                    self.env._(
                        "“%(aspect)s” does not belong to this model of SKP.",
                        aspect=one.aspect_id.name,
                    )
                )

    def _default_skp_id(self):
        """Propose for the plan of one's own that lasts longest."""
        own = self.env["hr.asn.skp"].search(
            Domain("employee_id.user_id", "=", self.env.uid)
            & self.env["hr.asn.skp"]._asn_open_domain(),
            order="date_to desc, id desc",
            limit=1,
        )
        return own.id

    @api.depends("due_on", "state")
    def _compute_is_late(self):
        today = self._asn_today()
        for one in self:
            one.is_late = bool(one.state in OPEN and one.due_on and one.due_on < today)

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env.company._asn_today()
        return Domain("state", "in", OPEN) & Domain("due_on", "<", today)

    @api.model_create_multi
    def create(self, vals_list):
        made = super().create(vals_list)
        made._asn_check_own()
        return made

    @api.model
    def _asn_first_values(self):
        return super()._asn_first_values() | {"proposed_on": self._asn_today()}

    @api.depends("proposed_on", "skp_id")
    def _compute_due_on(self):
        """An answer is due within the days that the policy had when it was asked."""
        for one in self:
            days = one.skp_id.policy_id.proposal_days
            one.due_on = one.proposed_on and deadlines.add_days(one.proposed_on, days)

    def write(self, vals):
        """Words are the proposer's, until they are answered."""
        self._asn_check_own()
        return super().write(vals)

    def _asn_check_own(self):
        """Raise unless these are the user's own proposals, not answered yet."""
        if not self.env.su:
            self._asn_refuse(self._asn_move("withdraw"))
            self.skp_id._asn_check_cycle_open()

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A proposal is withdrawn, not deleted."))

    # -- who -----------------------------------------------------------------

    def _asn_role_librarian(self):
        """Officers of the whole agency, who keep its library; never the proposer."""
        if not self.env.user._asn_runs_agency():
            return self.browse()
        ours = self.filtered(lambda one: one.company_id in self.env.companies)
        return ours - self._asn_mine("employee_id")

    def _asn_role_label(self, role):
        if role == LIBRARIAN:
            return self.env._("the performance officer of the whole agency")
        return super()._asn_role_label(role)

    # -- answering -----------------------------------------------------------

    def action_discuss(self):
        """Say that a proposal is being talked about, in its messages."""
        self._transition("discuss")

    def action_withdraw(self):
        self._transition("withdraw")
        self._asn_take_answer_due()

    def action_refuse(self, reason):
        """Answer that a proposal is not taken; the reason goes to the proposer.

        Raises UserError without a reason.
        """
        self._transition("refuse", reason, self._asn_answer(reason))
        self._asn_take_answer_due()
        self._asn_notify(ANSWERED_TYPE, "employee_id")

    def action_accept(self, reason):
        """Take proposals into the library under the names of their proposers.

        Raises UserError without a reason.
        """
        self._asn_refuse(self._asn_move("accept"))
        answer = self._asn_answer(reason)
        taken = {one: one._asn_take_in() for one in self}
        self._transition(
            "accept", reason, lambda one: {**answer, "taken_id": taken[one].id}
        )
        self._asn_take_answer_due()
        self._asn_notify(ANSWERED_TYPE, "employee_id")

    def _asn_take_answer_due(self):
        """Take back what reminds of an answer: it is not waited for any more."""
        # sudo: hr.asn.goal.proposal - reminders of others than who has answered
        self.sudo().activity_unlink([ANSWER_TYPE])

    # -- waiting for an answer -----------------------------------------------

    @api.model
    def _cron_asn_proposals(self, batch_size=200):
        """Remind who keeps the library before an answer is due, and once after it."""
        for (company,) in self._read_group([("state", "in", OPEN)], ["company_id"]):
            waiting = self.with_company(company).search(
                Domain("state", "in", OPEN) & Domain("company_id", "=", company.id)
            )
            for stage, some in waiting.grouped(lambda one: one._asn_reminder()).items():
                if stage:
                    some._asn_remind_answer(stage, batch_size)

    def _asn_reminder(self):
        """Return which reminder of the answer is due today, or None."""
        days = deadlines.REMIND_ANSWER_DAYS
        return deadlines.reminder(self._asn_today(), self.due_on, days)

    def _asn_remind_answer(self, stage, size):
        """Remind of proposals, each once in a stage; nobody of his own one."""
        name, keepers = f"{REMIND_ANSWER}_{stage}", self._asn_keepers()
        known = self.env["hr.asn.event"]._asn_logged(self, name)
        told = {one: keepers - one.employee_id.user_id for one in self}
        fresh = self.filtered(lambda one: one.id not in known and told[one])
        for ids in split_every(size, fresh.ids):
            some = self.browse(ids)
            some.activity_unlink([ANSWER_TYPE])
            some._asn_notify_users(ANSWER_TYPE, {one: told[one] for one in some})
            self.env["hr.asn.event"]._asn_log(some, name)
            self.env["ir.cron"]._commit_progress(len(some))

    @api.model
    def _asn_keepers(self):
        """Return the officers of the whole agency worked in: they keep its library."""
        return self.env["res.users"].search(
            [
                ("all_group_ids", "in", self.env.ref(OFFICER_GROUP).ids),
                ("asn_of_units", "=", False),
                ("company_ids", "in", self.env.company.ids),
            ]
        )

    def _asn_answer(self, reason):
        if not (reason or "").strip():
            raise UserError(self.env._("Write the reason of the answer."))
        return {
            "answer": reason.strip(),
            "answered_on": self._asn_today(),
            "answered_by_id": self.env.uid,
        }

    def _asn_take_in(self):
        """Put one proposal into the library; return the indicator there."""
        self.ensure_one()
        goal = self.goal_id or self.goal_id.create(self._asn_goal_values())
        return goal.indicator_ids.create(
            {
                "goal_id": goal.id,
                "sequence": max(goal.indicator_ids.mapped("sequence"), default=0) + 10,
                "aspect_id": self.aspect_id.id,
                "dimension_id": self.dimension_id.id,
                "proposer_id": self.employee_id.id,
                "name": self.name,
                **{name: self[name] for name in (*MEASURE, *NUMBERS)},
            }
        )

    def _asn_goal_values(self):
        """Return the values of a library result for the proposer's own post."""
        goals = self.goal_id.with_context(active_test=False)
        ours = goals.search([("company_id", "=", self.company_id.id)])
        known = set(ours.mapped("code"))
        code = next(one for one in map("U{}".format, count(1)) if one not in known)
        return {
            "code": code,
            "name": self.result,
            "post": self.post,
            "duty": self.skp_id.duty,
            "model": self.model,
            "company_id": self.company_id.id,
        }
