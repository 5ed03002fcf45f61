from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..law import codes, scoring
from ..law.scoring import WORTH

FULL_PERCENT = 100
METHODS = [
    (scoring.QUALITATIVE, "In Words: Results and Behaviour"),
    (scoring.PP30, "In Numbers (PP 30/2019)"),
    (scoring.DIMENSIONS, "In Words, Proposed from Weighted Dimensions"),
    (scoring.BLENDED, "In Numbers, Person and Organisation (KMK 127/2026)"),
]
CAPS = [
    ("115", "115: JPT Pratama and below"),
    ("120", "120: minister, vice minister, JPT Madya"),
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
        "the values of results and behaviour give it by 70 and 30 per cent.\n"
        "KMK 127/2026 is one ministry's rule, known here from a summary [D]: 75 and 25 "
        "per cent, then half of the value of the organisation (three tenths further "
        "down; a tenth for who is below it); the matrix gives the predicate. That the "
        "final value rates the results is a reading of this program.",
    )
    blended_cap = fields.Selection(
        CAPS,
        "Most of One's Own Value",
        default="115",
        required=True,
        help="What somebody reaches himself counts up to this, before the organisation "
        "comes in (KMK 127/2026, known from a summary [D]).",
    )
    functional_near = fields.Boolean(
        "Functional Posts Are of Substance",
        help="Functional posts then share half of what is above the organisation, as "
        "its head and the level below him do; else three tenths.",
    )
    others_rate = fields.Boolean(
        "Colleagues Rate Behaviour, Too",
        help="PP 30/2019 Ps 41: where peers and subordinates rate behaviour in a "
        "closed survey, results and behaviour count 60 and 40 per cent; of behaviour "
        "the appraiser 60 and they 40 [R]. Where too few answer it stays 70 and 30.",
    )
    answer_above = fields.Integer(
        "Value of “Above Expectation”",
        default=WORTH[codes.DI_ATAS] // 100,
        help="What an answer of a colleague is worth, from 0 to 120. No law says it: "
        "it is the agency's choice.",
    )
    answer_meets = fields.Integer(
        "Value of “Meets Expectation”", default=WORTH[codes.SESUAI] // 100
    )
    answer_below = fields.Integer(
        "Value of “Below Expectation”", default=WORTH[codes.DI_BAWAH] // 100
    )
    dimension_ids = fields.One2many(
        "hr.asn.policy.dimension", "policy_id", "Weights of Dimensions", copy=True
    )

    _answers_ordered = models.Constraint(
        "CHECK(answer_below >= 0 AND answer_meets >= answer_below"
        " AND answer_above >= answer_meets AND answer_above <= 120)",
        "The values of answers are from 0 to 120, above not less than meets, meets not "
        "less than below.",
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

    def _asn_worth(self):
        """Return what an answer of a colleague is worth, as law.scoring takes it."""
        self.ensure_one()
        return {
            codes.DI_ATAS: 100 * self.answer_above,
            codes.SESUAI: 100 * self.answer_meets,
            codes.DI_BAWAH: 100 * self.answer_below,
        }

    def _asn_blended_cap(self):
        """Return the cap of one's own value in hundredths."""
        self.ensure_one()
        return 100 * int(self.blended_cap)

    def _asn_dimension_weights(self):
        """Return {code of a dimension: basis points}; none while they are no whole."""
        self.ensure_one()
        shares = {
            one.dimension_id.code: scoring.FULL_BP * one.weight_percent // FULL_PERCENT
            for one in self.dimension_ids
        }
        return shares if sum(shares.values()) == scoring.FULL_BP else {}
