"""Rekap Semua OPD: a workbook per office and one for all, from one read."""

import zipfile
from collections import Counter
from io import BytesIO

from openpyxl import load_workbook

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.hr_asn_appraisal.law import codes
from odoo.addons.hr_asn_appraisal.models.hr_asn_exemption import KINDS

from ..forms import recap as recap_form
from ..forms import wording
from ..report import recap_xlsx
from .common import PaperCase, PaperHttpCase

WHOLE = "Rekap_Kinerja_2026_TRIWULAN_1.xlsx"


def books(data):
    """Return {file name: workbook} of a ZIP."""
    with zipfile.ZipFile(BytesIO(data)) as files:
        return {
            name: load_workbook(BytesIO(files.read(name))) for name in files.namelist()
        }


def table(sheet, head):
    """Return the rows below line ``head`` of a sheet as dicts, without the sums."""
    heads = [cell.value for cell in sheet[head]]
    lines = sheet.iter_rows(min_row=head + 1, values_only=True)
    rows = [dict(zip(heads, line, strict=True)) for line in lines]
    return [row for row in rows if "JUMLAH" not in str(row[heads[1]])]


def people(book):
    return table(book["Rekap"], recap_xlsx.HEAD_ROW + 1)


def spread(book):
    return table(book["Sebaran"], recap_xlsx.SPREAD_HEAD_ROW + 1)


@tagged("post_install", "-at_install")
class TestRecapOffices(PaperCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan(cls.staff)
        cls.first = cls.cycle.period_ids.filtered(
            lambda one: (one.kind, one.number) == (codes.TRIWULAN, 1)
        )

    def _books(self, who=None, period=None):
        own = self.by(period or self.first, who or self.officer)
        return books(own.recap_offices()[1])

    def _exempt(self, employee, kind="cltn", date_from="2026-01-01", date_to=False):
        one = self.by(self.env["hr.asn.exemption"], self.officer).create(
            {
                "employee_id": employee.id,
                "kind": kind,
                "date_from": date_from,
                "date_to": date_to,
                "decree": "SK 1",
            }
        )
        one.action_confirm()
        self.env.invalidate_all()

    def test_one_book_per_office_and_one_for_all(self):
        found = self._books()
        self.assertEqual(
            list(found),
            [
                WHOLE,
                "Rekap_Kinerja_2026_TRIWULAN_1_Dinas_Kesehatan.xlsx",
                "Rekap_Kinerja_2026_TRIWULAN_1_Dinas_Pendidikan.xlsx",
            ],
        )
        whole, *parts = ([row["NIP"] for row in people(one)] for one in found.values())
        self.assertEqual([len(parts[0]), len(parts[1])], [5, 2])
        self.assertEqual(Counter(whole), Counter(sum(parts, [])))

    def test_each_sheet_says_when_it_was_drawn(self):
        for name, book in self._books().items():
            for sheet in book:
                self.assertIn(
                    "Data ditarik pada 5 Januari 2026 09.00 WIB",
                    sheet["A2"].value,
                    (name, sheet.title),
                )
                self.assertIn("TRIWULAN I TAHUN 2026", sheet["A1"].value)

    def test_figures_are_those_of_the_database(self):
        for one, predikat in (
            (self.staff, ("di_atas", "di_atas")),
            (self.foreigner, ("di_bawah", "sesuai")),
        ):
            quarter = self.quarter(one, 1)
            result, behavior = predikat
            self.bring_evaluation(
                quarter, "delivered", result=result, behavior=behavior
            )
        self.bring_evaluation(self.quarter(self.peer, 1), "rated")
        self._exempt(self.head)
        found = self._books()
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT plan.nip, split_part(unit.parent_path, '/', 2)::int,
                   office.name ->> 'en_US', one.predikat, one.state,
                   away.id IS NOT NULL
              FROM hr_asn_skp plan
              JOIN hr_department unit ON unit.id = plan.department_id
              JOIN hr_department office
                ON office.id = split_part(unit.parent_path, '/', 2)::int
              LEFT JOIN hr_asn_evaluation one
                ON one.skp_id = plan.id AND one.period_id = %s
              LEFT JOIN hr_asn_exemption away
                ON away.employee_id = plan.employee_id AND away.state = 'confirmed'
             WHERE plan.cycle_id = %s
            """,
            [self.first.id, self.cycle.id],
        )
        expected, totals = {}, {}
        for nip, _office_id, office, predikat, state, is_away in self.env.cr.fetchall():
            words = {
                "sangat_baik": "Sangat Baik",
                "kurang": "Kurang",
                "butuh_perbaikan": "Butuh Perbaikan",
            }.get(predikat)
            if not words and state == "rated":
                words = "Belum Disampaikan"
            if not words:
                words = "Dikecualikan" if is_away else "Belum Dinilai"
            expected[nip] = (office, words)
            totals.setdefault(office, Counter())[words] += 1
        self.assertEqual(len(expected), 7)
        self.assertEqual(
            {
                row["NIP"]: (row["Unor Induk"], row["Predikat"])
                for row in people(found[WHOLE])
            },
            expected,
        )
        for office, counts in totals.items():
            name = f"Rekap_Kinerja_2026_TRIWULAN_1_{office.replace(' ', '_')}.xlsx"
            self.assertEqual(
                Counter(row["Predikat"] for row in people(found[name])), counts
            )
            for words in (*wording.PREDIKATS.values(), *recap_form.GAPS.values()):
                if words != "Tidak Ada Evaluasi":
                    self.assertEqual(
                        sum(row[words] for row in spread(found[name])),
                        counts[words],
                        (office, words),
                    )

    def test_no_predikat_is_blank_or_zero(self):
        self._exempt(self.head)
        for period in self.cycle.period_ids:
            whole, *_parts = self._books(period=period).values()
            for row in people(whole):
                self.assertIn(row["Predikat"], recap_form.GAPS.values())

    def test_exempt_says_why_and_how_long(self):
        self._exempt(self.head, date_to="2026-06-30")
        row = next(row for row in people(self._books()[WHOLE]) if row["Nama"] == "Rina")
        self.assertEqual(
            (row["Predikat"], row["Keterangan"]),
            (
                "Dikecualikan",
                "Cuti di Luar Tanggungan Negara (CLTN), 1 Januari 2026 – 30 Juni 2026",
            ),
        )
        third = self.cycle.period_ids.filtered(
            lambda one: (one.kind, one.number) == (codes.TRIWULAN, 3)
        )
        book = next(iter(self._books(period=third).values()))
        row = next(row for row in people(book) if row["Nama"] == "Rina")
        self.assertEqual(row["Predikat"], "Belum Dinilai")

    def test_every_exemption_has_words(self):
        self.assertEqual(set(wording.EXEMPTIONS), {kind for kind, _label in KINDS})

    def test_who_joined_later_is_not_rated_in_the_first_quarter(self):
        late = self._person("Orang Baru")
        self._assign(late, self.boss, self.clinic, date_from="2026-05-01")
        self.by(self.cycle, self.officer).action_open()
        self.env.invalidate_all()
        row = next(
            row for row in people(self._books()[WHOLE]) if row["Nama"] == "Orang Baru"
        )
        self.assertEqual(row["Predikat"], "Tidak Ada Evaluasi")

    def test_definitive_post_counts_and_the_other_is_told(self):
        self._assign(self.staff, self.boss, self.clinic, post="Lurah", status="plt")
        self.by(self.cycle, self.officer).action_open()
        self.env.invalidate_all()
        plans = self.plan(self.staff)
        main = plans.filtered(lambda plan: plan.status == "definitif")
        for plan in plans:
            self.bring_plan(plan, "approved")
        self.by(self.cycle, self.officer).action_open_periods()
        self.env.invalidate_all()
        for plan in plans:
            one = plan.evaluation_ids.filtered(lambda one: one.period_id == self.first)
            behavior = "di_atas" if plan == main else "di_bawah"
            self.bring_evaluation(one, "delivered", result="sesuai", behavior=behavior)
        row = next(
            row
            for row in people(self._books()[WHOLE])
            if row["NIP"] == self.staff.asn_nip
        )
        self.assertEqual(
            (row["Predikat"], row["Jabatan"], row["Keterangan"]),
            ("Baik", "Perawat Terampil", "Plt. Lurah: Kurang"),
        )

    def test_officer_of_units_gets_only_his(self):
        found = self._books(self.unit_officer)
        self.assertEqual(
            list(found), [WHOLE, "Rekap_Kinerja_2026_TRIWULAN_1_Dinas_Kesehatan.xlsx"]
        )
        for book in found.values():
            numbers = {row["NIP"] for row in people(book)}
            self.assertIn(self.staff.asn_nip, numbers)
            self.assertNotIn(self.foreigner.asn_nip, numbers)
        self.assertEqual(
            [row["NIP"] for row in people(self._books(self.staff)[WHOLE])],
            [self.staff.asn_nip],
        )

    def _queries(self):
        for _warm in range(2):
            self._books()
        own = self.by(self.first, self.officer)
        before = self.env.cr.sql_log_count
        own.recap_offices()
        return self.env.cr.sql_log_count - before

    def test_queries_do_not_grow_with_offices(self):
        self.assertEqual(len(self._books()), 3)
        few = self._queries()
        for number in range(18):
            office = self._unit(f"Dinas {number:02d}", self.root)
            person = self._person(f"Orang {number:02d}", login=False)
            self._assign(person, self.boss, office)
        self.by(self.cycle, self.officer).action_open()
        self.env.invalidate_all()
        self.assertEqual(len(self._books()), 21)
        self.assertEqual(self._queries(), few)


@tagged("post_install", "-at_install")
class TestRecapOfficesHttp(PaperHttpCase):
    @mute_logger("odoo.http")
    def test_download(self):
        self.plan(self.staff)
        period = self.cycle.period_ids.filtered(
            lambda one: (one.kind, one.number) == (codes.TRIWULAN, 1)
        )
        url = period.action_recap_offices()["url"]
        for who, count in (
            (self.officer, 3),
            (self.auditor, 3),
            (self.unit_officer, 2),
            (self.staff, 2),
        ):
            self.sign_in(who)
            answer = self.url_open(url)
            self.assertEqual(answer.status_code, 200)
            self.assertIn(
                "Rekap_Kinerja_2026_TRIWULAN_1_Semua_OPD.zip",
                answer.headers["Content-Disposition"],
            )
            self.assertEqual(len(books(answer.content)), count, who.name)
        self.assertEqual(self.url_open("/asn/recap/period/0.zip").status_code, 404)
