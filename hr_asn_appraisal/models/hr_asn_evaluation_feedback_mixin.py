from odoo import api, fields, models


class HrAsnEvaluationFeedbackMixin(models.AbstractModel):
    """The feedback of the period of an evaluation, as who looks may read it."""

    _name = "hr.asn.evaluation.feedback.mixin"
    _description = "ASN evaluation with feedback"

    # Not many2many: setting that asks for the access to each row once more.
    feedback_ids = fields.One2many(
        "hr.asn.feedback",
        string="Feedback",
        compute="_compute_feedback",
        compute_sudo=False,
    )
    feedback_count = fields.Integer(
        "Feedback Count", compute="_compute_feedback", compute_sudo=False
    )
    last_feedback_on = fields.Date(
        "Last Feedback", compute="_compute_feedback", compute_sudo=False
    )
    can_give_feedback = fields.Boolean(
        compute="_compute_can_give_feedback",
        compute_sudo=False,
        export_string_translation=False,
    )

    @api.depends("skp_id", "period_id")
    @api.depends_context("uid")
    def _compute_feedback(self):
        """One query for all, newest first."""
        given = self.env["hr.asn.feedback"]._asn_in(self)
        for evaluation in self:
            found = given[evaluation].sorted(
                lambda one: (one.given_on, one.id), reverse=True
            )
            evaluation.feedback_ids = found
            evaluation.feedback_count = len(found)
            evaluation.last_feedback_on = found[:1].given_on

    @api.depends("skp_id")
    @api.depends_context("uid")
    def _compute_can_give_feedback(self):
        for evaluation in self:
            evaluation.can_give_feedback = evaluation.skp_id.can_give_feedback

    def action_give_feedback(self):
        """Open the dialog in which the current user writes about this person."""
        self.ensure_one()
        return self.skp_id.action_give_feedback()

    def _asn_takes_feedback(self, day):
        """Say whether what was given on a day is of this evaluation; the year has all.

        While the cycle is open it is given after the year, too: the annual has it.
        """
        self.ensure_one()
        return self._asn_is_annual() or self.date_from <= day <= self.date_to

    def _asn_has_counted(self, day):
        """Say whether its rating has taken into account what was given on a day."""
        is_before = not self.rated_on or day <= self.rated_on
        return is_before and self._asn_takes_feedback(day)
