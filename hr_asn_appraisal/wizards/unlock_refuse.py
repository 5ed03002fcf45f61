from odoo import fields, models


class HrAsnUnlockRefuse(models.TransientModel):
    """Asks why requests to unlock are refused: the employees read it."""

    _name = "hr.asn.unlock.refuse"
    _description = "Refusal of requests to unlock"

    unlock_ids = fields.Many2many(
        "hr.asn.unlock",
        string="Requests",
        default=lambda self: self._default_unlock_ids(),
    )
    answer = fields.Text("Why It Is Refused", required=True)

    def _default_unlock_ids(self):
        return self.env["hr.asn.unlock"].browse(self.env.context.get("active_ids"))

    def action_refuse(self):
        """Refuse each that can be, and say of the others why not."""
        done, reasons = self.unlock_ids._asn_try_each(
            lambda some: some.action_refuse(self.answer), "refuse"
        )
        return self.unlock_ids._asn_told(
            self.env._("%(n)s requests refused.", n=len(done)), reasons
        )
