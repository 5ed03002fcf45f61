from odoo import fields, models

from ..days import in_words


class HrAsnHomeObjectionMixin(models.AbstractModel):
    """What waits for the user of objections and questions, each in its words."""

    _name = "hr.asn.home.objection.mixin"
    _description = "First page: objections"

    todo_state_ids = fields.Many2many(
        "hr.asn.objection", string="Statements to Give", compute="_compute_todo"
    )
    todo_explain_ids = fields.Many2many(
        "hr.asn.objection", string="Objections to Explain", compute="_compute_todo"
    )
    todo_decide_ids = fields.Many2many(
        "hr.asn.objection", string="Objections to Decide", compute="_compute_todo"
    )
    todo_answer_ids = fields.Many2many(
        "hr.asn.inquiry", string="Questions to Answer", compute="_compute_todo"
    )

    def _asn_todo_state(self, objection):
        title = self.env._("Your objection: give your statement")
        return self._asn_todo_said(objection, title)

    def _asn_todo_explain(self, objection):
        title = self.env._("%s objects to your rating: explain it", objection.name)
        return self._asn_todo_said(objection, title)

    def _asn_todo_decide(self, objection):
        title = self.env._("Decide the objection of %s", objection.name)
        return self._asn_todo_case(title, self._asn_case_detail(objection))

    def _asn_todo_said(self, objection, title):
        """Return what one side has to say: the question, where it was asked one."""
        if objection.can_reply:
            title = self.env._("%s: answer a question", objection.display_name)
            return self._asn_todo_case(title, objection.question)
        return self._asn_todo_case(title, self._asn_case_detail(objection))

    def _asn_todo_case(self, title, detail):
        return {
            "icon": "fa-gavel",
            "title": title,
            "detail": detail,
            "button": self.env._("Open Objection"),
        }

    def _asn_todo_answer(self, inquiry):
        return {
            "icon": "fa-question-circle-o",
            "title": self.env._("%s asks you for an explanation", inquiry.name),
            "detail": inquiry.question,
            "button": self.env._("Answer"),
        }

    def _asn_case_detail(self, objection):
        return self.env._(
            "Evaluation %(period)s, filed on %(day)s.",
            period=objection.period_id.display_name,
            day=in_words(self.env, objection.filed_on),
        )
