from datetime import datetime, time

from odoo import fields, models

PARAMETER = "asn_test_clock.date"
NOON = time(12)


class ResCompany(models.Model):
    _inherit = "res.company"

    def _asn_now(self):
        """Return noon of the date in the parameter; without one the real time."""
        # sudo: ir.config_parameter - the clock is the same for everybody
        chosen = self.env["ir.config_parameter"].sudo().get_param(PARAMETER)
        if chosen:
            return datetime.combine(fields.Date.to_date(chosen), NOON)
        return super()._asn_now()
