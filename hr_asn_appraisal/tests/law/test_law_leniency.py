import pytest
from law import codes, leniency

GOOD = {codes.BAIK: 10}


def test_more_steps_are_better():
    """The numbers of SIASN run the other way: their best is 1."""
    ranked = sorted(codes.PREDIKATS, key=leniency.STEPS.get, reverse=True)
    assert tuple(ranked) == codes.PREDIKATS
    by_number = sorted(codes.PREDIKATS, key=codes.PREDIKAT_SIASN.get)
    assert by_number == ranked
    assert leniency.STEPS[codes.SANGAT_KURANG] == 0


@pytest.mark.parametrize(
    ("counts", "whole", "expected"),
    [
        (GOOD, GOOD, (10, 300, 300, 0)),
        (
            {codes.SANGAT_BAIK: 5},
            {codes.SANGAT_BAIK: 5, codes.BAIK: 5},
            (5, 400, 350, 50),
        ),
        ({codes.KURANG: 5}, {codes.KURANG: 5, codes.BAIK: 15}, (5, 100, 250, -150)),
        # 10/3 and 19/6, whose difference is 1/6.
        (
            {codes.SANGAT_BAIK: 2, codes.BAIK: 4},
            {codes.SANGAT_BAIK: 2, codes.BAIK: 10},
            (6, 333, 317, 17),
        ),
        # 25/8: half a hundredth goes up.
        (
            {codes.SANGAT_BAIK: 1, codes.BAIK: 7},
            {codes.SANGAT_BAIK: 1, codes.BAIK: 7},
            (8, 313, 313, 0),
        ),
        # One of each.
        (dict.fromkeys(codes.PREDIKATS, 1), GOOD, (5, 200, 300, -100)),
    ],
)
def test_tendency(counts, whole, expected):
    assert leniency.tendency(counts, whole) == expected


@pytest.mark.parametrize("count", [0, 1, 4])
def test_hidden_below_five(count):
    assert leniency.tendency({codes.BAIK: count}, GOOD) is None


def test_what_cannot_be_is_an_error():
    with pytest.raises(ValueError):
        leniency.tendency({codes.BAIK: 11}, GOOD)
    with pytest.raises(ValueError):
        leniency.mean_steps({"bagus": 1})
    with pytest.raises(ValueError):
        leniency.mean_steps({codes.BAIK: 0})
