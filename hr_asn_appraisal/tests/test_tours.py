from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import IKI_CSV, RHK_CSV, YEAR, AsnHttpCommon
from .test_proposal import Ideas

AFTER_QUARTER = "2026-04-02"
PHONE = "375x812"
WIDE = "1600x1000"
# Tenths of a second that a browser may take to start before Odoo skips the tour.
PATIENCE = 600


class AsnTourCase(AsnHttpCommon):
    """Somebody at the mouse of a real browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(
            patch("odoo.tests.common.CHECK_BROWSER_ITERATIONS", PATIENCE)
        )

    def tour(self, path, name, who):
        """Run a tour as the login of an employee or user; then read all afresh."""
        self.env.flush_all()
        user = getattr(who, "user_id", None) or who
        self.start_tour(path, name, login=user.login)
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestTours(AsnTourCase):
    """Each role does its part of the year with the mouse, in a real browser."""

    def test_officer_opens_the_cycle_and_sees_the_plans(self):
        self.tour("/odoo/cycles", "hr_asn_officer_opens_cycle", self.officer)
        self.assertEqual(self.cycle.state, "planning")
        self.assertIn(self.staff, self.cycle.skp_ids.employee_id)

    def test_officer_exempts_somebody_in_four_steps_and_looks_first(self):
        """Person, reason, date, decree; the look then says that he gets no plan."""
        self.tour("/odoo/exemptions", "hr_asn_officer_exempts", self.officer)
        made = self.env["hr.asn.exemption"].search(
            [("employee_id", "=", self.staff.id)]
        )
        self.assertEqual(
            (made.state, made.kind, made.decree),
            ("confirmed", "tugas_belajar", "800/17/2026"),
        )
        self.tour("/odoo/cycles", "hr_asn_officer_looks_first", self.officer)
        self.assertEqual(self.cycle.state, "planning")
        self.assertNotIn(self.staff, self.cycle.skp_ids.employee_id)

    def test_employee_takes_the_library_adapts_a_target_and_submits(self):
        self.env["hr.asn.goal"].import_library(RHK_CSV, IKI_CSV)
        skp = self.plan(self.staff)
        self.tour("/odoo/my-performance", "hr_asn_employee_plans", self.staff)
        self.assertEqual(skp.state, "submitted")
        self.assertEqual(skp.iki_ids.mapped("target"), ["436"])
        figures = {line.month: line.figure for line in skp.iki_ids.month_ids}
        self.assertEqual((skp.iki_ids.split, sum(figures.values())), ("manual", 436))
        self.assertEqual((figures[1], figures[2], figures[12]), (30, 36, 46))

    def _with_gaps(self):
        """Return a plan whose first result lacks a target, the second an indicator."""
        skp = self.plan(self.staff)
        first, second = self.fill(skp, 2)
        first.iki_ids.target = False
        second.iki_ids.unlink()
        return skp

    @mute_logger("odoo.http")
    def test_employee_hands_in_by_the_keyboard_and_is_led_to_the_gaps(self):
        skp = self._with_gaps()
        self.tour("/odoo/my-plan", "hr_asn_employee_fills_gaps", self.staff)
        self.assertEqual(skp.iki_ids.target, "420")

    def test_employee_without_appraiser_says_who_it_should_be(self):
        skp = self.plan(self.staff)
        skp.assignment_id.appraiser_id = False
        self.tour("/odoo/my-plan", "hr_asn_employee_without_appraiser", self.staff)
        told = self.env["hr.asn.notice"].search([("skp_id", "=", skp.id)])
        self.assertEqual(told.text, "Kepala saya Hendra")

    def test_history_and_expectations_stand_beside_a_plan_on_a_wide_screen(self):
        self.browser_size = WIDE
        skp = self.plan(self.staff)
        self.env["hr.asn.event"].sudo()._asn_log(skp, "remind", "Terlambat")
        self.tour("/odoo/my-plan", "hr_asn_employee_begins_beside", self.staff)
        self.fill(skp, 2)
        boss = self.by(skp, self.boss)
        boss.action_open_dialogue()
        boss.dialogue_ids.line_ids[0].above = "Lebih dari 450"
        boss.dialogue_ids.action_tell()
        self.tour("/odoo/my-plan", "hr_asn_employee_looks_beside", self.staff)

    def test_employee_sees_no_bin_of_what_was_agreed(self):
        skp = self.bring_plan(self.plan(self.staff), "revising")
        own = self.by(skp.rhk_ids[0].iki_ids[0], self.staff)
        own.create(
            {
                "rhk_id": own.rhk_id.id,
                "aspect_id": self.aspect.id,
                "name": "Baru",
                "target": "1",
            }
        )
        name = "hr_asn_employee_sees_no_bin_of_agreed_lines"
        self.tour("/odoo/my-plan", name, self.staff)

    def test_a_line_that_is_cancelled_by_its_switch_is_kept(self):
        skp = self.plan(self.staff)
        self.bring_plan(skp, "revising")
        self.tour("/odoo/my-plan", "hr_asn_employee_cancels_a_line", self.staff)
        self.env.invalidate_all()
        self.assertEqual(skp.iki_ids.mapped("is_cancelled"), [True])

    def test_employee_writes_row_by_row_and_each_is_kept(self):
        skp = self.plan(self.staff)
        first, second = self.fill(skp, 2)
        second.iki_ids.target = "395"
        self.tour("/odoo/my-plan", "hr_asn_employee_writes_row_by_row", self.staff)
        self.env.invalidate_all()
        self.assertEqual((first | second).iki_ids.mapped("target"), ["420", "96"])

    def test_employee_adds_a_line_and_takes_one_of_the_library(self):
        self.env["hr.asn.goal"].import_library(RHK_CSV, IKI_CSV)
        skp = self.plan(self.staff)
        first, second = self.fill(skp, 2)
        self.tour("/odoo/my-plan", "hr_asn_employee_adds_lines", self.staff)
        self.env.invalidate_all()
        own, typed, taken = first.iki_ids
        self.assertEqual((typed.name, typed.target), ("Persentase yang lengkap", "95"))
        self.assertEqual(taken.goal_indicator_id.goal_id.code, "PT1")
        self.assertLess(own.sequence, typed.sequence)
        self.assertEqual(len(second.iki_ids), 1)

    @mute_logger("odoo.http")
    def test_employee_is_led_to_the_gaps_on_a_phone(self):
        self.browser_size = PHONE
        self.touch_enabled = True
        skp = self._with_gaps()
        name = "hr_asn_employee_fills_gaps_on_a_phone"
        self.tour("/odoo/my-plan", name, self.staff)
        self.assertEqual(skp.state, "draft")

    def test_employee_takes_up_what_the_leader_agreed_and_drops_it(self):
        """The leader revises meanwhile: his agreed words are offered, not the draft."""
        taken = self.fill(self.plan(self.boss))
        self.bring_plan(taken.skp_id, "revising")
        taken.name = "Rahasia draf"
        skp = self.agree(self.staff)
        self.tour("/odoo/my-plan", "hr_asn_employee_takes_up", self.staff)
        link = skp.rhk_ids.link_ids
        self.assertEqual((link.superior_rhk_id, link.text), (taken, "Hasil 1"))
        self.assertEqual(skp.state, "revising")
        self.tour("/odoo/my-plan", "hr_asn_employee_drops", self.staff)
        self.assertEqual(skp.state, "approved")
        self.assertFalse(skp.rhk_ids.link_ids)

    def test_appraiser_approves_what_is_selected(self):
        skp = self.bring_plan(self.plan(self.staff), "submitted")
        self.tour("/odoo/team-plans", "hr_asn_appraiser_approves", self.boss)
        self.assertEqual(skp.state, "approved")
        self.assertEqual(skp.version_ids.mapped("number"), [1])

    def test_appraiser_returns_with_a_note(self):
        skp = self.bring_plan(self.plan(self.staff), "submitted")
        self.tour("/odoo/team-plans", "hr_asn_appraiser_returns", self.boss)
        self.assertEqual(skp.state, "returned")
        self.assertEqual(skp.return_note, "Lengkapi kondisi awal")

    def test_employee_records_what_was_reached_and_proves_it(self):
        self.fill(self.plan(self.staff), results=2)
        evaluation = self.quarter(self.staff, 1)
        self.set_day(AFTER_QUARTER)
        self.tour("/odoo/my-performance", "hr_asn_employee_reports", self.staff)
        self.assertEqual(evaluation.state, "submitted")
        self.assertEqual(evaluation.realization_ids.mapped("actual"), ["98,5"])
        self.assertEqual(
            evaluation.evidence_ids.mapped("url"), ["https://contoh.go.id/rekap"]
        )
        self.assertEqual(evaluation.evidence_ids.rhk_id.name, "Hasil 2")

    def test_employee_goes_on_with_what_he_has_not_done(self):
        plan = self.plan(self.staff)
        self.fill(plan, results=2)
        self.bring_plan(plan, "approved")
        first, second = (self.quarter(self.staff, number) for number in (1, 2))
        own = self.by(self.env["hr.asn.action"], self.staff)
        keys = {"rhk_id": plan.rhk_ids[0].id, "period_id": first.period_id.id}
        own.create({**keys, "name": "Kunjungan", "target": "12"})
        path = f"/odoo/hr.asn.evaluation/{second.id}"
        self.tour(path, "hr_asn_employee_acts", self.staff)
        self.assertEqual(second.action_ids.mapped("target"), ["7", False])
        self.assertEqual(second.action_ids.mapped("state"), [False, "done"])

    def test_appraiser_rates_in_the_list_and_delivers(self):
        self.rate_by_hand()

    def test_appraiser_rates_on_a_phone(self):
        self.browser_size = PHONE
        self.touch_enabled = True
        self.rate_by_hand()

    def test_values_typed_in_the_form_say_which_rating_it_shows(self):
        self.policy.scoring = "pp30_numeric"
        evaluation = self.reported()
        path = f"/odoo/hr.asn.evaluation/{evaluation.id}"
        sent = self.seen_in(path, "hr_asn_appraiser_types_values")
        self.assertEqual(sent, [False])
        self.assertEqual(evaluation.state, "rated")

    def reported(self):
        evaluation = self.quarter(self.staff, 1)
        self.set_day(AFTER_QUARTER)
        self.bring_evaluation(evaluation, "submitted")
        return evaluation

    def seen_in(self, path, tour):
        """Return which ratings a tour of the appraiser says that it has shown."""
        kind = type(self.env["hr.asn.evaluation"])
        check, sent = kind._asn_check_draft_seen, []

        def checked(evaluations, seen):
            sent.append(seen)
            return check(evaluations, seen)

        with patch.object(kind, "_asn_check_draft_seen", checked):
            self.tour(path, tour, self.boss)
        return sent

    def rate_by_hand(self):
        evaluation = self.reported()
        sent = self.seen_in("/odoo/team-ratings", "hr_asn_appraiser_rates")
        given = evaluation.sudo().rating_ids.filtered(lambda one: one.kind == "given")
        # Both choices, and the sentence on what they had become.
        self.assertEqual((len(sent), sent[0]), (3, False))
        self.assertTrue(sent[-1].startswith(f"{given.create_date:%Y-%m-%d}"))
        self.assertEqual(evaluation.state, "delivered")
        self.assertEqual(evaluation.result, "sesuai")
        self.assertEqual(evaluation.behavior, "di_atas")
        self.assertEqual(evaluation.predikat, "baik")

    def test_employee_goes_by_the_lower_bar_of_a_phone(self):
        """Evidence is added from there; once it is reported, there is no more to."""
        self.browser_size = PHONE
        self.touch_enabled = True
        evaluation = self.quarter(self.staff, 1)
        self.set_day(f"{YEAR}-03-30")
        self.tour("/odoo/my-performance", "hr_asn_employee_by_bar", self.staff)
        self.assertEqual(evaluation.state, "submitted")
        self.assertEqual(evaluation.evidence_ids.mapped("name"), ["Rekap triwulan"])

    def test_there_is_no_lower_bar_on_a_desk(self):
        self.quarter(self.staff, 1)
        self.tour("/odoo/my-performance", "hr_asn_employee_without_bar", self.staff)

    def test_employee_reads_and_receives(self):
        evaluation = self.quarter(self.staff, 1)
        self.set_day(AFTER_QUARTER)
        self.bring_evaluation(evaluation, "delivered")
        self.tour("/odoo/my-performance", "hr_asn_employee_receives", self.staff)
        self.assertEqual(evaluation.state, "received")
        self.assertFalse(evaluation.is_deemed_received)


@tagged("post_install", "-at_install")
class TestLongWords(Ideas, AsnTourCase):
    def test_words_without_blanks_stay_in_their_place(self):
        self.load()
        self.set_day(f"{YEAR}-02-02")
        self.propose(name="Vaksinasi" * 20, benefit="Manfaat" * 30)
        path = "/odoo/indicator-proposals"
        self.tour(path, "hr_asn_officer_reads_long_words", self.officer)
        self.browser_size = PHONE
        self.touch_enabled = True
        self.tour(path, "hr_asn_officer_reads_long_words_phone", self.officer)
