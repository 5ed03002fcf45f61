from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..days import in_words
from ..law import codes, deadlines
from .hr_asn_workflow_mixin import OFFICER, SYSTEM, Transition

REQUESTED = "requested"
GRANTED = "granted"
REFUSED = "refused"
ENDED = "ended"
STATES = [
    (REQUESTED, "Requested"),
    (GRANTED, "Unlocked"),
    (REFUSED, "Refused"),
    (ENDED, "Ended"),
]

ANSWERED_TYPE = "hr_asn_appraisal.mail_act_asn_unlock"


class HrAsnUnlock(models.Model):
    """More time for a person, or for all of a unit, after a deadline: who, what, why,
    until when.

    It opens what was not handed in: the plan of a cycle, or the report of a period.
    It counts as the deadline of those whom it is given to, also where no policy locks.
    """

    _name = "hr.asn.unlock"
    _description = "ASN unlock after a deadline"
    _inherit = [
        "hr.asn.workflow.mixin",
        "hr.asn.scope.mixin",
        "hr.asn.person.search.mixin",
        "mail.activity.mixin",
    ]
    _order = "id desc"
    _rec_names_search = ["name", "nip"]
    _check_company_auto = True

    _transitions = (
        Transition("grant", (REQUESTED,), GRANTED, (OFFICER,), "_asn_check_until"),
        Transition("refuse", (REQUESTED,), REFUSED, (OFFICER,)),
        Transition("end", (GRANTED,), ENDED, (OFFICER, SYSTEM)),
    )
    _asn_protected = {
        "state": REQUESTED,
        "answer": False,
        "answered_by_id": False,
        "answered_on": False,
        "ended_on": False,
    }
    _asn_fixed = frozenset(
        {"employee_id", "unit_id", "cycle_id", "period_id", "reason"}
    )

    employee_id = fields.Many2one(
        "hr.employee",
        "Employee",
        ondelete="cascade",
        check_company=True,
        index=True,
    )
    unit_id = fields.Many2one(
        "hr.department",
        "Whole Unit",
        ondelete="cascade",
        check_company=True,
        index="btree_not_null",
        help="With all its sub-units.",
    )
    cycle_id = fields.Many2one(
        "hr.asn.cycle",
        "Cycle",
        required=True,
        ondelete="cascade",
        check_company=True,
        index=True,
        default=lambda self: self.env["hr.asn.monitor"]._asn_cycle(),
    )
    period_id = fields.Many2one(
        "hr.asn.period",
        "Period",
        ondelete="cascade",
        index="btree_not_null",
        domain="[('cycle_id', '=', cycle_id)]",
        help="Empty: the plan (SKP) of the cycle.",
    )
    what = fields.Char("What Is Unlocked", compute="_compute_what")
    company_id = fields.Many2one(
        related="cycle_id.company_id",
        store=True,
        precompute=True,
        index=True,
        string="Agency",
    )
    # Whose it is to answer: by the post that the person has or had last.
    department_id = fields.Many2one(
        "hr.department",
        "Unit",
        compute="_compute_department_id",
        store=True,
        precompute=True,
        compute_sudo=True,
        index=True,
    )
    unit_path = fields.Char("Unit with Parent Units", compute="_compute_unit_path")
    name = fields.Char(
        "Employee Name",
        compute="_compute_person",
        store=True,
        precompute=True,
        compute_sudo=True,
        index="trigram",
    )
    nip = fields.Char(
        "NIP",
        compute="_compute_person",
        store=True,
        precompute=True,
        compute_sudo=True,
        index="trigram",
    )
    reason = fields.Text("Reason", required=True)
    date_to = fields.Date("Open Until")
    state = fields.Selection(
        STATES, default=REQUESTED, required=True, copy=False, index=True
    )
    answer = fields.Text("Why It Is Refused", copy=False)
    answered_by_id = fields.Many2one("res.users", "Answered By", copy=False)
    answered_on = fields.Date("Answered On", copy=False)
    ended_on = fields.Date(copy=False)

    _somebody = models.Constraint(
        "CHECK((employee_id IS NULL) != (unit_id IS NULL))",
        "Choose an employee, or a whole unit.",
    )
    _asked_uniq = models.UniqueIndex(
        f"(employee_id, cycle_id, COALESCE(period_id, 0)) WHERE state = '{REQUESTED}'",
        "There is a request already that waits for an answer.",
    )
    # Of each document it is asked whether it is unlocked: there are few that are.
    _granted_idx = models.Index(f"(cycle_id, employee_id) WHERE state = '{GRANTED}'")

    @api.depends("employee_id", "unit_id")
    def _compute_department_id(self):
        """Take the unit itself, or that of the person's definitive or last post."""
        for one in self:
            posts = one.employee_id.asn_assignment_ids.sorted(
                lambda post: (post.status == codes.DEFINITIF, post.date_from)
            )
            one.department_id = one.unit_id or posts[-1:].department_id

    @api.depends("employee_id", "unit_id")
    def _compute_person(self):
        for one in self:
            person = one.employee_id
            one.name = person._asn_full_name() if person else one.unit_id.name
            one.nip = person.asn_nip

    @api.depends("department_id")
    @api.depends_context("lang")
    def _compute_unit_path(self):
        for one in self:
            one.unit_path = one.department_id._asn_path() if one.department_id else ""

    @api.depends("cycle_id", "period_id")
    @api.depends_context("lang")
    def _compute_what(self):
        for one in self:
            key = one.period_id or one.cycle_id
            one.what = key and self.env["hr.asn.monitor"]._asn_key_name(key)

    @api.depends("name", "what")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            one.display_name = ", ".join(filter(None, (one.name, one.what)))

    @api.constrains("cycle_id", "period_id")
    def _check_period(self):
        for one in self:
            if one.period_id and one.period_id.cycle_id != one.cycle_id:
                raise ValidationError(self.env._("The period is of another cycle."))

    # -- steps ---------------------------------------------------------------

    def action_grant(self):
        """Unlock until the day of each; what it opens says so."""
        self._transition(
            "grant",
            lambda one: one.reason,
            self._asn_signed(),
            changes={one.id: one._asn_opened_until() for one in self},
        )
        self._asn_tell("unlock", lambda one: one.reason)

    def _asn_give(self, date_to):
        """Unlock until a day."""
        self.write({"date_to": date_to})
        self.action_grant()

    def action_refuse(self, answer):
        """Refuse requests, with the reason that the employee reads."""
        if not (answer or "").strip():
            raise UserError(self.env._("Write why it is refused."))
        answer = answer.strip()
        values = self._asn_signed() | {"answer": answer}
        self._transition("refuse", answer, values)
        self._asn_tell("refuse_unlock", answer)

    def action_end(self):
        """End before the day: from now on the deadline holds again."""
        values = {"ended_on": self._asn_today()}
        self._transition("end", values=values)
        self._asn_tell("end_unlock")

    def _asn_signed(self):
        return {"answered_by_id": self.env.uid, "answered_on": self._asn_today()}

    def _asn_check_until(self):
        """Refuse to unlock without a day, or until one that has passed."""
        self._asn_check_cycle_open()
        self._asn_refuse_passed(self)

    @api.constrains("date_to")
    def _check_date_to(self):
        """Refuse a day that has passed before it is kept as if somebody had asked."""
        self._asn_refuse_passed(self.filtered("date_to"))

    @api.model
    def _asn_refuse_passed(self, unlocks):
        today = self._asn_today()
        for one in unlocks:
            if not one.date_to or not deadlines.is_open(today, one.date_to):
                raise UserError(
                    self.env._(
                        "%s: choose until when it is open, today or later.",
                        one.display_name,
                    )
                )

    def _asn_opened_until(self):
        """Return the day as the history keeps it, told to each in his language."""
        return [["date_to", None, str(self.date_to)]]

    def _asn_tell(self, name, note=None):
        """Write into the history of the documents, and tell the person.

        ``note``: a text, or a function of what a document was unlocked by.
        """
        opened = self._asn_documents()
        for documents, unlocks in opened.items():
            words, until = note, None
            if callable(note):
                words = lambda one, unlocks=unlocks: note(unlocks[one])  # noqa: E731
                until = {one.id: unlocks[one]._asn_opened_until() for one in documents}
            self.env["hr.asn.event"]._asn_log(documents, name, words, changes=until)
            documents._asn_lock_moved()
        if name != "end_unlock":
            self._asn_notify(ANSWERED_TYPE, "employee_id")

    def write(self, vals):
        """What was answered keeps its day: another day is another unlock."""
        answered = self.filtered(lambda one: one.state != REQUESTED)
        if answered and "date_to" in vals:
            raise UserError(
                self.env._(
                    "%(document)s is “%(state)s”. End it and make another one.",
                    document=answered[0].display_name,
                    state=answered[0]._asn_state_label(),
                )
            )
        return super().write(vals)

    def _asn_activity_types(self):
        return [ANSWERED_TYPE]

    # -- asking --------------------------------------------------------------

    @api.model
    def _asn_ask(self, document, reason):
        """Make the request of who fills in a document. Raises UserError, see there."""
        if not (reason or "").strip():
            raise UserError(self.env._("Write why it should be unlocked."))
        asked = self._asn_requests(document).get(document)
        if asked and asked._asn_is_waiting():
            raise UserError(asked._asn_answer_sentence())
        values = self._asn_key(document) | {"reason": reason.strip()}
        # sudo: hr.asn.unlock - the employee asks, he decides nothing
        self.sudo().create(values)
        self.env["hr.asn.event"]._asn_log(document, "ask_unlock", reason.strip())
        document._asn_lock_moved()

    @api.model
    def _asn_prepare(self, documents, reason):
        """Return requests found and made for documents, and why there are not more.

        One for each person and thing: who has two plans is unlocked for both. What has
        been handed in needs none.
        """
        filling, reasons = self._asn_filling(documents)
        others = filling._asn_role_officer()
        if filling - others:
            reasons.append(filling._asn_no_right((OFFICER,)))
        asked = self._asn_requests(others)
        known = self.browse(one.id for one in asked.values() if one._asn_is_waiting())
        values = {tuple(self._asn_key(one).values()): one for one in others}
        for one in known.sudo():
            values.pop(tuple(one._asn_whose().values()), None)
        # sudo: hr.asn.unlock - each is answered right away, by the map
        made = self.sudo().create(
            [self._asn_key(one) | {"reason": reason} for one in values.values()]
        )
        return known, made.with_env(self.env), reasons

    @api.model
    def _asn_filling(self, documents):
        """Return those that are filled in here, and why the others are not."""
        there = documents.filtered("is_rated_elsewhere")
        filling = (documents - there).filtered(lambda one: one._asn_is_filling())
        handed = self.env._("%s has been handed in already.")
        return filling, [
            *(one._asn_elsewhere() for one in there),
            *(handed % one.display_name for one in documents - there - filling),
        ]

    def _asn_whose(self):
        return {
            "employee_id": self.employee_id.id,
            "cycle_id": self.cycle_id.id,
            "period_id": self.period_id.id,
        }

    @api.model
    def _asn_key(self, document):
        """Return whose and what a document is, as values of an unlock."""
        # sudo: hr.asn.skp, hr.asn.evaluation - whose document it is
        document = document.sudo()
        is_plan = document._name == "hr.asn.skp"
        return {
            "employee_id": document.employee_id.id,
            "cycle_id": document.cycle_id.id,
            "period_id": False if is_plan else document.period_id.id,
        }

    @api.model
    def _asn_requests(self, documents):
        """Return {document: the newest request of its person}; one query for all."""
        if not documents:
            return {}
        # sudo: hr.asn.unlock - whether somebody waits, for whoever sees the document
        found = self.sudo().search(
            Domain("employee_id", "in", documents.sudo().employee_id.ids)
            & Domain("cycle_id", "in", documents.sudo().cycle_id.ids)
        )
        newest = {}
        for one in found:
            newest.setdefault(tuple(one._asn_whose().values()), one)
        keys = {one: tuple(self._asn_key(one).values()) for one in documents}
        return {one: newest[key] for one, key in keys.items() if key in newest}

    def _asn_is_waiting(self):
        return self.state == REQUESTED

    # -- what is open --------------------------------------------------------

    @api.model
    def _asn_in_force(self, documents):
        """Return {document: the unlock that holds it open the longest}; one query."""
        if not documents:
            return {}
        # sudo: hr.asn.unlock - open is open for whoever works on it
        found = self.sudo().search(
            Domain("state", "=", GRANTED)
            & Domain("cycle_id", "in", documents.sudo().cycle_id.ids)
            & (
                Domain("employee_id", "in", documents.sudo().employee_id.ids)
                | Domain("unit_id", "!=", False)
            ),
            order="date_to",
        )
        held = found.filtered(
            lambda one: deadlines.is_open(one._asn_today(), one.date_to)
        )
        return held._asn_match(documents)

    def _asn_match(self, documents):
        """Return {document: the last of these unlocks that is for it}."""
        by_key = defaultdict(self.browse)
        for one in self:
            by_key[one.cycle_id.id, one.period_id.id] |= one
        matched = {}
        for document in documents:
            key = self._asn_key(document)
            for one in by_key[key["cycle_id"], key["period_id"]]:
                if one._asn_is_for(document.sudo()):
                    matched[document] = one
        return matched

    def _asn_is_for(self, document):
        """Say whether this is for a document; nobody unlocks his own by his unit."""
        person = document.employee_id
        if self.employee_id:
            return self.employee_id == person
        path = document.department_id.parent_path or ""
        inside = path.startswith(self.unit_id.parent_path)
        return inside and self.answered_by_id != person.user_id

    def _asn_documents(self):
        """Return {documents of a model: {document: its unlock}} of what these are for.

        Of what has been handed in nothing is told. Two queries for all.
        """
        units = Domain("department_id", "child_of", self.unit_id.ids)
        people = Domain("employee_id", "in", self.employee_id.ids)
        anybody = Domain("cycle_id", "in", self.cycle_id.ids) & (people | units)
        opened = {}
        for model in ("hr.asn.skp", "hr.asn.evaluation"):
            # sudo: hr.asn.skp, hr.asn.evaluation - told, whoever unlocks
            documents = self.env[model].sudo()
            first = documents._asn_protected["state"]
            found = documents.search(anybody & Domain("state", "=", first))
            matched = self._asn_match(found.filtered(lambda one: one._asn_is_filling()))
            if matched:
                opened[documents.browse(one.id for one in matched)] = matched
        return opened

    @api.model
    def _cron_asn_unlocks(self):
        """End what is over, by the clock of each agency."""
        granted = self.search([("state", "=", GRANTED)])
        over = granted.filtered(
            lambda one: not deadlines.is_open(one._asn_today(), one.date_to)
        )
        over._transition("end", values=lambda one: {"ended_on": one.date_to})

    # -- in words ------------------------------------------------------------

    def _asn_sentence(self):
        """Say until when it is open, by whom and why, M25."""
        self.ensure_one()
        # sudo: res.users - the name of the officer
        officer = (self.answered_by_id or self.env.user).sudo()
        return self.env._(
            "Filling in is open until %(day)s, by %(name)s. Reason: %(reason)s",
            day=in_words(self.env, self.date_to),
            name=officer.name,
            reason=self.reason,
        )

    def _asn_answer_sentence(self):
        """Say what has become of a request, for who has made it."""
        self.ensure_one()
        if self.state == REFUSED:
            return self.env._(
                "Your request was refused on %(day)s by %(name)s: %(answer)s",
                day=in_words(self.env, self.answered_on),
                name=self.answered_by_id.sudo().name,
                answer=self.answer,
            )
        if self.state == REQUESTED:
            return self.env._(
                "You have asked to unlock it; the performance officer has not "
                "answered yet."
            )
        return ""
