from odoo import fields, models

from odoo.addons.hr_asn_appraisal.models.hr_asn_cockpit import ZONES

from ..forms import wording


class ResCompany(models.Model):
    _inherit = "res.company"

    asn_emblem = fields.Image(
        "Emblem on ASN Papers",
        max_width=512,
        max_height=512,
        help="Stands at the head of D.1.1. Without it the room stays empty.",
    )

    def _asn_drawn_on(self):
        """Return when figures were read: "Data ditarik pada 3 Juli 2026 09.12 WIB"."""
        now, zone = self._asn_now(), ZONES.get(self.asn_tz, "")
        day = wording.day(now.date())
        return f"Data ditarik pada {day} {now:%H.%M} {zone}".strip()
