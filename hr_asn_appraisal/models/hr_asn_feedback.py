from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..dialogs import dialog
from ..law import codes
from ..law import feedback as law
from ..law.feedback import Post
from ..law.states import RATED
from .hr_asn_workflow_mixin import GIVER, Transition

GIVEN = "given"
WITHDRAWN = "withdrawn"
STATES = [(GIVEN, "In Force"), (WITHDRAWN, "Withdrawn")]

ROLES = [
    (law.APPRAISER, "Appraiser"),
    (law.SUPERIOR, "Appraiser's Superior"),
    (law.LEAD, "Team Lead"),
    (law.PEER, "Peer"),
    (law.SUBORDINATE, "Subordinate"),
]
TONES = [
    (codes.PRAISE, "Appreciation"),
    (codes.NOTE, "Note"),
    (codes.IMPROVE, "To Improve"),
]

# What is read of feedback wherever it is shown, counted or sealed.
READ = (
    *("skp_id", "rhk_id", "behavior_id", "given_on"),
    *("role", "tone", "text", "state"),
)


class HrAsnFeedback(models.Model):
    """One word to a person, at any time: who, as what, about which result or value.

    What comes from beside or below is read by the person with the evaluation of its
    period, and never with a name: no column that he can reach holds one, nor does the
    ORM keep who has made the row.
    """

    _name = "hr.asn.feedback"
    _description = "ASN feedback"
    _inherit = ["hr.asn.feedback.subject.mixin", "hr.asn.workflow.mixin"]
    _order = "given_on desc, id desc"
    _log_access = False

    _transitions = (
        Transition(
            "withdraw",
            (GIVEN,),
            WITHDRAWN,
            (GIVER,),
            "_asn_check_cycle_open",
            needs="is_changeable",
        ),
    )
    _asn_protected = {"state": GIVEN, "is_published": False}
    _asn_fixed = frozenset({"skp_id", "giver_kept_id", "role", "given_on"})

    person_id = fields.Many2one(
        "hr.employee", "About Whom", compute="_compute_person_id", readonly=False
    )
    # Ids only: plain users have no access to employees, whom they may well choose.
    person_ids = fields.Json(
        compute="_compute_person_ids", export_string_translation=False
    )
    # For code only; those who may know it read `giver_name`.
    giver_kept_id = fields.Many2one(
        "hr.employee",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        groups=".",
        export_string_translation=False,
    )
    giver_name = fields.Char("Given By", compute="_compute_giver_name")
    is_mine = fields.Boolean(
        "Given by Me", compute="_compute_is_mine", search="_search_is_mine"
    )
    role = fields.Selection(ROLES, "As", required=True, readonly=True)
    given_on = fields.Date("Given On", required=True, readonly=True, index=True)
    tone = fields.Selection(TONES, required=True, default=codes.NOTE)
    text = fields.Text("Feedback", required=True)
    is_shared = fields.Boolean(
        "The employee may read it at once",
        help="Otherwise with the evaluation of the period.",
    )
    is_published = fields.Boolean(
        "Delivered", readonly=True, help="Part of an evaluation that was delivered."
    )
    is_changeable = fields.Boolean(
        compute="_compute_is_changeable", export_string_translation=False
    )
    state = fields.Selection(
        STATES, default=GIVEN, required=True, readonly=True, copy=False
    )

    _text_said = models.Constraint(
        "CHECK(btrim(text, E' \\t\\n\\r') <> '')", "Write what you want to say."
    )
    _told_at_once = models.Constraint(
        "CHECK(is_shared IS NOT TRUE OR role IN ('appraiser', 'superior', 'lead'))",
        "What comes from beside or below is told with the evaluation.",
    )
    _plan_idx = models.Index("(skp_id, given_on)")

    # -- who, and who may know -----------------------------------------------

    @api.depends("skp_id")
    def _compute_person_id(self):
        for one in self:
            one.person_id = one.skp_id.sudo().employee_id

    @api.depends_context("uid")
    def _compute_person_ids(self):
        """Those about whom the current user may write, to choose from."""
        people = self._asn_people().ids
        for one in self:
            one.person_ids = people

    @api.depends("role", "skp_id")
    @api.depends_context("uid")
    def _compute_giver_name(self):
        """Name the giver, but to the person concerned only who leads him."""
        own = self._asn_mine("employee_id")
        for one in self:
            hidden = one in own and not law.is_named(one.role)
            # sudo: hr.asn.feedback - just decided who may know it
            giver = one.sudo().giver_kept_id
            one.giver_name = giver._asn_full_name() if giver and not hidden else False

    @api.depends("giver_kept_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        mine = self._asn_role_giver()
        for one in self:
            one.is_mine = one in mine

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: the giver is for code to know; asked is only for oneself
        mine = self.sudo()._search([("giver_kept_id.user_id", "=", self.env.uid)])
        return Domain("id", "in", mine)

    @api.depends("is_published", "state")
    def _compute_is_changeable(self):
        """What a rating stands on, be it delivered or not, stays as it was said."""
        rated = self._asn_rated_on()
        for one in self:
            used = one.is_published or one in rated
            one.is_changeable = one.state == GIVEN and not used

    @api.depends("name", "given_on")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            one.display_name = self.env._("Feedback, %s", one.name or "")

    @api.onchange("person_id", "skp_id")
    def _onchange_person_id(self):
        """Find the plan of who was chosen, and as what the current user writes."""
        plan = self.skp_id.sudo()
        if self.person_id and self.person_id != plan.employee_id:
            plan = self._asn_plan_of(self.person_id)
        self.skp_id = plan.sudo(False)
        self.role = self._asn_roles(plan).get(plan)
        self.is_shared = law.may_tell_at_once(self.role)

    def _asn_role_giver(self):
        return self._asn_mine("giver_kept_id")

    def _asn_role_label(self, role):
        if role == GIVER:
            return self.env._("who has given it")
        return super()._asn_role_label(role)

    # -- roles ---------------------------------------------------------------

    @api.model
    def _asn_roles(self, plans, givers=None):
        """Return {plan: role} of the plans on which the current user may give feedback.

        ``givers``: {agency: employee} who would give it instead of the current user.
        A fixed number of queries for any number of plans.
        """
        # sudo: hr.asn.skp, hr.asn.assignment - who stands where is asked, not shown
        plans = plans.sudo()
        if givers is None:
            # To his own plan nobody stands in any: that is the one opened most.
            user = self.env.user
            plans = plans.filtered(lambda one: one.employee_id.user_id != user)
            givers = self._asn_givers() if plans else {}
        if not plans:
            return {}
        people = plans.employee_id.union(*givers.values())
        posts = self._asn_posts(people, plans._asn_today())
        nobody = self.env["hr.employee"]
        roles = {
            plan.with_env(self.env): self._asn_role(
                plan, givers.get(plan.company_id, nobody), posts
            )
            for plan in plans
        }
        return {plan: role for plan, role in roles.items() if role}

    @api.model
    def _asn_role(self, plan, giver, posts, about=None):
        """Return in which role somebody stands to a plan, None: in none.

        ``posts``: as of `_asn_posts`, of both; ``about``: the id of the result it is
        about, False for a behaviour, None where that is still to be chosen.
        """
        parties = (plan.appraiser_id.id, plan.superior_id.id)
        person = plan.employee_id.id
        led = plan._asn_led_by(giver)
        return giver.id and law.role_of(
            giver.id,
            person,
            parties,
            posts.get(giver.id, []),
            posts.get(person, []),
            leads=bool(led) if about is None else about in led.ids,
        )

    @api.model
    def _asn_posts(self, people, today):
        """Return {employee id: the posts held today, as the law asks for them}."""
        held = self.env["hr.asn.assignment"]._asn_held_by(people, today)
        return {
            person.id: [
                Post(post.department_id.id, post.appraiser_id.id) for post in found
            ]
            for person, found in held.items()
        }

    @api.model
    def _asn_givers(self):
        """Return {agency: the employee that the current user is there}."""
        # sudo: hr.employee - a user is asked about himself
        return self.env.user.sudo().employee_ids.grouped("company_id")

    @api.model
    def _asn_plans(self, people):
        """Return the plans of people that feedback may be about, the newest first."""
        # sudo: hr.asn.skp - that there is a plan, whoever may read it
        plans = self.env["hr.asn.skp"].sudo()
        domain = Domain("employee_id", "in", people.ids)
        domain &= Domain("company_id", "in", self.env.companies.ids)
        return plans.search(
            domain & plans._asn_feedback_domain(), order="year desc, date_from desc, id"
        )

    @api.model
    def _asn_plan_of(self, person):
        """Return the newest plan of a person on which the current user may write."""
        plans = self._asn_plans(person)
        roles = self._asn_roles(plans)
        return (plans.filtered(lambda one: one in roles) or plans)[:1]

    @api.model
    def _asn_near(self):
        """Return who stands near the current user today: led, leading, or beside."""
        # sudo: hr.asn.assignment, hr.employee - who stands where is no secret
        posts = self.env["hr.asn.assignment"].sudo()
        own = self.env["hr.employee"].sudo().union(*self._asn_givers().values())
        today = self.env.company._asn_today()
        held = posts.union(*posts._asn_held_by(own, today).values())
        leading = held.appraiser_id | held.superior_id
        near = (
            Domain("appraiser_id", "in", (own | held.appraiser_id).ids)
            | Domain("superior_id", "in", own.ids)
            | Domain("department_id", "in", held.department_id.ids)
        )
        near &= Domain("company_id", "in", self.env.companies.ids)
        found = posts.search(near & posts._asn_held_domain(today))
        led = self.env["hr.asn.rhk"]._asn_led_by(own).skp_id.employee_id
        return (found.employee_id | leading | led) - own

    @api.model
    def _asn_people(self):
        """Return those about whom the current user may give feedback today."""
        plans = self._asn_plans(self._asn_near())
        return plans.browse(plan.id for plan in self._asn_roles(plans)).employee_id

    # -- giving --------------------------------------------------------------

    @api.model
    def _asn_dialog(self, context):
        """Return the action of the dialog in which feedback is written."""
        view = self.env.ref("hr_asn_appraisal.hr_asn_feedback_view_form")
        return dialog(self.browse(), self.env._("Give Feedback"), context, view.id)

    @api.model_create_multi
    def create(self, vals_list):
        """Give feedback: who gives, as what and when is settled here, never asked."""
        vals_list = [self._asn_with_plan(vals) for vals in vals_list]
        # sudo: hr.asn.skp - who stands where is asked, not shown
        plans = self.env["hr.asn.skp"].sudo()
        plans = plans.browse(vals["skp_id"] for vals in vals_list)
        plans._asn_check_cycle_open()
        settled = self._asn_settled(plans, vals_list)
        # sudo: hr.asn.feedback - who gives it is for code only; rights are asked below
        made = super(HrAsnFeedback, self.sudo()).create(
            [vals | own for vals, own in zip(vals_list, settled, strict=True)]
        )
        made = made.with_env(self.env)
        made.check_access("create")
        made._asn_check_subject()
        self.env["hr.asn.feedback.request"]._asn_answered_by(made)
        return made

    @api.model
    def _asn_with_plan(self, vals):
        """Return the values with the plan of the person who was chosen."""
        vals = self._asn_trimmed(vals)
        person = self.env["hr.employee"].browse(vals.pop("person_id", None) or [])
        key = vals.get("skp_id") or self.env.context.get("default_skp_id")
        plan = self.env["hr.asn.skp"].browse(key or [])
        if person and plan.sudo().employee_id != person:
            plan = self._asn_plan_of(person)
        if not plan:
            raise UserError(
                self.env._("Choose a colleague who has a plan in a cycle that is open.")
            )
        return vals | {"skp_id": plan.id}

    @api.model
    def _asn_trimmed(self, vals):
        """Return the values with the text trimmed. Raises UserError for no text."""
        if "text" not in vals:
            return dict(vals)
        text = (vals["text"] or "").strip()
        if not text:
            raise UserError(self.env._("Write what you want to say."))
        return vals | {"text": text}

    @api.model
    def _asn_settled(self, plans, vals_list):
        """Return what of new feedback is not for the giver to choose, as values.

        Raises AccessError for who stands in no role to a plan.
        """
        own = self._asn_givers()
        givers = [
            self._asn_giver(vals, own.get(plan.company_id))
            for vals, plan in zip(vals_list, plans, strict=True)
        ]
        today = plans._asn_today()
        posts = self._asn_posts(plans.employee_id.union(*givers), today)
        settled = []
        for vals, plan, giver in zip(vals_list, plans, givers, strict=True):
            about = self._asn_chosen(vals).get("rhk_id") or False
            role = self._asn_role(plan, giver, posts, about)
            if not role:
                raise AccessError(self._asn_no_role(plan))
            told = law.may_tell_at_once(role) and vals.get("is_shared", True)
            settled.append(
                {
                    "giver_kept_id": giver.id,
                    "role": role,
                    "given_on": today,
                    "is_shared": told,
                }
            )
        return settled

    @api.model
    def _asn_giver(self, vals, own):
        """Return who gives: the current user's employee, or whom code names."""
        named = self.env.su and vals.get("giver_kept_id")
        return self.env["hr.employee"].sudo().browse(named or (own.id if own else []))

    @api.model
    def _asn_no_role(self, plan):
        if plan.employee_id.user_id == self.env.user:
            return self.env._("Nobody gives feedback to himself.")
        return self.env._(
            "You can give feedback to those whom you appraise or stand above, to your "
            "own appraiser, to colleagues of your unit or with the same appraiser, and "
            "about results of a team that you lead. "
            "%s is none of them.",
            plan.name,
        )

    def write(self, vals):
        """Correct what the giver has written, until it is delivered."""
        vals = self._asn_trimmed(vals)
        vals.pop("person_id", None)
        if self.env.su:
            return super().write(vals)
        self._asn_check_changeable()
        before = {one.id: one.text for one in self}
        result = super().write(vals)
        self.env["hr.asn.event"]._asn_log(self, "correct", lambda one: before[one.id])
        return result

    def _asn_check_changeable(self):
        """Raise unless the current user has given all of this, and may still change."""
        self.check_access("write")
        if self - self._asn_role_giver():
            raise AccessError(self._asn_no_right((GIVER,)))
        self.sudo()._asn_check_cycle_open()
        kept = self.filtered(lambda one: not one.is_changeable)
        if kept:
            raise UserError(kept[0]._asn_kept())

    def _asn_check_subject(self):
        """Who leads a team speaks of its results only, also when he corrects."""
        # sudo: hr.asn.feedback - who gives it is for code only
        for one in self.sudo().filtered(lambda own: own.role == law.LEAD):
            if one.rhk_id not in one.skp_id._asn_led_by(one.giver_kept_id):
                raise UserError(
                    self.env._("As team lead you write about results of your team.")
                )
        return super()._asn_check_subject()

    def _asn_rated_on(self):
        """Return what a rating that is not delivered yet has taken into account.

        That is what was there on the day of the rating: what came later did not.
        """
        # sudo: hr.asn.evaluation - that it is rated and when, and nothing else of it
        rated = self.env["hr.asn.evaluation"].sudo()
        rated = rated.search(
            [("skp_id", "in", self.sudo().skp_id.ids), ("state", "=", RATED)]
        )
        by_plan = rated.grouped("skp_id")
        # What is still being written is of no day yet.
        return self.filtered("given_on").filtered(
            lambda one: any(
                evaluation._asn_has_counted(one.given_on)
                for evaluation in by_plan.get(one.sudo().skp_id, ())
            )
        )

    def _asn_kept(self):
        """Say why this is not changed any more."""
        if self.state == WITHDRAWN:
            return self.env._("This was withdrawn. Give new feedback instead.")
        if not self.is_published:
            return self.env._(
                "A rating stands on this: it does not change. "
                "Give new feedback instead."
            )
        return self.env._(
            "This is part of an evaluation that was delivered and does not change. "
            "Give new feedback instead."
        )

    def _asn_lack(self, transition):
        return self._asn_kept()

    def action_withdraw(self):
        """Take back what was not delivered yet; the history keeps that it was."""
        self._transition("withdraw")

    def activity_unlink(self, *args, **kwargs):
        """Nothing waits on feedback: it makes no activities."""
        return True

    # -- evaluations ---------------------------------------------------------

    @api.model
    def _asn_in(self, evaluations):
        """Return {evaluation: feedback of its period, oldest first}; one query."""
        domain = Domain("skp_id", "in", evaluations.skp_id.ids)
        periodic = evaluations.filtered(lambda one: not one._asn_is_annual())
        if periodic == evaluations and evaluations:
            days = evaluations.mapped("date_from"), evaluations.mapped("date_to")
            domain &= Domain("given_on", ">=", min(days[0]))
            domain &= Domain("given_on", "<=", max(days[1]))
        found = self.search_fetch(
            domain & Domain("state", "=", GIVEN), READ, order="given_on, id"
        )
        by_plan = found.grouped("skp_id")
        return {
            evaluation: by_plan.get(evaluation.skp_id, self.browse()).filtered(
                lambda one, evaluation=evaluation: evaluation._asn_takes_feedback(
                    one.given_on
                )
            )
            for evaluation in evaluations
        }

    def _asn_said(self):
        """Return {(model, id) of result or behaviour: [feedback as a seal keeps it]}.

        As what it was given, never by whom.
        """
        said = defaultdict(list)
        for one in self:
            sealed = {
                "id": one.id,
                "role": one.role,
                "on": str(one.given_on),
                "text": one.text,
                "tone": one.tone,
            }
            about = one.rhk_id or one.behavior_id
            said[about._name, about.id].append(sealed)
        return said

    @api.model
    def _asn_publish(self, evaluations):
        """Let the people concerned read what was delivered to them; one statement."""
        self.flush_model()
        evaluations.flush_model(["skp_id", "kind", "date_from", "date_to"])
        self.env.execute_query(
            SQL(
                """
                UPDATE hr_asn_feedback given SET is_published = TRUE
                  FROM hr_asn_evaluation evaluation
                 WHERE evaluation.id = ANY(%s)
                   AND given.skp_id = evaluation.skp_id
                   AND given.state = 'given' AND given.is_published IS NOT TRUE
                   AND (evaluation.kind = 'annual' OR given.given_on
                        BETWEEN evaluation.date_from AND evaluation.date_to)
             RETURNING given.id
                """,
                list(evaluations.ids),
            )
        )
        self.invalidate_model(["is_published"], flush=False)
