"""An officer's January by mouse: from two lists to an opened cycle and who is late.

A fresh agency, a live server, a real browser in Indonesian. Each job may take as many
clicks as the officer's own table allows; what came of it is asked of the database. The
tests are one story: each goes on where the one before it stopped.
"""

import csv
import io
import os
import re
from pathlib import Path

import cycle_keys
import database
import pytest
import server
from browser import Desk

SAMPLE = Path(__file__).parent / "data" / "pegawai.csv"
NAME = f"asn_officer_{os.getpid()}"
CLOCK = "asn_test_clock"
JANUARY, AFTER_JANUARY = "2026-01-05", "2026-02-03"
PASSWORD = "Rahasia-2026"

# The screens: the names that buttons, fields and menus have, and nothing of a layout.
MENU = "[data-menu-xmlid='hr_asn_appraisal.%s']"
DIALOG = ".modal:not(.o_inactive_modal)"
FILE = f"{DIALOG} input[type=file]"
FIELD = ".o_field_widget[name=%s]"
INPUT = f"{FIELD} input"
BUTTON = "button[name=%s]"
STATE = ".o_arrow_button_current[data-value=%s]"
ROW = ".o_data_row"
PROBLEM = f"{FIELD % 'problem_ids'} {ROW}"
CHANGE = f"{FIELD % 'change_ids'} {ROW}"
TAB = ".o_notebook_headers [name=%s]"
GROUP = ".o_group_header"
PANEL = ".o_search_panel_label_title"
NEW_BOSS = "td[name=new_appraiser_id]"
SEARCH = ".o_searchview_input"
SUGGESTED = ".o_searchview_autocomplete"
BOX = ".o_asn_box[name=%s]"
PERSON = ".o_asn_person"
COPIED = f"{DIALOG} textarea"
CONFIRM = f"{DIALOG} .modal-footer .btn-primary"
NEW = ".o_list_button_add"
SAVE_FORM = ".o_form_button_save"
SAVE_ROW = ".o_list_button_save"
ALL_ROWS = "thead .o_list_record_selector"
CHOSEN = ".o_selection_box"
TITLE = ".o_breadcrumb"
BACK = ".breadcrumb-item a, .o_back_button a"
TOLD = ".o_notification"
EVERYBODY = ".o_view_nocontent_smiling_face"

# Clicks at most, from the officer's table; going to a screen by the menu is beside it
# where the table begins on the screen.
TO_THE_MENU = 2
ACCOUNTS = 1  # to tick that accounts are made
IMPORT = 3
ONE_APPRAISER = 4
WHOLE_UNIT = 6
EXEMPTION = 4
PREVIEW_AND_OPEN = 4  # look, why one cannot, back, process: not in the table
WHO_IS_LATE = 2
TIMELINE = 2
APPOINTMENTS = 3
PASSWORD_RESET = 2

# The spoilt copy: the first 90 people, what is wrong with whom, and one row twice.
# A row has the number that a spreadsheet shows: that of the headings is 1.
CUT = 90
STRANGER = "199001012015011009"
SPOILT = {
    40: {"nip": "1,98E+17"},
    41: {"golongan": "III/z"},
    42: {"nip_atasan": STRANGER},
    43: {"nip_atasan": "197909162004051001"},
    44: {"nip_atasan": "198510082011012001"},
    45: {"nip_atasan": "198106072023211001"},
    48: {"unor": ""},
    49: {"tmt_golongan": "2016-02-30"},
    50: {"nip_atasan": STRANGER},
    53: {"nip_atasan": STRANGER},
}
TWICE = 47
SKIPPED, NO_SUPERIOR = "Baris dilewati", "Masuk tanpa atasan"
NAMED = (
    (40, "Nur Ramadhan", "NIP", "1,98E+17", "aplikasi pengolah angka", SKIPPED),
    (41, "Teuku Johan", "Golongan", "III/z", "tidak dikenal", "III/c", SKIPPED),
    (42, "Mutia Sari", "NIP Atasan", STRANGER, "tidak ada dalam berkas", NO_SUPERIOR),
    (43, "Laila Anggraini", "menunjuk dirinya sendiri sebagai atasan", NO_SUPERIOR),
    (44, "saling menunjuk: Agus Hasibuan, Rina Ibrahim", NO_SUPERIOR),
    (45, "saling menunjuk: Agus Hasibuan, Rina Ibrahim", NO_SUPERIOR),
    (48, "Mutia Siregar", "Unor", "Belum diisi", SKIPPED),
    (49, "Saiful Rizki", "TMT Golongan", "2016-02-30", "bukan tanggal", SKIPPED),
    (50, "Aisyah Rahman", "NIP Atasan", STRANGER, NO_SUPERIOR),
    (53, "Darmawan Syahputra", "NIP Atasan", STRANGER, NO_SUPERIOR),
    (92, "Ridwan Maulana", "sudah ada pada baris 47 (Ridwan Maulana)", SKIPPED),
)
HEAD = "Kepala Daerah"
OFFICE = "Dinas Pendidikan dan Kebudayaan"
OFFICE_HEAD = "199505202018012001"  # Budi Usman; another one bears his name
MUTASI_HEAD = "198509082012042001"  # Agus Abdullah
MENDED_IN_OFFICE = {
    "198611102023212001": "197109191998042001",
    "197909162004051001": "199207282021011001",
    "198106072023211001": "198412142011051001",
    "198510082011012001": "199003092014051001",
}

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

PREPARE = """
user.password = %(password)r
env["ir.config_parameter"].set_param("asn_test_clock.date", %(day)r)
env["hr.employee"].create({
    "name": "Wahyu Tanpa Jabatan", "asn_kind": "pns", "asn_nip": "198001012005011007",
})
env.cr.commit()
"""
SET_CLOCK = """
env["ir.config_parameter"].set_param("asn_test_clock.date", %r)
env.cr.commit()
env.registry.signal_changes()
"""
# Those of the spoilt copy have chosen a password, as after their slips were given.
PASSWORDS = """
env.cr.execute(
    "UPDATE res_users SET password = own.password FROM res_users own"
    " WHERE own.login = %s AND res_users.password IS NULL"
    " AND length(res_users.login) = 18",
    [{login!r}],
)
"""
POSTS = """
    SELECT held.nip, coalesce(boss.asn_nip, boss.name) AS boss,
           unit.asn_unor AS unit, held.post
    FROM hr_asn_assignment held
    JOIN hr_department unit ON unit.id = held.department_id
    LEFT JOIN hr_employee boss ON boss.id = held.appraiser_id
    WHERE held.asn_kind <> 'non_asn' AND held.date_to IS NULL
"""
PLAN_BOSSES = """
    SELECT skp.nip, boss.asn_nip AS boss
    FROM hr_asn_skp skp JOIN hr_employee boss ON boss.id = skp.appraiser_id
"""
MENDED = """
    SELECT count(*) AS count, min(actor.login) AS login
    FROM hr_asn_event event JOIN res_users actor ON actor.id = event.actor_id
    WHERE event.note LIKE %s AND event.res_model = 'hr.asn.assignment'
"""


def sql(statement, *values):
    return database.rows(NAME, statement, *values)


def listed():
    """The sample list as dicts."""
    with SAMPLE.open(encoding="utf-8-sig") as handle:
        return list(csv.DictReader(handle))


def spoilt_copy(path):
    rows = listed()[:CUT]
    twice = dict(rows[TWICE - 2])
    for number, cells in SPOILT.items():
        rows[number - 2].update(cells)
    return write(path, [*rows, twice])


def write(path, rows):
    out = io.StringIO()
    table = csv.DictWriter(out, rows[0].keys())
    table.writeheader()
    table.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8-sig")
    return path


def bosses():
    """{NIP: NIP of the appraiser} of who holds a post."""
    return {post["nip"]: post["boss"] for post in sql(POSTS)}


# -- the officer's room ----------------------------------------------------------


@pytest.fixture(scope="module")
def room():
    """A fresh agency with a server, its officer and his browser."""
    server.create_database(NAME, server.build_template((CLOCK,)))
    try:
        officer = cycle_keys.OFFICER_CODE % {"login": cycle_keys.OFFICER}
        prepared = PREPARE % {"password": PASSWORD, "day": JANUARY}
        server.odoo_shell(NAME, officer + prepared)
        with server.Server(NAME, cron=1) as running, Desk(running.url) as desk:
            yield desk
    finally:
        server.drop_database(NAME)


@pytest.fixture
def desk(room):
    """The browser, as the test before left it; none of its errors is overlooked."""
    assert not room.left, f"the story broke off before: {room.left}"
    yield room
    assert room.errors == []


def menu(desk, *names):
    for name in names:
        desk.click(MENU % name)


def search(desk, text):
    """Type into the search box; Enter means the first suggestion, once it is there."""
    desk.type(SEARCH, text)
    desk.see(SUGGESTED, text)
    desk.press("Enter")


def figures(desk, **wanted):
    """See the figures of boxes, by the names of their fields without `_count`."""
    for name, figure in wanted.items():
        desk.reads(FIELD % f"{name}_count", str(figure))


def look_through(desk, entry, path, accounts=False):
    """Choose a file: it is looked at by itself."""
    menu(desk, "menu_asn_staff", entry)
    desk.upload(FILE, path)
    desk.see(STATE % "check")
    if accounts:
        desk.click(BUTTON % "action_toggle_accounts")
        desk.see(f"{BUTTON % 'action_toggle_accounts'} .fa-check-square-o")


def process(desk):
    desk.click(BUTTON % "action_start")
    desk.see(STATE % "done")


# -- the story -------------------------------------------------------------------


def test_officer_signs_in_on_an_indonesian_page(desk):
    desk.go("/web/login")
    assert "Kata Sandi" in desk.see(".oe_login_form")
    desk.type("input[name=login]", cycle_keys.OFFICER)
    desk.type("input[name=password]", PASSWORD)
    desk.click(".oe_login_form button[type=submit]")
    desk.see(MENU % "menu_asn_staff", "Data Pegawai")


def test_spoilt_list_is_told_row_by_row_and_its_good_rows_are_taken(desk, tmp_path):
    path = spoilt_copy(tmp_path / "pegawai-rusak.csv")
    with desk.steps(IMPORT + TO_THE_MENU + ACCOUNTS):
        look_through(desk, "menu_asn_staff_import", path, accounts=True)
        figures(desk, valid=86, new=86, changed=0, unchanged=0, refused=5)
        rows = desk.texts(PROBLEM)
        assert len(rows) == len(NAMED)
        for (number, *words), row in zip(NAMED, rows, strict=True):
            assert row.startswith(f"{number} "), row
            assert all(word in row for word in words), row
        assert sql("SELECT id FROM hr_asn_assignment") == [], "only looked at"
        process(desk)
    assert len(bosses()) == 86
    missing = sorted(nip for nip, boss in bosses().items() if boss is None)
    assert missing == sorted(
        row["nip"]
        for number, row in enumerate(listed(), start=2)
        if "nip_atasan" in SPOILT.get(number, ())
    )


def test_officer_mends_one_superior_in_place_by_nip(desk):
    menu(desk, "menu_asn_staff", "menu_asn_hierarchy")
    desk.see(GROUP, "Penilai belum diisi")
    row = f"{ROW}:has-text('Aisyah Rahman')"
    with desk.steps(ONE_APPRAISER):
        desk.click(f"{row} {NEW_BOSS}")
        desk.choose(f"{NEW_BOSS} input", MUTASI_HEAD, "Agus Abdullah")
        desk.click(SAVE_ROW)
        desk.see(TOLD, "Agus Abdullah")
    desk.gone(row)
    assert bosses()["197112172021212001"] == MUTASI_HEAD


def test_officer_takes_the_proposal_of_the_unit_above(desk):
    row = f"{ROW}:has-text('Darmawan Syahputra')"
    with desk.steps(ONE_APPRAISER):
        desk.click(f"{row} {BUTTON % 'take_proposal'}")
    desk.gone(row)
    assert bosses()["199602182021041001"] == MUTASI_HEAD


def test_officer_mends_the_rest_of_a_unit_at_once(desk):
    with desk.steps(WHOLE_UNIT):
        desk.click(PANEL, OFFICE)
        desk.counts(ROW, 4)
        desk.click(PANEL, "Penilai belum diisi")
        desk.counts(ROW, 4)
        desk.click(ALL_ROWS)
        desk.see(CHOSEN, "4")
        desk.click("button", "Ganti Pejabat Penilai")
        desk.choose(f"{DIALOG} {INPUT % 'appraiser_id'}", OFFICE_HEAD, "Budi Usman")
        desk.type(f"{DIALOG} {INPUT % 'decree'}", "SK 800/12/2026")
        figures(desk, people=4, refused=0)
        desk.click(f"{DIALOG} {BUTTON % 'action_process'}")
        desk.see(STATE % "done")
    now = bosses()
    assert None not in now.values()
    assert {now[nip] for nip in MENDED_IN_OFFICE} == {OFFICE_HEAD}
    (told,) = sql(MENDED, "%SK 800/12/2026%")
    assert (told["count"], told["login"]) == (4, cycle_keys.OFFICER)


def test_whole_list_shows_what_changes_and_doubles_nobody(desk):
    with desk.steps(IMPORT + TO_THE_MENU + 1):
        look_through(desk, "menu_asn_staff_import", SAMPLE)
        figures(desk, valid=240, new=154, changed=4, unchanged=82, refused=0)
        desk.click(TAB % "changes")
        desk.see(CHANGE)
        changes = desk.texts(CHANGE)
        assert len(changes) == len(MENDED_IN_OFFICE)
        for change in changes:
            assert f"Budi Usman ({OFFICE_HEAD})" in change
            assert any(boss in change for boss in MENDED_IN_OFFICE.values()), change
        process(desk)
    wanted = {
        row["nip"]: (row["nip_atasan"] or HEAD, row["unor"], row["jabatan"])
        for row in listed()
    }
    found = {
        post["nip"]: (post["boss"], post["unit"], post["post"]) for post in sql(POSTS)
    }
    assert found == wanted
    menu(desk, "menu_asn_staff", "menu_asn_hierarchy")
    desk.see(EVERYBODY, "semua pegawai sudah benar")
    desk.counts(ROW, 0)


def test_officer_exempts_somebody(desk):
    menu(desk, "menu_asn_staff", "menu_asn_exemptions")
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
    menu(desk, "menu_asn_all", "menu_asn_cycles")
    desk.see(TITLE, "Siklus Kinerja")
    desk.click(NEW)
    assert desk.value(INPUT % "year") == "2026"
    desk.choose(INPUT % "policy_id", "setiap triwulan", "Umum: setiap triwulan")
    desk.click(SAVE_FORM)
    with desk.steps(PREVIEW_AND_OPEN):
        desk.click(BUTTON % "action_check")
        figures(desk, make=239, incomplete=0, exists=0, exempt=1, cannot=1)
        desk.click(f"button:has({FIELD % 'cannot_count'})")
        assert "Tidak ada penugasan" in desk.see(ROW, "Wahyu Tanpa Jabatan")
        desk.click(BACK, "Pembukaan Siklus 2026")
        assert sql("SELECT id FROM hr_asn_skp") == [], "only looked at"
        process(desk)
    figures(desk, ok=239, skipped=2, failed=0)
    (cycle,) = sql("SELECT state FROM hr_asn_cycle")
    assert cycle["state"] == "planning"
    plans = sql("SELECT nip FROM hr_asn_skp WHERE state = 'draft' ORDER BY nip")
    people = {row["nip"] for row in listed()} - {"197410102004031001"}
    assert [plan["nip"] for plan in plans] == sorted(people)


def test_officer_finds_who_is_late_in_two_clicks(desk):
    """The people of the spoilt copy have accounts; nobody has begun."""
    chosen = PASSWORDS.format(login=cycle_keys.OFFICER)
    server.odoo_shell(NAME, chosen + SET_CLOCK % AFTER_JANUARY)
    with desk.steps(WHO_IS_LATE):
        menu(desk, "menu_asn_cycle")
        for box, count in (("late", 85), ("no_login", 154), ("blocked", 0)):
            desk.reads(f"{BOX % box} strong", str(count))
        desk.click(BUTTON % "copy_list")
        desk.see(f"{DIALOG} [role=status]")
    text = desk.value(COPIED)
    assert text == desk.clipboard()
    desk.press("Escape")
    desk.gone(DIALOG)
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
        search(desk, "19711217 202121 2 001")
        desk.click(PERSON, "Aisyah Rahman")
        waiting = desk.see(FIELD % "waiting")
    assert "Menunggu Aisyah Rahman, A.Md., belum mulai mengisi" in waiting
    assert "3 hari" in waiting, "the deadline was three days ago"


def test_officer_takes_an_appointment_list(desk, tmp_path):
    """Two heads change places; what is open goes along with the posts."""
    path = write(tmp_path / "pelantikan.csv", APPOINTED)
    with desk.steps(TO_THE_MENU + APPOINTMENTS):
        look_through(desk, "menu_asn_transfer_import", path)
        process(desk)
    followed = {
        row["nip"]: SWAPPED[row["nip_atasan"]]
        for row in listed()
        if row["nip_atasan"] in SWAPPED
    }
    assert len(followed) == 7
    figures(desk, ok=11, skipped=0, failed=0)
    now, plans = bosses(), sql(PLAN_BOSSES)
    assert {nip: now[nip] for nip in followed} == followed
    assert {one["nip"]: one["boss"] for one in plans if one["nip"] in followed} == (
        followed
    )
    posts = {post["nip"]: post["post"] for post in sql(POSTS)}
    for row in APPOINTED:
        assert posts[row["NIP"]] == row["Jabatan Baru"]


def test_officer_resets_a_password(desk):
    menu(desk, "menu_asn_staff", "menu_asn_assignments")
    desk.see(TITLE, "Penugasan")
    search(desk, "197112172021212001")
    desk.gone(ROW, "Sekretaris Daerah")
    with desk.steps(PASSWORD_RESET):
        desk.click(f"{ROW} {BUTTON % 'action_reset_password'}")
        slip = desk.download(CONFIRM)
    assert slip.read_bytes().startswith(b"%PDF")
    (slips,) = sql("SELECT count(*) AS count FROM hr_asn_slip")
    assert slips["count"] == 1
