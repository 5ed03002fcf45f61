from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.hr_asn_iki_team_mixin import Place


class HrAsnTeamAdd(models.TransientModel):
    """Shows the lead who is in the team of an indicator, and adds people to it."""

    _name = "hr.asn.team.add"
    _description = "Team of an indicator"

    iki_id = fields.Many2one("hr.asn.iki", "Team Indicator", required=True)
    # With the rights of who asks: an id can be anybody's.
    name = fields.Text(related="iki_id.name", related_sudo=False)
    company_id = fields.Many2one(related="iki_id.company_id")
    members = fields.Text("In the Team", compute="_compute_members")
    joined_on = fields.Date("From", help="Empty: from the beginning of the year.")
    line_ids = fields.One2many("hr.asn.team.add.line", "wizard_id", "People to Add")

    @api.depends("iki_id")
    def _compute_members(self):
        """Name who is in the team, to who leads it: whatever he may read of them."""
        for wizard in self:
            wizard.iki_id._asn_check_leads()
            # sudo: hr.asn.iki - whoever leads a team may know who is in it
            wizard.members = wizard.sudo().iki_id._asn_members_told()

    def action_add(self):
        """Put the indicator into the plans of all who were chosen."""
        if not self.line_ids:
            raise UserError(self.env._("Choose at least one employee."))
        places = {
            line.employee_id: Place(line.part, self.joined_on) for line in self.line_ids
        }
        added = self.iki_id._asn_add_members(places)
        return self.iki_id.skp_id._asn_told(
            self.env._("%(n)s people added. They find it in their plans.", n=len(added))
        )


class HrAsnTeamAddLine(models.TransientModel):
    _name = "hr.asn.team.add.line"
    _description = "Employee to add to a team"

    wizard_id = fields.Many2one("hr.asn.team.add", required=True, ondelete="cascade")
    employee_id = fields.Many2one("hr.employee", "Employee", required=True)
    part = fields.Char("Part in the Team")
