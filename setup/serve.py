"""scripts/run: prepare everything, build the demo agency and serve it."""

import argparse
import json
import signal
import sys

import prepare
import server
from machine import ADDONS, LOCAL, ROOT, SETUP, StepError
from steps import Step, forget_stamp, read_stamp, report, run_all, say, write_stamp

DEMO = "asn_demo"
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
    except (StepError, KeyboardInterrupt) as error:
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


def _have_demo(fresh):
    """Build the demo agency once; later bring it up to the addons' present state."""
    template = server.build_template()
    if fresh or not read_stamp(DEMO) or not server.database_exists(DEMO):
        return _build_demo(template)
    if read_stamp(DEMO) == template:
        return "ready"
    addons = ",".join(ADDONS)
    server.run_odoo(
        *("-d", DEMO, "-u", addons, "--stop-after-init", "--no-http"),
        log="demo-upgrade",
        conf=server.CONF,
    )
    write_stamp(DEMO, template)
    return "brought up to date; --fresh builds it anew"


def _build_demo(template):
    forget_stamp(DEMO)
    server.drop_database(DEMO)
    server.create_database(DEMO, template)
    said = server.odoo_shell(DEMO, BUILD_DEMO, conf=server.CONF)
    marked = [line for line in said.splitlines() if line.startswith(MARK)]
    logins = json.loads(marked[-1].removeprefix(MARK))
    LOGINS.write_text(json.dumps(logins, indent=1))
    write_stamp(DEMO, template)
    return f"{len(logins)} accounts to try"


def _serve(port):
    say("\nStarting the server …")
    with server.Server(DEMO, port=port, cron=CRON, conf=server.CONF) as running:
        say(_welcome(running))
        code = running.process.wait()
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
