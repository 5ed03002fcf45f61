from odoo import fields, models


class HrAsnTeamTake(models.TransientModel):
    """Takes up the team indicator of somebody else into one's own plan."""

    _name = "hr.asn.team.take"
    _description = "Team indicator to take up"

    skp_id = fields.Many2one("hr.asn.skp", "SKP", required=True)
    cycle_id = fields.Many2one(related="skp_id.cycle_id")
    team_id = fields.Many2one("hr.asn.team.indicator", "Team Indicator", required=True)
    # With the rights of who asks: an id can be that of another agency.
    lead = fields.Char(related="team_id.lead", related_sudo=False)
    result = fields.Text(
        related="team_id.result", related_sudo=False, string="Result of the Team"
    )
    baseline = fields.Char(related="team_id.baseline", related_sudo=False)
    baseline_date = fields.Date(related="team_id.baseline_date", related_sudo=False)
    baseline_source = fields.Char(related="team_id.baseline_source", related_sudo=False)
    target = fields.Char(related="team_id.target", related_sudo=False)
    unit = fields.Char(related="team_id.unit", related_sudo=False)
    rhk_id = fields.Many2one(
        "hr.asn.rhk",
        "Under My Work Result",
        help="Empty: a work result with the words of the team's is added.",
    )
    part = fields.Char("My Part in the Team", required=True)
    joined_on = fields.Date("From", help="Empty: from the beginning of the year.")

    def action_take(self):
        """Add the indicator to the plan."""
        plan = self.skp_id
        plan._asn_check_editable()
        # sudo: hr.asn.iki, hr.asn.rhk - of the lead's only what the list above tells
        lead = self.env["hr.asn.iki"].sudo().browse(self.team_id.id)
        like = lead.rhk_id.new({"name": self.result, "kind": lead.rhk_id.kind})
        plan.iki_ids.create(
            {
                "rhk_id": (self.rhk_id or plan._asn_results_like(like)[plan]).id,
                "aspect_id": plan._asn_aspect_like(lead.aspect_id).id,
                "dimension_id": lead.dimension_id.id,
                "lead_iki_id": lead.id,
                "part": self.part,
                "joined_on": self.joined_on,
            }
        )
        return {"type": "ir.actions.act_window_close"}
