from odoo import models
from odoo.exceptions import UserError

from .hr_asn_evaluation_rating_mixin import sentence

CALL_OFF = "call_off"


class HrAsnCalibrationUndoMixin(models.AbstractModel):
    """How a session that runs is called off: its table is empty again.

    The appraisers deliver what they gave, and another session may take the people. What
    had been changed, by whom and why, stays in the history of the lines that were taken
    off; no rating row says that there was anything.
    """

    _name = "hr.asn.calibration.undo.mixin"
    _description = "ASN calibration session called off"

    def action_ask_call_off(self):
        """Open the dialog that asks for the reason."""
        title = self.env._("Call Off the Session")
        return self.env["hr.asn.say"]._asn_open(CALL_OFF, self, title)

    def action_call_off(self, reason):
        """Take everything off the table, and every change back, with the reason why.

        Raises AccessError for who is not of the performance team, UserError without a
        reason, once the result is locked or in a year that has been closed.
        """
        self._asn_refuse(self._asn_move(CALL_OFF))
        reason = sentence(reason)
        if not reason:
            raise UserError(self.env._("Write why the session is called off."))
        self._transition(CALL_OFF, reason, {"started_on": False})
        # sudo: hr.asn.calibration.line - also of a member of the team himself, whose
        # row he never sees
        self.sudo().line_ids._asn_take_off(reason)
