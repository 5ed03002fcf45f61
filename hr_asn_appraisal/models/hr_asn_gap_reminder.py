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
            today = own.env.company._asn_today()
            stage = _stage(today, cycle.plan_due_on)
            if stage:
                own._asn_remind_leaders(cycle, stage, batch_size)
            own._asn_remind_owners(cycle, today, batch_size)

    @api.model
    def _asn_remind_leaders(self, cycle, stage, size):
        told = self._asn_leaders(cycle)
        self._asn_forget_closed(cycle, told)
        name, due = f"{REMIND_GAPS}_{stage}", _told(cycle.plan_due_on)
        plans = self.env["hr.asn.skp"].union(*told)
        known = self.env["hr.asn.event"]._asn_logged(plans, name, due)
        fresh = {plan: one for plan, one in told.items() if plan.id not in known}
        for some in split_every(size, fresh.items()):
            plans = self.env["hr.asn.skp"].union(*(plan for plan, _users in some))
            plans.activity_unlink([GAP_TYPE])
            plans._asn_notify_users(GAP_TYPE, dict(some))
            self._asn_done(plans, name, cycle.plan_due_on)

    @api.model
    def _asn_forget_closed(self, cycle, told):
        """Drop the to-do of who has closed his gaps since; ``told``: who has some."""
        plans = cycle.skp_ids.browse(self._asn_waiting(cycle.skp_ids, GAP_TYPE))
        plans = plans.filtered(lambda one: one not in told)
        if plans:
            plans.activity_unlink([GAP_TYPE])

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
        without = people.filtered(lambda one: one not in plans)
        plans |= self._asn_led_plans(cycle, without)
        told = {}
        for gap, leader in leaders.items():
            own = gap.skp_id if gap.kind == RESULT else plans.get(leader)
            user = leader.user_id.filtered("active")
            if own and user and leader not in away:
                told[own] = told.get(own, user) | user
        return told

    @api.model
    def _asn_led_plans(self, cycle, people):
        """Return {leader: one of the plans that he appraises, always the same}."""
        found = self.env["hr.asn.skp"].search(
            [
                ("cycle_id", "=", cycle.id),
                ("appraiser_id", "in", people.ids),
                ("state", "!=", "cancelled"),
            ],
            order="id desc",
        )
        return {plan.appraiser_id: plan for plan in found}

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
    def _asn_remind_owners(self, cycle, today, size):
        """Remind who has not handed in his plan, by the day on which his own is due."""
        plans = self.env["hr.asn.skp"].search(
            self.env["hr.asn.todo"]._asn_plan_domain()
            & Domain("cycle_id", "=", cycle.id)
            & Domain("version_number", "=", 0)
            & Domain("appraiser_id", "!=", False)
            & Domain("date_to", ">=", today)
        )
        # Who has joined later has his own days.
        for day, some in plans.grouped(lambda one: one._asn_fill_due()).items():
            stage = _stage(today, day)
            if stage:
                self._asn_remind_due(some, f"{REMIND_DUE}_{stage}", day, size)

    @api.model
    def _asn_remind_due(self, plans, name, day, size):
        """Remind of plans that are due on a day, unless a reminder waits already."""
        kind = REMINDERS[plans._name]
        plans = plans.filtered(lambda one: one.employee_id.user_id.active)
        known = self.env["hr.asn.event"]._asn_logged(plans, name, _told(day))
        known |= self._asn_waiting(plans, kind)
        fresh = plans.filtered(lambda one: one.id not in known)
        for ids in split_every(size, fresh.ids):
            some = fresh.browse(ids)
            some._asn_notify(kind, "employee_id")
            self._asn_done(some, name, day)

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
    def _asn_done(self, plans, name, day):
        self.env["hr.asn.event"]._asn_log(plans, name, _told(day))
        self.env["ir.cron"]._commit_progress(len(plans))


def _stage(today, due):
    """Return which reminder of plans due on a day today asks for, or None."""
    return deadlines.reminder(
        today, due, deadlines.REMIND_PLANS_DAYS, deadlines.REMIND_LATE_DAYS
    )


def _told(day):
    """Return by when plans are due, as a note of the history: in no language."""
    return f"{day:%d/%m/%Y}"
