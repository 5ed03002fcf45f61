"""Runs the tests of the rules against mutants; a child process for each.

The parent has imported pytest and nothing of the rules: a child is ready at once.
"""

import os
import re
import shutil
import signal
import sys
import time
from pathlib import Path

import mutants
import pytest

# A mutant that goes round in circles is found out, too.
PATIENCE = 60
POLL = 0.01
OPTIONS = ("-x", "-q", "--no-header", "-p", "no:odoo", "-p", "no:cacheprovider")


class Nursery:
    """A copy of an addon's rules and of their tests, in a folder of its own."""

    def __init__(self, addon, folder):
        self.folder = Path(folder)
        for part in ("law", "tests/law"):
            shutil.copytree(addon / part, self.folder / part)
        self.tests = sorted((self.folder / "tests/law").glob("test_law_*.py"))

    def modules(self):
        """Return the modules of rules, in order."""
        return sorted((self.folder / "law").glob("[a-z]*.py"))

    def survivors(self, module):
        """Return the Mutants of a module that no test notices."""
        right = module.read_text(encoding="utf-8")
        try:
            return [
                mutant
                for mutant in mutants.mutants(right)
                if not self._is_noticed(module, mutant)
            ]
        finally:
            module.write_text(right, encoding="utf-8")

    def _is_noticed(self, module, mutant):
        module.write_text(mutant.source, encoding="utf-8")
        near, far = self._tests_of(module)
        return self._fails(near) or self._fails(far)

    def _tests_of(self, module):
        """Return (tests that name a module, the others): those first, it is quicker."""
        named = re.compile(rf"\b{module.stem}\b")
        near = [one for one in self.tests if named.search(one.read_text("utf-8"))]
        return near, [one for one in self.tests if one not in near]

    def _fails(self, tests):
        """Say whether one of these tests fails, or does not end."""
        if not tests:
            return False
        child = os.fork()
        if not child:
            self._be_child(tests)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                return status != 0
            time.sleep(POLL)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return True

    def _be_child(self, tests):
        """Run tests in this process, which ends with them: 0 where all pass."""
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        sys.dont_write_bytecode = True
        place = self.folder / "tests/law"
        code = pytest.main([*OPTIONS, f"--rootdir={place}", *map(str, tests)])
        os._exit(int(code))
