"""Drops one thing after the other and asks the tests which of them they notice."""


class UnsoundError(Exception):
    """A test is red although nothing is dropped: what it said of drops is void."""


def survivors(drops, packs):
    """Return the drops that no pack of tests notices, in their order.

    A drop has ``dropped(pack)``, a context in which it is not there. A pack has
    ``covers(drop)``, ``opened()``, a context in which it can run, and
    ``red(drop)``: the name of a test about what was dropped that fails, else None.
    Raises UnsoundError where a test fails without any drop.
    """
    left = list(drops)
    for pack in packs:
        mine = [drop for drop in left if pack.covers(drop)]
        if mine:
            noticed = _noticed(pack, mine)
            left = [drop for drop in left if drop not in noticed]
    return left


def _noticed(pack, drops):
    """Return the drops that one pack notices; it is opened once for all."""
    with pack.opened():
        noticed = [drop for drop in drops if _is_noticed(pack, drop)]
        for drop in _one_of_each(noticed):
            wrong = pack.red(drop)
            if wrong:
                raise UnsoundError(f"{wrong} fails, nothing is dropped: {drop.key}")
    return noticed


def _is_noticed(pack, drop):
    with drop.dropped(pack):
        return pack.red(drop) is not None


def _one_of_each(drops):
    """Return a drop of each model: the tests of a model are the same for all."""
    return {drop.model: drop for drop in drops}.values()
