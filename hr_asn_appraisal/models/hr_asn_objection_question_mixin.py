from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .hr_asn_case_speaker_mixin import SPEAKERS
from .hr_asn_objection_hearing_mixin import HEARD, TYPE

# The step of who answers.
REPLY = "reply"
OF_APPRAISER, OF_EMPLOYEE = "appraiser", "employee"
PARTIES = [(OF_APPRAISER, "The Appraiser"), (OF_EMPLOYEE, "The Employee")]
# The activity of who is asked, and the field that names him.
TOLD = {
    OF_APPRAISER: (TYPE + "explain", "appraiser_id"),
    OF_EMPLOYEE: (TYPE + "state", "employee_id"),
}
# What is kept of a question once the next one is asked.
ASKED = ("question_of", "question", "asked_on")
ANSWERED = ("answer", "answered_on", "answered_as", "answered_by")


class HrAsnObjectionQuestionMixin(models.AbstractModel):
    """*Minta Keterangan Tambahan*: who decides asks one side once more; stops no clock.

    One question at a time: the last one stands on the case with its answer, those of
    before in its history.
    """

    _name = "hr.asn.objection.question.mixin"
    _description = "ASN objection with further questions"

    question_of = fields.Selection(PARTIES, "Asked", readonly=True)
    question = fields.Text("Further Question", readonly=True)
    asked_on = fields.Date("Asked On", readonly=True)
    answer = fields.Text("Answer Given", readonly=True)
    answered_on = fields.Date("Answered On", readonly=True)
    # Where it was not the appraiser himself.
    answered_as = fields.Selection(SPEAKERS, "Answered As", readonly=True)
    answered_by = fields.Char("Answered By", readonly=True)
    # Those asked earlier, each a dict of ASKED and ANSWERED with its days as texts.
    asked_before = fields.Json(readonly=True, export_string_translation=False)
    can_ask = fields.Boolean(
        compute="_compute_can_ask", export_string_translation=False
    )
    can_reply = fields.Boolean(
        compute="_compute_can_ask", export_string_translation=False
    )

    @api.depends("state", "asked_on", "answered_on", "question_of")
    @api.depends_context("uid")
    def _compute_can_ask(self):
        """Who decides asks while he has to decide; who is asked answers until then."""
        heard = self.filtered(lambda one: one.state == HEARD)
        waiting = heard.filtered(lambda one: one.asked_on and not one.answered_on)
        asks = (heard - waiting)._asn_role_superior()
        replies = waiting._asn_asked()
        for one in self:
            one.can_ask = one in asks
            one.can_reply = one in replies

    def _asn_asked(self):
        """Return those whose question the user answers; for paper the officer does."""
        own = self.filtered(_is_of_employee)
        others = (self - own)._asn_speaking()
        return others | own._asn_role_employee() | own._asn_role_clerk()

    def action_open_ask(self):
        """Open the dialog in which who decides asks one side once more."""
        title = self.env._("Ask for Further Information")
        return self.env["hr.asn.say"]._asn_open("ask", self, title)

    def action_open_reply(self):
        """Open the dialog in which who was asked answers."""
        return self.env["hr.asn.say"]._asn_open("reply", self, self.env._("Answer"))

    def action_ask(self, text, party):
        """Ask one side once more; ``party``: of PARTIES.

        Raises AccessError for who does not decide, UserError where a question waits for
        its answer, it is not to be decided now, or nothing was written.
        """
        self.ensure_one()
        self.check_access("read")
        if not self.can_ask:
            raise self._asn_may_not_ask()
        text = (text or "").strip()
        if not text or party not in TOLD:
            raise UserError(self.env._("Write the question and choose who is asked."))
        asked = {"question_of": party, "question": text, "asked_on": self._asn_today()}
        # sudo: hr.asn.objection - who may ask has been asked just now
        own = self.sudo()
        own._asn_put(
            asked
            | dict.fromkeys(ANSWERED, False)
            | {"asked_before": self._asn_questions()}
        )
        self.env["hr.asn.event"]._asn_log(self, f"ask_{party}", text)
        own._asn_tell_asked(party)

    def _asn_tell_asked(self, party):
        activity_type, told = TOLD[party]
        if party == OF_APPRAISER:
            self._asn_tell_appraiser(activity_type)
        else:
            self._asn_notify(activity_type, told)

    def _asn_questions(self):
        """Return all questions asked up to now with their answers, the first first."""
        now = {name: str(self[name] or "") for name in (*ASKED, *ANSWERED)}
        return [*(self.asked_before or []), *([now] if self.asked_on else [])]

    def _asn_may_not_ask(self):
        """Return the error for who asks without a right, or not at this time."""
        if not self._asn_role_superior():
            return AccessError(self._asn_why_not(self._asn_move("decide")))
        if self.state == HEARD:
            return UserError(
                self.env._("A question waits for its answer. Ask again after that.")
            )
        return UserError(
            self.env._(
                "%s: further questions are asked once both sides were heard, and "
                "before it is decided.",
                self.display_name,
            )
        )

    def action_reply(self, text, file_ids=()):
        """Answer a further question, in writing. Raises AccessError, UserError."""
        self._asn_speak(REPLY, ("answer", "answered_on"), text, file_ids)

    def _asn_spoken_type(self, name):
        if name != REPLY:
            return super()._asn_spoken_type(name)
        activity, _party = TOLD[self.question_of]
        return activity

    def _asn_is_of_appraiser(self, name):
        if name != REPLY:
            return super()._asn_is_of_appraiser(name)
        return not _is_of_employee(self)

    def _asn_may_not_speak(self, name, day):
        if name != REPLY:
            return super()._asn_may_not_speak(name, day)
        return UserError(
            self.env._("%s: no question waits for your answer.", self.display_name)
        )

    # -- what waits ----------------------------------------------------------

    @api.model
    def _asn_asked_domain(self, party):
        """Return the domain of those in which one side was asked and has not said."""
        return (
            Domain("state", "=", HEARD)
            & Domain("question_of", "=", party)
            & Domain("asked_on", "!=", False)
            & Domain("answered_on", "=", False)
        )


def _is_of_employee(one):
    return one.question_of == OF_EMPLOYEE
