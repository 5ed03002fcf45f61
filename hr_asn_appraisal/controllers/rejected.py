from odoo import http
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RejectedController(http.Controller):
    """The problem rows of an import, read with the rights of who asks."""

    @http.route(
        "/asn/run/<int:run_id>/rejected",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def rejected(self, run_id):
        """Send the rows that had problems, as a file that can be corrected."""
        run = request.env["hr.asn.run"].browse(run_id).exists()
        if not run:
            raise request.not_found()
        name, data = run.rejected_file()
        headers = [
            ("Content-Type", XLSX),
            ("Content-Length", str(len(data))),
            ("Content-Disposition", content_disposition(name)),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(data, headers=headers)
