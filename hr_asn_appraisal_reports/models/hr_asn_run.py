import base64

from odoo import api, fields, models

from odoo.addons.hr_asn_appraisal.models.hr_asn_run import HANDLERS
from odoo.addons.hr_asn_appraisal.models.hr_asn_run_line import OK

EVALUATION = "hr.asn.evaluation"
PAPER = "paper"
BUNDLE = "bundle"
MONTH = "month"
HANDLERS[PAPER] = "hr.asn.run.paper"
HANDLERS[BUNDLE] = "hr.asn.run.bundle"
HANDLERS[MONTH] = "hr.asn.run.month"


class HrAsnRun(models.Model):
    _inherit = "hr.asn.run"

    kind = fields.Selection(
        selection_add=[
            (PAPER, "Printing of Papers"),
            (BUNDLE, "Complete Files"),
            (MONTH, "Month Close"),
        ],
        ondelete={PAPER: "cascade", BUNDLE: "cascade", MONTH: "cascade"},
    )
    archive_ids = fields.Many2many(
        "ir.attachment", string="Files", compute="_compute_archive_ids"
    )
    archive_count = fields.Integer(
        compute="_compute_archive_ids", export_string_translation=False
    )

    month_ids = fields.One2many("hr.asn.month", "run_id", "Month")
    is_month_closed = fields.Boolean(
        compute="_compute_is_month_closed", export_string_translation=False
    )

    @api.depends("state", "month_ids.state")
    def _compute_is_month_closed(self):
        for run in self:
            run.is_month_closed = run.month_ids[:1].state == "closed"

    @api.depends("state")
    def _compute_archive_ids(self):
        found = self._asn_archives().grouped("res_id")
        for run in self:
            run.archive_ids = found.get(run.id)
            run.archive_count = len(run.archive_ids)

    def action_download(self):
        """Download the ZIP of a run that has one; the others are on its form."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.archive_ids[:1].id}?download=true",
            "target": "download",
        }

    def action_download_month(self):
        """Download the ZIP of the month that a run has closed."""
        self.ensure_one()
        return self.month_ids.action_download()

    def paper_files(self):
        """Return what was printed: [{"name", "attachment_id", "evaluation_id"}]."""
        return [
            {
                "name": file.name,
                "attachment_id": file.id,
                "evaluation_id": file.res_model == EVALUATION and file.res_id,
            }
            for file in self._asn_paper_attachments()
        ]

    def paper_batch(self, offset=0, limit=50):
        """Return printed papers from ``offset`` on: [{"name", "nip", "data" (base64)}].

        At most ``limit`` of them; an empty list is the end.
        """
        files = self._asn_paper_attachments(offset, limit)
        numbers = self._asn_paper_numbers(files)
        return [
            {
                "name": file.name,
                "nip": numbers[file],
                "data": base64.b64encode(file.raw).decode(),
            }
            for file in files
        ]

    def _asn_paper_numbers(self, files):
        """Return {file: NIP}: of an evaluation, or of a line that binds many."""
        numbers = {}
        for model, some in files.grouped("res_model").items():
            records = self.env[model].browse(some.mapped("res_id"))
            for file, record in zip(some, records, strict=True):
                own = model == EVALUATION
                numbers[file] = record.nip if own else record.payload["nip"]
        return numbers

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
