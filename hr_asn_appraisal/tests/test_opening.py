"""Periksa Dahulu: what an opening would do, and that it then does just that."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import codes
from .common import YEAR, AsnCommon, AsnHttpCommon
from .test_exemption import ExemptionMixin

BOXES = ("make", "incomplete", "exists", "exempt", "cannot")


class OpeningMixin(ExemptionMixin):
    @classmethod
    def look(cls, kind="opening", who=None):
        """Return the run in which an officer looks at what an opening would do."""
        cycle = cls.by(cls.cycle, who or cls.officer)
        action = (
            cycle.action_check() if kind == "opening" else cycle.action_check_periods()
        )
        cls.env.invalidate_all()
        return cls.env["hr.asn.run"].browse(action["res_id"])

    @classmethod
    def start(cls, run):
        cls.by(run, run.user_id).action_start()
        cls.env.invalidate_all()
        return run

    @classmethod
    def boxes(cls, run):
        return {name: run[f"{name}_count"] for name in BOXES if run[f"{name}_count"]}

    @classmethod
    def told(cls, run):
        """Return what stands in the lines: {key: (outcome, message)}."""
        return {line.key: (line.outcome, line.message) for line in run.line_ids}

    @classmethod
    def outcome(cls, run, name):
        lines = run.line_ids.filtered(lambda line: name in line.name)
        return lines.mapped("outcome")


@tagged("post_install", "-at_install")
class TestPreview(OpeningMixin, AsnCommon):
    @classmethod
    def _make_people(cls):
        super()._make_people()
        cls.orphan = cls._person("Yatim", login=False)
        cls._assign(cls.orphan, False, cls.clinic)
        cls.gone = cls._person("Arsip", login=False)
        cls._assign(cls.gone, cls.boss, cls.clinic)
        cls.gone.active = False
        cls.without = cls._person("Tanpa Jabatan", login=False)

    def _state_of_things(self):
        """Return what a look must not change."""
        models = ("hr.asn.skp", "hr.asn.evaluation", "hr.asn.period", "hr.asn.event")
        counts = [self.env[model].search_count([]) for model in models]
        return [self.cycle.state, *counts]

    def test_each_post_says_what_will_become_of_it(self):
        self.exempt(self.staff)
        before = self._state_of_things()
        run = self.look()
        self.assertEqual(self._state_of_things(), before)
        self.assertEqual(run.state, "draft")
        expected = {"make": 6, "incomplete": 1, "exempt": 1, "cannot": 2}
        self.assertEqual(self.boxes(run), expected)
        self.assertEqual(run.total, sum(expected.values()))
        for name, outcome in (
            ("Hendra", "make"),
            ("Dewi", "exempt"),
            ("Yatim", "incomplete"),
            ("Arsip", "cannot"),
            ("Tanpa Jabatan", "cannot"),
        ):
            with self.subTest(name):
                self.assertEqual(self.outcome(run, name), [outcome])
                lines = run.line_ids.filtered(lambda line, name=name: name in line.name)
                self.assertEqual(bool(lines.message), outcome != "make")

    def test_the_run_does_what_was_told(self):
        self.exempt(self.staff)
        run = self.look()
        told = self.told(run)
        self.start(run)
        self.assertEqual(self.told(run), told)
        self.assertEqual((run.state, self.cycle.state), ("done", "planning"))
        made = {
            f"assignment {plan.assignment_id.id}": plan for plan in self.cycle.skp_ids
        }
        wanted = {
            key
            for key, (outcome, _message) in told.items()
            if outcome in ("make", "incomplete")
        }
        self.assertEqual(set(made), wanted)
        for line in run.line_ids:
            done = line.outcome in ("make", "incomplete")
            self.assertEqual(line.state, "ok" if done else "skipped")
            self.assertEqual(line.res_id or 0, made[line.key].id if done else 0)

    def test_opening_after_a_look_is_the_same_run(self):
        run = self.look()
        self.assertEqual(self.look(), run, "a second look makes no second run")
        action = self.by(self.cycle, self.officer).action_open()
        self.assertEqual(action["res_id"], run.id)
        self.assertEqual(self.look(), run.search([], limit=1) - run)

    def test_what_has_changed_since_the_look_is_found_at_the_start(self):
        run = self.look()
        late = self._person("Susulan", login=False)
        self._assign(late, self.boss, self.clinic)
        self.exempt(self.peer)
        self.start(run)
        self.assertEqual(self.outcome(run, "Susulan"), ["make"])
        self.assertEqual(self.outcome(run, "Laila"), ["exempt"])
        self.assertTrue(self.plan(late))
        self.assertFalse(self.plan(self.peer))

    def test_plans_are_counted_by_policy(self):
        school = self.policy.copy({"name": "Semester", "cadence": codes.SEMESTER})
        self.cycle.audience_ids = [
            (0, 0, {"department_id": self.school_office.id, "policy_id": school.id})
        ]
        run = self.look()
        self.assertEqual(run.policy_summary, "Triwulan: 6\nSemester: 2")

    def test_an_officer_of_a_unit_looks_at_his_units_only(self):
        self.by(self.cycle, self.officer).action_open()
        lost = self._person("Tercecer", login=False)
        lost.department_id = self.clinic
        self._assign(self._person("Baru", login=False), self.boss, self.clinic)
        run = self.look(who=self.unit_officer)
        self.assertEqual(self.boxes(run), {"make": 1, "exists": 6, "cannot": 2})
        self.assertEqual(self.outcome(run, "Tercecer"), ["cannot"])
        self.assertFalse(self.outcome(run, "Tanpa Jabatan"))

    def test_an_officer_of_a_unit_does_not_open_the_cycle(self):
        run = self.look(who=self.unit_officer)
        with self.assertRaises(AccessError):
            self.start(run)
        self.assertEqual((self.cycle.state, run.state), ("draft", "draft"))

    def test_a_run_is_looked_at_by_its_starter_before_its_start(self):
        run = self.look()
        with self.assertRaises(AccessError):
            self.by(run, self.team).action_preview()
        self.start(run)
        with self.assertRaises(UserError):
            self.by(run, self.officer).action_preview()

    # -- evaluations ------------------------------------------------------------

    def test_evaluations_are_looked_at_and_opened_the_same_way(self):
        self.agree(self.staff)
        self.agree(self.peer)
        self.exempt(self.peer, f"{YEAR}-01-10")
        before = self._state_of_things()
        run = self.look("evaluation")
        self.assertEqual(self._state_of_things(), before)
        expected = {"make": 1, "exempt": 1, "cannot": 6}
        self.assertEqual(self.boxes(run), expected)
        told = self.told(run)
        self.start(run)
        self.assertEqual(self.told(run), told)
        self.assertEqual(self.cycle.state, "running")
        evaluations = self.env["hr.asn.evaluation"].search(
            [("cycle_id", "=", self.cycle.id)]
        )
        self.assertEqual(evaluations.employee_id, self.staff)
        self.assertEqual(len(evaluations), 5)
        again = self.look("evaluation")
        self.assertEqual(self.boxes(again), {"exists": 1, "exempt": 1, "cannot": 6})


@tagged("post_install", "-at_install")
class TestOpeningAgain(OpeningMixin, AsnCommon):
    """What came later is found by opening again; what is there stays as it is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.by(cls.cycle, cls.officer).action_open()

    def _again(self):
        run = self.start(self.look())
        fresh = run.line_ids.filtered(lambda line: line.state == "ok")
        self.assertEqual(run.exists_count, 7)
        return self.env["hr.asn.skp"].browse(fresh.mapped("res_id"))

    def test_nothing_new(self):
        self.assertFalse(self._again())

    def test_who_has_joined(self):
        joined = self._person("Baru", login=False)
        self._assign(joined, self.boss, self.clinic, date_from=f"{YEAR}-05-01")
        plan = self._again()
        self.assertEqual(plan.employee_id, joined)
        self.assertEqual(str(plan.date_from), f"{YEAR}-05-01")

    def test_who_was_transferred(self):
        old = self.plan(self.staff).assignment_id
        old.date_to = f"{YEAR}-06-30"
        self.env.flush_all()
        self._assign(
            self.staff,
            self.foreign_boss,
            self.school_office,
            date_from=f"{YEAR}-07-01",
        )
        plan = self._again()
        self.assertEqual(plan.employee_id, self.staff)
        self.assertEqual(plan.department_id, self.school_office)
        self.assertEqual(
            [str(one.date_to) for one in self.plan(self.staff).sorted("date_from")],
            [f"{YEAR}-06-30", f"{YEAR}-12-31"],
        )

    def _join(self, kind=codes.PNS, unit=None):
        joined = self._person("Baru", kind=kind, login=False)
        self._assign(joined, self.boss, unit or self.clinic, date_from=f"{YEAR}-02-01")

    def test_a_cadence_added_later_gets_its_periods(self):
        """Half-yearly for the schools from February on: two periods more."""
        half = self.policy.copy({"name": "Semester", "cadence": codes.SEMESTER})
        own = self.by(self.cycle, self.officer)
        own.audience_ids = [
            (0, 0, {"department_id": self.school_office.id, "policy_id": half.id})
        ]
        self.assertEqual(len(self.cycle.period_ids), 5)
        self._join(unit=self.school_office)
        plan = self._again()
        self.assertEqual(plan.policy_id, half)
        kinds = self.cycle.period_ids.mapped("kind")
        self.assertEqual(kinds.count(codes.SEMESTER), 2)
        self.assertEqual(len(kinds), 7)
        plan._asn_put({"version_number": 1, "state": "approved"})
        self.by(self.cycle, self.officer).action_open_periods()
        self.env.invalidate_all()
        found = sorted(plan.evaluation_ids.period_id.mapped("kind"))
        self.assertEqual(found, [codes.SEMESTER, codes.SEMESTER, codes.TAHUN])
        self.assertFalse(self._once_more())
        self.assertEqual(len(self.cycle.period_ids), 7)

    def _once_more(self):
        run = self.start(self.look())
        return run.line_ids.filtered(lambda line: line.state == "ok")

    def test_part_time_pppk_who_come_later_get_their_policy(self):
        self.assertFalse(self.cycle.audience_ids)
        self._join(codes.PPPK_PARUH_WAKTU)
        policy = self.env.ref("hr_asn_appraisal.policy_pppk_part_time")
        look = self.look()
        # Looked at first: told, and nothing made.
        self.assertEqual(look.policy_summary, f"{policy.name}: 1")
        self.assertFalse(self.cycle.audience_ids)
        self.assertEqual(self._again().policy_id, policy)
        self.assertEqual(self.cycle.audience_ids.policy_id, policy)

    def test_an_audience_that_was_taken_out_does_not_come_back(self):
        self._join(codes.PPPK_PARUH_WAKTU)
        self._again()
        self.by(self.cycle, self.officer).audience_ids = [(5, 0, 0)]
        self._join(codes.PPPK_PARUH_WAKTU)
        fresh = self._once_more()
        plan = self.env["hr.asn.skp"].browse(fresh.res_id)
        self.assertEqual(plan.policy_id, self.policy)
        self.assertFalse(self.cycle.audience_ids)

    def test_an_audience_that_was_made_by_hand_and_taken_out_stays_out(self):
        """Before there was anybody of that kind; a line that got that kind, too."""
        self.assertFalse(self.cycle.is_part_time_seen)
        own = self.by(self.cycle, self.officer)
        for first in (codes.PPPK_PARUH_WAKTU, codes.PNS):
            own.sudo().is_part_time_seen = False
            line = {"policy_id": self.policy.id, "asn_kind": first}
            own.audience_ids = [(0, 0, line)]
            own.audience_ids.asn_kind = codes.PPPK_PARUH_WAKTU
            own.audience_ids = [(5, 0, 0)]
            self.assertTrue(own.is_part_time_seen, first)
        self._join(codes.PPPK_PARUH_WAKTU)
        self.assertEqual(self._again().policy_id, self.policy)
        self.assertFalse(self.cycle.audience_ids)

    def test_a_transfer_makes_what_the_plan_stands_on(self):
        """Also of who changes posts in some units only."""
        self._join(codes.PPPK_PARUH_WAKTU)
        post = self.env["hr.asn.assignment"].search([("name", "=", "Baru")])
        handler = self.by(self.env["hr.asn.run.opening"], self.unit_officer)
        cycle = self.by(self.cycle, self.unit_officer)
        plan = handler._asn_open_due(cycle, self.by(post, self.unit_officer))
        policy = self.env.ref("hr_asn_appraisal.policy_pppk_part_time")
        self.assertEqual(plan.policy_id, policy)

    def test_the_line_of_part_time_pppk_stands_before_that_of_their_unit(self):
        """In the transaction that makes the line, too: a plan keeps its policy."""
        half = self.policy.copy({"name": "Semester", "cadence": codes.SEMESTER})
        own = self.by(self.cycle, self.officer)
        own.audience_ids = [
            (0, 0, {"department_id": self.clinic.id, "policy_id": half.id})
        ]
        self._join(codes.PPPK_PARUH_WAKTU)
        post = self.env["hr.asn.assignment"].search([("name", "=", "Baru")])
        self.assertEqual(own._asn_policy_of(post), half)
        plan = own.env["hr.asn.run.opening"]._asn_open_due(own, post)
        policy = self.env.ref("hr_asn_appraisal.policy_pppk_part_time")
        self.assertEqual(plan.policy_id, policy)

    def test_who_became_plt(self):
        self._assign(
            self.boss,
            self.chief,
            self.office,
            status=codes.PLT,
            date_from=f"{YEAR}-03-01",
        )
        plan = self._again()
        self.assertEqual((plan.employee_id, plan.status), (self.boss, codes.PLT))


@tagged("post_install", "-at_install")
class TestOpeningCosts(OpeningMixin, AsnCommon):
    """A look at 20 more people takes no more queries than one at 2 more."""

    def _cost(self, kind):
        run = self.look(kind)
        handler = self.by(run, self.officer)._asn_handler()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        handler._asn_preview(handler.env["hr.asn.run"].browse(run.id))
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def _add(self, count):
        """Make people of every kind: with and without appraiser, exempt, Plt."""
        people = self.env["hr.employee"]
        for number in range(count):
            one = self._person(f"Pegawai {number}", login=False)
            self._assign(one, self.boss if number % 2 else False, self.clinic)
            self.exempt(one, f"{YEAR}-02-01")
            plt = {"status": codes.PLT, "date_to": f"{YEAR}-03-31"}
            self._assign(one, self.boss, self.office, **plt)
            self._person(f"Tanpa {number}", login=False)
            people |= one
        return people

    def _costs(self, kind):
        costs = []
        # The first time fills caches of the registry, which are not counted.
        for count in (2, 2, 20):
            with self.cr.savepoint() as savepoint:
                people = self._add(count)
                if kind == "evaluation":
                    self._agree_all(people)
                costs.append(self._cost(kind))
                savepoint.rollback()
            self.env.invalidate_all()
        return costs[1:]

    def _agree_all(self, people):
        """Let the plans be agreed without walking each of them through its steps."""
        self.by(self.cycle, self.officer).action_open()
        for run in self.env["hr.asn.run"].search([("state", "=", "running")]):
            run._asn_step(200)
        plans = self.cycle.skp_ids.filtered(lambda one: one.employee_id in people)
        plans._asn_put({"version_number": 1, "state": "approved"})

    def test_looking_at_an_opening(self):
        few, many = self._costs("opening")
        self.assertEqual(few, many)

    def test_looking_at_evaluations(self):
        few, many = self._costs("evaluation")
        self.assertEqual(few, many)


@tagged("post_install", "-at_install")
class TestOpeningRpc(OpeningMixin, AsnHttpCommon):
    @mute_logger("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")
    def test_only_officers_look(self):
        for who in (self.staff, self.boss, self.auditor):
            self.sign_in(who)
            for method in ("action_check", "action_check_periods"):
                _result, error = self.rpc("hr.asn.cycle", method, self.cycle.id)
                self.assertEqual(error, "odoo.exceptions.AccessError")
        self.sign_in(self.officer)
        action, error = self.rpc("hr.asn.cycle", "action_check", self.cycle.id)
        self.assertIsNone(error)
        run = self.env["hr.asn.run"].browse(action["res_id"])
        self.assertEqual((run.user_id, run.make_count), (self.officer, 7))
        for vals in ({"outcome": "make"}, {"state": "ok"}):
            line = run.line_ids[0].id
            _result, error = self.rpc("hr.asn.run.line", "write", line, vals)
            self.assertEqual(error, "odoo.exceptions.AccessError")
