from decimal import Decimal
from fractions import Fraction

import pytest
from law import codes
from law.expectation import Edges, edges
from law.proposal import Thresholds, rate_achievement
from law.realization import achievement_bp


@pytest.mark.parametrize(
    ("target", "direction", "above", "meets"),
    [
        (420, codes.NAIK, 462, 378),
        (10, codes.NAIK, 11, 9),
        (7, codes.NAIK, 8, 7),
        (1, codes.NAIK, 2, 1),
        (Decimal("3.4"), codes.NAIK, Fraction("3.74"), Fraction("3.06")),
        (10, codes.TURUN, 9, 11),
        (5, codes.TURUN, 4, 5),
        (Decimal("6.5"), codes.TURUN, Fraction("5.85"), Fraction("7.15")),
    ],
)
def test_edges(target, direction, above, meets):
    assert edges(target, direction, 11000, 9000) == Edges(above, meets)


@pytest.mark.parametrize("target", [None, 0, -5])
def test_what_has_no_share(target):
    assert edges(target, codes.NAIK, 11000, 9000) is None


def test_a_range_has_no_edges():
    assert edges(90, codes.RENTANG, 11000, 9000) is None


def test_unknown_direction():
    with pytest.raises(ValueError, match="unknown direction"):
        edges(90, "samping", 11000, 9000)


@pytest.mark.parametrize("direction", [codes.NAIK, codes.TURUN])
@pytest.mark.parametrize("target", [1, 3, 7, 12, 95, 420, 1180])
@pytest.mark.parametrize("thresholds", [(11000, 9000), (10500, 9500), (12000, 7000)])
def test_they_are_where_the_rating_changes(direction, target, thresholds):
    """On an edge the better rating holds, one step beyond it no longer."""
    rules = Thresholds(above_bp=thresholds[0], meets_bp=thresholds[1])
    found = edges(target, direction, *thresholds)
    step = -1 if direction == codes.NAIK else 1

    def rated(actual):
        figure = Decimal(int(actual))
        return rate_achievement(achievement_bp(figure, target, None, direction), rules)

    assert rated(found.above) == codes.DI_ATAS
    assert rated(found.above + step) != codes.DI_ATAS
    assert rated(found.meets) != codes.DI_BAWAH
    assert rated(found.meets + step) == codes.DI_BAWAH


def test_a_target_below_one_has_edges():
    found = edges(Decimal("0.5"), codes.NAIK, 11000, 9000)
    assert found == Edges(Fraction(11, 20), Fraction(9, 20))
