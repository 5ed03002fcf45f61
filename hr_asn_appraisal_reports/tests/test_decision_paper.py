from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.hr_asn_appraisal.tests.test_objection import TEXT, WHY, Objecting

from ..models.hr_asn_paper import D11, DECISION, EVALUATION
from .common import PaperCase, texts


@tagged("post_install", "-at_install")
class TestDecisionPaper(Objecting, PaperCase):
    """The decision on an objection as the sheet of its own that it is."""

    def _print(self, kind, record, who):
        paper = self.papers_of(who)
        pdf = paper._render(kind, self.by(record, who))[record.id]
        return " ".join(texts(pdf))

    def test_it_says_both_sides_and_both_ratings(self):
        one = self.heard()
        self.decide(one, result="di_atas")
        page = self._print(DECISION, one, self.staff)
        for said in (
            "KEPUTUSAN ATASAN PEJABAT PENILAI KINERJA",
            *(TEXT, WHY, "Target dihitung setahun.", "Lihat rekap loket."),
            "Rating hasil kerja Sesuai Ekspektasi → Di Atas Ekspektasi",
            "Rating perilaku kerja Sesuai Ekspektasi (tetap)",
            "Predikat kinerja Baik (tetap)",
            "Keputusan ini bersifat final.",
            self.chief.name.upper(),
        ):
            self.assertIn(said, page)

    def test_it_says_what_was_asked_further(self):
        one = self.heard()
        self.by(one, self.chief).action_ask("Kapan target diubah?", "appraiser")
        self.by(one, self.boss).action_reply("Bulan Juni.")
        self.decide(one, result="di_atas")
        page = self._print(DECISION, one, self.staff)
        for said in (
            "KETERANGAN TAMBAHAN",
            "Kapan target diubah?",
            "Bulan Juni.",
            "Keputusan ini bersifat final.",
        ):
            self.assertIn(said, page)

    def test_it_says_that_the_officer_wrote_from_paper(self):
        one = self.file()
        self.boss.user_id = False
        scan = self.by(self.env["ir.attachment"], self.officer).create(
            {"name": "penjelasan.pdf", "raw": b"%PDF"}
        )
        self.by(one, self.officer).action_explain("Sesuai rekap.", scan.ids)
        self.by(one, self.staff).action_state("Lihat rekap.")
        self.decide(one, result="di_atas")
        page = self._print(DECISION, one, self.staff)
        name = self.officer.name
        self.assertIn(f"Ditulis oleh pengelola kinerja ({name}) dari surat", page)

    def test_the_document_refers_to_it_and_keeps_what_was_delivered(self):
        one = self.heard()
        self.decide(one, result="di_atas")
        page = self._print(D11, self.q1, self.staff)
        self.assertIn("Keberatan dikabulkan. Keputusan tanggal", page)
        self.assertIn("PREDIKAT KINERJA PEGAWAI : BAIK", page)

    def test_the_sheet_refers_to_it_at_its_foot(self):
        one = self.heard()
        self.assertNotIn("Keputusan", self._print(EVALUATION, self.q1, self.staff))
        self.decide(one, result="di_atas")
        page = self._print(EVALUATION, self.q1, self.staff)
        self.assertIn("Keberatan dikabulkan. Keputusan tanggal", page)
        self.assertIn("predikat kinerja: Baik.", page)

    def test_what_was_taken_back_says_so_and_is_what_was_delivered(self):
        kinds = (D11, EVALUATION)
        before = [self._print(kind, self.q1, self.staff) for kind in kinds]
        self.by(self.q1, self.chief).action_reopen("Salah hitung")
        for kind, page in zip(kinds, before, strict=True):
            self.assertNotIn("Ditarik kembali", page)
            after = self._print(kind, self.q1, self.staff)
            self.assertIn("Ditarik kembali untuk dinilai ulang", after)
            self.assertIn("BAIK", after)

    def test_nothing_is_printed_before_it_is_decided(self):
        one = self.heard()
        with self.assertRaisesRegex(UserError, "has not been decided"):
            self._print(DECISION, one, self.staff)

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_who_may_not_read_the_case_prints_nothing(self):
        one = self.heard()
        self.decide(one, result="di_atas")
        with self.assertRaises(AccessError):
            self._print(DECISION, one, self.peer)
