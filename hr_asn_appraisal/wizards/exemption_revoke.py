from odoo import fields, models


class HrAsnExemptionRevoke(models.TransientModel):
    """Asks why an exemption is revoked."""

    _name = "hr.asn.exemption.revoke"
    _description = "Revocation of an exemption"

    exemption_id = fields.Many2one(
        "hr.asn.exemption",
        "Exemption",
        required=True,
        readonly=True,
        default=lambda self: self._default_exemption_id(),
    )
    reason = fields.Text(required=True)

    def _default_exemption_id(self):
        return self.env.context.get("active_id")

    def action_revoke(self):
        """Revoke the exemption with the reason."""
        self.exemption_id.action_revoke(self.reason)
        return {"type": "ir.actions.act_window_close"}
