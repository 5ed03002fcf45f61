"""The role-result matrix on paper, by who may read the plan."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..models.hr_asn_paper import MATRIX
from .common import PaperHttpCase, texts


@tagged("post_install", "-at_install")
class TestMatrixPaper(PaperHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss_plan = cls.plan(cls.boss)
        results = cls.fill(cls.boss_plan, results=2)
        cls.agree(cls.boss)
        own = cls.plan(cls.staff)
        taken = cls.fill(own)
        taken.name = "Terlaksananya vaksinasi"
        cls.by(taken, cls.staff).link_ids.create(
            {"rhk_id": taken.id, "superior_rhk_id": results[0].id, "text": "Hasil 1"}
        )
        cls.by(cls.env["hr.asn.matrix"], cls.boss).put_cells(
            cls.boss_plan.id,
            [
                {
                    "row": cls.plan(cls.peer).assignment_id.id,
                    "result": results[1].id,
                    "indicator": 0,
                    "text": "Edukasi",
                }
            ],
        )

    def test_it_says_what_its_form_says(self):
        plan = self.by(self.boss_plan, self.boss)
        paper = self.papers_of(self.boss)
        form = paper._forms(MATRIX, plan)[plan.id]
        sheet = " ".join(texts(paper._render(MATRIX, plan)[plan.id]))
        self.assertIn(" ".join(form.titles), sheet)
        [part] = form.parts
        for row in part.rows:
            self.assertIn(row.name, sheet)
        self.assertIn("(U) Terlaksananya vaksinasi", sheet)
        self.assertIn("(U) Edukasi*", sheet)
        self.assertIn("1. Hasil 1", sheet)
        self.assertIn("CAKUPAN 1 dari 2 pegawai", sheet)
        self.assertIn("dr. AISYAH, M.K.M.", sheet)
        self.assertIn("* belum dibagikan", sheet)

    def test_the_screen_offers_it(self):
        matrix = self.by(self.env["hr.asn.matrix"], self.boss)
        self.assertTrue(matrix.read_matrix(self.boss_plan.id)["can_print"])
        action = matrix.print_matrix(self.boss_plan.id)
        self.sign_in(self.boss)
        answer = self.url_open(action["url"])
        self.assertEqual(answer.status_code, 200)
        name = f"MATRIKS_2026_{self.boss.asn_nip}.pdf"
        self.assertIn(name, answer.headers["Content-Disposition"])
        self.assertIn("MATRIKS PERAN HASIL", texts(answer.content)[0])

    def test_who_may_not_read_the_plan_prints_nothing(self):
        for stranger in (self.peer, self.foreign_boss):
            with self.assertRaises(AccessError):
                self.papers_of(stranger)._forms(
                    MATRIX, self.by(self.boss_plan, stranger)
                )
