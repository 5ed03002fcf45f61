"""What a review found wrong with the action plan on paper."""

from odoo.tests import tagged

from ..forms.action import Action
from ..models.hr_asn_paper import ACTION
from .common import PaperCase, texts


@tagged("post_install", "-at_install")
class TestReviewActionPaper(PaperCase):
    def _printed(self, evaluation):
        paper = self.papers_of(self.boss)
        pdf = paper._render(ACTION, self.by(evaluation, self.boss))[evaluation.id]
        return " ".join(texts(pdf))

    def test_a_delivered_one_keeps_the_words_of_what_had_ended(self):
        """What was cancelled in the period stands on it as it was agreed."""
        q2 = self.quarter(self.staff, 2)
        plan, first = q2.skp_id, q2.skp_id.rhk_ids
        self.set_day("2026-04-02")
        self.by(self.env["hr.asn.action"], self.staff).create(
            {"rhk_id": first.id, "period_id": q2.period_id.id, "name": "Kunjungan"}
        )
        self.by(plan, self.staff).action_revise("Berubah")
        [other] = self.fill(plan)
        other.name = "Hasil baru"
        self.by(first, self.staff).is_cancelled = True
        self.bring_plan(plan, "approved")
        self.by(q2, self.staff).env["hr.asn.realization"].create(
            {
                "iki_id": other.iki_ids.id,
                "period_id": q2.period_id.id,
                "actual": "98,5",
            }
        )
        self.by(q2, self.staff).env["hr.asn.evidence"].create(
            {
                "rhk_id": other.id,
                "period_id": q2.period_id.id,
                "name": "Rekap",
                "url": "https://contoh.go.id/rekap",
            }
        )
        self.by(q2, self.staff).action_submit()
        self.reach(q2.date_to)
        self.by(q2, self.boss).action_rate("sesuai", "di_atas", "Teladan")
        self.by(q2, self.boss).action_deliver()
        self.env.invalidate_all()
        before = self._printed(q2)
        self.assertIn("Hasil 1", before)
        self.by(plan, self.staff).action_revise("Lagi")
        self.by(first, self.staff).name = "Kata lain"
        self.assertEqual(self._printed(q2), before)

    def test_a_long_unit_takes_its_lines(self):
        """The column of the unit is the narrowest: 8 % of the page."""
        unit = "laporan hasil pemeriksaan kesehatan berkala anak sekolah dasar"
        alike = Action("Kunjungan", target=unit)
        self.assertGreaterEqual(Action("Kunjungan", unit=unit).lines, alike.lines)
