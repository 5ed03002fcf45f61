"""A team indicator: realised once, by its lead, for all who are in the team."""

from datetime import date, timedelta


def counts(last_day, joined=None, left=None, is_year=False):
    """Tell whether what the lead recorded in a period counts for a member.

    A period counts whose last day lies in his time with the team, both days included:
    who came in July has no part in the sums from January to June. A figure of the
    whole year counts only for who was there from its first day on.
    In: the last day of the period; from and until when he is in the team, None where
    that is open; whether the period is the year itself. Out: bool. Errors: none.
    Source: wish of users (one realisation of the lead for all members), not law.
    """
    begins = date(last_day.year, 1, 1) if is_year else last_day
    return (joined is None or joined <= begins) and (left is None or last_day <= left)


def led_until(plan_to, year_to, dropped_from=None, handed_from=None):
    """Return the last day on which a lead records for his team, None for all the year.

    In: the last days of his plan and of the year; the first day on which his plan is
    agreed without the indicator, and on which another answers for it, None for never.
    Out: a date, or None. Errors: none. Source: as above.
    """
    ends = [day - timedelta(days=1) for day in (dropped_from, handed_from) if day]
    if plan_to < year_to:
        ends.append(plan_to)
    return min(ends, default=None)
