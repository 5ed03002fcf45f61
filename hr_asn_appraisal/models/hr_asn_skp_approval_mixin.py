from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..exchange import numbers
from ..law import codes
from ..law.states import CHECKED, PENDING, SUBMITTED
from ..law.weights import missing_bp

# What is read of indicators to say what is missing.
ASKED = (
    *("rhk_id", "is_cancelled", "name", "target", "target_low", "target_high"),
    *("direction", "pattern", "baseline", "lead_iki_id", "split"),
)


class Gap(NamedTuple):
    """What is missing: a sentence, and the row and field in which it is filled in."""

    text: str
    row: models.BaseModel | None = None
    field: str | None = None


class HrAsnSkpApprovalMixin(models.AbstractModel):
    """How a plan is handed in, checked, given back and agreed."""

    _name = "hr.asn.skp.approval.mixin"
    _description = "ASN plan handed in and agreed"

    # -- who is waited for --------------------------------------------------

    @api.depends("state", "checks_plans", "source")
    def _compute_awaits(self):
        """Say whose answer a plan waits for: the officer's first, by policy."""
        for skp in self:
            pending = skp.is_rated_here and skp.state in PENDING
            skp.awaits_check = pending and skp.checks_plans and skp.state == SUBMITTED
            skp.awaits_approval = pending and not skp.awaits_check

    @api.model
    def _asn_awaiting_check(self):
        """Return the domain of what waits for the officer's check."""
        return Domain("state", "=", SUBMITTED) & Domain("checks_plans", "=", True)

    @api.model
    def _asn_awaiting_appraiser(self):
        """Return the domain of what waits for its appraiser."""
        unchecked = Domain("state", "=", SUBMITTED) & Domain("checks_plans", "=", False)
        return Domain("state", "=", CHECKED) | unchecked

    @api.model
    def _asn_delegated_domain(self):
        """Who approves for somebody reads also what the officer still checks."""
        return Domain("state", "in", PENDING)

    @api.model
    def _asn_awaiting_since(self, day):
        """Return the domain of what its appraiser has had since before a day."""
        checked = Domain("state", "=", CHECKED) & Domain("checked_on", "<", day)
        handed = Domain("state", "=", SUBMITTED) & Domain("submitted_on", "<", day)
        return self._asn_awaiting_appraiser() & (checked | handed)

    # -- handing in ---------------------------------------------------------

    def action_ask_submit(self):
        """Return what is asked before one plan is handed in.

        Out: {"question", "doubts": [what deserves a look], "can_withdraw": whether it
        can be taken back afterwards}. Raises what `action_submit` would.
        """
        self.ensure_one()
        self._asn_refuse(self._asn_move("submit"))
        self._check_complete()
        return {
            "question": self.env._("Submit this plan to %s?", self._asn_awaited_name()),
            "doubts": self._asn_doubts(),
            "can_withdraw": self._asn_is_withdrawable(),
        }

    def _asn_is_withdrawable(self):
        """Say whether a plan goes back to anything once it is handed in."""
        ways = (self.is_withdrawable_change, self.is_withdrawable_return)
        return self.is_withdrawable or any(ways)

    def _asn_awaited_name(self):
        """Return who looks at a plan first: by policy the officer."""
        if self.checks_plans:
            return self.env._("the performance officer")
        return self.appraiser_name

    def _asn_doubts(self):
        """Return what of a plan can be handed in and deserves a look, as sentences."""
        lines = self.rhk_ids._asn_measured()
        fresh = lines.filtered(lambda iki: iki.is_untouched and not iki.is_agreed)
        told = []
        if fresh:
            told.append(
                self.env._(
                    "%s targets are still as the library has them (yellow).", len(fresh)
                )
            )
        own = lines.filtered(lambda iki: not (iki.lead_iki_id or iki.service_target_id))
        return told + [doubt for iki in own if (doubt := iki._asn_doubt())]

    def action_submit(self):
        """Hand in plans; their appraisers are told. Out: an action that says so."""
        today = self._asn_today()
        values = {"submitted_on": today, "checked_on": False}
        self._transition("submit", values=values)
        self._asn_ask_approval()
        return self._asn_told(self._asn_handed_in())

    def _asn_handed_in(self):
        if len(self) != 1:
            return self.env._("%s plans submitted.", len(self))
        return self.env._(
            "The plan was submitted to %s. You will be told once it has been examined.",
            # A degree ends with the full stop that the sentence has already.
            self._asn_awaited_name().removesuffix("."),
        )

    def action_withdraw(self):
        """Take plans back that nobody has answered, to go on with them."""
        returned = self.filtered("is_withdrawable_return")
        changing = (self - returned).filtered("version_number")
        first = self - returned - changing
        if first:
            first._transition("withdraw_plan", values={"submitted_on": False})
        if changing:
            # Given up, it is the agreed plan again, which was handed in once.
            changing._transition("withdraw_change")
        if returned:
            returned._transition("withdraw_again")

    def _check_complete(self):
        """Refuse to submit what has gaps, naming each of them."""
        self._asn_check_cycle_open()
        # sudo: hr.asn.rhk, hr.asn.iki - who may submit a plan is told its gaps; the
        # rules on lines would be asked again for each kind of them
        plans = self.sudo()
        # One query for the indicators of all plans instead of one for each.
        plans.rhk_ids.iki_ids.fetch(ASKED)
        for skp in plans:
            gaps = skp._asn_gaps()
            if gaps:
                raise skp._asn_incomplete(gaps)

    def _asn_incomplete(self, gaps):
        """Return the error that names the gaps, and tells a screen where to begin."""
        error = UserError(
            self.env._(
                "%(plan)s cannot be submitted yet: %(gaps)s "
                "Complete it, then submit again.",
                plan=self.display_name,
                gaps=" ".join(gap.text for gap in gaps),
            )
        )
        first = self._asn_first_gap(gaps)
        if first:
            place = {"model": first.row._name, "id": first.row.id, "field": first.field}
            error.context = {"asn_gap": place}
        return error

    def _asn_first_gap(self, gaps):
        """Return the gap that stands highest on the screen, None: in none of its rows.

        The results in the order of the papers, each before its indicators.
        """
        known = {gap.row: gap for gap in reversed(gaps) if gap.row is not None}
        shown = [self]
        for rhk in self.rhk_ids._asn_ordered():
            shown += [rhk, *rhk.iki_ids]
        return next((known[row] for row in shown if row in known), None)

    def _asn_gaps(self):
        """Return what is missing before a plan can be submitted, as Gaps."""
        self.ensure_one()
        results = self.rhk_ids._asn_uncancelled()
        gaps = []
        if not self.appraiser_id:
            gaps.append(Gap(self.env._("the appraiser is not set.")))
        if not results.filtered(lambda rhk: rhk.kind == codes.UTAMA):
            gaps.append(Gap(self.env._("there is no main work result."), self))
        gaps += self._asn_bare_gaps(results)
        return gaps + self._asn_target_gaps(results) + self._asn_weight_gaps(results)

    def _asn_bare_gaps(self, results):
        bare = results.filtered(lambda rhk: not rhk._asn_measured())._asn_ordered()
        if not bare:
            return []
        numbers_of = ", ".join(str(rhk.number) for rhk in bare)
        text = self.env._("work results number %s have no indicator.", numbers_of)
        return [Gap(text, bare[0])]

    def _asn_target_gaps(self, results):
        """A qualitative plan says the target in the sentence of the indicator."""
        is_needed = self.approach != codes.KUALITATIF
        found = results._asn_measured()._asn_target_gaps(is_needed)
        return [Gap(*gap) for gap in found]

    def _asn_weight_gaps(self, results):
        """Where the policy weighs results, their weights are a whole."""
        missing = missing_bp(results.mapped("weight_bp")) if self.weighs_results else 0
        if not missing:
            return []
        text = self.env._(
            "the weights of the work results add up to %(sum)s %%, not to 100 %%.",
            sum=numbers.hundredths(sum(results.mapped("weight_bp"))),
        )
        return [Gap(text, results._asn_ordered()[:1], "weight")]

    def _asn_ask_approval(self):
        """Tell who approves, and who acts for him; not before the officer's check."""
        waiting = self.filtered("awaits_approval")
        waiting._asn_notify("hr_asn_appraisal.mail_act_asn_skp_approve", "appraiser_id")
        waiting._asn_tell_delegates()

    # -- answering ----------------------------------------------------------

    def action_check(self):
        """Let checked plans go on to their appraisers."""
        self._asn_check_seen()
        self._transition("check", values={"checked_on": self._asn_today()})
        self._asn_ask_approval()

    def action_check_selected(self):
        """Check what can be checked of a selection; list what cannot, and why."""
        done, reasons = self._asn_try_each(lambda some: some.action_check(), "check")
        message = self.env._("%(n)s plans checked.", n=len(done))
        refusal = self.env._("could not be checked; the reasons are below.")
        return self._asn_outcome((message, refusal), self - done, reasons)

    def action_return(self, note):
        """Give plans back to their owners with what is to be improved."""
        self._asn_give_back("return", note)

    def action_send_back(self, note):
        """Give plans back before their appraisers see them: the officer, by policy."""
        self._asn_give_back("send_back", note)

    def _asn_give_back(self, move, note):
        self._asn_check_note(note)
        self._asn_check_seen()
        values = {
            "return_note": note,
            "returned_by_id": self.env.uid,
            "returned_on": self._asn_today(),
        }
        self._transition(move, note=note, values=values)
        # sudo: hr.asn.skp - a delegate reads no more what he has returned
        returned = self.sudo()
        returned._asn_notify("hr_asn_appraisal.mail_act_asn_skp_improve", "employee_id")

    def _asn_check_note(self, note):
        if not (note or "").strip():
            raise UserError(self.env._("Write what is to be improved."))

    def _asn_ways_back(self):
        """Return {plan: the step by which the current user would give it back}.

        Of what he reads no more the step says so.
        """
        seen = self.exists()._filtered_access("read")
        checked = seen.filtered(lambda one: "send_back" in (one.asn_can or "").split())
        return {plan: "send_back" if plan in checked else "return" for plan in self}

    def _asn_give_back_each(self, note):
        """Give back what can be of a selection, each plan by the right one has on it.

        Out: the action that lists what cannot, and why; None where all went. Raises
        what the step does where it is one plan alone, UserError for no words.
        """
        self._asn_check_note(note)
        moves = self._asn_ways_back()
        if len(self) == 1:
            return self._asn_give_back(moves[self], note)
        reasons = {}
        for name, plans in self.grouped(moves.get).items():
            done, told = plans._asn_try_each(
                lambda some, name=name: some._asn_give_back(name, note), name
            )
            reasons |= zip(plans - done, told, strict=True)
        if not reasons:
            return None
        message = self.env._("%(n)s plans returned.", n=len(self) - len(reasons))
        refusal = self.env._("could not be returned; the reasons are below.")
        left = self.browse().union(*reasons)
        return self._asn_outcome((message, refusal), left, [*reasons.values()])

    def action_approve(self):
        """Agree plans: seal what stands there as the next version of each."""
        # Asked before the content is read, so that a refusal costs little.
        self._asn_refuse(self._asn_move("approve"))
        self._asn_check_seen()
        today = self._asn_today()
        # sudo: a seal is complete, whatever its appraiser may read of others
        contents = self.sudo()._asn_contents(today)
        self._transition(
            "approve",
            values=lambda skp: {
                "approved_on": today,
                "return_note": False,
                "revision_reason": False,
                "version_number": skp.version_number + 1,
            },
        )
        self.env["hr.asn.skp.version"]._asn_seal(contents)
        # sudo: hr.asn.rhk, hr.asn.iki - marked by the approval, by nobody's own right
        for lines in ("hr.asn.rhk", "hr.asn.iki"):
            self.env[lines].sudo()._asn_agree(self)

    def _asn_reasons_not(self, transition):
        """Sort out, too, what was changed since the list was read."""
        reasons = super()._asn_reasons_not(transition)
        unseen = (self - self.browse().union(*reasons))._asn_unseen()
        return reasons | {plan: str(error) for plan, error in unseen.items()}

    def action_approve_selected(self):
        """Approve what can be approved of a selection; list what cannot, and why."""
        done, reasons = self._asn_try_each(
            lambda some: some.action_approve(), "approve"
        )
        message = self.env._("%(n)s plans approved.", n=len(done))
        refusal = self.env._("could not be approved; the reasons are below.")
        return self._asn_outcome((message, refusal), self - done, reasons)

    # -- after --------------------------------------------------------------

    def action_revise(self, reason):
        """Open agreed plans for a change; the version in force stays in force."""
        if not (reason or "").strip():
            raise UserError(self.env._("Write the reason for the change."))
        self._transition("revise", note=reason, values={"revision_reason": reason})

    def action_close(self):
        self._transition("close")
