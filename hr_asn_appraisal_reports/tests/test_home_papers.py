"""What My Performance offers to print: what was agreed, and what was delivered."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.hr_asn_appraisal.law import codes
from odoo.addons.hr_asn_appraisal.tests.common import YEAR, AsnCommon

# Layout 5, then D.1.1, of each evaluation.
REPORTS = [
    "hr_asn_appraisal_reports.report_evaluation",
    "hr_asn_appraisal_reports.report_d11",
]


@tagged("post_install", "-at_install")
class TestHomePapers(AsnCommon):
    def home(self):
        home = self.env["hr.asn.home"].browse(self.staff.user_id.id)
        return self.by(home, self.staff).with_context(lang="en_US")

    def labels(self):
        return [paper["label"] for paper in self.home().papers or []]

    def test_papers_come_with_agreement_and_delivery(self):
        plan = self.plan(self.staff)
        self.assertEqual(self.labels(), [])
        self.bring_plan(plan, "approved")
        self.assertEqual(self.labels(), [f"SKP {YEAR}, version 1"])
        quarter = self.quarter(self.staff, 1)
        self.set_day(f"{YEAR}-04-02")
        self.bring_evaluation(quarter, "rated")
        self.assertEqual(len(self.labels()), 1, "a draft paper is hidden")
        self.by(quarter, self.boss).action_deliver()
        self.assertEqual(
            self.labels(),
            [
                f"SKP {YEAR}, version 1",
                f"Evaluation Quarter I {YEAR}",
                f"Evaluation document Quarter I {YEAR}",
            ],
        )
        for paper, report in zip(self.home().papers[1:], REPORTS, strict=True):
            action = self.home().action_print(paper["key"])
            self.assertEqual(action["type"], "ir.actions.report")
            self.assertEqual(action["report_name"], report)
            self.assertEqual(action["context"]["active_ids"], quarter.ids)

    def test_of_a_qualitative_plan_the_papers_are_the_same(self):
        plan = self.plan(self.staff)
        self.by(plan, self.staff).approach = codes.KUALITATIF
        self.bring_plan(plan, "approved")
        self.bring_evaluation(self.quarter(self.staff, 1), "delivered")
        self.assertEqual(
            self.labels(),
            [
                f"SKP {YEAR}, version 1",
                f"Evaluation Quarter I {YEAR}",
                f"Evaluation document Quarter I {YEAR}",
            ],
        )

    def test_no_paper_of_another_is_printed(self):
        other = self.agree(self.peer)
        self.agree(self.staff)
        key = self.home().papers[0]["key"].split("/")[0] + f"/{other.id}"
        with self.assertRaisesRegex(UserError, "Reload"):
            self.home().action_print(key)
