"""The file of an import: given back with its problems, columns chosen, all or none."""

import base64
import io
from datetime import datetime

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..exchange.layouts import REASON, TRANSFER
from .common import AsnCommon
from .test_external import RATING_HEADINGS, rating_row, ratings_file
from .test_staff_import import (
    ACCOUNTS,
    BOSS,
    HEADINGS,
    OPD,
    StaffCase,
    as_csv,
    as_xlsx,
    boss,
    number,
    row,
)
from .test_transfer_list import TransferCase

TITLE = ("Daftar Pegawai", "Per 1 Januari")
# Headings of somebody else, an unknown column in the middle.
OTHER = {"nip": "NIP BARU", "golongan": "GOL", "unor": "Unit Kerja"}
COLUMNS = [OTHER.get(key, key.upper()) for key in HEADINGS]
COLUMNS.insert(3, "Ket.")


def other(one, note="x"):
    """Return a row of the list under the headings of somebody else."""
    return {OTHER.get(key, key.upper()): value for key, value in one.items()} | {
        "Ket.": note
    }


def lines_of(content):
    """Return the lines of a workbook as lists, None as ""."""
    page = openpyxl.load_workbook(io.BytesIO(content)).active
    return [["" if one is None else one for one in line] for line in page.values]


def mended(content, changes):
    """Return a workbook with cells typed anew, {(line, heading): text}."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book.active
    titles = [cell.value for cell in page[3]]
    for (line, heading), text in changes.items():
        page.cell(line, titles.index(heading) + 1).value = text
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@tagged("standard", "at_install")
class TestProblemRows(StaffCase):
    def _rows(self):
        return [
            other(boss()),
            other(row(1)),
            other(row(2, golongan="3C"), "catatan"),
            other(row(3, nip=int(number(3)))),
            other(row(4, nip_atasan=number(77))),
        ]

    def _look(self, content, **values):
        wizard = self.wizard(content, filename="pegawai.xlsx", **values)
        wizard.action_check()
        return wizard.run_id

    def test_the_same_file_with_the_bad_rows_and_why(self):
        run = self._look(as_xlsx(self._rows(), COLUMNS, TITLE))
        name, content = run.rejected_file()
        self.assertEqual(name, "pegawai_bermasalah.xlsx")
        lines = lines_of(content)
        self.assertEqual([line[0] for line in lines[:2]], list(TITLE))
        self.assertEqual(lines[2], [*COLUMNS, REASON])
        self.assertEqual(
            [line[1] for line in lines[3:]], ["Pegawai 2"] + ["Pegawai 3", "Pegawai 4"]
        )
        self.assertEqual([line[3] for line in lines[3:]], ["catatan", "x", "x"])
        self.assertEqual(lines[3][0], number(2))
        self.assertIsInstance(lines[4][0], int | float, "no number is made a text")
        self.assertIn("3C", lines[3][-1])
        self.assertIn("spreadsheet", lines[4][-1])
        self.assertIn(number(77), lines[5][-1])

    def test_uploaded_as_it_is_it_has_the_same_problems(self):
        run = self._look(as_xlsx(self._rows(), COLUMNS, TITLE))
        again = self._look(run.rejected_file()[1])
        self.assertEqual(
            [(one.column, one.code) for one in again.problem_ids],
            [
                ("Golongan", "rank_unknown"),
                ("NIP", "changed_by_spreadsheet"),
                ("NIP Atasan", "superior_unknown"),
            ],
        )
        texts = [one["text"] for one in again.columns["headings"]]
        self.assertNotIn(REASON, texts)

    def test_corrected_it_is_taken_and_nothing_is_doubled(self):
        run = self.take(as_xlsx(self._rows(), COLUMNS, TITLE), filename="a.xlsx")
        self.assertEqual((run.ok_count, run.skipped_count), (3, 2))
        content = run.rejected_file()[1]
        changes = {
            (4, "GOL"): "III/b",
            (5, "NIP BARU"): number(3),
            (6, "NIP_ATASAN"): BOSS,
        }
        again = self.take(mended(content, changes), filename="b.xlsx")
        self.assertFalse(again.problem_ids)
        counts = again.params["counts"]
        self.assertEqual((counts["new"], counts["changed"]), (2, 1))
        for serial in range(1, 5):
            self.assertEqual(len(self.employee(serial)), 1)
            self.assertEqual(self.post(serial).appraiser_id, self.employee(BOSS))

    def test_a_text_that_looks_like_a_formula_stays_a_text(self):
        bad = row(2, golongan="3C", jabatan='=HYPERLINK("http://x")')
        run = self._look(as_csv([boss(), bad]))
        content = run.rejected_file()[1]
        page = openpyxl.load_workbook(io.BytesIO(content)).active
        cell = page.cell(2, HEADINGS.index("jabatan") + 1)
        self.assertEqual((cell.data_type, cell.value), ("s", bad["jabatan"]))
        self.assertEqual(page.cell(2, 1).number_format, "@")

    def test_no_problem_no_file(self):
        run = self._look(as_xlsx([other(boss())], COLUMNS))
        for call in (run.rejected_file, run.action_rejected):
            with self.assertRaises(UserError):
                call()

    def test_others_get_no_file(self):
        run = self._look(as_xlsx(self._rows(), COLUMNS, TITLE))
        stranger = self._user("impor_lain", "base.group_user")
        with self.assertRaises(AccessError):
            run.with_user(stranger).rejected_file()


@tagged("standard", "at_install")
class TestColumns(StaffCase):
    LACKING = ["NIP Bos" if key == "nip_atasan" else key for key in HEADINGS]

    def _look(self, headings, rows):
        values = [
            {name: one[key] for name, key in zip(headings, HEADINGS, strict=True)}
            for one in rows
        ]
        wizard = self.wizard(as_csv(values, headings=headings))
        wizard.action_check()
        return wizard.run_id

    def _open(self, run):
        return [one["text"] for one in run.columns["headings"] if one["open"]]

    def test_a_missing_column_is_chosen_among_the_unknown(self):
        with self.assertNothingMade():
            run = self._look(self.LACKING, [boss(), row(1)])
            self.assertEqual((run.step, self._open(run)), ("file", ["NIP Bos"]))
            self.assertIn("NIP Atasan", run.message)
            with self.assertRaises(UserError), self.env.cr.savepoint():
                run.action_start()
            run.action_map(HEADINGS.index("nip_atasan"), "nip_atasan")
        self.assertEqual((run.step, self._open(run)), ("check", []))
        self.assertEqual((run.new_count, run.message), (2, False))
        run.action_start()
        self.assertEqual(self.post(1).appraiser_id, self.employee(BOSS))
        with self.assertRaises(UserError):
            run.action_map(0, "nip")

    def test_a_column_is_left_alone(self):
        run = self._look(HEADINGS, [boss(), row(1, golongan="3C")])
        self.assertEqual(run.refused_count, 1)
        run.action_map(HEADINGS.index("email"), "")
        self.assertFalse(self._open(run), "decided is not open")
        run.action_map(HEADINGS.index("golongan"), "")
        self.assertEqual(run.missing_columns, "Golongan")
        run.action_map(HEADINGS.index("golongan"), "golongan")
        self.assertEqual((run.missing_columns, run.refused_count), ("", 1))

    def test_a_column_is_taken_once(self):
        run = self._look(HEADINGS, [boss()])
        run.action_map(HEADINGS.index("email"), "nama")
        keys = {one["text"]: one["key"] for one in run.columns["headings"]}
        self.assertEqual((keys["email"], keys["nama"]), ("nama", ""))
        run.action_map(HEADINGS.index("penugasan"), "nama")
        keys = {one["text"]: one["key"] for one in run.columns["headings"]}
        self.assertEqual((keys["penugasan"], keys["email"]), ("nama", "email"))

    def test_nonsense_and_strangers_are_refused(self):
        run = self._look(HEADINGS, [boss()])
        for place, key in ((99, "nip"), (0, "password")):
            with self.assertRaises(UserError):
                run.action_map(place, key)
        stranger = self._user("impor_dua", ACCOUNTS)
        for call in ("action_toggle_strict", "action_replace_file"):
            with self.assertRaises(AccessError):
                getattr(run.with_user(stranger), call)()

    def test_another_file_keeps_what_was_decided(self):
        run = self._look(self.LACKING, [boss(), row(1)])
        run.action_map(HEADINGS.index("nip_atasan"), "nip_atasan")
        context = run.action_replace_file()["context"]
        headings = list(reversed(self.LACKING))
        one = dict(zip(self.LACKING, boss().values(), strict=True))
        values = {
            "file": base64.b64encode(as_csv([one], headings=headings)),
            "filename": "lain.csv",
        }
        wizard = self.env(user=self.officer)["hr.asn.staff.import"]
        wizard = wizard.with_context(**context).create(values)
        self.assertEqual(wizard.head_name, "Sulaiman Daud")
        wizard.action_check()
        self.assertEqual(wizard.run_id, run)
        self.assertEqual((run.new_count, run.missing_columns), (1, ""))


@tagged("standard", "at_install")
class TestReport(StaffCase):
    def _look(self, rows, user=None, **values):
        wizard = self.wizard(as_csv(rows), user, **values)
        wizard.action_check()
        return wizard.run_id

    def test_boxes_add_up_and_say_what_is_in_them(self):
        self.take([boss(), row(1), row(2), row(3)])
        rows = [
            *(boss(), row(1, golongan="III/b"), row(2, nip_atasan=number(3))),
            *(row(3), row(4), row(5, nip_atasan=number(77)), row(6, golongan="3C")),
        ]
        rows[4]["unor"], rows[4]["unor_induk"] = "Bidang Baru", OPD
        run = self._look(rows)
        self.assertEqual((run.valid_count, run.new_count), (6, 2))
        self.assertEqual((run.changed_count, run.unchanged_count), (2, 2))
        self.assertEqual(run.refused_count, 1)
        self.assertEqual(run.valid_hint, "1 of them without superior")
        self.assertEqual(run.changed_hint, "Golongan 1, NIP Atasan 1")
        fresh = run.new_line_ids.sorted("row")
        self.assertEqual(fresh.mapped("row"), [6, 7])
        self.assertEqual(fresh[0].nip, number(4))
        self.assertEqual(fresh[0].unit, f"{OPD} / Bidang Baru")
        self.assertEqual(run.unit_ids.mapped("name"), ["Bidang Baru"])
        outcomes = run.line_ids.mapped("outcome")
        self.assertEqual(
            {name: outcomes.count(name) for name in set(outcomes)},
            {"new": 2, "changed": 2, "unchanged": 2, "bad": 1},
        )
        self.assertIn("7 rows", run.file_line)
        self.assertIn("no data has been changed yet", run.file_line)
        # 02:31 UTC is 09.31 at the agency, and no superior is missing: nothing said.
        run._asn_put({"params": run.params | {"uploaded_at": "2026-02-03 02:31:00"}})
        self.assertIn("uploaded 3 Februari 2026, 09.31 WIB", run.file_line)
        self.assertEqual(self._look([boss()]).valid_hint, "")

    def test_steps(self):
        run = self._look([boss()])
        self.assertEqual(run.step, "check")
        run.action_start()
        self.assertEqual((run.state, run.step), ("done", "done"))
        self.assertEqual(run.end_line, "1 rows were processed, 0 skipped.")

    def test_stopping_is_decided_after_the_look(self):
        run = self._look([boss(), row(1, golongan="3C")])
        run.action_toggle_strict()
        self.assertTrue(run.is_strict)
        self.assertIn("1 rows have problems", run.message)
        with self.assertNothingMade(), self.assertRaises(UserError):
            with self.env.cr.savepoint():
                run.action_start()
        run.action_toggle_strict()
        self.assertFalse(run.message)
        run.action_start()
        self.assertEqual(run.ok_count, 1)

    def test_accounts_are_asked_for_after_the_look(self):
        manager = self._user("impor_akun", ACCOUNTS)
        run = self._look([boss(), row(1)], manager)
        self.assertFalse(run.account_line_ids)
        with self.assertNothingMade():
            run.action_toggle_accounts()
        self.assertEqual(run.account_line_ids.mapped("nip"), [BOSS, number(1)])
        run.action_start()
        self.assertEqual(self.employee(1).user_id.login, number(1))
        again = self._look([boss(), row(1), row(2)], manager, make_accounts=True)
        self.assertEqual(again.account_line_ids.mapped("nip"), [number(2)])

    def test_accounts_need_the_right(self):
        run = self._look([boss()])
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            run.action_toggle_accounts()
        self.assertFalse(run.makes_accounts)

    def test_file_is_settled_with_the_run(self):
        run = self._look([boss()]).with_user(self.officer)
        with self.assertRaises(AccessError):
            run.file = base64.b64encode(b"other")
        with self.assertRaises(AccessError):
            run.create({"name": "x", "kind": "staff", "file": b"QQ=="})


@tagged("standard", "at_install")
class TestNothingHalf(StaffCase):
    @mute_logger("odoo.sql_db", "odoo.addons.hr_asn_appraisal.models.hr_asn_run")
    def test_a_row_that_the_database_refuses_leaves_nothing_of_itself(self):
        self.env.cr.execute(
            "ALTER TABLE hr_asn_assignment ADD CONSTRAINT no_such_post"
            " CHECK (post <> 'Tidak Boleh')"
        )
        rows = [boss(), row(1), row(2, jabatan="Tidak Boleh"), row(3)]
        run = self.take(rows)
        self.assertEqual((run.ok_count, run.failed_count), (3, 1))
        self.assertFalse(self.employee(2))
        named = [("name", "=", "Pegawai 2")]
        self.assertFalse(self.env["hr.version"].search(named))
        lines = lines_of(run.rejected_file()[1])
        self.assertEqual([line[0] for line in lines], ["nip", number(2)])
        self.env.cr.execute(
            "ALTER TABLE hr_asn_assignment DROP CONSTRAINT no_such_post"
        )
        run.with_user(run.user_id).action_retry()
        self.assertEqual((run.ok_count, run.failed_count), (4, 0))
        self.assertEqual(self.post(2).post, "Tidak Boleh")


@tagged("post_install", "-at_install")
class TestOtherLists(TransferCase, AsnCommon):
    def test_rows_of_an_appointment_list(self):
        wrong = self.succeeds(tmt="31/02/2026")
        wizard = self.wizard([self.leaves(), wrong])
        wizard.action_check()
        run = wizard.run_id
        self.assertEqual((run.valid_count, run.refused_count), (1, 1))
        lines = lines_of(run.rejected_file()[1])
        self.assertEqual(lines[0][0], TRANSFER.columns[0].key)
        self.assertEqual(len(lines), 2)
        self.assertEqual(lines[1][0], wrong["nip"])
        self.assertIn("31/02/2026", lines[1][-1])

    def test_rows_of_a_report_keep_the_lines_above(self):
        type(self).clock = datetime(2026, 7, 20, 9)
        good = rating_row(self.staff.asn_nip, tahun_skp=2026)
        bad = rating_row(self.peer.asn_nip, hasil_kerja="LUMAYAN", tahun_skp=2026)
        values = {
            "file": base64.b64encode(ratings_file([good, bad])),
            "filename": "laporan.xlsx",
            "cycle_id": self.cycle.id,
        }
        wizard = self.by(self.env["hr.asn.external.import"], self.clerk).create(values)
        wizard.action_check()
        lines = lines_of(wizard.run_id.rejected_file()[1])
        self.assertTrue(lines[0][0].startswith("Laporan Penilaian"))
        self.assertEqual(lines[3][: len(RATING_HEADINGS)], list(RATING_HEADINGS))
        self.assertIn(self.peer.asn_nip, lines[-1])
        self.assertEqual(len(lines), 5)
        self.assertIn("LUMAYAN", lines[-1][-1])


@tagged("post_install", "-at_install")
class TestDownload(StaffCase, HttpCase):
    @mute_logger("odoo.http")
    def test_starter_gets_it_and_nobody_else(self):
        wizard = self.wizard(as_csv([boss(), row(1, golongan="3C")]))
        wizard.action_check()
        url = wizard.run_id.action_rejected()["url"]
        self.authenticate("impor_pengelola", "impor_pengelola")
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.assertEqual(lines_of(answer.content)[1][0], number(1))
        self.assertEqual(self.url_open("/asn/run/999999999/rejected").status_code, 404)
        for name, group in (
            ("orang", "base.group_user"),
            ("auditor", "hr_asn_appraisal.group_asn_auditor"),
            ("tim", "hr_asn_appraisal.group_asn_team"),
            ("admin", "hr_asn_appraisal.group_asn_admin"),
        ):
            login = f"impor_{name}"
            run = wizard.run_id.with_user(self._user(login, group))
            self.authenticate(login, login)
            with self.subTest(group):
                self.assertEqual(self.url_open(url).status_code, 403)
                for call in (run.rejected_file, run.action_rejected):
                    with self.assertRaises(AccessError):
                        call()

    @mute_logger("odoo.http")
    def test_a_run_that_takes_no_file_in_says_so(self):
        run = self.env(user=self.officer)["hr.asn.run"].create(
            {"name": "x", "kind": "reminder"}
        )
        for call in (
            run.rejected_file,
            run.action_rejected,
            run.action_toggle_strict,
            run.action_toggle_accounts,
            run.action_replace_file,
            lambda: run.action_map(0, ""),
        ):
            with self.assertRaises(UserError):
                call()
        self.authenticate("impor_pengelola", "impor_pengelola")
        answer = self.url_open(f"/asn/run/{run.id}/rejected")
        self.assertEqual(answer.status_code, 422)
