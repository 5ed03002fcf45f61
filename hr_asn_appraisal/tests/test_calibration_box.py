"""The nine boxes beside a session: who on the table stands where, as it is now."""

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TEAM, AsnCommon, AsnHttpCommon
from .test_calibration import QUIET, REFUSED, CalibrationFixture
from .test_talent import PotentialFixture
from .test_tours import AsnTourCase


class BoxFixture(PotentialFixture, CalibrationFixture):
    """Both on the table are rated good; of Dewi the potential is known to be high."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enter(cls.staff, "tinggi")

    def sitting(self, who=None):
        return self.by(self.meeting, who or self.team)

    def boxes(self, who=None):
        """Return {box: people} beside the table, None those in no box."""
        data = self.sitting(who).table()["boxes"]
        cells = [cell for row in data["rows"] for cell in row["cells"]]
        found = {cell["box"]: cell["count"] for cell in cells if cell["count"]}
        return found | ({None: data["unknown"]} if data["unknown"] else {})

    def row(self, name):
        groups = self.sitting().table()["groups"]
        return next(r for g in groups for r in g["rows"] if r["name"] == name)


@tagged("post_install", "-at_install")
class TestCalibrationBox(BoxFixture, AsnCommon):
    def test_a_change_moves_the_person_to_another_box(self):
        self.assertEqual(self.boxes(), {8: 1, None: 1})
        self.change(self.to(self.staff, "di_atas"))
        self.assertEqual(self.boxes(), {9: 1, None: 1})
        self.change(self.to(self.staff, "di_bawah", "di_bawah"))
        self.assertEqual(self.boxes(), {6: 1, None: 1})
        self.enter(self.peer, "rendah")
        self.assertEqual(self.boxes(), {6: 1, 2: 1})

    def test_a_row_says_its_box(self):
        self.assertEqual(self.row("Dewi")["box"], 8)
        self.assertIs(self.row("Laila")["box"], False)

    def test_percentages_are_of_who_stands_in_a_box(self):
        data = self.sitting().table()["boxes"]
        cell = next(c for r in data["rows"] for c in r["cells"] if c["box"] == 8)
        self.assertEqual((cell["count"], cell["percent"], data["total"]), (1, 100, 2))

    def test_nothing_of_what_is_not_delivered_stands_in_the_menu_of_boxes(self):
        data = self.by(self.env["hr.asn.talent"], self.team).read_boxes()
        self.assertEqual(data["total"], 0)

    def test_the_list_of_a_box_holds_who_stands_there(self):
        evaluations = self.by(self.env["hr.asn.evaluation"], self.team)
        for box, names in ((8, ["Dewi"]), (9, []), (False, ["Laila"])):
            action = self.sitting().action_box(box)
            found = evaluations.search(action["domain"])
            self.assertEqual(found.mapped("name"), names, box)
        self.assertEqual(self.sitting().action_box(8)["name"], "Box 8")

    def test_who_opened_a_page_stands_in_the_history(self):
        action = self.sitting().action_profile(self.q1.id)
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("hr.asn.timeline", self.staff.id)
        )
        event = self.by(self.events(self.q1)[-1], self.team)
        self.assertEqual((event.name, event.actor_id), ("profile", self.team))

    def test_nobody_else_is_opened(self):
        for other in (self.quarter(self.staff, 2), self.quarter(self.boss, 1)):
            with self.assertRaisesRegex(UserError, "Not on the table"):
                self.sitting().action_profile(other.id)


@tagged("post_install", "-at_install")
class TestCalibrationBoxRpc(BoxFixture, AsnHttpCommon):
    CALLS = (("action_box", 8), ("action_profile", None))

    def _asked(self, method, box):
        ids = self.meeting.ids
        return self.rpc("hr.asn.calibration", method, ids, box or self.q1.id)

    @mute_logger(*QUIET)
    def test_only_who_reads_the_session_sees_a_box(self):
        for who in (self.staff, self.boss, self.chief, self.head, self.officer):
            self.sign_in(who)
            for call in self.CALLS:
                self.assertEqual(self._asked(*call)[1], REFUSED, (who.name, call))
        self.sign_in(self.auditor)
        for call in self.CALLS:
            self.assertIsNone(self._asked(*call)[1], call)

    @mute_logger(*QUIET)
    def test_a_member_of_the_team_has_no_box_of_his_own(self):
        self.staff.user_id.group_ids |= self.env.ref(TEAM)
        self.assertEqual(self.boxes(self.staff), {None: 1})
        self.sign_in(self.staff)
        action = self._asked("action_box", 8)[0]
        self.assertEqual(action["domain"], [["id", "in", []]])
        _result, error = self._asked("action_profile", None)
        self.assertEqual(error, "odoo.exceptions.UserError")


@tagged("post_install", "-at_install")
class TestCalibrationBoxTour(BoxFixture, AsnTourCase):
    def test_a_click_shows_who_stands_there(self):
        self.tour("/odoo/calibrations", "hr_asn_team_looks_into_boxes", self.team)
