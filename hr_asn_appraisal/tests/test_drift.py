"""A superior's result has changed after others took it up."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AsnCommon

TYPE = "hr_asn_appraisal.mail_act_asn_drift"
ARGUED_TYPE = "hr_asn_appraisal.mail_act_asn_drift_argued"
FEW, MANY = 2, 20


class Cascading:
    """The boss's agreed result, taken up by people of his."""

    @classmethod
    def link(cls, employee, superior, name="Anak divaksin", **values):
        """Give a plan a result that takes up one of a superior's."""
        plan = cls.plan(employee)
        rhk = plan.rhk_ids.filtered(lambda one: one.name == name)
        if not rhk:
            rhk = cls.fill(plan)
            rhk.sudo().name = name
        # As the system: what is no more than drafted is not open to who plans.
        links = cls.env["hr.asn.rhk.link"]
        values = {"rhk_id": rhk.id, "superior_rhk_id": superior.id, **values}
        return links.create(values | {"text": values.get("text", superior.name)})

    @classmethod
    def change(cls, employee, doing):
        """Change an agreed plan and have the change approved."""
        plan = cls.plan(employee)
        own = cls.by(plan, employee)
        own.action_revise("Renstra berubah")
        doing(own)
        own.action_submit()
        cls.by(plan, plan.appraiser_id).action_approve()
        cls.env.invalidate_all()

    @classmethod
    def team_of(cls, number):
        """Return a boss with so many people, each with a plan and a unit of his own."""
        boss = cls._person(f"Pimpinan {number}")
        people = [cls._person(f"Staf {number}/{one}") for one in range(number)]
        posts = cls._assign(boss, cls.chief, cls.clinic, cls.mayor)
        for one in people:
            unit = cls._unit(f"Seksi {one.name}", cls.clinic)
            posts |= cls._assign(one, boss, unit, cls.chief)
        if cls.cycle.state == "draft":
            cls.cycle.action_open()
        there = cls.env["hr.asn.skp"].search([]).assignment_id
        days = {"date_from": cls.cycle.date_from, "date_to": cls.cycle.date_to}
        ours = {"cycle_id": cls.cycle.id, "policy_id": cls.policy.id}
        cls.env["hr.asn.skp"].create(
            [days | ours | {"assignment_id": post.id} for post in posts - there]
        )
        return boss, people

    @classmethod
    def ask_reply(cls, plan, who, text):
        """Return the dialog in which a leader answers what is argued, not yet sent."""
        action = cls.by(plan, who).action_ask_reply()
        asked = cls.by(cls.env[action["res_model"]], who)
        return asked.with_context(**action["context"]).create({"text": text})

    @classmethod
    def todos(cls, plan, kind):
        found = plan.sudo().activity_ids
        return found.filtered(lambda one: one.activity_type_id == cls.env.ref(kind))


class TakenUp(Cascading):
    """The boss's agreed result, taken up by one of his people."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agree(cls.boss)
        cls.result = cls.plan(cls.boss).rhk_ids
        cls.taken = cls.link(cls.staff, cls.result)


@tagged("post_install", "-at_install")
class TestDrift(TakenUp, AsnCommon):
    def reword(self, text="Hasil baru"):
        self.change(self.boss, lambda plan: plan.rhk_ids.write({"name": text}))

    def test_who_takes_up_what_has_changed_is_told_before_and_after(self):
        self.set_day("2026-03-02")
        self.reword()
        self.assertEqual(self.taken.drift, "new")
        self.assertEqual(str(self.taken.drift_on), "2026-03-02")
        self.assertEqual(self.taken.drift_before, "Hasil 1\nJumlah: 394")
        self.assertEqual(self.taken.drift_after, "Hasil baru\nJumlah: 394")
        todo = self.todos(self.plan(self.staff), TYPE)
        self.assertEqual(todo.user_id, self.staff.user_id)
        plan = self.by(self.plan(self.staff), self.staff)
        self.assertEqual(str(plan.drift_on), "2026-03-02")
        self.assertTrue(plan.drift_link_ids.drift_can)
        self.assertIn("drift", self.events(self.plan(self.staff)).mapped("name"))

    def test_a_target_is_a_change_too_and_nothing_else_is(self):
        self.change(self.boss, lambda plan: plan.iki_ids.write({"target": "400"}))
        self.assertEqual(self.taken.drift_after, "Hasil 1\nJumlah: 400")
        self.by(self.taken, self.staff).action_accept()
        self.change(self.boss, lambda plan: self.fill(plan))
        self.assertEqual(self.taken.drift, "accepted")

    def test_who_carries_one_indicator_is_told_of_no_other(self):
        self.change(
            self.boss,
            lambda plan: plan.iki_ids.create(
                {
                    "rhk_id": self.result.id,
                    "name": "Mutu",
                    "aspect_id": self.aspect.id,
                    "target": "90",
                }
            ),
        )
        self.by(self.taken, self.staff).action_accept()
        quality = self.result.iki_ids.filtered(lambda one: one.name == "Mutu")
        self.by(self.taken, self.staff).superior_iki_id = quality
        count = self.result.iki_ids - quality
        self.change(self.boss, lambda plan: count.sudo(False).write({"target": "500"}))
        self.assertEqual(self.taken.drift, "accepted")
        self.change(self.boss, lambda plan: quality.write({"target": "95"}))
        self.assertEqual(self.taken.drift, "new")

    def test_a_draft_takes_the_new_words_at_once(self):
        self.reword()
        self.by(self.taken, self.staff).action_accept()
        self.assertEqual(self.taken.drift, "accepted")
        self.assertEqual(self.taken.text, "Hasil baru")
        self.assertFalse(self.todos(self.plan(self.staff), TYPE))
        with self.assertRaises(UserError):
            self.by(self.taken, self.staff).action_accept()

    def test_an_agreed_plan_takes_them_with_its_own_change(self):
        self.agree(self.staff)
        self.reword()
        self.by(self.taken, self.staff).action_accept()
        self.assertEqual(self.taken.text, "Hasil 1")
        plan = self.plan(self.staff)
        sealed = plan.version_ids.content
        self.by(plan, self.staff).action_revise("Mengikuti pimpinan")
        self.assertEqual(self.taken.text, "Hasil baru")
        self.assertEqual(plan.version_ids.content, sealed)
        self.by(plan, self.staff).action_drop()
        self.assertEqual(self.taken.text, "Hasil 1")
        self.by(plan, self.staff).action_revise("Mengikuti pimpinan")
        self.assertEqual(self.taken.text, "Hasil baru")

    def test_new_words_that_were_typed_come_back_after_a_dropped_change(self):
        self.agree(self.staff)
        self.reword()
        plan = self.plan(self.staff)
        self.by(plan, self.staff).action_revise("Mengikuti pimpinan")
        self.by(self.taken, self.staff).text = "Hasil baru"
        self.assertEqual(self.taken.drift, "accepted")
        self.assertFalse(self.todos(plan, TYPE))
        self.by(plan, self.staff).action_drop()
        self.assertEqual(self.taken.text, "Hasil 1")
        self.by(plan, self.staff).action_revise("Mengikuti pimpinan")
        self.assertEqual(self.taken.text, "Hasil baru")

    def test_what_was_cancelled_is_taken_up_no_more_once_that_is_accepted(self):
        def cancel(plan):
            self.fill(plan)
            self.result.sudo(False).with_user(self.boss.user_id).is_cancelled = True

        self.agree(self.staff)
        self.change(self.boss, cancel)
        self.assertEqual(self.taken.drift_told, "Cancelled")
        self.by(self.taken, self.staff).action_accept()
        self.assertTrue(self.taken.exists())
        plan = self.plan(self.staff)
        rhk = self.taken.rhk_id
        self.by(plan, self.staff).action_revise("Pimpinan membatalkan")
        self.assertFalse(rhk.link_ids)
        self.by(plan, self.staff).action_drop()
        self.assertEqual(rhk.link_ids.superior_rhk_id, self.result)
        self.by(plan, self.staff).action_revise("Pimpinan membatalkan")
        self.assertFalse(rhk.link_ids)

    def test_what_was_answered_is_not_asked_again_with_another_change(self):
        def cancel(plan):
            self.fill(plan)
            self.result.sudo(False).with_user(self.boss.user_id).is_cancelled = True

        other = self.link(self.peer, self.result)
        self.agree(self.staff)
        self.agree(self.peer)
        self.change(self.boss, cancel)
        self.by(self.taken, self.staff).action_accept()
        self.by(other, self.peer).action_argue("Layanan tetap diminta")
        self.change(self.boss, self.fill)
        links = self.taken | other
        self.assertEqual(links.mapped("drift"), ["accepted", "argued"])
        self.assertEqual(other.drift_note, "Layanan tetap diminta")
        for one in (self.staff, self.peer):
            self.assertFalse(self.todos(self.plan(one), TYPE))
        plan = self.plan(self.staff)
        self.by(plan, self.staff).action_revise("Pimpinan membatalkan")
        self.assertFalse(self.taken.exists())

    def test_a_closed_cycle_takes_no_answer(self):
        self.reword()
        for step in ("start", "wind_up", "close"):
            self.by(self.cycle, self.officer)._transition(step)
        link = self.by(self.taken, self.staff)
        for answer in (link.action_accept, lambda: link.action_argue("Tetap")):
            with self.assertRaisesRegex(UserError, "is closed"):
                answer()
        self.assertEqual(self.taken.drift, "new")

    def test_who_argues_is_read_by_the_superior(self):
        self.reword()
        link = self.by(self.taken, self.staff)
        with self.assertRaises(UserError):
            link.action_argue("  ")
        link.action_argue("Vaksin baru tiba bulan Juli.")
        self.assertEqual(self.taken.drift, "argued")
        self.assertEqual(self.taken.text, "Hasil 1")
        boss = self.by(self.plan(self.boss), self.boss)
        self.assertEqual(
            boss.drift_answers, "Dewi on “Hasil baru”: Vaksin baru tiba bulan Juli."
        )
        self.assertEqual(self.todos(boss, ARGUED_TYPE).user_id, self.boss.user_id)
        self.by(self.taken, self.staff).action_accept()
        self.assertFalse(self.todos(boss, ARGUED_TYPE))
        self.assertFalse(self.by(boss, self.boss).drift_answers)

    def test_the_leader_answers_and_the_owner_decides_anew(self):
        self.reword()
        self.by(self.taken, self.staff).action_argue("Vaksin baru tiba bulan Juli.")
        plan = self.plan(self.boss)
        boss = self.by(plan, self.boss)
        self.assertTrue(boss.can_reply)
        self.assertTrue(self.by(self.plan(self.staff), self.staff).is_drift_argued)
        self.ask_reply(plan, self.boss, "Tetap; stok cukup.").action_say()
        taken = self.by(self.taken, self.staff)
        self.assertEqual(
            (taken.drift, taken.drift_note, taken.drift_reply),
            ("new", "Vaksin baru tiba bulan Juli.", "Tetap; stok cukup."),
        )
        self.assertFalse(self.todos(plan, ARGUED_TYPE))
        self.assertFalse(self.by(plan, self.boss).drift_answers)
        own = self.plan(self.staff)
        self.assertEqual(self.todos(own, TYPE).user_id, self.staff.user_id)
        taken.action_argue("Stok hanya cukup sampai Mei.")
        self.assertFalse(self.taken.drift_reply)
        self.assertEqual(self.todos(plan, ARGUED_TYPE).user_id, self.boss.user_id)

    @mute_logger("odoo.models", "odoo.addons.base.models.ir_rule")
    def test_nobody_else_answers_what_is_argued(self):
        self.reword()
        plan = self.plan(self.boss)
        with self.assertRaisesRegex(UserError, "answered already"):
            self.by(plan, self.boss).action_reply("Tetap.")
        self.by(self.taken, self.staff).action_argue("Vaksin baru tiba bulan Juli.")
        for who in (self.staff, self.peer, self.chief, self.officer):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.by(plan, who).action_reply("Tetap.")
        with self.assertRaisesRegex(UserError, "Write what you want"):
            self.by(plan, self.boss).action_reply(" ")
        self.assertEqual(self.taken.drift, "argued")

    def test_what_is_argued_and_changed_anew_is_told_from_where_the_owner_stands(self):
        self.reword()
        before = self.taken.drift_before
        self.by(self.taken, self.staff).action_argue("Vaksin baru tiba bulan Juli.")
        plan = self.plan(self.boss)
        self.change(self.boss, self.fill)
        self.assertEqual(self.taken.drift, "argued")
        newer = {"name": "Hasil yang lebih baru"}
        self.change(self.boss, lambda own: self.result.sudo().write(newer))
        self.assertEqual((self.taken.drift, self.taken.drift_before), ("new", before))
        self.assertIn("lebih baru", self.taken.drift_after)
        self.assertEqual(self.taken.drift_note, "Vaksin baru tiba bulan Juli.")
        self.assertFalse(self.todos(plan, ARGUED_TYPE))

    def test_what_is_argued_and_becomes_as_it_was_is_settled(self):
        self.reword()
        self.by(self.taken, self.staff).action_argue("Vaksin baru tiba bulan Juli.")
        self.reword("Hasil 1")
        self.assertFalse(self.taken.drift)
        self.assertFalse(self.todos(self.plan(self.boss), ARGUED_TYPE))

    def test_what_is_argued_and_comes_back_is_settled(self):
        def cancel(plan, is_cancelled=True):
            self.by(self.result, self.boss).is_cancelled = is_cancelled

        self.change(self.boss, lambda plan: (self.fill(plan), cancel(plan)))
        self.by(self.taken, self.staff).action_argue("Layanan tetap diminta")
        self.change(self.boss, lambda plan: cancel(plan, is_cancelled=False))
        self.assertFalse(self.taken.drift or self.taken.drift_note)
        self.assertFalse(self.todos(self.plan(self.boss), ARGUED_TYPE))

    def argue_and_answer(self):
        self.reword()
        self.by(self.taken, self.staff).action_argue("Vaksin baru tiba bulan Juli.")
        self.by(self.plan(self.boss), self.boss).action_reply("Tetap; stok cukup.")

    def said(self):
        return self.taken.drift, self.taken.drift_note, self.taken.drift_reply

    def test_what_waits_is_not_told_again_with_another_change(self):
        self.set_day("2026-03-02")
        self.argue_and_answer()
        said = ("new", "Vaksin baru tiba bulan Juli.", "Tetap; stok cukup.")
        told = self.events(self.plan(self.staff)).mapped("name").count("drift")
        self.set_day("2026-04-02")
        self.change(self.boss, self.fill)
        self.assertEqual(self.said(), said)
        self.assertEqual(str(self.taken.drift_on), "2026-03-02")
        events = self.events(self.plan(self.staff)).mapped("name")
        self.assertEqual(events.count("drift"), told)
        self.assertEqual(len(self.todos(self.plan(self.staff), TYPE)), 1)

    def test_what_was_said_stays_beside_a_further_change(self):
        self.argue_and_answer()
        newer = {"name": "Hasil ketiga"}
        self.change(self.boss, lambda own: self.result.sudo().write(newer))
        said = ("new", "Vaksin baru tiba bulan Juli.", "Tetap; stok cukup.")
        self.assertEqual(self.said(), said)
        self.assertIn("Hasil ketiga", self.taken.drift_after)
        self.change(self.boss, self.fill)
        self.assertEqual(self.said(), said)

    def test_who_types_the_new_words_leaves_no_answer_behind(self):
        self.argue_and_answer()
        self.by(self.taken, self.staff).text = "Hasil baru"
        self.assertEqual(self.said(), ("accepted", False, False))

    def test_what_is_argued_and_changed_anew_waits_through_another_change(self):
        self.reword()
        self.by(self.taken, self.staff).action_argue("Vaksin baru tiba bulan Juli.")
        newer = {"name": "Hasil ketiga"}
        self.change(self.boss, lambda own: self.result.sudo().write(newer))
        self.change(self.boss, self.fill)
        said = ("new", "Vaksin baru tiba bulan Juli.", False)
        self.assertEqual(self.said(), said)

    def test_an_agreed_plan_with_a_change_waits_on_the_first_page(self):
        def waiting(who):
            page = self.by(self.env["hr.asn.home"].browse(who.user_id.id), who)
            return [one["key"] for one in page.todos or ()]

        self.agree(self.staff)
        self.reword()
        key = f"hr.asn.skp/{self.plan(self.staff).id}"
        self.assertIn(key, waiting(self.staff))
        self.by(self.taken, self.staff).action_accept()
        self.assertNotIn(key, waiting(self.staff))

    def test_what_somebody_argues_waits_for_who_has_changed_it(self):
        def waiting(who):
            page = self.by(self.env["hr.asn.home"].browse(who.user_id.id), who)
            titles = [one["title"] for one in page.todos or ()]
            return [title for title in titles if "argues" in title]

        self.reword()
        self.assertFalse(waiting(self.boss))
        self.by(self.taken, self.staff).action_argue("Vaksin baru tiba bulan Juli.")
        self.assertEqual(len(waiting(self.boss)), 1)
        for who in (self.staff, self.chief, self.peer):
            self.assertFalse(waiting(who))
        users = (self.boss | self.staff).user_id
        found = self.env["hr.asn.todo"]._asn_of_many(
            users, self.boss.company_id._asn_today()
        )
        self.assertEqual(found[self.boss.user_id]["argue"], [None])
        self.assertNotIn("argue", found[self.staff.user_id])
        self.by(self.taken, self.staff).action_accept()
        self.assertFalse(waiting(self.boss))

    def test_what_was_accepted_stays_in_view_until_it_is_in_the_plan(self):
        self.agree(self.staff)
        self.reword()
        plan = self.by(self.plan(self.staff), self.staff)
        self.assertFalse(plan.is_drift_due)
        self.by(self.taken, self.staff).action_accept()
        self.env.invalidate_all()
        self.assertTrue(plan.is_drift_due)
        self.assertEqual(plan.drift_link_ids.drift, "accepted")
        self.assertFalse(plan.drift_link_ids.drift_can or plan.drift_on)
        plan.action_revise("Mengikuti pimpinan")
        self.env.invalidate_all()
        self.assertFalse(plan.is_drift_due or plan.drift_link_ids)
        self.assertEqual(plan.rhk_ids.link_ids.text, "Hasil baru")

    def accept_and_argue(self):
        """Let the owner accept a change of his agreed plan, and argue with the next."""
        self.agree(self.staff)
        self.reword("Hasil kedua")
        self.by(self.taken, self.staff).action_accept()
        self.reword("Hasil ketiga")
        self.by(self.taken, self.staff).action_argue("Berat")
        self.env.invalidate_all()
        return self.by(self.plan(self.staff), self.staff)

    def test_what_was_accepted_is_taken_over_though_the_next_change_is_argued(self):
        plan = self.accept_and_argue()
        self.assertTrue(plan.is_drift_due)
        plan.action_revise("Mengikuti pimpinan")
        self.assertEqual((self.taken.text, self.taken.drift), ("Hasil kedua", "argued"))
        self.env.invalidate_all()
        self.assertFalse(plan.is_drift_due)
        plan.action_drop()
        self.env.invalidate_all()
        self.assertEqual((self.taken.text, plan.is_drift_due), ("Hasil 1", True))
        plan.action_revise("Mengikuti pimpinan")
        self.assertEqual(self.taken.text, "Hasil kedua")

    def test_what_was_accepted_waits_once_the_argument_is_won(self):
        plan = self.accept_and_argue()
        self.reword("Hasil kedua")
        self.assertEqual(self.taken.drift, "accepted")
        self.assertFalse(self.taken.drift_note)
        self.assertFalse(self.todos(self.plan(self.boss), ARGUED_TYPE))
        self.env.invalidate_all()
        self.assertTrue(plan.is_drift_due)
        plan.action_revise("Mengikuti pimpinan")
        self.assertEqual(self.taken.text, "Hasil kedua")
        self.assertFalse(self.taken.drift_due)

    def test_the_next_change_is_taken_over_once_it_is_accepted_too(self):
        plan = self.accept_and_argue()
        self.by(self.taken, self.staff).action_accept()
        plan.action_revise("Mengikuti pimpinan")
        self.assertEqual(self.taken.text, "Hasil ketiga")

    def test_the_wizard_argues_for_the_owner(self):
        self.reword()
        asked = self.by(self.taken, self.staff).env["hr.asn.drift.argue"]
        wizard = asked.with_context(active_id=self.taken.id).create({"note": "Berat"})
        wizard.action_argue()
        self.assertEqual(self.taken.drift_note, "Berat")

    def test_what_becomes_as_it_was_is_told_no_more(self):
        self.reword("Hasil lain")
        self.reword("Hasil 1")
        self.assertFalse(self.taken.drift)
        self.assertFalse(self.todos(self.plan(self.staff), TYPE))

    def test_a_second_change_is_told_from_where_the_owner_stands(self):
        self.reword("Hasil dua")
        self.reword("Hasil tiga")
        self.assertEqual(self.taken.drift_before, "Hasil 1\nJumlah: 394")
        self.assertEqual(self.taken.drift_after, "Hasil tiga\nJumlah: 394")
        self.assertEqual(len(self.todos(self.plan(self.staff), TYPE)), 1)

    def test_nobody_else_answers(self):
        self.reword()
        for who in (self.boss, self.head, self.officer, self.team):
            with self.assertRaises(AccessError):
                self.by(self.taken, who).action_accept()
        with self.assertRaises(AccessError):
            self.by(self.taken, self.foreigner).action_argue("Bukan saya")

    def test_nothing_of_it_is_written_by_hand(self):
        values = {"drift": "accepted", "drift_due": True, "drift_text": "Lain"}
        values |= {"drift_missed": 1}
        for name, value in values.items():
            for link in (self.by(self.taken, self.staff), self.taken.sudo()):
                with self.assertRaises(AccessError):
                    link.write({name: value})
        made = self.link(self.peer, self.result, **values)
        self.assertFalse(any(made[name] for name in values))
        context = {f"default_{name}": value for name, value in values.items()}
        rhk = self.fill(self.plan(self.peer))
        own = self.by(rhk, self.peer).with_context(**context)
        made = own.env["hr.asn.rhk.link"].create(
            {"rhk_id": rhk.id, "superior_rhk_id": self.result.id}
        )
        self.assertFalse(any(made[name] for name in values))

    def test_a_carried_indicator_is_one_of_the_result(self):
        other = self.fill(self.plan(self.chief))
        with self.assertRaises(UserError):
            self.by(self.taken, self.staff).superior_iki_id = other.iki_ids

    def test_the_seal_keeps_which_indicator_is_carried(self):
        self.by(self.taken, self.staff).superior_iki_id = self.result.iki_ids
        self.agree(self.staff)
        plan = self.plan(self.staff)
        [link] = plan.version_ids._asn_results()[0]["links"]
        self.assertEqual(link["indicator"], self.result.iki_ids.id)
        self.by(plan, self.staff).action_revise("Lain")
        self.by(self.taken, self.staff).superior_iki_id = False
        self.by(plan, self.staff).action_drop()
        self.assertEqual(self.taken.superior_iki_id, self.result.iki_ids)


@tagged("post_install", "-at_install")
class TestDriftCost(Cascading, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bosses = [cls.team_of(number) for number in (FEW, FEW, MANY)]

    def ready(self, boss, people):
        """Let people take up the agreed result of a boss; return his changed plan."""
        self.agree(boss)
        for one in people:
            self.link(one, self.plan(boss).rhk_ids)
        plan = self.by(self.plan(boss), boss)
        plan.action_revise("Lain")
        plan.rhk_ids.name = "Hasil lain"
        plan.action_submit()
        return plan

    def test_telling_costs_the_same_for_any_number_of_links(self):
        costs = []
        plans = [self.ready(boss, people) for boss, people in self.bosses]
        for plan in plans:
            plan = self.by(plan, self.chief)
            before = self.cr.sql_log_count
            plan.action_approve()
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - before)
        # The first one warms what is read once for all.
        self.assertEqual(costs[1], costs[2])
        told = self.env["hr.asn.rhk.link"].search_count([("drift", "=", "new")])
        self.assertEqual(told, FEW + FEW + MANY)
