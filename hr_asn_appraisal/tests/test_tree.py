"""Cascade tree: objectives, and below them what is agreed."""

from lxml import etree

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from ..law import drift
from .common import YEAR, AsnCommon
from .test_drift import Cascading


@tagged("post_install", "-at_install")
class TestTree(Cascading, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan(cls.chief)
        cls.objective = cls.env["hr.asn.objective"].create(
            {
                "cycle_id": cls.cycle.id,
                "code": "K1",
                "name": "Kesehatan",
                "indicators": "Umur: 71 tahun",
            }
        )
        cls.top = cls.fill(cls.plan(cls.chief))
        cls.env["hr.asn.rhk.link"].create(
            {"rhk_id": cls.top.id, "objective_id": cls.objective.id}
        )
        cls.agree(cls.chief)
        cls.mine = cls.link(cls.boss, cls.top, name="Puskesmas").rhk_id
        cls.agree(cls.boss)
        cls.own = cls.link(cls.staff, cls.mine, name="Vaksinasi").rhk_id
        cls.agree(cls.staff)

    def tree(self, who):
        own = self.by(self.env["hr.asn.tree"], who)
        return own.search([("cycle_id", "=", self.cycle.id)])

    def node(self, record, who=None):
        tree = self.by(self.env["hr.asn.tree"], who or self.officer)
        return tree.browse(2 * record.id + (record._name == "hr.asn.objective"))

    def test_from_the_objective_down(self):
        root = self.node(self.objective)
        self.assertEqual((root.name, root.code), ("Kesehatan", "K1"))
        self.assertEqual(root.owner, self.agency.name)
        self.assertFalse(root.parent_id)
        self.assertEqual(root.child_ids, self.node(self.top))
        self.assertEqual(self.node(self.top).child_ids, self.node(self.mine))
        self.assertEqual(self.node(self.own).parent_id, self.node(self.mine))
        self.assertEqual(self.node(self.own).indicators, "Jumlah: 394")

    def test_what_the_screen_asks(self):
        """The hierarchy view reads roots, then the children of a box."""
        tree = self.by(self.env["hr.asn.tree"], self.peer)
        ours = [("cycle_id", "=", self.cycle.id)]
        roots = tree.search([("parent_id", "=", False), *ours])
        self.assertEqual(roots, self.node(self.objective, self.peer))
        below = tree.search([("parent_id", "=", roots.id), *ours])
        self.assertEqual(below, self.node(self.top, self.peer))
        spec = {"name": {}, "child_ids": {}}
        read = tree.hierarchy_read(
            [("parent_id", "=", False), *ours], spec, "parent_id", "child_ids"
        )
        self.assertIn("Kesehatan", [one["name"] for one in read])

    def test_all_results_of_a_plan_are_in_its_tree(self):
        """Also those that take something up, beside one that does not."""
        plan = self.plan(self.boss)
        measured = {"name": "Jumlah", "aspect_id": self.aspect.id, "target": "1"}
        loose = {"skp_id": plan.id, "name": "Lepas"}
        loose["iki_ids"] = [Command.create(measured)]
        self.change(self.boss, lambda own: own.env["hr.asn.rhk"].create(loose))
        tree = self.by(self.env["hr.asn.tree"], self.boss)
        asked = ["&", ("parent_id", "=", False), ("skp_id", "=", plan.id)]
        fields = {"name": {}, "parent_id": {"fields": {"display_name": {}}}}
        found = tree.hierarchy_read(asked, fields, "parent_id", "child_ids")
        names = {one["name"] for one in found}
        self.assertLessEqual({"Puskesmas", "Lepas"}, names)

    def test_the_button_of_a_plan_opens_its_tree_of_whatever_year(self):
        """A default filter that is named is chosen, even with 0: it is not there."""
        plan = self.plan(self.boss)
        for who in (self.boss, self.chief, self.auditor):
            action = self.by(plan, who).action_open_tree()
            self.assertEqual(action["res_model"], "hr.asn.tree")
            self.assertEqual(action["context"], {"search_default_skp_id": plan.id})
        for who in (self.peer, self.foreigner):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.by(plan, who).action_open_tree()

    def test_the_button_stands_in_the_form_of_a_plan(self):
        form = self.by(self.plan(self.boss), self.boss).get_view(view_type="form")
        [button] = etree.fromstring(form["arch"]).xpath(
            "//div[@name='button_box']/button[.//field[@name='rhk_count']]"
        )
        self.assertEqual(button.get("type"), "object")
        self.assertEqual(button.get("name"), "action_open_tree")
        self.assertNotIn("search_default", button.get("context") or "")

    def test_leaders_are_open_and_others_to_those_concerned(self):
        staff, peer = self.tree(self.staff), self.tree(self.peer)
        self.assertIn(self.node(self.own, self.staff), staff)
        self.assertNotIn(self.node(self.own, self.peer), peer)
        for record in (self.objective, self.top, self.mine):
            self.assertIn(self.node(record, self.peer), peer)
        self.assertFalse(self.node(self.mine, self.peer).child_ids)
        self.assertIn(self.node(self.own, self.boss), self.tree(self.boss))
        self.assertIn(self.node(self.own, self.auditor), self.tree(self.auditor))
        other = self.node(self.own, self.unit_officer)
        self.assertIn(other, self.tree(self.unit_officer))

    def test_from_where_an_indicator_starts_stands_before_its_target(self):
        values = {"baseline": "392", "baseline_date": f"{YEAR - 1}-12-31"}
        self.change(self.boss, lambda plan: plan.iki_ids.write(values))
        told = f"Jumlah: 392 ({YEAR - 1}) → 394"
        self.assertEqual(self.node(self.mine).indicators, told)
        agreed = self.env["hr.asn.rhk.agreed"].browse(self.mine.id)
        self.assertEqual(agreed.indicators, told)
        self.assertEqual(agreed.printed_indicators, "Jumlah: 394")
        # As who takes it up is told of a change.
        known = drift.words(self.plan(self.boss).version_ids[:1]._asn_results()[0])
        self.assertEqual(known, f"Puskesmas\n{told}")

    def test_a_target_in_a_sentence_has_its_baseline_too(self):
        values = {"baseline": "88", "target": False, "unit": False}
        plan = self.by(self.plan(self.boss), self.boss)
        plan.action_revise("Kualitatif")
        plan.iki_ids.write(values)
        plan.sudo()._asn_put({"approach": "kualitatif"})
        plan.action_submit()
        self.by(plan, self.chief).action_approve()
        self.assertEqual(self.node(self.mine).indicators, "Jumlah: 88 → –")

    def test_drafts_are_not_in_it(self):
        self.link(self.peer, self.mine, name="Rahasia")
        self.assertNotIn("Rahasia", self.tree(self.boss).mapped("name"))
        own = self.by(self.plan(self.boss), self.boss)
        own.action_revise("Lain")
        own.rhk_ids.name = "Rahasia"
        own.rhk_ids.link_ids.unlink()
        node = self.node(self.mine)
        self.assertEqual(node.name, "Puskesmas")
        self.assertEqual(node.parent_id, self.node(self.top))
        self.assertEqual(self.node(self.top).child_ids, node)

    def test_a_box_leads_to_what_may_be_read(self):
        boss = self.node(self.own, self.boss).action_open()
        self.assertEqual(boss["res_model"], "hr.asn.skp")
        peer = self.node(self.top, self.peer).action_open()
        self.assertEqual(peer["res_model"], "hr.asn.rhk.agreed")
