"""scripts/test: prepare everything, then run every test and count them."""

import argparse
import os
import re
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from xml.etree import ElementTree

import lint
import postgres
import prepare
import python_env
import server
from machine import (
    ADDONS,
    LOG,
    ROOT,
    StepError,
    ending_with_us,
    free_port,
    tail,
)
from steps import report, run_all, say

WORKERS = 2
# A phase that says nothing for so long hangs; whatever it says, it ends some time.
QUIET_SECONDS = 600
PHASE_SECONDS = 2700
LONG_PHASE_SECONDS = 6 * 3600
SAID_AT_ONCE = 4096
PYTEST_NOTHING = 5  # pytest's exit code when it collected no test
BAD_LINE = re.compile(r"^\S+ \S+ \d+ (WARNING|ERROR|CRITICAL) ")
NATIVE_RESULT = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")
NATIVE_LOG = LOG / "native.log"
NATIVE_OUT = LOG / "native.out"
NATIVE_SKIP = re.compile(r"^\S+ \S+ \d+ INFO \S+ \S+: skipped ")
# What takes minutes and is no other in Odoo's own run is left to pytest's.
NATIVE_TAGS = (*(f"/{addon}" for addon in ADDONS), "-asn_once")
# A folder of tests with its own pytest.ini needs neither Odoo nor a database.
PLAIN_TESTS = "tests/*/pytest.ini"
AT_ROOT = ("-c", "pytest.ini", "--rootdir=.")


@dataclass
class Count:
    """How many tests of a phase passed and how many did not."""

    passed: int = 0
    failed: int = 0

    def __add__(self, other):
        return Count(self.passed + other.passed, self.failed + other.failed)

    def __str__(self):
        return f"{self.passed} passed, {self.failed} failed"


@dataclass
class Asked:
    """What the command line asked for."""

    long: bool
    extra: list

    @property
    def quick(self):
        """Whether only some tests were asked for: no lint, no native run."""
        return bool(self.extra)

    @property
    def paths(self):
        """The test files and folders that were named."""
        return [part for part in self.extra if _file_of(part).exists()]

    @property
    def options(self):
        """What else goes to pytest."""
        marks = ["-m", "long or not long"] if self.long else []
        return [*marks, *(part for part in self.extra if part not in self.paths)]


def _file_of(argument):
    return ROOT / argument.partition("::")[0]


def main(arguments=None):
    """Run the script; returns the exit code."""
    asked = _asked(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    os.chdir(ROOT)
    try:
        run_all(_steps(asked))
        total = sum((phase(asked) for phase in _phases(asked)), Count())
    except (StepError, OSError, KeyboardInterrupt) as error:
        return report(error)
    if not total.passed:
        say("\nNo test ran.")
    say(f"\n{total}")
    return 0 if total.passed and not total.failed else 1


def _asked(arguments):
    parser = argparse.ArgumentParser(
        prog="scripts/test",
        description="Prepare everything, then run every test.",
        epilog="What else is given goes to pytest (-k NAME, a path, -x …); then only"
        " pytest runs. The last line is the count.",
    )
    parser.add_argument("--long", action="store_true", help="also what takes hours")
    options, extra = parser.parse_known_args(arguments)
    return Asked(options.long, extra)


def _steps(asked):
    tests = prepare.packages_step("test", "Test packages", python_env.TEST)
    linters = [] if asked.quick else lint.steps()
    return [
        *prepare.base_steps(tools_required=True),
        tests,
        *linters,
        prepare.template_step(),
        prepare.browser_step(),
    ]


def _phases(asked):
    inside = [run_plain, run_addons]
    if asked.quick:
        return [*inside, run_black_box]
    return [run_lint, *inside, run_outside]


# Phases: each takes what was asked for and returns a Count


def run_lint(_asked):
    """The linters: nothing to pass, but a finding is a failure."""
    say("\n== Lint")
    return Count(failed=lint.check_all())


def plain_places():
    """Folders of the addons with tests of plain Python, such as the rules in law/."""
    found = (path for addon in ADDONS for path in (ROOT / addon).glob(PLAIN_TESTS))
    return sorted(str(path.parent.relative_to(ROOT)) for path in found)


def run_plain(asked):
    """The rules and the papers' data: plain Python, no Odoo, no database."""
    # One run each: from a higher folder pytest would import the addon, so Odoo.
    return sum((_run_plain(asked, place) for place in plain_places()), Count())


def _run_plain(asked, place):
    key = place.replace("/", "-")
    options = ["-p", "no:odoo", f"--rootdir={place}"]
    return _pytest(f"Plain Python: {place}", key, asked, [place], options)


def run_addons(asked):
    """The addons' own tests in Odoo: models, HTTP and tours in a real browser."""
    places = [f"{addon}/tests" for addon in ADDONS]
    database = f"asn_test_{os.getpid()}"
    options = [
        f"--odoo-config={server.TEST_CONF}",
        f"--odoo-database={database}",
        "--odoo-http",
        *AT_ROOT,
        *(f"--ignore={place}" for place in plain_places()),
    ]
    if not asked.paths and postgres.client_binaries():
        options += ["-n", str(WORKERS), "--dist", "loadscope"]
    return _with_database(database, lambda: _run_in(database, asked, places, options))


def _run_in(database, asked, places, options):
    # The workers' copies of the database share one folder of files, from which each
    # clears, at the end of a class, what its own copy does not know.
    server.set_parameter(database, "ir_attachment.location", "db")
    return _pytest("Odoo: models, HTTP, tours", "addons", asked, places, options)


def run_black_box(asked):
    """The tests from outside: a live server, its API, a real browser, faults."""
    options = ["-p", "no:odoo", *AT_ROOT]
    return _pytest("Black box", "black-box", asked, ["tests"], options)


def run_outside(asked):
    """The black box and, beside it, Odoo's own run of an upgrade: a core for each."""
    database = f"asn_native_{os.getpid()}"
    return _with_database(database, lambda: _run_beside(database, asked))


def _run_beside(database, asked):
    native = _start_native(database)
    try:
        count = run_black_box(asked)
        say("\n== Native Odoo run")
        return count + _judge_native(native.wait())
    finally:
        _end_group(native)


def _with_database(database, use):
    """Use a database of our own, after those that killed runs left behind are gone."""
    server.drop_orphans(database.rpartition("_")[0])
    server.create_database(database, server.build_template())
    try:
        return use()
    finally:
        server.drop_database(database)


def _pytest(title, key, asked, places, options):
    """Run pytest on what was asked for in these places; returns a Count."""
    chosen = _chosen(asked.paths, places)
    if not chosen and asked.quick:
        return Count()
    say(f"\n== {title}")
    if not chosen:
        return _no_test()
    results = LOG / f"tests-{key}.xml"
    results.unlink(missing_ok=True)
    command = [
        *(
            server.python(),
            "-m",
            "pytest",
            "-q",
            "--durations=5",
            f"--junitxml={results}",
        ),
        *(*options, *asked.options, *chosen),
    ]
    code = _call(command, asked)
    if code == PYTEST_NOTHING and asked.quick:
        return Count()
    return _judged(code, results)


def _chosen(named, places):
    """The named paths that belong to these places; all places when none is named."""
    present = [place for place in places if _has_tests(ROOT / place)]
    if not named:
        return present
    return [path for path in named if _belongs(_file_of(path), present)]


def _has_tests(folder):
    return any(folder.rglob("test_*.py"))


def _belongs(path, places):
    inside = path.resolve().relative_to(ROOT)
    plain = any(inside.is_relative_to(place) for place in plain_places())
    return any(
        inside.is_relative_to(place) and plain == (place in plain_places())
        for place in places
    )


def _call(command, asked):
    """Run pytest with its output shown; returns its exit code, None if stopped."""
    limit = LONG_PHASE_SECONDS if asked.long else PHASE_SECONDS
    quiet = LONG_PHASE_SECONDS if asked.long else QUIET_SECONDS
    process = subprocess.Popen(
        ending_with_us(command),
        env=server.environment(),
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        if show(process.stdout.fileno(), quiet, limit):
            return process.wait()
        say(f"\nStopped after {limit} s, or {quiet} s of silence: a test does not end.")
        return None
    finally:
        _end_group(process)


def show(source, quiet, limit):
    """Show what a file descriptor says until its end; False if that takes too long.

    ``quiet``: seconds without a word; ``limit``: seconds in all.
    """
    end = time.monotonic() + limit
    while select.select([source], [], [], min(quiet, max(0, end - time.monotonic())))[
        0
    ]:
        said = os.read(source, SAID_AT_ONCE)
        if not said:
            return True
        sys.stdout.buffer.write(said)
        sys.stdout.buffer.flush()
    return False


def _end_group(process):
    """End what a stopped phase left running."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(10)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue


def _judged(code, results):
    """Read pytest's own result file; a skipped test counts as failed."""
    count = _read_results(results) if results.exists() else Count()
    if count.passed == 0 and count.failed == 0:
        return _no_test()
    if code and not count.failed:
        say("pytest stopped with an error, which counts as a failure.")
        return count + Count(failed=1)
    return count


def _no_test():
    say("This phase ran no test, which counts as a failure.")
    return Count(failed=1)


def _read_results(results):
    cases = list(ElementTree.parse(results).iter("testcase"))
    skipped = [case for case in cases if case.find("skipped") is not None]
    for case in skipped:
        say(f"Skipped, which counts as a failure: {case.get('name')}")
    wrong = [
        case
        for case in cases
        if any(case.find(tag) is not None for tag in ("failure", "error", "skipped"))
    ]
    return Count(len(cases) - len(wrong), len(wrong))


def _start_native(database):
    """Start Odoo's own test run of an upgrade; returns its process."""
    NATIVE_LOG.unlink(missing_ok=True)
    command = server.odoo_command(
        *("-d", database, "-u", ",".join(ADDONS), "--stop-after-init"),
        *("--test-tags", ",".join(NATIVE_TAGS)),
        *("--http-port", free_port(), "--logfile", NATIVE_LOG),
    )
    with NATIVE_OUT.open("w") as said:
        return subprocess.Popen(
            ending_with_us(command),
            env=server.environment(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _judge_native(code):
    """Count Odoo's results; a warning, an error or a skip in the log is a failure."""
    text = NATIVE_LOG.read_text(errors="replace") if NATIVE_LOG.exists() else ""
    lines = text.splitlines()
    bad = [line for line in lines if BAD_LINE.match(line) or NATIVE_SKIP.match(line)]
    results = NATIVE_RESULT.findall(text)
    failed, errors, ran = map(int, results[-1]) if results else (0, 0, 0)
    count = Count(max(ran - failed - errors, 0), failed + errors)
    for line in bad:
        say(line)
    if not count.failed and (code or bad or not ran):
        reason = _native_reason(code, bad)
        say(f"{reason}\n{tail(NATIVE_OUT)}" if code else reason)
        count.failed = 1
    say(f"{count} (log: {NATIVE_LOG.relative_to(ROOT)})")
    return count


def _native_reason(code, bad):
    if bad:
        return f"The log has {len(bad)} lines that should not be there."
    return f"Odoo ended with {code}." if code else "Odoo ran no test."
