from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import YEAR, AsnCommon


@tagged("post_install", "-at_install")
class TestNoLogin(AsnCommon):
    """Who has no login is served on paper, and the history says by whom."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.driver = cls._person("Syahrul", login=False)
        cls._assign(cls.driver, cls.boss, cls.clinic, cls.chief)
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
