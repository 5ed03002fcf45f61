"""A unit of twelve that plans its year at the screens, from its head's plan down.

The agency, its library and its logins are there; nobody has written a plan. Everybody
signs in as himself.
"""

import csv
import io

from browser import CONFIRM, DIALOG, Desk
from story import PEOPLE

PASSWORD = "Rahasia-2026"
OFFICER = "petugas"
CHIEF = "196703121994031001"  # Sekretaris Daerah, above the head
HEAD, HEAD_NAME = "197206171998032001", "Marlina Siregar"
OTHER_HEAD = "197011051996031001"  # of the unit to which somebody moves in May
POST_OF_CHIEF = "Sekretaris Daerah"
POST_OF_HEAD = "Kepala Dinas Kependudukan dan Pencatatan Sipil"
OTHER_POST = "Kepala Dinas Perpustakaan"
UNIT = "Dinas Kependudukan dan Pencatatan Sipil"
OTHER_UNIT = "Dinas Perpustakaan"
STAFF = {
    f"198801012015041{number:03d}": f"Pegawai {number:02d}" for number in range(1, 12)
}
MOVER, MOVER_NAME = list(STAFF.items())[10]
PLT, PLT_NAME = HEAD, HEAD_NAME

JANUARY, MAY, JULY, AUGUST = "2026-01-05", "2026-05-04", "2026-07-01", "2026-08-18"

# The screens: the names that buttons, fields and menus have, and nothing of a layout.
MENU = "[data-menu-xmlid='hr_asn_appraisal.%s']"
BUTTON = "button[name=%s]"
STATE = ".o_arrow_button_current[data-value=%s]"
ROW = ".o_data_row"
FIELD = ".o_field_widget[name=%s]"
TAB = ".o_notebook_headers [name=%s]"
TARGET = f"{ROW} td[name=target]"
TARGET_INPUT = f".o_selected_row {FIELD % 'target'} input"
RESULT = ".o_asn_rhk"
PERSON = "tbody .o_asn_grid_row"
BRANCH = ".o_asn_grid_band button"
GAP = "[name=gap_results]"
OLD_TARGET = "td[name=target] .o_asn_old"
COMPARE = BUTTON % "compare_versions"
CHOSEN = ".o_selection_box"
ALL_ROWS = "thead .o_list_record_selector input"

# The library: what the head and his people take. Columns as the product's own files.
RESULTS = f"""\
kode;jabatan;opd;model;jenis;klasifikasi;rhk;intervensi;intervensi_cadangan;inti
K1;Wali Kota;*;organisasi;utama;Organisasi;Meningkatnya kualitas pelayanan publik;;;1
S1;{POST_OF_CHIEF};*;jpt;utama;Organisasi;Tertibnya pemerintahan daerah;K1;;1
H1;{POST_OF_HEAD};*;jpt;utama;Organisasi;Meningkatnya kepemilikan dokumen;K1;;1
H2;{POST_OF_HEAD};*;jpt;utama;Organisasi;Semakin cepatnya penerbitan dokumen;K1;;1
L1;{OTHER_POST};*;jpt;utama;Organisasi;Meningkatnya minat baca;K1;;1
P1;Operator Layanan;*;ja_jf;utama;;Terlayaninya pemohon di loket;H1;;1
P2;Operator Layanan;*;ja_jf;utama;;Berkas terverifikasi pada hari yang sama;H2;;1
B1;Pustakawan Terampil;*;ja_jf;utama;;Terlayaninya pembaca;L1;;1
"""
INDICATORS = """\
kode_rhk;aspek_perspektif;iki;target;satuan;arah;pola_ukur;bulan_ukur;dimensi
K1;Penerima Layanan;Indeks Kepuasan Masyarakat;88,50;indeks;naik;rilis;12;
S1;Penerima Layanan;Perangkat daerah yang tertib;33;perangkat;naik;posisi;;
H1;Penerima Layanan;Anak yang memiliki akta;98;%;naik;posisi;;dampak_masyarakat
H2;Proses Bisnis;Waktu penerbitan;2;hari;turun;posisi;;kepuasan
L1;Penerima Layanan;Kunjungan perpustakaan;12.000;orang;naik;hitungan;;
P1;Kuantitas;Pemohon yang dilayani;1.200;orang;naik;hitungan;;individu
P2;Waktu;Berkas diverifikasi pada hari yang sama;90;%;naik;posisi;;kualitas
B1;Kuantitas;Pembaca yang dilayani;800;orang;naik;hitungan;;individu
"""

PREPARE = """
day(%(day)r)
officer = env["res.users"].create({
    "name": "Petugas", "login": %(officer)r, "lang": "id_ID",
    "group_ids": [
        Command.link(env.ref("hr_asn_appraisal.group_asn_officer").id),
        Command.link(env.ref("hr.group_hr_user").id),
    ],
})
mayor = env["hr.employee"].create({"name": "Wali Kota Contoh", "asn_kind": "non_asn"})

def unit(name):
    return env["hr.department"].create({"name": name, "asn_unor": name})

def seat(who, post, where, boss, kind="pelaksana"):
    env["hr.asn.assignment"].create({
        "employee_id": who.id, "post": post, "post_kind": kind,
        "department_id": where.id, "date_from": "2025-01-01",
        "appraiser_id": boss.id,
    })

ours, theirs, top = unit(%(unit)r), unit(%(other_unit)r), unit("Sekretariat Daerah")
chief = person("Hendra Saputra", %(chief)r, %(chief)r)
head = person(%(head_name)r, %(head)r, %(head)r)
other = person("Zainal Arifin", %(other_head)r, %(other_head)r)
seat(chief, %(chief_post)r, top, mayor, "jpt")
seat(head, %(post)r, ours, chief, "jpt")
seat(other, %(other_post)r, theirs, chief, "jpt")
ours.manager_id, theirs.manager_id, top.manager_id = head, other, chief
for number, name in %(staff)r.items():
    seat(person(name, number, number), "Operator Layanan", ours, head)
env["res.users"].search([]).filtered(
    lambda one: len(one.login) == 18 or one == officer
).password = %(password)r

env["hr.asn.goal"].import_library(%(results)r, %(indicators)r)
policy = env["hr.asn.policy"].create({"name": "Triwulan", "cadence": "triwulan"})
cycle = env["hr.asn.cycle"].create({"year": 2026, "policy_id": policy.id})
cycle.action_open()
env.cr.commit()
"""
SET_CLOCK = """
env["ir.config_parameter"].set_param("asn_test_clock.date", %r)
env.cr.commit()
env.registry.signal_changes()
"""
APPROVED = """
    SELECT skp.nip, skp.state, skp.version_number AS version, skp.status, skp.post,
           skp.date_from::text AS since, skp.date_to::text AS until,
           boss.asn_nip AS boss
      FROM hr_asn_skp skp LEFT JOIN hr_employee boss ON boss.id = skp.appraiser_id
  ORDER BY skp.nip, skp.date_from, skp.status
"""
LINKS = """
    SELECT skp.nip, owner.nip AS owner, link.is_direct AS direct, rhk.name
      FROM hr_asn_rhk_link link
      JOIN hr_asn_rhk rhk ON rhk.id = link.rhk_id
      JOIN hr_asn_skp skp ON skp.id = rhk.skp_id
      JOIN hr_asn_rhk upper_rhk ON upper_rhk.id = link.superior_rhk_id
      JOIN hr_asn_skp owner ON owner.id = upper_rhk.skp_id
  ORDER BY skp.nip, rhk.id
"""

RETURNED = """
    SELECT skp.nip, skp.return_note AS note, boss.login AS boss
      FROM hr_asn_skp skp JOIN res_users boss ON boss.id = skp.returned_by_id
     WHERE skp.state = 'returned'
"""
# What was filled in in a matrix and has not been given yet.
ROLES = """
    SELECT carrier.asn_nip AS nip, role.text
      FROM hr_asn_role role
      JOIN hr_asn_assignment post ON post.id = role.assignment_id
      JOIN hr_employee carrier ON carrier.id = post.employee_id
"""
LED = """
    SELECT carrier.name
      FROM hr_asn_assignment post
      JOIN hr_employee carrier ON carrier.id = post.employee_id
      JOIN hr_employee boss ON boss.id = post.appraiser_id
     WHERE boss.asn_nip = %s
"""
RESULTS_OF = """
    SELECT rhk.name AS result, iki.name AS indicator, iki.target, iki.unit
      FROM hr_asn_iki iki
      JOIN hr_asn_rhk rhk ON rhk.id = iki.rhk_id
      JOIN hr_asn_skp skp ON skp.id = rhk.skp_id
     WHERE skp.nip = %s AND skp.state = %s
  ORDER BY iki.id
"""


def preparation():
    """Return code for Odoo's shell: the agency on the first working day."""
    return PEOPLE + PREPARE % {
        "day": JANUARY,
        "officer": OFFICER,
        "chief": CHIEF,
        "chief_post": POST_OF_CHIEF,
        "head": HEAD,
        "head_name": HEAD_NAME,
        "other_head": OTHER_HEAD,
        "post": POST_OF_HEAD,
        "other_post": OTHER_POST,
        "unit": UNIT,
        "other_unit": OTHER_UNIT,
        "staff": STAFF,
        "password": PASSWORD,
        "results": RESULTS,
        "indicators": INDICATORS,
    }


def clock(day):
    """Return code for Odoo's shell: it is another day."""
    return SET_CLOCK % day


def sheet(path, *rows):
    """Write a list of dicts with the same keys as a file; returns its path."""
    out = io.StringIO()
    table = csv.DictWriter(out, rows[0].keys())
    table.writeheader()
    table.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8-sig")
    return path


class Planner(Desk):
    """Whoever sits at the screen; one after the other."""

    def sign_in(self, login, path="/odoo/my-plan"):
        """Sign in as somebody else and come to a page."""
        self.page.context.clear_cookies()
        # The browser would offer those who sat here before.
        self.go("/web/login")
        self.page.evaluate("localStorage.clear()")
        self.go(path)
        self.type("#login", login)
        self.type("#password", PASSWORD)
        self.click(".oe_login_form button[type=submit]")
        self.see(".o_action_manager .o_action")

    def open_plan(self, text=""):
        """Open the plan of the list, or the one of a post."""
        self.rest()
        self.click(ROW, text)
        self.see(".o_form_view")

    def take_from_library(self):
        """Take all that the library offers to the post."""
        self.click(BUTTON % "action_choose_goals")
        self.click(f"{DIALOG} {BUTTON % 'action_take'}")
        self.see(RESULT)

    def adapt(self, place, value):
        """Set a target, by its place from 0."""
        self.page.locator(TARGET).nth(place).click()
        self.clicks += 1
        self.type(TARGET_INPUT, value)
        self.press("Enter")

    def fill_from(self, path):
        """Choose a file for the plan that is open; it is looked through at once."""
        self.click(".o_notebook button", "Impor dari Excel")
        self.upload(f"{DIALOG} input[type=file]", path)

    def submit(self):
        """Hand the plan in."""
        self.click(BUTTON % "action_submit")
        self.click(CONFIRM)
        self.see(STATE % "submitted")

    def take_in(self, path):
        """Sign in as the officer, look an appointment list through and process it."""
        self.sign_in(OFFICER, "/odoo/my-performance")
        self.click(MENU % "menu_asn_staff")
        self.click(MENU % "menu_asn_transfer_import")
        self.upload(f"{DIALOG} input[type=file]", path)
        self.see(STATE % "check")
        self.click(BUTTON % "action_start")
        self.see(STATE % "done")

    def tick_all(self):
        """Tick all rows."""
        self.rest()
        self.page.locator(ALL_ROWS).first.check()
        self.clicks += 1
        self.see(CHOSEN)

    def approve_all(self, number):
        """Approve all that waits in the list of the team."""
        self.counts(ROW, number)
        self.tick_all()
        self.click(BUTTON % "action_approve_selected")
        self.click(CONFIRM)
        self.gone(ROW)
