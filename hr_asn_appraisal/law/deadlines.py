"""Clocks: when a deadline ends and when a silent receipt takes effect.

The day of the event is not counted. A deadline is a day and counts in full, to
23:59 of the agency's zone: allowed is ``today < due + 1 day``. Plain dates only;
which day it is in the agency's zone is the caller's business.
"""

from datetime import date, datetime, timedelta

# Defaults of a policy, in the unit that the sources name.
OBJECTION_DAYS = 14  # days from receipt: PP 30/2019 Ps 59 [B]
DELIVERY_WORKING_DAYS = 14  # e-learning material on format D.1.1 [D]
RETURN_WORKING_DAYS = 14  # the same [D]
HEARING_DAYS = 7  # days for both statements: a policy of this program
DECISION_WORKING_DAYS = 14  # practice of agencies, no rule found [r]

# How often somebody is told by e-mail what waits for him.
DAILY = "daily"
WEEKLY = "weekly"
RHYTHMS = (DAILY, WEEKLY)

# So long before a day is somebody reminded of it, and so long after it at most.
REMIND_PLANS_DAYS = 7
REMIND_LATE_DAYS = 14
REMIND_ANSWER_DAYS = 3
BEFORE, AFTER = "before", "after"

ONE_DAY = timedelta(days=1)
# Longer without a working day means that the calendar is empty or wrong.
MAX_DAYS_OFF = 366


def add_days(start, n, working=False, is_working=None):
    """Return the day that lies ``n`` days after a day.

    In: a date; the number of days, 0 for the day itself; whether only working
    days count, and then a function date -> bool from the agency's calendar.
    Out: a date. With ``n`` of 1 or more, working days give a working day.
    Errors: TypeError for a datetime; ValueError for a negative number, for
    working days without a calendar, for a calendar without working days.
    Source: whether days are calendar or working days is contested [B/D], so
    the policy says.
    """
    _check(start)
    _check_days(n)
    if not working:
        return start + timedelta(days=n)
    if is_working is None:
        raise ValueError("working days need a calendar")
    day = start
    for _count in range(n):
        day = _next_working_day(day, is_working)
    return day


def objection_due(received_on, days, working=False, is_working=None):
    """Return the last day on which an objection may be filed.

    In: the day of receipt, or on which it was noticed that silence counts as one; it
    is not counted; the policy's days and their unit as for add_days. Out: a date; that
    day counts in full.
    Errors: those of add_days.
    Source: 14 days from receipt, PP 30/2019 Ps 59 [B]; unit contested.
    """
    return add_days(received_on, days, working, is_working)


def deemed_received_on(delivered_on, days, working=False, is_working=None, away=()):
    """Return the day on which an unsigned document counts as received.

    The employee has ``days`` full days after delivery on which he is not away;
    silence counts from the day after them, never on a day of absence. The objection
    clock starts when that is noticed, so that nobody loses a day of it.
    In: the day of delivery, not counted; days and unit as for add_days; spans of
    absence (first and last day, both included, a last day of None is open).
    Out: a date, a calendar day also when working days are counted; None while an
    absence without an end leaves no such day.
    Errors: those of add_days.
    Source: receipt after N days, not during leave, is a policy of this program; 14
    working days to return the document [D].
    """
    _check_days(days)
    day = delivered_on
    for _count in range(days):
        day = _next_present(add_days(day, 1, working, is_working), away)
        while day and working and not is_working(day):
            day = _next_present(add_days(day, 1, working, is_working), away)
        if day is None:
            return None
    _check(day)
    return _next_present(day + ONE_DAY, away)


def silent_since(today, days):
    """Return the last day of delivery whose silence may count as receipt on a day.

    The reverse of deemed_received_on for calendar days without absence: what was
    delivered on the returned day or before is deemed received ``today`` at the latest.
    Working days and absence make it later, never earlier.
    In: today in the agency's zone; the policy's days. Out: a date.
    Errors: TypeError for a datetime; ValueError for negative days.
    Source: as deemed_received_on.
    """
    _check(today)
    _check_days(days)
    return today - timedelta(days=days) - ONE_DAY


def overdue_since(today, days, working=False, is_working=None):
    """Return the last day whose deadline of so many days has passed on a day.

    The reverse of add_days: of what happened on the returned day or before it, the
    last day to act lies before ``today``.
    In: today in the agency's zone; days and their unit as for add_days. Out: a date.
    Errors: those of add_days.
    Source: as add_days.
    """
    _check(today)
    _check_days(days)
    if not working:
        return today - timedelta(days=days) - ONE_DAY
    if is_working is None:
        raise ValueError("working days need a calendar")
    day = today
    for _count in range(days):
        day = _next_working_day(day, is_working, -ONE_DAY)
    return day - ONE_DAY


def days_left(today, due, working=False, is_working=None):
    """Return how many days are left after today in which something may be done.

    In: today in the agency's zone and the due day, which counts in full; the unit of
    the days as for add_days. Out: a number, 0 on the last day, below 0 once it is over;
    add_days of it from today is the due day. Errors: TypeError for a datetime;
    ValueError for working days without a calendar. Source: design of this program.
    """
    _check(today)
    _check(due)
    days = (due - today).days
    if not working or days < 0:
        return days
    if is_working is None:
        raise ValueError("working days need a calendar")
    return sum(is_working(today + timedelta(days=n)) for n in range(1, days + 1))


def last_day(due, until=None):
    """Return the last day on which something may be filled in.

    In: the day it is due; the day until which it was unlocked, None: it was not.
    Out: the later of both: an unlock never shortens.
    Errors: TypeError for a datetime. Source: design of this program.
    """
    _check(due)
    if until is None:
        return due
    _check(until)
    return max(due, until)


def is_open(today, due):
    """Tell whether something may still be done: the due day counts in full.

    In: today in the agency's zone and the due day, plain dates. Out: bool.
    Errors: TypeError for a datetime. Source: design of this program.
    """
    _check(today)
    _check(due)
    return today < due + ONE_DAY


def reminder(today, due, before, after=None):
    """Tell which reminder of a deadline a day asks for: BEFORE it, AFTER it, or None.

    In: today in the agency's zone and the due day, which counts in full; from how many
    days before it, and until how many after it one is reminded; no end for None.
    Out: BEFORE on the due day and the days before it, AFTER on the days after it.
    Errors: TypeError for a datetime; ValueError for negative days.
    Source: design of this program.
    """
    _check(today)
    _check(due)
    _check_days(before)
    _check_days(after or 0)
    left = (due - today).days
    if left >= 0:
        return BEFORE if left <= before else None
    return AFTER if after is None or -left <= after else None


def digest_since(today, rhythm):
    """Return the day from which a digest counts as that of today's span.

    Who got one on that day or later has had his: a daily one is of today, a weekly
    one of the week since its Monday, so that one that was missed is made up for.
    In: today in the agency's zone; DAILY or WEEKLY. Out: a date.
    Errors: TypeError for a datetime; ValueError for another rhythm.
    Source: design of this program.
    """
    _check(today)
    if rhythm not in RHYTHMS:
        raise ValueError(f"unknown rhythm: {rhythm!r}")
    return today if rhythm == DAILY else today - timedelta(days=today.weekday())


def _next_present(day, away):
    """Return the first day from ``day`` on that no span of absence holds, or None."""
    for first, last in sorted(away, key=lambda span: span[0]):
        if first <= day and last is None:
            return None
        if first <= day <= (last or day):
            day = last + ONE_DAY
    return day


def _next_working_day(day, is_working, step=ONE_DAY):
    for _count in range(MAX_DAYS_OFF):
        day += step
        if is_working(day):
            return day
    raise ValueError(f"no working day within {MAX_DAYS_OFF} days up to {day}")


def _check_days(n):
    if n < 0:
        raise ValueError(f"a deadline cannot lie {-n} days in the past")


def _check(day):
    """A moment is refused: cut off in UTC it would be the wrong day."""
    if isinstance(day, datetime) or not isinstance(day, date):
        raise TypeError(f"a plain date is needed, not {type(day).__name__}")
