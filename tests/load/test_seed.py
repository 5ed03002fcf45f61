"""The seeder writes what the ORM would have written, column by column."""

import contextlib
import json
import os
import sys
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "setup")]

import rows  # noqa: E402
import sample  # noqa: E402
import seed  # noqa: E402
import server  # noqa: E402

SIZE, SPAN = 17, 3  # four levels: mayor, heads of offices, of divisions, staff
CYCLES = {2024: seed.SUBMITTED, 2025: seed.RATED}

# Columns that differ by their nature; that both sides fill them is still checked.
FILLED_ALIKE = {
    "id": "numbers are given by the database",
    "create_date": "moment of the run",
    "write_date": "moment of the run",
    "last_modified_date": "moment of the run",
    "happened_at": "moment of the run",
    "calendar_last_notif_ack": "moment of the run",
    "write_uid": "whoever wrote last, if only a computed field",
    "submitted_on": "the ORM knows no other day than today",
    "approved_on": "the ORM knows no other day than today",
    "opened_on": "the ORM knows no other day than today",
    "rated_on": "the ORM knows no other day than today",
    "date_deadline": "the ORM knows no other day than today",
    "color": "random by default",
    "password": "another hash for each user; that one can sign in is checked",
    "content": "holds ids and days: compared apart",
    "basis": "holds ids: compared apart",
    "sha256": "digest of the above",
}
NOT_SEEDED = {
    "bus_bus": "messages to open browsers",
    "digest_digest_res_users_rel": "subscription to a mail that is never sent",
    "discuss_channel_member": "membership of the channel for everybody",
    "hr_asn_run": "how plans came about; opening again makes its own",
    "hr_asn_run_line": "how plans came about",
    "ir_attachment": "generated pictures of people",
    "mail_followers": "following costs five rows a person and changes no figure",
    "mail_followers_mail_message_subtype_rel": "as above",
    "mail_message": "log notes of creation",
    "res_device_log": "traces of signing in",
    "res_users_log": "traces of signing in",
}


@contextlib.contextmanager
def scratch(kind):
    """A copy of the template for this test run, and a connection to it."""
    name = f"asn_{kind}_{os.getpid()}"
    server.create_database(name, server.build_template())
    connection = seed.connect(name)
    try:
        yield name, connection
    finally:
        connection.close()
        server.drop_database(name)


@pytest.fixture(scope="module")
def seeded():
    """The name and the new rows of a database that was seeded."""
    with scratch("seeded") as (name, connection):
        found = rows.Rows(connection)
        seed.people(connection, SIZE, SPAN)
        found.cycles = {
            seed.cycle(connection, year, state): (year, state)
            for year, state in CYCLES.items()
        }
        yield name, found


@pytest.fixture(scope="module")
def mirrored(seeded, tmp_path_factory):
    """The new rows of a database in which the ORM made the same people."""
    path = tmp_path_factory.mktemp("seed") / "sample.json"
    _name, found = seeded
    path.write_text(json.dumps(sample.read(found.connection, found.cycles)))
    with scratch("mirrored") as (name, connection):
        made = rows.Rows(connection)
        server.odoo_shell(name, HERE / "mirror.py", {"SEED_SAMPLE": str(path)})
        yield made


def differences(key, ours, theirs):
    """What differs in a row, in words."""
    for column, value in theirs[key].items():
        if ours[key][column] != value:
            yield f"{key}: {column} is {ours[key][column]!r}, by the ORM {value!r}"


def comparable(table):
    """The rows of a table without what differs by its nature."""
    return {
        key: {
            column: value is not None if column in FILLED_ALIKE else value
            for column, value in row.items()
        }
        for key, row in table.items()
    }


@pytest.mark.parametrize("table", rows.KEYS)
def test_rows_equal_those_of_the_orm(seeded, mirrored, table):
    ours = comparable(seeded[1].read(table))
    theirs = comparable(mirrored.read(table))
    theirs = {key: row for key, row in theirs.items() if not is_of_a_run(row)}
    assert ours.keys() == theirs.keys()
    assert ours
    assert [line for key in theirs for line in differences(key, ours, theirs)] == []


def is_of_a_run(row):
    """Whether an event tells of a run or of a unit's head, which are not seeded."""
    return row.get("res_model") in ("hr.asn.run", "hr.department")


def test_every_table_the_orm_fills_is_seeded_or_named(seeded, mirrored):
    assert mirrored.grown() - set(rows.KEYS) - set(NOT_SEEDED) == set()
    assert seeded[1].grown() - set(rows.KEYS) == set()


def test_sealed_contents_equal_those_of_the_orm(seeded, mirrored):
    ours, theirs = (
        {
            key: meaning(json.loads(row["content"]), found)
            for key, row in found.read("hr_asn_skp_version").items()
        }
        for found in (seeded[1], mirrored)
    )
    assert ours == theirs


def test_proposals_equal_those_of_the_orm(seeded, mirrored):
    ours, theirs = (
        {
            key: named(row["basis"], found)
            for key, row in found.read("hr_asn_rating").items()
        }
        for found in (seeded[1], mirrored)
    )
    assert len(ours) == 2 * (SIZE - 1)
    assert ours == theirs


def named(basis, found):
    """A kept proposal with keys in place of ids."""
    if isinstance(basis, list):
        return [named(one, found) for one in basis]
    if not isinstance(basis, dict):
        return basis
    told = {name: named(value, found) for name, value in basis.items()}
    if "ref" in basis:
        model, number = basis["ref"]
        told["ref"] = found.name(model.replace(".", "_"), number)
    return told


def meaning(content, found):
    """A sealed plan with keys in place of ids and without the day it was agreed."""
    content["agreed_on"] = bool(content["agreed_on"])
    content["skp"] = found.name("hr_asn_skp", content["skp"])
    for party in ("employee", "appraiser", "superior"):
        if person := content[party]:
            person["employee"] = found.name("hr_employee", person["employee"])
            person["version"] = bool(person["version"])
            person["assignment"] = found.name("hr_asn_assignment", person["assignment"])
    for result in content["results"]:
        result["id"] = found.name("hr_asn_rhk", result["id"])
        for link in result["links"]:
            link["id"] = found.name("hr_asn_rhk_link", link["id"])
        for indicator in result["indicators"]:
            indicator["id"] = found.name("hr_asn_iki", indicator["id"])
    return content


def test_seals_are_intact_in_odoo(seeded):
    told = server.odoo_shell(
        seeded[0],
        "versions = env['hr.asn.skp.version'].search([])\n"
        "print('intact', len(versions), set(versions.mapped('is_intact')))",
    )
    assert f"intact {SIZE - 1} {{True}}" in told


def test_seeded_people_sign_in_and_read_their_own_plans(seeded):
    with server.Server(seeded[0]) as running:
        for number in (2, SIZE):
            browser = urllib.request.build_opener(
                urllib.request.HTTPCookieProcessor(CookieJar())
            )
            session = call(
                browser,
                running.url + "/web/session/authenticate",
                db=seeded[0],
                login=seed.login(number),
                password=seed.PASSWORD,
            )
            plans = call(
                browser,
                running.url + "/web/dataset/call_kw/hr.asn.skp/search_read",
                model="hr.asn.skp",
                method="search_read",
                args=[
                    [("employee_id.user_id", "=", session["uid"])],
                    ["year", "state"],
                ],
                kwargs={"order": "year"},
            )
            assert [(plan["year"], plan["state"]) for plan in plans] == [
                (2024, "submitted"),
                (2025, "approved"),
            ]


def call(browser, url, **params):
    """Call a JSON-RPC route; returns its result."""
    request = urllib.request.Request(
        url,
        json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}).encode(),
        {"Content-Type": "application/json"},
    )
    with browser.open(request, timeout=60) as answer:
        told = json.load(answer)
    assert "error" not in told, told
    return told["result"]
