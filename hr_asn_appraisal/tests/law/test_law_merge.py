"""One proposal out of the segments of a year."""

from datetime import date

import pytest
from law import merge
from law.merge import Segment


def segment(ref, start, end, months, predikat):
    first, last = (date.fromisoformat(f"2026-{day}") for day in (start, end))
    return Segment(ref, first, last, months, predikat)


TRANSFER = [
    segment("old", "01-01", "05-03", 4, "sangat_baik"),
    segment("new", "05-04", "12-31", 8, "baik"),
]
LONG_FIRST = [
    segment("long", "01-01", "09-30", 9, "kurang"),
    segment("short", "10-01", "12-31", 3, "baik"),
]
THREE = [
    segment("a", "01-01", "03-31", 3, "baik"),
    segment("b", "04-01", "08-31", 5, "butuh_perbaikan"),
    segment("c", "09-01", "12-31", 4, "baik"),
]
SAME_MONTHS = [
    segment("a", "01-01", "06-30", 6, "baik"),
    segment("b", "07-01", "12-31", 6, "kurang"),
]
SAME_DAYS = [
    segment("a", "01-01", "01-31", 1, "kurang"),
    segment("b", "03-01", "03-31", 1, "baik"),
]
LATE_TIE = [
    segment("a", "01-01", "03-31", 3, "sangat_baik"),
    segment("b", "04-01", "06-30", 3, "baik"),
    segment("c", "07-01", "09-30", 3, "sangat_baik"),
    segment("d", "10-01", "12-31", 3, "baik"),
]
LAST_UNRATED = [
    segment("a", "01-01", "06-30", 6, "baik"),
    segment("b", "07-01", "12-31", 6, None),
]
FIRST_UNRATED = [
    segment("a", "01-01", "09-30", 9, False),
    segment("b", "10-01", "12-31", 3, "baik"),
]


@pytest.mark.parametrize(
    ("segments", "last_unit", "longest", "month_weighted"),
    [
        (TRANSFER, "baik", "baik", "baik"),
        (LONG_FIRST, "baik", "kurang", "kurang"),
        # b is the longest segment, but baik has more months in total
        (THREE, "baik", "butuh_perbaikan", "baik"),
        # equal months: the later segment; the second half has more days
        (SAME_MONTHS, "kurang", "kurang", "kurang"),
        (SAME_DAYS, "baik", "baik", "baik"),
        (LATE_TIE, "baik", "baik", "baik"),
        # no other segment is put in the place of an unrated one
        (LAST_UNRATED, None, None, "baik"),
        (FIRST_UNRATED, "baik", None, "baik"),
        (TRANSFER[:1], "sangat_baik", "sangat_baik", "sangat_baik"),
        ([], None, None, None),
        ([segment("a", "01-01", "12-31", 12, None)], None, None, None),
        # what counts for no month decides nothing by months
        ([segment("a", "12-20", "12-31", 0, "baik")], "baik", "baik", None),
    ],
)
@pytest.mark.parametrize("is_reversed", [False, True])
def test_rules(segments, last_unit, longest, month_weighted, is_reversed):
    given = segments[::-1] if is_reversed else segments
    expected = {
        "last_unit": last_unit,
        "longest": longest,
        "month_weighted": month_weighted,
    }
    for rule, value in expected.items():
        found = merge.merge_segments(given, rule)
        assert (found and found["value"]) == value
        assert found is None or found["rule"] == rule


def test_equal_ends_are_ordered_by_start():
    whole = segment("whole", "01-01", "12-31", 12, "baik")
    late = segment("late", "11-01", "12-31", 2, "kurang")
    assert merge.merge_segments([late, whole])["value"] == "kurang"


def test_default_is_the_last_unit_and_the_tree_shows_all_segments():
    assert merge.merge_segments(reversed(TRANSFER)) == {
        "value": "baik",
        "rule": "last_unit",
        "leaves": [
            {"ref": "old", "days": 123, "months": 4, "value": "sangat_baik"},
            {"ref": "new", "days": 242, "months": 8, "value": "baik"},
        ],
    }


def test_unrated_segments_are_leaves_too():
    tree = merge.merge_segments(FIRST_UNRATED, "month_weighted")
    assert [leaf["value"] for leaf in tree["leaves"]] == [None, "baik"]


def test_rules_are_three():
    assert merge.RULES == ("last_unit", "longest", "month_weighted")


@pytest.mark.parametrize(
    ("segments", "rule", "message"),
    [
        (TRANSFER, "average", "unknown rule to merge segments: 'average'"),
        ([segment("a", "02-01", "01-31", 1, "baik")], "longest", "segment 'a'"),
        ([segment("a", "01-01", "01-31", -1, "baik")], "longest", "segment 'a'"),
    ],
)
def test_errors(segments, rule, message):
    with pytest.raises(ValueError, match=message):
        merge.merge_segments(segments, rule)


def test_one_day_is_a_segment():
    tree = merge.merge_segments([segment("a", "01-01", "01-01", 0, "baik")])
    assert tree["leaves"][0]["days"] == 1


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("01-01", "12-31", 12),
        ("01-01", "04-30", 4),
        ("05-01", "12-31", 8),
        # moved in the middle of May: the half that has the 15th
        ("01-01", "05-14", 4),
        ("05-15", "12-31", 8),
        ("01-01", "05-15", 5),
        ("05-16", "12-31", 7),
        ("03-15", "03-15", 1),
        ("03-16", "04-14", 0),
        ("03-01", "03-14", 0),
    ],
)
def test_months_of_a_stretch(start, end, expected):
    days = (date.fromisoformat(f"2026-{day}") for day in (start, end))
    assert merge.months(*days) == expected


@pytest.mark.parametrize("end", ["2026-01-31", "2027-02-01"])
def test_no_stretch_of_a_year(end):
    with pytest.raises(ValueError, match="no stretch"):
        merge.months(date(2026, 2, 1), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("segments", "rule", "expected"),
    [
        # the last one, the one of most days
        (((9, 9500), (3, 8800)), merge.LAST_UNIT, 8800),
        (((9, 9500), (3, 8800)), merge.LONGEST, 9500),
        # (9 x 95 + 3 x 88) / 12 = 93.25
        (((9, 9500), (3, 8800)), merge.MONTH_WEIGHTED, 9325),
        # (8 x 95 + 4 x 88.01) / 12 = 92.67
        (((8, 9500), (4, 8801)), merge.MONTH_WEIGHTED, 9267),
        # what has no value is no zero, what has no month counts nothing
        (((9, 9500), (3, None)), merge.MONTH_WEIGHTED, 9500),
        (((9, 9500), (0, 8800)), merge.MONTH_WEIGHTED, 9500),
        (((9, 9500), (3, None)), merge.LAST_UNIT, None),
        (((9, 0), (3, 8000)), merge.MONTH_WEIGHTED, 2000),
        (((9, 0), (3, 8000)), merge.LONGEST, 0),
        (((9, None), (3, None)), merge.MONTH_WEIGHTED, None),
        ((), merge.LAST_UNIT, None),
    ],
)
def test_values_of_segments(segments, rule, expected):
    days = (("01-01", "09-30"), ("10-01", "12-31"))
    told = [
        segment(place, *span, months, value)
        for place, (span, (months, value)) in enumerate(
            zip(days, segments, strict=False)
        )
    ]
    tree = merge.merge_values(told, rule)
    assert (tree and tree["points"]) == expected
    if tree:
        leaves = [(leaf["months"], leaf["points"]) for leaf in tree["leaves"]]
        assert leaves == list(segments)


def test_an_unknown_rule_for_values():
    with pytest.raises(ValueError, match="unknown rule"):
        merge.merge_values([], "mean")


@pytest.mark.parametrize(
    ("segments", "terms", "months", "value", "is_tie"),
    [
        (TRANSFER, [["sangat_baik", 4], ["baik", 8]], 12, "baik", False),
        # each value once, in order of time
        (THREE, [["baik", 7], ["butuh_perbaikan", 5]], 12, "baik", False),
        (SAME_MONTHS, [["baik", 6], ["kurang", 6]], 12, "kurang", True),
        (LATE_TIE, [["sangat_baik", 6], ["baik", 6]], 12, "baik", True),
        # what is not rated is in no term
        (LAST_UNRATED, [["baik", 6]], 6, "baik", False),
        (FIRST_UNRATED, [["baik", 3]], 3, "baik", False),
    ],
)
def test_months_as_a_sum(segments, terms, months, value, is_tie):
    assert merge.add_up(segments[::-1]) == {
        "value": value,
        "terms": terms,
        "months": months,
        "is_tie": is_tie,
    }


def test_nothing_adds_up_to_nothing():
    assert merge.add_up([]) is None
    assert merge.add_up([segment("a", "12-20", "12-31", 0, "baik")]) is None


@pytest.mark.parametrize(
    ("segments", "last", "longest"),
    [
        (TRANSFER, "new", "new"),
        (LONG_FIRST, "short", "long"),
        (THREE, "c", "b"),
        (SAME_DAYS, "b", "b"),
        # rated or not
        (FIRST_UNRATED, "b", "a"),
    ],
)
def test_which_segment_decides(segments, last, longest):
    for given in (segments, segments[::-1]):
        assert merge.decider(given, "last_unit").ref == last
        assert merge.decider(given, "longest").ref == longest
        assert merge.decider(given, "month_weighted") is None
    assert merge.decider([], "last_unit") is None
    with pytest.raises(ValueError, match="unknown rule"):
        merge.decider(segments, "mean")


@pytest.mark.parametrize(
    ("segments", "months"),
    [
        (TRANSFER, []),
        (LAST_UNRATED, [7, 8, 9, 10, 11, 12]),
        # in no segment at all
        (SAME_DAYS, [2, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        (LONG_FIRST[1:], [1, 2, 3, 4, 5, 6, 7, 8, 9]),
    ],
)
def test_months_that_are_not_rated(segments, months):
    assert merge.unrated_months(segments) == months


def test_months_held_in_two_posts():
    acting = segment("acting", "08-16", "11-20", 3, "baik")
    assert merge.shared_months(TRANSFER) == []
    assert merge.shared_months([*LONG_FIRST, acting]) == [
        ([9], ["long", "acting"]),
        ([10, 11], ["acting", "short"]),
    ]


@pytest.mark.parametrize(
    ("months", "found"),
    [
        ([], []),
        ([3], [(3, 3)]),
        ([1, 10, 11, 12], [(1, 1), (10, 12)]),
        ([2, 4], [(2, 2), (4, 4)]),
    ],
)
def test_months_that_follow_each_other(months, found):
    assert merge.stretches(months) == found
