"""The methods of scoring: what is proposed, given, sealed and shown of values."""

from lxml import etree

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import scoring
from ..models.hr_asn_survey_public_mixin import Said
from .common import YEAR, AsnCommon, AsnHttpCommon
from .test_rating import REASON, RatingFixture
from .test_survey_group import GroupFixture
from .test_unit_rating import UnitRated

# 95 % of the 98 that are due of 394 in the first quarter.
MOST = "93,1"


class ScoringFixture(RatingFixture):
    method = scoring.PP30

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.scoring = cls.method
        cls.policy.evidence_gate = False

    def weigh(self, **percents):
        ids = self.env["hr.asn.dimension"]._asn_ids()
        self.policy.dimension_ids.create(
            [
                {"policy_id": self.policy.id, "dimension_id": ids[code]}
                | {"weight_percent": percent}
                for code, percent in percents.items()
            ]
        )


@tagged("post_install", "-at_install")
class TestInNumbers(ScoringFixture, AsnCommon):
    def test_results_are_proposed_as_a_value(self):
        row = self.report("394")  # of 98: 402 %, worth 120
        self.assertEqual((row.in_points, row.proposed_points), (True, "120"))
        self.assertEqual(row.proposed_result, "di_atas")
        tree = row.explain()["result"]
        self.assertEqual((tree["rule"], tree["points"]), ("pp30_numeric", 12000))

    def test_what_is_proposed_is_taken_where_nothing_is_typed(self):
        self.report(MOST)
        row = self.choose(behavior_points="98")
        # 0.7 x 95 + 0.3 x 98 = 66.5 + 29.4
        self.assertEqual(row.points_sentence, "0,7 × 95 + 0,3 × 98 = 95,9")
        self.assertEqual(row.draft_skp_points, "95")
        self.assertEqual((row.draft_result, row.draft_behavior), ("sesuai", "sesuai"))
        self.assertEqual((row.state, row.current_predikat), ("rated", "baik"))
        expected = {"skp": 9500, "behavior": 9800, "value": 9590, "innovation": ""}
        self.assertEqual(self.rows()["given"].points, expected)

    def test_another_value_of_results_needs_a_reason(self):
        self.report(MOST)
        row = self.choose(skp_points="96", behavior_points="98")
        self.assertEqual((row.state, row.draft_lack), ("submitted", "departure"))
        row = self.choose(reason=REASON)
        self.assertEqual((row.state, row.draft_lack), ("rated", False))
        self.assertEqual(self.rows()["given"].points["value"], 9660)

    def test_very_good_asks_for_a_new_idea(self):
        self.report("117,6")  # 120 %
        row = self.choose(behavior_points="110", reason=REASON)
        # 0.7 x 120 + 0.3 x 110 = 117
        self.assertEqual((row.current_predikat, row.state), ("baik", "rated"))
        row = self.choose(innovation="Antrean daring bagi lansia")
        self.assertEqual(row.current_predikat, "sangat_baik")

    def test_signs_alone_are_no_new_idea(self):
        self.report("117,6")
        self.choose(behavior_points="110", reason=REASON)
        for nothing in ("-", ".", " \u200b "):
            row = self.choose(innovation=nothing)
            self.assertEqual(row.current_predikat, "baik", repr(nothing))
            self.assertEqual(self.rows()["given"].points["innovation"], "")

    def test_rated_anew_another_value_than_what_was_delivered_needs_a_reason(self):
        self.report(MOST)
        self.choose(behavior_points="98").action_deliver()
        self.by(self.q1, self.chief).action_reopen("Dihitung ulang")
        row = self.choose(behavior_points="97")
        self.assertEqual((row.state, row.draft_lack), ("submitted", "again"))
        self.assertIn("0,7 × 95 + 0,3 × 98 = 95,9", row.lack_note)
        row = self.choose(behavior_points="98")
        self.assertEqual((row.state, row.draft_lack), ("rated", False))

    def test_bands_and_not_the_matrix_give_the_predicate(self):
        self.report("117,6")
        # 0.7 x 120 + 0.3 x 49 = 98.7: by the matrix it would be Kurang
        row = self.choose(behavior_points="49", reason=REASON)
        self.assertEqual(
            (row.draft_behavior, row.current_predikat), ("di_bawah", "baik")
        )

    def test_the_policy_says_where_poor_begins(self):
        self.policy.kurang_from = 60
        self.report(MOST)
        # 0.7 x 55 + 0.3 x 55 = 55
        row = self.choose(skp_points="55", behavior_points="55", reason=REASON)
        self.assertEqual(row.current_predikat, "sangat_kurang")
        self.assertEqual(self.rows()["given"].points["kurang_from"], 6000)
        row = self.choose(skp_points="60", behavior_points="60")
        self.assertEqual(row.current_predikat, "kurang")
        row.action_deliver()
        bands = row.basis_cell["bands"]
        self.assertEqual([one["least"] for one in bands][-2:], ["60", "0"])

    def test_half_is_no_rating(self):
        self.report(MOST)
        row = self.choose(skp_points="95")
        self.assertEqual((row.state, row.draft_lack), ("submitted", "half"))
        self.assertEqual((row.current_predikat, row.points_sentence), (False, False))

    def test_a_blank_takes_the_rating_back(self):
        self.report(MOST)
        self.choose(behavior_points="98")
        row = self.choose(skp_points=False, behavior_points=False)
        self.assertEqual((row.state, row.draft_result), ("submitted", False))

    def test_what_is_no_value_is_named(self):
        self.report(MOST)
        for text in ("121", "-1", "8.5", "95,123", "baik"):
            with self.subTest(text), self.assertRaisesRegex(ValidationError, text):
                self.choose(behavior_points=text)
        self.assertFalse(self.rows())

    def test_words_are_refused(self):
        row = self.report(MOST)
        with self.assertRaisesRegex(UserError, "in numbers"):
            row.action_rate("sesuai", "sesuai")
        with self.assertRaisesRegex(UserError, "in numbers"):
            row.draft_result = "sesuai"
        told = row.rate_and_deliver(
            [{"id": row.id, "result": "sesuai", "behavior": "sesuai"}]
        )
        self.assertIn("in numbers", told["refused"][0])
        row.action_all_as_expected()
        self.assertEqual((row.state, self.rows()), ("submitted", {}))

    def test_delivery_keeps_and_seals_the_value(self):
        self.report(MOST)
        row = self.choose(behavior_points="98")
        row.action_deliver()
        self.assertEqual((row.score, row.predikat), (9590, "baik"))
        content = row.sudo().document_ids._content()
        self.assertEqual(content["points"]["skp"], 9500)
        self.assertEqual(content["points"]["value"], 9590)

    def test_a_year_is_scored_by_itself(self):
        self.report(MOST)
        self.choose(behavior_points="98").action_deliver()
        self.set_day("2027-01-04")
        year = self.open_evaluations(self.staff).filtered(
            lambda one: one.kind == "annual"
        )
        year = self.by(year, self.boss)
        # of what was reported: quarters without a figure are no zeros
        self.assertEqual(year.proposed_points, "95")


@tagged("post_install", "-at_install")
class TestBlended(ScoringFixture, UnitRated, AsnCommon):
    """Own value and that of the organisation; what it comes to is added by hand."""

    method = scoring.BLENDED

    def given(self, unit="100", **values):
        if unit:
            self.rate_unit(self.clinic, "baik", value=unit)
        self.report(MOST)  # 95
        return self.choose(**{"behavior_points": "105", "reason": REASON} | values)

    def test_from_values_to_predikat(self):
        row = self.given()
        # The appraiser heads the clinic: one level below. 0.75 x 95 + 0.25 x 105 =
        # 97.5, below the organisation: 0.9 x 97.5 + 0.1 x 100 = 97.75
        self.assertEqual((row.state, row.draft_lack), ("rated", False))
        self.assertEqual(
            row.points_sentence,
            "0,9 × (0,75 × 95 + 0,25 × 105 = 97,5) + 0,1 × 100 = 97,75",
        )
        # 97.75 meets; behaviour of 105 is above: Baik by the matrix
        self.assertEqual((row.draft_result, row.draft_behavior), ("sesuai", "di_atas"))
        self.assertEqual(row.current_predikat, "baik")

    def test_who_stands_above_is_drawn_to_it(self):
        row = self.given("90,5", skp_points="110")
        # 0.75 x 110 + 0.25 x 105 = 108.75; half of it and of 90.5 = 99.625
        self.assertEqual(self.rows()["given"].points["value"], 9963)
        self.assertEqual(row.draft_result, "sesuai")

    def test_above_hundred_is_very_good_with_such_behaviour(self):
        row = self.given("104,5", skp_points="110")
        # half of 108.75 and of 104.5 = 106.625
        self.assertEqual(self.rows()["given"].points["value"], 10663)
        self.assertEqual(row.current_predikat, "sangat_baik")

    def test_what_is_taken_off_needs_a_reason_and_is_told(self):
        changes = {"discipline": "5", "impact": "2,5", "correction": "-1"}
        row = self.given(reason=False, behavior_points="100", **changes)
        self.assertEqual((row.state, row.draft_lack), ("submitted", "adjusted"))
        row = self.choose(reason=REASON)
        # 96.25 - 5 - 2.5 - 1 = 87.75; 0.9 x 87.75 + 0.1 x 100 = 88.975
        self.assertEqual(
            row.points_sentence,
            "0,9 × (0,75 × 95 + 0,25 × 100 − 5 − 2,5 − 1 = 87,75) + 0,1 × 100 = 88,98",
        )
        self.assertEqual((row.state, row.draft_correction), ("rated", "-1"))

    def test_bounds_of_what_is_taken_off(self):
        self.report(MOST)
        for name, text in (("impact", "5,01"), ("correction", "-5,01")):
            with self.subTest(name), self.assertRaisesRegex(ValidationError, text):
                with self.cr.savepoint():
                    self.choose(**{name: text})

    def test_without_the_figure_it_is_refused_and_says_whose_is_missing(self):
        row = self.given(unit=None)
        self.assertEqual((row.state, row.draft_lack), ("submitted", "figure"))
        self.assertIn(self.clinic.name, row.lack_note)
        self.assertEqual(row.points_sentence, False)
        with self.assertRaises(UserError):
            row.action_deliver()
        self.rate_unit(self.clinic, "baik")  # in words alone
        row = self.choose(behavior_points="105")
        self.assertEqual(row.draft_lack, "figure")

    def test_the_cap_is_of_the_post_and_of_high_leadership_by_the_policy(self):
        self.policy.blended_cap = "120"
        self.rate_unit(self.clinic, "baik", value="100")
        self.report("117,6")  # 120
        row = self.choose(behavior_points="120", reason=REASON)
        # 0.75 x 120 + 0.25 x 120 = 120, of a functional post 115 at most
        self.assertEqual(self.rows()["given"].points["cap"], 11500)
        # half of 115 and of 100
        self.assertEqual(self.rows()["given"].points["value"], 10750)
        self.q1.skp_id.assignment_id.post_kind = "jpt"
        row = self.choose(behavior_points="119")
        self.assertEqual(self.rows()["given"].points["cap"], 12000)
        # 0.75 x 120 + 0.25 x 119 = 119.75; half of it and of 100 = 109.875
        self.assertEqual(self.rows()["given"].points["value"], 10988)
        self.assertEqual(row.current_predikat, "sangat_baik")

    def test_it_is_explained_down_to_day_and_source(self):
        row = self.given()
        tree = row.explain()["value"]
        own, organisation = tree["leaves"]
        self.assertEqual((tree["value"], own["value"]), (9775, 9750))
        self.assertEqual((own["weight_bp"], organisation["weight_bp"]), (9000, 1000))
        values = [(leaf["weight_bp"], leaf["value"]) for leaf in own["leaves"]]
        self.assertEqual(values, [(7500, 9500), (2500, 10500)])
        for part in (self.clinic.name, "100", "9 dari 10 target", "2026"):
            self.assertIn(part, organisation["label"])

    def test_a_figure_that_changed_is_rated_anew(self):
        row = self.given()
        made = self.env["hr.asn.unit.rating"].search([("state", "=", "set")])
        self.by(made, self.chief).action_reopen("Salah ketik.")
        with self.assertRaisesRegex(UserError, "another value"), self.cr.savepoint():
            self.by(self.q1, self.boss).action_deliver()
        self.by(made, self.chief).value = "98"
        self.by(made, self.chief).action_set()
        row = self.choose(behavior_points="105")
        row.action_deliver()
        # 0.9 x 97.5 + 0.1 x 98 = 97.55
        self.assertEqual((row.score, row.predikat), (9755, "baik"))
        content = row.sudo().document_ids._content()
        self.assertEqual(content["points"]["organisation"], 9800)
        self.assertEqual(content["points"]["sum"], row.points_sentence)

    def test_who_stands_elsewhere_since_is_rated_anew(self):
        """The same value, of a unit that his appraiser does not head any more."""
        row = self.given()
        made = self.env["hr.asn.unit.rating"].search([("state", "=", "set")])
        self.by(made, self.chief).action_reopen("Kepala berganti.")
        self.clinic.sudo().manager_id = self.peer
        # The leader above it is who appraises its head.
        self.by(made, self.boss).action_set()
        with self.assertRaisesRegex(UserError, "another value"), self.cr.savepoint():
            self.by(self.q1, self.boss).action_deliver()
        row = self.choose(behavior_points="105")
        row.action_deliver()
        # far: 0.9 x 97.5 + 0.1 x 100 = 97.75, as the share below the organisation
        self.assertEqual(row.score, 9775)

    @mute_logger("odoo.http")
    def test_the_employee_reads_nothing_before_delivery(self):
        self.given(discipline="5")
        own = self.by(self.q1, self.staff)
        hidden = ("draft_discipline", "points_sentence", "organisation_note")
        self.assertEqual([own[name] for name in hidden], [False] * 3)

    def test_a_value_of_a_unit_is_one(self):
        for text in ("121", "-1", "baik"):
            with self.subTest(text), self.assertRaisesRegex(ValidationError, text):
                with self.cr.savepoint():
                    self.rate_unit(self.clinic, "baik", value=text)


class ColleaguesFixture(GroupFixture):
    """Four peers are asked about the staff; three must answer."""

    def rated_by(self, *steps, closes=True):
        self.policy.write({"scoring": scoring.PP30, "others_rate": True})
        survey = self.ask()
        for one, step in zip(self.peers, steps, strict=False):
            self.give(survey, one, step)
        if closes:
            self.close(survey)
        self.set_day(f"{YEAR}-04-02")
        self.prove(self.evaluation)
        self.by(self.evaluation, self.staff).action_submit()
        return self.rate()

    def rate(self, **values):
        values = {"skp": "100", "behavior": "90"} | values
        typed = {f"draft_{axis}_points": text for axis, text in values.items()}
        own = self.by(self.evaluation, self.boss)
        own.write(typed | {"draft_reason": REASON})
        return self.by(self.evaluation, self.boss)


@tagged("post_install", "-at_install")
class TestRatedByColleagues(ColleaguesFixture, AsnCommon):
    def test_enough_answers_make_it_sixty_and_forty(self):
        row = self.rated_by("di_atas", "sesuai", "sesuai")
        # (115 + 100 + 100) / 3 = 105; 0.6 x 90 + 0.4 x 105 = 96; 60 + 38.4 = 98.4
        self.assertEqual(
            row.points_sentence,
            "0,6 × 100 + 0,4 × (0,6 × 90 + 0,4 × 105 = 96) = 98,4",
        )
        self.assertEqual(
            (row.draft_behavior_points, row.current_predikat), ("90", "baik")
        )
        self.assertIn("3", row.others_note)
        self.assertIn("105", row.others_note)

    def test_a_value_that_few_have_answered_does_not_count(self):
        self.policy.write({"scoring": scoring.PP30, "others_rate": True})
        survey = self.ask()
        many, few = self.values[:2]
        for number, one in enumerate(self.peers):
            steps = {many: "sesuai"} | ({few: "di_atas"} if number < 2 else {})
            survey.sudo()._asn_give(one.user_id, "peer", Said(steps, ""))
        self.close(survey)
        # what was kept before values were asked one by one
        self.answers(survey)[0].sudo().steps = {many: "sesuai", few: "di_atas"}
        self.env.invalidate_all()
        said = self.evaluation.sudo().others_said
        self.assertEqual((said["value"], len(said["leaves"])), (10000, 1))

    def test_too_few_leave_it_at_seventy_and_say_so(self):
        row = self.rated_by("di_atas", "di_atas")
        # 0.7 x 100 + 0.3 x 90 = 97
        self.assertEqual(row.points_sentence, "0,7 × 100 + 0,3 × 90 = 97")
        self.assertIn("Fewer than 3 colleagues", row.others_note)

    def test_while_they_answer_nothing_counts(self):
        row = self.rated_by("di_atas", "di_atas", "di_atas", closes=False)
        self.assertEqual(row.points_sentence, "0,7 × 100 + 0,3 × 90 = 97")
        self.assertIn("can answer until", row.others_note)
        self.close(self.env["hr.asn.survey"].search([("kind", "=", "group")]))
        with self.assertRaisesRegex(UserError, "has closed"), self.cr.savepoint():
            self.by(self.evaluation, self.boss).action_deliver()
        row = self.rate()
        # 0.6 x 90 + 0.4 x 115 = 100; 60 + 40 = 100
        self.assertEqual(self._points()["value"], 10000)
        row.action_deliver()
        self.assertEqual(row.score, 10000)

    def _points(self):
        self.env.invalidate_all()
        rows = self.evaluation.sudo().rating_ids
        return rows.filtered(lambda one: one.kind == "given").points

    def test_it_is_explained(self):
        tree = self.rated_by("sesuai", "sesuai", "di_bawah", "di_bawah").explain()
        # two of 100 and two of 80: 90, as the appraiser; 0.6 x 100 + 0.4 x 90 = 96
        _skp, behavior = tree["value"]["leaves"]
        self.assertEqual((tree["value"]["value"], behavior["value"]), (9600, 9000))
        told = [(one["weight_bp"], one["value"]) for one in behavior["leaves"]]
        self.assertEqual(told, [(6000, 9000), (4000, 9000)])
        self.assertIn("4 answers", behavior["leaves"][1]["label"])

    def test_the_policy_says_what_colleagues_weigh(self):
        self.policy.others_percent = 25
        row = self.rated_by("di_atas", "sesuai", "sesuai")
        # 0.75 x 90 + 0.25 x 105 = 93.75; 0.6 x 100 + 0.4 x 93.75 = 97.5
        self.assertEqual(
            row.points_sentence,
            "0,6 × 100 + 0,4 × (0,75 × 90 + 0,25 × 105 = 93,75) = 97,5",
        )
        self.assertIn("it counts 25 per cent", row.others_note)
        self.assertEqual(self._points()["others_bp"], 2500)
        row.action_deliver()
        self.assertEqual(row.score, 9750)

    def test_a_policy_that_does_not_ask_leaves_it_a_fact(self):
        row = self.rated_by("di_atas", "di_atas", "di_atas")
        self.policy.others_rate = False
        self.env.invalidate_all()
        row = self.rate(behavior="91")
        self.assertEqual(row.points_sentence, "0,7 × 100 + 0,3 × 91 = 97,3")
        self.assertFalse(row.others_note)

    def test_the_employee_learns_it_with_the_delivery_only(self):
        row = self.rated_by("di_atas", "di_atas", "di_atas")
        self.assertFalse(self.by(self.evaluation, self.staff).others_note)
        row.action_deliver()
        self.env.invalidate_all()
        self.assertIn("115", self.by(self.evaluation, self.staff).others_note)

    def test_a_survey_that_closes_after_the_delivery_does_not_count(self):
        row = self.rated_by("di_atas", "di_atas", "di_atas", closes=False)
        row.action_deliver()
        self.close(self.env["hr.asn.survey"].search([("kind", "=", "group")]))
        self.env.invalidate_all()
        for who in (self.boss, self.staff):
            own = self.by(self.evaluation, who)
            self.assertIn("closed after the delivery", own.others_note)
            self.assertEqual(own.points_sentence, "0,7 × 100 + 0,3 × 90 = 97")

    def test_what_is_kept_is_for_code_only(self):
        self.rated_by("di_atas", "di_atas", "di_atas")
        for who in (self.boss, self.staff, self.admin):
            with self.assertRaises(AccessError):
                self.by(self.evaluation, who).read(["others_said"])


@tagged("post_install", "-at_install")
class TestWhereNothingIsTakenOff(ScoringFixture, AsnCommon):
    def test_other_schemes_take_nothing_off(self):
        row = self.report(MOST)
        with self.assertRaisesRegex(UserError, "Nothing is taken off"):
            row.draft_discipline = "5"


@tagged("post_install", "-at_install")
class TestShownInNumbers(ScoringFixture, AsnCommon):
    def test_the_page_shows_the_bands_and_lights_no_matrix(self):
        self.report("117,6")
        # 0.7 x 120 + 0.3 x 49 = 98.7: Baik, where the matrix would say Kurang
        self.choose(behavior_points="49", reason=REASON).action_deliver()
        page = self.by(self.q1, self.staff)
        shown = page.basis_cell
        self.assertNotIn("lit", shown)
        self.assertEqual(shown["sum"], "0,7 × 120 + 0,3 × 49 = 98,7")
        lit = [(one["least"], one["key"]) for one in shown["bands"] if one["is_lit"]]
        self.assertEqual(lit, [("90", "baik")])
        told = [step["where"] for step in page.basis_steps if step["key"] == "given"]
        self.assertEqual(told, [shown["sum"]])
        view = self.env.ref("hr_asn_appraisal.hr_asn_evaluation_view_form_basis")
        (cell,) = etree.fromstring(view.arch).xpath("//field[@name='basis_cell']")
        self.assertFalse(cell.get("invisible"))

    def test_a_session_shows_values_and_starts_from_the_bands(self):
        self.report("117,6")
        self.choose(behavior_points="49", reason=REASON)
        values = {"period_id": self.q1.period_id.id, "department_id": self.clinic.id}
        made = self.env["hr.asn.calibration"].create(values)
        self.by(made, self.team).action_start()
        own = self.by(made, self.team)
        rows = [row for group in own.table()["groups"] for row in group["rows"]]
        told = [(row["before_sum"], row["after_sum"]) for row in rows]
        self.assertEqual(told, [("0,7 × 120 + 0,3 × 49 = 98,7",) * 2])
        start = {one["code"]: one for one in own.replay()["start"]["parts"]}
        self.assertEqual(start["baik"]["count"], 1)


@tagged("post_install", "-at_install")
class TestHeadInNumbers(ScoringFixture, UnitRated, AsnCommon):
    """The clinic's head: the value of the clinic is proposed, and rates as it does."""

    def rated(self, skp=False, unit="112"):
        own = self.quarter(self.boss, 1)
        self.prove(own)
        self.by(own, self.boss).action_submit()
        self.rate_unit(self.clinic, "baik", value=unit)
        typed = {"draft_skp_points": skp, "draft_behavior_points": "100"}
        self.by(own, self.chief).write(typed | {"draft_reason": REASON})
        return self.by(own, self.chief)

    def test_the_value_of_the_unit_is_proposed(self):
        row = self.rated()
        self.assertEqual(row.proposed_points, "112")
        # Good makes its head as expected, whatever 112 would be of others.
        # 0.7 x 112 + 0.3 x 100 = 108.4
        self.assertEqual((row.draft_result, row.state), ("sesuai", "rated"))
        self.assertEqual(row.points_sentence, "0,7 × 112 + 0,3 × 100 = 108,4")
        tree = row.explain()["result"]
        self.assertEqual((tree["rule"], tree["points"]), ("unit", 11200))

    def test_a_value_of_another_rating_is_refused(self):
        with self.assertRaisesRegex(UserError, "that of the unit"):
            self.rated(skp="115")

    def test_without_a_value_none_is_proposed(self):
        row = self.rated(skp="100", unit=False)
        self.assertEqual((row.proposed_points, row.draft_result), (False, "sesuai"))

    def test_without_any_value_of_results_nobody_is_rated(self):
        for method in (scoring.PP30, scoring.BLENDED):
            with self.subTest(method), self.cr.savepoint() as point:
                self.policy.scoring = method
                row = self.rated(unit=False)
                self.assertFalse(row.draft_result)
                self.assertNotEqual(row.state, "rated")
                with self.assertRaises(UserError):
                    row.action_deliver()
                point.rollback()
                self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestInWords(ScoringFixture, AsnCommon):
    method = scoring.QUALITATIVE

    def test_values_are_refused(self):
        row = self.report()
        with self.assertRaisesRegex(UserError, "in words"):
            row.draft_behavior_points = "90"
        self.assertEqual((row.proposed_points, row.points_sentence), (False, False))

    def test_no_value_is_sealed(self):
        row = self.report()
        row.action_rate("sesuai", "sesuai", REASON)
        row.action_deliver()
        self.assertNotIn("points", row.sudo().document_ids._content())
        self.assertFalse(row.score)


@tagged("post_install", "-at_install")
class TestByDimension(ScoringFixture, AsnCommon):
    method = scoring.QUALITATIVE

    @classmethod
    def fill(cls, skp, results=1, by=None):
        made = super().fill(skp, results, by)
        ids = cls.env["hr.asn.dimension"]._asn_ids()
        made.iki_ids.dimension_id = ids["individu"]
        return made

    def set_weights(self, **percents):
        self.weigh(**percents)
        self.policy.scoring = scoring.DIMENSIONS

    def test_weights_are_a_whole(self):
        with self.assertRaisesRegex(ValidationError, "90"):
            self.set_weights(individu=60, tim=30)

    def test_measured_dimensions_are_proposed(self):
        self.set_weights(individu=60, tim=40)
        row = self.report(MOST)
        tree = row.explain()["result"]
        self.assertEqual((tree["rule"], tree["points"]), ("weighted_dimensions", 9500))
        self.assertEqual(tree["value"], "sesuai")
        labels = [(leaf["label"], leaf["achievement_bp"]) for leaf in tree["leaves"]]
        self.assertEqual(labels, [("Individu", 9500), ("Kontribusi bagi Tim", None)])
        below = tree["leaves"][0]["leaves"]
        self.assertEqual([leaf["label"] for leaf in below], ["Jumlah"])

    def test_what_is_not_weighed_leaves_the_usual_proposal(self):
        self.set_weights(tim=100)
        tree = self.report(MOST).explain()["result"]
        self.assertEqual((tree["rule"], tree["value"]), ("majority", "sesuai"))

    def test_the_rating_is_given_in_words(self):
        self.set_weights(individu=100)
        self.report(MOST)
        row = self.choose(result="sesuai", behavior="sesuai")
        self.assertEqual((row.state, row.current_predikat), ("rated", "baik"))


@tagged("post_install", "-at_install")
class TestPolicyOfScoring(AsnHttpCommon):
    @mute_logger("odoo.http")
    def test_weights_are_settled_with_the_plans(self):
        ids = self.env["hr.asn.dimension"]._asn_ids()
        values = {"policy_id": self.policy.id, "dimension_id": ids["tim"]}
        self.sign_in(self.admin)
        vals_list = [{**values, "weight_percent": 100}]
        self.policy.company_id = self.agency
        self.plan(self.staff)
        made = self.rpc("hr.asn.policy.dimension", "create", vals_list)
        self.assertEqual(made, (None, "odoo.exceptions.UserError"))
        self.assertFalse(self.policy.dimension_ids)
