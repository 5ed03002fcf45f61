from odoo import api, fields, models


class HrAsnSkpOutcome(models.TransientModel):
    """Says what of a selection was done, and of each of the others why not."""

    _name = "hr.asn.skp.outcome"
    _description = "Outcome of a bulk approval"

    message = fields.Char(readonly=True)
    refused_count = fields.Integer(readonly=True)
    line_ids = fields.One2many(
        "hr.asn.skp.outcome.line", "outcome_id", "Not Approved", readonly=True
    )

    @api.model
    def _asn_show(self, message, refused):
        """Return the action that shows it. ``refused``: [(plan, reason)]."""
        outcome = self.create(
            {
                "message": message,
                "refused_count": len(refused),
                "line_ids": [
                    (0, 0, {"name": plan.sudo().name, "reason": reason})
                    for plan, reason in refused
                ],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Approve Selected"),
            "res_model": self._name,
            "res_id": outcome.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
        }


class HrAsnSkpOutcomeLine(models.TransientModel):
    """One plan that could not be approved."""

    _name = "hr.asn.skp.outcome.line"
    _description = "Plan not approved"
    _order = "id"

    outcome_id = fields.Many2one(
        "hr.asn.skp.outcome", required=True, ondelete="cascade", index=True
    )
    name = fields.Char("Employee Name")
    reason = fields.Char()
