from collections import defaultdict
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..domains import IN_OPEN_CYCLE

# What an open document of a person has been set to when he gets another appraiser.
PARTIES = ("appraiser_id", "superior_id")
# What the history calls it.
CHANGE_APPRAISER = "change_appraiser"
POSTS = "hr.asn.assignment"
EVALUATIONS = "hr.asn.evaluation"


class Effects(NamedTuple):
    """What another appraiser from a day on would move, and what would stay.

    Of cycles that are not closed; in a closed one everything stays, whoever comes.
    ``plans``: plans that are not closed, they move; ``moving``: evaluations that move;
    ``earlier``: unrated ones of periods that ended before and that somebody appraises;
    ``rated``: rated or further.
    """

    plans: int
    moving: int
    earlier: int
    rated: int


class HrAsnChangeMixin(models.AbstractModel):
    """What a change of appraiser would do, told before; and how it is taken back."""

    _name = "hr.asn.change.mixin"
    _description = "ASN change of appraiser"

    # -- before --------------------------------------------------------------

    def _asn_refusals(self, appraiser, since=None):
        """Return {post id: why its appraiser cannot become this one from a day on}."""
        if not appraiser:
            return {}
        allowed = self._filtered_access("write")
        above = self._asn_above(appraiser)
        gone = self._asn_gone(appraiser, since)
        return {
            one.id: reason
            for one in self
            if (reason := one._asn_refusal(appraiser, one in allowed, above, gone))
        }

    def _asn_refusal(self, appraiser, is_allowed, above, gone):
        """Return why one post is refused, or None; ``above``: over the new one.

        ``gone``: the new one's id where he is there no longer.
        """
        if gone:
            return self.env._(
                "%s has left or holds no post any more. Choose another appraiser.",
                # sudo: hr.employee - the name of a party
                appraiser.sudo().name,
            )
        if self.employee_id == appraiser:
            return self.env._("%s does not appraise himself.", self.name)
        if self.employee_id in above:
            return self.env._(
                "%(one)s and %(other)s would appraise each other.",
                one=self.name,
                # sudo: hr.employee - the name of a party
                other=appraiser.sudo().name,
            )
        if not is_allowed:
            return self.env._("%s is not of your units.", self.display_name)
        return None

    def _asn_effects(self, since):
        """Return the Effects of another appraiser of these posts from a day on."""
        # sudo: hr.asn.skp - counted only, whoever may read it
        plans = self.env["hr.asn.skp"].sudo()
        # sudo: hr.asn.evaluation - counted only, whoever may read it
        evaluations = self.env["hr.asn.evaluation"].sudo()
        theirs = Domain("skp_id.assignment_id", "in", self.ids) & IN_OPEN_CYCLE
        is_open = evaluations._asn_unrated_domain()
        stays = evaluations._asn_staying_domain(since)
        return Effects(
            plans.search_count(
                Domain("assignment_id", "in", self.ids) & plans._asn_open_domain()
            ),
            evaluations.search_count(theirs & is_open & ~stays),
            evaluations.search_count(theirs & is_open & stays),
            evaluations.search_count(theirs & ~is_open),
        )

    # -- after ---------------------------------------------------------------

    def _asn_with_those_below(self):
        """Return these posts and those of the people whom they appraise, as superuser.

        Whoever gets another appraiser is himself no longer the same superior.
        """
        # sudo: hr.asn.assignment - the superior follows, whoever's unit it is
        own = self.sudo()
        return own | own.search([("appraiser_id", "in", self.employee_id.ids)])

    def _asn_parties_kept(self):
        """Return {model: {id: [appraiser, superior]}} of posts and what is unrated."""
        return {
            records._name: {
                one.id: [one[party].id for party in PARTIES] for one in records
            }
            for records in (self, self._asn_unrated())
        }

    def _asn_unrated(self):
        # sudo: hr.asn.evaluation - moved by the change, whoever may read them
        evaluations = self.env[EVALUATIONS].sudo()
        return evaluations.search(
            Domain("skp_id.assignment_id", "in", self.ids)
            & evaluations._asn_unrated_domain()
        )

    def _asn_trace(self, before, since, is_named=False):
        """Return what is needed to take a change of these posts back; None: no change.

        ``before``: of ``_asn_parties_kept``; ``since``: the first day of the change;
        ``is_named``: there are new heads of units, so it is one even of no post.
        """
        moved = self.filtered(
            lambda one: before[POSTS][one.id] != [one[party].id for party in PARTIES]
        )
        if not (moved or is_named):
            return None
        after = moved._asn_parties_kept()
        # sudo: hr.asn.event - the number of the last one only
        last = self.env["hr.asn.event"].sudo().search([], limit=1)
        return {
            "since": fields.Date.to_string(since),
            "mark": last.id,
            "after": [list(after[model].items()) for model in (POSTS, EVALUATIONS)],
            "before": [
                [(key, before[model][key]) for key in after[model]]
                for model in (POSTS, EVALUATIONS)
            ],
        }

    @api.model
    def _asn_take_back(self, trace):
        """Give the people of a trace their former parties again, with history.

        Raises UserError where something has changed since, AccessError where the user
        may no longer change these posts.
        """
        before, evaluations = map(dict, trace["before"])
        posts = self.browse(before)
        posts._asn_check_unchanged(trace)
        since = fields.Date.to_date(trace["since"])
        groups = posts.grouped(lambda one: tuple(before[one.id]))
        for parties, some in groups.items():
            some._asn_take_back_to(parties, since)
        self._asn_take_back_evaluations(evaluations)

    def _asn_take_back_to(self, parties, since):
        """Write former parties: as the user, or where only the superior followed, not.

        ``parties``: ids in the order of PARTIES.
        """
        note = self.env._("taken back")
        vals = dict(zip(PARTIES, parties, strict=True))
        own = self.filtered(lambda one: one.sudo().appraiser_id.id != parties[0])
        if own:
            own._asn_write(vals, since, note)
        if self - own:
            # sudo: hr.asn.assignment - it followed by itself, whoever's unit it is
            (self - own).sudo()._asn_write({"superior_id": parties[1]}, since, note)

    @api.model
    def _asn_take_back_evaluations(self, parties_of):
        """Give unrated evaluations exactly their former parties."""
        # sudo: hr.asn.evaluation - they follow the post, whoever may read them
        self.env[EVALUATIONS].sudo().browse(parties_of)._asn_put_parties(parties_of)

    def _asn_check_unchanged(self, trace):
        """Raise where parties are no longer as the change left them, or more came."""
        # sudo: hr.asn.assignment - compared with what the change itself had seen
        posts = self.sudo().exists()
        now = posts._asn_parties_kept()
        is_same = [now[POSTS], now[EVALUATIONS]] == list(map(dict, trace["after"]))
        if not is_same or posts._asn_has_events_after(trace["mark"]):
            raise UserError(
                self.env._(
                    "Something has changed since, so this is not taken back. "
                    "Choose the former appraiser again instead."
                )
            )

    def _asn_has_events_after(self, mark):
        """Say whether anything has happened to these posts or their documents."""
        happened = Domain.OR(
            Domain("res_model", "=", records._name)
            & Domain("res_id", "in", records.ids)
            for records in (self, self.skp_ids, self.skp_ids.evaluation_ids)
        )
        # sudo: hr.asn.event - asked only whether there is one
        events = self.env["hr.asn.event"].sudo()
        return bool(events.search_count(happened & Domain("id", ">", mark), limit=1))

    # -- in a cycle that is open again ---------------------------------------

    def _asn_party_changes(self, mark):
        """Return {post id: changes of its parties after an event, oldest first}.

        Each is (first day or False, {party: id}); ``mark``: the id of that event. Who
        has been deleted since is left out, and an appraiser with his superior: what
        was to be his stays with whom it was with.
        """
        # sudo: hr.asn.event - what has happened to posts, whoever may read it
        events = self.env["hr.asn.event"].sudo()
        found = events.search(
            Domain("res_model", "=", POSTS)
            & Domain("res_id", "in", self.ids)
            & Domain("name", "=", CHANGE_APPRAISER)
            & Domain("id", ">", mark),
            order="id",
        )
        named = {
            one: {party: after for party, _before, after in one.changes or ()}
            for one in found
        }
        people = {person for parties in named.values() for person in parties.values()}
        there = set(self.env["hr.employee"].browse(people - {None}).exists().ids)
        there.add(None)
        changes = defaultdict(list)
        for one, parties in named.items():
            if parties.get("appraiser_id") in there:
                kept = {
                    party: person or False
                    for party, person in parties.items()
                    if person in there
                }
                changes[one.res_id].append((one.since, kept))
        return changes
