"""Public satisfaction, worked out by hand, and groups that are too small."""

import pytest
from law import survey

ALL = survey.ELEMENTS


def same(step, elements=ALL):
    return dict.fromkeys(elements, step)


@pytest.mark.parametrize(
    ("answers", "value", "band"),
    [
        ([same(4)], 10000, "a"),
        ([same(1)], 2500, "d"),
        ([same(3)], 7500, "c"),
        # means of 3.5 throughout: 87.5
        ([same(3), same(4)], 8750, "b"),
        # eight elements of 4 and one of 1: 33 / 9 x 25 = 91.666…
        ([same(4) | {"biaya": 1}], 9167, "a"),
        # one leaves out the costs: the mean of the other counts, 3 of 3 and 2 of 2
        ([same(3) | {"biaya": None}, same(3) | {"biaya": 2}], 7222, "c"),
    ],
)
def test_the_index(answers, value, band):
    tree = survey.index(answers)
    assert (tree["value"], tree["band"]) == (value, band)


def test_every_element_weighs_the_same_and_the_leaves_say_of_how_many():
    answers = [{"waktu": 4, "biaya": 2}, {"waktu": 3}, {"waktu": 3}]
    tree = survey.index(answers, ("waktu", "biaya"))
    assert tree["leaves"] == [
        {"ref": "waktu", "count": 3, "total": 10},
        {"ref": "biaya", "count": 1, "total": 2},
    ]
    # (10/3 + 2) / 2 x 25 = 66.666…
    assert tree["value"] == 6667


def test_an_element_nobody_answered_is_no_zero():
    tree = survey.index([{"waktu": 4, "biaya": None}], ("waktu", "biaya"))
    assert tree["value"] == 10000
    assert [leaf["ref"] for leaf in tree["leaves"]] == ["waktu"]


@pytest.mark.parametrize("answers", [[], [{}], [{"waktu": None}]])
def test_without_answers_there_is_no_index(answers):
    assert survey.index(answers) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (10000, "a"),
        (8831, "a"),
        (8830, "b"),
        (7661, "b"),
        (7660, "c"),
        (6500, "c"),
        (6499, "d"),
        (2500, "d"),
    ],
)
def test_the_bands_at_every_boundary(value, expected):
    assert survey.band(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(9000, "a"), (8999, "b"), (8000, "b"), (7999, "c"), (7000, "c"), (6999, "d")],
)
def test_a_policy_may_begin_the_bands_elsewhere(value, expected):
    starts = (9000, 8000, 7000)
    assert survey.band(value, starts) == expected
    leaves = [{"ref": "waktu", "count": 25, "total": value // 100}]
    assert survey.index_of(leaves, starts)["band"] == survey.band(
        value // 100 * 100, starts
    )


def test_the_bands_are_those_of_the_regulation():
    assert survey.STARTS == (8831, 7661, 6500)
    # means of 3.5 throughout: 87.5
    answers = [same(3), same(4)]
    assert survey.index(answers)["band"] == "b"
    assert survey.index(answers, starts=(8700, 7661, 6500))["band"] == "a"


@pytest.mark.parametrize(
    "starts",
    [(7661, 7661, 6500), (8831, 6500, 6500), (10001, 7661, 6500), (8831, 7661, 2500)],
)
def test_bands_descend(starts):
    with pytest.raises(ValueError, match="do not descend"):
        survey.check_starts(starts)
    with pytest.raises(ValueError, match="do not descend"):
        survey.band(9000, starts)


@pytest.mark.parametrize("value", [2499, 10001, 0])
def test_no_index_is_outside(value):
    with pytest.raises(ValueError, match="25 to 100"):
        survey.band(value)


@pytest.mark.parametrize(
    ("answer", "words"),
    [({"waktu": 5}, "1 to 4"), ({"waktu": 0}, "1 to 4"), ({"harga": 3}, "not asked")],
)
def test_answers_that_are_none(answer, words):
    with pytest.raises(ValueError, match=words):
        survey.index([answer])


@pytest.mark.parametrize(
    ("count", "least", "expected"),
    [(2, 3, False), (3, 3, True), (4, 5, False), (5, 5, True), (0, 3, False)],
)
def test_few_are_not_shown(count, least, expected):
    assert survey.may_show(count, least) is expected


def test_no_policy_shows_two():
    with pytest.raises(ValueError, match="fewer than 3"):
        survey.may_show(10, 2)


def test_halves_are_rounded_up():
    # 17 of eight answers: 2.125 x 25 = 53.125
    answers = [{"waktu": 2}] * 7 + [{"waktu": 3}]
    assert survey.index(answers, ("waktu",))["value"] == 5313


def test_all_four_steps_may_be_answered():
    answers = [{"waktu": step} for step in (1, 2, 3, 4)]
    assert survey.index(answers, ("waktu",))["value"] == 6250


def test_counts_of_several_surveys_are_those_of_one():
    one = [{"ref": "waktu", "count": 3, "total": 10}]
    other = [
        {"ref": "biaya", "count": 1, "total": 2},
        {"ref": "waktu", "count": 1, "total": 1},
    ]
    merged = survey.merged([one, other])
    assert merged == [
        {"ref": "waktu", "count": 4, "total": 11},
        {"ref": "biaya", "count": 1, "total": 2},
    ]
    # 11 / 4 and 2 / 1: 2.375 x 25 = 59.375
    assert survey.index_of(merged)["value"] == 5938
    assert survey.index_of([{"ref": "waktu", "count": 0, "total": 0}]) is None
    assert survey.merged([]) == []


@pytest.mark.parametrize(
    ("count", "total", "mean"), [(3, 10, 333), (8, 25, 313), (2, 8, 400), (0, 0, None)]
)
def test_the_mean_of_an_element(count, total, mean):
    assert survey.mean({"count": count, "total": total}) == mean


def test_rows_of_a_group_are_nobodys():
    answers = [
        {"steps": {"a": 1, "b": 2}, "comment": "satu"},
        {"steps": {"a": 3}, "comment": ""},
        {"steps": {"a": 2, "b": 3}, "comment": "tiga"},
    ]
    turns = iter([0, 1, 2])

    def turned(column):
        by = next(turns)
        column[:] = column[by:] + column[:by]

    assert survey.mixed(answers, ("a", "b"), turned) == [
        {"steps": {"a": 1}, "comment": "tiga"},
        {"steps": {"a": 3, "b": 3}, "comment": "satu"},
        {"steps": {"a": 2, "b": 2}, "comment": ""},
    ]
    assert answers[0]["steps"] == {"a": 1, "b": 2}
    assert survey.mixed([], ("a",), list.reverse) == []
    assert survey.mixed([{"steps": {}, "comment": "x"}], (), list.reverse) == [
        {"steps": {}, "comment": "x"}
    ]


def test_shares_of_a_group_are_of_those_who_answered():
    answers = [{"a": "x", "b": "y"}, {"a": "x", "b": "y"}, {"a": "y", "b": None}]
    answers += [{"b": "y"}]
    assert survey.shares(answers, ("a", "b", "c"), ("x", "y")) == {
        "a": [67, 33],
        "b": [0, 100],
    }
    with pytest.raises(ValueError, match="not asked: a"):
        survey.shares([{"a": "z"}], ("a",), ("x", "y"))


@pytest.mark.parametrize(
    ("least", "expected"),
    [(3, {"a": [25, 75], "b": [67, 33]}), (4, {"a": [25, 75]}), (5, {})],
)
def test_what_fewer_answered_has_no_shares(least, expected):
    answers = [{"a": "x", "b": "x", "c": "x"}, {"a": "y", "b": "x", "c": "y"}]
    answers += [{"a": "y", "b": "y"}, {"a": "y", "c": None}]
    keys = ("a", "b", "c")
    assert survey.shares(answers, keys, ("x", "y"), least) == expected
    assert survey.answered(answers, keys, least) == [*expected]


@pytest.mark.parametrize(
    ("least", "expected"),
    [
        (3, [{"a": 1, "b": 4}, {"a": 2, "b": 3}, {"a": 3}, {"b": 1}, {}]),
        (4, [{}, {}, {}, {}, {}]),
    ],
)
def test_no_row_says_what_fewer_answered(least, expected):
    steps = [{"a": 1, "b": 4, "c": 1}, {"a": 2, "b": 3, "c": 1}, {"a": 3}]
    steps += [{"b": 1, "d": 4}, {"e": 2}]
    answers = [{"steps": one, "comment": f"{n}"} for n, one in enumerate(steps)]
    told = survey.told_rows(answers, least)
    assert [one["steps"] for one in told] == expected
    assert [one["comment"] for one in told] == ["0", "1", "2", "3", "4"]
    assert answers[4]["steps"] == {"e": 2}


def test_of_no_rows_none_is_told():
    assert survey.told_rows([]) == []
    with pytest.raises(ValueError, match="fewer than 3"):
        survey.told_rows([{"steps": {"a": 1}}], 2)


def test_of_what_nobody_answered_nothing_is_told():
    assert survey.answered([], ("a",)) == []
    assert survey.answered([{"a": "x"}] * 3, ()) == []
    with pytest.raises(ValueError, match="fewer than 3"):
        survey.answered([{"a": "x"}], ("a",), 2)


@pytest.mark.parametrize(
    ("least", "refs"), [(3, ["waktu", "biaya"]), (4, ["waktu"]), (6, [])]
)
def test_elements_that_fewer_answered_are_not_told(least, refs):
    leaves = [
        {"ref": "waktu", "count": 5, "total": 15},
        {"ref": "biaya", "count": 3, "total": 12},
        {"ref": "sarana", "count": 2, "total": 2},
    ]
    told = survey.told_leaves(leaves, least)
    assert [leaf["ref"] for leaf in told] == refs
    with pytest.raises(ValueError, match="fewer than 3"):
        survey.told_leaves(leaves, 1)


def test_what_is_not_told_is_not_in_the_index_either():
    leaves = [
        {"ref": "waktu", "count": 3, "total": 9},
        {"ref": "biaya", "count": 1, "total": 1},
    ]
    # 3 x 25; with the element of one it would be (3 + 1) / 2 x 25 = 50
    assert survey.index_of(survey.told_leaves(leaves))["value"] == 7500


def test_a_half_percent_is_rounded_up():
    answers = [{"a": "x"}] + [{"a": "y"}] * 7
    assert survey.shares(answers, ("a",), ("x", "y")) == {"a": [13, 88]}
