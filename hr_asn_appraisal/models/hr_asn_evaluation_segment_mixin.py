from odoo import api, fields, models

from ..exchange import numbers
from ..law import merge, proposal, scoring
from .hr_asn_evaluation_proposal_mixin import AXES, RESULT
from .hr_asn_evaluation_rating_mixin import POINTS
from .hr_asn_merge_words import MergeWords


class HrAsnEvaluationSegmentMixin(models.AbstractModel):
    """How the year of somebody who changed posts is put together of its stretches.

    Each stretch is proposed from its own periods; the policy says which of them, or
    which months, make the year.
    """

    _name = "hr.asn.evaluation.segment.mixin"
    _description = "ASN evaluation of a year in segments"

    segment_ids = fields.One2many(
        "hr.asn.evaluation.segment", "evaluation_id", "Segments of the Year"
    )
    merge_note = fields.Text(
        "How They Make the Year", compute="_compute_merge_note", compute_sudo=False
    )

    @api.depends("segment_ids")
    @api.depends_context("uid", "lang")
    def _compute_merge_note(self):
        """Tell what whoever asks may read: the rows are hidden until delivery."""
        for one in self:
            merged = one.segment_ids._asn_merged()
            one.merge_note = "\n".join(MergeWords(self.env, merged).lines())

    def _asn_is_part(self, year):
        """Say whether a period counts in a year; acting posts where policy says so.

        The last unit is that of one's own post, whatever one acts in beside it.
        """
        policy = year.skp_id.policy_id
        acting = policy.merges_acting and policy.merge_rule != merge.LAST_UNIT
        return super()._asn_is_part(year) or acting

    def _asn_year_tree(self, axis, parts):
        """Propose an axis from the stretches, where there are several."""
        stretches = self._asn_stretches(parts)
        if len(stretches) < 2:
            return super()._asn_year_tree(axis, parts)
        trees = {
            plan: super(HrAsnEvaluationSegmentMixin, self)._asn_year_tree(axis, some)
            for plan, some in stretches.items()
        }
        tree = merge.merge_segments(
            [self._asn_segment(plan, trees[plan]) for plan in stretches],
            self.skp_id.policy_id.merge_rule,
        )
        return tree and self._asn_with_periods(tree, trees)

    def _asn_own_trees(self):
        """Put the values of the stretches of a year together, where there are any."""
        trees = super()._asn_own_trees()
        years = self.filtered(lambda one: one.in_points and one._asn_is_annual())
        parts = years._asn_year_parts() if years else {}
        every = self.browse().union(*parts.values())
        rows = self.env["hr.asn.rating"]._asn_effective(every) if every else {}
        for year, some in parts.items():
            tree = year._asn_value_tree(trees[year][RESULT], some, rows)
            trees[year] = trees[year] | {RESULT: tree}
        return trees

    def _asn_value_tree(self, own, parts, rows):
        """Return the tree of a year's value; ``own``: that of the post it hangs on.

        Of a former post it is the mean of what its periods were given. ``rows``: {id:
        rating that counts} of the periods.
        """
        stretches = self._asn_stretches(parts)
        if len(stretches) < 2:
            return own
        policy = self.skp_id.policy_id
        values = {plan: _mean(some, rows) for plan, some in stretches.items()}
        if own and POINTS in own:
            values[self.skp_id] = own[POINTS]
        tree = merge.merge_values(
            [self._asn_segment(plan, {"value": values[plan]}) for plan in stretches],
            policy.merge_rule,
        )
        return tree and _rated_values(tree, policy._asn_thresholds())

    def _asn_stretches(self, parts):
        """Return {plan: its periods of the year}, in order of time."""
        by_plan = parts.grouped("skp_id")
        plans = sorted(by_plan, key=lambda one: (one.date_to, one.date_from))
        return {plan: by_plan[plan] for plan in plans}

    def _asn_segment(self, plan, tree):
        start, end = plan.date_from, plan.date_to
        return merge.Segment(
            ("hr.asn.skp", plan.id),
            start,
            end,
            merge.months(start, end),
            tree and tree["value"],
        )

    def _asn_with_periods(self, tree, trees):
        """Put below each stretch of a tree the periods that it is proposed from."""
        below = {("hr.asn.skp", plan.id): one for plan, one in trees.items()}
        leaves = [
            leaf
            | ({"leaves": below[leaf["ref"]]["leaves"]} if below[leaf["ref"]] else {})
            for leaf in tree["leaves"]
        ]
        return tree | {"leaves": leaves}

    # -- kept with the rating --------------------------------------------------

    def _asn_settle(self, ratings, trees, leaves_todos=False):
        result = super()._asn_settle(ratings, trees, leaves_todos)
        years = self.filtered(lambda one: one._asn_is_annual())
        if years:
            rows = {one: one._asn_segment_rows(trees[one]) for one in years}
            rows |= years.filtered(lambda one: not rows[one])._asn_undecided_rows()
            # sudo: hr.asn.evaluation.segment - written by this step only
            self.env["hr.asn.evaluation.segment"].sudo()._asn_settle(rows)
        return result

    def _asn_segment_rows(self, trees):
        """Return the values of the segments that the trees of a year stand on."""
        plans = self.env["hr.asn.skp"].sudo()
        rows = {}
        for axis in AXES:
            tree = trees[axis] or {"rule": None}
            for leaf in tree["leaves"] if tree["rule"] in merge.RULES else ():
                plan = plans.browse(leaf["ref"][1])
                row = rows.setdefault(plan.id, _row(plan))
                row[axis] = leaf["value"]
                row["rule"] = tree["rule"]
                if leaf.get(POINTS) is not None:
                    row["value"] = numbers.hundredths(leaf[POINTS])
        return list(rows.values())

    def _asn_undecided_rows(self):
        """Return {year: values of its segments} where they propose nothing.

        The post that would make the year was not rated: the others are kept and told
        all the same.
        """
        # sudo: hr.asn.evaluation - what was proposed from, whoever may read it
        years = self.sudo()
        parts = years._asn_year_parts() if years else {}
        stretches = {year: year._asn_stretches(some) for year, some in parts.items()}
        return {
            year.with_env(self.env): [
                year._asn_undecided_row(plan, some) for plan, some in by_plan.items()
            ]
            for year, by_plan in stretches.items()
            if len(by_plan) > 1
        }

    def _asn_undecided_row(self, plan, parts):
        row = _row(plan) | {"rule": self.skp_id.policy_id.merge_rule}
        for axis in AXES:
            tree = super()._asn_year_tree(axis, parts)
            row[axis] = tree and tree["value"]
        return row

    def _asn_rated(self, rating, proposed):
        """Seal the segments, too: a year without them keeps its old hash."""
        sealed = super()._asn_rated(rating, proposed)
        if not (self._asn_is_annual() and self.segment_ids):
            return sealed
        return sealed | {
            "segments": self.segment_ids._asn_content(),
            "merged": self.segment_ids._asn_merged(),
        }


def _mean(parts, rows):
    """Return the mean value of results of the periods that were delivered, or None."""
    had = [rows[one.id].points for one in parts if one.result and one.id in rows]
    values = [points[scoring.SKP] for points in had if points]
    return scoring.mean(values)


def _rated_values(tree, rules):
    """Return a tree of values with the rating that each of them stands for."""
    rate = lambda leaf: {"value": proposal.rate_achievement(leaf[POINTS], rules)}  # noqa: E731
    return tree | rate(tree) | {"leaves": [one | rate(one) for one in tree["leaves"]]}


def _row(plan):
    return {
        "skp_id": plan.id,
        "post": plan._asn_post(),
        "date_from": plan.date_from,
        "date_to": plan.date_to,
        "months": merge.months(plan.date_from, plan.date_to),
    }
