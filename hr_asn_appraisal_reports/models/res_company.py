from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    asn_emblem = fields.Image(
        "Emblem on ASN Papers",
        max_width=512,
        max_height=512,
        help="Stands at the head of D.1.1. Without it the room stays empty.",
    )
