from odoo import api, fields, models

from .hr_asn_survey_invitation import GROUPS


class HrAsnSurveyAnswer(models.Model):
    """One answer, of which nothing says whose it is: no time, no address.

    Its date is the day on which it was written down with others.
    Of a group no row is what one person said: see ``law.survey.mixed``. What fewer have
    answered than may be told is in none: see ``law.survey.told_rows``.
    """

    _name = "hr.asn.survey.answer"
    _description = "ASN answer to a survey"
    _order = "answered_on desc, id desc"
    _log_access = False

    survey_id = fields.Many2one(
        "hr.asn.survey", "Survey", required=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="survey_id.company_id", store=True, index=True)
    role = fields.Selection(GROUPS, "Group", readonly=True)
    answered_on = fields.Date("Written Down On", required=True, readonly=True)
    # Empty where too few have answered any of what this one has.
    steps = fields.Json(readonly=True, export_string_translation=False)
    comment = fields.Text(readonly=True)
    told = fields.Text("Answer", compute="_compute_told")

    _survey_idx = models.Index("(survey_id, answered_on)")

    @api.depends("steps")
    @api.depends_context("lang")
    def _compute_told(self):
        names = self.survey_id._asn_key_names()
        for one, steps in zip(self, self._asn_steps(), strict=True):
            told = (f"{names.get(k, k)}: {step}" for k, step in steps.items())
            one.told = "\n".join(told)

    def _asn_steps(self):
        """Return the steps of each: {key: step}."""
        return [one.steps or {} for one in self]
