"""Dimensions and values are data: what an agency adds or changes needs no code."""

from ast import literal_eval

import psycopg2
from lxml import etree

from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AsnCommon

# The eight of the users' agencies, by code, with their names in Indonesian.
EIGHT = {
    "individu": "Individu",
    "tim": "Kontribusi bagi Tim",
    "dampak_masyarakat": "Dampak bagi Masyarakat",
    "inovasi": "Inovasi",
    "kepuasan": "Kepuasan Masyarakat",
    "disiplin": "Disiplin",
    "kualitas": "Kualitas",
    "kolaborasi": "Kolaborasi",
}


@tagged("post_install", "-at_install")
class TestDimension(AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dimensions = cls.env["hr.asn.dimension"]
        cls.skp = cls.plan(cls.staff)
        cls.iki = cls.fill(cls.skp, results=2).iki_ids

    def test_the_eight_are_there_in_indonesian(self):
        found = self.dimensions.search([("code", "in", [*EIGHT])])
        self.assertEqual({one.code: one.name for one in found}, EIGHT)
        self.assertTrue(all(found.mapped("active")))

    def test_each_is_used_by_an_indicator(self):
        ids = self.dimensions._asn_ids()
        for code in EIGHT:
            with self.subTest(code):
                self.by(self.iki[0], self.staff).dimension_id = ids[code]
                self.assertEqual(self.skp.iki_ids[0].dimension_id.code, code)

    def test_one_that_is_used_is_not_deleted(self):
        mine = self.by(self.dimensions, self.admin).create(
            {"code": "budaya", "name": "Budaya Melayani"}
        )
        self.by(self.iki[0], self.staff).dimension_id = mine
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.IntegrityError),
            self.env.cr.savepoint(),
        ):
            mine.unlink()
        # Put away it is offered no more, and what has it keeps it.
        mine.active = False
        self.assertNotIn(mine, self.dimensions.search([]))
        self.assertEqual(self.iki[0].dimension_id, mine)
        self.by(self.iki[0], self.staff).dimension_id = False
        mine.unlink()
        self.assertFalse(mine.exists())

    def test_who_looks_after_master_data_adds_one(self):
        values = {"code": "budaya", "name": "Budaya Melayani"}
        with self.assertRaises(AccessError):
            self.by(self.dimensions, self.staff).create(values)
        self.by(self.dimensions, self.admin).create(values)
        found = self.by(self.dimensions, self.staff).search([("code", "=", "budaya")])
        self.assertEqual(found.name, "Budaya Melayani")
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.IntegrityError),
            self.env.cr.savepoint(),
        ):
            self.by(self.dimensions, self.admin).create(values)

    def chosen(self, arch, context):
        """Return the domains the client begins with: filters side by side are one."""
        groups = [[]]
        for node in etree.fromstring(arch):
            if node.tag == "separator":
                groups.append([])
            if node.tag == "filter" and context.get(
                f"search_default_{node.get('name')}"
            ):
                groups[-1].append(Domain(literal_eval(node.get("domain"))))
        return [Domain.OR(some) for some in groups if some]

    def test_indicators_are_counted_by_dimension(self):
        """The list of indicators says by dimension what is planned in an agency."""
        ids = self.dimensions._asn_ids()
        first, second = self.iki
        first.dimension_id, second.dimension_id = ids["individu"], ids["inovasi"]
        other = self.fill(self.plan(self.peer)).iki_ids
        other.dimension_id = ids["inovasi"]
        action = self.env.ref("hr_asn_appraisal.hr_asn_iki_action_dimensions")
        self.assertEqual(action.res_model, "hr.asn.iki")
        view = self.env["hr.asn.iki"].get_view(action.search_view_id.id, "search")
        self.assertIn("group_by': 'dimension_id'", view["arch"])
        found = self.by(self.env["hr.asn.iki"], self.officer)
        domains = self.chosen(view["arch"], literal_eval(action.context))
        self.assertEqual(len(domains), 2)

        def counted():
            groups = found._read_group(
                Domain.AND(domains), ["dimension_id"], ["__count"]
            )
            return {one.code: count for one, count in groups if one}

        self.assertEqual(counted(), {"individu": 1, "inovasi": 2})
        plan = self.by(other.skp_id, self.officer)
        plan.action_cancel("Tercatat dua kali")
        self.assertEqual(counted(), {"individu": 1, "inovasi": 1})

    def test_a_new_core_value_needs_no_code(self):
        """It stands beside those of BerAKHLAK, with what its leader expects of it."""
        values = self.env["hr.asn.behavior"]
        before = values.search([("kind", "=", "berakhlak")]).mapped("name")
        guides = {f"guide_{n}": f"Panduan {n}" for n in (1, 2, 3)}
        mine = self.by(values, self.admin).create(
            {"name": "Melayani", "sequence": 999, **guides}
        )
        self.skp.behavior_ids.create(
            {
                "skp_id": self.skp.id,
                "behavior_id": mine.id,
                "expectation": "Loket buka tepat waktu",
            }
        )
        self.bring_plan(self.skp, "approved")
        told = self.skp._asn_version()[self.skp]._content()["behaviors"]
        self.assertEqual([one["name"] for one in told], [*before, "Melayani"])
        self.assertEqual(told[-1]["guides"], [*guides.values()])
        self.assertEqual(told[-1]["expectation"], "Loket buka tepat waktu")
