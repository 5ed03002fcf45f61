"""The forms of a plan: qualitative, its annex, and the manuals of its indicators."""

from copy import deepcopy

import pytest
from forms import annex, plan, qualitative, skp
from test_forms import DEWI, IKI, PLAN, RHK

SENTENCE = {
    "aspect": "Kualitas",
    "text": "Pasien merasa terlayani, paling sedikit 3,4 dari 4",
    "target": "",
    "unit": "",
}
ANNEXES = [
    {"id": 1, "kind": "resource", "text": "Lemari pendingin cadangan"},
    {"id": 2, "kind": "resource", "text": "Kader posyandu"},
    {"id": 3, "kind": "consequence", "text": "Bimbingan kinerja"},
]
MANUAL = {
    "purpose": "Melindungi anak",
    "definition": "Anak 0–59 bulan",
    "formula": "a / b × 100",
    "control": "Outcome; sedang",
    "source": "ASIK",
    "reporting": "Triwulanan",
}


def plan_with(**values):
    content = deepcopy(PLAN) | {"schema": "skp/2", "approach": "kuantitatif"}
    return content | values


def in_words(*indicators, **values):
    """Return a qualitative plan of one result."""
    line = deepcopy(RHK) | {"indicators": list(indicators or [SENTENCE])} | values
    return plan_with(approach="kualitatif", results=[line])


# -- layout 3 ----------------------------------------------------------------


def test_the_approach_chooses_the_layout():
    assert plan.build(plan_with()).layout == "kuantitatif"
    assert plan.build(in_words()).layout == "kualitatif"
    # What was sealed before there was a choice.
    assert plan.build(PLAN).layout == "kuantitatif"


def test_qualitative_plan_of_staff():
    form = plan.build(in_words())
    assert form.titles == (
        "SASARAN KINERJA PEGAWAI",
        "PENDEKATAN HASIL KERJA KUALITATIF",
        skp.FOR_STAFF,
    )
    assert form.footnotes == (
        "* Pimpinan dapat memberikan Ekspektasi khusus terhadap satu atau lebih aspek "
        "perilaku kerja Pegawai",
    )
    assert form.behavior_heading == "PERILAKU KERJA*"
    assert form.is_portrait
    assert form.last_row == ("UNIT KERJA", "Dinas Kesehatan")
    main, additional = form.bands
    assert (main.title, additional.title) == ("A. UTAMA", "B. TAMBAHAN")
    assert main.results == (
        qualitative.Result(
            number="1",
            text="Terlayaninya pasien",
            notes=("(Penugasan dari Kepala Dinas)", "Klasifikasi: Individu"),
            heading="Ukuran keberhasilan/Indikator Kinerja Individu, dan Target:",
            above=(
                "RHK pimpinan yang diintervensi: Mutu layanan",
                "Indikator: Cakupan: 95 %",
            ),
            sentences=("Pasien merasa terlayani, paling sedikit 3,4 dari 4",),
        ),
    )
    assert additional.results == (qualitative.Result(number="", text="-"),)


def test_qualitative_plan_of_a_leader_names_perspectives_and_no_superior():
    perspective = SENTENCE | {"aspect": "Penerima Layanan"}
    content = in_words(perspective) | {"model": "jpt_ukm"}
    result = plan.build(content).bands[0].results[0]
    assert result.heading == (
        "Ukuran keberhasilan/Indikator Kinerja Individu, Target, dan Perspektif:"
    )
    assert result.above == ()
    assert result.sentences == (
        "Pasien merasa terlayani, paling sedikit 3,4 dari 4 (Penerima Layanan)",
    )


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([], ("RHK pimpinan yang diintervensi: -",)),
        (
            [
                {"text": "Mutu", "indicators": []},
                {"text": "Akses", "indicators": ["Waktu: 5 menit"]},
            ],
            (
                "RHK pimpinan yang diintervensi:",
                "1. Mutu",
                "2. Akses",
                "Indikator: Waktu: 5 menit",
            ),
        ),
    ],
)
def test_what_is_taken_up(links, expected):
    form = plan.build(in_words(links=links))
    assert form.bands[0].results[0].above == expected


def test_a_target_beside_the_sentence_is_not_lost():
    form = plan.build(in_words(IKI))
    assert form.bands[0].results[0].sentences == ("Pasien: 1.180 orang",)


def test_many_sentences_come_in_parts():
    many = [SENTENCE | {"text": f"Kalimat {number}"} for number in range(90)]
    form = plan.build(in_words(*many))
    parts = form.bands[0].results
    assert [one.continued for one in parts] == ["", "(lanjutan)", "(lanjutan)"]
    assert [one.number for one in parts] == ["1", "1", "1"]
    said = [line for one in parts for line in one.sentences]
    assert said == [one["text"] for one in many]
    assert (parts[0].above, parts[1].above) != ((), ())
    assert parts[1].above == ()


def test_a_delegate_signs_it_and_its_annex():
    rina = DEWI | {"name": "Rina Hartati", "post": "Sekretaris Dinas"}
    form = plan.build(in_words() | {"signer": rina, "annexes": ANNEXES})
    assert form.signer_post == f"a.n. {form.appraiser.post},\nSekretaris Dinas"
    assert form.attached[0].signed.signer.name == "RINA HARTATI, A.Md.Kep."


# -- layout 4 ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("approach", "title"),
    [
        ("kuantitatif", "PENDEKATAN HASIL KERJA KUANTITATIF"),
        ("kualitatif", "PENDEKATAN HASIL KERJA KUALITATIF"),
    ],
)
def test_annex(approach, title):
    form = plan.build(plan_with(approach=approach, annexes=ANNEXES))
    [annexed] = form.attached
    assert annexed.titles == ("LAMPIRAN SASARAN KINERJA PEGAWAI", title, skp.FOR_STAFF)
    assert annexed.rows == (
        annex.Row("1", "Lemari pendingin cadangan", "DUKUNGAN SUMBER DAYA"),
        annex.Row("2", "Kader posyandu"),
        annex.Row("", "-", "SKEMA PERTANGGUNGJAWABAN"),
        annex.Row("1", "Bimbingan kinerja", "KONSEKUENSI"),
    )
    assert annexed.first_rows + annexed.last_rows == annexed.rows
    assert len(annexed.last_rows) == 2
    assert annexed.signed.place_date == "Kota Contoh, 12 Januari 2026"
    assert annexed.signed.signer.name == "Drs. ZULFIKAR AMRI, M.Si."
    assert annexed.signed.footnotes == ()


@pytest.mark.parametrize("content", [PLAN, plan_with(annexes=[]), plan_with()])
def test_where_nothing_was_agreed_there_is_no_annex(content):
    assert plan.build(content).attached == ()


# -- manual ------------------------------------------------------------------


def test_manual_of_a_leader():
    measured = IKI | {
        "aspect": "Penerima Layanan",
        "baseline": "91",
        "baseline_date": "2025-12-31",
        "baseline_source": "Profil 2025",
        "manual": MANUAL,
    }
    line = deepcopy(RHK) | {"indicators": [IKI, measured]}
    content = plan_with(model="jpt_ukm", results=[line], annexes=ANNEXES)
    form = plan.build(content)
    assert [one.layout for one in form.attached] == ["annex", "manual"]
    paper = form.attached[1]
    assert paper.titles == ("MANUAL INDIKATOR KINERJA", skp.FOR_LEADERS)
    assert paper.rows == (
        ("Rencana Hasil Kerja", "1. Terlayaninya pasien"),
        ("Indikator Kinerja Individu", "Pasien"),
        ("Perspektif", "Penerima Layanan"),
        ("Target", "1.180 orang"),
        ("Tujuan", "Melindungi anak"),
        ("Definisi", "Anak 0–59 bulan"),
        ("Formula", "a / b × 100"),
        ("Satuan Pengukuran", "orang"),
        ("Kualitas dan Tingkat Kendali", "Outcome; sedang"),
        ("Sumber Data", "ASIK"),
        ("Periode Pelaporan", "Triwulanan"),
        ("Kondisi Awal", "91 (31 Desember 2025), Profil 2025"),
    )


def test_a_formula_is_optional_in_words_only():
    blank = {name: "" for name in MANUAL}
    for content, lacks in (
        (in_words(SENTENCE | {"manual": blank}), True),
        (plan_with(results=[RHK | {"indicators": [IKI | {"manual": blank}]}]), False),
    ):
        [paper] = plan.build(content).attached
        labels = [label for label, _text in paper.rows]
        assert ("Formula" not in labels) == lacks
        assert dict(paper.rows)["Sumber Data"] == "-"
        assert dict(paper.rows)["Kondisi Awal"] == "-"


# -- sizes and versions ------------------------------------------------------


def test_sheets_are_in_order_and_parted_by_their_size():
    measured = IKI | {"manual": MANUAL}
    lines = [RHK | {"indicators": [measured, measured]}]
    form = plan.build(plan_with(results=lines, annexes=ANNEXES))
    layouts = [one.layout for one in form.sheets()]
    assert layouts == ["kuantitatif", "annex", "manual", "manual"]
    assert form.sheets(False) == (form,)
    assert form.sheets(True) == form.attached
    words = plan.build(in_words(SENTENCE | {"manual": MANUAL}) | {"annexes": ANNEXES})
    assert words.sheets(False) == ()
    assert [one.layout for one in words.sheets(True)] == [
        "kualitatif",
        "annex",
        "manual",
    ]


def test_an_old_version_says_that_it_was_replaced():
    form = plan.build(PLAN)
    assert plan.replaced(form, 2, 2) is form
    old = plan.replaced(form, 1, 2)
    assert old.file_name == "SKP_2026_199409262019032001_V1.pdf"
    assert old.owner == (
        "Dokumen milik DEWI LESTARI, A.Md.Kep. (NIP 19940926 201903 2 001) · "
        "Versi 1, digantikan versi 2"
    )
