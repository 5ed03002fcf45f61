"""Plans from a spreadsheet: baseline, split, teams and services; there and back."""

import io

import openpyxl

from odoo.tests import tagged

from ..exchange import plan_measure as measure
from ..exchange import plan_template, readers
from ..exchange.layouts import PLAN
from ..models.hr_asn_plan_rows import rows_of
from .common import AsnCommon, AsnHttpCommon
from .test_plan_import import PlanFile
from .test_service import Serving
from .test_staff_import import as_csv

MONTHS = {"target_2": "100", "target_8": "220", "target_11": "100"}
# The columns that files had before these were known.
OLD = [
    *("nip", "jabatan", "jenis", "rhk", "intervensi", "aspek", "indikator"),
    *("kondisi_awal", "target", "satuan", "arah", "pola_ukur", "bulan"),
    *("dimensi", "bobot"),
]
WORDS = {"target": "", "satuan": ""}


@tagged("post_install", "-at_install")
class TestPlanImportMore(PlanFile, Serving, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.skp = cls.plan(cls.staff)
        cls.season = cls.env["hr.asn.curve"].create(
            {"name": "Bulan Imunisasi", "share_2": 50, "share_8": 50}
        )

    def test_baseline_with_day_and_source(self):
        self.take(
            [
                self.row(
                    self.staff,
                    kondisi_awal="392",
                    tanggal_kondisi_awal="31/12/2025",
                    sumber_kondisi_awal="Laporan kohort",
                )
            ]
        )
        iki = self.skp.iki_ids
        self.assertEqual(
            (iki.baseline, str(iki.baseline_date), iki.baseline_source),
            ("392", "2025-12-31", "Laporan kohort"),
        )

    def test_split_by_hand_by_season_and_evenly(self):
        row = self.row(self.staff)
        self.take(
            [
                row | MONTHS | {"pembagian": "Manual"},
                row | {"indikator": "B", "musim": "bulan imunisasi"},
                row | {"indikator": "C", "pembagian": "Merata"},
                # The figures say themselves that it is split by hand.
                row | {"indikator": "D"} | MONTHS,
            ]
        )
        hand, season, even, other = self.skp.iki_ids.sorted("id")
        self.assertEqual((hand.split, other.split), ("manual", "manual"))
        self.assertEqual(self.month_figures(hand), {2: 100, 8: 220, 11: 100})
        self.assertEqual((season.split, season.curve_id), ("seasonal", self.season))
        self.assertEqual((even.split, self.month_figures(even)), ("even", {}))
        # Moved to another month: what is left empty is no longer there.
        self.take([row | {"target_3": "420"}])
        self.assertEqual(self.month_figures(hand), {3: 420})

    def test_by_hand_after_a_season_leaves_nothing_of_it(self):
        row = self.row(self.staff)
        self.take([row | {"musim": "bulan imunisasi"}])
        self.take([row | {"pembagian": "Manual", "target_3": "420"}])
        iki = self.skp.iki_ids
        self.assertEqual((iki.split, self.month_figures(iki)), ("manual", {3: 420}))

    def test_what_is_wrong_is_told_by_row(self):
        row = self.row(self.staff)
        rows = {
            measure.SPLIT_UNKNOWN: {"pembagian": "sesuka hati"},
            measure.SEASON_UNKNOWN: {"musim": "Kemarau"},
            measure.SEASON_EMPTY: {"pembagian": "Musiman"},
            measure.FIGURE_UNKNOWN: {"target_4": "banyak"},
            measure.TEAM_UNKNOWN: {"tim": "mungkin"},
            measure.LEAD_UNKNOWN: {"ketua_tim": self.boss.asn_nip} | WORDS,
            measure.SERVICE_UNKNOWN: {"layanan": "Tidak Ada"} | WORDS,
            "date_impossible": {"tanggal_kondisi_awal": "31/02/2025"},
        }
        run = self.look(
            [row | {"indikator": code} | wrong for code, wrong in rows.items()]
        )
        self.assertEqual(
            self.told(run), {place: [code] for place, code in enumerate(rows, 2)}
        )
        labels = dict(zip(rows, run.problem_ids.mapped("column"), strict=True))
        self.assertEqual(labels[measure.FIGURE_UNKNOWN], "Target April")
        self.assertEqual(labels["date_impossible"], "Tanggal Kondisi Awal")
        self.assertFalse(self.skp.rhk_ids)

    def test_a_split_that_is_none_stops_the_plan(self):
        row = self.row(self.staff)
        run = self.look(
            [
                row | {"indikator": "A", "target_1": "400"},
                row | {"indikator": "B", "pola_ukur": "Rilis"} | MONTHS,
                row | {"indikator": "C", "target": "tepat waktu"} | MONTHS,
            ]
        )
        self.assertEqual(
            self.told(run),
            {
                2: [measure.SPLIT_DIFFERS],
                3: [measure.SPLIT_LEVEL],
                4: [measure.SPLIT_WORDS],
            },
        )
        self.assertIn("target of 420: missing 20", run.problem_ids[0].problem)

    def test_lead_and_member_of_a_team(self):
        lead = self.row(self.peer, indikator="Cakupan", tim="Ya", dimensi="Kualitas")
        self.take([lead | MONTHS])
        self.bring_plan(self.plan(self.peer), "approved")
        own = self.plan(self.peer).iki_ids
        self.assertTrue(own.is_team)
        member = self.row(
            self.staff,
            indikator="cakupan",
            ketua_tim=self.peer.asn_nip,
            peran="Vaksinator",
            **WORDS,
        )
        run = self.take([member])
        self.assertEqual(self.told(run), {})
        line = self.skp.iki_ids
        self.assertEqual((line.lead_iki_id, line.part), (own, "Vaksinator"))
        self.assertEqual(line.dimension_id.code, "kualitas")
        self.assertEqual(
            (line.name, line.target, line.unit), ("Cakupan", "420", "orang")
        )
        self.assertEqual(self.month_figures(line), {2: 100, 8: 220, 11: 100})
        # Twice the same doubles nothing; what the team says is not changed by a file.
        self.assertEqual(self.counts(self.take([member])), (1, 0, 1, 0))
        run = self.look([self.row(self.staff, indikator="Cakupan", target="9")])
        self.assertEqual(self.told(run), {2: [measure.STAYS_FOLLOWED]})
        self.take([member | {"peran": "Juru catat"}])
        self.assertEqual(line.part, "Juru catat")

    def test_a_plan_that_is_not_agreed_leads_nobody(self):
        self.take([self.row(self.peer, indikator="Cakupan", tim="Ya")])
        run = self.look(
            [
                self.row(
                    self.staff,
                    indikator="Cakupan",
                    ketua_tim=self.peer.asn_nip,
                    **WORDS,
                )
            ]
        )
        self.assertEqual(self.told(run), {2: [measure.LEAD_UNKNOWN]})

    def test_the_target_of_a_service_for_who_answers_for_it(self):
        target = self.make_target(self.make_service(self.staff))
        target.write({"split": "manual", "month_2": 150, "month_9": 250})
        row = self.row(
            self.staff, layanan="imunisasi rutin", indikator="Anak divaksin", **WORDS
        )
        self.take([row])
        line = self.skp.iki_ids
        self.assertEqual(line.service_target_id, target)
        self.assertEqual((line.target, line.unit, line.is_team), ("400", "orang", True))
        self.assertEqual(self.month_figures(line), {2: 150, 9: 250})
        self.assertEqual(self.counts(self.take([row])), (1, 0, 1, 0))
        told = self.look([row | {"rhk": "Lain"}])
        self.assertEqual(self.told(told), {2: [measure.THERE_ALREADY]})
        other = self.look([row | {"nip": self.peer.asn_nip}])
        self.assertEqual(self.told(other), {2: [measure.SERVICE_UNKNOWN]})
        said = self.look([row | {"target": "500"}])
        self.assertEqual(self.told(said), {2: [measure.MEASURE_FOLLOWED]})
        target.month_9 = 240
        fresh = self.make_target(target.service_id, name="Kunjungan")
        fresh.write({"split": "manual", "month_1": 1})
        told = self.look([row | {"indikator": "Kunjungan"}])
        self.assertEqual(self.told(told), {2: [measure.SERVICE_FAULTY]})

    def test_files_without_these_columns_come_in_as_ever(self):
        row = self.row(self.staff)
        self.take([row | MONTHS | {"sumber_kondisi_awal": "Kohort", "tim": "Ya"}])
        iki = self.skp.iki_ids
        old = {name: row[name] for name in OLD} | {"target": "440"}
        run = self.take(as_csv([old], ";", OLD))
        self.assertEqual(self.told(run), {})
        self.assertEqual((iki.target, iki.split), ("440", "manual"))
        self.assertEqual((iki.baseline_source, iki.is_team), ("Kohort", True))
        self.assertEqual(self.month_figures(iki), {2: 100, 8: 220, 11: 100})

    def test_what_is_exported_comes_back_the_same(self):
        """Into the same plan nothing is new; into another's all of it is."""
        self.policy.weighs_results = True
        row = self.row(self.staff, bobot="60", kondisi_awal="392")
        self.take(
            [
                row
                | MONTHS
                | {
                    "tanggal_kondisi_awal": "2025-12-31",
                    "sumber_kondisi_awal": "Laporan kohort",
                    "dimensi": "Individu",
                    "tim": "Ya",
                },
                row
                | {
                    "indikator": "Waktu tanggap",
                    "aspek": "Waktu",
                    "target": "5–6",
                    "satuan": "menit",
                    "arah": "turun",
                    "pola_ukur": "Rilis",
                    "bulan": "6,12",
                },
                row | {"rhk": "Musiman", "bobot": "33,33", "musim": "Bulan Imunisasi"},
                row | {"rhk": "Panitia", "jenis": "Tambahan", "bobot": "6,67"},
            ]
        )
        rows = rows_of(self.by(self.skp, self.staff))
        data = plan_template.write(["Kuantitas"], ["Individu"], "1", ["M"], rows)
        sheet = readers.read("Templat_SKP.xlsx", data, PLAN)
        self.assertEqual(len(sheet.rows), 4)
        run = self.look(data, filename="skp.xlsx")
        self.assertEqual(self.counts(run), (4, 0, 4, 0))
        self.assertEqual(self.told(run), {})
        copied = [one | {"nip": self.peer.asn_nip, "jabatan": ""} for one in rows]
        data = plan_template.write([], [], "", [], copied)
        run = self.take(data, filename="skp.xlsx")
        self.assertEqual(self.told(run), {})
        first, second = (
            [
                (rhk.kind, rhk.name, rhk.weight_bp)
                + tuple(
                    (iki.name, iki.aspect_id, iki.dimension_id, self.month_figures(iki))
                    + tuple(iki._asn_as_written(COMPARED).values())
                    for iki in rhk.iki_ids.sorted("id")
                )
                for rhk in plan.rhk_ids.sorted("id")
            ]
            for plan in (self.skp, self.plan(self.peer))
        )
        self.assertEqual(first, second)
        self.assertEqual(first[0][2], 6000)

    def test_a_team_and_a_service_come_back_the_same(self):
        self.make_target(self.make_service(self.staff))
        self.take([self.row(self.peer, indikator="Cakupan", tim="Ya")])
        self.bring_plan(self.plan(self.peer), "approved")
        lead = {"ketua_tim": self.peer.asn_nip, "peran": "Vaksinator"} | WORDS
        self.take(
            [
                self.row(self.staff, indikator="Cakupan", **lead),
                self.row(
                    self.staff,
                    layanan="Imunisasi Rutin",
                    indikator="Anak divaksin",
                    **WORDS,
                ),
            ]
        )
        self.assertEqual(len(self.skp.iki_ids), 2)
        rows = rows_of(self.by(self.skp, self.staff))
        data = plan_template.write([], [], "", [], rows)
        run = self.look(data, filename="skp.xlsx")
        self.assertEqual((self.counts(run), self.told(run)), ((2, 0, 2, 0), {}))

    def test_each_column_stands_in_the_template_with_a_hint(self):
        book = openpyxl.load_workbook(io.BytesIO(plan_template.write([], [])))
        headed = [cell.value for cell in book["Isian"][1]]
        self.assertEqual(headed, [column.label for column in PLAN.columns])
        told = " ".join(row[0] for row in book["Petunjuk"].values)
        for label in (
            *("Tanggal", "Kondisi Awal", "Pembagian Target", "Target Januari"),
            *("Musim", "Indikator Tim", "NIP Ketua Tim", "Peran dalam Tim"),
            "Layanan/Program",
        ):
            self.assertIn(label.lower(), told.lower())


COMPARED = (
    *("target", "target_low", "target_high", "unit", "direction", "pattern", "months"),
    *("baseline", "baseline_date", "baseline_source", "split", "curve_id", "is_team"),
)


@tagged("post_install", "-at_install")
class TestPlanTemplateOfOne(PlanFile, AsnHttpCommon):
    def test_the_own_template_has_what_the_plan_has(self):
        skp = self.plan(self.staff)
        self.take([self.row(self.staff) | MONTHS])
        self.sign_in(self.staff)
        answer = self.url_open(f"/asn/plan/template.xlsx?plan={skp.id}")
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["Isian"]
        keys = [column.key for column in PLAN.columns]
        [found] = sheet.iter_rows(min_row=2, max_row=2, values_only=True)
        cells = dict(zip(keys, found, strict=True))
        self.assertEqual(cells["indikator"], "Sasaran divaksin")
        self.assertEqual((cells["pembagian"], cells["target_8"]), ("Manual", "220"))
        self.assertEqual(cells["arah"], "Makin Tinggi Makin Baik")
        self.sign_in(self.foreigner)
        other = self.url_open(f"/asn/plan/template.xlsx?plan={skp.id}")
        self.assertNotIn(b"Sasaran divaksin", other.content)
        sheet = openpyxl.load_workbook(io.BytesIO(other.content))["Isian"]
        self.assertFalse(any(cell.value for cell in sheet[2]))
