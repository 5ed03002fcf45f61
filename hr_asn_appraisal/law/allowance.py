"""Allowance (TPP): which figure counts for a month, and what it is worth.

What regulations leave to the agency is a percentage per outcome, in basis points
(8,500 = 85%), so that nothing is rounded; money is never computed here.
"""

from datetime import date
from typing import NamedTuple

from . import codes

WHOLE = 10_000

# Why there is no predikat.
NOT_RATED = "not_rated"
NOT_DELIVERED = "not_delivered"
EXEMPT = "exempt"
ELSEWHERE = "elsewhere"
NOT_DUE = "not_due"
GAPS = (NOT_RATED, NOT_DELIVERED, EXEMPT, ELSEWHERE, NOT_DUE)
# A predikat, or why there is none: each has a percentage.
OUTCOMES = (*codes.PREDIKATS, *GAPS)


class Candidate(NamedTuple):
    """A period in which somebody is evaluated: key, first and last day, the year?"""

    key: int
    start: date
    end: date
    is_annual: bool = False


def counted(candidates, month_end):
    """Return the candidate whose figure counts for a month, None without one.

    The last period, never the year, that has ended by the last day of the month and
    lies in its year or the year before. Of those that end on one day the shortest:
    who is evaluated by month and by quarter has the month.
    In: Candidates of one person, those in which he is evaluated; the last day of the
    month. Out: one of them or None. Errors: none.
    Source: practice of the agencies, allowances follow the last rated period [R];
    PermenPKP 12/2025 art. 12: pay considers the predikat of each period [A].
    """
    ended = [
        one
        for one in candidates
        if not one.is_annual
        and one.end <= month_end
        and one.end.year >= month_end.year - 1
    ]
    return max(ended, key=lambda one: (one.end, one.start, one.key), default=None)


def percentage(outcome, table, default=WHOLE):
    """Return the basis points of an outcome: what a table says of it, else a default.

    In: one of OUTCOMES; {outcome: basis points} of a policy; the default. Out: int,
    never None: 0 only where the table or the default says 0.
    Errors: KeyError for an unknown outcome.
    Source: table predikat -> percentage per agency, e.g. PermenLHK 6/2024 art. 19 [A].
    """
    if outcome not in OUTCOMES:
        raise KeyError(outcome)
    return table.get(outcome, default)
