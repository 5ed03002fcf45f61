import logging
from collections import defaultdict

from psycopg2 import IntegrityError, OperationalError

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .hr_asn_run_change import UNIT
from .hr_asn_run_line import (
    CANNOT,
    DIFFERENCES,
    DIFFERENT,
    EXEMPT,
    EXISTS,
    FAILED,
    INCOMPLETE,
    MAKE,
    MISSING,
    NOT_TAKEN,
    OK,
    SAME,
    SKIPPED,
    TAKEN,
    UNCHANGED,
    WAITING,
)
from .hr_asn_scope_mixin import BY_RUN, BY_RUN_ONLY
from .hr_asn_workflow_mixin import Transition

_logger = logging.getLogger(__name__)

DRAFT = "draft"
RUNNING = "running"
DONE = "done"
# Its lines are through, its end was refused: it can be continued.
STOPPED = "failed"
STATES = [
    (DRAFT, "Prepared"),
    (RUNNING, "In Progress"),
    (STOPPED, "Stopped"),
    (DONE, "Done"),
]

# Who may move a run: nobody else, as it works with his rights.
STARTER = "starter"
# What its lines are prepared from: settled once they are.
SETTLED = {"cycle_id", "params", "start_on", "file"}

# So many lines are done at once, while the user waits; more go to the cron.
INLINE_LIMIT = 50
BATCH_SIZE = 200

OPENINGS = ("opening", "evaluation")

HANDLERS = {
    "staff": "hr.asn.run.staff",
    "opening": "hr.asn.run.opening",
    "evaluation": "hr.asn.run.evaluation",
    "reminder": "hr.asn.run.reminder",
    "external": "hr.asn.run.external",
    "appraiser": "hr.asn.run.appraiser",
    "account": "hr.asn.run.account",
    "library": "hr.asn.run.library",
    "transfer": "hr.asn.run.transfer",
    "objective": "hr.asn.run.objective",
    "plan": "hr.asn.run.plan",
}


class HrAsnRun(models.Model):
    """The one engine of bulk work: batches that commit, show progress and resume.

    A handler model (HANDLERS) prepares the lines and processes a batch of them;
    what a batch cannot do is tried line by line, so that a bad one stops no other.
    """

    _name = "hr.asn.run"
    _description = "ASN bulk run"
    _inherit = ["hr.asn.company.mixin", "hr.asn.workflow.mixin", "mail.activity.mixin"]
    _order = "id desc"
    _check_company_auto = True

    _planned_idx = models.Index(f"(kind, start_on) WHERE state = '{DRAFT}'")

    # What the worker settles, that a run is done or stopped, is nobody's move.
    _transitions = (
        Transition("start", (DRAFT,), RUNNING, (STARTER,), "_asn_check_cycle_open"),
        Transition(
            "continue",
            (RUNNING, STOPPED),
            RUNNING,
            (STARTER,),
            "_asn_check_cycle_open",
        ),
        Transition(
            "retry",
            (DONE,),
            RUNNING,
            (STARTER,),
            "_asn_check_cycle_open",
            needs="failed_count",
        ),
    )
    _asn_protected = {
        "state": DRAFT,
        "started_at": False,
        "finished_at": False,
        "message": False,
        "resumed_at": 0,
    }
    _asn_fixed = frozenset({"user_id", "kind", "company_id"})

    name = fields.Char(required=True)
    kind = fields.Selection(
        [
            ("staff", "Staff List Import"),
            ("opening", "Opening of a Cycle"),
            ("evaluation", "Opening of Evaluations"),
            ("reminder", "Reminder"),
            ("external", "Import from e-Kinerja"),
            ("appraiser", "Change of Appraiser"),
            ("account", "Accounts and Slips"),
            ("library", "Prefill from the Library"),
            ("transfer", "Appointment List"),
            ("objective", "Agency Objectives"),
            ("plan", "Import of Plans"),
        ],
        required=True,
        readonly=True,
    )
    state = fields.Selection(STATES, default=DRAFT, required=True, readonly=True)
    company_id = fields.Many2one(readonly=True)
    user_id = fields.Many2one(
        "res.users",
        "Started By",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        index=True,
    )
    cycle_id = fields.Many2one("hr.asn.cycle", "Cycle", check_company=True)
    message = fields.Text(readonly=True)
    params = fields.Json(export_string_translation=False)
    # The one plan that a file of its owner fills in. Kept as a field for the rules: who
    # was an officer reads no more what his files said of others.
    own_skp_id = fields.Many2one(
        "hr.asn.skp",
        compute="_compute_own_skp_id",
        store=True,
        precompute=True,
        compute_sudo=True,
        ondelete="set null",
        index="btree_not_null",
        export_string_translation=False,
    )
    line_ids = fields.One2many("hr.asn.run.line", "run_id", "Rows")
    problem_ids = fields.One2many("hr.asn.run.problem", "run_id", "Problem Rows")
    change_ids = fields.One2many(
        "hr.asn.run.change", "run_id", "Changes", domain=[("subject", "!=", UNIT)]
    )
    unit_ids = fields.One2many(
        "hr.asn.run.change", "run_id", "Units", domain=[("subject", "=", UNIT)]
    )
    slip_ids = fields.One2many("hr.asn.slip", "run_id", "Slips")
    total = fields.Integer(compute="_compute_counts")
    done_count = fields.Integer("Done", compute="_compute_counts")
    ok_count = fields.Integer("Succeeded", compute="_compute_counts")
    skipped_count = fields.Integer("Skipped", compute="_compute_counts")
    failed_count = fields.Integer("Failed", compute="_compute_counts")
    # What a look at a report of another system has found: they add up to its rows.
    taken_count = fields.Integer("Taken Over", compute="_compute_found")
    same_count = fields.Integer("Without Change", compute="_compute_found")
    compared_count = fields.Integer("Only Compared", compute="_compute_found")
    left_count = fields.Integer("Not Taken", compute="_compute_found")
    file_count = fields.Integer("Rows of the File", compute="_compute_found")
    only_here_count = fields.Integer("Only Here", compute="_compute_found")
    difference_count = fields.Integer(
        "Differences to Decide", compute="_compute_difference_count"
    )
    progress = fields.Float(compute="_compute_counts", aggregator=None)
    # What an opening will do, as it was found before: disjoint, adding up to all rows.
    make_count = fields.Integer("Will Be Made", compute="_compute_outcomes")
    incomplete_count = fields.Integer(
        "Will Be Made, without Appraiser", compute="_compute_outcomes"
    )
    exists_count = fields.Integer("Exist Already", compute="_compute_outcomes")
    exempt_count = fields.Integer("Exempt", compute="_compute_outcomes")
    cannot_count = fields.Integer("Cannot Be Made", compute="_compute_outcomes")
    policy_summary = fields.Text("Policies", compute="_compute_policy_summary")
    start_on = fields.Date(
        "Planned For",
        help="Starts by itself on this day. Empty: only when somebody starts it.",
    )
    resumed_at = fields.Integer("Continued after Rows", readonly=True, aggregator=None)
    started_at = fields.Datetime(readonly=True)
    finished_at = fields.Datetime(readonly=True)

    @api.depends("line_ids.state")
    def _compute_counts(self):
        # sudo: hr.asn.run.line - how many, also of those hidden from who asks
        groups = (
            self.env["hr.asn.run.line"]
            .sudo()
            ._read_group([("run_id", "in", self.ids)], ["run_id", "state"], ["__count"])
        )
        for run in self:
            counts = {state: count for own, state, count in groups if own == run}
            run.total = sum(counts.values())
            run.ok_count = counts.get(OK, 0)
            run.skipped_count = counts.get(SKIPPED, 0)
            run.failed_count = counts.get(FAILED, 0)
            run.done_count = run.total - counts.get(WAITING, 0)
            run.progress = 100 * run.done_count / run.total if run.total else 0

    @api.depends("line_ids.outcome", "line_ids.decision")
    @api.depends_context("uid")
    def _compute_difference_count(self):
        """Count what is not decided yet, of what the user may see."""
        groups = self.env["hr.asn.run.line"]._read_group(
            [
                ("run_id", "in", self.ids),
                ("outcome", "in", DIFFERENCES),
                ("decision", "=", False),
            ],
            ["run_id"],
            ["__count"],
        )
        counts = dict(groups)
        for run in self:
            run.difference_count = counts.get(run, 0)

    @api.depends("line_ids.outcome")
    def _compute_outcomes(self):
        groups = self.env["hr.asn.run.line"]._read_group(
            [("run_id", "in", self.ids), ("outcome", "!=", False)],
            ["run_id", "outcome"],
            ["__count"],
        )
        counts = {(run.id, outcome): count for run, outcome, count in groups}
        for run in self:
            for outcome in (MAKE, INCOMPLETE, EXISTS, EXEMPT, CANNOT):
                run[f"{outcome}_count"] = counts.get((run.id, outcome), 0)

    @api.depends("kind", "params")
    def _compute_own_skp_id(self):
        """Take it from what the run works on; one that is no more is nobody's."""
        keys = {run: run._asn_own_key() for run in self}
        there = self.env["hr.asn.skp"].browse({*keys.values()} - {0}).exists().ids
        for run, key in keys.items():
            run.own_skp_id = key in there and key

    def _asn_own_key(self):
        """Return the id of the plan that a run says it fills in; none: 0."""
        key = self.kind == "plan" and (self.params or {}).get("plan")
        return key if isinstance(key, int) else 0

    @api.depends("params")
    def _compute_policy_summary(self):
        """Name each policy with the number of plans that will stand on it."""
        for run in self:
            policies = (run.params or {}).get("policies", [])
            run.policy_summary = "\n".join(f"{name}: {n}" for name, n in policies)

    @api.depends("params")
    def _compute_found(self):
        for run in self:
            counts = defaultdict(int, (run.params or {}).get("counts", {}))
            run.taken_count = counts[TAKEN]
            run.same_count = counts[UNCHANGED]
            run.compared_count = counts[SAME] + counts[DIFFERENT]
            run.left_count = sum(counts[outcome] for outcome in NOT_TAKEN)
            run.file_count = (
                run.taken_count + run.same_count + run.compared_count + run.left_count
            )
            run.only_here_count = counts[MISSING]

    @api.model_create_multi
    def create(self, vals_list):
        """A run acts with the rights of who made it: he is not to be chosen."""
        for vals in vals_list:
            vals.update(user_id=self.env.uid)
        return super().create(vals_list)

    def write(self, vals):
        if SETTLED & vals.keys() and any(run.state != DRAFT for run in self):
            raise AccessError(
                self.env._("What a run works on is settled when it has started.")
            )
        return super().write(vals)

    # -- who and when --------------------------------------------------------

    @api.depends("line_ids.state", "user_id")
    def _compute_asn_can(self):
        return super()._compute_asn_can()

    def _asn_role_starter(self):
        return self.filtered(lambda run: run.user_id == self.env.user)

    def _asn_role_label(self, role):
        if role == STARTER:
            return self.env._("who prepared the run")
        return super()._asn_role_label(role)

    def _asn_lack(self, transition):
        return self.env._("No row of “%s” has failed.", self.display_name)

    def _asn_check_cycle_open(self):
        """A closed year gets nothing new; what it has is still printed."""
        opening = self.filtered(lambda run: run.kind in OPENINGS)
        return super(HrAsnRun, opening)._asn_check_cycle_open()

    # -- starting ------------------------------------------------------------

    def action_preview(self):
        """Write down what the run would do, and nothing else (Periksa Dahulu).

        Raises UserError where it has started, AccessError for any but its starter.
        """
        self.ensure_one()
        self._asn_refuse(self._asn_move("start"))
        self._asn_check_cycle_open()
        self._asn_handler()._asn_preview(self)
        return self._asn_form()

    def action_start(self):
        """Prepare the lines and work: small runs at once, others by the cron."""
        self.ensure_one()
        if self._asn_role_starter() and not self.try_lock_for_update():
            # The worker has it, or another click of the same person.
            return self._asn_form()
        if self.state == DRAFT:
            self._asn_prepare()
        elif self.state != DONE:
            self._transition("continue", values={"message": False})
            self._asn_put({"resumed_at": self.done_count})
        return self._asn_work()

    def action_give_up(self):
        """Do not start a planned run by itself; it stays for whoever looks for it."""
        self.write({"start_on": False})

    def action_retry(self):
        """Put the failed rows of a finished run back and work on them, only on them.

        Raises UserError where none has failed or the run is not finished.
        """
        self.ensure_one()
        if self._asn_role_starter() and not self.try_lock_for_update():
            return self._asn_form()
        self._transition("retry", values={"finished_at": False, "message": False})
        # sudo: hr.asn.run.line - lines are made and marked by the engine only
        failed = self.sudo().line_ids.filtered(lambda line: line.state == FAILED)
        failed.write({"state": WAITING, "message": False})
        self._asn_handler()._asn_again(self, failed)
        return self._asn_work()

    def _asn_prepare(self):
        self._transition("start", values={"started_at": fields.Datetime.now()})
        self._asn_handler()._asn_begin(self)
        if not self._asn_make_lines():
            self._asn_put({"state": DONE})

    def _asn_make_lines(self):
        """Replace what an earlier look has left by the lines as they are now."""
        # sudo: hr.asn.run.line - lines are made and marked by the engine only
        former = self.sudo().line_ids
        vals_list = self._asn_handler()._asn_lines(self)
        former.exists().unlink()
        return former.create(
            [{"state": WAITING} | vals | {"run_id": self.id} for vals in vals_list]
        )

    def _asn_work(self):
        """Do what waits, or leave it to the worker where it is much; show the run."""
        limit = self._asn_handler()._asn_inline_limit
        if self.state == RUNNING and self.total - self.done_count <= limit:
            while self._asn_step():
                pass
        elif self.state == RUNNING:
            # sudo: ir.cron - waking the worker is all that is done with it
            self.env.ref("hr_asn_appraisal.ir_cron_asn_run").sudo()._trigger()
        return self._asn_form()

    def action_hierarchy(self):
        """Open the screen on which people without an appraiser get one."""
        health = "hr_asn_appraisal.hr_asn_hierarchy_action"
        if self.env.ref(health, raise_if_not_found=False):
            return self.env["ir.actions.act_window"]._for_xml_id(health)
        posts = "hr_asn_appraisal.hr_asn_assignment_action"
        action = self.env["ir.actions.act_window"]._for_xml_id(posts)
        wanted = {"search_default_current": 1, "search_default_no_appraiser": 1}
        return action | {"context": wanted}

    def _asn_form(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _asn_handler(self):
        """Return the handler as the starter of the run, with his rights."""
        self.ensure_one()
        return self._asn_handler_of(self.kind, self.user_id, self.company_id)

    @api.model
    def _asn_handler_of(self, kind, user, company):
        """Return the handler of a kind of run as a user, in an agency."""
        return (
            self.env[HANDLERS[kind]]
            .with_user(user)
            .with_company(company)
            .with_context(
                **{BY_RUN: BY_RUN_ONLY},
                lang=user.lang,
                tracking_disable=True,
                mail_create_nolog=True,
                mail_create_nosubscribe=True,
            )
        )

    def rejected_rows(self):
        """Return the rows with problems, for a file: a list of dicts of texts.

        A row stands there once for each problem; ``consequence`` says whether it
        was skipped or taken without superior. Lines that failed are in it, too.
        """
        self.ensure_one()
        self.check_access("read")
        failed = self.line_ids.filtered(lambda line: line.state == FAILED)
        rows = [problem._asn_row() for problem in self.problem_ids]
        return rows + [line._asn_row() for line in failed]

    # -- working -------------------------------------------------------------

    @api.model
    def _cron_asn_run(self):
        """Work on what was started, the oldest first; committed batch by batch."""
        self._asn_start_planned()
        runs = self.search([("state", "=", RUNNING)], order="id")
        cron = self.env["ir.cron"]
        # The end of each run counts as one more: else a run whose last lines took
        # the time that the cron had would wait for its end until the next hour.
        remaining = sum(run.total - run.done_count + 1 for run in runs)
        cron._commit_progress(remaining=remaining)
        for run in runs:
            if not run.try_lock_for_update():
                continue
            while done := run._asn_step():
                if not cron._commit_progress(done):
                    return
            if not cron._commit_progress(1):
                return

    @api.model
    def _asn_start_planned(self):
        """Start each run whose day has come; one that cannot start says why."""
        planned = self.search([("state", "=", DRAFT), ("start_on", "!=", False)])
        for run in planned:
            if (
                run.start_on <= run.company_id._asn_today()
                and run.try_lock_for_update()
            ):
                run.with_user(run.user_id)._asn_start_by_itself()

    def _asn_start_by_itself(self):
        try:
            with self.env.cr.savepoint():
                self._asn_prepare()
        except OperationalError:
            # A conflict or a lock, not a bad start: it is tried again later.
            raise
        except Exception as error:
            self.env.invalidate_all()
            reason = self._asn_reason(error)
            # sudo: hr.asn.run - why it did not start is for its owner to read
            self.sudo()._asn_put({"message": reason})

    def _asn_step(self, size=None):
        """Do the next batch of lines; return how many were done, 0 at the end."""
        size = size or self._asn_handler()._asn_batch_size
        lines = self.env["hr.asn.run.line"].sudo()
        lines = lines.search(
            [("run_id", "=", self.id), ("state", "=", WAITING)], order="id", limit=size
        )
        if lines:
            self._asn_do(lines)
        else:
            self._asn_end()
        return len(lines)

    def _asn_end(self):
        """Do what comes after the lines; where that fails, stop and say why."""
        try:
            with self.env.cr.savepoint():
                self._asn_handler()._asn_finish(self)
                self.env.flush_all()
        except OperationalError:
            # A conflict or a lock, not a bad end: it is done again later.
            raise
        except Exception as error:
            self.env.invalidate_all()
            reason = self._asn_end_reason(error)
            self._asn_put({"state": STOPPED, "message": reason})
        else:
            self._asn_put({"state": DONE, "finished_at": fields.Datetime.now()})

    def _asn_do(self, lines, do=None):
        """Do lines together; if that fails, each half of them; keep each reason.

        ``do``: what is done with them instead of `_asn_process` of the handler.
        """
        work = do or self._asn_handler()._asn_process
        try:
            with self.env.cr.savepoint():
                results = work(self, lines)
                self.env.flush_all()
        except OperationalError:
            # A conflict or a lock, not a bad line: the batch is done again later.
            raise
        except Exception as error:
            self.env.invalidate_all()
            if len(lines) == 1:
                results = {lines: (FAILED, self._asn_reason(error), None)}
            else:
                half = len(lines) // 2
                self._asn_do(lines[:half], do)
                self._asn_do(lines[half:], do)
                return
        lines._asn_mark(results)

    def _asn_put_undo(self, undo):
        """Keep what is needed to take the work of a run back; False: no longer."""
        for run in self:
            run._asn_put({"params": (run.params or {}) | {"undo": undo}})

    def _asn_is_done(self):
        """Say whether its lines and its end are through."""
        return self.state == DONE

    def _asn_reason(self, error):
        """Return an error in the words a user can act on; log what is a defect."""
        if isinstance(error, UserError):
            return str(error)
        if isinstance(error, IntegrityError) and (said := self._asn_key_reason(error)):
            return said
        _logger.warning("Run %s: a line failed", self.id, exc_info=error)
        return self.env._(
            "This line could not be done (%s). Tell the administrator.",
            type(error).__name__,
        )

    def _asn_key_reason(self, error):
        """Return what the key says that refused a row: somebody else was faster.

        None of a many2many field: its table has no model that could say it.
        """
        models_of = {one._table: name for name, one in self.env.registry.items()}
        name = models_of.get(error.diag.table_name)
        return name and self._asn_handler().env[name]._sql_error_to_message(error)

    def _asn_end_reason(self, error):
        """Return why the end failed, in the language of who started the run."""
        if isinstance(error, UserError):
            return str(error)
        _logger.warning("Run %s: its end failed", self.id, exc_info=error)
        return self._asn_handler().env._(
            "The rows are done, the end of the run is not (%s). "
            "Tell the administrator, then continue.",
            type(error).__name__,
        )


class HrAsnRunHandler(models.AbstractModel):
    """What a kind of run does: its lines, a batch of them, and the end."""

    _name = "hr.asn.run.handler"
    _description = "ASN run handler"

    # Lines between two commits: some seconds of work, so that progress shows.
    _asn_batch_size = BATCH_SIZE
    # So many lines are done while the user waits: less where a line takes long.
    _asn_inline_limit = INLINE_LIMIT

    @api.model
    def _asn_preview(self, run):
        """Write the lines of the run as they would be done, and nothing else."""
        run._asn_make_lines()

    @api.model
    def _asn_begin(self, run):
        """Do what the lines need to be there, once, when the run is started."""

    @api.model
    def _asn_lines(self, run):
        """Return the values of the lines to be done: key, name, res_id, payload.

        A line that nothing is to be done for has its state, outcome and message.
        """
        raise UserError(self.env._("This kind of run has nothing to do."))

    @api.model
    def _asn_process(self, run, lines):
        """Do lines; return {line: (state, message, res_id)}."""
        raise UserError(self.env._("This kind of run has nothing to do."))

    @api.model
    def _asn_again(self, run, lines):
        """Prepare the end of a retry of some lines: what was done is not done again."""

    @api.model
    def _asn_finish(self, run):
        """Do what is done once, when all lines are through."""

    @api.model
    def _asn_reasons(self, run):
        """Return {row of the file: all that is wrong with it}."""
        return {}

    @api.model
    def _asn_rejected_file(self, run):
        """Return (name, bytes) of the problem rows of a run, to be corrected.

        Raises UserError where there is no such row, or no file any more.
        """
        raise UserError(self.env._("This run takes no file in."))
