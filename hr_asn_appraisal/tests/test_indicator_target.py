from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..law import codes
from .common import YEAR, AsnCommon
from .specification import specification


class IndicatorCase(AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_day(f"{YEAR}-01-12")
        cls.skp = cls.plan(cls.staff)
        cls.rhk = cls.fill(cls.skp)
        cls.own = cls.by(cls.rhk.iki_ids, cls.staff)

    def _numbers(self, iki=None):
        self.env.flush_all()
        self.env.invalidate_all()
        iki = iki or self.own
        return iki.target_low, iki.target_high

    def _submit(self):
        self.by(self.skp, self.staff).action_submit()

    def _refused(self, *sentences):
        with self.assertRaises(UserError) as caught, self.cr.savepoint():
            self._submit()
        for sentence in sentences:
            self.assertIn(sentence, str(caught.exception))
        return str(caught.exception)


@tagged("post_install", "-at_install")
class TestIndicatorTarget(IndicatorCase):
    """A target is typed as text; what it means as numbers stands beside it."""

    def _new(self, **values):
        aspect = {"aspect_id": self.aspect.id, "rhk_id": self.rhk.id}
        return self.own.create({**aspect, "name": "Nilai", **values})

    def test_what_is_typed_is_understood(self):
        for text, expected in (
            ("1.180,5", (1180.5, 1180.5)),
            ("86,00–90,00", (86, 90)),
            ("98 %", (98, 98)),
            ("12 dokumen", (0, 0)),
            ("1.5", (0, 0)),
            (False, (0, 0)),
        ):
            with self.subTest(text):
                self.own.target = text
                self.assertEqual(self._numbers(), expected)
                self.assertEqual(self._numbers(self._new(target=text)), expected)

    def test_months_are_kept_in_one_way(self):
        for text, expected in (
            ("12, 6", "6,12"),
            ("Juni; desember", "6,12"),
            ("3/Mar dan Sep", "3,9"),
            ("", False),
        ):
            with self.subTest(text):
                self.own.months = text
                self.env.invalidate_all()
                self.assertEqual(self.own.months or False, expected)
                self.assertEqual(self._new(months=text).months or False, expected)

    def test_what_names_no_months_is_refused(self):
        for text in ("13", "0", "Juli Agustus", "triwulan", ","):
            with self.subTest(text), self.assertRaisesRegex(ValidationError, "Months"):
                self.own.months = text

    def test_numbers_that_are_given_stand(self):
        line = self._new(target="semua pasien", target_low=12, target_high=12)
        self.assertEqual(self._numbers(line), (12, 12))
        line.target = "semua pasien"
        self.assertEqual(self._numbers(line), (12, 12))
        line.write({"target": "sebagian", "target_low": 3})
        self.assertEqual(self._numbers(line), (3, 12))
        line.target = "7"
        self.assertEqual(self._numbers(line), (7, 7))

    def test_the_seal_has_them(self):
        self.own.target = "86–90"
        self.own.direction = codes.RENTANG
        self.bring_plan(self.skp, "approved")
        sealed = self.skp.version_ids._content()["results"][0]["indicators"][0]
        told = sealed["target"], sealed["low"], sealed["high"]
        self.assertEqual(told, ("86–90", "86", "90"))

    def test_a_range_has_the_lower_number_first(self):
        for approach in (codes.KUANTITATIF, codes.KUALITATIF):
            with self.subTest(approach):
                self.by(self.skp, self.staff).approach = approach
                self.own.target = "90–86"
                self._refused("the target “90–86” of the indicator “Jumlah”")

    def test_within_a_range_needs_two_numbers(self):
        self.own.direction = codes.RENTANG
        for text in ("baik", "90"):
            with self.subTest(text):
                self.own.target = text
                self._refused("“Jumlah” is to stay within a range")
        self.own.target = "86–90"
        self._submit()
        self.assertEqual(self.skp.state, "submitted")

    def test_of_a_qualitative_plan_it_may_stand_in_the_sentence(self):
        self.by(self.skp, self.staff).approach = codes.KUALITATIF
        self.own.write({"direction": codes.RENTANG, "target": False})
        self._submit()
        self.assertEqual(self.skp.state, "submitted")

    def test_each_indicator_is_named(self):
        self._new(name="Nilai IKM", target="90–86")
        self._new(name="Dibatalkan", target="9–8").unlink()
        self.own.write({"target": False})
        told = self._refused("“Jumlah” has no target", "of the indicator “Nilai IKM”")
        self.assertNotIn("Dibatalkan", told)


@tagged("post_install", "-at_install")
class TestBaseline(IndicatorCase):
    """Where an indicator starts from is shown wherever its target is."""

    def _increase(self, **values):
        self.own.write({"pattern": codes.KENAIKAN, "target": "8", **values})

    def test_an_increase_needs_a_number_to_start_from(self):
        for text in (False, "belum diukur"):
            with self.subTest(text):
                self._increase(baseline=text)
                self._refused("“Jumlah” measures an increase")
        self._increase(baseline="0")
        self._submit()
        self.assertEqual(self.skp.state, "submitted")

    def test_other_patterns_do_without(self):
        self.own.write({"pattern": codes.POSISI, "baseline": False})
        self._submit()
        self.assertEqual(self.skp.state, "submitted")

    def _told(self):
        """Return the evaluation of the first quarter of a plan with a baseline."""
        self._increase(
            baseline="392",
            baseline_date=f"{YEAR - 1}-12-31",
            baseline_source="Laporan SP2TP",
        )
        self.bring_plan(self.skp, "approved")
        return self.quarter(self.staff, 1)

    def test_who_rates_sees_it_with_its_year_and_source(self):
        quarter = self._told()
        [result] = self.by(quarter, self.boss).panel()["results"]
        [line] = result["indicators"]
        self.assertEqual(line["baseline"], f"392 ({YEAR - 1})")
        self.assertEqual(line["source"], "Laporan SP2TP")
        entry = self.by(quarter, self.staff).entry_ids
        self.assertEqual(entry.baseline, "392")
        self.assertEqual(entry.baseline_date.year, YEAR - 1)
        self.assertEqual(entry.baseline_source, "Laporan SP2TP")

    def test_without_a_year_and_without_any(self):
        for values, expected in (({"baseline": "7"}, "7"), ({}, "–")):
            with self.subTest(expected), self.cr.savepoint() as savepoint:
                self.own.write(values)
                self.bring_plan(self.skp, "approved")
                quarter = self.quarter(self.staff, 1)
                [result] = self.by(quarter, self.boss).panel()["results"]
                self.assertEqual(result["indicators"][0]["baseline"], expected)
                savepoint.rollback()
            self.env.invalidate_all()

    def test_the_start_page_tells_it_beside_the_progress(self):
        self._told()
        page = self.env["hr.asn.home"].browse(self.staff.user_id.id)
        [row] = self.by(page, self.staff).progress_rows
        self.assertIn(f"baseline 392 ({YEAR - 1})", row["hint"])


@tagged("post_install", "-at_install")
class TestFirstGap(IndicatorCase):
    """Who is refused for gaps is told where the first of them is filled in."""

    def _place(self):
        with self.assertRaises(UserError) as caught, self.cr.savepoint():
            self._submit()
        found = getattr(caught.exception, "context", {}).get("asn_gap", {})
        return tuple(found.values())

    def _also(self, sequence, **values):
        """Add a result that has nothing by which it is measured."""
        plan = self.by(self.skp, self.staff)
        plan.rhk_ids = [(0, 0, {"name": "Lain", "sequence": sequence, **values})]
        return plan.rhk_ids.filtered(lambda one: one.name == "Lain")

    def test_it_is_the_field_that_is_missing(self):
        self.own.target = False
        self.assertEqual(self._place(), ("hr.asn.iki", self.own.id, "target"))
        self.own.write({"target": "8", "pattern": codes.KENAIKAN})
        self.assertEqual(self._place(), ("hr.asn.iki", self.own.id, "baseline"))

    def test_it_is_the_highest_on_the_screen(self):
        self.own.target = False
        below = self._also(20)
        self.assertEqual(self._place(), ("hr.asn.iki", self.own.id, "target"))
        below.sequence = 5
        self.assertEqual(self._place(), ("hr.asn.rhk", below.id, None))
        below.kind = codes.TAMBAHAN
        self.assertEqual(self._place(), ("hr.asn.iki", self.own.id, "target"))

    def test_without_a_main_result_one_is_added(self):
        self.own.rhk_id.kind = codes.TAMBAHAN
        self.assertEqual(self._place(), ("hr.asn.skp", self.skp.id, None))

    def test_what_others_fill_in_is_no_place(self):
        self.env.cr.execute(
            "UPDATE hr_asn_skp SET appraiser_id = NULL WHERE id = %s", [self.skp.id]
        )
        self.assertEqual(self._place(), ())

    def test_the_screen_knows_what_has_no_indicator(self):
        bare = self._also(20)
        heads = {one["id"]: one for one in self.by(self.skp, self.staff).rhk_heads}
        own = heads[self.rhk.id]
        self.assertEqual((own["indicators"], own["measured"]), (self.own.ids, True))
        told = heads[bare.id]
        self.assertEqual((told["indicators"], told["measured"]), ([], False))

    def test_the_screen_keeps_its_heads_while_a_cell_is_edited(self):
        bare = self._also(20)
        own = self.by(self.skp, self.staff)
        asked = specification(own)
        shown = own.web_read(asked)[0]["rhk_heads"]
        told = own.onchange(
            {"iki_ids": [(1, self.own.id, {"target": "9"})]}, ["iki_ids"], asked
        )
        heads = told["value"].get("rhk_heads", shown)
        self.assertEqual(heads, shown)
        self.assertEqual([one["id"] for one in heads], [self.rhk.id, bare.id])
        self.own.is_cancelled = True
        told = own.onchange(
            {"iki_ids": [(1, self.own.id, {"is_cancelled": False})]}, ["iki_ids"], asked
        )
        self.assertTrue(told["value"]["rhk_heads"][0]["measured"])
