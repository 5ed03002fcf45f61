"""The charts of the cockpit: states per unit, and what was delivered."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import OFFICER, YEAR
from .test_cockpit import CockpitCase


@tagged("post_install", "-at_install")
class TestCharts(CockpitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_day(f"{YEAR}-01-05")
        cls.first = cls.quarter(cls.staff, 1)
        cls.second = cls.quarter(cls.peer, 1)
        cls.foreign = cls.quarter(cls.foreigner, 1)
        cls.set_day(f"{YEAR}-04-02")

    def predikat(self, who=None, domain=()):
        """Return {predikat: count} as the chart shows it, zeroes left out."""
        asked = self.asked("hr.asn.cockpit", who)
        stage = ("period_id", "=", self.first.period_id.id)
        found = asked.read_predikat([stage, *domain])
        if not found:
            return found
        counts = {row["key"]: row["count"] for row in found["rows"] if row["count"]}
        self.assertEqual(sum(counts.values()), found["total"])
        return counts

    def test_only_what_was_delivered_is_counted(self):
        self.assertFalse(self.predikat())
        self.bring_evaluation(self.first, "rated", "di_bawah", "di_bawah")
        self.assertFalse(self.predikat())
        self.by(self.first, self.boss).action_deliver()
        self.assertEqual(self.predikat(), {"sangat_kurang": 1})
        self.bring_evaluation(self.second, "received", "di_atas", "di_atas")
        self.assertEqual(self.predikat(), {"sangat_kurang": 1, "sangat_baik": 1})

    def test_what_other_systems_hold_is_told_apart(self):
        """The funnel leaves it out: the two figures differ by what is told."""
        self.bring_evaluation(self.first, "delivered", "sesuai", "sesuai")
        stage = [("period_id", "=", self.first.period_id.id)]
        for source, elsewhere in (("here", 0), ("ekinerja", 1)):
            self.env.cr.execute(
                "UPDATE hr_asn_policy SET source = %s WHERE id = %s",
                [source, self.policy.id],
            )
            self.env.invalidate_all()
            found = self.asked("hr.asn.cockpit").read_predikat(stage)
            self.assertEqual((found["total"], found["elsewhere"]), (1, elsewhere))
            delivered = self.cockpit(stage)["funnel"][-1]["count"]
            self.assertEqual(delivered, 1 - elsewhere)

    def test_the_shares_are_in_words(self):
        for one in (self.first, self.second):
            self.bring_evaluation(one, "delivered", "sesuai", "sesuai")
        stage = [("period_id", "=", self.first.period_id.id)]
        found = self.asked("hr.asn.cockpit").read_predikat(stage)
        self.assertEqual(
            [(row["label"], row["count"]) for row in found["rows"]],
            [
                ("Very Good", 0),
                ("Good", 2),
                ("Needs Improvement", 0),
                ("Poor", 0),
                ("Very Poor", 0),
            ],
        )
        self.assertRegex(found["rows"][1]["share"], r"^100[.,]0%$")

    def test_an_officer_of_units_sees_those_of_his_units(self):
        for one in (self.first, self.foreign):
            self.bring_evaluation(one, "delivered", "sesuai", "sesuai")
        self.assertEqual(self.predikat(), {"baik": 2})
        self.assertEqual(self.predikat(self.unit_officer), {"baik": 1})
        inside = [("department_id", "child_of", self.school_office.id)]
        self.assertEqual(self.predikat(domain=inside), {"baik": 1})
        self.assertFalse(self.predikat(self.unit_officer, inside))

    def test_an_officer_never_finds_his_own_before_delivery(self):
        self.staff.user_id.group_ids |= self.env.ref(OFFICER)
        self.bring_evaluation(self.first, "rated", "di_bawah", "di_bawah")
        self.bring_evaluation(self.second, "delivered", "sesuai", "sesuai")
        self.assertEqual(self.predikat(self.staff), {"baik": 1})

    def test_employees_and_appraisers_get_none(self):
        self.bring_evaluation(self.first, "delivered")
        for who in (self.staff, self.boss, self.head):
            with self.assertRaises(AccessError):
                self.predikat(who)

    def test_the_stage_of_the_plan_has_no_ratings(self):
        stage = [("stage", "=", "skp"), ("cycle_id", "=", self.cycle.id)]
        self.assertIs(self.asked("hr.asn.cockpit").read_predikat(stage), False)

    def test_the_stack_of_a_unit_adds_up_to_its_people(self):
        found = self.cockpit([("period_id", "=", self.first.period_id.id)])
        keys = [one["key"] for one in found["standings"]]
        self.assertEqual(keys, ["through", "blocked", "late", "no_login", "not_due"])
        for unit in found["units"]:
            self.assertEqual(sum(unit[key] for key in keys), unit["obliged"])
        self.bring_evaluation(self.first, "delivered")
        found = self.cockpit([("period_id", "=", self.first.period_id.id)])
        self.assertEqual(sum(unit["through"] for unit in found["units"]), 1)
