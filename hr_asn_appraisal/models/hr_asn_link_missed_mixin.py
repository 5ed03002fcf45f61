from odoo import fields, models

from ..law.states import APPROVED, CANCELLED, CLOSED
from .hr_asn_skp_drift_mixin import OPEN

# In these a leader's plan is as it was agreed, or it never was.
SETTLED = (APPROVED, CLOSED, CANCELLED)


class HrAsnLinkMissedMixin(models.AbstractModel):
    """What leaders agree while somebody's link does not count, told once it does.

    Its own result is cancelled, its plan taken back, or it is removed in a change: that
    may be taken back in turn.
    """

    _name = "hr.asn.link.missed.mixin"
    _description = "ASN link that comes to count again"

    # From which version of the leader's plan on nothing was told; 0: all was.
    drift_missed = fields.Integer(
        readonly=True, copy=False, aggregator=None, export_string_translation=False
    )

    def _asn_first_missed(self):
        """Return which version is the first that is told no more, from now on."""
        return self.drift_missed or self.superior_rhk_id.skp_id.version_number + 1

    def _asn_miss(self):
        """Note where the owners stand of links that count no more.

        To be called as superuser, as what follows.
        """
        links = self.filtered("superior_rhk_id")
        for first, some in links.grouped(lambda one: one._asn_first_missed()).items():
            some._asn_put({"drift_missed": first})

    def _asn_miss_anew(self):
        """Who has taken up something else meanwhile knows that as it is agreed now."""
        missed = self.filtered("drift_missed")
        missed._asn_put({"drift_missed": False})
        missed._asn_miss()

    def _asn_catch_up(self):
        """Tell of links that count again what their leaders have agreed meanwhile."""
        missed = self.filtered("drift_missed")
        back = missed.filtered_domain(self._asn_counting_domain())
        if back:
            sides = back._asn_missed()
            back._asn_put({"drift_missed": False})
            back.browse().union(*sides)._asn_compare(sides)

    def _asn_missed(self):
        """Return {link: its result as it was agreed, as it is}, of those behind."""
        behind, sides = self.filtered(lambda link: link._asn_is_behind()), {}
        for first, links in behind.grouped("drift_missed").items():
            plans = links.superior_rhk_id.skp_id
            sides |= links._asn_sides(*plans._asn_results_since(first))
        return sides

    def _asn_is_behind(self):
        """Say whether the leader has agreed something since, or given up a draft."""
        plan = self.superior_rhk_id.skp_id
        is_draft_known = self.drift_known and self.drift not in OPEN
        is_given_up = is_draft_known and plan.state in SETTLED
        return plan.version_number >= self.drift_missed or is_given_up
