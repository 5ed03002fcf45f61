"""Accounts from the slip to the lock: over HTTP as a browser or a program asks."""

import json
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from odoo import http
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ..law import codes
from .common import YEAR, AsnCommon, AsnHttpCommon
from .test_exemption import ExemptionMixin
from .test_tours import PATIENCE

OWN = "kopi-susu-77"
JSON = {"Content-Type": "application/json"}
QUIET = (
    *("odoo.http", "odoo.addons.base.models.res_users", "odoo.service.model"),
    "odoo.addons.rpc.controllers.jsonrpc",
)


class AccountFixture:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.staff.user_id
        cls.post = cls.staff.asn_assignment_ids

    def slip(self, user=None):
        """Give a user a one-time password and return it."""
        [password] = (user or self.user)._asn_give_one_time().values()
        self.env.flush_all()
        return password

    def names(self):
        return self.events(self.post).mapped("name")


@tagged("post_install", "-at_install")
class TestFirstSignIn(AccountFixture, AsnHttpCommon):
    @classmethod
    def setUpClass(cls):
        """What the pages say is read in English, whatever the database speaks."""
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        (cls.env.ref("base.public_user") | cls.staff.user_id).lang = "en_US"

    def log_in(self, login, password):
        self.authenticate(None, None)
        values = {"login": login, "password": password, "csrf_token": self.token()}
        return self.url_open("/web/login", data=values)

    def token(self):
        return http.Request.csrf_token(self)

    def choose(self, password, again=None):
        again = password if again is None else again
        answer = self.url_open("/asn/password")
        token = answer.text.partition('name="csrf_token" value="')[2].partition('"')[0]
        values = {"password": password, "again": again, "csrf_token": token}
        return self.url_open("/asn/password", data=values)

    def call(self, path, **params):
        """Call a JSON-RPC route; return the name of the error, None for none."""
        payload = {"jsonrpc": "2.0", "id": 1, "method": "call", "params": params}
        answer = self.url_open(path, data=json.dumps(payload), headers=JSON)
        return answer.json().get("error", {}).get("data", {}).get("name")

    def test_the_slip_leads_to_the_change_and_the_change_to_the_app(self):
        password = self.slip()
        answer = self.log_in(self.user.login, password)
        self.assertTrue(answer.url.endswith("/asn/password"), answer.url)
        self.assertIn('autocomplete="new-password"', answer.text)
        answer = self.choose(OWN)
        self.assertIn("/odoo", answer.url)
        self.env.invalidate_all()
        self.assertFalse(self.user.asn_one_time_until)
        self.assertEqual(self.names()[-2:], ["first_sign_in", "password_chosen"])
        self.assertIsNone(self.call("/web/session/get_session_info"))
        self.assertIn("/odoo", self.log_in(self.user.login, OWN).url)
        with mute_logger(*QUIET):
            answer = self.log_in(self.user.login, password)
        self.assertIn("/web/login", answer.url, "the slip is of no use any more")

    def test_a_nip_may_be_typed_as_it_is_printed(self):
        self.user.login = "198609262015051001"
        password = self.slip()
        answer = self.log_in("19860926 201505 1 001", password)
        self.assertTrue(answer.url.endswith("/asn/password"))

    @mute_logger(*QUIET)
    def test_nothing_else_answers_before_the_change(self):
        self.log_in(self.user.login, self.slip())
        for path in ("/odoo", "/web", "/odoo/my-performance", "/web/become", "/my"):
            answer = self.url_open(path)
            self.assertTrue(answer.url.endswith("/asn/password"), path)
        for path in (
            "/web/content/res.users/1/avatar_128",
            "/web/image/res.users/1/avatar_128",
            "/report/pdf/hr_asn_appraisal_reports.report_skp/1",
            "/web/webclient/load_menus",
        ):
            answer = self.url_open(path, allow_redirects=False)
            self.assertIn(answer.status_code, (303, 403), path)
        upgrade = {"Connection": "Upgrade", "Upgrade": "websocket"}
        answer = self.url_open("/websocket", headers=upgrade, allow_redirects=False)
        self.assertEqual(answer.status_code, 303)
        denied = "odoo.exceptions.AccessDenied"
        for path in (
            "/web/session/get_session_info",
            "/web/session/check",
            "/web/action/load",
            "/websocket/peek_notifications",
            "/mail/data",
        ):
            self.assertEqual(self.call(path), denied, path)
        call = {"model": "hr.asn.skp", "method": "search", "args": [[]], "kwargs": {}}
        self.assertEqual(
            self.call("/web/dataset/call_kw/hr.asn.skp/search", **call), denied
        )
        call = {"model": "res.users", "method": "change_password", "args": ["a", "b"]}
        self.assertEqual(self.call("/web/dataset/call_kw", **call, kwargs={}), denied)

    @mute_logger(*QUIET)
    def test_programs_are_refused_with_the_slip_and_with_a_key(self):
        keys = self.env["res.users.apikeys"].with_user(self.user).sudo()
        key = keys._generate("rpc", "uji", None)
        search = {"domain": []}
        header = {**JSON, "Authorization": f"bearer {key}"}
        path = "/json/2/hr.asn.skp/search"
        self.env.flush_all()
        answer = self.url_open(path, data=json.dumps(search), headers=header)
        self.assertEqual(answer.status_code, 200)
        password = self.slip()
        answer = self.url_open(path, data=json.dumps(search), headers=header)
        self.assertEqual(answer.status_code, 403)
        for secret in (password, key):
            args = [self.env.cr.dbname, self.user.id, secret, "hr.asn.skp", "search"]
            error = self.call(
                "/jsonrpc", service="object", method="execute", args=[*args, []]
            )
            self.assertEqual(error, "odoo.exceptions.AccessDenied")

    @mute_logger(*QUIET)
    def test_the_route_of_the_mobile_app_tells_nothing(self):
        self.authenticate(None, None)
        values = {"db": self.env.cr.dbname, "login": self.user.login}
        error = self.call("/web/session/authenticate", **values, password=self.slip())
        self.assertEqual(error, "odoo.exceptions.AccessDenied")

    def test_what_is_no_password_is_said_on_the_page(self):
        password = self.slip()
        self.staff.asn_nip = "198609262015051001"
        self.env.flush_all()
        self.log_in(self.user.login, password)
        for choice, again, words in (
            ("kopi", "kopi", "at least 8 characters"),
            (OWN, "kopi-susu-78", "two entries differ"),
            ("19860926 201505 1 001", None, "Your NIP"),
            ("26-09-1986", None, "date of birth"),
            (password, None, "than on the slip"),
            ("          ", None, "at least 8 characters"),
        ):
            answer = self.choose(choice, again)
            self.assertTrue(answer.url.endswith("/asn/password"), choice)
            self.assertIn(words, answer.text)
            self.assertNotIn(f'value="{choice}"', answer.text)
        self.env.invalidate_all()
        self.assertTrue(self.user.asn_one_time_until)
        self.assertIn("/odoo", self.choose(OWN).url)

    def test_a_stricter_policy_of_odoo_is_followed(self):
        if "get_password_policy" not in dir(self.env["res.users"]):
            self.assertEqual(self.user._asn_password_length(), 8)
            return
        self.env["ir.config_parameter"].set_param(
            "auth_password_policy.minlength", "14"
        )
        self.assertEqual(self.user._asn_password_length(), 14)
        self.assertEqual(len(self.slip()), 14)

    @mute_logger(*QUIET)
    def test_an_expired_slip_is_refused_with_what_to_do(self):
        password = self.slip()
        self.set_day(f"{YEAR}-01-19")
        answer = self.log_in(self.user.login, password)
        self.assertTrue(answer.url.endswith("/asn/password"), "its last day")
        self.set_day(f"{YEAR}-01-20")
        answer = self.log_in(self.user.login, password)
        self.assertIn("/web/login", answer.url)
        self.assertIn("has expired", answer.text)

    def test_a_slip_that_expires_meanwhile_changes_nothing(self):
        self.log_in(self.user.login, self.slip())
        self.set_day(f"{YEAR}-01-20")
        self.assertIn("has expired", self.choose(OWN).text)
        self.assertTrue(self.user.asn_one_time_until)

    def test_a_reset_ends_the_sessions_that_are_open(self):
        self.sign_in(self.staff)
        self.assertIsNone(self.call("/web/session/check"))
        self.slip()
        with mute_logger(*QUIET):
            self.assertEqual(
                self.call("/web/session/check"), "odoo.http.SessionExpiredException"
            )

    def test_who_has_no_slip_is_not_led_there(self):
        """So it is for who signs in by OAuth: he has no password at all."""
        self.sign_in(self.staff)
        self.assertIn("/odoo", self.url_open("/asn/password").url)
        self.assertIsNone(self.call("/web/session/check"))


@tagged("post_install", "-at_install")
class TestOneTimePassword(AccountFixture, AsnCommon):
    def test_only_its_hash_is_kept(self):
        password = self.slip()
        self.env.cr.execute(
            "SELECT password FROM res_users WHERE id = %s", [self.user.id]
        )
        [kept] = self.env.cr.fetchone()
        self.assertNotIn(password, kept)
        self.assertEqual(self.user._crypt_context().identify(kept), "pbkdf2_sha512")
        self.assertTrue(self.user._asn_is_password(password))
        self.assertFalse(self.user._asn_is_password(password + "a"))

    def test_any_other_password_ends_it(self):
        self.slip()
        self.user.password = OWN
        self.assertFalse(self.user.asn_one_time_until)
        self.assertFalse(self.user._asn_must_change_password(self.user.id))

    def test_days_are_the_agency_s(self):
        self.agency.asn_slip_days = 3
        self.slip()
        self.assertEqual(str(self.user.asn_one_time_until), f"{YEAR}-01-08")

    def test_who_cannot_sign_in(self):
        users = self.user | self.peer.user_id | self.boss.user_id
        self.slip(self.user)
        self.slip(self.peer.user_id)
        self.env.cr.execute(
            "UPDATE res_users SET password = NULL WHERE id = %s",
            [self.boss.user_id.id],
        )
        self.assertEqual(users._asn_cannot_sign_in(), self.boss.user_id)
        self.set_day(f"{YEAR}-01-20")
        self.assertEqual(users._asn_cannot_sign_in(), users)

    def _seen(self, person):
        """Return who has a login by the employee, the cockpit, the timeline, a rule."""
        self.env.flush_all()
        self.env.invalidate_all()
        mine = [("employee_id", "=", person.id)]
        rows = self.env["hr.asn.monitor"].search([*mine, ("stage", "=", "skp")])
        found = self.env["hr.employee"].search(
            [("id", "=", person.id), ("asn_has_login", "=", True)]
        )
        without = self.env["hr.employee"].search(
            [("id", "=", person.id), ("asn_has_login", "=", False)]
        )
        self.assertEqual(bool(found), not without)
        return {
            person.asn_has_login,
            bool(found),
            rows.bucket != "no_login",
            self.env["hr.asn.timeline"].browse(person.id).has_login,
        }

    def test_one_answer_everywhere_to_who_can_sign_in(self):
        person, user = self.staff, self.staff.user_id
        self.plan(person)
        self.assertEqual(self._seen(person), {True})
        self.slip(user)
        self.assertEqual(self._seen(person), {True}, "a slip that is still taken")
        self.set_day(f"{YEAR}-01-20")
        self.assertEqual(self._seen(person), {False}, "a slip that has expired")
        user.password = OWN
        self.assertEqual(self._seen(person), {True}, "chosen meanwhile")
        self.env.cr.execute(
            "UPDATE res_users SET password = NULL WHERE id = %s", [user.id]
        )
        self.assertEqual(self._seen(person), {False}, "never had a password")
        user.password = OWN
        user.active = False
        self.assertEqual(self._seen(person), {False}, "archived")
        person.user_id = False
        self.assertEqual(self._seen(person), {False}, "no account")

    def test_who_signs_in_in_another_way_has_a_login(self):
        """As a module for OAuth or LDAP says it: without a password kept here."""
        person, user = self.staff, self.staff.user_id
        self.plan(person)
        self.env.cr.execute(
            "UPDATE res_users SET password = NULL WHERE id = %s", [user.id]
        )
        self.assertEqual(self._seen(person), {False})
        model = self.env.registry["res.users"]
        ways = model._asn_other_ways
        self.patch(
            model,
            "_asn_other_ways",
            lambda users, alias: [
                *ways(users, alias),
                SQL("%s = %s", SQL.identifier(alias, "login"), user.login),
            ],
        )
        self.assertEqual(self._seen(person), {True})
        self.slip(user)
        self.set_day(f"{YEAR}-01-20")
        self.assertEqual(self._seen(person), {True}, "his slip has expired")
        user.active = False
        self.assertEqual(self._seen(person), {False}, "archived")

    def test_days_of_a_slip_are_those_of_the_agency(self):
        """At one moment it is the last day in one agency, the day after in another."""
        self.slip(self.user)
        last = self.user.asn_one_time_until
        east = self.env["res.company"].create(
            {"name": "Kota Timur", "asn_tz": "Asia/Jayapura"}
        )
        self.env.user.company_ids |= east
        stranger = self._user("timur", company=east)
        stranger.sudo().write({"asn_one_time_until": last})
        days = {"Asia/Jayapura": last + timedelta(days=1)}
        self.patch(
            self.env.registry["res.company"],
            "_asn_today",
            lambda company: days.get(company.asn_tz, last),
        )
        users = self.user | stranger
        self.assertEqual(users._asn_able(), self.user)

    def test_asking_costs_the_same_for_few_and_for_many(self):
        people = self.env["hr.employee"].union(
            *(self._person(f"Banyak {n}") for n in range(20))
        )
        costs = []
        for some in (people[:2], people):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.assertEqual(set(some.mapped("asn_has_login")), {True})
            costs.append(self.cr.sql_log_count - before)
        self.assertEqual(costs[0], costs[1])

    def test_a_choice_says_all_that_is_wrong_at_once(self):
        self.slip()
        with self.assertRaises(UserError) as caught:
            self.by(self.user, self.user)._asn_choose_password("a", "b")
        self.assertEqual(len(str(caught.exception).splitlines()), 2)

    def test_plain_is_who_has_no_right_beyond_an_employee_s(self):
        self.assertTrue(self.user._asn_plain())
        for user in (self.officer, self.team, self.auditor, self.admin):
            self.assertFalse(user._asn_plain())


@tagged("post_install", "-at_install")
class TestLock(AccountFixture, ExemptionMixin, AsnCommon):
    def tick(self, day):
        self.set_day(f"{YEAR}-{day}")
        self.env["res.users"]._cron_asn_accounts()
        self.env.invalidate_all()

    def test_who_has_left_is_locked_and_opened_with_a_new_post(self):
        self.post.date_to = f"{YEAR}-01-31"
        self.tick("03-02")
        self.assertTrue(self.user.active, "30 days are not over")
        self.tick("03-03")
        self.assertFalse(self.user.active)
        self.assertFalse(self.staff.asn_has_login)
        self.assertEqual(self.names()[-1], "account_locked")
        self._assign(self.staff, self.boss, self.clinic, date_from=f"{YEAR}-04-01")
        self.tick("03-31")
        self.assertFalse(self.user.active)
        self.tick("04-01")
        self.assertTrue(self.user.active)
        self.assertFalse(self.user.asn_locked_on)
        self.assertEqual(self.names().count("account_locked"), 1)
        last = self.env["hr.asn.event"].search([], limit=1, order="id desc")
        self.assertEqual(last.name, "account_reopened")

    def test_who_retires_is_locked_on_the_day_and_opened_if_that_is_revoked(self):
        leaving = self.exempt(self.staff, f"{YEAR}-02-01", kind=codes.PENSIUN)
        self.tick("01-31")
        self.assertTrue(self.user.active)
        self.tick("02-01")
        self.assertFalse(self.user.active)
        self.by(leaving, self.officer).action_revoke("Keliru orang")
        self.tick("02-02")
        self.assertTrue(self.user.active)

    def test_who_is_away_but_comes_back_stays(self):
        self.exempt(self.staff, kind=codes.TUGAS_BELAJAR)
        self.tick("12-31")
        self.assertTrue(self.user.active)

    def test_who_has_another_post_stays(self):
        self.post.date_to = f"{YEAR}-01-31"
        self.env.flush_all()
        self._assign(self.staff, self.boss, self.office, date_from=f"{YEAR}-02-01")
        self.tick("12-31")
        self.assertTrue(self.user.active)

    def test_who_never_had_a_post_stays(self):
        self.tick("12-31")
        self.assertTrue(self.officer.active)
        self.assertTrue(self.mayor.user_id.active)

    def test_an_administrator_is_not_locked_out(self):
        self.post.date_to = f"{YEAR}-01-31"
        self.user.group_ids |= self.env.ref("base.group_system")
        self.tick("12-31")
        self.assertTrue(self.user.active)

    def test_who_is_opened_by_hand_stays_open(self):
        self.post.date_to = f"{YEAR}-01-31"
        self.tick("03-03")
        self.user.active = True
        self.tick("03-04")
        self.assertTrue(self.user.active)

    def test_days_are_the_agency_s(self):
        self.agency.asn_lock_days = 0
        self.post.date_to = f"{YEAR}-01-31"
        self.tick("01-31")
        self.assertTrue(self.user.active)
        self.tick("02-01")
        self.assertFalse(self.user.active)

    def test_locking_many_costs_no_more_statements_of_ours(self):
        people = [self._person(f"Purna {number}") for number in range(22)]
        for person in people:
            self._assign(person, self.boss, self.clinic)
        few, many = people[:2], people[2:]
        self._searches(few)
        costs = [self._searches(part) for part in (few, many)]
        self.assertEqual(costs[0], costs[1])

    def _searches(self, people):
        users = self.env["res.users"]
        for person in people:
            users |= person.user_id
        with self._counted() as counted:
            users._asn_last_posts()
            users._asn_log_account("account_locked")
        return counted.pop()

    @contextmanager
    def _counted(self):
        self.env.flush_all()
        self.env.invalidate_all()
        counted = []
        before = self.cr.sql_log_count
        yield counted
        self.env.flush_all()
        counted.append(self.cr.sql_log_count - before)


@tagged("post_install", "-at_install")
class TestOneApp(AccountFixture, AsnCommon):
    def apps(self, user):
        self.env.registry.clear_cache()
        menus = self.by(self.env["ir.ui.menu"], user).load_menus(False)
        return {menus[one]["xmlid"] for one in menus["root"]["children"]}

    def test_a_plain_employee_sees_one_app(self):
        self.assertIn("mail.menu_root_discuss", self.apps(self.user))
        self.user.asn_only_app = True
        self.assertEqual(self.apps(self.user), {"hr_asn_appraisal.menu_asn_root"})

    def test_who_gets_more_rights_sees_his_apps(self):
        self.user.asn_only_app = True
        self.user.group_ids |= self.env.ref("hr.group_hr_user")
        self.assertIn("hr.menu_hr_root", self.apps(self.user))


@tagged("post_install", "-at_install")
class TestAccountScreens(AccountFixture, AsnHttpCommon):
    """With the mouse, in a real browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(
            patch("odoo.tests.common.CHECK_BROWSER_ITERATIONS", PATIENCE)
        )

    def test_the_officer_of_the_unit_resets_with_two_clicks(self):
        # The greeting of Odoo's robot would be cut off by the end of the tour.
        self.unit_officer.odoobot_state = "disabled"
        self.env.flush_all()
        path = f"/odoo/assignments/{self.post.id}"
        name = "hr_asn_officer_resets_password"
        self.start_tour(path, name, login=self.unit_officer.login)
        self.env.invalidate_all()
        self.assertTrue(self.user.asn_one_time_until)
        self.assertEqual(self.names()[-1], "slip_given")

    def test_an_employee_has_one_app_and_begins_with_his_performance(self):
        self.user.asn_only_app = True
        self.env.flush_all()
        self.start_tour("/odoo", "hr_asn_employee_has_one_app", login=self.user.login)
