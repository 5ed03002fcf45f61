"""The list of a month: its words, what has changed since, and its parts."""

import json
from dataclasses import replace
from datetime import date

import pytest
from forms import month, recap
from forms.month import Told


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2028, 2, 1), date(2028, 2, 29)),
        (date(2026, 12, 1), date(2026, 12, 31)),
        (date(2026, 4, 1), date(2026, 4, 30)),
    ],
)
def test_last_day(first, last):
    assert month.last_day(first) == last
    assert month.first_day(last) == first


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 11, 27), date(2026, 10, 1)),
        (date(2026, 1, 1), date(2025, 12, 1)),
        (date(2026, 3, 31), date(2026, 2, 1)),
    ],
)
def test_month_before(day, before):
    assert month.month_before(day) == before


def test_every_outcome_has_words_of_its_own():
    assert list(month.OUTCOMES) == [
        "sangat_baik",
        "baik",
        "butuh_perbaikan",
        "kurang",
        "sangat_kurang",
        "not_rated",
        "not_delivered",
        "exempt",
        "elsewhere",
        "not_due",
    ]
    assert len(set(month.OUTCOMES.values())) == 10


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (10_000, "100%"),
        (8_500, "85%"),
        (9_250, "92,5%"),
        (9_205, "92,05%"),
        (5, "0,05%"),
        (0, "0%"),
    ],
)
def test_percent_in_words(points, words):
    assert month.percent(points) == words


def months(*pairs):
    """Return the first days of (year, month) pairs."""
    return tuple(date(*pair, 1) for pair in pairs)


DECEMBER, JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE = months(
    (2025, 12), *((2026, number) for number in range(1, 7))
)
UNRATED = Told("not_rated", 10_000, 1)
RATED = Told("kurang", 8_500, 1)
BAIK = Told("baik", 10_000, 2)
NOTHING = Told("not_due", 7_500)
NAMES = {0: "Tanpa Periode", 1: "Triwulan I 2026", 2: "Triwulan II 2026"}


@pytest.mark.parametrize(
    ("paid", "words"),
    [
        ([MAY], "Mei 2026"),
        ([APRIL, MAY], "April s.d. Mei 2026"),
        ([MARCH, APRIL, MAY], "Maret s.d. Mei 2026"),
        ([MARCH, MAY], "Maret dan Mei 2026"),
        ([JANUARY, MARCH, MAY], "Januari, Maret, dan Mei 2026"),
        ([JANUARY, FEBRUARY, APRIL], "Januari s.d. Februari dan April 2026"),
        ([DECEMBER, JANUARY], "Desember 2025 s.d. Januari 2026"),
        ([DECEMBER, FEBRUARY], "Desember 2025 dan Februari 2026"),
        (
            [DECEMBER, JANUARY, MARCH, MAY],
            "Desember 2025 s.d. Januari, Maret, dan Mei 2026",
        ),
    ],
)
def test_only_months_that_were_paid_are_named(paid, words):
    assert month.month_names(paid) == words


@pytest.mark.parametrize(
    ("entries", "known"),
    [
        ([], {}),
        ([(MARCH, UNRATED, {})], {MARCH: UNRATED}),
        # April was not paid: there is nothing to settle of it.
        (
            [(MARCH, UNRATED, {}), (APRIL, None, {}), (MAY, UNRATED, {})],
            {MARCH: UNRATED, MAY: UNRATED},
        ),
        # Settled by May, by April that was closed after it, or by who had left.
        (
            [(MARCH, UNRATED, {}), (MAY, RATED, {MARCH: RATED})],
            {MARCH: RATED, MAY: RATED},
        ),
        (
            [(MARCH, UNRATED, {}), (MAY, UNRATED, {}), (APRIL, RATED, {MARCH: RATED})],
            {MARCH: RATED, MAY: UNRATED, APRIL: RATED},
        ),
        (
            [(MARCH, UNRATED, {}), (APRIL, None, {MARCH: RATED})],
            {MARCH: RATED},
        ),
        # Settled twice: the last counts.
        (
            [
                (MARCH, UNRATED, {}),
                (APRIL, RATED, {MARCH: RATED}),
                (MAY, BAIK, {MARCH: BAIK, APRIL: BAIK}),
            ],
            {MARCH: BAIK, APRIL: BAIK, MAY: BAIK},
        ),
    ],
)
def test_what_each_month_was_last_told(entries, known):
    assert month.told_last(entries) == known


@pytest.mark.parametrize(
    ("known", "now", "own", "words"),
    [
        ({}, {}, RATED, ""),
        (
            {MAY: UNRATED},
            {MAY: RATED},
            RATED,
            "sebelumnya: Belum Dinilai 100%, Bulan Mei 2026",
        ),
        ({MAY: UNRATED}, {MAY: UNRATED}, RATED, ""),
        # Another period says the same: nothing is owed.
        ({MAY: BAIK}, {MAY: BAIK._replace(period=1)}, RATED, ""),
        # The percentage alone has changed: the policy was.
        (
            {MAY: UNRATED},
            {MAY: UNRATED._replace(points=9_250)},
            UNRATED._replace(points=9_250),
            "sebelumnya: Belum Dinilai 100%, Bulan Mei 2026",
        ),
        # Another period counts by now: the old one is named with what it says.
        (
            {APRIL: UNRATED, MAY: UNRATED},
            {APRIL: RATED, MAY: RATED},
            BAIK,
            "Triwulan I 2026: Kurang 85%, sebelumnya: Belum Dinilai 100%, "
            "Bulan April s.d. Mei 2026",
        ),
        # A month in between that was not paid, or is settled, is not named.
        (
            {MARCH: UNRATED, MAY: UNRATED},
            {MARCH: RATED, MAY: RATED},
            RATED,
            "sebelumnya: Belum Dinilai 100%, Bulan Maret dan Mei 2026",
        ),
        (
            {MARCH: UNRATED, APRIL: RATED, MAY: UNRATED},
            {MARCH: RATED, APRIL: RATED, MAY: RATED},
            RATED,
            "sebelumnya: Belum Dinilai 100%, Bulan Maret dan Mei 2026",
        ),
        # What the line itself says comes first: it has no name that tells it apart.
        (
            {MARCH: UNRATED, MAY: RATED},
            {MARCH: RATED, MAY: BAIK},
            BAIK,
            "sebelumnya: Kurang 85%, Bulan Mei 2026; "
            "Triwulan I 2026: Kurang 85%, sebelumnya: Belum Dinilai 100%, "
            "Bulan Maret 2026",
        ),
        # Who has left: there is no line that says anything.
        (
            {MAY: UNRATED},
            {MAY: RATED},
            None,
            "Triwulan I 2026: Kurang 85%, sebelumnya: Belum Dinilai 100%, "
            "Bulan Mei 2026",
        ),
        # Months without a period, each of which may have had a reason of its own.
        (
            dict.fromkeys((DECEMBER, JANUARY, FEBRUARY), NOTHING),
            dict.fromkeys((DECEMBER, JANUARY, FEBRUARY), Told("not_due", 8_000)),
            RATED,
            "Tanpa Periode: Tidak Ada Evaluasi 80%, sebelumnya: Tidak Ada Evaluasi "
            "75%, Bulan Desember 2025 s.d. Februari 2026",
        ),
        (
            dict.fromkeys((DECEMBER, JANUARY, FEBRUARY), NOTHING),
            dict.fromkeys((DECEMBER, FEBRUARY), Told("not_due", 8_000))
            | {JANUARY: Told("exempt", 10_000)},
            RATED,
            "Tanpa Periode: Tidak Ada Evaluasi 80%, sebelumnya: Tidak Ada Evaluasi "
            "75%, Bulan Desember 2025 dan Februari 2026; "
            "Tanpa Periode: Dikecualikan 100%, sebelumnya: Tidak Ada Evaluasi 75%, "
            "Bulan Januari 2026",
        ),
    ],
)
def test_what_has_changed_is_said(known, now, own, words):
    assert month.change_words(month.changes(known, now, own, NAMES)) == words


def test_a_change_is_said_once():
    """What a month has settled is known to the one after."""
    known = {MARCH: UNRATED, APRIL: UNRATED, MAY: BAIK}
    now = {MARCH: RATED, APRIL: UNRATED, MAY: BAIK}
    settled = month.settled(known, now)
    assert settled == {MARCH: RATED}
    again = month.told_last(
        [*((first, told, {}) for first, told in known.items()), (JUNE, BAIK, settled)]
    )
    assert again == {MARCH: RATED, APRIL: UNRATED, MAY: BAIK, JUNE: BAIK}
    assert month.changes(again, now | {JUNE: BAIK}, BAIK, NAMES) == ()


def test_what_is_settled_comes_back_from_json():
    settled = {APRIL: RATED, JANUARY: Told("exempt", 10_000)}
    assert month.thaw(json.loads(json.dumps(month.freeze(settled)))) == settled
    assert month.freeze(None) == month.thaw(None) == {}


PLACE = recap.Place(1, "Dinas A", 11, "Bidang", "Bidang", "Kota")
LINE = month.Line(
    5, "198609262015051001", "Dewi", "III/c", "Perawat", PLACE, 1, "TW", "baik", "", 1
)


def test_offices_add_up():
    other = replace(LINE, employee_id=6, place=PLACE._replace(office_id=2, office="B"))
    left = (month.Leaver("198609262015051002", "Ani", "sebelumnya: …"),)
    whole = month.MonthList(
        "Kota", date(2026, 5, 1), "Data …", (LINE, other), leavers=left
    )
    parts = whole.by_office({1: "Dinas_A", 2: "B"})
    assert [one.owed for one in (whole, *parts, replace(whole, units=("A",)))] == [
        left,
        (),
        (),
        (),
    ]
    assert [part.lines for part in parts] == [(LINE,), (other,)]
    assert [part.file_name for part in (whole, *parts)] == [
        "Daftar_TPP_2026_05.xlsx",
        "Daftar_TPP_2026_05_Dinas_A.xlsx",
        "Daftar_TPP_2026_05_B.xlsx",
    ]
    assert whole.title == "DAFTAR TPP BULAN MEI 2026"
    assert parts[0].owner == "Dinas A, Kota"
    assert [part.about for part in (whole, parts[1])] == [
        "Kota. Data ….",
        "B, Kota. Data ….",
    ]


def test_lists_and_recaps_are_sorted_alike():
    """By office, unit and name, whatever its case; then by NIP."""
    places = [PLACE, PLACE._replace(office="Badan"), PLACE._replace(path="Aula")]
    people = [(0, "dewi", "1"), (0, "Ani", "3"), (0, "Dewi", "0"), (1, "Z", "1")]
    people.append((2, "Z", "1"))
    lines = [
        replace(LINE, place=places[place], name=name, nip=nip)
        for place, name, nip in people
    ]
    ordered = sorted(lines, key=lambda one: one.order)
    assert [lines.index(one) for one in ordered] == [3, 4, 1, 2, 0]
    rows = [recap.Row(one.nip, one.name, "", "", one.place, "PNS", "") for one in lines]
    assert [one.order for one in rows] == [one.order for one in lines]


@pytest.mark.parametrize(
    ("units", "title", "file"),
    [
        ((), "", ""),
        (("Dinas A",), ", HANYA DINAS A", "_Hanya_Dinas_A"),
        (
            ("Dinas A", "SD 1/2", "UPT", "UPT", "Zona"),
            ", HANYA DINAS A, SD 1/2, UPT, 2 UNIT LAIN",
            "_Hanya_Dinas_A_SD_1_2_UPT_2_unit_lain",
        ),
    ],
)
def test_a_part_is_not_taken_for_the_whole(units, title, file):
    part = month.MonthList("Kota", date(2026, 5, 1), "Data …", (LINE,), units=units)
    assert part.title == f"DAFTAR TPP BULAN MEI 2026{title}"
    assert part.file_name == f"Daftar_TPP_2026_05{file}.xlsx"


def test_counts_name_every_outcome():
    found = month.counts([LINE, LINE, replace(LINE, outcome="exempt")])
    assert list(found) == list(month.OUTCOMES)
    assert {key: n for key, n in found.items() if n} == {"baik": 2, "exempt": 1}


def test_a_frozen_row_comes_back_as_it_was():
    """Also after it has been JSON, which knows neither dates nor numbers as keys."""
    row = recap.Row(
        nip="198609262015051001",
        name="Dewi",
        rank="III/c",
        post="Perawat",
        place=PLACE,
        asn_kind="PNS",
        plan_state="Disetujui",
        imported_on=date(2026, 4, 2),
        figures={
            1: recap.Figures("sesuai", None, "baik", date(2026, 4, 1), None, "catatan")
        },
        gaps={2: recap.Gap("exempt", "Cuti Besar")},
        places={1: PLACE},
        stands={1: recap.Stand("Guru", "PPPK", imported_on=date(2026, 6, 1))},
        policies={1: 3},
        employee_id=5,
        policy_id=3,
    )
    frozen = recap.freeze(row)
    assert recap.thaw(json.loads(json.dumps(frozen))) == row
    assert recap.thaw(frozen) == row
