from odoo import models


class ResourceResource(models.Model):
    """Odoo keeps here whose login an employee has: every way to change it ends here."""

    _inherit = "resource.resource"

    def write(self, vals):
        if "user_id" not in vals:
            return super().write(vals)
        # sudo: resource.resource - compared only, and who it is
        moved = self.sudo().filtered(
            lambda one: one.user_id.id != (vals["user_id"] or False)
        )
        people = moved.employee_id.sudo(self.env.su)
        before = people._asn_logins()
        people._asn_check_login(vals["user_id"])
        result = super().write(vals)
        people._asn_log_login(before)
        return result
