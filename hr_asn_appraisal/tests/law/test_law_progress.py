"""How an indicator stands on its way through the year."""

import pytest
from law import progress
from law.realization import Periods

# Pattern, target, periods passed, periods measured, expected basis points.
EXPECTED = [
    ("hitungan", 420, 0, 4, None),
    ("hitungan", 420, 1, 4, 2500),
    ("hitungan", 420, 2, 4, 5000),
    ("hitungan", 420, 1, 3, 3333),
    ("hitungan", 420, 4, 4, 10000),
    # One document a year is expected in its last quarter.
    ("hitungan", 1, 3, 4, None),
    ("hitungan", 1, 4, 4, 10000),
    ("kenaikan", 8, 2, 4, 5000),
    ("hitungan", 0, 2, 4, None),
    ("hitungan", None, 2, 4, None),
    # A level is not walked up to: there is no mark on its way.
    ("posisi", 95, 1, 4, None),
    ("rilis", 95, 1, 2, None),
    ("rilis", 95, 0, 0, None),
]

# Pattern, actual, low, high, direction, passed of measured, standing: the figures of
# screens.md first.
STANDINGS = [
    ("hitungan", 210, 420, 420, "naik", (2, 4), "on_track"),
    ("posisi", 94, 95, 95, "naik", (2, 4), "at_risk"),
    ("rilis", 3.52, 3.40, 3.40, "naik", (1, 2), "on_track"),
    ("hitungan", 982, 1900, 1900, "naik", (2, 4), "on_track"),
    ("posisi", 4.6, 5, 5, "turun", (2, 4), "on_track"),
    # The limits belong to the better side: 90 % of 210 is 189.
    ("hitungan", 209, 420, 420, "naik", (2, 4), "at_risk"),
    ("hitungan", 189, 420, 420, "naik", (2, 4), "at_risk"),
    ("hitungan", 188, 420, 420, "naik", (2, 4), "off_track"),
    ("hitungan", 0, 420, 420, "naik", (1, 4), "off_track"),
    # Lower is better: at most half of 12 complaints after half of the year.
    ("hitungan", 6, 12, 12, "turun", (2, 4), "on_track"),
    ("hitungan", 6.6, 12, 12, "turun", (2, 4), "at_risk"),
    ("hitungan", 7, 12, 12, "turun", (2, 4), "off_track"),
    # A range is a range of the share, too.
    ("hitungan", 44, 86, 90, "rentang", (2, 4), "on_track"),
    ("hitungan", 46, 86, 90, "rentang", (2, 4), "at_risk"),
    ("hitungan", 60, 86, 90, "rentang", (2, 4), "off_track"),
    ("hitungan", 140, 420, 420, "naik", (1, 3), "on_track"),
    ("hitungan", 139, 420, 420, "naik", (1, 3), "at_risk"),
    ("kenaikan", 3, 8, 8, "naik", (1, 4), "on_track"),
    # Nothing is zero because it is missing, and nothing late before it is due.
    ("hitungan", None, 420, 420, "naik", (2, 4), None),
    ("posisi", 210, None, None, "naik", (2, 4), None),
    ("hitungan", 210, 420, 420, "naik", (0, 4), None),
    ("hitungan", 0, 1, 1, "naik", (3, 4), None),
]

BARS = [
    (210, 420, 5000),
    (982, 1900, 5168),
    (500, 420, 10000),
    (-1, 420, 0),
    (0, 420, 0),
    (None, 420, None),
    (210, None, None),
    (3, 0, None),
]


def of(passed, measured):
    return Periods(passed, passed, measured)


@pytest.mark.parametrize(
    ("pattern", "target", "passed", "measured", "wanted"), EXPECTED
)
def test_expected(pattern, target, passed, measured, wanted):
    assert progress.expected_bp(pattern, target, of(passed, measured)) == wanted


def test_a_ceiling_is_marked_with_the_most_that_may_be():
    """Two complaints a year: one by the first quarter, not none."""
    assert progress.expected_bp("hitungan", 2, of(1, 4), "turun") == 5000
    assert progress.expected_bp("hitungan", 2, of(1, 4)) is None


@pytest.mark.parametrize("arguments", [("lain", 1, of(1, 4)), ("posisi", 1, of(5, 4))])
def test_expected_refuses(arguments):
    with pytest.raises(ValueError):
        progress.expected_bp(*arguments)


@pytest.mark.parametrize(
    ("pattern", "actual", "low", "high", "direction", "periods", "wanted"), STANDINGS
)
def test_standing(pattern, actual, low, high, direction, periods, wanted):
    found = progress.standing(pattern, actual, (low, high), direction, of(*periods))
    assert found == wanted


@pytest.mark.parametrize(
    ("actual", "wanted"),
    [(100, "off_track"), (104, "off_track"), (105, "on_track"), (120, "on_track")],
)
def test_who_does_not_meet_is_not_on_track(actual, wanted):
    """A policy may ask for 105 percent: what its proposal calls below is off track."""
    found = progress.standing(
        "posisi", actual, (100, 100), "naik", of(1, 1), at_risk_bp=10500
    )
    assert found == wanted


@pytest.mark.parametrize(("actual", "target", "wanted"), BARS)
def test_bar(actual, target, wanted):
    assert progress.bar_bp(actual, target) == wanted


def test_a_bar_of_a_target_of_one():
    assert progress.bar_bp(0.5, 1) == 5000
