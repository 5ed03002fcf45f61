"""Distribution of predikat that the rating of a unit leads one to expect.

The pattern is a consideration for the leader, not a verdict: callers warn.
"""

from typing import NamedTuple

from . import codes

FULL_BP = 10000

MIN_SHARE = "min_share"
MAX_SHARE = "max_share"
MIN_COUNT = "min_count"


class Rule(NamedTuple):
    """A bound on the people who have one of a *set* of predikat, together.

    ``bound`` is MIN_SHARE or MAX_SHARE with ``limit`` in basis points of all
    rated people, or MIN_COUNT with ``limit`` in people. The limit is allowed.
    """

    predikats: tuple[str, ...]
    bound: str
    limit: int


class Violation(NamedTuple):
    """A broken rule: people counted, people rated, and their share.

    ``actual_bp`` is rounded away from the limit, so that what is shown never
    looks like what is allowed.
    """

    rule: Rule
    count: int
    total: int
    actual_bp: int


_NEEDS_WORK = (codes.BUTUH_PERBAIKAN, codes.KURANG)

# Groups of all whom an agency rates (*status kinerja*), whatever its unit achieved:
# above, as and below expectation. Source: PP 30/2019, "20/60-70/20" [R]. That Sangat
# Baik stands for above, Baik for as and the rest for below expectation is a reading of
# this program: there are no other ratings of the whole there.
_STATUS = (
    Rule((codes.SANGAT_BAIK,), MAX_SHARE, 2000),
    Rule((codes.BAIK,), MIN_SHARE, 6000),
    Rule((codes.BAIK,), MAX_SHARE, 7000),
    Rule((codes.BUTUH_PERBAIKAN, codes.KURANG, codes.SANGAT_KURANG), MAX_SHARE, 2000),
)

# {version: {unit rating: rules}}. Source: SE MenPANRB 3/2023 [C]. What "may" be
# has no rule. "Most" beside "at most 70 %" has no floor that could be tested;
# "must exist" is read as one person. A policy may hold patterns of its own.
PATTERNS = {
    "se3_2023": {
        codes.ISTIMEWA: (Rule((codes.SANGAT_BAIK,), MAX_SHARE, 7000),),
        codes.BAIK: (
            Rule((codes.BAIK,), MAX_SHARE, 7000),
            Rule(_NEEDS_WORK, MIN_COUNT, 1),
        ),
        codes.BUTUH_PERBAIKAN: (
            Rule((codes.SANGAT_BAIK,), MAX_SHARE, 1000),
            Rule((codes.BUTUH_PERBAIKAN,), MIN_SHARE, 6000),
        ),
        codes.KURANG: (
            Rule((codes.SANGAT_BAIK,), MAX_SHARE, 1000),
            Rule((codes.BUTUH_PERBAIKAN,), MIN_SHARE, 1000),
            Rule((codes.KURANG,), MIN_SHARE, 6000),
        ),
        codes.SANGAT_KURANG: (
            Rule((codes.SANGAT_BAIK,), MAX_SHARE, 0),
            Rule(_NEEDS_WORK, MIN_SHARE, 1000),
            Rule((codes.SANGAT_KURANG,), MIN_SHARE, 6000),
        ),
    },
    "pp30_2019": dict.fromkeys(codes.ORG_RATINGS, _STATUS),
}


def check(counts, org_rating, version="se3_2023"):
    """Compare a distribution of people with the pattern of a unit rating.

    In: {predikat: number of people}, a predikat that nobody has may be left
    out; a code of ORG_RATINGS; the version of the patterns. Out: list of
    Violation in the order of the rules, empty when all is within the pattern
    or nobody has been rated. Which people form the population is policy.
    Errors: ValueError for an unknown rating, predikat or version and for a
    negative number.
    Source: SE MenPANRB 3/2023 [C]; rounding is not specified there, so none
    takes place: shares are compared exactly.
    """
    rules = PATTERNS.get(version, {}).get(org_rating)
    if rules is None:
        raise ValueError(f"no pattern for {org_rating!r} in {version!r}")
    return check_rules(counts, rules)


def check_rules(counts, rules):
    """Compare a distribution with rules, for example those of a policy.

    In: counts as for check(); iterable of Rule. Out and errors as for check().
    Source: that of check(); a policy's own rules are the agency's choice.
    """
    if not counts.keys() <= set(codes.PREDIKATS):
        raise ValueError(f"unknown predikat among {sorted(counts, key=str)}")
    if any(count < 0 for count in counts.values()):
        raise ValueError("a number of people cannot be negative")
    total = sum(counts.values())
    if not total:
        return []
    found = (_violation(rule, counts, total) for rule in rules)
    return [violation for violation in found if violation]


def share_percent(violation):
    """Return the share of a violation in whole percent, rounded away from the limit.

    "71 %" beside "at most 70 %" also for 70.2 %: what is shown never looks allowed.
    Out: a whole number. Source: design of this program.
    """
    if violation.rule.bound == MAX_SHARE:
        return -(-violation.actual_bp // 100)
    return violation.actual_bp // 100


def is_told(chosen, total):
    """Say whether a distribution is judged yet: of half of the people and more.

    In: people who have a predikat, all who will get one.
    Source: design of this program.
    """
    return chosen > 0 and 2 * chosen >= total


def beyond_mending(counts, rules, total):
    """Compare a part of a team with rules that no further choice could keep.

    In: counts as for check(), of those who have a predikat; iterable of Rule; all who
    will get one. Out: list of Violation, with the share that all the others could at
    best make of it. Where each rule could be kept, and not all of them together, it is
    what check_rules() says of the part; so it is where everybody has one.
    Errors: those of check_rules(). Source: design of this program.
    """
    rules = list(rules)
    check_rules(counts, ())
    left = max(total - sum(counts.values()), 0)
    found = []
    if not left and not any(counts.values()):
        return found
    for rule in rules:
        # The others have it all where it is a floor, none of it where it is a ceiling.
        helped = 0 if rule.bound == MAX_SHARE else left
        own = sum(counts.get(predikat, 0) for predikat in rule.predikats)
        whole = {rule.predikats[0]: own + helped}
        found.append(_violation(rule, whole, sum(counts.values()) + left))
    broken = [violation for violation in found if violation]
    if broken or can_keep(counts, rules, total):
        return broken
    return check_rules(counts, rules)


def can_keep(counts, rules, total):
    """Say whether those who are left can be given what keeps all rules together.

    Each rule may be within reach by itself and all of them not: six who are left are
    no six of Kurang and one of Butuh Perbaikan. Exact for whatever rules: people are
    whole, and a limit in per cent is the last whole person within it.

    Groups of predikat that lie apart or within one another add up: what their parts
    can have at least and at most, within their own limits, is all they can have. Where
    two groups overlap otherwise, each number of people of a predikat that they share
    is tried, which leaves groups without it. As all are ``total``, a rule of the last
    predikat is one of all others: of those four at most two are ever tried.
    In: counts as for check(), of those whose predikat stays; iterable of Rule; all who
    will have one. Out: bool; of nobody all rules are kept. Errors: those of
    check_rules(). Source: design of this program.
    """
    check_rules(counts, ())
    given = {predikat: counts.get(predikat, 0) for predikat in codes.PREDIKATS}
    total = max(total, sum(given.values()))
    spans = [(frozenset((one,)), least, total) for one, least in given.items()]
    spans += [(frozenset(rule.predikats), *_span(rule, total)) for rule in rules]
    return not total or _adds_up(_without_last(spans, total))


def _span(rule, total):
    """Return how many people at least and at most a rule allows of so many."""
    share = rule.limit * total
    if rule.bound == MAX_SHARE:
        return 0, share // FULL_BP
    if rule.bound == MIN_SHARE:
        return -(-share // FULL_BP), total
    if rule.bound == MIN_COUNT:
        return rule.limit, total
    raise ValueError(f"unknown bound: {rule.bound!r}")


def _without_last(spans, total):
    """Return spans as {group: (least, most)} of all predikat but the last.

    A group with it has what is left of ``total`` by the others.
    """
    known = frozenset(codes.PREDIKATS)
    limits = {}
    for group, least, most in spans:
        if codes.PREDIKATS[-1] in group:
            _narrow(limits, known - group, total - most, total - least)
        else:
            _narrow(limits, group, least, most)
    return limits


def _narrow(limits, group, least, most):
    before = limits.get(group, (least, most))
    limits[group] = max(before[0], least), min(before[1], most)


def _adds_up(limits):
    """Say whether people of each predikat can be found who keep all limits.

    ``limits``: {group: (least, most)}, one of them of all, and of each predikat one.
    """
    shared = _shared(limits)
    if shared is None:
        return _sums_up(limits)
    tried = _possible(limits, shared)
    return any(_adds_up(_given(limits, shared, people)) for people in tried)


def _shared(limits):
    """Return a predikat that two groups share, neither within the other; or None."""
    for one in limits:
        for other in limits:
            both = one & other
            if both and both not in (one, other):
                return min(both)
    return None


def _possible(limits, predikat):
    """Return the numbers of people that every group leaves to one predikat of it."""
    leasts, mosts = [], []
    for group, (least, most) in limits.items():
        if predikat in group:
            others = [limits[frozenset((one,))] for one in group - {predikat}]
            leasts.append(least - sum(one[1] for one in others))
            mosts.append(most - sum(one[0] for one in others))
    return range(max(leasts), min(mosts) + 1)


def _given(limits, predikat, people):
    """Return limits of all other predikat, where so many people have this one."""
    rest = {}
    for group, (least, most) in limits.items():
        given = people if predikat in group else 0
        _narrow(rest, group - {predikat}, least - given, most - given)
    return rest


def _sums_up(limits):
    """Say the same of groups that lie apart or within one another."""
    sums = {}
    for group in sorted(limits, key=len):
        least, most = limits[group]
        parts = [sums.pop(one) for one in list(sums) if one < group]
        if parts or not group:
            # Of no predikat there is nobody.
            least = max(least, sum(part[0] for part in parts))
            most = min(most, sum(part[1] for part in parts))
        if least > most:
            return False
        if group:
            sums[group] = least, most
    return True


def _violation(rule, counts, total):
    count = sum(counts.get(predikat, 0) for predikat in rule.predikats)
    share = count * FULL_BP
    if rule.bound == MAX_SHARE:
        # The negative of a floor is a ceiling: rounds up in whole numbers.
        broken, actual_bp = share > rule.limit * total, -(-share // total)
    elif rule.bound == MIN_SHARE:
        broken, actual_bp = share < rule.limit * total, share // total
    elif rule.bound == MIN_COUNT:
        broken, actual_bp = count < rule.limit, share // total
    else:
        raise ValueError(f"unknown bound: {rule.bound!r}")
    return Violation(rule, count, total, actual_bp) if broken else None
