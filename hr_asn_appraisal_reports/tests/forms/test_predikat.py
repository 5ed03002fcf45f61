"""5.11: what a unit achieved, its pattern, its people, and why the pattern was left."""

import pytest
from forms import predikat
from test_forms import AMRI, DEWI, EVALUATION, changed

BAIK = {"predikats": ("baik",), "bound": "max_share", "limit": 70}
LOWER = {"predikats": ("butuh_perbaikan", "kurang"), "bound": "min_count", "limit": 1}
RATED = {"result": "sesuai", "behavior": "sesuai", "predikat": "baik"}
ROUNDED = (
    "Persentase dibandingkan dengan pola apa adanya, tanpa pembulatan: 70,2% melebihi"
    " paling banyak 70%. Angka di luar pola dicetak dengan pembulatan menjauhi batas,"
    " sehingga tidak tampak seolah-olah sesuai."
)
OFFICE = {
    "unit": "Dinas Kesehatan",
    "rating": "baik",
    "is_told": True,
    "rated": 15,
    "total": 15,
    "rules": [
        BAIK | {"percent": 72, "is_broken": True},
        LOWER | {"percent": 7, "is_broken": False},
    ],
}
CONTENT = {
    "agency": "Pemerintah Kota Contoh",
    "place": "Kota Contoh",
    "unit": {"id": 7, "name": "UPTD Puskesmas Contoh Barat"},
    "period": EVALUATION["period"],
    "rating": "baik",
    "source": "Laporan kinerja: 9 dari 10 sasaran tercapai.",
    "decree": "800/12/2026",
    "decided_on": "2026-07-02",
    "leader": AMRI,
    "people": [DEWI | RATED, AMRI | RATED, DEWI | RATED],
    "waiting": 0,
    "rules": [
        BAIK | {"percent": 100, "is_broken": True},
        LOWER | {"percent": 0, "is_broken": True},
    ],
    "apart": "",
    "least": 10,
    "considerations": [
        {
            "text": "Target tercapai merata.",
            "departure": "Predikat Baik menjadi 100%.",
            "in_session": False,
            "author": "Bustami Idris",
            "on": "2026-07-06",
        }
    ],
    "judged": [],
    "printed_on": "2026-07-09",
}


@pytest.fixture
def form():
    return predikat.build(CONTENT)


def test_head_and_signature(form):
    assert form.titles == (
        "PENETAPAN PREDIKAT KINERJA",
        "UPTD PUSKESMAS CONTOH BARAT",
        "PERIODE TRIWULAN II 2026",
    )
    assert form.signer.name == "Drs. ZULFIKAR AMRI, M.Si."
    assert form.place_date.startswith("Kota Contoh, ....")
    assert form.file_name == "PENETAPAN_PREDIKAT_2026_TRIWULAN_2_7.pdf"
    assert form.owner == "Penetapan predikat kinerja UPTD Puskesmas Contoh Barat"


def test_what_the_unit_achieved(form):
    assert form.basis == (
        ("Capaian kinerja organisasi", "BAIK"),
        ("Dasar", "Laporan kinerja: 9 dari 10 sasaran tercapai."),
        ("Nomor keputusan", "800/12/2026"),
        ("Tanggal keputusan", "2 Juli 2026"),
    )
    without = predikat.build(changed(CONTENT, decree=""))
    assert without.basis[2] == ("Nomor keputusan", "-")


def test_what_may_be_beside_what_is(form):
    assert [tuple(vars(line).values()) for line in form.pattern] == [
        ("Sangat Baik", "-", "0", "0%", "-"),
        ("Baik", "paling banyak 70%", "3", "100%", "Tidak sesuai"),
        ("Butuh Perbaikan", "-", "0", "0%", "-"),
        ("Kurang", "-", "0", "0%", "-"),
        ("Sangat Kurang", "-", "0", "0%", "-"),
        (
            "Butuh Perbaikan dan Kurang",
            *("paling sedikit 1 orang", "0", "0%", "Tidak sesuai"),
        ),
    ]
    assert form.pattern_notes == (ROUNDED,)


def test_people_with_both_ratings(form):
    assert [line.number for line in form.people] == ["1", "2", "3"]
    first = form.people[0]
    assert first.name == "DEWI LESTARI, A.Md.Kep."
    assert (first.result, first.behavior, first.predikat) == (
        *("Sesuai Ekspektasi",) * 2,
        "Baik",
    )
    missing = predikat.build(changed(CONTENT, people=[DEWI | RATED | {"result": ""}]))
    assert missing.people[0].result == "-"


def test_why_the_pattern_was_left(form):
    assert form.considerations == (
        "Predikat Baik menjadi 100%.",
        "“Target tercapai merata.”",
        "Bustami Idris, 6 Juli 2026",
    )
    silent = predikat.build(changed(CONTENT, considerations=[]))
    assert silent.considerations == (predikat.SILENT,)
    kept = [BAIK | {"percent": 60, "is_broken": False}]
    kept = predikat.build(changed(CONTENT, considerations=[], rules=kept))
    assert kept.considerations == (predikat.ALL_KEPT,)
    assert kept.pattern[1].verdict == "Sesuai"


def test_of_a_session_nobody_is_named():
    (one,) = CONTENT["considerations"]
    form = predikat.build(changed(CONTENT, considerations=[one | {"in_session": True}]))
    assert form.considerations[-1] == "Rapat kalibrasi, 6 Juli 2026"


def apart(reason, *judged):
    values = {"apart": reason, "rules": [], "considerations": [], "judged": judged}
    form = predikat.build(changed(CONTENT, **values))
    assert {line.limit for line in form.pattern} == {"-"}
    assert form.considerations == (predikat.SILENT,)
    return form.pattern_notes


def test_where_no_pattern_is_minded():
    assert apart("off") == ("Kebijakan instansi tidak menerapkan pola distribusi.",)


def test_with_whom_people_of_a_small_unit_are_judged_and_how_that_stands():
    why, told, rounding = apart("elsewhere", OFFICE)
    assert why == (
        "Pola diterapkan pada unit terkecil dengan paling sedikit 10 pegawai; unit yang"
        " lebih kecil dinilai bersama unit di atasnya. Pegawai ini dinilai pada:"
    )
    assert told == (
        "Dinas Kesehatan (capaian Baik; 15 dari 15 pegawai): Baik 72% (paling banyak"
        " 70%), tidak sesuai; Butuh Perbaikan dan Kurang 7% (paling sedikit 1 orang),"
        " sesuai."
    )
    assert rounding == ROUNDED


def test_while_some_of_them_wait_no_rule_is_kept_or_broken():
    rules = [rule | {"is_broken": None} for rule in OFFICE["rules"]]
    assert apart("elsewhere", OFFICE | {"rated": 14, "rules": rules})[1] == (
        "Dinas Kesehatan (capaian Baik; 14 dari 15 pegawai): Baik 72% (paling banyak"
        " 70%); Butuh Perbaikan dan Kurang 7% (paling sedikit 1 orang)."
    )


def test_what_may_not_be_told_of_others_is_not():
    untold = OFFICE | {"is_told": False}
    assert apart("elsewhere", untold)[1] == (
        "Dinas Kesehatan (capaian Baik): lihat penetapan predikat unit tersebut."
    )
    assert apart("elsewhere", untold | {"rating": ""})[1] == (
        "Dinas Kesehatan: capaian kinerja organisasi belum ditetapkan."
    )


def test_who_is_missing_and_of_which_day(form):
    assert form.notes == ("Data per 9 Juli 2026.",)
    some = predikat.build(changed(CONTENT, waiting=2))
    assert some.notes[0].startswith("2 pegawai belum menerima dokumen")


def test_a_month_names_its_year_once():
    month = EVALUATION["period"] | {"kind": "bulan", "number": 6}
    form = predikat.build(changed(CONTENT, period=month))
    assert form.titles[2] == "PERIODE BULAN JUNI 2026"


def test_two_rules_of_the_same_predikat_are_both_said():
    least = BAIK | {"bound": "min_share", "limit": 20, "percent": 100}
    rules = [least | {"is_broken": False}, BAIK | {"percent": 100, "is_broken": True}]
    lines = predikat.build(changed(CONTENT, rules=rules)).pattern
    own = [(one.limit, one.verdict) for one in lines if one.predikats == "Baik"]
    assert own == [
        ("paling sedikit 20%", "Sesuai"),
        ("paling banyak 70%", "Tidak sesuai"),
    ]
