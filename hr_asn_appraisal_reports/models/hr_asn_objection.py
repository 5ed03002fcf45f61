from odoo import models

from .hr_asn_paper import DECISION


class HrAsnObjection(models.Model):
    _inherit = "hr.asn.objection"

    def decision_pdf(self):
        """Return the decision (5.13) as PDF: [{"id", "name", "data" (base64)}]."""
        return self.env["hr.asn.paper"]._as_rpc(DECISION, self)

    def _asn_decision_name(self):
        return self.env["hr.asn.paper"]._asn_name(DECISION, self)
