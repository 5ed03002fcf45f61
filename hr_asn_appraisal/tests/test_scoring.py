"""The methods of scoring: what is proposed, given, sealed and shown of values."""

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import scoring
from .common import AsnCommon, AsnHttpCommon
from .test_rating import REASON, RatingFixture

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

    def test_bands_and_not_the_matrix_give_the_predicate(self):
        self.report("117,6")
        # 0.7 x 120 + 0.3 x 49 = 98.7: by the matrix it would be Kurang
        row = self.choose(behavior_points="49", reason=REASON)
        self.assertEqual(
            (row.draft_behavior, row.current_predikat), ("di_bawah", "baik")
        )

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
