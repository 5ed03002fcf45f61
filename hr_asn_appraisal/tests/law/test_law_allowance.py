"""Which figure counts for the allowance of a month, and what it is worth."""

from datetime import date

import pytest
from law import allowance, codes
from law.allowance import Candidate

WINTER = Candidate(4, date(2025, 10, 1), date(2025, 12, 31))
FIRST = Candidate(1, date(2026, 1, 1), date(2026, 3, 31))
SECOND = Candidate(2, date(2026, 4, 1), date(2026, 6, 30))
HALF = Candidate(5, date(2026, 1, 1), date(2026, 6, 30))
JUNE = Candidate(6, date(2026, 6, 1), date(2026, 6, 30))
YEAR = Candidate(9, date(2025, 1, 1), date(2025, 12, 31), True)
OLD = Candidate(3, date(2024, 10, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("candidates", "month_end", "expected"),
    [
        ([FIRST, SECOND], date(2026, 5, 31), FIRST),
        ([FIRST, SECOND], date(2026, 6, 30), SECOND),
        ([FIRST, SECOND], date(2026, 6, 29), FIRST),
        ([WINTER, FIRST], date(2026, 2, 28), WINTER),
        ([WINTER, YEAR], date(2026, 2, 28), WINTER),
        ([YEAR], date(2026, 2, 28), None),
        # A half-year school: nothing of this year has ended, the last year counts.
        ([WINTER, HALF], date(2026, 5, 31), WINTER),
        # Two cadences that end on one day: the shorter period.
        ([HALF, SECOND, JUNE], date(2026, 6, 30), JUNE),
        ([JUNE, SECOND, HALF], date(2026, 6, 30), JUNE),
        # A year before the last one says nothing any more.
        ([OLD], date(2026, 1, 31), None),
        ([OLD], date(2025, 11, 30), OLD),
        ([], date(2026, 1, 31), None),
    ],
)
def test_which_period_counts(candidates, month_end, expected):
    assert allowance.counted(candidates, month_end) == expected


@pytest.mark.parametrize(
    ("outcome", "table", "default", "points"),
    [
        ("baik", {}, 10_000, 10_000),
        ("baik", {"kurang": 8_500}, 10_000, 10_000),
        ("kurang", {"kurang": 8_500}, 10_000, 8_500),
        ("sangat_kurang", {"sangat_kurang": 0}, 10_000, 0),
        ("not_rated", {}, 9_000, 9_000),
    ],
)
def test_percentage_is_never_missing(outcome, table, default, points):
    assert allowance.percentage(outcome, table, default) == points


def test_unknown_outcome_has_no_percentage():
    with pytest.raises(KeyError):
        allowance.percentage("bagus", {})


def test_an_outcome_is_a_predikat_or_the_reason_why_there_is_none():
    """Each has a percentage: there is no way to be worth nothing by being unknown."""
    assert allowance.OUTCOMES[:5] == codes.PREDIKATS
    assert allowance.OUTCOMES[5:] == (
        "not_rated",
        "not_delivered",
        "exempt",
        "elsewhere",
        "not_due",
    )
    points = [allowance.percentage(one, {}, 9_000) for one in allowance.OUTCOMES]
    assert points == [9_000] * 10


def test_what_no_table_names_is_paid_whole():
    assert allowance.percentage(allowance.OUTCOMES[0], {}) == 10000
