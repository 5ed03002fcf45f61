from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..days import in_words
from ..law import deadlines
from ..law import objection as law
from ..law.states import FINAL
from .hr_asn_case_speaker_mixin import SPEAKERS
from .hr_asn_scope_mixin import AUDITOR_GROUP, TEAM_GROUP
from .hr_asn_workflow_mixin import (
    APPRAISER,
    CLERK,
    EMPLOYEE,
    OFFICER,
    RATER,
    SCRIBE,
    SUPERIOR,
)

FILED, HEARD = "filed", "heard"
DECIDED, WITHDRAWN = "decided", "withdrawn"
OPEN = (FILED, HEARD)
# What each of these has its days for.
WAITS = {FILED: "hearing", HEARD: "decision"}
TYPE = "hr_asn_appraisal.mail_act_asn_objection_"
DECIDE_TYPE, OVERDUE_TYPE, NAME_TYPE = TYPE + "decide", TYPE + "overdue", TYPE + "name"
PAST, NOW, COMING = "past", "now", "coming"


class HrAsnObjectionHearingMixin(models.AbstractModel):
    """How both sides of an objection are heard, until when, and who is to decide."""

    _name = "hr.asn.objection.hearing.mixin"
    _description = "ASN objection heard"

    explanation = fields.Text("Explanation of the Appraiser", readonly=True)
    explained_on = fields.Date("Explained On", readonly=True)
    # Where it was not the appraiser himself.
    explained_as = fields.Selection(SPEAKERS, "Explained As", readonly=True)
    explained_by = fields.Char("Explained By", readonly=True)
    statement = fields.Text("Statement of the Employee", readonly=True)
    stated_on = fields.Date("Stated On", readonly=True)
    hear_until = fields.Date("To Be Heard Until", readonly=True)
    heard_on = fields.Date("Heard On", readonly=True)
    decide_until = fields.Date("To Be Decided Until", readonly=True, index=True)
    escalated_on = fields.Date("Passed On", readonly=True)
    # With whom the time to decide went by.
    late_ids = fields.Many2many(
        "hr.employee",
        "hr_asn_objection_late_rel",
        groups=".",
        copy=False,
        export_string_translation=False,
    )
    # Until when the next one has to do something.
    next_until = fields.Date("Next Deadline", compute="_compute_next_until")
    time_left = fields.Char("Time Left", compute="_compute_time_left")
    is_heard_out = fields.Boolean(
        compute="_compute_is_heard_out", export_string_translation=False
    )
    lacks_superior = fields.Boolean(
        "Nobody to Decide",
        compute="_compute_lacks_superior",
        search="_search_lacks_superior",
    )
    can_explain = fields.Boolean(
        compute="_compute_can", export_string_translation=False
    )
    can_state = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_name = fields.Boolean(
        compute="_compute_can",
        search="_search_can_name",
        export_string_translation=False,
    )
    clock = fields.Json(compute="_compute_clock", export_string_translation=False)

    @api.depends("state", "hear_until", "decide_until")
    def _compute_next_until(self):
        until = {FILED: "hear_until", HEARD: "decide_until"}
        for one in self:
            one.next_until = one[until[one.state]] if one.state in until else False

    @api.depends("next_until")
    @api.depends_context("lang")
    def _compute_time_left(self):
        """Say until when the present step is to be done, and how long that is."""
        units = {
            state: self.evaluation_id._asn_day_units(what)
            for state, what in WAITS.items()
        }
        for one in self:
            unit = units.get(one.state, {}).get(one.evaluation_id)
            one.time_left = unit and one._asn_left(one.next_until, *unit)

    @api.depends("state", "hear_until", "explained_on", "stated_on")
    def _compute_is_heard_out(self):
        for one in self:
            one.is_heard_out = bool(one.hear_until) and law.is_heard(
                one._asn_today(),
                one.hear_until,
                bool(one.explained_on),
                bool(one.stated_on),
            )

    @api.depends("superior_id.user_id.active", "appraiser_id", "state")
    @api.depends("decide_until", "escalated_on")
    @api.depends_context("uid")
    def _compute_lacks_superior(self):
        told = self._asn_lacking()._asn_told_who_judges()
        for one in self:
            one.lacks_superior = one in told

    def _asn_lacking(self):
        """Return those that nobody judges now, whoever asks.

        There is nobody, or who cannot judge it, or is late with none above.
        """
        # sudo: hr.asn.objection - for steps and guards; who is told is asked apart
        waiting = self.sudo().filtered(lambda one: one.state in OPEN)
        judged = waiting._asn_with_judge() if waiting else waiting
        lacking = waiting.filtered(lambda one: one not in judged or one._asn_is_stuck())
        return self.browse(lacking.ids)

    def _asn_told_who_judges(self):
        """Return those of which the user may know that nobody judges them.

        That is who finds another, who reads all, and the superior of himself. Not the
        parties: they see that he is there and signs in, and would infer that he sat in
        a session. For them there is no decision yet.
        """
        if not self or self._asn_role_system():
            return self
        user = self.env.user
        reads_all = user.has_group(TEAM_GROUP) or user.has_group(AUDITOR_GROUP)
        office = self if reads_all else self.filtered("asn_in_officer_scope")
        return office - office._asn_as_party() | self._asn_mine("superior_id")

    def _asn_as_party(self):
        """Return those in which the user is the employee, the appraiser or a rater."""
        raters, user = self.evaluation_id._asn_raters(), self.env.user
        rated = self.filtered(
            lambda one: (
                user in raters.get((one.evaluation_id.id, one.revision), user.browse())
            )
        )
        return self._asn_mine("employee_id") | self._asn_mine("appraiser_id") | rated

    def _asn_with_judge(self):
        """Return those whose superior can judge them."""
        barred = self._asn_barred()
        # sudo: hr.employee - whether the superior can sign in
        able = self.sudo().filtered(
            lambda one: _can_judge(one.superior_id, barred[one])
        )
        return self.browse(able.ids)

    def _asn_barred(self):
        """Return {objection: users who do not judge it}; its parties are among them.

        The others had a part in the rating: who gave it, for whomever, or calibrated.
        """
        raters = self.evaluation_id._asn_raters()
        calibrators = self.evaluation_id._asn_calibrators()
        nobody = self.env["res.users"]
        barred = {}
        # sudo: hr.employee - the logins behind the parties, to keep them from judging
        for one in self.sudo():
            key = (one.evaluation_id.id, one.revision)
            parties = (one.appraiser_id | one.employee_id).user_id
            rated = raters.get(key, nobody) | calibrators.get(key, nobody)
            barred[one] = parties | rated
        return barred

    def _asn_is_stuck(self):
        """Say whether it was to be passed on and nobody was above who could decide."""
        since = self.escalated_on
        return bool(since and self.decide_until) and self.decide_until < since

    def _asn_role_superior(self):
        """Who had a part in the rating does not decide on it."""
        return super()._asn_role_superior() - self._asn_had_part()

    def _asn_had_part(self):
        """Return those whose superior asks, though he had a part in the rating."""
        mine = super()._asn_role_superior()
        barred = mine._asn_barred() if mine else {}
        return mine.filtered(lambda one: self.env.user in barred[one])

    def _asn_why_not(self, transition):
        """Tell who stands above why he does not decide, and who finds another."""
        if SUPERIOR not in transition.who or not self._asn_had_part():
            return super()._asn_why_not(transition)
        return self.env._(
            "You had a part in this rating and do not decide on it. The performance "
            "officer names another superior."
        )

    def _search_lacks_superior(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: who decides an open objection, nothing else of it; rules come on top
        waiting = self.sudo().search([("state", "in", OPEN)])
        told = waiting._asn_lacking()._asn_told_who_judges()
        return [("id", "in", told.ids)]

    @api.depends("state", "explained_on", "stated_on")
    @api.depends_context("uid")
    def _compute_can(self):
        """Each side speaks once, also late, until it is decided."""
        waiting = self.filtered(lambda one: one.state in OPEN)
        silent = waiting.filtered(lambda one: not one.explained_on)
        explains = silent._asn_speaking()
        quiet = waiting.filtered(lambda one: not one.stated_on)
        states = quiet._asn_role_employee() | quiet._asn_role_clerk()
        names = waiting._asn_lacking()._asn_naming()
        for one in self:
            one.can_explain = one in explains
            one.can_state = one in states
            one.can_name = one in names

    def _search_can_name(self, operator, value):
        """Find those whose button the user has: what a task counts he may do."""
        if operator != "in":
            return NotImplemented
        # sudo: hr.asn.objection - which wait; he names by his units, as the button asks
        waiting = self.sudo().search(
            [("state", "in", OPEN), ("company_id", "in", self.env.companies.ids)]
        )
        return [("id", "in", waiting._asn_lacking()._asn_naming().ids)]

    # -- statements ----------------------------------------------------------

    def action_open_explain(self):
        """Open the dialog in which the appraiser explains."""
        title = self.env._("Give Explanation")
        return self.env["hr.asn.say"]._asn_open("explain", self, title)

    def action_open_state(self):
        """Open the dialog in which the employee makes his statement."""
        title = self.env._("Give Statement")
        return self.env["hr.asn.say"]._asn_open("state", self, title)

    def action_explain(self, text, file_ids=()):
        """Explain how one came to the rating. Raises AccessError, UserError."""
        self._asn_speak("explain", ("explanation", "explained_on"), text, file_ids)

    def action_state(self, text, file_ids=()):
        """State what one has to say, beside the objection itself."""
        self._asn_speak("state", ("statement", "stated_on"), text, file_ids)

    def _asn_speak(self, name, columns, text, file_ids):
        """Keep what one side says, once, and go on where both have spoken.

        ``name``: of the step, explain or state; ``columns``: of its text and day.
        """
        self.ensure_one()
        self.check_access("read")
        if not self[f"can_{name}"]:
            raise self._asn_may_not_speak(name, columns[1])
        text = (text or "").strip()
        if not text:
            raise UserError(self.env._("Write what you have to say."))
        said = dict(zip(columns, (text, self._asn_today()), strict=True))
        if self._asn_is_of_appraiser(name):
            self._asn_check_scan(file_ids)
            said |= self._asn_speaker(columns[1].removesuffix("_on"))
        behalf = self._asn_spoken_for(name)
        self._asn_attach(self.env["ir.attachment"].browse(file_ids))
        # sudo: hr.asn.objection - who may speak has been asked just now
        self.sudo()._asn_put(said)
        self.env["hr.asn.event"]._asn_log(self, name, text, on_behalf=behalf)
        # sudo: mail.activity - on paper it is the task of the employee
        self.sudo().activity_unlink([self._asn_spoken_type(name)])
        self._asn_hear_out()

    def _asn_spoken_type(self, name):
        """Return the activity that is done once this was said."""
        return TYPE + name

    def _asn_is_of_appraiser(self, name):
        """Say whether this is for the appraiser to say, or who speaks for him."""
        return name == "explain"

    def _asn_spoken_for(self, name):
        """Return {this one: the party for whom the user speaks}; else nothing."""
        if self._asn_is_of_appraiser(name):
            return self._asn_for_whom()
        # sudo: hr.asn.objection - whose case it is
        return {one: one.sudo().employee_id for one in self._asn_role_clerk()}

    def _asn_may_not_speak(self, name, day):
        """Return the error for who speaks out of turn."""
        of_appraiser = self._asn_is_of_appraiser(name)
        roles = (APPRAISER, RATER, SCRIBE) if of_appraiser else (EMPLOYEE, CLERK)
        if self.state in OPEN and not self[day]:
            return AccessError(self._asn_no_right(roles))
        return UserError(
            self.env._("%s: this was said already, or it is over.", self.display_name)
        )

    # -- who decides ---------------------------------------------------------

    def action_open_name(self):
        """Open the dialog in which the officer names who decides."""
        title = self.env._("Name Who Decides")
        return self.env["hr.asn.objection.name"]._asn_open(self, title)

    def action_name_superior(self, employee_id):
        """Name who decides where the superior is missing or had a part in the rating.

        Raises AccessError for who is not the officer, UserError where there is somebody
        or the one named is a party to it, had a part in it or cannot sign in.
        """
        self.ensure_one()
        self.check_access("read")
        # The right first: to the parties the other answer would say too much.
        self._asn_check_naming()
        if not self._asn_lacking():
            raise UserError(self.env._("There is somebody who decides."))
        # sudo: hr.employee - whether somebody can sign in, nothing else of him
        person = self.env["hr.employee"].sudo().browse(employee_id).exists()
        # sudo: hr.asn.objection - its parties
        own = self.sudo()
        can_judge = _can_judge(person, own._asn_barred()[own])
        fits = person.company_id == own.company_id and can_judge
        # Who names does not decide: an officer changes no rating.
        if not fits or person.user_id == self.env.user or own._asn_is_late(person):
            raise UserError(
                self.env._(
                    "Name somebody of this agency who can sign in and is neither the "
                    "employee nor the appraiser, had no part in the rating, did not "
                    "let the time to decide go by, and is not yourself."
                )
            )
        self.env["hr.asn.event"]._asn_log(self, "name_superior", person.name)
        own._asn_entrust(person)

    def _asn_is_late(self, person):
        """Say whether the time to decide went by with somebody."""
        return person in self.late_ids

    def _asn_entrust(self, person):
        """Let somebody else decide, who has the whole time for it."""
        self.evaluation_id._asn_put({"superior_id": person.id})
        self.activity_unlink([NAME_TYPE, DECIDE_TYPE, OVERDUE_TYPE])
        if self.state == HEARD:
            self._asn_put({"decide_until": self._asn_decide_until()[self]})
            self._asn_notify(DECIDE_TYPE, "superior_id")

    def _asn_decide_until(self):
        """Return {objection: the last day to decide} for who has it from today on."""
        today = self._asn_today()
        days = self.evaluation_id._asn_days("decision", today)
        return {
            one: deadlines.add_days(today, *days[one.evaluation_id]) for one in self
        }

    def _asn_naming(self):
        """Return those in which it is for the user to name who decides."""
        officer = self._asn_role_officer()
        namers = officer._asn_namers() if officer else {}
        return officer.filtered(lambda one: self.env.user in namers[one])

    def _asn_check_naming(self):
        """Raise AccessError, with the reason, for who does not name who decides."""
        if self._asn_naming():
            return
        if not self._asn_role_officer():
            raise AccessError(self._asn_no_right((OFFICER,)))
        raise AccessError(
            self.env._(
                "Who rated does not choose who judges it. Another performance officer "
                "or the next superior does."
            )
        )

    def _asn_namers(self):
        """Return {objection: users who name who decides}.

        They are no parties to it, and none who has rated. Who has calibrated may: he
        names neither himself nor another who has. Where there is nobody, and nobody
        above who could decide, all others do.
        """
        # sudo: res.users - the officers of a unit; hr.asn.objection - its parties
        who, own = self.env["hr.asn.who"].sudo(), self.sudo()
        near = who._asn_officers_of(own.evaluation_id)
        nobody = self.env["res.users"]
        able = nobody.union(*near.values())._asn_able()
        raters, namers = own.evaluation_id._asn_raters(), {}
        for one in own:
            rated = raters.get((one.evaluation_id.id, one.revision), nobody)
            officers = near[one.evaluation_id] & able - one.employee_id.user_id
            free = officers - one.appraiser_id.user_id - rated
            namers[one] = free or (nobody if one._asn_above() else officers)
        return namers

    def _asn_tell_who_names(self):
        """Tell the officers of the unit, once, that nobody is there who could decide.

        Where none of them may name somebody, who stands above decides.
        """
        told = {}
        untold = self.sudo()._asn_lacking()._asn_unnamed()
        for one, namers in untold._asn_namers().items():
            # Of the performance team only where there is nobody else.
            near = self.env["hr.asn.who"]._asn_officers(one.evaluation_id)
            told[one] = (namers & near) or namers
            if not namers:
                one._asn_pass_up()
        self._asn_notify_users(NAME_TYPE, told)

    def _asn_unnamed(self):
        """Return those of which nobody has been told yet that he names somebody."""
        kind = self.env.ref(NAME_TYPE)
        return self.filtered(lambda one: kind not in one.activity_ids.activity_type_id)

    def _asn_pass_up(self):
        """Let who stands above decide, where nobody may name somebody."""
        above = self._asn_above()
        if above:
            log = self.env["hr.asn.event"].with_user(SUPERUSER_ID)._asn_log
            log(self, "name_superior", above.name)
            self._asn_entrust(above)

    def _asn_escalate(self):
        """Pass on what should have been decided to who stands above.

        Where nobody does who could decide, the team is told and the officer names.
        """
        today = self._asn_today()
        for one in self.sudo():
            late = [(4, person.id) for person in one.superior_id]
            one._asn_put({"escalated_on": today, "late_ids": late})
            above = one._asn_above()
            self.env["hr.asn.event"]._asn_log(one, "escalate", above.name)
            if above:
                one._asn_entrust(above)
            else:
                one._asn_tell_team()
                one._asn_tell_who_names()

    def _asn_above(self):
        """Return the nearest above the superior who could decide, or nobody.

        Without a superior it is who stands above the appraiser.
        """
        below, barred = self.superior_id or self.appraiser_id, self._asn_barred()[self]
        above = self.env["hr.asn.assignment"]._asn_above(below) - self.late_ids
        return above.filtered(lambda one: _can_judge(one, barred))[:1]

    def _asn_tell_team(self):
        who = self.env["hr.asn.who"]
        team = who._asn_members("hr_asn_appraisal.group_asn_team", self.company_id)
        self._asn_notify_users(OVERDUE_TYPE, {self: team})

    # -- the clock -----------------------------------------------------------

    @api.depends("state", "hear_until", "decide_until", "decided_on")
    @api.depends_context("lang")
    def _compute_clock(self):
        for one in self:
            one.clock = one._asn_clock_steps() if one.filed_on else []

    def _asn_clock_steps(self):
        """Return the steps of `asn_steps`: received, filed, heard, decided."""
        self.ensure_one()
        own = self.evaluation_id
        waits = self.hear_until if not self.heard_on else False
        heard = self._asn_left(waits, *own._asn_day_units("hearing")[own])
        until = self.decide_until
        decided = self._asn_left(until, *own._asn_day_units("decision")[own])
        return [
            self._asn_clock_step("received", self.env._("Received"), self.received_on),
            self._asn_clock_step(
                "filed", self.env._("Filed"), self.filed_on, self._asn_day_of_filing()
            ),
            self._asn_clock_step("heard", self.env._("Heard"), self.heard_on, heard),
            self._asn_clock_step(
                "decided", self.env._("Decided"), self.decided_on, decided
            ),
        ]

    def _asn_day_of_filing(self):
        """Say on which of its days it was filed, as the policy counts them.

        Counted back from the last one: whose silence was noticed late has them all.
        """
        days = self.evaluation_id._asn_days("objection", self.filed_on)
        most, *unit = days[self.evaluation_id]
        due = self.evaluation_id.due_on or self.filed_on
        day = most - deadlines.days_left(self.filed_on, due, *unit)
        return self.env._("Day %(n)s of %(days)s", n=day, days=most)

    def _asn_clock_step(self, key, what, day, who=""):
        """Return one step; the first that has no day yet is what is waited for."""
        coming = (
            NOW if key == {FILED: HEARD, HEARD: DECIDED}.get(self.state) else COMING
        )
        return {
            "key": key,
            "kind": PAST if day else coming,
            "what": what,
            "when": in_words(self.env, day) if day else "",
            "who": who,
        }

    def _asn_left(self, until, working, is_working):
        """Say how long there is; nothing once it is over or where no day is set.

        How days count: as of `_asn_day_units`.
        """
        if not until or self.state not in OPEN:
            return ""
        left = deadlines.days_left(self._asn_today(), until, working, is_working)
        day = in_words(self.env, until)
        if left < 0:
            return self.env._("Overdue since %s", day)
        if not left:
            return self.env._("Today is the last day")
        told = {"day": day, "n": left}
        if working:
            return self.env._("Until %(day)s (%(n)s working days left)", **told)
        return self.env._("Until %(day)s (%(n)s days left)", **told)

    def _asn_whole_sentence(self, words):
        """Words of somebody, ended with a full stop where he set none."""
        return words if words[-1] in ".!?" else f"{words}."

    def _asn_told(self):
        """Tell the employee what became of his objection: M17, M19."""
        self.ensure_one()
        if self.state == WITHDRAWN:
            return self.env._("You have withdrawn your objection.")
        if self.evaluation_id.state == FINAL and self.outcome:
            labels = dict(self._fields["outcome"]._description_selection(self.env))
            return self.env._(
                "Your objection was decided: %(outcome)s. Reason: “%(reason)s” The "
                "decision is final.",
                outcome=labels[self.outcome],
                reason=self._asn_whole_sentence(self.reason),
            )
        name = self.superior_name or self.env._("the appraiser's superior")
        return self.env._(
            "Your objection was received and passed on to %s. The appraiser is asked "
            "for an explanation.",
            # A degree ends with the full stop that the sentence has already.
            name.removesuffix("."),
        )


def _can_judge(person, barred):
    """Say whether somebody can sign in and is none of the users who do not judge it."""
    user = person.user_id
    return bool(user.active) and user not in barred
