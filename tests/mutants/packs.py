"""Test classes of the addons as packs: opened once, run as often as one likes.

For Odoo's own Python, in a process with a registry and a web server.
"""

import collections
import contextlib
import importlib
import inspect
import pkgutil
import re
import unittest
from unittest import mock

import drops

from odoo.modules import module
from odoo.tests.common import TransactionCase
from odoo.tests.result import OdooTestResult

PACKAGE = "odoo.addons.{}.tests"
# A browser costs more than what it would notice of these.
BROWSER = re.compile(r"tour\(|browser_js\(")


class Pack:
    """A class of tests; all of them are about every drop of which its text speaks."""

    def __init__(self, kind):
        self.kind = kind
        self.text = inspect.getsource(inspect.getmodule(kind))

    @property
    def registry(self):
        return self.kind.registry

    def covers(self, drop):
        """Say whether its tests are about what is dropped."""
        return any(word in self.text for word in drop.words)

    @contextlib.contextmanager
    def opened(self):
        """Make its records; take them back."""
        kind = self.kind
        try:
            kind.setUpClass()
            yield
        finally:
            kind.tearDownClass()
            kind.doClassCleanups()

    def execute(self, statement, *values):
        """Run SQL among its records; what was remembered of rights is forgotten."""
        self.kind.env.flush_all()
        self.kind.cr.execute(statement, values)
        self.kind.env.invalidate_all()
        self.registry.clear_all_caches()

    def tests(self, _drop):
        """Return the names of the tests to run, those that say most first."""
        return _names(self.kind)

    def narrowed(self, _drop):
        """Return a context in which these tests look at what was dropped only."""
        return contextlib.nullcontext()

    def red(self, drop):
        """Return the name of the first test that fails, else None."""
        tests = self.tests(drop)
        return next((test for test in tests if self.again(drop, test)), None)

    def again(self, drop, test):
        """Say whether a test about what was dropped fails."""
        with self.narrowed(drop):
            return self._fails(test)

    def _fails(self, name):
        result, test = OdooTestResult(), self.kind(name)
        # What asks for a cursor of a request wants to know for whom.
        module.current_test = test
        try:
            test.run(result)
        finally:
            module.current_test = None
        return not result.wasSuccessful()


class MapPack(Pack):
    """The table of transitions, for one model."""

    MAP = "test_the_map_is_the_right"
    NEEDS = "test_what_a_transition_needs_is_asked_for"
    CLOSED = "test_in_a_closed_year_only_what_the_file_says_moves"
    PAPER = "test_for_who_has_no_login_others_move_on_paper"
    LEADER = "test_for_a_leader_without_login_the_officer_rates_the_unit"
    # By the last word of what is dropped: which of them is the first to be asked.
    FIRST = {"needs": NEEDS, "condition": CLOSED, "substitute": PAPER, "clerk": PAPER}
    # Of what comes from another system, too; their tests know them by name.
    IMPORTED = ("hr.asn.skp", "hr.asn.evaluation")
    OF_IMPORTED = ("test_of_another_system_only_the_import_moves",)

    def covers(self, drop):
        return True

    def tests(self, drop):
        first = self.FIRST.get(drop.key.split()[-1], self.MAP)
        names = [self.MAP, self.NEEDS, self.CLOSED, self.PAPER, self.LEADER]
        more = self.OF_IMPORTED if drop.model in self.IMPORTED else ()
        return [first, *(name for name in (*names, *more) if name != first)]

    def narrowed(self, drop):
        fixture = inspect.getmodule(self.kind).WorkflowFixture
        return mock.patch.object(fixture, "_models", lambda case: [drop.model])


class FilePack(Pack):
    """What the file says that is guarded, of every model at once."""

    FILE = "test_what_is_guarded_is_what_the_file_says"

    def covers(self, drop):
        return drop.is_field

    def tests(self, _drop):
        return [self.FILE]


class GuardPack(Pack):
    """Of a class of tests those in which something was refused by what is dropped.

    They are run once to hear that; what refuses in none of them, none would miss.
    """

    def __init__(self, kind):
        super().__init__(kind)
        self.heard = None

    def covers(self, drop):
        return self.heard is None or drop.key in self.heard

    @contextlib.contextmanager
    def opened(self):
        with super().opened():
            if self.heard is None:
                self.heard = self._hear()
            yield

    def _hear(self):
        """Return {key of a Guard: tests in which it refuses something}."""
        heard = collections.defaultdict(list)
        with drops.listened(self.registry) as refusing:
            for name in _names(self.kind):
                refusing.clear()
                self._fails(name)
                for key in refusing:
                    heard[key].append(name)
        return heard

    def tests(self, drop):
        return self.heard.get(drop.key, [])


class MatrixPack(Pack):
    """The matrix of access, for one model; of windows what all of them keep to."""

    MATRIX = "test_the_matrix_is_what_rpc_lets_through"
    WINDOW = "test_a_window_is_read_by_who_has_opened_it_only"
    OPENS = "test_a_window_opens_for_those_whose_work_it_does"
    SPECIAL = (
        "test_who_runs_the_agency_does_not_find_what_is_hidden_from_himself",
        "test_who_has_two_agencies_changes_what_is_of_those_chosen_only",
        "test_on_paper_the_appraiser_writes_what_the_employee_would",
        "test_who_acts_for_the_appraiser_reads_what_waits_for_him",
    )

    def __init__(self, kind):
        super().__init__(kind)
        self.lines = kind._lines(kind)

    def covers(self, drop):
        return self._has_lines(drop) or drop.is_window

    def _has_lines(self, drop):
        return any(line["model"] == drop.model for line in self.lines)

    def tests(self, drop):
        """Return (name, letter, role) of each way to ask, the likeliest first.

        Without letter and role a test walks all that the matrix has of the model.
        """
        if not self._has_lines(drop):
            return [(self.WINDOW, "", ""), (self.OPENS, "", "")]
        special = [(name, "", "") for name in self.SPECIAL]
        roles = self._roles(drop)
        cells = [
            (self.MATRIX, letter, role)
            for letter in drop.letters
            for role in roles
            if not drop.is_rule or self._is_listed(drop.model, letter, role)
        ]
        # What is granted is missed by those who have it.
        return [*cells, *special] if drop.groups else [*special, *cells]

    def _is_listed(self, model, letter, role):
        """Say whether the access list gives this; else a rule makes no difference."""
        who = self.kind.roles[role]
        user = getattr(who, "user_id", None) or who
        operation = drops.PERMISSIONS[letter].removeprefix("perm_")
        return self.kind.env[model].with_user(user).has_access(operation)

    def again(self, drop, test):
        name, letter, role = test
        with self._only(drop.model, letter, role):
            return self._fails(name)

    def _roles(self, drop):
        """Return the roles that have one of the groups of what is dropped."""
        roles = reversed(self.kind.roles.items())
        users = {name: getattr(who, "user_id", None) or who for name, who in roles}
        mine = [
            name
            for name, user in users.items()
            if drop.groups & {*user.sudo().all_group_ids.ids}
        ]
        return mine or [*users]

    @contextlib.contextmanager
    def _only(self, model, letter, role):
        """Let the matrix have one model, of it one column and one kind of access."""
        kind, tries = self.kind, self.kind._tries
        lines = [row for row in self.lines if row["model"] == model]
        if not role:
            with mock.patch.object(kind, "_lines", lambda case: [*map(dict, lines)]):
                yield
            return
        cut = [self._cut(row, letter, role) for row in lines]

        def some_tries(case, record, field):
            return (one for one in tries(case, record, field) if one[0] == letter)

        with (
            mock.patch.object(kind, "roles", {role: kind.roles[role]}),
            mock.patch.object(kind, "_lines", lambda case: [*map(dict, cut)]),
            mock.patch.object(kind, "_tries", some_tries),
        ):
            yield

    @staticmethod
    def _cut(row, letter, role):
        keys = {key: row[key] for key in ("model", "record", "field")}
        letters = [one for one in row[role] if one in ("r", letter)]
        return {**keys, role: "".join(letters) or "-"}


def of_addons(addons):
    """Return a Pack for each test class without a browser, in the order of names."""
    return [
        Pack(kind)
        for addon in addons
        for part in _modules(PACKAGE.format(addon))
        if not BROWSER.search(inspect.getsource(part))
        for _name, kind in inspect.getmembers(part, inspect.isclass)
        if kind.__module__ == part.__name__ and _names(kind)
    ]


def _modules(package):
    folder = importlib.import_module(package).__path__
    for found in pkgutil.iter_modules(folder):
        if found.name.startswith("test_"):
            yield importlib.import_module(f"{package}.{found.name}")


def _names(kind):
    """Return the names of the tests of a class, in their order."""
    if not issubclass(kind, TransactionCase):
        return []
    return unittest.TestLoader().getTestCaseNames(kind)
