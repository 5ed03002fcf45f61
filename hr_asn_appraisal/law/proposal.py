"""What the system proposes to an appraiser; the appraiser decides.

A proposal is a tree {"value", "rule", ..., "leaves"}: each leaf carries the
``ref`` that the caller gave, so it leads back to a record, and the leaves re-add
to the value. None means that nothing was measured, so nothing is proposed.
"""

from dataclasses import dataclass
from typing import NamedTuple

from . import codes

FULL_BP = 10000

MAJORITY = "majority"
MODE = "mode"
LAST = "last"
WORST = "worst"
ANNUAL_RULES = (MODE, LAST, WORST)


@dataclass(frozen=True)
class Thresholds:
    """Policy values of a proposal; the defaults are an agency's, not the law's.

    An achievement is above from ``above_bp``, meets from ``meets_bp``, else it
    is below. A side wins with *more* than ``majority_bp`` of the weight.
    ``main_weight`` and ``additional_weight`` multiply the weight of a result.
    Errors: ValueError for values that contradict each other.
    Source: numeric helpers are agency policy [D]; that most of the results
    decide and that main results outweigh additional ones [R].
    """

    above_bp: int = 11000
    meets_bp: int = 9000
    majority_bp: int = 5000
    main_weight: int = 2
    additional_weight: int = 1

    def __post_init__(self):
        if not 0 < self.meets_bp < self.above_bp:
            raise ValueError("above_bp must exceed meets_bp, and that zero")
        if not FULL_BP // 2 <= self.majority_bp < FULL_BP:
            raise ValueError("majority_bp must be at least half and less than all")
        if not 0 <= self.additional_weight <= self.main_weight:
            raise ValueError("additional results must not outweigh main ones")


class Result(NamedTuple):
    """A work result: reference, kind of RHK, whole weight, basis points or None."""

    ref: object
    kind: str
    weight: int
    achievement_bp: int | None


def rate_achievement(achievement_bp, thresholds=None):
    """Return the rating that one achievement stands for.

    In: basis points or None; Thresholds, None for the defaults.
    Out: a code of RATINGS, None for None. Thresholds belong to the better side.
    Errors: TypeError for a bool: the ORM's False means missing, never zero.
    Source: agency policy [D].
    """
    thresholds = thresholds or Thresholds()
    if achievement_bp is None:
        return None
    if isinstance(achievement_bp, bool):
        raise TypeError("a missing achievement is None")
    if achievement_bp >= thresholds.above_bp:
        return codes.DI_ATAS
    if achievement_bp >= thresholds.meets_bp:
        return codes.SESUAI
    return codes.DI_BAWAH


def propose_result(results, thresholds=None):
    """Propose the rating of work results.

    Each result is rated by itself; if more than the majority of the weight is
    above, the proposal is DI_ATAS, if more is below, DI_BAWAH, else SESUAI. No
    average: one result far above cannot hide another that failed.
    In: iterable of Result; Thresholds, None for the defaults. Out: a tree with
    ``value`` (a rating), ``rule``, ``weights`` {rating: weight}, ``total`` and
    ``leaves`` (ref, kind, weight, achievement_bp, rating); None when nothing of
    any weight was measured. Unmeasured leaves have rating None and are in no
    sum. Errors: ValueError for an unknown kind or weight.
    Source: "most or all of the results" is how a block is rated [R].
    """
    thresholds = thresholds or Thresholds()
    leaves = [_leaf(result, thresholds) for result in results]
    weights = {
        rating: sum(leaf["weight"] for leaf in leaves if leaf["rating"] == rating)
        for rating in codes.RATINGS
    }
    total = sum(weights.values())
    if not total:
        return None
    return {
        "value": _by_majority(weights, total, thresholds.majority_bp),
        "rule": MAJORITY,
        "weights": weights,
        "total": total,
        "leaves": leaves,
    }


def propose_annual(periodic, rule, order=codes.PREDIKATS):
    """Propose the value of a year from those of its periods.

    MODE: the most frequent value, of equally frequent ones the one that
    occurred later. LAST: the latest. WORST: the worst that occurred.
    In: iterable of (ref, value), in order of time, value empty for a period
    that was not rated; a rule of ANNUAL_RULES; all values, best first: PREDIKATS, or
    RATINGS to propose results and behaviour apart (behaviour by WORST is the
    "worst behaviour wins" of some agencies). Out: a tree with ``value``,
    ``rule`` and ``leaves`` (ref, value), unrated periods among them; None when
    no period was rated. Errors: ValueError for an unknown rule or value.
    Source: no formula in law; the ways in use [D]; a suggestion only.
    """
    if rule not in ANNUAL_RULES:
        raise ValueError(f"unknown rule for the year: {rule!r}")
    leaves = [{"ref": ref, "value": value or None} for ref, value in periodic]
    rated = [leaf["value"] for leaf in leaves if leaf["value"]]
    unknown = [value for value in rated if value not in order]
    if unknown:
        raise ValueError(f"unknown values: {unknown}")
    if not rated:
        return None
    value = _annual_value(rated, rule, order)
    return {"value": value, "rule": rule, "leaves": leaves}


def _leaf(result, thresholds):
    if result.kind not in codes.RHK_KINDS:
        raise ValueError(f"unknown kind of result: {result.kind!r}")
    if not isinstance(result.weight, int) or result.weight < 0:
        raise ValueError(f"the weight of {result.ref!r} is no whole number from 0")
    is_main = result.kind == codes.UTAMA
    factor = thresholds.main_weight if is_main else thresholds.additional_weight
    return {
        "ref": result.ref,
        "kind": result.kind,
        "weight": result.weight * factor,
        "achievement_bp": result.achievement_bp,
        "rating": rate_achievement(result.achievement_bp, thresholds),
    }


def _by_majority(weights, total, majority_bp):
    for rating in (codes.DI_ATAS, codes.DI_BAWAH):
        if weights[rating] * FULL_BP > majority_bp * total:
            return rating
    return codes.SESUAI


def _annual_value(rated, rule, order):
    if rule == LAST:
        return rated[-1]
    if rule == WORST:
        return next(value for value in reversed(order) if value in rated)
    most = max(rated.count(value) for value in rated)
    return next(value for value in reversed(rated) if rated.count(value) == most)
