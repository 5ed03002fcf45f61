import base64

from odoo import models

from odoo.addons.hr_asn_appraisal.models.hr_asn_scope_mixin import (
    AUDITOR_GROUP,
    OFFICER_GROUP,
    TEAM_GROUP,
)

from ..forms import service
from ..models.hr_asn_paper import SERVICE
from ..report import service_xlsx


class HrAsnServiceReport(models.TransientModel):
    """The report of a service as paper and as workbook."""

    _inherit = "hr.asn.service.report"

    def action_pdf(self):
        """Download the report as PDF."""
        return self._asn_download(f"/asn/paper/{SERVICE}/{self.id}")

    def action_xlsx(self):
        """Download the report as a workbook."""
        return self._asn_download(f"/asn/service-report/{self.id}.xlsx")

    def _asn_download(self, url):
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": url, "target": "download"}

    def report_pdf(self):
        """Return the report as PDF: [{"id", "name", "data" (base64)}]."""
        return self.env["hr.asn.paper"]._as_rpc(SERVICE, self)

    def report_xlsx(self):
        """Return the report as a workbook: {"name", "data" (base64)}."""
        name, data = self._asn_xlsx()
        return {"name": name, "data": base64.b64encode(data).decode()}

    def _asn_xlsx(self):
        """Return (file name, workbook as bytes)."""
        self.ensure_one()
        self.check_access("read")
        form = self._asn_form()
        name = form.file_name.removesuffix(".pdf")
        return f"{name}.xlsx", service_xlsx.write(form)

    def _asn_form(self):
        """Return the ServiceForm of this report, signed by who is responsible today."""
        content = self.service_id._asn_report(self.cycle_id)
        return service.build(content, self._asn_signer())

    def _asn_signer(self):
        # sudo: hr.employee, hr.asn.assignment - rank and NIP are for the paper
        own = self.sudo().service_id
        today = own.company_id._asn_today()
        owner = own.owner_id.browse(own._asn_answering())
        posts = own.env["hr.asn.assignment"]._asn_held_by(owner, today)
        held = posts.get(owner, own.env["hr.asn.assignment"])
        party = owner._asn_party_as(held._asn_nearest(own.department_id), today)
        return party if self._asn_may_number() else party | {"number": ""}

    def _asn_may_number(self):
        """Say whether the number of who signs is told: who sees the service is many."""
        # sudo: hr.employee - whether the reader is who signs
        own = self.sudo().service_id.owner_id.user_id == self.env.user
        groups = f"{OFFICER_GROUP},{TEAM_GROUP},{AUDITOR_GROUP}"
        return own or self.service_id.can_edit or self.env.user.has_groups(groups)
