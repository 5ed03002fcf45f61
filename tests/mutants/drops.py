"""What can be dropped in an Odoo that runs: transitions, guards, record rules, access.

A guard is a field that only a step or one side writes, or a method that refuses.

Each Drop is put back when its context ends; the database is only touched within the
transaction of the tests.
"""

import contextlib
import functools
import inspect
import re
from typing import NamedTuple
from unittest import mock

from odoo.exceptions import UserError

ANYBODY = "anybody"
PERMISSIONS = {
    "r": "perm_read",
    "w": "perm_write",
    "c": "perm_create",
    "d": "perm_unlink",
}
# Methods that only refuse are named so, or Odoo asks them by itself.
GUARD = re.compile(r"_(asn_)?((check|mind)_\w+|(refuse|require)(_\w+)?)")
ASKED_BY_ODOO = {"_constrains": "_constraint_methods", "_ondelete": "_ondelete_methods"}


class Drop(NamedTuple):
    """Its key stays from run to run; ``without``: function of a pack -> context.

    ``words``: a test about it has one of them in its text; ``letters``: of the access
    that it is about, as the matrix has them, ``groups``: ids of those whose it is.
    """

    key: str
    model: str
    words: tuple
    without: callable
    letters: str = ""
    groups: frozenset = frozenset()
    is_window: bool = False
    is_rule: bool = False
    is_field: bool = False

    def dropped(self, pack):
        """Return a context in which it is not there."""
        return self.without(pack)


# Transitions


def of_transitions(env, model):
    """Return the Drops of a model's map: each transition and each of its guards."""
    moves = env.registry[model]._transitions
    return [
        Drop(
            f"{model} {move.name}: {said}",
            model,
            (f"action_{move.name}", f'"{move.name}"'),
            _map_without(model, move, others),
        )
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


# Fields that are guarded, and methods that refuse


def of_guards(env, model):
    """Return the Drops of what a model itself guards: fields, roles, methods."""
    kind = env.registry[model]
    fields = [] if kind._abstract else _of_fields(model, kind)
    return [*fields, *(guard.drop() for guard in guards(kind))]


def _of_fields(model, kind):
    first, fixed = getattr(kind, "_asn_protected", {}), getattr(kind, "_asn_fixed", ())
    yield from (_of_field(model, "_asn_protected", first, name) for name in first)
    yield from (_of_field(model, "_asn_fixed", fixed, name) for name in sorted(fixed))
    authors = getattr(kind, "_asn_authors", {})
    yield from (_of_field(model, "_asn_authors", authors, name) for name in authors)
    for name, roles in authors.items():
        for said, others in _other_roles(roles):
            values = authors | {name: others}
            yield _field_drop(model, "_asn_authors", f"{name}: {said}", values)


def _of_field(model, attribute, values, name):
    left = [one for one in values if one != name]
    if isinstance(values, dict):
        others = {one: values[one] for one in left}
    else:
        others = frozenset(left)
    return _field_drop(model, attribute, f"{name}: gone", others)


def _other_roles(roles):
    """Yield (what is dropped, who writes instead)."""
    yield ANYBODY, (*roles, ANYBODY)
    for role in roles if len(roles) > 1 else ():
        yield f"not {role}", tuple(one for one in roles if one != role)


def _field_drop(model, attribute, said, values):
    key = f"{model} {attribute} {said}"
    without = _with_values(model, attribute, values)
    return Drop(key, model, (), without, is_field=True)


def _with_values(model, attribute, values):
    @contextlib.contextmanager
    def without(pack):
        kind = pack.registry[model]
        with mock.patch.object(kind, attribute, values), _anybody(kind):
            yield

    return without


class Guard(NamedTuple):
    """A method that refuses: the class in which it is written, and its name."""

    model: str
    definition: type
    name: str

    @property
    def key(self):
        return f"{self.model} {self.name}: gone"

    @property
    def method(self):
        return vars(self.definition)[self.name]

    def drop(self):
        """Return the Drop of it: what it stands before is asked as if it were not."""
        return Drop(self.key, self.model, (), self._without)

    @contextlib.contextmanager
    def _without(self, pack):
        definition, name = self.definition, self.name

        @functools.wraps(self.method)
        def silent(own, *args, **kwargs):
            below = getattr(super(definition, own), name, None)
            return below(*args, **kwargs) if below else []

        with _instead(pack.registry, {self: silent}):
            yield

    def listening(self, heard):
        """Return a method that does the same and notes in a set what it refuses."""

        @functools.wraps(self.method)
        def listening(*args, _method=self.method, **kwargs):
            try:
                return _method(*args, **kwargs)
            except UserError:
                heard.add(self.key)
                raise

        return listening


def guards(kind):
    """Return the Guards that a model of the registry has of its own, in our addons."""
    return [
        Guard(kind._name, definition, name)
        for definition in kind._base_classes__
        if not getattr(definition, "pool", None)
        and definition._module.startswith("hr_asn_")
        for name, method in vars(definition).items()
        if inspect.isfunction(method) and _is_guard(name, method)
    ]


def _is_guard(name, method):
    is_asked = any(hasattr(method, said) for said in ASKED_BY_ODOO)
    return is_asked or bool(GUARD.fullmatch(name))


@contextlib.contextmanager
def listened(registry):
    """Yield a set that fills with the keys of all Guards that refuse something."""
    heard = set()
    found = [guard for kind in registry.values() for guard in guards(kind)]
    with _instead(registry, {guard: guard.listening(heard) for guard in found}):
        yield heard


@contextlib.contextmanager
def _instead(registry, methods):
    """Let other methods stand for Guards."""
    with contextlib.ExitStack() as stack:
        stack.callback(_forget_asked, registry)
        for guard, method in methods.items():
            stack.enter_context(mock.patch.object(guard.definition, guard.name, method))
        _forget_asked(registry)
        yield


def _forget_asked(registry):
    """Let Odoo look again for what it asks by itself."""
    for kind in registry.values():
        for kept in ASKED_BY_ODOO.values():
            if kept in vars(kind):
                delattr(kind, kept)


# Record rules and access lists


def of_records(env, names):
    """Return the Drops of rows of ir.rule or ir.model.access, by external id."""
    return [_of_record(name, env.ref(name)) for name in names]


def _of_record(name, row):
    model = row.model_id.model
    letters = [letter for letter, field in PERMISSIONS.items() if row[field]]
    groups = row.groups if row._name == "ir.rule" else row.group_id
    return Drop(
        name,
        model,
        (f'"{model}"',),
        _inactive(row._table, row.id),
        "".join(letters),
        frozenset(groups.ids),
        row.env[model]._transient,
        row._name == "ir.rule",
    )


def _inactive(table, key):
    @contextlib.contextmanager
    def without(pack):
        pack.execute(f"UPDATE {table} SET active = false WHERE id = %s", key)
        try:
            yield
        finally:
            pack.execute(f"UPDATE {table} SET active = true WHERE id = %s", key)

    return without
