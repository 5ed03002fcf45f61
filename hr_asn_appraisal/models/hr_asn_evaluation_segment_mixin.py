from odoo import fields, models

from ..law import merge
from .hr_asn_evaluation_proposal_mixin import AXES


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
        return list(rows.values())

    def _asn_rated(self, rating, proposed):
        """Seal the segments, too: a year without them keeps its old hash."""
        sealed = super()._asn_rated(rating, proposed)
        if not (self._asn_is_annual() and self.segment_ids):
            return sealed
        rule = self.skp_id.policy_id.merge_rule
        return sealed | {
            "segments": self.segment_ids._asn_content(),
            "merge_rule": rule,
        }


def _row(plan):
    return {
        "skp_id": plan.id,
        "post": plan._asn_post(),
        "date_from": plan.date_from,
        "date_to": plan.date_to,
        "months": merge.months(plan.date_from, plan.date_to),
    }
