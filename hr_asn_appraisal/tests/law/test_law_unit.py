import pytest
from law import codes, unit


@pytest.mark.parametrize(
    ("path", "rated", "expected"),
    [
        ((1, 2, 3), {3}, 3),
        ((1, 2, 3), {2, 1}, 2),
        ((1, 2, 3), {1}, 1),
        ((1, 2, 3), {4}, None),
        ((1, 2, 3), (), None),
        ((), {1}, None),
    ],
)
def test_nearest_rated_unit(path, rated, expected):
    assert unit.nearest(path, rated) == expected


@pytest.mark.parametrize(
    ("org_rating", "expected"),
    [
        (codes.ISTIMEWA, codes.DI_ATAS),
        (codes.BAIK, codes.SESUAI),
        (codes.BUTUH_PERBAIKAN, codes.DI_BAWAH),
        (codes.KURANG, codes.DI_BAWAH),
        (codes.SANGAT_KURANG, codes.DI_BAWAH),
    ],
)
def test_head_has_the_result_of_the_unit(org_rating, expected):
    tree = unit.propose_head(("model", 1), org_rating)
    assert (tree["value"], tree["rule"]) == (expected, "unit")
    assert tree["leaves"] == [
        {"ref": ("model", 1), "org_rating": org_rating, "rating": expected}
    ]


def test_the_table_of_a_policy_decides():
    tree = unit.propose_head(1, codes.BAIK, {codes.BAIK: codes.DI_ATAS})
    assert tree["value"] == codes.DI_ATAS
    with pytest.raises(ValueError):
        unit.propose_head(1, codes.KURANG, {codes.BAIK: codes.DI_ATAS})


def test_the_value_of_the_unit_is_proposed_for_its_head():
    tree = unit.propose_head("ref", "baik", points=10450)
    assert (tree["value"], tree["points"]) == ("sesuai", 10450)
    assert tree["leaves"][0]["points"] == 10450
    assert "points" not in unit.propose_head("ref", "baik")
