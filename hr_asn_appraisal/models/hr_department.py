from odoo import fields, models


class HrDepartment(models.Model):
    _inherit = "hr.department"

    asn_unor = fields.Char("Unor")
    asn_unor_parent = fields.Char("Unor Induk")

    _asn_unor_uniq = models.Constraint(
        "UNIQUE(company_id, asn_unor_parent, asn_unor)",
        "This unit exists already under the same parent unit.",
    )
