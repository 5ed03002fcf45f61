"""A tier before the appraiser: the officer checks plans where the policy says so."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import YEAR, AsnCommon, AsnHttpCommon

APPROVE = "hr_asn_appraisal.mail_act_asn_skp_approve"
QUIET = ("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")


class Checking:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.checks_plans = True
        cls.skp = cls.plan(cls.staff)
        cls.bring_plan(cls.skp, "submitted")

    def can(self, who, skp=None):
        return self.by(skp or self.skp, who).asn_can

    def told(self, who, skp=None):
        activities = self.env["mail.activity"].search(
            [
                ("res_model", "=", "hr.asn.skp"),
                ("res_id", "=", (skp or self.skp).id),
                ("user_id", "=", who.user_id.id),
                ("activity_type_id", "=", self.env.ref(APPROVE).id),
            ]
        )
        return len(activities)

    def row(self):
        rows = self.by(self.env["hr.asn.monitor"], self.officer)
        return rows.search([("skp_id", "=", self.skp.id), ("stage", "=", "skp")])


@tagged("post_install", "-at_install")
class TestCheck(Checking, AsnCommon):
    def test_who_may_what_before_and_after(self):
        expected = {
            self.staff: ("withdraw_plan", ""),
            self.boss: ("return", "return approve"),
            self.chief: ("", ""),
            self.officer: ("check send_back cancel", "cancel"),
            self.unit_officer: ("check send_back cancel", "cancel"),
            self.auditor: ("", ""),
        }
        for who, (before, _after) in expected.items():
            self.assertEqual(self.can(who), before, who.name)
        self.by(self.skp, self.officer).action_check()
        self.assertEqual(self.skp.state, "checked")
        self.assertEqual(str(self.skp.checked_on), f"{YEAR}-01-05")
        for who, (_before, after) in expected.items():
            self.assertEqual(self.can(who), after, who.name)

    def test_handed_in_again_it_is_unchecked(self):
        self.by(self.skp, self.officer).action_check()
        self.by(self.skp, self.boss).action_return("Lengkapi")
        self.by(self.skp, self.staff).action_submit()
        self.assertFalse(self.skp.checked_on)

    def test_the_appraiser_has_his_days_from_the_check(self):
        def waits():
            tasks = self.by(self.env["hr.asn.tasks"], self.officer)._asn_tasks()
            return "waiting" in [task["key"] for task in tasks]

        self.set_day(f"{YEAR}-01-20")
        self.by(self.skp, self.officer).action_check()
        for day, expected in (("20", False), ("27", False), ("28", True)):
            self.set_day(f"{YEAR}-01-{day}")
            self.assertEqual(waits(), expected, day)

    def test_the_appraiser_is_told_after_the_check(self):
        self.assertEqual(self.told(self.boss), 0)
        self.by(self.skp, self.officer).action_check()
        self.assertEqual(self.told(self.boss), 1)
        self.by(self.skp, self.boss).action_approve()
        self.assertEqual(self.told(self.boss), 0)
        self.assertEqual((self.skp.state, self.skp.version_number), ("approved", 1))

    def test_unchecked_is_not_approved_and_says_why(self):
        with self.assertRaisesRegex(UserError, "has not been checked"):
            self.by(self.skp, self.boss).action_approve()

    def test_without_the_policy_there_is_no_check(self):
        other = self.policy.copy({"checks_plans": False})
        self.env.cr.execute(
            "UPDATE hr_asn_skp SET policy_id = %s, checks_plans = FALSE WHERE id = %s",
            [other.id, self.skp.id],
        )
        self.assertEqual(self.can(self.officer), "cancel")
        self.assertEqual(self.can(self.boss), "return approve")
        with self.assertRaisesRegex(UserError, "asks for no check"):
            self.by(self.skp, self.officer).action_check()

    def test_the_officer_sends_back_with_a_note(self):
        wizard = self.by(self.env["hr.asn.skp.return"], self.officer)
        wizard = wizard.with_context(active_ids=self.skp.ids)
        wizard.create({"note": "Lengkapi indikator"}).action_return()
        self.assertEqual(self.skp.state, "returned")
        self.assertEqual(self.skp.return_note, "Lengkapi indikator")
        self.assertEqual(self.skp.returned_by_id, self.officer)
        self.assertEqual(self.events(self.skp)[-1].name, "send_back")
        self.assertEqual(self.can(self.staff), "submit")

    def test_a_note_is_needed(self):
        with self.assertRaises(UserError):
            self.by(self.skp, self.officer).action_send_back(" ")

    def test_what_was_checked_is_the_appraisers(self):
        self.by(self.skp, self.officer).action_check()
        with self.assertRaises(UserError):
            self.by(self.skp, self.officer).action_send_back("Terlambat")
        self.by(self.skp, self.boss).action_return("Lengkapi")
        self.by(self.skp, self.staff).action_submit()
        self.assertEqual(self.skp.state, "submitted")
        self.assertEqual(self.can(self.boss), "return")

    def test_a_change_is_checked_too(self):
        self.by(self.skp, self.officer).action_check()
        self.by(self.skp, self.boss).action_approve()
        self.by(self.skp, self.staff).action_revise("Target berubah")
        self.by(self.skp, self.staff).action_submit()
        self.assertEqual(self.can(self.boss), "return")

    def test_nobody_checks_his_own_nor_in_other_units(self):
        officer = self.env.ref("hr_asn_appraisal.group_asn_officer")
        self.staff.user_id.group_ids |= officer
        with self.assertRaises(AccessError):
            self.by(self.skp, self.staff).action_check()
        self.unit_officer.asn_unit_ids = self.school_office
        with self.assertRaises(AccessError):
            self.by(self.skp, self.unit_officer).action_check()
        self.assertEqual(self.skp.state, "submitted")

    def test_many_at_once_with_a_reason_for_each_left(self):
        draft = self.plan(self.peer)
        action = self.by(self.skp | draft, self.officer).action_check_selected()
        outcome = self.by(self.env[action["res_model"]], self.officer)
        outcome = outcome.browse(action["res_id"])
        self.assertEqual(outcome.message, "1 plans checked.")
        self.assertEqual(outcome.line_ids.name, draft.name)
        self.assertIn("Draft", outcome.line_ids.reason)
        self.assertEqual((self.skp.state, draft.state), ("checked", "draft"))

    def test_the_delegate_is_told_after_the_check(self):
        other = self.foreign_boss
        self.by(self.env["hr.asn.delegation"], self.boss).create(
            {
                "appraiser_id": self.boss.id,
                "delegate_id": other.id,
                "date_from": f"{YEAR}-01-05",
                "date_to": f"{YEAR}-01-20",
                "reason": "Diklat",
                "company_id": self.agency.id,
            }
        )
        self.assertEqual((self.told(other), self.can(other)), (0, "return"))
        self.by(self.skp, self.officer).action_check()
        self.assertEqual((self.told(other), self.can(other)), (1, "return approve"))

    def test_another_appraiser_is_told_only_of_what_is_checked(self):
        post = self.skp.assignment_id
        self.by(post, self.officer).write({"appraiser_id": self.chief.id})
        self.assertEqual(self.told(self.chief), 0)
        self.by(self.skp, self.officer).action_check()
        self.by(post, self.officer).write({"appraiser_id": self.boss.id})
        self.assertEqual((self.told(self.boss), self.told(self.chief)), (1, 0))

    def test_the_cockpit_says_who_is_waited_for(self):
        self.set_day(f"{YEAR}-02-03")
        row = self.row()
        self.assertEqual((row.bucket, row.awaits_check), ("blocked", True))
        self.assertIn("performance officer, who checks", row.waits_for)
        self.by(self.skp, self.officer).action_check()
        row = self.row()
        self.assertEqual((row.bucket, row.awaits_check), ("blocked", False))
        self.assertIn("approval by Aisyah since today", row.waits_for)

    def test_the_figures_count_it_as_submitted(self):
        self.assertEqual(self.cycle.submitted_count, 1)
        self.by(self.skp, self.officer).action_check()
        self.cycle.invalidate_recordset()
        self.assertEqual(self.cycle.submitted_count, 1)
        data = self.by(self.env["hr.asn.cockpit"], self.officer).read_cockpit([])
        self.assertEqual(sum(box["count"] for box in data["boxes"]) + 0, data["total"])

    def test_the_first_pages_count_for_whom_it_waits(self):
        home = self.by(self.env["hr.asn.home"], self.boss)
        self.assertEqual(home.browse(self.boss.user_id.id).approve_count, 0)
        tasks = self.by(self.env["hr.asn.tasks"], self.officer)._asn_tasks()
        self.assertEqual({one["key"]: one["count"] for one in tasks}, {"check": 1})
        self.by(self.skp, self.officer).action_check()
        home = self.by(self.env["hr.asn.home"], self.boss)
        self.assertEqual(home.browse(self.boss.user_id.id).approve_count, 1)
        self.assertFalse(self.by(self.env["hr.asn.tasks"], self.officer)._asn_tasks())

    def test_a_locked_deadline_does_not_stop_the_check(self):
        self.policy.sudo().locks_late = True
        self.set_day(f"{YEAR}-03-03")
        self.by(self.skp, self.officer).action_check()
        self.by(self.skp, self.boss).action_approve()
        self.assertEqual(self.skp.state, "approved")


@tagged("post_install", "-at_install")
class TestCheckRpc(Checking, AsnHttpCommon):
    @mute_logger(*QUIET)
    def test_the_server_asks_the_map(self):
        ids = self.skp.ids
        for who, method, args in (
            (self.boss, "action_approve", ()),
            (self.boss, "action_check", ()),
            (self.staff, "action_check", ()),
            (self.auditor, "action_check", ()),
            (self.peer, "action_send_back", ("x",)),
            (self.officer, "action_approve", ()),
            (self.officer, "write", ({"state": "checked"},)),
        ):
            self.sign_in(who)
            _result, error = self.rpc("hr.asn.skp", method, ids, *args)
            kind = (error or "").rsplit(".", 1)[-1]
            self.assertIn(kind, ("AccessError", "UserError"), (who.name, method))
        self.sign_in(self.unit_officer)
        self.assertIsNone(self.rpc("hr.asn.skp", "action_check", ids)[1])
        self.assertEqual(self.skp.state, "checked")
