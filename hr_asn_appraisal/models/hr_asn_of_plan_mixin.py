from odoo import fields, models


class HrAsnOfPlanMixin(models.AbstractModel):
    """What hangs on one plan: whose it is, and of which agency."""

    _name = "hr.asn.of.plan.mixin"
    _description = "ASN document of a plan"

    skp_id = fields.Many2one(
        "hr.asn.skp", "SKP", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(
        related="skp_id.company_id",
        store=True,
        precompute=True,
        index=True,
        string="Agency",
    )
    employee_id = fields.Many2one(
        related="skp_id.employee_id", store=True, precompute=True, index=True
    )
