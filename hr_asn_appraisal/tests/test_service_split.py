"""The target of a service over the months: split there, followed in the plans."""

import runpy
from pathlib import Path

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import YEAR, AsnCommon
from .test_service import Served

# 400 children, most of them when the schools begin.
HAND = {1: 10, 2: 20, 7: 170, 8: 200}


@tagged("post_install", "-at_install")
class TestServiceSplit(Served, AsnCommon):
    def by_hand(self, who=None, figures=HAND):
        own = self.by(self.target, who or self.peer)
        own.write(
            {
                "split": "manual",
                **{f"month_{month}": figure for month, figure in figures.items()},
            }
        )

    def test_it_is_split_in_the_three_ways_of_an_indicator(self):
        self.assertEqual(self.target.split, "even")
        self.by_hand()
        self.assertEqual(self.target._asn_months_kept(), HAND)
        self.assertEqual(
            self.target.split_note, "The months make up the target of 400."
        )
        self.by_hand(figures={8: 190})
        self.assertEqual(self.target.split_note, "10 short of the target of 400.")
        season = self.env["hr.asn.curve"].create(
            {"name": "Bulan Imunisasi", "share_8": 75, "share_11": 25}
        )
        self.target.write({"split": "seasonal", "curve_id": season.id})
        self.assertEqual((self.target.month_8, self.target.month_11), (300, 100))
        self.assertEqual(self.target.counted_months, "-1-2-3-4-5-6-7-8-9-10-11-12-")

    def test_who_writes_the_service_splits_it(self):
        self.assertTrue(self.by(self.target, self.peer).can_choose_split)
        self.assertFalse(self.by(self.target, self.staff).can_choose_split)
        with self.assertRaises(AccessError):
            self.by_hand(self.staff)
        self.by_hand()
        action = self.by(self.target, self.staff).action_split()
        view = self.env["hr.asn.service.target"].get_view(action["views"][0][0], "form")
        self.assertEqual(view["model"], "hr.asn.service.target")
        self.assertIn("month_12", view["arch"])

    def test_many_months_are_told_at_once(self):
        self.by_hand()
        self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        before = len(self.events(self.owner_plan))
        self.by_hand(self.officer, {1: 20, 2: 10, 7: 200, 8: 170})
        told = self.events(self.owner_plan)[before:]
        self.assertEqual(told.mapped("name"), ["service_changed"])

    def test_what_does_not_make_up_the_target_comes_into_no_plan(self):
        self.by_hand(figures={3: 390})
        with self.refused(UserError, "Imunisasi Rutin.*10 short of the target of 400"):
            self.take(self.target)
        self.by_hand(figures={3: 400})
        self.assertEqual(self.month_figures(self.take(self.target)), {3: 400})

    def test_owner_and_members_have_the_split(self):
        self.member()
        self.fill(self.plan(self.staff))
        self.by_hand()
        line = self.take(self.target)
        self.assertEqual((line.split, self.month_figures(line)), ("manual", HAND))
        member = line.member_ids
        self.assertEqual(member.skp_id.employee_id, self.staff)
        self.assertEqual((member.split, self.month_figures(member)), ("manual", HAND))
        with self.refused(UserError, "target of a service"):
            self.by(line, self.peer).month_1 = 400
        with self.refused(UserError, "target of a service"):
            self.by(line, self.peer).split = "even"
        with self.refused(UserError, "target of a service"):
            self.by(line.month_ids[0], self.peer).figure = 400
        self.assertFalse(self.by(line, self.peer).can_choose_split)

    def test_a_change_is_told_and_taken_over(self):
        self.member()
        self.fill(self.plan(self.staff))
        self.by_hand()
        line = self.take(self.target)
        self.by_hand(self.head, {7: 100, 12: 70})
        self.env.invalidate_all()
        plan = self.by(self.owner_plan, self.peer)
        self.assertIn("July 170", plan.service_changes)
        self.assertIn("December 70", plan.service_changes)
        self.assertEqual(self.month_figures(line), HAND)
        plan.action_take_service()
        now = HAND | {7: 100, 12: 70}
        self.assertEqual(self.month_figures(line), now)
        self.assertFalse(plan.service_changes)
        # A half change is taken over by nobody.
        self.by_hand(self.head, {12: 60})
        with self.refused(UserError, "10 short of the target of 400"):
            plan.action_take_service()

    def test_what_is_due_by_now_follows_the_split(self):
        """No period is behind before its figures: 30 of 400 were due until March."""
        self.by_hand()
        line = self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        self.set_day(f"{YEAR}-04-10")
        self.record(line, 1, "30")
        self.env.invalidate_all()
        # 30 of 400 are 7,5 %, as planned; evenly it would be a quarter, and behind.
        self.assertEqual(self.told(), ("agreed", "30", 7, 7, "on_track"))

    def test_a_database_of_before_keeps_what_owners_split(self):
        line = self.take(self.target)
        other = self.make_target(self.service, name="Kunjungan")
        line.sudo().write({"split": "manual", "month_3": 150, "month_9": 250})
        self.env.flush_all()
        path = Path(__file__).parents[1] / "migrations/19.0.1.5.0"
        migrate = runpy.run_path(str(path / "post-service-split.py"))["migrate"]
        migrate(self.cr, "19.0.1.4.0")
        self.env.invalidate_all()
        self.assertEqual(self.target._asn_months_kept(), {3: 150, 9: 250})
        self.assertEqual(self.target.month_ids.company_id, self.agency)
        self.assertEqual(other.split, "even")
        self.assertFalse(self.owner_plan.service_changes)
