"""Objections from filing to decision: the clock, both sides, what a decision may do."""

import base64
from datetime import date

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import OFFICER, TEAM, YEAR, AsnCommon, AsnHttpCommon

TEXT = "Realisasi di lapangan lebih tinggi daripada yang dinilai."
WHY = "Bukti yang diajukan menunjukkan capaian di atas target."
QUIET = ("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")
NO_COMMIT = lambda cron, processed=0, **kwargs: float("inf")  # noqa: E731


class Objecting:
    """The evaluation of the first quarter, delivered on 2 April: sesuai, sesuai."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.q1 = cls.quarter(cls.staff, 1)
        cls.set_day(f"{YEAR}-04-02")
        cls.bring_evaluation(cls.q1, "delivered", "sesuai", "sesuai", "Cukup")

    def file(self, axes=("result",), text=TEXT, who=None, **kwargs):
        own = self.by(self.q1, who or self.staff)
        made = own.action_object(list(axes), text, **kwargs)
        self.fresh()
        return self.env["hr.asn.objection"].browse(made)

    def fresh(self):
        self.env.flush_all()
        self.env.invalidate_all()

    def heard(self, axes=("result",)):
        one = self.file(axes)
        self.by(one, self.boss).action_explain("Target dihitung setahun.")
        self.by(one, self.staff).action_state("Lihat rekap loket.")
        self.fresh()
        return one

    def as_rater(self, user):
        """Let the rating row of the quarter be by somebody else."""
        given = self.q1.sudo().rating_ids.filtered(lambda one: one.kind == "given")
        self.env.cr.execute(
            "UPDATE hr_asn_rating SET actor_id = %s WHERE id = %s",
            [user.id, given.id],
        )
        self.fresh()

    def many(self):
        """Return twenty objections of two people, the first two of one each."""
        objections = self.env["hr.asn.objection"].sudo()
        periods = zip(*map(self.open_evaluations, (self.staff, self.peer)), strict=True)
        for pair in list(periods) * 2:
            for one in pair:
                made = objections.create({"evaluation_id": one.id})
                revision = 1 if one in objections.evaluation_id else 0
                made._asn_put({"revision": revision, "hear_until": f"{YEAR}-04-09"})
                self.env.flush_all()
                objections |= made
        self.assertEqual(len(objections), 20)
        return objections

    def decide(self, one, outcome="dikabulkan", reason=WHY, who=None, **ratings):
        self.by(one, who or self.chief).action_decide(outcome, reason, **ratings)
        self.fresh()

    def figures(self):
        return (self.q1.result, self.q1.behavior, self.q1.predikat)

    def told(self, record, who):
        user = who if who._name == "res.users" else who.user_id
        mine = record.sudo().activity_ids.filtered(lambda one: one.user_id == user)
        return mine.mapped("activity_type_id.name")

    def cron(self, day):
        self.set_day(f"{YEAR}-{day}")
        root = self.env.ref("base.user_root")
        self.by(self.env["hr.asn.objection"], root)._cron_asn_objections()
        self.patch(self.env.registry["ir.cron"], "_commit_progress", NO_COMMIT)
        self.by(self.q1, root)._cron_asn_deadlines()
        self.fresh()


@tagged("post_install", "-at_install")
class TestFacts(AsnCommon):
    """What a dispute is about stands beside it, for who may read the document."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.annex = cls.by(cls.env["hr.asn.skp.annex"], cls.staff).create(
            {
                "skp_id": cls.plan(cls.staff).id,
                "kind": "resource",
                "text": "Kulkas vaksin",
            }
        )
        cls.q1 = cls.quarter(cls.staff, 1)
        cls.prove(cls.q1)
        # A quarter of 394 is 98,5.
        cls.by(cls.q1, cls.staff).realization_ids.actual = "60"
        cls.set_day(f"{YEAR}-03-10")
        skp = cls.q1.skp_id
        value = cls.env["hr.asn.behavior"].search([], limit=1)
        said = {"skp_id": skp.id, "text": "Rapi"}
        cls.by(cls.env["hr.asn.feedback"], cls.boss).create(
            [
                said | {"rhk_id": skp.rhk_ids[:1].id, "tone": "praise"},
                said | {"rhk_id": skp.rhk_ids[:1].id, "tone": "improve"},
                said | {"rhk_id": skp.rhk_ids[:1].id, "tone": "praise"},
                said | {"behavior_id": value.id, "tone": "note"},
            ]
        )
        cls.by(cls.q1, cls.staff).action_submit()
        cls.set_day(f"{YEAR}-04-02")
        cls.by(cls.q1, cls.boss).action_rate("di_bawah", "sesuai", "Belum tercapai")
        cls.by(cls.q1, cls.boss).action_deliver()

    def facts(self, axes, who):
        made = self.by(self.q1, self.staff).action_object(axes, TEXT)
        self.env.flush_all()
        self.env.invalidate_all()
        facts = self.by(self.env["hr.asn.objection"].browse(made), who).facts
        return facts["missed"], {one["key"]: one["value"] for one in facts["lines"]}

    def test_of_results_what_was_missed_and_what_was_said(self):
        for who in (self.chief, self.boss, self.staff, self.officer):
            with self.subTest(who.name), self.cr.savepoint() as savepoint:
                missed, lines = self.facts(["result"], who)
                told = [(one["name"], one["target"], one["actual"]) for one in missed]
                self.assertEqual(told, [("Jumlah", "394", "60")])
                self.assertEqual(lines["reached"], "0 of 1")
                self.assertEqual(lines["feedback"], "Appreciation: 2 · To Improve: 1")
                savepoint.rollback()
                self.env.invalidate_all()

    def test_of_behaviour_what_was_said_of_it(self):
        missed, lines = self.facts(["behavior"], self.chief)
        self.assertEqual((missed, lines), ([], {"feedback": "Note: 1"}))

    def test_support_that_did_not_come(self):
        self.by(self.annex, self.boss).action_unmet()
        _missed, lines = self.facts(["result"], self.chief)
        self.assertEqual(lines[f"unmet/{self.annex.id}"], "Not Fulfilled")

    def test_it_leads_to_how_the_result_came_about(self):
        made = self.by(self.q1, self.staff).action_object(["result"], TEXT)
        one = self.by(self.env["hr.asn.objection"].browse(made), self.chief)
        view = self.env.ref("hr_asn_appraisal.hr_asn_evaluation_view_form_basis")
        action = one.action_open_basis()
        self.assertEqual(action["views"], [(view.id, "form")])
        self.assertEqual(action["res_id"], self.q1.id)


@tagged("post_install", "-at_install")
class TestFiling(Objecting, AsnCommon):
    def test_who_has_not_signed_acknowledges_with_it(self):
        one = self.file()
        self.assertEqual((self.q1.state, one.state), ("objected", "filed"))
        self.assertEqual(self.q1.received_on, date(YEAR, 4, 2))
        self.assertEqual(self.q1.due_on, date(YEAR, 4, 16))
        kinds = self.q1.document_ids.mapped("kind")
        self.assertEqual(sorted(kinds), ["evaluation", "receipt"])
        self.assertEqual(one.hear_until, date(YEAR, 4, 9))
        self.assertEqual((one.on_result, one.on_behavior), (True, False))
        self.assertEqual((one.text, one.revision), (TEXT, 0))
        self.assertEqual((one.before_predikat, one.predikat), ("baik", False))

    def test_the_figures_stay_until_it_is_decided(self):
        self.file()
        self.assertEqual(self.figures(), ("sesuai", "sesuai", "baik"))

    def test_until_the_last_day_and_no_longer(self):
        self.by(self.q1, self.staff).action_receive()
        self.set_day(f"{YEAR}-04-16")
        own = self.by(self.q1, self.staff)
        self.assertIn("object", own.asn_can.split())
        self.assertIn("Today is the last day", own.objection_note)
        self.set_day(f"{YEAR}-04-17")
        self.fresh()
        self.assertNotIn("object", own.asn_can.split())
        self.assertIn("The time to object ended on", own.objection_note)
        with self.assertRaisesRegex(UserError, "The time to object ended on"):
            self.file()
        self.set_day(f"{YEAR}-04-16")
        self.fresh()
        self.assertTrue(self.file())

    def test_a_degree_ends_no_sentence_twice(self):
        self.chief.asn_back_title = "M.Kes., Sp.A."
        one = self.by(self.file(), self.staff)
        self.assertIn("M.Kes., Sp.A. The appraiser", one._asn_told())

    def test_it_says_what_and_why(self):
        for axes, text in (((), TEXT), (("lain",), TEXT), (("result",), "  ")):
            with self.assertRaises(UserError):
                self.file(axes, text)
        self.assertEqual(self.q1.state, "delivered")

    def test_once_only(self):
        one = self.file()
        self.by(one, self.staff).action_withdraw()
        self.fresh()
        self.assertEqual((one.state, self.q1.state), ("withdrawn", "received"))
        self.assertNotIn("object", self.by(self.q1, self.staff).asn_can.split())
        with self.assertRaisesRegex(UserError, "already"):
            self.file()

    def test_what_was_withdrawn_becomes_final_when_the_clock_is_over(self):
        one = self.file()
        self.by(one, self.staff).action_withdraw()
        self.cron("04-16")
        self.assertEqual(self.q1.state, "received")
        self.cron("04-17")
        self.assertEqual(self.q1.state, "final")

    def test_what_is_objected_to_does_not_become_final_by_itself(self):
        self.file()
        self.cron("06-30")
        self.assertEqual(self.q1.state, "objected")

    def test_nobody_else_objects(self):
        for who in (self.boss, self.chief, self.peer, self.officer, self.admin):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.file(who=who)

    def test_files_are_kept_as_they_were(self):
        mine = self.by(self.env["ir.attachment"], self.staff).create(
            {"name": "rekap.txt", "raw": b"120 pemohon"}
        )
        one = self.file(file_ids=mine.ids)
        self.assertNotEqual(one.file_ids, mine)
        mine.raw = b"lain"
        self.fresh()
        self.assertEqual(self.by(one.file_ids, self.chief).raw, b"120 pemohon")
        with self.assertRaises(AccessError):
            self.by(one.file_ids, self.staff).unlink()
        with self.assertRaises(AccessError):
            self.by(one.file_ids, self.peer).read(["raw"])

    def test_files_of_others_are_not_taken(self):
        theirs = self.by(self.env["ir.attachment"], self.peer).create(
            {"name": "rahasia.txt", "raw": b"x"}
        )
        with self.assertRaises(AccessError):
            self.file(file_ids=theirs.ids)

    def test_both_sides_are_asked(self):
        one = self.file()
        self.assertEqual(self.told(one, self.boss), ["Objection to Explain"])
        self.assertEqual(self.told(one, self.staff), ["Statement on an Objection"])
        self.assertFalse(self.told(one, self.chief))


@tagged("post_install", "-at_install")
class TestOnPaper(Objecting, AsnCommon):
    @classmethod
    def _make_people(cls):
        super()._make_people()
        cls.driver = cls.make_driver()

    def test_the_officer_files_on_paper_for_who_has_no_login(self):
        driver = self.driver
        plan = self.plan(driver)
        self.fill(plan, by=self.boss)
        self.by(plan, self.boss).action_submit()
        self.by(plan, self.boss).action_approve()
        quarter = self.quarter(driver, 1)
        self.set_day(f"{YEAR}-04-02")
        self.by(quarter, self.boss).action_submit()
        self.by(quarter, self.boss).action_rate("sesuai", "sesuai", "Cukup")
        self.by(quarter, self.boss).action_deliver()
        with self.assertRaises(AccessError):
            self.by(quarter, self.boss).action_object(["result"], TEXT)
        made = self.by(quarter, self.officer).action_object(["result"], TEXT)
        one = self.env["hr.asn.objection"].browse(made)
        self.assertEqual(one.employee_id, driver)
        event = self.events(quarter)[-1]
        self.assertEqual((event.name, event.on_behalf_of_id), ("object", driver))
        self.by(one, self.officer).action_state("Tertulis di lembar")
        self.assertEqual(self.events(one)[-1].on_behalf_of_id, driver)


@tagged("post_install", "-at_install")
class TestHearing(Objecting, AsnCommon):
    def test_heard_once_both_have_spoken(self):
        one = self.file()
        self.by(one, self.boss).action_explain("Target dihitung setahun.")
        self.fresh()
        self.assertEqual(one.state, "filed")
        self.by(one, self.staff).action_state("Lihat rekap loket.")
        self.fresh()
        self.assertEqual((one.state, one.heard_on), ("heard", date(YEAR, 4, 2)))
        # 14 working days after Thursday, 2 April.
        self.assertEqual(one.decide_until, date(YEAR, 4, 22))
        self.assertEqual(self.told(one, self.chief), ["Objection to Decide"])
        self.assertFalse(self.told(one, self.boss) or self.told(one, self.staff))

    def test_heard_when_the_time_of_both_is_over(self):
        one = self.file()
        self.cron("04-09")
        self.assertEqual(one.state, "filed")
        self.cron("04-10")
        self.assertEqual((one.state, one.heard_on), ("heard", date(YEAR, 4, 10)))
        # Who is late may still speak until it is decided.
        self.by(one, self.boss).action_explain("Terlambat.")
        self.assertEqual(one.state, "heard")

    def test_days_are_the_policys(self):
        self.policy.sudo().write(
            {
                "hearing_days": 3,
                "objection_working": True,
                "decision_days": 5,
                "decision_working": False,
            }
        )
        one = self.file()
        self.assertEqual(one.hear_until, date(YEAR, 4, 7))
        self.cron("04-08")
        self.assertEqual(one.decide_until, date(YEAR, 4, 13))

    def test_each_side_speaks_for_itself_and_once(self):
        one = self.file()
        for who in (self.staff, self.chief, self.officer):
            with self.assertRaises(AccessError):
                self.by(one, who).action_explain("x")
        for who in (self.boss, self.chief, self.officer):
            with self.assertRaises(AccessError):
                self.by(one, who).action_state("x")
        with self.assertRaisesRegex(UserError, "Write what"):
            self.by(one, self.boss).action_explain(" ")
        self.by(one, self.boss).action_explain("Pertama")
        with self.assertRaisesRegex(UserError, "already"):
            self.by(one, self.boss).action_explain("Kedua")
        self.assertEqual(one.explanation, "Pertama")

    # -- asked once more -----------------------------------------------------

    def test_who_decides_asks_one_side_and_reads_the_answer(self):
        one = self.heard()
        until = one.decide_until
        self.by(one, self.chief).action_ask(" Kapan surat tugas terbit? ", "employee")
        self.fresh()
        self.assertEqual(
            (one.question_of, one.question, str(one.asked_on)),
            ("employee", "Kapan surat tugas terbit?", str(one.heard_on)),
        )
        self.assertEqual(self.events(one)[-1].name, "ask_employee")
        self.assertEqual(len(self.told(one, self.staff)), 1)
        self.assertFalse(self.told(one, self.boss))
        self.assertFalse(self.by(one, self.boss).can_reply)
        home = self.by(
            self.env["hr.asn.home"].browse(self.staff.user_id.id), self.staff
        )
        self.assertIn("Kapan surat tugas terbit?", [t["detail"] for t in home.todos])
        self.by(one, self.staff).action_reply("Tanggal 1 Juli.")
        self.fresh()
        self.assertEqual(one.answer, "Tanggal 1 Juli.")
        self.assertTrue(one.answered_on)
        self.assertFalse(self.told(one, self.staff))
        # It stops no clock, and both sides read it.
        self.assertEqual(one.decide_until, until)
        self.assertEqual(self.by(one, self.boss).answer, "Tanggal 1 Juli.")

    def test_one_question_at_a_time_and_all_in_the_history(self):
        one = self.heard()
        own = self.by(one, self.chief)
        own.action_ask("Pertama?", "appraiser")
        with self.assertRaisesRegex(UserError, "waits for its answer"):
            own.action_ask("Kedua?", "employee")
        self.assertTrue(self.by(one, self.boss).can_reply)
        self.by(one, self.boss).action_reply("Ya.")
        own.action_ask("Kedua?", "employee")
        self.fresh()
        self.assertEqual((one.question, one.answer), ("Kedua?", False))
        notes = self.events(one).mapped("note")
        for words in ("Pertama?", "Ya.", "Kedua?"):
            self.assertIn(words, notes)
        # An answer is not waited for.
        own.action_decide("ditolak", "Tetap.")
        self.assertEqual(one.state, "decided")
        with self.assertRaisesRegex(UserError, "no question waits"):
            self.by(one, self.staff).action_reply("Terlambat.")

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.models")
    def test_only_who_decides_asks_and_only_who_is_asked_answers(self):
        one = self.heard()
        for who in (self.staff, self.boss, self.officer, self.peer):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.by(one, who).action_ask("x", "employee")
        own = self.by(one, self.chief)
        for text, party in ((" ", "employee"), ("x", "officer"), ("x", None)):
            with self.subTest(party), self.assertRaisesRegex(UserError, "Write the"):
                own.action_ask(text, party)
        own.action_ask("x?", "appraiser")
        for who in (self.staff, self.chief, self.officer):
            with self.subTest(who.name), self.assertRaises(UserError):
                self.by(one, who).action_reply("x")
        with self.assertRaisesRegex(UserError, "Write what"):
            self.by(one, self.boss).action_reply(" ")

    def test_before_both_were_heard_nobody_is_asked_more(self):
        one = self.file()
        with self.assertRaisesRegex(UserError, "once both sides were heard"):
            self.by(one, self.chief).action_ask("x", "employee")

    def test_the_dialog_asks_who_is_asked(self):
        one = self.heard()
        own = self.by(one, self.chief)
        action = own.action_open_ask()
        say = own.env["hr.asn.say"].with_context(**action["context"])
        say.create({"text": "Berapa hari?", "party": "appraiser"}).action_say()
        self.fresh()
        self.assertEqual((one.question_of, one.question), ("appraiser", "Berapa hari?"))

    def test_escalates_and_never_lapses(self):
        """To the mayor, above the superior: he opens it, has his time, decides."""
        one = self.heard()
        self.cron("04-22")
        self.assertFalse(one.escalated_on)
        self.cron("04-23")
        self.assertEqual(one.escalated_on, date(YEAR, 4, 23))
        self.assertEqual(one.superior_id, self.mayor)
        # 14 working days after Thursday, 23 April; 1 May is none of the calendar.
        self.assertEqual(one.decide_until, date(YEAR, 5, 13))
        self.assertEqual(self.told(one, self.mayor), ["Objection to Decide"])
        self.assertFalse(self.told(one, self.chief))
        self.assertEqual(self.events(one)[-1].name, "escalate")
        self.assertEqual(self.events(one)[-1].note, self.mayor.name)
        self.cron("05-13")
        self.assertFalse(one.lacks_superior)
        with self.assertRaises(AccessError):
            self.decide(one, result="di_atas")
        self.by(one, self.mayor).action_decide("dikabulkan", "Benar", "di_atas")
        self.assertEqual(one.state, "decided")
        self.assertFalse(self.told(one, self.mayor))

    def test_escalates_to_the_team_where_nobody_stands_above(self):
        """And to the officer, who names another one than who let the time go by."""
        one = self.heard()
        self.mayor.user_id.active = False
        self.cron("04-23")
        self.assertEqual(one.superior_id, self.chief)
        self.assertEqual(self.told(one, self.team), ["Objection Not Decided"])
        self.assertEqual(self.told(one, self.officer), ["Objection without a Superior"])
        self.cron("04-24")
        self.assertEqual(len(self.told(one, self.team)), 1)
        with self.assertRaisesRegex(UserError, "go by"):
            self.by(one, self.officer).action_name_superior(self.chief.id)
        self.by(one, self.officer).action_name_superior(self.head.id)
        self.assertEqual(self.told(one, self.head), ["Objection to Decide"])
        self.assertFalse(self.told(one, self.team))
        self.assertFalse(one.lacks_superior)

    def test_late_with_the_one_above_it_goes_on(self):
        """Above the mayor is nobody: it waits for the officer, passed on once."""
        one = self.heard()
        self.cron("04-23")
        self.cron("05-14")
        self.assertEqual(one.superior_id, self.mayor)
        self.assertEqual(one.escalated_on, date(YEAR, 5, 14))
        self.assertTrue(one.lacks_superior)
        # Neither of those with whom the time went by is named again.
        for late in (self.chief, self.mayor):
            with self.assertRaisesRegex(UserError, "go by"), self.cr.savepoint():
                self.by(one, self.officer).action_name_superior(late.id)
        names = self.events(one).mapped("name")
        self.cron("05-15")
        self.assertEqual(self.events(one).mapped("name"), names)
        self.assertEqual(names.count("escalate"), 2)

    def test_the_clock_is_told(self):
        one = self.heard()
        steps = self.by(one, self.chief).clock
        kinds = [(step["key"], step["kind"]) for step in steps]
        self.assertEqual(
            kinds,
            [
                ("received", "past"),
                ("filed", "past"),
                ("heard", "past"),
                ("decided", "now"),
            ],
        )
        self.assertEqual(steps[1]["who"], "Day 0 of 14")
        # A decision has 14 working days, as its policy says: 2 April is a Thursday.
        self.assertIn("14 working days left", steps[3]["who"])
        self.assertIn("14 working days left", self.by(one, self.chief).time_left)
        self.set_day(f"{YEAR}-04-06")
        self.fresh()
        self.assertIn("12 working days left", self.by(one, self.chief).time_left)

    def test_days_to_object_are_told_as_they_count(self):
        own = self.by(self.q1, self.staff)
        own.action_receive()
        self.assertIn("(14 days left)", own.objection_note)
        self.policy.sudo().objection_working = True
        self.set_day(f"{YEAR}-04-04")
        self.fresh()
        # Due on 16 April, a Thursday: nine working days after Saturday the 4th.
        self.assertIn("(9 working days left)", own.objection_note)

    def test_the_day_of_filing_is_counted_as_the_policy_counts(self):
        self.policy.sudo().objection_working = True
        self.by(self.q1, self.staff).action_receive()
        self.set_day(f"{YEAR}-04-04")
        self.fresh()
        one = self.file()
        # Of the 2nd, a Thursday, to Saturday: Friday is the first day.
        self.assertEqual(self.by(one, self.staff).clock[1]["who"], "Day 1 of 14")

    def test_whose_silence_was_noticed_late_files_on_a_day_of_his_time(self):
        self.cron("06-20")
        self.set_day(f"{YEAR}-06-25")
        self.fresh()
        one = self.file()
        self.assertEqual(self.by(one, self.staff).clock[1]["who"], "Day 5 of 14")

    def home(self, who):
        return self.by(self.env["hr.asn.home"].browse(who.user_id.id), who)

    def test_everybody_has_it_on_his_first_page(self):
        one = self.file()
        for who, kind in ((self.staff, "state"), (self.boss, "explain")):
            home = self.home(who)
            self.assertEqual(home[f"todo_{kind}_ids"], one, kind)
        self.by(one, self.boss).action_explain("Ya")
        self.by(one, self.staff).action_state("Ya")
        self.fresh()
        home = self.home(self.chief)
        self.assertEqual(home.todo_decide_ids, one)
        row = next(row for row in home.todos if row["key"].startswith("hr.asn.obj"))
        self.assertIn("Dewi", row["title"])
        self.assertEqual(home.action_todo(row["key"])["res_id"], one.id)


@tagged("post_install", "-at_install")
class TestNobodyToDecide(Objecting, AsnCommon):
    def without_superior(self, superior=None):
        self.q1.sudo()._asn_put({"superior_id": superior and superior.id})
        return self.heard()

    def test_the_officer_names_somebody(self):
        one = self.without_superior()
        self.assertTrue(one.lacks_superior)
        self.assertFalse(one.superior_name)
        self.assertIn("Objection without a Superior", self.told(one, self.officer))
        found = self.by(one, self.officer).search([("lacks_superior", "=", True)])
        self.assertEqual(found, one)
        for who in (self.staff, self.boss, self.peer, self.head):
            with self.assertRaises(UserError):
                self.by(one, who).action_name_superior(self.head.id)
        himself = self._person("Petugas", groups=OFFICER)
        with self.assertRaisesRegex(UserError, "Name somebody"):
            self.by(one, himself).action_name_superior(himself.id)
        for nobody in (self.staff, self.boss, self.foreigner.browse(0)):
            with self.assertRaisesRegex(UserError, "Name somebody"):
                self.by(one, self.officer).action_name_superior(nobody.id)
        self.by(one, self.officer).action_name_superior(self.head.id)
        self.fresh()
        self.assertEqual(one.superior_id, self.head)
        self.assertFalse(one.lacks_superior)
        self.assertEqual(self.told(one, self.head), ["Objection to Decide"])
        with self.assertRaisesRegex(UserError, "There is somebody"):
            self.by(one, self.officer).action_name_superior(self.chief.id)
        self.decide(one, who=self.head, result="di_atas")
        self.assertEqual(self.q1.state, "final")

    def test_who_rated_never_decides(self):
        one = self.without_superior(self.boss)
        self.assertTrue(one.lacks_superior)
        self.assertNotIn("decide", self.by(one, self.boss).asn_can)
        with self.assertRaises(AccessError):
            self.decide(one, who=self.boss, result="di_atas")

    def test_who_rated_for_the_appraiser_never_decides_either(self):
        self.as_rater(self.chief.user_id)
        one = self.heard()
        self.assertTrue(one.lacks_superior)
        self.assertNotIn("decide", self.by(one, self.chief).asn_can)
        with self.assertRaises(AccessError):
            self.decide(one, who=self.chief, result="di_atas")
        with self.assertRaisesRegex(UserError, "Name somebody"):
            self.by(one, self.officer).action_name_superior(self.chief.id)

    def test_an_officer_who_rated_names_nobody(self):
        one = self.without_superior()
        self.boss.user_id.group_ids = [(4, self.env.ref(OFFICER).id)]
        self.assertFalse(self.by(one, self.boss).can_name)
        with self.assertRaises(UserError):
            self.by(one, self.boss).action_name_superior(self.peer.id)

    def test_an_officer_who_rated_for_the_appraiser_names_nobody_either(self):
        one = self.without_superior()
        self.assertTrue(self.by(one, self.officer).can_name)
        self.as_rater(self.officer)
        own = self.by(one, self.officer)
        self.assertFalse(own.can_name or own.lacks_superior)
        with self.assertRaisesRegex(AccessError, "Who rated does not choose"):
            own.action_name_superior(self.head.id)

    def test_who_cannot_sign_in_is_replaced(self):
        self.chief.user_id.active = False
        one = self.heard()
        self.assertTrue(one.lacks_superior)

    def test_whose_superior_leaves_later_waits_for_the_officer_too(self):
        one = self.heard()
        self.chief.user_id.active = False
        self.cron("04-03")
        self.assertEqual(self.told(one, self.officer), ["Objection without a Superior"])
        self.cron("04-04")
        self.assertEqual(len(self.told(one, self.officer)), 1)

    def without_officers(self):
        """Leave the agency without anybody who runs appraisals."""
        for user in (self.officer, self.unit_officer, self.team, self.admin):
            user.active = False

    def test_where_the_only_officer_has_rated_who_stands_above_decides(self):
        self.without_officers()
        self.boss.user_id.group_ids |= self.env.ref(OFFICER)
        one = self.without_superior()
        # Above the boss the chief, without anybody's naming him.
        self.assertEqual(one.superior_id, self.chief)
        self.assertFalse(one.lacks_superior or self.by(one, self.boss).can_name)
        event = self.events(one).filtered(lambda event: event.name == "name_superior")
        self.assertEqual(event.note, self.chief.name)
        self.assertEqual(event.actor_id, self.env.ref("base.user_root"))
        self.decide(one, result="di_atas")
        self.assertEqual(one.state, "decided")

    def test_where_nobody_else_is_left_the_only_officer_names(self):
        self.without_officers()
        self.boss.user_id.group_ids |= self.env.ref(OFFICER)
        for above in (self.chief, self.mayor):
            above.user_id.active = False
        one = self.heard()
        self.assertTrue(self.by(one, self.boss).can_name)
        for person in (self.boss, self.staff):
            with self.assertRaisesRegex(UserError, "Name somebody"):
                self.by(one, self.boss).action_name_superior(person.id)
        self.by(one, self.boss).action_name_superior(self.head.id)
        self.assertFalse(one.lacks_superior)

    def test_lists_ask_who_can_decide_once(self):
        made = self.many()
        costs = []
        # The first one also reads what is kept for all that follow.
        for some in (made[:2], made[:2], made):
            own = self.by(some, self.officer)
            before = self.cr.sql_log_count
            own.mapped("lacks_superior")
            own.mapped("asn_can")
            costs.append(self.cr.sql_log_count - before)
        self.assertEqual(costs[1], costs[2])

    def test_lists_and_buttons_ask_who_names_once(self):
        made = self.many()
        self.chief.user_id.active = False
        costs = []
        # The first one also reads what is kept for all that follow.
        for left in (2, 2, 20):
            some = made[:left]
            some._asn_put({"state": "filed"})
            (made - some)._asn_put({"state": "withdrawn"})
            own = self.by(made, self.officer)
            before = self.cr.sql_log_count
            found = own.search([("can_name", "=", True)])
            buttons = found.mapped("can_name")
            costs.append(self.cr.sql_log_count - before)
            self.assertEqual((found, all(buttons)), (some, True))
        self.assertEqual(costs[1], costs[2])


class Calibrated(Objecting):
    """The rating was on the table of a session before it was delivered."""

    # The superior belongs to the performance team, too.
    steps = ("start", "change", "lock")

    @classmethod
    def setUpClass(cls):
        super(Objecting, cls).setUpClass()
        cls.chief.user_id.group_ids |= cls.env.ref(TEAM)
        cls.q1 = cls.quarter(cls.staff, 1)
        cls.set_day(f"{YEAR}-04-02")
        cls.bring_evaluation(cls.q1, "rated", "sesuai", "di_atas", "Teladan")

    def prepare(self, participants=()):
        """Return a session of the clinic that has not begun."""
        return self.by(self.env["hr.asn.calibration"], self.team).create(
            {
                "period_id": self.q1.period_id.id,
                "department_id": self.clinic.id,
                "participant_ids": [one.id for one in participants],
            }
        )

    def calibrate(self, participants=(), **by):
        """Hold a session by its real steps: who took which of them, else the team."""
        self.hold(self.prepare(participants), **by)

    def hold(self, session, **by):
        who = dict.fromkeys(self.steps, self.team) | by
        self.by(session, who["start"]).action_start()
        calm = {"id": self.q1.id, "reason": "Capaian tim."}
        changes = {
            "back": calm | {"result": "sesuai", "behavior": "di_atas"},
            "change": calm | {"result": "sesuai", "behavior": "sesuai"},
        }
        if "back" in who:
            self.by(session, self.team).calibrate([changes["change"]])
        for step in ("back", "change"):
            if step in who:
                self.by(session, who[step]).calibrate([changes[step]])
        self.by(session, who["lock"]).action_lock()
        self.by(self.q1, self.boss).action_deliver()
        self.fresh()


@tagged("post_install", "-at_install")
class TestWhoCalibrated(Calibrated, AsnCommon):
    def each(self):
        """Yield a case for each way to take part in a session."""
        for way in ("start", "change", "back", "lock", "participants"):
            with self.subTest(way), self.cr.savepoint() as savepoint:
                chief = (self.chief,) if way == "participants" else self.chief
                self.calibrate(**{way: chief})
                yield self.heard()
                self.env.flush_all()
                savepoint.rollback()
            self.env.invalidate_all()

    def test_who_had_a_part_does_not_decide(self):
        for one in self.each():
            self.assertTrue(one.lacks_superior)
            own = self.by(one, self.chief)
            self.assertNotIn("decide", own.asn_can)
            self.assertFalse(own.can_ask or self.told(one, self.chief))
            with self.assertRaisesRegex(AccessError, "officer names another") as caught:
                self.decide(one, who=self.chief, result="di_atas")
            for taker in (self.team, self.chief):
                self.assertNotIn(taker.name, str(caught.exception))
            with self.assertRaisesRegex(AccessError, "officer names another"):
                own.action_ask("Kapan?", "employee")
            self.assertFalse(self.asked_of(self.chief, one))
            self.assertEqual((one.state, one.outcome), ("heard", False))

    def test_who_had_a_part_is_not_named_and_another_decides(self):
        for one in self.each():
            for user in (self.officer, self.chief):
                with self.assertRaisesRegex(UserError, "Name somebody"):
                    self.by(one, user).action_name_superior(self.chief.id)
            self.by(one, self.officer).action_name_superior(self.head.id)
            self.decide(one, who=self.head, result="di_atas")
            self.assertEqual(self.q1.state, "final")

    def test_of_the_team_who_had_no_part_decides(self):
        self.calibrate()
        one = self.heard()
        self.assertFalse(one.lacks_superior)
        self.decide(one, result="di_atas")
        self.assertEqual(one.state, "decided")

    def test_a_session_on_an_earlier_rating_is_no_part(self):
        self.calibrate(lock=self.chief)
        self.by(self.q1, self.officer).action_reopen("Salah hitung")
        self.by(self.q1, self.boss).action_rate("sesuai", "sesuai", "Dihitung ulang")
        self.by(self.q1, self.boss).action_deliver()
        one = self.heard()
        self.decide(one, result="di_atas")
        self.assertEqual(one.state, "decided")

    def test_who_took_part_and_was_archived_since_had_a_part_all_the_same(self):
        self.calibrate(participants=(self.chief,))
        self.chief.active = False
        one = self.heard()
        self.assertIn(self.chief.user_id, one._asn_barred()[one])

    def test_a_session_that_was_called_off_is_no_part_whichever_came_first(self):
        """Another session took its people: who took part in that one is barred."""
        for order in ((self.chief, self.head), (self.head, self.chief)):
            with self.subTest(order[0].name), self.cr.savepoint() as savepoint:
                sessions = {one: self.prepare((one,)) for one in order}
                called_off = self.by(sessions[self.chief], self.team)
                called_off.action_start()
                called_off.action_call_off("Rapat tidak kuorum.")
                self.hold(sessions[self.head])
                one = self.heard()
                barred = one._asn_barred()[one]
                self.assertIn(self.head.user_id, barred)
                self.assertNotIn(self.chief.user_id, barred)
                self.decide(one, result="di_atas")
                self.assertEqual(one.state, "decided")
                self.env.flush_all()
                savepoint.rollback()
            self.env.invalidate_all()

    def shown(self):
        """Return what its parties can read of an objection, beside ids and stamps."""
        one, told = self.file(), {}
        for who in (self.staff, self.boss):
            own = self.by(one, who)
            names = {
                name
                for name, field in own.fields_get(attributes=["type"]).items()
                if not field["type"].endswith("2many")
            }
            (row,) = own.read(sorted(names - {"create_date", "write_date"}))
            del row["id"]
            with self.assertRaises(AccessError) as refused:
                own.action_name_superior(self.head.id)
            told[who] = row | {
                "history": own.asn_event_ids.mapped("label"),
                "found": own.search_count([("lacks_superior", "=", True)]),
                "refused": str(refused.exception),
            }
        return told

    def test_others_learn_no_more_than_of_who_cannot_sign_in(self):
        """Nor more than of who decides: to them the superior is there, and it waits."""
        told = []
        for participants, signs_in in (((), False), ((self.chief,), True), ((), True)):
            with self.cr.savepoint() as savepoint:
                self.calibrate(participants)
                self.chief.user_id.active = signs_in
                told.append(self.shown())
                self.env.flush_all()
                savepoint.rollback()
            self.env.invalidate_all()
        for who in (self.staff, self.boss):
            row = told[1][who]
            self.assertFalse(row["lacks_superior"] or row["found"], who.name)
        self.assertEqual(told[0], told[1])
        self.assertEqual(told[1], told[2])

    def test_who_finds_another_and_the_superior_are_told_that_he_does_not_judge(self):
        self.calibrate(participants=(self.chief,))
        one = self.file()
        office = (self.officer, self.unit_officer, self.team, self.admin, self.auditor)
        for who in (*office, self.chief, self.staff, self.boss):
            is_told = who not in (self.staff, self.boss)
            with self.subTest(who.name):
                own = self.by(one, who)
                self.assertEqual(own.lacks_superior, is_told)
                found = own.search([("lacks_superior", "=", True)])
                self.assertEqual(found, one if is_told else one.browse())
        self.unit_officer.asn_unit_ids = self.school_office
        found = self.by(one, self.unit_officer).search([("lacks_superior", "=", True)])
        self.assertFalse(found)

    def test_where_the_team_only_is_left_it_names_and_does_not_judge(self):
        """Whoever calibrated names another one than himself and than those with him."""
        self.calibrate(participants=(self.chief,))
        for user in (self.officer, self.unit_officer, self.admin, self.chief.user_id):
            user.active = False
        one = self.heard()
        self.assertEqual(self.told(one, self.team), ["Objection without a Superior"])
        own = self.by(one, self.team)
        self.assertTrue(own.can_name)
        with self.assertRaisesRegex(UserError, "Name somebody"):
            own.action_name_superior(self.chief.id)
        own.action_name_superior(self.head.id)
        self.assertEqual(one.superior_id, self.head)


@tagged("post_install", "-at_install")
class TestWhoCalibratedRpc(Calibrated, AsnHttpCommon):
    @mute_logger(*QUIET)
    def test_no_call_decides(self):
        self.calibrate(change=self.chief)
        one = self.heard()
        self.sign_in(self.chief)
        refused = "odoo.exceptions.AccessError"
        for method, args in (
            ("action_decide", ("ditolak", WHY)),
            ("action_open_decide", ()),
            ("action_ask", ("Kapan?", "employee")),
        ):
            told = self.rpc("hr.asn.objection", method, one.ids, *args)
            self.assertEqual(told, (None, refused), method)
        named = self.rpc(
            "hr.asn.objection", "action_name_superior", one.ids, self.chief.id
        )
        self.assertEqual(named[1], "odoo.exceptions.UserError")
        self.assertEqual(one.state, "heard")


@tagged("post_install", "-at_install")
class TestDecision(Objecting, AsnCommon):
    def test_it_sets_the_figures_and_is_final(self):
        one = self.heard()
        self.decide(one, result="di_atas")
        self.assertEqual((one.state, self.q1.state), ("decided", "final"))
        self.assertEqual(self.figures(), ("di_atas", "sesuai", "baik"))
        self.assertEqual((one.outcome, one.reason), ("dikabulkan", WHY))
        rows = self.q1.sudo().rating_ids.grouped("kind")
        self.assertEqual(set(rows), {"given", "proposed", "decided"})
        self.assertEqual(rows["given"].result, "sesuai")
        decided = rows["decided"]
        self.assertEqual((decided.result, decided.reason), ("di_atas", WHY))
        self.assertEqual(decided.actor_id, self.chief.user_id)
        self.assertTrue(decided.is_published)
        own = self.by(self.q1, self.staff)
        self.assertEqual(own.current_result, "di_atas")
        self.assertIn("The decision is final", own.objection_note)
        self.assertIn(WHY, own.objection_note)

    def test_the_decision_is_sealed(self):
        one = self.heard()
        self.decide(one, result="di_atas")
        paper = self.q1.document_ids.filtered(lambda doc: doc.kind == "decision")
        content = paper._content()
        self.assertTrue(paper.is_intact)
        self.assertEqual(content["schema"], "decision/2")
        self.assertEqual(content["before"]["result"], "sesuai")
        self.assertEqual(content["after"]["result"], "di_atas")
        self.assertEqual(content["axes"], ["result"])
        self.assertEqual(content["superior"]["name"], "Hendra")
        self.assertEqual(content["explanation"], "Target dihitung setahun.")
        self.assertEqual((content["explained_as"], content["questions"]), ("", []))

    def test_all_further_questions_are_sealed(self):
        one = self.heard()
        own = self.by(one, self.chief)
        own.action_ask("Pertama?", "appraiser")
        self.by(one, self.boss).action_reply("Ya.")
        own.action_ask("Kedua?", "employee")
        self.by(one, self.staff).action_reply("Tidak.")
        own.action_ask("Ketiga?", "employee")
        self.decide(one, result="di_atas")
        paper = self.q1.document_ids.filtered(lambda doc: doc.kind == "decision")
        told = paper._content()["questions"]
        self.assertEqual(
            [(row["question_of"], row["question"], row["answer"]) for row in told],
            [
                ("appraiser", "Pertama?", "Ya."),
                ("employee", "Kedua?", "Tidak."),
                ("employee", "Ketiga?", ""),
            ],
        )
        self.assertEqual(told[0]["answered_on"], f"{YEAR}-04-02")
        self.assertEqual(told[2]["answered_on"], "")

    def test_refused_keeps_what_was(self):
        one = self.heard()
        self.decide(one, "ditolak", result="di_atas")
        self.assertEqual(self.figures(), ("sesuai", "sesuai", "baik"))
        self.assertEqual((one.outcome, one.result), ("ditolak", "sesuai"))
        decided = self.q1.sudo().rating_ids.grouped("kind")["decided"]
        self.assertEqual(decided.result, "sesuai")

    def test_people_are_told(self):
        one = self.heard()
        self.decide(one, result="di_atas")
        for who in (self.staff, self.boss):
            self.assertEqual(self.told(one, who), ["Objection Decided"])
        self.assertFalse(self.told(one, self.chief))

    def test_only_once_and_only_by_the_superior(self):
        one = self.file()
        with self.assertRaises(UserError):
            self.decide(one, result="di_atas")
        self.by(one, self.boss).action_explain("Ya")
        self.by(one, self.staff).action_state("Ya")
        for who in (self.staff, self.boss, self.officer, self.team, self.admin):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.decide(one, who=who, result="di_atas")
        self.decide(one, result="di_atas")
        with self.assertRaises(UserError):
            self.decide(one, result="sesuai")

    def test_the_reason_is_obligatory(self):
        one = self.heard()
        with self.assertRaisesRegex(UserError, "Write the reason"):
            self.decide(one, reason=" ", result="di_atas")

    def test_only_what_was_objected_to_changes(self):
        one = self.heard()
        with self.assertRaisesRegex(UserError, "Only the rating"):
            self.decide(one, result="di_atas", behavior="di_atas")
        with self.assertRaisesRegex(UserError, "no rating changes"):
            self.decide(one)

    def test_never_lower_unless_the_policy_lets_it(self):
        one = self.heard()
        with self.assertRaisesRegex(UserError, "below the one objected to"):
            self.decide(one, result="di_bawah")
        self.policy.sudo().decision_may_lower = True
        self.decide(one, result="di_bawah")
        self.assertEqual(self.figures(), ("di_bawah", "sesuai", "butuh_perbaikan"))

    def test_the_dialog_shows_before_and_after(self):
        one = self.heard()
        wizard = self.by(self.env["hr.asn.objection.decide"], self.chief).new(
            {"objection_id": one.id, "outcome": "dikabulkan", "result": "di_bawah"}
        )
        self.assertEqual(wizard.predikat, "butuh_perbaikan")
        self.assertTrue(wizard.is_lower)
        wizard.outcome = "ditolak"
        self.assertEqual((wizard.predikat, wizard.is_lower), ("baik", False))


@tagged("post_install", "-at_install")
class TestInquiry(Objecting, AsnCommon):
    def ask(self, text="Mengapa sesuai?", who=None):
        made = self.by(self.q1, who or self.staff).action_inquire(text)
        self.fresh()
        return self.env["hr.asn.inquiry"].browse(made)

    def test_question_and_answer_stop_no_clock(self):
        self.by(self.q1, self.staff).action_receive()
        due = self.q1.due_on
        one = self.ask()
        self.assertEqual((one.state, self.q1.state), ("asked", "received"))
        self.assertEqual(self.told(one, self.boss), ["Explanation Asked For"])
        self.by(one, self.boss).action_answer("Karena target tercapai 100%.")
        self.fresh()
        self.assertEqual((one.state, self.q1.due_on), ("answered", due))
        self.assertEqual(self.told(one, self.staff), ["Explanation Given"])
        self.ask("Lalu perilaku?")
        self.assertEqual(len(self.by(self.q1, self.staff).inquiry_ids), 2)

    def test_after_delivery_only_and_by_the_employee_only(self):
        for who in (self.boss, self.chief, self.officer, self.admin):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.ask(who=who)
        q2 = self.quarter(self.staff, 2)
        with self.assertRaisesRegex(UserError, "in progress"):
            self.by(q2, self.staff).action_inquire("Mengapa?")
        with self.assertRaises(UserError):
            self.ask(" ")

    def test_only_the_appraiser_answers(self):
        one = self.ask()
        for who in (self.staff, self.chief, self.officer):
            with self.assertRaises(AccessError):
                self.by(one, who).action_answer("x")
        with self.assertRaisesRegex(UserError, "Write the answer"):
            self.by(one, self.boss).action_answer("")

    def test_it_stands_beside_the_objection(self):
        one = self.ask()
        objection = self.file()
        self.assertEqual(self.by(objection, self.chief).inquiry_ids, one)


@tagged("post_install", "-at_install")
class TestWhoReads(Objecting, AsnHttpCommon):
    def _readers(self):
        return {
            self.staff: True,
            self.boss: True,
            self.chief: True,
            self.officer: True,
            self.unit_officer: True,
            self.team: True,
            self.auditor: True,
            self.peer: False,
            self.head: False,
            self.foreign_boss: False,
            self.mayor: False,
        }

    @mute_logger(*QUIET)
    def test_its_parties_and_nobody_else(self):
        objection = self.file()
        made = self.by(self.q1, self.staff).action_inquire("Mengapa?")
        for who, reads in self._readers().items():
            self.sign_in(who)
            for model, number in (
                ("hr.asn.objection", objection.id),
                ("hr.asn.inquiry", made),
            ):
                with self.subTest(who=who.name, model=model):
                    found, _error = self.rpc(model, "search", [])
                    self.assertEqual(found, [number] if reads else [])
                    error = self.rpc(model, "read", [number], ["state"])[1]
                    self.assertEqual(not error, reads)

    @mute_logger(*QUIET)
    def test_nobody_writes_past_the_steps(self):
        objection = self.heard()
        values = {"evaluation_id": self.q1.id}
        for who in (self.staff, self.boss, self.chief, self.officer, self.admin):
            self.sign_in(who)
            for method, args in (
                ("write", (objection.ids, {"outcome": "dikabulkan"})),
                ("write", (objection.ids, {"text": "Lain"})),
                ("create", ([values],)),
                ("unlink", (objection.ids,)),
                ("_asn_put", (objection.ids, {"state": "decided"})),
                ("_transition", (objection.ids, "decide")),
            ):
                error = self.rpc("hr.asn.objection", method, *args)[1]
                self.assertTrue(error, (who.name, method))
        self.assertEqual((objection.state, objection.text), ("heard", TEXT))

    @mute_logger(*QUIET)
    def test_what_is_being_decided_is_seen_by_who_decides_only(self):
        objection = self.heard()
        self.sign_in(self.chief)
        values = {
            "objection_id": objection.id,
            "outcome": "dikabulkan",
            "result": "di_atas",
            "reason": WHY,
        }
        made = self.rpc("hr.asn.objection.decide", "create", [values])[0]
        for who in (self.boss, self.staff, self.officer, self.team):
            self.sign_in(who)
            error = self.rpc("hr.asn.objection.decide", "read", made, ["reason"])[1]
            self.assertTrue(error, who.name)
            error = self.rpc("hr.asn.objection.decide", "action_decide", made)[1]
            self.assertTrue(error, who.name)
        self.sign_in(self.chief)
        error = self.rpc("hr.asn.objection.decide", "action_decide", made)[1]
        self.assertIsNone(error)
        self.fresh()
        self.assertEqual(objection.state, "decided")

    @mute_logger(*QUIET)
    def test_nothing_is_told_before_delivery(self):
        """Whatever is rated, the new models tell nobody concerned of it."""
        q2 = self.quarter(self.staff, 2)
        self.set_day(f"{YEAR}-07-02")
        seen = []
        for result in ("di_atas", "sesuai", "di_bawah"):
            with self.cr.savepoint() as savepoint:
                self.bring_evaluation(q2, "rated", result, "sesuai", "Alasan")
                self.fresh()
                own = self.by(q2, self.staff)
                told = own.read(
                    ["objection_note", "can_inquire", "is_objectable", "asn_can"]
                )
                errors = []
                for step, args in (
                    (own.action_inquire, ("Mengapa?",)),
                    (own.action_object, (["result"], TEXT)),
                ):
                    with self.assertRaises(UserError) as caught:
                        step(*args)
                    errors.append(str(caught.exception))
                seen.append((told, errors))
                savepoint.rollback()
            self.env.invalidate_all()
        self.assertEqual(seen[0], seen[1])
        self.assertEqual(seen[1], seen[2])


@tagged("post_install", "-at_install")
class TestObjectionByDialog(Objecting, AsnHttpCommon):
    @mute_logger(*QUIET)
    def test_from_filing_to_decision_over_the_wire(self):
        self.sign_in(self.staff)
        file = self.rpc(
            "ir.attachment",
            "create",
            [{"name": "a.txt", "datas": base64.b64encode(b"a").decode()}],
        )[0]
        made = self.rpc(
            "hr.asn.objection.file",
            "create",
            [
                {
                    "evaluation_id": self.q1.id,
                    "on_result": True,
                    "text": TEXT,
                    "file_ids": [fields.Command.set(file)],
                }
            ],
        )[0]
        action = self.rpc("hr.asn.objection.file", "action_file", made)[0]
        one = self.env["hr.asn.objection"].browse(action["res_id"])
        for who, way in ((self.staff, "state"), (self.boss, "explain")):
            self.sign_in(who)
            values = {"way": way, "res_id": one.id, "text": "Ya"}
            said = self.rpc("hr.asn.say", "create", [values])[0]
            self.assertIsNone(self.rpc("hr.asn.say", "action_say", said)[1])
        self.fresh()
        self.assertEqual((one.state, one.file_ids.name), ("heard", "a.txt"))


@tagged("post_install", "-at_install")
class TestObjectingInNumbers(AsnCommon):
    """Where the policy rates in numbers a refusal leaves all figures as they are."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.write({"scoring": "pp30_numeric", "evidence_gate": False})
        cls.q1 = cls.quarter(cls.staff, 1)
        cls.prove(cls.q1)
        cls.set_day(f"{YEAR}-04-02")
        cls.by(cls.q1, cls.staff).action_submit()
        # 0.7 x 95 + 0.3 x 85 = 92: good, and below expectation in behaviour
        values = {"draft_skp_points": "95", "draft_behavior_points": "85"}
        cls.by(cls.q1, cls.boss).write(values | {"draft_reason": "Sesuai bukti."})
        cls.by(cls.q1, cls.boss).action_deliver()

    def _heard(self):
        made = self.by(self.q1, self.staff).action_object(["result"], TEXT)
        one = self.env["hr.asn.objection"].browse(made)
        self.by(one, self.boss).action_explain("Sudah dijelaskan.")
        self.by(one, self.staff).action_state("Mohon ditinjau.")
        return one

    def test_a_refusal_keeps_value_and_predikat(self):
        one = self._heard()
        self.by(one, self.chief).action_decide("ditolak", WHY)
        self.env.invalidate_all()
        self.assertEqual((self.q1.predikat, self.q1.score), ("baik", 9200))
        row = self.q1.sudo().rating_ids.filtered(lambda one: one.kind == "decided")
        self.assertEqual((row.predikat, row.points["value"]), ("baik", 9200))

    def _decide(self, outcome="dikabulkan", **points):
        one = self._heard()
        self.by(one, self.chief).action_decide(outcome, WHY, points=points)
        self.env.invalidate_all()
        return one

    def test_a_grant_gives_new_values_and_the_predikat_follows(self):
        one = self._decide(skp="110")
        # 0.7 x 110 + 0.3 x 85 = 102.5: Baik, above in results
        self.assertEqual((self.q1.score, self.q1.predikat), (10250, "baik"))
        self.assertEqual((self.q1.result, self.q1.behavior), ("di_atas", "di_bawah"))
        rows = self.q1.sudo().rating_ids.grouped("kind")
        self.assertEqual(rows["given"].points["value"], 9200)
        self.assertEqual(rows["decided"].points["value"], 10250)
        own = self.by(one, self.staff)
        self.assertEqual(own.before_sum, "0,7 × 95 + 0,3 × 85 = 92")
        self.assertEqual(own.decided_sum, "0,7 × 110 + 0,3 × 85 = 102,5")
        kinds = self.q1.sudo().document_ids.grouped("kind")
        content = kinds["decision"]._content()
        self.assertEqual(content["before"]["points"]["value"], 9200)
        self.assertEqual(content["after"]["points"]["sum"], own.decided_sum)

    def test_a_value_that_changes_within_its_rating_is_a_grant(self):
        self._decide(skp="96,5")
        # 0.7 x 96.5 + 0.3 x 85 = 93.05
        self.assertEqual((self.q1.score, self.q1.result), (9305, "sesuai"))

    def test_a_grant_never_lowers_nor_goes_beside(self):
        for points, words in (
            ({"skp": "94"}, "below the one objected to"),
            ({"behavior": "95"}, "objected to can be changed"),
            ({}, "no rating changes"),
            ({"skp": "121"}, "121"),
        ):
            with self.subTest(points), self.assertRaisesRegex(UserError, words):
                with self.cr.savepoint():
                    self._decide(**points)
        self.assertEqual((self.q1.score, self.q1.predikat), (9200, "baik"))

    def test_the_dialog_shows_what_comes_of_new_values(self):
        one = self._heard()
        dialog = self.env["hr.asn.objection.decide"]
        own = self.by(dialog, self.chief).with_context(default_objection_id=one.id)
        made = own.create({"outcome": "dikabulkan", "reason": WHY})
        self.assertEqual((made.skp_points, made.behavior_points), ("95", "85"))
        made.skp_points = "60"
        # 0.7 x 60 + 0.3 x 85 = 67.5
        self.assertEqual((made.predikat, made.is_lower), ("kurang", True))
        made.skp_points = "100"
        made.action_decide()
        # 70 + 25.5 = 95.5
        self.assertEqual(self.q1.score, 9550)


@tagged("post_install", "-at_install")
class TestDialogsOfOthers(Objecting, AsnHttpCommon):
    @mute_logger(*QUIET)
    def test_a_dialog_tells_nothing_of_what_one_may_not_read(self):
        one = self.heard()
        self.sign_in(self.foreigner)
        says = {"outcome": "ditolak", "reason": "x"}
        for model, vals in (
            ("hr.asn.objection.file", {"evaluation_id": self.q1.id, "text": "x"}),
            ("hr.asn.objection.decide", {"objection_id": one.id, **says}),
            (
                "hr.asn.objection.name",
                {"objection_id": one.id, "employee_id": self.peer.id},
            ),
        ):
            made = self.rpc(model, "create", [vals])
            self.assertEqual(made, (None, "odoo.exceptions.AccessError"), model)


@tagged("post_install", "-at_install")
class TestOfficersTasks(Objecting, AsnHttpCommon):
    """What of objections waits for the officer is among his tasks with its list."""

    @classmethod
    def _make_people(cls):
        super()._make_people()
        cls.driver = cls.make_driver()

    def tasks(self, who=None):
        own = self.by(self.env["hr.asn.tasks"], who or self.officer)
        keys = {"judge", "paper", "undecided", "inquiry"}
        counts = {task["key"]: task["count"] for task in own._asn_tasks()}
        return {key: counts[key] for key in keys & counts.keys()}

    def opened(self, key):
        """Return what the line of a task opens, asked as a browser asks it."""
        self.sign_in(self.officer)
        action = self.rpc("hr.asn.tasks", "open_task", key)[0]
        found = self.rpc(action["res_model"], "search", action["domain"])[0]
        return self.env[action["res_model"]].browse(found)

    def delivered(self, employee):
        """Deliver the first quarter of somebody without a login."""
        plan = self.plan(employee)
        self.fill(plan, by=self.boss)
        for step in ("action_submit", "action_approve"):
            getattr(self.by(plan, self.boss), step)()
        quarter = self.quarter(employee, 1)
        self.by(quarter, self.boss).action_submit()
        self.by(quarter, self.boss).action_rate("sesuai", "sesuai", "Cukup")
        self.by(quarter, self.boss).action_deliver()
        return quarter

    def test_nothing_waits_while_all_can_sign_in(self):
        one = self.file()
        self.by(self.q1, self.staff).action_inquire("Mengapa?")
        self.assertEqual(self.tasks(), {})
        self.assertEqual(one.state, "filed")

    def test_whose_judge_is_to_be_named(self):
        self.chief.user_id.active = False
        one = self.file()
        self.assertEqual(self.tasks(), {"judge": 1})
        self.assertEqual(self.opened("judge"), one)
        self.assertEqual(self.tasks(self.unit_officer), {"judge": 1})
        self.unit_officer.asn_unit_ids = self.school_office
        self.assertEqual(self.tasks(self.unit_officer), {})
        self.assertEqual(self.tasks(self.boss), {})
        self.by(one, self.officer).action_name_superior(self.head.id)
        self.assertEqual(self.tasks(), {})

    def test_who_rated_has_no_task_to_name_who_judges_it(self):
        self.chief.user_id.active = False
        self.as_rater(self.officer)
        one = self.file()
        self.assertEqual(self.tasks(), {})
        self.assertEqual(self.tasks(self.unit_officer), {"judge": 1})
        self.assertFalse(self.by(one, self.officer).can_name)
        self.assertTrue(self.by(one, self.unit_officer).can_name)

    def test_the_only_officer_names_though_he_is_the_appraiser(self):
        """Where nobody stands above who could decide; so his task says, too."""
        self.boss.user_id.group_ids |= self.env.ref(OFFICER)
        others = self.officer | self.unit_officer | self.team | self.admin
        for user in others | self.chief.user_id | self.mayor.user_id:
            user.active = False
        one = self.file()
        own = self.by(one, self.boss)
        self.assertTrue(own.can_name)
        self.assertEqual(own.search([("can_name", "=", True)]), one)
        self.assertEqual(self.tasks(self.boss), {"judge": 1})

    def test_what_an_appraiser_without_login_wrote(self):
        one = self.file()
        self.by(self.q1, self.staff).action_inquire("Mengapa?")
        self.boss.user_id = False
        self.assertEqual(self.tasks(), {"paper": 1, "inquiry": 1})
        self.assertEqual(self.opened("paper"), one)
        self.assertEqual(self.opened("inquiry"), self.q1.inquiry_ids)
        scan = self.by(self.env["ir.attachment"], self.officer).create(
            {"name": "surat.pdf", "raw": b"%PDF"}
        )
        self.by(one, self.officer).action_explain("Sesuai rekap.", scan.ids)
        inquiry = self.by(self.q1.inquiry_ids, self.officer)
        inquiry.action_answer("Sesuai rekap.", scan.ids)
        self.assertEqual(self.tasks(), {})
        self.by(one, self.staff).action_state("Lihat rekap.")
        self.by(one, self.chief).action_ask("Yang mana?", "appraiser")
        self.assertEqual(self.tasks(), {"paper": 1})

    def test_what_an_appraiser_wrote_who_has_left_and_was_archived(self):
        one = self.file()
        self.by(self.q1, self.staff).action_inquire("Mengapa?")
        self.boss.user_id.active = False
        self.boss.active = False
        self.assertEqual(self.tasks(), {"paper": 1, "inquiry": 1})
        self.assertEqual(self.opened("paper"), one)
        self.assertTrue(self.by(one, self.officer).waits_for_paper)
        self.assertEqual(self.opened("inquiry"), self.q1.inquiry_ids)

    def test_what_an_employee_without_login_wrote(self):
        quarter = self.delivered(self.driver)
        made = self.by(quarter, self.officer).action_object(["result"], TEXT)
        one = self.env["hr.asn.objection"].browse(made)
        self.assertEqual(self.tasks(), {"paper": 1})
        self.by(one, self.officer).action_state("Tertulis di lembar")
        self.assertEqual(self.tasks(), {})

    def test_what_is_to_be_decided_soon_or_is_late(self):
        one = self.heard()
        # To be decided until 22 April.
        for day, expected in (
            ("04-18", {}),
            ("04-19", {"undecided": 1}),
            ("05-02", {"undecided": 1}),
        ):
            self.set_day(f"{YEAR}-{day}")
            with self.subTest(day):
                self.assertEqual(self.tasks(), expected)
        self.assertEqual(self.opened("undecided"), one)
        self.decide(one, result="di_atas")
        self.assertEqual(self.tasks(), {})

    def test_his_own_is_no_task_of_the_officer(self):
        self.staff.user_id.group_ids |= self.env.ref(OFFICER)
        self.chief.user_id.active = False
        one = self.heard()
        self.set_day(f"{YEAR}-04-20")
        self.assertEqual(self.tasks(self.staff), {})
        self.assertEqual(self.tasks(), {"judge": 1, "undecided": 1})
        self.assertTrue(one.lacks_superior)

    def test_lists_name_who_rated_and_how_long_there_is(self):
        self.by(self.env["hr.asn.delegation"], self.boss).create(
            {
                "appraiser_id": self.boss.id,
                "delegate_id": self.head.id,
                "scope": "rating",
                "date_from": f"{YEAR}-04-02",
                "date_to": f"{YEAR}-04-30",
                "reason": "Diklat",
                "company_id": self.agency.id,
            }
        )
        peers = self.bring_evaluation(self.quarter(self.peer, 1), "submitted")
        self.by(peers, self.head).action_rate("sesuai", "sesuai")
        self.by(peers, self.head).action_deliver()
        made = self.by(peers, self.peer).action_object(["result"], TEXT)
        own = self.by(self.env["hr.asn.objection"].browse(made), self.officer)
        self.assertEqual(own.rated_by, self.head.name)
        self.assertIn("7 days left", own.time_left)
        self.assertFalse(self.by(self.file(), self.officer).rated_by)

    def test_counts_and_lists_cost_the_same_for_any_number(self):
        made = self.many()
        shown = ["name", "rated_by", "time_left", "waits_for_paper", "lacks_superior"]
        costs = []
        # The first one also reads what is kept for all that follow.
        for left in (2, 2, 20):
            some = made[:left]
            some._asn_put({"state": "filed"})
            (made - some)._asn_put({"state": "withdrawn"})
            own = self.by(some, self.officer)
            before = self.cr.sql_log_count
            own.read(shown)
            read = self.cr.sql_log_count - before
            tasks = self.by(self.env["hr.asn.tasks"], self.officer)
            before = self.cr.sql_log_count
            tasks._asn_tasks()
            costs.append((read, self.cr.sql_log_count - before))
        self.assertEqual(costs[1], costs[2])
