"""Who waits for whom after a change: as long as there is somebody to answer to."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import AsnCommon
from .test_drift import ARGUED_TYPE, TYPE, TakenUp


class Arguing(TakenUp):
    """The result is reworded, and who takes it up argues."""

    def reword(self, text="Hasil baru"):
        newer = {"name": text}
        self.change(self.boss, lambda plan: self.result.sudo().write(newer))

    def argue(self):
        self.reword()
        self.by(self.taken, self.staff).action_argue("Vaksin tiba Juli.")

    def said(self, link):
        """Return what is told and said of a link."""
        self.env.invalidate_all()
        names = ("drift", "drift_note", "drift_before", "drift_after", "drift_on")
        return [link[name] for name in names]

    def waits(self):
        """Return by which ways the boss is told that somebody argues."""
        page = self.by(self.env["hr.asn.home"].browse(self.boss.user_id.id), self.boss)
        plan = self.by(self.plan(self.boss), self.boss)
        ways = {
            "to-do": self.todos(plan, ARGUED_TYPE),
            "page": any("argues" in one["title"] for one in page.todos or ()),
            "plan": plan.drift_answers,
            "answer": plan.can_reply,
        }
        return {name for name, is_told in ways.items() if is_told}


ALL = {"to-do", "page", "plan", "answer"}


@tagged("post_install", "-at_install")
class TestDriftWaiting(Arguing, AsnCommon):
    def test_who_argues_deletes_what_takes_it_up(self):
        self.argue()
        self.assertEqual(self.waits(), ALL)
        self.by(self.taken, self.staff).unlink()
        self.assertFalse(self.waits())

    def test_who_argues_deletes_his_result(self):
        self.argue()
        self.by(self.taken.rhk_id, self.staff).unlink()
        self.assertFalse(self.waits())

    def test_who_argues_has_his_plan_deleted(self):
        self.argue()
        self.plan(self.staff).sudo().unlink()
        self.assertFalse(self.waits())

    def test_one_who_argues_is_left(self):
        other = self.link(self.peer, self.result, name="Lain")
        self.argue()
        self.by(other, self.peer).action_argue("Stok habis.")
        self.by(self.taken, self.staff).unlink()
        self.assertEqual(self.waits(), ALL)

    def test_what_has_changed_is_taken_up_no_more(self):
        self.reword()
        plan = self.plan(self.staff)
        self.assertTrue(self.todos(plan, TYPE))
        self.by(self.taken, self.staff).unlink()
        self.assertFalse(self.todos(plan, TYPE))

    def test_the_plan_of_who_argues_is_taken_back(self):
        self.argue()
        plan = self.by(self.plan(self.staff), self.officer)
        plan.action_cancel("Tercatat dua kali")
        self.assertFalse(self.waits())
        with self.assertRaisesRegex(UserError, "answered already"):
            self.by(self.plan(self.boss), self.boss).action_reply("Tetap.")
        self.assertFalse(self.todos(plan, TYPE))
        self.by(plan, self.officer).action_restore()
        self.assertEqual(self.waits(), ALL)

    def test_who_argues_cancels_his_result(self):
        def cancel(plan):
            self.fill(plan)
            self.by(self.taken.rhk_id, self.staff).is_cancelled = True

        self.agree(self.staff)
        self.argue()
        self.change(self.staff, cancel)
        self.assertFalse(self.waits())

    def test_who_argues_cancels_his_result_and_gives_that_up(self):
        self.agree(self.staff)
        self.argue()
        plan = self.by(self.plan(self.staff), self.staff)
        plan.action_revise("Lain")
        self.by(self.taken.rhk_id, self.staff).is_cancelled = True
        self.assertFalse(self.waits())
        self.by(plan, self.staff).action_drop()
        self.assertEqual(self.waits(), ALL)

    def test_the_plan_of_who_argues_is_closed(self):
        self.agree(self.staff)
        self.argue()
        plan = self.plan(self.staff)
        self.by(plan, self.officer).action_close()
        self.assertFalse(self.waits())
        with self.assertRaisesRegex(UserError, "answered already"):
            self.by(self.plan(self.boss), self.boss).action_reply("Tetap.")
        self.assertFalse(self.todos(plan, TYPE))
        self.assertEqual(self.taken.drift, "argued")

    def test_whose_plan_is_closed_answers_no_more(self):
        self.argue()
        plan = self.plan(self.boss)
        self.by(plan, self.officer).action_close()
        self.assertEqual(self.waits(), {"plan"})
        with self.assertRaisesRegex(UserError, "answered already"):
            self.by(plan, self.boss).action_reply("Tetap.")
        self.assertEqual(self.taken.drift, "argued")
        self.assertFalse(self.by(self.plan(self.staff), self.staff).is_drift_argued)
        for is_cancelled in (True, False):
            rhk = self.by(self.taken.rhk_id, self.staff)
            rhk.is_cancelled = is_cancelled
        self.assertEqual(self.waits(), {"plan"})

    def test_whose_leader_has_closed_his_plan_can_only_accept(self):
        self.reword()
        link = self.by(self.taken, self.staff)
        self.assertEqual((link.drift_can, link.drift_can_argue), (True, True))
        self.by(self.plan(self.boss), self.officer).action_close()
        link = self.by(self.taken, self.staff)
        self.assertEqual((link.drift_can, link.drift_can_argue), (True, False))
        with self.assertRaisesRegex(UserError, "“Closed”: nobody answers"):
            link.action_argue("Vaksin tiba Juli.")
        self.assertFalse(self.waits())
        link.action_accept()
        self.assertEqual(self.taken.text, "Hasil baru")

    def test_who_has_cancelled_his_result_is_asked_nothing(self):
        self.agree(self.staff)
        self.reword()
        own = self.plan(self.staff)
        self.by(own, self.staff).action_revise("Lain")
        rhk = self.taken.rhk_id
        self.by(rhk, self.staff).is_cancelled = True
        plan = self.by(own, self.staff)
        self.assertFalse(plan.drift_link_ids or plan.drift_on)
        self.assertFalse(self.todos(own, TYPE))
        link = self.by(self.taken, self.staff)
        self.assertFalse(link.drift_can or link.drift_can_argue)
        for answer in (link.action_accept, lambda: link.action_argue("Berat")):
            with self.assertRaisesRegex(UserError, "answered already"):
                answer()
        self.assertFalse(self.waits())
        self.by(rhk, self.staff).is_cancelled = False
        self.assertTrue(self.by(self.taken, self.staff).drift_can_argue)
        self.assertEqual(self.todos(own, TYPE).user_id, self.staff.user_id)

    def test_what_was_cancelled_with_a_change_waits_on_no_page(self):
        def cancel(plan):
            self.fill(plan)
            self.by(self.taken.rhk_id, self.staff).is_cancelled = True

        def waiting():
            user = self.staff.user_id
            page = self.by(self.env["hr.asn.home"].browse(user.id), self.staff)
            titles = [one["title"] for one in page.todos or ()]
            return any("take up has changed" in title for title in titles)

        self.agree(self.staff)
        self.reword()
        self.assertTrue(waiting())
        self.change(self.staff, cancel)
        self.assertFalse(waiting())

    def test_who_argues_later_waits_for_an_answer_of_his_own(self):
        other = self.link(self.peer, self.result, name="Lain")
        self.argue()
        plan = self.plan(self.boss)
        dialog = self.ask_reply(plan, self.boss, "Stok cukup.")
        told = "Dewi on “Hasil baru”: Vaksin tiba Juli."
        self.assertEqual(dialog.goes_to, told)
        self.by(other, self.peer).action_argue("Tenaga kurang.")
        self.by(dialog, self.boss).action_say()
        self.assertEqual(self.taken.drift_reply, "Stok cukup.")
        self.assertEqual((other.drift, other.drift_reply), ("argued", False))
        self.assertEqual(self.waits(), ALL)
        with self.assertRaisesRegex(UserError, "answered already"):
            self.by(dialog, self.boss).action_say()
        self.ask_reply(plan, self.boss, "Ditambah.").action_say()
        self.assertEqual(other.drift_reply, "Ditambah.")
        self.assertFalse(self.waits())

    def test_the_dialog_names_nobody_whose_argument_is_not_open(self):
        self.argue()
        plan = self.plan(self.boss)
        dialog = self.ask_reply(plan, self.boss, "Stok cukup.")
        forged = {"way": "reply_drift", "res_id": plan.id, "asked": dialog.asked}
        stranger = self.by(self.env["hr.asn.say"], self.foreigner)
        self.assertFalse(stranger.create(forged | {"text": "?"}).goes_to)

    def test_a_change_that_is_given_up_brings_the_argument_back(self):
        """Whether the owner removed what takes it up or had it take up another."""
        self.change(self.boss, self.fill)
        other = self.plan(self.boss).rhk_ids - self.result
        self.agree(self.staff)
        self.argue()
        told = self.said(self.taken)
        rhk = self.taken.rhk_id
        removals = (
            lambda link: link.unlink(),
            lambda link: link.write({"agreed_id": other.id}),
        )
        for remove in removals:
            plan = self.by(self.plan(self.staff), self.staff)
            plan.action_revise("Lain")
            remove(self.by(rhk.link_ids, self.staff))
            self.assertFalse(self.waits())
            self.by(plan, self.staff).action_drop()
            self.assertEqual(self.said(rhk.link_ids), told)
            self.assertEqual(self.waits(), ALL)

    def test_a_change_that_is_given_up_brings_back_what_is_to_be_answered(self):
        self.agree(self.staff)
        self.reword()
        told = self.said(self.taken)
        rhk = self.taken.rhk_id
        plan = self.by(self.plan(self.staff), self.staff)
        plan.action_revise("Lain")
        self.by(self.taken, self.staff).unlink()
        self.assertFalse(self.todos(plan, TYPE))
        self.by(plan, self.staff).action_drop()
        self.assertEqual(self.said(rhk.link_ids), told)
        self.assertTrue(self.todos(plan, TYPE))

    def test_what_has_changed_since_is_told_with_what_comes_back(self):
        self.agree(self.staff)
        self.argue()
        rhk = self.taken.rhk_id
        plan = self.by(self.plan(self.staff), self.staff)
        plan.action_revise("Lain")
        self.by(self.taken, self.staff).unlink()
        self.reword("Hasil ketiga")
        self.change(self.boss, self.fill)
        self.by(plan, self.staff).action_drop()
        link = rhk.link_ids
        self.assertEqual((link.drift, link.drift_note), ("new", "Vaksin tiba Juli."))
        self.assertIn("Hasil ketiga", link.drift_after)
        self.assertFalse(self.waits())
        self.assertTrue(self.todos(plan, TYPE))

    def test_what_a_change_removes_for_good_comes_back_with_no_later_one(self):
        self.agree(self.staff)
        self.argue()
        rhk = self.taken.rhk_id
        remove = self.taken
        self.change(self.staff, lambda plan: self.by(remove, self.staff).unlink())
        plan = self.by(self.plan(self.staff), self.staff)
        plan.action_revise("Lain")
        self.by(plan, self.staff).action_drop()
        self.assertFalse(rhk.link_ids)
        self.assertFalse(self.waits())

    def test_what_changes_while_a_link_is_away_is_told_once_it_is_back(self):
        """Whether it was removed, took up another, or its result was cancelled."""
        self.change(self.boss, self.fill)
        other = self.plan(self.boss).rhk_ids - self.result
        self.agree(self.staff)
        rhk = self.taken.rhk_id
        removals = (
            ("Hasil dua", lambda link: link.unlink()),
            ("Hasil tiga", lambda link: link.write({"agreed_id": other.id})),
            ("Hasil empat", lambda link: link.rhk_id.write({"is_cancelled": True})),
        )
        before = "Hasil 1"
        for text, remove in removals:
            plan = self.by(self.plan(self.staff), self.staff)
            plan.action_revise("Lain")
            remove(self.by(rhk.link_ids, self.staff))
            self.reword(text)
            self.assertFalse(self.todos(plan, TYPE))
            self.by(plan, self.staff).action_drop()
            with self.subTest(text):
                _drift, _note, *sides, _day = self.said(rhk.link_ids)
                told = [f"{before}\nJumlah: 394", f"{text}\nJumlah: 394"]
                self.assertEqual(sides, told)
                self.assertEqual(rhk.link_ids.drift_due_text or "Hasil 1", before)
                self.assertTrue(self.by(rhk.link_ids, self.staff).drift_can)
                todo = self.todos(plan, TYPE)
                self.assertEqual(todo.user_id, self.staff.user_id)
            self.by(rhk.link_ids, self.staff).action_accept()
            before = text

    def test_a_link_of_a_cancelled_result_is_removed_too(self):
        """It is told from where its owner stood when he cancelled the result."""
        self.agree(self.staff)
        rhk = self.taken.rhk_id
        plan = self.by(self.plan(self.staff), self.staff)
        plan.action_revise("Lain")
        self.by(rhk, self.staff).is_cancelled = True
        self.reword("Hasil dua")
        self.by(rhk.link_ids, self.staff).unlink()
        self.reword("Hasil tiga")
        self.by(plan, self.staff).action_drop()
        _drift, _note, *sides, _day = self.said(rhk.link_ids)
        self.assertEqual(sides, ["Hasil 1\nJumlah: 394", "Hasil tiga\nJumlah: 394"])

    def cancel(self, plan):
        self.fill(plan)
        self.by(self.result, self.boss).is_cancelled = True

    def cancelled_while_away(self):
        """Return the link that comes back after its result was cancelled."""
        rhk = self.taken.rhk_id
        plan = self.by(self.plan(self.staff), self.staff)
        plan.action_revise("Lain")
        self.by(self.taken, self.staff).unlink()
        self.change(self.boss, self.cancel)
        self.by(plan, self.staff).action_drop()
        return rhk.link_ids

    def test_what_is_cancelled_while_a_link_is_away_is_told_and_not_accepted(self):
        self.agree(self.staff)
        link = self.cancelled_while_away()
        self.assertEqual((link.drift, link.drift_told), ("new", "Cancelled"))

    def test_what_was_argued_and_is_cancelled_meanwhile_is_told(self):
        self.agree(self.staff)
        self.argue()
        link = self.cancelled_while_away()
        self.assertEqual((link.drift, link.drift_told), ("new", "Cancelled"))
        self.assertEqual(link.drift_note, "Vaksin tiba Juli.")
        self.assertFalse(self.waits())

    def test_an_argument_comes_back_whatever_the_link_became_before_it_went(self):
        """Another indicator was carried, or it was put under another result."""
        second = self.fill(self.plan(self.staff))
        self.agree(self.staff)
        self.argue()
        told = self.said(self.taken)
        rhk = self.taken.rhk_id
        for values in (
            {"superior_iki_id": self.result.iki_ids.id},
            {"rhk_id": second.id},
        ):
            plan = self.by(self.plan(self.staff), self.staff)
            plan.action_revise("Lain")
            link = self.by(rhk.link_ids, self.staff)
            link.write(values)
            link.unlink()
            self.assertFalse(self.waits())
            self.by(plan, self.staff).action_drop()
            with self.subTest(values):
                self.assertEqual(self.said(rhk.link_ids), told)
                self.assertEqual(self.waits(), ALL)

    def test_who_takes_up_another_while_he_is_cancelled_knows_it_as_it_is(self):
        self.change(self.boss, self.fill)
        other = self.plan(self.boss).rhk_ids - self.result
        rhk = self.taken.rhk_id
        self.by(rhk, self.staff).is_cancelled = True
        newer = {"name": "Hasil lain"}
        self.change(self.boss, lambda plan: other.sudo().write(newer))
        self.by(self.taken, self.staff).agreed_id = other.id
        self.by(rhk, self.staff).is_cancelled = False
        self.assertFalse(self.taken.drift)
        newest = {"name": "Hasil terbaru"}
        self.change(self.boss, lambda plan: other.sudo().write(newest))
        self.assertEqual(self.taken.drift_before, "Hasil lain\nJumlah: 394")
