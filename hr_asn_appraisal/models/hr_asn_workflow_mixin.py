from collections import defaultdict
from typing import NamedTuple

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import split_every

# Who may move a document; each name is answered by one `_asn_role_…` method.
EMPLOYEE = "employee"
APPRAISER = "appraiser"
# Acts for the appraiser, for some time.
DELEGATE = "delegate"
SUPERIOR = "superior"
OFFICER = "officer"
SUBSTITUTE = "substitute"
CLERK = "clerk"
# Speak for the appraiser of a case: who rated for him; the officer, on paper.
RATER = "rater"
SCRIBE = "scribe"
# Keeps the library of the agency.
LIBRARIAN = "librarian"
# Of feedback, and of what asks for it.
GIVER = "giver"
ASKED = "asked"
SYSTEM = "system"

# So many activities are made together.
NOTIFIED = 1000
# So many refusals of a bulk action are quoted in its message.
TOLD_REASONS = 3


class Transition(NamedTuple):
    """One allowed move.

    ``condition`` names a method that raises or returns nothing; ``needs`` a field that
    holds something wherever there is something to move.
    """

    name: str
    source: tuple
    target: str
    who: tuple
    condition: str | None = None
    needs: str | None = None


class HrAsnWorkflowMixin(models.AbstractModel):
    """One transition map per model, asked by buttons, write, import and RPC alike.

    A model says what may happen in ``_transitions`` and which fields only a
    transition may write in ``_asn_protected`` (field -> its value at creation).
    """

    _name = "hr.asn.workflow.mixin"
    _description = "ASN workflow"
    _inherit = ["hr.asn.guard.mixin", "hr.asn.history.mixin"]

    _transitions = ()
    _asn_protected = {}
    # Identity: given at creation, then corrected by code only.
    _asn_fixed = frozenset()
    # Texts that belong to one side: field -> roles that may write it.
    _asn_authors = {}

    asn_can = fields.Char(
        "Possible Now", compute="_compute_asn_can", export_string_translation=False
    )

    # -- what may be done now ------------------------------------------------

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_asn_can(self):
        names = defaultdict(list)
        for transition in self._transitions:
            for record in self._asn_movable(transition):
                names[record.id].append(transition.name)
        for record in self:
            record.asn_can = " ".join(names[record.id])

    def _asn_movable(self, transition):
        """Return the records that the current user may move by this transition."""
        ready = self._asn_ready(transition)
        ready -= ready._asn_overseen()
        left = ready
        for role in transition.who:
            # Who may by one role is not asked for the others: each costs queries.
            left -= getattr(left, f"_asn_role_{role}")() if left else left
        return ready - left

    def _asn_overseen(self):
        """Return the records of agencies below: their parent reads, it moves none."""
        agencies = self.env["res.company"]._asn_overseen()
        if not agencies:
            return self.browse()
        # sudo: res.company - whose document it is
        return self.filtered(lambda record: record.sudo().company_id in agencies)

    def _asn_ready(self, transition):
        """Return the records that this transition could start from, whoever asks."""
        ready = self.filtered(lambda record: record.state in transition.source)
        return ready.filtered(transition.needs) if transition.needs else ready

    def _asn_role_employee(self):
        return self._asn_mine("employee_id")

    def _asn_role_appraiser(self):
        return self._asn_mine("appraiser_id") - self._asn_mine("employee_id")

    def _asn_role_superior(self):
        """Nobody stands above himself: neither who is rated nor who rated."""
        below = self._asn_mine("employee_id") | self._asn_mine("appraiser_id")
        return self._asn_mine("superior_id") - below

    def _asn_role_officer(self):
        return self.filtered("asn_in_officer_scope") - self._asn_mine("employee_id")

    def _asn_role_substitute(self):
        """Appraiser or officer, on paper, for somebody who has no login.

        Who has had access once acts himself, also while his newest slip has expired.
        """
        # sudo: hr.employee - whether somebody can log in is not for plain users to read
        without = self.sudo().filtered(lambda one: not one.employee_id.asn_has_login)
        without = self.browse(without.ids)
        return without._asn_role_appraiser() | without._asn_role_officer()

    def _asn_role_clerk(self):
        """The officer, on paper, for somebody without a login whom he does not rate."""
        officer = self._asn_role_substitute() & self._asn_role_officer()
        if "appraiser_id" not in self._fields:
            return officer
        return officer - officer._asn_mine("appraiser_id")

    def _asn_substituted(self, transition):
        """Return the records that the current user moves on behalf of the employee."""
        if not {SUBSTITUTE, CLERK} & set(transition.who) or self._asn_role_system():
            return self.browse()
        return self._asn_role_substitute()

    def _asn_on_behalf(self, transition):
        """Return {record: the employee for whom the current user moves it}."""
        return {
            # sudo: hr.asn… - whose document it is
            record: record.sudo().employee_id
            for record in self._asn_substituted(transition)
        }

    def _asn_check_cycle_open(self):
        """Refuse what belongs to a year that has been closed."""
        self.cycle_id._asn_check_open()

    def _asn_role_system(self):
        return self if self.env.uid == api.SUPERUSER_ID else self.browse()

    def _asn_mine(self, party):
        user = self.env.user
        # sudo: hr.employee - the login behind a party is not for plain users to read
        mine = self.sudo().filtered(lambda record: record[party].user_id == user)
        return self.browse(mine.ids)

    # -- moving --------------------------------------------------------------

    def _transition(
        self, name, note=None, values=None, leaves_todos=False, changes=None
    ):
        """Move all of self, or none: check, log, write. The only way to a state.

        ``values``: dict for all records, or a function record -> dict;
        ``leaves_todos``: to another move, which follows at once and settles them;
        ``note`` and ``changes``: as of `_asn_log`.
        Raises AccessError (not yours), UserError (not now, or what is missing).
        """
        transition = self._asn_move(name)
        self._asn_refuse(transition)
        if transition.condition:
            getattr(self, transition.condition)()
        self.env["hr.asn.event"]._asn_log(
            self,
            name,
            note,
            transition.target,
            on_behalf=self._asn_on_behalf(transition),
            changes=changes,
        )
        for vals, records in self._asn_group_values(values).items():
            moved = {"state": transition.target, **dict(vals)}
            # sudo: the transition map is the right to move, beyond ACL and rules
            records.sudo()._asn_put(moved)
        settled = [] if leaves_todos else self._asn_activity_types()
        # sudo: mail.activity - what the move settles may be another's task
        return self.sudo().activity_unlink(settled) if settled else True

    @api.model
    def _asn_move(self, name):
        """Return the transition of this name."""
        return next(move for move in self._transitions if move.name == name)

    def _asn_try_each(self, move, name=None):
        """Move together; where that is refused, by halves, so that none stops others.

        ``move``: function of records; ``name``: of the transition that it does, so that
        what this cannot move is sorted out first, at the same cost for any number.
        Returns the moved records and the reasons of the others, as sentences.
        """
        reasons = self._asn_reasons_not(self._asn_move(name)) if name else {}
        done, refused = (self - self.browse().union(*reasons))._asn_try_halves(move)
        reasons |= refused
        return done, [reasons[record] for record in self if record in reasons]

    def _asn_reasons_not(self, transition):
        """Return {record: why this transition cannot move it}."""
        there = self.exists()
        gone = self.env._("It was deleted meanwhile. Reload to see what is left.")
        reasons = dict.fromkeys(self - there, gone)
        readable = there._filtered_access("read")
        for record in there - readable:
            reasons[record] = record._asn_try_halves(
                lambda one: one.check_access("read")
            )[1][record]
        refused = readable - readable._asn_movable(transition)
        late = refused - refused._asn_ready(transition)
        for record in refused:
            is_late = record in late
            why_not = record._asn_not_now if is_late else record._asn_why_not
            reasons[record] = why_not(transition)
        return reasons

    def _asn_try_halves(self, move):
        """Move together, else each half of it; return the moved and {record: reason}.

        One that is refused among many costs a few tries more, not one for each.
        """
        if not self:
            return self, {}
        try:
            with self.env.cr.savepoint():
                move(self)
            return self, {}
        except UserError as error:
            if len(self) == 1:
                return self.browse(), {self: str(error)}
        half = len(self) // 2
        done, reasons = self[:half]._asn_try_halves(move)
        others, more = self[half:]._asn_try_halves(move)
        return done | others, reasons | more

    @api.model
    def _asn_told(self, sentence, reasons=()):
        """Return the client action that says what was done and what was not."""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": " ".join([sentence, *self._asn_first(reasons)]),
                "type": "warning" if reasons else "success",
                "sticky": bool(reasons),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    @api.model
    def _asn_outcome(self, words, left, reasons):
        """Return the action that says what was done and, of each left, why not.

        ``words``: what was done; how many of the others were not.
        """
        if not reasons:
            return self._asn_told(words[0])
        refused = list(zip(left, reasons, strict=True))
        return self.env["hr.asn.skp.outcome"]._asn_show(words, refused)

    @api.model
    def _asn_told_each(self, sentence, left, reasons):
        """Return the same in one notice, while that can quote every reason."""
        if len(reasons) <= TOLD_REASONS:
            return self._asn_told(sentence, reasons)
        refusal = self.env._("were refused; the reasons are below.")
        return self._asn_outcome((sentence, refusal), left, reasons)

    @api.model
    def _asn_first(self, reasons):
        """Return as many reasons as one reads at a glance, and how many are left."""
        left = len(reasons) - TOLD_REASONS
        more = [self.env._("%(n)s more were refused.", n=left)] if left > 0 else []
        return [*reasons[:TOLD_REASONS], *more]

    def _asn_group_values(self, values):
        """Group records by what is to be written, so that each group is one write."""
        if not callable(values):
            return {tuple((values or {}).items()): self}
        groups = defaultdict(list)
        for record in self:
            groups[tuple(values(record).items())].append(record.id)
        return {vals: self.browse(ids) for vals, ids in groups.items()}

    def _asn_refuse(self, transition):
        """Raise for what may not be moved, saying who could or in what state it is."""
        self.check_access("read")
        refused = self - self._asn_movable(transition)
        if not refused:
            return
        late = refused - refused._asn_ready(transition)
        if late:
            raise UserError(late[0]._asn_not_now(transition))
        raise AccessError(refused[0]._asn_why_not(transition))

    def _asn_not_now(self, transition):
        """Say why a transition does not start from where this record is."""
        if self.state in transition.source:
            return self._asn_lack(transition)
        return self.env._(
            "%(document)s is already “%(state)s”. Reload to see what changed.",
            document=self.display_name,
            state=self._asn_state_label(),
        )

    def _asn_why_not(self, transition):
        """Say why the user may not move this record, which others may move now."""
        return self._asn_no_right(transition.who)

    def _asn_lack(self, transition):
        """Say what this record lacks of what a transition needs."""
        return self.env._("There is nothing to do on %s.", self.display_name)

    def _asn_state_label(self):
        labels = dict(self._fields["state"]._description_selection(self.env))
        return labels[self.state]

    def _asn_role_label(self, role):
        return {
            EMPLOYEE: self.env._("the employee"),
            APPRAISER: self.env._("the appraiser"),
            DELEGATE: self.env._("who acts for the appraiser"),
            SUPERIOR: self.env._("the appraiser's superior"),
            OFFICER: self.env._("the performance officer"),
            SUBSTITUTE: self.env._("the appraiser, for an employee without a login"),
            CLERK: self.env._(
                "the performance officer, for an employee without a login"
            ),
            RATER: self.env._("who rated for the appraiser and acts for him"),
            SCRIBE: self.env._(
                "the performance officer, for an appraiser without a login"
            ),
            SYSTEM: self.env._("the system, by deadline"),
        }[role]

    # -- guard ---------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        """Set every protected field to its first value, whatever was asked for."""
        for vals in vals_list:
            vals.update(self._asn_first_values())
        return super().create(vals_list)

    @api.model
    def _asn_first_values(self):
        """Return what the protected fields of a new record are set to."""
        return self._asn_protected

    def write(self, vals):
        """Refuse protected fields, under sudo too: only a transition writes them."""
        refused = self._asn_protected.keys() & vals.keys()
        if not self.env.su:
            refused |= self._asn_fixed & vals.keys()
            self._asn_check_authors(vals)
        if refused:
            raise AccessError(
                self.env._(
                    "Only a step of the workflow changes: %(fields)s.",
                    fields=", ".join(
                        self._fields[name]._description_string(self.env) or name
                        for name in sorted(refused)
                    ),
                )
            )
        return super().write(vals)

    def _asn_put(self, vals):
        """Write past the guard: what a transition or the model's own code settles."""
        return super().write(vals)

    def _asn_check_authors(self, vals):
        """Raise where a text of one side is written by the other."""
        for name in self._asn_authors.keys() & vals.keys():
            roles = self._asn_authors[name]
            allowed = self.browse()
            for role in roles:
                allowed |= getattr(self, f"_asn_role_{role}")()
            if self - allowed:
                raise AccessError(self._asn_no_right(roles))

    def _asn_changed_by(self, user):
        """Return the error that tells who was quicker in another window, M35."""
        return UserError(
            self.env._(
                "The data were changed just now by %s. Reload to see what changed; "
                "what you entered is not lost.",
                user.name,
            )
        )

    def _asn_check_seen(self):
        """Refuse to answer what has changed since the screen was read, M35."""
        for error in self._asn_unseen().values():
            raise error

    def _asn_unseen(self):
        """Return {record: the error that says so} of what a screen does not show, M35.

        Its owner may have put something else in its place. In context: "asn_seen", the
        moment of its last change as the form shows it; of a list {id: that moment} of
        the rows that it shows.
        """
        seen = self.env.context.get("asn_seen")
        if not seen:
            return {}
        if not isinstance(seen, dict):
            seen = dict.fromkeys(self.ids, seen)
        shown = {str(key): str(moment) for key, moment in seen.items()}
        return {
            record: record._asn_changed_by(record._asn_changer())
            for record, moment in self._asn_moments().items()
            if not moment.startswith(shown.get(str(record.id), ""))
        }

    def _asn_moments(self):
        """Return {record: when what a screen shows of it was changed last}, as text."""
        return {record: str(record.write_date) for record in self}

    def _asn_changer(self):
        """Return the user or person who changed it last, to be told by name."""
        # sudo: res.users - who was quicker
        return self.sudo().write_uid

    def _asn_no_right(self, roles):
        return self.env._(
            "You are not entitled to this action. Entitled: %(roles)s.",
            roles=", ".join(self._asn_role_label(role) for role in roles),
        )

    # -- telling people ------------------------------------------------------

    def _asn_activity_types(self):
        """External ids of the activity types that a move of this model settles."""
        return []

    def _asn_today(self):
        """Return today in the zone of the agency whose documents these are."""
        return (self.company_id[:1] or self.env.company)._asn_today()

    def _asn_notify(self, activity_type, party):
        """Make one activity per record for the login of ``party``, in one batch."""
        told = {record: record[party].user_id for record in self.sudo()}
        self._asn_notify_users(activity_type, told)

    def _asn_notify_users(self, activity_type, told):
        """Make one activity for each user of a record, {record: users}, in a batch."""
        # Not env.ref, which asks whether it still exists: it is read below.
        key = self.env["ir.model.data"]._xmlid_to_res_id(activity_type, True)
        activity_type = self.env["mail.activity.type"].browse(key)
        today = self._asn_today()
        model_id = self.env["ir.model"]._get_id(self._name)
        users = self.env["res.users"].sudo().union(*told.values())
        summaries = {
            lang: activity_type.with_context(lang=lang).summary
            for lang in set(users.mapped("lang"))
        }
        vals_list = [
            {
                "activity_type_id": activity_type.id,
                "res_model_id": model_id,
                "res_id": record.id,
                "res_name": record.display_name,
                "user_id": user.id,
                "user_tz": user.tz,
                "date_deadline": today,
                "summary": summaries[user.lang],
                "automated": True,
            }
            for record, users in told.items()
            for user in users
            if user.active
        ]
        # Told by the system: who had made an activity himself could also delete it.
        activities = (
            self.env["mail.activity"]
            .with_user(SUPERUSER_ID)
            .with_context(mail_activity_quick_update=True, mail_create_nosubscribe=True)
        )
        # What Odoo does for each activity grows with their number.
        for some in split_every(NOTIFIED, vals_list):
            activities.create(some)

    def _asn_hand_over(self, activity_type, party):
        """Take what waits for a former ``party`` and give it to the present one."""
        if self:
            # sudo: mail.activity - it is the task of somebody else
            self.sudo().activity_unlink([activity_type])
            self._asn_notify(activity_type, party)

    def activity_unlink(self, act_type_xmlids, user_id=None, only_automated=True):
        """Drop activities: a step of the workflow anybody's, a user his own only."""
        own = user_id if self.env.su else self.env.uid
        return super().activity_unlink(act_type_xmlids, own, only_automated)

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Nobody follows an ASN document: following costs 5 queries a record."""
        return True
