"""How the target of a year is split over its months: evenly, by a season, by hand.

Only what grows is split: a sum, an increase. A level holds in each period.
"""

import math
from fractions import Fraction

from . import periods
from .realization import is_measured

EVEN = "even"
SEASONAL = "seasonal"
MANUAL = "manual"

MONTHS = 12
FULL_BP = 10000


def counted(plan_from, plan_to, cadence, min_days, measured=()):
    """Return the months over which the target of a plan is split, in order.

    Its own, until the last period in which it is evaluated and the indicator measured:
    what is planned for any other month would never be due.
    In: first and last day of the plan; cadence and minimum of days of its policy; the
    months of measuring, none for all. Out: a range, empty where nothing is measured.
    Errors: those of periods.periods(). Source: design of this program.
    """
    due = [
        one
        for one in periods.periods(plan_from.year, cadence)
        if periods.in_force(plan_from, plan_to, one.start, one.end, min_days)
        and is_measured(measured, one.start.month, one.end.month)
    ]
    if not due:
        return range(0)
    return range(plan_from.month, min(plan_to, due[-1].end).month + 1)


def spread(target, shares, places):
    """Return how much of a target each month has by its share; together all of it.

    In: a number from 0; {month: share from 0}; to how many decimals each is cut, of
    which the last month with a share has the rest. Out: {month: Fraction}; empty where
    no month has a share. Errors: none. Source: design of this program.
    """
    whole, step = sum(shares.values()), 10**places
    if not whole:
        return {}
    found = {
        month: Fraction(math.floor(Fraction(target) * share / whole * step), step)
        for month, share in shares.items()
    }
    last = max(month for month, share in shares.items() if share)
    found[last] += Fraction(target) - sum(found.values())
    return found


def weight(months, first, last):
    """Return how much a period weighs among those that share the target of a year.

    In: {month 1..12: its share or figure as Decimal or int}; first and last month of
    the period. Out: Fraction. Errors: ValueError for a share below zero.
    Source: design of this program; how a target is spread: policy [R].
    """
    some = [share for month, share in months.items() if first <= month <= last]
    if any(share < 0 for share in some):
        raise ValueError(f"a share below zero: {some}")
    return sum(map(Fraction, some), Fraction(0))


def missing_bp(shares):
    """Return what the shares of a season lack of the whole, in basis points.

    In: twelve whole numbers. Out: int, 0 for a whole, negative where they are too
    much. Errors: ValueError for another count, or a share that is no whole number
    from 0. Source: design of this program.
    """
    shares = list(shares)
    whole = all(
        isinstance(share, int) and not isinstance(share, bool) and share >= 0
        for share in shares
    )
    if len(shares) != MONTHS or not whole:
        raise ValueError(f"not the shares of twelve months: {shares}")
    return FULL_BP - sum(shares)


def missing(target, figures):
    """Return what figures of months lack of the target of the year; 0: they add up.

    In: a number; one from 0 for each month that counts, as Decimal or int. Out:
    Fraction, negative where they are too much. Errors: ValueError for one below zero.
    Source: design of this program.
    """
    figures = list(figures)
    if any(figure < 0 for figure in figures):
        raise ValueError(f"figures of months below zero: {figures}")
    return Fraction(target) - sum(map(Fraction, figures), Fraction(0))
