"""Where a person stands in a stage: the order in which the buckets are asked."""

from datetime import date
from itertools import product

import pytest
from law import monitor
from law.monitor import Stage

FACTS = [fact for _bucket, fact in monitor.PRECEDENCE]

# All facts that hold, and what they make of a person.
TABLE = [
    ((), "not_due"),
    (("is_overdue",), "late"),
    (("lacks_login",), "no_login"),
    (("lacks_login", "is_overdue"), "no_login"),
    (("waits_above",), "blocked"),
    (("waits_above", "is_overdue"), "blocked"),
    (("waits_above", "lacks_login", "is_overdue"), "blocked"),
    (("is_exempt",), "exempt"),
    (("is_exempt", "is_overdue"), "exempt"),
    (("is_exempt", "waits_above", "lacks_login", "is_overdue"), "exempt"),
    (("is_done",), "done"),
    (("is_done", "is_exempt"), "done"),
    (("is_done", "waits_above", "is_overdue"), "done"),
    (("is_elsewhere",), "elsewhere"),
    (("is_elsewhere", "is_done"), "elsewhere"),
    (("is_elsewhere", "is_exempt", "waits_above", "is_overdue"), "elsewhere"),
]


@pytest.mark.parametrize(("holding", "expected"), TABLE)
def test_bucket(holding, expected):
    assert monitor.bucket(**dict.fromkeys(holding, True)) == expected


def test_false_facts_count_as_missing():
    assert monitor.bucket(**dict.fromkeys(FACTS, False)) == "not_due"


def test_every_combination_has_one_of_the_buckets():
    found = {
        monitor.bucket(**dict(zip(FACTS, values, strict=True)))
        for values in product((True, False), repeat=len(FACTS))
    }
    assert found == set(monitor.BUCKETS)


def test_an_unknown_fact_is_refused():
    with pytest.raises(KeyError, match="is_ill"):
        monitor.bucket(is_ill=True)


@pytest.mark.parametrize(
    ("due_on", "plan_from", "expected"),
    [
        ("2026-01-31", "2026-01-01", "2026-01-31"),
        ("2026-01-15", "2026-01-01", "2026-01-15"),
        ("2026-01-31", "2025-06-01", "2026-01-31"),
        ("2026-01-31", "2026-06-01", "2026-07-01"),
        ("2026-03-31", "2026-01-10", "2026-03-31"),
    ],
)
def test_plan_due(due_on, plan_from, expected):
    day = date.fromisoformat
    found = monitor.plan_due(day(due_on), date(2026, 1, 1), day(plan_from))
    assert found == day(expected)


def test_the_plan_is_due_at_the_end_of_january():
    assert monitor.default_plan_due(2027) == date(2027, 1, 31)


STAGES = [
    Stage("q1", date(2026, 3, 31), 1),
    Stage("skp", date(2026, 1, 1)),
    Stage("half", date(2026, 6, 30), 1),
    Stage("q2", date(2026, 6, 30), 2),
]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2025-12-30", "skp"),
        ("2026-01-01", "skp"),
        ("2026-03-30", "skp"),
        ("2026-03-31", "q1"),
        ("2026-06-29", "q1"),
        ("2026-06-30", "q2"),
        ("2027-01-01", "q2"),
    ],
)
def test_current_stage(today, expected):
    assert monitor.current_stage(STAGES, date.fromisoformat(today)).key == expected


def test_no_stage():
    assert monitor.current_stage([], date(2026, 1, 1)) is None


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("due_on", "opened_on", "expected"),
    [
        ("2026-01-31", "2026-01-05", "2026-01-31"),
        ("2026-01-31", "2026-01-17", "2026-01-31"),
        ("2026-01-31", "2026-01-18", "2026-02-01"),
        ("2026-01-31", "2026-02-03", "2026-02-17"),
        ("2026-03-31", "2026-04-20", "2026-05-04"),
    ],
)
def test_what_is_opened_late_has_its_days(due_on, opened_on, expected):
    assert monitor.due_since(day(due_on), day(opened_on)) == day(expected)


def test_of_what_the_day_is_not_known_the_deadline_holds():
    assert monitor.due_since(day("2026-01-31"), None) == day("2026-01-31")
    assert monitor.due_since(day("2026-01-31")) == day("2026-01-31")


@pytest.mark.parametrize(
    ("opened_on", "appraised_on", "expected"),
    [
        ("2026-01-05", "2026-01-17", "2026-01-31"),
        ("2026-01-05", "2026-01-18", "2026-02-01"),
        ("2026-01-05", "2026-02-20", "2026-03-06"),
        ("2026-02-20", "2026-02-03", "2026-03-06"),
        (None, "2026-02-03", "2026-02-17"),
        ("2026-02-03", None, "2026-02-17"),
    ],
)
def test_the_last_of_what_was_waited_for_gives_the_days(
    opened_on, appraised_on, expected
):
    days = [text and day(text) for text in (opened_on, appraised_on)]
    assert monitor.due_since(day("2026-01-31"), *days) == day(expected)


@pytest.mark.parametrize(
    ("is_overdue", "has_appraiser", "expected"),
    [
        (True, True, True),
        (True, False, False),
        (False, True, False),
        (False, False, False),
    ],
)
def test_nobody_is_late_for_an_appraiser_who_is_not_set(
    is_overdue, has_appraiser, expected
):
    assert monitor.is_late(is_overdue, has_appraiser) is expected


def test_limits():
    assert (monitor.PATIENCE_DAYS, monitor.ACTING_DAYS) == (7, 14)


def test_a_stage_ranks_first_unless_it_says_more():
    day = date(2026, 1, 1)
    plain, later = Stage("plain", day), Stage("later", day, 1)
    assert monitor.current_stage([later, plain], day) == later
