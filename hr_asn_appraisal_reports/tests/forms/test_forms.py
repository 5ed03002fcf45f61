"""The data of the papers, from sealed contents; the people are invented."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from forms import (
    curve,
    d11,
    elsewhere,
    evaluation,
    file_names,
    numeric,
    qualitative_evaluation,
    recap,
    segments,
    skp,
    wording,
)

DEWI = {
    "name": "Dewi Lestari",
    "front_title": "",
    "back_title": "A.Md.Kep.",
    "kind": "pns",
    "number": "199409262019032001",
    "rank": "Pengatur (II/c)",
    "post": "Perawat Terampil",
    "duty": "",
    "unit": "Puskesmas Melati",
    "parent_unit": "Dinas Kesehatan",
    "agency": "Pemerintah Kota Contoh",
}
AMRI = DEWI | {
    "name": "Zulfikar Amri",
    "front_title": "Drs.",
    "back_title": "M.Si.",
    "number": "197402192002121001",
    "rank": "Pembina (IV/a)",
    "post": "Plt. Kepala Dinas Kesehatan",
    "unit": "Dinas Kesehatan",
}
MAYOR = DEWI | {
    "name": "Ramadhan",
    "kind": "non_asn",
    "number": "",
    "rank": "",
    "unit": "Wali Kota",
    "parent_unit": "Pemerintah Kota Contoh",
}
IKI = {"aspect": "Kuantitas", "text": "Pasien", "target": "1.180", "unit": "orang"}
RHK = {
    "number": 1,
    "kind": "utama",
    "text": "Terlayaninya pasien",
    "classification": "individu",
    "assigned_by": "Kepala Dinas",
    "links": [{"text": "Mutu layanan", "indicators": ["Cakupan: 95 %"]}],
    "indicators": [IKI],
}
PLAN = {
    "schema": "skp/1",
    "year": 2026,
    "agency": "Pemerintah Kota Contoh",
    "place": "Kota Contoh",
    "model": "ja_jf",
    "date_from": "2026-01-01",
    "date_to": "2026-12-31",
    "employee": DEWI,
    "appraiser": AMRI,
    "results": [RHK],
    "behaviors": [{"name": "Loyal", "guides": ["a", "b", "c"], "expectation": ""}],
    "agreed_on": "2026-01-12",
}
EVALUATION = {
    "schema": "evaluation/1",
    "period": {
        "kind": "triwulan",
        "number": 2,
        "year": 2026,
        "date_from": "2026-04-01",
        "date_to": "2026-06-30",
    },
    "agency": "Pemerintah Kota Contoh",
    "place": "Kota Contoh",
    "employee": DEWI,
    "appraiser": AMRI,
    "superior": MAYOR,
    "unit_rating": "",
    "ratings": {"result": "di_atas", "behavior": "sesuai", "predikat": "baik"},
    "note": "",
    "delivered_on": "2026-07-09",
}


# One content of each release, as its code sealed it.
RELEASES = json.loads(
    (
        Path(__file__).parents[3] / "hr_asn_appraisal/tests/data/evaluasi_lama.json"
    ).read_text()
)


def changed(content, **values):
    return deepcopy(content) | values


def numeric_build(content):
    """The numeric document needs values."""
    sums = {"sum": "0,7 × 95 + 0,3 × 98 = 95,9"}
    points = {"skp": 9500, "behavior": 9800, "value": 9590, "innovation": ""}
    return numeric.build(changed(content, points=points | sums))


# -- wording -----------------------------------------------------------------


def test_dates_are_written_out():
    assert wording.long_date("2026-01-12") == "12 Januari 2026"
    assert wording.long_date("") == ""


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-01-01", "2026-12-31", "1 JANUARI SD 31 DESEMBER 2026"),
        ("2025-12-01", "2026-01-31", "1 DESEMBER 2025 SD 31 JANUARI 2026"),
    ],
)
def test_spans(start, end, words):
    assert wording.span(start, end) == words


def test_nip_has_blanks_and_other_numbers_stay():
    assert wording.nip("198609262015051001") == "19860926 201505 1 001"
    assert wording.nip("11020045670278") == "11020045670278"
    assert wording.nip("") == ""


def test_degrees_keep_their_case():
    name = wording.full_name("Drs.", "Zulfikar Amri", "M.Si.")
    assert name == "Drs. ZULFIKAR AMRI, M.Si."
    assert wording.full_name("", "Dewi", "") == "DEWI"


@pytest.mark.parametrize(
    ("kind", "number", "title", "label", "file"),
    [
        ("triwulan", 2, "TRIWULAN II", "Triwulan II", "TRIWULAN_2"),
        ("semester", 1, "SEMESTER I", "Semester I", "SEMESTER_1"),
        ("bulan", 6, "BULAN JUNI 2026", "Juni", "BULAN_06"),
        ("tahun", 1, "AKHIR", "Tahunan", "TAHUNAN"),
    ],
)
def test_periods(kind, number, title, label, file):
    period = {"kind": kind, "number": number, "year": 2026}
    assert wording.period_title(period) == title
    assert wording.period_label(kind, number) == label
    assert wording.period_file(period) == file


def test_pppk_has_a_grade_only():
    person = wording.party(DEWI | {"kind": "pppk", "rank": "IX"})
    assert (person.rank_label, person.rank) == ("GOLONGAN", "IX")


def test_official_outside_the_asn_has_dashes():
    person = wording.party(MAYOR)
    assert (person.number_label, person.number, person.rank) == ("NIP", "-", "-")
    assert person.signature_number == ""


def test_soldier_has_an_nrp():
    person = wording.party(MAYOR | {"number": "11020045670278"})
    assert person.signature_number == "NRP. 11020045670278"
    assert person.rank_label == "PANGKAT/KORPS"


def test_nobody_is_dashes():
    person = wording.party(None)
    assert (person.name, person.post, person.unit) == ("-", "-", "-")


@pytest.mark.parametrize(
    ("unit", "parent", "words"),
    [
        ("Sekretariat", "Dinas Kesehatan", "Sekretariat, Dinas Kesehatan"),
        ("Dinas Kesehatan", "Dinas Kesehatan", "Dinas Kesehatan"),
        ("Wali Kota", "Pemerintah Kota Contoh", "Wali Kota"),
        ("Sekretariat", "", "Sekretariat"),
        ("", "Dinas Kesehatan", "-"),
    ],
)
def test_unit_names_its_office(unit, parent, words):
    person = wording.party(DEWI | {"unit": unit, "parent_unit": parent})
    assert person.unit == words


# -- SKP ---------------------------------------------------------------------


def test_plan_of_staff():
    form = skp.build(PLAN)
    assert form.titles[2] == skp.FOR_STAFF
    assert form.place_date == "Kota Contoh, 12 Januari 2026"
    assert form.file_name == "SKP_2026_199409262019032001.pdf"
    assert form.employee.unit == "Puskesmas Melati, Dinas Kesehatan"
    assert form.last_row == ("UNIT KERJA", "Dinas Kesehatan")
    assert form.appraiser.signature_post == "Plt. Kepala Dinas Kesehatan"
    assert form.owner == (
        "Dokumen milik DEWI LESTARI, A.Md.Kep. (NIP 19940926 201903 2 001)"
    )
    assert (form.signer, form.signer_title) == (
        form.appraiser,
        "Pejabat Penilai Kinerja",
    )
    assert form.signer_post == "Plt. Kepala Dinas Kesehatan"
    result = form.bands[0].results[0]
    assert result.above == (skp.Above("Mutu layanan", ("Cakupan: 95 %",)),)
    assert result.notes == ("(Penugasan dari Kepala Dinas)", "Klasifikasi: Individu")
    assert result.indicators[0].target == "1.180 orang"


def test_plan_approved_for_the_appraiser():
    """The appraiser stays in the table; who acted for him signs, and says so."""
    delegate = DEWI | {"name": "Rina Hartati", "post": "Sekretaris Dinas"}
    form = skp.build(PLAN | {"signer": delegate})
    assert form.appraiser.name == "Drs. ZULFIKAR AMRI, M.Si."
    assert form.signer.name == "RINA HARTATI, A.Md.Kep."
    assert form.signer_title == "Pejabat Penilai Kinerja"
    assert form.signer_post == f"a.n. {form.appraiser.post},\nSekretaris Dinas"


def test_plan_of_leader_has_no_intervention_note():
    form = skp.build(changed(PLAN, model="jpt_ukm"))
    assert form.for_leaders
    assert form.footnotes == (skp.NOTE_BEHAVIOR,)
    assert form.last_row == ("INSTANSI", "Pemerintah Kota Contoh")


def test_empty_band_is_a_row_of_dashes():
    band = skp.build(PLAN).bands[1]
    assert band.title == "B. TAMBAHAN"
    assert [result.text for result in band.results] == ["-"]


def test_result_longer_than_half_a_page_is_continued():
    long = changed(RHK, indicators=[IKI | {"text": "kata " * 60}] * 9)
    parts = skp.build(changed(PLAN, results=[long])).bands[0].results
    assert len(parts) > 1
    assert [part.continued for part in parts] == [""] + [skp.CONTINUED] * (
        len(parts) - 1
    )
    assert {part.number for part in parts} == {"1"}
    assert sum(len(part.indicators) for part in parts) == 9
    for part in parts:
        assert sum(one.lines for one in part.indicators) <= skp.HALF_PAGE_LINES


def test_short_result_stays_whole():
    parts = skp.build(PLAN).bands[0].results
    assert [part.continued for part in parts] == [""]
    assert parts[0].is_short


@pytest.mark.parametrize(
    "values",
    [
        {"text": "kata\n" * 30},
        {"links": [{"text": "kata", "indicators": ["kata"] * 30}]},
        {"links": [{"text": "kata", "indicators": []}] * 30},
        {"indicators": [IKI | {"text": "kata\n" * 30}]},
    ],
)
def test_result_that_may_outgrow_a_page_is_not_short(values):
    band = skp.build(changed(PLAN, results=[changed(RHK, **values)])).bands[0]
    assert not any(result.is_short for result in band.results)


@pytest.mark.parametrize(
    ("values", "is_short"),
    [
        ({}, True),
        ({"expectation": "kata " * 20}, True),
        ({"expectation": "kata\n" * 30}, False),
        ({"guides": ["kata"] * 30}, False),
    ],
)
def test_behavior_that_may_outgrow_a_page_is_not_short(values, is_short):
    lines = [changed(PLAN["behaviors"][0], **values)]
    (behavior,) = skp.build(changed(PLAN, behaviors=lines)).behaviors
    assert behavior.is_short is is_short


# -- D.1.1 -------------------------------------------------------------------


def test_d11_before_receipt():
    form = d11.build(EVALUATION)
    assert form.period_title == "PERIODE* : TRIWULAN II"
    assert form.period == "1 APRIL SD 30 JUNI 2026"
    assert form.file_name == "D11_2026_TRIWULAN_2_199409262019032001.pdf"
    assert [block.number for block in form.blocks] == [1, 2, 3, 4]
    assert [line.value for line in form.blocks[3].lines] == ["-", "BAIK"]
    units = [block.lines[4].value for block in form.blocks[:3]]
    assert units == [
        "Puskesmas Melati, Dinas Kesehatan",
        "Dinas Kesehatan",
        "Wali Kota",
    ]
    assert form.right.place_date == "Kota Contoh, 9 Juli 2026"
    assert form.left.place_date.startswith("Kota Contoh, ...")
    assert (form.left.number, form.right.number) == (7, 6)


def test_d11_shows_no_rating():
    form = d11.build(EVALUATION)
    words = str(form)
    assert "Ekspektasi" not in words and "di_atas" not in words


def test_d11_signed():
    receipt = {"received_on": "2026-07-13", "deemed": False}
    form = d11.build(EVALUATION, receipt)
    assert form.left.place_date == "Kota Contoh, 13 Juli 2026"
    assert form.notes == ()


def test_d11_deemed_received():
    receipt = {"received_on": "2026-07-24", "deemed": True}
    form = d11.build(changed(EVALUATION, note="Ikut pelatihan."), receipt)
    assert form.notes == ("Ikut pelatihan.", "Dianggap diterima pada 24 Juli 2026.")
    assert form.left.place_date == ""
    assert form.left.remark


def test_d11_is_signed_by_an_acting_appraiser_as_what_he_is():
    form = d11.build(EVALUATION)
    assert form.right.role == "Pejabat Penilai Kinerja"
    assert form.right.post == "Plt. Kepala Dinas Kesehatan"


@pytest.mark.parametrize("build", [d11.build, evaluation.build])
def test_who_rates_for_the_appraiser_signs_for_him(build):
    delegate = DEWI | {"name": "Rina Hartati", "post": "Sekretaris Dinas"}
    form = build(changed(SHEET, signer=delegate))
    if build is d11.build:
        right = form.right
        signed = (right.party.name, right.role, right.post)
    else:
        signed = (form.signer.name, form.signer_title, form.signer_post)
    assert signed == (
        "RINA HARTATI, A.Md.Kep.",
        "Pejabat Penilai Kinerja",
        "a.n. Plt. Kepala Dinas Kesehatan,\nSekretaris Dinas",
    )


ORDER = {
    "decree": "800/45/BKPSDM/2026",
    "delegated_from": "2026-07-06",
    "delegated_to": "2026-07-17",
}


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (
            ORDER,
            "Surat Perintah Nomor 800/45/BKPSDM/2026, berlaku 6 s.d. 17 Juli 2026\n",
        ),
        (ORDER | {"decree": ""}, "berlaku 6 s.d. 17 Juli 2026\n"),
        # Sealed with an early release: neither is known.
        ({}, ""),
    ],
)
@pytest.mark.parametrize("build", [d11.build, evaluation.build, numeric_build])
def test_by_which_order_and_how_long_somebody_signs_for_him(build, order, told):
    delegate = DEWI | {"name": "Rina Hartati", "post": "Sekretaris Dinas"} | order
    form = build(changed(SHEET, signer=delegate))
    post = {
        d11.build: lambda: form.right.post,
        evaluation.build: lambda: form.signer_post,
        numeric_build: lambda: form.signatures[1].post,
    }[build]()
    assert post == f"a.n. Plt. Kepala Dinas Kesehatan,\n{told}Sekretaris Dinas"


def test_a_plan_says_by_which_order_it_was_approved():
    delegate = DEWI | {"name": "Rina Hartati", "post": "Sekretaris Dinas"} | ORDER
    form = skp.build(PLAN | {"signer": delegate})
    assert "Nomor 800/45/BKPSDM/2026, berlaku 6 s.d. 17 Juli 2026" in form.signer_post


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-07-06", "2026-07-17", "6 s.d. 17 Juli 2026"),
        ("2026-06-29", "2026-07-03", "29 Juni s.d. 3 Juli 2026"),
        ("2026-12-28", "2027-01-08", "28 Desember 2026 s.d. 8 Januari 2027"),
        ("2026-07-06", "2026-07-06", "6 Juli 2026"),
    ],
)
def test_days_say_once_what_they_share(start, end, words):
    assert wording.days(start, end) == words


# -- evaluation --------------------------------------------------------------


def said(role, on, text):
    return {"role": role, "on": on, "text": text, "tone": "note"}


REACHED = RHK | {
    "indicators": [IKI | {"actual": "1.210", "recorded": [3, 4]}],
    "evidence": [{"name": "Rekap", "sha256": "x"}],
    "feedback": [
        said("peer", "2026-06-02", "Cepat membantu."),
        said("superior", "2026-04-30", "Rapi."),
    ],
}
SHEET = EVALUATION | {
    "schema": "evaluation/2",
    "model": "ja_jf",
    "results": [REACHED],
    "behaviors": [PLAN["behaviors"][0] | {"feedback": [said("appraiser", "x", "a")]}],
}


def test_evaluation_says_what_was_reached():
    form = evaluation.build(SHEET)
    assert form.titles[0] == "EVALUASI KINERJA PEGAWAI"
    assert form.titles[2:] == (skp.FOR_STAFF, "PERIODE: TRIWULAN II")
    assert form.file_name == "EVALUASI_2026_TRIWULAN_2_199409262019032001.pdf"
    assert form.place_date == "Kota Contoh, 9 Juli 2026"
    (result,) = form.bands[0].results
    assert result.notes[-1] == "Bukti dukung: Rekap"
    (indicator,) = result.indicators
    assert (indicator.target, indicator.actual) == ("1.180 orang", "1.210 orang")
    assert indicator.remark == "(3 dari 4 periode)"


def test_feedback_names_the_givers_role_the_oldest_first():
    form = evaluation.build(SHEET)
    (result,) = form.bands[0].results
    assert [one.words for one in result.comments] == [
        "Atasan Pejabat Penilai Kinerja: Rapi.",
        "Rekan Kerja: Cepat membantu.",
    ]
    (behavior,) = form.behaviors
    assert behavior.comments[0].words == "Pejabat Penilai Kinerja: a"


@pytest.mark.parametrize("build", [evaluation.build, qualitative_evaluation.build])
def test_a_behaviour_that_is_not_expected_any_more_is_marked(build):
    (own,) = SHEET["behaviors"]
    dropped = own | {"name": "Kepemimpinan", "expected": False}
    form = build(changed(SHEET, behaviors=[own, dropped]))
    assert [one.name for one in form.behaviors] == [
        own["name"],
        "Kepemimpinan (tidak lagi diharapkan dalam SKP)",
    ]
    assert form.behaviors[1].comments == form.behaviors[0].comments


@pytest.mark.parametrize(
    ("actual", "words"),
    [
        ("98,5", "98,5 orang"),
        ("-2", "-2 orang"),
        ("Selesai 2 tahap", "Selesai 2 tahap"),
        ("", "-"),
    ],
)
def test_only_a_figure_gets_its_unit(actual, words):
    line = changed(REACHED, indicators=[IKI | {"actual": actual}])
    (result,) = evaluation.build(changed(SHEET, results=[line])).bands[0].results
    assert result.indicators[0].actual == words


def test_many_proofs_are_counted():
    evidence = [{"name": f"Bukti {n}", "sha256": "x"} for n in range(1, 8)]
    line = changed(REACHED, evidence=evidence)
    (result,) = evaluation.build(changed(SHEET, results=[line])).bands[0].results
    words = "Bukti dukung: Bukti 1; Bukti 2; Bukti 3; dan 4 lainnya"
    assert result.notes[-1] == words


def test_what_was_not_chosen_is_struck_out():
    form = evaluation.build(SHEET)
    assert form.result.marks == [
        ("DI ATAS EKSPEKTASI", "bold"),
        ("SESUAI EKSPEKTASI", "struck"),
        ("DI BAWAH EKSPEKTASI", "struck"),
    ]
    assert [words for words, look in form.predikat.marks if look == "bold"] == ["BAIK"]
    # Nobody has rated the organisation: nothing is struck out, no curve is drawn.
    assert {look for _words, look in form.achievement.marks} == {""}
    assert len(form.achievement.marks) == 5
    assert form.curve == ""


def test_older_seal_has_blank_cells():
    old = {key: one for key, one in SHEET.items() if key != "behaviors"}
    line = {key: one for key, one in REACHED.items() if key != "feedback"}
    form = evaluation.build(old | {"schema": "evaluation/1", "results": [line]})
    assert form.bands[0].results[0].comments == ()
    assert form.behaviors == (evaluation.NO_BEHAVIOR,)


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize(
    "build", [evaluation.build, qualitative_evaluation.build, d11.build]
)
def test_what_each_release_sealed_is_printed(release, build):
    sealed = RELEASES[release]
    form = build(sealed)
    if build == d11.build:
        assert form.blocks[3].lines[1].value == "BAIK"
        assert form.blocks[2].lines[0].value == wording.MISSING
        return
    is_early = sealed["schema"] == evaluation.EARLY
    assert (evaluation.NOT_KEPT in form.footnotes) is is_early
    assert (form.behaviors == (evaluation.NO_BEHAVIOR,)) is is_early
    (result,) = form.bands[0].results
    assert result.notes == ("Bukti dukung: Rekap",)


@pytest.mark.parametrize("release", RELEASES)
def test_no_early_seal_has_values_segments_or_a_decision(release):
    assert not numeric.has_values(RELEASES[release])
    assert segments.build(RELEASES[release]) is None


def test_both_schemas_are_printed():
    assert evaluation.SCHEMAS == d11.SCHEMAS == ("evaluation/1", "evaluation/2")
    assert d11.build(SHEET).blocks == d11.build(EVALUATION).blocks


@pytest.mark.parametrize("model", ["ja_jf", "jpt_ukm"])
def test_columns_fill_the_page(model):
    for form in (
        skp.build(changed(PLAN, model=model)),
        evaluation.build(changed(SHEET, model=model)),
    ):
        assert sum(width for _heading, width in form.columns) == 100
        assert sum(form.behavior_columns) == 100


def test_much_feedback_is_continued():
    many = [said("peer", f"2026-05-{day:02d}", "kata " * 30) for day in range(1, 20)]
    line = changed(REACHED, feedback=many)
    parts = evaluation.build(changed(SHEET, results=[line])).bands[0].results
    assert len(parts) > 1
    assert [part.indicators[0].actual for part in parts[1:]] == [""] * (len(parts) - 1)
    assert {part.continued for part in parts[1:]} == {skp.CONTINUED}
    assert sum(len(part.comments) for part in parts) == 19
    assert all(part.is_short for part in parts)


# -- curve -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("achievement", "peak"),
    [
        ("istimewa", 0.9),
        ("baik", 0.7),
        ("butuh_perbaikan", 0.5),
        ("kurang", 0.3),
        ("sangat_kurang", 0.1),
    ],
)
def test_curve_peaks_at_its_predikat(achievement, peak):
    heights = {step / 100: curve.height(achievement, step / 100) for step in range(101)}
    assert max(heights, key=heights.get) == peak
    assert all(0 < one < 1 for one in heights.values())


def test_every_achievement_has_its_own_curve():
    drawn = {code: curve.svg(code) for code in wording.ORG_RATINGS}
    assert len(set(drawn.values())) == 5
    assert curve.svg("baik") is curve.svg("baik"), "drawn once"
    for code, picture in drawn.items():
        ElementTree.fromstring(picture)
        assert f"ORGANISASI {wording.ORG_RATINGS[code].upper()}<" in picture
        places = [picture.index(f">{label}<") for label in curve.LABELS.values()]
        assert places == sorted(places)
    assert curve.svg("") == ""
    assert set(curve.LABELS) == set(wording.PREDIKATS)


# -- recap -------------------------------------------------------------------


def figures(predikat):
    return recap.Figures("sesuai", "sesuai", predikat)


def place(unit, office="Dinas", office_id=1, top="Kota"):
    return recap.Place(office_id, office, hash(unit) % 1000, unit, unit, top)


def row(unit, predikat=None, evaluated_in=None, gap=recap.NOT_RATED, **office):
    due = predikat or evaluated_in
    return recap.Row(
        nip="1",
        name="A",
        rank="",
        post="",
        place=place(unit, **office),
        asn_kind="PNS",
        plan_state="Disetujui",
        figures={7: figures(predikat)} if predikat else {},
        gaps={} if predikat else {7: recap.Gap(gap if due else recap.NOT_DUE)},
        places={7: place(evaluated_in, **office)} if evaluated_in else {},
    )


def book(*rows, period=None):
    year = period or recap.Period(7, "Tahunan", True, "TAHUNAN")
    return recap.Recap("Kota", 2026, "Data ditarik pada …", (year,), rows)


def test_missing_is_counted_by_its_reason():
    whole = book(
        row("Barat", "baik", evaluated_in="Barat"),
        row("Barat", evaluated_in="Barat"),
        row("Barat", evaluated_in="Barat", gap=recap.EXEMPT),
        row("Utara", "kurang", evaluated_in="Timur"),
        row("Utara", evaluated_in="Timur", gap=recap.ELSEWHERE),
        row("Utara"),
    )
    parts = recap.spreads(whole, whole.period)
    assert [(part.unit, part.rated, part.gaps) for part in parts] == [
        ("Barat", 1, (1, 0, 1, 0)),
        ("Timur", 1, (0, 0, 0, 1)),
    ]
    total = recap.total(whole.period, parts)
    assert (total.counts, total.gaps) == ((0, 1, 0, 1, 0), (1, 0, 1, 1))
    assert total.missing == 3


def test_units_of_one_name_are_told_apart():
    rows = [row("Tata Usaha", "baik", evaluated_in="Tata Usaha") for _n in range(2)]
    rows[1].places[7] = rows[1].places[7]._replace(unit_id=5001)
    whole = book(*rows)
    assert [part.rated for part in recap.spreads(whole, whole.period)] == [1, 1]


def test_offices_add_up_to_the_whole():
    whole = book(
        row("A", office="Dinas Kesehatan", office_id=1),
        row("B", office="Dinas Kesehatan", office_id=1),
        row("C", office="Dinas Sosial", office_id=2),
    )
    parts = whole.by_office()
    assert [len(part.rows) for part in parts] == [2, 1]
    assert sum((part.rows for part in parts), ()) == whole.rows
    assert [part.file_name for part in parts] == [
        "Rekap_Kinerja_2026_TAHUNAN_Dinas_Kesehatan.xlsx",
        "Rekap_Kinerja_2026_TAHUNAN_Dinas_Sosial.xlsx",
    ]
    assert whole.file_name == "Rekap_Kinerja_2026_TAHUNAN.xlsx"
    assert parts[0].owner == "Dinas Kesehatan, Kota"


@pytest.mark.parametrize(
    ("offices", "names"),
    [
        ([("Dinas A", "Kota")], ["Dinas_A"]),
        (
            [("Sekretariat", "Kota"), ("SEKRETARIAT", "DPRD")],
            ["Kota_Sekretariat", "DPRD_SEKRETARIAT"],
        ),
        (
            [("Sekretariat", "Kota"), ("Sekretariat", "Kota")],
            ["Kota_Sekretariat", "Kota_Sekretariat_2"],
        ),
        ([("../../etc/passwd", "Kota")], ["etc_passwd"]),
        ([('Dinas "PU & PR" / Cipta Karya: 1', "Kota")], ["Dinas_PU_PR_Cipta_Karya_1"]),
        ([("D" * 300, "Kota")], ["D" * 80]),
    ],
)
def test_file_names_are_safe_and_differ(offices, names):
    places = [
        place("U", office=office, office_id=number, top=top)
        for number, (office, top) in enumerate(offices)
    ]
    assert list(recap.file_names(places).values()) == names


@pytest.mark.parametrize(
    ("period", "title"),
    [
        (recap.Period(7, "Tahunan", True, "TAHUNAN"), "TAHUN 2026"),
        (recap.Period(7, "Triwulan II", False, "TRIWULAN_2"), "TRIWULAN II TAHUN 2026"),
    ],
)
def test_title_says_which_period(period, title):
    assert book(period=period).title == title


# -- what another system keeps -----------------------------------------------

THERE = {
    "agency": "Pemerintah Kota Contoh",
    "year": 2026,
    "date_from": date(2026, 1, 1),
    "date_to": date(2026, 12, 31),
    "name": "Dewi, A.Md.Kep.",
    "nip": "199409262019032001",
    "post": "Guru",
    "unit": "Dinas Pendidikan / SDN 1",
    "source": "ruang_gtk",
    "state": "approved",
    "imported_on": date(2026, 7, 3),
    "printed_on": date(2026, 7, 9),
}
FIGURES_THERE = {
    "period": "Tahunan",
    "result": "sesuai",
    "behavior": "di_atas",
    "predikat": "baik",
    "imported_on": date(2026, 7, 2),
}


def test_sheet_of_imported_figures_says_where_and_when():
    form = elsewhere.build(THERE, [FIGURES_THERE])
    facts = dict(form.identity)
    assert facts["SISTEM"] == "Ruang GTK"
    assert facts["STATUS SKP"] == "Disetujui (data per 3 Juli 2026)"
    assert facts["NIP"] == "19940926 201903 2 001"
    (line,) = form.lines
    assert (line.predikat, line.as_of) == ("Baik", "2 Juli 2026")
    assert "dicetak di Ruang GTK" in form.notes[1]
    assert form.notes[2] == "Data ditarik pada 9 Juli 2026."
    assert form.file_name == "Keterangan_2026_199409262019032001.pdf"


def test_nothing_imported_yet_is_said():
    form = elsewhere.build(THERE | {"state": False, "imported_on": False}, [])
    assert dict(form.identity)["STATUS SKP"] == "Belum ada data"
    assert form.lines == ()


def test_a_file_name_that_is_taken_is_numbered_before_its_ending():
    names, taken = ["a_1.pdf", "A_1.PDF", "a_1.pdf", "b", "B", "b"], set()
    found = [file_names.free(name, taken) for name in names]
    assert found == ["a_1.pdf", "A_1_2.PDF", "a_1_3.pdf", "b", "B_2", "b_3"]
    assert taken == {"a_1.pdf", "a_1_2.pdf", "a_1_3.pdf", "b", "b_2", "b_3"}


def test_a_result_taken_up_by_two_of_its_indicators_is_printed_once():
    link = {"text": "Mutu layanan", "indicators": [], "objective": False, "target": 4}
    links = [link | {"indicator": 7}, link | {"indicator": 8}, link | {"target": 5}]
    found = skp.result(RHK | {"links": links})
    assert [one.text for one in found.above] == ["Mutu layanan", "Mutu layanan"]
