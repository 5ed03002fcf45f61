from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .hr_asn_rhk import CLASSIFICATIONS, KINDS


class HrAsnRhkAgreed(models.Model):
    """What is agreed of each result, read from the newest version of its plan.

    The rows of a plan hold a draft while it is revised; here stands what everybody may
    go by until the change is approved. An id is that of the result.
    """

    _name = "hr.asn.rhk.agreed"
    _description = "Agreed work result"
    _auto = False
    _order = "owner, skp_id, kind desc, number"
    _rec_names_search = ["name", "owner", "post"]
    _depends = {
        "hr.asn.skp": [
            "name",
            "post",
            "duty",
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
    owner = fields.Char(readonly=True)
    post = fields.Char(readonly=True)
    department_id = fields.Many2one("hr.department", "Unit", readonly=True)
    number = fields.Integer("No.", readonly=True, aggregator=None)
    kind = fields.Selection(KINDS, readonly=True)
    classification = fields.Selection(CLASSIFICATIONS, readonly=True)
    name = fields.Text("Work Result", readonly=True)
    indicators = fields.Text("Indicators and Targets", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT (result.content ->> 'id')::int AS id,
                   skp.id AS skp_id,
                   skp.cycle_id,
                   skp.company_id,
                   skp.name AS owner,
                   concat_ws(', ', skp.post, NULLIF(skp.duty, '')) AS post,
                   skp.department_id,
                   (result.content ->> 'number')::int AS number,
                   result.content ->> 'kind' AS kind,
                   NULLIF(result.content ->> 'classification', '') AS classification,
                   result.content ->> 'text' AS name,
                   (SELECT string_agg(
                               concat_ws(
                                   ' ', (one.content ->> 'text') || ':',
                                   one.content ->> 'target',
                                   NULLIF(one.content ->> 'unit', '')
                               ), E'\\n' ORDER BY one.place)
                      FROM jsonb_array_elements(result.content -> 'indicators')
                           WITH ORDINALITY AS one (content, place)) AS indicators
              FROM hr_asn_skp skp
              JOIN hr_asn_skp_version version
                ON version.skp_id = skp.id AND version.number = skp.version_number
        CROSS JOIN LATERAL jsonb_array_elements(version.content::jsonb -> 'results')
                   AS result (content)
            """
        )

    @api.depends("name")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_display_name(self):
        """Name what is open to who asks: a name is computed with all rights."""
        readable = self.sudo(False)._filtered_access("read")
        for one in self:
            known = one.sudo(False) in readable
            one.display_name = one.name if known else self.env._("Not open to you")

    @api.model
    def _search(self, domain, *args, **kwargs):
        """Let the database find results by their plans: ids stand inside versions."""
        domain = Domain(domain).map_conditions(self._asn_by_plan)
        return super()._search(domain, *args, **kwargs)

    @api.model
    def _asn_by_plan(self, condition):
        if condition.field_expr != "id" or condition.operator not in ("=", "in"):
            return condition
        ids = [condition.value] if condition.operator == "=" else condition.value
        # sudo: hr.asn.rhk - which plan to look into; what may be read is asked there
        rows = self.env["hr.asn.rhk"].sudo().search([("id", "in", list(ids))])
        return condition & Domain("skp_id", "in", rows.skp_id.ids)
