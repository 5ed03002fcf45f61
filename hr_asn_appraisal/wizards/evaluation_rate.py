from odoo import fields, models

from ..models.hr_asn_rating import RATINGS


class HrAsnEvaluationRate(models.TransientModel):
    """Rates one or many evaluations alike, with the reason that some need."""

    _name = "hr.asn.evaluation.rate"
    _description = "Rating of evaluations"

    evaluation_ids = fields.Many2many(
        "hr.asn.evaluation",
        string="Evaluations",
        default=lambda self: self._default_evaluation_ids(),
    )
    result = fields.Selection(RATINGS, "Result Rating", required=True)
    behavior = fields.Selection(RATINGS, "Behaviour Rating", required=True)
    reason = fields.Text()

    def _default_evaluation_ids(self):
        return self.env["hr.asn.evaluation"].browse(self.env.context.get("active_ids"))

    def action_rate(self):
        """Rate the evaluations; one that is refused does not stop the others."""
        done, reasons = self.evaluation_ids._asn_try_each(
            lambda some: some.action_rate(self.result, self.behavior, self.reason),
            "rate",
        )
        told = self.env._("%(n)s evaluations rated.", n=len(done))
        left = self.evaluation_ids - done
        return self.evaluation_ids._asn_told_each(told, left, reasons)
