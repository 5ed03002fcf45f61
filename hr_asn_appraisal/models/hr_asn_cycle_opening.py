import logging

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..days import in_words
from ..law.states import DRAFT, PLANNING, RUNNING
from .hr_asn_run import DRAFT as PREPARED
from .hr_asn_run import RUNNING as WORKING
from .hr_asn_run import STOPPED

_logger = logging.getLogger(__name__)

# What is closing or closed gets nothing by itself.
OPENED = (PLANNING, RUNNING)
LIVE = (DRAFT, *OPENED)

OPENING = "opening"
EVALUATION = "evaluation"


class HrAsnCycle(models.Model):
    """Opens by itself what is due, each agency by its own clock.

    The worker only looks and plans runs of today; they are done, shown and continued
    as any other. Where there is nothing to make there is no run.
    """

    _inherit = "hr.asn.cycle"

    _asn_opening_fields = frozenset({"open_on", "picks_up"})

    picks_up = fields.Boolean(
        "Pick Up Later Joiners by Itself",
        compute="_compute_picks_up",
        store=True,
        readonly=False,
        precompute=True,
        copy=False,
        help="Each day plans are made for who has none yet: later joiners, transfers, "
        "acting posts and those whose exemption has ended.",
    )
    has_lapsed = fields.Boolean(
        compute="_compute_has_lapsed", export_string_translation=False
    )

    @api.depends("open_on")
    def _compute_picks_up(self):
        for cycle in self:
            cycle.picks_up = bool(cycle.open_on)

    @api.depends("lapsed_on", "period_ids.lapsed_on")
    def _compute_has_lapsed(self):
        lapsed = self.filtered_domain(self._asn_lapsed())
        for cycle in self:
            cycle.has_lapsed = cycle in lapsed

    @api.constrains("open_on")
    def _check_open_on(self):
        for cycle in self.filtered("open_on"):
            if not cycle._asn_day() <= cycle.open_on <= cycle.date_to:
                raise ValidationError(
                    self.env._(
                        "Cycle %(cycle)s cannot open by itself on %(day)s. "
                        "Choose a day from today on, before the year is over.",
                        cycle=cycle.name,
                        day=in_words(self.env, cycle.open_on),
                    )
                )

    def _asn_is_awaited(self):
        is_picking_up = self.picks_up and self.state in OPENED
        return is_picking_up or super()._asn_is_awaited()

    # -- who answers for it ----------------------------------------------------

    @api.model
    def _asn_lapsed(self):
        """Return the domain of cycles of which something does not open any more."""
        return Domain("state", "in", LIVE) & (
            Domain("lapsed_on", "!=", False)
            | Domain("period_ids.lapsed_on", "!=", False)
        )

    def action_take_over(self):
        """Open with the rights of the user what has lapsed, periods too.

        Raises AccessError for who does not run the agency.
        """
        for cycle in self:
            former = cycle._asn_gone_openers()
            cycle.filtered("lapsed_on")._asn_take_over()
            cycle.period_ids.filtered("lapsed_on")._asn_take_over()
            self.env["hr.asn.event"]._asn_log(cycle, "take_over_opening", former)

    def _asn_gone_openers(self):
        lapsed = (self, *self.period_ids)
        people = self.env["res.users"].union(
            *(one.opener_id for one in lapsed if one.lapsed_on)
        )
        return ", ".join(people.mapped("name"))

    # -- the worker --------------------------------------------------------------

    @api.model
    def _cron_asn_open(self):
        """Plan the runs whose day has come; one cycle after the other, committed."""
        for cycle in self.search([("state", "in", LIVE)]):
            cycle._asn_look()
            self.env["ir.cron"]._commit_progress(1)

    def _asn_look(self):
        """Plan what is due in one cycle; what fails here stops no other cycle."""
        try:
            with self.env.cr.savepoint():
                busy = self._asn_kinds_at_work()
                for owners, kind, params in self._asn_due_openings():
                    if self._asn_is_answered_for(owners) and kind not in busy:
                        self._asn_plan_run(owners.opener_id, kind, params)
                self.env.flush_all()
        except Exception:
            self.env.invalidate_all()
            _logger.exception("Cycle %s: what opens by itself has failed", self.id)

    def _asn_due_openings(self):
        """Return (what carries the day, kind of run, params) of what is due today."""
        found = []
        if self.state == DRAFT and self._asn_is_awaited():
            found.append((self, OPENING, {}))
        if self.state in OPENED and self.picks_up:
            found.append((self, OPENING, {"missing": True}))
        # Days that were set before there was an opener did not open anything.
        due = self.period_ids.filtered(
            lambda one: one.opener_id and one._asn_is_awaited()
        )
        for periods in due.grouped("opener_id").values():
            found.append((periods, EVALUATION, {"periods": periods.ids}))
        return found

    def _asn_kinds_at_work(self):
        """Return the kinds of runs of this cycle that wait for the worker or work.

        A planned run of who has gone meanwhile never starts: nothing waits for it.
        """
        waiting = Domain("state", "in", (WORKING, STOPPED)) | (
            Domain("state", "=", PREPARED) & Domain("start_on", "!=", False)
        )
        runs = self.env["hr.asn.run"].search(Domain("cycle_id", "=", self.id) & waiting)
        alive = runs.filtered(
            lambda run: (
                run.state != PREPARED or run.user_id._asn_opens_for(self.company_id)
            )
        )
        return set(alive.mapped("kind"))

    def _asn_is_answered_for(self, owners):
        """Say whether the opener may still; else keep so, and say so."""
        if not owners.opener_id._asn_opens_for(self.company_id):
            self._asn_let_lapse(owners)
            return False
        owners.filtered("lapsed_on")._asn_lapse(False)
        return True

    def _asn_plan_run(self, opener, kind, params):
        """Plan a run with the rights of the opener, where it has something to make."""
        handler = self.env["hr.asn.run"]._asn_handler_of(kind, opener, self.company_id)
        cycle = self.with_env(handler.env)
        if handler._asn_has_work(cycle, params):
            cycle._asn_new_run(kind, start_on=self._asn_day(), params=params)
            # sudo: ir.cron - waking the worker is all that is done with it
            self.env.ref("hr_asn_appraisal.ir_cron_asn_run").sudo()._trigger()

    def _asn_let_lapse(self, owners):
        """Say once, in the history, that nobody answers for it any more."""
        fresh = owners.filtered(lambda one: not one.lapsed_on)
        if fresh:
            fresh._asn_lapse(self._asn_day())
            opener = owners.opener_id.name or None
            self.env["hr.asn.event"]._asn_log(self, "lapse_opening", opener)
