"""What keeps a target from being measured."""

from decimal import Decimal

import pytest
from law import target

WORDS = (None, None)


@pytest.mark.parametrize(
    ("typed", "bounds", "direction", "pattern", "baseline", "expected"),
    [
        (None, (95, 95), "naik", "hitungan", None, ()),
        (None, WORDS, "turun", "posisi", None, ()),
        ((86, 90), (86, 90), "rentang", "rilis", None, ()),
        ((86, 90), (86, 90), "naik", "rilis", None, ()),
        # a range in the wrong order, or of one number, is none; said once
        ((90, 86), WORDS, "rentang", "rilis", None, ("backwards",)),
        ((90, 86), WORDS, "naik", "rilis", None, ("backwards",)),
        ((90, 90), (90, 90), "turun", "rilis", None, ("backwards",)),
        # within one number, or within words, nothing can be
        (None, (90, 90), "rentang", "rilis", None, ("no_range",)),
        (None, WORDS, "rentang", "rilis", None, ("no_range",)),
        # the numbers stand beside words
        (None, (Decimal("86.5"), 90), "rentang", "rilis", None, ()),
        # an increase is from a number, zero included
        (None, (8, 8), "naik", "kenaikan", None, ("no_baseline",)),
        (None, (8, 8), "naik", "kenaikan", 0, ()),
        (None, WORDS, "rentang", "kenaikan", None, ("no_range", "no_baseline")),
        # no target of its own: there is no direction to ask about
        (None, WORDS, None, "hitungan", None, ()),
    ],
)
def test_faults(typed, bounds, direction, pattern, baseline, expected):
    assert target.faults(typed, bounds, direction, pattern, baseline) == expected


@pytest.mark.parametrize(
    ("typed", "bounds", "pattern", "unit", "expected"),
    [
        ("420", (420, 420), "hitungan", "orang", None),
        ("Sangat Baik", WORDS, "hitungan", "", "summed_words"),
        ("Sangat Baik", WORDS, "kenaikan", "", "summed_words"),
        ("Sangat Baik", WORDS, "posisi", "", None),
        ("Sangat Baik", WORDS, "rilis", "", None),
        ("90", (90, 90), "hitungan", "%", "summed_percent"),
        ("90 %", (90, 90), "hitungan", "", "summed_percent"),
        ("90", (90, 90), "hitungan", "Persen", "summed_percent"),
        # a share rises to its target, which is one figure
        ("90", (90, 90), "kenaikan", "%", None),
        ("90", (90, 90), "posisi", "%", None),
        ("", WORDS, "hitungan", "%", None),
    ],
)
def test_doubt(typed, bounds, pattern, unit, expected):
    assert target.doubt(typed, bounds, pattern, unit) == expected
