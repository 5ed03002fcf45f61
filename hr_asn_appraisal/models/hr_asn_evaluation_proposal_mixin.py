from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..exchange import numbers
from ..law import codes, proposal
from ..law.realization import achievement_due_bp
from ..law.states import ANNUAL, PUBLISHED, UNRATED
from ..reached import bounds, shares, shares_of_year
from .hr_asn_rating import RATINGS

RESULT = "result"
BEHAVIOR = "behavior"
AXES = (RESULT, BEHAVIOR)
NOTHING = {RESULT: None, BEHAVIOR: None}


class HrAsnEvaluationProposalMixin(models.AbstractModel):
    """What the system proposes to the appraiser, and how it comes to it.

    Until it is rated the proposal is made afresh at each look; the one that was there
    when it was rated is kept as a rating row of its own.
    """

    _name = "hr.asn.evaluation.proposal.mixin"
    _description = "ASN evaluation proposed"

    proposed_result = fields.Selection(
        RATINGS, "Proposed Result", compute="_compute_proposed", compute_sudo=False
    )
    proposed_behavior = fields.Selection(
        RATINGS, "Proposed Behaviour", compute="_compute_proposed", compute_sudo=False
    )

    @api.depends("state", "rating_ids")
    @api.depends_context("uid")
    def _compute_proposed(self):
        """Hide it from the person concerned until delivery, as every rating."""
        proposed = self._asn_seen()._asn_proposed()
        for evaluation in self:
            found = proposed.get(evaluation, NOTHING)
            evaluation.proposed_result = found[RESULT]
            evaluation.proposed_behavior = found[BEHAVIOR]

    def explain(self):
        """Return how the proposal comes about, as a tree whose leaves are records.

        Out: {"result": tree or None, "behavior": tree or None} of law.proposal, where
        each ``ref`` is [model, id], with its ``label``; what is presumed says until how
        many notes ("least_notes"); "not_kept" where an early release kept none. Raises
        AccessError for the person concerned before delivery, and for who may not read
        the evaluation.
        """
        self.ensure_one()
        self.check_access("read")
        if not self._asn_seen():
            raise AccessError(
                self.env._(
                    "The proposal for %s is shown to you once it is delivered.",
                    self.display_name,
                )
            )
        trees = self._asn_kept_trees()[self]
        labels = self._asn_labels(trees)
        told = {axis: proposal.with_achievements(tree) for axis, tree in trees.items()}
        named = {axis: labelled(tree, labels) for axis, tree in told.items()}
        # sudo: hr.asn.policy - of how many notes a proposal is made, whoever asks
        least = self.sudo().skp_id.policy_id.least_notes
        for tree in named.values():
            if tree and tree.get("rule") == proposal.PRESUMED:
                tree["least_notes"] = least
        return named | ({"not_kept": True} if self._asn_lost_proposal() else {})

    def _asn_lost_proposal(self):
        """Say whether this was rated here before what was proposed was kept."""
        if self._asn_fresh() or not self.is_rated_here:
            return False
        # sudo: hr.asn.rating - whether one was kept, whoever reads the document
        return self.id not in self.env["hr.asn.rating"].sudo()._asn_proposed(self)

    def _asn_seen(self):
        """Return those whose proposal the current user may see."""
        unread = self.filtered(lambda one: one.state not in PUBLISHED)
        return self - unread._asn_mine("employee_id") - unread._asn_overseen()

    def _asn_kept_trees(self):
        """Return {evaluation: trees of what is proposed, or was when it was rated}.

        What was rated elsewhere, or before proposals were made, has none.
        """
        fresh = self._asn_fresh()
        kept = self.env["hr.asn.rating"]._asn_proposed(self - fresh)
        trees = {
            one: (one.id in kept and kept[one.id].basis) or NOTHING
            for one in self - fresh
        }
        return trees | fresh._asn_trees()

    def _asn_fresh(self):
        """Return those whose proposal is made afresh at each look."""
        return self.filtered(lambda one: one.state in UNRATED and one.is_rated_here)

    # -- proposals -----------------------------------------------------------

    def _asn_proposed(self):
        """Return {evaluation: {axis: rating or None}}, kept or afresh."""
        fresh = self._asn_fresh()
        kept = self.env["hr.asn.rating"]._asn_proposed(self - fresh)
        values = {
            one: {axis: kept[one.id][axis] or None for axis in AXES}
            for one in self - fresh
            if one.id in kept
        }
        return values | {
            one: values_of(trees) for one, trees in fresh._asn_trees().items()
        }

    def _asn_trees(self):
        """Return {evaluation: {axis: tree of law.proposal, None without figures}}.

        Of what was reached and noted, whoever asks: the same for everybody.
        """
        # sudo: hr.asn.evaluation - who may see the proposal has been decided before
        own = self.sudo()
        years = own.filtered(lambda one: one._asn_follows_periods())
        trees = years._asn_year_trees() | (own - years)._asn_own_trees()
        bare = years.filtered(lambda one: not any(trees[one].values()))
        return trees | bare._asn_own_trees()

    def _asn_own_trees(self):
        """Return the trees of what these evaluations themselves have."""
        rules = {one: one._asn_thresholds() for one in self.skp_id.policy_id}
        return {
            one: {
                RESULT: one._asn_result_tree(found, rules[one.skp_id.policy_id]),
                BEHAVIOR: proposal.propose_behavior(
                    _notes(found.behaviors), rules[one.skp_id.policy_id]
                ),
            }
            for one, found in self._asn_results_reached().items()
        }

    def _asn_result_tree(self, found, rules):
        """Return the tree of law.proposal of the results of a Reached."""
        return proposal.propose_result(self._asn_measured(found), rules)

    def _asn_follows_periods(self):
        """Say whether this is proposed from the ratings of the periods."""
        return self._asn_is_annual()

    def _asn_measured(self, found):
        """Return the results of a Reached as law.proposal takes them.

        A plan that was agreed without weights has none: each result is one.
        """
        is_weighed = any(result.get("weight_bp") for result in found.results)
        return [
            proposal.Result(
                ("hr.asn.rhk", result["id"]),
                result["kind"],
                result["weight_bp"] if is_weighed else 1,
                tuple(
                    proposal.Indicator(
                        ("hr.asn.iki", iki["id"]),
                        self._asn_achievement(iki, found.due[iki["id"]]),
                    )
                    for iki in result["indicators"]
                ),
            )
            for result in found.results
        ]

    def _asn_achievement(self, iki, due):
        """Return what an indicator achieved of its target, in basis points or None.

        ``due``: as of `_asn_due_spans`.
        """
        return achievement_due_bp(
            iki["pattern"],
            numbers.parse(iki["actual"]),
            bounds(iki),
            iki["direction"],
            self._asn_measured_in(iki, due),
        )

    def _asn_measured_in(self, iki, due):
        """Return how many periods an indicator is measured in, for the law."""
        if self._asn_is_annual():
            return shares_of_year(iki)
        until = [one for one in due if one.until <= self.date_to]
        here = [one for one in due if one.id == self.period_id.id]
        return shares(iki, here, until, due)

    # -- the year ------------------------------------------------------------

    def _asn_year_trees(self):
        """Propose each axis of a year from its periods, by the rule of the policy."""
        parts = self._asn_year_parts()
        return {
            year: {axis: year._asn_year_tree(axis, parts[year]) for axis in AXES}
            for year in self
        }

    def _asn_year_tree(self, axis, parts):
        """Propose an axis of a year from these periods."""
        return proposal.propose_annual(
            [(("hr.asn.evaluation", one.id), one[axis]) for one in parts],
            proposal.annual_rule(self.skp_id.policy_id.annual_rule, axis == BEHAVIOR),
            codes.RATINGS,
        )

    def _asn_year_parts(self):
        """Return {year: evaluations of its periods, in order of time}.

        Of all posts that the person held in his own right, also before a transfer, and
        of the one on which the year is rated, acting or not.
        """
        found = self.search(
            [
                ("employee_id", "in", self.employee_id.ids),
                ("cycle_id", "in", self.cycle_id.ids),
                ("kind", "!=", ANNUAL),
            ],
            order="date_to, id",
        )
        key = lambda one: (one.employee_id, one.cycle_id)  # noqa: E731
        parts = found.grouped(key)
        return {
            year: parts.get(key(year), found.browse()).filtered(
                lambda one, year=year: one._asn_is_part(year)
            )
            for year in self
        }

    def _asn_is_part(self, year):
        """Say whether this period counts in a year."""
        plan = self.skp_id
        return plan == year.skp_id or plan.status == codes.DEFINITIF

    # -- words ---------------------------------------------------------------

    def _asn_labels(self, trees):
        """Return {ref: what a leaf is called}."""
        ids = defaultdict(set)
        for tree in trees.values():
            for model, key in _refs(tree):
                ids[model].add(key)
        return {
            (model, record.id): record._asn_leaf_label()
            if hasattr(record, "_asn_leaf_label")
            else record.display_name
            for model, keys in ids.items()
            # sudo: who may see the proposal may see what it stands on
            for record in self.env[model].sudo().browse(keys)
        }


def _notes(behaviors):
    """Return the feedback on sealed ``behaviors`` as law.proposal takes it.

    Nobody is rated by what his plan does not expect.
    """
    return [
        (("hr.asn.feedback", said["id"]), said["tone"])
        for behavior in behaviors
        if behavior.get("expected", True)
        for said in behavior["feedback"]
    ]


def values_of(trees):
    """Return {axis: proposed rating or None} of trees."""
    return {axis: tree and tree["value"] for axis, tree in trees.items()}


def _refs(tree):
    for leaf in tree["leaves"] if tree else ():
        yield leaf["ref"]
        yield from _refs(leaf if "leaves" in leaf else None)


def labelled(tree, labels):
    """Return a tree with the label of each leaf, and refs as lists."""
    if tree is None:
        return None
    ref = tree.get("ref")
    named = {"ref": list(ref), "label": labels[tuple(ref)]} if ref else {}
    leaves = tree.get("leaves")
    below = {"leaves": [labelled(leaf, labels) for leaf in leaves]} if leaves else {}
    return tree | named | below
