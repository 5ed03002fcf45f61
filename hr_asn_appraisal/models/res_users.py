from odoo import fields, models

from .hr_asn_scope_mixin import OFFICER_GROUP

TEAM_GROUP = "hr_asn_appraisal.group_asn_team"


class ResUsers(models.Model):
    _inherit = "res.users"

    asn_unit_ids = fields.Many2many(
        "hr.department",
        "res_users_asn_unit_rel",
        "user_id",
        "department_id",
        "Units of the Performance Officer",
        help="Empty: the whole agency.",
    )

    def _asn_runs_agency(self):
        """Say whether this user acts for the whole agency, not for units only."""
        self.ensure_one()
        if self.has_group(TEAM_GROUP):
            return True
        # sudo: res.users - a user is asked about himself
        return self.has_group(OFFICER_GROUP) and not self.sudo().asn_unit_ids
