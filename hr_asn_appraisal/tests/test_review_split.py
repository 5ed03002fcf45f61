"""What a review found wrong with splits of targets and with action plans."""

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import codes
from .common import YEAR, AsnCommon, AsnHttpCommon
from .test_action import Acting
from .test_cycle_life import CycleMixin
from .test_split import SplitFixture


@tagged("post_install", "-at_install")
class TestReviewClosed(CycleMixin, SplitFixture, AsnCommon):
    def test_a_closed_cycle_takes_no_split(self):
        self.close()
        with self.assertRaises(UserError):
            self.by(self.own, self.staff).write({"split": "manual", "month_1": 1200})


@tagged("post_install", "-at_install")
class TestReviewAction(CycleMixin, Acting, AsnCommon):
    def test_a_closed_cycle_takes_no_actions(self):
        q1 = self.quarter(self.staff, 1)
        action = self.act(q1, False)
        for step in ("wind_up", "close"):
            self.step(step).action_apply()
        self.env.invalidate_all()
        self.assertEqual(self.cycle.state, "closed")
        with self.assertRaises(UserError):
            self.by(action, self.staff).write({"name": "Sesudah ditutup"})
        with self.assertRaises(UserError):
            self.act(q1, False)

    def test_no_actions_after_the_plan_has_ended(self):
        plan = self.agree(self.staff)
        self.by(plan.assignment_id, self.officer).date_to = f"{YEAR}-06-30"
        self.assertEqual(str(plan.date_to), f"{YEAR}-06-30")
        self._refused(plan, 4)

    def test_no_actions_before_the_plan_begins(self):
        post = self.plan(self.staff).assignment_id
        self.by(post, self.officer).date_to = f"{YEAR}-06-30"
        self.env.flush_all()
        new = self._assign(
            self.staff,
            self.foreign_boss,
            self.school_office,
            date_from=f"{YEAR}-07-01",
        )
        self.by(self.cycle, self.officer).action_open()
        self.set_day(f"{YEAR}-07-02")
        plan = new.skp_ids
        self.bring_plan(plan, "approved")
        self._refused(plan, 1)

    def _refused(self, plan, number):
        period = self.cycle.period_ids.filtered(
            lambda one: one.kind == codes.TRIWULAN and one.number == number
        )
        self.assertTrue(period)
        with self.assertRaises(UserError):
            self.by(self.env["hr.asn.action"], self.staff).create(
                {"rhk_id": plan.rhk_ids[0].id, "period_id": period.id, "name": "Lain"}
            )

    def test_what_is_left_goes_on_after_a_period_away(self):
        """Away from April to June: what the first quarter left goes on in the third."""
        q1 = self.quarter(self.staff, 1)
        left = self.act(q1, "not_done")
        self.quarter(self.staff, 2).unlink()
        self.exempt(self.staff, f"{YEAR}-04-01", f"{YEAR}-06-30")
        self.set_day(f"{YEAR}-07-02")
        q3 = self.quarter(self.staff, 3)
        self.assertFalse(self.quarter(self.staff, 2))
        self.assertEqual(self.go_on(q3).copied_from_id, left)


@tagged("post_install", "-at_install")
class TestReviewHttp(Acting, AsnHttpCommon):
    @mute_logger("odoo.http")
    def test_the_first_page_opens_nothing_where_nothing_is_planned(self):
        self.quarter(self.staff, 1)
        self.sign_in(self.staff)
        opened, error = self.rpc(
            "hr.asn.home", "action_actions", [self.staff.user_id.id]
        )
        self.assertTrue(error or not opened or opened["res_id"], opened)
