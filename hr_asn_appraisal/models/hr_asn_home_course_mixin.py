import json

from odoo import api, fields, models

from ..days import in_words
from ..law import codes
from ..law.states import (
    ACKNOWLEDGED,
    DELIVERED,
    DRAFT,
    FINAL,
    OBJECTED,
    RECEIVED,
)
from .hr_asn_rating import PREDIKATS

# What was acknowledged: its predikat may stand on a screen that others see, too.
TREND_SHOWN = 6
TREND_LEAST = 2
WHOLE_DAY = "d MMMM"
PAST, NOW, COMING = "past", "now", "coming"


class HrAsnHomeCourseMixin(models.AbstractModel):
    """The year of the plan shown, step by step, and how the predikat has gone."""

    _name = "hr.asn.home.course.mixin"
    _description = "First page: the year and its results"

    evaluation_ids = fields.Many2many(
        "hr.asn.evaluation", string="My Results", compute="_compute_evaluations"
    )
    steps = fields.Json(compute="_compute_steps", export_string_translation=False)
    trend = fields.Text(compute="_compute_trend", export_string_translation=False)

    @api.depends_context("uid", "asn_year", "asn_skp")
    def _compute_evaluations(self):
        for home in self:
            home.evaluation_ids = home.skp_id.evaluation_ids.sorted(
                lambda one: (one.date_to, one._asn_is_annual())
            )

    @api.depends_context("uid", "lang", "asn_year", "asn_skp")
    def _compute_steps(self):
        """Return a step for each period in which the plan shown is evaluated."""
        for home in self:
            known = home.evaluation_ids.grouped("period_id")
            none = self.env["hr.asn.evaluation"]
            home.steps = [
                self._asn_step(period, known.get(period, none))
                for period in home._asn_periods()
            ]

    def _asn_periods(self):
        """Return the periods of the plan shown, also those not opened yet."""
        plan = self.skp_id
        alone = plan._asn_only_posts() if plan else plan
        due = plan.cycle_id.period_ids.filtered(
            lambda one: (
                one.kind in (plan.policy_id.cadence, codes.TAHUN)
                and plan._asn_is_due(one, alone)
            )
        )
        periods = due | self.evaluation_ids.period_id
        return periods.sorted(lambda one: (one.date_to, one._asn_is_annual()))

    @api.model
    def _asn_step(self, period, evaluation):
        today = self.env.company._asn_today()
        first, last = (
            in_words(self.env, day, WHOLE_DAY)
            for day in (period.date_from, period.date_to)
        )
        text, tone = self._asn_badge(period, evaluation, today)
        return {
            "key": period.id,
            "kind": self._asn_step_kind(period, evaluation, today),
            "what": period.display_name,
            "when": self.env._("%(first)s to %(last)s", first=first, last=last),
            "who": self._asn_step_day(period, evaluation, today),
            "badge": text,
            "tone": tone,
            "opens": evaluation.id,
        }

    @api.model
    def _asn_step_kind(self, period, evaluation, today):
        if evaluation.state in ACKNOWLEDGED:
            return PAST
        begun = evaluation and self._asn_begins(period) <= today
        return NOW if begun else COMING

    @api.model
    def _asn_begins(self, period):
        """Return from when a period asks for something: the year at its end."""
        first = period.date_to if period._asn_is_annual() else period.date_from
        return min(first, period.open_on or first)

    @api.model
    def _asn_step_day(self, period, evaluation, today):
        """Return the day that counts in the state of an evaluation, in words."""
        told = {
            RECEIVED: (self.env._("Received %s"), evaluation.received_on),
            OBJECTED: (self.env._("Received %s"), evaluation.received_on),
            FINAL: (self.env._("Received %s"), evaluation.received_on),
            DELIVERED: (self.env._("Delivered %s"), evaluation.delivered_on),
            DRAFT: (self.env._("Actuals until %s"), evaluation.fill_until),
        }
        begun = evaluation and self._asn_begins(period) <= today
        sentence, day = told.get(evaluation.state, ("", False))
        if not day or (evaluation.state == DRAFT and not begun):
            return ""
        return sentence % in_words(self.env, day)

    @api.model
    def _asn_badge(self, period, evaluation, today):
        """Return (words, tone) of a step: the predikat once it was acknowledged."""
        labels = dict(evaluation._fields["predikat"]._description_selection(self.env))
        if evaluation.state in ACKNOWLEDGED and evaluation.predikat:
            return labels[evaluation.predikat], evaluation.predikat
        if evaluation.state == DELIVERED:
            return self.env._("Not opened yet"), "unread"
        if evaluation.is_exempt:
            return self.env._("Exempt"), "plain"
        if not evaluation or self._asn_begins(period) > today:
            return self.env._("Not Yet Due"), "plain"
        if evaluation.state == DRAFT:
            late = evaluation.fill_until < today
            return (
                (self.env._("Late"), "late")
                if late
                else (self.env._("Running"), "running")
            )
        return evaluation._asn_state_label(), "running"

    def action_step(self, key):
        """Return the action that opens the evaluation of a step, by its id."""
        return self.env["hr.asn.evaluation"].browse(int(key)).get_formview_action()

    @api.depends_context("uid", "lang")
    def _compute_trend(self):
        """Return the last acknowledged predikat as the line of `dashboard_graph`.

        Fewer than two are no line. Levels run from the worst, 1, to the best.
        """
        found = self.env["hr.asn.evaluation"].search(
            [
                *self._asn_own(),
                ("state", "in", ACKNOWLEDGED),
                ("predikat", "!=", False),
            ],
            order="date_to desc, kind, id desc",
            limit=TREND_SHOWN,
        )
        for home in self:
            few = len(found) < TREND_LEAST
            home.trend = False if few else json.dumps([self._asn_line(found[::-1])])

    @api.model
    def _asn_line(self, evaluations):
        labels = evaluations._fields["predikat"]._description_selection(self.env)
        levels = [label for _code, label in reversed(labels)]
        order = [code for code, _label in reversed(PREDIKATS)]
        return {
            "key": self.env._("Predicate"),
            "levels": levels,
            "values": [
                {
                    "x": one.period_id.display_name,
                    "y": 1 + order.index(one.predikat),
                    "annual": one._asn_is_annual(),
                }
                for one in evaluations
            ],
        }
