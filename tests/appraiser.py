"""A head with a team of twenty at the screens: a quarter reported and not rated.

All of it went the way people go: each step is taken by whose it is.
"""

from browser import Desk
from story import PEOPLE

LOGIN, PASSWORD = "197909302006041001", "Rahasia-2026"
NAME = "Bustami Idris"
TEAM = 20
APRIL, JULY = "2026-04-02", "2026-07-06"

# The screens: the names that buttons and fields have, and nothing of a layout.
LIST = "/odoo/team-ratings"
ROW = ".o_data_row:has-text('%s')"
CARD = ".o_kanban_record:has-text('%s')"
CHOICE = "[name=draft_%s] [data-value=%s]"
CHOSEN = "[name=draft_%s] [data-value=%s].o_asn_chosen"
REASON = ".o_asn_reason input"
DELIVER = "button[name=action_deliver_all]"
FILL = "button[name=action_all_as_expected]"
UNDO = ".o_notification button:has-text('Batalkan')"
DISTRIBUTION = ".o_asn_distribution"
PATTERN = ".o_asn_pattern"
WARNING = ".o_asn_pattern_warning"
GIVE = ".modal button[name=deliver]"
CONSIDERATION = ".modal textarea.o_asn_consideration"
PANEL = ".o_asn_side_panel"
WHY = "button[name=why]"

# What must not be wider than a phone, and what a thumb has to hit.
PLACES = ".o_content, .o_kanban_renderer, .o_kanban_record, .o_asn_distribution"
TOUCHED = ".o_content button, .o_control_panel .btn"

PREPARE = """
day("2026-01-05")
unit = env["hr.department"].create({"name": "Bidang Dafduk"})
chief = person("Marlina Siregar", "chief", "197206171998032001")
boss = person(%(name)r, %(login)r, %(login)r)
boss.user_id.password = %(password)r
team = [
    person(f"Pegawai {number:02d}", f"staf{number}", f"1990010120150410{number:02d}")
    for number in range(1, %(team)d + 1)
]
for employee, appraiser in ((boss, chief), *((one, boss) for one in team)):
    env["hr.asn.assignment"].create({
        "employee_id": employee.id, "post": "Operator Layanan Operasional",
        "post_kind": "pelaksana", "department_id": unit.id,
        "date_from": "2025-01-01", "appraiser_id": appraiser.id,
        "superior_id": %(is_led)r and appraiser == boss and chief.id,
    })
unit.manager_id = boss
policy = env["hr.asn.policy"].create({"name": "Triwulan", "cadence": "triwulan"})
cycle = env["hr.asn.cycle"].create({"year": 2026, "policy_id": policy.id})
cycle.action_open()
aspect = env.ref("hr_asn_appraisal.aspect_kuantitas")
plans = cycle.skp_ids.filtered(lambda one: one.employee_id in team)
for plan in plans:
    by(env["hr.asn.rhk"], plan.employee_id).create({
        "skp_id": plan.id, "name": "Terlayaninya pemohon di loket",
        "iki_ids": [Command.create({
            "name": "Jumlah pemohon yang dilayani", "aspect_id": aspect.id,
            "target": "4.800", "unit": "orang",
        })],
    })
    by(plan, plan.employee_id).action_submit()
by(plans, boss).action_approve()
cycle.action_open_periods()
run = env["hr.asn.run"].search([("state", "=", "running")])
while run and run._asn_step(200):
    pass

def report(number):
    for plan in plans:
        quarter = plan.evaluation_ids.filtered(
            lambda one: one.kind == "periodic" and one.period_id.number == number
        )
        own = by(quarter, plan.employee_id)
        own.entry_ids.actual = "1.200"
        own.env["hr.asn.evidence"].create({
            "rhk_id": plan.rhk_ids.id, "period_id": quarter.period_id.id,
            "name": "Rekap loket", "url": "https://contoh.go.id/rekap",
        })
        own.action_submit()

day(%(day)r)
report(1)
# What the unit achieved, as the leader above it set it; of the next quarter nothing.
achieved = env["hr.asn.unit.rating"].create({
    "department_id": unit.id, "rating": "baik", "decided_on": %(day)r,
    "period_id": cycle.period_ids.filtered(
        lambda one: one.kind == "triwulan" and one.number == 1
    ).id,
    "source": "Laporan kinerja Triwulan I: 9 dari 10 sasaran tercapai.",
    "reason": "Capaian lain dibuktikan dalam laporan kinerja.",
})
by(achieved, chief).action_set()
env.cr.commit()
"""

# The second quarter is reported after the first was delivered.
REPORT = PREPARE[PREPARE.index("def report") : PREPARE.index("day(%(day)r)")]
SECOND = """
day(%(day)r)
plans = env["hr.asn.skp"].search([("appraiser_id.name", "=", %(name)r)])
"""
# The server is told that its clock was moved.
DONE = """
report(2)
env.cr.commit()
env.registry.signal_changes()
"""


def preparation(team=TEAM, is_led=False):
    """Return code for Odoo's shell: the agency, up to the morning of the story.

    :param team: how many people the head has
    :param is_led: whether their posts name who stands above the head
    """
    values = {"name": NAME, "login": LOGIN, "password": PASSWORD, "team": team}
    values["is_led"] = is_led
    return PEOPLE + PREPARE % (values | {"day": APRIL})


def second_quarter():
    """Return code for Odoo's shell: everybody reports on his second quarter."""
    return PEOPLE + SECOND % {"name": NAME, "day": JULY} + REPORT + DONE


class Appraiser(Desk):
    """A head of a unit at his computer, or on his phone."""

    def sign_in(self):
        """Sign in and come to the list of the team."""
        self.go(LIST)
        self.type("#login", LOGIN)
        self.type("#password", PASSWORD)
        self.click(".oe_login_form button[type=submit]")
        self.see(".o_list_view")

    def choose_rating(self, name, axis, value, reason=None, place=ROW):
        """Choose a segment of a person's row, and type the sentence where it asks."""
        row = place % name
        self.click(f"{row} {CHOICE % (axis, value)}")
        self.see(f"{row} {CHOSEN % (axis, value)}")
        if reason:
            self.page.wait_for_selector(f"{REASON}:focus")
            self.page.keyboard.type(reason)
            self.press("Enter")
            self.gone(f"{REASON}:focus")
