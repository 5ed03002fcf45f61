"""Evaluation periods of a year, and which plans are evaluated in one."""

from datetime import date, timedelta
from typing import NamedTuple

from . import codes

MONTHS_PER_PERIOD = {
    codes.BULAN: 1,
    codes.TRIWULAN: 3,
    codes.SEMESTER: 6,
    codes.TAHUN: 12,
}


class Period(NamedTuple):
    """A period: its cadence, its number in the year from 1, first and last day."""

    kind: str
    number: int
    start: date
    end: date


def periods(year, cadence):
    """Return the periods of a calendar year, in order and without gaps.

    In: the year; a code of CADENCES. Out: a list of Period, both days included.
    Errors: ValueError for an unknown cadence.
    Source: PermenPANRB 6/2022, definition of periodic evaluation [R]; months
    and quarters in SIASN [D].
    """
    if cadence not in MONTHS_PER_PERIOD:
        raise ValueError(f"unknown cadence: {cadence!r}")
    length = MONTHS_PER_PERIOD[cadence]
    return [
        Period(cadence, number, date(year, first, 1), _month_end(year, first + length))
        for number, first in enumerate(range(1, 13, length), start=1)
    ]


def period(year, cadence, number):
    """Return one period of a calendar year.

    In: the year; a code of CADENCES; the number in the year, from 1. Out: a Period;
    None where the year has none of that number. Errors: as of periods(). Source: as
    there.
    """
    return next((one for one in periods(year, cadence) if one.number == number), None)


def in_force(skp_from, skp_to, period_start, period_end, min_days):
    """Tell whether a plan is evaluated in a period.

    It is when it is in force on the last day of the period, however new; or
    when it ended in the period after at least ``min_days`` days of it.
    In: first and last day of the plan (last day None while open), first and
    last day of the period, all included; the policy's minimum in calendar
    days, counted inside the period. Out: bool. A plan that ended before it
    began was never in force.
    Source: design of this program; the minimum is practice of BKN [r].
    """
    if skp_to is not None and skp_to < period_end:
        days = (skp_to - max(skp_from, period_start)).days + 1
        return days >= max(min_days, 1)
    return skp_from <= period_end


def _month_end(year, next_month):
    """Last day of the month before ``next_month``, which may be 13."""
    year, month = (year + 1, 1) if next_month > 12 else (year, next_month)
    return date(year, month, 1) - timedelta(days=1)
