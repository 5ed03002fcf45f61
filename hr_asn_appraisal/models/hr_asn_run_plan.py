from collections import defaultdict
from itertools import chain

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..exchange import plans
from ..exchange.cells import plain, read_number
from ..exchange.layouts import PLAN
from ..exchange.plan_measure import MONTHS, SHARED
from ..law import codes
from ..law.states import CANCELLED
from .hr_asn_measure_mixin import MEASURE
from .hr_asn_plan_filling import PlanFilling
from .hr_asn_plan_rows import cell_of
from .hr_asn_run_line import BAD, CHANGED, FAILED, OK, SKIPPED, UNCHANGED
from .hr_asn_scope_mixin import OFFICER_GROUP

# What a row may change of an indicator, as it is kept.
KNOWN = (*MEASURE, "baseline", "baseline_source", "split", "is_team", "part")
KNOWN_IDS = ("dimension_id", "curve_id", *SHARED)


class HrAsnRunPlan(models.AbstractModel):
    """Fills plans from a spreadsheet: one line a plan, wholly or not at all.

    ``params``: ``plan``, the one plan of who fills in his own; without it an officer
    fills those of his units. What a plan has already stays and is not made twice.
    """

    _name = "hr.asn.run.plan"
    _description = "ASN import of plans"
    _inherit = ["hr.asn.run.file"]

    _asn_tables = (PLAN,)
    _asn_headings = "NIP, RHK, Indikator"
    _asn_batch_size = 100

    # -- who -------------------------------------------------------------------

    @api.model
    def _asn_require(self, params):
        """Refuse who neither fills in this plan as his own nor is an officer."""
        own = self.env["hr.asn.skp"].browse(params.get("plan") or ()).exists()
        if own:
            own.check_access("read")
            allowed = bool(own._asn_role_employee())
        else:
            allowed = self.env.user.has_group(OFFICER_GROUP)
        if not allowed:
            raise AccessError(
                self.env._(
                    "You can import your own plan; those of others are imported by "
                    "the performance officer of their unit."
                )
            )

    @api.model
    def _asn_in_scope(self, run, found):
        """Return those of these plans that the starter of a run may fill."""
        if run.params.get("plan"):
            return found.filtered(lambda plan: plan.id == run.params["plan"])
        return found.filtered("asn_in_officer_scope")

    @api.model
    def _asn_refusals(self, found):
        """Return {plan id: why it cannot be filled} of those that cannot."""
        try:
            found._asn_check_editable()
        except UserError as refusal:
            if len(found) == 1:
                return {found.id: str(refusal)}
            said = [self._asn_refusals(plan) for plan in found]
            return {key: why for one in said for key, why in one.items()}
        return {}

    # -- checking --------------------------------------------------------------

    @api.model
    def _asn_look(self, run, rows):
        """Return a line for each plan and skipped row; note problems and counts."""
        self._asn_forget(run)
        checked = plans.check(rows, self._asn_references(run, rows))
        cells = {row.number: row.cells for row in rows}
        skipped = self._asn_note_problems(run, checked.problems, cells)
        good = sum(len(one.lines) for one in checked.plans)
        bring = sum(len(one.bringing) for one in checked.plans)
        counts = {
            "rows": len(rows),
            "changed": bring,
            "unchanged": good - bring,
            "skipped": len(skipped),
        }
        run._asn_put({"params": run.params | {"counts": counts}})
        self._asn_note_changes(run, checked.plans)
        return [
            *self._asn_plan_lines(run, checked.plans),
            *self._asn_skipped_lines(run, skipped, cells),
        ]

    @api.model
    def _asn_plan_lines(self, run, filled):
        # sudo: hr.asn.skp - of plans that were found to be in scope
        found = self.env["hr.asn.skp"].sudo().browse([one.plan for one in filled])
        return [
            {
                "run_id": run.id,
                "key": f"skp {plan.id}",
                "name": plan.name,
                "res_model": "hr.asn.skp",
                "res_id": plan.id,
                "outcome": UNCHANGED if one.is_same else CHANGED,
                "message": self._asn_summary(one),
                "payload": {
                    "row": one.rows[0],
                    "cells": {"nip": plan.nip, "jabatan": plan.post},
                    "lines": [line._asdict() for line in one.lines],
                },
            }
            for plan, one in zip(found, filled, strict=True)
        ]

    @api.model
    def _asn_summary(self, filled):
        """Say what a file makes of a plan."""
        if filled.is_same:
            return self.env._(
                "The data exists already and has not changed. Nothing is doubled."
            )
        return self.env._(
            "%(results)s work results and %(indicators)s indicators are added, "
            "%(changed)s indicators change, %(links)s work results are linked to those "
            "of the superior.",
            results=filled.new_results,
            indicators=len(filled.added),
            changed=len(filled.changed),
            links=len(filled.linked),
        )

    @api.model
    def _asn_note_changes(self, run, filled):
        """Write what of plans would be overwritten, before and after."""
        # sudo: hr.asn.skp - of plans that were found to be in scope
        found = self.env["hr.asn.skp"].sudo().browse([one.plan for one in filled])
        self.env["hr.asn.run.change"]._asn_note(
            run,
            [
                {
                    "row": change.row,
                    "nip": plan.nip,
                    "name": f"{plan.name}: {change.name}",
                    "column": PLAN.labels[plans.COLUMN_OF[change.field]],
                    "before": cell_of(self.env, change.field, change.before),
                    "after": cell_of(self.env, change.field, change.after),
                }
                for plan, one in zip(found, filled, strict=True)
                for change in one.changes
            ],
        )

    @api.model
    def _asn_skipped_lines(self, run, skipped, cells):
        return [
            {
                "run_id": run.id,
                "key": f"row {number}",
                "name": str(cells[number].get("nip") or number),
                "state": SKIPPED,
                "outcome": BAD,
                "message": message,
                "payload": {"row": number, "cells": cells[number]},
            }
            for number, message in skipped.items()
        ]

    # -- what rows are held against ----------------------------------------------

    @api.model
    def _asn_references(self, run, rows):
        """Return the plans.References of a file, read once for all its rows."""
        # sudo: hr.asn.skp, hr.employee - to tell a plan of another unit from none
        own = self.env["hr.asn.skp"].sudo().browse(run.params.get("plan") or ())
        named = {read_number(row.cells.get("nip", ""), codes.PPPK)[0] for row in rows}
        named = sorted(named | {own.nip} - {"", False, None})
        people = self.env["hr.employee"].sudo()
        people = people.search_fetch(
            [("asn_nip", "in", named), ("company_id", "=", run.company_id.id)],
            ["asn_nip"],
        )
        aspects = self.env["hr.asn.aspect"].search(Domain.TRUE)
        dimensions = self.env["hr.asn.dimension"].search(Domain.TRUE)
        return plans.References(
            plans=self._asn_plans(run, named),
            people=frozenset(people.mapped("asn_nip")),
            aspects={(one.model, plain(one.name)): one.id for one in aspects},
            dimensions={
                plain(text): one.id
                for one in dimensions
                for text in (one.code, one.name)
            },
            own=own.nip or "",
            seasons={
                plain(one.name): one.id for one in self.env["hr.asn.curve"].search([])
            },
            teams=self._asn_teams(run, rows),
            services=self._asn_services(run, rows),
        )

    @api.model
    def _asn_teams(self, run, rows):
        """Return {(NIP of the lead, plain name): id} of the agreed team indicators."""
        named = {str(row.cells.get("ketua_tim") or "") for row in rows} - {""}
        if not named:
            return {}
        found = self.env["hr.asn.team.indicator"].search(
            [("skp_id.cycle_id", "=", run.cycle_id.id)]
        )
        # sudo: hr.asn.iki - whose an agreed team indicator is is no secret
        lines = self.env["hr.asn.iki"].sudo().browse(found.ids)
        return {(one.skp_id.nip, plain(one.name)): one.id for one in lines}

    @api.model
    def _asn_services(self, run, rows):
        """Return {(NIP, plain names): (id, fault)} of targets of services in a year."""
        named = {plain(str(row.cells.get("layanan") or "")) for row in rows} - {""}
        if not named:
            return {}
        targets = self.env["hr.asn.service.target"].search(
            [("cycle_id", "=", run.cycle_id.id)]
        )
        targets = targets.filtered(lambda one: plain(one.service_id.name) in named)
        owners = {one: [term[0] for term in one.sudo()._asn_ahead()] for one in targets}
        # sudo: hr.employee - who answers for a service is no secret
        people = self.env["hr.employee"].sudo().browse({*chain(*owners.values())})
        numbers = {person.id: person.asn_nip for person in people}
        faults = {one: "; ".join(one._asn_split_gaps()) for one in targets}
        return {
            (numbers[owner], plain(one.service_id.name), plain(one.name)): (
                one.id,
                faults[one],
            )
            for one, some in owners.items()
            for owner in some
        }

    @api.model
    def _asn_plans(self, run, named):
        """Return {NIP: plans.Plans of the cycle}, whoever may fill them."""
        # sudo: hr.asn.skp - to tell a plan of another unit from none
        found = self.env["hr.asn.skp"].sudo()
        found = found.search(
            [
                ("cycle_id", "=", run.cycle_id.id),
                ("nip", "in", named),
                ("state", "!=", CANCELLED),
            ]
        )
        scope = set(self._asn_in_scope(run, found.sudo(False)).ids)
        inside = found.filtered(lambda plan: plan.id in scope)
        refusals = self._asn_refusals(inside)
        results, indicators = self._asn_known(inside)
        above = self._asn_above(inside)
        links = self._asn_links(inside)
        by_nip = defaultdict(list)
        for plan in found:
            by_nip[plan.nip].append(
                plans.Plan(
                    id=plan.id,
                    post=plan.post or "",
                    is_main=plan.status == codes.DEFINITIF,
                    model=plan.model,
                    is_text=plan.approach == codes.KUALITATIF,
                    is_weighed=plan.weighs_results,
                    in_scope=plan.id in scope,
                    refusal=refusals.get(plan.id, ""),
                    results=results[plan.id],
                    indicators=indicators[plan.id],
                    above=above.get(plan.id, {}),
                    nip=plan.nip or "",
                    shared=self._asn_shared(plan),
                    links=links.get(plan.id, frozenset()),
                )
            )
        return by_nip

    @api.model
    def _asn_known(self, found):
        """Return ({plan id: its results}, {plan id: its indicators}) by their words."""
        results, indicators = defaultdict(dict), defaultdict(dict)
        rows = found.rhk_ids._asn_uncancelled()
        for rhk in rows:
            known = plans.Known(rhk.id, {"weight_bp": rhk.weight_bp})
            results[rhk.skp_id.id].setdefault((rhk.kind, plain(rhk.name)), known)
        for iki in rows._asn_measured():
            values = {name: iki[name] for name in KNOWN}
            values |= {name: iki[name].id for name in KNOWN_IDS}
            values["baseline_date"] = str(iki.baseline_date or "")
            figures = iki._asn_months_kept()
            values |= {
                name: figures.get(number, 0)
                for number, name in enumerate(MONTHS.values(), 1)
            }
            key = (iki.rhk_id.id, iki.aspect_id.id, plain(iki.name))
            indicators[iki.skp_id.id].setdefault(key, plans.Known(iki.id, values))
        return results, indicators

    @api.model
    def _asn_shared(self, plan):
        """Return what of services and teams the indicators of a plan stand for."""
        return frozenset(
            (name, iki[name].id) for iki in plan.iki_ids for name in SHARED if iki[name]
        )

    @api.model
    def _asn_links(self, found):
        """Return {plan id: (id of a result, model, id) of what its results take up}."""
        return {
            plan.id: frozenset(
                (link.rhk_id.id, taken._name, taken.id)
                for link in plan.rhk_ids.link_ids
                for taken in (link.superior_rhk_id or link.objective_id)
            )
            for plan in found
        }

    @api.model
    def _asn_above(self, found):
        """Return {plan id: {number or words: what may be taken up}}.

        Only what is agreed: a draft of the superior is not told by its number.
        """
        agreed = found._asn_leader_results()
        # sudo: hr.asn.skp - whose the agreed results are is no secret
        own = agreed.grouped(lambda one: one.sudo().skp_id.employee_id)
        objectives = self.env["hr.asn.objective"].search(
            [("cycle_id", "in", found.cycle_id.ids)]
        )
        return {
            plan.id: self._asn_choices(own.get(plan.appraiser_id, agreed[:0]), "number")
            | (
                self._asn_choices(objectives, "code")
                if plan.appraiser_id.asn_kind == codes.NON_ASN
                else {}
            )
            for plan in found
        }

    @api.model
    def _asn_choices(self, rows, key):
        model = "hr.asn.objective" if key == "code" else "hr.asn.rhk"
        return {
            plain(str(text)): (model, row.id, row.name)
            for row in rows
            for text in (row.name, row[key])
        }

    # -- filling ---------------------------------------------------------------

    @api.model
    def _asn_process(self, run, lines):
        self._asn_require(run.params)
        own = self.env["hr.asn.skp"].browse(lines.mapped("res_id"))
        mine = self._asn_in_scope(run, own)
        # sudo: hr.asn.skp … - the officer fills plans of his units; which were asked
        refusals = self._asn_refusals(mine.sudo())
        going = mine.sudo().filtered(lambda plan: plan.id not in refusals)
        wanted = {
            line.res_id: [plans.Line(**one) for one in line.payload["lines"]]
            for line in lines
        }
        self._asn_fill({plan: wanted[plan.id] for plan in going})
        self._asn_log(going)
        return {line: self._asn_outcome(line, going, refusals) for line in lines}

    @api.model
    def _asn_outcome(self, line, going, refusals):
        if line.res_id in going.ids:
            return OK, line.message, line.res_id
        other = self.env._("This plan is not of your units.")
        return FAILED, refusals.get(line.res_id, other), line.res_id

    @api.model
    def _asn_log(self, filled):
        mine = filled._asn_role_employee()
        others = {plan: plan.employee_id for plan in filled - mine}
        self.env["hr.asn.event"]._asn_log(filled, "import_plan", on_behalf=others)

    @api.model
    def _asn_fill(self, wanted):
        """Put lines into plans, as they are now; ``wanted``: {plan: plans.Lines}."""
        found = self.env["hr.asn.skp"].sudo().union(*wanted)
        filling = PlanFilling(self.env, *self._asn_known(found))
        for plan, lines in wanted.items():
            filling.add(plan, lines)
        filling.write()
