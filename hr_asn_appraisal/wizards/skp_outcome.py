from odoo import api, fields, models

from ..dialogs import dialog


class HrAsnSkpOutcome(models.TransientModel):
    """Says what of a selection was done, and of each of the others why not."""

    _name = "hr.asn.skp.outcome"
    _description = "Outcome of a bulk step"

    message = fields.Char(readonly=True)
    refusal = fields.Char(readonly=True)
    refused_count = fields.Integer(readonly=True)
    line_ids = fields.One2many(
        "hr.asn.skp.outcome.line", "outcome_id", "Not Done", readonly=True
    )

    @api.model
    def _asn_show(self, words, refused):
        """Return the action that shows it.

        ``words``: what was done, and what "3" of the others could not be;
        ``refused``: [(plan, reason)].
        """
        message, refusal = words
        # sudo: hr.asn.skp - whose plan it is; what was deleted meanwhile says no name
        plans = self.env["hr.asn.skp"].sudo().union(*(plan for plan, _why in refused))
        names = {plan.id: plan.name for plan in plans.exists()}
        outcome = self.create(
            {
                "message": message,
                "refusal": refusal,
                "refused_count": len(refused),
                "line_ids": [
                    (0, 0, {"name": names.get(plan.id), "reason": reason})
                    for plan, reason in refused
                ],
            }
        )
        return dialog(outcome, self.env._("Outcome"))


class HrAsnSkpOutcomeLine(models.TransientModel):
    """One plan of which the step was refused."""

    _name = "hr.asn.skp.outcome.line"
    _description = "Plan of which a step was refused"
    _order = "id"

    outcome_id = fields.Many2one(
        "hr.asn.skp.outcome", required=True, ondelete="cascade", index=True
    )
    name = fields.Char("Employee Name")
    reason = fields.Char()
