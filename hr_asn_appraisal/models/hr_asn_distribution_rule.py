from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..law import codes, distribution
from ..memo import forget, remembered
from .hr_asn_unit_rating_proposal_mixin import ORG_RATINGS

BOUNDS = [
    (distribution.MAX_SHARE, "At most (%)"),
    (distribution.MIN_SHARE, "At least (%)"),
    (distribution.MIN_COUNT, "At least (people)"),
]
# Whose groups are of all PNS of an agency.
OF_AGENCY = "pp30_2019"
PATTERNS = [
    ("se3_2023", "SE MenPANRB 3/2023"),
    (OF_AGENCY, "PP 30/2019: 20 / 60–70 / 20"),
]
WHOLE_PERCENT = 100
# What a request knows of the rules of policies.
RULES = "asn_distribution_rules"


class HrAsnDistributionRule(models.Model):
    """What a unit rating lets one expect of a set of predikat, all together.

    Shipped ones are of no policy and never changed; a policy may bring its own for a
    unit rating, which then count instead.
    """

    _name = "hr.asn.distribution.rule"
    _description = "ASN rule of distribution"
    _order = "policy_id, pattern, org_rank, sequence, id"

    sequence = fields.Integer(default=10)
    policy_id = fields.Many2one(
        "hr.asn.policy", "Policy", ondelete="cascade", index="btree_not_null"
    )
    pattern = fields.Selection(PATTERNS, default=PATTERNS[0][0], required=True)
    org_rating = fields.Selection(ORG_RATINGS, "Unit Rating", required=True)
    org_rank = fields.Integer(
        compute="_compute_org_rank",
        store=True,
        precompute=True,
        export_string_translation=False,
    )
    sangat_baik = fields.Boolean("Very Good")
    baik = fields.Boolean("Good")
    butuh_perbaikan = fields.Boolean("Needs Improvement")
    kurang = fields.Boolean("Poor")
    sangat_kurang = fields.Boolean("Very Poor")
    bound = fields.Selection(BOUNDS, default=distribution.MAX_SHARE, required=True)
    limit = fields.Integer(help="Percent of the rated people, or people.")

    _some = models.Constraint(
        f"CHECK({' OR '.join(codes.PREDIKATS)})",
        "Choose at least one predicate that the rule is for.",
    )
    _limit_whole = models.Constraint(
        f"CHECK(\"limit\" >= 0 AND (bound = '{distribution.MIN_COUNT}'"
        f' OR "limit" <= {WHOLE_PERCENT}))',
        "A share is from 0 to 100 percent.",
    )

    @api.depends("org_rating")
    def _compute_org_rank(self):
        for one in self:
            one.org_rank = codes.ORG_RATINGS.index(one.org_rating or codes.BAIK)

    @api.depends(*codes.PREDIKATS, "bound", "limit")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            one.display_name = one._asn_words()

    @api.constrains("policy_id")
    def _check_policy(self):
        if any(not one.policy_id for one in self) and not self.env.su:
            raise ValidationError(self.env._("A rule belongs to a policy."))

    @api.model_create_multi
    def create(self, vals_list):
        made = super().create(vals_list)
        made._asn_check_policy()
        return made

    def write(self, vals):
        self._asn_check_policy()
        result = super().write(vals)
        self._asn_check_policy()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_of_unused(self):
        self._asn_check_policy()

    def _asn_check_policy(self):
        """Refuse to change what plans were opened with."""
        forget(self.env, RULES)
        if not self.env.su:
            self.policy_id.check_access("write")
            self.policy_id._asn_check_unused()

    # -- as the law takes them ----------------------------------------------

    @api.model
    def _asn_rules(self, policies):
        """Return {policy: {unit rating: these rules of it}}; one query a request."""
        # sudo: hr.asn.distribution.rule - what is expected is for all to know
        all_rules, key = self.sudo(), tuple(sorted(policies.ids))
        domain = [("policy_id", "in", (False, *key))]
        ask = lambda: all_rules.search_fetch(domain).ids  # noqa: E731
        ids = remembered(self.env, RULES, key, ask)
        found = all_rules.browse(ids)
        by_key = found.grouped(lambda one: (one.policy_id, one.org_rating))
        nobody = policies.browse()
        rules = {}
        for policy in policies:
            shipped = found.filtered(
                lambda one, pattern=policy.pattern: (
                    not one.policy_id and one.pattern == pattern
                )
            )
            rules[policy] = {
                rating: by_key.get((policy, rating))
                or by_key.get((nobody, rating), found.browse()) & shipped
                for rating in codes.ORG_RATINGS
            }
        return rules

    def _asn_rule(self):
        """Return this rule as law.distribution takes it."""
        self.ensure_one()
        is_share = self.bound != distribution.MIN_COUNT
        factor = distribution.FULL_BP // WHOLE_PERCENT if is_share else 1
        predikats = tuple(code for code in codes.PREDIKATS if self[code])
        return distribution.Rule(predikats, self.bound, self.limit * factor)

    def _asn_broken(self, counts, total):
        """Return {rule: its violation} by {predikat: people}, once half are chosen.

        ``total``: how many will have one.
        """
        if not distribution.is_told(sum(counts.values()), total):
            return {}
        return self._asn_found(counts, distribution.check_rules)

    def _asn_stopped(self, counts, total, is_blocked):
        """Return {rule: its violation} that stops a delivery, or asks for its reason.

        Where the policy refuses, what no later choice could mend, of a rule or of all
        together: what is delivered first would else escape it, and what comes last pay
        for it.
        """
        if not is_blocked:
            return self._asn_broken(counts, total)
        return self._asn_found(
            counts,
            lambda given, rules: distribution.beyond_mending(given, rules, total),
        )

    def _asn_is_spoilt(self, settled, total):
        """Say whether nothing that may still be given keeps all of these rules.

        What is settled was delivered, or agreed on in a session, before the pattern was
        minded; and of some numbers of people no distribution keeps a pattern.
        """
        rules = [rule._asn_rule() for rule in self]
        return not distribution.can_keep(settled, rules, total)

    def _asn_found(self, counts, check):
        laws = {rule: rule._asn_rule() for rule in self}
        found = {one.rule: one for one in check(counts, laws.values())}
        return {rule: found[law] for rule, law in laws.items() if law in found}

    def _asn_names(self):
        """Return the predikat of this rule in words: "Poor and Needs Improvement"."""
        self.ensure_one()
        words = dict(
            self.env["hr.asn.evaluation"]
            ._fields["predikat"]
            ._description_selection(self.env)
        )
        return self.env._(" and ").join(
            words[code] for code in codes.PREDIKATS if self[code]
        )

    def _asn_limit_words(self):
        """Return the limit in words: "at most 70%"."""
        self.ensure_one()
        if self.bound == distribution.MAX_SHARE:
            return self.env._("at most %s%%", self.limit)
        if self.bound == distribution.MIN_SHARE:
            return self.env._("at least %s%%", self.limit)
        return self.env._("at least %s people", self.limit)

    def _asn_words(self):
        return f"{self._asn_names()}: {self._asn_limit_words()}"
