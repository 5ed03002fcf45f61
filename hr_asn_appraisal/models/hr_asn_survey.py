from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..law.states import CLOSED, DRAFT
from .hr_asn_survey_group_mixin import GROUP
from .hr_asn_survey_public_mixin import KEEPER, OPEN, SERVICE
from .hr_asn_workflow_mixin import SYSTEM, Transition

KINDS = [(SERVICE, "Service Users"), (GROUP, "Colleagues, Anonymous")]

STATES = [(DRAFT, "Draft"), (OPEN, "Open for Answers"), (CLOSED, "Closed")]


class HrAsnSurvey(models.Model):
    """What users of a service, or colleagues of a person, are asked for some time."""

    _name = "hr.asn.survey"
    _description = "ASN survey"
    _inherit = [
        "hr.asn.survey.public.mixin",
        "hr.asn.survey.group.mixin",
        "hr.asn.workflow.mixin",
    ]
    _order = "date_from desc, id desc"

    _transitions = (
        Transition("open", (DRAFT,), OPEN, (KEEPER,), "_asn_check_openable"),
        Transition("close", (OPEN,), CLOSED, (KEEPER, SYSTEM), "_asn_check_over"),
    )
    _asn_protected = {"state": DRAFT}
    _asn_fixed = frozenset({"kind", "service_id", "evaluation_id"})

    kind = fields.Selection(KINDS, required=True, default=SERVICE)
    service_id = fields.Many2one(
        "hr.asn.service", "Service", ondelete="restrict", index="btree_not_null"
    )
    evaluation_id = fields.Many2one(
        "hr.asn.evaluation",
        "Evaluation",
        ondelete="restrict",
        index="btree_not_null",
    )
    employee_id = fields.Many2one(
        related="evaluation_id.employee_id", store=True, index="btree_not_null"
    )
    company_id = fields.Many2one(
        "res.company",
        "Agency",
        compute="_compute_company_id",
        store=True,
        precompute=True,
        index=True,
    )
    date_from = fields.Date(
        "From", required=True, default=lambda self: self.env.company._asn_today()
    )
    date_to = fields.Date("Last Day")
    state = fields.Selection(
        STATES, default=DRAFT, required=True, readonly=True, copy=False, index=True
    )
    can_edit = fields.Boolean(
        compute="_compute_can_edit", export_string_translation=False
    )

    _of_one = models.Constraint(
        "CHECK((kind = 'service') = (service_id IS NOT NULL)"
        " AND (kind = 'group') = (evaluation_id IS NOT NULL))",
        "A survey is about a service, or about the evaluation of a person.",
    )
    _dates = models.Constraint(
        "CHECK(date_to >= date_from AND (kind = 'service' OR date_to IS NOT NULL))",
        "A survey ends after it has begun; one of colleagues needs a last day.",
    )
    _one_open = models.Constraint(
        "EXCLUDE USING gist (int4range(service_id, service_id, '[]') WITH &&, "
        "daterange(date_from, date_to, '[]') WITH &&) "
        "WHERE (kind = 'service' AND state = 'open')",
        "This service has a survey in these days already. Close it first.",
    )
    _one_group = models.UniqueIndex(
        "(evaluation_id) WHERE evaluation_id IS NOT NULL",
        "Colleagues are asked about this evaluation already.",
    )

    @api.depends("service_id.company_id", "evaluation_id.company_id")
    def _compute_company_id(self):
        for one in self:
            about = one.service_id or one.evaluation_id
            one.company_id = about.company_id or self.env.company

    @api.depends("kind", "service_id", "evaluation_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            # sudo: hr.asn.evaluation - who may read the survey may know about whom
            about = one.sudo().evaluation_id
            one.display_name = (
                self.env._("Feedback of Colleagues, %s", about.display_name)
                if about
                else self.env._("SKM %s", one.service_id.name or "")
            )

    @api.depends("service_id", "evaluation_id")
    @api.depends_context("uid")
    def _compute_can_edit(self):
        able = self._asn_role_keeper()
        for one in self:
            one.can_edit = not one._origin or one._origin in able

    def _asn_role_keeper(self):
        """Who may write a service asks about it; about a person his officer."""
        services = self.filtered("service_id")
        able = services.service_id._filtered_access("write")
        groups = (self - services).filtered("evaluation_id.asn_in_officer_scope")
        mine = services.filtered(lambda one: one.service_id in able)
        return mine | (groups - groups._asn_mine("employee_id"))

    def _asn_role_label(self, role):
        if role == KEEPER:
            return self.env._("who answers for the service, or the performance officer")
        return super()._asn_role_label(role)

    # -- opening and closing -------------------------------------------------

    @api.constrains("element_ids", "kind")
    def _check_elements(self):
        for one in self.filtered(lambda one: one.kind == SERVICE):
            if not one.element_ids:
                raise ValidationError(
                    self.env._("Choose at least one element that is asked about.")
                )

    def action_open(self):
        """Open for answers: the link works, or the invitations go out."""
        self._transition("open", values=lambda one: one._asn_open_values())
        self._asn_make_places()
        self._asn_invite()

    def action_close(self):
        """Close: nobody answers any more."""
        self._asn_close()

    def _asn_open_values(self):
        return {"token": self._asn_new_token()} if self.kind == SERVICE else {}

    def _asn_check_openable(self):
        self._asn_check_invited()

    def _asn_check_over(self):
        """What is asked about a person closes by itself: no hand says when."""
        groups = self.filtered(lambda one: one.kind == GROUP)
        if groups and self.env.uid != SUPERUSER_ID:
            raise UserError(
                self.env._(
                    "%s closes by itself: the night after its last day, or after the "
                    "last one has answered.",
                    groups[0].display_name,
                )
            )

    def _asn_is_running(self):
        """Say whether answers are taken today."""
        today = self._asn_today()
        is_begun = self.state == OPEN and self.date_from <= today
        return is_begun and (not self.date_to or today <= self.date_to)

    def write(self, vals):
        """Whether anybody has answered yet would be told by when this is refused."""
        if "element_ids" in vals and any(one.state != DRAFT for one in self):
            raise UserError(
                self.env._(
                    "It is open for answers already. Close this survey and ask anew "
                    "with other elements."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        if any(one.state != DRAFT for one in self):
            raise UserError(self.env._("Only a draft of a survey can be deleted."))
