"""Approving many plans at once, and returning one with a ready note."""

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import AsnCommon


@tagged("post_install", "-at_install")
class TestApproval(AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ready = cls.bring_plan(cls.plan(cls.staff), "submitted")
        cls.other = cls.bring_plan(cls.plan(cls.peer), "submitted")

    def test_all_of_a_selection(self):
        plans = self.by(self.ready | self.other, self.boss)
        action = plans.action_approve_selected()
        self.assertEqual(action["tag"], "display_notification")
        self.assertEqual(set(plans.mapped("state")), {"approved"})

    def test_one_that_cannot_be_approved_stops_no_other(self):
        """The far plan is not his, the draft not submitted: each says so for itself."""
        draft = self.plan(self.boss)
        plans = self.ready | draft | self.other
        action = self.by(plans, self.boss).action_approve_selected()
        self.assertEqual(action["res_model"], "hr.asn.skp.outcome")
        outcome = self.by(self.env[action["res_model"]], self.boss)
        outcome = outcome.browse(action["res_id"])
        self.assertIn("2", outcome.message)
        self.assertEqual(outcome.refused_count, 1)
        self.assertEqual(outcome.line_ids.name, draft.name)
        self.assertIn("Draft", outcome.line_ids.reason)
        self.assertEqual(set((self.ready | self.other).mapped("state")), {"approved"})
        self.assertEqual(draft.state, "draft")

    def test_one_that_is_deleted_meanwhile_stops_no_other(self):
        draft = self.plan(self.boss)
        plans = self.by(self.ready | draft | self.other, self.boss)
        draft.unlink()
        action = plans.action_approve_selected()
        self.assertEqual(set((self.ready | self.other).mapped("state")), {"approved"})
        outcome = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(outcome.message, "2 plans approved.")
        self.assertEqual(outcome.line_ids.mapped("name"), [False])
        self.assertIn("deleted meanwhile", outcome.line_ids.reason)

    def test_an_evaluation_that_is_deleted_meanwhile_stops_no_other(self):
        first, second = self.quarter(self.foreigner, 1), self.quarter(self.foreigner, 2)
        self.bring_evaluation(first, "submitted")
        self.set_day("2026-03-31")
        chosen = self.by(first | second, self.foreign_boss)
        second.unlink()
        told = chosen.action_all_as_expected()["params"]
        self.assertEqual((first.state, told["type"]), ("rated", "warning"))
        self.assertRegex(told["message"], "1 rated as expected.*deleted meanwhile")

    def year(self):
        """Return the year of somebody: one quarter reported, four still at work."""
        first = self.bring_evaluation(self.quarter(self.foreigner, 1), "submitted")
        self.set_day("2026-03-31")
        return first, self.by(first.skp_id.evaluation_ids, self.foreign_boss)

    def outcome(self, action):
        """Return what the dialog of an action says, to who asked."""
        self.assertEqual(action["res_model"], "hr.asn.skp.outcome")
        outcome = self.env[action["res_model"]].browse(action["res_id"])
        return self.by(outcome, self.foreign_boss)

    def test_more_refusals_than_a_notice_quotes_are_listed_one_by_one(self):
        first, rows = self.year()
        wizard = self.by(self.env["hr.asn.evaluation.rate"], self.foreign_boss).create(
            {
                "evaluation_ids": [(6, 0, rows.ids)],
                "result": "sesuai",
                "behavior": "sesuai",
            }
        )
        told = self.outcome(wizard.action_rate())
        self.assertEqual(told.message, "1 evaluations rated.")
        self.assertEqual(told.refused_count, 4)
        self.assertEqual(set(told.line_ids.mapped("name")), {"Novita"})
        self.assertEqual(len(set(told.line_ids.mapped("reason"))), 4)
        told = self.outcome(self.by(rows, self.foreign_boss).action_deliver_all())
        self.assertEqual(told.message, "1 evaluation documents delivered.")
        self.assertEqual((told.refused_count, first.state), (4, "delivered"))

    def test_beside_all_reasons_it_can_be_taken_back(self):
        first, rows = self.year()
        action = rows.action_all_as_expected()
        self.assertEqual(action["tag"], "asn_told")
        params = action["params"]
        self.assertEqual(params["message"], "1 rated as expected.")
        self.assertEqual(params["undo"]["args"], [first.ids])
        self.assertEqual(self.outcome(params["listed"]).refused_count, 4)
        # Where nothing was done there is nothing to take back.
        action = self.by(rows - first, self.foreign_boss).action_all_as_expected()
        self.assertEqual(self.outcome(action).message, "0 rated as expected.")

    def test_the_outcome_is_for_who_asked(self):
        plans = self.ready | self.plan(self.boss)
        action = self.by(plans, self.boss).action_approve_selected()
        outcome = self.env[action["res_model"]].browse(action["res_id"])
        self.assertFalse(self.by(outcome, self.staff).has_access("read"))

    def returning(self, note="Lengkapi"):
        wizard = self.by(self.env["hr.asn.skp.return"], self.boss)
        both = self.ready | self.other
        return wizard.with_context(active_ids=both.ids).create({"note": note})

    def test_blanks_are_no_note_for_several_either(self):
        with self.assertRaisesRegex(UserError, "Write what is to be improved"):
            self.returning(" ").action_return()
        self.assertEqual(self.other.state, "submitted")

    def delete(self, plan):
        self.by(plan, plan.employee_id).action_withdraw()
        self.env["hr.asn.skp"].browse(plan.id).unlink()

    def test_one_that_is_deleted_meanwhile_keeps_no_other_from_being_returned(self):
        wizard = self.returning()
        self.delete(self.ready)
        action = self.by(wizard, self.boss).action_return()
        outcome = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(outcome.message, "1 plans returned.")
        self.assertIn("deleted meanwhile", outcome.line_ids.reason)
        self.assertEqual(self.other.state, "returned")

    def test_where_nothing_is_left_to_return_that_is_said(self):
        wizard = self.returning()
        self.delete(self.ready)
        self.delete(self.other)
        with self.assertRaisesRegex(UserError, "deleted meanwhile"):
            self.by(wizard, self.boss).action_return()

    def test_ready_notes_are_added_to_what_is_written(self):
        wizard = self.by(self.env["hr.asn.skp.return"], self.boss)
        form = Form(wizard.with_context(active_ids=self.ready.ids))
        form.ready_note = "indicator"
        self.assertEqual(form.note, "Make the indicators measurable.")
        form.note += "\nSegera."
        form.ready_note = "cascade"
        form.save().action_return()
        self.assertEqual(self.ready.state, "returned")
        self.assertEqual(
            self.ready.return_note,
            "Make the indicators measurable.\nSegera.\n"
            "Take up the results of your leader.",
        )
        self.assertEqual(self.ready.returned_by_id, self.boss.user_id)
