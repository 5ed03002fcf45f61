from odoo import fields, models


class HrAsnBehavior(models.Model):
    _name = "hr.asn.behavior"
    _description = "ASN expected behaviour"
    _order = "sequence"

    sequence = fields.Integer(default=10)
    name = fields.Char("Value", required=True)
    guide_1 = fields.Char("Guide 1", required=True)
    guide_2 = fields.Char("Guide 2", required=True)
    guide_3 = fields.Char("Guide 3", required=True)

    def _asn_content(self):
        """Return the values as a sealed plan keeps them."""
        return [
            {
                "id": value.id,
                "name": value.name,
                "guides": [value.guide_1, value.guide_2, value.guide_3],
                "expectation": "",
            }
            for value in self
        ]
