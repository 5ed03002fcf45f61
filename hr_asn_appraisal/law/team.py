"""A team indicator: realised once, by its lead, for all who are in the team."""

from datetime import date


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
