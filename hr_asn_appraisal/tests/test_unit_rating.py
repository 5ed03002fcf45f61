"""The rating of a unit: who sets it, who sees it, what it makes of its head."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import distribution
from .common import YEAR, AsnCommon, AsnHttpCommon

QUIET = ("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule", "odoo.sql_db")


class UnitRated:
    """The clinic, headed by the boss; above it stand the chief, then the mayor."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clinic.manager_id = cls.boss
        cls.evaluation = cls.quarter(cls.staff, 1)
        cls.period = cls.evaluation.period_id
        cls.set_day(f"{YEAR}-04-05")

    @classmethod
    def rate_unit(cls, unit, rating, who=None, period=None, **values):
        """Return a rating of a unit, entered and set by a user."""
        made = cls.by(cls.env["hr.asn.unit.rating"], who or cls.chief).create(
            cls.rated_values(unit, rating, period, **values)
        )
        made.action_set()
        return made.with_env(cls.env)

    @classmethod
    def rated_values(cls, unit, rating, period=None, **values):
        """Return what says whole what a unit achieved, also other than is proposed."""
        period = period or cls.period
        parts = ("agreement_result", "expectation_result")
        return {
            "department_id": unit.id,
            "period_id": period.id,
            "rating": rating,
            "source": "Perjanjian kinerja 2026, 9 dari 10 target tercapai",
            "reason": "Capaian lain dibuktikan dalam laporan kinerja",
            "decided_on": f"{YEAR}-04-02",
            **(dict.fromkeys(parts, "sesuai") if period.kind == "tahun" else {}),
            **values,
        }


@tagged("post_install", "-at_install")
class TestUnitRating(UnitRated, AsnCommon):
    def test_the_leader_above_sets_and_it_is_sealed(self):
        made = self.rate_unit(self.clinic, "baik")
        self.assertEqual((made.state, made.head_id), ("set", self.boss))
        self.assertEqual(made.leader_id, self.chief)
        self.assertTrue(made.is_intact)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_asn_unit_rating SET content = content || ' ' WHERE id = %s",
            made.ids,
        )
        self.env.invalidate_all()
        self.assertFalse(made.is_intact)

    def test_one_for_a_unit_and_period(self):
        self.rate_unit(self.clinic, "baik")
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.rate_unit(self.clinic, "kurang")

    def test_it_says_what_it_stands_on(self):
        for missing in ("rating", "source", "decided_on"):
            with self.subTest(missing), self.assertRaisesRegex(UserError, "enter the"):
                values = {"rating": "baik", missing: False}
                with self.cr.savepoint():
                    self.rate_unit(self.clinic, **values)
        with self.assertRaisesRegex(UserError, "later day"), self.cr.savepoint():
            self.rate_unit(self.clinic, "baik", decided_on=f"{YEAR}-04-06")

    def test_what_is_set_stays_until_it_is_reopened_with_a_reason(self):
        made = self.rate_unit(self.clinic, "baik")
        own = self.by(made, self.chief)
        for vals in ({"rating": "kurang"}, {"source": "x"}, {"state": "draft"}):
            with self.assertRaises(UserError):
                self.by(made, self.chief).write(vals)
        with self.assertRaisesRegex(UserError, "why"):
            own.action_reopen(" ")
        seal = made.sha256
        own.action_reopen("Salah ketik")
        self.assertEqual(
            (made.state, made.sha256, made.set_on), ("draft", False, False)
        )
        event = self.events(made)[-1]
        self.assertIn("Salah ketik", event.note)
        self.assertIn(seal, event.note)
        self.by(made, self.chief).write({"rating": "kurang"})
        self.by(made, self.chief).action_set()
        self.assertEqual(made.rating, "kurang")

    def test_not_corrected_once_somebody_was_delivered_by_it(self):
        made = self.rate_unit(self.clinic, "baik")
        self.bring_evaluation(self.evaluation, "delivered")
        with self.assertRaisesRegex(UserError, "cannot be corrected"):
            self.by(made, self.chief).action_reopen("Salah")

    def test_corrected_where_all_was_delivered_before_it_was_set(self):
        self.bring_evaluation(self.evaluation, "delivered")
        self.set_day(f"{YEAR}-04-06")
        made = self.rate_unit(self.clinic, "baik")
        self.by(made, self.chief).action_reopen("Salah")
        self.assertEqual(made.state, "draft")

    def test_corrected_on_the_day_of_an_earlier_delivery(self):
        """Delivered in the morning, set at noon: nothing stands on it."""
        self.bring_evaluation(self.evaluation, "delivered")
        made = self.rate_unit(self.clinic, "baik")
        self.by(made, self.chief).action_reopen("Salah")
        self.assertEqual(made.state, "draft")

    def test_what_a_delivery_stands_on_stays_though_a_nearer_unit_is_rated(self):
        office = self.rate_unit(self.office, "baik", self.mayor)
        self.bring_evaluation(self.evaluation, "delivered")
        self.assertEqual(self.evaluation.unit_rating_id, office)
        self.rate_unit(self.clinic, "baik")
        with self.assertRaisesRegex(UserError, "cannot be corrected"):
            self.by(office, self.mayor).action_reopen("Salah")

    def test_a_unit_above_is_corrected_while_only_rated_ones_below_were_delivered(self):
        self.rate_unit(self.clinic, "baik")
        office = self.rate_unit(self.office, "baik", self.mayor)
        self.bring_evaluation(self.evaluation, "delivered")
        self.by(office, self.mayor).action_reopen("Salah")
        self.assertEqual(office.state, "draft")

    def test_the_officer_enters_it_for_a_leader_without_login_only(self):
        with self.assertRaisesRegex(AccessError, "leader"), self.cr.savepoint():
            self.rate_unit(self.clinic, "baik", self.officer)
        self.chief.user_id = False
        made = self.rate_unit(self.clinic, "istimewa", self.officer)
        self.assertEqual(self.events(made)[-1].on_behalf_of_id, self.chief)
        self.assertEqual(made.leader_id, self.chief)

    def test_nobody_sets_that_of_his_own_unit(self):
        for who in (self.boss, self.peer, self.foreign_boss, self.auditor):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.rate_unit(self.clinic, "istimewa", who)

    def test_without_an_appraiser_the_head_above_sets_it(self):
        self.env["hr.asn.assignment"].search(
            [("employee_id", "=", self.boss.id)]
        ).appraiser_id = False
        made = self.rate_unit(self.clinic, "baik", self.head)
        self.assertEqual(made.leader_id, self.head)

    def test_who_comes_after_sets_it_at_once(self):
        """Rights follow the assignment in a warm registry."""
        made = self.by(self.env["hr.asn.unit.rating"], self.chief).create(
            self.rated_values(self.clinic, "baik")
        )
        post = self.env["hr.asn.assignment"].search(
            [("employee_id", "=", self.boss.id)]
        )
        post.appraiser_id = self.foreign_boss
        self.assertFalse(self.by(made, self.chief).search([]))
        self.assertEqual(self.by(made, self.foreign_boss).asn_can, "set")


@tagged("post_install", "-at_install")
class TestUnitRatingSeen(UnitRated, AsnHttpCommon):
    @mute_logger(*QUIET)
    def test_hidden_from_the_head_while_draft_then_visible(self):
        made = self.by(self.env["hr.asn.unit.rating"], self.chief).create(
            self.rated_values(self.clinic, "baik")
        )
        seen = {}
        for step in ("draft", "set"):
            for who in (
                *(self.boss, self.staff, self.peer, self.chief, self.head),
                *(self.foreign_boss, self.officer, self.unit_officer, self.team),
                self.auditor,
            ):
                self.sign_in(who)
                found, _error = self.rpc("hr.asn.unit.rating", "search", [])
                seen[step, who.name] = bool(found)
                _read, error = self.rpc(
                    "hr.asn.unit.rating", "read", made.ids, ["rating"]
                )
                self.assertEqual(bool(found), not error, (step, who.name))
            if step == "draft":
                self.by(made, self.chief).action_set()
        always = ("Hendra", "officer", "unit_officer", "team", "auditor")
        for name in always:
            self.assertTrue(seen["draft", name] and seen["set", name], name)
        for name in ("Aisyah", "Rina"):
            self.assertEqual(
                (seen["draft", name], seen["set", name]), (False, True), name
            )
        for name in ("Dewi", "Laila", "Safrina"):
            self.assertFalse(seen["draft", name] or seen["set", name], name)

    @mute_logger(*QUIET)
    def test_head_with_every_role_does_not_see_the_draft(self):
        made = self.by(self.env["hr.asn.unit.rating"], self.chief).create(
            self.rated_values(self.clinic, "baik")
        )
        for group in ("admin", "auditor"):
            self.boss.user_id.group_ids |= self.env.ref(
                f"hr_asn_appraisal.group_asn_{group}"
            )
        self.sign_in(self.boss)
        self.assertFalse(self.rpc("hr.asn.unit.rating", "search", [])[0])
        for method, args in (("action_set", ()), ("write", ({"rating": "kurang"},))):
            error = self.rpc("hr.asn.unit.rating", method, made.ids, *args)[1]
            self.assertEqual(error, "odoo.exceptions.AccessError", method)

    @mute_logger(*QUIET)
    def test_corrected_by_the_dialog_of_who_set_it(self):
        made = self.rate_unit(self.clinic, "baik")
        asked = self.by(made, self.chief).action_ask_reopen()["context"]
        values = {
            name.removeprefix("default_"): value for name, value in asked.items()
        } | {"text": "Salah ketik"}
        for who, state in (
            (self.boss, "set"),
            (self.staff, "set"),
            (self.chief, "draft"),
        ):
            self.sign_in(who)
            said = self.rpc("hr.asn.say", "create", [values])[0]
            error = self.rpc("hr.asn.say", "action_say", said)[1]
            self.assertEqual(made.state, state, who.name)
            self.assertEqual(bool(error), state == "set", who.name)
        self.assertIn("Salah ketik", self.events(made)[-1].note)


@tagged("post_install", "-at_install")
class TestHeadResult(UnitRated, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.of_head = cls.quarter(cls.boss, 1)
        cls.prove(cls.of_head)
        cls.by(cls.of_head, cls.boss).action_submit()

    def rate(self, result, reason="Sesuai capaian organisasi"):
        self.by(self.of_head, self.chief).action_rate(result, "sesuai", reason)

    def told(self, who):
        user = who if who._name == "res.users" else who.user_id
        types = self.of_head.sudo().activity_ids.filtered(
            lambda one: one.user_id == user
        )
        return types.activity_type_id.mapped("name")

    def test_who_may_open_it_again_is_told_of_a_head_delivered_otherwise(self):
        self.rate("di_bawah")
        self.by(self.of_head, self.chief).action_deliver()
        self.rate_unit(self.clinic, "baik")
        for who in (self.of_head.superior_id, self.officer):
            self.assertIn("Head Rated Otherwise than the Unit", self.told(who))
        self.by(self.of_head, self.officer).action_reopen("Capaian unit baik")
        self.rate("sesuai")
        self.assertNotIn("Head Rated Otherwise than the Unit", self.told(self.officer))

    def test_a_head_who_is_rated_elsewhere_does_not_stand_in_the_way(self):
        """His result came from another system: no row of ours, nothing to open."""
        self.policy.sudo().source = "ruang_gtk"
        self.of_head.sudo()._asn_put({"state": "final", "result": "di_bawah"})
        made = self.rate_unit(self.clinic, "baik")
        self.assertEqual(made.state, "set")
        self.assertFalse(self.told(self.officer))
        self.by(made, self.chief).action_reopen("Salah")
        self.assertEqual(made.state, "draft")

    def test_of_a_head_delivered_alike_nobody_is_told(self):
        self.rate("di_bawah")
        self.by(self.of_head, self.chief).action_deliver()
        self.rate_unit(self.clinic, "kurang")
        self.assertNotIn("Head Rated Otherwise than the Unit", self.told(self.officer))

    def test_until_the_unit_is_rated_everything_is_as_before(self):
        tree = self.by(self.of_head, self.chief).explain()["result"]
        self.assertEqual(tree["rule"], "majority")
        self.rate("di_bawah")
        self.assertEqual(self.of_head.state, "rated")

    def test_the_result_of_the_unit_is_proposed_and_must_be_given(self):
        made = self.rate_unit(self.clinic, "istimewa")
        tree = self.by(self.of_head, self.chief).explain()["result"]
        self.assertEqual((tree["value"], tree["rule"]), ("di_atas", "unit"))
        (leaf,) = tree["leaves"]
        self.assertEqual(leaf["ref"], ["hr.asn.unit.rating", made.id])
        self.assertIn("Outstanding", leaf["label"])
        with self.assertRaisesRegex(UserError, "head of a unit"):
            self.rate("sesuai")
        own = self.by(self.of_head, self.chief)
        with self.assertRaisesRegex(UserError, "head of a unit"):
            own.write({"draft_result": "di_bawah"})
        self.rate("di_atas")
        self.by(self.of_head, self.chief).action_deliver()
        self.assertEqual(self.of_head.result, "di_atas")
        content = self.of_head.document_ids._content()
        self.assertEqual(content["unit_rating"], "istimewa")

    def test_the_table_of_the_policy_decides(self):
        self.policy.sudo().head_baik = "di_atas"
        self.rate_unit(self.clinic, "baik")
        self.rate("di_atas")
        self.assertEqual(self.of_head.state, "rated")

    def test_rated_before_the_unit_is_not_delivered_with_another_result(self):
        self.rate("sesuai", False)
        self.rate_unit(self.clinic, "kurang")
        with self.assertRaisesRegex(UserError, "head of a unit"):
            self.by(self.of_head, self.chief).action_deliver()
        told = self.by(self.of_head, self.chief).action_deliver_all()
        self.assertIn("head of a unit", told["params"]["message"])
        self.assertEqual(self.of_head.state, "rated")
        answer = self.by(self.of_head.browse(), self.chief).rate_and_deliver(
            [
                {"id": self.of_head.id, "result": "sesuai", "behavior": "sesuai"},
            ]
        )
        self.assertFalse(answer["delivered"])
        self.assertIn("head of a unit", answer["refused"][0])

    def test_who_is_no_head_is_free_and_has_the_unit_on_paper(self):
        """A unit without a rating of its own is measured by the next above."""
        self.rate_unit(self.office, "kurang", self.mayor, decree="SK 12/2026")
        self.assertFalse(self.of_head._asn_headed())
        self.rate("sesuai", False)
        self.by(self.of_head, self.chief).action_deliver()
        content = self.of_head.document_ids._content()
        self.assertEqual(content["unit_rating"], "kurang")
        told = self.by(self.of_head, self.of_head.employee_id).unit_result
        self.assertEqual(
            told,
            "Poor, decided on 2 April 2026. Source: Perjanjian kinerja 2026, "
            "9 dari 10 target tercapai, SK 12/2026",
        )

    def test_who_acts_for_a_head_has_a_result_of_his_own(self):
        post = self.of_head.skp_id.assignment_id
        post.status = "plt"
        self.env.flush_all()
        self.rate_unit(self.clinic, "kurang")
        self.assertEqual(self.of_head.skp_id.status, "plt")
        self.assertFalse(self.of_head._asn_headed())


@tagged("post_install", "-at_install")
class TestUnitRatingGuard(UnitRated, AsnCommon):
    def test_only_a_draft_is_deleted(self):
        made = self.rate_unit(self.clinic, "baik")
        with self.assertRaises(UserError):
            made.sudo().unlink()
        self.by(made, self.chief).action_reopen("Salah")
        self.by(made, self.chief).unlink()

    def test_shipped_rules_stay_and_a_policy_has_its_own(self):
        rules = self.env["hr.asn.distribution.rule"]
        shipped = rules.search([("policy_id", "=", False)])
        with self.assertRaises(AccessError), mute_logger(*QUIET):
            self.by(shipped[:1], self.admin).write({"limit": 1})
        with self.assertRaises(AccessError), mute_logger(*QUIET):
            self.by(shipped[:1], self.admin).unlink()
        with self.assertRaises(UserError), mute_logger(*QUIET):
            self.by(rules, self.admin).create({"org_rating": "baik", "baik": True})
        used = {"policy_id": self.policy.id, "org_rating": "baik", "baik": True}
        self.policy.sudo().company_id = self.agency
        with self.assertRaisesRegex(UserError, "stand on"), mute_logger(*QUIET):
            self.by(rules, self.admin).create({**used, "limit": 50})

    def test_shipped_patterns_are_those_of_the_law(self):
        rules = self.env["hr.asn.distribution.rule"]
        self.assertEqual(self.policy.pattern, "se3_2023")
        for version, patterns in distribution.PATTERNS.items():
            values = {"name": version, "pattern": version}
            policy = self.policy.create({**values, "company_id": self.agency.id})
            self.assertEqual(len(patterns), 5)
            for rating, law in patterns.items():
                found = rules._asn_rules(policy)[policy][rating]
                self.assertEqual(tuple(one._asn_rule() for one in found), law, rating)

    def test_rules_of_a_policy_count_instead(self):
        own = self.policy.create({"name": "Sendiri", "company_id": self.agency.id})
        rules = self.by(self.env["hr.asn.distribution.rule"], self.admin)
        made = rules.create(
            {"policy_id": own.id, "org_rating": "baik", "baik": True, "limit": 50}
        )
        found = made._asn_rules(own)[own]
        self.assertEqual(found["baik"], made)
        self.assertEqual(len(found["kurang"]), 3)
        copied = own.copy().distribution_rule_ids
        self.assertEqual(copied._asn_rule(), made._asn_rule())
