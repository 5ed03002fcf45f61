from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import OFFICER, YEAR, AsnCommon


@tagged("post_install", "-at_install")
class TestTransfer(AsnCommon):
    """A post that ends or changes during the year, and what it leaves behind."""

    def _move_in_july(self):
        """Staff leaves the clinic on 30 June for a post under the foreign boss."""
        old = self.open_evaluations(self.staff).skp_id.assignment_id
        self.by(old, self.officer).date_to = f"{YEAR}-06-30"
        new = self._assign(
            self.staff,
            self.foreign_boss,
            self.school_office,
            date_from=f"{YEAR}-07-01",
        )
        self.by(self.cycle, self.officer).action_open()
        return old, new

    def test_the_plan_ends_with_the_post(self):
        old, _new = self._move_in_july()
        plan = old.skp_ids
        self.assertEqual(str(plan.date_to), f"{YEAR}-06-30")
        due = plan.evaluation_ids.mapped(lambda one: (one.kind, one.period_id.number))
        self.assertEqual(sorted(due), [("periodic", 1), ("periodic", 2)])
        names = self.events(old).mapped("name")
        self.assertIn("change_assignment", names)
        self.assertIn("change_dates", self.events(plan).mapped("name"))

    def test_the_year_hangs_on_the_post_at_its_end(self):
        _old, new = self._move_in_july()
        self.bring_plan(new.skp_ids, "approved")
        self.by(self.cycle, self.officer).action_open_periods()
        due = new.skp_ids.evaluation_ids
        self.assertEqual(
            sorted(due.mapped(lambda one: (one.kind, one.period_id.number))),
            [("annual", 1), ("periodic", 3), ("periodic", 4)],
        )
        self.assertEqual(due.appraiser_id, self.foreign_boss)

    def test_what_was_begun_stays_and_blocks_nobody(self):
        year = self.open_evaluations(self.staff)
        year = year.filtered(lambda one: one.kind == "annual")
        self.by(year, self.staff).action_submit()
        old, new = self._move_in_july()
        self.assertEqual(year.state, "submitted")
        self.bring_plan(new.skp_ids, "approved")
        self.by(self.cycle, self.officer).action_open_periods()
        kinds = new.skp_ids.evaluation_ids.mapped("kind")
        self.assertEqual(kinds, ["periodic", "periodic"])
        self.assertIn(year, old.skp_ids.evaluation_ids)

    def _acting(self):
        """Boss and chief act beside their own posts; return a person under both.

        East clinic (boss is Plt.) under a division (chief is Plt.) of the office.
        """
        division = self._unit("Bidang Layanan", self.office)
        east = self._unit("Puskesmas Contoh Timur", division)
        room = self._unit("Poli Anak", east)
        for who, unit, post in (
            (self.boss, east, "Kepala Puskesmas Timur"),
            (self.chief, division, "Kepala Bidang Layanan"),
        ):
            self._assign(who, self.mayor, unit, post=post, status="plt")
        person = self._person("Wulan")
        self._assign(person, self.boss, room, self.chief)
        return person

    def _posts(self, content):
        return content["appraiser"]["post"], content["superior"]["post"]

    def test_papers_name_the_post_from_which_one_appraises(self):
        person = self._acting()
        expected = {
            person: ("Plt. Kepala Puskesmas Timur", "Plt. Kepala Bidang Layanan"),
            self.staff: ("Perawat Terampil", "Kepala Dinas Kesehatan"),
        }
        both = self.quarter(person, 1) | self.quarter(self.staff, 1)
        for quarter in both:
            self.bring_evaluation(quarter, "rated")
        self.by(both, self.boss).action_deliver()
        for quarter in both:
            posts = expected[quarter.employee_id]
            for sealed in (quarter.skp_id.version_ids, quarter.document_ids):
                with self.subTest(quarter.name, model=sealed._name):
                    self.assertEqual(self._posts(sealed._content()), posts)

    def test_who_has_no_post_above_signs_with_his_definitive_one(self):
        self._assign(
            self.foreign_boss, self.mayor, self._unit("Jauh", self.root), status="plt"
        )
        plan = self.plan(self.staff)
        plan.assignment_id.write(
            {"appraiser_id": self.foreign_boss.id, "superior_id": self.mayor.id}
        )
        self.mayor.job_title = "Wali Kota"
        content = self.bring_plan(plan, "approved").version_ids._content()
        self.assertEqual(self._posts(content), ("Perawat Terampil", "Wali Kota"))
        self.assertEqual(content["appraiser"]["unit"], "Dinas Pendidikan")

    def test_an_ended_acting_post_is_not_named(self):
        person = self._acting()
        acting = self.env["hr.asn.assignment"].search(
            [("employee_id", "=", self.boss.id), ("status", "=", "plt")]
        )
        acting.date_to = f"{YEAR}-01-04"
        content = self.agree(person).version_ids._content()
        self.assertEqual(
            self._posts(content), ("Perawat Terampil", "Kepala Dinas Kesehatan")
        )

    def test_nobody_appraises_from_another_agency(self):
        with self.assertRaises(UserError):
            self._assign(self.staff, self.outsider_boss(), self.clinic, status="plt")

    def outsider_boss(self):
        """Return an employee of another agency."""
        company = self.env["res.company"].create({"name": "Kota Lain"})
        return self._person("Orang Luar", company=company)

    def _todos(self, record, kind):
        """Return whose to-dos of a kind a document has."""
        self.env.flush_all()
        self.env.invalidate_all()
        activities = self.env["mail.activity"].search(
            [
                ("res_model", "=", record._name),
                ("res_id", "in", record.ids),
                (
                    "activity_type_id",
                    "=",
                    self.env.ref(f"hr_asn_appraisal.mail_act_asn_{kind}").id,
                ),
            ]
        )
        return activities.mapped("user_id"), len(activities)

    def test_a_plan_to_approve_goes_to_the_new_appraiser(self):
        plan = self.bring_plan(self.plan(self.staff), "submitted")
        self.assertEqual(self._todos(plan, "skp_approve"), (self.boss.user_id, 1))
        post = self.by(plan.assignment_id, self.officer)
        post.appraiser_id = self.head
        self.assertEqual(self._todos(plan, "skp_approve"), (self.head.user_id, 1))
        self.by(plan, self.head).action_approve()
        self.assertEqual(self._todos(plan, "skp_approve")[1], 0)

    def test_an_evaluation_to_rate_goes_to_the_new_appraiser(self):
        first, second = self.quarter(self.staff, 1), self.quarter(self.staff, 2)
        rated = self.bring_evaluation(first, "rated")
        waiting = self.bring_evaluation(second, "submitted")
        draft = self.quarter(self.staff, 3)
        self.assertEqual(self._todos(waiting, "rate"), (self.boss.user_id, 1))
        post = self.by(waiting.skp_id.assignment_id, self.officer)
        post.appraiser_id = self.head
        self.assertEqual(self._todos(waiting, "rate"), (self.head.user_id, 1))
        self.assertEqual(self._todos(rated | draft, "rate")[1], 0)
        self.assertEqual(rated.appraiser_id, self.boss)

    def test_an_appraiser_without_login_is_not_told(self):
        """Nor is one whose login is archived; the former one is told no more."""
        archived = self._person("Arsip")
        archived.user_id.action_archive()
        plan = self.bring_plan(self.plan(self.peer), "submitted")
        quarter = self.bring_evaluation(self.quarter(self.staff, 1), "submitted")
        cases = ((self._person("Tanpa", login=False), 0), (self.boss, 1), (archived, 0))
        for appraiser, told in cases:
            posts = (plan | quarter.skp_id).assignment_id
            self.by(posts, self.officer).write({"appraiser_id": appraiser.id})
            with self.subTest(appraiser.name):
                users = appraiser.user_id if told else appraiser.user_id.browse()
                self.assertEqual(self._todos(plan, "skp_approve"), (users, told))
                self.assertEqual(self._todos(quarter, "rate"), (users, told))

    def test_who_stays_appraiser_keeps_his_to_do(self):
        plan = self.bring_plan(self.plan(self.staff), "submitted")
        before = plan.activity_ids
        post = self.by(plan.assignment_id, self.officer)
        post.write({"appraiser_id": self.boss.id, "superior_id": self.head.id})
        self.env.invalidate_all()
        self.assertTrue(before)
        self.assertEqual(plan.activity_ids, before)

    def test_a_twin_does_not_rate_himself(self):
        quarter = self.quarter(self.staff, 1)
        self.bring_evaluation(quarter, "submitted")
        self.reach(quarter.date_to)
        self.env.flush_all()
        # Past every check: a second employee of the same login as his appraiser.
        self.env.cr.execute(
            "UPDATE hr_asn_evaluation SET appraiser_id = employee_id WHERE id = %s",
            [quarter.id],
        )
        self.env.invalidate_all()
        with self.assertRaises(UserError):
            self.by(quarter, self.staff).action_rate("di_atas", "di_atas", "saya")
        self.assertEqual(quarter.state, "submitted")

    def test_an_officer_does_not_put_himself_over_people(self):
        clerk = self._person("Pengelola", groups="hr_asn_appraisal.group_asn_officer")
        assignment = self.plan(self.staff).assignment_id
        for party in ("appraiser_id", "superior_id"):
            with self.assertRaises(AccessError):
                self.by(assignment, clerk).write({party: clerk.id})
        self.by(assignment, self.admin).appraiser_id = clerk
        self.assertEqual(assignment.appraiser_id, clerk)

    def test_an_officer_makes_no_post_beneath_himself(self):
        """By no way of making one: form, list, file, default, copy, other owner."""
        clerk = self._person("Pengelola", groups=f"{OFFICER},hr.group_hr_user")
        posts = self.by(self.env["hr.asn.assignment"], clerk)
        newcomer = self._person("Baru")
        own = {
            "employee_id": newcomer.id,
            "post": "Bidan",
            "department_id": self.clinic.id,
            "date_from": f"{YEAR}-01-01",
            "company_id": self.agency.id,
        }
        mine = {"appraiser_id": clerk.id}
        columns = ["employee_id/.id", "post", "department_id/.id", "date_from"]
        row = [str(newcomer.id), "Bidan", str(self.clinic.id), f"{YEAR}-01-01"]
        ways = {
            "appraiser": lambda: posts.create(own | mine),
            "superior": lambda: posts.create(own | {"superior_id": clerk.id}),
            "command": lambda: newcomer.with_user(clerk.user_id).write(
                {"asn_assignment_ids": [(0, 0, own | mine)]}
            ),
            "context": lambda: posts.with_context(default_appraiser_id=clerk.id).create(
                own
            ),
        }
        for way, attempt in ways.items():
            with self.subTest(way), self.assertRaises(AccessError):
                with self.cr.savepoint():
                    attempt()
        result = posts.load([*columns, "appraiser_id/.id"], [[*row, str(clerk.id)]])
        self.assertFalse(result["ids"])
        self.assertIn("himself", result["messages"][0]["message"])
        self.env["ir.default"].set("hr.asn.assignment", "appraiser_id", clerk.id)
        with self.assertRaises(AccessError), self.cr.savepoint():
            posts.create(own)
        self.env["ir.default"].set("hr.asn.assignment", "appraiser_id", False)
        self.assertFalse(newcomer.asn_assignment_ids)
        self.assertEqual(
            posts.create(own | {"appraiser_id": self.boss.id}).post, "Bidan"
        )

    def test_an_officer_makes_himself_head_of_no_unit(self):
        """Neither of one there is nor of a new one; others he names, with history."""
        clerk = self._person("Pengelola", groups=f"{OFFICER},hr.group_hr_user")
        units = self.by(self.env["hr.department"], clerk)
        new = {"name": "Poli Gigi", "parent_id": self.clinic.id}
        new["company_id"] = self.agency.id
        ways = {
            "write": lambda: units.browse(self.clinic.id).write(
                {"manager_id": clerk.id}
            ),
            "create": lambda: units.create(new | {"manager_id": clerk.id}),
            "context": lambda: units.with_context(default_manager_id=clerk.id).create(
                new
            ),
        }
        for way, attempt in ways.items():
            with self.subTest(way), self.assertRaises(AccessError):
                attempt()
        self.assertFalse(self.clinic.manager_id)
        units.browse(self.clinic.id).manager_id = self.boss.id
        made = units.create(new | {"manager_id": self.peer.id})
        heads = self.clinic.manager_id, made.manager_id
        self.assertEqual(heads, (self.boss, self.peer))
        notes = {unit: self.events(unit).mapped("note") for unit in self.clinic | made}
        self.assertEqual(notes, {self.clinic: ["– → Aisyah"], made: ["– → Laila"]})

    def test_an_officer_gets_nobody_by_a_post_that_changes_hands(self):
        clerk = self._person("Pengelola", groups=OFFICER)
        post = self._assign(self._person("Satu"), clerk, self.clinic)
        with self.assertRaises(AccessError):
            self.by(post, clerk).employee_id = self._person("Dua")
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.by(post, clerk).copy({"employee_id": self._person("Dua").id})

    def test_an_archived_employee_of_the_officer_is_himself(self):
        clerk = self._person("Pengelola", groups=OFFICER)
        clerk.active = False
        assignment = self.plan(self.staff).assignment_id
        with self.assertRaises(AccessError):
            self.by(assignment, clerk).write({"appraiser_id": clerk.id})

    def test_a_policy_in_use_is_frozen(self):
        self.policy.company_id = self.agency
        own = self.by(self.policy, self.admin)
        own.objection_days = 10
        self.plan(self.staff)
        with self.assertRaisesRegex(UserError, str(YEAR)):
            self.by(self.policy, self.admin).objection_days = 1
        self.by(self.policy, self.admin).name = "Nama baru"
        self.assertEqual(self.policy.objection_days, 10)
