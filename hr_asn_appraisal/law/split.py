"""How the target of a year is split over its months: evenly, by a season, by hand.

Only what grows is split: a sum, an increase. A level holds in each period.
"""

from fractions import Fraction

EVEN = "even"
SEASONAL = "seasonal"
MANUAL = "manual"
KINDS = (EVEN, SEASONAL, MANUAL)

MONTHS = 12
FULL_BP = 10000


def weight(months, first, last):
    """Return how much a period weighs among those that share the target of a year.

    In: {month 1..12: its share or figure as Decimal or int}, None or {} where the
    periods share evenly; first and last month of the period. Out: Fraction, 1 for
    each period that shares evenly. Errors: ValueError for a share below zero.
    Source: design of this program; how a target is spread: policy [R].
    """
    if not months:
        return Fraction(1)
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

    In: a number, and twelve from 0, as Decimal or int. Out: Fraction, negative where
    they are too much. Errors: ValueError for another count, or one below zero.
    Source: design of this program.
    """
    figures = list(figures)
    if len(figures) != MONTHS or any(figure < 0 for figure in figures):
        raise ValueError(f"not the figures of twelve months: {figures}")
    return Fraction(target) - sum(map(Fraction, figures), Fraction(0))
