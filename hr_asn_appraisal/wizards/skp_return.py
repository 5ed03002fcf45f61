from odoo import fields, models


class HrAsnSkpReturn(models.TransientModel):
    """Asks for the note with which plans go back to their owners."""

    _name = "hr.asn.skp.return"
    _description = "Return of plans"

    skp_ids = fields.Many2many(
        "hr.asn.skp", string="Plans", default=lambda self: self._default_skp_ids()
    )
    note = fields.Text("Note for Improvement", required=True)

    def _default_skp_ids(self):
        return self.env["hr.asn.skp"].browse(self.env.context.get("active_ids"))

    def action_return(self):
        """Return the plans with the note."""
        self.skp_ids.action_return(self.note)
        return {"type": "ir.actions.act_window_close"}
