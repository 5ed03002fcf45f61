from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from ..law.states import RATED
from .hr_asn_calibration import RUNNING
from .hr_asn_evaluation_proposal_mixin import AXES, RESULT
from .hr_asn_evaluation_rating_mixin import said_of
from .hr_asn_rating import CALIBRATED, GIVEN

# What rates anew.
ANEW = ("rate", "unrate", "unrate_unreported")


class HrAsnEvaluationCalibrationMixin(models.AbstractModel):
    """An evaluation on the table of a calibration session.

    While that runs nobody moves it; once it is locked it is delivered as it was agreed,
    and not rated anew. A new revision is free again.
    """

    _name = "hr.asn.evaluation.calibration.mixin"
    _description = "ASN evaluation calibrated"

    # Of the last session that it was in; whose that is, is nobody's but the team's.
    calibration_line_id = fields.Many2one(
        "hr.asn.calibration.line",
        groups=".",
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        export_string_translation=False,
    )
    calibration_note = fields.Char(compute="_compute_calibration_note")
    is_in_session = fields.Boolean(
        compute="_compute_calibration_note",
        search="_search_is_in_session",
        export_string_translation=False,
    )
    # To whom the ratings are shown: before, after and reason.
    calibrated_note = fields.Text(
        compute="_compute_calibrated_note", compute_sudo=False
    )

    @api.depends("calibration_line_id.calibration_id.state", "state")
    @api.depends_context("uid", "lang")
    def _compute_calibration_note(self):
        """Tell the appraiser why he has to wait; the person concerned nothing."""
        waits = self._asn_in_session() - self._asn_mine("employee_id")
        for one in self:
            one.is_in_session = one in waits
            one.calibration_note = one in waits and one._asn_calibration_note()

    def _search_is_in_session(self, operator, value):
        """Find what is on the table of a session that is running; of one's own none."""
        if operator != "in":
            return NotImplemented
        # sudo: hr.asn.calibration.line - what is on a table, nothing of whose it is
        lines = self.env["hr.asn.calibration.line"].sudo()
        running = lines._search(
            [("calibration_id.state", "=", RUNNING), ("is_off", "=", False)]
        )
        held = Domain("id", "in", running.subselect("evaluation_id"))
        return held & Domain("employee_id.user_id", "!=", self.env.uid)

    @api.depends("rating_ids.predikat", "rating_ids.reason", "state")
    @api.depends_context("uid", "lang")
    def _compute_calibrated_note(self):
        """Say what a session has changed, and nothing of who took part in it."""
        rows = self.env["hr.asn.rating"]._asn_of(self, (GIVEN, CALIBRATED))
        given, ours = rows._asn_last((GIVEN,)), rows._asn_last((CALIBRATED,))
        for one in self:
            row = ours.get(one.id)
            is_told = row and row.revision == one.revision
            one.calibrated_note = is_told and self._asn_departure(given[one.id], row)

    @api.model
    def _asn_departure(self, before, after):
        return self.env._(
            "A calibration session has changed the rating.\nBefore: %(before)s\n"
            "After: %(after)s\nReason: %(reason)s",
            before=self._asn_row_told(before),
            after=self._asn_row_told(after),
            reason=after.reason,
        )

    @api.model
    def _asn_row_told(self, row):
        """Return the predikat of a row and what it comes from: ratings, or a sum."""
        words = dict(row._fields["predikat"]._description_selection(self.env))
        if row.points:
            return f"{words[row.predikat]} ({self._asn_sum(row.points)})"
        axes = dict(row._fields["result"]._description_selection(self.env))
        return self.env._(
            "%(predikat)s (results: %(result)s, behaviour: %(behavior)s)",
            predikat=words[row.predikat],
            **{axis: axes[row[axis]] for axis in AXES},
        )

    def _asn_on_table(self):
        """Return those whose present revision is, or was, in a session.

        Not a field: what lacks its sentence comes on no table, so that whoever is rated
        would read whether his rating has one.
        """
        # sudo: hr.asn.calibration.line - only of which revision it is
        once = self.sudo().filtered("calibration_line_id")
        return self & once.filtered(
            lambda one: one.calibration_line_id.revision == one.revision
        )

    def _asn_in_session(self):
        """Return those on the table of a session that is running."""
        # sudo: hr.asn.calibration - only whether it runs
        running = self.sudo()._asn_on_table()
        running = running.filtered(
            lambda one: one.calibration_line_id.calibration_id.state == RUNNING
        )
        return self.browse(running.ids)

    def _asn_settled(self):
        """Return those whose predikat nobody chooses any more.

        Delivered, or agreed on in a session that is locked.
        """
        agreed = self._asn_on_table()
        return self.filtered("predikat") | (agreed - agreed._asn_in_session())

    def _asn_is_agreed(self, rating):
        """Say whether sessions have locked all of these minding what a rating expects.

        Where it was set, or set anew, after that, delivering minds it.
        """
        if self - self._asn_on_table():
            return False
        # sudo: hr.asn.calibration - only which ratings it has minded
        own = self.sudo()
        sessions = own.calibration_line_id.calibration_id
        return sessions <= rating.sudo().calibration_ids

    def _asn_ready(self, transition):
        """Leave out what a session has on its table, or what it has agreed on.

        Not of the person concerned: he has no right anyway, and is told no more.
        """
        ready = super()._asn_ready(transition)
        held = ready.filtered(lambda one: one.state == RATED)._asn_on_table()
        held = held if transition.name in ANEW else held._asn_in_session()
        return ready - (held - held._asn_mine("employee_id"))

    def _asn_lack(self, transition):
        if self.state == RATED and self._asn_on_table():
            return self._asn_calibration_note()
        return super()._asn_lack(transition)

    def _asn_calibration_note(self):
        if self._asn_in_session():
            return self.env._(
                "%s is being calibrated. It can be delivered once the result of the "
                "calibration session is locked.",
                self.display_name,
            )
        return self.env._(
            "The result of the calibration session is locked. %s is not rated anew; it "
            "can be delivered.",
            self.display_name,
        )

    # -- who took part -------------------------------------------------------

    def _asn_calibrators(self):
        """Return {(evaluation id, revision): users who had a part in calibrating it}.

        For guards only: it is told to nobody who that was. The rows do not know it, as
        the person concerned reads them; sessions and their history do. Nothing came of
        a session that was called off. The queries are the same for any number.
        """
        # sudo: hr.asn.calibration.line - who took part, to keep him from judging it,
        # also where he was archived since
        lines = self.env["hr.asn.calibration.line"].sudo()
        lines = lines.with_context(active_test=False).search(
            [("evaluation_id", "in", self.ids), ("is_off", "=", False)]
        )
        events = self.env["hr.asn.event"]
        changed = events._asn_actors(lines, ("calibrate", "take_back"))
        led = events._asn_actors(lines.calibration_id, ("start", "lock"))
        found = defaultdict(self.env["res.users"].browse)
        for line in lines:
            session = line.calibration_id
            had_part = changed[line.id] | led[session.id]
            key = (line.evaluation_id.id, line.revision)
            found[key] |= had_part | session.participant_ids.user_id
        return dict(found)

    # -- in a session --------------------------------------------------------

    def _asn_calibratable(self, headed):
        """Return the axes of a rating that a session may change.

        ``headed``: as of `_asn_headed`, of all that are asked about.
        """
        self.ensure_one()
        return AXES

    def _asn_rated_in_session(self, chosen, given, headed):
        """Return what is chosen in a session as a rating row keeps it.

        ``chosen``: dict of a rating, values as they were typed; ``given``: row of the
        appraiser; ``headed``: as of `_asn_headed`. Raises what is wrong with it.
        """
        return chosen

    def _asn_not_calibrated(self, rated, given, headed):
        """Say why a session may not rate this so, as a sentence, or return None.

        ``rated``: dict of a rating; ``given``: row of the appraiser; ``headed``: as of
        `_asn_headed`.
        """
        if not all(rated[axis] for axis in AXES):
            return self._asn_told_of(self.env._("Choose both ratings."))
        if said_of(rated) == said_of(given):
            return None
        changed = _moved(rated, given)
        if set(changed) - set(self._asn_calibratable(headed)):
            return self._asn_told_of(self._asn_fixed_note(changed))
        return None

    def _asn_no_reason(self):
        return self._asn_told_of(
            self.env._("Write why the rating differs from that of the appraiser.")
        )

    def _asn_fixed_note(self, axes):
        if RESULT in axes:
            return self.env._("The result rating is not for a session to change.")
        return self.env._("The behaviour rating is not for a session to change.")

    def _asn_told_of(self, sentence):
        return f"{self.display_name}: {sentence}"


def _moved(rated, given):
    """Return the axes that change; a value may also move the rating of another one."""
    said, before = said_of(rated), said_of(given)
    return [
        axis
        for axis in AXES
        if said[axis] != before[axis] or rated[axis] != given[axis]
    ]
