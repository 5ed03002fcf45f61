"""5.13: what was decided on an objection, with both sides and both ratings."""

import pytest
from forms import d11, decision
from test_forms import AMRI, DEWI, EVALUATION, MAYOR, changed

DECIDED = {
    "schema": "decision/1",
    "agency": "Pemerintah Kota Contoh",
    "place": "Kota Contoh",
    "period": EVALUATION["period"],
    "employee": DEWI,
    "appraiser": AMRI,
    "superior": MAYOR | {"post": "Wali Kota", "back_title": ""},
    "text": "Target dua kali dihitung.\nBukti terlampir.",
    "explanation": "Sudah diperiksa kembali.",
    "statement": "",
    "reason": "Bukti menunjukkan target tercapai.",
    "outcome": "dikabulkan",
    "received_on": "2026-07-13",
    "filed_on": "2026-07-15",
    "explained_on": "2026-07-17",
    "stated_on": "",
    "decided_on": "2026-07-24",
    "axes": ["result"],
    "before": {"result": "di_bawah", "behavior": "sesuai"}
    | {"predikat": "butuh_perbaikan"},
    "after": {"result": "sesuai", "behavior": "sesuai", "predikat": "baik"},
}


@pytest.fixture
def form():
    return decision.build(DECIDED)


def test_head_and_signature(form):
    assert form.letterhead == ("PEMERINTAH KOTA CONTOH", "WALI KOTA")
    assert form.place_date == "Kota Contoh, 24 Juli 2026"
    assert (form.signer.name, form.role) == ("RAMADHAN", decision.ROLE)
    number = "199409262019032001"
    assert form.file_name == f"KEPUTUSAN_KEBERATAN_2026_TRIWULAN_2_{number}.pdf"


def test_sections_are_those_of_the_form(form):
    assert [one.number for one in form.sections] == list(range(1, 8))
    assert [one.heading for one in form.sections[2:]] == [
        "KEBERATAN",
        "PENJELASAN PEJABAT PENILAI ATAS KEBERATAN",
        "KETERANGAN PEGAWAI",
        "PERTIMBANGAN",
        "KEPUTUSAN",
    ]


def test_all_three_parties_are_named(form):
    lines = form.sections[0].lines
    assert [label for label, value in lines if not value] == [
        heading for heading, _key in decision.PARTIES
    ]
    assert [value for label, value in lines if label == "Nama"] == [
        "DEWI LESTARI, A.Md.Kep.",
        "Drs. ZULFIKAR AMRI, M.Si.",
        "RAMADHAN",
    ]


def test_what_was_objected_to(form):
    lines = dict(form.sections[1].lines)
    assert lines["Diterima pegawai"] == "13 Juli 2026"
    assert lines["Rating hasil kerja"] == "Di Bawah Ekspektasi"
    assert lines["Yang dikeberatankan"] == "rating hasil kerja"


def test_both_sides_with_their_days_and_who_was_silent(form):
    texts = [one.texts for one in form.sections[2:6]]
    assert texts == [
        ("Target dua kali dihitung.", "Bukti terlampir.", "(15 Juli 2026)"),
        ("Sudah diperiksa kembali.", "(17 Juli 2026)"),
        (decision.SILENT,),
        ("Bukti menunjukkan target tercapai.",),
    ]


def test_before_and_after(form):
    last = form.sections[6]
    assert last.lines == (
        ("Rating hasil kerja", "Di Bawah Ekspektasi → Sesuai Ekspektasi"),
        ("Rating perilaku kerja", "Sesuai Ekspektasi (tetap)"),
        ("Predikat kinerja", "Butuh Perbaikan → Baik"),
    )
    assert last.texts == ("Keberatan dikabulkan.", decision.FINAL)


def test_the_document_only_refers_to_it():
    form = d11.build(changed(EVALUATION, note="Tetap semangat."), decided=DECIDED)
    assert form.notes == (
        "Tetap semangat.",
        "Keberatan dikabulkan. Keputusan tanggal 24 Juli 2026 (terlampir); predikat "
        "kinerja: Baik.",
    )
    assert [line.value for line in form.blocks[3].lines] == ["-", "BAIK"]


def test_values_before_and_after():
    before = {"points": {"sum": "0,7 × 95 + 0,3 × 85 = 92"}}
    after = {"points": {"sum": "0,7 × 110 + 0,3 × 85 = 102,5"}}
    rated = DECIDED | {
        "before": DECIDED["before"] | before,
        "after": DECIDED["after"] | after,
    }
    lines = dict(decision.build(rated).sections[6].lines)
    assert lines["Nilai kinerja"] == (
        "0,7 × 95 + 0,3 × 85 = 92 → 0,7 × 110 + 0,3 × 85 = 102,5"
    )


ASKED = {
    "question_of": "appraiser",
    "question": "Kapan target diubah?",
    "asked_on": "2026-07-20",
    "answer": "Juni.\nTercatat.",
    "answered_on": "2026-07-21",
    "answered_as": "",
    "answered_by": "",
}


def said(**changes):
    """Return {heading: texts} of a decision/2 with these changes."""
    content = DECIDED | {"schema": "decision/2"} | changes
    return {one.heading: one.texts for one in decision.build(content).sections}


def test_who_spoke_for_the_appraiser_is_told():
    heading = "PENJELASAN PEJABAT PENILAI ATAS KEBERATAN"
    for how, words in (
        ("rater", "Disampaikan oleh Rina atas nama pejabat penilai kinerja."),
        (
            "scribe",
            "Ditulis oleh pengelola kinerja (Rina) dari surat pejabat penilai kinerja.",
        ),
    ):
        texts = said(explained_as=how, explained_by="Rina")[heading]
        assert texts[-1] == words
    assert len(said(explained_as="", explained_by="")[heading]) == 2


def test_further_questions_stand_before_what_was_weighed():
    silent = dict.fromkeys(ASKED, "") | {"question": "Di mana?"}
    silent |= {"question_of": "employee", "asked_on": "2026-07-22"}
    scribe = ASKED | {"answered_as": "scribe", "answered_by": "Rina"}
    form = decision.build(DECIDED | {"questions": [ASKED, scribe, silent]})
    assert [one.number for one in form.sections] == list(range(1, 9))
    section = form.sections[5]
    assert section.heading == "KETERANGAN TAMBAHAN"
    assert section.texts == (
        "1. Pertanyaan kepada pejabat penilai kinerja (20 Juli 2026): "
        "Kapan target diubah?",
        "Jawaban (21 Juli 2026): Juni.",
        "Tercatat.",
        "2. Pertanyaan kepada pejabat penilai kinerja (20 Juli 2026): "
        "Kapan target diubah?",
        "Jawaban (21 Juli 2026): Juni.",
        "Tercatat.",
        "Ditulis oleh pengelola kinerja (Rina) dari surat pejabat penilai kinerja.",
        "3. Pertanyaan kepada pegawai (22 Juli 2026): Di mana?",
        "Jawaban: tidak disampaikan.",
    )


def test_without_further_questions_the_form_is_as_before(form):
    assert [one.heading for one in form.sections] == list(said(questions=[]))
