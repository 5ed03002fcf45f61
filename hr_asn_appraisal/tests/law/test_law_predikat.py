"""The nine cells of the matrix, and the unit's rating as its head's."""

import pytest
from law import codes, predikat


@pytest.mark.parametrize(
    ("result", "behavior", "expected"),
    [
        ("di_atas", "di_atas", "sangat_baik"),
        ("di_atas", "sesuai", "baik"),
        ("di_atas", "di_bawah", "kurang"),
        ("sesuai", "di_atas", "baik"),
        ("sesuai", "sesuai", "baik"),
        ("sesuai", "di_bawah", "kurang"),
        ("di_bawah", "di_atas", "butuh_perbaikan"),
        ("di_bawah", "sesuai", "butuh_perbaikan"),
        ("di_bawah", "di_bawah", "sangat_kurang"),
    ],
)
def test_matrix_2022(result, behavior, expected):
    assert predikat.predikat(result, behavior) == expected
    assert predikat.predikat(result, behavior, version="2022") == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("baik", "sangat_baik", 1),
        ("sangat_kurang", "kurang", 1),
        ("kurang", "butuh_perbaikan", 1),
        ("baik", "baik", 0),
        ("baik", "butuh_perbaikan", -1),
        ("sangat_baik", "sangat_kurang", -1),
    ],
)
def test_which_way_it_moved(before, after, expected):
    assert predikat.move(before, after) == expected


def test_a_rating_moves_in_its_own_order():
    assert predikat.move("sesuai", "di_atas", codes.RATINGS) == 1
    with pytest.raises(ValueError, match="not in tuple"):
        predikat.move("baik", "sesuai")


def test_matrix_2022_has_nine_cells():
    assert len(predikat.MATRIX["2022"]) == 9


@pytest.mark.parametrize("missing", [None, False, ""])
def test_nothing_follows_from_half_a_rating(missing):
    assert predikat.predikat(missing, "sesuai") is None
    assert predikat.predikat("sesuai", missing) is None
    assert predikat.predikat(missing, missing) is None


@pytest.mark.parametrize(
    ("result", "behavior"),
    [("baik", "sesuai"), ("sesuai", "baik"), ("baik", None), (1, 1)],
)
def test_unknown_rating_is_an_error(result, behavior):
    with pytest.raises(ValueError, match="unknown rating"):
        predikat.predikat(result, behavior)


def test_unknown_version_is_an_error():
    with pytest.raises(ValueError, match="version of the matrix: '1999'"):
        predikat.predikat("sesuai", "sesuai", version="1999")


@pytest.mark.parametrize(
    ("org_rating", "expected"),
    [
        ("istimewa", "di_atas"),
        ("baik", "sesuai"),
        ("butuh_perbaikan", "di_bawah"),
        ("kurang", "di_bawah"),
        ("sangat_kurang", "di_bawah"),
    ],
)
def test_usual_mapping_of_the_unit_rating(org_rating, expected):
    assert predikat.org_to_result(org_rating) == expected


def test_a_policy_may_bring_its_own_mapping():
    table = {"butuh_perbaikan": "sesuai"}
    assert predikat.org_to_result("butuh_perbaikan", table) == "sesuai"
    with pytest.raises(ValueError, match="no result rating .* 'istimewa'"):
        predikat.org_to_result("istimewa", table)


@pytest.mark.parametrize("org_rating", [None, "sangat_baik", ""])
def test_unknown_unit_rating_is_an_error(org_rating):
    with pytest.raises(ValueError, match="no result rating"):
        predikat.org_to_result(org_rating)


def test_an_empty_table_is_not_the_default_table():
    with pytest.raises(ValueError):
        predikat.org_to_result("baik", {})
