"""Beside the list of a team: evidence to look at, and who has not reported reminded."""

import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import YEAR, AsnCommon, AsnFixture, AsnHttpCommon
from .test_tours import AsnTourCase

REMIND_TYPE = "hr_asn_appraisal.mail_act_asn_remind_report"
AFTER_QUARTER = f"{YEAR}-04-01"
QUIET = ("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")


class LateFixture(AsnFixture):
    """The quarter of Dewi is over, and she has not reported."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.q1 = cls.quarter(cls.staff, 1)
        cls.set_day(AFTER_QUARTER)

    def remind(self, who=None, evaluation=None):
        told = self.by(evaluation or self.q1, who or self.boss).action_remind()
        return told["params"]["message"]

    def todos(self):
        """Return the logins that have a reminder of the quarter."""
        return self.told_of(self.q1, REMIND_TYPE)


@tagged("post_install", "-at_install")
class TestRemind(LateFixture, AsnCommon):
    def test_who_has_not_reported_is_reminded_once_a_day(self):
        self.assertEqual(self.remind(), "Reminded: Dewi.")
        self.assertEqual(self.todos(), [self.staff.user_id.login])
        self.assertEqual(self.remind(), "Reminded today already.")
        self.set_day(f"{YEAR}-04-02")
        self.assertEqual(self.remind(), "Reminded: Dewi.")
        self.assertEqual(self.todos(), [self.staff.user_id.login])
        event = self.by(self.events(self.q1)[-1], self.staff)
        self.assertEqual((event.name, event.actor_id), ("remind", self.boss.user_id))

    def test_it_counts_as_the_reminder_of_the_day_for_the_officer_as_well(self):
        self.remind()
        run = self.by(self.env["hr.asn.cockpit"], self.officer).remind([])
        lines = self.env["hr.asn.run"].browse(run["res_id"]).line_ids
        own = lines.filtered(
            lambda one: (one.res_model, one.res_id) == (self.q1._name, self.q1.id)
        )
        self.assertEqual(own.mapped("state"), ["skipped"])

    def test_what_was_reported_is_not_waited_for(self):
        self.bring_evaluation(self.q1, "submitted")
        with self.assertRaisesRegex(UserError, "not waited for any more"):
            self.remind()
        self.assertEqual(self.todos(), [])

    def test_without_a_login_the_person_is_told_by_mouth(self):
        self.staff.user_id = False
        with self.assertRaisesRegex(UserError, "has no login"):
            self.remind()

    def test_once_reported_the_reminder_is_gone(self):
        self.remind()
        self.bring_evaluation(self.q1, "submitted")
        self.assertEqual(self.todos(), [])


@tagged("post_install", "-at_install")
class TestRemindRpc(LateFixture, AsnHttpCommon):
    @mute_logger(*QUIET)
    def test_only_who_rates_may(self):
        for who in (self.staff, self.peer, self.head, self.auditor):
            self.sign_in(who)
            _told, error = self.rpc("hr.asn.evaluation", "action_remind", self.q1.ids)
            self.assertEqual(error, f"odoo.exceptions.{AccessError.__name__}", who.name)
        self.assertEqual(self.todos(), [])
        self.sign_in(self.boss)
        _told, error = self.rpc("hr.asn.evaluation", "action_remind", self.q1.ids)
        self.assertIsNone(error)
        self.assertEqual(self.todos(), [self.staff.user_id.login])


@tagged("post_install", "-at_install")
class TestEvidenceShown(LateFixture, AsnTourCase):
    def test_a_file_says_of_what_kind_it_is_and_a_link_of_none(self):
        self.prove(self.q1)
        self._add_picture()
        shown = self.by(self.q1, self.boss).panel()["evidence"]
        kinds = {line["name"]: line["mimetype"] for line in shown}
        self.assertEqual(kinds, {"Foto kegiatan": "image/png"} | _others(kinds, ""))
        self.assertGreater(len(kinds), 1)

    def test_a_file_goes_before_the_link_beside_it(self):
        """What is looked at is what the digest is of, never a page from elsewhere."""
        self._add_picture(url="https://contoh.go.id/masuk")
        [shown] = self.by(self.q1, self.boss).panel_evidence()
        address = f"/web/content/hr.asn.evidence/{shown['id']}/datas"
        self.assertEqual((shown["url"], shown["mimetype"]), (address, "image/png"))
        self.assertEqual(shown["link"], "https://contoh.go.id/masuk")

    def test_what_is_not_read_is_not_shown(self):
        self._add_picture()
        for who in (self.peer, self.foreign_boss):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.by(self.q1, who).panel_evidence()

    def test_the_space_bar_shows_it_and_a_button_reminds(self):
        self._add_picture()
        self.tour("/odoo/team-ratings", "hr_asn_appraiser_looks_at_evidence", self.boss)
        self.assertEqual(self.todos(), [self.staff.user_id.login])

    def test_the_space_bar_shows_nothing_of_another_person(self):
        self.quarter(self.peer, 1)
        # From here on she may be rated though she has not reported.
        self.set_day(f"{YEAR}-04-16")
        self._add_picture()
        self.tour("/odoo/team-ratings", "hr_asn_appraiser_is_fast", self.boss)

    def _add_picture(self, **values):
        picture = base64.b64encode(PIXEL)
        own = self.by(self.q1, self.staff).env["hr.asn.evidence"]
        own.create(
            {
                "rhk_id": self.q1.skp_id.rhk_ids[0].id,
                "period_id": self.q1.period_id.id,
                "name": "Foto kegiatan",
                "datas": picture,
                **values,
            }
        )


def _others(kinds, kind):
    return dict.fromkeys(set(kinds) - {"Foto kegiatan"}, kind)


# A picture of one point.
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)
