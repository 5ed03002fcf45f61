from datetime import datetime

import pytz

from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    asn_tz = fields.Selection(
        [
            ("Asia/Jakarta", "WIB (Jakarta)"),
            ("Asia/Makassar", "WITA (Makassar)"),
            ("Asia/Jayapura", "WIT (Jayapura)"),
        ],
        "Time Zone of the Agency",
        default="Asia/Jakarta",
        required=True,
    )
    asn_place = fields.Char("Place of Signature")
    asn_head_id = fields.Many2one("hr.employee", "Head of the Agency")

    def _asn_now(self):
        """Return the agency's local time, without zone."""
        zone = pytz.timezone(self.asn_tz or "Asia/Jakarta")
        return datetime.now(zone).replace(tzinfo=None)

    def _asn_today(self):
        """Return today in the agency's zone: deadlines end 23:59 there."""
        return self._asn_now().date()
