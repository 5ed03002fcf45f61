import base64

from odoo import models

from odoo.addons.hr_asn_appraisal.law import codes
from odoo.addons.hr_asn_appraisal.models.hr_asn_evaluation import (
    ANNUAL,
    PERSON,
    PUBLISHED,
)
from odoo.addons.hr_asn_appraisal.models.hr_asn_policy import HERE

from ..forms import recap as recap_form
from ..forms import wording
from ..report import recap_xlsx
from .hr_asn_run import PAPER

PLAN_FIELDS = [
    "employee_id",
    "asn_kind",
    "status",
    "state",
    "source",
    "external_state",
    "date_to",
    *PERSON,
]
FIGURE_FIELDS = [
    "employee_id",
    "period_id",
    "kind",
    "state",
    "result",
    "behavior",
    "predikat",
    "delivered_on",
    "received_on",
    *PERSON,
]


class HrAsnCycle(models.Model):
    _inherit = "hr.asn.cycle"

    # -- D.1.1 in bulk -------------------------------------------------------

    def action_print_annual(self):
        """Start the run that prints all annual D.1.1 delivered; return its form."""
        self.ensure_one()
        run = self.env["hr.asn.run"].create(
            {
                "kind": PAPER,
                "cycle_id": self.id,
                "name": self.env._("Print D.1.1 %s", self.name),
            }
        )
        return run.action_start()

    # -- recap ---------------------------------------------------------------

    def action_recap(self):
        """Download the recap of the cycle as a workbook."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/asn/recap/{self.id}.xlsx",
            "target": "download",
        }

    def recap_xlsx(self):
        """Return the recap as {"name", "data" (base64)}: what the user may read."""
        recap = self._asn_recap()
        data = recap_xlsx.write(recap)
        return {"name": recap.file_name, "data": base64.b64encode(data).decode()}

    def _asn_recap(self):
        """Return the recap of one cycle, read with the user's rights."""
        self.ensure_one()
        self.check_access("read")
        plans = self.env["hr.asn.skp"].search_fetch(
            [("cycle_id", "=", self.id)], PLAN_FIELDS, order="date_to, id"
        )
        evaluations = self.env["hr.asn.evaluation"].search_fetch(
            [("cycle_id", "=", self.id)], FIGURE_FIELDS, order="date_to, id"
        )
        units = self._asn_recap_units()
        rows = self._asn_recap_rows(plans, evaluations, units)
        self._asn_recap_figures(rows, evaluations, units)
        return recap_form.Recap(
            agency=self.company_id.name,
            year=self.year,
            as_of=self.company_id._asn_today(),
            periods=self._asn_recap_periods(),
            rows=tuple(sorted(rows.values(), key=lambda row: row.place)),
        )

    def _asn_recap_periods(self):
        """Return the periods of the cycle in order, the year last."""
        ordered = self.period_ids.sorted(
            lambda one: (one._asn_is_annual(), one.date_from, one.date_to)
        )
        return tuple(
            recap_form.Period(
                one.id,
                wording.period_label(one.kind, one.number),
                one._asn_is_annual(),
            )
            for one in ordered
        )

    def _asn_recap_rows(self, plans, evaluations, units):
        """Return {employee id: row}; of several posts the last definitive counts.

        Who has been handed his year stands there as its paper names him.
        """
        ordered = plans.sorted(
            lambda plan: (plan.status == codes.DEFINITIF, plan.date_to)
        )
        years = evaluations.filtered(
            lambda one: one.kind == ANNUAL and one.state in PUBLISHED
        )
        years = {one.employee_id.id: one for one in years}
        ranks = self._asn_recap_ranks(plans.employee_id.ids, years)
        return {
            plan.employee_id.id: self._asn_recap_row(
                plan, years.get(plan.employee_id.id), units, ranks
            )
            for plan in ordered
        }

    def _asn_recap_row(self, plan, year, units, ranks):
        person = year or plan
        parent, unit = units.get(person.department_id.id, ("", ""))
        return recap_form.Row(
            nip=person.nip or "",
            name=person.name or "",
            rank=ranks.get(plan.employee_id.id, ""),
            post=year.post if year else plan._asn_post(),
            unit=unit,
            parent_unit=parent,
            asn_kind=wording.ASN_KINDS.get(plan.asn_kind, ""),
            plan_state=self._asn_recap_state(plan),
            source=wording.SOURCES[plan.source],
        )

    def _asn_recap_state(self, plan):
        """Return the state of a plan in words; of another system as imported."""
        if plan.source == HERE:
            return wording.PLAN_STATES[plan.state]
        return wording.EXTERNAL_STATES.get(plan.external_state, "")

    def _asn_recap_units(self):
        """Return {unit id: (name of the OPD right under the agency, its name)}."""
        # sudo: hr.department - names of units of rows that may be read
        units = self.env["hr.department"].sudo().with_context(active_test=False)
        units = units.search_fetch(
            [("company_id", "in", [self.company_id.id, False])],
            ["name", "parent_id"],
            order="id",
        )
        names = {}
        for unit in units:
            top = unit
            while top.parent_id.parent_id:
                top = top.parent_id
            names[unit.id] = (top.name, unit.name)
        return names

    def _asn_recap_ranks(self, employee_ids, years):
        """Return {employee id: grade} on the day of delivery, else at the year's end.

        ``years``: {employee id: his delivered year}. The end of the year is today
        while the year lasts.
        """
        last = min(self.date_to, self.company_id._asn_today())
        days = {id_: one.delivered_on for id_, one in years.items()}
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

    def _asn_recap_figures(self, rows, evaluations, units):
        """Put the delivered figures into the rows; what is not delivered stays out."""
        for one in evaluations:
            row = rows.get(one.employee_id.id)
            if row is None:
                continue
            row.places[one.period_id.id] = units.get(one.department_id.id, ("", ""))
            if one.state in PUBLISHED:
                row.figures[one.period_id.id] = self._asn_recap_figure(one)

    def _asn_recap_figure(self, evaluation):
        return recap_form.Figures(
            evaluation.result or None,
            evaluation.behavior or None,
            evaluation.predikat or None,
            evaluation.delivered_on or None,
            evaluation.received_on or None,
        )
