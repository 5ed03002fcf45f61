from odoo import fields, models


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
    proposer = fields.Char(related="proposal_id.proposer")
    name = fields.Char(related="proposal_id.name")
    reason = fields.Text("Reason", required=True)

    def action_accept(self):
        return self.proposal_id.action_accept(self.reason)

    def action_refuse(self):
        return self.proposal_id.action_refuse(self.reason)
