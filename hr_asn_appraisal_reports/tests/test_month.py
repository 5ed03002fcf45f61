"""Tutup Bulan: what counts for the allowance, frozen, with all its workbooks."""

import json
from collections import Counter
from datetime import date
from io import BytesIO
from unittest.mock import patch

from openpyxl import load_workbook
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.hr_asn_appraisal.law import allowance
from odoo.addons.hr_asn_appraisal.tests.test_tours import AsnTourCase

from ..forms import month as month_form
from ..models.hr_asn_run_month import HrAsnRunMonth
from ..report import recap_xlsx, tpp_xlsx
from .common import PaperCase, PaperHttpCase
from .test_recap_offices import books, people, table

MARCH, APRIL, MAY, JUNE, JULY = (date(2026, number, 1) for number in range(3, 8))
SEEN = (
    "sangat_baik",
    "butuh_perbaikan",
    "not_delivered",
    "exempt",
    "not_rated",
    "not_rated",
    "not_rated",
)


class MonthFixture:
    """Seven ASN, evaluated by quarter: each test closes months of 2026."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.company_id = cls.agency
        cls.plan(cls.staff)

    def _close(self, first, who=None):
        """Close a month on the fourth of the next; return it, read by whoever did."""
        who = who or self.officer
        self.reach(month_form.last_day(first))
        after = month_form.first_day(month_form.last_day(first) + date.resolution)
        self.reach(after.replace(day=4))
        months = self.by(self.env["hr.asn.month"], who)
        action = months._asn_start(first)
        self.env.invalidate_all()
        self.assertEqual(action["res_model"], "hr.asn.month")
        return months.browse(action["res_id"])

    def _line(self, month, employee):
        lines = month.sudo().line_ids
        return lines.filtered(lambda one: one.employee_id.id == employee.id)

    def _allow(self, outcome, percent, policy=None):
        table = self.env["hr.asn.policy.allowance"]
        values = {"policy_id": (policy or self.policy).id, "outcome": outcome}
        return self.by(table, self.admin).create([values | {"percent": percent}])

    def _exempt(self, employee, date_from="2026-01-01", date_to=False):
        one = self.by(self.env["hr.asn.exemption"], self.officer).create(
            {
                "employee_id": employee.id,
                "kind": "cltn",
                "date_from": date_from,
                "date_to": date_to,
                "decree": "SK 1",
            }
        )
        one.action_confirm()
        self.env.invalidate_all()

    def _deliver_first(self, employee, state="delivered", **ratings):
        return self.bring_evaluation(self.quarter(employee, 1), state, **ratings)

    def _make_differ(self):
        """Bring people to every outcome that a quarter rated here can have."""
        self._deliver_first(self.staff, result="di_atas", behavior="di_atas")
        self._deliver_first(self.foreigner, result="di_bawah", behavior="sesuai")
        self._deliver_first(self.peer, "rated")
        self._exempt(self.head)


@tagged("post_install", "-at_install")
class TestMonth(MonthFixture, PaperCase):
    # -- which figure, and what it is worth -----------------------------------

    def test_everybody_has_the_outcome_of_his_last_quarter(self):
        self._make_differ()
        self._allow("butuh_perbaikan", 85)
        self._allow("not_rated", 92.5)
        month = self._close(APRIL)
        expected = {
            self.staff: ("sangat_baik", 10_000),
            self.foreigner: ("butuh_perbaikan", 8_500),
            self.peer: ("not_delivered", 10_000),
            self.head: ("exempt", 10_000),
            self.boss: ("not_rated", 9_250),
            self.chief: ("not_rated", 9_250),
            self.foreign_boss: ("not_rated", 9_250),
        }
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT employee_id, outcome, points, period FROM hr_asn_month_line "
            "WHERE month_id = %s",
            [month.id],
        )
        rows = self.env.cr.fetchall()
        self.assertEqual(
            {row[0]: row[1:] for row in rows},
            {one.id: (*told, "Triwulan I 2026") for one, told in expected.items()},
        )
        line = self._line(month, self.head)
        self.assertEqual(
            line.note,
            "Cuti di Luar Tanggungan Negara (CLTN), 1 Januari 2026 – seterusnya",
        )
        self.assertEqual(self._line(month, self.boss).percentage, "92,5%")

    def test_boxes_add_up_also_for_who_stands_in_the_list(self):
        """He reads his own row: it says what he has been handed, or why nothing."""
        officer = self._person("Petugas", groups="hr_asn_appraisal.group_asn_officer")
        self._assign(officer, self.chief, self.office)
        self._make_differ()
        month = self._close(APRIL, officer)
        self.assertEqual(month.total, 8)
        self.assertEqual(
            [month.rated_count, month.not_rated_count, month.not_delivered_count],
            [2, 3, 1],
        )
        self.assertEqual(
            [month.exempt_count, month.elsewhere_count, month.not_due_count],
            [1, 0, 1],
        )
        self.assertEqual(len(month.line_ids), 8)
        self.assertEqual(self._line(month, officer).outcome, "not_due")

    def _make_unit_officer(self, *units):
        """Make the one who is rated officer of units, his own among them."""
        who = self.peer.user_id
        who.group_ids |= self.env.ref("hr_asn_appraisal.group_asn_officer")
        who.asn_unit_ids = self.env["hr.department"].union(*units)
        return who

    def test_the_list_of_some_units_is_complete_and_says_which(self):
        """Its officer is an employee of one of them; his rating is not delivered."""
        self._make_differ()
        month = self._close(APRIL)
        for units, count, name, title in (
            ([self.office], 5, "Dinas_Kesehatan", "DINAS KESEHATAN"),
            (
                [self.clinic, self.school_office],
                5,
                "Dinas_Pendidikan_Puskesmas_Contoh_Barat",
                "DINAS PENDIDIKAN, PUSKESMAS CONTOH BARAT",
            ),
        ):
            who = self._make_unit_officer(*units)
            mine = self.by(month, who)
            self.assertEqual((mine.total, len(mine.line_ids)), (count, count))
            self.assertEqual(mine.only_units.upper(), title)
            file, data = mine.month_file()
            self.assertEqual(file, f"Daftar_TPP_2026_04_Hanya_{name}.xlsx")
            book = load_workbook(BytesIO(data))
            for sheet in book:
                self.assertEqual(
                    sheet["A1"].value, f"DAFTAR TPP BULAN APRIL 2026, HANYA {title}"
                )
            rows = self._rows(book)
            self.assertEqual(len(rows), count)
            told = {row["NIP"]: row["Predikat"] for row in rows}
            self.assertEqual(told[self.peer.asn_nip], "Belum Disampaikan")

    def test_own_row_says_nothing_that_was_not_delivered(self):
        """By no field, search or group of the month, whatever else he is."""
        self._deliver_first(self.peer, "rated", result="di_bawah", behavior="di_bawah")
        month = self._close(APRIL)
        who = self._make_unit_officer(self.office)
        own = self.by(self._line(month, self.peer), who)
        told = json.dumps(own.read(), default=str)
        for word in ("di_bawah", "kurang", "Kurang", "Below"):
            self.assertNotIn(word, told)
        self.assertEqual(own.outcome, "not_delivered")
        outcomes = own._read_group([("id", "=", own.id)], ["outcome"], ["__count"])
        self.assertEqual(outcomes, [("not_delivered", 1)])

    def test_an_officer_without_units_left_gets_no_empty_list(self):
        month = self._close(APRIL)
        who = self._make_unit_officer(self.office)
        who.write({"asn_of_units": True, "asn_unit_ids": [(5, 0, 0)]})
        with self.assertRaisesRegex(UserError, "some units only"):
            self.by(month, who).month_file()
        self.assertFalse(self.by(month, who).only_units)
        self.assertFalse(self.by(month, self.officer).only_units)

    def test_units_of_another_agency_are_not_named(self):
        month = self._close(APRIL)
        other = self.env["res.company"].create({"name": "Kabupaten Lain"})
        unit = self.env["hr.department"].create(
            {"name": "Dinas Lain", "company_id": other.id}
        )
        who = self._make_unit_officer(self.office)
        who.company_ids |= other
        who.asn_unit_ids |= unit
        mine = self.by(month, who)
        self.assertEqual(mine.only_units, "Dinas Kesehatan")
        self.assertEqual(
            mine.month_file()[0], "Daftar_TPP_2026_04_Hanya_Dinas_Kesehatan.xlsx"
        )
        who.asn_unit_ids = unit
        mine = self.by(month, who)
        self.assertFalse(mine.only_units)
        with self.assertRaisesRegex(
            UserError, f"None of your units is of {self.agency.name}"
        ):
            mine.month_file()

    def test_rules_and_words_have_the_same_outcomes(self):
        outcomes = list(allowance.OUTCOMES)
        self.assertEqual(list(month_form.OUTCOMES), outcomes)
        for model in ("hr.asn.month.line", "hr.asn.policy.allowance"):
            offered = self.env[model]._fields["outcome"].get_values(self.env)
            self.assertEqual(offered, outcomes, model)

    def test_same_as_plain_sql(self):
        """Outcomes of the quarter, read past the product's own code."""
        self._make_differ()
        month = self._close(APRIL)
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT post.employee_id,
                   CASE WHEN one.state IN ('delivered', 'received', 'final')
                        THEN one.predikat
                        WHEN one.state = 'rated' THEN 'not_delivered'
                        WHEN away.id IS NOT NULL THEN 'exempt'
                        ELSE 'not_rated' END
              FROM hr_asn_assignment post
              JOIN hr_asn_skp plan ON plan.assignment_id = post.id
              LEFT JOIN hr_asn_evaluation one ON one.skp_id = plan.id
               AND one.period_id = (
                   SELECT id FROM hr_asn_period
                    WHERE cycle_id = plan.cycle_id AND kind = 'triwulan'
                      AND date_to <= '2026-04-30' ORDER BY date_to DESC LIMIT 1)
              LEFT JOIN hr_asn_exemption away
                ON away.employee_id = post.employee_id AND away.state = 'confirmed'
             WHERE post.company_id = %s AND post.asn_kind <> 'non_asn'
            """,
            [self.agency.id],
        )
        expected = dict(self.env.cr.fetchall())
        self.assertEqual(Counter(expected.values()), Counter(SEEN))
        found = {one.employee_id.id: one.outcome for one in month.sudo().line_ids}
        self.assertEqual(found, expected)

    def test_who_has_no_period_yet_is_neither_blank_nor_zero(self):
        self._allow("not_due", 75)
        month = self._close(date(2026, 1, 1))
        found = {(one.outcome, one.points) for one in month.sudo().line_ids}
        self.assertEqual(found, {("not_due", 7_500)})
        line = self._line(month, self.staff)
        self.assertEqual((line.period_id.id, line.period), (False, ""))
        self.assertTrue(line.note)

    def test_without_a_cycle_the_percentage_of_the_agency_counts(self):
        """There is neither a cycle of 2028 nor of the year before; it is never 0."""
        self.agency.asn_allowance_percent = 60
        self.assertEqual(self.agency.asn_allowance_points, 6_000)
        self.assertEqual(self.agency.asn_allowance_percent, 60)
        month = self._close(date(2028, 4, 1))
        found = {(one.outcome, one.points) for one in month.sudo().line_ids}
        self.assertEqual((month.total, found), (7, {("not_due", 6_000)}))
        self.assertEqual(list(self._books(month))[0], "Daftar_TPP_2028_04.xlsx")

    def test_a_month_without_anybody_is_not_closed(self):
        months = self.by(self.env["hr.asn.month"], self.officer)
        with self.assertRaisesRegex(UserError, "Nobody had a post in .* 2024"):
            months._asn_start(date(2024, 3, 1))

    def test_who_has_no_plan_gets_the_policy_that_would_fit_him(self):
        school = self.policy.create(
            {
                "name": "Sekolah",
                "cadence": "semester",
                "company_id": self.agency.id,
            }
        )
        self.cycle.sudo().write(
            {
                "audience_ids": [
                    (
                        0,
                        0,
                        {
                            "department_id": self.school_office.id,
                            "policy_id": school.id,
                        },
                    )
                ]
            }
        )
        self._allow("not_due", 70, school)
        late = self._person("Orang Baru")
        self._assign(late, self.boss, self.school_office, date_from="2026-04-01")
        month = self._close(APRIL)
        line = self._line(month, late)
        self.assertEqual((line.outcome, line.points), ("not_due", 7_000))
        self.assertEqual(line.policy_id, school)

    def test_who_is_rated_elsewhere_stands_there_with_what_was_imported(self):
        """By the month, in e-Kinerja: one month was reported, the next was not."""
        there = self.policy.create(
            {
                "name": "e-Kinerja",
                "source": "ekinerja",
                "cadence": "bulan",
                "company_id": self.agency.id,
            }
        )
        yearly = there.copy({"name": "Ruang GTK", "cadence": "tahun"})
        self._allow("elsewhere", 80, there)
        audience = self.cycle.sudo().audience_ids
        keys = {"cycle_id": self.cycle.id}
        audience.create(
            [
                keys | {"department_id": unit.id, "policy_id": policy.id}
                for unit, policy in ((self.clinic, there), (self.school_office, yearly))
            ]
        )
        self.cycle.sudo()._asn_make_periods()
        people = self.staff | self.foreigner
        plans = self.cycle.sudo().skp_ids.filtered(
            lambda plan: plan.employee_id in people
        )
        plans.unlink()
        self.by(self.cycle, self.officer).action_open()
        self.env.invalidate_all()
        self.assertEqual(self.plan(self.staff).policy_id, there)
        self.set_day("2026-04-10")
        march = self.cycle.period_ids.filtered(
            lambda one: (one.kind, one.number) == ("bulan", 3)
        )
        plan = self.plan(self.staff)
        made = plan.evaluation_ids.create({"skp_id": plan.id, "period_id": march.id})
        own = self.by(made, self.officer)
        figures = dict.fromkeys(("result", "behavior"), "di_atas")
        figures |= {"predikat": "sangat_baik", "rated_on": False}
        own._asn_import({own: figures}, date(2026, 4, 9))
        self.env.invalidate_all()
        found = self._line(self._close(MARCH), self.staff)
        self.assertEqual(
            (found.outcome, found.points, found.period, found.note),
            (
                "sangat_baik",
                10_000,
                "Maret 2026",
                "e-Kinerja BKN, data per 9 April 2026",
            ),
        )
        april = self._close(APRIL)
        found = self._line(april, self.staff)
        self.assertEqual(
            (found.outcome, found.points, found.period, found.note),
            ("elsewhere", 8_000, "April 2026", "e-Kinerja BKN, belum ada data"),
        )
        found = self._line(april, self.foreigner)
        self.assertEqual(
            (found.outcome, found.points, found.period, found.note),
            ("elsewhere", 10_000, "", "e-Kinerja BKN, belum ada data"),
        )
        self.assertEqual(april.elsewhere_count, 2)
        self.assertIn("Rekap_Kinerja_2026_BULAN_04.xlsx", self._books(april))

    def test_away_all_year_without_a_plan_is_exempt(self):
        away = self._person("Tugas Belajar")
        self._assign(away, self.boss, self.clinic)
        self._exempt(away)
        line = self._line(self._close(APRIL), away)
        self.assertEqual((line.outcome, line.points), ("exempt", 10_000))
        self.assertIn("CLTN", line.note)

    def test_the_last_year_counts_until_a_period_of_this_one_is_over(self):
        self.addCleanup(setattr, type(self), "cycle", self.cycle)
        this_year = self.cycle
        self.set_day("2025-12-01")
        last_year = this_year.sudo().create({"year": 2025, "policy_id": self.policy.id})
        type(self).cycle = last_year
        self.bring_evaluation(
            self.quarter(self.staff, 4), "delivered", behavior="sesuai"
        )
        self.set_day("2026-01-05")
        month = self._close(date(2026, 2, 1))
        told = {
            employee: self._line(month, employee)
            for employee in (self.staff, self.peer)
        }
        self.assertEqual(told[self.staff].period, "Triwulan IV 2025")
        self.assertEqual(told[self.staff].outcome, "baik")
        self.assertEqual(told[self.peer].outcome, "not_rated")
        names = self._books(month)
        self.assertIn("Rekap_Kinerja_2025_TRIWULAN_4.xlsx", names)
        line = self._line(self._close(MARCH), self.staff)
        self.assertEqual((line.period, line.outcome), ("Triwulan I 2026", "not_rated"))

    def _rate_last_year(self, *people):
        """Bring people to Baik in the last quarter of 2025; 2026 has no plans."""
        self.cycle.sudo().skp_ids.unlink()
        self.addCleanup(setattr, type(self), "cycle", self.cycle)
        self.set_day("2025-12-01")
        type(self).cycle = self.cycle.sudo().create(
            {"year": 2025, "policy_id": self.policy.id}
        )
        for one in people:
            self.bring_evaluation(self.quarter(one, 4), "delivered")
        self.set_day("2026-01-05")

    def test_who_is_away_keeps_his_last_quarter_until_plans_are_opened(self):
        """Nobody has a plan yet: that he has none does not say that he is away."""
        this_year = self.cycle
        self._rate_last_year(self.staff, self.peer)
        self._exempt(self.staff)
        self._exempt(self.peer, date_to="2026-06-30")
        january = self._close(date(2026, 1, 1))
        for employee in (self.staff, self.peer):
            line = self._line(january, employee)
            self.assertEqual(
                (line.outcome, line.period), ("baik", "Triwulan IV 2025"), line.name
            )
        self.by(this_year, self.officer).action_open()
        self.env.invalidate_all()
        february = self._close(date(2026, 2, 1))
        line = self._line(february, self.staff)
        self.assertEqual((line.outcome, line.period), ("exempt", ""))
        # Away for a part of the year only: he has a plan of it.
        line = self._line(february, self.peer)
        self.assertEqual((line.outcome, line.period), ("baik", "Triwulan IV 2025"))

    def test_who_is_away_for_a_while_and_lacks_a_plan_keeps_his_last_quarter(self):
        """Only who is away for all of his plan is given none."""
        this_year = self.cycle
        self._rate_last_year(self.staff)
        self.by(this_year, self.officer).action_open()
        plan = this_year.sudo().skp_ids.filtered(
            lambda one: one.employee_id == self.staff.sudo()
        )
        plan.unlink()
        self._exempt(self.staff, "2026-02-01", "2026-02-28")
        line = self._line(self._close(date(2026, 2, 1)), self.staff)
        self.assertEqual((line.outcome, line.period), ("baik", "Triwulan IV 2025"))

    def test_the_post_of_the_month_counts_and_who_left_is_named(self):
        post = self.plan(self.peer).assignment_id
        self.by(post, self.officer).write({"date_to": "2026-04-30"})
        self.env.flush_all()
        moved = self._assign(
            self.peer, self.foreign_boss, self.school_office, date_from="2026-05-01"
        )
        gone = self.plan(self.staff).assignment_id
        self.by(gone, self.officer).write({"date_to": "2026-04-15"})
        self.env.invalidate_all()
        april, may = self._close(APRIL), self._close(MAY)
        self.assertEqual(self._line(april, self.peer).office, "Dinas Kesehatan")
        self.assertEqual(self._line(may, self.peer).office, "Dinas Pendidikan")
        self.assertEqual(self._line(may, self.peer).post, moved.post)
        self.assertTrue(self._line(april, self.staff))
        self.assertFalse(self._line(may, self.staff))
        left = may.run_id.sudo().line_ids.filtered(lambda one: one.state == "skipped")
        self.assertEqual(left.employee_id, self.staff)
        self.assertEqual(left.message, "There is no post in this month.")

    # -- workbooks -------------------------------------------------------------

    def _books(self, month, who=None):
        return books(self.by(month, who or self.officer).month_file()[1])

    def _rows(self, book):
        return table(book["Daftar TPP"], tpp_xlsx.HEAD_ROW + 1)

    def test_zip_holds_list_and_recap_of_each_office_and_of_all(self):
        self._make_differ()
        month = self._close(APRIL)
        self.assertEqual(month.month_file()[0], "Tutup_Bulan_2026_04.zip")
        found = self._books(month)
        self.assertEqual(
            list(found),
            [
                "Daftar_TPP_2026_04.xlsx",
                "Daftar_TPP_2026_04_Dinas_Kesehatan.xlsx",
                "Daftar_TPP_2026_04_Dinas_Pendidikan.xlsx",
                "Rekap_Kinerja_2026_TRIWULAN_1.xlsx",
                "Rekap_Kinerja_2026_TRIWULAN_1_Dinas_Kesehatan.xlsx",
                "Rekap_Kinerja_2026_TRIWULAN_1_Dinas_Pendidikan.xlsx",
            ],
        )
        whole, *parts = (
            [row["NIP"] for row in self._rows(book)]
            for name, book in found.items()
            if name.startswith("Daftar")
        )
        self.assertEqual((len(whole), [len(part) for part in parts]), (7, [5, 2]))
        self.assertEqual(Counter(whole), Counter(sum(parts, [])))
        for name, book in found.items():
            for sheet in book:
                self.assertIn(
                    "Data ditarik pada 4 Mei 2026 09.00 WIB", sheet["A2"].value, name
                )

    def test_list_says_what_recap_and_database_say(self):
        self._make_differ()
        self._allow("butuh_perbaikan", 85)
        month = self._close(APRIL)
        found = self._books(month)
        mine = self._rows(found["Daftar_TPP_2026_04.xlsx"])
        told = {row["NIP"]: row["Predikat"] for row in mine}
        recap = people(found["Rekap_Kinerja_2026_TRIWULAN_1.xlsx"])
        self.assertEqual(told, {row["NIP"]: row["Predikat"] for row in recap})
        self.assertEqual(told[self.staff.asn_nip], "Sangat Baik")
        row = next(row for row in mine if row["NIP"] == self.foreigner.asn_nip)
        self.assertEqual(
            (row["Persentase"], row["Periode"], row["Unor Induk"]),
            (0.85, "Triwulan I 2026", "Dinas Pendidikan"),
        )
        sums = table(found["Daftar_TPP_2026_04.xlsx"]["Jumlah"], tpp_xlsx.HEAD_ROW + 1)
        counts = {row["Predikat"]: row["Jumlah Pegawai"] for row in sums}
        self.assertEqual(counts.pop("JUMLAH PEGAWAI"), 7)
        self.assertEqual(sum(counts.values()), 7)
        self.assertEqual(
            {words: n for words, n in counts.items() if n}, Counter(told.values())
        )

    def test_cells_are_fit_for_the_treasurer(self):
        self._deliver_first(self.staff)
        book = self._books(self._close(APRIL))["Daftar_TPP_2026_04.xlsx"]
        sheet = book["Daftar TPP"]
        self.assertEqual(sheet.title, "Daftar TPP")
        self.assertEqual(sheet["A1"].value, "DAFTAR TPP BULAN APRIL 2026")
        self.assertEqual(sheet.freeze_panes, "D5")
        self.assertEqual(sheet.auto_filter.ref, "A4:L11")
        for line in sheet.iter_rows(min_row=5, max_row=11):
            self.assertEqual((line[1].data_type, line[1].number_format), ("s", "@"))
            self.assertEqual(len(line[1].value), 18)
            self.assertEqual(line[9].data_type, "n")
            self.assertEqual(line[9].number_format, "0.00%")
        self.assertEqual([cell.value for cell in sheet[12]][1:3], ["JUMLAH PEGAWAI", 7])

    def test_recap_is_the_one_of_the_offices(self):
        """The workbook of *Rekap Semua OPD*, drawn at the same time."""
        self._make_differ()
        month = self._close(APRIL)
        period = self.quarter(self.staff, 1).period_id
        there = books(self.by(period, self.officer).recap_offices()[1])
        mine = self._books(month)
        for name, book in there.items():
            values = [list(sheet.values) for sheet in book]
            self.assertEqual([list(sheet.values) for sheet in mine[name]], values, name)

    # -- frozen ----------------------------------------------------------------

    def test_what_is_corrected_later_is_a_change_of_the_next_month(self):
        self._allow("sangat_baik", 100)
        self._allow("not_rated", 90)
        april = self._close(APRIL)
        before = self._books(april)
        self._deliver_first(self.staff, result="di_atas", behavior="di_atas")
        may = self._close(MAY)
        self.assertEqual(self._line(april, self.staff).outcome, "not_rated")
        line = self._line(may, self.staff)
        self.assertEqual((line.outcome, line.points), ("sangat_baik", 10_000))
        self.assertEqual(line.change, "sebelumnya: Belum Dinilai 90%, Bulan April 2026")
        self.assertEqual((april.changed_count, may.changed_count), (0, 1))
        changed = may.line_ids.search([("change", "!=", False)])
        self.assertEqual(changed.employee_id, self.staff)
        after = self._books(april)
        name = "Daftar_TPP_2026_04.xlsx"
        self.assertEqual(self._rows(after[name]), self._rows(before[name]))
        rows = self._rows(self._books(may)["Daftar_TPP_2026_05.xlsx"])
        self.assertEqual(
            [row["Perubahan"] for row in rows if row["Perubahan"]], [line.change]
        )

    def test_a_change_is_said_once(self):
        self._close(APRIL)
        self._deliver_first(self.staff)
        self.assertTrue(self._line(self._close(MAY), self.staff).change)
        july = self._close(date(2026, 6, 1))
        self.assertFalse(july.changed_count)

    def test_a_former_quarter_is_settled_when_another_counts_by_now(self):
        self._close(APRIL)
        self._close(MAY)
        self._close(JUNE)
        self._deliver_first(self.staff)
        july = self._close(JULY)
        line = self._line(july, self.staff)
        self.assertEqual((line.period, line.outcome), ("Triwulan II 2026", "not_rated"))
        self.assertEqual(
            line.change,
            "Triwulan I 2026: Baik 100%, sebelumnya: Belum Dinilai 100%, "
            "Bulan April s.d. Mei 2026",
        )
        self.assertFalse(self._close(date(2026, 8, 1)).changed_count)

    def test_another_percentage_is_a_change_too(self):
        self._close(APRIL)
        self._allow("not_rated", 80)
        may = self._close(MAY)
        self.assertEqual(may.changed_count, 7)
        self.assertEqual(
            self._line(may, self.staff).change,
            "sebelumnya: Belum Dinilai 100%, Bulan April 2026",
        )

    def test_a_month_without_a_period_is_remembered_too(self):
        table = self._allow("not_due", 75)
        self._close(date(2026, 1, 1))
        self._close(date(2026, 2, 1))
        self._exempt(self.peer, "2026-02-01", "2026-02-28")
        # That a period counts by now says nothing of the months before it.
        march = self._close(MARCH)
        self.assertEqual(march.changed_count, 1)
        self.assertEqual(
            self._line(march, self.peer).change,
            "Tanpa Periode: Dikecualikan 100%, sebelumnya: Tidak Ada Evaluasi 75%, "
            "Bulan Februari 2026",
        )
        self.by(table, self.admin).percent = 80
        april = self._close(APRIL)
        self.assertEqual(april.changed_count, 7)
        self.assertEqual(
            [self._line(april, one).change for one in (self.staff, self.peer)],
            [
                "Tanpa Periode: Tidak Ada Evaluasi 80%, sebelumnya: "
                f"Tidak Ada Evaluasi 75%, Bulan Januari{months} 2026"
                for months in (" s.d. Februari", "")
            ],
        )
        self.assertFalse(self._close(MAY).changed_count)

    def test_who_gets_his_plan_late_is_told_of_the_month_before(self):
        late = self._person("Orang Baru")
        self._assign(late, self.boss, self.clinic, date_from="2026-01-01")
        april = self._close(APRIL)
        self.assertEqual(self._line(april, late).outcome, "not_due")
        self.by(self.cycle, self.officer).action_open()
        self.env.invalidate_all()
        line = self._line(self._close(MAY), late)
        self.assertEqual((line.outcome, line.period), ("not_rated", "Triwulan I 2026"))
        self.assertEqual(
            line.change, "sebelumnya: Tidak Ada Evaluasi 100%, Bulan April 2026"
        )
        june = self._close(JUNE)
        self.assertFalse(june.changed_count)

    def test_a_change_of_who_has_left_is_named_in_the_run_once(self):
        self._close(APRIL)
        self._close(MAY)
        self._deliver_first(self.staff)
        gone = self.plan(self.staff).assignment_id
        self.by(gone, self.officer).write({"date_to": "2026-05-31"})
        self.env.invalidate_all()
        for first, change in (
            (
                JUNE,
                " Triwulan I 2026: Baik 100%, sebelumnya: Belum Dinilai 100%, "
                "Bulan April s.d. Mei 2026",
            ),
            (JULY, ""),
        ):
            month = self._close(first)
            self.assertFalse(self._line(month, self.staff))
            lines = month.run_id.sudo().line_ids
            left = lines.filtered(lambda one: one.state == "skipped")
            self.assertEqual(left.employee_id, self.staff)
            self.assertEqual(left.message, f"There is no post in this month.{change}")
            found = self._books(month)
            whole = found.pop(f"Daftar_TPP_{first:%Y_%m}.xlsx")
            self.assertEqual("Sudah Keluar" in whole, bool(change))
            if change:
                sheet = whole["Sudah Keluar"]
                self.assertEqual(
                    sheet["A1"].value, "DAFTAR TPP BULAN JUNI 2026, SUDAH KELUAR"
                )
                self.assertEqual(
                    table(sheet, tpp_xlsx.HEAD_ROW + 1),
                    [
                        {
                            "No": 1,
                            "NIP": self.staff.asn_nip,
                            "Nama": "Dewi, A.Md.Kep.",
                            "Perubahan": change.strip(),
                        }
                    ],
                )
                self.assertEqual(sheet["B5"].data_type, "s")
            for name, book in found.items():
                self.assertNotIn("Sudah Keluar", book.sheetnames, name)

    def _deliver_poor(self, employee):
        self._deliver_first(employee, result="di_bawah", behavior="di_bawah")

    def _changes(self, employee, *firsts):
        """Close months; return what each says of somebody, "" for no change."""
        return [self._line(self._close(one), employee).change or "" for one in firsts]

    def test_a_month_without_a_post_is_not_settled(self):
        """He was not paid in April, though the months around it were."""
        self._allow("sangat_kurang", 85)
        post = self.plan(self.staff).assignment_id
        self.by(post, self.officer).write({"date_to": "2026-03-31"})
        self.env.flush_all()
        self._assign(self.staff, self.boss, self.clinic, date_from="2026-05-01")
        self.env.invalidate_all()
        self.assertEqual(self._changes(self.staff, MARCH, APRIL, MAY), ["", "", ""])
        self._deliver_poor(self.staff)
        self.assertEqual(
            self._changes(self.staff, JUNE, JULY),
            ["sebelumnya: Belum Dinilai 100%, Bulan Maret dan Mei 2026", ""],
        )

    def test_months_closed_out_of_order_are_settled_once(self):
        self._allow("sangat_kurang", 85)
        self.assertEqual(self._changes(self.staff, MARCH, MAY), ["", ""])
        self._deliver_poor(self.staff)
        self.assertEqual(
            self._changes(self.staff, APRIL, JUNE, JULY),
            [
                "sebelumnya: Belum Dinilai 100%, Bulan Maret 2026",
                "Triwulan I 2026: Sangat Kurang 85%, sebelumnya: Belum Dinilai 100%, "
                "Bulan Mei 2026",
                "",
            ],
        )

    def test_the_turn_of_the_year_changes_nothing(self):
        """Months of 2026 are worth the same when they are read again in 2027."""
        this_year = self.cycle
        self._rate_last_year(self.staff, self.peer)
        there = self.policy.create(
            {
                "name": "Sekolah",
                "source": "ekinerja",
                "cadence": "tahun",
                "company_id": self.agency.id,
            }
        )
        newer = self.policy.copy({"name": "Baru", "company_id": self.agency.id})
        self._allow("exempt", 60)
        self._allow("exempt", 95, newer)
        this_year.sudo().policy_id = newer
        this_year.sudo().audience_ids.create(
            {
                "cycle_id": this_year.id,
                "department_id": self.school_office.id,
                "policy_id": there.id,
            }
        )
        teacher = self._person("Guru Baru")
        self._assign(teacher, self.boss, self.school_office, date_from="2026-01-01")
        self._exempt(self.staff)
        self.by(this_year, self.officer).action_open()
        self.env.invalidate_all()
        told = {
            self.staff: ("exempt", 9_500, ""),
            self.peer: ("baik", 10_000, "Triwulan IV 2025"),
            self.foreigner: ("not_rated", 10_000, "Triwulan IV 2025"),
            teacher: ("elsewhere", 10_000, ""),
        }
        february = self._close(date(2026, 2, 1))
        for employee, expected in told.items():
            line = self._line(february, employee)
            found = (line.outcome, line.points, line.period)
            self.assertEqual(found, expected, employee.name)
        self._close(date(2026, 11, 1))
        january = self._close(date(2027, 1, 1))
        self.assertEqual(january.line_ids.filtered("change").mapped("change"), [])
        line = self._line(january, self.staff)
        self.assertEqual((line.outcome, line.points), ("exempt", 9_500))

    def test_every_month_is_chosen_again_when_a_plan_comes_late(self):
        """Also of who has a period of the year before, as of who has none."""
        this_year = self.cycle
        self._rate_last_year(self.staff)
        self.assertEqual(self._changes(self.staff, MARCH, APRIL), ["", ""])
        self.by(this_year, self.officer).action_open()
        self.env.invalidate_all()
        may = self._line(self._close(MAY), self.staff)
        self.assertEqual((may.outcome, may.period), ("not_rated", "Triwulan I 2026"))
        self.assertEqual(
            may.change, "sebelumnya: Baik 100%, Bulan Maret s.d. April 2026"
        )
        self.assertEqual(self._changes(self.staff, JUNE, JULY), ["", ""])

    def test_without_the_plan_the_exemptions_of_each_month_are_asked(self):
        self._changes(self.staff, MARCH, APRIL)
        self.by(self.plan(self.staff), self.officer).action_cancel("Keliru")
        self._exempt(self.staff, "2026-04-01", "2026-04-30")
        may = self._line(self._close(MAY), self.staff)
        self.assertEqual((may.outcome, may.period), ("not_due", ""))
        self.assertEqual(
            may.change,
            "sebelumnya: Belum Dinilai 100%, Bulan Maret 2026; "
            "Tanpa Periode: Dikecualikan 100%, sebelumnya: Belum Dinilai 100%, "
            "Bulan April 2026",
        )
        self.assertEqual(self._changes(self.staff, JUNE), [""])

    def test_nobody_changes_a_closed_month(self):
        month = self._close(APRIL)
        line = self._line(month, self.staff)
        for record, values in (
            (month, {"closed_by_id": self.team.id}),
            (month, {"state": "closing"}),
            (line, {"points": 5_000}),
            (line, {"outcome": "baik"}),
        ):
            for who in (self.officer, self.team, self.admin, self.auditor):
                with self.assertRaises(AccessError):
                    self.by(record, who).write(values)
                with self.assertRaises(AccessError):
                    self.by(record, who).unlink()
            with self.assertRaises(AccessError):
                record.sudo().write(values)
            with self.assertRaises(AccessError):
                record.sudo().unlink()
            with self.assertRaises(AccessError):
                record.sudo().copy()
        with self.assertRaises(AccessError):
            month.sudo()._asn_settle(b"")
        self.assertEqual(line.points, 10_000)

    def test_keys_are_those_of_the_database(self):
        month = self._close(APRIL)
        line = self._line(month, self.staff)
        for record in (month, line):
            columns = ", ".join(
                name
                for name, field in record._fields.items()
                if field.store and field.column_type and name != "id"
            )
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(
                    f"INSERT INTO {record._table} ({columns}) "
                    f"SELECT {columns} FROM {record._table} WHERE id = %s",
                    [record.id],
                )

    # -- refused ---------------------------------------------------------------

    def test_a_month_that_is_not_over_is_refused(self):
        self.set_day("2026-04-30")
        months = self.by(self.env["hr.asn.month"], self.officer)
        with self.assertRaisesRegex(UserError, "April 2026 is not over yet"):
            months._asn_start(APRIL)
        self.set_day("2026-05-01")
        months = self.by(months, self.officer)
        self.assertEqual(months._asn_start(APRIL)["res_model"], "hr.asn.month")

    def test_the_run_is_shown_to_who_may_read_it(self):
        month = self._close(APRIL)
        colleague = self._user("rekan", "hr_asn_appraisal.group_asn_officer")
        for who, reads in (
            (self.officer, True),
            (colleague, False),
            (self.unit_officer, False),
            (self.team, True),
            (self.auditor, True),
        ):
            self.assertEqual(self.by(month, who).reads_run, reads, who.name)
        self.assertEqual(self.by(month, colleague).month_file()[1][:2], b"PK")

    def test_a_month_is_closed_once_and_who_did_is_said(self):
        self._close(APRIL)
        months = self.by(self.env["hr.asn.month"], self.team)
        with self.assertRaisesRegex(
            UserError,
            "April 2026 was closed by officer, with data drawn on .*2026, .* WIB",
        ):
            months._asn_start(APRIL)

    def test_an_officer_of_units_closes_nothing(self):
        self.set_day("2026-05-04")
        months = self.by(self.env["hr.asn.month"], self.unit_officer)
        with self.assertRaisesRegex(AccessError, "whole agency"):
            months.action_open_close()
        with self.assertRaisesRegex(AccessError, "whole agency"):
            months._asn_start(APRIL)
        self.assertFalse(months.search([]))

    def test_params_of_a_run_are_looked_at(self):
        self.set_day("2026-05-04")
        for params in ({}, {"month": "April"}, {"month": 4}, {"month": "2026-04-09"}):
            run = self.by(self.env["hr.asn.run"], self.officer).create(
                {"kind": "month", "name": "x", "params": params}
            )
            with self.assertRaises(UserError):
                run.action_start()

    # -- the run ---------------------------------------------------------------

    def _interrupt(self):
        """Start a closing and let it do three of its rows; return its run."""
        self.set_day("2026-05-04")
        with patch.object(HrAsnRunMonth, "_asn_inline_limit", 0):
            action = self.by(self.env["hr.asn.month"], self.officer)._asn_start(APRIL)
        self.assertEqual(action["res_model"], "hr.asn.run")
        run = self.by(self.env["hr.asn.run"].browse(action["res_id"]), self.officer)
        self.assertEqual(run._asn_step(3), 3)
        return run

    def test_a_killed_run_is_resumed_and_says_what_was_read_at_its_start(self):
        run = self._interrupt()
        month = self.env["hr.asn.month"].search([("run_id", "=", run.id)])
        self.assertEqual((month.state, len(month.line_ids)), ("closing", 3))
        with self.assertRaisesRegex(UserError, "is being closed by officer"):
            self.by(month, self.officer).month_file()
        self._deliver_first(self.staff)
        self.by(run, self.officer).action_start()
        self.env.invalidate_all()
        self.assertEqual((run.state, run.ok_count, month.state), ("done", 7, "closed"))
        self.assertEqual(Counter(month.line_ids.mapped("outcome")), {"not_rated": 7})
        found = self._books(month)
        for book, head, name in (
            ("Daftar_TPP_2026_04.xlsx", tpp_xlsx.HEAD_ROW, "Daftar TPP"),
            ("Rekap_Kinerja_2026_TRIWULAN_1.xlsx", recap_xlsx.HEAD_ROW, "Rekap"),
        ):
            rows = table(found[book][name], head + 1)
            self.assertEqual({row["Predikat"] for row in rows}, {"Belum Dinilai"})

    def test_rows_done_twice_are_written_once(self):
        run = self._interrupt()
        lines = run.sudo().line_ids
        lines.write({"state": "todo"})
        self.by(run, self.officer).action_start()
        self.env.invalidate_all()
        self.assertEqual((run.state, run.ok_count), ("done", 7))
        month = self.env["hr.asn.month"].search([("run_id", "=", run.id)])
        self.assertEqual((month.state, month.total), ("closed", 7))

    def test_a_month_that_lacks_somebody_is_not_closed(self):
        run = self._interrupt()
        real = HrAsnRunMonth._asn_process

        def failing(handler, own, lines):
            if lines[0].payload["line"]["employee_id"] == waiting.employee_id.id:
                raise ValueError
            return real(handler, own, lines)

        waiting = run.sudo().line_ids.filtered(lambda one: one.state == "todo")[0]
        with (
            patch.object(HrAsnRunMonth, "_asn_process", failing),
            mute_logger("odoo.addons.hr_asn_appraisal.models.hr_asn_run"),
        ):
            while run._asn_step(1):
                pass
        self.env.invalidate_all()
        month = self.env["hr.asn.month"].search([("run_id", "=", run.id)])
        self.assertEqual((run.state, run.failed_count), ("done", 1))
        self.assertEqual((month.state, month.failed_count), ("closing", 1))
        self.assertFalse(run.is_month_closed)
        colleague = self._user("rekan", "hr_asn_appraisal.group_asn_officer")
        # Who may not read the run is told the number all the same.
        self.assertEqual(self.by(month, colleague).failed_count, 1)
        self.by(month, colleague).action_continue()
        self.env.invalidate_all()
        run = self.by(run, colleague)
        self.assertEqual((month.state, month.total), ("closed", 7))
        self.assertTrue(run.is_month_closed)
        self.assertEqual(run.action_download_month(), month.action_download())

    def _stop(self, run):
        """Let a closing do all its rows and be refused at its end; return its month."""
        with (
            patch.object(HrAsnRunMonth, "_asn_finish", side_effect=ValueError),
            mute_logger("odoo.addons.hr_asn_appraisal.models.hr_asn_run"),
        ):
            while run._asn_step():
                pass
        self.env.invalidate_all()
        self.assertEqual(run.state, "failed")
        return self.env["hr.asn.month"].search([("run_id", "=", run.id)])

    def test_a_stopped_closing_is_taken_over_by_who_may_close(self):
        """Its starter may have gone: nobody else could close the month any more."""
        run = self._interrupt()
        month = self.env["hr.asn.month"].search([("run_id", "=", run.id)])
        colleague = self._user("rekan", "hr_asn_appraisal.group_asn_officer")
        mine = self.by(month, colleague)
        self.assertEqual((mine.is_stuck, mine.can_continue), (False, False))
        with self.assertRaisesRegex(UserError, "is being closed by officer"):
            mine.action_continue()
        self.assertEqual(self._stop(run), month)
        with self.assertRaisesRegex(
            UserError, "by officer, with data drawn on .*2026.* has stopped.*Continue"
        ):
            mine._asn_start(APRIL)
        for who in (self.unit_officer, self.auditor):
            other = self.by(month, who)
            self.assertEqual((other.is_stuck, other.can_continue), (True, False))
            with self.assertRaisesRegex(AccessError, "whole agency"):
                other.action_continue()
        drawn_at = month.drawn_at
        self.officer.active = False
        self.assertEqual((mine.is_stuck, mine.can_continue), (True, True))
        with patch.object(HrAsnRunMonth, "_asn_finish", side_effect=UserError("full")):
            self.assertEqual(mine.action_continue()["res_id"], run.id)
        self.assertFalse(mine.action_continue())
        self.env.invalidate_all()
        self.assertEqual((month.state, month.total), ("closed", 7))
        self.assertEqual(month.closed_by_id, colleague)
        self.assertEqual(self.by(run, colleague).user_id, colleague)
        self.assertEqual(month.drawn_at, drawn_at)
        self.assertEqual((mine.is_stuck, mine.can_continue), (False, False))
        # He has closed it, but has drawn nothing.
        with self.assertRaisesRegex(UserError, "was closed by rekan, with data drawn"):
            mine.action_continue()

    def test_a_month_continued_after_a_later_one_is_settled_once(self):
        """What it had read is known to the later one already: it will be paid so."""
        self._allow("sangat_kurang", 85)
        self._close(MARCH)
        april = self._stop(self._interrupt())
        self._deliver_poor(self.staff)
        may = self._line(self._close(MAY), self.staff)
        self.assertEqual(
            may.change, "sebelumnya: Belum Dinilai 100%, Bulan Maret s.d. April 2026"
        )
        self.by(april, self.officer).action_continue()
        self.env.invalidate_all()
        line = self._line(april, self.staff)
        self.assertEqual((april.state, line.outcome), ("closed", "not_rated"))
        self.assertEqual(self._changes(self.staff, JUNE, JULY), ["", ""])

    def test_what_a_continued_month_has_settled_is_not_settled_again(self):
        self._allow("sangat_kurang", 85)
        self._close(MARCH)
        self._deliver_poor(self.staff)
        april = self._stop(self._interrupt())
        self.assertEqual(self._changes(self.staff, MAY), [""])
        self.by(april, self.officer).action_continue()
        self.env.invalidate_all()
        self.assertEqual(
            self._line(april, self.staff).change,
            "sebelumnya: Belum Dinilai 100%, Bulan Maret 2026",
        )
        self.assertEqual(self._changes(self.staff, JUNE, JULY), ["", ""])

    def test_who_started_a_closing_continues_it_from_the_month(self):
        month = self._stop(self._interrupt())
        self.by(month, self.officer).action_continue()
        self.env.invalidate_all()
        self.assertEqual((month.state, month.closed_by_id), ("closed", self.officer))

    def _crowd(self, number):
        for _one in range(number):
            person = self._person("Orang", login=False)
            self._assign(person, self.boss, self.clinic)
        self.by(self.cycle, self.officer).action_open()
        self.env.invalidate_all()

    def _queries(self, first):
        self.set_day(month_form.last_day(first).isoformat())
        self.reach(month_form.first_day(month_form.last_day(first) + date.resolution))
        months = self.by(self.env["hr.asn.month"], self.officer)
        # Each time the same is remembered, whatever ran before.
        self.env.invalidate_all()
        self.env.registry.clear_all_caches()
        months.env["hr.asn.month"].search([], limit=1)
        months.env.user._get_company_ids()
        before = self.env.cr.sql_log_count
        months._asn_start(first)
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_queries_do_not_grow_with_people(self):
        self._crowd(2)
        self._queries(MARCH)
        self._queries(APRIL)
        few = self._queries(MAY)
        self._crowd(18)
        self.assertEqual(self._queries(date(2026, 8, 1)) - few, 0)

    def test_queries_do_not_grow_with_what_is_remembered(self):
        """Of who has no plan each month is read again, of who has left as well."""

        def join(number):
            for _one in range(number):
                person = self._person("Orang", login=False)
                self._assign(person, self.boss, self.clinic, date_from="2026-01-01")

        def leave(day):
            for _one in range(2 if day < "2026-05" else 6):
                person = self._person("Orang", login=False)
                span = {"date_from": "2026-01-01", "date_to": day}
                self._assign(person, self.boss, self.clinic, **span)

        join(2)
        leave("2026-04-30")
        self._queries(MARCH)
        self._queries(APRIL)
        table = self._allow("not_due", 75)
        few = self._queries(MAY)
        join(18)
        leave("2026-07-31")
        self._queries(date(2026, 7, 1))
        self.by(table, self.admin).percent = 80
        self.assertEqual(self._queries(date(2026, 8, 1)) - few, 0)
        month = self.env["hr.asn.month"].search([], limit=1)
        self.assertEqual(month.changed_count, 20)
        lines = month.run_id.sudo().line_ids
        left = lines.filtered(lambda one: one.state == "skipped")
        self.assertEqual(["80%" in one.message for one in left], [True] * 8)

    def test_queries_do_not_grow_with_closed_months(self):
        """At 2 and 20 of them, closed in whatever order."""

        def close(*pairs):
            for year, number in pairs:
                months._asn_start(date(year, number, 1))
            self.env.flush_all()

        def read():
            self.env.invalidate_all()
            self.env.registry.clear_all_caches()
            reading = months.env["hr.asn.month.reading"]
            months.env.user._get_company_ids()
            before = self.env.cr.sql_log_count
            found = reading._asn_read(self.agency, date(2027, 3, 1))
            return self.env.cr.sql_log_count - before, found

        self.set_day("2027-04-04")
        months = self.by(self.env["hr.asn.month"], self.officer)
        close((2027, 2), (2027, 1))
        table = self._allow("not_rated", 75)
        few, found = read()
        self.assertIn("Januari s.d. Februari 2027", found.lines[0].change)
        close(*((2026, number) for number in range(12, 0, -1)))
        close(*((2025, number) for number in range(7, 13)))
        self.assertEqual(months.search_count([]), 20)
        self.by(table, self.admin).percent = 80
        many, found = read()
        self.assertIn(
            "Triwulan I 2026: Belum Dinilai 80%, sebelumnya: Belum Dinilai 75%, "
            "Bulan Maret s.d. Mei 2026",
            found.lines[0].change,
        )
        self.assertEqual(many - few, 0)

    # -- the dialog --------------------------------------------------------------

    def _dialog(self, **values):
        return self.by(self.env["hr.asn.month.close"], self.officer).create(values)

    def test_dialog_shows_what_will_be_frozen(self):
        self._make_differ()
        self.set_day("2026-05-04")
        dialog = self._dialog()
        self.assertEqual(dialog.month, "2026-04-01")
        counts = (
            dialog.total,
            dialog.rated_count,
            dialog.not_rated_count,
            dialog.not_delivered_count,
            dialog.exempt_count,
            dialog.elsewhere_count,
            dialog.not_due_count,
            dialog.changed_count,
        )
        self.assertEqual(counts, (7, 2, 3, 1, 1, 0, 0, 0))
        self.assertFalse(dialog.there_id)
        self.assertIs(dialog.told, False)
        action = dialog.action_close()
        month = self.env["hr.asn.month"].browse(action["res_id"])
        self.assertEqual((month.total, month.rated_count), (7, 2))
        again = self._dialog()
        self.assertEqual(again.there_id, month)
        self.assertIn("was closed by officer", again.told)
        self.assertEqual(again.action_open()["res_id"], month.id)

    def test_months_of_the_dialog_are_over(self):
        self.set_day("2026-01-05")
        offered = self.env["hr.asn.month.close"].with_company(self.agency)
        offered = offered._selection_month()
        months = [month for month, _name in offered]
        self.assertEqual(
            months, [f"2025-{number:02d}-01" for number in range(12, 0, -1)]
        )
        self.assertRegex(offered[0][1], "De[cs]ember 2025")

    # -- who looks for people -----------------------------------------------------

    def test_people_are_found_by_nip_name_and_unit(self):
        month = self._close(APRIL)
        lines = month.line_ids
        number = self.staff.asn_nip
        spaced = f"{number[:8]} {number[8:14]} {number[14]} {number[15:]}"
        for text, expected in (
            (number, self.staff),
            (spaced, self.staff),
            ("Dewi", self.staff),
            ("Dinas Pendidikan", self.foreigner | self.foreign_boss),
        ):
            found = lines.search([("person", "ilike", text)])
            self.assertEqual(found.employee_id, expected, text)

    # -- the table of percentages ----------------------------------------------------

    def test_the_administrator_sets_percentages_while_plans_stand(self):
        self.assertTrue(self.plan(self.staff))
        own = self.by(self.policy, self.admin)
        own.write({"allowance_ids": [(0, 0, {"outcome": "kurang", "percent": 85})]})
        (row,) = self.policy.allowance_ids
        self.assertEqual((row.points, row.percent), (8_500, 85))
        copied = self.by(self.policy, self.admin).copy()
        self.assertEqual(copied.allowance_ids.points, 8_500)
        for who in (self.officer, self.team):
            with self.assertRaises(AccessError):
                self.by(row, who).percent = 50
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self._allow("kurang", 70)
        for percent in (-1, 101):
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self._allow("baik", percent)
                self.env.flush_all()

    def test_a_shared_policy_is_not_the_administrators(self):
        shared = self.policy.create({"name": "Bersama", "company_id": False})
        with self.assertRaisesRegex(AccessError, "shared by all agencies"):
            self._allow("kurang", 85, shared)
        row = self._allow("kurang", 85)
        with self.assertRaises(AccessError):
            self.by(row, self.admin).write({"policy_id": shared.id})


@tagged("post_install", "-at_install")
class TestMonthTour(MonthFixture, AsnTourCase):
    def test_officer_closes_a_month_in_three_clicks(self):
        """*Tutup Bulan*, *Tutup*, *Unduh ZIP*: the ZIP is asked for and is there."""
        self.set_day("2026-05-04")
        asked, real = [], type(self.env["hr.asn.month"]).month_file

        def told(month):
            asked.append(real(month))
            return asked[-1]

        with patch.object(type(self.env["hr.asn.month"]), "month_file", told):
            self.tour(
                "/odoo/month-close", "hr_asn_officer_closes_a_month", self.officer
            )
        [(name, data)] = asked
        self.assertEqual(name, "Tutup_Bulan_2026_04.zip")
        self.assertEqual(len(books(data)), 6)
        self.tour(
            "/odoo/month-close", "hr_asn_officer_opens_a_closed_month", self.officer
        )


@tagged("post_install", "-at_install")
class TestMonthHttp(MonthFixture, PaperHttpCase):
    @mute_logger("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")
    def test_who_reads_what_by_rpc(self):
        month = self._close(APRIL)
        for who, lines in (
            (self.officer, 7),
            (self.team, 7),
            (self.auditor, 7),
            (self.unit_officer, 5),
        ):
            self.sign_in(who)
            found, error = self.rpc(
                "hr.asn.month.line", "search_read", [("month_id", "=", month.id)]
            )
            self.assertIsNone(error)
            self.assertEqual(len(found), lines, who.name)
            for method, args in (
                ("write", ([found[0]["id"]], {"points": 1})),
                ("unlink", ([found[0]["id"]],)),
                ("create", ([{"month_id": month.id, "points": 1}],)),
            ):
                _result, error = self.rpc("hr.asn.month.line", method, *args)
                self.assertEqual(error, "odoo.exceptions.AccessError", method)
        for who in (self.staff, self.boss, self.head):
            self.sign_in(who)
            for model in ("hr.asn.month", "hr.asn.month.line", "hr.asn.month.close"):
                _result, error = self.rpc(model, "search_read", [])
                self.assertEqual(error, "odoo.exceptions.AccessError", model)

    @mute_logger("odoo.http")
    def test_runs_and_dialogs_by_rpc_close_nothing_for_an_officer_of_units(self):
        self.set_day("2026-05-04")
        self.sign_in(self.unit_officer)
        run, error = self.rpc(
            "hr.asn.run",
            "create",
            {"kind": "month", "name": "x", "params": {"month": "2026-04-01"}},
        )
        self.assertIsNone(error)
        for method in ("action_start", "action_preview"):
            _result, error = self.rpc("hr.asn.run", method, [run])
            self.assertEqual(error, "odoo.exceptions.AccessError", method)
        dialog, _error = self.rpc("hr.asn.month.close", "create", {})
        _result, error = self.rpc("hr.asn.month.close", "action_close", [dialog])
        self.assertEqual(error, "odoo.exceptions.AccessError")
        self.assertFalse(self.env["hr.asn.month"].search([]))

    @mute_logger("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")
    def test_the_zip_is_nobodys_file(self):
        """Read by its own way only; the officer who closed the month writes it not."""
        month = self._close(APRIL)
        files = self.env["ir.attachment"].sudo()
        (file,) = files.search(
            [("res_model", "=", "hr.asn.month"), ("res_field", "=", "archive")]
        )
        self.assertEqual(file.res_id, month.id)
        for who in (self.officer, self.unit_officer, self.team, self.auditor):
            self.sign_in(who)
            for model, method, args in (
                ("ir.attachment", "write", ([file.id], {"raw": "x"})),
                ("ir.attachment", "unlink", ([file.id],)),
                ("ir.attachment", "read", ([file.id], ["datas"])),
                ("hr.asn.month", "read", ([month.id], ["archive"])),
                ("hr.asn.month", "write", ([month.id], {"archive": "eA=="})),
            ):
                _result, error = self.rpc(model, method, *args)
                self.assertEqual(error, "odoo.exceptions.AccessError", method)
            for path in (f"{file.id}", f"hr.asn.month/{month.id}/archive"):
                answer = self.url_open(f"/web/content/{path}")
                self.assertNotEqual(answer.status_code, 200, (who.name, path))

    @mute_logger("odoo.http")
    def test_download(self):
        month = self._close(APRIL)
        url = month.action_download()["url"]
        for who, name in (
            (self.officer, "Tutup_Bulan_2026_04.zip"),
            (self.team, "Tutup_Bulan_2026_04.zip"),
            (self.auditor, "Tutup_Bulan_2026_04.zip"),
            (self.unit_officer, "Daftar_TPP_2026_04_Hanya_Dinas_Kesehatan.xlsx"),
        ):
            self.sign_in(who)
            answer = self.url_open(url)
            self.assertEqual(answer.status_code, 200)
            self.assertIn(name, answer.headers["Content-Disposition"], who.name)
        rows = table(
            load_workbook(BytesIO(answer.content))["Daftar TPP"], tpp_xlsx.HEAD_ROW + 1
        )
        numbers = {row["NIP"] for row in rows}
        self.assertEqual(len(rows), 5)
        self.assertIn(self.staff.asn_nip, numbers)
        self.assertNotIn(self.foreigner.asn_nip, numbers)
        self.sign_in(self.staff)
        self.assertEqual(self.url_open(url).status_code, 403)
        self.assertEqual(self.url_open("/asn/month/0").status_code, 404)
