from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ..exchange import numbers
from ..law import merge
from ..law.predikat import predikat
from .hr_asn_evaluation_proposal_mixin import AXES, RESULT
from .hr_asn_policy import MERGE_RULES
from .hr_asn_rating import PREDIKATS, RATINGS


class HrAsnEvaluationSegment(models.Model):
    """A stretch of the year of somebody who changed posts, as it came into the year.

    Written with the rating of the year, in which it is proposed from; rows only where
    there are several.
    """

    _name = "hr.asn.evaluation.segment"
    _description = "ASN segment of a year"
    _inherit = ["hr.asn.guard.mixin"]
    _order = "evaluation_id, date_from, id"

    evaluation_id = fields.Many2one(
        "hr.asn.evaluation", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="evaluation_id.company_id", store=True, precompute=True, index=True
    )
    skp_id = fields.Many2one(
        "hr.asn.skp", "Plan", required=True, ondelete="restrict", index=True
    )
    post = fields.Char(readonly=True)
    date_from = fields.Date(required=True, readonly=True)
    date_to = fields.Date(required=True, readonly=True)
    months = fields.Integer(required=True, readonly=True)
    # By which the year was put together, whatever the policy says since.
    rule = fields.Selection(MERGE_RULES, "Year after a Transfer", readonly=True)
    # Of its results, where the policy rates in numbers: as people write it.
    value = fields.Char("Value of Results", readonly=True)
    result = fields.Selection(RATINGS, "Result Rating", readonly=True)
    behavior = fields.Selection(RATINGS, "Behaviour Rating", readonly=True)
    predikat = fields.Selection(
        PREDIKATS, "Predicate", compute="_compute_predikat", store=True, precompute=True
    )

    _skp_uniq = models.Constraint(
        "UNIQUE(evaluation_id, skp_id)", "This post counts in the year already."
    )

    @api.depends("result", "behavior")
    def _compute_predikat(self):
        for one in self:
            version = one.evaluation_id.skp_id.policy_id.matrix_version
            one.predikat = predikat(one.result, one.behavior, version)

    @api.model_create_multi
    def create(self, vals_list):
        raise AccessError(self.env._("Segments are made by rating the year only."))

    def write(self, vals):
        raise AccessError(self.env._("Segments are made by rating the year only."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AccessError(self.env._("Segments are made by rating the year only."))

    @api.model
    def _asn_settle(self, rows_of):
        """Replace the rows of years by ``rows_of``: {year: [values]}."""
        years = self.env["hr.asn.evaluation"].union(*rows_of)
        before = self.search([("evaluation_id", "in", years.ids)])
        if before:
            # Past `unlink`, which is refused to everybody.
            self.env.cr.execute(
                SQL("DELETE FROM hr_asn_evaluation_segment WHERE id IN %s", before._ids)
            )
            before.invalidate_recordset()
            years.invalidate_recordset(["segment_ids"])
        return super().create(
            [
                {"evaluation_id": year.id, **row}
                for year, rows in rows_of.items()
                for row in rows
            ]
        )

    def _asn_content(self):
        """Return what a seal keeps of these rows, in order of time."""
        return [
            {
                "skp": one.skp_id.id,
                "post": one.post,
                "unit": one.skp_id.department_id._asn_path(),
                "date_from": str(one.date_from),
                "date_to": str(one.date_to),
                "months": one.months,
                "result": one.result or "",
                "behavior": one.behavior or "",
                "predikat": one.predikat or "",
            }
            | ({"value": one.value} if one.value else {})
            for one in self.sorted("date_from")
        ]

    # -- the sum that they are -------------------------------------------------

    def _asn_merged(self):
        """Return how these rows of one year make it; {} without any, or without a rule.

        The one object that is sealed, printed, exported and shown: {"rule", "months"
        (of all rows), "points" (the mean by months in figures), "decided" (the row that
        makes the year by its rule), "missing" and "shared" (numbers of months)} and for
        each axis the sum of law.merge.
        """
        rule = self[:1].rule
        if not rule:
            return {}
        stretches = {axis: [one._asn_stretch(axis) for one in self] for axis in AXES}
        by_months = rule == merge.MONTH_WEIGHTED
        points = by_months and self._asn_points()
        # Each axis is told as it was put together: behaviour has no values.
        counted = [
            axis for axis in AXES if by_months and not (points and axis == RESULT)
        ]
        return {
            "rule": rule,
            "months": sum(self.mapped("months")),
            **{
                axis: merge.add_up(some) if axis in counted else None
                for axis, some in stretches.items()
            },
            "points": points or "",
            "decided": self._asn_decided(merge.decider(stretches[RESULT], rule)),
            "missing": merge.unrated_months(stretches[RESULT]),
            "shared": [
                {"months": months, "posts": self.browse(ids).mapped("post")}
                for months, ids in merge.shared_months(stretches[RESULT])
            ],
        }

    def _asn_stretch(self, name):
        """Return a row as law.merge has it; ``name``: what of it is merged."""
        value = self[name] or None
        if name == "value":
            value = numbers.parse_hundredths(value)
        return merge.Segment(self.id, self.date_from, self.date_to, self.months, value)

    def _asn_points(self):
        """Return the mean of the values by months as a sum, "" where there is none."""
        rows = [one._asn_stretch("value") for one in self]
        tree = merge.merge_values(rows, merge.MONTH_WEIGHTED)
        return numbers.by_months(tree) if tree else ""

    def _asn_decided(self, stretch):
        """Return the row that makes a year, as plain values; {} where all do."""
        if stretch is None:
            return {}
        row = self.browse(stretch.ref)
        return {
            "post": row.post,
            "date_from": str(row.date_from),
            "date_to": str(row.date_to),
            "months": row.months,
            "days": (row.date_to - row.date_from).days + 1,
            "value": row.value or "",
            **{axis: row[axis] or "" for axis in AXES},
        }
