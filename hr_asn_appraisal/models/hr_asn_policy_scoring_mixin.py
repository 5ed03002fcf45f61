from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..law import scoring

FULL_PERCENT = 100
METHODS = [
    (scoring.QUALITATIVE, "In Words: Results and Behaviour"),
    (scoring.PP30, "In Numbers (PP 30/2019)"),
    (scoring.DIMENSIONS, "In Words, Proposed from Weighted Dimensions"),
]


class HrAsnPolicyScoringMixin(models.AbstractModel):
    """Which of the fixed methods of scoring a policy follows: no code of its own."""

    _name = "hr.asn.policy.scoring.mixin"
    _description = "ASN policy with a method of scoring"

    scoring = fields.Selection(
        METHODS,
        "Scoring",
        default=scoring.QUALITATIVE,
        required=True,
        help="In words, the two ratings give the predicate by the matrix. In numbers, "
        "the values of results and behaviour give it by 70 and 30 per cent.",
    )
    dimension_ids = fields.One2many(
        "hr.asn.policy.dimension", "policy_id", "Weights of Dimensions", copy=True
    )

    @api.constrains("scoring", "dimension_ids")
    def _check_dimensions(self):
        for policy in self.filtered(lambda one: one.scoring == scoring.DIMENSIONS):
            total = sum(policy.dimension_ids.mapped("weight_percent"))
            if total != FULL_PERCENT:
                raise ValidationError(
                    self.env._(
                        "Policy “%(policy)s”: the weights of dimensions are %(total)s "
                        "per cent together. Make them 100.",
                        policy=policy.name,
                        total=total,
                    )
                )

    def _asn_dimension_weights(self):
        """Return {code of a dimension: basis points}; none while they are no whole."""
        self.ensure_one()
        shares = {
            one.dimension_id.code: scoring.FULL_BP * one.weight_percent // FULL_PERCENT
            for one in self.dimension_ids
        }
        return shares if sum(shares.values()) == scoring.FULL_BP else {}
