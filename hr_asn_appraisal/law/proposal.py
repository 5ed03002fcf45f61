"""What the system proposes to an appraiser; the appraiser decides.

A proposal is a tree {"value", "rule", ..., "leaves"}: each leaf carries the
``ref`` that the caller gave, so it leads back to a record, and the leaves re-add
to the value. None means that nothing was measured, so nothing is proposed.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from . import codes

FULL_BP = 10000

MAJORITY = "majority"
# Nothing speaks against it: behaviour is as expected until somebody notes otherwise.
PRESUMED = "presumed"
MODE = "mode"
LAST = "last"
WORST = "worst"
# Results by MODE, behaviour by WORST.
WORST_BEHAVIOR = "worst_behavior"
ANNUAL_RULES = (MODE, LAST, WORST, WORST_BEHAVIOR)


@dataclass(frozen=True)
class Thresholds:
    """Policy values of a proposal; the defaults are an agency's, not the law's.

    An achievement is above from ``above_bp``, meets from ``meets_bp``, else it
    is below. A side wins with *more* than ``majority_bp`` of the weight.
    ``main_weight`` and ``additional_weight`` multiply the weight of a result.
    From ``notes`` notes on behaviour on, their majority is a proposal.
    Errors: ValueError for values that contradict each other.
    Source: numeric helpers are agency policy [D]; that most of the results
    decide and that main results outweigh additional ones [R].
    """

    above_bp: int = 11000
    meets_bp: int = 9000
    majority_bp: int = 5000
    main_weight: int = 2
    additional_weight: int = 1
    notes: int = 3

    def __post_init__(self):
        if not 0 < self.meets_bp < self.above_bp:
            raise ValueError("above_bp must exceed meets_bp, and that zero")
        if not FULL_BP // 2 <= self.majority_bp < FULL_BP:
            raise ValueError("majority_bp must be at least half and less than all")
        if not 0 <= self.additional_weight <= self.main_weight or not self.main_weight:
            raise ValueError("additional results must not outweigh main ones")
        if self.notes < 1:
            raise ValueError("a proposal needs at least one note")


class Indicator(NamedTuple):
    """An indicator: reference and what it achieved in basis points, or None."""

    ref: object
    achievement_bp: int | None


class Result(NamedTuple):
    """A work result: reference, kind of RHK, whole weight and its Indicators."""

    ref: object
    kind: str
    weight: int
    indicators: tuple[Indicator, ...]


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

    An indicator is rated by itself, a result by most of its indicators, the whole by
    most of the weight of its results: more than the majority above is DI_ATAS, more
    below is DI_BAWAH, else SESUAI. No average: one indicator far above cannot hide
    another that failed.
    In: iterable of Result; Thresholds, None for the defaults. Out: a tree with
    ``value`` (a rating), ``rule``, ``weights`` {rating: weight}, ``total`` and
    ``leaves`` (ref, kind, weight, rating, and as ``leaves`` the indicators: ref,
    achievement_bp, rating); None when nothing of any weight was measured.
    Unmeasured leaves have rating None and are in no sum.
    Errors: ValueError for an unknown kind or weight.
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


def achieved_bp(tree):
    """Return the mean achievement of the results in a tree of propose_result().

    Each result counts by its weight, and is the mean of its indicators that were
    measured; what is cancelled is in no tree. For a look at a list, never for a rating.
    Out: basis points, cut off downwards; None where nothing of any weight was measured.
    Source: design of this program.
    """
    mean = _weighted_mean(tree)
    return None if mean is None else int(mean)


def measured(tree):
    """Return how many indicators of a tree of propose_result() were measured.

    Beside achieved_bp(), which says nothing of what it leaves out.
    Out: (number measured, number of all). Source: design of this program.
    """
    found = [
        indicator["achievement_bp"]
        for leaf in tree["leaves"]
        for indicator in leaf.get("leaves", ())
    ]
    return sum(one is not None for one in found), len(found)


def with_achievements(tree):
    """Return a tree of propose_result() that also says how far it and each result came.

    Out: the tree with ``achievement_bp`` as of achieved_bp() in itself and in each leaf
    that has leaves; any other tree as it is. Source: design of this program.
    """
    if not tree or tree.get("rule") != MAJORITY or "leaves" not in tree["leaves"][0]:
        return tree
    leaves = [
        leaf | {"achievement_bp": None if (mean := _mean(leaf)) is None else int(mean)}
        for leaf in tree["leaves"]
    ]
    return tree | {"achievement_bp": achieved_bp(tree), "leaves": leaves}


def propose_behavior(notes, thresholds=None):
    """Propose the rating of behaviour from what was noted of it.

    As expected, as long as fewer notes than ``thresholds.notes`` were made; from then
    on by their majority, as for results. Notes that neither praise nor find fault
    speak for SESUAI.
    In: iterable of (ref, tone of codes.TONES); Thresholds, None for the defaults.
    Out: a tree with ``value``, ``rule``, ``weights``, ``total`` and ``leaves`` (ref,
    tone, rating). Errors: ValueError for an unknown tone.
    Source: agency policy [R]: a judgement, for which the system has feedback only.
    """
    thresholds = thresholds or Thresholds()
    leaves = [
        {"ref": ref, "tone": tone, "rating": _of_tone(tone)} for ref, tone in notes
    ]
    weights = _weigh(leaf["rating"] for leaf in leaves)
    presumed = len(leaves) < thresholds.notes
    value = (
        codes.SESUAI
        if presumed
        else _by_majority(weights, len(leaves), thresholds.majority_bp)
    )
    return {
        "value": value,
        "rule": PRESUMED if presumed else MAJORITY,
        "weights": weights,
        "total": len(leaves),
        "leaves": leaves,
    }


def departs(given, proposed):
    """Return the axes on which a rating departs from the proposal.

    In: {axis: rating or None} for both; an axis without a proposal cannot be departed
    from. Out: list of axes in the order of ``given``. Source: design of this program.
    """
    return [
        axis
        for axis, rating in given.items()
        if rating and proposed.get(axis) and rating != proposed[axis]
    ]


def needs_reason(given, proposed):
    """Tell whether a rating needs a sentence of the appraiser.

    It does where it departs from the proposal, and where it is not as expected.
    In: as for departs. Out: bool. Errors: ValueError for an unknown rating.
    Source: a departure is explained: design of this program; a sentence for "above"
    and "below": users [D].
    """
    unknown = [
        rating for rating in given.values() if rating and rating not in codes.RATINGS
    ]
    if unknown:
        raise ValueError(f"unknown rating: {unknown[0]!r}")
    special = any(rating and rating != codes.SESUAI for rating in given.values())
    return special or bool(departs(given, proposed))


def annual_rule(rule, is_behavior):
    """Return by which rule an axis of a year is proposed.

    In: a rule of ANNUAL_RULES; whether the axis is behaviour. Out: MODE, LAST or WORST.
    Errors: ValueError for an unknown rule. Source: "worst behaviour wins" is the way of
    some agencies [D]: one breach is not made good by quiet months.
    """
    if rule not in ANNUAL_RULES:
        raise ValueError(f"unknown rule for the year: {rule!r}")
    if rule != WORST_BEHAVIOR:
        return rule
    return WORST if is_behavior else MODE


def propose_annual(periodic, rule, order=codes.PREDIKATS):
    """Propose the value of a year from those of its periods.

    MODE: the most frequent value, of equally frequent ones the one that
    occurred later. LAST: the latest. WORST: the worst that occurred.
    In: iterable of (ref, value), in order of time, value empty for a period
    that was not rated; MODE, LAST or WORST, as of annual_rule(); all values, best
    first: PREDIKATS, or RATINGS to propose results and behaviour apart. Out: a tree
    with ``value``, ``rule`` and ``leaves`` (ref, value), unrated periods among them;
    None when no period was rated. Errors: ValueError for an unknown rule or value.
    Source: no formula in law; the ways in use [D]; a suggestion only.
    """
    if rule not in (MODE, LAST, WORST):
        raise ValueError(f"unknown rule for an axis of the year: {rule!r}")
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
    leaves = [_indicator_leaf(one, thresholds) for one in result.indicators]
    return {
        "ref": result.ref,
        "kind": result.kind,
        "weight": result.weight * factor,
        "rating": _of_most(leaves, thresholds),
        "leaves": leaves,
    }


def _indicator_leaf(indicator, thresholds):
    return {
        "ref": indicator.ref,
        "achievement_bp": indicator.achievement_bp,
        "rating": rate_achievement(indicator.achievement_bp, thresholds),
    }


def _of_most(leaves, thresholds):
    """Return the rating of most leaves; None when none of them was measured."""
    counts = _weigh(leaf["rating"] for leaf in leaves)
    total = sum(counts.values())
    return _by_majority(counts, total, thresholds.majority_bp) if total else None


def _mean(leaf):
    """Return the mean of what the indicators of a result achieved; None for nothing."""
    found = [
        indicator["achievement_bp"]
        for indicator in leaf["leaves"]
        if indicator["achievement_bp"] is not None
    ]
    return Fraction(sum(found), len(found)) if found else None


def _weighted_mean(tree):
    means = [(leaf, _mean(leaf)) for leaf in tree["leaves"]]
    counted = [(leaf["weight"], mean) for leaf, mean in means if mean is not None]
    total = sum(weight for weight, _mean in counted)
    return sum(weight * mean for weight, mean in counted) / total if total else None


def _weigh(ratings):
    counted = list(ratings)
    return {rating: counted.count(rating) for rating in codes.RATINGS}


def _of_tone(tone):
    if tone not in _TONE_RATINGS:
        raise ValueError(f"unknown tone: {tone!r}")
    return _TONE_RATINGS[tone]


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


_TONE_RATINGS = {
    codes.PRAISE: codes.DI_ATAS,
    codes.NOTE: codes.SESUAI,
    codes.IMPROVE: codes.DI_BAWAH,
}
