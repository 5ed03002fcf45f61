from odoo import api, fields, models
from odoo.exceptions import UserError

from ..days import span
from ..law import codes, exemptions, monitor, periods
from ..law.states import CANCELLED, DRAFT

# What the steps before an agreement leave in a plan.
STEPS_TAKEN = (
    "submitted_on",
    "checked_on",
    "returned_on",
    "returned_by_id",
    "return_note",
)


class HrAsnSkpDatesMixin(models.AbstractModel):
    """Until when a plan is filled in, how long it lasts, when it is evaluated."""

    _name = "hr.asn.skp.dates.mixin"
    _description = "ASN plan and its days"
    _inherit = ["hr.asn.lock.mixin"]

    span = fields.Char("Period", compute="_compute_span")

    @api.depends("date_from", "date_to")
    @api.depends_context("lang")
    def _compute_span(self):
        for skp in self:
            is_set = skp.date_from and skp.date_to
            skp.span = is_set and span(self.env, skp.date_from, skp.date_to)

    # -- taking back --------------------------------------------------------

    def action_cancel(self, reason):
        """Take back plans that were opened by mistake; the reason stays with them."""
        if not (reason or "").strip():
            raise UserError(self.env._("Write why the plan is taken back."))
        reason = reason.strip()
        self._transition("cancel", reason, {"cancel_reason": reason})
        self.env["hr.asn.notice"]._asn_settle(self)

    def action_restore(self):
        """Give plans that were taken back to their owners again, as drafts.

        As new ones: what was done with them before stands in the history only.
        """
        values = {"cancel_reason": False, "opened_on": self._asn_today()}
        self._transition("restore", values=values | dict.fromkeys(STEPS_TAKEN, False))

    # -- deadline -----------------------------------------------------------

    def _asn_is_filling(self):
        """A plan that came back, or was agreed once, was handed in before."""
        return self.state == DRAFT and not self.version_number

    def _asn_fill_due(self):
        cycle = self.cycle_id
        due = monitor.plan_due(cycle.plan_due_on, cycle.date_from, self.date_from)
        return monitor.due_since(due, self.opened_on, self.appraised_on)

    def _asn_appraised(self):
        """These plans have an appraiser from today on: their owners have their days."""
        self._asn_put({"appraised_on": self._asn_today()})

    def _asn_fill_label(self):
        return self.env._("SKP %s", self.year)

    # -- how long it lasts --------------------------------------------------

    def _asn_follow_dates(self):
        """Let plans end with their assignments; what is no longer due is dropped.

        Evaluations that were begun stay: they tell what was done until then.
        """
        lasts = {plan: plan._asn_last_day() for plan in self}
        # A post that was left before its plan begins needs none, if none is written.
        self.filtered(
            lambda plan: (
                lasts[plan] < plan.date_from
                and plan.state == DRAFT
                and not plan.version_number
                and not plan.rhk_ids
            )
        ).unlink()
        moved = self.exists().filtered(lambda plan: plan.date_to != lasts[plan])
        moved = moved.filtered(lambda plan: lasts[plan] >= plan.date_from)
        for last, plans in moved.grouped(lasts.get).items():
            plans.write({"date_to": last})
        self.env["hr.asn.event"]._asn_log(
            moved, "change_dates", lambda plan: str(plan.date_to)
        )
        moved._asn_not_due().unlink()

    def _asn_last_day(self):
        """Return the day on which this plan ends with its assignment."""
        self.ensure_one()
        cycle = self.cycle_id
        return min(self.assignment_id.date_to or cycle.date_to, cycle.date_to)

    # -- when it is evaluated -----------------------------------------------

    def _asn_not_due(self, until=None):
        """Return the evaluations, not begun, that these plans no longer have.

        ``until``: the day on which the plans are going to end; None: as they do.
        """
        # sudo: hr.asn.rating - what somebody has chosen for is begun, whoever sees it
        drafts = self.evaluation_ids.filtered(
            lambda one: one.state == DRAFT and not one.sudo().rating_ids
        )
        alone = drafts.skp_id._asn_only_posts()
        return drafts.filtered(
            lambda one: not one.skp_id._asn_is_due(one.period_id, alone, until)
        )

    def _asn_is_due(self, period, alone=None, until=None):
        """Say whether this plan is evaluated in a period; the year: at its end only.

        ``alone``: as of `_asn_only_posts`, where it has been asked for many plans;
        ``until``: the day on which the plan is going to end; None: as it does.
        """
        self.ensure_one()
        until = until or self.date_to
        if period.kind == codes.TAHUN:
            return until == period.date_to and (
                self.status == codes.DEFINITIF
                or self in (self._asn_only_posts() if alone is None else alone)
            )
        return periods.in_force(
            self.date_from,
            until,
            period.date_from,
            period.date_to,
            self.policy_id.minimum_days,
        )

    def _asn_is_exempt_in(self, period, spans):
        """Say whether this plan is not evaluated in a period, as its owner is away."""
        self.ensure_one()
        return exemptions.is_exempt_in(
            spans,
            self.date_from,
            self.date_to,
            period.date_from,
            period.date_to,
            self.policy_id.minimum_days,
        )

    def _asn_is_excused(self, spans):
        """A plan waits until its owner is back; who is away throughout needs none."""
        return exemptions.is_exempt_on(spans, self._asn_today()) or exemptions.covers(
            spans, self.date_from, self.date_to
        )

    def _asn_only_posts(self):
        """Return the acting plans whose owners end them without a definitive post.

        One query for all.
        """
        acting = self.filtered(lambda plan: plan.status != codes.DEFINITIF)
        # sudo: hr.asn.skp - counted only
        groups = self.sudo()._read_group(
            [
                ("employee_id", "in", acting.employee_id.ids),
                ("cycle_id", "in", acting.cycle_id.ids),
                ("status", "=", codes.DEFINITIF),
                ("state", "!=", CANCELLED),
            ],
            ["employee_id", "cycle_id", "date_to:day"],
        )
        definitive = set(groups)
        return acting.filtered(
            lambda one: (one.employee_id, one.cycle_id, one.date_to) not in definitive
        )
