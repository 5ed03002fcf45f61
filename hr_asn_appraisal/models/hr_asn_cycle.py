from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..law import codes, periods
from ..law.codes import HERE
from ..law.monitor import default_plan_due
from ..law.states import (
    CANCELLED,
    CLOSED,
    CLOSING,
    DRAFT,
    PENDING,
    PLANNING,
    PUBLISHED,
    RUNNING,
)
from .hr_asn_goal import AGENCY
from .hr_asn_skp import AGREED
from .hr_asn_workflow_mixin import OFFICER, SYSTEM, Transition
from .hr_employee import ASN_KINDS
from .hr_version import POST_KINDS

PART_TIME_POLICY = "hr_asn_appraisal.policy_pppk_part_time"

STATES = [
    (DRAFT, "Draft"),
    (PLANNING, "Planning"),
    (RUNNING, "Running"),
    (CLOSING, "Closing"),
    (CLOSED, "Closed"),
]


class HrAsnCycle(models.Model):
    _name = "hr.asn.cycle"
    _description = "ASN performance cycle"
    _inherit = [
        "hr.asn.company.mixin",
        "hr.asn.open.day.mixin",
        "hr.asn.agency.mixin",
        "hr.asn.workflow.mixin",
        "mail.activity.mixin",
    ]
    _order = "year desc"
    _check_company_auto = True

    _transitions = (
        Transition("open", (DRAFT,), PLANNING, (OFFICER, SYSTEM)),
        Transition("start", (PLANNING,), RUNNING, (OFFICER, SYSTEM)),
        Transition("wind_up", (RUNNING,), CLOSING, (OFFICER, SYSTEM)),
        Transition("close", (CLOSING,), CLOSED, (OFFICER, SYSTEM)),
        Transition("reopen", (CLOSING, CLOSED), RUNNING, (OFFICER, SYSTEM)),
    )
    _asn_protected = {"state": DRAFT}

    name = fields.Char(compute="_compute_name", store=True)
    year = fields.Integer(
        required=True, default=lambda self: self._default_year(), aggregator=None
    )
    state = fields.Selection(STATES, default=DRAFT, required=True, copy=False)
    active = fields.Boolean(default=True, copy=False)
    policy_id = fields.Many2one("hr.asn.policy", "Policy", required=True)
    audience_ids = fields.One2many(
        "hr.asn.cycle.audience",
        "cycle_id",
        "Audiences",
        default=lambda self: self._default_audience_ids(),
    )
    # Whether its officer has seen the line of PPPK Paruh Waktu: then he decides.
    is_part_time_seen = fields.Boolean(
        readonly=True, copy=False, export_string_translation=False
    )
    period_ids = fields.One2many("hr.asn.period", "cycle_id", "Periods")
    skp_ids = fields.One2many("hr.asn.skp", "cycle_id", "Plans")
    skp_count = fields.Integer("Plans in the Cycle", compute="_compute_counts")
    here_count = fields.Integer("Plans Written Here", compute="_compute_counts")
    external_count = fields.Integer("In Another System", compute="_compute_counts")
    started_count = fields.Integer("Plans Begun", compute="_compute_counts")
    submitted_count = fields.Integer("Submitted Plans", compute="_compute_counts")
    approved_count = fields.Integer("Approved Plans", compute="_compute_counts")
    evaluation_count = fields.Integer("Evaluations", compute="_compute_counts")
    delivered_count = fields.Integer("Delivered Evaluations", compute="_compute_counts")
    date_from = fields.Date(compute="_compute_dates", store=True)
    date_to = fields.Date(compute="_compute_dates", store=True)
    plan_due_on = fields.Date(
        "Plans Due",
        compute="_compute_plan_due_on",
        store=True,
        readonly=False,
        precompute=True,
        help="Until then plans are to be agreed; afterwards who has none is late.",
    )

    _year_uniq = models.Constraint(
        "UNIQUE(company_id, year)", "The agency has a cycle of that year already."
    )
    _year_sane = models.Constraint(
        "CHECK(year BETWEEN 2020 AND 2100)", "The year has four digits, from 2020 on."
    )

    def _default_year(self):
        """Take the first year from this one on that the agency has no cycle of."""
        agency = [("company_id", "=", self.env.company.id)]
        taken = set(self.with_context(active_test=False).search(agency).mapped("year"))
        this = self.env.company._asn_today().year
        return next(
            year for year in range(this, this + len(taken) + 1) if year not in taken
        )

    def _default_audience_ids(self):
        return self._asn_audiences(self.env.company)

    @api.model
    def _asn_audiences(self, agency):
        """Give PPPK Paruh Waktu their own cadence, where an agency has any.

        Every quarter and the year, whatever the others have: KepmenPANRB 16/2025
        dictum 17 [C]. The officer sees the line and may change it.
        """
        policy = self.env.ref(PART_TIME_POLICY, raise_if_not_found=False)
        there = [
            ("company_id", "=", agency.id),
            ("asn_kind", "=", codes.PPPK_PARUH_WAKTU),
        ]
        # sudo: hr.asn.assignment - whether the agency has any, whose units they are in
        posts = self.env["hr.asn.assignment"].sudo()
        if not (policy and posts.search_count(there, limit=1)):
            return []
        line = {"asn_kind": codes.PPPK_PARUH_WAKTU, "policy_id": policy.id}
        return [Command.create({"sequence": 1, **line})]

    @api.depends("year")
    def _compute_name(self):
        for cycle in self:
            cycle.name = str(cycle.year)

    @api.depends("year")
    def _compute_dates(self):
        for cycle in self:
            cycle.date_from = date(cycle.year, 1, 1) if cycle.year else False
            cycle.date_to = date(cycle.year, 12, 31) if cycle.year else False

    @api.depends("year")
    def _compute_plan_due_on(self):
        for cycle in self:
            cycle.plan_due_on = cycle.year and default_plan_due(cycle.year)

    @api.depends("skp_ids.state")
    def _compute_counts(self):
        """Count what stands behind each bar; each is a part of the one before.

        Plans of other systems are a number of their own: nobody here is late with them.
        """
        kept = [("state", "!=", CANCELLED)]
        here = [("source", "=", HERE), *kept]
        sources = self._asn_counts("hr.asn.skp", "source", kept)
        plans = self._asn_counts("hr.asn.skp", "state", here)
        begun = self._asn_counts(
            "hr.asn.skp", "state", [*here, ("rhk_ids", "!=", False)]
        )
        rated = [("source", "=", HERE)]
        evaluations = self._asn_counts("hr.asn.evaluation", "state", rated)
        for cycle in self:
            counts = plans.get(cycle, {})
            evaluated = evaluations.get(cycle, {})
            cycle.here_count = sum(counts.values())
            cycle.skp_count = sum(sources.get(cycle, {}).values())
            cycle.external_count = cycle.skp_count - cycle.here_count
            cycle.started_count = sum(begun.get(cycle, {}).values())
            cycle.approved_count = sum(counts.get(state, 0) for state in AGREED)
            pending = sum(counts.get(state, 0) for state in PENDING)
            cycle.submitted_count = pending + cycle.approved_count
            cycle.evaluation_count = sum(evaluated.values())
            cycle.delivered_count = sum(evaluated.get(state, 0) for state in PUBLISHED)

    def _asn_counts(self, model, field, domain=()):
        """Return {cycle: {value of a field: count}} of what the user may see."""
        counts = {}
        for cycle, value, count in self.env[model]._read_group(
            [("cycle_id", "in", self.ids), *domain], ["cycle_id", field], ["__count"]
        ):
            counts.setdefault(cycle, {})[value] = count
        return counts

    @api.model_create_multi
    def create(self, vals_list):
        """Ask the agency of the cycle for its audiences, not that of who makes it."""
        for vals in vals_list:
            usual = self.default_get(["company_id"])
            agency = (usual | vals)["company_id"]
            audiences = self._asn_audiences(self.env["res.company"].browse(agency))
            vals.setdefault("audience_ids", audiences)
            vals["is_part_time_seen"] = bool(audiences)
        return super().create(vals_list)

    def write(self, vals):
        """An opened cycle keeps its year and agency: its plans stand on them."""
        if {"year", "company_id", "open_on"} & vals.keys() and any(
            cycle.state != DRAFT for cycle in self
        ):
            raise UserError(
                self.env._(
                    "An opened cycle keeps its year, its agency and its day of opening."
                )
            )
        if vals.get("active") is False and any(one.state != CLOSED for one in self):
            raise UserError(self.env._("Only a closed cycle can be archived."))
        return super().write(vals)

    def _asn_role_officer(self):
        """A cycle has no unit: who acts for the whole agency runs it."""
        return self if self.env.user._asn_runs_agency() else self.browse()

    def _asn_check_open(self):
        """Refuse what belongs to a year that has been closed."""
        closed = self.filtered(lambda cycle: cycle.state == CLOSED)
        if closed:
            raise closed._asn_closed_error()

    def _asn_closed_error(self):
        return UserError(self.env._("Cycle %s is closed.", self[:1].name))

    # -- opening -------------------------------------------------------------

    def action_check(self):
        """Look at what opening would make, and make nothing; return the run's form."""
        return self._asn_run("opening").action_preview()

    def action_open(self):
        """Make the periods and start the run that makes the plans; return its form."""
        return self._asn_run("opening").action_start()

    def action_check_periods(self):
        """Look at which evaluations would be opened; return the run's form."""
        return self._asn_run("evaluation").action_preview()

    def action_open_periods(self):
        """Start the run that makes the evaluations of all periods; return its form."""
        return self._asn_run("evaluation").action_start()

    def _asn_run(self, kind):
        """Return the run of a kind that this user has looked at, or a new one."""
        self.ensure_one()
        self._asn_check_open()
        return self.env["hr.asn.run"].search(
            [
                ("kind", "=", kind),
                ("cycle_id", "=", self.id),
                ("state", "=", DRAFT),
                ("start_on", "=", False),
                ("user_id", "=", self.env.uid),
            ],
            limit=1,
        ) or self._asn_new_run(kind)

    def _asn_new_run(self, kind, **values):
        """Return a new run of a kind for this cycle, prepared by the user."""
        names = {
            "opening": self.env._("Open cycle %s", self.name),
            "evaluation": self.env._("Open evaluations %s", self.name),
        }
        return self.env["hr.asn.run"].create(
            {"kind": kind, "cycle_id": self.id, "name": names[kind], **values}
        )

    def _asn_open(self):
        """Open a cycle, or open it again: what its plans stand on first."""
        self._asn_complete()
        if self.state == DRAFT:
            self._transition("open")

    def _asn_complete(self):
        """Make what the cycle lacks since an audience or part-time PPPK have come."""
        # sudo: hr.asn.cycle - who makes a plan makes what it stands on, with his units
        cycle = self.sudo()
        lines = cycle._asn_awaited_lines()
        if lines:
            cycle.audience_ids.create([one | {"cycle_id": cycle.id} for one in lines])
            # In the cache the new line is the last; the first that covers counts.
            cycle.invalidate_recordset(["audience_ids"])
        cycle._asn_make_periods()

    def _asn_awaited_lines(self):
        """Return the values of the usual audiences that the cycle has yet to get.

        None where its officer has seen them once, or has made one of that kind himself.
        """
        if self.is_part_time_seen:
            return []
        return [one[2] for one in self._asn_audiences(self.company_id)]

    def _asn_begin_running(self):
        """Let a planned cycle run: its evaluations begin."""
        if self.state == PLANNING:
            self.action_start()

    def action_start(self):
        self._transition("start")

    def action_wind_up(self):
        self._transition("wind_up")

    def action_close(self):
        self._transition("close")

    def action_reopen(self, reason):
        """Let a cycle that closes or is closed run again; the history says why."""
        if not (reason or "").strip():
            raise UserError(self.env._("Write why the cycle is reopened."))
        self._transition("reopen", note=reason, values={"active": True})
        for cycle in self:
            # sudo: hr.asn.skp - documents follow their posts, whoever may read them
            cycle.sudo().skp_ids._asn_follow_again(cycle._asn_closed_by())

    def _asn_closed_by(self):
        """Return the id of the event with which the cycle was last closed, or 0."""
        # sudo: hr.asn.event - the number of the event only
        events = self.env["hr.asn.event"].sudo()
        closed = {"res_model": self._name, "res_id": self.id, "state_to": CLOSED}
        domain = [(name, "=", value) for name, value in closed.items()]
        return events.search(domain, limit=1).id or 0

    def action_view_skp(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_asn_appraisal.hr_asn_skp_action"
        )
        return action | {"domain": [("cycle_id", "=", self.id)], "context": {}}

    def action_view_evaluations(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_asn_appraisal.hr_asn_evaluation_action"
        )
        return action | {"domain": [("cycle_id", "=", self.id)]}

    def _asn_make_periods(self):
        """Make each period of each cadence used, once; the year always."""
        policies = self.policy_id | self.audience_ids.policy_id
        cadences = set(policies.mapped("cadence")) | {codes.TAHUN}
        known = {(period.kind, period.number) for period in self.period_ids}
        self.env["hr.asn.period"].create(
            [
                {
                    "cycle_id": self.id,
                    "kind": period.kind,
                    "number": period.number,
                }
                for cadence in sorted(cadences)
                for period in periods.periods(self.year, cadence)
                if (period.kind, period.number) not in known
            ]
        )

    def action_take_objectives(self):
        """Take the agency's own goals of the library over as objectives of the year."""
        self.ensure_one()
        known = self.env["hr.asn.objective"].search([("cycle_id", "=", self.id)])
        codes_known = set(known.mapped("code"))
        goals = self.env["hr.asn.goal"].search(
            [("model", "=", AGENCY), ("company_id", "=", self.company_id.id)]
        )
        self.env["hr.asn.objective"].create(
            [
                {
                    "cycle_id": self.id,
                    "code": goal.code,
                    "name": goal.name,
                    "indicators": goal.indicator_ids._asn_text(),
                }
                for goal in goals
                if goal.code not in codes_known
            ]
        )

    def _asn_policy_of(self, assignment, awaited=()):
        """Return the policy of the first audience an assignment belongs to.

        ``awaited``: audiences that opening the cycle is going to make.
        """
        for audience in [*awaited, *self.audience_ids]:
            if audience._asn_covers(assignment):
                return audience.policy_id
        return self.policy_id

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        if any(cycle.state != DRAFT for cycle in self):
            raise UserError(self.env._("Only a draft cycle can be deleted."))


class HrAsnCycleAudience(models.Model):
    _name = "hr.asn.cycle.audience"
    _description = "ASN audience of a policy"
    _inherit = ["hr.asn.agency.mixin", "hr.asn.guard.mixin"]
    _order = "sequence, id"

    cycle_id = fields.Many2one(
        "hr.asn.cycle", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="cycle_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    department_id = fields.Many2one("hr.department", "Unit with Sub-units")
    post_kind = fields.Selection(POST_KINDS, "Kind of Post")
    asn_kind = fields.Selection(ASN_KINDS, "Kind of ASN")
    policy_id = fields.Many2one("hr.asn.policy", "Policy", required=True)

    @api.model_create_multi
    def create(self, vals_list):
        made = super().create(vals_list)
        made._asn_remember_part_time()
        return made

    def write(self, vals):
        result = super().write(vals)
        self._asn_remember_part_time()
        return result

    def _asn_remember_part_time(self):
        """Once there is a line of PPPK Paruh Waktu, it is for the officer to decide."""
        theirs = self.filtered(lambda one: one.asn_kind == codes.PPPK_PARUH_WAKTU)
        # sudo: hr.asn.cycle - that the line was there is all that is kept
        cycles = theirs.cycle_id.sudo()
        cycles.filtered(lambda one: not one.is_part_time_seen).is_part_time_seen = True

    def _asn_covers(self, assignment):
        """Say whether an assignment is of this audience; empty criteria cover all."""
        self.ensure_one()
        unit = assignment.department_id
        inside = not self.department_id or (unit.parent_path or "").startswith(
            self.department_id.parent_path
        )
        return (
            inside
            and self.post_kind in (False, assignment.post_kind)
            and self.asn_kind in (False, assignment.asn_kind)
        )
