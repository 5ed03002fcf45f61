from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_datetime

from ..exchange import numbers
from ..law import scoring
from ..law.predikat import move, predikat
from .hr_asn_evaluation_proposal_mixin import AXES
from .hr_asn_evaluation_rating_mixin import POINTS, REASON, said_of
from .hr_asn_rating import CALIBRATED, GIVEN


class HrAsnCalibrationLine(models.Model):
    """One evaluation on the table of a session, in the revision that it had then.

    It holds no rating: a difference is a rating row, and each step to it an event.
    """

    _name = "hr.asn.calibration.line"
    _description = "ASN evaluation in a calibration session"
    _order = "calibration_id desc, id"
    _rec_name = "evaluation_id"
    _log_access = False

    calibration_id = fields.Many2one(
        "hr.asn.calibration", required=True, ondelete="restrict", index=True
    )
    evaluation_id = fields.Many2one(
        "hr.asn.evaluation", required=True, ondelete="restrict"
    )
    revision = fields.Integer(required=True, aggregator=None)
    company_id = fields.Many2one("res.company", "Agency", required=True, index=True)

    # Taken off again with a session that was called off; its history stays with it.
    is_off = fields.Boolean(default=False, export_string_translation=False)

    # Also of a locked session: what was on a table does not come on another one.
    _on_table_uniq = models.UniqueIndex(
        "(evaluation_id, revision) WHERE is_off IS NOT TRUE",
        "This evaluation is in a calibration session already.",
    )

    def _asn_given(self):
        """Return {line: row of the appraiser}, as the user may see them."""
        return self._asn_rows(GIVEN)

    def _asn_calibrated(self):
        """Return {line: row that differs from the appraiser's}."""
        return self._asn_rows(CALIBRATED)

    def _asn_rows(self, kind):
        rows = self.env["hr.asn.rating"]._asn_of(self.evaluation_id, (kind,))
        found = {(row.evaluation_id.id, row.revision): row for row in rows}
        keys = {line: (line.evaluation_id.id, line.revision) for line in self}
        return {line: found[key] for line, key in keys.items() if key in found}

    def _asn_log_change(self, rated, before):
        """Append what a session did: {line: rating now}, {line: rating before}.

        Taken back is what has no reason any more.
        """
        changes = {line.id: _changes(before[line], rated[line]) for line in self}
        back = self.filtered(lambda line: not rated[line][REASON])
        log = self.env["hr.asn.event"]._asn_log
        log(back, "take_back", changes=changes)
        log(
            self - back,
            "calibrate",
            lambda line: rated[line][REASON],
            changes=changes,
        )

    def _asn_events(self):
        """Return what happened to these, as the user may read it, the newest first."""
        # Nothing but these lines is asked about: the others' rules cost queries.
        told = self.env["hr.asn.event"].with_context(asn_history_of=self._name)
        return told.search([("res_model", "=", self._name), ("res_id", "in", self.ids)])

    def _asn_take_off(self, reason):
        """Take these off their table, and each change back; ``reason``: why."""
        given, now = self._asn_given(), self._asn_calibrated()
        changed = self.browse().union(*now)
        changes = {line.id: _changes(now[line], given[line]) for line in changed}
        self.env["hr.asn.event"]._asn_log(changed, "take_back", reason, changes=changes)
        # By the system, as they came there: nobody is told who took part.
        rows = self.env["hr.asn.rating"].with_user(SUPERUSER_ID)
        rows._asn_take_back(CALIBRATED, changed.evaluation_id)
        self.write({"is_off": True})
        own = self.evaluation_id.with_user(SUPERUSER_ID)
        held = own.filtered(lambda one: one.calibration_line_id.id in self.ids)
        held._asn_put({"calibration_line_id": False})

    def _asn_judged(self, chosen, given, headed):
        """Return (rating, None), or (None, why it is refused).

        ``chosen``, ``given`` and ``headed``: as of `_asn_rated_in_session`.
        """
        evaluation = self.evaluation_id
        try:
            rated = evaluation._asn_rated_in_session(chosen, given, headed)
        except UserError as fault:
            return None, evaluation._asn_told_of(str(fault))
        reason = evaluation._asn_not_calibrated(rated, given, headed)
        return (None, reason) if reason else (rated, None)

    # -- on the screen -------------------------------------------------------

    def _asn_table_row(self, given, calibrated, headed):
        """Return a row of the table; ``calibrated``: None where nothing differs.

        ``headed``: as of `_asn_headed`, of the whole table.
        """
        evaluation, now = self.evaluation_id, calibrated or given
        axes = evaluation._asn_calibratable(headed)
        return {
            "id": evaluation.id,
            "name": evaluation.name,
            "post": evaluation.post,
            "unit": evaluation.department_id.name,
            "appraiser": evaluation.appraiser_name,
            "fixed": [axis for axis in AXES if axis not in axes],
            "in_points": bool(given.points),
            "given": _shown(given),
            "given_reason": given.reason or "",
            "before_sum": evaluation._asn_sum(given.points or {}) or "",
            "after_sum": evaluation._asn_sum(now.points or {}) or "",
            "note": evaluation._asn_idea_note(now.points or {}),
            **_shown(now),
            "reason": (calibrated and calibrated.reason) or "",
            "before": given.predikat,
            "after": now.predikat,
            "move": move(given.predikat, now.predikat),
        }

    def _asn_told(self, event):
        """Say of whom a step is, what it made of his rating, and why."""
        words = dict(
            self.env["hr.asn.rating"]
            ._fields["predikat"]
            ._description_selection(self.env)
        )
        step = self._asn_step(event)
        return self.env._(
            "%(name)s: %(before)s → %(after)s. %(reason)s",
            name=step["name"],
            before=words.get(step["before"]["predikat"], "–"),
            after=words.get(step["after"]["predikat"], "–"),
            reason=step["reason"] or "",
        ).strip()

    def _asn_foreseen(self, rated):
        """Return what a rating that is not kept yet would show in the row."""
        points = rated[POINTS] or {}
        return _shown(rated) | {
            "after": self._asn_predikat(rated, self.evaluation_id),
            "after_sum": self.evaluation_id._asn_sum(points) or "",
            "note": self.evaluation_id._asn_idea_note(points),
        }

    def _asn_step(self, event):
        """Return a step of the replay: who changed what, when and why."""
        before, after = {}, {}
        for name, old, new in event.changes:
            before[name], after[name] = old, new
        evaluation = self.evaluation_id
        for rating in (before, after):
            rating["predikat"] = self._asn_predikat(rating, evaluation)
            rating["sum"] = evaluation._asn_sum(rating.pop(POINTS, None) or {}) or ""
        return {
            "id": event.id,
            "who": event.sudo().actor_id.name,
            "when": format_datetime(self.env, event.happened_at),
            "name": evaluation.name,
            "before": before,
            "after": after,
            "reason": event.note,
        }

    @api.model
    def _asn_predikat(self, rating, evaluation):
        """Return the predikat of a rating by the policy of an evaluation."""
        version = evaluation.skp_id.policy_id.matrix_version
        return scoring.predikat(rating.get(POINTS) or {}) or predikat(
            *(rating[axis] for axis in AXES), version
        )


def _shown(rating):
    """Return {axis: what the screen shows of it}: a value as people write it."""
    if rating[POINTS]:
        said = said_of(rating)
        return {axis: numbers.hundredths(value) for axis, value in said.items()}
    return said_of(rating)


def _changes(before, after):
    """Return [name, before, after] of each figure; values only where there are any."""
    names = (*AXES, POINTS) if after[POINTS] else AXES
    return [[name, before[name], after[name]] for name in names]
