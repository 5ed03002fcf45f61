"""What an indicator has reached, from the values of its periods.

Missing is None and stays None: nothing is counted as zero because it is missing.
"""

import math
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from . import codes

FULL_BP = 10000

# (direction, below the band): the ways out of the band that are better.
_BETTER_SIDES = {(codes.NAIK, False), (codes.TURUN, True)}


def exact(value):
    """Return a number as an exact Decimal.

    In: int, Decimal or float; a float is taken as it is written (0.1 is 0.1),
    because the ORM hands out floats for what people typed. None stays None, and a
    Fraction, which is exact already, stays one.
    Errors: TypeError for other types, bool included; ValueError for infinity
    and not-a-number. Source: design of this program.
    """
    if value is None or isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise TypeError(f"a number is needed, not {type(value).__name__}")
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"not a finite number: {value!r}")
    return number


def used_months(pattern, values, months=()):
    """Return the months whose values make up the figure of accumulate().

    In: as for accumulate. Out: tuple of months in order; empty when nothing
    has been measured. Errors: ValueError for an unknown pattern.
    Source: measuring patterns of e-Kinerja users [D].
    """
    if pattern not in codes.PATTERNS:
        raise ValueError(f"unknown measuring pattern: {pattern!r}")
    measured = sorted(month for month, value in values.items() if value is not None)
    if pattern == codes.HITUNGAN:
        return tuple(measured)
    if pattern == codes.RILIS:
        measured = [month for month in measured if month in months]
    return tuple(measured[-1:])


def accumulate(pattern, values, months=(), baseline=None):
    """Return the figure of an indicator out of the values of its periods.

    HITUNGAN: the sum of what was measured. POSISI: the latest value. RILIS: the
    latest value of a release month; other months do not count. KENAIKAN: the
    latest value minus the baseline.
    In: a code of PATTERNS; {month 1..12: number or None}, the month being the
    last of its period; the release months (RILIS only); the baseline (KENAIKAN
    only). Out: Decimal in the unit of the indicator, None when nothing has been
    measured, or no baseline is known. A sum may leave out months that nobody
    reported: used_months() says which it holds.
    Errors: ValueError for an unknown pattern, those of exact().
    Source: measuring patterns [D]; KENAIKAN is a wish of users, not law.
    """
    used = used_months(pattern, values, months)
    if not used:
        return None
    figure = sum(exact(values[month]) for month in used)
    if pattern != codes.KENAIKAN:
        return figure
    start = exact(baseline)
    return None if start is None else figure - start


def is_measured(months, first, last):
    """Tell whether an indicator is measured in the period from month to month.

    In: the months in which it is measured, none for all; first and last month of
    the period, 1..12. Out: bool. Source: months of measuring in e-Kinerja [D].
    """
    return not months or any(first <= month <= last for month in months)


def reported(pattern, values, due):
    """Return (reported, due) of a sum that leaves out periods, None of a whole one.

    Only HITUNGAN adds up, so only there a period without a figure makes the figure
    of the year too small; a sum of nothing at all is no sum.
    In: as for accumulate; ``due``: the last month of each period that is measured.
    Out: two counts of due periods, or None.
    Errors: ValueError for an unknown pattern. Source: design of this program.
    """
    used = used_months(pattern, values)
    if pattern != codes.HITUNGAN or not used:
        return None
    found, wanted = len(set(used) & set(due)), len(set(due))
    return None if found == wanted else (found, wanted)


class Periods(NamedTuple):
    """Numbers of periods in which an indicator is measured.

    ``here``: those looked at; ``until``: those that have ended by the end of the last
    of them; ``whole``: all of the year. Where a target is split over the months they
    are the parts of it that these have; ``is_bare``: measured, and yet without a part.
    """

    here: int
    until: int
    whole: int
    is_bare: bool = False


def target_due(pattern, target, periods, is_ceiling=False, is_whole=None):
    """Return which part of a target of the year some periods answer for.

    HITUNGAN is spread evenly over the periods that are measured, and what is counted
    in whole things in whole things: of one document a year nothing is due in the first
    three quarters. A ceiling is rounded up instead: of two complaints a year one may
    come in any quarter. KENAIKAN grows with the periods: what is due by now. Others
    are a level that holds in each period: all of it.
    In: a code of PATTERNS; a number as for exact(); Periods; whether the target is the
    most that may be; whether it is counted in whole things, None: where it is a whole
    number itself. Out: Fraction, None without a target. Errors: ValueError for an
    unknown pattern and for more periods than there are. Source: design of this
    program; how a target is spread: policy [R].
    """
    if pattern not in codes.PATTERNS:
        raise ValueError(f"unknown measuring pattern: {pattern!r}")
    if not 0 <= periods.here <= periods.until <= periods.whole:
        raise ValueError(f"impossible numbers of periods: {periods}")
    target = exact(target)
    if target is None or not periods.whole:
        return None if target is None else Fraction(target)
    is_whole = _is_whole(target) if is_whole is None else is_whole
    if pattern == codes.HITUNGAN and is_ceiling:
        return _share(target, periods.here, periods, math.ceil if is_whole else None)
    if pattern == codes.HITUNGAN:
        cut = math.floor if is_whole else None
        before = _share(target, periods.until - periods.here, periods, cut)
        return _share(target, periods.until, periods, cut) - before
    part = periods.until if pattern == codes.KENAIKAN else periods.whole
    return Fraction(target) * Fraction(part, periods.whole)


def achievement_due_bp(pattern, actual, target, direction, periods):
    """Return how much of what was due in some periods has been reached.

    In: a code of PATTERNS; what was reached in these periods; the target of the year
    as (low, high); a code of DIRECTIONS; Periods. Out: as for achievement_bp; None
    also where the indicator is measured in none of them, and where nothing was due and
    nothing was done. Errors: those of target_due() and achievement_bp().
    Source: design of this program.
    """
    # One edge in halves: the other is not counted in whole things either.
    whole = all(edge is None or _is_whole(edge) for edge in target)
    low = target_due(pattern, target[0], periods, direction == codes.TURUN, whole)
    high = target_due(pattern, target[1], periods, direction != codes.NAIK, whole)
    # Shares in whole things may overtake each other: more is due of the lower edge.
    high = max(low, high) if low is not None and high is not None else high
    nothing_due = not high and target[1] and direction == codes.NAIK
    is_measured_here = periods.here or periods.is_bare
    if not is_measured_here or (nothing_due and not exact(actual)):
        return None
    return achievement_bp(actual, low, high, direction)


def achievement_bp(
    actual, target_low, target_high=None, direction=codes.NAIK, cap_bp=None
):
    """Return how much of a target has been reached, in whole basis points.

    Inside the target, from low to high, is 10000 in every direction. Otherwise
    the distance to the nearer edge is taken as a share of that edge:
    NAIK    actual / target, above the band more than 10000;
    TURUN   (2 x target - actual) / target, so 10 % too much time is 90 % and
            10 % less is 110 %;
    RENTANG outside on either side less than 10000.
    At an edge of zero there is no share: better than it or on it is 10000,
    worse is 0. The result is never below 0 and is cut off downwards, so that
    it passes a threshold only if the exact figure does.
    In: numbers as for exact(); a single target goes into ``target_low``; a code
    of DIRECTIONS; the highest result wanted, in basis points, or None.
    Out: int, or None without an actual or without a numeric target.
    Errors: ValueError for an unknown direction and for low above high.
    Source: 1 + (1 - actual/target) for lower-is-better [R]; a band as target
    is allowed, "sesuai ekspektasi" may be one [R]; the cap is policy (120 % or
    115 % in one ministry [D]).
    """
    if direction not in codes.DIRECTIONS:
        raise ValueError(f"unknown direction: {direction!r}")
    actual, low = exact(actual), exact(target_low)
    high = low if target_high is None else exact(target_high)
    if low is None or actual is None:
        return None
    if low > high:
        raise ValueError(f"the target runs from {low} down to {high}")
    reached = _reached_bp(Fraction(actual), Fraction(low), Fraction(high), direction)
    return reached if cap_bp is None else min(reached, cap_bp)


def _reached_bp(actual, low, high, direction):
    if low <= actual <= high:
        return FULL_BP
    is_below = actual < low
    edge = low if is_below else high
    is_better = (direction, is_below) in _BETTER_SIDES
    if edge == 0:
        return FULL_BP if is_better else 0
    share = abs(actual - edge) / abs(edge)
    return max(math.floor(FULL_BP * (1 + (share if is_better else -share))), 0)


def _is_whole(target):
    return Fraction(exact(target)).denominator == 1


def _share(target, count, periods, cut):
    """Return what of a sum some of its periods have; ``cut`` makes it whole things."""
    due = Fraction(target) * Fraction(count, periods.whole)
    return Fraction(cut(due)) if cut else due
