from odoo import fields, models
from odoo.tools import SQL

from .hr_asn_assignment import titled_post_sql
from .hr_asn_rhk import CLASSIFICATIONS, KINDS

# The indicators of a result, a line each: as law.drift.words() has them, as papers do.
INDICATORS = """
    SELECT string_agg(
               concat_ws(': ', line.text,
                         CASE WHEN line.start IS NULL THEN line.target
                              ELSE concat(line.start, ' → ',
                                          COALESCE(line.target, '–')) END),
               E'\\n' ORDER BY line.place) AS indicators,
           string_agg(concat_ws(': ', line.text, line.target),
                      E'\\n' ORDER BY line.place) AS printed_indicators
      FROM (SELECT one.place,
                   one.content ->> 'text' AS text,
                   NULLIF(concat_ws(' ', NULLIF(one.content ->> 'target', ''),
                                    NULLIF(one.content ->> 'unit', '')), '') AS target,
                   NULLIF(one.content ->> 'baseline', '') || COALESCE(
                       ' (' || NULLIF(left(one.content ->> 'baseline_date', 4), '')
                       || ')', '') AS start
              FROM jsonb_array_elements(result.content -> 'indicators')
                   WITH ORDINALITY AS one (content, place)) AS line
"""


class HrAsnRhkAgreed(models.Model):
    """What is agreed of each result, read from the newest version of its plan.

    The rows of a plan hold a draft while it is revised; here stands what everybody may
    go by until the change is approved. An id is that of the result.
    """

    _name = "hr.asn.rhk.agreed"
    _description = "Agreed work result"
    _inherit = ["hr.asn.agreed.view.mixin"]
    _auto = False
    _asn_rows_of = "hr.asn.rhk"
    _order = "owner, skp_id, kind desc, number"
    _rec_names_search = ["name", "owner", "post"]

    owner = fields.Char(readonly=True)
    number = fields.Integer("No.", readonly=True, aggregator=None)
    model = fields.Char(readonly=True, export_string_translation=False)
    kind = fields.Selection(KINDS, readonly=True)
    classification = fields.Selection(CLASSIFICATIONS, readonly=True)
    name = fields.Text("Work Result", readonly=True)
    indicators = fields.Text(
        "Indicators and Targets",
        readonly=True,
        help="A line each; before the target stands its baseline with the year.",
    )
    # As papers have them: without from where they start.
    printed_indicators = fields.Text(readonly=True, export_string_translation=False)
    # Twice the id of the result that it takes up first, of an objective and one more.
    above = fields.Integer(
        readonly=True, aggregator=None, export_string_translation=False
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT (result.content ->> 'id')::int AS id,
                   skp.id AS skp_id,
                   skp.cycle_id,
                   skp.company_id,
                   skp.name AS owner,
                   %s AS post,
                   skp.department_id,
                   (result.content ->> 'number')::int AS number,
                   version.content::jsonb ->> 'model' AS model,
                   result.content ->> 'kind' AS kind,
                   NULLIF(result.content ->> 'classification', '') AS classification,
                   result.content ->> 'text' AS name,
                   told.indicators,
                   told.printed_indicators,
                   (SELECT 2 * (link.content ->> 'target')::int
                           + (link.content ->> 'objective')::boolean::int
                      FROM jsonb_array_elements(result.content -> 'links')
                           WITH ORDINALITY AS link (content, place)
                  ORDER BY (link.content ->> 'direct')::boolean DESC, link.place
                     LIMIT 1) AS above
              FROM hr_asn_skp skp
              JOIN hr_asn_skp_version version
                ON version.skp_id = skp.id AND version.number = skp.version_number
        CROSS JOIN LATERAL jsonb_array_elements(version.content::jsonb -> 'results')
                   AS result (content)
        CROSS JOIN LATERAL (%s) AS told
            """,
            titled_post_sql(),
            SQL(INDICATORS),
        )
