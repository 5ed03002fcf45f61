from odoo import api, fields, models
from odoo.exceptions import UserError

from ..days import in_words
from ..law import codes
from ..law.states import DRAFT, SUBMITTED
from .hr_asn_evaluation_import_mixin import FIGURES
from .hr_asn_rating import GIVEN, PREDIKATS, RATINGS


class HrAsnEvaluationRatingMixin(models.AbstractModel):
    """How an evaluation is rated by its appraiser."""

    _name = "hr.asn.evaluation.rating.mixin"
    _description = "ASN evaluation rated"

    rating_ids = fields.One2many("hr.asn.rating", "evaluation_id", "Ratings")
    # What the current user may see of the rating now, delivered or not.
    current_result = fields.Selection(
        RATINGS, "Result", compute="_compute_current", compute_sudo=False
    )
    current_behavior = fields.Selection(
        RATINGS, "Behaviour", compute="_compute_current", compute_sudo=False
    )
    current_predikat = fields.Selection(
        PREDIKATS, "Predicate Now", compute="_compute_current", compute_sudo=False
    )
    # What the appraiser chooses in a list or form; both together are a rating.
    draft_result = fields.Selection(
        RATINGS,
        "Chosen Result Rating",
        compute="_compute_draft_result",
        inverse="_inverse_draft",
        compute_sudo=False,
    )
    draft_behavior = fields.Selection(
        RATINGS,
        "Chosen Behaviour Rating",
        compute="_compute_draft_behavior",
        inverse="_inverse_draft",
        compute_sudo=False,
    )
    draft_reason = fields.Text(
        "Reason",
        compute="_compute_draft_reason",
        inverse="_inverse_draft",
        compute_sudo=False,
    )

    @api.depends("rating_ids.result", "rating_ids.behavior", "state", *FIGURES)
    @api.depends_context("uid")
    def _compute_current(self):
        effective = self.env["hr.asn.rating"]._asn_effective(self)
        for evaluation in self:
            rating = effective.get(evaluation.id)
            if evaluation.is_rated_elsewhere:
                # No rating sheet is made here: what was imported is what counts.
                rating = evaluation
            evaluation.current_result = rating and rating.result
            evaluation.current_behavior = rating and rating.behavior
            evaluation.current_predikat = rating and rating.predikat

    @api.depends("current_result")
    @api.depends_context("uid")
    def _compute_draft_result(self):
        for evaluation in self:
            evaluation.draft_result = evaluation.current_result

    @api.depends("current_behavior")
    @api.depends_context("uid")
    def _compute_draft_behavior(self):
        for evaluation in self:
            evaluation.draft_behavior = evaluation.current_behavior

    @api.depends("current_result", "current_behavior")
    @api.depends_context("uid")
    def _compute_draft_reason(self):
        effective = self.env["hr.asn.rating"]._asn_effective(self)
        for evaluation in self:
            rating = effective.get(evaluation.id)
            evaluation.draft_reason = rating and rating.reason

    def _inverse_draft(self):
        """Rate where both axes are chosen; one alone is no rating yet."""
        for evaluation in self:
            if evaluation.draft_result and evaluation.draft_behavior:
                evaluation.action_rate(
                    evaluation.draft_result,
                    evaluation.draft_behavior,
                    evaluation.draft_reason,
                )

    def action_all_as_expected(self):
        """Rate the selected, else all that wait for me, as expected on both axes.

        What has a rating already keeps it; what is refused is named with its reason.
        """
        waiting = self or self.search(self._asn_waiting_domain(SUBMITTED))
        empty = waiting - waiting.exists().filtered("current_result")
        done, reasons = empty._asn_try_each(
            lambda some: some.action_rate(codes.SESUAI, codes.SESUAI), "rate"
        )
        return self._asn_told(
            self.env._("%(n)s rated as expected.", n=len(done)), reasons
        )

    def action_rate(self, result, behavior, reason=None):
        """Rate both axes (codes of law.codes); a reason where the policy asks one.

        Rating again before delivery replaces the appraiser's own draft row.
        """
        reason = (reason or "").strip() or False
        self._asn_check_evidence(reason)
        self._asn_check_report(reason)
        ratings = {"result": result, "behavior": behavior, "reason": reason}
        today, settled = self._asn_today(), self._asn_settled_versions()
        self._transition("rate", values=lambda one: {"rated_on": today, **settled[one]})
        # sudo: hr.asn.rating - written by this transition only, by nobody's own right
        self.env["hr.asn.rating"].sudo()._asn_rate(self, GIVEN, ratings)

    def _asn_check_evidence(self, reason):
        """Refuse results without evidence where the policy asks for it, M9."""
        gated = self.filtered(
            lambda one: one.skp_id.policy_id.evidence_gate and not one._asn_is_annual()
        )
        # sudo: what proves a result is counted, whoever rates
        gated = gated.sudo() if not reason else self.browse()
        versions = gated.skp_id._asn_versions()
        for evaluation in gated:
            proven = set(evaluation.evidence_ids.rhk_id.ids)
            agreed = evaluation._asn_agreed(versions)
            bare = [rhk for rhk in agreed if rhk["id"] not in proven]
            if bare:
                raise UserError(
                    self.env._(
                        "%(document)s cannot be rated yet: %(n)s work results have "
                        "no evidence. Ask the employee to complete it, "
                        "or rate with a reason.",
                        document=evaluation.display_name,
                        n=len(bare),
                    )
                )

    def _asn_check_report(self, reason):
        """Who did not report is rated after the deadline only, and with a note."""
        today = self._asn_today()
        for evaluation in self.filtered(lambda one: one.state == DRAFT):
            last = evaluation.fill_until
            if not reason or today <= last:
                raise UserError(
                    self.env._(
                        "%(document)s has not been reported. "
                        "After %(day)s it can be rated with a reason.",
                        document=evaluation.display_name,
                        day=in_words(self.env, last),
                    )
                )

    def _asn_check_calendar(self):
        """Refuse to rate a period that is not over, unless it was opened before."""
        self._asn_check_cycle_open()
        today = self._asn_today()
        for evaluation in self:
            first = evaluation.period_id.open_on or evaluation.date_to
            if today < first:
                raise UserError(
                    self.env._(
                        "%(document)s can be rated from %(day)s on.",
                        document=evaluation.display_name,
                        day=in_words(self.env, first),
                    )
                )
