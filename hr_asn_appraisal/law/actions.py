"""What is done for a result in a period: how far it came, and what goes on after it."""

DONE = "done"
PARTLY = "partly"
NOT_DONE = "not_done"


def goes_on(outcome):
    """Tell whether an action is left for the next period.

    In: an outcome, None or False where nothing was said. Out: bool; what nobody said
    anything about is left, too.
    Source: design of this program; practice of agencies [r].
    """
    return outcome != DONE


def progress(outcomes):
    """Return (how many are done, how many there are) of the outcomes of actions.

    Partly done is not done.
    Source: design of this program.
    """
    outcomes = list(outcomes)
    return sum(not goes_on(one) for one in outcomes), len(outcomes)


def is_within(first, last, start, end):
    """Tell whether the days of an action lie in its period, both included.

    In: first and last day of the action, each may be None or False; those of the
    period. Out: bool; days in the wrong order lie in none.
    Source: design of this program.
    """
    known = [day for day in (first, last) if day]
    return known == sorted(known) and all(start <= day <= end for day in known)
