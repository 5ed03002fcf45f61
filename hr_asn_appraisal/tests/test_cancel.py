"""Plans that were opened by mistake: taken back with a reason, never renewed unsaid."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import AsnCommon


@tagged("post_install", "-at_install")
class TestCancel(AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.skp = cls.plan(cls.staff)

    def cancel(self, skp=None, who=None, reason="Tercatat dua kali"):
        self.by(skp or self.skp, who or self.officer).action_cancel(reason)

    def lines(self):
        """Return the rows of an opening, as it is looked at first."""
        run_id = self.by(self.cycle, self.officer).action_check()["res_id"]
        return self.env["hr.asn.run"].browse(run_id).line_ids

    def monitored(self):
        rows = self.by(self.env["hr.asn.monitor"], self.officer)
        return rows.search_count([("skp_id", "=", self.skp.id)])

    def test_with_a_reason_that_stays(self):
        with self.assertRaises(UserError):
            self.cancel(reason=" ")
        self.cancel()
        self.assertEqual(self.skp.state, "cancelled")
        self.assertEqual(self.skp.cancel_reason, "Tercatat dua kali")
        event = self.events(self.skp)[-1]
        self.assertEqual((event.name, event.note), ("cancel", "Tercatat dua kali"))
        self.assertEqual(event.actor_id, self.officer)

    def test_opening_again_says_so_and_makes_no_other(self):
        self.cancel()
        line = self.lines().filtered(lambda one: one.res_id == self.skp.id)
        self.assertEqual((line.outcome, line.state), ("exists", "skipped"))
        self.assertIn("Tercatat dua kali", line.message)
        self.by(self.cycle, self.officer).action_open()
        self.assertEqual(self.plan(self.staff), self.skp)
        self.assertEqual(self.skp.state, "cancelled")

    def test_restored_it_is_a_draft_again(self):
        self.fill(self.skp)
        self.cancel()
        self.by(self.skp, self.officer).action_restore()
        self.assertEqual((self.skp.state, self.skp.cancel_reason), ("draft", False))
        self.assertEqual(self.skp.rhk_ids.name, "Hasil 1")
        self.by(self.skp, self.staff).action_submit()

    def test_nobody_waits_for_it(self):
        self.bring_plan(self.skp, "submitted")
        self.assertEqual((self.cycle.submitted_count, self.monitored()), (1, 6))
        plans = self.cycle.skp_count
        self.cancel()
        self.cycle.invalidate_recordset()
        self.assertEqual(self.cycle.skp_count, plans - 1)
        self.assertEqual((self.cycle.submitted_count, self.monitored()), (0, 0))
        waiting = self.env["mail.activity"].search([("res_model", "=", "hr.asn.skp")])
        self.assertNotIn(self.skp.id, waiting.mapped("res_id"))
        home = self.by(self.env["hr.asn.home"], self.staff)
        self.assertFalse(home.browse(self.staff.user_id.id).todo_skp_ids)

    def test_nothing_is_written_into_it(self):
        self.fill(self.skp)
        self.cancel()
        with self.assertRaises(UserError):
            self.by(self.skp.rhk_ids, self.staff).name = "x"
        with self.assertRaises(UserError):
            self.by(self.skp, self.staff).action_submit()

    def test_what_was_agreed_is_not_taken_back(self):
        agreed = self.agree(self.peer)
        for state in ("approved", "revising"):
            with self.assertRaises(UserError):
                self.cancel(agreed)
            if state == "approved":
                self.by(agreed, self.peer).action_revise("Target berubah")
        self.by(agreed, self.peer).action_submit()
        with self.assertRaisesRegex(UserError, "was agreed"):
            self.cancel(agreed)

    def elsewhere(self, state):
        """Let the plan be one of e-Kinerja, in a state there, as imports leave it."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_asn_skp SET source = 'ekinerja', external_state = %s"
            " WHERE id = %s",
            [state, self.skp.id],
        )
        self.env.invalidate_all()

    def test_what_was_agreed_elsewhere_is_not_taken_back(self):
        for state in ("approved", "closed", "archived"):
            self.elsewhere(state)
            with self.subTest(state), self.assertRaisesRegex(UserError, "was agreed"):
                self.cancel()
        for state in (None, "not_started", "draft", "returned", "submitted"):
            self.elsewhere(state)
            with self.subTest(state):
                self.cancel()
                self.by(self.skp, self.officer).action_restore()

    def test_what_was_rated_elsewhere_is_not_taken_back(self):
        self.elsewhere("draft")
        period = self.cycle.period_ids.filtered(lambda one: one.number == 1)[:1]
        rated = self.env["hr.asn.evaluation"].create(
            {"skp_id": self.skp.id, "period_id": period.id}
        )
        self.assertIn("cancel", self.by(self.skp, self.officer).asn_can)
        self.env.cr.execute(
            "UPDATE hr_asn_evaluation SET state = 'final' WHERE id = %s", [rated.id]
        )
        with self.assertRaisesRegex(UserError, "was agreed"):
            self.cancel()

    def test_restored_it_carries_nothing_of_its_former_way(self):
        self.bring_plan(self.skp, "returned")
        self.cancel()
        self.by(self.skp, self.officer).action_restore()
        for name in ("return_note", "returned_by_id", "returned_on", "submitted_on"):
            self.assertFalse(self.skp[name], name)

    def test_restored_after_the_check_it_is_unchecked(self):
        self.policy.sudo().checks_plans = True
        self.bring_plan(self.skp, "submitted")
        self.by(self.skp, self.officer).action_check()
        self.cancel()
        self.by(self.skp, self.officer).action_restore()
        self.assertFalse(self.skp.checked_on)

    def test_it_is_not_open(self):
        plans = self.env["hr.asn.skp"]
        self.cancel()
        self.assertNotIn(self.skp, plans.search(plans._asn_open_domain()))

    def test_the_first_page_names_nobody_by_it(self):
        self.cancel()
        home = self.by(self.env["hr.asn.home"], self.staff)
        home = home.browse(self.staff.user_id.id)
        self.assertEqual((home.post, home.appraiser_name), (False, False))

    def test_by_the_officer_of_its_unit_and_not_his_own(self):
        officer = self.env.ref("hr_asn_appraisal.group_asn_officer")
        self.unit_officer.asn_unit_ids = self.school_office
        self.staff.user_id.group_ids |= officer
        for who in (self.staff, self.boss, self.head, self.auditor, self.unit_officer):
            with self.assertRaises(AccessError):
                self.cancel(who=who)

    def test_many_at_once_with_a_reason_for_each_left(self):
        agreed = self.agree(self.peer)
        wizard = self.by(self.env["hr.asn.skp.cancel"], self.officer)
        wizard = wizard.with_context(active_ids=(self.skp | agreed).ids)
        action = wizard.create({"reason": "Keliru"}).action_cancel()
        outcome = self.by(self.env[action["res_model"]], self.officer)
        outcome = outcome.browse(action["res_id"])
        self.assertEqual(outcome.message, "1 plans taken back.")
        self.assertEqual(outcome.line_ids.name, agreed.name)
        self.assertEqual((self.skp.state, agreed.state), ("cancelled", "approved"))
