from odoo import models

from .hr_asn_paper import VERSION


class HrAsnSkpVersion(models.Model):
    _inherit = "hr.asn.skp.version"

    def paper_pdf(self):
        """Return versions as PDF, in force or not: as `hr.asn.skp.paper_pdf`."""
        return self.env["hr.asn.paper"]._as_rpc(VERSION, self)

    def _asn_paper_name(self):
        return self.env["hr.asn.paper"]._asn_name(VERSION, self)
