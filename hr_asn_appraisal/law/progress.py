"""How an indicator stands on its way through the year.

What a person sees of his own figures before anybody rates them. A proposal to the
appraiser is another matter: see proposal.py.
"""

from fractions import Fraction

from . import codes
from .realization import FULL_BP, achievement_due_bp, exact, target_due

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


def expected_bp(pattern, target, periods, direction=codes.NAIK):
    """Return how much of the target of the year is expected by now, for a mark.

    Only of what grows: the others' target holds whenever they are measured.
    In: a code of PATTERNS; the target as for realization.exact(); Periods that have
    passed; a code of DIRECTIONS: a ceiling is marked with the most that may be by
    now. Out: basis points cut off downwards, None where no mark is to be shown:
    nothing is due yet, or the target is no number above zero.
    Errors: those of realization.target_due(). Source: as there.
    """
    is_ceiling = direction != codes.NAIK
    due, target = target_due(pattern, target, periods, is_ceiling), exact(target)
    if pattern not in GROWING or not due or target <= 0 or not periods.here:
        return None
    return int(FULL_BP * due / Fraction(target))


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


def standing(pattern, actual, target, direction, periods, at_risk_bp=AT_RISK_BP):
    """Return whether an indicator is on track, at risk or off track.

    From ON_TRACK_BP of what was due it is on track, from ``at_risk_bp`` at risk, else
    off; where a policy asks for more than all, from there only.
    In: as for realization.achievement_due_bp(); basis points. Out: one of STANDINGS,
    None where nothing was measured, nothing is due yet or the target is no number.
    Errors: as there. Source: design of this program; words of the glossary.
    """
    reached = achievement_due_bp(pattern, actual, target, direction, periods)
    if reached is None:
        return None
    if reached >= max(ON_TRACK_BP, at_risk_bp):
        return ON_TRACK
    return AT_RISK if reached >= at_risk_bp else OFF_TRACK
