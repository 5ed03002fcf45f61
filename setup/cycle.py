"""scripts/cycle: a whole cycle of the last full year, without a browser."""

import argparse
import contextlib
import json
import os
import signal
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import cycle_import
import cycle_keys
import cycle_list
import cycle_papers
import cycle_steps
import prepare
import server
from cycle_client import Api, ApiError
from cycle_crew import Crew
from machine import StepError
from steps import Step, report, run_all

CADENCES = {
    "month": "bulan",
    "quarter": "triwulan",
    "half": "semester",
    "year": "tahun",
}
HEAD = "Kepala Daerah"
MEND = "correct what it names; the server's log is in .local/log/."
WORKERS = 2
CRON = 1


def main(arguments=None):
    """Run the script; returns the exit code.

    Everything but the result goes to stderr; the result is one line of JSON.
    """
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    start = time.monotonic()
    with contextlib.redirect_stdout(sys.stderr):
        try:
            result, passed = _rehearse(options)
        except (StepError, KeyboardInterrupt) as error:
            return report(error)
        except ApiError as error:
            return report(StepError(f"The server refused: {error}", MEND))
    result["seconds"] = round(time.monotonic() - start, 1)
    print(json.dumps(result, ensure_ascii=False), flush=True)
    return 0 if passed else 1


def _parser():
    parser = argparse.ArgumentParser(
        prog="scripts/cycle",
        description="Import a staff list and go through a whole performance cycle of"
        " the last full year: every step by the user whose step it is, over JSON-2.",
        epilog="OUT_DIR gets a D.1.1 per employee, the recap and rejected.csv.",
    )
    parser.add_argument("staff_file", type=Path, help="CSV file or Excel workbook")
    parser.add_argument("out_dir", type=Path, help="made when it is not there")
    parser.add_argument("--limit", type=int, help="only the first people of the list")
    parser.add_argument("--cadence", choices=CADENCES, default="quarter")
    parser.add_argument(
        "--head", default=HEAD, help="name of the agency's head; default: %(default)s"
    )
    parser.add_argument(
        "--database", help="name for the database, which is then kept; else dropped"
    )
    return parser


def _rehearse(options):
    """Prepare the machine, make a database, serve it; returns (result, passed)."""
    staff, out = _checked(options)
    database = options.database or f"asn_cycle_{os.getpid()}"
    build = Step("cycle", "A fresh database", lambda: _fresh(database), every_time=True)
    run_all([*prepare.base_steps(), build])
    try:
        with server.Server(database, workers=WORKERS, cron=CRON) as running:
            return _cycle(options, running, staff, out)
    finally:
        if not options.database:
            server.drop_database(database)


def _fresh(database):
    server.drop_database(database)
    server.create_database(database, server.build_template())


def _checked(options):
    """Return list and folder, or say at once what is wrong with them."""
    if not options.staff_file.is_file():
        raise StepError(
            f"There is no file {options.staff_file}.", "name the staff list."
        )
    if options.limit is not None and options.limit < 1:
        raise StepError("--limit is less than 1.", "leave it out, or give 1 or more.")
    options.out_dir.mkdir(parents=True, exist_ok=True)
    return options.staff_file.resolve(), options.out_dir.resolve()


def _cycle(options, running, staff, out):
    year = date.today().year - 1
    officer = Api(running.url, cycle_keys.officer_key(running.db))
    taken = _import(officer, options, staff, year, out)
    cycle_import.name_agency(officer)
    cycle = cycle_steps.open_cycle(officer, year, CADENCES[options.cadence])
    crew = Crew(officer)
    keys = cycle_keys.people_keys(running.db)
    accounts = cycle_import.accounts(officer)
    cycle_steps.gather(crew, cycle, accounts, keys, running.url)
    cycle_steps.agree_plans(crew)
    cycle_steps.open_periods(officer, cycle)
    cycle_steps.read_plans(crew)
    cycle_steps.evaluate_periods(crew)
    cycle_steps.evaluate_year(crew)
    papers = cycle_papers.print_all(officer, cycle, out)
    result = taken | _counts(officer, cycle) | papers
    return result, _came_through(result, crew)


def _import(officer, options, staff, year, out):
    """Import the list, or its first people; returns the counts."""
    with tempfile.TemporaryDirectory() as folder:
        if options.limit:
            staff = cycle_list.cut(staff, Path(folder), options.limit)
        return cycle_import.import_staff(officer, staff, options.head, year, out)


def _counts(officer, cycle):
    """Count from the database, as the officer sees it, what has been reached."""

    def people(model, *domain):
        rows = officer.rows(model, [("cycle_id", "=", cycle), *domain], ["employee_id"])
        return len({row["employee_id"] for row in rows})

    annual = ("kind", "=", "annual")
    return {
        "skp_approved": people("hr.asn.skp", ("state", "=", "approved")),
        "annual_delivered": people(
            "hr.asn.evaluation", annual, ("delivered_on", "!=", False)
        ),
        "received": people("hr.asn.evaluation", annual, ("received_on", "!=", False)),
    }


def _came_through(result, crew):
    """Say who did not come through; returns whether everybody did."""
    for failure in crew.failures:
        print(f"Did not come through: {failure}")
    reached = ("skp_approved", "annual_delivered", "received", "pdf")
    everybody = all(result[key] == result["imported"] for key in reached)
    return bool(result["imported"]) and everybody and not crew.failures
