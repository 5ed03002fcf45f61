import base64

from odoo import fields, models

from odoo.addons.hr_asn_appraisal.models.hr_asn_run import HANDLERS
from odoo.addons.hr_asn_appraisal.models.hr_asn_run_line import OK

PAPER = "paper"
HANDLERS[PAPER] = "hr.asn.run.paper"


class HrAsnRun(models.Model):
    _inherit = "hr.asn.run"

    kind = fields.Selection(
        selection_add=[(PAPER, "Printing of Papers")],
        ondelete={PAPER: "cascade"},
    )

    def paper_files(self):
        """Return what was printed: [{"name", "attachment_id", "evaluation_id"}]."""
        return [
            {
                "name": file.name,
                "attachment_id": file.id,
                "evaluation_id": file.res_id,
            }
            for file in self._asn_paper_attachments()
        ]

    def paper_batch(self, offset=0, limit=50):
        """Return printed papers from ``offset`` on: [{"name", "nip", "data" (base64)}].

        At most ``limit`` of them; an empty list is the end.
        """
        files = self._asn_paper_attachments(offset, limit)
        evaluations = self.env["hr.asn.evaluation"].browse(files.mapped("res_id"))
        return [
            {
                "name": file.name,
                "nip": evaluation.nip,
                "data": base64.b64encode(file.raw).decode(),
            }
            for file, evaluation in zip(files, evaluations, strict=True)
        ]

    def paper_archives(self):
        """Return the ZIP files of a run: [{"name", "attachment_id"}]."""
        self.check_access("read")
        return [
            {"name": one.name, "attachment_id": one.id} for one in self._asn_archives()
        ]

    def _asn_archives(self):
        return self.env["ir.attachment"].search(
            [("res_model", "=", self._name), ("res_id", "in", self.ids)], order="id"
        )

    def _asn_paper_attachments(self, offset=0, limit=None):
        """Return the attachments printed by a run, in its order."""
        self.ensure_one()
        self.check_access("read")
        lines = self.env["hr.asn.run.line"].search(
            [
                ("run_id", "=", self.id),
                ("state", "=", OK),
                ("res_model", "=", "ir.attachment"),
            ],
            order="id",
            offset=offset,
            limit=limit,
        )
        files = self.env["ir.attachment"].browse(lines.mapped("res_id"))
        return files.exists()
