"""Plans from a spreadsheet: what a look says is what will be done."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..exchange import plans
from .common import AsnCommon
from .test_plan_import import PlanFile
from .test_staff_import import as_csv


@tagged("post_install", "-at_install")
class TestPlanImportTold(PlanFile, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.skp = cls.plan(cls.staff)

    def without(self, *left_out, **changes):
        """Return a file of one row that does not have these columns."""
        row = self.row(self.staff, **changes)
        row = {key: value for key, value in row.items() if key not in left_out}
        return as_csv([row], ";", list(row))

    def changes(self, run):
        return [(one.row, one.column, one.before, one.after) for one in run.change_ids]

    def test_where_no_heading_is_found_those_of_a_plan_are_named(self):
        with self.assertRaisesRegex(UserError, "NIP, RHK, Indikator"):
            self.look(b"a,b,c\r\n1,2,3\r\n")

    # -- links ---------------------------------------------------------------------

    def test_links_alone_are_a_change(self):
        self.agree(self.boss)
        rows = [
            self.row(self.staff),
            self.row(self.staff, indikator="Kedua"),
            self.row(self.staff, rhk="Lain"),
        ]
        self.take(rows)
        linked = [row | {"intervensi": "1"} for row in rows]
        run = self.take(linked)
        self.assertEqual(self.counts(run), (3, 2, 1, 0))
        self.assertIn("2 work results are linked", run.plan_line_ids.message)
        self.assertEqual(run.plan_line_ids.outcome, "changed")
        self.assertEqual(len(self.skp.rhk_ids.link_ids), 2)
        again = self.take(linked)
        self.assertEqual(self.counts(again), (3, 0, 3, 0))
        self.assertIn("Nothing is doubled", again.plan_line_ids.message)

    # -- what the plan has already ---------------------------------------------------

    def test_what_a_row_leaves_out_is_as_the_plan_has_it(self):
        share = {"target": "90", "satuan": "%"}
        self.take([self.row(self.staff, **share, pola_ukur="Posisi Terakhir")])
        for content in (
            self.without("pola_ukur", **share | {"target": "95"}),
            self.without("satuan", "pola_ukur", **share),
            [self.row(self.staff, **share)],
            [self.row(self.staff, target="")],
        ):
            self.assertFalse(self.told(self.look(content)))
        run = self.look([self.row(self.staff, satuan="", pola_ukur="Akumulasi")])
        self.assertEqual(self.told(run), {2: ["summed_percent"]})

    # -- whole plans or none ---------------------------------------------------------

    def test_a_row_of_no_post_stops_the_plan_of_its_person(self):
        self.plan(self.peer)
        rows = [
            self.row(self.staff),
            self.row(self.staff, jabatan="Camat", indikator="Lain"),
            self.row(self.peer),
        ]
        run = self.take(rows)
        told = {2: [plans.PLAN_STOPPED], 3: [plans.POST_OTHER]}
        self.assertEqual(self.told(run), told)
        self.assertFalse(self.skp.rhk_ids)
        self.assertTrue(self.plan(self.peer).rhk_ids)

    def test_a_row_of_no_post_stops_all_plans_of_its_person(self):
        for post in ("Kepala Tata Usaha", "Kepala Gudang"):
            self._assign(self.staff, self.boss, self.clinic, post=post, status="plt")
        self.by(self.cycle, self.officer).action_open()
        self.env.invalidate_all()
        rows = [
            self.row(self.staff),
            self.row(self.staff, jabatan="Kepala Gudang"),
            self.row(self.staff, jabatan="Camat"),
        ]
        self.assertEqual(
            self.told(self.take(rows)),
            {
                2: [plans.PLAN_STOPPED],
                3: [plans.PLAN_STOPPED],
                4: [plans.POST_OTHER],
            },
        )
        self.assertFalse(self.plan(self.staff).rhk_ids)

    def test_a_row_that_may_mean_several_plans_stops_them(self):
        for post in ("Kepala", "Kepala pada Gudang"):
            self._assign(self.staff, self.boss, self.clinic, post=post, status="plt")
        self.by(self.cycle, self.officer).action_open()
        self.env.invalidate_all()
        rows = [
            self.row(self.staff),
            self.row(self.staff, jabatan="Kepala"),
            self.row(self.staff, jabatan="Kepala pada Gudang"),
        ]
        run = self.take(rows)
        told = {3: [plans.PLAN_STOPPED], 4: [plans.PLAN_SEVERAL]}
        self.assertEqual(self.told(run), told)
        self.assertEqual(self.plan(self.staff).rhk_ids.skp_id, self.skp)

    # -- one of several plans of one's own -------------------------------------------

    def acting(self, post):
        """Return the plan of a post in which the employee acts."""
        self._assign(self.staff, self.boss, self.clinic, post=post, status="plt")
        self.by(self.cycle, self.officer).action_open()
        self.env.invalidate_all()
        own = self.skp.search([("employee_id", "=", self.staff.id)])
        return own.filtered(lambda plan: plan.status == "plt")

    def test_who_fills_in_one_of_his_plans_need_not_name_its_post(self):
        acting = self.acting("Kepala Gudang")
        run = self.take([self.row(self.staff)], self.staff, skp_id=acting.id)
        self.assertFalse(self.told(run))
        self.assertFalse(self.skp.rhk_ids)
        self.assertEqual(acting.rhk_ids.mapped("name"), ["Vaksinasi aman"])
        named = [self.row(self.staff, jabatan=self.skp.post)]
        run = self.look(named, self.staff, skp_id=acting.id)
        self.assertEqual(self.told(run), {2: [plans.PLAN_ELSEWHERE]})

    def test_two_of_his_plans_may_have_one_post(self):
        acting = self.acting(self.skp.post)
        row = self.row(self.staff, jabatan=self.skp.post)
        for plan in (self.skp, acting):
            run = self.take([row], self.staff, skp_id=plan.id)
            self.assertFalse(self.told(run))
            self.assertEqual(run.line_ids.mapped("res_id"), plan.ids)

    # -- before and after ------------------------------------------------------------

    def test_what_is_overwritten_is_shown_before_and_after(self):
        self.policy.weighs_results = True
        first = self.row(self.staff, bobot="60", kondisi_awal="392")
        second = first | {"indikator": "Kedua"}
        self.assertEqual(self.changes(self.take([first, second])), [])
        newer = {
            "target": "430",
            "arah": "turun",
            "dimensi": "Individu",
            "tanggal_kondisi_awal": "2025-12-31",
            "tim": "Ya",
        }
        months = {"pembagian": "Manual", "target_2": "100,5", "target_8": "319,5"}
        rows = [
            first | newer | {"bobot": "40"},
            second | months | {"bobot": "40"},
            first | {"indikator": "Baru", "bobot": "40"},
        ]
        expected = [
            (2, "Bobot", "60", "40"),
            (2, "Target", "420", "430"),
            (2, "Arah", "Makin Tinggi Makin Baik", "Makin Rendah Makin Baik"),
            (2, "Dimensi", "–", "Individu"),
            (2, "Tanggal Kondisi Awal", "–", "31/12/2025"),
            (2, "Indikator Tim", "Tidak", "Ya"),
            (3, "Pembagian Target", "Merata", "Manual"),
            (3, "Target Februari", "–", "100,5"),
            (3, "Target Agustus", "–", "319,5"),
        ]
        run = self.look(rows)
        self.assertCountEqual(self.changes(run), expected)
        self.assertEqual(self.counts(run), (3, 3, 0, 0))
        self.assertEqual(
            run.change_ids.mapped("name"),
            ["Dewi: Vaksinasi aman", *["Dewi: Sasaran divaksin"] * 5]
            + ["Dewi: Kedua"] * 3,
        )
        self.by(run, self.officer).action_start()
        self.assertCountEqual(self.changes(run), expected)
        self.assertFalse(self.look(rows).change_ids)

    def test_who_fills_in_his_own_plan_sees_what_is_overwritten(self):
        self.take([self.row()], self.staff, skp_id=self.skp.id)
        run = self.look([self.row(target="9")], self.staff, skp_id=self.skp.id)
        shown = self.by(run, self.staff).change_ids
        self.assertEqual(shown.mapped("after"), ["9"])
        with self.assertRaises(AccessError):
            self.by(shown, self.peer).read(["after"])
