"""My Performance: what is next, the year, what was reached, and how it has gone."""

import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..days import in_words
from .common import YEAR, AsnCommon
from .test_cycle_life import CycleMixin


class HomeCase(AsnCommon):
    def home(self, who, **context):
        """Return the first page of somebody, asked afresh."""
        page = self.env["hr.asn.home"].browse(who.user_id.id)
        return self.by(page, who).with_context(**context)

    def day(self, text):
        """Return a day of the year in words, "07-04" as "4 Juli 2026"."""
        return in_words(self.env, f"{YEAR}-{text}")


@tagged("post_install", "-at_install")
class TestWithoutPlan(HomeCase):
    def test_who_has_no_plan_reads_his_page_as_well(self):
        """An officer has none, nor has an employee before the cycle is opened."""
        for who in (self.officer, self.staff.user_id):
            with self.subTest(who.name):
                page = self.by(self.env["hr.asn.home"].browse(who.id), who)
                (row,) = page.read()
                self.assertFalse(row["progress_rows"] or row["todos"] or row["skp_id"])
                self.assertEqual(row["late_note"], "Nothing is late")


@tagged("post_install", "-at_install")
class TestPhoneBar(HomeCase):
    def bar(self, who):
        return self.by(self.env["hr.asn.home"], who).phone_bar()

    def test_it_is_for_who_is_asn_alone(self):
        self.assertEqual(self.bar(self.staff), {"report": False})
        self.assertIs(self.bar(self.mayor), False, "rates, has no plan")
        self.assertIs(self.bar(self.officer), False, "has a login and no post")

    def test_it_leads_to_the_period_that_ends_first_and_is_not_reported(self):
        first = self.quarter(self.staff, 1)
        second = self.quarter(self.staff, 2)
        self.assertEqual(self.bar(self.staff), {"report": first.id})
        self.set_day(f"{YEAR}-04-02")
        self.assertEqual(self.bar(self.staff), {"report": first.id}, "late, not shut")
        self.bring_evaluation(first, "submitted")
        self.assertEqual(self.bar(self.staff), {"report": second.id})
        self.assertEqual(self.bar(self.peer), {"report": False}, "of no other's")

    def test_what_is_locked_is_not_recorded(self):
        self.policy.locks_late = True
        first = self.quarter(self.staff, 1)
        second = self.quarter(self.staff, 2)
        self.set_day(f"{YEAR}-04-30")
        self.assertTrue(first.is_locked)
        self.assertEqual(self.bar(self.staff), {"report": second.id})


@tagged("post_install", "-at_install")
class TestTodos(HomeCase):
    def test_late_ones_stand_first_and_say_by_how_much(self):
        self.quarter(self.staff, 1).period_id.close_on = f"{YEAR}-04-05"
        second = self.quarter(self.staff, 2)
        self.set_day(f"{YEAR}-07-02")
        self.env["hr.asn.evaluation"].flush_model()
        self.env.cr.execute(
            "UPDATE hr_asn_evaluation SET opened_on = %s", [f"{YEAR}-01-05"]
        )
        self.env.invalidate_all()
        second.period_id.close_on = f"{YEAR}-07-04"
        home = self.home(self.staff)
        rows = home.todos
        self.assertEqual(
            (home.todo_count, home.late_count, home.late_note), (3, 1, "1 late")
        )
        self.assertEqual(
            [(row["due"], row["when"], row["late"]) for row in rows],
            [
                (f"{YEAR}-04-05", "88 days late", True),
                (f"{YEAR}-07-04", f"Until {self.day('07-04')} (2 days left)", False),
                (f"{YEAR}-09-30", f"Until {self.day('09-30')} (90 days left)", False),
            ],
        )

    def test_the_last_day_is_not_late(self):
        period = self.quarter(self.staff, 1).period_id
        self.set_day(f"{YEAR}-03-31")
        self.assertEqual(str(period.report_until), f"{YEAR}-03-31")
        home = self.home(self.staff)
        [row] = home.todos
        self.assertEqual((row["when"], row["late"]), ("Today is the last day", False))
        self.assertEqual((home.todo_count, home.late_note), (1, "Nothing is late"))

    def test_a_document_is_read_until_silence_counts_and_names_no_rating(self):
        quarter = self.quarter(self.staff, 1)
        self.set_day(f"{YEAR}-04-02")
        self.bring_evaluation(quarter, "delivered", "di_bawah", "di_bawah")
        rows = self.home(self.staff).todos
        self.assertEqual(rows[0]["due"], f"{YEAR}-04-16")
        self.assertEqual(rows[0]["button"], "Read Document")
        self.assertNotRegex(json.dumps(rows), "Poor|Below|kurang")
        action = self.home(self.staff).action_todo(rows[0]["key"])
        self.assertEqual(
            (action["res_model"], action["res_id"]), (quarter._name, quarter.id)
        )

    def test_the_appraiser_has_one_row_for_each_kind(self):
        quarter = self.bring_evaluation(self.quarter(self.staff, 1), "submitted")
        self.set_day(f"{YEAR}-04-02")
        other = self.bring_evaluation(self.quarter(self.peer, 1), "rated")
        team = [row for row in self.home(self.boss).todos if "/" not in row["key"]]
        self.assertEqual(
            [(row["key"], row["title"]) for row in team],
            [
                # It has a day, and comes before what has none.
                ("deliver", "Rated evaluations to deliver: 1"),
                ("rate", "Evaluations to rate: 1"),
            ],
        )
        action = self.home(self.boss).action_todo("rate")
        self.assertEqual(action["res_model"], (quarter | other)._name)

    def test_what_is_done_meanwhile_is_told(self):
        quarter = self.quarter(self.staff, 1)
        self.set_day(f"{YEAR}-04-02")
        key = f"hr.asn.evaluation/{quarter.id}"
        self.assertTrue(self.home(self.staff).action_todo(key))
        self.bring_evaluation(quarter, "submitted")
        for gone in (key, "res.users/1", "approve"):
            with self.assertRaisesRegex(UserError, "Reload"):
                self.home(self.staff).action_todo(gone)

    def test_nothing_waits(self):
        home = self.home(self.head)
        self.assertFalse(home.todos)
        self.assertFalse(home.next_deadline)

    def test_nobody_opens_the_page_of_another(self):
        page = self.env["hr.asn.home"].browse(self.staff.user_id.id)
        with self.assertRaises(AccessError):
            self.by(page, self.peer).read(["todos", "steps", "progress_rows", "trend"])


@tagged("post_install", "-at_install")
class TestTodosOfClosedCycle(CycleMixin, HomeCase):
    def test_what_was_left_open_asks_nobody_any_more(self):
        """A delivered document is still read; a draft, a report, a rating are not."""
        self.policy.evidence_gate = False
        quarters = [self.quarter(self.staff, number) for number in (1, 2, 3, 4)]
        for quarter, state in zip(
            quarters, ("delivered", "rated", "submitted", "draft"), strict=True
        ):
            self.bring_evaluation(quarter, state)
        self.bring_plan(self.plan(self.peer), "submitted")
        self.set_day(f"{YEAR}-12-01")
        self.assertEqual(self.keys(self.boss), ["approve", "deliver", "rate"])
        self.assertEqual(len(self.keys(self.staff)), 2)
        self.assertTrue(self.home(self.staff).next_deadline)
        for step in ("wind_up", "close"):
            self.step(step).action_apply()
        self.assertFalse(self.home(self.boss).todos)
        self.assertFalse(self.home(self.foreigner).todos)
        self.assertEqual(self.keys(self.staff), [f"hr.asn.evaluation/{quarters[0].id}"])
        self.assertFalse(self.home(self.staff).next_deadline)
        users = (self.staff | self.boss | self.peer).user_id
        told = self.env["hr.asn.todo"].with_company(self.agency).sudo()
        found = told._asn_of_many(users, self.agency._asn_today())
        self.assertEqual(
            {user: list(kinds) for user, kinds in found.items()},
            {self.staff.user_id: ["document"]},
        )

    def keys(self, who):
        """Return the keys of what waits for somebody, of plans of his own none."""
        rows = self.home(who).todos
        return sorted(
            row["key"] for row in rows if not row["key"].startswith("hr.asn.skp/")
        )


@tagged("post_install", "-at_install")
class TestCourse(HomeCase):
    def steps(self, who):
        return [
            (step["kind"], step["badge"], step["who"]) for step in self.home(who).steps
        ]

    def test_a_predikat_stands_there_once_it_was_acknowledged(self):
        first, second = (self.quarter(self.staff, number) for number in (1, 2))
        self.set_day(f"{YEAR}-07-02")
        self.bring_evaluation(first, "received")
        self.bring_evaluation(second, "delivered")
        past, unread, running, *coming = self.steps(self.staff)
        self.assertEqual(past, ("past", "Good", f"Received {self.day('07-02')}"))
        self.assertEqual(
            unread, ("now", "Not opened yet", f"Delivered {self.day('07-02')}")
        )
        self.assertEqual(
            running, ("now", "Running", f"Actuals until {self.day('09-30')}")
        )
        self.assertEqual(coming, [("coming", "Not Yet Due", "")] * 2)
        opened = self.home(self.staff).action_step(first.id)
        self.assertEqual(opened["res_id"], first.id)

    def test_a_rated_one_tells_nothing_of_its_rating(self):
        quarter = self.quarter(self.staff, 1)
        self.set_day(f"{YEAR}-04-02")
        self.bring_evaluation(quarter, "rated", "di_bawah", "di_bawah")
        text = json.dumps(self.home(self.staff).steps)
        self.assertNotRegex(text, "Poor|Below|kurang")
        self.assertEqual(self.steps(self.staff)[0][1], "Rated")

    def test_the_line_needs_two_acknowledged_documents_and_shows_six(self):
        quarters = [self.quarter(self.staff, number) for number in (1, 2)]
        self.set_day(f"{YEAR}-07-02")
        self.bring_evaluation(quarters[0], "received", "di_bawah", "sesuai")
        self.assertFalse(self.home(self.staff).trend)
        self.bring_evaluation(quarters[1], "delivered", "di_atas", "di_atas")
        self.assertFalse(self.home(self.staff).trend, "delivered, not opened yet")
        self.by(quarters[1], self.staff).action_receive()
        [line] = json.loads(self.home(self.staff).trend)
        self.assertEqual(
            [(point["x"], line["levels"][point["y"] - 1]) for point in line["values"]],
            [
                (f"Quarter I {YEAR}", "Needs Improvement"),
                (f"Quarter II {YEAR}", "Very Good"),
            ],
        )
        self.assertEqual(line["levels"][0], "Very Poor")


@tagged("post_install", "-at_install")
class TestProgress(HomeCase):
    """Figures typed by hand: 420 a year, 105 a quarter."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.skp = cls.plan(cls.staff)
        rhk = cls.fill(cls.skp)
        rhk.iki_ids.write({"name": "Sum", "target": "420", "unit": "orang"})
        others = (
            ("Latest", "posisi", "95", "%", {}),
            ("Release", "rilis", "3,40", False, {"months": "6,12"}),
            ("Increase", "kenaikan", "8", False, {"baseline": "20"}),
            ("Lower", "posisi", "5", "menit", {"direction": "turun"}),
            ("Words", "posisi", "Terlaksana", False, {}),
        )
        rhk.env["hr.asn.iki"].create(
            [
                {
                    "rhk_id": rhk.id,
                    "sequence": 10 * number,
                    "name": name,
                    "pattern": pattern,
                    "target": target,
                    "unit": unit,
                    "aspect_id": cls.aspect.id,
                    **more,
                }
                for number, (name, pattern, target, unit, more) in enumerate(
                    others, start=2
                )
            ]
        )
        cls.bring_plan(cls.skp, "approved")
        cls.quarters = cls.open_evaluations(cls.staff).sorted("date_to")

    def record(self, number, **actuals):
        """Let the employee record actuals in a quarter, by name of the indicator."""
        period = self.quarters.filtered(lambda one: one.kind == "periodic")[number - 1]
        ikis = {iki.name: iki.id for iki in self.skp.iki_ids}
        self.by(self.env["hr.asn.realization"], self.staff).create(
            [
                {
                    "iki_id": ikis[name],
                    "period_id": period.period_id.id,
                    "actual": actual,
                }
                for name, actual in actuals.items()
            ]
        )

    def rows(self, *keys):
        return {
            row["name"]: tuple(row[key] for key in keys)
            for row in self.home(self.staff).progress_rows
        }

    def test_what_is_not_measured_is_no_zero(self):
        rows = self.rows("actual", "bar", "tick", "state")
        self.assertEqual(len(rows), 6)
        self.assertEqual(rows.pop("Release"), ("", None, None, "Waiting for release"))
        self.assertEqual(set(rows.values()), {("", None, None, "Not measured")})

    def test_figures_after_half_of_the_year(self):
        self.record(1, Sum="100", Latest="90", Increase="21", Lower="6")
        self.record(2, Sum="110", Latest="94", Increase="24", Lower="4,6", Words="Ya")
        self.set_day(f"{YEAR}-07-08")
        self.assertEqual(
            self.rows("actual", "target", "bar", "tick", "state"),
            {
                "Sum": ("210", "420 orang", 50.0, 50.0, "On Track"),
                "Latest": ("94", "95 %", 98.94, None, "At Risk"),
                "Release": ("", "3,40", None, None, "Waiting for release"),
                "Increase": ("4", "8", 50.0, 50.0, "On Track"),
                "Lower": ("4,6", "5 menit", 92.0, None, "On Track"),
                "Words": ("Ya", "Terlaksana", None, None, ""),
            },
        )

    def test_words_in_one_period_are_shown_as_the_seal_has_them(self):
        self.record(1, Sum="Belum dihitung")
        self.record(2, Sum="110")
        self.set_day(f"{YEAR}-07-08")
        self.assertEqual(
            self.rows("actual", "bar", "tick", "state")["Sum"], ("110", None, None, "")
        )

    def test_what_was_recorded_of_the_year_itself_counts(self):
        self.record(1, Sum="100")
        year = self.quarters.filtered(lambda one: one.kind != "periodic").period_id
        sum_id = self.skp.iki_ids.filtered(lambda one: one.name == "Sum").id
        self.by(self.env["hr.asn.realization"], self.staff).create(
            {"iki_id": sum_id, "period_id": year.id, "actual": "399"}
        )
        self.set_day(f"{YEAR + 1}-01-02")
        self.assertEqual(
            self.rows("actual", "bar", "tick", "state")["Sum"],
            ("399", 95.0, 100.0, "At Risk"),
        )

    def test_a_running_period_flatters_nobody(self):
        """160 of the 210 that two quarters ask; the 60 of the third stand beside."""
        for number, actual in enumerate(("80", "80", "60"), start=1):
            self.record(number, Sum=actual)
        self.set_day(f"{YEAR}-07-08")
        *figure, hint = self.rows("actual", "bar", "tick", "state", "hint")["Sum"]
        self.assertEqual(figure, ["160", 38.09, 50.0, "Off Track"])
        self.assertIn("60 in the running period", hint)
        title = self.home(self.staff).progress_title
        self.assertEqual(title, f"My progress until {self.day('06-30')}")

    def test_a_post_that_ends_answers_for_its_part_of_the_year(self):
        """105 of the 420 that four quarters share, though only two are its own."""
        self.record(1, Sum="105")
        self.skp.assignment_id.date_to = f"{YEAR}-06-30"
        self.set_day(f"{YEAR}-04-08")
        self.assertEqual(
            self.rows("actual", "bar", "tick", "state")["Sum"],
            ("105", 25.0, 25.0, "On Track"),
        )

    def test_a_release_counts_in_its_months_only(self):
        self.record(1, Release="9")
        self.set_day(f"{YEAR}-07-08")
        self.assertEqual(self.rows("state")["Release"], ("Waiting for release",))
        self.record(2, Release="3,52")
        self.assertEqual(self.rows("actual", "state")["Release"], ("3,52", "On Track"))

    def test_a_sum_is_not_held_against_what_nobody_reported(self):
        """105 of one quarter is what one quarter asks; that one lacks is told."""
        self.record(1, Sum="105")
        self.set_day(f"{YEAR}-07-08")
        [figure] = [self.rows("bar", "tick", "state", "hint")["Sum"]]
        self.assertEqual(figure[:3], (25.0, 50.0, "On Track"))
        self.assertIn("1 of 2 periods reported", figure[3])
        self.record(2, Sum="60")
        self.assertEqual(self.rows("state")["Sum"], ("Off Track",))

    def test_nothing_is_expected_before_the_first_period_has_passed(self):
        self.record(1, Sum="3")
        self.set_day(f"{YEAR}-02-08")
        self.assertEqual(self.rows("tick", "state")["Sum"], (None, ""))


@tagged("post_install", "-at_install")
class TestSwitches(HomeCase):
    def test_two_plans_at_once_have_each_their_appraiser(self):
        self._assign(
            self.staff,
            self.foreign_boss,
            self.school_office,
            post="Kepala Seksi",
            status="plt",
            date_from=f"{YEAR}-01-02",
        )
        plans = self.plan(self.staff)
        self.assertEqual(len(plans), 2)
        home = self.home(self.staff)
        self.assertEqual(home.appraiser_name, "Aisyah")
        switch = home.plans
        self.assertEqual(
            [(one["label"], one["chosen"]) for one in switch],
            [("Perawat Terampil", True), ("Plt. Kepala Seksi", False)],
        )
        action = home.action_choose_plan(switch[1]["key"])
        acting = self.home(self.staff, **action["context"])
        self.assertEqual(acting.appraiser_name, "Safrina")
        self.assertEqual(acting.post, "Plt. Kepala Seksi")

    def test_one_plan_needs_no_switch(self):
        self.plan(self.staff)
        self.assertFalse(self.home(self.staff).plans)

    def test_a_year_that_is_over_is_looked_at(self):
        self.plan(self.staff)
        former = self.env["hr.asn.cycle"].create(
            {"year": YEAR - 1, "policy_id": self.policy.id}
        )
        former.action_open()
        home = self.home(self.staff)
        self.assertEqual(
            [(one["key"], one["chosen"]) for one in home.years],
            [(YEAR, True), (YEAR - 1, False)],
        )
        past = self.home(self.staff, **home.action_choose_year(YEAR - 1)["context"])
        self.assertEqual(past.skp_id.year, YEAR - 1)
        self.assertEqual([one["chosen"] for one in past.years], [False, True])

    def test_a_plan_of_another_is_never_shown(self):
        self.plan(self.staff)
        other = self.plan(self.peer)
        home = self.home(self.staff, asn_skp=other.id, asn_year=YEAR)
        self.assertEqual(home.skp_id.employee_id, self.staff)
        with self.assertRaises(AccessError):
            self.by(other, self.staff).read(["name"])
