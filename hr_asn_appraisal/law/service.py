"""Who answers for a service or program, and from which day on.

A period counts for who answers for the service on its last day: what one owner reached
stays his when another follows, and no period counts twice. Source: wish of users (a
service has one owner whose indicator it is), not law.
"""

from typing import NamedTuple


class Term(NamedTuple):
    """An owner and his first day as ISO text, "" for from the beginning."""

    owner: int
    since: str


def hand_over(terms, owner, since):
    """Return the terms once another owner follows.

    In: Terms, oldest first; the id of who follows and his first day as ISO text. Out:
    Terms, oldest first. Who would have begun on that day or later never was the owner:
    a choice made in error leaves no trace. Errors: none. Source: as above.
    """
    kept = [Term(*one) for one in terms if one[1] < since]
    if kept and kept[-1].owner == owner:
        return kept
    return [*kept, Term(owner, since if kept else "")]


def term_on(terms, day):
    """Return the Term of who answers on a day; before all of them the first does.

    In: Terms, oldest first, at least one; a date. Out: Term. Errors: IndexError for no
    terms. Source: as above.
    """
    begun = [one for one in terms if one[1] <= day.isoformat()]
    return Term(*(begun or terms[:1])[-1])


def owner_on(terms, day):
    """Return the id of who answers on a day, as term_on(). Source: as above."""
    return term_on(terms, day).owner


def changed_from(before, after):
    """Return the first day on which other terms name another person.

    In: Terms before and after, oldest first. Out: ISO text, "" for from the beginning;
    None where the same person answers on every day. Errors: none. Source: as above.
    """
    for day in sorted({since for _owner, since in [*before, *after]}):
        first, second = (
            [one[0] for one in t if one[1] <= day] for t in (before, after)
        )
        if first[-1:] != second[-1:]:
            return day
    return None


def between(terms, first, last):
    """Return of the spans() those that touch the days from first to last.

    In: Terms, oldest first; two dates. Out: list of tuples, as spans(). Errors: none.
    Source: as above.
    """
    return [
        one
        for one in spans(terms)
        if one[1] <= last.isoformat() and not "" < one[2] <= first.isoformat()
    ]


def spans(terms):
    """Return (owner, since, the next one's first day or "") of each term, in order.

    In: Terms, oldest first. Out: list of tuples. Errors: none. Source: as above.
    """
    following = [*(one[1] for one in terms[1:]), ""]
    return [(*one, end) for one, end in zip(terms, following, strict=True)]
