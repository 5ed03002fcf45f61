from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import ADMIN, AsnCommon, AsnHttpCommon

SYSTEM = f"base.group_system,{ADMIN}"
PRESET = "hr_asn_appraisal.policy_quarterly"


@tagged("post_install", "-at_install")
class TestPolicy(AsnCommon):
    """What all agencies share is changed by who looks after all of them only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.system = cls._user("system", SYSTEM)
        cls.preset = cls.env.ref(PRESET).copy(
            {"name": "Bersama", "company_id": False, "active": True}
        )

    def test_a_preset_is_shared(self):
        self.assertFalse(self.env.ref(PRESET).company_id)
        self.assertFalse(self.preset.company_id)

    def test_an_administrator_of_an_agency_leaves_it_as_it_is(self):
        changes = (
            {"name": "Kota Contoh"},
            {"receipt_days": 3},
            {"sequence": 1},
            {"active": False},
            {"company_id": self.agency.id},
        )
        for vals in changes:
            with self.subTest(vals), self.assertRaisesRegex(AccessError, "Bersama"):
                self.by(self.preset, self.admin).write(vals)
        for method in ("unlink", "action_archive"):
            with self.subTest(method), self.assertRaisesRegex(AccessError, "Bersama"):
                getattr(self.by(self.preset, self.admin), method)()
        with self.assertRaisesRegex(AccessError, "Duplicate"):
            form = Form(self.by(self.preset, self.admin))
            form.receipt_days = 3
            form.save()
        self.assertEqual(self.by(self.preset, self.staff).name, "Bersama")

    def test_the_system_administrator_changes_it(self):
        self.by(self.preset, self.system).receipt_days = 7
        self.assertEqual(self.preset.receipt_days, 7)
        shared = self.by(self.preset.browse(), self.system).create({"name": "Baru"})
        self.assertFalse(shared.company_id)
        self.by(self.preset, self.system).unlink()
        self.assertFalse(self.preset.exists())

    def test_a_copy_is_the_agencys_own(self):
        for who in (self.admin, self.system):
            with self.subTest(who.name):
                copy = self.by(self.preset, who).copy()
                self.assertEqual(copy.name, "Bersama (copy)")
                self.assertEqual(copy.company_id, self.agency)
                self.assertEqual(copy.cadence, self.preset.cadence)
        copy = self.by(self.preset, self.admin).copy()
        copy.receipt_days = 3
        self.assertEqual((copy.receipt_days, self.preset.receipt_days), (3, 14))
        named = self.by(copy, self.admin).copy({"name": "Sekolah"})
        self.assertEqual(named.name, "Sekolah")
        named.unlink()
        self.assertFalse(named.exists())

    def test_rules_that_no_law_is_known_for_are_chosen_here(self):
        """Their defaults are what is known from practice: invariant 7."""
        made = self.preset.create({"name": "Baru"})
        self.assertEqual((made.others_percent, made.kurang_from), (40, 50))
        starts = (made.index_a_from, made.index_b_from, made.index_c_from)
        self.assertEqual(starts, (88.31, 76.61, 65.0))
        self.assertEqual(made._asn_index_starts(), (8831, 7661, 6500))
        self.assertEqual((made._asn_others_bp(), made._asn_points_rules()), (4000, {}))
        made.write({"index_a_from": 90.05, "scoring": "pp30_numeric"})
        made.write({"kurang_from": 55, "others_percent": 33})
        self.assertEqual(made._asn_index_starts(), (9005, 7661, 6500))
        self.assertEqual(made._asn_others_bp(), 3300)
        self.assertEqual(made._asn_points_rules(), {"kurang_from": 5500})

    def test_bands_of_the_index_descend(self):
        for vals in (
            {"index_a_from": 76.61},
            {"index_a_from": 100.01},
            {"index_b_from": 65},
            {"index_c_from": 25},
        ):
            with self.subTest(vals), self.assertRaisesRegex(ValidationError, "Bersama"):
                self.by(self.preset, self.system).write(vals)

    @mute_logger("odoo.sql_db")
    def test_weights_and_bands_that_are_none_are_refused(self):
        for vals in (
            {"others_percent": 0},
            {"others_percent": 100},
            {"kurang_from": 0},
            {"kurang_from": 70},
        ):
            with self.subTest(vals), self.assertRaises(IntegrityError):
                with self.cr.savepoint():
                    self.preset.write(vals)
                    self.env.flush_all()

    def test_what_an_administrator_makes_is_his_agencys(self):
        policies = self.preset.browse()
        made = self.by(policies, self.admin).create(
            [{"name": "Satu"}, {"name": "Dua", "company_id": False}]
        )
        made |= self.by(self.preset, self.admin).copy({"company_id": False})
        with Form(self.by(policies, self.admin)) as form:
            form.name = "Tiga"
        made |= form.record
        self.assertEqual(made.mapped("company_id"), self.agency)

    def test_he_gives_it_to_nobody_else(self):
        own = self.by(self.preset, self.admin).copy()
        other = self.env["res.company"].create({"name": "Kota Lain"})
        for company in (False, other.id):
            with self.subTest(company), self.assertRaises(AccessError):
                self.by(own, self.admin).company_id = company
            self.assertEqual(own.company_id, self.agency)

    def test_in_use_it_is_frozen_for_all(self):
        self.cycle.policy_id = self.preset
        self.plan(self.staff)
        with self.assertRaises(UserError):
            self.by(self.preset, self.system).objection_days = 1

    def test_thresholds_that_contradict_each_other_are_refused(self):
        own = self.by(self.preset, self.admin).copy()
        for vals in (
            {"above_percent": 90},
            {"meets_percent": 0},
            {"majority_percent": 49},
            {"majority_percent": 100},
            {"main_weight": 0, "additional_weight": 0},
            {"additional_weight": 3},
            {"least_notes": 0},
        ):
            with (
                self.subTest(vals),
                self.assertRaisesRegex(ValidationError, "above"),
                self.cr.savepoint(),
            ):
                own.write(vals)
        own.write({"above_percent": 101, "meets_percent": 100, "main_weight": 1})


@tagged("post_install", "-at_install")
class TestPolicyRpc(AsnHttpCommon):
    @mute_logger("odoo.http")
    def test_over_rpc(self):
        preset = self.env.ref(PRESET)
        self.sign_in(self.admin)
        model = "hr.asn.policy"
        _result, error = self.rpc(model, "write", preset.ids, {"sequence": 99})
        self.assertEqual(error, "odoo.exceptions.AccessError")
        _result, error = self.rpc(model, "unlink", preset.ids)
        self.assertEqual(error, "odoo.exceptions.AccessError")
        (copied,), error = self.rpc(model, "copy", preset.ids)
        self.assertIsNone(error)
        self.assertEqual(preset.browse(copied).company_id, self.agency)
