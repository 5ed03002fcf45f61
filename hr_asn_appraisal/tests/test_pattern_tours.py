"""The pattern on the screen: it moves as one chooses, and is compared afterwards."""

from odoo.tests import tagged

from .test_calibration_pattern import SessionOfTen
from .test_pattern import TeamOfTen
from .test_tours import AsnTourCase


@tagged("post_install", "-at_install")
class TestPatternTours(TeamOfTen, AsnTourCase):
    def test_the_sentence_changes_with_a_choice_and_delivering_asks(self):
        """Seven of nine make 78 %, eight of ten 80 %."""
        self.rate_unit(self.clinic, "baik")
        rows = self.team_rows.sorted("name")
        own = self.by(rows, self.boss)
        own[:2].action_rate("di_bawah", "sesuai", "Target belum tercapai")
        own[2:9].action_rate("sesuai", "sesuai")
        self.tour("/odoo/team-ratings", "hr_asn_appraiser_minds_pattern", self.boss)
        self.assertEqual(set(rows.mapped("state")), {"delivered"})
        kept = self.env["hr.asn.consideration"].search([])
        self.assertEqual(kept.text, "Layanan merata karena kerja tim")
        self.assertEqual(kept.evaluation_ids, self.team_rows)

    def test_the_leader_above_rates_the_unit(self):
        self.tour("/odoo/unit-ratings", "hr_asn_leader_rates_unit", self.chief)
        made = self.env["hr.asn.unit.rating"].search(
            [("department_id", "=", self.clinic.id)]
        )
        self.assertEqual((made.state, made.rating), ("set", "baik"))
        self.assertTrue(made.is_intact)


@tagged("post_install", "-at_install")
class TestComparisonTour(TeamOfTen, AsnTourCase):
    def test_what_is_rated_meanwhile_comes_in_by_itself(self):
        self.rate_unit(self.clinic, "baik")
        self.choose(6, best=2)
        self.tour("/odoo/distribution", "hr_asn_leader_watches", self.boss)

    def test_the_performance_team_compares(self):
        self.rate_unit(self.clinic, "baik")
        self.choose(8, best=2)
        self.tour("/odoo/distribution", "hr_asn_team_compares", self.team)

    def test_who_sets_the_rating_says_why_it_is_left(self):
        self.rate_unit(self.clinic, "baik")
        self.choose(8, best=2)
        self.tour("/odoo/distribution", "hr_asn_leader_considers", self.chief)
        # A double click says it once.
        (kept,) = self.env["hr.asn.consideration"].search([])
        self.assertEqual(kept.author_id, self.chief.user_id)


@tagged("post_install", "-at_install")
class TestLockTours(SessionOfTen, AsnTourCase):
    def test_what_departs_is_locked_with_a_consideration(self):
        self.rate_unit(self.clinic, "baik")
        self.tour(
            "/odoo/calibrations", "hr_asn_team_locks_with_consideration", self.team
        )
        self.assertEqual(self.meeting.state, "locked")
        self.assertEqual(len(self.env["hr.asn.consideration"].search([])), 1)

    def test_what_keeps_the_pattern_is_confirmed(self):
        self.rate_unit(self.clinic, "baik")
        self.lower(3)
        self.tour("/odoo/calibrations", "hr_asn_team_locks", self.team)
        self.assertEqual(self.meeting.state, "locked")
