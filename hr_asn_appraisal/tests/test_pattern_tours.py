"""The pattern on the screen: it moves as one chooses, and is compared afterwards."""

from odoo.tests import tagged

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
