"""A service with the mouse: a target is written and put into plans."""

from odoo.tests import tagged

from .test_service import PART, Serving
from .test_tours import AsnTourCase

TOLD = ("Anak divaksin", "400", "orang")


@tagged("post_install", "-at_install")
class TestServiceTours(Serving, AsnTourCase):
    def test_head_puts_a_target_into_the_plan(self):
        plan = self.plan(self.peer)
        service = self.make_service()
        service.member_ids.create(
            {
                "service_id": service.id,
                "employee_id": self.staff.id,
                "part": PART,
            }
        )
        tour = "hr_asn_head_puts_a_target_into_the_plan"
        self.tour("/odoo/services", tour, self.head)
        line = plan.iki_ids
        self.assertEqual((line.name, line.target, line.unit), TOLD)
        self.assertEqual(line.rhk_id.name, "Terselenggaranya Imunisasi Rutin")
        self.assertEqual(line.member_ids.skp_id.employee_id, self.staff)
        self.assertEqual(line.member_ids.part, PART)
