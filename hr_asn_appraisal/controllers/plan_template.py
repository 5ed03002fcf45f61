from odoo import http
from odoo.http import content_disposition, request

from ..exchange import plan_template
from ..models.hr_asn_plan_rows import rows_of
from .rejected import XLSX

NAME = "Templat_SKP.xlsx"


class PlanTemplateController(http.Controller):
    """The workbook in which plans are filled in, to be imported."""

    @http.route(
        "/asn/plan/template.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def template(self, plan="0"):
        """Send the template; ``plan``: id of the own plan that it is for, 0: of many.

        With the NIP of that plan and what it has already where who asks may read it,
        and the aspects of its model only.
        """
        plans = request.env["hr.asn.skp"]
        own = plans.browse(int(plan) if plan.isdecimal() else 0).exists()
        own = own._filtered_access("read")
        models = own.mapped("model") or ["ja_jf", "jpt_ukm"]
        aspects = request.env["hr.asn.aspect"].search([("model", "in", models)])
        dimensions = request.env["hr.asn.dimension"].search([])
        data = plan_template.write(
            aspects.mapped("name"),
            dimensions.mapped("name"),
            own.nip or "",
            request.env["hr.asn.curve"].search([]).mapped("name"),
            rows_of(own) if own else (),
        )
        headers = [
            ("Content-Type", XLSX),
            ("Content-Length", str(len(data))),
            ("Content-Disposition", content_disposition(NAME)),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(data, headers=headers)
