from odoo import api, models

from ..law import codes
from .hr_asn_run_line import OK, SKIPPED


class HrAsnRunOpening(models.AbstractModel):
    """Opens a cycle: one draft plan for each assignment that falls into the year."""

    _name = "hr.asn.run.opening"
    _description = "ASN cycle opening"
    _inherit = ["hr.asn.run.handler"]

    _asn_batch_size = 1000

    @api.model
    def _asn_lines(self, run):
        assignments = self.env["hr.asn.assignment"].search(
            self._asn_domain(run.cycle_id), order="id"
        )
        return [
            {
                "key": f"assignment {assignment.id}",
                "name": assignment.display_name,
                "res_model": "hr.asn.skp",
                "payload": {"assignment": assignment.id},
            }
            for assignment in assignments
        ]

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
    def _asn_process(self, run, lines):
        cycle = run.cycle_id.with_env(self.env)
        ids = [line.payload["assignment"] for line in lines]
        assignments = self.env["hr.asn.assignment"].browse(ids)
        known = self.env["hr.asn.skp"].search(
            [("cycle_id", "=", cycle.id), ("assignment_id", "in", ids)]
        )
        by_assignment = {plan.assignment_id.id: (SKIPPED, plan) for plan in known}
        fresh = assignments - known.assignment_id
        # sudo: hr.asn.skp - the officer opens plans that he does not own
        plans = (
            self.env["hr.asn.skp"]
            .sudo()
            .create([self._asn_values(cycle, assignment) for assignment in fresh])
        )
        for plan in plans:
            by_assignment[plan.assignment_id.id] = (OK, plan)
        self.env["hr.asn.event"]._asn_log(plans, "open")
        return {
            line: self._asn_outcome(*by_assignment[line.payload["assignment"]])
            for line in lines
        }

    @api.model
    def _asn_values(self, cycle, assignment):
        """Return the values of the plan of one assignment, cut to the year."""
        return {
            "assignment_id": assignment.id,
            "cycle_id": cycle.id,
            "policy_id": cycle._asn_policy_of(assignment).id,
            "date_from": max(assignment.date_from, cycle.date_from),
            "date_to": min(assignment.date_to or cycle.date_to, cycle.date_to),
        }

    @api.model
    def _asn_outcome(self, state, record):
        message = self.env._("Exists already.") if state == SKIPPED else False
        return (state, message, record.id)


class HrAsnRunEvaluation(models.AbstractModel):
    """Opens evaluations: each agreed plan in each period in which it is in force."""

    _name = "hr.asn.run.evaluation"
    _description = "ASN evaluation opening"
    _inherit = ["hr.asn.run.handler"]

    @api.model
    def _asn_lines(self, run):
        plans = self.env["hr.asn.skp"].search(
            [("cycle_id", "=", run.cycle_id.id), ("version_number", ">", 0)], order="id"
        )
        return [
            {
                "key": f"skp {plan.id}",
                "name": plan.display_name,
                "res_model": "hr.asn.skp",
                "res_id": plan.id,
            }
            for plan in plans
        ]

    @api.model
    def _asn_process(self, run, lines):
        plans = self.env["hr.asn.skp"].browse(lines.mapped("res_id"))
        # sudo: hr.asn.evaluation - the year of a person may hang on another plan
        known = (
            self.env["hr.asn.evaluation"]
            .sudo()
            .search(
                [
                    ("employee_id", "in", plans.employee_id.ids),
                    ("cycle_id", "in", plans.cycle_id.ids),
                ]
            )
        )
        keys = {(one.skp_id.id, one.period_id.id) for one in known}
        yearly = {
            (one.employee_id, one.period_id) for one in known if one._asn_is_annual()
        }
        wanted = [
            self._asn_values(plan, period)
            for plan in plans
            for period in self._asn_periods(plan)
            if (plan.id, period.id) not in keys
            and (plan.employee_id, period) not in yearly
        ]
        # sudo: hr.asn.evaluation - the officer opens evaluations that are not his
        made = self.env["hr.asn.evaluation"].sudo().create(wanted)
        self.env["hr.asn.event"]._asn_log(made, "open")
        fresh = set(made.skp_id.ids)
        return {line: self._asn_outcome(line.res_id in fresh) for line in lines}

    @api.model
    def _asn_periods(self, plan):
        """Return the periods of the plan's own cadence, and the year at its end."""
        kinds = {plan.policy_id.cadence, codes.TAHUN}
        return plan.cycle_id.period_ids.filtered(
            lambda period: period.kind in kinds and plan._asn_is_due(period)
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
    def _asn_outcome(self, is_fresh):
        if is_fresh:
            return (OK, False, None)
        return (SKIPPED, self.env._("Exists already."), None)
