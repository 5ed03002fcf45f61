"""scripts/run: prepare everything, build the demo agency and serve it."""

import argparse
import json
import signal
import sys

import postgres
import prepare
import server
from machine import ADDONS, LOCAL, ROOT, SETUP, StepError, path_key
from steps import Step, report, run_all, say

BUILD_DEMO = SETUP / "build_demo.py"
LOGINS = LOCAL / "demo_logins.json"
MARK = "ASN_DEMO_LOGINS="
PORT = 8069
CRON = 1


def main(arguments=None):
    """Run the script; returns the exit code."""
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        return _main(options)
    except (StepError, OSError, KeyboardInterrupt) as error:
        return report(error)


def _parser():
    parser = argparse.ArgumentParser(
        prog="scripts/run",
        description="Prepare Odoo 19 with a demo agency in Indonesia and serve it.",
        epilog="PGHOST uses that PostgreSQL server; ODOO_HOME uses that Odoo 19.",
    )
    parser.add_argument("--port", type=int, default=PORT, help="default: %(default)s")
    parser.add_argument(
        "--fresh",
        action="store_true",
        help="build the demo agency anew, losing changes",
    )
    parser.add_argument(
        "--prepare", action="store_true", help="prepare everything, then stop"
    )
    return parser


def _main(options):
    if not options.prepare:
        prepare.require_port(options.port)
    demo = Step(
        "demo",
        "The demo agency",
        lambda: _have_demo(options.fresh),
        every_time=True,
    )
    run_all([*prepare.base_steps(), prepare.template_step(), demo])
    return 0 if options.prepare else _serve(options.port)


def demo_name():
    """The demo agency's database; on a shared server, one for each checkout."""
    return "asn_demo" if postgres.is_private() else f"asn_demo_{path_key(6)}"


def _have_demo(fresh):
    """Build the demo agency once; later bring it up to the addons' present state."""
    demo, template = demo_name(), server.build_template()
    made_from = None if fresh else server.read_note(demo)
    if not made_from or not LOGINS.exists():
        return _build_demo(demo, template)
    if made_from == template:
        return "ready"
    server.run_odoo(
        *("-d", demo, "-u", ",".join(ADDONS), "--stop-after-init", "--no-http"),
        log="demo-upgrade",
        conf=server.CONF,
    )
    server.write_note(demo, template)
    return "brought up to date; --fresh builds it anew"


def _build_demo(demo, template):
    server.drop_database(demo)
    server.create_database(demo, template)
    said = server.odoo_shell(demo, BUILD_DEMO, conf=server.CONF)
    marked = [line for line in said.splitlines() if line.startswith(MARK)]
    logins = json.loads(marked[-1].removeprefix(MARK))
    LOGINS.write_text(json.dumps(logins, indent=1))
    server.write_note(demo, template)
    return f"{len(logins)} accounts to try"


def _serve(port):
    say("\nStarting the server …")
    with server.Server(demo_name(), port=port, cron=CRON, conf=server.CONF) as running:
        say(_welcome(running))
        try:
            code = running.process.wait()
        except (KeyboardInterrupt, SystemExit):
            say("\nStopping …")
            return 0
    raise StepError(
        f"The server ended by itself with {code}.", f"read {_shown(running.log)}."
    )


def _welcome(running):
    rows = json.loads(LOGINS.read_text())
    lines = [
        "",
        f"The demo agency is at  {running.url}",
        "",
        *_table(rows),
        "",
        f"The server's log: {_shown(running.log)}. Ctrl-C stops everything.",
    ]
    return "\n".join(lines)


def _table(rows):
    """Lines of a plain table with one account each."""
    keys = ("role", "login", "password", "try")
    titles = ("Role", "Login", "Password", "What to try")
    cells = [titles, *(tuple(str(row[key]) for key in keys) for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(3)]
    return [
        "  ".join([*(c.ljust(w) for c, w in zip(row, widths, strict=False)), row[3]])
        for row in cells
    ]


def _shown(path):
    return path.relative_to(ROOT)
