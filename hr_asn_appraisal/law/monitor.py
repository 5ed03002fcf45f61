"""Where a person stands in a stage of the year, and for what the year waits.

A stage is the plan, each periodic evaluation, the annual evaluation. Everybody who
has a plan stands in exactly one bucket of each stage, so that the buckets add up to
all. The order in which they are asked is the rule: it is written here once, and the
database asks in the same order.
"""

from datetime import date, timedelta
from typing import NamedTuple

ELSEWHERE = "elsewhere"
DONE = "done"
EXEMPT = "exempt"
BLOCKED = "blocked"
NO_LOGIN = "no_login"
LATE = "late"
NOT_DUE = "not_due"
BUCKETS = (LATE, BLOCKED, NO_LOGIN, EXEMPT, ELSEWHERE, NOT_DUE, DONE)

# Bucket and the fact that puts somebody into it; the first that holds decides. What
# another system rates says nothing here; what is done stays done in a later leave; who
# waits for the appraiser waits for him with or without a login.
PRECEDENCE = (
    (ELSEWHERE, "is_elsewhere"),
    (DONE, "is_done"),
    (EXEMPT, "is_exempt"),
    (BLOCKED, "waits_above"),
    (NO_LOGIN, "lacks_login"),
    (LATE, "is_overdue"),
)
# Of these nobody asks anything in the stage: they are not obliged.
NOT_OBLIGED = (ELSEWHERE, EXEMPT)
# Whose turn it is and who can be told so.
REMINDABLE = (LATE, NOT_DUE)

# The plan is set at the latest on the last of January [A].
PLAN_DUE = (1, 31)
# A later joiner has as long from his first day as the others from the first of January.
PLAN_DAYS = 30
# What is opened late, or gets its appraiser late, may be filled in so long all the
# same: nobody is late because somebody else was [r].
OPENED_DAYS = 14
# A plan that an appraiser leaves lying so long waits for the officer, too [r].
PATIENCE_DAYS = 7
# An acting post is renewed or ended around its last day [r].
ACTING_DAYS = 14


def bucket(**facts):
    """Return the bucket of a person in a stage.

    In: the facts of PRECEDENCE by name, each true or false; missing ones are false.
    Out: one of BUCKETS. Errors: KeyError for a fact of another name.
    Source: design of this program; U20 and section A of the users' needs.
    """
    unknown = facts.keys() - {fact for _bucket, fact in PRECEDENCE}
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    holding = (name for name, fact in PRECEDENCE if facts.get(fact))
    return next(holding, NOT_DUE)


def plan_due(due_on, year_from, plan_from):
    """Return the day until which a plan is to be agreed.

    In: the cycle's day, first day of the cycle and of the plan. Out: a date.
    Source: end of January [A]; the days of a later joiner are design.
    """
    if plan_from <= year_from:
        return due_on
    return max(due_on, plan_from + timedelta(days=PLAN_DAYS))


def due_since(due_on, *could_since):
    """Return the day until which a document is to be handed in.

    In: the day of the calendar; the days since which its owner could hand it in: it
    came to be or was given back to him, it got an appraiser after it had none; None
    where that is not known or never was so. Out: a date.
    Source: design of this program, nothing blocks because somebody else is late.
    """
    days = [day + timedelta(days=OPENED_DAYS) for day in could_since if day]
    return max(due_on, *days) if days else due_on


def is_late(is_overdue, has_appraiser):
    """Tell whether what its owner has not handed in is late, and may be locked.

    In: whether its day has passed; whether it has an appraiser. Out: bool; nobody is
    late for an appraiser whom the officer has not set.
    Source: the order of PRECEDENCE, so that a lock and the cockpit agree.
    """
    return bucket(waits_above=not has_appraiser, is_overdue=is_overdue) == LATE


def default_plan_due(year):
    """Return the last day on which plans of a year are agreed: the end of January.

    In: a year. Out: a date. Source: PermenPANRB 8/2021 [A].
    """
    return date(year, *PLAN_DUE)


class Stage(NamedTuple):
    """A stage of a year: its key, from when it runs, and how it ranks on a same day."""

    key: object
    starts_on: date
    rank: int = 0


def current_stage(stages, today):
    """Return the stage that is worked on: the last one that has begun.

    In: Stages in any order, a date. Out: a Stage, the first where none has begun, None
    of none. On the same day the higher rank is taken.
    Source: design of this program.
    """
    ordered = sorted(stages, key=lambda one: (one.starts_on, one.rank))
    begun = [one for one in ordered if one.starts_on <= today]
    return (begun or ordered[:1] or [None])[-1]
