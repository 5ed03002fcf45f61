"""Time passes: what nobody signs counts as received, what nobody objects to is final.

The test-only addon asn_test_clock moves the agency's date; the cron does the rest.
"""

import os
from datetime import date, timedelta
from pathlib import Path

import database
import pytest
import server

CLOCK = "asn_test_clock"
SHELL = Path(__file__).parent / "shell" / "guard.py"
NAME = f"asn_deadlines_{os.getpid()}"
DAYS = 14  # the presets' working days until deemed received, and days to object
PASS = """
env["ir.config_parameter"].set_param("asn_test_clock.date", "{day}")
env["hr.asn.evaluation"]._cron_asn_deadlines()
env.cr.commit()
"""
DELIVERED = """
    SELECT state, is_deemed_received AS deemed, delivered_on, received_on, due_on,
           predikat, (SELECT count(*) FROM hr_asn_document d
                      WHERE d.evaluation_id = e.id AND d.kind = 'receipt') AS receipts
    FROM hr_asn_evaluation e WHERE delivered_on IS NOT NULL
"""


@pytest.fixture(scope="module")
def delivered():
    """A database with one delivered evaluation; returns the day of its delivery."""
    server.create_database(NAME, server.build_template((CLOCK,)))
    try:
        server.odoo_shell(NAME, SHELL)
        (row,) = database.rows(NAME, DELIVERED)
        yield row["delivered_on"]
    finally:
        server.drop_database(NAME)


def on(day):
    """What the delivered evaluation is like after the cron of that day."""
    server.odoo_shell(NAME, PASS.format(day=day))
    (row,) = database.rows(NAME, DELIVERED)
    return row


def on_working_day(day, count):
    """The day that is so many working days later: Monday to Friday, no holidays."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def test_receipt_and_finality_come_by_the_calendar(delivered):
    assert isinstance(delivered, date)
    last = on_working_day(delivered, DAYS)
    row = on(last)
    assert (row["state"], row["receipts"]) == ("delivered", 0)

    deemed = last + timedelta(days=1)
    row = on(deemed)
    assert (row["state"], row["deemed"], row["receipts"]) == ("received", True, 1)
    assert row["received_on"] == deemed
    assert row["due_on"] == deemed + timedelta(days=DAYS)

    row = on(row["due_on"])
    assert row["state"] == "received"
    row = on(row["due_on"] + timedelta(days=1))
    assert (row["state"], row["predikat"], row["receipts"]) == ("final", "baik", 1)
