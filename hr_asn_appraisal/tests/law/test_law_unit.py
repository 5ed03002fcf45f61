import pytest
from law import codes, proposal, unit


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


def plan(*results):
    """Return the tree of results, each (weight, its achievements in basis points)."""
    return proposal.propose_result(
        proposal.Result(
            ("rhk", number),
            codes.UTAMA,
            weight,
            tuple(
                proposal.Indicator(("iki", 10 * number + place), one)
                for place, one in enumerate(achieved)
            ),
        )
        for number, (weight, achieved) in enumerate(results)
    )


def one_each(*achieved):
    return plan(*((1, [one]) for one in achieved))


@pytest.mark.parametrize(
    ("achieved", "expected"),
    [
        # Most are beyond, all are reached.
        ((10001,), codes.ISTIMEWA),
        ((10001, 10001, 10000), codes.ISTIMEWA),
        # Half is not most.
        ((10001, 10000), codes.BAIK),
        ((10000,), codes.BAIK),
        # One that was missed by a hair: not all were reached.
        ((30000, 30000, 9999), codes.BAIK),
        ((9000,), codes.BAIK),
        ((8999,), codes.BUTUH_PERBAIKAN),
        ((7000,), codes.BUTUH_PERBAIKAN),
        ((6999,), codes.KURANG),
        ((1,), codes.KURANG),
        # What is far beyond does not hide what was missed: 100 % and 50 % are 75 %.
        ((30000, 5000), codes.BUTUH_PERBAIKAN),
        ((30000, 30000, 0), codes.KURANG),
        # Half without progress is not most.
        ((10000, 0), codes.KURANG),
        ((10000, 0, 0), codes.SANGAT_KURANG),
        ((30000, 0, 0), codes.SANGAT_KURANG),
        ((0,), codes.SANGAT_KURANG),
        # A little is progress.
        ((1, 1, 0), codes.KURANG),
        # What was not measured is no zero.
        ((9000, None, None), codes.BAIK),
        # One of ten far beyond says nothing of the other nine.
        ((30000, *[None] * 9), codes.BAIK),
        ((20000, 20000, None), codes.BAIK),
        ((20000, 20000, 10000), codes.ISTIMEWA),
        # A range or a target of zero is reached and never beyond.
        ((20000, 10000, 10000), codes.BAIK),
        ((0, 10000, 10000, None), codes.KURANG),
    ],
)
def test_a_period_by_how_far_the_plan_was_reached(achieved, expected):
    assert unit.propose_periodic(one_each(*achieved))["value"] == expected


@pytest.mark.parametrize(
    ("results", "reached", "expected"),
    [
        # 3 x 100 % + 1 x 60 % of 4 are 90 %.
        (((3, [10000]), (1, [6000])), 9000, codes.BAIK),
        (((3, [10000]), (1, [5999])), 8999, codes.BUTUH_PERBAIKAN),
        # Half of two indicators is half a result, however far the other went.
        (((1, [20000, 0]),), 5000, codes.KURANG),
        (((1, [20000, 10000]),), 10000, codes.ISTIMEWA),
        (((1, [0, None]), (1, [0])), 0, codes.SANGAT_KURANG),
        # By weight, not by number.
        (((5, [0]), (3, [10000]), (1, [10000])), 4444, codes.SANGAT_KURANG),
        (((1, [0]), (1, [0]), (3, [10000])), 6000, codes.KURANG),
        (((2, [10500]), (1, [10000]), (1, [10000])), 10000, codes.BAIK),
        (((3, [10500]), (1, [10000]), (1, [10000])), 10000, codes.ISTIMEWA),
        # Of each result something was measured; what has no weight is not asked for.
        (((3, [10500, None]), (1, [10000])), 10000, codes.ISTIMEWA),
        (((3, [10500]), (1, [10000, None]), (1, [None])), 10000, codes.BAIK),
        (((3, [10500]), (0, [None])), 10000, codes.ISTIMEWA),
    ],
)
def test_each_result_by_its_weight(results, reached, expected):
    tree = unit.propose_periodic(plan(*results))
    assert (tree["achievement_bp"], tree["value"]) == (reached, expected)


def test_the_tree_of_a_period_leads_to_the_indicators():
    tree = unit.propose_periodic(plan((1, [12000, 6000]), (1, [None])))
    assert (tree["rule"], tree["total"]) == ("unit_progress", 2)
    first, second = tree["leaves"]
    assert (first["ref"], first["achievement_bp"]) == (("rhk", 0), 8000)
    assert [one["achievement_bp"] for one in first["leaves"]] == [12000, 6000]
    assert second["achievement_bp"] is None
    assert tree["measured"] == [2, 3]


def test_without_figures_nothing_is_proposed_for_a_period():
    assert unit.propose_periodic(None) is None
    assert unit.propose_periodic(one_each(None, None)) is None


def test_a_unit_is_measured_by_the_results_of_the_organisation():
    main, own, more = (
        proposal.Result(ref, kind, 1, ())
        for ref, kind in ((1, codes.UTAMA), (2, codes.UTAMA), (3, codes.TAMBAHAN))
    )
    every = (main, own, more)
    assert unit.of_organisation(every, {1}) == [main]
    assert unit.of_organisation(every, {3}) == [more]
    assert unit.of_organisation(every, ()) == [main, own]
    assert unit.of_organisation((more,), ()) == []


@pytest.mark.parametrize(
    ("agreement", "expectation", "expected"),
    [
        ("di_atas", "di_atas", "istimewa"),
        ("di_atas", "sesuai", "baik"),
        ("di_atas", "di_bawah", "kurang"),
        ("sesuai", "di_atas", "baik"),
        ("sesuai", "sesuai", "baik"),
        ("sesuai", "di_bawah", "kurang"),
        ("di_bawah", "di_atas", "butuh_perbaikan"),
        ("di_bawah", "sesuai", "butuh_perbaikan"),
        ("di_bawah", "di_bawah", "sangat_kurang"),
        ("sesuai", None, None),
        (False, "di_bawah", None),
        ("", "", None),
    ],
)
def test_a_year_by_its_two_parts(agreement, expectation, expected):
    tree = unit.propose_year(("unit", 7), agreement, expectation)
    assert (tree and tree["value"]) == expected
    if tree:
        assert (tree["rule"], tree["version"]) == ("unit_year", "se3_2023")
        assert tree["leaves"] == [
            {"ref": ("unit", 7), "part": "agreement", "rating": agreement},
            {"ref": ("unit", 7), "part": "expectation", "rating": expectation},
        ]


@pytest.mark.parametrize(
    ("agreement", "expectation", "version"),
    [
        ("baik", "sesuai", "se3_2023"),
        ("sesuai", "istimewa", "se3_2023"),
        ("sesuai", "sesuai", "2020"),
    ],
)
def test_unknown_parts_and_versions_are_refused(agreement, expectation, version):
    with pytest.raises(ValueError):
        unit.propose_year(1, agreement, expectation, version)
