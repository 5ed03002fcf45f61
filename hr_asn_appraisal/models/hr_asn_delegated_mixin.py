from odoo import api, fields, models
from odoo.fields import Domain

from ..domains import IN_OPEN_CYCLE


class HrAsnDelegatedMixin(models.AbstractModel):
    """Who acts for the appraiser of a document: asked afresh, so that rights follow."""

    _name = "hr.asn.delegated.mixin"
    _description = "ASN document with who acts for its appraiser"

    # What a delegation must cover, and what it is told by.
    _asn_covered_by = None
    _asn_delegated_type = None
    # What a delegate does for the appraiser: he goes on reading what he has done.
    _asn_delegated_moves = ()

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
        """Say what the user who asks may do for somebody else, and how long."""
        given = self._asn_given_to_user()
        self.update({"asn_is_delegated": False, "delegated_until": False})
        if not given:
            return
        by_appraiser = given.grouped("appraiser_id")
        own = self._asn_mine("employee_id") | self._asn_mine("appraiser_id")
        for one in self:
            found = by_appraiser.get(one.sudo().appraiser_id, given.browse())
            found = given.browse() if one in own else found
            one.asn_is_delegated = bool(found)
            one.delegated_until = found[:1].date_to

    @api.model
    def _asn_given_to_user(self):
        delegations = self.env["hr.asn.delegation"]
        return delegations._asn_given_to_user(self._asn_covered_by)

    def _search_asn_is_delegated(self, operator, value):
        if operator != "in":
            return NotImplemented
        given = self._asn_given_to_user()
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
        # sudo: hr.asn… - whether a rule lets the user read, which is asked here
        readable = self.sudo().filtered_domain(domain)
        for one in self:
            one.asn_delegate_reads = one.sudo() in readable

    def _search_asn_delegate_reads(self, operator, value):
        """What a delegate needs: what waits, and what he has done himself.

        Former years and what others have done stay the appraiser's.
        """
        delegated = Domain(self._search_asn_is_delegated(operator, value))
        if operator != "in" or delegated.is_false():
            return delegated
        waits = self._asn_delegated_domain()
        mine = Domain("id", "in", self._asn_done_for_others())
        return delegated & IN_OPEN_CYCLE & (waits | mine)

    @api.model
    def _asn_delegated_domain(self):
        """Return the domain of what waits to be done, by the appraiser or for him."""
        return self._asn_awaiting_appraiser()

    @api.model
    def _asn_done_for_others(self):
        """Return, as a query of ids, what the user has moved for another."""
        # sudo: hr.asn.event - a rule asks what the user has done himself
        events = self.env["hr.asn.event"].sudo()
        done = events._search(
            [
                ("res_model", "=", self._name),
                ("name", "in", self._asn_delegated_moves),
                ("actor_id", "=", self.env.uid),
                ("on_behalf_of_id", "!=", False),
            ]
        )
        return done.subselect("res_id")

    @api.depends("appraiser_id")
    def _compute_delegate_id(self):
        """Nobody acts for the appraiser on his own document."""
        delegations = self.env["hr.asn.delegation"]
        given = delegations._asn_given_by(self.appraiser_id, self._asn_covered_by)
        for one in self:
            delegate = given.get(one.appraiser_id, delegations).delegate_id
            one.delegate_id = delegate != one.employee_id and delegate

    def _asn_role_delegate(self):
        """Who acts for the appraiser today, never on his own document."""
        return self.filtered("asn_is_delegated")

    def _asn_on_behalf(self, transition):
        """A delegate moves on behalf of the appraiser."""
        delegated = self.filtered("asn_is_delegated")
        acting = {one: one.sudo().appraiser_id for one in delegated}
        return super()._asn_on_behalf(transition) | acting

    # -- telling -----------------------------------------------------------------

    @api.model
    def _asn_waiting_for(self, appraisers):
        """Return the documents that wait for these appraisers now."""
        theirs = Domain("appraiser_id", "in", appraisers.ids)
        return self.search(theirs & self._asn_awaiting_appraiser())

    def _asn_tell_delegates(self):
        """Make the delegates' activities on what waits, each of them once."""
        self.invalidate_recordset(["delegate_id"])
        # sudo: hr.employee, mail.activity - what waits for the delegate is his
        acted = self.sudo().filtered("delegate_id")
        if not acted:
            return
        kind = self.env.ref(self._asn_delegated_type)
        waiting = acted.activity_ids.filtered(lambda one: one.activity_type_id == kind)
        told = {(one.res_id, one.user_id) for one in waiting}
        untold = acted.filtered(
            lambda one: (one.id, one.delegate_id.user_id) not in told
        )
        untold._asn_notify(self._asn_delegated_type, "delegate_id")

    def _asn_untell(self, user):
        """Drop what waits here for one user."""
        # sudo: mail.activity - the task of somebody else is taken back
        self.sudo().activity_unlink([self._asn_delegated_type], user_id=user.id)

    # -- sealing -----------------------------------------------------------------

    def _asn_signers(self, today):
        """Return {id: who signs for the appraiser}, only where somebody does.

        Asked as the user who signs, whatever else is read beyond his rights.
        """
        signing = self.filtered("asn_is_delegated")
        given = self._asn_given_to_user()
        by_appraiser = given.grouped("appraiser_id")
        parties = {one: one._asn_signer(today) for one in given} if signing else {}
        return {
            one.id: {"signer": parties[by_appraiser[one.appraiser_id]]}
            for one in signing
        }
