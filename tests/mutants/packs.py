"""Test classes of the addons as packs: opened once, run as often as one likes.

For Odoo's own Python, in a process with a registry and a web server.
"""

import contextlib
import importlib
import inspect
import pkgutil
import re
import unittest
from unittest import mock

from odoo.modules import module
from odoo.tests.common import TransactionCase
from odoo.tests.result import OdooTestResult

PACKAGE = "odoo.addons.{}.tests"
# A browser costs more than what it would notice of these.
BROWSER = re.compile(r"tour\(|browser_js\(")


class Pack:
    """A class of tests; all of them are about every drop that its text names."""

    def __init__(self, kind):
        self.kind = kind
        self.text = inspect.getsource(inspect.getmodule(kind))

    @property
    def registry(self):
        return self.kind.registry

    def covers(self, drop):
        """Say whether its tests are about what is dropped."""
        return f'"{drop.model}"' in self.text

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
        with self.narrowed(drop):
            return next((name for name in self.tests(drop) if self._fails(name)), None)

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

    NAMES = (
        "test_what_a_transition_needs_is_asked_for",
        "test_in_a_closed_year_only_what_the_file_says_moves",
        "test_for_who_has_no_login_others_move_on_paper",
        "test_for_a_leader_without_login_the_officer_rates_the_unit",
        "test_the_map_is_the_right",
    )
    # Of what comes from another system, too; their tests know them by name.
    IMPORTED = ("hr.asn.skp", "hr.asn.evaluation")
    OF_IMPORTED = ("test_of_another_system_only_the_import_moves",)

    def covers(self, drop):
        return True

    def tests(self, drop):
        return [*self.NAMES, *(self.OF_IMPORTED if drop.model in self.IMPORTED else ())]

    def narrowed(self, drop):
        fixture = inspect.getmodule(self.kind).WorkflowFixture
        return mock.patch.object(fixture, "_models", lambda case: [drop.model])


class MatrixPack(Pack):
    """The matrix of access, for one model; of windows what all of them keep to."""

    def __init__(self, kind):
        super().__init__(kind)
        self.lines = kind._lines(kind)

    def covers(self, drop):
        return self._has_lines(drop) or self.kind.registry[drop.model]._transient

    def _has_lines(self, drop):
        return any(line["model"] == drop.model for line in self.lines)

    def tests(self, drop):
        if self._has_lines(drop):
            return ["test_the_matrix_is_what_rpc_lets_through"]
        return ["test_a_window_is_read_by_who_has_opened_it_only"]

    def narrowed(self, drop):
        mine = [line for line in self.lines if line["model"] == drop.model]
        if not mine:
            return contextlib.nullcontext()
        return mock.patch.object(self.kind, "_lines", lambda case: [*map(dict, mine)])


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
