"""A plan that was written before its leader's is linked once he has results."""

from odoo.exceptions import UserError
from odoo.tests import tagged

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
