import base64
import hashlib
from datetime import date, datetime

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from ..law import codes
from ..reached import Actual, Span, reached
from .common import YEAR, AsnCommon


@tagged("post_install", "-at_install")
class TestEvaluation(AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.q1 = cls.quarter(cls.staff, 1)
        cls.set_day(f"{YEAR}-04-02")

    def _cron(self):
        self.patch(
            self.env.registry["ir.cron"],
            "_commit_progress",
            lambda cron, processed=0, **kwargs: float("inf"),
        )
        self.env.flush_all()
        root = self.env.ref("base.user_root")
        self.env["hr.asn.evaluation"].with_user(root)._cron_asn_deadlines()
        self.env.invalidate_all()

    # -- opening -------------------------------------------------------------

    def test_four_quarters_and_the_year(self):
        evaluations = self.plan(self.staff).evaluation_ids
        self.assertEqual(
            sorted(evaluations.mapped("kind")), ["annual"] + 4 * ["periodic"]
        )
        self.assertEqual(evaluations.appraiser_id, self.boss)
        self.assertEqual(evaluations.superior_id, self.chief)
        self.assertEqual(set(evaluations.mapped("state")), {"draft"})

    # -- evidence gate and report --------------------------------------------

    def test_no_rating_without_evidence_or_a_reason(self):
        self.by(self.q1, self.staff).action_submit()
        own = self.by(self.q1, self.boss)
        with self.assertRaisesRegex(UserError, "1 work results have no evidence"):
            own.action_rate("sesuai", "sesuai")
        self.assertFalse(self.q1.sudo().rating_ids)
        own.action_rate("sesuai", "sesuai", "Bukti sudah diperiksa di tempat")
        self.assertEqual(self.q1.state, "rated")

    def test_policy_may_switch_the_gate_off(self):
        self.policy.evidence_gate = False
        self.by(self.q1, self.staff).action_submit()
        self.by(self.q1, self.boss).action_rate("sesuai", "sesuai")
        self.assertEqual(self.q1.state, "rated")

    def test_cancelled_results_need_no_evidence(self):
        self.prove(self.q1)
        skp = self.q1.skp_id
        self.by(skp, self.staff).action_revise("Satu batal")
        self.fill(skp).is_cancelled = True
        self.by(self.q1, self.staff).action_submit()
        self.by(self.q1, self.boss).action_rate("sesuai", "sesuai")
        self.assertEqual(self.q1.state, "rated")

    def test_without_report_only_after_the_period_and_with_reason(self):
        """The last day of the period still belongs to the employee."""
        self.set_day(f"{YEAR}-03-31")
        own = self.by(self.q1, self.boss)
        with self.assertRaises(UserError):
            own.action_rate("sesuai", "sesuai", "Tidak melapor")
        self.set_day(f"{YEAR}-04-01")
        own = self.by(self.q1, self.boss)
        with self.assertRaises(UserError):
            own.action_rate("sesuai", "sesuai")
        own.action_rate("di_bawah", "sesuai", "Tidak melapor")
        self.assertEqual(self.q1.state, "rated")

    def test_a_rating_is_of_the_law_only(self):
        self.bring_evaluation(self.q1, "submitted")
        with self.assertRaises(ValueError):
            self.by(self.q1, self.boss).action_rate("hebat", "sesuai")
        self.env.invalidate_all()
        self.assertEqual(self.q1.state, "submitted")

    # -- rating and delivering -----------------------------------------------

    def test_rating_again_replaces_the_own_draft(self):
        self.bring_evaluation(self.q1, "rated", "sesuai", "sesuai")
        self.by(self.q1, self.boss).action_rate("di_atas", "di_atas", "Teladan")
        rating = self.q1.rating_ids.filtered(lambda row: row.kind == "given")
        self.assertEqual(len(rating), 1)
        self.assertEqual(rating.predikat, codes.SANGAT_BAIK)
        self.assertEqual(rating.actor_id, self.boss.user_id)
        self.assertFalse(self.q1.predikat)

    def test_delivery_copies_the_figures(self):
        self.bring_evaluation(self.q1, "rated", "di_atas", "sesuai")
        self.env.cr.execute(
            "SELECT result, behavior, predikat FROM hr_asn_evaluation WHERE id = %s",
            [self.q1.id],
        )
        self.assertEqual(self.env.cr.fetchone(), (None, None, None))
        self.by(self.q1, self.boss).action_deliver()
        self.assertEqual(self.q1.result, "di_atas")
        self.assertEqual(self.q1.behavior, "sesuai")
        self.assertEqual(self.q1.predikat, codes.BAIK)
        content = self.q1.document_ids._content()
        self.assertEqual(content["ratings"]["predikat"], codes.BAIK)
        indicator = content["results"][0]["indicators"][0]
        self.assertEqual(indicator["actual"], "98,5")
        self.assertEqual(content["results"][0]["evidence"][0]["name"], "Rekap")

    def _measure(self, pattern, **values):
        """Agree another way of measuring the indicator of the plan."""
        skp = self.q1.skp_id
        skp.iki_ids._asn_put({"pattern": pattern, **values})
        self.by(skp, self.staff).action_revise("Pola ukur diperbaiki")
        self.bring_plan(skp, "approved")
        return skp

    def _year_content(self, pattern, *actuals, **values):
        """Return result 1 of the sealed year, after quarters with these actuals."""
        skp = self._measure(pattern, **values)
        for number, actual in enumerate(actuals, 1):
            quarter = self.quarter(self.staff, number)
            if actual:
                self.prove(quarter)
                self.by(quarter.realization_ids, self.staff).actual = actual
        year = skp.evaluation_ids.filtered(lambda one: one.kind == "annual")
        self.bring_evaluation(year, "delivered")
        return year.document_ids._content()["results"][0]

    def test_the_year_sums_what_its_quarters_reached(self):
        result = self._year_content(codes.HITUNGAN, "1.180", "98,5")
        self.assertEqual(result["indicators"][0]["actual"], "1.278,5")
        self.assertEqual([one["name"] for one in result["evidence"]], 2 * ["Rekap"])

    def test_the_year_takes_the_latest_position(self):
        result = self._year_content(codes.POSISI, "71", "94,25")
        self.assertEqual(result["indicators"][0]["actual"], "94,25")

    def test_the_year_keeps_the_last_words_and_makes_no_number_of_them(self):
        result = self._year_content(codes.HITUNGAN, "12", "WTP")
        self.assertEqual(result["indicators"][0]["actual"], "WTP")

    def test_the_year_of_nothing_is_no_zero(self):
        result = self._year_content(codes.HITUNGAN)
        self.assertEqual(result["indicators"][0]["actual"], "")
        self.assertNotIn("recorded", result["indicators"][0])

    def test_a_sum_says_which_periods_it_lacks(self):
        result = self._year_content(codes.HITUNGAN, "3", None, "5")
        self.assertEqual(result["indicators"][0]["actual"], "8")
        self.assertEqual(result["indicators"][0]["recorded"], [2, 4])

    def test_a_sum_of_one_period_is_not_the_year(self):
        result = self._year_content(codes.HITUNGAN, "2,50")
        self.assertEqual(result["indicators"][0]["actual"], "2,50")
        self.assertEqual(result["indicators"][0]["recorded"], [1, 4])

    def test_a_whole_sum_says_nothing_of_it(self):
        result = self._year_content(codes.HITUNGAN, "3", "1", "0", "5")
        self.assertEqual(result["indicators"][0]["actual"], "9")
        self.assertNotIn("recorded", result["indicators"][0])

    def test_periods_that_are_not_measured_are_not_lacking(self):
        result = self._year_content(codes.HITUNGAN, "3", None, "5", months="2, 9")
        self.assertEqual(result["indicators"][0]["actual"], "8")
        self.assertNotIn("recorded", result["indicators"][0])

    def test_only_sums_lack_periods(self):
        result = self._year_content(codes.POSISI, "3")
        self.assertEqual(result["indicators"][0]["actual"], "3")
        self.assertNotIn("recorded", result["indicators"][0])

    def test_a_year_that_was_recorded_itself_is_whole(self):
        year = self.q1.skp_id.evaluation_ids.filtered(lambda one: one.kind == "annual")
        self.prove(year)
        result = self._year_content(codes.HITUNGAN, "3", "5")
        self.assertEqual(result["indicators"][0]["actual"], "98,5")
        self.assertNotIn("recorded", result["indicators"][0])

    def test_an_increase_is_one_after_a_single_period_too(self):
        for actuals, expected in ((["71"], "11"), (["71", "58,5"], "-1,5")):
            with self.subTest(actuals), self.cr.savepoint() as savepoint:
                year = self._year_content(codes.KENAIKAN, *actuals, baseline="60")
                self.assertEqual(year["indicators"][0]["actual"], expected)
                savepoint.rollback()
            self.env.invalidate_all()
            type(self).clock = datetime(YEAR, 4, 2, 9)

    def test_an_increase_over_nothing_known_is_not_told(self):
        span = Span(1, False, 1, 3, date(YEAR, 3, 31))
        agreed = {"pattern": codes.KENAIKAN, "months": "", "baseline": ""}
        found = reached([Actual(span, "71", 71, True)], agreed, [span])
        self.assertEqual(found["actual"], "")

    def test_the_quarter_tells_the_increase_as_the_year_does(self):
        self._measure(codes.KENAIKAN, baseline="60")
        q2 = self.quarter(self.staff, 2)
        self.bring_evaluation(q2, "delivered")
        result = q2.document_ids._content()["results"][0]
        self.assertEqual(result["indicators"][0]["actual"], "38,5")

    def test_a_release_inside_a_quarter_counts(self):
        result = self._year_content(codes.RILIS, "50", "61", "70", months="5")
        self.assertEqual(result["indicators"][0]["actual"], "61")

    def test_a_delivered_rating_is_not_rated_again(self):
        self.bring_evaluation(self.q1, "delivered")
        with self.assertRaises(UserError):
            self.by(self.q1, self.boss).action_rate("di_bawah", "di_bawah")
        with self.assertRaises(UserError):
            self.by(self.q1, self.boss).action_deliver()
        self.assertEqual(len(self.q1.document_ids), 1)

    def test_all_or_none_of_a_selection_is_moved(self):
        q2 = self.quarter(self.staff, 2)
        self.bring_evaluation(self.q1, "rated")
        with self.assertRaises(UserError):
            self.by(self.q1 | q2, self.boss).action_deliver()
        self.env.invalidate_all()
        self.assertEqual(self.q1.state, "rated")
        self.assertFalse(self.q1.document_ids)

    def test_activities_follow_the_work(self):
        def waiting():
            self.env.invalidate_all()
            return self.env["mail.activity"].search(
                [("res_model", "=", self.q1._name), ("res_id", "=", self.q1.id)]
            )

        self.bring_evaluation(self.q1, "submitted")
        self.assertEqual(waiting().user_id, self.boss.user_id)
        # The task lies with the former appraiser when the new one acts.
        self.q1.skp_id.assignment_id.with_user(self.officer).appraiser_id = self.chief
        self.by(self.q1, self.chief).action_rate("sesuai", "sesuai")
        self.assertFalse(waiting())
        self.by(self.q1, self.chief).action_deliver()
        self.assertEqual(waiting().user_id, self.staff.user_id)
        self.by(self.q1, self.staff).action_receive()
        self.assertFalse(waiting())
        self.assertFalse(self.q1.skp_id.message_follower_ids)

    def test_a_to_do_is_settled_by_the_work_or_by_its_own(self):
        self.bring_evaluation(self.q1, "submitted")
        types = ["hr_asn_appraisal.mail_act_asn_rate"]
        waiting = self.env["mail.activity"].search(
            [("res_model", "=", self.q1._name), ("res_id", "=", self.q1.id)]
        )
        for who in (self.staff, self.officer, self.chief):
            self.by(self.q1, who).activity_unlink(types)
            self.by(self.q1, who).activity_unlink(types, user_id=self.boss.user_id.id)
            self.assertTrue(waiting.exists())
        with self.assertRaises(AccessError):
            self.by(waiting, self.staff).unlink()
        self.by(self.q1, self.boss).activity_unlink(types)
        self.assertFalse(waiting.exists())

    # -- receipt and clocks --------------------------------------------------

    def test_receipt_starts_the_clock(self):
        self.bring_evaluation(self.q1, "received")
        self.assertEqual(self.q1.received_on, date(YEAR, 4, 2))
        self.assertEqual(self.q1.due_on, date(YEAR, 4, 16))
        receipt = self.q1.document_ids.filtered(lambda one: one.kind == "receipt")
        paper = self.q1.document_ids - receipt
        self.assertEqual(receipt._content()["document_sha256"], paper.sha256)
        self.assertFalse(receipt._content()["deemed"])

    def test_silence_counts_as_receipt_after_the_last_full_day(self):
        self.bring_evaluation(self.q1, "delivered")
        type(self).clock = datetime(YEAR, 4, 16, 23, 59)
        self._cron()
        self.assertEqual(self.q1.state, "delivered")
        type(self).clock = datetime(YEAR, 4, 17, 0, 0)
        self._cron()
        self.assertEqual(self.q1.state, "received")
        self.assertTrue(self.q1.is_deemed_received)
        self.assertEqual(self.q1.received_on, date(YEAR, 4, 17))
        self.assertEqual(self.q1.due_on, date(YEAR, 5, 1))
        receipt = self.q1.document_ids.filtered(lambda one: one.kind == "receipt")
        self.assertTrue(receipt._content()["deemed"])

    def test_final_after_the_last_day_to_object(self):
        self.bring_evaluation(self.q1, "received")
        type(self).clock = datetime(YEAR, 4, 16, 23, 59)
        self._cron()
        self.assertEqual(self.q1.state, "received")
        type(self).clock = datetime(YEAR, 4, 17, 0, 0)
        self._cron()
        self.assertEqual(self.q1.state, "final")

    def test_deadlines_hold_under_an_archived_policy(self):
        self.bring_evaluation(self.q1, "delivered")
        self.policy.active = False
        self.set_day(f"{YEAR}-04-20")
        self._cron()
        self.assertEqual(self.q1.state, "received")

    def test_one_refused_record_does_not_stop_the_clock_of_others(self):
        q2 = self.quarter(self.staff, 2)
        self.bring_evaluation(self.q1, "delivered")
        self.bring_evaluation(q2, "delivered")
        model = self.env.registry["hr.asn.evaluation"]
        original = model._asn_receipt
        broken = self.q1.id

        def receipt(evaluation):
            if evaluation.id == broken:
                raise ValidationError("rusak")
            return original(evaluation)

        self.patch(model, "_asn_receipt", receipt)
        self.set_day(f"{YEAR}-07-20")
        with self.assertLogs("odoo.addons.hr_asn_appraisal", "WARNING"):
            self._cron()
        self.assertEqual(self.q1.state, "delivered")
        self.assertEqual(q2.state, "received")

    def test_silence_noticed_late_leaves_the_whole_time_to_object(self):
        """It counts from its day; the time to object from the day it is noticed."""
        self.bring_evaluation(self.q1, "delivered")  # on 2 April
        self.set_day(f"{YEAR}-06-20")
        self._cron()
        self.assertEqual(self.q1.state, "received")
        self.assertEqual(str(self.q1.received_on), f"{YEAR}-04-17")
        self.assertEqual(str(self.q1.due_on), f"{YEAR}-07-04")
        own = self.by(self.q1, self.staff)
        self.assertIn("14 days left", own.objection_note)
        self.set_day(f"{YEAR}-07-04")
        self._cron()
        self.assertEqual(self.q1.state, "received")
        self.set_day(f"{YEAR}-07-05")
        self._cron()
        self.assertEqual(self.q1.state, "final")
        receipt = self.q1.document_ids.filtered(lambda one: one.kind == "receipt")
        self.assertEqual(receipt._content()["received_on"], f"{YEAR}-04-17")

    # -- calendar and versions -----------------------------------------------

    def test_a_period_is_rated_from_its_last_day_on(self):
        q2 = self.quarter(self.staff, 2)
        self.bring_evaluation(q2, "submitted")
        self.set_day(f"{YEAR}-06-29")
        with self.assertRaisesRegex(UserError, "30 (June|Juni) 2026"):
            self.by(q2, self.boss).action_rate("sesuai", "sesuai")
        self.set_day(f"{YEAR}-06-30")
        self.by(q2, self.boss).action_rate("sesuai", "sesuai")
        self.assertEqual(q2.state, "rated")

    def test_a_period_may_be_opened_before_its_end(self):
        q2 = self.quarter(self.staff, 2)
        self.bring_evaluation(q2, "submitted")
        q2.period_id.open_on = f"{YEAR}-06-20"
        self.set_day(f"{YEAR}-06-20")
        self.by(q2, self.boss).action_rate("sesuai", "sesuai")
        self.assertEqual(q2.state, "rated")

    def test_who_did_not_report_is_waited_for_until_the_extended_day(self):
        q2 = self.quarter(self.staff, 2)
        home = self.by(self.env["hr.asn.home"], self.staff).browse(
            self.staff.user_id.id
        )
        for extended, last in ((False, "07-10"), ("07-20", "07-20")):
            q2.period_id.write(
                {
                    "close_on": f"{YEAR}-07-10",
                    "extended_to": extended and f"{YEAR}-{extended}",
                }
            )
            self.set_day(f"{YEAR}-{last}")
            home.invalidate_recordset()
            self.assertEqual(str(home.next_deadline), f"{YEAR}-{last}")
            with self.assertRaises(UserError):
                self.by(q2, self.boss).action_rate("sesuai", "sesuai", "Tidak lapor")
        self.set_day(f"{YEAR}-07-21")
        self.by(q2, self.boss).action_rate("sesuai", "sesuai", "Tidak lapor")
        self.assertEqual(q2.state, "rated")
        home.invalidate_recordset()
        self.assertEqual(str(home.next_deadline), f"{YEAR}-09-30")

    def test_a_period_is_not_extended_to_a_day_before_it_closes(self):
        values = {"close_on": f"{YEAR}-04-10", "extended_to": f"{YEAR}-04-09"}
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.q1.period_id.write(values)
            self.env.flush_all()

    def test_nothing_moves_in_a_closed_cycle(self):
        self.bring_evaluation(self.q1, "rated")
        for step in ("wind_up", "close"):
            self.by(self.cycle, self.officer)._transition(step)
        with self.assertRaisesRegex(UserError, "closed"):
            self.by(self.q1, self.boss).action_deliver()
        with self.assertRaisesRegex(UserError, "closed"):
            self.by(self.q1.skp_id, self.staff).action_revise("Terlambat")
        with self.assertRaisesRegex(UserError, "closed"):
            self.by(self.cycle, self.officer).action_open_periods()

    def _revise_target(self, day, target):
        """Agree a new target on a day; the former one was in force until then."""
        self.set_day(day)
        skp = self.q1.skp_id
        self.by(skp, self.staff).action_revise("Target berubah")
        self.by(skp.iki_ids, self.staff).target = target
        self.bring_plan(skp, "approved")

    def test_the_seal_holds_the_version_in_force_in_the_period(self):
        q3 = self.quarter(self.staff, 3)
        self.bring_evaluation(self.q1, "rated")
        self._revise_target(f"{YEAR}-08-10", "77")
        self.by(self.q1, self.boss).action_deliver()
        self.bring_evaluation(q3, "delivered")
        sealed = [one.document_ids._content() for one in (self.q1, q3)]
        self.assertEqual([one["skp_version"] for one in sealed], [1, 2])
        targets = [one["results"][0]["indicators"][0]["target"] for one in sealed]
        self.assertEqual(targets, ["394", "77"])

    def _shown(self, evaluation):
        """Return what the appraiser's screen shows of the indicators and above them."""
        self.env.invalidate_all()
        seen = self.by(evaluation, self.boss)
        entries = [
            (entry.rhk_id.id, entry.iki_id.id, entry.rhk_name, entry.target)
            for entry in seen.entry_ids
        ]
        return entries, [head["name"] for head in seen.rhk_heads]

    def _agreed(self, evaluation):
        """Return the same out of the version that the seal would take."""
        results = evaluation._asn_agreed(evaluation.skp_id._asn_versions())
        entries = [
            (result["id"], iki["id"], result["text"], iki["target"])
            for result in results
            for iki in result["indicators"]
        ]
        return entries, [result["text"] for result in results]

    def test_screens_show_the_version_in_force_in_the_period(self):
        """Of three agreed versions each period shows its own; a draft shows nowhere."""
        quarters = [self.quarter(self.staff, number) for number in (1, 2, 3, 4)]
        self._revise_target(f"{YEAR}-05-10", "20")
        self.fill(self._reopened(f"{YEAR}-08-10"), results=2)
        self.bring_plan(self.q1.skp_id, "approved")
        self._reopened(f"{YEAR}-11-10").rhk_ids[0].name = "Rahasia draf"
        targets = [["394"], ["20"], ["20", "394", "394"], ["20", "394", "394"]]
        for quarter, expected in zip(quarters, targets, strict=True):
            shown = self._shown(quarter)
            self.assertEqual(shown, self._agreed(quarter))
            self.assertEqual([entry[3] for entry in shown[0]], expected)
            self.assertNotIn("Rahasia draf", shown[1])

    def _reopened(self, day):
        self.set_day(day)
        own = self.by(self.q1.skp_id, self.staff)
        own.action_revise("Berubah")
        return own

    def test_what_was_reported_on_is_rated_and_sealed(self):
        """A change agreed after the report stands for the next period."""
        self.set_day(f"{YEAR}-03-20")
        self.prove(self.q1)
        self.by(self.q1, self.staff).action_submit()
        first = self.q1.skp_id.version_ids
        own = self._reopened(f"{YEAR}-03-25")
        self.fill(own)
        own.iki_ids[0].target = "99"
        self.bring_plan(self.q1.skp_id, "approved")
        self.set_day(f"{YEAR}-03-31")
        self.assertEqual(self.q1.version_id, first)
        self.assertEqual(self._shown(self.q1), self._agreed(self.q1))
        self.assertEqual(self.q1.entry_ids.mapped("target"), ["394"])
        self.by(self.q1, self.boss).action_rate("sesuai", "sesuai")
        self._reopened(f"{YEAR}-03-31")._asn_put({"approach": codes.KUALITATIF})
        self.by(self.q1, self.boss).action_deliver()
        sealed = self.q1.document_ids._content()
        self.assertEqual(sealed["skp_version"], 1)
        self.assertEqual(sealed["approach"], codes.KUANTITATIF)
        self.assertEqual(len(sealed["results"]), 1)
        q2 = self.quarter(self.staff, 2)
        self.assertEqual(q2.entry_ids.mapped("target"), ["99", "394"])

    def test_the_year_is_settled_when_it_is_rated(self):
        year = self.q1.skp_id.evaluation_ids.filtered(lambda one: one.kind == "annual")
        self.by(year, self.staff).action_submit()
        self.assertFalse(year.version_id)
        self._revise_target(f"{YEAR}-08-10", "77")
        self.set_day(f"{YEAR}-12-31")
        self.by(year, self.boss).action_rate("sesuai", "sesuai", "Alasan")
        self.assertEqual(year.version_id.number, 2)

    def test_evidence_is_offered_for_what_is_in_force_only(self):
        fresh = self.fill(self._reopened(f"{YEAR}-08-10"))
        q3 = self.quarter(self.staff, 3)
        offered = q3.action_add_evidence()["context"]["asn_rhk_ids"]
        self.assertEqual(offered, self.q1.skp_id.rhk_ids[0].ids)
        self.assertNotIn(fresh.id, offered)

    def test_the_form_of_evidence_does_not_open_where_nothing_is_recorded(self):
        """As on a phone whose bar still offers it: said before it is typed."""
        self.prove(self.q1)
        self.by(self.q1, self.staff).action_submit()
        with self.assertRaisesRegex(UserError, "submitted and is locked"):
            self.by(self.q1, self.staff).action_add_evidence()

    def test_a_sum_is_whole_with_the_periods_in_which_it_was_agreed(self):
        """Agreed in August and recorded in both quarters since: nothing is missing."""
        self._reopened(f"{YEAR}-08-03")
        fresh = self.fill(self.q1.skp_id).iki_ids
        self.bring_plan(self.q1.skp_id, "approved")
        records = self.by(self.env["hr.asn.realization"], self.staff)
        quarters = [self.quarter(self.staff, number) for number in (3, 4)]
        for quarter in quarters:
            values = {"iki_id": fresh.id, "period_id": quarter.period_id.id}
            records.create(values | {"actual": "4"})
        year = self.q1.skp_id.evaluation_ids.filtered(lambda one: one.kind == "annual")
        figures = self._year_figures(year)
        self.assertEqual(figures[fresh.id], {"actual": "8"})
        records.search([("period_id", "=", quarters[1].period_id.id)]).unlink()
        figures = self._year_figures(year)
        self.assertEqual(figures[fresh.id], {"actual": "4", "recorded": [1, 2]})

    def _year_figures(self, year):
        """Return {indicator id: what a seal of the year would say of it}."""
        self.env.invalidate_all()
        results = year._asn_results_reached()[year].results
        return {
            iki["id"]: {key: iki[key] for key in ("actual", "recorded") if key in iki}
            for result in results
            for iki in result["indicators"]
        }

    def test_only_what_is_in_force_is_recorded(self):
        q3 = self.quarter(self.staff, 3)
        old = self.q1.skp_id.iki_ids
        own = self._reopened(f"{YEAR}-08-10")
        fresh = self.fill(own)
        records = self.by(self.env["hr.asn.realization"], self.staff)
        values = {"iki_id": fresh.iki_ids.id, "period_id": q3.period_id.id}
        with self.assertRaises(UserError):
            records.create(values | {"actual": "1"})
        with self.assertRaises(UserError):
            self.by(self.env["hr.asn.evidence"], self.staff).create(
                {
                    "rhk_id": fresh.id,
                    "period_id": q3.period_id.id,
                    "name": "Rekap",
                    "url": "https://contoh.go.id",
                }
            )
        own.rhk_ids[0].is_cancelled = True
        self.bring_plan(self.q1.skp_id, "approved")
        records.create(values | {"actual": "1"})
        with self.assertRaises(UserError):
            records.create(
                {"iki_id": old.id, "period_id": q3.period_id.id, "actual": "1"}
            )
        records.create(
            {"iki_id": old.id, "period_id": self.q1.period_id.id, "actual": "1"}
        )
        self.assertEqual(self.q1.entry_ids.mapped("actual"), ["1"])

    def test_nothing_is_recorded_where_the_plan_is_not_evaluated(self):
        """It ends in June; what has an evaluation is recorded all the same."""
        q3 = self.quarter(self.staff, 3)
        plan = self.q1.skp_id
        plan._asn_put({"date_to": f"{YEAR}-06-30"})
        self.quarter(self.staff, 4).unlink()
        fourth = plan.cycle_id.period_ids.filtered(
            lambda one: (one.kind, one.number) == (codes.TRIWULAN, 4)
        )
        self.prove(self.q1)
        for entry in (self.q1.realization_ids, self.q1.evidence_ids):
            own = self.by(entry, self.staff)
            values = entry.copy_data()[0]
            for change in (own.create, own.write):
                refused = self.assertRaisesRegex(UserError, "not evaluated in")
                with refused, self.cr.savepoint():
                    change(values | {"period_id": fourth.id})
                self.env.invalidate_all()
            own.create(values | {"period_id": q3.period_id.id}).unlink()

    def test_cancelling_in_a_revision_does_not_open_the_gate(self):
        skp = self.q1.skp_id
        self.by(skp, self.staff).action_revise("Hapus")
        self.by(skp.rhk_ids, self.staff).is_cancelled = True
        self.by(self.q1, self.staff).action_submit()
        with self.assertRaisesRegex(UserError, "no evidence"):
            self.by(self.q1, self.boss).action_rate("sesuai", "sesuai")

    def test_a_blank_is_no_reason(self):
        self.by(self.q1, self.staff).action_submit()
        with self.assertRaisesRegex(UserError, "no evidence"):
            self.by(self.q1, self.boss).action_rate("sesuai", "sesuai", "  ")

    def test_an_exchanged_file_is_digested_anew_when_reported(self):
        self.prove(self.q1)
        line = self.by(self.q1.evidence_ids, self.staff)
        line.datas = base64.b64encode(b"pertama")
        self.env.flush_all()
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", line._name),
                ("res_id", "=", line.id),
                ("res_field", "=", "datas"),
            ]
        )
        self.by(attachment, self.staff).raw = b"kedua"
        self.by(self.q1, self.staff).action_submit()
        self.assertEqual(
            self.q1.evidence_ids.sha256, hashlib.sha256(b"kedua").hexdigest()
        )

    # -- entries -------------------------------------------------------------

    def test_entries_are_locked_from_the_report_on(self):
        self.prove(self.q1)
        realization, evidence = self.q1.realization_ids, self.q1.evidence_ids
        self.by(self.q1, self.staff).action_submit()
        for entry, vals in ((realization, {"actual": "1"}), (evidence, {"name": "x"})):
            for who in (self.staff.user_id, self.env.user):
                with self.assertRaises(UserError):
                    self.by(entry, who).write(vals)
                with self.assertRaises(UserError):
                    self.by(entry, who).unlink()
            with self.assertRaises(UserError):
                entry.sudo().write(vals)
        with self.assertRaises(UserError):
            self.by(evidence, self.staff).copy()

    def test_an_entry_is_not_moved_into_or_out_of_a_locked_period(self):
        q2 = self.quarter(self.staff, 2)
        self.prove(self.q1)
        self.prove(q2)
        self.by(self.q1, self.staff).action_submit()
        with self.assertRaises(UserError):
            self.by(q2.evidence_ids, self.staff).period_id = self.q1.period_id
        with self.assertRaises(UserError):
            self.by(self.q1.evidence_ids, self.staff).period_id = q2.period_id

    def test_an_attached_file_is_locked_with_its_entry(self):
        own = self.by(self.q1, self.staff)
        evidence = own.env["hr.asn.evidence"].create(
            {
                "rhk_id": self.q1.skp_id.rhk_ids.id,
                "period_id": self.q1.period_id.id,
                "name": "Rekap",
                "datas": "aXNp",
            }
        )
        file = self.env["ir.attachment"].search(
            [
                ("res_model", "=", evidence._name),
                ("res_id", "=", evidence.id),
                ("res_field", "=", "datas"),
            ]
        )
        self.assertTrue(file)
        self.by(self.q1, self.staff).action_submit()
        with self.assertRaises(UserError):
            self.by(file, self.staff).write({"datas": "bGFpbg=="})
        with self.assertRaises(UserError):
            self.by(file, self.staff).unlink()

    def test_entries_of_others_are_not_mine_to_make(self):
        skp = self.q1.skp_id
        for who in (self.peer, self.boss, self.chief, self.head, self.officer):
            with self.assertRaises(AccessError):
                self.prove(self.q1, by=who)
        mine = self.quarter(self.peer, 1)
        self.prove(mine)
        with self.assertRaises(UserError):
            self.by(mine.evidence_ids, self.peer).rhk_id = skp.rhk_ids
        with self.assertRaises(UserError):
            self.by(mine.realization_ids, self.peer).iki_id = skp.iki_ids

    def test_a_text_is_no_zero(self):
        own = self.by(self.q1, self.staff)
        entries = {}
        for text in ("98,5", "1.180", "1.5", "selesai", "0"):
            self.q1.realization_ids.unlink()
            entries[text] = own.env["hr.asn.realization"].create(
                {
                    "iki_id": self.q1.skp_id.iki_ids.id,
                    "period_id": self.q1.period_id.id,
                    "actual": text,
                }
            )
            self.env.flush_all()
            entry = entries[text]
            entries[text] = (entry.is_number, entry.value)
            self.env.invalidate_all()
        self.assertEqual(entries["98,5"], (True, 98.5))
        self.assertEqual(entries["1.180"], (True, 1180))
        self.assertEqual(entries["0"], (True, 0))
        self.assertFalse(entries["1.5"][0])
        self.assertFalse(entries["selesai"][0])

    def test_the_number_of_a_realization_is_its_text(self):
        self.prove(self.q1)
        line = self.by(self.q1.realization_ids, self.staff)
        with self.assertRaises(AccessError):
            line.value = 1000
        line.unlink()
        line = line.with_context(default_value=1000, default_is_number=True).create(
            {
                "iki_id": self.q1.skp_id.iki_ids.id,
                "period_id": self.q1.period_id.id,
                "actual": "selesai",
                "value": 7,
            }
        )
        self.env.flush_all()
        self.assertEqual((line.value, line.is_number), (0, False))

    def test_links_are_web_addresses(self):
        own = self.by(self.q1, self.staff)
        with self.assertRaises(ValidationError):
            own.env["hr.asn.evidence"].create(
                {
                    "rhk_id": self.q1.skp_id.rhk_ids.id,
                    "period_id": self.q1.period_id.id,
                    "name": "Rekap",
                    "url": "javascript:alert(1)",
                }
            )

    # -- parties -------------------------------------------------------------

    def test_texts_belong_to_their_side(self):
        self.by(self.q1, self.staff).self_report = "Selesai"
        with self.assertRaises(AccessError):
            self.by(self.q1, self.boss).self_report = "Lain"
        self.by(self.q1, self.boss).note = "Pertahankan"
        with self.assertRaises(AccessError):
            self.by(self.q1, self.staff).note = "Naikkan"
        self.bring_evaluation(self.q1, "delivered")
        with self.assertRaises(AccessError):
            self.by(self.q1, self.boss).note = "Terlambat"
        self.assertEqual(self.q1.document_ids._content()["note"], "Pertahankan")

    def test_what_evaluations_stand_on_stays(self):
        assignment = self.q1.skp_id.assignment_id
        period = self.by(self.q1.period_id, self.officer)
        with self.assertRaises(UserError):
            self.by(assignment, self.officer).employee_id = self.peer
        with self.assertRaises(UserError):
            period.date_to = date(YEAR, 12, 31)
        period.extended_to = date(YEAR, 4, 10)
        with self.assertRaises(UserError):
            self.by(self.cycle, self.officer).year = YEAR + 3


@tagged("post_install", "-at_install")
class TestAgencyDay(TransactionCase):
    def test_the_day_begins_in_the_zone_of_the_agency(self):
        company = self.env["res.company"].create({"name": "Kota Waktu"})
        with freeze_time(f"{YEAR}-01-01 16:30:00"):
            days = {}
            for zone in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"):
                company.asn_tz = zone
                days[zone] = company._asn_today()
        self.assertEqual(days["Asia/Jakarta"], date(YEAR, 1, 1))
        self.assertEqual(days["Asia/Makassar"], date(YEAR, 1, 2))
        self.assertEqual(days["Asia/Jayapura"], date(YEAR, 1, 2))
