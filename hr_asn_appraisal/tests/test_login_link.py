"""Whose login an employee has, and who gets a post: nobody decides it for himself."""

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import codes
from .common import OFFICER, YEAR, AsnCommon, AsnHttpCommon

DENIED = "odoo.exceptions.AccessError"
HR = f"{OFFICER},hr.group_hr_user"


class LinkFixture:
    @classmethod
    def setUpClass(cls):
        """Laila is officer of the agency with HR rights, as the import asks for."""
        super().setUpClass()
        cls.clerk = cls._person("Wulan", groups=HR)
        cls._assign(cls.clerk, cls.boss, cls.clinic, cls.chief)
        cls.manager = cls._user("akun", f"{HR},base.group_erp_manager")
        cls.spare = cls._user("cadangan")


@tagged("post_install", "-at_install")
class TestLinkByRpc(LinkFixture, AsnHttpCommon):
    """The calls of the review: each ends as it is, with the old login."""

    @mute_logger("odoo.http")
    def test_no_way_to_another_login_of_oneself_or_of_a_leader(self):
        own, spare = self.clerk.user_id, self.spare
        bare = self.env["resource.resource"].create({"name": "Tanpa akun"})
        self.sign_in(self.clerk)
        clerk, boss, staff = self.clerk, self.boss, self.staff
        for model, ids, vals in (
            ("hr.employee", clerk.ids, {"user_id": False}),
            ("hr.employee", clerk.ids, {"user_id": spare.id}),
            ("hr.employee", clerk.ids, {"resource_id": bare.id}),
            ("resource.resource", clerk.resource_id.ids, {"user_id": False}),
            ("resource.resource", bare.ids, {"employee_id": [(4, clerk.id)]}),
            ("hr.employee", boss.ids, {"user_id": own.id}),
            ("hr.employee", boss.ids, {"user_id": spare.id}),
            ("hr.employee", boss.ids, {"user_id": False}),
            ("hr.employee", self.head.ids, {"user_id": False}),
            ("resource.resource", boss.resource_id.ids, {"user_id": spare.id}),
            ("hr.employee", staff.ids, {"user_id": own.id}),
        ):
            with self.subTest(model, vals=vals):
                error = self.rpc(model, "write", ids, vals)[1]
                self.assertEqual(error, DENIED)
                self.assertEqual(clerk.user_id, own)
                self.assertEqual(boss.user_id.name, "Aisyah")
        self.assertEqual(staff.user_id.name, "Dewi")

    @mute_logger("odoo.http")
    def test_no_officer_gives_himself_a_post(self):
        self.sign_in(self.clerk)
        values = {
            "employee_id": self.clerk.id,
            "post": "Kepala Tata Usaha",
            "status": codes.PLT,
            "department_id": self.office.id,
            "date_from": f"{YEAR}-01-01",
            "appraiser_id": self.peer.id,
        }
        for context in ({}, {"asn_by_run": True}, {"asn_by_run": "object"}):
            error = self.rpc("hr.asn.assignment", "create", [values], context=context)[
                1
            ]
            self.assertEqual(error, DENIED)
        self.assertEqual(len(self.clerk.asn_assignment_ids), 1)
        other = values | {"employee_id": self.staff.id}
        made, error = self.rpc("hr.asn.assignment", "create", [other])
        self.assertFalse(error)
        error = self.rpc(
            "hr.asn.assignment", "write", made, {"employee_id": self.clerk.id}
        )[1]
        self.assertEqual(error, DENIED)


@tagged("post_install", "-at_install")
class TestLink(LinkFixture, AsnCommon):
    def history(self, person):
        events = self.events(person.asn_assignment_ids)
        return events.filtered(lambda event: event.name == "login_changed")

    def test_logins_of_others_stay_hr_s(self):
        """Who leads nobody gets an account linked by HR, with a trace."""
        person = self.by(self.staff, self.clerk)
        former = self.staff.user_id.login
        person.user_id = self.spare
        person.user_id = False
        self.assertEqual(
            self.history(self.staff).mapped("note"),
            [f"{former} → {self.spare.login}", f"{self.spare.login} → –"],
        )
        self.assertEqual(self.history(self.staff).actor_id, self.clerk.user_id)
        self.assertEqual(self.history(self.staff)[0].label, "Another user linked")
        newcomer = self.by(self.env["hr.employee"], self.clerk).create(
            {"name": "Baru", "user_id": self.spare.id, "company_id": self.agency.id}
        )
        self.assertEqual(newcomer.user_id, self.spare)

    def test_access_rights_change_them_all_with_history(self):
        former = self.boss.user_id.login
        self.by(self.boss, self.manager).user_id = self.spare
        self.assertEqual(
            self.history(self.boss).mapped("note"), [f"{former} → {self.spare.login}"]
        )
        mine = self._person("Pengelola Akun", login=False)
        self._assign(mine, self.boss, self.clinic)
        self.by(mine, self.manager).user_id = self.manager
        self.by(mine, self.manager).resource_id = self.env["resource.resource"].create(
            {"name": "Lain", "company_id": self.agency.id}
        )
        self.assertEqual(
            self.history(mine).mapped("note"),
            [f"– → {self.manager.login}", f"{self.manager.login} → –"],
        )

    def test_saving_what_is_there_changes_nothing(self):
        own = self.clerk.user_id
        self.by(self.clerk, self.clerk).write({"user_id": own.id, "name": "Wulan S."})
        self.by(self.boss, self.clerk).user_id = self.boss.user_id
        self.assertFalse(self.history(self.clerk) | self.history(self.boss))

    def test_who_leads_is_told_by_today(self):
        """By posts, units, delegations and open papers; not by what is over."""
        people = self.boss | self.chief | self.head | self.staff | self.peer
        self.assertEqual(people._asn_leading(), self.boss | self.chief | self.head)
        self.assertEqual(self.mayor._asn_leading(), self.mayor, "superiors, too")
        led = self.env["hr.asn.assignment"].search(
            [("appraiser_id", "=", self.boss.id)]
        )
        led.write({"date_to": f"{YEAR}-01-04"})
        self.assertFalse(self.boss._asn_leading(), "over since yesterday")
        led[0].date_to = f"{YEAR}-01-05"
        self.assertEqual(self.boss._asn_leading(), self.boss, "its last day")
        led[0].date_to = f"{YEAR}-01-04"
        self._assign(
            self.peer,
            self.boss,
            self.office,
            status=codes.PLT,
            date_from=f"{YEAR}-03-01",
        )
        self.assertEqual(self.boss._asn_leading(), self.boss, "from March on")

    def test_an_open_paper_makes_a_leader_and_a_closed_year_does_not(self):
        paper = self.quarter(self.staff, 1)
        self.bring_evaluation(paper, "rated")
        post = paper.skp_id.assignment_id
        others = (
            self.env["hr.asn.assignment"].search([("appraiser_id", "=", self.boss.id)])
            - post
        )
        others.write({"appraiser_id": self.foreign_boss.id})
        self.by(post, self.officer).write({"appraiser_id": self.foreign_boss.id})
        self.assertEqual(paper.appraiser_id, self.boss, "rated before")
        self.assertEqual(self.boss._asn_leading(), self.boss)
        self.env.cr.execute(
            "UPDATE hr_asn_cycle SET state = 'closed' WHERE id = %s", [self.cycle.id]
        )
        self.env.invalidate_all()
        self.assertFalse(self.boss._asn_leading())

    def test_asking_costs_the_same_for_few_and_for_many(self):
        people = self.boss | self.chief | self.head | self.staff | self.peer
        counts = []
        for some in (people[:1], people):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            some._asn_leading()
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_a_run_of_the_agency_may_hold_the_officer_himself(self):
        """He stands in the list of his agency; an officer of units has no such run."""
        values = {
            "employee_id": self.clerk.id,
            "post": "Kepala Tata Usaha",
            "status": codes.PLT,
            "department_id": self.office.id,
            "date_from": f"{YEAR}-01-01",
        }
        runs = self.by(self.env["hr.asn.run"], self.clerk)
        handler = runs._asn_handler_of("staff", self.clerk.user_id, self.agency)
        handler.env["hr.asn.assignment"].create([values])
        self.clerk.user_id.asn_unit_ids = self.office
        handler = runs._asn_handler_of("staff", self.clerk.user_id, self.agency)
        with self.assertRaises(AccessError):
            handler.env["hr.asn.assignment"].create(
                [values | {"post": "Kepala Gudang"}]
            )
