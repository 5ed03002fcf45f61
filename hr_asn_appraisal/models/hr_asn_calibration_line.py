from odoo import api, fields, models
from odoo.tools.misc import format_datetime

from ..law.predikat import move, predikat
from .hr_asn_evaluation_proposal_mixin import AXES
from .hr_asn_evaluation_rating_mixin import REASON
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

    # Also of a locked session: what was on a table does not come on another one.
    _evaluation_uniq = models.Constraint(
        "UNIQUE(evaluation_id, revision)",
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
        changes = {
            line.id: [[axis, before[line][axis], rated[line][axis]] for axis in AXES]
            for line in self
        }
        back = self.filtered(lambda line: not rated[line][REASON])
        log = self.env["hr.asn.event"]._asn_log
        log(back, "take_back", changes=changes)
        log(
            self - back,
            "calibrate",
            lambda line: rated[line][REASON],
            changes=changes,
        )

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
            "given": {axis: given[axis] for axis in AXES},
            "given_reason": given.reason or "",
            **{axis: now[axis] for axis in AXES},
            "reason": (calibrated and calibrated.reason) or "",
            "before": given.predikat,
            "after": now.predikat,
            "move": move(given.predikat, now.predikat),
        }

    def _asn_step(self, event):
        """Return a step of the replay: who changed what, when and why."""
        before, after = {}, {}
        for axis, old, new in event.changes:
            before[axis], after[axis] = old, new
        evaluation = self.evaluation_id
        for rating in (before, after):
            rating["predikat"] = self._asn_predikat(rating, evaluation)
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
        """Return the predikat of two ratings by the policy of an evaluation."""
        version = evaluation.skp_id.policy_id.matrix_version
        return predikat(*(rating[axis] for axis in AXES), version)
