from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..days import in_words
from ..law import deadlines
from ..law.states import DELIVERED, FINAL, OBJECTED, PUBLISHED, RECEIVED
from .hr_asn_workflow_mixin import CLERK, EMPLOYEE, SUPERIOR, Transition

# Moved by the objection itself, whose steps ask for the same roles.
OBJECTING = (
    Transition(
        "object",
        (DELIVERED, RECEIVED),
        OBJECTED,
        (EMPLOYEE, CLERK),
        needs="is_objectable",
    ),
    Transition("withdraw", (OBJECTED,), RECEIVED, (EMPLOYEE, CLERK)),
    Transition("decide", (OBJECTED,), FINAL, (SUPERIOR,)),
)


class HrAsnEvaluationObjectionMixin(models.AbstractModel):
    """What the employee asks about, and objects to, after delivery."""

    _name = "hr.asn.evaluation.objection.mixin"
    _description = "ASN evaluation objected to"

    objection_ids = fields.One2many("hr.asn.objection", "evaluation_id", "Objections")
    inquiry_ids = fields.One2many(
        "hr.asn.inquiry", "evaluation_id", "Requests for an Explanation"
    )
    is_objectable = fields.Boolean(
        compute="_compute_is_objectable",
        compute_sudo=True,
        export_string_translation=False,
    )
    can_inquire = fields.Boolean(
        compute="_compute_can_inquire", export_string_translation=False
    )
    objection_note = fields.Char("Objection", compute="_compute_objection_note")

    @api.depends("state", "due_on", "revision", "objection_ids.revision")
    def _compute_is_objectable(self):
        for one in self:
            one.is_objectable = (
                one.is_rated_here
                and not one._asn_is_objection_late()
                and not one._asn_objection()
            )

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_can_inquire(self):
        told = self.filtered(lambda one: one.state in PUBLISHED and one.is_rated_here)
        mine = told._asn_role_employee() | told._asn_role_clerk()
        mine -= mine._asn_overseen()
        for one in self:
            one.can_inquire = one in mine

    @api.depends("state", "due_on", "objection_ids.state")
    @api.depends_context("uid", "lang")
    def _compute_objection_note(self):
        """Tell the employee until when he can object, or what became of it: M16-M19."""
        mine = self._asn_mine("employee_id")
        for one in self:
            one.objection_note = one in mine and one._asn_objection_note()

    def _asn_objection_note(self):
        objection = self.sudo()._asn_objection()
        if objection:
            return objection._asn_told()
        if not self.due_on or not self.is_rated_here:
            return False
        if self._asn_is_objection_late():
            return self._asn_objection_lapsed()
        left = deadlines.days_left(self._asn_today(), self.due_on)
        if not left:
            return self.env._("Today is the last day to object.")
        return self.env._(
            "You can object until %(day)s (%(n)s days left).",
            day=in_words(self.env, self.due_on),
            n=left,
        )

    def _asn_objection(self):
        """Return the objection to the present revision: there is one at most."""
        return self.objection_ids.filtered(lambda one: one.revision == self.revision)

    def _asn_is_objection_late(self):
        due = self.due_on
        return bool(due) and not deadlines.is_open(self._asn_today(), due)

    def _asn_objection_lapsed(self):
        return self.env._(
            "The time to object ended on %(day)s. Ask the performance officer if "
            "something exceptional has happened.",
            day=in_words(self.env, self.due_on),
        )

    def _asn_lack(self, transition):
        """Say why nobody can object any more."""
        if transition.needs != "is_objectable" or self.is_rated_elsewhere:
            return super()._asn_lack(transition)
        if self._asn_is_objection_late():
            return self._asn_objection_lapsed()
        return self.env._("There was an objection to this evaluation already.")

    # -- asking --------------------------------------------------------------

    def action_ask_inquiry(self):
        """Open the dialog in which the employee asks."""
        title = self.env._("Ask for an Explanation")
        return self.env["hr.asn.say"]._asn_open("inquire", self, title)

    def action_inquire(self, question):
        """Ask the appraiser how the result came about; it stops no clock.

        Raises AccessError for anybody but the employee (on paper: the officer),
        UserError before delivery or without a question.
        """
        self.ensure_one()
        self.check_access("read")
        if self.state not in PUBLISHED or not self.is_rated_here:
            raise UserError(self._asn_not_delivered())
        if not self.can_inquire:
            raise AccessError(self._asn_no_right((EMPLOYEE, CLERK)))
        question = (question or "").strip()
        if not question:
            raise UserError(self.env._("Write what you want to know."))
        return self.env["hr.asn.inquiry"]._asn_ask(self, question).id

    def _asn_not_delivered(self):
        return self.env._("The evaluation %s is in progress.", self.display_name)

    # -- objecting -----------------------------------------------------------

    def action_ask_objection(self):
        """Open the dialog in which the employee objects; refused when it is late."""
        self._asn_refuse(self._asn_move("object"))
        title = self.env._("File Objection")
        return self.env["hr.asn.objection.file"]._asn_open(self, title)

    def action_object(self, axes, text, file_ids=()):
        """File an objection; who had not signed yet acknowledges with it.

        ``axes``: what is objected to, of law.objection.AXES; ``file_ids``: attachments
        that the user may read. Returns the id of the objection. Raises AccessError,
        UserError when it is late, was done before, or says nothing.
        """
        self.ensure_one()
        self._asn_refuse(self._asn_move("object"))
        said = self.env["hr.asn.objection"]._asn_said(axes, text)
        if self.state == DELIVERED:
            self.action_receive()
        self._transition("object")
        return self.env["hr.asn.objection"]._asn_file(self, said, file_ids).id

    def action_open_objection(self):
        """Open the objection to this evaluation."""
        self.ensure_one()
        return self._asn_objection().get_formview_action()
