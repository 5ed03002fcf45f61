from odoo import api, fields, models

from ..law import behavior as law
from ..law.states import APPROVED, CLOSED

# In these a plan shows what was agreed, in the others what would be agreed now.
SETTLED = (APPROVED, CLOSED)


class HrAsnSkpBehaviorsMixin(models.AbstractModel):
    """Which behaviours a plan expects: by its policy, the post, and what was agreed."""

    _name = "hr.asn.skp.behaviors.mixin"
    _description = "ASN plan with expected behaviours"

    value_ids = fields.Many2many(
        "hr.asn.behavior", string="Values", compute="_compute_value_ids"
    )
    # Only where that is not what they say today.
    agreed_values = fields.Text(
        "Expected Behaviour, as Agreed", compute="_compute_agreed_values"
    )

    @api.depends("state", "version_number", "policy_id", "assignment_id")
    def _compute_value_ids(self):
        """Show what was agreed, and while a plan is drafted what is asked now."""
        settled = self.filtered(lambda plan: plan.state in SETTLED)
        found = (self - settled)._asn_behaviors()
        found |= settled._origin._asn_agreed_behaviors()
        for plan in self:
            plan.value_ids = found[plan._origin if plan in settled else plan]

    @api.depends("state", "version_number")
    def _compute_agreed_values(self):
        """Tell what was agreed in its words, where the master data say others now."""
        settled = self.filtered(lambda plan: plan.state in SETTLED)._origin
        # sudo: hr.asn.skp.version - which behaviours they are is no secret
        versions = settled.sudo()._asn_version()
        today = {
            one.id: (one.name, *one._asn_guides())
            for one in (versions and self.env["hr.asn.behavior"]._asn_every())
        }
        for plan in self:
            version = plan._origin in settled and versions.get(plan._origin)
            agreed = version._asn_behavior_words() if version else {}
            is_other = any(today.get(key) != said for key, said in agreed.items())
            plan.agreed_values = is_other and "\n".join(map(_told, agreed.values()))

    def _asn_behaviors(self):
        """Return {plan: the behaviours it would be agreed with now}, in order.

        Those that its policy asks of the person, and those about which its leader has
        written an expectation, whatever was asked then.
        """
        if not self:
            return {}
        # sudo: hr.asn.skp - which behaviours are expected is no secret
        own, every = self.sudo(), self.env["hr.asn.behavior"]._asn_every()
        leading = own._asn_leading()
        return {
            plan: every
            & (
                every._asn_asked(plan._asn_scheme(), plan in leading)
                | plan.behavior_ids.behavior_id
            )
            for plan in own
        }

    def _asn_scheme(self):
        """Return the scheme of law.behavior of the policy; a new plan has none yet."""
        return self.policy_id.behaviors or law.BERAKHLAK

    def _asn_leading(self):
        """Return the plans of who leads, among those whose policy asks him for more."""
        asking = self.filtered(lambda plan: law.asks_leaders(plan._asn_scheme()))
        return asking.filtered(lambda plan: plan.assignment_id._asn_leads())

    def _asn_agreed_behaviors(self):
        """Return {plan: the behaviours agreed last}, before that those of now."""
        # sudo: hr.asn.skp.version - which behaviours they are is no secret
        versions = self.sudo()._asn_version()
        found = self.filtered(lambda plan: plan not in versions)._asn_behaviors()
        if versions:
            every = self.env["hr.asn.behavior"]._asn_every()
            found |= {plan: one._asn_behaviors(every) for plan, one in versions.items()}
        return found


def _told(said):
    """Return a behaviour on a line: its name, and what it means."""
    name, *guides = said
    return f"{name}: {'; '.join(guides)}" if guides else name
