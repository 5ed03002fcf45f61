from odoo import fields, models
from odoo.fields import Domain

from .hr_asn_feedback import GIVEN

# So many of the newest are shown on the first page.
NEWEST = 2


class HrAsnHomeFeedbackMixin(models.AbstractModel):
    """The newest feedback on the first page."""

    _name = "hr.asn.home.feedback.mixin"
    _description = "ASN first page with feedback"

    last_feedback_ids = fields.Many2many(
        "hr.asn.feedback", string="Last Feedback", compute="_compute_feedback"
    )

    def _compute_feedback(self):
        """Show what the user may read of it: rules hide what is not his yet."""
        about = Domain("employee_id.user_id", "=", self.env.uid)
        newest = self.env["hr.asn.feedback"].search(
            about & Domain("state", "=", GIVEN), limit=NEWEST
        )
        for home in self:
            home.last_feedback_ids = newest

    def action_feedback(self):
        """Open all feedback about oneself."""
        return self.env["ir.actions.act_window"]._for_xml_id(
            "hr_asn_appraisal.hr_asn_feedback_received_action"
        )

    def action_ask_feedback(self):
        """Open the dialog in which a colleague is asked."""
        return self.env["ir.actions.act_window"]._for_xml_id(
            "hr_asn_appraisal.hr_asn_feedback_ask_action"
        )
