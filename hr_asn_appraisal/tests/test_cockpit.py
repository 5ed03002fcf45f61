"""The cycle cockpit: standings, lists, reminders, tasks, the timeline of a person."""

from datetime import datetime
from itertools import product

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.misc import format_date

from ..law import monitor
from .common import OFFICER, YEAR, AsnCommon, AsnHttpCommon

JANUARY, FEBRUARY, APRIL = f"{YEAR}-01-20", f"{YEAR}-02-03", f"{YEAR}-04-02"
PLAN = Domain("stage", "=", "skp")


class CockpitCase(AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan(cls.staff)
        cls.set_day(FEBRUARY)

    def asked(self, model, who=None):
        """Return a model as somebody asks it, in English."""
        records = self.by(self.env[model], who or self.officer)
        return records.with_context(lang="en_US")

    def day(self, day, shape="d MMMM y"):
        """Return a day in words of whatever language the database has."""
        env = self.asked("hr.asn.cockpit").env
        return format_date(env, fields.Date.to_date(day), date_format=shape)

    def rows(self, who=None, domain=PLAN):
        """Return the rows of this agency's cycle as somebody sees them."""
        rows = self.asked("hr.asn.monitor", who)
        return rows.search(domain & Domain("cycle_id", "=", self.cycle.id))

    def standing(self, employee, domain=PLAN):
        rows = self.rows(domain=domain & Domain("employee_id", "=", employee.id))
        self.assertEqual(len(rows), 1)
        return rows.bucket

    def cockpit(self, domain=(), who=None):
        return self.asked("hr.asn.cockpit", who).read_cockpit(list(domain))

    def exempt(self, employee, start, end=False, kind="cuti_melahirkan"):
        exemption = self.env["hr.asn.exemption"].create(
            {
                "employee_id": employee.id,
                "kind": kind,
                "date_from": start,
                "date_to": end,
            }
        )
        self.by(exemption, self.officer).action_confirm()
        return exemption

    def without_login(self, employee):
        employee.user_id.active = False


@tagged("post_install", "-at_install")
class TestStandings(CockpitCase):
    def test_a_draft_is_late_after_january_only(self):
        self.assertEqual(self.standing(self.staff), "late")
        self.set_day(f"{YEAR}-01-31")
        self.assertEqual(self.standing(self.staff), "not_due")

    def test_the_cycle_says_until_when(self):
        self.assertEqual(str(self.cycle.plan_due_on), f"{YEAR}-01-31")
        self.cycle.plan_due_on = f"{YEAR}-02-28"
        self.assertEqual(self.standing(self.staff), "not_due")

    def test_submitted_is_blocked_by_the_superior_and_agreed_is_done(self):
        skp = self.bring_plan(self.plan(self.staff), "submitted")
        self.assertEqual(self.standing(self.staff), "blocked")
        self.by(skp, self.boss).action_return("Lengkapi")
        self.assertEqual(self.standing(self.staff), "late")
        self.by(skp, self.staff).action_submit()
        self.by(skp, self.boss).action_approve()
        self.assertEqual(self.standing(self.staff), "done")
        self.by(skp, self.staff).action_revise("Target berubah")
        self.assertEqual(self.standing(self.staff), "done")

    def test_nobody_to_wait_for_is_blocked(self):
        self.plan(self.staff).assignment_id.appraiser_id = False
        self.assertEqual(self.standing(self.staff), "blocked")

    def test_who_has_no_login_stands_apart(self):
        self.without_login(self.staff)
        self.assertEqual(self.standing(self.staff), "no_login")
        self.staff.user_id = False
        self.assertEqual(self.standing(self.staff), "no_login")

    def test_exempt_today_is_never_late(self):
        exemption = self.exempt(self.staff, f"{YEAR}-01-10", f"{YEAR}-02-10")
        self.assertEqual(self.standing(self.staff), "exempt")
        self.set_day(f"{YEAR}-02-11")
        self.assertEqual(self.standing(self.staff), "late")
        self.set_day(FEBRUARY)
        self.by(exemption, self.officer).action_revoke("Keliru")
        self.assertEqual(self.standing(self.staff), "late")

    def test_proposed_exempts_nobody(self):
        self.env["hr.asn.exemption"].create(
            {
                "employee_id": self.staff.id,
                "kind": "cuti_sakit",
                "date_from": f"{YEAR}-01-10",
            }
        )
        self.assertEqual(self.standing(self.staff), "late")

    def test_two_exemptions_that_cover_the_year_excuse_its_plan(self):
        self.exempt(self.staff, f"{YEAR - 1}-09-01", f"{YEAR}-06-30", "tugas_belajar")
        self.exempt(self.staff, f"{YEAR}-07-01", f"{YEAR}-12-31", "cltn")
        self.set_day(f"{YEAR + 1}-01-05")
        self.assertEqual(self.standing(self.staff), "exempt")

    def test_a_later_joiner_has_his_thirty_days(self):
        joiner = self._person("Baru")
        self._assign(
            joiner, self.boss, self.clinic, self.chief, date_from=f"{YEAR}-06-01"
        )
        self.cycle.action_open()
        self.set_day(f"{YEAR}-07-01")
        self.assertEqual(self.standing(joiner), "not_due")
        self.set_day(f"{YEAR}-07-02")
        self.assertEqual(self.standing(joiner), "late")

    def test_a_plan_that_ended_unagreed_is_awaited_by_nobody(self):
        self.plan(self.staff).assignment_id.date_to = f"{YEAR}-02-02"
        mine = PLAN & Domain("employee_id", "=", self.staff.id)
        self.assertFalse(self.rows(domain=mine))

    def test_other_system(self):
        policy = self.policy.copy({"source": "ruang_gtk"})
        self.env.cr.execute(
            "UPDATE hr_asn_skp SET policy_id = %s WHERE employee_id = %s",
            [policy.id, self.staff.id],
        )
        self.assertEqual(self.standing(self.staff), "elsewhere")

    def test_the_database_asks_in_the_order_of_the_law(self):
        """All combinations of facts, once before and once after the deadline."""
        facts = ("is_elsewhere", "is_done", "is_exempt", "waits_above", "lacks_login")
        people = {
            values: self._stand(dict(zip(facts, values, strict=True)))
            for values in product((False, True), repeat=len(facts))
        }
        for day, late in ((JANUARY, False), (FEBRUARY, True)):
            self.set_day(day)
            found = {row.employee_id: row.bucket for row in self.rows()}
            for values, employee in people.items():
                held = dict(zip(facts, values, strict=True))
                expected = monitor.bucket(**held, is_overdue=late)
                self.assertEqual(found[employee], expected, (day, held))

    def _stand(self, facts):
        employee = self._person("Orang", login=not facts["lacks_login"])
        boss = False if facts["waits_above"] else self.boss
        self._assign(employee, boss, self.clinic)
        skp = self.plan(employee)
        if not skp:
            self.cycle.action_open()
            skp = self.plan(employee)
        if facts["is_exempt"]:
            self.exempt(employee, f"{YEAR}-01-01")
        if facts["is_elsewhere"]:
            self.elsewhere = getattr(self, "elsewhere", None) or self.policy.copy(
                {"source": "ekinerja"}
            )
        policy = self.elsewhere if facts["is_elsewhere"] else self.policy
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_asn_skp SET policy_id = %s, version_number = %s,"
            " opened_on = %s WHERE id = %s",
            [policy.id, int(facts["is_done"]), f"{YEAR}-01-01", skp.id],
        )
        self.env.invalidate_all()
        return employee

    # -- evaluations ---------------------------------------------------------

    def quarter_rows(self, number):
        period = self.cycle.period_ids.filtered(
            lambda one: (one.kind, one.number) == ("triwulan", number)
        )
        return Domain("period_id", "=", period.id)

    def test_an_evaluation_waits_for_one_after_the_other(self):
        evaluation = self.quarter(self.staff, 1)
        first = self.quarter_rows(1)
        self.assertEqual(self.standing(self.staff, first), "not_due")
        self.set_day(APRIL)
        self.assertEqual(self.standing(self.staff, first), "late")
        steps = [("submitted", "blocked"), ("rated", "blocked"), ("delivered", "done")]
        for state, expected in steps:
            with self.subTest(state):
                self._step(evaluation, state)
                self.assertEqual(self.standing(self.staff, first), expected)
        self.assertEqual(self.standing(self.staff, self.quarter_rows(2)), "not_due")

    def _step(self, evaluation, state):
        if state == "submitted":
            self.bring_evaluation(evaluation, state)
        elif state == "rated":
            self.by(evaluation, self.boss).action_rate("sesuai", "sesuai")
        else:
            self.by(evaluation, self.boss).action_deliver()

    def test_what_is_not_opened_is_late_for_nobody_but_a_missing_plan(self):
        self.set_day(APRIL)
        first = self.quarter_rows(1)
        self.assertEqual(self.standing(self.staff, first), "late")
        self.bring_plan(self.plan(self.staff), "submitted")
        self.assertEqual(self.standing(self.staff, first), "blocked")
        self.by(self.plan(self.staff), self.boss).action_approve()
        self.assertEqual(self.standing(self.staff, first), "not_due")

    def test_who_was_away_at_the_end_of_a_quarter_is_not_awaited(self):
        self.quarter(self.staff, 1)
        self.exempt(self.staff, f"{YEAR}-01-20", f"{YEAR}-04-01")
        self.set_day(APRIL)
        self.assertEqual(self.standing(self.staff, self.quarter_rows(1)), "exempt")

    def test_who_was_present_long_enough_is_awaited_when_he_is_back(self):
        self.quarter(self.staff, 1)
        self.exempt(self.staff, f"{YEAR}-03-01", f"{YEAR}-04-01")
        self.set_day(f"{YEAR}-04-01")
        self.assertEqual(self.standing(self.staff, self.quarter_rows(1)), "exempt")
        self.set_day(APRIL)
        self.assertEqual(self.standing(self.staff, self.quarter_rows(1)), "late")

    def test_periods_are_those_in_which_a_plan_is_evaluated(self):
        """Of everybody, ended and begun in the year: as the evaluations are opened."""
        self.plan(self.peer).assignment_id.date_to = f"{YEAR}-05-20"
        acting = self._assign(
            self.staff,
            self.chief,
            self.office,
            status="plt",
            date_from=f"{YEAR}-03-20",
            date_to=f"{YEAR}-04-10",
        )
        self.cycle.action_open()
        rows = self.rows(domain=Domain("period_id", "!=", False))
        found = {(row.skp_id, row.period_id) for row in rows}
        expected = {
            (plan, period)
            for plan in self.cycle.skp_ids
            for period in self.cycle.period_ids
            if plan._asn_is_due(period)
        }
        self.assertEqual(found, expected)
        mine = {period.number for plan, period in found if plan in acting.skp_ids}
        self.assertEqual(mine, {1})
        self.assertEqual(len(set(rows.ids)), len(rows))

    def test_a_row_is_found_by_its_id(self):
        for row in self.rows(domain=Domain.TRUE):
            again = row.browse(row.id).read(["name", "stage", "period_id"])
            period = again[0]["period_id"] or ()
            self.assertEqual(period[:1], row.period_id._ids)


@tagged("post_install", "-at_install")
class TestCockpit(CockpitCase):
    def test_boxes_and_done_add_up_to_all_by_plain_sql(self):
        self.bring_plan(self.plan(self.staff), "approved")
        self.bring_plan(self.plan(self.peer), "submitted")
        self.without_login(self.head)
        self.exempt(self.foreigner, f"{YEAR}-01-01")
        data = self.cockpit()
        counts = {box["key"]: box["count"] for box in data["boxes"]}
        # Left: chief, boss, foreign_boss.
        expected = {"late": 3, "blocked": 1, "no_login": 1, "exempt": 1, "elsewhere": 0}
        self.assertEqual(counts, expected)
        self.env.cr.execute(
            "SELECT count(*) FROM hr_asn_skp WHERE cycle_id = %s", [self.cycle.id]
        )
        total = self.env.cr.fetchone()[0]
        self.assertEqual((total, data["total"]), (7, 7))
        self.assertEqual(sum(counts.values()) + 1, total)
        funnel = [figure["count"] for figure in data["funnel"]]
        self.assertEqual(funnel, [6, 2, 2, 1])
        self.assertEqual(sum(unit["obliged"] for unit in data["units"]), 6)

    def test_units_are_offices_and_of_one_office_its_units(self):
        names = {unit["name"]: unit["late"] for unit in self.cockpit()["units"]}
        self.assertEqual(names, {"Dinas Kesehatan": 5, "Dinas Pendidikan": 2})
        inside = self.cockpit([("department_id", "child_of", self.office.id)])
        names = {unit["name"]: unit["late"] for unit in inside["units"]}
        clinic = "Dinas Kesehatan / Puskesmas Contoh Barat"
        self.assertEqual(names, {"Dinas Kesehatan": 2, clinic: 3})

    def test_a_unit_names_its_officer_and_its_last_reminder(self):
        office = {unit["name"]: unit for unit in self.cockpit()["units"]}
        self.assertEqual(office["Dinas Kesehatan"]["officer"], "unit_officer")
        self.assertEqual(office["Dinas Pendidikan"]["officer"], "")
        self.assertEqual(office["Dinas Kesehatan"]["reminded"], "not reminded yet")
        near = [("department_id", "child_of", self.office.id)]
        self.asked("hr.asn.cockpit").remind(near)
        office = {unit["name"]: unit for unit in self.cockpit()["units"]}
        self.assertRegex(office["Dinas Kesehatan"]["reminded"], r"^reminded \w+ \w+$")
        self.assertEqual(office["Dinas Pendidikan"]["reminded"], "not reminded yet")

    def test_who_is_no_officer_any_more_is_not_named(self):
        for change in (
            {"group_ids": [(3, self.env.ref(OFFICER).id)]},
            {"active": False},
        ):
            with self.subTest(change), self.cr.savepoint() as savepoint:
                self.unit_officer.write(change)
                office = {one["name"]: one for one in self.cockpit()["units"]}
                self.assertEqual(office["Dinas Kesehatan"]["officer"], "")
                savepoint.rollback()
                self.env.invalidate_all()

    def test_a_reminder_is_of_the_day_of_the_agency(self):
        """At 01.30 in the east it is still the day before in London."""
        self.agency.asn_tz = "Asia/Jayapura"
        cockpit = self.asked("hr.asn.cockpit")
        self.assertEqual(
            cockpit._asn_reminded(datetime(YEAR, 2, 2, 16, 30)),
            f"reminded {self.day(FEBRUARY, 'd MMM')}",
        )

    def test_it_opens_on_the_stage_that_is_worked_on(self):
        self.assertEqual(self.stage_chosen(), f"SKP {YEAR}")
        self.set_day(APRIL)
        self.assertEqual(self.stage_chosen(), f"Evaluation Quarter I {YEAR}")
        chosen = self.stage_chosen([("cycle_id", "=", self.cycle.id)])
        self.assertEqual(chosen, f"SKP {YEAR}")
        rows = self.asked("hr.asn.monitor")
        current = rows.search([("is_current", "=", True)])
        self.assertEqual(set(current.mapped("stage")), {"periodic"})

    def stage_chosen(self, domain=()):
        stages = self.cockpit(domain)["stages"]
        return next(stage["name"] for stage in stages if stage["chosen"])

    def test_a_standing_chooses_who_is_reminded_not_the_figures(self):
        data = self.cockpit([("bucket", "=", "blocked")])
        self.assertEqual(data["total"], 7)
        self.assertEqual(data["remind_count"], 0)
        chosen = [box["key"] for box in data["boxes"] if box["chosen"]]
        self.assertEqual(chosen, ["blocked"])
        self.assertEqual(self.cockpit()["remind_count"], 7)

    def test_people_are_found_by_nip_with_and_without_blanks_name_and_unit(self):
        number = self.staff.asn_nip
        printed = f"{number[:8]} {number[8:14]} {number[14]} {number[15:]}"
        for text in (number, printed, "dewi"):
            with self.subTest(text):
                people = self.cockpit([("person", "ilike", text)])["people"]
                self.assertEqual([one["name"] for one in people], ["Dewi"])
        people = self.cockpit([("person", "ilike", "Dinas Pendidikan")])["people"]
        names = [one["name"] for one in people]
        self.assertEqual(names, ["Novita", "Safrina"])

    def test_who_has_no_plan_is_found_too(self):
        newcomer = self._person("Terlewat")
        self._assign(newcomer, self.boss, self.clinic)
        data = self.cockpit([("person", "ilike", "Terlewat")])
        self.assertEqual([one["id"] for one in data["people"]], newcomer.ids)
        self.assertEqual(data["total"], 0)

    def test_before_a_cycle_there_is_nothing_to_see(self):
        self.env.cr.execute(
            "UPDATE hr_asn_cycle SET state = 'draft' WHERE id = %s", [self.cycle.id]
        )
        self.assertEqual(self.cockpit()["stages"], [])

    def test_an_officer_of_units_sees_and_reminds_these(self):
        data = self.cockpit(who=self.unit_officer)
        self.assertEqual(data["total"], 5)
        units = self.rows(self.unit_officer).department_id
        self.assertEqual(units, self.office | self.clinic)
        self.unit_officer.asn_unit_ids = self.school_office
        self.assertEqual(self.cockpit(who=self.unit_officer)["total"], 2)

    def test_auditor_and_team_see_all_and_the_auditor_reminds_nobody(self):
        for who in (self.auditor, self.team):
            self.assertEqual(self.cockpit(who=who)["total"], 7)
        self.assertFalse(self.cockpit(who=self.auditor)["can_remind"])
        with self.assertRaises(AccessError):
            self.by(self.env["hr.asn.cockpit"], self.auditor).remind([])

    def test_employees_and_heads_see_nothing(self):
        for who in (self.staff, self.boss, self.head):
            with self.assertRaises(AccessError):
                self.cockpit(who=who)
            with self.assertRaises(AccessError):
                self.by(self.env["hr.asn.cockpit"], who).copy_list([])

    def test_the_screen_costs_the_same_for_few_and_for_many(self):
        few = self._cost()
        for number in range(20):
            self._assign(self._person(f"Banyak {number}"), self.boss, self.clinic)
        self.cycle.action_open()
        self.assertEqual(self.cockpit()["total"], 27)
        self.assertEqual(self._cost(), few)
        # One of them asks which files were the newest, one what waits to be delivered.
        self.assertLessEqual(few, 12)

    def _cost(self):
        cockpit = self.asked("hr.asn.cockpit")
        cockpit.read_cockpit([])
        self.env.invalidate_all()
        # Who asks and by which rules is read once for every call of the server.
        cockpit.env["hr.asn.skp"].search_count([], limit=1)
        before = self.cr.sql_log_count
        cockpit.read_cockpit([])
        return self.cr.sql_log_count - before


@tagged("post_install", "-at_install")
class TestCopyList(CockpitCase):
    def text(self, domain=(), who=None):
        cockpit = self.asked("hr.asn.cockpit", who)
        return cockpit.copy_list(list(domain))

    def test_names_by_unit(self):
        self.bring_plan(self.plan(self.peer), "submitted")
        self.assertEqual(
            self.text(),
            "SKP 2026: not submitted yet\n"
            f"as of {self.day(FEBRUARY)} 09.00 WIB\n\n"
            "Dinas Kesehatan (2)\n"
            "1. Hendra\n"
            "2. Rina\n\n"
            "Dinas Kesehatan / Puskesmas Contoh Barat (2)\n"
            "1. Aisyah\n"
            "2. Dewi\n\n"
            "Dinas Pendidikan (2)\n"
            "1. Novita\n"
            "2. Safrina\n\n"
            f"The deadline was {self.day(f'{YEAR}-01-31', 'EEEE, d MMMM y')}. "
            "Please complete it at once.",
        )

    def test_of_one_unit_before_the_deadline(self):
        self.set_day(JANUARY)
        unit = [
            ("department_id", "child_of", self.school_office.id),
            ("bucket", "=", "not_due"),
        ]
        self.assertEqual(
            self.text(unit),
            "SKP 2026: not submitted yet\n"
            f"as of {self.day(JANUARY)} 09.00 WIB\n\n"
            "Dinas Pendidikan (2)\n"
            "1. Novita\n"
            "2. Safrina\n\n"
            f"Please complete it by {self.day(f'{YEAR}-01-31', 'EEEE, d MMMM y')} "
            "at the latest.",
        )

    def test_of_those_who_wait_for_their_appraiser(self):
        self.bring_plan(self.plan(self.peer), "submitted")
        text = self.text([("bucket", "=", "blocked")])
        self.assertIn("Puskesmas Contoh Barat (1)\n1. Laila\n\nThe appraisers", text)

    def test_without_login_and_exempt_are_in_the_list_that_names_them(self):
        self.without_login(self.staff)
        self.assertNotIn("Dewi", self.text())
        self.assertIn("1. Dewi", self.text([("bucket", "=", "no_login")]))

    def test_a_preview_is_how_the_list_begins_and_ends(self):
        """Of five late ones in Dinas Kesehatan its first unit has two."""
        cockpit = self.asked("hr.asn.cockpit")
        preview, text = cockpit.preview_list([]), self.text()
        head, block, *rest = preview.split("\n\n")
        self.assertEqual(head, text.split("\n\n")[0])
        self.assertEqual(block, text.split("\n\n")[1] + "\n…")
        self.assertEqual(rest, text.split("\n\n")[-1:])
        domain = [("employee_id", "=", self.staff.id)]
        self.assertEqual(cockpit.preview_list(domain), self.text(domain))
        nobody = [("bucket", "=", "exempt")]
        self.assertEqual(cockpit.preview_list(nobody), self.text(nobody))
        with self.assertRaises(AccessError):
            self.asked("hr.asn.cockpit", self.staff).preview_list([])

    def test_nobody(self):
        """Nobody is late: then nothing is asked of anybody."""
        self.assertIn("\n\nNobody.", self.text([("bucket", "=", "exempt")]))
        none = [("bucket", "=", "late"), ("employee_id", "=", 0)]
        self.assertTrue(self.text(none).endswith(" WIB\n\nNobody."))

    def test_no_number_of_anybody_is_in_it(self):
        text = self.text()
        for employee in (self.staff, self.peer, self.boss):
            self.assertNotIn(employee.asn_nip, text)

    def test_only_of_ones_units(self):
        self.assertNotIn("Novita", self.text(who=self.unit_officer))


@tagged("post_install", "-at_install")
class TestReminder(CockpitCase):
    def remind(self, domain=(), who=None):
        cockpit = self.asked("hr.asn.cockpit", who)
        action = cockpit.remind(list(domain))
        self.env.invalidate_all()
        return self.env["hr.asn.run"].browse(action["res_id"])

    def reminded(self):
        """Return the logins that have a reminder."""
        types = self.env.ref("hr_asn_appraisal.mail_act_asn_remind_plan")
        types |= self.env.ref("hr_asn_appraisal.mail_act_asn_remind_report")
        mine = self.cycle.skp_ids
        found = self.env["mail.activity"].search(
            [("activity_type_id", "in", types.ids)]
        )
        found = found.filtered(
            lambda one: one.res_id in mine.ids if one.res_model == mine._name else 1
        )
        return sorted(found.mapped("user_id.name"))

    def test_only_whose_turn_it_is_and_who_can_be_told(self):
        self.bring_plan(self.plan(self.peer), "submitted")
        self.bring_plan(self.plan(self.boss), "approved")
        self.without_login(self.head)
        self.exempt(self.foreigner, f"{YEAR}-01-01")
        run = self.remind()
        self.assertEqual(run.state, "done")
        self.assertEqual(self.reminded(), ["Dewi", "Hendra", "Safrina"])
        names = sorted(run.line_ids.mapped("name"))
        clinic = "Dewi, Dinas Kesehatan / Puskesmas Contoh Barat"
        self.assertEqual(
            names, [clinic, "Hendra, Dinas Kesehatan", "Safrina, Dinas Pendidikan"]
        )
        self.assertEqual(set(run.line_ids.mapped("state")), {"ok"})

    def test_twice_a_day_reminds_nobody_twice(self):
        self.remind()
        before = len(self.reminded())
        again = self.remind()
        self.assertEqual((again.skipped_count, again.ok_count), (7, 0))
        self.assertEqual(
            set(again.line_ids.mapped("message")), {"Reminded today already."}
        )
        self.assertEqual(len(self.reminded()), before)
        self.set_day(f"{YEAR}-02-04")
        tomorrow = self.remind()
        self.assertEqual(tomorrow.ok_count, 7)
        self.assertEqual(len(self.reminded()), before)

    def test_the_database_keeps_days_apart(self):
        skp = self.plan(self.staff)
        log = self.env["hr.asn.event"]._asn_log
        log(skp, "remind", FEBRUARY)
        log(skp, "remind", APRIL)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            log(skp, "remind", FEBRUARY)

    def test_one_person_with_two_posts_is_reminded_once(self):
        self._assign(
            self.staff, self.chief, self.office, status="plt", date_from=f"{YEAR}-01-01"
        )
        self.cycle.action_open()
        run = self.remind([("employee_id", "=", self.staff.id)])
        self.assertEqual(run.total, 1)
        self.assertEqual(self.reminded(), ["Dewi"])

    def test_what_is_filtered_is_reminded(self):
        self.remind([("department_id", "child_of", self.school_office.id)])
        self.assertEqual(self.reminded(), ["Novita", "Safrina"])

    def test_before_the_deadline_when_it_is_asked_for(self):
        self.set_day(JANUARY)
        self.assertEqual(self.remind().total, 0)
        self.assertEqual(self.remind([("bucket", "=", "not_due")]).total, 7)

    def test_blocked_people_are_never_reminded(self):
        self.bring_plan(self.plan(self.staff), "submitted")
        self.assertEqual(self.remind([("bucket", "=", "blocked")]).total, 0)

    def test_an_exemption_takes_the_reminder_away(self):
        self.asked("hr.asn.cockpit").remind([])
        plan = self.plan(self.staff)
        self.assertEqual(len(plan.activity_ids), 1)
        self.exempt(self.staff, FEBRUARY, f"{YEAR}-04-30")
        self.env.invalidate_all()
        self.assertFalse(plan.activity_ids)
        self.assertEqual(len(self.plan(self.peer).activity_ids), 1)

    def test_submitting_takes_the_reminder_away(self):
        self.remind([("employee_id", "=", self.staff.id)])
        self.bring_plan(self.plan(self.staff), "submitted")
        self.assertEqual(self.reminded(), [])

    def test_who_has_submitted_meanwhile_is_left_alone(self):
        run = self.by(self.env["hr.asn.run"], self.officer).create(
            {
                "kind": "reminder",
                "name": "x",
                "cycle_id": self.cycle.id,
                "params": {"domain": [("employee_id", "=", self.staff.id)]},
            }
        )
        run._asn_prepare()
        self.bring_plan(self.plan(self.staff), "submitted")
        run.action_start()
        self.assertEqual(run.line_ids.state, "skipped")
        self.assertEqual(self.reminded(), [])

    def test_reports_are_reminded_on_the_evaluation(self):
        evaluation = self.quarter(self.staff, 1)
        self.set_day(APRIL)
        run = self.remind([("employee_id", "=", self.staff.id)])
        self.assertEqual(run.line_ids.res_model, "hr.asn.evaluation")
        kind = "hr_asn_appraisal.mail_act_asn_remind_report"
        self.assertTrue(evaluation.activity_search([kind]))
        self.bring_evaluation(evaluation, "submitted")
        self.assertFalse(evaluation.activity_search([kind]))

    def test_an_officer_of_units_reminds_in_these(self):
        self.remind(who=self.unit_officer)
        self.assertNotIn("Novita", self.reminded())
        self.assertIn("Dewi", self.reminded())

    def test_no_mail_is_sent(self):
        before = self.env["mail.mail"].search_count([])
        posted = self.env["mail.message"].search_count([])
        self.remind()
        self.assertEqual(self.env["mail.mail"].search_count([]), before)
        self.assertEqual(self.env["mail.message"].search_count([]), posted)

    def test_reminding_costs_the_same_for_few_and_for_many(self):
        for number in range(22):
            self._assign(self._person(f"Pegawai {number}"), self.boss, self.clinic)
        self.cycle.action_open()
        run = self.by(self.env["hr.asn.run"], self.officer).create(
            {"kind": "reminder", "name": "x", "cycle_id": self.cycle.id}
        )
        run.params = {"domain": [("stage", "=", "skp"), ("name", "like", "Pegawai")]}
        run._asn_prepare()
        handler = run._asn_handler()
        lines = run.sudo().line_ids
        with self.cr.savepoint() as savepoint:
            handler._asn_process(run, lines[:2])
            self.env.flush_all()
            savepoint.rollback()
        costs = [self._cost(handler, run, part) for part in (lines[:2], lines[2:])]
        self.assertEqual(len(lines), 22)
        self.assertEqual(costs[0], costs[1])

    def _cost(self, handler, run, lines):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        results = handler._asn_process(run, lines)
        self.env.flush_all()
        self.assertEqual({state for state, *_rest in results.values()}, {"ok"})
        return self.cr.sql_log_count - before


@tagged("post_install", "-at_install")
class TestTasks(CockpitCase):
    def tasks(self, who=None):
        tasks = self.asked("hr.asn.tasks", who)._asn_tasks()
        return {task["key"]: task["count"] for task in tasks}

    def opened(self, key):
        """Return the records that a task opens."""
        tasks = self.asked("hr.asn.tasks")
        action = tasks.open_task(key)
        return tasks.env[action["res_model"]].search(action["domain"] or [])

    def test_nothing_waits(self):
        self.assertEqual(self.tasks(), {})

    def test_no_appraiser(self):
        self.plan(self.staff).assignment_id.appraiser_id = False
        self.assertEqual(self.tasks(), {"appraiser": 1})

    def test_no_login(self):
        self.without_login(self.staff)
        self.assertEqual(self.tasks(), {"login": 1})
        self.assertEqual(self.opened("login").name, "Dewi")

    def test_plans_that_wait_too_long(self):
        skp = self.bring_plan(self.plan(self.staff), "submitted")
        self.set_day(f"{YEAR}-02-10")
        self.assertEqual(self.tasks(), {})
        self.set_day(f"{YEAR}-02-11")
        self.assertEqual(self.tasks(), {"waiting": 1})
        self.assertEqual(self.opened("waiting"), skp)

    def test_exemptions_to_confirm(self):
        self.env["hr.asn.exemption"].create(
            {
                "employee_id": self.staff.id,
                "kind": "cuti_sakit",
                "date_from": FEBRUARY,
            }
        )
        self.assertEqual(self.tasks(), {"exemption": 1})

    def test_accounts_that_were_never_printed(self):
        """The account is there, and no password that lets in."""
        self.env.cr.execute(
            "UPDATE res_users SET password = NULL WHERE id = %s",
            [self.staff.user_id.id],
        )
        self.env.invalidate_all()
        self.assertEqual(self.tasks(), {"slip": 1})
        self.assertEqual(self.opened("slip").name, "Dewi")
        self.staff.user_id._asn_give_one_time()
        self.assertEqual(self.tasks(), {})

    def test_import_rows_skipped_of_the_newest_file(self):
        """Two problems of one row are one row; a later file has mended it."""
        for rows, expected in (([2, 2, 3], {"skipped": 2}), ([], {})):
            run = self.by(self.env["hr.asn.run"], self.officer)
            run = run.create({"kind": "staff", "name": "pegawai.csv"}).sudo()
            run._asn_put({"state": "done", "started_at": self.clock})
            self.env["hr.asn.run.problem"].create(
                [{"run_id": run.id, "row": row, "consequence": "skip"} for row in rows]
                + [{"run_id": run.id, "row": 9, "consequence": "note"}]
            )
            self.assertEqual(self.tasks(), expected)
            self.assertEqual(self.tasks(self.unit_officer), {})
            if rows:
                self.assertEqual(self.opened("skipped").mapped("row"), rows)

    def test_acting_posts_at_their_end(self):
        end = {"2026-01-19": 0, "2026-01-20": 1, "2026-02-17": 1, "2026-02-18": 0}
        acting = self._assign(
            self.staff, self.chief, self.office, status="plt", date_to="2026-12-31"
        )
        for day, count in end.items():
            with self.subTest(day):
                acting.date_to = day
                self.assertEqual(self.tasks().get("acting", 0), count)

    def test_runs_that_stopped_or_failed(self):
        run = self.env["hr.asn.run"].with_user(self.officer)
        run = run.create({"kind": "opening", "name": "x", "cycle_id": self.cycle.id})
        run._asn_prepare()
        run.sudo()._asn_put({"state": "failed"})
        self.assertEqual(self.tasks(), {"run": 1})
        run.sudo()._asn_put({"state": "done", "started_at": self.clock})
        self.assertEqual(self.tasks(), {})
        run.sudo().line_ids[0].state = "failed"
        self.assertEqual(self.tasks(), {"run": 1})

    def test_only_of_ones_units(self):
        self.without_login(self.foreigner)
        self.assertEqual(self.tasks(self.unit_officer), {})
        self.assertEqual(self.tasks(self.officer), {"login": 1})


@tagged("post_install", "-at_install")
class TestNotice(CockpitCase):
    def tell(self, text="Saya pindah", who=None):
        skp = self.plan(self.staff)
        self.by(skp, who or self.staff).action_tell_appraiser(text)
        return self.env["hr.asn.notice"].search([("skp_id", "=", skp.id)])

    def test_the_officer_gets_the_sentence(self):
        notice = self.tell()
        self.assertEqual((notice.text, notice.state), ("Saya pindah", "open"))
        self.assertEqual(notice.appraiser_id, self.boss)
        own = self.by(self.env["hr.asn.notice"], self.officer)
        self.assertEqual(own.search([]), notice)
        event = self.events(notice)[-1]
        self.assertEqual((event.name, event.note), ("wrong_appraiser", "Saya pindah"))
        self.assertEqual(event.actor_id, self.staff.user_id)

    def told(self, who):
        """Return all that somebody finds of what was said, wherever it may stand."""
        plan = self.by(self.plan(self.staff), who)
        events = plan.env["hr.asn.event"].search([("note", "like", "pindah")])
        notices = plan.env["hr.asn.notice"].search([("text", "like", "pindah")])
        history = plan.asn_event_ids.filtered(lambda one: "pindah" in (one.note or ""))
        messages = plan.message_ids.filtered(lambda one: "pindah" in one.body)
        return len(events), len(notices), len(history), len(messages)

    def test_who_is_spoken_of_finds_no_trace_of_it(self):
        self.tell()
        self.assertEqual(self.told(self.staff), (1, 1, 1, 0))
        self.assertEqual(self.told(self.unit_officer), (1, 1, 1, 0))
        self.assertEqual(self.told(self.boss), (0, 0, 0, 0))
        names = self.by(self.plan(self.staff), self.boss).asn_event_ids.mapped("name")
        self.assertEqual(names, ["open"])

    def test_not_even_where_he_is_an_officer_himself(self):
        self.tell()
        self.boss.user_id.group_ids |= self.env.ref(
            "hr_asn_appraisal.group_asn_officer"
        )
        self.assertEqual(self.told(self.boss), (0, 0, 0, 0))
        tasks = self.asked("hr.asn.tasks", self.boss)._asn_tasks()
        self.assertNotIn("notice", [one["key"] for one in tasks])
        timeline = self.asked("hr.asn.timeline", self.boss).browse(self.staff.id)
        self.assertNotIn("pindah", str(timeline.steps))
        timeline = self.asked("hr.asn.timeline").browse(self.staff.id)
        self.assertIn("Saya pindah", str(timeline.steps))

    def test_only_the_employee_says_so_and_says_something(self):
        for who in (self.boss, self.officer, self.head):
            with self.assertRaises(AccessError):
                self.tell(who=who)
        with self.assertRaises(UserError):
            self.tell("  ")

    def test_without_an_appraiser_the_officer_has_it_and_one_can_say_who(self):
        posts = self.env["hr.asn.assignment"]
        posts.search([("employee_id", "=", self.staff.id)]).appraiser_id = False
        tasks = self.asked("hr.asn.tasks")._asn_tasks()
        self.assertIn("appraiser", [one["key"] for one in tasks])
        plan = self.by(self.plan(self.staff), self.staff)
        self.assertFalse(plan.appraiser_id)
        self.assertIn("submit", plan.asn_can.split(), "the link of the band is shown")
        notice = self.tell("Kepala saya sekarang Hendra")
        self.assertFalse(notice.appraiser_id)
        own = self.by(self.env["hr.asn.notice"], self.officer)
        self.assertEqual(own.search([]), notice)

    def test_what_is_said_again_replaces_what_was_said(self):
        self.tell("Satu")
        notices = self.tell("Dua")
        states = {one.text: one.state for one in notices}
        self.assertEqual(states, {"Satu": "settled", "Dua": "open"})

    def test_another_appraiser_settles_it(self):
        notice = self.tell()
        self.by(notice.assignment_id, self.officer).appraiser_id = self.chief
        self.env.invalidate_all()
        self.assertEqual(notice.state, "settled")

    def test_the_officer_settles_it_and_nobody_else(self):
        notice = self.tell()
        for who in (self.staff, self.boss, self.auditor):
            with self.assertRaises(AccessError):
                self.by(notice, who).action_settle()
        self.by(notice, self.unit_officer).action_settle()
        self.assertEqual(notice.state, "settled")
        self.assertEqual(notice.settled_on, self.clock.date())

    def test_it_is_seen_in_its_units_only(self):
        notice = self.tell()
        self.unit_officer.asn_unit_ids = self.school_office
        rows = self.by(self.env["hr.asn.notice"], self.unit_officer)
        self.assertFalse(rows.search([("id", "=", notice.id)]))

    def test_the_wizard_says_it(self):
        skp = self.plan(self.staff)
        wizard = self.by(self.env["hr.asn.skp.tell"], self.staff)
        wizard = wizard.with_context(active_id=skp.id).create({"text": "Kepala baru"})
        wizard.action_tell()
        found = self.env["hr.asn.notice"].search([("skp_id", "=", skp.id)])
        self.assertEqual(found.text, "Kepala baru")


@tagged("post_install", "-at_install")
class TestTimeline(CockpitCase):
    def timeline(self, employee, who=None):
        return self.asked("hr.asn.timeline", who).browse(employee.id)

    def waiting(self, employee):
        return self.timeline(employee).waiting

    def test_what_waits_for_whom(self):
        self.assertEqual(
            self.waiting(self.staff),
            "SKP 2026: Waiting for Dewi, who has not begun: "
            f"due {self.day(f'{YEAR}-01-31')}, 3 days late.",
        )
        skp = self.plan(self.staff)
        self.fill(skp)
        self.assertIn("who has not submitted yet", self.waiting(self.staff))
        self.by(skp, self.staff).action_submit()
        self.assertEqual(
            self.waiting(self.staff),
            "SKP 2026: Waiting for approval by Aisyah since today.",
        )
        self.set_day(f"{YEAR}-02-22")
        self.assertEqual(
            self.waiting(self.staff),
            "SKP 2026: Waiting for approval by Aisyah "
            f"since {self.day(FEBRUARY)} (19 days).",
        )
        self.by(skp, self.boss).action_return("Lengkapi")
        self.assertIn(
            "Returned since today; waiting for Dewi", self.waiting(self.staff)
        )

    def test_an_evaluation_and_the_end(self):
        evaluation = self.quarter(self.staff, 1)
        self.assertIn(
            "Evaluation Quarter I 2026: Waiting for Dewi", self.waiting(self.staff)
        )
        self.bring_evaluation(evaluation, "submitted")
        self.assertIn("Waiting for rating by Aisyah", self.waiting(self.staff))
        self.set_day(APRIL)
        self.by(evaluation, self.boss).action_rate("sesuai", "sesuai")
        self.assertIn("Waiting for delivery by Aisyah", self.waiting(self.staff))

    def test_others_that_are_waited_for(self):
        self.plan(self.staff).assignment_id.appraiser_id = False
        self.assertIn("the appraiser has not been set", self.waiting(self.staff))
        self.without_login(self.peer)
        self.assertIn("no login", self.waiting(self.peer))
        self.exempt(self.head, f"{YEAR}-01-01")
        self.assertIn("not counted as late", self.waiting(self.head))

    def test_who_has_no_plan(self):
        newcomer = self._person("Terlewat")
        self._assign(newcomer, self.boss, self.clinic)
        self.assertIn("who opens missing plans", self.waiting(newcomer))

    def test_steps_say_what_happened_when_and_by_whom(self):
        skp = self.bring_plan(self.plan(self.staff), "submitted")
        self.by(skp, self.boss).action_return("Lengkapi target")
        steps = [
            one for one in self.timeline(self.staff).steps if one["kind"] == "past"
        ]
        told = [(one["what"], one["where"], one["who"], one["note"]) for one in steps]
        self.assertEqual(
            told[:3],
            [
                ("Returned", "SKP 2026", "Aisyah", "Lengkapi target"),
                ("Submitted", "SKP 2026", "Dewi", ""),
                ("Opened", "SKP 2026", "officer", ""),
            ],
        )

    def test_deadlines_to_come_stand_first(self):
        self.set_day(JANUARY)
        steps = self.timeline(self.staff).steps
        coming = [one["where"] for one in steps if one["kind"] == "coming"]
        self.assertEqual(coming[-1], "SKP 2026")
        self.assertEqual(len(coming), 6)
        self.assertEqual(steps[0]["kind"], "coming")

    def test_no_rating_is_in_it_for_anybody(self):
        evaluation = self.quarter(self.staff, 1)
        self.set_day(APRIL)
        self.bring_evaluation(evaluation, "submitted")
        rate = self.by(evaluation, self.boss)
        rate.action_rate("di_bawah", "di_bawah", "Alasan rahasia")
        text = str(self.timeline(self.staff, self.auditor).steps)
        for secret in ("bawah", "Below", "rahasia", "kurang"):
            self.assertNotIn(secret, text)

    def test_scope(self):
        self.assertTrue(self.timeline(self.staff, self.unit_officer).read(["waiting"]))
        with self.assertRaises(AccessError):
            self.timeline(self.foreigner, self.unit_officer).read(["waiting"])
        for who in (self.staff, self.boss, self.head):
            with self.assertRaises(AccessError):
                self.timeline(self.staff, who).read(["name"])

    def test_a_row_of_the_cockpit_opens_it(self):
        row = self.rows(domain=PLAN & Domain("employee_id", "=", self.staff.id))
        action = row.action_open_timeline()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("hr.asn.timeline", self.staff.id)
        )


@tagged("post_install", "-at_install")
class TestCockpitRpc(AsnHttpCommon):
    def test_what_employees_are_refused(self):
        self.plan(self.staff)
        self.sign_in(self.staff)
        for model, method, args in (
            ("hr.asn.cockpit", "read_cockpit", [[]]),
            ("hr.asn.cockpit", "copy_list", [[]]),
            ("hr.asn.cockpit", "remind", [[]]),
            ("hr.asn.monitor", "search_read", [[]]),
            ("hr.asn.monitor", "formatted_read_group", [[], ["bucket"], ["__count"]]),
            ("hr.asn.timeline", "search_read", [[]]),
        ):
            with self.subTest(f"{model}.{method}"), mute_logger("odoo.http"):
                result, error = self.rpc(model, method, *args)
                self.assertEqual((result, error), (None, "odoo.exceptions.AccessError"))

    def test_a_notice_is_made_by_telling_only(self):
        skp = self.plan(self.staff)
        self.sign_in(self.staff)
        with mute_logger("odoo.http"):
            _result, error = self.rpc(
                "hr.asn.notice", "create", [{"skp_id": skp.id, "text": "x"}]
            )
        self.assertEqual(error, "odoo.exceptions.AccessError")
        result, error = self.rpc(
            "hr.asn.skp", "action_tell_appraiser", skp.ids, "Bukan"
        )
        self.assertEqual((result, error), (None, None))
        notice = self.env["hr.asn.notice"].search([("skp_id", "=", skp.id)])
        self.assertEqual(notice.text, "Bukan")

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_who_is_spoken_of_is_told_nothing_by_any_call(self):
        skp = self.plan(self.staff)
        wizard = self.by(self.env["hr.asn.skp.tell"], self.staff)
        wizard = wizard.create({"skp_id": skp.id, "text": "Rahasia"})
        wizard.action_tell()
        notice = self.env["hr.asn.notice"].search([("skp_id", "=", skp.id)])
        event = self.events(notice)
        secret = [("note", "=", "Rahasia")]
        self.boss.user_id.group_ids |= self.env.ref("base.group_allow_export")
        self.sign_in(self.boss)
        calls = {
            ("hr.asn.event", "search_count"): [secret],
            ("hr.asn.event", "formatted_read_group"): [secret, ["name"], ["__count"]],
            ("hr.asn.notice", "search_read"): [[]],
            ("hr.asn.skp.tell", "search_read"): [[]],
        }
        for (model, method), args in calls.items():
            with self.subTest(f"{model}.{method}"):
                result, error = self.rpc(model, method, *args)
                self.assertIsNone(error)
                self.assertFalse(result)
        for record, field in ((event, "note"), (notice, "text"), (wizard, "text")):
            for method in ("read", "export_data"):
                with self.subTest(f"{record._name}.{method}"):
                    call = (record._name, method, record.ids, [field])
                    _result, error = self.rpc(*call)
                    self.assertEqual(error, "odoo.exceptions.AccessError")
        self.sign_in(self.staff)
        result, _error = self.rpc("hr.asn.event", "search_count", secret)
        self.assertEqual(result, 1)

    def test_the_officer_is_let_through(self):
        self.plan(self.staff)
        self.sign_in(self.officer)
        result, error = self.rpc("hr.asn.cockpit", "read_cockpit", [])
        self.assertIsNone(error)
        self.assertEqual(result["total"], 7)
