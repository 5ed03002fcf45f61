"""Objections to an evaluation: when both sides are heard, what a decision may set.

Source: PP 30/2019 Ps 59 and PermenPANRB 6/2022 Bab V: to the appraiser's superior, who
asks both for an explanation, may change the rating, and whose decision is final [A].
"""

from collections import Counter
from typing import NamedTuple

from . import codes
from .predikat import move
from .realization import FULL_BP

RESULT = "result"
BEHAVIOR = "behavior"
AXES = (RESULT, BEHAVIOR)
PREDIKAT = "predikat"
VALUES = "values"

GRANTED = "dikabulkan"
PARTLY = "dikabulkan_sebagian"
REFUSED = "ditolak"
OUTCOMES = (GRANTED, PARTLY, REFUSED)

# So many days before it is to be decided an objection is a task of the officer.
NEAR_DAYS = 3

# What is wrong with a decision.
UNRATED = "unrated"
CHANGED = "changed"
BESIDE = "beside"
UNCHANGED = "unchanged"
NOT_ALL = "not_all"
LOWER = "lower"


def is_heard(today, until, has_explanation, has_statement):
    """Tell whether an objection can be decided: both have spoken, or had their time.

    In: today in the agency's zone; the last day for both, which counts in full; whether
    the appraiser has explained and the employee has stated. Out: bool.
    Source: both are asked [A]; that silence does not stop it: design of this program.
    """
    return (has_explanation and has_statement) or today > until


def is_lower(code, other, order):
    """Tell whether a code is worse than another one.

    In: two codes of ``order``, a tuple with the best first. Out: bool.
    Errors: ValueError for an unknown code. Source: order of codes.py.
    """
    return move(other, code, order) < 0


def fault(outcome, axes, before, after, may_lower=False):
    """Say what is wrong with a decision, or None.

    In: one of OUTCOMES; the axes objected to; what was rated before and after: {axis:
    rating, PREDIKAT: code} and, where it was rated in numbers, VALUES {axis: value},
    which then say what changes; whether the policy lets a decision lower.
    Out: UNRATED an axis has no rating; CHANGED it is refused and yet changes; BESIDE an
    axis changes that nobody objected to; UNCHANGED it is granted and nothing changes;
    NOT_ALL it is granted wholly and not every axis objected to changes; LOWER as of
    lowers().
    Errors: ValueError for an unknown outcome or rating.
    Source: PP 30/2019 Ps 59 [A]; that an objection does not make it worse unless the
    policy says so: design of this program.
    """
    if outcome not in OUTCOMES:
        raise ValueError(f"unknown outcome: {outcome!r}")
    if not all(after.get(axis) for axis in AXES):
        return UNRATED
    told, now = (one.get(VALUES) or one for one in (before, after))
    changed = {axis for axis in AXES if now[axis] != told[axis]}
    if outcome == REFUSED:
        return CHANGED if changed else None
    if changed - set(axes):
        return BESIDE
    if not changed:
        return UNCHANGED
    if outcome == GRANTED and changed != set(axes):
        return NOT_ALL
    return LOWER if not may_lower and lowers(before, after) else None


def lowers(before, after):
    """Tell whether a rating, a value or the predikat after is worse than before.

    In: as of fault(). Out: bool. Errors: ValueError for an unknown rating or predikat.
    Source: order of the law.
    """
    old, new = (one.get(VALUES) or {} for one in (before, after))
    return (
        any(is_lower(after[one], before[one], codes.RATINGS) for one in AXES)
        or any(new[one] < old[one] for one in new)
        or is_lower(after[PREDIKAT], before[PREDIKAT], codes.PREDIKATS)
    )


class Disputed(NamedTuple):
    """What was sealed of the axes objected to.

    ``missed``: indicators that were measured and not reached, as they were sealed;
    ``reached``, ``measured``, ``total``: numbers of indicators, None where results are
    not objected to; ``tones``: {tone: how much feedback}.
    """

    missed: tuple
    reached: int | None
    measured: int | None
    total: int | None
    tones: dict | None


def disputed(content, axes, achieved):
    """Return the facts that an objection is about: a Disputed.

    In: the content of a sealed evaluation; the axes objected to; {indicator id: basis
    points of what was achieved of it, or None}, None where no seal keeps that. Out:
    what was not kept is None. Errors: none. Source: design of this program; a fact
    decides nothing.
    """
    results = content["results"] if RESULT in axes else ()
    tones = _tones(results, content.get("behaviors") if BEHAVIOR in axes else ())
    if RESULT not in axes:
        return Disputed((), None, None, None, tones)
    indicators = [iki for result in results for iki in result["indicators"]]
    if achieved is None:
        return Disputed((), None, None, len(indicators), tones)
    measured = [iki for iki in indicators if achieved.get(iki["id"]) is not None]
    missed = tuple(iki for iki in measured if achieved[iki["id"]] < FULL_BP)
    reached = len(measured) - len(missed)
    return Disputed(missed, reached, len(measured), len(indicators), tones)


def _tones(results, values):
    """Return {tone: how much feedback} of sealed rows; None where none was kept.

    Of a behaviour that was not expected any more nothing was rated.
    """
    if values is None or not all("feedback" in one for one in (*results, *values)):
        return None
    rated = [one for one in values if one.get("expected", True)]
    said = [one for about in (*results, *rated) for one in about["feedback"]]
    return dict(Counter(one["tone"] for one in said if one.get("tone")))
