"""Plans from a spreadsheet: a look first, whole plans or none, twice the same."""

import base64
import io

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..exchange import plan_template, plans, readers
from ..exchange.layouts import PLAN
from ..exchange.plan_measure import STAYS_FOLLOWED
from ..law import codes
from ..models.hr_asn_iki_team_mixin import Place
from .common import AsnCommon, AsnHttpCommon
from .test_staff_import import as_csv, as_xlsx

HEADINGS = [column.key for column in PLAN.columns]
FEW, MANY = 2, 20


class PlanFile:
    def row(self, employee=None, **changes):
        """Return a row of the file for an employee."""
        return dict.fromkeys(HEADINGS, "") | {
            "nip": employee.asn_nip if employee else "",
            "jenis": "Utama",
            "rhk": "Vaksinasi aman",
            "aspek": "Kuantitas",
            "indikator": "Sasaran divaksin",
            "target": "420",
            "satuan": "orang",
            **changes,
        }

    def wizard(self, rows, who, **values):
        content = rows if isinstance(rows, bytes) else as_csv(rows, ";", HEADINGS)
        return self.by(self.env["hr.asn.plan.import"], who).create(
            {
                "file": base64.b64encode(content),
                "filename": "skp.csv",
                "cycle_id": self.cycle.id,
                **values,
            }
        )

    def look(self, rows, who=None, **values):
        """Return the run of a file that was looked at only."""
        wizard = self.wizard(rows, who or self.officer, **values)
        wizard.action_check()
        return wizard.run_id

    def take(self, rows, who=None, **values):
        """Return the run of a file, processed."""
        run = self.look(rows, who, **values)
        self.by(run, who or self.officer).action_start()
        while run.state == "running":
            run._asn_step(200)
        self.env.invalidate_all()
        return run

    def counts(self, run):
        return (
            run.valid_count,
            run.changed_count,
            run.unchanged_count,
            run.refused_count,
        )

    def told(self, run):
        """Return {row: [code]} of what is wrong."""
        found = {}
        for problem in run.problem_ids:
            found.setdefault(problem.row, []).append(problem.code)
        return found


@tagged("post_install", "-at_install")
class TestPlanImport(PlanFile, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.skp = cls.plan(cls.staff)
        cls.other = cls.plan(cls.peer)

    # -- an officer, of his units -------------------------------------------------

    def test_a_look_writes_nothing_and_says_what_would_happen(self):
        run = self.look([self.row(self.staff), self.row(self.peer)])
        self.assertEqual(self.counts(run), (2, 2, 0, 0))
        self.assertFalse((self.skp | self.other).rhk_ids)
        self.assertEqual(run.plan_line_ids.mapped("name"), ["Dewi", "Laila"])
        self.assertIn("1 work results and 1 indicators", run.plan_line_ids[0].message)

    def test_rows_become_results_with_indicators(self):
        self.agree(self.boss)
        run = self.take(
            [
                self.row(
                    self.staff,
                    intervensi="1",
                    kondisi_awal="392",
                    arah="Makin Tinggi Makin Baik",
                    pola_ukur="Akumulasi",
                    dimensi="Individu",
                ),
                self.row(
                    self.staff,
                    rhk="",
                    aspek="Waktu",
                    indikator="Waktu tanggap",
                    target="5–6",
                    satuan="menit",
                    arah="turun",
                    pola_ukur="Rilis",
                    bulan="Juni, Desember",
                ),
                self.row(self.staff, jenis="Tambahan", rhk="Panitia", target="1"),
            ]
        )
        self.assertEqual((run.state, run.ok_count), ("done", 1))
        first, second = self.skp.rhk_ids.sorted("sequence")
        self.assertEqual((first.name, first.kind), ("Vaksinasi aman", "utama"))
        self.assertEqual((second.name, second.kind), ("Panitia", "tambahan"))
        count, time = first.iki_ids.sorted("id")
        self.assertEqual(
            (count.target, count.target_low, count.unit, count.baseline),
            ("420", 420, "orang", "392"),
        )
        self.assertEqual(count.dimension_id.code, "individu")
        self.assertEqual((time.direction, time.pattern), (codes.TURUN, codes.RILIS))
        self.assertEqual(time.months, "6,12")
        self.assertEqual((time.target_low, time.target_high), (5, 6))
        link = first.link_ids
        self.assertEqual(link.superior_rhk_id, self.plan(self.boss).rhk_ids)
        self.assertEqual((link.text, link.is_direct), ("Hasil 1", True))
        self.assertFalse(second.link_ids)
        event = self.events(self.skp).filtered(lambda one: one.name == "import_plan")
        self.assertEqual(event.actor_id, self.officer)
        self.assertEqual(event.on_behalf_of_id, self.staff)

    def test_twice_doubles_nothing_and_changes_what_differs(self):
        self.agree(self.boss)
        rows = [self.row(self.staff, intervensi="Hasil 1"), self.row(self.peer)]
        self.take(rows)
        before = self.skp.iki_ids, self.skp.rhk_ids, self.skp.rhk_ids.link_ids
        run = self.take(rows)
        self.assertEqual(self.counts(run), (2, 0, 2, 0))
        self.assertIn("Nothing is doubled", run.plan_line_ids[0].message)
        self.assertEqual(
            (self.skp.iki_ids, self.skp.rhk_ids, self.skp.rhk_ids.link_ids), before
        )
        # A row that was looked at before somebody else did the same.
        late = self.look([self.row(self.head)])
        self.take([self.row(self.head)])
        self.by(late, self.officer).action_start()
        self.assertEqual(len(self.plan(self.head).iki_ids), 1)
        run = self.take(
            [self.row(self.staff, target="436", indikator="SASARAN divaksin")]
        )
        self.assertEqual(self.counts(run), (1, 1, 0, 0))
        self.assertEqual(self.skp.iki_ids.mapped("target"), ["436"])

    def test_a_wrong_row_stops_its_own_plan_and_no_other(self):
        rows = [
            self.row(self.staff),
            self.row(self.staff, aspek="Cuaca", indikator="Hujan"),
            self.row(self.staff, indikator="Lain"),
            self.row(self.peer),
        ]
        run = self.take(rows)
        self.assertEqual(self.counts(run), (1, 1, 0, 3))
        self.assertEqual(
            self.told(run),
            {
                2: [plans.PLAN_STOPPED],
                3: [plans.ASPECT_UNKNOWN],
                4: [plans.PLAN_STOPPED],
            },
        )
        # What is to be corrected comes first.
        self.assertEqual(run.problem_ids.mapped("row"), [3, 2, 4])
        wrong = run.problem_ids[0]
        self.assertEqual((wrong.column, wrong.value), ("Aspek/Perspektif", "Cuaca"))
        self.assertIn("Kuantitas", wrong.action)
        self.assertFalse(self.skp.rhk_ids)
        self.assertEqual(self.other.iki_ids.name, "Sasaran divaksin")
        self.assertIn("1 plans were filled, 3 rows", run.end_line)

    def test_what_is_given_back_is_taken_once_corrected(self):
        """The whole plan is in it, so that it is not taken by halves then either."""
        run = self.look(
            [
                self.row(self.staff),
                self.row(indikator="Lain", target="5", pola_ukur="x"),
            ]
        )
        name, data = self.by(run, self.officer).rejected_file()
        self.assertEqual(name, "skp_bermasalah.xlsx")
        book = openpyxl.load_workbook(io.BytesIO(data))
        self.assertEqual(book.active.max_row, 3)
        place = HEADINGS.index("pola_ukur") + 1
        book.active.cell(3, place).value = "Rilis"
        file = io.BytesIO()
        book.save(file)
        self.take(file.getvalue(), filename="skp_bermasalah.xlsx")
        self.assertEqual(self.skp.iki_ids.mapped("target"), ["420", "5"])

    def test_each_cell_is_checked(self):
        for changes, code in (
            ({"nip": "123"}, "bad_length"),
            ({"nip": "198509262015051009"}, plans.PERSON_UNKNOWN),
            ({"rhk": "", "nip": self.peer.asn_nip}, "empty"),
            ({"indikator": ""}, "empty"),
            ({"aspek": ""}, "empty"),
            ({"aspek": "Penerima Layanan"}, plans.ASPECT_UNKNOWN),
            ({"jenis": "Penting"}, plans.KIND_UNKNOWN),
            ({"arah": "miring"}, plans.DIRECTION_UNKNOWN),
            ({"pola_ukur": "kira-kira"}, plans.PATTERN_UNKNOWN),
            ({"bulan": "13"}, plans.MONTH_UNKNOWN),
            ({"dimensi": "Cuaca"}, plans.DIMENSION_UNKNOWN),
        ):
            with self.subTest(**changes):
                run = self.look([self.row(self.staff, **changes)])
                self.assertEqual(self.told(run), {2: [code]})
                self.assertEqual(run.refused_count, 1)
                problem = run.problem_ids
                self.assertTrue(problem.problem and problem.action and problem.column)

    def test_a_post_that_is_not_of_the_person_stops_the_row(self):
        post = self.skp.post
        for text in (post, post.upper(), f"Plt. {post}", f"{post} pada Dinas X", ""):
            with self.subTest(text):
                run = self.look([self.row(self.staff, jabatan=text)])
                self.assertFalse(run.problem_ids)
        run = self.look([self.row(self.staff, jabatan="Kepala Sekolah SD 99")])
        self.assertEqual(self.told(run), {2: [plans.POST_OTHER]})
        self.assertIn(post, run.problem_ids.problem)

    def test_a_problem_names_the_heading_of_its_own_list(self):
        """Several lists have a column of this key, and call it otherwise."""
        run = self.look([self.row(self.staff, jenis="Penting")])
        self.assertEqual(run.problem_ids.column, "Jenis")

    def test_a_target_that_hardly_means_what_it_says_is_taken_and_noted(self):
        for changes, code in (
            ({"target": "Sangat Baik"}, "summed_words"),
            ({"target": "90", "satuan": "%"}, "summed_percent"),
            ({"target": "90", "satuan": "%", "pola_ukur": "Posisi Terakhir"}, None),
        ):
            with self.subTest(**changes):
                run = self.look([self.row(self.staff, **changes)])
                self.assertEqual(self.told(run), {2: [code]} if code else {})
                self.assertEqual((run.valid_count, run.refused_count), (1, 0))

    def test_a_nip_that_a_spreadsheet_has_changed_is_refused(self):
        run = self.look(
            as_xlsx([self.row(self.staff) | {"nip": 199409262019032001}], HEADINGS),
            filename="skp.xlsx",
        )
        self.assertEqual(self.told(run), {2: ["changed_by_spreadsheet"]})

    def test_numbers_of_a_spreadsheet_are_written_as_people_write_them(self):
        row = self.row(self.staff, target=3.4, kondisi_awal=392.0)
        self.take(as_xlsx([row], HEADINGS), filename="skp.xlsx")
        iki = self.skp.iki_ids
        self.assertEqual(
            (iki.target, iki.target_low, iki.baseline), ("3,4", 3.4, "392")
        )

    def test_the_same_line_twice_and_two_weights(self):
        self.policy.weighs_results = True
        self.assertEqual(
            self.told(self.look([self.row(self.staff), self.row(self.staff)])),
            {2: [plans.PLAN_STOPPED], 3: [plans.LINE_TWICE]},
        )
        rows = [
            self.row(self.staff, bobot="40"),
            self.row(self.staff, indikator="Lain", bobot="50"),
        ]
        self.assertEqual(
            self.told(self.look(rows)),
            {2: [plans.PLAN_STOPPED], 3: [plans.WEIGHT_DIFFERS]},
        )
        self.assertEqual(
            self.told(self.look([self.row(self.staff, bobot="viel")])),
            {2: [plans.WEIGHT_UNKNOWN]},
        )

    def test_weights_count_where_the_policy_weighs(self):
        self.take([self.row(self.staff, bobot="33,33")])
        self.assertEqual(self.skp.rhk_ids.weight_bp, 0)
        self.policy.weighs_results = True
        run = self.take([self.row(self.staff, bobot="33,33")])
        self.assertEqual(run.changed_count, 1)
        self.assertEqual(self.skp.rhk_ids.weight_bp, 3333)

    def test_the_employee_takes_up_the_leaders_results_himself(self):
        """By number and by words, also where nobody else imports for him."""
        taken = self.fill(self.plan(self.boss), 2)
        self.bring_plan(self.plan(self.boss), "approved")
        rows = [
            self.row(self.staff, intervensi="1"),
            self.row(self.staff, rhk="Lain", intervensi="Hasil 2"),
        ]
        run = self.take(rows, self.staff, skp_id=self.skp.id)
        self.assertFalse(self.told(run))
        links = self.skp.rhk_ids.sorted("sequence").link_ids
        self.assertEqual(links.superior_rhk_id, taken)

    def test_what_is_missing_yet_is_told_and_taken(self):
        run = self.take([self.row(self.staff, intervensi="7", target="")])
        self.assertEqual(self.told(run), {2: [plans.TARGET_EMPTY, plans.ABOVE_UNKNOWN]})
        self.assertEqual(set(run.problem_ids.mapped("consequence")), {"note"})
        self.assertEqual(len(self.skp.iki_ids), 1)
        self.assertFalse(self.skp.rhk_ids.link_ids)

    def test_a_draft_of_the_superior_is_not_told_by_its_number(self):
        self.fill(self.plan(self.boss))
        run = self.take([self.row(self.staff, intervensi="1")])
        self.assertEqual(self.told(run), {2: [plans.ABOVE_UNKNOWN]})

    def test_a_qualitative_plan_needs_no_target(self):
        self.by(self.skp, self.staff).approach = codes.KUALITATIF
        run = self.take([self.row(self.staff, target="", satuan="")])
        self.assertFalse(run.problem_ids)
        self.assertFalse(self.skp.iki_ids.target)

    def test_only_plans_that_may_be_edited_are_filled(self):
        self.agree(self.staff)
        run = self.take([self.row(self.staff), self.row(self.peer)])
        self.assertEqual(self.told(run), {2: [plans.PLAN_SHUT]})
        self.assertIn("Approved", run.problem_ids.problem)
        self.assertNotIn("Vaksinasi aman", self.skp.rhk_ids.mapped("name"))
        self.assertEqual(len(self.other.rhk_ids), 1)
        self.by(self.skp, self.staff).action_revise("Target berubah")
        self.take([self.row(self.staff)])
        self.assertIn("Vaksinasi aman", self.skp.rhk_ids.mapped("name"))

    def test_a_plan_that_is_handed_in_between_fails_alone(self):
        run = self.look([self.row(self.staff), self.row(self.peer)])
        run._asn_prepare()
        self.bring_plan(self.skp, "submitted")
        self.by(run, self.officer).action_start()
        self.assertEqual((run.ok_count, run.failed_count), (1, 1))
        failed = run.line_ids.filtered(lambda line: line.state == "failed")
        self.assertIn("Submitted", failed.message)
        self.assertEqual(len(self.other.rhk_ids), 1)

    def test_a_target_that_is_split_stops_its_own_plan_where_it_cannot_stay(self):
        self.take([self.row(self.staff), self.row(self.peer)])
        self.skp.iki_ids.write({"split": "manual", "month_12": 420})
        rows = [self.row(one, pola_ukur="Rilis") for one in (self.staff, self.peer)]
        run = self.take(rows)
        self.assertEqual((run.ok_count, run.failed_count), (1, 1))
        [failed] = run.plan_line_ids.filtered(lambda line: line.state == "failed")
        self.assertIn("Split it evenly", failed.message)
        self.assertEqual(self.skp.iki_ids.month_ids.figure, 420)

    def test_an_officer_fills_plans_of_his_units_only(self):
        self.plan(self.foreigner)
        run = self.take(
            [self.row(self.staff), self.row(self.foreigner)], self.unit_officer
        )
        self.assertEqual(self.told(run), {3: [plans.PLAN_ELSEWHERE]})
        self.assertEqual(len(self.skp.rhk_ids), 1)
        self.assertFalse(self.plan(self.foreigner).rhk_ids)

    def test_of_two_plans_the_definitive_one_is_meant_unless_the_post_is_named(self):
        self._assign(
            self.staff, self.boss, self.clinic, post="Kepala Tata Usaha", status="plt"
        )
        self.by(self.cycle, self.officer).action_open()
        self.env.invalidate_all()
        acting = self.plan(self.staff) - self.skp
        self.take([self.row(self.staff)])
        self.assertEqual((len(self.skp.rhk_ids), len(acting.rhk_ids)), (1, 0))
        self.take([self.row(self.staff, jabatan="kepala tata usaha")])
        self.assertEqual((len(self.skp.rhk_ids), len(acting.rhk_ids)), (1, 1))

    def test_a_file_without_the_columns_is_refused(self):
        with self.assertRaises(UserError):
            self.look(b"a;b;c\n1;2;3\n")

    # -- an employee, his own plan ---------------------------------------------------

    def test_an_employee_fills_in_his_own_plan(self):
        run = self.take(
            [self.row(), self.row(indikator="Lain")], self.staff, skp_id=self.skp.id
        )
        self.assertEqual((run.state, run.ok_count), ("done", 1))
        self.assertEqual(self.skp.iki_ids.mapped("name"), ["Sasaran divaksin", "Lain"])
        own = self.by(run, self.staff)
        self.assertTrue(own.read(["end_line", "valid_count", "columns", "asn_can"]))
        self.assertTrue(own.plan_line_ids.read(["name", "message"]))
        event = self.events(self.skp).filtered(lambda one: one.name == "import_plan")
        self.assertFalse(event.on_behalf_of_id)

    def test_a_file_changes_nothing_of_a_team_indicator(self):
        rhk = self.fill(self.other)
        rhk.write({"name": "Vaksinasi aman"})
        rhk.iki_ids.write({"name": "Sasaran divaksin", "is_team": True})
        lead = self.by(rhk.iki_ids, self.peer)
        line = lead._asn_add_members({self.staff: Place("Vaksinator")}).sudo()
        row = self.row(aspek=line.aspect_id.name, target="1", bobot="")
        run = self.take([row], self.staff, skp_id=self.skp.id)
        self.assertEqual(line.target, "394")
        self.assertEqual(self.told(run), {2: [STAYS_FOLLOWED]})
        self.assertIn("from a team or a service", run.line_ids.message)

    def test_nobody_fills_in_the_plan_of_somebody_else(self):
        with self.assertRaises(AccessError):
            self.look([self.row(self.staff)], self.peer, skp_id=self.skp.id)
        with self.assertRaises(AccessError):
            self.look([self.row(self.staff)], self.boss, skp_id=self.skp.id)
        with self.assertRaises(AccessError):
            self.look([self.row(self.peer)], self.peer)
        run = self.take([self.row(self.peer)], self.staff, skp_id=self.skp.id)
        self.assertEqual(self.told(run), {2: [plans.PLAN_ELSEWHERE]})
        self.assertFalse((self.skp | self.other).rhk_ids)
        # Nor with a run that he has changed by hand.
        run = self.look([self.row()], self.staff, skp_id=self.skp.id)
        own = self.by(run, self.staff)
        with self.assertRaises(AccessError):
            own.write({"params": own.params | {"plan": self.other.id}})
            own.action_start()
        self.assertFalse(self.other.rhk_ids)

    def test_runs_of_an_employee_are_his_alone(self):
        run = self.look([self.row()], self.staff, skp_id=self.skp.id)
        with self.assertRaises(AccessError):
            self.by(run, self.peer).read(["name"])
        with self.assertRaises(AccessError):
            self.by(self.env["hr.asn.run"], self.staff).create(
                {"kind": "opening", "name": "x", "cycle_id": self.cycle.id}
            )

    # -- the template --------------------------------------------------------------

    def template(self, **values):
        return plan_template.write(["Kuantitas", "Waktu"], ["Individu"], **values)

    def test_who_was_an_officer_reads_no_more_of_the_plans_of_others(self):
        self.take([self.row(self.staff)])
        run = self.look([self.row(self.staff, target="9"), self.row(None, nip="1")])
        told = [run, run.line_ids, run.change_ids, run.problem_ids]
        for rows in told:
            self.assertTrue(rows and self.by(rows, self.officer).has_access("read"))
        self.officer.sudo().group_ids = self.env.ref("base.group_user")
        self.env.invalidate_all()
        for rows in told:
            own = self.by(rows, self.officer)
            self.assertFalse(own.search([("id", "in", rows.ids)]), rows._name)
            with self.assertRaises(AccessError):
                own.read(["id"])

    def test_the_own_plan_of_a_run_is_what_it_fills_in(self):
        run = self.look([self.row(None)], self.staff, skp_id=self.skp.id).sudo()
        self.assertEqual(run.own_skp_id, self.skp)
        run.params = run.params | {"plan": self.other.id}
        self.assertFalse(self.by(run, self.staff).has_access("read"))
        for params in (False, {"plan": "x"}, {"plan": 0}, {}):
            run.params = params
            self.assertFalse(run.own_skp_id)

    def test_the_template_is_read_again_and_its_example_is_not(self):
        book = openpyxl.load_workbook(io.BytesIO(self.template(nip="1")))
        self.assertEqual(book.sheetnames, ["Isian", "Contoh", "Pilihan", "Petunjuk"])
        offered = book["Isian"].data_validations.dataValidation
        self.assertEqual(len(offered), 7)
        sheet = readers.read("Templat_SKP.xlsx", self.template(nip="1"), PLAN)
        self.assertEqual(sheet.name, "Isian")
        self.assertFalse(sheet.unknown)
        self.assertEqual([row.cells["nip"] for row in sheet.rows], ["1"])

    def test_the_example_is_a_plan_that_would_be_taken(self):
        self.policy.weighs_results = True
        rows = [dict.fromkeys(HEADINGS, "") | one for one in plan_template.EXAMPLE]
        for row in rows:
            row["nip"] = row["nip"] and self.staff.asn_nip
        run = self.take(rows)
        self.assertEqual(run.refused_count, 0)
        self.assertEqual(len(self.skp.rhk_ids), 2)
        self.assertEqual(len(self.skp.iki_ids), 3)
        self.assertEqual(sum(self.skp.rhk_ids.mapped("weight_bp")), 10000)


@tagged("post_install", "-at_install")
class TestPlanImportQueries(PlanFile, AsnCommon):
    def test_the_same_queries_for_few_and_many(self):
        people = self.env["hr.employee"]
        for number in range(FEW + MANY):
            people |= self._person(f"Pegawai {number}")
        for person in people:
            self._assign(person, self.boss, self.clinic, self.chief)
        self.agree(self.boss)
        few, many = people[:FEW], people[FEW:]
        costs = []
        # The first time fills caches that both have then.
        for some in (few, few, many):
            with self.cr.savepoint() as savepoint:
                costs.append(self.queries(some))
                savepoint.rollback()
            self.env.invalidate_all()
        self.assertEqual(costs[1], costs[2])

    def queries(self, people):
        rows = [
            self.row(person, intervensi="1", indikator=name)
            for person in people
            for name in ("Sasaran", "Waktu")
        ]
        run = self.look(rows)
        self.by(run, self.officer)._asn_prepare()
        self.env.flush_all()
        run = self.by(run, self.officer)
        before = self.cr.sql_log_count
        self.assertEqual(run._asn_step(), len(people))
        self.env.flush_all()
        return self.cr.sql_log_count - before


@tagged("post_install", "-at_install")
class TestPlanTemplate(AsnHttpCommon):
    def test_an_employee_gets_it_with_his_nip_and_the_aspects_of_his_plan(self):
        skp = self.plan(self.staff)
        self.sign_in(self.staff)
        answer = self.url_open(f"/asn/plan/template.xlsx?plan={skp.id}")
        self.assertEqual(answer.status_code, 200)
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        self.assertEqual(book["Isian"]["A2"].value, self.staff.asn_nip)
        offered = [cell.value for cell in book["Pilihan"]["D"] if cell.value]
        self.assertEqual(offered[0], "Aspek/Perspektif")
        self.assertIn("Kuantitas", offered)
        self.assertNotIn("Penerima Layanan", offered)
        other = self.plan(self.foreigner)
        answer = self.url_open(f"/asn/plan/template.xlsx?plan={other.id}")
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        self.assertFalse(book["Isian"]["A2"].value)
