from odoo import api, fields, models


class HrAsnSkpLinkMixin(models.AbstractModel):
    """A plan that was written before its leader's: what is to be linked since."""

    _name = "hr.asn.skp.link.mixin"
    _description = "ASN plan linked later"

    loose_count = fields.Integer(
        "Results to Link", compute="_compute_loose_count", aggregator=None
    )

    @api.depends("rhk_ids.link_ids", "rhk_ids.is_cancelled", "state", "appraiser_id")
    @api.depends_context("uid")
    def _compute_loose_count(self):
        """Count what takes nothing up, once there is something agreed to take up."""
        for plan in self:
            loose = len(plan._asn_loose_results())
            is_ready = loose and plan._asn_leader_results()
            plan.loose_count = loose if is_ready else 0

    def _asn_loose_results(self):
        """Return the results of a plan that take nothing up."""
        return self.rhk_ids.filtered(
            lambda rhk: not rhk.is_cancelled and not rhk.link_ids
        )

    def _asn_leader_results(self):
        """Return the agreed main results of the leaders, as all may read them."""
        return self.env["hr.asn.rhk.agreed"].search(
            [
                ("skp_id", "in", self._asn_leader_plans().ids),
                ("kind", "=", "utama"),
            ]
        )

    def _asn_leader_plans(self):
        # sudo: hr.asn.skp - which plans are the leaders', nothing else of them
        return self.sudo().search(
            [
                ("employee_id", "in", self.sudo().appraiser_id.ids),
                ("cycle_id", "in", self.cycle_id.ids),
                ("version_number", ">", 0),
            ]
        )

    def action_propose_links(self):
        """Open what the results of this plan could take up of the leader's.

        Raises UserError where the plan cannot be changed now.
        """
        self.ensure_one()
        self._asn_check_editable()
        return self.env["hr.asn.link.propose"]._asn_open(self)

    def action_open_tree(self):
        """Open the cascade tree of this plan.

        Raises AccessError for who may not read the plan.
        """
        self.ensure_one()
        self.check_access("read")
        return self.env["hr.asn.tree"]._asn_action(self)
