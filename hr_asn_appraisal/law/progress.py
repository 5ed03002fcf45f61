"""How an indicator stands on its way through the year.

What a person sees of his own figures before anybody rates them. A proposal to the
appraiser is another matter: see proposal.py.
"""

from fractions import Fraction

from . import codes
from .realization import FULL_BP, achievement_bp, exact

ON_TRACK = "on_track"
AT_RISK = "at_risk"
OFF_TRACK = "off_track"
STANDINGS = (ON_TRACK, AT_RISK, OFF_TRACK)

# Of what is expected by now: all of it is on track; less than what a proposal still
# calls "meets" (proposal.Thresholds.meets_bp) is off track. An agency's, not the law's.
ON_TRACK_BP = 10000
AT_RISK_BP = 9000

# Their targets are reached by the end of the year, step by step; the others' are to
# hold whenever they are measured.
GROWING = (codes.HITUNGAN, codes.KENAIKAN)


def expected_bp(pattern, passed, measured):
    """Return how much of the target of the year is expected by now.

    Of what grows (sum, increase) the even share of the periods that have passed; of
    what is a position or a release all of it, once it has been due once.
    In: a code of PATTERNS; how many of the periods in which the indicator is measured
    have passed, and how many there are. Out: basis points cut off downwards, None
    before the first of them has passed.
    Errors: ValueError for an unknown pattern and for more periods than there are.
    Source: design of this program; even shares [r].
    """
    if pattern not in codes.PATTERNS:
        raise ValueError(f"unknown measuring pattern: {pattern!r}")
    if not 0 <= passed <= measured:
        raise ValueError(f"{passed} of {measured} periods")
    if not passed:
        return None
    return FULL_BP * passed // measured if pattern in GROWING else FULL_BP


def bar_bp(actual, target):
    """Return how far a bar is filled: the actual as a share of the target.

    In: numbers as for realization.exact(). Out: 0 to 10000 basis points; None without
    an actual, and where there is no share: a target of zero or below.
    Errors: those of exact(). Source: design of this program.
    """
    actual, target = exact(actual), exact(target)
    if actual is None or target is None or target <= 0:
        return None
    share = FULL_BP * Fraction(actual) / Fraction(target)
    return min(max(int(share), 0), FULL_BP)


def standing(actual, low, high, direction, expected):
    """Return whether an indicator is on track, at risk or off track.

    The target is cut to what is expected of it by now; from ON_TRACK_BP of that it is
    on track, from AT_RISK_BP at risk, else off track.
    In: numbers as for exact(), ``low`` and ``high`` the target of the year (the same
    where it is one number); a code of DIRECTIONS; basis points of expected_bp().
    Out: one of STANDINGS, None where nothing was measured, nothing is expected yet or
    the target is no number. Errors: those of realization.achievement_bp().
    Source: design of this program; words of the glossary.
    """
    if None in (actual, low, high) or not expected:
        return None
    share = Fraction(expected, FULL_BP)
    reached = _against(exact(actual), exact(low), exact(high), direction, share)
    if reached >= ON_TRACK_BP:
        return ON_TRACK
    return AT_RISK if reached >= AT_RISK_BP else OFF_TRACK


def _against(actual, low, high, direction, share):
    """Measure against a share of the target: both sides are multiplied instead."""
    whole = share.denominator
    return achievement_bp(
        actual * whole, low * share.numerator, high * share.numerator, direction
    )
