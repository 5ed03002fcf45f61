"""Deadlines that lock, and the officer who unlocks: who, what, why, until when."""

from datetime import date

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import YEAR, AsnCommon, AsnHttpCommon

FEBRUARY = f"{YEAR}-02-03"
LATER = f"{YEAR}-02-10"
REASON = "Cuti sakit sampai 1 Februari"
QUIET = ("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")


class Locking:
    """A policy that locks, on a day after the deadline of plans."""

    locks = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.locks_late = cls.locks
        cls.skp = cls.plan(cls.staff)
        cls.fill(cls.skp)
        cls.set_day(FEBRUARY)

    @classmethod
    def unlock(cls, who=None, until=LATER, **values):
        """Return an unlock of the staff's plan, entered and given by an officer."""
        target = {"employee_id": cls.staff.id} | values
        made = cls.by(cls.env["hr.asn.unlock"], who or cls.officer).create(
            {"cycle_id": cls.cycle.id, "reason": REASON, "date_to": until, **target}
        )
        made.action_grant()
        return made

    @classmethod
    def asked(cls, document=None, who=None):
        """Return the request of the employee of a document."""
        document = document or cls.skp
        cls.by(document, who or document.employee_id).action_ask_unlock(REASON)
        return cls.env["hr.asn.unlock"].search([], limit=1)

    def can(self, who, record=None):
        return self.by(record or self.skp, who).asn_can

    def bucket(self, skp=None):
        rows = self.by(self.env["hr.asn.monitor"], self.officer)
        row = rows.search(
            [("skp_id", "=", (skp or self.skp).id), ("stage", "=", "skp")]
        )
        return row.bucket, str(row.due_on)


@tagged("post_install", "-at_install")
class TestNothingLocks(Locking, AsnCommon):
    """By default nobody is kept from submitting late."""

    locks = False

    def test_late_is_not_locked(self):
        self.assertEqual(self.can(self.staff), "submit")
        self.assertFalse(self.skp.is_locked)
        self.by(self.skp, self.staff).action_submit()
        self.assertEqual(self.skp.state, "submitted")

    def test_there_is_nothing_to_ask_for(self):
        with self.assertRaisesRegex(UserError, "is not locked"):
            self.asked()

    def test_more_time_is_not_late_though_nothing_locks(self):
        self.assertEqual(self.bucket(), ("late", f"{YEAR}-01-31"))
        self.unlock()
        self.assertEqual(self.bucket(), ("not_due", LATER))


@tagged("post_install", "-at_install")
class TestLock(Locking, AsnCommon):
    def test_the_deadline_counts_in_full(self):
        for day, expected in (("01-31", "submit"), ("02-01", "")):
            self.set_day(f"{YEAR}-{day}")
            with self.subTest(day):
                self.assertEqual(self.can(self.staff), expected)
                self.assertEqual(self.skp.is_locked, not expected)

    def test_submitting_is_refused_with_the_day_and_whom_to_ask(self):
        with self.assertRaisesRegex(UserError, r"31 Jan\w+ 2026.*performance officer"):
            self.by(self.skp, self.staff).action_submit()
        self.assertEqual(self.skp.state, "draft")

    def test_what_is_filled_in_stays_and_is_not_changed_by_any_way(self):
        own = self.by(self.skp, self.staff)
        for change in (
            lambda: own.write({"approach": "kualitatif"}),
            lambda: own.rhk_ids.write({"name": "x"}),
            lambda: own.write({"rhk_ids": [Command.create({"name": "x"})]}),
            lambda: own.rhk_ids.iki_ids.write({"target": "1"}),
            lambda: own.rhk_ids.unlink(),
            lambda: own.action_take_library(),
        ):
            with self.assertRaisesRegex(UserError, "was closed"):
                change()
        answer = own.load([".id", "approach"], [[str(own.id), "kualitatif"]])
        self.assertFalse(answer["ids"])
        self.assertEqual(self.skp.rhk_ids.name, "Hasil 1")

    def test_what_came_back_is_improved_at_any_time(self):
        """It was handed in; its appraiser's time is not the employee's."""
        self.set_day(f"{YEAR}-01-30")
        self.by(self.skp, self.staff).action_submit()
        self.set_day(FEBRUARY)
        self.by(self.skp, self.boss).action_return("Lengkapi")
        self.assertEqual(self.can(self.staff), "submit")
        self.by(self.skp, self.staff).action_submit()
        self.by(self.skp, self.boss).action_approve()
        self.by(self.skp, self.staff).action_revise("Target berubah")
        self.assertEqual(self.can(self.staff), "submit drop")

    def test_a_later_joiner_has_his_thirty_days(self):
        joiner = self._person("Baru")
        self._assign(
            joiner, self.boss, self.clinic, self.chief, date_from=f"{YEAR}-02-01"
        )
        self.cycle.action_open()
        plan = self.plan(joiner)
        for day, locked in (("03-03", False), ("03-04", True)):
            self.set_day(f"{YEAR}-{day}")
            self.assertEqual(self.by(plan, joiner).is_locked, locked)

    def test_what_is_opened_late_has_its_days(self):
        """Entered on 3 February, with a post held since last year."""
        late = self._person("Terlambat Dicatat")
        self._assign(late, self.boss, self.clinic, self.chief)
        self.cycle.action_open()
        plan = self.plan(late)
        self.assertEqual(str(plan.fill_until), f"{YEAR}-02-17")
        for day, bucket in (("02-17", "not_due"), ("02-18", "late")):
            self.set_day(f"{YEAR}-{day}")
            self.assertEqual(self.by(plan, late).is_locked, bucket == "late")
            self.assertEqual(self.bucket(plan), (bucket, f"{YEAR}-02-17"))

    def test_what_is_restored_has_its_days(self):
        self.by(self.skp, self.officer).action_cancel("Keliru")
        self.set_day(f"{YEAR}-02-20")
        self.by(self.skp, self.officer).action_restore()
        self.assertEqual(str(self.skp.fill_until), f"{YEAR}-03-06")
        self.assertFalse(self.by(self.skp, self.staff).is_locked)
        self.assertEqual(self.bucket(), ("not_due", f"{YEAR}-03-06"))

    def test_who_gets_his_appraiser_late_has_his_days_from_then(self):
        """Without one it can not be handed in: it is blocked, not late, nor locked."""
        post = self.by(self.skp.assignment_id, self.officer)
        post.appraiser_id = False
        self.assertFalse(self.by(self.skp, self.staff).is_locked)
        self.assertEqual(self.bucket()[0], "blocked")
        self.assertIn("appraiser is not set", self._refusal())
        self.set_day(f"{YEAR}-02-20")
        post.appraiser_id = self.boss
        self.assertEqual(str(self.skp.fill_until), f"{YEAR}-03-06")
        for day, bucket in (("03-06", "not_due"), ("03-07", "late")):
            self.set_day(f"{YEAR}-{day}")
            self.assertEqual(self.by(self.skp, self.staff).is_locked, bucket == "late")
            self.assertEqual(self.bucket(), (bucket, f"{YEAR}-03-06"))

    def _refusal(self):
        with self.assertRaises(UserError) as refused:
            self.by(self.skp, self.staff).action_submit()
        return str(refused.exception)

    def test_a_change_of_appraiser_gives_no_days(self):
        self.by(self.skp.assignment_id, self.officer).appraiser_id = self.chief
        self.assertFalse(self.skp.appraised_on)
        self.assertTrue(self.by(self.skp, self.staff).is_locked)
        self.assertEqual(self.bucket(), ("late", f"{YEAR}-01-31"))

    def test_nobody_says_himself_when_it_was_opened(self):
        for name in ("hr.asn.skp", "hr.asn.evaluation"):
            self.assertIn("opened_on", self.env[name]._asn_protected)
        self.set_day(f"{YEAR}-01-20")
        for name in ("opened_on", "appraised_on"):
            with self.assertRaises(AccessError):
                self.by(self.skp, self.staff)[name] = LATER
        self.assertEqual(str(self.skp.opened_on), f"{YEAR}-01-05")
        self.assertFalse(self.skp.appraised_on)

    def test_on_paper_the_lock_holds_for_who_fills_in(self):
        driver = self.make_driver()
        self.cycle.action_open()
        plan = self.plan(driver)
        self.set_day(f"{YEAR}-02-18")
        self.assertEqual(self.can(self.boss, plan), "")
        self.unlock(employee_id=driver.id, until=f"{YEAR}-02-20")
        self.fill(plan, by=self.boss)
        self.assertEqual(self.can(self.boss, plan), "submit")

    def test_who_is_exempt_is_not_locked(self):
        exemption = self.env["hr.asn.exemption"].create(
            {
                "employee_id": self.staff.id,
                "kind": "cuti_sakit",
                "date_from": f"{YEAR}-01-20",
                "date_to": f"{YEAR}-02-20",
            }
        )
        self.by(exemption, self.officer).action_confirm()
        self.assertFalse(self.by(self.skp, self.staff).is_locked)
        self.set_day(f"{YEAR}-02-21")
        self.assertTrue(self.by(self.skp, self.staff).is_locked)

    def test_of_another_system_nothing_is_locked(self):
        self.env.cr.execute(
            "UPDATE hr_asn_skp SET source = 'ekinerja' WHERE id = %s", [self.skp.id]
        )
        self.assertFalse(self.by(self.skp, self.staff).is_locked)

    def test_a_policy_in_use_keeps_its_lock(self):
        policy = self.by(self.policy, self.admin)
        with self.assertRaises(UserError):
            policy.locks_late = False


@tagged("post_install", "-at_install")
class TestUnlock(Locking, AsnCommon):
    def test_for_a_person_until_a_day(self):
        self.unlock()
        self.assertEqual(self.can(self.staff), "submit")
        self.assertEqual(self.bucket(), ("not_due", LATER))
        self.assertIn("10 Feb", self.skp.unlock_note)
        self.assertIn(REASON, self.skp.unlock_note)
        self.assertTrue(self.by(self.plan(self.peer), self.peer).is_locked)
        self.set_day(f"{YEAR}-02-11")
        self.assertEqual(self.can(self.staff), "")
        self.assertEqual(self.bucket(), ("late", f"{YEAR}-01-31"))

    def test_unlocked_in_time_is_submitted(self):
        self.unlock()
        self.set_day(LATER)
        self.by(self.skp, self.staff).action_submit()
        self.assertEqual(self.skp.state, "submitted")

    def test_a_whole_unit_with_its_sub_units(self):
        self.unlock(employee_id=False, unit_id=self.office.id)
        far = self.plan(self.foreigner)
        for skp, expected in ((self.skp, False), (self.plan(self.peer), False)):
            self.assertEqual(self.by(skp, skp.employee_id).is_locked, expected)
            self.assertEqual(self.bucket(skp), ("not_due", LATER))
        self.assertTrue(self.by(far, self.foreigner).is_locked)
        self.assertEqual(self.bucket(far), ("late", f"{YEAR}-01-31"))

    def test_nobody_unlocks_his_own_nor_by_his_unit(self):
        officer = self.env.ref("hr_asn_appraisal.group_asn_officer")
        self.staff.user_id.group_ids |= officer
        with self.assertRaises(AccessError):
            self.unlock(self.staff)
        self.unlock(self.staff, employee_id=False, unit_id=self.office.id)
        self.assertTrue(self.by(self.skp, self.staff).is_locked)
        self.assertEqual(self.bucket(), ("late", f"{YEAR}-01-31"))
        self.assertFalse(self.by(self.plan(self.peer), self.peer).is_locked)

    def test_only_in_ones_units(self):
        self.assertTrue(self.unlock(self.unit_officer))
        with self.assertRaises(AccessError):
            self.unlock(self.unit_officer, employee_id=self.foreigner.id)
        with self.assertRaises(AccessError):
            self.unlock(
                self.unit_officer, employee_id=False, unit_id=self.school_office.id
            )
        for who in (self.staff, self.boss, self.head, self.auditor):
            with self.assertRaises(AccessError):
                self.unlock(who, employee_id=self.peer.id)

    def test_a_day_is_needed_and_not_a_past_one(self):
        for whom, until in ((self.staff, False), (self.peer, f"{YEAR}-02-02")):
            with self.assertRaisesRegex(UserError, "until when"):
                self.unlock(until=until, employee_id=whom.id)

    def test_a_past_day_is_refused_before_it_is_kept(self):
        """The button saves first: what it refuses is not left as a request."""
        values = {"employee_id": self.staff.id, "cycle_id": self.cycle.id}
        values |= {"reason": REASON, "date_to": f"{YEAR}-02-02"}
        with self.assertRaisesRegex(UserError, "until when"):
            self.by(self.env["hr.asn.unlock"], self.officer).create(values)

    def test_somebody_or_a_unit_and_a_reason(self):
        for values in (
            {"employee_id": False},
            {"unit_id": self.office.id},
            {"reason": False},
        ):
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.unlock(**values)

    def test_the_period_is_of_the_cycle(self):
        other = self.env["hr.asn.cycle"].create(
            {"year": YEAR + 1, "policy_id": self.policy.id}
        )
        other._asn_make_periods()
        with self.assertRaises(ValidationError):
            self.unlock(period_id=other.period_ids[0].id)

    def test_ended_before_its_day_it_locks_again(self):
        unlock = self.unlock()
        unlock.action_end()
        self.assertEqual(self.can(self.staff), "")
        self.assertEqual(str(unlock.ended_on), FEBRUARY)
        self.assertEqual(
            self.events(self.skp).mapped("name")[-2:], ["unlock", "end_unlock"]
        )

    def test_the_clock_ends_what_is_over(self):
        unlock = self.unlock()
        for day, state in ((LATER, "granted"), (f"{YEAR}-02-11", "ended")):
            self.set_day(day)
            root = self.env.ref("base.user_root")
            self.by(self.env["hr.asn.unlock"], root)._cron_asn_unlocks()
            self.assertEqual(unlock.state, state)
        self.assertEqual(str(unlock.ended_on), LATER)

    def test_what_was_answered_keeps_its_day(self):
        unlock = self.unlock()
        with self.assertRaisesRegex(UserError, "End it"):
            self.by(unlock, self.officer).date_to = f"{YEAR}-12-31"

    def test_a_closed_year_is_not_unlocked(self):
        for step in ("start", "wind_up", "close"):
            getattr(self.by(self.cycle, self.officer), f"action_{step}")()
        with self.assertRaisesRegex(UserError, "is closed"):
            self.unlock()

    def test_history_says_who_why_and_until_when(self):
        unlock = self.unlock()
        for record in (unlock, self.skp):
            event = self.events(record)[-1]
            self.assertEqual(event.actor_id, self.officer)
            self.assertIn(REASON, event.told)
            self.assertIn("10 Feb", event.told)
        self.assertEqual(self.events(self.skp)[-1].name, "unlock")

    def test_many_of_a_list_with_a_result_for_each(self):
        """Peer is open, the officer's own and what was handed in are named."""
        self.policy.sudo().locks_late = True
        handed = self.plan(self.boss)
        self.env.cr.execute(
            "UPDATE hr_asn_skp SET state = 'submitted' WHERE id = %s", [handed.id]
        )
        plans = self.skp | self.plan(self.peer) | handed
        wizard = self.by(self.env["hr.asn.unlock.give"], self.officer).with_context(
            active_model="hr.asn.skp", active_ids=plans.ids
        )
        wizard = wizard.create({"date_to": LATER, "reason": REASON})
        told = wizard.action_give()["params"]
        self.assertIn("2 unlocked", told["message"])
        self.assertIn("handed in already", told["message"])
        self.assertFalse(self.by(self.skp, self.staff).is_locked)
        self.assertEqual(self.env["hr.asn.unlock"].search_count([]), 2)

    def test_what_is_deleted_meanwhile_stops_no_other(self):
        """Chosen with two others that were deleted by then: it is said how many."""
        others = [self.plan(self.peer), self.plan(self.foreigner)]
        plans = self.skp.union(*others)
        wizard = self.by(self.env["hr.asn.unlock.give"], self.officer).with_context(
            active_model="hr.asn.skp", active_ids=plans.ids
        )
        wizard = wizard.create({"date_to": LATER, "reason": REASON})
        for one in others:
            one.unlink()
        told = wizard.action_give()["params"]
        self.assertIn("1 unlocked. 2 of what you chose were deleted", told["message"])
        self.assertEqual(told["type"], "warning")
        self.assertFalse(self.by(self.skp, self.staff).is_locked)
        self.skp.rhk_ids.unlink()
        self.env["hr.asn.unlock"].search([]).unlink()
        self.skp.unlink()
        message = wizard.action_give()["params"]["message"]
        self.assertIn("0 unlocked. 3 of what you chose were deleted", message)

    def test_of_another_system_nothing_is_unlocked(self):
        self.env.cr.execute(
            "UPDATE hr_asn_skp SET source = 'ekinerja' WHERE id = %s", [self.skp.id]
        )
        wizard = self.by(self.env["hr.asn.unlock.give"], self.officer).with_context(
            active_model="hr.asn.skp", active_ids=self.skp.ids
        )
        wizard = wizard.create({"date_to": LATER, "reason": REASON})
        message = wizard.action_give()["params"]["message"]
        self.assertIn("0 unlocked", message)
        self.assertIn("is not worked on here", message)
        self.assertFalse(self.env["hr.asn.unlock"].search_count([]))

    def test_what_is_refused_leaves_nothing_behind(self):
        wizard = self.by(self.env["hr.asn.unlock.give"], self.officer).with_context(
            active_model="hr.asn.skp", active_ids=self.skp.ids
        )
        wizard = wizard.create({"date_to": f"{YEAR}-01-01", "reason": REASON})
        self.assertIn("until when", wizard.action_give()["params"]["message"])
        self.assertFalse(self.env["hr.asn.unlock"].search_count([]))

    def test_the_database_finds_the_same_day_as_the_form(self):
        """Of every plan: by person, by unit, by both, and by none."""
        self.unlock(until=f"{YEAR}-02-20", employee_id=False, unit_id=self.clinic.id)
        self.unlock()
        self.unlock(until=f"{YEAR}-02-15", employee_id=self.foreigner.id)
        rows = self.by(self.env["hr.asn.monitor"], self.officer)
        rows = rows.search([("stage", "=", "skp"), ("cycle_id", "=", self.cycle.id)])
        found = {row.skp_id.id: row.due_on for row in rows}
        plans = self.env["hr.asn.skp"].browse(found)
        self.assertEqual(found, {one.id: one.fill_until for one in plans})
        self.assertEqual(
            sorted({str(day) for day in found.values()}),
            [f"{YEAR}-01-31", f"{YEAR}-02-15", f"{YEAR}-02-20"],
        )

    def test_queries_do_not_grow_with_the_plans(self):
        """Two plans and twenty others: as many queries."""
        people = self.env["hr.employee"]
        for number in range(22):
            person = self._person(f"Pegawai {number}", login=False)
            self._assign(person, self.boss, self.clinic, self.chief)
            people |= person
        self.cycle.action_open()
        self.unlock(employee_id=False, unit_id=self.office.id)
        plans = self.env["hr.asn.skp"].search([("employee_id", "in", people.ids)])
        self.assertEqual(len(plans), 22)
        costs = []
        for some in (plans[:2], plans[2:]):
            self.env.flush_all()
            self.env.invalidate_all()
            some.fetch(["state", "name"])
            before = self.cr.sql_log_count
            some.mapped("is_fillable"), some.mapped("fill_until")
            costs.append(self.cr.sql_log_count - before)
        self.assertEqual(costs[0], costs[1])

    def test_unlocking_a_unit_takes_as_much_for_two_as_for_twenty(self):
        units = [self._unit_of(count) for count in (2, 2, 20)]
        self.cycle.action_open()
        costs = []
        for unit in units:
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.unlock(employee_id=False, unit_id=unit.id)
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - before)
        self.assertEqual(costs[1], costs[2])
        told = self.env["hr.asn.event"].search_count(
            [("res_model", "=", "hr.asn.skp"), ("name", "=", "unlock")]
        )
        self.assertEqual(told, 24)

    def _unit_of(self, count):
        """Return a unit of the office with so many people in it."""
        unit = self.env["hr.department"].create(
            {
                "name": f"Bidang {count}",
                "parent_id": self.office.id,
                "company_id": self.agency.id,
            }
        )
        for number in range(count):
            person = self._person(f"Pegawai {number}", login=False)
            self._assign(person, self.boss, unit, self.chief)
        return unit


@tagged("post_install", "-at_install")
class TestRequest(Locking, AsnCommon):
    def tasks(self, who=None):
        tasks = self.by(self.env["hr.asn.tasks"], who or self.officer)._asn_tasks()
        return {task["key"]: task["count"] for task in tasks}

    def test_the_employee_asks_and_the_officer_sees_it(self):
        own = self.by(self.skp, self.staff)
        self.assertTrue(own.can_ask_unlock)
        request = self.asked()
        self.assertEqual(
            (request.employee_id, request.state, request.reason),
            (self.staff, "requested", REASON),
        )
        own = self.by(self.skp, self.staff)
        self.assertFalse(own.can_ask_unlock)
        self.assertIn("not answered", own.request_note)
        self.assertEqual(self.tasks()["unlock"], 1)
        self.assertEqual(self.tasks(self.unit_officer)["unlock"], 1)
        self.assertEqual(self.events(self.skp)[-1].name, "ask_unlock")

    def test_it_is_granted(self):
        request = self.asked()
        officer = self.by(request, self.officer)
        officer.date_to = LATER
        officer.action_grant()
        self.assertEqual(self.can(self.staff), "submit")
        self.assertNotIn("unlock", self.tasks())
        told = self.env["mail.activity"].search([("res_model", "=", request._name)])
        self.assertEqual(told.user_id, self.staff.user_id)

    def test_it_is_refused_with_a_reason_that_is_read(self):
        request = self.asked()
        with self.assertRaises(UserError):
            self.by(request, self.officer).action_refuse(" ")
        wizard = self.by(self.env["hr.asn.unlock.refuse"], self.officer)
        wizard = wizard.with_context(active_ids=request.ids)
        wizard.create({"answer": "Tidak ada alasan"}).action_refuse()
        own = self.by(self.skp, self.staff)
        self.assertIn("Tidak ada alasan", own.request_note)
        self.assertTrue(own.can_ask_unlock)
        self.assertEqual(self.events(self.skp)[-1].name, "refuse_unlock")

    def test_once_until_it_is_answered(self):
        self.asked()
        with self.assertRaisesRegex(UserError, "not answered"):
            self.asked()
        values = self.env["hr.asn.unlock"].search([]).copy_data()[0]
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self.env["hr.asn.unlock"].create(values)

    def test_only_who_fills_in_and_says_why(self):
        for who in (self.boss, self.head, self.officer):
            with self.assertRaises(AccessError):
                self.asked(who=who)
        with self.assertRaises(UserError):
            self.by(self.skp, self.staff).action_ask_unlock(" ")

    def test_requests_of_a_list_are_granted_together(self):
        both = self.asked() | self.asked(self.plan(self.peer))
        wizard = self.by(self.env["hr.asn.unlock.give"], self.officer).with_context(
            active_model="hr.asn.unlock", active_ids=both.ids
        )
        message = wizard.create({"date_to": LATER}).action_give()["params"]["message"]
        self.assertIn("2 unlocked", message)
        self.assertEqual(set(both.mapped("state")), {"granted"})

    def test_a_plan_of_the_list_answers_the_request(self):
        request = self.asked()
        wizard = self.by(self.env["hr.asn.unlock.give"], self.officer).with_context(
            active_model="hr.asn.skp", active_ids=self.skp.ids
        )
        wizard.create({"date_to": LATER, "reason": "Dibuka"}).action_give()
        self.assertEqual(self.env["hr.asn.unlock"].search([]), request)
        self.assertEqual(request.state, "granted")

    def test_it_is_read_in_its_units_only(self):
        request = self.asked()
        for who, seen in (
            (self.staff, True),
            (self.peer, False),
            (self.boss, False),
            (self.unit_officer, True),
            (self.auditor, True),
        ):
            mine = self.by(self.env["hr.asn.unlock"], who)
            self.assertEqual(bool(mine.search([("id", "=", request.id)])), seen)

    def test_the_wizard_quotes_the_lock_and_asks(self):
        wizard = self.by(self.env["hr.asn.unlock.ask"], self.staff).with_context(
            active_model="hr.asn.skp", active_id=self.skp.id
        )
        wizard = wizard.create({"reason": REASON})
        self.assertIn("was closed", wizard.note)
        wizard.action_ask()
        self.assertEqual(self.env["hr.asn.unlock"].search([]).reason, REASON)


@tagged("post_install", "-at_install")
class TestReports(Locking, AsnCommon):
    """The report of a period: as plans, and what it is made of."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_day(f"{YEAR}-01-20")
        cls.one = cls.quarter(cls.staff, 1)
        cls.prove(cls.one)
        cls.set_day(f"{YEAR}-04-01")

    def test_locked_the_day_after(self):
        self.set_day(f"{YEAR}-03-31")
        self.assertEqual(self.can(self.staff, self.one), "submit")
        self.set_day(f"{YEAR}-04-01")
        self.assertEqual(self.can(self.staff, self.one), "")
        with self.assertRaisesRegex(UserError, r"31 Mar\w+ 2026"):
            self.by(self.one, self.staff).action_submit()

    def test_the_period_is_extended_for_everybody(self):
        self.one.period_id.extended_to = f"{YEAR}-04-05"
        self.assertEqual(self.can(self.staff, self.one), "submit")

    def test_nothing_of_it_is_changed(self):
        own = self.by(self.one, self.staff)
        for change in (
            lambda: own.write({"self_report": "x"}),
            lambda: own.realization_ids.write({"actual": "1"}),
            lambda: own.entry_ids[:1].write({"actual": "1"}),
            lambda: own.evidence_ids.unlink(),
            lambda: own.evidence_ids.copy(),
        ):
            with self.assertRaisesRegex(UserError, "was closed"):
                change()

    def test_unlocked_by_period(self):
        other = self.one.skp_id.evaluation_ids.filtered(
            lambda one: one.period_id.number == 2 and one.kind == "periodic"
        )
        self.unlock(period_id=other.period_id.id, until=f"{YEAR}-08-01")
        self.assertEqual(self.can(self.staff, self.one), "")
        self.unlock(period_id=self.one.period_id.id, until=f"{YEAR}-04-09")
        own = self.by(self.one, self.staff)
        self.assertEqual(own.asn_can, "submit")
        own.realization_ids.write({"actual": "7"})
        own.action_submit()
        self.assertEqual(self.one.state, "submitted")

    def test_the_appraiser_waits_until_the_unlock_is_over(self):
        self.unlock(period_id=self.one.period_id.id, until=f"{YEAR}-04-09")
        self.set_day(f"{YEAR}-04-09")
        with self.assertRaisesRegex(UserError, "has not been reported"):
            self.by(self.one, self.boss).action_rate(
                "sesuai", "sesuai", "Tanpa laporan"
            )
        self.set_day(f"{YEAR}-04-10")
        self.by(self.one, self.boss).action_rate("sesuai", "sesuai", "Tanpa laporan")
        self.assertEqual(self.one.state, "rated")

    def test_the_cockpit_does_not_call_it_late(self):
        rows = self.by(self.env["hr.asn.monitor"], self.officer)
        mine = Domain("evaluation_id", "=", self.one.id)
        self.assertEqual(rows.search(mine).bucket, "late")
        self.unlock(period_id=self.one.period_id.id, until=f"{YEAR}-04-09")
        row = self.by(self.env["hr.asn.monitor"], self.officer).search(mine)
        self.assertEqual(row.bucket, "not_due")
        self.assertEqual(
            (row.due_on, str(row.due_on)), (self.one.fill_until, f"{YEAR}-04-09")
        )

    def test_opened_late_it_has_its_days(self):
        """The plan was agreed in January; its first quarter is opened in April."""
        self.set_day(f"{YEAR}-01-20")
        self.agree(self.peer)
        self.set_day(f"{YEAR}-04-20")
        late = self.quarter(self.peer, 1)
        rows = self.by(self.env["hr.asn.monitor"], self.officer)
        for day, locked in (("05-04", False), ("05-05", True)):
            self.set_day(f"{YEAR}-{day}")
            self.assertEqual(self.by(late, self.peer).is_locked, locked)
            rows.invalidate_model()
            row = rows.search([("evaluation_id", "=", late.id)])
            self.assertEqual(row.bucket, "late" if locked else "not_due")
            self.assertEqual(str(row.due_on), f"{YEAR}-05-04")

    def standing(self):
        """Return (bucket, is locked) of the report of the first quarter."""
        rows = self.by(self.env["hr.asn.monitor"], self.officer)
        row = rows.search([("evaluation_id", "=", self.one.id)])
        return row.bucket, self.by(self.one, self.staff).is_locked

    def test_without_an_appraiser_it_is_blocked_and_not_locked(self):
        """And has its days once there is one, as the plan has."""
        post = self.by(self.skp.assignment_id, self.officer)
        self.assertEqual(self.standing(), ("late", True))
        post.appraiser_id = False
        self.assertEqual(self.standing(), ("blocked", False))
        self.set_day(f"{YEAR}-04-20")
        post.appraiser_id = self.boss
        self.assertEqual(str(self.one.fill_until), f"{YEAR}-05-04")
        for day, expected in (("05-04", ("not_due", False)), ("05-05", ("late", True))):
            self.set_day(f"{YEAR}-{day}")
            self.assertEqual(self.standing(), expected)

    def test_an_appraiser_from_later_on_takes_a_quarter_that_has_nobody(self):
        """Else it stayed blocked for good: no screen gives it anybody afterwards."""
        post = self.by(self.skp.assignment_id, self.officer)
        post.appraiser_id = False
        self.set_day(f"{YEAR}-05-20")
        post._asn_change_appraiser(self.boss, date(YEAR, 4, 15))
        self.assertEqual(self.one.appraiser_id, self.boss)
        self.set_day(f"{YEAR}-06-03")
        self.assertEqual(self.standing(), ("not_due", False))
        self.set_day(f"{YEAR}-06-20")
        self.assertEqual(self.standing(), ("late", True))
        # Who comes after him, from a later day, is not that of the quarter.
        post._asn_change_appraiser(self.head, date(YEAR, 6, 15))
        self.assertEqual(self.one.appraiser_id, self.boss)


@tagged("post_install", "-at_install")
class TestUnlockRpc(Locking, AsnHttpCommon):
    @mute_logger(*QUIET)
    def test_no_way_around(self):
        """Submitting, writing and granting for oneself: the server refuses all."""
        self.sign_in(self.staff)
        ids, unlock = self.skp.ids, "hr.asn.unlock"
        own = {"employee_id": self.staff.id, "cycle_id": self.cycle.id, "reason": "x"}
        for model, method, args in (
            ("hr.asn.skp", "action_submit", (ids,)),
            ("hr.asn.skp", "write", (ids, {"approach": "kualitatif"})),
            ("hr.asn.rhk", "create", ([{"skp_id": self.skp.id, "name": "x"}],)),
            (unlock, "create", ([own],)),
            (unlock, "_asn_ask", ([], self.skp.id, "x")),
        ):
            _result, error = self.rpc(model, method, *args)
            self.assertIn(
                error.rsplit(".", 1)[-1], ("AccessError", "UserError"), method
            )
        self.assertIsNone(self.rpc("hr.asn.skp", "action_ask_unlock", ids, "Sakit")[1])
        request = self.env[unlock].search([])
        for method, args in (
            ("action_grant", ()),
            ("action_refuse", ("x",)),
            ("write", ({"date_to": LATER},)),
            ("write", ({"state": "granted"},)),
            ("unlink", ()),
        ):
            _result, error = self.rpc(unlock, method, request.ids, *args)
            self.assertEqual(error, "odoo.exceptions.AccessError", method)
        self.assertEqual((request.state, self.skp.state), ("requested", "draft"))
