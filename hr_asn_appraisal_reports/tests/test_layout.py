"""Where things stand on paper: heights of rows, long texts, ends of lines.

Lengths are CSS pixels, the units of what wkhtmltopdf draws: 26 is a row of one line,
19 each further line.
"""

import re
from io import BytesIO
from itertools import pairwise, product

from reportlab.pdfbase.pdfmetrics import stringWidth

from odoo.tests import tagged
from odoo.tools.pdf import PdfFileReader

from ..forms import d11, evaluation, skp
from ..models.hr_asn_paper import D11, EVALUATION, SKP
from ..report import pages
from .common import PaperCase, texts

NAMES = ("Dewi", "Teuku Lubis", "Khairul Hidayat", "Siti Nurhaliza Puspaningtyas")
POSTS = (
    ("Perawat Terampil", ""),
    ("Dokter Ahli Muda", "Kepala Puskesmas"),
    ("Bidan Penyelia", ""),
)
RANKS = (("pns", "Pengatur (II/c)"), ("pppk", "VII"))

# Agency; three people and a heading; two results; heading and room for notes.
D11_ROWS = (45, *(26,) * 19, 45, 45, 26, 128)
# Between tables, column numbers, one line, heads of columns, a value with its guides.
SKP_HEIGHTS = {11, 15, 24, 26, 45, 85}

RULE = re.compile(r"([\d.]+) ([\d.]+) ([\d.]+) 1 re")
# And the headings of narrow columns, four lines.
EVALUATION_HEIGHTS = SKP_HEIGHTS | {83}
FULL_WIDTH = 100
FRAME_END = 886
TEXT_SIZE = 15.6


def rows(pdf, width=FULL_WIDTH):
    """Return the distances between the rules of each page of a PDF."""
    return [
        tuple(round(below - above) for above, below in pairwise(_rules(page, width)))
        for page in PdfFileReader(BytesIO(pdf)).pages
    ]


def _rules(page, width):
    content = page.get_contents().get_data().decode("latin-1")
    found = RULE.findall(content)
    return sorted({float(top) for _left, top, wide in found if float(wide) > width})


def line_ends(pdf):
    """Return where each line of text in the frame of a D.1.1 ends, from its left."""
    found = []

    def collect(text, _matrix, place, font, size):
        # The frame is written at 9 pt, titles and notes below it are not.
        if text.strip() and round(size) == round(TEXT_SIZE):
            bold = "Bold" in font["/BaseFont"]
            face = "Times-Bold" if bold else "Times-Roman"
            words = " ".join(text.split())
            found.append(place[4] + stringWidth(words, face, TEXT_SIZE))

    for page in PdfFileReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=collect)
    return found


def numbered(word, count):
    return [f"{word}{number:03d}" for number in range(count)]


@tagged("post_install", "-at_install")
class TestLayout(PaperCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        delivered = cls.deliver(cls.staff)
        cls.agreed = delivered.skp_id.version_ids._content()
        # As the newest schema has it, whatever the appraisal addon seals today.
        cls.evaluation = delivered.document_ids._content() | {
            "behaviors": [one | {"feedback": []} for one in cls.agreed["behaviors"]]
        }

    def _print(self, kind, forms):
        return list(self.paper._print(kind, dict(enumerate(forms))).values())

    def _print_d11(self, **values):
        (pdf,) = self._print(D11, [d11.build(self.evaluation | values)])
        return pdf

    def _print_skp(self, **values):
        (pdf,) = self._print(SKP, [skp.build(self.agreed | values)])
        return pdf

    def _print_evaluation(self, **values):
        (pdf,) = self._print(EVALUATION, [evaluation.build(self.evaluation | values)])
        return pdf

    def _said(self, words):
        """Return words as feedback of the appraiser, one each."""
        return [
            {"role": "appraiser", "on": "2026-03-01", "text": one, "tone": "note"}
            for one in words
        ]

    def _people(self):
        """Return people whose papers have the same number of lines."""
        employee = self.evaluation["employee"]
        for name, (post, duty), (kind, rank) in product(NAMES, POSTS, RANKS):
            words = {"name": name, "post": post, "duty": duty}
            yield employee | words | {"kind": kind, "rank": rank}

    def assertHeights(self, found, expected):
        """Pixels are rounded: a row may be one higher or lower."""
        self.assertEqual(len(found), len(expected), found)
        strays = [
            (row, height, usual)
            for row, (height, usual) in enumerate(zip(found, expected, strict=True))
            if abs(height - usual) > 1
        ]
        self.assertFalse(strays)

    def test_rows_of_d11_are_as_high_as_their_text(self):
        people = list(self._people())
        forms = [d11.build(self.evaluation | {"employee": one}) for one in people]
        for person, pdf in zip(people, self._print(D11, forms), strict=True):
            with self.subTest(person["name"], post=person["post"], kind=person["kind"]):
                (found,) = rows(pdf)
                self.assertHeights(found, D11_ROWS)

    def test_rows_of_skp_are_as_high_as_their_text(self):
        people = list(self._people())
        forms = [skp.build(self.agreed | {"employee": one}) for one in people]
        for person, pdf in zip(people, self._print(SKP, forms), strict=True):
            with self.subTest(person["name"], post=person["post"], kind=person["kind"]):
                found = {height for page in rows(pdf, 30) for height in page}
                self.assertLessEqual(found, SKP_HEIGHTS)

    def test_long_notes_run_over_to_the_next_page(self):
        words = numbered("catatan", 90)
        pdf = self._print_d11(note="\n".join(words))
        sheets = texts(pdf)
        self.assertEqual(len(sheets), 2)
        self.assertEqual(re.findall(r"catatan\d+", " ".join(sheets)), words)
        self.assertIn(words[0], sheets[0])
        self.assertIn(words[-1], sheets[1])
        self.assertIn("Pejabat Penilai Kinerja", sheets[1])
        self.assertHeights(rows(pdf)[0][: len(D11_ROWS) - 1], D11_ROWS[:-1])

    def test_signatures_stay_together(self):
        for lines in (20, 24, 28, 32):
            with self.subTest(lines=lines):
                sheets = texts(self._print_d11(note="\n".join(["catatan"] * lines)))
                last = sheets[-1]
                for words in ("6. Kota Contoh", "7. Kota Contoh", "* periode"):
                    self.assertIn(words, last)
                self.assertEqual(" ".join(sheets).count("catatan"), lines)

    def test_long_names_and_posts_wrap_in_the_frame(self):
        names, posts = numbered("NAMA", 25), numbered("jabatan", 20)
        long = self.evaluation["employee"] | {
            "name": " ".join(names),
            "post": " ".join(posts),
            "unit": "X" * 200,
        }
        pdf = self._print_d11(employee=long, appraiser=long, superior=long)
        sheet = " ".join(texts(pdf))
        block = sheet[: sheet.index("PEJABAT PENILAI KINERJA")]
        self.assertEqual(re.findall(r"NAMA\d+", block), names)
        self.assertEqual(re.findall(r"jabatan\d+", block), posts)
        self.assertEqual(block.count("X"), 200)
        self.assertLess(max(line_ends(pdf)), FRAME_END)

    def test_long_expectation_runs_over_to_the_next_page(self):
        words = numbered("harapan", 90)
        values = [dict(one) for one in self.agreed["behaviors"]]
        values[2]["expectation"] = "\n".join(words)
        sheets = texts(self._print_skp(behaviors=values))
        self.assertEqual(re.findall(r"harapan\d+", " ".join(sheets)), words)

    def test_long_result_runs_over_to_the_next_page(self):
        words = numbered("hasil", 90)
        result = self.agreed["results"][0] | {"text": "\n".join(words)}
        sheets = texts(self._print_skp(results=[result]))
        self.assertEqual(re.findall(r"hasil\d+", " ".join(sheets)), words)

    def test_rows_of_evaluation_are_as_high_as_their_text(self):
        people = list(self._people())
        forms = [
            evaluation.build(self.evaluation | {"employee": one}) for one in people
        ]
        for person, pdf in zip(people, self._print(EVALUATION, forms), strict=True):
            with self.subTest(person["name"], post=person["post"], kind=person["kind"]):
                found = {height for page in rows(pdf, 30) for height in page}
                self.assertLessEqual(found, EVALUATION_HEIGHTS)

    def test_many_indicators_and_long_feedback_run_over(self):
        said = numbered("kesan", 60)
        indicators = [
            self.evaluation["results"][0]["indicators"][0] | {"text": one}
            for one in numbered("indikator", 40)
        ]
        result = self.evaluation["results"][0] | {
            "indicators": indicators,
            "feedback": self._said(said),
        }
        pdf = self._print_evaluation(results=[result])
        sheets = texts(pdf)
        whole = " ".join(sheets)
        self.assertEqual(re.findall(r"kesan\d+", whole), said)
        self.assertEqual(
            re.findall(r"indikator\d+", whole), [one["text"] for one in indicators]
        )
        self.assertIn("(lanjutan)", whole)

    def test_long_feedback_on_a_behaviour_runs_over(self):
        said = numbered("kesan", 60)
        values = [dict(one) for one in self.evaluation["behaviors"]]
        values[2]["feedback"] = self._said(said)
        whole = " ".join(texts(self._print_evaluation(behaviors=values)))
        self.assertEqual(re.findall(r"kesan\d+", whole), said)

    def test_evaluation_without_results_or_behaviours_is_a_sheet(self):
        old = {key: one for key, one in self.evaluation.items() if key != "behaviors"}
        (pdf,) = self._print(EVALUATION, [evaluation.build(old | {"results": []})])
        whole = " ".join(texts(pdf))
        self.assertIn("A. UTAMA - - - - - - ", whole)
        self.assertIn("PERILAKU KERJA UMPAN BALIK", whole)
        self.assertIn("RATING PERILAKU KERJA* DI ATAS EKSPEKTASI / SESUAI", whole)
        self.assertIn("*) coret yang tidak perlu", whole)

    def test_curve_is_drawn_with_its_labels(self):
        whole = " ".join(texts(self._print_evaluation(unit_rating="istimewa")))
        for words in (
            "KURVA DISTRIBUSI PREDIKAT KINERJA PEGAWAI DENGAN",
            "CAPAIAN KINERJA ORGANISASI ISTIMEWA",
            "Sangat Kurang",
            "Kurang/Misconduct",
            "Predikat Kinerja Pegawai",
            "Frekuensi Pegawai",
        ):
            self.assertIn(words, whole)

    def test_closing_boxes_stay_with_the_signature(self):
        for lines in (2, 8, 14, 20):
            with self.subTest(lines=lines):
                values = [dict(one) for one in self.evaluation["behaviors"]]
                values[-2]["expectation"] = "\n".join(["harapan"] * lines)
                last = texts(self._print_evaluation(behaviors=values))[-1]
                for words in ("PREDIKAT KINERJA", "Kota Contoh, 31", "*) coret"):
                    self.assertIn(words, last)

    def test_page_number_ends_with_the_frame(self):
        (page,) = PdfFileReader(BytesIO(self._print_d11())).pages
        found = {}

        def collect(text, matrix, place, _font, _size):
            for word in ("DOKUMEN", "Halaman"):
                if text.strip().startswith(word):
                    found[word] = matrix, place

        page.extract_text(visitor_text=collect)
        scale, left = (found["DOKUMEN"][0][index] for index in (0, 4))
        start = found["Halaman"][1][4]
        end = start + stringWidth("Halaman 1 dari 1", pages.FONT, pages.FONT_SIZE)
        self.assertAlmostEqual(end, left + FRAME_END * scale, delta=0.3)
