from odoo import fields, models


class HrAsnIkiLineMixin(models.AbstractModel):
    """Rows of an indicator: changed only while its plan is open for it."""

    _name = "hr.asn.iki.line.mixin"
    _description = "ASN line of an indicator"
    _inherit = ["hr.asn.skp.line.mixin"]
    _asn_parents = ("iki_id",)

    iki_id = fields.Many2one(
        "hr.asn.iki", "Indicator", required=True, ondelete="cascade", index=True
    )
    skp_id = fields.Many2one(
        related="iki_id.skp_id", store=True, index=True, required=False
    )
