from odoo.tests import tagged

from .test_hierarchy import HierarchyCase
from .test_tours import PHONE, AsnTourCase

HEALTH = "/odoo/hierarchy-health"


@tagged("post_install", "-at_install")
class TestHealthTours(HierarchyCase, AsnTourCase):
    """The officer mends wrong appraisers in a real browser, in counted steps."""

    def lack(self, *people):
        """Leave people without an appraiser; return their posts."""
        posts = self.env["hr.asn.assignment"].union(*map(self.post, people))
        posts.appraiser_id = False
        return posts

    def test_one_person_in_four_steps_and_taken_back(self):
        """The last click takes it back: so nothing is left but the history of both."""
        self.head.asn_nip = "198305022015031002"
        post = self.lack(self.staff)
        self.tour(HEALTH, "hr_asn_officer_mends_hierarchy", self.officer)
        self.assertFalse(post.appraiser_id)
        mended, taken_back = self.events(post)[-2:]
        self.assertIn("Rina", mended.note)
        self.assertIn("dibatalkan", taken_back.note)

    def test_a_unit_in_six_steps(self):
        """Of another unit nobody is changed, though he stood in the same list."""
        posts = self.lack(self.staff, self.peer)
        other = self.lack(self.foreigner)
        self.tour(HEALTH, "hr_asn_officer_mends_a_unit", self.officer)
        self.assertEqual(posts.appraiser_id, self.head)
        self.assertFalse(other.appraiser_id)

    def test_several_rows_are_asked_about_once(self):
        """Of three one would appraise his own superior: he is told, two are done."""
        posts = self.lack(self.staff, self.peer)
        above = self.lack(self.chief)
        self.tour(HEALTH, "hr_asn_officer_mends_several", self.officer)
        self.assertEqual(posts.appraiser_id, self.head)
        self.assertFalse(above.appraiser_id)
        run = self.env["hr.asn.run"].search([("kind", "=", "appraiser")])
        states = sorted(run.line_ids.mapped(lambda one: (one.name, one.state)))
        self.assertEqual([state for _name, state in states], ["ok", "failed", "ok"])

    def test_proposals_are_taken_and_taken_back(self):
        posts = self.lack(self.staff, self.peer)
        self.tour(HEALTH, "hr_asn_officer_takes_proposals", self.officer)
        self.assertFalse(posts.appraiser_id)
        for post in posts:
            mended, taken_back = self.events(post)[-2:]
            self.assertIn("Aisyah", mended.note)
            self.assertIn("dibatalkan", taken_back.note)

    def test_the_whole_agency_is_one_click_away(self):
        self.lack(self.staff)
        self.tour(HEALTH, "hr_asn_officer_sees_the_agency", self.officer)

    def test_on_a_phone(self):
        self.browser_size = PHONE
        self.touch_enabled = True
        post = self.lack(self.staff)
        self.tour(HEALTH, "hr_asn_officer_mends_on_a_phone", self.officer)
        self.assertEqual(post.appraiser_id, self.head)
