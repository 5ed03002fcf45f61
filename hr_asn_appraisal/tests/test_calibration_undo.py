"""A session that runs is called off: its table is empty, its trail stays."""

import json

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TEAM, YEAR, AsnCommon, AsnHttpCommon
from .test_calibration import GIVEN, QUIET, REASON, REFUSED, CalibrationFixture

WHY = "Rapat tidak kuorum."


@tagged("post_install", "-at_install")
class TestCalibrationUndo(CalibrationFixture, AsnCommon):
    def call_off(self, who=None, why=WHY):
        self.by(self.meeting, who or self.team).action_call_off(why)
        self.env.flush_all()
        self.env.invalidate_all()

    def test_everything_comes_off_the_table(self):
        self.change(self.to(self.staff, "di_atas"))
        self.call_off()
        self.assertEqual(self.meeting.state, "preparing")
        self.assertFalse(self.meeting.started_on)
        self.assertFalse(self.meeting.sudo().line_ids)
        self.assertNotIn("calibrated", self.rows())
        for evaluation in self.rated.values():
            self.assertFalse(evaluation.sudo().calibration_line_id)
            self.assertFalse(self.by(evaluation, self.boss).calibration_note)
        self.assertEqual(self.now(self.team), "baik")

    def test_the_appraiser_delivers_what_he_gave(self):
        self.change(self.to(self.staff, "di_atas"))
        self.call_off()
        own = self.by(self.q1, self.boss)
        self.assertIn("deliver", own.asn_can.split())
        own.action_deliver()
        self.assertEqual((self.q1.result, self.q1.predikat), ("sesuai", "baik"))
        content = json.loads(self.q1.sudo().document_ids.content)
        self.assertNotIn("given", content)
        self.assertNotIn(REASON, self.q1.sudo().document_ids.content)

    def test_another_session_takes_the_people(self):
        self.call_off()
        other = self.prepare(self.clinic)
        self.by(other, self.team).action_start()
        held = other.sudo().line_ids.evaluation_id
        self.assertEqual(held, self.q1 | self.rated[self.peer])
        # And so does the same one, where nothing is as it was before.
        self.by(other, self.team).action_call_off(WHY)
        session = self.by(self.meeting, self.team)
        session.action_start()
        self.assertEqual(len(session.sudo().line_ids), 2)
        self.assertEqual(session.replay()["steps"], [])
        self.assertEqual(session.table()["changes"], 0)

    def held(self):
        """Return what is on a table, and the rest, as lists and forms agree on it."""
        own = self.by(self.q1 | self.rated[self.peer], self.boss)
        mine = [("id", "in", own.ids)]
        held = own.search([*mine, ("is_in_session", "=", True)])
        self.assertEqual(held, own.filtered("is_in_session"))
        rest = own.search([*mine, ("is_in_session", "=", False)])
        self.assertEqual(rest, own - held)
        self.assertEqual(rest, own.search(own._asn_undelivered() & Domain(mine)))
        return held, rest

    def test_lists_and_forms_agree_on_what_waits_for_a_session(self):
        """Also where another has locked what the one that runs again had let go."""
        both, nobody = self.q1 | self.rated[self.peer], self.q1.browse()
        self.assertEqual(self.held(), (both, nobody))
        self.call_off()
        self.assertEqual(self.held(), (nobody, both))
        self.by(self.meeting, self.team).action_start()
        self.assertEqual(self.held(), (both, nobody))
        self.call_off()
        other = self.prepare(self.clinic)
        self.by(other, self.team).action_start()
        self.by(other, self.team).action_lock()
        self.by(self.meeting, self.team).action_start()
        self.assertEqual(self.held(), (nobody, both))
        self.by(self.q1, self.boss).action_deliver()
        self.assertEqual(self.q1.state, "delivered")

    def test_the_auditor_reads_what_was_changed_by_whom_and_why(self):
        self.change(self.to(self.staff, "di_atas"))
        self.call_off()
        told = [
            (event.label, event.actor_id.name, event.told)
            for event in self.by(self.meeting, self.auditor).asn_event_ids
        ]
        self.assertEqual(
            told,
            [
                (
                    "Calibration taken back",
                    "team",
                    f"Dewi: Very Good → Good. {WHY}",
                ),
                ("Session called off", "team", WHY),
                ("Calibrated", "team", f"Dewi: Good → Very Good. {REASON}"),
                ("In Session", "team", False),
            ],
        )

    def test_a_session_that_had_begun_is_not_deleted(self):
        self.call_off()
        with self.assertRaisesRegex(UserError, "has not begun"):
            self.by(self.meeting, self.team).unlink()

    def test_a_row_of_the_team_itself_goes_as_well(self):
        self.change(self.to(self.staff, "di_bawah"))
        self.staff.user_id.group_ids |= self.env.ref(TEAM)
        self.call_off(self.staff)
        self.assertNotIn("calibrated", self.rows())
        self.assertFalse(self.q1.sudo().calibration_line_id)
        told = self.by(self.meeting, self.staff).asn_event_ids.mapped("told")
        self.assertNotIn("Dewi", json.dumps(told))

    def test_not_without_a_reason_and_not_by_others(self):
        with self.assertRaisesRegex(UserError, "Write why"):
            self.call_off(why=" . ")
        for who in (self.boss, self.head, self.officer, self.auditor, self.staff):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.call_off(who)
        self.assertEqual(self.meeting.state, "running")

    def test_never_once_it_is_locked(self):
        self.lock()
        with self.assertRaisesRegex(UserError, "Reload"):
            self.call_off()

    def test_not_in_a_closed_year(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_asn_cycle SET state = 'closed' WHERE id = %s", [self.cycle.id]
        )
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, str(YEAR)):
            self.call_off()
        self.assertTrue(self.meeting.sudo().line_ids)

    def test_the_dialog_asks_for_the_reason(self):
        session = self.by(self.meeting, self.team)
        action = session.action_ask_call_off()
        dialog = self.by(self.env["hr.asn.say"], self.team)
        dialog = dialog.with_context(**action["context"]).create({"text": WHY})
        self.assertIn("comes off the table", dialog.hint)
        dialog.action_say()
        self.assertEqual(self.meeting.state, "preparing")


@tagged("post_install", "-at_install")
class TestCalibrationUndoRpc(CalibrationFixture, AsnHttpCommon):
    def _call_off(self):
        return self.rpc("hr.asn.calibration", "action_call_off", self.meeting.ids, WHY)

    @mute_logger(*QUIET)
    def test_only_the_team_calls_it_off(self):
        for who in (self.staff, self.boss, self.head, self.officer, self.auditor):
            self.sign_in(who)
            self.assertEqual(self._call_off()[1], REFUSED, who.name)
        self.sign_in(self.team)
        for vals in ({"state": "preparing"}, {"line_ids": [Command.clear()]}):
            _result, error = self.rpc(
                "hr.asn.calibration", "write", self.meeting.ids, vals
            )
            self.assertEqual(error, REFUSED, vals)
        self.assertIsNone(self._call_off()[1])
        self.assertEqual(self.meeting.state, "preparing")

    @mute_logger(*QUIET)
    def test_the_person_concerned_sees_nothing_of_it(self):
        """Neither that there was a session, nor who, what or why; delivered or not."""
        self.change(self.to(self.staff, "di_bawah"))
        self.by(self.meeting, self.team).action_call_off(WHY)
        self.env.flush_all()
        for state in ("rated", "delivered"):
            if state == "delivered":
                self.by(self.q1, self.boss).action_deliver()
            self.sign_in(self.staff)
            told = json.dumps(self._seen())
            for word in (WHY, REASON, "alibrat", "call_off", f"[{self.team.id},"):
                self.assertNotIn(word, told, state)
        self.assertIn(GIVEN, told)

    def _seen(self):
        """Return all that the employee reads of his evaluation and beside it."""
        own = [("evaluation_id", "=", self.q1.id)]
        names = ["basis", "calibration_note", "calibrated_note", "current_predikat"]
        lines = self.rpc("hr.asn.calibration.line", "search_read", own)
        sessions = self.rpc("hr.asn.calibration", "search_read", [])
        self.assertEqual((lines[1], sessions[1]), (REFUSED, REFUSED))
        values = self.rpc("hr.asn.evaluation", "read", self.q1.ids, names)[0][0]
        return [
            [value for name, value in values.items() if value],
            self.rpc("hr.asn.rating", "search_read", own)[0],
            self.rpc("hr.asn.event", "search_read", [])[0],
            self.rpc("hr.asn.document", "search_read", own)[0],
            self.rpc("mail.activity", "search_read", [])[0],
        ]
