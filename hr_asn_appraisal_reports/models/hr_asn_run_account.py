from odoo import api, models
from odoo.tools import split_every
from odoo.tools.pdf import merge_pdf

from odoo.addons.hr_asn_appraisal.law.nip import format_nip

from ..forms.wording import long_date

REPORT = "hr_asn_appraisal_reports.report_slip"

# Two columns of four to a sheet of A4, to be cut along the dashes.
COLUMNS, ROWS = 2, 4


class HrAsnRunAccount(models.AbstractModel):
    """Prints slips on A4, several to a sheet, with nothing fetched over HTTP."""

    _inherit = "hr.asn.run.account"

    _asn_extension = "pdf"

    @api.model
    def _asn_file(self, slips):
        report = self.env["ir.actions.report"]
        html = report._render_template(REPORT, self._asn_sheets(slips))
        return report._run_wkhtmltopdf([html.decode()], report_ref=REPORT)

    @api.model
    def _asn_join(self, files):
        return merge_pdf(files)

    @api.model
    def _asn_sheets(self, slips):
        """Return what the template reads: sheets of rows of slips."""
        papers = [self._asn_paper(slip) for slip in slips]
        sheets = split_every(COLUMNS * ROWS, papers, list)
        return {"sheets": [list(split_every(COLUMNS, one, list)) for one in sheets]}

    @api.model
    def _asn_paper(self, slip):
        """Return the texts of a slip as they are printed."""
        return slip._asdict() | {
            "number": format_nip(slip.number),
            "until": long_date(slip.until),
            "address": slip.address.rstrip("/"),
        }
