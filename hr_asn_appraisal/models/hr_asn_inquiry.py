from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .hr_asn_case_speaker_mixin import SPEAKERS
from .hr_asn_workflow_mixin import APPRAISER, RATER, SCRIBE, Transition

ASKED = "asked"
ANSWERED = "answered"

ASKED_TYPE = "hr_asn_appraisal.mail_act_asn_inquiry"
ANSWERED_TYPE = "hr_asn_appraisal.mail_act_asn_inquiry_answered"


class HrAsnInquiry(models.Model):
    """*Minta Penjelasan*: question and answer on what was delivered; stops no clock."""

    _name = "hr.asn.inquiry"
    _description = "ASN request for an explanation"
    _inherit = ["hr.asn.case.mixin"]
    _order = "id desc"

    _transitions = (
        Transition("answer", (ASKED,), ANSWERED, (APPRAISER, RATER, SCRIBE)),
    )
    _asn_protected = {
        "state": ASKED,
        "question": False,
        "asked_on": False,
        "answer": False,
        "answered_on": False,
        "answered_as": False,
        "answered_by": False,
    }

    state = fields.Selection(
        [(ASKED, "Waits for an Answer"), (ANSWERED, "Answered")],
        default=ASKED,
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    question = fields.Text(readonly=True)
    asked_on = fields.Date("Asked On", readonly=True)
    answer = fields.Text(readonly=True)
    answered_on = fields.Date("Answered On", readonly=True)
    # Where it was not the appraiser himself.
    answered_as = fields.Selection(SPEAKERS, "Answered As", readonly=True)
    answered_by = fields.Char("Answered By", readonly=True)

    @api.depends("name", "period_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            one.display_name = self.env._(
                "Request for an explanation %(period)s, %(name)s",
                period=one.period_id.display_name,
                name=one.name,
            )

    @api.model
    def _asn_ask(self, evaluation, question):
        """Return a question about an evaluation, whose step has asked for the right."""
        # sudo: hr.asn.inquiry - made by a step of the evaluation only
        inquiry = self.sudo().create({"evaluation_id": evaluation.id})
        inquiry._asn_put({"question": question, "asked_on": evaluation._asn_today()})
        self.env["hr.asn.event"]._asn_log(inquiry, "ask", question)
        inquiry._asn_tell_appraiser(ASKED_TYPE)
        return inquiry.sudo(False)

    @api.model
    def _asn_unanswered(self):
        return Domain("state", "=", ASKED)

    @api.model
    def _asn_to_copy(self):
        """Return the domain of those that the user answers from paper."""
        return (
            Domain("state", "=", ASKED)
            & self._asn_without_login("appraiser_id")
            & self._asn_not_of("employee_id", "appraiser_id", "superior_id")
        )

    def action_open_answer(self):
        """Open the dialog in which the appraiser answers."""
        return self.env["hr.asn.say"]._asn_open("answer", self, self.env._("Answer"))

    def action_answer(self, answer, file_ids=()):
        """Answer in writing; ``file_ids``: attachments that the user may read.

        Raises AccessError for who is neither the appraiser nor speaks for him,
        UserError without words, or without the scan of what is copied from paper.
        """
        self.ensure_one()
        answer = (answer or "").strip()
        if not answer:
            raise UserError(self.env._("Write the answer."))
        self._asn_refuse(self._asn_move("answer"))
        self._asn_check_scan(file_ids)
        self._asn_attach(self.env["ir.attachment"].browse(file_ids))
        values = {"answer": answer, "answered_on": self._asn_today()}
        values |= self._asn_speaker("answered")
        self._transition("answer", answer, values)
        self._asn_notify(ANSWERED_TYPE, "employee_id")

    def _asn_activity_types(self):
        return [ASKED_TYPE]
