from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..days import in_words
from ..exchange import cells, ekinerja, readers
from ..law import codes, periods
from ..law.states import CANCELLED, PUBLISHED
from . import hr_asn_run_line as line_state
from .hr_asn_evaluation_import_mixin import FIGURES
from .hr_asn_run_line import OK, SKIPPED
from .hr_asn_scope_mixin import OFFICER_GROUP
from .hr_asn_skp import SAME_STATES

# Column of the report that each figure stands in.
COLUMNS = {"result": "hasil", "behavior": "perilaku", "predikat": "predikat"}
# What a row says of a person beside his figures.
WHO = {"nip", "nama", "jabatan", "unor", "unor_induk"}
# What is done is done by the row; all else is only told.
DOING = line_state.TAKEN
DONE = {
    line_state.TAKEN,
    line_state.UNCHANGED,
    line_state.SAME,
    line_state.DIFFERENT,
}


class HrAsnRunExternal(models.AbstractModel):
    """Takes reports of e-Kinerja BKN in: states of plans, or ratings of a period.

    Plans whose source is elsewhere take over what the report says; plans that are
    rated here are only compared. After a report of plans the lines of the run are a
    check list of who has a plan there and here.
    """

    _name = "hr.asn.run.external"
    _description = "ASN import from e-Kinerja"
    _inherit = ["hr.asn.run.file"]

    _asn_tables = ekinerja.TABLES

    # -- checking -------------------------------------------------------------

    @api.model
    def _asn_require(self, params=None):
        if not self.env.user.has_group(OFFICER_GROUP):
            raise AccessError(
                self.env._("To import you need the right “Performance Officer”.")
            )

    @api.model
    def _asn_read_error(self, error):
        if error.code in (readers.NO_HEADING, readers.MISSING_COLUMNS):
            return self.env._(
                "This is neither “Laporan SKP” nor “Laporan Penilaian SKP” of "
                "e-Kinerja. Export one of them there and choose that file."
            )
        return super()._asn_read_error(error)

    @api.model
    def _asn_look(self, run, rows):
        """Report on the rows in the run; return the values of its lines."""
        self._asn_forget(run)
        entries, problems = ekinerja.check(self._asn_report(run), rows)
        found = {row.number: row.cells for row in rows}
        people = self._asn_people(run, found)
        found = {row: self._asn_kept(one, people[row]) for row, one in found.items()}
        problems = [self._asn_masked(one, people) for one in problems]
        skipped = self._asn_note_problems(run, problems, found, people)
        plans = _Plans(self.env, run, entries)
        looks = plans.looks(entries)
        self._asn_note_changes(run, looks, people)
        found = self._asn_found(looks, skipped, found, people)
        if self._asn_report(run).kind == ekinerja.PLANS:
            found += [self._asn_missing_line(plan) for plan in plans.missing()]
        self._asn_count(run, found)
        return found

    @api.model
    def _asn_found(self, looks, skipped, found, people):
        """Return the values of the lines of all rows, good and bad."""
        lines = [self._asn_row_line(one, look, found) for one, look in looks]
        lines += [self._asn_bad_line(number, found, skipped) for number in skipped]
        return [one | {"employee_id": people[one["payload"]["row"]]} for one in lines]

    @api.model
    def _asn_kept(self, found, employee_id):
        """Return the cells of a row that the run keeps.

        Of a row whose number leads to nobody no figure is kept: it could be shown to
        the very person it is about.
        """
        return found if employee_id else {key: found[key] for key in WHO & found.keys()}

    @api.model
    def _asn_masked(self, problem, people):
        """Return a problem without the figure it is about, where nobody's is known."""
        if people[problem.row] or problem.column in WHO:
            return problem
        return problem._replace(value="…")

    @api.model
    def _asn_people(self, run, found):
        """Return {row: id of the employee it is about, or False}; one query.

        In every agency: whoever reads it may have a post elsewhere.
        """
        numbers = {
            row: cells.read_number(one.get("nip", ""), codes.PPPK)[0]
            for row, one in found.items()
        }
        # sudo: hr.employee - from whom a row is hidden, archived or not
        people = self.env["hr.employee"].sudo().with_context(active_test=False)
        known = people.search_fetch(
            [("asn_nip", "in", [one for one in numbers.values() if one])],
            ["asn_nip", "user_id"],
        )
        # Who is in several agencies is the one who can sign in.
        known = known.sorted(lambda one: bool(one.user_id))
        by_number = {one.asn_nip: one.id for one in known}
        return {row: by_number.get(number, False) for row, number in numbers.items()}

    @api.model
    def _asn_report(self, run):
        params = run.params
        days = [
            fields.Date.to_date(params.get(name))
            for name in ("date_from", "date_to", "drawn_on")
        ]
        preamble = ekinerja.Preamble(*days)
        return ekinerja.Report(params["report"], run.cycle_id.year, preamble)

    @api.model
    def _asn_note_changes(self, run, looks, people):
        """Write what would change, before and after, in words."""
        labels = run._asn_table().labels
        self.env["hr.asn.run.change"]._asn_note(
            run,
            [
                {
                    "row": entry.row,
                    "employee_id": people[entry.row],
                    "nip": entry.nip,
                    "name": look["plan"].name,
                    "column": labels[column],
                    "before": before,
                    "after": after,
                }
                for entry, look in looks
                for column, before, after in look["changes"]
            ],
        )

    # -- lines ----------------------------------------------------------------

    @api.model
    def _asn_row_line(self, entry, look, found):
        """Return the values of the line of a good row."""
        return {
            "key": f"row {entry.row}",
            "name": f"{entry.nip} {entry.name}",
            "res_model": look["model"],
            "res_id": look["res_id"],
            "presence": look["presence"],
            "outcome": look["outcome"],
            "message": look["message"],
            "payload": {
                "row": entry.row,
                "cells": found[entry.row],
                "plan": look["plan"].id,
                "entry": entry._asdict() if look["plan"] else None,
            },
        }

    @api.model
    def _asn_bad_line(self, number, found, sentences):
        """Return the values of the line of a row left out."""
        return {
            "key": f"row {number}",
            "name": str(found[number].get("nama") or number),
            "outcome": line_state.BAD,
            "message": sentences[number],
            "payload": {"row": number, "cells": found[number]},
        }

    @api.model
    def _asn_missing_line(self, plan):
        """Return the values of the line of a plan that no row is about."""
        return {
            "key": f"plan {plan.id}",
            "name": f"{plan.nip or ''} {plan.name}".strip(),
            "res_model": plan._name,
            "res_id": plan.id,
            # sudo: hr.asn.skp - from whom the line is hidden
            "employee_id": plan.sudo().employee_id.id,
            "presence": line_state.ONLY_HERE,
            "outcome": line_state.MISSING,
            "message": self.env._("Has a plan here and none in the report."),
        }

    # -- problem rows -----------------------------------------------------------

    @api.model
    def _asn_reasons(self, run):
        """Return {row: what is wrong}; figures of who is not found are told apart."""
        reasons = super()._asn_reasons(run)
        if self._asn_report(run).kind == ekinerja.PLANS:
            return reasons
        nobody = {one.row for one in run.problem_ids if not one.employee_id}
        note = self.env._("Its figures are left out here; copy them from the report.")
        return reasons | {row: f"{reasons[row]}\n{note}" for row in nobody}

    @api.model
    def _asn_given_back(self, run, sheet):
        """Blank the figures of rows whose number leads to nobody: see `_asn_kept`."""
        if self._asn_report(run).kind == ekinerja.PLANS:
            return sheet
        shown = {
            one.place
            for one in sheet.headings
            if one.key and one.key not in COLUMNS.values()
        }
        people = self._asn_people(run, {row.number: row.cells for row in sheet.rows})
        rows = tuple(
            row if people[row.number] else row._replace(raw=_only(row.raw, shown))
            for row in sheet.rows
        )
        return sheet._replace(rows=rows)

    @api.model
    def _asn_write_lines(self, run, found):
        """What needs nothing done is written as it is; the others wait."""
        stated = [
            one | {"state": self._asn_line_state(one["outcome"])} for one in found
        ]
        return super()._asn_write_lines(run, stated)

    @api.model
    def _asn_line_state(self, outcome):
        return line_state.WAITING if outcome in DONE else SKIPPED

    @api.model
    def _asn_count(self, run, found):
        counts = defaultdict(int)
        for values in found:
            counts[values["outcome"]] += 1
            counts[values.get("presence") or "none"] += 1
        run._asn_put({"params": run.params | {"counts": dict(counts)}})

    # -- doing ----------------------------------------------------------------

    @api.model
    def _asn_lines(self, run):
        """Look again at the rows; write what needs nothing done, return the rest."""
        self._asn_require()
        self._asn_check_drawn_on(self._asn_drawn_on(run))
        run.cycle_id._asn_check_open()
        found = self._asn_look(run, self._asn_rows(run))
        self._asn_stop_if_bad(run)
        self._asn_make_periods(run, found)
        told = [one for one in found if one["outcome"] not in DONE]
        self._asn_write_lines(run, told)
        return [one for one in found if one["outcome"] in DONE]

    @api.model
    def _asn_make_periods(self, run, found):
        """Make the periods that a report has and the cycle lacks, once each."""
        known = {(one.kind, one.number) for one in run.cycle_id.period_ids}
        wanted = {
            tuple(one["payload"]["entry"]["period"])
            for one in found
            if one["outcome"] == DOING and one["payload"]["entry"]["period"]
        }
        # sudo: hr.asn.period - what the report has, whichever units the officer has
        self.env["hr.asn.period"].sudo().create(
            [
                {"cycle_id": run.cycle_id.id, "kind": kind, "number": number}
                for kind, number in sorted(wanted - known)
            ]
        )

    @api.model
    def _asn_process(self, run, lines):
        """Take over what is to be; every line keeps what was found for it.

        What another run has made newer meanwhile stays.
        """
        taken = lines.filtered(
            lambda line: line.outcome in (DOING, line_state.UNCHANGED)
        )
        plans = self.env["hr.asn.skp"].browse([one.payload["plan"] for one in taken])
        plans = {plan.id: plan for plan in plans}
        later = self._asn_later(run, taken, plans)
        rows = [(line, _entry(line)) for line in taken - later]
        if self._asn_report(run).kind == ekinerja.PLANS:
            made = self._asn_take_states(run, rows, plans)
        else:
            made = self._asn_take_ratings(run, rows, plans)
        self._asn_leave(run, later)
        done = {line: (OK, line.message, made.get(line)) for line in lines - later}
        return done | {line: (SKIPPED, _older(self.env), None) for line in later}

    @api.model
    def _asn_later(self, run, lines, plans):
        """Return the lines whose document was drawn later than the report."""
        if self._asn_report(run).kind == ekinerja.PLANS:
            known = {line: plans[line.payload["plan"]] for line in lines}
        else:
            wanted = self._asn_wanted(
                run, [(line, _entry(line)) for line in lines], plans
            )
            found = self.env["hr.asn.evaluation"]._asn_of(wanted.values())
            known = {line: found[key] for line, key in wanted.items() if key in found}
        drawn_on = self._asn_drawn_on(run)
        return lines.filtered(
            lambda line: (
                line in known
                # sudo: hr.asn.skp, hr.asn.evaluation - only of which day they are
                and (known[line].sudo().external_on or drawn_on) > drawn_on
            )
        )

    @api.model
    def _asn_leave(self, run, lines):
        """Count lines as older that had been found to be taken."""
        if not lines:
            return
        counts = defaultdict(int, run.params["counts"])
        for line in lines:
            counts[line.outcome] -= 1
        counts[line_state.OLDER] += len(lines)
        lines.write({"outcome": line_state.OLDER})
        run._asn_put({"params": run.params | {"counts": dict(counts)}})

    @api.model
    def _asn_take_states(self, run, rows, plans):
        states = {plans[line.payload["plan"]]: entry.state for line, entry in rows}
        own = self.env["hr.asn.skp"].union(*states)
        own._asn_import(states, self._asn_drawn_on(run))
        return {line: line.payload["plan"] for line, _entry in rows}

    @api.model
    def _asn_take_ratings(self, run, rows, plans):
        """Take ratings over into the evaluations of plans; missing ones are made."""
        found = self._asn_evaluations(run, rows, plans)
        figures = {
            found[line]: {name: getattr(entry, name) or False for name in FIGURES}
            | {"rated_on": entry.rated_on or False}
            for line, entry in rows
        }
        own = self.env["hr.asn.evaluation"].union(*figures)
        own._asn_import(figures, self._asn_drawn_on(run))
        return {line: evaluation.id for line, evaluation in found.items()}

    @api.model
    def _asn_wanted(self, run, rows, plans):
        """Return {line: (plan, period)} that rows of ratings are about."""
        by_key = {(one.kind, one.number): one for one in run.cycle_id.period_ids}
        return {
            line: (plans[line.payload["plan"]], by_key[entry.period])
            for line, entry in rows
        }

    @api.model
    def _asn_evaluations(self, run, rows, plans):
        """Return {line: evaluation of its plan and period}; missing ones are made."""
        wanted = self._asn_wanted(run, rows, plans)
        known = self.env["hr.asn.evaluation"]._asn_of(wanted.values())
        fresh = [key for key in dict.fromkeys(wanted.values()) if key not in known]
        # sudo: hr.asn.evaluation - made by the import, which only then fills them
        made = (
            self.env["hr.asn.evaluation"]
            .sudo()
            .create(
                [self.env["hr.asn.run.evaluation"]._asn_values(*key) for key in fresh]
            )
        )
        known |= dict(zip(fresh, made.sudo(False), strict=True))
        return {line: known[key] for line, key in wanted.items()}

    @api.model
    def _asn_drawn_on(self, run):
        return fields.Date.to_date(run.params["drawn_on"])

    @api.model
    def _asn_check_drawn_on(self, day):
        """Raise where data would be of a day to come: all else would be older."""
        if day > self.env.company._asn_today():
            raise UserError(
                self.env._(
                    "The data cannot be as of %(day)s: that day is still to come. "
                    "Correct “Data As Of”, or the line “Data ditarik pada” in the "
                    "file.",
                    day=in_words(self.env, day),
                )
            )


def _entry(line):
    """Return the ekinerja.Entry that a line keeps."""
    values = line.payload["entry"]
    return ekinerja.Entry(**(values | {"period": tuple(values["period"])}))


class _Plans:
    """The plans of the cycle that a report speaks of, found by number: few queries.

    Read with the rights of who imports: other units are not found.
    """

    def __init__(self, env, run, entries):
        self.env = env
        self.cycle = run.cycle_id.with_env(env)
        self.drawn_on = fields.Date.to_date(run.params["drawn_on"])
        self.is_plans = run.params["report"] == ekinerja.PLANS
        self.model = env["hr.asn.skp"]
        self.plans = self.model.search(
            [("cycle_id", "=", self.cycle.id)], order="date_from, id"
        )
        self.by_number = self.plans.grouped("nip")
        self.own = self.plans.filtered(
            lambda plan: plan.employee_id in env.user.employee_ids
        )
        self.claimed = set()
        self.evaluations = self._read_evaluations()

    def _read_evaluations(self):
        if self.is_plans:
            return {}
        found = self.env["hr.asn.evaluation"].search([("cycle_id", "=", self.cycle.id)])
        return {
            (one.skp_id.id, one.period_id.kind, one.period_id.number): one
            for one in found
        }

    def missing(self):
        """Return the plans that no row was about."""
        seen = {plan.id for plan, _period in self.claimed}
        live = self.plans.filtered(lambda plan: plan.state != CANCELLED)
        return live.filtered(lambda plan: plan.id not in seen)

    def plan(self, entry):
        """Return the plan that a row is about: acting or not, then by its dates.

        One that was taken back only where there is no other.
        """
        found = self.by_number.get(entry.nip, self.model)
        found = found.filtered(
            lambda plan: (plan.status != codes.DEFINITIF) == entry.is_acting
        )
        found = found.filtered(lambda plan: plan.state != CANCELLED) or found
        day = fields.Date.to_date(entry.starts) if self.is_plans else self._last(entry)
        if not day:
            return found[-1:]
        held = found.filtered(lambda plan: plan.date_from <= day <= plan.date_to)
        begun = found.filtered(lambda plan: plan.date_from <= day)
        return held[-1:] or begun[-1:] or found[:1]

    def _last(self, entry):
        kind, number = entry.period
        return periods.periods(self.cycle.year, kind)[number - 1].end

    def looks(self, entries):
        """Return [(row, what it would do)] in the order of the file.

        Of several rows about one plan, as after a transfer, the latest counts.
        """
        latest = sorted(entries, key=lambda entry: entry.starts, reverse=True)
        looks = {entry.row: self.look(entry) for entry in latest}
        return [(entry, looks[entry.row]) for entry in entries]

    def look(self, entry):
        """Return what a row would do: presence, outcome, message, changes, record."""
        plan = self.plan(entry)
        look = {
            "plan": plan,
            "model": plan._name,
            "res_id": plan.id,
            "presence": line_state.BOTH if plan else line_state.ONLY_THERE,
            "changes": [],
        }
        return look | self._judge(plan, entry)

    def _judge(self, plan, entry):
        key = (plan, entry.period)
        if not plan:
            return self._judge_nobody(entry)
        if key in self.claimed:
            return _told(
                line_state.OLDER,
                self.env._("A later row is about the same plan. This one is left."),
            )
        self.claimed.add(key)
        if plan.state == CANCELLED and not (plan.is_rated_here and self.is_plans):
            return _told(
                line_state.UNKNOWN,
                self.env._("The plan here was taken back. Restore it to renew it."),
            ) | {"presence": line_state.ONLY_THERE}
        judge = self._judge_plan if self.is_plans else self._judge_rating
        return judge(plan, entry)

    def _judge_nobody(self, entry):
        if entry.is_acting:
            return _told(
                line_state.ACTING,
                self.env._("Has an acting plan there and none in this cycle."),
            )
        return _told(
            line_state.UNKNOWN,
            self.env._("Has no plan in this cycle, or is not of your units."),
        )

    def _judge_plan(self, plan, entry):
        there = self._state(plan, "external_state", entry.state)
        if plan.is_rated_here:
            here = self._state(plan, "state", plan.state)
            same = entry.state in SAME_STATES[plan.state]
            return _told(
                line_state.SAME if same else line_state.DIFFERENT,
                self.env._("Here: %(here)s. There: %(there)s.", here=here, there=there),
            )
        before = self._state(plan, "external_state", plan.external_state)
        changes = [("status", before, there)] if before != there else []
        return self._judge_taking(plan, plan.external_on, changes, there)

    def _judge_rating(self, plan, entry):
        evaluation = self.evaluations.get((plan.id, *entry.period))
        if not entry.predikat:
            return _told(
                line_state.NOT_RATED, self.env._("There is no predicate there yet.")
            )
        there = self._word("predikat", entry.predikat)
        if plan.is_rated_here:
            return self._compare(evaluation, entry, there)
        changes = [
            (COLUMNS[name], self._word(name, old), self._word(name, new))
            for name, old, new in self._figures(evaluation, entry)
            if old != new
        ]
        known_on = evaluation and evaluation.external_on
        return self._judge_taking(plan, known_on, changes, there)

    def _figures(self, evaluation, entry):
        """Return (name, as it is here, as it is there) of each figure."""
        return [
            (name, (evaluation and evaluation[name]) or "", getattr(entry, name))
            for name in FIGURES
        ]

    def _compare(self, evaluation, entry, there):
        """Judge a rating of who is rated here: what was delivered is compared."""
        if not evaluation or evaluation.state not in PUBLISHED:
            return _told(
                line_state.DIFFERENT,
                self.env._("Here: not delivered yet. There: %(there)s.", there=there),
            )
        here = self._word("predikat", evaluation.predikat)
        same = evaluation.predikat == entry.predikat
        return _told(
            line_state.SAME if same else line_state.DIFFERENT,
            self.env._("Here: %(here)s. There: %(there)s.", here=here, there=there),
        )

    def _judge_taking(self, plan, known_on, changes, there):
        """Judge what is to be taken over: not what is older, nor one's own."""
        if changes and plan in self.own:
            return _told(
                line_state.BAD,
                self.env._("This is about you. Another officer imports it."),
            )
        if known_on and self.drawn_on < known_on:
            return _told(line_state.OLDER, _older(self.env))
        if not changes:
            return _told(
                line_state.UNCHANGED,
                self.env._(
                    "The data exists already and has not changed. Nothing is doubled."
                ),
            )
        return _told(line_state.TAKEN, there) | {"changes": changes}

    def _state(self, plan, field, value):
        labels = plan._fields[field]._description_selection(self.env)
        return dict(labels).get(value, "")

    def _word(self, field, value):
        labels = self.env["hr.asn.evaluation"]._fields[field]
        return dict(labels._description_selection(self.env)).get(value, "")


def _told(outcome, message):
    return {"outcome": outcome, "message": message}


def _older(env):
    return env._("What is here was drawn later. It stays.")


def _only(cells, places):
    """Return a row of cells with all but those in some places blank."""
    return tuple(cell if place in places else None for place, cell in enumerate(cells))
