from psycopg2 import IntegrityError
from psycopg2.errors import SerializationFailure

from odoo.exceptions import AccessError, UserError
from odoo.modules import get_module_path
from odoo.modules.migration import load_script
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import YEAR, AsnCommon


@tagged("post_install", "-at_install")
class TestKeys(AsnCommon):
    """The keys are held by the database itself: these write past the ORM's checks."""

    def _refused(self, query, *params):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.cr.savepoint(),
        ):
            self.cr.execute(query, params)

    def _duplicate(self, table, record_id, **changes):
        """Copy a row by SQL with other values in some columns."""
        self.cr.execute(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_name = %s AND column_name != 'id'",
            [table],
        )
        columns = [name for (name,) in self.cr.fetchall()]
        values = ", ".join("%s" if name in changes else name for name in columns)
        names = ", ".join(columns)
        query = f"INSERT INTO {table} ({names}) SELECT {values} FROM {table}"
        given = [changes[name] for name in columns if name in changes]
        return f"{query} WHERE id = %s", [*given, record_id]

    def _refuses_copy(self, record, **changes):
        self.env.flush_all()
        query, params = self._duplicate(record._table, record.id, **changes)
        self._refused(query, *params)

    def _takes_copy(self, record, **changes):
        self.env.flush_all()
        query, params = self._duplicate(record._table, record.id, **changes)
        self.cr.execute(query, params)

    def test_definitive_posts_do_not_overlap(self):
        assignment = self.env["hr.asn.assignment"].search(
            [("employee_id", "=", self.staff.id)]
        )
        self._refuses_copy(assignment)
        self._refuses_copy(assignment, date_from=f"{YEAR}-06-01")
        self._refuses_copy(assignment, date_from="2020-01-01", date_to=f"{YEAR}-01-01")
        self._takes_copy(assignment, date_from="2020-01-01", date_to="2020-12-31")
        self._takes_copy(assignment, status="plt")
        self._takes_copy(assignment, status="plh")

    def test_an_acting_post_stands_once(self):
        """Of the same person, unit, post and status; anything else may be beside it."""
        acting = self._assign(
            self.head,
            self.mayor,
            self.clinic,
            post="Kepala Puskesmas",
            status="plt",
            date_from=f"{YEAR}-02-01",
            date_to=f"{YEAR}-04-30",
        )
        self._refuses_copy(acting)
        self._refuses_copy(acting, date_from=f"{YEAR}-04-30", date_to=None)
        self._refuses_copy(acting, date_from=f"{YEAR}-01-01", date_to=f"{YEAR}-02-01")
        for other in (
            {"date_from": f"{YEAR}-05-01", "date_to": None},
            {"status": "plh"},
            {"post": "Kepala Tata Usaha"},
            {"department_id": self.office.id},
            {"employee_id": self.peer.id},
        ):
            with self.subTest(other):
                self._takes_copy(acting, **other)

    def test_the_top_unit_stands_once(self):
        top = self.root
        top.asn_unor = "Pemerintah Kota Contoh"
        self.assertFalse(top.asn_unor_parent)
        self._refuses_copy(top)
        self._refuses_copy(top, asn_unor_parent="")
        self._takes_copy(top, asn_unor_parent="Kementerian")
        self._takes_copy(top, asn_unor="Dinas Kesehatan")
        # Units that were made by hand have no Unor: of them there are many.
        for _time in range(2):
            self._takes_copy(top, asn_unor=None)

    def test_a_run_says_what_the_key_says(self):
        runs = self.by(self.env["hr.asn.run"], self.officer)
        run = runs.create({"kind": "staff", "name": "x"})
        plt = self._assign(
            self.head, self.mayor, self.clinic, post="Kepala", status="plt"
        )
        self.env.flush_all()
        query, params = self._duplicate(plt._table, plt.id)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError) as caught:
            with self.cr.savepoint():
                self.cr.execute(query, params)
        self.assertEqual(
            run._asn_reason(caught.exception),
            "This employee acts in this post in that time already. "
            "End the former assignment first.",
        )

    def test_a_run_outlives_the_key_of_a_table_that_is_no_model(self):
        """A unit given to the same officer by two at once: many2many rows are keyed."""
        runs = self.by(self.env["hr.asn.run"], self.officer)
        run = runs.create({"kind": "staff", "name": "x"})
        relation = self.env["res.users"]._fields["asn_unit_ids"].relation
        self.env.flush_all()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError) as caught:
            with self.cr.savepoint():
                self.cr.execute(f"INSERT INTO {relation} SELECT * FROM {relation}")
        self.assertEqual(caught.exception.diag.table_name, relation)
        with self.assertLogs("odoo.addons.hr_asn_appraisal", "WARNING"):
            reason = run._asn_reason(caught.exception)
        self.assertEqual(
            reason,
            "This line could not be done (UniqueViolation). Tell the administrator.",
        )

    def test_an_upgrade_names_what_stands_twice_and_goes_on(self):
        """Rows of before the keys: named with what to do, none is changed."""
        for table, key in (
            ("hr_asn_assignment", "CONSTRAINT hr_asn_assignment_acting_once"),
            ("hr_department", None),
        ):
            drop = f"ALTER TABLE {table} DROP {key}"
            self.cr.execute(drop if key else "DROP INDEX hr_department_asn_unor_once")
        plt = self._assign(
            self.head, self.mayor, self.clinic, post="Kepala", status="plt"
        )
        self.root.asn_unor = "Kota"
        self._takes_copy(plt)
        # The key takes an empty parent and none for the same.
        self._takes_copy(self.root, asn_unor_parent="")
        script = load_script(
            get_module_path("hr_asn_appraisal")
            + "/migrations/19.0.1.2.0/post-migration.py",
            "asn_post_migration",
        )
        with self.assertLogs(script._logger, "WARNING") as logged:
            script._name_doubles(self.cr)
        posts, units = logged.output
        self.assertRegex(posts, rf"Rina, plt, Kepala, assignments {plt.id} and \d+")
        self.assertIn("end or delete one of them, then upgrade", posts)
        self.assertRegex(units, rf"Kota, at the top, units {self.root.id} and \d+")
        self.assertEqual(plt.search_count([("post", "=", "Kepala")]), 2)

    def test_the_day_after_the_end_is_free(self):
        assignment = self.env["hr.asn.assignment"].search(
            [("employee_id", "=", self.staff.id)]
        )
        assignment.date_to = f"{YEAR}-05-03"
        self._refuses_copy(assignment, date_from=f"{YEAR}-05-03", date_to=None)
        self._takes_copy(assignment, date_from=f"{YEAR}-05-04", date_to=None)

    def test_nobody_appraises_himself_or_back(self):
        assignment = self.env["hr.asn.assignment"].search(
            [("employee_id", "=", self.boss.id)]
        )
        self._refused(
            "UPDATE hr_asn_assignment SET appraiser_id = employee_id WHERE id = %s",
            assignment.id,
        )
        with self.assertRaises(UserError):
            assignment.appraiser_id = self.staff

    def test_nobody_is_the_superior_of_his_own_appraiser(self):
        self._refused(
            "UPDATE hr_asn_assignment SET superior_id = employee_id "
            "WHERE employee_id = %s",
            self.boss.id,
        )

    def test_nobody_appraises_in_a_circle(self):
        """Dewi is appraised by Aisyah, she by Hendra: he is not by Dewi."""
        chief = self.env["hr.asn.assignment"].search(
            [("employee_id", "=", self.chief.id)]
        )
        circle = "Hendra → Dewi → Aisyah → Hendra"
        with self.assertRaisesRegex(UserError, circle), self.cr.savepoint():
            chief.appraiser_id = self.staff
        self.env.invalidate_all()
        chief.date_to = f"{YEAR}-03-31"
        later = {"date_from": f"{YEAR}-04-01", "status": "plt"}
        self._assign(self.chief, self.mayor, self.office, **later)
        self.env["hr.asn.assignment"].search(
            [("employee_id", "=", self.boss.id)]
        ).date_to = f"{YEAR - 1}-12-31"
        chief.write({"date_from": f"{YEAR}-01-01", "appraiser_id": self.staff.id})
        self.assertEqual(chief.appraiser_id, self.staff, "no day in common")

    def test_a_result_is_taken_up_once(self):
        mine = self.fill(self.plan(self.staff))
        target = self.fill(self.plan(self.boss))
        objective = self.env["hr.asn.objective"].create(
            {"code": "K1", "name": "Sehat", "cycle_id": self.cycle.id}
        )
        link = self.env["hr.asn.rhk.link"]
        keys = {"rhk_id": mine.id}
        first = link.create({**keys, "superior_rhk_id": target.id, "text": "x"})
        second = link.create({**keys, "objective_id": objective.id})
        self._refuses_copy(first)
        self._refuses_copy(second)

    def test_a_period_has_its_days_and_number(self):
        self.plan(self.staff)
        period = self.cycle.period_ids[0]
        self._refused(
            "UPDATE hr_asn_period SET date_to = date_from - 1 WHERE id = %s", period.id
        )
        quarter = {
            "cycle_id": self.cycle.id,
            "kind": "triwulan",
            "date_from": f"{YEAR}-01-01",
            "date_to": f"{YEAR}-03-31",
        }
        for number in (0, 5, 9):
            with self.subTest(number), self.assertRaises(UserError):
                period.create({**quarter, "number": number})
            self.assertIn(
                str(number), period.new({**quarter, "number": number})._asn_name()
            )

    def test_one_of_each(self):
        evaluation = self.quarter(self.staff, 1)
        self.bring_evaluation(evaluation, "received")
        skp = evaluation.skp_id
        annual = skp.evaluation_ids.filtered(lambda one: one.kind == "annual")
        self._refuses_copy(skp)
        self._refuses_copy(skp.version_ids)
        self._refuses_copy(evaluation)
        given, proposed = evaluation.sudo().rating_ids.sorted("kind")
        self._refuses_copy(given)
        self._refuses_copy(proposed)
        for document in evaluation.document_ids:
            self._refuses_copy(document)
        self._refuses_copy(evaluation.realization_ids)
        self._refuses_copy(self.cycle)
        self._refuses_copy(evaluation.period_id)
        # The year is one of a person, not of a plan.
        other = self.plan(self.peer)
        self._refuses_copy(annual, skp_id=other.id)
        self._takes_copy(annual, skp_id=other.id, employee_id=self.peer.id)

    def test_a_number_belongs_to_one_person(self):
        self.assertTrue(self.staff.asn_nip)
        self.env.flush_all()
        self._refused(
            "UPDATE hr_employee SET asn_nip = %s WHERE id = %s",
            self.staff.asn_nip,
            self.peer.id,
        )


@tagged("post_install", "-at_install")
class TestRuns(AsnCommon):
    def _open(self, kind="opening"):
        run = (
            self.env["hr.asn.run"]
            .with_user(self.officer)
            .create({"kind": kind, "cycle_id": self.cycle.id, "name": kind})
        )
        run.action_start()
        self.env.invalidate_all()
        return run

    def test_opening_twice_makes_nothing_double(self):
        self.cycle.action_open()
        plans, periods = len(self.cycle.skp_ids), len(self.cycle.period_ids)
        self.assertEqual((plans, periods), (7, 5))
        self.cycle.action_open()
        again = self._open()
        self.env.invalidate_all()
        self.assertEqual(len(self.cycle.skp_ids), plans)
        self.assertEqual(len(self.cycle.period_ids), periods)
        self.assertEqual((again.ok_count, again.skipped_count), (0, plans))
        late = self._person("Baru")
        self._assign(late, self.boss, self.clinic)
        third = self._open()
        self.assertEqual((third.ok_count, third.skipped_count), (1, plans))

    def test_evaluations_twice_make_nothing_double(self):
        evaluations = self.open_evaluations(self.staff)
        self.assertEqual(len(evaluations), 5)
        again = self._open("evaluation")
        self.assertEqual((again.ok_count, again.skipped_count), (0, 7))
        self.assertEqual((again.exists_count, again.cannot_count), (1, 6))
        self.assertEqual(self.open_evaluations(self.staff), evaluations)

    def test_a_bad_line_stops_no_other(self):
        model = self.env.registry["hr.asn.run.opening"]
        original = model._asn_values
        bad = self.env["hr.asn.assignment"].search(
            [("employee_id", "=", self.staff.id)]
        )

        def values(handler, cycle, assignment):
            if assignment == bad:
                raise UserError("data rusak")
            return original(handler, cycle, assignment)

        with self.subTest("one fails"):
            self.patch(model, "_asn_values", values)
            self.cycle.action_open()
            run = self.env["hr.asn.run"].search([("cycle_id", "=", self.cycle.id)])
            self.assertEqual(
                (run.state, run.ok_count, run.failed_count), ("done", 6, 1)
            )
            failed = run.line_ids.filtered(lambda line: line.state == "failed")
            self.assertEqual(failed.message, "data rusak")
        with self.subTest("the next run does what failed"):
            self.patch(model, "_asn_values", original)
            again = self._open()
            self.assertEqual((again.ok_count, again.skipped_count), (1, 6))

    def test_a_defect_is_logged_and_told_without_its_inside(self):
        def broken(handler, cycle, assignment):
            raise ZeroDivisionError("rahasia")

        self.patch(self.env.registry["hr.asn.run.opening"], "_asn_values", broken)
        with self.assertLogs("odoo.addons.hr_asn_appraisal", "WARNING"):
            self.cycle.action_open()
        run = self.env["hr.asn.run"].search([("cycle_id", "=", self.cycle.id)])
        self.assertEqual(run.failed_count, 7)
        self.assertNotIn("rahasia", run.line_ids[0].message)

    def test_a_killed_run_is_resumed(self):
        """What is done is done; a second start goes on with the rest."""
        run = (
            self.env["hr.asn.run"]
            .with_user(self.officer)
            .create({"kind": "opening", "cycle_id": self.cycle.id, "name": "x"})
        )
        self.cycle._transition("open")
        run._asn_prepare()
        self.assertEqual(run._asn_step(3), 3)
        self.env.invalidate_all()
        self.assertEqual((run.state, run.done_count, run.total), ("running", 3, 7))
        made = self.cycle.skp_ids
        run.action_start()
        self.env.invalidate_all()
        self.assertEqual((run.state, run.ok_count, run.progress), ("done", 7, 100))
        self.assertLess(made, self.cycle.skp_ids)

    def test_a_conflict_is_no_bad_line(self):
        """A serialization failure is for who retries the request, not for the line."""

        def conflict(handler, cycle, assignment):
            raise SerializationFailure()

        self.patch(self.env.registry["hr.asn.run.opening"], "_asn_values", conflict)
        with self.assertRaises(SerializationFailure):
            self.cycle.action_open()

    def test_big_runs_are_left_to_the_worker(self):
        self.patch(self.env.registry["ir.cron"], "_commit_progress", _no_commit)
        cron = self.env.ref("hr_asn_appraisal.ir_cron_asn_run")
        for number in range(50):
            employee = self._person(f"P{number}", login=False)
            self._assign(employee, self.boss, self.clinic)
        self.cycle.action_open()
        run = self.env["hr.asn.run"].search([("cycle_id", "=", self.cycle.id)])
        self.assertEqual((run.state, run.done_count), ("running", 0))
        self.assertTrue(
            self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        )
        self.env["hr.asn.run"].sudo()._cron_asn_run()
        self.env.invalidate_all()
        self.assertEqual((run.state, run.ok_count), ("done", 57))
        plan = self.cycle.skp_ids[0]
        event = self.events(plan)
        self.assertEqual(event.actor_id, self.officer, "the run acts as its starter")

    def test_an_officer_of_a_unit_opens_that_unit_only(self):
        run = self.env["hr.asn.run"].with_user(self.unit_officer)
        self.cycle._transition("open")
        run = run.create({"kind": "opening", "cycle_id": self.cycle.id, "name": "x"})
        run.action_start()
        self.env.invalidate_all()
        units = self.cycle.skp_ids.department_id
        self.assertEqual(units, self.office | self.clinic)

    def test_only_who_prepared_a_run_starts_it(self):
        run = (
            self.env["hr.asn.run"]
            .with_user(self.officer)
            .create({"kind": "opening", "cycle_id": self.cycle.id, "name": "x"})
        )
        for who in (self.team, self.admin, self.unit_officer):
            with self.assertRaises(UserError):
                self.by(run, who).action_start()

    def _fail(self, people):
        """Return a finished run that failed for these: their posts had ended."""
        posts = self.env["hr.asn.assignment"].search(
            [("employee_id", "in", people.ids)]
        )
        run = self.env["hr.asn.run"].with_user(self.officer)
        self.cycle._transition("open")
        run = run.create({"kind": "opening", "cycle_id": self.cycle.id, "name": "Uji"})
        run._asn_prepare()
        self.by(posts, self.officer).write({"date_to": f"{YEAR - 1}-12-31"})
        self._work(run.action_start)
        self.env.invalidate_all()
        return run, posts

    @mute_logger("odoo.sql_db", "odoo.addons.hr_asn_appraisal.models.hr_asn_run")
    def _work(self, doing):
        doing()

    def _counts(self, run):
        self.env.invalidate_all()
        return (run.state, run.ok_count, run.skipped_count, run.failed_count)

    def test_failed_lines_are_tried_again_and_no_other(self):
        run, post = self._fail(self.staff)
        self.assertEqual(self._counts(run), ("done", 6, 0, 1))
        done = run.line_ids.filtered(lambda line: line.state == "ok")
        plans = done.mapped("res_id")
        with self.subTest("the cause is still there"):
            self._work(self.by(run, self.officer).action_retry)
            self.assertEqual(self._counts(run), ("done", 6, 0, 1))
            self.assertTrue((run.line_ids - done).message)
        with self.subTest("the cause is mended"):
            self.by(post, self.officer).date_to = False
            self.by(run, self.officer).action_retry()
            self.assertEqual(self._counts(run), ("done", 7, 0, 0))
            self.assertEqual((run.done_count, run.total, run.progress), (7, 7, 100))
            self.assertTrue(run.finished_at)
            self.assertFalse(any(run.line_ids.mapped("message")))
        self.assertEqual(done.mapped("res_id"), plans)
        self.assertEqual(len(self.cycle.skp_ids), 7)
        for plan in self.cycle.skp_ids:
            self.assertEqual(self.events(plan).mapped("name"), ["open"])

    def test_a_retry_is_the_starters_and_logged(self):
        run, post = self._fail(self.staff)
        self.assertEqual(self.by(run, self.officer).asn_can, "retry")
        for who in (self.team, self.admin):
            self.assertFalse(self.by(run, who).asn_can)
        for who in (self.team, self.admin, self.unit_officer, self.staff):
            with self.assertRaises(AccessError):
                self.by(run, who).action_retry()
        self.by(post, self.officer).date_to = False
        self.by(run, self.officer).action_retry()
        self.assertFalse(self.by(run, self.officer).asn_can)
        with self.assertRaisesRegex(UserError, "No row of “Uji” has failed"):
            self.by(run, self.officer).action_retry()
        events = self.by(run, self.officer).asn_event_ids.sorted("id")
        self.assertEqual(events.mapped("name"), ["start", "continue", "retry"])
        retry = events[-1]
        self.assertEqual(retry.actor_id, self.officer)
        self.assertEqual((retry.state_from, retry.state_to), ("done", "running"))
        self.assertFalse(
            self.by(self.env["hr.asn.event"], self.staff).search(
                [("res_model", "=", "hr.asn.run")]
            )
        )

    def test_a_closed_year_gets_nothing_new(self):
        run, post = self._fail(self.staff)
        self.by(post, self.officer).date_to = False
        for step in ("start", "wind_up", "close"):
            self.by(self.cycle, self.officer)._transition(step)
        with self.assertRaisesRegex(UserError, str(YEAR)):
            self.by(run, self.officer).action_retry()
        self.assertEqual(self._counts(run), ("done", 6, 0, 1))

    def test_what_is_not_finished_is_not_tried_again(self):
        run = self.env["hr.asn.run"].with_user(self.officer)
        run = run.create({"kind": "opening", "cycle_id": self.cycle.id, "name": "x"})
        for state in ("Prepared", "In Progress"):
            with self.subTest(state), self.assertRaisesRegex(UserError, state):
                self.by(run, self.officer).action_retry()
            if run.state == "draft":
                self.cycle._transition("open")
                run._asn_prepare()

    def test_many_failed_lines_are_left_to_the_worker(self):
        self.patch(self.env.registry["ir.cron"], "_commit_progress", _no_commit)
        people = self.env["hr.employee"]
        for number in range(51):
            people |= self._person(f"P{number}", login=False)
            self._assign(people[-1], self.boss, self.clinic)
        run, posts = self._fail(people)
        self._work(self.env["hr.asn.run"].sudo()._cron_asn_run)
        self.assertEqual(self._counts(run), ("done", 7, 0, 51))
        self.by(posts, self.officer).write({"date_to": False})
        self.by(run, self.officer).action_retry()
        self.assertEqual(self._counts(run), ("running", 7, 0, 0))
        self.assertEqual((run.done_count, round(run.progress)), (7, 12))
        self.assertFalse(run.finished_at)
        self.env["hr.asn.run"].sudo()._cron_asn_run()
        self.assertEqual(self._counts(run), ("done", 58, 0, 0))

    def test_a_failed_end_stops_its_run_only_and_can_be_continued(self):
        """An end that is refused keeps its reason; the next run gets its turn."""
        self.patch(self.env.registry["ir.cron"], "_commit_progress", _no_commit)
        handler = self.env.registry["hr.asn.run.opening"]
        self.cycle._transition("open")
        runs = self.env["hr.asn.run"].with_user(self.officer)
        values = {"kind": "opening", "cycle_id": self.cycle.id, "name": "x"}
        runs = runs.create([values, values])
        for run in runs:
            run._asn_prepare()

        def refused(handler, run):
            if run == runs[0]:
                self.agency.with_user(self.env.user).name = "Setengah"
                raise AccessError("Hak Pegawai diperlukan.")

        self.patch(handler, "_asn_finish", refused)
        self.env["hr.asn.run"].sudo()._cron_asn_run()
        self.env.invalidate_all()
        self.assertEqual(runs.mapped("state"), ["failed", "done"])
        self.assertEqual(runs[0].message, "Hak Pegawai diperlukan.")
        self.assertNotEqual(self.agency.name, "Setengah", "half an end is taken back")
        runs[0].action_start()
        self.assertEqual(runs[0].state, "failed", "the reason is still there")
        self.patch(handler, "_asn_finish", lambda handler, run: None)
        runs[0].action_start()
        self.assertEqual((runs[0].state, runs[0].message), ("done", False))
        self.assertTrue(runs[0].finished_at)

    def test_a_defect_at_the_end_is_told_without_its_inside(self):
        def broken(handler, run):
            raise ZeroDivisionError("rahasia")

        self.patch(self.env.registry["hr.asn.run.opening"], "_asn_finish", broken)
        with self.assertLogs("odoo.addons.hr_asn_appraisal", "WARNING"):
            run = self._open()
        self.assertEqual((run.state, run.ok_count), ("failed", 7))
        self.assertIn("ZeroDivisionError", run.message)
        self.assertNotIn("rahasia", run.message)

    def test_what_a_run_works_on_is_settled_when_it_has_started(self):
        run = (
            self.env["hr.asn.run"]
            .with_user(self.officer)
            .create({"kind": "opening", "name": "x", "message": "y"})
        )
        self.assertFalse(run.message)
        run.write({"cycle_id": self.cycle.id, "params": {"a": 1}})
        self.cycle._transition("open")
        run._asn_prepare()
        other = self.cycle.create({"year": YEAR + 1, "policy_id": self.policy.id})
        changes = ({"cycle_id": other.id}, {"params": {}}, {"message": "z"})
        for vals in changes:
            with self.subTest(vals), self.assertRaises(AccessError):
                run.write(vals)

    def test_a_run_in_the_hands_of_the_worker_is_left_to_it(self):
        """A test has one transaction: that another holds the row is said to it."""
        self.cycle._transition("open")
        run = self.env["hr.asn.run"].with_user(self.officer)
        run = run.create({"kind": "opening", "cycle_id": self.cycle.id, "name": "x"})
        run._asn_prepare()
        taken = {"locked": True}
        original = type(run).try_lock_for_update

        def lock(records, **kwargs):
            if taken["locked"]:
                return records.browse()
            return original(records, **kwargs)

        self.patch(type(run), "try_lock_for_update", lock)
        self.assertEqual(run.action_start()["res_id"], run.id)
        self.assertEqual((run.state, run.done_count), ("running", 0))
        taken["locked"] = False
        run.action_start()
        self.assertEqual(run.state, "done")


def _no_commit(cron, processed=0, **kwargs):
    """A test has one transaction: progress is not committed in it."""
    return float("inf")


@tagged("post_install", "-at_install")
class TestIndexes(AsnCommon):
    """What lists, tasks and rules ask of the database each time has an index."""

    def _plan(self, query, *params):
        """Return how a query is run where reading all rows is no choice."""
        self.env.flush_all()
        self.cr.execute("SET LOCAL enable_seqscan = off")
        self.cr.execute("SET LOCAL enable_indexscan = on")
        self.cr.execute(f"EXPLAIN {query}", params)
        return "\n".join(line for (line,) in self.cr.fetchall())

    def test_a_part_of_a_number_is_found_by_an_index(self):
        """Where PostgreSQL has trigrams; Odoo makes none of another kind instead."""
        for table, column in (
            ("hr_asn_assignment", "nip"),
            ("hr_asn_skp", "nip"),
            ("hr_asn_evaluation", "nip"),
            ("hr_asn_exemption", "nip"),
            ("hr_asn_unlock", "nip"),
        ):
            plan = self._plan(
                f'SELECT id FROM "{table}" WHERE "{column}" LIKE %s', "%19850312%"
            )
            self.assertEqual(
                f"{table}__{column}_index" in plan, self.registry.has_trigram, table
            )

    def test_failed_lines_and_approvals_for_others_are_found_by_one(self):
        plan = self._plan(
            "SELECT run_id FROM hr_asn_run_line WHERE state IN ('failed')"
        )
        self.assertIn("hr_asn_run_line_failed_idx", plan)
        for model in ("hr.asn.skp", "hr.asn.evaluation"):
            moves = self.env[model]._asn_delegated_moves
            plan = self._plan(
                "SELECT res_id FROM hr_asn_event WHERE res_model IN (%s) AND name IN ("
                + ", ".join(f"'{one}'" for one in moves)
                + ") AND actor_id IN (%s) AND on_behalf_of_id IS NOT NULL",
                model,
                self.env.uid,
            )
            self.assertIn("hr_asn_event_behalf_idx", plan, model)
