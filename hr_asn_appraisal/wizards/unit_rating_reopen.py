from odoo import fields, models


class HrAsnUnitRatingReopen(models.TransientModel):
    """Asks why a rating of a unit is corrected."""

    _name = "hr.asn.unit.rating.reopen"
    _description = "Correction of a unit rating"

    rating_id = fields.Many2one(
        "hr.asn.unit.rating",
        "Unit Rating",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env.context.get("active_id"),
    )
    reason = fields.Text(required=True)

    def action_reopen(self):
        self.rating_id.action_reopen(self.reason)
        return {"type": "ir.actions.act_window_close"}
