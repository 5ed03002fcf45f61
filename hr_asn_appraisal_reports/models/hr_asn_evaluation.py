from odoo import models

from .hr_asn_paper import D11


class HrAsnEvaluation(models.Model):
    _inherit = "hr.asn.evaluation"

    def paper_pdf(self):
        """Return the delivered D.1.1 as PDF: [{"id", "name", "data" (base64)}]."""
        return self.env["hr.asn.paper"]._as_rpc(D11, self)

    def _asn_paper_name(self):
        return self.env["hr.asn.paper"]._asn_name(D11, self)
