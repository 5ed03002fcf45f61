"""A cycle ends, is reopened with a reason and is put away; its documents stay."""

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import codes
from .common import YEAR, AsnCommon, AsnHttpCommon
from .test_action import Acting
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
        cls.shut()

    @classmethod
    def shut(cls):
        """Close a cycle that runs."""
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
class TestClosedLines(CycleMixin, Acting, AsnCommon):
    """What a plan or a period is made of is written in a closed cycle by nobody."""

    def _refused(self, *changes):
        for change in changes:
            with self.assertRaisesRegex(UserError, "is closed"), self.cr.savepoint():
                change()
            self.env.invalidate_all()

    def _lines(self, plan):
        """Return a line of each kind in a draft plan, without its links."""
        rhk = self.fill(plan)
        own, iki = {"skp_id": plan.id}, {"iki_id": rhk.iki_ids.id}
        value = self.env["hr.asn.behavior"].search([], limit=1)
        further = {
            "hr.asn.skp.annex": own | {"kind": "resource", "text": "Kendaraan"},
            "hr.asn.skp.behavior": own
            | {"behavior_id": value.id, "expectation": "Ramah"},
            "hr.asn.iki.manual": iki | {"formula": "Jumlah kunjungan"},
            "hr.asn.iki.month": iki | {"month": 1, "figure": 394},
        }
        made = [self.env[model].create(vals) for model, vals in further.items()]
        return [rhk, rhk.iki_ids, *made]

    def test_lines_of_a_draft_plan(self):
        """Neither by their owner nor by the system."""
        plan = self.plan(self.staff)
        lines = self._lines(plan)
        self.close()
        for line in lines:
            for own in (self.by(line, self.staff), line.sudo()):
                kept = own.copy_data()[0]
                self._refused(lambda own=own, kept=kept: own.write(kept), own.unlink)
        for line in lines[:3]:
            own = self.by(line, self.staff)
            kept = own.copy_data()[0]
            self._refused(lambda own=own, kept=kept: own.create(kept))
        self._refused(self.by(plan, self.staff).action_take_library)

    def test_a_target_is_split_no_more(self):
        iki = self.fill(self.plan(self.staff)).iki_ids
        self.close()
        split = {"split": "manual", "month_1": 394}
        self._refused(lambda: self.by(iki, self.staff).write(split))
        self.assertFalse(iki.month_ids)

    def test_a_change_is_dropped_and_not_written(self):
        """No draft stays behind; a key of the context opens nothing."""
        plan = self.agree(self.staff)
        self.by(plan, self.staff).action_revise("Berubah")
        self.by(plan.rhk_ids, self.staff).name = "Lain"
        self.close()
        forged = self.by(plan.rhk_ids, self.staff).with_context(asn_dropping=True)
        self._refused(lambda: forged.write({"name": "Sesudah"}))
        self.by(plan, self.staff).action_drop()
        self.assertEqual((plan.state, plan.rhk_ids.name), ("approved", "Hasil 1"))
        self._refused(lambda: self.by(plan.rhk_ids, self.staff).write({"name": "x"}))

    def test_entries_of_a_draft_evaluation(self):
        """With an evaluation of their period and without."""
        q1 = self.quarter(self.staff, 1)
        self.prove(q1)
        q1.skp_id.evaluation_ids.filtered(lambda one: one != q1).unlink()
        entries = [q1.realization_ids, q1.evidence_ids, self.act(q1, False)]
        second = self.cycle.period_ids.filtered(
            lambda one: (one.kind, one.number) == (codes.TRIWULAN, 2)
        )
        self.shut()
        for entry in entries:
            for own in (self.by(entry, self.staff), entry.sudo()):
                self._refused(
                    lambda own=own: own.write({"period_id": second.id}), own.unlink
                )
        action = self.by(entries[-1], self.staff)
        for period in (q1.period_id, second):
            values = {"rhk_id": action.rhk_id.id, "period_id": period.id, "name": "B"}
            self._refused(lambda values=values: action.create(values))

    def test_words_and_buttons_of_a_draft_evaluation(self):
        q1 = self.quarter(self.staff, 1)
        self.shut()
        own = self.by(q1, self.staff)
        self._refused(
            lambda: own.write({"self_report": "Selesai"}),
            own.action_add_action,
            own.action_add_evidence,
            own.action_continue_actions,
        )

    def test_a_file_is_locked_with_its_entry(self):
        q1 = self.quarter(self.staff, 1)
        proof = {"rhk_id": q1.skp_id.rhk_ids.id, "period_id": q1.period_id.id}
        evidence = self.by(self.env["hr.asn.evidence"], self.staff).create(
            proof | {"name": "Rekap", "datas": "aXNp"}
        )
        files = [("res_model", "=", evidence._name), ("res_id", "=", evidence.id)]
        files += [("res_field", "=", "datas")]
        file = self.env["ir.attachment"].search(files)
        self.by(file, self.staff).check_access("write")
        self.shut()
        own = self.by(file, self.staff)
        for change in (lambda: own.write({"datas": "bGFpbg=="}), own.unlink):
            with self.assertRaises(UserError):
                change()


@tagged("post_install", "-at_install")
class TestClosedParties(CycleMixin, AsnCommon):
    """What belongs to a closed cycle keeps its parties, whoever comes later."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        quarters = [cls.quarter(cls.staff, number) for number in (1, 2, 3)]
        cls.q1, cls.q2, cls.q3 = quarters
        cls.bring_evaluation(cls.q1, "delivered")
        cls.bring_evaluation(cls.q2, "rated")
        cls.bring_evaluation(cls.q3, "submitted")
        cls.skp = cls.q1.skp_id
        cls.post = cls.skp.assignment_id
        cls.waiting = cls.bring_plan(cls.plan(cls.peer), "submitted")

    def end(self):
        for step in ("wind_up", "close"):
            self.step(step).action_apply()
        self.set_day(f"{YEAR + 1}-02-01")

    def change(self, post, person, since=None):
        """Let somebody else appraise: from a day on, or corrected from the first."""
        own = self.by(post, self.officer)
        if since:
            own._asn_change_appraiser(person, fields.Date.to_date(since))
        else:
            own.appraiser_id = person
        self.env.flush_all()
        self.env.invalidate_all()

    def parties(self, *records):
        return [(one.appraiser_id.name, one.superior_id.name) for one in records]

    def test_another_appraiser_changes_nothing_of_a_closed_cycle(self):
        self.end()
        former = [("Aisyah", "Hendra")] * 4
        documents = (self.skp, self.q1, self.q2, self.q3)
        self.change(self.post, self.head)
        self.assertEqual(self.parties(*documents), former)
        self.change(self.post, self.foreign_boss, f"{YEAR + 1}-01-15")
        self.change(self.post | self.waiting.assignment_id, self.chief)
        self.by(self.post, self.officer).superior_id = self.mayor
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.parties(*documents), former)
        self.assertEqual(self.parties(self.waiting), [("Aisyah", "Hendra")])
        self.assertEqual(self.parties(self.post), [("Hendra", "Wali")])
        # The to-do of a year that is over is given to nobody anew.
        self.assertNotIn(self.chief.user_id, self.waiting.activity_ids.user_id)

    def test_who_was_there_reads_it_and_who_came_later_does_not(self):
        self.end()
        self.change(self.post, self.foreign_boss)
        plans = self.env["hr.asn.skp"]
        for who, found in ((self.boss, 1), (self.foreign_boss, 0)):
            own = self.by(plans, who).search_count([("id", "=", self.skp.id)])
            self.assertEqual(own, found, who.name)

    def test_an_archived_cycle_is_a_closed_one(self):
        self.end()
        self.by(self.cycle, self.officer).action_archive()
        self.change(self.post, self.head)
        self.assertEqual(self.parties(self.skp, self.q3), [("Aisyah", "Hendra")] * 2)

    def test_another_name_of_the_person_still_arrives(self):
        self.end()
        self.staff.name = "Dewi Lestari"
        self.env.flush_all()
        self.assertEqual(self.skp.name, "Dewi Lestari")

    def test_what_moves_is_counted_without_closed_cycles(self):
        """Before: the plan; Q3, Q4 and the year; two rated. Then nothing of it."""
        day = fields.Date.to_date(f"{YEAR}-07-01")
        self.assertEqual(tuple(self.post._asn_effects(day)), (1, 3, 0, 2))
        self.end()
        self.assertEqual(tuple(self.post._asn_effects(day)), (0, 0, 0, 0))

    def test_a_reopened_cycle_follows_again(self):
        self.end()
        self.change(self.post, self.head)
        self.change(self.waiting.assignment_id, self.head)
        self.step("reopen", "Susulan").action_apply()
        self.env.invalidate_all()
        present = ("Rina", "Hendra")
        former = ("Aisyah", "Hendra")
        self.assertEqual(
            self.parties(self.skp, self.q3, self.q2, self.q1),
            [present, present, former, former],
        )
        for document in (self.q3, self.waiting):
            self.assertEqual(document.activity_ids.user_id, self.head.user_id)
        self.by(self.waiting, self.head).action_approve()
        self.change(self.post, self.foreign_boss)
        self.assertEqual(self.skp.appraiser_id, self.foreign_boss)

    def test_what_stayed_with_a_former_appraiser_stays_when_reopened(self):
        """The third quarter had ended when another came in October."""
        self.set_day(f"{YEAR}-10-03")
        self.change(self.post, self.head, f"{YEAR}-10-01")
        self.end()
        self.change(self.post, self.foreign_boss)
        self.step("reopen", "Susulan").action_apply()
        self.env.invalidate_all()
        self.assertEqual(self.skp.appraiser_id, self.foreign_boss)
        self.assertEqual(self.q3.appraiser_id, self.boss)

    def reopened(self):
        """Reopen the cycle; return who appraises plan, Q3, Q4 and the year."""
        self.step("reopen", "Susulan").action_apply()
        self.env.invalidate_all()
        last = self.quarter(self.staff, 4)
        year = self.skp.evaluation_ids.filtered(lambda one: one.kind == "annual")
        documents = (self.skp, self.q3, last, year)
        return [one.appraiser_id for one in documents]

    def test_a_reopened_year_does_not_go_to_who_came_after_it(self):
        """As in an open cycle: a change is of what ends on its day or later."""
        self.end()
        self.change(self.post, self.foreign_boss, f"{YEAR + 1}-01-15")
        kept = [self.boss] * 3
        self.assertEqual(self.reopened(), [self.foreign_boss, *kept])
        self.assertEqual(self.q3.superior_id, self.chief)
        self.assertEqual(self.q3.activity_ids.user_id, self.boss.user_id)

    def test_of_several_changes_each_period_follows_its_own(self):
        """Corrected to Rina, from October on Hendra, from January on Safrina."""
        self.end()
        self.change(self.post, self.head)
        self.change(self.post, self.chief, f"{YEAR}-10-01")
        self.change(self.post, self.foreign_boss, f"{YEAR + 1}-01-15")
        self.assertEqual(
            self.reopened(), [self.foreign_boss, self.head, self.chief, self.chief]
        )
        # Who appraises Rina is not asked by a correction; who does Hendra is the Wali.
        self.assertEqual(self.q3.superior_id, self.chief)
        self.assertEqual(self.quarter(self.staff, 4).superior_id, self.mayor)

    def test_a_party_who_is_deleted_by_then_stops_no_reopening(self):
        self.end()
        brief = self._person("Sebentar", login=False)
        self._assign(brief, self.chief, self.clinic)
        self.change(self.post, brief)
        self.change(self.post, self.foreign_boss, f"{YEAR + 1}-01-15")
        self.post.search([("employee_id", "=", brief.id)]).unlink()
        brief.unlink()
        # It stays with whom it was with: of nobody it could not be rated at all.
        self.assertEqual(self.reopened()[:2], [self.foreign_boss, self.boss])
        self.assertEqual(self.q3.superior_id, self.chief)
        self.assertEqual(self.q3.activity_ids.user_id, self.boss.user_id)

    def test_a_change_to_who_is_deleted_by_then_brings_no_superior_of_his(self):
        """Brought in by the Wali, who appraised him; the next one is from October."""
        self.end()
        brief = self._person("Sebentar", login=False)
        self._assign(brief, self.mayor, self.clinic)
        self.change(self.post, brief, f"{YEAR}-07-01")
        self.change(self.post, self.foreign_boss, f"{YEAR + 1}-01-15")
        self.post.search([("employee_id", "=", brief.id)]).unlink()
        brief.unlink()
        self.reopened()
        self.assertEqual(self.parties(self.q3), [("Aisyah", "Hendra")])

    def test_what_nobody_appraised_goes_to_who_is_named_first(self):
        """From whichever day: no screen could give it anybody afterwards."""
        self.change(self.post, self.head.browse())
        self.assertFalse(self.q3.appraiser_id)
        self.end()
        self.change(self.post, self.foreign_boss, f"{YEAR + 1}-01-01")
        self.change(self.post, self.head, f"{YEAR + 1}-01-15")
        named = [self.foreign_boss] * 3
        self.assertEqual(self.reopened(), [self.head, *named])
        self.assertEqual(self.parties(self.q3), [("Safrina", "Wali")])
        self.assertEqual(self.q3.activity_ids.user_id, self.foreign_boss.user_id)
        self.assertEqual(self.parties(self.q2), [("Aisyah", "Hendra")], "rated")

    def test_what_nobody_appraises_is_counted_among_what_moves(self):
        """In October: the plan; Q3, Q4 and the year; two rated. None stays behind."""
        self.change(self.post, self.head.browse())
        self.set_day(f"{YEAR}-10-03")
        day = fields.Date.to_date(f"{YEAR}-10-01")
        self.assertEqual(tuple(self.post._asn_effects(day)), (1, 3, 0, 2))
        self.change(self.post, self.head, day)
        moved = [self.q3, self.quarter(self.staff, 4)]
        self.assertEqual([one.appraiser_id for one in moved], [self.head] * 2)

    def test_the_superior_goes_along_though_the_post_has_him_by_then(self):
        """Entered later, from October on: its Wali is that of January already."""
        self.end()
        self.change(self.post, self.foreign_boss, f"{YEAR + 1}-01-15")
        self.change(self.post, self.chief, f"{YEAR}-10-01")
        self.assertEqual(self.reopened()[1:3], [self.boss, self.chief])
        self.assertEqual(self.quarter(self.staff, 4).superior_id, self.mayor)

    def test_who_came_in_between_has_his_periods_when_reopened(self):
        """To Rina from October, back to Aisyah in January: the plan is as it was."""
        self.end()
        self.change(self.post, self.head, f"{YEAR}-10-01")
        self.change(self.post, self.boss, f"{YEAR + 1}-01-15")
        expected = [self.boss, self.boss, self.head, self.head]
        self.assertEqual(self.reopened(), expected)

    def test_another_superior_than_the_plan_has_keeps_nothing_behind(self):
        """The superior alone had changed in October; the appraiser was wrong."""
        self.set_day(f"{YEAR}-10-03")
        day = fields.Date.to_date(f"{YEAR}-10-01")
        self.by(self.post, self.officer)._asn_write({"superior_id": self.mayor.id}, day)
        self.assertEqual(self.parties(self.q3), [("Aisyah", "Hendra")])
        self.end()
        self.change(self.post, self.head)
        self.assertEqual(self.reopened(), [self.head] * 4)
        self.assertEqual(self.q3.superior_id, self.chief)

    def test_what_is_written_as_it_was_moves_nothing(self):
        """Neither in an open cycle nor in one that is reopened."""
        self.set_day(f"{YEAR}-10-03")
        self.change(self.post, self.head, f"{YEAR}-10-01")
        self.change(self.post, self.head)
        self.by(self.post, self.officer).write(
            {"appraiser_id": self.head.id, "superior_id": self.chief.id}
        )
        self.assertEqual(self.parties(self.q3), [("Aisyah", "Hendra")])
        self.end()
        self.change(self.post, self.foreign_boss, f"{YEAR + 1}-01-15")
        self.change(self.post, self.foreign_boss)
        self.assertFalse(self.events(self.post)[-1].changes)
        kept = [self.boss, self.head]
        self.assertEqual(self.reopened()[:3], [self.foreign_boss, *kept])

    def test_a_change_is_not_taken_back_in_a_cycle_closed_meanwhile(self):
        posts = self.by(self.post, self.officer)._asn_with_those_below()
        before = posts._asn_parties_kept()
        day = fields.Date.to_date(f"{YEAR}-07-01")
        self.set_day(f"{YEAR}-10-03")
        self.change(self.post, self.head, day)
        trace = posts._asn_trace(before, day)
        self.end()
        with self.assertRaises(UserError):
            self.by(self.post, self.officer)._asn_take_back(trace)
        self.assertEqual(self.q3.appraiser_id, self.head)


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
