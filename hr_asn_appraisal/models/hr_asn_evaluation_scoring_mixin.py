from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..exchange import numbers
from ..law import scoring
from .hr_asn_evaluation_proposal_mixin import AXES, BEHAVIOR, RESULT
from .hr_asn_evaluation_rating_mixin import (
    DEPARTURE,
    HALF,
    NOTHING_CHOSEN,
    POINTS,
    REASON,
    sentence,
)

INNOVATION = scoring.INNOVATION
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
        "Final Value", compute="_compute_points_sentence", compute_sudo=False
    )

    @api.depends("scoring")
    def _compute_in_points(self):
        for evaluation in self:
            evaluation.in_points = evaluation.scoring in scoring.NUMERIC

    @api.depends("state", "rating_ids")
    @api.depends_context("uid")
    def _compute_proposed_points(self):
        found = self._asn_seen()._asn_points_proposed()
        for evaluation in self:
            evaluation.proposed_points = _write(found.get(evaluation))

    # One method per field: writing one value must not compute another over it.
    @api.depends("rating_ids.points")
    @api.depends_context("uid")
    def _compute_draft_skp_points(self):
        self._asn_show_points("draft_skp_points", scoring.SKP)

    @api.depends("rating_ids.points")
    @api.depends_context("uid")
    def _compute_draft_behavior_points(self):
        """Show what the appraiser gave, also where colleagues come in."""
        found = self._asn_points()
        for evaluation in self:
            points = found[evaluation]
            own = points.get(scoring.SUPERIOR, points.get(scoring.BEHAVIOR))
            evaluation.draft_behavior_points = _write(own)

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
        """Return "0,7 × 95 + 0,3 × 98 = 95,9", or nothing while not whole."""
        tree = scoring.whole(points)
        return tree and numbers.added(tree)

    def explain(self):
        """Return also how the final value was worked out, once there is one."""
        told = super().explain()
        tree = scoring.whole(self._asn_points()[self])
        return told | ({VALUE: self._asn_value_named(tree)} if tree else {})

    def _asn_value_named(self, tree):
        """Return a tree of law.scoring with the word for each leaf, at all depths."""
        words = self._asn_value_words()
        leaves = [
            {"label": words[leaf["ref"]]}
            | (self._asn_value_named(leaf) if "leaves" in leaf else leaf)
            for leaf in tree["leaves"]
        ]
        return tree | {"leaves": leaves}

    def _asn_value_words(self):
        """Return {ref of law.scoring: word}."""
        return {
            scoring.SKP: self.env._("Work results"),
            scoring.BEHAVIOR: self.env._("Behaviour"),
        }

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

    def _asn_points_proposed(self, trees=None):
        """Return {evaluation: proposed value of its results}; none is not in it.

        ``trees``: {evaluation: trees} of what is proposed, None to look them up.
        """
        own = self.filtered("in_points")
        trees = trees or own._asn_kept_trees()
        found = {one: trees[one][RESULT] or {} for one in own}
        return {one: tree[POINTS] for one, tree in found.items() if POINTS in tree}

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

    def _asn_rated_in_session(self, chosen, given, headed):
        """What was given in numbers gets new values, and the ratings follow them."""
        typed = chosen[POINTS]
        if not given.points:
            if typed:
                raise UserError(self.env._("It is rated in words, not in numbers."))
            return super()._asn_rated_in_session(chosen, given, headed)
        values = self._asn_read_values(typed if isinstance(typed, dict) else {})
        if None in values.values():
            raise UserError(
                self.env._("Type the value of results and that of behaviour.")
            )
        kept = scoring.anew(given.points, values)
        return chosen | self._asn_rated_of(kept, headed)

    def _asn_read_values(self, typed):
        """Return {key of a value: hundredths}, None for a blank; raises for no value.

        ``typed``: {key: text}.
        """
        return {
            key: self._asn_read_value(
                self._fields[name]._description_string(self.env), typed.get(key)
            )
            for name, key in TYPED.items()
        }

    def _asn_chosen(self):
        """Return what is chosen; in numbers the ratings follow from the values.

        Where the value of results is left blank, what is proposed is taken.
        """
        chosen = super()._asn_chosen()
        if not self.in_points:
            return chosen
        points = self._asn_typed_points()
        if points[scoring.BEHAVIOR] is not None and points[scoring.SKP] is None:
            points[scoring.SKP] = numbers.parse_hundredths(self.proposed_points)
        if all(one is None for one in points.values()):
            return chosen | {RESULT: False, BEHAVIOR: False}
        return chosen | self._asn_rated_by(points)

    def _asn_typed_points(self):
        """Return what is typed as a row keeps it; None where a value is missing."""
        return {key: self._asn_typed(name) for name, key in TYPED.items()}

    def _asn_rated_by(self, points):
        """Return both ratings and all that a row keeps of values."""
        points = self._asn_points_given(points)
        tree = scoring.whole(points)
        whole = {
            VALUE: tree and tree["value"],
            INNOVATION: sentence(self.draft_innovation) or "",
        }
        return self._asn_rated_of(points | whole)

    def _asn_rated_of(self, points, headed=None):
        """Return both ratings of values, beside these, as a row keeps them.

        ``headed``: as of `_asn_headed`, None to look it up.
        """
        # sudo: hr.asn.policy - what values stand for, whoever rates or decides
        rules = self.sudo().skp_id.policy_id._asn_thresholds()
        rated = scoring.ratings(points, rules)
        return {axis: rated[axis] or False for axis in AXES} | {POINTS: points}

    def _asn_points_given(self, points):
        """Return typed values with all else that the scheme counts."""
        # sudo: hr.asn.policy - by which rules it is counted, whoever rates
        return points | self.sudo().skp_id.policy_id._asn_points_rules()

    def _asn_to_check(self):
        """Return those that may still be rated anew where a figure has changed.

        What a session has agreed on stands on the figures that it had.
        """
        return self - self._asn_on_table()

    @api.model
    def _asn_idea_note(self, points):
        """Say why a value is not the best predikat where only an idea is missing."""
        if not scoring.lacks_idea(points):
            return ""
        return self.env._(
            "From 110 on only who has a new idea is Very Good. None was named."
        )

    def _asn_typed(self, name, least=0, most=scoring.MOST):
        """Return a typed value in hundredths, None for a blank. Raises for no value."""
        label = self._fields[name]._description_string(self.env)
        return self._asn_read_value(label, self[name], least, most)

    @api.model
    def _asn_read_value(self, label, text, least=0, most=scoring.MOST):
        """Return a text as hundredths, None for a blank; raises, with its label.

        ``text``: as somebody typed it; a caller of the API may give a number.
        """
        text = str(text).replace(".", ",") if _is_number(text) else text or ""
        text = str(text).strip()
        value = numbers.parse_hundredths(text)
        if text and (value is None or not least <= value <= most):
            raise ValidationError(
                self.env._(
                    "%(field)s: “%(text)s” is no value. Type a number from %(least)s "
                    "to %(most)s with at most two decimals, such as %(example)s.",
                    field=label,
                    text=text,
                    least=numbers.hundredths(least),
                    most=numbers.hundredths(most),
                    example="88,35" if most == scoring.MOST else "2,5",
                )
            )
        return value

    def _asn_lacks(self, ratings, trees=None):
        """A value that is not the proposed one departs from it, too."""
        lacks = super()._asn_lacks(ratings, trees)
        whole = self.filtered(
            lambda one: (
                one not in lacks
                and ratings[one].get(POINTS)
                and not ratings[one][REASON]
            )
        )
        departing = {
            one: DEPARTURE
            for one, value in whole._asn_points_proposed(trees).items()
            if ratings[one][POINTS][scoring.SKP] != value
        }
        return lacks | departing

    def _asn_lack_of(self, rating, proposed):
        """One value alone is a half, whatever rating it stands for."""
        lack = super()._asn_lack_of(rating, proposed)
        return HALF if lack == NOTHING_CHOSEN and rating.get(POINTS) else lack


def _is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def _write(value):
    """Return hundredths as people write them, False for None."""
    return value is not None and numbers.hundredths(value)
