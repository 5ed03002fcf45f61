"""Exemptions: who is not awaited, and for which plans and periods.

Study leave, unpaid leave, suspension and the like: "exempt" is never "late".
Spans are pairs of first and last day, both included; a last day of None is open.
"""

from datetime import timedelta

ONE_DAY = timedelta(days=1)


def is_exempt_on(spans, day):
    """Tell whether one of the spans holds a day.

    In: spans, a date. Out: bool. Source: design of this program.
    """
    return any(start <= day and (end is None or day <= end) for start, end in spans)


def days_present(spans, start, end):
    """Count the days from start to end, both included, that no span holds.

    In: spans, in any order, overlapping or not; two dates. Out: a number of calendar
    days, 0 where the span ends before it starts. Source: design of this program.
    """
    left, day = 0, start
    for first, last in sorted(spans, key=lambda span: span[0]):
        if first > end or day > end:
            break
        left += max((first - day).days, 0)
        day = max(day, end + ONE_DAY if last is None else last + ONE_DAY)
    return left + max((end - day).days + 1, 0)


def covers(spans, start, end):
    """Tell whether the spans together hold every day from start to end.

    Who is exempt for the whole of a plan gets none.
    In: spans, two dates, both included. Out: bool.
    Source: no SKP during study, unpaid leave, suspension, MPP: PermenPANRB 8/2021 [A].
    """
    return days_present(spans, start, end) == 0


def is_exempt_in(spans, plan_start, plan_end, period_start, period_end, min_days):
    """Tell whether a plan is not evaluated in a period because its owner is exempt.

    It is the rule by which a plan that ended is evaluated, turned round: who is
    exempt on the last day of the period, or of the plan if it ends before, is
    evaluated only after at least ``min_days`` days of presence in it. Who is back by
    then is evaluated, however long he was away.
    In: spans; first and last day of the plan and of the period, all included; the
    policy's minimum in calendar days. Out: bool.
    Source: design of this program (evaluation in a period); the minimum is practice
    of BKN [r].
    """
    first, last = max(plan_start, period_start), min(plan_end, period_end)
    if not is_exempt_on(spans, last):
        return False
    return days_present(spans, first, last) < max(min_days, 1)
