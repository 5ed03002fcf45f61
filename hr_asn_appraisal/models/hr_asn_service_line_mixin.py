from odoo import models

# How a target marks that it tells of all its months at once. No call from outside can
# bring the same object along: a context from there holds texts and numbers.
TELLS_ITSELF = "asn_tells_itself"
ITSELF = object()


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
