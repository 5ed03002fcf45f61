"""The page behind the link, as a phone meets it, and the sheet that shows it."""

import re

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.hr_asn_appraisal.law import survey as law
from odoo.addons.hr_asn_appraisal.tests.common import AsnHttpCommon
from odoo.addons.hr_asn_appraisal.tests.test_survey import Surveyed

from .common import texts

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
EVERY = dict.fromkeys(law.ELEMENTS, "4")


@tagged("post_install", "-at_install")
class TestPublicSurvey(Surveyed, AsnHttpCommon):
    def setUp(self):
        super().setUp()
        self.authenticate(None, None)
        self.page = f"/asn/skm/{self.survey.sudo().token}"

    def get(self, page=None):
        self.env.flush_all()
        return self.url_open(page or self.page)

    def post(self, form, page=None):
        """Fill in the form as a browser would."""
        token = CSRF.search(self.get().text).group(1)
        return self.url_open(page or self.page, data={**form, "csrf_token": token})

    def waiting(self):
        """Return what waits sealed: before the night nothing is written down."""
        self.env.invalidate_all()
        self.assertFalse(self.survey.sudo().answer_ids)
        return self.env["hr.asn.survey.pool"].sudo()._asn_read(self.survey)

    def test_the_page_asks_without_login_and_names_only_the_service(self):
        page = self.get()
        self.assertEqual(page.status_code, 200)
        self.assertIn("Imunisasi Rutin", page.text)
        self.assertIn(self.agency.name, page.text)
        for own in (self.peer, self.boss):
            self.assertNotIn(own.name, page.text)
        for element in self.survey.element_ids:
            self.assertIn(element.question, page.text)
        self.assertEqual(page.text.count("<fieldset"), 9)
        self.assertNotIn("<script", page.text)
        self.assertIn("noindex", page.text)
        self.assertIn("noindex", page.headers["X-Robots-Tag"])
        self.assertEqual(page.headers["Cache-Control"], "no-store")

    def test_looking_writes_nothing(self):
        self.get()
        self.assertFalse(self.waiting())
        self.assertFalse(self.env["hr.asn.survey.visit"].sudo().search([]))

    def test_an_answer_is_thanked_for_and_kept_once_there_are_others(self):
        page = self.post({**EVERY, "biaya": "2", "comment": "Antre <b>lama</b>"})
        self.assertEqual(page.status_code, 200)
        self.assertIn("/asn/terima-kasih", page.url)
        self.post(EVERY)
        self.assertEqual(len(self.waiting()), 2)
        self.post(EVERY)
        self.assertEqual(len(self.waiting()), 3)
        self.night()
        answers = self.survey.sudo().answer_ids
        self.assertEqual(len(answers), 3)
        answer = answers.filtered("comment")
        self.assertEqual(answer.steps, dict.fromkeys(law.ELEMENTS, 4) | {"biaya": 2})
        self.assertEqual(answer.comment, "Antre <b>lama</b>")
        days = {str(one.answered_on) for one in answers}
        self.assertEqual(days, {str(self.clock.date())})

    def test_the_longest_comment_fits_in_whatever_script(self):
        for letter in ("\N{GRINNING FACE}", '"', "\x01"):
            self.post({**EVERY, "comment": letter * 1200})
        self.night()
        lengths = {len(one.comment) for one in self.survey.sudo().answer_ids}
        self.assertEqual(lengths, {1000})

    def test_what_no_database_keeps_stops_nobody(self):
        for _n in range(3):
            page = self.post({**EVERY, "comment": "Antre\x00 lama"})
            self.assertEqual(page.status_code, 200)
        self.night()
        comments = self.survey.sudo().answer_ids.mapped("comment")
        self.assertEqual(comments, ["Antre lama"] * 3)

    def test_what_is_left_out_is_no_zero(self):
        self.post({"waktu": "3", "biaya": "9", "harga": "1"})
        self.assertEqual([one["steps"] for one in self.waiting()], [{"waktu": 3}])

    def test_an_empty_form_comes_back_with_what_was_written(self):
        page = self.post({"comment": "Sudah baik"})
        self.assertIn('role="alert"', page.text)
        self.assertIn("Sudah baik", page.text)
        self.assertFalse(self.waiting())

    def test_who_fills_in_the_hidden_field_is_thanked_for_nothing(self):
        page = self.post({**EVERY, "website": "https://contoh.test"})
        self.assertIn("/asn/terima-kasih", page.url)
        self.assertFalse(self.waiting())

    @mute_logger("odoo.http")
    def test_a_form_from_elsewhere_is_refused(self):
        page = self.url_open(self.page, data=EVERY)
        self.assertEqual(page.status_code, 400)
        self.assertFalse(self.waiting())

    @mute_logger("odoo.http")
    def test_a_huge_form_is_refused(self):
        page = self.post({**EVERY, "comment": "x" * 40000})
        self.assertEqual(page.status_code, 413)
        self.assertFalse(self.waiting())

    def test_links_that_take_no_answers_look_alike(self):
        closed = self.make_survey(self.make_service(name="Tutup"))
        shut = f"/asn/skm/{closed.sudo().token}"
        self.by(closed, self.peer).action_close()
        late = self.make_survey(self.make_service(name="Lewat"), date_to="2026-01-04")
        pages = [
            self.get(page)
            for page in (shut, f"/asn/skm/{late.sudo().token}", "/asn/skm/x")
        ]
        self.assertEqual({page.status_code for page in pages}, {404})
        self.assertEqual(len({page.text for page in pages}), 1)
        sent = self.post(EVERY, shut)
        self.assertEqual((sent.status_code, sent.text), (404, pages[0].text))

    def test_too_many_are_asked_to_come_back(self):
        self.survey.address_limit = 1
        self.assertEqual(self.post(EVERY).status_code, 200)
        self.assertEqual(self.post(EVERY).status_code, 429)
        self.assertEqual(len(self.waiting()), 1)

    def test_elements_that_are_off_are_not_asked(self):
        few = self.survey.element_ids[:3].ids
        self.survey = self.make_survey(
            self.make_service(name="Posyandu"), element_ids=few
        )
        self.page = f"/asn/skm/{self.survey.sudo().token}"
        self.assertEqual(self.get().text.count("<fieldset"), 3)
        self.post(EVERY)
        self.assertEqual(len(self.waiting()[0]["steps"]), 3)

    # -- the sheet -----------------------------------------------------------

    def test_the_sheet_is_for_who_is_responsible(self):
        name, data = self.by(self.survey, self.peer).sheet_pdf()
        self.assertEqual(name, "Lembar QR Imunisasi Rutin.pdf")
        [page] = texts(data)
        self.assertIn("Imunisasi Rutin", page)
        self.assertIn(self.survey.sudo().token, page.replace(" ", ""))
        for who in (self.auditor, self.staff):
            with self.assertRaises(AccessError):
                self.by(self.survey, who).sheet_pdf()
        self.by(self.survey, self.peer).action_close()
        draft = self.make_survey(self.service, is_open=False)
        with self.assertRaises(UserError):
            self.by(draft, self.peer).action_sheet()

    def test_the_sheet_is_downloaded(self):
        self.sign_in(self.peer)
        action = self.by(self.survey, self.peer).action_sheet()
        sent = self.url_open(action["url"])
        self.assertEqual(sent.headers["Content-Type"], "application/pdf")
        self.assertEqual(sent.content[:4], b"%PDF")
