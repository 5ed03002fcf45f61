import pytest
from law.weights import equal_bp, missing_bp


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([], 0),
        ([10000], 0),
        ([3333, 3333, 3333], 0),
        ([3333, 3333, 3334], 0),
        ([3333, 3333, 3332], 0),
        ([3333, 3333, 3331], 3),
        ([5000, 4999], 0),
        ([5000, 4998], 2),
        ([5000, 5002], -2),
        ([9999], 1),
        ([0, 0], 10000),
        ([6000, 5000], -1000),
    ],
)
def test_what_is_missing(weights, expected):
    assert missing_bp(weights) == expected


@pytest.mark.parametrize("weight", [-1, 33.33, True, "10", None])
def test_no_weight(weight):
    with pytest.raises(ValueError, match="not a weight"):
        missing_bp([weight])


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, []),
        (1, [10000]),
        (3, [3334, 3333, 3333]),
        (7, [1429, 1429, 1429, 1429, 1428, 1428, 1428]),
    ],
)
def test_equal_shares(count, expected):
    assert equal_bp(count) == expected


@pytest.mark.parametrize("count", range(1, 41))
def test_equal_shares_are_whole(count):
    assert sum(equal_bp(count)) == 10000
    assert missing_bp(equal_bp(count)) == 0


def test_no_count():
    with pytest.raises(ValueError, match="not a count"):
        equal_bp(-1)
