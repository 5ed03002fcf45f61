"""Asking for feedback: one question to one colleague, who answers by giving it."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AsnCommon
from .test_feedback import FeedbackFixture

QUESTION = "Apakah laporan saya cukup jelas?"


@tagged("post_install", "-at_install")
class TestAsking(FeedbackFixture, AsnCommon):
    def ask(self, asked, who=None, **values):
        """Return the question of the staff to a colleague, as superuser."""
        own = self.by(self.env["hr.asn.feedback.request"], who or self.staff)
        about = {"about": f"behavior-{self.value.id}"}
        made = own.create(
            {"asked_id": asked.id, "question": QUESTION, **about, **values}
        )
        return made.with_env(self.env)

    def _waiting(self, who):
        kind = self.env.ref("hr_asn_appraisal.mail_act_asn_feedback")
        return self.env["mail.activity"].search(
            [("activity_type_id", "=", kind.id), ("user_id", "=", who.user_id.id)]
        )

    def test_the_one_who_is_asked_has_one_task_until_he_answers(self):
        asked = self.ask(self.peer)
        self.assertEqual((asked.skp_id, asked.subject), (self.skp, "Kolaboratif"))
        self.assertEqual(len(self._waiting(self.peer)), 1)
        home = self.by(self.env["hr.asn.home"].browse(self.peer.user_id.id), self.peer)
        [row] = [one for one in home.todos if one["button"] == "Give Feedback"]
        self.assertEqual(row["title"], "Dewi asks for your feedback")
        self.assertEqual(row["detail"], f"{QUESTION} About: Kolaboratif")
        dialog = home.action_todo(row["key"])
        self.assertEqual(dialog["context"]["default_skp_id"], self.skp.id)
        self.give(self.peer)
        self.assertEqual(asked.state, "answered")
        self.assertFalse(self._waiting(self.peer))
        self.assertEqual(self.events(asked).mapped("name"), ["answer"])
        home = self.by(self.env["hr.asn.home"].browse(self.peer.user_id.id), self.peer)
        self.assertNotIn("Give Feedback", [one["button"] for one in home.todos or ()])

    def test_the_digest_counts_what_he_is_asked(self):
        self.ask(self.peer)
        told = self.env["hr.asn.todo"].with_company(self.agency).sudo()
        day = self.agency._asn_today()
        user = self.peer.user_id
        self.assertEqual(told._asn_of_many(user, day)[user]["feedback"], [None])
        lines = self.env["hr.asn.digest"]._asn_lines({"feedback": [None]})
        self.assertEqual(
            lines,
            [
                {
                    "label": "Colleagues who ask for your feedback",
                    "count": 1,
                    "until": "",
                }
            ],
        )
        self.give(self.peer)
        self.assertNotIn("feedback", told._asn_of_many(user, day).get(user, {}))

    def test_feedback_of_somebody_else_answers_nothing(self):
        asked = self.ask(self.peer)
        self.give(self.boss)
        self.give(self.peer, self.plan(self.boss))
        self.assertEqual(asked.state, "open")

    def test_the_answer_stays_hidden_until_the_evaluation(self):
        asked = self.ask(self.peer)
        self.give(self.peer)
        self.assertEqual(self.by(asked, self.staff).state, "answered")
        self.assertFalse(self.seen(self.staff))

    def test_who_is_asked_about_a_result_may_name_it(self):
        with self.assertRaisesRegex(UserError, "open to you"):
            self.give(self.peer, rhk_id=self.rhk.id)
        asked = self.ask(self.peer, about=f"rhk-{self.rhk.id}")
        self.assertEqual(self.by(asked, self.peer).subject, "Hasil 1")
        dialog = self.by(asked, self.peer).action_answer()
        self.assertEqual(dialog["context"]["default_about"], f"rhk-{self.rhk.id}")
        given = self.give(self.peer, rhk_id=self.rhk.id)
        self.assertEqual((given.subject, asked.state), ("Hasil 1", "answered"))

    def test_who_is_asked_knows_whether_his_name_is_read(self):
        for asked, is_named in ((self.peer, False), (self.boss, True)):
            request = self.ask(asked)
            self.assertEqual(self.by(request, asked).is_named, is_named)

    def test_declining_opens_nothing(self):
        asked = self.ask(self.peer, about=f"rhk-{self.rhk.id}")
        self.by(asked, self.peer).action_decline()
        self.assertEqual(asked.state, "declined")
        self.assertFalse(self._waiting(self.peer))
        with self.assertRaisesRegex(UserError, "open to you"):
            self.give(self.peer, rhk_id=self.rhk.id)
        with self.assertRaisesRegex(UserError, "Declined"):
            self.by(asked, self.peer).action_answer()

    def test_a_colleague_is_asked_once_at_a_time(self):
        first = self.ask(self.peer)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            with self.cr.savepoint():
                self.ask(self.peer)
        self.by(first, self.staff).action_withdraw()
        self.assertFalse(self._waiting(self.peer))
        self.assertEqual(self.ask(self.peer).state, "open")
        self.assertEqual(self.ask(self.boss).state, "open")

    def test_whom_one_may_ask(self):
        new = self.by(self.env["hr.asn.feedback.request"], self.staff).new({})
        people = self.env["hr.employee"].browse(new.asked_ids)
        self.assertEqual(set(people.mapped("name")), {"Aisyah", "Hendra", "Laila"})
        for who in (self.foreigner, self.head, self.staff):
            with self.subTest(who.name), self.assertRaisesRegex(UserError, "none of"):
                self.ask(who)

    def test_who_cannot_sign_in_is_not_asked(self):
        with self.assertRaisesRegex(UserError, "cannot sign in"):
            self.ask(self.make_driver())

    def test_nobody_asks_for_somebody_else(self):
        for who in (self.boss, self.peer, self.officer, self.admin):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.ask(self.chief, who, skp_id=self.skp.id)

    def test_a_question_is_asked(self):
        for question in ("", "  ", False):
            with self.assertRaisesRegex(UserError, "Write what"):
                self.ask(self.peer, question=question)

    def test_who_reads_a_question(self):
        asked = self.ask(self.peer)
        for who in (self.staff, self.peer, self.team, self.auditor):
            with self.subTest(who.name):
                self.assertEqual(self.by(asked, who).search([]), asked)
        for who in (self.boss, self.chief, self.head, self.foreigner, self.officer):
            with self.subTest(who.name):
                self.assertFalse(self.by(asked, who).search([]))


@tagged("post_install", "-at_install")
class TestFirstPage(FeedbackFixture, AsnCommon):
    def test_the_two_newest_that_may_be_read(self):
        first, second, third = (
            self.give(self.boss, text=text) for text in ("Satu", "Dua", "Tiga")
        )
        self.give(self.peer)
        own = self.env["hr.asn.home"].browse(self.staff.user_id.id)
        home = self.by(own, self.staff)
        self.assertEqual(home.last_feedback_ids, third | second)
        self.assertNotIn(first, home.last_feedback_ids)
        self.assertEqual(home.action_feedback()["res_model"], "hr.asn.feedback")
        asking = home.action_ask_feedback()
        self.assertEqual(asking["res_model"], "hr.asn.feedback.request")

    def test_phrases_are_read_by_all_and_changed_by_administrators(self):
        phrases = self.env["hr.asn.phrase"].search([])
        self.assertGreaterEqual(len(phrases), 20)
        of_values = phrases.filtered("behavior_id").grouped("behavior_id")
        # The seven values, and the five aspects of PP 30/2019.
        self.assertEqual(len(of_values), 12)
        for some in of_values.values():
            self.assertEqual(set(some.mapped("tone")), {"praise", "improve"})
        self.assertEqual(self.by(phrases, self.staff).search([]), phrases)
        with self.assertRaises(AccessError):
            self.by(phrases[0], self.officer).write({"text": "Lain"})
        self.by(phrases[0], self.admin).write({"text": "Lain"})
