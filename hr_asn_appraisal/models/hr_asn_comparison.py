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
        cells = [one for one in self._asn_cells(period) if one.predikat]
        whole = _counts(cells)
        units, given = defaultdict(list), defaultdict(list)
        for cell in cells:
            units[cell.unit].append(cell)
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
        cells = self._asn_cells(period.id)
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
        judged = tree._asn_judged_at(people, policy.least_people)
        groups = defaultdict(list)
        for cell in cells:
            leader = cell.appraiser if by == LEADER else False
            groups[judged[cell.unit], leader].append(cell)
        names = self._asn_names({leader for _unit, leader in groups})
        rated = self.env["hr.asn.unit.rating"]._asn_set_in(period).get(period, {})
        policies = policy.browse({one.policy for one in cells})
        rules = self.env["hr.asn.distribution.rule"]._asn_rules(policies)
        rows = [
            self._asn_row(period, tree.browse(unit), leader, group, rated, rules)
            | {"leader": names.get(leader, "")}
            for (unit, leader), group in groups.items()
            if any(one.is_seen for one in group)
        ]
        return sorted(rows, key=lambda row: (row["path"], row["leader"]))

    @api.model
    def _asn_row(self, period, unit, leader, cells, rated, rules):
        """Return the figures of people who are judged together.

        Out: {"key", "path", "merged": paths of smaller units judged with it, "rating",
        "parts": of the bar, "rated", "total", "expected": [words], "violations":
        [sentences], "note", "domain": of the people}.
        """
        seen = [one for one in cells if one.is_seen]
        counts = _counts(seen)
        total, number = sum(one.people for one in seen), sum(counts.values())
        # Those of another policy than most are judged by its rules, too.
        policy = _people_by(seen, "policy").most_common(1)[0][0]
        ratings = self.env["hr.asn.unit.rating"]
        rating = ratings._asn_nearest_of(unit, rated)
        known = rules[self.env["hr.asn.policy"].browse(policy)]
        own = known.get(rating.rating) or ()
        is_whole = len(seen) == len(cells)
        is_told = is_whole and distribution.is_told(number, total)
        words = dict(ratings._fields["rating"]._description_selection(self.env))
        others = {one.unit for one in cells} - {unit.id}
        return {
            "key": f"{unit.id}-{leader or 0}",
            "path": unit._asn_path(),
            "merged": sorted(unit.browse(others).mapped("name")),
            "rating": words.get(rating.rating, ""),
            "parts": self.env["hr.asn.evaluation"]._asn_parts_of(counts, number),
            "rated": number,
            "total": total,
            "expected": [rule._asn_words() for rule in own],
            "violations": self._asn_violations(counts, own) if is_told else [],
            "note": self._asn_note(rating, is_whole, is_told),
            "domain": self._asn_domain(period, seen, leader),
        }

    @api.model
    def _asn_violations(self, counts, rules):
        laws = {rule._asn_rule(): rule for rule in rules}
        return [
            self._asn_told(laws[one.rule], one)
            for one in distribution.check_rules(counts, laws)
        ]

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
    def _asn_note(self, rating, is_whole, is_told):
        """Say why a row is not held against a pattern, or that it keeps it."""
        if not rating:
            return self.env._("The unit has not been rated.")
        if not is_whole:
            return self.env._("You see a part of these people only.")
        if not is_told:
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
