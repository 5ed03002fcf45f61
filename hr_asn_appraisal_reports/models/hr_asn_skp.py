from odoo import models

from .hr_asn_paper import ELSEWHERE, MATRIX, SKP


class HrAsnSkp(models.Model):
    _inherit = "hr.asn.skp"

    def paper_pdf(self):
        """Return the agreed plans as PDF: [{"id", "name", "data" (base64)}]."""
        return self.env["hr.asn.paper"]._as_rpc(SKP, self)

    def _asn_paper_name(self):
        return self.env["hr.asn.paper"]._asn_name(SKP, self)

    def _asn_matrix_name(self):
        return self.env["hr.asn.paper"]._asn_name(MATRIX, self)

    def _asn_elsewhere_name(self):
        return self.env["hr.asn.paper"]._asn_name(ELSEWHERE, self)

    def _asn_elsewhere_content(self):
        """Return who a plan of another system is of, and what was imported of it."""
        self.ensure_one()
        return {
            "agency": self.company_id.name,
            "year": self.year,
            "date_from": self.date_from,
            "date_to": self.date_to,
            "name": self.name,
            "nip": self.nip or "",
            "post": self._asn_post(),
            # sudo: hr.department - the name of a unit is no secret
            "unit": self.sudo().department_id._asn_path(),
            "source": self.source,
            "state": self.external_state,
            "imported_on": self.external_on,
            "printed_on": self.company_id._asn_today(),
        }

    # -- Berkas Lengkap ------------------------------------------------------

    def action_bundle(self):
        """Print all papers of the year of these people; return the run's form."""
        return self.env["hr.asn.run.bundle"]._asn_start(
            [(plan.employee_id.id, plan.cycle_id.id) for plan in self]
        )
