from odoo import api, fields, models
from odoo.tools import SQL

RESULT, PERSON = "result", "person"
KINDS = [
    (RESULT, "Results Nobody Takes Up"),
    (PERSON, "People without a Role"),
]


class HrAsnGap(models.Model):
    """Gap report: leaders' results that nobody takes up, people without a role.

    Read under the rules of the results themselves. A draft counts as well: the report
    is for the time before plans are agreed.
    """

    _name = "hr.asn.gap"
    _description = "ASN gap of the cascade"
    _auto = False
    _order = "kind desc, department_id, name, id"
    _rec_name = "name"
    _depends = {
        "hr.asn.skp": ["state", "source", "cycle_id", "employee_id", "appraiser_id"],
        "hr.asn.rhk": ["name", "is_cancelled", "skp_id"],
        "hr.asn.rhk.link": ["rhk_id", "superior_rhk_id"],
    }

    kind = fields.Selection(KINDS, "Gap", readonly=True)
    name = fields.Char("Person", readonly=True)
    post = fields.Char(readonly=True)
    text = fields.Text("Work Result", readonly=True)
    skp_id = fields.Many2one("hr.asn.skp", "SKP", readonly=True)
    rhk_id = fields.Many2one("hr.asn.rhk", "Leader's Result", readonly=True)
    cycle_id = fields.Many2one("hr.asn.cycle", "Cycle", readonly=True)
    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    department_id = fields.Many2one("hr.department", "Unit", readonly=True)
    # Read with the rows: the ORM would ask for the parents of units level by level.
    unit = fields.Char("Unit with Parent Units", readonly=True)
    employee_id = fields.Many2one("hr.employee", "Employee", readonly=True)
    appraiser_id = fields.Many2one("hr.employee", "Appraiser", readonly=True)
    appraiser_name = fields.Char(related="skp_id.appraiser_name")
    state = fields.Selection(related="skp_id.state")

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT 2 * rhk.id AS id, %(result)s AS kind, rhk.name AS text,
                   rhk.id AS rhk_id, %(plan)s
              FROM hr_asn_rhk rhk
              JOIN hr_asn_skp skp ON skp.id = rhk.skp_id AND %(counts)s
             WHERE rhk.is_cancelled IS NOT TRUE
               AND EXISTS (
                   SELECT FROM hr_asn_skp member
                    WHERE member.cycle_id = skp.cycle_id
                      AND member.appraiser_id = skp.employee_id
                      AND member.state != 'cancelled')
               AND NOT EXISTS (
                   SELECT FROM hr_asn_rhk_link link
                     JOIN hr_asn_rhk own
                       ON own.id = link.rhk_id AND own.is_cancelled IS NOT TRUE
                     JOIN hr_asn_skp his
                       ON his.id = own.skp_id AND his.state != 'cancelled'
                    WHERE link.superior_rhk_id = rhk.id)
         UNION ALL
            SELECT 2 * skp.id + 1 AS id, %(person)s AS kind, NULL AS text,
                   NULL::int AS rhk_id, %(plan)s
              FROM hr_asn_skp skp
             WHERE %(counts)s AND skp.appraiser_id IS NOT NULL
               AND NOT EXISTS (
                   SELECT FROM hr_asn_rhk_link link
                     JOIN hr_asn_rhk own
                       ON own.id = link.rhk_id AND own.is_cancelled IS NOT TRUE
                    WHERE link.skp_id = skp.id)
            """,
            result=RESULT,
            person=PERSON,
            counts=SQL("skp.state != 'cancelled' AND skp.source = 'here'"),
            plan=SQL(
                "skp.id AS skp_id, skp.name, skp.post, skp.cycle_id, skp.company_id,"
                " skp.department_id, skp.employee_id, skp.appraiser_id, %s AS unit",
                self._asn_unit_path(),
            ),
        )

    @api.model
    def _asn_unit_path(self):
        """Return the SQL of a plan's unit with its parents, without the agency."""
        lang = self.env.lang or "en_US"
        return SQL(
            """
            (SELECT COALESCE(
                        string_agg(COALESCE(above.name ->> %(lang)s,
                                            above.name ->> 'en_US'), ' / '
                                   ORDER BY length(above.parent_path))
                            FILTER (WHERE above.parent_id IS NOT NULL),
                        max(unit.name ->> 'en_US'))
               FROM hr_department unit
               JOIN hr_department above
                 ON above.id = ANY(string_to_array(
                        trim(trailing '/' FROM unit.parent_path), '/')::int[])
              WHERE unit.id = skp.department_id)
            """,
            lang=lang,
        )

    def action_open(self):
        """Open what closes the gap: the matrix of the leader, else the plan."""
        self.ensure_one()
        if self.kind == RESULT:
            return self.env["hr.asn.matrix"]._asn_action(self.skp_id)
        return self.skp_id.get_formview_action()

    @api.depends("name", "text")
    def _compute_display_name(self):
        for gap in self:
            gap.display_name = gap.text or gap.name
