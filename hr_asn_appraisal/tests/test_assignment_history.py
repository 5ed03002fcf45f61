"""What was changed of a post: labels, before and after, as each reader writes them."""

from odoo import fields
from odoo.tests import tagged

from .common import YEAR, AsnCommon


@tagged("post_install", "-at_install")
class TestAssignmentHistory(AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.post = cls.env["hr.asn.assignment"].search(
            [("employee_id", "=", cls.staff.id)]
        )

    def told(self, lang="en_US"):
        event = self.events(self.post)[-1]
        self.assertEqual(event.name, "change_assignment")
        return self.by(event, self.officer).with_context(lang=lang).told

    def test_each_reader_in_his_language(self):
        """Entered in English, read in Indonesian."""
        self.by(self.post, self.officer).write(
            {
                "post": "Perawat Ahli Pertama",
                "status": "plt",
                "department_id": self.office.id,
                "date_to": f"{YEAR}-06-30",
            }
        )
        self.env.flush_all()
        self.assertEqual(
            self.told(),
            "Post: Perawat Terampil → Perawat Ahli Pertama; "
            "Status: Definitive → Acting (Plt.); "
            "Unit: Dinas Kesehatan / Puskesmas Contoh Barat → Dinas Kesehatan; "
            f"To: – → 30 Juni {YEAR}",
        )
        self.assertEqual(
            self.told("id_ID"),
            "Jabatan: Perawat Terampil → Perawat Ahli Pertama; "
            "Status Jabatan: Definitif → Pelaksana Tugas (Plt.); "
            "Unit Kerja: Dinas Kesehatan / Puskesmas Contoh Barat → Dinas Kesehatan; "
            f"Sampai: – → 30 Juni {YEAR}",
        )

    def test_what_is_written_as_it_was_is_no_change(self):
        before = self.events(self.post)
        self.by(self.post, self.officer).write({"post": self.post.post, "duty": False})
        self.assertEqual(self.events(self.post), before)
        self.by(self.post, self.officer).write({"post": self.post.post, "duty": "x"})
        self.assertEqual(self.told(), "Assigned Duty: – → x")

    def test_of_older_ones_the_fields_are_named(self):
        self.env["hr.asn.event"]._asn_log(
            self.post, "change_assignment", "date_to, department_id, post"
        )
        self.assertEqual(self.told(), "To, Unit, Post")
        self.assertEqual(self.told("id_ID"), "Sampai, Unit Kerja, Jabatan")

    def test_other_events_say_what_they_said(self):
        self.by(self.post, self.officer)._asn_change_appraiser(
            self.head, fields.Date.to_date(f"{YEAR}-01-05"), "SK 5"
        )
        event = self.events(self.post)[-1]
        self.assertEqual(event.told, event.note)
        self.assertIn("Aisyah, Hendra → Rina", event.told)
