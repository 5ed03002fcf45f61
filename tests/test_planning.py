"""A unit of twelve plans its year by mouse: from the head down, through the year.

A fresh agency, a live server, a real browser in Indonesian. In May somebody moves away,
from July the head acts for another unit, in August she revises. The tests are one
story: each goes on where the one before it stopped; what came of it is asked of the
database.
"""

import os
import re

import database
import planning
import pytest
import server
import story
from browser import DIALOG
from planning import (
    AUGUST,
    BRANCH,
    BUTTON,
    CHIEF,
    COMPARE,
    FIELD,
    GAP,
    HEAD,
    HEAD_NAME,
    JULY,
    MAY,
    MOVER,
    MOVER_NAME,
    OLD_TARGET,
    OTHER_HEAD,
    OTHER_POST,
    OTHER_UNIT,
    PERSON,
    ROW,
    STAFF,
    STATE,
    TAB,
    UNIT,
    Planner,
)

NAME = f"asn_planning_{os.getpid()}"

# Clicks at most, from the users' own table.
WRITE_A_PLAN = 40
APPROVE_ALL = 6
CONFIRM_EXPECTATIONS = 2
GIVE_A_ROLE = 2
CLOSE_A_GAP = 2
RETURN_ONE = 4
IMPORT_A_PLAN = 3

FIRST = next(iter(STAFF))
THIRD, THIRD_NAME = list(STAFF.items())[2]
AT_THE_COUNTER = "Terlayaninya pemohon di loket"
ON_THE_SAME_DAY = "Berkas terverifikasi pada hari yang sama"
READY_NOTE = "Indikator belum terukur; perjelas ukurannya."

# A line of a plan in a file, as the template of the product has its headings.
READERS = {
    "NIP": MOVER,
    "RHK": "Terlayaninya pembaca",
    "Aspek/Perspektif": "Kuantitas",
    "Indikator": "Pembaca yang dilayani",
    "Target": "500",
    "Satuan": "orang",
}
BOOKS = READERS | {"RHK": "Tertatanya koleksi", "Indikator": "Buku yang ditata"}
WITHOUT_TARGET = {name: text for name, text in READERS.items() if name != "Target"}


def plans(nip=None, **wanted):
    """Return the plans in the database, of one person, with what is wanted of them."""
    found = database.rows(NAME, planning.APPROVED)
    return [
        plan
        for plan in found
        if (nip is None or plan["nip"] == nip)
        and all(plan[name] == value for name, value in wanted.items())
    ]


def results(nip, state):
    """Return the indicators in the database of one person's plan in a state."""
    return database.rows(NAME, planning.RESULTS_OF, nip, state)


def move_clock(day):
    server.odoo_shell(NAME, planning.clock(day))


@pytest.fixture(scope="module")
def room():
    """A fresh agency with a server, and a browser at which all sit in turn."""
    with story.room(NAME, planning.preparation(), Planner, cron=1) as desk:
        yield desk


def test_head_takes_her_results_from_the_library(desk):
    desk.sign_in(HEAD)
    with desk.steps(WRITE_A_PLAN):
        desk.open_plan()
        desk.take_from_library()
        desk.adapt(0, "98,5")
        desk.submit()
    assert plans(HEAD, state="submitted")


def test_her_superior_agrees(desk):
    desk.sign_in(CHIEF, "/odoo/team-plans")
    with desk.steps(APPROVE_ALL):
        desk.approve_all(1)
    assert plans(HEAD, state="approved", version=1)


def test_head_gives_two_roles_in_the_matrix(desk):
    """Cell and proposal; then both are shared as drafts. Nobody has to wait for it."""
    desk.sign_in(HEAD, "/odoo/role-matrix")
    desk.counts(PERSON, len(STAFF))
    assert "2 RHK belum terbagi" in desk.see(GAP)
    for name in ("Pegawai 01", "Pegawai 02"):
        with desk.steps(GIVE_A_ROLE):
            desk.click(f"tr:has-text('{name}') td[role=gridcell]")
            desk.click(".o_asn_role_offers button", AT_THE_COUNTER)
            desk.see(f"tr:has-text('{name}') td", AT_THE_COUNTER)
    desk.click("button[name=check]")
    desk.counts(f"{DIALOG} .o_asn_role_line", 2)
    desk.click(f"{DIALOG} button[name=give]")
    desk.see(".o_notification", "2")
    drafts = [plan["nip"] for plan in database.rows(NAME, planning.LINKS)]
    assert drafts == list(STAFF)[:2]


def test_head_closes_a_gap_from_its_band(desk):
    """Who is named there gets what the library has for it; it waits to be given."""
    assert "1 RHK belum terbagi" in desk.see(GAP)
    with desk.steps(CLOSE_A_GAP):
        desk.click(f"{GAP} a", "Bagikan")
        desk.click(f"{DIALOG} button", THIRD_NAME)
        desk.gone(GAP)
    cell = desk.see(f"tr:has-text('{THIRD_NAME}') td", ON_THE_SAME_DAY)
    assert "Belum dibagikan" in cell
    assert database.rows(NAME, planning.ROLES) == [
        {"nip": THIRD, "text": ON_THE_SAME_DAY}
    ]
    desk.click("button[name=give]")
    desk.gone("button[name=give]")
    drafts = [plan["nip"] for plan in database.rows(NAME, planning.LINKS)]
    assert drafts == list(STAFF)[:3]


def test_everybody_of_the_unit_takes_up_her_results(desk):
    for login in STAFF:
        desk.sign_in(login)
        with desk.steps(WRITE_A_PLAN):
            desk.open_plan()
            desk.take_from_library()
            desk.adapt(0, "1.250")
            desk.submit()
    assert {plan["nip"] for plan in plans(state="submitted")} == set(STAFF)
    links = database.rows(NAME, planning.LINKS)
    of_staff = [link for link in links if link["nip"] in STAFF]
    assert len(of_staff) == 2 * len(STAFF)
    assert {(link["owner"], link["direct"]) for link in of_staff} == {(HEAD, True)}


def test_head_sends_one_back_with_a_ready_note(desk):
    desk.sign_in(HEAD, "/odoo/team-plans")
    with desk.steps(RETURN_ONE):
        desk.open_plan(STAFF[FIRST])
        desk.click(".o_form_statusbar button", "Kembalikan")
        desk.click(f"{DIALOG} {FIELD % 'ready_note'} label", READY_NOTE)
        desk.click(f"{DIALOG} {BUTTON % 'action_return'}")
        desk.see(STATE % "returned")
    assert database.rows(NAME, planning.RETURNED) == [
        {"nip": FIRST, "note": READY_NOTE, "boss": HEAD}
    ]


def test_who_gets_it_back_reads_the_whole_note(desk):
    desk.sign_in(FIRST)
    desk.open_plan()
    desk.reads(FIELD % "return_note", READY_NOTE)
    desk.reads(FIELD % "returned_by_id", HEAD_NAME)
    desk.submit()
    assert plans(FIRST, state="submitted")
    assert database.rows(NAME, planning.RETURNED) == []


def test_head_agrees_eleven_at_once(desk):
    desk.sign_in(HEAD, "/odoo/team-plans")
    with desk.steps(APPROVE_ALL):
        desk.approve_all(len(STAFF))
    assert len(plans(state="approved", version=1)) == 1 + len(STAFF)


def test_her_superior_unfolds_her_unit_in_the_matrix(desk):
    """Who is led by others comes when one asks for it, and is folded away again."""
    desk.sign_in(CHIEF)
    desk.open_plan()
    desk.take_from_library()
    desk.go("/odoo/role-matrix")
    desk.counts(PERSON, 2)
    desk.counts(BRANCH, 1)
    desk.gone(PERSON, STAFF[FIRST])
    with desk.page.expect_response(re.compile("/read_branch$")):
        desk.click(BRANCH, UNIT)
    desk.counts(PERSON, 2 + len(STAFF))
    shown = " ".join(desk.texts(PERSON))
    led = [one["name"] for one in database.rows(NAME, planning.LED, HEAD)]
    assert len(led) == len(STAFF)
    assert all(name in shown for name in led)
    desk.click(BRANCH, UNIT)
    desk.counts(PERSON, 2)


def test_head_says_what_she_expects_and_is_understood(desk):
    desk.sign_in(HEAD, "/odoo/team-plans")
    desk.click(".o_facet_remove")
    desk.open_plan("Pegawai 01")
    desk.click(TAB % "expectations")
    desk.click(BUTTON % "action_open_dialogue")
    desk.see(f"{DIALOG} {ROW}")
    above = desk.texts(f"{DIALOG} {ROW} td[name=above]")
    assert above[0] == "Pemohon yang dilayani: 1.375 orang atau lebih"
    desk.click(f"{DIALOG} {BUTTON % 'action_tell'}")
    desk.gone(DIALOG)
    desk.sign_in(FIRST, "/odoo/my-performance")
    with desk.steps(CONFIRM_EXPECTATIONS):
        desk.click("button", "Baca Ekspektasi")
        desk.click(f"{DIALOG} {BUTTON % 'action_understand'}")
        desk.gone(DIALOG)
    rows = database.rows(
        NAME, "SELECT state, understood_on::text AS on FROM hr_asn_dialogue"
    )
    assert rows == [{"state": "understood", "on": planning.JANUARY}]


def test_in_may_one_moves(desk, tmp_path):
    move_clock(MAY)
    path = planning.sheet(
        tmp_path / "mutasi.csv",
        {
            "NIP": MOVER,
            "Nama": MOVER_NAME,
            "Jabatan Baru": "Pustakawan Terampil",
            "Unit Kerja Baru": OTHER_UNIT,
            "Jenis Jabatan": "Fungsional",
            "TMT": "04/05/2026",
            "Nomor SK": "SK 824/9/2026",
        },
    )
    desk.take_in(path)
    before, after = plans(MOVER)
    assert (before["until"], before["boss"], before["state"]) == (
        "2026-05-03",
        HEAD,
        "approved",
    )
    assert (after["since"], after["boss"], after["state"]) == (
        MAY,
        OTHER_HEAD,
        "draft",
    )


@pytest.mark.parametrize(
    "row, said",
    [({"Belanja": "Gula"}, "NIP, RHK, Indikator"), (WITHOUT_TARGET, "kolom: Target.")],
    ids=["no list of plans", "a column is missing"],
)
def test_a_file_that_says_no_plan_is_refused(desk, tmp_path, row, said):
    desk.sign_in(MOVER)
    desk.open_plan("Pustakawan")
    desk.fill_from(planning.sheet(tmp_path / "skp.csv", row))
    assert said in desk.see(".o_error_dialog")
    assert results(MOVER, "draft") == []


def test_a_file_with_a_bad_row_leaves_no_half_plan(desk, tmp_path):
    """The row is shown with its cell; there is nothing that could be processed."""
    bad = BOOKS | {"Aspek/Perspektif": "Warna"}
    desk.go("/odoo/my-plan")
    desk.open_plan("Pustakawan")
    desk.fill_from(planning.sheet(tmp_path / "skp.csv", READERS, bad))
    desk.see(STATE % "check")
    desk.click(TAB % "problems")
    assert "Aspek/Perspektif" in desk.see(ROW, "Warna")
    desk.gone(BUTTON % "action_start")
    assert results(MOVER, "draft") == []


def test_who_moved_plans_anew_from_a_file(desk, tmp_path):
    """Button, file, *Proses*: what would come of it is shown in between."""
    path = planning.sheet(tmp_path / "skp.csv", READERS, BOOKS)
    desk.go("/odoo/my-plan")
    desk.open_plan("Pustakawan")
    with desk.steps(IMPORT_A_PLAN):
        desk.fill_from(path)
        desk.click(BUTTON % "action_start")
        desk.see(STATE % "done")
    assert [
        (one["result"], one["indicator"], one["target"], one["unit"])
        for one in results(MOVER, "draft")
    ] == [
        ("Terlayaninya pembaca", "Pembaca yang dilayani", "500", "orang"),
        ("Tertatanya koleksi", "Buku yang ditata", "500", "orang"),
    ]
    desk.go("/odoo/my-plan")
    desk.open_plan("Pustakawan")
    desk.submit()
    desk.sign_in(OTHER_HEAD, "/odoo/team-plans")
    desk.approve_all(1)
    assert plans(MOVER, state="approved", version=1, boss=OTHER_HEAD)


def test_from_july_the_head_acts_for_another_unit(desk, tmp_path):
    move_clock(JULY)
    path = planning.sheet(
        tmp_path / "plt.csv",
        {
            "NIP": HEAD,
            "Nama": HEAD_NAME,
            "Jabatan Baru": OTHER_POST,
            "Unit Kerja Baru": OTHER_UNIT,
            "Jenis Jabatan": "JPT",
            "Status Jabatan": "Plt",
            "TMT": "01/07/2026",
            "Sampai": "30/09/2026",
            "Nomor SK": "SPT 821/33/2026",
            "NIP Pejabat Penilai": CHIEF,
        },
    )
    desk.take_in(path)
    (acting,) = plans(HEAD, status="plt")
    assert (acting["since"], acting["until"]) == (JULY, "2026-09-30")
    desk.sign_in(HEAD)
    desk.open_plan(OTHER_POST)
    desk.take_from_library()
    desk.adapt(0, "6.000")
    desk.submit()
    desk.sign_in(CHIEF, "/odoo/team-plans")
    desk.approve_all(1)
    definitive, acting = plans(HEAD)
    assert {one["state"] for one in (definitive, acting)} == {"approved"}


def test_nobody_is_counted_twice(desk):
    """One plan of one's own on any day, acting beside it; and the year has one person.

    The eleven and the mover are twelve people with a post of their own, of thirteen
    posts in the year.
    """
    own = plans(status="definitif")
    people = [plan["nip"] for plan in own]
    assert sorted(nip for nip in set(people) if people.count(nip) > 1) == [MOVER]
    on_day = [plan for plan in own if plan["since"] <= JULY <= plan["until"]]
    assert len(on_day) == len({plan["nip"] for plan in on_day}) == len(STAFF) + 3


def test_in_august_the_head_revises(desk):
    move_clock(AUGUST)
    desk.sign_in(HEAD)
    desk.open_plan(planning.POST_OF_HEAD)
    desk.click(".o_form_statusbar button", "Ubah SKP")
    desk.type(f"{DIALOG} {FIELD % 'reason'} textarea", "Perjanjian kinerja berubah")
    desk.click(f"{DIALOG} {BUTTON % 'action_revise'}")
    desk.see(STATE % "revising")
    desk.adapt(0, "99")
    desk.rest()
    desk.click(TAB % "results")
    assert desk.see(OLD_TARGET) == "98,5"


def test_what_was_agreed_is_hidden_and_shown_beside_it(desk):
    """Only of the screen: what is revised stays as it is written."""
    with desk.steps(1):
        desk.click(COMPARE, "Bandingkan Versi")
        desk.gone(OLD_TARGET)
    desk.see("td[name=target]", "99")
    desk.click(COMPARE)
    assert desk.see(OLD_TARGET) == "98,5"
    targets = [one["target"] for one in results(HEAD, "revising")]
    assert targets[0] == "99"


def test_what_she_revised_is_agreed(desk):
    desk.submit()
    desk.sign_in(CHIEF, "/odoo/team-plans")
    desk.approve_all(1)
    assert plans(HEAD, state="approved", version=2, status="definitif")
    versions = database.rows(
        NAME,
        """
        SELECT number, reason, valid_from::text AS since
          FROM hr_asn_skp_version version JOIN hr_asn_skp skp ON skp.id = skp_id
         WHERE skp.nip = %s AND skp.status = 'definitif' ORDER BY number
        """,
        HEAD,
    )
    assert [(one["number"], one["reason"], one["since"]) for one in versions] == [
        (1, None, "2026-01-01"),
        (2, "Perjanjian kinerja berubah", AUGUST),
    ]


def test_who_takes_it_up_is_told_and_accepts(desk):
    """The change waits on his first page; his own plan stays as it was agreed.

    What he accepted is shown to him until his next change takes it in.
    """
    desk.sign_in(FIRST)
    desk.open_plan()
    told = desk.see(".o_asn_drift")
    assert "98,5" in told
    assert "99" in told
    desk.click(f".o_asn_drift {BUTTON % 'action_accept'}")
    desk.gone(f".o_asn_drift {BUTTON % 'action_accept'}")
    desk.see(".o_asn_drift [name=drift]", "Diterima")
    (drift,) = database.rows(
        NAME,
        """
        SELECT DISTINCT link.drift FROM hr_asn_rhk_link link
          JOIN hr_asn_rhk rhk ON rhk.id = link.rhk_id
          JOIN hr_asn_skp skp ON skp.id = rhk.skp_id
         WHERE skp.nip = %s AND link.drift IS NOT NULL
        """,
        FIRST,
    )
    assert drift["drift"] == "accepted"
    assert plans(FIRST, state="approved", version=1)


def test_the_old_version_is_printed_beside_the_new_one(desk):
    desk.sign_in(HEAD)
    desk.open_plan(planning.POST_OF_HEAD)
    desk.click(TAB % "versions")
    desk.counts(f"{FIELD % 'version_ids'} {ROW}", 2)
    first = f"{FIELD % 'version_ids'} {ROW}:has(td[name=number]:text-is('1'))"
    paper = desk.download(f"{first} button:has(.fa-print)")
    assert paper.read_bytes().startswith(b"%PDF")
