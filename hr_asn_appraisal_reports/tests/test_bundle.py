"""Berkas Lengkap: one PDF per person and year, what is missing is named."""

import base64
import zipfile
from io import BytesIO
from unittest.mock import patch

from openpyxl import load_workbook

from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.pdf import PdfFileReader

from odoo.addons.hr_asn_appraisal.law import codes

from ..models import hr_asn_run_paper
from .common import PaperCase, PaperHttpCase, texts

CONTENTS = "Daftar_Isi.xlsx"


class BundleFixture:
    def _bundle(self, records, who=None):
        """Return the run that makes the complete files of records, as its starter."""
        who = who or self.officer
        action = self.by(records, who).action_bundle()
        return self.by(self.env["hr.asn.run"].browse(action["res_id"]), who)

    def _papers(self, run):
        """Return {file name: PDF} of the ZIP files of a run, and its list."""
        found = {}
        for archive in run.paper_archives():
            raw = run.env["ir.attachment"].browse(archive["attachment_id"]).raw
            with zipfile.ZipFile(BytesIO(raw)) as files:
                found |= {name: files.read(name) for name in files.namelist()}
        sheet = load_workbook(BytesIO(found.pop(CONTENTS))).active
        return found, [row[1:] for row in sheet.iter_rows(min_row=5, values_only=True)]

    def _lines(self, run):
        return {
            line.payload["nip"]: (line.state, line.message) for line in run.line_ids
        }

    def _name(self, employee):
        return f"SKP_2026_{employee.asn_nip}.pdf"


@tagged("post_install", "-at_install")
class TestBundle(BundleFixture, PaperCase):
    def test_skp_first_then_periods_the_year_last(self):
        for number in (2, 1):
            self.bring_evaluation(self.quarter(self.staff, number), "delivered")
        self.deliver(self.staff, "received")
        run = self._bundle(self.plan(self.staff))
        self.assertEqual((run.state, run.ok_count), ("done", 1))
        papers, rows = self._papers(run)
        self.assertEqual(list(papers), [self._name(self.staff)])
        sheets = texts(papers[self._name(self.staff)])
        firsts = [sheet for sheet in sheets if "Halaman 1 dari" in sheet]
        marks = (": TRIWULAN I ", ": TRIWULAN II ", ": AKHIR")
        marks = ("SASARAN KINERJA", *(mark for mark in marks for _both in range(2)))
        self.assertEqual(len(firsts), len(marks))
        self.assertIn("RATING HASIL KERJA", firsts[1])
        self.assertIn("DOKUMEN EVALUASI", firsts[2])
        for sheet, mark in zip(firsts, marks, strict=True):
            self.assertIn(mark, sheet)
            self.assertIn("DEWI", sheet)
        reader = PdfFileReader(BytesIO(papers[self._name(self.staff)]))
        self.assertEqual(
            [one.title for one in reader.outline],
            [
                "SKP",
                "Evaluasi Triwulan I",
                "D.1.1 Triwulan I",
                "Evaluasi Triwulan II",
                "D.1.1 Triwulan II",
                "Evaluasi Tahunan",
                "D.1.1 Tahunan",
            ],
        )
        self.assertEqual(
            rows,
            [
                (
                    self.staff.asn_nip,
                    "Dewi, A.Md.Kep.",
                    self._name(self.staff),
                    "Papers: 7. "
                    "Not delivered yet: D.1.1 Triwulan III, D.1.1 Triwulan IV.",
                )
            ],
        )

    def test_who_has_nothing_sealed_is_named(self):
        self.agree(self.staff)
        run = self._bundle(self.plan(self.staff) | self.plan(self.peer))
        self.assertEqual((run.ok_count, run.skipped_count), (1, 1))
        self.assertEqual(
            self._lines(run)[self.peer.asn_nip],
            ("skipped", "Not approved yet: SKP."),
        )
        papers, rows = self._papers(run)
        self.assertEqual(list(papers), [self._name(self.staff)])
        absent = {nip: (file, note) for nip, _name, file, note in rows}
        self.assertEqual(
            absent[self.peer.asn_nip], ("Tidak ada berkas", "Not approved yet: SKP.")
        )

    def test_a_plan_that_was_taken_back_is_no_missing_paper(self):
        self.by(self.plan(self.peer), self.officer).action_cancel("Keliru")
        run = self._bundle(self.plan(self.peer) | self.agree(self.staff))
        lines = self._lines(run)
        self.assertEqual(
            lines[self.peer.asn_nip], ("skipped", "There is no SKP of this year.")
        )
        self.assertEqual(lines[self.staff.asn_nip], ("ok", "Papers: 1."))

    def test_rated_but_not_delivered_stays_out(self):
        self.deliver(self.staff, "rated", result="di_bawah")
        run = self._bundle(self.annual(self.staff))
        papers, _rows = self._papers(run)
        whole = " ".join(texts(papers[self._name(self.staff)]))
        self.assertNotIn("DOKUMEN EVALUASI", whole)
        self.assertNotIn("RATING HASIL KERJA", whole)
        self.assertIn(
            "D.1.1 Triwulan IV, D.1.1 Tahunan.",
            self._lines(run)[self.staff.asn_nip][1],
        )

    def test_the_version_in_force_is_printed(self):
        plan = self.agree(self.staff)
        self.by(plan, self.staff).action_revise("Target berubah")
        self.by(plan.rhk_ids, self.staff).name = "Hasil yang belum disetujui"
        papers, _rows = self._papers(self._bundle(plan))
        whole = " ".join(texts(papers[self._name(self.staff)]))
        self.assertIn("Hasil 1", whole)
        self.assertNotIn("belum disetujui", whole)

    def test_a_changed_seal_stops_only_its_own_paper(self):
        self.deliver(self.staff)
        self.deliver(self.peer)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_asn_document SET content = replace(content, 'Dewi', 'Diwe') "
            "WHERE evaluation_id = %s",
            [self.annual(self.staff).id],
        )
        run = self._bundle(self.plan(self.staff) | self.plan(self.peer))
        self.assertEqual(run.ok_count, 2)
        said = self._lines(run)[self.staff.asn_nip][1]
        self.assertEqual(said.count("does not match its digest"), 1)
        papers, _rows = self._papers(run)
        self.assertNotIn(
            "DOKUMEN EVALUASI", " ".join(texts(papers[self._name(self.staff)]))
        )

    def test_of_a_qualitative_plan_all_is_printed(self):
        self.by(self.plan(self.staff), self.staff).approach = codes.KUALITATIF
        self.deliver(self.staff)
        run = self._bundle(self.plan(self.staff))
        papers, _rows = self._papers(run)
        reader = PdfFileReader(BytesIO(papers[self._name(self.staff)]))
        self.assertEqual(
            [one.title for one in reader.outline],
            ["SKP", "Evaluasi Tahunan", "D.1.1 Tahunan"],
        )

    def test_from_assignments_it_is_the_cycle_worked_on(self):
        self.agree(self.staff)
        posts = self.env["hr.asn.assignment"].search(
            [("employee_id", "in", (self.staff | self.peer).ids)]
        )
        run = self._bundle(posts)
        self.assertEqual(
            {nip: state for nip, (state, _why) in self._lines(run).items()},
            {self.staff.asn_nip: "ok", self.peer.asn_nip: "skipped"},
        )

    def test_two_posts_of_a_year_are_one_file(self):
        self.agree(self.staff)
        self._assign(
            self.staff,
            self.boss,
            self.clinic,
            post="Kepala Tata Usaha",
            status="plt",
            date_from="2026-07-01",
        )
        self.by(self.cycle, self.officer).action_open()
        self.env.invalidate_all()
        second = self.plan(self.staff).filtered(lambda plan: plan.status == "plt")
        self.bring_plan(second, "approved")
        run = self._bundle(self.plan(self.staff))
        self.assertEqual(run.total, 1)
        papers, _rows = self._papers(run)
        reader = PdfFileReader(BytesIO(papers[self._name(self.staff)]))
        self.assertEqual(
            [one.title for one in reader.outline],
            ["SKP: Perawat Terampil", "SKP: Plt. Kepala Tata Usaha"],
        )

    def test_officer_of_units_gets_his_part_and_is_told_of_the_rest(self):
        self.agree(self.staff)
        self.agree(self.foreigner)
        self._assign(
            self.staff,
            self.foreign_boss,
            self.school_office,
            post="Guru",
            status="plt",
            date_from="2026-02-01",
        )
        self.by(self.cycle, self.officer).action_open()
        self.env.invalidate_all()
        second = self.plan(self.staff).filtered(lambda plan: plan.status == "plt")
        self.bring_plan(second, "approved")
        people = [
            (one.id, self.cycle.id) for one in (self.staff, self.foreigner, self.peer)
        ]
        handler = self.by(self.env["hr.asn.run.bundle"], self.unit_officer)
        run = self.env["hr.asn.run"].browse(handler._asn_start(people)["res_id"])
        run = self.by(run, self.unit_officer)
        self.assertEqual(set(self._lines(run)), {self.staff.asn_nip, self.peer.asn_nip})
        self.assertEqual(
            self._lines(run)[self.staff.asn_nip],
            ("ok", "Papers: 1. Left out: 1 papers of units you may not read."),
        )
        papers, _rows = self._papers(run)
        self.assertNotIn("Guru", " ".join(texts(papers[self._name(self.staff)])))

    def test_retry_prints_what_failed_into_the_archive(self):
        self.agree(self.staff)
        self.agree(self.peer)
        plans = self.plan(self.staff) | self.plan(self.peer)
        paper = type(self.env["hr.asn.paper"])
        print_ = paper._print

        def fail_for_peer(this, kind, forms):
            if any(self.peer.name.upper() in one.owner for one in forms.values()):
                raise ValueError("no printer")
            return print_(this, kind, forms)

        with (
            patch.object(paper, "_print", fail_for_peer),
            mute_logger("odoo.addons.hr_asn_appraisal.models.hr_asn_run"),
        ):
            run = self._bundle(plans)
        self.assertEqual((run.ok_count, run.failed_count), (1, 1))
        self.assertEqual(list(self._papers(run)[0]), [self._name(self.staff)])
        run.action_retry()
        self.assertEqual((run.ok_count, run.failed_count), (2, 0))
        self.assertEqual(
            set(self._papers(run)[0]), {self._name(self.staff), self._name(self.peer)}
        )
        files = self.env["ir.attachment"].search(
            [("res_model", "=", "hr.asn.run.line"), ("res_id", "in", run.line_ids.ids)]
        )
        self.assertEqual(len(files), 2)

    def test_large_files_come_in_parts(self):
        for one in (self.staff, self.peer, self.boss):
            self.agree(one)
        plans = self.env["hr.asn.skp"].union(
            *(self.plan(one) for one in (self.staff, self.peer, self.boss))
        )
        with patch.object(hr_asn_run_paper, "ARCHIVE", 1):
            run = self._bundle(plans)
        names = [one["name"] for one in run.paper_archives()]
        self.assertEqual(
            names, [f"Berkas_Lengkap_2026_{run.id}_{n}.zip" for n in (1, 2, 3)]
        )
        self.assertEqual(len(self._papers(run)[0]), 3)
        self.assertEqual(run.archive_count, 3)

    def test_many_documents_go_into_few_calls(self):
        for one in (self.staff, self.peer):
            self.bring_evaluation(self.quarter(one, 1), "delivered")
            self.deliver(one)
        plans = self.plan(self.staff) | self.plan(self.peer)
        report = type(self.env["ir.actions.report"])
        with patch.object(
            report,
            "_run_wkhtmltopdf",
            autospec=True,
            side_effect=report._run_wkhtmltopdf,
        ) as calls:
            run = self._bundle(plans)
        self.assertEqual(run.ok_count, 2)
        # Ten documents: a call for the two SKP, one for the evaluations, one for D.1.1.
        self.assertEqual(calls.call_count, 3)

    def test_each_paper_is_whose_its_file_says(self):
        for one in (self.staff, self.peer):
            self.agree(one)
        run = self._bundle(self.plan(self.staff) | self.plan(self.peer))
        for one in run.paper_batch():
            self.assertEqual(one["name"], f"SKP_2026_{one['nip']}.pdf")
            number = " ".join((one["nip"][:8], one["nip"][8:14]))
            sheets = texts(base64.b64decode(one["data"]))
            self.assertTrue(all(f"(NIP {number}" in sheet for sheet in sheets))
        self.assertEqual(
            [one["evaluation_id"] for one in run.paper_files()], [False, False]
        )

    def test_queries_do_not_grow_with_people(self):
        people = [self._person(f"Orang {n:02d}") for n in range(20)]
        for one in people:
            self._assign(one, self.boss, self.clinic, self.chief)
        plans = self.env["hr.asn.skp"].union(*(self.agree(one) for one in people))
        counts = [self._queries(some) for some in (plans[:2], plans[2:4], plans)]
        self.assertEqual(counts[1], counts[2])

    def _queries(self, plans):
        """Return how many queries the printing of the lines of a new run takes."""
        people = [[plan.employee_id.id, self.cycle.id] for plan in plans]
        run = self.by(self.env["hr.asn.run"], self.officer).create(
            {"kind": "bundle", "name": "Cetak", "params": {"people": people}}
        )
        run._asn_prepare()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        run._asn_handler()._asn_process(run, run.sudo().line_ids)
        self.env.flush_all()
        return self.env.cr.sql_log_count - before


@tagged("post_install", "-at_install")
class TestBundleAccess(BundleFixture, PaperHttpCase):
    @mute_logger("odoo.http")
    def test_only_officers_start_it(self):
        plan = self.agree(self.staff)
        for who in (self.staff, self.boss, self.auditor):
            self.sign_in(who)
            _run, error = self.rpc("hr.asn.skp", "action_bundle", plan.ids)
            self.assertIn("AccessError", error, who.name)

    @mute_logger("odoo.http")
    def test_officer_of_another_unit_gets_nothing(self):
        self.agree(self.foreigner)
        self.sign_in(self.unit_officer)
        plan = self.plan(self.foreigner)
        _run, error = self.rpc("hr.asn.skp", "action_bundle", plan.ids)
        self.assertIn("AccessError", error)
        people = [[self.foreigner.id, self.cycle.id]]
        run_id, error = self.rpc(
            "hr.asn.run",
            "create",
            {
                "kind": "bundle",
                "name": "Cetak",
                "company_id": self.agency.id,
                "params": {"people": people},
            },
        )
        self.assertIsNone(error)
        _form, error = self.rpc("hr.asn.run", "action_start", [run_id])
        self.assertIsNone(error)
        run = self.env["hr.asn.run"].browse(run_id)
        self.assertEqual((run.state, run.total), ("done", 0))

    @mute_logger("odoo.http")
    def test_files_are_for_the_starter_and_the_auditor(self):
        run = self._bundle(self.agree(self.staff))
        (archive,) = run.paper_archives()
        (paper,) = run.paper_files()
        urls = [
            f"/web/content/{one['attachment_id']}?download=true"
            for one in (archive, paper)
        ]
        for who, allowed in (
            (self.officer, True),
            (self.auditor, True),
            (self.unit_officer, False),
            (self.staff, False),
            (self.boss, False),
        ):
            self.sign_in(who)
            for url in urls:
                answer = self.url_open(url)
                self.assertEqual(answer.status_code == 200, allowed, (who.name, url))

    def test_download_is_the_zip(self):
        run = self._bundle(self.agree(self.staff))
        self.sign_in(self.officer)
        answer = self.url_open(run.action_download()["url"])
        with zipfile.ZipFile(BytesIO(answer.content)) as files:
            self.assertEqual(files.namelist(), [self._name(self.staff), CONTENTS])
