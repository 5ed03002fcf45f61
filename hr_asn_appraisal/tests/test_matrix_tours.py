"""The matrix by keyboard, and on a phone; what came of it is asked of the database."""

from odoo.tests import tagged

from .test_matrix import Matrices
from .test_tours import PHONE, AsnTourCase


@tagged("post_install", "-at_install")
class TestMatrixTours(Matrices, AsnTourCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine = cls.fill(cls.plan(cls.boss), results=2)

    def roles(self):
        """Return [(person, result, words)] of what is filled in."""
        found = self.env["hr.asn.role"].search([])
        return sorted(
            (one.assignment_id.name, one.superior_rhk_id.name, one.text)
            for one in found
        )

    def test_arrows_enter_delete_and_copying_fill_the_cells(self):
        self.tour("/odoo/role-matrix", "hr_asn_matrix_keyboard", self.boss)
        words = "Anak divaksin"
        expected = [("Laila", "Hasil 1", words), ("Laila", "Hasil 2", words)]
        self.assertEqual(self.roles(), expected)

    def test_on_a_phone_results_are_cards_with_who_carries_them(self):
        self.link(self.staff, self.mine[0])
        self.browser_size = PHONE
        self.touch_enabled = True
        self.tour("/odoo/role-matrix", "hr_asn_matrix_phone", self.boss)
        self.assertEqual(self.roles(), [("Laila", "Hasil 2", "Ibu diperiksa")])
        self.assertEqual(self.plan(self.peer).rhk_ids.mapped("name"), [])

    def test_words_without_blanks_stay_in_their_place(self):
        words = "Vaksinasi" * 20
        self.mine[0].sudo().name = words
        cells = [self.cell(one, self.mine[0], words) for one in (self.staff, self.peer)]
        self.put(self.boss, *cells)
        self.tour("/odoo/role-matrix", "hr_asn_matrix_long_words", self.boss)
        self.browser_size = PHONE
        self.touch_enabled = True
        self.tour("/odoo/role-matrix", "hr_asn_matrix_long_words_phone", self.boss)

    def test_matrix_and_gap_report_say_of_when_and_the_tree_who_sees_it(self):
        self.tour("/odoo/role-matrix", "hr_asn_matrix_leads_to_the_tree", self.boss)
        page = "/odoo/team-gap-report"
        self.tour(page, "hr_asn_gap_report_of_when", self.boss)
        self.browser_size = PHONE
        self.touch_enabled = True
        self.tour(page, "hr_asn_gap_report_of_when_phone", self.boss)
