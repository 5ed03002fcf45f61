from odoo import api, models
from odoo.fields import Domain


class HrEmployeePublic(models.Model):
    _inherit = "hr.employee.public"

    @api.model
    def _search_display_name(self, operator, value):
        """Find people by their NIP too: who has no HR rights looks here."""
        domain = Domain(super()._search_display_name(operator, value))
        return domain | self.env["hr.employee"]._asn_number_domain(operator, value)

    @api.depends_context("formatted_display_name")
    def _compute_display_name(self):
        """Tell people of one name apart where one is chosen."""
        result = super()._compute_display_name()
        self.env["hr.employee"]._asn_name_posts(self)
        return result
