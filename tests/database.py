"""Plain SQL on a test's database, past Odoo and its rights."""

import contextlib

import psycopg2
import psycopg2.extras
import server


@contextlib.contextmanager
def connected(name):
    """Yield a cursor whose rows are dicts; nothing is written."""
    settings = server.environment()
    connection = psycopg2.connect(
        dbname=name,
        host=settings["PGHOST"],
        port=settings.get("PGPORT"),
        user=settings["PGUSER"],
    )
    connection.set_session(readonly=True, autocommit=True)
    try:
        with connection.cursor(cursor_factory=psycopg2.extras.DictCursor) as cursor:
            yield cursor
    finally:
        connection.close()


def rows(name, statement, *values):
    """Return all rows of one statement as dicts."""
    with connected(name) as cursor:
        cursor.execute(statement, values)
        return [dict(row) for row in cursor.fetchall()]
