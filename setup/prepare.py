"""The steps that turn this machine into one with a running Odoo 19."""

import shutil
import tempfile

import debian
import fetch_odoo
import postgres
import python_env
import server
from machine import (
    LOCAL,
    StepError,
    find_browser,
    find_python,
    find_wkhtmltopdf,
    is_root,
    port_is_free,
    run,
)
from steps import Step, say

NEEDED_BYTES = 3 * 1024**3
BROWSER_SECONDS = 180
BROWSER_OPTIONS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
    *("--no-first-run", "--disable-background-networking", "--disable-sync"),
    *("--disable-component-update", "--dump-dom"),
)
TOOLS = {"chromium": find_browser, "wkhtmltopdf": find_wkhtmltopdf}
PAPER_FONTS = ("fonts-liberation",)  # the serif that the official forms are set in
TOOL_USE = {
    "chromium": "the browser tests need it",
    "wkhtmltopdf": "the official forms as PDF need it",
}


def base_steps(tools_required=False):
    """Everything up to an Odoo that can be started.

    :param tools_required: fail without Chromium and wkhtmltopdf instead of saying so
    """
    return [
        Step("machine", "This machine", _check_machine, every_time=True),
        Step(
            "tools",
            "Chromium and wkhtmltopdf",
            lambda: _have_tools(tools_required),
            intact=lambda: not missing_tools(),
        ),
        Step(
            "odoo",
            "Odoo 19",
            fetch_odoo.prepare,
            inputs=fetch_odoo.inputs,
            intact=fetch_odoo.intact,
        ),
        Step(
            "python",
            "Python packages",
            python_env.prepare,
            inputs=python_env.inputs,
            intact=lambda: python_env.works() and python_env.odoo_is_linked(),
        ),
        Step("postgres", "PostgreSQL", postgres.prepare, every_time=True),
    ]


def template_step():
    """The step that builds the database others are copied from."""
    return Step("template", "Odoo with both addons", _build_template, every_time=True)


def browser_step():
    """The step that starts the browser once, however long a cold disk takes.

    Odoo gives a browser ten seconds to start and skips the test when it needs more.
    """
    return Step("browser", "Chromium's first start", _start_browser, every_time=True)


def packages_step(key, title, *files):
    """A step that adds pinned requirements to the environment."""
    return Step(
        key,
        title,
        lambda: python_env.install(*files),
        inputs=lambda: (*python_env.inputs(), *files),
    )


def require_port(port):
    """Refuse early when the port to serve on is taken.

    :raises StepError: when it is
    """
    if not port_is_free(port):
        raise StepError(
            f"Port {port} of 127.0.0.1 is taken, perhaps by a scripts/run that is up.",
            f"stop that program, or use another: scripts/run --port {port + 1}",
        )


def missing_tools():
    """Names of the Debian packages whose program is not installed."""
    return [package for package, find in TOOLS.items() if not find()]


def _check_machine():
    find_python()
    LOCAL.mkdir(exist_ok=True)
    free = shutil.disk_usage(LOCAL).free
    if free < NEEDED_BYTES:
        raise StepError(
            f"Only {free // 1024**2} MB are free where this checkout lies.",
            f"make room: {NEEDED_BYTES // 1024**2} MB are needed.",
        )


def _have_tools(required):
    missing = missing_tools()
    if missing and is_root():
        debian.install([*missing, *PAPER_FONTS])
        missing = missing_tools()
    if missing and required:
        raise StepError(
            f"The tests do not start without {' and '.join(missing)}.",
            f"as root: apt-get install {' '.join(missing)}",
        )
    return _tool_hint(missing) if missing else None


def _tool_hint(missing):
    """One line that names what is not there; the rest works without it."""
    uses = ", ".join(f"{name}: {TOOL_USE[name]}" for name in missing)
    return f"not here ({uses}); as root: apt-get install {' '.join(missing)}"


def _start_browser():
    with tempfile.TemporaryDirectory(prefix="asn-browser-") as profile:
        run(
            [
                find_browser(),
                *BROWSER_OPTIONS,
                f"--user-data-dir={profile}",
                "about:blank",
            ],
            "browser",
            "start that command by hand to see why; the browser tests need it.",
            timeout=BROWSER_SECONDS,
        )


def _build_template():
    if server.template_is_ready():
        server.build_template()
        return "ready"
    return server.build_template()


def announce(text):
    """Print a heading of a script."""
    say(f"\n{text}")
