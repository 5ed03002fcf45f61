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
        "hr.asn.iki": ["is_team", "is_agreed", "is_cancelled", "skp_id"],
        "hr.asn.skp": ["state", "version_number"],
    }

    lead = fields.Char("Team Lead", readonly=True)
    result = fields.Text("Work Result", readonly=True)
    name = fields.Text("Indicator", readonly=True)
    target = fields.Char(readonly=True)
    unit = fields.Char("Unit of Measure", readonly=True)
    pattern = fields.Selection(PATTERNS, readonly=True)

    @property
    def _table_query(self):
        return SQL(INDICATORS, json.dumps(PREFIXES))


INDICATORS = """
    SELECT iki.id, iki.skp_id, skp.cycle_id, skp.company_id, skp.department_id,
           skp.name AS lead,
           concat(%s::jsonb ->> skp.status,
                  concat_ws(', ', skp.post, NULLIF(skp.duty, ''))) AS post,
           result.content ->> 'text' AS result,
           agreed.content ->> 'text' AS name,
           agreed.content ->> 'target' AS target,
           NULLIF(agreed.content ->> 'unit', '') AS unit,
           agreed.content ->> 'pattern' AS pattern
      FROM hr_asn_iki iki
      JOIN hr_asn_skp skp ON skp.id = iki.skp_id
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
"""
