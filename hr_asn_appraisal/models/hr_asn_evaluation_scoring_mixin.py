from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..exchange import numbers
from ..law import proposal, scoring
from .hr_asn_evaluation_proposal_mixin import BEHAVIOR, RESULT
from .hr_asn_evaluation_rating_mixin import DEPARTURE, POINTS, REASON

# Values are kept as whole hundredths of a point.
HUNDREDTHS = 100
INNOVATION = "innovation"
VALUE = "value"
IN_WORDS = {"draft_result", "draft_behavior"}
# {what the appraiser types: key of what a rating row keeps}
TYPED = {"draft_skp_points": scoring.SKP, "draft_behavior_points": scoring.BEHAVIOR}
IN_POINTS = {*TYPED, "draft_innovation"}


class HrAsnEvaluationScoringMixin(models.AbstractModel):
    """How the method of the policy comes into proposal and rating.

    In numbers the appraiser gives the values of results and behaviour, of which the
    first is proposed; the ratings and the predicate follow from them.
    """

    _name = "hr.asn.evaluation.scoring.mixin"
    _description = "ASN evaluation scored"

    in_points = fields.Boolean(
        compute="_compute_in_points", export_string_translation=False
    )
    # NULL, as the ratings, until delivery; none where the policy rates in words.
    score = fields.Integer(copy=False, aggregator=None, export_string_translation=False)
    proposed_points = fields.Char(
        "Proposed Value", compute="_compute_proposed_points", compute_sudo=False
    )
    draft_skp_points = fields.Char(
        "Value of Results",
        compute="_compute_draft_skp_points",
        inverse="_inverse_draft",
        compute_sudo=False,
    )
    draft_behavior_points = fields.Char(
        "Value of Behaviour",
        compute="_compute_draft_behavior_points",
        inverse="_inverse_draft",
        compute_sudo=False,
    )
    draft_innovation = fields.Char(
        "New Idea",
        compute="_compute_draft_innovation",
        inverse="_inverse_draft",
        compute_sudo=False,
        help="Which new idea or way of working benefits the organisation. From 110 on "
        "only who has one is Very Good.",
    )
    points_sentence = fields.Char(
        "Value", compute="_compute_points_sentence", compute_sudo=False
    )

    @api.depends("scoring")
    def _compute_in_points(self):
        for evaluation in self:
            evaluation.in_points = evaluation.scoring in scoring.NUMERIC

    @api.depends("state", "rating_ids")
    @api.depends_context("uid")
    def _compute_proposed_points(self):
        seen = self._asn_seen()
        for evaluation in self:
            tree = evaluation in seen and evaluation._asn_points_tree()
            evaluation.proposed_points = tree and _write(tree["points"])

    # One method per field: writing one value must not compute another over it.
    @api.depends("rating_ids.points")
    @api.depends_context("uid")
    def _compute_draft_skp_points(self):
        self._asn_show_points("draft_skp_points", scoring.SKP)

    @api.depends("rating_ids.points")
    @api.depends_context("uid")
    def _compute_draft_behavior_points(self):
        self._asn_show_points("draft_behavior_points", scoring.BEHAVIOR)

    @api.depends("rating_ids.points")
    @api.depends_context("uid")
    def _compute_draft_innovation(self):
        found = self._asn_points()
        for evaluation in self:
            evaluation.draft_innovation = found[evaluation].get(INNOVATION)

    @api.depends("rating_ids.points", "state")
    @api.depends_context("uid", "lang")
    def _compute_points_sentence(self):
        """Show the final value as the sum it is."""
        found = self._asn_points()
        for evaluation in self:
            evaluation.points_sentence = self._asn_sum(found[evaluation])

    def _asn_points(self):
        """Return {evaluation: what was given in numbers}, as the user may see it."""
        own = self.filtered("in_points")
        effective = self.env["hr.asn.rating"]._asn_effective(own) if own else {}
        return {
            one: (one.id in effective and effective[one.id].points) or {}
            for one in self
        }

    def _asn_show_points(self, name, key):
        found = self._asn_points()
        for evaluation in self:
            evaluation[name] = _write(found[evaluation].get(key))

    @api.model
    def _asn_sum(self, points):
        """Return "0,7 × 95,00 + 0,3 × 98,00 = 95,90", or nothing while not whole."""
        tree = scoring.pp30(points.get(scoring.SKP), points.get(scoring.BEHAVIOR))
        if not tree:
            return False
        parts = [
            f"{_write(leaf['weight_bp'] // HUNDREDTHS)} × {_write(leaf['value'])}"
            for leaf in tree["leaves"]
        ]
        return f"{' + '.join(parts)} = {_write(tree['value'])}"

    # -- proposal ------------------------------------------------------------

    def _asn_result_tree(self, found, rules):
        """Propose results by the method of the policy."""
        tree = super()._asn_result_tree(found, rules)
        if self.in_points:
            return scoring.results(tree, rules)
        if self.scoring == scoring.DIMENSIONS:
            return self._asn_dimension_tree(tree, found, rules)
        return tree

    def _asn_dimension_tree(self, tree, found, rules):
        """Return the tree of weighed dimensions; ``tree`` where none was measured."""
        weights = self.skp_id.policy_id._asn_dimension_weights()
        if not weights:
            return tree
        ids = self.env["hr.asn.dimension"]._asn_ids()
        told = scoring.dimensions(
            tree,
            {
                ("hr.asn.iki", iki["id"]): ("hr.asn.dimension", ids[iki["dimension"]])
                for result in found.results
                for iki in result["indicators"]
                if iki.get("dimension") in ids
            },
            {("hr.asn.dimension", ids[code]): bp for code, bp in weights.items()},
            rules,
        )
        return told or tree

    def _asn_follows_periods(self):
        """The value of a year is that of the year: there is no mean of periods."""
        return super()._asn_follows_periods() and not self.in_points

    def _asn_points_tree(self):
        """Return the proposed tree of the results, where the policy has numbers."""
        tree = self.in_points and self._asn_kept_trees()[RESULT]
        return tree if tree and POINTS in tree else None

    # -- rating --------------------------------------------------------------

    def write(self, vals):
        if IN_WORDS & vals.keys():
            self._asn_check_in_words()
        if IN_POINTS & vals.keys():
            self._asn_check_in_points()
        return super().write(vals)

    def _asn_check_in_words(self):
        """Refuse ratings in words where the policy asks for values."""
        other = self.filtered("in_points")
        if other:
            raise UserError(
                self.env._(
                    "%s is rated in numbers. Open it and type the values of results "
                    "and behaviour.",
                    other[0].display_name,
                )
            )

    def _asn_check_in_points(self):
        """Refuse values where the policy asks for ratings in words."""
        other = self.filtered(lambda one: not one.in_points)
        if other:
            raise UserError(
                self.env._(
                    "%s is rated in words, not in numbers.", other[0].display_name
                )
            )

    def _asn_calibratable(self, headed):
        """A session changes words: what was given in numbers stays as it is."""
        return () if self.in_points else super()._asn_calibratable(headed)

    def _asn_chosen(self):
        """Return what is chosen; in numbers the ratings follow from the values.

        Where the value of results is left blank, what is proposed is taken.
        """
        chosen = super()._asn_chosen()
        if not self.in_points:
            return chosen
        points = {key: self._asn_typed(name) for name, key in TYPED.items()}
        if points[scoring.BEHAVIOR] is not None and points[scoring.SKP] is None:
            points[scoring.SKP] = _read(self.proposed_points)
        if all(one is None for one in points.values()):
            return chosen | {RESULT: False, BEHAVIOR: False}
        return chosen | self._asn_rated_by(points)

    def _asn_rated_by(self, points):
        """Return both ratings and all that a row keeps of values."""
        rules = self.skp_id.policy_id._asn_thresholds()
        whole = {
            VALUE: scoring.final(points),
            INNOVATION: (self.draft_innovation or "").strip(),
        }
        return {
            RESULT: proposal.rate_achievement(points[scoring.SKP], rules) or False,
            BEHAVIOR: proposal.rate_achievement(points[scoring.BEHAVIOR], rules)
            or False,
            POINTS: points | whole,
        }

    def _asn_typed(self, name):
        """Return a typed value in hundredths, None for a blank. Raises for no value."""
        text = (self[name] or "").strip()
        value = _read(text)
        if text and (value is None or value > scoring.MOST):
            raise ValidationError(
                self.env._(
                    "%(field)s: “%(text)s” is no value. Type a number from 0 to 120 "
                    "with at most two decimals, such as 95 or 88,35.",
                    field=self._fields[name]._description_string(self.env),
                    text=text,
                )
            )
        return value

    def _asn_lack_of(self, rating, proposed):
        """A value that is not the proposed one departs from it, too."""
        lack = super()._asn_lack_of(rating, proposed)
        if lack or rating[REASON] or not rating[POINTS]:
            return lack
        tree = self._asn_points_tree()
        departs = tree and rating[POINTS][scoring.SKP] != tree["points"]
        return DEPARTURE if departs else None


def _read(text):
    """Return "88,35" in hundredths; None for anything that is no such number."""
    number = numbers.parse(text)
    if number is None or number < 0 or number != round(number, 2):
        return None
    return int(number * HUNDREDTHS)


def _write(value):
    """Return hundredths as people write them: 8835 becomes "88,35"."""
    return value is not None and numbers.write(Decimal(value) / HUNDREDTHS)
