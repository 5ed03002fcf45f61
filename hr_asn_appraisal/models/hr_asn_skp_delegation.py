from odoo import api, fields, models
from odoo.fields import Domain

from ..domains import IN_OPEN_CYCLE
from ..law.states import PENDING

APPROVE_TYPE = "hr_asn_appraisal.mail_act_asn_skp_approve"


class HrAsnSkp(models.Model):
    """Who acts for the appraiser of a plan: asked afresh, so that rights follow."""

    _inherit = "hr.asn.skp"

    asn_is_delegated = fields.Boolean(
        compute="_compute_asn_is_delegated",
        search="_search_asn_is_delegated",
        export_string_translation=False,
    )
    asn_delegate_reads = fields.Boolean(
        compute="_compute_asn_delegate_reads",
        search="_search_asn_delegate_reads",
        export_string_translation=False,
    )
    delegated_until = fields.Date(
        "Acting Until", compute="_compute_asn_is_delegated", readonly=True
    )
    delegate_id = fields.Many2one(
        "hr.employee",
        "Acts for the Appraiser",
        compute="_compute_delegate_id",
        compute_sudo=True,
    )

    @api.depends("appraiser_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_asn_is_delegated(self):
        """Say what the user who asks may approve for somebody else, and how long."""
        given = self.env["hr.asn.delegation"]._asn_given_to_user()
        self.update({"asn_is_delegated": False, "delegated_until": False})
        if not given:
            return
        by_appraiser = given.grouped("appraiser_id")
        own = self._asn_mine("employee_id") | self._asn_mine("appraiser_id")
        for plan in self:
            found = by_appraiser.get(plan.sudo().appraiser_id, given.browse())
            found = given.browse() if plan in own else found
            plan.asn_is_delegated = bool(found)
            plan.delegated_until = found[:1].date_to

    def _search_asn_is_delegated(self, operator, value):
        if operator != "in":
            return NotImplemented
        given = self.env["hr.asn.delegation"]._asn_given_to_user()
        if not given:
            return Domain.FALSE
        return (
            Domain("appraiser_id", "in", given.appraiser_id.ids)
            & Domain("employee_id.user_id", "!=", self.env.uid)
            & Domain("appraiser_id.user_id", "!=", self.env.uid)
        )

    @api.depends("appraiser_id", "state")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_asn_delegate_reads(self):
        domain = self._search_asn_delegate_reads("in", [True])
        # sudo: hr.asn.skp - whether a rule lets the user read, which is asked here
        readable = self.sudo().filtered_domain(domain)
        for plan in self:
            plan.asn_delegate_reads = plan.sudo() in readable

    def _search_asn_delegate_reads(self, operator, value):
        """What a delegate needs: what waits, and what he has approved himself.

        Drafts, former years and what others have approved stay the appraiser's.
        """
        delegated = Domain(self._search_asn_is_delegated(operator, value))
        if operator != "in" or delegated.is_false():
            return delegated
        waits = Domain("state", "in", PENDING)
        mine = Domain("id", "in", self._asn_approved_for_others())
        return delegated & IN_OPEN_CYCLE & (waits | mine)

    @api.model
    def _asn_approved_for_others(self):
        """Return, as a query of ids, the plans that the user approved for another."""
        # sudo: hr.asn.event - a rule asks what the user has done himself
        events = self.env["hr.asn.event"].sudo()
        approved = events._search(
            [
                ("res_model", "=", self._name),
                ("name", "=", "approve"),
                ("actor_id", "=", self.env.uid),
                ("on_behalf_of_id", "!=", False),
            ]
        )
        return approved.subselect("res_id")

    @api.depends("appraiser_id")
    def _compute_delegate_id(self):
        """Nobody acts for the appraiser on his own plan."""
        given = self.env["hr.asn.delegation"]._asn_given_by(self.appraiser_id)
        for plan in self:
            delegate = plan.appraiser_id and (
                given.get(plan.appraiser_id, self.env["hr.asn.delegation"]).delegate_id
            )
            plan.delegate_id = delegate != plan.employee_id and delegate

    def _asn_role_delegate(self):
        """Who acts for the appraiser today, never on his own plan."""
        return self.filtered("asn_is_delegated")

    def _asn_on_behalf(self, transition):
        """A delegate moves on behalf of the appraiser."""
        delegated = self.filtered("asn_is_delegated")
        acting = {plan: plan.sudo().appraiser_id for plan in delegated}
        return super()._asn_on_behalf(transition) | acting

    # -- overseen ------------------------------------------------------------------

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """Who oversees an agency below reads what is said there and adds nothing."""
        operations = super()._mail_get_operation_for_mail_message_operation(
            message_operation
        )
        if message_operation == "create":
            operations |= dict.fromkeys(self._asn_overseen(), "write")
        return operations

    # -- telling -----------------------------------------------------------------

    @api.model
    def _asn_waiting_for(self, appraisers):
        """Return the plans that these appraisers are to approve now."""
        theirs = Domain("appraiser_id", "in", appraisers.ids)
        return self.search(theirs & self._asn_awaiting_approval())

    def _asn_tell_delegates(self):
        """Make the delegates' activities on submitted plans, each of them once."""
        self.invalidate_recordset(["delegate_id"])
        # sudo: hr.employee, mail.activity - what waits for the delegate is his
        plans = self.sudo().filtered("delegate_id")
        if not plans:
            return
        kind = self.env.ref(APPROVE_TYPE)
        waiting = plans.activity_ids.filtered(lambda one: one.activity_type_id == kind)
        told = {(one.res_id, one.user_id) for one in waiting}
        untold = plans.filtered(
            lambda plan: (plan.id, plan.delegate_id.user_id) not in told
        )
        untold._asn_notify(APPROVE_TYPE, "delegate_id")

    def _asn_untell(self, user):
        """Drop what waits on these plans for one user."""
        # sudo: mail.activity - the task of somebody else is taken back
        self.sudo().activity_unlink([APPROVE_TYPE], user_id=user.id)

    # -- sealing -----------------------------------------------------------------

    def _asn_signers(self, today):
        """Return {plan id: who signs for the appraiser}, only where somebody does."""
        signing = self.filtered("asn_is_delegated")
        given = self.env["hr.asn.delegation"]._asn_given_to_user()
        by_appraiser = given.grouped("appraiser_id")
        parties = {one: one._asn_signer(today) for one in given} if signing else {}
        return {
            plan.id: {"signer": parties[by_appraiser[plan.appraiser_id]]}
            for plan in signing
        }
