import json

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..law import codes, scoring
from ..law.predikat import predikat
from .hr_asn_scope_mixin import AUDITOR_GROUP, TEAM_GROUP

RATINGS = [
    (codes.DI_ATAS, "Above Expectation"),
    (codes.SESUAI, "Meets Expectation"),
    (codes.DI_BAWAH, "Below Expectation"),
]
PREDIKATS = [
    (codes.SANGAT_BAIK, "Very Good"),
    (codes.BAIK, "Good"),
    (codes.BUTUH_PERBAIKAN, "Needs Improvement"),
    (codes.KURANG, "Poor"),
    (codes.SANGAT_KURANG, "Very Poor"),
]

SELF = "self"
PROPOSED = "proposed"
GIVEN = "given"
CALIBRATED = "calibrated"
# Of a calibration session: from here on everybody concerned may know its result.
LOCKED = "locked"
DECIDED = "decided"
KINDS = [
    (SELF, "Self"),
    (PROPOSED, "Proposed"),
    (GIVEN, "Given"),
    (CALIBRATED, "Calibrated"),
    (DECIDED, "Decided on an Objection"),
]
# What a row says.
RATED = ("result", "behavior", "reason", "points")
EMPTY = dict.fromkeys(RATED, False)
# Whose figure counts where several stand side by side, the last first.
EFFECTIVE = (DECIDED, CALIBRATED, GIVEN)

# How the model marks the one way in which a draft goes. No call from outside can bring
# the same object along: a context from there holds texts and numbers.
TAKEN_BACK = "asn_taken_back"
TAKEN_BACK_ONLY = object()


class HrAsnRating(models.Model):
    """Each one's figure in a row of its own: nobody overwrites another's."""

    _name = "hr.asn.rating"
    _description = "ASN rating"
    _inherit = ["hr.asn.guard.mixin"]
    _order = "evaluation_id, revision, id"

    evaluation_id = fields.Many2one(
        "hr.asn.evaluation", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(
        related="evaluation_id.company_id", store=True, precompute=True, index=True
    )
    kind = fields.Selection(KINDS, required=True, readonly=True)
    revision = fields.Integer(required=True, readonly=True, aggregator=None)
    # A draft may still lack one of the two.
    result = fields.Selection(RATINGS, "Result Rating", readonly=True)
    behavior = fields.Selection(RATINGS, "Behaviour Rating", readonly=True)
    predikat = fields.Selection(
        PREDIKATS,
        "Predicate",
        compute="_compute_predikat",
        store=True,
        precompute=True,
    )
    reason = fields.Text(readonly=True)
    # Where the policy asks for numbers: {"skp", "behavior", "value": hundredths,
    # "innovation": what is new} and what law.scoring.whole() asks for beside them. The
    # two ratings follow from them.
    points = fields.Json(readonly=True, export_string_translation=False)
    # Of what the system proposed: how, as a tree of law.proposal. Large: who needs it
    # asks for it.
    basis = fields.Json(readonly=True, prefetch=False, export_string_translation=False)
    actor_id = fields.Many2one("res.users", "By", required=True, readonly=True)
    is_published = fields.Boolean(
        "Delivered", readonly=True, help="Delivered: the person concerned may see it."
    )

    # Whether a running session leaves it to be told; asked afresh by a rule.
    is_told = fields.Boolean(
        compute="_compute_is_told",
        search="_search_is_told",
        export_string_translation=False,
    )

    _kind_uniq = models.Constraint(
        "UNIQUE(evaluation_id, kind, revision)", "This rating exists already."
    )
    _whole = models.Constraint(
        f"CHECK(NOT is_published OR kind IN ('{PROPOSED}', '{SELF}')"
        " OR (result IS NOT NULL AND behavior IS NOT NULL))",
        "What is delivered is rated on both axes.",
    )

    @api.depends("result", "behavior", "points")
    def _compute_predikat(self):
        for rating in self:
            points = rating.points or {}
            version = rating.evaluation_id.skp_id.policy_id.matrix_version
            rating.predikat = scoring.predikat(points) or predikat(
                rating.result, rating.behavior, version
            )

    @api.depends_context("uid")
    def _compute_is_told(self):
        # sudo: hr.asn.calibration - whether a rule lets the user read, asked here
        told = self.sudo().filtered_domain(self._search_is_told("in", [True]))
        for rating in self:
            rating.is_told = rating.sudo() in told

    def _search_is_told(self, operator, value):
        """What a session works on is for the team and the auditors until its lock."""
        if operator != "in":
            return NotImplemented
        if any(map(self.env.user.has_group, (TEAM_GROUP, AUDITOR_GROUP))):
            return Domain.TRUE
        line = "evaluation_id.calibration_line_id.calibration_id.state"
        other = Domain("kind", "!=", CALIBRATED) | Domain("is_published", "=", True)
        return other | Domain(line, "=", LOCKED)

    @api.model_create_multi
    def create(self, vals_list):
        raise AccessError(self.env._("Ratings are made by rating only."))

    def write(self, vals):
        raise AccessError(self.env._("A rating changes by rating again only."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if self.env.context.get(TAKEN_BACK) is not TAKEN_BACK_ONLY:
            raise AccessError(self.env._("A rating is never deleted."))

    @api.model
    def _asn_rate(self, kind, ratings):
        """Write one row per evaluation; a draft of the same kind is replaced.

        ``ratings``: {evaluation: dict of RATED}, what it leaves out is empty; the actor
        is who acts now.
        """
        ratings = {one: EMPTY | rated for one, rated in ratings.items()}
        drafts = self._asn_drafts(self.env["hr.asn.evaluation"].union(*ratings), kind)
        by_values = drafts.grouped(lambda row: json.dumps(ratings[row.evaluation_id]))
        for values, rows in by_values.items():
            rated = json.loads(values) | {"actor_id": self.env.uid}
            super(HrAsnRating, rows).write(rated)
        known = set(drafts.evaluation_id)
        return drafts | super().create(
            [
                self._asn_row(evaluation, kind) | rated
                for evaluation, rated in ratings.items()
                if evaluation not in known
            ]
        )

    @api.model
    def _asn_row(self, evaluation, kind):
        return {
            "evaluation_id": evaluation.id,
            "kind": kind,
            "revision": evaluation.revision,
            "actor_id": self.env.uid,
            "is_published": False,
        }

    @api.model
    def _asn_drafts(self, evaluations, kind):
        """Return the rows of a kind, of the present revision, that may still change."""
        rows = self.search(
            [
                ("evaluation_id", "in", evaluations.ids),
                ("kind", "=", kind),
                ("is_published", "=", False),
            ]
        )
        return rows.filtered(lambda row: row.revision == row.evaluation_id.revision)

    def _asn_mark(self):
        """Return what tells this row from what anybody makes of it later."""
        return str(self.write_date)

    @api.model
    def _asn_take_back(self, kind, evaluations):
        """Drop the drafts of a kind: what stood before them counts again."""
        drafts = self._asn_drafts(evaluations, kind)
        drafts.with_context(**{TAKEN_BACK: TAKEN_BACK_ONLY}).unlink()

    def _asn_publish(self):
        """Let the people concerned see these ratings from now on."""
        return super().write({"is_published": True})

    @api.model
    def _asn_of(self, evaluations, kinds=tuple(dict(KINDS))):
        """Return the rows of some kinds, as the user may see them, the last last."""
        return self.search(
            [("evaluation_id", "in", evaluations.ids), ("kind", "in", kinds)],
            order="revision, id",
        )

    @api.model
    def _asn_effective(self, evaluations):
        """Return {evaluation id: rating that counts now}, as the user may see them.

        What was reopened has none until it is rated anew.
        """
        now = {one.id: one.revision for one in evaluations}
        rows = self._asn_of(evaluations, EFFECTIVE).filtered(
            lambda row: row.revision == now[row.evaluation_id.id]
        )
        return rows._asn_last(EFFECTIVE)

    @api.model
    def _asn_proposed(self, evaluations):
        """Return {evaluation id: what the system proposed when it was last rated}."""
        return self._asn_of(evaluations, (PROPOSED,))._asn_last((PROPOSED,))

    def _asn_last(self, kinds):
        """Return {evaluation id: which of these rows of some kinds counts last}.

        ``kinds``: the strongest first, of those of one revision.
        """
        rows = self.filtered(lambda one: one.kind in kinds)
        ranked = rows.sorted(lambda one: (one.revision, -kinds.index(one.kind)))
        return {row.evaluation_id.id: row for row in ranked}

    def _asn_figures(self):
        """Return the three figures as an evaluation and a seal keep them."""
        self.ensure_one()
        return {
            "result": self.result,
            "behavior": self.behavior,
            "predikat": self.predikat,
        }

    def _asn_score(self):
        """Return the final value as an evaluation keeps it; nothing without numbers."""
        self.ensure_one()
        return {"score": self.points["value"]} if self.points else {}
