"""Bulk actions cost the same number of queries for 2 records as for 20."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import IKI_CSV, RHK_CSV, YEAR, AsnCommon

FEW, MANY = 2, 20


@tagged("post_install", "-at_install", "asn_once")
class TestQueryBudget(AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_day(f"{YEAR}-12-31")
        cls.people = cls.env["hr.employee"]
        for number in range(FEW + MANY):
            employee = cls._person(f"Pegawai {number}")
            cls._assign(employee, cls.boss, cls.clinic, cls.chief)
            cls.people |= employee
        cls.env.flush_all()

    def _split(self, records):
        """Return the records of few and of many people, in their order."""
        ordered = records.filtered(lambda one: one.employee_id in self.people)
        ordered = ordered.sorted(lambda one: one.employee_id.id)
        return ordered[:FEW], ordered[FEW:]

    def _queries(self, records, doing, who):
        """Return how many queries a call takes from a cold cache, flushing included."""
        own = self.by(records, who)
        self.env.registry.clear_cache()
        own.env["ir.model.data"]._xmlid_to_res_id("hr_asn_appraisal.mail_act_asn_rate")
        doing(own.browse())
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        doing(own)
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def _assert_flat(self, name, records, doing, who):
        few, many = self._split(records)
        self.assertEqual((len(few), len(many)), (FEW, MANY), name)
        self._warm(few, doing, who)
        costs = [self._queries(part, doing, who) for part in (few, many)]
        self.assertEqual(costs[0], costs[1], name)
        return costs[0]

    def _warm(self, records, doing, who):
        """Do it once and take it back, so that no first time is counted."""
        with self.cr.savepoint() as savepoint:
            doing(self.by(records, who))
            self.env.flush_all()
            savepoint.rollback()
        self.env.invalidate_all()

    def _plans(self):
        self.cycle.action_open()
        plans = self.cycle.skp_ids.filtered(lambda one: one.employee_id in self.people)
        self.env["hr.asn.rhk"].create(
            [
                {
                    "skp_id": skp.id,
                    "name": "Hasil",
                    "iki_ids": [
                        (
                            0,
                            0,
                            {
                                "name": "Jumlah",
                                "aspect_id": self.aspect.id,
                                "target": "394",
                            },
                        )
                    ],
                }
                for skp in plans
            ]
        )
        return plans

    def _submitted(self):
        plans = self._plans()
        for plan in plans:
            self.by(plan, plan.employee_id).action_submit()
        return plans

    def _without_logins(self):
        """Submitting and receiving in bulk are the officer's, for people on paper."""
        for employee in self.people:
            employee.user_id = False
        self.env.flush_all()

    def _evaluations(self):
        plans = self._submitted()
        self.by(plans, self.boss).action_approve()
        self.by(self.cycle, self.officer).action_open_periods()
        self._run_all()
        self.env.invalidate_all()
        return plans.evaluation_ids.filtered(
            lambda one: one.kind == "periodic" and one.period_id.number == 1
        )

    def _run_all(self):
        for run in self.env["hr.asn.run"].search([("state", "=", "running")]):
            while run._asn_step(200):
                pass

    # -- bulk actions --------------------------------------------------------

    def test_opening_a_cycle(self):
        self.cycle._asn_make_periods()
        run = self._run("opening")
        self._assert_flat_run(run)

    def test_opening_evaluations(self):
        plans = self._submitted()
        self.by(plans, self.boss).action_approve()
        self.cycle._transition("start")
        self._assert_flat_run(self._run("evaluation"))

    def _run(self, kind):
        run = (
            self.env["hr.asn.run"]
            .with_user(self.officer)
            .create({"kind": kind, "cycle_id": self.cycle.id, "name": kind})
        )
        run._asn_prepare()
        return run

    def _assert_flat_run(self, run):
        handler = run._asn_handler()
        lines = run.sudo().line_ids.filtered(lambda line: "Pegawai" in line.name)
        self.assertEqual(len(lines), FEW + MANY)
        costs = []
        with self.cr.savepoint() as savepoint:
            handler._asn_process(run, lines[:FEW])
            self.env.flush_all()
            savepoint.rollback()
        for part in (lines[:FEW], lines[FEW:]):
            self.env.flush_all()
            self.env.invalidate_all()
            self.env["hr.asn.skp"].with_user(run.user_id).search_count([], limit=1)
            before = self.cr.sql_log_count
            results = handler._asn_process(run, part)
            part._asn_mark(results)
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - before)
            self.assertEqual({state for state, *_rest in results.values()}, {"ok"})
        # One line remembers the record it made: one UPDATE with all values in it.
        self.assertEqual(costs[0], costs[1])

    def test_submit(self):
        plans = self._plans()
        self._without_logins()
        self._assert_flat(
            "submit", plans, lambda some: some and some.action_submit(), self.officer
        )

    def test_approve(self):
        plans = self._submitted()
        self._assert_flat(
            "approve", plans, lambda some: some and some.action_approve(), self.boss
        )

    def test_approving_a_selection_with_one_that_is_approved_already(self):
        """Of 20 the one is sorted out first: as many queries as with one of two."""
        plans = self._submitted()
        few, many = self._split(plans)
        for part in (few, many):
            self.by(part[:1], self.boss).action_approve()

        def approve(some):
            return some and some.action_approve_selected()

        self._warm(few, approve, self.boss)
        costs = [self._queries(part, approve, self.boss) for part in (few, many)]
        self.assertEqual(costs[0], costs[1])
        self.assertEqual(set(plans.mapped("state")), {"approved"})
        outcome = self.env["hr.asn.skp.outcome"].search([], order="id desc", limit=1)
        self.assertEqual(outcome.line_ids.mapped("name"), [many[0].name])
        self.assertIn("Approved", outcome.line_ids.reason)

    def test_one_that_fails_of_twenty_is_found_by_halves(self):
        """20, 10, 5, 3, 2 and 1 fail; the others go through: 11 tries, not 21."""
        plans = self._submitted()
        many = self._split(plans)[1]
        tries = []

        def approve(some):
            tries.append(len(some))
            if many[13] in some:
                raise UserError("Laila")
            some.action_approve()

        own = self.by(many, self.boss)
        done, reasons = own._asn_try_each(approve, "approve")
        self.assertEqual((done, reasons), (own - own[13], ["Laila"]))
        self.assertLessEqual(len(tries), 11)
        self.assertEqual(set((many - many[13]).mapped("state")), {"approved"})
        self.assertEqual(many[13].state, "submitted")

    def test_one_line_that_fails_of_twenty_is_found_by_halves(self):
        """One post would make a circle: that is found when it is written only."""
        posts = self.env["hr.asn.assignment"].search(
            [("employee_id", "in", self.people[FEW:].ids)], order="id"
        )
        day = self.clock.date()
        handler = self.by(self.env["hr.asn.run.appraiser"], self.officer)
        changes = [(post, self.head, day) for post in posts]
        run = handler._asn_launch(changes, start_on=day)
        run._asn_prepare()
        self._assign(
            self.head,
            self.people[FEW + 13],
            self.office,
            status="plt",
            date_from=f"{YEAR}-12-01",
        )
        tries = []
        process = type(handler)._asn_process

        def watched(own, run, lines):
            tries.append(len(lines))
            return process(own, run, lines)

        self.patch(type(handler), "_asn_process", watched)
        run._asn_step()
        self.assertEqual((run.ok_count, run.failed_count), (MANY - 1, 1))
        failed = run.line_ids.filtered(lambda line: line.state == "failed")
        self.assertIn("Pegawai 15", failed.name)
        self.assertIn("appraise each other", failed.message)
        self.assertLessEqual(len(tries), 11)

    def test_rate_deliver_and_receive(self):
        evaluations = self._evaluations()
        self.policy.evidence_gate = False
        who = self.boss
        for evaluation in evaluations:
            self.by(evaluation, evaluation.employee_id).action_submit()
        steps = (
            ("rate", who, lambda some: some and some.action_rate("sesuai", "sesuai")),
            ("deliver", who, lambda some: some and some.action_deliver()),
        )
        for name, actor, doing in steps:
            with self.subTest(name):
                self._assert_flat(name, evaluations, doing, actor)
        self._without_logins()
        self._assert_flat(
            "receive",
            evaluations,
            lambda some: some and some.action_receive(),
            self.officer,
        )

    def test_waiting_for_receipt(self):
        """What a page says of receipt and objection, and silence that counts for it."""
        evaluations = self._evaluations()
        for evaluation in evaluations:
            self.prove(evaluation)
            self.by(evaluation, evaluation.employee_id).action_submit()
        own = self.by(evaluations, self.boss)
        own.action_rate("sesuai", "sesuai")
        own.action_deliver()
        names = ["objection_note", "is_objectable", "deemed_on", "receipt_note"]
        for working in (False, True):
            keys = ("receipt_working", "objection_working")
            self.policy.sudo().write(dict.fromkeys(keys, working))
            for who in (self.boss, self.officer):
                with self.subTest(working=working, who=who.name):
                    self._assert_flat(
                        "page", evaluations, lambda some: some.read(names), who
                    )
        self.set_day(f"{YEAR + 1}-03-01")
        with self.subTest("silence"):
            self._assert_flat(
                "silence",
                evaluations,
                lambda some: some and some._asn_silent()._asn_receive(is_deemed=True),
                self.env.ref("base.user_root"),
            )
        self.assertEqual(set(evaluations.mapped("state")), {"received"})

    def test_rating_and_delivering_in_one_call(self):
        """60 queries for one inside the call, 120 for a team of 20."""
        evaluations = self._evaluations()
        for evaluation in evaluations:
            self.prove(evaluation)
            self.by(evaluation, evaluation.employee_id).action_submit()

        def rate_and_deliver(some):
            rated = {"result": "di_atas", "behavior": "sesuai", "reason": "Teladan"}
            choices = [rated | {"id": one.id} for one in some]
            return some and some.rate_and_deliver(choices)

        few, many = self._split(evaluations)
        self._warm(few, rate_and_deliver, self.boss)
        one = self._queries_of_a_running_server(few[:1], rate_and_deliver)
        team = self._queries_of_a_running_server(many, rate_and_deliver)
        self.assertEqual(set((few[:1] | many).mapped("state")), {"delivered"})
        self.assertEqual(few[1].state, "submitted")
        self.assertLessEqual(one, 60)
        self.assertLessEqual(team, 120)

    def _queries_of_a_running_server(self, records, doing):
        """Return the queries of a call: no record is cached, rules and names are."""
        own = self.by(records, self.boss)
        before = self.cr.sql_log_count
        doing(own)
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def test_what_the_list_of_a_team_reads(self):
        evaluations = self._evaluations()
        for evaluation in evaluations:
            self.prove(evaluation)
            self.by(evaluation, evaluation.employee_id).action_submit()
        columns = (
            *("person_lines", "achievement", "proof", "last_feedback_on", "asn_can"),
            *("proposed_result", "proposed_behavior", "draft_result", "draft_lack"),
            *("draft_behavior", "draft_reason", "lack_note", "current_predikat"),
        )
        specification = {name: {} for name in columns}

        def read(some):
            return some.web_read(specification)

        def figures(some):
            return some.team_figures([("id", "in", some.ids)])

        for name, doing in (("list", read), ("figures", figures)):
            with self.subTest(name):
                self._assert_flat(name, evaluations, doing, self.boss)

    def test_rating_in_numbers(self):
        """Choosing values for many at once, and what the list reads of them."""
        evaluations = self._evaluations()
        for evaluation in evaluations:
            self.prove(evaluation)
            self.by(evaluation, evaluation.employee_id).action_submit()
        columns = ("proposed_points", "points_sentence", "draft_lack", "others_note")
        more = ("organisation_note", "draft_skp_points", "current_predikat")
        specification = {name: {} for name in (*columns, *more)}
        typed = {"draft_skp_points": "95", "draft_behavior_points": "98"}

        def read(some):
            return some.web_read(specification)

        def choose(some):
            return some.write(typed | {"draft_reason": "Sesuai bukti."})

        def deliver(some):
            return some.action_deliver()

        for method in ("pp30_numeric", "organisation_blended"):
            self.policy.write({"scoring": method, "others_rate": True})
            for name, doing in (("read", read), ("choose", choose), ("again", read)):
                with self.subTest(f"{method}: {name}"):
                    self._assert_flat(name, evaluations, doing, self.boss)
        self.policy.scoring = "pp30_numeric"
        self.by(evaluations, self.boss).write(typed | {"draft_reason": "Sesuai."})
        self._assert_flat("deliver", evaluations, deliver, self.boss)

    def test_calibrating(self):
        """Put on the table, changed in one save, taken back, shown and replayed."""
        evaluations = self._reported()
        self.by(evaluations, self.boss).action_rate("sesuai", "sesuai", "Cukup")
        of = self._sessions(evaluations)

        def calibrate(result):
            rated = {"result": result, "behavior": "sesuai", "reason": "Tim"}
            return lambda some: (
                some and of(some).calibrate([rated | {"id": one.id} for one in some])
            )

        changes = (calibrate(one) for one in ("di_atas", "di_bawah", "sesuai"))
        self._assert_calibrating(evaluations, of, changes)

    def test_calibrating_in_numbers(self):
        for method in ("pp30_numeric", "organisation_blended"):
            with self.subTest(method), self.cr.savepoint() as savepoint:
                self._calibrate_in_numbers(method)
                savepoint.rollback()
                self.env.invalidate_all()

    def _calibrate_in_numbers(self, method):
        # Both parts are judged at their own unit: a session minds its rating, or not.
        told = {"scoring": method, "evidence_gate": False, "least_people": FEW}
        self.policy.write(told)
        evaluations = self._reported()
        self.clinic.manager_id = self.boss
        self._rate_unit(evaluations.period_id)
        typed = {"draft_skp_points": "95", "draft_behavior_points": "85"}
        self.by(evaluations, self.boss).write(typed | {"draft_reason": "Cukup"})
        self.assertEqual(set(evaluations.mapped("state")), {"rated"})
        of = self._sessions(evaluations)

        def calibrate(skp):
            points = {"skp": skp, "behavior": "85"}

            def doing(some):
                told = some and of(some).calibrate(
                    [{"id": one.id, "points": points, "reason": "Tim"} for one in some]
                )
                self.assertFalse(told and told["refused"])

            return doing

        changes = (calibrate(one) for one in ("110", "60", "95"))
        self._assert_calibrating(evaluations, of, changes)

    def _rate_unit(self, period):
        """Set what the clinic achieved, which its own people are measured by."""
        made = self.by(self.env["hr.asn.unit.rating"], self.chief).create(
            {
                "department_id": self.clinic.id,
                "period_id": period.id,
                "rating": "baik",
                "value": "100",
                "source": "Perjanjian kinerja",
                "reason": "Laporan kinerja",
                "decided_on": f"{YEAR}-12-30",
            }
        )
        made.action_set()

    def _reported(self):
        evaluations = self._evaluations()
        for evaluation in evaluations:
            self.prove(evaluation)
            self.by(evaluation, evaluation.employee_id).action_submit()
        return evaluations

    def _sessions(self, evaluations):
        """Return what finds the session of a part; each part is a unit of its own."""
        units = [self._unit(name, self.clinic) for name in ("Loket", "Poli")]
        sessions = {}
        for part, unit in zip(self._split(evaluations), units, strict=True):
            part.skp_id.assignment_id.department_id = unit
            values = {"period_id": part.period_id.id, "department_id": unit.id}
            sessions[len(part)] = self.env["hr.asn.calibration"].create(values)

        return lambda some: sessions[len(some)].with_env(some.env)

    def _assert_calibrating(self, evaluations, of, changes):
        """``of``: as of `_sessions`; ``changes``: once, anew and back."""
        once, anew, back = changes
        for name, doing in (
            ("start", lambda some: some and of(some).action_start()),
            ("calibrate", once),
            ("calibrate anew", anew),
            ("table", lambda some: some and of(some).table()),
            ("replay", lambda some: some and of(some).replay()),
            ("take back", back),
            ("lock", lambda some: some and of(some).action_lock("Tim")),
        ):
            with self.subTest(name):
                self._assert_flat(name, evaluations, doing, self.team)
        with self.subTest("deliver"):
            deliver = lambda some: some and some.action_deliver()  # noqa: E731
            self._assert_flat("deliver", evaluations, deliver, self.boss)

    def test_going_on_with_actions(self):
        """The same for one plan and many, and for many actions of one plan."""
        evaluations = self._evaluations()
        seconds = evaluations.skp_id.evaluation_ids.filtered(
            lambda one: one.kind == "periodic" and one.period_id.number == 2
        )
        few, many = self._split(evaluations)
        for some, count in ((few[:1], 1), (few[1:], MANY), (many, 1)):
            self._act(some, count)
        self._without_logins()

        def go_on(some):
            return some and some.action_continue_actions()

        self._assert_flat("plans", seconds, go_on, self.officer)
        self.assertEqual(len(seconds.action_ids), 1 + MANY + MANY)
        seconds.action_ids.unlink()
        few = self._split(seconds)[0]
        costs = [self._queries(one, go_on, self.officer) for one in few]
        self.assertEqual(costs[0], costs[1])
        self.assertEqual([len(one.action_ids) for one in few], [1, MANY])

    def _act(self, evaluations, count):
        """Add so many actions of which nobody has said anything."""
        for one in evaluations:
            keys = {"rhk_id": one.skp_id.rhk_ids.id, "period_id": one.period_id.id}
            own = self.by(one, one.employee_id).env["hr.asn.action"]
            own.create([{**keys, "name": f"Kunjungan {n}"} for n in range(count)])

    def test_report(self):
        evaluations = self._evaluations()
        self._without_logins()
        self._assert_flat(
            "report",
            evaluations,
            lambda some: some and some.action_submit(),
            self.officer,
        )

    def test_rating_under_the_evidence_gate(self):
        evaluations = self._evaluations()
        for evaluation in evaluations:
            self.prove(evaluation)
            self.by(evaluation, evaluation.employee_id).action_submit()
        self._assert_flat(
            "rate with evidence",
            evaluations,
            lambda some: some and some.action_rate("sesuai", "sesuai"),
            self.boss,
        )
        self._assert_flat(
            "deliver with entries",
            evaluations,
            lambda some: some and some.action_deliver(),
            self.boss,
        )

    def test_correcting_appraisers(self):
        evaluations = self._evaluations()
        self._assert_flat(
            "correct the appraiser",
            evaluations.skp_id.assignment_id,
            lambda some: some and some.write({"appraiser_id": self.head.id}),
            self.officer,
        )

    def test_changing_appraisers_by_a_run(self):
        evaluations = self._evaluations()
        posts = evaluations.skp_id.assignment_id
        day = self.clock.date()
        handler = self.by(self.env["hr.asn.run.appraiser"], self.officer)
        run = handler._asn_launch(
            [(post, self.head, day) for post in posts], start_on=day
        )
        run._asn_prepare()
        self._assert_flat_run(run)

    def test_panel_beside_hierarchy_health(self):
        self._leave_without_appraiser(self.people)
        rows = self.by(self.env["hr.asn.hierarchy"], self.officer)
        rows = rows.search([("problem", "=", "none")])
        costs = [
            self._queries(some, lambda few: few.panel(), self.officer)
            for some in (rows[:FEW], rows[FEW:], rows[:FEW], rows[FEW:])
        ]
        self.assertEqual(len(rows), FEW + MANY)
        self.assertEqual(costs[2], costs[3])

    def _leave_without_appraiser(self, people):
        """Leave people without an appraiser."""
        posts = self.env["hr.asn.assignment"]
        posts.search([("employee_id", "in", people.ids)]).appraiser_id = False

    def test_hierarchy_health(self):
        self._leave_without_appraiser(self.people)
        rows = self.by(self.env["hr.asn.hierarchy"], self.officer)
        rows = rows.search([("problem", "=", "none")])
        columns = ("person", "where", "present", "proposal_id", "since", "undo")
        specification = {name: {} for name in columns}
        costs = []
        for some in (rows[:FEW], rows[FEW:], rows[:FEW], rows[FEW:]):
            costs.append(
                self._queries(
                    some, lambda few: few.web_read(specification), self.officer
                )
            )
        self.assertEqual(len(rows), FEW + MANY)
        self.assertEqual(costs[2], costs[3])

    def test_units_without_a_head_in_hierarchy_health(self):
        units = self._headless_units()
        rows = self.by(self.env["hr.asn.hierarchy"], self.officer)
        rows = rows.search(
            [("problem", "=", "headless"), ("department_id", "in", units.ids)]
        )
        self.assertEqual(len(rows), FEW + MANY)
        columns = ("person", "where", "present", "detail", "proposal_id", "since")
        specification = {name: {} for name in columns}
        costs = [
            self._queries(some, lambda few: few.web_read(specification), self.officer)
            for some in (rows[:FEW], rows[FEW:], rows[:FEW], rows[FEW:])
        ]
        self.assertEqual(costs[2], costs[3])

    def test_naming_heads_by_a_run(self):
        units = self._headless_units()
        day = self.clock.date()
        handler = self.by(self.env["hr.asn.run.appraiser"], self.officer)
        run = handler._asn_launch(
            [], heads=[(unit, self.head) for unit in units], start_on=day
        )
        run._asn_prepare()
        self._assert_flat_run(run)
        self.assertEqual(units.manager_id, self.head)

    def _headless_units(self):
        """Return as many units below the office as people, one in each."""
        units = self.env["hr.department"].create(
            [
                {
                    "name": f"Unit {person.name}",
                    "parent_id": self.office.id,
                    "company_id": self.agency.id,
                }
                for person in self.people
            ]
        )
        posts = self.env["hr.asn.assignment"]
        posts = posts.search([("employee_id", "in", self.people.ids)])
        for post, unit in zip(posts, units, strict=True):
            post.department_id = unit
        return units

    def test_correcting_appraisers_who_are_waited_for(self):
        plans = self._submitted()

        posts = plans.assignment_id

        def give_to(appraiser):
            vals = {"appraiser_id": appraiser.id}
            return lambda some: some and some.write(vals)

        head, boss = give_to(self.head), give_to(self.boss)
        self._assert_flat("plans go over", posts, head, self.officer)
        self.assertEqual(plans.activity_ids.user_id, self.head.user_id)
        self.by(plans, self.head).action_approve()
        self.by(self.cycle, self.officer).action_open_periods()
        self._run_all()
        self.env.invalidate_all()
        quarter = plans.evaluation_ids.filtered(
            lambda one: one.kind == "periodic" and one.period_id.number == 1
        )
        for evaluation in quarter:
            self.by(evaluation, evaluation.employee_id).action_submit()

        self._assert_flat("evaluations go over", posts, boss, self.officer)
        self.assertEqual(quarter.activity_ids.user_id, self.boss.user_id)

    # -- what screens ask ----------------------------------------------------

    def test_what_may_be_done_now(self):
        evaluations = self._evaluations()
        for who in (self.boss, self.officer, self.head):
            for records in (evaluations, evaluations.skp_id):
                self._assert_flat(
                    f"asn_can of {records._name} for {who.name}",
                    records,
                    lambda some: some.mapped("asn_can"),
                    who,
                )

    def test_lists(self):
        evaluations = self._evaluations()
        columns = {
            "hr.asn.evaluation": (
                "display_name",
                "state",
                "current_predikat",
                "evidence_count",
                "asn_can",
                "note",
                "department_id",
            ),
            "hr.asn.skp": (
                "display_name",
                "state",
                "appraiser_name",
                "has_superior_plan",
                "asn_can",
            ),
        }
        for records in (evaluations, evaluations.skp_id):
            specification = {
                name: {"fields": {"display_name": {}}} if name.endswith("_id") else {}
                for name in columns[records._name]
            }
            self._assert_flat(
                f"list of {records._name}",
                records,
                lambda some, wanted=specification: some.web_read(wanted),
                self.boss,
            )

    def test_what_the_list_of_unit_ratings_reads(self):
        """Each has a head, whose plan is what its proposal stands on."""
        evaluations = self._reported()
        ratings = self._unit_ratings(evaluations)
        columns = ("rating", "proposed", "proposed_agreement", "needs_reason", "state")
        specification = {name: {} for name in columns}

        def read(some):
            return some.web_read(specification)

        self._assert_flat("drafts", ratings, read, self.boss)
        proposed = self.by(ratings, self.boss).mapped("proposed")
        self.assertEqual(set(proposed), {"istimewa"})
        self.by(ratings, self.boss).action_set()
        self._assert_flat("set", ratings, read, self.boss)

    def _unit_ratings(self, evaluations):
        """Return a draft for a unit of each person, who heads it."""
        values = []
        for one in evaluations:
            unit = self._unit(f"Seksi {one.employee_id.name}", self.clinic)
            unit.manager_id = one.employee_id
            one.skp_id.assignment_id.department_id = unit
            values.append(
                {
                    "department_id": unit.id,
                    "period_id": one.period_id.id,
                    "rating": "istimewa",
                    "source": "Perjanjian kinerja",
                    "decided_on": f"{YEAR}-12-30",
                }
            )
        return self.env["hr.asn.unit.rating"].create(values)

    def test_taking_the_library(self):
        goals = self.env["hr.asn.goal"].with_user(self.officer)
        goals.import_library(RHK_CSV, IKI_CSV)
        self.cycle.action_open()
        plans = self.cycle.skp_ids
        self._without_logins()
        self._assert_flat(
            "take the library",
            plans,
            lambda some: some and some.action_take_library(),
            self.officer,
        )
        own = plans.filtered(lambda one: one.employee_id in self.people)
        self.assertEqual(own.rhk_ids.mapped("name"), ["Vaksinasi"] * (FEW + MANY))
