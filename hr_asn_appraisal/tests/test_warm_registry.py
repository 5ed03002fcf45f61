"""Rights moved in a running registry hold at once: for reading, writing and actions.

Nothing here clears a cache or starts anew: each right is taken once, so that it is
warm, then moved, then asked again.
"""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ADMIN, AUDITOR, OFFICER, TEAM, AsnCommon


@tagged("post_install", "-at_install")
class TestWarmRegistry(AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.near, cls.far = cls.plan(cls.staff), cls.plan(cls.foreigner)
        for plan in (cls.near, cls.far):
            cls.bring_plan(plan, "approved")

    def _reads(self, who):
        """Return which of the two plans somebody finds and may open."""
        plans = self.near | self.far
        found = self.by(plans, who).search([("id", "in", plans.ids)])
        for plan in plans:
            opens = self.by(plan, who).has_access("read")
            self.assertEqual(opens, plan.id in found.ids, plan.name)
        return [plan.id in found.ids for plan in (self.near, self.far)]

    def _writes(self, who):
        """Return which of the two assignments somebody may correct."""
        posts = [self.near.assignment_id, self.far.assignment_id]
        return [self.by(post, who).has_access("write") for post in posts]

    def _moves(self, who):
        """Return which of the two plans somebody may close, by trying it."""
        return [self._tried(plan, who) for plan in (self.near, self.far)]

    def _tried(self, plan, who):
        try:
            with self.env.cr.savepoint() as savepoint:
                self.by(plan, who).action_close()
                savepoint.rollback()
        except AccessError:
            return False
        return True

    def _all(self, who):
        self.assertEqual(self._writes(who), self._moves(who))
        return self._reads(who), self._writes(who)

    def _group(self, user, *names):
        every = ("base.group_user", *names)
        user.group_ids = self.env["res.groups"].union(*map(self.env.ref, every))

    def test_units_of_an_officer(self):
        officer = self.unit_officer
        both, none = [True, True], [False, False]
        for units, expected in (
            (self.office, ([True, False], [True, False])),
            (self.school_office, ([False, True], [False, True])),
            (self.office | self.school_office, (both, both)),
            (self.env["hr.department"], (none, none)),
            (self.clinic, ([True, False], [True, False])),
        ):
            officer.asn_unit_ids = units
            with self.subTest(units.mapped("name")):
                self.assertEqual(self._all(officer), expected)
        officer.asn_of_units = False
        self.assertEqual(self._all(officer), (both, both), "of the agency")
        self._group(officer)
        self.assertEqual(self._all(officer), (none, none))

    def test_a_unit_that_moves_under_another(self):
        self.assertEqual(self._all(self.unit_officer)[0], [True, False])
        self.clinic.parent_id = self.school_office
        self.assertEqual(self._all(self.unit_officer), ([False] * 2, [False] * 2))
        self.unit_officer.asn_unit_ids = self.school_office
        self.assertEqual(self._all(self.unit_officer), ([True] * 2, [True] * 2))

    def test_groups_come_and_go(self):
        user = self._user("berganti")
        nothing, everything = [False] * 2, [True] * 2
        for groups, reads, writes in (
            ((), nothing, nothing),
            ((AUDITOR,), everything, nothing),
            ((), nothing, nothing),
            ((TEAM,), everything, everything),
            ((OFFICER,), everything, everything),
            ((), nothing, nothing),
            ((ADMIN,), everything, everything),
            ((AUDITOR,), everything, nothing),
        ):
            self._group(user, *groups)
            with self.subTest(groups):
                self.assertEqual(self._all(user), (reads, writes))

    def test_head_of_a_unit(self):
        nobody, near = [False, False], [True, False]
        for head in (self.head, self.peer, self.head):
            self.office.manager_id = head
            for who in (self.head, self.peer):
                with self.subTest(head=head.name, who=who.name):
                    self.assertEqual(self._reads(who), near if who == head else nobody)
                    self.assertEqual(self._moves(who), nobody)

    def _services(self, who):
        """Return which of the services of two units somebody may write, with rows."""
        found = []
        for service in self.services:
            able = {
                self.by(record, who).has_access("write")
                for record in (service, service.target_ids, service.member_ids)
            }
            self.assertEqual(len(able), 1, service.name)
            self.assertTrue(self.by(service, who).has_access("read"))
            found += able
        return found

    def test_services_of_units(self):
        self.services = [
            self.env["hr.asn.service"].create(
                {
                    "name": unit.name,
                    "department_id": unit.id,
                    "owner_id": self.foreign_boss.id,
                    "company_id": self.agency.id,
                    "target_ids": [
                        (
                            0,
                            0,
                            {"cycle_id": self.cycle.id, "name": "Uji", "target": "1"},
                        )
                    ],
                    "member_ids": [(0, 0, {"employee_id": self.peer.id})],
                }
            )
            for unit in (self.clinic, self.school_office)
        ]
        near, far, both, none = [True, False], [False, True], [True] * 2, [False] * 2
        officer = self.unit_officer
        for units, expected in (
            (self.office, near),
            (self.school_office, far),
            (self.env["hr.department"], none),
        ):
            officer.asn_unit_ids = units
            self.assertEqual(self._services(officer), expected, units.mapped("name"))
        for head in (self.head, self.peer, self.head):
            self.office.manager_id = head
            for who in (self.head, self.peer):
                self.assertEqual(self._services(who), near if who == head else none)
        self.assertEqual(self._services(self.foreign_boss), both)
        self.services[0].owner_id = self.staff
        self.assertEqual(self._services(self.foreign_boss), far)
        self.assertEqual(self._services(self.staff), near)
        for who, expected in ((self.admin, both), (self.auditor, none)):
            self.assertEqual(self._services(who), expected, who.name)

    def test_appraiser_and_superior(self):
        post = self.far.assignment_id
        self.assertEqual(self._reads(self.boss), [True, False])
        post.write({"appraiser_id": self.boss.id, "superior_id": self.chief.id})
        self.assertEqual(self._reads(self.boss), [True, True])
        self.assertEqual(self._reads(self.chief), [True, True])
        self.assertEqual(self._reads(self.foreign_boss), [False, False])
        self.by(self.far, self.boss).action_revise("Target berubah")
        self.by(self.far, self.foreigner).action_submit()
        with self.assertRaises(AccessError):
            self.by(self.far, self.foreign_boss).action_approve()
        self.by(self.far, self.boss).action_approve()
        self.assertEqual(self.far.version_number, 2)
