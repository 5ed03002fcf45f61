"""What keeps the target of an indicator from being measured.

A target is words, a number or a range; what is to stay within a range needs one, and an
increase needs the number it starts from. Source: PermenPANRB 6/2022, the target of an
indicator is measurable [R]; the rules on its form are design of this program.
"""

from . import codes

BACKWARDS = "backwards"
NO_RANGE = "no_range"
NO_BASELINE = "no_baseline"


def faults(typed, bounds, direction, pattern, baseline):
    """Return what is to be corrected of an indicator that has a target, as codes.

    In: (first, second) of a range as it was typed, None for anything else; the
    (low, high) that the target means, None for words; direction and pattern, see
    `codes`; the baseline as number, None where it is none. Out: a tuple of the codes
    above, empty for none. Source: as above.
    """
    backwards = bool(typed) and typed[0] >= typed[1]
    wanted = direction == codes.RENTANG and not backwards
    low, high = bounds
    found = (
        (BACKWARDS, backwards),
        (NO_RANGE, wanted and (low is None or low == high)),
        (NO_BASELINE, pattern == codes.KENAIKAN and baseline is None),
    )
    return tuple(code for code, is_found in found if is_found)
