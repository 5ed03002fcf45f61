from typing import NamedTuple

from odoo import api, fields, models

from ..dialogs import dialog
from ..models.hr_asn_objection_question_mixin import OF_APPRAISER, PARTIES
from ..models.hr_asn_workflow_mixin import SCRIBE


class Way(NamedTuple):
    """Of which model, by which of its methods what is written is handed in."""

    model: str
    method: str
    files: bool = False
    party: bool = False
    asked: bool = False


# What the officer may have to copy from paper for an appraiser without a login.
FROM_PAPER = ("answer", "explain", "reply")

WAYS = {
    "reopen": Way("hr.asn.evaluation", "action_reopen"),
    "remove": Way("hr.asn.evaluation", "action_remove"),
    "call_off": Way("hr.asn.calibration", "action_call_off"),
    "correct": Way("hr.asn.unit.rating", "action_reopen"),
    "inquire": Way("hr.asn.evaluation", "action_inquire"),
    "answer": Way("hr.asn.inquiry", "action_answer", files=True),
    "explain": Way("hr.asn.objection", "action_explain", files=True),
    "state": Way("hr.asn.objection", "action_state", files=True),
    "ask": Way("hr.asn.objection", "action_ask", party=True),
    "reply": Way("hr.asn.objection", "action_reply", files=True),
    "reply_drift": Way("hr.asn.skp", "action_reply", asked=True),
    "refuse_evidence": Way("hr.asn.evidence", "action_refuse"),
}


class HrAsnSay(models.TransientModel):
    """Asks for what a step needs in writing: a reason, a question, a statement.

    Who may take the step is asked by the method that takes it.
    """

    _name = "hr.asn.say"
    _description = "Something in writing"

    way = fields.Selection(
        [
            ("reopen", "Open Again"),
            ("remove", "Take the Evaluation Back"),
            ("call_off", "Call Off the Session"),
            ("correct", "Correct"),
            ("inquire", "Ask for an Explanation"),
            ("answer", "Answer"),
            ("explain", "Give Explanation"),
            ("state", "Give Statement"),
            ("ask", "Ask for Further Information"),
            ("reply", "Answer a Further Question"),
            ("reply_drift", "Answer a Response"),
            ("refuse_evidence", "Refuse Evidence"),
        ],
        required=True,
        readonly=True,
        export_string_translation=False,
    )
    res_id = fields.Integer(
        required=True, readonly=True, export_string_translation=False
    )
    # Who is answered, where these can be several: ids as they were on opening.
    asked = fields.Json(readonly=True, export_string_translation=False)
    goes_to = fields.Text("Your Answer Goes To", compute="_compute_goes_to")
    hint = fields.Text(compute="_compute_hint")
    party = fields.Selection(PARTIES, "Who Is Asked")
    text = fields.Text(required=True)
    file_ids = fields.Many2many("ir.attachment", string="Files")
    takes_files = fields.Boolean(
        compute="_compute_hint", export_string_translation=False
    )

    @api.depends("way", "res_id")
    def _compute_hint(self):
        hints = self._asn_hints()
        for wizard in self:
            wizard.hint = wizard._asn_paper_hint() or hints.get(wizard.way)
            wizard.takes_files = wizard.way in WAYS and WAYS[wizard.way].files

    @api.depends("way", "res_id", "asked")
    def _compute_goes_to(self):
        """Name who is answered, to who may read it: an id can be anybody's."""
        for wizard in self:
            way = WAYS.get(wizard.way)
            wizard.goes_to = way and way.asked and wizard._asn_goes_to(way)

    def _asn_goes_to(self, way):
        record = self.env[way.model].browse(self.res_id)._filtered_access("read")
        # sudo: hr.asn.rhk.link - what its plan tells of them to who reads that
        return record.sudo()._asn_argued(self.asked or [])._asn_argued_words()

    def _asn_paper_hint(self):
        """Tell the officer who copies from paper what he needs; others nothing."""
        if self.way not in FROM_PAPER:
            return False
        record = self.env[WAYS[self.way].model].browse(self.res_id)
        record = record.exists()._filtered_access("read")
        of_appraiser = self.way != "reply" or record.question_of == OF_APPRAISER
        if not of_appraiser or record._asn_speaks_as() != SCRIBE:
            return False
        return self.env._(
            "The appraiser has no login. Copy what was signed on paper, word for word, "
            "and attach the scan: it stays with the case."
        )

    def _asn_hints(self):
        return {
            "reopen": self.env._(
                "The appraiser rates anew; you change no rating. What was delivered "
                "stays readable, and is replaced by the next delivery."
            ),
            "remove": self.env._(
                "The evaluation was opened by mistake and goes. The reason stays in "
                "the history of the plan; the period can be opened again."
            ),
            "call_off": self.env._(
                "Everything comes off the table and every change is taken back; the "
                "appraisers deliver what they gave. What was changed stays in the "
                "history, which the person concerned does not see."
            ),
            "correct": self.env._("Write what was wrong; it stays in the history."),
            "inquire": self.env._(
                "The appraiser answers in writing. The question stops no clock: the "
                "time to object goes on."
            ),
            "answer": self.env._(
                "The employee, your superior and the performance officer read it."
            ),
            "explain": self.env._(
                "Say how you came to the rating. The employee and who decides read it; "
                "it is not changed afterwards."
            ),
            "state": self.env._(
                "Say what you have to say beside your objection. The appraiser and who "
                "decides read it; it is not changed afterwards."
            ),
            "ask": self.env._(
                "Who is asked answers in writing; both sides read question and answer. "
                "It stops no clock: you can decide without an answer."
            ),
            "reply_drift": self.env._(
                "Who argues reads it, and accepts the change or argues once more. To "
                "change the result itself, open your plan with “Revise Plan”."
            ),
            "refuse_evidence": self.env._(
                "Say what is wrong with it. The employee reads it and can replace the "
                "evidence until the evaluation is delivered."
            ),
            "reply": self.env._(
                "Both sides and who decides read your answer; it is not changed "
                "afterwards."
            ),
        }

    @api.model
    def _asn_open(self, way, record, title, asked=None):
        """Return the dialog in which something is written about a record.

        ``asked``: ids of those who are answered, where these can be several.
        """
        defaults = {"default_way": way, "default_res_id": record.id}
        if "asn_seen" in self.env.context:
            # What is answered is what the screen below the dialog shows.
            defaults["asn_seen"] = self.env.context["asn_seen"]
        if asked is not None:
            defaults["default_asked"] = asked
        return dialog(self.browse(), title, defaults)

    def action_say(self):
        """Hand in what was written; a step that leads on is followed."""
        self.ensure_one()
        way = WAYS[self.way]
        record = self.env[way.model].browse(self.res_id)
        more = {"file_ids": self.file_ids.ids} if way.files else {}
        more |= {"party": self.party} if way.party else {}
        more |= {"asked": self.asked or []} if way.asked else {}
        done = getattr(record, way.method)(self.text, **more)
        leads_on = isinstance(done, dict)
        return done if leads_on else {"type": "ir.actions.act_window_close"}
