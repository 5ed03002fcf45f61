from collections import Counter, defaultdict
from typing import NamedTuple

from odoo import api, models
from odoo.fields import Domain

from ..days import in_words
from ..law import codes, distribution
from ..law.predikat import predikat
from .hr_asn_consideration import asked, refused, require
from .hr_asn_evaluation_proposal_mixin import BEHAVIOR, RESULT
from .hr_asn_policy import OFF
from .hr_asn_rating import EFFECTIVE


class Team(NamedTuple):
    """People of one appraiser who are judged together, with what is chosen for them.

    ``mates``: their evaluations; ``rows``: those of them that are asked about.
    ``unit``: at which they are judged; ``is_merged``: a unit of theirs is too small for
    it. ``rating``: of the unit, empty while it is not set; ``counts``: {predikat:
    people} by what is chosen, ``settled``: by what nobody chooses any more; ``total``:
    all to be rated; ``least``: of so many people a pattern says something.
    """

    mates: models.Model
    rows: models.Model
    period: models.Model
    policy: models.Model
    unit: models.Model
    is_merged: bool
    rating: models.Model
    rules: models.Model
    counts: dict
    settled: dict
    total: int
    least: int

    @property
    def is_small(self):
        """Whether they are too few for a pattern in per cent."""
        return self.total < self.least

    @property
    def is_blocked(self):
        """Whether nothing that is written lets one leave the pattern."""
        return self.policy._asn_blocks(self.rules, self.settled, self.total)

    @property
    def is_judged(self):
        """Whether a pattern is there that these people are held against."""
        apart = not self.is_merged and not self.is_small
        return bool(self.rating) and apart and self.policy.distribution != OFF


class HrAsnEvaluationPatternMixin(models.AbstractModel):
    """The pattern of distribution: shown while rating, minded when it is delivered.

    It is held against the people of one appraiser in a unit. Where a unit has fewer
    people than the policy says, they are judged with those of others at the unit above:
    no figure of them is shown here, as it would tell of teams that are not his.
    """

    _name = "hr.asn.evaluation.pattern.mixin"
    _description = "ASN evaluation in a distribution"

    # -- teams ---------------------------------------------------------------

    def _asn_teams(self, planned=None):
        """Return the Teams that these evaluations are of, as far as one may see them.

        ``planned``: {evaluation: predikat} of what is about to be given.
        """
        known = self.env["hr.asn.unit.rating"]._asn_set_in(self.period_id)
        delegated = self.filtered("asn_is_delegated")
        own = (self - delegated)._asn_mates()
        # sudo: hr.asn.evaluation - who rates for an appraiser minds all of his team
        others = delegated.sudo()._asn_mates()
        judged = (own.sudo() | others)._asn_judged()
        key = lambda one: (one.appraiser_id, one.period_id, judged[one])  # noqa: E731
        asked, mates = self.grouped(key), own.grouped(key) | others.grouped(key)
        # Who has another policy than most is judged with them.
        policies = {group: mates[group]._asn_policy_of_most() for group in asked}
        rules = self.env["hr.asn.distribution.rule"]._asn_rules(
            self.env["hr.asn.policy"].union(*policies.values())
        )
        return [
            mates[group]._asn_team(
                rows, planned or {}, group, known, (policy, rules[policy])
            )
            for (group, rows), policy in zip(
                asked.items(), policies.values(), strict=True
            )
        ]

    def _asn_mates(self):
        """Return these with those whom their appraisers rate besides, as one sees them.

        The user himself is not among them.
        """
        if not self:
            return self
        return self | self.search(
            Domain("appraiser_id", "in", self.appraiser_id.ids)
            & Domain("period_id", "in", self.period_id.ids)
            & Domain("employee_id.user_id", "!=", self.env.uid)
        )

    def _asn_policy_of_most(self):
        # sudo: hr.asn.skp - by which rules, nothing of the plan
        policies = Counter(one.skp_id.policy_id for one in self.sudo())
        return policies.most_common(1)[0][0]

    def _asn_team(self, rows, planned, group, known, ruled):
        """Return these people as a Team; ``rows``: those of them that are asked about.

        ``planned``: as of `_asn_teams`; ``group``: (appraiser, period, unit);
        ``known``: as of `_asn_set_in`; ``ruled``: (policy, {unit rating: its rules}).
        """
        _appraiser, period, unit = group
        policy, rules = ruled
        given = {one: planned.get(one) or now for one, now in self._asn_told_now()}
        ratings = self.env["hr.asn.unit.rating"]
        rating = ratings._asn_nearest_of(unit, known.get(period, {}))
        return Team(
            mates=self,
            rows=rows,
            period=period,
            policy=policy,
            unit=unit,
            # sudo: hr.department - which units are too small
            is_merged=any(one.sudo().department_id != unit for one in self),
            rating=rating,
            rules=rules[rating.rating or codes.BAIK],
            counts=Counter(filter(None, given.values())),
            settled=Counter(filter(None, map(given.get, self._asn_settled()))),
            total=sum(bool(given[one]) or not one.is_exempt for one in self),
            least=period._asn_least_people(),
        )

    def _asn_told_now(self):
        """Return pairs of an evaluation and what it is rated now, as the user is told.

        Who rates for somebody else reads all of that team past the rules: of what a
        session that is running makes of it he is told as little as anybody.
        """
        waits = self._asn_in_session() if self.env.su else self.browse()
        rows = self.env["hr.asn.rating"]._asn_of(waits, EFFECTIVE)
        told = rows.filtered("is_told")._asn_last(EFFECTIVE)
        return [
            (one, told[one.id].predikat if one in waits else one.current_predikat)
            for one in self
        ]

    def _asn_judged(self):
        """Return {evaluation: unit at which its people are judged}.

        Counted are the people who are evaluated in the period, not what they are given.
        """
        # sudo: hr.asn.evaluation, hr.department - numbers of people, nothing of them
        own, units = self.sudo(), self.env["hr.department"].sudo()
        people = defaultdict(dict)
        for period, unit, count in own._read_group(
            [("period_id", "in", own.period_id.ids)],
            ["period_id", "department_id"],
            ["__count"],
        ):
            people[period][unit.id] = count
        places = own.period_id._asn_places(people)
        return {
            self.browse(one.id): units.browse(
                places[one.period_id].get(one.department_id.id, one.department_id.id)
            )
            for one in own
        }

    # -- on the screen -------------------------------------------------------

    def _asn_pattern_figures(self):
        """Return what stands below the bar of these rows: {"note", "pattern"}.

        "pattern": {"heading", "rules": [{"label", "percent", "words", "from", "to",
        "tick", "is_broken"}], "warnings": [sentences], "is_blocked": whether nothing
        that is written lets one go on} or False. Percentages are of all
        of the team who were chosen, delivered or not; the user himself is in none.
        """
        others = self.filtered(lambda one: one not in one._asn_mine("employee_id"))
        if not others or others._asn_is_patternless():
            return {"note": "", "pattern": False}
        if not self.env["hr.asn.unit.rating"]._asn_set_in(others.period_id):
            return {"note": self._asn_unrated_note(), "pattern": False}
        teams = others._asn_teams()
        if len(teams) != 1:
            return {"note": self._asn_several_note(teams), "pattern": False}
        (team,) = teams
        if team.policy.distribution == OFF:
            return {"note": "", "pattern": False}
        if team.is_merged:
            return {"note": team.rows._asn_merged_note(team), "pattern": False}
        if not team.rating:
            return {"note": self._asn_unrated_note(), "pattern": False}
        if team.is_small:
            return {"note": self._asn_small_note(team), "pattern": False}
        return {"note": "", "pattern": self._asn_pattern_of(team)}

    def _asn_is_patternless(self):
        """Say whether no policy of these, nor of who is judged with them, minds one."""
        # sudo: hr.asn.policy - by which rules, nothing of the plan
        own = self.sudo()
        if any(one.distribution != OFF for one in own.skp_id.policy_id):
            return False
        minded = Domain("appraiser_id", "in", own.appraiser_id.ids)
        minded &= Domain("period_id", "in", own.period_id.ids)
        minded &= Domain("skp_id.policy_id.distribution", "!=", OFF)
        return not own.search_count(minded, limit=1)

    @api.model
    def _asn_several_note(self, teams):
        if not any(team.rating for team in teams):
            return self._asn_unrated_note()
        return self.env._(
            "These are people of several units or periods. Choose one period and one "
            "unit in the search to see the pattern of distribution."
        )

    @api.model
    def _asn_unrated_note(self):
        """Say that there is no pattern yet, M13."""
        return self.env._(
            "The rating of the organisation has not been set. Ratings can be "
            "saved; the pattern of distribution is not shown yet."
        )

    def _asn_merged_note(self, team):
        return self.env._(
            "Units of fewer than %(n)s people are judged together with %(unit)s, in "
            "the comparison of distributions and in calibration sessions. No pattern "
            "is shown here, as it would tell of other teams.",
            n=team.least,
            unit=team.unit.name,
        )

    @api.model
    def _asn_small_note(self, team):
        return self.env._(
            "You rate fewer than %(n)s people here: no pattern is held against them "
            "alone. They are judged together with all of %(unit)s, in the comparison "
            "of distributions and in calibration sessions.",
            n=team.least,
            unit=team.unit.name,
        )

    @api.model
    def _asn_pattern_of(self, team):
        chosen = sum(team.counts.values())
        broken = team.rules._asn_broken(team.counts, team.total)
        words = dict(team.rating._fields["rating"]._description_selection(self.env))
        return {
            "heading": self.env._(
                "Pattern for the unit rating “%(rating)s”, set on %(day)s (%(chosen)s "
                "of %(total)s people rated)",
                rating=words[team.rating.rating],
                day=in_words(self.env, team.rating.set_on),
                chosen=chosen,
                total=team.total,
            ),
            "rules": [
                self._asn_rule_figures(rule, team.counts, chosen, broken.get(rule))
                for rule in team.rules
            ],
            "warnings": self._asn_warnings(team, broken),
            "is_blocked": team.is_blocked,
        }

    @api.model
    def _asn_rule_figures(self, rule, counts, chosen, violation):
        """Return the bar of one rule: what is, and between which limits it may be.

        ``violation``: of it, or None; the bar shows the share that its warning tells.
        """
        law = rule._asn_rule()
        count = sum(counts.get(code, 0) for code in law.predikats)
        is_count = law.bound == distribution.MIN_COUNT
        lower = rule.limit if law.bound == distribution.MIN_SHARE else 0
        upper = rule.limit if law.bound == distribution.MAX_SHARE else 100
        return {
            "id": rule.id,
            "code": law.predikats[0],
            "label": rule._asn_names(),
            "words": rule._asn_limit_words(),
            "count": count,
            "percent": _percent(count, chosen, violation),
            "from": lower,
            "to": upper,
            "tick": False if is_count else rule.limit,
            "is_broken": bool(violation),
        }

    @api.model
    def _asn_warnings(self, team, broken):
        """Return M11 for each broken rule, and what follows from it."""
        told = [self._asn_violation(rule, one) for rule, one in broken.items()]
        if not told:
            return []
        if team.is_blocked:
            return [*told, self.env._("It is delivered once the pattern is kept.")]
        return [*told, self.env._("You can go on by writing a consideration.")]

    @api.model
    def _asn_violation(self, rule, violation):
        """Say what a choice makes: "this choice makes 71 %", M11."""
        names, limit = rule._asn_names(), rule._asn_limit_words()
        if violation.rule.bound == distribution.MIN_COUNT:
            return self.env._(
                "With this choice, %(count)s people have the predicate %(names)s "
                "(pattern: %(limit)s).",
                count=violation.count,
                names=names,
                limit=limit,
            )
        return self.env._(
            "With this choice, the predicate %(names)s becomes %(share)s%% (pattern: "
            "%(limit)s).",
            names=names,
            share=distribution.share_percent(violation),
            limit=limit,
        )

    # -- when it is delivered ------------------------------------------------

    @api.model
    def delivery_asks(self, ids):
        """Return what delivering these asks for, or False.

        Out: {"sentences", "is_blocked": whether none is delivered, "needs_text":
        whether a consideration is asked for}. Asked before the confirmation; delivering
        asks the same again.
        """
        movable = self.browse(ids)._asn_deliverable()
        departing = movable._asn_departing()
        if not departing:
            return False
        blocked = [team for team, _told in departing if team.is_blocked]
        left = movable.browse().union(*[team.rows for team in blocked])
        found = asked(departing) | {
            "is_blocked": not movable - left,
            "needs_text": len(departing) > len(blocked),
        }
        if left and movable - left:
            found["sentences"].append(self._asn_stay_note(left))
        return found

    @api.model
    def _asn_stay_note(self, left):
        return self.env._(
            "%s of these stay until their pattern is kept; the others are delivered.",
            len(left),
        )

    def _asn_deliverable(self, move="deliver"):
        """Return those that the user may deliver: of no other team anything is told."""
        # Rules leave out what was deleted meanwhile, too.
        readable = self._filtered_access("read")
        return readable._asn_movable(readable._asn_move(move)) if readable else readable

    def _asn_departing(self, planned=None):
        """Return [(Team, sentences)] where delivering does not keep a pattern.

        What a calibration session has agreed on, minding that pattern when its result
        was locked, is delivered as it was agreed.
        """
        if not self or not self.env["hr.asn.unit.rating"]._asn_set_in(self.period_id):
            return []
        if self._asn_is_patternless():
            return []
        teams = self._asn_teams(planned)
        judged = [team for team in teams if team.is_judged]
        minded = [one for one in judged if not one.rows._asn_is_agreed(one.rating)]
        broken = [
            (one, one.rules._asn_stopped(one.counts, one.total, one.is_blocked))
            for one in minded
        ]
        return [
            (team, self._asn_pattern_words(team, found, len(teams) > 1))
            for team, found in broken
            if found
        ]

    @api.model
    def _asn_pattern_words(self, team, found, is_one_of_several):
        """Return what departs in a team; its unit is named where there are several."""
        if is_one_of_several:
            return self.env["hr.asn.comparison"]._asn_of_unit(team.unit, found)
        return [self._asn_violation(rule, one) for rule, one in found.items()]

    def _asn_mind_pattern(self, consideration, choices=None):
        """Return [(Team, sentences)] that a consideration is for; none: nothing to say.

        ``choices``: {evaluation: dict of RATED} of what is rated with it. Raises
        UserError where the policy refuses, or asks for a consideration that is missing.
        """
        _movable, departing = self._asn_departing_of(choices)
        require(departing, consideration, *self._asn_pattern_requests())
        return departing

    def _asn_part_by_pattern(self, consideration, choices=None):
        """Return (as of `_asn_mind_pattern`, {evaluation: why it is not delivered}).

        A unit that the policy refuses, or of which a consideration is missing, stops no
        other one. Raises UserError, as there, where there is no other one.
        """
        movable, departing = self._asn_departing_of(choices)
        requests = self._asn_pattern_requests()
        reasons = {
            one: why
            for team, why in refused(departing, consideration, *requests)
            for one in team.rows
        }
        if not movable - movable.browse().union(*reasons):
            require(departing, consideration, *requests)
        return departing, reasons

    def _asn_departing_of(self, choices):
        """Return (what of these may be delivered, as of `_asn_departing`)."""
        movable = self._asn_deliverable("rate" if choices else "deliver")
        if not self.env["hr.asn.unit.rating"]._asn_set_in(movable.period_id):
            return movable, []
        return movable, movable._asn_departing(movable._asn_planned(choices or {}))

    @api.model
    def _asn_pattern_requests(self):
        """Return what is said after what departs: of who blocks, and of who asks."""
        return (
            self.env._("It is delivered once the pattern is kept."),
            self.env._(
                "Write a consideration to deliver it so: choose “Deliver to All” in "
                "“To Rate”."
            ),
        )

    def _asn_planned(self, choices):
        """Return {evaluation: predikat} that these choices make."""
        return {
            one: predikat(
                choices[one][RESULT],
                choices[one][BEHAVIOR],
                # sudo: hr.asn.policy - by which matrix
                one.sudo().skp_id.policy_id.matrix_version,
            )
            for one in self
            if one in choices
        }

    def _asn_keep_consideration(self, departing, text):
        """Keep the consideration of what was delivered of each team."""
        self.env["hr.asn.consideration"]._asn_write_down(
            [(team, told) for team, told in departing if team.rows & self], self, text
        )


def _percent(count, chosen, violation):
    """Return a share in whole percent, never as if a broken rule were kept."""
    if violation and violation.rule.bound != distribution.MIN_COUNT:
        return distribution.share_percent(violation)
    return round(100 * count / chosen) if chosen else 0
