"""What others have taken up is not deleted: who holds on to it is said, and a way."""

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AsnCommon, AsnHttpCommon
from .test_drift import Cascading


@tagged("post_install", "-at_install")
class TestTakenUp(Cascading, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss_plan = cls.plan(cls.boss)
        cls.result = cls.fill(cls.boss_plan)
        cls.taken = cls.link(cls.staff, cls.result)

    def test_a_drafted_line_says_who_takes_it_up_and_what_to_do(self):
        expected = "“Hasil 1” is taken up by Dewi and cannot be deleted.*as cancelled"
        with self.assertRaisesRegex(UserError, expected):
            self.by(self.result, self.boss).unlink()
        with self.assertRaisesRegex(UserError, expected):
            self.by(self.boss_plan, self.boss).rhk_ids = [(2, self.result.id)]
        self.assertTrue(self.result.exists())

    def test_it_is_offered_to_be_cancelled_on_its_form(self):
        own = self.by(self.result, self.boss)
        self.assertTrue(own.is_taken_up)
        self.assertFalse(self.fill(self.boss_plan).is_taken_up)
        own.is_cancelled = True
        with self.assertRaisesRegex(UserError, "is cancelled already.*by Dewi"):
            own.unlink()

    def test_a_cancelled_draft_is_no_part_of_what_is_agreed(self):
        self.fill(self.boss_plan).sudo().name = "Lain"
        self.by(self.result, self.boss).is_cancelled = True
        self.agree(self.boss)
        [sealed] = self.boss_plan.version_ids._asn_results()
        self.assertEqual(sealed["text"], "Lain")
        self.by(self.taken, self.staff).action_accept()
        plan = self.by(self.boss_plan, self.boss)
        plan.action_revise("Dirapikan")
        self.by(self.result, self.boss).unlink()
        self.assertFalse(self.result.exists())

    def test_names_only_of_those_whom_the_leader_may_read(self):
        self.link(self.head, self.result)
        with self.assertRaisesRegex(UserError, "taken up by Dewi and 1 more and"):
            self.by(self.result, self.boss).unlink()
        self.taken.sudo().unlink()
        with self.assertRaisesRegex(UserError, "taken up by others .1. and") as caught:
            self.by(self.result, self.boss).unlink()
        self.assertNotIn(self.head.name, str(caught.exception))

    def test_a_whole_plan(self):
        for who in (self.officer, self.team):
            plan = self.by(self.boss_plan, who)
            if not plan.has_access("unlink"):
                continue
            with self.assertRaisesRegex(UserError, "taken up by Dewi: it cannot be"):
                plan.unlink()
        with self.assertRaisesRegex(UserError, "taken up by Dewi: it cannot be"):
            self.boss_plan.sudo().unlink()
        self.taken.sudo().unlink()
        self.boss_plan.sudo().unlink()

    def test_an_objective(self):
        aim = self.env["hr.asn.objective"].create(
            {"cycle_id": self.cycle.id, "code": "K1", "name": "Kesehatan"}
        )
        self.env["hr.asn.rhk.link"].create(
            {"rhk_id": self.result.id, "objective_id": aim.id}
        )
        expected = f"“K1 Kesehatan” is taken up by {self.boss.name} and cannot be"
        with self.assertRaisesRegex(UserError, expected):
            self.by(aim, self.officer).unlink()
        self.result.link_ids.sudo().unlink()
        self.by(aim, self.officer).unlink()

    def test_a_line_of_the_library(self):
        goal = self.env["hr.asn.goal"].create(
            {"code": "X1", "name": "Hasil", "post": "Apoteker", "model": "ja_jf"}
        )
        self.result.sudo().goal_id = goal
        with self.assertRaisesRegex(UserError, "stands in plans already"):
            self.by(goal, self.officer).unlink()


@tagged("post_install", "-at_install")
class TestTakenUpCalls(Cascading, AsnHttpCommon):
    @mute_logger("odoo.http")
    def test_it_is_cancelled_not_deleted_by_calls_either(self):
        result = self.fill(self.plan(self.boss))
        self.link(self.staff, result)
        self.sign_in(self.boss)
        for model, record in (("hr.asn.rhk", result), ("hr.asn.skp", result.skp_id)):
            _done, error = self.rpc(model, "unlink", [record.id])
            self.assertTrue(error)
            self.assertTrue(record.exists())
        _done, error = self.rpc("hr.asn.rhk", "unlink", [result.id])
        self.assertEqual(error, "odoo.exceptions.UserError")
        values = {"is_cancelled": True}
        self.assertEqual(
            self.rpc("hr.asn.rhk", "write", [result.id], values), (True, None)
        )
        self.assertTrue(result.is_cancelled)
