from odoo import fields, models

from ..law import codes
from .hr_asn_feedback import TONES


class HrAsnPhrase(models.Model):
    """A sentence to begin with, so that feedback is a matter of a few taps."""

    _name = "hr.asn.phrase"
    _description = "ASN phrase for feedback"
    _order = "sequence, id"
    _rec_name = "text"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    text = fields.Char("Phrase", required=True, translate=True)
    tone = fields.Selection(TONES, required=True, default=codes.PRAISE)
    behavior_id = fields.Many2one(
        "hr.asn.behavior", "Behaviour", ondelete="cascade", index="btree_not_null"
    )
