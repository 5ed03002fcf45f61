"""The target of a year over its months: typed, sealed, brought back, due by now."""

from contextlib import suppress

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..days import in_words
from ..law import codes
from ..models.hr_asn_iki_team_mixin import Place
from .common import YEAR, AsnCommon, AsnHttpCommon

FEW, MANY = 2, 20
# Of 1.200 these are 120, 240, 240 and 600 in the quarters.
LATE = "hr_asn_appraisal.curve_pengadaan"
VIEW = "hr_asn_appraisal.hr_asn_iki_view_form_split"
IN_QUARTERS = (100, 200, 300, 600)


class SplitFixture:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_day(f"{YEAR}-01-12")
        cls.season = cls.env.ref(LATE)
        cls.skp = cls.plan(cls.staff)
        cls.rhk = cls.fill(cls.skp)
        cls.own = cls.by(cls.rhk.iki_ids, cls.staff)
        cls.own.write({"target": "1.200", "unit": "orang"})

    def by_season(self):
        self.own.write({"split": "seasonal", "curve_id": self.season.id})

    def by_hand(self, **figures):
        """Split by hand; without figures 100, 200, 300 and 600 end the quarters."""
        months = figures or {
            f"month_{3 * n}": figure for n, figure in enumerate(IN_QUARTERS, 1)
        }
        self.own.write({"split": "manual", **months})
        self.env.flush_all()
        self.env.invalidate_all()

    def sealed(self, plan=None):
        version = (plan or self.skp).sudo().version_ids.sorted("number")[-1]
        return version._content()["results"][0]["indicators"][0]

    def figures(self, iki=None):
        lines = (iki or self.own).sudo().month_ids
        return {line.month: line.figure for line in lines}


@tagged("post_install", "-at_install")
class TestSplit(SplitFixture, AsnCommon):
    def test_what_shares_evenly_is_sealed_as_ever(self):
        self.assertEqual(self.own.split, "even")
        self.bring_plan(self.skp, "approved")
        self.assertEqual(
            set(self.sealed()),
            {
                *("id", "aspect", "aspect_id", "text", "dimension", "target", "unit"),
                *("low", "high", "direction", "pattern", "months"),
                *("baseline", "baseline_date", "baseline_source"),
            },
        )

    def test_figures_that_are_not_used_are_not_sealed(self):
        self.by_hand()
        self.own.split = "even"
        self.bring_plan(self.skp, "approved")
        self.assertNotIn("split", self.sealed())

    def test_a_season_is_sealed_with_its_months(self):
        self.by_season()
        self.bring_plan(self.skp, "approved")
        months = (200, 300, 500, 500, 700, 800, 600, 700, 700, 1500, 2000, 1500)
        self.assertEqual(
            self.sealed()["split"],
            {
                "kind": "seasonal",
                "curve": "Pengadaan, triwulan IV berat",
                "curve_id": self.season.id,
                "months": {str(n): str(share) for n, share in enumerate(months, 1)},
            },
        )

    def test_figures_by_hand_are_sealed_where_they_weigh(self):
        self.by_hand(month_2=1199.5, month_11=0.5, month_12=0)
        self.assertEqual(self.figures(), {2: 1199.5, 11: 0.5})
        self.bring_plan(self.skp, "approved")
        self.assertEqual(
            self.sealed()["split"],
            {"kind": "manual", "months": {"2": "1.199,5", "11": "0,5"}},
        )

    def test_a_figure_typed_again_is_changed_and_zero_takes_it_out(self):
        self.by_hand()
        kept = self.own.month_ids.filtered(lambda line: line.month == 12)
        self.own.write({"month_3": 0, "month_12": 700})
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.figures(), {6: 200, 9: 300, 12: 700})
        self.assertEqual(kept.figure, 700)

    def test_a_season_shows_what_it_makes_of_the_target(self):
        self.by_season()
        told = [self.own[f"month_{n}"] for n in (1, 6, 11, 12)]
        self.assertEqual(told, [24, 96, 240, 180])
        self.assertFalse(self.own.split_note)
        self.own.target = "sesuai jadwal"
        self.env.invalidate_all()
        self.assertEqual(self.own.month_11, 0)

    # -- what is wrong ---------------------------------------------------------

    def _refused(self, sentence):
        with self.assertRaises(UserError) as caught, self.cr.savepoint():
            self.by(self.skp, self.staff).action_submit()
        self.assertIn(sentence, str(caught.exception))

    def test_a_plan_names_what_its_months_lack(self):
        for figures, expected in (
            ({"month_1": 1160}, "40 short of the target of 1.200."),
            ({"month_1": 1200.5}, "0,5 more than the target of 1.200."),
            ({"month_1": 0}, "1.200 short of the target of 1.200."),
        ):
            with self.subTest(expected):
                self.by_hand(**figures)
                self._refused(f"the split of the target of “Jumlah”: {expected}")
        self.by_hand(month_1=1160, month_2=40)
        self.by(self.skp, self.staff).action_submit()
        self.assertEqual(self.skp.state, "submitted")

    def test_nothing_typed_is_lost_meanwhile(self):
        self.by_hand(month_4=7)
        self._refused("1.193 short")
        self.assertEqual(self.figures(), {4: 7})

    def test_of_a_range_the_months_make_up_the_lower_number(self):
        self.own.target = "1.100–1.200"
        self.by_hand(month_1=1150)
        self._refused("“Jumlah”: 50 more than the target of 1.100")
        self.by_hand(month_1=1100)
        self.bring_plan(self.skp, "approved")
        self.assertEqual(self.sealed()["split"]["months"], {"1": "1.100"})

    def test_words_are_not_split_by_hand(self):
        self.own.target = "sesuai jadwal"
        self.by_hand(month_1=1)
        self._refused("“Jumlah”: Write the target as a number first")

    def test_what_holds_whenever_it_is_measured_is_not_split(self):
        for pattern in (codes.POSISI, codes.RILIS):
            for values in (
                {"split": "manual"},
                {"split": "seasonal", "curve_id": self.season.id},
            ):
                with (
                    self.subTest(pattern, split=values["split"]),
                    self.assertRaisesRegex(ValidationError, "Split it evenly"),
                    self.cr.savepoint(),
                ):
                    self.own.write({"pattern": pattern, **values})
                self.env.invalidate_all()
        self.own.write({"pattern": codes.KENAIKAN, "baseline": "0"})
        self.by_hand()
        self.assertTrue(self.own.can_split)

    def test_a_season_is_chosen(self):
        with self.assertRaisesRegex(ValidationError, "choose the season"):
            self.own.split = "seasonal"

    @mute_logger("odoo.sql_db")
    def test_a_figure_is_from_zero(self):
        with self.assertRaises(Exception) as caught, self.cr.savepoint():
            self.by_hand(month_1=-1)
        self.assertIn("figure_least", str(caught.exception))

    # -- the dialog --------------------------------------------------------------

    def _dialog(self):
        action = self.by(self.own, self.staff).action_split()
        own = self.own.browse(action["res_id"])
        return Form(own.with_env(self.by(own, self.staff).env), VIEW)

    def test_what_is_missing_is_told_while_one_types(self):
        dialog = self._dialog()
        dialog.split = "manual"
        self.assertEqual((dialog.month_1, dialog.month_12), (100, 100))
        self.assertEqual(dialog.split_note, "The months make up the target of 1.200.")
        dialog.month_1 = 60
        self.assertEqual(dialog.split_note, "40 short of the target of 1.200.")
        dialog.month_2 = 150.5
        self.assertEqual(dialog.split_note, "10,5 more than the target of 1.200.")
        dialog.month_2 = 140
        dialog.save()
        found = self.figures()
        self.assertEqual((found[1], found[2], found[12]), (60, 140, 100))

    def test_by_hand_begins_with_the_figures_of_the_season(self):
        self.by_season()
        dialog = self._dialog()
        dialog.split = "manual"
        self.assertEqual((dialog.month_1, dialog.month_11), (24, 240))
        dialog.save()
        self.assertEqual(sum(self.figures().values()), 1200)

    def test_what_was_typed_before_stands(self):
        self.by_hand(month_5=1200)
        self.own.split = "even"
        dialog = self._dialog()
        dialog.split = "manual"
        self.assertEqual((dialog.month_1, dialog.month_5), (0, 1200))

    # -- versions --------------------------------------------------------------

    def _revise(self):
        self.bring_plan(self.skp, "approved")
        before = self.sealed()
        self.by(self.skp, self.staff).action_revise("Pembagian berubah")
        return before

    def _told(self):
        [row] = self.by(self.skp, self.staff).changes["rows"]
        return [(one["label"], one["before"], one["after"]) for one in row["lines"]]

    def test_versions_say_it_in_words(self):
        december = in_words(self.env, f"{YEAR}-12-01", "MMM")
        self.by_hand()
        self._revise()
        self.own.write({"month_3": 0, "month_12": 700})
        self.assertEqual(
            self._told(),
            [
                (
                    "Split of the Target",
                    f"Mar 100, Jun 200, Sep 300, {december} 600",
                    f"Jun 200, Sep 300, {december} 700",
                )
            ],
        )
        self.own.split = "even"
        self.assertEqual(self._told()[0][2], "Evenly")
        quarter = self.env.ref("hr_asn_appraisal.curve_akhir_triwulan")
        self.own.write({"split": "seasonal", "curve_id": quarter.id})
        self.assertEqual(
            self._told()[0][2],
            f"Akhir triwulan (Mar 25 %, Jun 25 %, Sep 25 %, {december} 25 %)",
        )

    def test_a_dropped_change_brings_it_back(self):
        for begin in (self.by_season, self.by_hand):
            with self.subTest(begin.__name__), self.cr.savepoint() as savepoint:
                begin()
                before = self._revise()
                self.own.write({"split": "manual", "month_3": 1, "month_5": 2})
                self.by(self.skp, self.staff).action_drop()
                self.env.invalidate_all()
                self.assertEqual(self.own.split, before["split"]["kind"])
                again = self.skp.sudo()._asn_proposed()[self.skp.id]
                self.assertEqual(again["results"][0]["indicators"][0], before)
                savepoint.rollback()
            self.env.invalidate_all()

    def test_a_dropped_split_is_even_again(self):
        self._revise()
        self.by_hand()
        self.by(self.skp, self.staff).action_drop()
        self.env.invalidate_all()
        self.assertEqual((self.own.split, self.figures()), ("even", {}))

    def test_a_season_agreed_with_stays_as_it_is(self):
        self.season.share_1 = 2
        self.by_season()
        self.bring_plan(self.skp, "approved")
        with self.assertRaisesRegex(UserError, "Add another season"):
            self.season.write({"share_1": 5, "share_11": 17})
        self.season.write({"name": "Pengadaan", "active": False})

    def test_a_season_is_a_whole(self):
        for values, expected in (
            ({"share_1": 3}, "add up to 101 %, not to 100 %"),
            ({"share_1": 1.75}, "add up to 99,75 %, not to 100 %"),
            ({"share_1": -2, "share_2": 7}, "from zero"),
        ):
            with (
                self.subTest(expected),
                self.assertRaisesRegex(ValidationError, expected),
                self.cr.savepoint(),
            ):
                self.season.write(values)
            self.env.invalidate_all()
        for curve in self.env["hr.asn.curve"].search([]):
            self.assertEqual(sum(curve._asn_shares()), 10000, curve.name)

    # -- queries -----------------------------------------------------------------

    def test_as_many_queries_for_twenty_as_for_two(self):
        """Of sealing and of looking for gaps."""
        values = {
            **{"rhk_id": self.rhk.id, "aspect_id": self.aspect.id, "target": "12"},
            **{"split": "manual", "month_1": 5, "month_7": 7},
        }
        counts = []
        # The first look reads what is kept in memory afterwards.
        self.skp.sudo()._asn_contents(self.skp.company_id._asn_today())
        self.skp.sudo()._check_complete()
        for total in (FEW, MANY):
            self.own.create(
                [
                    values | {"name": f"{total} {n}"}
                    for n in range(total - len(self.rhk.iki_ids))
                ]
            )
            plan = self.skp.sudo()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            plan._check_complete()
            plan._asn_contents(plan.company_id._asn_today())
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts)


@tagged("post_install", "-at_install")
class TestSplitElsewhere(SplitFixture, AsnCommon):
    """A team's split, and last year's."""

    def _lead(self):
        self.by_hand()
        self.own.is_team = True

    def _member(self):
        lead = self.by(self.own, self.staff)
        line = lead._asn_add_members({self.peer: Place("Bagian")}).sudo()
        self.env.flush_all()
        self.env.invalidate_all()
        return line

    def test_a_member_follows_the_lead(self):
        self._lead()
        self.bring_plan(self.skp, "approved")
        line = self._member()
        self.assertEqual(line.split, "manual")
        self.assertEqual(self.figures(line), self.figures())
        self.bring_plan(line.skp_id, "approved")
        self.assertEqual(
            self.sealed(line.skp_id)["split"], self.sealed(self.skp)["split"]
        )

    def test_a_member_follows_what_was_agreed_last(self):
        self._lead()
        self.bring_plan(self.skp, "approved")
        self.by(self.skp, self.staff).action_revise("Pembagian berubah")
        self.own.write({"month_3": 300, "month_6": 0})
        line = self._member()
        self.assertEqual(self.figures(line), {3: 100, 6: 200, 9: 300, 12: 600})

    def test_a_member_follows_a_season(self):
        self.by_season()
        self.own.is_team = True
        self.bring_plan(self.skp, "approved")
        line = self._member()
        self.assertEqual((line.split, line.curve_id), ("seasonal", self.season))

    def test_a_member_changes_none_of_it(self):
        self._lead()
        self.bring_plan(self.skp, "approved")
        line = self.by(self._member(), self.peer)
        for values in ({"split": "even"}, {"month_3": 5}):
            with self.subTest(values), self.assertRaisesRegex(UserError, "only"):
                self.by(line, self.peer).write(values)
            self.env.invalidate_all()
        for refused in (
            lambda: line.month_ids[0].write({"figure": 5}),
            lambda: line.month_ids[0].unlink(),
            lambda: line.month_ids.create({"iki_id": line.id, "month": 1}),
        ):
            with self.assertRaisesRegex(UserError, "only"), self.cr.savepoint():
                refused()
            self.env.invalidate_all()
        self.assertEqual(self.figures(line), self.figures())

    def test_last_years_split_goes_on(self):
        self.by_hand()
        self.bring_plan(self.skp, "approved")
        self.set_day(f"{YEAR + 1}-01-05")
        year = self.env["hr.asn.cycle"].with_user(self.officer)
        year = year.create({"year": YEAR + 1, "policy_id": self.policy.id})
        year.action_open()
        plan = self.env["hr.asn.skp"].search(
            [("employee_id", "=", self.staff.id), ("cycle_id", "=", year.id)]
        )
        self.by(plan, self.staff)._asn_copy(self.rhk.ids)
        self.env.invalidate_all()
        self.assertEqual(plan.iki_ids.split, "manual")
        self.assertEqual(self.figures(plan.iki_ids), self.figures())


@tagged("post_install", "-at_install")
class TestSplitDue(SplitFixture, AsnCommon):
    """What is expected by now follows the split: 120, 240, 240 and 600 of 1.200."""

    def _agree(self, *actuals):
        """Seal the plan and record actuals in its first quarters."""
        self.bring_plan(self.skp, "approved")
        self.env.invalidate_all()
        return [
            self._record(self.quarter(self.staff, number), actual)
            for number, actual in enumerate(actuals, 1)
        ]

    def _record(self, evaluation, actual):
        self.prove(evaluation)
        self.by(evaluation.realization_ids, self.staff).actual = actual
        return evaluation

    def _rated(self, evaluation):
        """Return (proposal, achievement, what the panel says is due)."""
        self.reach(evaluation.date_to)
        self.by(evaluation, self.staff).action_submit()
        row = self.by(evaluation, self.boss)
        tree = row.explain()["result"]
        [result] = tree["leaves"]
        [leaf] = result["leaves"]
        # The tree adds up again: one result, twice its weight as a main one.
        self.assertEqual(sum(one["weight"] for one in tree["leaves"]), tree["total"])
        self.assertEqual(leaf["rating"], result["rating"])
        self.assertEqual(row.proposed_result, tree["value"])
        [told] = row.panel()["results"][0]["indicators"]
        return tree["value"], leaf["achievement_bp"], told["due"]

    def test_the_proposal_of_a_period(self):
        """1.200 a year: 10 % are 120 in the first quarter, 20 % 240 in the second."""
        self.by_season()
        first, second = self._agree("108", "264")
        self.assertEqual(self._rated(first), ("sesuai", 9000, "due here: 120"))
        self.assertEqual(self._rated(second), ("di_atas", 11000, "due here: 240"))

    def test_the_proposal_of_a_period_split_by_hand(self):
        """100, 200, 300 and 600 of 1.200."""
        self.by_hand()
        [first] = self._agree("89")
        self.assertEqual(self._rated(first), ("di_bawah", 8900, "due here: 100"))

    def test_without_a_split_all_is_as_ever(self):
        """300 each quarter."""
        [first] = self._agree("300")
        self.assertEqual(self._rated(first), ("sesuai", 10000, ""))

    def test_the_year_counts_what_its_periods_had(self):
        """120 and 240 are 30 % of the year, all that was due of it."""
        self.by_season()
        first, second = self._agree("120", "240")
        self.reach(second.date_to)
        annual = self.open_evaluations(self.staff).filtered(
            lambda one: one.kind == "annual"
        )
        found = self.by(annual, self.boss).sudo()._asn_results_reached()[annual]
        [iki] = found.results[0]["indicators"]
        self.assertEqual((iki["actual"], iki["share"]), ("360", "3/10"))
        self.assertEqual(annual._asn_achievement(iki, found.due[iki["id"]]), 10000)
        self.assertEqual(annual._asn_panel_due(iki, found.due[iki["id"]]), "")

    def _row(self):
        page = self.env["hr.asn.home"].browse(self.staff.user_id.id)
        [row] = self.by(page, self.staff).progress_rows
        return row

    def test_the_start_page(self):
        """By the end of June 360 of 1.200 were due: 30 %."""
        self.by_season()
        self._agree("120", "230")
        self.set_day(f"{YEAR}-07-02")
        row = self._row()
        self.assertIn(", due by now 360", row["hint"])
        self.assertEqual(row["actual"], "350")
        self.assertEqual(row["tick"], 30)
        self.assertEqual(row["tone"], "risk")

    def test_the_start_page_of_figures_by_hand(self):
        """By the end of September 600 of 1.200 were due."""
        self.by_hand()
        self._agree("100", "200", "300")
        self.set_day(f"{YEAR}-10-02")
        row = self._row()
        self.assertIn(", due by now 600", row["hint"])
        self.assertEqual((row["tick"], row["tone"]), (50, "good"))

    def test_an_increase(self):
        """From 400 on: 1.200 more in the year, 300 more by the end of June."""
        self.own.write({"pattern": codes.KENAIKAN, "baseline": "400"})
        self.by_hand()
        self._agree("500", "700")
        self.set_day(f"{YEAR}-07-02")
        row = self._row()
        self.assertIn(", due by now 300", row["hint"])
        self.assertEqual((row["actual"], row["tick"]), ("300", 25))

    def test_without_a_split_the_page_says_no_more(self):
        self._agree("300", "300")
        self.set_day(f"{YEAR}-07-02")
        row = self._row()
        self.assertNotIn("due by now", row["hint"])
        self.assertEqual((row["tick"], row["tone"]), (50, "good"))


@tagged("post_install", "-at_install")
class TestSplitAccess(SplitFixture, AsnHttpCommon):
    """Figures go with their plan: whose it is, and only while it is open."""

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_by_rpc(self):
        self.by_hand()
        line = self.own.month_ids[0]
        values = {"iki_id": self.own.id, "month": 1, "figure": 1}
        tries = (
            ("write", line.ids, {"figure": 5}),
            ("unlink", line.ids),
            ("create", values),
        )
        for who in (self.peer, self.boss, self.head):
            self.sign_in(who)
            for method, *args in tries:
                with self.subTest(who.name, method=method):
                    self.assertTrue(self.rpc("hr.asn.iki.month", method, *args)[1])
        self.sign_in(self.staff)
        _done, error = self.rpc("hr.asn.iki.month", *tries[0])
        self.assertFalse(error)
        self.rpc("hr.asn.iki.month", "write", line.ids, {"figure": 100})
        self.bring_plan(self.skp, "approved")
        for method, *args in tries:
            with self.subTest("agreed", method=method):
                self.assertTrue(self.rpc("hr.asn.iki.month", method, *args)[1])
        self.env.invalidate_all()
        self.assertEqual(self.figures(), {3: 100, 6: 200, 9: 300, 12: 600})


@tagged("post_install", "-at_install")
class TestSplitKept(SplitFixture, AsnCommon):
    """What a split keeps, whatever is changed around it."""

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
        return lead._asn_add_members({self.peer: Place("Bagian")}).sudo()

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
        with suppress(UserError), self.cr.savepoint():
            self.by(own.month_ids, self.peer).write({"iki_id": line.id})
        self.by(own, self.peer).write({"split": "even"})
        self.bring_plan(line.skp_id, "approved")
        version = line.skp_id.sudo().version_ids
        sealed = version._asn_indicator(line.id)["split"]
        self.assertEqual(sealed, self.sealed()["split"])
