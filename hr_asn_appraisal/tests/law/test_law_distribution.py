"""The five patterns at their edges."""

from itertools import combinations_with_replacement, product

import pytest
from law import distribution
from law.distribution import Rule, Violation

KEYS = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")


def broken(org_rating, *numbers):
    """Violations of people given from best to worst predikat, in short form."""
    found = distribution.check(dict(zip(KEYS, numbers, strict=True)), org_rating)
    return [(row.rule.predikats, row.rule.bound, row.actual_bp) for row in found]


MAX_SB = (("sangat_baik",), "max_share")
MAX_B = (("baik",), "max_share")
SOME_BP_K = (("butuh_perbaikan", "kurang"), "min_count")
MIN_BP_K = (("butuh_perbaikan", "kurang"), "min_share")
MIN_BP = (("butuh_perbaikan",), "min_share")
MIN_K = (("kurang",), "min_share")
MIN_SK = (("sangat_kurang",), "min_share")


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((70, 30, 0, 0, 0), []),
        ((71, 29, 0, 0, 0), [(*MAX_SB, 7100)]),
        ((7, 3, 0, 0, 0), []),
        ((8, 2, 0, 0, 0), [(*MAX_SB, 8000)]),
        # 70.004 % is shown as more than 70 %
        ((17501, 7499, 0, 0, 0), [(*MAX_SB, 7001)]),
        ((17500, 7500, 0, 0, 0), []),
        ((0, 0, 0, 0, 10), []),
        ((1, 0, 0, 0, 0), [(*MAX_SB, 10000)]),
    ],
)
def test_istimewa(numbers, expected):
    assert broken("istimewa", *numbers) == expected


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((29, 70, 1, 0, 0), []),
        ((29, 70, 0, 1, 0), []),
        ((28, 70, 1, 1, 0), []),
        ((28, 71, 1, 0, 0), [(*MAX_B, 7100)]),
        ((30, 70, 0, 0, 0), [(*SOME_BP_K, 0)]),
        ((29, 70, 0, 0, 1), [(*SOME_BP_K, 0)]),
        ((20, 80, 0, 0, 0), [(*MAX_B, 8000), (*SOME_BP_K, 0)]),
        # Sangat Baik has no maximum
        ((99, 0, 1, 0, 0), []),
    ],
)
def test_baik(numbers, expected):
    assert broken("baik", *numbers) == expected


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((10, 30, 60, 0, 0), []),
        ((11, 29, 60, 0, 0), [(*MAX_SB, 1100)]),
        ((10, 31, 59, 0, 0), [(*MIN_BP, 5900)]),
        ((10, 31, 59, 10, 0), [(*MIN_BP, 5363)]),
        ((0, 0, 100, 0, 0), []),
        ((2, 4, 4, 0, 0), [(*MAX_SB, 2000), (*MIN_BP, 4000)]),
        # 59.996 % is shown as less than 60 %
        ((0, 10001, 14999, 0, 0), [(*MIN_BP, 5999)]),
    ],
)
def test_butuh_perbaikan(numbers, expected):
    assert broken("butuh_perbaikan", *numbers) == expected


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((10, 20, 10, 60, 0), []),
        ((11, 19, 10, 60, 0), [(*MAX_SB, 1100)]),
        ((10, 21, 9, 60, 0), [(*MIN_BP, 900)]),
        ((10, 21, 10, 59, 0), [(*MIN_K, 5900)]),
        ((0, 0, 0, 100, 0), [(*MIN_BP, 0)]),
        ((2, 8, 0, 0, 0), [(*MAX_SB, 2000), (*MIN_BP, 0), (*MIN_K, 0)]),
    ],
)
def test_kurang(numbers, expected):
    assert broken("kurang", *numbers) == expected


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((0, 30, 10, 0, 60), []),
        ((0, 30, 0, 10, 60), []),
        ((0, 30, 5, 5, 60), []),
        ((0, 31, 5, 4, 60), [(*MIN_BP_K, 900)]),
        ((0, 31, 5, 5, 59), [(*MIN_SK, 5900)]),
        ((1, 29, 5, 5, 60), [(*MAX_SB, 100)]),
        # one in 20,001 is shown as something, not as nothing
        ((1, 3000, 3000, 0, 14000), [(*MAX_SB, 1)]),
        ((0, 0, 0, 0, 100), [(*MIN_BP_K, 0)]),
    ],
)
def test_sangat_kurang(numbers, expected):
    assert broken("sangat_kurang", *numbers) == expected


@pytest.mark.parametrize(
    ("org_rating", "allowed", "refused", "rule"),
    [
        ("istimewa", (7000, 3000, 0, 0, 0), (7001, 2999, 0, 0, 0), MAX_SB),
        ("baik", (0, 7000, 3000, 0, 0), (0, 7001, 2999, 0, 0), MAX_B),
        ("butuh_perbaikan", (1000, 0, 9000, 0, 0), (1001, 0, 8999, 0, 0), MAX_SB),
        ("butuh_perbaikan", (0, 4000, 6000, 0, 0), (0, 4001, 5999, 0, 0), MIN_BP),
        ("kurang", (1000, 0, 1000, 8000, 0), (1001, 0, 1000, 7999, 0), MAX_SB),
        ("kurang", (0, 0, 1000, 9000, 0), (0, 0, 999, 9001, 0), MIN_BP),
        ("kurang", (0, 0, 4000, 6000, 0), (0, 0, 4001, 5999, 0), MIN_K),
        ("sangat_kurang", (0, 0, 1000, 0, 9000), (1, 0, 1000, 0, 8999), MAX_SB),
        ("sangat_kurang", (0, 0, 500, 500, 9000), (0, 0, 500, 499, 9001), MIN_BP_K),
        ("sangat_kurang", (0, 0, 4000, 0, 6000), (0, 0, 4001, 0, 5999), MIN_SK),
    ],
)
def test_limits_to_the_single_person_in_ten_thousand(
    org_rating, allowed, refused, rule
):
    assert broken(org_rating, *allowed) == []
    assert [row[:2] for row in broken(org_rating, *refused)] == [rule]


MIN_B = (("baik",), "min_share")
MAX_REST = (("butuh_perbaikan", "kurang", "sangat_kurang"), "max_share")


@pytest.mark.parametrize("org_rating", distribution.PATTERNS["se3_2023"])
@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((2000, 6000, 1000, 500, 500), []),
        ((2000, 7000, 1000, 0, 0), []),
        ((2001, 6000, 1999, 0, 0), [MAX_SB]),
        ((2001, 5999, 2000, 0, 0), [MAX_SB, MIN_B]),
        ((1000, 7001, 1999, 0, 0), [MAX_B]),
        ((1000, 6999, 1000, 500, 501), [MAX_REST]),
        ((0, 0, 0, 0, 10000), [MIN_B, MAX_REST]),
    ],
)
def test_status_by_pp_30_whatever_the_unit_achieved(org_rating, numbers, expected):
    """At most 20 % above, 60 to 70 % as, at most 20 % below expectation."""
    people = dict(zip(KEYS, numbers, strict=True))
    found = distribution.check(people, org_rating, "pp30_2019")
    assert [row.rule[:2] for row in found] == expected


def test_violation_says_what_was_counted():
    found = distribution.check({"sangat_baik": 8, "baik": 2}, "istimewa")
    rule = Rule(("sangat_baik",), "max_share", 7000)
    assert found == [Violation(rule=rule, count=8, total=10, actual_bp=8000)]


@pytest.mark.parametrize("org_rating", distribution.PATTERNS["se3_2023"])
def test_nobody_rated_breaks_nothing(org_rating):
    assert distribution.check({}, org_rating) == []
    assert distribution.check(dict.fromkeys(KEYS, 0), org_rating) == []


def test_a_predikat_that_nobody_has_may_be_left_out():
    assert distribution.check({"butuh_perbaikan": 3}, "butuh_perbaikan") == []


def test_rules_of_a_policy():
    rules = [Rule(("kurang", "sangat_kurang"), "min_count", 2)]
    assert distribution.check_rules({"kurang": 1, "sangat_kurang": 1}, rules) == []
    found = distribution.check_rules({"kurang": 1, "baik": 2}, rules)
    assert found == [Violation(rules[0], 1, 3, 3333)]


def test_patterns_cover_the_five_unit_ratings():
    assert set(distribution.PATTERNS["se3_2023"]) == {
        "istimewa",
        "baik",
        "butuh_perbaikan",
        "kurang",
        "sangat_kurang",
    }


@pytest.mark.parametrize(
    ("counts", "org_rating", "version", "message"),
    [
        ({"baik": 1}, "sangat_baik", "se3_2023", "no pattern for 'sangat_baik'"),
        ({"baik": 1}, None, "se3_2023", "no pattern for None"),
        ({"baik": 1}, "baik", "se3_1999", "in 'se3_1999'"),
        ({"istimewa": 1}, "baik", "se3_2023", "unknown predikat"),
        ({2: 1, "baik": 1}, "baik", "se3_2023", "unknown predikat"),
        ({"baik": -1, "kurang": 1}, "baik", "se3_2023", "negative"),
    ],
)
def test_errors(counts, org_rating, version, message):
    with pytest.raises(ValueError, match=message):
        distribution.check(counts, org_rating, version)


def test_unknown_bound_is_an_error():
    with pytest.raises(ValueError, match="unknown bound: 'max'"):
        distribution.check_rules({"baik": 1}, [Rule(("baik",), "max", 1)])


@pytest.mark.parametrize(
    ("counts", "org_rating", "expected"),
    [
        # 12 of 17 are 70.58 %; 702 of 1,000 are 70.2 %.
        ({"baik": 12, "kurang": 5}, "baik", 71),
        ({"baik": 702, "kurang": 298}, "baik", 71),
        # 59.9 % where at least 60 % are expected.
        ({"sangat_kurang": 599, "kurang": 401}, "sangat_kurang", 59),
        ({"sangat_kurang": 59, "kurang": 41}, "sangat_kurang", 59),
    ],
)
def test_told_percent_is_beyond_the_limit(counts, org_rating, expected):
    (violation,) = distribution.check(counts, org_rating)
    assert distribution.share_percent(violation) == expected


@pytest.mark.parametrize(
    ("chosen", "total", "expected"),
    [(0, 0, False), (0, 2, False), (9, 20, False), (10, 20, True), (1, 1, True)],
)
def test_told_from_half_of_the_people_on(chosen, total, expected):
    assert distribution.is_told(chosen, total) is expected


@pytest.mark.parametrize(
    ("counts", "total", "broken"),
    [
        # at most 10 % of 20 are 2: the third is too much whatever comes
        ({"sangat_baik": 2}, 20, []),
        ({"sangat_baik": 3}, 20, [1500]),
        # at least 60 % of 20 are 12: with 12 left it can be reached, with 11 not
        ({"baik": 8}, 20, []),
        ({"baik": 9}, 20, [5500]),
        # all are chosen: as it is
        ({"sangat_baik": 2, "butuh_perbaikan": 12, "baik": 6}, 20, []),
        ({"sangat_baik": 2, "butuh_perbaikan": 11, "baik": 7}, 20, [5500]),
        ({}, 20, []),
        ({}, 0, []),
    ],
)
def test_what_no_further_choice_could_mend(counts, total, broken):
    rules = distribution.PATTERNS["se3_2023"]["butuh_perbaikan"]
    found = distribution.beyond_mending(counts, rules, total)
    assert [one.actual_bp for one in found] == broken


def test_one_who_must_exist_can_still_come():
    rules = distribution.PATTERNS["se3_2023"]["baik"]
    assert distribution.beyond_mending({"baik": 6, "sangat_baik": 3}, rules, 10) == []
    found = distribution.beyond_mending({"baik": 6, "sangat_baik": 4}, rules, 10)
    assert [one.rule.bound for one in found] == [distribution.MIN_COUNT]


def test_unknown_predikat_is_an_error_of_a_part_too():
    with pytest.raises(ValueError, match="unknown predikat"):
        distribution.beyond_mending({"lulus": 1}, (), 10)


SE3 = distribution.PATTERNS["se3_2023"]
PP30 = distribution.PATTERNS["pp30_2019"]["baik"]


@pytest.mark.parametrize(
    ("rules", "numbers", "total", "expected"),
    [
        # Kurang: six of Kurang and one of Butuh Perbaikan are not among six.
        (SE3["kurang"], (0, 3, 0, 0, 0), 10, True),
        (SE3["kurang"], (0, 4, 0, 0, 0), 10, False),
        (SE3["kurang"], (0, 3, 1, 0, 0), 10, True),
        (SE3["kurang"], (0, 3, 1, 6, 0), 10, True),
        (SE3["kurang"], (0, 4, 1, 5, 0), 10, False),
        # 20/60-70/20 of 14 are at most 2, from 9 to 9, and at most 2.
        (PP30, (0, 0, 0, 0, 0), 14, False),
        (PP30, (0, 0, 0, 0, 0), 13, True),
        (PP30, (0, 0, 0, 0, 0), 15, True),
        (PP30, (3, 0, 0, 0, 0), 15, True),
        (PP30, (4, 0, 0, 0, 0), 15, False),
        # More have one than there are to be: as it is.
        (SE3["istimewa"], (8, 2, 0, 0, 0), 9, False),
        ((), (10, 0, 0, 0, 0), 10, True),
        (PP30, (0, 0, 0, 0, 0), 0, True),
    ],
)
def test_whether_all_rules_together_can_be_kept(rules, numbers, total, expected):
    given = dict(zip(KEYS, numbers, strict=True))
    assert distribution.can_keep(given, rules, total) is expected


def test_what_only_all_rules_together_refuse_is_told_as_it_is():
    """Four of Baik leave six: enough for each floor of Kurang, and not for both."""
    found = distribution.beyond_mending({"baik": 4}, SE3["kurang"], 10)
    assert [one.rule.predikats for one in found] == [("butuh_perbaikan",), ("kurang",)]
    assert distribution.beyond_mending({"baik": 3}, SE3["kurang"], 10) == []


def spreads(people):
    """Yield every way in which so many people can have a predikat."""
    for chosen in combinations_with_replacement(KEYS, people):
        yield {key: chosen.count(key) for key in KEYS}


def is_found(given, rules, total):
    """Try every predikat for those who are left."""
    return any(
        not distribution.check_rules(
            {key: given[key] + more[key] for key in KEYS}, rules
        )
        for more in spreads(total - sum(given.values()))
    )


# Groups that overlap without one being within the other, as a policy may have them.
CROSSING = (
    Rule(("sangat_baik", "baik"), "max_share", 5000),
    Rule(("baik", "butuh_perbaikan"), "min_share", 6000),
    Rule(("butuh_perbaikan", "kurang"), "max_share", 4000),
    Rule(("sangat_baik", "kurang"), "min_count", 1),
    Rule(("kurang", "sangat_kurang"), "max_share", 3000),
)
IMPOSSIBLE = (
    Rule(("sangat_baik", "baik"), "max_share", 3000),
    Rule(("baik", "butuh_perbaikan"), "max_share", 3000),
    Rule(("sangat_baik", "butuh_perbaikan"), "min_share", 7000),
)
CIRCLE = tuple(
    Rule((one, KEYS[(place + 1) % 5]), "max_share", 4000)
    for place, one in enumerate(KEYS)
)
SPANNING = (
    Rule(("sangat_baik", "baik", "butuh_perbaikan"), "min_share", 3400),
    Rule(("sangat_baik", "baik", "kurang"), "max_share", 5000),
    Rule(("sangat_baik", "sangat_kurang"), "min_count", 2),
    Rule(KEYS, "min_count", 4),
)


@pytest.mark.parametrize(
    "rules", [*SE3.values(), PP30, CROSSING, IMPOSSIBLE, CIRCLE, SPANNING]
)
def test_it_is_what_trying_everything_finds(rules):
    tried = [
        (given, total)
        for total, people in product(range(1, 7), range(7))
        if people <= total
        for given in spreads(people)
    ]
    for given, total in tried:
        expected = is_found(given, rules, total)
        assert distribution.can_keep(given, rules, total) is expected, (given, total)


def test_unit_ratings_of_the_circular_never_lack_a_way_from_ten_people_on():
    """What is asked for a consideration from the outset is PP 30/2019 of 14 only."""
    lacking = {
        name: [n for n in range(10, 200) if not distribution.can_keep({}, rules, n)]
        for name, rules in [*SE3.items(), ("pp30", PP30)]
    }
    assert {name: found for name, found in lacking.items() if found} == {"pp30": [14]}


def test_limits_of_many_people_take_no_time():
    """Groups that exclude one another are not tried person by person."""
    assert not distribution.can_keep({}, IMPOSSIBLE, 100_000)
    assert distribution.can_keep({"baik": 30_000}, SE3["kurang"], 100_000)
    assert not distribution.can_keep({"baik": 30_001}, SE3["kurang"], 100_000)


def test_unknown_bound_is_an_error_of_all_together_too():
    with pytest.raises(ValueError, match="unknown bound: 'max'"):
        distribution.can_keep({}, [Rule(("baik",), "max", 1)], 3)
    with pytest.raises(ValueError, match="negative"):
        distribution.can_keep({"baik": -1}, SE3["baik"], 3)
