import logging
from collections import Counter
from datetime import date

from odoo import api, fields, models
from odoo.fields import Domain

from ..law import deadlines
from ..law.states import DELIVERED, RATED, RECEIVED
from .hr_asn_event_told_mixin import DEEMED
from .hr_asn_rating import EFFECTIVE
from .hr_asn_workflow_mixin import TOLD_REASONS

_logger = logging.getLogger(__name__)

# What of the person is kept as it was when the evaluation was delivered.
PERSON = ("name", "nip", "post", "department_id")


class HrAsnEvaluationDeliveryMixin(models.AbstractModel):
    """How an evaluation comes to the person, is received, and becomes final."""

    _name = "hr.asn.evaluation.delivery.mixin"
    _description = "ASN evaluation delivered"

    # Asked afresh: who goes on leave meanwhile has more time.
    deemed_on = fields.Date(
        "Counts as Received On", compute="_compute_deemed_on", compute_sudo=True
    )

    # Of what was rated and no session works on; not for the person rated, who is told
    # nothing of it yet.
    deliver_until = fields.Date(
        "To Be Delivered Until", compute="_compute_deliver_until"
    )

    @api.depends("state", "rated_on", "is_in_session")
    @api.depends_context("uid")
    def _compute_deliver_until(self):
        """Return the last day to hand over what was rated, for everybody but him."""
        rated = self.filtered(lambda one: one.state == RATED and one.rated_on)
        rated -= rated._asn_mine("employee_id") | rated.filtered("is_in_session")
        self.deliver_until = False
        if not rated:
            return
        days = rated._asn_days("delivery", min(rated.mapped("rated_on")))
        for one in rated:
            one.deliver_until = deadlines.add_days(one.rated_on, *days[one])

    @api.model
    def _asn_undelivered(self):
        """Return the domain of what is rated, and not on the table of a session.

        Nobody delivers that until its result is locked.
        """
        return Domain("state", "=", RATED) & Domain("is_in_session", "=", False)

    @api.model
    def _asn_undelivered_domain(self):
        """Return the domain of what was rated and should have been handed over."""
        rated = self._asn_undelivered()
        # sudo: hr.asn.evaluation - under which policies something waits, not what
        waiting = self.sudo()._read_group(
            rated & Domain("company_id", "in", self.env.companies.ids),
            ["company_id", "skp_id.policy_id"],
        )
        return rated & Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain("skp_id.policy_id", "=", policy.id)
            & Domain("rated_on", "<=", policy._asn_overdue_since("delivery", company))
            for company, policy in waiting
        )

    @api.depends("state", "delivered_on")
    def _compute_deemed_on(self):
        """Return from which day silence counts as receipt: not during leave."""
        waiting = self.filtered(lambda one: one.state == DELIVERED)
        self.deemed_on = False
        if not waiting:
            return
        first = min(waiting.mapped("delivered_on"))
        exemptions = self.env["hr.asn.exemption"]
        absent = exemptions._asn_confirmed(waiting.employee_id, first, date.max)
        on_leave = waiting.employee_id._asn_on_leave(first)
        days = waiting._asn_days("receipt", first)
        for one in waiting:
            person = one.employee_id
            one.deemed_on = deadlines.deemed_received_on(
                one.delivered_on,
                *days[one],
                away=absent[person]._asn_spans() + on_leave.get(person, []),
            )

    def _asn_days(self, what, since):
        """Return {evaluation: days as law.deadlines takes them}, by policy and agency.

        ``what`` and ``since``: as of `_asn_days` of a policy. However many there are,
        a calendar is read once.
        """
        # sudo: hr.asn.policy - how long it takes, whoever asks
        own = self.sudo()
        keys = {one: (one.skp_id.policy_id, one.company_id) for one in own}
        days = {
            (policy, company): policy._asn_days(what, company, since)
            for policy, company in set(keys.values())
        }
        return {one: days[keys[one]] for one in self}

    def _asn_day_units(self, what, since=None):
        """Return {evaluation: (whether working days count, calendar)}; None: today."""
        days = self._asn_days(what, since or self._asn_today()) if self else {}
        return {one: unit for one, (_n, *unit) in days.items()}

    def action_deliver_all(self, consideration=None):
        """Deliver each of these that is rated; one that is refused stops no other.

        Nor does a unit whose pattern is not kept. ``consideration``: as of
        `action_deliver`.
        """
        departing, left = self._asn_part_by_pattern(consideration)
        rest = self.filtered(lambda one: one not in left)
        done, refusals = rest._asn_try_each(lambda some: some._asn_deliver(), "deliver")
        done._asn_keep_consideration(departing, consideration)
        told = self.env._("%(n)s evaluation documents delivered.", n=len(done))
        stay = self._asn_stay_reasons(left)
        if len(stay) + len(refusals) <= TOLD_REASONS:
            return self._asn_told(told, [*stay, *refusals])
        reasons = left | dict(zip(rest - done, refusals, strict=True))
        others = self - done
        return self._asn_told_each(told, others, [reasons[one] for one in others])

    @api.model
    def _asn_stay_reasons(self, left):
        """Return why evaluations stay, once for those of a unit; {evaluation: why}."""
        return [
            self.env._("%(n)s left: %(why)s", n=count, why=why)
            for why, count in Counter(left.values()).items()
        ]

    def action_deliver(self, consideration=None):
        """Hand over; ``consideration``: why the pattern of distribution is not kept.

        Raises UserError where the policy asks for one, or for the pattern.
        """
        # Whoever may not is told nothing of what a rating lacks.
        self._asn_refuse(self._asn_move("deliver"))
        departing = self._asn_mind_pattern(consideration)
        self._asn_deliver()
        self._asn_keep_consideration(departing, consideration)

    def _asn_deliver(self):
        """Hand over: copy the effective rating, seal the document, tell the person."""
        today = self._asn_today()
        # A name that was corrected just now is still taken over.
        self.flush_recordset(PERSON)
        # sudo: hr.asn.rating - published here only, by nobody's own right
        ratings = self.env["hr.asn.rating"].sudo()._asn_of(self)
        hidden = ratings.filtered(
            lambda one: (
                not one.is_published and one.revision == one.evaluation_id.revision
            )
        )
        effective = ratings._asn_last(EFFECTIVE)
        self._asn_check_reasoned(effective)
        # sudo: who rated delivers, also after the plan has got another appraiser
        contents = self.sudo()._asn_contents(ratings, today)
        self._transition(
            "deliver",
            values=lambda evaluation: {
                "delivered_on": today,
                **effective[evaluation.id]._asn_figures(),
                **effective[evaluation.id]._asn_score(),
            },
        )
        hidden._asn_publish()
        self.env["hr.asn.feedback"]._asn_publish(self)
        self.env["hr.asn.document"]._asn_seal(contents)
        self._asn_notify("hr_asn_appraisal.mail_act_asn_receive", "employee_id")

    def action_receive(self):
        """Sign what was delivered; from today the time to object runs."""
        self._asn_receive(is_deemed=False)

    def _asn_receive(self, is_deemed):
        days = self._asn_days("objection", self._asn_today())
        self._transition(
            "receive",
            DEEMED if is_deemed else None,
            lambda evaluation: evaluation._asn_clock(is_deemed, days[evaluation]),
        )
        # sudo: hr.asn.evaluation - a receipt names what the paper names
        receipts = [evaluation._asn_receipt() for evaluation in self.sudo()]
        self.env["hr.asn.document"]._asn_seal(receipts)

    def _asn_clock(self, is_deemed, days):
        """Return the day of receipt and the last day to object, as the law counts.

        ``days``: to object, as of `_asn_days`. Silence counts as receipt from the day
        the policy names; the whole time to object begins when that is noticed.
        """
        self.ensure_one()
        today = self._asn_today()
        return {
            "received_on": self.deemed_on if is_deemed else today,
            "is_deemed_received": is_deemed,
            "due_on": deadlines.objection_due(today, *days),
        }

    @api.model
    def _cron_asn_deadlines(self, batch_size=200):
        """Deem received what was not signed in time; make final what nobody objects."""
        delivered = self._read_group(
            [("state", "=", DELIVERED)], ["company_id", "skp_id.policy_id"]
        )
        for company, policy in delivered:
            self.with_company(company)._asn_in_batches(
                self._asn_overdue_domain(company, policy, company._asn_today()),
                batch_size,
                lambda batch: batch._asn_silent()._asn_receive(is_deemed=True),
            )
        for (company,) in self._read_group([("state", "=", RECEIVED)], ["company_id"]):
            self.with_company(company)._asn_in_batches(
                [
                    ("company_id", "=", company.id),
                    ("state", "=", RECEIVED),
                    ("due_on", "<", company._asn_today()),
                ],
                batch_size,
                lambda batch: batch._transition("finalize"),
            )

    def _asn_silent(self):
        """Return those whose time has run out: working days and leave counted."""
        today = self._asn_today()
        return self.filtered(lambda one: one.deemed_on and one.deemed_on <= today)

    @api.model
    def _asn_overdue_domain(self, company, policy, today):
        """Return what was delivered so long ago that silence may count as receipt."""
        last = deadlines.silent_since(today, policy.receipt_days)
        return [
            ("company_id", "=", company.id),
            ("skp_id.policy_id", "=", policy.id),
            ("state", "=", DELIVERED),
            ("delivered_on", "<=", last),
        ]

    @api.model
    def _asn_in_batches(self, domain, size, move):
        """Move all that match, batch by batch; each batch is committed by the cron."""
        last = 0
        while batch := self.search(
            [*domain, ("id", ">", last)], order="id", limit=size
        ):
            done, reasons = batch._asn_try_each(move)
            for reason in reasons:
                _logger.warning("ASN deadlines: %s", reason)
            last = batch[-1].id
            self.env["ir.cron"]._commit_progress(len(done))
