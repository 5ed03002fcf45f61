from odoo import fields, models


class HrAsnSurveyElement(models.Model):
    """What people who use a service are asked: one question on four steps."""

    _name = "hr.asn.survey.element"
    _description = "ASN element of a survey"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    code = fields.Char(required=True)
    name = fields.Char("Element", required=True)
    question = fields.Char(required=True)
    step_1 = fields.Char("Step 1", required=True)
    step_2 = fields.Char("Step 2", required=True)
    step_3 = fields.Char("Step 3", required=True)
    step_4 = fields.Char("Step 4", required=True)

    _code_uniq = models.Constraint("UNIQUE(code)", "This element exists already.")

    def _asn_questions(self):
        """Return what the page asks, as it reads it."""
        return [
            {
                "key": one.code,
                "title": one.name,
                "question": one.question,
                "steps": [(step, one[f"step_{step}"]) for step in (4, 3, 2, 1)],
            }
            for one in self
        ]
