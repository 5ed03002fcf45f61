"""The rating of a unit: what is proposed for it, whose people it is for, and what it
makes of its head.

How a unit is rated: SE MenPANRB 3/2023. Of a period by the progress of what was agreed,
of a year by two parts, the performance agreement and what its leader expected.
"""

from fractions import Fraction

from . import codes, predikat, proposal
from .proposal import FULL_BP

# Rules of a proposal: the result of the head is that of the unit;
UNIT = "unit"
# a unit as its plan went, and by its two parts.
PROGRESS = "unit_progress"
YEAR = "unit_year"

AGREEMENT = "agreement"
EXPECTATION = "expectation"

# More than so much of the weight is "most".
MOST_BP = 5000
# From how much of the plan on, the better side has the threshold. The law names the
# two ends only; what is between them is the policy of this program [R].
PROGRESS_BANDS = (
    (codes.BAIK, 9000),
    (codes.BUTUH_PERBAIKAN, 7000),
    (codes.KURANG, 0),
)

YEAR_TABLES = {
    # {version: {(agreement, expectation): unit rating}}. The law names the two parts
    # and the five ratings, not what they make together: this is read [R] after the one
    # matrix that it does print, that of people, with results as agreement and behaviour
    # as expectation. So what the leader expected in vain weighs more than an agreement
    # that was missed, as there.
    "se3_2023": {
        (codes.DI_ATAS, codes.DI_ATAS): codes.ISTIMEWA,
        (codes.DI_ATAS, codes.SESUAI): codes.BAIK,
        (codes.DI_ATAS, codes.DI_BAWAH): codes.KURANG,
        (codes.SESUAI, codes.DI_ATAS): codes.BAIK,
        (codes.SESUAI, codes.SESUAI): codes.BAIK,
        (codes.SESUAI, codes.DI_BAWAH): codes.KURANG,
        (codes.DI_BAWAH, codes.DI_ATAS): codes.BUTUH_PERBAIKAN,
        (codes.DI_BAWAH, codes.SESUAI): codes.BUTUH_PERBAIKAN,
        (codes.DI_BAWAH, codes.DI_BAWAH): codes.SANGAT_KURANG,
    },
}


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


def of_organisation(results, refs):
    """Return the results of a head's plan that his unit is measured by.

    In: law.proposal.Result of his plan; the refs of those that are classified as of the
    organisation. Out: a list of those, of all main results where there are none.
    Source: a unit is rated by what was agreed for it: SE MenPANRB 3/2023 [C]; that
    these are the results of classification organisasi [R].
    """
    known = list(results)
    found = [one for one in known if one.ref in refs]
    return found or [one for one in known if one.kind == codes.UTAMA]


def propose_periodic(tree):
    """Propose the rating of a unit in a period from how far its plan was reached.

    ISTIMEWA where each result was measured, every target reached, and most of the
    weight exceeds its own; SANGAT_KURANG where most of the weight shows no progress,
    which is an achievement of zero; between them PROGRESS_BANDS. A target counts as
    reached in full at most: one far beyond does not make up for another that was
    missed. What cannot be exceeded, a range or a target of zero, is never beyond its
    own: a tree does not say of which kind a target is.
    In: a tree of propose_result() of the results that the unit is measured by, or None.
    Out: the tree with the unit's ``value`` and ``rule``, ``measured`` ([number of
    targets measured, of all]), and ``achievement_bp`` in itself and each of its
    results, cut off downwards; None where nothing was measured. What was not measured
    is in no sum.
    Source: the two ends SE MenPANRB 3/2023 [C], what is between them, that most is more
    than half, and that what was not measured is not all of a plan [R].
    """
    if not tree:
        return None
    reached = [_reached(leaf) for leaf in tree["leaves"]]
    whole = _whole(tree["leaves"], reached)
    return tree | {
        "value": _of_progress(tree["leaves"], reached, whole),
        "rule": PROGRESS,
        "achievement_bp": int(whole),
        "measured": list(proposal.measured(tree)),
        "leaves": [
            leaf | {"achievement_bp": None if found is None else int(found)}
            for leaf, found in zip(tree["leaves"], reached, strict=True)
        ],
    }


def propose_year(ref, agreement, expectation, version="se3_2023"):
    """Propose the rating of a unit in a year from its two parts.

    In: the reference of the unit rating; codes of RATINGS for how the performance
    agreement was kept and for what the leader expected; a version of YEAR_TABLES.
    Out: a tree with ``value``, ``rule``, ``version`` and a leaf for each part (ref,
    part, rating); None while one of the two is missing, which is no zero.
    Errors: ValueError for an unknown rating or version.
    Source: that the year has these two parts: SE MenPANRB 3/2023 [C]; what they make
    together: a reading of this program [R], see YEAR_TABLES.
    """
    if version not in YEAR_TABLES:
        raise ValueError(f"unknown version of the table: {version!r}")
    parts = {AGREEMENT: agreement, EXPECTATION: expectation}
    for rating in parts.values():
        if rating and rating not in codes.RATINGS:
            raise ValueError(f"unknown rating: {rating!r}")
    if not all(parts.values()):
        return None
    return {
        "value": YEAR_TABLES[version][agreement, expectation],
        "rule": YEAR,
        "version": version,
        "leaves": [
            {"ref": ref, "part": part, "rating": rating}
            for part, rating in parts.items()
        ],
    }


def _reached(leaf):
    """Return how much of a result was reached, of each target all at most; or None."""
    found = _found(leaf)
    capped = sum(min(one, FULL_BP) for one in found)
    return Fraction(capped, len(found)) if found else None


def _found(leaf):
    every = (one["achievement_bp"] for one in leaf["leaves"])
    return [one for one in every if one is not None]


def _whole(leaves, reached):
    """Return how much of all results was reached, each by its weight."""
    counted = [
        (leaf["weight"], found)
        for leaf, found in zip(leaves, reached, strict=True)
        if found is not None
    ]
    total = sum(weight for weight, _found in counted)
    return sum(weight * found for weight, found in counted) / total


def _of_progress(leaves, reached, whole):
    measured = [leaf for leaf in leaves if _found(leaf)]
    idle = [leaf for leaf, found in zip(leaves, reached, strict=True) if found == 0]
    beyond = [leaf for leaf in measured if max(_found(leaf)) > FULL_BP]
    if _is_most(idle, measured):
        return codes.SANGAT_KURANG
    is_all = all(leaf in measured for leaf in leaves if leaf["weight"])
    if is_all and whole == FULL_BP and _is_most(beyond, measured):
        return codes.ISTIMEWA
    return next(rating for rating, least in PROGRESS_BANDS if whole >= least)


def _is_most(some, leaves):
    part, whole = (sum(one["weight"] for one in group) for group in (some, leaves))
    return part * FULL_BP > MOST_BP * whole
