from odoo import fields, models

from ..law import codes


class HrAsnAspect(models.Model):
    _name = "hr.asn.aspect"
    _description = "ASN aspect or perspective"
    _order = "model, sequence"

    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char("Aspect", required=True)
    model = fields.Selection(
        [
            (codes.JA_JF, "Administrator and Functional Posts"),
            (codes.JPT_UKM, "High Leadership and Heads of Independent Units"),
        ],
        string="SKP Model",
        required=True,
    )

    _code_uniq = models.Constraint("UNIQUE(code)", "This aspect exists already.")
