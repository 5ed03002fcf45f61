"""Contracts of PPPK: who works by one, how long it lasts, when its end is looked at."""

from datetime import timedelta

from . import codes

# A contract of PPPK Paruh Waktu is made for a year [C], that of a PPPK as written.
CONTRACT_KINDS = codes.PPPK_KINDS
# The result decides on extension: so many days before the end one looks at it [r].
NOTICE_DAYS = 90


def one_year_contract_end(kind, start):
    """Return the last day of a contract that begins on a day, or None.

    In: a kind of ASN, a date. Out: the day before the same day of the next year for
    PPPK Paruh Waktu, None for all others, whose contracts differ.
    Source: KepmenPANRB 16/2025 dictum 13 [C].
    """
    if kind != codes.PPPK_PARUH_WAKTU:
        return None
    is_leap_day = (start.month, start.day) == (2, 29)
    first = start.replace(day=28) if is_leap_day else start
    last = first.replace(year=start.year + 1)
    return last if is_leap_day else last - timedelta(days=1)


def carried_over(end, since):
    """Return the end of a contract that goes on in another post, or None.

    In: the last day of the contract, None: there is none; the first day in the new
    post. Out: the same last day; None where the contract is over by then.
    Source: design of this program, a move ends a post and no contract.
    """
    return end if end and end >= since else None


def notice_span(today):
    """Return (first, last) day of the ends that are to be looked at now.

    In: a date. Out: dates, both included. Source: design of this program.
    """
    return today, today + timedelta(days=NOTICE_DAYS)
