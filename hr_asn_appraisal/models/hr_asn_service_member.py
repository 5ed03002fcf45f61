from odoo import api, fields, models


class HrAsnServiceMember(models.Model):
    """Somebody who works for a service, with his part and his time."""

    _name = "hr.asn.service.member"
    _description = "ASN member of a service"
    _inherit = ["hr.asn.service.line.mixin"]
    _order = "service_id, date_from, id"
    _rec_name = "name"
    _check_company_auto = True

    service_id = fields.Many2one(
        "hr.asn.service", "Service", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="service_id.company_id", store=True)
    employee_id = fields.Many2one(
        "hr.employee",
        "Employee",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    name = fields.Char("Employee Name", compute="_compute_name", compute_sudo=True)
    part = fields.Char("Part in the Service")
    date_from = fields.Date("From", help="Empty: from the beginning.")
    date_to = fields.Date("Until", help="Empty: until further notice.")

    _one_at_a_time = models.Constraint(
        "EXCLUDE USING gist (int4range(service_id, service_id, '[]') WITH &&, "
        "int4range(employee_id, employee_id, '[]') WITH &&, "
        "daterange(date_from, date_to, '[]') WITH &&)",
        "This employee is a member of the service in that time already. "
        "End that time first, or change its dates.",
    )
    _dates_ordered = models.Constraint(
        "CHECK(date_to >= date_from)", "Who leaves a service has joined it before."
    )

    @api.depends("employee_id")
    def _compute_name(self):
        for one in self:
            one.name = one.employee_id._asn_full_name() if one.employee_id else False

    def _asn_in(self, first, last=None):
        """Say whether one is a member on a day, or on one of those until ``last``."""
        begun = not self.date_from or self.date_from <= (last or first)
        return begun and (not self.date_to or self.date_to >= first)

    def _asn_reported(self):
        """Return what a report says of a member."""
        return {
            "name": self.name or "",
            "part": self.part or "",
            "from": str(self.date_from or ""),
            "until": str(self.date_to or ""),
        }
