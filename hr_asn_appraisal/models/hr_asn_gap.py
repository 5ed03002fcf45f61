from odoo import api, fields, models
from odoo.tools import SQL

from .hr_asn_assignment import titled_post_sql
from .hr_asn_cascade import is_idle, is_uncarried, taken_up
from .hr_asn_skp import STATES

OBJECTIVE, RESULT, PERSON = "objective", "result", "person"
KINDS = [
    (OBJECTIVE, "Agency Objectives Nobody Takes Up"),
    (RESULT, "Results Nobody Takes Up"),
    (PERSON, "People without a Role"),
]
TECHNICAL = {"rank", "owner_uid", "rater_uid"}


class HrAsnGap(models.Model):
    """Gap report: objectives and leaders' results nobody takes up, people without role.

    As of a day: today, or ``asn_on`` of the context, in each cycle the day of it that
    is next to it. What counts is said in ``hr_asn_cascade``, for the matrix as well.
    Nobody is counted twice and who is exempt not at all. Read under the rules of the
    results themselves. A draft counts as well: the report is for the time before plans
    are agreed.
    """

    _name = "hr.asn.gap"
    _description = "ASN gap of the cascade"
    _inherit = ["hr.asn.scope.mixin", "hr.asn.person.search.mixin"]
    _auto = False
    _order = "rank, department_id, name, id"
    _rec_name = "name"
    _depends = {
        "hr.asn.skp": [
            "state",
            "source",
            "status",
            "cycle_id",
            "employee_id",
            "appraiser_id",
            "assignment_id",
            "department_id",
            "company_id",
            "name",
            "nip",
            "post",
            "duty",
            "date_from",
            "date_to",
        ],
        "hr.asn.rhk": ["name", "is_cancelled", "skp_id"],
        "hr.asn.rhk.link": ["rhk_id", "superior_rhk_id", "objective_id"],
        "hr.asn.objective": ["code", "name", "cycle_id", "company_id"],
        "hr.asn.assignment": [
            "appraiser_id",
            "employee_id",
            "department_id",
            "company_id",
            "status",
            "date_from",
            "date_to",
        ],
        "hr.employee": ["name", "user_id"],
        "hr.asn.exemption": ["employee_id", "state", "date_from", "date_to"],
    }

    kind = fields.Selection(KINDS, "Gap", readonly=True)
    # What is above in the cascade stands first.
    rank = fields.Integer(
        readonly=True, aggregator=None, export_string_translation=False
    )
    name = fields.Char("Person", readonly=True)
    nip = fields.Char("NIP", readonly=True)
    post = fields.Char(readonly=True)
    text = fields.Text("Work Result", readonly=True)
    skp_id = fields.Many2one("hr.asn.skp", "SKP", readonly=True)
    rhk_id = fields.Many2one("hr.asn.rhk", "Leader's Result", readonly=True)
    objective_id = fields.Many2one("hr.asn.objective", "Objective", readonly=True)
    cycle_id = fields.Many2one("hr.asn.cycle", "Cycle", readonly=True)
    date_from = fields.Date("Year From", readonly=True)
    date_to = fields.Date("Year Until", readonly=True)
    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    department_id = fields.Many2one("hr.department", "Unit", readonly=True)
    # Read with the rows, as all that the list shows: the ORM would ask for the parents
    # of units level by level.
    unit = fields.Char("Unit with Parent Units", readonly=True)
    employee_id = fields.Many2one("hr.employee", "Employee", readonly=True)
    appraiser_id = fields.Many2one("hr.employee", "Appraiser", readonly=True)
    appraiser_name = fields.Char(readonly=True)
    # Whose accounts: rules ask them of each row, without reading people.
    owner_uid = fields.Integer(
        readonly=True, aggregator=None, export_string_translation=False
    )
    rater_uid = fields.Integer(
        readonly=True, aggregator=None, export_string_translation=False
    )
    state = fields.Selection(STATES, readonly=True)

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        """Offer nobody to group by what only orders rows or says whose they are."""
        found = super().fields_get(allfields, attributes)
        for name in TECHNICAL & found.keys():
            found[name] |= {"groupable": False, "searchable": False}
        return found

    @property
    def _table_query(self):
        on = self._asn_on()
        day = SQL("LEAST(GREATEST(%s::date, cycle.date_from), cycle.date_to)", on)
        return SQL(
            """
            SELECT 3 * objective.id AS id, %(objective)s AS kind, 0 AS rank,
                   concat_ws(' ', objective.code, objective.name) AS text,
                   NULL::int AS rhk_id, objective.id AS objective_id,
                   NULL::int AS skp_id, company.name, NULL AS post,
                   objective.cycle_id, objective.company_id,
                   NULL::int AS department_id, NULL::int AS employee_id,
                   NULL::int AS appraiser_id, NULL AS state, NULL AS appraiser_name,
                   NULL::int AS owner_uid, NULL::int AS rater_uid, NULL AS unit,
                   cycle.date_from, cycle.date_to, NULL AS nip
              FROM hr_asn_objective objective
              JOIN hr_asn_cycle cycle ON cycle.id = objective.cycle_id
              JOIN res_company company ON company.id = objective.company_id
             WHERE NOT %(is_taken)s
         UNION ALL
            SELECT 3 * rhk.id + 1, %(result)s, 1, rhk.name, rhk.id, NULL, %(plan)s
              FROM hr_asn_rhk rhk
              JOIN hr_asn_skp skp ON skp.id = rhk.skp_id
              JOIN hr_asn_cycle cycle ON cycle.id = skp.cycle_id
              JOIN hr_employee owner ON owner.id = skp.employee_id
         LEFT JOIN hr_employee boss ON boss.id = skp.appraiser_id
             WHERE %(is_uncarried)s
         UNION ALL
            SELECT 3 * skp.id + 2, %(person)s, 2, NULL, NULL, NULL, %(plan)s
              FROM hr_asn_skp skp
              JOIN hr_asn_cycle cycle ON cycle.id = skp.cycle_id
              JOIN hr_employee owner ON owner.id = skp.employee_id
         LEFT JOIN hr_employee boss ON boss.id = skp.appraiser_id
             WHERE %(is_idle)s
            """,
            objective=OBJECTIVE,
            result=RESULT,
            person=PERSON,
            is_taken=taken_up(SQL("link.objective_id = objective.id"), day),
            is_uncarried=is_uncarried(day, SQL("%s::date", on)),
            is_idle=is_idle(day),
            plan=SQL(
                "skp.id, skp.name, %s, skp.cycle_id, skp.company_id,"
                " skp.department_id, skp.employee_id, skp.appraiser_id, skp.state,"
                " boss.name, owner.user_id, boss.user_id, %s,"
                " cycle.date_from, cycle.date_to, skp.nip",
                titled_post_sql(),
                self._asn_unit_words(),
            ),
        )

    @api.model
    def _asn_on(self):
        """Return the day of which the report is: the agency's today, unless asked."""
        asked = fields.Date.to_date(self.env.context.get("asn_on"))
        return asked or self.env.company._asn_today()

    @api.model
    def _asn_unit_words(self):
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
        """Open what closes the gap: objective, matrix of the leader, else the plan."""
        self.ensure_one()
        if self.kind == OBJECTIVE:
            return self.objective_id.get_formview_action()
        if self.kind == RESULT:
            return self.env["hr.asn.matrix"]._asn_action(self.skp_id)
        return self.skp_id.get_formview_action()

    @api.depends("name", "text")
    def _compute_display_name(self):
        for gap in self:
            gap.display_name = gap.text or gap.name
