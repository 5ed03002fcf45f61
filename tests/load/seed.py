"""Fill a database with an agency of any size, set by set in SQL.

Nothing of the addons is imported: the rows are written past the ORM, and
`test_seed.py` holds them against those that the ORM itself makes.

    with seed.connect("asn_probe") as connection:
        seed.people(connection, 25000)
        seed.cycle(connection, 2025, seed.APPROVED)

Everybody is called asn000001, asn000002, …, signs in with `PASSWORD` and appraises
at most `SPAN` others; asn000001 is the mayor, who gets no plan. `petugas` is the
performance officer. The same call always makes the same people.
"""

import argparse
import hashlib
import json
import sys
import time
from pathlib import Path

import psycopg2
from psycopg2.extras import execute_values

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "setup"))

import postgres  # noqa: E402

SPAN = 20
RESULTS = 4  # the last of them is an additional one
INDICATORS = 3
SINCE = "2022-01-01"
PASSWORD = "sandi-contoh"
# One hash for all, as Odoo makes it: computing one takes a third of a second.
PASSWORD_HASH = (
    "$pbkdf2-sha512$600000$u9f6/1/LufdeizGGkJJyTg$lilbr6EQhnmaohh"
    "qJ/.7E9wVupSutooPX1BLcmKX4OnyO4YFecpmvYBa9.k61muKeVkj4vzgftWddFJaUaqWDA"
)
OFFICER = "petugas"

# States of the plans of a cycle; RATED: agreed, the first quarter rated.
DRAFT = "draft"
SUBMITTED = "submitted"
APPROVED = "approved"
RATED = "rated"
STATES = (DRAFT, SUBMITTED, APPROVED, RATED)

PAGE = 500
INSERT_VERSIONS = """
INSERT INTO hr_asn_skp_version (
    skp_id, company_id, number, valid_from, submitted_on, content, sha256,
    create_uid, write_uid, create_date, write_date)
SELECT plan.id, plan.company_id, 1, plan.date_from, plan.submitted_on,
       made.content, made.sha256,
       boss.user_id, boss.user_id, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
  FROM (VALUES %s) AS made (skp_id, content, sha256)
       JOIN hr_asn_skp plan ON plan.id = made.skp_id
       LEFT JOIN hr_employee boss ON boss.id = plan.appraiser_id
 ORDER BY plan.id
"""


def login(number):
    """The login of a person by number, from 1."""
    return f"asn{number:06d}"


def connect(database):
    """Connect to a database by name; the caller commits and closes."""
    postgres.ensure()
    reached = postgres.connection()
    return psycopg2.connect(
        dbname=database,
        host=reached["PGHOST"],
        port=reached["PGPORT"],
        user=reached["PGUSER"],
    )


def people(connection, size, span=SPAN):
    """Add an agency of `size` people, the mayor included, and commit.

    :param span: how many people one appraises at most
    """
    with connection, connection.cursor() as cursor:
        cursor.execute(
            _statement("people"),
            {
                "size": size,
                "span": span,
                "password": PASSWORD_HASH,
                "since": SINCE,
                "timezone": "Asia/Jakarta",
                "domain": "contoh.go.id",
            },
        )
        _refresh(cursor)


def cycle(connection, year, state=DRAFT):
    """Add the cycle of a year with the plans of all assignments, and commit.

    :param state: of STATES
    :returns: the id of the cycle
    """
    plan_state = APPROVED if state == RATED else state
    with connection, connection.cursor() as cursor:
        cursor.execute(
            _statement("plans"),
            {
                "year": year,
                "state": plan_state,
                "results": RESULTS,
                "indicators": INDICATORS,
            },
        )
        cursor.execute("SELECT cycle_id FROM seed_cycle")
        cycle_id = cursor.fetchone()[0]
        # Else of a further cycle one plan is expected, and each is looked for anew.
        _refresh(cursor)
        if plan_state == APPROVED:
            _seal(connection, cursor, cycle_id)
        if state == RATED:
            cursor.execute(_statement("evaluations"), {"cycle": cycle_id})
        _refresh(cursor)
    return cycle_id


def _statement(name):
    return (HERE / "sql" / f"{name}.sql").read_text()


def _seal(connection, cursor, cycle_id):
    """Write the first version of each plan, page by page."""
    with connection.cursor("contents") as contents:
        contents.itersize = PAGE
        contents.execute(_statement("contents"), {"cycle": cycle_id})
        while page := contents.fetchmany(PAGE):
            sealed = [_sealed(*row) for row in page]
            execute_values(cursor, INSERT_VERSIONS, sealed, page_size=PAGE)


def _sealed(skp_id, content):
    text = json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return skp_id, text, hashlib.sha256(text.encode()).hexdigest()


def _refresh(cursor):
    """Let the planner know the new sizes."""
    cursor.execute("ANALYZE")


def main(arguments=None):
    """Seed a database from the command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database", help="a database with the addon installed")
    parser.add_argument("--size", type=int, default=1000, help="people, with the mayor")
    parser.add_argument("--span", type=int, default=SPAN, help="people per appraiser")
    parser.add_argument("--year", type=int, help="also add the cycle of this year")
    parser.add_argument("--state", choices=STATES, default=DRAFT, help="of its plans")
    asked = parser.parse_args(arguments)
    started = time.monotonic()
    connection = connect(asked.database)
    people(connection, asked.size, asked.span)
    if asked.year:
        cycle(connection, asked.year, asked.state)
    connection.close()
    print(f"{asked.size} people in {time.monotonic() - started:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
