from collections import defaultdict
from datetime import date
from itertools import starmap
from operator import itemgetter
from typing import NamedTuple

from odoo import api, models

from odoo.addons.hr_asn_appraisal.law import codes
from odoo.addons.hr_asn_appraisal.law.codes import HERE
from odoo.addons.hr_asn_appraisal.law.states import CANCELLED, PUBLISHED, RATED
from odoo.addons.hr_asn_appraisal.models.hr_asn_assignment import titled_post
from odoo.addons.hr_asn_appraisal.models.hr_asn_evaluation import HrAsnEvaluation
from odoo.addons.hr_asn_appraisal.rows import read_rows

from ..forms import recap as recap_form
from ..forms import segments, wording

# Of a plan: what its own methods ask of it, whether it is evaluated in a period.
DUE_FIELDS = (
    "employee_id",
    "cycle_id",
    "policy_id",
    "status",
    "source",
    "date_from",
    "date_to",
)

NOWHERE = recap_form.Place()
NOTHING_DUE = "Tidak dievaluasi pada periode ini"
UNOPENED = "Evaluasi belum dibuka"
UNAGREED = "SKP belum disetujui"
NO_DATA = "belum ada data"


class Plan(NamedTuple):
    """The columns of a plan that a recap is made from; missing ones are None."""

    id: int
    employee_id: int
    department_id: int | None
    policy_id: int
    name: str | None
    nip: str | None
    post: str | None
    status: str
    asn_kind: str | None
    source: str
    state: str
    external_state: str | None
    external_on: date | None
    version_number: int | None
    date_from: date
    date_to: date

    @property
    def full_post(self):
        """Return the post as papers print it."""
        return titled_post(self.status, self.post or "")


class Evaluation(NamedTuple):
    """The columns of an evaluation, likewise."""

    skp_id: int
    period_id: int
    department_id: int | None
    post: str | None
    state: str
    result: str | None
    behavior: str | None
    predikat: str | None
    delivered_on: date | None
    received_on: date | None
    external_on: date | None
    # Asked for only where its plan, which has them, may not be read.
    id: int | None = None
    employee_id: int | None = None
    source: str | None = None

    @property
    def is_delivered(self):
        return self.state in PUBLISHED


STRAY_COLUMNS = ("id", "employee_id", "source")
RATED_COLUMNS = Evaluation._fields[: -len(STRAY_COLUMNS)]
PERIOD = RATED_COLUMNS.index("period_id")


class Held(NamedTuple):
    """All that the rows of a recap are made from, as far as it may be read.

    A period of a person has cells: (Plan, Evaluation), either of which may be None.
    """

    periods: models.Model
    told: int  # id of the period whose paper says who somebody is
    names: dict  # {plan id: (name, NIP)} on that paper, once it is delivered
    plans: dict  # {employee id: [Plan]}, what counts last
    rated: dict  # {plan id: rows of its evaluations}
    due: dict  # {plan id: ids of the periods that it is evaluated in}
    strays: dict  # {employee id: [Evaluation]} of plans that may not be read
    places: dict  # {unit id: forms.recap.Place}
    away: dict  # {employee id: his exemptions in the year}
    sums: dict  # {employee id: how the posts of his year make it, in words}
    figures: dict  # {Figures: themselves}: who was rated alike on a day shares them

    def cells(self, employee):
        """Return {period id: cells} of a person, what counts first; his id goes in.

        A plan is there where it is due, or rated all the same; a definitive post counts
        before an acting one, a later one before an earlier.
        """
        found = defaultdict(list)
        for plan in self.plans[employee]:
            rows = self.rated.get(plan.id, ())
            for row in rows:
                # Made here and used up at once: what stays is searched for garbage.
                found[row[PERIOD]].append((plan, Evaluation(*row)))
            for period in self.due[plan.id].difference(row[PERIOD] for row in rows):
                found[period].append((plan, None))
        for one in self.strays.get(employee, ()):
            found[one.period_id].append((None, one))
        for cells in found.values():
            if len(cells) > 1:
                cells.sort(key=_weight, reverse=True)
        return found


def _weight(cell):
    """Return what counts more: definitive posts, later ones, what was delivered."""
    plan, one = cell
    is_delivered = one is not None and one.is_delivered
    if plan is None:
        return False, date.min, is_delivered, 0, -one.id
    return plan.status == codes.DEFINITIF, plan.date_to, is_delivered, plan.id, 0


def _by(rows, key):
    """Return {key of a row: [rows]}, in their order."""
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


class HrAsnRecap(models.AbstractModel):
    """Reads the recap of a cycle once, with the rights of who asks."""

    _name = "hr.asn.recap"
    _description = "ASN recap of a cycle"

    @api.model
    def _asn_read(self, cycle, period=None):
        """Return the forms.recap.Recap of a cycle, of one period or of all.

        The number of queries does not depend on how many people or units there are.
        """
        cycle.check_access("read")
        periods = period or cycle.period_ids
        year = cycle.period_ids.filtered(lambda one: one._asn_is_annual())
        held = self._asn_held(cycle, periods, (period or year)[:1].id)
        rows = self._asn_rows(cycle, held, period)
        return recap_form.Recap(
            agency=cycle.company_id.name,
            year=cycle.year,
            drawn_on=cycle.company_id._asn_drawn_on(),
            periods=self._asn_periods(periods),
            rows=tuple(sorted(rows, key=lambda row: row.order)),
        )

    @api.model
    def _asn_periods(self, periods):
        """Return the periods in order, the year last."""
        ordered = periods.sorted(
            lambda one: (one._asn_is_annual(), one.date_from, one.date_to)
        )
        return tuple(
            recap_form.Period(
                one.id, one._asn_title(), one._asn_is_annual(), one._asn_file_part()
            )
            for one in ordered
        )

    @api.model
    def _asn_places(self, company):
        """Return {unit id: Place} of all units of the agency; one query."""
        # sudo: hr.department - names of units of rows that may be read
        units = self.env["hr.department"].sudo().with_context(active_test=False)
        units = units.search_fetch(
            [("company_id", "in", [company.id, False])],
            ["name", "parent_id"],
            order="id",
        )
        return {unit.id: self._asn_place(unit) for unit in units}

    @api.model
    def _asn_place(self, unit):
        """Return the Place of a unit: its office is the unit right under the agency."""
        above = [unit]
        while above[-1].parent_id.parent_id:
            above.append(above[-1].parent_id)
        office, below = above[-1], above[:-1] or above
        path = " / ".join(one.name for one in reversed(below))
        top = office.parent_id.name or ""
        return recap_form.Place(office.id, office.name, unit.id, unit.name, path, top)

    # -- who has what in a period --------------------------------------------

    @api.model
    def _asn_held(self, cycle, periods, told):
        """Return what may be read of a cycle and is in force; plans taken back are not.

        Plain rows: records of 10,000 people cost more than writing their workbook.
        """
        plans, taken_back = self._asn_plans(cycle)
        evaluations = self.env["hr.asn.evaluation"]
        in_periods = [("cycle_id", "=", cycle.id), ("period_id", "in", periods.ids)]
        rated = _by(read_rows(evaluations, in_periods, RATED_COLUMNS), itemgetter(0))
        due = self._asn_due_in(plans, periods)
        held = _by(plans, lambda plan: plan.employee_id)
        return Held(
            periods=periods,
            told=told,
            names=self._asn_names(cycle, told),
            plans=held,
            rated=rated,
            due=due,
            strays=self._asn_strays(in_periods, rated.keys() - due.keys() - taken_back),
            places=self._asn_places(cycle.company_id),
            away=self._asn_away(cycle, held),
            sums=self._asn_sums(cycle, periods),
            figures={},
        )

    @api.model
    def _asn_plans(self, cycle):
        """Return (plans, ids of those taken back); what counts for somebody is last."""
        rows = read_rows(
            self.env["hr.asn.skp"],
            [("cycle_id", "=", cycle.id)],
            Plan._fields,
            "date_to, id",
        )
        plans = list(starmap(Plan, rows))
        taken_back = {plan.id for plan in plans if plan.state == CANCELLED}
        in_force = [plan for plan in plans if plan.id not in taken_back]
        # Their order by date stays.
        in_force.sort(key=lambda plan: plan.status == codes.DEFINITIF)
        return in_force, taken_back

    @api.model
    def _asn_names(self, cycle, told):
        """Return {plan id: (name, NIP)} of what was delivered in a period; one query.

        Only of that one: names in all periods are a third of what is read.
        """
        delivered = [
            ("cycle_id", "=", cycle.id),
            ("period_id", "=", told),
            ("state", "in", PUBLISHED),
        ]
        columns = ("skp_id", "name", "nip")
        rows = read_rows(self.env["hr.asn.evaluation"], delivered, columns)
        return {plan: (name, nip) for plan, name, nip in rows}

    @api.model
    def _asn_strays(self, in_periods, plans):
        """Return {employee id: [Evaluation]} of plans that may not be read; one query.

        ``in_periods``: domain of the evaluations; ``plans``: ids of those plans.
        """
        rows = read_rows(
            self.env["hr.asn.evaluation"],
            [*in_periods, ("skp_id", "in", list(plans))],
            RATED_COLUMNS + STRAY_COLUMNS,
        )
        return _by(starmap(Evaluation, rows), lambda one: one.employee_id)

    @api.model
    def _asn_due_in(self, plans, periods):
        """Return {plan id: ids of the periods that it is evaluated in}.

        Most plans of a year are alike in what that depends on: it is asked once, of a
        record.
        """
        records = self.env["hr.asn.skp"].browse
        acting = records(plan.id for plan in plans if plan.status != codes.DEFINITIF)
        acting.fetch(DUE_FIELDS)
        alone = acting._asn_only_posts()
        groups = self._asn_alike(plans, set(alone.ids))
        firsts = records(some[0].id for some in groups)
        firsts.fetch(DUE_FIELDS)
        due = {}
        for first, some in zip(firsts, groups, strict=True):
            found = set(self._asn_due(first, periods, alone).ids)
            due |= dict.fromkeys((plan.id for plan in some), found)
        return due

    @api.model
    def _asn_alike(self, plans, alone):
        """Return plans in groups: all of a group are evaluated in the same periods.

        ``alone``: ids of the acting plans that count as the only post.
        """
        groups = _by(
            plans,
            lambda plan: (
                plan.date_from,
                plan.date_to,
                plan.policy_id,
                plan.source,
                plan.status,
                plan.id in alone,
            ),
        )
        return groups.values()

    @api.model
    def _asn_due(self, plan, periods, alone):
        """Return in which periods a plan is evaluated, wherever that is done.

        Which periods another system rates in, only its reports say: all may be.
        """
        if plan.source == HERE:
            return self.env["hr.asn.run.evaluation"]._asn_periods(plan, alone)
        return periods.filtered(
            lambda one: plan.date_from <= one.date_to and one.date_from <= plan.date_to
        )

    # -- the people ----------------------------------------------------------

    @api.model
    def _asn_rows(self, cycle, held, period):
        """Return the row of everybody; of several posts the one that counts.

        Who has been handed the period, or else the year, stands there as its paper
        names him, with the grade of that day.
        """
        rows, days, told = [], {}, held.told
        spans = list(zip(held.periods.ids, held.periods, strict=True))
        for employee, plans in held.plans.items():
            cells = held.cells(employee)
            plan, paper = cells[told][0] if told in cells else (None, None)
            if paper and paper.is_delivered:
                days[employee] = paper.delivered_on
            else:
                paper = None
            chosen = plan if period and plan else plans[-1]
            row = self._asn_row(held, chosen, paper)
            self._asn_fill(held, row, cells, spans)
            rows.append(row)
        ranks = self._asn_ranks(cycle, held, days, period)
        for row in rows:
            row.rank = ranks.get(row.employee_id, "")
        return rows

    @api.model
    def _asn_row(self, held, plan, paper):
        """Return the row of a plan, of whom its paper names if there is one."""
        name, nip = held.names[paper.skp_id] if paper else (plan.name, plan.nip)
        unit = (paper or plan).department_id
        return recap_form.Row(
            nip=nip or "",
            name=name or "",
            rank="",
            place=held.places.get(unit, NOWHERE),
            employee_id=plan.employee_id,
            **self._asn_stand(plan, paper)._asdict(),
        )

    @api.model
    def _asn_stand(self, plan, paper):
        """Return the Stand of a plan that may be read, by its paper if there is one."""
        if not plan:
            source = wording.SOURCES[paper.source]
            return recap_form.Stand(paper.post or "", "", "", source, paper.external_on)
        return recap_form.Stand(
            post=paper.post or "" if paper else plan.full_post,
            asn_kind=wording.ASN_KINDS.get(plan.asn_kind, ""),
            plan_state=self._asn_state(plan),
            source=wording.SOURCES[plan.source],
            imported_on=plan.external_on,
            policy_id=plan.policy_id,
        )

    @api.model
    def _asn_state(self, plan):
        """Return the state of a plan in words; of another system as imported."""
        if plan.source == HERE:
            return wording.PLAN_STATES[plan.state]
        return wording.EXTERNAL_STATES.get(plan.external_state, "")

    @api.model
    def _asn_ranks(self, cycle, held, days, period):
        """Return {employee id: grade} on the day of delivery, else at the period's end.

        ``days``: {employee id: day of delivery}. The end of the period, or of the year,
        is today while it lasts.
        """
        last = min((period or cycle).date_to, cycle.company_id._asn_today())
        return self._asn_grades(list(held.plans), last, days)

    @api.model
    def _asn_grades(self, employee_ids, last, days):
        """Return {employee id: grade} on a day, for some on a day of their own."""
        # sudo: hr.version - the grade of a row that may be read, nothing else
        versions = self.env["hr.version"].sudo()
        domain = [
            ("employee_id", "in", employee_ids),
            ("date_version", "<=", max([last, *days.values()])),
            ("asn_rank_id", "!=", False),
        ]
        columns = ("employee_id", "asn_rank_id", "date_version")
        held = read_rows(versions, domain, columns, "date_version, id")
        ranks = versions.asn_rank_id.browse({rank for _one, rank, _day in held})
        names = {rank.id: rank.code for rank in ranks}
        return {
            employee: names[rank]
            for employee, rank, day in held
            if day <= days.get(employee, last)
        }

    # -- their figures, and why there are none -------------------------------

    @api.model
    def _asn_fill(self, held, row, cells, spans):
        """Put into a row what was delivered in each period, or the reason.

        ``spans``: (id, period) of each period.
        """
        away = held.away.get(row.employee_id)
        for key, period in spans:
            own = cells.get(key)
            if not own:
                row.gaps[key] = self._asn_idle(period, away)
                continue
            plan, one = own[0]
            place = held.places.get((one or plan).department_id, NOWHERE)
            row.places[key] = place
            if place is not row.place:
                is_told = plan is None or (one is not None and one.is_delivered)
                row.stands[key] = self._asn_stand(plan, one if is_told else None)
            if one or self._asn_is_awaited(plan, period):
                row.policies[key] = plan.policy_id if plan else 0
            if one and one.predikat and one.is_delivered:
                found = self._asn_figures(own)
                if period._asn_is_annual() and row.employee_id in held.sums:
                    told = [held.sums[row.employee_id], found.note]
                    found = found._replace(note="; ".join(filter(None, told)))
                row.figures[key] = held.figures.setdefault(found, found)
            else:
                row.gaps[key] = self._asn_gap(own, period, away)

    @api.model
    def _asn_sums(self, cycle, periods):
        """Return {employee id: sentences} of who held several posts in the year."""
        if not any(one._asn_is_annual() for one in periods):
            return {}
        rows = self.env["hr.asn.evaluation.segment"].search(
            [("evaluation_id.cycle_id", "=", cycle.id)]
        )
        return {
            year.employee_id.id: " ".join(segments.told(some._asn_merged()))
            for year, some in rows.grouped("evaluation_id").items()
        }

    @api.model
    def _asn_idle(self, period, away):
        note = away and self._asn_reasons(period, away)
        return recap_form.Gap(recap_form.NOT_DUE, note or NOTHING_DUE)

    @api.model
    def _asn_away(self, cycle, plans):
        """Return {employee id: his exemptions in the year}; their plans are fetched."""
        people = self.env["hr.employee"].browse(plans)
        found = self.env["hr.asn.exemption"]._asn_confirmed(
            people, cycle.date_from, cycle.date_to
        )
        away = {one.id: exemptions for one, exemptions in found.items()}
        asked = (plan.id for one in away for plan in plans[one])
        self.env["hr.asn.skp"].browse(asked).fetch(DUE_FIELDS)
        return away

    @api.model
    def _asn_is_awaited(self, plan, period):
        """Say whether a predikat is awaited: another system need not rate them all."""
        if plan.source == HERE:
            return True
        return period.kind == self.env["hr.asn.policy"].browse(plan.policy_id).cadence

    @api.model
    def _asn_figures(self, cells):
        plan, one = cells[0]
        is_plain = len(cells) == 1 and plan and plan.source == HERE
        return recap_form.Figures(
            one.result,
            one.behavior,
            one.predikat,
            one.delivered_on,
            one.received_on,
            "" if is_plain else self._asn_noted(self._asn_origin(cells[0]), cells),
        )

    @api.model
    def _asn_noted(self, note, cells):
        """Return a note of the first, with what the other posts of the period have."""
        notes = [note, *map(self._asn_aside, cells[1:])]
        return "; ".join(filter(None, notes))

    @api.model
    def _asn_origin(self, cell):
        """Return of which system and day imported figures are."""
        plan, one = cell
        source = (plan or one).source
        if source == HERE:
            return ""
        day = wording.day(one and one.external_on)
        return f"{wording.SOURCES[source]}, " + (f"data per {day}" if day else NO_DATA)

    @api.model
    def _asn_aside(self, cell):
        """Return what a second post of the same period has: "Plt. Lurah: Baik"."""
        plan, one = cell
        post = (one and one.post) or (plan and plan.full_post) or ""
        delivered = one and one.is_delivered and one.predikat
        words = recap_form.GAPS[recap_form.NOT_RATED].lower()
        return f"{post}: {wording.PREDIKATS[delivered] if delivered else words}"

    @api.model
    def _asn_gap(self, cells, period, away):
        code, note = self._asn_why(cells[0], period, away)
        return recap_form.Gap(code, self._asn_noted(note, cells))

    @api.model
    def _asn_why(self, cell, period, away):
        """Return (code, note): why who is to be evaluated has no predikat."""
        plan, one = cell
        if (plan or one).source != HERE:
            return recap_form.ELSEWHERE, self._asn_origin(cell)
        if away and self._asn_is_exempt(cell, period, away):
            return recap_form.EXEMPT, self._asn_reasons(period, away)
        if one:
            is_rated = one.state == RATED
            return (recap_form.NOT_DELIVERED if is_rated else recap_form.NOT_RATED), ""
        return recap_form.NOT_RATED, UNOPENED if plan.version_number else UNAGREED

    @api.model
    def _asn_is_exempt(self, cell, period, away):
        """Say whether nobody is waiting, as he is away: what has begun is rated."""
        plan, one = cell
        if not plan or (one and one.state not in HrAsnEvaluation._asn_awaited):
            return False
        plan = self.env["hr.asn.skp"].browse(plan.id)
        return plan._asn_is_exempt_in(period, away._asn_spans())

    @api.model
    def _asn_reasons(self, period, away):
        """Return the exemptions that touch a period, with their days."""
        return "; ".join(
            f"{wording.EXEMPTIONS[one.kind]}, {wording.day(one.date_from)} – "
            + (wording.day(one.date_to) or "seterusnya")
            for one in away.sorted("date_from")
            if one.date_from <= period.date_to
            and (not one.date_to or one.date_to >= period.date_from)
        )
