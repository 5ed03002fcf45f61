"""Cells of a spreadsheet that are seen with a percent sign: figure and sign stay."""

import base64
import io

import openpyxl

from odoo.tests import BaseCase, tagged

from ..exchange import readers, rejected
from ..exchange.layouts import GOAL_INDICATORS, OBJECTIVES, PLAN
from .common import AsnCommon
from .test_plan_import import HEADINGS, PlanFile

LIST = ("Kode", "Sasaran", "Indikator", "Target", "Satuan")
# Number format of a cell, what it keeps, figure and unit that are read.
SHOWN = [
    ("General", 95, 95, ""),
    ("0%", 0.95, 95, "%"),
    ("0.0%", 0.955, 95.5, "%"),
    ('0%" of all"', 0.95, 95, "%"),
    ("0%", 0.07, 7, "%"),
    ("0.00%", 1.0005, 100.05, "%"),
    ("0%", 1e300, 1e302, "%"),
    ("[Red]0%;-0%", 0.95, 95, "%"),
    ('0"%"', 95, 95, "%"),
    ("0\\%", 95.5, 95.5, "%"),
    ('0.0" %"', 95.5, 95.5, "%"),
    ('General"%"', 95, 95, "%"),
    ("0_%", 95, 95, ""),
    ("0*%", 95, 95, ""),
    ('[="%"]0', 95, 95, ""),
]


def workbook(headings, *rows):
    """Return the bytes of a workbook; a pair in a cell is (number format, number)."""
    book = openpyxl.Workbook()
    book.active.append(headings)
    for number, row in enumerate(rows, 2):
        for place, value in enumerate(row, 1):
            cell = book.active.cell(number, place)
            if isinstance(value, tuple):
                cell.number_format, value = value
            cell.value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@tagged("post_install", "-at_install")
class TestPercentCells(BaseCase):
    def read(self, content, table=OBJECTIVES):
        return readers.read("x.xlsx", content, table)

    def test_a_figure_is_read_as_it_is_shown(self):
        rows = [("K1", "A", "B", one[:2]) for one in SHOWN]
        found = self.read(workbook(LIST, *rows)).rows
        for row, (number_format, kept, figure, unit) in zip(found, SHOWN, strict=True):
            with self.subTest(number_format, kept=kept):
                self.assertEqual(row.cells["target"], figure)
                self.assertEqual(row.cells["satuan"], unit)

    def test_a_unit_that_is_named_stays(self):
        [row] = self.read(workbook(LIST, ("K1", "A", "B", ("0%", 0.5), "rasio"))).rows
        self.assertEqual((row.cells["target"], row.cells["satuan"]), (50, "rasio"))

    def test_a_list_without_a_column_of_units(self):
        [row] = self.read(workbook(LIST[:-1], ("K1", "A", "B", ("0%", 0.5)))).rows
        self.assertEqual(row.cells["satuan"], "%")

    def test_the_other_lists_with_units(self):
        for table in (GOAL_INDICATORS, PLAN):
            headings = [column.label for column in table.columns]
            row = [("0%", 0.5) if one.key == "target" else "" for one in table.columns]
            [found] = self.read(workbook(headings, row), table).rows
            self.assertEqual(found.cells["satuan"], "%")

    def test_a_row_that_is_given_back_keeps_the_sign(self):
        for shown in (("0%", 0.955), ('0"%"', 95.5)):
            sheet = self.read(workbook(LIST, ("", "A", "B", shown)))
            again = self.read(rejected.write(sheet, {2: "Kode: kosong."}))
            self.assertEqual(again.rows[0].cells, sheet.rows[0].cells)
            self.assertEqual(again.rows[0].cells["satuan"], "%")


@tagged("post_install", "-at_install")
class TestPercentImports(PlanFile, AsnCommon):
    def test_an_objective_keeps_the_sign(self):
        content = workbook(LIST, ("K1", "Sehat", "Cakupan", ("0%", 0.95), None))
        own = self.by(self.cycle, self.officer).env["hr.asn.objective.import"]
        wizard = own.create(
            {"file": base64.b64encode(content), "filename": "sasaran.xlsx"}
        )
        run = self.env["hr.asn.run"].browse(wizard.action_check()["res_id"])
        self.by(run, self.officer).action_start()
        found = self.env["hr.asn.objective"].search([("code", "=", "K1")])
        self.assertEqual(found.indicators, "Cakupan: 95 %")

    def take_cells(self, **values):
        """Import one indicator of the staff, its cells with formats."""
        plan = self.plan(self.staff)
        row = self.row(self.staff, **values, pola_ukur="Posisi Terakhir")
        content = workbook(HEADINGS, [row[key] for key in HEADINGS])
        run = self.take(content, filename="skp.xlsx")
        self.assertNotIn("skip", run.problem_ids.mapped("consequence"))
        return plan.iki_ids

    def test_a_unit_of_the_plan_stays_where_the_row_names_none(self):
        self.take_cells(target="90", satuan="persen")
        iki = self.take_cells(target=("0%", 0.95), satuan="")
        self.assertEqual((iki.target, iki.unit), ("95", "persen"))
        self.assertEqual(self.take_cells(target=("0%", 0.9), satuan="%").unit, "%")

    def test_the_share_of_a_baseline_says_nothing_of_the_target(self):
        shown = {"target": 95, "kondisi_awal": ("0%", 0.9), "satuan": ""}
        self.assertFalse(self.take_cells(**shown).unit)

    def test_an_indicator_of_a_plan_keeps_the_sign(self):
        plan = self.plan(self.staff)
        shown = {"target": ('0"%"', 95), "kondisi_awal": ("0%", 0.9), "satuan": ""}
        row = self.row(self.staff, **shown, pola_ukur="Posisi Terakhir")
        content = workbook(HEADINGS, [row[key] for key in HEADINGS])
        run = self.take(content, filename="skp.xlsx")
        self.assertFalse(run.problem_ids)
        iki = plan.iki_ids
        self.assertEqual((iki.target, iki.unit, iki.baseline), ("95", "%", "90"))
