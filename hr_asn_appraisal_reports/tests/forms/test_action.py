"""Layout 8: what is done for each result in a period."""

from copy import deepcopy

import pytest
from forms import action, skp
from test_forms import EVALUATION, IKI, RHK

QUARTER_1 = EVALUATION["period"] | {"number": 1}


def content(*results, **values):
    own = deepcopy(EVALUATION) | {"model": "ja_jf"}
    return own | {"results": list(results or [result()])} | values


def result(key=7, **values):
    return deepcopy(RHK) | {"id": key, "evidence": []} | values


def act(text="Kunjungan rumah", rhk=7, **values):
    own = {"rhk": rhk, "result": "Lama", "text": text, "target": "12", "unit": "KK"}
    days = {"from": "2026-04-01", "until": "2026-06-30"}
    return own | days | {"state": "", "note": "", "continued": None} | values


def built(*actions, **values):
    return action.build(content(**values), actions, "2026-06-30")


def test_the_head_says_period_and_people():
    form = built(act())
    assert form.titles == ("RENCANA AKSI", "PERIODE TRIWULAN II TAHUN 2026")
    assert form.agency == "PEMERINTAH KOTA CONTOH"
    assert form.period == "1 APRIL SD 30 JUNI 2026"
    assert form.place_date == "Kota Contoh, 30 Juni 2026"
    assert form.employee.name == "DEWI LESTARI, A.Md.Kep."
    assert form.signer_post == "Plt. Kepala Dinas Kesehatan"
    assert form.last_row == ("UNIT KERJA", "Dinas Kesehatan")
    assert form.file_name == "RENCANA_AKSI_2026_TRIWULAN_2_199409262019032001.pdf"
    assert sum(width for _heading, width in form.columns) == 100


@pytest.mark.parametrize(
    ("kind", "number", "title"),
    [
        ("bulan", 6, "PERIODE BULAN JUNI 2026"),
        ("semester", 1, "PERIODE SEMESTER I TAHUN 2026"),
        ("tahun", 1, "PERIODE TAHUN 2026"),
    ],
)
def test_titles_of_other_cadences(kind, number, title):
    form = built(act(), period=EVALUATION["period"] | {"kind": kind, "number": number})
    assert form.titles[1] == title


@pytest.mark.parametrize("cell", ["target", "unit", "when"])
def test_each_narrow_cell_takes_its_lines(cell):
    """That of the unit is the narrowest."""
    words = "laporan hasil pemeriksaan kesehatan berkala anak sekolah dasar"
    lines = action.Action("Kunjungan", **{cell: words}).lines
    assert lines == {"target": 5, "unit": 6, "when": 5}[cell]


def test_a_leader_has_the_agency_on_the_right():
    assert built(act(), model=skp.JPT_UKM).last_row[0] == "INSTANSI"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("", "", ""),
        ("2026-04-01", "2026-06-30", "1 April – 30 Juni"),
        ("2026-04-02", "2026-04-14", "2 – 14 April"),
        ("2026-04-02", "2026-04-02", "2 April"),
        ("2026-04-02", "", "mulai 2 April"),
        ("", "2026-06-30", "s.d. 30 Juni"),
    ],
)
def test_days_in_words(start, end, words):
    assert action.when(start, end) == words


@pytest.mark.parametrize(
    ("values", "remark"),
    [
        ({}, ""),
        ({"state": "done"}, "Selesai"),
        ({"state": "partly", "note": "alat rusak"}, "Selesai Sebagian: alat rusak"),
        ({"note": "menunggu dana"}, "menunggu dana"),
        ({"continued": QUARTER_1}, "lanjutan dari Triwulan I"),
        (
            {"continued": QUARTER_1, "state": "not_done"},
            "lanjutan dari Triwulan I; Belum Selesai",
        ),
    ],
)
def test_what_came_of_an_action(values, remark):
    [line] = built(act(**values)).results
    assert line.indicators[0].remark == remark


def test_actions_stand_beside_their_result():
    form = action.build(
        content(result(7), result(8, text="Terdatanya anak")),
        [act("Kunjungan"), act("Rapat"), act("Sensus", rhk=9, result="Hasil lama")],
        "2026-06-30",
    )
    assert [(one.number, one.text) for one in form.results] == [
        ("1", "Terlayaninya pasien"),
        ("2", "Terdatanya anak"),
        ("3", "Hasil lama"),
    ]
    texts = [[row.text for row in one.indicators] for one in form.results]
    assert texts == [["Kunjungan", "Rapat"], ["-"], ["Sensus"]]


@pytest.mark.parametrize(
    ("indicators", "actual"),
    [
        ([IKI], ()),
        ([IKI | {"actual": ""}], ()),
        ([IKI | {"actual": "1.200"}], ("1.200 orang",)),
        ([IKI | {"actual": "selesai"}], ("selesai",)),
        (
            [IKI | {"actual": "5"}, IKI | {"aspect": "Waktu"}],
            ("Kuantitas: 5 orang",),
        ),
    ],
)
def test_what_was_reached_is_there_or_blank(indicators, actual):
    form = action.build(content(result(indicators=indicators)), [act()], "2026-06-30")
    assert form.results[0].actual == actual


@pytest.mark.parametrize(
    ("names", "proofs"),
    [
        ([], ()),
        (["Rekap", "Foto"], ("1. Rekap", "2. Foto")),
        (list("abcde"), ("1. a", "2. b", "3. c", "dan 2 lainnya")),
        (["https://" + 120 * "x"], ("1. https://" + 27 * "x" + "…",)),
    ],
)
def test_evidence_is_a_short_name_and_a_number(names, proofs):
    evidence = [{"id": 1, "name": name, "sha256": "x"} for name in names]
    form = action.build(content(result(evidence=evidence)), [act()], "2026-06-30")
    assert form.results[0].proofs == proofs


def test_a_long_result_goes_on_with_what_was_reached_once():
    long = [act("Kegiatan " * 12) for _number in range(12)]
    reached = result(indicators=[IKI | {"actual": "5"}])
    first, *others = action.build(content(reached), long, "2026-06-30").results
    assert others
    assert first.is_short and all(one.is_short for one in others)
    assert first.actual == ("5 orang",)
    assert {(one.actual, one.continued) for one in others} == {((), skp.CONTINUED)}
    assert sum(len(one.indicators) for one in (first, *others)) == len(long)
