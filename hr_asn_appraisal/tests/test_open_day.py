"""A cycle and its periods open by themselves on their day: whose rights, what, when."""

from datetime import datetime

import pytz

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import codes
from .common import OFFICER, USER, YEAR, AsnCommon, AsnHttpCommon
from .test_exemption import ExemptionMixin

DAY = f"{YEAR}-01-12"


def _no_commit(cron, processed=0, **kwargs):
    return float("inf")


class OpenDayMixin(ExemptionMixin):
    def setUp(self):
        super().setUp()
        self.patch(self.env.registry["ir.cron"], "_commit_progress", _no_commit)
        # As the scheduler calls: the superuser, with no agency chosen.
        self.worker = self.env(user=SUPERUSER_ID, context={})

    def let_open(self, day=DAY, who=None, **values):
        """Let an officer set the day on which the cycle opens."""
        self.by(self.cycle, who or self.officer).write({"open_on": day, **values})

    def night(self, day=None):
        """Let the worker look, and the runs be done, on a day."""
        if day:
            self.set_day(day)
        self.env.flush_all()
        self.worker["hr.asn.cycle"]._cron_asn_open()
        self.worker["hr.asn.run"]._cron_asn_run()
        self.env.invalidate_all()

    def runs(self, kind="opening"):
        return self.env["hr.asn.run"].search(
            [("cycle_id", "=", self.cycle.id), ("kind", "=", kind)], order="id"
        )

    def named(self, name):
        return self.events(self.cycle).filtered(lambda one: one.name == name)

    def tasks(self, who):
        tasks = self.by(self.env["hr.asn.tasks"], who)._asn_tasks()
        return {one["key"]: one["count"] for one in tasks}


@tagged("post_install", "-at_install")
class TestOpenDay(OpenDayMixin, AsnCommon):
    def test_it_opens_on_its_day_and_not_before(self):
        self.let_open()
        self.night(f"{YEAR}-01-11")
        self.assertEqual((self.cycle.state, len(self.runs())), ("draft", 0))
        self.night(DAY)
        run = self.runs()
        self.assertEqual((run.state, run.ok_count, run.total), ("done", 7, 7))
        self.assertEqual((run.user_id, str(run.start_on)), (self.officer, DAY))
        self.assertEqual(self.cycle.state, "planning")
        self.assertEqual(len(self.cycle.skp_ids), 7)
        self.assertEqual(self.named("open").actor_id, self.officer)
        self.assertEqual(self.events(self.plan(self.staff)).actor_id, self.officer)

    def test_a_missed_night_is_made_up_for(self):
        self.let_open()
        self.night(f"{YEAR}-01-20")
        self.assertEqual(self.cycle.state, "planning")

    def test_without_a_day_nothing_opens(self):
        self.night(f"{YEAR}-06-01")
        self.assertEqual((self.cycle.state, len(self.runs())), ("draft", 0))

    def test_the_second_night_makes_nothing(self):
        self.let_open()
        self.night(DAY)
        for day in (DAY, f"{YEAR}-01-13"):
            self.night(day)
            self.assertEqual((len(self.runs()), len(self.cycle.skp_ids)), (1, 7))

    def test_a_look_beforehand_does_not_hold_it_up(self):
        self.let_open()
        looked = self.by(self.cycle, self.officer).action_check()["res_id"]
        self.night(DAY)
        self.assertEqual(self.cycle.state, "planning")
        self.assertEqual(self.runs()[0].id, looked)
        self.assertEqual(self.runs().mapped("state"), ["draft", "done"])

    def test_a_day_has_to_come_yet(self):
        for day in (f"{YEAR}-01-04", f"{YEAR + 1}-01-01"):
            with self.subTest(day), self.assertRaises(ValidationError):
                self.let_open(day)
        self.let_open(f"{YEAR}-01-05")
        self.night()
        self.assertEqual(self.cycle.state, "planning")
        with self.assertRaises(UserError):
            self.let_open(f"{YEAR}-03-01")

    def test_a_day_of_today_wakes_the_worker(self):
        cron = self.env.ref("hr_asn_appraisal.ir_cron_asn_open")
        waiting = self.env["ir.cron.trigger"].search_count
        self.let_open(DAY)
        self.assertFalse(waiting([("cron_id", "=", cron.id)]))
        self.let_open(f"{YEAR}-01-05")
        self.assertTrue(waiting([("cron_id", "=", cron.id)]))

    def test_each_agency_by_its_own_clock(self):
        """The 12th begins at 15:00 UTC in Jayapura, at 17:00 UTC in Jakarta."""
        there = self._far_agency()
        self.let_open()
        real = type(self.env["res.company"])
        for moment, states in (
            (datetime(YEAR, 1, 11, 14, 30), ("draft", "draft")),
            (datetime(YEAR, 1, 11, 16, 30), ("draft", "planning")),
            (datetime(YEAR, 1, 11, 17, 5), ("planning", "planning")),
        ):
            utc = pytz.utc.localize(moment)
            self.patch(
                real,
                "_asn_now",
                lambda company, utc=utc: utc.astimezone(
                    pytz.timezone(company.asn_tz)
                ).replace(tzinfo=None),
            )
            self.night()
            self.assertEqual((self.cycle.state, there.state), states)

    def _far_agency(self):
        agency = self.env["res.company"].create(
            {"name": "Kota Timur", "asn_tz": "Asia/Jayapura"}
        )
        self.env.user.company_ids |= agency
        officer = self._user("timur", OFFICER, agency)
        cycles = self.env["hr.asn.cycle"].with_user(officer)
        made = cycles.with_context(allowed_company_ids=agency.ids).create(
            {"year": YEAR, "policy_id": self.policy.id, "open_on": DAY}
        )
        return made.with_user(self.env.ref("base.user_root"))

    def test_a_failing_cycle_stops_no_other(self):
        there = self._far_agency()
        self.let_open()
        look = self.env.registry["hr.asn.cycle"]._asn_due_openings

        def fail(cycle):
            if cycle == there:
                raise ValueError("x")
            return look(cycle)

        self.patch(self.env.registry["hr.asn.cycle"], "_asn_due_openings", fail)
        logger = "odoo.addons.hr_asn_appraisal.models.hr_asn_cycle_opening"
        with self.assertLogs(logger, "ERROR"):
            self.night(DAY)
        self.assertEqual((self.cycle.state, there.state), ("planning", "draft"))

    def test_a_killed_run_is_continued_and_no_second_is_made(self):
        self.let_open()
        self.set_day(DAY)
        self.worker["hr.asn.cycle"]._cron_asn_open()
        self.worker["hr.asn.run"]._asn_start_planned()
        run = self.runs()
        self.assertEqual(run._asn_step(3), 3)
        self.env.invalidate_all()
        self.assertEqual((run.state, run.done_count), ("running", 3))
        joined = self._person("Baru", login=False)
        self._assign(joined, self.boss, self.clinic)
        self.worker["hr.asn.cycle"]._cron_asn_open()
        self.assertEqual(self.runs(), run)
        self.night()
        self.assertEqual((run.state, run.ok_count, run.total), ("done", 7, 7))
        self.night(f"{YEAR}-01-13")
        self.assertEqual(self.runs().mapped("ok_count"), [7, 1])
        self.assertEqual(self.plan(joined).state, "draft")


@tagged("post_install", "-at_install")
class TestPickUp(OpenDayMixin, AsnCommon):
    def setUp(self):
        super().setUp()
        self.let_open()
        self.night(DAY)

    def test_who_has_come_later_is_picked_up(self):
        """A joiner, a Plt. and one whose exemption ended; each once, none twice."""
        joined = self._person("Baru", login=False)
        self._assign(joined, self.boss, self.clinic, date_from=f"{YEAR}-02-01")
        plt = {"status": codes.PLT, "date_from": f"{YEAR}-02-01"}
        self._assign(self.boss, self.chief, self.office, **plt)
        away = self._person("Belajar", login=False)
        self._assign(away, self.boss, self.clinic)
        leave = self.exempt(away)
        self.night(f"{YEAR}-02-01")
        run = self.runs()[-1]
        self.assertEqual((run.total, run.ok_count, run.user_id), (2, 2, self.officer))
        self.assertFalse(self.plan(away))
        self.by(leave, self.officer).action_revoke("Selesai")
        self.night(f"{YEAR}-02-02")
        self.assertEqual(len(self.plan(away)), 1)
        self.night(f"{YEAR}-02-03")
        self.assertEqual(self.runs().mapped("ok_count"), [7, 2, 1])

    def test_who_was_transferred_is_picked_up(self):
        self.plan(self.staff).assignment_id.date_to = f"{YEAR}-06-30"
        self.env.flush_all()
        since = {"date_from": f"{YEAR}-07-01"}
        self._assign(self.staff, self.foreign_boss, self.school_office, **since)
        self.night(f"{YEAR}-07-01")
        self.assertEqual(
            self.plan(self.staff).department_id, self.clinic | self.school_office
        )

    def test_a_plan_that_was_taken_back_stays_so(self):
        self.plan(self.staff)._asn_put({"state": "cancelled", "cancel_reason": "x"})
        self.night(f"{YEAR}-02-01")
        self.assertEqual(len(self.runs()), 1)
        self.assertEqual(self.plan(self.staff).state, "cancelled")

    def _joined(self):
        joined = self._person("Baru", login=False)
        self._assign(joined, self.boss, self.clinic)
        return joined

    def test_not_where_the_cycle_does_not_say_so(self):
        self.by(self.cycle, self.officer).picks_up = False
        joined = self._joined()
        self.night(f"{YEAR}-02-01")
        self.assertFalse(self.plan(joined))

    def test_a_cycle_opened_by_hand_picks_up_when_told_to(self):
        other = self.env["hr.asn.cycle"].with_user(self.officer)
        other = other.create({"year": YEAR + 1, "policy_id": self.policy.id})
        other.action_open()
        self.assertFalse(other.picks_up)
        joined = self._joined()
        self.night(f"{YEAR}-02-01")
        self.assertNotIn(joined, other.skp_ids.employee_id)
        other.picks_up = True
        self.night(f"{YEAR}-02-02")
        self.assertIn(joined, other.skp_ids.employee_id)

    def test_a_closing_or_closed_cycle_is_left_alone(self):
        self._joined()
        self.cycle.action_start()
        for step in ("wind_up", "close"):
            self.by(self.cycle, self.officer)._transition(step)
            self.night(f"{YEAR}-02-01")
            self.assertEqual((len(self.runs()), len(self.cycle.skp_ids)), (1, 7))


@tagged("post_install", "-at_install")
class TestPeriodDay(OpenDayMixin, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.skp = cls.agree(cls.staff)
        periods = cls.cycle.period_ids.sorted("date_to")
        cls.q1, cls.q2 = periods.filtered(lambda one: one.kind == codes.TRIWULAN)[:2]

    def opened(self, skp=None):
        evaluations = (skp or self.skp).evaluation_ids
        return evaluations.period_id.sorted("date_to")

    def test_a_period_opens_from_its_day_on(self):
        self.by(self.q1, self.officer).open_on = f"{YEAR}-03-01"
        self.by(self.q2, self.officer).open_on = f"{YEAR}-06-01"
        self.night(f"{YEAR}-02-28")
        self.assertEqual(
            (self.opened(), self.cycle.state), (self.q1.browse(), "planning")
        )
        self.night(f"{YEAR}-03-01")
        self.assertEqual((self.opened(), self.cycle.state), (self.q1, "running"))
        run = self.runs("evaluation")
        self.assertEqual((run.total, run.ok_count, run.user_id), (1, 1, self.officer))
        self.night(f"{YEAR}-03-02")
        self.assertEqual(self.runs("evaluation"), run)
        later = self.agree(self.peer)
        self.night(f"{YEAR}-03-03")
        self.assertEqual(self.opened(later), self.q1)
        self.night(f"{YEAR}-06-01")
        self.assertEqual(self.opened(), self.q1 | self.q2)
        self.assertEqual(self.runs("evaluation").mapped("ok_count"), [1, 1, 2])

    def test_periods_without_a_day_wait_for_the_officer(self):
        self.night(f"{YEAR}-12-31")
        self.assertFalse(self.runs("evaluation"))

    def test_the_officers_button_opens_all_as_ever(self):
        self.by(self.q2, self.officer).open_on = f"{YEAR}-06-01"
        self.by(self.cycle, self.officer).action_open_periods()
        self.env.invalidate_all()
        self.assertEqual(len(self.skp.evaluation_ids), 5)
        self.night(f"{YEAR}-06-01")
        self.assertEqual(len(self.runs("evaluation")), 1)

    def test_who_is_exempt_in_it_gets_none(self):
        self.by(self.q1, self.officer).open_on = f"{YEAR}-03-01"
        self.exempt(self.staff, f"{YEAR}-01-01", f"{YEAR}-03-31")
        self.night(f"{YEAR}-03-01")
        self.assertFalse(self.runs("evaluation"))

    def test_days_set_before_there_was_an_opener_open_nothing(self):
        self.q1.open_on = f"{YEAR}-02-01"
        self.env.flush_all()
        self.cr.execute(
            "UPDATE hr_asn_period SET opener_id = NULL WHERE id = %s", [self.q1.id]
        )
        self.env.invalidate_all()
        self.night(f"{YEAR}-02-01")
        self.assertFalse(self.runs("evaluation"))
        self.assertFalse(self.cycle.has_lapsed)

    def test_each_period_with_the_rights_of_who_has_set_its_day(self):
        self.by(self.q1, self.officer).open_on = f"{YEAR}-03-01"
        self.by(self.q2, self.team).open_on = f"{YEAR}-03-01"
        self.night(f"{YEAR}-03-01")
        runs = self.runs("evaluation")
        self.assertEqual(runs.user_id, self.officer | self.team)
        self.assertEqual(self.opened(), self.q1 | self.q2)


@tagged("post_install", "-at_install")
class TestOpenerRights(OpenDayMixin, AsnCommon):
    def test_only_who_runs_the_agency_sets_a_day(self):
        for who in (self.unit_officer, self.staff, self.boss, self.auditor):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.let_open(who=who)
        self.assertFalse(self.cycle.open_on)

    def test_nobody_chooses_with_whose_rights(self):
        for values in ({"opener_id": self.team.id}, {"lapsed_on": DAY}):
            with self.subTest(values), self.assertRaises(AccessError):
                self.by(self.cycle, self.officer).write(values)
        cycles = self.by(self.env["hr.asn.cycle"], self.officer)
        made = cycles.with_context(default_opener_id=self.team.id).create(
            {
                "year": YEAR + 1,
                "policy_id": self.policy.id,
                "open_on": DAY,
                "opener_id": self.team.id,
                "lapsed_on": DAY,
            }
        )
        self.assertEqual((made.opener_id, made.lapsed_on), (self.officer, False))
        self.assertFalse(self.cycle.copy({"year": YEAR + 2}).open_on)

    def _goes(self, how):
        if how == "group":
            self.officer.group_ids = self.env.ref(USER)
        elif how == "units":
            self.officer.asn_unit_ids = self.office
        elif how == "archived":
            self.officer.active = False
        else:
            other = self.env["res.company"].create({"name": "Kota Lain"})
            self.officer.write(
                {"company_ids": [(6, 0, other.ids)], "company_id": other.id}
            )

    def _check_nothing_opens(self, how):
        self.let_open()
        self._goes(how)
        self.night(DAY)
        self.night(f"{YEAR}-01-13")
        cycle = self.cycle.sudo()
        self.assertEqual((cycle.state, len(self.runs())), ("draft", 0))
        told = self.named("lapse_opening")
        self.assertEqual((len(told), told.note), (1, "officer"))
        self.assertEqual(str(cycle.lapsed_on), DAY)
        self.assertEqual(self.tasks(self.team).get("opening"), 1)
        self.assertNotIn("opening", self.tasks(self.unit_officer))

    def test_who_is_no_officer_any_more_opens_nothing(self):
        self._check_nothing_opens("group")

    def test_who_is_an_officer_of_some_units_opens_nothing(self):
        self._check_nothing_opens("units")

    def test_who_is_archived_opens_nothing(self):
        self._check_nothing_opens("archived")

    def test_who_works_for_another_agency_opens_nothing(self):
        self._check_nothing_opens("agency")

    def test_another_takes_over(self):
        self.let_open()
        self._goes("units")
        self.night(DAY)
        for who in (self.unit_officer, self.boss):
            with self.assertRaises(AccessError):
                self.by(self.cycle, who).action_take_over()
        self.by(self.cycle, self.team).action_take_over()
        self.assertFalse(self.cycle.has_lapsed)
        self.assertNotIn("opening", self.tasks(self.team))
        self.assertEqual(self.named("take_over_opening").note, "officer")
        self.night(f"{YEAR}-01-13")
        self.assertEqual(
            (self.cycle.state, self.runs().user_id), ("planning", self.team)
        )

    def test_who_goes_before_his_run_has_started_holds_up_nothing(self):
        self.let_open()
        self.set_day(DAY)
        self.worker["hr.asn.cycle"]._cron_asn_open()
        self._goes("group")
        self.night()
        run = self.runs()
        self.assertEqual((run.state, self.cycle.sudo().state), ("draft", "draft"))
        self.assertTrue(run.message)
        self.assertEqual(self.tasks(self.team).get("run"), 1)
        self.by(self.cycle, self.team).action_take_over()
        self.night(f"{YEAR}-01-13")
        self.assertEqual(self.cycle.sudo().state, "planning")
        self.assertEqual((self.runs() - run).user_id, self.team)

    def test_who_is_an_officer_again_goes_on(self):
        self.let_open()
        self._goes("units")
        self.night(DAY)
        self.officer.asn_of_units = False
        self.night(f"{YEAR}-01-13")
        self.assertEqual((self.cycle.state, self.cycle.lapsed_on), ("planning", False))

    def test_periods_are_taken_over_with_the_cycle(self):
        self.agree(self.staff)
        period = self.cycle.period_ids.sorted("date_to")[0]
        self.by(period, self.officer).open_on = f"{YEAR}-03-01"
        self._goes("units")
        self.night(f"{YEAR}-03-01")
        self.assertFalse(self.runs("evaluation"))
        self.assertEqual(self.tasks(self.team).get("opening"), 1)
        self.assertTrue(self.by(self.cycle, self.team).has_lapsed)
        self.by(self.cycle, self.team).action_take_over()
        self.night(f"{YEAR}-03-02")
        run = self.runs("evaluation")
        self.assertEqual((run.ok_count, run.user_id), (1, self.team))


@tagged("post_install", "-at_install")
class TestOpenDayRpc(OpenDayMixin, AsnHttpCommon):
    @mute_logger("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")
    def test_no_way_round(self):
        self.cycle.action_open()
        period = self.cycle.period_ids[0]
        draft = self.env["hr.asn.cycle"].with_user(self.officer)
        draft = draft.create({"year": YEAR + 1, "policy_id": self.policy.id})
        settled = [{"opener_id": self.team.id}, {"lapsed_on": DAY}]
        for who, tried in (
            (self.officer, settled),
            (self.unit_officer, [*settled, {"open_on": DAY}]),
            (self.staff, [*settled, {"open_on": DAY}]),
        ):
            self.sign_in(who)
            for record in (draft, period):
                for values in tried:
                    _result, error = self.rpc(record._name, "write", record.id, values)
                    self.assertEqual(error, "odoo.exceptions.AccessError", values)
        for model, method in (
            ("hr.asn.cycle", "_cron_asn_open"),
            ("hr.asn.period", "_asn_take_over"),
        ):
            _result, error = self.rpc(model, method, [])
            self.assertEqual(error, "odoo.exceptions.AccessError")


@tagged("post_install", "-at_install")
class TestOpenDayCosts(OpenDayMixin, AsnCommon):
    """A nightly look at 20 more people takes no more queries than one at 2 more."""

    def _costs(self, look):
        costs = []
        # The first time fills caches of the registry, which are not counted.
        for count in (2, 2, 20):
            with self.cr.savepoint() as savepoint:
                for number in range(count):
                    one = self._person(f"Pegawai {number}", login=False)
                    self._assign(one, self.boss if number % 2 else False, self.clinic)
                costs.append(self._cost(*look()))
                savepoint.rollback()
            self.env.invalidate_all()
        return costs[1:]

    def _cost(self, kind, params):
        handler = self.env["hr.asn.run"]._asn_handler_of(
            kind, self.officer, self.agency
        )
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self.assertTrue(handler._asn_has_work(self.cycle.with_env(handler.env), params))
        return self.cr.sql_log_count - before

    def test_looking_for_plans(self):
        few, many = self._costs(lambda: ("opening", {"missing": True}))
        self.assertEqual(few, many)

    def test_looking_for_evaluations(self):
        def look():
            self.cycle.action_open()
            plans = self.cycle.skp_ids.sudo()
            plans._asn_put({"version_number": 1, "state": "approved"})
            return "evaluation", {"periods": self.cycle.period_ids[:2].ids}

        few, many = self._costs(look)
        self.assertEqual(few, many)
