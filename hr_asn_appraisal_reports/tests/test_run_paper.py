import base64
import zipfile
from io import BytesIO

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.hr_asn_appraisal.law import codes

from .common import PaperCase, texts


@tagged("post_install", "-at_install")
class TestRunPaper(PaperCase):
    def _run(self, who=None):
        action = self.by(self.cycle, who or self.officer).action_print_annual()
        run = self.env["hr.asn.run"].browse(action["res_id"])
        return self.by(run, who or self.officer)

    def test_all_delivered_are_printed(self):
        evaluations = self.deliver(self.staff) | self.deliver(self.peer)
        self.deliver(self.boss, "rated")
        run = self._run()
        self.assertEqual((run.state, run.ok_count, run.failed_count), ("done", 2, 0))
        papers = run.paper_batch()
        self.assertEqual({one["nip"] for one in papers}, set(evaluations.mapped("nip")))
        for one in papers:
            number = " ".join((one["nip"][:8], one["nip"][8:14]))
            (page,) = texts(base64.b64decode(one["data"]))
            self.assertIn(f"(NIP {number}", page)
            self.assertIn(one["nip"], one["name"])

    def test_papers_come_in_batches(self):
        self.deliver(self.staff)
        self.deliver(self.peer)
        run = self._run()
        first, second = run.paper_batch(0, 1), run.paper_batch(1, 1)
        self.assertEqual(
            [one["name"] for one in first + second],
            [one["name"] for one in run.paper_files()],
        )
        self.assertEqual(run.paper_batch(2, 1), [])

    def test_archive_holds_all(self):
        self.deliver(self.staff)
        self.deliver(self.peer)
        run = self._run()
        (archive,) = run.paper_archives()
        raw = self.by(self.env["ir.attachment"], self.officer)
        raw = raw.browse(archive["attachment_id"]).raw
        with zipfile.ZipFile(BytesIO(raw)) as files:
            self.assertEqual(
                files.namelist(), [one["name"] for one in run.paper_files()]
            )

    def test_what_failed_is_printed_into_the_archive_afterwards(self):
        """The officer has lost a unit while his run waited, and gets it back."""
        near, far = self.deliver(self.staff), self.deliver(self.foreigner)
        run = self.by(self.env["hr.asn.run"], self.officer).create(
            {"kind": "paper", "name": "Cetak", "cycle_id": self.cycle.id}
        )
        run._asn_prepare()
        self.officer.asn_unit_ids = self.office
        self.by(run, self.officer).action_start()
        self.assertEqual((run.ok_count, run.failed_count), (1, 1))
        self.assertEqual(self._archived(run), [near.nip])
        self.officer.asn_of_units = False
        self.by(run, self.officer).action_retry()
        self.assertEqual((run.ok_count, run.failed_count), (2, 0))
        self.assertEqual(set(self._archived(run)), {near.nip, far.nip})

    def _archived(self, run):
        """Return whose papers are in the one archive of a run."""
        (archive,) = self.by(run, self.officer).paper_archives()
        files = self.env["ir.attachment"].browse(archive["attachment_id"])
        with zipfile.ZipFile(BytesIO(files.raw)) as papers:
            names = papers.namelist()
        return [name.removesuffix(".pdf").rsplit("_", 1)[-1] for name in names]

    def test_printing_again_replaces(self):
        evaluation = self.deliver(self.staff)
        self._run()
        self.by(evaluation, self.staff).action_receive()
        run = self._run()
        files = self.env["ir.attachment"].search(
            [("res_model", "=", evaluation._name), ("res_id", "=", evaluation.id)]
        )
        self.assertEqual(len(files), 1)
        (paper,) = run.paper_batch()
        (page,) = texts(base64.b64decode(paper["data"]))
        self.assertEqual(page.count("Kota Contoh, 31 Desember 2026"), 2)

    def test_given_evaluations_are_printed(self):
        quarter = self.bring_evaluation(self.quarter(self.staff, 1), "delivered")
        run = self.by(self.env["hr.asn.run"], self.officer).create(
            {
                "kind": "paper",
                "name": "Triwulan I",
                "cycle_id": self.cycle.id,
                "params": {"evaluations": quarter.ids},
            }
        )
        run.action_start()
        self.assertEqual(
            [one["name"] for one in run.paper_files()],
            [f"D11_2026_TRIWULAN_1_{self.staff.asn_nip}.pdf"],
        )

    def test_evaluations_are_printed_beside_d11(self):
        evaluation = self.deliver(self.staff)
        self._run()
        action = self.by(self.cycle, self.officer).action_print_sheets()
        run = self.by(self.env["hr.asn.run"].browse(action["res_id"]), self.officer)
        self.assertEqual((run.state, run.ok_count), ("done", 1))
        (paper,) = run.paper_batch()
        self.assertEqual(paper["name"], f"EVALUASI_2026_TAHUNAN_{evaluation.nip}.pdf")
        sheet = " ".join(texts(base64.b64decode(paper["data"])))
        self.assertIn("RATING PERILAKU KERJA", sheet)
        self.assertEqual(run.paper_archives()[0]["name"], "EVALUASI_2026.zip")
        # What was printed of the same evaluation before stays.
        files = self.env["ir.attachment"].search(
            [("res_model", "=", evaluation._name), ("res_id", "=", evaluation.id)]
        )
        self.assertEqual(len(files), 2)

    def test_sheets_of_both_approaches_are_printed(self):
        self.by(self.plan(self.peer), self.peer).approach = codes.KUALITATIF
        self.deliver(self.peer)
        self.deliver(self.staff)
        action = self.by(self.cycle, self.officer).action_print_sheets()
        run = self.by(self.env["hr.asn.run"].browse(action["res_id"]), self.officer)
        counts = run.ok_count, run.skipped_count, run.failed_count
        self.assertEqual((run.state, *counts), ("done", 2, 0, 0))
        people = self.staff | self.peer
        self.assertEqual(set(self._archived(run)), set(people.mapped("asn_nip")))
        run = self._run()
        self.assertEqual((run.ok_count, run.skipped_count), (2, 0))

    def test_employee_starts_no_run_and_reads_only_his_paper(self):
        self.deliver(self.staff)
        self.deliver(self.peer)
        with self.assertRaises(AccessError):
            self._run(self.staff)
        run = self._run()
        files = {
            one["evaluation_id"]: self.env["ir.attachment"].browse(one["attachment_id"])
            for one in run.paper_files()
        }
        own = self.by(files[self.annual(self.staff).id], self.staff)
        self.assertTrue(own.read(["raw"])[0]["raw"])
        other = self.by(files[self.annual(self.peer).id], self.staff)
        with self.assertRaises(AccessError):
            other.read(["raw"])
        with self.assertRaises(AccessError):
            self.by(run, self.staff).paper_batch()

    def test_officer_prints_his_units_only(self):
        self.deliver(self.staff)
        self.deliver(self.foreigner)
        run = self._run(self.unit_officer)
        self.assertEqual(
            [one["nip"] for one in run.paper_batch()], [self.staff.asn_nip]
        )
