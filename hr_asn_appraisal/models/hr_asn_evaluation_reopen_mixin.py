from odoo import models
from odoo.exceptions import UserError

from ..law.states import DELIVERED, DRAFT, RATED, SUBMITTED
from .hr_asn_workflow_mixin import OFFICER, SUPERIOR, Transition

RATE_AGAIN = "hr_asn_appraisal.mail_act_asn_reopened"
TAKEN_BACK = "hr_asn_appraisal.mail_act_asn_taken_back"
REOPENED_TYPES = (RATE_AGAIN, TAKEN_BACK)

# Found to be wrong before it was received: rated anew by who rates, nobody else.
REOPENING = (
    Transition(
        "reopen",
        (RATED, DELIVERED),
        SUBMITTED,
        (SUPERIOR, OFFICER),
        "_asn_check_cycle_open",
        needs="is_reported",
    ),
    Transition(
        "reopen_unreported",
        (RATED, DELIVERED),
        DRAFT,
        (SUPERIOR, OFFICER),
        "_asn_check_cycle_open",
        needs="is_unreported",
    ),
)


class HrAsnEvaluationReopenMixin(models.AbstractModel):
    """How a rating that was found wrong is opened again, before it is received.

    What was delivered stays: rating rows and the sealed document of the earlier
    revision are readable as before. The new revision has none until it is rated.
    """

    _name = "hr.asn.evaluation.reopen.mixin"
    _description = "ASN evaluation reopened"

    def _asn_movable(self, transition):
        """Who rated does not open his own rating again, whatever else he is."""
        movable = super()._asn_movable(transition)
        return movable - movable._asn_own_rating(transition)

    def _asn_own_rating(self, transition):
        """Return those that the user may not open again: he rated, for whomever."""
        if transition not in REOPENING or not self:
            return self.browse()
        raters, user = self._asn_raters(), self.env.user
        rated = self.filtered(lambda one: user == raters.get((one.id, one.revision)))
        return rated | self._asn_mine("appraiser_id")

    def _asn_why_not(self, transition):
        if not self._asn_own_rating(transition):
            return super()._asn_why_not(transition)
        return self.env._(
            "Who rated does not open the rating again. The appraiser's superior does "
            "it, or another performance officer."
        )

    def action_ask_reopen(self):
        """Open the dialog that asks for the reason."""
        title = self.env._("Open Again")
        return self.env["hr.asn.say"]._asn_open("reopen", self, title)

    def action_reopen(self, reason):
        """Let the appraiser rate anew, with the reason why.

        Raises AccessError for who is neither the appraiser's superior nor the officer
        or has rated it himself, UserError without a reason or once it was received.
        """
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Write why the evaluation is opened again."))
        told = self.filtered(lambda one: one.state == DELIVERED)
        reported = self.filtered("submitted_on")
        for name, some in (
            ("reopen", reported),
            ("reopen_unreported", self - reported),
        ):
            some._transition(name, reason, lambda one: one._asn_emptied())
        self._asn_notify(RATE_AGAIN, "appraiser_id")
        told._asn_notify(TAKEN_BACK, "employee_id")

    def _asn_emptied(self):
        """Return what the next revision begins with; as `_asn_unrate` leaves it."""
        self.ensure_one()
        keeps_version = self.submitted_on and not self._asn_is_annual()
        return {
            "revision": self.revision + 1,
            "result": False,
            "behavior": False,
            "predikat": False,
            "score": 0,
            "rated_on": False,
            "delivered_on": False,
            "unit_rating_id": False,
            "version_id": keeps_version and self.version_id.id,
        }
