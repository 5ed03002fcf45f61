"""How an indicator stands on its way through the year."""

import pytest
from law import progress

# Pattern, periods passed, periods measured, expected basis points.
EXPECTED = [
    ("hitungan", 0, 4, None),
    ("hitungan", 1, 4, 2500),
    ("hitungan", 2, 4, 5000),
    ("hitungan", 1, 3, 3333),
    ("hitungan", 4, 4, 10000),
    ("kenaikan", 2, 4, 5000),
    ("posisi", 0, 4, None),
    ("posisi", 1, 4, 10000),
    ("rilis", 1, 2, 10000),
    ("rilis", 0, 0, None),
]

# Actual, low, high, direction, expected, standing: the figures of screens.md first.
STANDINGS = [
    (210, 420, 420, "naik", 5000, "on_track"),
    (94, 95, 95, "naik", 10000, "at_risk"),
    (3.52, 3.40, 3.40, "naik", 10000, "on_track"),
    (982, 1900, 1900, "naik", 5000, "on_track"),
    (4.6, 5, 5, "turun", 10000, "on_track"),
    # The limits belong to the better side: 90 % of 210 is 189.
    (209, 420, 420, "naik", 5000, "at_risk"),
    (189, 420, 420, "naik", 5000, "at_risk"),
    (188, 420, 420, "naik", 5000, "off_track"),
    (0, 420, 420, "naik", 2500, "off_track"),
    # Lower is better: at most half of 12 complaints after half of the year.
    (6, 12, 12, "turun", 5000, "on_track"),
    (6.6, 12, 12, "turun", 5000, "at_risk"),
    (7, 12, 12, "turun", 5000, "off_track"),
    # A range is a range of the share, too.
    (44, 86, 90, "rentang", 5000, "on_track"),
    (46, 86, 90, "rentang", 5000, "at_risk"),
    (60, 86, 90, "rentang", 5000, "off_track"),
    # One third of 420 is 140, 3333 basis points of it 139.986.
    (140, 420, 420, "naik", 3333, "on_track"),
    (139, 420, 420, "naik", 3333, "at_risk"),
    # Nothing is zero because it is missing.
    (None, 420, 420, "naik", 5000, None),
    (210, None, None, "naik", 5000, None),
    (210, 420, 420, "naik", None, None),
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


@pytest.mark.parametrize(("pattern", "passed", "measured", "wanted"), EXPECTED)
def test_expected(pattern, passed, measured, wanted):
    assert progress.expected_bp(pattern, passed, measured) == wanted


@pytest.mark.parametrize("arguments", [("lain", 1, 4), ("posisi", 5, 4)])
def test_expected_refuses(arguments):
    with pytest.raises(ValueError):
        progress.expected_bp(*arguments)


@pytest.mark.parametrize(
    ("actual", "low", "high", "direction", "expected", "wanted"), STANDINGS
)
def test_standing(actual, low, high, direction, expected, wanted):
    assert progress.standing(actual, low, high, direction, expected) == wanted


@pytest.mark.parametrize(("actual", "target", "wanted"), BARS)
def test_bar(actual, target, wanted):
    assert progress.bar_bp(actual, target) == wanted
