from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..law import feedback as law
from .hr_asn_workflow_mixin import ASKED, EMPLOYEE, Transition

OPEN = "open"
ANSWERED = "answered"
DECLINED = "declined"
WITHDRAWN = "withdrawn"
STATES = [
    (OPEN, "Waiting for an Answer"),
    (ANSWERED, "Answered"),
    (DECLINED, "Declined"),
    (WITHDRAWN, "Withdrawn"),
]

ASKED_TYPE = "hr_asn_appraisal.mail_act_asn_feedback"


class HrAsnFeedbackRequest(models.Model):
    """An employee asks somebody near him for a word about a result or a behaviour."""

    _name = "hr.asn.feedback.request"
    _description = "ASN request for feedback"
    _inherit = [
        "hr.asn.feedback.subject.mixin",
        "hr.asn.workflow.mixin",
        "mail.activity.mixin",
    ]
    _order = "id desc"

    _transitions = (
        Transition("answer", (OPEN,), ANSWERED, (ASKED,)),
        Transition("decline", (OPEN,), DECLINED, (ASKED,)),
        Transition("withdraw", (OPEN,), WITHDRAWN, (EMPLOYEE,)),
    )
    _asn_protected = {"state": OPEN, "asked_on": False}
    _asn_fixed = frozenset({"skp_id", "asked_id", "rhk_id", "behavior_id", "question"})

    skp_id = fields.Many2one(default=lambda self: self._default_skp_id())
    asked_id = fields.Many2one(
        "hr.employee", "Whom to Ask", required=True, ondelete="restrict", index=True
    )
    asked_ids = fields.Json(
        compute="_compute_asked_ids", export_string_translation=False
    )
    asked_name = fields.Char(
        "Name of Who Is Asked", compute="_compute_asked_name", compute_sudo=True
    )
    is_to_me = fields.Boolean("Asked of Me", compute="_compute_is_to_me")
    is_named = fields.Boolean(
        compute="_compute_is_named", export_string_translation=False
    )
    question = fields.Char("What do you want to know?", required=True)
    asked_on = fields.Date("Asked On", readonly=True, copy=False)
    state = fields.Selection(
        STATES, default=OPEN, required=True, readonly=True, copy=False, index=True
    )

    _open_uniq = models.UniqueIndex(
        f"(employee_id, asked_id) WHERE state = '{OPEN}'",
        "You have asked this colleague already and wait for an answer.",
    )
    _question_said = models.Constraint(
        "CHECK(btrim(question, E' \\t\\n\\r') <> '')", "Write what you want to know."
    )

    def _default_skp_id(self):
        feedback = self.env["hr.asn.feedback"]
        own = self.env["hr.employee"].union(*feedback._asn_givers().values())
        return feedback._asn_plans(own)[:1].id

    @api.depends("skp_id")
    @api.depends_context("uid")
    def _compute_asked_ids(self):
        """Those who stand near enough to give feedback on the plan, to choose from."""
        near = self.env["hr.asn.feedback"]._asn_near()
        for one in self:
            one.asked_ids = one._asn_able(near).ids

    @api.depends("asked_id")
    def _compute_asked_name(self):
        for one in self:
            one.asked_name = one.asked_id._asn_full_name() if one.asked_id else False

    @api.depends("asked_id")
    @api.depends_context("uid")
    def _compute_is_to_me(self):
        mine = self._asn_role_asked()
        for one in self:
            one.is_to_me = one in mine

    @api.depends("asked_id")
    def _compute_is_named(self):
        """Say whether the answer is read with the name of who gives it."""
        feedback = self.env["hr.asn.feedback"]
        # sudo: hr.asn.skp, hr.employee - who stands where is asked, not shown
        for one in self.sudo():
            plan, asked = one.skp_id, one.asked_id
            posts = feedback._asn_posts(asked | plan.employee_id, plan._asn_today())
            role = feedback._asn_role(plan, asked, posts, one._asn_about())
            one.is_named = law.is_named(role)

    @api.depends("name", "subject")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            one.display_name = ", ".join(filter(None, (one.name, one.subject)))

    def _asn_able(self, people):
        """Return those of ``people`` who stand in a role to the plan of this one."""
        feedback = self.env["hr.asn.feedback"]
        # sudo: hr.asn.skp - who stands where is asked, not shown
        plan = self.skp_id.sudo()
        posts = feedback._asn_posts(people | plan.employee_id, plan._asn_today())
        about = self._asn_about()
        return people.filtered(lambda one: feedback._asn_role(plan, one, posts, about))

    def _asn_about(self):
        """Return the id of the result, False for a behaviour, None for neither."""
        return self.rhk_id.id or (False if self.behavior_id else None)

    def _asn_role_asked(self):
        return self._asn_mine("asked_id")

    def _asn_role_label(self, role):
        if role == ASKED:
            return self.env._("who was asked")
        return super()._asn_role_label(role)

    # -- asking --------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        """Ask, and let the colleague know by one activity."""
        made = super().create([self._asn_said(vals) for vals in vals_list])
        made._asn_check_cycle_open()
        made._asn_check_subject()
        made._asn_check_asked()
        made._asn_notify(ASKED_TYPE, "asked_id")
        return made

    @api.model
    def _asn_first_values(self):
        return super()._asn_first_values() | {"asked_on": self._asn_today()}

    @api.model
    def _asn_said(self, vals):
        question = (vals.get("question") or "").strip()
        if not question:
            raise UserError(self.env._("Write what you want to know."))
        return vals | {"question": question}

    def _asn_check_asked(self):
        """Refuse to ask who cannot give feedback on the plan, or cannot sign in."""
        # sudo: hr.employee - whether somebody can log in is not for plain users to read
        for one in self.sudo():
            asked = one.asked_id
            if not one._asn_able(asked):
                raise UserError(
                    self.env._(
                        "Ask your appraiser, his superior, a colleague of your unit or "
                        "with the same appraiser, or somebody whom you appraise. "
                        "%s is none of them.",
                        one.asked_name,
                    )
                )
            if not asked.user_id._asn_able():
                raise UserError(
                    self.env._(
                        "%s cannot sign in and does not see your question.",
                        one.asked_name,
                    )
                )

    def _asn_activity_types(self):
        return [ASKED_TYPE]

    # -- answering -----------------------------------------------------------

    @api.model
    def _asn_to_me(self, plans):
        """Return what the current user was asked about plans and has not refused."""
        return self.search(
            Domain("skp_id", "in", plans.ids)
            & Domain("asked_id.user_id", "=", self.env.uid)
            & Domain("state", "in", (OPEN, ANSWERED))
        )

    @api.model
    def _asn_unanswered(self, plans):
        """Return what the current user was asked about plans and may still answer."""
        return self._asn_to_me(plans).filtered(lambda one: one.state == OPEN)

    @api.model
    def _asn_answered_by(self, feedback):
        """Take feedback as the answer to what its giver was asked about the person."""
        asked = self.search(
            Domain("employee_id", "in", feedback.employee_id.ids)
            & Domain("asked_id.user_id", "=", self.env.uid)
            & Domain("state", "=", OPEN)
        )
        if asked:
            asked._transition("answer")

    def action_answer(self):
        """Open the dialog of feedback on what was asked; giving it is the answer."""
        self.ensure_one()
        self._asn_refuse(self._asn_move("answer"))
        return self.env["hr.asn.feedback"]._asn_dialog(
            {"default_skp_id": self.skp_id.id, "default_about": self.about}
        )

    def action_decline(self):
        self._transition("decline")

    def action_withdraw(self):
        self._transition("withdraw")
