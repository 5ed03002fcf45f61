"""Small units are judged with their parents, by small trees drawn by hand."""

import pytest
from law.population import Unit, judged_at


def test_a_unit_of_ten_is_judged_by_itself():
    dinas, clinic = Unit(1, None, True, 4), Unit(2, 1, False, 10)
    assert judged_at([dinas, clinic]) == {1: 1, 2: 2}


def test_one_of_nine_is_added_to_its_parent():
    dinas, clinic = Unit(1, None, True, 4), Unit(2, 1, False, 9)
    assert judged_at([clinic, dinas]) == {1: 1, 2: 1}


def test_small_ones_make_up_their_parent_which_then_stands_for_itself():
    units = [
        Unit(1, None, True, 2),
        Unit(2, 1, False, 3),
        # 3 + 4 + 3 = 10
        Unit(3, 2, False, 4),
        Unit(4, 2, False, 3),
        Unit(5, 1, False, 12),
    ]
    assert judged_at(units) == {1: 1, 2: 2, 3: 2, 4: 2, 5: 5}


def test_what_is_judged_below_is_not_counted_again_above():
    units = [Unit(1, None, True, 1), Unit(2, 1, False, 3), Unit(3, 2, False, 15)]
    assert judged_at(units) == {1: 1, 2: 1, 3: 3}


def test_an_opd_is_judged_however_few_it_has():
    units = [Unit(1, None, False, 40), Unit(2, 1, True, 3), Unit(3, 2, False, 2)]
    assert judged_at(units) == {1: 1, 2: 2, 3: 2}


def test_the_least_number_is_policy():
    units = [Unit(1, None, True, 1), Unit(2, 1, False, 4)]
    assert judged_at(units, least=4) == {1: 1, 2: 2}
    assert judged_at(units, least=5) == {1: 1, 2: 1}


@pytest.mark.parametrize(
    "units",
    [
        [Unit(1, 2, False, 1), Unit(2, 1, False, 1)],
        [Unit(1, 9, False, 1)],
    ],
)
def test_a_tree_that_is_none(units):
    with pytest.raises(ValueError, match="cannot be"):
        judged_at(units)
