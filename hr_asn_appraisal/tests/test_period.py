"""The days of a period are those of the calendar; two of a kind share no day."""

from datetime import date

from freezegun import freeze_time
from psycopg2 import IntegrityError
from psycopg2.errors import ExclusionViolation

from odoo.exceptions import UserError, ValidationError
from odoo.modules import get_module_path
from odoo.modules.migration import load_script
from odoo.tests import Form, tagged
from odoo.tools import SQL, mute_logger

from ..law import codes
from ..models.res_company import ResCompany
from .common import YEAR, AsnCommon, AsnHttpCommon
from .test_unlock import Locking

# Names of months are those of the language that the database has.
SECOND = rf"Quarter II {YEAR} lasts from 1 April to 30 Jun\w {YEAR}"
QUARTERS = [
    ("2026-01-01", "2026-03-31"),
    ("2026-04-01", "2026-06-30"),
    ("2026-07-01", "2026-09-30"),
    ("2026-10-01", "2026-12-31"),
]


def days(period):
    return (str(period.date_from), str(period.date_to))


@tagged("post_install", "-at_install")
class TestPeriod(AsnCommon):
    def key(self, number, kind=codes.TRIWULAN, **values):
        return {"cycle_id": self.cycle.id, "kind": kind, "number": number, **values}

    def periods(self):
        return self.by(self.env["hr.asn.period"], self.officer)

    def make(self, *args, **values):
        return self.periods().create(self.key(*args, **values))

    def test_nobody_types_the_days(self):
        made = [self.make(number) for number in (1, 2, 3, 4)]
        self.assertEqual([days(one) for one in made], QUARTERS)
        self.assertEqual(days(self.make(2, codes.BULAN)), ("2026-02-01", "2026-02-28"))
        self.assertEqual(
            days(self.make(2, codes.SEMESTER)), ("2026-07-01", "2026-12-31")
        )
        year = self.make(1, codes.TAHUN)
        self.assertEqual(days(year), ("2026-01-01", "2026-12-31"))
        self.assertEqual(year.report_until, date(YEAR, 12, 31))
        self.assertFalse(year.is_off_calendar)

    def test_the_right_days_may_be_given(self):
        made = self.make(2, date_from="2026-04-01", date_to="2026-06-30")
        self.assertEqual(days(made), QUARTERS[1])
        made.write({"date_from": "2026-04-01"})

    def test_other_days_are_refused_with_the_right_ones(self):
        for given in (
            {"date_from": "2026-03-01"},
            {"date_to": "2026-07-31"},
            {"date_from": "2026-01-01", "date_to": "2026-03-31"},
            {"date_from": "2025-04-01", "date_to": "2025-06-30"},
            {"date_to": "2025-06-30"},
        ):
            with self.subTest(given), self.assertRaisesRegex(UserError, SECOND):
                self.make(2, **given)
        made = self.make(2)
        for given in ({"date_from": "2026-03-01"}, {"date_to": "2027-06-30"}):
            with self.subTest(given), self.assertRaisesRegex(UserError, SECOND):
                with self.cr.savepoint():
                    self.periods().browse(made.id).write(given)
            self.env.invalidate_all()
        self.assertEqual(days(made), QUARTERS[1])

    def test_a_year_has_twelve_months(self):
        for number in range(1, 13):
            self.make(number, codes.BULAN)
        for number in (0, 13, 14, 15):
            with self.subTest(number), self.assertRaisesRegex(UserError, "1 to 12"):
                self.make(number, codes.BULAN)
        with self.assertRaisesRegex(UserError, "1 to 12"):
            self.make(13, codes.BULAN, date_from="2027-01-01", date_to="2027-01-31")

    def test_the_days_follow_what_they_follow_from(self):
        made = self.make(2)
        made.number = 3
        self.assertEqual(days(made), QUARTERS[2])
        made.write({"kind": codes.SEMESTER, "number": 1})
        self.assertEqual(days(made), ("2026-01-01", "2026-06-30"))
        self.by(self.cycle, self.officer).year = 2028
        february = self.make(2, codes.BULAN)
        self.assertEqual(days(february), ("2028-02-01", "2028-02-29"))
        self.assertEqual(days(made), ("2028-01-01", "2028-06-30"))

    def test_opening_closing_and_extension_are_free(self):
        made = self.make(1, open_on="2026-03-15", close_on="2026-04-05")
        self.assertEqual(made.report_until, date(YEAR, 4, 5))
        made.extended_to = "2026-07-20"
        self.assertEqual(made.report_until, date(YEAR, 7, 20))
        self.assertEqual(days(made), QUARTERS[0])

    def test_an_import_needs_no_days_and_takes_no_wrong_ones(self):
        names = ["cycle_id/.id", "kind", "number", "date_from", "date_to"]
        cycle = str(self.cycle.id)
        periods = self.periods()
        wrong = [cycle, "triwulan", "2", "2026-02-01", "2026-06-30"]
        refused = periods.load(names, [wrong])
        self.assertFalse(refused["ids"])
        self.assertRegex(refused["messages"][0]["message"], SECOND)
        right = [cycle, "triwulan", "2", "2026-04-01", "2026-06-30"]
        self.assertTrue(periods.load(names, [right])["ids"])
        bare = periods.load(names[:3], [[cycle, "triwulan", "3"]])
        self.assertEqual(days(periods.browse(bare["ids"])), QUARTERS[2])

    def test_a_form_fills_the_days_in(self):
        usual = {"default_cycle_id": self.cycle.id, "default_kind": codes.TRIWULAN}
        periods = self.periods()
        with Form(periods.with_context(**usual)) as form:
            form.number = 4
            shown = (str(form.date_from), str(form.date_to))
            self.assertEqual(shown, QUARTERS[3])
        self.assertEqual(days(form.record), QUARTERS[3])
        preset = Form(periods.with_context(**usual, default_date_from="2026-03-01"))
        preset.number = 2
        preset.date_from = "2026-03-01"
        with self.assertRaisesRegex(ValidationError, SECOND):
            preset.save()

    def test_preset_days_do_not_come_in(self):
        """A default of a context or of a user is no other way in."""
        periods = self.periods()
        with self.assertRaisesRegex(ValidationError, SECOND):
            periods.with_context(default_date_to="2026-07-31").create(self.key(2))
        self.env["ir.default"].set(
            "hr.asn.period", "date_from", "2026-03-01", user_id=self.officer.id
        )
        with self.assertRaisesRegex(ValidationError, SECOND):
            self.make(2)

    def test_a_second_one_is_named_as_such(self):
        self.make(2)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError) as caught:
            with self.cr.savepoint():
                self.make(2)
        reason = self.env["hr.asn.period"]._sql_error_to_message(caught.exception)
        self.assertEqual(reason, "This period exists already in the cycle.")

    # -- the key of the database ----------------------------------------------

    def insert(self, kind, number, start, end, cycle=None):
        self.env.flush_all()
        self.cr.execute(
            """
            INSERT INTO hr_asn_period (cycle_id, company_id, kind, number,
                                       date_from, date_to)
                 VALUES (%s, %s, %s, %s, %s, %s)
            """,
            [(cycle or self.cycle).id, self.agency.id, kind, number, start, end],
        )

    def test_the_database_refuses_an_overlap(self):
        self.make(2)
        for start, end in (
            ("2026-06-30", "2026-08-31"),
            ("2026-01-01", "2026-04-01"),
            ("2026-05-01", "2026-05-31"),
            ("2026-01-01", "2026-12-31"),
        ):
            with (
                self.subTest(start=start, end=end),
                mute_logger("odoo.sql_db"),
                self.assertRaises(ExclusionViolation) as caught,
                self.cr.savepoint(),
            ):
                self.insert("triwulan", 3, start, end)
            self.assertEqual(
                self.env["hr.asn.period"]._sql_error_to_message(caught.exception),
                "Another period of this kind has some of these days already.",
            )
        self.insert("triwulan", 3, "2026-07-01", "2026-08-31")

    def test_other_kinds_and_cycles_share_days(self):
        self.make(2)
        self.insert("bulan", 5, "2026-05-01", "2026-05-31")
        self.insert("semester", 1, "2026-01-01", "2026-06-30")
        self.insert("tahun", 1, "2026-01-01", "2026-12-31")
        other = self.cycle.sudo().create({"year": 2027, "policy_id": self.policy.id})
        self.insert("triwulan", 2, "2026-04-01", "2026-06-30", other)

    # -- databases of before ----------------------------------------------------

    def upgrade(self):
        script = load_script(
            get_module_path("hr_asn_appraisal")
            + "/migrations/19.0.1.5.0/pre-periods.py",
            "asn_pre_periods",
        )
        self.env.flush_all()
        try:
            with self.assertNoLogs(script._logger, "WARNING"):
                script.migrate(self.cr, "19.0.1.4.0")
            return ""
        except AssertionError as logged:
            return str(logged)
        finally:
            self.env.invalidate_all()

    def spoil(self, period, start, end):
        self.env.flush_all()
        self.cr.execute(
            """
            UPDATE hr_asn_period
               SET date_from = %s, date_to = %s, report_until = %s,
                   is_off_calendar = TRUE
             WHERE id = %s
            """,
            [start, end, end, period.id],
        )
        self.env.invalidate_all()

    def test_an_upgrade_leaves_what_is_right(self):
        self.make(1)
        self.make(2)
        self.assertEqual(self.upgrade(), "")

    def test_an_upgrade_sets_the_days_of_what_nothing_stands_on(self):
        one = self.make(1, close_on="2026-04-10")
        two = self.make(2)
        self.spoil(one, "2026-02-01", "2026-04-30")
        self.spoil(two, "2026-03-01", "2026-05-31")
        self.assertEqual(self.upgrade(), "")
        self.assertEqual([days(one), days(two)], QUARTERS[:2])
        self.assertEqual(
            [one.report_until, two.report_until], [date(2026, 4, 10), date(2026, 6, 30)]
        )
        self.assertFalse(one.is_off_calendar or two.is_off_calendar)

    def test_an_upgrade_names_what_evaluations_stand_on(self):
        """It keeps its days, beside a neighbour that shares some, and goes on."""
        used = self.quarter(self.staff, 1).period_id
        self.spoil(used, "2026-01-01", "2026-04-30")
        told = self.upgrade()
        self.assertIn("1 periods have other days than the calendar", told)
        self.assertIn(
            f"{self.agency.name}, triwulan 1 of 2026, 2026-01-01 to 2026-04-30 "
            f"(calendar: 2026-01-01 to 2026-03-31), period {used.id}",
            told,
        )
        self.assertTrue(used.is_off_calendar)
        self.assertEqual(days(used), ("2026-01-01", "2026-04-30"))
        self.by(used, self.officer).extended_to = "2026-05-10"
        self.assertEqual(used.report_until, date(2026, 5, 10))
        with self.assertRaisesRegex(UserError, "has evaluations"):
            self.by(used, self.officer).date_to = "2026-03-31"

    def rating_of(self, period):
        """Return the draft of the rating of the clinic in a period."""
        values = {"department_id": self.clinic.id, "period_id": period.id}
        said = {"rating": "baik", "source": "PK", "decided_on": f"{YEAR}-01-05"}
        ratings = self.by(self.env["hr.asn.unit.rating"], self.chief)
        return ratings.create(values | said)

    def led(self):
        self.clinic.manager_id = self.boss
        return self.make(2)

    def test_an_upgrade_names_what_a_unit_was_rated_in(self):
        """What is set was sealed with these days: they stay what it stands on."""
        period = self.led()
        self.rating_of(period).action_set()
        self.spoil(period, "2026-03-01", "2026-06-30")
        self.assertIn(f"period {period.id}", self.upgrade())
        self.assertTrue(period.is_off_calendar)
        self.assertEqual(days(period), ("2026-03-01", "2026-06-30"))

    def test_an_upgrade_names_what_a_session_was_held_of(self):
        period = self.make(2)
        sessions = self.by(self.env["hr.asn.calibration"], self.team)
        sessions.create({"period_id": period.id, "department_id": self.office.id})
        self.spoil(period, "2026-03-01", "2026-06-30")
        self.assertIn(f"period {period.id}", self.upgrade())
        self.assertEqual(days(period), ("2026-03-01", "2026-06-30"))

    def test_an_upgrade_takes_drafts_of_unit_ratings_along(self):
        period = self.led()
        draft = self.rating_of(period)
        self.spoil(period, "2026-03-01", "2026-05-31")
        self.cr.execute(
            "UPDATE hr_asn_unit_rating SET date_to = '2026-05-31' WHERE id = %s",
            draft.ids,
        )
        self.assertEqual(self.upgrade(), "")
        self.assertEqual(days(period), QUARTERS[1])
        self.assertEqual(str(draft.date_to), QUARTERS[1][1])

    def test_an_upgrade_of_an_early_release_has_not_all_of_it(self):
        period = self.make(2)
        self.spoil(period, "2026-03-01", "2026-05-31")
        for table in ("hr_asn_unit_rating", "hr_asn_calibration"):
            later = SQL.identifier(f"{table}_later")
            self.cr.execute(
                SQL("ALTER TABLE %s RENAME TO %s", SQL.identifier(table), later)
            )
        self.assertEqual(self.upgrade(), "")
        self.assertEqual(days(period), QUARTERS[1])

    def test_an_upgrade_adds_the_mark_before_the_key(self):
        """As in 19.0.1.4.0: no mark, no key, two quarters that share a month."""
        used = self.quarter(self.staff, 1).period_id
        self.env.flush_all()
        self.cr.execute("ALTER TABLE hr_asn_period DROP COLUMN is_off_calendar CASCADE")
        self.cr.execute(
            "UPDATE hr_asn_period SET date_to = '2026-04-30' WHERE id = %s", [used.id]
        )
        self.assertIn("1 periods", self.upgrade())
        key = type(used)._table_objects["hr_asn_period_apart"]
        with self.assertNoLogs("odoo.schema", "WARNING"):
            key.apply_to_database(used)
        with mute_logger("odoo.sql_db"), self.assertRaises(ExclusionViolation):
            with self.cr.savepoint():
                self.cr.execute(
                    "UPDATE hr_asn_period SET date_to = '2026-10-31'"
                    " WHERE cycle_id = %s AND kind = 'triwulan' AND number = 3",
                    [self.cycle.id],
                )


@tagged("post_install", "-at_install")
class TestPeriodOverRpc(AsnHttpCommon):
    @mute_logger("odoo.http", "odoo.sql_db")
    def test_the_days_are_no_matter_of_who_calls(self):
        self.sign_in(self.officer)
        key = {"cycle_id": self.cycle.id, "kind": "triwulan", "number": 2}
        made, _error = self.rpc("hr.asn.period", "create", [key])
        period = self.env["hr.asn.period"].browse(made)
        self.assertEqual(days(period), QUARTERS[1])
        for method, args in (
            ("create", [[{**key, "number": 3, "date_to": "2027-09-30"}]]),
            ("write", [made, {"date_from": "2026-01-01"}]),
            ("write", [made, {"is_off_calendar": True}]),
        ):
            with self.subTest(method, args=args):
                self.assertIsNone(self.rpc("hr.asn.period", method, *args)[0])
        self.assertEqual(days(period), QUARTERS[1])
        self.assertFalse(period.is_off_calendar)


@tagged("post_install", "-at_install")
class TestExtendedPeriod(Locking, AsnCommon):
    """An extension moves each deadline of a period, and nothing else does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_day(f"{YEAR}-01-20")
        cls.one = cls.quarter(cls.staff, 1)
        cls.prove(cls.one)
        cls.period = cls.by(cls.one.period_id, cls.officer)

    def extend(self, day):
        self.by(self.period, self.officer).extended_to = day

    def deadlines(self):
        """Return what says until when the report of the quarter is handed in.

        The evaluation, the list of who is late, the first page of the employee; whether
        it is locked, late and shown to the appraiser as to be rated.
        """
        own = self.by(self.one, self.staff)
        row = self.by(self.env["hr.asn.monitor"], self.officer).search(
            [("evaluation_id", "=", self.one.id)]
        )
        days = (own.fill_until, row.due_on, self.first_page(self.staff).next_deadline)
        waits = self.by(self.one, self.boss).is_waiting
        return {str(day) for day in days}, own.is_locked, row.bucket == "late", waits

    def standing(self):
        _days, *standing = self.deadlines()
        return standing

    def test_each_deadline_moves(self):
        self.set_day(f"{YEAR}-03-31")
        for extended in (False, f"{YEAR}-04-20", f"{YEAR}-05-31"):
            self.extend(extended)
            last = extended or f"{YEAR}-03-31"
            self.assertEqual(self.deadlines(), ({last}, False, False, False), last)
        for day, over in (("05-31", False), ("06-01", True)):
            self.set_day(f"{YEAR}-{day}")
            self.assertEqual(self.standing(), [over] * 3, day)
        self.assertRegex(self.by(self.one, self.staff).lock_note, rf"31 M\w+ {YEAR}")

    def test_what_was_locked_is_open_again(self):
        self.set_day(f"{YEAR}-04-02")
        self.assertEqual(self.standing(), [True, True, True])
        with self.assertRaisesRegex(UserError, rf"31 Mar\w+ {YEAR}"):
            self.by(self.one, self.staff).action_submit()
        self.extend(f"{YEAR}-04-10")
        with self.assertRaisesRegex(UserError, "has not been reported"):
            self.by(self.one, self.boss).action_rate("sesuai", "sesuai", "Tanpa")
        self.by(self.one, self.staff).action_submit()
        self.assertEqual(self.one.state, "submitted")

    def test_the_day_ends_at_midnight_of_the_agency(self):
        """15.00 UTC is midnight in the east of the country, and 22.00 in Jakarta."""
        self.patch(self.env.registry["res.company"], "_asn_now", ResCompany._asn_now)
        self.extend(f"{YEAR}-04-20")
        for zone, moment, over in (
            ("Asia/Jayapura", "14:59:00", False),
            ("Asia/Jayapura", "15:00:00", True),
            ("Asia/Makassar", "15:59:00", False),
            ("Asia/Makassar", "16:00:00", True),
            ("Asia/Jakarta", "16:59:00", False),
            ("Asia/Jakarta", "17:00:00", True),
        ):
            self.agency.asn_tz = zone
            with self.subTest(zone, moment=moment):
                with freeze_time(f"{YEAR}-04-20 {moment}"):
                    self.assertEqual(self.standing(), [over] * 3)

    def test_what_is_opened_again_keeps_extension_and_reason(self):
        """It was rated without a report: its employee has the extended days, too."""
        self.set_day(f"{YEAR}-04-02")
        self.by(self.one, self.boss).action_rate("sesuai", "sesuai", "Tidak melapor")
        self.by(self.one, self.chief).action_reopen("Ia sakit pada akhir Maret")
        self.assertEqual(self.standing(), [True, True, True])
        self.extend(f"{YEAR}-04-10")
        self.assertEqual(self.deadlines(), ({f"{YEAR}-04-10"}, False, False, False))
        self.by(self.one, self.staff).action_submit()
        self.set_day(f"{YEAR}-04-11")
        self.bring_on()
        notes = self.events(self.one).mapped("note")
        self.assertIn("Ia sakit pada akhir Maret", notes)
        self.assertEqual((self.one.state, self.one.revision), ("delivered", 1))
        self.assertEqual(str(self.one.fill_until), f"{YEAR}-04-10")

    def bring_on(self):
        own = self.by(self.one, self.boss)
        own.action_rate("sesuai", "sesuai")
        own.action_deliver()

    def test_what_was_reported_and_is_opened_again_is_never_locked(self):
        self.extend(f"{YEAR}-04-10")
        self.by(self.one, self.staff).action_submit()
        self.set_day(f"{YEAR}-04-02")
        self.bring_on()
        self.by(self.one, self.chief).action_reopen("Realisasi triwulan lain")
        self.set_day(f"{YEAR}-06-01")
        own = self.by(self.one, self.staff)
        self.assertEqual((own.state, own.is_locked), ("submitted", False))
        self.assertEqual(str(own.fill_until), f"{YEAR}-04-10")
