"""What is proposed for a unit, and that another rating has a reason."""

from lxml import etree

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .. import seal
from .common import OFFICER, YEAR, AsnCommon, AsnHttpCommon
from .test_tours import PHONE, AsnTourCase
from .test_unit_rating import QUIET, UnitRated

RATED = "hr_asn_appraisal.mail_act_asn_unit_rated"
WHY = "Survei kepuasan belum masuk"
MEETS = {"agreement_result": "sesuai", "expectation_result": "sesuai"}


class UnitProposed(UnitRated):
    """The head of the clinic has two main results: 400 of a year, so 100 a quarter."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.of_head = cls.agreed(cls.boss, "organisasi", "organisasi")
        cls.drafts = cls.by(cls.env["hr.asn.unit.rating"], cls.chief)

    @classmethod
    def agreed(cls, head, *classes):
        """Return the first quarter of a head whose results are so classified."""
        plan = cls.plan(head)
        aspect = cls.aspect.id
        cls.by(plan, head).env["hr.asn.rhk"].create(
            [
                {
                    "skp_id": plan.id,
                    "name": f"Hasil {number}",
                    "classification": one,
                    "iki_ids": [
                        (0, 0, {"name": "Jumlah", "aspect_id": aspect, "target": "400"})
                    ],
                }
                for number, one in enumerate(classes, 1)
            ]
        )
        return cls.quarter(head, 1)

    @classmethod
    def reach_of(cls, evaluation, *actuals):
        """Enter what each indicator reached in a period; None: nothing."""
        indicators = evaluation.skp_id.rhk_ids.sorted("id").iki_ids
        own = cls.by(evaluation, evaluation.employee_id)
        own.env["hr.asn.realization"].create(
            [
                {
                    "iki_id": iki.id,
                    "period_id": evaluation.period_id.id,
                    "actual": actual,
                }
                for iki, actual in zip(indicators, actuals, strict=True)
                if actual is not None
            ]
        )

    def draft(self, rating="baik", reason=False, **values):
        """Return the draft of the leader above the clinic, without a reason."""
        said = self.rated_values(self.clinic, rating, reason=reason, **values)
        return self.drafts.create(said)

    @property
    def year(self):
        return self.cycle.period_ids.filtered(lambda one: one.kind == "tahun")


@tagged("post_install", "-at_install")
class TestUnitProposal(UnitProposed, AsnCommon):
    def test_a_period_by_what_the_head_agreed_for_the_unit(self):
        for actuals, reached, expected in (
            (("101", "101"), 10000, "istimewa"),
            (("300", "100"), 10000, "baik"),
            (("100", "80"), 9000, "baik"),
            (("100", "79"), 8950, "butuh_perbaikan"),
            (("300", "40"), 7000, "butuh_perbaikan"),
            (("100", "39"), 6950, "kurang"),
            (("100", "0"), 5000, "kurang"),
            (("0", "0"), 0, "sangat_kurang"),
            (("100", None), 10000, "baik"),
            (("300", None), 10000, "baik"),
        ):
            with self.subTest(actuals), self.cr.savepoint() as savepoint:
                self.reach_of(self.of_head, *actuals)
                made = self.by(self.draft(), self.chief)
                self.assertEqual(made.proposed, expected)
                tree = made.explain()["rating"]
                self.assertEqual(tree["achievement_bp"], reached)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_without_figures_nothing_is_proposed_and_no_reason_asked(self):
        made = self.draft("kurang")
        self.assertFalse(made.proposed or made.needs_reason)
        self.assertEqual(made.explain(), {"rating": None})
        made.action_set()
        self.assertEqual((made.state, made.proposed_rating), ("set", False))
        self.assertEqual(seal.unseal(made.content)["proposed"], "")

    def test_of_a_head_who_is_rated_elsewhere_nothing_is_proposed(self):
        self.reach_of(self.of_head, "100", "100")
        self.policy.sudo().source = "ruang_gtk"
        self.assertFalse(self.draft().proposed)

    def test_results_of_the_person_are_not_the_units(self):
        """The head of the office has one of each: his own went badly."""
        own = self.agreed(self.head, "organisasi", "individu")
        self.reach_of(own, "95", "0")
        values = self.rated_values(self.office, "baik", reason=False)
        made = self.by(self.env["hr.asn.unit.rating"], self.mayor).create(values)
        tree = made.explain()["rating"]
        (leaf,) = tree["leaves"]
        self.assertEqual((made.proposed, leaf["achievement_bp"]), ("baik", 9500))
        self.assertEqual(
            leaf["ref"], ["hr.asn.rhk", own.skp_id.rhk_ids.sorted("id")[0].id]
        )

    def test_the_explanation_leads_to_the_indicators(self):
        self.reach_of(self.of_head, "120", "80")
        tree = self.draft().explain()["rating"]
        self.assertEqual((tree["rule"], tree["value"]), ("unit_progress", "baik"))
        first, second = tree["leaves"]
        self.assertEqual((first["label"], second["label"]), ("Hasil 1", "Hasil 2"))
        self.assertEqual(tree["measured"], [2, 2])
        reached = [
            one["achievement_bp"] for one in (*first["leaves"], *second["leaves"])
        ]
        self.assertEqual(reached, [12000, 8000])
        self.assertEqual(first["leaves"][0]["ref"][0], "hr.asn.iki")

    def test_another_rating_asks_for_a_reason(self):
        self.reach_of(self.of_head, "100", "90")
        made = self.draft("baik")
        self.assertFalse(made.needs_reason)
        made.write({"rating": "butuh_perbaikan"})
        self.assertTrue(made.needs_reason)
        for reason in (False, "  "):
            made.write({"reason": reason})
            with self.assertRaisesRegex(UserError, "Proposed Unit Rating: Good"):
                made.action_set()
        made.write({"reason": WHY})
        made.action_set()
        self.assertEqual(made.proposed_rating, "baik")

    def test_what_was_proposed_stays_whatever_is_reached_later(self):
        self.reach_of(self.of_head, "100", "90")
        made = self.draft("kurang", WHY)
        before = made.explain()
        made.action_set()
        self.by(self.of_head, self.boss).realization_ids.actual = "0"
        made = self.by(made, self.chief)
        self.assertEqual((made.proposed, made.needs_reason), ("baik", True))
        self.assertEqual(made.explain(), before)
        self.assertEqual(before["rating"]["achievement_bp"], 9500)

    def test_all_of_it_is_sealed_and_locked(self):
        self.reach_of(self.of_head, "100", "90")
        heard = "Bagian Organisasi, 1 April"
        made = self.draft("kurang", WHY, recommendation=heard)
        made.action_set()
        content = seal.unseal(made.content)
        self.assertEqual(
            [content[name] for name in ("proposed", "reason", "recommendation")],
            ["baik", WHY, heard],
        )
        self.assertEqual(content["proposal"]["rating"]["achievement_bp"], 9500)
        self.assertNotIn("parts", content)
        for name, value in (
            ("reason", "Lain"),
            ("recommendation", "Lain"),
            ("agreement_result", "sesuai"),
            ("expectation_result", "sesuai"),
        ):
            with self.subTest(name), self.assertRaises(UserError), mute_logger(*QUIET):
                self.by(made, self.chief).write({name: value})
        with self.assertRaises(AccessError):
            made.sudo().write({"proposed_rating": "kurang"})

    def test_reopened_it_is_proposed_afresh(self):
        self.reach_of(self.of_head, "100", "90")
        made = self.draft("kurang", WHY)
        made.action_set()
        self.by(made, self.chief).action_reopen("Salah ketik")
        self.assertFalse(made.proposed_rating)
        self.by(self.of_head, self.boss).realization_ids.actual = "0"
        made = self.by(made, self.chief)
        self.assertEqual(made.proposed, "sangat_kurang")
        made.write({"rating": "sangat_kurang", "reason": False})
        made.action_set()
        self.assertEqual(made.proposed_rating, "sangat_kurang")

    def test_who_acts_as_head_has_a_plan_that_counts(self):
        self.reach_of(self.of_head, "100", "90")
        self.of_head.skp_id.assignment_id.status = "plt"
        self.env.flush_all()
        self.assertEqual(self.draft().proposed, "baik")

    def test_who_became_head_in_his_own_right_has_the_same_for_everybody(self):
        """The leader of now is no party to the plan of then: he reads none of it."""
        self.reach_of(self.of_head, "100", "90")
        post = self.of_head.skp_id.assignment_id
        post.write({"status": "plt", "date_to": f"{YEAR}-03-31"})
        day = f"{YEAR}-04-01"
        self._assign(
            self.boss, self.foreign_boss, self.clinic, self.mayor, date_from=day
        )
        ratings = self.by(self.env["hr.asn.unit.rating"], self.foreign_boss)
        made = ratings.create(self.rated_values(self.clinic, "baik", reason=False))
        own = self.by(self.of_head, self.foreign_boss)
        self.assertFalse(own.has_access("read"))
        for who in (self.foreign_boss, self.officer, self.team, self.auditor):
            told = self.by(made, who)
            self.assertEqual((told.proposed, told.needs_reason), ("baik", False))
            self.assertEqual(told.explain()["rating"]["achievement_bp"], 9500)
        self.by(made, self.foreign_boss).action_set()
        self.assertEqual(made.sudo().proposed_rating, "baik")

    def test_what_was_set_before_proposals_were_made_has_none(self):
        made = self.draft("kurang")
        made.action_set()
        content = seal.unseal(made.content)
        old = {name: one for name, one in content.items() if name != "proposal"}
        made.sudo()._asn_put(seal.seal(old))
        made = self.by(made, self.chief)
        self.assertFalse(made.proposed or made.needs_reason)
        self.assertEqual(made.explain(), {"rating": None})

    def test_who_is_measured_by_it_reads_what_was_proposed(self):
        """Why it was left is read by the head of the unit, and who reads the rating."""
        self.reach_of(self.of_head, "100", "90")
        same = "The system proposed the same."
        other = "The system proposed: Proposed Unit Rating: Good."
        why = f"{other} Reason: {WHY}"
        for rating, readers in (
            ("baik", ((self.staff, same), (self.boss, same), (self.chief, same))),
            (
                "kurang",
                (
                    *((self.staff, other), (self.boss, why), (self.chief, why)),
                    *((self.officer, why), (self.auditor, why)),
                ),
            ),
        ):
            with self.cr.savepoint() as savepoint:
                self.draft(rating, WHY).action_set()
                self.bring_evaluation(self.evaluation, "delivered")
                for who, told in readers:
                    said = self.by(self.evaluation, who).unit_result
                    with self.subTest(rating, who=who.name):
                        self.assertTrue(said.endswith(f"target tercapai {told}"), said)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_who_writes_the_reason_sees_who_reads_it(self):
        arch = self.drafts.get_view(
            self.env.ref("hr_asn_appraisal.hr_asn_unit_rating_view_form").id
        )["arch"]
        (told,) = etree.fromstring(arch).xpath(
            "//field[@name='reason']/following-sibling::p[1]"
        )
        self.assertIn("head of the unit reads the reason", " ".join(told.text.split()))
        shown = told.getprevious().get("invisible")
        self.assertEqual(told.get("invisible"), shown)


@tagged("post_install", "-at_install")
class TestUnitProposalOfYear(UnitProposed, AsnCommon):
    def of_year(self, rating="baik", reason=False, **values):
        return self.draft(rating, reason, period=self.year, **{**MEETS, **values})

    def test_a_year_needs_both_of_its_parts(self):
        for name in MEETS:
            with self.subTest(name), self.cr.savepoint() as savepoint:
                made = self.of_year(**{name: False})
                self.assertFalse(made.proposed)
                with self.assertRaisesRegex(UserError, "performance agreement"):
                    made.action_set()
                savepoint.rollback()
                self.env.invalidate_all()

    def test_no_other_period_has_parts(self):
        for name, value in MEETS.items():
            with self.subTest(name), self.assertRaises(ValidationError):
                self.draft(**{name: value})

    def test_the_table_proposes_from_both(self):
        for agreement, expectation, expected in (
            ("di_atas", "di_atas", "istimewa"),
            ("di_bawah", "sesuai", "butuh_perbaikan"),
            ("sesuai", "di_bawah", "kurang"),
        ):
            with self.subTest(expected), self.cr.savepoint() as savepoint:
                made = self.of_year(
                    agreement_result=agreement, expectation_result=expectation
                )
                self.assertEqual((made.proposed, made.needs_reason), (expected, True))
                tree = made.explain()["rating"]
                self.assertEqual(
                    [(one["label"], one["rating"]) for one in tree["leaves"]],
                    [
                        ("Performance Agreement", agreement),
                        ("Leader's Expectation", expectation),
                    ],
                )
                savepoint.rollback()
                self.env.invalidate_all()

    def test_the_agreement_is_proposed_from_the_plan_of_the_head(self):
        """95 and 85 of 100 each: one meets what was agreed, one does not."""
        self.reach_of(self.of_head, "95", "85")
        made = self.of_year()
        self.assertEqual(made.proposed_agreement, "sesuai")
        tree = made.explain()["agreement"]
        reached = [one["achievement_bp"] for one in tree["leaves"]]
        self.assertEqual((reached, tree["achievement_bp"]), ([9500, 8500], 9000))
        made.write({"agreement_result": "di_bawah", "rating": "butuh_perbaikan"})
        self.assertEqual((made.proposed, made.needs_reason), ("butuh_perbaikan", True))
        with self.assertRaisesRegex(UserError, "Agreement: Meets Expectation"):
            made.action_set()
        made.write({"reason": WHY})
        made.action_set()
        content = seal.unseal(made.content)
        self.assertEqual(
            content["parts"], {"agreement": "di_bawah", "expectation": "sesuai"}
        )
        self.assertEqual(content["proposed_agreement"], "sesuai")
        self.assertEqual(made.proposed_agreement, "sesuai")

    def test_without_figures_the_leader_says_both_by_himself(self):
        made = self.of_year()
        self.assertFalse(made.proposed_agreement)
        made.action_set()
        self.assertEqual((made.state, made.proposed_rating), ("set", "baik"))


@tagged("post_install", "-at_install")
class TestUnitRatingTold(UnitProposed, AsnCommon):
    def test_the_head_is_told_that_it_was_set_and_not_how(self):
        made = self.draft()
        self.assertFalse(self.told_of(made, RATED))
        made.action_set()
        self.assertEqual(self.told_of(made, RATED), [self.boss.user_id.login])
        told = made.sudo().activity_ids
        self.assertNotIn("Good", f"{told.summary} {told.res_name} {told.note or ''}")
        self.by(made, self.chief).action_reopen("Salah ketik")
        self.assertFalse(self.told_of(made, RATED))

    def test_a_head_without_a_login_is_told_nothing(self):
        self.boss.user_id = False
        made = self.draft()
        made.action_set()
        self.assertFalse(made.sudo().activity_ids)


@tagged("post_install", "-at_install")
class TestUnitProposalSeen(UnitProposed, AsnHttpCommon):
    @mute_logger(*QUIET)
    def test_from_outside_a_departure_has_a_reason_too(self):
        self.reach_of(self.of_head, "100", "90")
        made = self.draft("baik")
        self.sign_in(self.chief)
        model = "hr.asn.unit.rating"
        said, error = self.rpc(model, "write", made.ids, {"rating": "istimewa"})
        self.assertTrue(said, error)
        error = self.rpc(model, "action_set", made.ids)[1]
        self.assertEqual(error, "odoo.exceptions.UserError")
        for values in ({"proposed_rating": "istimewa"}, {"proposed": "istimewa"}):
            self.rpc(model, "write", made.ids, values)
        error = self.rpc(model, "action_set", made.ids)[1]
        self.assertEqual(error, "odoo.exceptions.UserError")
        self.rpc(model, "write", made.ids, {"reason": WHY})
        self.assertFalse(self.rpc(model, "action_set", made.ids)[1])
        self.assertEqual((made.state, made.proposed_rating), ("set", "baik"))

    def typed(self, who, unit, record=(), **values):
        """Return what a form says is proposed, as somebody fills it in."""
        self.sign_in(who)
        values = {"department_id": unit.id, "period_id": self.period.id} | values
        spec = dict.fromkeys(("proposed", "proposal", "needs_reason"), {})
        names = ["department_id"] if record else []
        said, error = self.rpc(
            "hr.asn.unit.rating", "onchange", [*record], values, names, spec
        )
        self.assertIsNone(error)
        tree = (said["value"].get("proposal") or {}).get("rating")
        return said["value"].get("proposed") or None, tree and tree["value"]

    def test_a_form_tells_who_enters_the_rating_only(self):
        """Whoever may open a form chooses any unit in it: he learns nothing of it."""
        self.reach_of(self.of_head, "100", "90")
        for who in (self.chief, self.officer, self.unit_officer):
            self.assertEqual(self.typed(who, self.clinic), ("baik", "baik"), who.name)
        self.unit_officer.sudo().asn_unit_ids = self.school_office
        self.boss.user_id.group_ids |= self.env.ref(OFFICER)
        for who in (
            *(self.staff, self.peer, self.foreign_boss, self.boss),
            *(self.unit_officer, self.auditor),
        ):
            for extra in (
                {},
                {"asn_is_led": True},
                {"asn_in_officer_scope": True},
                {"leader_id": (getattr(who, "user_id", None) and who or self.peer).id},
            ):
                told = self.typed(who, self.clinic, **extra)
                self.assertEqual(told, (None, None), (who.name, extra))

    def test_a_form_of_another_unit_tells_nothing_either(self):
        """A draft of one's own, in which the unit of somebody else is chosen."""
        self.reach_of(self.of_head, "100", "90")
        own = self.agreed(self.head, "organisasi", "organisasi")
        self.reach_of(own, "0", "0")
        made = self.draft()
        told = self.typed(self.chief, self.office, made.ids)
        self.assertEqual(told, (None, None))
        # Nor of whom a form says that he is the head.
        told = self.typed(self.chief, self.clinic, employee_id=self.staff.id)
        self.assertEqual(told, ("baik", "baik"))

    @mute_logger(*QUIET)
    def test_who_may_not_read_the_rating_reads_no_proposal(self):
        """The head reads it once it is set, as the rating; a stranger never."""
        self.reach_of(self.of_head, "100", "90")
        made = self.draft("baik")
        for step in ("draft", "set"):
            for who, reads in (
                *((self.boss, step == "set"), (self.staff, False)),
                *((self.foreign_boss, False), (self.chief, True)),
                *((self.officer, True), (self.auditor, True)),
            ):
                self.sign_in(who)
                for method, args in (("explain", ()), ("read", (["proposed"],))):
                    error = self.rpc("hr.asn.unit.rating", method, made.ids, *args)[1]
                    self.assertEqual(not error, reads, (step, who.name, method))
            if step == "draft":
                self.by(made, self.chief).action_set()


@tagged("post_install", "-at_install")
class TestUnitProposalTours(UnitProposed, AsnTourCase):
    def depart(self):
        self.reach_of(self.of_head, "100", "90")
        made = self.draft(False)
        path = f"/odoo/unit-ratings/{made.id}"
        self.tour(path, "hr_asn_leader_departs_from_proposal", self.chief)
        self.assertEqual(
            (made.state, made.rating, made.reason, made.proposed_rating),
            ("set", "kurang", WHY, "baik"),
        )

    def test_the_leader_sees_why_and_departs_with_a_reason(self):
        self.depart()

    def test_the_same_on_a_phone(self):
        self.browser_size = PHONE
        self.touch_enabled = True
        self.depart()

    def test_a_year_shows_its_parts(self):
        self.reach_of(self.of_head, "95", "95")
        made = self.draft(False, period=self.year)
        path = f"/odoo/unit-ratings/{made.id}"
        self.tour(path, "hr_asn_leader_rates_the_year_of_a_unit", self.chief)
        self.assertEqual(
            (made.state, made.rating, made.proposed_rating), ("set", "baik", "baik")
        )
        self.assertEqual(made.agreement_result, "sesuai")
