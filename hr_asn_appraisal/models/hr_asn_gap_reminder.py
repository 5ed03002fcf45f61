from odoo import api, models
from odoo.fields import Domain
from odoo.tools import split_every

from ..law import deadlines
from ..law.states import PLANNING, RUNNING
from .hr_asn_exempt_mixin import REMINDERS
from .hr_asn_gap import OBJECTIVE, RESULT

GAP_TYPE = "hr_asn_appraisal.mail_act_asn_gap"
REMIND_GAPS, REMIND_DUE = "remind_gaps", "remind_due"


class HrAsnGapReminder(models.AbstractModel):
    """Reminds before the plans of a cycle are due, and once more after it.

    A leader is told of results that nobody takes up and of people without a role, the
    head of the agency of its objectives; who has not handed in his plan of that. Each
    once before and once after; who is exempt never.
    """

    _name = "hr.asn.gap.reminder"
    _description = "ASN reminder of gaps"

    @api.model
    def _cron_asn_gaps(self, batch_size=200):
        """Remind in every cycle whose plans are due, by the clock of its agency."""
        cycles = self.env["hr.asn.cycle"].search([("state", "in", (PLANNING, RUNNING))])
        for cycle in cycles.filtered("plan_due_on"):
            own = self.with_company(cycle.company_id)
            cycle = cycle.with_env(own.env)
            stage = deadlines.reminder(
                own.env.company._asn_today(),
                cycle.plan_due_on,
                deadlines.REMIND_PLANS_DAYS,
                deadlines.REMIND_LATE_DAYS,
            )
            if stage:
                note = f"{stage} {cycle.plan_due_on}"
                own._asn_remind_leaders(cycle, note, batch_size)
                own._asn_remind_owners(cycle, note, batch_size)

    @api.model
    def _asn_remind_leaders(self, cycle, note, size):
        told = self._asn_leaders(cycle)
        known = self._asn_known(REMIND_GAPS, note, told)
        fresh = {plan: one for plan, one in told.items() if plan.id not in known}
        for some in split_every(size, fresh.items()):
            plans = self.env["hr.asn.skp"].union(*(plan for plan, _users in some))
            plans.activity_unlink([GAP_TYPE])
            plans._asn_notify_users(GAP_TYPE, dict(some))
            self._asn_done(plans, REMIND_GAPS, note)

    @api.model
    def _asn_leaders(self, cycle):
        """Return {plan: the account of its leader} of whom gaps are told.

        Who leads without a plan of his own is told at that of one of his people.
        """
        gaps = self.env["hr.asn.gap"].search([("cycle_id", "=", cycle.id)])
        leaders = {gap: self._asn_leader(gap) for gap in gaps}
        people = self.env["hr.employee"].union(*leaders.values())
        today = self.env.company._asn_today()
        away = self.env["hr.asn.exemption"]._asn_exempt_on(people, today, today)
        plans = self._asn_main_plans(cycle, people, today)
        told = {}
        for gap, leader in leaders.items():
            own = gap.skp_id if gap.kind == RESULT else plans.get(leader, gap.skp_id)
            if own and leader not in away:
                told[own] = told.get(own, leader.user_id) | leader.user_id
        return {plan: users for plan, users in told.items() if users}

    @api.model
    def _asn_leader(self, gap):
        """Return who is to close a gap."""
        if gap.kind == OBJECTIVE:
            return gap.company_id.asn_head_id
        return gap.employee_id if gap.kind == RESULT else gap.appraiser_id

    @api.model
    def _asn_main_plans(self, cycle, people, today):
        """Return {person: his plan of that day, the definitive one first}."""
        found = self.env["hr.asn.skp"].search(
            [
                ("cycle_id", "=", cycle.id),
                ("employee_id", "in", people.ids),
                ("state", "!=", "cancelled"),
                ("date_from", "<=", today),
                ("date_to", ">=", today),
            ],
            order="status desc, id desc",
        )
        return {plan.employee_id: plan for plan in found}

    @api.model
    def _asn_remind_owners(self, cycle, note, size):
        """Remind who has not handed in his plan, unless a reminder waits for him."""
        plans = self.env["hr.asn.skp"].search(
            self.env["hr.asn.todo"]._asn_plan_domain()
            & Domain("cycle_id", "=", cycle.id)
            & Domain("version_number", "=", 0)
            & Domain("appraiser_id", "!=", False)
            & Domain("date_to", ">=", self.env.company._asn_today())
        )
        # Who has joined later has his own days.
        plans = plans.filtered(lambda one: one._asn_fill_due() <= cycle.plan_due_on)
        kind = REMINDERS[plans._name]
        known = self._asn_known(REMIND_DUE, note, plans)
        known |= self._asn_waiting(plans, kind)
        fresh = plans.filtered(lambda one: one.id not in known)
        for ids in split_every(size, fresh.ids):
            some = fresh.browse(ids)
            some._asn_notify(kind, "employee_id")
            self._asn_done(some, REMIND_DUE, note)

    @api.model
    def _asn_waiting(self, plans, kind):
        """Return the ids of plans at which a reminder waits."""
        activities = self.env["mail.activity"].search_fetch(
            [
                ("res_model", "=", plans._name),
                ("res_id", "in", plans.ids),
                ("activity_type_id", "=", self.env.ref(kind).id),
            ],
            ["res_id"],
        )
        return set(activities.mapped("res_id"))

    @api.model
    def _asn_known(self, name, note, plans):
        """Return the ids of plans of which this reminder was given."""
        found = self.env["hr.asn.event"].search_fetch(
            [
                ("res_model", "=", "hr.asn.skp"),
                ("res_id", "in", [plan.id for plan in plans]),
                ("name", "=", name),
                ("note", "=", note),
            ],
            ["res_id"],
        )
        return set(found.mapped("res_id"))

    @api.model
    def _asn_done(self, plans, name, note):
        self.env["hr.asn.event"]._asn_log(plans, name, note)
        self.env["ir.cron"]._commit_progress(len(plans))
