from odoo import fields, models
from odoo.exceptions import UserError

from ..law import codes
from ..law.predikat import org_to_result
from ..law.proposal import propose_result
from ..law.scoring import SKP
from ..law.unit import UNIT, of_organisation, propose_head
from .hr_asn_evaluation_proposal_mixin import RESULT
from .hr_asn_rhk import ORGANISATION

OTHER_TYPE = "hr_asn_appraisal.mail_act_asn_other_than_unit"


class HrAsnEvaluationUnitMixin(models.AbstractModel):
    """What the rating of the unit makes of an evaluation: on paper, and of its head."""

    _name = "hr.asn.evaluation.unit.mixin"
    _description = "ASN evaluation in its unit"

    # By which it was delivered: units and their ratings change afterwards.
    unit_rating_id = fields.Many2one(
        "hr.asn.unit.rating",
        "Unit Rating",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )

    # -- which rating --------------------------------------------------------

    def _asn_unit_ratings(self):
        """Return {evaluation: the set rating its unit is measured by}; one query.

        Of the unit itself, else of the nearest unit above that has one (law.unit); who
        is measured by none is not in it.
        """
        ratings = self.env["hr.asn.unit.rating"]
        known = ratings._asn_set_in(self.period_id)
        if not known:
            return {}
        found = {
            # sudo: hr.department - where a unit stands is no secret
            one: ratings._asn_nearest_of(
                one.sudo().department_id, known.get(one.period_id, {})
            )
            for one in self
        }
        return {one: rating for one, rating in found.items() if rating}

    def _asn_headed(self, ratings=None):
        """Return {evaluation: rating of the unit that the person headed as it was set}.

        In his definitive post in that very unit: who acts for a head has his own plan
        for it, and is rated by that. ``ratings``: as of `_asn_unit_ratings`.
        """
        found = self._asn_unit_ratings() if ratings is None else ratings
        return {
            one: rating
            for one, rating in found.items()
            if rating.head_id == one.employee_id
            # sudo: hr.asn.skp - in which post he heads it
            and one.sudo().skp_id.status == codes.DEFINITIF
            and rating.department_id == one.department_id
        }

    def _asn_head_result(self, rating):
        """Return the result that a unit rating gives its head, by his policy."""
        table = self.skp_id.policy_id._asn_head_table()
        return org_to_result(rating.rating, table)

    # -- what the unit reached -----------------------------------------------

    def _asn_organisation_trees(self):
        """Return {evaluation of a head: tree of law.proposal of what his unit reached}.

        Of what was agreed for the unit, in whatever way the policy rates its people;
        None without figures.
        """
        return {
            one: one._asn_organisation_tree(found)
            for one, found in self._asn_results_reached().items()
        }

    def _asn_organisation_tree(self, found):
        """Return the tree of the results of a Reached that are the organisation's."""
        refs = {
            ("hr.asn.rhk", result["id"])
            for result in found.results
            if result["classification"] == ORGANISATION
        }
        results = of_organisation(self._asn_measured(found), refs)
        return propose_result(results, self.skp_id.policy_id._asn_thresholds())

    # -- proposal and rating -------------------------------------------------

    def _asn_trees(self):
        """Propose to who rates a head the result that his unit has."""
        trees = super()._asn_trees()
        for one, rating in self._asn_headed().items():
            table = one.sudo().skp_id.policy_id._asn_head_table()
            ref = (rating._name, rating.id)
            points = rating._asn_value() if one.in_points else None
            tree = propose_head(ref, rating.rating, table, points)
            trees[one] = trees[one] | {RESULT: tree}
        return trees

    def _asn_lacks(self, ratings, trees=None):
        """Refuse another result than that of the unit whose head is rated."""
        for one in self if trees else ():
            proposed, result = trees[one][RESULT], ratings[one][RESULT]
            if proposed and proposed["rule"] == UNIT:
                one._asn_check_head_result(result, proposed["value"])
        return super()._asn_lacks(ratings, trees)

    def _asn_rated_of(self, points, headed=None):
        """The value of the unit rates its head as the unit is rated."""
        rated = super()._asn_rated_of(points, headed)
        unit = (self._asn_headed() if headed is None else headed).get(self)
        value = unit and unit._asn_value()
        if unit and value is not None and value == points[SKP]:
            rated[RESULT] = self.sudo()._asn_head_result(unit)
        return rated

    def _asn_check_head_result(self, result, expected):
        if not result or result == expected:
            return
        words = dict(self._fields[RESULT]._description_selection(self.env))
        raise UserError(
            self.env._(
                "%(document)s: the result of the head of a unit is that of the unit, "
                "“%(expected)s”. It cannot be “%(result)s”.",
                document=self.display_name,
                expected=words[expected],
                result=words[result],
            )
        )

    def _asn_calibratable(self, headed):
        """A session does not change what the unit makes of its head."""
        axes = super()._asn_calibratable(headed)
        if self not in headed:
            return axes
        return tuple(axis for axis in axes if axis != RESULT)

    def _asn_check_heads(self, ratings, effective):
        """Refuse to deliver a head whose result is not that of his unit.

        ``ratings``: as of `_asn_unit_ratings`; ``effective``: {id: rating that counts}.
        The unit may have been rated after its head was.
        """
        for one, rating in self._asn_headed(ratings).items():
            given = effective.get(one.id)
            expected = one.sudo()._asn_head_result(rating)
            one._asn_check_head_result(given and given.result, expected)

    def _asn_other_than_unit(self):
        """Return the heads among these whose result is not that of their unit."""
        return self.browse(
            one.id
            for one, rating in self._asn_headed().items()
            if one.result != one._asn_head_result(rating)
        )

    def _asn_tell_other_than_unit(self):
        """Tell superiors and officers, who may open it again until it is received."""
        who = self.env["hr.asn.who"]
        self._asn_notify_users(
            OTHER_TYPE,
            {one: one.superior_id.user_id | who._asn_officers(one) for one in self},
        )

    # -- delivery ------------------------------------------------------------

    def _asn_deliver(self):
        """Hand over, heads with the result of their units only."""
        ratings = self._asn_unit_ratings()
        if ratings:
            self._asn_check_heads(
                ratings, self.env["hr.asn.rating"]._asn_effective(self)
            )
        rated = self.browse(one.id for one in ratings)
        for rating, some in rated.grouped(ratings.get).items():
            some._asn_put({"unit_rating_id": rating.id})
        return super()._asn_deliver()

    def _asn_frames(self, today):
        """Seal what the unit achieved beside what the person did."""
        frames = super()._asn_frames(today)
        for one, rating in self._asn_unit_ratings().items():
            frames[one.id]["unit_rating"] = rating.rating
        return frames
