from datetime import date

from odoo.tests import Form, tagged

from ..law import codes
from .common import AsnCommon

POLICY = "hr_asn_appraisal.policy_pppk_part_time"


@tagged("post_install", "-at_install")
class TestContract(AsnCommon):
    """Contracts of PPPK are looked at in time; part-time ones have their cadence."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cleaner = cls._person("Yusuf", kind=codes.PPPK_PARUH_WAKTU)
        cls.post = cls._assign(cls.cleaner, cls.boss, cls.clinic, cls.chief)

    def ending(self, who):
        posts = self.by(self.env["hr.asn.assignment"], who)
        today = self.agency._asn_today()
        return posts.search(posts._asn_contracts_ending(today))

    def test_an_end_within_ninety_days_is_a_task_of_the_officer(self):
        self.set_day("2026-10-02")
        self.post.contract_end = "2026-12-31"
        self.assertEqual(self.ending(self.officer), self.post)
        tasks = self.by(self.env["hr.asn.tasks"], self.officer)._asn_tasks()
        self.assertIn(("contract", 1), [(one["key"], one["count"]) for one in tasks])
        self.set_day("2026-10-01")
        self.assertFalse(self.ending(self.officer))
        self.set_day("2027-01-01")
        self.assertFalse(self.ending(self.officer))

    def test_who_works_without_a_contract_is_not_looked_at(self):
        self.set_day("2026-12-01")
        post = self.env["hr.asn.assignment"].search(
            [("employee_id", "=", self.staff.id)]
        )
        post.contract_end = "2026-12-31"
        self.assertFalse(self.ending(self.officer))

    def test_the_list_shows_the_last_delivered_predicate(self):
        first, second = self.quarter(self.staff, 1), self.quarter(self.staff, 2)
        post = first.skp_id.assignment_id
        self.bring_evaluation(first, "delivered")
        self.bring_evaluation(second, "rated", result="di_bawah")
        self.assertEqual(self.by(post, self.officer).last_predikat, "baik")
        self.bring_evaluation(self.quarter(self.peer, 1), "rated")
        other = self.plan(self.peer).assignment_id
        self.assertFalse(self.by(other, self.officer).last_predikat)

    def test_a_year_is_proposed_for_part_time_contracts_only(self):
        posts = self.by(self.env["hr.asn.assignment"], self.officer)
        for employee, end in ((self.cleaner, date(2026, 9, 30)), (self.staff, False)):
            with self.subTest(employee=employee.name):
                form = Form(posts)
                form.employee_id = employee
                form.date_from = "2025-10-01"
                self.assertEqual(form.contract_end, end)

    def test_a_new_cycle_gives_part_time_pppk_their_own_policy(self):
        cycle = (
            self.env["hr.asn.cycle"]
            .with_user(self.officer)
            .create({"year": 2027, "policy_id": self.policy.id})
        )
        self.assertEqual(
            [(one.asn_kind, one.policy_id) for one in cycle.audience_ids],
            [(codes.PPPK_PARUH_WAKTU, self.env.ref(POLICY))],
        )
        self.assertEqual(cycle._asn_policy_of(self.post), self.env.ref(POLICY))
        staff = self.env["hr.asn.assignment"].search(
            [("employee_id", "=", self.staff.id)]
        )
        self.assertEqual(cycle._asn_policy_of(staff), self.policy)

    def test_an_agency_without_them_gets_no_line(self):
        self.assertFalse(self.cycle.audience_ids)
