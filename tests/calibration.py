"""A team of twenty rated by its head, and who calibrates that: people at the screens.

All of it went the way people go: each step is taken by whose it is.
"""

import appraiser
from browser import OFFERED
from story import Shared

MEMBER, MEMBER_PASSWORD = "198102022005011001", "Rahasia-2027"
MEMBER_NAME = "Iskandar Hakim"
GUEST_NAME = "Marlina Siregar"
CALIBRATED = "Pegawai 04"
CALIBRATED_LOGIN, CALIBRATED_PASSWORD = "staf4", "Rahasia-2028"

# The screens: the names that buttons and fields have, and nothing of a layout.
SESSIONS = "/odoo/calibrations"
MINE = "/odoo/my-results"
FIELD = ".o_field_widget[name=%s]"
PARTICIPANTS = "[name=participant_ids]"
SAVE = ".o_form_button_save"
START = "button[name=action_start]"
LOCK = "button[name=action_ask_lock]"
WHY = ".modal .o_asn_consideration"
LOCK_SO = ".modal button[name=deliver]"
ROW = ".o_asn_calibration tr.o_data_row:has-text('%s')"
CHOICE = "[name=%s] [data-value=%s]"
DOT = "[name=%s] [data-value=%s].o_asn_proposed"
REASON = ".o_asn_calibration input[name=reason]"
BAR = ".o_asn_calibration .o_asn_distribution"
WARNING = f"{BAR} .o_asn_pattern_warning"
TENDENCIES = "button[name=tendencies]"
TENDENCY = ".o_asn_calibration_tendencies tbody tr"
GROUP = "tbody[data-group=changed] tr.o_data_row"
REPLAY = "button[name=replay]"
STEPS = ".o_asn_replay_steps li"
NEXT = ".modal button[name=next]"
CLOSE = ".modal .modal-footer button"
LOCKED = ".o_statusbar_status [data-value=locked].o_arrow_button_current"
ALERT = ".alert"

RATED = """
env["hr.employee"].search([("name", "=", "Pegawai 04")]).user_id.password = %(other)r
member = person(%(name)r, %(login)r, %(login)r)
member.user_id.password = %(password)r
member.user_id.group_ids += env.ref("hr_asn_appraisal.group_asn_team")
rated = env["hr.asn.evaluation"].search([("state", "=", "submitted")])
by(rated, boss).action_rate("sesuai", "sesuai")
env.cr.commit()
"""


def preparation():
    """Return code for Odoo's shell: the agency, and a quarter rated by its head."""
    values = {"name": MEMBER_NAME, "login": MEMBER, "password": MEMBER_PASSWORD}
    return appraiser.preparation() + RATED % (values | {"other": CALIBRATED_PASSWORD})


class Team(Shared):
    """Somebody of the performance team, then the head, then an employee."""

    def pick(self, selector, text):
        """Type into a field that proposes, and choose what it offers."""
        self.find(f"{selector} input").first.press_sequentially(text)
        self.click(OFFERED, text)
        self.gone(OFFERED)

    def calibrate(self, name, axis, value, reason):
        """Choose a segment of a person's row, and type the sentence where it asks."""
        self.click(f"{ROW % name} {CHOICE % (axis, value)}")
        self.page.wait_for_selector(f"{REASON}:focus")
        self.page.keyboard.type(reason)
        self.press("Enter")
        self.gone(f"{REASON}:focus")
