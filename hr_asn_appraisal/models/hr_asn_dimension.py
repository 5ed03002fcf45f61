from odoo import fields, models


class HrAsnDimension(models.Model):
    """What an indicator speaks of: the person, the team, what the public gets, …"""

    _name = "hr.asn.dimension"
    _description = "ASN dimension of indicators"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    code = fields.Char(required=True)
    name = fields.Char("Dimension", required=True)

    _code_uniq = models.Constraint("UNIQUE(code)", "This dimension exists already.")

    def _asn_ids(self):
        """Return {code: id} of all dimensions, archived or not."""
        found = self.with_context(active_test=False).search_fetch([], ["code"])
        return {one.code: one.id for one in found}
