from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..domains import IN_OPEN_CYCLE
from ..law.states import RATED
from ..rows import add_rows
from .hr_asn_calibration_undo_mixin import CALL_OFF
from .hr_asn_evaluation_rating_mixin import POINTS, REASON, row_of, said_of
from .hr_asn_rating import CALIBRATED, LOCKED
from .hr_asn_scope_mixin import TEAM_GROUP
from .hr_asn_workflow_mixin import Transition

PREPARING = "preparing"
RUNNING = "running"
STATES = [(PREPARING, "Preparing"), (RUNNING, "In Session"), (LOCKED, "Result Locked")]

TEAM = "performance_team"


class HrAsnCalibration(models.Model):
    """The performance team compares the ratings of a unit across its appraisers.

    On the table is what is rated and not delivered. Only what differs from the rating
    of the appraiser is kept, as a rating row of its own with its reason.
    """

    _name = "hr.asn.calibration"
    _description = "ASN calibration session"
    _inherit = ["hr.asn.calibration.table.mixin", "hr.asn.workflow.mixin"]
    _inherit += ["hr.asn.calibration.pattern.mixin", "hr.asn.calibration.box.mixin"]
    _inherit += ["hr.asn.calibration.undo.mixin"]
    _order = "id desc"
    _check_company_auto = True

    _transitions = (
        Transition("start", (PREPARING,), RUNNING, (TEAM,), "_asn_check_cycle_open"),
        Transition(CALL_OFF, (RUNNING,), PREPARING, (TEAM,), "_asn_check_cycle_open"),
        Transition("lock", (RUNNING,), LOCKED, (TEAM,), "_asn_check_cycle_open"),
    )
    _asn_protected = {"state": PREPARING, "started_on": False, "locked_on": False}
    _asn_fixed = frozenset({"period_id", "department_id"})

    period_id = fields.Many2one(
        "hr.asn.period",
        "Period",
        required=True,
        ondelete="restrict",
        index=True,
        domain=IN_OPEN_CYCLE,
    )
    cycle_id = fields.Many2one(
        related="period_id.cycle_id", store=True, precompute=True, index=True
    )
    company_id = fields.Many2one(
        "res.company",
        "Agency",
        compute="_compute_company_id",
        store=True,
        precompute=True,
        index=True,
    )
    department_id = fields.Many2one(
        "hr.department",
        "Unit",
        required=True,
        ondelete="restrict",
        check_company=True,
        index=True,
        help="With all its sub-units.",
    )
    held_on = fields.Date(
        "Session Held On",
        required=True,
        default=lambda self: self.env.company._asn_today(),
    )
    # Of the team not everybody may read the staff file itself.
    participant_ids = fields.Many2many(
        "hr.employee.public",
        "hr_asn_calibration_participant_rel",
        "calibration_id",
        "employee_id",
        "Participants",
        help="Whose ratings are compared is never told who took part.",
    )
    state = fields.Selection(
        STATES, default=PREPARING, required=True, copy=False, index=True
    )
    started_on = fields.Date("Started On", copy=False)
    locked_on = fields.Date("Locked On", copy=False)
    line_ids = fields.One2many(
        "hr.asn.calibration.line",
        "calibration_id",
        "On Table",
        domain=[("is_off", "=", False)],
    )
    rated_count = fields.Integer(
        "Rated and Not Delivered", compute="_compute_rated_count", compute_sudo=False
    )

    @api.depends("period_id.company_id")
    def _compute_company_id(self):
        """Whose period it is; before that the user's, or no unit were offered."""
        for one in self:
            one.company_id = one.period_id.company_id or self.env.company

    @api.depends("period_id", "department_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            one.display_name = ", ".join(
                filter(
                    None, (one.department_id.name, one.period_id.sudo().display_name)
                )
            )

    @api.depends("period_id", "department_id", "state", "line_ids")
    @api.depends_context("uid")
    def _compute_rated_count(self):
        """Count what would come on the table now."""
        evaluations = self.env["hr.asn.evaluation"]
        for one in self:
            is_open = one.period_id and one.department_id and one.state != LOCKED
            one.rated_count = len(one._asn_rated(evaluations)) if is_open else 0

    # -- steps ---------------------------------------------------------------

    def action_start(self):
        """Put on the table what is rated; until it is locked nobody delivers that."""
        self._transition("start", values={"started_on": self._asn_today()})
        self._asn_take()

    def action_take(self):
        """Put on the table, too, what has been rated since."""
        self._asn_check_running()
        self._asn_take()

    def action_ask_lock(self):
        """Open the dialog that asks whether to lock, or why a pattern is not kept."""
        return {
            "type": "ir.actions.client",
            "tag": "asn_lock_session",
            "params": {"id": self.id, "asked": self.lock_asks()},
        }

    def action_lock(self, consideration=None):
        """Close the table: from now on the appraisers deliver, and nothing changes.

        ``consideration``: why a pattern of distribution is not kept. Raises UserError
        where the policy asks for one, or for the pattern.
        """
        self._asn_check_running()
        for session in self:
            held = session._asn_held()
            departing = session._asn_mind_pattern(held, consideration)
            session._asn_keep_minded(held, departing, consideration)
        self._transition("lock", values={"locked_on": self._asn_today()})

    def _asn_check_running(self):
        """Refuse what changes a session to who may not lock it, or not any more."""
        self._asn_refuse(self._asn_move("lock"))
        self._asn_check_cycle_open()

    def _asn_take(self):
        # sudo: hr.asn.calibration.line - also of a member of the team himself, whose
        # row he never sees
        lines = self.env["hr.asn.calibration.line"].sudo()
        for session in self:
            found = session._asn_rated(self.env["hr.asn.evaluation"].sudo())
            # On the table nobody could write what a rating without evidence needs.
            ready = found._asn_lacking_nothing()
            rows = [session._asn_line(one) for one in ready]
            for line in add_rows(lines, rows):
                # As the system: whose session it is, the evaluation does not tell.
                own = line.evaluation_id.with_user(SUPERUSER_ID)
                own._asn_put({"calibration_line_id": line.id})

    def _asn_line(self, evaluation):
        return {
            "calibration_id": self.id,
            "evaluation_id": evaluation.id,
            "revision": evaluation.revision,
            "company_id": self.company_id.id,
            "is_off": False,
        }

    def _asn_rated(self, evaluations):
        """Return what is rated in this unit and was on no table in this revision.

        ``evaluations``: of the environment that asks.
        """
        found = evaluations.search(
            [
                ("period_id", "=", self.period_id.id),
                ("department_id", "child_of", self.department_id.ids),
                ("state", "=", RATED),
            ]
        )
        return found - found._asn_on_table()

    def write(self, vals):
        """What is locked stays as it is, participants and day as well.

        Who takes part in what has begun stays among the participants: he does not
        judge what came of it. Others may join.
        """
        self._asn_refuse_locked()
        before = self._asn_taking_part()
        result = super().write(vals)
        after = self._asn_taking_part()
        for session in self:
            if before.get(session.id, set()) - after.get(session.id, set()):
                raise UserError(session._asn_not_removed())
        return result

    def _asn_taking_part(self):
        """Return {id: ids of the participants}, of sessions that run."""
        # sudo: hr.employee.public - also who was archived meanwhile or is elsewhere
        own = self.sudo().with_context(active_test=False)
        running = own.filtered(lambda one: one.state == RUNNING)
        return {one.id: set(one.participant_ids.ids) for one in running}

    def _asn_not_removed(self):
        return self.env._(
            "%s has begun: participants can be added, but not removed any more.",
            self.display_name,
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_only_preparing(self):
        # sudo: hr.asn.calibration.line - whether it ever began, whoever may read that
        lines = self.env["hr.asn.calibration.line"].sudo()
        begun = lines.search_count([("calibration_id", "in", self.ids)], limit=1)
        if begun or any(one.state != PREPARING for one in self):
            raise UserError(
                self.env._("Only a session that has not begun can be deleted.")
            )

    def _asn_refuse_locked(self):
        for one in self:
            if one.state == LOCKED:
                raise UserError(
                    self.env._("%s is locked: nothing changes.", one.display_name)
                )

    # -- who -----------------------------------------------------------------

    def _asn_role_performance_team(self):
        return self if self.env.user.has_group(TEAM_GROUP) else self.browse()

    def _asn_role_label(self, role):
        if role == TEAM:
            return self.env._("the performance team")
        return super()._asn_role_label(role)

    # -- changing ------------------------------------------------------------

    def calibrate(self, changes):
        """Change many ratings at once; one that is refused does not stop others.

        In: [{"id" of an evaluation, "result", "behavior", "reason"}]; in numbers
        "points" instead of both ratings: the values as typed, {"skp": "95", "behavior":
        "88,35"}, which the ratings follow. Both as the appraiser gave them: the change
        is taken back. Out: {"changed": [ids], "back": [ids], "refused":
        [sentences]}. Raises ValueError for a rating that the law does not know,
        AccessError and UserError for a session that may not be changed.
        """
        self.ensure_one()
        self._asn_check_running()
        rated, given, refused = self._asn_judge(changes)
        for line in [one for one in rated if _lacks_reason(rated[one], given[one])]:
            refused.append(line.evaluation_id._asn_no_reason())
            del rated[line]
        changed, back = self._asn_change(rated, given)
        return {
            "changed": changed.evaluation_id.ids,
            "back": back.evaluation_id.ids,
            "refused": refused,
        }

    def foresee(self, changes):
        """Return what changes would lead to, as the screen shows it; keeps nothing.

        In: as of `calibrate`; a reason is not asked for yet. Out: {"rows": {id: {axis:
        what is said of it, "after": predikat, "after_sum"}}, "refused": [sentences]}.
        Raises as `calibrate`.
        """
        self.ensure_one()
        self._asn_check_running()
        rated, _given, refused = self._asn_judge(changes)
        rows = {
            line.evaluation_id.id: line._asn_foreseen(row)
            for line, row in rated.items()
        }
        return {"rows": rows, "refused": refused}

    def _asn_judge(self, changes):
        """Return ({line: rating}, {line: row of the appraiser}, [what is refused])."""
        chosen = {one["id"]: _chosen(one) for one in changes}
        lines = self._asn_lines([("evaluation_id", "in", list(chosen))])
        given, headed = lines._asn_given(), lines.evaluation_id._asn_headed()
        rated, refused = {}, []
        for line in lines:
            row, reason = line._asn_judged(
                chosen[line.evaluation_id.id], given[line], headed
            )
            if reason:
                refused.append(reason)
            else:
                rated[line] = row
        gone = len(chosen) - len(lines)
        refused += [self.env._("Not on the table of this session.")] * gone
        return rated, given, refused

    def _asn_change(self, rated, given):
        """Keep what differs, drop what does not any more; return both as lines.

        ``rated``: {line: dict of a rating}; ``given``: {line: row of the appraiser}.
        """
        lines = self.env["hr.asn.calibration.line"].union(*rated)
        now = lines._asn_calibrated()
        same = lines.filtered(lambda line: _is_same(rated[line], given[line]))
        back = same.filtered(lambda line: line in now)
        changed = (lines - same).filtered(
            lambda line: line not in now or not _is_told(rated[line], now[line])
        )
        moved = changed | back
        for line in back:
            rated[line] = rated[line] | {REASON: False}
        moved._asn_log_change(
            rated, {line: now.get(line, given[line]) for line in moved}
        )
        # By the system: the person concerned reads the row, and not who took part.
        rows = self.env["hr.asn.rating"].with_user(SUPERUSER_ID)
        rows._asn_rate(
            CALIBRATED, {line.evaluation_id: rated[line] for line in changed}
        )
        rows._asn_take_back(CALIBRATED, back.evaluation_id)
        return changed, back

    def _asn_lines(self, domain=()):
        """Return the lines that the user may see: none of his own."""
        return self.env["hr.asn.calibration.line"].search(
            Domain("calibration_id", "in", self.ids)
            & Domain("is_off", "=", False)
            & Domain(domain)
        )

    def _asn_told_events(self):
        """Tell what happened to its lines as well, also to those taken off again."""
        told = super()._asn_told_events()
        lines = self.env["hr.asn.calibration.line"].search(
            [("calibration_id", "in", self.ids)]
        )
        session_of = {line.id: line.calibration_id.id for line in lines}
        for event in lines._asn_events():
            session = session_of[event.res_id]
            told[session] = told.get(session, event.browse()) | event
        return {key: events.sorted("id", reverse=True) for key, events in told.items()}


def _chosen(change):
    """Return a change of a caller of the API; values as they were typed."""
    return row_of(change) | {POINTS: change.get(POINTS) or False}


def _is_same(rating, other):
    """Say whether two ratings agree on both axes; in numbers on both values."""
    return said_of(rating) == said_of(other)


def _lacks_reason(rating, given):
    return not rating[REASON] and not _is_same(rating, given)


def _is_told(rating, other):
    """Say whether two ratings agree, and are said for the same reason."""
    return _is_same(rating, other) and rating[REASON] == other[REASON]
