from odoo import api, fields, models

from ..law.states import CLOSED


class HrAsnEvaluationSurveyMixin(models.AbstractModel):
    """What colleagues have said without a name, beside a rating: a fact, never one.

    Only where the policy lets colleagues rate behaviour it counts, as a value.
    """

    _name = "hr.asn.evaluation.survey.mixin"
    _description = "ASN evaluation with anonymous feedback"

    group_feedback = fields.Html(
        "Anonymous Feedback",
        compute="_compute_group_feedback",
        compute_sudo=False,
        sanitize=False,
    )
    index_note = fields.Text("From Surveys", compute="_compute_index_note")
    takes_index = fields.Boolean(
        compute="_compute_index_note", export_string_translation=False
    )

    @api.depends("entry_ids")
    @api.depends_context("lang")
    def _compute_index_note(self):
        """Say which indicators the surveys have a figure for."""
        for one in self:
            told = one.entry_ids.filtered("index_told")
            lines = [f"{entry.iki_name}: {entry.index_told}" for entry in told]
            one.index_note = "\n".join(lines)
            one.takes_index = any(told.mapped("takes_index"))

    def action_take_index(self):
        """Take what surveys say where nobody has typed anything."""
        self.ensure_one()
        self.entry_ids.filtered("takes_index").action_take_index()

    @api.depends("state")
    @api.depends_context("uid", "lang")
    def _compute_group_feedback(self):
        """Show it to who may know it; to the person concerned from delivery on."""
        seen = self._asn_seen_groups()
        # sudo: hr.asn.survey - that it is closed; what it says is read as the user
        surveys = self.env["hr.asn.survey"].sudo()
        closed = surveys.search(
            [("evaluation_id", "in", seen.ids), ("state", "=", CLOSED)]
        )
        by_evaluation = {one.evaluation_id.id: one for one in closed}
        for evaluation in self:
            survey = by_evaluation.get(evaluation.id)
            evaluation.group_feedback = survey and self.env["ir.qweb"]._render(
                "hr_asn_appraisal.group_outcome",
                {
                    "groups": survey.sudo(False)._asn_outcome(),
                    "roles": self._asn_roles_told(),
                },
            )

    def _asn_seen_groups(self):
        """Return those of which the current user may read what colleagues said."""
        allowed = self.env.user.has_groups(
            "hr_asn_appraisal.group_asn_team,hr_asn_appraisal.group_asn_auditor"
        )
        seen = (
            self
            if allowed
            else (
                self._asn_mine("appraiser_id")
                | self._asn_mine("superior_id")
                | self._asn_mine("employee_id")
                | self._asn_seen_rating_for()
            )
        )
        unread = seen.filtered(lambda one: not one.delivered_on)
        return seen - unread._asn_mine("employee_id") - seen._asn_overseen()

    def _asn_seen_rating_for(self):
        """Return those which the user rates for somebody, and was not asked about.

        Who has answered himself would know from the whole what the others said.
        """
        acting = self.filtered("asn_delegate_reads")
        if not acting:
            return acting
        # sudo: hr.asn.survey.invitation - whether the user himself was asked
        invitations = self.env["hr.asn.survey.invitation"].sudo()
        asked = invitations.search(
            [
                ("survey_id.evaluation_id", "in", acting.ids),
                ("employee_id.user_id", "=", self.env.uid),
            ]
        )
        return acting - self.browse(asked.survey_id.evaluation_id.ids)

    def _asn_roles_told(self):
        field = self.env["hr.asn.survey.answer"]._fields["role"]
        return dict(field._description_selection(self.env))
