from odoo import api, models
from odoo.fields import Domain

from ..domains import IN_OPEN_CYCLE
from ..law.states import SUBMITTED
from .hr_asn_delegation import RATE_TYPE, RATINGS


class HrAsnEvaluationDelegationMixin(models.AbstractModel):
    """Who rates for the appraiser while he is away, as the papers say."""

    _name = "hr.asn.evaluation.delegation.mixin"
    _description = "ASN evaluation rated for the appraiser"
    _inherit = ["hr.asn.delegated.mixin"]

    _asn_covered_by = RATINGS
    _asn_delegated_type = RATE_TYPE
    _asn_delegated_moves = ("rate", "deliver")

    @api.model
    def _asn_awaiting_appraiser(self):
        """Return the domain of what waits for a rating."""
        return Domain("state", "=", SUBMITTED) & IN_OPEN_CYCLE

    @api.model
    def _asn_delegated_domain(self):
        return self._asn_waiting_domain()

    def _asn_hand_on(self):
        result = super()._asn_hand_on()
        waiting = self.filtered(lambda one: one.state == SUBMITTED)
        waiting._asn_tell_delegates()
        return result

    def _asn_frames(self, today):
        """Seal who signs on behalf of the appraiser."""
        signers = self._asn_signers(today)
        frames = super()._asn_frames(today)
        return {key: frame | signers.get(key, {}) for key, frame in frames.items()}
