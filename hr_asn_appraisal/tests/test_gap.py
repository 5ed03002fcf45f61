"""Gap report: leaders' results that nobody takes up, people without a role."""

from odoo.tests import tagged

from .common import AsnCommon
from .test_drift import Cascading


@tagged("post_install", "-at_install")
class TestGap(Cascading, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine = cls.fill(cls.plan(cls.boss), results=2)
        cls.link(cls.staff, cls.mine[0])

    def gaps(self, who=None):
        """Return {(kind, name, text)} that somebody reads of the boss's unit."""
        found = self.by(self.env["hr.asn.gap"], who or self.officer).search(
            [("cycle_id", "=", self.cycle.id)]
        )
        return {(one.kind, one.name, one.text) for one in found}

    def test_results_nobody_takes_up_and_people_without_a_role(self):
        found = self.gaps()
        self.assertIn(("result", "Aisyah", "Hasil 2"), found)
        self.assertNotIn(("result", "Aisyah", "Hasil 1"), found)
        # The staff leads nobody: his results are nobody's to take up.
        self.assertNotIn("Dewi", {name for _kind, name, _text in found})
        self.assertIn(("person", "Laila", False), found)
        self.assertIn(("person", "Aisyah", False), found)

    def test_a_cancelled_result_takes_nothing_up_and_needs_nobody(self):
        self.mine[1].sudo().is_cancelled = True
        self.plan(self.staff).rhk_ids.sudo().is_cancelled = True
        found = self.gaps()
        self.assertNotIn(("result", "Aisyah", "Hasil 2"), found)
        self.assertIn(("result", "Aisyah", "Hasil 1"), found)
        self.assertIn(("person", "Dewi", False), found)

    def test_a_plan_that_was_taken_back_takes_nothing_up(self):
        plan = self.plan(self.staff)
        self.assertNotIn(("result", "Aisyah", "Hasil 1"), self.gaps())
        self.by(plan, self.officer).action_cancel("Salah buka")
        found = self.gaps()
        self.assertIn(("result", "Aisyah", "Hasil 1"), found)
        self.assertNotIn(("person", "Dewi", False), found)

    def test_each_reads_what_he_may_read_of_plans(self):
        boss = self.gaps(self.boss)
        self.assertIn(("result", "Aisyah", "Hasil 2"), boss)
        self.assertIn(("person", "Laila", False), boss)
        self.assertNotIn(("person", "Novita", False), boss)
        self.assertEqual(self.gaps(self.staff), set())
        self.assertEqual(self.gaps(self.peer), {("person", "Laila", False)})
        self.assertIn(("person", "Novita", False), self.gaps(self.officer))
        self.assertNotIn(("person", "Novita", False), self.gaps(self.unit_officer))
        self.assertIn(("person", "Novita", False), self.gaps(self.auditor))

    def test_a_line_leads_to_what_closes_it(self):
        gaps = self.by(self.env["hr.asn.gap"], self.boss)
        result = gaps.search([("rhk_id", "=", self.mine[1].id)])
        action = result.action_open()
        self.assertEqual(action["tag"], "hr_asn_appraisal.matrix")
        self.assertEqual(action["params"], {"plan_id": self.plan(self.boss).id})
        person = gaps.search([("skp_id", "=", self.plan(self.peer).id)])
        self.assertEqual(person.action_open()["res_model"], "hr.asn.skp")

    def test_it_costs_three_queries_for_2_plans_as_for_20(self):
        _boss, people = self.team_of(20)
        costs = []
        for number in (2, 2, 20):
            chosen = [one.id for one in people[:number]]
            gaps = self.by(self.env["hr.asn.gap"], self.team)
            before = self.cr.sql_log_count
            found = gaps.search_read(
                [("employee_id", "in", chosen)], ["kind", "name", "post", "text"]
            )
            costs.append(self.cr.sql_log_count - before)
            self.assertEqual(len(found), number)
        self.assertEqual(costs[1], costs[2])
        self.assertLessEqual(costs[2], 3)
