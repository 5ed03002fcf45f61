from odoo import models

from .hr_asn_paper import SKP


class HrAsnSkp(models.Model):
    _inherit = "hr.asn.skp"

    def paper_pdf(self):
        """Return the agreed plans as PDF: [{"id", "name", "data" (base64)}]."""
        return self.env["hr.asn.paper"]._as_rpc(SKP, self)

    def _asn_paper_name(self):
        return self.env["hr.asn.paper"]._asn_name(SKP, self)
