"""How people see their own work: in a row of theirs, told beside those of others."""

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AsnCommon, AsnHttpCommon
from .test_rating import RatingFixture

SEEN = "results: Above Expectation, behaviour: Meets Expectation"


@tagged("post_install", "-at_install")
class TestSelfView(RatingFixture, AsnCommon):
    def say(self, result="di_atas", behavior="sesuai"):
        own = self.by(self.q1, self.staff)
        own.write({"self_result": result, "self_behavior": behavior})
        return self.rows().get("self")

    def test_it_stands_in_a_row_of_its_own(self):
        row = self.say()
        self.assertEqual((row.result, row.behavior), ("di_atas", "sesuai"))
        self.assertEqual(row.actor_id, self.staff.user_id)
        self.assertEqual(self.by(self.q1, self.staff).self_view, SEEN)

    def test_one_axis_leaves_the_other(self):
        self.say()
        self.by(self.q1, self.staff).self_behavior = "di_bawah"
        row = self.rows()["self"]
        self.assertEqual((row.result, row.behavior), ("di_atas", "di_bawah"))

    def test_chosen_no_more_it_is_gone(self):
        self.say()
        self.assertFalse(self.say(False, False))
        self.assertFalse(self.by(self.q1, self.staff).self_view)

    def test_the_appraiser_reads_it_and_his_own_stays_his(self):
        self.say()
        self.report()
        own = self.by(self.q1, self.boss)
        self.assertEqual(own.panel()["self_view"], SEEN)
        own.action_rate("sesuai", "sesuai")
        rows = self.rows()
        self.assertEqual(rows["self"].result, "di_atas")
        self.assertEqual(rows["given"].result, "sesuai")
        self.assertEqual(rows["self"].actor_id, self.staff.user_id)

    def test_it_proposes_nothing_and_rates_nothing(self):
        self.say()
        own = self.by(self.q1, self.staff)
        seen = (own.current_result, own.current_predikat, own.predikat, own.state)
        self.assertEqual(seen, (False, False, False, "draft"))
        before = self.by(self.q1, self.boss)
        self.assertFalse(before.draft_result or before.draft_behavior)

    def test_it_is_locked_with_the_report(self):
        self.say()
        self.report()
        with self.assertRaisesRegex(UserError, "submitted and is locked"):
            self.by(self.q1, self.staff).self_result = "di_bawah"
        self.assertEqual(self.rows()["self"].result, "di_atas")

    def test_half_of_it_is_delivered_too(self):
        """Only what the appraiser gives has to be whole."""
        self.say(behavior=False)
        self.report().action_rate("sesuai", "sesuai")
        self.by(self.q1, self.boss).action_deliver()
        rows = self.rows()
        self.assertTrue(rows["self"].is_published)
        (step, *_later) = self.by(self.q1, self.staff).basis_steps
        self.assertEqual(
            (step["key"], step["where"]),
            ("reported", "results: Above Expectation, behaviour: –"),
        )

    def test_reopened_it_is_still_told(self):
        self.say()
        self.report().action_rate("sesuai", "sesuai")
        self.by(self.q1, self.boss).action_deliver()
        self.by(self.q1, self.officer).action_reopen("Keliru")
        self.rows()
        self.assertEqual(self.by(self.q1, self.boss).self_view, SEEN)

    def test_the_same_queries_for_many(self):
        both = self.q1 | self.quarter(self.peer, 1)
        self.say()
        own = self.by(both, self.boss)
        own.mapped("self_view")
        counts = []
        for some in (own[:1], own):
            self.env.invalidate_all()
            some.with_prefetch(some.ids).mapped("state")
            before = self.cr.sql_log_count
            some.with_prefetch(some.ids).mapped("self_view")
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts)


@tagged("post_install", "-at_install")
class TestSelfViewAccess(RatingFixture, AsnHttpCommon):
    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.models")
    def test_nobody_else_says_it(self):
        said = {"self_result": "sesuai"}
        for who in (self.boss, self.peer, self.foreign_boss, self.auditor):
            self.sign_in(who)
            _done, error = self.rpc("hr.asn.evaluation", "write", self.q1.ids, said)
            self.assertIn("AccessError", error, who.name)
        self.assertFalse(self.rows())

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.models")
    def test_the_employee_says_it_by_the_form_and_never_as_a_row(self):
        self.sign_in(self.staff)
        (row,), error = self.rpc(
            "hr.asn.evaluation",
            "web_save",
            self.q1.ids,
            {"self_result": "di_bawah"},
            specification={"self_result": {}, "self_view": {}},
        )
        self.assertIsNone(error)
        self.assertEqual(row["self_result"], "di_bawah")
        own = self.rows()["self"]
        _done, error = self.rpc("hr.asn.rating", "write", own.ids, {"result": "sesuai"})
        self.assertIn("AccessError", error)
