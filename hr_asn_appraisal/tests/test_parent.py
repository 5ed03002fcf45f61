"""A parent agency reads the agencies below it: by their leave, and changes nothing."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import AUDITOR, OFFICER, TEAM, AsnCommon


@tagged("post_install", "-at_install")
class TestParent(AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team_above = cls._user("tim_provinsi", TEAM, cls.parent)
        cls.auditor_above = cls._user("inspektorat", AUDITOR, cls.parent)
        cls.officer_above = cls._user("pengelola", OFFICER, cls.parent)
        cls.staff_above = cls._person("Pegawai Provinsi", company=cls.parent)
        cls.skp = cls.plan(cls.staff)

    @classmethod
    def _agency_values(cls):
        cls.parent = cls.env["res.company"].create({"name": "Provinsi Contoh"})
        cls.env.user.company_ids |= cls.parent
        return super()._agency_values() | {"parent_id": cls.parent.id}

    def _above(self, record, who):
        """Return a record as somebody of the parent, who has the parent only."""
        return self.by(record.with_context(allowed_company_ids=self.parent.ids), who)

    def _seen(self, who):
        found = self._above(self.skp, who).search([("id", "=", self.skp.id)])
        return bool(found) and self._above(self.skp, who).has_access("read")

    def test_by_leave_of_the_agency_only(self):
        """In a warm registry: the leave is given and taken back, all follow at once."""
        expected = {
            self.team_above: True,
            self.auditor_above: True,
            self.officer_above: False,
            self.staff_above: False,
        }
        for leave in (False, True, False):
            self.agency.asn_read_by_parent = leave
            for who, reads in expected.items():
                with self.subTest(leave=leave, who=who.name):
                    self.assertEqual(self._seen(who), leave and reads)

    def test_it_is_lost_with_the_group(self):
        self.agency.asn_read_by_parent = True
        self.assertTrue(self._seen(self.auditor_above))
        self.auditor_above.group_ids = self.env.ref("base.group_user")
        self.assertFalse(self._seen(self.auditor_above))

    def test_agencies_beside_and_above_are_not_read(self):
        self.agency.asn_read_by_parent = True
        beside = self.env["res.company"].create(
            {"name": "Kota Lain", "parent_id": self.parent.id}
        )
        self.env.user.company_ids |= beside
        near = self._user("tim_kota_lain", TEAM, beside)
        self.assertFalse(self._seen_from(beside, near))
        self.parent.asn_read_by_parent = True
        values = {"year": 2031, "policy_id": self.policy.id}
        officer = self._above(self.env["hr.asn.cycle"], self.officer_above)
        cycle = officer.create(values)
        self.assertEqual(cycle.company_id, self.parent)
        self.assertFalse(self.by(cycle.sudo(False), self.team).has_access("read"))

    def _seen_from(self, company, who):
        plan = self.by(self.skp.with_context(allowed_company_ids=company.ids), who)
        return bool(plan.search([("id", "=", self.skp.id)]))

    def test_documents_of_every_kind_are_read_and_none_is_moved(self):
        self.agency.asn_read_by_parent = True
        evaluation = self.bring_evaluation(self.quarter(self.staff, 1), "delivered")
        waiting = self.bring_plan(self.plan(self.peer), "submitted")
        records = (
            self.skp,
            self.skp.version_ids,
            self.skp.rhk_ids,
            self.skp.rhk_ids.iki_ids,
            self.skp.assignment_id,
            self.cycle,
            self.cycle.period_ids[:1],
            evaluation,
            evaluation.rating_ids,
            evaluation.document_ids,
            self.events(waiting)[:1],
        )
        for record in records:
            for who in (self.team_above, self.auditor_above):
                mine = self._above(record, who)
                with self.subTest(record._name, who=who.name):
                    self.assertTrue(mine.has_access("read"))
                    for change in ("write", "unlink"):
                        self.assertFalse(mine.has_access(change))

    def test_no_step_of_the_workflow_is_theirs(self):
        self.agency.asn_read_by_parent = True
        plan = self.bring_plan(self.plan(self.peer), "approved")
        driver = self.make_driver()
        self.cycle.action_open()
        paper = self.plan(driver)
        for record, step, error in (
            (plan, "action_close", AccessError),
            (paper, "action_submit", AccessError),
            (self.cycle, "action_start", AccessError),
            # A run is one's own agency's: it does not take another's cycle.
            (self.cycle, "action_open_periods", UserError),
        ):
            mine = self._above(record, self.team_above)
            with self.subTest(record._name, step=step):
                self.assertEqual(mine.asn_can, "")
                with self.assertRaises(error):
                    getattr(mine, step)()
        self.assertIn("close", self.by(plan, self.officer).asn_can)

    def test_they_add_nothing_to_what_is_said(self):
        self.agency.asn_read_by_parent = True
        mine = self._above(self.skp, self.team_above)
        with self.assertRaises(AccessError):
            mine.message_post(body="x")
        with self.assertRaises(AccessError):
            mine.activity_schedule("mail.mail_activity_data_todo")

    def test_a_rating_is_theirs_to_read_when_it_is_delivered(self):
        self.agency.asn_read_by_parent = True
        evaluation = self.bring_evaluation(self.quarter(self.staff, 1), "rated")
        rating = evaluation.rating_ids
        self.assertTrue(self._above(evaluation, self.team_above).has_access("read"))
        self.assertFalse(self._above(rating, self.team_above).has_access("read"))
        seen = self._above(evaluation, self.team_above).read(["predikat", "result"])
        self.assertEqual((seen[0]["predikat"], seen[0]["result"]), (False, False))
        self.by(evaluation, self.boss).action_deliver()
        self.assertTrue(self._above(rating, self.team_above).has_access("read"))
        seen = self._above(evaluation, self.team_above).read(["predikat"])
        self.assertEqual(seen[0]["predikat"], "baik")

    def test_the_system_goes_on_working_in_every_agency(self):
        """The superuser has all groups and the parent: for him nothing is below."""
        self.agency.asn_read_by_parent = True
        plan = self.bring_plan(self.plan(self.peer), "approved")
        root = self.env.ref("base.user_root")
        system = plan.with_user(root).with_context(allowed_company_ids=self.parent.ids)
        system._transition("close")
        self.assertEqual(plan.state, "closed")

    def test_others_pay_nothing_for_it(self):
        """Who oversees nothing is asked nothing: not one query more."""
        plans = self.by(self.env["hr.asn.skp"], self.staff)
        plans.search([])
        before = self.cr.sql_log_count
        self.assertFalse(plans.env["res.company"]._asn_overseen())
        self.assertEqual(self.cr.sql_log_count, before)
        asked = plans._search([]).select().code
        self.assertIn("company_id", asked)
        self.assertNotIn("res_company", asked)
