import json

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .hr_asn_assignment import PREFIXES
from .hr_asn_iki import PATTERNS


class HrAsnTeamIndicator(models.Model):
    """The agreed team indicators of the agency, for everybody who may be in the team.

    Read from the newest version of each lead's plan. An id is that of the indicator.
    """

    _name = "hr.asn.team.indicator"
    _description = "Team indicator"
    _inherit = ["hr.asn.view.mixin", "hr.asn.open.name.mixin"]
    _auto = False
    _order = "lead, id"
    _rec_names_search = ["name", "lead", "result"]
    _depends = {
        "hr.asn.iki": ["is_team", "is_agreed", "is_cancelled", "skp_id"],
        "hr.asn.skp": [
            "name",
            "post",
            "duty",
            "status",
            "cycle_id",
            "company_id",
            "department_id",
            "version_number",
        ],
        "hr.asn.skp.version": ["skp_id", "number", "content"],
    }

    skp_id = fields.Many2one("hr.asn.skp", "SKP", readonly=True)
    cycle_id = fields.Many2one("hr.asn.cycle", "Cycle", readonly=True)
    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    department_id = fields.Many2one("hr.department", "Unit", readonly=True)
    lead = fields.Char("Team Lead", readonly=True)
    post = fields.Char(readonly=True)
    result = fields.Text("Work Result", readonly=True)
    name = fields.Text("Indicator", readonly=True)
    target = fields.Char(readonly=True)
    unit = fields.Char("Unit of Measure", readonly=True)
    pattern = fields.Selection(PATTERNS, readonly=True)

    @property
    def _table_query(self):
        return SQL(INDICATORS, json.dumps(PREFIXES))

    @api.model
    def _asn_place_of(self, ids):
        # sudo: hr.asn.iki - which plan to look into; what may be read is asked there
        rows = self.env["hr.asn.iki"].sudo().search([("id", "in", ids)])
        return Domain("skp_id", "in", rows.skp_id.ids)


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
       AND (agreed.content ->> 'id')::int = iki.id
       AND agreed.content #>> '{team,lead}' = '0'
"""
