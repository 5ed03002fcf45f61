from odoo import fields, models


class HrAsnCaseMixin(models.AbstractModel):
    """What somebody writes about his delivered evaluation, and who is party to it.

    Written through steps only: what was said stays as it was said.
    """

    _name = "hr.asn.case.mixin"
    _description = "ASN case on an evaluation"
    _inherit = [
        "hr.asn.case.speaker.mixin",
        "hr.asn.workflow.mixin",
        "hr.asn.scope.mixin",
        "mail.activity.mixin",
    ]
    _asn_unit_path = "evaluation_id.skp_id.department_id"
    _asn_fixed = frozenset({"evaluation_id"})

    evaluation_id = fields.Many2one(
        "hr.asn.evaluation",
        "Evaluation",
        required=True,
        ondelete="restrict",
        index=True,
    )
    company_id = fields.Many2one(
        related="evaluation_id.company_id",
        store=True,
        precompute=True,
        index=True,
        string="Agency",
    )
    employee_id = fields.Many2one(
        related="evaluation_id.employee_id", store=True, precompute=True, index=True
    )
    appraiser_id = fields.Many2one(
        related="evaluation_id.appraiser_id",
        store=True,
        precompute=True,
        index=True,
        string="Appraiser",
    )
    superior_id = fields.Many2one(
        related="evaluation_id.superior_id",
        store=True,
        precompute=True,
        index=True,
        string="Superior",
    )
    delegate_id = fields.Many2one(related="evaluation_id.delegate_id")
    name = fields.Char(related="evaluation_id.name", string="Employee Name")
    department_id = fields.Many2one(related="evaluation_id.department_id")
    period_id = fields.Many2one(related="evaluation_id.period_id")
    cycle_id = fields.Many2one(related="evaluation_id.cycle_id")
    appraiser_name = fields.Char(related="evaluation_id.appraiser_name")
    superior_name = fields.Char(related="evaluation_id.superior_name")
