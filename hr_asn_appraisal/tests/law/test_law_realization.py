"""Figures of indicators and how much of a target they reach."""

from decimal import Decimal
from fractions import Fraction

import pytest
from law import realization
from law.realization import Periods

D = Decimal


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (0, D(0)),
        (3, D(3)),
        (0.1, D("0.1")),
        (D("0.10"), D("0.10")),
        (-2.5, D("-2.5")),
    ],
)
def test_exact(value, expected):
    assert realization.exact(value) == expected


@pytest.mark.parametrize("value", [False, True, "3", [3]])
def test_exact_refuses_what_is_no_number(value):
    with pytest.raises(TypeError, match=f"not {type(value).__name__}"):
        realization.exact(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), D("NaN")])
def test_exact_refuses_what_is_not_finite(value):
    with pytest.raises(ValueError, match="finite"):
        realization.exact(value)


@pytest.mark.parametrize(
    ("pattern", "values", "months", "baseline", "used", "expected"),
    [
        ("hitungan", {3: 10, 6: 20, 9: 5}, (), None, (3, 6, 9), 35),
        ("hitungan", {6: 20, 3: None}, (), None, (6,), 20),
        ("hitungan", {3: 0}, (), None, (3,), 0),
        ("hitungan", {3: 0.1, 6: 0.2}, (), None, (3, 6), D("0.3")),
        ("hitungan", {3: 10, 6: 20}, (6,), None, (3, 6), 30),
        ("hitungan", {3: 10, 6: 20}, (), 7, (3, 6), 30),
        ("posisi", {9: 70, 3: 90, 6: 80}, (), None, (9,), 70),
        ("posisi", {3: 90, 6: 0, 9: None}, (), None, (6,), 0),
        ("posisi", {3: 90, 6: 80}, (3,), None, (6,), 80),
        ("rilis", {3: 50, 6: 60, 9: 70}, (3, 6, 12), None, (6,), 60),
        ("rilis", {6: 60, 12: None}, (6, 12), None, (6,), 60),
        ("rilis", {6: 60, 12: 0}, (6, 12), None, (12,), 0),
        ("rilis", {3: 50, 9: 70}, (6, 12), None, (), None),
        ("rilis", {6: 60}, (), None, (), None),
        ("kenaikan", {3: 60, 6: 71}, (), 60, (6,), 11),
        ("kenaikan", {3: 60, 6: 55}, (), 60, (6,), -5),
        ("kenaikan", {3: 8}, (), 0, (3,), 8),
        ("kenaikan", {3: 8}, (), None, (3,), None),
        ("hitungan", {}, (), None, (), None),
        ("posisi", {3: None}, (), None, (), None),
        ("kenaikan", {}, (), 60, (), None),
    ],
)
def test_accumulate(pattern, values, months, baseline, used, expected):
    assert realization.used_months(pattern, values, months) == used
    found = realization.accumulate(pattern, values, months, baseline)
    assert found == expected
    assert (found is None) is (expected is None)


@pytest.mark.parametrize(
    ("months", "first", "last", "expected"),
    [
        ((), 1, 3, True),
        ((6, 12), 4, 6, True),
        ((5,), 4, 6, True),
        ((4,), 4, 6, True),
        ((3, 7), 4, 6, False),
        ((6,), 6, 6, True),
        ((6,), 5, 5, False),
        ((6,), 1, 12, True),
    ],
)
def test_is_measured(months, first, last, expected):
    assert realization.is_measured(months, first, last) is expected


QUARTERS = (3, 6, 9, 12)


@pytest.mark.parametrize(
    ("pattern", "values", "due", "expected"),
    [
        ("hitungan", {3: 1, 6: 2, 9: 0}, QUARTERS, (3, 4)),
        ("hitungan", {3: 1, 6: 2, 9: None, 12: 4}, QUARTERS, (3, 4)),
        ("hitungan", {3: 1, 6: 2, 9: 0, 12: 4}, QUARTERS, None),
        ("hitungan", {6: 2, 12: 4}, (6, 12), None),
        ("hitungan", {3: 1, 6: 2}, (6, 12), (1, 2)),
        ("hitungan", {3: 1}, (6, 12), (0, 2)),
        ("hitungan", {3: 1}, (), None),
        ("hitungan", {}, QUARTERS, None),
        ("hitungan", {3: None}, QUARTERS, None),
        ("posisi", {3: 1}, QUARTERS, None),
        ("rilis", {3: 1}, QUARTERS, None),
        ("kenaikan", {3: 1}, QUARTERS, None),
    ],
)
def test_reported(pattern, values, due, expected):
    assert realization.reported(pattern, values, due) == expected


def test_unknown_pattern_is_an_error():
    with pytest.raises(ValueError, match="measuring pattern: 'rata'"):
        realization.reported("rata", {3: 1}, (3,))
    with pytest.raises(ValueError, match="measuring pattern: 'rata'"):
        realization.accumulate("rata", {3: 1})
    with pytest.raises(ValueError, match="measuring pattern: 'rata'"):
        realization.used_months("rata", {3: 1})


def test_a_value_that_the_orm_calls_false_is_not_a_zero():
    with pytest.raises(TypeError):
        realization.accumulate("posisi", {3: False})


@pytest.mark.parametrize(
    ("actual", "target", "direction", "expected"),
    [
        (80, 80, "naik", 10000),
        (72, 80, "naik", 9000),
        (88, 80, "naik", 11000),
        (0, 80, "naik", 0),
        (160, 80, "naik", 20000),
        (-1, 80, "naik", 0),
        (D("7.999"), 8, "naik", 9998),
        (1, 3, "naik", 3333),
        (2, 3, "naik", 6666),
        (4, 3, "naik", 13333),
        (0.3, 0.1, "naik", 30000),
        (10, 10, "turun", 10000),
        (11, 10, "turun", 9000),
        (9, 10, "turun", 11000),
        (0, 10, "turun", 20000),
        (20, 10, "turun", 0),
        (21, 10, "turun", 0),
        (4, 3, "turun", 6666),
        (2, 3, "turun", 13333),
        (50, 50, "rentang", 10000),
        (40, 50, "rentang", 8000),
        (60, 50, "rentang", 8000),
        (101, 50, "rentang", 0),
    ],
)
def test_single_target(actual, target, direction, expected):
    assert realization.achievement_bp(actual, target, None, direction) == expected
    assert realization.achievement_bp(actual, target, target, direction) == expected


def test_default_direction_is_up():
    assert realization.achievement_bp(60, 50) == 12000


@pytest.mark.parametrize(
    ("actual", "direction", "expected"),
    [
        (72, "naik", 9000),
        (80, "naik", 10000),
        (90, "naik", 10000),
        (100, "naik", 10000),
        (105, "naik", 10500),
        (72, "turun", 11000),
        (80, "turun", 10000),
        (90, "turun", 10000),
        (100, "turun", 10000),
        (105, "turun", 9500),
        (72, "rentang", 9000),
        (D("79.99"), "rentang", 9998),
        (80, "rentang", 10000),
        (90, "rentang", 10000),
        (100, "rentang", 10000),
        (D("100.01"), "rentang", 9999),
        (105, "rentang", 9500),
    ],
)
def test_band_from_80_to_100(actual, direction, expected):
    assert realization.achievement_bp(actual, 80, 100, direction) == expected


@pytest.mark.parametrize(
    ("actual", "direction", "expected"),
    [
        (0, "naik", 10000),
        (1, "naik", 10000),
        (-1, "naik", 0),
        (0, "turun", 10000),
        (-1, "turun", 10000),
        (1, "turun", 0),
        (0, "rentang", 10000),
        (1, "rentang", 0),
        (-1, "rentang", 0),
    ],
)
def test_target_of_zero_is_met_or_not(actual, direction, expected):
    assert realization.achievement_bp(actual, 0, None, direction) == expected


@pytest.mark.parametrize(
    ("actual", "direction", "expected"),
    [
        (-4, "naik", 12000),
        (-6, "naik", 8000),
        (-4, "turun", 8000),
        (-6, "turun", 12000),
    ],
)
def test_negative_target(actual, direction, expected):
    assert realization.achievement_bp(actual, -5, None, direction) == expected


def test_it_passes_a_threshold_only_if_the_exact_figure_does():
    assert realization.achievement_bp(D("89.99999999"), 100) == 8999
    assert realization.achievement_bp(90, 100) == 9000
    tiny = D("100.0000000000000000000001")
    assert realization.achievement_bp(tiny, 100, None, "turun") == 9999


@pytest.mark.parametrize(
    ("actual", "cap", "expected"),
    [
        (119, 12000, 11900),
        (120, 12000, 12000),
        (121, 12000, 12000),
        (121, None, 12100),
        (90, 12000, 9000),
        (100, 9500, 9500),
        (100, 0, 0),
    ],
)
def test_cap(actual, cap, expected):
    assert realization.achievement_bp(actual, 100, cap_bp=cap) == expected


def test_unmeasured_stays_none_and_is_never_zero():
    assert realization.achievement_bp(None, 100) is None
    assert realization.achievement_bp(50, None) is None
    assert realization.achievement_bp(None, None) is None
    assert realization.achievement_bp(0, 100) == 0


def test_errors_of_achievement():
    with pytest.raises(ValueError, match="from 100 down to 80"):
        realization.achievement_bp(90, 100, 80)
    with pytest.raises(ValueError, match="unknown direction: 'tetap'"):
        realization.achievement_bp(90, 100, direction="tetap")
    with pytest.raises(TypeError):
        realization.achievement_bp(False, 100)


@pytest.mark.parametrize(
    ("pattern", "target", "periods", "expected"),
    [
        ("hitungan", 420, (1, 1, 4), 105),
        ("hitungan", 420, (1, 3, 4), 105),
        ("hitungan", 420, (3, 4, 4), 315),
        ("hitungan", 420, (4, 4, 4), 420),
        ("hitungan", 420, (1, 1, 1), 420),
        # whole things are due in whole things, and add up to the year
        ("hitungan", 10, (1, 1, 4), 2),
        ("hitungan", 10, (1, 2, 4), 3),
        ("hitungan", 10, (1, 3, 4), 2),
        ("hitungan", 10, (1, 4, 4), 3),
        ("hitungan", 1, (1, 3, 4), 0),
        ("hitungan", 1, (1, 4, 4), 1),
        ("hitungan", D("2.5"), (1, 1, 4), Fraction(5, 8)),
        ("kenaikan", 8, (1, 1, 4), 2),
        ("kenaikan", 8, (1, 3, 4), 6),
        ("kenaikan", 8, (1, 1, 1), 8),
        ("posisi", 95, (1, 1, 4), 95),
        ("rilis", 95, (1, 1, 2), 95),
        # measured in no period of the year: nothing to spread
        ("hitungan", 7, (0, 0, 0), 7),
        ("hitungan", None, (1, 1, 4), None),
        ("posisi", None, (0, 0, 0), None),
    ],
)
def test_the_part_of_a_target_that_periods_answer_for(
    pattern, target, periods, expected
):
    assert realization.target_due(pattern, target, Periods(*periods)) == expected


@pytest.mark.parametrize("periods", [(2, 1, 4), (1, 5, 4), (-1, 1, 4)])
def test_impossible_numbers_of_periods(periods):
    with pytest.raises(ValueError, match="periods"):
        realization.target_due("hitungan", 1, Periods(*periods))
    with pytest.raises(ValueError, match="unknown measuring pattern"):
        realization.target_due("tetap", 1, Periods(1, 1, 1))


@pytest.mark.parametrize(
    ("pattern", "actual", "target", "direction", "periods", "expected"),
    [
        ("hitungan", 105, (420, 420), "naik", (1, 1, 4), 10000),
        ("hitungan", 94, (420, 420), "naik", (1, 1, 4), 8952),
        ("hitungan", 4, (12, 12), "turun", (1, 2, 4), 6666),
        ("hitungan", 3, (12, 12), "turun", (1, 2, 4), 10000),
        # two complaints a year: one in whichever quarter is within, two are not
        ("hitungan", 1, (2, 2), "turun", (1, 1, 4), 10000),
        ("hitungan", 1, (2, 2), "turun", (1, 2, 4), 10000),
        ("hitungan", 2, (2, 2), "turun", (1, 1, 4), 0),
        ("hitungan", 2, (2, 2), "turun", (4, 4, 4), 10000),
        ("hitungan", 1, (1, 3), "rentang", (1, 1, 4), 10000),
        ("hitungan", 2, (1, 3), "rentang", (1, 1, 4), 0),
        ("hitungan", 0, (1, 3), "rentang", (1, 4, 4), 0),
        # 2.5 in four parts is no whole number, a third of it no finite one
        ("hitungan", D("0.625"), (D("2.5"), D("2.5")), "naik", (1, 1, 4), 10000),
        ("hitungan", D("0.83"), (D("2.5"), D("2.5")), "naik", (1, 1, 3), 9960),
        # an edge in halves: the other is spread as finely, and none overtakes
        ("hitungan", D("0.5"), (2, D("2.5")), "naik", (1, 2, 4), 10000),
        ("hitungan", D("0.25"), (2, D("2.5")), "naik", (1, 2, 4), 5000),
        ("hitungan", D("0.7"), (2, D("2.5")), "turun", (1, 1, 4), 8800),
        ("hitungan", 1, (90, D("91.5")), "rentang", (1, 4, 4), 444),
        # 13 of twelve months: two in the last, of 15 two as well
        ("hitungan", 2, (13, 15), "naik", (1, 12, 12), 10000),
        # in the third of six 2 a year are one, 3 a year none: the lower edge stands
        ("hitungan", 1, (2, 3), "naik", (1, 3, 6), 10000),
        # one document a year: not due, done early, due
        ("hitungan", 0, (1, 1), "naik", (1, 1, 4), None),
        ("hitungan", 1, (1, 1), "naik", (1, 1, 4), 10000),
        ("hitungan", 0, (1, 1), "naik", (1, 4, 4), 0),
        ("hitungan", None, (8, 8), "naik", (1, 1, 4), None),
        # no incident is allowed: none is reached, one is not
        ("hitungan", 0, (0, 0), "turun", (1, 1, 4), 10000),
        ("hitungan", 1, (0, 0), "turun", (1, 1, 4), 0),
        ("kenaikan", 3, (8, 8), "naik", (1, 1, 4), 15000),
        ("kenaikan", 3, (8, 8), "naik", (1, 4, 4), 3750),
        ("posisi", 86, (86, 90), "naik", (1, 1, 4), 10000),
        ("posisi", D("85.9"), (86, 90), "naik", (1, 1, 4), 9988),
        # a release in another month is neither zero nor whole
        ("rilis", 3, (4, 4), "naik", (0, 0, 1), None),
        ("rilis", 3, (4, 4), "naik", (1, 1, 1), 7500),
        ("posisi", 3, (None, None), "naik", (1, 1, 4), None),
    ],
)
def test_what_was_reached_of_what_was_due(
    pattern, actual, target, direction, periods, expected
):
    found = realization.achievement_due_bp(
        pattern, actual, target, direction, Periods(*periods)
    )
    assert found == expected


def test_a_fraction_is_exact_already():
    third = Fraction(1, 3)
    assert realization.exact(third) is third
    assert realization.achievement_bp(third, third) == 10000
