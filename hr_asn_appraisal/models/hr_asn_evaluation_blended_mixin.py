from odoo import api, fields, models
from odoo.exceptions import UserError

from ..law import scoring
from .hr_asn_evaluation_rating_mixin import ADJUSTED, FIGURE, HALF, POINTS, REASON

# {what the appraiser types: (key of what a rating row keeps, the least, the most)}
CHANGES = {
    "draft_discipline": (scoring.DISCIPLINE, 0, scoring.MOST),
    "draft_impact": (scoring.IMPACT, 0, scoring.MOST_IMPACT),
    "draft_correction": (
        scoring.CORRECTION,
        -scoring.MOST_CORRECTION,
        scoring.MOST_CORRECTION,
    ),
}
FUNCTIONAL = "fungsional"
UNIT_RATING = "unit_rating"
# What a rating row keeps of the organisation: its value, how near, and by which rating.
FIGURES = (scoring.ORGANISATION, scoring.PLACE, UNIT_RATING)


class HrAsnEvaluationBlendedMixin(models.AbstractModel):
    """The value of somebody and of his organisation, as one (KMK 127/2026).

    The organisation's is that of the unit rating by which he is measured, dated and
    sourced there. Known from a summary [D]: see law.scoring for what is read into it.
    """

    _name = "hr.asn.evaluation.blended.mixin"
    _description = "ASN evaluation scored with its organisation"

    is_blended = fields.Boolean(
        compute="_compute_is_blended", export_string_translation=False
    )
    organisation_note = fields.Char(
        "Organisation", compute="_compute_organisation_note", compute_sudo=False
    )
    draft_discipline = fields.Char(
        "Off for Discipline",
        compute="_compute_draft_discipline",
        inverse="_inverse_draft",
        compute_sudo=False,
    )
    draft_impact = fields.Char(
        "Off for Impact",
        compute="_compute_draft_impact",
        inverse="_inverse_draft",
        compute_sudo=False,
    )
    draft_correction = fields.Char(
        "Correction",
        compute="_compute_draft_correction",
        inverse="_inverse_draft",
        compute_sudo=False,
    )

    @api.depends("scoring")
    def _compute_is_blended(self):
        for evaluation in self:
            evaluation.is_blended = evaluation.scoring == scoring.BLENDED

    @api.depends("is_blended", "state")
    @api.depends_context("uid", "lang")
    def _compute_organisation_note(self):
        """Say what the organisation reached, of when and by what, or that it lacks."""
        seen = self.filtered("is_blended")._asn_seen()
        figures = seen._asn_organisations()
        for evaluation in self:
            evaluation.organisation_note = (
                evaluation in seen and evaluation._asn_figure_note(figures)
            )

    @api.depends("rating_ids.points")
    @api.depends_context("uid")
    def _compute_draft_discipline(self):
        self._asn_show_points("draft_discipline", scoring.DISCIPLINE)

    @api.depends("rating_ids.points")
    @api.depends_context("uid")
    def _compute_draft_impact(self):
        self._asn_show_points("draft_impact", scoring.IMPACT)

    @api.depends("rating_ids.points")
    @api.depends_context("uid")
    def _compute_draft_correction(self):
        self._asn_show_points("draft_correction", scoring.CORRECTION)

    # -- the organisation ------------------------------------------------------

    def _asn_organisations(self):
        """Return {evaluation: the set rating with a value that its unit has}."""
        found = self._asn_unit_ratings() if self else {}
        return {
            one: rating
            for one, rating in found.items()
            if rating._asn_value() is not None
        }

    def _asn_figure_note(self, figures):
        return (
            figures[self]._asn_told_value()
            if self in figures
            else self._asn_no_figure()
        )

    def _asn_no_figure(self):
        return self.env._(
            "The result of %(unit)s in numbers is not set for %(period)s: no value can "
            "be worked out. The leader above the unit enters it in its unit rating.",
            unit=self.department_id.display_name,
            period=self.period_id.display_name,
        )

    def _asn_place(self, rating):
        """Return how near the person stands to what the unit of a rating reaches."""
        # sudo: hr.asn.skp - the kind of the post, which counts for who rates
        plan = self.sudo().skp_id
        return scoring.place(
            rating.head_id == self.employee_id,
            rating.head_id == self.appraiser_id,
            plan.policy_id.functional_near
            and plan.assignment_id.post_kind == FUNCTIONAL,
        )

    # -- rating ----------------------------------------------------------------

    def _asn_typed_points(self):
        """Return also what is taken off or corrected, where it is not zero."""
        changes = {
            key: self._asn_typed(name, least, most)
            for name, (key, least, most) in (CHANGES if self.is_blended else {}).items()
        }
        typed = super()._asn_typed_points()
        return typed | {key: value for key, value in changes.items() if value}

    def _asn_points_given(self, points):
        points = super()._asn_points_given(points)
        if not self.is_blended:
            return points
        # sudo: hr.asn.skp - the kind of the post, which counts for who rates
        plan = self.sudo().skp_id
        cap = plan.policy_id._asn_blended_cap(plan.assignment_id.post_kind)
        known = points | {scoring.METHOD: scoring.BLENDED, scoring.CAP: cap}
        rating = self._asn_organisations().get(self)
        return known | (self._asn_figure(rating) if rating else {})

    def _asn_figure(self, rating):
        return {
            scoring.ORGANISATION: rating._asn_value(),
            scoring.PLACE: self._asn_place(rating),
            UNIT_RATING: rating.id,
        }

    def write(self, vals):
        if CHANGES.keys() & vals.keys():
            self._asn_check_blended()
        return super().write(vals)

    def _asn_check_blended(self):
        """Refuse what only this scheme takes off or corrects."""
        other = self.filtered(lambda one: not one.is_blended)
        if other:
            raise UserError(
                self.env._(
                    "Nothing is taken off or corrected in %s: its policy scores "
                    "otherwise.",
                    other[0].display_name,
                )
            )

    def _asn_lack_of(self, rating, proposed):
        """The organisation's figure is needed, and a reason for what it changes.

        The rating of results follows from the final value: only the value that was
        typed departs from a proposal.
        """
        points = rating.get(POINTS)
        if not self.is_blended or not points:
            return super()._asn_lack_of(rating, proposed)
        is_typed = None not in (points[scoring.SKP], points[scoring.BEHAVIOR])
        if is_typed and scoring.ORGANISATION not in points:
            return FIGURE
        if points.keys() & set(scoring.ADJUSTMENTS) and not rating[REASON]:
            return ADJUSTED
        return super()._asn_lack_of(rating, proposed | {"result": rating["result"]})

    def _asn_lack_note(self, lack):
        if lack == FIGURE:
            return self._asn_no_figure()
        if lack == ADJUSTED:
            return self.env._("What is taken off or corrected needs a reason.")
        if lack == HALF and self.is_blended:
            return self.env._("Type the value of results and that of behaviour.")
        return super()._asn_lack_note(lack)

    def _asn_deliver(self):
        """Hand over only what counts the figure that the organisation has now."""
        own = self._asn_to_check().filtered("is_blended")
        if own:
            own._asn_check_figures()
        return super()._asn_deliver()

    def _asn_check_figures(self):
        figures = self._asn_organisations()
        for one, points in self._asn_points().items():
            now = one._asn_figure(figures[one]) if one in figures else {}
            if {key: points[key] for key in FIGURES if key in points} != now:
                raise UserError(
                    self.env._(
                        "%s was rated with another value of the organisation. Rate it "
                        "anew.",
                        one.display_name,
                    )
                )

    # -- words -------------------------------------------------------------------

    def _asn_value_words(self):
        """Name the organisation's figure by the day and the source that it has."""
        points = self._asn_points()[self]
        # sudo: hr.asn.unit.rating - who may see the value may see what it stands on
        rating = self.env["hr.asn.unit.rating"].sudo().browse(points.get(UNIT_RATING))
        return super()._asn_value_words() | {
            scoring.OWN: self.env._("Own value"),
            scoring.ORGANISATION: rating and rating._asn_told_value(),
        }
