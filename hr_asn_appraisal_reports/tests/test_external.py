"""What another system keeps: in the recap with its source, on no paper of ours."""

import base64
from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.hr_asn_appraisal.law import codes
from odoo.addons.hr_asn_appraisal.law.codes import EKINERJA

from ..forms import recap as recap_form
from ..forms import wording
from ..models.hr_asn_paper import ELSEWHERE
from ..report import recap_xlsx
from .common import PaperCase, PaperHttpCase, texts

DAY = date(2026, 12, 31)
# Who has which result, behaviour and predikat there.
THERE = {
    "staff": ("di_atas", "di_atas", "sangat_baik"),
    "peer": ("sesuai", "sesuai", "baik"),
    "boss": ("sesuai", "di_bawah", "kurang"),
}


class ElsewhereFixture:
    """Three people of the clinic are planned and rated in e-Kinerja."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        policy = cls.env["hr.asn.policy"].create(
            {"name": "e-Kinerja", "source": EKINERJA, "cadence": codes.TAHUN}
        )
        cls.cycle.audience_ids.create(
            {
                "cycle_id": cls.cycle.id,
                "department_id": cls.clinic.id,
                "policy_id": policy.id,
            }
        )
        cls.set_day("2026-12-31")
        cls.plans = {name: cls.plan(getattr(cls, name)) for name in THERE}
        own = cls.by(cls.env["hr.asn.skp"].union(*cls.plans.values()), cls.officer)
        own._asn_import(dict.fromkeys(own, "approved"), DAY)
        cls.evaluations = cls._rate()

    @classmethod
    def _rate(cls):
        year = cls.cycle.period_ids.filtered(lambda one: one.kind == codes.TAHUN)
        made = {
            name: plan.evaluation_ids.create({"skp_id": plan.id, "period_id": year.id})
            for name, plan in cls.plans.items()
        }
        own = cls.by(cls.env["hr.asn.evaluation"].union(*made.values()), cls.officer)
        names = ("result", "behavior", "predikat")
        figures = {
            cls.by(made[name], cls.officer): dict(zip(names, values, strict=True))
            | {"rated_on": False}
            for name, values in THERE.items()
        }
        own._asn_import(figures, DAY)
        cls.env.invalidate_all()
        return made


@tagged("post_install", "-at_install")
class TestElsewhere(ElsewhereFixture, PaperCase):
    def _recap(self):
        return self.by(self.cycle, self.officer)._asn_recap()

    def test_recap_says_where_and_what(self):
        rows = {row.nip: row for row in self._recap().rows}
        here = rows[self.chief.asn_nip]
        self.assertEqual((here.source, here.plan_state), ("Dinilai di Sini", "Draf"))
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT plan.nip, plan.source, plan.external_state, one.predikat "
            "FROM hr_asn_skp plan JOIN hr_asn_evaluation one ON one.skp_id = plan.id "
            "WHERE plan.cycle_id = %s AND plan.source <> 'here'",
            [self.cycle.id],
        )
        found = self.env.cr.fetchall()
        self.assertEqual(len(found), 3)
        for nip, source, state, predikat in found:
            self.assertEqual((source, state), ("ekinerja", "approved"))
            self.assertEqual(rows[nip].source, "e-Kinerja BKN")
            self.assertEqual(rows[nip].plan_state, "Disetujui")
            (figures,) = rows[nip].figures.values()
            self.assertEqual((figures.predikat, figures.delivered_on), (predikat, DAY))
            self.assertEqual(figures.note, "e-Kinerja BKN, data per 31 Desember 2026")
            self.assertEqual(rows[nip].imported_on, DAY)

    def test_their_predikat_is_counted(self):
        recap = self._recap()
        (year,) = (period for period in recap.periods if period.is_annual)
        (spread,) = (
            one
            for one in recap_form.spreads(recap, year)
            if one.unit == "Puskesmas Contoh Barat"
        )
        self.assertEqual((spread.counts, spread.missing), ((1, 1, 0, 1, 0), 0))

    def test_no_data_yet_is_a_reason(self):
        quarter = self.cycle.period_ids.filtered(
            lambda one: (one.kind, one.number) == (codes.TRIWULAN, 2)
        )
        recap = self.by(self.cycle, self.officer)._asn_recap(quarter)
        gaps = {row.nip: row.gaps[quarter.id] for row in recap.rows}
        gap = gaps[self.staff.asn_nip]
        self.assertEqual(
            (recap_form.GAPS[gap.code], gap.note),
            ("Dinilai di Sistem Lain", "e-Kinerja BKN, belum ada data"),
        )
        self.assertEqual(gaps[self.chief.asn_nip].code, recap_form.NOT_RATED)

    def test_workbook_has_the_source(self):
        data = base64.b64decode(self.by(self.cycle, self.officer).recap_xlsx()["data"])
        sheet = load_workbook(BytesIO(data))["Rekap"]
        heads = [cell.value for cell in sheet[recap_xlsx.HEAD_ROW + 1]]
        column = heads.index("Sumber") + 1
        cells = [
            sheet.cell(line, column).value
            for line in range(recap_xlsx.FIRST_ROW + 1, sheet.max_row)
        ]
        self.assertEqual(cells.count("e-Kinerja BKN"), 3)
        self.assertEqual(cells.count("Dinilai di Sini"), len(cells) - 3)

    def test_every_source_and_state_has_words(self):
        fields = self.env["hr.asn.skp"]._fields
        states = dict(fields["external_state"]._description_selection(self.env))
        sources = dict(fields["source"]._description_selection(self.env))
        self.assertEqual(set(wording.EXTERNAL_STATES), set(states))
        self.assertEqual(set(wording.SOURCES), set(sources))

    def test_no_paper_is_printed(self):
        plan, evaluation = self.plans["staff"], self.evaluations["staff"]
        for record in (plan, evaluation):
            with self.assertRaisesRegex(UserError, "e-Kinerja BKN"):
                self.by(record, self.officer).paper_pdf()

    def test_bulk_printing_leaves_them_out(self):
        self.by(self.cycle, self.officer).action_print_annual()
        run = self.env["hr.asn.run"].search(
            [("kind", "=", "paper"), ("cycle_id", "=", self.cycle.id)]
        )
        self.assertEqual((run.state, run.total), ("done", 0))

    def test_print_menu_asks_where_a_plan_is_kept(self):
        prefix = "hr_asn_appraisal_reports.action_report_"
        domains = {
            kind: self.env.ref(prefix + kind).domain
            for kind in ("skp", "d11", "elsewhere")
        }
        here, there = "[('source', '=', 'here')]", "[('source', '!=', 'here')]"
        self.assertEqual(domains, {"skp": here, "d11": here, "elsewhere": there})

    def test_sheet_is_printed_with_its_source(self):
        plan = self.plans["staff"]
        report = self.by(self.env["ir.actions.report"], self.staff)
        report = report.with_context(force_report_rendering=True)
        pdf, _kind = report._render_qweb_pdf(
            "hr_asn_appraisal_reports.report_elsewhere", plan.ids
        )
        (page,) = texts(pdf)
        self.assertIn("KETERANGAN PREDIKAT KINERJA", page)
        self.assertIn("SISTEM e-Kinerja BKN", page)
        self.assertIn("Disetujui (data per 31 Desember 2026)", page)
        self.assertIn("Sangat Baik 31 Desember 2026", page)
        self.assertNotIn("DOKUMEN EVALUASI", page)
        with self.assertRaises(AccessError):
            self.by(self.paper, self.peer)._render(ELSEWHERE, self.by(plan, self.peer))

    def test_sheet_is_not_for_what_is_kept_here(self):
        plan = self.plan(self.chief)
        with self.assertRaisesRegex(UserError, "is kept here"):
            self.papers_of(self.officer)._render(ELSEWHERE, self.by(plan, self.officer))

    def test_complete_file_has_the_sheet(self):
        own = self.by(self.plans["staff"], self.officer)
        run = self.env["hr.asn.run"].browse(own.action_bundle()["res_id"])
        (paper,) = self.by(run, self.officer).paper_batch()
        self.assertEqual(paper["name"], f"Keterangan_2026_{self.staff.asn_nip}.pdf")
        (page,) = texts(base64.b64decode(paper["data"]))
        self.assertIn("e-Kinerja BKN", page)


@tagged("post_install", "-at_install")
class TestElsewhereByHttp(ElsewhereFixture, PaperHttpCase):
    @mute_logger("odoo.http")
    def test_download_is_refused(self):
        self.sign_in(self.officer)
        answer = self.url_open(f"/asn/paper/skp/{self.plans['staff'].id}")
        self.assertNotEqual(answer.headers.get("Content-Type"), "application/pdf")
        self.assertIn("e-Kinerja BKN", answer.text)
