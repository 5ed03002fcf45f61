"""Continuous feedback: who gives it in which role, and what each role opens.

Given at any time by leaders, peers and subordinates, tied to a result or a behaviour;
the employee may ask for it. Source: PermenPANRB 6/2022, umpan balik berkelanjutan [R].
"""

from typing import NamedTuple

APPRAISER = "appraiser"
SUPERIOR = "superior"
LEAD = "lead"
PEER = "peer"
SUBORDINATE = "subordinate"
ROLES = (APPRAISER, SUPERIOR, LEAD, PEER, SUBORDINATE)
# Who leads may tell it at once, and stands by it with his name. What comes from beside
# and below is told with the evaluation, and without a name: design of this program.
OPEN_ROLES = (APPRAISER, SUPERIOR, LEAD)


class Post(NamedTuple):
    """A post held on the day: keys of its unit and of its appraiser, or None."""

    unit: object
    appraiser: object


def role_of(giver, person, parties, giver_posts, person_posts, leads=False):
    """Return in which role somebody gives feedback about a person's plan.

    In: keys of the giver and of the person; the keys (appraiser, superior) of the plan,
    None where there is none; the posts both hold that day; whether the giver leads the
    team in which the result is reached. Out: one of ROLES, the nearest first, or None
    for who stands in none. Source: as above; that who leads a team gives input and the
    appraiser decides: PermenPANRB 6/2022 [R]; that a peer is of the same unit or has
    the same appraiser is design of this program.
    """
    if giver == person:
        return None
    if giver in parties:
        return OPEN_ROLES[parties.index(giver)]
    if leads:
        return LEAD
    if any(post.appraiser == person for post in giver_posts):
        return SUBORDINATE
    return PEER if _are_beside(giver_posts, person_posts) else None


def _are_beside(posts, others):
    """Tell whether two people have a unit or an appraiser in common."""
    return any(
        one.unit == other.unit or (one.appraiser and one.appraiser == other.appraiser)
        for one in posts
        for other in others
    )


def may_tell_at_once(role):
    """Tell whether a giver in this role may let the person read it at once.

    In: one of ROLES. Out: bool. Source: design of this program, see OPEN_ROLES.
    """
    return role in OPEN_ROLES


def is_named(role):
    """Tell whether the person concerned learns who gave it.

    In: one of ROLES. Out: bool. Source: design of this program, see OPEN_ROLES.
    """
    return role in OPEN_ROLES
