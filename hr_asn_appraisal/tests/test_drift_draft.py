"""A leader's draft has changed after others took it up: nobody waits for anybody."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import YEAR, AsnCommon
from .test_drift import ARGUED_TYPE, FEW, MANY, TYPE, Cascading

TOLD = ("drift", "drift_before", "drift_after")


@tagged("post_install", "-at_install")
class TestDriftDraft(Cascading, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss_plan = cls.plan(cls.boss)
        cls.result = cls.fill(cls.boss_plan)
        cls.taken = cls.link(cls.staff, cls.result)

    def write(self, **values):
        self.by(self.result, self.boss).write(values)

    def measure(self, **values):
        self.by(self.result, self.boss).iki_ids.write(values)

    def told(self, link=None):
        """Return what the owner of a link is told: (state, before, after)."""
        self.env.invalidate_all()
        link = link or self.taken
        return tuple(link[name] or False for name in TOLD)

    def test_reworded_before_the_first_approval(self):
        self.set_day(f"{YEAR}-01-20")
        self.write(name="Hasil baru")
        self.agree(self.boss)
        told = ("new", "Hasil 1", "Hasil baru\nJumlah: 394")
        self.assertEqual(self.told(), told)
        todo = self.todos(self.plan(self.staff), TYPE)
        self.assertEqual(todo.user_id, self.staff.user_id)
        self.by(self.taken, self.staff).action_accept()
        self.assertEqual(self.taken.text, "Hasil baru")
        self.assertFalse(self.todos(self.plan(self.staff), TYPE))

    def test_another_target_is_told_too(self):
        self.measure(target="400")
        self.agree(self.boss)
        told = ("new", "Hasil 1", "Hasil 1\nJumlah: 400")
        self.assertEqual(self.told(), told)

    def test_what_was_sealed_in_old_words_follows_with_a_change(self):
        self.agree(self.staff)
        self.write(name="Hasil baru")
        self.agree(self.boss)
        self.by(self.taken, self.staff).action_accept()
        self.assertEqual(self.taken.text, "Hasil 1")
        plan = self.plan(self.staff)
        self.by(plan, self.staff).action_revise("Mengikuti pimpinan")
        self.assertEqual(self.taken.text, "Hasil baru")

    def test_nothing_is_told_of_what_was_agreed_as_drafted(self):
        self.agree(self.boss)
        self.assertEqual(self.told(), (False, False, False))
        self.change(self.boss, lambda plan: self.fill(plan))
        self.assertFalse(self.taken.drift)

    def test_who_took_it_up_afterwards_is_not_told(self):
        self.write(name="Hasil baru")
        self.measure(target="400")
        late = self.link(self.peer, self.result)
        self.agree(self.boss)
        self.assertEqual(self.told(late), (False, False, False))
        self.assertEqual(self.taken.drift, "new")

    def test_who_took_it_up_anew_is_not_told(self):
        self.write(name="Hasil baru")
        self.taken.sudo().text = "Hasil baru"
        self.agree(self.boss)
        self.assertEqual(self.told(), (False, False, False))

    def test_the_new_words_in_the_own_plan_are_an_answer(self):
        self.write(name="Hasil baru")
        self.agree(self.boss)
        self.by(self.taken, self.staff).text = "Hasil baru"
        self.assertEqual(self.taken.drift, "accepted")
        self.assertFalse(self.taken.drift_can)
        self.assertFalse(self.todos(self.plan(self.staff), TYPE))

    def test_other_own_words_alone_do_not_make_it_known(self):
        self.write(name="Hasil baru")
        self.by(self.taken, self.staff).text = "Hasil 1, sebagian"
        self.agree(self.boss)
        self.assertEqual(self.taken.drift, "new")

    def test_a_line_new_in_a_change(self):
        self.agree(self.boss)
        plan = self.by(self.boss_plan, self.boss)
        plan.action_revise("Renstra berubah")
        fresh = self.fill(plan)
        fresh.name = "Hasil tambahan"
        link = self.link(self.peer, fresh, name="Lain")
        fresh.name = "Hasil tambahan, diperluas"
        plan.action_submit()
        self.by(plan, self.chief).action_approve()
        before, after = "Hasil tambahan", "Hasil tambahan, diperluas"
        told = ("new", before, f"{after}\nJumlah: 394")
        self.assertEqual(self.told(link), told)
        self.assertFalse(self.taken.drift)

    def test_agreed_words_are_known_as_agreed_while_they_change(self):
        self.agree(self.boss)
        plan = self.by(self.boss_plan, self.boss)
        plan.action_revise("Renstra berubah")
        self.measure(target="400")
        link = self.link(self.peer, self.result)
        plan.action_submit()
        self.by(plan, self.chief).action_approve()
        told = ("new", "Hasil 1\nJumlah: 394", "Hasil 1\nJumlah: 400")
        self.assertEqual(self.told(link), told)

    def test_a_draft_that_came_to_nothing_is_told(self):
        self.agree(self.boss)
        plan = self.by(self.boss_plan, self.boss)
        plan.action_revise("Renstra berubah")
        fresh = self.fill(plan)
        fresh.name = "Hasil tambahan"
        link = self.link(self.peer, fresh, name="Lain")
        plan.action_drop()
        told = ("new", "Hasil tambahan", False)
        self.assertEqual(self.told(link), told)
        self.assertFalse(self.taken.drift)

    def test_a_drafted_line_that_was_cancelled(self):
        self.fill(self.boss_plan)
        self.write(is_cancelled=True)
        self.assertFalse(self.taken.drift)
        self.agree(self.boss)
        self.assertEqual(self.told(), ("new", "Hasil 1", False))
        self.by(self.taken, self.staff).action_accept()
        self.assertFalse(self.taken.exists())

    def test_a_cancelled_line_that_came_back_is_not_told(self):
        self.write(is_cancelled=True)
        self.write(is_cancelled=False)
        self.agree(self.boss)
        self.assertFalse(self.taken.drift)

    def test_what_nobody_noted_is_told_when_it_is_cancelled(self):
        self.taken._asn_put({"drift_known": False})
        self.fill(self.boss_plan)
        self.write(is_cancelled=True)
        self.agree(self.boss)
        self.assertEqual(self.told(), ("new", "Hasil 1", False))

    def test_an_indicator_that_was_carried_and_deleted(self):
        self.by(self.taken, self.staff).sudo().superior_iki_id = self.result.iki_ids
        quality = {"rhk_id": self.result.id, "name": "Mutu", "target": "90"}
        own = self.by(self.result, self.boss).iki_ids
        own.create(quality | {"aspect_id": self.aspect.id})
        own.unlink()
        self.agree(self.boss)
        told = ("new", "Hasil 1", "Hasil 1\nMutu: 90")
        self.assertEqual(self.told(), told)

    def test_no_more_of_a_draft_is_told_than_its_taker_was(self):
        """Taken up by the library: its own words stand there, not the leader's."""
        link = self.link(self.peer, self.result, text="Kata sendiri")
        self.measure(target="400")
        self.agree(self.boss)
        told = ("new", "Kata sendiri", "Hasil 1\nJumlah: 400")
        self.assertEqual(self.told(link), told)
        self.change(self.boss, lambda plan: plan.iki_ids.write({"target": "394"}))
        self.assertEqual(self.told(link), (False, False, False))

    def test_the_words_of_a_draft_are_read_by_nobody(self):
        self.assertIn("394", self.taken.drift_known)
        for who in (self.staff, self.boss, self.officer, self.team):
            with self.assertRaises(AccessError):
                self.by(self.taken, who).read(["drift_known"])
        with self.assertRaises(AccessError):
            self.taken.write({"drift_known": "Lain"})

    def test_what_takes_up_something_else_waits_for_no_answer(self):
        self.write(name="Hasil baru")
        other = self.fill(self.boss_plan)
        other.sudo().name = "Lain"
        self.agree(self.boss)
        self.by(self.taken, self.staff).action_argue("Berat")
        self.assertTrue(self.todos(self.boss_plan, ARGUED_TYPE))
        self.by(self.taken, self.staff).superior_rhk_id = other
        self.assertEqual(self.told(), (False, False, False))
        self.assertFalse(self.todos(self.boss_plan, ARGUED_TYPE))

    def test_who_waits_with_his_answer_stands_where_he_stood(self):
        self.write(name="Hasil dua")
        self.agree(self.boss)
        plan = self.by(self.boss_plan, self.boss)
        plan.action_revise("Renstra berubah")
        self.write(name="Hasil tiga")
        self.by(self.taken, self.staff).superior_iki_id = self.result.iki_ids
        plan.action_submit()
        self.by(plan, self.chief).action_approve()
        told = ("new", "Hasil 1", "Hasil tiga\nJumlah: 394")
        self.assertEqual(self.told(), told)

    def test_a_plan_that_is_taken_back_and_restored(self):
        plan = self.by(self.boss_plan, self.officer)
        plan.action_cancel("Tercatat dua kali")
        self.assertEqual(self.told(), ("new", "Hasil 1", False))
        plan.action_restore()
        self.assertEqual(self.told(), (False, False, False))
        self.assertFalse(self.todos(self.plan(self.staff), TYPE))
        self.write(name="Hasil baru")
        self.agree(self.boss)
        self.assertEqual(self.taken.drift, "new")

    def test_an_answer_to_a_first_version_is_read_by_the_leader(self):
        self.write(name="Hasil baru")
        self.agree(self.boss)
        self.by(self.taken, self.staff).action_argue("Vaksin baru tiba bulan Juli.")
        own = self.by(self.boss_plan, self.boss)
        self.assertIn("Vaksin baru tiba bulan Juli.", own.drift_answers)

    def test_who_owns_what_was_taken_back_is_argued_with_by_nobody(self):
        plan = self.by(self.boss_plan, self.officer)
        plan.action_cancel("Tercatat dua kali")
        self.assertEqual(self.told(), ("new", "Hasil 1", False))
        with self.assertRaisesRegex(UserError, "“Taken Back”: nobody answers"):
            self.by(self.taken, self.staff).action_argue("Tetap saya dukung.")
        self.assertFalse(self.by(self.boss_plan, self.boss).drift_answers)
        self.assertFalse(self.todos(self.boss_plan, ARGUED_TYPE))

    def test_what_is_agreed_while_the_own_result_is_cancelled_is_told_afterwards(self):
        """Also in a draft, and once the own plan was taken back and restored."""
        own = self.plan(self.staff)
        self.by(self.taken.rhk_id, self.staff).is_cancelled = True
        self.write(name="Hasil baru")
        self.agree(self.boss)
        self.assertFalse(self.taken.drift)
        self.by(self.taken.rhk_id, self.staff).is_cancelled = False
        told = ("new", "Hasil 1", "Hasil baru\nJumlah: 394")
        self.assertEqual(self.told(), told)
        self.by(self.taken, self.staff).action_accept()
        self.by(own, self.officer).action_cancel("Tercatat dua kali")
        newer = {"name": "Hasil ketiga"}
        self.change(self.boss, lambda plan: self.result.sudo().write(newer))
        self.assertEqual(self.taken.drift, "accepted")
        self.by(own, self.officer).action_restore()
        after = "Hasil ketiga\nJumlah: 394"
        told = ("new", "Hasil baru\nJumlah: 394", after)
        self.assertEqual(self.told(), told)
        self.assertEqual(self.todos(own, TYPE).user_id, self.staff.user_id)

    def test_what_is_not_agreed_yet_is_told_no_earlier(self):
        """The link comes back while the leader's change is open."""
        self.agree(self.boss)
        self.agree(self.staff)
        rhk = self.taken.rhk_id
        plan = self.by(self.plan(self.staff), self.staff)
        plan.action_revise("Lain")
        self.by(self.taken, self.staff).unlink()
        boss = self.by(self.boss_plan, self.boss)
        boss.action_revise("Renstra berubah")
        self.write(name="Hasil baru")
        self.by(plan, self.staff).action_drop()
        self.assertEqual(self.told(rhk.link_ids), (False, False, False))
        self.by(boss, self.boss).action_submit()
        self.by(boss, self.chief).action_approve()
        told = ("new", "Hasil 1\nJumlah: 394", "Hasil baru\nJumlah: 394")
        self.assertEqual(self.told(rhk.link_ids), told)

    def test_a_draft_that_was_given_up_meanwhile_is_told_with_what_comes_back(self):
        self.agree(self.boss)
        boss = self.by(self.boss_plan, self.boss)
        boss.action_revise("Renstra berubah")
        self.write(name="Hasil lain")
        link = self.link(self.peer, self.result, name="Lain", text="Hasil lain")
        self.agree(self.peer)
        plan = self.by(self.plan(self.peer), self.peer)
        plan.action_revise("Lain")
        rhk = link.rhk_id
        self.by(link, self.peer).unlink()
        self.by(boss, self.boss).action_drop()
        self.by(plan, self.peer).action_drop()
        told = ("new", "Hasil lain", "Hasil 1\nJumlah: 394")
        self.assertEqual(self.told(rhk.link_ids), told)

    def test_what_is_argued_and_becomes_as_it_was_drafted_is_settled(self):
        self.write(name="Hasil baru")
        self.agree(self.boss)
        self.by(self.taken, self.staff).action_argue("Berat")
        back = {"name": "Hasil 1"}
        self.change(self.boss, lambda plan: self.result.sudo().write(back))
        self.assertEqual(self.told(), (False, False, False))
        self.assertFalse(self.todos(self.boss_plan, ARGUED_TYPE))

    def test_what_was_answered_and_becomes_as_it_was_drafted_is_settled(self):
        self.write(name="Hasil baru")
        self.agree(self.boss)
        self.by(self.taken, self.staff).action_argue("Berat")
        self.by(self.boss_plan, self.boss).action_reply("Baik, saya ubah kembali.")
        back = {"name": "Hasil 1"}
        self.change(self.boss, lambda plan: self.result.sudo().write(back))
        self.assertEqual(self.told(), (False, False, False))

    def test_a_dropped_change_leaves_alone_what_is_argued(self):
        self.write(name="Hasil baru")
        self.agree(self.boss)
        self.by(self.taken, self.staff).action_argue("Berat")
        told = self.told()
        plan = self.by(self.boss_plan, self.boss)
        plan.action_revise("Renstra berubah")
        self.write(name="Hasil tiga")
        self.by(self.taken, self.staff).superior_iki_id = self.result.iki_ids
        plan.action_drop()
        self.assertEqual(self.told(), told)
        self.assertEqual(self.taken.drift, "argued")

    def test_the_baseline_is_a_change_too(self):
        self.measure(baseline="392", baseline_date=f"{YEAR - 1}-12-31")
        self.agree(self.boss)
        after = f"Hasil 1\nJumlah: 392 ({YEAR - 1}) → 394"
        self.assertEqual(self.told(), ("new", "Hasil 1", after))

    def test_what_is_noted_of_a_draft_is_as_a_version_has_it(self):
        """In the same words and order, else everybody would be told in vain."""
        self.measure(
            baseline="392",
            baseline_date=f"{YEAR - 1}-12-31",
            unit="anak",
            is_team=True,
        )
        own = self.by(self.result, self.boss).iki_ids
        aspects = self.env["hr.asn.aspect"].search([("model", "=", "ja_jf")])
        for place, aspect in enumerate(aspects[::-1]):
            values = {"rhk_id": self.result.id, "name": f"Baris {place}"}
            target = {"target": "10–20", "aspect_id": aspect.id, "sequence": 50 - place}
            own.create(values | target)
        link = self.link(self.peer, self.result)
        self.agree(self.boss)
        self.assertEqual(self.told(link), (False, False, False))


@tagged("post_install", "-at_install")
class TestDriftDraftCost(Cascading, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.teams = [cls.team_of(number) for number in (FEW, FEW, MANY)]

    def ready(self, boss, people):
        """Let people take up the draft of a boss, reworded since."""
        plan = self.by(self.plan(boss), boss)
        result = self.fill(plan)
        for one in people:
            self.link(one, result)
        result.name = "Hasil lain"
        plan.action_submit()
        return self.by(plan, self.chief)

    def cost(self, doing):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        doing()
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def test_telling_of_a_first_approval_costs_the_same(self):
        plans = [self.ready(*team) for team in self.teams]
        costs = [self.cost(plan.action_approve) for plan in plans]
        # The first one warms what is read once for all.
        self.assertEqual(costs[1], costs[2])
        told = self.env["hr.asn.rhk.link"].search_count([("drift", "=", "new")])
        self.assertEqual(told, FEW + FEW + MANY)

    def test_taking_up_drafts_costs_the_same(self):
        costs = []
        for boss, people in self.teams:
            result = self.fill(self.plan(boss))
            own = [self.fill(self.plan(one)) for one in people]
            values = [{"rhk_id": one.id, "superior_rhk_id": result.id} for one in own]
            links = self.env["hr.asn.rhk.link"]
            costs.append(self.cost(lambda v=values, made=links: made.create(v)))
        self.assertEqual(costs[1], costs[2])
