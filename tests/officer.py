"""An officer at the screens, and the spoilt list that he takes in.

Two stories begin with it: an office's of 240 people (`test_officer`) and, with a server
that dies, a city's of 4,500 (`test_city`). Each job may take as many clicks as the
officer's own table allows.
"""

import csv
import io
from pathlib import Path

import cycle_keys
from browser import DIALOG, Desk

SAMPLE = Path(__file__).parent / "data" / "pegawai.csv"
ENCODING = "utf-8-sig"
PASSWORD = "Rahasia-2026"

# The screens: the names that buttons, fields and menus have, and nothing of a layout.
MENU = "[data-menu-xmlid='hr_asn_appraisal.%s']"
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
HEALTH = "hr.asn.hierarchy"
PANEL = ".o_search_panel_label_title"
NEW_BOSS = "td[name=new_appraiser_id]"
SEARCH = ".o_searchview_input"
SUGGESTED = ".o_searchview_autocomplete"
BOX = ".o_asn_box[name=%s]"
PERSON = ".o_asn_person"
COPIED = f"{DIALOG} textarea"
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
WHO_IS_LATE = 2

# The spoilt copy: what is wrong with whom, and one row twice, at the end.
# A row has the number that a spreadsheet shows: that of the headings is 1.
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
    (None, "Ridwan Maulana", "sudah ada pada baris 47 (Ridwan Maulana)", SKIPPED),
)
HEAD = "Kepala Daerah"
OFFICE = "Dinas Pendidikan dan Kebudayaan"
DECREE = "SK 800/12/2026"
OFFICE_HEAD = "199505202018012001"  # Budi Usman; another one bears his name
MUTASI_HEAD = "198509082012042001"  # Agus Abdullah
MENDED_IN_OFFICE = {
    "198611102023212001": "197109191998042001",
    "197909162004051001": "199207282021011001",
    "198106072023211001": "198412142011051001",
    "198510082011012001": "199003092014051001",
}

PREPARE = """
user.password = %(password)r
env["ir.config_parameter"].set_param("asn_test_clock.date", %(day)r)
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
MENDED = """
    SELECT count(*) AS count, min(actor.login) AS login
    FROM hr_asn_event event JOIN res_users actor ON actor.id = event.actor_id
    WHERE event.note LIKE %s AND event.res_model = 'hr.asn.assignment'
"""


def preparation(day):
    """Return code for Odoo's shell: the officer with his password, on a day."""
    code = cycle_keys.OFFICER_CODE % {"login": cycle_keys.OFFICER}
    return code + PREPARE % {"password": PASSWORD, "day": day}


def later(day):
    """Return code for Odoo's shell: it is another day, all accounts have passwords."""
    return PASSWORDS.format(login=cycle_keys.OFFICER) + SET_CLOCK % day


def listed():
    """The sample list as dicts."""
    with SAMPLE.open(encoding=ENCODING) as handle:
        return list(csv.DictReader(handle))


def spoilt(rows):
    """Return a copy of the list with what is wrong in it."""
    copy = [dict(row) for row in rows]
    twice = dict(copy[TWICE - 2])
    for number, cells in SPOILT.items():
        copy[number - 2].update(cells)
    return [*copy, twice]


def without_superior(rows):
    """The numbers (NIP) of those who come without a superior from the spoilt copy."""
    numbered = enumerate(rows, start=2)
    return {row["nip"] for at, row in numbered if "nip_atasan" in SPOILT.get(at, ())}


def wanted_posts(rows):
    """{NIP: (superior, unit, post)} as the list says it."""
    return {
        row["nip"]: (row["nip_atasan"] or HEAD, row["unor"], row["jabatan"])
        for row in rows
    }


def found_posts(posts):
    """{NIP: (superior, unit, post)} as rows of `POSTS` say it."""
    return {post["nip"]: (post["boss"], post["unit"], post["post"]) for post in posts}


def write(path, rows):
    """Write rows as a CSV file; returns its path."""
    out = io.StringIO()
    table = csv.DictWriter(out, rows[0].keys())
    table.writeheader()
    table.writerows(rows)
    path.write_text(out.getvalue(), encoding=ENCODING)
    return path


def indonesian(figure):
    """A whole number as an Indonesian page shows it: 4500 is "4.500"."""
    return f"{figure:,}".replace(",", ".")


class Officer(Desk):
    """The desk of the officer of the agency."""

    def sign_in(self):
        """On an Indonesian page."""
        self.go("/web/login")
        assert "Kata Sandi" in self.see(".oe_login_form")
        self.type("input[name=login]", cycle_keys.OFFICER)
        self.type("input[name=password]", PASSWORD)
        self.click(".oe_login_form button[type=submit]")
        self.see(MENU % "menu_asn_staff", "Data Pegawai")

    def menu(self, *names):
        """Go where the menus lead."""
        for name in names:
            self.click(MENU % name)

    def search(self, text):
        """Type into the search box; Enter takes the first suggestion, once there."""
        self.type(SEARCH, text)
        self.see(SUGGESTED, text)
        self.press("Enter")

    def figures(self, **wanted):
        """See the figures of boxes, by the names of their fields without `_count`."""
        for name, figure in wanted.items():
            self.reads(FIELD % f"{name}_count", indonesian(figure))

    def look_through(self, entry, path, accounts=False):
        """Choose a file: it is looked at by itself."""
        self.menu("menu_asn_staff", entry)
        self.upload(FILE, path)
        self.see(STATE % "check")
        if accounts:
            self.click(BUTTON % "action_toggle_accounts")
            self.see(f"{BUTTON % 'action_toggle_accounts'} .fa-check-square-o")

    def see_what_is_wrong(self, last):
        """The spoilt copy's problems, row by row; its last row has this number."""
        rows = self.texts(PROBLEM)
        assert len(rows) == len(NAMED)
        for (number, *words), row in zip(NAMED, rows, strict=True):
            assert row.startswith(f"{number or last} "), row
            assert all(word in row for word in words), row

    def process(self):
        """Start what was looked at and wait for its end."""
        self.click(BUTTON % "action_start")
        self.see(STATE % "done")

    def mend_by_nip(self):
        """The superior of Aisyah Rahman, in place."""
        self.menu("menu_asn_staff", "menu_asn_hierarchy")
        self.see(GROUP, "Penilai belum diisi")
        row = f"{ROW}:has-text('Aisyah Rahman')"
        with self.steps(ONE_APPRAISER):
            self.click(f"{row} {NEW_BOSS}")
            self.choose(f"{NEW_BOSS} input", MUTASI_HEAD, "Agus Abdullah")
            self.click(SAVE_ROW)
            self.see(TOLD, "Agus Abdullah")
        self.gone(row)

    def mend_by_proposal(self):
        """The superior of Darmawan Syahputra, as the unit proposes him."""
        row = f"{ROW}:has-text('Darmawan Syahputra')"
        with self.steps(ONE_APPRAISER):
            self.click(f"{row} {BUTTON % 'take_proposal'}")
        self.gone(row)

    def mend_office(self):
        """The four that are left, all of one office, at once."""
        with self.steps(WHOLE_UNIT):
            self.narrow(PANEL, OFFICE, HEALTH)
            self.counts(ROW, 4)
            self.narrow(PANEL, "Penilai belum diisi", HEALTH)
            self.counts(ROW, 4)
            self.click(ALL_ROWS)
            self.see(CHOSEN, "4")
            self.click("button", "Ganti Pejabat Penilai")
            self.choose(f"{DIALOG} {INPUT % 'appraiser_id'}", OFFICE_HEAD, "Budi Usman")
            self.type(f"{DIALOG} {INPUT % 'decree'}", DECREE)
            self.figures(people=4, refused=0)
            self.click(f"{DIALOG} {BUTTON % 'action_process'}")
            self.see(STATE % "done")

    def find_late(self, **boxes):
        """See the cockpit's boxes with their figures; returns the copied list."""
        with self.steps(WHO_IS_LATE):
            self.menu("menu_asn_cycle")
            for box, count in boxes.items():
                self.reads(f"{BOX % box} strong", indonesian(count))
            self.click(BUTTON % "copy_list")
            self.see(f"{DIALOG} [role=status]")
        text = self.value(COPIED)
        assert text == self.clipboard()
        self.press("Escape")
        self.gone(DIALOG)
        return text
