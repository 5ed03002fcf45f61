from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..law import behavior, codes, scoring
from ..law import survey as law
from ..law.scoring import FULL_BP, PP30_BANDS, PP30_KURANG, SURVEY_BP, WORTH

FULL_PERCENT = 100
METHODS = [
    (scoring.QUALITATIVE, "In Words: Results and Behaviour"),
    (scoring.PP30, "In Numbers (PP 30/2019)"),
    (scoring.DIMENSIONS, "In Words, Proposed from Weighted Dimensions"),
    (scoring.BLENDED, "In Numbers, Person and Organisation (KMK 127/2026)"),
]
BEHAVIORS = [
    (behavior.BERAKHLAK, "BerAKHLAK"),
    (behavior.PP30, "Aspects of PP 30/2019"),
    (behavior.BERAKHLAK_LEADING, "BerAKHLAK and Leadership (KMK 127/2026)"),
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
        "KMK 127/2026 is one ministry's rule, known here from a summary: 75 and 25 "
        "per cent, then half of the value of the organisation (three tenths further "
        "down; a tenth for who is below it); the matrix gives the predicate. That the "
        "final value rates the results is a reading of this program.",
    )
    behaviors = fields.Selection(
        BEHAVIORS,
        "Expected Behaviour",
        default=behavior.BERAKHLAK,
        required=True,
        help="BerAKHLAK: the seven values, of everybody.\n"
        "PP 30/2019: service orientation, commitment, initiative and cooperation, of "
        "who leads leadership, too. Known from practice, not read again in the text.\n"
        "KMK 127/2026: the seven values and leadership, known from a summary; that "
        "leadership is asked of who leads only is a reading of this program.\n"
        "Who leads: high leadership, administrators and supervisors, who has the duty "
        "of a head (of a school, a Puskesmas), and the head of a unit. A plan that was "
        "agreed keeps what was asked then.",
    )
    blended_cap = fields.Selection(
        CAPS,
        "Most of One's Own Value",
        default="115",
        required=True,
        help="What somebody reaches himself counts up to this, before the organisation "
        "comes in (KMK 127/2026, known from a summary). It is said here for high "
        "leadership (JPT), of which nobody has written down whether it is Madya or "
        "Pratama, and for who has no kind of post; in every post below it is 115.",
    )
    functional_near = fields.Boolean(
        "Functional Posts Are of Substance",
        help="Functional posts then share half of what is above the organisation, as "
        "its head and the level below him do; else three tenths.",
    )
    others_rate = fields.Boolean(
        "Colleagues Rate Behaviour, Too",
        help="PP 30/2019 Ps 41: where peers and subordinates rate behaviour in a "
        "closed survey, results and behaviour count 60 and 40 per cent. Where too few "
        "answer it stays 70 and 30.",
    )
    others_percent = fields.Integer(
        "Weight of Colleagues (%)",
        default=100 * SURVEY_BP // FULL_BP,
        help="What they weigh in the value of behaviour; the appraiser's own value has "
        "the rest. 60 and 40 per cent are known from practice, no law was found.",
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
    kurang_from = fields.Integer(
        "Poor from",
        default=PP30_KURANG // 100,
        help="From this final value on one is Poor, below it Very Poor; from 70 on "
        "(PP 30/2019) it is better than that. 50 is known from summaries.",
    )
    index_a_from = fields.Float(
        "Very Good (A) from",
        default=law.STARTS[0] / 100,
        digits=(5, 2),
        help="From which index of satisfaction (IKM) on a service is Very Good, Good "
        "or Less Good; what is below that is Not Good. PermenPANRB 14/2017 as it is "
        "known from practice: 88,31, 76,61 and 65.",
    )
    index_b_from = fields.Float(
        "Good (B) from", default=law.STARTS[1] / 100, digits=(5, 2)
    )
    index_c_from = fields.Float(
        "Less Good (C) from", default=law.STARTS[2] / 100, digits=(5, 2)
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
    _both_weigh = models.Constraint(
        "CHECK(others_percent > 0 AND others_percent < 100)",
        "Colleagues weigh from 1 to 99 per cent of behaviour.",
    )
    _kurang_between = models.Constraint(
        f"CHECK(kurang_from > 0 AND 100 * kurang_from < {PP30_BANDS[-1][0]})",
        "Poor begins from 1 to 69: from 70 on it is Needs Improvement.",
    )

    @api.constrains("index_a_from", "index_b_from", "index_c_from")
    def _check_index_bands(self):
        for policy in self:
            try:
                law.check_starts(policy._asn_index_starts())
            except ValueError as error:
                raise ValidationError(
                    self.env._(
                        "Policy “%(policy)s”: the index of satisfaction is at most 100 "
                        "and at least 25. Very Good begins higher than Good, and that "
                        "higher than Less Good, which begins above 25.",
                        policy=policy.name,
                    )
                ) from error

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

    def _asn_others_bp(self):
        """Return what colleagues weigh in behaviour, in basis points."""
        self.ensure_one()
        return FULL_BP * self.others_percent // FULL_PERCENT

    def _asn_index_starts(self):
        """Return from which hundredths on an index is A, B and C, for law.survey."""
        self.ensure_one()
        starts = (self.index_a_from, self.index_b_from, self.index_c_from)
        return tuple(round(100 * one) for one in starts)

    def _asn_points_rules(self):
        """Return what a row of values keeps of these rules: what is not the default."""
        self.ensure_one()
        own = 100 * self.kurang_from
        is_kept = self.scoring == scoring.PP30 and own != PP30_KURANG
        return {scoring.KURANG_FROM: own} if is_kept else {}

    def _asn_blended_cap(self, post_kind):
        """Return the cap of one's own value in a kind of post, in hundredths."""
        self.ensure_one()
        return scoring.cap_of(post_kind, 100 * int(self.blended_cap))

    def _asn_dimension_weights(self):
        """Return {code of a dimension: basis points}; none while they are no whole."""
        self.ensure_one()
        shares = {
            one.dimension_id.code: scoring.FULL_BP * one.weight_percent // FULL_PERCENT
            for one in self.dimension_ids
        }
        return shares if sum(shares.values()) == scoring.FULL_BP else {}
