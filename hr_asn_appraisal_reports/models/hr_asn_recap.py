from collections import defaultdict
from typing import NamedTuple

from odoo import api, models

from odoo.addons.hr_asn_appraisal.law import codes
from odoo.addons.hr_asn_appraisal.law.states import CANCELLED, PUBLISHED, RATED
from odoo.addons.hr_asn_appraisal.models.hr_asn_evaluation import HrAsnEvaluation
from odoo.addons.hr_asn_appraisal.models.hr_asn_evaluation_delivery_mixin import PERSON
from odoo.addons.hr_asn_appraisal.models.hr_asn_policy import HERE

from ..forms import recap as recap_form
from ..forms import wording

PLAN_FIELDS = [
    "employee_id",
    "policy_id",
    "asn_kind",
    "status",
    "state",
    "source",
    "external_state",
    "external_on",
    "version_number",
    "date_from",
    "date_to",
    *PERSON,
]
FIGURE_FIELDS = [
    "skp_id",
    "employee_id",
    "period_id",
    "kind",
    "state",
    "result",
    "behavior",
    "predikat",
    "external_on",
    "delivered_on",
    "received_on",
    *PERSON,
]

NOTHING_DUE = "Tidak dievaluasi pada periode ini"
UNOPENED = "Evaluasi belum dibuka"
UNAGREED = "SKP belum disetujui"
NO_DATA = "belum ada data"
# Without an evaluation, or with one that nobody has reported on: as exemptions ask.
AWAITED = (False, *HrAsnEvaluation._asn_awaited)


class Cell(NamedTuple):
    """What a plan has in a period; either may be an empty recordset."""

    plan: models.Model
    evaluation: models.Model


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
        in_cycle = [("cycle_id", "=", cycle.id)]
        plans = self.env["hr.asn.skp"].search_fetch(
            in_cycle, PLAN_FIELDS, order="date_to, id"
        )
        evaluations = self.env["hr.asn.evaluation"].search_fetch(
            [*in_cycle, ("period_id", "in", periods.ids)], FIGURE_FIELDS, order="id"
        )
        taken_back = plans.filtered(lambda plan: plan.state == CANCELLED)
        if taken_back:
            plans -= taken_back
            gone = set(taken_back.ids)
            evaluations = evaluations.filtered(lambda one: one.skp_id.id not in gone)
        cells = self._asn_cells(plans, evaluations, periods)
        places = self._asn_places(cycle.company_id)
        rows = self._asn_rows(cycle, plans, cells, places, period)
        self._asn_fill(cycle, rows, cells, places, periods)
        return recap_form.Recap(
            agency=cycle.company_id.name,
            year=cycle.year,
            drawn_on=cycle.company_id._asn_drawn_on(),
            periods=self._asn_periods(periods),
            rows=tuple(sorted(rows.values(), key=lambda row: row.order)),
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
    def _asn_cells(self, plans, evaluations, periods):
        """Return {(employee id, period id): [Cell]}, what counts for him first.

        A plan is there where it is due, or rated all the same; a definitive post counts
        before an acting one, a later one before an earlier.
        """
        known = {(one.skp_id.id, one.period_id.id): one for one in evaluations}
        cells, nothing = defaultdict(list), evaluations[:0]
        for some, due in self._asn_due_alike(plans, periods):
            for plan in some:
                employee = plan.employee_id.id
                for period in periods.ids:
                    evaluation = known.pop((plan.id, period), nothing)
                    if evaluation or period in due:
                        cells[employee, period].append(Cell(plan, evaluation))
        # What is left are evaluations of plans that may not be read.
        for one in known.values():
            cells[one.employee_id.id, one.period_id.id].append(Cell(plans[:0], one))
        for own in cells.values():
            if len(own) > 1:
                own.sort(key=self._asn_weight, reverse=True)
        return cells

    @api.model
    def _asn_due_alike(self, plans, periods):
        """Return [(plans, ids of the periods that all of them are evaluated in)].

        Most plans of a year are alike in what that depends on: it is asked once.
        """
        alone = plans._asn_only_posts()
        acting = set(alone.ids)
        groups = plans.grouped(
            lambda plan: (
                plan.date_from,
                plan.date_to,
                plan.policy_id.id,
                plan.source,
                plan.status,
                plan.id in acting,
            )
        )
        return [
            (some, set(self._asn_due(some[:1], periods, alone).ids))
            for some in groups.values()
        ]

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

    @api.model
    def _asn_weight(self, cell):
        plan = cell.plan
        return (
            plan.status == codes.DEFINITIF,
            str(plan.date_to or ""),
            cell.evaluation.state in PUBLISHED,
            plan.id or 0,
        )

    # -- the people ----------------------------------------------------------

    @api.model
    def _asn_rows(self, cycle, plans, cells, places, period):
        """Return {employee id: row}; of several posts the one that counts.

        Who has been handed the period, or else the year, stands there as its paper
        names him.
        """
        year = cycle.period_ids.filtered(lambda one: one._asn_is_annual())
        told = (period or year)[:1].id
        ordered = plans.sorted(
            lambda plan: (plan.status == codes.DEFINITIF, plan.date_to)
        )
        chosen = {plan.employee_id.id: plan for plan in ordered}
        papers = {}
        for (employee, own_period), own in cells.items():
            if own_period != told or employee not in chosen:
                continue
            if period and own[0].plan:
                chosen[employee] = own[0].plan
            if own[0].evaluation.state in PUBLISHED:
                papers[employee] = own[0].evaluation
        ranks = self._asn_ranks(cycle, list(chosen), papers, period)
        return {
            employee: self._asn_row(plan, papers.get(employee), places, ranks)
            for employee, plan in chosen.items()
        }

    @api.model
    def _asn_row(self, plan, paper, places, ranks):
        person = paper or plan
        return recap_form.Row(
            nip=person.nip or "",
            name=person.name or "",
            rank=ranks.get(plan.employee_id.id, ""),
            post=paper.post if paper else plan._asn_post(),
            place=places.get(person.department_id.id, recap_form.Place()),
            asn_kind=wording.ASN_KINDS.get(plan.asn_kind, ""),
            plan_state=self._asn_state(plan),
            source=wording.SOURCES[plan.source],
            imported_on=plan.external_on or None,
            employee_id=plan.employee_id.id,
            policy_id=plan.policy_id.id,
        )

    @api.model
    def _asn_state(self, plan):
        """Return the state of a plan in words; of another system as imported."""
        if plan.source == HERE:
            return wording.PLAN_STATES[plan.state]
        return wording.EXTERNAL_STATES.get(plan.external_state, "")

    @api.model
    def _asn_ranks(self, cycle, employee_ids, papers, period):
        """Return {employee id: grade} on the day of delivery, else at the period's end.

        ``papers``: {employee id: his delivered evaluation}. The end of the period, or
        of the year, is today while it lasts.
        """
        last = min((period or cycle).date_to, cycle.company_id._asn_today())
        days = {id_: one.delivered_on for id_, one in papers.items()}
        return self._asn_grades(employee_ids, last, days)

    @api.model
    def _asn_grades(self, employee_ids, last, days):
        """Return {employee id: grade} on a day, for some on a day of their own."""
        # sudo: hr.version - the grade of a row that may be read, nothing else
        versions = self.env["hr.version"].sudo()
        versions = versions.search_fetch(
            [
                ("employee_id", "in", employee_ids),
                ("date_version", "<=", max([last, *days.values()])),
                ("asn_rank_id", "!=", False),
            ],
            ["employee_id", "asn_rank_id", "date_version"],
            order="date_version, id",
        )
        versions.asn_rank_id.fetch(["code"])
        return {
            one.employee_id.id: one.asn_rank_id.code
            for one in versions
            if one.date_version <= days.get(one.employee_id.id, last)
        }

    # -- their figures, and why there are none -------------------------------

    @api.model
    def _asn_fill(self, cycle, rows, cells, places, periods):
        """Put into each row what was delivered in each period, or the reason."""
        people = self.env["hr.employee"].browse(rows)
        confirmed = self.env["hr.asn.exemption"]._asn_confirmed(
            people, cycle.date_from, cycle.date_to
        )
        for employee, row in rows.items():
            away = confirmed.get(people.browse(employee), self.env["hr.asn.exemption"])
            for period in periods:
                own = cells.get((employee, period.id), [])
                found = self._asn_found(own, period, away)
                kept = row.gaps if isinstance(found, recap_form.Gap) else row.figures
                kept[period.id] = found
                if own:
                    unit = (own[0].evaluation or own[0].plan).department_id.id
                    row.places[period.id] = places.get(unit, recap_form.Place())
                if own and self._asn_is_awaited(own[0], period):
                    row.policies[period.id] = own[0].plan.policy_id.id

    @api.model
    def _asn_is_awaited(self, cell, period):
        """Say whether a predikat is awaited: another system need not rate them all."""
        plan = cell.plan
        return bool(
            cell.evaluation
            or plan.source == HERE
            or period.kind == plan.policy_id.cadence
        )

    @api.model
    def _asn_found(self, cells, period, away):
        """Return the Figures or the Gap of one person in a period."""
        if not cells:
            note = self._asn_reasons(period, away) or NOTHING_DUE
            return recap_form.Gap(recap_form.NOT_DUE, note)
        first, *others = cells
        notes = [self._asn_aside(one) for one in others]
        if first.evaluation.state in PUBLISHED and first.evaluation.predikat:
            return self._asn_figures(first, notes)
        code, note = self._asn_gap(first, period, away)
        return recap_form.Gap(code, "; ".join(filter(None, [note, *notes])))

    @api.model
    def _asn_figures(self, cell, notes):
        one = cell.evaluation
        return recap_form.Figures(
            one.result or None,
            one.behavior or None,
            one.predikat,
            one.delivered_on or None,
            one.received_on or None,
            "; ".join(filter(None, [self._asn_origin(cell), *notes])),
        )

    @api.model
    def _asn_origin(self, cell):
        """Return of which system and day imported figures are."""
        source = cell.plan.source or cell.evaluation.source
        if source == HERE:
            return ""
        day = wording.day(cell.evaluation.external_on)
        return f"{wording.SOURCES[source]}, " + (f"data per {day}" if day else NO_DATA)

    @api.model
    def _asn_aside(self, cell):
        """Return what a second post of the same period has: "Plt. Lurah: Baik"."""
        one = cell.evaluation
        post = one.post or cell.plan._asn_post()
        delivered = one.state in PUBLISHED and wording.PREDIKATS.get(one.predikat)
        return f"{post}: {delivered or recap_form.GAPS[recap_form.NOT_RATED].lower()}"

    @api.model
    def _asn_gap(self, cell, period, away):
        """Return (code, note): why who is to be evaluated has no predikat."""
        plan, one = cell
        if (plan.source or one.source) != HERE:
            return recap_form.ELSEWHERE, self._asn_origin(cell)
        if plan and one.state in AWAITED and self._asn_is_away(plan, period, away):
            return recap_form.EXEMPT, self._asn_reasons(period, away)
        if one.state == RATED:
            return recap_form.NOT_DELIVERED, ""
        if one:
            return recap_form.NOT_RATED, ""
        return recap_form.NOT_RATED, UNOPENED if plan.version_number else UNAGREED

    @api.model
    def _asn_is_away(self, plan, period, away):
        return bool(away) and plan._asn_is_exempt_in(period, away._asn_spans())

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
