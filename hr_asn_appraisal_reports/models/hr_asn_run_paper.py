from odoo import api, models

from odoo.addons.hr_asn_appraisal.law.codes import HERE
from odoo.addons.hr_asn_appraisal.law.states import PUBLISHED
from odoo.addons.hr_asn_appraisal.models.hr_asn_evaluation import ANNUAL
from odoo.addons.hr_asn_appraisal.models.hr_asn_run_line import OK, SKIPPED

from .hr_asn_paper import D11, EVALUATION

# What is printed of evaluations, and what the names of its files begin with.
NAMES = {D11: "D11", EVALUATION: "EVALUASI"}

# A ZIP is closed before it grows beyond this, in bytes: mail and chat take no more.
ARCHIVE = 20 * 1024**2


class HrAsnRunPaper(models.AbstractModel):
    """Prints evaluations in bulk: a PDF at each of them, and ZIP files at the run.

    ``params``: ``evaluations``, their ids (without: the annual ones of the cycle), and
    ``paper``, D11 (as without) or EVALUATION.
    """

    _name = "hr.asn.run.paper"
    _description = "ASN bulk printing"
    _inherit = ["hr.asn.run.handler"]

    @api.model
    def _asn_lines(self, run):
        evaluations = self.env["hr.asn.evaluation"].search(
            self._asn_domain(run), order="department_id, name, id"
        )
        return [
            {
                "key": f"evaluation {evaluation.id}",
                "name": f"{evaluation.nip} {evaluation.name}",
                "res_model": "ir.attachment",
                "payload": {"evaluation": evaluation.id},
            }
            for evaluation in evaluations
        ]

    @api.model
    def _asn_domain(self, run):
        """Delivered evaluations of the cycle: those given, or the annual ones."""
        given = (run.params or {}).get("evaluations")
        chosen = ("id", "in", given) if given else ("kind", "=", ANNUAL)
        return [
            ("cycle_id", "=", run.cycle_id.id),
            ("state", "in", PUBLISHED),
            ("skp_id.source", "=", HERE),
            chosen,
        ]

    @api.model
    def _asn_process(self, run, lines):
        """Print the lines and keep each PDF at its evaluation, in place of an older.

        What cannot be printed, as layout 5 of a qualitative plan, says why.
        """
        evaluations = self.env["hr.asn.evaluation"].browse(
            [line.payload["evaluation"] for line in lines]
        )
        kind = self._asn_paper_kind(run)
        paper = self.env["hr.asn.paper"]
        files, refused = paper._printable_files(kind, evaluations)
        kept = self._asn_keep(files)
        return {
            line: self._asn_printed(line.payload["evaluation"], kept, refused)
            for line in lines
        }

    @api.model
    def _asn_printed(self, evaluation_id, kept, refused):
        """Return what is written at the line of one evaluation."""
        if evaluation_id in refused:
            return SKIPPED, refused[evaluation_id], None
        return OK, False, kept[evaluation_id].id

    @api.model
    def _asn_keep(self, files, model="hr.asn.evaluation"):
        """Attach [(record id, name, PDF)] to records; return {record id: attachment}.

        What was attached under the same name before is replaced.
        """
        # sudo: ir.attachment - who may print a sealed document may not change it
        attachments = self.env["ir.attachment"].sudo()
        known = attachments.search(
            [
                ("res_model", "=", model),
                ("res_id", "in", [res_id for res_id, _name, _data in files]),
                ("name", "in", [name for _res_id, name, _data in files]),
            ]
        )
        kept = {one.res_id: one for one in known}
        for res_id, _name, data in files:
            if res_id in kept:
                kept[res_id].raw = data
        fresh = attachments.create(
            [
                self._asn_file_values(model, res_id, name, data)
                for res_id, name, data in files
                if res_id not in kept
            ]
        )
        return kept | {one.res_id: one for one in fresh}

    @api.model
    def _asn_file_values(self, res_model, res_id, name, data):
        return {"res_model": res_model, "res_id": res_id, "name": name, "raw": data}

    @api.model
    def _asn_finish(self, run):
        """Put all that was printed into ZIP files, in place of those made before."""
        # sudo: ir.attachment - a run in work is written by the engine only
        run.sudo()._asn_archives().unlink()
        files = run.with_env(self.env)._asn_paper_attachments()
        parts = self._asn_parts(files)
        for number, part in enumerate(parts, 1):
            suffix = f"_{number}" if len(parts) > 1 else ""
            papers = [(one.name, one.raw) for one in part]
            papers += self._asn_contents(run) if number == 1 else []
            name = f"{self._asn_archive_name(run)}{suffix}.zip"
            self._asn_archive(run, name, papers)

    @api.model
    def _asn_parts(self, files):
        """Return the files in parts that are no larger than ARCHIVE."""
        parts, size = [], 0
        for one in files:
            size += one.file_size
            if not parts or size > ARCHIVE:
                parts.append(files.browse())
                size = one.file_size
            parts[-1] += one
        return parts

    @api.model
    def _asn_contents(self, run):
        """Return what the first ZIP holds besides the papers: [(name, bytes)]."""
        return []

    @api.model
    def _asn_archive_name(self, run):
        return f"{NAMES[self._asn_paper_kind(run)]}_{run.cycle_id.name}"

    @api.model
    def _asn_paper_kind(self, run):
        return (run.params or {}).get("paper", D11)

    @api.model
    def _asn_archive(self, run, name, papers):
        """Keep [(name, bytes)] as a ZIP at the run."""
        data = self.env["hr.asn.paper"]._zip(papers)
        # sudo: ir.attachment - a run in work is written by the engine only
        attachments = self.env["ir.attachment"].sudo()
        attachments.create(self._asn_file_values(run._name, run.id, name, data))
