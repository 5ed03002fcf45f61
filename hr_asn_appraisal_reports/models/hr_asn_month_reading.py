from datetime import date
from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.hr_asn_appraisal.law import allowance, codes
from odoo.addons.hr_asn_appraisal.models.hr_asn_run_line import SKIPPED

from ..forms import month as month_form
from ..forms import recap as recap_form
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

    ``change``: what has changed of the months that he was in, in words; ``known``: what
    is remembered of him where something has.
    """

    employee_id: int
    nip: str
    name: str
    change: str = ""
    known: dict | None = None


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
    cycles: models.Model
    periods: dict  # {id: hr.asn.period}
    rows: dict  # {cycle: {employee id: forms.recap.Row}}
    tables: dict  # {policy id: {outcome: basis points}}
    default: int
    held: dict  # {employee id: his posts of both years}
    away: dict  # {employee: his exemptions of both years}
    grades: dict
    places: dict
    before: dict  # {employee id: {period id or forms.month.key_without: Told}}


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
            cycle: {row.employee_id: row for row in recap._asn_read(cycle).rows}
            for cycle in cycles
        }
        people = held.employee_id
        exemptions = self.env["hr.asn.exemption"]
        return Material(
            span=span,
            cycles=cycles,
            periods={period.id: period for period in cycles.period_ids},
            rows=rows,
            tables=self._asn_tables(),
            default=company.sudo().asn_allowance_points,
            held=held.grouped(lambda post: post.employee_id.id),
            away=exemptions._asn_confirmed(
                people, self._asn_since(span), date(span.date_to.year, 12, 31)
            ),
            grades=recap._asn_grades(posts.employee_id.ids, span.date_to, {}),
            places=recap._asn_places(company),
            before=self._asn_before(company, span),
        )

    @api.model
    def _asn_cycles(self, company, span):
        """Return the cycle of the year, then the one of the year before."""
        years = [span.date_to.year, span.date_to.year - 1]
        cycles = self.env["hr.asn.cycle"].with_context(active_test=False)
        return cycles.search(
            [("company_id", "=", company.id), ("year", "in", years)], order="year desc"
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
    def _asn_before(self, company, span):
        """Return {employee id: {key: Told}}: what the last months have said.

        Of each employee the newest: he may have been without a post in between. What
        was told of who had left stands in the run.
        """
        for name in ("hr.asn.month.line", "hr.asn.month", "hr.asn.run.line"):
            self.env[name].flush_model()
        # Plain SQL: the newest of each is more than a search says.
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT ON (told.employee_id) told.employee_id, told.known
                  FROM hr_asn_month month
                  JOIN (SELECT run_id, employee_id, payload -> 'known' AS known
                          FROM hr_asn_run_line
                         WHERE state = %(skipped)s AND payload ? 'known'
                     UNION ALL
                        SELECT of.run_id, line.employee_id, line.known
                          FROM hr_asn_month_line line
                          JOIN hr_asn_month of ON of.id = line.month_id) told
                    ON told.run_id = month.run_id
                 WHERE month.company_id = %(company)s AND month.date_from < %(first)s
                   AND month.state = %(closed)s
                 ORDER BY told.employee_id, month.date_from DESC
                """,
                skipped=SKIPPED,
                company=company.id,
                first=span.date_from,
                closed=CLOSED,
            )
        )
        return {employee: month_form.thaw(known) for employee, known in rows}

    # -- one line ------------------------------------------------------------

    @api.model
    def _asn_line(self, material, post):
        """Return the forms.month.Line of one post."""
        employee = post.employee_id.id
        period = self._asn_counted(material, post)
        told, note, policy = self._asn_told(material, post, period)
        key = period.id or month_form.key_without(material.span.date_from)
        change, known = self._asn_compared(material, post, period, {key: told})
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
            known=known,
        )

    @api.model
    def _asn_compared(self, material, post, period, told):
        """Return what has changed since the last months, and what is known from now.

        ``told``: {key: Told} of what counts in this month, {} for who is not in it.
        """
        known = self._asn_known(material, post)
        again = {
            key: self._asn_again(material, post, key, before)
            for key, before in known.items()
        }
        own = next(iter(told.values()), None)
        names = {
            key: ""
            if own and one == period and month_form.says_same(now, own)
            else self._asn_name(one)
            for key, (one, now) in again.items()
        }
        now = {key: one for key, (_period, one) in again.items()} | told
        found = month_form.changes(known, now, names)
        return (
            month_form.change_words(found),
            month_form.remembered(known, now, next(iter(told), None)),
        )

    @api.model
    def _asn_known(self, material, post):
        """Return {key: Told} of one employee, as far back as is looked at."""
        since = self._asn_since(material.span).isoformat()
        return {
            key: one
            for key, one in material.before.get(post.employee_id.id, {}).items()
            if key in material.periods or (key < 0 and one.first >= since)
        }

    @api.model
    def _asn_again(self, material, post, key, before):
        """Return (period, Told) as it is today of what closed months spoke of.

        In a month without a period one may count by now: a plan came late.
        """
        if key > 0:
            period = material.periods[key]
        else:
            material = self._asn_past(material, date.fromisoformat(before.first))
            held = material.held[post.employee_id.id]
            post = self._asn_posts(held, material.span) or post
            period = self._asn_counted(material, post)
        return period, self._asn_told(material, post, period)[0]

    @api.model
    def _asn_past(self, material, first):
        """Return the material as it is for an earlier month."""
        span = Span(first, month_form.last_day(first))
        cycles = material.cycles.filtered(lambda one: one.year <= first.year)
        rows = {cycle: material.rows[cycle] for cycle in cycles}
        return material._replace(span=span, cycles=cycles, rows=rows)

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
            allowance.Candidate(
                key,
                material.periods[key].date_from,
                material.periods[key].date_to,
                material.periods[key]._asn_is_annual(),
            )
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
        cycle = material.cycles.filtered(lambda one: one.year == year)
        away = material.away.get(post.employee_id)
        if not (away and material.rows.get(cycle)):
            return False
        opening = self.env["hr.asn.run.opening"]
        return not self._asn_row(material, post, year) and opening._asn_is_away(
            cycle, post, away
        )

    @api.model
    def _asn_exemptions(self, material, post):
        """Return the exemptions of somebody on the last day of the month."""
        day = Span(material.span.date_to, material.span.date_to)
        away = material.away.get(post.employee_id, self.env["hr.asn.exemption"])
        return away.filtered(lambda one: self._asn_touches(one, day))

    @api.model
    def _asn_row(self, material, post, year):
        cycle = material.cycles.filtered(lambda one: one.year == year)
        return material.rows.get(cycle, {}).get(post.employee_id.id)

    @api.model
    def _asn_told(self, material, post, period):
        """Return (Told, note, policy id) of somebody in a period, or in none."""
        row = period and self._asn_row(material, post, period.cycle_id.year)
        if row:
            outcome = recap_form.outcome(row, period.id)
            note = recap_form.note(row, period.id)
            policy = row.policies.get(period.id) or row.policy_id
        else:
            outcome, note = self._asn_without(material, post)
            policy = self._asn_policy(material, post)
        default = allowance.WHOLE if policy else material.default
        table = material.tables.get(policy, {})
        points = allowance.percentage(outcome, table, default)
        month = material.span.date_from.isoformat()
        return month_form.Told(outcome, points, month, month), note, policy

    @api.model
    def _asn_without(self, material, post):
        """Return (reason, note) of who is not evaluated in any period that counts."""
        away = self._asn_exemptions(material, post)
        if away:
            note = self.env["hr.asn.recap"]._asn_reasons(material.span, away)
            return recap_form.EXEMPT, note
        row = self._asn_newest(material, post)
        if row and row.is_elsewhere:
            return recap_form.ELSEWHERE, f"{row.source}, {NO_DATA}"
        return recap_form.NOT_DUE, month_form.NOTHING_ENDED

    @api.model
    def _asn_newest(self, material, post):
        """Return the row of somebody in the newest recap that has one, else None."""
        found = (rows.get(post.employee_id.id) for rows in material.rows.values())
        return next(filter(None, found), None)

    @api.model
    def _asn_policy(self, material, post):
        """Return the id of the policy of who has no figure: of his plan, or that fits.

        0 where the agency has no cycle at all.
        """
        row = self._asn_newest(material, post)
        if row:
            return row.policy_id
        cycle = material.cycles[:1]
        return cycle._asn_policy_of(post).id if cycle else 0

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
        for employee in material.before.keys() & material.held.keys() - inside:
            post = material.held[employee][-1]
            change, known = self._asn_settled(material, post)
            if change:
                name, nip = post.name or "", post.nip or ""
                found[employee] = Outsider(employee, nip, name, change, known)
        return found

    @api.model
    def _asn_settled(self, material, post):
        """Return what has changed of who has left, and what is known from now."""
        return self._asn_compared(material, post, self.env["hr.asn.period"], {})

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
