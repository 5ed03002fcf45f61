from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..law import codes, deadlines, merge
from ..law.codes import EKINERJA, HERE, RUANG_GTK
from ..law.population import LEAST_PEOPLE
from ..law.predikat import ORG_TO_RESULT
from ..law.proposal import Thresholds
from ..law.survey import LEAST_ANSWERS
from .hr_asn_distribution_rule import OF_AGENCY, PATTERNS
from .hr_asn_rating import RATINGS

SYSTEM_GROUP = "base.group_system"

SOURCES = [
    (HERE, "Rated here"),
    (EKINERJA, "e-Kinerja BKN"),
    (RUANG_GTK, "Ruang GTK"),
]

CADENCES = [
    (codes.BULAN, "Monthly"),
    (codes.TRIWULAN, "Quarterly"),
    (codes.SEMESTER, "Half-yearly"),
    (codes.TAHUN, "Yearly"),
]
MERGE_RULES = [
    (merge.LAST_UNIT, "Last post"),
    (merge.LONGEST, "Longest post"),
    (merge.MONTH_WEIGHTED, "Most months"),
]

OFF, WARN, BLOCK = "off", "warn", "block"
DISTRIBUTIONS = [
    (OFF, "Not asked for"),
    (WARN, "A written consideration where it is not kept"),
    (BLOCK, "No delivery until it is kept"),
]


class HrAsnPolicy(models.Model):
    """What an agency decides for itself; every rule below [B] is a value here."""

    _name = "hr.asn.policy"
    _description = "ASN performance policy"
    _inherit = ["hr.asn.policy.scoring.mixin", "hr.asn.policy.objection.mixin"]
    _order = "sequence, name"

    name = fields.Char("Policy", required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        "Agency",
        index=True,
        default=lambda self: self._default_company(),
        help="Empty: shared by all agencies, changed by the system administrator only.",
    )
    cadence = fields.Selection(CADENCES, default=codes.TRIWULAN, required=True)
    source = fields.Selection(
        SOURCES,
        "Source of Truth",
        default=HERE,
        required=True,
        help="Elsewhere: plans and predicates are imported, nobody retypes them here.",
    )
    matrix_version = fields.Selection(
        [("2022", "PermenPANRB 6/2022")], default="2022", required=True
    )
    evidence_gate = fields.Boolean(
        "Evidence Needed to Rate",
        default=True,
        help="A work result without evidence is rated only with a written reason.",
    )
    minimum_days = fields.Integer(
        "Least Days to Be Evaluated",
        default=30,
        help="A plan that ends within a period is evaluated from so many days on.",
    )
    receipt_days = fields.Integer(
        "Days until Deemed Received", default=deadlines.RETURN_WORKING_DAYS
    )
    proposal_days = fields.Integer(
        "Days to Answer a Proposal",
        default=14,
        help="An employee's proposal of an indicator is answered within so many days.",
    )
    objection_days = fields.Integer("Days to Object", default=deadlines.OBJECTION_DAYS)
    locks_late = fields.Boolean(
        "Lock after the Deadline",
        help="A plan that was never handed in and a period that was not reported are "
        "closed after their deadline, until the performance officer unlocks them.",
    )
    checks_plans = fields.Boolean(
        "Plans Are Checked First",
        help="The performance officer checks a submitted plan before its appraiser "
        "approves it.",
    )
    allows_all_expected = fields.Boolean(
        "All as Expected at Once",
        default=True,
        help="An appraiser may rate everybody of whom nothing else is known as "
        "expected at once. Off: each is rated by himself.",
    )
    annual_rule = fields.Selection(
        [
            ("mode", "Most frequent"),
            ("last", "Last period"),
            ("worst", "Lowest"),
            ("worst_behavior", "Results most frequent, behaviour lowest"),
        ],
        "Proposal for the Year",
        default="mode",
        required=True,
    )

    merge_rule = fields.Selection(
        MERGE_RULES,
        "Year after a Transfer",
        default=merge.LAST_UNIT,
        required=True,
        help="Which of the posts held in a year proposes its rating.",
    )
    merges_acting = fields.Boolean(
        "Acting Posts Count in the Year",
        help="What somebody reached as Plt., Plh. or Pjb. comes into his year, too: by "
        "the longest post or the most months.",
    )

    # How figures and notes become a proposal; an agency's own, no law's.
    above_percent = fields.Integer(
        "Above from (%)",
        default=110,
        help="An indicator that reached so much of its target is above expectation.",
    )
    meets_percent = fields.Integer(
        "Meets from (%)",
        default=90,
        help="An indicator that reached less of its target is below expectation.",
    )
    majority_percent = fields.Integer(
        "Majority above (%)",
        default=50,
        help="More than this share of the indicators of a result, and of the weight "
        "of all results, makes the proposal; else it meets expectation.",
    )
    weighs_results = fields.Boolean(
        "Results Have Weights",
        help="Each plan says how much each result weighs, all together 100 %; these "
        "weights then count instead of those of main and additional results.",
    )
    main_weight = fields.Integer("Weight of a Main Result", default=2)
    additional_weight = fields.Integer("Weight of an Additional Result", default=1)
    least_notes = fields.Integer(
        "Notes for a Proposal",
        default=3,
        help="From so many notes on behaviour on their majority is proposed; until "
        "then it meets expectation.",
    )

    least_answers = fields.Integer(
        "Answers Needed to Be Shown",
        default=LEAST_ANSWERS,
        required=True,
        help="Answers wait sealed until so many can be shown together. Of fewer "
        "colleagues or service users none is shown, and when the survey closes they "
        "are destroyed.",
    )
    # Which distribution of predikat is expected, and what happens where it is not met.
    distribution = fields.Selection(
        DISTRIBUTIONS,
        "Pattern of Distribution",
        default=WARN,
        required=True,
        help="Of who delivers, and of who locks the result of a calibration session: "
        "nothing, a written consideration where the pattern of the unit rating is not "
        "kept, or neither until it is. Where nothing that may still be given keeps it, "
        "a consideration is asked for instead. Of fewer people than below nothing is "
        "asked of who delivers: they are judged with their unit, in the comparison of "
        "distributions and in calibration sessions.\n"
        "Shares are compared exactly, without rounding: 70.2 % is more than 70 %. A "
        "share that breaks the pattern is shown rounded away from the limit, so that "
        "it never looks like what is allowed.",
    )
    pattern = fields.Selection(PATTERNS, default=PATTERNS[0][0], required=True)
    distribution_rule_ids = fields.One2many(
        "hr.asn.distribution.rule", "policy_id", "Rules of Its Own", copy=True
    )
    least_people = fields.Integer(
        "Least People of a Unit",
        default=LEAST_PEOPLE,
        help="Units with fewer people are judged together with the unit above, at most "
        "with that right under the agency, in the comparison of distributions and in "
        "calibration sessions. So are the people of a leader who rates fewer: when he "
        "delivers, nothing is asked of him. The policy of the cycle says it for all "
        "plans of the year.",
    )
    # The result of the head of a unit that was rated.
    head_istimewa = fields.Selection(
        RATINGS,
        "Head of an Outstanding Unit",
        default=ORG_TO_RESULT[codes.ISTIMEWA],
        required=True,
    )
    head_baik = fields.Selection(
        RATINGS,
        "Head of a Good Unit",
        default=ORG_TO_RESULT[codes.BAIK],
        required=True,
    )
    head_butuh_perbaikan = fields.Selection(
        RATINGS,
        "Head of a Unit That Needs Improvement",
        default=ORG_TO_RESULT[codes.BUTUH_PERBAIKAN],
        required=True,
    )
    head_kurang = fields.Selection(
        RATINGS,
        "Head of a Poor Unit",
        default=ORG_TO_RESULT[codes.KURANG],
        required=True,
    )
    head_sangat_kurang = fields.Selection(
        RATINGS,
        "Head of a Very Poor Unit",
        default=ORG_TO_RESULT[codes.SANGAT_KURANG],
        required=True,
    )

    # What may change while plans stand on a policy; all else is frozen with them.
    _asn_free = frozenset({"name", "sequence", "active"})

    _days_positive = models.Constraint(
        "CHECK(minimum_days >= 0 AND receipt_days > 0 AND objection_days > 0 "
        "AND proposal_days > 0)",
        "Days are counted from 1.",
    )
    _answers_enough = models.Constraint(
        f"CHECK(least_answers >= {LEAST_ANSWERS})",
        "Of fewer than three answers one could tell whose they are.",
    )

    _least_people_positive = models.Constraint(
        "CHECK(least_people > 0)", "A unit that is judged by itself has people."
    )

    def _asn_blocks(self, rules, settled, total):
        """Say whether nothing that is written lets one leave a pattern.

        Where what is settled has left it already nothing could be delivered, nor a
        session be locked, any more: then a consideration is asked for. ``rules``: of
        the pattern; ``settled``: {predikat: people} that nobody chooses any more;
        ``total``: how many people are judged.
        """
        return self.distribution == BLOCK and not rules._asn_is_spoilt(settled, total)

    def _asn_is_of_agency(self):
        """Say whether its pattern is of all of the agency, whatever units did."""
        return self.pattern == OF_AGENCY and self.distribution != OFF

    @api.constrains(
        "above_percent",
        "meets_percent",
        "majority_percent",
        "main_weight",
        "additional_weight",
        "least_notes",
    )
    def _check_thresholds(self):
        for policy in self:
            try:
                policy._asn_thresholds()
            except ValueError as error:
                raise ValidationError(
                    self.env._(
                        "Policy “%(policy)s”: above begins higher than meets, and that "
                        "above 0; a majority is from 50 to 99 percent; an additional "
                        "result weighs no more than a main one; a proposal needs at "
                        "least one note.",
                        policy=policy.name,
                    )
                ) from error

    def _asn_thresholds(self):
        """Return the values as law.proposal takes them, in basis points."""
        self.ensure_one()
        return Thresholds(
            above_bp=100 * self.above_percent,
            meets_bp=100 * self.meets_percent,
            majority_bp=100 * self.majority_percent,
            main_weight=1 if self.weighs_results else self.main_weight,
            additional_weight=1 if self.weighs_results else self.additional_weight,
            notes=self.least_notes,
        )

    def _asn_head_table(self):
        """Return {unit rating: result of its head} as law.predikat takes it."""
        self.ensure_one()
        return {code: self[f"head_{code}"] for code in codes.ORG_RATINGS}

    @api.model
    def _default_company(self):
        return self.env.company.browse() if self._asn_may_share() else self.env.company

    @api.model
    def _asn_may_share(self):
        """Say whether the user decides for all agencies of the database."""
        return self.env.su or self.env.user.has_group(SYSTEM_GROUP)

    def _check_access(self, operation):
        """Deny changes of what all agencies share, beyond ACL and rules."""
        refused = super()._check_access(operation)
        if refused or operation == "read" or self._asn_may_share():
            return refused
        # sudo: hr.asn.policy - of whatever agency it is
        shared = self.browse(self.sudo().filtered(lambda one: not one.company_id)._ids)
        return (shared, shared._asn_shared_error) if shared else None

    def _asn_shared_error(self):
        # sudo: hr.asn.policy - its name, for the message
        return AccessError(
            self.env._(
                "The policy “%(policy)s” is shared by all agencies. "
                "Duplicate it and change the copy, "
                "or ask the system administrator.",
                policy=self.sudo()[:1].name,
            )
        )

    def copy_data(self, default=None):
        """A copy is the agency's own, by whomever the original is shared."""
        default = {"company_id": self.env.company.id} | (default or {})
        vals_list = super().copy_data(default)
        for policy, vals in zip(self, vals_list, strict=True):
            if "name" not in default:
                vals["name"] = self.env._("%s (copy)", policy.name)
        return vals_list

    @api.model_create_multi
    def create(self, vals_list):
        """Give the agency to what its administrator makes: he shares nothing."""
        for vals in vals_list:
            if not (vals.get("company_id") or self._asn_may_share()):
                vals["company_id"] = self.env.company.id
        return super().create(vals_list)

    def write(self, vals):
        """Keep what plans were opened with: another rule is another policy."""
        self.check_access("write")
        if vals.keys() - self._asn_free:
            self._asn_check_unused()
        result = super().write(vals)
        if "company_id" in vals:
            # Neither given to all agencies nor to one that is not the user's.
            self.check_access("write")
        return result

    def _asn_check_unused(self):
        """Refuse to change what plans were opened with, unless as superuser."""
        if self.env.su:
            return
        # sudo: hr.asn.skp - whether there are plans, not whose
        plans = self.env["hr.asn.skp"].sudo()
        used = plans.search([("policy_id", "in", self.ids)], limit=1)
        if used:
            raise UserError(
                self.env._(
                    "Plans of %(year)s stand on the policy “%(policy)s”. "
                    "Duplicate it and change the copy.",
                    year=used.year,
                    policy=used.policy_id.name,
                )
            )
