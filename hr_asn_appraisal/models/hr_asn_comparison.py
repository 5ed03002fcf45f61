from collections import Counter, defaultdict
from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from ..domains import IN_OPEN_CYCLE
from ..law import codes, distribution, leniency
from .hr_asn_rating import EFFECTIVE
from .hr_asn_scope_mixin import AUDITOR_GROUP, TEAM_GROUP

UNIT = "unit"
LEADER = "leader"


class Cell(NamedTuple):
    """People of a unit, appraiser and policy, by the predikat that counts now.

    ``is_seen``: whether the user may read them; of others only how many they are.
    """

    unit: int
    appraiser: int
    policy: int
    predikat: str
    is_seen: bool
    people: int


class Judged(NamedTuple):
    """People who are judged together: at a unit, by the rules of most of them.

    ``leader``: the appraiser of all of them, where they are parted by him. ``rating``:
    of the unit, empty while it is not set; ``rules``: what it lets one expect.
    """

    unit: models.Model
    leader: int
    cells: list
    policy: models.Model
    rating: models.Model
    rules: models.Model

    @property
    def seen(self):
        """The Cells that the user may read."""
        return [one for one in self.cells if one.is_seen]

    @property
    def counts(self):
        """{predikat: people} of whom he may read, the best first."""
        return _counts(self.seen)

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
        """Return the row of one appraiser; of few people without figures."""
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
        judged = self._asn_judged(period, by, self._asn_cells(period.id))
        names = self._asn_names({one.leader for one in judged})
        rows = [
            self._asn_row(period, one) | {"leader": names.get(one.leader, "")}
            for one in judged
        ]
        return sorted(rows, key=lambda row: (row["path"], row["leader"]))

    @api.model
    def _asn_judged(self, period, by, cells, among=None):
        """Return the Judged of a period of whom the user may read somebody.

        ``cells``: of the period; ``among``: ids of units, of whose people one is in it.
        """
        if not any(one.is_seen for one in cells):
            return []
        # sudo: hr.department, hr.asn.policy - names of units and rules, no secret
        tree = self.env["hr.department"].sudo().with_context(active_test=False)
        tree = tree.search_fetch(
            [("company_id", "=", period.company_id.id)],
            ["parent_id", "parent_path", "name"],
        )
        policy = period.cycle_id.sudo().policy_id
        people = _people_by(cells, "unit")
        places = tree._asn_judged_at(people, policy.least_people)
        groups = defaultdict(list)
        for cell in cells:
            leader = cell.appraiser if by == LEADER else False
            groups[places[cell.unit], leader].append(cell)
        rated = self.env["hr.asn.unit.rating"]._asn_set_in(period).get(period, {})
        policies = policy.browse({one.policy for one in cells})
        rules = self.env["hr.asn.distribution.rule"]._asn_rules(policies)
        return [
            self._asn_group(tree.browse(unit), leader, group, rated, rules)
            for (unit, leader), group in groups.items()
            if any(one.is_seen for one in group)
            and (among is None or any(one.unit in among for one in group))
        ]

    @api.model
    def _asn_group(self, unit, leader, cells, rated, rules):
        """Return people who are judged together as Judged."""
        seen = [one for one in cells if one.is_seen]
        # Those of another policy than most are judged by its rules, too.
        policy = _people_by(seen, "policy").most_common(1)[0][0]
        policy = self.env["hr.asn.policy"].browse(policy)
        rating = self.env["hr.asn.unit.rating"]._asn_nearest_of(unit, rated)
        nothing = self.env["hr.asn.distribution.rule"]
        expected = rules[policy].get(rating.rating) or nothing
        return Judged(unit, leader, cells, policy, rating, expected)

    @api.model
    def _asn_row(self, period, judged):
        """Return the figures of people who are judged together.

        Out: {"key", "path", "merged": paths of smaller units judged with it, "rating",
        "parts": of the bar, "rated", "total", "expected": [words], "violations":
        [sentences], "note", "domain": of the people}.
        """
        unit, counts = judged.unit, judged.counts
        chosen = sum(counts.values())
        others = {one.unit for one in judged.cells} - {unit.id}
        return {
            "key": f"{unit.id}-{judged.leader or 0}",
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
        if not judged.is_told:
            return {}
        laws = {rule._asn_rule(): rule for rule in judged.rules}
        found = distribution.check_rules(judged.counts, laws)
        return {laws[one.rule]: one for one in found}

    @api.model
    def _asn_violations(self, judged):
        broken = self._asn_broken(judged)
        return [self._asn_told(rule, one) for rule, one in broken.items()]

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
        if not judged.rating:
            return self.env._("The unit has not been rated.")
        if not judged.is_whole:
            return self.env._("You see a part of these people only.")
        if not judged.is_told:
            return self.env._("Fewer than half of the people are rated.")
        return ""

    @api.model
    def _asn_domain(self, period, cells, leader):
        """Return the domain of the people behind a row, as the list takes it."""
        domain = Domain("period_id", "=", period.id)
        domain &= Domain("department_id", "in", sorted({one.unit for one in cells}))
        domain &= Domain("employee_id.user_id", "!=", self.env.uid)
        if leader:
            domain &= Domain("appraiser_id", "=", leader)
        return list(domain)

    @api.model
    def _asn_names(self, employees):
        """Return {employee id: full name}."""
        return self.env["hr.employee"]._asn_names(set(employees) - {None, False})

    # -- figures -------------------------------------------------------------

    @api.model
    def _asn_cells(self, period):
        """Return the Cells of a period: one query, however many people there are."""
        evaluations, ratings = self.env["hr.asn.evaluation"], self.env["hr.asn.rating"]
        evaluations.flush_model()
        ratings.flush_model()
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
                       CASE WHEN seen.id IS NOT NULL
                            THEN coalesce(one.predikat, given.predikat) END,
                       seen.id IS NOT NULL, count(*)
                  FROM hr_asn_evaluation one
                  JOIN hr_asn_skp plan ON plan.id = one.skp_id
                  LEFT JOIN seen ON seen.id = one.id
                  LEFT JOIN given ON given.evaluation_id = one.id
                       AND given.revision = one.revision
                 WHERE one.period_id = %(period)s
                 GROUP BY 1, 2, 3, 4, 5
                """,
                seen=seen.select(),
                rows=rows.select(),
                kinds=list(EFFECTIVE),
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
