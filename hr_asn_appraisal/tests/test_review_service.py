"""What a review of roles found: each fails until it is mended."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import AsnCommon
from .test_matrix import Matrices


@tagged("post_install", "-at_install")
class TestReviewRole(Matrices, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.results = cls.fill(cls.plan(cls.chief), results=2)
        cls.mine = cls.fill(cls.plan(cls.boss), results=2)

    def test_a_role_is_not_moved_into_the_matrix_of_another_leader(self):
        self.agree(self.chief)
        self.put(self.boss, self.cell(self.staff, self.mine[0], "Disisipkan"))
        role = self.env["hr.asn.role"].search([])
        try:
            with self.cr.savepoint():
                self.by(role, self.boss).write(
                    {"superior_rhk_id": self.results[0].id, "superior_iki_id": False}
                )
        except (AccessError, UserError):
            self.env.invalidate_all()
        self.env.invalidate_all()
        self.assertEqual(role.skp_id, self.plan(self.boss))

    def test_a_role_of_a_cancelled_result_is_not_given(self):
        self.agree(self.boss)
        self.put(self.boss, self.cell(self.staff, self.mine[1], "Peran batal"))
        self.by(self.plan(self.boss), self.boss).action_revise("Batal")
        self.by(self.mine[1], self.boss).is_cancelled = True
        self.env.invalidate_all()
        found = self.read(self.boss)
        shown = {one["id"] for one in found["results"]}
        self.assertNotIn(self.mine[1].id, shown)
        self.matrix(self.boss).give_roles(self.plan(self.boss).id)
        self.env.invalidate_all()
        given = self.plan(self.staff).rhk_ids.mapped("name")
        self.assertNotIn("Peran batal", given)

    def test_nothing_is_carried_through_a_plan_that_was_taken_back(self):
        self.link(self.boss, self.results[0], name="Hasil 1")
        self.link(self.staff, self.mine[0])
        self.assertEqual(self.read(self.chief)["results"][0]["count"], 2)
        self.by(self.plan(self.boss), self.officer).action_cancel("Salah buka")
        self.env.invalidate_all()
        found = self.read(self.chief)
        self.assertEqual(found["results"][0]["count"], 0)

    def test_as_many_queries_for_two_units_as_for_ten_of_who_leads_two(self):
        self._assign(self.boss, self.chief, self.school_office, status="plt")
        plan = self.plan(self.boss)
        costs = []
        for number in (2, 8):
            for one in range(number):
                unit = self._unit(f"Ruang {number}-{one}", self.clinic)
                person = self._person(f"Staf {number}-{one}")
                self._assign(person, self.boss, unit, self.chief)
            self.read(self.boss, plan)
            own = self.matrix(self.boss)
            before = self.cr.sql_log_count
            found = own.read_matrix(plan.id)
            costs.append(self.cr.sql_log_count - before)
        self.assertEqual(len(found["rows"]), 12)
        self.assertEqual(costs[0], costs[1], costs)

    def test_what_is_pending_stands_in_a_column(self):
        """Else nobody can empty it, and the leader is told of a role he never sees."""
        self.agree(self.boss)
        self.put(self.boss, self.cell(self.staff, self.mine[1], "Peran batal"))
        self.by(self.plan(self.boss), self.boss).action_revise("Batal")
        self.by(self.mine[1], self.boss).is_cancelled = True
        self.env.invalidate_all()
        found = self.read(self.boss)
        shown = {one["result"] for one in found["columns"]}
        hidden = [
            cell
            for cell in found["cells"]
            if cell["role"] and cell["result"] not in shown
        ]
        self.assertEqual((found["pending"], hidden), (0, []))
