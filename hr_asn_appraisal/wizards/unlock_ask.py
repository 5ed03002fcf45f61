from odoo import api, fields, models


class HrAsnUnlockAsk(models.TransientModel):
    """Asks the employee why what is locked should be opened, for the officer."""

    _name = "hr.asn.unlock.ask"
    _description = "Request to unlock"

    res_model = fields.Selection(
        [("hr.asn.skp", "SKP"), ("hr.asn.evaluation", "Evaluation")],
        default=lambda self: self._default_res_model(),
        export_string_translation=False,
    )
    res_id = fields.Integer(
        default=lambda self: self._default_res_id(), export_string_translation=False
    )
    note = fields.Char(compute="_compute_note")
    reason = fields.Text("Why should it be unlocked?", required=True)

    def _default_res_model(self):
        return self.env.context.get("active_model")

    def _default_res_id(self):
        return self.env.context.get("active_id")

    @api.depends("res_model", "res_id")
    def _compute_note(self):
        for wizard in self:
            wizard.note = wizard._asn_document().lock_note

    def _asn_document(self):
        return self.env[self.res_model].browse(self.res_id)

    def action_ask(self):
        """Ask, and say so."""
        document = self._asn_document()
        document.action_ask_unlock(self.reason)
        return document._asn_told(
            self.env._(
                "The performance officer has been asked. What you have written is "
                "not lost."
            )
        )
