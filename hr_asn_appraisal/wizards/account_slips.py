from odoo import api, fields, models

from ..models.hr_asn_run_account import ACCOUNT


class HrAsnAccountSlips(models.TransientModel):
    """Asks for whom accounts and slips are made, and says how many that are."""

    _name = "hr.asn.account.slips"
    _description = "Accounts and slips"

    department_id = fields.Many2one(
        "hr.department", "Unit", help="With its sub-units. Empty: all your units."
    )
    count = fields.Integer("People Who Cannot Sign In", compute="_compute_counts")
    missing_count = fields.Integer("Without an Account", compute="_compute_counts")
    may_make = fields.Boolean(compute="_compute_may_make")
    days = fields.Integer("Days the Slips Are Valid", compute="_compute_may_make")

    @api.depends("department_id")
    def _compute_counts(self):
        handler = self.env["hr.asn.run.account"]
        for wizard in self:
            posts = handler._asn_posts(self.env.company, wizard._asn_params())
            posts = handler._asn_without_login(posts)
            # sudo: hr.employee - whether somebody has an account
            missing = posts.filtered(lambda one: not one.sudo().employee_id.user_id)
            wizard.count, wizard.missing_count = len(posts), len(missing)

    @api.depends_context("uid")
    def _compute_may_make(self):
        may_make = self.env["hr.asn.run.staff"]._asn_may_make_accounts()
        for wizard in self:
            wizard.may_make = may_make
            # sudo: res.company - how long slips are valid is no secret
            wizard.days = self.env.company.sudo().asn_slip_days

    def _asn_params(self):
        return {"unit": self.department_id.id} if self.department_id else {}

    def action_make(self):
        """Start the run; returns the action that shows it."""
        self.ensure_one()
        where = self.department_id or self.env.company
        run = self.env["hr.asn.run"].create(
            {
                "name": self.env._("Slips: %s", where.sudo().display_name),
                "kind": ACCOUNT,
                "params": self._asn_params(),
            }
        )
        return run.action_start()
