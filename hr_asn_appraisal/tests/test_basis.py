"""Dasar Penilaian: the employee retraces the result from what was sealed."""

from base64 import b64encode

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import YEAR, AsnCommon, AsnHttpCommon
from .test_objection import WHY, Objecting


@tagged("post_install", "-at_install")
class TestBasis(Objecting, AsnCommon):
    def page(self, who=None):
        self.fresh()
        return self.by(self.q1, who or self.staff)

    def steps(self, who=None):
        return {step["key"]: step for step in self.page(who).basis_steps}

    def test_results_and_behaviour_as_they_were_delivered(self):
        basis = self.page().basis
        (result,) = basis["results"]
        (iki,) = result["indicators"]
        self.assertEqual((iki["name"], iki["target"]), ("Jumlah", "394"))
        (proof,) = result["evidence"]
        self.assertEqual(proof["url"], "https://contoh.go.id/rekap")
        self.assertEqual((proof["mimetype"], proof["state"]), ("", "sent"))
        self.assertEqual(proof["state_label"], "Sent")
        self.assertEqual(len(basis["behaviors"]), 7)
        self.assertEqual(self.page().unit_result, "not set yet")
        told = self.q1._asn_unit_words(
            {"schema": "evaluation/2", "unit_rating": "istimewa"}
        )
        self.assertEqual(told, "Outstanding")

    def test_of_a_year_each_target_says_whether_it_was_reached(self):
        """Four quarters of 98,5 make 394; with 98,4 in the last one it is less."""
        for last, told in (("98,5", "Reached"), ("98,4", "Not reached")):
            with self.subTest(last), self.cr.savepoint() as savepoint:
                year = self._year_with(last)
                (result,) = self.by(year, self.staff).basis["results"]
                (iki,) = result["indicators"]
                self.assertEqual((iki["target"], iki["reached"]), ("394", told))
                savepoint.rollback()
                self.env.invalidate_all()

    def _year_with(self, last):
        """Deliver the year with so much in its last quarter."""
        for number in (2, 3):
            quarter = self.quarter(self.staff, number)
            self.bring_evaluation(quarter, "delivered", "sesuai", "sesuai", "Cukup")
        quarter = self.quarter(self.staff, 4)
        self.prove(quarter)
        self.by(quarter, self.staff).realization_ids.actual = last
        year = quarter.skp_id.evaluation_ids.filtered(lambda one: one.kind == "annual")
        return self.bring_evaluation(year, "delivered", "sesuai", "sesuai", "Cukup")

    def test_the_cell_is_lit(self):
        cell = self.page().basis_cell
        self.assertEqual(cell["lit"], "sesuai/sesuai")
        self.assertEqual(cell["cells"]["di_atas/di_bawah"]["tone"], "kurang")
        self.assertEqual(len(cell["cells"]), 9)

    def test_each_step_says_what_it_changed(self):
        steps = self.steps()
        self.assertEqual(list(steps), ["reported", "proposed", "given", "calibrated"])
        self.assertEqual(steps["given"]["who"], "Aisyah")
        self.assertEqual(steps["given"]["note"], "Cukup")
        self.assertEqual(steps["calibrated"]["where"], "nothing was changed by it")

    def test_a_calibration_is_told_without_who_took_part(self):
        rows = self.env["hr.asn.rating"].sudo()
        rated = {"result": "di_atas", "behavior": "sesuai", "reason": "Setara tim lain"}
        rows._asn_rate("calibrated", {self.q1: rated})._asn_publish()
        step = self.steps()["calibrated"]
        self.assertEqual((step["who"], step["note"]), ("", "Setara tim lain"))
        self.assertIn("Above Expectation", step["where"])

    def test_a_decision_is_the_last_step(self):
        one = self.heard()
        self.decide(one, result="di_atas")
        steps = self.steps()
        self.assertEqual(list(steps)[-1], "decided")
        self.assertEqual(steps["decided"]["note"], WHY)
        self.assertEqual(steps["decided"]["who"], "Hendra")
        self.assertEqual(self.page().basis_cell["lit"], "di_atas/sesuai")

    def test_before_delivery_there_is_nothing(self):
        q2 = self.quarter(self.staff, 2)
        self.set_day(f"{YEAR}-07-02")
        self.bring_evaluation(q2, "rated")
        self.fresh()
        own = self.by(q2, self.staff)
        for name in ("basis", "basis_steps", "basis_cell", "unit_result"):
            self.assertFalse(own[name], name)

    def test_what_was_reopened_shows_nothing_until_it_is_delivered_anew(self):
        self.by(self.q1, self.chief).action_reopen("Keliru")
        own = self.page()
        self.assertFalse(own.basis or own.basis_steps or own.basis_cell)
        self.by(self.q1, self.boss).action_rate("di_atas", "sesuai", "Sigap")
        self.fresh()
        self.assertFalse(self.page().basis_steps)
        self.by(self.q1, self.boss).action_deliver()
        self.assertEqual(self.steps()["given"]["note"], "Sigap")

    def test_why_what_was_delivered_was_opened_again_is_told(self):
        """With what it was before; the page is the same for who rates."""
        self.by(self.q1, self.chief).action_reopen("Bukti terlewat")
        self.by(self.q1, self.boss).action_rate("di_atas", "sesuai", "Sigap")
        self.by(self.q1, self.boss).action_deliver()
        for who in (self.staff, self.boss, self.chief):
            with self.subTest(who.name):
                first, *rest = self.page(who).basis_steps
                self.assertEqual(first["key"], "reopened/0")
                self.assertEqual(
                    (first["who"], first["note"]), ("Hendra", "Bukti terlewat")
                )
                self.assertEqual((first["badge"], first["tone"]), ("Good", "baik"))
                self.assertIn(f"delivered on 2 April {YEAR}", first["where"])
                self.assertEqual([one["key"] for one in rest][0], "reported")
        self.assertEqual(len(self.page().basis), 3)

    def test_what_was_never_delivered_is_not_told(self):
        q2 = self.quarter(self.staff, 2)
        self.set_day(f"{YEAR}-07-02")
        self.bring_evaluation(q2, "rated")
        self.by(q2, self.chief).action_reopen("Keliru")
        self.by(q2, self.boss).action_rate("sesuai", "sesuai")
        self.by(q2, self.boss).action_deliver()
        # A second time, of what had been delivered: only that one is told.
        self.by(q2, self.chief).action_reopen("Terlalu cepat")
        self.by(q2, self.boss).action_rate("sesuai", "sesuai")
        self.by(q2, self.boss).action_deliver()
        self.fresh()
        told = [
            (step["key"], step["note"])
            for step in self.by(q2, self.staff).basis_steps
            if step["key"].startswith("reopened")
        ]
        self.assertEqual(told, [("reopened/1", "Terlalu cepat")])

    def test_the_first_page_leads_to_it(self):
        home = self.by(
            self.env["hr.asn.home"].browse(self.staff.user_id.id), self.staff
        )
        view = self.env.ref("hr_asn_appraisal.hr_asn_evaluation_view_form_basis")
        action = home.action_todo(f"hr.asn.evaluation/{self.q1.id}")
        self.assertEqual(action["views"], [(view.id, "form")])

    def test_what_is_presumed_says_until_how_many_notes(self):
        """The page says the number of the policy, not that of the law."""
        self.policy.sudo().least_notes = 5
        tree = self.page().explain()["behavior"]
        self.assertEqual((tree["rule"], tree["least_notes"]), ("presumed", 5))

    def test_a_mean_says_of_how_many_it_is(self):
        for figures, told in (
            ((9000, 9100), "90%"),
            ((9000, None, None), "90% (1 of 3)"),
            ((None, None), False),
        ):
            leaves = [{"achievement_bp": one} for one in figures]
            tree = {"leaves": [{"weight": 2, "leaves": leaves}]}
            with self.subTest(figures):
                self.assertEqual(self.q1._asn_achieved_words(tree), told)

    def test_silence_is_told(self):
        self.assertIn("it counts as received on", self.page().receipt_note)
        self.cron("04-17")
        self.assertRegex(
            self.page().receipt_note,
            r"counts as received since 17 \w+ \d+ .*not signed for 14 days\. "
            r"The time to object: until 1 \w+ \d+\.",
        )


@tagged("post_install", "-at_install")
class TestProof(AsnHttpCommon):
    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_a_file_is_opened_whatever_it_is_called(self):
        quarter = self.quarter(self.staff, 1)
        proof = self.by(self.env["hr.asn.evidence"], self.staff).create(
            {
                "rhk_id": quarter.skp_id.rhk_ids[:1].id,
                "period_id": quarter.period_id.id,
                "name": "SK 12/2026 #1",
                "datas": b64encode(b"isi"),
            }
        )
        self.env.flush_all()
        self.sign_in(self.staff)
        [(address, kind)] = proof._asn_opened().values()
        self.assertEqual(kind, "text/plain")
        answer = self.url_open(address)
        self.assertEqual((answer.status_code, answer.content), (200, b"isi"))
        self.sign_in(self.foreign_boss)
        self.assertNotEqual(self.url_open(address).status_code, 200)
