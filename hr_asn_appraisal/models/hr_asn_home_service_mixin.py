from odoo import fields, models


class HrAsnHomeServiceMixin(models.AbstractModel):
    """The way from the first page to the services that the user works for."""

    _name = "hr.asn.home.service.mixin"
    _description = "First page: services"

    service_count = fields.Integer("Services", compute="_compute_service_count")

    def _compute_service_count(self):
        """Count those that the user answers for or is a member of."""
        services = self.env["hr.asn.service"]
        for home in self:
            home.service_count = services.search_count(services._asn_mine())

    def action_services(self):
        """Open the services that the user works for."""
        action = self._asn_action("hr_asn_appraisal.hr_asn_service_action")
        return action | {"context": {"search_default_mine": 1}}
