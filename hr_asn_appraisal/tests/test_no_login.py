from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import OFFICER, YEAR, AsnCommon, AsnHttpCommon


@tagged("post_install", "-at_install")
class TestNoLogin(AsnCommon):
    """Who has no login is served on paper, and the history says by whom."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.driver = cls.make_driver()
        cls.skp = cls.plan(cls.driver)

    def _last_event(self, record):
        return self.events(record)[-1]

    def test_appraiser_drafts_and_submits_on_behalf(self):
        self.fill(self.skp, by=self.boss)
        self.by(self.skp, self.boss).action_submit()
        event = self._last_event(self.skp)
        self.assertEqual(event.actor_id, self.boss.user_id)
        self.assertEqual(event.on_behalf_of_id, self.driver)
        self.by(self.skp, self.boss).action_approve()
        event = self._last_event(self.skp)
        self.assertEqual(event.actor_id, self.boss.user_id)
        self.assertFalse(event.on_behalf_of_id, "approving is the appraiser's own")

    def test_a_change_is_begun_and_dropped_on_behalf(self):
        self.fill(self.skp, by=self.unit_officer)
        self.by(self.skp, self.unit_officer).action_submit()
        self.by(self.skp, self.boss).action_approve()
        for who in (self.unit_officer, self.boss):
            self.by(self.skp, who).action_revise("Target berubah")
            self.by(self.skp.rhk_ids, who).name = "Lain"
            self.assertEqual(self._last_event(self.skp).on_behalf_of_id, self.driver)
            self.by(self.skp, who).action_drop()
            self.assertEqual(self._last_event(self.skp).on_behalf_of_id, self.driver)
            self.assertEqual(self.skp.rhk_ids.name, "Hasil 1")

    def test_officer_of_the_unit_may_others_may_not(self):
        for who in (self.peer, self.head, self.foreign_boss, self.auditor):
            with self.assertRaises(AccessError):
                self.fill(self.skp, by=who)
        self.fill(self.skp, by=self.unit_officer)
        for who in (self.peer, self.head, self.foreign_boss, self.auditor):
            with self.assertRaises(AccessError):
                self.by(self.skp, who).action_submit()
        self.by(self.skp, self.unit_officer).action_submit()
        self.assertEqual(self._last_event(self.skp).on_behalf_of_id, self.driver)
        self.unit_officer.asn_unit_ids = self.school_office
        self.by(self.skp, self.boss).action_return("Lengkapi")
        with self.assertRaises(AccessError):
            self.by(self.skp, self.unit_officer).action_submit()

    def test_the_year_on_paper(self):
        self.fill(self.skp, by=self.boss)
        self.by(self.skp, self.boss).action_submit()
        self.by(self.skp, self.boss).action_approve()
        quarter = self.quarter(self.driver, 1)
        self.prove(quarter, by=self.boss)
        self.by(quarter, self.officer).action_submit()
        self.reach(quarter.date_to)
        self.by(quarter, self.boss).action_rate("sesuai", "sesuai")
        self.by(quarter, self.boss).action_deliver()
        self.assertFalse(quarter.activity_ids, "nobody is there to be told")
        with self.assertRaises(AccessError, msg="who rated does not sign, too"):
            self.by(quarter, self.boss).action_receive()
        self.by(quarter, self.officer).action_receive()
        self.assertEqual(quarter.state, "received")
        self.assertEqual(self._last_event(quarter).on_behalf_of_id, self.driver)

    def test_silence_is_nobody_acting_on_behalf(self):
        self.test_the_year_on_paper()
        quarter = self.quarter(self.driver, 2)
        self.prove(quarter, by=self.boss)
        self.by(quarter, self.boss).action_submit()
        self.reach(quarter.date_to)
        self.by(quarter, self.boss).action_rate("sesuai", "sesuai")
        self.by(quarter, self.boss).action_deliver()
        self.set_day(f"{YEAR}-12-01")
        root = self.env.ref("base.user_root")
        self.by(quarter, root)._asn_receive(is_deemed=True)
        event = self._last_event(quarter)
        self.assertEqual(event.actor_id, root)
        self.assertFalse(event.on_behalf_of_id)

    def test_who_gets_a_login_acts_himself_from_then_on(self):
        self.fill(self.skp, by=self.boss)
        self.driver.user_id = self._user("syahrul")
        with self.assertRaises(AccessError):
            self.by(self.skp, self.boss).action_submit()
        with self.assertRaises(UserError):
            self.fill(self.skp, by=self.boss)
        self.by(self.skp, self.driver).action_submit()
        self.assertFalse(self._last_event(self.skp).on_behalf_of_id)

    def slip_expires(self, has_signed_in):
        """Give the driver a slip that nobody uses, after an account he has used."""
        user = self.driver.user_id = self._user("syahrul")
        if has_signed_in:
            self.env["res.users.log"].with_user(user).sudo().create({})
        user._asn_give_one_time()
        self.set_day(f"{YEAR}-01-30")
        self.assertEqual(user._asn_cannot_sign_in(), user)

    def test_a_slip_that_expires_unused_gives_nobody_a_right(self):
        self.fill(self.skp, by=self.boss)
        self.slip_expires(has_signed_in=True)
        for who in (self.boss, self.unit_officer):
            with self.assertRaises(AccessError):
                self.by(self.skp, who).action_submit()
            with self.assertRaises(UserError):
                self.fill(self.skp, by=who)
        self.assertEqual(self.skp.state, "draft")

    def test_who_never_had_access_is_served_on_paper(self):
        self.slip_expires(has_signed_in=False)
        self.fill(self.skp, by=self.boss)
        self.by(self.skp, self.boss).action_submit()
        self.assertEqual(self._last_event(self.skp).on_behalf_of_id, self.driver)

    def test_what_was_handed_in_is_changed_by_nobody(self):
        self.fill(self.skp, by=self.boss)
        self.by(self.skp, self.boss).action_submit()
        self.by(self.skp, self.boss).action_approve()
        quarter = self.quarter(self.driver, 1)
        self.by(quarter, self.boss).self_report = "Lisan"
        self.by(quarter, self.boss).action_submit()
        for who in (self.boss, self.officer):
            with self.assertRaises(UserError):
                self.by(quarter, who).self_report = "Lain"
        self.assertEqual(quarter.self_report, "Lisan")


@tagged("post_install", "-at_install")
class TestArchivedLogin(TestNoLogin):
    """Who cannot log in any more is served like who never could."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.driver.user_id = cls._user("arsip")
        cls.driver.user_id.action_archive()

    def test_he_is_found_among_those_without_login(self):
        people = self.env["hr.employee"]
        domain = [("id", "in", (self.driver | self.staff | self.peer).ids)]
        self.peer.user_id = False
        without = people.search([*domain, ("asn_has_login", "=", False)])
        self.assertEqual(without, self.driver | self.peer)
        within = people.search([*domain, ("asn_has_login", "=", True)])
        self.assertEqual(within, self.staff)
        self.assertEqual(without.mapped("asn_has_login"), [False, False])
        self.assertTrue(within.asn_has_login)

    def test_who_is_back_acts_himself(self):
        self.fill(self.skp, by=self.boss)
        self.driver.user_id.action_unarchive()
        with self.assertRaises(AccessError):
            self.by(self.skp, self.boss).action_submit()
        self.by(self.skp, self.driver).action_submit()
        self.assertFalse(self._last_event(self.skp).on_behalf_of_id)


@tagged("post_install", "-at_install")
class TestPaperReport(AsnHttpCommon):
    """On paper the officer enters what the employee says, and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.driver = cls.make_driver()
        plan = cls.plan(cls.driver)
        cls.fill(plan, by=cls.officer)
        cls.by(plan, cls.officer).action_submit()
        cls.by(plan, cls.boss).action_approve()
        cls.paper = cls.quarter(cls.driver, 1)
        cls.online = cls.quarter(cls.staff, 1)
        cls.far_officer = cls._user("far_officer", OFFICER)
        cls.far_officer.asn_unit_ids = cls.school_office

    def _write(self, evaluation, vals):
        ids = evaluation.ids
        return self.rpc("hr.asn.evaluation", "write", ids, vals)[1]

    @mute_logger("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")
    def test_the_report_is_entered_by_who_stands_in(self):
        report = {"self_report": "Lisan"}
        for who in (self.officer, self.unit_officer, self.boss, self.team):
            self.sign_in(who)
            self.paper.self_report = False
            self.assertIsNone(self._write(self.paper, report), who.name)
            self.assertEqual(self.paper.self_report, "Lisan")
            self.assertTrue(self._write(self.online, report), who.name)
        for who in (self.far_officer, self.peer, self.chief, self.head, self.auditor):
            self.sign_in(who)
            self.assertTrue(self._write(self.paper, {"self_report": "x"}), who.name)
        self.assertEqual(self.paper.self_report, "Lisan")
        self.assertFalse(self.online.self_report)

    @mute_logger("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")
    def test_nothing_else_is_written(self):
        self.reach(self.paper.date_to)
        other = self.quarter(self.driver, 2)
        changes = (
            {"note": "Baik"},
            {"note_kept": "Baik"},
            {"draft_result": "sesuai", "draft_behavior": "sesuai"},
            {"draft_result": "sesuai", "draft_behavior": "sesuai", "draft_reason": "x"},
            {"self_report": "x", "note": "Baik"},
            {"state": "submitted"},
            {"predikat": "baik"},
            {"appraiser_id": self.head.id},
            {"period_id": other.period_id.id},
            {"rating_ids": [(0, 0, {"result": "sesuai", "behavior": "sesuai"})]},
            {"document_ids": [(0, 0, {"kind": "receipt", "content": "{}"})]},
        )
        self.sign_in(self.officer)
        self.paper.read()
        before = self.paper.read()[0]
        for vals in changes:
            with self.subTest(vals):
                self.assertTrue(self._write(self.paper, vals))
        self.assertEqual(self.paper.read()[0], before)
        self.assertFalse(self.paper.sudo().rating_ids)
        self.assertFalse(self.paper.sudo().note_kept)

    @mute_logger("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")
    def test_only_while_it_is_a_draft(self):
        self.by(self.paper, self.officer).action_submit()
        for who in (self.officer, self.boss):
            self.sign_in(who)
            self.assertTrue(self._write(self.paper, {"self_report": "x"}), who.name)
        self.assertFalse(self.paper.self_report)
