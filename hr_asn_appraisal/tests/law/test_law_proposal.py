"""Proposals to the appraiser and the trees that explain them."""

from dataclasses import FrozenInstanceError

import pytest
from law import codes, proposal
from law.proposal import Indicator, Result, Thresholds


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
        {"notes": 0},
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


def measured(*rows):
    """Rows of (indicator, achievement in basis points)."""
    return tuple(Indicator(*row) for row in rows)


def leaf(ref, achievement, rating):
    return {"ref": ref, "achievement_bp": achievement, "rating": rating}


def results(*rows):
    """Rows of (kind letter, weight, achievement in basis points)."""
    kinds = {"u": "utama", "t": "tambahan"}
    return [
        Result(number, kinds[kind], weight, (Indicator(number, achievement),))
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
            Result("rhk-1", "utama", 3, measured(("iki-1", 11500), ("iki-2", None))),
            Result("rhk-2", "utama", 1, measured(("iki-3", 8000))),
            Result("rhk-3", "tambahan", 5, measured(("iki-4", 9000))),
            Result("rhk-4", "utama", 4, measured(("iki-5", None))),
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
                "rating": "di_atas",
                "leaves": [
                    leaf("iki-1", 11500, "di_atas"),
                    leaf("iki-2", None, None),
                ],
            },
            {
                "ref": "rhk-2",
                "kind": "utama",
                "weight": 2,
                "rating": "di_bawah",
                "leaves": [
                    leaf("iki-3", 8000, "di_bawah"),
                ],
            },
            {
                "ref": "rhk-3",
                "kind": "tambahan",
                "weight": 5,
                "rating": "sesuai",
                "leaves": [
                    leaf("iki-4", 9000, "sesuai"),
                ],
            },
            {
                "ref": "rhk-4",
                "kind": "utama",
                "weight": 8,
                "rating": None,
                "leaves": [leaf("iki-5", None, None)],
            },
        ],
    }


@pytest.mark.parametrize(
    ("result", "message"),
    [
        (Result("x", "lain", 1, ()), "unknown kind of result: 'lain'"),
        (Result("x", "utama", -1, ()), "weight of 'x'"),
        (Result("x", "utama", 0.5, ()), "weight of 'x'"),
    ],
)
def test_impossible_results_are_errors(result, message):
    with pytest.raises(ValueError, match=message):
        proposal.propose_result([result])


@pytest.mark.parametrize(
    ("achievements", "expected"),
    [
        ([11000], "di_atas"),
        ([11000, 10000], "sesuai"),
        ([11000, 11000, 8000], "di_atas"),
        ([11000, 8000, 8000], "di_bawah"),
        ([11000, 8000], "sesuai"),
        # what was not measured speaks neither for nor against it
        ([11000, None, None], "di_atas"),
        ([8000, None], "di_bawah"),
    ],
)
def test_a_result_is_rated_by_most_of_its_indicators(achievements, expected):
    rows = measured(*enumerate(achievements))
    tree = proposal.propose_result([Result("rhk", "utama", 1, rows)])
    assert (tree["value"], tree["leaves"][0]["rating"]) == (expected, expected)


def test_many_indicators_do_not_outweigh_another_result():
    many = measured(*((number, 8000) for number in range(9)))
    one = measured((10, 12000))
    rows = [
        Result("a", "tambahan", 1, many),
        Result("b", "utama", 1, one),
        Result("c", "utama", 1, one),
    ]
    assert proposal.propose_result(rows)["value"] == "di_atas"


def test_a_result_without_indicators_is_not_measured():
    assert proposal.propose_result([Result("a", "utama", 1, ())]) is None


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ([("utama", 1, [10000])], 10000),
        ([("utama", 1, [10000, 9999]), ("utama", 1, [9999])], 9999),
        ([("utama", 1, [10000, None]), ("utama", 1, [5000, None])], 7500),
        ([("utama", 1, [12000]), ("utama", 1, [0])], 6000),
        # A result of many indicators weighs no more than one of few.
        ([("utama", 1, [10000, 10000, 10000]), ("utama", 1, [6000])], 8000),
        # 7 of 10 and 3 of 10; additional ones have half of a main one.
        ([("utama", 7000, [10000]), ("utama", 3000, [5000])], 8500),
        ([("utama", 1, [9000]), ("tambahan", 1, [12000])], 10000),
        ([("utama", 1, [9000]), ("utama", 1, [None])], 9000),
        ([("utama", 0, [9000]), ("utama", 1, [8000])], 8000),
    ],
)
def test_weighted_mean_of_what_was_measured(results, expected):
    rows = [
        Result(number, kind, weight, measured(*enumerate(found)))
        for number, (kind, weight, found) in enumerate(results)
    ]
    tree = proposal.propose_result(rows)
    assert proposal.achieved_bp(tree) == expected
    told = proposal.with_achievements(tree)
    assert told["achievement_bp"] == expected
    assert {key: told[key] for key in ("value", "total")} == {
        key: tree[key] for key in ("value", "total")
    }


def test_how_far_each_result_came():
    rows = [
        Result("a", "utama", 1, measured((1, 10000), (2, 9001), (3, None))),
        Result("b", "utama", 1, measured((4, None))),
    ]
    told = proposal.with_achievements(proposal.propose_result(rows))
    assert [leaf["achievement_bp"] for leaf in told["leaves"]] == [9500, None]


def test_of_nothing_and_of_other_trees_no_mean_is_told():
    assert proposal.achieved_bp({"leaves": [{"leaves": []}]}) is None
    assert proposal.with_achievements(None) is None
    for tree in (
        proposal.propose_annual([("a", "sesuai")], "last", codes.RATINGS),
        proposal.propose_behavior([(1, "praise"), (2, "praise"), (3, "note")]),
    ):
        assert proposal.with_achievements(tree) == tree


@pytest.mark.parametrize(
    ("tones", "value", "rule"),
    [
        ("", "sesuai", "presumed"),
        ("pp", "sesuai", "presumed"),
        ("ii", "sesuai", "presumed"),
        ("ppp", "di_atas", "majority"),
        ("ppn", "di_atas", "majority"),
        ("pnn", "sesuai", "majority"),
        ("ppii", "sesuai", "majority"),
        ("piii", "di_bawah", "majority"),
        ("iii", "di_bawah", "majority"),
    ],
)
def test_proposed_behavior(tones, value, rule):
    words = {"p": "praise", "n": "note", "i": "improve"}
    tree = proposal.propose_behavior(
        (number, words[tone]) for number, tone in enumerate(tones)
    )
    assert (tree["value"], tree["rule"], tree["total"]) == (value, rule, len(tones))
    assert sum(tree["weights"].values()) == len(tree["leaves"]) == len(tones)


def test_how_many_notes_are_needed_is_data():
    tree = proposal.propose_behavior([(1, "improve")], Thresholds(notes=1))
    assert tree == {
        "value": "di_bawah",
        "rule": "majority",
        "weights": {"di_atas": 0, "sesuai": 0, "di_bawah": 1},
        "total": 1,
        "leaves": [{"ref": 1, "tone": "improve", "rating": "di_bawah"}],
    }


def test_an_unknown_tone_is_an_error():
    with pytest.raises(ValueError, match="unknown tone: 'loud'"):
        proposal.propose_behavior([(1, "loud")])


ABOVE, MEETS, BELOW = codes.RATINGS


@pytest.mark.parametrize(
    ("given", "proposed", "axes", "reason"),
    [
        ((MEETS, MEETS), (MEETS, MEETS), [], False),
        ((MEETS, MEETS), (None, MEETS), [], False),
        ((MEETS, MEETS), (None, None), [], False),
        ((MEETS, MEETS), (ABOVE, MEETS), ["result"], True),
        ((MEETS, MEETS), (BELOW, MEETS), ["result"], True),
        ((MEETS, MEETS), (MEETS, ABOVE), ["behavior"], True),
        ((MEETS, MEETS), (ABOVE, BELOW), ["result", "behavior"], True),
        # as proposed, and yet not as expected
        ((ABOVE, MEETS), (ABOVE, MEETS), [], True),
        ((MEETS, BELOW), (MEETS, BELOW), [], True),
        ((ABOVE, MEETS), (None, None), [], True),
        # half chosen
        ((MEETS, None), (MEETS, MEETS), [], False),
        ((None, BELOW), (MEETS, MEETS), ["behavior"], True),
        ((None, None), (ABOVE, ABOVE), [], False),
    ],
)
def test_what_needs_a_reason(given, proposed, axes, reason):
    given, proposed = (
        dict(zip(("result", "behavior"), pair, strict=True))
        for pair in (given, proposed)
    )
    assert proposal.departs(given, proposed) == axes
    assert proposal.needs_reason(given, proposed) is reason


def test_an_unknown_rating_is_an_error():
    with pytest.raises(ValueError, match="unknown rating: 'hebat'"):
        proposal.needs_reason({"result": "hebat", "behavior": None}, {})


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


@pytest.mark.parametrize(
    ("rule", "of_results", "of_behavior"),
    [
        ("mode", "mode", "mode"),
        ("last", "last", "last"),
        ("worst", "worst", "worst"),
        ("worst_behavior", "mode", "worst"),
    ],
)
def test_rule_of_an_axis(rule, of_results, of_behavior):
    assert proposal.annual_rule(rule, is_behavior=False) == of_results
    assert proposal.annual_rule(rule, is_behavior=True) == of_behavior
    assert rule in proposal.ANNUAL_RULES


def test_errors_of_the_year():
    with pytest.raises(ValueError, match="unknown rule for the year: 'mean'"):
        proposal.annual_rule("mean", is_behavior=True)
    with pytest.raises(ValueError, match="an axis of the year: 'worst_behavior'"):
        proposal.propose_annual([(1, B)], "worst_behavior")
    with pytest.raises(ValueError, match="unknown rule for an axis of the year"):
        proposal.propose_annual([(1, B)], "mean")
    with pytest.raises(ValueError, match="unknown values: ..sesuai"):
        proposal.propose_annual([(1, B), (2, "sesuai")], "last")
    with pytest.raises(ValueError, match="unknown values: .1."):
        proposal.propose_annual([(1, 1)], "last")


@pytest.mark.parametrize(
    ("leaves", "expected"),
    [
        ([], (0, 0)),
        ([{"leaves": []}], (0, 0)),
        ([{"leaves": [{"achievement_bp": None}]}], (0, 1)),
        ([{"leaves": [{"achievement_bp": 0}, {"achievement_bp": None}]}], (1, 2)),
        (
            [
                {"leaves": [{"achievement_bp": 9000}, {"achievement_bp": None}]},
                {"leaves": [{"achievement_bp": 12000}]},
            ],
            (2, 3),
        ),
        # A leaf of another kind has no indicators.
        ([{"ref": "unit"}], (0, 0)),
    ],
)
def test_of_how_many_indicators_a_mean_is(leaves, expected):
    assert proposal.measured({"leaves": leaves}) == expected
