"""How the target of a year is split over its months."""

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
        (None, 1, 3, 1),
        ({}, 1, 12, 1),
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
    with pytest.raises(ValueError, match="below zero"):
        split.weight({1: -1}, 1, 3)


def _quarters(months, number):
    """Return the Periods of a quarter as the weights of a split say."""
    weights = [split.weight(months, 3 * n + 1, 3 * n + 3) for n in range(4)]
    return Periods(weights[number - 1], sum(weights[:number]), sum(weights))


@pytest.mark.parametrize(
    ("pattern", "target", "months", "quarter", "expected"),
    [
        ("hitungan", 420, None, 1, 105),
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


def test_where_nothing_is_due_nothing_is_rated():
    found = achievement_due_bp("hitungan", 3, (12, 12), "naik", _quarters(TERMS, 1))
    assert found is None


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


@pytest.mark.parametrize("figures", [[], [D(1)] * 11, [D(-1)] * 12])
def test_what_are_no_figures_of_twelve_months(figures):
    with pytest.raises(ValueError, match="twelve months"):
        split.missing(12, figures)
