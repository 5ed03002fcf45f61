from odoo import fields, models


class HrAsnSkpCancel(models.TransientModel):
    """Asks why plans are taken back that were opened by mistake."""

    _name = "hr.asn.skp.cancel"
    _description = "Taking back of plans"

    skp_ids = fields.Many2many(
        "hr.asn.skp", string="Plans", default=lambda self: self._default_skp_ids()
    )
    reason = fields.Text("Why It Is Taken Back", required=True)

    def _default_skp_ids(self):
        return self.env["hr.asn.skp"].browse(self.env.context.get("active_ids"))

    def action_cancel(self):
        """Take back each that can be; list the others, with the reason."""
        plans = self.skp_ids
        done, reasons = plans._asn_try_each(
            lambda some: some.action_cancel(self.reason), "cancel"
        )
        message = self.env._("%(n)s plans taken back.", n=len(done))
        refusal = self.env._("could not be taken back; the reasons are below.")
        return plans._asn_outcome((message, refusal), plans - done, reasons)
