from odoo import models
from odoo.exceptions import AccessError, UserError

from ..report import qr

REPORT = "hr_asn_appraisal_reports.report_survey_sheet"


class HrAsnSurvey(models.Model):
    """The sheet for the counter: the code of a survey's page, to hang up."""

    _inherit = "hr.asn.survey"

    def action_sheet(self):
        """Download the sheet; refused to who may not hand the link out."""
        self.ensure_one()
        self._asn_sheet_link()
        return {"type": "ir.actions.act_url", "url": f"/asn/lembar-qr/{self.id}"}

    def sheet_pdf(self):
        """Return (file name, PDF) of the sheet.

        Raises AccessError for who may not hand the link out, UserError where there is
        none.
        """
        self.ensure_one()
        values = self._asn_sheet()
        report = self.env["ir.actions.report"]
        html = report._render_template(REPORT, values)
        data = report._run_wkhtmltopdf([html.decode()], report_ref=REPORT)
        return f"Lembar QR {self.service_id.name}.pdf", data

    def _asn_sheet(self):
        """Return what the template reads; nothing is fetched over HTTP."""
        link = self._asn_sheet_link()
        side, path = qr.drawing(link)
        return {
            "service": self.service_id.name,
            "agency": self.company_id.name,
            "emblem": self.env["hr.asn.paper"]._emblem(self.company_id),
            "side": side,
            "path": path,
            "link": link,
        }

    def _asn_sheet_link(self):
        self.check_access("read")
        if not self.can_edit:
            raise AccessError(self._asn_no_right(("keeper",)))
        if not self.link:
            raise UserError(
                self.env._("Open the survey first: the code leads to its page.")
            )
        return self.link
