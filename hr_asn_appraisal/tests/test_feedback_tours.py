"""Feedback with the mouse: three clicks from the team, and the question of a peer."""

from odoo.tests import tagged

from .test_feedback import FeedbackFixture
from .test_tours import AsnTourCase

HOME = "/odoo/my-performance"


@tagged("post_install", "-at_install")
class TestFeedbackTours(FeedbackFixture, AsnTourCase):
    def test_appraiser_gives_feedback_in_three_clicks(self):
        self.bring_evaluation(self.q1, "submitted")
        self.tour("/odoo/team-ratings", "hr_asn_appraiser_gives_feedback", self.boss)
        given = self.env["hr.asn.feedback"].search([])
        self.assertEqual((given.role, given.tone), ("appraiser", "praise"))
        self.assertEqual(given.behavior_id, self.value)
        self.assertTrue(given.is_shared)

    def test_peer_chooses_a_colleague_and_writes(self):
        self.tour("/odoo/feedback-given", "hr_asn_peer_gives_feedback", self.peer)
        given = self.env["hr.asn.feedback"].search([])
        self.assertEqual(
            (given.employee_id, given.role, given.text),
            (self.staff, "peer", "Selalu mau membantu"),
        )

    def test_employee_asks_and_a_peer_answers(self):
        self.tour(HOME, "hr_asn_employee_asks_for_feedback", self.staff)
        asked = self.env["hr.asn.feedback.request"].search([])
        self.assertEqual((asked.asked_id, asked.rhk_id), (self.peer, self.rhk))
        self.tour(HOME, "hr_asn_peer_answers", self.peer)
        self.assertEqual(asked.state, "answered")
        given = self.env["hr.asn.feedback"].search([])
        self.assertEqual((given.rhk_id, given.role), (self.rhk, "peer"))
