from io import BytesIO

from openpyxl import load_workbook

from odoo.tests import tagged

from odoo.addons.hr_asn_appraisal.law import merge
from odoo.addons.hr_asn_appraisal.tests.test_segment import SegmentFixture

from ..forms import segments
from ..models.hr_asn_paper import D11, EVALUATION
from ..report import recap_xlsx
from .common import PaperCase, texts


@tagged("post_install", "-at_install")
class TestSegmentPaper(SegmentFixture, PaperCase):
    """The papers of a year in two posts print it as a sum, as the rows have it."""

    def _pages(self, kind):
        paper = self.papers_of(self.foreign_boss)
        year = self.by(self.year, self.foreign_boss)
        return " ".join(texts(paper._render(kind, year)[year.id]))

    def test_both_papers_print_the_sum(self):
        year = self.rate_both()
        year.action_rate("sesuai", "di_atas", "Sesuai kesepakatan.")
        year.action_deliver()
        sheet, document = self._pages(EVALUATION), self._pages(D11)
        self.assertEqual(set(segments.RULES), set(merge.RULES))
        self.assertIn(segments.HEADING, sheet)
        rule = segments.RULES[merge.LAST_UNIT]
        self.assertIn(f"Jumlah; dasar usulan: {rule} 12", sheet)
        self.assertIn(f"Jumlah 12 bulan; dasar usulan: {rule}.", document)
        self.env.cr.execute(
            "SELECT post, months FROM hr_asn_evaluation_segment "
            "WHERE evaluation_id = %s ORDER BY date_from",
            [year.id],
        )
        spans = ("1 Januari s.d. 30 September 2026", "1 Oktober s.d. 31 Desember 2026")
        for (post, months), span in zip(self.env.cr.fetchall(), spans, strict=True):
            self.assertIn(f"{span} {months}", sheet)
            self.assertIn(f"{post}, {span}: {months} bulan, Baik.", document)

    def test_papers_and_workbook_tell_the_same_sum(self):
        """Typed here by hand; the last post rates as expected, the first above."""
        self.policy.merge_rule = merge.MONTH_WEIGHTED
        year = self.rate_both()
        year.action_rate("sesuai", "di_atas", "Sesuai kesepakatan.")
        year.action_deliver()
        told = (
            "Hasil kerja: Di Atas Ekspektasi 9 bulan + Sesuai Ekspektasi 3 bulan"
            " = 12 bulan → Di Atas Ekspektasi."
            " Perilaku kerja: Sesuai Ekspektasi 9 bulan + Di Atas Ekspektasi 3 bulan"
            " = 12 bulan → Sesuai Ekspektasi."
        )
        for kind in (EVALUATION, D11):
            self.assertIn(told, self._pages(kind), kind)
        recap = self.by(self.cycle, self.officer)._asn_recap(year.period_id)
        book = load_workbook(BytesIO(recap_xlsx.write(recap)))
        cells = {
            str(cell.value)
            for sheet in book
            for row in sheet.iter_rows()
            for cell in row
            if cell.value
        }
        self.assertIn(told, cells)
