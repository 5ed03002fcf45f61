"""An evaluation that was opened by mistake is taken back while nothing stands in it."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import codes
from .common import YEAR, AsnCommon
from .test_open_day import OpenDayMixin

WHY = "Dibuka untuk periode yang keliru"
QUIET = ("odoo.models", "odoo.addons.base.models.ir_rule")


@tagged("post_install", "-at_install")
class TestRemove(AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.q1 = cls.quarter(cls.staff, 1)
        cls.skp = cls.q1.skp_id

    def test_it_goes_and_the_plan_remembers_why(self):
        period = self.q1.period_id
        own = self.by(self.q1, self.officer)
        self.assertTrue(own.can_remove)
        action = own.action_remove(WHY)
        self.assertFalse(self.q1.exists())
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("hr.asn.skp", self.skp.id)
        )
        event = self.events(self.skp)[-1]
        self.assertEqual(
            (event.name, event.label), ("remove_evaluation", "Evaluation taken back")
        )
        self.assertEqual(event.note, f"{period.display_name}: {WHY}")

    def test_opening_again_finds_the_plan(self):
        period = self.q1.period_id
        self.by(self.q1, self.officer).action_remove(WHY)
        again = self.quarter(self.staff, 1)
        self.assertEqual((again.period_id, again.state), (period, "draft"))

    def test_by_the_dialog(self):
        action = self.by(self.q1, self.officer).action_ask_remove()
        say = self.by(self.env["hr.asn.say"], self.officer)
        dialog = say.with_context(action["context"]).create({"text": WHY})
        self.assertEqual(dialog.action_say()["res_model"], "hr.asn.skp")

    def test_a_reason_is_obligatory(self):
        for nothing in ("", "  "):
            with self.assertRaisesRegex(UserError, "Write why"):
                self.by(self.q1, self.officer).action_remove(nothing)
        self.assertTrue(self.q1.exists())

    def test_where_something_stands_it_stays(self):
        own = self.by(self.q1, self.staff)
        period = {"period_id": self.q1.period_id.id}
        entries = {
            "report": lambda: own.write({"self_report": "Sudah"}),
            "view": lambda: own.write({"self_result": "sesuai"}),
            "note": lambda: self.by(self.q1, self.boss).write({"note": "Baik"}),
            "realization": lambda: own.env["hr.asn.realization"].create(
                period | {"iki_id": self.skp.iki_ids[:1].id, "actual": "1"}
            ),
            "evidence": lambda: own.env["hr.asn.evidence"].create(
                period
                | {"rhk_id": self.skp.rhk_ids[:1].id}
                | {"name": "Rekap", "url": "https://contoh.go.id"}
            ),
            "action": lambda: own.env["hr.asn.action"].create(
                period | {"rhk_id": self.skp.rhk_ids[:1].id, "name": "Kunjungan"}
            ),
            "survey": lambda: self.by(self.env["hr.asn.survey"], self.officer).create(
                {"kind": "group", "date_to": f"{YEAR}-12-31"}
                | {"evaluation_id": self.q1.id}
            ),
            "submitted": lambda: self.bring_evaluation(self.q1, "submitted"),
            "half a rating": self._choose_half,
        }
        for name, enter in entries.items():
            with self.subTest(name), self.cr.savepoint() as savepoint:
                enter()
                self.env.flush_all()
                self.env.invalidate_all()
                officer = self.by(self.q1, self.officer)
                self.assertFalse(officer.can_remove)
                with self.assertRaisesRegex(UserError, "stays"):
                    officer.action_remove(WHY)
                savepoint.rollback()
            self.env.invalidate_all()

    def test_feedback_hangs_on_the_plan_and_keeps_nothing(self):
        about = {"skp_id": self.skp.id, "rhk_id": self.skp.rhk_ids[:1].id}
        given = self.by(self.env["hr.asn.feedback"], self.boss).create(
            about | {"text": "Rapi"}
        )
        year = self.skp.evaluation_ids.filtered(lambda one: one.kind == "annual")
        for one in (self.q1, year):
            self.assertEqual(self.by(one, self.boss).feedback_ids, given)
            self.by(one, self.officer).action_remove(WHY)
        again = self.quarter(self.staff, 1)
        self.assertEqual(self.by(again, self.boss).feedback_ids, given)

    def _choose_half(self):
        """Choose one of two ratings of what was not reported: it stays a draft."""
        self.set_day(f"{YEAR}-12-31")
        self.by(self.q1, self.boss).write({"draft_result": "sesuai"})
        self.assertEqual(self.q1.state, "draft")

    def test_nobody_but_the_officer_of_the_unit(self):
        for who in (self.staff, self.boss, self.chief, self.auditor):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.assertFalse(self.by(self.q1, who).can_remove)
                self.by(self.q1, who).action_remove(WHY)
        self.assertTrue(self.q1.exists())

    def test_not_his_own(self):
        user = self.staff.user_id
        user.group_ids = [(4, self.env.ref("hr_asn_appraisal.group_asn_officer").id)]
        own = self.by(self.q1, self.staff)
        self.assertFalse(own.can_remove)
        with self.assertRaises(AccessError):
            own.action_remove(WHY)

    @mute_logger(*QUIET)
    def test_nobody_deletes_by_hand(self):
        for who in (self.staff, self.boss, self.officer):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.by(self.q1, who).unlink()
        self.assertTrue(self.q1.exists())


@tagged("post_install", "-at_install")
class TestRemovedNight(OpenDayMixin, AsnCommon):
    """What was taken back does not come again by itself where its period has a day."""

    def setUp(self):
        super().setUp()
        self.skp = self.agree(self.staff)
        periods = self.cycle.period_ids.sorted("date_to")
        quarters = periods.filtered(lambda one: one.kind == codes.TRIWULAN)
        self.first, self.second = quarters[:2]
        self.by(self.first, self.officer).open_on = f"{YEAR}-03-01"
        self.night(f"{YEAR}-03-01")
        self.by(self.skp.evaluation_ids, self.officer).action_remove(WHY)

    def opened(self, skp=None):
        self.env.invalidate_all()
        return (skp or self.skp).evaluation_ids.period_id

    def test_the_next_night_leaves_it_out(self):
        self.night(f"{YEAR}-03-02")
        self.assertFalse(self.opened())
        self.assertEqual(len(self.runs("evaluation")), 1)

    def test_nights_of_others_and_of_later_periods_leave_it_out(self):
        other = self.agree(self.peer)
        self.night(f"{YEAR}-03-02")
        self.assertEqual(self.opened(other), self.first)
        self.assertFalse(self.opened())
        self.by(self.second, self.officer).open_on = f"{YEAR}-06-01"
        self.night(f"{YEAR}-06-01")
        self.assertEqual(self.opened(), self.second)
        self.assertEqual(self.opened(other), self.first | self.second)

    def test_the_officers_button_makes_it_anew_and_it_can_go_again(self):
        self.by(self.cycle, self.officer).action_open_periods()
        self.assertIn(self.first, self.opened())
        again = self.skp.evaluation_ids.filtered(
            lambda one: one.period_id == self.first
        )
        self.by(again, self.officer).action_remove(WHY)
        self.night(f"{YEAR}-03-02")
        self.assertNotIn(self.first, self.opened())
