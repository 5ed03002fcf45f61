from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..law import codes
from .common import AsnCommon


@tagged("post_install", "-at_install")
class TestHeadChange(AsnCommon):
    """Another head of the agency from a day on, with dates, and those he appraises."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._assign(cls.mayor, None, cls.root, post="Wali Kota")
        cls.agency.asn_head_id = cls.mayor
        cls.root.manager_id = cls.mayor
        cls.set_day("2026-03-10")

    def change(self, who=None, **values):
        """Process the wizard as an officer; return what it answers."""
        wizard = self.by(self.env["hr.asn.head.change"], who or self.officer).create(
            {
                "name": "Ir. Ratna Dewi, M.Si.",
                "post": "Pj. Wali Kota",
                "since": "2026-03-01",
                "decree": "100.2.1.3-77/2026",
                **values,
            }
        )
        return wizard.action_process()

    def head_now(self):
        self.env.invalidate_all()
        return self.agency.asn_head_id

    def posts(self, employee):
        return self.env["hr.asn.assignment"].search(
            [("employee_id", "=", employee.id)], order="date_from"
        )

    def test_the_new_head_takes_over_from_his_day(self):
        self.change()
        head = self.head_now()
        self.assertEqual(head.name, "Ir. Ratna Dewi, M.Si.")
        self.assertEqual((head.asn_kind, head.asn_nip), (codes.NON_ASN, False))
        self.assertEqual(self.root.manager_id, head)
        former, new = self.posts(self.mayor), self.posts(head)
        self.assertEqual(former.date_to, date(2026, 2, 28))
        self.assertEqual(
            (new.post, new.date_from, new.date_to, new.decree),
            ("Pj. Wali Kota", date(2026, 3, 1), False, "100.2.1.3-77/2026"),
        )
        self.assertEqual(self.posts(self.chief).appraiser_id, head)
        self.assertEqual(self.posts(self.foreign_boss).appraiser_id, head)
        self.assertEqual(self.posts(self.boss).appraiser_id, self.chief)
        self.assertEqual(self.posts(self.boss).superior_id, head)

    def test_the_history_names_day_and_decree(self):
        self.change()
        event = self.env["hr.asn.event"].search(
            [
                ("res_model", "=", "hr.asn.assignment"),
                ("res_id", "=", self.posts(self.chief).id),
                ("name", "=", "change_appraiser"),
            ],
            limit=1,
        )
        self.assertIn("Wali, – → Ir. Ratna Dewi, M.Si., –", event.note)
        self.assertIn("100.2.1.3-77/2026", event.note)
        self.assertEqual(event.actor_id, self.officer)
        unit = self.events(self.root)[-1]
        self.assertEqual(unit.name, "change_head")
        self.assertIn("Wali → Ir. Ratna Dewi, M.Si.", unit.note)
        self.assertIn("100.2.1.3-77/2026", unit.note)

    def test_nobody_stands_above_the_head_unless_named(self):
        self.change()
        self.assertFalse(self.posts(self.chief).superior_id)

    def test_a_governor_is_the_superior_on_the_papers_of_whom_the_head_appraises(self):
        self.change(superior_name="Muhammad Yusuf", superior_post="Gubernur Aceh")
        governor = self.posts(self.chief).superior_id
        self.assertEqual(
            (governor.name, governor.job_title, governor.asn_kind),
            ("Muhammad Yusuf", "Gubernur Aceh", codes.NON_ASN),
        )
        party = governor._asn_people(date(2026, 3, 10))[governor.id]
        self.assertEqual(
            (party["name"], party["post"], party["number"], party["rank"]),
            ("Muhammad Yusuf", "Gubernur Aceh", "", ""),
        )

    def test_the_same_person_in_another_post_keeps_his_people(self):
        self.change(name="Wali", post="Wali Kota Definitif", superior_name="")
        self.assertEqual(self.head_now(), self.mayor)
        first, second = self.posts(self.mayor)
        self.assertEqual(first.date_to, date(2026, 2, 28))
        self.assertEqual(second.post, "Wali Kota Definitif")
        self.assertEqual(self.posts(self.chief).appraiser_id, self.mayor)

    def test_the_superior_alone_can_be_named_later(self):
        self.change(
            name="Wali",
            post="Wali Kota",
            superior_name="Muhammad Yusuf",
            superior_post="Gubernur Aceh",
        )
        self.assertEqual(self.posts(self.chief).superior_id.name, "Muhammad Yusuf")
        self.assertEqual(self.posts(self.foreigner).superior_id, self.mayor)

    def test_who_returns_is_not_made_twice(self):
        self.change()
        self.set_day("2026-06-10")
        self.change(name="Wali", post="Wali Kota", since="2026-06-01")
        self.assertEqual(self.head_now(), self.mayor)
        self.assertEqual(len(self.posts(self.mayor)), 2)
        self.assertEqual(self.posts(self.chief).appraiser_id, self.mayor)

    def test_what_is_rated_stays_with_who_rated_it(self):
        self.set_day("2026-01-05")
        first, second = self.quarter(self.chief, 1), self.quarter(self.chief, 2)
        self.bring_evaluation(first, "rated")
        self.set_day("2026-05-04")
        self.change(since="2026-05-01")
        self.assertEqual(first.appraiser_id, self.mayor)
        self.assertEqual(second.appraiser_id, self.head_now())
        self.assertEqual(self.plan(self.chief).appraiser_id, self.head_now())

    def test_a_day_to_come_and_a_day_before_his_own_are_refused(self):
        with self.assertRaisesRegex(UserError, "begins on"):
            self.change(since="2026-03-11")
        with self.assertRaisesRegex(UserError, "Wali is head since"):
            self.change(since="2025-01-01")
        self.assertEqual(self.head_now(), self.mayor)
        self.assertFalse(self.posts(self.mayor).date_to)

    def test_no_way_seats_a_head_on_the_day_of_the_former_one(self):
        """Also where the former one has left that post since."""
        began = self.posts(self.mayor).date_from
        self.posts(self.mayor).date_to = "2026-02-15"
        with self.assertRaisesRegex(UserError, "Wali is head since"):
            self.agency._asn_seat_head(self.chief, began, self.root.id, post="Wali")
        self.assertEqual(self.head_now(), self.mayor)

    def test_a_post_of_who_acts_that_begins_later_stops_no_new_head(self):
        """Nor does it end, nor the post that he has beside acting as head."""
        own = self.posts(self.chief)
        self._assign(
            *(self.chief, None, self.root),
            post="Plt. Wali Kota",
            status="plt",
            date_from="2026-02-01",
        )
        self.posts(self.mayor).date_to = "2026-01-31"
        self.agency.asn_head_id = self.root.manager_id = self.office.manager_id = (
            self.chief
        )
        own.date_to = "2026-09-30"
        self.env.flush_all()
        later = self._assign(
            self.chief, self.mayor, self.office, date_from="2026-10-01"
        )
        for day, today in (
            ("2026-09-15", "2026-09-15"),
            ("2026-09-15", "2026-10-20"),
            ("2026-10-01", "2026-10-20"),
        ):
            with self.subTest(day=day, today=today):
                point = self.cr.savepoint()
                self.set_day(today)
                self.change(since=day)
                head = self.head_now()
                ends = {one.post: one.date_to for one in self.posts(self.chief) - later}
                last = date.fromisoformat(day) - timedelta(days=1)
                self.assertEqual(ends["Plt. Wali Kota"], last)
                self.assertEqual(own.date_to, date(2026, 9, 30))
                self.assertEqual(
                    (later.date_from, later.date_to), (date(2026, 10, 1), False)
                )
                self.assertEqual(self.posts(head).department_id, self.root)
                self.assertEqual(self.root.manager_id, head)
                self.assertEqual(self.office.manager_id, self.chief)
                self.env.flush_all()
                point.close(rollback=True)
                self.env.invalidate_all()

    def test_only_the_officer_of_the_whole_agency_sets_the_head(self):
        for who in (self.unit_officer, self.boss, self.auditor):
            with self.subTest(who=who.name), self.assertRaises(AccessError):
                self.change(who)
        self.assertEqual(self.head_now(), self.mayor)

    def test_an_officer_from_outside_the_asn_does_not_seat_himself(self):
        own = self._person("Bagas", kind=codes.NON_ASN, login=False)
        own.user_id = self.officer
        for values in ({"name": "Bagas"}, {"superior_name": "Bagas"}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                self.change(superior_post="Gubernur", **values)
        self.assertEqual(self.head_now(), self.mayor)
        self.assertFalse(self.posts(self.mayor).date_to)

    def test_the_screen_opens_with_what_is_there(self):
        self.change(superior_name="Muhammad Yusuf", superior_post="Gubernur Aceh")
        wizard = self.by(self.env["hr.asn.head.change"], self.officer).new({})
        values = wizard.default_get(
            ["former_id", "post", "since", "superior_name", "superior_post"]
        )
        self.assertEqual(values["former_id"], self.head_now().id)
        self.assertEqual(values["post"], "Pj. Wali Kota")
        self.assertEqual(values["superior_name"], "Muhammad Yusuf")
        self.assertEqual(values["superior_post"], "Gubernur Aceh")
