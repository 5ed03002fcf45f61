from odoo import fields, models


class HrAsnSkpTell(models.TransientModel):
    """Asks the employee who his appraiser should be, for the performance officer."""

    _name = "hr.asn.skp.tell"
    _description = "Notice of a wrong appraiser"

    skp_id = fields.Many2one(
        "hr.asn.skp", "SKP", default=lambda self: self._default_skp_id()
    )
    text = fields.Text("Who should it be, and why?", required=True)

    def _default_skp_id(self):
        return self.env["hr.asn.skp"].browse(self.env.context.get("active_id"))

    def action_tell(self):
        """Tell the officer and say so."""
        self.skp_id.action_tell_appraiser(self.text)
        return self.skp_id._asn_told(
            self.env._("The performance officer has been told. Your plan is not lost.")
        )
