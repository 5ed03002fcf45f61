"""Slips as they come out of the printer, and what is left of them in the database."""

import base64
import re

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.hr_asn_appraisal.law import codes
from odoo.addons.hr_asn_appraisal.law.nip import format_nip
from odoo.addons.hr_asn_appraisal.tests.common import (
    OFFICER,
    YEAR,
    AsnCommon,
    AsnHttpCommon,
)

from .common import texts

MANAGER = f"{OFFICER},hr.group_hr_user,base.group_erp_manager"
ON_SLIP = re.compile(
    r"NIP (\d{8} \d{6} \d \d{3}).*?Nama pengguna (\S+) "
    r"Kata sandi sekali pakai (\w{10}) "
)


def on_slips(pdf):
    """Return {NIP as printed: (user name, password)} of all slips of a PDF."""
    found = [one for page in texts(pdf) for one in ON_SLIP.findall(page)]
    slips = {number: (login, password) for number, login, password in found}
    assert len(slips) == len(found), "somebody has two slips"
    return slips


class SlipFixture:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls._user("akun", MANAGER)
        cls.newcomers = [cls._newcomer(f"Baru {number}") for number in range(10)]

    @classmethod
    def _newcomer(cls, name, unit=None):
        person = cls._person(name, login=False)
        cls._assign(person, cls.boss, unit or cls.clinic, cls.chief)
        return person

    @classmethod
    def make(cls, who, **params):
        """Return a run of slips that somebody has started."""
        run = cls.by(cls.env["hr.asn.run"], who).create(
            {"kind": "account", "name": "Slip", "params": params}
        )
        run.action_start()
        return run

    @classmethod
    def pdfs(cls, run, who):
        slips = cls.by(cls.env["hr.asn.slip"], who).search([("run_id", "=", run.id)])
        return {slip.department_id: base64.b64decode(slip.file) for slip in slips}

    def accepts(self, login, password):
        """Say whether a password is the one whose hash the account has."""
        user = self.env["res.users"].search([("login", "=", login)])
        return user._asn_is_password(password)


@tagged("post_install", "-at_install")
class TestAccountSlip(SlipFixture, AsnCommon):
    def test_every_newcomer_has_one_slip_that_opens(self):
        run = self.make(self.manager)
        self.assertEqual((run.state, run.ok_count), ("done", 10))
        pdfs = self.pdfs(run, self.manager)
        self.assertEqual(list(pdfs), [self.office], "one file of the whole office")
        slips = on_slips(pdfs[self.office])
        numbers = {format_nip(one.asn_nip): one.asn_nip for one in self.newcomers}
        self.assertEqual(set(slips), set(numbers))
        for number, (login, password) in slips.items():
            self.assertEqual(login, numbers[number])
            self.assertTrue(self.accepts(login, password))

    def test_two_offices_are_two_files(self):
        teacher = self._newcomer("Guru", self.school_office)
        run = self.make(self.manager)
        pdfs = self.pdfs(run, self.manager)
        self.assertEqual(set(pdfs), {self.office, self.school_office})
        self.assertEqual(
            set(on_slips(pdfs[self.school_office])), {format_nip(teacher.asn_nip)}
        )
        words = texts(pdfs[self.school_office])[0]
        for expected in ("Dinas Pendidikan", "19 Januari 2026", self.manager.name):
            self.assertIn(expected, words)

    def test_eight_to_a_sheet(self):
        run = self.make(self.manager)
        pages = texts(self.pdfs(run, self.manager)[self.office])
        self.assertEqual([len(ON_SLIP.findall(page)) for page in pages], [8, 2])

    def test_batches_that_were_cut_off_go_on_without_a_second_password(self):
        run = self.by(self.env["hr.asn.run"], self.manager).create(
            {"kind": "account", "name": "Slip"}
        )
        run._asn_prepare()
        run._asn_step(4)
        before = on_slips(self.pdfs(run, self.manager)[self.office])
        self.assertEqual(len(before), 4)
        run.action_start()
        slips = on_slips(self.pdfs(run, self.manager)[self.office])
        self.assertEqual(len(slips), 10)
        self.assertLessEqual(before.items(), slips.items())
        self.assertTrue(all(self.accepts(*one) for one in slips.values()))

    def test_a_second_run_gives_nothing_to_who_has_a_slip(self):
        self.make(self.manager)
        again = self.make(self.manager)
        self.assertEqual((again.state, again.total), ("done", 0))
        self.set_day("2026-01-20")
        late = self.make(self.manager)
        self.assertEqual(late.ok_count, 10, "slips of 5 January end on 19 January")

    def test_nothing_of_a_password_is_in_any_table(self):
        run = self.make(self.manager)
        slips = on_slips(self.pdfs(run, self.manager)[self.office])
        passwords = [password for _login, password in slips.values()]
        self.assertEqual(self._tables_with(passwords), set())
        self.by(self.env["hr.asn.slip"], self.manager).search([]).action_wipe()
        self.env.flush_all()
        self.env.cr.execute("SELECT 1 FROM hr_asn_slip WHERE run_id = %s", [run.id])
        self.assertFalse(self.env.cr.fetchall())

    def _tables_with(self, passwords):
        """Return the tables of the whole database with a text that holds one."""
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE' "
            "AND (table_name LIKE 'hr\\_%' OR table_name LIKE 'res\\_%' "
            "OR table_name LIKE 'mail\\_%' OR table_name LIKE 'ir\\_%')"
        )
        tables = [name for [name] in self.env.cr.fetchall()]
        return {name for name in tables if self._is_in(name, passwords)}

    def _is_in(self, table, passwords):
        # A bytea is written as hex: its text is looked for both ways.
        texts_of = [*passwords, *(one.encode().hex() for one in passwords)]
        self.env.cr.execute(
            f'SELECT 1 FROM "{table}" one WHERE one::text ~ %s LIMIT 1',
            ["|".join(texts_of)],
        )
        return bool(self.env.cr.fetchall())

    def test_the_search_of_tables_finds_what_is_there(self):
        self.env["res.partner"].create({"name": "ab kopisusu77 cd"})
        self.assertEqual(self._tables_with(["kopisusu77"]), {"res_partner"})

    def test_making_accounts_needs_access_rights(self):
        """Who has no account is named with the reason; all others get their slips."""
        self.newcomers[0].user_id = self._user("tanpa_sandi")
        self.env.cr.execute(
            "UPDATE res_users SET password = NULL WHERE id = %s",
            self.newcomers[0].user_id.ids,
        )
        self._newcomer("Guru", self.school_office)
        for who, total in ((self.unit_officer, 10), (self.officer, 10)):
            run = self.make(who)
            self.assertEqual((run.state, run.total), ("done", total))
            reasons = run.line_ids.filtered("message").mapped("message")
            [reason] = set(reasons)
            self.assertIn("Making one needs the right “Access Rights”", reason)
        first = self.env["hr.asn.run"].search([("user_id", "=", self.unit_officer.id)])
        self.assertEqual((first.ok_count, first.skipped_count), (1, 9))
        slips = on_slips(self.pdfs(first, self.unit_officer)[self.office])
        self.assertEqual(set(slips), {format_nip(self.newcomers[0].asn_nip)})
        self.assertFalse(any(one.user_id for one in self.newcomers[1:]))

    def test_an_account_made_here_is_plain_has_one_app_and_no_mail(self):
        mails = self.env["mail.mail"].search_count([])
        self.make(self.manager)
        for person in self.newcomers:
            user = person.user_id
            self.assertEqual(user.group_ids, self.env.ref("base.group_user"))
            self.assertTrue(user.asn_only_app)
            self.assertFalse(user.email)
            self.assertEqual(user.company_ids, self.agency)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def test_a_unit_and_its_sub_units_alone(self):
        self._newcomer("Guru", self.school_office)
        run = self.make(self.manager, unit=self.school_office.id)
        self.assertEqual(run.ok_count, 1)
        run = self.make(self.manager, unit=self.office.id)
        self.assertEqual(run.ok_count, 10)

    def test_who_cannot_be_given_one_is_named_with_the_reason(self):
        nameless = self._person("Tanpa NIP", login=False)
        nameless.asn_nip = False
        self._assign(nameless, self.boss, self.clinic)
        clash = self.newcomers[0]
        self._user("lain").login = clash.asn_nip
        run = self.make(self.manager)
        self.assertEqual((run.ok_count, run.skipped_count), (9, 2))
        reasons = run.line_ids.filtered("message").mapped("message")
        self.assertIn("No NIP", " ".join(reasons))
        self.assertIn("Another account", " ".join(reasons))
        self.assertFalse(clash.user_id)

    def test_slips_are_for_their_maker_alone(self):
        self.make(self.manager)
        slips = self.env["hr.asn.slip"].search([("company_id", "=", self.agency.id)])
        self.assertEqual(self.by(slips, self.manager).mapped("count"), [10])
        for who in (self.officer, self.team, self.admin):
            self.assertFalse(self.by(slips, who).search([]))
            with self.assertRaises(AccessError):
                self.by(slips, who).action_open()
        with self.assertRaises(AccessError):
            self.by(slips, self.auditor).read(["name"])

    def test_slips_go_with_their_passwords(self):
        self.make(self.manager)
        slips = self.env["hr.asn.slip"].search([("company_id", "=", self.agency.id)])
        self.set_day("2026-01-19")
        self.env["res.users"]._cron_asn_accounts()
        self.assertTrue(slips.exists())
        self.set_day("2026-01-20")
        self.env["res.users"]._cron_asn_accounts()
        self.assertFalse(slips.exists())

    def test_the_wizard_counts_and_starts(self):
        wizard = self.by(self.env["hr.asn.account.slips"], self.manager).create({})
        self.assertEqual((wizard.count, wizard.missing_count), (10, 10))
        self.assertTrue(wizard.may_make)
        wizard.department_id = self.school_office
        self.assertEqual((wizard.count, wizard.missing_count), (0, 0))
        wizard.department_id = self.clinic
        run = self.env["hr.asn.run"].browse(wizard.action_make()["res_id"])
        self.assertEqual(run.ok_count, 10)
        wizard = self.by(self.env["hr.asn.account.slips"], self.unit_officer).create({})
        self.assertEqual((wizard.count, wizard.may_make), (0, False))


@tagged("post_install", "-at_install")
class TestReset(SlipFixture, AsnCommon):
    """The officer of a unit gives its people new passwords, and nobody else."""

    def post(self, person):
        return person.sudo().asn_assignment_ids

    def reset(self, person, who):
        """Reset and return (user name, password) as the slip has them."""
        action = self.by(self.post(person), who).action_reset_password()
        self.assertEqual(action["type"], "ir.actions.act_url")
        slip = self.by(self.env["hr.asn.slip"], who).search([], limit=1)
        self.assertIn(f"/{slip.id}/", action["url"])
        [found] = on_slips(base64.b64decode(slip.file)).values()
        return found

    def test_the_officer_of_the_unit_resets(self):
        user = self.staff.user_id
        user.password = "kata-lama-9"
        login, password = self.reset(self.staff, self.unit_officer)
        self.assertEqual(login, user.login)
        self.assertTrue(self.accepts(login, password))
        self.assertFalse(self.accepts(login, "kata-lama-9"))
        self.assertEqual(str(user.asn_one_time_until), "2026-01-19")
        event = self.events(self.post(self.staff))[-1]
        self.assertEqual(
            (event.name, event.actor_id), ("slip_given", self.unit_officer)
        )
        self.assertNotIn(password, str(event.read()))

    def test_a_second_slip_ends_the_first(self):
        first = self.reset(self.staff, self.unit_officer)
        second = self.reset(self.staff, self.unit_officer)
        self.assertFalse(self.accepts(*first))
        self.assertTrue(self.accepts(*second))

    def test_nobody_else_does(self):
        for who in (self.peer, self.boss, self.head, self.auditor, self.staff):
            with self.assertRaises(AccessError):
                self.by(self.post(self.staff), who).action_reset_password()

    def test_not_outside_the_units(self):
        far = self.post(self.foreigner)
        with self.assertRaises(AccessError):
            self.by(far, self.unit_officer).action_reset_password()
        run = self.make(self.unit_officer, assignments=far.ids, reset=True)
        self.assertEqual(run.total, 0)
        self.assertFalse(self.foreigner.user_id.asn_one_time_until)

    def test_not_for_who_has_more_rights(self):
        for group in (
            "hr_asn_appraisal.group_asn_officer",
            "hr_asn_appraisal.group_asn_auditor",
            "hr.group_hr_user",
            "base.group_erp_manager",
            "base.group_system",
        ):
            user = self.peer.user_id
            user.group_ids = self.env.ref(group) | self.env.ref("base.group_user")
            with self.assertRaises(UserError):
                self.by(self.post(self.peer), self.officer).action_reset_password()
            run = self.make(self.officer, assignments=self.post(self.peer).ids, reset=1)
            self.assertEqual((run.ok_count, run.skipped_count), (0, 1), group)
            self.assertFalse(user.asn_one_time_until)
        user.group_ids = [Command.set(self.env.ref("base.group_user").ids)]
        self.reset(self.peer, self.officer)

    def test_not_for_who_appraises_others_or_heads_a_unit(self):
        """His account opens the ratings of others: an administrator resets it."""
        for who in (self.unit_officer, self.officer):
            with self.assertRaises(UserError):
                self.by(self.post(self.boss), who).action_reset_password()
        self.assertFalse(self.boss.user_id.asn_one_time_until)
        self.clinic.manager_id = self.peer
        with self.assertRaises(UserError):
            self.by(self.post(self.peer), self.officer).action_reset_password()
        self.officer.group_ids += self.env.ref("base.group_erp_manager")
        self.reset(self.boss, self.officer)

    def test_not_for_who_acts_for_an_appraiser(self):
        """Neither while the delegation lasts, nor before it begins."""
        given = self.by(self.env["hr.asn.delegation"], self.boss).create(
            {
                "appraiser_id": self.boss.id,
                "delegate_id": self.peer.id,
                "date_from": f"{YEAR}-01-05",
                "date_to": f"{YEAR}-01-20",
                "reason": "Diklat",
            }
        )
        for who in (self.unit_officer, self.officer):
            with self.assertRaises(UserError):
                self.by(self.post(self.peer), who).action_reset_password()
        run = self.make(self.officer, assignments=self.post(self.peer).ids, reset=1)
        self.assertEqual((run.ok_count, run.skipped_count), (0, 1))
        self.assertFalse(self.peer.user_id.asn_one_time_until)
        self.by(given, self.boss).action_end()
        self.reset(self.peer, self.unit_officer)

    def test_not_for_who_has_still_to_deliver(self):
        """His posts were given to another; what he has rated is his to deliver."""
        paper = self.bring_evaluation(self.quarter(self.staff, 1), "rated")
        led = self.env["hr.asn.assignment"].search(
            [("appraiser_id", "=", self.boss.id)]
        )
        self.by(led, self.officer).write({"appraiser_id": self.foreign_boss.id})
        self.assertEqual(paper.appraiser_id, self.boss)
        with self.assertRaises(UserError):
            self.by(self.post(self.boss), self.unit_officer).action_reset_password()
        self.assertFalse(self.boss.user_id.asn_one_time_until)

    def test_who_has_led_once_and_no_more_is_reset_by_his_officer(self):
        led = self.env["hr.asn.assignment"].search(
            [("appraiser_id", "=", self.boss.id)]
        )
        led.write({"date_to": "2026-01-04"})
        self.reset(self.boss, self.unit_officer)

    def test_not_for_who_also_holds_a_post_outside_the_units(self):
        """An acting post in a unit does not give its officer the whole account."""
        acting = self._assign(self.foreigner, self.boss, self.clinic, status=codes.PLT)
        with self.assertRaises(UserError):
            self.by(acting, self.unit_officer).action_reset_password()
        self.assertFalse(self.foreigner.user_id.asn_one_time_until)

    def test_not_for_a_post_that_has_ended(self):
        self.post(self.staff).date_to = "2026-01-04"
        with self.assertRaises(AccessError):
            self.by(self.post(self.staff), self.officer).action_reset_password()

    def test_not_for_a_locked_account(self):
        self.staff.user_id.active = False
        with self.assertRaises(UserError):
            self.by(self.post(self.staff), self.officer).action_reset_password()

    def test_the_button_is_there_where_it_works(self):
        def shown(person, who):
            return self.by(self.post(person), who).asn_may_reset

        self.assertTrue(shown(self.staff, self.unit_officer))
        self.assertFalse(shown(self.newcomers[0], self.unit_officer))
        self.assertFalse(shown(self.staff, self.auditor))
        self.peer.user_id.group_ids |= self.env.ref("hr.group_hr_user")
        self.assertFalse(shown(self.peer, self.unit_officer))

    def test_several_are_one_run(self):
        posts = self.post(self.staff) | self.post(self.peer)
        action = self.by(posts, self.unit_officer).action_reset_password()
        self.assertEqual(action["res_model"], "hr.asn.run")
        run = self.by(self.env["hr.asn.run"], self.unit_officer).browse(
            action["res_id"]
        )
        self.assertEqual((run.ok_count, run.slip_ids.count), (2, 2))

    def test_the_cost_is_flat_but_for_hashing(self):
        """One statement for all hashes, one of history, one file per office."""
        people = [self._newcomer(f"Arus {number}") for number in range(24)]
        for person in people:
            person.user_id = self._user(person.name.replace(" ", "_"))
        first, few, many = people[:2], people[2:4], people[4:]
        self._cost(first)
        self.assertEqual(self._cost(few), self._cost(many))

    def _cost(self, people):
        ids = [self.post(one).id for one in people]
        run = self.by(self.env["hr.asn.run"], self.officer).create(
            {
                "kind": "account",
                "name": "x",
                "params": {"assignments": ids, "reset": 1},
            }
        )
        run._asn_prepare()
        self.env.flush_all()
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        before = self.cr.sql_log_count
        run._asn_step()
        self.env.flush_all()
        self.assertEqual(run.ok_count, len(people))
        return self.cr.sql_log_count - before


@tagged("post_install", "-at_install")
class TestSlipSignsIn(SlipFixture, AsnHttpCommon):
    @mute_logger("odoo.http")
    def test_outside_the_units_is_refused_by_rpc(self):
        self.sign_in(self.unit_officer)
        far = self.foreigner.asn_assignment_ids
        _result, error = self.rpc("hr.asn.assignment", "action_reset_password", far.ids)
        self.assertEqual(error, "odoo.exceptions.AccessError")
        near = self.staff.asn_assignment_ids
        result, error = self.rpc("hr.asn.assignment", "action_reset_password", near.ids)
        self.assertEqual((error, result["type"]), (None, "ir.actions.act_url"))
        answer = self.url_open(result["url"])
        self.assertEqual(answer.status_code, 200)
        self.assertIn(f"{self.staff.user_id.login}", " ".join(texts(answer.content)))
        self.sign_in(self.team)
        self.assertEqual(self.url_open(result["url"]).status_code, 404)
