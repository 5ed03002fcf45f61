"""Papers of a plan: qualitative, annex, manuals, old versions, as their forms say."""

from io import BytesIO

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools.pdf import PdfFileReader

from odoo.addons.hr_asn_appraisal.law import codes

from ..forms import wording
from ..models.hr_asn_paper import SKP, VERSION
from .common import PaperCase, PaperHttpCase, texts

SENTENCE = "Seluruh anak divaksin paling lambat 31 Maret dengan ramah"


def sizes(pdf):
    """Return of each page whether it stands upright."""
    pages = PdfFileReader(BytesIO(pdf)).pages
    return [page.mediabox.height > page.mediabox.width for page in pages]


class PlanPapers:
    @classmethod
    def qualitative(cls, employee):
        """Return the plan of somebody, drafted as sentences."""
        plan = cls.plan(employee)
        own = cls.by(plan, employee)
        own.approach = codes.KUALITATIF
        rhk = cls.fill(plan)
        rhk.iki_ids.write({"name": SENTENCE, "target": False})
        return plan

    @classmethod
    def annex(cls, plan):
        own = cls.by(plan, plan.employee_id)
        own.env["hr.asn.skp.annex"].create(
            [
                {"skp_id": plan.id, "kind": kind, "text": text}
                for kind, text in (
                    ("resource", "Lemari pendingin cadangan"),
                    ("accountability", "Laporan bulanan kepada kepala"),
                )
            ]
        )

    @classmethod
    def manual(cls, plan):
        own = cls.by(plan, plan.employee_id)
        own.env["hr.asn.iki.manual"].create(
            {
                "iki_id": own.iki_ids[:1].id,
                "purpose": "Melindungi anak",
                "source": "Aplikasi ASIK",
            }
        )

    def printed(self, kind, record, who):
        paper = self.papers_of(who)
        return paper._render(kind, self.by(record, who))[record.id]


@tagged("post_install", "-at_install")
class TestPlanPapers(PlanPapers, PaperCase):
    def test_a_qualitative_plan_is_printed_upright_as_its_form_says(self):
        plan = self.bring_plan(self.qualitative(self.staff), "approved")
        form = self.papers_of(self.staff)._forms(SKP, self.by(plan, self.staff))
        form = form[plan.id]
        pdf = self.printed(SKP, plan, self.staff)
        whole = " ".join(texts(pdf))
        self.assertEqual(set(sizes(pdf)), {True})
        for words in (
            " ".join(form.titles),
            "HASIL KERJA A. UTAMA 1 Hasil 1",
            form.bands[0].results[0].heading,
            SENTENCE,
            "B. TAMBAHAN -",
            "PERILAKU KERJA* 1",
            "- Memahami dan memenuhi kebutuhan masyarakat",
            "Ekspektasi Khusus Pimpinan:",
            "* Pimpinan dapat memberikan",
            "Kota Contoh, 5 Januari 2026",
        ):
            self.assertIn(words, whole)
        self.assertNotIn("LAMPIRAN", whole)
        self.assertNotIn("KUANTITATIF", whole)

    def test_the_annex_begins_on_its_own_page_with_both_signatures(self):
        for plan, upright in (
            (self.plan(self.peer), False),
            (self.qualitative(self.staff), True),
        ):
            if not plan.rhk_ids:
                self.fill(plan)
            self.annex(plan)
            self.bring_plan(plan, "approved")
            pdf = self.printed(SKP, plan, self.boss)
            *before, last = texts(pdf)
            self.assertEqual(sizes(pdf), [*[upright] * len(before), True])
            self.assertIn("LAMPIRAN SASARAN KINERJA PEGAWAI PENDEKATAN", last)
            self.assertIn(
                "DUKUNGAN SUMBER DAYA 1 Lemari pendingin cadangan "
                "SKEMA PERTANGGUNGJAWABAN 1 Laporan bulanan kepada kepala "
                "KONSEKUENSI -",
                last,
            )
            for words in ("Pegawai yang Dinilai", "Pejabat Penilai Kinerja"):
                self.assertIn(words, last)
            self.assertIn(f"Halaman {len(before) + 1} dari {len(before) + 1}", last)
            self.assertIn("dr. AISYAH, M.K.M.", last)
            self.assertNotIn("LAMPIRAN", " ".join(before))

    def test_the_manual_of_a_leader_stands_behind_his_plan(self):
        plan = self.plan(self.chief)
        self.fill(plan, results=2)
        self.annex(plan)
        self.manual(plan)
        self.bring_plan(plan, "approved")
        pdf = self.printed(SKP, plan, self.chief)
        sheets = texts(pdf)
        self.assertEqual(sizes(pdf)[-2:], [True, True])
        self.assertIn("LAMPIRAN", sheets[-2])
        self.assertIn("MANUAL INDIKATOR KINERJA BAGI PEJABAT PIMPINAN", sheets[-1])
        for words in (
            "Rencana Hasil Kerja 1. Hasil 1",
            "Tujuan Melindungi anak",
            "Definisi -",
            "Sumber Data Aplikasi ASIK",
            "Kondisi Awal -",
        ):
            self.assertIn(words, sheets[-1])

    def test_plans_of_both_kinds_are_printed_in_one_go(self):
        """As bulk runs do: the papers of each, though they are of two sizes."""
        plans = self.bring_plan(self.qualitative(self.staff), "approved")
        other = self.plan(self.peer)
        self.fill(other)
        self.annex(other)
        plans |= self.bring_plan(other, "approved")
        printed = self.papers_of(self.officer)._render(
            SKP, self.by(plans, self.officer)
        )
        self.assertEqual(list(printed), plans.ids)
        for plan in plans:
            whole = " ".join(texts(printed[plan.id]))
            self.assertIn(wording.nip(plan.nip), whole)
            self.assertEqual("LAMPIRAN" in whole, plan == other)

    def test_an_old_version_is_printed_by_its_own_content(self):
        plan = self.bring_plan(self.qualitative(self.staff), "approved")
        own = self.by(plan, self.staff)
        own.action_revise("Menjadi angka")
        own.approach = codes.KUANTITATIF
        own.iki_ids.target = "436"
        own.action_submit()
        self.by(plan, self.boss).action_approve()
        first, second = plan.version_ids.sorted("number")
        old = " ".join(texts(self.printed(VERSION, first, self.boss)))
        self.assertIn("PENDEKATAN HASIL KERJA KUALITATIF", old)
        self.assertIn("Versi 1, digantikan versi 2", old)
        new = " ".join(texts(self.printed(VERSION, second, self.boss)))
        self.assertIn("PENDEKATAN HASIL KERJA KUANTITATIF", new)
        self.assertNotIn("digantikan", new)
        names = [paper["name"] for paper in self.by(first, self.boss).paper_pdf()]
        self.assertEqual(names, [f"SKP_2026_{plan.nip}_V1.pdf"])
        with self.assertRaises(AccessError):
            self.printed(VERSION, first, self.peer)

    def test_forms_cost_the_same_for_any_number(self):
        plans = self.env["hr.asn.skp"]
        for person in (self.staff, self.peer):
            plan = self.plan(person)
            self.fill(plan)
            self.annex(plan)
            plans |= self.bring_plan(plan, "approved")
        counts = []
        for some in (plans[0], plans):
            own, paper = self.by(some, self.officer), self.papers_of(self.officer)
            for _warm in range(2):
                paper._forms(SKP, own)
                self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            paper._forms(SKP, own)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])


@tagged("post_install", "-at_install")
class TestPlanPapersHttp(PlanPapers, PaperHttpCase):
    def test_the_print_button_of_a_version(self):
        plan = self.agree(self.staff)
        report = "hr_asn_appraisal_reports.report_skp_version"
        engine = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        version = plan.version_ids.id
        pdf, _kind = self.by(engine, self.staff)._render_qweb_pdf(report, [version])
        self.assertIn("SASARAN KINERJA PEGAWAI", texts(pdf)[0])
        self.sign_in(self.staff)
        shown = self.url_open(f"/report/html/{report}/{version}")
        self.assertIn("SASARAN KINERJA PEGAWAI", shown.text)
        answer = self.url_open(f"/asn/paper/version/{version}")
        self.assertIn(f"SKP_2026_{plan.nip}", answer.headers["Content-Disposition"])
        self.assertIn("SASARAN KINERJA PEGAWAI", texts(answer.content)[0])
