"""Choosing, proposing and rating: what is kept, what is missing, what it stands on."""

import contextlib

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import YEAR, AsnCommon, AsnHttpCommon

AFTER_QUARTER = f"{YEAR}-04-02"
REASON = "Mengajari enam rekan memakai aplikasi antrean."


class RatingFixture:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.q1 = cls.quarter(cls.staff, 1)
        cls.set_day(AFTER_QUARTER)

    def report(self, actual="98,5", evaluation=None):
        """Let the employee report an actual of his one indicator, with evidence."""
        evaluation = evaluation or self.q1
        self.prove(evaluation)
        own = self.by(evaluation.realization_ids, evaluation.employee_id)
        own.actual = actual
        self.by(evaluation, evaluation.employee_id).action_submit()
        return self.by(evaluation, self.boss)

    def choose(self, **values):
        """Choose on the list, as the appraiser does, and return the row."""
        own = self.by(self.q1, self.boss)
        own.write({f"draft_{name}": value for name, value in values.items()})
        return self.by(self.q1, self.boss)

    def forget_reason(self):
        """Leave a rating without its sentence, past all that asks for one."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_asn_rating SET reason = NULL WHERE evaluation_id = %s"
            " AND NOT is_published",
            self.q1.ids,
        )

    def rows(self, evaluation=None):
        """Return {kind: rating row} as they stand in the database."""
        self.env.flush_all()
        self.env.invalidate_all()
        return (evaluation or self.q1).sudo().rating_ids.grouped("kind")


@tagged("post_install", "-at_install")
class TestChoosing(RatingFixture, AsnCommon):
    def test_one_axis_is_kept_and_is_no_rating_yet(self):
        self.report()
        row = self.choose(result="sesuai")
        self.assertEqual((row.state, row.draft_result), ("submitted", "sesuai"))
        self.assertEqual((row.draft_behavior, row.current_predikat), (False, False))
        self.assertEqual(row.draft_lack, "half")
        self.assertEqual(set(self.rows()), {"given"})

    def test_as_expected_needs_no_sentence(self):
        self.report()
        self.choose(result="sesuai")
        row = self.choose(behavior="sesuai")
        self.assertEqual((row.state, row.current_predikat), ("rated", "baik"))
        self.assertFalse(row.draft_lack)

    def test_above_waits_for_its_sentence_and_loses_nothing(self):
        self.report()
        self.choose(result="sesuai")
        row = self.choose(behavior="di_atas")
        self.assertEqual((row.state, row.draft_lack), ("submitted", "departure"))
        self.assertIn("Meets Expectation", row.lack_note)
        self.assertEqual(row.draft_behavior, "di_atas")
        row = self.choose(reason=REASON)
        self.assertEqual((row.state, row.draft_lack), ("rated", False))
        self.assertEqual(self.rows()["given"].reason, REASON)

    def test_what_the_system_proposes_needs_a_sentence_where_it_is_not_as_expected(
        self,
    ):
        self.report("120")
        row = self.choose(result="di_atas", behavior="sesuai")
        self.assertEqual((row.proposed_result, row.draft_lack), ("di_atas", "sentence"))

    def test_as_expected_against_the_proposal_needs_a_sentence(self):
        self.report("50")
        row = self.choose(result="sesuai", behavior="sesuai")
        self.assertEqual(
            (row.proposed_result, row.draft_lack), ("di_bawah", "departure")
        )
        self.assertEqual(row.state, "submitted")

    def test_a_rating_that_loses_its_reason_waits_again(self):
        self.report()
        self.choose(result="sesuai", behavior="di_atas", reason=REASON)
        row = self.choose(reason="  ")
        self.assertEqual((row.state, row.draft_lack), ("submitted", "departure"))
        self.assertNotIn("deliver", row.asn_can)
        row = self.choose(reason=REASON)
        self.assertIn("deliver", row.asn_can)

    def test_a_sentence_said_of_another_rating_does_not_serve_for_a_new_one(self):
        self.report()
        self.choose(result="di_atas", behavior="sesuai", reason=REASON)
        row = self.choose(result="di_bawah")
        self.assertEqual((row.state, row.draft_lack), ("submitted", "departure"))
        row = self.choose(result="di_bawah", reason="Antrean menunggu.")
        self.assertEqual(row.state, "rated")
        # Back to what is expected nothing needs to be said, nor is it kept.
        row = self.choose(result="sesuai")
        self.assertEqual((row.state, row.draft_reason), ("rated", False))
        row = self.choose(result="di_atas")
        self.assertEqual((row.state, row.draft_lack), ("submitted", "departure"))

    def test_a_sentence_for_both_ratings_stays_with_the_other(self):
        self.report()
        self.choose(result="di_atas", behavior="di_atas", reason=REASON)
        row = self.choose(result="sesuai")
        self.assertEqual((row.state, row.draft_reason), ("rated", REASON))

    def test_signs_alone_are_no_sentence(self):
        self.report()
        for nothing in (".", " - ", "\u200b"):
            row = self.choose(result="di_atas", behavior="sesuai", reason=nothing)
            self.assertEqual(row.draft_lack, "departure", repr(nothing))

    def test_another_appraiser_inherits_no_choice(self):
        self.report()
        self.choose(result="di_bawah", reason="Sering terlambat")
        post = self.plan(self.staff).assignment_id
        self.by(post, self.officer).appraiser_id = self.head
        row = self.by(self.q1, self.head)
        self.assertEqual(row.appraiser_id, self.head)
        self.assertFalse(row.draft_result or row.draft_reason)
        row.write({"draft_behavior": "sesuai"})
        self.assertEqual(row.state, "submitted")
        # Nor does the former one, when he is there again.
        parties = [self.boss.id, self.q1.superior_id.id]
        self.q1.sudo()._asn_put_parties({self.q1.id: parties})
        row = self.by(self.q1, self.boss)
        self.assertFalse(row.draft_result or row.draft_behavior)

    def test_what_somebody_has_chosen_for_is_kept_when_the_post_ends_before(self):
        self.choose(result="di_bawah")
        plan = self.plan(self.staff)
        plan.assignment_id.date_to = f"{YEAR}-01-10"
        self.env.flush_all()
        self.assertTrue(self.q1.exists())

    def test_results_without_evidence_wait_for_a_reason(self):
        self.by(self.q1, self.staff).action_submit()
        row = self.choose(result="sesuai", behavior="sesuai")
        self.assertEqual((row.draft_lack, row.proof), ("evidence", "0/1"))
        self.assertIn("1 work results have no evidence", row.lack_note)
        row = self.choose(reason="Bukti sudah diperiksa di tempat")
        self.assertEqual(row.state, "rated")

    def test_who_did_not_report_can_be_chosen_for_after_the_deadline_only(self):
        self.set_day(f"{YEAR}-03-31")
        with self.assertRaisesRegex(UserError, "has not been reported"):
            self.choose(result="sesuai")
        self.assertFalse(self.rows())
        self.set_day(AFTER_QUARTER)
        row = self.choose(result="di_bawah", behavior="sesuai")
        self.assertEqual((row.state, row.draft_lack), ("draft", "report"))
        row = self.choose(reason="Tidak melapor")
        self.assertEqual(row.state, "rated")
        row = self.choose(reason=False)
        self.assertEqual(row.state, "draft")

    def unreported(self, *rating):
        """Return the quarter, proven and rated though it was not reported."""
        self.prove(self.q1)
        self.by(self.q1, self.boss).action_rate(*rating)
        return self.by(self.q1, self.boss)

    def test_what_was_not_reported_needs_its_sentence_also_once_it_is_rated(self):
        for gate in (True, False):
            with self.subTest(gate=gate), self.cr.savepoint() as savepoint:
                self.policy.evidence_gate = gate
                row = self.unreported("sesuai", "sesuai", "Tidak melapor")
                with self.assertRaisesRegex(UserError, "not been reported"):
                    row.action_rate("sesuai", "sesuai")
                self.assertEqual(self.rows()["given"].reason, "Tidak melapor")
                row = self.choose(reason=False)
                self.assertEqual((row.state, row.draft_lack), ("draft", "report"))
                savepoint.rollback()
            self.env.invalidate_all()

    def test_as_expected_keeps_why_it_was_rated_without_a_report(self):
        self.policy.evidence_gate = False
        self.unreported("di_bawah", "sesuai", "Tidak melapor")
        row = self.choose(result="sesuai")
        told = (row.state, row.draft_reason, row.draft_lack)
        self.assertEqual(told, ("rated", "Tidak melapor", False))
        # Another special rating has its own.
        row = self.choose(result="di_bawah")
        row = self.choose(result="di_atas")
        self.assertEqual((row.state, row.draft_lack), ("draft", "report"))

    def test_without_its_sentence_it_is_not_delivered(self):
        """Rated before it was asked for, or as an old version has left it."""
        self.policy.evidence_gate = False
        row = self.unreported("sesuai", "sesuai", "Tidak melapor")
        self.forget_reason()
        row = self.by(self.q1, self.boss)
        self.assertEqual((row.state, row.draft_lack), ("rated", "report"))
        self.assertEqual(row.team_figures([("id", "=", row.id)])["deliverable"], 0)
        with self.assertRaisesRegex(UserError, "Has not been reported"):
            row.action_deliver()
        told = row.action_deliver_all()["params"]["message"]
        self.assertIn("Has not been reported", told)
        row = self.choose(reason="Tidak melapor")
        row.action_deliver()
        self.assertEqual(self.q1.state, "delivered")

    def test_only_the_appraiser_chooses(self):
        self.report()
        for who in (self.staff, self.peer, self.chief, self.foreign_boss):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.by(self.q1, who).write({"draft_result": "sesuai"})
        self.assertFalse(self.rows())

    def test_what_is_delivered_is_not_chosen_anew(self):
        self.bring_evaluation(self.q1, "delivered")
        with self.assertRaises(UserError):
            self.choose(result="di_atas")

    def test_half_a_rating_is_never_published(self):
        self.report()
        self.choose(result="sesuai")
        given = self.rows()["given"]
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.cr.savepoint(),
        ):
            self.cr.execute(
                "UPDATE hr_asn_rating SET is_published = true WHERE id = %s", [given.id]
            )

    def test_the_employee_sees_neither_choice_nor_proposal(self):
        self.report("120")
        self.choose(result="di_atas")
        own = self.by(self.q1, self.staff)
        for name in ("draft_result", "proposed_result", "proposed_behavior"):
            self.assertFalse(own[name], name)
        self.assertFalse(own.draft_lack or own.lack_note)
        with self.assertRaisesRegex(AccessError, "once it is delivered"):
            own.explain()


@tagged("post_install", "-at_install")
class TestProposal(RatingFixture, AsnCommon):
    def test_thresholds_of_the_quarter(self):
        """394 a year are 98 in the first quarter; 90 % of 98 are 88,2; 110 % 107,8."""
        for actual, expected in (
            ("88", "di_bawah"),
            ("89", "sesuai"),
            ("107", "sesuai"),
            ("108", "di_atas"),
            ("sebagian", False),
            ("-", False),
        ):
            with self.subTest(actual), self.cr.savepoint() as savepoint:
                row = self.report(actual)
                self.assertEqual(row.proposed_result, expected)
                self.assertEqual(row.proposed_behavior, "sesuai")
                savepoint.rollback()
            self.env.invalidate_all()

    def test_thresholds_are_the_policys(self):
        """Of 98 due 108 are 110,2 %, 93 are 94,9 %."""
        own = self.q1.skp_id.policy_id
        found = {}
        for above, meets in ((110, 90), (111, 95)):
            own.sudo().write({"above_percent": above, "meets_percent": meets})
            for actual in ("108", "93"):
                with self.cr.savepoint() as savepoint:
                    found[above, actual] = self.report(actual).proposed_result
                    savepoint.rollback()
                self.env.invalidate_all()
        self.assertEqual(
            found,
            {
                (110, "108"): "di_atas",
                (110, "93"): "sesuai",
                (111, "108"): "sesuai",
                (111, "93"): "di_bawah",
            },
        )

    def test_the_explanation_leads_to_the_records(self):
        row = self.report("108")
        rhk, iki = self.q1.skp_id.rhk_ids, self.q1.skp_id.iki_ids
        tree = row.explain()["result"]
        self.assertEqual(
            (tree["value"], tree["rule"], tree["total"]), ("di_atas", "majority", 2)
        )
        (leaf,) = tree["leaves"]
        self.assertEqual(leaf["ref"], ["hr.asn.rhk", rhk.id])
        self.assertEqual((leaf["label"], leaf["weight"]), (rhk.display_name, 2))
        (below,) = leaf["leaves"]
        self.assertEqual(below["ref"], ["hr.asn.iki", iki.id])
        # 108 of 98
        self.assertEqual(below["achievement_bp"], 11020)

    def test_what_was_proposed_when_it_was_rated_is_kept(self):
        row = self.report("108")
        row.action_rate("sesuai", "sesuai", REASON)
        self.by(self.q1, self.boss).action_deliver()
        proposed = self.rows()["proposed"]
        self.assertEqual(
            (proposed.result, proposed.behavior, proposed.is_published),
            ("di_atas", "sesuai", True),
        )
        own = self.by(self.q1, self.staff)
        self.assertEqual(own.proposed_result, "di_atas")
        self.assertEqual(
            own.explain()["result"]["leaves"][0]["leaves"][0]["achievement_bp"], 11020
        )

    def test_a_departure_is_held_against_what_is_kept_beside_it(self):
        """What changed after the first rating is proposed, and needs its sentence."""
        self.policy.annual_rule = "worst"
        self._quarters(("sesuai", "sesuai"))
        year = self._year()
        year.action_rate("sesuai", "sesuai")
        second = self.quarter(self.staff, 2)
        self.bring_evaluation(second, "delivered", "di_bawah", "sesuai", REASON)
        with self.assertRaisesRegex(UserError, "differs from what the system proposes"):
            self.by(year, self.boss).action_rate("sesuai", "sesuai")
        self.by(year, self.boss).action_rate("sesuai", "sesuai", REASON)
        self.assertEqual(self.rows(year)["proposed"].result, "di_bawah")

    def test_a_post_that_ends_makes_no_quarter_answer_for_more(self):
        row = self.report("98")
        self.assertEqual(row.proposed_result, "sesuai")
        self.plan(self.staff).assignment_id.date_to = f"{YEAR}-06-30"
        row = self.by(self.q1, self.boss)
        self.assertEqual(row.proposed_result, "sesuai")

    def test_a_post_that_goes_on_has_proposals_for_what_was_added(self):
        """Agreed until June, then prolonged: 394 in four quarters, 99 in the third."""
        post = self.plan(self.peer).assignment_id
        post.date_to = f"{YEAR}-06-30"
        self.quarter(self.peer, 1)
        post.date_to = False
        third = self.quarter(self.peer, 3)
        self.reach(third.date_to)
        row = self.report("99", third)
        self.assertEqual(row.proposed_result, "sesuai")

    def test_what_a_revision_brings_in_is_not_due_before(self):
        """Four reports from July on are two a quarter."""
        plan = self.q1.skp_id
        self.set_day(f"{YEAR}-07-01")
        self.by(plan, self.staff).action_revise("Laporan baru")
        own = self.by(plan.rhk_ids, self.staff)
        added = own.iki_ids.copy(
            {"rhk_id": own.id, "name": "Laporan", "target": "4", "unit": "laporan"}
        )
        self.bring_plan(plan, "approved")
        third = self.quarter(self.staff, 3)
        self.reach(third.date_to)
        self.prove(third)
        lines = self.by(third.realization_ids, self.staff)
        for line in lines:
            line.actual = "2" if line.iki_id == added else "99"
        self.by(third, self.staff).action_submit()
        (leaf,) = self.by(third, self.boss).explain()["result"]["leaves"]
        achieved = {one["ref"][1]: one["achievement_bp"] for one in leaf["leaves"]}
        # 99 of the 98 that the third quarter of 394 answers for
        self.assertEqual(achieved, {added.id: 10000, (plan.iki_ids - added).id: 10102})

    def test_nobody_is_proposed_the_ratings_of_others(self):
        """A year without periods of its own stands in the list beside one with."""
        self._quarters(("di_bawah", "di_atas"))
        year, other = self._year(), self.quarter(self.peer, 1).skp_id.evaluation_ids
        self.env.cr.execute(
            "DELETE FROM hr_asn_evaluation WHERE kind != 'annual' AND skp_id = %s",
            [other.skp_id.id],
        )
        self.env.invalidate_all()
        other = self.plan(self.peer).evaluation_ids
        found = {
            one.id: (one.proposed_result, one.proposed_behavior)
            for one in self.by(year | other, self.boss)
        }
        self.assertEqual(
            found, {year.id: ("di_bawah", "di_atas"), other.id: (False, "sesuai")}
        )

    def test_an_import_proposes_nothing_afterwards(self):
        self.q1.skp_id.flush_recordset()
        self.env.cr.execute(
            "UPDATE hr_asn_skp SET source = 'ekinerja' WHERE id = %s",
            [self.q1.skp_id.id],
        )
        self.env.invalidate_all()
        row = self.by(self.q1, self.boss)
        self.assertEqual(row.explain(), {"result": None, "behavior": None})

    def _quarters(self, *ratings):
        """Rate and deliver the quarters with these (result, behaviour)."""
        for number, (result, behavior) in enumerate(ratings, 1):
            quarter = self.quarter(self.staff, number)
            self.reach(quarter.date_to)
            self.bring_evaluation(quarter, "delivered", result, behavior, REASON)

    def _year(self):
        year = self.plan(self.staff).evaluation_ids.filtered(
            lambda one: one.kind == "annual"
        )
        self.reach(year.date_to)
        self.by(year, self.staff).action_submit()
        return self.by(year, self.boss)

    def test_the_year_goes_by_the_rule_of_the_policy(self):
        self._quarters(
            ("di_bawah", "sesuai"), ("sesuai", "sesuai"), ("sesuai", "di_atas")
        )
        year = self._year()
        found = {}
        for rule in ("mode", "last", "worst", "worst_behavior"):
            self.policy.annual_rule = rule
            year = self.by(year, self.boss)
            found[rule] = (year.proposed_result, year.proposed_behavior)
        self.assertEqual(
            found,
            {
                "mode": ("sesuai", "sesuai"),
                "last": ("sesuai", "di_atas"),
                "worst": ("di_bawah", "sesuai"),
                "worst_behavior": ("sesuai", "sesuai"),
            },
        )

    def test_one_breach_is_not_made_good_where_behaviour_goes_by_the_worst(self):
        self.policy.annual_rule = "worst_behavior"
        self._quarters(("di_atas", "sesuai"), ("di_atas", "di_bawah"))
        year = self._year()
        self.assertEqual(year.proposed_result, "di_atas")
        self.assertEqual(year.proposed_behavior, "di_bawah")
        trees = year.explain()
        rules = [trees[axis]["rule"] for axis in ("result", "behavior")]
        self.assertEqual(rules, ["mode", "worst"])

    def test_the_year_stands_beside_its_periods(self):
        """What was delivered; the second quarter is rated and not told yet."""
        self._quarters(("di_atas", "sesuai"))
        second = self.quarter(self.staff, 2)
        self.bring_evaluation(second, "rated", "di_bawah", "sesuai", REASON)
        year = self._year()
        for who in (self.boss, self.staff):
            table = self.by(year, who).year_periods
            names = [period["name"] for period in table["periods"]]
            self.assertEqual(len(names), 4)
            self.assertEqual(names[0], self.q1.period_id.display_name)
            said = {
                row["key"]: [cell["words"] for cell in row["cells"]]
                for row in table["rows"]
            }
            self.assertEqual(
                said,
                {
                    "result": ["Above Expectation", "–", "–", "–"],
                    "behavior": ["Meets Expectation", "–", "–", "–"],
                    "predikat": ["Good", "–", "–", "–"],
                },
            )
        self.assertFalse(self.by(self.q1, self.boss).year_periods)

    def test_the_year_names_its_periods_and_those_that_were_not_rated(self):
        self._quarters(("sesuai", "sesuai"))
        year = self._year()
        tree = year.explain()["result"]
        values = [leaf["value"] for leaf in tree["leaves"]]
        self.assertEqual(values, ["sesuai", None, None, None])
        quarters = self.plan(self.staff).evaluation_ids - year
        self.assertEqual(
            [leaf["ref"] for leaf in tree["leaves"]],
            [["hr.asn.evaluation", one.id] for one in quarters.sorted("date_to")],
        )

    def test_a_year_without_rated_periods_is_proposed_from_what_it_reached(self):
        for number in (1, 2):
            quarter = self.quarter(self.staff, number)
            self.prove(quarter)
            self.by(quarter.realization_ids, self.staff).actual = "98"
        year = self._year()
        # 196 of what two of four quarters answer for, 197
        tree = year.explain()["result"]
        self.assertEqual(year.proposed_result, "sesuai")
        self.assertEqual(tree["leaves"][0]["leaves"][0]["achievement_bp"], 9949)


@tagged("post_install", "-at_install")
class TestManyAtOnce(RatingFixture, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.quarter(cls.peer, 1)

    def _all(self):
        return self.by(self.q1 | self.other, self.boss).action_all_as_expected()

    def test_exceptions_are_left_for_their_sentence(self):
        self.report("50")
        self.report("98,5", self.other)
        told = self._all()
        self.assertEqual((self.q1.state, self.other.state), ("submitted", "rated"))
        self.assertIn(
            "differs from what the system proposes", told["params"]["message"]
        )
        self.assertFalse(self.rows())

    def test_a_choice_that_was_begun_is_kept(self):
        self.report()
        self.choose(behavior="di_atas")
        self._all()
        self.assertEqual(self.q1.state, "submitted")
        self.assertEqual(self.by(self.q1, self.boss).draft_behavior, "di_atas")

    def test_it_can_be_taken_back_until_it_is_delivered(self):
        self.report()
        self.report("98,5", self.other)
        undo = self._all()["params"]["undo"]
        self.by(self.other, self.boss).action_deliver()
        own = self.by(self.env[undo["model"]], self.boss)
        told = getattr(own, undo["method"])(*undo["args"])
        self.assertEqual(told, "1 ratings were taken back.")
        self.assertEqual((self.q1.state, self.other.state), ("submitted", "delivered"))
        row = self.by(self.q1, self.boss)
        self.assertFalse(row.draft_result or row.draft_behavior or row.current_predikat)

    def test_what_was_chosen_anew_is_not_taken_back(self):
        self.report()
        undo = self._all()["params"]["undo"]
        self.choose(behavior="di_atas", reason=REASON)
        told = self.by(self.q1.browse(), self.boss).take_back(*undo["args"])
        self.assertEqual(told, "0 ratings were taken back.")
        self.assertEqual(self.rows()["given"].reason, REASON)

    def test_what_is_taken_back_waits_again(self):
        self.report()
        undo = self._all()["params"]["undo"]
        self.assertTrue(self.q1.rated_on)
        self.by(self.q1.browse(), self.boss).take_back(*undo["args"])
        self.env.invalidate_all()
        self.assertFalse(self.q1.rated_on)
        self.assertEqual(self.q1.activity_ids.user_id, self.boss.user_id)

    def test_a_reason_that_was_begun_is_kept(self):
        self.by(self.q1, self.staff).action_submit()
        self.choose(reason="Bukti diperiksa di tempat")
        self._all()
        self.assertEqual(self.q1.state, "submitted")
        row = self.by(self.q1, self.boss)
        self.assertEqual(row.draft_reason, "Bukti diperiksa di tempat")

    def test_an_unknown_rating_stops_the_call_before_anything_is_done(self):
        self.report()
        self.report("98,5", self.other)
        good = {"id": self.other.id, "result": "sesuai", "behavior": "sesuai"}
        bad = {"id": self.q1.id, "result": "hebat", "behavior": "sesuai"}
        with self.assertRaises(ValueError):
            self.by(self.q1.browse(), self.boss).rate_and_deliver([good, bad])
        self.env.invalidate_all()
        self.assertEqual(self.other.state, "submitted")

    def test_nobody_else_takes_it_back(self):
        self.report()
        undo = self._all()["params"]["undo"]
        for who in (self.staff, self.chief, self.officer):
            with contextlib.suppress(AccessError):
                self.by(self.q1.browse(), who).take_back(*undo["args"])
            self.assertEqual(self.q1.state, "rated")
            self.assertEqual(self.rows()["given"].result, "sesuai")

    def test_the_policy_can_switch_it_off(self):
        self.policy.allows_all_expected = False
        self.report()
        told = self._all()
        self.assertEqual(self.q1.state, "submitted")
        self.assertIn("to be rated by itself", told["params"]["message"])

    def test_rating_and_delivering_in_one_call(self):
        self.report("50")
        self.report("98,5", self.other)
        choices = [
            {"id": self.q1.id, "result": "sesuai", "behavior": "sesuai"},
            {"id": self.other.id, "result": "sesuai", "behavior": "sesuai"},
        ]
        own = self.by(self.q1.browse(), self.boss)
        done = own.rate_and_deliver(choices)
        self.assertEqual(done["delivered"], self.other.ids)
        self.assertEqual(len(done["refused"]), 1)
        self.assertIn(self.q1.display_name, done["refused"][0])
        choices[0]["reason"] = REASON
        done = self.by(self.q1.browse(), self.boss).rate_and_deliver(choices[:1])
        self.assertEqual(done, {"delivered": self.q1.ids, "refused": []})
        self.assertEqual(self.q1.predikat, "baik")


@tagged("post_install", "-at_install")
class TestChoosingOverTheWire(RatingFixture, AsnHttpCommon):
    def test_a_choice_is_saved_and_told_what_is_missing(self):
        self.report()
        self.sign_in(self.boss)
        (row,), error = self.rpc(
            "hr.asn.evaluation",
            "web_save",
            self.q1.ids,
            {"draft_result": "di_bawah"},
            specification={"draft_lack": {}, "draft_result": {}, "state": {}},
        )
        self.assertIsNone(error)
        self.assertEqual(
            (row["draft_lack"], row["draft_result"], row["state"]),
            ("departure", "di_bawah", "submitted"),
        )

    @mute_logger("odoo.http")
    def test_what_was_not_reported_is_not_rated_without_a_sentence(self):
        self.policy.evidence_gate = False
        self.sign_in(self.boss)
        rated = [self.q1.ids, "sesuai", "sesuai"]
        for reason, refused in ((None, True), ("Tidak melapor", False), (None, True)):
            args = [*rated, *([reason] if reason else [])]
            _told, error = self.rpc("hr.asn.evaluation", "action_rate", *args)
            self.assertEqual(bool(error), refused)
        self.assertEqual(self.rows()["given"].reason, "Tidak melapor")
        for method, args in (
            ("write", [{"draft_reason": False}]),
            ("action_deliver", []),
        ):
            self.rpc("hr.asn.evaluation", method, self.q1.ids, *args)
        self.assertEqual(self.q1.state, "draft")

    @mute_logger("odoo.http")
    def test_the_person_concerned_is_refused(self):
        self.report("120")
        self.choose(result="di_atas", behavior="sesuai", reason=REASON)
        self.assertEqual(self.q1.state, "rated")
        self.sign_in(self.staff)
        for method, args in (
            ("explain", [self.q1.ids]),
            ("write", [self.q1.ids, {"draft_result": "di_bawah"}]),
        ):
            _result, error = self.rpc("hr.asn.evaluation", method, *args)
            self.assertIn("AccessError", error, method)
        # What he does not see as rated he cannot take back, and nothing comes of it.
        self.rpc("hr.asn.evaluation", "take_back", self.q1.ids)
        self.assertEqual(self.q1.state, "rated")
        self.assertEqual(self.rows()["given"].result, "di_atas")

    @mute_logger("odoo.http")
    def test_who_may_not_rate_is_told_nothing_of_the_proposal(self):
        """Else a try would say what is proposed: a departure lacks a reason."""
        self.report("120")
        self.sign_in(self.staff)
        for axes in (("sesuai", "sesuai"), ("di_atas", "sesuai"), (False, False)):
            args = [self.q1.ids, *axes]
            _told, error = self.rpc("hr.asn.evaluation", "action_rate", *args)
            self.assertEqual(error, "odoo.exceptions.AccessError", axes)

    def test_what_stands_beside_the_list_tells_the_person_nothing_of_his_rating(self):
        self.report("120")
        self.choose(result="di_atas", behavior="sesuai", reason=REASON)
        self.sign_in(self.staff)
        panel, error = self.rpc("hr.asn.evaluation", "panel", self.q1.ids)
        self.assertIsNone(error)
        self.assertIs(panel["proposal"], False)
        self.assertNotIn(REASON, str(panel))
        domain = [("id", "in", self.q1.ids)]
        figures, error = self.rpc("hr.asn.evaluation", "team_figures", domain)
        self.assertIsNone(error)
        self.assertEqual((figures["chosen"], figures["parts"]), (0, []))

    @mute_logger("odoo.http")
    def test_a_stranger_reads_nothing_of_a_team(self):
        self.report()
        self.sign_in(self.foreigner)
        _panel, error = self.rpc("hr.asn.evaluation", "panel", self.q1.ids)
        self.assertIn("AccessError", error)
        domain = [("id", "in", self.q1.ids)]
        figures, error = self.rpc("hr.asn.evaluation", "team_figures", domain)
        self.assertEqual((error, figures["total"]), (None, 0))
