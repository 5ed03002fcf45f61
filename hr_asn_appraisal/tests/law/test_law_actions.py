"""What is done in a period: what is left of it, what counts, and when it is."""

from datetime import date

import pytest
from law import actions

START, END = date(2026, 4, 1), date(2026, 6, 30)


@pytest.mark.parametrize(
    ("outcome", "left"),
    [
        (actions.DONE, False),
        (actions.PARTLY, True),
        (actions.NOT_DONE, True),
        (None, True),
        (False, True),
    ],
)
def test_what_is_not_done_goes_on(outcome, left):
    assert actions.goes_on(outcome) is left


@pytest.mark.parametrize(
    ("outcomes", "counted"),
    [
        ([], (0, 0)),
        ([actions.DONE], (1, 1)),
        ([actions.DONE, actions.PARTLY, actions.NOT_DONE, False], (1, 4)),
        (iter([actions.DONE, actions.DONE]), (2, 2)),
    ],
)
def test_only_what_is_done_counts(outcomes, counted):
    assert actions.progress(outcomes) == counted


@pytest.mark.parametrize(
    ("first", "last", "within"),
    [
        (None, None, True),
        (START, END, True),
        (START, START, True),
        (date(2026, 5, 1), False, True),
        (False, date(2026, 5, 1), True),
        (END, START, False),
        (date(2026, 3, 31), date(2026, 4, 2), False),
        (date(2026, 6, 1), date(2026, 7, 1), False),
        (None, date(2026, 7, 1), False),
    ],
)
def test_days_of_an_action_lie_in_its_period(first, last, within):
    assert actions.is_within(first, last, START, END) is within
