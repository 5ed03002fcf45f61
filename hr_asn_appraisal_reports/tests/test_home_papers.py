"""What My Performance offers to print: what was agreed, and what was delivered."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.hr_asn_appraisal.tests.common import YEAR, AsnCommon


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
            [f"SKP {YEAR}, version 1", f"Evaluation document Quarter I {YEAR}"],
        )
        key = self.home().papers[1]["key"]
        action = self.home().action_print(key)
        self.assertEqual(action["type"], "ir.actions.report")
        self.assertEqual(action["context"]["active_ids"], quarter.ids)

    def test_no_paper_of_another_is_printed(self):
        other = self.agree(self.peer)
        self.agree(self.staff)
        key = self.home().papers[0]["key"].split("/")[0] + f"/{other.id}"
        with self.assertRaisesRegex(UserError, "Reload"):
            self.home().action_print(key)
