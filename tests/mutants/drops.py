"""What can be dropped in an Odoo that runs: transitions, guards, record rules, access.

Each Drop is put back when its context ends; the database is only touched within the
transaction of the tests.
"""

import contextlib
from typing import NamedTuple
from unittest import mock

ANYBODY = "anybody"


class Drop(NamedTuple):
    """Its key stays from run to run; ``without``: function of a pack -> context."""

    key: str
    model: str
    without: callable

    def dropped(self, pack):
        """Return a context in which it is not there."""
        return self.without(pack)


# Transitions


def of_transitions(env, model):
    """Return the Drops of a model's map: each transition and each of its guards."""
    moves = env.registry[model]._transitions
    return [
        Drop(f"{move.name}: {said}", model, _map_without(model, move, others))
        for move in moves
        for said, others in _weaker(env, model, move)
    ]


def _weaker(env, model, move):
    """Yield (what is dropped, what stands instead of a transition)."""
    yield "gone", ()
    yield ANYBODY, (move._replace(who=(*move.who, ANYBODY)),)
    states = env[model]._fields["state"].get_values(env)
    if set(states) - set(move.source):
        yield "from any state", (move._replace(source=tuple(states)),)
    for guard in ("condition", "needs"):
        if getattr(move, guard):
            yield f"no {guard}", (move._replace(**{guard: None}),)
    for part, said in (("source", "not from"), ("who", "not for")):
        values = getattr(move, part)
        for value in values if len(values) > 1 else ():
            others = tuple(one for one in values if one != value)
            yield f"{said} {value}", (move._replace(**{part: others}),)


def _map_without(model, move, others):
    @contextlib.contextmanager
    def without(pack):
        kind = pack.registry[model]
        moves = [[one] if one != move else others for one in kind._transitions]
        changed = tuple(one for some in moves for one in some)
        with mock.patch.object(kind, "_transitions", changed), _anybody(kind):
            yield

    return without


@contextlib.contextmanager
def _anybody(kind):
    """Let there be a role that everybody has."""
    label = kind._asn_role_label

    def named(self, role):
        return role if role == ANYBODY else label(self, role)

    role = mock.patch.object(
        kind, f"_asn_role_{ANYBODY}", lambda records: records, create=True
    )
    with role, mock.patch.object(kind, "_asn_role_label", named):
        yield


# Record rules and access lists


def of_records(env, names):
    """Return the Drops of rows of ir.rule or ir.model.access, by external id."""
    rows = [(name, env.ref(name)) for name in names]
    return [
        Drop(name, row.model_id.model, _inactive(row._table, row.id))
        for name, row in rows
    ]


def _inactive(table, key):
    @contextlib.contextmanager
    def without(pack):
        pack.execute(f"UPDATE {table} SET active = false WHERE id = %s", key)
        try:
            yield
        finally:
            pack.execute(f"UPDATE {table} SET active = true WHERE id = %s", key)

    return without
