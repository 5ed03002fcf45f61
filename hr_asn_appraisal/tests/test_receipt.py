"""When silence counts as receipt: not during leave, by the days of the policy."""

from datetime import date

from odoo.tests import tagged

from ..law import codes
from .common import YEAR, AsnCommon


@tagged("post_install", "-at_install")
class TestSilence(AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.q1 = cls.quarter(cls.staff, 1)
        cls.set_day(f"{YEAR}-04-02")
        # On Thursday, 2 April: 14 days are over on the 16th.
        cls.bring_evaluation(cls.q1, "delivered")

    def away(self, start, end=None):
        exemption = self.env["hr.asn.exemption"].create(
            {
                "employee_id": self.staff.id,
                "kind": codes.LAINNYA,
                "date_from": f"{YEAR}-{start}",
                "date_to": end and f"{YEAR}-{end}",
            }
        )
        self.by(exemption, self.officer).action_confirm()
        self.env.invalidate_all()

    def cron(self, day):
        self.set_day(f"{YEAR}-{day}")
        self.patch(
            self.env.registry["ir.cron"],
            "_commit_progress",
            lambda cron, processed=0, **kwargs: float("inf"),
        )
        root = self.env.ref("base.user_root")
        self.by(self.q1, root)._cron_asn_deadlines()
        self.env.invalidate_all()

    def received(self):
        return self.q1.received_on, self.q1.due_on

    def test_days_of_leave_do_not_count(self):
        self.away("04-06", "04-10")
        self.cron("04-21")
        self.assertEqual(self.q1.state, "delivered")
        self.cron("04-22")
        self.assertEqual(self.received(), (date(YEAR, 4, 22), date(YEAR, 5, 6)))
        event = self.events(self.q1)[-1]
        self.assertEqual(event.name, "receive")
        self.assertIn("Counts as received", event.told)

    def on_leave(self, start, end, who=None, **values):
        """Write what Time Off writes of an approved leave; hours are UTC."""
        person = who or self.staff
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Cuti tahunan",
                "resource_id": person.resource_id.id,
                "calendar_id": person.resource_calendar_id.id,
                "date_from": f"{YEAR}-{start}",
                "date_to": f"{YEAR}-{end}",
                **values,
            }
        )
        self.env.invalidate_all()

    def test_annual_leave_in_the_calendar_does_not_count(self):
        """From Monday, 6 April, 08.00 to Friday, 10 April, 17.00 at the agency."""
        self.on_leave("04-06 01:00:00", "04-10 10:00:00")
        self.assertEqual(self.q1.deemed_on, date(YEAR, 4, 22))
        self.cron("04-21")
        self.assertEqual(self.q1.state, "delivered")
        self.cron("04-22")
        self.assertEqual(self.received(), (date(YEAR, 4, 22), date(YEAR, 5, 6)))

    def test_leave_and_exemption_of_the_same_days_count_once(self):
        self.on_leave("04-06 01:00:00", "04-10 10:00:00")
        self.away("04-06", "04-10")
        self.assertEqual(self.q1.deemed_on, date(YEAR, 4, 22))

    def test_leave_of_others_and_of_the_morning_counts_for_nothing(self):
        self.on_leave("04-06 01:00:00", "04-10 10:00:00", self.peer)
        self.on_leave("04-06 01:00:00", "04-06 04:00:00")
        self.on_leave("04-07 01:00:00", "04-07 10:00:00", time_type="other")
        self.assertEqual(self.q1.deemed_on, date(YEAR, 4, 17))

    def test_leave_costs_one_query_for_all(self):
        other = self.quarter(self.peer, 1)
        self.bring_evaluation(other, "delivered")
        self.on_leave("04-06 01:00:00", "04-10 10:00:00")
        both, counts = self.q1 | other, []
        both.mapped("deemed_on")
        for some in (self.q1, both):
            self.env.invalidate_all()
            some.with_prefetch(some.ids).mapped("state")
            before = self.cr.sql_log_count
            some.with_prefetch(some.ids).mapped("deemed_on")
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_leave_that_is_only_proposed_counts_for_nothing(self):
        self.env["hr.asn.exemption"].create(
            {
                "employee_id": self.staff.id,
                "kind": codes.LAINNYA,
                "date_from": f"{YEAR}-04-06",
            }
        )
        self.cron("04-17")
        self.assertEqual(self.received(), (date(YEAR, 4, 17), date(YEAR, 5, 1)))

    def test_without_an_end_nobody_is_deemed_to_have_received(self):
        self.away("04-10")
        self.assertFalse(self.q1.deemed_on)
        self.cron("12-31")
        self.assertEqual(self.q1.state, "delivered")
        todo = self.by(self.env["hr.asn.todo"], self.staff)
        own = self.by(self.q1, self.staff)
        self.assertIsNone(todo._asn_due("document", own))

    def test_who_signs_is_not_kept_by_his_leave(self):
        self.away("04-03", "04-30")
        self.set_day(f"{YEAR}-04-07")
        self.by(self.q1, self.staff).action_receive()
        self.assertEqual(self.received(), (date(YEAR, 4, 7), date(YEAR, 4, 21)))
        self.assertFalse(self.q1.is_deemed_received)

    def test_working_days_of_the_agency(self):
        self.policy.sudo().write({"receipt_working": True, "objection_working": True})
        # Its hours say from Monday to Friday; one day is closed for all.
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Libur",
                # Of no calendar: Odoo keeps a holiday of all like this.
                "calendar_id": False,
                "company_id": self.agency.id,
                "date_from": f"{YEAR}-04-13 00:00:00",
                "date_to": f"{YEAR}-04-13 16:59:59",
            }
        )
        self.env.invalidate_all()
        self.assertEqual(self.q1.deemed_on, date(YEAR, 4, 24))
        self.cron("04-23")
        self.assertEqual(self.q1.state, "delivered")
        self.cron("04-24")
        self.assertEqual(self.received(), (date(YEAR, 4, 24), date(YEAR, 5, 14)))

    def test_without_a_calendar_a_week_is_from_monday_to_friday(self):
        self.agency.resource_calendar_id = False
        works = self.agency._asn_is_working(date(YEAR, 4, 1))
        week = [works(date(YEAR, 4, day)) for day in range(6, 13)]
        self.assertEqual(week, [True] * 5 + [False] * 2)

    def test_the_first_page_says_until_when(self):
        self.away("04-06", "04-10")
        todo = self.by(self.env["hr.asn.todo"], self.staff)
        own = self.by(self.q1, self.staff)
        self.assertEqual(todo._asn_due("document", own), date(YEAR, 4, 21))


@tagged("post_install", "-at_install")
class TestDaysToDeliver(AsnCommon):
    """Until when a rating is to be handed over: told to everybody but who was rated."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.q1 = cls.quarter(cls.staff, 1)
        cls.set_day(f"{YEAR}-04-02")
        # On Thursday, 2 April: the fourteenth working day is Wednesday, the 22nd.
        cls.bring_evaluation(cls.q1, "rated")

    def until(self, who):
        self.env.invalidate_all()
        return self.by(self.q1, who).deliver_until

    def row(self, who):
        rows = {row["key"]: row for row in self.first_page(who).todos}
        return rows.get("deliver")

    def tasks(self, day, who=None):
        self.set_day(f"{YEAR}-{day}")
        self.env.invalidate_all()
        tasks = self.by(self.env["hr.asn.tasks"], who or self.officer)._asn_tasks()
        return {task["key"]: task["count"] for task in tasks}

    def test_a_policy_takes_the_days_of_the_law(self):
        policy = self.env["hr.asn.policy"].create({"name": "Baru"})
        names = ("delivery", "receipt", "objection")
        told = [(policy[f"{one}_days"], policy[f"{one}_working"]) for one in names]
        self.assertEqual(told, [(14, True), (14, True), (14, False)])

    def test_the_appraiser_and_the_officer_see_it(self):
        self.assertEqual(self.until(self.boss), date(YEAR, 4, 22))
        self.assertEqual(self.until(self.officer), date(YEAR, 4, 22))
        row = self.row(self.boss)
        self.assertEqual(row["due"], f"{YEAR}-04-22")
        self.assertIn("To be delivered by 22", row["detail"])
        self.assertFalse(row["late"])
        self.set_day(f"{YEAR}-04-23")
        self.assertEqual(self.row(self.boss)["when"], "1 days late")

    def test_who_was_rated_sees_nothing_of_it(self):
        self.assertFalse(self.until(self.staff))
        self.assertIsNone(self.row(self.staff))
        with self.assertRaises(ValueError):
            self.by(self.q1, self.staff).search([("deliver_until", "!=", False)])

    def test_by_the_days_of_the_policy(self):
        self.policy.sudo().write({"delivery_days": 5, "delivery_working": False})
        self.assertEqual(self.until(self.boss), date(YEAR, 4, 7))
        self.assertNotIn("undelivered", self.tasks("04-07"))
        self.assertEqual(self.tasks("04-08")["undelivered"], 1)

    def test_what_was_handed_over_waits_no_longer(self):
        self.by(self.q1, self.boss).action_deliver()
        self.assertFalse(self.until(self.boss))
        self.assertNotIn("undelivered", self.tasks("05-20"))

    def test_the_officer_is_told_what_is_late(self):
        self.assertNotIn("undelivered", self.tasks("04-22"))
        self.assertEqual(self.tasks("04-23")["undelivered"], 1)
        tasks = self.by(self.env["hr.asn.tasks"], self.officer)
        action = tasks.open_task("undelivered")
        found = tasks.env[action["res_model"]].search(action["domain"])
        self.assertEqual(found.ids, self.q1.ids)

    def test_what_a_session_works_on_is_late_with_nobody(self):
        meeting = self.by(self.env["hr.asn.calibration"], self.team).create(
            {"period_id": self.q1.period_id.id, "department_id": self.office.id}
        )
        meeting.action_start()
        self.assertNotIn("undelivered", self.tasks("04-23"))
        self.assertFalse(self.until(self.boss))
        self.assertIsNone(self.row(self.boss))
        # Who is rated is not told by what he finds that there is a session.
        own = self.by(self.q1, self.staff)
        self.assertFalse(own.search([("is_in_session", "=", True)]))
        self.assertIn(own, own.search([("is_in_session", "=", False)]))
        self.by(meeting, self.team).action_lock()
        self.assertEqual(self.tasks("04-23")["undelivered"], 1)
        self.assertEqual(self.until(self.boss), date(YEAR, 4, 22))
        self.assertEqual(self.row(self.boss)["when"], "1 days late")

    def test_of_his_own_the_officer_is_told_nothing(self):
        user = self.staff.user_id
        user.group_ids = [(4, self.env.ref("hr_asn_appraisal.group_asn_officer").id)]
        self.assertNotIn("undelivered", self.tasks("04-23", self.staff))

    def test_the_mail_names_the_day(self):
        self.agency.asn_digest = "daily"
        waiting = self.env["hr.asn.todo"].with_company(self.agency)
        users = (self.boss | self.staff).user_id
        found = waiting._asn_of_many(users, date(YEAR, 4, 2))
        self.assertEqual(found[self.boss.user_id]["deliver"], [date(YEAR, 4, 22)])
        self.assertNotIn("deliver", found[self.staff.user_id])
