"""What a period answers for where the target of the year is split over its months."""

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..law import codes
from ..models.hr_asn_iki_team_mixin import Place
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
class TestSplitDueHere(DueFixture, AsnCommon):
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
        line = lead._asn_add_members(
            {self.peer: Place("Bagian", f"{YEAR}-07-01")}
        ).sudo()
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

    def test_the_months_of_a_ceiling_make_up_the_most_that_may_be(self):
        """At most 200: 50 may have come by March, as it was typed."""
        self.own.write({"target": "100–200", "direction": codes.TURUN})
        self.by_hand(month_3=50, month_6=50, month_9=50, month_12=50)
        [first] = self.agreed("50")
        self.assertEqual(self.told(first)[0], "due here: 50")


@tagged("post_install", "-at_install")
class TestSplitOfAPart(DueFixture, AsnCommon):
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
class TestSplitAway(CycleMixin, DueFixture, AsnCommon):
    def test_what_is_due_while_away_is_nothing(self):
        """Away from April to June: by July only the first 120 are due."""
        self.by_season()
        self.agreed("120")
        self.exempt(self.staff, f"{YEAR}-04-01", f"{YEAR}-06-30")
        self.set_day(f"{YEAR}-07-02")
        page = self.env["hr.asn.home"].browse(self.staff.user_id.id)
        [row] = self.by(page, self.staff).progress_rows
        self.assertIn(", due by now 120", row["hint"])

    def _increase(self, day, **reached):
        """Return the row of an increase of 20 from 392, away from April to June."""
        values = {"target": "20", "pattern": codes.KENAIKAN, "baseline": "392"}
        self.own.write(values)
        self.bring_plan(self.skp, "approved")
        for number, actual in reached.items():
            quarter = self.quarter(self.staff, int(number[1:]))
            self.by(self.env["hr.asn.realization"], self.staff).create(
                {
                    "iki_id": self.own.id,
                    "period_id": quarter.period_id.id,
                    "actual": actual,
                }
            )
        self.exempt(self.staff, f"{YEAR}-04-01", f"{YEAR}-06-30")
        self.set_day(day)
        page = self.env["hr.asn.home"].browse(self.staff.user_id.id)
        [row] = self.by(page, self.staff).progress_rows
        return row

    def test_an_increase_is_not_late_while_its_owner_is_away(self):
        row = self._increase(f"{YEAR}-07-05", q1="397")
        self.assertEqual(row["tone"], "good")

    def test_an_increase_goes_on_after_an_absence_as_since_the_beginning(self):
        """397 again in September: three quarters of 20 are due by then."""
        row = self._increase(f"{YEAR}-10-05", q1="397", q3="397")
        self.assertEqual((row["tone"], row["tick"]), ("off", 75))


@tagged("post_install", "-at_install")
class TestTeamOfAPart(DueFixture, AsnCommon):
    """A member whose plan begins in July: the target is spread over the lead's year."""

    def _member(self, **values):
        self.own.write({"is_team": True, **values})
        self.bring_plan(self.skp, "approved")
        plan, _iki = self.july(self.peer)
        lead = self.by(self.own, self.staff)
        line = lead._asn_add_members(
            {self.peer: Place("Bagian", f"{YEAR}-07-01")}
        ).sudo()
        self.assertEqual(line.skp_id, plan)
        self.by(plan, self.peer).action_submit()
        self.by(plan, self.foreign_boss).action_approve()
        self.by(self.cycle, self.officer).action_open_periods()
        self.env.invalidate_all()
        return line

    def _record(self, number, actual):
        quarter = self.quarter(self.staff, number)
        self.by(self.env["hr.asn.realization"], self.staff).create(
            {
                "iki_id": self.own.id,
                "period_id": quarter.period_id.id,
                "actual": actual,
            }
        )

    def _told_of(self, line, number):
        plan = line.skp_id
        quarter = plan.evaluation_ids.filtered(
            lambda one: one.period_id.number == number and one.kind != "annual"
        )
        self.reach(quarter.date_to)
        results = self.by(quarter, self.foreign_boss).panel()["results"]
        [told] = [
            iki
            for result in results
            for iki in result["indicators"]
            if iki["id"] == line.id
        ]
        return told["due"], told["percent"]

    def test_a_quarter_of_the_team_is_a_quarter_for_him(self):
        line = self._member()
        self._record(3, "300")
        self.assertEqual(self._told_of(line, 3), ("", "100%"))

    def test_his_year_is_held_against_his_part_of_it(self):
        line = self._member()
        self._record(3, "300")
        self._record(4, "150")
        self.reach(self.cycle.date_to)
        year = line.skp_id.evaluation_ids.filtered(lambda one: one.kind == "annual")
        found = year.sudo()._asn_results_reached()[year]
        [iki] = [
            one
            for result in found.results
            for one in result["indicators"]
            if one["id"] == line.id
        ]
        self.assertEqual((iki["actual"], iki["recorded"]), ("450", [2, 4]))
        self.assertEqual(year.sudo()._asn_achievement(iki, found.due[line.id]), 7500)

    def test_split_by_hand_he_has_the_months_of_the_lead(self):
        self.by_hand()
        line = self._member()
        self._record(3, "150")
        self.assertEqual(self._told_of(line, 3), ("due here: 300", "50%"))
        sealed = line.skp_id.sudo().version_ids._asn_indicator(line.id)
        self.assertEqual(sealed["split"], self.sealed()["split"])
        over = [f"{YEAR}-01-01", f"{YEAR}-12-31"]
        self.assertEqual(sealed["team"]["over"], over)
