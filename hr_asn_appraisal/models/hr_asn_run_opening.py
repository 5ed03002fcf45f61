from collections import Counter

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..law import codes, exemptions
from ..law.states import CANCELLED
from .hr_asn_run_line import (
    CANNOT,
    EXEMPT,
    EXISTS,
    INCOMPLETE,
    MADE,
    MAKE,
    OK,
    SKIPPED,
)


class HrAsnRunExpecting(models.AbstractModel):
    """A kind of run whose lines say beforehand what will become of them."""

    _name = "hr.asn.run.expecting"
    _description = "ASN run that is looked at first"
    _inherit = ["hr.asn.run.handler"]

    @api.model
    def _asn_line(self, values, outcome, message=False):
        """Return a line; one for which nothing is to be done is skipped at once."""
        line = values | {"outcome": outcome, "message": message}
        return line if outcome in MADE else line | {"state": SKIPPED}

    @api.model
    def _asn_has_work(self, cycle, params):
        """Say whether a run that starts by itself with these params makes anything."""
        raise UserError(self.env._("This kind of run has nothing to do."))

    @api.model
    def _asn_exists(self):
        return self.env._("Exists already.")


class HrAsnRunOpening(models.AbstractModel):
    """Opens a cycle: one draft plan for each assignment that falls into the year.

    Later joiners, transfers, Plt. and ended exemptions are found by opening again.
    """

    _name = "hr.asn.run.opening"
    _description = "ASN cycle opening"
    _inherit = ["hr.asn.run.expecting"]

    _asn_batch_size = 1000

    @api.model
    def _asn_begin(self, run):
        run.cycle_id.with_env(self.env)._asn_open()

    @api.model
    def _asn_lines(self, run):
        cycle = run.cycle_id.with_env(self.env)
        posts = self.env["hr.asn.assignment"]
        if (run.params or {}).get("missing"):
            lines = self._asn_missing_lines(cycle)
            assignments = posts.browse(
                [line["payload"]["assignment"] for line in lines]
            )
            people = []
        else:
            assignments = posts.search(self._asn_domain(cycle), order="id")
            lines = self._asn_post_lines(cycle, assignments)
            people = self._asn_people_lines(cycle)
        self._asn_count_policies(run, cycle, assignments, lines)
        return [*lines, *people]

    @api.model
    def _asn_has_work(self, cycle, params):
        """A draft cycle is opened in any case; later on somebody must lack a plan."""
        return not params.get("missing") or bool(self._asn_missing_lines(cycle))

    @api.model
    def _asn_missing_lines(self, cycle):
        """Return the lines of the posts for which a plan is to be made, only them."""
        without = Domain("skp_ids", "not any", [("cycle_id", "=", cycle.id)])
        assignments = self.env["hr.asn.assignment"].search(
            Domain(self._asn_domain(cycle)) & without, order="id"
        )
        lines = self._asn_post_lines(cycle, assignments)
        return [line for line in lines if line["outcome"] in MADE]

    @api.model
    def _asn_domain(self, cycle):
        """Assignments of ASN within the year; officials outside the ASN get no SKP."""
        return [
            ("company_id", "=", cycle.company_id.id),
            ("asn_kind", "not in", [False, codes.NON_ASN]),
            ("date_from", "<=", cycle.date_to),
            "|",
            ("date_to", "=", False),
            ("date_to", ">=", cycle.date_from),
        ]

    @api.model
    def _asn_post_lines(self, cycle, assignments):
        """Return the line of each assignment, with what will become of it."""
        plans = self._asn_plans(cycle, assignments)
        # sudo: hr.employee - who is archived is not for officers to read
        people = assignments.sudo().employee_id
        people.fetch(["active"])
        confirmed = self.env["hr.asn.exemption"]._asn_confirmed(
            people, cycle.date_from, cycle.date_to
        )
        return [
            self._asn_line(
                {
                    "key": f"assignment {assignment.id}",
                    "name": assignment.display_name,
                    "res_model": "hr.asn.skp",
                    "res_id": plans.get(assignment, {}).get("id"),
                    "payload": {"assignment": assignment.id},
                },
                *self._asn_expect(cycle, assignment, plans, confirmed),
            )
            for assignment in assignments
        ]

    @api.model
    def _asn_plans(self, cycle, assignments):
        """Return {assignment: id of its plan, and a note where it was taken back}."""
        found = self.env["hr.asn.skp"].search_fetch(
            [("cycle_id", "=", cycle.id), ("assignment_id", "in", assignments.ids)],
            ["assignment_id", "state", "cancel_reason"],
        )
        said = self.env._("Was taken back: %s. Restore the plan to renew it.")
        return {
            plan.assignment_id: {
                "id": plan.id,
                "note": plan.state == CANCELLED and said % plan.cancel_reason,
            }
            for plan in found
        }

    @api.model
    def _asn_expect(self, cycle, assignment, plans, confirmed):
        """Return (outcome, message) of one assignment."""
        if assignment in plans:
            return EXISTS, plans[assignment].get("note") or self._asn_exists()
        employee = assignment.sudo().employee_id
        if not employee.active:
            return CANNOT, self.env._(
                "The employee is archived. End the assignment or enter an exemption."
            )
        found = confirmed.get(employee)
        if found and self._asn_is_away(cycle, assignment, found):
            return EXEMPT, found.sorted("date_from")[-1].note
        if not assignment.appraiser_id:
            return INCOMPLETE, self.env._("There is no appraiser yet.")
        return MAKE, False

    @api.model
    def _asn_is_away(self, cycle, assignment, found):
        """Say whether exemptions hold for all of the plan that would be made."""
        span = self._asn_dates(cycle, assignment).values()
        return exemptions.covers(found._asn_spans(), *span)

    @api.model
    def _asn_people_lines(self, cycle):
        """Return the lines of ASN without a post in the year, with the reason."""
        posts = Domain("date_from", "<=", cycle.date_to) & (
            Domain("date_to", "=", False) | Domain("date_to", ">=", cycle.date_from)
        )
        # An employee has his unit where an assignment has it: the same scope holds.
        scope = self.env["hr.asn.assignment"]._asn_officer_domain()
        # sudo: hr.employee - that somebody has no post is for his officer to know
        people = (
            self.env["hr.employee"]
            .sudo()
            .search_fetch(
                Domain("company_id", "=", cycle.company_id.id)
                & Domain("asn_kind", "not in", [False, codes.NON_ASN])
                & ~Domain("asn_assignment_ids", "any", posts)
                & scope,
                ["name", "asn_front_title", "asn_back_title"],
                order="id",
            )
        )
        return [
            self._asn_line(
                {
                    "key": f"employee {employee.id}",
                    "name": employee._asn_full_name(),
                    "res_model": "hr.asn.skp",
                },
                CANNOT,
                self.env._("There is no assignment in %s.", cycle.year),
            )
            for employee in people
        ]

    @api.model
    def _asn_count_policies(self, run, cycle, assignments, lines):
        """Keep in the run how many plans will stand on which policy."""
        awaited = [cycle.audience_ids.new(line) for line in cycle._asn_awaited_lines()]
        counts = Counter(
            cycle._asn_policy_of(assignment, awaited)
            for assignment, line in zip(assignments, lines, strict=True)
            if line["outcome"] in MADE
        )
        policies = [[policy.display_name, n] for policy, n in counts.most_common()]
        run._asn_put({"params": (run.params or {}) | {"policies": policies}})

    @api.model
    def _asn_process(self, run, lines):
        cycle = run.cycle_id.with_env(self.env)
        ids = [line.payload["assignment"] for line in lines]
        assignments = self.env["hr.asn.assignment"].browse(ids)
        known = self.env["hr.asn.skp"].search(
            [("cycle_id", "=", cycle.id), ("assignment_id", "in", ids)]
        )
        by_assignment = {plan.assignment_id.id: (SKIPPED, plan) for plan in known}
        fresh = assignments - known.assignment_id
        for plan in self._asn_open(cycle, fresh):
            by_assignment[plan.assignment_id.id] = (OK, plan)
        return {
            line: self._asn_outcome(line, *by_assignment[line.payload["assignment"]])
            for line in lines
        }

    @api.model
    def _asn_open_due(self, cycle, assignments):
        """Make the plans that opening the cycle again would make for these posts."""
        due = assignments.filtered_domain(self._asn_domain(cycle))
        lines = self._asn_post_lines(cycle, due)
        ids = [one["payload"]["assignment"] for one in lines if one["outcome"] in MADE]
        if ids:
            cycle._asn_complete()
        return self._asn_open(cycle, due.browse(ids))

    @api.model
    def _asn_open(self, cycle, assignments):
        """Make the plans of assignments that have none in the cycle; return them."""
        # sudo: hr.asn.skp - the officer opens plans that he does not own
        plans = (
            self.env["hr.asn.skp"]
            .sudo()
            .create([self._asn_values(cycle, assignment) for assignment in assignments])
        )
        self.env["hr.asn.event"]._asn_log(plans, "open")
        return plans

    @api.model
    def _asn_values(self, cycle, assignment):
        """Return the values of the plan of one assignment, cut to the year."""
        return {
            "assignment_id": assignment.id,
            "cycle_id": cycle.id,
            "policy_id": cycle._asn_policy_of(assignment).id,
            **self._asn_dates(cycle, assignment),
        }

    @api.model
    def _asn_dates(self, cycle, assignment):
        return {
            "date_from": max(assignment.date_from, cycle.date_from),
            "date_to": min(assignment.date_to or cycle.date_to, cycle.date_to),
        }

    @api.model
    def _asn_outcome(self, line, state, record):
        message = self._asn_exists() if state == SKIPPED else line.message
        return (state, message, record.id)


class HrAsnRunEvaluation(models.AbstractModel):
    """Opens evaluations: each agreed plan in each period in which it is in force.

    Not in periods in which its owner is exempt; running it again finds what has
    become due since.
    """

    _name = "hr.asn.run.evaluation"
    _description = "ASN evaluation opening"
    _inherit = ["hr.asn.run.expecting"]

    @api.model
    def _asn_begin(self, run):
        run.cycle_id.with_env(self.env)._asn_begin_running()

    @api.model
    def _asn_lines(self, run):
        periods = self._asn_chosen(run)
        if periods:
            return self._asn_missing_lines(run.cycle_id, periods)
        plans = self.env["hr.asn.skp"].search(
            [("cycle_id", "=", run.cycle_id.id), ("state", "!=", CANCELLED)],
            order="id",
        )
        due = self._asn_due(plans.filtered("version_number"))
        return self._asn_plan_lines(plans, due)

    @api.model
    def _asn_chosen(self, run):
        """Return the periods that a run by itself opens; none: it opens all."""
        return self.env["hr.asn.period"].browse((run.params or {}).get("periods", []))

    @api.model
    def _asn_has_work(self, cycle, params):
        periods = self.env["hr.asn.period"].browse(params["periods"])
        return bool(self._asn_missing_lines(cycle, periods))

    @api.model
    def _asn_missing_lines(self, cycle, periods):
        """Return the lines of plans to be evaluated in these periods, only them."""
        plans = self.env["hr.asn.skp"].search(
            self._asn_lacking(cycle, periods), order="id"
        )
        opening = self._asn_by_themselves(plans, periods)
        due = {
            plan: (missing & opening[plan.id], exempt & periods, known)
            for plan, (missing, exempt, known) in self._asn_due(plans).items()
        }
        lines = self._asn_plan_lines(plans, due)
        return [line for line in lines if line["outcome"] in MADE]

    @api.model
    def _asn_by_themselves(self, plans, periods):
        """Return {plan id: which of these periods open by themselves}.

        Not where the evaluation was taken back: only who opens by hand makes it anew.
        """
        removed = self.env["hr.asn.evaluation"]._asn_removed(plans)
        return {
            plan.id: periods.browse(
                one.id for one in periods if one.id not in removed[plan.id]
            )
            for plan in plans
        }

    @api.model
    def _asn_lacking(self, cycle, periods):
        """Agreed plans that may lack an evaluation: the few to be looked at closely."""
        lacking = Domain.OR(
            Domain("evaluation_ids", "not any", [("period_id", "=", period.id)])
            & Domain("date_from", "<=", period.date_to)
            & Domain("date_to", ">=", period.date_from)
            & (
                Domain.TRUE
                if period._asn_is_annual()
                else Domain("policy_id.cadence", "=", period.kind)
            )
            for period in periods
        )
        agreed = Domain("version_number", ">", 0) & Domain("state", "!=", CANCELLED)
        return Domain("cycle_id", "=", cycle.id) & agreed & lacking

    @api.model
    def _asn_plan_lines(self, plans, due):
        """Return the line of each plan, with what will become of it."""
        return [
            self._asn_line(
                {
                    "key": f"skp {plan.id}",
                    "name": plan.display_name,
                    "res_model": "hr.asn.skp",
                    "res_id": plan.id,
                },
                *self._asn_expect(plan, due),
            )
            for plan in plans
        ]

    @api.model
    def _asn_expect(self, plan, due):
        """Return (outcome, message) of one plan."""
        if plan not in due:
            return CANNOT, self.env._("The plan has not been approved yet.")
        missing, exempt, known = due[plan]
        if not (missing or exempt or known):
            return CANNOT, self.env._("The plan is not due in any period.")
        note = exempt and self.env._(
            "Exempt in: %s.", ", ".join(exempt.mapped("display_name"))
        )
        if missing:
            return (MAKE if plan.appraiser_id else INCOMPLETE), note or False
        if known:
            return EXISTS, " ".join([self._asn_exists(), *([note] if note else [])])
        return EXEMPT, note

    @api.model
    def _asn_due(self, plans):
        """Return {plan: periods (to open, exempt, opened)}; so many queries for all."""
        # sudo: hr.asn.evaluation - the year of a person may hang on another plan
        known = (
            self.env["hr.asn.evaluation"]
            .sudo()
            .search_fetch(
                [
                    ("employee_id", "in", plans.employee_id.ids),
                    ("cycle_id", "in", plans.cycle_id.ids),
                ],
                ["skp_id", "employee_id", "period_id", "kind"],
            )
        )
        opened = {(one.skp_id.id, one.period_id.id) for one in known}
        opened |= {
            (one.employee_id, one.period_id.id) for one in known if one._asn_is_annual()
        }
        alone = plans._asn_only_posts()
        cycle = plans.cycle_id
        confirmed = self.env["hr.asn.exemption"]._asn_confirmed(
            plans.employee_id,
            min(cycle.mapped("date_from"), default=False),
            max(cycle.mapped("date_to"), default=False),
        )
        spans = {employee: found._asn_spans() for employee, found in confirmed.items()}
        return {
            plan: self._asn_sort(plan, opened, alone, spans.get(plan.employee_id, ()))
            for plan in plans
        }

    @api.model
    def _asn_sort(self, plan, opened, alone, spans):
        """Return the periods due for a plan: to open, exempt, opened."""
        periods = self._asn_periods(plan, alone)
        known = periods.filtered(
            lambda one: (
                (plan.id, one.id) in opened or (plan.employee_id, one.id) in opened
            )
        )
        exempt = (periods - known).filtered(
            lambda one: plan._asn_is_exempt_in(one, spans)
        )
        return periods - known - exempt, exempt, known

    @api.model
    def _asn_process(self, run, lines):
        plans = self.env["hr.asn.skp"].browse(lines.mapped("res_id"))
        fresh = set(self._asn_open(plans, self._asn_only(run, plans)).skp_id.ids)
        return {line: self._asn_outcome(line, line.res_id in fresh) for line in lines}

    @api.model
    def _asn_only(self, run, plans):
        """Return {plan id: period ids} that a run by itself makes; None: all."""
        periods = self._asn_chosen(run)
        if not periods:
            return None
        opening = self._asn_by_themselves(plans, periods)
        return {key: found.ids for key, found in opening.items()}

    @api.model
    def _asn_open(self, plans, only=None):
        """Make the evaluations due of these plans that are not there; return them.

        ``only``: {plan id: period ids} that are to be made; None: all.
        """
        wanted = [
            self._asn_values(plan, period)
            for plan, (missing, _exempt, _known) in self._asn_due(plans).items()
            for period in missing
            if only is None or period.id in only[plan.id]
        ]
        # sudo: hr.asn.evaluation - the officer opens evaluations that are not his
        made = self.env["hr.asn.evaluation"].sudo().create(wanted)
        self.env["hr.asn.event"]._asn_log(made, "open")
        return made

    @api.model
    def _asn_periods(self, plan, alone):
        """Return the periods of the plan's own cadence, and the year at its end.

        ``alone``: acting plans whose owners have no definitive post at its end.
        """
        kinds = {plan.policy_id.cadence, codes.TAHUN}
        return plan.cycle_id.period_ids.filtered(
            lambda period: period.kind in kinds and plan._asn_is_due(period, alone)
        )

    @api.model
    def _asn_values(self, plan, period):
        return {
            "skp_id": plan.id,
            "period_id": period.id,
            "appraiser_id": plan.appraiser_id.id,
            "superior_id": plan.superior_id.id,
        }

    @api.model
    def _asn_outcome(self, line, is_fresh):
        if is_fresh:
            return (OK, line.message, None)
        return (SKIPPED, self._asn_exists(), None)
