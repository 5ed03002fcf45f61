from collections import Counter, defaultdict
from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..domains import IN_OPEN_CYCLE
from ..law import codes, distribution, leniency
from .hr_asn_cascade import absent
from .hr_asn_exemption import CONFIRMED
from .hr_asn_policy import OFF
from .hr_asn_rating import EFFECTIVE, LOCKED
from .hr_asn_scope_mixin import AUDITOR_GROUP, TEAM_GROUP

UNIT = "unit"
LEADER = "leader"
# What counts of an evaluation: what was delivered, before that what was rated.
DELIVERED = SQL("one.predikat")
EFFECTIVE_NOW = SQL("coalesce(one.predikat, given.predikat)")


class Cell(NamedTuple):
    """People of a unit, appraiser, policy and kind, by the predikat that counts now.

    ``is_seen``: whether the user may read them; of others only how many they are.
    ``is_settled``: whether it was delivered, or agreed on in a session that is locked.
    ``is_counted``: whether they are rated or awaited; not who is exempt and not rated.
    """

    unit: int
    appraiser: int
    policy: int
    kind: str
    predikat: str
    is_seen: bool
    is_settled: bool
    is_counted: bool
    people: int


class Judged(NamedTuple):
    """People who are judged together: at a unit, by the rules of most of them.

    ``leader``: the appraiser of all of them, where they are parted by him. ``rating``:
    of the unit, empty while it is not set; ``rules``: what it lets one expect of them;
    ``least``: of so many people a pattern says something.
    """

    unit: models.Model
    leader: int
    cells: list
    policy: models.Model
    rating: models.Model
    rules: models.Model
    least: int

    @property
    def is_off(self):
        """Whether their policy minds no pattern."""
        return self.policy.distribution == OFF

    @property
    def is_blocked(self):
        """Whether nothing that is written lets one leave the pattern, as of a Team."""
        return self.policy._asn_blocks(self.rules, self.settled, self.total)

    @property
    def is_apart(self):
        """Whether they are but a part of whom a pattern is held against at the unit.

        Those of one leader are, where they are few or of a unit that is too small: his
        own list says so, too.
        """
        few = sum(one.people for one in self.cells) < self.least
        merged = any(one.unit != self.unit.id for one in self.cells)
        return bool(self.leader) and (few or merged)

    @property
    def seen(self):
        """The Cells that the user may read."""
        return [one for one in self.cells if one.is_seen]

    @property
    def counts(self):
        """{predikat: people} of whom he may read, the best first."""
        return _counts(self.seen)

    @property
    def settled(self):
        """The same of what nobody chooses any more."""
        return _counts([one for one in self.seen if one.is_settled])

    @property
    def total(self):
        """How many of them he may read."""
        return sum(one.people for one in self.seen)

    @property
    def is_whole(self):
        """Whether he may read all of them."""
        return len(self.seen) == len(self.cells)

    @property
    def is_told(self):
        """Whether so many are rated that something is said about them."""
        chosen = sum(self.counts.values())
        return self.is_whole and distribution.is_told(chosen, self.total)


class Considered(NamedTuple):
    """People judged at a unit, as a consideration is kept of them: of no delivery."""

    period: models.Model
    unit: models.Model
    rating: models.Model
    mates: models.Model
    rows: models.Model


class HrAsnComparison(models.AbstractModel):
    """What was given beside what the ratings of units lead one to expect.

    Counted as the one who asks: before delivery the ratings that he may read, of
    everybody but himself. Of whom he may not read only the number decides at which unit
    people are judged.
    """

    _name = "hr.asn.comparison"
    _description = "ASN comparison of distributions"

    @api.model
    @api.readonly
    def read_comparison(self, period=None, by=UNIT):
        """Return the distributions of a period, by unit or by leader.

        Out: {"periods": [{"id", "name"}], "period": id or False, "rows": [as of
        `_asn_row`], "sees_leniency"}. ``period`` None: the last one that is over, else
        the one under way.
        """
        self.env["hr.asn.evaluation"].check_access("read")
        periods = self._asn_periods()
        today = self.env.company._asn_today()
        over = periods.filtered(lambda one: one.date_to <= today)
        chosen = periods.filtered(lambda one: one.id == period) or (over or periods)[:1]
        return {
            "periods": [{"id": one.id, "name": one.display_name} for one in periods],
            "period": chosen.id,
            "rows": self._asn_rows(chosen, by) if chosen else [],
            "sees_leniency": self._asn_sees_leniency(),
        }

    @api.model
    @api.readonly
    def read_leniency(self, period):
        """Return how high each appraiser rated beside his unit and the agency.

        Out: [{"id", "name", "count", "mean", "unit", "agency", "apart"}], means in
        hundredths of a step, the lowest predikat being 0; who rated fewer than five
        people has no figures. For performance team and auditor; raises AccessError.
        """
        if not self._asn_sees_leniency():
            raise AccessError(
                self.env._("Only the performance team and the auditor read this.")
            )
        return self._asn_tendencies(self._asn_cells(period))

    @api.model
    def _asn_tendencies(self, cells, appraisers=None):
        """Return the rows of `read_leniency`; ``appraisers``: ids of those wanted."""
        cells = [one for one in cells if one.predikat]
        whole = _counts(cells)
        units, given = defaultdict(list), defaultdict(list)
        for cell in cells:
            units[cell.unit].append(cell)
            if appraisers is None or cell.appraiser in appraisers:
                given[cell.appraiser].append(cell)
        names = self._asn_names(given)
        rows = [
            self._asn_tendency(key, names[key], own, units, whole)
            for key, own in given.items()
            if key
        ]
        return sorted(
            rows, key=lambda row: (row["apart"] is None, -(row["apart"] or 0))
        )

    @api.model
    def _asn_tendency(self, key, name, own, units, whole):
        """Return the row of one appraiser; of few people without figures.

        "apart" is from the agency: most rate alone in their unit, whose mean is theirs.
        """
        found = leniency.tendency(_counts(own), whole)
        beside = [cell for unit in {one.unit for one in own} for cell in units[unit]]
        of_unit = leniency.tendency(_counts(own), _counts(beside))
        return {
            "id": key,
            "name": name,
            "count": sum(one.people for one in own),
            "mean": found and found.mean,
            "unit": of_unit and of_unit.whole,
            "agency": found and found.whole,
            "apart": found and found.apart,
        }

    @api.model
    def _asn_sees_leniency(self):
        user = self.env.user
        return user.has_group(TEAM_GROUP) or user.has_group(AUDITOR_GROUP)

    @api.model
    def consider(self, period, unit, text):
        """Keep why the pattern of people who are judged at a unit is not kept.

        ``period``, ``unit``: ids. For who has set the rating that they are judged by
        and may read all of them; without a login the officer is it on paper. Raises
        AccessError to others, UserError where nothing departs or nothing is said; what
        has been said today of the same figures is kept once.
        """
        self.env["hr.asn.evaluation"].check_access("read")
        period = self._asn_periods().filtered(lambda one: one.id == period)
        cells = self._asn_cells(period.id) if period else []
        judged = self._asn_judged(period, UNIT, cells)
        found = [one for one in judged if one.unit.id == unit]
        if not any(self._asn_set_by_user(one.rating) for one in found):
            raise AccessError(
                self.env._(
                    "Only who has set the rating of the unit says why its pattern is "
                    "not kept."
                )
            )
        told = self._asn_violations(found[0])
        if not told:
            raise UserError(
                self.env._("Nothing departs here from a pattern, as far as you see it.")
            )
        if not (text or "").strip():
            raise UserError(self.env._("Write a consideration."))
        kept = self.env["hr.asn.consideration"]
        considered = self._asn_considered(period, found[0])
        departing = [(considered, [f"{one}." for one in told])]
        if not kept._asn_is_said(*departing[0], text):
            kept._asn_write_down(departing, self.env["hr.asn.evaluation"], text)

    @api.model
    def _asn_set_by_user(self, ratings):
        """Return those of these unit ratings that the user has set, also on paper."""
        # sudo: hr.employee - whose login it is, compared only
        own = ratings.sudo()
        mine = own.filtered(lambda one: one.leader_id.user_id == self.env.user)
        without = (own - mine).filtered(lambda one: not one.leader_id.asn_has_login)
        return mine | without._asn_role_officer()

    # -- rows ----------------------------------------------------------------

    @api.model
    def _asn_periods(self):
        """Return the periods of years under way that have begun, the last first."""
        today = self.env.company._asn_today()
        begun = Domain("company_id", "=", self.env.company.id)
        begun &= Domain("date_from", "<=", today)
        return self.env["hr.asn.period"].search_fetch(
            begun & IN_OPEN_CYCLE,
            order="date_to desc, date_from desc",
        )

    @api.model
    def _asn_rows(self, period, by):
        """Return one row for each unit at which people are judged, or leader in it."""
        cells = self._asn_cells(period.id)
        judged = self._asn_judged(period, by, cells)
        names = self._asn_names({one.leader for one in judged})
        said = self._asn_said([one for one in judged if not one.leader])
        rows = [
            self._asn_row(period, one)
            | {"leader": names.get(one.leader, ""), "said": said.get(one.unit.id)}
            for one in judged
        ]
        rows = sorted(rows, key=lambda row: (row["path"], row["leader"]))
        return [*(self._asn_agency_rows(period, cells) if by == UNIT else []), *rows]

    @api.model
    def _asn_agency_rows(self, period, cells):
        """Return the row of all PNS, where a policy distributes over the whole agency.

        The groups of PP 30/2019 (Ps 41(7)) are of all PNS, whatever their units did: no
        rating is needed. For performance team and auditor; of themselves nothing is in
        it, as they read all but that.
        """
        policies = self.env["hr.asn.policy"].browse({one.policy for one in cells})
        whole = policies.filtered(lambda one: one._asn_is_of_agency())
        seen = [one for one in cells if one.is_seen and one.policy in whole.ids]
        own = [one for one in seen if one.kind == codes.PNS and one.is_counted]
        if not own or not self._asn_sees_leniency():
            return []
        judged = self._asn_whole(own, period._asn_least_people())
        row = self._asn_row(period, judged)
        pns = Domain(row["domain"]) & Domain("skp_id.asn_kind", "=", codes.PNS)
        pns &= Domain("skp_id.policy_id", "in", whole.ids)
        more = {"key": "agency", "merged": [], "domain": list(pns), "is_agency": True}
        return [row | more | {"leader": "", "said": None}]

    @api.model
    def _asn_whole(self, cells, least):
        """Return people of the whole agency as Judged, by the shipped rules."""
        # sudo: hr.department - the name of a unit is no secret
        unit = self.env["hr.department"].sudo().browse(cells[0].unit)
        top = unit.browse(int(unit.parent_path.split("/")[0]))
        policy = _people_by(cells, "policy").most_common(1)[0][0]
        policy = self.env["hr.asn.policy"].browse(policy)
        known = self.env["hr.asn.distribution.rule"]._asn_rules(policy)[policy]
        shipped = [rules for rules in known.values() if not rules.policy_id]
        rules = shipped[0] if shipped else self.env["hr.asn.distribution.rule"]
        nothing = self.env["hr.asn.unit.rating"]
        return Judged(top, False, cells, policy, nothing, rules, least)

    @api.model
    def _asn_judged(self, period, by, cells, among=None):
        """Return the Judged of a period of whom the user may read somebody.

        ``cells``: of the period; ``among``: ids of units, of whose people one is in it.
        Where people are judged, all who are evaluated decide, as on a team's list; who
        is exempt and not rated is in no figure.
        """
        if not any(one.is_seen for one in cells):
            return []
        # sudo: hr.department - names of units, no secret
        units = self.env["hr.department"].sudo()
        places = period._asn_places({period: _people_by(cells, "unit")})[period]
        groups = defaultdict(list)
        for cell in [one for one in cells if one.is_counted]:
            leader = cell.appraiser if by == LEADER else False
            # As on a team's list: of a unit of no agency people stay where they are.
            groups[places.get(cell.unit, cell.unit), leader].append(cell)
        rated = self.env["hr.asn.unit.rating"]._asn_set_in(period).get(period, {})
        policies = self.env["hr.asn.policy"].browse({one.policy for one in cells})
        rules = self.env["hr.asn.distribution.rule"]._asn_rules(policies)
        known = (rated, rules, period._asn_least_people())
        return [
            self._asn_group(units.browse(unit), leader, group, known)
            for (unit, leader), group in groups.items()
            if any(one.is_seen for one in group)
            and (among is None or any(one.unit in among for one in group))
        ]

    @api.model
    def _asn_group(self, unit, leader, cells, known):
        """Return people who are judged together as Judged.

        ``known``: ({unit id: rating}, {policy: {rating: rules}}, least people) of the
        period. No rules are of whom no pattern is held against.
        """
        rated, rules, least = known
        seen = [one for one in cells if one.is_seen]
        # Those of another policy than most are judged by its rules, too.
        policy = _people_by(seen, "policy").most_common(1)[0][0]
        policy = self.env["hr.asn.policy"].browse(policy)
        rating = self.env["hr.asn.unit.rating"]._asn_nearest_of(unit, rated)
        nothing = self.env["hr.asn.distribution.rule"]
        expected = rules[policy].get(rating.rating) or nothing
        judged = Judged(unit, leader, cells, policy, rating, expected, least)
        is_held = not judged.is_off and not judged.is_apart
        return judged if is_held else judged._replace(rules=nothing)

    @api.model
    def _asn_said(self, judged):
        """Return {unit id: why its pattern is not kept} of where the user may say so.

        Out: of each [{"text", "by", "on"}], as it was said so far.
        """
        left = [one for one in judged if self._asn_broken(one)]
        if not left:
            return {}
        ratings = self.env["hr.asn.unit.rating"].union(*[one.rating for one in left])
        mine = self._asn_set_by_user(ratings)
        units = [one.unit.id for one in left if one.rating in mine]
        kept = self.env["hr.asn.consideration"]
        of_unit = Domain("evaluation_ids", "=", False)
        of_unit &= Domain("rating_id", "in", mine.ids)
        of_unit &= Domain("department_id", "in", units)
        found = kept.search(of_unit, order="id")
        by_unit = found.grouped(lambda one: one.department_id.id)
        return {one: by_unit.get(one, kept)._asn_told() for one in units}

    @api.model
    def _asn_considered(self, period, judged):
        """Return people who are judged together as Considered: all of them."""
        # sudo: hr.asn.evaluation - of nobody whom it speaks of it may be read
        everybody = self.env["hr.asn.evaluation"].sudo()
        mates = everybody.search(
            [
                ("period_id", "=", period.id),
                ("department_id", "in", list({one.unit for one in judged.cells})),
            ]
        )
        nobody = mates.browse()
        return Considered(period, judged.unit, judged.rating, mates, nobody)

    @api.model
    def _asn_row(self, period, judged):
        """Return the figures of people who are judged together.

        Out: {"key", "unit", "path", "merged": paths of smaller units judged with it,
        "rating", "parts": of the bar, "rated", "total", "expected": [words],
        "violations": [sentences], "note", "domain": of the people}. Beside it "leader"
        and "said": as of `_asn_said`, None where the user may not say anything.
        """
        unit, counts = judged.unit, judged.counts
        chosen = sum(counts.values())
        others = {one.unit for one in judged.cells} - {unit.id}
        return {
            "key": f"{unit.id}-{judged.leader or 0}",
            "unit": unit.id,
            "path": unit._asn_path(),
            "merged": sorted(unit.browse(others).mapped("name")),
            "rating": self._asn_rating_word(judged),
            "parts": self.env["hr.asn.evaluation"]._asn_parts_of(counts, chosen),
            "rated": chosen,
            "total": judged.total,
            "expected": [rule._asn_words() for rule in judged.rules],
            "violations": self._asn_violations(judged),
            "note": self._asn_note(judged),
            "domain": self._asn_domain(period, judged.seen, judged.leader),
        }

    @api.model
    def _asn_rating_word(self, judged):
        """Return the rating of their unit in a word, "" while it is not set."""
        field = judged.rating._fields["rating"]
        words = dict(field._description_selection(self.env))
        return words.get(judged.rating.rating, "")

    @api.model
    def _asn_broken(self, judged):
        """Return {rule: its violation} of these people, once half of them are rated."""
        if not judged.is_whole:
            return {}
        return judged.rules._asn_broken(judged.counts, judged.total)

    @api.model
    def _asn_violations(self, judged):
        return self._asn_sentences(self._asn_broken(judged))

    @api.model
    def _asn_sentences(self, broken):
        """Return what {rule: its violation} says."""
        return [self._asn_told(rule, one) for rule, one in broken.items()]

    @api.model
    def _asn_of_unit(self, unit, broken):
        """Return what {rule: its violation} says, each named after its unit."""
        return [f"{unit.name}: {line}." for line in self._asn_sentences(broken)]

    @api.model
    def _asn_told(self, rule, violation):
        """Say what is and what was expected: "Good is 71%, at most 70% expected"."""
        if violation.rule.bound == distribution.MIN_COUNT:
            return self.env._(
                "%(names)s: %(count)s people, %(limit)s expected",
                names=rule._asn_names(),
                count=violation.count,
                limit=rule._asn_limit_words(),
            )
        return self.env._(
            "%(names)s is %(share)s%%, %(limit)s expected",
            names=rule._asn_names(),
            share=distribution.share_percent(violation),
            limit=rule._asn_limit_words(),
        )

    @api.model
    def _asn_note(self, judged):
        """Say why people are not held against a pattern; "" where they are."""
        if judged.is_off:
            return self.env._("The policy minds no pattern of distribution.")
        if judged.is_apart:
            return self._asn_apart_note(judged)
        if not judged.rating and not judged.rules:
            return self.env._("The unit has not been rated.")
        if not judged.is_whole:
            return self.env._("You see a part of these people only.")
        if not judged.is_told:
            return self.env._("Fewer than half of the people are rated.")
        return ""

    @api.model
    def _asn_apart_note(self, judged):
        """Say with whom those of a leader are judged, where not by themselves."""
        return self.env._(
            "No pattern is held against these people alone: they are fewer than %(n)s, "
            "or of a unit that is. They are judged together with all of %(unit)s: see "
            "“By Unit”.",
            n=judged.least,
            unit=judged.unit.name,
        )

    @api.model
    def _asn_domain(self, period, cells, leader):
        """Return the domain of the people behind a row, as the list takes it."""
        domain = Domain("period_id", "=", period.id)
        domain &= Domain("department_id", "in", sorted({one.unit for one in cells}))
        domain &= Domain("employee_id.user_id", "!=", self.env.uid)
        rated = Domain("kind", "in", EFFECTIVE) & Domain("predikat", "!=", False)
        domain &= Domain("is_exempt", "=", False) | Domain("rating_ids", "any", rated)
        if leader:
            domain &= Domain("appraiser_id", "=", leader)
        return list(domain)

    @api.model
    def _asn_names(self, employees):
        """Return {employee id: full name}."""
        return self.env["hr.employee"]._asn_names(set(employees) - {None, False})

    # -- figures -------------------------------------------------------------

    @api.model
    def _asn_cells(self, period, is_delivered=False):
        """Return the Cells of a period: one query, however many people there are.

        ``is_delivered``: by what was delivered alone, as papers tell it.
        """
        evaluations, ratings = self.env["hr.asn.evaluation"], self.env["hr.asn.rating"]
        evaluations.flush_model()
        ratings.flush_model()
        self.env["hr.asn.calibration"].flush_model()
        self.env["hr.asn.exemption"].flush_model()
        of_period = Domain("period_id", "=", period)
        others = Domain("employee_id.user_id", "!=", self.env.uid)
        seen = evaluations._search(of_period & others)
        rows = ratings._search(
            Domain("kind", "in", EFFECTIVE)
            & Domain("evaluation_id.period_id", "=", period)
        )
        found = self.env.execute_query(
            SQL(
                """
                WITH seen AS (%(seen)s), given AS (
                    SELECT DISTINCT ON (evaluation_id) evaluation_id, predikat, revision
                      FROM hr_asn_rating WHERE id IN (%(rows)s)
                     ORDER BY evaluation_id, revision DESC,
                              array_position(%(kinds)s::varchar[], kind)
                )
                SELECT one.department_id, one.appraiser_id, plan.policy_id,
                       plan.asn_kind,
                       CASE WHEN seen.id IS NOT NULL THEN %(predikat)s END,
                       seen.id IS NOT NULL,
                       seen.id IS NOT NULL
                           AND (one.predikat IS NOT NULL OR agreed.id IS NOT NULL),
                       one.state NOT IN %(awaited)s OR one.predikat IS NOT NULL
                           OR given.predikat IS NOT NULL
                           OR NOT coalesce((
                               SELECT %(absent)s FROM hr_asn_exemption away
                                WHERE away.employee_id = one.employee_id
                                  AND away.state = %(confirmed)s), FALSE),
                       count(*)
                  FROM hr_asn_evaluation one
                  JOIN hr_asn_skp plan ON plan.id = one.skp_id
                  JOIN hr_asn_policy policy ON policy.id = plan.policy_id
                  JOIN hr_asn_period period ON period.id = one.period_id
                  LEFT JOIN seen ON seen.id = one.id
                  LEFT JOIN given ON given.evaluation_id = one.id
                       AND given.revision = one.revision
                  LEFT JOIN hr_asn_calibration_line line
                         ON line.id = one.calibration_line_id
                        AND line.revision = one.revision
                  LEFT JOIN hr_asn_calibration agreed
                         ON agreed.id = line.calibration_id
                        AND agreed.state = %(locked)s
                 WHERE one.period_id = %(period)s
                 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
                """,
                seen=seen.select(),
                rows=rows.select(),
                kinds=list(EFFECTIVE),
                predikat=DELIVERED if is_delivered else EFFECTIVE_NOW,
                locked=LOCKED,
                awaited=evaluations._asn_awaited,
                absent=absent("plan", "period", "policy"),
                confirmed=CONFIRMED,
                period=period,
            )
        )
        return [Cell(*row) for row in found]


def _counts(cells):
    """Return {predikat: people} of cells, the best first."""
    counts = _people_by(cells, "predikat")
    return {code: counts[code] for code in codes.PREDIKATS if counts[code]}


def _people_by(cells, name):
    """Return a Counter of people by what an attribute of their cells says."""
    people = Counter()
    for one in cells:
        people[getattr(one, name)] += one.people
    return people
