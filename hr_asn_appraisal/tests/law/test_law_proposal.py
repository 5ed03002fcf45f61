"""Proposals to the appraiser and the trees that explain them."""

from dataclasses import FrozenInstanceError

import pytest
from law import codes, proposal
from law.proposal import Result, Thresholds


@pytest.mark.parametrize(
    ("achievement", "expected"),
    [
        (None, None),
        (0, "di_bawah"),
        (8999, "di_bawah"),
        (9000, "sesuai"),
        (9001, "sesuai"),
        (10999, "sesuai"),
        (11000, "di_atas"),
        (11001, "di_atas"),
    ],
)
def test_thresholds_belong_to_the_better_side(achievement, expected):
    assert proposal.rate_achievement(achievement) == expected


def test_defaults_of_the_policy_do_not_change():
    defaults = Thresholds()
    assert (defaults.above_bp, defaults.meets_bp) == (11000, 9000)
    assert defaults.majority_bp == 5000
    assert (defaults.main_weight, defaults.additional_weight) == (2, 1)
    with pytest.raises(FrozenInstanceError):
        defaults.above_bp = 1


@pytest.mark.parametrize(
    ("achievement", "expected"),
    [(6999, "di_bawah"), (7000, "sesuai"), (9499, "sesuai"), (9500, "di_atas")],
)
def test_thresholds_are_data(achievement, expected):
    thresholds = Thresholds(above_bp=9500, meets_bp=7000)
    assert proposal.rate_achievement(achievement, thresholds) == expected


def test_missing_is_none_and_not_false():
    with pytest.raises(TypeError, match="is None"):
        proposal.rate_achievement(False)


@pytest.mark.parametrize(
    "values",
    [
        {"above_bp": 9000, "meets_bp": 9000},
        {"above_bp": 8999},
        {"meets_bp": 0},
        {"majority_bp": 4999},
        {"majority_bp": 10000},
        {"main_weight": 1, "additional_weight": 2},
        {"additional_weight": -1},
    ],
)
def test_contradicting_thresholds_are_refused(values):
    with pytest.raises(ValueError):
        Thresholds(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"above_bp": 9001},
        {"meets_bp": 1},
        {"majority_bp": 5000},
        {"majority_bp": 9999},
        {"main_weight": 1, "additional_weight": 1},
        {"additional_weight": 0},
    ],
)
def test_extreme_thresholds_are_allowed(values):
    thresholds = Thresholds(**values)
    assert {name: getattr(thresholds, name) for name in values} == values


def results(*rows):
    """Rows of (kind letter, weight, achievement in basis points)."""
    kinds = {"u": "utama", "t": "tambahan"}
    return [
        Result(number, kinds[kind], weight, achievement)
        for number, (kind, weight, achievement) in enumerate(rows, start=1)
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("u", 1, 11000)], "di_atas"),
        ([("u", 1, 10000)], "sesuai"),
        ([("u", 1, 8999)], "di_bawah"),
        # half is not the majority, more than half is
        ([("u", 1, 12000), ("u", 1, 10000)], "sesuai"),
        ([("u", 2, 12000), ("u", 1, 10000)], "di_atas"),
        ([("u", 1, 8000), ("u", 1, 10000)], "sesuai"),
        ([("u", 2, 8000), ("u", 1, 10000)], "di_bawah"),
        ([("u", 1, 12000), ("u", 1, 8000)], "sesuai"),
        ([("u", 2, 12000), ("u", 1, 8000)], "di_atas"),
        ([("u", 1, 12000), ("u", 2, 8000)], "di_bawah"),
        ([("u", 2, 12000), ("u", 1, 10000), ("u", 2, 8000)], "sesuai"),
        # one result far above hides nothing
        ([("u", 1, 99000), ("u", 1, 8000), ("u", 1, 8000)], "di_bawah"),
        # a main result counts twice an additional one
        ([("u", 1, 12000), ("t", 1, 10000)], "di_atas"),
        ([("u", 1, 12000), ("t", 2, 10000)], "sesuai"),
        ([("u", 1, 10000), ("t", 3, 12000)], "di_atas"),
        ([("u", 1, 10000), ("t", 2, 12000)], "sesuai"),
        # what is not measured is in no sum
        ([("u", 1, 12000), ("u", 9, None)], "di_atas"),
        ([("u", 1, 8000), ("u", 9, None)], "di_bawah"),
        ([("u", 1, 0), ("u", 9, None)], "di_bawah"),
        ([("u", 0, 8000), ("u", 1, 12000)], "di_atas"),
    ],
)
def test_proposed_result(rows, expected):
    assert proposal.propose_result(results(*rows))["value"] == expected


@pytest.mark.parametrize("rows", [[], [("u", 1, None)], [("u", 0, 12000)]])
def test_nothing_measured_proposes_nothing(rows):
    assert proposal.propose_result(results(*rows)) is None


@pytest.mark.parametrize(
    ("majority", "expected"), [(6666, "di_atas"), (6667, "sesuai")]
)
def test_majority_is_data(majority, expected):
    rows = results(("u", 2, 12000), ("u", 1, 10000))
    found = proposal.propose_result(rows, Thresholds(majority_bp=majority))
    assert found["value"] == expected


def test_additional_results_can_be_left_out_by_policy():
    rows = results(("u", 1, 10000), ("t", 9, 12000))
    found = proposal.propose_result(rows, Thresholds(additional_weight=0))
    assert (found["value"], found["total"]) == ("sesuai", 2)


def test_tree_leads_to_the_records_and_adds_up():
    tree = proposal.propose_result(
        [
            Result("rhk-1", "utama", 3, 11500),
            Result("rhk-2", "utama", 1, 8000),
            Result("rhk-3", "tambahan", 5, 9000),
            Result("rhk-4", "utama", 4, None),
        ]
    )
    assert tree == {
        "value": "sesuai",
        "rule": "majority",
        "weights": {"di_atas": 6, "sesuai": 5, "di_bawah": 2},
        "total": 13,
        "leaves": [
            {
                "ref": "rhk-1",
                "kind": "utama",
                "weight": 6,
                "achievement_bp": 11500,
                "rating": "di_atas",
            },
            {
                "ref": "rhk-2",
                "kind": "utama",
                "weight": 2,
                "achievement_bp": 8000,
                "rating": "di_bawah",
            },
            {
                "ref": "rhk-3",
                "kind": "tambahan",
                "weight": 5,
                "achievement_bp": 9000,
                "rating": "sesuai",
            },
            {
                "ref": "rhk-4",
                "kind": "utama",
                "weight": 8,
                "achievement_bp": None,
                "rating": None,
            },
        ],
    }


@pytest.mark.parametrize(
    ("result", "message"),
    [
        (Result("x", "lain", 1, 9000), "unknown kind of result: 'lain'"),
        (Result("x", "utama", -1, 9000), "weight of 'x'"),
        (Result("x", "utama", 0.5, 9000), "weight of 'x'"),
    ],
)
def test_impossible_results_are_errors(result, message):
    with pytest.raises(ValueError, match=message):
        proposal.propose_result([result])


SB, B, BP, K, SK = codes.PREDIKATS


@pytest.mark.parametrize(
    ("values", "mode", "last", "worst"),
    [
        ([B], B, B, B),
        ([B, B, B, SB], B, SB, B),
        ([SB, B, B, B], B, B, B),
        # equally frequent: the one that occurred later
        ([SB, SB, B, B], B, B, B),
        ([B, B, SB, SB], SB, SB, B),
        ([SB, B, SB, B], B, B, B),
        ([SB, B, BP, K], K, K, K),
        ([B, B, SB, SB, K], SB, K, K),
        ([SK, B, B, K], B, K, SK),
        ([K, BP, BP, B], BP, B, K),
        ([K, B, None, B], B, B, K),
        ([B, SB, None, None], SB, SB, B),
        ([B, SB, SB, False], SB, SB, B),
    ],
)
def test_proposed_year(values, mode, last, worst):
    periodic = list(enumerate(values, start=1))
    for rule, expected in (("mode", mode), ("last", last), ("worst", worst)):
        assert proposal.propose_annual(periodic, rule)["value"] == expected


@pytest.mark.parametrize("rule", ["mode", "last", "worst"])
def test_year_without_ratings_proposes_nothing(rule):
    assert proposal.propose_annual([], rule) is None
    assert proposal.propose_annual([(1, None), (2, False)], rule) is None


def test_year_of_ratings_on_one_axis():
    behavior = [(1, "sesuai"), (2, "di_bawah"), (3, "di_atas"), (4, "sesuai")]
    found = proposal.propose_annual(behavior, "worst", codes.RATINGS)
    assert found["value"] == "di_bawah"
    assert proposal.propose_annual(behavior[:1], "worst", codes.RATINGS) == {
        "value": "sesuai",
        "rule": "worst",
        "leaves": [{"ref": 1, "value": "sesuai"}],
    }


def test_tree_of_the_year_shows_unrated_periods():
    tree = proposal.propose_annual([("Q1", B), ("Q2", False), ("Q3", SB)], "last")
    assert tree == {
        "value": SB,
        "rule": "last",
        "leaves": [
            {"ref": "Q1", "value": B},
            {"ref": "Q2", "value": None},
            {"ref": "Q3", "value": SB},
        ],
    }


def test_errors_of_the_year():
    with pytest.raises(ValueError, match="unknown rule for the year: 'mean'"):
        proposal.propose_annual([(1, B)], "mean")
    with pytest.raises(ValueError, match="unknown values: ..sesuai"):
        proposal.propose_annual([(1, B), (2, "sesuai")], "last")
    with pytest.raises(ValueError, match="unknown values: .1."):
        proposal.propose_annual([(1, 1)], "last")
