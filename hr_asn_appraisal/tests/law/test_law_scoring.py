"""Numeric schemes by tables that are worked out by hand."""

import pytest
from law import codes, proposal, scoring


@pytest.mark.parametrize(
    ("skp", "behavior", "is_surveyed", "expected"),
    [
        # 0.7 x 100 + 0.3 x 90 = 97
        (10000, 9000, False, 9700),
        # 0.6 x 100 + 0.4 x 90 = 96
        (10000, 9000, True, 9600),
        (12000, 12000, False, 12000),
        (0, 0, True, 0),
        # 0.7 x 88.35 + 0.3 x 91.11 = 61.845 + 27.333 = 89.178
        (8835, 9111, False, 8918),
        # 0.6 x 91.25 + 0.4 x 88.00 = 54.75 + 35.2 = 89.95
        (9125, 8800, True, 8995),
        # 0.7 x 0.05 + 0 = 0.035, half up
        (5, 0, False, 4),
        (None, 9000, False, None),
        (10000, None, True, None),
    ],
)
def test_the_final_value(skp, behavior, is_surveyed, expected):
    tree = scoring.pp30(skp, behavior, is_surveyed)
    assert (tree and tree["value"]) == expected


def test_the_leaves_add_up_to_the_value():
    tree = scoring.pp30(9125, 8800, True)
    assert tree["rule"] == "pp30_numeric"
    assert [(leaf["ref"], leaf["weight_bp"]) for leaf in tree["leaves"]] == [
        ("skp", 6000),
        ("behavior", 4000),
    ]
    total = sum(leaf["weight_bp"] * leaf["value"] for leaf in tree["leaves"])
    assert total == tree["value"] * 10000


@pytest.mark.parametrize(
    ("superior", "others", "expected"),
    [
        (9000, 8000, 8600),
        (8000, 9000, 8400),
        (9000, None, 9000),
        (None, 9000, None),
    ],
)
def test_behaviour_with_a_survey(superior, others, expected):
    tree = scoring.surveyed(superior, others)
    assert (tree and tree["value"]) == expected


@pytest.mark.parametrize(
    ("others_bp", "expected"),
    [
        # 0.7 x 90 + 0.3 x 80; 0.5 x 90 + 0.5 x 80
        (3000, 8700),
        (5000, 8500),
        (1, 9000),
        (9999, 8000),
    ],
)
def test_a_policy_may_weigh_colleagues_otherwise(others_bp, expected):
    assert scoring.surveyed(9000, 8000, others_bp)["value"] == expected
    points = {"skp": 10000, "superior": 9000, "others": 8000, "others_bp": others_bp}
    kept = scoring.anew(points | {"behavior": 0}, {})
    assert kept["behavior"] == expected
    _skp, leaf = scoring.whole(kept)["leaves"]
    assert leaf["leaves"][1]["weight_bp"] == others_bp


@pytest.mark.parametrize("others_bp", [0, 10000, -1])
def test_both_weigh_something(others_bp):
    with pytest.raises(ValueError, match="both weigh"):
        scoring.surveyed(9000, 8000, others_bp)


@pytest.mark.parametrize(
    ("value", "kurang_from", "expected"),
    [
        (5000, 5100, codes.SANGAT_KURANG),
        (5100, 5100, codes.KURANG),
        (4000, 4000, codes.KURANG),
        (3999, 4000, codes.SANGAT_KURANG),
        (6999, 6999, codes.KURANG),
        (7000, 6999, codes.BUTUH_PERBAIKAN),
    ],
)
def test_a_policy_may_begin_the_lower_band_elsewhere(value, kurang_from, expected):
    assert scoring.pp30_predikat(value, kurang_from=kurang_from) == expected
    points = {"value": value, "kurang_from": kurang_from}
    assert scoring.predikat(points) == expected


@pytest.mark.parametrize("kurang_from", [0, 7000, -1])
def test_a_lower_band_is_between_its_neighbours(kurang_from):
    with pytest.raises(ValueError, match="a band that begins"):
        scoring.pp30_bands(kurang_from)


def test_the_bands_of_the_final_value():
    assert scoring.pp30_bands() == (
        (11000, "sangat_baik"),
        (9000, "baik"),
        (7000, "butuh_perbaikan"),
        (5000, "kurang"),
        (0, "sangat_kurang"),
    )


@pytest.mark.parametrize(
    ("value", "has_innovation", "expected"),
    [
        (12000, True, codes.SANGAT_BAIK),
        (12000, False, codes.BAIK),
        (11000, True, codes.SANGAT_BAIK),
        (11000, False, codes.BAIK),
        (10999, True, codes.BAIK),
        (9000, True, codes.BAIK),
        (9000, False, codes.BAIK),
        (8999, True, codes.BUTUH_PERBAIKAN),
        (7000, False, codes.BUTUH_PERBAIKAN),
        (6999, False, codes.KURANG),
        (5000, False, codes.KURANG),
        (4999, True, codes.SANGAT_KURANG),
        (0, False, codes.SANGAT_KURANG),
    ],
)
def test_the_bands_at_every_boundary(value, has_innovation, expected):
    assert scoring.pp30_predikat(value, has_innovation) == expected


@pytest.mark.parametrize("value", [-1, 12001])
def test_a_value_outside_is_refused(value):
    with pytest.raises(ValueError, match="0 to 120"):
        scoring.pp30_predikat(value)
    with pytest.raises(ValueError, match="0 to 120"):
        scoring.pp30(value, 9000)
    with pytest.raises(ValueError, match="0 to 120"):
        scoring.rating(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (12000, codes.SANGAT_BAIK),
        (9100, codes.SANGAT_BAIK),
        (9099, codes.BAIK),
        (9050, codes.BAIK),
        (7600, codes.BAIK),
        (7599, codes.BUTUH_PERBAIKAN),
        (6100, codes.BUTUH_PERBAIKAN),
        (6099, codes.KURANG),
        (5100, codes.KURANG),
        (5099, codes.SANGAT_KURANG),
        (5000, codes.SANGAT_KURANG),
        (0, codes.SANGAT_KURANG),
    ],
)
def test_the_bands_of_the_years_before_at_every_boundary(value, expected):
    assert scoring.pp46_predikat(value) == expected


@pytest.mark.parametrize("value", [-1, 12001])
def test_a_value_of_the_years_before_that_is_outside(value):
    with pytest.raises(ValueError, match="0 to 120"):
        scoring.pp46_predikat(value)
    with pytest.raises(ValueError, match="0 to 120"):
        scoring.pp46(9000, value)


def test_the_years_before_weigh_60_and_40():
    tree = scoring.pp46(8800, 9300)
    # 0.6 x 88 + 0.4 x 93 = 52.8 + 37.2 = 90
    assert (tree["value"], tree["rule"]) == (9000, "pp46_2011")
    assert [(leaf["ref"], leaf["weight_bp"]) for leaf in tree["leaves"]] == [
        ("skp", 6000),
        ("behavior", 4000),
    ]
    assert scoring.pp46(None, 9300) is None
    assert scoring.pp46(8800, None) is None


WEIGHTS = {"individu": 5000, "tim": 3000, "inovasi": 2000}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # 0.5 x 100 + 0.3 x 90 + 0.2 x 50 = 87
        ({"individu": 10000, "tim": 9000, "inovasi": 5000}, 8700),
        # without innovation the others answer: (50 + 27) / 0.8 = 96.25
        ({"individu": 10000, "tim": 9000, "inovasi": None}, 9625),
        ({"individu": 10000, "tim": 9000}, 9625),
        ({"tim": 9000}, 9000),
        ({"individu": 0, "tim": 9000}, 3375),
        ({}, None),
        ({"tim": None}, None),
    ],
)
def test_dimensions_by_their_weights(values, expected):
    tree = scoring.by_dimension(values, WEIGHTS)
    assert (tree and tree["value"]) == expected
    if tree:
        assert [leaf["ref"] for leaf in tree["leaves"]] == [*WEIGHTS]


@pytest.mark.parametrize(
    ("values", "weights", "words"),
    [
        ({}, {"tim": 9999}, "no whole"),
        ({}, {"tim": 10001, "inovasi": -1}, "no whole"),
        ({"mutu": 9000}, {"tim": 10000}, "without weight"),
    ],
)
def test_weights_that_are_none(values, weights, words):
    with pytest.raises(ValueError, match=words):
        scoring.by_dimension(values, weights)


@pytest.mark.parametrize(
    ("result", "behavior", "more", "expected"),
    [
        # 0.75 x 110 + 0.25 x 100 = 107.5
        (11000, 10000, {}, 10750),
        # the cap of the level comes before what is taken off
        (12000, 12000, {"cap": 11500}, 11500),
        (12000, 12000, {"cap": 11500, "discipline": 1000}, 10500),
        (11000, 10000, {"discipline": 500, "impact": 250, "correction": 100}, 10100),
        (11000, 10000, {"correction": -500}, 10250),
        (100, 100, {"discipline": 1000}, 0),
        (12000, 12000, {"correction": 500}, 12000),
        (None, 10000, {}, None),
        (11000, None, {}, None),
    ],
)
def test_what_somebody_has_reached_himself(result, behavior, more, expected):
    tree = scoring.own_value(result, behavior, **more)
    assert (tree and tree["value"]) == expected


@pytest.mark.parametrize(
    "more",
    [
        {"cap": 11000},
        {"impact": 501},
        {"impact": -1},
        {"correction": 501},
        {"correction": -501},
        {"discipline": -1},
    ],
)
def test_what_is_taken_off_has_bounds(more):
    with pytest.raises(ValueError, match="impossible|more than 5"):
        scoring.own_value(11000, 10000, **more)


@pytest.mark.parametrize(
    ("own", "organisation", "place", "expected"),
    [
        # above the organisation: half each, or seven tenths of the own value
        (11000, 10000, scoring.NEAR, 10500),
        (11000, 10000, scoring.FAR, 10700),
        # at its level all is one
        (10000, 10000, scoring.NEAR, 10000),
        (10000, 10000, scoring.FAR, 10000),
        # below it: nine tenths of the own value, wherever he stands
        (8000, 10000, scoring.NEAR, 8200),
        (8000, 10000, scoring.FAR, 8200),
        # 0.9 x 99.99 + 0.1 x 100 = 99.991
        (9999, 10000, scoring.NEAR, 9999),
        (None, 10000, scoring.NEAR, None),
        (11000, None, scoring.FAR, None),
    ],
)
def test_somebody_and_his_organisation(own, organisation, place, expected):
    tree = scoring.blended(own, organisation, place)
    assert (tree and tree["value"]) == expected


def test_an_unknown_place_is_refused():
    with pytest.raises(ValueError, match="unknown place"):
        scoring.blended(1, 1, "somewhere")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (12000, codes.DI_ATAS),
        (10001, codes.DI_ATAS),
        (10000, codes.SESUAI),
        (9000, codes.SESUAI),
        (8999, codes.DI_BAWAH),
        (0, codes.DI_BAWAH),
        (None, None),
    ],
)
def test_the_rating_of_a_value(value, expected):
    assert scoring.rating(value) == expected


def test_the_weights_are_those_of_the_rules():
    assert scoring.PP30_WEIGHTS == {False: (7000, 3000), True: (6000, 4000)}
    assert (scoring.SURVEY_BP, scoring.PP30_KURANG) == (4000, 5000)
    assert (scoring.RESULT_BP, scoring.RESULT_BEHAVIOR_BP) == (7500, 2500)
    assert scoring.SHARES == {"near": 5000, "far": 7000}
    assert scoring.SHARE_BELOW == 9000


def test_what_is_not_said_is_not_so():
    assert scoring.pp30(10000, 9000)["value"] == 9700
    assert scoring.pp30_predikat(11500) == codes.BAIK


def test_a_dimension_may_weigh_nothing():
    tree = scoring.by_dimension({"tim": 9000, "mutu": 100}, {"tim": 10000, "mutu": 0})
    assert tree["value"] == 9000


def test_the_most_that_is_taken_off_for_impact():
    assert scoring.own_value(10000, 10000, impact=500)["value"] == 9500


def tree(*results):
    """Return the tree of results of (weight, achievements of the indicators 1, 2, …)"""
    numbers = iter(range(1, 20))
    return proposal.propose_result(
        proposal.Result(
            f"rhk{place}",
            codes.UTAMA,
            weight,
            tuple(proposal.Indicator(next(numbers), one) for one in reached),
        )
        for place, (weight, reached) in enumerate(results)
    )


@pytest.mark.parametrize(
    ("found", "points", "rating"),
    [
        # (1 x 80 + 3 x 100) / 4 = 95
        (((1, (8000,)), (3, (10000,))), 9500, codes.SESUAI),
        # the second of both indicators was not measured
        (((1, (8999, None)),), 8999, codes.DI_BAWAH),
        (((1, (9000,)),), 9000, codes.SESUAI),
        (((1, (10999,)),), 10999, codes.SESUAI),
        (((1, (11000,)),), 11000, codes.DI_ATAS),
        # 150 % is worth 120
        (((1, (15000,)),), 12000, codes.DI_ATAS),
        (((1, (0,)),), 0, codes.DI_BAWAH),
    ],
)
def test_what_results_are_worth(found, points, rating):
    told = scoring.results(tree(*found))
    assert (told["points"], told["value"]) == (points, rating)
    assert told["rule"] == scoring.PP30
    assert [leaf["ref"] for leaf in told["leaves"]][:1] == ["rhk0"]


def test_nothing_measured_is_worth_nothing_and_not_zero():
    assert scoring.results(None) is None
    assert scoring.dimensions(None, {}, {"own": 10000}) is None
    assert scoring.dimensions(tree((1, (9000,))), {}, {"own": 10000}) is None


def test_what_dimensions_are_worth():
    # own: 80 and 100, mean 90; team: 150, 120 at most; public: not measured
    found = tree((1, (8000, 15000)), (5, (10000, None)))
    of = {1: "own", 2: "team", 3: "own", 4: "public"}
    weights = {"own": 5000, "team": 3000, "public": 2000}
    told = scoring.dimensions(found, of, weights)
    # (0.5 x 90 + 0.3 x 120) / 0.8 = 101.25
    assert (told["points"], told["value"]) == (10125, codes.SESUAI)
    assert told["rule"] == scoring.DIMENSIONS
    assert [
        (leaf["ref"], leaf["weight"], leaf["achievement_bp"], leaf["rating"])
        for leaf in told["leaves"]
    ] == [
        ("own", 5000, 9000, codes.SESUAI),
        ("team", 3000, 12000, codes.DI_ATAS),
        ("public", 2000, None, None),
    ]
    below = [[one["ref"] for one in leaf["leaves"]] for leaf in told["leaves"]]
    assert below == [[1, 3], [2], [4]]


def test_thresholds_of_the_policy_rate_what_it_is_worth():
    strict = proposal.Thresholds(above_bp=12000, meets_bp=10000)
    assert scoring.results(tree((1, (11000,))), strict)["value"] == codes.SESUAI
    told = scoring.dimensions(tree((1, (9999,))), {1: "own"}, {"own": 10000}, strict)
    assert (told["value"], told["leaves"][0]["rating"]) == (codes.DI_BAWAH,) * 2


@pytest.mark.parametrize(
    ("points", "value"),
    [
        ({"skp": 10000, "behavior": 9000}, 9700),
        ({"skp": 10000}, None),
        ({"behavior": 0, "skp": None}, None),
        ({"behavior": 0, "skp": 0}, 0),
    ],
)
def test_the_final_value_of_what_was_given(points, value):
    tree = scoring.whole(points)
    assert (tree and tree["value"]) == value


BLENDED = {"method": "organisation_blended", "cap": 11500, "place": "near"}


@pytest.mark.parametrize(
    ("more", "own", "value", "result"),
    [
        # 0.75 x 110 + 0.25 x 100 = 107.5; half of it and half of 100 = 103.75
        ({}, 10750, 10375, codes.DI_ATAS),
        # 0.7 x 107.5 + 0.3 x 100 = 105.25
        ({"place": "far"}, 10750, 10525, codes.DI_ATAS),
        # below the organisation: 0.9 x 107.5 + 0.1 x 110 = 107.75
        ({"organisation": 11000}, 10750, 10775, codes.DI_ATAS),
        # 107.5 - 10 - 2.5 + 1 = 96; 0.9 x 96 + 0.1 x 100 = 96.4
        (
            {"discipline": 1000, "impact": 250, "correction": 100},
            9600,
            9640,
            codes.SESUAI,
        ),
        # 0.75 x 120 + 0.25 x 110 = 117.5, at most 115; half of 115 and of 100 = 107.5
        ({"skp": 12000, "behavior": 11000}, 11500, 10750, codes.DI_ATAS),
        # 0.75 x 80 + 0.25 x 90 = 82.5; 0.9 x 82.5 + 0.1 x 100 = 84.25
        ({"skp": 8000, "behavior": 9000}, 8250, 8425, codes.DI_BAWAH),
    ],
)
def test_somebody_and_his_organisation_as_one_tree(more, own, value, result):
    points = {"skp": 11000, "behavior": 10000, "organisation": 10000} | BLENDED | more
    tree = scoring.whole(points)
    first, second = tree["leaves"]
    assert (tree["value"], first["value"]) == (value, own)
    assert (first["ref"], second["ref"]) == ("own", "organisation")
    assert [leaf["ref"] for leaf in first["leaves"]] == ["skp", "behavior"]
    # Each level adds up to the value above it.
    total = sum(leaf["weight_bp"] * leaf["value"] for leaf in tree["leaves"])
    assert total == value * 10000
    below = sum(leaf["weight_bp"] * leaf["value"] for leaf in first["leaves"]) // 10000
    off = first["correction"] - first["discipline"] - first["impact"]
    assert min(below, first["cap"]) + off == own
    assert scoring.ratings(points)["result"] == result


def test_without_the_organisation_there_is_no_value_and_no_rating_of_results():
    points = {"skp": 11000, "behavior": 9000} | BLENDED
    assert scoring.whole(points) is None
    assert scoring.ratings(points) == {"result": None, "behavior": codes.SESUAI}


def test_the_ratings_of_values():
    assert scoring.ratings({"skp": 11000, "behavior": 8999}) == {
        "result": codes.DI_ATAS,
        "behavior": codes.DI_BAWAH,
    }
    assert scoring.ratings({}) == {"result": None, "behavior": None}


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ({"value": 11000, "innovation": "Antrean"}, codes.SANGAT_BAIK),
        ({"value": 11000, "innovation": ""}, codes.BAIK),
        ({"value": None}, None),
        ({}, None),
        # the matrix gives it
        ({"value": 11000, "method": "organisation_blended"}, None),
    ],
)
def test_the_predikat_that_values_give(points, expected):
    assert scoring.predikat(points) == expected


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ({"value": 11000, "innovation": ""}, True),
        ({"value": 11000}, True),
        ({"value": 12000, "innovation": "Antrean"}, False),
        ({"value": 10999}, False),
        ({"value": None}, False),
        ({}, False),
        # an idea changes nothing there
        ({"value": 11000, "method": "organisation_blended"}, False),
    ],
)
def test_whether_only_an_idea_is_missing(points, expected):
    assert scoring.lacks_idea(points) is expected


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ((True, False, False), "near"),
        ((False, True, False), "near"),
        ((False, False, True), "near"),
        ((False, False, False), "far"),
    ],
)
def test_how_near_somebody_stands(who, expected):
    assert scoring.place(*who) == expected


def test_behaviour_that_colleagues_rate_is_in_the_tree():
    # 0.6 x 90 + 0.4 x 105 = 96; 0.6 x 100 + 0.4 x 96 = 98.4
    points = {"skp": 10000, "superior": 9000, "others": 10500, "behavior": 9600}
    tree = scoring.whole(points)
    assert tree["value"] == 9840
    assert [(leaf["weight_bp"], leaf["value"]) for leaf in tree["leaves"]] == [
        (6000, 10000),
        (4000, 9600),
    ]
    below = [(one["ref"], one["weight_bp"]) for one in tree["leaves"][1]["leaves"]]
    assert below == [("superior", 6000), ("others", 4000)]
    assert scoring.whole(points | {"skp": None}) is None


ABOVE, MEETS, LESS = codes.DI_ATAS, codes.SESUAI, codes.DI_BAWAH


@pytest.mark.parametrize(
    ("answers", "means", "value"),
    [
        # (115 + 100 + 100) / 3 = 105
        ([{"a": ABOVE}, {"a": MEETS}, {"a": MEETS}], [10500], 10500),
        # a: (115 + 80 + 80 + 115) / 4 = 97.5; b of three: 100; together 98.75
        (
            [{"a": ABOVE, "b": MEETS}, {"a": LESS, "b": MEETS}]
            + [{"a": LESS}, {"a": ABOVE, "b": MEETS}],
            *([9750, 10000], 9875),
        ),
        # b of two only does not count
        ([{"a": ABOVE, "b": LESS}] * 2 + [{"a": ABOVE}], [11500], 11500),
        # nor does anything of two people
        ([{"a": ABOVE}, {"a": LESS}], None, None),
        # (115 + 100 + 80) / 3 = 98.333…
        ([{"a": ABOVE}, {"a": MEETS}, {"a": LESS}], [9833], 9833),
        ([{}, {}], None, None),
        ([], None, None),
    ],
)
def test_what_colleagues_give(answers, means, value):
    tree = scoring.others(answers)
    assert (tree and tree["value"]) == value
    assert (tree and [leaf["value"] for leaf in tree["leaves"]]) == means


def test_what_an_answer_is_worth_is_of_the_policy():
    worth = {ABOVE: 12000, MEETS: 9000, LESS: 5000}
    tree = scoring.others([{"a": ABOVE}, {"a": LESS}] * 2, worth)
    assert (tree["value"], tree["leaves"][0]["count"]) == (8500, 4)
    with pytest.raises(KeyError):
        scoring.others([{"a": 3}])


@pytest.mark.parametrize(
    ("least", "value"),
    [
        # a: 115; b: (115 + 100 + 100) / 3 = 105; together 110
        (3, 11000),
        (4, 11500),
        (5, None),
    ],
)
def test_the_policy_says_how_many_count(least, value):
    answers = [{"a": ABOVE, "b": ABOVE}] + [{"a": ABOVE, "b": MEETS}] * 2
    tree = scoring.others([*answers, {"a": ABOVE}], least=least)
    assert (tree and tree["value"]) == value


def test_other_values_that_are_given():
    points = {"skp": 10000, "behavior": 9000, "value": 9700, "innovation": "x"}
    # 0.7 x 110 + 0.3 x 90 = 104
    expected = points | {"skp": 11000, "value": 10400}
    assert scoring.anew(points, {"skp": 11000}) == expected
    assert scoring.given(points) == {"skp": 10000, "behavior": 9000}


def test_other_values_leave_what_colleagues_gave():
    points = {"skp": 10000, "superior": 9000, "others": 10500, "behavior": 9600}
    # 0.6 x 100 + 0.4 x 105 = 102; 0.6 x 100 + 0.4 x 102 = 100.8
    kept = scoring.anew(points, {"behavior": 10000})
    assert (kept["superior"], kept["behavior"]) == (10000, 10200)
    assert kept["value"] == 10080
    assert scoring.given(kept) == {"skp": 10000, "behavior": 10000}
    # 0.6 x 110 + 0.4 x 96 = 104.4
    assert scoring.anew(points, {"skp": 11000})["value"] == 10440


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ({"skp": 9500, "behavior": 8835}, {"result": 9500, "behavior": 8835}),
        # Of behaviour what the appraiser gave, not what colleagues made of it.
        (
            {"skp": 9500, "superior": 9000, "others": 10500, "behavior": 9600},
            {"result": 9500, "behavior": 9000},
        ),
        # The final value is nobody's to give.
        (
            {
                "skp": 0,
                "behavior": 12000,
                "value": 3600,
                "method": "organisation_blended",
            },
            {"result": 0, "behavior": 12000},
        ),
    ],
)
def test_values_by_axis(points, expected):
    assert scoring.by_axis(points) == expected


def test_other_values_of_person_and_organisation():
    points = {"skp": 9500, "behavior": 8500, "method": "organisation_blended"}
    points |= {"organisation": 10000, "place": "near", "cap": 11500, "impact": 200}
    # 0.75 x 110 + 0.25 x 106 = 109; less 2 = 107; half of it and of 100 = 103.5
    kept = scoring.anew(points, {"skp": 11000, "behavior": 10600})
    assert kept == points | {"skp": 11000, "behavior": 10600, "value": 10350}
    assert scoring.ratings(kept) == {"result": "di_atas", "behavior": "di_atas"}


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (
            {"skp": 9500, "behavior": 9800, "value": 9590, "innovation": ""},
            {"result": 9500, "behavior": 9800, "innovation": False},
        ),
        # What colleagues give is no decision of the appraiser.
        (
            {"skp": 9500, "behavior": 9400, "superior": 9800, "others": 8800}
            | {"value": 9460, "innovation": "Antrean"},
            {"result": 9500, "behavior": 9800, "innovation": True},
        ),
        # Nor is what the organisation reached; what is taken off is.
        (
            {"skp": 9500, "behavior": 10500, "organisation": 10000, "discipline": 500}
            | {"method": "organisation_blended", "place": "near", "cap": 11000},
            {"result": 9500, "behavior": 10500, "innovation": False, "discipline": 500},
        ),
    ],
)
def test_what_a_person_decides_of_values(points, expected):
    none = {"discipline": 0, "impact": 0, "correction": 0}
    assert scoring.decided(points) == none | expected


@pytest.mark.parametrize("post_kind", ["administrator", "pengawas", "fungsional"])
@pytest.mark.parametrize("otherwise", scoring.CAPS)
def test_below_high_leadership_the_cap_is_the_lower_one(post_kind, otherwise):
    assert scoring.cap_of(post_kind, otherwise) == 11500


@pytest.mark.parametrize(
    ("post_kind", "otherwise", "expected"),
    [
        ("pelaksana", 12000, 11500),
        # Madya or Pratama: no kind of post tells.
        ("jpt", 12000, 12000),
        ("jpt", 11500, 11500),
        ("", 12000, 12000),
        (False, 11500, 11500),
    ],
)
def test_where_the_kind_of_post_does_not_tell_the_policy_says_it(
    post_kind, otherwise, expected
):
    assert scoring.cap_of(post_kind, otherwise) == expected


def test_the_cap_is_the_lower_one_where_nobody_says_more():
    assert scoring.cap_of("jpt") == 11500
    with pytest.raises(ValueError, match="no cap"):
        scoring.cap_of("jpt", 11800)
