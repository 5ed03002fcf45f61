from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..law import codes
from .common import YEAR, AsnCommon


@tagged("post_install", "-at_install")
class TestDialogue(AsnCommon):
    """What is expected of a person, told and understood."""

    def setUp(self):
        super().setUp()
        self.set_day(f"{YEAR}-01-12")
        self.driver = self.make_driver()
        self.skp = self.plan(self.staff)
        self.rhk = self.fill(self.skp, results=2)

    def _begin(self, by=None):
        plan = self.by(self.skp, by or self.boss)
        plan.action_open_dialogue()
        return plan.dialogue_ids

    def _told(self):
        dialogue = self._begin()
        dialogue.action_tell()
        return dialogue

    def test_it_begins_with_what_the_targets_say(self):
        self.rhk[1].iki_ids.write(
            {"name": "Waktu tunggu", "target": "10", "unit": "menit"}
        )
        self.rhk[1].iki_ids.direction = codes.TURUN
        lines = self._begin().line_ids
        self.assertEqual(
            [(line.above, line.meets, line.below) for line in lines],
            [
                ("Jumlah: 434 or more", "from 355 on", "less than 355"),
                (
                    "Waktu tunggu: 9 menit or less",
                    "up to 11 menit",
                    "more than 11 menit",
                ),
            ],
        )

    def test_words_are_expected_as_they_stand(self):
        self.rhk[0].iki_ids.target = "sebelum Lebaran"
        self.rhk[1].iki_ids.target = "90–95"
        lines = self._begin().line_ids
        self.assertEqual(lines.mapped("meets"), ["sebelum Lebaran", "90–95"])

    def test_additional_and_cancelled_results_are_not_proposed(self):
        self.rhk[0].kind = codes.TAMBAHAN
        self.rhk[1].is_cancelled = True
        self.fill(self.skp)
        lines = self._begin().line_ids
        self.assertEqual(lines.rhk_id, self.skp.rhk_ids - self.rhk)

    def test_in_a_closed_year_none_is_begun_or_changed(self):
        dialogue = self._begin()
        self.cycle.sudo()._asn_put({"state": "closed"})
        with self.assertRaisesRegex(UserError, "closed"):
            dialogue.note = "Lain"
        with self.assertRaisesRegex(UserError, "closed"):
            dialogue.line_ids[0].above = "Lain"
        other = self.by(self.plan(self.peer), self.boss)
        with self.assertRaisesRegex(UserError, "closed"):
            other.action_open_dialogue()

    def test_a_plan_has_one(self):
        self._begin()
        self._begin()
        self.assertEqual(len(self.skp.dialogue_ids), 1)

    def test_the_employee_reads_it_once_told_and_confirms(self):
        dialogue = self._begin()
        own = self.by(self.skp, self.staff)
        self.assertFalse(own.dialogue_ids._filtered_access("read"))
        self.assertFalse(own.env["hr.asn.dialogue.line"].search([]))
        self.by(dialogue, self.boss).action_tell()
        self.set_day(f"{YEAR}-01-14")
        own = self.by(self.skp, self.staff)
        self.assertEqual(own.dialogue_can, "understand")
        self.assertEqual(len(own.expectation_ids), 2)
        activity = dialogue.sudo().activity_ids
        self.assertEqual(activity.user_id, self.staff.user_id)
        own.action_understand()
        self.env.invalidate_all()
        self.assertEqual(dialogue.state, "understood")
        self.assertEqual(str(dialogue.understood_on), f"{YEAR}-01-14")
        self.assertFalse(dialogue.sudo().activity_ids)
        self.assertIn("434 or more", self.events(dialogue)[-1].note)
        self.assertEqual(self.events(dialogue)[-1].actor_id, self.staff.user_id)

    def test_it_waits_on_the_first_page(self):
        dialogue = self._told()
        home = self.env["hr.asn.home"].browse(self.staff.user_id.id)
        home = self.by(home, self.staff)
        key = f"hr.asn.dialogue/{dialogue.id}"
        self.assertIn(key, [one["key"] for one in home.todos])
        self.assertEqual(home.action_todo(key)["res_id"], dialogue.id)

    def test_what_was_told_changes_by_talking_again_only(self):
        dialogue = self._told()
        third = self.fill(self.skp)
        boss = self.by(dialogue, self.boss)
        for change in (
            lambda: boss.write({"note": "x"}),
            lambda: boss.line_ids[0].write({"above": "x"}),
            lambda: boss.line_ids[0].unlink(),
            lambda: boss.line_ids.create(
                {
                    "dialogue_id": boss.id,
                    "rhk_id": third.id,
                    "above": "x",
                    "meets": "x",
                    "below": "x",
                }
            ),
            lambda: boss.unlink(),
            lambda: boss.write({"state": "draft"}),
        ):
            with self.assertRaises(UserError):
                change()
        self.by(dialogue, self.staff).action_understand()
        boss.action_talk_again()
        boss.line_ids[0].above = "500 atau lebih"
        boss.action_tell()
        self.env.invalidate_all()
        self.assertFalse(dialogue.understood_on)
        self.assertIn("500 atau lebih", self.events(dialogue)[-1].note)
        self.assertIn("434 or more", self.events(dialogue)[1].note)

    def test_who_does_what(self):
        with self.assertRaises(AccessError):
            self._begin(by=self.staff)
        with self.assertRaises(AccessError):
            self.by(self.skp.dialogue_ids, self.peer).create({"skp_id": self.skp.id})
        dialogue = self._told()
        for who in (self.boss, self.peer, self.officer):
            with self.assertRaises(AccessError):
                self.by(dialogue, who).action_understand()
        with self.assertRaises(AccessError):
            self.by(dialogue, self.staff).action_talk_again()

    def test_one_without_login_confirms_on_paper(self):
        plan = self.plan(self.driver)
        self.fill(plan, by=self.boss)
        self.by(plan, self.boss).action_open_dialogue()
        self.by(plan.dialogue_ids, self.boss).action_tell()
        self.by(plan.dialogue_ids, self.officer).action_understand()
        self.assertEqual(
            self.events(plan.dialogue_ids)[-1].on_behalf_of_id, self.driver
        )

    def test_nothing_is_told_without_a_line(self):
        dialogue = self._begin()
        dialogue.line_ids.unlink()
        with self.assertRaisesRegex(UserError, "write for one result at least"):
            dialogue.action_tell()

    def test_a_line_is_of_its_own_plan(self):
        dialogue = self._begin()
        other = self.fill(self.plan(self.peer))
        with self.assertRaisesRegex(UserError, "same plan"):
            dialogue.line_ids[0].rhk_id = other.id

    def test_who_rates_reads_it_beside_the_figures(self):
        self._told()
        quarter = self.quarter(self.staff, 1)
        result = self.by(quarter, self.boss).panel()["results"][0]
        self.assertEqual(
            [(one["level"], one["text"]) for one in result["expected"]],
            [
                ("above", "Jumlah: 434 or more"),
                ("meets", "from 355 on"),
                ("below", "less than 355"),
            ],
        )

    def test_what_was_promised_and_did_not_come_stands_there_too(self):
        annex = self.by(self.skp, self.staff).annex_ids.create(
            [
                {"skp_id": self.skp.id, "kind": "resource", "text": text}
                for text in ("Mobil", "Laptop", "Meja")
            ]
        )
        quarter = self.quarter(self.staff, 1)
        self.by(annex[0], self.boss).action_unmet()
        self.by(annex[1], self.boss).action_fulfilled()
        unmet = self.by(quarter, self.boss).panel()["unmet"]
        self.assertEqual(
            [(one["text"], one["state"]) for one in unmet], [("Mobil", "Not Fulfilled")]
        )
