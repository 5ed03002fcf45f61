from odoo import models

from odoo.addons.hr_asn_appraisal.law.states import PUBLISHED

REPORT_SKP = "hr_asn_appraisal_reports.action_report_skp"
REPORT_SHEET = "hr_asn_appraisal_reports.action_report_evaluation"
REPORT_D11 = "hr_asn_appraisal_reports.action_report_d11"


class HrAsnHome(models.Model):
    _inherit = "hr.asn.home"

    def _asn_papers(self):
        """The plan as agreed, and what was delivered of it, the newest first."""
        papers = super()._asn_papers()
        plan = self.skp_id
        if plan.is_rated_elsewhere:
            return papers
        if plan.version_number:
            label = self.env._("SKP %(year)s, version %(n)s")
            label = label % {"year": plan.year, "n": plan.version_number}
            papers.append({"key": f"{REPORT_SKP}/{plan.id}", "label": label})
        delivered = self.evaluation_ids.filtered(lambda one: one.state in PUBLISHED)
        for one in delivered[::-1]:
            papers += self._asn_papers_of(one)
        return papers

    def _asn_papers_of(self, evaluation):
        """Layout 5 and D.1.1."""
        period = evaluation.period_id.display_name
        labels = {
            REPORT_SHEET: self.env._("Evaluation %s", period),
            REPORT_D11: self.env._("Evaluation document %s", period),
        }
        return [
            {"key": f"{report}/{evaluation.id}", "label": label}
            for report, label in labels.items()
        ]
