from odoo import fields, models

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
        day = wording.day(self._asn_today())
        return f"Data ditarik pada {day} {self._asn_clock()}"
