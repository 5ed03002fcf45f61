"""5.14: the numeric document of PP 30/2019."""

import pytest
from forms import d11, numeric, wording
from test_decision import DECIDED
from test_forms import AMRI, EVALUATION, changed

# 0.7 x 95 + 0.3 x 98 = 66.5 + 29.4
POINTS = {"skp": 9500, "behavior": 9800, "value": 9590, "innovation": ""} | {
    "sum": "0,7 × 95 + 0,3 × 98 = 95,9"
}
COLLABORATIVE = {"id": 1, "name": "Kolaboratif", "guides": ["x"], "expectation": ""}
RATED = changed(EVALUATION, points=POINTS, behaviors=[COLLABORATIVE])
RECEIPT = {"schema": "receipt/1", "received_on": "2026-07-13", "deemed": False}


@pytest.fixture
def form():
    return numeric.build(RATED)


def test_titles_and_file(form):
    assert form.title == "LAPORAN DOKUMEN PENILAIAN KINERJA"
    assert form.period_title == "PERIODE : TRIWULAN II"
    number = "199409262019032001"
    assert form.file_name == f"PENILAIAN_2026_TRIWULAN_2_{number}.pdf"


def test_blocks_one_to_four(form):
    assert [one.number for one in form.blocks] == [1, 2, 3, 4]
    assert form.blocks[:3] == d11.build(RATED).blocks[:3]
    assert [(line.label, line.value) for line in form.blocks[3].lines] == [
        ("Nilai SKP", "95"),
        ("Nilai Perilaku Kerja", "98"),
        ("Aspek Perilaku Kerja", "Kolaboratif"),
        ("Nilai SKP + Nilai Perilaku Kerja", "0,7 × 95 + 0,3 × 98 = 95,9"),
        ("Ide Baru", "-"),
        ("Nilai Kinerja Pegawai", "95,9"),
        ("Predikat Kinerja Pegawai", "BAIK"),
        ("Total Angka Kredit yang Diperoleh (bagi pejabat fungsional)", "-"),
    ]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Komitmen", "Kepemimpinan"], "Komitmen, Kepemimpinan"),
        (["Komitmen"], "Komitmen"),
        ([], "-"),
    ],
)
def test_the_aspects_are_those_that_were_sealed(names, said):
    behaviors = [COLLABORATIVE | {"name": name} for name in names]
    form = numeric.build(changed(RATED, behaviors=behaviors))
    assert form.blocks[3].lines[2].value == said


def test_what_is_not_expected_any_more_is_no_aspect():
    dropped = COLLABORATIVE | {"name": "Kepemimpinan", "expected": False}
    form = numeric.build(changed(RATED, behaviors=[COLLABORATIVE, dropped]))
    assert form.blocks[3].lines[2].value == "Kolaboratif"
    form = numeric.build(changed(RATED, behaviors=[dropped]))
    assert form.blocks[3].lines[2].value == wording.MISSING


def test_a_new_idea_stands_on_it():
    points = POINTS | {"innovation": "Antrean daring"}
    form = numeric.build(changed(RATED, points=points))
    assert form.blocks[3].lines[4].value == "Antrean daring"


def test_nothing_said_is_a_dash(form):
    assert [one.number for one in form.words] == [5, 6, 7, 8, 9]
    assert [one.heading for one in form.words] == list(numeric.HEADINGS)
    assert {one.texts for one in form.words} == {("-",)}


def test_what_was_recommended_objected_and_decided():
    form = numeric.build(
        changed(RATED, note="Ikut pelatihan.\nBimbing rekan."), None, "", DECIDED
    )
    assert [one.texts for one in form.words] == [
        ("-",),
        ("Ikut pelatihan.", "Bimbing rekan."),
        ("Target dua kali dihitung.", "Bukti terlampir.", "(15 Juli 2026)"),
        ("Sudah diperiksa kembali.", "(17 Juli 2026)"),
        (
            "Keberatan dikabulkan.",
            "Rating hasil kerja: Di Bawah Ekspektasi → Sesuai Ekspektasi",
            "Rating perilaku kerja: Sesuai Ekspektasi (tetap)",
            "Predikat kinerja: Butuh Perbaikan → Baik",
            "Bukti menunjukkan target tercapai.",
            "Keputusan ini bersifat final.",
        ),
    ]


def test_three_signatures():
    form = numeric.build(RATED, RECEIPT, "", DECIDED)
    told = [(one.number, one.role, one.place_date) for one in form.signatures]
    assert told == [
        (10, "Pegawai yang Dinilai", "Kota Contoh, 13 Juli 2026"),
        (11, "Pejabat Penilai Kinerja", "Kota Contoh, 9 Juli 2026"),
        (12, "Atasan Pejabat Penilai Kinerja", "Kota Contoh, 24 Juli 2026"),
    ]


def test_who_decided_signs_also_where_another_was_the_superior():
    """Block 3 is as it was delivered; the date stands with who decided on it."""
    sekda = AMRI | {"name": "Siti Aminah", "front_title": "", "back_title": "M.Si."}
    sekda |= {"post": "Sekretaris Daerah"}
    form = numeric.build(RATED, RECEIPT, "", DECIDED | {"superior": sekda})
    signed = form.signatures[2]
    assert (signed.party.name, signed.post, signed.place_date) == (
        "SITI AMINAH, M.Si.",
        "Sekretaris Daerah",
        "Kota Contoh, 24 Juli 2026",
    )
    assert form.blocks[2].lines[0].value == "RAMADHAN, A.Md.Kep."


def test_without_a_decision_the_superior_has_room_to_sign(form):
    signed = form.signatures[2]
    assert (signed.party.name, signed.post) == ("RAMADHAN, A.Md.Kep.", "")
    assert signed.place_date.endswith("....")


def test_silence_is_told():
    form = numeric.build(RATED, RECEIPT | {"deemed": True})
    assert form.words[1].texts == ("Dianggap diterima pada 13 Juli 2026.",)
    assert form.signatures[0].remark == "(dianggap diterima)"


@pytest.mark.parametrize("points", [None, POINTS | {"method": "organisation_blended"}])
def test_other_schemes_have_no_such_paper(points):
    with pytest.raises(ValueError, match="not rated in numbers"):
        numeric.build(changed(EVALUATION, points=points))


def test_the_other_document_says_the_sum():
    notes = d11.build(changed(RATED, note="Tetap semangat.")).notes
    assert notes == (
        "Tetap semangat.",
        "Nilai kinerja: 0,7 × 95 + 0,3 × 98 = 95,9.",
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [(9500, "95"), (9590, "95,9"), (8835, "88,35"), (5, "0,05"), (12000, "120")],
)
def test_hundredths(value, words):
    assert wording.hundredths(value) == words
