"""Clocks. 2026: 1 January is a Thursday; there is no summer time in Indonesia."""

from datetime import date, datetime, timedelta

import pytest
from law import deadlines


def weekdays(day):
    return day.weekday() < 5


def office_days(day):
    """Monday to Friday without the holidays of March 2026."""
    holidays = {18, 19, 20, 23, 24}
    return weekdays(day) and not (day.month == 3 and day.day in holidays)


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
        (date(2026, 3, 2), 1, date(2026, 3, 3)),
        (date(2026, 3, 2), 14, date(2026, 3, 16)),
        (date(2026, 12, 20), 14, date(2027, 1, 3)),
        (date(2024, 2, 20), 14, date(2024, 3, 5)),
        (date(2026, 2, 20), 14, date(2026, 3, 6)),
    ],
)
def test_calendar_days(start, n, expected):
    assert deadlines.add_days(start, n) == expected


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
        (date(2026, 3, 1), 0, date(2026, 3, 1)),  # a Sunday stays a Sunday
        (date(2026, 3, 2), 1, date(2026, 3, 3)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),  # Friday to Monday
        (date(2026, 3, 7), 1, date(2026, 3, 9)),  # Saturday to Monday
        (date(2026, 3, 8), 1, date(2026, 3, 9)),
        (date(2026, 3, 2), 5, date(2026, 3, 9)),
        (date(2026, 3, 2), 14, date(2026, 3, 27)),  # five days off on the way
        (date(2026, 3, 17), 1, date(2026, 3, 25)),
    ],
)
def test_working_days(start, n, expected):
    assert deadlines.add_days(start, n, True, office_days) == expected


def test_the_calendar_is_ignored_for_calendar_days():
    start = date(2026, 3, 6)
    assert deadlines.add_days(start, 1, False, weekdays) == date(2026, 3, 7)


def test_negative_days_are_an_error():
    for working in (False, True):
        with pytest.raises(ValueError, match="lie 1 days in the past"):
            deadlines.add_days(date(2026, 3, 2), -1, working, weekdays)


def test_working_days_need_a_calendar():
    with pytest.raises(ValueError, match="need a calendar"):
        deadlines.add_days(date(2026, 3, 2), 1, working=True)


def test_a_calendar_without_working_days_is_an_error_and_ends():
    with pytest.raises(ValueError, match="no working day within 366 days"):
        deadlines.add_days(date(2026, 3, 2), 1, True, lambda day: False)


@pytest.mark.parametrize(("gap", "is_found"), [(366, True), (367, False)])
def test_the_search_for_a_working_day_is_limited(gap, is_found):
    start = date(2026, 3, 2)
    only = start + timedelta(days=gap)
    if is_found:
        assert deadlines.add_days(start, 1, True, only.__eq__) == only
    else:
        with pytest.raises(ValueError, match="no working day"):
            deadlines.add_days(start, 1, True, only.__eq__)


@pytest.mark.parametrize("value", [datetime(2026, 3, 2, 8), "2026-03-02", None])
def test_only_plain_dates(value):
    with pytest.raises(TypeError, match="plain date"):
        deadlines.add_days(value, 1)
    with pytest.raises(TypeError, match="plain date"):
        deadlines.is_open(value, date(2026, 3, 2))
    with pytest.raises(TypeError, match="plain date"):
        deadlines.is_open(date(2026, 3, 2), value)


def test_objection_due_in_either_unit():
    received = date(2026, 3, 2)
    assert deadlines.objection_due(received, 14) == date(2026, 3, 16)
    due = deadlines.objection_due(received, 14, True, office_days)
    assert due == date(2026, 3, 27)


def test_silent_receipt_is_the_day_after_the_full_days():
    delivered = date(2026, 3, 2)
    assert deadlines.deemed_received_on(delivered, 14) == date(2026, 3, 17)
    assert deadlines.deemed_received_on(delivered, 0) == date(2026, 3, 3)


def test_silent_receipt_with_working_days():
    # five working days end on Friday the 13th; Saturday is the next day
    found = deadlines.deemed_received_on(date(2026, 3, 6), 5, True, weekdays)
    assert found == date(2026, 3, 14)


def test_silent_receipt_never_falls_on_a_day_still_open_for_signing():
    delivered = date(2026, 3, 2)
    deemed = deadlines.deemed_received_on(delivered, 14)
    last_day_to_sign = deadlines.add_days(delivered, 14)
    assert deadlines.is_open(deemed - timedelta(days=1), last_day_to_sign)
    assert not deadlines.is_open(deemed, last_day_to_sign)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 3, 15), True),
        (date(2026, 3, 16), True),
        (date(2026, 3, 17), False),
        (date(2026, 3, 18), False),
    ],
)
def test_the_due_day_counts_in_full(today, expected):
    assert deadlines.is_open(today, date(2026, 3, 16)) is expected


@pytest.mark.parametrize("days", [0, 1, 14, 400])
def test_silent_since_is_the_reverse_of_the_deemed_receipt(days):
    today = date(2026, 3, 2)
    last = deadlines.silent_since(today, days)
    assert deadlines.deemed_received_on(last, days) == today
    later = last + timedelta(days=1)
    assert deadlines.deemed_received_on(later, days) == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("today", "days", "expected"),
    [
        (date(2026, 3, 17), 0, date(2026, 3, 16)),
        (date(2026, 3, 17), 1, date(2026, 3, 15)),
        (date(2026, 3, 17), 14, date(2026, 3, 2)),
    ],
)
def test_overdue_since_by_hand(today, days, expected):
    assert deadlines.overdue_since(today, days) == expected


@pytest.mark.parametrize(
    ("today", "days", "expected"),
    [
        (date(2026, 3, 4), 1, date(2026, 3, 2)),
        (date(2026, 3, 9), 1, date(2026, 3, 5)),  # a Monday: of Thursday, due on Friday
        (date(2026, 3, 28), 14, date(2026, 3, 2)),  # due on the 27th, over on the 28th
        (date(2026, 3, 27), 14, date(2026, 3, 1)),
    ],
)
def test_overdue_since_with_working_days(today, days, expected):
    assert deadlines.overdue_since(today, days, True, office_days) == expected


@pytest.mark.parametrize("working", [False, True])
@pytest.mark.parametrize("days", [0, 1, 5, 14])
@pytest.mark.parametrize("day", range(1, 31))
def test_overdue_since_is_the_reverse_of_a_deadline(day, days, working):
    today = date(2026, 3, day)
    last = deadlines.overdue_since(today, days, working, office_days)
    assert deadlines.add_days(last, days, working, office_days) < today
    later = last + timedelta(days=1)
    assert deadlines.add_days(later, days, working, office_days) >= today


def test_overdue_since_refuses_what_it_cannot_count():
    with pytest.raises(ValueError, match="past"):
        deadlines.overdue_since(date(2026, 3, 2), -1)
    with pytest.raises(ValueError, match="need a calendar"):
        deadlines.overdue_since(date(2026, 3, 2), 1, True)
    with pytest.raises(TypeError):
        deadlines.overdue_since(datetime(2026, 3, 2, 8), 1)


def test_silent_since_by_hand():
    assert deadlines.silent_since(date(2026, 1, 20), 14) == date(2026, 1, 5)


def test_silent_since_refuses_negative_days():
    with pytest.raises(ValueError, match="past"):
        deadlines.silent_since(date(2026, 1, 20), -1)


def test_silent_since_refuses_a_moment():
    with pytest.raises(TypeError):
        deadlines.silent_since(datetime(2026, 1, 20, 8), 14)


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (None, date(2026, 1, 31)),
        (date(2026, 2, 10), date(2026, 2, 10)),
        (date(2026, 1, 20), date(2026, 1, 31)),  # an unlock never shortens
        (date(2026, 1, 31), date(2026, 1, 31)),
    ],
)
def test_last_day_of_what_may_be_unlocked(until, expected):
    assert deadlines.last_day(date(2026, 1, 31), until) == expected


@pytest.mark.parametrize(
    ("due", "until"),
    [
        (datetime(2026, 1, 31, 23), None),
        (date(2026, 1, 31), datetime(2026, 2, 10, 23)),
    ],
)
def test_a_last_day_is_a_plain_date(due, until):
    with pytest.raises(TypeError):
        deadlines.last_day(due, until)


@pytest.mark.parametrize(
    ("today", "rhythm", "since"),
    [
        ("2026-01-05", "weekly", "2026-01-05"),  # a Monday
        ("2026-01-06", "weekly", "2026-01-05"),
        ("2026-01-11", "weekly", "2026-01-05"),
        ("2026-01-12", "weekly", "2026-01-12"),
        ("2026-01-04", "weekly", "2025-12-29"),
        ("2026-01-06", "daily", "2026-01-06"),
    ],
)
def test_a_digest_is_of_its_day_or_week(today, rhythm, since):
    found = deadlines.digest_since(date.fromisoformat(today), rhythm)
    assert found == date.fromisoformat(since)


def test_a_digest_of_another_rhythm_is_refused():
    with pytest.raises(ValueError):
        deadlines.digest_since(date(2026, 1, 5), "off")


# 14 days after Monday, 2 March are over on the 16th: received on the 17th.
@pytest.mark.parametrize(
    ("away", "expected"),
    [
        ([], date(2026, 3, 17)),
        # Three days of leave on the way do not count.
        ([(date(2026, 3, 5), date(2026, 3, 7))], date(2026, 3, 20)),
        # Leave that began before the delivery.
        ([(date(2026, 2, 1), date(2026, 3, 4))], date(2026, 3, 19)),
        # Two spans, given in any order, one within the other.
        (
            [
                (date(2026, 3, 10), date(2026, 3, 10)),
                (date(2026, 3, 4), date(2026, 3, 6)),
                (date(2026, 3, 5), date(2026, 3, 5)),
            ],
            date(2026, 3, 21),
        ),
        # On the day itself he is away: the next day on which he is there.
        ([(date(2026, 3, 17), date(2026, 3, 20))], date(2026, 3, 21)),
        ([(date(2026, 3, 17), date(2026, 3, 17))], date(2026, 3, 18)),
        # Two that follow on each other.
        (
            [
                (date(2026, 3, 3), date(2026, 3, 9)),
                (date(2026, 3, 10), date(2026, 3, 12)),
            ],
            date(2026, 3, 27),
        ),
        # What lies before or after changes nothing.
        ([(date(2026, 2, 1), date(2026, 3, 2))], date(2026, 3, 17)),
        ([(date(2026, 3, 18), None)], date(2026, 3, 17)),
        # Without an end silence never counts.
        ([(date(2026, 3, 10), None)], None),
        ([(date(2026, 3, 17), None)], None),
        # Leave, then one without an end that holds the day to which the first moves.
        (
            [
                (date(2026, 3, 18), None),
                (date(2026, 3, 10), date(2026, 3, 12)),
            ],
            None,
        ),
    ],
)
def test_silence_does_not_count_during_leave(away, expected):
    found = deadlines.deemed_received_on(date(2026, 3, 2), 14, away=away)
    assert found == expected


@pytest.mark.parametrize(
    ("away", "expected"),
    [
        ([], date(2026, 3, 28)),
        # Leave from Thursday to Monday: three working days less.
        ([(date(2026, 3, 5), date(2026, 3, 9))], date(2026, 4, 2)),
        # Leave over a weekend only costs nothing.
        ([(date(2026, 3, 7), date(2026, 3, 8))], date(2026, 3, 28)),
        # Back on a Saturday: the first working day counts.
        ([(date(2026, 3, 3), date(2026, 3, 6))], date(2026, 4, 3)),
        ([(date(2026, 3, 3), None)], None),
    ],
)
def test_working_days_of_presence(away, expected):
    found = deadlines.deemed_received_on(
        date(2026, 3, 2), 14, True, office_days, away=away
    )
    assert found == expected


def test_leave_far_longer_than_a_year_ends_all_the_same():
    away = [(date(2026, 3, 3), date(2029, 3, 2))]
    found = deadlines.deemed_received_on(date(2026, 3, 2), 1, away=away)
    assert found == date(2029, 3, 4)


@pytest.mark.parametrize(
    ("today", "due", "expected"),
    [
        (date(2026, 3, 2), date(2026, 3, 16), 14),
        (date(2026, 3, 16), date(2026, 3, 16), 0),
        (date(2026, 3, 17), date(2026, 3, 16), -1),
        (date(2026, 3, 18), date(2026, 3, 16), -2),
    ],
)
def test_days_left(today, due, expected):
    assert deadlines.days_left(today, due) == expected
    assert (expected >= 0) == deadlines.is_open(today, due)


@pytest.mark.parametrize(
    ("today", "due", "expected"),
    [
        # Monday to Friday of the next week; from Friday over a weekend.
        (date(2026, 3, 2), date(2026, 3, 13), 9),
        (date(2026, 3, 6), date(2026, 3, 9), 1),
        (date(2026, 3, 7), date(2026, 3, 9), 1),
        (date(2026, 3, 9), date(2026, 3, 9), 0),
        (date(2026, 3, 10), date(2026, 3, 9), -1),
    ],
)
def test_working_days_left(today, due, expected):
    def is_working(day):
        return day.weekday() < 5

    left = deadlines.days_left(today, due, True, is_working)
    assert left == expected
    if left >= 0:
        assert deadlines.add_days(today, left, True, is_working) == due


def test_working_days_left_need_a_calendar():
    with pytest.raises(ValueError, match="calendar"):
        deadlines.days_left(date(2026, 3, 2), date(2026, 3, 3), True)


def test_negative_days_are_no_silence():
    with pytest.raises(ValueError, match="lie 1 days in the past"):
        deadlines.deemed_received_on(date(2026, 3, 2), -1)


def test_what_a_policy_begins_with():
    assert (deadlines.HEARING_DAYS, deadlines.DECISION_WORKING_DAYS) == (7, 14)


@pytest.mark.parametrize(
    ("today", "after", "expected"),
    [
        (date(2026, 1, 23), 14, None),
        (date(2026, 1, 24), 14, "before"),
        (date(2026, 1, 31), 14, "before"),
        (date(2026, 2, 1), 14, "after"),
        (date(2026, 2, 14), 14, "after"),
        (date(2026, 2, 15), 14, None),
        (date(2026, 2, 15), None, "after"),
        (date(2027, 2, 15), None, "after"),
        (date(2026, 2, 1), 0, None),
    ],
)
def test_which_reminder_a_day_asks_for(today, after, expected):
    assert deadlines.reminder(today, date(2026, 1, 31), 7, after) == expected


def test_a_reminder_needs_a_plain_day_and_no_negative_number():
    due = date(2026, 1, 31)
    with pytest.raises(TypeError):
        deadlines.reminder(datetime(2026, 1, 31), due, 7)
    for days in ((-1, None), (7, -1)):
        with pytest.raises(ValueError, match="past"):
            deadlines.reminder(due, due, *days)
