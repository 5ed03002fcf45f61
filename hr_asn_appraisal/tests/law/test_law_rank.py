"""Ranks of PNS with their SIASN ids, golongan of PPPK without."""

import pytest
from law import rank

PNS = [
    ("I/a", 11, "Juru Muda"),
    ("I/b", 12, "Juru Muda Tk I"),
    ("I/c", 13, "Juru"),
    ("I/d", 14, "Juru Tk I"),
    ("II/a", 21, "Pengatur Muda"),
    ("II/b", 22, "Pengatur Muda Tk I"),
    ("II/c", 23, "Pengatur"),
    ("II/d", 24, "Pengatur Tk I"),
    ("III/a", 31, "Penata Muda"),
    ("III/b", 32, "Penata Muda Tk I"),
    ("III/c", 33, "Penata"),
    ("III/d", 34, "Penata Tk I"),
    ("IV/a", 41, "Pembina"),
    ("IV/b", 42, "Pembina Tk I"),
    ("IV/c", 43, "Pembina Utama Muda"),
    ("IV/d", 44, "Pembina Utama Madya"),
    ("IV/e", 45, "Pembina Utama"),
]
PPPK = [
    *["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"],
    *["X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII"],
]


def test_seventeen_ranks_of_pns():
    assert [tuple(row) for row in rank.PNS_RANKS] == PNS


def test_seventeen_golongan_of_pppk_without_invented_ids():
    assert [tuple(row) for row in rank.PPPK_RANKS] == [(c, None, "") for c in PPPK]


@pytest.mark.parametrize(("code", "siasn_id", "name"), PNS)
@pytest.mark.parametrize("form", ["{0}", "{1} ({0})", "{1}, {0}", "{1} / {0}"])
def test_every_pns_rank_is_read_with_and_without_its_name(form, code, siasn_id, name):
    assert rank.parse_rank(form.format(code, name), "pns").siasn_id == siasn_id


@pytest.mark.parametrize("code", PPPK)
@pytest.mark.parametrize("kind", ["pppk", "pppk_paruh_waktu"])
def test_every_pppk_golongan_is_read(code, kind):
    assert rank.parse_rank(code, kind).code == code
    assert rank.parse_rank(f"Gol. {code.lower()}", kind).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("III/c", "III/c"),
        ("iii/C", "III/c"),
        ("IIIc", "III/c"),
        ("IIIC", "III/c"),
        ("III / c", "III/c"),
        ("III c", "III/c"),
        ("III \t /  c", "III/c"),
        ("Golongan Ruang III/c", "III/c"),
        ("III.c", "III/c"),
        (" III/c ", "III/c"),
        ("(III/c)", "III/c"),
        ("Golongan III/c", "III/c"),
        ("Gol. Ruang III/c", "III/c"),
        ("PENATA (III/C)", "III/c"),
        ("Penata Tingkat I (III/d)", "III/d"),
        ("Penata Tk. I, III/d", "III/d"),
        ("Penata Tk.I/IIId", "III/d"),
        ("IVe", "IV/e"),
    ],
)
@pytest.mark.parametrize("kind", ["pns", "cpns"])
def test_spellings_of_a_pns_rank(text, code, kind):
    assert rank.parse_rank(text, kind).code == code


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "pns"),
        (None, "pns"),
        (33, "pns"),
        ("III", "pns"),
        ("IX", "pns"),
        ("III/e", "pns"),
        ("IV/f", "pns"),
        ("V/a", "pns"),
        ("IIII/a", "pns"),
        ("3/c", "pns"),
        ("III//c", "pns"),
        ("III/c III/d", "pns"),
        ("Penata", "pns"),
        ("Pembina (III/c)", "pns"),
        ("Penata (III/d)", "pns"),
        ("Kapten (III/c)", "pns"),
        ("III/c", "pppk"),
        ("XVIII", "pppk"),
        ("IIX", "pppk"),
        ("9", "pppk"),
        ("", "pppk"),
        (None, "pppk_paruh_waktu"),
        ("Penata IX", "pppk"),
        ("III/c", "non_asn"),
        ("IX", "non_asn"),
        ("III/c", "honorer"),
    ],
)
def test_what_is_no_rank_of_this_kind_is_refused(text, kind):
    with pytest.raises(ValueError, match=f"unknown rank for {kind}: "):
        rank.parse_rank(text, kind)
