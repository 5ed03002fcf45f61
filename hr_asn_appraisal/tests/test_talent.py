"""Nine boxes: what was delivered against the potential that was entered."""

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TEAM, YEAR, AsnCommon, AsnFixture, AsnHttpCommon

QUIET = ("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")


class PotentialFixture(AsnFixture):
    @classmethod
    def enter(cls, person, potential="tinggi", who=None, **values):
        values = {
            "employee_id": person.id,
            "cycle_id": cls.cycle.id,
            "potential": potential,
            "source": "Assessment center",
            "assessed_on": f"{YEAR}-02-01",
        } | values
        return cls.by(cls.env["hr.asn.potential"], who or cls.team).create(values)


class TalentFixture(PotentialFixture):
    """Two of the clinic have results of the first quarter, one of them above."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clinic.manager_id = cls.boss
        cls.q1 = cls.quarter(cls.staff, 1)
        cls.bring_evaluation(cls.q1, "delivered", "di_atas")
        cls.bring_evaluation(cls.quarter(cls.peer, 1), "delivered", behavior="sesuai")
        cls.period = cls.q1.period_id

    def boxes(self, who=None, period=None):
        """Return {box: people} of what somebody sees of a period."""
        talents = self.by(self.env["hr.asn.talent"], who or self.team)
        data = talents.read_boxes((period or self.period).id)
        cells = [cell for row in data["rows"] for cell in row["cells"]]
        found = {cell["box"]: cell["count"] for cell in cells if cell["count"]}
        return found | ({None: data["unknown"]} if data["unknown"] else {})


@tagged("post_install", "-at_install")
class TestTalent(TalentFixture, AsnCommon):
    def test_the_grid_stands_as_the_law_numbers_it(self):
        data = self.by(self.env["hr.asn.talent"], self.team).read_boxes()
        numbers = [[cell["box"] for cell in row["cells"]] for row in data["rows"]]
        self.assertEqual(numbers, [[4, 7, 9], [2, 5, 8], [1, 3, 6]])
        self.assertEqual(data["columns"], ["Low", "Medium", "High"])
        self.assertEqual(data["period_id"], self.period.id)
        planned = [
            c["box"] for r in data["rows"] for c in r["cells"] if c["is_planned"]
        ]
        self.assertEqual(sorted(planned), [7, 8, 9])

    def test_performance_is_the_predikat_and_nobody_is_counted_without_potential(self):
        self.assertEqual(self.boxes(), {None: 2})
        self.enter(self.staff, "tinggi")
        self.assertEqual(self.boxes(), {9: 1, None: 1})
        self.enter(self.peer, "rendah")
        self.assertEqual(self.boxes(), {9: 1, 2: 1})

    def test_what_is_not_delivered_is_in_no_box(self):
        self.enter(self.boss)
        quarter = self.quarter(self.boss, 1)
        self.bring_evaluation(quarter, "rated")
        self.assertEqual(self.boxes(), {None: 2})
        self.by(quarter, self.chief).action_deliver()
        self.assertEqual(self.boxes(), {8: 1, None: 2})

    def test_a_potential_holds_while_it_is_valid(self):
        earlier = self.env["hr.asn.cycle"].create(
            {"year": YEAR - 1, "policy_id": self.policy.id}
        )
        old = self.enter(
            self.staff,
            "rendah",
            cycle_id=earlier.id,
            assessed_on=f"{YEAR - 1}-02-01",
            valid_until=f"{YEAR}-03-31",
        )
        self.assertEqual(self.boxes(), {4: 1, None: 1})
        old.valid_until = f"{YEAR}-03-30"
        self.assertEqual(self.boxes(), {None: 2})
        self.enter(self.staff, "menengah")
        self.assertEqual(self.boxes(), {7: 1, None: 1})

    def test_it_is_entered_once_and_is_valid_after_it_was_assessed(self):
        self.enter(self.staff)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.enter(self.staff)
        before = {"valid_until": f"{YEAR}-01-31"}
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.enter(self.peer, **before)

    def test_a_click_lists_who_stands_there(self):
        self.enter(self.staff)
        talents = self.by(self.env["hr.asn.talent"], self.team)
        for box, names in ((9, ["Dewi"]), (5, []), (False, ["Laila"])):
            action = talents.action_box(self.period.id, box)
            self.assertEqual(talents.search(action["domain"]).mapped("name"), names)

    def test_who_opened_a_page_stands_in_the_history(self):
        talent = self.by(self.env["hr.asn.talent"].browse(self.q1.id), self.team)
        self.assertEqual(talent.action_profile()["res_id"], self.staff.id)
        event = self.by(self.events(self.q1)[-1], self.staff)
        self.assertEqual((event.name, event.actor_id), ("profile", self.team))
        self.assertEqual(event.label, "Profile opened")

    def test_a_head_sees_his_units_and_nobody_else_a_box(self):
        self.enter(self.staff)
        for who, seen in (
            (self.team, 2),
            (self.admin, 2),
            (self.auditor, 2),
            (self.head, 2),
            (self.boss, 2),
            (self.chief, 0),
            (self.officer, 0),
            (self.staff, 0),
        ):
            with self.subTest(who.name):
                self.assertEqual(sum(self.boxes(who).values()), seen)
        self.clinic.manager_id = self.head
        self.assertFalse(self.boxes(self.boss))

    def test_who_can_see_it_is_told_as_it_is(self):
        told = self.by(self.env["hr.asn.who"], self.team).read_who("hr.asn.talent")
        self.assertIn("Each head sees the people of his units", told["sentence"])
        labels = [role["label"] for role in told["roles"]]
        self.assertEqual(labels, ["Performance Team (2)", "Auditor (1)"])

    def test_the_menu_is_of_use_to_who_finds_somebody(self):
        menu = "hr_asn_appraisal.menu_asn_talent"
        for who, seen in (
            (self.team, True),
            (self.auditor, True),
            (self.boss, True),
            (self.staff, False),
            (self.officer, False),
        ):
            menus = self.by(self.env["ir.ui.menu"], who).load_menus(False)
            found = {one.get("xmlid") for one in menus.values()}
            self.assertEqual(menu in found, seen, who.name)


@tagged("post_install", "-at_install")
class TestTalentRpc(TalentFixture, AsnHttpCommon):
    @mute_logger(*QUIET)
    def test_a_member_of_the_team_neither_enters_nor_reads_his_own(self):
        self.staff.user_id.group_ids |= self.env.ref(TEAM)
        with self.assertRaises(AccessError):
            self.enter(self.staff, who=self.staff)
        own = self.enter(self.staff)
        self.sign_in(self.staff)
        self.assertEqual(self.rpc("hr.asn.potential", "search", [])[0], [])
        for method, args in (
            ("read", ()),
            ("write", ({"potential": "rendah"},)),
            ("unlink", ()),
        ):
            _result, error = self.rpc("hr.asn.potential", method, own.ids, *args)
            self.assertEqual(error, "odoo.exceptions.AccessError", method)

    @mute_logger(*QUIET)
    def test_before_delivery_nobody_stands_in_a_box(self):
        quarter = self.quarter(self.staff, 2)
        self.enter(self.staff)
        self.bring_evaluation(quarter, "rated")
        self.staff.user_id.group_ids = [Command.link(self.env.ref(TEAM).id)]
        self.office.manager_id = self.staff
        self.sign_in(self.staff)
        domain = [("evaluation_id", "=", quarter.id)]
        self.assertEqual(self.rpc("hr.asn.talent", "search", domain)[0], [])
        data = self.rpc("hr.asn.talent", "read_boxes", quarter.period_id.id)[0]
        self.assertEqual(data["period_id"], self.period.id)

    @mute_logger(*QUIET)
    def test_plain_people_have_no_potential(self):
        own = self.enter(self.staff)
        for who in (self.staff, self.boss, self.head, self.officer):
            self.sign_in(who)
            _result, error = self.rpc("hr.asn.potential", "read", own.ids)
            self.assertEqual(error, "odoo.exceptions.AccessError", who.name)
