from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.orm.models import NO_ACCESS

from ..law.states import CANCELLED, CLOSED, DRAFT
from .hr_asn_workflow_mixin import EMPLOYEE, SUBSTITUTE

NEW, ACCEPTED, ARGUED = "new", "accepted", "argued"
# What waits for an answer, or may still get another one.
OPEN = (NEW, ARGUED)
# The to-dos: of who takes up what has changed, of whose change is argued with.
DRIFT_TYPE = "hr_asn_appraisal.mail_act_asn_drift"
ARGUED_TYPE = "hr_asn_appraisal.mail_act_asn_drift_argued"


class HrAsnSkpDriftMixin(models.AbstractModel):
    """What of the superiors' results has changed since a plan took it up."""

    _name = "hr.asn.skp.drift.mixin"
    _description = "ASN plan and the changes of its leaders"

    drift_link_ids = fields.One2many(
        "hr.asn.rhk.link",
        "skp_id",
        "Changes of Leaders' Results",
        domain=[
            ("rhk_id.is_cancelled", "=", False),
            "|",
            ("drift", "in", OPEN),
            ("drift_due", "=", True),
        ],
    )
    # How what links took up was known that a change has removed: it may be given up.
    drift_kept = fields.Json(
        readonly=True, copy=False, groups=NO_ACCESS, export_string_translation=False
    )
    drift_on = fields.Date("Last Change", compute="_compute_drift")
    is_drift_due = fields.Boolean(
        compute="_compute_drift", export_string_translation=False
    )
    is_drift_argued = fields.Boolean(
        compute="_compute_drift", export_string_translation=False
    )
    can_reply = fields.Boolean(
        compute="_compute_can_reply", export_string_translation=False
    )
    drift_answers = fields.Text(
        "Answers to My Changes", compute="_compute_drift_answers", compute_sudo=True
    )

    @api.depends("drift_link_ids.drift", "drift_link_ids.drift_on")
    def _compute_drift(self):
        """Say when a change that waits for an answer was agreed, and what is accepted.

        What was accepted on an agreed plan comes into it with its next change.
        """
        for plan in self:
            links = plan.drift_link_ids
            waiting = links.filtered(lambda link: link.drift == NEW)
            plan.is_drift_due = any(links.mapped("drift_due"))
            argued = links.filtered(lambda link: link.drift == ARGUED)
            plan.is_drift_argued = bool(argued._asn_heard())
            plan.drift_on = max(filter(None, waiting.mapped("drift_on")), default=False)

    @api.depends("rhk_ids", "version_number", "state")
    @api.depends_context("lang")
    def _compute_drift_answers(self):
        """Return what people answer to changes of this plan, a line for each."""
        links = self._asn_argued()
        found = links.grouped(lambda link: link.superior_rhk_id.skp_id)
        for plan in self:
            plan.drift_answers = found.get(plan, links.browse())._asn_argued_words()

    @api.depends("drift_answers", "state")
    @api.depends_context("uid")
    def _compute_can_reply(self):
        """Whose plan it is answers what is argued, as long as its year is open."""
        argued = self.filtered("drift_answers")
        own = argued._asn_role_employee() | argued._asn_role_substitute()
        hearing = own._asn_hearing()
        for plan in self:
            plan.can_reply = plan in hearing

    def _asn_hearing(self):
        """Return the plans whose owners can still answer who argues."""
        return self.filtered(lambda plan: plan.state not in (CLOSED, CANCELLED))

    def _asn_argued(self, asked=None):
        """Return the links whose owners argue with changes of these plans.

        ``asked``: the ids of those that somebody was shown, None for all.
        """
        # Others are told by an approval or when a plan is taken back.
        told = self.filtered(lambda plan: plan.version_number or plan.state != DRAFT)
        links = self.env["hr.asn.rhk.link"]
        concerned = Domain("superior_rhk_id.skp_id", "in", told.ids)
        shown = Domain.TRUE if asked is None else Domain("id", "in", asked)
        return links.search(concerned & shown & links._asn_arguing())

    def action_ask_reply(self):
        """Open the dialog that asks what is said to those who argue now, to no others.

        Who argues once it is open was not read yet.
        """
        self.check_access("read")
        # sudo: hr.asn.rhk.link - their ids alone
        asked = self.sudo()._asn_argued().ids
        title = self.env._("Answer")
        return self.env["hr.asn.say"]._asn_open("reply_drift", self, title, asked)

    def action_reply(self, text, asked=None):
        """Answer who argues with changes of this plan: they decide anew.

        In: the text; ``asked``: ids of the links that are answered, None for all with
        which somebody argues now. Raises AccessError for who does not own the plan,
        UserError for no words, where none of them argues any more or for a plan that
        is closed.
        """
        self.ensure_one()
        self.check_access("read")
        if not (self._asn_role_employee() | self._asn_role_substitute()):
            raise AccessError(self._asn_no_right((EMPLOYEE, SUBSTITUTE)))
        self._asn_check_cycle_open()
        if not (text or "").strip():
            raise UserError(self.env._("Write what you want to say to the response."))
        # sudo: hr.asn.rhk.link - of others' plans, answered by whose result it is
        argued = self.sudo()._asn_argued(asked)
        if not (argued and self._asn_hearing()):
            raise UserError(
                self.env._("This was answered already. Reload to see what is left.")
            )
        argued._asn_reply(text.strip())

    def action_approve(self):
        """Agree plans; who takes up what has changed of them is told."""
        result = super().action_approve()
        # sudo: hr.asn.rhk.link - told by the approval, whoever may read who is told
        self.env["hr.asn.rhk.link"].sudo()._asn_note_drift(self.sudo())
        return result

    def action_revise(self, reason):
        """Open agreed plans for a change; accepted changes of superiors come first."""
        result = super().action_revise(reason)
        # sudo: hr.asn.rhk.link - accepted by the owner before
        own = self.sudo()
        own._asn_forget_kept()
        links = own.env["hr.asn.rhk.link"]
        due = links.search([("skp_id", "in", self.ids), ("drift_due", "=", True)])
        due._asn_take_over()
        return result

    def action_drop(self):
        """Give up a revision; what was accepted waits for the next one again.

        So does what was told of links that come back; what is new since is told now.
        """
        result = super().action_drop()
        # sudo: hr.asn.rhk.link - accepted by the owner before
        own = self.sudo()
        links = own.rhk_ids.link_ids
        links._asn_regain()
        own._asn_forget_kept()
        links._asn_due_again()
        links._asn_catch_up()
        own.env["hr.asn.rhk.link"]._asn_note_dropped(own)
        return result

    def action_cancel(self, reason):
        """Take back plans; who takes up what was drafted in them is told."""
        result = super().action_cancel(reason)
        self._asn_end_waiting()
        # sudo: hr.asn.rhk.link - told by the step, whoever may read who is told
        own = self.sudo()
        own.rhk_ids.link_ids._asn_miss()
        own.env["hr.asn.rhk.link"]._asn_note_drift(own)
        return result

    def action_restore(self):
        """Give plans back as drafts: what they have is taken up again."""
        result = super().action_restore()
        # sudo: hr.asn.rhk.link - settled by the step, whoever may read whose
        links = self.env["hr.asn.rhk.link"].sudo()
        links = links.search(links._asn_drifting(self))
        links._asn_settle(links.superior_rhk_id)
        links._asn_note_known()
        self.sudo().rhk_ids.link_ids._asn_catch_up()
        links.search(self._asn_waiting())._asn_wait_again()
        return result

    def action_close(self):
        """Close plans: who owns them neither answers nor is answered any more."""
        result = super().action_close()
        self._asn_end_waiting()
        return result

    def unlink(self):
        """Whose draft is deleted argues no more."""
        # sudo: hr.asn.rhk.link - settled by the deletion, whoever may read whose
        links = self.env["hr.asn.rhk.link"].sudo()
        waiting = links.search(self._asn_waiting())._asn_waiting_plans()
        done = super().unlink()
        links._asn_settle_both(*waiting)
        return done

    def write(self, vals):
        if "drift_kept" in vals:
            raise AccessError(
                self.env._("Only a change of the leader's plan is told here.")
            )
        return super().write(vals)

    def _asn_forget_kept(self):
        """What a former change has removed comes back with no later one."""
        self.filtered("drift_kept")._asn_put({"drift_kept": False})

    def _asn_waiting(self):
        """Return the domain of the links of these plans that wait for an answer."""
        return Domain("skp_id", "in", self.ids) & Domain("drift", "in", OPEN)

    def _asn_end_waiting(self):
        """Drop the to-dos of plans that are at work no more, and of who waits there."""
        # sudo: hr.asn.rhk.link, mail.activity - settled by the step, whoever took it
        own = self.sudo()
        own.activity_unlink([DRIFT_TYPE, ARGUED_TYPE])
        links = own.env["hr.asn.rhk.link"]
        _owners, superiors = links.search(self._asn_waiting())._asn_waiting_plans()
        links._asn_settle_argued(superiors)

    @api.ondelete(at_uninstall=False)
    def _unlink_results_not_taken_up(self):
        """Say who holds on to the results of a draft, and what to do instead."""
        # sudo: hr.asn.rhk - which results there are
        links = self.sudo().rhk_ids._asn_taking_up()
        if links:
            plan = links[0].superior_rhk_id.skp_id
            own = links.filtered(lambda link: link.superior_rhk_id.skp_id == plan)
            raise UserError(
                self.env._(
                    "Results of %(plan)s are taken up by %(who)s: it cannot be "
                    "deleted. Cancel those results, or let the performance officer "
                    "take the plan back.",
                    plan=plan.display_name,
                    who=own._asn_owners(),
                )
            )

    def _asn_last_results(self):
        """Return ({result id: it as sealed before}, {result id: as sealed now}).

        A result that a version does not have is not in it; a plan that was agreed once
        has nothing before.
        """
        return self._asn_results_of(lambda found: (found[-2:-1], found[-1:]))

    def _asn_results_since(self, number):
        """Return, as above, what was sealed before version ``number``, and now."""
        return self._asn_results_of(
            lambda found: (
                found.filtered(lambda one: one.number < number)[-1:],
                found[-1:],
            )
        )

    def _asn_results_of(self, choose):
        """Return for two versions of each plan {result id: it as sealed there}.

        ``choose``: function of the versions of a plan, oldest first -> those two.
        """
        pairs = [choose(found) for found in self._asn_versions().values()]
        return tuple(
            {one["id"]: one for pair in pairs for one in pair[place]._asn_results()}
            for place in (0, 1)
        )
