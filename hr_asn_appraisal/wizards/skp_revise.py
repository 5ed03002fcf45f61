from odoo import fields, models


class HrAsnSkpRevise(models.TransientModel):
    """Asks why an agreed plan is opened for a change."""

    _name = "hr.asn.skp.revise"
    _description = "Revision of plans"

    skp_ids = fields.Many2many(
        "hr.asn.skp", string="Plans", default=lambda self: self._default_skp_ids()
    )
    reason = fields.Text("Reason for the Change", required=True)

    def _default_skp_ids(self):
        return self.env["hr.asn.skp"].browse(self.env.context.get("active_ids"))

    def action_revise(self):
        """Open the plans for a change, with the reason in their history."""
        self.skp_ids.action_revise(self.reason)
        return {"type": "ir.actions.act_window_close"}
