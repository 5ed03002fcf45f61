"""API keys of one day for the robots that act as the people of a cycle.

This is the one thing that scripts/cycle does inside Odoo and not over its API:
a person would sign in and make a key; a robot has no browser. Nothing of the cycle
itself is done here, and no key belongs to the superuser.
"""

import json

import server

MARK = "ASN_CYCLE_KEYS="
OFFICER = "pengelola.kinerja"

# The officer: a real user who runs cycles, edits employees, makes accounts and
# names the agency (whose name is that of a contact).
OFFICER_CODE = """
import json
from datetime import datetime, timedelta
groups = (
    "base.group_user",
    "base.group_erp_manager",
    "base.group_partner_manager",
    "hr.group_hr_user",
    "hr_asn_appraisal.group_asn_officer",
)
user = env["res.users"].with_context(no_reset_password=True).create({
    "name": "Pengelola Kinerja",
    "login": %(login)r,
    "lang": "id_ID",
    "tz": "Asia/Jakarta",
    "group_ids": [(6, 0, [env.ref(group).id for group in groups])],
})
"""

# Every account that stands for a person who has a post or appraises somebody.
PEOPLE_CODE = """
import json
from datetime import datetime, timedelta
posts = env["hr.asn.assignment"].search([])
people = posts.employee_id | posts.appraiser_id | posts.superior_id
users = people.user_id
"""

ISSUE_CODE = """
until = datetime.now() + timedelta(days=1)
keys = env["res.users.apikeys"]
issued = {
    user.login: keys.with_user(user)._generate("rpc", "scripts/cycle", until)
    for user in %(users)s
}
env.cr.commit()
print(%(mark)r + json.dumps(issued))
"""


def officer_key(database):
    """Make the officer's account and return an API key of one day for it."""
    code = OFFICER_CODE % {"login": OFFICER} + _issue("user")
    return _issued(database, code)[OFFICER]


def people_keys(database):
    """Return {login: API key of one day} of all who take part in a cycle."""
    return _issued(database, PEOPLE_CODE + _issue("users"))


def _issue(users):
    return ISSUE_CODE % {"users": users, "mark": MARK}


def _issued(database, code):
    said = server.odoo_shell(database, code)
    marked = [line for line in said.splitlines() if line.startswith(MARK)]
    return json.loads(marked[-1].removeprefix(MARK))
