"""A rating that was found wrong is opened again, with a reason, before its receipt."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ADMIN, OFFICER, USER, YEAR, AsnCommon, AsnHttpCommon

WHY = "Realisasi triwulan lain yang dinilai"
QUIET = ("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")


class Reopening:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.q1 = cls.quarter(cls.staff, 1)

    def reopened(self, state="delivered", who=None):
        self.bring_evaluation(self.q1, state)
        self.by(self.q1, who or self.chief).action_reopen(WHY)
        self.env.flush_all()
        self.env.invalidate_all()
        return self.q1

    def figures(self):
        return (self.q1.result, self.q1.behavior, self.q1.predikat)

    def activities(self, who):
        return (
            self.q1.sudo()
            .activity_ids.filtered(lambda one: one.user_id == who.user_id)
            .mapped("summary")
        )


@tagged("post_install", "-at_install")
class TestReopen(Reopening, AsnCommon):
    def test_it_waits_for_a_rating_again_and_has_no_figures(self):
        for state in ("rated", "delivered"):
            with self.subTest(state), self.cr.savepoint() as savepoint:
                one = self.reopened(state)
                self.assertEqual((one.state, one.revision), ("submitted", 1))
                self.assertEqual(self.figures(), (False, False, False))
                self.assertFalse(one.rated_on or one.delivered_on)
                row = self.by(one, self.boss)
                self.assertFalse(row.current_predikat or row.draft_result)
                self.assertIn("rate", row.asn_can.split())
                savepoint.rollback()
            self.env.invalidate_all()

    def test_who_did_not_report_is_a_draft_again(self):
        self.set_day(f"{YEAR}-04-02")
        self.by(self.q1, self.boss).action_rate("sesuai", "sesuai", "Tidak melapor")
        self.by(self.q1, self.chief).action_reopen(WHY)
        self.assertEqual((self.q1.state, self.q1.revision), ("draft", 1))
        self.assertFalse(self.q1.version_id)

    def test_the_reason_is_obligatory_and_kept(self):
        self.bring_evaluation(self.q1, "delivered")
        for nothing in ("", "  "):
            with self.assertRaisesRegex(UserError, "Write why"):
                self.by(self.q1, self.chief).action_reopen(nothing)
        self.by(self.q1, self.chief).action_reopen(WHY)
        event = self.events(self.q1)[-1]
        self.assertEqual((event.name, event.note), ("reopen", WHY))
        self.assertEqual(event.label, "Reopened")

    def test_superior_and_officer_may_and_nobody_else(self):
        self.bring_evaluation(self.q1, "delivered")
        for who in (self.staff, self.boss, self.peer, self.foreign_boss, self.auditor):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.by(self.q1, who).action_reopen(WHY)
        for who in (self.chief, self.officer, self.unit_officer):
            with self.subTest(who.name), self.cr.savepoint() as savepoint:
                self.by(self.q1, who).action_reopen(WHY)
                self.env.flush_all()
                savepoint.rollback()
            self.env.invalidate_all()

    def test_who_rated_does_not_stand_above_himself(self):
        self.bring_evaluation(self.q1, "delivered")
        self.q1.sudo()._asn_put({"superior_id": self.boss.id})
        self.assertNotIn("reopen", self.by(self.q1, self.boss).asn_can)
        with self.assertRaises(AccessError):
            self.by(self.q1, self.boss).action_reopen(WHY)

    def rated_by(self, rater):
        """Deliver the quarter; who rated it for the boss did so by a delegation."""
        self.bring_evaluation(self.q1, "submitted")
        self.set_day(f"{YEAR}-04-02")
        if rater != self.boss:
            self.by(self.env["hr.asn.delegation"], self.boss).create(
                {
                    "appraiser_id": self.boss.id,
                    "delegate_id": rater.id,
                    "scope": "rating",
                    "date_from": f"{YEAR}-04-02",
                    "date_to": f"{YEAR}-04-02",
                    "reason": "Diklat",
                    "company_id": self.agency.id,
                }
            )
        self.by(self.q1, rater).action_rate("sesuai", "di_atas", "Teladan")
        self.by(self.q1, rater).action_deliver()
        self.env.flush_all()

    def test_who_rated_opens_nothing_again_whatever_else_he_is(self):
        """As the officer of the unit, or as who stands above and rated for the boss."""
        for rater, groups in (
            (self.boss, OFFICER),
            (self.boss, ADMIN),
            (self.chief, USER),
            (self.peer, OFFICER),
        ):
            with self.subTest(rater.name), self.cr.savepoint() as savepoint:
                rater.user_id.group_ids |= self.env.ref(groups)
                self.rated_by(rater)
                own = self.by(self.q1, rater)
                self.assertNotIn("reopen", own.asn_can)
                with self.assertRaisesRegex(AccessError, "Who rated does not"):
                    own.action_reopen(WHY)
                # Another officer does it, and then it is open to be rated anew.
                self.by(self.q1, self.officer).action_reopen(WHY)
                self.assertEqual((self.q1.state, self.q1.revision), ("submitted", 1))
                self.env.flush_all()
                savepoint.rollback()
            self.env.invalidate_all()

    def test_who_rated_an_earlier_revision_only_may(self):
        self.peer.user_id.group_ids |= self.env.ref(OFFICER)
        self.rated_by(self.peer)
        self.by(self.q1, self.officer).action_reopen(WHY)
        self.by(self.q1, self.boss).action_rate("sesuai", "sesuai", "Dihitung ulang")
        self.assertIn("reopen", self.by(self.q1, self.peer).asn_can)

    def test_lists_ask_who_rated_once(self):
        """For two of the officer's list and for twenty the queries are the same."""
        people = [self._person(f"Pegawai {n}") for n in range(19)]
        for one in people:
            self._assign(one, self.boss, self.clinic, self.chief)
        # A cycle that runs opens for those who came since by its button again.
        self.cycle.sudo().action_open()
        rated = self.q1.browse()
        for one in (self.staff, *people):
            rated |= self.bring_evaluation(self.quarter(one, 1), "rated")
        self.assertEqual(len(rated), 20)
        costs = []
        # The first one also reads what is kept for all that follow.
        for some in (rated[:1], rated[:2], rated):
            own = self.by(some, self.officer)
            before = self.cr.sql_log_count
            self.assertIn("reopen", own.mapped("asn_can")[-1])
            costs.append(self.cr.sql_log_count - before)
        self.assertEqual(costs[1], costs[2])

    def test_what_was_received_is_not_reopened(self):
        self.bring_evaluation(self.q1, "received")
        with self.assertRaises(UserError):
            self.by(self.q1, self.chief).action_reopen(WHY)

    def test_people_are_told(self):
        self.reopened()
        self.assertEqual(
            self.activities(self.boss), ["An evaluation was opened again: rate it anew"]
        )
        self.assertEqual(
            self.activities(self.staff),
            ["Your evaluation was opened again and is rated anew"],
        )
        self.by(self.q1, self.boss).action_rate("sesuai", "di_atas", "Sigap")
        self.assertFalse(self.activities(self.boss))

    def test_the_employee_keeps_what_was_delivered_and_sees_no_more(self):
        self.reopened()
        own = self.by(self.q1, self.staff)
        self.by(self.q1, self.boss).action_rate("di_bawah", "sesuai", "Kurang")
        self.env.flush_all()
        self.env.invalidate_all()
        rows = own.rating_ids.filtered(lambda row: row.kind == "given")
        self.assertEqual(rows.mapped("revision"), [0])
        self.assertEqual(own.document_ids.mapped("revision"), [0])
        self.assertFalse(own.current_predikat or own.predikat)

    def test_the_next_delivery_is_what_counts(self):
        self.reopened()
        self.by(self.q1, self.boss).action_rate("di_bawah", "sesuai", "Kurang")
        self.by(self.q1, self.boss).action_deliver()
        self.assertEqual(self.figures(), ("di_bawah", "sesuai", "butuh_perbaikan"))
        own = self.by(self.q1, self.staff)
        own.action_receive()
        kinds = [(one.kind, one.revision) for one in own.document_ids]
        self.assertEqual(
            sorted(kinds), [("evaluation", 0), ("evaluation", 1), ("receipt", 1)]
        )

    def usual(self):
        """Return it as it waits again: proposed and delivered are not the same."""
        self.bring_evaluation(self.q1, "delivered")
        self.by(self.q1, self.chief).action_reopen(WHY)
        row = self.by(self.q1, self.boss)
        proposed = (row.proposed_result, row.proposed_behavior)
        self.assertEqual(proposed, ("sesuai", "sesuai"))
        return row

    def test_another_rating_than_what_was_delivered_needs_a_sentence(self):
        """Also where it is what the system proposes: the former one departed."""
        row = self.usual()
        with self.assertRaisesRegex(UserError, r"delivered before \(Good .*Above"):
            row.action_rate("sesuai", "sesuai")
        row.action_rate("sesuai", "sesuai", "Bukan ia yang melatih")
        self.by(self.q1, self.boss).action_deliver()
        self.assertEqual(self.figures(), ("sesuai", "sesuai", "baik"))

    def test_chosen_on_the_list_it_waits_for_its_sentence(self):
        row = self.usual()
        row.draft_result = row.draft_behavior = "sesuai"
        row = self.by(self.q1, self.boss)
        self.assertEqual((row.state, row.draft_lack), ("submitted", "again"))
        self.assertIn("differs from what was delivered before", row.lack_note)
        row.draft_reason = "Bukan ia yang melatih"
        row = self.by(self.q1, self.boss)
        self.assertEqual((row.state, row.draft_lack), ("rated", False))

    def test_without_its_sentence_it_is_not_delivered(self):
        row = self.usual()
        row.action_rate("sesuai", "sesuai", "Bukan ia yang melatih")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_asn_rating SET reason = NULL WHERE evaluation_id = %s"
            " AND revision = 1",
            self.q1.ids,
        )
        row = self.by(self.q1, self.boss)
        self.assertEqual((row.state, row.draft_lack), ("rated", "again"))
        with self.assertRaisesRegex(UserError, "delivered before"):
            row.action_deliver()
        self.assertFalse(self.by(self.q1, self.boss)._asn_lacking_nothing())

    def test_as_it_was_delivered_it_needs_no_more_than_before(self):
        row = self.usual()
        row.action_rate("sesuai", "di_atas", "Teladan")
        self.by(self.q1, self.boss).action_deliver()
        self.by(self.q1, self.chief).action_reopen(WHY)
        with self.assertRaisesRegex(UserError, "delivered before"):
            self.by(self.q1, self.boss).action_rate("sesuai", "sesuai")

    def test_what_was_taken_back_before_delivery_is_nothing_to_depart_from(self):
        self.reopened("rated")
        self.by(self.q1, self.boss).action_rate("sesuai", "sesuai")
        self.assertEqual(self.q1.state, "rated")

    def test_what_was_never_delivered_stays_hidden_for_ever(self):
        self.reopened("rated")
        self.by(self.q1, self.boss).action_rate("sesuai", "di_atas", "Sigap")
        self.by(self.q1, self.boss).action_deliver()
        self.env.flush_all()
        self.env.invalidate_all()
        rows = self.by(self.q1, self.staff).rating_ids
        self.assertEqual(set(rows.mapped("revision")), {1})


@tagged("post_install", "-at_install")
class TestReopenRpc(Reopening, AsnHttpCommon):
    @mute_logger(*QUIET)
    def test_no_call_rates_anew_without_a_sentence(self):
        self.reopened()
        self.sign_in(self.boss)
        rated = ["hr.asn.evaluation", "action_rate", self.q1.ids, "sesuai", "sesuai"]
        self.assertTrue(self.rpc(*rated)[1])
        self.assertEqual(self.q1.state, "submitted")
        self.assertIsNone(self.rpc(*rated, "Bukan ia yang melatih")[1])
        self.assertTrue(self.rpc(*rated)[1])
        self.assertEqual(self.q1.state, "rated")

    @mute_logger(*QUIET)
    def test_by_the_dialog_of_who_may(self):
        self.bring_evaluation(self.q1, "delivered")
        values = {"way": "reopen", "res_id": self.q1.id, "text": WHY}
        for who, allowed in ((self.staff, False), (self.boss, False), (self.chief, 1)):
            self.sign_in(who)
            made, error = self.rpc("hr.asn.say", "create", [values])
            self.assertIsNone(error)
            error = self.rpc("hr.asn.say", "action_say", made)[1]
            self.assertEqual(not error, bool(allowed), who.name)
        self.assertEqual(self.q1.state, "submitted")

    @mute_logger(*QUIET)
    def test_no_call_opens_what_one_rated_oneself(self):
        self.boss.user_id.group_ids |= self.env.ref(OFFICER)
        self.bring_evaluation(self.q1, "delivered")
        self.sign_in(self.boss)
        told = self.rpc("hr.asn.evaluation", "action_reopen", self.q1.ids, WHY)
        self.assertEqual(told, (None, "odoo.exceptions.AccessError"))
        values = {"way": "reopen", "res_id": self.q1.id, "text": WHY}
        made = self.rpc("hr.asn.say", "create", [values])[0]
        told = self.rpc("hr.asn.say", "action_say", made)
        self.assertEqual(told, (None, "odoo.exceptions.AccessError"))
        can = self.rpc("hr.asn.evaluation", "read", self.q1.ids, ["asn_can"])[0]
        self.assertNotIn("reopen", can[0]["asn_can"])
        self.assertEqual(self.q1.state, "delivered")
