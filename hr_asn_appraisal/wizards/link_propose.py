from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..dialogs import dialog
from ..exchange import goals


class HrAsnLinkPropose(models.TransientModel):
    """Links results that were written before the leader had his."""

    _name = "hr.asn.link.propose"
    _description = "Results to link"

    skp_id = fields.Many2one(
        "hr.asn.skp", "SKP", required=True, readonly=True, ondelete="cascade"
    )
    line_ids = fields.One2many("hr.asn.link.propose.line", "propose_id", "Proposals")

    @api.model
    def _asn_open(self, plan):
        """Return the action that proposes links for the results of a plan."""
        wizard = self.create(
            {
                "skp_id": plan.id,
                "line_ids": [
                    Command.create(values) for values in self._asn_proposals(plan)
                ],
            }
        )
        return dialog(wizard, self.env._("Link Results"))

    @api.model
    def _asn_proposals(self, plan):
        """Return the values of a line for each result that takes nothing up yet.

        As the library says, else the leader's first main result; only what is open to
        who asks.
        """
        loose = plan._asn_loose_results()
        cascade = goals.Cascade(loose)
        proposed = self._asn_open_links(cascade.links())
        first = plan._asn_leader_results()[:1]
        return [
            self._asn_line(rhk, proposed.get(rhk.id, {}), cascade.said(rhk), first)
            for rhk in loose
        ]

    @api.model
    def _asn_open_links(self, links):
        """Return {result id: the first of its links to what all may read}."""
        wanted = [values.get("superior_rhk_id") for values in links]
        agreed = set(self.env["hr.asn.rhk.agreed"].search([("id", "in", wanted)]).ids)
        proposed = {}
        for values in links:
            if "objective_id" in values or values["superior_rhk_id"] in agreed:
                proposed.setdefault(values["rhk_id"], values)
        return proposed

    @api.model
    def _asn_line(self, rhk, proposal, said, first):
        """Return a line: what the library proposes where open, else the first."""
        objective = proposal.get("objective_id", False)
        chosen = proposal.get("superior_rhk_id") or (not objective and first.id)
        is_found = said == goals.NAMED and proposal
        is_left_to_superior = said == goals.ANY_SUPERIOR and chosen
        return {
            "rhk_id": rhk.id,
            "agreed_id": chosen,
            "objective_id": objective,
            "is_direct": proposal.get("is_direct", True),
            # Ticked is what the library says; else the first is only a suggestion, as
            # where what the library names is no more than drafted.
            "is_taken": bool(is_found or is_left_to_superior),
        }

    def action_link(self):
        """Make the links that are ticked, as the user himself.

        Raises UserError where nothing is ticked, and what making a link raises.
        """
        lines = self.line_ids.filtered("is_taken")
        if not lines:
            raise UserError(self.env._("Tick what is to be linked."))
        self.env["hr.asn.rhk.link"].create([line._asn_link() for line in lines])
        return {"type": "ir.actions.act_window_close"}


class HrAsnLinkProposeLine(models.TransientModel):
    """A result of one's own and what it could take up."""

    _name = "hr.asn.link.propose.line"
    _description = "Result to link"
    _order = "id"

    propose_id = fields.Many2one(
        "hr.asn.link.propose",
        "Results to Link",
        required=True,
        ondelete="cascade",
        index=True,
    )
    skp_id = fields.Many2one(related="propose_id.skp_id", string="SKP")
    cycle_id = fields.Many2one(related="skp_id.cycle_id")
    rhk_id = fields.Many2one(
        "hr.asn.rhk", "My Work Result", required=True, readonly=True, ondelete="cascade"
    )
    is_taken = fields.Boolean("To Link")
    agreed_id = fields.Many2one("hr.asn.rhk.agreed", "Superior's Work Result")
    objective_id = fields.Many2one("hr.asn.objective", "Agency Objective")
    is_direct = fields.Boolean("Direct", default=True)

    def _asn_link(self):
        """Return the values of the link that a line proposes."""
        if not (self.agreed_id or self.objective_id):
            raise UserError(
                self.env._(
                    "Choose what “%s” takes up, or take its tick away.",
                    self.rhk_id.name,
                )
            )
        target = (
            {"agreed_id": self.agreed_id.id}
            if self.agreed_id
            else {"objective_id": self.objective_id.id}
        )
        return {"rhk_id": self.rhk_id.id, "is_direct": self.is_direct, **target}
