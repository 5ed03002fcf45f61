"""What a revision changes: side by side, in the cells, and between any two versions."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import IKI_CSV, RHK_CSV, AsnCommon

FEW, MANY = 2, 20


@tagged("post_install", "-at_install")
class TestRevision(AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.skp = cls.plan(cls.staff)
        cls.fill(cls.skp, results=2)
        cls.bring_plan(cls.skp, "approved")

    def revise(self):
        self.set_day("2026-08-18")
        own = self.by(self.skp, self.staff)
        own.action_revise("Target naik")
        return own

    def changes(self, who=None):
        return self.by(self.skp, who or self.staff).changes

    def rows(self, who=None):
        """Return of each row (what, title, [(label, before, after)])."""
        return [
            (
                row["what"],
                row["title"],
                [(one["label"], one["before"], one["after"]) for one in row["lines"]],
            )
            for row in self.changes(who)["rows"]
        ]

    def test_old_and_new_stand_side_by_side(self):
        own = self.revise()
        self.assertEqual((own.is_changing, own.next_version), (True, 2))
        own.iki_ids[0].target = "436"
        self.assertEqual(
            self.rows(), [("changed", "Jumlah", [("Target", "394", "436")])]
        )
        found = self.changes()
        self.assertEqual(found["count"], 1)
        self.assertRegex(found["note"], "version 1, in force since 1 Januar[yi] 2026")
        self.assertEqual(found["rows"][0]["where"], "1. Hasil 1")
        old = {str(own.iki_ids[0].id): {"target": "394"}}
        self.assertEqual(
            {str(key): cells for key, cells in found["old"]["indicator"].items()}, old
        )

    def test_another_lead_under_the_same_words_is_told(self):
        own = self.revise()
        own.rhk_ids[0].assigned_by = "Bupati"
        own.action_submit()
        self.by(self.skp, self.boss).action_approve()
        own.action_revise("Tim")
        own.rhk_ids[0].assigned_by_id = self.head
        self.env.invalidate_all()
        [(_what, _title, lines)] = self.rows(self.boss)
        name = self.head._asn_full_name()
        self.assertEqual(lines, [("Team Lead", "", name)])

    def test_an_indicator_that_becomes_a_teams_is_told(self):
        own = self.revise()
        own.iki_ids[0].is_team = True
        self.env.invalidate_all()
        [(_what, _title, lines)] = self.rows(self.boss)
        self.assertEqual(lines, [("Team Indicator", "", "Team")])

    def test_what_is_new_and_what_is_cancelled(self):
        own = self.revise()
        first, second = own.rhk_ids.sorted("sequence")
        second.is_cancelled = True
        first.iki_ids.write({"pattern": "posisi", "unit": "orang"})
        own.env["hr.asn.iki"].create(
            {
                "rhk_id": first.id,
                "name": "Tepat waktu",
                "aspect_id": self.aspect.id,
                "target": "95",
                "unit": "%",
            }
        )
        self.assertEqual(
            self.rows(),
            [
                (
                    "changed",
                    "Jumlah",
                    [("Unit of Measure", "", "orang"), ("Pattern", "Sum", "Latest")],
                ),
                (
                    "added",
                    "Tepat waktu",
                    [("", "", "Tepat waktu · Kuantitas · target 95 %")],
                ),
                ("cancelled", "Hasil 2", [("", "Hasil 2", "")]),
                ("cancelled", "Jumlah", [("", "Jumlah · Kuantitas · target 394", "")]),
            ],
        )

    def test_expectations_annexes_and_links_count(self):
        boss_plan = self.agree(self.boss)
        own = self.revise()
        value = self.env.ref("hr_asn_appraisal.behavior_akuntabel")
        own.env["hr.asn.skp.behavior"].create(
            {"skp_id": own.id, "behavior_id": value.id, "expectation": "Lapor"}
        )
        own.env["hr.asn.skp.annex"].create(
            {"skp_id": own.id, "kind": "resource", "text": "Lemari pendingin"}
        )
        own.env["hr.asn.rhk.link"].create(
            {
                "rhk_id": own.rhk_ids.sorted("sequence")[0].id,
                "superior_rhk_id": boss_plan.rhk_ids.id,
                "text": "Mutu layanan",
                "is_direct": False,
            }
        )
        found = self.changes()["rows"]
        self.assertEqual(
            [(row["kind"], row["what"], row["lines"][0]["after"]) for row in found],
            [
                ("Result Taken Up", "added", "Mutu layanan · Aisyah · indirectly"),
                ("Leader's Special Expectation", "added", "Lapor"),
                ("Annex", "added", "Lemari pendingin"),
            ],
        )

    def test_the_appraiser_sees_what_he_approves(self):
        own = self.revise()
        own.iki_ids[0].target = "436"
        own.action_submit()
        self.assertEqual(self.rows(self.boss), self.rows(self.staff))
        self.assertEqual(self.changes(self.boss)["count"], 1)
        self.by(self.skp, self.boss).action_approve()
        seen = self.by(self.skp, self.boss)
        self.assertEqual((seen.is_changing, seen.is_compared), (False, False))
        self.assertEqual(seen.changes["rows"], [])

    def test_what_is_not_readable_is_not_compared(self):
        own = self.revise()
        own.iki_ids[0].target = "436"
        for stranger in (self.peer, self.foreign_boss):
            with self.assertRaises(AccessError):
                self.by(self.skp, stranger).read(["changes", "is_compared"])

    def test_a_first_version_is_compared_with_its_library_lines(self):
        self.env["hr.asn.goal"].import_library(RHK_CSV, IKI_CSV)
        skp = self.plan(self.peer)
        own = self.by(skp, self.peer)
        own.action_take_library()
        own.iki_ids.target = "450"
        own.env["hr.asn.rhk"].create(
            {
                "skp_id": skp.id,
                "name": "Tulisan sendiri",
                "iki_ids": [
                    (
                        0,
                        0,
                        {"name": "Apa", "aspect_id": self.aspect.id, "target": "1"},
                    )
                ],
            }
        )
        self.assertFalse(self.by(skp, self.peer).is_compared)
        own.action_submit()
        seen = self.by(skp, self.boss)
        self.assertTrue(seen.is_compared)
        self.assertFalse(seen.is_changing)
        [row] = seen.changes["rows"]
        self.assertEqual(row["title"], "Anak divaksin")
        self.assertEqual(
            row["lines"], [{"label": "Target", "before": "420", "after": "450"}]
        )
        self.assertIn("library", seen.changes["note"])
        self.assertEqual(seen.changes["old"], {})

    def test_a_library_line_that_was_left_out_is_told(self):
        self.env["hr.asn.goal"].import_library(RHK_CSV, IKI_CSV)
        skp = self.plan(self.peer)
        own = self.by(skp, self.peer)
        own.action_take_library()
        own.env["hr.asn.iki"].create(
            {
                "rhk_id": own.rhk_ids.id,
                "name": "Umpan balik",
                "aspect_id": self.aspect.id,
                "target": "3,4",
            }
        )
        own.iki_ids.filtered(lambda iki: iki.name == "Anak divaksin").unlink()
        own.action_submit()
        found = self.by(skp, self.boss).changes["rows"]
        self.assertEqual(
            [(row["what"], row["title"]) for row in found],
            [("added", "Umpan balik"), ("cancelled", "Anak divaksin")],
        )

    def second_version(self):
        own = self.revise()
        own.iki_ids[0].target = "436"
        own.action_submit()
        self.by(self.skp, self.boss).action_approve()
        return self.by(self.skp, self.staff).version_ids.sorted("number")

    def test_any_two_versions_are_compared(self):
        first = self.by(self.skp, self.staff).version_ids
        self.assertFalse(first.can_compare)
        with self.assertRaisesRegex(UserError, "one version only"):
            first.action_compare()
        first, second = self.second_version()
        self.assertTrue(first.can_compare and second.can_compare)
        action = second.action_compare()
        self.assertEqual(action["tag"], "asn_compare_versions")
        params = action["params"]
        self.assertEqual((params["before"], params["after"]), (first.id, second.id))
        self.assertEqual(first.action_compare()["params"]["after"], second.id)
        self.assertEqual(
            [one["id"] for one in params["versions"]], [second.id, first.id]
        )
        [row] = params["changes"]["rows"]
        self.assertEqual(
            row["lines"], [{"label": "Target", "before": "394", "after": "436"}]
        )
        # In whichever order they are given, the older one stands first.
        self.assertEqual((second | first).compare(), (first | second).compare())

    def test_versions_of_two_plans_are_not_compared(self):
        mine = self.by(self.skp, self.boss).version_ids
        other = self.by(self.agree(self.peer), self.boss).version_ids
        both = self.by(mine | other, self.boss)
        with self.assertRaisesRegex(UserError, "two versions of one plan"):
            both.compare()
        first, second = self.second_version()
        with self.assertRaises(AccessError):
            self.by(first | second, self.peer).compare()

    def queries(self, results):
        """Return what reading the changes of a plan with so many results costs."""
        skp = self.plan(self.peer)
        self.fill(skp, results=results)
        self.bring_plan(skp, "approved")
        self.by(skp, self.peer).action_revise("Target berubah")
        own = self.by(skp, self.peer)
        own.iki_ids.target = "436"
        self.by(skp, self.peer).read(["changes"])
        own = self.by(skp, self.peer)
        before = self.cr.sql_log_count
        self.assertEqual(own.changes["count"], results)
        return self.cr.sql_log_count - before

    def test_lines_cost_no_queries(self):
        costs = []
        for count in (FEW, MANY):
            with self.cr.savepoint() as savepoint:
                costs.append(self.queries(count))
                savepoint.rollback()
            self.env.invalidate_all()
        self.assertEqual(costs[0], costs[1])
        self.assertLessEqual(costs[0], 20)
