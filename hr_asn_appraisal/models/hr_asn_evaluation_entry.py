from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..days import in_words
from .hr_asn_measure_mixin import DIRECTIONS, PATTERNS

# An entry's id holds both of its keys: evaluation in front, indicator behind.
# 2**26 indicators leave 2**27 evaluations within the integers a browser can hold.
IKI_SPAN = 1 << 26


class HrAsnEvaluationEntry(models.Model):
    """Each agreed indicator of an evaluation, with what was reached or an empty cell.

    A screen needs a line for every indicator; a realization exists only when it
    was saved once. These lines are read from it and from the version of the plan that
    is in force in the period, and keep nothing themselves.
    """

    _name = "hr.asn.evaluation.entry"
    _description = "ASN indicator of an evaluation"
    _inherit = ["hr.asn.entry.survey.mixin", "hr.asn.view.mixin"]
    _auto = False
    _order = "evaluation_id, sequence"
    _rec_name = "iki_name"
    _depends = {
        "hr.asn.evaluation": [
            "skp_id",
            "period_id",
            "date_to",
            "kind",
            "version_id",
        ],
        "hr.asn.skp": ["date_to"],
        "hr.asn.skp.version": ["skp_id", "number", "valid_from", "content"],
        "hr.asn.realization": ["iki_id", "period_id"],
    }

    evaluation_id = fields.Many2one("hr.asn.evaluation", "Evaluation", readonly=True)
    period_id = fields.Many2one("hr.asn.period", "Period", readonly=True)
    skp_id = fields.Many2one("hr.asn.skp", "SKP", readonly=True)
    sequence = fields.Integer(readonly=True, aggregator=None)
    rhk_id = fields.Many2one("hr.asn.rhk", "Work Result", readonly=True)
    iki_id = fields.Many2one("hr.asn.iki", "Indicator", readonly=True)
    realization_id = fields.Many2one(
        "hr.asn.realization", readonly=True, export_string_translation=False
    )
    rhk_name = fields.Text("Work Result Text", readonly=True)
    iki_name = fields.Text("Individual Indicator (IKI)", readonly=True)
    aspect = fields.Char(readonly=True)
    baseline = fields.Char(readonly=True)
    baseline_date = fields.Date("Baseline As Of", readonly=True)
    baseline_source = fields.Char("Source of the Baseline", readonly=True)
    target = fields.Char(readonly=True)
    unit = fields.Char("Unit of Measure", readonly=True)
    direction = fields.Selection(DIRECTIONS, readonly=True)
    pattern = fields.Selection(PATTERNS, readonly=True)
    # Of a member's line: the lead's indicator, and what the member does in the team.
    lead_iki_id = fields.Many2one("hr.asn.iki", "Indicator of the Team", readonly=True)
    part = fields.Char("Part in the Team", readonly=True)
    is_team = fields.Boolean("Team Indicator", readonly=True)
    team_mark = fields.Char("Team", compute="_compute_team")
    service_name = fields.Char("Name of the Service", readonly=True)
    service_mark = fields.Char("Service", compute="_compute_service_mark")
    recorded_by = fields.Char(compute="_compute_team")
    actual = fields.Char("Actual", compute="_compute_actual", inverse="_inverse_actual")

    @property
    def _table_query(self):
        """Take the version as hr.asn.evaluation._asn_version does; tests compare."""
        return SQL(ENTRIES, span=IKI_SPAN)

    @api.model
    def _asn_place_of(self, ids):
        return Domain("evaluation_id", "in", {key // IKI_SPAN for key in ids})

    @api.depends("realization_id.actual")
    def _compute_actual(self):
        for entry in self:
            # sudo: hr.asn.realization - who may read the evaluation may read what it
            # reports, also where the lead of a team has recorded it
            entry.actual = entry.sudo().realization_id.actual

    @api.depends("is_team", "lead_iki_id")
    @api.depends_context("lang")
    def _compute_team(self):
        """Mark what is a team's; of a member's line say who records it."""
        # sudo: hr.asn.iki - a member may know who leads the team, and until when
        until = self.sudo().lead_iki_id._asn_led_until()
        for entry in self:
            lead = entry.sudo().lead_iki_id
            in_team = entry.is_team or lead
            entry.team_mark = self.env._("Team") if in_team else False
            told = lead and entry._asn_recorded_told(lead, until[lead])
            entry.recorded_by = told or False

    def _asn_recorded_told(self, lead, until):
        """Say who records a member's line; ``until``: the last day of the lead."""
        name = lead.skp_id.name
        if until and until < self.period_id.date_to:
            day = in_words(self.env, until)
            return self.env._("led by %(name)s until %(day)s", name=name, day=day)
        return self.env._("recorded by %s", name)

    @api.depends("service_name")
    @api.depends_context("lang")
    def _compute_service_mark(self):
        for entry in self:
            name = entry.service_name
            entry.service_mark = name and self.env._("Service: %s", name)

    def _inverse_actual(self):
        """Save, change or remove the realization behind each line that was edited."""
        for entry in self:
            if entry.lead_iki_id:
                # sudo: hr.asn.iki - a member may know who records his team's figures
                raise UserError(entry.sudo().iki_id._asn_lead_records())
            actual = (entry.actual or "").strip()
            if not actual:
                entry.realization_id.unlink()
            elif entry.realization_id:
                entry.realization_id.actual = actual
            else:
                entry._asn_create_realization(actual)
        self.invalidate_recordset(["realization_id"])

    def _asn_create_realization(self, actual):
        self.env["hr.asn.realization"].create(
            {
                "iki_id": self.iki_id.id,
                "period_id": self.period_id.id,
                "actual": actual,
            }
        )


# agreed: the results of the version that was reported on, else of the one in force.
ENTRIES = """
    SELECT evaluation.id::bigint * %(span)s + iki.id AS id,
           evaluation.id AS evaluation_id,
           evaluation.period_id,
           evaluation.skp_id,
           result.place * 1000 + iki.place AS sequence,
           (result.content ->> 'id')::int AS rhk_id,
           iki.id AS iki_id,
           realization.id AS realization_id,
           result.content ->> 'text' AS rhk_name,
           iki.content ->> 'text' AS iki_name,
           iki.content ->> 'aspect' AS aspect,
           iki.content ->> 'baseline' AS baseline,
           NULLIF(iki.content ->> 'baseline_date', '')::date AS baseline_date,
           NULLIF(iki.content ->> 'baseline_source', '') AS baseline_source,
           iki.content ->> 'target' AS target,
           iki.content ->> 'unit' AS unit,
           iki.content ->> 'direction' AS direction,
           iki.content ->> 'pattern' AS pattern,
           iki.lead AS lead_iki_id,
           NULLIF(iki.content #>> '{team,part}', '') AS part,
           iki.content #>> '{team,lead}' = '0' AS is_team,
           iki.content #>> '{service,name}' AS service_name,
           (iki.content #>> '{service,target}')::int AS service_target_id,
           iki.content ->> 'dimension' AS dimension
      FROM hr_asn_evaluation evaluation
      JOIN hr_asn_skp skp ON skp.id = evaluation.skp_id
CROSS JOIN LATERAL (
               SELECT version.content::jsonb -> 'results' AS results
                 FROM hr_asn_skp_version version
                WHERE version.skp_id = evaluation.skp_id
                  AND (version.number = 1 OR version.valid_from
                          <= LEAST(evaluation.date_to, skp.date_to)
                       OR version.id = evaluation.version_id)
             ORDER BY version.id = evaluation.version_id DESC NULLS LAST,
                      version.number DESC
                LIMIT 1
           ) AS agreed
CROSS JOIN LATERAL jsonb_array_elements(agreed.results)
                   WITH ORDINALITY AS result (content, place)
CROSS JOIN LATERAL (
               SELECT (indicator.content ->> 'id')::int AS id, indicator.*,
                      NULLIF((indicator.content #>> '{team,lead}')::int, 0) AS lead,
                      NULLIF(indicator.content #>> '{team,from}', '')::date AS joined,
                      NULLIF(indicator.content #>> '{team,to}', '')::date AS gone
                 FROM jsonb_array_elements(result.content -> 'indicators')
                      WITH ORDINALITY AS indicator (content, place)
           ) AS iki
 LEFT JOIN hr_asn_realization realization
        ON realization.iki_id = COALESCE(iki.lead, iki.id)
       AND realization.period_id = evaluation.period_id
       -- As law.team.counts says; tests compare.
       AND (iki.joined IS NULL OR iki.joined <= CASE evaluation.kind
            WHEN 'annual' THEN date_trunc('year', evaluation.date_to)::date
            ELSE evaluation.date_to END)
       AND (iki.gone IS NULL OR evaluation.date_to <= iki.gone)
"""
