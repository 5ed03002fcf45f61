"""What keeps the target of an indicator from being measured.

A target is words, a number or a range; what is to stay within a range needs one, and an
increase needs the number it starts from. Source: PermenPANRB 6/2022, the target of an
indicator is measurable [R]; the rules on its form are design of this program.
"""

from . import codes

BACKWARDS = "backwards"
NO_RANGE = "no_range"
NO_BASELINE = "no_baseline"
# What can be handed in and yet hardly means what it says.
SUMMED_WORDS = "summed_words"
SUMMED_PERCENT = "summed_percent"

PERCENT = ("%", "persen")


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


def doubt(target, bounds, pattern, unit):
    """Return what deserves a look of a target that has no fault, as a code or None.

    In: the target as it was typed; the (low, high) that it means, None for words; its
    pattern, see `codes`; its unit. Words cannot be added up, and shares of a whole add
    up to more than it. Out: a code above. Source: as above.
    """
    if pattern not in (codes.HITUNGAN, codes.KENAIKAN) or not target:
        return None
    if bounds[0] is None:
        return SUMMED_WORDS
    is_share = f"{target} {unit}".strip().casefold().endswith(PERCENT)
    return SUMMED_PERCENT if is_share and pattern == codes.HITUNGAN else None
