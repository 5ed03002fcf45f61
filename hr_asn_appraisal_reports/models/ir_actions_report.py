import io

from odoo import models

from .hr_asn_paper import PAPERS


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        """Print official papers by their own engine: many in a call, then parted."""
        name = self._get_report(report_ref).report_name
        kinds = [kind for kind, paper in PAPERS.items() if paper.report == name]
        if not kinds or not res_ids:
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids)
        records = self.env[PAPERS[kinds[0]].model].browse(dict.fromkeys(res_ids))
        printed = self.env["hr.asn.paper"]._render(kinds[0], records)
        return {
            record_id: {"stream": io.BytesIO(pdf), "attachment": None}
            for record_id, pdf in printed.items()
        }
