import json

from odoo import fields, models
from odoo.tools import SQL

from .hr_asn_assignment import PREFIXES
from .hr_asn_measure_mixin import PATTERNS


class HrAsnTeamIndicator(models.Model):
    """The agreed team indicators of the agency, for everybody who may be in the team.

    Read from the newest version of each lead's plan. An id is that of the indicator.
    """

    _name = "hr.asn.team.indicator"
    _description = "Team indicator"
    _inherit = ["hr.asn.agreed.view.mixin"]
    _auto = False
    _asn_rows_of = "hr.asn.iki"
    _order = "lead, id"
    _rec_names_search = ["name", "lead", "result"]
    _depends = {
        "hr.asn.iki": [
            *("is_team", "is_agreed", "is_cancelled", "skp_id", "service_target_id"),
        ],
        "hr.asn.service": ["owner_id", "owner_terms"],
        "hr.asn.skp": ["state", "version_number", "date_to", "employee_id"],
    }

    lead = fields.Char("Team Lead", readonly=True)
    result = fields.Text("Work Result", readonly=True)
    name = fields.Text("Indicator", readonly=True)
    baseline = fields.Char(readonly=True)
    baseline_date = fields.Date("Baseline As Of", readonly=True)
    baseline_source = fields.Char("Source of the Baseline", readonly=True)
    target = fields.Char(readonly=True)
    unit = fields.Char("Unit of Measure", readonly=True)
    pattern = fields.Selection(PATTERNS, readonly=True)

    @property
    def _table_query(self):
        """Those whose leads have not left: as of today, or of the end of their year."""
        today = self.env.company._asn_today()
        return SQL(INDICATORS, json.dumps(PREFIXES), today, today)


INDICATORS = """
    SELECT iki.id, iki.skp_id, skp.cycle_id, skp.company_id, skp.department_id,
           skp.name AS lead,
           concat(%s::jsonb ->> skp.status,
                  concat_ws(', ', skp.post, NULLIF(skp.duty, ''))) AS post,
           result.content ->> 'text' AS result,
           agreed.content ->> 'text' AS name,
           NULLIF(agreed.content ->> 'baseline', '') AS baseline,
           NULLIF(agreed.content ->> 'baseline_date', '')::date AS baseline_date,
           NULLIF(agreed.content ->> 'baseline_source', '') AS baseline_source,
           agreed.content ->> 'target' AS target,
           NULLIF(agreed.content ->> 'unit', '') AS unit,
           agreed.content ->> 'pattern' AS pattern
      FROM hr_asn_iki iki
      JOIN hr_asn_skp skp ON skp.id = iki.skp_id
      JOIN hr_asn_cycle cycle ON cycle.id = skp.cycle_id
 LEFT JOIN hr_asn_service_target target ON target.id = iki.service_target_id
 LEFT JOIN hr_asn_service service ON service.id = target.service_id
      JOIN hr_asn_skp_version version
        ON version.skp_id = skp.id AND version.number = skp.version_number
CROSS JOIN LATERAL jsonb_array_elements(version.content::jsonb -> 'results')
           AS result (content)
CROSS JOIN LATERAL jsonb_array_elements(result.content -> 'indicators')
           AS agreed (content)
     WHERE iki.is_team AND iki.is_agreed
       AND skp.state NOT IN ('closed', 'cancelled')
       AND (agreed.content ->> 'id')::int = iki.id
       AND agreed.content #>> '{team,lead}' = '0'
       AND skp.date_to >= LEAST(%s, cycle.date_to)
       AND (service.id IS NULL OR EXISTS (
           SELECT FROM (
                  SELECT (term ->> 0)::int AS employee, term ->> 1 AS since,
                         LEAD(term ->> 1) OVER (ORDER BY number) AS until
                    FROM jsonb_array_elements(
                         COALESCE(service.owner_terms,
                                  jsonb_build_array(
                                      jsonb_build_array(service.owner_id, ''))))
                         WITH ORDINALITY AS terms (term, number)) AS own
            WHERE own.employee = skp.employee_id
              AND own.since <= cycle.date_to::text
              AND COALESCE(own.until > LEAST(%s, cycle.date_to)::text, TRUE)))
"""
