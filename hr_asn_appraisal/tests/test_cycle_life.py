"""A cycle ends, is reopened with a reason and is put away; its documents stay."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import codes
from .common import YEAR, AsnCommon, AsnHttpCommon
from .test_exemption import ExemptionMixin


class CycleMixin(ExemptionMixin):
    @classmethod
    def step(cls, step, reason=False, who=None):
        """Return the window in which an officer is about to do a step."""
        return cls.by(cls.env["hr.asn.cycle.step"], who or cls.officer).create(
            {"cycle_id": cls.cycle.id, "step": step, "reason": reason}
        )

    @classmethod
    def close(cls):
        cls.cycle.action_open()
        cls.cycle.action_start()
        for step in ("wind_up", "close"):
            cls.step(step).action_apply()
        cls.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestCycleLife(CycleMixin, AsnCommon):
    def test_what_is_still_open_is_counted_before_it_closes(self):
        """Seven plans, two of them agreed; one person is away all the year."""
        self.policy.evidence_gate = False
        quarters = [self.quarter(self.staff, number) for number in (1, 2, 3, 4)]
        self.agree(self.peer)
        for quarter, state in zip(
            quarters, ("received", "rated", "submitted", "draft"), strict=True
        ):
            self.bring_evaluation(quarter, state)
        self.exempt(self.foreigner)
        window = self.step("wind_up")
        self.assertEqual(
            [
                window.plan_count,
                window.report_count,
                window.rate_count,
                window.deliver_count,
                window.receive_count,
                window.run_count,
            ],
            # Reports are missing for quarter IV and for the year.
            [4, 2, 1, 1, 1, 0],
        )
        self.assertEqual(window.open_count, 9)
        window.action_apply()
        self.assertEqual(self.cycle.state, "closing")

    def test_what_is_kept_elsewhere_is_not_awaited_here(self):
        """All seven plans are written in another system, one of them rated there."""
        self.policy.source = "ekinerja"
        self.cycle.action_open()
        self.cycle.action_start()
        plan = self.plan(self.staff)
        period = self.cycle.period_ids.filtered(lambda one: one.kind == codes.TAHUN)
        plan.evaluation_ids.create({"skp_id": plan.id, "period_id": period.id})
        window = self.step("wind_up")
        self.assertEqual(window.plan_count, 0)
        self.assertEqual((window.report_count, window.open_count), (0, 0))
        cycle = self.by(self.cycle, self.officer)
        self.assertEqual((cycle.external_count, cycle.here_count), (7, 0))
        self.assertEqual((cycle.started_count, cycle.evaluation_count), (0, 0))
        window.action_apply()
        self.step("close").action_apply()
        self.assertEqual(self.cycle.state, "closed")

    def test_the_next_year_without_a_cycle_is_proposed(self):
        cycles = self.env["hr.asn.cycle"]
        self.assertEqual(cycles.default_get(["year"])["year"], YEAR + 1)
        self.close()
        self.cycle.active = False
        self.assertEqual(cycles.default_get(["year"])["year"], YEAR + 1)
        cycles.create({"policy_id": self.policy.id})
        self.assertEqual(cycles.default_get(["year"])["year"], YEAR + 2)

    def test_reopening_needs_a_reason_and_is_remembered(self):
        self.close()
        self.assertEqual(self.cycle.state, "closed")
        with self.assertRaises(UserError):
            self.step("reopen", " ").action_apply()
        self.assertEqual(self.cycle.state, "closed")
        self.step("reopen", "Keputusan keberatan").action_apply()
        self.assertEqual(self.cycle.state, "running")
        event = self.events(self.cycle)[-1]
        self.assertEqual(
            (event.name, event.state_from, event.note, event.actor_id),
            ("reopen", "closed", "Keputusan keberatan", self.officer),
        )

    def test_a_reopened_cycle_takes_work_again(self):
        plan = self.plan(self.staff)
        self.fill(plan)
        self.close()
        with self.assertRaises(UserError):
            self.by(plan, self.staff).action_submit()
        self.step("reopen", "Susulan").action_apply()
        self.by(plan, self.staff).action_submit()
        self.assertEqual(plan.state, "submitted")

    def test_only_who_runs_the_agency_reopens(self):
        self.close()
        for who in (self.unit_officer, self.boss, self.auditor):
            with self.assertRaises(AccessError):
                self.by(self.cycle, who).action_reopen("Susulan")
        self.by(self.cycle, self.team).action_reopen("Susulan")
        self.assertEqual(self.cycle.state, "running")

    def test_only_a_closed_cycle_is_archived(self):
        cycle = self.by(self.cycle, self.officer)
        with self.assertRaises(UserError):
            cycle.action_archive()
        self.close()
        self.by(self.cycle, self.officer).action_archive()
        self.assertFalse(self.cycle.active)
        cycles = self.by(self.env["hr.asn.cycle"], self.officer)
        self.assertNotIn(self.cycle, cycles.search([]))
        self.step("reopen", "Susulan").action_apply()
        self.assertTrue(self.cycle.active)

    def test_documents_of_an_archived_cycle_stay_readable(self):
        quarter = self.bring_evaluation(self.quarter(self.staff, 1), "received")
        plan = quarter.skp_id
        for step in ("wind_up", "close"):
            self.step(step).action_apply()
        self.by(self.cycle, self.officer).action_archive()
        home = self.env["hr.asn.home"].browse(self.staff.user_id.id)
        own = self.by(home, self.staff)
        self.assertIn(plan, own.skp_ids)
        self.assertIn(quarter, own.evaluation_ids)
        for record in (plan, quarter):
            [row] = self.by(record, self.staff).read(["cycle_id", "display_name"])
            self.assertEqual(row["cycle_id"][0], self.cycle.id)
        papers = self.by(quarter, self.staff).document_ids
        self.assertEqual(papers.mapped("is_intact"), [True, True])
        self.assertEqual(
            self.by(self.env["hr.asn.skp"], self.staff).search_count(
                [("cycle_id.year", "=", YEAR)]
            ),
            1,
        )


@tagged("post_install", "-at_install")
class TestCycleLifeRpc(CycleMixin, AsnHttpCommon):
    @mute_logger("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")
    def test_no_way_round_the_steps(self):
        self.close()
        self.sign_in(self.unit_officer)
        for method, args in (
            ("action_reopen", ["Susulan"]),
            ("action_archive", []),
            ("write", [{"state": "running"}]),
        ):
            _result, error = self.rpc("hr.asn.cycle", method, self.cycle.id, *args)
            self.assertEqual(error, "odoo.exceptions.AccessError", method)
        self.sign_in(self.officer)
        _result, error = self.rpc(
            "hr.asn.cycle", "write", self.cycle.id, {"state": "running"}
        )
        self.assertEqual(error, "odoo.exceptions.AccessError")
        self.assertEqual(self.cycle.state, "closed")
