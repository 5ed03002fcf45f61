"""Surveys with the mouse: one is opened, its index taken, a colleague is asked."""

from odoo.tests import tagged

from .test_survey import Surveyed
from .test_survey_group import GroupFixture
from .test_tours import AsnTourCase


@tagged("post_install", "-at_install")
class TestSurveyTours(Surveyed, AsnTourCase):
    def test_owner_opens_a_survey(self):
        self.by(self.survey, self.peer).action_close()
        self.tour("/odoo/services", "hr_asn_owner_opens_a_survey", self.peer)
        opened = self.env["hr.asn.survey"].search([("state", "=", "open")])
        self.assertEqual(opened.service_id, self.service)

    def test_owner_takes_the_index(self):
        [rhk] = self.fill(self.owner_plan)
        rhk.iki_ids.dimension_id = self.env.ref("hr_asn_appraisal.dimension_kepuasan")
        first = self.quarter(self.peer, 1)
        self.answer(self.survey, 3)
        page = f"/odoo/my-results/{first.id}"
        self.tour(page, "hr_asn_owner_takes_the_index", self.peer)
        self.assertEqual(first.entry_ids.actual, "75")


@tagged("post_install", "-at_install")
class TestGroupTour(GroupFixture, AsnTourCase):
    def test_peer_is_asked_without_name(self):
        self.ask()
        tour = "hr_asn_peer_is_asked_without_name"
        self.tour("/odoo/asked-without-name", tour, self.peer)
