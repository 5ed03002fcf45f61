import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .. import secret_key
from ..law import feedback
from ..law import survey as law
from .hr_asn_rating import RATINGS
from .hr_asn_survey_public_mixin import OPEN, SERVICE, Said, comment_of, steps_of

GROUP = "group"
GIVERS = (feedback.PEER, feedback.SUBORDINATE)
STEPS = tuple(code for code, _label in RATINGS)
# With its steps it fits into what is sealed, in whatever script it is written.
LONGEST_SENTENCE = 280


class HrAsnSurveyGroupMixin(models.AbstractModel):
    """What colleagues say of a person without a name.

    Until it closes, answers lie sealed in a pool that has as many places as people were
    invited, all of them rewritten in random order whenever somebody answers: neither
    rows nor times nor their number tell who has. Then, in one batch, they are mixed and
    written down, or destroyed where they are too few.
    """

    _name = "hr.asn.survey.group.mixin"
    _description = "ASN survey of a group"

    invitation_ids = fields.One2many(
        "hr.asn.survey.invitation", "survey_id", "Invited", copy=False
    )
    invited_count = fields.Integer(
        "Number Invited", compute="_compute_invited_count", compute_sudo=False
    )

    @api.depends("invitation_ids")
    @api.depends_context("uid")
    def _compute_invited_count(self):
        for one in self:
            one.invited_count = len(one.invitation_ids)

    # -- inviting ------------------------------------------------------------

    def action_propose(self):
        """Invite all colleagues and subordinates of today who can sign in."""
        self.ensure_one()
        roles = self._asn_givers(self._asn_near())
        people = [one for one in roles if one not in self.invitation_ids.employee_id]
        self.env["hr.asn.survey.invitation"].create(
            [{"survey_id": self.id, "employee_id": one.id} for one in people]
        )

    def _asn_near(self):
        """Return who stands beside or below the person today, whoever may read it."""
        # sudo: hr.asn.assignment - who stands where is no secret
        plan = self.evaluation_id.sudo().skp_id
        posts = self.env["hr.asn.assignment"].sudo()
        near = (
            Domain("appraiser_id", "in", (plan.employee_id | plan.appraiser_id).ids)
            | Domain("department_id", "=", plan.department_id.id)
        ) & Domain("company_id", "=", plan.company_id.id)
        return posts.search(
            near & posts._asn_held_domain(self._asn_today())
        ).employee_id

    def _asn_givers(self, people):
        """Return {employee: role} of those who may answer: beside or below."""
        # sudo: hr.employee - whether somebody can log in is not for plain users to read
        plan, people = self.evaluation_id.sudo().skp_id, people.sudo()
        given = self.env["hr.asn.feedback"]
        posts = given._asn_posts(people | plan.employee_id, self._asn_today())
        roles = {
            one: given._asn_role(plan, one, posts)
            for one in people
            if one.user_id.active
        }
        return {one: role for one, role in roles.items() if role in GIVERS}

    def _asn_least(self):
        """Return how many must have answered, by the policy of the plan or the year."""
        # sudo: hr.asn.policy - a number, whoever may read the plan
        own = self.sudo()
        if own.kind == SERVICE:
            return own._asn_least_of_users()
        return own.evaluation_id.skp_id.policy_id.least_answers

    def _asn_check_invited(self):
        """Ask nobody where even all answers together would be too few."""
        for one in self.filtered("evaluation_id"):
            roles = one.invitation_ids.mapped("role")
            least = one._asn_least()
            if not any(law.may_show(roles.count(role), least) for role in GIVERS):
                raise UserError(
                    self.env._(
                        "Invite at least %(n)s peers or %(n)s subordinates: answers of "
                        "fewer are not shown.",
                        n=least,
                    )
                )

    def _asn_invite(self):
        """Make a place for the answer of each who is invited, and tell them."""
        for one in self.filtered("evaluation_id"):
            one.invitation_ids._asn_go_out()

    # -- answering -----------------------------------------------------------

    def _asn_key_names(self):
        """Return {key of an answer: its name} of all that may have been asked."""
        values = self.env["hr.asn.behavior"]._asn_every()
        # sudo: hr.asn.survey - what is asked is no secret
        elements = self.sudo().element_ids
        return {one.code: one.name for one in elements} | {
            str(one.id): one.name for one in values
        }

    def _asn_group_questions(self):
        """Return what the page asks about each value, as it reads it."""
        steps = self.env["hr.asn.rating"]._fields["result"]
        labels = steps._description_selection(self.env)
        return [
            {
                "key": str(one.id),
                "title": one.name,
                "question": "; ".join(one._asn_guides()),
                "steps": labels,
            }
            for one in self._asn_asked_values()
        ]

    def _asn_asked_values(self):
        """Return the behaviours that are asked about: those of the person's plan."""
        # sudo: hr.asn.evaluation - what is asked is no secret
        about = self.sudo().evaluation_id
        return about._asn_expected_behaviors()[about]

    def _asn_group_said(self, form):
        """Return what a form of the page says, None where it says nothing."""
        values = self._asn_asked_values()
        steps = steps_of(form, {str(one.id) for one in values}, STEPS)
        comment = comment_of(form, LONGEST_SENTENCE)
        return Said(steps, comment) if steps else None

    def _asn_blind(self, user):
        """Return the mark by which an answer replaces the earlier one of its giver."""
        return secret_key.mark(self.env.cr.dbname, "giver", self.id, user.id)

    def _asn_give(self, user, role, said):
        """Put an answer into the pool, in place of an earlier one of the same user.

        Nothing else is written with it, and of the pool every row is.
        """
        own = self._asn_blind(user)
        pool = self.env["hr.asn.survey.pool"].sudo()
        found = pool._asn_read(self, is_locked=True)
        kept = [one for one in found if one["giver"] != own]
        pool._asn_rewrite(self, [*kept, {"giver": own, "role": role, **said._asdict()}])

    def _asn_has_given(self, user):
        """Say whether the pool holds an answer of a user; only he is told."""
        own = self._asn_blind(user)
        found = self.env["hr.asn.survey.pool"].sudo()._asn_read(self)
        return any(one["giver"] == own for one in found)

    # -- closing -------------------------------------------------------------

    def _asn_is_over(self):
        """Say whether the last day has passed, or all have answered."""
        if self.date_to and self.date_to < self._asn_today():
            return True
        if self.kind != GROUP:
            return False
        found = self.env["hr.asn.survey.pool"].sudo()._asn_read(self)
        return len(found) >= len(self.invitation_ids)

    def _asn_close(self):
        """Close, and write down or destroy what waits."""
        self._transition("close")
        for one in self:
            settle = (
                one._asn_stop_waiting if one.kind == SERVICE else one._asn_open_pool
            )
            settle()

    def _asn_open_pool(self):
        """Take the answers out of the pool, together; nothing stays in it."""
        pool = self.env["hr.asn.survey.pool"].sudo()
        found = pool._asn_read(self, is_locked=True)
        pool._asn_empty(self)
        shuffle = secrets.SystemRandom().shuffle
        keys = sorted({key for one in found for key in one["steps"]})
        vals_list, least = [], self._asn_least()
        for role in GIVERS:
            given = [one for one in found if one["role"] == role]
            if law.may_show(len(given), least):
                told = law.answered([one["steps"] for one in given], keys, least)
                mixed = law.mixed(given, told, shuffle)
                vals_list += [self._asn_row(role, one) for one in mixed]
        self.env["hr.asn.survey.answer"].sudo().create(vals_list)
        self.invitation_ids._asn_settle({one["giver"] for one in found})

    def _asn_row(self, role, one):
        return {
            "survey_id": self.id,
            "role": role,
            "answered_on": min(filter(None, (self._asn_today(), self.date_to))),
            "steps": one["steps"],
            "comment": one["comment"] or False,
        }

    @api.model
    def _cron_asn_surveys(self):
        """Close what is over, and write down what is enough together of the others.

        At night, so that nobody's answer seems to do it; one after the other, so that
        who answers just then waits for one only.
        """
        last, still_open = 0, Domain("state", "=", OPEN)
        while batch := self.search(
            still_open & Domain("id", ">", last), order="id", limit=200
        ):
            last = batch[-1].id
            for one in batch:
                settle = one._asn_close if one._asn_is_over() else one._asn_end_day
                settle()
                self.env["ir.cron"]._commit_progress(1)

    # -- what it came to -----------------------------------------------------

    def _asn_outcome(self):
        """Return what each invited group has said, as the user may read it.

        Out: dicts ``role``, ``count``, ``rows`` [(value, [shares])], ``comments``; no
        rows, and no value in them, where too few have answered. Nothing before it is
        closed.
        """
        names = self._asn_key_names()
        # sudo: hr.asn.survey.invitation - which groups were asked, not who
        asked = {one.role for one in self.sudo().invitation_ids}
        answers = self.env["hr.asn.survey.answer"].search(
            [("survey_id", "in", self.ids)]
        )
        told = []
        for role in GIVERS:
            rows = answers.filtered(lambda one, role=role: one.role == role)
            if role in asked:
                told.append(_outcome(role, rows, names, self._asn_least()))
        return told


def _outcome(role, rows, names, least):
    shares = law.shares(rows._asn_steps(), names, STEPS, least)
    comments = [one.comment for one in rows if one.comment]
    secrets.SystemRandom().shuffle(comments)
    return {
        "role": role,
        "count": len(rows),
        "rows": [(names[key], share) for key, share in shares.items()],
        "comments": comments,
    }
