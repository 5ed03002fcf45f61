from odoo import api, fields, models
from odoo.exceptions import UserError

from ..law.states import CLOSED


class HrAsnPeriodLineMixin(models.AbstractModel):
    """What is entered per period: open until its evaluation leaves the draft."""

    _name = "hr.asn.period.line.mixin"
    _description = "ASN entry of a period"
    _inherit = ["hr.asn.guard.mixin"]

    # Fields that say which evaluation an entry belongs to.
    _asn_parents = ("rhk_id", "iki_id", "period_id")
    # The field that holds the agreed line which an entry is recorded on.
    _asn_recorded_on = "rhk_id"

    rhk_id = fields.Many2one("hr.asn.rhk", "Work Result", index=True)
    skp_id = fields.Many2one("hr.asn.skp", "SKP", index=True)
    company_id = fields.Many2one(related="skp_id.company_id", store=True, index=True)
    period_id = fields.Many2one(
        "hr.asn.period", "Period", required=True, ondelete="restrict", index=True
    )

    @api.model_create_multi
    def create(self, vals_list):
        entries = super().create(vals_list)
        entries._asn_check_begun()
        entries._asn_refuse_locked(entries._asn_locked_to_new())
        entries._asn_check_due()
        entries._asn_check_agreed()
        return entries

    def write(self, vals):
        self._asn_check_open()
        result = super().write(vals)
        if any(name in vals for name in self._asn_parents):
            self._asn_check_open()
            self._asn_check_due()
            self._asn_check_agreed()
            self.check_access("write")
        return result

    def _check_access(self, operation):
        """Deny changes of what is locked: an attached file asks this, not `write`."""
        result = super()._check_access(operation)
        if result or operation not in ("write", "unlink"):
            return result
        # sudo: the lock is the same for everybody
        locked = self.browse(self.sudo()._asn_locked()._ids)
        return (locked, locked._asn_locked_error) if locked else None

    @api.ondelete(at_uninstall=False)
    def _unlink_while_open(self):
        self._asn_check_open()

    def _asn_check_open(self):
        """Raise unless plan and evaluation of every entry are still open for it."""
        self._asn_check_begun()
        self._asn_refuse_locked(self._asn_locked())

    def _asn_check_begun(self):
        for entry in self:
            if not entry.skp_id.version_number:
                raise UserError(
                    self.env._(
                        "%s is not agreed yet: nothing can be recorded on it.",
                        entry.skp_id.display_name,
                    )
                )
            if entry.period_id.cycle_id != entry.skp_id.cycle_id:
                raise UserError(self.env._("The period is of another cycle."))

    @api.model
    def _asn_refuse_locked(self, locked):
        if locked:
            raise locked._asn_locked_error()

    def _asn_locked_to_new(self):
        """Return those of new entries that come too late."""
        return self._asn_locked()

    def _asn_check_due(self):
        """Refuse what is recorded in a period in which the plan is not evaluated.

        Unless it has an evaluation there, which stays once it was begun. One query
        where something is not due.
        """
        undue = self._asn_undue()
        known = {
            (one.skp_id, one.period_id)
            for one in (undue._asn_evaluations() if undue else ())
        }
        for entry in undue.sudo():
            if (entry.skp_id, entry.period_id) not in known:
                raise UserError(
                    self.env._(
                        "%(plan)s is not evaluated in %(period)s: nothing can be "
                        "recorded there.",
                        plan=entry.skp_id.display_name,
                        period=entry.period_id.display_name,
                    )
                )

    def _asn_undue(self):
        """Return the entries of periods in which their plans are not evaluated.

        One query more where one of them is recorded for the year.
        """
        # sudo: hr.asn.policy - when one is evaluated is no secret
        own = self.sudo()
        annual = own.filtered(lambda entry: entry.period_id._asn_is_annual())
        alone = annual.skp_id._asn_only_posts()
        return own.filtered(
            lambda entry: not entry.skp_id._asn_is_due(entry.period_id, alone)
        )

    @api.model
    def _asn_recordable(self, results):
        """Return the ids of the lines of sealed ``results`` that take such entries."""
        return {result["id"] for result in results}

    def _asn_check_agreed(self):
        """Refuse what is recorded on a line that is not in force in the period."""
        # sudo: hr.asn.skp.version - an entry may be made by a substitute
        versions = self.skp_id.sudo()._asn_versions()
        for (plan, period), entries in self.grouped(
            lambda entry: (entry.skp_id, entry.period_id)
        ).items():
            version = plan._asn_version_in(period, versions)
            agreed = entries._asn_recordable(version._asn_results())
            for entry in entries:
                if entry[entry._asn_recorded_on].id not in agreed:
                    raise UserError(entry._asn_not_agreed())

    def _asn_not_agreed(self):
        return self.env._(
            "“%(line)s” is not in force in %(period)s: it is not agreed yet, or no "
            "longer. Record on the lines that the evaluation shows.",
            line=self[self._asn_recorded_on].name,
            period=self.period_id.display_name,
        )

    def _asn_locked_error(self):
        cycles = self._asn_closed().period_id.cycle_id
        if cycles:
            return cycles._asn_closed_error()
        return UserError(self[0]._asn_evaluations()[:1]._asn_locked_note())

    def _asn_closed(self):
        return self.filtered(lambda entry: entry.period_id.cycle_id.state == CLOSED)

    def _asn_locked(self):
        """Return the entries whose evaluation is past its draft or its deadline.

        Also those of a closed cycle, with an evaluation or without. One query, two
        more where a policy locks after the deadline.
        """
        closed = self._asn_evaluations().filtered(
            lambda one: not one._asn_takes_entries()
        )
        keys = {(one.skp_id.id, one.period_id.id) for one in closed}
        return self._asn_closed() | self.filtered(
            lambda entry: (entry.skp_id.id, entry.period_id.id) in keys
        )

    def _asn_evaluations(self):
        """Return the evaluations that these entries are reported in."""
        # sudo: hr.asn.evaluation - a lock holds for those who cannot see it, too
        evaluations = self.env["hr.asn.evaluation"].sudo()
        return evaluations.search_fetch(
            [
                ("skp_id", "in", self.skp_id.ids),
                ("period_id", "in", self.period_id.ids),
            ],
            ["skp_id", "period_id", "state"],
        )
