from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..law.states import CANCELLED, DELIVERED, DRAFT, RATED, SUBMITTED
from .hr_asn_policy import HERE
from .hr_asn_skp import EDITABLE


class HrAsnHome(models.Model):
    """First page of a user: one row per login, nothing kept, all asked afresh."""

    _name = "hr.asn.home"
    _description = "My performance"
    _inherit = ["hr.asn.home.feedback.mixin"]
    _auto = False
    _log_access = False

    name = fields.Char(compute="_compute_person")
    post = fields.Char(compute="_compute_person")
    unit = fields.Char("Unit", compute="_compute_person")
    appraiser_name = fields.Char("Appraiser", compute="_compute_person")
    today = fields.Date(compute="_compute_person")
    source_note = fields.Char(compute="_compute_person")
    external_state = fields.Char(compute="_compute_person")

    skp_ids = fields.Many2many("hr.asn.skp", string="My Plans", compute="_compute_own")
    evaluation_ids = fields.Many2many(
        "hr.asn.evaluation", string="My Results", compute="_compute_own"
    )
    todo_skp_ids = fields.Many2many(
        "hr.asn.skp", string="Plans to Complete", compute="_compute_todo"
    )
    todo_document_ids = fields.Many2many(
        "hr.asn.evaluation", string="Documents to Read", compute="_compute_todo"
    )
    todo_report_ids = fields.Many2many(
        "hr.asn.evaluation", string="Periods to Report", compute="_compute_todo"
    )
    todo_count = fields.Integer("What to Do Next", compute="_compute_todo")
    approve_count = fields.Integer("Plans to Approve", compute="_compute_team")
    rate_count = fields.Integer("To Rate", compute="_compute_team")
    deliver_count = fields.Integer("To Deliver", compute="_compute_team")
    next_deadline = fields.Date("Next Deadline", compute="_compute_next_deadline")

    @property
    def _table_query(self):
        return SQL("SELECT id FROM res_users")

    @api.model
    def action_open(self):
        """Return the action that shows the page of the user who asks."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("My Performance"),
            "res_model": self._name,
            "res_id": self.env.uid,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def action_approve_plans(self):
        return self._asn_action("hr_asn_appraisal.hr_asn_skp_team_action")

    def action_rate_team(self):
        return self._asn_action("hr_asn_appraisal.hr_asn_evaluation_team_action")

    def action_exemptions(self):
        return self._asn_action("hr_asn_appraisal.hr_asn_exemption_team_action")

    def _asn_action(self, xmlid):
        return self.env["ir.actions.act_window"]._for_xml_id(xmlid)

    @api.depends_context("uid", "lang")
    def _compute_display_name(self):
        for home in self:
            home.display_name = self.env._("My Performance")

    def _compute_person(self):
        """Take the name with degrees from the newest plan, else from the login."""
        kept = [*self._asn_own(), ("state", "!=", CANCELLED)]
        skp = self.env["hr.asn.skp"].search(kept, limit=1)
        for home in self:
            home.name = skp.name or self.env.user.name
            home.post = skp.assignment_id._asn_post() if skp else False
            home.unit = skp.department_id.name
            home.appraiser_name = skp.appraiser_name
            home.today = self.env.company._asn_today()
            home.source_note = skp.source_note
            home.external_state = skp._asn_external_label()

    def _compute_own(self):
        year = self.env.company._asn_today().year
        for home in self:
            home.skp_ids = self.env["hr.asn.skp"].search(self._asn_own())
            home.evaluation_ids = self.env["hr.asn.evaluation"].search(
                [*self._asn_own(), ("cycle_id.year", ">=", year - 1)],
                order="date_to, date_from desc",
            )

    def _compute_todo(self):
        today = self.env.company._asn_today()
        evaluations = self.env["hr.asn.evaluation"]
        for home in self:
            home.todo_skp_ids = self.env["hr.asn.skp"].search(
                [
                    *self._asn_own(),
                    ("state", "in", EDITABLE),
                    ("source", "=", HERE),
                    ("is_exempt", "=", False),
                ]
            )
            home.todo_document_ids = evaluations.search(
                [*self._asn_own(), ("state", "=", DELIVERED)], order="date_to"
            )
            home.todo_report_ids = evaluations.search(
                [
                    *self._asn_own(),
                    ("state", "=", DRAFT),
                    ("kind", "=", "periodic"),
                    ("date_from", "<=", today),
                    ("is_exempt", "=", False),
                ],
                order="date_to",
            )
            home.todo_count = sum(
                len(home[name])
                for name in ("todo_skp_ids", "todo_document_ids", "todo_report_ids")
            )

    def _compute_team(self):
        plans = self.env["hr.asn.skp"]
        evaluations = self.env["hr.asn.evaluation"]
        for home in self:
            led = self._asn_led()
            waiting = led | Domain("asn_is_delegated", "=", True)
            home.approve_count = plans.search_count(
                waiting & plans._asn_awaiting_approval()
            )
            home.rate_count = evaluations.search_count(
                led & Domain("state", "=", SUBMITTED)
            )
            home.deliver_count = evaluations.search_count(
                led & Domain("state", "=", RATED)
            )

    def _compute_next_deadline(self):
        """Return the day until which the next period is to be reported."""
        today = self.env.company._asn_today()
        coming = self.env["hr.asn.evaluation"].search(
            [*self._asn_own(), ("state", "=", DRAFT), ("is_exempt", "=", False)]
        )
        days = [day for day in coming.mapped("fill_until") if day >= today]
        for home in self:
            home.next_deadline = min(days, default=False)

    @api.model
    def _asn_own(self):
        return [("employee_id.user_id", "=", self.env.uid)]

    @api.model
    def _asn_led(self):
        return Domain("appraiser_id.user_id", "=", self.env.uid)

    @api.model
    def _asn_appraises(self):
        """Say whether the current user has a team: people, their papers, or for others.

        Who has rated keeps what he has rated in his list, also without people.
        """
        if self.env["hr.asn.delegation"]._asn_given_to_user():
            return True
        # sudo: a user is asked about himself; rules would only make it dear
        return any(
            self.env[model].sudo().search_count(self._asn_led(), limit=1)
            for model in ("hr.asn.assignment", "hr.asn.skp", "hr.asn.evaluation")
        )
