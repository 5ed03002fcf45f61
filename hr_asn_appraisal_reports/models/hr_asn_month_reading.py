from collections import defaultdict
from datetime import date
from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.hr_asn_appraisal.law import allowance, codes
from odoo.addons.hr_asn_appraisal.law.codes import HERE
from odoo.addons.hr_asn_appraisal.models.hr_asn_run_line import SKIPPED

from ..forms import month as month_form
from ..forms import recap as recap_form
from ..forms import wording
from .hr_asn_month import CLOSED
from .hr_asn_recap import NO_DATA

POST_FIELDS = [
    "employee_id",
    "name",
    "nip",
    "post",
    "status",
    "post_kind",
    "asn_kind",
    "department_id",
    "date_from",
    "date_to",
]


class Outsider(NamedTuple):
    """Somebody who stands in no list of the month, as he has no post in it.

    ``change``: what has changed of the months that he was in, in words; ``settled``:
    {first day: Told} of these months.
    """

    employee_id: int
    nip: str
    name: str
    change: str = ""
    settled: dict | None = None


class Reading(NamedTuple):
    """What closing a month would freeze.

    ``lines``: forms.month.Line of everybody; ``recaps``: the forms.recap.Recap of each
    period that counts for somebody; ``outsiders``: ASN without a post in the month.
    """

    lines: tuple
    recaps: tuple
    outsiders: tuple


class Span(NamedTuple):
    date_from: date
    date_to: date


class Material(NamedTuple):
    """All that the lines of a month are made from, read in so many queries."""

    span: Span
    cycles: dict  # {year: hr.asn.cycle}, the newest first
    periods: dict  # {id: hr.asn.period}
    candidates: dict  # {period id: allowance.Candidate}
    rows: dict  # {year: {employee id: forms.recap.Row}}, the newest first
    tables: dict  # {policy id: {outcome: basis points}}
    default: int
    held: dict  # {employee id: his posts of both years}
    away: dict  # {employee: his exemptions of both years}
    grades: dict
    places: dict
    told: dict  # {employee id: {first day: Told}} of closed months
    past: dict  # {first day: the Material as it is for that month}


class HrAsnMonthReading(models.AbstractModel):
    """Reads what a month would freeze, with the rights of who asks.

    Outcomes are those of hr.asn.recap: list and recap cannot differ.
    """

    _name = "hr.asn.month.reading"
    _description = "ASN reading of a month"

    @api.model
    def _asn_read(self, company, first, has_recaps=True):
        """Return the Reading of the month of an agency that begins on a day.

        The number of queries does not depend on how many people there are.
        ``has_recaps``: False for a look that needs the lines only.
        """
        span = Span(first, month_form.last_day(first))
        held = self._asn_held(company, span)
        posts = self._asn_posts(held, span)
        material = self._asn_material(company, span, held, posts)
        lines = [self._asn_line(material, post) for post in posts]
        lines.sort(key=lambda line: line.order)
        counted = {line.period_id for line in lines} - {0}
        recaps = self._asn_recaps(material, counted) if has_recaps else ()
        outsiders = ()
        if has_recaps:
            outsiders = self._asn_outsiders(company, material, posts, recaps)
        return Reading(tuple(lines), recaps, outsiders)

    @api.model
    def _asn_held(self, company, span):
        """Return the posts of ASN since the year before: its months may be settled."""
        return self.env["hr.asn.assignment"].search_fetch(
            [
                ("company_id", "=", company.id),
                ("asn_kind", "not in", [False, codes.NON_ASN]),
                ("date_from", "<=", span.date_to),
                "|",
                ("date_to", "=", False),
                ("date_to", ">=", self._asn_since(span)),
            ],
            POST_FIELDS,
            order="id",
        )

    @api.model
    def _asn_since(self, span):
        """Return the first day of what is still looked at."""
        return date(span.date_to.year - 1, 1, 1)

    @api.model
    def _asn_posts(self, held, span):
        """Return one post of each ASN who has one in the month: what he is paid in.

        The one he holds on its last day, before one that ended in it; definitive
        before acting, later before earlier.
        """
        ordered = held.filtered(lambda post: self._asn_touches(post, span)).sorted(
            lambda post: (
                not post.date_to or post.date_to >= span.date_to,
                post.status == codes.DEFINITIF,
                post.date_from,
                post.id,
            )
        )
        chosen = {post.employee_id.id: post.id for post in ordered}
        return held.browse(chosen.values())

    @api.model
    def _asn_touches(self, one, span):
        """Say whether what has a first and perhaps a last day touches a span."""
        ended = one.date_to and one.date_to < span.date_from
        return one.date_from <= span.date_to and not ended

    @api.model
    def _asn_material(self, company, span, held, posts):
        recap = self.env["hr.asn.recap"]
        cycles = self._asn_cycles(company, span)
        rows = {
            year: {row.employee_id: row for row in recap._asn_read(cycle).rows}
            for year, cycle in cycles.items()
        }
        periods = {one.id: one for cycle in cycles.values() for one in cycle.period_ids}
        people = held.employee_id
        exemptions = self.env["hr.asn.exemption"]
        return Material(
            span=span,
            cycles=cycles,
            periods=periods,
            candidates={id_: self._asn_candidate(one) for id_, one in periods.items()},
            rows=rows,
            tables=self._asn_tables(),
            default=company.sudo().asn_allowance_points,
            held=held.grouped(lambda post: post.employee_id.id),
            away=exemptions._asn_confirmed(
                people, self._asn_since(span), date(span.date_to.year, 12, 31)
            ),
            grades=recap._asn_grades(posts.employee_id.ids, span.date_to, {}),
            places=recap._asn_places(company),
            told=self._asn_closed(company, span),
            past={},
        )

    @api.model
    def _asn_cycles(self, company, span):
        """Return {year: cycle} of the year, then of the year before."""
        years = [span.date_to.year, span.date_to.year - 1]
        cycles = self.env["hr.asn.cycle"].with_context(active_test=False)
        found = cycles.search(
            [("company_id", "=", company.id), ("year", "in", years)], order="year desc"
        )
        return {one.year: one for one in found}

    @api.model
    def _asn_candidate(self, period):
        return allowance.Candidate(
            period.id, period.date_from, period.date_to, period._asn_is_annual()
        )

    @api.model
    def _asn_tables(self):
        tables = {}
        for one in self.env["hr.asn.policy.allowance"].search_fetch(
            [], ["policy_id", "outcome", "points"], order="id"
        ):
            tables.setdefault(one.policy_id.id, {})[one.outcome] = one.points
        return tables

    @api.model
    def _asn_closed(self, company, span):
        """Return {employee id: {first day: Told}}: what was last told of each month.

        Of the earlier months that are looked at. A month may be closed after a later
        one, whose list has settled what stands in neither: all of them are read.
        """
        entries = defaultdict(list)
        for employee, first, *paid, settled in self._asn_entries(company, span):
            told = month_form.Told(*paid) if first else None
            entries[employee].append((first, told, month_form.thaw(settled)))
        since = self._asn_since(span)
        return {
            employee: {
                first: told
                for first, told in month_form.told_last(own).items()
                if since <= first < span.date_from
            }
            for employee, own in entries.items()
        }

    @api.model
    def _asn_entries(self, company, span):
        """Return (employee id, first day, outcome, points, period id, settled) rows.

        In the order in which their months were read. What a closing that has stopped
        has read counts, as it is going to be written; who had left stands in the run
        only, without a day.
        """
        for name in ("hr.asn.month.line", "hr.asn.month", "hr.asn.run.line"):
            self.env[name].flush_model()
        # Plain SQL: half of it is still in the payload of runs.
        return self.env.execute_query(
            SQL(
                """
                WITH told AS (
                    SELECT line.month_id, line.employee_id, line.date_from,
                           line.outcome, line.points, line.period_id, line.settled
                      FROM hr_asn_month_line line
                      JOIN hr_asn_month month ON month.id = line.month_id
                     WHERE month.state = %(closed)s
                 UNION ALL
                    SELECT month.id, line.employee_id, own.date_from,
                           own.outcome, own.points, own.period_id, own.settled
                      FROM hr_asn_month month
                      JOIN hr_asn_run_line line ON line.run_id = month.run_id
                     CROSS JOIN LATERAL jsonb_to_record(
                           COALESCE(line.payload -> 'line', line.payload)
                         ) AS own(date_from date, outcome varchar, points integer,
                                  period_id integer, settled jsonb)
                     WHERE month.state <> %(closed)s OR line.state = %(skipped)s
                )
                SELECT told.employee_id, told.date_from, told.outcome, told.points,
                       COALESCE(told.period_id, 0), told.settled
                  FROM told
                  JOIN hr_asn_month month ON month.id = told.month_id
                 WHERE month.company_id = %(company)s AND month.date_from >= %(since)s
                   AND month.date_from <> %(first)s
                 ORDER BY month.id, told.employee_id
                """,
                closed=CLOSED,
                skipped=SKIPPED,
                company=company.id,
                since=self._asn_since(span),
                first=span.date_from,
            )
        )

    # -- one line ------------------------------------------------------------

    @api.model
    def _asn_line(self, material, post):
        """Return the forms.month.Line of one post."""
        employee = post.employee_id.id
        period = self._asn_counted(material, post)
        told, note, policy = self._asn_told(material, post, period)
        change, settled = self._asn_compared(material, post, told)
        return month_form.Line(
            employee_id=employee,
            nip=post.nip or "",
            name=post.name or "",
            rank=material.grades.get(employee, ""),
            post=post._asn_post(),
            place=material.places.get(post.department_id.id, recap_form.Place()),
            period_id=period.id or 0,
            period=self._asn_name(period) if period else "",
            outcome=told.outcome,
            note=note,
            points=told.points,
            policy_id=policy,
            change=change,
            settled=settled,
        )

    @api.model
    def _asn_compared(self, material, post, own=None):
        """Return what has changed in closed months, in words and {first day: Told}.

        ``own``: the Told of this month, None for who is not in it.
        """
        known = self._asn_known(material, post)
        now = {first: self._asn_again(material, post, first) for first in known}
        names = {
            told.period: self._asn_name(material.periods.get(told.period))
            for told in now.values()
        }
        found = month_form.changes(known, now, own, names)
        return month_form.change_words(found), month_form.settled(known, now)

    @api.model
    def _asn_known(self, material, post):
        """Return {first day: Told} of one employee, of the months to look at again.

        A month told by a period of the year before last keeps what it was told: of it
        nothing is read any more.
        """
        return {
            first: told
            for first, told in material.told.get(post.employee_id.id, {}).items()
            if not told.period or told.period in material.periods
        }

    @api.model
    def _asn_again(self, material, post, first):
        """Return what a closed month would tell of somebody today."""
        past = self._asn_past(material, first)
        post = self._asn_posts(material.held[post.employee_id.id], past.span) or post
        return self._asn_told(past, post, self._asn_counted(past, post))[0]

    @api.model
    def _asn_past(self, material, first):
        """Return the material as it is for an earlier month, made once for all."""
        if first not in material.past:
            span = Span(first, month_form.last_day(first))
            cycles, rows = (
                {year: one for year, one in found.items() if year <= first.year}
                for found in (material.cycles, material.rows)
            )
            past = material._replace(span=span, cycles=cycles, rows=rows)
            material.past[first] = past
        return material.past[first]

    @api.model
    def _asn_name(self, period):
        if not period:
            return month_form.WITHOUT_PERIOD
        return f"{period._asn_title()} {period.cycle_id.year}"

    @api.model
    def _asn_counted(self, material, post):
        """Return the period whose figure counts for somebody, an empty one for none."""
        periods = self.env["hr.asn.period"]
        if self._asn_is_away(material, post):
            return periods
        candidates = [
            material.candidates[key]
            for rows in material.rows.values()
            if post.employee_id.id in rows
            for key in rows[post.employee_id.id].policies
        ]
        found = allowance.counted(candidates, material.span.date_to)
        return material.periods[found.key] if found else periods

    @api.model
    def _asn_is_away(self, material, post):
        """Say whether he was given no plan of the year, as he is away for all of it.

        As long as nobody has a plan of the year, that he has none says nothing.
        """
        year = material.span.date_to.year
        away = material.away.get(post.employee_id)
        if not (away and material.rows.get(year)):
            return False
        opening = self.env["hr.asn.run.opening"]
        return not self._asn_row(material, post, year) and opening._asn_is_away(
            material.cycles[year], post, away
        )

    @api.model
    def _asn_exemptions(self, material, post):
        """Return the exemptions of somebody on the last day of the month."""
        day = Span(material.span.date_to, material.span.date_to)
        away = material.away.get(post.employee_id, self.env["hr.asn.exemption"])
        return away.filtered(lambda one: self._asn_touches(one, day))

    @api.model
    def _asn_row(self, material, post, year):
        return material.rows.get(year, {}).get(post.employee_id.id)

    @api.model
    def _asn_told(self, material, post, period):
        """Return (Told, note, policy id) of somebody in a period, or in none."""
        row = period and self._asn_row(material, post, period.cycle_id.year)
        if row:
            outcome = recap_form.outcome(row, period.id)
            note = recap_form.note(row, period.id)
            policy = row.policies.get(period.id) or row.policy_id
        else:
            fitting = self._asn_policy(material, post)
            outcome, note = self._asn_without(material, post, fitting.source)
            policy = fitting.id or 0
        default = allowance.WHOLE if policy else material.default
        table = material.tables.get(policy, {})
        points = allowance.percentage(outcome, table, default)
        return month_form.Told(outcome, points, period.id or 0), note, policy

    @api.model
    def _asn_without(self, material, post, source):
        """Return (reason, note) of who is not evaluated in any period that counts.

        ``source``: of his policy, False without one.
        """
        away = self._asn_exemptions(material, post)
        if away:
            note = self.env["hr.asn.recap"]._asn_reasons(material.span, away)
            return recap_form.EXEMPT, note
        if source and source != HERE:
            return recap_form.ELSEWHERE, f"{wording.SOURCES[source]}, {NO_DATA}"
        return recap_form.NOT_DUE, month_form.NOTHING_ENDED

    @api.model
    def _asn_policy(self, material, post):
        """Return the policy of who has no figure: of his plan, or that would fit him.

        Of the year of the month, which is read again in the next year as well; of the
        year before as long as there is no cycle. Empty where the agency has neither.
        """
        year = next(iter(material.cycles), None)
        row = self._asn_row(material, post, year)
        if row:
            return self.env["hr.asn.policy"].browse(row.policy_id)
        cycle = material.cycles.get(year, self.env["hr.asn.cycle"])
        return cycle._asn_policy_of(post)

    # -- what goes with the lines --------------------------------------------

    @api.model
    def _asn_recaps(self, material, counted):
        """Return the recap of each period that counts, as *Rekap Semua OPD* has it."""
        periods = self.env["hr.asn.period"].browse(counted)
        return tuple(
            self.env["hr.asn.recap"]._asn_read(period.cycle_id, period)
            for period in periods.sorted(lambda one: (one.date_to, one.date_from))
        )

    @api.model
    def _asn_outsiders(self, company, material, posts, recaps):
        """Return who has no post in the month: left, in a recap only, or nowhere."""
        inside = set(posts.employee_id.ids)
        found = {
            row.employee_id: Outsider(row.employee_id, row.nip, row.name)
            for one in recaps
            for row in one.rows
            if row.employee_id not in inside
        }
        found |= self._asn_left(material, inside)
        nowhere = self._asn_nowhere(company, [*inside, *found])
        return tuple(
            sorted([*found.values(), *nowhere], key=lambda one: (one.name, one.nip))
        )

    @api.model
    def _asn_left(self, material, inside):
        """Return {employee id: Outsider} of who has left and is owed a settlement."""
        found = {}
        for employee in material.told.keys() & material.held.keys() - inside:
            post = material.held[employee][-1]
            change, settled = self._asn_compared(material, post)
            if change:
                name, nip = post.name or "", post.nip or ""
                found[employee] = Outsider(employee, nip, name, change, settled)
        return found

    @api.model
    def _asn_nowhere(self, company, seen):
        """Yield an Outsider for each ASN of the agency who has not been seen."""
        # sudo: hr.employee - that somebody has no post is for his officer to know
        people = self.env["hr.employee"].sudo()
        people = people.search_fetch(
            [
                ("company_id", "=", company.id),
                ("asn_kind", "not in", [False, codes.NON_ASN]),
                ("id", "not in", seen),
            ],
            ["name", "asn_nip", "asn_front_title", "asn_back_title"],
        )
        for one in people:
            yield Outsider(one.id, one.asn_nip or "", one._asn_full_name())
