from odoo import api, models

REPORTS_MENU = "hr_asn_appraisal_reports.menu_asn_reports"


class IrUiMenu(models.Model):
    _inherit = "ir.ui.menu"

    @api.model
    def _asn_idle_menus(self):
        """Figures of others are of use to who may see any: one's own need no pivot."""
        idle = super()._asn_idle_menus()
        return idle if self._asn_sees_others() else idle | {REPORTS_MENU}

    @api.model
    def _asn_sees_others(self):
        user = self.env.user
        if user.has_groups(
            "hr_asn_appraisal.group_asn_officer,hr_asn_appraisal.group_asn_auditor"
        ):
            return True
        # sudo: hr.department - a user is asked about himself
        units = self.env["hr.department"].sudo()
        headed = [("manager_id.user_id", "=", user.id)]
        return bool(
            units.search_count(headed, limit=1)
            or self.env["hr.asn.home"]._asn_appraises()
        )
