import json

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..law import codes, monitor, states
from ..law.states import (
    ANNUAL,
    CANCELLED,
    CHECKED,
    PENDING,
    PERIODIC,
    PUBLISHED,
    RATED,
    RETURNED,
    SUBMITTED,
)
from .hr_asn_cascade import absent, excused
from .hr_asn_evaluation import STATES as EVALUATION_STATES
from .hr_asn_exempt_mixin import REMIND
from .hr_asn_exemption import CONFIRMED
from .hr_asn_policy import CADENCES
from .hr_asn_skp import STATES as SKP_STATES
from .hr_asn_unlock import GRANTED

HERE = "here"
NOT_OPENED = "none"
SKP = "skp"
STAGES = [(SKP, "Plan (SKP)"), (PERIODIC, "Periodic"), (ANNUAL, "Annual")]
STATES = list(
    dict([(NOT_OPENED, "Not Opened"), *SKP_STATES, *EVALUATION_STATES]).items()
)
BUCKETS = [
    (monitor.LATE, "Late"),
    (monitor.BLOCKED, "Blocked by Superior"),
    (monitor.NO_LOGIN, "No Login"),
    (monitor.EXEMPT, "Exempt"),
    (monitor.ELSEWHERE, "Other System"),
    (monitor.NOT_DUE, "Not Yet Due"),
    (monitor.DONE, "Done"),
]
# How far somebody is in a stage: nothing, begun, handed over, through.
NOTHING, FIRST, SECOND, THROUGH = range(4)

# An id tells the plan and, below, which stage of the year: 0 the plan itself, then
# months 1-12, quarters 13-16, half-years 17-18, the year 19.
PER_PLAN = 32
OFFSETS = {codes.BULAN: 0, codes.TRIWULAN: 12, codes.SEMESTER: 16, codes.TAHUN: 18}
# An evaluation has its own, who may be another than who appraises from later on.
THEIR_APPRAISER = SQL(
    "CASE WHEN evaluation.id IS NULL THEN plan.appraiser_id"
    " ELSE evaluation.appraiser_id END"
)


class HrAsnMonitor(models.Model):
    """Where each plan stands in each stage of its year, as of today.

    One row per plan and stage: the plan itself, each period in which it is evaluated,
    the year. Nothing is kept: buckets are asked afresh, with the agency's today, by
    the order of ``law/monitor.py``.
    """

    _name = "hr.asn.monitor"
    _description = "Where plans and evaluations stand"
    _inherit = ["hr.asn.view.mixin", "hr.asn.scope.mixin", "hr.asn.person.search.mixin"]
    _auto = False
    _order = "department_id, name, id"
    _depends = {
        "hr.asn.skp": [
            "assignment_id",
            "employee_id",
            "company_id",
            "department_id",
            "cycle_id",
            "policy_id",
            "name",
            "nip",
            "post",
            "status",
            "state",
            "version_number",
            "appraiser_id",
            "date_from",
            "date_to",
            "checks_plans",
            "opened_on",
            "appraised_on",
            "submitted_on",
            "checked_on",
            "returned_on",
        ],
        "hr.asn.rhk": ["skp_id"],
        "hr.asn.evaluation": [
            "skp_id",
            "period_id",
            "state",
            "appraiser_id",
            "opened_on",
            "submitted_on",
            "rated_on",
        ],
        "hr.asn.cycle": ["plan_due_on", "date_from", "date_to"],
        "hr.asn.period": ["cycle_id", "kind", "number", "date_from", "report_until"],
        "hr.asn.policy": ["source", "cadence", "minimum_days"],
        "hr.asn.exemption": ["employee_id", "state", "date_from", "date_to"],
        "hr.asn.unlock": [
            "employee_id",
            "unit_id",
            "cycle_id",
            "period_id",
            "date_to",
            "state",
            "answered_by_id",
        ],
        "hr.asn.event": ["res_model", "res_id", "name", "happened_at"],
        "hr.department": ["parent_path"],
        "hr.employee": ["user_id"],
        "res.company": ["asn_tz"],
        "res.users": ["active", "asn_one_time_until", "company_id"],
    }

    skp_id = fields.Many2one("hr.asn.skp", "SKP", readonly=True)
    evaluation_id = fields.Many2one("hr.asn.evaluation", "Evaluation", readonly=True)
    period_id = fields.Many2one("hr.asn.period", "Period", readonly=True)
    cycle_id = fields.Many2one("hr.asn.cycle", "Cycle", readonly=True)
    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    employee_id = fields.Many2one("hr.employee", "Employee", readonly=True)
    appraiser_id = fields.Many2one("hr.employee", "Appraiser", readonly=True)
    department_id = fields.Many2one("hr.department", "Unit", readonly=True)
    office_id = fields.Many2one(
        "hr.department",
        "Parent Unit",
        readonly=True,
        help="The unit right under the agency.",
    )
    unit_path = fields.Char("Unit with Parent Units", compute="_compute_unit_path")
    name = fields.Char("Employee Name", readonly=True)
    nip = fields.Char("NIP", readonly=True)
    post = fields.Char(readonly=True)
    stage = fields.Selection(STAGES, readonly=True)
    state = fields.Selection(STATES, readonly=True)
    step = fields.Integer(
        "Steps Done", readonly=True, aggregator=None, export_string_translation=False
    )
    bucket = fields.Selection(BUCKETS, "Standing", readonly=True)
    due_on = fields.Date("Deadline", readonly=True)
    waiting_since = fields.Date(readonly=True)
    has_appraiser = fields.Boolean(readonly=True)
    awaits_check = fields.Boolean("Waits for the Check", readonly=True)
    reminded_at = fields.Datetime("Last Reminder", readonly=True, aggregator="max")
    waits_for = fields.Char("What Is Waited For", compute="_compute_waits_for")
    is_current = fields.Boolean(
        "Current Stage",
        compute="_compute_is_current",
        search="_search_is_current",
        export_string_translation=False,
    )

    # -- the rows ------------------------------------------------------------

    @property
    def _table_query(self):
        today = self.env.company._asn_today()
        lacks = SQL("NOT %s", self.env["res.users"]._asn_signs_in("login"))
        return SQL(
            "%s UNION ALL %s",
            self._asn_plans(today, lacks),
            self._asn_periods(today, lacks),
        )

    def _asn_plans(self, today, lacks):
        """Return the rows of the stage of the plan itself."""
        due_on = self._asn_plan_due(today)
        facts = {
            "is_elsewhere": SQL("policy.source != %s", HERE),
            "is_done": SQL("plan.version_number > 0"),
            "is_exempt": self._asn_plan_excused(today),
            "waits_above": SQL(
                "plan.state IN %s OR plan.appraiser_id IS NULL", PENDING
            ),
            "lacks_login": lacks,
            "is_overdue": SQL("%s < %s", due_on, today),
        }
        return SQL(
            PLAN_ROWS,
            stage=SKP,
            submitted=SUBMITTED,
            checked=CHECKED,
            pending=PENDING,
            returned=RETURNED,
            due_on=due_on,
            reminded_at=self._asn_reminded("hr.asn.skp", SQL("plan.id")),
            bucket=self._asn_bucket(facts),
            today=today,
            **self._asn_shared(),
        )

    def _asn_plan_due(self, today):
        """Return until when a plan is to be handed in: as hr.asn.skp._asn_fill_due."""
        return SQL(
            "greatest(CASE WHEN plan.date_from <= cycle.date_from"
            " THEN cycle.plan_due_on"
            " ELSE greatest(cycle.plan_due_on, plan.date_from + %(joining)s) END,"
            " plan.opened_on + %(opened)s, plan.appraised_on + %(opened)s,"
            " %(unlocked)s)",
            joining=monitor.PLAN_DAYS,
            opened=monitor.OPENED_DAYS,
            unlocked=self._asn_unlocked(SQL("NULL::integer"), today),
        )

    def _asn_periods(self, today, lacks):
        """Return the rows of the periods in which each plan is evaluated."""
        due_on = SQL(
            "greatest(period.report_until, evaluation.opened_on + %(opened)s,"
            " plan.appraised_on + %(opened)s, %(unlocked)s)",
            opened=monitor.OPENED_DAYS,
            unlocked=self._asn_unlocked(SQL("period.id"), today),
        )
        return SQL(
            PERIOD_ROWS,
            offsets=json.dumps(OFFSETS),
            year=codes.TAHUN,
            annual=ANNUAL,
            periodic=PERIODIC,
            not_opened=NOT_OPENED,
            published=PUBLISHED,
            rated=RATED,
            submitted=SUBMITTED,
            due_on=due_on,
            reminded_at=self._asn_reminded("hr.asn.evaluation", SQL("evaluation.id")),
            bucket=self._asn_bucket(self._asn_period_facts(due_on, today, lacks)),
            is_due=self._asn_due(),
            appraiser=THEIR_APPRAISER,
            **self._asn_shared(),
        )

    def _asn_period_facts(self, due_on, today, lacks):
        """Return the facts of the rule, of a plan in a period."""
        return {
            "is_elsewhere": SQL("policy.source != %s", HERE),
            "is_done": SQL("evaluation.state IN %s", PUBLISHED),
            "is_exempt": self._asn_period_excused(today),
            "waits_above": SQL(
                "evaluation.state IN %s OR (%s) IS NULL"
                " OR (evaluation.id IS NULL AND plan.version_number = 0"
                " AND plan.state IN %s)",
                (SUBMITTED, RATED),
                THEIR_APPRAISER,
                PENDING,
            ),
            "lacks_login": lacks,
            # What the officer has not opened yet, nobody is late with.
            "is_overdue": SQL(
                "%s < %s AND (evaluation.id IS NOT NULL OR plan.version_number = 0)",
                due_on,
                today,
            ),
        }

    def _asn_shared(self):
        """Return what both texts of rows are filled with."""
        return {
            "per_plan": PER_PLAN,
            "cancelled": CANCELLED,
            "common": self._asn_common(),
            "tables": self._asn_tables(),
            "checking": self._asn_checking(),
            "nothing": NOTHING,
            "first": FIRST,
            "second": SECOND,
            "through": THROUGH,
        }

    def _asn_common(self):
        """Return the columns that every row takes from its plan.

        The office is the second of the path, right under the agency; a unit that
        stands at the top is its own.
        """
        return SQL(
            """plan.id AS skp_id, plan.cycle_id, plan.company_id, plan.employee_id,
               plan.department_id, plan.name, plan.nip, plan.post,
               coalesce(nullif(split_part(unit.parent_path, '/', 2), '')::int,
                        plan.department_id) AS office_id"""
        )

    def _asn_tables(self):
        return SQL(
            """hr_asn_skp plan
               JOIN hr_asn_cycle cycle ON cycle.id = plan.cycle_id
               JOIN hr_asn_policy policy ON policy.id = plan.policy_id
               JOIN hr_department unit ON unit.id = plan.department_id
               JOIN hr_employee person ON person.id = plan.employee_id
               LEFT JOIN res_users login ON login.id = person.user_id"""
        )

    def _asn_bucket(self, facts):
        """Return the bucket, asked in the order of the rule."""
        cases = (
            SQL("WHEN %s THEN %s", facts[fact], bucket)
            for bucket, fact in monitor.PRECEDENCE
        )
        return SQL("CASE %s ELSE %s END", SQL(" ").join(cases), monitor.NOT_DUE)

    def _asn_reminded(self, model, document):
        return SQL(
            "(SELECT max(event.happened_at) FROM hr_asn_event event"
            " WHERE event.res_model = %s AND event.res_id = %s AND event.name = %s)",
            model,
            document,
            REMIND,
        )

    def _asn_checking(self):
        """Say whether the officer is waited for, who checks a plan by its policy."""
        return SQL(
            "(plan.state = %s AND coalesce(plan.checks_plans, false))", SUBMITTED
        )

    def _asn_unlocked(self, period, today):
        """Return until when the person of a row, or his unit, is unlocked, else NULL.

        As hr.asn.unlock._asn_in_force says it; tests compare.
        """
        return SQL(
            """greatest(
                (SELECT max(own.date_to) FROM hr_asn_unlock own
                  WHERE own.state = %(granted)s AND own.date_to >= %(today)s
                    AND own.cycle_id = plan.cycle_id
                    AND own.employee_id = plan.employee_id
                    AND own.period_id IS NOT DISTINCT FROM %(period)s),
                (SELECT max(common.date_to) FROM hr_asn_unlock common
                        JOIN hr_department whole ON whole.id = common.unit_id
                  WHERE common.state = %(granted)s AND common.date_to >= %(today)s
                    AND common.cycle_id = plan.cycle_id
                    AND common.employee_id IS NULL
                    AND starts_with(unit.parent_path, whole.parent_path)
                    AND common.period_id IS NOT DISTINCT FROM %(period)s
                    AND common.answered_by_id IS DISTINCT FROM person.user_id))""",
            granted=GRANTED,
            today=today,
            period=period,
        )

    def _asn_away(self, what):
        """Return something of the confirmed exemptions of the person of a row.

        No two of them overlap: the database refuses.
        """
        return SQL(
            "(SELECT %s FROM hr_asn_exemption away"
            " WHERE away.employee_id = plan.employee_id AND away.state = %s)",
            what,
            CONFIRMED,
        )

    def _asn_plan_excused(self, today):
        """A plan waits until its owner is back; who is away throughout needs none."""
        return excused("plan", SQL("%s::date", today))

    def _asn_period_excused(self, today):
        """Who is away today is not awaited; nor who was, as law/exemptions.py says."""
        now = SQL(
            "bool_or(daterange(away.date_from, away.date_to, '[]') @> %s::date)", today
        )
        excused = SQL("%s OR %s", now, absent("plan", "period", "policy"))
        return SQL("coalesce(%s, false)", self._asn_away(excused))

    def _asn_due(self):
        """Say in which periods a plan is evaluated: as hr.asn.skp._asn_is_due does."""
        return SQL(
            """CASE period.kind
                WHEN %(year)s THEN plan.date_to = period.date_to AND (
                    plan.status = %(definitive)s OR NOT EXISTS (
                        SELECT FROM hr_asn_skp main
                         WHERE main.employee_id = plan.employee_id
                           AND main.cycle_id = plan.cycle_id
                           AND main.status = %(definitive)s
                           AND main.state != %(cancelled)s
                           AND main.date_to = plan.date_to))
                WHEN policy.cadence THEN CASE
                    WHEN plan.date_to < period.date_to
                    THEN plan.date_to - greatest(plan.date_from, period.date_from) + 1
                         >= greatest(policy.minimum_days, 1)
                    ELSE plan.date_from <= period.date_to END
                ELSE false END""",
            year=codes.TAHUN,
            definitive=codes.DEFINITIF,
            cancelled=CANCELLED,
        )

    @api.model
    def _asn_place_of(self, ids):
        return Domain("skp_id", "in", [key // PER_PLAN for key in ids])

    # -- the stage that is worked on -----------------------------------------

    def _compute_is_current(self):
        current = self.sudo().filtered_domain(self._search_is_current("in", [True]))
        for row in self:
            row.is_current = row in current

    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        stage = self._asn_current_stage()
        return self._asn_stage_domain(stage.key) if stage else Domain.FALSE

    @api.model
    def _asn_cycle(self):
        """Return the cycle that is monitored: the newest that has been opened."""
        return self.env["hr.asn.cycle"].search_fetch(
            [("company_id", "=", self.env.company.id), ("state", "!=", states.DRAFT)],
            ["year", "date_from", "plan_due_on"],
            order="year desc",
            limit=1,
        )

    @api.model
    def _asn_stages(self, cycle):
        """Return the stages of a cycle in order; a key is the cycle or a period."""
        cadences = [kind for kind, _label in CADENCES]
        periods = self.env["hr.asn.period"].search_fetch(
            [("cycle_id", "=", cycle.id)],
            ["cycle_id", "kind", "number", "date_to", "open_on", "report_until"],
        )
        stages = [
            monitor.Stage(one, one.open_on or one.date_to, 1 + cadences.index(one.kind))
            for one in periods
        ]
        stages += [monitor.Stage(cycle, cycle.date_from)] if cycle else []
        return sorted(stages, key=lambda one: (one.starts_on, one.rank))

    @api.model
    def _asn_current_stage(self):
        stages = self._asn_stages(self._asn_cycle())
        return monitor.current_stage(stages, self.env.company._asn_today())

    @api.model
    def _asn_stage_domain(self, key):
        """Return what rows are of a stage, given its key."""
        if key._name == "hr.asn.cycle":
            return Domain("stage", "=", SKP) & Domain("cycle_id", "=", key.id)
        return Domain("period_id", "=", key.id)

    def action_open_timeline(self):
        """Open the timeline of the person of this row."""
        self.ensure_one()
        return self.env["hr.asn.timeline"].browse(self.employee_id.id).action_open()


# One row per plan. One that ended in the year without ever being agreed is awaited by
# nobody.
PLAN_ROWS = """
SELECT plan.id * %(per_plan)s AS id,
       NULL::integer AS evaluation_id,
       NULL::integer AS period_id,
       %(common)s,
       plan.appraiser_id,
       %(stage)s AS stage,
       plan.state,
       CASE WHEN plan.version_number > 0 THEN %(through)s
            WHEN plan.state IN %(pending)s THEN %(second)s
            WHEN EXISTS (SELECT FROM hr_asn_rhk rhk
                          WHERE rhk.skp_id = plan.id) THEN %(first)s
            ELSE %(nothing)s END AS step,
       %(due_on)s AS due_on,
       CASE plan.state WHEN %(submitted)s THEN plan.submitted_on
                       WHEN %(checked)s THEN plan.checked_on
                       WHEN %(returned)s THEN plan.returned_on
                       ELSE plan.date_from END AS waiting_since,
       plan.appraiser_id IS NOT NULL AS has_appraiser,
       %(checking)s AS awaits_check,
       %(reminded_at)s AS reminded_at,
       %(bucket)s AS bucket
  FROM %(tables)s
 WHERE plan.version_number > 0
    OR (plan.date_to >= least(%(today)s, cycle.date_to)
        AND plan.state != %(cancelled)s)
"""

# One row per plan and period in which it is evaluated.
PERIOD_ROWS = """
SELECT plan.id * %(per_plan)s
       + (%(offsets)s::jsonb ->> period.kind)::int + period.number AS id,
       evaluation.id AS evaluation_id,
       period.id AS period_id,
       %(common)s,
       %(appraiser)s AS appraiser_id,
       CASE period.kind WHEN %(year)s THEN %(annual)s
                        ELSE %(periodic)s END AS stage,
       coalesce(evaluation.state, %(not_opened)s) AS state,
       CASE WHEN evaluation.state IN %(published)s THEN %(through)s
            WHEN evaluation.state = %(rated)s THEN %(second)s
            WHEN evaluation.state = %(submitted)s THEN %(first)s
            ELSE %(nothing)s END AS step,
       %(due_on)s AS due_on,
       coalesce(evaluation.rated_on, evaluation.submitted_on,
                period.date_from) AS waiting_since,
       (%(appraiser)s) IS NOT NULL AS has_appraiser,
       evaluation.id IS NULL AND %(checking)s AS awaits_check,
       %(reminded_at)s AS reminded_at,
       %(bucket)s AS bucket
  FROM %(tables)s
       JOIN hr_asn_period period ON period.cycle_id = plan.cycle_id
       LEFT JOIN hr_asn_evaluation evaluation
              ON evaluation.skp_id = plan.id
             AND evaluation.period_id = period.id
 WHERE evaluation.id IS NOT NULL
    OR (plan.state != %(cancelled)s AND %(is_due)s)
"""
