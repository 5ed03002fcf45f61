from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .. import seal
from ..law import codes, proposal, unit
from ..law.states import DRAFT
from .hr_asn_evaluation_proposal_mixin import labelled, values_of
from .hr_asn_rating import RATINGS

ORG_RATINGS = [
    (codes.ISTIMEWA, "Outstanding"),
    (codes.BAIK, "Good"),
    (codes.BUTUH_PERBAIKAN, "Needs Improvement"),
    (codes.KURANG, "Poor"),
    (codes.SANGAT_KURANG, "Very Poor"),
]
RATING = "rating"
# {what is given: what proposes it}
PROPOSED = {RATING: "proposed", "agreement_result": "proposed_agreement"}
# The two parts of a year: {part of law.unit: what is given}.
PARTS = {unit.AGREEMENT: "agreement_result", unit.EXPECTATION: "expectation_result"}
# What was set before proposals were made has none.
NOTHING = {RATING: None}


class HrAsnUnitRatingProposalMixin(models.AbstractModel):
    """What the system proposes for a unit; the leader above it decides.

    Until it is set the proposal is made afresh at each look, from the plan of the
    unit's head; what was proposed then is sealed with what was set.
    """

    _name = "hr.asn.unit.rating.proposal.mixin"
    _description = "ASN rating of a unit proposed"

    is_annual = fields.Boolean(
        compute="_compute_is_annual", export_string_translation=False
    )
    agreement_result = fields.Selection(
        RATINGS,
        "Performance Agreement",
        help="How far the performance agreement (PK) of the year was kept. It is "
        "proposed from the yearly plan of the unit's head.",
    )
    expectation_result = fields.Selection(
        RATINGS,
        "Leader's Expectation",
        help="Whether the unit did what its leader expected, in his own judgement. The "
        "regulation names the two parts of a year, not what they make together: the "
        "proposal reads them by the matrix of people, the agreement as results and "
        "the expectation as behaviour. That is the reading of this program.",
    )
    reason = fields.Text(
        help="Why it is other than the system proposes: asked for where it is."
    )
    recommendation = fields.Text(
        help="Who was heard and what they recommend: planning, personnel, internal "
        "audit unit."
    )
    proposal = fields.Json(compute="_compute_proposal", export_string_translation=False)
    proposed = fields.Selection(
        ORG_RATINGS, "Proposed Unit Rating", compute="_compute_proposal"
    )
    proposed_agreement = fields.Selection(
        RATINGS, "Proposed Performance Agreement", compute="_compute_proposal"
    )
    needs_reason = fields.Boolean(
        compute="_compute_needs_reason", export_string_translation=False
    )
    # What was proposed when it was set.
    proposed_rating = fields.Selection(ORG_RATINGS, "Proposed When Set", copy=False)

    @api.depends("period_id.kind")
    def _compute_is_annual(self):
        for one in self:
            one.is_annual = one.period_id.kind == codes.TAHUN

    @api.depends(
        "state",
        "content",
        "department_id.manager_id",
        "period_id",
        "agreement_result",
        "expectation_result",
    )
    @api.depends_context("uid")
    def _compute_proposal(self):
        trees = self._asn_proposals()
        for one in self:
            values = values_of(trees[one])
            one.proposal = trees[one]
            one.proposed = values[RATING]
            one.proposed_agreement = values.get(unit.AGREEMENT)

    @api.depends("rating", "agreement_result", "proposed", "proposed_agreement")
    @api.depends_context("uid")
    def _compute_needs_reason(self):
        for one in self:
            one.needs_reason = bool(one._asn_departures())

    @api.constrains("agreement_result", "expectation_result", "period_id")
    def _check_parts(self):
        for one in self:
            if not one.is_annual and any(one[name] for name in PARTS.values()):
                raise ValidationError(
                    self.env._(
                        "%s: performance agreement and leader's expectation are parts "
                        "of the rating of a year only.",
                        one.display_name,
                    )
                )

    @api.onchange("period_id")
    def _onchange_period_id(self):
        """Another period than a year has no parts; what is hidden is not said."""
        if not self.is_annual:
            self.update(dict.fromkeys(PARTS.values(), False))

    def explain(self):
        """Return how the proposal comes about, as a tree whose leaves are records.

        Out: {"rating": tree or None}, of a year also "agreement", of law.unit, where
        each ``ref`` is [model, id], with its ``label``. Raises AccessError for who may
        not read the rating.
        """
        self.ensure_one()
        self.check_access("read")
        told = {
            what: proposal.with_achievements(tree)
            for what, tree in self.proposal.items()
        }
        labels = self.env["hr.asn.evaluation"]._asn_labels(told)
        return {
            what: self._asn_with_parts(labelled(tree, labels))
            for what, tree in told.items()
        }

    def _asn_with_parts(self, tree):
        """Name the leaves of a tree that are parts of this very rating."""
        for leaf in tree["leaves"] if tree else ():
            if "part" in leaf:
                field = self._fields[PARTS[leaf["part"]]]
                leaf["label"] = field._description_string(self.env)
        return tree

    # -- what is proposed ----------------------------------------------------

    def _asn_proposals(self):
        """Return {rating: {what: tree or None}}, kept of what was set, else afresh."""
        kept = self.filtered(lambda one: one.state != DRAFT)
        sealed = {one: seal.unseal(one.content or "{}") for one in kept}
        return {
            one: content.get("proposal", NOTHING) for one, content in sealed.items()
        } | (self - kept)._asn_fresh_proposals()

    def _asn_fresh_proposals(self):
        """Return {rating: {what: tree or None}} of what has been reached until now.

        The same for everybody who may know it; to anybody else nothing.
        """
        plans = self._asn_shown()._asn_head_evaluations()
        # sudo: hr.asn.evaluation - who may know what is proposed was asked just now
        heads = self.env["hr.asn.evaluation"].sudo().union(*plans.values())
        trees = heads._asn_organisation_trees()
        return {one: one._asn_fresh_proposal(trees.get(plans.get(one))) for one in self}

    def _asn_fresh_proposal(self, tree):
        """Return {what: tree}; ``tree``: of what the plan of the head has reached."""
        if not self.is_annual:
            return {RATING: unit.propose_periodic(tree)}
        parts = (self[name] for name in PARTS.values())
        return {
            RATING: unit.propose_year((self._name, self._origin.id), *parts),
            unit.AGREEMENT: tree,
        }

    def _asn_shown(self):
        """Return those of which the current user may know what is proposed.

        What is there he reads. What is only typed says itself of which unit it is, so
        there the unit is asked, and nothing else that was typed: he enters its rating.
        """
        if self.env.su:
            return self
        there = self.filtered("id")
        typed = self - there
        units = typed.department_id._origin._asn_rated_by_me()
        agencies = self.env.companies
        # sudo: hr.asn.period - of which agency what is typed is
        shown = typed.sudo().filtered(
            lambda one: (
                one.department_id._origin in units
                and one.period_id.company_id in agencies
            )
        )
        return there._filtered_access("read") | shown.with_env(self.env)

    def _asn_head_evaluations(self):
        """Return {rating: evaluation of its head in his post there}; one query.

        The definitive post before an acting one; none where he is rated elsewhere.
        """
        # sudo: hr.asn.evaluation - what a unit is measured by, whoever rates it
        rated = self.sudo()
        found = rated.env["hr.asn.evaluation"].search(
            [
                ("employee_id", "in", rated.department_id.manager_id.ids),
                ("period_id", "in", rated.period_id.ids),
            ],
            order="id",
        )
        here = found.filtered("is_rated_here").sorted(
            lambda one: one.skp_id.status == codes.DEFINITIF
        )
        known = {
            (one.employee_id, one.department_id, one.period_id): one for one in here
        }
        # Not of whom a form says that he is the head.
        keys = {
            one: (one.department_id.manager_id, one.department_id, one.period_id)
            for one in rated
        }
        return {one: known[key] for one, key in keys.items() if key in known}

    # -- what is given -------------------------------------------------------

    def _asn_departures(self):
        """Return what is given other than it is proposed, as names of fields."""
        return proposal.departs(
            {name: self[name] for name in PROPOSED},
            {name: self[proposed] for name, proposed in PROPOSED.items()},
        )

    def _asn_check_parts(self):
        """Refuse to set a year without the two parts that it has."""
        for one in self.filtered("is_annual"):
            if not all(one[name] for name in PARTS.values()):
                raise UserError(
                    self.env._(
                        "%s: of a year enter first how far the performance agreement "
                        "was kept, and whether the unit did what its leader expected.",
                        one.display_name,
                    )
                )

    def _asn_check_departure(self):
        """Refuse to set what departs from the proposal without a word on it."""
        for one in self.filtered("needs_reason"):
            if not (one.reason or "").strip():
                raise UserError(
                    self.env._(
                        "%(rating)s: what is set differs from what the system proposes "
                        "(%(proposed)s). Write the reason.",
                        rating=one.display_name,
                        proposed=one._asn_proposed_words(),
                    )
                )

    def _asn_proposed_words(self):
        """Return what was proposed of that from which this departs, in words."""
        return ", ".join(
            self._asn_choice(PROPOSED[name]) for name in self._asn_departures()
        )

    def _asn_told_proposal(self):
        """Return what was proposed beside what was set.

        Everybody who is measured by it reads that; why it was left only who may read
        the rating, as the head of the unit.
        """
        if not self.needs_reason:
            return self.env._("The system proposed the same.") if self.proposed else ""
        if not self.sudo(False).has_access("read"):
            return self.env._("The system proposed: %s.", self._asn_proposed_words())
        return self.env._(
            "The system proposed: %(proposed)s. Reason: %(reason)s",
            proposed=self._asn_proposed_words(),
            reason=self.reason,
        )

    def _asn_choice(self, name):
        """Return what a field of choices holds, with the name of the field."""
        field = self._fields[name]
        choices = dict(field._description_selection(self.env))
        return f"{field._description_string(self.env)}: {choices[self[name]]}"

    def _asn_proposal_content(self):
        """Return what is sealed of it: proposed, by what, and what was said to it."""
        return {
            "proposed": self.proposed or "",
            "proposal": self.proposal,
            "reason": (self.reason or "").strip(),
            "recommendation": (self.recommendation or "").strip(),
            **(self._asn_parts_content() if self.is_annual else {}),
        }

    def _asn_parts_content(self):
        """Return what is sealed of the two parts of a year."""
        return {
            "parts": {part: self[name] or "" for part, name in PARTS.items()},
            "proposed_agreement": self.proposed_agreement or "",
        }
