"""Which behaviours are expected: by the policy, by the post, and as it was agreed."""

from lxml import etree

from odoo.exceptions import UserError
from odoo.tests import tagged

from .. import seal
from ..law import behavior
from .common import YEAR, AsnCommon

SEVEN = (
    *("Berorientasi Pelayanan", "Akuntabel", "Kompeten", "Harmonis", "Loyal"),
    *("Adaptif", "Kolaboratif"),
)
FOUR = ("Orientasi Pelayanan", "Komitmen", "Inisiatif Kerja", "Kerja Sama")
LEADING = "Kepemimpinan"
FIVE = (*FOUR, LEADING)


class BehaviorFixture:
    scheme = behavior.PP30

    @classmethod
    def _make_cycle(cls):
        super()._make_cycle()
        cls.policy.write({"behaviors": cls.scheme, "evidence_gate": False})

    @classmethod
    def value(cls, name):
        return cls.env.ref(f"hr_asn_appraisal.behavior_{name}")

    def shown(self, person):
        """Return the behaviours that a person's plan shows him, in order."""
        return tuple(self.by(self.plan(person), person).value_ids.mapped("name"))

    def sealed(self, person):
        """Return the behaviours in the newest version of a person's plan."""
        plan = self.plan(person)
        told = plan._asn_version()[plan]._content()["behaviors"]
        return tuple(one["name"] for one in told)

    def rated_by(self, person):
        """Return the behaviours that a person's year would be sealed with now."""
        plan = self.plan(person)
        year = plan.evaluation_ids.filtered(lambda one: one.kind == "annual")
        found = year._asn_results_reached()[year].behaviors
        return tuple(one["name"] for one in found)


@tagged("post_install", "-at_install")
class TestBerakhlak(BehaviorFixture, AsnCommon):
    """What was there before stays as it was, to the letter."""

    scheme = behavior.BERAKHLAK

    def as_before(self):
        values = self.env["hr.asn.behavior"].search([("kind", "=", "berakhlak")])
        return [
            {
                "id": one.id,
                "name": one.name,
                "guides": [one.guide_1, one.guide_2, one.guide_3],
                "expectation": "",
            }
            for one in values
        ]

    def test_it_is_what_a_policy_follows_unless_it_says_otherwise(self):
        made = self.env["hr.asn.policy"].create({"name": "Baru"})
        self.assertEqual(made.behaviors, behavior.BERAKHLAK)
        value = self.env["hr.asn.behavior"].create({"name": "X", "guide_1": "Y"})
        self.assertEqual(value.kind, behavior.VALUE)

    def test_a_plan_is_sealed_as_before(self):
        for person in (self.staff, self.boss):
            plan = self.agree(person)
            self.assertEqual(self.shown(person), SEVEN)
            version = plan._asn_version()[plan]
            before = version._content() | {"behaviors": self.as_before()}
            self.assertEqual(version.sha256, seal.digest(seal.canonical(before)))

    def test_an_evaluation_is_sealed_as_before(self):
        q1 = self.quarter(self.boss, 1)
        self.bring_evaluation(q1, "delivered", "sesuai", "sesuai")
        paper = q1.document_ids
        values = [one | {"feedback": []} for one in self.as_before()]
        before = paper._content() | {"behaviors": values}
        self.assertEqual(paper.sha256, seal.digest(seal.canonical(before)))


@tagged("post_install", "-at_install")
class TestPp30(BehaviorFixture, AsnCommon):
    def test_leadership_is_expected_of_who_leads(self):
        self.assertEqual(self.shown(self.staff), FOUR)
        # The head of the agency's office, of the clinic by his duty, of the unit.
        for leader in (self.chief, self.boss, self.head):
            self.assertEqual(self.shown(leader), FIVE)
        self.assertEqual(self.plan(self.head).assignment_id.post_kind, "fungsional")

    def test_kinds_of_post_that_lead(self):
        post = self.plan(self.staff).assignment_id
        for kind in ("administrator", "pengawas", "jpt"):
            post.post_kind = kind
            self.assertEqual(self.shown(self.staff), FIVE, kind)
        post.post_kind = "pelaksana"
        self.assertEqual(self.shown(self.staff), FOUR)

    def test_what_is_agreed_is_what_was_shown(self):
        for person, names in ((self.boss, FIVE), (self.staff, FOUR)):
            self.agree(person)
            self.assertEqual(self.sealed(person), names)
            self.assertEqual(self.shown(person), names)

    def test_one_sentence_says_what_an_aspect_is(self):
        self.agree(self.staff)
        plan = self.plan(self.staff)
        told = plan._asn_version()[plan]._content()["behaviors"]
        self.assertEqual([len(one["guides"]) for one in told], [1, 1, 1, 1])

    def test_an_agreed_plan_keeps_what_was_asked_until_it_is_changed(self):
        plan = self.agree(self.boss)
        plan.assignment_id.duty = False
        self.assertEqual(self.shown(self.boss), FIVE)
        self.by(plan, self.boss).action_revise("Tugas berganti")
        self.assertEqual(self.shown(self.boss), FOUR)
        self.by(plan, self.boss).action_submit()
        self.by(plan, self.chief).action_approve()
        self.assertEqual(self.sealed(self.boss), FOUR)

    def test_what_was_said_about_another_one_stays_in_the_year(self):
        self.open_evaluations(self.boss)
        self.set_day(f"{YEAR}-02-10")
        plan = self.plan(self.boss)
        about = {"skp_id": plan.id, "behavior_id": self.value("kepemimpinan").id}
        given = self.by(self.env["hr.asn.feedback"], self.chief)
        given.create(about | {"text": "Tim digerakkan."})
        self.assertEqual(self.rated_by(self.boss), FIVE)
        plan.assignment_id.duty = False
        self.by(plan, self.boss).action_revise("Tugas berganti")
        self.by(plan, self.boss).action_submit()
        self.by(plan, self.chief).action_approve()
        self.env.invalidate_all()
        self.assertEqual(self.sealed(self.boss), FOUR)
        self.assertEqual(self.rated_by(self.boss), FIVE)
        with self.assertRaisesRegex(UserError, "expected in it"):
            given.create(about | {"text": "Lagi."})

    def dropped(self):
        """Return the first quarter of a head who is not asked to lead any more.

        His superior has found fault with how he leads, and with nothing else.
        """
        self.policy.sudo().least_notes = 1
        q1 = self.quarter(self.boss, 1)
        self.set_day(f"{YEAR}-02-10")
        plan, leading = self.plan(self.boss), self.value("kepemimpinan")
        self.by(self.env["hr.asn.feedback"], self.chief).create(
            {
                "skp_id": plan.id,
                "behavior_id": leading.id,
                "text": "Tim kurang terarah.",
                "tone": "improve",
            }
        )
        tree = self.by(q1, self.chief).explain()["behavior"]
        self.assertEqual((tree["value"], tree["total"]), ("di_bawah", 1))
        plan.assignment_id.duty = False
        self.by(plan, self.boss).action_revise("Tugas berganti")
        self.by(plan, self.boss).action_submit()
        self.by(plan, self.chief).action_approve()
        return self.by(q1, self.chief)

    def test_what_is_not_expected_any_more_rates_nobody(self):
        q1 = self.dropped()
        tree = q1.explain()["behavior"]
        self.assertEqual((tree["value"], tree["total"]), ("sesuai", 0))
        self.assertEqual(q1.proposed_behavior, "sesuai")
        self.assertEqual(self.rated_by(self.boss), FIVE)

    def test_it_is_sealed_and_shown_with_a_mark(self):
        q1 = self.dropped()
        self.bring_evaluation(q1.with_env(self.env), "delivered", "sesuai", "sesuai")
        sealed = q1.sudo().document_ids._content()["behaviors"]
        marks = [(one["name"], one.get("expected")) for one in sealed]
        self.assertEqual(
            marks, [*((name, None) for name in FOUR), ("Kepemimpinan", False)]
        )
        shown = self.by(q1, self.boss).basis["behaviors"][-1]
        self.assertEqual(shown["name"], "Kepemimpinan (no longer expected in the plan)")
        self.assertEqual(len(shown["feedback"]), 1)

    def test_what_is_written_about_another_one_is_kept(self):
        plan = self.plan(self.staff)
        own = self.by(plan, self.staff)
        own.env["hr.asn.skp.behavior"].create(
            {
                "skp_id": plan.id,
                "behavior_id": self.value("akuntabel").id,
                "expectation": "Kas dihitung setiap sore",
            }
        )
        self.assertEqual(self.shown(self.staff), ("Akuntabel", *FOUR))
        self.agree(self.staff)
        told = plan._asn_version()[plan]._content()["behaviors"]
        self.assertEqual(told[0]["expectation"], "Kas dihitung setiap sore")
        self.by(plan, self.staff).action_revise("Target berubah")
        self.assertEqual(self.shown(self.staff), ("Akuntabel", *FOUR))

    def test_only_what_is_expected_is_offered_for_an_expectation(self):
        view = self.env.ref("hr_asn_appraisal.hr_asn_skp_view_form")
        arch = etree.fromstring(self.env["hr.asn.skp"].get_view(view.id)["arch"])
        offered = arch.xpath("//list/field[@name='behavior_id']")
        offered += arch.xpath("//form//form//field[@name='behavior_id']")
        domains = {one.get("domain") for one in offered}
        self.assertEqual(domains, {"[('id', 'in', parent.value_ids)]"})

    def test_feedback_is_about_what_is_expected(self):
        plan = self.agree(self.staff)
        new = self.by(self.env["hr.asn.feedback"], self.peer).new({"skp_id": plan.id})
        _results, behaviors = new.about_choices
        self.assertEqual([name for _key, name in behaviors["choices"]], [*FOUR])
        values = {"skp_id": plan.id, "text": "Rapi"}
        given = self.by(self.env["hr.asn.feedback"], self.peer)
        made = given.create(values | {"behavior_id": self.value("komitmen").id})
        self.assertEqual(made.subject, "Komitmen")
        for name in ("akuntabel", "kepemimpinan"):
            with self.assertRaisesRegex(UserError, "expected in it"):
                given.create(values | {"behavior_id": self.value(name).id})

    def test_what_was_asked_while_it_was_expected_is_answered(self):
        plan = self.agree(self.boss)
        about = {"skp_id": plan.id, "behavior_id": self.value("kepemimpinan").id}
        asking = self.by(self.env["hr.asn.feedback.request"], self.boss)
        asked = asking.create(
            about | {"asked_id": self.chief.id, "question": "Apakah tim terarah?"}
        )
        plan.assignment_id.duty = False
        self.by(plan, self.boss).action_revise("Tugas berganti")
        self.by(plan, self.boss).action_submit()
        self.by(plan, self.chief).action_approve()
        self.assertEqual(self.sealed(self.boss), FOUR)
        given = self.by(self.env["hr.asn.feedback"], self.chief)
        for names in (FIVE, FOUR):
            _results, behaviors = given.new({"skp_id": plan.id}).about_choices
            offered = tuple(name for _key, name in behaviors["choices"])
            self.assertEqual(offered, names)
            if names == FIVE:
                given.create(about | {"text": "Tim digerakkan."})
                self.assertEqual(asked.sudo().state, "answered")
        with self.assertRaisesRegex(UserError, "expected in it"):
            given.create(about | {"text": "Lagi."})

    def test_who_was_not_asked_does_not_name_what_is_not_expected(self):
        plan = self.agree(self.staff)
        about = {"skp_id": plan.id, "behavior_id": self.value("komitmen").id}
        self.by(self.env["hr.asn.feedback.request"], self.staff).create(
            about | {"asked_id": self.peer.id, "question": "Bagaimana?"}
        )
        other = {"behavior_id": self.value("akuntabel").id, "text": "Rapi"}
        for who in (self.peer, self.boss):
            with self.assertRaisesRegex(UserError, "expected in it"):
                self.by(self.env["hr.asn.feedback"], who).create(about | other)

    def test_colleagues_are_asked_about_the_same(self):
        for person, names in ((self.staff, FOUR), (self.boss, FIVE)):
            survey = self.env["hr.asn.survey"].create(
                {
                    "kind": "group",
                    "evaluation_id": self.quarter(person, 1).id,
                    "date_to": f"{YEAR}-04-10",
                }
            )
            asked = survey._asn_group_questions()
            self.assertEqual(tuple(one["title"] for one in asked), names)
            self.assertIn(" ", asked[0]["question"])
            form = {one["key"]: "sesuai" for one in asked}
            form[str(self.value("loyal").id)] = "sesuai"
            said = survey._asn_group_said(form)
            self.assertEqual(len(said.steps), len(names))

    def test_who_rates_sees_them(self):
        for person, boss, names in (
            (self.staff, self.boss, FOUR),
            (self.boss, self.chief, FIVE),
        ):
            q1 = self.by(self.quarter(person, 1), boss)
            self.assertEqual(q1.expected_behaviors, ", ".join(names))

    def test_what_was_agreed_keeps_its_words(self):
        q1, plan = self.quarter(self.boss, 1), self.plan(self.boss)
        own = self.by(plan, self.boss)
        self.assertEqual((self.shown(self.boss), own.agreed_values), (FIVE, False))
        guide = self.value("komitmen").guide_1
        self.value("komitmen").write({"name": "Kesetiaan", "guide_1": "Setia"})
        told = self.by(q1, self.chief).expected_behaviors
        self.assertEqual(told, ", ".join(FIVE))
        lines = self.by(plan, self.boss).agreed_values.split("\n")
        self.assertEqual([line.split(":")[0] for line in lines], [*FIVE])
        self.assertIn(f"Komitmen: {guide}", lines)
        # What is not agreed yet is asked in the words of today.
        self.assertIn("Kesetiaan", self.shown(self.staff))
        self.assertFalse(self.by(self.plan(self.staff), self.staff).agreed_values)
        self.by(plan, self.boss).action_revise("Target berubah")
        self.assertFalse(self.by(plan, self.boss).agreed_values)

    def test_twenty_plans_cost_what_two_cost(self):
        more = [self._person(f"Rekan {n}", login=False) for n in range(18)]
        for one in more:
            self._assign(one, self.boss, self.clinic, self.chief)
        people = [self.staff, self.peer, *more]
        plans = self.env["hr.asn.skp"].union(*[self.plan(one) for one in people])
        self.assertEqual(len(plans), 20)
        costs = []
        for some in (plans[:2], plans[:2], plans):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.assertEqual(len(some.value_ids), 4)
            costs.append(self.cr.sql_log_count - before)
        self.assertEqual(costs[1], costs[2])


@tagged("post_install", "-at_install")
class TestBerakhlakAndLeadership(BehaviorFixture, AsnCommon):
    scheme = behavior.BERAKHLAK_LEADING

    def test_leadership_comes_to_the_seven(self):
        for person, names in ((self.staff, SEVEN), (self.boss, (*SEVEN, LEADING))):
            self.agree(person)
            self.assertEqual(self.sealed(person), names)


@tagged("post_install", "-at_install")
class TestPresets(AsnCommon):
    def test_each_scheme_in_numbers_has_a_policy_of_its_behaviours(self):
        for name, method, scheme in (
            ("pp30", "pp30_numeric", behavior.PP30),
            ("kmk127", "organisation_blended", behavior.BERAKHLAK_LEADING),
        ):
            policy = self.env.ref(f"hr_asn_appraisal.policy_{name}")
            self.assertEqual((policy.scoring, policy.behaviors), (method, scheme))
            self.assertFalse(policy.company_id)
