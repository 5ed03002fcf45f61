"""One e-mail a week for all that waits, and none where nothing does."""

from odoo.tests import tagged

from ..days import in_words
from .common import YEAR, AsnCommon

FEW, MANY = 2, 20
MONDAY, TUESDAY, NEXT_MONDAY = f"{YEAR}-01-05", f"{YEAR}-01-06", f"{YEAR}-01-12"


class DigestCase(AsnCommon):
    def send(self, day=MONDAY, batch_size=100):
        """Let the night pass; return {login: e-mail} of what it sent."""
        self.set_day(day)
        self.patch(
            self.env.registry["ir.cron"],
            "_commit_progress",
            lambda cron, processed=0, **kwargs: float("inf"),
        )
        known = self.env["mail.mail"].search([])
        self.env["hr.asn.digest"]._cron_asn_digest(batch_size)
        self.env.flush_all()
        sent = self.env["mail.mail"].search([]) - known
        users = self.env["res.users"].search([("company_id", "=", self.agency.id)])
        logins = {user.email_formatted: user.login for user in users}
        found = {
            logins[mail.email_to]: mail for mail in sent if mail.email_to in logins
        }
        self.assertEqual(len(found), len(sent), "one for each, of this agency")
        return found

    @property
    def login(self):
        return self.staff.user_id.login


@tagged("post_install", "-at_install")
class TestDigest(DigestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Other agencies of the database are another matter.
        cls.env["res.company"].search([("id", "!=", cls.agency.id)]).asn_digest = "off"
        cls.plan(cls.staff)

    def test_one_mail_counts_and_names_the_deadline(self):
        mail = self.send()[self.login]
        self.assertIn("1 things", mail.subject)
        self.assertIn("Plans (SKP) to complete and submit", mail.body_html)
        due = in_words(self.env, f"{YEAR}-01-31")
        self.assertIn(f"the first until {due}", mail.body_html)
        self.assertIn("/odoo/my-performance", mail.body_html)

    def test_many_things_are_one_mail(self):
        for employee in (self.staff, self.peer):
            self.bring_evaluation(self.quarter(employee, 1), "submitted")
        self.set_day(f"{YEAR}-04-02")
        self.bring_evaluation(self.quarter(self.staff, 2), "submitted")
        sent = self.send(f"{YEAR}-04-06")
        body = sent[self.boss.user_id.login].body_html
        self.assertRegex(body, r"(?s)waiting for your rating.*?>3<")

    def test_it_never_names_a_rating(self):
        quarter = self.quarter(self.staff, 1)
        self.set_day(f"{YEAR}-04-02")
        self.bring_evaluation(quarter, "delivered", "di_bawah", "di_bawah")
        mail = self.send(f"{YEAR}-04-06")[self.login]
        self.assertIn("documents to read and sign", mail.body_html)
        for word in ("Poor", "Below", "kurang", "bawah", "redikat"):
            self.assertNotIn(word, mail.body_html + mail.subject)

    def test_a_week_has_one_also_when_the_night_comes_twice(self):
        self.assertIn(self.login, self.send())
        self.assertEqual(self.send(), {})
        self.assertEqual(self.send(TUESDAY), {})
        self.assertIn(self.login, self.send(NEXT_MONDAY))

    def test_a_missed_monday_is_made_up_for(self):
        self.send()
        self.assertIn(self.login, self.send(f"{YEAR}-01-14"))
        self.assertEqual(self.send(f"{YEAR}-01-15"), {})

    def test_who_comes_within_a_week_waits_for_monday(self):
        self.assertEqual(self.send(TUESDAY), {})
        self.assertIn(self.login, self.send(NEXT_MONDAY))

    def test_daily_is_every_day_and_off_is_never(self):
        self.agency.asn_digest = "daily"
        self.assertIn(self.login, self.send(TUESDAY))
        self.assertEqual(self.send(TUESDAY), {})
        self.assertIn(self.login, self.send(f"{YEAR}-01-07"))
        self.agency.asn_digest = "off"
        self.assertEqual(self.send(f"{YEAR}-01-08"), {})

    def test_nothing_waits_nothing_comes(self):
        sent = self.send()
        self.assertNotIn(self.officer.login, sent)
        self.bring_plan(self.plan(self.staff), "submitted")
        sent = self.send(NEXT_MONDAY)
        self.assertNotIn(self.login, sent)
        self.assertIn("your approval", sent[self.boss.user_id.login].body_html)

    def test_who_switches_it_off_himself(self):
        me = self.by(self.staff.user_id, self.staff)
        me.write({"asn_digest": False})
        self.assertNotIn(self.login, self.send())

    def test_nobody_without_address_or_login_and_no_locked_account(self):
        self.staff.user_id.email = False
        self.peer.user_id._asn_lock()
        self.env.cr.execute(
            "UPDATE res_users SET password = NULL WHERE id = %s",
            [self.head.user_id.id],
        )
        sent = self.send()
        for employee in (self.staff, self.peer, self.head):
            self.assertNotIn(employee.user_id.login, sent)
        self.assertIn(self.boss.user_id.login, sent)

    def test_nobody_who_is_exempt(self):
        exemption = self.env["hr.asn.exemption"].create(
            {
                "employee_id": self.boss.id,
                "kind": "cuti_melahirkan",
                "date_from": f"{YEAR}-01-01",
                "date_to": f"{YEAR}-01-10",
                "decree": "SK 1",
            }
        )
        self.by(exemption, self.officer).action_confirm()
        self.bring_plan(self.plan(self.staff), "submitted")
        self.assertNotIn(self.boss.user_id.login, self.send())
        self.assertIn(self.boss.user_id.login, self.send(NEXT_MONDAY))

    def test_who_acts_for_an_appraiser_is_told_and_not_of_his_own(self):
        for employee in (self.staff, self.peer):
            self.bring_plan(self.plan(employee), "submitted")
        self.by(self.env["hr.asn.delegation"], self.officer).create(
            {
                "appraiser_id": self.boss.id,
                "delegate_id": self.peer.id,
                "date_from": MONDAY,
                "date_to": f"{YEAR}-01-31",
                "reason": "Cuti",
            }
        )
        body = self.send()[self.peer.user_id.login].body_html
        self.assertRegex(body, r"(?s)waiting for your approval.*?>1<")

    def test_small_batches_send_the_same(self):
        few = self.send(batch_size=1)
        self.assertEqual(self.send(NEXT_MONDAY).keys(), few.keys())

    def test_it_speaks_the_language_of_who_gets_it(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.env["ir.module.module"].search(
            [("name", "=", "hr_asn_appraisal")]
        )._update_translations("id_ID")
        self.staff.user_id.lang = "id_ID"
        mail = self.send()[self.login]
        self.assertIn("menunggu Anda", mail.subject)
        self.assertIn("SKP yang perlu dilengkapi", mail.body_html)


@tagged("post_install", "-at_install")
class TestDigestBudget(DigestCase):
    def test_twenty_cost_the_queries_of_two(self):
        people = self.env["hr.employee"]
        for number in range(FEW + MANY):
            employee = self._person(f"Pegawai {number}")
            self._assign(employee, self.boss, self.clinic, self.chief)
            people |= employee
        self.plan(self.staff)
        digest = self.env["hr.asn.digest"].with_company(self.agency).sudo()
        costs = []
        for some in (people[:1], people[:FEW], people[FEW:]):
            # As the night searches them: read together.
            users = digest.env["res.users"].browse(some.user_id.ids)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            digest._asn_send(users, self.agency._asn_today())
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - before)
        self.assertEqual(costs[1], costs[2])
        self.assertLess(costs[2], 60)
