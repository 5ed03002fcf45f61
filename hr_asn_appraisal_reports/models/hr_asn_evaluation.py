from odoo import models

from .hr_asn_paper import ACTION, D11, EVALUATION, NUMERIC


class HrAsnEvaluation(models.Model):
    _inherit = "hr.asn.evaluation"

    def paper_pdf(self):
        """Return the delivered D.1.1 as PDF: [{"id", "name", "data" (base64)}]."""
        return self.env["hr.asn.paper"]._as_rpc(D11, self)

    def numeric_pdf(self):
        """Return the numeric document (5.14) as PDF, as `paper_pdf` does."""
        return self.env["hr.asn.paper"]._as_rpc(NUMERIC, self)

    def _asn_numeric_name(self):
        return self.env["hr.asn.paper"]._asn_name(NUMERIC, self)

    def sheet_pdf(self):
        """Return the delivered evaluation (layout 5) as PDF, as `paper_pdf` does."""
        return self.env["hr.asn.paper"]._as_rpc(EVALUATION, self)

    def _asn_sheet_name(self):
        return self.env["hr.asn.paper"]._asn_name(EVALUATION, self)

    def _asn_paper_name(self):
        return self.env["hr.asn.paper"]._asn_name(D11, self)

    def action_plan_pdf(self):
        """Return the action plan (layout 8) as PDF, as `paper_pdf` does."""
        return self.env["hr.asn.paper"]._as_rpc(ACTION, self)

    def _asn_action_name(self):
        return self.env["hr.asn.paper"]._asn_name(ACTION, self)

    def _asn_action_contents(self, today):
        """Return {id: (what a seal would keep of it now, its actions)} for layout 8."""
        frames = self._asn_frames(today)
        reached = self._asn_results_reached()
        versions = self.skp_id._asn_versions()
        return {
            one.id: (
                frames[one.id]
                | {"model": one.skp_id.model, "results": reached[one].results},
                one.action_ids._asn_printed(
                    one._asn_ended_names(reached[one].results, versions)
                ),
            )
            for one in self
        }

    def _asn_ended_names(self, results, versions):
        """Return {id: words} of what had actions here and is not among ``results``."""
        agreed = {result["id"] for result in results}
        ended = self._asn_ended_heads(agreed, versions)
        return {head["id"]: head["name"] for head in ended}

    def _asn_elsewhere_content(self):
        """Return the figures of an evaluation that were imported."""
        self.ensure_one()
        return {
            "period": self.period_id._asn_title(),
            "result": self.result,
            "behavior": self.behavior,
            "predikat": self.predikat,
            "imported_on": self.external_on,
        }

    def action_bundle(self):
        """Print all papers of the year of these people; return the run's form."""
        return self.env["hr.asn.run.bundle"]._asn_start(
            [(one.employee_id.id, one.cycle_id.id) for one in self]
        )
