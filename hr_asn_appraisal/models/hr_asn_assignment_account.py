from odoo import api, fields, models


class HrAsnAssignment(models.Model):
    """What an officer does with the account of the one who holds a post."""

    _inherit = "hr.asn.assignment"

    asn_may_reset = fields.Boolean(
        compute="_compute_asn_may_reset", export_string_translation=False
    )

    @api.depends("employee_id", "date_from", "date_to")
    @api.depends_context("uid")
    def _compute_asn_may_reset(self):
        """Say where the button is of use: a plain account in one's own units."""
        handler = self.env["hr.asn.run.account"]
        ready = self.browse()
        for company, posts in self.grouped("company_id").items():
            mine = handler._asn_posts(company, {"assignments": posts.ids})
            ready |= mine.filtered(lambda one: one.sudo().employee_id.user_id)
            ready -= self.browse(one.id for one in handler._asn_refusals(mine))
        for post in self:
            post.asn_may_reset = post in ready

    def action_reset_password(self):
        """Give the people of these posts new one-time passwords (by the officer).

        Returns the download of the slip for one, the run for several.
        """
        return self.env["hr.asn.run.account"]._asn_reset(self)
