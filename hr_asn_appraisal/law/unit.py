"""The rating of a unit: whose people it is for, and what it makes of its head."""

from . import predikat

# Rule of a proposal: the result of the head is that of the unit.
UNIT = "unit"


def nearest(path, rated):
    """Return the rated unit that a unit is measured by.

    That is the unit itself, else the nearest above it that was rated for the period:
    a section without a rating of its own is a part of what its office achieved.
    In: ids of units from the top down to the unit itself; ids of rated units.
    Out: an id, None where no unit on the path is rated.
    Source: SE MenPANRB 3/2023 rates units and does not say how small; this reading is
    the default of this program [R].
    """
    return next((unit for unit in reversed(path) if unit in rated), None)


def propose_head(ref, org_rating, table=None, points=None):
    """Return the result rating of a unit's head as a tree of law.proposal.

    In: the reference of the unit rating; a code of ORG_RATINGS; the table of the
    policy, None for that of law.predikat; the unit's value in hundredths where it is
    asked for and known. Out: a tree with ``value``, ``rule``, the ``points`` that were
    given and the one leaf that it stands on (ref, org_rating, rating).
    Errors: ValueError where the table has no entry.
    Source: the unit's rating is the head's result rating: SE MenPANRB 3/2023 [C].
    """
    value = predikat.org_to_result(org_rating, table)
    leaf = {"ref": ref, "org_rating": org_rating, "rating": value}
    told = {} if points is None else {"points": points}
    return {"value": value, "rule": UNIT, "leaves": [leaf | told], **told}
