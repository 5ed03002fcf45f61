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
YEAR = range(1, 13)


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
    return len(_counted(start, end))


def _counted(start, end):
    """Return the numbers of the months of the year that a stretch counts for."""
    if end < start or end.year != start.year:
        raise ValueError(f"no stretch of a year: {start} to {end}")
    first = start.month + (start.day > MIDDLE)
    return range(first, end.month - (end.day < MIDDLE) + 1)


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


def add_up(segments):
    """Return the months of each predikat, as the sum that MONTH_WEIGHTED decides by.

    In: Segments in any order. Out: a dict with ``value`` (what is proposed), ``terms``
    ([value, months] in order of time, each value once), ``months`` (of all terms) and
    ``is_tie`` (whether another one has as many months); None where none is rated for
    a month. Errors: as of merge_segments(). Source: as of merge_segments().
    """
    tree = merge_segments(segments, MONTH_WEIGHTED)
    if tree is None:
        return None
    months = _by_value(tree["leaves"])
    return {
        "value": tree["value"],
        "terms": [list(term) for term in months.items()],
        "months": sum(months.values()),
        "is_tie": list(months.values()).count(max(months.values())) > 1,
    }


def decider(segments, rule):
    """Return the segment that makes a year by LAST_UNIT or LONGEST, rated or not.

    In: Segments; a code of RULES. Out: a Segment; None for MONTH_WEIGHTED, by which all
    of them do, and without any. Errors: ValueError for an unknown rule. Source: as of
    merge_segments().
    """
    if rule not in RULES:
        raise ValueError(f"unknown rule to merge segments: {rule!r}")
    ordered = sorted(segments, key=lambda segment: (segment.end, segment.start))
    if rule == MONTH_WEIGHTED or not ordered:
        return None
    if rule == LAST_UNIT:
        return ordered[-1]
    return max(reversed(ordered), key=lambda one: one.end - one.start)


def unrated_months(segments):
    """Return the months of a year for which nothing that was rated counts.

    In: Segments of one year. Out: a list of the numbers of months. Errors: as of
    months(). Source: nothing is counted as zero because it is missing [design].
    """
    rated = {
        month
        for one in segments
        if one.predikat
        for month in _counted(one.start, one.end)
    }
    return [month for month in YEAR if month not in rated]


def shared_months(segments):
    """Return the months that count for two posts or more, held at once.

    They are why the months of all segments may be more than twelve.
    In: Segments of one year. Out: a list of (numbers of months, refs) in order of time,
    for each set of posts. Errors: as of months(). Source: as of months().
    """
    held = {month: [] for month in YEAR}
    for one in sorted(segments, key=lambda segment: (segment.start, segment.end)):
        for month in _counted(one.start, one.end):
            held[month].append(one.ref)
    found = []
    for month, refs in held.items():
        if found and found[-1][1] == refs and found[-1][0][-1] == month - 1:
            found[-1][0].append(month)
        elif len(refs) > 1:
            found.append(([month], refs))
    return found


def stretches(months):
    """Return the first and last of months that follow each other.

    In: numbers of months in order. Out: a list of (first, last). Errors: none.
    Source: none, as it is told.
    """
    found = []
    for month in months:
        if found and found[-1][1] == month - 1:
            found[-1] = (found[-1][0], month)
        else:
            found.append((month, month))
    return found


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
    months = _by_value(reversed(leaves))
    return max(months, key=months.get, default=None)


def _by_value(leaves):
    """Return {value: months} of what is rated and counts, in the order of leaves."""
    months = {}
    for leaf in leaves:
        if leaf["value"] and leaf["months"]:
            months[leaf["value"]] = months.get(leaf["value"], 0) + leaf["months"]
    return months


_VALUES = {LAST_UNIT: _last, LONGEST: _longest, MONTH_WEIGHTED: _most_months}
