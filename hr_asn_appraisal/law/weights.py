"""Weights of work results in integer basis points.

33.33 + 33.33 + 33.33 is 99.99: three people who share equally are not wrong.
"""

FULL_BP = 10000


def missing_bp(weights):
    """Return what weights lack of the whole, in basis points; too much is negative.

    Rounding is no fault: what is less than one basis point for each weight counts as
    whole. In: iterable of integers from 0. Out: int, 0 for a whole and for no weights.
    Errors: ValueError for a weight that is no whole number from 0.
    Source: weights are an agency's policy [D]; the rounding: design of this program.
    """
    weights = list(weights)
    for weight in weights:
        if isinstance(weight, bool) or not isinstance(weight, int) or weight < 0:
            raise ValueError(f"not a weight: {weight!r}")
    missing = FULL_BP - sum(weights) if weights else 0
    return missing if abs(missing) >= max(len(weights), 1) else 0


def equal_bp(count):
    """Return weights that share the whole equally; the first get what is left over.

    In: how many, from 0. Out: list of integers whose sum is 10000, [] for 0.
    Errors: ValueError for a negative count. Source: design of this program.
    """
    if count < 0:
        raise ValueError(f"not a count: {count!r}")
    if not count:
        return []
    share, rest = divmod(FULL_BP, count)
    return [share + (place < rest) for place in range(count)]
