"""All nine boxes by their numbers, from each predikat."""

import pytest
from law import codes, ninebox

CELLS = [
    ("sangat_baik", "rendah", 4),
    ("sangat_baik", "menengah", 7),
    ("sangat_baik", "tinggi", 9),
    ("baik", "rendah", 2),
    ("baik", "menengah", 5),
    ("baik", "tinggi", 8),
    ("butuh_perbaikan", "rendah", 1),
    ("butuh_perbaikan", "menengah", 3),
    ("butuh_perbaikan", "tinggi", 6),
]


@pytest.mark.parametrize(("predikat", "potential", "number"), CELLS)
def test_nine_boxes(predikat, potential, number):
    assert ninebox.box(predikat, potential) == number


@pytest.mark.parametrize("predikat", ["kurang", "sangat_kurang"])
@pytest.mark.parametrize(
    ("potential", "number"), [("rendah", 1), ("menengah", 3), ("tinggi", 6)]
)
def test_all_that_is_less_than_good_is_below_expectation(predikat, potential, number):
    assert ninebox.box(predikat, potential) == number


def test_each_number_is_one_cell_and_each_predikat_has_its_step():
    assert sorted(ninebox.BOXES.values()) == list(range(1, 10))
    assert set(ninebox.PERFORMANCE) == set(codes.PREDIKATS)
    assert ninebox.SUCCESSION == (7, 8, 9)
    assert ninebox.POTENTIALS == ("rendah", "menengah", "tinggi")


@pytest.mark.parametrize("missing", [None, False, ""])
def test_nothing_follows_from_one_of_the_two(missing):
    assert ninebox.box(missing, "tinggi") is None
    assert ninebox.box("baik", missing) is None


@pytest.mark.parametrize(
    ("predikat", "potential", "what"),
    [("hebat", "tinggi", "predikat"), ("baik", "besar", "potential")],
)
def test_unknown_codes_are_errors(predikat, potential, what):
    with pytest.raises(ValueError, match=f"unknown {what}"):
        ninebox.box(predikat, potential)
