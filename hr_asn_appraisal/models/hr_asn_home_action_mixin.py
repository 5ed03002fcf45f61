from odoo import api, fields, models
from odoo.exceptions import UserError


class HrAsnHomeActionMixin(models.AbstractModel):
    """How many actions of the plan shown are done in its newest period with any."""

    _name = "hr.asn.home.action.mixin"
    _description = "First page: actions of the period"

    action_note = fields.Char(
        compute="_compute_action_note", export_string_translation=False
    )

    @api.depends_context("uid", "lang", "asn_year", "asn_skp")
    def _compute_action_note(self):
        for home in self:
            newest = home._asn_acted_in()
            told = self.env._(
                "%(period)s: %(done)s",
                period=newest.period_id.display_name,
                done=newest.action_note,
            )
            home.action_note = told if newest else False

    def _asn_acted_in(self):
        """Return the evaluation of the last period that has begun and has actions."""
        return self.evaluation_ids.filtered(
            lambda one: one.date_from <= self.today and one.action_count
        )[-1:]

    def action_actions(self):
        """Return the action that opens the evaluation whose actions are counted.

        Raises UserError where there are none.
        """
        evaluation = self._asn_acted_in()
        if not evaluation:
            raise UserError(
                self.env._(
                    "No action is planned yet. Open your evaluation of the period and "
                    "press “Add Action”."
                )
            )
        return evaluation.get_formview_action()
