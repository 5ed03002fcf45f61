from odoo import api, fields, models


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

    @api.model_create_multi
    def create(self, vals_list):
        """Only of what one may read oneself: names and ratings stand in here."""
        made = super().create(vals_list)
        made.rating_id.check_access("read")
        return made

    def write(self, vals):
        result = super().write(vals)
        self.rating_id.check_access("read")
        return result

    def action_reopen(self):
        self.rating_id.action_reopen(self.reason)
        return {"type": "ir.actions.act_window_close"}
