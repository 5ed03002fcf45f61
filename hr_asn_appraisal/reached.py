"""What was reached in periods, as plain rows: those of thousands are put together.

Core owns this; seals, screens and proposals all call it, so that an indicator has the
same figure wherever it is shown.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from .exchange import numbers
from .law import codes, progress, split, team
from .law.realization import (
    Periods,
    accumulate,
    is_measured,
    reported,
    target_due,
    used_months,
)


class Span(NamedTuple):
    """A period: its key, whether it is the year, its months 1..12 and its last day."""

    id: int
    is_year: bool
    first: int
    last: int
    until: date


class Team(NamedTuple):
    """Whose indicator a member's stands for, and from and until when; None is open."""

    lead: int
    joined: date | None
    left: date | None


class Actual(NamedTuple):
    """What was recorded of an indicator in a period, as text and as number."""

    span: Span
    text: str
    value: float
    is_number: bool


class Course(NamedTuple):
    """How an indicator has gone until a day.

    ``passed``: the spans that are over; ``counted``, ``running``: the Actuals of these
    and of later ones; ``found``: as of `reached`; ``figure``: that as a number or None.
    """

    passed: list
    counted: list
    running: list
    found: dict
    figure: object


class Mark(NamedTuple):
    """How far a bar is filled, how far it should be, in basis points; a standing.

    None where there is none.
    """

    bar: int | None
    tick: int | None
    standing: str | None


def measured_months(months):
    """Return the months of "6,12" as numbers; none for all."""
    return [int(month) for month in (months or "").split(",") if month.strip()]


def measured(spans, months):
    """Return those spans in which an indicator is measured: "6,12"; "": in all."""
    wanted = measured_months(months)
    return [one for one in spans if is_measured(wanted, one.first, one.last)]


def team_of(iki):
    """Return the Team of a sealed indicator of a member; None for any other."""
    told = iki.get("team")
    if not told or not told["lead"]:
        return None
    days = (told[name] and date.fromisoformat(told[name]) for name in ("from", "to"))
    return Team(told["lead"], *(day or None for day in days))


def is_counted(iki, span):
    """Say whether what is recorded in a span counts for a sealed indicator."""
    of = team_of(iki)
    return not of or team.counts(span.until, of.joined, of.left, span.is_year)


def counting(actuals, iki):
    """Return of {indicator id: Actuals} those that count for a sealed indicator.

    Its own; of a member's those of the lead in his time with the team.
    """
    of = team_of(iki)
    found = actuals.get(of.lead if of else iki["id"], ())
    return [one for one in found if is_counted(iki, one.span)]


def parts(iki, spans):
    """Return {span: its part of the target of the year} of those that are measured.

    ``spans``: all that share the target of a sealed indicator. Each has the same part,
    unless the target is split over the months: then what falls into a span without
    measuring is carried on to the next with it. As int or Fraction.
    """
    asked = measured(spans, iki["months"] or "")
    if "split" not in iki:
        return dict.fromkeys(asked, 1)
    told = iki["split"]["months"].items()
    months = {int(month): numbers.parse(share) for month, share in told}
    found, carried = {}, Fraction(0)
    for span in sorted(spans, key=lambda one: one.until):
        carried += split.weight(months, span.first, span.last)
        if span in asked:
            found[span], carried = carried, Fraction(0)
    return found


def shares(iki, here, until, whole):
    """Return spans of a sealed indicator as the law takes them: as Periods.

    ``whole``: all that share its target, measured or not.
    """
    part = parts(iki, whole)
    mine = [part[one] for one in here if one in part]
    so_far = sum(part[one] for one in until if one in part)
    return Periods(sum(mine), so_far, sum(part.values()), bool(mine) and not sum(mine))


def split_target(iki):
    """Return what of a target is split over the months, None where it is words.

    Of a range its lower number: so much at least; of a ceiling the most that may be.
    """
    low, high = bounds(iki)
    return high if iki["direction"] == codes.TURUN else low


def due(iki, periods):
    """Return what of a target that is split periods answer for, as people write it.

    "" where the target shares evenly, is words, or nothing is measured in them.
    """
    return answered(iki, periods) if "split" in iki else ""


def answered(iki, periods):
    """Return as `due` also of a target that shares evenly."""
    target, is_ceiling = split_target(iki), iki["direction"] == codes.TURUN
    is_measured_here = periods.here or periods.is_bare
    if target is None or not is_measured_here:
        return ""
    found = target_due(iki["pattern"], target, periods, is_ceiling)
    return numbers.write(round(Decimal(found.numerator) / found.denominator, 4))


def bounds(iki):
    """Return (low, high) of the target of a sealed indicator as Decimals.

    (None, None) where it is words alone: neither as text nor beside it a number.
    """
    low, high = numbers.parse_target(iki["target"])
    if low is not None:
        return low, high
    low, high = numbers.parse(iki.get("low")), numbers.parse(iki.get("high"))
    return tuple(sorted((low, high or low))) if low or high else (None, None)


def baseline(iki):
    """Return the baseline of a sealed indicator with the year it is of: "392 (2025)".

    "" where there is none.
    """
    year = (iki.get("baseline_date") or "")[:4]
    known = iki["baseline"] or ""
    return f"{known} ({year})" if known and year else known


def reached(actuals, iki, spans):
    """Return what an indicator reached in ``spans``, for a seal.

    ``actuals``: what was recorded; ``iki``: the agreed indicator of a seal. Returns
    {"actual": text as it is printed, "" for nothing}. Several periods are put
    together by the measuring pattern, unless the year itself was recorded; where
    one of them says words, the last one stands. "recorded": [3, 4] is added to a
    sum that holds three of the four periods in which the indicator is measured, and
    "share": "3/10" where these have so much of a target that is not split evenly.
    """
    of_year = [one for one in actuals if one.span.is_year]
    lines = sorted(of_year or actuals, key=lambda one: one.span.until)
    if not all(one.is_number for one in lines):
        return {"actual": lines[-1].text}
    spans = [of_year[0].span] if of_year else spans
    due = measured(spans, iki["months"] or "")
    is_difference = iki["pattern"] == codes.KENAIKAN
    # Most often: one period and its figure.
    if len(due) == 1 and [one.span for one in lines] == due and not is_difference:
        return {"actual": lines[0].text}
    return _figure(lines, iki, spans, due)


def course(actuals, iki, spans, today):
    """Return the Course of a sealed indicator; what has not ended flatters nothing.

    ``actuals``: what was recorded and counts; ``spans``: those that share its target.
    """
    # An increase is one since the beginning, whoever came later.
    is_all = iki["pattern"] == codes.KENAIKAN
    passed = [
        one for one in spans if one.until < today and (is_all or is_counted(iki, one))
    ]
    past = [one for one in actuals if one.span.until < today]
    running = [one for one in actuals if one not in past]
    counted = [one for one in past if one.span.is_year] or past
    found = reached(counted, iki, passed)
    numbered = all(one.is_number for one in counted)
    figure = numbers.parse(found["actual"]) if numbered else None
    return Course(passed, counted, running, found, figure)


def mark(iki, course, due, meets_bp):
    """Return the Mark of a sealed indicator that has a figure.

    ``due``: the spans that share its target, also those to come; ``meets_bp``: from
    how much of what is expected an indicator is still not off track.
    """
    target, (pattern, direction) = bounds(iki), (iki["pattern"], iki["direction"])
    passed = course.passed
    # A sum is held against the periods that it has, not against what is missing.
    held = [
        one
        for one in passed
        if pattern != codes.HITUNGAN
        or any(had.span.first <= one.last <= had.span.last for had in course.counted)
    ]
    figure, periods = course.figure, shares(iki, held, held, due)
    standing = progress.standing(pattern, figure, target, direction, periods, meets_bp)
    so_far = shares(iki, passed, passed, due)
    tick = progress.expected_bp(pattern, target[1], so_far, direction)
    return Mark(progress.bar_bp(figure, target[1]), tick, standing)


def _figure(lines, iki, spans, due):
    """Return the above for numbers; ``due``: those of the spans that are measured."""
    months = {one.last for one in due}
    by_month = {one.span.last: one for one in lines}
    values = {month: one.value for month, one in by_month.items()}
    used = used_months(iki["pattern"], values, months)
    if len(used) == 1 and iki["pattern"] != codes.KENAIKAN:
        # As it was typed: 2,50 stays 2,50.
        actual = by_month[used[0]].text
    else:
        figure = accumulate(
            iki["pattern"], values, months, numbers.parse(iki["baseline"])
        )
        actual = "" if figure is None else numbers.write(figure)
    some = reported(iki["pattern"], values, months)
    return {"actual": actual} | (_part(iki, spans, values, some) if some else {})


def _part(iki, spans, values, some):
    """Return what a sum says of the periods that it holds."""
    told = {"recorded": list(some)}
    part = parts(iki, spans)
    every = sum(part.values())
    if "split" not in iki or not every:
        return told
    held = sum(part[one] for one in part if one.last in values)
    return told | {"share": str(held / every)}


def shares_of_year(iki):
    """Return the Periods that the figure of a sealed year stands for."""
    if "share" in iki:
        share = Fraction(iki["share"])
        return Periods(share, share, 1)
    # What was not recorded is not counted as zero: the others answer.
    found, wanted = iki.get("recorded", (1, 1))
    return Periods(found, found, wanted)
