from odoo import api, fields, models
from odoo.exceptions import UserError

REQUESTS = "hr.asn.unlock"
DOCUMENTS = ("hr.asn.skp", "hr.asn.evaluation")


class HrAsnUnlockGive(models.TransientModel):
    """Unlocks what is selected: requests, or documents whose people did not ask."""

    _name = "hr.asn.unlock.give"
    _description = "Unlocking of a selection"

    res_model = fields.Char(
        default=lambda self: self._default_res_model(), export_string_translation=False
    )
    res_ids = fields.Json(
        default=lambda self: self._default_res_ids(), export_string_translation=False
    )
    count = fields.Integer(compute="_compute_count")
    is_asked = fields.Boolean(compute="_compute_count", export_string_translation=False)
    date_to = fields.Date("Open Until", required=True)
    reason = fields.Text()

    def _default_res_model(self):
        return self.env.context.get("active_model")

    def _default_res_ids(self):
        return self.env.context.get("active_ids")

    @api.depends("res_ids", "res_model")
    def _compute_count(self):
        for wizard in self:
            wizard.count = len(wizard.res_ids or ())
            wizard.is_asked = wizard.res_model == REQUESTS

    def action_give(self):
        """Unlock each that can be, and say of the others why not."""
        asked, made, reasons = self._asn_unlocks()
        unlocks = asked | made
        done, refused = unlocks._asn_try_each(
            lambda some: some._asn_give(self.date_to), "grant"
        )
        # sudo: hr.asn.unlock - what was prepared here and refused nobody asked for
        (made - done).sudo().unlink()
        return unlocks._asn_told(
            self.env._("%(n)s unlocked.", n=len(done)), [*reasons, *refused]
        )

    def _asn_unlocks(self):
        """Return requests, those made for the documents, and what is refused."""
        unlocks = self.env[REQUESTS]
        if self.is_asked:
            return unlocks.browse(self.res_ids), unlocks, []
        if not (self.reason or "").strip():
            raise UserError(self.env._("Write why it should be unlocked."))
        chosen = self._asn_documents()
        there = chosen.exists()
        there.check_access("read")
        asked, made, reasons = unlocks._asn_prepare(there, self.reason.strip())
        return asked, made, [*self._asn_deleted(chosen - there), *reasons]

    def _asn_documents(self):
        if self.res_model not in DOCUMENTS:
            raise UserError(self.env._("Choose plans, evaluations or requests."))
        return self.env[self.res_model].browse(self.res_ids)

    def _asn_deleted(self, documents):
        """Return how many of the chosen ones are gone, as a list of sentences."""
        told = self.env._(
            "%(n)s of what you chose were deleted meanwhile. "
            "Reload to see what is left.",
            n=len(documents),
        )
        return [told] if documents else []
