from odoo import api, models
from odoo.fields import Domain

from ..domains import IN_OPEN_CYCLE
from ..law.states import SUBMITTED, UNRATED
from .hr_asn_change_mixin import PARTIES
from .hr_asn_rating import EMPTY, GIVEN


class HrAsnEvaluationPartiesMixin(models.AbstractModel):
    """Who appraises an evaluation when the post gets others."""

    _name = "hr.asn.evaluation.parties.mixin"
    _description = "ASN evaluation parties"

    @api.model
    def _asn_unrated_domain(self):
        """Return the domain of what goes along with a new appraiser."""
        return Domain("state", "in", UNRATED) & IN_OPEN_CYCLE

    @api.model
    def _asn_staying_domain(self, since):
        """Return the domain of what a change from a day on leaves with who was there.

        That is of periods that had ended before. Where nobody was there it goes along,
        too: no screen could give it anybody afterwards.
        """
        return Domain("date_to", "<", since) & Domain("appraiser_id", "!=", False)

    @api.model
    def _asn_follow(self, assignments, parties, since=None):
        """Give unrated evaluations of these assignments their present parties.

        ``parties``: the fields that changed. ``since``: without what stays, see
        ``_asn_staying_domain``; None: all.
        """
        domain = Domain("skp_id.assignment_id", "in", assignments.ids)
        domain &= self._asn_unrated_domain()
        if since:
            domain &= ~self._asn_staying_domain(since)
        self.search(domain)._asn_take_parties(parties)

    def _asn_take_parties(self, parties):
        """Give these evaluations the present parties of their plans, with to-dos."""
        moving = self.filtered(
            lambda one: (
                "appraiser_id" in parties
                and one.appraiser_id != one.skp_id.appraiser_id
            )
        )
        groups = self.grouped(lambda one: tuple(one.skp_id[p] for p in parties))
        for people, evaluations in groups.items():
            ids = [person.id for person in people]
            evaluations.write(dict(zip(parties, ids, strict=True)))
        moving._asn_forget_choice()
        moving._asn_hand_on()

    def _asn_forget_choice(self):
        """Empty what a former appraiser had begun to choose: it is nobody's rating."""
        # sudo: hr.asn.rating - drafts, whoever corrects the appraiser
        rows = self.env["hr.asn.rating"].sudo()
        begun = rows._asn_drafts(self, GIVEN).evaluation_id
        rows._asn_rate(GIVEN, dict.fromkeys(begun, EMPTY))

    def _asn_parties_after(self, changes):
        """Return [appraiser id, superior id] after changes of the post.

        ``changes``: of ``_asn_party_changes``. One from a day on is of what does not
        stay, as in ``_asn_follow``.
        """
        kept = {party: self[party].id for party in PARTIES}
        for since, parties in changes:
            stays = since and since > self.date_to and kept["appraiser_id"]
            if not stays:
                kept |= parties
        return list(kept.values())

    def _asn_put_parties(self, parties_of):
        """Give evaluations exactly these parties, {id: [appraiser id, superior id]}."""
        astray = self.filtered(
            lambda one: [one[party].id for party in PARTIES] != parties_of[one.id]
        )
        moving = astray.filtered(
            lambda one: one.appraiser_id.id != parties_of[one.id][0]
        )
        groups = astray.grouped(lambda one: tuple(parties_of[one.id]))
        for parties, some in groups.items():
            some.write(dict(zip(PARTIES, parties, strict=True)))
        moving._asn_forget_choice()
        astray._asn_hand_on()

    def _asn_hand_on(self):
        """Tell the new appraisers of these evaluations which wait for a rating."""
        waiting = self.filtered(lambda one: one.state == SUBMITTED)
        waiting._asn_hand_over("hr_asn_appraisal.mail_act_asn_rate", "appraiser_id")
