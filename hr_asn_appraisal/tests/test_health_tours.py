from odoo.tests import tagged

from .test_hierarchy import HierarchyCase
from .test_tours import AsnTourCase

HEALTH = "/odoo/hierarchy-health"


@tagged("post_install", "-at_install")
class TestHealthTours(HierarchyCase, AsnTourCase):
    """What the officer reaches from the screen, in a real browser."""

    def lack(self, *people):
        """Leave people without an appraiser; return their posts."""
        posts = self.env["hr.asn.assignment"].union(*map(self.post, people))
        posts.appraiser_id = False
        return posts

    def test_the_whole_agency_is_one_click_away(self):
        self.lack(self.staff)
        self.tour(HEALTH, "hr_asn_officer_sees_the_agency", self.officer)
