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


APRIL_TO_MAY = Told("not_rated", 10_000, "2026-04-01", "2026-05-01")
MAY = Told("not_rated", 10_000, "2026-05-01", "2026-05-01")
RATED = Told("kurang", 8_500, "2026-06-01", "2026-06-01")
NAMES = {1: "Triwulan I 2026", 2: "Triwulan II 2026"}


@pytest.mark.parametrize(
    ("known", "now", "counts", "words"),
    [
        ({}, {1: RATED}, 1, ""),
        ({1: MAY}, {1: RATED}, 1, "sebelumnya: Belum Dinilai 100%, Bulan Mei 2026"),
        ({1: MAY}, {1: MAY._replace(first="2026-06-01", last="2026-06-01")}, 1, ""),
        # The percentage alone has changed: the policy was.
        (
            {1: MAY},
            {1: RATED._replace(outcome="not_rated", points=9_250)},
            1,
            "sebelumnya: Belum Dinilai 100%, Bulan Mei 2026",
        ),
        # Another period counts by now: the old one is named with what it says.
        (
            {1: MAY},
            {1: RATED, 2: RATED},
            2,
            "Triwulan I 2026: Kurang 85%, sebelumnya: Belum Dinilai 100%, "
            "Bulan Mei 2026",
        ),
        ({1: MAY}, {1: MAY, 2: RATED}, 2, ""),
        # What the line itself says comes first: it has no name that tells it apart.
        (
            {1: MAY, 2: RATED},
            {1: RATED, 2: MAY},
            2,
            "sebelumnya: Kurang 85%, Bulan Juni 2026; "
            "Triwulan I 2026: Kurang 85%, sebelumnya: Belum Dinilai 100%, "
            "Bulan Mei 2026",
        ),
        # All months that were paid by it.
        (
            {1: APRIL_TO_MAY},
            {1: RATED},
            1,
            "sebelumnya: Belum Dinilai 100%, Bulan April s.d. Mei 2026",
        ),
        (
            {1: APRIL_TO_MAY._replace(first="2025-12-01")},
            {1: RATED},
            1,
            "sebelumnya: Belum Dinilai 100%, Bulan Desember 2025 s.d. Mei 2026",
        ),
    ],
)
def test_what_has_changed_is_said(known, now, counts, words):
    found = month.changes(known, now, NAMES | {counts: ""})
    assert month.change_words(found) == words


def test_a_change_is_said_once():
    """The month after knows what was said, and of which months it holds by now."""
    baik = Told("baik", 10_000, "2026-07-01", "2026-07-01")
    known = month.remembered({1: APRIL_TO_MAY}, {1: RATED, 2: baik}, 2)
    settled = RATED._replace(first="2026-04-01", last="2026-05-01")
    assert known == {1: settled, 2: baik}
    later = {
        key: told._replace(first="2026-08-01", last="2026-08-01")
        for key, told in known.items()
    }
    assert month.changes(known, later, NAMES) == ()
    assert month.remembered(known, later, 2) == {
        1: settled,
        2: baik._replace(last="2026-08-01"),
    }


def without(outcome, points, *months):
    """Return {key: Told} of months in which no period counted."""
    firsts = [date(*year_month, 1) for year_month in months]
    return {
        month.key_without(first): Told(outcome, points, *[first.isoformat()] * 2)
        for first in firsts
    }


WINTER_MONTHS = ((2025, 12), (2026, 1), (2026, 2))


def test_months_without_a_period_are_remembered_one_by_one():
    """Each may have had its own reason; what has become of all is said in one."""
    known = without("not_due", 7_500, *WINTER_MONTHS)
    assert list(known) == [-202512, -202601, -202602]
    assert month.remembered(known, known | {1: RATED}, 1) == known | {1: RATED}
    now = without("not_due", 8_000, *WINTER_MONTHS)
    names = dict.fromkeys(now, "Tanpa Periode")
    assert month.change_words(month.changes(known, now, names)) == (
        "Tanpa Periode: Tidak Ada Evaluasi 80%, sebelumnya: Tidak Ada Evaluasi 75%, "
        "Bulan Desember 2025 s.d. Februari 2026"
    )
    now |= without("exempt", 10_000, (2026, 1))
    assert month.change_words(month.changes(known, now, names)) == (
        "Tanpa Periode: Tidak Ada Evaluasi 80%, sebelumnya: Tidak Ada Evaluasi 75%, "
        "Bulan Desember 2025; "
        "Tanpa Periode: Dikecualikan 100%, sebelumnya: Tidak Ada Evaluasi 75%, "
        "Bulan Januari 2026; "
        "Tanpa Periode: Tidak Ada Evaluasi 80%, sebelumnya: Tidak Ada Evaluasi 75%, "
        "Bulan Februari 2026"
    )


def test_what_is_remembered_comes_back_from_json():
    known = {1: APRIL_TO_MAY} | without("exempt", 10_000, (2026, 1))
    assert month.thaw(json.loads(json.dumps(month.freeze(known)))) == known
    assert month.freeze(None) == month.thaw(None) == {}


def test_what_was_settled_and_paid_is_one_span():
    """April was settled in May, paid by the same: a later change is of both."""
    may = RATED._replace(first="2026-05-01", last="2026-05-01")
    april = MAY._replace(first="2026-04-01", last="2026-04-01")
    assert month.remembered({1: april}, {1: may}, 1) == {
        1: may._replace(first="2026-04-01")
    }


PLACE = recap.Place(1, "Dinas A", 11, "Bidang", "Bidang", "Kota")
LINE = month.Line(
    5, "198609262015051001", "Dewi", "III/c", "Perawat", PLACE, 1, "TW", "baik", "", 1
)


def test_offices_add_up():
    other = replace(LINE, employee_id=6, place=PLACE._replace(office_id=2, office="B"))
    whole = month.MonthList("Kota", date(2026, 5, 1), "Data …", (LINE, other))
    parts = whole.by_office({1: "Dinas_A", 2: "B"})
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
        policies={1: 3},
        employee_id=5,
        policy_id=3,
    )
    frozen = recap.freeze(row)
    assert recap.thaw(json.loads(json.dumps(frozen))) == row
    assert recap.thaw(frozen) == row
