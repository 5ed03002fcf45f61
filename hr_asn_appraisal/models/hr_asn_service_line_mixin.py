from odoo import models


class HrAsnServiceLineMixin(models.AbstractModel):
    """What belongs to a service: written by who writes that, also where it goes."""

    _name = "hr.asn.service.line.mixin"
    _description = "ASN row of a service"
    _inherit = ["hr.asn.guard.mixin"]

    def write(self, vals):
        done = super().write(vals)
        if "service_id" in vals:
            self.check_access("write")
        return done
