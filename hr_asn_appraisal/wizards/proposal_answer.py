from odoo import api, fields, models


class HrAsnProposalAnswer(models.TransientModel):
    """Asks for the reason with which a proposed indicator is answered."""

    _name = "hr.asn.proposal.answer"
    _description = "Answer to a proposed indicator"

    proposal_id = fields.Many2one(
        "hr.asn.goal.proposal",
        "Proposal",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env.context.get("active_id"),
    )
    # With the rights of who asks: an id can be that of another unit.
    proposer = fields.Char(related="proposal_id.proposer", related_sudo=False)
    name = fields.Char(related="proposal_id.name", related_sudo=False)
    target = fields.Char("Target", compute="_compute_target")
    doubt = fields.Char(compute="_compute_target", export_string_translation=False)
    pattern = fields.Selection(related="proposal_id.pattern", related_sudo=False)
    benefit = fields.Text(related="proposal_id.benefit", related_sudo=False)
    reason = fields.Text("Reason", required=True)

    @api.depends("proposal_id")
    @api.depends_context("lang")
    def _compute_target(self):
        """Show what is to be reached, and what deserves a look before it is taken."""
        for wizard in self:
            proposal = wizard.proposal_id
            parts = (proposal.target, proposal.unit)
            wizard.target = " ".join(filter(None, parts))
            wizard.doubt = proposal and proposal._asn_doubt()

    def action_accept(self):
        return self.proposal_id.action_accept(self.reason)

    def action_refuse(self):
        return self.proposal_id.action_refuse(self.reason)
