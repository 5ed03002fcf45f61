"""The sum of a year in several posts, on both papers."""

import pytest
from forms import d11, evaluation, segments
from test_forms import EVALUATION, SHEET, changed

ROWS = [
    {
        "skp": 1,
        "post": "Perawat Terampil",
        "unit": "Puskesmas Melati",
        "date_from": "2026-01-01",
        "date_to": "2026-09-30",
        "months": 9,
        "result": "di_atas",
        "behavior": "di_atas",
        "predikat": "sangat_baik",
    },
    {
        "skp": 2,
        "post": "Pengawas",
        "unit": "Dinas Kesehatan",
        "date_from": "2026-10-01",
        "date_to": "2026-12-31",
        "months": 3,
        "result": "",
        "behavior": "",
        "predikat": "",
    },
]
YEAR = {"segments": ROWS, "merge_rule": "month_weighted"}


BY_MONTHS = {
    "rule": "month_weighted",
    "months": 12,
    "result": {
        "value": "di_atas",
        "terms": [["di_atas", 9], ["sesuai", 3]],
        "months": 12,
        "is_tie": False,
    },
    "behavior": {
        "value": "sesuai",
        "terms": [["di_bawah", 6], ["sesuai", 6]],
        "months": 12,
        "is_tie": True,
    },
    "points": "",
    "decided": {},
    "missing": [],
    "shared": [],
}
IN_FIGURES = BY_MONTHS | {
    "result": None,
    "behavior": None,
    "points": "(5 × 88,00 + 7 × 110,00) ÷ 12 = 100,83",
    "missing": [1, 10, 11, 12],
}
PENGAWAS = {
    "post": "Pengawas",
    "date_from": "2026-10-01",
    "date_to": "2026-12-31",
    "months": 3,
    "days": 92,
    "result": "sesuai",
    "behavior": "di_atas",
    "value": "",
}
BY_LAST = IN_FIGURES | {"rule": "last_unit", "points": "", "decided": PENGAWAS}
TWICE = BY_MONTHS | {
    "result": None,
    "behavior": None,
    "months": 15,
    "shared": [{"months": [10, 11, 12], "posts": ["Pengawas", "Plt. Kepala Seksi"]}],
}
AT_ONCE = (
    "Oktober s.d. Desember: Pengawas dan Plt. Kepala Seksi dipangku bersamaan dan"
    " dihitung untuk masing-masing."
)
UNRATED = (
    "Tidak dinilai sehingga tidak dihitung: Januari, Oktober s.d. Desember (4 bulan)."
)


@pytest.mark.parametrize(
    ("merged", "told"),
    [
        ({}, []),
        (
            BY_MONTHS,
            [
                "Hasil kerja: Di Atas Ekspektasi 9 bulan + Sesuai Ekspektasi 3 bulan"
                " = 12 bulan → Di Atas Ekspektasi.",
                "Perilaku kerja: Di Bawah Ekspektasi 6 bulan + Sesuai Ekspektasi 6"
                " bulan = 12 bulan → Sesuai Ekspektasi"
                " (sama banyak: yang kemudian yang dipakai).",
            ],
        ),
        (
            IN_FIGURES,
            [
                "Nilai hasil kerja: (5 × 88,00 + 7 × 110,00) ÷ 12 = 100,83.",
                UNRATED,
            ],
        ),
        (
            BY_LAST,
            [
                "Jabatan terakhir yang menentukan: Pengawas, 1 Oktober s.d. 31 Desember"
                " 2026 → Sesuai Ekspektasi, Di Atas Ekspektasi.",
                UNRATED,
            ],
        ),
        (
            BY_LAST
            | {
                "rule": "longest",
                "missing": [],
                "decided": PENGAWAS | {"behavior": "", "value": "88"},
            },
            [
                "Jabatan terlama yang menentukan: Pengawas, 1 Oktober s.d. 31 Desember"
                " 2026 (92 hari) → Sesuai Ekspektasi, 88.",
            ],
        ),
        (
            TWICE,
            [
                AT_ONCE,
                "Karena itu jumlahnya 15 bulan, bukan 12.",
            ],
        ),
        (TWICE | {"months": 13}, [AT_ONCE, "Karena itu jumlahnya 13 bulan, bukan 12."]),
        # Who came in the year: what he held at once made it no more than a year.
        (TWICE | {"months": 12}, [AT_ONCE]),
        (TWICE | {"months": 11}, [AT_ONCE]),
    ],
)
def test_it_is_told_how_the_posts_make_the_year(merged, told):
    assert list(segments.told(merged)) == told
    content = {"segments": ROWS, "merge_rule": "longest", "merged": merged}
    found = segments.build(content)
    assert found.told == tuple(told)
    assert tuple(found.sentences)[3:] == tuple(told)
    assert tuple(d11.build(changed(EVALUATION, note="", **content)).notes[3:]) == tuple(
        told
    )
    if merged:
        assert (found.rule == segments.WEIGHED) is bool(merged["points"])


def test_one_post_has_no_sum():
    assert segments.build({}) is None
    assert evaluation.build(SHEET).merged is None


@pytest.mark.parametrize("build", [segments.build, lambda one: sheet(one).merged])
def test_the_sum(build):
    merged = build(YEAR)
    first, second = merged.segments
    assert (first.number, first.post, first.unit) == (
        1,
        "Perawat Terampil",
        "Puskesmas Melati",
    )
    assert (first.span, first.months) == ("1 Januari s.d. 30 September 2026", 9)
    assert (first.result, first.predikat) == ("Di Atas Ekspektasi", "Sangat Baik")
    assert (second.result, second.behavior, second.predikat) == ("-", "-", "-")
    assert merged.months == 12
    assert merged.rule == "penilaian dengan jumlah bulan terbanyak"


def test_widths_fill_the_page():
    assert sum(width for _name, width in segments.COLUMNS) == 100


def test_the_document_says_it_in_its_notes():
    form = d11.build(changed(EVALUATION, note="Ikut pelatihan.", **YEAR))
    assert form.notes == (
        "Ikut pelatihan.",
        "Perawat Terampil, 1 Januari s.d. 30 September 2026: 9 bulan, Sangat Baik.",
        "Pengawas, 1 Oktober s.d. 31 Desember 2026: 3 bulan, -.",
        "Jumlah 12 bulan; dasar usulan: penilaian dengan jumlah bulan terbanyak.",
    )


def sheet(content):
    return evaluation.build(changed(SHEET, **content))


def test_values_are_printed_as_the_sum_they_are():
    rows = [
        row | {"value": value, "result": "sesuai", "behavior": "", "predikat": ""}
        for row, value in zip(ROWS, ("95", "88"), strict=True)
    ]
    total = "(9 × 95 + 3 × 88) / 12 = 93,25"
    merged = segments.build(YEAR | {"segments": rows, "merge_sum": total})
    assert [one.result for one in merged.segments] == [
        "Sesuai Ekspektasi (95)",
        "Sesuai Ekspektasi (88)",
    ]
    assert list(merged.sentences)[-1] == (
        "Jumlah 12 bulan; dasar usulan: rata-rata nilai hasil kerja menurut jumlah "
        f"bulan: {total}."
    )
    assert "9 bulan, Sesuai Ekspektasi (95)." in next(merged.sentences)
