"""Levels of functional posts."""

from decimal import Decimal

import pytest
from law import jf, rank

LEVELS = [
    ("PM", "Pemula", "keterampilan", "3.75", 52, ["II/a"]),
    ("TR", "Terampil", "keterampilan", "5", 62, ["II/b", "II/c", "II/d"]),
    ("MH", "Mahir", "keterampilan", "12.5", 72, ["III/a", "III/b"]),
    ("PY", "Penyelia", "keterampilan", "25", 82, ["III/c", "III/d"]),
    ("PT", "Ahli Pertama", "keahlian", "12.5", 12, ["III/a", "III/b"]),
    ("MU", "Ahli Muda", "keahlian", "25", 22, ["III/c", "III/d"]),
    ("MA", "Ahli Madya", "keahlian", "37.5", 32, ["IV/a", "IV/b", "IV/c"]),
    ("UT", "Ahli Utama", "keahlian", "50", 42, ["IV/d", "IV/e"]),
]


def test_eight_levels():
    assert len(jf.JF_LEVELS) == 8


@pytest.mark.parametrize(
    ("code", "name", "category", "coefficient", "siasn_id", "ranks"), LEVELS
)
def test_level(code, name, category, coefficient, siasn_id, ranks):
    level = jf.parse_level(name)
    assert (level.code, level.name, level.category) == (code, name, category)
    assert level.coefficient == Decimal(coefficient)
    assert (level.siasn_id, level.ranks) == (siasn_id, tuple(ranks))


def test_ranks_of_levels_are_ranks_of_pns():
    known = {row.code for row in rank.PNS_RANKS}
    assert {code for level in jf.JF_LEVELS for code in level.ranks} < known


@pytest.mark.parametrize("text", ["MU", "mu", "Ahli Muda", " AHLI  MUDA "])
def test_level_is_found_by_code_or_name(text):
    assert jf.parse_level(text).siasn_id == 22


@pytest.mark.parametrize(
    "text", ["", None, 22, "Muda", "Administrator", "JPT Pratama", "keahlian"]
)
def test_what_is_no_level_is_refused(text):
    with pytest.raises(ValueError, match="unknown level"):
        jf.parse_level(text)


@pytest.mark.parametrize(
    ("post", "function", "level"),
    [
        ("Perawat Terampil", "Perawat", "Terampil"),
        ("Arsiparis Pemula", "Arsiparis", "Pemula"),
        ("Perawat Ahli Muda", "Perawat", "Ahli Muda"),
        ("Guru Madya", "Guru", "Ahli Madya"),
        ("Kepala Dinas Kesehatan", "Kepala Dinas Kesehatan", None),
        ("Terampil", "Terampil", None),
        ("", "", None),
    ],
)
def test_split_post(post, function, level):
    found, its_level = jf.split_post(post)
    assert found == function
    assert (its_level and its_level.name) == level


LIBRARY = [
    "Perawat Terampil",
    "Perawat Penyelia",
    "Perawat Ahli Muda",
    "Bidan Mahir",
    "Kepala Bidang",
]


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (
            "Perawat Mahir",
            ["Perawat Terampil", "Perawat Penyelia", "Perawat Ahli Muda"],
        ),
        (
            "Perawat Ahli Pertama",
            ["Perawat Penyelia", "Perawat Ahli Muda", "Perawat Terampil"],
        ),
        ("Perawat Penyelia", ["Perawat Terampil", "Perawat Ahli Muda"]),
        ("Bidan Penyelia", ["Bidan Mahir"]),
        ("Dokter Ahli Muda", []),
        ("Kepala Bidang", []),
    ],
)
def test_nearest_levels(post, expected):
    assert jf.nearest_levels(post, LIBRARY) == expected
