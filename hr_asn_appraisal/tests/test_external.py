"""Groups whose truth is in another system: what is read, taken over, and refused."""

import base64
import io
from ast import literal_eval
from datetime import date, datetime
from unittest.mock import patch

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, tagged
from odoo.tools import file_open, mute_logger
from odoo.tools.misc import format_date

from ..exchange import cells, ekinerja, readers, staff
from ..exchange.layouts import REASON
from ..law import codes
from ..law.codes import RUANG_GTK
from .common import YEAR, AsnCommon, AsnHttpCommon
from .test_staff_import import BOSS, StaffCase, as_csv, as_xlsx, boss, number, row

DATA = "hr_asn_appraisal/tests/data"
# Tenths of a second that a browser may take to start before Odoo skips the tour.
PATIENCE = 600
SCHOOL = "SD Negeri 1 Contoh"
TEACHER = "198510082011012001"
SCHOOL_HEAD = "199003092014051001"
PLAN_HEADINGS = ["nip", "nama", "skp_status", "periode_awal", "is_plt_plh"]
RATING_HEADINGS = (
    "jenis nip nama periode_awal_skp is_skp_plt_plh_pjb hasil_kerja perilaku_kerja "
    "hasil_akhir waktu_dinilai tahun_skp bulan_skp"
).split()
TITLE = (
    "Laporan Penilaian SKP Periode Bulanan Juni Tahun 2026",
    "Periode : 1 Juni 2026 - 30 Juni 2026",
    "Data ditarik pada : 2026-07-11 09:14:02",
)


def sample(name):
    with file_open(f"{DATA}/{name}", "rb") as file:
        return file.read()


def plan_row(nip, **changes):
    """Return a row of "Laporan SKP"."""
    return {
        "nip": nip,
        "nama": "Pegawai",
        "skp_status": "Persetujuan",
        "periode_awal": f"{YEAR}-01-01",
        "is_plt_plh": 0,
    } | changes


def rating_row(nip, **changes):
    """Return a row of "Laporan Penilaian SKP" for June."""
    return {
        "jenis": "BULANAN",
        "nip": nip,
        "nama": "Pegawai",
        "periode_awal_skp": f"{YEAR}-01-01",
        "is_skp_plt_plh_pjb": 0,
        "hasil_kerja": "SESUAI ESPEKTASI",
        "perilaku_kerja": "DIATAS ESPEKTASI",
        "hasil_akhir": "BAIK",
        "waktu_dinilai": "2026-07-03 08:48:12",
        "tahun_skp": YEAR,
        "bulan_skp": 6,
    } | changes


def plans_file(rows):
    return as_xlsx(rows, PLAN_HEADINGS)


def ratings_file(rows, drawn_on="2026-07-11 09:14:02"):
    title = (*TITLE[:2], f"Data ditarik pada : {drawn_on}")
    return as_xlsx(rows, RATING_HEADINGS, title)


def check(rows, headings=RATING_HEADINGS):
    """Return (entries, problems) of rows as they come out of a file."""
    table, sheet = readers.recognise(
        "e.xlsx", as_xlsx(rows, headings, TITLE), ekinerja.TABLES
    )
    preamble = ekinerja.read_preamble(sheet.above)
    report = ekinerja.Report(table.name, YEAR, preamble)
    return ekinerja.check(report, sheet.rows)


@tagged("standard", "at_install")
class TestReports(BaseCase):
    def test_states_in_every_spelling(self):
        spellings = {
            "Draft": "draft",
            "DRAF": "draft",
            "Pengajuan": "submitted",
            "Diajukan": "submitted",
            "Ditolak": "returned",
            "Persetujuan": "approved",
            " disetujui ": "approved",
            "Close": "closed",
            "Archive": "archived",
            "Belum Mulai": "not_started",
            3: "approved",
            "5": "archived",
        }
        for text, state in spellings.items():
            self.assertEqual(ekinerja.parse_state(text), state, text)
        for text in ("", None, "Mungkin", 6, 0):
            with self.assertRaises(ValueError):
                ekinerja.parse_state(text)

    def test_preamble_tells_period_and_day(self):
        self.assertEqual(
            ekinerja.read_preamble(TITLE),
            (date(2026, 6, 1), date(2026, 6, 30), date(2026, 7, 11)),
        )
        self.assertEqual(ekinerja.read_preamble(()), (None, None, None))
        self.assertEqual(
            ekinerja.read_preamble(["Periode: 01/01/2026 s.d. 31/03/2026"])[:2],
            (date(2026, 1, 1), date(2026, 3, 31)),
        )

    def test_period_of_a_row_else_of_the_preamble(self):
        none = ekinerja.Preamble(None, None, None)
        quarter = ekinerja.Preamble(date(2026, 4, 1), date(2026, 6, 30), None)
        cases = [
            ({"jenis": "BULANAN", "bulan": 6}, none, ("bulan", 6)),
            ({"jenis": "Bulanan", "bulan": "12"}, none, ("bulan", 12)),
            ({"jenis": "TRIWULANAN", "bulan": 6}, none, ("triwulan", 2)),
            ({"jenis": "SEMESTERAN", "bulan": 12}, none, ("semester", 2)),
            ({"jenis": "TAHUNAN", "bulan": ""}, none, ("tahun", 1)),
            ({}, quarter, ("triwulan", 2)),
            ({"jenis": "BULANAN", "bulan": 13}, none, None),
            ({}, none, None),
        ]
        for texts, preamble, period in cases:
            self.assertEqual(ekinerja.period_of(texts, preamble, YEAR), period, texts)

    def test_both_samples_are_recognised(self):
        table, sheet = readers.recognise(
            "a.xlsx", sample("ekinerja_skp.xlsx"), ekinerja.TABLES
        )
        self.assertEqual((table.name, sheet.heading_row), (ekinerja.PLANS, 1))
        self.assertEqual((len(sheet.rows), sheet.above), (31, ()))
        table, sheet = readers.recognise(
            "b.xlsx", sample("ekinerja_penilaian.xlsx"), ekinerja.TABLES
        )
        self.assertEqual((table.name, sheet.heading_row), (ekinerja.RATINGS, 8))
        self.assertEqual(len(sheet.rows), 31)
        self.assertEqual(
            ekinerja.read_preamble(sheet.above),
            (date(2026, 6, 1), date(2026, 6, 30), date(2026, 7, 11)),
        )

    def test_short_form_and_csv_with_semicolons(self):
        headings = (
            "No nip nama skp_unor skp_unor_induk skp_jabatan hasil_kerja "
            "perilaku_kerja hasil_akhir golru jenis_pegawai skp_jenis_jabatan "
            "is_skp_plt_plh_pjb"
        ).split()
        one = dict.fromkeys(headings, "") | {
            "No": "1",
            "nip": TEACHER,
            "nama": "Rina",
            "hasil_kerja": "DI BAWAH EKSPEKTASI",
            "perilaku_kerja": "Sesuai Ekspektasi",
            "hasil_akhir": "CUKUP",
        }
        content = as_csv([one], ";", headings, TITLE)
        table, sheet = readers.recognise("a.csv", content, ekinerja.TABLES)
        preamble = ekinerja.read_preamble(sheet.above)
        report = ekinerja.Report(table.name, YEAR, preamble)
        (entry,), problems = ekinerja.check(report, sheet.rows)
        self.assertEqual(entry.period, ("bulan", 6))
        self.assertEqual(
            (entry.result, entry.behavior, entry.predikat),
            ("di_bawah", "sesuai", "butuh_perbaikan"),
        )
        self.assertEqual(problems, [])

    def test_ratings_in_every_spelling(self):
        entries, problems = check(
            [
                rating_row(number(1)),
                rating_row(
                    number(2),
                    hasil_kerja="Di Atas Ekspektasi",
                    hasil_akhir="SANGAT BAIK",
                ),
                rating_row(
                    number(3),
                    perilaku_kerja="DIBAWAH ESPEKTASI",
                    hasil_akhir="Misconduct",
                ),
                rating_row(
                    number(4), hasil_kerja="", perilaku_kerja="", hasil_akhir=""
                ),
                rating_row(number(5), is_skp_plt_plh_pjb=1),
            ]
        )
        self.assertEqual(problems, [])
        self.assertEqual(
            [(one.result, one.behavior, one.predikat) for one in entries],
            [
                ("sesuai", "di_atas", "baik"),
                ("di_atas", "di_atas", "sangat_baik"),
                ("sesuai", "di_bawah", "kurang"),
                ("", "", ""),
                ("sesuai", "di_atas", "baik"),
            ],
        )
        self.assertEqual([one.is_acting for one in entries], [False] * 4 + [True])
        self.assertEqual(entries[0].rated_on, "2026-07-03")

    def test_each_problem_is_named_by_row_and_column(self):
        changes = [
            {"nip": 198510082011012001},
            {"nip": ""},
            {"hasil_kerja": "BAGUS"},
            {"hasil_akhir": "ISTIMEWA"},
            {"hasil_akhir": ""},
            {"hasil_akhir": "KURANG"},
            {"tahun_skp": 2025},
        ]
        rows = [rating_row(number(1 + n)) | one for n, one in enumerate(changes)]
        rows.append(rating_row(number(6)))
        entries, problems = check(rows)
        self.assertEqual(
            [(one.row, one.column, one.code, one.consequence) for one in problems],
            [
                (5, "nip", "changed_by_spreadsheet", cells.SKIP),
                (6, "nip", cells.NIP_EMPTY, cells.SKIP),
                (7, "hasil", ekinerja.RATING_UNKNOWN, cells.SKIP),
                (8, "predikat", ekinerja.PREDIKAT_UNKNOWN, cells.SKIP),
                (9, "predikat", ekinerja.PREDIKAT_MISSING, cells.SKIP),
                (10, "predikat", ekinerja.MATRIX_DIFFERS, cells.NOTE),
                (11, "tahun", ekinerja.OTHER_YEAR, cells.SKIP),
                (12, "nip", ekinerja.ROW_TWICE, cells.SKIP),
            ],
        )
        self.assertEqual([(one.row, one.predikat) for one in entries], [(10, "kurang")])

    def test_unknown_state_is_a_problem(self):
        rows = [plan_row(number(1), skp_status="Entah"), plan_row(number(2))]
        entries, problems = check(rows, PLAN_HEADINGS)
        self.assertEqual([one.state for one in entries], ["approved"])
        self.assertEqual([one.code for one in problems], [ekinerja.STATE_UNKNOWN])

    def test_a_staff_list_is_neither(self):
        with self.assertRaises(readers.ReadError):
            readers.recognise("a.csv", as_csv([row(1)]), ekinerja.TABLES)


@tagged("standard", "at_install")
class TestTeachers(BaseCase):
    """Teachers hang under their head of school; the list is taken as it is."""

    def _check(self, superior):
        rows = [
            boss(),
            row(1, penugasan="Kepala Sekolah", jabatan="Guru Ahli Madya", unor="SD 1"),
            row(
                2, jabatan="Kepala Bidang SD", jenis_jabatan="Administrator", jenjang=""
            ),
            row(3, jabatan="Guru Ahli Muda", unor="SD 1", nip_atasan=superior),
        ]
        numbered = [readers.Row(place, one) for place, one in enumerate(rows, 2)]
        known = staff.References(people={}, units=(), agency="", company="x")
        return staff.check(numbered, known)

    def test_under_the_head_of_the_school(self):
        self.assertEqual(self._check(number(1)).problems, ())

    def test_under_a_head_of_division(self):
        checked = self._check(number(2))
        (problem,) = checked.problems
        self.assertEqual(
            (problem.row, problem.code, problem.consequence),
            (5, staff.SUPERIOR_NOT_HEAD, cells.NOTE),
        )
        self.assertEqual(problem.details["proposal"], number(1))
        teacher = next(one for one in checked.people if one.row == 5)
        self.assertEqual(teacher.superior, number(2))


class ExternalCase(StaffCase):
    """The 31 people of the samples; those of one school are planned elsewhere."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.classPatch(
            cls.env.registry["res.company"],
            "_asn_today",
            lambda self: date(YEAR, 7, 20),
        )
        policy = cls.env.ref("hr_asn_appraisal.policy_quarterly")
        env = cls.env(user=cls.officer)
        wizard = env["hr.asn.staff.import"].create(
            {
                "file": base64.b64encode(sample("pegawai.csv")),
                "filename": "pegawai.csv",
                "head_name": "Sulaiman Daud",
                "head_post": "Wali Kota",
                "date_from": f"{YEAR}-01-01",
            }
        )
        wizard.action_process()
        school = cls.env["hr.department"].search(
            [("name", "=", SCHOOL), ("company_id", "=", cls.agency.id)]
        )
        cls.cycle = env["hr.asn.cycle"].create(
            {
                "year": YEAR,
                "policy_id": policy.id,
                "audience_ids": [
                    (
                        0,
                        0,
                        {
                            "department_id": school.id,
                            "policy_id": cls.env.ref(
                                "hr_asn_appraisal.policy_ruang_gtk"
                            ).id,
                        },
                    )
                ],
            }
        )
        cls.cycle.action_open()

    def report(self, content, user=None, **values):
        env = self.env(user=user or self.officer)
        own = {
            "file": base64.b64encode(content),
            "filename": "laporan.xlsx",
            "cycle_id": self.cycle.id,
        }
        return env["hr.asn.external.import"].create(own | values)

    def bring(self, content, **values):
        wizard = self.report(content, **values)
        wizard.action_process()
        return self.finish(wizard.run_id)

    def plan(self, nip):
        return self.cycle.sudo().skp_ids.filtered(lambda one: one.nip == nip)

    def outcomes(self, run):
        found = {}
        for line in run.line_ids:
            found[line.outcome] = found.get(line.outcome, 0) + 1
        return found

    def line(self, run, nip):
        return run.line_ids.filtered(lambda one: nip in one.name)


@tagged("standard", "at_install")
class TestExternalImport(ExternalCase):
    def test_both_samples_twice(self):
        self.assertEqual(len(self.cycle.skp_ids), 31)
        first = self.bring(sample("ekinerja_skp.xlsx"))
        self.assertEqual(first.state, "done")
        # 7 people of the school; of the others 3 are drafts there as they are here.
        expected = {"taken": 7, "same": 3, "different": 21}
        self.assertEqual(self.outcomes(first), expected)
        self.assertEqual(set(first.line_ids.mapped("presence")), {"both"})
        plan = self.plan(TEACHER)
        self.assertEqual((plan.source, plan.external_state), (RUANG_GTK, "approved"))
        self.assertEqual((plan.state, plan.external_on), ("draft", date(YEAR, 7, 20)))
        again = self.bring(sample("ekinerja_skp.xlsx"))
        expected = {"unchanged": 7, "same": 3, "different": 21}
        self.assertEqual(self.outcomes(again), expected)

    def test_ratings_are_taken_once(self):
        run = self.bring(sample("ekinerja_penilaian.xlsx"))
        # The head of the school and 4 others have no predicate there.
        self.assertEqual(
            self.outcomes(run), {"taken": 6, "not_rated": 5, "different": 20}
        )
        found = self.env["hr.asn.evaluation"].search([("cycle_id", "=", self.cycle.id)])
        self.assertEqual(len(found), 6)
        self.assertEqual(set(found.mapped("state")), {"final"})
        self.assertEqual(set(found.period_id.mapped("kind")), {codes.BULAN})
        own = found.filtered(lambda one: one.nip == TEACHER)
        self.assertEqual(
            (own.result, own.behavior, own.predikat), ("sesuai", "di_atas", "baik")
        )
        self.assertEqual(own.current_predikat, "baik")
        self.assertEqual((own.delivered_on, own.external_on), (date(YEAR, 7, 11),) * 2)
        self.assertFalse(own.rating_ids)
        self.assertFalse(own.document_ids)
        periods = len(self.cycle.period_ids)
        again = self.bring(sample("ekinerja_penilaian.xlsx"))
        self.assertEqual(
            self.outcomes(again), {"unchanged": 6, "not_rated": 5, "different": 20}
        )
        self.assertEqual(len(self.cycle.period_ids), periods)
        events = self.env["hr.asn.event"].search_count(
            [("res_model", "=", "hr.asn.evaluation"), ("res_id", "in", found.ids)]
        )
        self.assertEqual(events, 6)

    def test_looking_writes_nothing_but_the_report(self):
        wizard = self.report(sample("ekinerja_skp.xlsx"))
        wizard.action_check()
        run = wizard.run_id
        self.assertEqual(run.state, "draft")
        self.assertEqual(self.outcomes(run)["taken"], 7)
        self.assertFalse(self.plan(TEACHER).external_state)
        change = run.change_ids.filtered(lambda one: one.nip == TEACHER)
        self.assertEqual(
            (change.column, change.before, change.after),
            ("Status SKP", "–", "Approved"),
        )
        run.action_start()
        self.assertEqual(self.plan(TEACHER).external_state, "approved")

    def test_check_list_of_who_is_where(self):
        stranger = number(77)
        acting = plan_row(number(78), is_plt_plh=1)
        rows = [plan_row(TEACHER), plan_row(stranger), acting]
        run = self.bring(plans_file(rows))
        self.assertEqual(self.line(run, TEACHER).presence, "both")
        self.assertEqual(self.line(run, stranger).presence, "only_there")
        self.assertEqual(self.line(run, stranger).outcome, "unknown")
        self.assertEqual(self.line(run, number(78)).outcome, "acting")
        only_here = run.line_ids.filtered(lambda one: one.presence == "only_here")
        self.assertEqual(len(only_here), 30)
        self.assertEqual(set(only_here.mapped("state")), {"skipped"})
        self.assertIn(self.plan(SCHOOL_HEAD).id, only_here.mapped("res_id"))
        boxes = run.taken_count, run.same_count, run.compared_count, run.left_count
        self.assertEqual((run.file_count, boxes), (3, (1, 0, 0, 2)))
        self.assertEqual(run.only_here_count, 30)
        # Three rows were in the file: who is known here only is no row of it.
        self.assertEqual(run.end_line, "1 rows were processed, 2 skipped.")

    def test_a_bad_row_stops_no_other(self):
        rows = [plan_row(TEACHER), plan_row(SCHOOL_HEAD, skp_status="Entah")]
        run = self.bring(plans_file(rows))
        self.assertEqual(self.plan(TEACHER).external_state, "approved")
        self.assertFalse(self.plan(SCHOOL_HEAD).external_state)
        self.assertEqual(run.problem_ids.code, ekinerja.STATE_UNKNOWN)
        self.assertIn("Entah", run.problem_ids.problem)
        (rejected,) = run.rejected_rows()
        self.assertEqual(rejected["nip"], SCHOOL_HEAD)
        self.line(run, TEACHER).sudo().state = "failed"
        self.assertIn(TEACHER, [one["nip"] for one in run.rejected_rows()])

    def test_a_bad_row_stops_all_where_asked(self):
        rows = [plan_row(TEACHER), plan_row(SCHOOL_HEAD, skp_status="Entah")]
        run = self.bring(plans_file(rows), strict=True)
        self.assertEqual(run.state, "draft")
        self.assertEqual(len(run.problem_ids), 1)
        with self.assertRaises(UserError), self.cr.savepoint():
            run.action_start()
        self.assertFalse(self.plan(TEACHER).external_state)
        good = self.bring(plans_file(rows[:1]), strict=True)
        self.assertEqual(good.state, "done")
        self.assertEqual(self.plan(TEACHER).external_state, "approved")

    def test_a_later_file_corrects_with_history_an_older_one_does_not(self):
        self.bring(ratings_file([rating_row(TEACHER)]))
        worse = rating_row(TEACHER, perilaku_kerja="DIBAWAH ESPEKTASI")
        worse["hasil_akhir"] = "KURANG"
        later = self.bring(ratings_file([worse], "2026-07-18 07:00:00"))
        self.assertEqual(later.line_ids.outcome, "taken")
        self.assertEqual(
            [(one.column, one.before, one.after) for one in later.change_ids],
            [
                ("Rating Perilaku", "Above Expectation", "Below Expectation"),
                ("Predikat", "Good", "Poor"),
            ],
        )
        evaluation = self.plan(TEACHER).evaluation_ids
        self.assertEqual((evaluation.predikat, evaluation.state), ("kurang", "final"))
        events = self.env["hr.asn.event"].search(
            [("res_model", "=", evaluation._name), ("res_id", "=", evaluation.id)],
            order="id",
        )
        self.assertEqual(
            events.mapped("note"),
            [False, "Before: Meets Expectation / Above Expectation / Good"],
        )
        older = self.bring(ratings_file([rating_row(TEACHER)]))
        self.assertEqual(older.line_ids.outcome, "older")
        self.assertEqual(evaluation.predikat, "kurang")

    def _overtaken(self, older, newer):
        """Return the run of an older report that a newer one came in between."""
        wizard = self.report(older)
        wizard.action_check()
        # Its rows are judged and wait, as those of a large file for the worker.
        wizard.run_id._asn_prepare()
        self.bring(newer)
        return self.finish(wizard.run_id)

    def _assert_left(self, run):
        self.assertEqual(
            (run.state, run.line_ids.state, run.line_ids.outcome),
            ("done", "skipped", "older"),
        )
        self.assertEqual(
            run.line_ids.message, "What is here was drawn later. It stays."
        )
        boxes = (run.taken_count, run.same_count, run.left_count, run.file_count)
        self.assertEqual(boxes, (0, 0, 1, 1))

    def test_a_newer_rating_that_came_in_between_stays(self):
        poor = {"perilaku_kerja": "DIBAWAH ESPEKTASI", "hasil_akhir": "KURANG"}
        newer = ratings_file([rating_row(TEACHER) | poor], "2026-07-18 07:00:00")
        self._assert_left(
            self._overtaken(ratings_file([rating_row(TEACHER)]), newer),
        )
        evaluation = self.plan(TEACHER).evaluation_ids
        self.assertEqual(
            (evaluation.predikat, evaluation.external_on),
            ("kurang", date(YEAR, 7, 18)),
        )

    def test_a_newer_state_that_came_in_between_stays(self):
        drawn = "Data ditarik pada : 2026-07-{} 07:00:00"
        older = as_xlsx([plan_row(TEACHER)], PLAN_HEADINGS, (drawn.format(11),))
        closed = plan_row(TEACHER, skp_status="Close")
        newer = as_xlsx([closed], PLAN_HEADINGS, (drawn.format(18),))
        run = self._overtaken(older, newer)
        left = run.line_ids.filtered(lambda line: line.outcome == "older")
        self.assertEqual((left.state, left.res_id), ("skipped", self.plan(TEACHER).id))
        plan = self.plan(TEACHER)
        self.assertEqual(
            (plan.external_state, plan.external_on), ("closed", date(YEAR, 7, 18))
        )

    def test_a_day_to_come_is_refused(self):
        """Else all that is imported until then would be older than what is here."""
        rows = [rating_row(TEACHER)]
        for content, values in (
            (ratings_file(rows), {"drawn_on": date(YEAR, 7, 21)}),
            (ratings_file(rows, "2027-07-11 09:14:02"), {}),
        ):
            wizard = self.report(content, **values)
            with self.assertRaisesRegex(UserError, "to come"), self.cr.savepoint():
                wizard.action_check()
            self.assertFalse(wizard.run_id)
        wizard = self.report(ratings_file(rows), drawn_on=date(YEAR, 7, 20))
        wizard.action_check()
        run = wizard.run_id
        run.write({"params": run.params | {"drawn_on": f"{YEAR}-07-21"}})
        with self.assertRaisesRegex(UserError, "to come"), self.cr.savepoint():
            run.action_start()
        self.assertFalse(self.plan(TEACHER).evaluation_ids)

    def test_another_report_is_not_made_of_a_file_by_its_columns(self):
        both = rating_row(TEACHER) | {"skp_status": "Persetujuan"}
        content = as_xlsx([both], [*RATING_HEADINGS, "skp_status"], TITLE)
        wizard = self.report(content)
        wizard.action_check()
        run = wizard.run_id
        place = RATING_HEADINGS.index("hasil_akhir")
        with self.assertRaisesRegex(UserError, "another report"), self.cr.savepoint():
            run.action_map(place, "")
        self.env.invalidate_all()
        self.assertEqual(run.params["report"], run.params["table"])
        run.action_map(RATING_HEADINGS.index("waktu_dinilai"), "")
        run.action_start()
        self.assertEqual(self.plan(TEACHER).evaluation_ids.predikat, "baik")

    def test_a_plan_taken_back_is_not_missing_and_not_filled(self):
        gone = self.plan(SCHOOL_HEAD) | self.plan("199405282021211001")
        gone.with_user(self.officer).action_cancel("Salah buka")
        run = self.bring(plans_file([plan_row(TEACHER), plan_row(SCHOOL_HEAD)]))
        self.assertEqual(self.outcomes(run), {"taken": 1, "unknown": 1, "missing": 28})
        line = self.line(run, SCHOOL_HEAD)
        self.assertEqual((line.state, line.presence), ("skipped", "only_there"))
        self.assertIn("was taken back", line.message)
        rated = self.bring(ratings_file([rating_row(SCHOOL_HEAD)]))
        self.assertEqual(rated.line_ids.outcome, "unknown")
        self.assertIn("was taken back", rated.line_ids.message)
        self.assertFalse(self.plan(SCHOOL_HEAD).evaluation_ids)

    def test_same_data_of_a_later_day_is_known_to_be_newer(self):
        self.bring(ratings_file([rating_row(TEACHER)]))
        run = self.bring(ratings_file([rating_row(TEACHER)], "2026-07-19 07:00:00"))
        evaluation = self.plan(TEACHER).evaluation_ids
        self.assertEqual(run.line_ids.outcome, "unchanged")
        self.assertEqual(
            (evaluation.delivered_on, evaluation.external_on),
            (date(YEAR, 7, 11), date(YEAR, 7, 19)),
        )

    def test_predikat_that_does_not_follow_is_taken_and_named(self):
        run = self.bring(ratings_file([rating_row(TEACHER, hasil_akhir="KURANG")]))
        self.assertEqual(self.plan(TEACHER).evaluation_ids.predikat, "kurang")
        self.assertEqual(run.problem_ids.consequence, cells.NOTE)
        strict = rating_row(TEACHER, hasil_akhir="BUTUH PERBAIKAN")
        again = self.bring(ratings_file([strict]), strict=True)
        self.assertEqual(again.state, "done", "a note is no bad row")

    def test_of_two_rows_about_one_plan_the_later_counts(self):
        rows = [
            plan_row(TEACHER, periode_awal=f"{YEAR}-04-01", skp_status="Draft"),
            plan_row(TEACHER),
        ]
        for _time in range(2):
            run = self.bring(plans_file(rows))
            self.assertEqual(self.plan(TEACHER).external_state, "draft")
        outcomes = {one.key: one.outcome for one in self.line(run, TEACHER)}
        self.assertEqual(outcomes, {"row 2": "unchanged", "row 3": "older"})

    def test_the_year_is_taken_over(self):
        content = ratings_file([rating_row(TEACHER, jenis="TAHUNAN", bulan_skp="")])
        self.bring(content)
        evaluation = self.plan(TEACHER).evaluation_ids
        self.assertEqual((evaluation.kind, evaluation.predikat), ("annual", "baik"))

    def test_other_year_and_other_files_are_refused_as_a_whole(self):
        old = [plan_row(TEACHER, periode_awal="2025-01-01")]
        for content in (plans_file(old), as_csv([row(1)]), b""):
            with self.assertRaises(UserError), self.cr.savepoint():
                self.report(content).action_check()

    def test_nobody_imports_his_own_predikat(self):
        teacher = self.plan(TEACHER).employee_id.sudo()
        teacher.user_id = self.officer
        run = self.bring(
            ratings_file([rating_row(TEACHER), rating_row("199405282021211001")])
        )
        self.assertFalse(self.line(run, TEACHER), "hidden from himself")
        self.env.invalidate_all()
        self.assertEqual(self.line(run.sudo(), TEACHER).outcome, "bad")
        self.assertFalse(self.plan(TEACHER).evaluation_ids)
        self.assertEqual(
            self.plan("199405282021211001").evaluation_ids.predikat, "baik"
        )

    def test_only_officers_import(self):
        plain = self._user("pegawai_biasa", "base.group_user")
        with self.assertRaises(AccessError):
            self.report(sample("ekinerja_skp.xlsx"), plain).action_check()

    def test_officer_of_other_units_finds_nobody(self):
        far = self._user("pengelola_jauh", "hr_asn_appraisal.group_asn_officer")
        far.asn_unit_ids = self.env["hr.department"].create(
            {"name": "Jauh", "company_id": self.agency.id}
        )
        wizard = self.report(plans_file([plan_row(TEACHER)]), far)
        wizard.action_process()
        self.assertEqual(wizard.run_id.line_ids.outcome, "unknown")
        self.assertFalse(self.plan(TEACHER).external_state)

    def test_no_evaluation_is_opened_for_them_here(self):
        self.bring(sample("ekinerja_skp.xlsx"))
        self.cycle.action_open_periods()
        self.assertFalse(self.plan(TEACHER).evaluation_ids)

    def test_counted_apart(self):
        self.assertEqual(
            (self.cycle.skp_count, self.cycle.here_count, self.cycle.external_count),
            (31, 24, 7),
        )


@tagged("post_install", "-at_install")
class TestOwnRowsOfAReport(AsnHttpCommon):
    """What a rating file says of somebody is hidden from him, whatever he is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clock = datetime(YEAR, 7, 20, 9)
        cls.plan(cls.staff)
        # Officer, performance team and auditor are civil servants themselves.
        for user, person in (
            (cls.officer, cls.staff),
            (cls.team, cls.peer),
            (cls.auditor, cls.head),
        ):
            person.user_id = user
            user.group_ids |= cls.env.ref("base.group_allow_export")
        cls.rows = [
            rating_row(cls.staff.asn_nip, nama="Dewi"),
            rating_row(cls.peer.asn_nip, nama="Laila", hasil_akhir="ISTIMEWA"),
            rating_row(cls.head.asn_nip, nama="Rina", hasil_akhir="KURANG"),
            rating_row(cls.boss.asn_nip, nama="Aisyah"),
            rating_row(198510082011012001, nama="Tanpa Nomor", hasil_akhir="ISTIMEWA"),
        ]

    def _look(self):
        wizard = self.by(self.env["hr.asn.external.import"], self.officer).create(
            {
                "file": base64.b64encode(ratings_file(self.rows)),
                "filename": "e.xlsx",
                "cycle_id": self.cycle.id,
            }
        )
        wizard.action_check()
        return wizard.run_id

    def _texts(self, model, run):
        """Return all that the one signed in gets of a run by reading and by export."""
        found, error = self.rpc(model, "search_read", [("run_id", "=", run.id)])
        self.assertIsNone(error)
        ids = [one["id"] for one in found]
        names = [name for name in ("name", "message", "value", "after") if found]
        names = [one for one in names if one in found[0]]
        export, error = self.rpc(model, "export_data", ids, names)
        self.assertIsNone(error)
        return f"{found} {export}"

    def _counts(self, model, run, field):
        groups, error = self.rpc(
            model,
            "formatted_read_group",
            [("run_id", "=", run.id)],
            [field],
            ["__count"],
        )
        self.assertIsNone(error)
        return {one[field] for one in groups}

    def _hidden(self, run):
        for who, person, others in (
            (self.officer, self.staff, (self.head, self.boss)),
            (self.team, self.peer, (self.staff, self.boss)),
            (self.auditor, self.head, (self.staff, self.boss)),
        ):
            self.sign_in(who)
            lines = self._texts("hr.asn.run.line", run)
            with self.subTest(who.name):
                self.assertNotIn(person.asn_nip, lines)
                for other in others:
                    self.assertIn(other.asn_nip, lines)
                for model in ("hr.asn.run.problem", "hr.asn.run.change"):
                    self.assertNotIn(person.asn_nip, self._texts(model, run))
                    nips = self._counts(model, run, "nip")
                    self.assertNotIn(person.asn_nip, nips)
                names = self._counts("hr.asn.run.line", run, "name")
                self.assertFalse([one for one in names if person.asn_nip in one])

    def test_neither_after_a_look_nor_after_the_import(self):
        run = self._look()
        self._hidden(run)
        self.by(run, self.officer).action_start()
        self.assertEqual(run.state, "done")
        self._hidden(run)

    def test_its_record_is_refused_by_its_id(self):
        run = self._look()
        own = run.line_ids.filtered(lambda one: one.employee_id == self.peer)
        self.assertEqual(len(own), 1)
        self.sign_in(self.team)
        with mute_logger("odoo.http", "odoo.addons.base.models.ir_rule"):
            _done, error = self.rpc("hr.asn.run.line", "read", own.ids, ["message"])
        self.assertEqual(error, "odoo.exceptions.AccessError")

    def test_of_a_row_of_nobody_no_figure_is_kept(self):
        """It could be anybody's: also of the one of the performance team who reads."""
        run = self._look()
        [line] = run.line_ids.filtered(lambda one: one.name == "Tanpa Nomor")
        self.assertEqual(set(line.payload["cells"]), {"nip", "nama"})
        problems = run.problem_ids.filtered(lambda one: one.row == line.payload["row"])
        self.assertEqual(problems.mapped("code"), ["changed_by_spreadsheet"])

    def test_of_a_number_that_nobody_has_neither(self):
        """A digit is mistyped, and who reads knows his own name."""
        self.rows = [
            rating_row(number(50), nama="Laila", hasil_akhir="ISTIMEWA"),
            rating_row(number(51), nama="Laila", hasil_akhir="KURANG"),
        ]
        run = self._look()
        self.assertEqual(set(run.line_ids.mapped("outcome")), {"bad", "unknown"})
        self.assertEqual(len(run.problem_ids), 2)
        self.sign_in(self.team)
        told = "".join(
            self._texts(f"hr.asn.run.{model}", run)
            for model in ("line", "problem", "change")
        )
        self.assertIn("Laila", told)
        for figure in ("ISTIMEWA", "KURANG", "ESPEKTASI", "sesuai", "kurang"):
            self.assertNotIn(figure, told)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_the_file_itself_is_given_to_nobody(self):
        run = self._look()
        copy = self.env["ir.attachment"].search(
            [
                ("res_model", "=", run._name),
                ("res_id", "=", run.id),
                ("res_field", "=", "file"),
            ]
        )
        self.assertEqual(len(copy), 1)
        for who in (self.team, self.auditor, self.officer):
            self.sign_in(who)
            with self.subTest(who.name):
                for model, ids, name in (
                    ("hr.asn.run", run.ids, "file"),
                    ("ir.attachment", copy.ids, "datas"),
                ):
                    _done, error = self.rpc(model, "read", ids, [name])
                    self.assertEqual(error, "odoo.exceptions.AccessError")
                domain = [("id", "in", copy.ids)]
                found, _error = self.rpc("ir.attachment", "search", domain)
                self.assertFalse(found)
                for url in (f"hr.asn.run/{run.id}/file", copy.id):
                    answer = self.url_open(f"/web/content/{url}")
                    self.assertEqual(answer.status_code, 404)

    @mute_logger("odoo.http")
    def test_problem_rows_are_given_back_to_who_brought_them_only(self):
        run = self._look()
        for who in (self.team, self.auditor):
            self.sign_in(who)
            for name in ("action_rejected", "rejected_file"):
                _done, error = self.rpc("hr.asn.run", name, run.ids)
                self.assertEqual(error, "odoo.exceptions.AccessError")
            answer = self.url_open(f"/asn/run/{run.id}/rejected")
            self.assertEqual(answer.status_code, 403)
        self.sign_in(self.officer)
        answer = self.url_open(f"/asn/run/{run.id}/rejected")
        self.assertEqual(answer.status_code, 200)
        page = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        lines = list(page.iter_rows(values_only=True))[len(TITLE) :]
        rows = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
        own, nobody = rows[0], rows[-1]
        self.assertEqual(own["hasil_akhir"], "ISTIMEWA")
        self.assertEqual(nobody["nama"], "Tanpa Nomor")
        for name in ("hasil_kerja", "perilaku_kerja", "hasil_akhir"):
            self.assertFalse(nobody[name])
        self.assertIn("left out", nobody[REASON])
        self.assertNotIn("left out", own[REASON])

    def test_all_rows_are_counted_for_everybody(self):
        run = self._look()
        for who in (self.officer, self.team, self.auditor):
            self.assertEqual(self.by(run, who).total, 5, who.name)


class DecisionCase(AsnCommon):
    """A report about seven people who are rated here, processed by the officer."""

    @classmethod
    def bring(cls, rows, process=True):
        """Return the run of a report of plans as the officer has taken it."""
        wizard = cls.by(cls.env["hr.asn.external.import"], cls.officer).create(
            {
                "file": base64.b64encode(plans_file(rows)),
                "filename": "e.xlsx",
                "cycle_id": cls.cycle.id,
            }
        )
        if process:
            wizard.action_process()
        else:
            wizard.action_check()
        return wizard.run_id

    @classmethod
    def differences(cls, run, who=None):
        """Return the differences of a run as the list of them finds them."""
        action = cls.env.ref("hr_asn_appraisal.hr_asn_run_line_difference_action")
        domain = literal_eval(action.domain.replace("active_id", str(run.id)))
        return cls.by(cls.env["hr.asn.run.line"], who or cls.officer).search(domain)


@tagged("post_install", "-at_install")
class TestDifferencesAreDecided(DecisionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.skp = cls.plan(cls.staff)
        cls.run_made = cls.bring([plan_row(cls.staff.asn_nip), plan_row(number(1))])

    def test_they_are_listed_and_counted(self):
        """Agreed there and a draft here; unknown here; six have no plan there."""
        found = self.differences(self.run_made)
        outcomes = sorted(found.mapped("outcome"))
        self.assertEqual(outcomes, ["different", *["missing"] * 6, "unknown"])
        self.assertEqual(self.by(self.run_made, self.officer).difference_count, 8)

    def test_many_at_once_with_history_and_nothing_else_changes(self):
        before = (self.skp.state, self.skp.external_state, self.skp.version_number)
        found = self.differences(self.run_made)
        found.action_keep_ours()
        self.assertEqual(set(found.mapped("decision")), {"ours"})
        self.assertEqual(found.decided_by_id, self.officer)
        self.assertEqual(self.by(self.run_made, self.officer).difference_count, 0)
        one = found.filtered(lambda line: line.outcome == "different")
        one.action_accept_theirs()
        window = self.by(self.env["hr.asn.run.decide"], self.officer)
        window = window.with_context(active_ids=one.ids).create({"note": "Tanya ia"})
        window.action_apply()
        self.assertEqual((one.decision, one.decision_note), ("check", "Tanya ia"))
        names = ["decide_ours", "decide_theirs", "decide_check"]
        events = self.events(one)
        self.assertEqual(events.mapped("name"), names)
        self.assertEqual(events[-1].note, "Tanya ia")
        self.assertEqual(
            self.by(one, self.officer).asn_event_ids.mapped("name"), names[::-1]
        )
        after = (self.skp.state, self.skp.external_state, self.skp.version_number)
        self.assertEqual(after, before)
        self.assertEqual(self.events(self.skp).mapped("name"), ["open"])

    def test_what_was_only_looked_at_or_is_the_same_is_not_decided(self):
        looked = self.bring([plan_row(self.staff.asn_nip)], process=False)
        with self.assertRaises(UserError):
            self.differences(looked).action_keep_ours()
        drawn = self.bring([plan_row(self.peer.asn_nip, skp_status="Draft")])
        same = drawn.line_ids.filtered(lambda line: line.outcome == "same")
        self.assertEqual(len(same), 1)
        with self.assertRaises(UserError):
            self.by(same, self.officer).action_keep_ours()

    def test_by_officers_who_may_read_them_and_about_nobody_himself(self):
        found = self.differences(self.run_made)
        for who in (self.staff, self.boss, self.unit_officer, self.auditor):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.by(found, who).action_keep_ours()
        self.peer.user_id = self.team
        own = found.filtered(lambda line: line.employee_id == self.peer)
        self.assertEqual(len(own), 1)
        with self.assertRaises(AccessError):
            self.by(own, self.team).action_keep_ours()
        self.by(found - own, self.team).action_keep_ours()
        self.assertEqual(self.differences(self.run_made, self.team), found - own)

    def test_deciding_costs_the_same_for_few_and_for_many(self):
        rows = [plan_row(number(one)) for one in range(2, 24)]
        found = self.differences(self.bring(rows))
        found = found.filtered(lambda line: line.outcome == "unknown")
        costs = []
        for some in (found[:2], found[2:22]):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            some.action_keep_ours()
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - before)
        self.assertEqual(len(found), 22)
        self.assertEqual(costs[0], costs[1])


@tagged("post_install", "-at_install")
class TestDifferencesByRpc(DecisionCase, AsnHttpCommon):
    @mute_logger("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")
    def test_a_decision_is_made_by_deciding_only(self):
        self.plan(self.staff)
        run = self.bring([plan_row(self.staff.asn_nip)])
        line = self.differences(run).filtered(lambda one: one.outcome == "different")
        self.sign_in(self.officer)
        for values in ({"decision": "ours"}, {"outcome": "same"}):
            _done, error = self.rpc("hr.asn.run.line", "write", line.ids, values)
            self.assertEqual(error, "odoo.exceptions.AccessError")
        _done, error = self.rpc("hr.asn.run.line", "action_keep_ours", line.ids)
        self.assertIsNone(error)
        self.assertEqual(line.decision, "ours")

    def test_six_clicks_from_the_file_to_the_decision(self):
        """File and Check First are two; the tour makes the other four."""
        self.plan(self.staff)
        run = self.bring([plan_row(self.staff.asn_nip)], process=False)
        self.env.flush_all()
        with patch("odoo.tests.common.CHECK_BROWSER_ITERATIONS", PATIENCE):
            self.start_tour(
                f"/odoo/hr.asn.run/{run.id}",
                "hr_asn_officer_decides_differences",
                login=self.officer.login,
            )
        self.env.invalidate_all()
        found = self.differences(run)
        self.assertEqual(set(found.mapped("decision")), {"ours"})
        self.assertEqual(len(found), 7)


@tagged("standard", "at_install")
class TestStaffImportStops(StaffCase):
    def test_a_bad_row_stops_all_where_asked(self):
        rows = [boss(), row(1), row(2, nip="123")]
        with self.assertNothingMade():
            run = self.take(rows, strict=True)
        self.assertEqual((run.state, run.params["counts"]["skipped"]), ("draft", 1))
        self.assertIn("1", run.message)
        with self.assertRaises(UserError), self.cr.savepoint():
            run.action_start()
        self.assertFalse(self.employee(1))
        self.assertEqual(self.take(rows[:2], strict=True).state, "done")
        self.assertTrue(self.employee(1))

    def test_changes_are_shown_before_and_after(self):
        self.take([boss(), row(1), row(2)])
        new = row(
            1, nama="Dewi", golongan="III/b", status_jabatan="Definitif", unor="UPTD A"
        )
        wizard = self.wizard(as_csv([boss(), new, row(2, nip_atasan=number(1))]))
        wizard.action_check()
        changes = [
            (one.nip, one.column, one.before, one.after)
            for one in wizard.run_id.change_ids
        ]
        self.assertEqual(
            changes,
            [
                (number(1), "Nama", "Pegawai 1", "Dewi"),
                (number(1), "Golongan", "III/a", "III/b"),
                (
                    number(1),
                    "Unor",
                    "Pemerintah Kota Uji / Dinas Kesehatan",
                    "Pemerintah Kota Uji / UPTD A",
                ),
                (
                    number(2),
                    "NIP Atasan",
                    f"Hendra Saputra ({BOSS})",
                    f"Dewi ({number(1)})",
                ),
            ],
        )
        self.assertEqual(self.employee(1).name, "Pegawai 1")

    def test_a_teacher_elsewhere_is_taken_and_named(self):
        run = self.take(
            [
                boss(),
                row(
                    1, penugasan="Kepala Sekolah", jabatan="Guru Ahli Madya", unor="SD"
                ),
                row(2, jabatan="Guru Ahli Muda", unor="SD", nip_atasan=BOSS),
            ]
        )
        self.assertEqual(self.post(2).appraiser_id, self.employee(BOSS))
        self.assertEqual(run.problem_ids.consequence, cells.NOTE)
        self.assertIn(number(1), run.problem_ids.action)


@tagged("post_install", "-at_install")
class TestElsewhere(AsnCommon):
    """A plan of another system: no step, no task and no edit here."""

    @classmethod
    def _make_cycle(cls):
        super()._make_cycle()
        cls.policy.source = RUANG_GTK

    def test_source_is_frozen_with_the_policy(self):
        plan = self.plan(self.staff)
        self.assertEqual(plan.source, RUANG_GTK)
        with self.assertRaises(UserError):
            self.by(self.policy, self.admin).source = "here"

    def test_nothing_is_possible_for_anybody(self):
        plan = self.plan(self.staff)
        for who in (self.staff, self.boss, self.chief, self.head, self.auditor):
            self.assertFalse(self.by(plan, who).asn_can, who.name)
        self.assertEqual(self.by(plan, self.officer).asn_can, "cancel import")
        plan._asn_put({"external_state": "approved"})
        self.assertEqual(self.by(plan, self.officer).asn_can, "import")

    def test_steps_are_refused_with_a_sentence(self):
        plan = self.plan(self.staff)
        own = self.by(plan, self.staff)
        for doing in (
            own.action_submit,
            own.action_take_library,
            lambda: own.write({"approach": "kualitatif"}),
            lambda: self.fill(plan),
        ):
            with self.assertRaisesRegex(UserError, "Ruang GTK"), self.cr.savepoint():
                doing()
        with self.assertRaises(UserError):
            self.by(plan, self.boss).action_approve()

    def test_my_performance_says_who_runs_it_and_asks_nothing(self):
        plan = self.plan(self.staff)
        plan._asn_put({"external_state": "approved", "external_on": f"{YEAR}-02-03"})
        home = self.by(self.env["hr.asn.home"], self.staff).browse(
            self.staff.user_id.id
        )
        self.assertFalse(home.todo_skp_ids)
        self.assertEqual(home.todo_count, 0)
        self.assertIn("Ruang GTK", home.source_note)
        day = format_date(home.env, date(YEAR, 2, 3), date_format="d MMMM y")
        self.assertIn(day, home.source_note)
        label = self.by(plan, self.staff)._asn_external_label()
        self.assertEqual(home.external_state, label)

    def test_a_superior_elsewhere_is_not_waited_for(self):
        plan = self.plan(self.staff)
        self.assertTrue(plan.has_superior_plan)

    def test_no_activity_arises(self):
        plans = self.plan(self.staff).cycle_id.skp_ids
        by_officer = self.by(plans, self.officer)
        by_officer._asn_import(dict.fromkeys(by_officer, "draft"), date(YEAR, 2, 3))
        self.assertEqual(set(plans.mapped("external_state")), {"draft"})
        self.assertFalse(plans.activity_ids)

    def test_only_an_officer_of_the_plan_imports(self):
        plan = self.plan(self.staff)
        for who in (self.staff, self.boss, self.admin.browse(self.auditor.id)):
            own = self.by(plan, who)
            with self.assertRaises(AccessError):
                own._asn_import({own: "approved"}, date(YEAR, 2, 3))

    def test_queries_do_not_grow_with_people(self):
        type(self).clock = datetime(YEAR, 7, 20, 9)
        for index in range(23):
            person = self._person(f"Guru {index:02d}", login=False)
            self._assign(person, self.boss, self.clinic, self.chief)
        plans = self.plan(self.staff).cycle_id.skp_ids
        plans = plans.filtered(lambda one: one.name.startswith("Guru"))
        # What is asked once for all, whoever comes first, is not counted.
        self._cost(plans[22:])
        self.assertEqual(self._cost(plans[:2]), self._cost(plans[2:22]))

    def _cost(self, plans):
        """Return the queries of looking and of taking, for ratings of some plans."""
        rows = [rating_row(plan.nip) for plan in plans]
        wizard = self.by(self.env["hr.asn.external.import"], self.officer).create(
            {
                "file": base64.b64encode(ratings_file(rows)),
                "filename": "e.xlsx",
                "cycle_id": self.cycle.id,
            }
        )
        costs = []
        for doing in (wizard._asn_check, lambda: wizard.run_id.action_start()):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            doing()
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - before)
        self.assertEqual(set(wizard.run_id.line_ids.mapped("outcome")), {"taken"})
        self.assertEqual(wizard.run_id.ok_count, len(plans))
        return costs


@tagged("post_install", "-at_install")
class TestElsewhereByRpc(AsnHttpCommon):
    """What the screens do not offer is refused by the server, too."""

    @classmethod
    def _make_cycle(cls):
        super()._make_cycle()
        cls.policy.source = RUANG_GTK

    def _refused(self, model, method, *args):
        _result, error = self.rpc(model, method, *args)
        self.assertIn(
            error,
            ("odoo.exceptions.AccessError", "odoo.exceptions.UserError"),
            (model, method, args),
        )

    @mute_logger("odoo.http")
    def test_no_way_in(self):
        plan = self.plan(self.staff)
        by_officer = self.by(plan, self.officer)
        by_officer._asn_import({by_officer: "approved"}, date(YEAR, 2, 3))
        values = {"external_state": "draft"}, {"external_on": False}, {"source": "here"}
        for who in (self.staff, self.boss, self.officer, self.admin):
            self.sign_in(who)
            for name in ("action_submit", "action_approve", "action_close"):
                self._refused("hr.asn.skp", name, plan.ids)
            for vals in values:
                self._refused("hr.asn.skp", "write", plan.ids, vals)
            self._refused("hr.asn.skp", "_asn_import", plan.ids, {}, "2026-01-01")
            self._refused(
                "hr.asn.rhk", "create", [{"skp_id": plan.id, "name": "Hasil"}]
            )
        self.assertEqual((plan.state, plan.external_state), ("draft", "approved"))

    @mute_logger("odoo.http")
    def test_evaluation_is_rated_by_the_import_only(self):
        plan = self.plan(self.staff)
        period = plan.cycle_id.period_ids.filtered(lambda one: one.kind == codes.TAHUN)
        evaluation = plan.evaluation_ids.create(
            {"skp_id": plan.id, "period_id": period.id, "appraiser_id": self.boss.id}
        )
        self.sign_in(self.boss)
        ids = evaluation.ids
        self._refused("hr.asn.evaluation", "action_rate", ids, "sesuai", "sesuai", "x")
        self._refused("hr.asn.evaluation", "action_deliver", ids)
        self._refused("hr.asn.evaluation", "write", ids, {"predikat": "baik"})
        self.sign_in(self.staff)
        self._refused("hr.asn.evaluation", "action_submit", ids)
        own = self.by(evaluation, self.officer)
        figures = {"result": "sesuai", "behavior": "sesuai", "predikat": "baik"}
        own._asn_import({own: figures | {"rated_on": False}}, date(YEAR, 2, 3))
        self.assertEqual((evaluation.state, evaluation.predikat), ("final", "baik"))


@tagged("post_install", "-at_install")
class TestElsewhereInTheBrowser(AsnHttpCommon):
    """The officer takes a report with the mouse; the employee is asked nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(
            patch("odoo.tests.common.CHECK_BROWSER_ITERATIONS", PATIENCE)
        )

    @classmethod
    def _make_cycle(cls):
        super()._make_cycle()
        cls.policy.source = RUANG_GTK

    def test_report_is_taken_and_shown_to_its_employee(self):
        plan = self.plan(self.staff)
        self.env["hr.asn.run"].search([("cycle_id", "=", self.cycle.id)]).unlink()
        wizard = self.by(self.env["hr.asn.external.import"], self.officer).create(
            {
                "file": base64.b64encode(plans_file([plan_row(plan.nip)])),
                "filename": "laporan.xlsx",
                "cycle_id": self.cycle.id,
            }
        )
        wizard.action_check()
        self.env.flush_all()
        self.start_tour(
            "/odoo/bulk-runs", "hr_asn_officer_takes_report", login=self.officer.login
        )
        self.env.invalidate_all()
        self.assertEqual(plan.external_state, "approved")
        login = self.staff.user_id.login
        self.start_tour(
            "/odoo/my-performance", "hr_asn_employee_elsewhere", login=login
        )
