from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..law import codes, monitor
from .hr_asn_assignment import STATUSES, titled_post

# Moves whose note says something to the reader; of ratings nothing is quoted.
QUOTED = {
    "return",
    "send_back",
    "cancel",
    "revise",
    "ask_unlock",
    "unlock",
    "refuse_unlock",
    "change_appraiser",
    "wrong_appraiser",
    "confirm",
    "revoke",
}
STEPS_SHOWN = 60


class HrAsnTimeline(models.Model):
    """One page per person: what happened, and what waits for whom now.

    Nothing is kept. The history is read as the one who asks: what he may not read is
    not in it, and ratings are in it for nobody.
    """

    _name = "hr.asn.timeline"
    _description = "ASN timeline of a person"
    _inherit = ["hr.asn.scope.mixin", "hr.asn.person.search.mixin"]
    _auto = False
    _order = "name, id"
    _rec_names_search = ["name", "nip"]
    _depends = {
        "hr.asn.assignment": [
            "employee_id",
            "name",
            "nip",
            "asn_kind",
            "post",
            "status",
            "department_id",
            "appraiser_id",
            "company_id",
            "date_from",
            "date_to",
        ],
        "hr.employee": ["user_id"],
        "res.company": ["asn_tz"],
        "res.users": ["active", "asn_one_time_until", "company_id"],
    }

    employee_id = fields.Many2one("hr.employee", "Employee", readonly=True)
    name = fields.Char("Employee Name", readonly=True)
    nip = fields.Char("NIP", readonly=True)
    post = fields.Char(readonly=True)
    status = fields.Selection(STATUSES, readonly=True)
    titled_post = fields.Char("Post Held", compute="_compute_titled_post")
    department_id = fields.Many2one("hr.department", "Unit", readonly=True)
    unit_path = fields.Char("Unit with Parent Units", compute="_compute_unit_path")
    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    appraiser_id = fields.Many2one("hr.employee", "Appraiser", readonly=True)
    appraiser_name = fields.Char("Appraiser Name", compute="_compute_appraiser_name")
    has_account = fields.Boolean("Has an Account", readonly=True)
    has_login = fields.Boolean("Has a Login", readonly=True)
    is_held = fields.Boolean("Holds a Post Today", readonly=True)
    cycle_id = fields.Many2one(
        "hr.asn.cycle", "Cycle", compute="_compute_waiting", compute_sudo=False
    )
    waiting = fields.Text(
        "What Is Waited For", compute="_compute_waiting", compute_sudo=False
    )
    steps = fields.Json(
        compute="_compute_steps", compute_sudo=False, export_string_translation=False
    )

    @property
    def _table_query(self):
        """One row per ASN: by the post held today, the definitive one first."""
        today = self.env.company._asn_today()
        return SQL(
            """
            SELECT DISTINCT ON (held.employee_id)
                   held.employee_id AS id, held.employee_id, held.name, held.nip,
                   held.post, held.status, held.department_id, held.company_id,
                   held.appraiser_id, coalesce(login.active, false) AS has_account,
                   %s AS has_login,
                   span.is_held
              FROM hr_asn_assignment held
                   JOIN hr_employee person ON person.id = held.employee_id
                   LEFT JOIN res_users login ON login.id = person.user_id
                   CROSS JOIN LATERAL (SELECT daterange(
                       held.date_from, held.date_to, '[]') @> %s::date AS is_held
                   ) AS span
             WHERE held.asn_kind != %s
             ORDER BY held.employee_id, span.is_held DESC,
                      (held.status = %s) DESC, held.date_from DESC, held.id
            """,
            self.env["res.users"]._asn_signs_in("login"),
            today,
            codes.NON_ASN,
            codes.DEFINITIF,
        )

    @api.depends("post", "status")
    def _compute_titled_post(self):
        for one in self:
            one.titled_post = titled_post(one.status, one.post)

    @api.depends("department_id")
    @api.depends_context("lang")
    def _compute_unit_path(self):
        for one in self:
            one.unit_path = one.department_id._asn_path()

    @api.depends("appraiser_id")
    def _compute_appraiser_name(self):
        for one in self:
            # sudo: hr.employee - the name of a party
            boss = one.appraiser_id.sudo()
            one.appraiser_name = boss._asn_full_name() if boss else False

    def action_open(self):
        """Return the action that shows this timeline."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Timeline"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    @api.model
    def _asn_profile(self, evaluation):
        """Open the page of who is evaluated; who did so stands in the history.

        ``evaluation``: one in whose box, or on whose table, the user may look.
        """
        # sudo: hr.asn.evaluation - its reading is another right than looking at a box
        known = evaluation.sudo()
        self.env["hr.asn.event"]._asn_log(known, "profile")
        return self.browse(known.employee_id.id).action_open()

    # -- what waits for whom -------------------------------------------------

    def _compute_waiting(self):
        cycle = self.env["hr.asn.monitor"]._asn_cycle()
        for one in self:
            one.cycle_id = cycle
            one.waiting = one._asn_waiting(cycle)

    def _asn_waiting(self, cycle):
        """Return a sentence per plan: of the first stage that is not done."""
        rows = self._asn_rows(cycle)
        if not rows:
            return self._asn_no_plan(cycle)
        sentences = []
        for plan_rows in rows.grouped("skp_id").values():
            open_rows = plan_rows.filtered(lambda row: row.bucket != monitor.DONE)
            first = (open_rows or plan_rows)[:1]
            sentences.append(f"{first._asn_stage_name()}: {first.waits_for}")
        return "\n".join(sentences)

    def _asn_rows(self, cycle):
        return self.env["hr.asn.monitor"].search(
            [("employee_id", "=", self.id), ("cycle_id", "=", cycle.id)],
            order="due_on, id",
        )

    def _asn_no_plan(self, cycle):
        if not cycle:
            return self.env._("No cycle has been opened yet.")
        if not self.is_held:
            return self.env._(
                "No plan in %(year)s: %(name)s holds no post today.",
                year=cycle.name,
                name=self.name,
            )
        return self.env._(
            "No plan in %s yet. Waiting for the performance officer, "
            "who opens missing plans in the cycle.",
            cycle.name,
        )

    # -- what happened -------------------------------------------------------

    def _compute_steps(self):
        for one in self:
            one.steps = one._asn_steps()

    def _asn_steps(self):
        """Return what is to come, what waits and what happened, newest first."""
        cycle = self.env["hr.asn.monitor"]._asn_cycle()
        rows = self._asn_rows(cycle).filtered(lambda row: row.bucket != monitor.DONE)
        today = self.env.company._asn_today()
        coming = [row._asn_step() for row in rows if row.due_on and row.due_on >= today]
        return list(reversed(coming)) + self._asn_past()

    def _asn_past(self):
        documents = self._asn_documents()
        events = self.env["hr.asn.event"].search(
            Domain.OR(
                Domain("res_model", "=", some._name) & Domain("res_id", "in", some.ids)
                for some in documents
            ),
            limit=STEPS_SHOWN,
        )
        names = {(some._name, one.id): one for some in documents for one in some}
        return [self._asn_event(one, names) for one in events]

    def _asn_documents(self):
        """Return what the reader may see of this person's, by model."""
        mine = [("employee_id", "=", self.id)]
        return [
            self.env[model].search(mine)
            for model in (
                "hr.asn.assignment",
                "hr.asn.skp",
                "hr.asn.evaluation",
                "hr.asn.exemption",
                "hr.asn.notice",
            )
        ]

    def _asn_event(self, event, names):
        # sudo: res.users - the name of who did it
        actor = event.actor_id.sudo()
        return {
            "key": event.id,
            "when": self.env.company._asn_local_day(event.happened_at),
            "what": event.label,
            "where": self._asn_place(names[event.res_model, event.res_id]),
            "who": actor.name,
            "note": event.told if event.name in QUOTED else "",
            "kind": "past",
        }

    def _asn_place(self, document):
        rows = self.env["hr.asn.monitor"]
        if document._name == "hr.asn.notice":
            document = document.skp_id
        if document._name == "hr.asn.skp":
            return rows._asn_key_name(document.cycle_id)
        if document._name == "hr.asn.evaluation":
            return rows._asn_key_name(document.period_id)
        if document._name == "hr.asn.assignment":
            return document._asn_post()
        return document.display_name
