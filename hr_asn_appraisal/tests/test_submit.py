"""A plan is handed in knowingly, and taken back as long as nobody has answered."""

import runpy
from pathlib import Path
from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import codes
from .common import YEAR, AsnCommon, AsnHttpCommon
from .test_check import APPROVE, QUIET, Checking
from .test_library import Library
from .test_tours import AsnTourCase


class Submitting(Library):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_day(f"{YEAR}-01-12")
        cls.skp = cls.plan(cls.staff)
        cls.own = cls.by(cls.skp, cls.staff)


@tagged("post_install", "-at_install")
class TestSubmit(Submitting, AsnCommon):
    def test_the_question_names_who_gets_it(self):
        self.fill(self.skp)
        asked = self.own.action_ask_submit()
        boss = self.boss._asn_full_name()
        self.assertEqual(asked["question"], f"Submit this plan to {boss}?")
        self.assertFalse(asked["doubts"])
        self.assertEqual(self.skp.state, "draft")

    def test_what_is_missing_is_told_instead_of_a_question(self):
        self.fill(self.skp).iki_ids.target = False
        with self.assertRaisesRegex(UserError, "no target") as caught:
            self.own.action_ask_submit()
        place = caught.exception.context["asn_gap"]
        self.assertEqual(
            (place["model"], place["id"]), ("hr.asn.iki", self.skp.iki_ids.id)
        )

    def test_targets_that_nobody_has_touched_are_counted(self):
        self.load()
        line = self.goal("PT1").indicator_ids
        line.sudo().copy({"name": "Anak dipantau"})
        self.own.action_take_library()
        self.assertEqual(len(self.skp.iki_ids), 2)
        self.assertIn("2 targets", self.doubts()[0])
        self.own.iki_ids[0].target = "7"
        self.assertIn("1 targets", self.doubts()[0])
        self.own.iki_ids[1].target = "8"
        self.assertFalse(self.doubts())

    def doubts(self, **values):
        if values:
            self.skp.iki_ids.write(values)
        return self.own.action_ask_submit()["doubts"]

    def test_words_and_shares_that_would_be_added_up_are_asked_about(self):
        self.fill(self.skp)
        summed = codes.HITUNGAN
        (told,) = self.doubts(target="Sangat Baik", unit=False, pattern=summed)
        self.assertIn("words", told)
        (told,) = self.doubts(target="90", unit="%", pattern=summed)
        self.assertIn("per cent", told)
        self.assertFalse(self.doubts(target="90", unit="%", pattern=codes.POSISI))
        self.skp.sudo().approach = codes.KUALITATIF
        self.assertFalse(self.doubts(target="90", unit="%", pattern=summed))

    def test_the_same_is_said_while_a_target_is_typed(self):
        iki = self.fill(self.skp).iki_ids
        iki.write({"target": "90", "unit": "%", "pattern": codes.HITUNGAN})
        told = self.by(iki, self.staff)._onchange_target()["warning"]
        self.assertEqual(told["type"], "notification")
        self.assertIn("per cent", told["message"])
        iki.pattern = codes.RILIS
        self.assertFalse(iki._onchange_target())

    def _said(self, record, changed, **values):
        """Return what the screen is told after one field was changed, "" for nothing.

        As the client asks it: ``values`` are what stands in the form by then.
        """
        spec = dict.fromkeys(("name", "target", "unit", "pattern"), {})
        told = self.by(record, self.staff).onchange(values, [changed], spec)
        return told.get("warning", {}).get("message", "")

    def test_a_qualitative_plan_is_told_nothing_of_words(self):
        """Its target is words by nature; also of a line that is not saved yet."""
        rhk = self.fill(self.skp)
        rhk.iki_ids.target = "Baik"
        words = {"target": "Sangat baik", "pattern": codes.HITUNGAN}
        new = {"name": "Mutu", "rhk_id": rhk.id, **words}
        self.assertIn("words", self._said(rhk.iki_ids, "target", **words))
        self.assertIn("words", self._said(rhk.iki_ids.browse(), "target", **new))
        self.skp.sudo().approach = codes.KUALITATIF
        self.assertFalse(self._said(rhk.iki_ids, "target", **words))
        self.assertFalse(self._said(rhk.iki_ids.browse(), "target", **new))

    def test_the_same_is_said_once(self):
        """Of the field that is why: of the unit where it makes a share of a number."""
        iki = self.fill(self.skp).iki_ids
        iki.write({"target": "Baik", "pattern": codes.HITUNGAN})
        for target, unit, is_said_of_target, is_said_of_unit in (
            ("Sangat baik", "nilai", True, False),
            ("90 %", "%", True, False),
            ("90", "%", True, True),
            ("90", "orang", False, False),
        ):
            with self.subTest(target=target, unit=unit):
                values = {"target": target, "unit": unit}
                told = self._said(iki, "unit", **values)
                self.assertEqual(bool(told), is_said_of_unit)
                told = self._said(iki, "target", **values)
                self.assertEqual(bool(told), is_said_of_target)

    def test_who_has_handed_in_is_told_to_whom(self):
        self.fill(self.skp)
        told = self.own.action_submit()["params"]
        self.assertEqual(told["type"], "success")
        self.assertIn(self.boss._asn_full_name(), told["message"])

    def test_a_degree_ends_no_sentence_twice(self):
        self.boss.asn_back_title = "S.Pd., Gr."
        self.fill(self.skp)
        told = self.own.action_submit()["params"]["message"]
        self.assertIn("S.Pd., Gr. You will be told", told)

    # -- taking back ---------------------------------------------------------

    def todos(self):
        types = self.env.ref(APPROVE)
        return self.skp.activity_ids.filtered(lambda one: one.activity_type_id == types)

    def test_a_plan_nobody_has_answered_is_taken_back(self):
        self.bring_plan(self.skp, "submitted")
        self.assertTrue(self.todos())
        self.assertIn("withdraw_plan", self.own.asn_can)
        self.own.action_withdraw()
        self.assertEqual((self.skp.state, self.skp.submitted_on), ("draft", False))
        self.assertFalse(self.todos())
        self.assertEqual(self.skp.asn_event_ids[0].label, "Withdrawn before an answer")
        self.own.iki_ids.target = "40"
        self.own.action_submit()
        self.assertEqual(self.skp.state, "submitted")

    def test_a_change_that_is_taken_back_goes_on(self):
        self.bring_plan(self.skp, "revising")
        self.own.iki_ids.target = "41"
        self.own.action_submit()
        self.own.action_withdraw()
        self.assertEqual((self.skp.state, self.skp.version_number), ("revising", 1))
        self.assertEqual(self.skp.iki_ids.target, "41")
        self.assertEqual(self.skp.revision_reason, "Target berubah")
        self.own.action_drop()
        self.assertEqual(self.skp.state, "approved")
        self.assertTrue(self.skp.submitted_on)

    def test_a_change_that_is_dropped_leaves_no_day_of_its_own(self):
        """Taken back or returned: the plan has the days of what was agreed."""
        self.policy.checks_plans = True
        self.bring_plan(self.skp, "submitted")
        self.set_day(f"{YEAR}-01-20")
        self.by(self.skp, self.officer).action_check()
        self.by(self.skp, self.boss).action_approve()
        days = (self.skp.submitted_on, self.skp.checked_on)
        for step in (
            lambda: self.by(self.skp, self.staff).action_withdraw(),
            lambda: self.by(self.skp, self.boss).action_return("Tidak perlu"),
        ):
            self.set_day(f"{YEAR}-08-05")
            self.by(self.skp, self.staff).action_revise("Target berubah")
            self.by(self.skp, self.staff).action_submit()
            step()
            self.by(self.skp, self.staff).action_drop()
            self.assertEqual((self.skp.submitted_on, self.skp.checked_on), days)
            self.assertEqual(str(days[1]), f"{YEAR}-01-20")

    def test_versions_of_before_get_the_days_of_their_plans(self):
        self.bring_plan(self.skp, "approved")
        version = self.skp.version_ids
        day = version.submitted_on
        self.env.flush_all()
        self.env.cr.execute("UPDATE hr_asn_skp_version SET submitted_on = NULL")
        path = Path(__file__).parents[1] / "migrations/19.0.1.5.0/post-handed-in.py"
        runpy.run_path(str(path))["migrate"](self.env.cr, "19.0.1.4.0")
        self.env.invalidate_all()
        self.assertTrue(day)
        self.assertEqual(version.submitted_on, day)

    @mute_logger(*QUIET)
    def test_what_is_answered_is_not_taken_back_nor_by_others(self):
        self.bring_plan(self.skp, "submitted")
        for who in (self.boss, self.peer, self.officer):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.by(self.skp, who).action_withdraw()
        self.by(self.skp, self.boss).action_approve()
        with self.assertRaises(UserError):
            self.own.action_withdraw()

    def test_what_would_be_locked_at_once_stays_where_it_is(self):
        self.policy.sudo().locks_late = True
        self.bring_plan(self.skp, "submitted")
        self.set_day(f"{YEAR}-06-01")
        self.assertNotIn("withdraw_plan", self.by(self.skp, self.staff).asn_can)
        with self.assertRaisesRegex(UserError, "Ask your appraiser"):
            self.own.action_withdraw()
        self.assertEqual(self.skp.state, "submitted")
        self.policy.sudo().locks_late = False
        self.env.invalidate_all()
        self.own.action_withdraw()
        self.assertEqual(self.skp.state, "draft")

    def test_who_was_given_more_time_takes_it_back(self):
        self.policy.sudo().locks_late = True
        self.fill(self.skp)
        self.set_day(f"{YEAR}-06-01")
        self.unlock()
        own = self.by(self.skp, self.staff)
        self.assertTrue(own.action_ask_submit()["can_withdraw"])
        own.action_submit()
        self.assertIn("withdraw_plan", self.by(self.skp, self.staff).asn_can)
        self.by(self.skp, self.staff).action_withdraw()
        self.assertEqual(self.skp.state, "draft")

    def unlock(self):
        unlocks = self.by(self.env["hr.asn.unlock"], self.officer)
        unlocks.create(
            {
                "cycle_id": self.cycle.id,
                "employee_id": self.staff.id,
                "reason": "Cuti sakit",
                "date_to": f"{YEAR}-12-31",
            }
        ).action_grant()

    def test_what_had_come_back_comes_back_again_and_is_not_locked(self):
        """Returned, handed in again after its day, taken back: with the same note."""
        self.policy.sudo().locks_late = True
        self.bring_plan(self.skp, "returned")
        self.set_day(f"{YEAR}-06-01")
        own = self.by(self.skp, self.staff)
        self.assertTrue(own.action_ask_submit()["can_withdraw"])
        own.action_submit()
        own = self.by(self.skp, self.staff)
        self.assertEqual(own.asn_can, "withdraw_again")
        own.action_withdraw()
        own = self.by(self.skp, self.staff)
        self.assertEqual((own.state, own.return_note), ("returned", "Lengkapi"))
        self.assertFalse(own.is_locked)
        self.assertEqual(own.asn_event_ids[0].label, "Withdrawn before an answer")

    def test_a_change_that_had_come_back_comes_back_again(self):
        self.bring_plan(self.skp, "revising")
        self.own.action_submit()
        self.by(self.skp, self.boss).action_return("Turunkan")
        self.by(self.skp, self.staff).action_submit()
        self.by(self.skp, self.staff).action_withdraw()
        self.assertEqual((self.skp.state, self.skp.version_number), ("returned", 1))
        self.by(self.skp, self.staff).action_submit()
        self.by(self.skp, self.boss).action_approve()
        self.by(self.skp, self.staff).action_revise("Lagi")
        self.by(self.skp, self.staff).action_submit()
        self.by(self.skp, self.staff).action_withdraw()
        self.assertEqual(self.skp.state, "revising")


@tagged("post_install", "-at_install")
class TestTwoWindows(Submitting, AsnCommon):
    """What a second window still shows is told in words, and nothing is lost by it."""

    def save(self, command, rows="iki_ids", form=None):
        own = self.by(form or self.skp, self.staff)
        own.web_save({rows: [command]}, {rows: {}})

    def rows(self):
        """Return {field of the plan: values of a row}."""
        value = self.env["hr.asn.behavior"].search([], limit=1)
        return {
            "rhk_ids": {"name": "Lain"},
            "annex_ids": {"kind": "resource", "text": "Mobil"},
            "behavior_ids": {"behavior_id": value.id, "expectation": "Ramah"},
        }

    def gone(self, row):
        """Return the id of a row that was deleted in another window."""
        key = row.id
        row.sudo().unlink()
        return key

    def refused(self, key, rows="iki_ids", form=None):
        for command in (Command.update(key, {}), Command.delete(key)):
            with self.assertRaisesRegex(UserError, "deleted meanwhile in another"):
                self.save(command, rows, form)

    def test_a_plan_that_was_handed_in_meanwhile(self):
        self.bring_plan(self.skp, "submitted")
        with self.assertRaisesRegex(UserError, "already “Submitted”. Reload"):
            self.save(Command.update(self.skp.iki_ids.id, {"target": "40"}))
        for rows, values in self.rows().items():
            with self.assertRaisesRegex(UserError, "already “Submitted”. Reload"):
                self.save(Command.create(values), rows)

    def test_a_row_that_was_deleted_meanwhile(self):
        line = self.fill(self.skp).iki_ids
        self.refused(self.gone(line.sudo().copy({"name": "Lain"})))
        self.save(Command.update(line.id, {"target": "41"}))
        self.assertEqual(line.target, "41")
        for rows, values in self.rows().items():
            self.save(Command.create(values), rows)
            self.refused(self.gone(self.skp[rows][-1]), rows)

    def test_a_row_that_was_deleted_meanwhile_is_told_by_the_dialog_of_a_result(self):
        rhk = self.fill(self.skp)
        self.refused(self.gone(rhk.iki_ids.sudo().copy({"name": "Lain"})), form=rhk)

    def test_a_result_that_was_deleted_meanwhile(self):
        rhk = self.fill(self.skp)
        row = {"name": "Lain", "target": "1", "aspect_id": self.aspect.id}
        key = self.gone(rhk)
        with self.assertRaisesRegex(UserError, "deleted meanwhile in another"):
            own = self.by(rhk.browse(key), self.staff)
            own.web_save({"name": "Lain"}, {"name": {}})
        with self.assertRaisesRegex(UserError, "deleted meanwhile in another"):
            self.save(Command.create(row | {"rhk_id": key}))

    def test_the_dialog_of_a_result_says_how_to_go_on(self):
        self.bring_plan(self.skp, "submitted")
        rhk = self.skp.rhk_ids
        for state, words in (
            ("submitted", "Use “Withdraw”"),
            ("checked", "until it is answered"),
            ("approved", "Use “Revise Plan”"),
            ("closed", "“Closed” and cannot be changed.$"),
            ("cancelled", "“Taken Back” and cannot be changed.$"),
        ):
            self.skp.sudo()._asn_put({"state": state})
            own = self.by(rhk, self.staff)
            with self.subTest(state), self.assertRaisesRegex(UserError, words):
                own.web_save({"name": "Lain"}, {"name": {}})

    def test_who_cannot_revise_is_told_of_no_button_for_it(self):
        self.bring_plan(self.skp, "approved")
        for who, words in (
            (self.boss, "to change what was agreed.$"),
            (self.officer, "“Approved” and cannot be changed.$"),
        ):
            with self.subTest(who.name):
                told = self.by(self.skp, who)._asn_locked_words()
                self.assertRegex(told, words)

    def test_all_rows_are_taken_out_at_once(self):
        """As Odoo lets a call say it."""
        self.fill(self.skp)
        self.by(self.skp, self.staff).write({"rhk_ids": False})
        self.assertFalse(self.skp.rhk_ids)


@tagged("post_install", "-at_install")
class TestSeen(Submitting, AsnTourCase):
    """What is agreed is what the screen showed, M35."""

    def handed_in_again(self, target):
        """Take the plan back, write another target, and hand it in again."""
        self.own.action_withdraw()
        self.own.iki_ids.target = target
        self.own.action_submit()
        self.env.flush_all()
        # Nobody reads and clicks within the second.
        self.env.cr.execute(
            "UPDATE hr_asn_skp SET write_date = write_date + interval '5 seconds'"
            " WHERE id = %s",
            [self.skp.id],
        )
        self.env.invalidate_all()

    def agree(self, seen):
        plan = self.by(self.skp, self.boss).with_context(asn_seen=seen)
        plan.action_approve()

    def shown(self):
        self.env.flush_all()
        return self.skp.write_date.isoformat(" ", "seconds")

    def test_what_was_handed_in_again_meanwhile_is_not_agreed(self):
        self.bring_plan(self.skp, "submitted")
        seen = self.shown()
        self.handed_in_again("3")
        with self.assertRaisesRegex(UserError, "changed just now by"):
            self.agree(seen)
        self.assertEqual(self.skp.state, "submitted")
        self.agree(self.shown())
        self.assertEqual(self.skp.state, "approved")

    def test_nor_is_it_checked_or_returned(self):
        self.policy.checks_plans = True
        self.bring_plan(self.skp, "submitted")
        seen = self.shown()
        self.handed_in_again("3")
        for who, answer, *values in (
            (self.officer, "action_check"),
            (self.officer, "action_send_back", "Lengkapi"),
            (self.boss, "action_return", "Lengkapi"),
        ):
            plan = self.by(self.skp, who).with_context(asn_seen=seen)
            with self.assertRaisesRegex(UserError, "changed just now by"):
                getattr(plan, answer)(*values)
        self.assertEqual(self.skp.state, "submitted")

    def test_what_is_no_moment_is_refused(self):
        self.bring_plan(self.skp, "submitted")
        for seen in (1, True, ["x"], {self.skp.id: 1}):
            with self.assertRaisesRegex(UserError, "changed just now by"):
                self.agree(seen)

    def both(self):
        """Return two plans, and the context of the list in which they stood before."""
        self.bring_plan(self.skp, "submitted")
        other = self.bring_plan(self.plan(self.peer), "submitted")
        self.env.flush_all()
        both = self.skp | other
        seen = {str(one.id): one.write_date.isoformat(" ", "seconds") for one in both}
        self.handed_in_again("3")
        return both, {"asn_seen": seen, "active_ids": both.ids}

    def told(self, action):
        outcome = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(outcome.line_ids.name, self.skp.name)
        self.assertIn("changed just now by", outcome.line_ids.reason)

    def test_of_a_list_each_row_is_what_it_showed(self):
        both, seen = self.both()
        chosen = self.by(both, self.boss).with_context(**seen)
        self.told(chosen.action_approve_selected())
        self.assertEqual(both.mapped("state"), ["submitted", "approved"])

    def test_of_a_list_each_row_is_checked_as_it_showed(self):
        self.policy.checks_plans = True
        both, seen = self.both()
        chosen = self.by(both, self.officer).with_context(**seen)
        self.told(chosen.action_check_selected())
        self.assertEqual(both.mapped("state"), ["submitted", "checked"])

    def test_of_a_list_each_row_is_returned_as_it_showed(self):
        both, seen = self.both()
        wizard = self.by(self.env["hr.asn.skp.return"], self.boss)
        wizard = wizard.with_context(**seen)
        self.told(wizard.create({"note": "Lengkapi"}).action_return())
        self.assertEqual(both.mapped("state"), ["submitted", "returned"])

    def sent(self, tour):
        """Return the moment that a screen shows, and all that was sent of it."""
        self.bring_plan(self.skp, "submitted")
        moment, sent = self.shown(), []
        unseen = type(self.skp)._asn_unseen

        def noted(plans):
            sent.append(plans.env.context.get("asn_seen"))
            return unseen(plans)

        with patch.object(type(self.skp), "_asn_unseen", noted):
            self.tour("/odoo/team-plans", tour, self.boss)
        return moment, sent

    def test_the_form_sends_what_it_shows(self):
        moment, sent = self.sent("hr_asn_appraiser_reads_first")
        self.assertEqual(set(sent), {moment})
        self.assertEqual(self.skp.state, "approved")

    def test_the_form_sends_it_when_it_returns(self):
        moment, sent = self.sent("hr_asn_appraiser_returns")
        self.assertEqual(set(sent), {moment})
        self.assertEqual(self.skp.state, "returned")

    def test_the_list_sends_what_it_shows(self):
        for name, state in (
            ("hr_asn_appraiser_approves", "approved"),
            ("hr_asn_appraiser_returns_chosen", "returned"),
        ):
            with self.subTest(name):
                moment, sent = self.sent(name)
                shown = {str(self.skp.id): moment}
                self.assertTrue(sent and all(seen == shown for seen in sent))
                self.assertEqual(self.skp.state, state)
                self.skp.sudo()._asn_put({"state": "draft"})


@tagged("post_install", "-at_install")
class TestSubmitChecked(Checking, AsnCommon):
    def test_the_officer_comes_first_where_the_policy_says_so(self):
        own = self.by(self.skp, self.staff)
        own.action_withdraw()
        self.assertIn("performance officer", own.action_ask_submit()["question"])
        self.assertIn("performance officer", own.action_submit()["params"]["message"])
        self.by(self.skp, self.officer).action_check()
        with self.assertRaises(UserError):
            own.action_withdraw()


@tagged("post_install", "-at_install")
class TestSubmitRpc(Submitting, AsnHttpCommon):
    @mute_logger(*QUIET)
    def test_who_may_ask_and_take_back_by_a_call(self):
        self.bring_plan(self.skp, "submitted")
        for who in (self.peer, self.boss):
            self.authenticate(who.user_id.login, who.user_id.login)
            for name in ("action_ask_submit", "action_withdraw"):
                with self.subTest(who=who.name, name=name):
                    self.assertIsNotNone(self.rpc("hr.asn.skp", name, self.skp.ids)[1])
        self.assertEqual(self.skp.state, "submitted")
        self.authenticate(self.staff.user_id.login, self.staff.user_id.login)
        self.assertIsNone(self.rpc("hr.asn.skp", "action_withdraw", self.skp.ids)[1])
        self.env.invalidate_all()
        self.assertEqual(self.skp.state, "draft")
