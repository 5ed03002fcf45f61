"""The goal library: its files, its upkeep by the officer, and filling plans from it."""

import base64
import io

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import IKI_CSV, RHK_CSV, YEAR, AsnCommon

FEW, MANY = 2, 20


class Library:
    @classmethod
    def goals(cls, who=None):
        return cls.env["hr.asn.goal"].with_user(who or cls.officer)

    @classmethod
    def load(cls):
        return cls.goals().import_library(RHK_CSV, IKI_CSV)

    @classmethod
    def goal(cls, code):
        return cls.goals().search(
            [("code", "=", code), ("company_id", "=", cls.agency.id)]
        )


@tagged("post_install", "-at_install")
class TestLibraryImport(Library, AsnCommon):
    def _wizard(self, results=RHK_CSV, indicators=IKI_CSV, who=None):
        """Return the wizard with two files: texts, or bytes as they are."""
        files = [
            one.encode() if isinstance(one, str) else one
            for one in (results, indicators)
        ]
        rhk, iki = (base64.b64encode(one) for one in files)
        return self.by(self.env["hr.asn.goal.import"], who or self.officer).create(
            {
                "results_file": rhk,
                "results_name": "rhk.csv",
                "indicators_file": iki,
                "indicators_name": "iki.csv",
            }
        )

    def _problems(self, wizard):
        return [
            (one.file, one.row, one.column, one.value) for one in wizard.problem_ids
        ]

    def test_a_look_takes_nothing(self):
        wizard = self._wizard()
        wizard.action_check()
        self.assertEqual((wizard.new_count, wizard.known_count), (2, 0))
        self.assertFalse(wizard.problem_ids)
        self.assertFalse(self.goal("H1"))
        wizard.action_process()
        self.assertEqual(self.goal("H1").indicator_ids.target, "95")

    def test_twice_doubles_nothing_and_keeps_what_the_agency_wrote(self):
        self._wizard().action_process()
        self.goal("PT1").name = "Milik kami"
        self.goal("H1").action_archive()
        again = self._wizard()
        again.action_check()
        self.assertEqual((again.new_count, again.known_count), (0, 2))
        again.action_process()
        every = self.goals().with_context(active_test=False)
        own = every.search([("company_id", "=", self.agency.id)])
        self.assertEqual(sorted(own.mapped("code")), ["H1", "PT1"])
        self.assertEqual(self.goal("PT1").name, "Milik kami")
        self.assertEqual(len(own.indicator_ids), 2)

    def test_every_wrong_cell_is_named_and_nothing_is_taken(self):
        results = RHK_CSV.replace(";jpt;utama;", ";apa;pokok;") + (
            "PT1;Bidan;*;ja_jf;utama;Individu;Lagi;;;1\n"
            ";Bidan;*;ja_jf;utama;Kelompok;;;;1\n"
        )
        indicators = (
            IKI_CSV.replace("Kuantitas", "Rasa")
            .replace("PT1;", "XX;")
            .replace(";naik;posisi;", ";maju;diam;")
            .replace(";;individu", ";13;individu")
        )
        wizard = self._wizard(results, indicators)
        wizard.action_check()
        self.assertEqual(
            sorted(self._problems(wizard)),
            [
                ("iki.csv", 2, "arah", "maju"),
                ("iki.csv", 2, "pola_ukur", "diam"),
                ("iki.csv", 3, "aspek_perspektif", "Rasa"),
                ("iki.csv", 3, "bulan_ukur", "13"),
                ("iki.csv", 3, "kode_rhk", "XX"),
                ("rhk.csv", 2, "jenis", "pokok"),
                ("rhk.csv", 2, "model", "apa"),
                ("rhk.csv", 4, "kode", "PT1"),
                ("rhk.csv", 5, "klasifikasi", "Kelompok"),
                ("rhk.csv", 5, "kode", ""),
                ("rhk.csv", 5, "rhk", ""),
            ],
        )
        with self.assertRaisesRegex(UserError, "11 cells"):
            wizard.action_process()
        self.assertFalse(self.goal("PT1"))

    def test_any_delimiter_and_encoding(self):
        for number, (delimiter, encoding) in enumerate(
            ((",", "utf-8-sig"), ("\t", "utf-16"), (";", "cp1252"), ("|", "utf-8"))
        ):
            with self.subTest(encoding):
                rhk, iki = (
                    text.replace("PT1", f"P{number}")
                    .replace("H1", f"H{number}")
                    .replace("Vaksinasi", "Vaksinasi – café")
                    .replace(";", delimiter)
                    .encode(encoding)
                    for text in (RHK_CSV, IKI_CSV)
                )
                self._wizard(rhk, iki).action_process()
                goal = self.goal(f"P{number}")
                self.assertEqual(goal.name, "Vaksinasi – café")
                self.assertEqual(goal.indicator_ids.target, "420")

    def _book(self, text, numbers=()):
        book = openpyxl.Workbook()
        for line in text.splitlines():
            cells = [
                numbers[cell] if cell in numbers else cell for cell in line.split(";")
            ]
            book.active.append(cells)
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    def test_a_workbook_keeps_targets_as_people_write_them(self):
        """A spreadsheet keeps 95 and 420,5 as numbers; a plan says "420,5"."""
        targets = {"95": 95, "420": 420.5}
        wizard = self._wizard(self._book(RHK_CSV), self._book(IKI_CSV, targets))
        wizard.action_process()
        lines = (self.goal("H1") | self.goal("PT1")).indicator_ids
        self.assertEqual(sorted(lines.mapped("target")), ["420,5", "95"])
        self.assertEqual(self.goal("PT1").indicator_ids.target_low, 420.5)

    def test_another_file_is_refused_in_words(self):
        for results, words in (
            ("nama;umur\nDewi;31\n", "not a table of the library"),
            (RHK_CSV.replace(";intervensi;", ";lain;"), "lacks the columns intervensi"),
        ):
            with self.subTest(words), self.assertRaisesRegex(UserError, words):
                self._wizard(results).action_check()

    def test_only_officers_of_the_agency(self):
        with self.assertRaises(AccessError):
            self._wizard(who=self.staff)
        with self.assertRaises(AccessError):
            self._wizard(who=self.unit_officer).action_check()


@tagged("post_install", "-at_install")
class TestLibrary(Library, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.load()

    def test_it_counts_the_plans_of_this_year(self):
        for who in (self.staff, self.peer):
            self.by(self.plan(who), who).action_take_library()
        self.assertEqual(self.goal("PT1").usage_count, 2)
        self.assertEqual(self.goal("H1").usage_count, 0)
        self.set_day(f"{YEAR + 1}-01-05")
        self.env.invalidate_all()
        self.assertEqual(self.goal("PT1").usage_count, 0)

    def test_counting_is_one_query_for_all(self):
        goals = self.goal("PT1") | self.goal("H1")
        goals.mapped("usage_count")
        goals.invalidate_recordset(["usage_count"])
        with self.assertQueryCount(1):
            goals.mapped("usage_count")

    def test_used_ones_are_archived_not_deleted(self):
        self.by(self.plan(self.staff), self.staff).action_take_library()
        with self.assertRaisesRegex(UserError, "Archive"):
            self.goal("PT1").unlink()
        self.goal("PT1").action_archive()
        self.assertEqual(self.plan(self.staff).rhk_ids.goal_id.code, "PT1")
        self.goal("H1").unlink()
        self.assertFalse(self.goal("H1"))

    def test_archived_ones_are_offered_no_more(self):
        self.goal("PT1").action_archive()
        plan = self.plan(self.staff)
        self.assertEqual(self.by(plan, self.staff).action_take_library(), 0)

    def test_a_copy_has_its_own_code_and_the_indicators(self):
        goal = self.goal("PT1")
        copies = goal.copy() | goal.copy()
        self.assertEqual(sorted(copies.mapped("code")), ["PT1-2", "PT1-3"])
        self.assertEqual(copies.mapped("indicator_ids.target"), ["420", "420"])

    def test_level_comes_from_the_post(self):
        self.assertEqual(self.goal("PT1").level, "Terampil")
        self.assertFalse(self.goal("H1").level)
        self.goal("PT1").post = "Perawat Ahli Muda"
        self.assertEqual(self.goal("PT1").level, "Ahli Muda")

    def test_the_nearest_level_is_offered_where_the_own_one_is_missing(self):
        goal = self.goal("PT1")
        for code, post in (
            ("A", "Perawat Ahli Muda"),
            ("B", "Perawat Penyelia"),
            ("C", "Bidan Mahir"),
        ):
            goal.copy({"code": code, "post": post, "name": post})
        skp = self.plan(self.staff)
        for post, expected in (
            ("Perawat Terampil", "Vaksinasi"),
            ("Perawat Mahir", "Vaksinasi"),
            ("Perawat Ahli Pertama", "Perawat Penyelia"),
            ("Perawat Ahli Madya", "Perawat Ahli Muda"),
        ):
            skp.assignment_id.post = post
            with self.subTest(post):
                offered = self.goals()._asn_for(skp)[skp]
                self.assertEqual(offered.mapped("name"), [expected])


@tagged("post_install", "-at_install")
class TestPrefill(Library, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.load()
        cls.plan(cls.staff)

    def _prefill(self, plans, who=None):
        action = self.by(plans, who or self.officer).action_prefill()
        run = self.env["hr.asn.run"].browse(action["res_id"])
        return run, {line.res_id: line for line in run.line_ids}

    def test_many_at_once_with_a_result_each(self):
        own = self.plan(self.peer)
        self.fill(own)
        sent = self.bring_plan(self.plan(self.boss), "submitted")
        empty = self.plan(self.staff) | self.plan(self.chief)
        run, lines = self._prefill(empty | own | sent)
        self.assertEqual(run.state, "done")
        self.assertEqual((run.ok_count, run.skipped_count, run.failed_count), (2, 2, 0))
        for plan in empty:
            self.assertEqual(lines[plan.id].state, "ok")
            self.assertIn("1", lines[plan.id].message)
            self.assertEqual(len(plan.rhk_ids), 1)
        self.assertEqual(own.rhk_ids.name, "Hasil 1")
        self.assertEqual(sent.rhk_ids.name, "Hasil 1")

    def test_who_is_above_is_filled_first_and_taken_up(self):
        plans = self.plan(self.staff) | self.plan(self.chief)
        run, _lines = self._prefill(plans)
        order = run.line_ids.sorted("id").mapped("res_id")
        self.assertEqual(order, [self.plan(self.chief).id, self.plan(self.staff).id])
        link = self.plan(self.staff).rhk_ids.link_ids
        self.assertEqual(link.superior_rhk_id, self.plan(self.chief).rhk_ids)
        self.assertEqual(link.text, "Vaksinasi", "the draft's words are not told")

    def test_history_says_for_whom(self):
        skp = self.plan(self.staff)
        self._prefill(skp)
        event = self.events(skp)[-1]
        self.assertEqual(event.name, "take_library")
        self.assertEqual(event.actor_id, self.officer)
        self.assertEqual(event.on_behalf_of_id, self.staff)

    def test_twice_doubles_nothing(self):
        skp = self.plan(self.staff)
        self._prefill(skp)
        _run, lines = self._prefill(skp)
        self.assertEqual(lines[skp.id].state, "skipped")
        self.assertEqual(len(skp.rhk_ids), 1)

    def test_a_post_without_goals_says_so(self):
        skp = self.plan(self.staff)
        skp.assignment_id.post = "Penjaga Mercusuar"
        _run, lines = self._prefill(skp)
        self.assertEqual(lines[skp.id].state, "skipped")
        self.assertIn("Penjaga Mercusuar", lines[skp.id].message)

    def test_an_officer_of_units_fills_those_only(self):
        near, far = self.plan(self.staff), self.plan(self.foreigner)
        run, _lines = self._prefill(near, self.unit_officer)
        self.assertEqual(run.ok_count, 1)
        run = self.by(self.env["hr.asn.run"], self.unit_officer).create(
            {"kind": "library", "name": "x", "params": {"plans": far.ids}}
        )
        run.action_start()
        self.assertFalse(run.ok_count)
        self.assertFalse(far.rhk_ids)

    def test_units_lost_while_it_waits_are_not_filled(self):
        """Rights are asked when the work is done, not when it is asked for."""
        skp = self.plan(self.staff)
        run = self.by(self.env["hr.asn.run"], self.unit_officer).create(
            {"kind": "library", "name": "x", "params": {"plans": skp.ids}}
        )
        run._asn_prepare()
        self.unit_officer.asn_unit_ids = self.school_office
        self.env.flush_all()
        run.action_start()
        self.assertEqual(run.line_ids.state, "failed")
        self.assertFalse(skp.rhk_ids)

    def test_who_is_no_officer_starts_none(self):
        for who in (self.boss, self.staff, self.auditor):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self._prefill(self.plan(self.staff), who)

    def test_the_same_queries_for_few_and_many(self):
        people = [self._person(f"Pegawai {number}") for number in range(FEW + MANY)]
        for one in people:
            self._assign(one, self.boss, self.clinic, self.chief)
        self.cycle.action_open()
        self.by(self.plan(self.chief), self.chief).action_take_library()
        plans = self.env["hr.asn.skp"].concat(*(self.plan(one) for one in people))
        self._cost(self.plan(self.staff))
        costs = [self._cost(part) for part in (plans[:FEW], plans[FEW:])]
        self.assertEqual(costs[0], costs[1])
        self.assertEqual(plans.rhk_ids.mapped("name"), ["Vaksinasi"] * (FEW + MANY))
        self.assertEqual(len(plans.rhk_ids.link_ids), FEW + MANY)

    def _cost(self, plans):
        """Return the queries of one batch from a cold cache, flushing included."""
        run = self.by(self.env["hr.asn.run"], self.officer).create(
            {"kind": "library", "name": "x", "params": {"plans": plans.ids}}
        )
        run._asn_prepare()
        handler = run._asn_handler()
        self.env.flush_all()
        self.env.invalidate_all()
        lines = run.sudo().line_ids.search([("run_id", "=", run.id)])
        before = self.cr.sql_log_count
        handler._asn_process(run, lines)
        self.env.flush_all()
        return self.cr.sql_log_count - before
