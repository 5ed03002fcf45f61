from odoo import fields, models

from odoo.addons.hr_asn_appraisal.law import allowance

from ..forms import wording


class ResCompany(models.Model):
    _name = "res.company"
    _inherit = ["res.company", "hr.asn.points.mixin"]

    _asn_points = "asn_allowance_points"
    _asn_percent = "asn_allowance_percent"

    asn_emblem = fields.Image(
        "Emblem on ASN Papers",
        max_width=512,
        max_height=512,
        help="Stands at the head of D.1.1. Without it the room stays empty.",
    )

    asn_allowance_points = fields.Integer(
        default=allowance.WHOLE, required=True, export_string_translation=False
    )
    asn_allowance_percent = fields.Float(
        "TPP Percentage without a Policy",
        digits=(5, 2),
        compute="_compute_asn_percent",
        inverse="_inverse_asn_percent",
        help="Holds in a closed month for who has neither a plan nor a cycle.",
    )

    _asn_allowance_points_sane = models.Constraint(
        "CHECK(asn_allowance_points BETWEEN 0 AND 10000)",
        "A percentage is between 0 and 100.",
    )

    def _asn_drawn_on(self):
        """Return when figures were read: "Data ditarik pada 3 Juli 2026 09.12 WIB"."""
        day = wording.day(self._asn_today())
        return f"Data ditarik pada {day} {self._asn_clock()}"
