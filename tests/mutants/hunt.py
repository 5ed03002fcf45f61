"""Drops one thing after the other and asks the tests which of them they notice."""


class UnsoundError(Exception):
    """A test is red although nothing is dropped: what it said of drops is void."""


def survivors(drops, packs, say=lambda line: None):
    """Return the drops that no pack of tests notices, in their order.

    A drop has ``dropped(pack)``, a context in which it is not there. A pack has
    ``covers(drop)``, ``opened()``, a context in which it can run, ``red(drop)``: which
    test about what was dropped fails, or None, and ``again(drop, test)``: whether that
    test fails. ``say`` is told of each what noticed it.
    Raises UnsoundError where a test fails without any drop.
    """
    left = list(drops)
    for pack in packs:
        mine = [drop for drop in left if pack.covers(drop)]
        if mine:
            noticed = _noticed(pack, mine, say)
            left = [drop for drop in left if drop not in noticed]
    return left


def _noticed(pack, drops, say):
    """Return the drops that one pack notices; it is opened once for all."""
    with pack.opened():
        reds = [(drop, _red_without(drop, pack, say)) for drop in drops]
        noticed = [(drop, test) for drop, test in reds if test is not None]
        for drop, test in _one_of_each(noticed):
            if pack.again(drop, test):
                raise UnsoundError(f"{test} fails, nothing is dropped: {drop.key}")
    return [drop for drop, _test in noticed]


def _red_without(drop, pack, say):
    with drop.dropped(pack):
        test = pack.red(drop)
    say(f"{drop.key}: {test}")
    return test


def _one_of_each(noticed):
    """Return one of each model: its tests are the same for all."""
    return {drop.model: (drop, test) for drop, test in noticed}.values()
