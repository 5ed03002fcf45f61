from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..law import codes
from ..law.states import CANCELLED
from .hr_asn_delegation import MODELS


class HrAsnHome(models.Model):
    """First page of a user: one row per login, nothing kept, all asked afresh.

    The context says which year (``asn_year``) and, where somebody has several plans
    at once, which of them (``asn_skp``) is looked at; of no other's is anything shown.
    """

    _name = "hr.asn.home"
    _description = "My performance"
    _inherit = [
        "hr.asn.home.todo.mixin",
        "hr.asn.home.course.mixin",
        "hr.asn.home.action.mixin",
        "hr.asn.home.progress.mixin",
        "hr.asn.home.feedback.mixin",
        "hr.asn.home.bar.mixin",
        "hr.asn.home.service.mixin",
    ]
    _auto = False
    _log_access = False

    name = fields.Char(compute="_compute_person")
    post = fields.Char(compute="_compute_person")
    unit = fields.Char("Unit", compute="_compute_person")
    appraiser_name = fields.Char("Appraiser", compute="_compute_person")
    today = fields.Date(compute="_compute_person")
    source_note = fields.Char(compute="_compute_person")
    external_state = fields.Char(compute="_compute_person")

    skp_id = fields.Many2one("hr.asn.skp", "Plan Shown", compute="_compute_shown")
    skp_ids = fields.Many2many(
        "hr.asn.skp", string="My Plans", compute="_compute_shown"
    )
    years = fields.Json(compute="_compute_years", export_string_translation=False)
    plans = fields.Json(compute="_compute_plans", export_string_translation=False)
    papers = fields.Json(compute="_compute_papers", export_string_translation=False)

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

    def action_choose_year(self, key):
        """Return the action that shows another year; its key as in ``years``."""
        return self.action_open() | {"context": {"asn_year": int(key)}}

    def action_choose_plan(self, key):
        """Return the action that shows another plan; its key as in ``plans``."""
        plan = self._asn_own_plans().filtered(lambda one: one.id == int(key))
        context = {"asn_year": plan.year, "asn_skp": plan.id}
        return self.action_open() | {"context": context}

    def action_print(self, key):
        """Return the action that prints a paper; its key as in ``papers``.

        Raises UserError for a paper that is not among them.
        """
        if key not in [one["key"] for one in self._asn_papers()]:
            raise UserError(
                self.env._("This paper is not there any more. Reload the page.")
            )
        report, number = key.split("/")
        action = self.env.ref(report)
        return action.report_action(int(number), config=False)

    def action_exemptions(self):
        return self._asn_action("hr_asn_appraisal.hr_asn_exemption_team_action")

    def action_results(self):
        return self._asn_action("hr_asn_appraisal.hr_asn_evaluation_mine_action")

    def _asn_action(self, xmlid):
        return self.env["ir.actions.act_window"]._for_xml_id(xmlid)

    @api.depends_context("uid", "lang")
    def _compute_display_name(self):
        for home in self:
            home.display_name = self.env._("My Performance")

    # -- what is looked at ---------------------------------------------------

    def _asn_own_plans(self):
        """Return the plans of the user who asks, newest year and main post first."""
        plans = self.env["hr.asn.skp"].search(self._asn_own())
        return plans.sorted(
            lambda one: (-one.year, one.state == CANCELLED, self._asn_order_of(one))
        )

    @api.model
    def _asn_order_of(self, plan):
        """Return by what plans of a year are ordered: held now, definitive, newest."""
        held = plan.date_from <= self.env.company._asn_today() <= plan.date_to
        since = plan.date_from.toordinal()
        return (not held, plan.status != codes.DEFINITIF, -since)

    def _asn_year(self, plans):
        """Return the year that is looked at: the one asked for, else the present one.

        Next year's plan does not push this year's aside; without one the newest.
        """
        years = [one.year for one in plans]
        today = self.env.company._asn_today().year
        likely = (self.env.context.get("asn_year"), today, max(years, default=None))
        return next((year for year in likely if year in years), None)

    @api.depends_context("uid", "asn_year", "asn_skp")
    def _compute_shown(self):
        """Choose the plan: the one asked for, else the main post of the year.

        Who has none that is kept is still shown those that were taken back.
        """
        plans = self._asn_own_plans()
        year = self._asn_year(plans)
        shown = plans.filtered(lambda one: one.year == year)
        kept = shown.filtered(lambda one: one.state != CANCELLED)
        asked = kept.filtered(lambda one: one.id == self.env.context.get("asn_skp"))
        for home in self:
            home.skp_ids = shown
            home.skp_id = asked or kept[:1]

    @api.depends("skp_id")
    @api.depends_context("uid")
    def _compute_person(self):
        """Take the name with degrees from the plan shown, else from the login."""
        for home in self:
            skp = home.skp_id
            home.name = skp.name or self.env.user.name
            home.post = skp._asn_post() if skp else False
            home.unit = skp.department_id.name
            home.appraiser_name = skp.appraiser_name
            home.today = self.env.company._asn_today()
            home.source_note = skp.source_note
            home.external_state = skp._asn_external_label()

    @api.depends("skp_ids")
    def _compute_years(self):
        """Return the years in which the user has plans, newest first."""
        for home in self:
            plans = home._asn_own_plans()
            years = sorted({one.year for one in plans}, reverse=True)
            home.years = [
                {
                    "key": year,
                    "label": self.env._("Year %s", year),
                    "chosen": year == home.skp_ids[:1].year,
                }
                for year in years
            ]

    @api.depends("skp_id", "skp_ids")
    @api.depends_context("lang")
    def _compute_plans(self):
        """Return the plans of the year where there are several, as a switch."""
        for home in self:
            kept = home.skp_ids.filtered(lambda one: one.state != CANCELLED)
            home.plans = [
                {
                    "key": plan.id,
                    "label": plan._asn_post(),
                    "hint": home._asn_plan_hint(plan),
                    "chosen": plan == home.skp_id,
                }
                for plan in (kept if len(kept) > 1 else ())
            ]

    def _asn_plan_hint(self, plan):
        """Say in which unit a plan is, and by whom it is appraised."""
        if not plan.appraiser_name:
            return plan.department_id.name
        return self.env._(
            "%(unit)s · appraised by %(name)s",
            unit=plan.department_id.name,
            name=plan.appraiser_name,
        )

    @api.depends("skp_id")
    def _compute_papers(self):
        for home in self:
            home.papers = home._asn_papers()

    def _asn_papers(self):
        """Return what can be printed, as dicts of ``key`` and ``label``.

        A key is the external id of a report, a slash and the id of its record. The
        papers come with the addon that prints them.
        """
        return []

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
        if self.env["hr.asn.delegation"]._asn_given_to_user(*MODELS):
            return True
        # sudo: a user is asked about himself; rules would only make it dear
        return any(
            self.env[model].sudo().search_count(self._asn_led(), limit=1)
            for model in ("hr.asn.assignment", "hr.asn.skp", "hr.asn.evaluation")
        )
