from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..days import in_words
from ..law import deadlines, monitor
from .hr_asn_workflow_mixin import EMPLOYEE, SUBSTITUTE

# What a lock or an unlock changes without a write to the document.
FOLLOWING = [
    "is_locked",
    "is_fillable",
    "fill_until",
    "lock_note",
    "unlock_note",
    "request_note",
    "can_ask_unlock",
    "asn_can",
]


class HrAsnLockMixin(models.AbstractModel):
    """What is filled in until a day and then, where the policy says so, is locked.

    An unlock (hr.asn.unlock) opens it for longer. A model says in `_asn_is_filling()`
    what has not been handed in yet, in `_asn_fill_due()` until which day it should be,
    in `_asn_fill_label()` what that is in words ("SKP 2026", "Quarter I 2026"), has
    ``locks_late`` from its policy and protects ``opened_on``. What came back was
    handed in: it is never locked, nor is that of who is exempt.
    """

    _name = "hr.asn.lock.mixin"
    _description = "ASN document that a deadline may lock"

    # When it came to be, or was given back: from then on it can be filled in.
    opened_on = fields.Date("Opened On", readonly=True, copy=False)
    # Asked afresh: days pass and unlocks are given without a write to the document.
    is_locked = fields.Boolean(
        "Locked", compute="_compute_is_locked", compute_sudo=True
    )
    # What handing in needs: it is worked on here and not locked.
    is_fillable = fields.Boolean(
        compute="_compute_is_locked",
        compute_sudo=True,
        export_string_translation=False,
    )
    fill_until = fields.Date(
        "Fill In Until", compute="_compute_fill_until", compute_sudo=True
    )
    lock_note = fields.Char("Lock", compute="_compute_lock_notes", compute_sudo=True)
    unlock_note = fields.Char(
        "Unlock", compute="_compute_lock_notes", compute_sudo=True
    )
    request_note = fields.Char(
        "Request to Unlock", compute="_compute_lock_notes", compute_sudo=True
    )
    can_ask_unlock = fields.Boolean(
        compute="_compute_can_ask_unlock", export_string_translation=False
    )

    can_unlock = fields.Boolean(
        compute="_compute_can_unlock", export_string_translation=False
    )

    @api.depends("state")
    def _compute_is_locked(self):
        locked = self.filtered(lambda one: one._asn_is_filling())._asn_overdue()
        for one in self:
            one.is_locked = one in locked
            one.is_fillable = one.is_rated_here and not one.is_locked

    @api.depends("state")
    def _compute_fill_until(self):
        """Return the last day of each: its deadline, or the day it is unlocked until.

        Also where no policy locks: who was given more time is not late before.
        """
        opened = self.env["hr.asn.unlock"]._asn_in_force(self)
        for one in self:
            unlock = opened.get(one)
            one.fill_until = deadlines.last_day(
                one._asn_fill_due(), unlock and unlock.date_to
            )

    @api.depends("state")
    @api.depends_context("lang")
    def _compute_lock_notes(self):
        filling = self.filtered(lambda one: one._asn_is_filling())
        unlocks = self.env["hr.asn.unlock"]
        opened = unlocks._asn_in_force(filling)
        asked = unlocks._asn_requests(filling.filtered("is_locked"))
        for one in self:
            one.lock_note = one.is_locked and one._asn_lock_note()
            one.unlock_note = one in opened and opened[one]._asn_sentence()
            one.request_note = one in asked and asked[one]._asn_answer_sentence()

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_can_ask_unlock(self):
        """Who would fill it in asks, unless he waits for an answer already."""
        locked = self.filtered("is_locked")
        mine = locked._asn_role_employee() | locked._asn_role_substitute()
        asked = self.env["hr.asn.unlock"]._asn_requests(mine)
        for one in self:
            waits = one in asked and asked[one]._asn_is_waiting()
            one.can_ask_unlock = one in mine and not waits

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_can_unlock(self):
        """The officer unlocks what is locked, but nothing of his own."""
        can = self.filtered("is_locked")._asn_role_officer()
        for one in self:
            one.can_unlock = one in can

    @api.model
    def _asn_first_values(self):
        return super()._asn_first_values() | {"opened_on": self._asn_today()}

    def _asn_is_late(self):
        """Nobody is late, nor locked, for an appraiser who has not been set."""
        is_open = deadlines.is_open(self._asn_today(), self._asn_fill_due())
        return monitor.is_late(not is_open, bool(self.appraiser_id))

    def _asn_overdue(self):
        """Return those that their deadline locks today while they are filled in.

        Asked for are only the exemptions and unlocks of what a policy would lock.
        """
        late = self.filtered(
            lambda one: one.locks_late and one.is_rated_here and one._asn_is_late()
        )
        excused = late._asn_excuses()
        late = late.filtered(lambda one: one not in excused)
        opened = self.env["hr.asn.unlock"]._asn_in_force(late)
        return late.filtered(lambda one: one not in opened)

    def _asn_lock_moved(self):
        """Ask afresh what is locked: an unlock, or another appraiser, was given."""
        self.invalidate_recordset(FOLLOWING)

    def _asn_lock_note(self):
        """Say what was closed when, and whom to ask, M24."""
        return self.env._(
            "Filling in %(what)s was closed on %(day)s. Ask the performance officer "
            "to unlock it if there is a reason.",
            what=self._asn_fill_label(),
            day=in_words(self.env, self._asn_fill_due()),
        )

    def _asn_check_unlocked(self):
        """Raise where the deadline has locked what is to be written."""
        for one in self.filtered("is_locked"):
            raise UserError(one.lock_note)

    def _asn_lack(self, transition):
        """Say since when a step is locked by its deadline."""
        if transition.needs == "is_fillable" and self.is_locked:
            return self.lock_note
        return super()._asn_lack(transition)

    def action_ask_unlock(self, reason):
        """Ask the officer to unlock this one, with the reason.

        Raises AccessError for who does not fill it in; UserError where it is open,
        where no reason is given, or where an answer is waited for already.
        """
        self.ensure_one()
        self.check_access("read")
        if not (self._asn_role_employee() | self._asn_role_substitute()):
            raise AccessError(self._asn_no_right((EMPLOYEE, SUBSTITUTE)))
        if not self.is_locked:
            raise UserError(self.env._("%s is not locked.", self.display_name))
        self.env["hr.asn.unlock"]._asn_ask(self, reason)
