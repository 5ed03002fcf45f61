"""Copying last year's plan: what it came to, what is offered, what is taken."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.models import LOG_ACCESS_COLUMNS
from odoo.tests import Form, tagged

from .. import last_year
from ..law import codes
from ..models.hr_asn_skp_copy_mixin import COPIED, COPIED_RESULT
from .common import IKI_CSV, RHK_CSV, YEAR, AsnCommon
from .test_service import Served
from .test_team_indicator import TeamCase

IKI = {
    "id": 1,
    "text": "Anak divaksin",
    "target": "420",
    "low": "420",
    "high": "420",
    "unit": "orang",
    "direction": "naik",
    "pattern": "hitungan",
    "months": "",
    "baseline": "",
}


def result(**changes):
    return {"id": 9, "indicators": [IKI | changes]}


def evaluation(quarter, actual, **changes):
    """Return a sealed evaluation of a quarter (0: of the year)."""
    months = {0: ("01-01", "12-31"), 1: ("01-01", "03-31"), 2: ("04-01", "06-30")}
    start, end = months[quarter]
    return {
        "period": {
            "kind": "triwulan" if quarter else "tahun",
            "date_from": f"2025-{start}",
            "date_to": f"2025-{end}",
        },
        "results": [{"indicators": [IKI | {"actual": actual} | changes]}],
    }


@tagged("post_install", "-at_install")
class TestLastYear(AsnCommon):
    def test_what_it_came_to(self):
        for changes, sealed, expected, unfinished in (
            ({}, [], ("", None, ""), True),
            ({}, [evaluation(0, "392")], ("392", 9333, "2025-12-31"), True),
            ({}, [evaluation(0, "420")], ("420", 10000, "2025-12-31"), False),
            # Quarters are added up where the year was not delivered.
            (
                {},
                [evaluation(2, "220"), evaluation(1, "210,5")],
                ("430,5", 10250, "2025-06-30"),
                False,
            ),
            # The year stands, whatever its quarters add up to.
            (
                {},
                [evaluation(1, "210"), evaluation(0, "400")],
                ("400", 9523, "2025-12-31"),
                True,
            ),
            # A level is the latest, not the sum.
            (
                {"pattern": "posisi"},
                [
                    evaluation(1, "300", pattern="posisi"),
                    evaluation(2, "421", pattern="posisi"),
                ],
                ("421", 10023, "2025-06-30"),
                False,
            ),
            # An increase is told from the baseline each time, not once more from it.
            (
                {"pattern": "kenaikan", "baseline": "392", "target": "20"},
                [
                    evaluation(1, "8", pattern="kenaikan", baseline="392"),
                    evaluation(2, "18", pattern="kenaikan", baseline="392"),
                ],
                ("18", 9000, "2025-06-30"),
                True,
            ),
            # One quarter that nobody reported is not zero.
            (
                {},
                [evaluation(1, ""), evaluation(2, "9")],
                ("9", 214, "2025-06-30"),
                True,
            ),
            # Lower is better.
            (
                {"direction": "turun"},
                [evaluation(0, "400")],
                ("400", 10476, "2025-12-31"),
                False,
            ),
            # Words are neither reached nor missed.
            (
                {"target": "paling lambat Maret", "low": "0", "high": "0"},
                [evaluation(0, "Februari")],
                ("Februari", None, "2025-12-31"),
                False,
            ),
        ):
            with self.subTest(changes=changes, sealed=len(sealed)):
                plan = {"year": 2025, "employee": {}, "results": [result(**changes)]}
                [found] = last_year.offer(plan, sealed)
                self.assertEqual(found.outcomes[1][:3], expected)
                self.assertEqual(found.is_unfinished, unfinished)

    def test_from_where_the_next_year_starts(self):
        """An increase is told from a baseline: the next one starts where it led to."""
        for changes, actual, expected in (
            ({}, "392", "392"),
            ({"pattern": "kenaikan", "baseline": "392"}, "18,5", "410,5"),
            ({"pattern": "kenaikan", "baseline": "392"}, "-2", "390"),
            ({"pattern": "kenaikan", "baseline": ""}, "18", "18"),
        ):
            with self.subTest(changes):
                plan = {"year": 2025, "employee": {}, "results": [result(**changes)]}
                [found] = last_year.offer(plan, [evaluation(0, actual, **changes)])
                self.assertEqual(found.outcomes[1].level, expected)


@tagged("post_install", "-at_install")
class TestPlanCopy(AsnCommon):
    @classmethod
    def setUpClass(cls):
        """Two results agreed and delivered in one year, and the year after it."""
        super().setUpClass()
        cls.old = cls.plan(cls.staff)
        rhk = cls.fill(cls.old, results=2)
        rhk[0].iki_ids.write({"target": "100", "target_low": 100, "target_high": 100})
        rhk[1].iki_ids.write({"target": "90", "target_low": 90, "target_high": 90})
        rhk[0].iki_ids.unit = "orang"
        cls.agree(cls.staff)
        annual = cls.open_evaluations(cls.staff).filtered(
            lambda one: one.kind == "annual"
        )
        cls.prove(annual)
        cls.bring_evaluation(annual, "delivered")
        cls.set_day(f"{YEAR + 1}-01-05")
        cls.next = cls.env["hr.asn.cycle"].with_user(cls.officer)
        cls.next = cls.next.create({"year": YEAR + 1, "policy_id": cls.policy.id})
        cls.next.action_open()
        cls.new = cls.new_plan(cls.staff)

    @classmethod
    def new_plan(cls, employee):
        return cls.env["hr.asn.skp"].search(
            [("employee_id", "=", employee.id), ("cycle_id", "=", cls.next.id)]
        )

    def wizard(self, skp=None, who=None):
        skp = skp or self.new
        wizard = self.by(self.env["hr.asn.plan.copy"], who or self.staff)
        return wizard.create({"skp_id": skp.id})

    def test_unfinished_results_are_ticked(self):
        self.assertTrue(self.by(self.new, self.staff).can_copy)
        first, second = self.wizard().line_ids
        self.assertEqual((first.name, second.name), ("Hasil 1", "Hasil 2"))
        self.assertEqual((first.is_taken, second.is_taken), (True, False))
        self.assertEqual(first.reached, "Jumlah: 98,5; target 100 orang (98 %)")
        self.assertEqual(second.reached, "Jumlah: 98,5; target 90 (109 %)")

    def test_the_dialog_copies_what_is_ticked_in_it(self):
        action = self.by(self.new, self.staff).action_copy_last_year()
        wizard = self.by(self.env[action["res_model"]], self.staff)
        form = Form(wizard.with_context(**action["context"]))
        with form.line_ids.edit(1) as line:
            line.is_taken = True
        told = form.save().action_copy()["params"]["message"]
        self.assertIn("2 results were copied", told)
        self.assertEqual(self.new.rhk_ids.mapped("name"), ["Hasil 1", "Hasil 2"])

    def test_what_was_reached_is_the_new_baseline(self):
        self.wizard().action_copy()
        rhk = self.new.rhk_ids
        self.assertEqual((rhk.name, rhk.kind), ("Hasil 1", codes.UTAMA))
        iki = rhk.iki_ids
        self.assertEqual((iki.name, iki.aspect_id), ("Jumlah", self.aspect))
        self.assertEqual((iki.target, iki.target_low, iki.unit), ("100", 100, "orang"))
        self.assertEqual(iki.baseline, "98,5")
        self.assertEqual(str(iki.baseline_date), f"{YEAR}-12-31")
        self.assertEqual(iki.baseline_source, f"Evaluation {YEAR}")
        event = self.events(self.new)[-1]
        self.assertEqual(event.name, "copy_plan")

    def test_nothing_is_copied_twice(self):
        self.wizard().action_copy()
        again = self.wizard()
        self.assertEqual(again.line_ids.mapped("is_there"), [True, False])
        self.assertFalse(again.line_ids[0].is_taken)
        again.line_ids.is_taken = True
        told = again.action_copy()["params"]["message"]
        self.assertIn("1 results were copied", told)
        self.assertEqual(self.new.rhk_ids.mapped("name"), ["Hasil 1", "Hasil 2"])
        # Also not when it was written by hand in the meantime.
        self.assertEqual(
            self.new._asn_copy(self.old.rhk_ids.ids)[0], self.new.rhk_ids[:0]
        )

    def test_the_baseline_stays_where_nothing_was_measured(self):
        """A plan agreed and not evaluated: what was known a year ago still is."""
        plan = self.plan(self.peer)
        iki = self.fill(plan).iki_ids
        manual = {"formula": "Jumlah kunjungan"}
        iki.write(
            {
                "baseline": "392",
                "baseline_date": "2025-12-31",
                "baseline_source": "Kohort 2025",
                "is_team": True,
                "manual_ids": [(0, 0, manual)],
            }
        )
        self.bring_plan(plan, "approved")
        new = self.new_plan(self.peer)
        self.wizard(new, self.peer).action_copy()
        found = new.iki_ids
        self.assertEqual(
            (found.baseline, str(found.baseline_date), found.baseline_source),
            ("392", "2025-12-31", "Kohort 2025"),
        )
        self.assertTrue(found.is_team)
        self.assertEqual(found.manual_ids.formula, "Jumlah kunjungan")

    def test_weights_are_copied_and_told_where_they_are_no_whole(self):
        self.policy.weighs_results = True
        plan = self.plan(self.peer)
        self.fill(plan, results=2).write({"weight_bp": 5000})
        self.bring_plan(plan, "approved")
        new = self.new_plan(self.peer)
        wizard = self.wizard(new, self.peer)
        wizard.line_ids[1].is_taken = False
        said = wizard.action_copy()["params"]
        self.assertEqual(new.rhk_ids.mapped("weight_bp"), [5000])
        self.assertIn("add up to 50 %, not to 100 %", said["message"])
        self.assertEqual((said["type"], said["sticky"]), ("warning", True))
        wizard = self.wizard(new, self.peer)
        wizard.line_ids[1].is_taken = True
        said = wizard.action_copy()["params"]
        self.assertEqual(new.rhk_ids.mapped("weight_bp"), [5000, 5000])
        self.assertNotIn("100 %", said["message"])
        self.assertEqual(said["type"], "success")

    def test_no_field_is_forgotten(self):
        """Each stored field is copied, or stands here with why it is not."""
        indicator = {*COPIED, "month_ids", "manual_ids"}
        elsewhere = {
            "hr.asn.rhk": {
                *COPIED_RESULT,
                *("iki_ids", "link_ids", "goal_id", "copied_from_id", "sequence"),
                # Of the new plan, or worked out.
                *("skp_id", "company_id", "parent_id", "child_ids"),
                # Of what happens to it in its own year.
                *("is_agreed", "is_cancelled", "expectation_ids"),
                # Who leads the team this year is named anew: he reads the plan.
                "assigned_by_id",
            },
            "hr.asn.iki": {
                *indicator,
                *("rhk_id", "skp_id", "company_id", "is_agreed", "is_cancelled"),
                # In the order of the result; a target that was agreed was looked at.
                *("sequence", "is_untouched", "goal_indicator_id"),
                # The team of this year is taken up anew, and so is a service's target.
                *("lead_iki_id", "member_ids", "part", "joined_on", "left_on"),
                "service_target_id",
                # Recorded in its own year.
                "realization_ids",
            },
        }
        for model, known in elsewhere.items():
            kept = {
                name
                for name, field in self.env[model]._fields.items()
                if name not in ("id", *LOG_ACCESS_COLUMNS)
                and (field.store or field.type == "one2many")
                and not (field.type == "one2many" and field.compute)
            }
            with self.subTest(model):
                self.assertEqual(kept - known, set())
                self.assertEqual(known - self.env[model]._fields.keys(), set())

    def test_links_are_found_again_by_the_code_of_the_library(self):
        self.env["hr.asn.goal"].import_library(RHK_CSV, IKI_CSV)
        goal = self.env["hr.asn.goal"].search([("code", "=", "PT1")])
        old_boss, new_boss = self.plan(self.boss), self.new_plan(self.boss)
        taken = self.fill(old_boss)
        taken.goal_id = goal
        self.bring_plan(old_boss, "approved")
        rhk = self.old.rhk_ids[0]
        self.by(self.old, self.staff).action_revise("Kaitkan")
        self.by(rhk, self.staff).link_ids.create(
            {"rhk_id": rhk.id, "superior_rhk_id": taken.id, "text": "Mutu"}
        )
        self.by(self.old, self.staff).action_submit()
        self.by(self.old, self.boss).action_approve()
        self.wizard().action_copy()
        self.assertFalse(self.new.rhk_ids.link_ids)
        self.new.rhk_ids.unlink()
        again = self.fill(new_boss)
        again.goal_id = goal
        self.wizard().action_copy()
        link = self.new.rhk_ids.link_ids
        self.assertEqual((link.superior_rhk_id, link.text), (again, "Mutu"))

    def test_aspects_of_the_other_model_are_left_out(self):
        """What would be left of the result has nothing that one could hand in."""
        self.new.model = codes.JPT_UKM
        wizard = self.wizard()
        self.assertEqual(wizard.line_ids.mapped("is_taken"), [False, False])
        self.assertEqual(
            wizard.line_ids[0].reached.split("\n")[1],
            "Not copied: the aspects of its indicators belong to the other model of "
            "SKP.",
        )
        wizard.line_ids[0].is_taken = True
        told = wizard.action_copy()["params"]["message"]
        self.assertIn("0 results were copied. 1 indicators were left out", told)
        self.assertFalse(self.new.rhk_ids)

    def test_what_is_left_of_a_result_is_copied(self):
        """One indicator of two goes over: the result is offered like any other."""
        other = self.env["hr.asn.aspect"].search([("model", "=", codes.JPT_UKM)])[:1]
        plan = self.plan(self.peer)
        self.fill(plan).iki_ids.copy({"name": "Kepuasan"})
        self.bring_plan(plan, "approved")
        new = self.new_plan(self.peer)
        new.model = codes.JPT_UKM
        version = plan._asn_version()[plan]
        content = version._content()
        content["results"][0]["indicators"][1]["aspect_id"] = other.id
        with patch.object(type(version), "_content", lambda _version: content):
            wizard = self.wizard(new, self.peer)
            self.assertTrue(wizard.line_ids.is_taken)
            self.assertNotIn("Not copied", wizard.line_ids.reached)
            wizard.action_copy()
        self.assertEqual(new.rhk_ids.iki_ids.name, "Kepuasan")

    def test_what_would_come_without_indicators_cannot_be_ticked(self):
        self.new.model = codes.JPT_UKM
        action = self.by(self.new, self.staff).action_copy_last_year()
        wizard = self.by(self.env[action["res_model"]], self.staff)
        form = Form(wizard.with_context(**action["context"]))
        with form.line_ids.edit(0) as line, self.assertRaises(AssertionError):
            line.is_taken = True

    def test_whichever_post_it_was(self):
        self.new.assignment_id.post = "Perawat Mahir"
        self.assertEqual(self.wizard().line_ids[0].post, "Perawat Terampil")

    def test_only_drafts_and_only_who_agreed_something(self):
        self.assertFalse(self.by(self.new_plan(self.peer), self.peer).can_copy)
        self.bring_plan(self.new, "submitted")
        self.assertFalse(self.by(self.new, self.staff).can_copy)
        wizard = self.wizard()
        with self.assertRaises(UserError):
            wizard.action_copy()

    def test_nobody_copies_for_somebody_else(self):
        with self.assertRaises(AccessError):
            self.wizard(who=self.peer)
        mine = self.wizard(self.new_plan(self.peer), self.peer)
        self.assertFalse(mine.line_ids)
        mine.write(
            {
                "line_ids": [
                    (0, 0, {"source_id": self.old.rhk_ids[0].id, "is_taken": True})
                ]
            }
        )
        mine.action_copy()
        self.assertFalse(self.new_plan(self.peer).rhk_ids)
        with self.assertRaises(UserError):
            self.wizard(self.new_plan(self.peer), self.peer).action_copy()

    def test_before_delivery_nothing_is_told(self):
        """A plan of which nothing was delivered is offered without figures."""
        self.agree(self.peer)
        new = self.new_plan(self.peer)
        [line] = self.wizard(new, self.peer).line_ids
        self.assertEqual(line.reached, "Jumlah: target 394, not measured")
        self.assertTrue(line.is_taken)


@tagged("post_install", "-at_install")
class TestPlanCopyTeam(TeamCase):
    def test_what_a_team_gave_is_left_to_the_team(self):
        """Its whole target would become that of one member; the lead keeps his own."""
        member = self._member()
        open_next_year(self)
        for who, copied in ((self.staff, False), (self.peer, True)):
            new = next_plan(self, who)
            old = self.plan(who)
            made, left = self.by(new, who)._asn_copy(old.rhk_ids.ids)
            self.assertEqual(bool(made), copied)
            self.assertEqual(left, 0 if copied else 1)
            self.assertEqual(self.lead.name in made.iki_ids.mapped("name"), copied)
        self.assertEqual(member.lead_iki_id, self.lead)

    def test_a_result_that_is_only_the_teams_is_not_offered(self):
        """It would come without any indicator, and nobody could hand it in."""
        member = self._member()
        open_next_year(self)
        expect_emptied(self, self.staff, member.rhk_id)


@tagged("post_install", "-at_install")
class TestPlanCopyService(Served, AsnCommon):
    def test_the_target_of_a_service_comes_from_the_service(self):
        """Its owner keeps no empty result; so do the members of its team."""
        self.member()
        line = self.take(self.target)
        for who in (self.peer, self.staff):
            self.bring_plan(self.plan(who), "approved")
        open_next_year(self)
        for who in (self.peer, self.staff):
            rhk = self.plan(who).rhk_ids.filtered(
                lambda one: one.name == line.rhk_id.name
            )
            expect_emptied(self, who, rhk)


def open_next_year(case):
    """Open the cycle of the next year for everybody."""
    case.set_day(f"{YEAR + 1}-01-05")
    cycle = case.env["hr.asn.cycle"].with_user(case.officer)
    cycle.create({"year": YEAR + 1, "policy_id": case.policy.id}).action_open()


def next_plan(case, who):
    return case.env["hr.asn.skp"].search(
        [("employee_id", "=", who.id), ("year", "=", YEAR + 1)]
    )


@tagged("post_install", "-at_install")
class TestTwoPosts(AsnCommon):
    """The same result was agreed in both posts of a person."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._assign(cls.staff, cls.boss, cls.clinic, post="Gudang", status="plt")
        cls.plan(cls.staff)
        cls.plans = cls.env["hr.asn.skp"].search(
            [("employee_id", "=", cls.staff.id)], order="date_from, id"
        )
        for plan in cls.plans:
            cls.fill(plan)
            cls.bring_plan(plan, "approved")
        open_next_year(cls)
        cls.new = next_plan(cls, cls.staff)[0]

    def test_it_is_ticked_and_copied_once(self):
        wizard = self.by(self.env["hr.asn.plan.copy"], self.staff)
        wizard = wizard.create({"skp_id": self.new.id})
        self.assertEqual(wizard.line_ids.mapped("is_taken"), [False, True])
        wizard.line_ids.is_taken = True
        wizard.action_copy()
        self.assertEqual(self.new.rhk_ids.mapped("name"), ["Hasil 1"])
        self.assertEqual(self.new.rhk_ids.copied_from_id.skp_id, self.plans[-1])


def expect_emptied(case, who, rhk):
    """Expect that somebody's result is offered without a tick and is not copied."""
    new = next_plan(case, who)
    wizard = case.by(case.env["hr.asn.plan.copy"], who).create({"skp_id": new.id})
    line = wizard.line_ids.filtered(lambda one: one.source_id == rhk.id)
    case.assertEqual((line.is_unfinished, line.is_taken), (True, False))
    case.assertEqual(
        line.reached.split("\n")[-1],
        "Not copied: its indicators come anew from the team or the service.",
    )
    case.assertEqual(case.by(new, who)._asn_copy(rhk.ids), (new.rhk_ids[:0], 1))
    case.assertFalse(new.rhk_ids)
