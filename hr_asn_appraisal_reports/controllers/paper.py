import base64

from odoo import http
from odoo.exceptions import UserError
from odoo.http import content_disposition, request

from ..models.hr_asn_paper import PAPERS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
ZIP = "application/zip"

# More than this is work for a run, which shows progress and can be resumed.
MOST_AT_ONCE = 200


class PaperController(http.Controller):
    """Downloads; everything is read with the rights of who asks."""

    @http.route(
        "/asn/paper/<string:kind>/<string:ids>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def paper(self, kind, ids):
        """Send one paper as PDF, several as ZIP. ``ids``: "12" or "12,13"."""
        if kind not in PAPERS:
            raise request.not_found()
        records = request.env[PAPERS[kind].model].browse(self._ids(ids)).exists()
        if not records:
            raise request.not_found()
        paper = request.env["hr.asn.paper"]
        files = [(name, data) for _id, name, data in paper._files(kind, records)]
        if len(files) == 1:
            return self._send(*files[0], PDF)
        return self._send(f"{kind.upper()}.zip", paper._zip(files), ZIP)

    @http.route(
        "/asn/recap/<int:cycle_id>.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def recap(self, cycle_id, period="0", unit="0"):
        """Send the recap of a cycle; ``period``, ``unit``: ids of what is chosen."""
        cycle = request.env["hr.asn.cycle"].browse(cycle_id).exists()
        if not cycle or not (period.isdecimal() and unit.isdecimal()):
            raise request.not_found()
        recap = cycle.recap_xlsx(int(period), int(unit))
        return self._send(recap["name"], base64.b64decode(recap["data"]), XLSX)

    @http.route(
        "/asn/recap/period/<int:period_id>.zip",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def recap_offices(self, period_id):
        """Send the recaps of a period, one workbook per OPD and one for all."""
        period = request.env["hr.asn.period"].browse(period_id).exists()
        if not period:
            raise request.not_found()
        return self._send(*period.recap_offices(), ZIP)

    @http.route(
        "/asn/month/<int:month_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def month(self, month_id):
        """Send what the user may read of a closed month: a ZIP, or one workbook."""
        month = request.env["hr.asn.month"].browse(month_id).exists()
        if not month:
            raise request.not_found()
        name, data = month.month_file()
        return self._send(name, data, ZIP if name.endswith(".zip") else XLSX)

    @http.route(
        "/asn/service-report/<int:report_id>.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def service_report(self, report_id):
        """Send the report of a service as a workbook."""
        report = request.env["hr.asn.service.report"].browse(report_id).exists()
        if not report:
            raise request.not_found()
        return self._send(*report._asn_xlsx(), XLSX)

    @http.route(
        "/asn/lembar-qr/<int:survey_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def survey_sheet(self, survey_id):
        """Send the sheet with the code of a survey's page."""
        survey = request.env["hr.asn.survey"].browse(survey_id).exists()
        if not survey:
            raise request.not_found()
        return self._send(*survey.sheet_pdf(), PDF)

    def _ids(self, text):
        parts = list(dict.fromkeys(text.split(",")))
        if not all(part.isdecimal() for part in parts):
            raise request.not_found()
        if len(parts) > MOST_AT_ONCE:
            raise UserError(
                request.env._(
                    "At most %s papers at once. Print more from the cycle.",
                    MOST_AT_ONCE,
                )
            )
        return [int(part) for part in parts]

    def _send(self, name, data, mimetype):
        headers = [
            ("Content-Type", mimetype),
            ("Content-Length", str(len(data))),
            ("Content-Disposition", content_disposition(name)),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(data, headers=headers)
