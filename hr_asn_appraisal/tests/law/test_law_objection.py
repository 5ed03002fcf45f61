"""Objections: when both are heard, and what a decision may set."""

from datetime import date

import pytest
from law import codes, objection
from law.objection import (
    BEHAVIOR,
    GRANTED,
    PARTLY,
    PREDIKAT,
    REFUSED,
    RESULT,
    VALUES,
    fault,
)

BOTH = (RESULT, BEHAVIOR)
UP, ON, DOWN = codes.RATINGS


# The predikat of pairs of ratings that are decided on here, as the law has them.
WHOLE = {
    (UP, UP): codes.SANGAT_BAIK,
    (UP, ON): codes.BAIK,
    (ON, UP): codes.BAIK,
    (ON, ON): codes.BAIK,
    (ON, DOWN): codes.KURANG,
    (DOWN, UP): codes.BUTUH_PERBAIKAN,
    (DOWN, ON): codes.BUTUH_PERBAIKAN,
    (DOWN, DOWN): codes.SANGAT_KURANG,
}


def rated(result, behavior):
    whole = WHOLE.get((result, behavior))
    return {RESULT: result, BEHAVIOR: behavior, PREDIKAT: whole}


@pytest.mark.parametrize(
    ("day", "explained", "stated", "expected"),
    [
        (date(2026, 4, 9), False, False, False),
        (date(2026, 4, 9), True, False, False),
        (date(2026, 4, 9), False, True, False),
        (date(2026, 4, 9), True, True, True),
        (date(2026, 4, 10), True, False, False),  # the last day counts in full
        (date(2026, 4, 11), False, False, True),
    ],
)
def test_both_have_spoken_or_their_time_is_over(day, explained, stated, expected):
    until = date(2026, 4, 10)
    assert objection.is_heard(day, until, explained, stated) is expected


@pytest.mark.parametrize(
    ("outcome", "axes", "before", "after", "expected"),
    [
        # Refused: both stay.
        (REFUSED, BOTH, rated(ON, ON), rated(ON, ON), None),
        (REFUSED, BOTH, rated(DOWN, DOWN), rated(DOWN, DOWN), None),
        (REFUSED, BOTH, rated(ON, ON), rated(UP, ON), objection.CHANGED),
        # Granted: every axis objected to changes, no other.
        (GRANTED, (RESULT,), rated(ON, ON), rated(UP, ON), None),
        (GRANTED, (RESULT,), rated(DOWN, ON), rated(ON, ON), None),
        (GRANTED, BOTH, rated(ON, ON), rated(UP, UP), None),
        (GRANTED, BOTH, rated(ON, ON), rated(UP, ON), objection.NOT_ALL),
        (GRANTED, BOTH, rated(ON, ON), rated(ON, ON), objection.UNCHANGED),
        (GRANTED, (RESULT,), rated(ON, ON), rated(UP, UP), objection.BESIDE),
        (GRANTED, (RESULT,), rated(ON, ON), rated(ON, UP), objection.BESIDE),
        # Granted in part: at least one.
        (PARTLY, BOTH, rated(ON, ON), rated(UP, ON), None),
        (PARTLY, BOTH, rated(ON, DOWN), rated(ON, ON), None),
        (PARTLY, (BEHAVIOR,), rated(ON, DOWN), rated(ON, ON), None),
        (PARTLY, BOTH, rated(ON, ON), rated(ON, ON), objection.UNCHANGED),
        (PARTLY, (BEHAVIOR,), rated(ON, ON), rated(UP, ON), objection.BESIDE),
        # Never lower, by the order of the law and not by text or number.
        (GRANTED, (RESULT,), rated(ON, ON), rated(DOWN, ON), objection.LOWER),
        (GRANTED, (RESULT,), rated(UP, ON), rated(ON, ON), objection.LOWER),
        (PARTLY, (BEHAVIOR,), rated(ON, ON), rated(ON, DOWN), objection.LOWER),
        # One better, the other worse.
        (PARTLY, BOTH, rated(DOWN, UP), rated(ON, ON), objection.LOWER),
        # Without a rating there is none to decide on.
        (GRANTED, BOTH, rated(ON, ON), rated(None, UP), objection.UNRATED),
        (GRANTED, BOTH, rated(ON, ON), rated(UP, False), objection.UNRATED),
        (REFUSED, BOTH, rated(ON, ON), {}, objection.UNRATED),
    ],
)
def test_what_a_decision_may_set(outcome, axes, before, after, expected):
    assert fault(outcome, axes, before, after) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (rated(ON, ON), rated(DOWN, ON)),
        (rated(UP, UP), rated(DOWN, DOWN)),
        (rated(DOWN, UP), rated(ON, ON)),
    ],
)
def test_a_policy_may_let_it_lower(before, after):
    assert fault(PARTLY, BOTH, before, after) == objection.LOWER
    assert fault(PARTLY, BOTH, before, after, may_lower=True) is None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (rated(ON, ON), rated(ON, ON), False),
        (rated(DOWN, DOWN), rated(UP, UP), False),
        # di atas + sesuai and sesuai + sesuai are both "baik": the axis tells.
        (rated(UP, ON), rated(ON, ON), True),
        (rated(ON, UP), rated(ON, ON), True),
        (rated(ON, ON), rated(ON, DOWN), True),
    ],
)
def test_what_is_lower(before, after, expected):
    assert objection.lowers(before, after) is expected


def valued(skp, behavior, ratings=(ON, ON), whole=codes.BAIK):
    values = {RESULT: skp, BEHAVIOR: behavior}
    return rated(*ratings) | {PREDIKAT: whole, VALUES: values}


@pytest.mark.parametrize(
    ("outcome", "axes", "before", "after", "expected"),
    [
        # A value that changes is a change, though its rating stays.
        (GRANTED, (RESULT,), valued(9200, 9000), valued(9700, 9000), None),
        (GRANTED, BOTH, valued(9200, 9000), valued(9700, 9000), objection.NOT_ALL),
        (GRANTED, (RESULT,), valued(9200, 9000), valued(9200, 9000), "unchanged"),
        (GRANTED, (RESULT,), valued(9200, 9000), valued(9700, 9100), "beside"),
        (REFUSED, (RESULT,), valued(9200, 9000), valued(9200, 9100), "changed"),
        # Lower: a value, or the predikat alone.
        (PARTLY, BOTH, valued(9200, 9000), valued(9700, 8999), "lower"),
        (
            GRANTED,
            (RESULT,),
            valued(9200, 9000),
            valued(9700, 9000, whole=codes.KURANG),
            "lower",
        ),
    ],
)
def test_what_a_decision_in_numbers_may_set(outcome, axes, before, after, expected):
    assert fault(outcome, axes, before, after) == expected


def test_the_order_is_the_laws():
    worse = [
        objection.is_lower(later, first, codes.PREDIKATS)
        for first, later in zip(codes.PREDIKATS, codes.PREDIKATS[1:], strict=False)
    ]
    assert worse == [True] * 4
    assert not objection.is_lower(codes.BAIK, codes.BAIK, codes.PREDIKATS)
    with pytest.raises(ValueError, match="not in tuple"):
        objection.is_lower("lain", codes.BAIK, codes.PREDIKATS)


def test_errors():
    with pytest.raises(ValueError, match="unknown outcome"):
        fault("lain", BOTH, rated(ON, ON), rated(ON, ON))
    with pytest.raises(ValueError, match="unknown rating|not in tuple"):
        fault(GRANTED, BOTH, rated(ON, ON), rated("lain", "lain"))


# -- facts -------------------------------------------------------------------

FIRST = {"id": 1, "text": "Pemohon", "target": "400", "actual": "300"}
SECOND = {"id": 2, "text": "Hari", "target": "3", "actual": "3"}
THIRD = {"id": 3, "text": "Indeks", "target": "85", "actual": ""}
CONTENT = {
    "results": [
        {"indicators": [FIRST, SECOND], "feedback": [{"tone": "praise"}]},
        {"indicators": [THIRD], "feedback": [{"tone": "improve"}, {"tone": "praise"}]},
    ],
    "behaviors": [{"feedback": [{"tone": "note"}]}, {"feedback": []}],
}
ACHIEVED = {1: 7500, 2: 10000, 3: None}


@pytest.mark.parametrize(
    ("axes", "expected"),
    [
        (
            ("result",),
            objection.Disputed((FIRST,), 1, 2, 3, {"praise": 2, "improve": 1}),
        ),
        (("behavior",), objection.Disputed((), None, None, None, {"note": 1})),
        (
            ("result", "behavior"),
            objection.Disputed(
                (FIRST,), 1, 2, 3, {"praise": 2, "improve": 1, "note": 1}
            ),
        ),
    ],
)
def test_what_is_told_of_the_axes_objected_to(axes, expected):
    assert objection.disputed(CONTENT, axes, ACHIEVED) == expected


def test_the_whole_target_is_reached_and_a_little_less_is_not():
    almost = objection.disputed(CONTENT, ("result",), ACHIEVED | {2: 9999})
    assert (almost.missed, almost.reached) == ((FIRST, SECOND), 0)


def test_what_was_never_measured_is_not_missed():
    found = objection.disputed(CONTENT, ("result",), {})
    assert (found.missed, found.reached, found.measured) == ((), 0, 0)


def test_what_was_said_of_a_behaviour_not_expected_any_more_is_no_fact():
    gone = {"feedback": [{"tone": "improve"}], "expected": False}
    content = CONTENT | {"behaviors": [*CONTENT["behaviors"], gone]}
    found = objection.disputed(content, ("behavior",), ACHIEVED)
    assert found.tones == {"note": 1}


@pytest.mark.parametrize("axes", [("result",), ("behavior",), ("result", "behavior")])
def test_an_early_seal_keeps_no_feedback(axes):
    early = {"results": [{"indicators": [FIRST]}]}
    assert objection.disputed(early, axes, ACHIEVED).tones is None


def test_what_was_achieved_is_not_known_where_no_seal_keeps_it():
    found = objection.disputed(CONTENT, ("result",), None)
    told = (found.missed, found.reached, found.measured, found.total)
    assert told == ((), None, None, 3)
