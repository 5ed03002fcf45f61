from odoo import api, fields, models
from odoo.fields import Domain

from ..domains import IN_OPEN_CYCLE
from ..law.states import APPROVED, CANCELLED, CLOSED
from .hr_asn_feedback import GIVEN


class HrAsnSkpFeedbackMixin(models.AbstractModel):
    """The feedback about a plan: what of it is agreed, what was given, who may give."""

    _name = "hr.asn.skp.feedback.mixin"
    _description = "ASN plan with feedback"

    feedback_ids = fields.One2many(
        "hr.asn.feedback", "skp_id", "Feedback", domain=[("state", "=", GIVEN)]
    )
    # For code only: agreed results in which somebody leads a team.
    led_ids = fields.One2many(
        "hr.asn.rhk",
        "skp_id",
        domain=[
            ("assigned_by_id", "!=", False),
            ("is_agreed", "=", True),
            # While a plan is changed its rows may name who is not agreed yet.
            ("skp_id.state", "in", (APPROVED, CLOSED)),
        ],
        groups=".",
        export_string_translation=False,
    )
    can_give_feedback = fields.Boolean(
        compute="_compute_can_give_feedback", export_string_translation=False
    )

    @api.depends_context("uid")
    def _compute_can_give_feedback(self):
        roles = self.env["hr.asn.feedback"]._asn_roles(self)
        for plan in self:
            plan.can_give_feedback = plan in roles

    def _asn_led_by(self, people):
        """Return the agreed results of these plans in which one of people leads."""
        # sudo: hr.asn.skp, hr.asn.rhk - who leads is asked, not shown
        return self.sudo().led_ids.filtered(lambda one: one.assigned_by_id in people)

    def action_give_feedback(self):
        """Open the dialog in which the current user writes about this plan."""
        self.ensure_one()
        return self.env["hr.asn.feedback"]._asn_dialog({"default_skp_id": self.id})

    @api.model
    def _asn_feedback_domain(self):
        """Return the domain of the plans that feedback may be about."""
        return Domain("state", "!=", CANCELLED) & IN_OPEN_CYCLE

    def _asn_agreed_results(self):
        """Return {plan: {result id: its words}} as agreed last; two queries for all."""
        # sudo: hr.asn.skp.version - which of it is open to whom, the caller decides
        versions = self.sudo()._asn_version()
        return {
            plan.with_env(self.env): {
                result["id"]: result["text"] for result in version._asn_results()
            }
            for plan, version in versions.items()
        }
