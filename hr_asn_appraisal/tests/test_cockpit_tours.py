"""The cockpit with the mouse: as many clicks as screens and users ask for."""

from odoo.tests import tagged

from .common import OFFICER, YEAR
from .test_tours import AsnTourCase

FEBRUARY = f"{YEAR}-02-03"
HOME, COCKPIT = "/odoo/my-performance", "/odoo/cycle-cockpit"


@tagged("post_install", "-at_install")
class TestCockpitTours(AsnTourCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan(cls.staff)
        cls.set_day(FEBRUARY)

    def test_officer_copies_the_list_in_two_clicks(self):
        self.tour(HOME, "hr_asn_officer_copies_the_list", self.officer)

    def test_officer_reminds_all_in_two_clicks(self):
        self.tour(HOME, "hr_asn_officer_reminds_all", self.officer)
        run = self.env["hr.asn.run"].search([("kind", "=", "reminder")], limit=1)
        self.assertEqual((run.user_id, run.ok_count), (self.officer, 7))

    def test_officer_finds_a_timeline_in_two_steps(self):
        self.tour(COCKPIT, "hr_asn_officer_finds_a_timeline", self.officer)

    def test_officer_filters_by_box_stage_and_unit(self):
        self.tour(COCKPIT, "hr_asn_officer_filters_the_cockpit", self.officer)

    def test_a_row_copies_and_reminds_and_every_view_opens(self):
        self.tour(COCKPIT, "hr_asn_officer_uses_a_row", self.officer)
        run = self.env["hr.asn.run"].search([("kind", "=", "reminder")], limit=1)
        self.assertEqual((run.user_id, run.ok_count), (self.officer, 2))

    def test_before_the_first_cycle_it_says_what_to_do(self):
        agency = self.env["res.company"].create({"name": "Kota Baru"})
        officer = self._user("baru", OFFICER, agency)
        self.tour(COCKPIT, "hr_asn_officer_sees_no_cycle", officer)

    def test_officer_sees_what_was_delivered_and_who_sees_it(self):
        quarter = self.quarter(self.staff, 1)
        self.set_day(f"{YEAR}-04-02")
        self.bring_evaluation(quarter, "delivered", "sesuai", "sesuai")
        self.tour(COCKPIT, "hr_asn_officer_sees_charts", self.officer)

    def test_employee_tells_a_wrong_appraiser(self):
        skp = self.plan(self.staff)
        path = f"/odoo/hr.asn.skp/{skp.id}"
        self.tour(path, "hr_asn_employee_tells_a_wrong_appraiser", self.staff)
        notice = self.env["hr.asn.notice"].search([("skp_id", "=", skp.id)])
        self.assertEqual(notice.text, "Atasan saya sekarang Rina")


@tagged("post_install", "-at_install")
class TestUnlockTours(AsnTourCase):
    """A deadline that locks: who asks, and the officer's three steps."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.write({"locks_late": True, "checks_plans": True})
        cls.fill(cls.plan(cls.staff))
        cls.bring_plan(cls.plan(cls.peer), "submitted")
        cls.set_day(FEBRUARY)

    def test_employee_asks_and_officer_unlocks_by_who_why_and_until_when(self):
        skp = self.plan(self.staff)
        path = f"/odoo/hr.asn.skp/{skp.id}"
        self.tour(path, "hr_asn_employee_asks_to_unlock", self.staff)
        request = self.env["hr.asn.unlock"].search([])
        self.assertEqual((request.employee_id, request.reason), (self.staff, "Sakit"))
        self.tour("/odoo/unlocks", "hr_asn_officer_unlocks_a_request", self.officer)
        self.assertEqual(
            (request.state, str(request.date_to)), ("granted", f"{YEAR}-03-03")
        )
        self.tour(path, "hr_asn_employee_submits_unlocked", self.staff)
        self.assertEqual(skp.state, "submitted")

    def test_officer_unlocks_who_did_not_ask(self):
        self.tour("/odoo/unlocks", "hr_asn_officer_unlocks", self.officer)
        made = self.env["hr.asn.unlock"].search([])
        self.assertEqual((made.employee_id, made.state), (self.staff, "granted"))

    def test_officer_checks_from_the_list(self):
        self.tour("/odoo/plans-to-check", "hr_asn_officer_checks_plans", self.officer)
        self.assertEqual(self.plan(self.peer).state, "checked")
