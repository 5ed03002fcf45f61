from odoo import fields, models

from ..models.hr_asn_run_line import CHECK


class HrAsnRunDecide(models.TransientModel):
    """Asks what is to be checked about differences with another system."""

    _name = "hr.asn.run.decide"
    _description = "Differences to be checked"

    line_ids = fields.Many2many(
        "hr.asn.run.line", string="Rows", default=lambda self: self._default_line_ids()
    )
    note = fields.Text("What Is to Be Checked", required=True)

    def _default_line_ids(self):
        return self.env["hr.asn.run.line"].browse(self.env.context.get("active_ids"))

    def action_apply(self):
        """Mark the rows with the note."""
        self.line_ids._asn_decide(CHECK, self.note)
        return {"type": "ir.actions.act_window_close"}
