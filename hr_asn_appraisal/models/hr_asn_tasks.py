from datetime import timedelta
from typing import NamedTuple

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..domains import IN_OPEN_CYCLE
from ..exchange.cells import SKIP
from ..law import codes, contracts, monitor
from .hr_asn_exemption import PROPOSED
from .hr_asn_goal_proposal import OPEN as PROPOSALS
from .hr_asn_notice import OPEN
from .hr_asn_run import DONE, STOPPED
from .hr_asn_run import DRAFT as PREPARED
from .hr_asn_run_line import FAILED
from .hr_asn_scope_mixin import OFFICER_GROUP
from .hr_asn_unlock import REQUESTED

# So many days back a finished run with failed rows is still a task.
RUN_DAYS = 30
# Kinds of runs that take a file in.
IMPORTS = ("staff", "transfer", "external")


class Task(NamedTuple):
    """What may wait for the officer: what is counted, and what opens it."""

    key: str
    icon: str
    label: str
    model: str
    domain: Domain
    action: str
    fallback: str | None = None
    # Fields whose different values are counted; none: the records themselves.
    distinct: tuple = ()


class HrAsnTasks(models.AbstractModel):
    """Pusat Tugas: what waits for the officer himself, each within his rights."""

    _name = "hr.asn.tasks"
    _description = "ASN tasks of the officer"

    @api.model
    def open_task(self, key):
        """Return the action that lists what a task counts; its key as in the list."""
        task = next(one for one in self._asn_known() if one.key == key)
        action = self.env.ref(task.action, raise_if_not_found=False)
        xmlid = task.action if action else task.fallback
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        if xmlid == task.fallback or not task.fallback:
            action |= {"domain": [*task.domain], "context": {}}
        return action | {"name": task.label}

    @api.model
    def _asn_tasks(self):
        """Return what waits, as dicts; where nothing waits there is none. One query.

        For who is no officer nothing waits.
        """
        if not self.env.user.has_group(OFFICER_GROUP):
            return []
        tasks = self._asn_known()
        counts = [SQL("(%s)", self._asn_counting(one)) for one in tasks]
        found = self.env.execute_query(SQL("SELECT %s", SQL(", ").join(counts)))[0]
        return [
            {"key": one.key, "icon": one.icon, "label": one.label, "count": count}
            for one, count in zip(tasks, found, strict=True)
            if count
        ]

    @api.model
    def _asn_counting(self, task):
        """Return the query that counts a task in the units of the officer who asks.

        His units are asked for themselves, in place of all rules by which he may read:
        what waits for him as an officer, not what he sees as a head or an appraiser.
        """
        records = self.env[task.model]
        domain = task.domain & Domain("company_id", "in", self.env.companies.ids)
        number = self._asn_number(records, task.distinct)
        if "asn_in_officer_scope" not in records._fields:
            return records._search(domain).select(number)
        domain &= Domain("asn_in_officer_scope", "=", True)
        # bypass: the domain holds agency and units already
        return records._search(domain, bypass_access=True).select(number)

    @api.model
    def _asn_number(self, records, names):
        """Return the SQL of how many there are, or how many different values."""
        if not names:
            return SQL("COUNT(*)")
        fields = [records._field_to_sql(records._table, name) for name in names]
        return SQL("COUNT(DISTINCT (%s))", SQL(", ").join(fields))

    @api.model
    def _asn_known(self):
        today = self.env.company._asn_today()
        return [
            self._asn_notice_task(),
            *self._asn_post_tasks(today),
            *self._asn_account_tasks(),
            *self._asn_plan_tasks(today),
            self._asn_undelivered_task(),
            *self._asn_request_tasks(),
            *self._asn_objection_tasks(today),
            self._asn_run_task(today),
            self._asn_import_task(today),
            self._asn_cycle_task(),
        ]

    @api.model
    def _asn_notice_task(self):
        return Task(
            "notice",
            "fa-comment-o",
            self.env._("Notices of a wrong appraiser"),
            "hr.asn.notice",
            # Counted past the rules, which hide what is about the one who asks.
            Domain("state", "=", OPEN)
            & self.env["hr.asn.notice"]._asn_not_about(self.env.user),
            "hr_asn_appraisal.hr_asn_notice_action",
        )

    @api.model
    def _asn_post_tasks(self, today):
        return [
            Task(
                "appraiser",
                "fa-user-times",
                self.env._("People without appraiser"),
                "hr.asn.assignment",
                self._asn_lacking(today),
                "hr_asn_appraisal.hr_asn_hierarchy_action",
                "hr_asn_appraisal.hr_asn_assignment_action",
            ),
            Task(
                "acting",
                "fa-hourglass-end",
                self.env._("Acting posts at their end"),
                "hr.asn.assignment",
                self._asn_ending(today),
                "hr_asn_appraisal.hr_asn_assignment_action",
            ),
            Task(
                "contract",
                "fa-file-text-o",
                self.env._(
                    "Contracts of PPPK that end within %s days", contracts.NOTICE_DAYS
                ),
                "hr.asn.assignment",
                self.env["hr.asn.assignment"]._asn_contracts_ending(today),
                "hr_asn_appraisal.hr_asn_contract_action",
            ),
        ]

    @api.model
    def _asn_account_tasks(self):
        return [
            Task(
                "login",
                "fa-key",
                self.env._("People without a login"),
                "hr.asn.timeline",
                Domain("has_account", "=", False) & Domain("is_held", "=", True),
                "hr_asn_appraisal.hr_asn_timeline_action",
            ),
            Task(
                "slip",
                "fa-print",
                self.env._("Accounts not printed yet"),
                "hr.asn.timeline",
                Domain("has_account", "=", True)
                & Domain("has_login", "=", False)
                & Domain("is_held", "=", True),
                "hr_asn_appraisal.hr_asn_timeline_action",
            ),
        ]

    @api.model
    def _asn_plan_tasks(self, today):
        patience = today - timedelta(days=monitor.PATIENCE_DAYS)
        return [
            Task(
                "waiting",
                "fa-clock-o",
                self.env._(
                    "Plans that wait more than %s days for their appraiser",
                    monitor.PATIENCE_DAYS,
                ),
                "hr.asn.skp",
                self.env["hr.asn.skp"]._asn_awaiting_since(patience) & IN_OPEN_CYCLE,
                "hr_asn_appraisal.hr_asn_skp_action",
            ),
            Task(
                "check",
                "fa-check-square-o",
                self.env._("Plans to check"),
                "hr.asn.skp",
                self.env["hr.asn.skp"]._asn_awaiting_check() & IN_OPEN_CYCLE,
                "hr_asn_appraisal.hr_asn_skp_check_action",
            ),
        ]

    @api.model
    def _asn_undelivered_task(self):
        """Ratings that nobody has handed over in time; his own is not told of."""
        evaluations = self.env["hr.asn.evaluation"]
        return Task(
            "undelivered",
            "fa-paper-plane-o",
            self.env._("Ratings that should have been delivered"),
            "hr.asn.evaluation",
            evaluations._asn_undelivered_domain()
            & Domain("employee_id.user_id", "!=", self.env.uid)
            & IN_OPEN_CYCLE,
            "hr_asn_appraisal.hr_asn_evaluation_action",
        )

    @api.model
    def _asn_request_tasks(self):
        return [
            Task(
                "unlock",
                "fa-unlock-alt",
                self.env._("Requests to unlock"),
                "hr.asn.unlock",
                Domain("state", "=", REQUESTED),
                "hr_asn_appraisal.hr_asn_unlock_action",
            ),
            Task(
                "proposal",
                "fa-lightbulb-o",
                self.env._("Indicators proposed by employees"),
                "hr.asn.goal.proposal",
                Domain("state", "in", PROPOSALS)
                if self.env.user._asn_runs_agency()
                else Domain.FALSE,
                "hr_asn_appraisal.hr_asn_goal_proposal_action",
            ),
            Task(
                "exemption",
                "fa-calendar-check-o",
                self.env._("Exemptions to confirm"),
                "hr.asn.exemption",
                Domain("state", "=", PROPOSED),
                "hr_asn_appraisal.hr_asn_exemption_action",
            ),
        ]

    @api.model
    def _asn_objection_tasks(self, today):
        objections = self.env["hr.asn.objection"]
        action = "hr_asn_appraisal.hr_asn_objection_action"
        return [
            Task(
                "judge",
                "fa-gavel",
                self.env._("Objections: name who decides"),
                objections._name,
                objections._asn_to_name(),
                action,
            ),
            Task(
                "paper",
                "fa-pencil-square-o",
                self.env._("Objections: enter what was written on paper"),
                objections._name,
                Domain("waits_for_paper", "=", True),
                action,
            ),
            Task(
                "undecided",
                "fa-bell-o",
                self.env._("Objections to be decided soon or overdue"),
                objections._name,
                objections._asn_near(today),
                action,
            ),
            Task(
                "inquiry",
                "fa-question-circle-o",
                self.env._("Questions to answer from paper"),
                "hr.asn.inquiry",
                Domain("waits_for_paper", "=", True),
                "hr_asn_appraisal.hr_asn_inquiry_action",
            ),
        ]

    @api.model
    def _asn_run_task(self, today):
        recent = Domain("started_at", ">=", today - timedelta(days=RUN_DAYS))
        failed = Domain("line_ids.state", "=", FAILED) & Domain("state", "=", DONE)
        # Its day has come, and it could not start.
        refused = (
            Domain("state", "=", PREPARED)
            & Domain("start_on", "!=", False)
            & Domain("message", "!=", False)
        )
        return Task(
            "run",
            "fa-cogs",
            self.env._("Bulk runs that stopped or have failed rows"),
            "hr.asn.run",
            Domain("state", "=", STOPPED) | refused | (recent & failed),
            "hr_asn_appraisal.hr_asn_run_action",
        )

    @api.model
    def _asn_import_task(self, today):
        """Rows that the newest file of each kind left out; a later one mends them."""
        newest = self.env["hr.asn.run"]._read_group(
            [
                ("kind", "in", IMPORTS),
                ("state", "=", DONE),
                ("started_at", ">=", today - timedelta(days=RUN_DAYS)),
                ("company_id", "in", self.env.companies.ids),
                ("user_id", "=", self.env.uid),
            ],
            ["kind"],
            ["id:max"],
        )
        return Task(
            "skipped",
            "fa-upload",
            self.env._("Import rows skipped"),
            "hr.asn.run.problem",
            Domain("run_id", "in", [run for _kind, run in newest])
            & Domain("consequence", "=", SKIP),
            "hr_asn_appraisal.hr_asn_run_skipped_action",
            distinct=("run_id", "row"),
        )

    @api.model
    def _asn_cycle_task(self):
        """Who runs the agency is told what no longer opens: its officer has gone."""
        runs_agency = self.env.user._asn_runs_agency()
        cycles = self.env["hr.asn.cycle"]
        return Task(
            "opening",
            "fa-calendar-times-o",
            self.env._("Cycles that do not open by themselves any more"),
            "hr.asn.cycle",
            cycles._asn_lapsed() if runs_agency else Domain.FALSE,
            "hr_asn_appraisal.hr_asn_cycle_action",
        )

    @api.model
    def _asn_lacking(self, today):
        """Posts of ASN held today that nobody appraises."""
        return (
            Domain("appraiser_id", "=", False)
            & Domain("asn_kind", "not in", [False, codes.NON_ASN])
            & Domain("date_from", "<=", today)
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", today))
        )

    @api.model
    def _asn_ending(self, today):
        days = timedelta(days=monitor.ACTING_DAYS)
        return (
            Domain("status", "!=", codes.DEFINITIF)
            & Domain("date_to", ">=", today - days)
            & Domain("date_to", "<=", today + days)
        )
