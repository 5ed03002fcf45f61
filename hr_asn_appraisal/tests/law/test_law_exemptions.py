"""Who is exempt, on a day, over a span and in a period; figures counted by hand."""

from datetime import date

import pytest
from law import exemptions


def day(text):
    return date.fromisoformat(f"2026-{text}") if text else None


def spans(*pairs):
    return [(day(first), day(last)) for first, last in pairs]


MATERNITY = ("03-01", "05-31")
STUDY = ("07-01", None)


@pytest.mark.parametrize(
    ("pairs", "on", "expected"),
    [
        ([], "03-01", False),
        ([MATERNITY], "02-28", False),
        ([MATERNITY], "03-01", True),
        ([MATERNITY], "05-31", True),
        ([MATERNITY], "06-01", False),
        ([STUDY], "12-31", True),
        ([MATERNITY, STUDY], "07-01", True),
    ],
)
def test_exempt_on_a_day(pairs, on, expected):
    assert exemptions.is_exempt_on(spans(*pairs), day(on)) is expected


@pytest.mark.parametrize(
    ("pairs", "start", "end", "days"),
    [
        ([], "01-01", "01-31", 31),
        ([("01-10", "01-19")], "01-01", "01-31", 21),
        ([("01-10", None)], "01-01", "01-31", 9),
        ([("01-01", "01-31")], "01-01", "01-31", 0),
        ([("01-20", "02-10"), ("01-05", "01-09")], "01-01", "01-31", 14),
        # Overlapping ones, and one within another, are counted once.
        ([("01-05", "01-14"), ("01-10", "01-19")], "01-01", "01-31", 16),
        ([("01-05", "01-24"), ("01-10", "01-12")], "01-01", "01-31", 11),
        # What lies before or after does not count.
        ([("02-01", None)], "01-01", "01-31", 31),
        ([("01-01", "01-09")], "01-10", "01-31", 22),
        ([("01-01", "01-09"), ("02-01", None)], "01-10", "01-31", 22),
        ([], "02-01", "01-31", 0),
    ],
)
def test_days_of_presence(pairs, start, end, days):
    assert exemptions.days_present(spans(*pairs), day(start), day(end)) == days


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], False),
        ([("01-01", "12-31")], True),
        ([("01-01", None)], True),
        ([("01-02", None)], False),
        ([("01-01", "12-30")], False),
        # One exemption that goes over into another covers the year with it.
        ([("07-01", None), ("01-01", "06-30")], True),
        ([("07-02", None), ("01-01", "06-30")], False),
    ],
)
def test_a_whole_year(pairs, expected):
    assert exemptions.covers(spans(*pairs), day("01-01"), day("12-31")) is expected


QUARTER_1 = ("01-01", "03-31")
QUARTER_2 = ("04-01", "06-30")
QUARTER_3 = ("07-01", "09-30")
YEAR = ("01-01", "12-31")


@pytest.mark.parametrize(
    ("pairs", "period", "days", "expected"),
    [
        ([], QUARTER_1, 30, False),
        # 59 days of presence before the leave: evaluated.
        ([MATERNITY], QUARTER_1, 30, False),
        ([MATERNITY], QUARTER_1, 59, False),
        ([MATERNITY], QUARTER_1, 60, True),
        # Back on the last day: evaluated, however long away.
        ([MATERNITY], QUARTER_2, 90, False),
        ([("03-01", "06-30")], QUARTER_2, 30, True),
        ([STUDY], QUARTER_2, 30, False),
        ([STUDY], QUARTER_3, 30, True),
        # 181 days of the year before the studies: evaluated over the year.
        ([STUDY], YEAR, 30, False),
        ([("01-15", None)], YEAR, 30, True),
        # A minimum of 0 or 1: one day of presence is enough, none is not.
        ([("01-02", None)], QUARTER_1, 0, False),
        ([("01-01", None)], QUARTER_1, 0, True),
    ],
)
def test_exempt_in_a_period(pairs, period, days, expected):
    bounds = (day(period[0]), day(period[1]))
    plan = (day("01-01"), day("12-31"))
    found = exemptions.is_exempt_in(spans(*pairs), *plan, *bounds, days)
    assert found is expected


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        # Away when the post ended in the period, 31 days after it had begun.
        (("01-01", "02-28"), False),
        (("01-20", "02-28"), True),
        # The post ended before the leave began.
        (("01-20", "01-31"), False),
    ],
)
def test_a_plan_that_does_not_fill_the_period(plan, expected):
    bounds = (day(plan[0]), day(plan[1]))
    leave = spans(("02-01", None))
    quarter = (day("01-01"), day("03-31"))
    assert exemptions.is_exempt_in(leave, *bounds, *quarter, 30) is expected


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        # the last day alone
        ([((2026, 1, 10), (2026, 1, 10))], 9),
        # two that meet, until the last day
        ([((2026, 1, 1), (2026, 1, 9)), ((2026, 1, 10), (2026, 1, 10))], 0),
        # what comes later counts for nothing
        ([((2026, 1, 20), (2026, 1, 25))], 10),
    ],
)
def test_the_last_day_and_what_comes_after_it(spans, expected):
    days = [(date(*first), date(*last)) for first, last in spans]
    found = exemptions.days_present(days, date(2026, 1, 1), date(2026, 1, 10))
    assert found == expected
