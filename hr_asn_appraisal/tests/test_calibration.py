"""A session compares ratings: only differences are kept, with reason, until locked."""

import json

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .. import seal
from .common import TEAM, YEAR, AsnCommon, AsnFixture, AsnHttpCommon
from .test_delegation import Delegating

REASON = "Capaian tim vaksinasi, bukan perseorangan."
OTHER = "Penugasan pos pengungsian tiga bulan."
GIVEN = "Teladan"
REFUSED = "odoo.exceptions.AccessError"
QUIET = ("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")


class CalibrationFixture(AsnFixture):
    """Two of the clinic, rated as expected and above in behaviour, on one table."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rated = {}
        for person in (cls.staff, cls.peer):
            quarter = cls.quarter(person, 1)
            cls.rated[person] = cls.bring_evaluation(quarter, "rated", reason=GIVEN)
        cls.q1 = cls.rated[cls.staff]
        cls.meeting = cls.prepare()
        cls.by(cls.meeting, cls.team).action_start()

    @classmethod
    def prepare(cls, unit=None, period=None, who=None):
        values = {
            "period_id": (period or cls.q1.period_id).id,
            "department_id": (unit or cls.office).id,
            "participant_ids": [Command.link(cls.head.id)],
        }
        return cls.by(cls.env["hr.asn.calibration"], who or cls.team).create(values)

    @classmethod
    def change(cls, *changes, who=None):
        return cls.by(cls.meeting, who or cls.team).calibrate(list(changes))

    @classmethod
    def to(cls, person, result, behavior="di_atas", reason=REASON):
        figures = {"result": result, "behavior": behavior, "reason": reason}
        return figures | {"id": cls.rated[person].id}

    @classmethod
    def lock(cls):
        cls.by(cls.meeting, cls.team).action_lock()

    def rows(self, evaluation=None):
        self.env.flush_all()
        self.env.invalidate_all()
        return (evaluation or self.q1).sudo().rating_ids.grouped("kind")

    def now(self, who, evaluation=None):
        return self.by(evaluation or self.q1, who).current_predikat


@tagged("post_install", "-at_install")
class TestCalibration(CalibrationFixture, Delegating, AsnCommon):
    # -- what is kept --------------------------------------------------------

    def test_only_a_difference_is_kept_beside_what_was_given(self):
        told = self.change(
            self.to(self.staff, "di_atas"), self.to(self.peer, "sesuai", reason=False)
        )
        self.assertEqual(told, {"changed": self.q1.ids, "back": [], "refused": []})
        rows = self.rows()
        self.assertEqual(set(rows), {"given", "proposed", "calibrated"})
        given, ours = rows["given"], rows["calibrated"]
        self.assertEqual((given.result, given.reason), ("sesuai", GIVEN))
        self.assertEqual((ours.result, ours.behavior), ("di_atas", "di_atas"))
        self.assertEqual((ours.predikat, ours.reason), ("sangat_baik", REASON))
        self.assertNotIn("calibrated", self.rows(self.rated[self.peer]))

    def test_the_row_does_not_name_who_took_part(self):
        self.change(self.to(self.staff, "di_atas"))
        row = self.rows()["calibrated"]
        system = self.env.ref("base.user_root")
        for name in ("actor_id", "create_uid", "write_uid"):
            self.assertEqual(row[name], system, name)

    def test_a_change_needs_its_reason_and_both_ratings(self):
        for values in ({"reason": " . "}, {"behavior": False}):
            told = self.change(self.to(self.staff, "di_bawah") | values)
            self.assertEqual((told["changed"], len(told["refused"])), ([], 1))
            self.assertIn("Dewi", told["refused"][0])
        self.assertNotIn("calibrated", self.rows())

    def test_what_is_refused_stops_no_other(self):
        told = self.change(
            self.to(self.staff, "di_bawah", reason=""), self.to(self.peer, "di_bawah")
        )
        self.assertEqual(told["changed"], self.rated[self.peer].ids)
        self.assertEqual(len(told["refused"]), 1)

    def test_a_rating_that_the_law_does_not_know(self):
        with self.assertRaises(ValueError):
            self.change(self.to(self.staff, "hebat"))

    def test_a_difference_is_taken_back_before_locking(self):
        self.change(self.to(self.staff, "di_atas"))
        self.change(self.to(self.staff, "di_bawah", reason=OTHER))
        self.assertEqual(self.rows()["calibrated"].reason, OTHER)
        told = self.change(self.to(self.staff, "sesuai", reason="Batal"))
        self.assertEqual(told, {"changed": [], "back": self.q1.ids, "refused": []})
        self.assertNotIn("calibrated", self.rows())
        self.assertEqual(self.now(self.team), "baik")

    def test_saying_the_same_again_is_no_step(self):
        for _turn in range(2):
            self.change(self.to(self.staff, "di_atas"))
        session = self.by(self.meeting, self.team)
        self.assertEqual(len(session.replay()["steps"]), 1)

    def test_who_was_rated_since_comes_on_the_table(self):
        late = self.quarter(self.boss, 1)
        self.bring_evaluation(late, "rated")
        session = self.by(self.meeting, self.team)
        self.assertTrue(session.table()["can_take"])
        session.action_take()
        self.assertEqual(len(session.table()["before"]["parts"]), 1)
        self.assertIn(late, self.meeting.sudo().line_ids.evaluation_id)
        self.assertFalse(session.rated_count)

    # -- until it is locked --------------------------------------------------

    def test_nobody_delivers_or_rates_anew_what_is_on_the_table(self):
        own = self.by(self.q1, self.boss)
        self.assertEqual(own.asn_can, "")
        self.assertIn("is being calibrated", own.calibration_note)
        with self.assertRaisesRegex(UserError, "calibration session is locked"):
            own.action_deliver()
        with self.assertRaisesRegex(UserError, "is being calibrated"):
            own.action_rate("sesuai", "sesuai")
        with self.assertRaisesRegex(UserError, "is being calibrated"):
            own.draft_result = "di_bawah"
        told = own.rate_and_deliver([{"id": self.q1.id, "result": "sesuai"}])
        self.assertIn("is being calibrated", told["refused"][0])
        self.assertEqual(self.q1.state, "rated")

    def test_a_running_session_is_told_to_nobody_else(self):
        today = self.clock.strftime("%m-%d")
        days = {"start": today, "end": today}
        self.delegate(self.foreign_boss, **days, scope="rating")
        self.change(self.to(self.staff, "di_atas"))
        for who, seen in (
            (self.team, "sangat_baik"),
            (self.auditor, "sangat_baik"),
            (self.boss, "baik"),
            (self.chief, "baik"),
            (self.head, "baik"),
            (self.officer, "baik"),
            (self.foreign_boss, "baik"),
            (self.staff, False),
        ):
            with self.subTest(who.name):
                self.assertEqual(self.now(who), seen)
        # Who acts for the appraiser reads all of the team, to see the pattern of it.
        self.assertEqual(self.counted(self.foreign_boss), {"baik": 2})
        self.assertFalse(self.by(self.q1, self.staff).calibration_note)
        self.lock()
        self.assertEqual(self.now(self.boss), "sangat_baik")
        locked = {"baik": 1, "sangat_baik": 1}
        self.assertEqual(self.counted(self.foreign_boss), locked)
        self.assertFalse(self.now(self.staff))

    def counted(self, who):
        """Return {predikat: people} of the team, as who rates it is told."""
        (team,) = self.by(self.q1, who)._asn_teams()
        return dict(team.counts)

    def test_locked_nothing_changes_and_the_appraiser_delivers(self):
        self.change(self.to(self.staff, "di_atas"))
        self.lock()
        session = self.by(self.meeting, self.team)
        with self.assertRaises(UserError):
            session.calibrate([self.to(self.staff, "sesuai")])
        for vals in ({"participant_ids": [Command.clear()]}, {"held_on": "2026-01-01"}):
            with self.assertRaisesRegex(UserError, "locked"):
                session.write(vals)
        with self.assertRaisesRegex(UserError, "has not begun"):
            session.unlink()
        own = self.by(self.q1, self.boss)
        self.assertEqual(own.asn_can, "deliver")
        with self.assertRaisesRegex(UserError, "not rated anew"):
            own.action_rate("sesuai", "sesuai")
        own.action_deliver()
        figures = (self.q1.result, self.q1.behavior, self.q1.predikat)
        self.assertEqual(figures, ("di_atas", "di_atas", "sangat_baik"))

    def test_the_seal_keeps_what_was_given_and_what_was_agreed(self):
        self.change(self.to(self.staff, "di_atas"))
        self.lock()
        for evaluation in self.rated.values():
            self.by(evaluation, self.boss).action_deliver()
        document = self.q1.sudo().document_ids
        content = json.loads(document.content)
        self.assertEqual(seal.digest(document.content), document.sha256)
        self.assertEqual(content["ratings"]["predikat"], "sangat_baik")
        self.assertEqual(content["reason"], REASON)
        self.assertEqual(content["given"]["predikat"], "baik")
        self.assertEqual(content["given"]["reason"], GIVEN)
        other = json.loads(self.rated[self.peer].sudo().document_ids.content)
        self.assertNotIn("given", other)

    def test_who_takes_part_in_what_has_begun_stays_among_the_participants(self):
        session = self.by(self.meeting, self.team)
        session.participant_ids = [Command.link(self.chief.id)]
        both = {self.head.id, self.chief.id}
        for gone in (
            Command.unlink(self.head.id),
            Command.clear(),
            Command.set(self.chief.ids),
        ):
            with self.subTest(gone), self.assertRaisesRegex(UserError, "not removed"):
                with self.cr.savepoint():
                    self.by(session, self.team).write({"participant_ids": [gone]})
            self.assertEqual({*self.by(session, self.team).participant_ids.ids}, both)
        session.held_on = "2026-04-01"
        # Of one that was called off nothing comes.
        session.action_call_off("Rapat tidak kuorum.")
        self.by(session, self.team).participant_ids = [Command.unlink(self.head.id)]
        self.assertEqual(session.participant_ids.ids, self.chief.ids)

    # -- one table for each --------------------------------------------------

    def test_what_is_on_a_table_comes_on_no_other(self):
        second = self.prepare(self.clinic)
        self.by(second, self.team).action_start()
        self.assertFalse(second.sudo().line_ids)
        self.lock()
        third = self.prepare(self.clinic)
        self.by(third, self.team).action_start()
        self.assertFalse(third.sudo().line_ids)

    def test_the_database_refuses_two_sessions(self):
        line = self.meeting.sudo().line_ids[0]
        second = self.prepare()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            line.copy({"calibration_id": second.id})

    def test_units_are_offered_before_the_period_is_known(self):
        """A form that waits for the server's answer offers one's own, not nothing."""
        new = self.by(self.env["hr.asn.calibration"], self.team).new({})
        self.assertEqual(new.company_id, self.agency)
        new.period_id = self.q1.period_id
        self.assertEqual(new.company_id, self.q1.company_id)

    def test_of_the_unit_and_the_period_alone(self):
        for unit, period in (
            (self.school_office, self.q1.period_id),
            (self.office, self.quarter(self.staff, 2).period_id),
        ):
            other = self.prepare(unit, period)
            self.by(other, self.team).action_start()
            self.assertFalse(other.sudo().line_ids)

    # -- what is shown -------------------------------------------------------

    def test_the_table_says_before_and_after_changed_first(self):
        self.change(self.to(self.peer, "di_bawah"))
        table = self.by(self.meeting, self.team).table()
        self.assertTrue(table["can_change"])
        self.assertEqual(
            [(group["key"], len(group["rows"])) for group in table["groups"]],
            [("changed", 1), ("baik", 1)],
        )
        row = table["groups"][0]["rows"][0]
        self.assertEqual((row["name"], row["move"], row["fixed"]), ("Laila", -1, []))
        self.assertEqual((row["before"], row["after"]), ("baik", "butuh_perbaikan"))
        self.assertEqual((row["reason"], row["given_reason"]), (REASON, GIVEN))
        self.assertEqual(_counts(table["before"]), {"baik": 2})
        self.assertEqual(_counts(table["after"]), {"baik": 1, "butuh_perbaikan": 1})
        self.assertIn("1 changed, 1 of them lower", table["after"]["sentence"])
        self.lock()
        self.assertFalse(self.by(self.meeting, self.team).table()["can_change"])

    def test_replay_shows_each_step_and_what_it_led_to(self):
        self.change(self.to(self.staff, "di_atas"))
        self.change(self.to(self.peer, "di_bawah", reason=OTHER))
        self.change(self.to(self.staff, "sesuai"))
        self.lock()
        replay = self.by(self.meeting, self.auditor).replay()
        self.assertEqual(_counts(replay["start"]), {"baik": 2})
        steps = [
            (one["name"], one["after"]["predikat"], one["reason"])
            for one in replay["steps"]
        ]
        self.assertEqual(
            steps,
            [
                ("Dewi", "sangat_baik", REASON),
                ("Laila", "butuh_perbaikan", OTHER),
                ("Dewi", "baik", False),
            ],
        )
        self.assertEqual({one["who"] for one in replay["steps"]}, {"team"})
        self.assertEqual(
            [_counts(one["figures"]) for one in replay["steps"]],
            [
                {"sangat_baik": 1, "baik": 1},
                {"sangat_baik": 1, "butuh_perbaikan": 1},
                {"baik": 1, "butuh_perbaikan": 1},
            ],
        )
        self.assertEqual(replay["steps"][2]["before"]["result"], "di_atas")

    def test_the_history_costs_the_same_for_any_number_of_changes(self):
        people = (self.staff, self.peer, self.boss, self.foreigner)
        evaluations = self.q1.union(*map(self.open_evaluations, people))
        # Off: some of these are on the table of the session already.
        rows = [self.meeting._asn_line(one) | {"is_off": True} for one in evaluations]
        lines = self.env["hr.asn.calibration.line"].sudo().create(rows)
        moves = [["result", "sesuai", "di_atas"], ["behavior", "di_atas", "di_atas"]]
        changes = dict.fromkeys(lines.ids, moves)
        log = self.by(self.env["hr.asn.event"], self.team)._asn_log
        events = log(lines, "calibrate", REASON, changes=changes)
        self.assertEqual(len(events), 20)
        costs = []
        # The first one also reads what is kept for all that follow.
        for some in (events[:2], events[:2], events):
            own = self.by(some, self.auditor)
            before = self.cr.sql_log_count
            told = own.mapped("told")
            costs.append(self.cr.sql_log_count - before)
        self.assertIn(f"Novita: Good → Very Good. {REASON}", told)
        self.assertEqual(costs[1], costs[2])


@tagged("post_install", "-at_install")
class TestCalibrationRpc(CalibrationFixture, AsnHttpCommon):
    """Who may see and change a session, asked over the wire."""

    @mute_logger(*QUIET)
    def test_nobody_but_the_team_and_the_auditor_reads_a_session(self):
        ids, lines = self.meeting.ids, self.meeting.sudo().line_ids.ids
        self.assertTrue(lines)
        for who in (self.staff, self.boss, self.chief, self.head, self.officer):
            self.sign_in(who)
            for model, method, keys in (
                ("hr.asn.calibration", "read", ids),
                ("hr.asn.calibration", "table", ids),
                ("hr.asn.calibration", "replay", ids),
                ("hr.asn.calibration.line", "read", lines),
            ):
                _result, error = self.rpc(model, method, keys)
                self.assertEqual(error, REFUSED, (who.name, model, method))
            self.assertFalse(self.rpc("hr.asn.event", "search", self._events())[0])
        self.sign_in(self.auditor)
        self.assertIsNone(self.rpc("hr.asn.calibration", "table", ids)[1])
        self.assertIsNone(self.rpc("hr.asn.calibration.line", "read", lines)[1])

    def _events(self):
        return [("res_model", "=like", "hr.asn.calibration%")]

    @mute_logger(*QUIET)
    def test_only_the_team_changes(self):
        change = [self.to(self.staff, "di_atas")]
        for who in (self.staff, self.boss, self.head, self.officer, self.auditor):
            self.sign_in(who)
            for method, args in (
                ("calibrate", (change,)),
                ("action_lock", ()),
                ("action_take", ()),
                ("write", ({"held_on": "2026-01-01"},)),
            ):
                _result, error = self.rpc(
                    "hr.asn.calibration", method, self.meeting.ids, *args
                )
                self.assertEqual(error, REFUSED, method)
        self.assertNotIn("calibrated", self.rows())
        self.sign_in(self.admin)
        self.assertIsNone(self._calibrate(change)[1])
        self.assertIn("calibrated", self.rows())

    def _calibrate(self, changes):
        return self.rpc("hr.asn.calibration", "calibrate", self.meeting.ids, changes)

    @mute_logger(*QUIET)
    def test_a_member_of_the_team_has_no_row_of_his_own(self):
        self.change(self.to(self.staff, "di_bawah"))
        self.staff.user_id.group_ids |= self.env.ref(TEAM)
        self.sign_in(self.staff)
        table = self.rpc("hr.asn.calibration", "table", self.meeting.ids)[0]
        replay = self.rpc("hr.asn.calibration", "replay", self.meeting.ids)[0]
        self.assertNotIn("Dewi", json.dumps([table, replay]))
        for figures in (table["before"], table["after"], replay["start"]):
            self.assertEqual(_counts(figures), {"baik": 1})
        told = self._calibrate([self.to(self.staff, "di_atas")])[0]
        self.assertEqual((told["changed"], len(told["refused"])), ([], 1))
        found = self.rpc("hr.asn.event", "search_read", self._events(), ["note"])[0]
        self.assertNotIn(REASON, json.dumps(found))
        self.assertEqual(self.rows()["calibrated"].result, "di_bawah")

    @mute_logger(*QUIET)
    def test_the_employee_reads_before_after_and_reason_and_no_participant(self):
        self.change(self.to(self.staff, "di_atas"))
        self.lock()
        self.sign_in(self.staff)
        domain = [("evaluation_id", "=", self.q1.id)]
        read = lambda: self.rpc("hr.asn.rating", "search_read", domain)[0]  # noqa: E731
        self.assertEqual(read(), [])
        self.assertFalse(self.by(self.q1, self.staff).calibrated_note)
        self.by(self.q1, self.boss).action_deliver()
        fields = ["calibrated_note"]
        note = self.rpc("hr.asn.evaluation", "read", self.q1.ids, fields)[0][0]
        for words in ("Before: Good", "After: Very Good", f"Reason: {REASON}"):
            self.assertIn(words, note["calibrated_note"])
        rows = {row["kind"]: row for row in read()}
        self.assertEqual(rows["given"]["predikat"], "baik")
        self.assertEqual(rows["calibrated"]["predikat"], "sangat_baik")
        self.assertEqual(rows["calibrated"]["reason"], REASON)
        events = [("res_model", "=", "hr.asn.evaluation"), ("res_id", "=", self.q1.id)]
        told = json.dumps(
            [
                list(rows.values()),
                self.rpc("hr.asn.event", "search_read", events)[0],
                self.rpc("hr.asn.evaluation", "read", self.q1.ids)[0],
                self.rpc("hr.asn.document", "search_read", domain)[0],
            ]
        )
        self.assertIn(REASON, told)
        self.assertNotIn(f'"{self.team.name}"', told)
        self.assertNotIn(f"[{self.team.id}, ", told)
        self.assertNotIn("Rina", told)

    @mute_logger(*QUIET)
    def test_there_is_no_other_way_to_a_difference(self):
        self.change(self.to(self.staff, "di_atas"))
        row = self.rows()["calibrated"]
        self.sign_in(self.admin)
        for model, ids, method, args in (
            ("hr.asn.rating", row.ids, "unlink", ()),
            ("hr.asn.rating", row.ids, "write", ({"result": "sesuai"},)),
            ("hr.asn.rating", [], "_asn_take_back", ("calibrated", [])),
            ("hr.asn.calibration.line", self.meeting.line_ids.ids, "unlink", ()),
            ("hr.asn.calibration", self.meeting.ids, "_asn_change", ({}, {})),
        ):
            _result, error = self.rpc(model, method, ids, *args)
            self.assertEqual(error, REFUSED, method)
        context = {"asn_taken_back": True}
        _result, error = self.rpc("hr.asn.rating", "unlink", row.ids, context=context)
        self.assertEqual(error, REFUSED)
        with self.assertRaises(AccessError):
            row.sudo().with_context(**context).unlink()
        self.assertTrue(row.exists())

    def test_what_belongs_to_a_closed_year_is_not_changed(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_asn_cycle SET state = 'closed' WHERE id = %s", [self.cycle.id]
        )
        self.env.invalidate_all()
        for doing in ("action_lock", "action_take"):
            with self.assertRaisesRegex(UserError, str(YEAR)):
                getattr(self.by(self.meeting, self.team), doing)()


def _counts(figures):
    return {part["code"]: part["count"] for part in figures["parts"]}
