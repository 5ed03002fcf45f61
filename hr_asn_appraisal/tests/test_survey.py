"""Surveys of services: their page's link, limits, and what comes of the answers."""

import hashlib
from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import survey as law
from ..models.hr_asn_survey_public_mixin import LONGEST_COMMENT, Said
from .common import YEAR, AsnCommon, AsnHttpCommon
from .test_service import Serving

QUIET = ("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.models")


class Surveyed(Serving):
    """A service of the peer, whose users are asked from the first of January."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.owner_plan = cls.plan(cls.peer)
        cls.service = cls.make_service()
        cls.survey = cls.make_survey(cls.service)

    @classmethod
    def make_survey(cls, service, is_open=True, **values):
        survey = cls.by(cls.env["hr.asn.survey"], service.owner_id).create(
            {"service_id": service.id, "date_from": f"{YEAR}-01-01", **values}
        )
        if is_open:
            survey.action_open()
        return survey.with_env(cls.env)

    @classmethod
    def answer(cls, survey, number=1, step=3, day=None, comment="", **steps):
        """Let so many answer, all elements with the same step but those named."""
        said = dict.fromkeys(law.ELEMENTS, step) | steps
        values = {
            "survey_id": survey.id,
            "answered_on": day or f"{YEAR}-01-05",
            "steps": said,
            "comment": comment or False,
        }
        return cls.env["hr.asn.survey.answer"].create([values] * number)

    def night(self):
        """Let the night write down what is enough together, and close what is over."""
        cron = self.env.registry["ir.cron"]
        self.patch(cron, "_commit_progress", lambda *_args: None)
        self.env.flush_all()
        self.env["hr.asn.survey"].with_user(SUPERUSER_ID)._cron_asn_surveys()
        self.env.invalidate_all()

    def indexes(self, who=None):
        found = self.by(self.env["hr.asn.survey.index"], who or self.peer)
        return found.search([("service_id", "=", self.service.id)])


@tagged("post_install", "-at_install")
class TestSurvey(Surveyed, AsnCommon):
    def by_token(self, token):
        return self.env["hr.asn.survey"].sudo()._asn_by_token(token)

    # -- the link ------------------------------------------------------------

    def test_the_link_cannot_be_guessed_and_the_old_one_ends(self):
        token = self.survey.sudo().token
        self.assertGreaterEqual(len(token), 43)
        self.assertEqual(self.by_token(token), self.survey)
        self.by(self.survey, self.peer).action_new_link()
        self.env.invalidate_all()
        self.assertNotEqual(self.survey.sudo().token, token)
        self.assertFalse(self.by_token(token))
        self.assertEqual(self.by_token(self.survey.sudo().token), self.survey)

    def test_a_link_works_in_its_days_while_it_is_open(self):
        self.survey.date_to = f"{YEAR}-01-31"
        token = self.survey.sudo().token
        for day, works in (
            (f"{YEAR - 1}-12-31", False),
            (f"{YEAR}-01-01", True),
            (f"{YEAR}-01-31", True),
            (f"{YEAR}-02-01", False),
        ):
            self.set_day(day)
            self.assertEqual(bool(self.by_token(token)), works, day)
        self.set_day(f"{YEAR}-01-05")
        self.by(self.survey, self.peer).action_close()
        self.assertFalse(self.by_token(token))
        for nothing in ("", False, None, "x"):
            self.assertFalse(self.by_token(nothing))

    def test_only_who_is_responsible_sees_the_link(self):
        for who, sees in (
            (self.peer, True),
            (self.head, True),
            (self.officer, True),
            (self.unit_officer, True),
            (self.auditor, False),
        ):
            self.assertEqual(bool(self.by(self.survey, who).link), sees, who)
            with self.assertRaises(AccessError):
                self.by(self.survey, who).read(["token"])
        for who in (self.staff, self.boss, self.foreigner):
            with self.assertRaises(AccessError):
                self.by(self.survey, who).read(["link"])

    def test_who_only_reads_gives_no_new_link(self):
        with self.refused(AccessError, "answers for the service"):
            self.by(self.survey, self.auditor).action_new_link()

    @mute_logger("odoo.sql_db")
    def test_one_is_open_for_a_service_at_a_time(self):
        other = self.make_survey(self.service, is_open=False)
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.by(other, self.peer).action_open()
            self.env.flush_all()
        self.by(self.survey, self.peer).action_close()
        self.by(other, self.peer).action_open()
        self.env.flush_all()

    def test_others_neither_make_nor_open_one(self):
        values = {"service_id": self.service.id}
        for who in (self.staff, self.foreign_boss, self.auditor):
            with self.assertRaises(AccessError), self.cr.savepoint():
                self.by(self.env["hr.asn.survey"], who).create(values)

    # -- answering -----------------------------------------------------------

    def test_a_form_says_what_it_was_asked(self):
        said = self.survey._asn_said(
            {"waktu": "4", "biaya": "5", "harga": "1", "comment": f" {'x' * 2000} "}
        )
        self.assertEqual(said, Said({"waktu": 4}, "x" * LONGEST_COMMENT))
        self.assertIsNone(self.survey._asn_said({"comment": "Hanya kata"}))
        self.survey.asks_comment = False
        self.assertEqual(self.survey._asn_said({"waktu": "1", "comment": "y"})[1], "")

    def take(self, address="192.0.2.1"):
        said = Said({"waktu": 4}, "")
        return self.survey.sudo()._asn_take_public(said, address)

    def test_so_many_from_one_address_a_day(self):
        self.survey.write({"address_limit": 2, "minute_limit": 50})
        self.assertEqual([self.take() for _n in range(3)], [True, True, False])
        self.assertTrue(self.take("192.0.2.2"))
        self.set_day(f"{YEAR}-01-06")
        self.assertTrue(self.take())

    def test_so_many_within_a_minute_from_everywhere(self):
        self.survey.write({"address_limit": 50, "minute_limit": 2})
        took = [self.take(f"192.0.2.{n}") for n in range(3)]
        self.assertEqual(took, [True, True, False])
        type(self).clock += timedelta(minutes=1)
        self.assertTrue(self.take("192.0.2.9"))

    def test_an_address_is_nowhere_and_its_mark_is_gone_the_next_day(self):
        self.take()
        self.env.flush_all()
        visits = self.env["hr.asn.survey.visit"].sudo()
        first = set(visits.search([]).mapped("mark"))
        plain = hashlib.sha256(b"192.0.2.1").hexdigest()
        self.assertFalse([one for one in first if "192.0" in one or plain in one])
        self.set_day(f"{YEAR}-01-06")
        self.take()
        self.env.invalidate_all()
        second = set(visits.search([]).mapped("mark"))
        self.assertEqual(first & second, {"minute"})
        self.set_day(f"{YEAR}-01-07")
        visits._gc_visits()
        self.env.invalidate_all()
        self.assertFalse(visits.search([]))

    def test_an_answer_keeps_a_day_and_nobody(self):
        fields = self.env["hr.asn.survey.answer"]._fields
        stored = {name for name, field in fields.items() if field.store}
        kept = {"id", "survey_id", "company_id", "role", "answered_on", "steps"}
        self.assertEqual(stored, kept | {"comment"})
        self.assertNotIn("message_ids", fields)

    # -- waiting for others ----------------------------------------------------

    def say(self, *steps, survey=None):
        """Let people answer one after another, each with his own step of waiting."""
        for step in steps:
            (survey or self.survey).sudo()._asn_wait(Said({"waktu": step}, ""))
        self.env.invalidate_all()

    def kept(self):
        return sorted(one.steps["waktu"] for one in self.survey.sudo().answer_ids)

    def pool(self):
        self.env.flush_all()
        return self.env["hr.asn.survey.pool"].sudo()

    def test_answers_wait_until_enough_have_come_each_time_anew(self):
        self.say(1, 2)
        self.night()
        self.assertEqual((self.kept(), self.indexes().ids), ([], []))
        self.say(3)
        self.night()
        self.assertEqual(self.kept(), [1, 2, 3])
        self.assertEqual(set(self.indexes().mapped("number")), {3})
        self.say(4, 4)
        self.night()
        self.assertEqual(self.kept(), [1, 2, 3])
        self.assertEqual(set(self.indexes().mapped("number")), {3})
        self.say(1, 2)
        self.night()
        self.assertEqual(self.kept(), [1, 1, 2, 2, 3, 4, 4])

    def test_whoever_completes_them_reads_nothing_before_the_night(self):
        """Who answers twice himself would read what the one at the counter said."""
        self.say(4, 4)
        before = self.by(self.survey, self.peer).read()
        self.say(1, 2)
        self.assertEqual((self.kept(), self.indexes().ids), ([], []))
        self.assertEqual(self.by(self.survey, self.peer).read(), before)
        self.night()
        self.assertEqual(self.kept(), [1, 2, 4, 4])

    def test_the_night_looks_at_all_that_are_open_and_closes_what_is_over(self):
        over = self.make_survey(
            self.make_service(name="Posyandu"), date_to=f"{YEAR}-01-31"
        )
        other = self.make_survey(self.make_service(name="Gizi"))
        for one in (self.survey, over, other):
            self.say(1, 2, 3, survey=one)
        self.set_day(f"{YEAR}-02-01")
        self.night()
        surveys = (self.survey, over, other)
        self.assertEqual([len(one.sudo().answer_ids) for one in surveys], [3, 3, 3])
        self.assertEqual([one.state for one in surveys], ["open", "closed", "open"])
        days = [str(one.sudo().answer_ids[0].answered_on) for one in surveys]
        self.assertEqual(days, [f"{YEAR}-02-01", f"{YEAR}-01-31", f"{YEAR}-02-01"])

    def test_its_places_are_there_before_anybody_answers(self):
        """Else the first answer and the closing did not wait for each other."""
        places = self.pool().search([("survey_id", "=", self.survey.id)])
        self.assertEqual(len(places), 3)
        self.say(1)
        self.assertEqual(
            self.pool().search([("survey_id", "=", self.survey.id)]), places
        )

    def test_the_policy_of_the_year_says_how_many_are_enough(self):
        self.policy.least_answers = 5
        self.say(1, 2, 3, 4)
        self.night()
        self.assertEqual(self.kept(), [])
        self.say(4)
        self.night()
        self.assertEqual(self.kept(), [1, 2, 3, 4, 4])

    def test_where_no_period_covers_today_the_last_cycle_says_so(self):
        other = self.policy.copy({"name": "Lain", "least_answers": 4})
        before = self.cycle.copy({"year": YEAR - 1, "policy_id": other.id})
        before._asn_complete()
        self.policy.least_answers = 5
        for day, least in (
            (f"{YEAR + 1}-01-05", 5),
            (f"{YEAR - 1}-06-01", 4),
            (f"{YEAR - 2}-12-31", 5),
        ):
            self.set_day(day)
            self.assertEqual(self.survey._asn_least(), least, day)
        self.set_day(f"{YEAR + 1}-01-05")
        self.say(1, 2, 3, 4)
        self.night()
        self.assertEqual(self.kept(), [])

    def test_a_batch_has_one_day_and_an_order_by_chance(self):
        self.say(1)
        self.set_day(f"{YEAR}-01-09")
        self.say(2, 3)
        self.night()
        answers = self.survey.sudo().answer_ids
        self.assertEqual({str(one.answered_on) for one in answers}, {f"{YEAR}-01-09"})
        orders = set()
        for _n in range(40):
            self.say(1, 2, 3)
            self.night()
            batch = self.survey.sudo().answer_ids.sorted("id")[-3:]
            orders.add(tuple(one.steps["waktu"] for one in batch))
        # Of six orders one is missing in 40 tries by a chance of 1 in 250.
        self.assertGreater(len(orders), 3)

    def test_what_waits_when_it_closes_is_destroyed(self):
        self.say(1, 2, 3)
        self.night()
        self.say(4)
        self.by(self.survey, self.peer).action_close()
        self.env.invalidate_all()
        self.assertEqual(self.kept(), [1, 2, 3])
        self.assertFalse(self.pool().search([("survey_id", "=", self.survey.id)]))

    def test_enough_are_written_down_when_it_closes(self):
        self.say(1, 2, 3)
        self.by(self.survey, self.peer).action_close()
        self.env.invalidate_all()
        self.assertEqual(self.kept(), [1, 2, 3])

    def rows(self):
        return dict(self.pool()._asn_rows(self.survey, is_locked=False))

    def test_neither_the_number_nor_the_look_of_places_tells_how_many_wait(self):
        """It says of how many batches they are, which that night will tell."""
        numbers, lengths = [], set()
        for _n in range(7):
            self.say(4)
            numbers.append(len(self.rows()))
            lengths |= {len(text) for text in self.rows().values()}
        self.assertEqual((numbers, len(lengths)), ([3, 3, 3, 6, 6, 6, 9], 1))
        self.night()
        self.assertEqual(len(self.rows()), 3)

    def test_an_answer_rewrites_at_least_a_batch_and_never_all_of_a_long_day(self):
        for number in range(1, 20):
            before = self.rows()
            self.say(4)
            after = self.rows()
            changed = {key for key, text in after.items() if before.get(key) != text}
            self.assertIn(len(changed), (3, 6), number)
            self.assertGreaterEqual(len(changed & before.keys()), 3, number)
        self.night()
        self.assertEqual(self.kept(), [4] * 19)

    def test_an_open_survey_tells_nobody_whether_somebody_answered(self):
        before = self.by(self.survey, self.peer).read()
        self.say(1, 2)
        self.assertEqual(self.by(self.survey, self.peer).read(), before)

    # -- the index -----------------------------------------------------------

    def test_the_index_of_a_period_says_of_how_many(self):
        self.answer(self.survey, 3, step=4, biaya=1)
        self.answer(self.survey, 1, step=1, day=f"{YEAR}-04-01")
        year, second, first = self.indexes()
        self.assertEqual(
            (first.value_told, first.band, first.number), ("91,67", "a", 3)
        )
        self.assertIn("Biaya atau tarif 1", first.elements_told)
        self.assertEqual(second.number, 1)
        self.assertEqual(second.value_told, "too few answers (at least 3)")
        self.assertFalse(second.band or second.elements_told)
        self.assertEqual(year.number, 4)

    def test_an_element_that_few_have_answered_is_neither_told_nor_counted(self):
        self.say(2, 2)
        self.survey.sudo()._asn_wait(Said({"waktu": 2, "biaya": 4}, ""))
        self.night()
        index = self.indexes()[:1]
        # 2 x 25; with the element of one it would be (2 + 4) / 2 x 25 = 75
        self.assertEqual((index.value_told, index.number), ("50", 3))
        self.assertEqual(index.elements_told, "Waktu penyelesaian 2")
        [branch] = index.explain()["branches"]
        self.assertEqual([leaf["ref"] for leaf in branch["leaves"]], ["waktu"])

    def test_no_row_shows_an_element_that_few_have_answered(self):
        """Else it stood there alone, beside a sentence perhaps."""
        for steps, comment in (
            ({"waktu": 4, "biaya": 1}, ""),
            ({"waktu": 4, "biaya": 1}, ""),
            ({"waktu": 4}, ""),
            ({"sarana": 1}, "Panas"),
            ({"sarana": 2}, ""),
        ):
            self.survey.sudo()._asn_wait(Said(steps, comment))
        self.night()
        rows = self.by(self.survey, self.peer).answer_ids
        told = sorted((one.told, one.comment or "") for one in rows)
        name = "Waktu penyelesaian: 4"
        self.assertEqual(told, [("", ""), ("", "Panas"), *[(name, "")] * 3])
        index = self.indexes()[:1]
        self.assertEqual((index.number, index.value_told), (5, "100"))

    def test_where_each_has_answered_something_else_there_is_no_index(self):
        for element in law.ELEMENTS[:3]:
            self.survey.sudo()._asn_wait(Said({element: 1}, ""))
        self.night()
        index = self.indexes()[:1]
        self.assertEqual((index.number, index.band), (3, False))
        self.assertEqual(index.value_told, "too few answers (at least 3)")

    def test_the_policy_says_where_the_bands_begin(self):
        self.answer(self.survey, 3, step=4, biaya=1)
        self.assertEqual(self.indexes()[:1].band, "a")
        self.policy.index_a_from = 91.68
        self.env.invalidate_all()
        index = self.indexes()[:1]
        self.assertEqual((index.value_told, index.band), ("91,67", "b"))
        self.assertEqual(index.explain()["band"], "b")

    def test_few_are_hidden_by_the_policy(self):
        self.policy.least_answers = 5
        self.answer(self.survey, 4)
        self.assertFalse(self.indexes()[:1].band)
        self.assertIsNone(self.indexes()[:1].explain())
        self.answer(self.survey, 1)
        self.assertEqual(self.indexes()[:1].band, "c")

    @mute_logger("odoo.sql_db")
    def test_no_policy_shows_two(self):
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.policy.least_answers = 2
            self.env.flush_all()

    def test_it_adds_up_again(self):
        self.answer(self.survey, 3, step=4, biaya=1)
        tree = self.indexes()[-1:].explain()
        leaves = law.merged(branch["leaves"] for branch in tree["branches"])
        self.assertEqual(law.index_of(leaves)["value"], tree["value"])
        [branch] = tree["branches"]
        self.assertEqual(branch["ref"], ["hr.asn.survey", self.survey.id])

    def test_elements_stay_once_it_is_open_whether_or_not_somebody_answered(self):
        draft = self.make_survey(self.make_service(name="Posyandu"), is_open=False)
        own = self.by(draft, self.peer)
        elements = own.element_ids[:2]
        own.element_ids = elements
        self.env.flush_all()
        with self.refused(ValidationError, "at least one element"):
            own.element_ids = elements.browse()
        own.action_open()
        with self.refused(UserError, "open for answers already"):
            own.element_ids = elements[:1]

    def test_a_survey_that_was_opened_is_not_deleted(self):
        with self.refused(UserError, "Only a draft"):
            self.by(self.survey, self.peer).unlink()
        self.make_survey(self.service, is_open=False).unlink()

    def test_the_index_costs_the_same_for_many(self):
        def cost():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            rows = self.by(self.env["hr.asn.survey.index"], self.officer).search([])
            rows.mapped("elements_told")
            rows.mapped("value_told")
            return self.cr.sql_log_count - before, len(rows)

        self.answer(self.survey, 3)
        cost()
        few, least = cost()
        for number in range(8):
            service = self.make_service(name=f"Layanan {number}")
            self.answer(self.make_survey(service), 3)
        many, most = cost()
        self.assertGreater(most, least * 5)
        self.assertLessEqual(many, few)


@tagged("post_install", "-at_install")
class TestSurveyIndicator(Surveyed, AsnCommon):
    """The index is proposed where an indicator asks for public satisfaction."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.satisfaction = cls.env.ref("hr_asn_appraisal.dimension_kepuasan")
        [rhk] = cls.fill(cls.owner_plan)
        rhk.iki_ids.dimension_id = cls.satisfaction
        cls.first = cls.quarter(cls.peer, 1)

    def entry(self, who=None, evaluation=None):
        own = self.by(evaluation or self.first, who or self.peer)
        [entry] = own.entry_ids
        return entry

    def test_the_index_of_the_service_is_proposed_and_taken_with_one_click(self):
        self.answer(self.survey, 37, step=3, biaya=4)
        entry = self.entry()
        self.assertEqual(entry.index_told, "SKM: 77,78 of 37 respondents")
        self.assertFalse(entry.actual)
        self.assertTrue(entry.takes_index)
        entry.action_take_index()
        entry = self.entry()
        self.assertEqual((entry.actual, entry.takes_index), ("77,78", False))
        tree = entry.realization_id.explain()
        self.assertEqual((tree["value"], tree["number"]), (7778, 37))
        self.assertEqual(tree["branches"][0]["ref"][1], self.survey.id)
        self.assertIn("37", entry.realization_id.note)

    def test_what_was_typed_stays(self):
        self.answer(self.survey, 3)
        entry = self.entry()
        entry.actual = "90"
        self.assertEqual(entry.index_told, "SKM: 75 of 3 respondents")
        with self.refused(UserError, "has an actual already"):
            entry.action_take_index()
        self.assertEqual(self.entry().actual, "90")
        self.assertIsNone(self.entry().realization_id.explain())

    def test_what_is_typed_over_it_is_no_index_any_more(self):
        self.answer(self.survey, 3)
        self.entry().action_take_index()
        line = self.entry().realization_id
        line.write({"index_basis": {"value": 1}})
        self.assertEqual(line.explain()["value"], 7500)
        line.write({"actual": "99"})
        self.assertIsNone(line.explain())

    def test_nobody_brings_a_basis_along(self):
        own = self.by(self.first, self.peer).env["hr.asn.realization"]
        line = own.create(
            {
                "iki_id": self.owner_plan.iki_ids.id,
                "period_id": self.first.period_id.id,
                "actual": "99",
                "index_basis": {"value": 9900},
            }
        )
        self.assertIsNone(line.explain())

    def test_few_answers_propose_nothing(self):
        self.answer(self.survey, 2)
        self.assertFalse(self.entry().index_told)
        with self.refused(UserError, "No survey says anything"):
            self.entry().action_take_index()

    def test_others_do_not_take_it(self):
        self.answer(self.survey, 3)
        with self.assertRaises(UserError), self.cr.savepoint():
            self.entry(self.boss).action_take_index()

    def test_it_is_of_its_period_alone(self):
        self.answer(self.survey, 3, day=f"{YEAR}-04-01")
        self.assertFalse(self.entry().index_told)
        second = self.quarter(self.peer, 2)
        self.assertTrue(self.entry(evaluation=second).index_told)

    def test_an_indicator_of_anything_else_is_left_alone(self):
        self.answer(self.survey, 3)
        other = self.quarter(self.staff, 1)
        self.assertFalse(self.entry(self.staff, other).index_told)

    def test_a_share_of_services_is_no_index(self):
        self.answer(self.survey, 3)
        plan = self.plan(self.staff)
        [rhk] = self.fill(plan)
        rhk.iki_ids.write({"dimension_id": self.satisfaction.id, "unit": "%"})
        self.service.owner_id = self.staff
        own = self.quarter(self.staff, 1)
        self.assertFalse(self.entry(self.staff, own).index_told)

    def test_of_several_services_all_answers_count(self):
        other = self.make_service(name="Posyandu")
        self.answer(self.survey, 3, step=4)
        self.answer(self.make_survey(other), 3, step=2)
        self.assertEqual(self.entry().index_told, "SKM: 75 of 6 respondents")

    def test_who_heads_a_unit_has_those_of_its_services(self):
        self.office.manager_id = self.staff
        plan = self.plan(self.staff)
        [rhk] = self.fill(plan)
        rhk.iki_ids.dimension_id = self.satisfaction
        self.answer(self.survey, 3)
        own = self.quarter(self.staff, 1)
        self.assertEqual(self.entry(self.staff, own).index_told[:7], "SKM: 75")


@tagged("post_install", "-at_install")
class TestSurveyAccess(Surveyed, AsnHttpCommon):
    @mute_logger(*QUIET)
    def test_a_plain_user_reads_no_answer_and_no_limit(self):
        answers = self.answer(self.survey, 3)
        self.sign_in(self.staff)
        for model in ("answer", "index", "invitation"):
            found, _error = self.rpc(f"hr.asn.survey.{model}", "search_count", [])
            self.assertEqual(found, 0, model)
        found, _error = self.rpc("hr.asn.survey", "search_count", [])
        self.assertEqual(found, 0)
        for model, method, args in (
            ("hr.asn.survey.answer", "read", (answers.ids, ["comment"])),
            ("hr.asn.survey.pool", "search_read", ([],)),
            ("hr.asn.survey.visit", "search_read", ([],)),
            ("hr.asn.survey", "read", (self.survey.ids, ["token"])),
            ("hr.asn.survey", "action_new_link", (self.survey.ids,)),
            ("hr.asn.survey", "search", ([("token", "=like", "a%")],)),
        ):
            _result, error = self.rpc(model, method, *args)
            self.assertEqual(error, "odoo.exceptions.AccessError", (model, method))

    def told(self, who):
        """Return how much each way of reading tells somebody of the answers."""
        self.sign_in(who)
        model, mine = "hr.asn.survey.answer", [("survey_id", "=", self.survey.id)]
        ids = self.env[model].sudo().search(mine).ids
        found, _error = self.rpc(model, "search_read", mine, ["comment", "steps"])
        count, _error = self.rpc(model, "search_count", mine)
        groups, _error = self.rpc(
            model, "formatted_read_group", mine, ["answered_on:day"], ["__count"]
        )
        export, _error = self.rpc(model, "export_data", ids, ["comment", "told"])
        survey, _error = self.rpc(
            "hr.asn.survey", "read", self.survey.ids, ["answer_ids", "answer_count"]
        )
        index, _error = self.rpc("hr.asn.survey.index", "search_read", mine, ["number"])
        return {
            len(found),
            count,
            sum(group["__count"] for group in groups),
            len(export["datas"]),
            len(survey[0]["answer_ids"]),
            survey[0]["answer_count"],
            *(one["number"] for one in index),
        }

    @mute_logger(*QUIET)
    def test_fewer_than_the_minimum_are_read_by_nobody_in_no_way(self):
        readers = (self.peer, self.head, self.officer, self.team, self.auditor)
        told = []
        for who in (self.peer, self.head):
            who.user_id.group_ids |= self.env.ref("base.group_allow_export")
        for number in range(1, 7):
            self.survey.sudo()._asn_wait(Said({"waktu": 4}, f"Kalimat {number}"))
            for is_morning in (False, True):
                if is_morning:
                    self.night()
                self.env.flush_all()
                if number in (2, 3, 5, 6):
                    told.append({frozenset(self.told(who)) for who in readers})
        numbers = (0, 0, 0, 3, 3, 3, 3, 6)
        expected = [{frozenset({number})} for number in numbers]
        self.assertEqual(told, expected)

    @mute_logger(*QUIET)
    def test_nobody_but_the_page_writes_an_answer(self):
        values = {
            "survey_id": self.survey.id,
            "answered_on": f"{YEAR}-01-05",
            "steps": {"waktu": 4},
        }
        answer = self.answer(self.survey)
        for who in (self.peer, self.head, self.officer, self.admin):
            self.sign_in(who)
            for method, args in (
                ("create", ([values],)),
                ("write", (answer.ids, {"comment": "x"})),
                ("unlink", (answer.ids,)),
            ):
                _result, error = self.rpc("hr.asn.survey.answer", method, *args)
                self.assertEqual(error, "odoo.exceptions.AccessError", (who, method))

    @mute_logger(*QUIET)
    def test_token_of_an_open_survey_is_not_searched_by_its_owner(self):
        """Letter by letter a search would tell it."""
        self.sign_in(self.peer)
        domain = [("token", "=like", "%")]
        _result, error = self.rpc("hr.asn.survey", "search", domain)
        self.assertEqual(error, "odoo.exceptions.AccessError")
