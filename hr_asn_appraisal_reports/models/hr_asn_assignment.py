from odoo import models
from odoo.exceptions import UserError


class HrAsnAssignment(models.Model):
    _inherit = "hr.asn.assignment"

    def action_bundle(self):
        """Print all papers of these people of the cycle that is worked on.

        Returns the run's form. Raises UserError where no cycle was opened yet.
        """
        cycle = self.env["hr.asn.monitor"]._asn_cycle()
        if not cycle:
            raise UserError(self.env._("No cycle has been opened yet."))
        return self.env["hr.asn.run.bundle"]._asn_start(
            [(post.employee_id.id, cycle.id) for post in self]
        )
