"""How high one appraiser rates beside all the others: a look, never a verdict."""

from fractions import Fraction
from typing import NamedTuple

from . import codes

# Of fewer people no tendency is shown: it would tell of persons.
LEAST_RATED = 5

# Steps above the lowest predikat, so that more is better. The numbers of SIASN run the
# other way (1 is the best) and are never averaged.
STEPS = {predikat: steps for steps, predikat in enumerate(reversed(codes.PREDIKATS))}


class Tendency(NamedTuple):
    """Of an appraiser: people rated, mean of their steps, that of all, in hundredths.

    ``apart``: how far the first is above the second, below it where negative.
    """

    count: int
    mean: int
    whole: int
    apart: int


def tendency(counts, whole, least=LEAST_RATED):
    """Compare the predikat that one appraiser gave with those of all.

    In: {predikat: people} of the appraiser and of all, himself among them; the least
    number of people. Out: Tendency in hundredths of a step, rounded half up; None
    where he rated fewer. Errors: ValueError for an unknown predikat, and where all
    have fewer people than he.
    Source: design of this program; nothing follows from it by itself.
    """
    count = sum(counts.values())
    if count > sum(whole.values()):
        raise ValueError("the whole has fewer people than a part of it")
    if count < least or not count:
        return None
    own, others = mean_steps(counts), mean_steps(whole)
    return Tendency(
        count, _hundredths(own), _hundredths(others), _hundredths(own - others)
    )


def mean_steps(counts):
    """Return the mean of STEPS of {predikat: people} as a Fraction.

    Errors: ValueError for an unknown predikat and for nobody. Source: see STEPS.
    """
    if not counts.keys() <= STEPS.keys():
        raise ValueError(f"unknown predikat among {sorted(counts, key=str)}")
    if not sum(counts.values()):
        raise ValueError("nobody was rated")
    steps = sum(STEPS[predikat] * count for predikat, count in counts.items())
    return Fraction(steps, sum(counts.values()))


def _hundredths(value):
    return (value * 100 + Fraction(1, 2)).__floor__()
