from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..law import feedback
from .hr_asn_feedback import ROLES
from .hr_asn_survey import DRAFT
from .hr_asn_survey import OPEN as RUNNING
from .hr_asn_workflow_mixin import SYSTEM, Transition

OPEN = "open"
ANSWERED = "answered"
LAPSED = "lapsed"
STATES = [(OPEN, "Waiting"), (ANSWERED, "Answered"), (LAPSED, "Not Answered")]

GROUPS = [one for one in ROLES if one[0] in (feedback.PEER, feedback.SUBORDINATE)]
TYPE = "hr_asn_appraisal.mail_act_asn_survey"
PAGE = "/asn/umpan-balik"


class HrAsnSurveyInvitation(models.Model):
    """Who was asked about a colleague; whether he answered is known when all is over.

    The person concerned never learns who was asked.
    """

    _name = "hr.asn.survey.invitation"
    _description = "ASN invitation to a survey"
    _inherit = ["hr.asn.workflow.mixin", "mail.activity.mixin"]
    _order = "survey_id desc, role, id"
    _log_access = False

    _transitions = (
        Transition("settle", (OPEN,), ANSWERED, (SYSTEM,)),
        Transition("lapse", (OPEN,), LAPSED, (SYSTEM,)),
    )
    _asn_protected = {"state": OPEN}
    _asn_fixed = frozenset({"survey_id", "employee_id", "role"})

    survey_id = fields.Many2one(
        "hr.asn.survey", "Survey", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="survey_id.company_id", store=True, index=True)
    employee_id = fields.Many2one(
        "hr.employee", "Colleague", required=True, ondelete="restrict", index=True
    )
    name = fields.Char(
        "Name of the Colleague", compute="_compute_name", compute_sudo=True
    )
    about = fields.Char("About", compute="_compute_name", compute_sudo=True)
    date_to = fields.Date("Answer Until", compute="_compute_name", compute_sudo=True)
    role = fields.Selection(GROUPS, "Group", required=True, readonly=True)
    state = fields.Selection(
        STATES, default=OPEN, required=True, readonly=True, copy=False, index=True
    )
    can_answer = fields.Boolean(
        compute="_compute_can_answer", export_string_translation=False
    )

    _person_uniq = models.Constraint(
        "UNIQUE(survey_id, employee_id)", "This colleague is invited already."
    )

    @api.depends("employee_id", "survey_id")
    def _compute_name(self):
        for one in self:
            one.name = one.employee_id and one.employee_id._asn_full_name()
            one.about = one.survey_id.evaluation_id.display_name
            one.date_to = one.survey_id.date_to

    @api.depends("about")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            one.display_name = self.env._("Anonymous Feedback, %s", one.about or "")

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_can_answer(self):
        mine = self._asn_mine("employee_id")
        for one in self:
            running = one.sudo().survey_id._asn_is_running()
            one.can_answer = one in mine and one.state == OPEN and running

    # -- inviting ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        """Invite who stands beside or below the person; as what is settled here."""
        roles = self._asn_roles(vals_list)
        told = [
            vals | {"role": role} for vals, role in zip(vals_list, roles, strict=True)
        ]
        made = super().create(told)
        made.filtered(lambda one: one.survey_id.state == RUNNING)._asn_go_out()
        return made

    @api.model
    def _asn_roles(self, vals_list):
        """Return the group of each who is to be invited; UserError for a stranger."""
        pairs = [(vals.get("survey_id"), vals.get("employee_id")) for vals in vals_list]
        asked = defaultdict(list)
        for survey, person in pairs:
            asked[survey].append(person)
        givers = {
            survey: self._asn_invitable(survey, people)
            for survey, people in asked.items()
        }
        roles = [givers[survey].get(person) for survey, person in pairs]
        if not all(roles):
            raise UserError(
                self.env._(
                    "Invite peers and subordinates of the person who can sign in, "
                    "until the survey closes."
                )
            )
        return roles

    @api.model
    def _asn_invitable(self, survey, people):
        """Return {id: role} of those of these ids who may be invited to it now."""
        survey = self.env["hr.asn.survey"].browse(survey)
        if survey.state not in (DRAFT, RUNNING):
            return {}
        givers = survey._asn_givers(self.env["hr.employee"].browse(people))
        return {one.id: role for one, role in givers.items()}

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        if any(one.survey_id.state != DRAFT for one in self):
            raise UserError(
                self.env._("Who has been asked stays invited until the survey closes.")
            )

    def _asn_go_out(self):
        """Make a place for each answer, and tell who is asked."""
        pool = self.env["hr.asn.survey.pool"].sudo()
        for survey, some in self.grouped("survey_id").items():
            pool._asn_add(survey, len(some))
        self._asn_notify(TYPE, "employee_id")

    def action_answer(self):
        """Open the page on which one answers: nothing of it is kept by a form."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"{PAGE}/{self.id}",
            "target": "self",
        }

    # -- closing -------------------------------------------------------------

    def _asn_settle(self, givers):
        """Say of all at once who has answered; ``givers``: blind marks."""
        # sudo: hr.employee - whose login it is
        answered = self.filtered(
            lambda one: (
                one.survey_id._asn_blind(one.sudo().employee_id.user_id) in givers
            )
        )
        answered._transition("settle")
        (self - answered)._transition("lapse")

    def _asn_activity_types(self):
        return [TYPE]
