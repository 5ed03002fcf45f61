from odoo import models
from odoo.exceptions import AccessError


class HrAsnAgencyMixin(models.AbstractModel):
    """What stands for the whole agency: an officer of some units only reads it."""

    _name = "hr.asn.agency.mixin"
    _description = "ASN record of the whole agency"

    def _check_access(self, operation):
        """Refuse every change by an officer of units, beyond ACL and rules.

        Asked afresh each time, so that rights follow at once.
        """
        refused = super()._check_access(operation)
        if refused or operation == "read" or self.env.user._asn_runs_agency():
            return refused
        return self, self._asn_agency_error

    def _asn_agency_error(self):
        return AccessError(
            self.env.user._asn_lost_units()
            or self.env._(
                "This is for the whole agency. A performance officer of some units "
                "does not change it; ask an officer of the agency."
            )
        )
