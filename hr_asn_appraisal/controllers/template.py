from odoo import http
from odoo.http import content_disposition, request

from ..exchange import template
from ..exchange.layouts import OBJECTIVES
from .rejected import XLSX

# Lists that are filled in here: the layout of each and rows that show how.
TEMPLATES = {
    "sasaran": (
        OBJECTIVES,
        (
            {
                "kode": "K1",
                "sasaran": "Meningkatnya derajat kesehatan masyarakat",
                "indikator": "Angka harapan hidup",
                "target": "71,2",
                "satuan": "tahun",
                "sumber": "Renstra",
                "dokumen": "Renstra 2025–2029",
            },
            {
                "kode": "K1",
                "sasaran": "Meningkatnya derajat kesehatan masyarakat",
                "indikator": "Prevalensi stunting",
                "target": "14",
                "satuan": "%",
            },
        ),
    ),
}


class TemplateController(http.Controller):
    """Empty lists to be filled in: they tell nothing of anybody."""

    @http.route(
        "/asn/template/<string:name>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def template(self, name):
        """Send the workbook of a list of TEMPLATES."""
        if name not in TEMPLATES:
            raise request.not_found()
        data = template.write(*TEMPLATES[name])
        headers = [
            ("Content-Type", XLSX),
            ("Content-Length", str(len(data))),
            ("Content-Disposition", content_disposition(f"templat_{name}.xlsx")),
        ]
        return request.make_response(data, headers=headers)
