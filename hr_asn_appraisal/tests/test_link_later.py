"""A plan that was written before its leader's is linked once he has results."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..law import codes
from .common import IKI_CSV, RHK_CSV, AsnCommon
from .test_drift import Cascading


@tagged("post_install", "-at_install")
class TestLinkLater(Cascading, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rhk = cls.fill(cls.plan(cls.staff), results=2)

    def propose(self):
        plan = self.by(self.plan(self.staff), self.staff)
        action = plan.action_propose_links()
        return plan.env[action["res_model"]].browse(action["res_id"])

    def count(self):
        return self.by(self.plan(self.staff), self.staff).loose_count

    def test_nothing_is_to_be_linked_before_the_leader_has_results(self):
        self.assertEqual(self.count(), 0)
        self.fill(self.plan(self.boss))
        self.assertEqual(self.count(), 0)

    def test_afterwards_it_is_counted_proposed_and_linked(self):
        self.agree(self.boss)
        agreed = self.plan(self.boss).rhk_ids
        self.assertEqual(self.count(), 2)
        wizard = self.propose()
        self.assertEqual(wizard.line_ids.rhk_id, self.rhk)
        self.assertEqual(set(wizard.line_ids.agreed_id.ids), {agreed.id})
        # The library says nothing of them: what to take up is a suggestion, not a tick.
        self.assertEqual(wizard.line_ids.mapped("is_taken"), [False, False])
        wizard.line_ids[0].is_taken = True
        wizard.action_link()
        self.assertEqual(self.rhk[0].link_ids.superior_rhk_id, agreed)
        self.assertEqual(self.rhk[0].link_ids.text, "Hasil 1")
        self.assertFalse(self.rhk[1].link_ids)
        self.assertEqual(self.count(), 1)

    def test_the_library_says_what_is_likeliest(self):
        self.env["hr.asn.goal"].import_library(RHK_CSV, IKI_CSV)
        chief = self.by(self.plan(self.chief), self.chief)
        chief.action_take_library()
        self.agree(self.chief)
        self.agree(self.boss)
        goal = self.env["hr.asn.goal"].search([("code", "=", "PT1")])
        self.rhk[0].sudo().goal_id = goal
        [line] = self.propose().line_ids.filtered(lambda one: one.rhk_id == self.rhk[0])
        self.assertEqual(line.agreed_id.id, chief.rhk_ids.id)
        self.assertFalse(line.is_direct)
        self.assertTrue(line.is_taken)

    def from_library(self, takes_up="", takes_up_else="", **values):
        """Let the first result be of a library line that takes up something."""
        goal = self.env["hr.asn.goal"].create(
            {
                "code": "X9",
                "name": "Hasil 1",
                "post": "Perawat Terampil",
                "model": codes.JA_JF,
                "kind": codes.UTAMA,
                "takes_up": takes_up,
                "takes_up_else": takes_up_else,
                **values,
            }
        )
        self.rhk[0].sudo().goal_id = goal
        return self.propose().line_ids[0]

    def named(self, employee, code):
        """Give somebody a result of a library line with a code."""
        goal = self.env["hr.asn.goal"].create(
            {
                "code": code,
                "name": "Atasan",
                "post": "Kepala",
                "model": codes.JA_JF,
                "kind": codes.UTAMA,
            }
        )
        rhk = self.fill(self.plan(employee))
        rhk.goal_id = goal
        return rhk

    def test_what_the_library_names_and_nobody_has_is_only_suggested(self):
        self.agree(self.boss)
        line = self.from_library("TAKADA", "TIADA")
        self.assertEqual(line.agreed_id.id, self.plan(self.boss).rhk_ids.id)
        self.assertFalse(line.is_taken)

    def test_a_draft_that_the_library_names_is_not_ticked_away(self):
        """Its owner has it, but it is not agreed yet: another one is a suggestion."""
        self.named(self.chief, "X1")
        self.agree(self.boss)
        line = self.from_library("X1", "*atasan")
        self.assertEqual(line.agreed_id.id, self.plan(self.boss).rhk_ids.id)
        self.assertFalse(line.is_taken)

    def test_of_several_codes_the_agreed_one_is_ticked(self):
        agreed = self.named(self.boss, "X1")
        self.agree(self.boss)
        self.named(self.chief, "X2")
        line = self.from_library("X1|X2", unit="Dinas Kesehatan")
        self.assertEqual(line.agreed_id.id, agreed.id)
        self.assertTrue(line.is_taken)

    def test_what_the_library_leaves_to_the_superior_is_ticked(self):
        self.agree(self.boss)
        line = self.from_library("TAKADA", "*atasan")
        self.assertEqual(line.agreed_id.id, self.plan(self.boss).rhk_ids.id)
        self.assertTrue(line.is_taken)

    def test_an_objective_that_the_library_names_is_ticked(self):
        self.agree(self.boss)
        objective = self.env["hr.asn.objective"].create(
            {"cycle_id": self.cycle.id, "code": "K9", "name": "Kesehatan"}
        )
        line = self.from_library("K9")
        self.assertEqual(line.objective_id, objective)
        self.assertFalse(line.agreed_id)
        self.assertTrue(line.is_taken)

    def test_a_tick_without_a_choice_and_no_tick_are_told(self):
        self.agree(self.boss)
        wizard = self.propose()
        wizard.line_ids[0].write({"agreed_id": False, "is_taken": True})
        with self.assertRaises(UserError):
            wizard.action_link()
        wizard.line_ids.is_taken = False
        with self.assertRaises(UserError):
            wizard.action_link()
        self.assertFalse(self.rhk.link_ids)

    def test_an_agreed_plan_is_not_linked_by_the_way(self):
        self.agree(self.boss)
        self.agree(self.staff)
        with self.assertRaises(UserError):
            self.propose()
