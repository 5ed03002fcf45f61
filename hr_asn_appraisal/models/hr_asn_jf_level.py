from odoo import fields, models


class HrAsnJfLevel(models.Model):
    _name = "hr.asn.jf.level"
    _description = "ASN functional level"
    _order = "sequence"

    code = fields.Char(required=True)
    name = fields.Char("Level", required=True)
    category = fields.Selection(
        [("keahlian", "Expertise"), ("keterampilan", "Skill")], required=True
    )
    coefficient = fields.Float("Credit per Year", digits=(6, 3))
    sequence = fields.Integer(default=10)
    siasn_coefficient_id = fields.Char("SIASN Coefficient Id")

    _code_uniq = models.Constraint("UNIQUE(code)", "This level exists already.")
