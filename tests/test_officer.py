"""An officer's January by mouse: from two lists to an opened cycle and who is late.

A fresh agency, a live server, a real browser in Indonesian. Each job may take as many
clicks as the officer's own table allows; what came of it is asked of the database. The
tests are one story: each goes on where the one before it stopped.
"""

import os
import re

import cycle_keys
import database
import officer
import pytest
import server
import story
from browser import CONFIRM
from officer import (
    ACCOUNTS,
    BACK,
    BUTTON,
    CHANGE,
    DECREE,
    EVERYBODY,
    FIELD,
    IMPORT,
    INPUT,
    MENDED_IN_OFFICE,
    MUTASI_HEAD,
    NEW,
    OFFICE_HEAD,
    PERSON,
    ROW,
    SAMPLE,
    SAVE_FORM,
    STATE,
    TAB,
    TITLE,
    TO_THE_MENU,
    Officer,
    listed,
)

NAME = f"asn_officer_{os.getpid()}"
JANUARY, AFTER_JANUARY = "2026-01-05", "2026-02-03"

# Clicks at most, from the officer's table, as in officer.py.
EXEMPTION = 4
PREVIEW_AND_OPEN = 4  # look, why one cannot, back, process: not in the table
TIMELINE = 2
APPOINTMENTS = 3
PASSWORD_RESET = 2

CUT = 90  # people of the spoilt copy

APPOINTED = (
    {
        "NIP": "198901152016031001",
        "Nama": "Khairul Abdullah",
        "Jabatan Lama": "Kepala Bidang Pembinaan PAUD",
        "Jabatan Baru": "Kepala Bidang Pembinaan SD",
        "TMT": "02/02/2026",
        "Nomor SK": "SK 821/5/2026",
    },
    {
        "NIP": "199207282021011001",
        "Nama": "Saiful Amin",
        "Jabatan Lama": "Kepala Bidang Pembinaan SD",
        "Jabatan Baru": "Kepala Bidang Pembinaan PAUD",
        "TMT": "02/02/2026",
        "Nomor SK": "SK 821/5/2026",
    },
)

SWAPPED = {
    "198901152016031001": "199207282021011001",
    "199207282021011001": "198901152016031001",
}
LATE_UNIT = """\
Badan Kepegawaian dan Pengembangan Sumber Daya Manusia / Bidang Mutasi (3)
1. Agus Abdullah, S.Sos.
2. Aisyah Rahman, A.Md.
3. Darmawan Syahputra, S.Pd."""

NO_POST = """
env["hr.employee"].create({
    "name": "Wahyu Tanpa Jabatan", "asn_kind": "pns", "asn_nip": "198001012005011007",
})
env.cr.commit()
"""
PLAN_BOSSES = """
    SELECT skp.nip, boss.asn_nip AS boss
    FROM hr_asn_skp skp JOIN hr_employee boss ON boss.id = skp.appraiser_id
"""


def sql(statement, *values):
    return database.rows(NAME, statement, *values)


def bosses():
    """{NIP: NIP of the appraiser} of who holds a post."""
    return {post["nip"]: post["boss"] for post in sql(officer.POSTS)}


# -- the officer's room ----------------------------------------------------------


@pytest.fixture(scope="module")
def room():
    """A fresh agency with a server, its officer and his browser."""
    with story.room(
        NAME, officer.preparation(JANUARY) + NO_POST, Officer, cron=1
    ) as desk:
        yield desk


# -- the story -------------------------------------------------------------------


def test_officer_signs_in_on_an_indonesian_page(desk):
    desk.sign_in()


def test_spoilt_list_is_told_row_by_row_and_its_good_rows_are_taken(desk, tmp_path):
    path = officer.write(tmp_path / "pegawai-rusak.csv", officer.spoilt(listed()[:CUT]))
    with desk.steps(IMPORT + TO_THE_MENU + ACCOUNTS):
        desk.look_through("menu_asn_staff_import", path, accounts=True)
        desk.figures(valid=86, new=86, changed=0, unchanged=0, refused=5)
        desk.see_what_is_wrong(last=92)
        assert sql("SELECT id FROM hr_asn_assignment") == [], "only looked at"
        desk.process()
    now = bosses()
    assert len(now) == 86
    missing = {nip for nip, boss in now.items() if boss is None}
    assert missing == officer.without_superior(listed())


def test_officer_mends_one_superior_in_place_by_nip(desk):
    desk.mend_by_nip()
    assert bosses()["197112172021212001"] == MUTASI_HEAD


def test_officer_takes_the_proposal_of_the_unit_above(desk):
    desk.mend_by_proposal()
    assert bosses()["199602182021041001"] == MUTASI_HEAD


def test_officer_mends_the_rest_of_a_unit_at_once(desk):
    desk.mend_office()
    now = bosses()
    assert None not in now.values()
    assert {now[nip] for nip in MENDED_IN_OFFICE} == {OFFICE_HEAD}
    (told,) = sql(officer.MENDED, f"%{DECREE}%")
    assert (told["count"], told["login"]) == (4, cycle_keys.OFFICER)


def test_whole_list_shows_what_changes_and_doubles_nobody(desk):
    with desk.steps(IMPORT + TO_THE_MENU + 1):
        desk.look_through("menu_asn_staff_import", SAMPLE)
        desk.figures(valid=240, new=154, changed=4, unchanged=82, refused=0)
        desk.click(TAB % "changes")
        desk.see(CHANGE)
        changes = desk.texts(CHANGE)
        assert len(changes) == len(MENDED_IN_OFFICE)
        for change in changes:
            assert f"Budi Usman ({OFFICE_HEAD})" in change
            assert any(boss in change for boss in MENDED_IN_OFFICE.values()), change
        desk.process()
    found = officer.found_posts(sql(officer.POSTS))
    assert found == officer.wanted_posts(listed())
    desk.menu("menu_asn_staff", "menu_asn_hierarchy")
    desk.see(EVERYBODY, "semua pegawai sudah benar")
    desk.counts(ROW, 0)


def test_officer_exempts_somebody(desk):
    desk.menu("menu_asn_staff", "menu_asn_exemptions")
    desk.see(TITLE, "Pengecualian")
    with desk.steps(EXEMPTION):
        desk.click(NEW)
        desk.choose(INPUT % "employee_id", "197410102004031001", "Junaidi Hakim")
        desk.choose(INPUT % "kind", "Tugas", "Tugas Belajar")
        desk.type(INPUT % "date_from", "01/01/2026")
        desk.type(INPUT % "decree", "SK 800/17/2026")
        desk.click(BUTTON % "action_confirm")
        desk.see(STATE % "confirmed")


def test_officer_looks_at_the_cycle_and_opens_it(desk):
    desk.menu("menu_asn_all", "menu_asn_cycles")
    desk.see(TITLE, "Siklus Kinerja")
    desk.click(NEW)
    assert desk.value(INPUT % "year") == "2026"
    desk.choose(INPUT % "policy_id", "setiap triwulan", "Umum: setiap triwulan")
    desk.click(SAVE_FORM)
    with desk.steps(PREVIEW_AND_OPEN):
        desk.click(BUTTON % "action_check")
        desk.figures(make=239, incomplete=0, exists=0, exempt=1, cannot=1)
        desk.click(f"button:has({FIELD % 'cannot_count'})")
        assert "Tidak ada penugasan" in desk.see(ROW, "Wahyu Tanpa Jabatan")
        desk.click(BACK, "Pembukaan Siklus 2026")
        assert sql("SELECT id FROM hr_asn_skp") == [], "only looked at"
        desk.process()
    desk.figures(ok=239, skipped=2, failed=0)
    (cycle,) = sql("SELECT state FROM hr_asn_cycle")
    assert cycle["state"] == "planning"
    plans = sql("SELECT nip FROM hr_asn_skp WHERE state = 'draft' ORDER BY nip")
    people = {row["nip"] for row in listed()} - {"197410102004031001"}
    assert [plan["nip"] for plan in plans] == sorted(people)


def test_officer_finds_who_is_late_in_two_clicks(desk):
    """The people of the spoilt copy have accounts; nobody has begun."""
    server.odoo_shell(NAME, officer.later(AFTER_JANUARY))
    text = desk.find_late(late=85, no_login=154, blocked=0)
    first, *units, last = text.split("\n\n")
    assert first == "SKP 2026 belum diajukan\nper 3 Februari 2026 12.00 WIB"
    assert last == "Batas waktunya Sabtu, 31 Januari 2026. Mohon segera diselesaikan."
    assert LATE_UNIT in units
    names = re.findall(r"^\d+\. (.+)$", text, re.MULTILINE)
    assert len(names) == 85
    assert "Junaidi Hakim, S.Sos." not in names, "exempt"
    assert not re.search(r"\d{18}", re.sub(r"\s", "", text)), "no NIP"


def test_officer_answers_why_nothing_has_come(desk):
    with desk.steps(TIMELINE):
        desk.search("19711217 202121 2 001")
        desk.click(PERSON, "Aisyah Rahman")
        waiting = desk.see(FIELD % "waiting")
    assert "Menunggu Aisyah Rahman, A.Md., belum mulai mengisi" in waiting
    assert "3 hari" in waiting, "the deadline was three days ago"


def test_officer_takes_an_appointment_list(desk, tmp_path):
    """Two heads change places; what is open goes along with the posts."""
    path = officer.write(tmp_path / "pelantikan.csv", APPOINTED)
    with desk.steps(TO_THE_MENU + APPOINTMENTS):
        desk.look_through("menu_asn_transfer_import", path)
        desk.process()
    followed = {
        row["nip"]: SWAPPED[row["nip_atasan"]]
        for row in listed()
        if row["nip_atasan"] in SWAPPED
    }
    assert len(followed) == 7
    desk.figures(ok=11, skipped=0, failed=0)
    now, plans = bosses(), sql(PLAN_BOSSES)
    assert {nip: now[nip] for nip in followed} == followed
    assert {one["nip"]: one["boss"] for one in plans if one["nip"] in followed} == (
        followed
    )
    posts = {post["nip"]: post["post"] for post in sql(officer.POSTS)}
    for row in APPOINTED:
        assert posts[row["NIP"]] == row["Jabatan Baru"]


def test_officer_resets_a_password(desk):
    desk.menu("menu_asn_staff", "menu_asn_assignments")
    desk.see(TITLE, "Penugasan")
    desk.search("197112172021212001")
    desk.gone(ROW, "Sekretaris Daerah")
    with desk.steps(PASSWORD_RESET):
        desk.click(f"{ROW} {BUTTON % 'action_reset_password'}")
        slip = desk.download(CONFIRM)
    assert slip.read_bytes().startswith(b"%PDF")
    (slips,) = sql("SELECT count(*) AS count FROM hr_asn_slip")
    assert slips["count"] == 1
