"""What a cron or somebody else writes down is read in the language of who reads it."""

from odoo.tests import tagged

from .common import YEAR, AsnCommon
from .test_objection import Objecting

TOLD = "Dianggap diterima: tidak ditandatangani tepat waktu."


@tagged("post_install", "-at_install")
class TestReaderLanguage(Objecting, AsnCommon):
    """The cron is English, the employee reads Indonesian."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for lang in ("en_US", "id_ID"):
            cls.env["res.lang"]._activate_lang(lang)
        cls.env.ref("base.user_root").lang = "en_US"
        cls.staff.user_id.lang = "id_ID"

    def read_by(self, record, who, lang=None):
        own = self.by(record, who)
        return own.with_context(lang=lang or who.user_id.lang)

    def test_silence_that_counts_as_receipt(self):
        self.cron("04-17")
        event = self.events(self.q1)[-1]
        self.assertEqual((event.name, event.note), ("receive", "deemed"))
        self.assertEqual(self.read_by(event, self.staff).told, TOLD)
        english = self.read_by(event, self.staff, "en_US").told
        self.assertEqual(english, "Counts as received: it was not signed in time.")

    def test_what_older_releases_wrote_stands_as_it_was_written(self):
        log = self.env["hr.asn.event"]._asn_log
        for name in ("receive", "unlock", "team", "team_end_undone"):
            log(self.q1, name, "Ditulis dahulu")
            event = self.events(self.q1)[-1]
            self.assertEqual(self.read_by(event, self.staff).told, "Ditulis dahulu")

    def test_until_when_something_is_open(self):
        q2 = self.quarter(self.staff, 2)
        until = f"{YEAR}-08-31"
        log = self.env["hr.asn.event"]._asn_log
        changes = {q2.id: [["date_to", None, until]]}
        log(q2, "unlock", "Banjir", changes=changes)
        event = self.events(q2)[-1]
        self.assertIn(f"31 Agustus {YEAR}", self.read_by(event, self.staff).told)
        english = self.read_by(event, self.staff, "en_US").told
        self.assertRegex(english, rf"open until 31 August {YEAR}.*Reason: Banjir")
