"""A city of 4,500 by mouse: the server dies in the middle, and nothing is lost.

The officer's January as in `test_officer`, at the size of a city: a spoilt list, five
superiors and one more mended, the whole list, the opened cycle, who is late. The server
is killed in the middle of the import and of the opening. One story: each test goes on
where the one before it stopped.
"""

import os
import re
import time

import city
import cycle_keys
import database
import officer
import pytest
import server
import story
from officer import (
    ACCOUNTS,
    BUTTON,
    DECREE,
    IMPORT,
    INPUT,
    MENDED_IN_OFFICE,
    MUTASI_HEAD,
    NEW,
    OFFICE_HEAD,
    ROW,
    SAMPLE,
    SAVE_FORM,
    STATE,
    TO_THE_MENU,
    Officer,
)

SIZE = 4500
REFUSED = 5  # rows of the spoilt list: four people, and one who stands in it twice
TAKEN = SIZE + 1 - REFUSED
LAST_ROW = SIZE + 2
JANUARY, AFTER_JANUARY = "2026-01-05", "2026-02-03"
YEAR = 2026
NAME = f"asn_city_{os.getpid()}"
PATIENCE = 1800  # seconds until bulk work of this size has to be through
LOOK_MS = 240_000  # until such a list is looked through
RUN = """
    SELECT run.state, count(*) AS total,
           count(*) FILTER (WHERE line.state = 'todo') AS waiting,
           count(*) FILTER (WHERE line.state = 'ok') AS ok
    FROM hr_asn_run run JOIN hr_asn_run_line line ON line.run_id = run.id
    WHERE run.id = (SELECT max(id) FROM hr_asn_run)
    GROUP BY run.id
"""
PLANS = """
    SELECT skp.nip, skp.state, skp.date_from, skp.date_to, policy.cadence,
           (SELECT count(*) FROM hr_asn_event event
             WHERE event.res_model = 'hr.asn.skp' AND event.res_id = skp.id) AS events
    FROM hr_asn_skp skp JOIN hr_asn_policy policy ON policy.id = skp.policy_id
"""
ACCOUNTS_MADE = """
    SELECT count(*) AS count, count(DISTINCT login) AS logins
    FROM res_users WHERE length(login) = 18
"""


def sql(statement):
    return database.rows(NAME, statement)


@pytest.fixture(scope="module")
def people():
    return city.staff_list(SAMPLE, SIZE)


@pytest.fixture(scope="module")
def room():
    """A running server with a cron worker, and the officer's browser."""
    # After it was killed the browser finds it where it was.
    options = {"port": server.free_port(), "cron": 1}
    with story.room(NAME, officer.preparation(JANUARY), Officer, **options) as desk:
        yield desk


@pytest.fixture
def running(room):
    return room.server


def wait(reached):
    """Wait until the newest run has ``reached`` something; return its figures."""
    end = time.monotonic() + PATIENCE
    while True:
        found = sql(RUN)
        if found and reached(found[0]):
            return found[0]
        assert time.monotonic() < end, found
        time.sleep(0.1)


def through_a_kill(running, desk, done):
    """Kill the server when a third of the lines is done; it goes on by itself."""
    desk.click(BUTTON % "action_start")
    wait(lambda run: run["waiting"] < run["total"] * 2 / 3)
    running.kill()
    (run,) = sql(RUN)
    assert 0 < run["waiting"] < run["total"], "killed in the middle"
    running.start()
    run = wait(lambda run: run["state"] != "running")
    assert (run["state"], run["ok"]) == ("done", done)
    desk.page.reload()
    desk.see(STATE % "done")
    desk.errors.clear()  # what the page said while nobody answered


def look_through(desk, path, accounts=False):
    """Choose a list of this size; it is read and looked at within the patience."""
    desk.page.set_default_timeout(LOOK_MS)
    desk.look_through("menu_asn_staff_import", path, accounts)


@pytest.mark.long
def test_spoilt_list_is_taken_though_the_server_dies(running, desk, people, tmp_path):
    path = officer.write(tmp_path / "kota-rusak.csv", officer.spoilt(people))
    desk.sign_in()
    with desk.steps(IMPORT + TO_THE_MENU + ACCOUNTS):
        look_through(desk, path, accounts=True)
        desk.figures(valid=TAKEN, new=TAKEN, changed=0, unchanged=0, refused=REFUSED)
        desk.see_what_is_wrong(LAST_ROW)
        through_a_kill(running, desk, TAKEN)
    found = officer.found_posts(sql(officer.POSTS))
    wanted = officer.wanted_posts(people)
    missing = officer.without_superior(people)
    assert wanted.keys() - found.keys() == {
        people[number - 2]["nip"] for number in (40, 41, 48, 49)
    }
    assert {nip for nip, (boss, _unit, _post) in found.items() if not boss} == missing
    assert all(found[nip] == wanted[nip] for nip in found.keys() - missing)
    (made,) = sql(ACCOUNTS_MADE)
    assert (made["count"], made["logins"]) == (TAKEN, TAKEN)


@pytest.mark.long
def test_superiors_are_mended_among_thousands(desk):
    desk.mend_by_nip()
    desk.mend_by_proposal()
    desk.mend_office()
    found = officer.found_posts(sql(officer.POSTS))
    assert found["197112172021212001"][0] == found["199602182021041001"][0]
    assert found["197112172021212001"][0] == MUTASI_HEAD
    assert {found[nip][0] for nip in MENDED_IN_OFFICE} == {OFFICE_HEAD}
    assert all(boss for boss, _unit, _post in found.values())
    (told,) = database.rows(NAME, officer.MENDED, f"%{DECREE}%")
    assert (told["count"], told["login"]) == (4, cycle_keys.OFFICER)


@pytest.mark.long
def test_whole_list_doubles_nobody(desk, people, tmp_path):
    path = officer.write(tmp_path / "kota.csv", people)
    with desk.steps(IMPORT + TO_THE_MENU):
        look_through(desk, path)
        changed = len(MENDED_IN_OFFICE)
        desk.figures(valid=SIZE, new=4, changed=changed, unchanged=TAKEN - changed)
        desk.figures(refused=0)
        desk.process()
    posts = sql(officer.POSTS)
    assert len(posts) == SIZE
    assert officer.found_posts(posts) == officer.wanted_posts(people)


@pytest.mark.long
def test_opening_goes_on_where_the_server_died(running, desk, people):
    desk.menu("menu_asn_all", "menu_asn_cycles")
    desk.click(NEW)
    desk.choose(INPUT % "policy_id", "setiap triwulan", "Umum: setiap triwulan")
    desk.click(SAVE_FORM)
    desk.click(BUTTON % "action_check")
    desk.figures(make=SIZE, incomplete=0, exists=0, exempt=0, cannot=0)
    assert sql("SELECT id FROM hr_asn_skp") == [], "only looked at"
    through_a_kill(running, desk, SIZE)
    plans = sql(PLANS)
    assert sorted(plan["nip"] for plan in plans) == sorted(row["nip"] for row in people)
    assert {(plan["state"], plan["cadence"], plan["events"]) for plan in plans} == {
        ("draft", "triwulan", 1)
    }
    days = {(str(plan["date_from"]), str(plan["date_to"])) for plan in plans}
    assert days == {(f"{YEAR}-01-01", f"{YEAR}-12-31")}


@pytest.mark.long
def test_opened_again_nothing_is_doubled(desk):
    desk.menu("menu_asn_all", "menu_asn_cycles")
    desk.rest()
    desk.click(ROW, str(YEAR))
    desk.click(BUTTON % "action_check")
    desk.figures(make=0, exists=SIZE, cannot=0)
    desk.process()
    assert len(sql(PLANS)) == SIZE


@pytest.mark.long
def test_who_is_late_is_found_in_two_clicks(desk):
    server.odoo_shell(NAME, officer.later(AFTER_JANUARY))
    text = desk.find_late(late=TAKEN, no_login=SIZE - TAKEN, blocked=0)
    first, *_units, last = text.split("\n\n")
    assert first == "SKP 2026 belum diajukan\nper 3 Februari 2026 12.00 WIB"
    assert last == "Batas waktunya Sabtu, 31 Januari 2026. Mohon segera diselesaikan."
    assert len(re.findall(r"^\d+\. (.+)$", text, re.MULTILINE)) == TAKEN
