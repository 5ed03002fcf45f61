import base64
from collections import Counter
from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.hr_asn_appraisal.law import codes

from ..forms import recap as recap_form
from ..forms import wording
from ..report import recap_xlsx
from .common import PaperCase, PaperHttpCase

FIRST = recap_xlsx.FIRST_ROW + 1
HEAD = recap_xlsx.HEAD_ROW + 1
OTHER_NIP = "198609262015051001"


def full_name(party):
    """Return the name of a sealed party as lists write it."""
    parts = (party["name"], party["back_title"])
    return ", ".join(part for part in parts if part)


@tagged("post_install", "-at_install")
class TestRecap(PaperCase):
    def _book(self, who):
        cycle = self.by(self.cycle, who)
        data = base64.b64decode(cycle.recap_xlsx()["data"])
        return load_workbook(BytesIO(data))

    def _rows(self, who):
        """Return the rows of "Rekap" as dicts; periods are told apart by number."""
        sheet = self._book(who)["Rekap"]
        heads, group = [], ""
        for column in range(1, sheet.max_column + 1):
            group = sheet.cell(HEAD - 1, column).value or group
            heads.append(f"{group} {sheet.cell(HEAD, column).value}".strip())
        lines = sheet.iter_rows(min_row=FIRST, max_row=sheet.max_row - 1)
        values = [[cell.value for cell in line] for line in lines]
        return [dict(zip(heads, line, strict=True)) for line in values]

    def _crowd(self, number):
        """Deliver annual evaluations to so many more people who have no login."""
        before = self.cycle.skp_ids
        for index in range(number):
            person = self._person(f"Orang {index:02d}", login=False)
            self._assign(person, self.boss, self.clinic, self.chief)
        self.by(self.cycle, self.officer).action_open()
        self.env.invalidate_all()
        plans = self.cycle.skp_ids - before
        for plan in plans:
            self.fill(plan, by=self.boss)
        own = self.by(plans, self.boss)
        own.action_submit()
        own.action_approve()
        self.by(self.cycle, self.officer).action_open_periods()
        self.env.invalidate_all()
        annual = plans.evaluation_ids.filtered(lambda one: one.kind == "annual")
        own = self.by(annual, self.boss)
        own.action_submit()
        own.action_rate(codes.SESUAI, codes.SESUAI)
        own.action_deliver()
        return annual

    def test_row_says_what_was_delivered(self):
        self.staff.sudo().version_id.write(
            {
                "asn_rank_id": self.env.ref("hr_asn_appraisal.rank_pns_3c").id,
                "date_version": "2025-01-01",
            }
        )
        self.deliver(self.staff, "received", result="di_atas", behavior="di_atas")
        rows = {row["NIP"]: row for row in self._rows(self.officer)}
        row = rows[self.staff.asn_nip]
        self.assertEqual(row["Nama"], "Dewi, A.Md.Kep.")
        self.assertEqual(row["Gol"], "III/c")
        self.assertEqual(row["Unit"], "Puskesmas Contoh Barat")
        self.assertEqual(row["Unor Induk"], "Dinas Kesehatan")
        self.assertEqual(row["Jenis ASN"], "PNS")
        self.assertEqual(row["Status SKP"], "Disetujui")
        self.assertEqual(row["Tahunan Rating Hasil Kerja"], "Di Atas Ekspektasi")
        self.assertEqual(row["Tahunan Predikat"], "Sangat Baik")
        self.assertEqual(str(row["Tahunan Tanggal Diterima"])[:10], "2026-12-31")

    def _told_three_ways(self, evaluation):
        """Return name, NIP, post and unit of a person: recap, seal, database."""
        rows = self.by(self.cycle, self.officer)._asn_recap().rows
        (row,) = (one for one in rows if one.nip == evaluation.nip)
        party = evaluation.document_ids._content()["employee"]
        sealed = full_name(party), party["number"], party["post"], party["unit"]
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT evaluation.name, nip, post, unit.name ->> 'en_US' "
            "FROM hr_asn_evaluation evaluation "
            "JOIN hr_department unit ON unit.id = department_id "
            "WHERE evaluation.id = %s",
            [evaluation.id],
        )
        plain = self.env.cr.fetchone()
        return (row.name, row.nip, row.post, row.place.unit), sealed, plain

    def _move(self, employee):
        """Correct name, NIP, post, status and unit after the fact."""
        employee.write({"name": "Nama Baru", "asn_nip": OTHER_NIP})
        assignment = self.plan(employee).assignment_id
        self.by(assignment, self.officer).write(
            {
                "post": "Guru",
                "status": "plt",
                "department_id": self.school_office.id,
            }
        )
        self.env.invalidate_all()

    def test_recap_equals_the_paper_after_corrections(self):
        year = self.deliver(self.staff)
        before = self._told_three_ways(year)
        self.assertEqual(before[0][2:], ("Perawat Terampil", "Puskesmas Contoh Barat"))
        self.assertEqual(len(set(before)), 1)
        self._move(self.staff)
        self.assertEqual(self._told_three_ways(year), before)

    def test_recap_follows_corrections_until_the_year_is_delivered(self):
        self.deliver(self.staff, "rated")
        self._move(self.staff)
        rows = self._rows(self.officer)
        (row,) = (one for one in rows if one["NIP"] == self.staff.asn_nip)
        self.assertEqual(row["Nama"], "Nama Baru, A.Md.Kep.")
        self.assertEqual(row["Jabatan"], "Plt. Guru")
        self.assertEqual(row["Unor Induk"], "Dinas Pendidikan")

    def test_who_has_moved_is_counted_where_he_was(self):
        quarter = self.quarter(self.staff, 1)
        self.bring_evaluation(quarter, "delivered")
        self._move(self.staff)
        recap = self.by(self.cycle, self.officer)._asn_recap()
        counted = {
            period.title: {
                part.unit: (part.rated, part.missing)
                for part in recap_form.spreads(recap, period)
            }
            for period in recap.periods
        }
        # Of the clinic two more are not rated yet: their evaluations are not opened.
        clinic = "Puskesmas Contoh Barat"
        self.assertEqual(counted["Triwulan I"][clinic], (1, 2))
        self.assertEqual(counted["Triwulan II"][clinic], (0, 2))
        self.assertEqual(counted["Triwulan I"]["Dinas Pendidikan"], (0, 2))
        self.assertEqual(counted["Triwulan II"]["Dinas Pendidikan"], (0, 3))

    def test_grade_is_that_of_the_day_of_delivery(self):
        ranks = {
            day: self.env.ref(f"hr_asn_appraisal.rank_pns_{code}").id
            for day, code in (("2025-01-01", "3c"), ("2027-01-01", "3d"))
        }
        self.staff.sudo().version_id.write(
            {"asn_rank_id": ranks["2025-01-01"], "date_version": "2025-01-01"}
        )
        self.peer.sudo().version_id.write(
            {"asn_rank_id": ranks["2025-01-01"], "date_version": "2025-01-01"}
        )
        for employee in (self.staff, self.peer):
            employee.sudo().create_version(
                {"date_version": "2027-01-01", "asn_rank_id": ranks["2027-01-01"]}
            )
        late = self.deliver(self.staff, "rated")
        self.deliver(self.peer)
        self.set_day("2027-01-08")
        self.by(late, self.boss).action_deliver()
        rows = {row["NIP"]: row["Gol"] for row in self._rows(self.officer)}
        self.assertEqual(rows[self.staff.asn_nip], "III/d")
        self.assertIn("(III/d)", late.document_ids._content()["employee"]["rank"])
        self.assertEqual(rows[self.peer.asn_nip], "III/c")

    def test_undelivered_is_a_reason_for_everybody(self):
        self.deliver(self.staff, "rated")
        for who in (self.officer, self.boss, self.auditor, self.staff):
            row = next(
                row for row in self._rows(who) if row["NIP"] == self.staff.asn_nip
            )
            self.assertEqual(row["Tahunan Predikat"], "Belum Disampaikan")
            self.assertIsNone(row["Tahunan Rating Hasil Kerja"])
            self.assertEqual(row["Triwulan I Predikat"], "Belum Dinilai")

    def test_plans_taken_back_are_not_counted(self):
        self.agree(self.staff)
        taken = self.plan(self.peer)
        everybody = {row["NIP"] for row in self._rows(self.officer)}
        self.assertIn(self.peer.asn_nip, everybody)
        self.env["hr.asn.evaluation"].create(
            {"skp_id": taken.id, "period_id": self.cycle.period_ids[0].id}
        )
        self.by(taken, self.officer).action_cancel("Keliru")
        left = {row["NIP"] for row in self._rows(self.officer)}
        self.assertEqual(everybody - left, {self.peer.asn_nip})

    def test_counts_equal_those_of_the_database(self):
        self.deliver(self.staff, result="di_atas", behavior="di_atas")
        self.deliver(self.peer, result="di_bawah", behavior="sesuai")
        self._crowd(3)
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT predikat, count(*) FROM hr_asn_evaluation "
            "WHERE cycle_id = %s AND kind = 'annual' GROUP BY predikat",
            [self.cycle.id],
        )
        expected = dict(self.env.cr.fetchall())
        rows = self._rows(self.officer)
        found = Counter(row["Tahunan Predikat"] for row in rows)
        words = wording.PREDIKATS
        for code in codes.PREDIKATS:
            self.assertEqual(found[words[code]], expected.get(code, 0), code)
        sheet = self._book(self.officer)["Sebaran"]
        heads = [cell.value for cell in sheet[recap_xlsx.SPREAD_HEAD_ROW + 1]]
        totals = [
            dict(zip(heads, [cell.value for cell in line], strict=True))
            for line in sheet.iter_rows(min_row=recap_xlsx.SPREAD_HEAD_ROW + 2)
            if line[1].value == "JUMLAH" and line[0].value == "Tahunan"
        ]
        for code in codes.PREDIKATS:
            self.assertEqual(totals[0][words[code]], expected.get(code, 0), code)
        self.assertEqual(totals[0]["Jumlah Dinilai"], 5)
        # Five are delivered, the five others of the agency have drafts or nothing.
        self.assertEqual(totals[0]["Belum Dinilai"], 5)
        self.assertEqual(totals[0]["Jumlah Pegawai"], len(rows))

    def test_rows_are_those_one_may_read(self):
        self.plan(self.staff)
        everybody = {row["NIP"] for row in self._rows(self.officer)}
        self.assertIn(self.foreigner.asn_nip, everybody)
        self.assertEqual(
            {row["NIP"] for row in self._rows(self.staff)}, {self.staff.asn_nip}
        )
        scoped = {row["NIP"] for row in self._rows(self.unit_officer)}
        self.assertIn(self.staff.asn_nip, scoped)
        self.assertNotIn(self.foreigner.asn_nip, scoped)

    def test_recap_has_whom_and_what_a_search_gives(self):
        self.deliver(self.staff)
        self.bring_evaluation(self.quarter(self.foreigner, 1), "delivered")
        for who in (self.officer, self.unit_officer, self.boss, self.head, self.peer):
            cycle = self.by(self.cycle, who)
            rows = cycle._asn_recap().rows
            mine = [("cycle_id", "=", cycle.id)]
            plans = cycle.env["hr.asn.skp"].search(mine)
            self.assertEqual(
                sorted(row.nip for row in rows), sorted(plans.mapped("nip")), who.name
            )
            told = [*mine, ("predikat", "!=", False)]
            evaluations = cycle.env["hr.asn.evaluation"].search(told)
            self.assertEqual(
                sorted((row.nip, key) for row in rows for key in row.figures),
                sorted((one.nip, one.period_id.id) for one in evaluations),
                who.name,
            )

    def test_evaluation_of_a_plan_that_may_not_be_read_stands_beside(self):
        first = self.bring_evaluation(self.quarter(self.staff, 1), "delivered")
        self._assign(self.staff, self.boss, self.clinic, post="Lurah", status="plt")
        self.by(self.cycle, self.officer).action_open()
        self.env["ir.rule"].create(
            {
                "name": "Withheld",
                "model_id": self.env["ir.model"]._get_id("hr.asn.skp"),
                "domain_force": f"[('id', '!=', {first.skp_id.id})]",
            }
        )
        self.env.invalidate_all()
        rows = self.by(self.cycle, self.officer)._asn_recap().rows
        (row,) = (one for one in rows if one.employee_id == self.staff.id)
        self.assertEqual(row.post, "Plt. Lurah")
        self.assertEqual(
            row.gaps[first.period_id.id],
            recap_form.Gap("not_rated", "SKP belum disetujui; Perawat Terampil: Baik"),
        )

    def test_recap_shows_what_is_not_stored_yet(self):
        self.plan(self.staff)
        self.staff.name = "Nama Baru"
        rows = self.by(self.cycle, self.officer)._asn_recap().rows
        (row,) = (one for one in rows if one.employee_id == self.staff.id)
        self.assertEqual(row.name, "Nama Baru, A.Md.Kep.")

    def test_units_are_named_in_the_language_of_who_asks(self):
        self.plan(self.staff)
        self.env["res.lang"]._activate_lang("id_ID")
        self.clinic.update_field_translations(
            "name", {"en_US": "West Clinic", "id_ID": "Puskesmas Barat"}
        )
        for lang, name in (("en_US", "West Clinic"), ("id_ID", "Puskesmas Barat")):
            cycle = self.by(self.cycle, self.officer).with_context(lang=lang)
            rows = cycle._asn_recap().rows
            (row,) = (one for one in rows if one.employee_id == self.staff.id)
            self.assertEqual(row.place.unit, name)

    def test_texts_stay_texts(self):
        self.staff.name = '=HYPERLINK("http://contoh.go.id")'
        self.staff.asn_back_title = False
        self.plan(self.staff)
        sheet = self._book(self.officer)["Rekap"]
        cells = [
            cell
            for line in sheet.iter_rows(min_row=FIRST)
            for cell in line
            if cell.value and "HYPERLINK" in str(cell.value)
        ]
        self.assertEqual([cell.data_type for cell in cells], ["s"])
        self.assertEqual(sheet.cell(FIRST, 2).data_type, "s")
        self.assertEqual(sheet.cell(FIRST, 2).number_format, "@")

    def test_sheet_is_ready_to_work_with(self):
        self.plan(self.staff)
        sheet = self._book(self.officer)["Rekap"]
        self.assertEqual(sheet.freeze_panes, f"D{FIRST}")
        self.assertTrue(sheet.auto_filter.ref.startswith(f"A{HEAD}:"))
        self.assertEqual(sheet.cell(sheet.max_row, 2).value, "JUMLAH PEGAWAI")
        self.assertEqual(
            sheet.cell(sheet.max_row, 3).value, len(self._rows(self.officer))
        )

    def test_chart_is_fed_by_the_sums_of_the_spread(self):
        self.deliver(self.staff, result="di_atas", behavior="di_atas")
        self.deliver(self.peer)
        book = self._book(self.officer)
        (chart,) = book["Grafik"]._charts
        spread = book["Sebaran"]
        drawn = {}
        for one in chart.series:
            row = self._cells(book, one.val.numRef.f)
            names = self._cells(
                book, one.cat.strRef.f if one.cat.strRef else one.cat.numRef.f
            )
            self.assertEqual(
                [cell.value for cell in names], [*wording.PREDIKATS.values()]
            )
            self.assertEqual(spread.cell(row[0].row, 2).value, "JUMLAH")
            title = one.tx.v or one.tx.strRef.f
            self.assertEqual(spread.cell(row[0].row, 1).value, title)
            drawn[title] = [cell.value for cell in row]
        self.assertEqual(next(iter(drawn)), "Tahunan")
        self.assertEqual(drawn["Tahunan"], [1, 1, 0, 0, 0])
        self.assertEqual(drawn["Triwulan I"], [0, 0, 0, 0, 0])
        self.assertEqual(len(drawn), 5)

    def _cells(self, book, reference):
        """Return the cells of one row that a reference of a chart names."""
        sheet, _mark, cells = reference.partition("!")
        (row,) = book[sheet.strip("'")][cells.replace("$", "")]
        return row

    def test_of_a_unit_are_its_people_and_those_below(self):
        self.deliver(self.staff)
        self.plan(self.foreigner)
        cycle = self.by(self.cycle, self.officer)
        recap = cycle.recap_xlsx(unit_id=self.office.id)
        self.assertEqual(recap["name"], "Rekap_Kinerja_2026_Dinas_Kesehatan.xlsx")
        book = load_workbook(BytesIO(base64.b64decode(recap["data"])))
        sheet = book["Rekap"]
        offices = {sheet.cell(line, 7).value for line in range(FIRST, sheet.max_row)}
        self.assertEqual(offices, {"Dinas Kesehatan"})
        self.assertTrue(sheet["A2"].value.startswith("Dinas Kesehatan, Kota"))
        below = cycle._asn_recap(unit=self.by(self.clinic, self.officer))
        self.assertEqual(
            {row.nip for row in below.rows},
            {one.asn_nip for one in (self.boss, self.staff, self.peer)},
        )

    def _leave_in_may(self):
        """The clinic rates the first quarter, the school office the second."""
        first = self.bring_evaluation(self.quarter(self.staff, 1), "delivered")
        self.set_day("2026-05-15")
        old = first.skp_id.assignment_id
        self.by(old, self.officer).date_to = "2026-05-14"
        new = self._assign(
            self.staff,
            self.foreign_boss,
            self.school_office,
            post="Guru",
            date_from="2026-05-15",
        )
        self.by(self.cycle, self.officer).action_open()
        plan = self.bring_plan(new.skp_ids, "approved")
        self.by(self.cycle, self.officer).action_open_periods()
        self.env.invalidate_all()
        second = plan.evaluation_ids.filtered(
            lambda one: (one.kind, one.period_id.number) == ("periodic", 2)
        )
        self.bring_evaluation(second, "delivered", behavior="di_bawah")
        return first.period_id, second.period_id

    def test_who_moved_in_may_stands_in_each_unit_with_its_periods(self):
        first, second = self._leave_in_may()
        # As of another kind of post, kept in another system.
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_asn_skp SET asn_kind = 'pppk', external_on = '2026-06-01'"
            " WHERE employee_id = %s AND post = 'Guru'",
            [self.staff.id],
        )
        self.env.invalidate_all()
        cycle = self.by(self.cycle, self.officer)
        for unit, post, kind, imported_on, own, asked, predikat in (
            (self.clinic, "Perawat Terampil", "PNS", None, first, 1, "baik"),
            (
                self.school_office,
                *("Guru", "PPPK", date(2026, 6, 1), second, 4, "kurang"),
            ),
        ):
            recap = cycle._asn_recap(unit=self.by(unit, self.officer))
            (row,) = (row for row in recap.rows if row.nip == self.staff.asn_nip)
            self.assertEqual((row.place.unit_id, row.post), (unit.id, post))
            self.assertEqual((row.asn_kind, row.imported_on), (kind, imported_on))
            found = {key: one.predikat for key, one in row.figures.items()}
            self.assertEqual(found, {own.id: predikat})
            rows = self.by(self.env["hr.asn.analysis"], self.officer).search(
                [
                    ("cycle_id", "=", self.cycle.id),
                    ("employee_id", "=", self.staff.id),
                    ("department_id", "child_of", unit.id),
                ]
            )
            self.assertEqual({one.period_id.id: one.predikat for one in rows}, found)
            # Each period has a cell, and counts where it is asked for.
            self.assertEqual(len(row.figures) + len(row.gaps), 5)
            self.assertEqual(len(row.places), asked)
            self.assertEqual(
                {place.unit_id for place in row.places.values()}, {unit.id}
            )
            self.assertEqual(
                sum(recap_form.outcome(row, key) == "not_due" for key in row.gaps),
                5 - asked,
            )

    def test_of_a_period_is_its_only_column(self):
        self.deliver(self.staff)
        first = self.quarter(self.staff, 1).period_id
        recap = self.by(self.cycle, self.officer).recap_xlsx(period_id=first.id)
        self.assertEqual(recap["name"], "Rekap_Kinerja_2026_TRIWULAN_1.xlsx")

    def test_what_does_not_belong_together_is_refused(self):
        cycle = self.by(self.cycle, self.officer)
        other = cycle.create({"year": 2027, "policy_id": self.policy.id})
        other.action_open()
        for wrong in (
            {"period_id": other.period_ids[0].id},
            {"period_id": 2**31 - 1},
            {"unit_id": 2**31 - 1},
        ):
            with self.assertRaisesRegex(UserError, "Choose another one"):
                cycle.recap_xlsx(**wrong)

    def test_a_unit_gives_nobody_more_to_read(self):
        self.plan(self.staff)
        recap = self.by(self.cycle, self.staff)._asn_recap(
            unit=self.by(self.root, self.staff)
        )
        self.assertEqual([row.nip for row in recap.rows], [self.staff.asn_nip])
        office = self.by(self.school_office, self.staff)
        self.assertEqual(
            self.by(self.cycle, self.staff)._asn_recap(unit=office).rows, ()
        )

    def test_the_window_offers_the_cycle_and_downloads_the_choice(self):
        self.plan(self.staff)
        window = self.by(self.env["hr.asn.recap.choice"], self.officer).create({})
        self.assertEqual(window.cycle_id, self.cycle)
        window.unit_id = self.clinic
        window.period_id = self.cycle.period_ids[0]
        self.assertEqual(
            window.action_download()["url"],
            f"/asn/recap/{self.cycle.id}.xlsx"
            f"?period={self.cycle.period_ids[0].id}&unit={self.clinic.id}",
        )
        later = self.cycle.with_user(self.officer).create(
            {"year": 2027, "policy_id": self.policy.id}
        )
        window.cycle_id = later
        self.assertFalse(window.period_id)
        self.assertEqual(window.unit_id, self.clinic)

    def test_the_window_offers_the_newest_cycle_with_something_delivered(self):
        self.deliver(self.staff)
        self.cycle.with_user(self.officer).create(
            {"year": 2027, "policy_id": self.policy.id}
        )
        self.set_day("2027-01-15")
        window = self.by(self.env["hr.asn.recap.choice"], self.officer).create({})
        self.assertEqual(window.cycle_id, self.cycle)

    def test_empty_cycle_has_a_workbook(self):
        cycle = self.cycle.with_user(self.officer).create(
            {"year": 2027, "policy_id": self.policy.id}
        )
        book = load_workbook(BytesIO(base64.b64decode(cycle.recap_xlsx()["data"])))
        self.assertEqual(book.sheetnames, ["Rekap", "Sebaran"])

    def _queries(self):
        cycle = self.by(self.cycle, self.officer)
        # Twice: what is kept over transactions (rules) is kept before counting.
        for _warm in range(2):
            cycle.recap_xlsx()
            self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        cycle.recap_xlsx()
        return self.env.cr.sql_log_count - before

    def test_queries_do_not_grow_with_rows(self):
        self.deliver(self.staff)
        self.deliver(self.peer)
        few = self._queries()
        rows = len(self._rows(self.officer))
        self._crowd(18)
        self.assertEqual(len(self._rows(self.officer)), rows + 18)
        self.assertEqual(self._queries(), few)


@tagged("post_install", "-at_install")
class TestRecapHttp(PaperHttpCase):
    def test_download(self):
        self.plan(self.staff)
        self.sign_in(self.officer)
        answer = self.url_open(f"/asn/recap/{self.cycle.id}.xlsx")
        self.assertEqual(answer.status_code, 200)
        self.assertIn("Rekap_Kinerja_2026.xlsx", answer.headers["Content-Disposition"])
        book = load_workbook(BytesIO(answer.content))
        self.assertIn("TAHUN 2026", book["Rekap"]["A1"].value)

    @mute_logger("odoo.http")  # the refusals are what is tested
    def test_download_of_a_choice(self):
        self.plan(self.staff)
        self.sign_in(self.officer)
        address = f"/asn/recap/{self.cycle.id}.xlsx?unit="
        answer = self.url_open(f"{address}{self.clinic.id}")
        name = "Rekap_Kinerja_2026_Dinas_Kesehatan_Puskesmas_Contoh_Barat.xlsx"
        self.assertIn(name, answer.headers["Content-Disposition"])
        self.assertEqual(self.url_open(f"{address}x").status_code, 404)
        self.assertEqual(self.url_open(f"{address}{2**31 - 1}").status_code, 422)
