from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import YEAR, AsnCommon, AsnHttpCommon


class LeadCase:
    """A result of the staff's plan in whose team somebody of another unit leads."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_day(f"{YEAR}-01-12")
        cls.lead = cls.foreign_boss
        cls.skp = cls.plan(cls.staff)
        cls.led, cls.other = cls.fill(cls.skp, results=2)
        cls.by(cls.led, cls.staff).assigned_by_id = cls.lead
        cls.env.flush_all()


@tagged("post_install", "-at_install")
class TestTeamLead(LeadCase, AsnCommon):
    def _agree(self):
        self.bring_plan(self.skp, "approved")
        self.env.flush_all()

    def _give(self, about=None, who=None, **values):
        feedback = self.by(self.env["hr.asn.feedback"], who or self.lead)
        subject = {"rhk_id": about.id} if about else {}
        return feedback.create(
            {"skp_id": self.skp.id, "text": "Rapi", **subject, **values}
        )

    def test_the_text_names_the_lead_and_his_post(self):
        post = self.env["hr.asn.assignment"].search(
            [("employee_id", "=", self.lead.id)]
        )
        expected = f"{self.lead._asn_full_name()}, {post.post}"
        self.assertEqual(self.led.assigned_by, expected)
        own = self.by(self.led, self.staff)
        own.assigned_by_id = self.head
        self.assertTrue(self.led.assigned_by.startswith("Rina"))
        own.assigned_by = "Bupati"
        own.assigned_by_id = self.lead
        self.assertEqual(self.led.assigned_by, "Bupati")

    def test_the_seal_keeps_both_and_brings_them_back(self):
        self._agree()
        results = self.skp.version_ids._content()["results"]
        told = [one.get("assigned_by_id") for one in results]
        self.assertEqual(told, [self.lead.id, None])
        self.assertEqual(results[0]["assigned_by"], self.led.assigned_by)
        own = self.by(self.skp, self.staff)
        own.action_revise("Tim lain")
        own.rhk_ids.write({"assigned_by_id": self.head.id, "assigned_by": "Lain"})
        own.action_drop()
        self.env.invalidate_all()
        leads = [rhk.assigned_by_id for rhk in (self.led, self.other)]
        self.assertEqual(leads, [self.lead, self.env["hr.employee"]])

    def test_nobody_leads_himself_nor_somebody_of_another_agency(self):
        own = self.by(self.led, self.staff)
        with self.assertRaisesRegex(ValidationError, "his own work"):
            own.assigned_by_id = self.staff
        elsewhere = self.env["res.company"].create({"name": "Kota Seberang"})
        far = self.env["hr.employee"].create({"name": "X", "company_id": elsewhere.id})
        with self.assertRaises(UserError):
            self.led.sudo().assigned_by_id = far

    def test_he_reads_what_is_agreed_and_nothing_else(self):
        rhk, iki = self.by(self.led, self.lead), self.by(self.led.iki_ids, self.lead)
        self.assertFalse(rhk.has_access("read") or iki.has_access("read"))
        self._agree()
        rhk, iki = self.by(self.led, self.lead), self.by(self.led.iki_ids, self.lead)
        self.assertEqual((rhk.name, iki.target), ("Hasil 1", "394"))
        self.assertEqual(rhk.search([("is_led_by_me", "=", True)]), rhk)
        for other in (self.other, self.other.iki_ids):
            self.assertFalse(self.by(other, self.lead).has_access("read"))
        self.by(self.skp, self.staff).action_revise("Ubah")
        self.assertFalse(self.by(self.led, self.lead).has_access("read"))

    def test_he_gives_feedback_on_it_with_his_name(self):
        self._agree()
        given = self._give(self.led)
        self.assertEqual((given.role, given.is_shared), ("lead", True))
        own = self.by(given, self.staff)
        self.assertEqual(own.giver_name, self.lead._asn_full_name())
        self.assertEqual(own.subject, "Hasil 1")
        people = self.by(self.env["hr.asn.feedback"], self.lead)._asn_people()
        self.assertIn(self.staff, people)

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_of_nothing_else(self):
        self._agree()
        value = self.env["hr.asn.behavior"].search([], limit=1)
        with self.assertRaises(AccessError):
            self._give(self.other)
        with self.assertRaises(AccessError):
            self._give(behavior_id=value.id)
        given = self._give(self.led)
        for about in (f"rhk-{self.other.id}", f"behavior-{value.id}"):
            with self.subTest(about), self.assertRaises(UserError):
                given.about = about

    def test_before_it_is_agreed_he_has_no_part(self):
        with self.assertRaises(AccessError):
            self._give(self.led)

    def test_before_a_change_is_agreed_who_is_to_lead_has_no_part(self):
        self._agree()
        own = self.by(self.skp, self.staff)
        own.action_revise("Tim lain")
        own.rhk_ids.browse(self.other.id).assigned_by_id = self.foreigner
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self._give(self.other, self.foreigner)

    def test_whoever_appraises_stays_the_appraiser(self):
        self.by(self.led, self.staff).assigned_by_id = self.boss
        self._agree()
        self.assertEqual(self._give(self.led, self.boss).role, "appraiser")

    def test_a_peer_is_lead_of_this_result_only(self):
        self.by(self.led, self.staff).assigned_by_id = self.peer
        self._agree()
        value = self.env["hr.asn.behavior"].search([], limit=1)
        self.assertEqual(self._give(self.led, self.peer).role, "lead")
        beside = self._give(who=self.peer, behavior_id=value.id)
        self.assertEqual((beside.role, beside.is_shared), ("peer", False))

    def test_he_may_be_asked(self):
        self._agree()
        request = self.by(self.env["hr.asn.feedback.request"], self.staff).create(
            {
                "skp_id": self.skp.id,
                "rhk_id": self.led.id,
                "asked_id": self.lead.id,
                "question": "Rapikah?",
            }
        )
        self.assertTrue(request.is_named)


@tagged("post_install", "-at_install")
class TestTeamLeadByRpc(LeadCase, AsnHttpCommon):
    """What the lead reaches past the screens."""

    def setUp(self):
        super().setUp()
        self.evaluation = self.quarter(self.staff, 1)
        self.bring_evaluation(self.evaluation, "delivered")
        self.env.flush_all()

    @mute_logger("odoo.http")
    def test_he_rates_nobody_and_sees_no_rating(self):
        evaluation = self.evaluation
        for record in (
            *(self.skp, evaluation, evaluation.rating_ids[:1]),
            *(evaluation.document_ids[:1], self.skp.version_ids[:1]),
            *(evaluation.realization_ids[:1], evaluation.evidence_ids[:1]),
        ):
            with self.subTest(record._name):
                self.assertTrue(record)
                self.assertFalse(self._reads(record))
        self.assertTrue(self._reads(self.led))
        self.assertTrue(self._reads(self.led.iki_ids))
        self.assertFalse(self._reads(self.other))

    def _reads(self, record):
        self.sign_in(self.lead)
        found, _error = self.rpc(record._name, "search", [("id", "=", record.id)])
        read, _error = self.rpc(record._name, "read", record.ids, ["display_name"])
        self.assertEqual(bool(found), bool(read))
        return bool(read)

    @mute_logger("odoo.http", "odoo.models")
    def test_he_changes_nothing_and_may_not_rate(self):
        self.sign_in(self.lead)
        for model, method, *args in (
            ("hr.asn.rhk", "write", self.led.ids, {"name": "X"}),
            ("hr.asn.iki", "write", self.led.iki_ids.ids, {"target": "1"}),
            ("hr.asn.rhk", "unlink", self.led.ids),
            ("hr.asn.evaluation", "action_rate", self.evaluation.ids, "sesuai"),
            ("hr.asn.evaluation", "panel", self.evaluation.ids),
        ):
            with self.subTest(f"{model} {method}"):
                _result, error = self.rpc(model, method, *args)
                self.assertTrue(error)
        self.assertEqual(self.led.name, "Hasil 1")

    @mute_logger("odoo.http")
    def test_his_feedback_is_given_and_others_is_not_read(self):
        self.sign_in(self.lead)
        values = {"skp_id": self.skp.id, "rhk_id": self.led.id, "text": "Rapi"}
        [given], error = self.rpc("hr.asn.feedback", "create", [values])
        self.assertFalse(error)
        self.assertEqual(self.env["hr.asn.feedback"].browse(given).role, "lead")
        values |= {"rhk_id": self.other.id}
        _given, error = self.rpc("hr.asn.feedback", "create", [values])
        self.assertEqual(error, "odoo.exceptions.AccessError")
        self.by(self.env["hr.asn.feedback"], self.boss).create(values)
        self.sign_in(self.lead)
        found, _error = self.rpc("hr.asn.feedback", "search", [])
        self.assertEqual(found, [given])
