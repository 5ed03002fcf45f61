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

SPBE = ["Indeks SPBE: tata kelola: 3,2", "Indeks SPBE: layanan", "Indeks SPBE: A"]
# What it is, lines that are kept, (words, target) that a list tells, lines then.
MERGED = [
    ("nothing kept", [], [("A", "1"), ("B", "")], ["A: 1", "B"]),
    ("nothing told", ["A: 1"], [], ["A: 1"]),
    ("a newer target", ["A: 1", "B: 2"], [("B", "3")], ["A: 1", "B: 3"]),
    ("a target at last", ["A"], [("A", "1")], ["A: 1"]),
    ("an empty target", ["A: 1"], [("A", "")], ["A: 1"]),
    ("newer spelling", ["a  b: 1"], [("A b", "1")], ["A b: 1"]),
    (
        "a colon in the words",
        SPBE,
        [("Indeks SPBE: tata kelola", "3,2"), ("Indeks SPBE: layanan", "")],
        SPBE,
    ),
    ("only begins alike", SPBE, [("Indeks SPBE", "")], [*SPBE, "Indeks SPBE"]),
    (
        "two kept",
        ["D: 5 a", "D: 3 b"],
        [("D", "3 b"), ("D", "5 a")],
        ["D: 5 a", "D: 3 b"],
    ),
    ("one of two", ["D: 5", "D: 3"], [("D", "5"), ("D", "4")], ["D: 5", "D: 4"]),
    ("which of two", ["D: 5", "D: 3"], [("D", "4")], ["D: 5", "D: 3", "D: 4"]),
    ("a target of words", ["Opini: WTP"], [("Opini", "WDP")], ["Opini: WDP"]),
    (
        "a target after a colon",
        ["Indeks SPBE: layanan"],
        [("Indeks SPBE: layanan", "3,2")],
        ["Indeks SPBE: layanan: 3,2"],
    ),
    (
        "words that are no target",
        ["Indeks SPBE: layanan"],
        [("Indeks SPBE", "3,2")],
        ["Indeks SPBE: layanan", "Indeks SPBE: 3,2"],
    ),
    ("two for one", ["D: 5"], [("D", "4"), ("D", "3")], ["D: 5", "D: 4", "D: 3"]),
]


def lines(objective):
    return [one.line for one in objective.indicators]


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
        self.assertEqual(lines(first), ["Umur: 71,2 tahun", "Stunting: 14 %"])
        self.assertEqual((first.source, first.document), ("renstra", "Renstra 2025"))
        self.assertEqual(second.source, "perjanjian_kinerja")
        self.assertEqual(second.indicators, ())

    def test_only_needed_columns(self):
        found, problems = objectives.check(rows(("K1", "Sehat")))
        self.assertFalse(problems)
        plain = objectives.Objective("K1", "Sehat", (), "", "", (2,))
        self.assertEqual(found, [plain])

    def test_the_same_indicator_twice_stands_once(self):
        found, _problems = objectives.check(
            rows(("K1", "Sehat", "Umur", "71"), ("K1", "Sehat", "Umur", "71"))
        )
        self.assertEqual(lines(found[0]), ["Umur: 71"])

    def test_a_cell_of_several_lines_has_its_target_in_the_last(self):
        found, _problems = objectives.check(
            rows(
                ("K1", "Sehat", "Umur\n\nStunting ", "14", "%"),
                ("K1", "Sehat", "", "3"),
            )
        )
        self.assertEqual(lines(found[0]), ["Umur", "Stunting: 14 %", "3"])

    def test_a_cell_of_several_lines_beside_as_many_targets(self):
        found, _problems = objectives.check(
            rows(
                ("K1", "Sehat", "Umur\nStunting", "71\n14", "tahun\n%"),
                ("K2", "Aman", "Kasus\nKorban", "5\n0", "orang"),
                ("K3", "Maju", "Desa\nKota\nPulau", "5\n3", "tempat"),
            )
        )
        self.assertEqual(lines(found[0]), ["Umur: 71 tahun", "Stunting: 14 %"])
        self.assertEqual(lines(found[1]), ["Kasus: 5 orang", "Korban: 0 orang"])
        # Which of three has which of two targets nobody can tell.
        self.assertEqual(lines(found[2]), ["Desa", "Kota", "Pulau: 5 3 tempat"])

    def test_what_a_list_tells_is_put_into_what_is_kept(self):
        for what, kept, told, expected in MERGED:
            with self.subTest(what):
                merged = objectives.merged("\n".join(kept), told)
                self.assertEqual(merged.splitlines(), expected)

    def test_what_is_wrong_leaves_its_row_out(self):
        for lines, wrong, taken in WRONG:
            with self.subTest(lines):
                found, problems = objectives.check(rows(*lines))
                told = [(one.row, one.column, one.code) for one in problems]
                self.assertEqual(told, wrong)
                self.assertEqual([one.code for one in found], taken)
