"""Numeric schemes that an agency may choose beside judging in words.

Values are whole hundredths of a point: 11050 is 110.50. What is computed is rounded
half up to a hundredth, and what is printed so is what the bands are asked with. Each
scheme returns a tree {"value", "rule", "leaves"} whose leaves re-add to the value.
"""

from fractions import Fraction

from . import codes, hierarchy, proposal, survey

QUALITATIVE = "qualitative"
PP30 = "pp30_numeric"
DIMENSIONS = "weighted_dimensions"
BLENDED = "organisation_blended"
METHODS = (QUALITATIVE, PP30, DIMENSIONS, BLENDED)
# In these the appraiser gives values, and the ratings follow from them.
NUMERIC = (PP30, BLENDED)

FULL_BP = 10000
MOST = 12000

SKP, BEHAVIOR, SUPERIOR, OTHERS = "skp", "behavior", "superior", "others"
OWN, ORGANISATION = "own", "organisation"
# What else is kept of values: by which scheme, how near, and what is taken off.
METHOD, PLACE, CAP = "method", "place", "cap"
DISCIPLINE, IMPACT, CORRECTION = "discipline", "impact", "correction"
# What a policy says otherwise than the default: what colleagues weigh in basis points,
# and from which value on one is KURANG.
OTHERS_BP, KURANG_FROM = "others_bp", "kurang_from"
ADJUSTMENTS = (DISCIPLINE, IMPACT, CORRECTION)
# Which new idea or way of working the appraiser names.
INNOVATION = "innovation"

# {whether peers or subordinates rate behaviour too: (SKP, behaviour)} in basis points.
PP30_WEIGHTS = {False: (7000, 3000), True: (6000, 4000)}
# What peers and subordinates weigh together, the superior has the rest [R].
SURVEY_BP = 4000
# {answer of a colleague: its value}: about the middle of the bands that it speaks of.
WORTH = {codes.DI_ATAS: 11500, codes.SESUAI: 10000, codes.DI_BAWAH: 8000}
# From which value on, the first that is reached; the best one asks for innovation, too.
PP30_BANDS = (
    (11000, codes.SANGAT_BAIK),
    (9000, codes.BAIK),
    (7000, codes.BUTUH_PERBAIKAN),
)
# The lower two [C].
PP30_KURANG = 5000

# The years before, 2014 to 2020: SKP and behaviour, and from which value on what.
PP46 = "pp46_2011"
PP46_WEIGHTS = (6000, 4000)
PP46_BANDS = (
    (9100, codes.SANGAT_BAIK),
    (7600, codes.BAIK),
    (6100, codes.BUTUH_PERBAIKAN),
    (5100, codes.KURANG),
    (0, codes.SANGAT_KURANG),
)

# How near somebody stands to what his organisation reaches: its head, the level below
# him and functional posts of its substance; all others.
NEAR, FAR = "near", "far"
RESULT_BP, RESULT_BEHAVIOR_BP = 7500, 2500
# {place: share of the own value} where it is at least the organisation's.
SHARES = {NEAR: 5000, FAR: 7000}
# Where it is less: the organisation lifts nobody.
SHARE_BELOW = 9000
MOST_IMPACT = MOST_CORRECTION = 500
CAPS = (12000, 11500)
CAP_LOW = CAPS[-1]
# Of every kind of post below this level the cap is known.
TOP = hierarchy.LEVELS[hierarchy.JPT]
ABOVE, MEETS = 10000, 9000


def results(found, thresholds=None):
    """Return what the results of a plan are worth, as a proposal.

    In: the tree of proposal.propose_result(), None for none; its Thresholds. Out: the
    tree with ``rule`` PP30, ``points`` (the mean achievement by weight, 120 at most)
    and as ``value`` the rating of these; None where nothing was measured.
    Source: an achievement in per cent is a value [R], the cap of 120 [R].
    """
    reached = proposal.achieved_bp(found) if found else None
    return None if reached is None else _worth(found, reached, thresholds)


def dimensions(found, dimension_of, weights, thresholds=None):
    """Return what the results of a plan are worth by the dimensions of a policy.

    A dimension is worth the mean of its indicators, whichever result they are of.
    In: the tree of proposal.propose_result(), None for none; {ref of an indicator:
    dimension}; {dimension: basis points}, together 10000; Thresholds. Out: a tree with
    ``value`` (a rating), ``rule`` DIMENSIONS, ``points`` and ``leaves`` (ref of the
    dimension, weight, achievement_bp, rating, and as ``leaves`` its indicators); None
    where no weighed dimension was measured. Errors: those of by_dimension().
    Source: policy of agencies [D].
    """
    below = {ref: [] for ref in weights}
    for leaf in found["leaves"] if found else ():
        for indicator in leaf["leaves"]:
            below.get(dimension_of.get(indicator["ref"]), []).append(indicator)
    values = {ref: _mean_of(leaves) for ref, leaves in below.items()}
    tree = by_dimension(values, weights)
    if not tree:
        return None
    told = [
        {
            "ref": leaf["ref"],
            "weight": leaf["weight_bp"],
            "achievement_bp": leaf["value"],
            "rating": proposal.rate_achievement(leaf["value"], thresholds),
            "leaves": below[leaf["ref"]],
        }
        for leaf in tree["leaves"]
    ]
    return _worth({"leaves": told}, tree["value"], thresholds, DIMENSIONS)


def whole(points):
    """Return the tree of the final value of what a rating keeps of values.

    In: {SKP: value, BEHAVIOR: value}, each may be missing; SUPERIOR and OTHERS where
    colleagues rated BEHAVIOR, too, which is of both then, by OTHERS_BP if that is not
    the default; where METHOD is BLENDED the
    value of the ORGANISATION, PLACE and CAP, and of ADJUSTMENTS those that are not
    zero. Out: a tree as of pp30() or of blended(), in which what was worked out of
    others has the tree of it as ``leaves``; None while it is not whole.
    Errors and source: those of pp30(), surveyed(), own_value() and blended().
    """
    skp, behavior = points.get(SKP), points.get(BEHAVIOR)
    if points.get(METHOD) != BLENDED:
        tree = pp30(skp, behavior, OTHERS in points)
        return tree and _with_others(tree, points)
    if points.get(ORGANISATION) is None:
        return None
    changes = {name: points.get(name) or 0 for name in ADJUSTMENTS}
    own = own_value(skp, behavior, points[CAP], **changes)
    tree = blended(own and own["value"], points[ORGANISATION], points[PLACE])
    return tree and _with_below(tree, OWN, own)


def given(points):
    """Return what the appraiser gave of what a rating keeps of values.

    In: as of whole(). Out: {SKP: value, BEHAVIOR: value}, without what colleagues give.
    Source: design of this program.
    """
    return {SKP: points[SKP], BEHAVIOR: points.get(SUPERIOR, points[BEHAVIOR])}


def by_axis(points):
    """Return what the appraiser gave by the rating that it is a value of.

    In: as of whole(). Out: {"result": value, "behavior": value}, as of given().
    Source: design of this program.
    """
    own = given(points)
    return {"result": own[SKP], "behavior": own[BEHAVIOR]}


def decided(points):
    """Return all that a person, and no formula, says in what a rating keeps of values.

    In: as of whole(), with ``innovation``. Out: {"result": value, "behavior": value} as
    of by_axis(), each of ADJUSTMENTS in hundredths (0 for none), and ``innovation``:
    whether a new idea is named. Source: design of this program.
    """
    changes = {name: points.get(name) or 0 for name in ADJUSTMENTS}
    return by_axis(points) | changes | {INNOVATION: bool(points.get(INNOVATION))}


def anew(points, values):
    """Return what a rating keeps of values, with other ones that are given.

    In: as of whole(); {SKP: value, BEHAVIOR: value}, of what changes. Out: a dict as
    ``points``, with the final ``value``. Errors and source: those of whole().
    """
    kept = points | given(points) | values
    if OTHERS in points:
        kept[SUPERIOR] = kept[BEHAVIOR]
        kept[BEHAVIOR] = _behavior(points, kept[BEHAVIOR])["value"]
    return kept | {"value": whole(kept)["value"]}


def ratings(points, thresholds=None):
    """Return the rating of results and that of behaviour which values stand for.

    In: as of whole(); Thresholds. Out: {"result": rating, "behavior": rating}, each
    None while it has no value. Of BLENDED the final value rates the results: else the
    organisation would change no predikat.
    Errors: those of whole(). Source: thresholds of the policy [D]; KMK 127/2026 rates
    the final value by steps of its own [D], which axis it is of is a reading of this
    program.
    """
    skp, behavior = points.get(SKP), points.get(BEHAVIOR)
    if points.get(METHOD) == BLENDED:
        tree = whole(points)
        return {"result": rating(tree and tree["value"]), "behavior": rating(behavior)}
    rated = {"result": skp, "behavior": behavior}
    return {
        axis: proposal.rate_achievement(value, thresholds)
        for axis, value in rated.items()
    }


def predikat(points):
    """Return the predikat that values themselves give; None: the matrix gives it.

    In: what a rating keeps of values: ``value``, ``innovation``, METHOD, and
    KURANG_FROM if that is not the default. Out: a code of PREDIKATS; None without a
    final value, and of BLENDED. Errors and source: those of pp30_predikat(); that KMK
    127/2026 goes by the matrix [D].
    """
    value = points.get("value")
    if value is None or points.get(METHOD) == BLENDED:
        return None
    kurang_from = points.get(KURANG_FROM, PP30_KURANG)
    return pp30_predikat(value, bool(points.get(INNOVATION)), kurang_from)


def lacks_idea(points):
    """Say whether nothing but a new idea is missing for the best predikat.

    In: as of predikat(). Out: whether it would be another one with an idea.
    Source: that of pp30_predikat().
    """
    now = predikat(points)
    return now is not None and now != predikat(points | {INNOVATION: True})


def mean(values):
    """Return the mean of values in hundredths, rounded half up; None of nothing.

    Source: design of this program.
    """
    return _half_up(_exact_mean(values)) if values else None


def place(is_head, is_below_head, is_of_substance):
    """Return how near somebody stands to what his organisation reaches.

    In: whether he heads it; whether its head appraises him; whether his functional
    post is one of its substance. Out: NEAR or FAR. Source: KMK 127/2026 [D].
    """
    return NEAR if is_head or is_below_head or is_of_substance else FAR


def pp30(skp, behavior, is_surveyed=False):
    """Return the final value of the numeric scheme as a tree.

    In: the values of SKP and behaviour, None while there is none; whether peers or
    subordinates have rated behaviour, too. Out: a tree with leaves ``ref``,
    ``weight_bp`` and ``value``; None where one of the two is missing, which is no zero.
    Errors: ValueError for a value below zero or above 120.
    Source: PP 30/2019 Ps 41 (2)-(4) [A]; the cap of 120 [R].
    """
    return _of_both(PP30, skp, behavior, PP30_WEIGHTS[bool(is_surveyed)])


def surveyed(superior, others, others_bp=SURVEY_BP):
    """Return the value of behaviour from a superior and the survey of others.

    In: values; ``others`` None where nobody answered: then the superior's alone stands,
    and the scheme without a survey holds; what others weigh in basis points. Out: a
    tree as of pp30(), None without the superior's. Errors: as there, and ValueError for
    a weight that leaves one of the two none.
    Source: closed survey, 60 and 40 per cent [R]; a policy may say otherwise.
    """
    if not 0 < others_bp < FULL_BP:
        raise ValueError(f"both weigh something, not {others_bp} of {FULL_BP}")
    if superior is None:
        return None
    if others is None:
        return _mean(PP30, ((SUPERIOR, superior),), (FULL_BP,))
    told = ((SUPERIOR, superior), (OTHERS, others))
    return _mean(PP30, told, (FULL_BP - others_bp, others_bp))


def others(answers, worth=None, least=survey.LEAST_ANSWERS):
    """Return the value of behaviour that colleagues gave without a name, as a tree.

    Each value of behaviour is the mean of the answers to it, and all of these weigh the
    same, however many answered each; what fewer than the minimum answered does not
    count. In: {key: answer} of each who answered, an answer one of RATINGS; {answer:
    hundredths}, None for WORTH; the least number of the policy. Out: a tree with
    ``value`` and ``leaves`` (ref, count, value), in the order of first mention; None
    without any. Errors: KeyError for another answer, and those of survey.may_show().
    Source: that they count: PP 30/2019 Ps 41 [A]; no law says what an answer is worth:
    a choice of this program, which a policy may change.
    """
    worth = worth or WORTH
    found = {}
    for one in answers:
        for key, step in one.items():
            found.setdefault(key, []).append(worth[step])
    leaves = [
        {"ref": key, "count": len(given), "value": _half_up(_exact_mean(given))}
        for key, given in found.items()
        if survey.may_show(len(given), least)
    ]
    if not leaves:
        return None
    value = _half_up(_exact_mean([leaf["value"] for leaf in leaves]))
    return {"value": value, "leaves": leaves}


def pp30_bands(kurang_from=PP30_KURANG):
    """Return the bands of a final value.

    In: the hundredths from which on it is KURANG. Out: pairs of the hundredths from
    which on it is a predikat, and that predikat, best first; from 110 on it is the best
    one with innovation only. Errors: ValueError unless KURANG begins above 0 and below
    the band over it.
    Source: PP 30/2019 [A], its lower bands [C]: a policy may begin KURANG elsewhere.
    """
    if not 0 < kurang_from < PP30_BANDS[-1][0]:
        raise ValueError(f"a band that begins at {kurang_from}")
    return (*PP30_BANDS, (kurang_from, codes.KURANG), (0, codes.SANGAT_KURANG))


def pp30_predikat(value, has_innovation=False, kurang_from=PP30_KURANG):
    """Return the predikat of a final value.

    In: hundredths from 0 to 12000; whether the appraiser names a new idea or way of
    working (named, not verified: a register of ideas comes later); from which
    hundredths on it is KURANG. Out: a code of PREDIKATS. From 110 on without innovation
    it is BAIK. Errors: ValueError for a value outside, and those of pp30_bands().
    Source: that of pp30_bands().
    """
    found = _band(value, pp30_bands(kurang_from))
    if found == codes.SANGAT_BAIK and not has_innovation:
        return codes.BAIK
    return found


def pp46(skp, behavior):
    """Return the final value of a year from 2014 to 2020 as a tree.

    In: the values of SKP and behaviour, None while there is none. Out: as of pp30().
    Errors: as there. Source: PP 46/2011: 60 and 40 per cent [C].
    """
    return _of_both(PP46, skp, behavior, PP46_WEIGHTS)


def pp46_predikat(value):
    """Return the predikat of a final value of a year from 2014 to 2020.

    In: hundredths from 0 to 12000. Out: a code of PREDIKATS; "buruk" is SANGAT_KURANG
    and "cukup" BUTUH_PERBAIKAN. Errors: ValueError for a value outside.
    Source: PP 46/2011: 91 and more, 76-90, 61-75, 51-60, 50 and less [C]. What lies
    between two bands, 90.5, belongs to the lower one, as the upper begins at 91.
    """
    return _band(value, PP46_BANDS)


def by_dimension(values, weights):
    """Return the mean of dimensions by their weights as a tree.

    In: {dimension: value, None where nothing was measured}; {dimension: basis points},
    together 10000. What was not measured is no zero: the others answer for its weight.
    Out: as of pp30(), a leaf for each weighed dimension; None where none was measured.
    Errors: ValueError for weights that are no whole, a dimension without weight, a
    value outside. Source: policy of agencies [D].
    """
    if sum(weights.values()) != FULL_BP or min(weights.values()) < 0:
        raise ValueError(f"weights that are no whole: {weights}")
    if not values.keys() <= weights.keys():
        raise ValueError(f"dimensions without weight: {set(values) - set(weights)}")
    told = tuple((ref, values.get(ref)) for ref in weights)
    return _mean(DIMENSIONS, told, tuple(weights.values()))


def cap_of(post_kind, otherwise=CAP_LOW):
    """Return the cap of what somebody reaches himself, by the kind of his post.

    In: a kind of post as of hierarchy.LEVELS, or empty; the cap, one of CAPS, where the
    kind does not tell: of JPT, because Madya and Pratama are one kind here, and of who
    has none. Out: one of CAPS; below JPT it is the lower one. Errors: ValueError for
    another cap.
    Source: KMK 127/2026: 120 for minister, vice minister and JPT Madya, 115 for JPT
    Pratama and below [D].
    """
    if otherwise not in CAPS:
        raise ValueError(f"no cap of this scheme: {otherwise}")
    is_below = hierarchy.LEVELS.get(post_kind, TOP) < TOP
    return CAP_LOW if is_below else otherwise


def own_value(result, behavior, cap=MOST, discipline=0, impact=0, correction=0):
    """Return what somebody has reached himself, before his organisation counts.

    In: values of results and behaviour; the cap of his level, of CAPS; what is taken
    off for discipline and for impact, what is corrected up or down. Out: a tree as of
    pp30(), its ``value`` with these, each named in it; None while a value is missing.
    Errors: ValueError for a value or cap outside, an impact or correction of more than
    5. Source: KMK 127/2026 of the ministry of finance [D].
    """
    if cap not in CAPS or not 0 <= impact <= MOST_IMPACT or discipline < 0:
        raise ValueError(f"impossible: cap {cap}, impact {impact}, {discipline}")
    if abs(correction) > MOST_CORRECTION:
        raise ValueError(f"corrected by more than 5: {correction}")
    if result is None or behavior is None:
        return None
    told = ((SKP, result), (BEHAVIOR, behavior))
    tree = _mean(BLENDED, told, (RESULT_BP, RESULT_BEHAVIOR_BP))
    value = min(tree["value"], cap) - discipline - impact + correction
    changes = {"cap": cap, "discipline": discipline, "impact": impact}
    changes |= {"correction": correction}
    return tree | changes | {"value": min(max(value, 0), MOST)}


def blended(own, organisation, place):
    """Return the final value of somebody and his organisation as a tree.

    In: his own value and that of the organisation; NEAR or FAR. Who stands above his
    organisation is drawn to it, by half or by three tenths; who stands below keeps nine
    tenths of his own. Out: a tree as of pp30(); None while one is missing. Errors:
    ValueError for an unknown place or a value outside. Source: KMK 127/2026 [D].
    """
    if place not in SHARES:
        raise ValueError(f"unknown place: {place!r}")
    if own is None or organisation is None:
        return None
    share = SHARES[place] if own >= organisation else SHARE_BELOW
    told = ((OWN, own), (ORGANISATION, organisation))
    return _mean(BLENDED, told, (share, FULL_BP - share))


def rating(value):
    """Return the rating of a value: more than 100 is above, from 90 on as expected.

    In: hundredths from 0 to 12000, None for none. Out: a code of RATINGS or None.
    Errors: ValueError for a value outside. Source: KMK 127/2026 [D].
    """
    if value is None:
        return None
    _check(value)
    if value > ABOVE:
        return codes.DI_ATAS
    return codes.SESUAI if value >= MEETS else codes.DI_BAWAH


def _with_others(tree, points):
    """Return a tree in which behaviour says what of it is the superior's."""
    if OTHERS not in points:
        return tree
    return _with_below(tree, BEHAVIOR, _behavior(points, points[SUPERIOR]))


def _behavior(points, superior):
    """Return the tree of behaviour that others rated, as their weight was kept."""
    return surveyed(superior, points[OTHERS], points.get(OTHERS_BP, SURVEY_BP))


def _with_below(tree, ref, below):
    """Return a tree in which the leaf of a ref says what it was worked out of."""
    leaves = [
        leaf | ({name: below[name] for name in below if name not in ("value", "rule")})
        if leaf["ref"] == ref
        else leaf
        for leaf in tree["leaves"]
    ]
    return tree | {"leaves": leaves}


def _of_both(rule, skp, behavior, weights):
    """Return the tree of SKP and behaviour by weights; None while one is missing."""
    if skp is None or behavior is None:
        return None
    return _mean(rule, ((SKP, skp), (BEHAVIOR, behavior)), weights)


def _band(value, bands):
    """Return the code of the first band that a value reaches."""
    _check(value)
    return next(code for least, code in bands if value >= least)


def _mean(rule, told, weights):
    """Return the tree of (ref, value) by weights; None answers for nothing."""
    leaves = [
        {"ref": ref, "weight_bp": weight, "value": value}
        for (ref, value), weight in zip(told, weights, strict=True)
    ]
    had = [leaf for leaf in leaves if leaf["value"] is not None]
    for leaf in had:
        _check(leaf["value"])
    whole = sum(leaf["weight_bp"] for leaf in had)
    if not whole:
        return None
    total = sum(leaf["weight_bp"] * leaf["value"] for leaf in had)
    return {"value": _half_up(Fraction(total, whole)), "rule": rule, "leaves": leaves}


def _worth(found, points, thresholds, rule=PP30):
    points = min(points, MOST)
    rating = proposal.rate_achievement(points, thresholds)
    return found | {"value": rating, "rule": rule, "points": points}


def _mean_of(leaves):
    """Return the mean value of indicators, each 120 at most; None for nothing."""
    had = [min(leaf["achievement_bp"], MOST) for leaf in leaves if _is_had(leaf)]
    return _half_up(_exact_mean(had)) if had else None


def _exact_mean(values):
    return Fraction(sum(values), len(values))


def _is_had(leaf):
    return leaf["achievement_bp"] is not None


def _half_up(value):
    return int(value + Fraction(1, 2))


def _check(value):
    if not 0 <= value <= MOST:
        raise ValueError(f"a value from 0 to 120 is needed, not {value / 100}")
