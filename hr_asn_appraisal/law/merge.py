"""One annual proposal out of the segments of a person who changed posts.

No rule computes with codes of predikat: each one picks a segment or a predikat
that somebody gave.
"""

from datetime import date
from typing import NamedTuple

LAST_UNIT = "last_unit"
LONGEST = "longest"
MONTH_WEIGHTED = "month_weighted"
RULES = (LAST_UNIT, LONGEST, MONTH_WEIGHTED)
# A month belongs to who holds the post on this day.
MIDDLE = 15


class Segment(NamedTuple):
    """A stretch of the year in one post.

    ``start`` and ``end`` are both included; ``months`` is the whole number that
    the segment counts for; ``predikat`` is empty while it is not rated.
    """

    ref: object
    start: date
    end: date
    months: int
    predikat: str | None


def months(start, end):
    """Return for how many months a stretch counts: those in which it has the 15th.

    So each month counts once in stretches that follow each other, for the longer part.
    In: first and last day, both included, of one year. Out: 0 to 12.
    Errors: ValueError where it ends before it starts or goes beyond the year.
    Source: months are counted [R]; how parts of them are is a choice of this program.
    """
    if end < start or end.year != start.year:
        raise ValueError(f"no stretch of a year: {start} to {end}")
    first = start.month + (start.day > MIDDLE)
    last = end.month - (end.day < MIDDLE)
    return max(last - first + 1, 0)


def merge_segments(segments, rule=LAST_UNIT):
    """Propose the predikat of a year out of its segments.

    LAST_UNIT: that of the segment that ends last. LONGEST: that of the segment
    with most days. MONTH_WEIGHTED: the predikat with most months in total, of
    rated segments that count at least one month. Of equals the later segment
    decides, in all rules. If the segment that LAST_UNIT or LONGEST picks is not
    rated, nothing is proposed: no other one is put in its place.
    In: iterable of Segment in any order; a code of RULES. Out: a tree with
    ``value``, ``rule`` and ``leaves`` (ref, days, months, value) in order of
    time; None when nothing can be proposed. Errors: ValueError for an unknown
    rule, a segment that ends before it starts, negative months.
    Source: the unit held at year end rates, considering the former one [R]; no
    formula in law, hence a choice with LAST_UNIT as default.
    """
    if rule not in RULES:
        raise ValueError(f"unknown rule to merge segments: {rule!r}")
    ordered = sorted(segments, key=lambda segment: (segment.end, segment.start))
    leaves = [_leaf(segment) for segment in ordered]
    value = _VALUES[rule](leaves) if leaves else None
    return {"value": value, "rule": rule, "leaves": leaves} if value else None


def merge_values(segments, rule=LAST_UNIT):
    """Propose the value of a year out of the values of its segments.

    LAST_UNIT and LONGEST as of merge_segments(). MONTH_WEIGHTED: the mean of the values
    by months, of segments that have a value and count at least one month.
    In: Segments whose ``predikat`` is a value in hundredths, None while there is none;
    a code of RULES. Out: a tree with ``points`` (rounded half up), ``rule`` and
    ``leaves`` (ref, days, months, points) in order of time; None when nothing can be
    proposed. Errors: as of merge_segments(). Source: as there; that values are weighed
    by months where words are counted by them: a choice of this program.
    """
    if rule not in RULES:
        raise ValueError(f"unknown rule to merge segments: {rule!r}")
    ordered = sorted(segments, key=lambda segment: (segment.end, segment.start))
    leaves = [_leaf(one) | {"value": one.predikat} for one in ordered]
    pick = _mean_by_months if rule == MONTH_WEIGHTED else _VALUES[rule]
    points = pick(leaves) if leaves else None
    told = [
        {name: leaf[name] for name in ("ref", "days", "months")}
        | {"points": leaf["value"]}
        for leaf in leaves
    ]
    found = {"points": points, "rule": rule, "leaves": told}
    return None if points is None else found


def _mean_by_months(leaves):
    had = [leaf for leaf in leaves if leaf["value"] is not None and leaf["months"]]
    months = sum(leaf["months"] for leaf in had)
    total = sum(leaf["months"] * leaf["value"] for leaf in had)
    return (2 * total + months) // (2 * months) if months else None


def _leaf(segment):
    days = (segment.end - segment.start).days + 1
    if days < 1 or segment.months < 0:
        raise ValueError(f"impossible length of segment {segment.ref!r}")
    return {
        "ref": segment.ref,
        "days": days,
        "months": segment.months,
        "value": segment.predikat or None,
    }


def _last(leaves):
    return leaves[-1]["value"]


def _longest(leaves):
    # Of equal maxima, max() takes the first: so the latest must come first.
    return max(reversed(leaves), key=lambda leaf: leaf["days"])["value"]


def _most_months(leaves):
    months = {}
    for leaf in reversed(leaves):
        if leaf["value"] and leaf["months"]:
            months[leaf["value"]] = months.get(leaf["value"], 0) + leaf["months"]
    return max(months, key=months.get, default=None)


_VALUES = {LAST_UNIT: _last, LONGEST: _longest, MONTH_WEIGHTED: _most_months}
