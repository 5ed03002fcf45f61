"""A quarter that somebody does not agree with: four people at one browser.

Who is rated, his appraiser, the superior who decides, and a colleague whom all of it is
no business of. It went the way people go, up to the delivery.
"""

import contextlib

import appraiser
from browser import DIALOG, WINDOW
from story import Shared

PASSWORD = "Rahasia-2029"
EMPLOYEE, EMPLOYEE_NAME = "staf1", "Pegawai 01"
COLLEAGUE = "staf2"
SUPERIOR, SUPERIOR_NAME = "chief", "Marlina Siregar"

GIVEN_REASON = "Target 4.800 pemohon dihitung setahun."

# The screens: the names that buttons and fields have, and nothing of a layout.
MINE = "/odoo/my-results"
CASES = "/odoo/team-objections"
QUESTIONS = "/odoo/inquiries"
ALL_CASES = "/odoo/objections"
ROW = ".o_data_row"
EMPTY = ".o_view_nocontent"
BUTTON = "button[name=%s]"
STATE = ".o_arrow_button_current[data-value=%s]"
FIELD = ".o_field_widget[name=%s]"
SAID = f"{DIALOG} [name=text] textarea"
SEND = f"{DIALOG} footer button[name=%s]"
FILES = f"{DIALOG} input[type=file]"
AXIS = f"{DIALOG} [name=on_%s] input"
OUTCOME = f"{DIALOG} [name=outcome] [data-value=%s]"
CHOICE = f"{DIALOG} [name=%s] [data-value=%s]"
REASON = f"{DIALOG} [name=reason] textarea"
STEPS = ".o_asn_steps_list"
# From top to bottom on a phone, as the screens say it.
PHONE_ORDER = (
    *(".o_asn_outcome", FIELD % "basis_cell", STEPS, FIELD % "basis"),
    *("[name=unit_below]", "[name=deadline_below]"),
)
FACTS = "[name=facts] [name=reached]"
# What must not be wider than a phone, and what a thumb has to hit.
PLACES = ".o_content, .o_form_sheet, .o_asn_basis, .o_asn_grid, .o_asn_steps_list"
OPTION = f"{DIALOG} .o_asn_choice button"
DIALOG_PLACES = f"{DIALOG} .modal-body, {OPTION}"
TOUCHED = ".o_content button:not(.o_arrow_button), .o_control_panel .btn"
DIALOG_TOUCHED = f"{DIALOG} button:not(.btn-close)"
PRINT = ".o_cp_action_menus .dropdown-toggle"
PAPER = ".o-dropdown-item, .dropdown-item"

RATED = """
for login in (%(employee)r, %(colleague)r, %(superior)r):
    env["res.users"].search([("login", "=", login)]).password = %(password)r
for one in env["hr.asn.evaluation"].search([("state", "=", "submitted")]):
    rating = "di_bawah" if one.name == %(name)r else "sesuai"
    by(one, boss).action_rate(rating, "sesuai", %(reason)r)
    by(one, boss).action_deliver()
env.cr.commit()
"""


def preparation():
    """Return code for Odoo's shell: two people whose quarter was delivered."""
    values = {"employee": EMPLOYEE, "colleague": COLLEAGUE, "superior": SUPERIOR}
    values |= {"password": PASSWORD, "name": EMPLOYEE_NAME, "reason": GIVEN_REASON}
    return appraiser.preparation(team=2, is_led=True) + RATED % values


class Party(Shared):
    """The employee, then his appraiser, then who decides, then a colleague."""

    def open_basis(self):
        """Come to the page that says how the result came about."""
        self.go(MINE)
        self.rest()
        self.click(ROW, "Triwulan I 2026")
        self.click(BUTTON % "action_open_basis")
        self.see(STEPS)

    @contextlib.contextmanager
    def at(self, size):
        """Look at the page on a screen of another size, once it is drawn for it."""
        self.page.set_viewport_size(size)
        self.rest()
        try:
            yield
        finally:
            self.page.set_viewport_size(WINDOW)

    def say(self, text, step="action_say"):
        """Write into the dialog that is open, and send it."""
        self.type(SAID, text)
        self.click(SEND % step)
        self.gone(DIALOG)

    def tops(self, *selectors):
        """Return how far down the page each of these begins."""
        return [self.find(one).first.bounding_box()["y"] for one in selectors]

    def status(self, path):
        """Ask for an address with the rights of who sits here; returns the status."""
        return self.page.request.get(path).status
