"""The action plan of a period on paper, by who may read its evaluation."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models.hr_asn_paper import ACTION
from .common import PaperHttpCase, texts

REPORT = "hr_asn_appraisal_reports.report_action"


@tagged("post_install", "-at_install")
class TestActionPaper(PaperHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.q1, cls.q2 = (cls.quarter(cls.staff, number) for number in (1, 2))
        cls.set_day("2026-04-02")
        cls.act(cls.q1, "Kunjungan rumah")
        cls.by(cls.q2, cls.staff).action_continue_actions()
        cls.env.invalidate_all()

    @classmethod
    def act(cls, evaluation, name):
        own = cls.by(evaluation, cls.staff)
        rhk = own.skp_id.rhk_ids[0].id
        keys = {"rhk_id": rhk, "period_id": own.period_id.id, "target": "12"}
        return own.env["hr.asn.action"].create(
            {**keys, "name": name, "unit": "KK", "date_from": own.date_from}
        )

    def printed(self, evaluation, who):
        paper = self.papers_of(who)
        pdf = paper._render(ACTION, self.by(evaluation, who))[evaluation.id]
        return " ".join(texts(pdf))

    def test_it_says_what_its_form_says(self):
        sheet = self.printed(self.q2, self.staff)
        for words in (
            "RENCANA AKSI PERIODE TRIWULAN II TAHUN 2026",
            "1 APRIL SD 30 JUNI 2026",
            "NO RENCANA HASIL KERJA RENCANA AKSI TARGET SATUAN WAKTU REALISASI",
            "1 Hasil 1 Kunjungan rumah",
            "lanjutan dari Triwulan I 12 KK",
            "Kota Contoh, 2 April 2026",
            "Pegawai yang Dinilai",
            "Pejabat Penilai Kinerja",
            "DEWI, A.Md.Kep.",
            "dr. AISYAH, M.K.M.",
            "Halaman 1 dari 1",
        ):
            self.assertIn(words, sheet)

    def test_what_was_reached_and_proven_stands_beside_it(self):
        self.prove(self.q1)
        sheet = self.printed(self.q1, self.boss)
        self.assertIn("mulai 1 Januari 98,5 1. Rekap", sheet)
        self.assertNotIn("https", sheet)

    def test_a_delivered_one_keeps_its_people(self):
        self.bring_evaluation(self.q1, "delivered")
        self.staff.name = "Nama Baru"
        sheet = self.printed(self.q1, self.boss)
        self.assertIn("DEWI, A.Md.Kep.", sheet)
        self.assertIn("98,5", sheet)
        self.assertNotIn("NAMA BARU", sheet)

    def test_a_delivered_one_keeps_the_words_of_what_had_ended(self):
        """What was cancelled in the period stands on it as it was agreed."""
        plan, first = self.q2.skp_id, self.q2.skp_id.rhk_ids
        own = self.by(plan, self.staff)
        own.action_revise("Berubah")
        fresh = self.fill(plan)
        fresh.name = "Hasil baru"
        self.by(first, self.staff).is_cancelled = True
        self.bring_plan(plan, "approved")
        self.policy.evidence_gate = False
        self.by(self.q2, self.staff).action_submit()
        self.reach(self.q2.date_to)
        self.by(self.q2, self.boss).action_rate("sesuai", "di_atas", "Teladan")
        self.by(self.q2, self.boss).action_deliver()
        before = self.printed(self.q2, self.boss)
        self.assertIn("2 Hasil 1 Kunjungan rumah", before)
        self.by(plan, self.staff).action_revise("Lagi")
        again = {"name": "Kata lain", "is_cancelled": False}
        self.by(first, self.staff).write(again)
        self.assertEqual(self.printed(self.q2, self.boss), before)
        self.bring_plan(plan, "approved")
        self.assertEqual(self.printed(self.q2, self.boss), before)

    def test_a_rating_that_was_not_delivered_does_not_stand_on_it(self):
        self.bring_evaluation(self.q1, "rated")
        sheet = self.printed(self.q1, self.staff).lower()
        for words in ("ekspektasi", "predikat", "teladan"):
            self.assertNotIn(words, sheet)

    def test_without_actions_there_is_nothing_to_print(self):
        with self.assertRaisesRegex(UserError, "no action plan"):
            self.printed(self.quarter(self.staff, 3), self.staff)

    def test_who_may_not_read_the_evaluation_prints_nothing(self):
        for stranger in (self.peer, self.foreign_boss):
            with self.assertRaises(AccessError):
                self.printed(self.q2, stranger)

    def test_forms_cost_the_same_for_any_number(self):
        counts = []
        for some in (self.q1, self.q1 | self.q2):
            own, paper = self.by(some, self.boss), self.papers_of(self.boss)
            for _warm in range(2):
                paper._forms(ACTION, own)
                self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            paper._forms(ACTION, own)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])

    def test_the_print_menu_offers_it_where_there_are_actions(self):
        report = self.env.ref("hr_asn_appraisal_reports.action_report_action")
        offer = self.by(report, self.boss)
        for evaluation, offered in (
            (self.q2, True),
            (self.quarter(self.peer, 2), False),
        ):
            found = offer.get_valid_action_reports("hr.asn.evaluation", evaluation.ids)
            self.assertEqual(report.id in found, offered)
        self.sign_in(self.staff)
        answer = self.url_open(f"/asn/paper/action/{self.q2.id}")
        name = f"RENCANA_AKSI_2026_TRIWULAN_2_{self.staff.asn_nip}.pdf"
        self.assertIn(name, answer.headers["Content-Disposition"])
        self.assertIn("RENCANA AKSI", texts(answer.content)[0])
        shown = self.url_open(f"/report/html/{REPORT}/{self.q2.id}")
        self.assertIn("RENCANA AKSI", shown.text)
