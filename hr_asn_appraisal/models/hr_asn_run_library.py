from odoo import api, models

from ..law.states import DRAFT
from .hr_asn_run_line import FAILED, OK, SKIPPED


class HrAsnRunLibrary(models.AbstractModel):
    """Fills empty drafts from the library: one line a plan, superiors first.

    Who is filled first is there to be taken up by those below him.
    """

    _name = "hr.asn.run.library"
    _description = "ASN prefill from the library"
    _inherit = ["hr.asn.run.handler"]

    @api.model
    def _asn_lines(self, run):
        plans = self.env["hr.asn.skp"].search([("id", "in", run.params["plans"])])
        depths = self._asn_depths(plans)
        return [
            {
                "key": f"skp {plan.id}",
                "name": plan.display_name,
                "res_model": "hr.asn.skp",
                "res_id": plan.id,
            }
            for plan in plans.sorted(lambda plan: (depths[plan], plan.id))
        ]

    @api.model
    def _asn_depths(self, plans):
        """Return {plan: how many of these people stand above him}."""
        # sudo: hr.asn.skp - who stands above whom is asked for the order only
        boss_of = {plan.employee_id: plan.appraiser_id for plan in plans.sudo()}
        return {plan: self._asn_depth(plan.employee_id, boss_of) for plan in plans}

    @api.model
    def _asn_depth(self, employee, boss_of):
        seen = set()
        while employee in boss_of and employee not in seen:
            seen.add(employee)
            employee = boss_of[employee]
        return len(seen)

    @api.model
    def _asn_process(self, run, lines):
        plans = self.env["hr.asn.skp"].browse(lines.mapped("res_id"))
        mine = plans.filtered("asn_in_officer_scope") & plans._filtered_access("read")
        # sudo: hr.asn.skp, hr.asn.rhk - the officer prefills drafts of his units
        empty = mine.sudo().filtered(lambda plan: plan.state == DRAFT)
        empty = empty.filtered(lambda plan: not plan.rhk_ids)
        offered = self.env["hr.asn.goal"]._asn_for(empty)
        made = empty.rhk_ids._asn_from_goals(offered)
        made._asn_link_goals()
        filled = made.grouped("skp_id")
        self.env["hr.asn.event"]._asn_log(
            made.skp_id,
            "take_library",
            on_behalf={plan: plan.employee_id for plan in made.skp_id},
        )
        return {
            line: self._asn_outcome(plan.sudo(), plan in mine, filled)
            for line, plan in zip(lines, plans, strict=True)
        }

    @api.model
    def _asn_outcome(self, plan, is_mine, filled):
        if not is_mine:
            return FAILED, self.env._("This plan is not of your units."), plan.id
        if plan in filled:
            results = self.env._("%s results taken.", len(filled[plan]))
            return OK, results, plan.id
        return SKIPPED, self._asn_reason(plan), plan.id

    @api.model
    def _asn_reason(self, plan):
        """Say why a plan got nothing."""
        if plan.state != DRAFT:
            return self.env._("It is not a draft any more.")
        if plan.rhk_ids:
            return self.env._("It has results already.")
        return self.env._("The library has nothing for the post %s.", plan.post)
