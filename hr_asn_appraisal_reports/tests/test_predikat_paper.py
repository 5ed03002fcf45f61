"""The predikat of a unit on paper, with why its pattern was left (5.11)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.hr_asn_appraisal.tests.test_pattern import TEXT, TeamOfTen

from ..models.hr_asn_paper import EVALUATION, PREDIKAT
from .common import PaperHttpCase, texts

QUIET = ("odoo.http", "odoo.addons.base.models.ir_rule")


@tagged("post_install", "-at_install")
class TestPredikatPaper(TeamOfTen, PaperHttpCase):
    """Ten people of the clinic, all "Good" although at most 70 % may be."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.unit_rating = cls.rate_unit(cls.clinic, "baik", decree="800/12/2026")
        cls.choose(10)

    def deliver_all(self):
        self.by(self.team_rows, self.boss).action_deliver(TEXT)
        self.env.flush_all()

    def page(self, who, kind=PREDIKAT, record=None):
        own = self.by(record or self.unit_rating, who)
        return " ".join(texts(self.papers_of(who)._render(kind, own)[own.id]))

    def test_it_says_pattern_people_and_why(self):
        self.deliver_all()
        page = self.page(self.chief)
        for said in (
            "PENETAPAN PREDIKAT KINERJA PUSKESMAS CONTOH BARAT PERIODE TRIWULAN I 2026",
            "Capaian kinerja organisasi BAIK",
            "Nomor keputusan 800/12/2026",
            "Baik paling banyak 70% 10 100% Tidak sesuai",
            "Butuh Perbaikan dan Kurang paling sedikit 1 orang 0 0% Tidak sesuai",
            "ANGGOTA 0",
            "ANGGOTA 9",
            TEXT,
            self.chief.name.upper(),
        ):
            self.assertIn(said, page)
        self.assertIn("100%", page[page.index("D. PERTIMBANGAN") :])

    def test_it_says_what_was_proposed_and_why_it_was_left(self):
        """Of the plan of its head nothing was reached; the leader rates it "Good"."""
        made = self.by(self.unit_rating, self.chief)
        made.action_reopen("Salah")
        of_head = self.quarter(self.boss, 1)
        self.prove(of_head)
        self.by(of_head, self.boss).realization_ids.actual = "0"
        made = self.by(self.unit_rating, self.chief)
        made.write({"recommendation": "Inspektorat: laporan sudah direviu"})
        made.action_set()
        self.deliver_all()
        page = self.page(self.chief)
        for said in (
            "Capaian kinerja organisasi BAIK Usulan sistem SANGAT KURANG",
            "Alasan berbeda dari usulan Capaian lain dibuktikan dalam laporan kinerja",
            "Rekomendasi Inspektorat: laporan sudah direviu Dasar Perjanjian kinerja",
        ):
            self.assertIn(said, page)

    def test_where_nothing_was_proposed_it_says_nothing_of_it(self):
        self.deliver_all()
        page = self.page(self.chief)
        for unsaid in ("Usulan sistem", "Alasan berbeda", "Rekomendasi"):
            self.assertNotIn(unsaid, page)

    def test_no_paper_of_the_employee_tells_of_it(self):
        self.deliver_all()
        one = self.team_rows[0]
        self.assertNotIn(TEXT, self.page(one.employee_id, EVALUATION, one))

    def test_only_what_was_delivered_stands_on_it(self):
        with self.assertRaisesRegex(UserError, "Nobody was delivered"):
            self.page(self.chief)
        self.policy.sudo().distribution = "off"
        self.by(self.team_rows[:4], self.boss).action_deliver()
        page = self.page(self.chief)
        self.assertIn("Kebijakan instansi tidak menerapkan pola", page)
        self.assertIn("6 pegawai belum menerima dokumen evaluasi", page)
        self.assertNotIn("ANGGOTA 9", page)

    def test_while_some_wait_no_rule_is_kept_or_broken(self):
        """Four of ten: they are not few, and what is missing may still come."""
        self.policy.sudo().least_people = 5
        self.by(self.team_rows[:4], self.boss).action_deliver(TEXT)
        page = self.page(self.chief)
        self.assertIn("Baik paling banyak 70% 4 100% -", page)
        self.assertIn("paling sedikit 1 orang 0 0% -", page)
        for said in ("Tidak sesuai", "Pegawai kurang dari", "sesuai pola"):
            self.assertNotIn(said, page)

    def test_who_was_delivered_before_it_was_set_is_not_on_it(self):
        made = self.by(self.unit_rating, self.chief)
        made.action_reopen("Salah")
        first = self.team_rows[0]
        self.by(first, self.boss).action_deliver()
        made.action_set()
        self.by(self.team_rows - first, self.boss).action_deliver(TEXT)
        page = self.page(self.chief)
        self.assertNotIn("ANGGOTA 0", page)
        self.assertIn("ANGGOTA 9", page)

    def test_a_small_unit_is_judged_with_the_one_above(self):
        """How that stands is told to who may read all of it, and to nobody else."""
        self.policy.sudo().least_people = 11
        self.deliver_all()
        page = self.page(self.chief)
        self.assertIn("unit yang lebih kecil dinilai bersama unit di atasnya", page)
        self.assertIn("Dinas Kesehatan: capaian kinerja organisasi belum", page)
        self.rate_unit(self.office, "baik", who=self.mayor)
        page = self.page(self.team)
        self.assertIn("Dinas Kesehatan (capaian Baik; 10 dari 10 pegawai)", page)
        self.assertIn("Baik 100% (paling banyak 70%), tidak sesuai", page)
        self.assertIn("tanpa pembulatan", page)
        self.assertNotIn("Tidak sesuai", page)

    def test_while_some_wait_nothing_is_kept_or_broken_at_the_unit_above(self):
        """Six of ten are "Good": what is missing may still come."""
        self.policy.sudo().least_people = 11
        self.rate_unit(self.office, "baik", who=self.mayor)
        self.by(self.team_rows[:6], self.boss).action_deliver()
        page = self.page(self.team)
        self.assertIn("Dinas Kesehatan (capaian Baik; 6 dari 10 pegawai)", page)
        self.assertIn("Baik 100% (paling banyak 70%);", page)
        self.assertNotIn(", tidak sesuai", page)

    def test_the_neighbours_of_a_small_leader_stay_hidden_from_him(self):
        self.policy.sudo().least_people = 11
        self.rate_unit(self.office, "baik", who=self.mayor)
        other = self.quarter(self.foreigner, 1)
        other.skp_id.assignment_id.department_id = self.office
        self.env.flush_all()
        self.deliver_all()
        page = self.page(self.boss)
        self.assertIn("Dinas Kesehatan (capaian Baik): lihat penetapan", page)
        self.assertNotIn("dari 11 pegawai", page)

    def test_who_sets_the_rating_says_why_and_it_is_printed(self):
        """Of whom is judged above no delivery asks why: the leader of that says it."""
        self.policy.sudo().least_people = 11
        self.root.manager_id = self.mayor
        self.by(self.unit_rating, self.chief).action_reopen("Salah")
        above = self.rate_unit(self.office, "baik", who=self.mayor)
        self.by(self.team_rows, self.boss).action_deliver()
        compared = self.by(self.env["hr.asn.comparison"], self.mayor)
        compared.consider(self.period.id, self.office.id, TEXT)
        page = self.page(self.mayor, record=above)
        self.assertIn("Baik paling banyak 70% 10 100% Tidak sesuai", page)
        self.assertIn(TEXT, page[page.index("D. PERTIMBANGAN") :])
        self.assertIn("Wali", page[page.index("D. PERTIMBANGAN") :])

    def test_what_was_written_with_a_session_is_printed_without_who(self):
        sessions = self.by(self.env["hr.asn.calibration"], self.team)
        session = sessions.create(
            {"period_id": self.period.id, "department_id": self.clinic.id}
        )
        session.action_start()
        session.action_lock(TEXT)
        self.by(self.team_rows, self.boss).action_deliver()
        for who in (self.chief, self.team):
            page = self.page(who)
            self.assertIn(TEXT, page[page.index("D. PERTIMBANGAN") :])
            self.assertIn("Rapat kalibrasi, 5 April 2026", page)
            self.assertNotIn("Tidak ada pertimbangan", page)

    def test_a_draft_is_not_printed(self):
        draft = self.by(self.env["hr.asn.unit.rating"], self.chief).create(
            self.rated_values(
                self.clinic, "baik", self.quarter(self.staff, 2).period_id
            )
        )
        with self.assertRaisesRegex(UserError, "has not been set"):
            self.papers_of(self.chief)._forms(PREDIKAT, draft)

    def test_what_was_changed_is_not_printed(self):
        self.deliver_all()
        self.env.cr.execute(
            "UPDATE hr_asn_unit_rating SET content = content || ' ' WHERE id = %s",
            self.unit_rating.ids,
        )
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "does not match its digest"):
            self.page(self.chief)

    @mute_logger(*QUIET)
    def test_who_may_not_read_all_of_it_prints_nothing(self):
        """The officer reads no consideration, who is among them none about himself."""
        self.deliver_all()
        for who in (self.chief, self.team, self.auditor, self.boss):
            self.sign_in(who)
            url = f"/asn/paper/{PREDIKAT}/{self.unit_rating.id}"
            answer = self.url_open(url)
            self.assertEqual(answer.status_code, 200, who.name)
            self.assertTrue(answer.content.startswith(b"%PDF"))
        with self.assertRaisesRegex(UserError, "may not read"):
            self.page(self.officer)
        own = self.team_rows[0].employee_id
        own.user_id.group_ids |= self.env.ref("hr_asn_appraisal.group_asn_team")
        with self.assertRaisesRegex(UserError, "may not read"):
            self.page(own)
        for who in (self.peer, self.foreign_boss):
            with self.assertRaises(AccessError):
                self.page(who)
            self.sign_in(who)
            _papers, error = self.rpc(
                "hr.asn.unit.rating", "predikat_pdf", self.unit_rating.ids
            )
            self.assertEqual(error, "odoo.exceptions.AccessError", who.name)
