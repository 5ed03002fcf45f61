import re
import zipfile
from dataclasses import replace
from io import BytesIO
from itertools import product

from reportlab.pdfbase.pdfmetrics import stringWidth

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.pdf import PdfFileReader

from odoo.addons.hr_asn_appraisal.law import codes

from ..forms import wording
from ..models.hr_asn_paper import D11, EVALUATION, PAPERS, SKP
from ..report import pages
from .common import PaperCase, PaperHttpCase, texts

BOTH = (D11, EVALUATION)


@tagged("post_install", "-at_install")
class TestPaper(PaperCase):
    def _print(self, kind, record, who=None):
        paper = self.papers_of(who or record.employee_id)
        return paper._render(kind, self.by(record, who or record.employee_id))

    def test_every_code_has_words(self):
        self.assertEqual(set(wording.RATINGS), set(codes.RATINGS))
        self.assertEqual(set(wording.PREDIKATS), set(codes.PREDIKATS))
        self.assertEqual(set(wording.ORG_RATINGS), set(codes.ORG_RATINGS))
        self.assertEqual(set(wording.ASN_KINDS), set(codes.ASN_KINDS))
        states = self.env["hr.asn.skp"]._fields["state"].get_values(self.env)
        self.assertEqual(set(wording.PLAN_STATES), set(states))
        states = self.env["hr.asn.action"]._fields["state"].get_values(self.env)
        self.assertEqual(set(wording.ACTION_STATES), set(states))

    def test_d11_says_who_rated_whom_and_the_predikat(self):
        evaluation = self.deliver(self.staff, "received")
        (page,) = texts(self._print(D11, evaluation)[evaluation.id])
        self.assertIn("DOKUMEN EVALUASI KINERJA PEGAWAI PERIODE* : AKHIR", page)
        self.assertIn("1 JANUARI SD 31 DESEMBER 2026", page)
        self.assertIn("DEWI, A.Md.Kep.", page)
        self.assertIn("dr. AISYAH, M.K.M.", page)
        self.assertIn(wording.nip(self.staff.asn_nip), page)
        self.assertIn("PREDIKAT KINERJA PEGAWAI : BAIK", page)
        self.assertEqual(page.count("Kota Contoh, 31 Desember 2026"), 2)
        self.assertIn("Halaman 1 dari 1", page)

    def test_the_page_of_the_basis_prints_it(self):
        view = self.env.ref("hr_asn_appraisal.hr_asn_evaluation_view_form_basis")
        own = self.by(self.env["hr.asn.evaluation"], self.staff)
        arch = own.get_view(view.id, "form")["arch"]
        report = self.env.ref("hr_asn_appraisal_reports.action_report_d11")
        self.assertIn(f'<button name="{report.id}" type="action"', arch)

    def test_d11_bears_no_rating(self):
        evaluation = self.deliver(self.staff)
        (page,) = texts(self._print(D11, evaluation)[evaluation.id])
        self.assertNotIn("ekspektasi", page.lower())

    def test_paper_keeps_what_was_sealed(self):
        evaluation = self.deliver(self.staff)
        self.staff.name = "Nama Baru"
        (page,) = texts(self._print(D11, evaluation)[evaluation.id])
        self.assertIn("DEWI", page)
        self.assertNotIn("NAMA BARU", page)

    def test_opened_again_it_is_printed_as_it_was_delivered(self):
        """Until it is delivered anew the paper in the hand of the employee holds."""
        evaluation = self.deliver(self.staff)
        before = [self._said(one, evaluation) for one in BOTH]
        self.by(evaluation, self.chief).action_reopen("Realisasi lain yang dinilai")
        self.assertEqual((evaluation.state, evaluation.revision), ("submitted", 1))
        self.assertFalse(evaluation.predikat)
        own = self.by(evaluation, self.boss)
        own.action_rate("di_bawah", "di_bawah", "Capaian di bawah target")
        for who in (self.staff, self.boss):
            after = [self._said(one, evaluation, who) for one in BOTH]
            # It says that it was taken back, and nothing else is another.
            self.assertTrue(all(wording.WITHDRAWN in one for one in after), who.name)
            after = [
                re.sub(rf"( ·)? {wording.WITHDRAWN}[.]?", "", one) for one in after
            ]
            self.assertEqual(after, before, who.name)

    def _said(self, kind, evaluation, *who):
        pages = texts(self._print(kind, evaluation, *who)[evaluation.id])
        return " ".join(" ".join(pages).split())

    def test_deemed_receipt_is_said_and_signed_by_nobody(self):
        evaluation = self.deliver(self.staff)
        root = self.env.ref("base.user_root")
        self.by(evaluation, root)._asn_receive(is_deemed=True)
        (page,) = texts(self._print(D11, evaluation)[evaluation.id])
        self.assertIn("Dianggap diterima pada 15 Januari 2027.", page)
        self.assertEqual(page.count("Kota Contoh, 31 Desember 2026"), 1)

    def test_long_names_stay_on_one_page(self):
        long_name = "Raden Ayu Siti Nurhaliza Puspaningtyas Kusumawardhani Mangunkusumo"
        for person in (self.staff, self.boss, self.chief):
            person.name = long_name
            person.asn_back_title = "S.Kep., Ners., M.Kep., Sp.Kep.MB., M.H.Kes."
        self.clinic.name = "UPTD Puskesmas Rawat Inap Sukamaju Kecamatan " * 2
        evaluation = self.deliver(self.staff)
        self.assertEqual(len(texts(self._print(D11, evaluation)[evaluation.id])), 1)

    def test_documents_of_one_call_are_parted(self):
        people = (self.staff, self.peer, self.boss)
        self.fill(self.plan(self.staff), 30)
        plans = self.env["hr.asn.skp"].concat(*(self.agree(one) for one in people))
        printed = self._print(SKP, plans, self.officer)
        self.assertEqual(list(printed), plans.ids)
        numbers = {one: wording.nip(one.asn_nip) for one in people}
        for plan, person in zip(plans, people, strict=True):
            sheets = texts(printed[plan.id])
            self.assertIn("SASARAN KINERJA PEGAWAI PENDEKATAN", sheets[0])
            for number, sheet in enumerate(sheets, 1):
                self.assertRegex(sheet, f"Dokumen milik .*{person.name.upper()}")
                self.assertIn(f"(NIP {numbers[person]})", sheet)
                self.assertIn(f"Halaman {number} dari {len(sheets)}", sheet)
        self.assertGreater(len(texts(printed[plans[0].id])), 1)
        self.assertNotIn(numbers[self.peer], " ".join(texts(printed[plans[0].id])))

    def test_leaders_have_their_own_columns(self):
        plan = self.agree(self.chief)
        sheets = texts(self._print(SKP, plan)[plan.id])
        self.assertIn("PERSPEKTIF", sheets[0])
        self.assertIn("INSTANSI", sheets[0])
        self.assertNotIn("DIINTERVENSI", " ".join(sheets))

    def test_a_call_that_lost_a_document_is_noticed(self):
        evaluation = self.deliver(self.staff)
        forms = self.paper._forms(D11, evaluation)
        html = self.env["ir.actions.report"]._render_template(
            "hr_asn_appraisal_reports.report_d11", self.paper._values([*forms.values()])
        )
        data = self.env["ir.actions.report"]._run_wkhtmltopdf([html.decode()])
        self.assertEqual(len(pages.split(data, 1)), 1)
        with self.assertRaises(pages.SplitError):
            pages.split(data, 2)

    def test_nobody_prints_what_he_may_not_read(self):
        evaluation = self.deliver(self.staff)
        plan = evaluation.skp_id
        for stranger in (self.peer, self.foreign_boss):
            with self.assertRaises(AccessError):
                self._print(D11, evaluation, stranger)
            with self.assertRaises(AccessError):
                self._print(EVALUATION, evaluation, stranger)
            with self.assertRaises(AccessError):
                self._print(SKP, plan, stranger)

    def test_evaluation_says_what_was_reached_and_the_ratings(self):
        quarter = self.bring_evaluation(self.quarter(self.staff, 1), "delivered")
        sheet = " ".join(texts(self._print(EVALUATION, quarter)[quarter.id]))
        self.assertIn("EVALUASI KINERJA PEGAWAI PENDEKATAN HASIL KERJA KUAN", sheet)
        self.assertIn("BAGI PEJABAT ADMINISTRASI", sheet)
        self.assertIn("PERIODE: TRIWULAN I ", sheet)
        self.assertIn("1 JANUARI SD 31 MARET 2026", sheet)
        self.assertIn("Hasil 1 Bukti dukung: Rekap", sheet)
        self.assertRegex(sheet, r"Kuantitas Jumlah 394 98,5")
        self.assertEqual(sheet.count("DI ATAS EKSPEKTASI"), 2)
        self.assertIn("Halaman 1 dari ", sheet)
        self.assertEqual(sheet.count("Kota Contoh, 31 Maret 2026"), 1)
        self.assertNotIn("Pegawai yang Dinilai", sheet)

    def test_only_what_was_not_chosen_is_struck_out(self):
        evaluation = self.deliver(self.staff)
        form = self.paper._forms(EVALUATION, evaluation)[evaluation.id]
        html = self.env["ir.actions.report"]._render_template(
            "hr_asn_appraisal_reports.report_evaluation", self.paper._values([form])
        )
        found = re.findall(r'<span class="(struck|bold)">([A-Z ]+)</span>', str(html))
        self.assertEqual(
            [words for look, words in found if look == "bold"],
            ["SESUAI EKSPEKTASI", "DI ATAS EKSPEKTASI", "BAIK"],
        )
        # Of 3, 3 and 5 options one each stays.
        self.assertEqual(sum(look == "struck" for look, _words in found), 8)

    def test_leaders_evaluation_has_their_columns(self):
        evaluation = self.deliver(self.chief)
        sheet = " ".join(texts(self._print(EVALUATION, evaluation)[evaluation.id]))
        self.assertIn("PIMPINAN UNIT KERJA MANDIRI PERIODE: AKHIR", sheet)
        self.assertIn("PERSPEKTIF REALISASI BERDASARKAN BUKTI DUKUNG", sheet)
        self.assertIn("INSTANSI", sheet)
        self.assertNotIn("DIINTERVENSI", sheet)

    def test_evaluation_of_a_qualitative_plan_is_told_as_prose_upright(self):
        self.by(self.plan(self.staff), self.staff).approach = codes.KUALITATIF
        evaluation = self.deliver(self.staff)
        pdf = self._print(EVALUATION, evaluation)[evaluation.id]
        page = PdfFileReader(BytesIO(pdf)).pages[0].mediabox
        self.assertLess(page.width, page.height)
        sheet = " ".join(texts(pdf))
        self.assertIn("PENDEKATAN HASIL KERJA KUALITATIF", sheet)
        self.assertIn("HASIL KERJA REALISASI UMPAN BALIK", sheet)
        self.assertIn("Jumlah: 394", sheet)
        self.assertIn("PREDIKAT KINERJA PEGAWAI* SANGAT BAIK / BAIK /", sheet)

    def test_both_sizes_are_printed_together(self):
        self.by(self.plan(self.staff), self.staff).approach = codes.KUALITATIF
        both = self.deliver(self.staff) | self.deliver(self.peer)
        paper = self.papers_of(self.boss)
        printed = paper._render(EVALUATION, self.by(both, self.boss))
        wide = [
            page.mediabox.width > page.mediabox.height
            for one in both
            for page in PdfFileReader(BytesIO(printed[one.id])).pages[:1]
        ]
        self.assertEqual(wide, [False, True])

    def test_own_paper_waits_for_delivery(self):
        evaluation = self.deliver(self.staff, "rated")
        for kind in (D11, EVALUATION):
            with self.assertRaisesRegex(UserError, "has not been delivered"):
                self._print(kind, evaluation)

    def test_draft_plan_is_not_printed(self):
        plan = self.plan(self.staff)
        with self.assertRaisesRegex(UserError, "has not been approved"):
            self._print(SKP, plan)

    def test_foot_spells_any_name(self):
        evaluation = self.deliver(self.staff)
        form = self.paper._forms(D11, evaluation)[evaluation.id]
        for name in ("JOSÉ (NIP 1) \\ ŽOFIA", "DEWI))", "Dokumen “ASN” – 1"):
            named = replace(form, owner=name)
            (pdf,) = self.paper._print(D11, {1: named}).values()
            (page,) = texts(pdf)
            self.assertIn(name, page)
            self.assertIn("Halaman 1 dari 1", page)
            self.assertIn("PREDIKAT KINERJA PEGAWAI", page)

    def test_long_owner_leaves_room_for_the_page_number(self):
        evaluation = self.deliver(self.staff)
        form = self.paper._forms(D11, evaluation)[evaluation.id]
        html = self.env["ir.actions.report"]._render_template(
            "hr_asn_appraisal_reports.report_d11", self.paper._values([form])
        )
        data = self.env["ir.actions.report"]._run_wkhtmltopdf([html.decode()])
        (document,) = pages.split(data, 1)
        owner = "Dokumen milik " + "RADEN AYU MANGUNKUSUMO " * 12
        places = []
        stamped = PdfFileReader(BytesIO(pages.stamp(document, owner))).pages[0]
        stamped.extract_text(
            visitor_text=lambda text, cm, tm, font, size: places.append(
                (text.strip(), tm[4], size)
            )
        )
        size = next(size for text, _x, size in places if text.startswith("Dokumen"))
        right = next(x for text, x, _size in places if text.startswith("Halaman"))
        end = pages.LEFT + stringWidth(owner, pages.FONT, size)
        self.assertLess(size, pages.FONT_SIZE)
        self.assertLess(end, right)

    def test_changed_seal_is_not_printed(self):
        evaluation = self.deliver(self.staff)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_asn_document SET content = replace(content, 'Dewi', 'Diwe') "
            "WHERE evaluation_id = %s",
            [evaluation.id],
        )
        with self.assertRaisesRegex(UserError, "does not match its digest"):
            self._print(D11, evaluation)

    def test_print_menu_uses_the_engine(self):
        evaluation = self.deliver(self.staff)
        report = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        for kind, words in ((D11, "DOKUMEN EVALUASI"), (EVALUATION, "RATING HASIL")):
            reference = PAPERS[kind].report
            pdf, found = self.by(report, self.staff)._render_qweb_pdf(
                reference, evaluation.ids
            )
            self.assertEqual(found, "pdf")
            sheets = texts(pdf)
            self.assertIn("Dokumen milik DEWI", sheets[0])
            self.assertIn(words, " ".join(sheets))
            with self.assertRaises(AccessError):
                self.by(report, self.peer)._render_qweb_pdf(reference, evaluation.ids)

    def test_forms_cost_the_same_for_any_number(self):
        evaluations = self.deliver(self.staff) | self.deliver(self.peer)
        counts = []
        for kind, some in product((D11, EVALUATION), (evaluations[0], evaluations)):
            own = self.by(some, self.officer)
            paper = self.papers_of(self.officer)
            for _warm in range(2):
                paper._forms(kind, own)
                self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            paper._forms(kind, own)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
        self.assertEqual(counts[2], counts[3])


@tagged("post_install", "-at_install")
class TestPaperHttp(PaperHttpCase):
    def _get(self, kind, records, who):
        self.sign_in(who)
        ids = ",".join(map(str, records.ids))
        return self.url_open(f"/asn/paper/{kind}/{ids}")

    def test_one_is_a_pdf_with_its_name(self):
        evaluation = self.deliver(self.staff)
        answer = self._get(D11, evaluation, self.staff)
        self.assertEqual(answer.status_code, 200)
        name = f"D11_2026_TAHUNAN_{self.staff.asn_nip}.pdf"
        self.assertIn(name, answer.headers["Content-Disposition"])
        self.assertIn("DEWI", texts(answer.content)[0])

    def test_several_are_a_zip(self):
        plans = self.agree(self.staff) | self.agree(self.peer)
        answer = self._get(SKP, plans, self.boss)
        with zipfile.ZipFile(BytesIO(answer.content)) as archive:
            self.assertEqual(
                archive.namelist(), [f"SKP_2026_{plan.nip}.pdf" for plan in plans]
            )
            self.assertIn("LAILA", texts(archive.read(archive.namelist()[1]))[0])

    @mute_logger("odoo.http")
    def test_who_may_not_gets_nothing(self):
        evaluation = self.deliver(self.staff)
        self.assertEqual(self._get(D11, evaluation, self.peer).status_code, 403)
        waiting = self.deliver(self.peer, "rated")
        answer = self._get(D11, waiting, self.peer)
        self.assertEqual(answer.status_code, 422)
        self.assertIn(waiting.display_name.split(", ")[-1], answer.text)
        self.assertEqual(self._get("pak", evaluation, self.staff).status_code, 404)

    @mute_logger("odoo.http")  # the refusal is what is tested
    def test_api_gives_the_same_paper(self):
        evaluation = self.deliver(self.staff)
        self.sign_in(self.staff)
        papers, error = self.rpc("hr.asn.evaluation", "paper_pdf", evaluation.ids)
        self.assertIsNone(error)
        self.assertEqual(papers[0]["name"], f"D11_2026_TAHUNAN_{evaluation.nip}.pdf")
        (sheet,), _error = self.rpc("hr.asn.evaluation", "sheet_pdf", evaluation.ids)
        self.assertEqual(sheet["name"], f"EVALUASI_2026_TAHUNAN_{evaluation.nip}.pdf")
        self.sign_in(self.peer)
        for method in ("paper_pdf", "sheet_pdf"):
            _papers, error = self.rpc("hr.asn.evaluation", method, evaluation.ids)
            self.assertIn("AccessError", error)
