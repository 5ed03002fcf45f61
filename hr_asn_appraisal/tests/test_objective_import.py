"""Agency objectives out of a spreadsheet: template, dry run, rows, again."""

import base64
import io

import openpyxl
from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import AsnCommon, AsnHttpCommon

LIST = (
    "Kode;Sasaran Strategis;Indikator Kinerja;Target;Satuan;Sumber;Dokumen\n"
    "K1;Sehat;Umur;71,2;tahun;Renstra;Renstra 2025\n"
    "K1;Sehat;Stunting;14;%;;\n"
    "K2;Cerdas;;;;PK;\n"
    ";Tanpa kode;;;;;\n"
)


@tagged("post_install", "-at_install")
class TestObjectiveImport(AsnCommon):
    def wizard(self, text=LIST, who=None, **values):
        own = self.by(self.cycle, who or self.officer).env["hr.asn.objective.import"]
        return own.create(
            {
                "file": base64.b64encode(text.encode()),
                "filename": "sasaran.csv",
                **values,
            }
        )

    def look(self, text=LIST, **values):
        action = self.wizard(text, **values).action_check()
        return self.env["hr.asn.run"].browse(action["res_id"])

    def take(self, text=LIST, **values):
        run = self.look(text, **values)
        self.by(run, self.officer).action_start()
        return run

    def objectives(self):
        return self.env["hr.asn.objective"].search([("cycle_id", "=", self.cycle.id)])

    def test_a_look_writes_nothing_and_says_what_would_be_done(self):
        run = self.look()
        self.assertEqual(run.cycle_id, self.cycle)
        counts = (run.new_count, run.changed_count, run.unchanged_count)
        self.assertEqual(counts, (3, 0, 0))
        self.assertEqual((run.valid_count, run.refused_count), (3, 1))
        problem = run.problem_ids
        self.assertEqual((problem.row, problem.column), (5, "Kode"))
        self.assertEqual(problem.action, "Fill it in.")
        self.assertFalse(self.objectives())

    def test_it_takes_objectives_with_indicators_and_source(self):
        run = self.take()
        self.assertEqual(run.state, "done")
        first, second = self.objectives()
        self.assertEqual((first.code, first.name), ("K1", "Sehat"))
        self.assertEqual(first.indicators, "Umur: 71,2 tahun\nStunting: 14 %")
        self.assertEqual((first.source, first.document), ("renstra", "Renstra 2025"))
        self.assertEqual(second.source, "perjanjian_kinerja")
        self.assertEqual(run.end_line, "3 rows were processed, 1 skipped.")

    def test_twice_doubles_nothing_and_newer_words_are_taken(self):
        self.take()
        again = self.take()
        self.assertEqual((again.new_count, again.unchanged_count), (0, 3))
        self.assertEqual(len(self.objectives()), 2)
        newer = self.take(LIST.replace("Sehat", "Sehat dan panjang umur"))
        self.assertEqual((newer.changed_count, newer.unchanged_count), (2, 1))
        self.assertEqual(self.objectives()[0].name, "Sehat dan panjang umur")
        # What a list does not tell stays.
        self.take("Kode;Sasaran;Indikator\nK1;Sehat;\n")
        self.assertEqual(self.objectives()[0].document, "Renstra 2025")
        self.assertTrue(self.objectives()[0].indicators)

    def test_an_indicator_that_a_list_does_not_name_stays(self):
        """As with the rows that are given back: corrected, they come alone."""
        self.take()
        head = "Kode;Sasaran;Indikator;Target;Satuan\n"
        run = self.take(f"{head}K1;Sehat;Stunting;12;%\nK1;Sehat;Gizi;90;%\n")
        self.assertEqual(
            self.objectives()[0].indicators,
            "Umur: 71,2 tahun\nStunting: 12 %\nGizi: 90 %",
        )
        (change,) = run.change_ids
        self.assertEqual(change.before, "Umur: 71,2 tahun\nStunting: 14 %")
        self.assertIn("Gizi: 90 %", change.after)
        again = self.look(f"{head}K1;Sehat;Stunting;12;%\n")
        self.assertEqual((again.unchanged_count, len(again.change_ids)), (1, 0))

    def test_indicators_that_begin_alike_stay_apart(self):
        rows = [
            ("Indeks SPBE: tata kelola", "3,2", ""),
            ("Indeks SPBE: layanan", "", ""),
            ("Indeks SPBE: kebijakan", "", ""),
            ("Dokumen", "5", "dokumen"),
            ("Dokumen", "3", "laporan"),
        ]
        text = "".join(f"K1;Sehat;{';'.join(row)}\n" for row in rows)
        text = f"Kode;Sasaran;Indikator;Target;Satuan\n{text}"
        self.take(text)
        kept = self.objectives().indicators
        self.assertEqual(len(kept.splitlines()), 5)
        again = self.take(text)
        self.assertEqual((again.changed_count, again.unchanged_count), (0, 5))
        self.assertFalse(again.change_ids)
        self.assertEqual(self.objectives().indicators, kept)

    def test_lines_that_change_are_shown_as_lines(self):
        for view, tag in (("list", "list"), ("form", "page[@name='changes']//list")):
            model = self.env["hr.asn.run.change" if view == "list" else "hr.asn.run"]
            arch = etree.fromstring(model.get_view(view_type=view)["arch"])
            for name in ("before", "after"):
                [field] = arch.xpath(f"//{tag}/field[@name='{name}']")
                self.assertIn("text-prewrap", field.get("class"))

    def test_a_share_is_read_as_it_is_shown(self):
        book = openpyxl.Workbook()
        book.active.append(["Kode", "Sasaran", "Indikator", "Target", "Satuan"])
        book.active.append(["K1", "Sehat", "Capaian", 0.955, "%"])
        book.active.append(["K1", "Sehat", "Rasio", 0.5, "rasio"])
        book.active["D2"].number_format = "0.0%"
        file = io.BytesIO()
        book.save(file)
        content = base64.b64encode(file.getvalue())
        own = self.by(self.cycle, self.officer).env["hr.asn.objective.import"]
        wizard = own.create({"file": content, "filename": "sasaran.xlsx"})
        run = self.env["hr.asn.run"].browse(wizard.action_check()["res_id"])
        self.by(run, self.officer).action_start()
        self.assertEqual(
            self.objectives().indicators, "Capaian: 95,5 %\nRasio: 0,5 rasio"
        )

    def test_the_template_comes_before_there_is_a_file(self):
        own = self.by(self.cycle, self.officer).env["hr.asn.objective.import"]
        wizard = own.create({})
        self.assertEqual(wizard.action_template()["target"], "download")
        with self.assertRaisesRegex(UserError, "Choose a file"):
            wizard.action_check()

    def test_a_bad_row_stops_all_where_that_was_asked(self):
        run = self.look(strict=True)
        with self.assertRaises(UserError):
            self.by(run, self.officer).action_start()
        self.assertFalse(self.objectives())

    def test_a_file_that_is_no_such_list_is_told(self):
        with self.assertRaisesRegex(UserError, "Take the template"):
            self.look("Nama;Alamat;Kota\nA;B;C\n")
        with self.assertRaises(UserError):
            self.look("Kode;Indikator;Target\nK1;Umur;71\n")

    def test_only_an_officer_of_the_agency_imports(self):
        for who in (self.unit_officer, self.boss, self.auditor):
            with self.assertRaises(AccessError):
                self.wizard(who=who).action_check()


@tagged("post_install", "-at_install")
class TestTemplate(AsnHttpCommon):
    def test_the_template_is_a_list_that_can_be_imported(self):
        self.sign_in(self.officer)
        answer = self.url_open("/asn/template/sasaran")
        self.assertEqual(answer.status_code, 200)
        page = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        headings = [cell.value for cell in page[1]]
        self.assertEqual(headings[:3], ["Kode", "Sasaran", "Indikator"])
        own = self.by(self.cycle, self.officer).env["hr.asn.objective.import"]
        wizard = own.create(
            {"file": base64.b64encode(answer.content), "filename": "templat.xlsx"}
        )
        run = self.env["hr.asn.run"].browse(wizard.action_check()["res_id"])
        self.assertEqual((run.new_count, run.refused_count), (2, 0))

    def test_there_is_no_other_template(self):
        self.sign_in(self.staff)
        self.assertEqual(self.url_open("/asn/template/lain").status_code, 404)
