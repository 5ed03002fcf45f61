"""The report of a service on paper and as a workbook."""

from base64 import b64decode
from io import BytesIO

import openpyxl

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.hr_asn_appraisal.law import survey
from odoo.addons.hr_asn_appraisal.models.hr_asn_survey_index import BANDS
from odoo.addons.hr_asn_appraisal.tests.test_service import PART, Served

from ..forms import service
from ..models.hr_asn_paper import SERVICE
from .common import PaperHttpCase, texts

QUIET = ("odoo.http", "odoo.addons.base.models.ir_rule")


@tagged("post_install", "-at_install")
class TestServicePaper(Served, PaperHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fill(cls.plan(cls.staff))
        cls.service.write({"standard_value": "3", "standard_unit": "hari kerja"})
        cls.target.write({"baseline": "392", "baseline_source": "Kohort bayi"})

    def reported(self, who):
        """Return the report that somebody has opened on the service."""
        self.env.flush_all()
        own = self.by(self.service, who)
        action = own.action_report()
        return own.env[action["res_model"]].browse(action["res_id"])

    def agree_and_record(self):
        self.member()
        line = self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        self.record(line, 1, "90")

    def test_paper_and_workbook_say_what_the_screen_does(self):
        self.agree_and_record()
        report = self.reported(self.foreigner)
        [told] = report.report["targets"]
        self.assertEqual(
            [(one["due"], one["actual"]) for one in told["periods"]],
            [("100", "90"), ("100", ""), ("100", ""), ("100", "")],
        )
        pdf = report.env["hr.asn.paper"]._render(SERVICE, report)[report.id]
        page = " ".join(texts(pdf))
        for said in (
            "LAPORAN PROGRAM IMUNISASI RUTIN TAHUN 2026",
            "Standar pelayanan 3 hari kerja",
            "392 (Kohort bayi)",
            "400 orang",
            "Triwulan I 100 90",
            PART,
            "Penanggung Jawab",
            self.peer.name.upper(),
        ):
            self.assertIn(said, page)
        book = openpyxl.load_workbook(BytesIO(b64decode(report.report_xlsx()["data"])))
        self.assertEqual(
            book.sheetnames,
            [
                *("Identitas", "Capaian tahun berjalan", "Capaian setiap periode"),
                *("Anggota", "Bukti dukung"),
            ],
        )
        first, second, *_rest = book["Capaian setiap periode"].iter_rows(
            min_row=5, values_only=True
        )
        self.assertEqual(first, (1, "Anak divaksin", "Triwulan I", 100, 90))
        self.assertEqual(second[-2:], (100, "-"))

    def test_the_number_of_who_signs_is_told_to_few(self):
        number = self.peer.asn_nip[-3:]
        for who, told in ((self.foreigner, False), (self.peer, True)):
            signer = self.reported(who)._asn_form().signer
            self.assertEqual(number in signer.number, told, who.name)
            self.assertEqual(signer.name, self.peer.name.upper())

    def test_words_of_all_codes(self):
        fields = self.env["hr.asn.service.target"]._fields
        places = {key for key, _label in fields["place"].selection}
        standings = {key for key, _label in fields["standing"].selection}
        self.assertEqual(places, service.PLACES.keys())
        self.assertEqual(standings, service.STANDINGS.keys())
        self.assertEqual({key for key, _label in BANDS}, service.BANDS.keys())
        self.assertEqual({survey.A, survey.B}, {"a", "b"})

    @mute_logger(*QUIET)
    def test_who_opened_it_downloads_it(self):
        report = self.reported(self.staff)
        urls = {
            report.action_pdf()["url"]: b"%PDF",
            report.action_xlsx()["url"]: b"PK",
        }
        self.sign_in(self.staff)
        for url, start in urls.items():
            answer = self.url_open(url)
            self.assertEqual(answer.status_code, 200, url)
            self.assertTrue(answer.content.startswith(start), url)
        with self.assertRaises(AccessError):
            self.by(report, self.boss).report_pdf()
        self.sign_in(self.boss)
        for url in urls:
            self.assertNotEqual(self.url_open(url).status_code, 200, url)

    def test_the_report_action_prints_the_same(self):
        report = self.reported(self.staff)
        name = "hr_asn_appraisal_reports.action_report_service"
        html, kind = report.env["ir.actions.report"]._render_qweb_html(name, report.ids)
        self.assertEqual(kind, "html")
        self.assertIn("LAPORAN PROGRAM", html.decode())
