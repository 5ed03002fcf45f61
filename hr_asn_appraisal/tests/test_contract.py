from ast import literal_eval
from datetime import date

from lxml import etree

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

    def test_a_post_that_has_ended_is_no_task(self):
        self.set_day("2026-12-01")
        self.post.contract_end = "2026-12-31"
        screen = self.env.ref("hr_asn_appraisal.hr_asn_assignment_view_search")
        nodes = etree.fromstring(screen.arch).iter("filter")
        asked = {one.get("name"): one.get("domain") for one in nodes}
        domain = literal_eval(asked["contract_ending"])
        posts = self.by(self.env["hr.asn.assignment"], self.officer)
        self.assertEqual(posts.search(domain), self.post)
        self.assertTrue(posts.browse(self.post.id).contract_is_ending)
        self.assertEqual(self.ending(self.officer), self.post)
        self.post.date_to = "2026-11-30"
        self.assertFalse(self.ending(self.officer))
        self.assertFalse(posts.search(domain))

    def test_the_task_names_the_days_of_the_rule(self):
        self.set_day("2026-12-01")
        self.post.contract_end = "2026-12-31"
        tasks = self.by(self.env["hr.asn.tasks"], self.officer)._asn_tasks()
        label = next(one["label"] for one in tasks if one["key"] == "contract")
        self.assertEqual(label, "Contracts of PPPK that end within 90 days")

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

    def test_the_agency_of_the_cycle_is_asked_not_that_of_the_user(self):
        other = self.env["res.company"].create({"name": "Kota Lain"})
        for agency, kinds in (
            (other, []),
            (self.agency, [codes.PPPK_PARUH_WAKTU]),
        ):
            for asking in (other, self.agency):
                cycles = self.env["hr.asn.cycle"].with_company(asking)
                cycle = cycles.create(
                    {
                        "year": 2030,
                        "policy_id": self.policy.id,
                        "company_id": agency.id,
                    }
                )
                self.assertEqual(cycle.audience_ids.mapped("asn_kind"), kinds)
                cycle.unlink()

    def test_audiences_that_are_given_are_kept(self):
        values = {"year": 2030, "policy_id": self.policy.id, "audience_ids": []}
        cycle = self.env["hr.asn.cycle"].create(values)
        self.assertFalse(cycle.audience_ids)
        cycle._asn_complete()
        self.assertFalse(cycle.audience_ids)
