"""What another system keeps: in the recap with its source, on no paper of ours."""

import base64
from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.hr_asn_appraisal.law import codes
from odoo.addons.hr_asn_appraisal.models.hr_asn_policy import EKINERJA

from ..forms import recap as recap_form
from ..forms import wording
from ..report import recap_xlsx
from .common import PaperCase, PaperHttpCase

DAY = date(2026, 12, 31)
# Who has which result, behaviour and predikat there.
THERE = {
    "staff": ("di_atas", "di_atas", "sangat_baik"),
    "peer": ("sesuai", "sesuai", "baik"),
    "boss": ("sesuai", "di_bawah", "kurang"),
}


class ElsewhereFixture:
    """Three people of the clinic are planned and rated in e-Kinerja."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        policy = cls.env["hr.asn.policy"].create(
            {"name": "e-Kinerja", "source": EKINERJA, "cadence": codes.TAHUN}
        )
        cls.cycle.audience_ids.create(
            {
                "cycle_id": cls.cycle.id,
                "department_id": cls.clinic.id,
                "policy_id": policy.id,
            }
        )
        cls.set_day("2026-12-31")
        cls.plans = {name: cls.plan(getattr(cls, name)) for name in THERE}
        own = cls.by(cls.env["hr.asn.skp"].union(*cls.plans.values()), cls.officer)
        own._asn_import(dict.fromkeys(own, "approved"), DAY)
        cls.evaluations = cls._rate()

    @classmethod
    def _rate(cls):
        year = cls.cycle.period_ids.filtered(lambda one: one.kind == codes.TAHUN)
        made = {
            name: plan.evaluation_ids.create({"skp_id": plan.id, "period_id": year.id})
            for name, plan in cls.plans.items()
        }
        own = cls.by(cls.env["hr.asn.evaluation"].union(*made.values()), cls.officer)
        names = ("result", "behavior", "predikat")
        figures = {
            cls.by(made[name], cls.officer): dict(zip(names, values, strict=True))
            | {"rated_on": False}
            for name, values in THERE.items()
        }
        own._asn_import(figures, DAY)
        cls.env.invalidate_all()
        return made


@tagged("post_install", "-at_install")
class TestElsewhere(ElsewhereFixture, PaperCase):
    def _recap(self):
        return self.by(self.cycle, self.officer)._asn_recap()

    def test_recap_says_where_and_what(self):
        rows = {row.nip: row for row in self._recap().rows}
        here = rows[self.chief.asn_nip]
        self.assertEqual((here.source, here.plan_state), ("Dinilai di Sini", "Draf"))
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT plan.nip, plan.source, plan.external_state, one.predikat "
            "FROM hr_asn_skp plan JOIN hr_asn_evaluation one ON one.skp_id = plan.id "
            "WHERE plan.cycle_id = %s AND plan.source <> 'here'",
            [self.cycle.id],
        )
        found = self.env.cr.fetchall()
        self.assertEqual(len(found), 3)
        for nip, source, state, predikat in found:
            self.assertEqual((source, state), ("ekinerja", "approved"))
            self.assertEqual(rows[nip].source, "e-Kinerja BKN")
            self.assertEqual(rows[nip].plan_state, "Disetujui")
            (figures,) = rows[nip].figures.values()
            self.assertEqual((figures.predikat, figures.delivered_on), (predikat, DAY))

    def test_their_predikat_is_counted(self):
        recap = self._recap()
        (year,) = (period for period in recap.periods if period.is_annual)
        (spread,) = recap_form.spreads(recap, year)
        self.assertEqual(spread.unit, "Puskesmas Contoh Barat")
        self.assertEqual((spread.counts, spread.missing), ((1, 1, 0, 1, 0), 0))

    def test_workbook_has_the_source(self):
        data = base64.b64decode(self.by(self.cycle, self.officer).recap_xlsx()["data"])
        sheet = load_workbook(BytesIO(data))["Rekap"]
        heads = [cell.value for cell in sheet[recap_xlsx.HEAD_ROW + 1]]
        column = heads.index("Sumber") + 1
        cells = [
            sheet.cell(line, column).value
            for line in range(recap_xlsx.FIRST_ROW + 1, sheet.max_row)
        ]
        self.assertEqual(cells.count("e-Kinerja BKN"), 3)
        self.assertEqual(cells.count("Dinilai di Sini"), len(cells) - 3)

    def test_every_source_and_state_has_words(self):
        fields = self.env["hr.asn.skp"]._fields
        states = dict(fields["external_state"]._description_selection(self.env))
        sources = dict(fields["source"]._description_selection(self.env))
        self.assertEqual(set(wording.EXTERNAL_STATES), set(states))
        self.assertEqual(set(wording.SOURCES), set(sources))

    def test_no_paper_is_printed(self):
        plan, evaluation = self.plans["staff"], self.evaluations["staff"]
        for record in (plan, evaluation):
            with self.assertRaisesRegex(UserError, "e-Kinerja BKN"):
                self.by(record, self.officer).paper_pdf()

    def test_bulk_printing_leaves_them_out(self):
        self.by(self.cycle, self.officer).action_print_annual()
        run = self.env["hr.asn.run"].search(
            [("kind", "=", "paper"), ("cycle_id", "=", self.cycle.id)]
        )
        self.assertEqual((run.state, run.total), ("done", 0))

    def test_print_menu_is_for_what_is_kept_here(self):
        for model in ("hr.asn.skp", "hr.asn.evaluation"):
            reports = self.env["ir.actions.report"].search([("model", "=", model)])
            self.assertEqual(reports.mapped("domain"), ["[('source', '=', 'here')]"])


@tagged("post_install", "-at_install")
class TestElsewhereByHttp(ElsewhereFixture, PaperHttpCase):
    @mute_logger("odoo.http")
    def test_download_is_refused(self):
        self.sign_in(self.officer)
        answer = self.url_open(f"/asn/paper/skp/{self.plans['staff'].id}")
        self.assertNotEqual(answer.headers.get("Content-Type"), "application/pdf")
        self.assertIn("e-Kinerja BKN", answer.text)
