from odoo import api, fields, models


class HrAsnPolicyDimension(models.Model):
    """How much a dimension of indicators weighs in a policy."""

    _name = "hr.asn.policy.dimension"
    _description = "ASN weight of a dimension"
    _order = "policy_id, id"

    policy_id = fields.Many2one(
        "hr.asn.policy", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="policy_id.company_id", store=True, index=True)
    dimension_id = fields.Many2one("hr.asn.dimension", required=True, index=True)
    weight_percent = fields.Integer("Weight (%)", required=True)

    _dimension_uniq = models.Constraint(
        "UNIQUE(policy_id, dimension_id)", "This dimension has a weight already."
    )
    _weight_percent_share = models.Constraint(
        "CHECK(weight_percent BETWEEN 1 AND 100)", "A weight is from 1 to 100 per cent."
    )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._asn_settle()
        return lines

    def write(self, vals):
        self._asn_settle()
        result = super().write(vals)
        self._asn_settle()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_while_unused(self):
        self._asn_settle()

    def _asn_settle(self):
        """Refuse to change what plans stand on, or what is another agency's."""
        self.policy_id.check_access("write")
        self.policy_id._asn_check_unused()
