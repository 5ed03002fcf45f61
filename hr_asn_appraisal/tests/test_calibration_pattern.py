"""A session shows what it makes of the pattern, and how high each appraiser rates."""

import json

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TEAM, AsnCommon, AsnHttpCommon
from .test_pattern import TEXT, TeamOfTen
from .test_unit_rating import QUIET

REASON = "Capaian tim, bukan perseorangan."


class SessionOfTen(TeamOfTen):
    """Ten people of the clinic, all rated as expected, on one table."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.choose(10)
        sessions = cls.by(cls.env["hr.asn.calibration"], cls.team)
        cls.meeting = sessions.create(
            {"period_id": cls.period.id, "department_id": cls.clinic.id}
        )
        cls.meeting.action_start()

    def table(self, who=None):
        self.env.flush_all()
        return self.by(self.meeting, who or self.team).table()

    def pattern(self, who=None):
        (pattern,) = self.table(who)["after"]["patterns"]
        return pattern

    def lower(self, number):
        """Lower so many people in what they reached."""
        change = {"result": "di_bawah", "behavior": "sesuai", "reason": REASON}
        self.by(self.meeting, self.team).calibrate(
            [change | {"id": one.id} for one in self.team_rows[:number]]
        )

    def join(self, person):
        """Let somebody of the ten become a member of the performance team."""
        person.user_id.group_ids |= self.env.ref(TEAM)
        return person


@tagged("post_install", "-at_install")
class TestPatternOfSession(SessionOfTen, AsnCommon):
    def test_without_a_unit_rating_it_says_so(self):
        pattern = self.pattern()
        self.assertIn("10 of 10", pattern["heading"])
        self.assertEqual((pattern["rules"], pattern["warnings"]), ([], []))
        self.assertEqual(pattern["verdict"], "")
        self.assertIn("has not been rated", pattern["note"])

    def test_the_verdict_follows_what_is_moved(self):
        self.rate_unit(self.clinic, "baik")
        pattern = self.pattern()
        self.assertIn("“Good” (10 of 10", pattern["heading"])
        self.assertIn("Good is 100%, at most 70% expected", pattern["warnings"][0])
        self.assertIn("0 people, at least 1 people", pattern["warnings"][0])
        self.assertEqual(pattern["verdict"], "")
        self.lower(2)
        pattern = self.pattern()
        self.assertIn("Good is 80%, at most 70% expected", pattern["warnings"][0])
        self.assertNotIn("people, at least", pattern["warnings"][0])
        self.assertEqual(
            [(one["percent"], one["is_broken"]) for one in pattern["rules"]],
            [(80, True), (20, False)],
        )
        self.lower(3)
        pattern = self.pattern()
        self.assertEqual((pattern["warnings"], pattern["note"]), ([], ""))
        self.assertEqual(pattern["verdict"], "Keeps the pattern.")

    def test_it_is_the_verdict_of_the_comparison(self):
        self.rate_unit(self.clinic, "baik")
        self.lower(1)
        read = self.by(self.env["hr.asn.comparison"], self.team)
        rows = read.read_comparison(self.period.id)["rows"]
        (row,) = [one for one in rows if one["path"] == self.clinic._asn_path()]
        self.assertEqual(self.pattern()["warnings"], ["; ".join(row["violations"])])

    def test_where_no_pattern_is_minded_none_is_shown(self):
        self.policy.sudo().distribution = "off"
        self.rate_unit(self.clinic, "baik")
        self.assertEqual(self.table()["after"]["patterns"], [])

    def test_units_too_small_are_judged_with_the_one_above(self):
        self.policy.sudo().least_people = 11
        self.rate_unit(self.office, "baik", who=self.mayor)
        pattern = self.pattern()
        self.assertTrue(pattern["heading"].startswith(self.office.name))
        self.assertIn("Good is 100%", pattern["warnings"][0])

    def test_who_is_among_them_is_told_of_no_verdict(self):
        self.rate_unit(self.clinic, "baik")
        pattern = self.pattern(self.join(self.team_rows[0].employee_id))
        self.assertIn("9 of 9", pattern["heading"])
        self.assertEqual((pattern["warnings"], pattern["verdict"]), ([], ""))
        self.assertIn("a part", pattern["note"])

    def test_tendencies_of_who_rated_what_is_on_the_table(self):
        (row,) = self.table()["tendencies"]
        self.assertEqual((row["id"], row["count"]), (self.boss.id, 10))
        self.assertEqual((row["mean"], row["apart"]), (300, 0))
        self.lower(2)
        (row,) = self.table()["tendencies"]
        self.assertEqual((row["mean"], row["unit"]), (280, 280))

    def test_of_few_no_tendency_is_shown(self):
        gone = self.team_rows[4:]
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_asn_rating SET predikat = NULL WHERE evaluation_id IN %s",
            [tuple(gone.ids)],
        )
        self.env.invalidate_all()
        read = self.by(self.env["hr.asn.calibration"], self.team).browse(
            self.meeting.id
        )
        _patterns, (row,) = read._asn_standing(self.team_rows)
        self.assertEqual((row["count"], row["mean"], row["apart"]), (4, None, None))

    def test_the_number_of_queries_does_not_grow(self):
        """Neither with the units of those on the table nor with who rated them."""
        self.rate_unit(self.clinic, "baik")
        costs = []
        for count in (2, len(self.team_rows)):
            self.spread(count)
            self.table()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            table = self.by(self.meeting, self.team).table()
            costs.append(self.cr.sql_log_count - before)
            self.assertEqual(len(table["after"]["patterns"]), count)
        self.assertEqual(*costs)


@tagged("post_install", "-at_install")
class TestLockMindsPattern(SessionOfTen, AsnHttpCommon):
    """A session is no way around what a delivery would be asked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.unit_rating = cls.rate_unit(cls.clinic, "baik")

    def own(self, who=None):
        return self.by(self.meeting, who or self.team)

    def kept(self):
        return self.env["hr.asn.consideration"].search([])

    def test_warn_asks_for_a_consideration_once_and_keeps_it(self):
        asked = self.own().lock_asks()
        self.assertFalse(asked["is_blocked"])
        self.assertEqual(
            asked["sentences"][0],
            f"{self.clinic.name}: Good is 100%, at most 70% expected.",
        )
        for text in (None, "  "):
            with self.assertRaisesRegex(UserError, "Write a consideration"):
                self.own().action_lock(text)
        self.assertEqual(self.meeting.state, "running")
        self.own().action_lock(f" {TEXT} ")
        kept = self.kept()
        self.assertEqual((kept.text, kept.rating_id), (TEXT, self.unit_rating))
        self.assertEqual(kept.counted_ids, self.team_rows)
        self.assertIn("Good is 100%", kept.departure)
        self.assertFalse(
            self.by(self.team_rows, self.boss).delivery_asks(self.team_rows.ids)
        )
        self.by(self.team_rows, self.boss).action_deliver()
        self.assertEqual(set(self.team_rows.mapped("state")), {"delivered"})
        self.assertEqual(self.kept(), kept)

    def test_who_took_part_is_not_named(self):
        self.own().action_lock(TEXT)
        kept = self.kept()
        self.assertEqual(kept.author_id, self.env.ref("base.user_root"))
        self.assertEqual(kept.written_by, "Calibration session")
        self.assertEqual(self.events(self.meeting)[-1].actor_id, self.team)

    def test_what_keeps_the_pattern_is_locked_without(self):
        self.lower(3)
        self.assertFalse(self.own().lock_asks())
        self.own().action_lock()
        self.assertFalse(self.kept())
        self.by(self.team_rows, self.boss).action_deliver()

    def test_block_refuses_and_says_which_unit_departs_how(self):
        self.policy.sudo().distribution = "block"
        self.assertTrue(self.own().lock_asks()["is_blocked"])
        told = f"{self.clinic.name}: Good is 100%.*once the pattern is kept"
        with self.assertRaisesRegex(UserError, told):
            self.own().action_lock(TEXT)
        self.assertEqual(self.meeting.state, "running")
        self.lower(3)
        self.own().action_lock()
        self.by(self.team_rows, self.boss).action_deliver()
        self.assertEqual(set(self.team_rows.mapped("state")), {"delivered"})

    def test_off_asks_nothing(self):
        self.policy.sudo().distribution = "off"
        self.assertFalse(self.own().lock_asks())
        self.own().action_lock()
        self.assertFalse(self.kept())

    def test_a_rating_set_after_the_session_is_minded_by_delivering(self):
        """Locked before, or before it was corrected: nobody has minded its pattern."""
        made = self.by(self.unit_rating, self.chief)
        self.own().action_lock(TEXT)
        made.action_reopen("Salah")
        made.action_set()
        own = self.by(self.team_rows, self.boss)
        self.assertIn("100%", own.delivery_asks(own.ids)["sentences"][0])
        with self.assertRaisesRegex(UserError, "Write a consideration"):
            own.action_deliver()
        own.action_deliver(TEXT)

    def test_under_block_what_is_agreed_on_asks_for_a_consideration(self):
        """It is not rated anew: refused, it were never delivered."""
        self.policy.sudo().distribution = "block"
        made = self.by(self.unit_rating, self.chief)
        made.action_reopen("Salah")
        self.own().action_lock()
        made.action_set()
        own = self.by(self.team_rows, self.boss)
        self.deliver_considered(own)
        self.assertEqual(self.kept().text, TEXT)

    def test_who_locks_is_left_out_of_what_is_counted(self):
        """Three of ten are lower: with him Good were 70 %, without him it is 77.8 %."""
        self.lower(3)
        member = self.join(self.team_rows[0].employee_id)
        asked = self.own(member).lock_asks()
        self.assertIn("Good is 78%", asked["sentences"][0])
        self.own(member).action_lock(TEXT)

    def test_small_units_are_minded_with_the_one_above(self):
        self.policy.sudo().least_people = 11
        self.assertFalse(self.own().lock_asks())
        self.rate_unit(self.office, "baik", who=self.mayor)
        self.assertIn(self.office.name, self.own().lock_asks()["sentences"][0])

    @mute_logger(*QUIET)
    def test_rpc_obeys_and_tells_strangers_nothing(self):
        ids = self.meeting.ids
        self.sign_in(self.team)
        error = self.rpc("hr.asn.calibration", "action_lock", ids)[1]
        self.assertEqual(error, "odoo.exceptions.UserError")
        asked = self.rpc("hr.asn.calibration", "action_ask_lock", ids)[0]
        self.assertEqual(asked["tag"], "asn_lock_session")
        own = self.team_rows[0].employee_id
        for who in (self.boss, self.chief, self.officer, self.auditor, own):
            self.sign_in(who)
            for method, args in (
                ("lock_asks", ()),
                ("action_ask_lock", ()),
                ("action_lock", (TEXT,)),
            ):
                _told, error = self.rpc("hr.asn.calibration", method, ids, *args)
                self.assertEqual(error, "odoo.exceptions.AccessError", who.name)
        self.sign_in(self.team)
        error = self.rpc("hr.asn.calibration", "action_lock", ids, TEXT)[1]
        self.assertIsNone(error)


@tagged("post_install", "-at_install")
class TestAgreedBeforeTheUnitIsRated(TeamOfTen, AsnCommon):
    """Some of ten were agreed on as Good before a pattern of at most 70 % was set."""

    def agree_on(self, number):
        """Lock a session of so many; return the others, rated as Good since."""
        self.policy.sudo().distribution = "block"
        self.choose(number)
        self.meet().action_lock()
        left = self.by(self.team_rows[number:], self.boss)
        left.action_rate("sesuai", "sesuai")
        self.rate_unit(self.clinic, "baik")
        return left

    def meet(self):
        meeting = self.by(self.env["hr.asn.calibration"], self.team).create(
            {"period_id": self.period.id, "department_id": self.clinic.id}
        )
        meeting.action_start()
        return meeting

    def test_while_the_others_can_keep_the_pattern_they_have_to(self):
        left = self.agree_on(7)
        own = self.by(self.team_rows, self.boss)
        self.assertTrue(own.delivery_asks(own.ids)["is_blocked"])
        with self.assertRaisesRegex(UserError, "once the pattern is kept"):
            own.action_deliver(TEXT)
        left.action_rate("di_bawah", "sesuai", "Belum tercapai")
        own.action_deliver()
        self.assertEqual(set(own.mapped("state")), {"delivered"})

    def test_where_they_cannot_a_consideration_is_asked_for(self):
        left = self.agree_on(8)
        for own in (self.by(self.team_rows, self.boss), left):
            self.assertFalse(own.delivery_asks(own.ids)["is_blocked"])
            with self.assertRaisesRegex(UserError, "Write a consideration"):
                own.action_deliver()
        left.action_deliver(TEXT)
        self.assertEqual(set(left.mapped("state")), {"delivered"})

    def test_the_session_of_the_others_is_locked_with_a_consideration(self):
        self.agree_on(8)
        meeting = self.meet()
        self.assertFalse(meeting.lock_asks()["is_blocked"])
        with self.assertRaisesRegex(UserError, "Write a consideration"):
            meeting.action_lock()
        meeting.action_lock(TEXT)
        self.assertEqual(meeting.state, "locked")


@tagged("post_install", "-at_install")
class TestSessionRpc(SessionOfTen, AsnHttpCommon):
    @mute_logger(*QUIET)
    def test_patterns_and_tendencies_are_for_team_and_auditor(self):
        self.rate_unit(self.clinic, "baik")
        for who in (self.team, self.auditor):
            self.sign_in(who)
            table, error = self.rpc("hr.asn.calibration", "table", self.meeting.ids)
            self.assertIsNone(error, who.name)
            self.assertEqual(table["tendencies"][0]["count"], 10)
            (pattern,) = table["after"]["patterns"]
            self.assertIn("100%", pattern["warnings"][0])
        own = self.team_rows[0].employee_id
        for who in (self.boss, self.chief, self.officer, self.peer, own):
            self.sign_in(who)
            table, error = self.rpc("hr.asn.calibration", "table", self.meeting.ids)
            self.assertEqual(error, "odoo.exceptions.AccessError", who.name)
            self.assertIsNone(table)

    def test_a_member_is_in_no_figure_of_his_own(self):
        self.rate_unit(self.clinic, "baik")
        own = self.join(self.team_rows[0].employee_id)
        self.lower(1)
        self.sign_in(own)
        table = self.rpc("hr.asn.calibration", "table", self.meeting.ids)[0]
        self.assertNotIn("butuh_perbaikan", json.dumps(table["after"]["parts"]))
        (pattern,) = table["after"]["patterns"]
        self.assertEqual([one["count"] for one in pattern["rules"]], [9, 0])
        (row,) = table["tendencies"]
        self.assertEqual((row["count"], row["mean"]), (9, 300))
