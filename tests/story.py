"""A story at the screens: an agency of its own, its people, and one at a browser."""

import contextlib

import server
from browser import Desk

CLOCK = "asn_test_clock"

# What people are made with in Odoo's shell, and how each of them acts as himself.
PEOPLE = """
from odoo.fields import Command

env.company.name = "Pemerintah Kota Contoh"

def day(text):
    env["ir.config_parameter"].set_param("asn_test_clock.date", text)
    env.invalidate_all()

def person(name, login, number):
    user = env["res.users"].create({
        "name": name, "login": login, "lang": "id_ID",
        "group_ids": [Command.link(env.ref("base.group_user").id)],
    })
    return env["hr.employee"].create(
        {"name": name, "user_id": user.id, "asn_kind": "pns", "asn_nip": number}
    )

def by(record, who):
    env.flush_all()
    env.invalidate_all()
    return record.with_user(who.user_id)
"""


@contextlib.contextmanager
def room(name, code, hand, **options):
    """Make a database by code of Odoo's shell, and give a hand at its server.

    :param name: of the database, which is gone afterwards
    :param hand: class of a browser.Desk
    :param options: of the server, which the hand knows as `server`
    """
    server.create_database(name, server.build_template((CLOCK,)))
    try:
        server.odoo_shell(name, code)
        with server.Server(name, **options) as running, hand(running.url) as desk:
            desk.server = running
            yield desk
    finally:
        server.drop_database(name)


class Shared(Desk):
    """A browser at which one sits after another."""

    def sign_in(self, login, password, path):
        """Sign in and come to an address; who was signed in before is signed out."""
        self.page.context.clear_cookies()
        # The browser would offer those who sat here before.
        self.go("/web/login")
        self.page.evaluate("localStorage.clear()")
        self.go(path)
        self.type("#login", login)
        self.type("#password", password)
        self.click(".oe_login_form button[type=submit]")
        self.see(".o_action_manager .o_content")
