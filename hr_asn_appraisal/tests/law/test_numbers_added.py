"""Values as the sum that they are: what stands on papers adds up."""

import pytest
from exchange import numbers
from law import scoring

BLENDED = {"method": scoring.BLENDED, "cap": 11500, "place": scoring.NEAR}


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ({"skp": 9500, "behavior": 9800}, "0,7 × 95 + 0,3 × 98 = 95,9"),
        # 95.51 x 0.7 + 98 x 0.3 = 96.257
        ({"skp": 9551, "behavior": 9800}, "0,7 × 95,51 + 0,3 × 98 = 96,26"),
        # 0.75 x 110 + 0.25 x 100 = 107.5; 0.5 x 107.5 + 0.5 x 90 = 98.75
        (
            BLENDED | {"skp": 11000, "behavior": 10000, "organisation": 9000},
            "0,5 × (0,75 × 110 + 0,25 × 100 = 107,5) + 0,5 × 90 = 98,75",
        ),
        # 0.75 x 120 + 0.25 x 110 = 117.5, at most 115; 0.5 x 115 + 0.5 x 90 = 102.5
        (
            BLENDED | {"skp": 12000, "behavior": 11000, "organisation": 9000},
            "0,5 × (0,75 × 120 + 0,25 × 110 = 117,5; maks. 115) + 0,5 × 90 = 102,5",
        ),
        # 115.0025 is 115 in hundredths, as the law counts: nothing is cut
        (
            BLENDED | {"skp": 11533, "behavior": 11402, "organisation": 9000},
            "0,5 × (0,75 × 115,33 + 0,25 × 114,02 = 115) + 0,5 × 90 = 102,5",
        ),
        # 115 - 10 = 105; 0.5 x 105 + 0.5 x 90 = 97.5
        (
            BLENDED
            | {"skp": 12000, "behavior": 11000, "organisation": 9000}
            | {"discipline": 1000},
            "0,5 × ((0,75 × 120 + 0,25 × 110 = 117,5; maks. 115) − 10 = 105) + "
            "0,5 × 90 = 97,5",
        ),
        # 50 - 120 = -70, at least 0; 0.9 x 0 + 0.1 x 90 = 9
        (
            BLENDED
            | {"skp": 5000, "behavior": 5000, "organisation": 9000}
            | {"discipline": 12000},
            "0,9 × (0,75 × 50 + 0,25 × 50 − 120 = -70; min. 0) + 0,1 × 90 = 9",
        ),
        # 107.5 - 1 + 1 = 107.5: what undoes itself is said all the same
        (
            BLENDED
            | {"skp": 11000, "behavior": 10000, "organisation": 9000}
            | {"impact": 100, "correction": 100},
            "0,5 × (0,75 × 110 + 0,25 × 100 − 1 + 1 = 107,5) + 0,5 × 90 = 98,75",
        ),
    ],
)
def test_a_value_is_said_as_its_sum(points, said):
    assert numbers.added(scoring.whole(points)) == said


@pytest.mark.parametrize(
    ("leaves", "points", "said"),
    [
        # 5 x 88 + 7 x 110 = 1210; 1210 / 12 = 100.83
        (
            [(5, 8800), (7, 11000)],
            10083,
            "(5 × 88,00 + 7 × 110,00) ÷ 12 = 100,83",
        ),
        # what has no value or counts no month is in no sum
        ([(5, 8850), (5, None), (0, 9000)], 8850, "(5 × 88,50) ÷ 5 = 88,50"),
    ],
)
def test_a_mean_by_months_is_said_as_its_sum(leaves, points, said):
    tree = {
        "points": points,
        "leaves": [{"months": months, "points": value} for months, value in leaves],
    }
    assert numbers.by_months(tree) == said


def test_both_places():
    found = [numbers.two_places(one) for one in (9500, 9550, 9555, 0, 118050)]
    assert found == ["95,00", "95,50", "95,55", "0,00", "1.180,50"]
