from odoo import fields, models


class HrAsnCompanyMixin(models.AbstractModel):
    """What belongs to one agency: that of who makes it, unless another is given."""

    _name = "hr.asn.company.mixin"
    _description = "ASN record of an agency"

    company_id = fields.Many2one(
        "res.company",
        "Agency",
        required=True,
        default=lambda self: self.env.company,
        index=True,
    )
