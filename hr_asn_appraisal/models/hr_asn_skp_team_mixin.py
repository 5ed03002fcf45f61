from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..dialogs import dialog
from ..law import codes
from ..law.states import CANCELLED
from .hr_asn_iki_team_mixin import OPEN


class HrAsnSkpTeamMixin(models.AbstractModel):
    """How a team indicator comes into a plan: put there by its lead, or taken up."""

    _name = "hr.asn.skp.team.mixin"
    _description = "ASN plan with team indicators"

    def action_approve(self):
        """Agree plans; open ones of members follow the team indicators in them."""
        result = super().action_approve()
        self._asn_members_lines(
            Domain("lead_iki_id.skp_id", "in", self.ids)
            & Domain("skp_id.state", "in", OPEN)
        )._asn_follow_leads()
        return result

    def action_revise(self, reason):
        """Open agreed plans for a change; what their leads have changed comes first."""
        result = super().action_revise(reason)
        own = Domain("skp_id", "in", self.ids)
        self._asn_members_lines(own)._asn_follow_leads()
        return result

    @api.model
    def _asn_members_lines(self, domain):
        """Return, with all rights, the members' lines that count, of plans in work."""
        # sudo: hr.asn.iki - what a lead does is followed, whoever may read the team
        members = self.env["hr.asn.iki"].sudo()
        return members.search(
            domain
            & Domain("lead_iki_id", "!=", False)
            & Domain("is_cancelled", "=", False)
            & Domain("rhk_id.is_cancelled", "=", False)
            & Domain("skp_id", "any", self._asn_open_domain())
        )

    def action_take_team(self):
        """Open the dialog in which a team indicator is taken up into this plan."""
        self.ensure_one()
        return dialog(
            self.env["hr.asn.team.take"],
            self.env._("Take Up Team Indicator"),
            {"default_skp_id": self.id},
        )

    @api.model
    def _asn_plans_of(self, people, cycle, but=()):
        """Return the plan of each of these people that a line can be put into.

        Of a cycle, not one of the plans ``but``; of two posts the definitive one.
        Raises UserError that names everybody who has none, or none that is open.
        """
        first = self._asn_first_plans(people, cycle, but)
        reasons = self._asn_not_taking(people, first)
        if reasons:
            raise UserError("\n".join(reasons.values()))
        return self.browse(one.id for one in first.values())

    @api.model
    def _asn_first_plans(self, people, cycle, but=()):
        """Return {employee: the plan in a cycle that a line would be put into}.

        Of two posts the definitive one, of two after each other the later.
        """
        domain = Domain("employee_id", "in", people.ids)
        domain &= Domain("cycle_id", "=", cycle.id)
        domain &= Domain("state", "!=", CANCELLED)
        plans = (self.search(domain) - self.browse().union(*but)).sorted(
            lambda one: (
                one.status != codes.DEFINITIF,
                -one.date_to.toordinal(),
                one.state not in OPEN,
                one.id,
            )
        )
        found = plans.grouped("employee_id").items()
        return {person: some[:1] for person, some in found}

    @api.model
    def _asn_not_taking(self, people, first):
        """Return {employee: why nothing can be put into his plan}.

        ``first``: as of `_asn_first_plans`.
        """
        return {
            person: first[person]._asn_not_open()
            if person in first
            else self.env._("%s has no plan in this cycle.", person.sudo().name)
            for person in people
            if person not in first or not first[person]._asn_is_open()
        }

    def _asn_is_open(self):
        """Say whether something can be put into this plan now."""
        return self.state in OPEN and not self.is_locked

    def _asn_not_open(self):
        if self.is_locked:
            return self.env._("%(plan)s: %(note)s", plan=self.name, note=self.lock_note)
        return self.env._(
            "The plan of %(name)s is “%(state)s”: nothing can be put into it. Once it "
            "is agreed, ask for “Revise Plan” first.",
            name=self.name,
            state=self._asn_state_label(),
        )

    def _asn_results_like(self, rhk):
        """Return {plan: its result with the words of another}, made if need be."""
        words = rhk.name.strip().casefold()
        same = self.rhk_ids.filtered(
            lambda one: not one.is_cancelled and one.name.strip().casefold() == words
        )
        found = {plan: some[:1] for plan, some in same.grouped("skp_id").items()}
        lacking = [plan for plan in self if plan not in found]
        made = self.rhk_ids.create(
            [
                {
                    "skp_id": plan.id,
                    "name": rhk.name,
                    "kind": rhk.kind,
                    "sequence": 10 * len(plan.rhk_ids) + 10,
                }
                for plan in lacking
            ]
        )
        return found | dict(zip(lacking, made, strict=True))

    def _asn_aspect_like(self, aspect):
        """Return this aspect, or the first of the model that the plan is of."""
        if aspect.model == self.model:
            return aspect
        return aspect.search([("model", "=", self.model)], limit=1)
