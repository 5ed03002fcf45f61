"""Which periods of a team indicator count for a member."""

from datetime import date

import pytest
from law import team

Q1, Q2, Q3 = date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)
YEAR = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("last_day", "joined", "left", "expected"),
    [
        (Q1, None, None, True),
        # who came in July has no part in what was before
        (Q1, date(2026, 7, 1), None, False),
        (Q2, date(2026, 7, 1), None, False),
        (Q3, date(2026, 7, 1), None, True),
        # both days are included
        (Q2, date(2026, 6, 30), None, True),
        (Q2, None, date(2026, 6, 30), True),
        (Q2, None, date(2026, 6, 29), False),
        (Q3, None, date(2026, 6, 30), False),
        # in and out again within one period: its last day is not his
        (Q2, date(2026, 4, 2), date(2026, 5, 31), False),
        (Q2, date(2026, 4, 2), date(2026, 7, 31), True),
    ],
)
def test_a_period_counts_by_its_last_day(last_day, joined, left, expected):
    assert team.counts(last_day, joined, left) is expected


@pytest.mark.parametrize(
    ("joined", "left", "expected"),
    [
        (None, None, True),
        (date(2026, 1, 1), None, True),
        (date(2026, 1, 2), None, False),
        (date(2026, 7, 1), None, False),
        (None, date(2026, 12, 31), True),
        (None, date(2026, 12, 30), False),
    ],
)
def test_a_figure_of_the_year_counts_for_who_was_there_all_year(joined, left, expected):
    assert team.counts(YEAR, joined, left, is_year=True) is expected


@pytest.mark.parametrize(
    ("plan_to", "dropped", "handed", "expected"),
    [
        (YEAR, None, None, None),
        # moved away on 15 May
        (date(2026, 5, 14), None, None, date(2026, 5, 14)),
        # agreed without it from 1 July on
        (YEAR, date(2026, 7, 1), None, Q2),
        # another answers for it from 1 October on
        (YEAR, None, date(2026, 10, 1), Q3),
        # what comes first ends it
        (date(2026, 5, 14), date(2026, 7, 1), date(2026, 10, 1), date(2026, 5, 14)),
        (YEAR, date(2026, 10, 1), date(2026, 7, 1), Q2),
        (date(2026, 12, 30), date(2026, 12, 31), None, date(2026, 12, 30)),
    ],
)
def test_a_lead_records_until(plan_to, dropped, handed, expected):
    assert team.led_until(plan_to, YEAR, dropped, handed) == expected
