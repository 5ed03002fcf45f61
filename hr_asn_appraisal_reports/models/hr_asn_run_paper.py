from odoo import api, models
from odoo.tools import split_every

from odoo.addons.hr_asn_appraisal.models.hr_asn_evaluation import ANNUAL, PUBLISHED
from odoo.addons.hr_asn_appraisal.models.hr_asn_policy import HERE
from odoo.addons.hr_asn_appraisal.models.hr_asn_run_line import OK

from .hr_asn_paper import D11

# So many papers go into one ZIP, so that no file grows beyond what a browser takes.
ARCHIVE = 1000


class HrAsnRunPaper(models.AbstractModel):
    """Prints D.1.1 in bulk: a PDF at each evaluation, and ZIP files at the run."""

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
        """Print the lines and keep each PDF at its evaluation, in place of an older."""
        evaluations = self.env["hr.asn.evaluation"].browse(
            [line.payload["evaluation"] for line in lines]
        )
        kept = self._asn_keep(self.env["hr.asn.paper"]._files(D11, evaluations))
        return {
            line: (OK, False, kept[line.payload["evaluation"]].id) for line in lines
        }

    @api.model
    def _asn_keep(self, files):
        """Attach [(evaluation id, name, PDF)]; return {evaluation id: attachment}."""
        # sudo: ir.attachment - who may print a sealed document may not change it
        attachments = self.env["ir.attachment"].sudo()
        known = attachments.search(
            [
                ("res_model", "=", "hr.asn.evaluation"),
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
                self._asn_file_values("hr.asn.evaluation", res_id, name, data)
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
        parts = list(split_every(ARCHIVE, files.ids))
        for number, ids in enumerate(parts, 1):
            papers = [(one.name, one.raw) for one in files.browse(ids)]
            suffix = f"_{number}" if len(parts) > 1 else ""
            name = f"D11_{run.cycle_id.name}{suffix}.zip"
            # sudo: ir.attachment - a run in work is written by the engine only
            self.env["ir.attachment"].sudo().create(
                self._asn_file_values(
                    run._name, run.id, name, self.env["hr.asn.paper"]._zip(papers)
                )
            )
