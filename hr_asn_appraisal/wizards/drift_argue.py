from odoo import fields, models


class HrAsnDriftArgue(models.TransientModel):
    """Asks what the owner of a result answers to a change of his superior."""

    _name = "hr.asn.drift.argue"
    _description = "Answer to a leader's change"

    link_id = fields.Many2one(
        "hr.asn.rhk.link",
        "Result Taken Up",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self.env.context.get("active_id"),
    )
    # With the rights of who asks: an id can be anybody's.
    drift_before = fields.Text(related="link_id.drift_before", related_sudo=False)
    drift_told = fields.Text(related="link_id.drift_told", related_sudo=False)
    note = fields.Text("Response", required=True)

    def action_argue(self):
        self.link_id.action_argue(self.note)
        return {"type": "ir.actions.act_window_close"}
