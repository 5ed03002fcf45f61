from odoo import api, fields, models
from odoo.fields import Domain

OFFICER_GROUP = "hr_asn_appraisal.group_asn_officer"
TEAM_GROUP = "hr_asn_appraisal.group_asn_team"
AUDITOR_GROUP = "hr_asn_appraisal.group_asn_auditor"
ACCESS_RIGHTS = "base.group_erp_manager"

# How the engine of runs marks what it does. No call from outside can bring the same
# object along: a context from there holds texts and numbers.
BY_RUN = "asn_by_run"
BY_RUN_ONLY = object()
# What a request knows of who heads what.
HEADED = "asn_units_headed"


class HrAsnScopeMixin(models.AbstractModel):
    """Whose units: asked afresh by every search, so that rights follow at once.

    Record rules read these booleans instead of inlining ids, which would stay in
    the cache of rules after a head or an officer has moved.
    """

    _name = "hr.asn.scope.mixin"
    _description = "ASN scope of units"

    # Where a record says which unit it is of.
    _asn_unit_path = "department_id"

    asn_in_officer_scope = fields.Boolean(
        compute="_compute_asn_in_officer_scope",
        search="_search_asn_in_officer_scope",
        export_string_translation=False,
    )
    asn_in_headed_units = fields.Boolean(
        compute="_compute_asn_in_headed_units",
        search="_search_asn_in_headed_units",
        export_string_translation=False,
    )

    @api.depends_context("uid")
    def _compute_asn_in_officer_scope(self):
        self._asn_flag("asn_in_officer_scope", self._asn_officer_domain())

    @api.depends_context("uid")
    def _compute_asn_in_headed_units(self):
        self._asn_flag("asn_in_headed_units", self._asn_headed_domain())

    def _asn_flag(self, name, domain):
        inside = set(self.sudo().filtered_domain(domain)._ids)
        for record in self:
            record[name] = record.id in inside

    def _search_asn_in_officer_scope(self, operator, value):
        return self._asn_officer_domain() if operator == "in" else NotImplemented

    def _search_asn_in_headed_units(self, operator, value):
        return self._asn_headed_domain() if operator == "in" else NotImplemented

    @api.model
    def _asn_officer_domain(self):
        """Units of the officer who asks."""
        user = self.env.user
        if not user.has_group(OFFICER_GROUP):
            return Domain.FALSE
        return user._asn_units_domain(self._asn_unit_path)

    @api.model
    def _asn_headed_domain(self):
        """Units whose head asks, with all their sub-units."""
        ids = self.env["hr.department"]._asn_headed_ids()
        inside = Domain(self._asn_unit_path, "child_of", ids)
        return inside if ids else Domain.FALSE
