"""What writing one plan costs: few queries, however many lines it has."""

from odoo.tests import tagged

from .common import YEAR, AsnCommon
from .specification import specification

SAVE_AND_SUBMIT = 60


@tagged("post_install", "-at_install")
class TestPlanBudget(AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_day(f"{YEAR}-01-12")
        leader = cls.plan(cls.boss)
        cls.fill(leader, results=10)
        cls.bring_plan(leader, "approved")
        cls.taken = leader.rhk_ids
        cls.asked = specification(cls.by(leader, cls.boss))

    def _lines(self, results, indicators):
        """Return the commands of a form with so many new lines, each taken up."""
        return [
            (
                0,
                0,
                {
                    "name": f"Hasil {number}",
                    "sequence": number,
                    "link_ids": [(0, 0, {"agreed_id": self.taken[number].id})],
                    "iki_ids": [
                        (
                            0,
                            0,
                            {
                                "name": f"Jumlah {number}.{place}",
                                "aspect_id": self.aspect.id,
                                "target": "90–95",
                                "unit": "%",
                            },
                        )
                        for place in range(indicators)
                    ],
                },
            )
            for number in range(results)
        ]

    def _write(self, own, lines):
        """Save a plan and submit it, as the two calls of its form do."""
        own.web_save({"rhk_ids": lines}, self.asked)
        self.env.flush_all()
        self.env.invalidate_all()
        own.action_submit()
        self.env.flush_all()

    def _queries(self, employee, results, indicators):
        """Return the queries of both calls on a warm server, nothing of it read yet."""
        own = self.by(self.plan(employee), employee)
        lines = self._lines(results, indicators)
        with self.cr.savepoint() as savepoint:
            self._write(own, lines)
            savepoint.rollback()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self._write(own, lines)
        found = self.cr.sql_log_count - before
        self.assertEqual(own.state, "submitted")
        self.assertEqual(len(own.iki_ids), results * indicators)
        return found

    def test_ten_results_with_four_indicators_each(self):
        found = self._queries(self.staff, 10, 4)
        self.assertLessEqual(found, SAVE_AND_SUBMIT)

    def test_more_lines_cost_no_more(self):
        few = self._queries(self.staff, 2, 2)
        many = self._queries(self.peer, 10, 4)
        self.assertEqual(few, many)
