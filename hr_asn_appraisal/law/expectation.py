"""What above, as and below expectation mean for one indicator, as edges of figures.

The same thresholds as in proposal.py, turned round: there a figure is given and the
rating asked, here the rating is given and the figures are.
"""

import math
from fractions import Fraction
from typing import NamedTuple

from . import codes
from .proposal import FULL_BP
from .realization import exact


class Edges(NamedTuple):
    """From where on a figure is above, and from where on it meets expectation.

    For TURUN both are the highest figures that still do.
    """

    above: Fraction
    meets: Fraction


def edges(target, direction, above_bp, meets_bp):
    """Return the Edges of an indicator with one number as its target.

    Whole targets have whole edges, on the side that is not easier than the threshold.
    In: the target as for realization.exact(); NAIK or TURUN; the thresholds of the
    policy in basis points. Out: Edges, None where there is no share of the target: of
    zero, of words, of a range. Errors: ValueError for an unknown direction.
    Source: thresholds are agency policy [D]; achievement as in achievement_bp().
    """
    if direction not in codes.DIRECTIONS:
        raise ValueError(f"unknown direction: {direction!r}")
    target = exact(target)
    if not target or target < 0 or direction == codes.RENTANG:
        return None
    number = Fraction(target)
    if direction == codes.NAIK:
        found = [number * bp / FULL_BP for bp in (above_bp, meets_bp)]
        cut = math.ceil
    else:
        found = [number * (2 * FULL_BP - bp) / FULL_BP for bp in (above_bp, meets_bp)]
        cut = math.floor
    if number.denominator == 1:
        found = [Fraction(cut(edge)) for edge in found]
    return Edges(*found)
