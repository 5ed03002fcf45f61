"""How the target of a year is split over its months."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from law import split
from law.realization import Periods, achievement_due_bp, target_due

D = Decimal
# 12 documents, all of them in the months of the two school terms
TERMS = {6: D(6), 12: D(6)}
# most of it in the last quarter, in basis points
LATE = dict(zip(range(1, 13), [500] * 6 + [1000] * 4 + [1500] * 2, strict=True))


@pytest.mark.parametrize(
    ("months", "first", "last", "expected"),
    [
        ({}, 1, 12, 0),
        (TERMS, 1, 3, 0),
        (TERMS, 4, 6, 6),
        (TERMS, 6, 6, 6),
        (TERMS, 1, 12, 12),
        (LATE, 1, 3, 1500),
        (LATE, 10, 12, 4000),
        ({1: D("0.5"), 2: D("0.25")}, 1, 3, Fraction(3, 4)),
    ],
)
def test_weight(months, first, last, expected):
    assert split.weight(months, first, last) == expected


def test_a_share_below_zero_is_none():
    assert split.weight({1: 0, 2: 5}, 1, 3) == 5
    with pytest.raises(ValueError, match="below zero"):
        split.weight({1: -1}, 1, 3)


def _quarters(months, number):
    """Return the Periods of a quarter as the weights of a split say."""
    weights = [split.weight(months, 3 * n + 1, 3 * n + 3) for n in range(4)]
    here = weights[number - 1]
    return Periods(here, sum(weights[:number]), sum(weights), not here)


@pytest.mark.parametrize(
    ("pattern", "target", "months", "quarter", "expected"),
    [
        ("hitungan", 420, LATE, 1, 63),
        ("hitungan", 420, LATE, 2, 63),
        ("hitungan", 420, LATE, 3, 126),
        ("hitungan", 420, LATE, 4, 168),
        ("hitungan", 12, TERMS, 1, 0),
        ("hitungan", 12, TERMS, 2, 6),
        ("hitungan", 12, TERMS, 3, 0),
        ("hitungan", 12, TERMS, 4, 6),
        # whole things stay whole and add up: 15, 30, 60 and 100 % of 10
        ("hitungan", 10, LATE, 1, 1),
        ("hitungan", 10, LATE, 2, 2),
        ("hitungan", 10, LATE, 3, 3),
        ("hitungan", 10, LATE, 4, 4),
        ("hitungan", D("2.5"), LATE, 1, Fraction(3, 8)),
        # what grows is due as far as the season has come
        ("kenaikan", 8, LATE, 2, Fraction(12, 5)),
        ("kenaikan", 8, LATE, 4, 8),
        # a level holds in each period, whatever the season
        ("posisi", 95, LATE, 1, 95),
    ],
)
def test_what_is_due_of_a_split_target(pattern, target, months, quarter, expected):
    assert target_due(pattern, target, _quarters(months, quarter)) == expected


@pytest.mark.parametrize(
    ("actual", "quarter", "expected"),
    [
        (63, 1, 10000),
        (105, 1, 16666),
        (63, 3, 5000),
        (168, 4, 10000),
    ],
)
def test_what_was_reached_of_a_split_target(actual, quarter, expected):
    found = achievement_due_bp(
        "hitungan", actual, (420, 420), "naik", _quarters(LATE, quarter)
    )
    assert found == expected


@pytest.mark.parametrize(
    ("pattern", "actual", "target", "direction", "quarter", "expected"),
    [
        # nothing due and nothing done: nothing to be said
        ("hitungan", 0, 12, "naik", 1, None),
        # done ahead
        ("hitungan", 3, 12, "naik", 1, 10000),
        # a ceiling of nothing that is kept, and one that is passed
        ("hitungan", 0, 12, "turun", 1, 10000),
        ("hitungan", 3, 12, "turun", 1, 0),
        # what grows has come so far, also where a period adds nothing: 3 of 6
        ("kenaikan", 3, 12, "naik", 3, 5000),
        ("kenaikan", 0, 12, "naik", 1, None),
    ],
)
def test_a_period_without_a_part(pattern, actual, target, direction, quarter, expected):
    periods = _quarters(TERMS, quarter)
    assert periods.here == 0
    found = achievement_due_bp(pattern, actual, (target,) * 2, direction, periods)
    assert found == expected


def test_what_is_not_measured_is_not_rated():
    periods = Periods(0, 6, 12)
    assert achievement_due_bp("hitungan", 3, (12, 12), "naik", periods) is None


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([834] * 4 + [833] * 8, 0),
        ([833] * 12, 4),
        ([1000] * 12, -2000),
        ([10000] + [0] * 11, 0),
    ],
)
def test_what_a_season_lacks_of_the_whole(shares, expected):
    assert split.missing_bp(shares) == expected


@pytest.mark.parametrize(
    "shares", [[], [10000], [5000] * 2 + [0] * 11, [-1] + [0] * 11, [0.5] * 12]
)
def test_what_are_no_shares_of_twelve_months(shares):
    with pytest.raises(ValueError, match="twelve months"):
        split.missing_bp(shares)


@pytest.mark.parametrize(
    ("target", "figures", "expected"),
    [
        (420, [D(35)] * 12, 0),
        (420, [D(30)] * 12, 60),
        (D("1.5"), [D("0.125")] * 12, 0),
        (6, [D(1)] * 12, -6),
    ],
)
def test_what_figures_of_months_lack_of_the_target(target, figures, expected):
    assert split.missing(target, figures) == expected


def test_a_figure_below_zero_is_none():
    assert split.missing(12, [D(12), D(0)]) == 0
    with pytest.raises(ValueError, match="below zero"):
        split.missing(12, [D(13), D(-1)])


@pytest.mark.parametrize(
    ("first", "last", "cadence", "measured", "expected"),
    [
        ((1, 1), (12, 31), "triwulan", (), range(1, 13)),
        # a post from July, one until May, one that ends too early for its last quarter
        ((7, 1), (12, 31), "triwulan", (), range(7, 13)),
        ((8, 15), (12, 31), "triwulan", (), range(8, 13)),
        ((1, 1), (5, 31), "triwulan", (), range(1, 6)),
        ((1, 1), (4, 10), "triwulan", (), range(1, 4)),
        # what comes after the last period with a figure would never be due
        ((1, 1), (12, 31), "triwulan", (6,), range(1, 7)),
        ((1, 1), (12, 31), "triwulan", (5,), range(1, 7)),
        ((1, 1), (12, 31), "bulan", (5,), range(1, 6)),
        ((1, 1), (12, 31), "triwulan", (6, 12), range(1, 13)),
        ((7, 1), (12, 31), "triwulan", (3,), range(0)),
        ((1, 1), (12, 31), "semester", (2,), range(1, 7)),
    ],
)
def test_the_months_that_count(first, last, cadence, measured, expected):
    days = (date(2026, *first), date(2026, *last))
    assert split.counted(*days, cadence, 14, measured) == expected


@pytest.mark.parametrize(
    ("target", "shares", "places", "expected"),
    [
        (420, dict.fromkeys(range(1, 13), 1), 0, [35] * 12),
        # what does not come out even is in the last month
        (5, dict.fromkeys(range(1, 13), 1), 0, [0] * 11 + [5]),
        (D("12.5"), {10: 1, 11: 1, 12: 1}, 0, [4, 4, D("4.5")]),
        (1000, {1: 3333, 2: 3333, 3: 3334}, 4, [D("333.3"), D("333.3"), D("333.4")]),
        (1, {1: 1, 2: 1, 3: 1}, 4, [D("0.3333"), D("0.3333"), D("0.3334")]),
        # the last month with a share, not the last one
        (1, {1: 1, 2: 1, 3: 1, 4: 0}, 1, [D("0.3"), D("0.3"), D("0.4"), 0]),
        (12, {1: 0, 2: 0}, 4, []),
        (12, {}, 4, []),
    ],
)
def test_a_target_is_spread_so_that_all_of_it_is_there(
    target, shares, places, expected
):
    found = split.spread(target, shares, places)
    assert [*found.values()] == [Fraction(part) for part in expected]
