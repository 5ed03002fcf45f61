"""Periods of a year, and the plans that are evaluated in one."""

from datetime import date

import pytest
from law import periods

YEAR_MONTHS = [
    (1, "2026-01-01", "2026-01-31"),
    (2, "2026-02-01", "2026-02-28"),
    (3, "2026-03-01", "2026-03-31"),
    (4, "2026-04-01", "2026-04-30"),
    (5, "2026-05-01", "2026-05-31"),
    (6, "2026-06-01", "2026-06-30"),
    (7, "2026-07-01", "2026-07-31"),
    (8, "2026-08-01", "2026-08-31"),
    (9, "2026-09-01", "2026-09-30"),
    (10, "2026-10-01", "2026-10-31"),
    (11, "2026-11-01", "2026-11-30"),
    (12, "2026-12-01", "2026-12-31"),
]
QUARTERS = [
    (1, "2026-01-01", "2026-03-31"),
    (2, "2026-04-01", "2026-06-30"),
    (3, "2026-07-01", "2026-09-30"),
    (4, "2026-10-01", "2026-12-31"),
]
HALVES = [(1, "2026-01-01", "2026-06-30"), (2, "2026-07-01", "2026-12-31")]
WHOLE = [(1, "2026-01-01", "2026-12-31")]


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [
        ("bulan", YEAR_MONTHS),
        ("triwulan", QUARTERS),
        ("semester", HALVES),
        ("tahun", WHOLE),
    ],
)
def test_periods_of_2026(cadence, expected):
    found = periods.periods(2026, cadence)
    assert {period.kind for period in found} == {cadence}
    assert [(p.number, str(p.start), str(p.end)) for p in found] == expected


def test_months_per_period():
    assert periods.MONTHS_PER_PERIOD == {
        "bulan": 1,
        "triwulan": 3,
        "semester": 6,
        "tahun": 12,
    }


@pytest.mark.parametrize(
    ("year", "last_day"), [(2024, 29), (2023, 28), (2000, 29), (2100, 28)]
)
def test_february_of_leap_years(year, last_day):
    february = periods.periods(year, "bulan")[1]
    assert february.end == date(year, 2, last_day)


@pytest.mark.parametrize("cadence", ["", None, "minggu", "tahunan"])
def test_unknown_cadence_is_an_error(cadence):
    with pytest.raises(ValueError, match="unknown cadence"):
        periods.periods(2026, cadence)
    with pytest.raises(ValueError, match="unknown cadence"):
        periods.period(2026, cadence, 1)


@pytest.mark.parametrize(
    ("cadence", "number", "expected"),
    [
        ("bulan", 1, ("2028-01-01", "2028-01-31")),
        ("bulan", 2, ("2028-02-01", "2028-02-29")),
        ("bulan", 12, ("2028-12-01", "2028-12-31")),
        ("bulan", 13, None),
        ("triwulan", 4, ("2028-10-01", "2028-12-31")),
        ("triwulan", 5, None),
        ("semester", 2, ("2028-07-01", "2028-12-31")),
        ("tahun", 1, ("2028-01-01", "2028-12-31")),
        ("tahun", 2, None),
        ("tahun", 0, None),
        ("tahun", -1, None),
    ],
)
def test_one_period_of_a_year(cadence, number, expected):
    found = periods.period(2028, cadence, number)
    assert (found and (str(found.start), str(found.end))) == expected


def in_second_quarter(skp_from, skp_to, min_days=30):
    return periods.in_force(
        date.fromisoformat(skp_from),
        skp_to and date.fromisoformat(skp_to),
        date(2026, 4, 1),
        date(2026, 6, 30),
        min_days,
    )


@pytest.mark.parametrize(
    ("skp_from", "skp_to", "expected"),
    [
        ("2026-01-01", None, True),
        ("2026-01-01", "2026-12-31", True),
        ("2026-01-01", "2026-07-01", True),
        ("2026-01-01", "2026-06-30", True),
        ("2026-06-29", "2026-06-30", True),
        ("2026-06-30", "2026-06-30", True),
        ("2026-06-30", None, True),
        ("2026-07-01", None, False),
        ("2026-07-01", "2026-12-31", False),
    ],
)
def test_in_force_on_the_last_day_however_new(skp_from, skp_to, expected):
    assert in_second_quarter(skp_from, skp_to) is expected


@pytest.mark.parametrize(
    ("skp_from", "skp_to", "expected"),
    [
        # thirty days of the quarter: 1 to 30 April
        ("2026-01-01", "2026-04-30", True),
        ("2026-01-01", "2026-04-29", False),
        # thirty days: 2 April to 1 May
        ("2026-04-02", "2026-05-01", True),
        ("2026-04-03", "2026-05-01", False),
        ("2026-05-31", "2026-06-29", True),
        ("2026-06-01", "2026-06-29", False),
        # days before the quarter do not help
        ("2025-01-01", "2026-04-02", False),
        ("2025-01-01", "2026-03-31", False),
    ],
)
def test_ended_in_the_period_after_the_minimum(skp_from, skp_to, expected):
    assert in_second_quarter(skp_from, skp_to) is expected


@pytest.mark.parametrize(
    ("min_days", "skp_to", "expected"),
    [
        (0, "2026-04-01", True),
        (1, "2026-04-01", True),
        (2, "2026-04-01", False),
        (0, "2026-03-31", False),
        (0, "2026-03-30", False),
        (-5, "2026-03-30", False),
    ],
)
def test_minimum_of_zero_still_needs_a_day(min_days, skp_to, expected):
    assert in_second_quarter("2026-01-01", skp_to, min_days) is expected


def test_plan_that_ends_before_it_begins_was_never_in_force():
    assert in_second_quarter("2026-05-02", "2026-05-01", 0) is False
