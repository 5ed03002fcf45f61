"""Lists of agency objectives: rows, indicators below each other, what is wrong."""

from odoo.tests import BaseCase, tagged

from ..exchange import objectives
from ..exchange.readers import Row

KEYS = ("kode", "sasaran", "indikator", "target", "satuan", "sumber", "dokumen")


def rows(*lines):
    return [
        Row(number, dict(zip(KEYS, line, strict=False)))
        for number, line in enumerate(lines, 2)
    ]


# Lines, (row, column, code) of what is wrong, codes that are taken all the same.
WRONG = [
    ([("", "Sehat")], [(2, "kode", "empty")], []),
    ([("K1", "")], [(2, "sasaran", "empty")], []),
    ([("", "")], [(2, "kode", "empty"), (2, "sasaran", "empty")], []),
    (
        [("K1", "Sehat"), ("K1", "Cerdas"), ("K2", "Lain")],
        [(3, "sasaran", "objective_other_words")],
        ["K1", "K2"],
    ),
    (
        [("K1", "Sehat", "", "", "", "Koran", "")],
        [(2, "sumber", "objective_source_unknown")],
        [],
    ),
]


@tagged("post_install", "-at_install")
class TestObjectives(BaseCase):
    def test_an_indicator_a_row_makes_one_objective(self):
        found, problems = objectives.check(
            rows(
                ("K1", "Sehat", "Umur", "71,2", "tahun", "Renstra", "Renstra 2025"),
                ("K1", "sehat ", "Stunting", 14.0, "%", "", ""),
                ("K2", "Cerdas", "", "", "", "PK", ""),
            )
        )
        self.assertEqual(problems, [])
        told = [(one.code, one.name, one.rows) for one in found]
        self.assertEqual(told, [("K1", "Sehat", (2, 3)), ("K2", "Cerdas", (4,))])
        first, second = found
        self.assertEqual(first.indicators, "Umur: 71,2 tahun\nStunting: 14 %")
        self.assertEqual((first.source, first.document), ("renstra", "Renstra 2025"))
        self.assertEqual(second.source, "perjanjian_kinerja")
        self.assertEqual(second.indicators, "")

    def test_only_needed_columns(self):
        found, problems = objectives.check(rows(("K1", "Sehat")))
        self.assertFalse(problems)
        plain = objectives.Objective("K1", "Sehat", "", "", "", (2,))
        self.assertEqual(found, [plain])

    def test_the_same_indicator_twice_stands_once(self):
        found, _problems = objectives.check(
            rows(("K1", "Sehat", "Umur", "71"), ("K1", "Sehat", "Umur", "71"))
        )
        self.assertEqual(found[0].indicators, "Umur: 71")

    def test_what_is_wrong_leaves_its_row_out(self):
        for lines, wrong, taken in WRONG:
            with self.subTest(lines):
                found, problems = objectives.check(rows(*lines))
                told = [(one.row, one.column, one.code) for one in problems]
                self.assertEqual(told, wrong)
                self.assertEqual([one.code for one in found], taken)
