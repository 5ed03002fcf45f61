"""Codes, their SIASN integers and the spellings of other systems."""

from decimal import Decimal

import pytest
from law import codes


def test_siasn_integers_are_those_of_the_national_system():
    assert codes.RATING_SIASN == {"di_atas": 1, "sesuai": 2, "di_bawah": 3}
    assert codes.PREDIKAT_SIASN == {
        "sangat_baik": 1,
        "baik": 2,
        "butuh_perbaikan": 3,
        "kurang": 4,
        "sangat_kurang": 5,
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("RATINGS", ("di_atas", "sesuai", "di_bawah")),
        (
            "PREDIKATS",
            ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang"),
        ),
        (
            "ORG_RATINGS",
            ("istimewa", "baik", "butuh_perbaikan", "kurang", "sangat_kurang"),
        ),
        ("ASN_KINDS", ("pns", "cpns", "pppk", "pppk_paruh_waktu", "non_asn")),
        ("PNS_KINDS", ("pns", "cpns")),
        ("PPPK_KINDS", ("pppk", "pppk_paruh_waktu")),
        ("SKP_MODELS", ("jpt_ukm", "ja_jf")),
        ("APPROACHES", ("kuantitatif", "kualitatif")),
        ("RHK_KINDS", ("utama", "tambahan")),
        ("ASSIGNMENT_STATUSES", ("definitif", "plt", "plh", "pjb")),
        ("CADENCES", ("bulan", "triwulan", "semester", "tahun")),
        ("PATTERNS", ("hitungan", "posisi", "rilis", "kenaikan")),
        ("DIRECTIONS", ("naik", "turun", "rentang")),
        ("SERVICE_KINDS", ("layanan", "program")),
        (
            "EXEMPTION_KINDS",
            (
                *("tugas_belajar", "cltn", "cuti_besar", "cuti_sakit"),
                *("cuti_melahirkan", "pemberhentian_sementara", "mpp", "pensiun"),
                *("meninggal", "pindah_instansi", "lainnya"),
            ),
        ),
    ],
)
def test_enumerations_are_stored_keys_and_do_not_change(name, expected):
    assert getattr(codes, name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DIATAS ESPEKTASI", "di_atas"),
        ("DI ATAS EKSPEKTASI", "di_atas"),
        ("Di Atas Ekspektasi", "di_atas"),
        ("diatas", "di_atas"),
        ("di_atas", "di_atas"),
        ("  di  atas   ekspektasi ", "di_atas"),
        (1, "di_atas"),
        ("1", "di_atas"),
        (" 1 ", "di_atas"),
        ("SESUAI ESPEKTASI", "sesuai"),
        ("Sesuai Ekspektasi", "sesuai"),
        ("sesuai", "sesuai"),
        (2, "sesuai"),
        ("2", "sesuai"),
        ("DIBAWAH ESPEKTASI", "di_bawah"),
        ("Di Bawah Ekspektasi", "di_bawah"),
        ("di_bawah", "di_bawah"),
        (3, "di_bawah"),
        ("3", "di_bawah"),
    ],
)
def test_rating_is_read_in_every_known_spelling(text, expected):
    assert codes.parse_rating(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SANGAT BAIK", "sangat_baik"),
        ("sangat_baik", "sangat_baik"),
        (1, "sangat_baik"),
        ("BAIK", "baik"),
        ("2", "baik"),
        ("BUTUH PERBAIKAN", "butuh_perbaikan"),
        ("butuh_perbaikan", "butuh_perbaikan"),
        ("Cukup", "butuh_perbaikan"),
        ("Butuh Perbaikan (Cukup)", "butuh_perbaikan"),
        ("Butuh Perbaikan/Cukup", "butuh_perbaikan"),
        ("Cukup / Butuh Perbaikan", "butuh_perbaikan"),
        (3, "butuh_perbaikan"),
        ("Kurang", "kurang"),
        ("KURANG/MISCONDUCT", "kurang"),
        ("Kurang / Misconduct", "kurang"),
        ("misconduct", "kurang"),
        (4, "kurang"),
        ("Sangat Kurang", "sangat_kurang"),
        ("sangat_kurang", "sangat_kurang"),
        (5, "sangat_kurang"),
    ],
)
def test_predikat_is_read_in_every_known_spelling(text, expected):
    assert codes.parse_predikat(text) == expected


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        None,
        False,
        True,
        0,
        4,
        -1,
        "-1",
        "0",
        "4",
        "1.0",
        1.0,
        Decimal(1),
        "atas",
    ],
)
def test_unknown_rating_is_refused_by_name(value):
    with pytest.raises(ValueError, match="unknown rating: .*" + repr(value)[:3]):
        codes.parse_rating(value)


@pytest.mark.parametrize(
    "value", ["", None, False, True, 0, 6, -1, "-1", "6", 2.0, "sangat", "istimewa"]
)
def test_unknown_predikat_is_refused_by_name(value):
    with pytest.raises(ValueError, match="unknown predikat: .*" + repr(value)[:3]):
        codes.parse_predikat(value)


def test_rating_words_are_not_predikat_words():
    with pytest.raises(ValueError):
        codes.parse_predikat("Sesuai Ekspektasi")
    with pytest.raises(ValueError):
        codes.parse_rating("Baik")
