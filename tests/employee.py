"""An employee at the screens: her agency in July, and what her hand does there.

Quarter I was received, quarter II has just been delivered, quarter III is running. All
of it went the way people go: each step is taken by whose it is.
"""

from browser import Desk
from story import PEOPLE

LOGIN, PASSWORD = "199409262019032001", "Rahasia-2026"
NAME = "Dewi Anggraini"
JULY = "2026-07-08"

# The screens: the names that buttons and fields have, and nothing of a layout.
TASK = ".o_asn_task"
FIRST_BUTTON = f"{TASK} button.btn-primary"
# All that is filled anywhere on the page: one thing is the next one.
FILLED = ".o_action_manager .btn-primary:visible"
STEP = ".o_asn_steps_list li"
PROGRESS = ".o_asn_progress li"
ACTUAL = ".o_data_row td[name=actual]"
ACTUAL_INPUT = ".o_selected_row .o_field_widget[name=actual] input"
CARD = ".o_field_widget[name=entry_ids] .o_kanban_record"
BUTTON = "button[name=%s]"
STATE = ".o_arrow_button_current[data-value=%s]"
PRINT = "button[name=papers]"
PAPER = ".o_asn_menu_item"
WHO = "button[name=who]"
SEEN = ".o_asn_who_seen"
PREDIKAT = ".o_field_widget[name=predikat]"

# What must not be wider than a phone, and what a thumb has to hit.
PLACES = ".o_content, .o_form_view, .o_form_sheet, .o_asn_card"
TOUCHED = ".o_form_sheet button, .o_form_sheet a[href], .o_form_sheet a[type]"

PREPARE = """
day("2026-01-05")
unit = env["hr.department"].create({"name": "Puskesmas Contoh Barat"})
chief = person("Hendra Saputra", "chief", "196801011990031001")
boss = person("Aisyah Kurniawan", "boss", "197901012005012001")
nurse = person(%(name)r, %(login)r, %(login)r)
nurse.user_id.password = %(password)r
for employee, appraiser in ((boss, chief), (nurse, boss)):
    env["hr.asn.assignment"].create({
        "employee_id": employee.id, "post": "Perawat Terampil",
        "post_kind": "fungsional", "department_id": unit.id,
        "date_from": "2025-01-01", "appraiser_id": appraiser.id,
    })
policy = env["hr.asn.policy"].create({"name": "Triwulan", "cadence": "triwulan"})
cycle = env["hr.asn.cycle"].create({"year": 2026, "policy_id": policy.id})
cycle.action_open()
plan = cycle.skp_ids.filtered(lambda one: one.employee_id == nurse)
aspect = env.ref("hr_asn_appraisal.aspect_kuantitas")
rhk = by(env["hr.asn.rhk"], nurse).create({
    "skp_id": plan.id, "name": "Vaksinasi",
    "iki_ids": [Command.create({
        "name": "Anak divaksin", "aspect_id": aspect.id, "target": "420",
        "unit": "orang",
    })],
})
by(plan, nurse).action_submit()
by(plan, boss).action_approve()
cycle.action_open_periods()

def report(quarter, figure):
    own = by(quarter, nurse)
    own.entry_ids.actual = figure
    own.env["hr.asn.evidence"].create({
        "rhk_id": rhk.id, "period_id": quarter.period_id.id, "name": "Rekap",
        "url": "https://contoh.go.id/rekap",
    })
    own.action_submit()

def deliver(quarter):
    by(quarter, boss).action_rate("sesuai", "sesuai")
    by(quarter, boss).action_deliver()

first, second, *_rest = plan.evaluation_ids.sorted("date_to")
for quarter, figure, after in (
    (first, "100", "2026-04-02"), (second, "110", "2026-07-07"),
):
    day(after)
    report(quarter, figure)
    deliver(quarter)
    if quarter == first:
        by(quarter, nurse).action_receive()
third = _rest[0]
env["hr.asn.evidence"].with_user(nurse.user_id).create({
    "rhk_id": rhk.id, "period_id": third.period_id.id, "name": "Rekap",
    "url": "https://contoh.go.id/rekap",
})
day(%(day)r)
env.cr.commit()
"""


def preparation():
    """Return code for Odoo's shell: the agency, up to the morning of the story."""
    return PEOPLE + PREPARE % {
        "password": PASSWORD,
        "name": NAME,
        "login": LOGIN,
        "day": JULY,
    }


class Employee(Desk):
    """A nurse at her computer, or on her phone."""

    def sign_in(self):
        """Sign in; the first page is seen."""
        self.go("/odoo/my-performance")
        self.type("#login", LOGIN)
        self.type("#password", PASSWORD)
        self.click(".oe_login_form button[type=submit]")
        self.see(".o_asn_home h2", NAME)

    def home(self):
        """Come to the first page, as from the menu; clicks of the way do not count."""
        self.go("/odoo/my-performance")
        self.see(".o_asn_home h2", NAME)
