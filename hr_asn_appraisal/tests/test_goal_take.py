from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import YEAR, AsnCommon
from .test_library import Library


@tagged("post_install", "-at_install")
class TestGoalTake(Library, AsnCommon):
    """The dialog in which one takes results of the library for one's post."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.load()

    def _dialog(self, plan, who):
        own = self.by(plan, who)
        action = own.action_choose_goals()
        takes = own.env[action["res_model"]].with_context(**action["context"])
        return takes.create({})

    def test_all_of_ones_post_is_ticked(self):
        take = self._dialog(self.plan(self.staff), self.staff)
        self.assertEqual(take.line_ids.goal_id.mapped("code"), ["PT1"])
        self.assertEqual(take.line_ids.mapped("is_taken"), [True])
        self.assertEqual(take.chosen_count, 1)

    def test_what_is_ticked_is_taken_and_its_targets_wait_to_be_looked_at(self):
        plan = self.plan(self.staff)
        self._dialog(plan, self.staff).action_take()
        self.assertEqual(plan.rhk_ids.goal_id, self.goal("PT1"))
        self.assertTrue(all(plan.iki_ids.mapped("is_untouched")))
        own = self.by(plan, self.staff)
        own.iki_ids[0].target = own.iki_ids[0].target
        self.assertFalse(plan.iki_ids[0].is_untouched)

    def test_numbers_beside_a_target_in_words_come_along(self):
        line = self.goal("PT1").indicator_ids[0]
        line.write({"target": "Sangat Baik", "target_low": 88, "target_high": 100})
        plan = self.plan(self.staff)
        self._dialog(plan, self.staff).action_take()
        taken = plan.iki_ids.filtered(lambda one: one.goal_indicator_id == line)
        self.assertEqual((taken.target_low, taken.target_high), (88, 100))

    def test_what_is_there_is_not_ticked_again(self):
        plan = self.plan(self.staff)
        self._dialog(plan, self.staff).action_take()
        take = self._dialog(plan, self.staff)
        self.assertEqual(take.line_ids.mapped("is_taken"), [False])
        self.assertTrue(take.line_ids.is_there)
        with self.assertRaisesRegex(UserError, "Tick what"):
            take.action_take()

    def test_a_second_click_takes_nothing_twice(self):
        plan = self.plan(self.staff)
        take = self._dialog(plan, self.staff)
        take.action_take()
        self.env.invalidate_all()
        take.action_take()
        self.assertEqual(len(plan.rhk_ids), 1)

    def test_the_dialog_opens_no_plan_that_one_may_not_read(self):
        takes = self.by(self.env["hr.asn.goal.take"], self.peer)
        plan = self.plan(self.staff)
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            takes.create({"skp_id": plan.id}).read(["post"])

    def test_what_is_added_comes_after_what_one_has(self):
        plan = self.plan(self.staff)
        own = self.fill(plan, results=2)
        self._dialog(plan, self.staff).action_take()
        self.assertEqual(plan.rhk_ids[:2], own)
        self.assertEqual(plan.rhk_ids[2].goal_id, self.goal("PT1"))

    def test_a_result_of_another_post_is_taken_too(self):
        other = self.goal("PT1").copy({"post": "Bidan Mahir", "code": "BM1"})
        take = self._dialog(self.plan(self.staff), self.staff)
        self.assertNotIn(other, take.line_ids.goal_id)
        take.line_ids.create({"take_id": take.id, "goal_id": other.id})
        take.action_take()
        self.assertIn(other, self.plan(self.staff).rhk_ids.goal_id)

    def test_a_plan_that_was_handed_in_takes_nothing(self):
        plan = self.plan(self.staff)
        take = self._dialog(plan, self.staff)
        self.bring_plan(plan, "approved")
        with self.assertRaises(UserError):
            self.by(plan, self.staff).action_choose_goals()
        with self.assertRaises(UserError):
            take.action_take()

    def _result(self):
        """Return a result with one indicator, and lines of the library."""
        own = self.by(self.fill(self.plan(self.staff)), self.staff)
        own.iki_ids.sequence = 30
        line = self.goal("PT1").indicator_ids
        return own, line | line.copy({"name": "Anak dipantau", "sequence": 20})

    def test_single_indicators_come_under_a_result(self):
        own, lines = self._result()
        self.assertEqual(own.action_take_indicators(lines.ids), len(lines))
        made = own.iki_ids - own.iki_ids[0]
        self.assertEqual(made.goal_indicator_id, lines)
        self.assertEqual(made.mapped("name"), lines.mapped("name"))
        self.assertEqual(made.mapped("target"), lines.mapped("target"))
        self.assertTrue(all(made.mapped("is_untouched")))
        self.assertEqual(made.mapped("sequence"), [40, 50, 60][: len(made)])

    def _offered(self, own):
        """Return (words of the filter, what it leaves, all that is offered)."""
        offer = own.action_choose_indicators()
        found = self.env["hr.asn.goal.indicator"].search(offer["domain"])
        if not offer["filters"]:
            return None, found, found
        (first,) = offer["filters"]
        return first["description"], found.filtered_domain(first["domain"]), found

    def test_what_belongs_to_the_result_is_offered_first(self):
        own, lines = self._result()
        own.sudo().goal_id = self.goal("PT1")
        words, first, found = self._offered(own)
        self.assertEqual((words, first), ("This Result", lines.sorted()))
        self.assertFalse(found.goal_id.filtered(lambda one: one.model != "ja_jf"))

    def test_once_all_of_it_is_taken_the_post_is_offered(self):
        own, lines = self._result()
        goal = self.goal("PT1")
        own.sudo().goal_id = goal
        more = goal.copy({"code": "PT9"})
        own.action_take_indicators(lines.ids)
        words, first, found = self._offered(own)
        self.assertEqual(words, own.skp_id.post)
        self.assertEqual(first, more.indicator_ids.sorted())
        self.assertFalse(found & lines)

    def test_a_post_without_a_library_is_offered_what_others_use(self):
        own, _lines = self._result()
        self.goal("PT1").sudo().post = "Bidan Mahir"
        words, first, found = self._offered(own)
        self.assertIsNone(words)
        self.assertTrue(found)

    def test_an_indicator_is_not_taken_twice(self):
        own, lines = self._result()
        own.action_take_indicators(lines[:1].ids)
        self.assertEqual(own.action_take_indicators(lines.ids), len(lines) - 1)
        # What was cancelled is wanted again.
        taken = own.iki_ids.filtered(lambda one: one.goal_indicator_id == lines[0])
        taken.sudo().is_cancelled = True
        self.assertEqual(own.action_take_indicators(lines[:1].ids), 1)

    def test_an_indicator_of_another_agency_is_not_taken(self):
        own, lines = self._result()
        agency = self.env["res.company"].create({"name": "Kota Seberang"})
        goal = self.goal("PT1").sudo().copy({"company_id": agency.id, "code": "S1"})
        self.assertTrue(goal.indicator_ids)
        self.assertEqual(own.action_take_indicators(goal.indicator_ids.ids), 0)

    def test_an_indicator_of_leaders_does_not_come_into_a_plan_of_staff(self):
        own, lines = self._result()
        leaders = self.goal("H1").indicator_ids
        self.assertTrue(leaders)
        self.assertEqual(own.action_take_indicators((leaders | lines).ids), len(lines))

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_who_may_put_indicators_under_a_result(self):
        own, lines = self._result()
        for who in (self.peer, self.boss, self.officer):
            with self.subTest(who.name):
                with self.assertRaises(AccessError):
                    self.by(own, who).action_take_indicators(lines.ids)
                with self.assertRaises(AccessError):
                    self.by(own, who).action_choose_indicators()
        self.bring_plan(own.skp_id, "approved")
        with self.assertRaises(UserError):
            own.action_take_indicators(lines.ids)

    def test_nobody_fills_the_plan_of_a_colleague(self):
        takes = self.by(self.env["hr.asn.goal.take"], self.peer)
        plan = self.plan(self.staff)
        with self.assertRaises(AccessError):
            takes.create({"skp_id": plan.id}).action_take()


@tagged("post_install", "-at_install")
class TestLastPredikat(Library, AsnCommon):
    """What those who had a result were rated: of enough people only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.load()

    def _rated(self, *predikats):
        """Let so many people have had the goal in this year, rated as told."""
        goal = self.goal("PT1")
        people = [self._person(f"Rawat {one}") for one in range(len(predikats))]
        for person in people:
            self._assign(person, self.boss, self.clinic, self.chief)
        for person, predikat in zip(people, predikats, strict=True):
            plan = self.plan(person)
            self.fill(plan).sudo().goal_id = goal
            evaluation = self.env["hr.asn.evaluation"].create(
                {
                    "skp_id": plan.id,
                    "period_id": self.cycle.period_ids.filtered(
                        lambda one: one.kind == "tahun"
                    ).id,
                }
            )
            evaluation._asn_put({"predikat": predikat})
        self.env.flush_all()
        self.env.invalidate_all()
        return goal

    def test_the_most_frequent_of_five(self):
        goal = self._rated("baik", "baik", "sangat_baik", "baik", "kurang")
        self.assertEqual(goal.last_predikat, f"Good ({YEAR}, 5 people)")

    def test_of_four_nothing_is_told(self):
        goal = self._rated("baik", "baik", "baik", "baik")
        self.assertFalse(goal.last_predikat)

    def test_one_query_for_all(self):
        goals = self._rated("baik") | self.goal("H1")
        goals.mapped("last_predikat")
        goals.invalidate_recordset(["last_predikat"])
        with self.assertQueryCount(1):
            goals.mapped("last_predikat")
