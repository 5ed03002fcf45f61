"""What a review found wrong with splits of targets and with action plans."""

from contextlib import suppress

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..law import codes
from .common import YEAR, AsnCommon
from .test_cycle_life import CycleMixin
from .test_split import VIEW, SplitFixture


class DueFixture(SplitFixture):
    def agreed(self, *actuals):
        """Agree the plan; record actuals in its first quarters and return these."""
        self.bring_plan(self.skp, "approved")
        self.env.invalidate_all()
        quarters = [self.quarter(self.staff, n) for n in range(1, len(actuals) + 1)]
        for quarter, actual in zip(quarters, actuals, strict=True):
            if actual:
                self.prove(quarter)
                self.by(quarter.realization_ids, self.staff).actual = actual
        return quarters

    def told(self, quarter):
        """Return what the panel says of the only indicator: (due, percent)."""
        self.reach(quarter.date_to)
        [told] = self.by(quarter, self.boss).panel()["results"][0]["indicators"]
        return told["due"], told["percent"]

    def july(self, employee):
        """Return the plan of an employee whose post begins in July, with a target."""
        old = self.plan(employee).assignment_id
        self.by(old, self.officer).date_to = f"{YEAR}-06-30"
        self.env.flush_all()
        self._assign(
            employee,
            self.foreign_boss,
            self.school_office,
            date_from=f"{YEAR}-07-01",
        )
        self.by(self.cycle, self.officer).action_open()
        plan = self.env["hr.asn.skp"].search(
            [
                ("employee_id", "=", employee.id),
                ("cycle_id", "=", self.cycle.id),
                ("date_from", "=", f"{YEAR}-07-01"),
            ]
        )
        self.set_day(f"{YEAR}-07-02")
        iki = self.fill(plan).iki_ids
        iki.write({"target": "1.200"})
        return plan, iki


@tagged("post_install", "-at_install")
class TestReviewSplitDue(DueFixture, AsnCommon):
    """What a period answers for where a target is split."""

    def test_an_increase_is_measured_where_a_month_adds_nothing(self):
        """400 + 300 by March and nothing more by June: 300 are due, 250 reached."""
        self.own.write({"pattern": codes.KENAIKAN, "baseline": "400"})
        self.by_hand(month_3=300, month_12=900)
        _first, second = self.agreed("700", "650")
        self.assertEqual(self.told(second), ("due here: 300", "83%"))

    def test_a_ceiling_of_nothing_that_is_passed_is_not_left_out(self):
        """At most 8 complaints, all of them in the last quarter: 5 by March."""
        self.own.write({"target": "8", "direction": codes.TURUN})
        self.by_hand(month_12=8)
        [first] = self.agreed("5")
        self.assertEqual(self.told(first), ("due here: 0", "0%"))

    def test_what_is_done_ahead_counts(self):
        """Split evenly one of one is 100 % in the first quarter, though none is due."""
        self.own.target = "1"
        self.by_hand(month_12=1)
        [first] = self.agreed("1")
        self.assertEqual(self.told(first), ("due here: 0", "100%"))

    def test_a_small_target_is_due_as_it_was_typed(self):
        """0,003 of 0,012 by March."""
        self.own.target = "0,012"
        self.by_hand(month_3=0.003, month_12=0.009)
        [first] = self.agreed("0,003")
        self.assertEqual(self.told(first), ("due here: 0,003", "100%"))

    def test_a_member_and_his_appraiser_see_the_same_is_due(self):
        """An increase of the team: 600 by September, whoever joined in July."""
        self.own.write({"pattern": codes.KENAIKAN, "baseline": "400"})
        self.own.is_team = True
        self.by_hand()
        self.bring_plan(self.skp, "approved")
        lead = self.by(self.own, self.staff)
        line = lead._asn_add_members(self.peer, "Bagian", f"{YEAR}-07-01").sudo()
        self.bring_plan(line.skp_id, "approved")
        third = self.quarter(self.staff, 3)
        self.by(self.env["hr.asn.realization"], self.staff).create(
            {
                "iki_id": self.own.id,
                "period_id": third.period_id.id,
                "actual": "850",
            }
        )
        self.set_day(f"{YEAR}-10-02")
        due, percent = self.told(self.quarter(self.peer, 3))
        self.assertEqual((due, percent), ("due here: 600", "75%"))
        page = self.env["hr.asn.home"].browse(self.peer.user_id.id)
        [row] = self.by(page, self.peer).progress_rows
        self.assertIn(", due by now 600", row["hint"])
        self.assertEqual(row["tone"], "off")

    def test_where_nothing_is_measured_nothing_is_said_to_be_due(self):
        """Measured in June and December: of the first quarter nothing is told."""
        self.own.months = "6,12"
        self.by_hand(month_6=600, month_12=600)
        [first] = self.agreed("")
        self.assertEqual(self.told(first)[0], "")

    def test_figures_by_hand_hold_where_it_is_measured_in_some_periods(self):
        """100 by June, 1.200 by December: in June 100 are due, whoever measures."""
        self.own.months = "6,12"
        self.by_hand(month_6=100, month_9=900, month_12=200)
        _first, second = self.agreed("", "100")
        self.assertEqual(self.told(second), ("due here: 100", "100%"))

    def test_a_ceiling_that_is_a_range_is_due_as_it_was_typed(self):
        """The months make up 100 of 100–200; of 25 by March nobody typed 50."""
        self.own.write({"target": "100–200", "direction": codes.TURUN})
        self.by_hand(month_3=25, month_6=25, month_9=25, month_12=25)
        [first] = self.agreed("25")
        self.assertEqual(self.told(first)[0], "due here: 25")


@tagged("post_install", "-at_install")
class TestReviewSplitPart(DueFixture, AsnCommon):
    """A plan that begins in July."""

    def test_months_before_the_plan_hold_nothing(self):
        """The months of a plan from July on make up its target alone."""
        plan, iki = self.july(self.staff)
        iki.write({"split": "manual", "month_2": 1200})
        with self.assertRaises(UserError):
            self.by(plan, self.staff).action_submit()

    def test_the_screen_shows_what_is_due(self):
        """A season: the months shown are those that the appraiser holds it against."""
        plan, iki = self.july(self.staff)
        iki.write({"split": "seasonal", "curve_id": self.season.id})
        self.env.flush_all()
        self.env.invalidate_all()
        shown = sum(iki[f"month_{n}"] for n in (7, 8, 9))
        self.by(plan, self.staff).action_submit()
        self.by(plan, self.foreign_boss).action_approve()
        self.by(self.cycle, self.officer).action_open_periods()
        self.env.invalidate_all()
        third = plan.evaluation_ids.filtered(lambda one: one.period_id.number == 3)
        self.reach(third.date_to)
        [told] = self.by(third, self.foreign_boss).panel()["results"][0]["indicators"]
        self.assertEqual(told["due"], f"due here: {int(shown)}")

    def test_by_hand_begins_within_the_plan(self):
        plan, iki = self.july(self.staff)
        own = self.by(iki, self.staff)
        dialog = Form(own, VIEW)
        dialog.split = "manual"
        self.assertEqual([dialog[f"month_{n}"] for n in range(1, 7)], [0] * 6)
        self.assertEqual(plan.state, "draft")


@tagged("post_install", "-at_install")
class TestReviewSplitPlan(DueFixture, AsnCommon):
    def test_a_season_gone_on_by_hand_makes_up_the_target(self):
        """Parts of a season are rounded to four places: together they are the whole."""
        twelfths = {f"share_{n}": 8.33 for n in range(1, 12)} | {"share_12": 8.37}
        season = self.season.create({"name": "Merata", **twelfths})
        self.own.write({"target": "12,5", "split": "seasonal", "curve_id": season.id})
        self.own.split = "manual"
        self.env.flush_all()
        self.env.invalidate_all()
        self.by(self.skp, self.staff).action_submit()
        self.assertEqual(self.skp.state, "submitted")

    def test_months_in_which_nothing_is_measured_hold_nothing(self):
        """All of it in December, and measured in June alone: it is never due."""
        self.own.months = "6"
        self.by_hand(month_12=1200)
        with self.assertRaises(UserError):
            self.by(self.skp, self.staff).action_submit()

    def test_a_team_lead_reads_the_months_with_their_indicator(self):
        self.rhk.assigned_by_id = self.foreign_boss
        self.by_hand()
        self.bring_plan(self.skp, "approved")
        led = self.by(self.own, self.foreign_boss)
        self.assertEqual(led.split, "manual")
        self.assertEqual(led.month_3, 100)
        self.assertEqual(led.split_note, "The months make up the target of 1.200.")

    def test_many_lines_with_figures_are_made_by_as_many_queries(self):
        values = {
            **{"rhk_id": self.rhk.id, "aspect_id": self.aspect.id, "target": "12"},
            **{"split": "manual", "month_1": 5, "month_7": 7},
        }
        counts = []
        for total in (1, 2, 12):
            own = self.by(self.own, self.staff)
            before = self.cr.sql_log_count
            own.create([values | {"name": f"{total} {n}"} for n in range(total)])
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertLess(counts[2] - counts[1], 5, counts)

    def test_a_season_in_force_stays_while_a_change_takes_another(self):
        self.by_season()
        self.bring_plan(self.skp, "approved")
        before = self.sealed()
        self.by(self.skp, self.staff).action_revise("Pembagian berubah")
        self.own.write({"split": "even", "curve_id": False})
        with suppress(UserError):
            self.season.write({"share_1": 5, "share_11": 17})
        self.by(self.skp, self.staff).action_drop()
        self.env.invalidate_all()
        again = self.skp.sudo()._asn_proposed()[self.skp.id]
        self.assertEqual(again["results"][0]["indicators"][0], before)

    def test_a_season_that_is_renamed_changes_no_plan(self):
        self.by_season()
        self.bring_plan(self.skp, "approved")
        self.season.name = "Pengadaan"
        self.by(self.skp, self.staff).action_revise("Yang lain")
        self.assertFalse(self.by(self.skp, self.staff).changes["rows"])

    def test_a_season_nobody_agreed_to_is_free(self):
        """The season is left behind when the split becomes even again."""
        self.by_season()
        self.own.split = "even"
        self.bring_plan(self.skp, "approved")
        self.season.write({"share_1": 5, "share_11": 17})

    def test_a_target_that_changes_moves_the_months_of_a_season(self):
        self.by_season()
        self.assertEqual(self.own.month_1, 24)
        self.own.target = "2.400"
        self.assertEqual(self.own.month_1, 48)

    def _member(self):
        self.by_hand()
        self.own.is_team = True
        self.bring_plan(self.skp, "approved")
        lead = self.by(self.own, self.staff)
        return lead._asn_add_members(self.peer, "Bagian", False).sudo()

    def test_a_member_moves_no_month_into_the_team(self):
        line = self._member()
        own = self.fill(line.skp_id).iki_ids
        self.by(own, self.peer).write(
            {"target": "500", "split": "manual", "month_1": 500}
        )
        month = self.by(own.month_ids, self.peer)
        before = self.figures(line)
        for move in (
            lambda: month.write({"iki_id": line.id}),
            lambda: self.by(line, self.peer).write({"month_ids": [(4, month.id)]}),
        ):
            with self.assertRaises(UserError), self.cr.savepoint():
                move()
                self.env.flush_all()
            self.env.invalidate_all()
            self.assertEqual(self.figures(line), before)

    def test_a_member_seals_what_the_lead_agreed(self):
        """What the move above does to the figures that are agreed."""
        line = self._member()
        own = self.fill(line.skp_id).iki_ids
        self.by(own, self.peer).write(
            {"target": "500", "split": "manual", "month_1": 500}
        )
        with suppress(UserError):
            self.by(own.month_ids, self.peer).write({"iki_id": line.id})
        self.by(own, self.peer).write({"split": "even"})
        self.bring_plan(line.skp_id, "approved")
        version = line.skp_id.sudo().version_ids
        sealed = version._asn_indicator(line.id)["split"]
        self.assertEqual(sealed, self.sealed()["split"])


@tagged("post_install", "-at_install")
class TestReviewClosed(CycleMixin, DueFixture, AsnCommon):
    def test_what_is_due_while_away_is_nothing(self):
        """Away from April to June: by July only the first 120 are due."""
        self.by_season()
        self.agreed("120")
        self.exempt(self.staff, f"{YEAR}-04-01", f"{YEAR}-06-30")
        self.set_day(f"{YEAR}-07-02")
        page = self.env["hr.asn.home"].browse(self.staff.user_id.id)
        [row] = self.by(page, self.staff).progress_rows
        self.assertIn(", due by now 120", row["hint"])
