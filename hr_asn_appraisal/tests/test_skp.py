from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .. import seal
from ..law import codes
from .common import IKI_CSV, RHK_CSV, YEAR, AsnCommon


@tagged("post_install", "-at_install")
class TestSkp(AsnCommon):
    def test_opening_makes_a_plan_for_every_asn_and_none_for_others(self):
        plans = self.plan(self.staff).search([("cycle_id", "=", self.cycle.id)])
        people = self.chief | self.boss | self.staff | self.peer | self.head
        self.assertEqual(plans.employee_id, people | self.foreigner | self.foreign_boss)
        self.assertEqual(self.cycle.state, "planning")
        self.assertEqual(self.plan(self.chief).model, codes.JPT_UKM)
        self.assertEqual(self.plan(self.staff).model, codes.JA_JF)
        self.assertEqual(self.plan(self.staff).policy_id, self.policy)

    def test_lists_of_plans_are_sorted_by_the_post(self):
        """Who acts in a post stands beside who holds it, whatever is written before."""
        plans = self.plan(self.staff) | self.plan(self.peer) | self.plan(self.boss)
        for plan, status, post in zip(
            plans,
            (codes.PLT, codes.DEFINITIF, codes.DEFINITIF),
            ("Kepala Bidang", "Perawat", "Kepala Bidang"),
            strict=True,
        ):
            plan.assignment_id.write({"status": status, "post": post})
        own = self.by(plans, self.officer)
        told = own.fields_get(["titled_post"], ["sortable"])
        self.assertTrue(told["titled_post"]["sortable"])
        for order, places in (
            ("titled_post", (2, 0, 1)),
            ("titled_post desc", (1, 0, 2)),
        ):
            found = own.search([("id", "in", plans.ids)], order=order)
            self.assertEqual(list(found), [own[place] for place in places])
        self.assertEqual(own[0].titled_post, "Plt. Kepala Bidang")

    def test_gaps_are_named_all_at_once(self):
        skp = self.plan(self.staff)
        skp.assignment_id.appraiser_id = False
        with self.assertRaisesRegex(UserError, "appraiser.*no main work result"):
            self.by(skp, self.staff).action_submit()
        own = self.by(skp, self.staff)
        own.env["hr.asn.rhk"].create({"skp_id": skp.id, "name": "Tanpa indikator"})
        with self.assertRaisesRegex(UserError, "number 1 have no indicator"):
            self.by(skp, self.staff).action_submit()
        self.assertEqual(skp.state, "draft")

    def test_a_cancelled_result_is_no_gap_and_no_number(self):
        skp = self.plan(self.staff)
        rhk = self.fill(skp, results=2)
        bare = rhk.create({"skp_id": skp.id, "name": "Batal", "sequence": 5})
        bare.is_cancelled = True
        self.assertEqual(rhk.mapped("number"), [1, 2])
        self.by(skp, self.staff).action_submit()
        self.assertEqual(skp.state, "submitted")

    def test_a_cancelled_result_has_no_number_wherever_it_stands(self):
        skp = self.plan(self.staff)
        rows = self.fill(skp, results=3)
        for place, numbers in ((0, [0, 1, 2]), (1, [1, 0, 2]), (2, [1, 2, 0])):
            rows.sudo().is_cancelled = False
            rows[place].sudo().is_cancelled = True
            self.assertEqual(rows.mapped("number"), numbers)

    def test_drafting_does_not_wait_for_the_superior(self):
        skp = self.plan(self.staff)
        self.assertFalse(self.plan(self.boss).rhk_ids)
        self.assertFalse(self.by(skp, self.staff).has_superior_plan)
        self.bring_plan(skp, "approved")
        self.fill(self.plan(self.boss))
        self.assertTrue(self.by(skp, self.staff).has_superior_plan)

    def test_aspects_of_the_other_model_are_refused(self):
        for employee, wrong in (
            (self.staff, self.perspective),
            (self.chief, self.aspect),
        ):
            rhk = self.fill(self.plan(employee))
            with self.assertRaises(ValidationError):
                rhk.iki_ids.aspect_id = wrong

    def test_the_model_does_not_change_under_its_indicators(self):
        skp = self.plan(self.staff)
        self.fill(skp)
        with self.assertRaises(ValidationError):
            self.by(skp, self.staff).model = codes.JPT_UKM
        skp.assignment_id.post_kind = "jpt"
        self.env.flush_all()
        self.assertEqual(skp.model, codes.JA_JF)
        other = self.plan(self.peer)
        other.assignment_id.post_kind = "jpt"
        self.assertEqual(other.model, codes.JPT_UKM)

    def test_both_models_are_agreed_with_their_aspects(self):
        for employee, aspect in (
            (self.chief, "Penerima Layanan"),
            (self.staff, "Kuantitas"),
        ):
            skp = self.agree(employee)
            content = skp.version_ids._content()
            self.assertEqual(content["model"], skp.model)
            indicator = content["results"][0]["indicators"][0]
            self.assertEqual(indicator["aspect"], aspect)
            self.assertEqual(indicator["id"], skp.iki_ids.id)
            self.assertEqual(content["results"][0]["id"], skp.rhk_ids.id)

    def test_agreed_results_are_cancelled_never_deleted(self):
        skp = self.agree(self.staff)
        rhk = skp.rhk_ids
        self.assertTrue(rhk.is_agreed)
        self.by(skp, self.staff).action_revise("Target berubah")
        for who in (self.staff.user_id, self.env.user):
            with self.assertRaises(UserError):
                self.by(rhk, who).unlink()
        with self.assertRaises(UserError):
            self.by(skp, self.staff).rhk_ids = [(5,)]
        fresh = self.fill(skp)
        fresh.unlink()
        self.by(rhk, self.staff).is_cancelled = True
        self.assertEqual(skp.rhk_ids, rhk)

    def test_rows_are_locked_outside_the_open_states(self):
        skp = self.agree(self.staff)
        rows = (skp.rhk_ids, skp.iki_ids)
        for row in rows:
            with self.assertRaises(UserError):
                row.name = "Lain"
            with self.assertRaises(UserError):
                row.sudo().unlink()
        with self.assertRaises(UserError):
            rows[0].create({"skp_id": skp.id, "name": "Baru"})

    def test_a_row_cannot_be_smuggled_into_another_plan(self):
        """The row is of the plan of its result, whatever plan the values name."""
        target = self.agree(self.boss).rhk_ids
        skp = self.plan(self.staff)
        mine = self.fill(skp)
        iki = self.by(mine.iki_ids, self.staff)
        values = {"name": "Titipan", "aspect_id": self.aspect.id, "target": "1"}
        with self.assertRaises(UserError):
            iki.create({**values, "rhk_id": target.id, "skp_id": skp.id})
        with self.assertRaises(UserError):
            iki.rhk_id = target
        with self.assertRaises(UserError):
            self.by(mine, self.staff).skp_id = target.skp_id
        open_plan = self.plan(self.peer)
        other = self.fill(open_plan)
        with self.assertRaises(AccessError):
            self.by(mine.iki_ids, self.staff).rhk_id = other
        with self.assertRaises(AccessError):
            self.by(mine, self.staff).skp_id = open_plan

    def test_revision_leaves_the_old_version_in_force(self):
        skp = self.agree(self.staff)
        first = skp.version_ids
        self.set_day(f"{YEAR}-08-03")
        self.by(skp, self.staff).action_revise("Target naik")
        own = self.by(skp.iki_ids, self.staff)
        own.target = "12"
        self.assertEqual(skp.version_number, 1)
        self.assertEqual(skp._asn_version()[skp], first)
        self.by(skp, self.staff).action_submit()
        self.assertEqual(skp._asn_version()[skp], first)
        self.by(skp, self.boss).action_approve()
        second = skp._asn_version()[skp]
        self.assertEqual(second.number, 2)
        self.assertEqual(str(second.valid_from), f"{YEAR}-08-03")
        self.assertEqual(second.reason, "Target naik")
        targets = [
            version._content()["results"][0]["indicators"][0]
            for version in (first, second)
        ]
        self.assertEqual([one["target"] for one in targets], ["394", "12"])
        self.assertEqual(targets[0]["id"], targets[1]["id"])
        self.assertTrue(first.is_intact and second.is_intact)

    def test_progress_is_recorded_while_a_revision_waits(self):
        """Version 1 is in force: nothing waits for who has to approve version 2."""
        skp = self.agree(self.staff)
        self.by(skp, self.staff).action_revise("Target naik")
        self.by(skp, self.staff).action_submit()
        evaluations = self.open_evaluations(self.staff)
        self.assertEqual(len(evaluations), 5)
        self.prove(evaluations[0])
        self.assertEqual(evaluations[0].evidence_count, 1)

    def test_nothing_is_recorded_before_the_first_approval(self):
        skp = self.plan(self.staff)
        rhk = self.fill(skp)
        with self.assertRaises(UserError):
            self.by(rhk, self.staff).env["hr.asn.realization"].create(
                {
                    "iki_id": rhk.iki_ids.id,
                    "period_id": self.cycle.period_ids[0].id,
                    "actual": "1",
                }
            )

    def test_return_says_why_and_clears_with_the_approval(self):
        skp = self.bring_plan(self.plan(self.staff), "submitted")
        with self.assertRaises(UserError):
            self.by(skp, self.boss).action_return(" ")
        self.by(skp, self.boss).action_return("Sebut satuan")
        self.assertEqual(skp.return_note, "Sebut satuan")
        self.assertEqual(skp.returned_by_id, self.boss.user_id)
        self.by(skp, self.staff).action_submit()
        self.by(skp, self.boss).action_approve()
        self.assertFalse(skp.return_note)

    def test_agreed_plans_are_never_deleted(self):
        skp = self.agree(self.staff)
        with self.assertRaises(UserError):
            skp.sudo().unlink()
        with self.assertRaises(AccessError):
            self.by(self.plan(self.peer), self.peer).unlink()


@tagged("post_install", "-at_install")
class TestDrop(AsnCommon):
    """A dropped revision leaves everything as the newest version holds it."""

    def _revising(self, results=2):
        skp = self.plan(self.staff)
        rhk = self.fill(skp, results=results)
        objective = self.env["hr.asn.objective"].create(
            {"code": "K1", "name": "Sehat", "cycle_id": self.cycle.id}
        )
        self.env["hr.asn.rhk.link"].create(
            {"rhk_id": rhk[0].id, "objective_id": objective.id, "text": "Sehat"}
        )
        rhk.iki_ids.write({"unit": "orang", "target_low": 9, "baseline": "7"})
        self.by(skp, self.staff).action_submit()
        self.by(skp, self.boss).action_approve()
        self.by(skp, self.staff).action_revise("Target naik")
        return skp

    def _rows(self, skp):
        """Return all rows of a plan with their columns, as plain SQL reads them."""
        self.env.flush_all()
        self.env.invalidate_all()
        rows = {}
        for table, skipped in (
            ("hr_asn_rhk", {"sequence"}),
            ("hr_asn_iki", {"sequence"}),
            ("hr_asn_rhk_link", set()),
            ("hr_asn_skp_behavior", set()),
        ):
            self.env.cr.execute(
                f"SELECT to_jsonb(line) FROM {table} line "  # noqa: S608
                "WHERE skp_id = %s ORDER BY id",
                [skp.id],
            )
            skipped |= {"write_date", "write_uid"}
            rows[table] = [
                {
                    name: value or None
                    for name, value in row.items()
                    if name not in skipped
                }
                for (row,) in self.env.cr.fetchall()
            ]
        return rows

    def test_rows_are_again_what_was_agreed(self):
        skp = self._revising()
        before = self._rows(skp)
        own = self.by(skp, self.staff)
        own.write(
            {
                "approach": codes.KUALITATIF,
                "behavior_ids": [
                    (0, 0, {"behavior_id": own.value_ids[0].id, "expectation": "x"})
                ],
            }
        )
        first, second = own.rhk_ids
        first.write({"name": "Lain", "kind": codes.TAMBAHAN, "assigned_by": "Wali"})
        second.is_cancelled = True
        first.iki_ids.write(
            {
                "name": "Ukuran lain",
                "target": "12",
                "target_low": 12,
                "unit": "berkas",
                "direction": codes.TURUN,
                "pattern": codes.POSISI,
                "months": "6",
                "baseline": "1",
                "baseline_date": f"{YEAR}-01-05",
                "dimension_id": self.env.ref("hr_asn_appraisal.dimension_tim").id,
                "rhk_id": second.id,
            }
        )
        first.link_ids.text = "Kata lain"
        self.fill(skp)
        self.assertEqual(len(skp.rhk_ids), 3)
        own.action_drop()
        self.assertEqual(self._rows(skp), before)
        self.assertEqual((skp.state, skp.version_number), ("approved", 1))
        self.assertEqual(skp.approach, codes.KUANTITATIF)
        self.assertFalse(skp.revision_reason)
        self.assertEqual(self.events(skp)[-1].name, "drop")
        self.assertEqual(self.events(skp)[-1].actor_id, self.staff.user_id)

    def test_a_new_version_sealed_after_a_drop_is_the_old_one(self):
        skp = self._revising()
        agreed = skp.version_ids._content()["results"]
        own = self.by(skp, self.staff)
        own.rhk_ids[0].name = "Lain"
        own.rhk_ids[1].iki_ids.is_cancelled = True
        own.action_drop()
        own.action_revise("Sekali lagi")
        own.action_submit()
        self.by(skp, self.boss).action_approve()
        self.assertEqual(skp.version_ids[0]._content()["results"], agreed)
        self.assertEqual(skp.version_number, 2)

    def test_links_and_expectations_that_were_removed_come_back(self):
        skp = self._revising()
        value = self.by(skp, self.staff).value_ids[0]
        line = {"behavior_id": value.id, "expectation": "Jemput bola"}
        self.by(skp, self.staff).behavior_ids = [(0, 0, line)]
        self.by(skp, self.staff).action_submit()
        self.by(skp, self.boss).action_approve()
        link = skp.rhk_ids.link_ids
        told = link.objective_id, link.text, link.is_direct
        own = self.by(skp, self.staff)
        own.action_revise("Tanpa sasaran")
        own.rhk_ids.link_ids.unlink()
        own.behavior_ids.unlink()
        own.action_drop()
        link = skp.rhk_ids.link_ids
        self.assertEqual((link.objective_id, link.text, link.is_direct), told)
        self.assertEqual(link.rhk_id, skp.rhk_ids[0])
        self.assertEqual(skp.behavior_ids.expectation, "Jemput bola")

    def _objectives(self):
        return self.env["hr.asn.objective"].create(
            [
                {"code": f"K{number}", "name": f"S{number}", "cycle_id": self.cycle.id}
                for number in (2, 3, 4)
            ]
        )

    def test_links_that_changed_places_come_back(self):
        skp = self._revising()
        a, b, c = self._objectives()
        links = skp.rhk_ids[0].link_ids
        links.create(
            [{"rhk_id": skp.rhk_ids[0].id, "objective_id": one.id} for one in (a, b)]
        )
        self.by(skp, self.staff).action_submit()
        self.by(skp, self.boss).action_approve()
        own = self.by(skp, self.staff)
        own.action_revise("Tukar")
        rows = own.rhk_ids[0].link_ids.sorted("id")[1:]
        rows[0].objective_id = c
        self.env.flush_all()
        rows[1].objective_id = a
        own.action_drop()
        taken = skp.rhk_ids[0].link_ids.objective_id.mapped("code")
        self.assertEqual(sorted(taken), ["K1", "K2", "K3"])

    def test_a_link_to_what_is_no_more_does_not_stop_the_drop(self):
        skp = self._revising()
        own = self.by(skp, self.staff)
        gone = skp.rhk_ids.link_ids.objective_id
        own.rhk_ids.link_ids.unlink()
        gone.unlink()
        own.action_drop()
        self.assertEqual(skp.state, "approved")
        self.assertFalse(skp.rhk_ids.link_ids)

    def test_what_was_recorded_on_is_cancelled_not_removed(self):
        """Releases before 19.0.1.1 let people record on lines not agreed yet."""
        skp = self._revising()
        fresh = self.fill(skp)
        period = self.cycle.period_ids[:1]
        self.env.cr.execute(
            "INSERT INTO hr_asn_realization (iki_id, skp_id, period_id, actual)"
            " VALUES (%s, %s, %s, '1')",
            [fresh.iki_ids.id, skp.id, period.id],
        )
        self.by(skp, self.staff).action_drop()
        self.assertTrue(fresh.is_cancelled and fresh.iki_ids.is_cancelled)

    def test_the_model_comes_back_with_its_aspects(self):
        """A plan that was agreed as one of the wrong model is mended by a revision."""
        skp = self._revising()
        before = self._rows(skp)
        skp.rhk_ids[1].iki_ids.is_cancelled = True
        values = {
            "model": codes.JPT_UKM,
            "iki_ids": [
                (1, iki.id, {"aspect_id": self.perspective.id}) for iki in skp.iki_ids
            ],
        }
        self.by(skp, self.staff).write(values)
        self.fill(skp)
        self.by(skp, self.staff).action_drop()
        self.assertEqual(skp.model, codes.JA_JF)
        self.assertEqual(self._rows(skp), before)

    def _cancelled_in_the_version(self):
        """Return a plan, as its owner, and the result that its version 2 cancelled."""
        skp = self._revising()
        own, gone = self.by(skp, self.staff), skp.rhk_ids[1]
        self.by(gone, self.staff).is_cancelled = True
        own.action_submit()
        self.by(skp, self.boss).action_approve()
        return own, gone

    def test_what_a_cancelled_result_measures_stays_with_it(self):
        own, gone = self._cancelled_in_the_version()
        link = {"rhk_id": gone.id, "objective_id": self._objectives()[0].id}
        own.action_revise("Lagi")
        self.by(gone.link_ids, self.staff).create(link)
        added = self.by(gone.iki_ids, self.staff).create(
            {"rhk_id": gone.id, "name": "x", "aspect_id": self.aspect.id, "target": "1"}
        )
        own.action_drop()
        self.assertFalse(added.exists())
        self.assertFalse(gone.iki_ids.is_cancelled)
        self.assertFalse(gone.link_ids, "added in what was dropped")

    def test_links_of_a_cancelled_result_stay_with_it(self):
        skp = self._revising()
        gone = skp.rhk_ids[0]
        own = self.by(skp, self.staff)
        self.by(gone, self.staff).is_cancelled = True
        own.action_submit()
        self.by(skp, self.boss).action_approve()
        own.action_revise("Lagi")
        own.action_drop()
        self.assertEqual(gone.link_ids.objective_id.code, "K1")

    def test_the_model_comes_back_past_a_cancelled_result(self):
        own, gone = self._cancelled_in_the_version()
        own.action_revise("Model")
        own.write(
            {
                "model": codes.JPT_UKM,
                "iki_ids": [
                    (1, iki.id, {"aspect_id": self.perspective.id})
                    for iki in own.iki_ids
                ],
            }
        )
        own.action_drop()
        self.assertEqual(own.model, codes.JA_JF)
        own.action_revise("Kembali")
        with self.assertRaises(ValidationError):
            self.by(gone, self.staff).is_cancelled = False

    def test_numbers_of_a_seal_are_those_of_the_rows(self):
        skp = self.plan(self.staff)
        rhk = self.fill(skp, results=4)
        rhk[0].sequence = 90
        rhk[1].is_cancelled = True
        rhk[2].write({"kind": codes.TAMBAHAN, "assigned_by": "Wali"})
        self.bring_plan(skp, "approved")
        sealed = skp.version_ids._content()["results"]
        self.assertEqual(
            {one["id"]: one["number"] for one in sealed},
            {one.id: one.number for one in rhk - rhk[1]},
        )
        self.assertEqual(
            [one["id"] for one in sealed], [rhk[3].id, rhk[0].id, rhk[2].id]
        )
        self.assertEqual(rhk.mapped("is_agreed"), [True, False, True, True])
        self.assertFalse(rhk[1].iki_ids.is_agreed, "not in the version")

    def test_a_version_that_does_not_tell_all_is_not_restored(self):
        skp = self._revising()
        version = skp.version_ids
        content = version._content()
        for result in content["results"]:
            for link in result["links"]:
                del link["target"]
        text = seal.canonical(content)
        self.env.cr.execute(
            "UPDATE hr_asn_skp_version SET content = %s, sha256 = %s WHERE id = %s",
            [text, seal.digest(text), version.id],
        )
        version.invalidate_recordset()
        with self.assertRaisesRegex(UserError, "earlier release"):
            self.by(skp, self.staff).action_drop()
        self.assertEqual(skp.state, "revising")

    def test_a_closed_year_does_not_keep_a_draft(self):
        skp = self._revising()
        for step in ("start", "wind_up", "close"):
            self.by(self.cycle, self.officer)._transition(step)
        with self.assertRaisesRegex(UserError, "closed"):
            self.by(skp, self.staff).action_submit()
        self.by(skp, self.staff).action_drop()
        self.assertEqual(skp.state, "approved")

    def test_what_others_took_up_is_cancelled_not_removed(self):
        skp = self._revising()
        fresh = self.fill(skp)
        other = self.fill(self.plan(self.peer))
        self.env["hr.asn.rhk.link"].create(
            {"rhk_id": other.id, "superior_rhk_id": fresh.id, "text": "x"}
        )
        self.by(skp, self.staff).action_drop()
        self.assertTrue(fresh.is_cancelled)
        self.assertEqual(other.link_ids.superior_rhk_id, fresh)

    def test_a_result_cancelled_in_the_version_stays_cancelled(self):
        own, gone = self._cancelled_in_the_version()
        skp = own.sudo()
        own.action_revise("Kembali")
        self.by(gone, self.staff).is_cancelled = False
        own.action_drop()
        self.assertTrue(gone.is_cancelled)
        self.assertEqual(skp.version_number, 2)

    def test_who_may_drop_and_when(self):
        first = self.plan(self.peer)
        self.bring_plan(first, "submitted")
        self.by(first, self.boss).action_return("Belum")
        self.assertNotIn("drop", self.by(first, self.peer).asn_can)
        with self.assertRaisesRegex(UserError, "no agreed version"):
            self.by(first, self.peer).action_drop()
        skp = self._revising()
        for stranger in (self.peer.user_id, self.officer, self.chief.user_id):
            with self.assertRaises(AccessError):
                self.by(skp, stranger).action_drop()
        self.by(skp, self.staff).action_submit()
        with self.assertRaises(UserError):
            self.by(skp, self.staff).action_drop()
        self.by(skp, self.boss).action_return("Target terlalu tinggi")
        self.assertIn("drop", self.by(skp, self.boss).asn_can)
        self.by(skp, self.boss).action_drop()
        self.assertEqual(skp.state, "approved")
        self.assertFalse(skp.return_note)

    def test_agreed_indicators_are_cancelled_never_deleted(self):
        skp = self._revising()
        iki = skp.rhk_ids[0].iki_ids
        self.assertTrue(iki.is_agreed)
        for who in (self.staff, self.env.user):
            with self.assertRaises(UserError):
                self.by(iki, who).unlink()
        fresh = self.fill(skp)
        self.by(iki, self.staff).rhk_id = fresh
        with self.assertRaises(UserError):
            self.by(fresh, self.staff).unlink()
        with self.assertRaises(UserError):
            self.by(iki, self.staff).is_agreed = False
        self.by(iki, self.staff).is_cancelled = True
        with self.assertRaisesRegex(UserError, "number 1 have no indicator"):
            self.by(skp, self.staff).action_submit()
        self.by(skp.rhk_ids[0], self.staff).is_cancelled = True
        self.by(skp, self.staff).action_submit()
        self.by(skp, self.boss).action_approve()
        sealed = skp.version_ids[0]._content()["results"]
        kept = [one["id"] for result in sealed for one in result["indicators"]]
        self.assertNotIn(iki.id, kept)
        self.assertEqual(len(kept), 2)


@tagged("post_install", "-at_install")
class TestLinks(AsnCommon):
    def _load(self):
        goals = self.env["hr.asn.goal"].with_user(self.officer)
        return goals.import_library(RHK_CSV, IKI_CSV)

    def test_the_library_is_taken_once(self):
        self.assertEqual(self._load(), 2)
        self.assertEqual(self._load(), 0)
        with self.assertRaises(AccessError):
            self.env["hr.asn.goal"].with_user(self.staff.user_id).import_library(
                RHK_CSV, IKI_CSV
            )

    def test_library_fills_a_plan_and_names_the_row_that_is_wrong(self):
        self._load()
        skp = self.plan(self.staff)
        self.assertEqual(self.by(skp, self.staff).action_take_library(), 1)
        self.assertEqual(skp.rhk_ids.name, "Vaksinasi")
        self.assertEqual(skp.iki_ids.skp_id, skp)
        self.assertEqual(self.by(skp, self.staff).action_take_library(), 0)
        bad = IKI_CSV.replace("Kuantitas", "Rasa")
        with self.assertRaisesRegex(UserError, "row 3.*Rasa"):
            self.env["hr.asn.goal"].with_user(self.officer).import_library(RHK_CSV, bad)

    def test_a_link_is_direct_where_its_owner_is_the_appraiser(self):
        """6.2: H1 of the chief, two levels up, is taken up indirectly by the nurse."""
        self._load()
        chief = self.plan(self.chief)
        self.by(chief, self.chief).action_take_library()
        staff = self.plan(self.staff)
        self.by(staff, self.staff).action_take_library()
        link = staff.rhk_ids.link_ids
        self.assertEqual(link.superior_rhk_id, chief.rhk_ids)
        self.assertFalse(link.is_direct)
        boss = self.plan(self.boss)
        self.by(boss, self.boss).action_take_library()
        self.assertTrue(boss.rhk_ids.link_ids.is_direct)
        self.assertEqual(boss.rhk_ids.parent_id, chief.rhk_ids)
        self.assertFalse(staff.rhk_ids.parent_id)

    def test_fallback_is_the_first_main_result_of_the_direct_superior(self):
        self._load()
        owner = self.fill(self.plan(self.boss), results=2)[0]
        staff = self.plan(self.staff)
        self.by(staff, self.staff).action_take_library()
        self.assertEqual(staff.rhk_ids.link_ids.superior_rhk_id, owner)
        self.assertTrue(staff.rhk_ids.link_ids.is_direct)

    def test_without_a_superior_plan_the_link_stays_open(self):
        self._load()
        staff = self.plan(self.staff)
        self.by(staff, self.staff).action_take_library()
        self.assertFalse(staff.rhk_ids.link_ids)
        self.bring_plan(staff, "approved")
        self.assertEqual(staff.state, "approved")

    def _draft_of_boss(self):
        """Return a draft of the appraiser, which the nurse may not read."""
        draft = self.fill(self.plan(self.boss))
        draft.name = "Rahasia draf"
        draft.iki_ids.name = "Rahasia ukuran"
        with self.assertRaises(AccessError):
            self.by(draft, self.staff).read(["name"])
        return draft

    def test_what_one_may_not_read_is_not_taken_up(self):
        draft = self._draft_of_boss()
        mine = self.fill(self.plan(self.staff), results=2)
        links = self.by(mine, self.staff).env["hr.asn.rhk.link"]
        values = {"rhk_id": mine[0].id, "superior_rhk_id": draft.id}
        with self.assertRaises(AccessError):
            links.create(values | {"text": "x"})
        objective = self.env["hr.asn.objective"].create(
            {"code": "K1", "name": "Sehat", "cycle_id": self.cycle.id}
        )
        link = links.create({"rhk_id": mine[0].id, "objective_id": objective.id})
        with self.assertRaises(AccessError):
            link.write({"superior_rhk_id": draft.id, "objective_id": False})
        asked = links.onchange(values, ["superior_rhk_id"], {"text": {}})
        self.assertNotIn("Rahasia", str(asked))
        self.bring_plan(draft.skp_id, "approved")
        link = links.create(values)
        self.assertEqual(link.text, "Rahasia draf", "it is agreed now")

    def test_what_leaders_agreed_is_offered_while_they_revise_it(self):
        """Nothing waits: the agreed words are read and taken up, the draft is not."""
        chief = self.plan(self.chief)
        self.fill(chief).name = "Disepakati"
        self.bring_plan(chief, "revising")
        draft = self.fill(chief)
        draft.name = "Rahasia baru"
        self.by(chief, self.chief).rhk_ids[0].name = "Rahasia ubah"
        agreed = self.by(self.env["hr.asn.rhk.agreed"], self.staff)
        offered = agreed.search([("skp_id", "=", chief.id)])
        self.assertEqual(offered.ids, chief.rhk_ids[0].ids)
        self.assertEqual(offered.name, "Disepakati")
        self.assertEqual(offered.indicators, "Jumlah: 394")
        self.assertFalse(agreed.search([("name", "ilike", "Rahasia")]))
        with self.assertRaises(AccessError):
            self.by(chief.rhk_ids[0], self.staff).read(["name"])
        mine = self.fill(self.plan(self.staff))
        links = self.by(mine, self.staff).env["hr.asn.rhk.link"]
        asked = links.onchange(
            {"rhk_id": mine.id, "agreed_id": offered.id},
            ["agreed_id"],
            {"text": {}, "agreed_id": {}},
        )
        self.assertEqual(asked["value"]["text"], "Disepakati")
        link = links.create({"rhk_id": mine.id, "agreed_id": offered.id})
        self.assertEqual(link.superior_rhk_id, chief.rhk_ids[0])
        self.assertEqual(link.text, "Disepakati")
        self.assertEqual(link.agreed_id, offered)
        with self.assertRaises(AccessError):
            link.agreed_id = draft.id
        objective = self.env["hr.asn.objective"].create(
            {"code": "K1", "name": "Sehat", "cycle_id": self.cycle.id}
        )
        link.write({"agreed_id": False, "objective_id": objective.id})
        self.assertFalse(link.superior_rhk_id)

    def _asked(self, who, values):
        """Return all that a form says when a link is chosen by its id."""
        links = self.by(self.env["hr.asn.rhk.link"], who)
        spec = {
            "text": {},
            "agreed_id": {"fields": {"display_name": {}}},
            "superior_rhk_id": {"fields": {"display_name": {}}},
            "objective_id": {"fields": {"display_name": {}}},
        }
        asked = str(links.onchange(values, list(values), spec))
        defaults = {f"default_{name}": value for name, value in values.items()}
        return asked + str(links.with_context(**defaults).onchange({}, [], spec))

    def test_an_id_tells_no_words_that_are_not_open(self):
        """Not of a colleague who leads nobody, nor of a leader elsewhere."""
        peer = self.agree(self.peer).rhk_ids
        peer.sudo()._asn_put({"name": "Rahasia baris"})
        self.env.cr.execute(
            "UPDATE hr_asn_skp_version SET content = replace(content, 'Hasil 1', "
            "'Rahasia baris') WHERE skp_id = %s",
            [peer.skp_id.id],
        )
        self.env.invalidate_all()
        for name in ("agreed_id", "superior_rhk_id"):
            asked = self._asked(self.staff, {name: peer.id})
            self.assertNotIn("Rahasia", asked)
        abroad = self.env["res.company"].create({"name": "Seberang"})
        stranger = self._user("seberang", company=abroad)
        leader = self.agree(self.boss).rhk_ids
        leader.sudo()._asn_put({"name": "Rahasia pimpinan"})
        objective = self.env["hr.asn.objective"].create(
            {"code": "K9", "name": "Rahasia instansi", "cycle_id": self.cycle.id}
        )
        self.assertNotIn(
            "Rahasia", self._asked(stranger, {"objective_id": objective.id})
        )
        for name in ("agreed_id", "superior_rhk_id"):
            asked = self._asked(stranger, {name: leader.id})
            self.assertNotIn("Rahasia", asked)
            self.assertNotIn("Hasil 1", asked)

    def test_a_default_is_a_choice_too(self):
        draft = self.fill(self.plan(self.peer))
        mine = self.fill(self.plan(self.staff))
        links = self.by(self.env["hr.asn.rhk.link"], self.staff)
        with self.assertRaises(AccessError):
            links.with_context(default_superior_rhk_id=draft.id).create(
                {"rhk_id": mine.id, "text": "x"}
            )
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            links.with_context(default_agreed_id=draft.id).create(
                {"rhk_id": mine.id, "text": "x"}
            )

    def test_agreed_results_of_who_leads_nobody_are_not_open(self):
        self.agree(self.staff)
        agreed = self.by(self.env["hr.asn.rhk.agreed"], self.peer)
        self.assertFalse(agreed.search([("skp_id.employee_id", "=", self.staff.id)]))

    def test_a_library_link_to_a_draft_tells_nothing_of_it(self):
        self._load()
        draft = self._draft_of_boss()
        plan = self.plan(self.staff)
        self.by(plan, self.staff).action_take_library()
        link = self.by(plan, self.staff).rhk_ids.link_ids
        told = link.read(["text", "superior_rhk_id"]), link._asn_content()
        told += (link.web_read({"superior_rhk_id": {"fields": {"display_name": {}}}}),)
        self.assertEqual(told[0][0]["superior_rhk_id"][0], draft.id)
        self.assertNotIn("Rahasia", str(told))
        self.assertEqual(
            self.by(link, self.boss).superior_rhk_id.display_name, draft.name
        )

    def test_indicators_of_a_leader_are_those_agreed(self):
        chief = self.plan(self.chief)
        leader = self.fill(chief)
        leader.iki_ids.name = "Cakupan"
        mine = self.fill(self.plan(self.staff))
        keys = {"rhk_id": mine.id, "superior_rhk_id": leader.id, "text": "x"}
        link = self.env["hr.asn.rhk.link"].create(keys)
        self.assertEqual(link._asn_owner_indicators(), [])
        self.bring_plan(chief, "revising")
        self.by(chief, self.chief).write(
            {
                "model": codes.JA_JF,
                "iki_ids": [
                    (
                        1,
                        leader.iki_ids.id,
                        {"name": "Diam-diam", "aspect_id": self.aspect.id},
                    )
                ],
            }
        )
        self.assertEqual(link._asn_owner_indicators(), ["Cakupan: 394"])

    def test_objectives_come_first(self):
        self._load()
        self.plan(self.chief)
        objective = self.env["hr.asn.objective"].create(
            {"code": "K1", "name": "Tata kelola", "cycle_id": self.cycle.id}
        )
        chief = self.plan(self.chief)
        self.by(chief, self.chief).action_take_library()
        link = chief.rhk_ids.link_ids
        self.assertEqual(link.objective_id, objective)
        self.assertTrue(link.is_direct, "the appraiser stands outside the ASN")

    def test_results_of_another_unit_are_not_taken_up_by_code(self):
        self._load()
        chief = self.plan(self.chief)
        self.by(chief, self.chief).action_take_library()
        far = self.plan(self.foreigner)
        self.by(far, self.foreigner).action_take_library()
        self.assertFalse(far.rhk_ids.link_ids)

    def test_links_stay_within_the_cycle_and_outside_the_own_plan(self):
        self.plan(self.staff)
        other = self.cycle.create({"year": YEAR + 1, "policy_id": self.policy.id})
        other.action_open()
        abroad = other.skp_ids.filtered(lambda skp: skp.employee_id == self.boss)
        stranger = self.fill(abroad)
        mine = self.fill(self.plan(self.staff), results=2)
        for target in (stranger, mine[1]):
            with self.assertRaises(ValidationError):
                self.env["hr.asn.rhk.link"].create(
                    {"rhk_id": mine[0].id, "superior_rhk_id": target.id, "text": "x"}
                )

    @mute_logger("odoo.sql_db")
    def test_a_link_has_one_target(self):
        mine = self.fill(self.plan(self.staff))
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.env["hr.asn.rhk.link"].create({"rhk_id": mine.id, "text": "x"})
            self.env.flush_all()
