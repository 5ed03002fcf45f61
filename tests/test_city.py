"""A city of 4,500: the server dies in the middle of bulk work, and nothing is lost."""

import base64
import os
import time
from pathlib import Path

import city
import cycle_keys
import database
import pytest
import server
from cycle_client import Api

SAMPLE = Path(__file__).parent / "data" / "pegawai.csv"
SIZE = 4500
YEAR = 2025
NAME = f"asn_city_{os.getpid()}"
PATIENCE = 1800  # seconds until bulk work of this size has to be through
RUN = """
    SELECT run.state, count(*) AS total,
           count(*) FILTER (WHERE line.state = 'todo') AS waiting,
           count(*) FILTER (WHERE line.state = 'ok') AS ok
    FROM hr_asn_run run JOIN hr_asn_run_line line ON line.run_id = run.id
    WHERE run.id = (SELECT max(id) FROM hr_asn_run)
    GROUP BY run.id
"""
POSTS = """
    SELECT held.nip, boss.asn_nip AS boss, unit.asn_unor AS unit, held.post
    FROM hr_asn_assignment held
    JOIN hr_department unit ON unit.id = held.department_id
    LEFT JOIN hr_employee boss ON boss.id = held.appraiser_id
    WHERE held.asn_kind <> 'non_asn'
"""
PLANS = """
    SELECT skp.nip, skp.state, skp.date_from, skp.date_to, policy.cadence,
           (SELECT count(*) FROM hr_asn_event event
             WHERE event.res_model = 'hr.asn.skp' AND event.res_id = skp.id) AS events
    FROM hr_asn_skp skp JOIN hr_asn_policy policy ON policy.id = skp.policy_id
"""
POLICY = """
    SELECT res_id FROM ir_model_data
    WHERE module = 'hr_asn_appraisal' AND name = 'policy_quarterly'
"""


def sql(statement):
    return database.rows(NAME, statement)


@pytest.fixture(scope="module")
def rows():
    return city.staff_list(SAMPLE, SIZE)


@pytest.fixture(scope="module")
def office(rows):
    """A running server with a cron worker, and the officer's way into it."""
    server.create_database(NAME, server.build_template())
    try:
        key = cycle_keys.officer_key(NAME)
        with server.Server(NAME, cron=1) as running:
            yield running, lambda: Api(running.url, key)
    finally:
        server.drop_database(NAME)


def wait(reached):
    """Wait until the newest run has ``reached`` something; return its figures."""
    end = time.monotonic() + PATIENCE
    while True:
        found = sql(RUN)
        if found and reached(found[0]):
            return found[0]
        assert time.monotonic() < end, found
        time.sleep(0.1)


def through_a_kill(running):
    """Kill the server when a third of the lines is done; it goes on by itself."""
    wait(lambda run: run["waiting"] < run["total"] * 2 / 3)
    running.kill()
    (run,) = sql(RUN)
    assert 0 < run["waiting"] < run["total"], "killed in the middle"
    running.start()
    run = wait(lambda run: run["state"] != "running")
    assert (run["state"], run["ok"]) == ("done", SIZE)


@pytest.mark.long
def test_import_goes_on_where_the_server_died(office, rows):
    running, api = office
    values = {
        "file": base64.b64encode(city.as_csv(rows)).decode(),
        "filename": "kota.csv",
        "head_name": "Wali Kota",
        "date_from": f"{YEAR}-01-01",
    }
    wizard = api().create("hr.asn.staff.import", [values])
    api().call("hr.asn.staff.import", "action_process", wizard)
    through_a_kill(running)
    (head,) = sql("SELECT asn_head_id FROM res_company WHERE asn_head_id IS NOT NULL")
    assert head
    wanted = {
        row["nip"]: (row["nip_atasan"] or None, row["unor"], row["jabatan"])
        for row in rows
    }
    posts = sql(POSTS)
    assert len(posts) == SIZE
    assert {p["nip"]: (p["boss"], p["unit"], p["post"]) for p in posts} == wanted


@pytest.mark.long
def test_opening_goes_on_where_the_server_died(office, rows):
    running, api = office
    (policy,) = sql(POLICY)
    values = {"year": YEAR, "policy_id": policy["res_id"]}
    cycle = api().create("hr.asn.cycle", [values])
    api().call("hr.asn.cycle", "action_open", cycle)
    through_a_kill(running)
    plans = sql(PLANS)
    assert sorted(plan["nip"] for plan in plans) == sorted(row["nip"] for row in rows)
    assert {(plan["state"], plan["cadence"], plan["events"]) for plan in plans} == {
        ("draft", "triwulan", 1)
    }
    days = {(str(plan["date_from"]), str(plan["date_to"])) for plan in plans}
    assert days == {(f"{YEAR}-01-01", f"{YEAR}-12-31")}
    api().call("hr.asn.cycle", "action_open", cycle)
    assert wait(lambda run: run["state"] != "running")["ok"] == 0
    assert len(sql(PLANS)) == SIZE, "opened again, nothing is doubled"
