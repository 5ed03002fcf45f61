"""Reminders when plans are due, and when a proposal waits too long for its answer."""

from odoo.tests import tagged

from .common import YEAR, AsnCommon
from .test_gap_days import GapDays
from .test_proposal import Ideas

GAP_TYPE = "hr_asn_appraisal.mail_act_asn_gap"
PLAN_TYPE = "hr_asn_appraisal.mail_act_asn_remind_plan"
ANSWER_TYPE = "hr_asn_appraisal.mail_act_asn_answer"


class Reminding:
    def setUp(self):
        super().setUp()
        # What a cron commits, a test takes back.
        cron = self.env.registry["ir.cron"]
        self.patch(cron, "_commit_progress", lambda *_args, **_kwargs: 0)

    def told(self, kind):
        """Return the sorted names of accounts that have an activity of a kind."""
        kind = self.env.ref(kind)
        found = self.env["mail.activity"].search([("activity_type_id", "=", kind.id)])
        ours = self.env["res.users"].search([("company_ids", "in", self.agency.ids)])
        names = [one.user_id.name for one in found if one.user_id in ours]
        self.assertEqual(len(names), len(set(names)), "several to-dos for one")
        return sorted(names)

    def clear(self, kind):
        kind = self.env.ref(kind)
        domain = [("activity_type_id", "=", kind.id)]
        self.env["mail.activity"].search(domain).unlink()


@tagged("post_install", "-at_install")
class TestGapReminder(Reminding, GapDays, AsnCommon):
    """Plans are due on 31 January, as the cycle says by itself."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Safrina leads Novita, who has no role; Laila's plan is agreed.
        cls.bring_plan(cls.plan(cls.peer), "submitted")
        cls.reminder = cls.env["hr.asn.gap.reminder"].sudo()

    def run_on(self, day, **values):
        self.set_day(f"{YEAR}-{day}")
        self.env.invalidate_all()
        self.reminder._cron_asn_gaps(**values)

    def test_leaders_are_reminded_a_week_before_and_once_after(self):
        self.assertEqual(str(self.cycle.plan_due_on), f"{YEAR}-01-31")
        self.run_on("01-23")
        self.assertEqual(self.told(GAP_TYPE), [])
        # Hendra leads Aisyah, the mayor has no plan; Safrina leads Novita.
        leaders = ["Hendra", "Safrina", "Wali"]
        for day in ("01-24", "01-31"):
            self.run_on(day)
            self.assertEqual(self.told(GAP_TYPE), leaders, day)
        self.clear(GAP_TYPE)
        self.run_on("01-31")
        self.assertEqual(self.told(GAP_TYPE), [])
        self.run_on("02-01")
        self.assertEqual(self.told(GAP_TYPE), leaders)
        self.clear(GAP_TYPE)
        self.run_on("02-02")
        self.assertEqual(self.told(GAP_TYPE), [])

    def test_results_nobody_takes_up_are_told_their_leader(self):
        self.plan(self.staff).rhk_ids.sudo().is_cancelled = True
        self.run_on("01-31")
        self.assertIn("Aisyah", self.told(GAP_TYPE))
        [todo] = self.todos(self.clinic_plan, GAP_TYPE)
        self.assertEqual(todo.user_id, self.boss.user_id)

    def test_a_deadline_long_past_reminds_nobody(self):
        self.run_on("02-15")
        self.assertEqual(self.told(GAP_TYPE), [])
        self.assertEqual(self.told(PLAN_TYPE), [])

    def test_who_is_exempt_is_reminded_of_nothing(self):
        self.exempt(self.foreign_boss)
        self.exempt(self.foreigner)
        self.exempt(self.staff, f"{YEAR}-01-10", f"{YEAR}-02-10")
        self.run_on("01-31")
        self.assertEqual(self.told(GAP_TYPE), ["Hendra", "Wali"])
        names = {"Safrina", "Novita", "Dewi"}
        self.assertFalse(names & set(self.told(PLAN_TYPE)))

    def test_who_has_no_plan_is_reminded_unless_he_is_already(self):
        """Hendra, Aisyah, Dewi, Rina, Safrina, Novita have drafts; Laila has not."""
        drafts = ["Aisyah", "Dewi", "Hendra", "Novita", "Rina", "Safrina"]
        plan = self.plan(self.staff)
        plan.sudo()._asn_notify(PLAN_TYPE, "employee_id")
        self.run_on("01-31")
        self.assertEqual(self.told(PLAN_TYPE), drafts)
        self.assertEqual(len(self.todos(plan, PLAN_TYPE)), 1)
        self.clear(PLAN_TYPE)
        self.run_on("01-31")
        # Dewi had one of somebody else: hers is the first of this deadline.
        self.assertEqual(self.told(PLAN_TYPE), ["Dewi"])

    def test_who_joins_late_has_his_own_days(self):
        late = self._person("Terlambat")
        day = f"{YEAR}-01-20"
        self._assign(late, self.boss, self.clinic, self.chief, date_from=day)
        self.reopen()
        self.run_on("02-01")
        self.assertNotIn("Terlambat", self.told(PLAN_TYPE))
        # 30 days after 20 January, and a week before that.
        self.clear(PLAN_TYPE)
        self.run_on("02-11")
        self.assertNotIn("Terlambat", self.told(PLAN_TYPE))
        self.run_on("02-12")
        self.assertIn("Terlambat", self.told(PLAN_TYPE))

    def test_batches_remind_the_same(self):
        self.run_on("01-31", batch_size=1)
        self.assertEqual(self.told(GAP_TYPE), ["Hendra", "Safrina", "Wali"])
        self.assertEqual(len(self.told(PLAN_TYPE)), 6)

    def test_20_people_cost_as_many_queries_as_2(self):
        self.run_on("01-31")
        costs = []
        for number in (2, 20):
            self.team_of(number)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.reminder._cron_asn_gaps()
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - before)
        self.assertLessEqual(costs[1], costs[0])


@tagged("post_install", "-at_install")
class TestAnswerReminder(Reminding, Ideas, AsnCommon):
    """An answer is due on 16 February, fourteen days after 2 February."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.load()
        cls.set_day(f"{YEAR}-02-02")

    def run_on(self, day):
        self.set_day(f"{YEAR}-{day}")
        self.env.invalidate_all()
        self.env["hr.asn.goal.proposal"].sudo()._cron_asn_proposals()

    def test_who_answers_is_reminded_before_and_after_each_once(self):
        self.propose()
        self.run_on("02-12")
        self.assertEqual(self.told(ANSWER_TYPE), [])
        self.run_on("02-13")
        told = self.told(ANSWER_TYPE)
        self.assertIn(self.officer.name, told)
        self.assertNotIn(self.unit_officer.name, told)
        self.assertNotIn("Dewi", told)
        self.clear(ANSWER_TYPE)
        self.run_on("02-16")
        self.assertEqual(self.told(ANSWER_TYPE), [])
        self.run_on("02-17")
        self.assertEqual(self.told(ANSWER_TYPE), told)
        self.clear(ANSWER_TYPE)
        self.run_on("03-30")
        self.assertEqual(self.told(ANSWER_TYPE), [])

    def test_an_answer_ends_it(self):
        idea = self.propose()
        self.run_on("02-17")
        self.assertTrue(self.told(ANSWER_TYPE))
        self.by(idea, self.officer).action_refuse("Sudah ada")
        self.assertEqual(self.told(ANSWER_TYPE), [])
        self.run_on("02-18")
        self.assertEqual(self.told(ANSWER_TYPE), [])

    def test_nobody_is_reminded_of_his_own(self):
        self.staff.user_id.group_ids |= self.env.ref(
            "hr_asn_appraisal.group_asn_officer"
        )
        self.propose()
        self.propose(self.peer)
        self.run_on("02-17")
        kind = self.env.ref(ANSWER_TYPE)
        found = self.env["mail.activity"].search(
            [
                ("activity_type_id", "=", kind.id),
                ("user_id", "=", self.staff.user_id.id),
            ]
        )
        ideas = self.env["hr.asn.goal.proposal"].browse(found.mapped("res_id"))
        self.assertEqual(ideas.mapped("proposer"), ["Laila"])
