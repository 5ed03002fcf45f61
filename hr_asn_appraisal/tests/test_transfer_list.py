"""The appointment list taken in: posts, plans, evaluations, to-dos, who may."""

import base64
from contextlib import contextmanager

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..exchange import cells, transfer
from ..exchange.layouts import TRANSFER
from ..models.hr_asn_staff_agency import StaffAgency
from .common import OFFICER, YEAR, AsnCommon, AsnHttpCommon
from .test_exemption import ExemptionMixin
from .test_staff_import import as_csv, as_xlsx

BOTH = f"{OFFICER},hr.group_hr_user"
TMT = f"{YEAR}-07-01"
MARCH = f"01/03/{YEAR}"
HEADINGS = [column.key for column in TRANSFER.columns]


class TransferCase:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agency.asn_head_id = cls.mayor
        cls.clinic.manager_id = cls.boss
        cls.school_office.manager_id = cls.foreign_boss
        cls.clerk = cls._user("clerk", BOTH)
        cls.unit_clerk = cls._user("unit_clerk", BOTH)
        cls.unit_clerk.asn_unit_ids = cls.office

    def row(self, employee, post, **changes):
        """Return a row of the list for an employee."""
        own = dict.fromkeys(HEADINGS, "") | {
            "nip": employee.asn_nip,
            "nama": employee.name,
            "jabatan_baru": post,
            "tmt": "01/07/2026",
            "nomor_sk": "821.2/77/2026",
        }
        return own | changes

    def leaves(self, **changes):
        """Return the row by which the head of the clinic goes to another office."""
        own = {"unor_baru": "Dinas Pendidikan", "jenis_jabatan": "Administrator"}
        return self.row(self.boss, "Kepala Bidang SD", **own | changes)

    def succeeds(self, **changes):
        """Return the row by which a nurse of the clinic becomes its head."""
        own = {"penugasan": "Kepala Puskesmas"}
        return self.row(self.peer, "Perawat Penyelia", **own | changes)

    def wizard(self, rows, user=None, filename="pelantikan.csv", strict=False):
        content = rows if isinstance(rows, bytes) else as_csv(rows, ";", HEADINGS)
        values = {"file": base64.b64encode(content), "filename": filename}
        values["strict"] = strict
        return self.by(self.env["hr.asn.transfer.import"], user or self.clerk).create(
            values
        )

    def look(self, rows, user=None):
        """Return the run of a list that was looked at only."""
        wizard = self.wizard(rows, user)
        wizard.action_check()
        return wizard.run_id

    def take(self, rows, user=None, **values):
        """Take a list in and return the finished run."""
        wizard = self.wizard(rows, user, **values)
        wizard.action_process()
        self.finish(wizard.run_id)
        self.env.invalidate_all()
        return wizard.run_id.with_user(self.env.user)

    def finish(self, run):
        """Do what the cron would do."""
        while run.state == "running":
            run._asn_step(200)

    def posts(self, employee):
        return employee.asn_assignment_ids.sorted("date_from")

    def line(self, run, employee):
        return run.line_ids.filtered(lambda one: one.name == employee.name)

    @contextmanager
    def assertNothingMade(self):
        """Fail if posts, plans, evaluations, versions or events are made inside."""
        models = "assignment skp evaluation event".split()
        names = [f"hr.asn.{name}" for name in models] + ["hr.version", "hr.job"]
        before = self._counts(names)
        yield
        self.assertEqual(before, self._counts(names))

    def _counts(self, names):
        """Return how many records there are, without the history of the run itself."""
        counts = {name: self.env[name].search_count([]) for name in names}
        runs = [("res_model", "=", "hr.asn.run")]
        counts["hr.asn.event"] -= self.env["hr.asn.event"].search_count(runs)
        return counts


@tagged("post_install", "-at_install")
class TestTransferList(ExemptionMixin, TransferCase, AsnCommon):
    def _july(self):
        self.set_day(f"{YEAR}-07-06")

    def test_posts_end_and_begin(self):
        self.plan(self.staff)
        self._july()
        run = self.take([self.leaves(), self.succeeds()])
        self.assertEqual((run.state, run.ok_count, run.failed_count), ("done", 4, 0))
        old, new = self.posts(self.boss)
        self.assertEqual(str(old.date_to), f"{YEAR}-06-30")
        self.assertEqual((str(new.date_from), new.date_to), (TMT, False))
        self.assertEqual((new.post, new.status), ("Kepala Bidang SD", "definitif"))
        self.assertEqual(new.department_id, self.school_office)
        self.assertEqual((new.post_kind, new.duty), ("administrator", False))
        self.assertEqual(new.decree, "821.2/77/2026")
        self.assertEqual(new.appraiser_id, self.foreign_boss)
        self.assertEqual(new.superior_id, self.mayor)
        head = self.posts(self.peer)[-1]
        self.assertEqual(
            (head.duty, head.post_kind), ("Kepala Puskesmas", "fungsional")
        )
        self.assertEqual(
            (head.appraiser_id, head.superior_id), (self.chief, self.mayor)
        )
        self.assertEqual(self.clinic.manager_id, self.peer)
        self.assertEqual(self.office.manager_id, self.head)

    def test_who_was_led_follows(self):
        self.plan(self.staff)
        self._july()
        run = self.take([self.leaves(), self.succeeds()])
        post = self.posts(self.staff)
        self.assertEqual(len(post), 1)
        self.assertEqual(post.appraiser_id, self.peer)
        self.assertEqual(post.superior_id, self.chief)
        self.assertEqual(self.staff.parent_id, self.peer)
        self.assertEqual(self.boss.parent_id, self.foreign_boss)
        event = self.events(post)[-1]
        self.assertEqual(event.name, "change_appraiser")
        self.assertIn("821.2/77/2026", event.note)
        self.assertIn("Aisyah", event.note)
        self.assertIn("Laila", self.line(run, self.staff).message)
        # Two rows were in the file: who follows is said apart.
        self.assertIn("2 rows were processed, 0 skipped. ", run.end_line)
        self.assertIn(f"{run.total - 2} changes to other people", run.end_line)

    def test_history_keeps_the_decree(self):
        self._july()
        self.take([self.leaves()])
        for post in self.posts(self.boss):
            events = self.events(post).filtered(lambda one: one.name == "transfer")
            self.assertEqual(events.mapped("note"), ["821.2/77/2026"])
            self.assertEqual(events.actor_id, self.clerk)

    def test_versions_of_the_employee_are_dated(self):
        self._july()
        self.boss.date_version = f"{YEAR - 1}-01-01"
        self.boss.asn_rank_id = self.env["hr.asn.rank"].search([], limit=1)
        self.take([self.leaves(), self.succeeds()])
        before, after = self.boss.version_ids.sorted("date_version")
        self.assertEqual(str(after.date_version), TMT)
        self.assertEqual(after.job_id.name, "Kepala Bidang SD")
        self.assertEqual(after.department_id, self.school_office)
        self.assertEqual(after.asn_post_kind, "administrator")
        self.assertEqual(after.asn_rank_id, before.asn_rank_id)
        self.assertFalse(before.job_id)
        self.assertEqual(self.peer.version_ids[-1].asn_jf_level_id.code, "PY")

    def test_a_list_that_comes_late_moves_what_was_dated_since(self):
        """A level of May does not keep who was moved in March in the former unit."""
        self.set_day(f"{YEAR}-08-03")
        self.peer.date_version = f"{YEAR - 1}-01-01"
        levels = {one.code: one for one in self.env["hr.asn.jf.level"].search([])}
        own = {"asn_post_kind": "fungsional", "department_id": self.clinic.id}
        self.peer.write({**own, "asn_jf_level_id": levels["MH"].id})
        for day, code in (("05-01", "PY"), ("11-01", "MH")):
            values = {"asn_jf_level_id": levels[code].id}
            self.peer.create_version({"date_version": f"{YEAR}-{day}", **values})
        unit = "Dinas Pendidikan"
        self.take([self.row(self.peer, "Perawat Penyelia", unor_baru=unit, tmt=MARCH)])
        places = [
            (str(one.date_version), one.department_id, one.asn_jf_level_id.code)
            for one in self.peer.version_ids.sorted("date_version")
        ]
        self.assertEqual(
            places,
            [
                (f"{YEAR - 1}-01-01", self.clinic, "MH"),
                (f"{YEAR}-03-01", self.school_office, "PY"),
                (f"{YEAR}-05-01", self.school_office, "PY"),
                # What is dated for later stays as it was dated.
                (f"{YEAR}-11-01", self.clinic, "MH"),
            ],
        )
        self.assertEqual(self.posts(self.peer)[-1].department_id, self.school_office)

    def test_open_documents_move_and_delivered_ones_stay(self):
        first, second, third = (self.quarter(self.staff, n) for n in (1, 2, 3))
        year = self.open_evaluations(self.staff).filtered(lambda e: e.kind == "annual")
        self.bring_evaluation(first, "delivered")
        self.set_day(f"{YEAR}-06-30")
        self.bring_evaluation(second, "submitted")
        document = first.document_ids
        self._july()
        run = self.look([self.leaves(), self.succeeds()])
        self.assertIn(
            "Open documents that go over: 3. Evaluations that stay: 2.",
            self.line(run, self.staff).message,
        )
        self.take([self.leaves(), self.succeeds()])
        bosses = [one.appraiser_id for one in (first, second, third, year)]
        self.assertEqual(bosses, [self.boss, self.boss, self.peer, self.peer])
        self.assertEqual(first.document_ids, document)
        self.assertEqual(first.state, "delivered")
        self.assertEqual(self._todos(second, "rate"), self.boss.user_id)

    def test_a_quarter_that_has_nobody_is_told_to_go_over_and_does(self):
        first, second, third = (self.quarter(self.staff, n) for n in (1, 2, 3))
        self.set_day(f"{YEAR}-06-30")
        # As an upgrade may have left it: the post got its appraiser later.
        second._asn_put({"appraiser_id": False})
        self._july()
        run = self.look([self.leaves(), self.succeeds()])
        self.assertIn(
            "Open documents that go over: 4. Evaluations that stay: 1.",
            self.line(run, self.staff).message,
        )
        self.take([self.leaves(), self.succeeds()])
        bosses = [one.appraiser_id for one in (first, second, third)]
        self.assertEqual(bosses, [self.boss, self.peer, self.peer])

    def test_what_belongs_to_a_closed_cycle_is_not_told_to_go_over(self):
        """Neither the plan that waits for approval nor what is not yet rated."""
        driver = self._person("Syahrul")
        self._assign(driver, self.boss, self.clinic, self.chief)
        self.bring_plan(self.plan(driver), "submitted")
        self.bring_evaluation(self.quarter(self.staff, 1), "delivered")
        self._july()
        rows = [self.leaves(), self.succeeds()]
        told = "Open documents that go over: {}. Evaluations that stay: {}."
        for counts in {driver: (1, 0), self.staff: (3, 2)}, {}:
            run = self.look(rows)
            for one in (driver, self.staff):
                said = told.format(*counts.get(one, (0, 0)))
                with self.subTest(one.name, closed=not counts):
                    self.assertIn(said, self.line(run, one).message)
            if counts:
                cycle = self.by(self.cycle, self.officer)
                cycle.action_wind_up()
                cycle.action_close()

    def test_the_plan_of_the_new_post_is_opened_and_the_old_one_ends(self):
        mine = self.open_evaluations(self.boss)
        self.assertEqual(len(mine), 5)
        old = mine.skp_id
        self._july()
        run = self.look([self.leaves()])
        said = self.line(run, self.boss).message
        self.assertIn("Evaluations: 2 stay, 3 not begun are dropped", said)
        self.take([self.leaves()])
        plans = self.env["hr.asn.skp"].search([("employee_id", "=", self.boss.id)])
        new = plans - old
        self.assertEqual(len(new), 1)
        self.assertEqual((new.state, str(new.date_from)), ("draft", TMT))
        self.assertEqual(new.appraiser_id, self.foreign_boss)
        self.assertEqual(str(old.date_to), f"{YEAR}-06-30")
        numbers = old.evaluation_ids.mapped(
            lambda one: (one.kind, one.period_id.number)
        )
        self.assertEqual(sorted(numbers), [("periodic", 1), ("periodic", 2)])

    def test_the_contract_goes_over_to_the_new_post(self):
        """Where it lasts longer than the former post."""
        self._july()
        for who, end in ((self.boss, f"{YEAR}-12-31"), (self.peer, f"{YEAR}-06-30")):
            self.posts(who).contract_end = end
        self.take([self.leaves(), self.succeeds()])
        for who, kept in ((self.boss, f"{YEAR}-12-31"), (self.peer, "False")):
            self.assertEqual(str(self.posts(who)[-1].contract_end), kept)

    def test_of_a_plan_that_was_taken_back_nothing_is_said(self):
        self.by(self.plan(self.boss), self.officer).action_cancel("Keliru")
        self._july()
        said = self.line(self.look([self.leaves()]), self.boss).message
        self.assertIn("Ends on", said)
        self.assertNotIn("The plan ends with it", said)

    def test_a_plan_to_approve_goes_to_the_successor(self):
        plan = self.bring_plan(self.plan(self.staff), "submitted")
        self.assertEqual(self._todos(plan, "skp_approve"), self.boss.user_id)
        self._july()
        self.take([self.leaves(), self.succeeds()])
        self.assertEqual(self._todos(plan, "skp_approve"), self.peer.user_id)
        self.by(plan, self.peer).action_approve()
        self.assertEqual(plan.state, "approved")

    def _todos(self, record, kind):
        """Return whose to-dos of a kind a document has."""
        activity = self.env.ref(f"hr_asn_appraisal.mail_act_asn_{kind}")
        found = self.env["mail.activity"].search(
            [
                ("res_model", "=", record._name),
                ("res_id", "in", record.ids),
                ("activity_type_id", "=", activity.id),
            ]
        )
        return found.user_id

    def test_a_plan_of_a_post_left_before_the_year_is_dropped_while_empty(self):
        empty, begun = self.plan(self.staff), self.plan(self.boss)
        self.fill(begun)
        first = f"01/01/{YEAR}"
        self.take(
            [self.leaves(tmt=first), self.row(self.staff, "Perawat Mahir", tmt=first)]
        )
        self.assertFalse(empty.exists())
        self.assertTrue(begun.exists())
        plans = self.plan(self.staff)
        self.assertEqual(plans.post, "Perawat Mahir")

    def test_acting_is_added_and_ends_nothing(self):
        self.plan(self.staff)
        self._july()
        row = self.row(
            self.chief,
            "Plt. Kepala Dinas Pendidikan",
            sampai="30/09/2026",
            unor_baru="Dinas Pendidikan",
            jenis_jabatan="JPT Pratama",
        )
        self.take([row])
        own, acting = self.posts(self.chief)
        self.assertFalse(own.date_to)
        self.assertEqual((acting.status, str(acting.date_to)), ("plt", f"{YEAR}-09-30"))
        self.assertEqual(acting.appraiser_id, self.foreign_boss)
        plans = self.plan(self.chief)
        self.assertEqual(set(plans.mapped("status")), {"definitif", "plt"})
        self.assertFalse(self.chief.version_ids.job_id)

    def test_a_reason_ends_the_post_and_leaves_the_unit_without_head(self):
        self.plan(self.staff)
        self._july()
        self.take([self.row(self.boss, "", alasan="Pensiun")])
        self.assertEqual(str(self.posts(self.boss).date_to), f"{YEAR}-06-30")
        self.assertFalse(self.clinic.manager_id)
        self.assertEqual(self.posts(self.staff).appraiser_id, self.chief)
        self.assertEqual(self.posts(self.staff).superior_id, self.mayor)

    def test_twice_changes_nothing(self):
        self.open_evaluations(self.staff)
        self._july()
        rows = [
            self.leaves(),
            self.succeeds(),
            self.row(self.head, "", alasan="Pensiun"),
        ]
        first = self.take(rows)
        self.assertEqual(first.params["counts"]["changed"], 3)
        with self.assertNothingMade():
            again = self.take(rows)
        counts = again.params["counts"]
        self.assertEqual((counts["unchanged"], counts["followers"]), (3, 0))
        self.assertEqual(set(again.line_ids.mapped("state")), {"ok"})
        for line in again.line_ids:
            self.assertIn("has not changed", line.message)

    def test_a_look_writes_the_report_and_nothing_else(self):
        self.plan(self.staff)
        self._july()
        with self.assertNothingMade():
            run = self.look([self.leaves(), self.succeeds(), self.row(self.staff, "")])
        self.assertEqual((run.state, run.total, run.skipped_count), ("draft", 5, 1))
        self.assertEqual(run.problem_ids.column, "Jabatan Baru")
        # What will change is shown apart from the row that is left out.
        self.assertEqual(len(run.line_ids), 5)
        self.assertEqual(
            run.move_line_ids.mapped("name"),
            ["Aisyah", "Laila", "Dewi", "Dinas Kesehatan / Puskesmas Contoh Barat"],
        )
        self.assertEqual(self.posts(self.boss).date_to, False)
        self.assertEqual(
            run.line_ids.filtered(lambda one: one.state == "todo").mapped("name"),
            ["Aisyah", "Laila", "Dewi", "Dinas Kesehatan / Puskesmas Contoh Barat"],
        )
        self.by(run, self.clerk).action_start()
        self.assertEqual((run.state, run.ok_count, run.skipped_count), ("done", 4, 1))

    def test_bad_rows_stop_no_good_ones(self):
        self._july()
        wrong = self.leaves(nip=int(self.boss.asn_nip))
        rows = [wrong, self.succeeds(), self.row(self.staff, "X", jabatan_lama="Bidan")]
        content = as_xlsx(rows, HEADINGS)
        run = self.take(content)
        self.assertEqual((run.ok_count, run.skipped_count), (1, 2))
        rows = [(one["row"], one["column"]) for one in run.rejected_rows()]
        self.assertIn((2, "NIP"), rows)
        self.assertIn((4, "Jabatan Lama"), rows)
        self.assertEqual(self.posts(self.peer)[-1].duty, "Kepala Puskesmas")

    def test_a_bad_row_stops_all_where_that_was_asked_for(self):
        self._july()
        rows = [self.leaves(), self.row(self.staff, "")]
        with self.assertNothingMade():
            run = self.take(rows, strict=True)
            with self.assertRaises(UserError), self.cr.savepoint():
                self.by(run, self.clerk).action_start()
        self.assertEqual(run.state, "draft")
        self.assertIn("1", run.message)
        good = self.take(rows[:1], strict=True)
        self.assertEqual(good.state, "done")
        self.assertEqual(len(self.posts(self.boss)), 2)

    def test_looking_again_sees_what_has_changed_since(self):
        self._july()
        run = self.look([self.leaves()])
        self.assertEqual(run.params["counts"]["changed"], 1)
        self.take([self.leaves()])
        self.by(run, self.clerk).action_preview()
        counts = run.params["counts"]
        self.assertEqual((counts["changed"], counts["unchanged"]), (0, 1))
        self.assertIn("has not changed", self.line(run, self.boss).message)

    def test_who_is_exempt_gets_his_post_and_no_plan(self):
        self.plan(self.staff)
        self._july()
        self.exempt(self.boss, f"{YEAR}-03-01")
        self.take([self.leaves(), self.succeeds()])
        moved = self.posts(self.boss)[-1]
        self.assertEqual(moved.post, "Kepala Bidang SD")
        self.assertFalse(moved.skp_ids)
        self.assertTrue(self.posts(self.peer)[-1].skp_ids)

    def test_people_in_a_circle_fail_alone(self):
        self._july()
        rows = [
            self.row(
                self.chief,
                "Staf Ahli",
                jenis_jabatan="JPT",
                unor_baru="Dinas Pendidikan",
                nip_penilai=self.staff.asn_nip,
            ),
            self.leaves(),
            self.row(self.staff, "Perawat Mahir", nip_penilai=self.chief.asn_nip),
        ]
        run = self.take(rows)
        failed = run.line_ids.filtered(lambda one: one.state == "failed")
        self.assertEqual(len(failed), 1)
        self.assertIn(failed.name, ("Hendra", "Dewi"))
        self.assertIn("each other", failed.message)
        self.assertEqual(len(self.posts(self.boss)), 2)
        both = self.posts(self.chief) | self.posts(self.staff)
        self.assertEqual(len(both), 3)

    def test_words_for_every_problem(self):
        model = self.env["hr.asn.run.problem"]
        codes = {getattr(transfer, name) for name in CODES}
        for code in codes:
            details = {"row": 7, "name": "A", "names": ["A", "B"]}
            problem = cells.Problem(2, "nip", "123", code, details=details)
            words = model._asn_words(problem)
            self.assertTrue(all(words), code)
            self.assertNotIn("%(", "".join(words))

    def test_units_are_named_where_one_is_meant(self):
        self._july()
        run = self.look([self.leaves(unor_baru="Dinas Pendidikn")])
        self.assertIn(
            "Dinas Pendidikan (Pemerintah Kota Contoh)", run.problem_ids.action
        )


@tagged("post_install", "-at_install")
class TestTransferLater(TransferCase, AsnCommon):
    """What lies in the future is dated now and moves on its day."""

    def setUp(self):
        super().setUp()
        self.boss.date_version = f"{YEAR - 1}-01-01"
        self.waiting = self.bring_plan(self.plan(self.staff), "submitted")
        self.set_day(f"{YEAR}-06-20")
        self.run_now = self.take([self.leaves(), self.succeeds()])
        self.planned = self.env["hr.asn.run"].search(
            [("kind", "=", "transfer"), ("start_on", "!=", False)]
        )

    def test_only_the_dates_are_there_before(self):
        self.assertEqual(self.run_now.state, "done")
        old, new = self.posts(self.boss)
        self.assertEqual((str(old.date_to), str(new.date_from)), (f"{YEAR}-06-30", TMT))
        self.assertFalse(new.skp_ids)
        self.assertEqual(self.posts(self.staff).appraiser_id, self.boss)
        self.assertEqual(self.clinic.manager_id, self.boss)
        self.assertEqual(self.waiting.appraiser_id, self.boss)
        before, after = self.boss.version_ids.sorted("date_version")
        self.assertEqual(str(after.date_version), TMT)
        self.assertEqual(after.department_id, self.school_office)
        self.assertFalse(before.department_id)
        self.by(self.waiting, self.boss).action_approve()
        self.assertEqual(self.waiting.state, "approved")

    def test_the_rest_moves_on_the_day(self):
        self.assertEqual(str(self.planned.start_on), TMT)
        self.assertEqual((self.planned.state, self.planned.total), ("draft", 4))
        with self.assertRaises(UserError):
            self.by(self.planned, self.clerk).action_start()
        self.by(self.planned, self.clerk).action_preview()
        self._cron()
        self.assertEqual((self.planned.state, self.planned.total), ("draft", 4))
        self.set_day(TMT)
        self._cron()
        self.assertEqual((self.planned.state, self.planned.ok_count), ("done", 4))
        self.assertEqual(self.posts(self.staff).appraiser_id, self.peer)
        self.assertEqual(self.clinic.manager_id, self.peer)
        self.assertEqual(self.waiting.appraiser_id, self.peer)
        self.assertEqual(len(self.posts(self.boss)[-1].skp_ids), 1)
        self.assertEqual(self.boss.parent_id, self.foreign_boss)

    def _cron(self):
        self.env["hr.asn.run"]._asn_start_planned()
        self.finish(self.planned)
        self.env.invalidate_all()

    def test_the_list_twice_and_the_staff_list_leave_it_alone(self):
        with self.assertNothingMade():
            again = self.take([self.leaves(), self.succeeds()])
        self.assertEqual(again.params["counts"]["unchanged"], 2)
        env = self.env(user=self.clerk)
        agency = StaffAgency(env, {"date_from": f"{YEAR}-01-01"}, [self.boss.asn_nip])
        held, _later = agency.posts[self.boss.id, "definitif"]
        self.assertEqual(held, self.posts(self.boss)[0])


@tagged("post_install", "-at_install")
class TestTransferRights(TransferCase, AsnHttpCommon):
    def test_needs_both_rights(self):
        hr = self._user("hr", "hr.group_hr_user")
        for user in (self.officer, hr):
            with self.subTest(user.name), self.assertRaises(AccessError):
                self.wizard([self.leaves()], user).action_check()

    @mute_logger("odoo.http")
    def test_refused_by_remote_call(self):
        content = as_csv([self.leaves()], ";", HEADINGS)
        values = {"file": base64.b64encode(content).decode(), "filename": "x.csv"}
        for who in (self.staff, self.boss, self.auditor):
            self.sign_in(who)
            made, error = self.rpc("hr.asn.transfer.import", "create", [values])
            self.assertIsNone(made)
            self.assertIn("AccessError", error)
        self.sign_in(self.officer)
        made, _error = self.rpc("hr.asn.transfer.import", "create", [values])
        for action in ("action_check", "action_process"):
            result, error = self.rpc("hr.asn.transfer.import", action, made)
            self.assertIsNone(result)
            self.assertIn("AccessError", error)
        self.assertEqual(len(self.boss.asn_assignment_ids), 1)

    @mute_logger("odoo.http")
    def test_a_run_made_by_hand_does_nothing(self):
        self.sign_in(self.clerk)
        heads = [[self.clinic.id, self.staff.id, TMT]]
        for params in ({}, {"settle": True, "heads": heads}):
            values = {"name": "x", "kind": "transfer", "params": params}
            made, _error = self.rpc("hr.asn.run", "create", [values])
            _result, error = self.rpc("hr.asn.run", "action_start", made)
            self.assertIn("UserError", error)
        self.assertEqual(self.clinic.manager_id, self.boss)

    def test_a_unit_officer_moves_people_within_his_units(self):
        self.set_day(f"{YEAR}-07-06")
        foreign = self.row(self.foreigner, "Bidan Mahir")
        run = self.take([self.leaves(), foreign, self.succeeds()], self.unit_clerk)
        codes = run.problem_ids.mapped("code")
        self.assertEqual(codes, [transfer.UNIT_ELSEWHERE, transfer.PERSON_ELSEWHERE])
        self.assertEqual(run.skipped_count, 2)
        self.assertEqual(self.posts(self.peer)[-1].duty, "Kepala Puskesmas")
        self.assertEqual(len(self.boss.asn_assignment_ids), 1)
        self.assertEqual(len(self.foreigner.asn_assignment_ids), 1)

    def test_nobody_puts_himself_over_people(self):
        self.set_day(f"{YEAR}-07-06")
        self.peer.user_id = self.clerk
        run = self.take([self.leaves(), self.succeeds()])
        self.assertEqual(self.line(run, self.staff).state, "failed")
        self.assertEqual(self.posts(self.staff).appraiser_id, self.boss)


@tagged("post_install", "-at_install")
class TestTransferCost(TransferCase, AsnCommon):
    def test_no_query_for_a_row_beyond_odoos_own(self):
        """Odoo itself asks once for each employee which version is in force now."""
        self.plan(self.staff)
        people = [self._person(f"Pegawai {n}") for n in range(22)]
        for one in people:
            self._assign(one, self.boss, self.clinic, self.chief)
        self.cycle.action_open()
        self.set_day(f"{YEAR}-07-06")
        self._cost([self.staff])
        few, many = people[:2], people[2:]
        self.assertLessEqual(self._cost(many) - len(many), self._cost(few) - len(few))

    def _cost(self, people):
        """Return the queries of doing the lines of a list that is prepared."""
        run = self.look([self.row(one, "Perawat Mahir") for one in people])
        run._asn_prepare()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        run._asn_step(200)
        self.env.flush_all()
        self.assertEqual(run.ok_count, len(people))
        return self.env.cr.sql_log_count - before


# The names of the constants of exchange.transfer that are codes of problems.
CODES = (
    "NIP_UNKNOWN PERSON_ELSEWHERE OLD_POST_OTHER NO_OLD_POST POST_OR_REASON "
    "POST_KIND_EMPTY UNIT_EMPTY UNIT_UNKNOWN UNIT_SEVERAL UNIT_ELSEWHERE "
    "END_BEFORE_START TOO_EARLY OVERLAP COLLISION NO_APPRAISER"
).split()
