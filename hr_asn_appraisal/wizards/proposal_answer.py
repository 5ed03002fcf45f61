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
    # With the rights of who asks: an id can be that of another unit.
    proposer = fields.Char(related="proposal_id.proposer", related_sudo=False)
    name = fields.Char(related="proposal_id.name", related_sudo=False)
    reason = fields.Text("Reason", required=True)

    def action_accept(self):
        return self.proposal_id.action_accept(self.reason)

    def action_refuse(self):
        return self.proposal_id.action_refuse(self.reason)
