"""Feedback at any time: who gives it, as what, who reads it when, and what is kept."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import AUDITOR, YEAR, AsnCommon, AsnFixture, AsnHttpCommon

WORDS = "kata-yang-tersembunyi"
QUIET = ("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")


class FeedbackFixture(AsnFixture):
    """The staff's agreed plan and quarters, on a day of the second one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.evidence_gate = False
        cls.q1, cls.q2 = (cls.quarter(cls.staff, number) for number in (1, 2))
        cls.skp = cls.q1.skp_id
        cls.rhk = cls.skp.rhk_ids
        cls.value = cls.env.ref("hr_asn_appraisal.behavior_kolaboratif")
        cls.set_day(f"{YEAR}-02-10")

    @classmethod
    def give(cls, who, plan=None, **values):
        """Return feedback of somebody on a plan, as superuser."""
        subject = {} if "rhk_id" in values else {"behavior_id": cls.value.id}
        made = cls.by(cls.env["hr.asn.feedback"], who).create(
            {"skp_id": (plan or cls.skp).id, "text": WORDS, **subject, **values}
        )
        return made.with_env(cls.env)

    @classmethod
    def seen(cls, who):
        return cls.by(cls.env["hr.asn.feedback"], who).search([])

    @classmethod
    def deliver(cls, evaluation):
        cls.reach(evaluation.date_to)
        cls.by(evaluation, evaluation.employee_id).action_submit()
        cls.by(evaluation, cls.boss).action_rate("sesuai", "sesuai")
        cls.by(evaluation, cls.boss).action_deliver()
        cls.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestGiving(FeedbackFixture, AsnCommon):
    def test_as_what_somebody_gives_it(self):
        leader = self.plan(self.boss)
        for who, plan, role in (
            (self.boss, self.skp, "appraiser"),
            (self.chief, self.skp, "superior"),
            (self.peer, self.skp, "peer"),
            (self.staff, leader, "subordinate"),
        ):
            given = self.give(who, plan)
            with self.subTest(role):
                self.assertEqual(given.role, role)
                self.assertEqual(given.sudo().giver_kept_id, who)
                self.assertEqual(str(given.given_on), f"{YEAR}-02-10")
                self.assertEqual(given.is_shared, role in ("appraiser", "superior"))

    def test_others_and_oneself_are_refused(self):
        for who in (self.foreigner, self.foreign_boss, self.officer, self.head):
            with self.subTest(who.name), self.assertRaisesRegex(AccessError, "none of"):
                self.give(who)
        with self.assertRaisesRegex(AccessError, "Nobody gives feedback to himself"):
            self.give(self.staff)

    def test_of_the_plan_of_a_colleague_only_the_person_is_needed(self):
        own = self.by(self.env["hr.asn.feedback"], self.peer)
        given = own.create(
            {
                "person_id": self.staff.id,
                "about": f"behavior-{self.value.id}",
                "text": "Rapi",
            }
        )
        self.assertEqual(given.sudo().skp_id, self.skp)
        self.assertEqual(given.subject, "Kolaboratif")

    def test_who_gives_as_what_and_when_is_not_for_the_giver_to_say(self):
        given = self.give(
            self.peer,
            giver_kept_id=self.boss.id,
            role="appraiser",
            given_on=f"{YEAR}-01-01",
            is_published=True,
            state="withdrawn",
            is_shared=True,
        )
        kept = given.sudo()
        self.assertEqual((kept.giver_kept_id, kept.role), (self.peer, "peer"))
        self.assertEqual((str(kept.given_on), kept.state), (f"{YEAR}-02-10", "given"))
        self.assertFalse(kept.is_published or kept.is_shared)

    def test_one_result_or_one_behaviour(self):
        both = {"rhk_id": self.rhk.id, "behavior_id": self.value.id}
        for values in (both, {"rhk_id": False, "behavior_id": False}):
            with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
                with self.cr.savepoint():
                    self.give(self.boss, **values)
                    self.env.flush_all()

    def test_words_are_trimmed_and_there_are_some(self):
        self.assertEqual(self.give(self.boss, text="  Bagus \n").text, "Bagus")
        for text in ("", "  \n ", False):
            with self.assertRaisesRegex(UserError, "Write what"):
                self.give(self.boss, text=text)
        given = self.give(self.boss)
        with self.assertRaisesRegex(UserError, "Write what"):
            self.by(given, self.boss).write({"text": " "})

    def test_an_agreed_result_only_and_of_this_plan(self):
        draft = self.plan(self.peer)
        self.fill(draft)
        other = self.agree(self.head)
        for rhk in (draft.rhk_ids, other.rhk_ids):
            with self.assertRaisesRegex(UserError, "Choose a work result"):
                self.give(self.boss, rhk_id=rhk.id)
        self.assertEqual(self.give(self.boss, rhk_id=self.rhk.id).subject, "Hasil 1")

    def test_a_result_is_told_by_its_agreed_words(self):
        self.by(self.skp, self.staff).action_revise("Target berubah")
        self.by(self.rhk, self.staff).name = "Rancangan"
        self.assertEqual(self.give(self.boss, rhk_id=self.rhk.id).subject, "Hasil 1")

    def test_a_peer_names_no_result_that_is_not_open_to_him(self):
        with self.assertRaisesRegex(UserError, "open to you"):
            self.give(self.peer, rhk_id=self.rhk.id)
        leader = self.agree(self.boss)
        given = self.give(self.staff, leader, rhk_id=leader.rhk_ids.id)
        self.assertEqual(given.role, "subordinate")

    def test_what_a_dialog_offers(self):
        leader = self.agree(self.boss)
        for who, plan, results in (
            (self.boss, self.skp, ["Hasil 1"]),
            (self.peer, self.skp, []),
            (self.staff, leader, ["Hasil 1"]),
        ):
            new = self.by(self.env["hr.asn.feedback"], who).new({"skp_id": plan.id})
            offered, behaviors = new.about_choices
            with self.subTest(who.name):
                self.assertEqual([text for _key, text in offered["choices"]], results)
                self.assertEqual(len(behaviors["choices"]), 7)

    def test_whom_somebody_may_choose(self):
        for who, names in (
            (self.peer, {"Dewi", "Aisyah"}),
            (self.staff, {"Laila", "Aisyah"}),
            (self.boss, {"Dewi", "Laila", "Hendra"}),
            # The mayor appraises the heads of both offices.
            (self.chief, {"Aisyah", "Dewi", "Laila", "Rina", "Safrina"}),
            (self.foreigner, {"Safrina"}),
        ):
            new = self.by(self.env["hr.asn.feedback"], who).new({})
            with self.subTest(who.name):
                people = self.env["hr.employee"].browse(new.person_ids)
                self.assertEqual(set(people.mapped("name")), names)

    def test_a_dialog_knows_as_what_one_writes(self):
        new = self.by(self.env["hr.asn.feedback"], self.peer).new({})
        new.person_id = self.staff
        new._onchange_person_id()
        self.assertEqual((new.role, new.is_shared), ("peer", False))
        self.assertEqual(new.skp_id._origin, self.skp)

    def test_a_closed_cycle_takes_none(self):
        given = self.give(self.boss)
        self.env.cr.execute(
            "UPDATE hr_asn_cycle SET state = 'closed' WHERE id = %s", [self.cycle.id]
        )
        self.env.invalidate_all()
        for change in (
            lambda: self.give(self.boss),
            lambda: self.by(given, self.boss).write({"text": "Lain"}),
            lambda: self.by(given, self.boss).action_withdraw(),
        ):
            with self.assertRaisesRegex(UserError, "is closed"):
                change()

    def test_no_activity_and_no_mail(self):
        counts = [self.env[name].search_count([]) for name in self.MAIL]
        self.give(self.boss)
        self.assertEqual(
            [self.env[name].search_count([]) for name in self.MAIL], counts
        )

    MAIL = ("mail.mail", "mail.message", "mail.activity")


@tagged("post_install", "-at_install")
class TestCorrecting(FeedbackFixture, AsnCommon):
    def test_the_giver_corrects_and_the_history_keeps_what_it_was(self):
        given = self.give(self.boss)
        self.by(given, self.boss).write({"text": "Lebih rapi", "tone": "praise"})
        self.assertEqual((given.text, given.tone), ("Lebih rapi", "praise"))
        event = self.events(given)
        self.assertEqual((event.name, event.note), ("correct", WORDS))

    def test_nobody_else_corrects_or_withdraws(self):
        given = self.give(self.peer)
        for who in (self.boss, self.chief, self.officer, self.team, self.admin):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.by(given, who).write({"text": "Lain"})
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.by(given, who).action_withdraw()
        self.assertEqual((given.text, given.state), (WORDS, "given"))

    def test_what_is_withdrawn_is_gone_for_the_person_and_from_the_seal(self):
        given = self.give(self.boss)
        self.assertEqual(self.seen(self.staff), given)
        self.by(given, self.boss).action_withdraw()
        self.assertFalse(self.seen(self.staff))
        self.assertEqual(self.seen(self.auditor), given)
        self.assertFalse(self.by(self.q1, self.boss).feedback_ids)
        with self.assertRaisesRegex(UserError, "was withdrawn"):
            self.by(given, self.boss).write({"text": "Lain"})
        self.deliver(self.q1)
        self.assertFalse(given.is_published)

    def test_nobody_tells_for_a_peer_at_once(self):
        given = self.give(self.peer)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            with self.cr.savepoint():
                self.by(given, self.peer).write({"is_shared": True})
                self.env.flush_all()

    def test_who_what_and_when_are_not_rewritten(self):
        given = self.by(self.give(self.boss), self.boss)
        for values in (
            {"role": "peer"},
            {"given_on": f"{YEAR}-01-02"},
            {"skp_id": self.plan(self.peer).id},
            {"is_published": True},
            {"giver_kept_id": self.peer.id},
            {"subject": "Lain"},
        ):
            with self.subTest(values), self.assertRaises(AccessError):
                given.write(values)

    def test_what_a_rating_stands_on_stays_while_it_is_one(self):
        """The explanation that is kept with a rating names the feedback it counted."""
        given = self.give(self.boss)
        self.reach(self.q1.date_to)
        self.by(self.q1, self.staff).action_submit()
        self.by(self.q1, self.boss).action_rate("sesuai", "sesuai")
        for change in (
            lambda: self.by(given, self.boss).write({"tone": "improve"}),
            lambda: self.by(given, self.boss).action_withdraw(),
        ):
            with self.assertRaisesRegex(UserError, "A rating stands on this"):
                change()
        self.by(self.q1, self.boss).take_back(self.q1.ids)
        self.by(given, self.boss).action_withdraw()
        self.assertEqual(given.state, "withdrawn")

    def correct(self, given):
        self.by(given, self.boss).write({"text": "Tanpa salah ketik"})
        self.assertEqual(given.text, "Tanpa salah ketik")

    def test_what_is_given_after_a_rating_is_not_what_it_stands_on(self):
        """A year rated in December waits: a typo of January is corrected."""
        before = self.give(self.boss)
        year = self.skp.evaluation_ids.filtered(lambda one: one.kind == "annual")
        self.reach(year.date_to)
        self.by(year, self.staff).action_submit()
        self.by(year, self.boss).action_rate("sesuai", "sesuai", "Alasan")
        self.set_day(f"{YEAR + 1}-01-06")
        later = self.give(self.boss)
        self.assertFalse(before.is_changeable)
        self.assertTrue(later.is_changeable)
        self.correct(later)

    def test_the_dialog_opens_while_a_rating_waits_to_be_delivered(self):
        self.reach(self.q1.date_to)
        self.by(self.q1, self.staff).action_submit()
        self.by(self.q1, self.boss).action_rate("sesuai", "sesuai")
        own = self.by(self.env["hr.asn.feedback"], self.boss)
        dialog = Form(own.with_context(default_skp_id=self.skp.id))
        self.assertEqual((dialog.skp_id, dialog.role), (self.skp, "appraiser"))
        self.assertTrue(dialog.is_changeable)

    def test_what_was_delivered_stays(self):
        given = self.give(self.boss)
        self.deliver(self.q1)
        self.assertTrue(given.is_published)
        for change in (
            lambda: self.by(given, self.boss).write({"text": "Lain"}),
            lambda: self.by(given, self.boss).action_withdraw(),
        ):
            with self.assertRaisesRegex(UserError, "was delivered"):
                change()
        with self.assertRaises(AccessError):
            self.by(given, self.boss).unlink()

    def test_of_another_period_it_can_still_be_corrected(self):
        self.set_day(f"{YEAR}-04-10")
        given = self.give(self.boss)
        self.deliver(self.q1)
        self.assertFalse(given.is_published)
        self.correct(given)


@tagged("post_install", "-at_install")
class TestReading(FeedbackFixture, AsnCommon):
    def test_who_reads_what_a_peer_has_given(self):
        given = self.give(self.peer)
        for who in (
            *(self.peer, self.boss, self.chief, self.head, self.officer),
            *(self.unit_officer, self.team, self.admin, self.auditor),
        ):
            with self.subTest(who.name):
                self.assertEqual(self.seen(who), given)
        for who in (self.staff, self.foreigner, self.foreign_boss):
            with self.subTest(who.name):
                self.assertFalse(self.seen(who))

    def test_what_is_told_at_once_is_read_at_once(self):
        told, kept = self.give(self.boss), self.give(self.boss, is_shared=False)
        self.assertEqual(self.seen(self.staff), told)
        self.by(kept, self.boss).write({"is_shared": True})
        self.assertEqual(self.seen(self.staff), told | kept)

    def test_with_the_evaluation_the_person_reads_it_but_not_whose_it_is(self):
        beside, above = self.give(self.peer), self.give(self.boss, is_shared=False)
        self.deliver(self.q1)
        self.assertEqual(self.seen(self.staff), beside | above)
        names = dict(
            self.seen(self.staff).mapped(lambda one: (one.role, one.giver_name))
        )
        self.assertEqual(names, {"peer": False, "appraiser": "Aisyah"})
        names = self.seen(self.boss).mapped("giver_name")
        self.assertEqual(set(names), {"Laila", "Aisyah"})

    def test_feedback_of_the_next_period_stays_hidden(self):
        self.give(self.peer)
        self.set_day(f"{YEAR}-04-01")
        later = self.give(self.peer)
        self.deliver(self.q1)
        self.assertNotIn(later, self.seen(self.staff))
        self.deliver(self.q2)
        self.assertIn(later, self.seen(self.staff))

    def test_the_annual_evaluation_tells_what_no_period_did(self):
        """Given while the cycle is open still, after the year: of no quarter."""
        annual = self.open_evaluations(self.staff).filtered(
            lambda one: one.kind == "annual"
        )
        self.set_day(f"{YEAR + 1}-01-05")
        given = self.give(self.peer)
        self.deliver(annual)
        self.assertEqual(self.seen(self.staff), given)

    def test_what_another_system_has_delivered_tells_it(self):
        given = self.give(self.peer)
        self.env.cr.execute(
            "UPDATE hr_asn_skp SET source = 'ekinerja' WHERE id = %s", [self.skp.id]
        )
        self.env.invalidate_all()
        figures = {"result": "sesuai", "behavior": "sesuai", "predikat": "baik"}
        day = self.q1.date_to
        evaluation = self.by(self.q1, self.officer)
        evaluation._asn_import({evaluation: figures | {"rated_on": day}}, day)
        self.env.invalidate_all()
        self.assertEqual(self.seen(self.staff), given)

    def test_lists_of_evaluations(self):
        self.give(self.boss)
        self.give(self.peer)
        self.set_day(f"{YEAR}-03-02")
        last = self.give(self.chief)
        year = self.skp.evaluation_ids.filtered(lambda one: one.kind == "annual")
        for who, count in ((self.boss, 3), (self.staff, 2)):
            rows = self.by(self.q1 | self.q2 | year, who)
            with self.subTest(who.name):
                counts = rows.mapped("feedback_count")
                self.assertEqual(counts, [count, 0, count])
                self.assertEqual(rows[0].feedback_ids[0], last)
                days = [str(day) for day in rows.mapped("last_feedback_on")]
                self.assertEqual(days, [f"{YEAR}-03-02", "False", f"{YEAR}-03-02"])
        self.assertEqual(len(self.by(self.skp, self.staff).feedback_ids), 2)

    def test_lists_cost_the_same_for_many_as_for_one(self):
        few = self.q1
        many = self.q1
        for number in range(5):
            person = self._person(f"Pegawai {number}")
            self._assign(person, self.boss, self.clinic, self.chief)
            self.by(self.cycle, self.officer).action_open()
            evaluation = self.quarter(person, 1)
            self.give(self.boss, evaluation.skp_id)
            many |= evaluation
        costs = [self._cost(part) for part in (few, few, many)][1:]
        self.assertEqual(costs[0], costs[1])

    def _cost(self, evaluations):
        own = self.by(evaluations, self.boss)
        before = self.cr.sql_log_count
        own.mapped("feedback_count")
        own.mapped("can_give_feedback")
        return self.cr.sql_log_count - before


@tagged("post_install", "-at_install")
class TestHiddenGiver(FeedbackFixture, AsnHttpCommon):
    """The person concerned tries to find out, with every right there is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.given = cls.give(cls.peer)
        cls.staff.user_id.group_ids += cls.env.ref(AUDITOR)
        cls.staff.user_id.group_ids += cls.env.ref("base.group_allow_export")
        cls.root.manager_id = cls.staff
        cls.env.flush_all()

    def ask(self, method, *args, model="hr.asn.feedback", **kwargs):
        return self.rpc(model, method, *args, **kwargs)

    def _ways_by_giver(self):
        """Yield domains that would tell the giver by what they find."""
        user = self.peer.user_id
        yield [("giver_kept_id", "=", self.peer.id)]
        yield [("giver_kept_id.user_id", "=", user.id)]
        yield [("giver_kept_id.name", "ilike", "Laila")]
        yield [("giver_name", "ilike", "Laila")]
        yield [("create_uid", "=", user.id)]
        yield [("write_uid", "=", user.id)]
        yield [("asn_event_ids.actor_id", "=", user.id)]

    @mute_logger(*QUIET)
    def test_before_delivery_there_is_nothing(self):
        self.sign_in(self.staff)
        key = self.given.id
        self.assertEqual(self.ask("search_count", [])[0], 0)
        self.assertEqual(
            self.ask("formatted_read_group", [], ["role"], ["__count"])[0], []
        )
        for method, args in (
            ("read", ([key], ["text"])),
            ("web_read", ([key], {"display_name": {}})),
            ("export_data", ([key], ["text"])),
            ("write", ([key], {"text": "x"})),
            ("action_withdraw", ([key],)),
        ):
            with self.subTest(method):
                answer, error = self.ask(method, *args)
                self.assertTrue(error or not answer, answer)
                self.assertNotIn(WORDS, str(answer))
        found, _error = self.ask(
            "search_count",
            [("feedback_ids.text", "ilike", WORDS)],
            model="hr.asn.skp",
        )
        self.assertEqual(found, 0)
        values, _error = self.ask(
            "read",
            [self.q1.id],
            ["feedback_count", "last_feedback_on", "feedback_ids"],
            model="hr.asn.evaluation",
        )
        self.assertEqual(
            (values[0]["feedback_count"], values[0]["last_feedback_on"]), (0, False)
        )

    @mute_logger(*QUIET)
    def test_after_delivery_there_is_no_name(self):
        self.by(self.given, self.peer).write({"text": f"{WORDS} lagi"})
        self.deliver(self.q1)
        self.sign_in(self.staff)
        self.assertEqual(self.ask("search_count", [])[0], 1)
        for domain in self._ways_by_giver():
            with self.subTest(domain):
                found, error = self.ask("search_count", domain)
                self.assertTrue(error or not found, found)
        for name in ("giver_kept_id", "giver_name", "create_uid", "asn_event_ids"):
            with self.subTest(name):
                groups, error = self.ask(
                    "formatted_read_group", [], [name], ["__count"]
                )
                self.assertTrue(error, groups)
        for order in ("giver_kept_id", "giver_kept_id.name", "giver_name"):
            with self.subTest(order):
                found, error = self.ask("search", [], order=order)
                self.assertTrue(error, found)
        names, _error = self.ask("fields_get", [], ["type"])
        self.assertNotIn("giver_kept_id", names)
        everything, _error = self.ask("read", [self.given.id], list(names))
        self.assertIn(WORDS, str(everything))
        for told in (str(everything), str(self._exported()), str(self._events())):
            self.assertNotIn("Laila", told)
            self.assertNotIn(self.peer.user_id.login, told)
        self.assertEqual(everything[0]["giver_name"], False)
        self.assertEqual(everything[0]["asn_event_ids"], [])

    def _exported(self):
        names = ["display_name", "giver_name", "role", "text", "name"]
        answer, _error = self.ask("export_data", [self.given.id], names)
        self.assertIn(WORDS, str(answer))
        return answer

    def _events(self):
        found, _error = self.ask(
            "search_read",
            [("res_model", "=", "hr.asn.feedback")],
            ["actor_id", "note"],
            model="hr.asn.event",
        )
        self.assertEqual(found, [])
        return found

    @mute_logger(*QUIET)
    def test_the_sealed_document_names_the_role_only(self):
        self.deliver(self.q1)
        self.sign_in(self.staff)
        told, _error = self.ask(
            "search_read",
            [("evaluation_id", "=", self.q1.id)],
            ["content"],
            model="hr.asn.document",
        )
        self.assertIn(WORDS, told[0]["content"])
        self.assertNotIn("Laila", told[0]["content"])

    @mute_logger(*QUIET)
    def test_a_colleague_of_another_team_finds_nothing(self):
        self.sign_in(self.foreigner)
        self.assertEqual(self.ask("search_count", [])[0], 0)
        for method, args in (
            ("read", ([self.given.id], ["text"])),
            ("create", ([{"person_id": self.staff.id, "text": "x"}],)),
            ("create", ([{"skp_id": self.skp.id, "text": "x"}],)),
        ):
            _answer, error = self.ask(method, *args)
            self.assertEqual(error, "odoo.exceptions.AccessError", method)

    def test_the_giver_and_the_appraiser_read_the_name(self):
        for who in (self.peer, self.boss):
            self.sign_in(who)
            rows, _error = self.ask("search_read", [], ["giver_name", "text"])
            self.assertEqual([row["giver_name"] for row in rows], ["Laila"])

    def test_what_is_mine_is_found_by_me_alone(self):
        for who, count in ((self.peer, 1), (self.boss, 0)):
            self.sign_in(who)
            found, _error = self.ask("search_count", [("is_mine", "=", True)])
            self.assertEqual(found, count)


@tagged("post_install", "-at_install")
class TestSealedFeedback(FeedbackFixture, AsnCommon):
    def _sealed(self, evaluation):
        return evaluation.document_ids._content()

    def test_what_is_sealed(self):
        beside = self.give(self.peer, text="Kompak", tone="praise")
        self.set_day(f"{YEAR}-03-01")
        above = self.give(self.boss, rhk_id=self.rhk.id, text="Tepat", tone="note")
        self.set_day(f"{YEAR}-04-03")
        self.give(self.boss, rhk_id=self.rhk.id, text="Bukan triwulan ini")
        self.deliver(self.q1)
        content = self._sealed(self.q1)
        self.assertEqual(content["schema"], "evaluation/2")
        self.assertEqual(content["proposal"], {"result": "", "behavior": "sesuai"})
        self.assertEqual(
            content["results"][0]["feedback"],
            [
                {
                    "id": above.id,
                    "role": "appraiser",
                    "on": f"{YEAR}-03-01",
                    "text": "Tepat",
                    "tone": "note",
                }
            ],
        )
        values = {one["name"]: one for one in content["behaviors"]}
        self.assertEqual(len(values), 7)
        self.assertEqual(values["Loyal"]["feedback"], [])
        self.assertEqual(len(values["Loyal"]["guides"]), 3)
        self.assertEqual(values["Loyal"]["expectation"], "")
        self.assertEqual(
            values["Kolaboratif"]["feedback"],
            [
                {
                    "id": beside.id,
                    "role": "peer",
                    "on": f"{YEAR}-02-10",
                    "text": "Kompak",
                    "tone": "praise",
                }
            ],
        )

    def test_the_year_holds_all_of_it(self):
        self.give(self.boss, text="Awal")
        self.set_day(f"{YEAR}-08-03")
        self.give(self.boss, text="Akhir")
        annual = self.skp.evaluation_ids.filtered(lambda one: one.kind == "annual")
        self.deliver(annual)
        values = {one["name"]: one for one in self._sealed(annual)["behaviors"]}
        said = [one["text"] for one in values["Kolaboratif"]["feedback"]]
        self.assertEqual(said, ["Awal", "Akhir"])

    def test_the_day_of_the_last_hour_is_of_the_period(self):
        self.set_day(f"{YEAR}-03-31")
        given = self.give(self.peer)
        self.deliver(self.q1)
        self.assertTrue(given.is_published)
