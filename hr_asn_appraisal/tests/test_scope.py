import re

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..law import codes
from .common import OFFICER, USER, YEAR, AsnCommon


@tagged("post_install", "-at_install")
class TestScope(AsnCommon):
    """Rights follow people at once, in a registry that stays warm."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan(cls.staff)

    def _sees(self, who, employee):
        skp = self.by(self.env["hr.asn.skp"], who)
        return bool(skp.search_count([("employee_id", "=", employee.id)]))

    def _both(self, who):
        return self._sees(who, self.staff), self._sees(who, self.foreigner)

    def test_head_moves(self):
        self.assertEqual(self._both(self.head), (True, False))
        self.school_office.manager_id = self.head
        self.office.manager_id = self.peer
        self.assertEqual(self._both(self.head), (False, True))
        self.assertTrue(self._sees(self.peer, self.boss))
        self.office.manager_id = self.head
        self.assertEqual(self._both(self.head), (True, True))
        self.assertFalse(self._sees(self.peer, self.boss))

    def test_sub_units_follow_their_parent(self):
        self.clinic.parent_id = self.school_office
        self.assertFalse(self._sees(self.head, self.staff))
        self.assertFalse(self._sees(self.unit_officer, self.staff))
        self.clinic.parent_id = self.office
        self.assertTrue(self._sees(self.head, self.staff))
        self.assertTrue(self._sees(self.unit_officer, self.staff))

    def test_officer_moves(self):
        self.assertEqual(self._both(self.unit_officer), (True, False))
        self.unit_officer.asn_unit_ids = self.school_office
        self.assertEqual(self._both(self.unit_officer), (False, True))
        self.unit_officer.asn_of_units = False
        self.assertEqual(self._both(self.unit_officer), (True, True))
        self.unit_officer.group_ids = self.env.ref(USER)
        self.assertEqual(self._both(self.unit_officer), (False, False))

    def test_a_unit_that_goes_widens_nobodys_rights(self):
        """Archived units stay an officer's; with all deleted he has nothing at all."""
        annex = self._unit("Seksi Lama", self.office)
        self.unit_officer.asn_unit_ids = self.office | annex
        self.office.active = False
        self.assertEqual(self._both(self.unit_officer), (True, False))
        self.assertFalse(self.unit_officer._asn_runs_agency())
        self.assertFalse(self.by(self.cycle, self.unit_officer).has_access("write"))
        self.unit_officer.asn_unit_ids = annex
        annex.unlink()
        self.env.invalidate_all()
        self.assertEqual(self._both(self.unit_officer), (False, False))
        posts = self.by(self.env["hr.asn.assignment"], self.unit_officer)
        self.assertFalse(posts.search_count([]))
        heads = self.by(self.env["hr.asn.run.heads"], self.unit_officer)
        units = self.env["hr.department"].sudo()
        self.assertFalse(units.search_count(heads._asn_own_units()))
        with self.assertRaisesRegex(AccessError, "none of them is there any longer"):
            self.by(self.cycle, self.unit_officer).write({"audience_ids": []})
        cockpit = self.by(self.env["hr.asn.cockpit"], self.unit_officer).read_cockpit(
            []
        )
        self.assertIn("Ask the administrator", cockpit["warning"])
        cockpit = self.by(self.env["hr.asn.cockpit"], self.officer).read_cockpit([])
        self.assertFalse(cockpit["warning"])

    def test_the_agency_is_given_by_saying_so(self):
        """By taking the tick away, never by emptying units or by something else."""
        officer = self.unit_officer
        annex = self._unit("Seksi Lama", self.office)
        officer.asn_unit_ids = annex
        annex.unlink()
        self.env.invalidate_all()
        officer.write({"name": "Berganti nama"})
        self.assertTrue(officer.asn_of_units)
        officer.write({"asn_of_units": True, "asn_unit_ids": [(5, 0, 0)]})
        self.assertEqual(self._both(officer), (False, False))
        officer.asn_unit_ids = self.office
        # What the screen sends when its last unit is taken out: nothing else changed.
        officer.write({"asn_unit_ids": [(3, self.office.id)]})
        self.assertTrue(officer.asn_of_units)
        self.assertEqual(self._both(officer), (False, False))
        officer.write({"asn_of_units": False, "asn_unit_ids": [(5, 0, 0)]})
        self.assertEqual(self._both(officer), (True, True))
        officer.asn_unit_ids = self.office
        officer.asn_unit_ids = False
        self.assertEqual(self._both(officer), (False, False))
        officer.asn_of_units = False
        self.assertEqual(self._both(officer), (True, True))
        officer.write({"asn_of_units": False, "asn_unit_ids": [(4, self.office.id)]})
        self.assertEqual(self._both(officer), (True, False), "units narrow")
        copied = officer.copy({"login": "asn_salinan"})
        self.assertEqual(self._both(copied), (True, False))
        officer.asn_of_units = False
        self.assertFalse(officer.asn_unit_ids)
        self.assertEqual(self._both(officer), (True, True))
        with self.assertRaises(AccessError):
            self.by(copied, copied).write({"asn_of_units": False})

    def test_an_officer_of_units_shapes_these_only(self):
        """With HR rights, by RPC: neither his scope nor the tree of others changes."""
        self.unit_officer.group_ids |= self.env.ref("hr.group_hr_user")
        school, clinic = (
            self.by(unit, self.unit_officer)
            for unit in (self.school_office, self.clinic)
        )
        for unit, vals in (
            (school, {"active": False}),
            (school, {"parent_id": self.office.id}),
            (school, {"manager_id": self.staff.id}),
            (clinic, {"parent_id": self.school_office.id}),
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                unit.write(vals)
        with self.assertRaises(AccessError):
            school.unlink()
        school.write({"name": "Disdik", "active": True, "parent_id": self.root.id})
        clinic.write({"manager_id": self.staff.id, "parent_id": self.office.id})
        below = clinic.create({"name": "Poli", "parent_id": self.clinic.id})
        below.active = False
        below.unlink()
        self.by(self.school_office, self.officer).sudo().active = False
        officer = self.by(self.office, self.officer)
        self.officer.group_ids |= self.env.ref("hr.group_hr_user")
        officer.active = False
        self.assertFalse(self.office.active)

    def test_officer_of_a_unit_changes_that_unit_only(self):
        officer = self.unit_officer
        assignments = self.env["hr.asn.assignment"].search([])
        far = assignments.filtered(lambda one: one.employee_id == self.foreigner)
        near = assignments.filtered(lambda one: one.employee_id == self.staff)
        self.by(near, officer).appraiser_id = self.chief
        with self.assertRaises(AccessError):
            self.by(far, officer).appraiser_id = self.chief
        with self.assertRaises(AccessError):
            self.by(near, officer).create(
                {
                    "employee_id": self.foreigner.id,
                    "post": "Guru",
                    "status": "plt",
                    "department_id": self.school_office.id,
                    "date_from": f"{YEAR}-01-01",
                }
            )
        closed = self.bring_plan(self.plan(self.foreigner), "approved")
        with self.assertRaises(AccessError):
            self.by(closed, officer).action_close()

    def test_an_officer_of_units_moves_nobody_out_of_them(self):
        assignment = self.plan(self.staff).assignment_id
        with self.assertRaises(AccessError):
            self.by(assignment, self.unit_officer).department_id = self.school_office
        self.by(assignment, self.unit_officer).department_id = self.office
        self.by(assignment, self.officer).department_id = self.school_office
        self.assertEqual(assignment.department_id, self.school_office)

    def test_an_officer_does_not_change_his_own_post(self):
        self.head.user_id.group_ids |= self.env.ref(OFFICER)
        own = self.plan(self.head).assignment_id
        for vals in ({"appraiser_id": self.peer.id}, {"post": "Kepala"}):
            with self.subTest(vals), self.assertRaises(AccessError):
                self.by(own, self.head).write(vals)
        self.by(self.plan(self.staff).assignment_id, self.head).post = "Bidan"
        self.by(own, self.officer).post = "Sekretaris"
        self.assertEqual(own.post, "Sekretaris")

    def test_the_year_is_run_by_officers_of_the_agency(self):
        cycle = self.by(self.cycle, self.unit_officer)
        self.assertEqual(cycle.asn_can, "")
        for step in (cycle.action_start, cycle.action_open_periods):
            with self.subTest(step.__name__), self.assertRaises(AccessError):
                step()
        self.unit_officer.asn_of_units = False
        self.by(self.cycle, self.unit_officer).action_start()
        self.unit_officer.asn_unit_ids = self.office
        with self.assertRaises(AccessError):
            self.by(self.cycle, self.unit_officer).action_wind_up()
        self.team.asn_unit_ids = self.office
        self.by(self.cycle, self.team).action_wind_up()
        self.assertEqual(self.cycle.state, "closing")

    def test_what_is_the_agencys_is_not_for_officers_of_units(self):
        objective = self.env["hr.asn.objective"].create(
            {"code": "K1", "name": "Sehat", "cycle_id": self.cycle.id}
        )
        period = self.cycle.period_ids[0]
        for record in (objective, period, self.cycle):
            mine = self.by(record, self.unit_officer)
            self.assertTrue(mine.has_access("read"))
            for change in ("write", "create", "unlink"):
                with self.subTest(record._name, change=change):
                    self.assertFalse(mine.has_access(change))
                    self.assertTrue(self.by(record, self.officer).has_access(change))
        with self.assertRaises(AccessError):
            self.by(objective, self.unit_officer).unlink()
        with self.assertRaises(AccessError):
            self.by(self.cycle, self.unit_officer).write(
                {"audience_ids": [(0, 0, {"policy_id": self.policy.id})]}
            )

    def test_login_moves(self):
        """An account given to another person takes no rights of the former along."""
        user = self.boss.user_id
        self.assertTrue(self._sees(user, self.staff))
        self.boss.user_id = False
        self.assertFalse(self._sees(user, self.staff))

    def test_corrected_appraiser_takes_the_unrated_along(self):
        evaluations = self.open_evaluations(self.staff)
        rated, open_ones = evaluations[0], evaluations[1:]
        self.bring_evaluation(rated, "rated")
        self.bring_evaluation(open_ones[0], "submitted")
        self.assertEqual(self._both(self.chief)[0], True)
        assignment = rated.skp_id.assignment_id
        self.by(assignment, self.unit_officer).write(
            {"appraiser_id": self.foreign_boss.id, "superior_id": self.mayor.id}
        )
        self.env.invalidate_all()
        self.assertEqual(rated.appraiser_id, self.boss)
        self.assertEqual(rated.superior_id, self.chief)
        self.assertEqual(open_ones.appraiser_id, self.foreign_boss)
        self.assertEqual(open_ones.superior_id, self.mayor)
        self.assertEqual(self.events(assignment)[-1].name, "change_appraiser")
        self.reach(open_ones[0].date_to)
        self.by(open_ones[0], self.foreign_boss).action_rate("sesuai", "sesuai")
        with self.assertRaises(UserError):
            self.by(open_ones[1], self.boss).action_rate("sesuai", "sesuai", "x")
        with self.assertRaises(UserError):
            self.by(rated, self.foreign_boss).action_deliver()
        self.by(rated, self.boss).action_deliver()

    def test_delivered_papers_are_read_where_the_person_is_now(self):
        """Who stood in a wrong unit is not readable there because of a paper."""
        paper = self.bring_evaluation(self.quarter(self.staff, 1), "delivered")
        self.school_office.manager_id = self.foreign_boss
        seen = {who: self.by(paper, who) for who in (self.head, self.foreign_boss)}
        self.assertTrue(seen[self.head].has_access("read"))
        self.assertFalse(seen[self.foreign_boss].has_access("read"))
        self.assertTrue(self.by(paper, self.unit_officer).has_access("read"))
        assignment = paper.skp_id.assignment_id
        self.by(assignment, self.officer).department_id = self.school_office
        self.assertEqual(paper.department_id, self.clinic)
        for record in (paper, paper.sudo().document_ids, paper.skp_id):
            with self.subTest(record._name):
                self.assertFalse(self.by(record, self.head).has_access("read"))
                self.assertFalse(self.by(record, self.unit_officer).has_access("read"))
                self.assertTrue(self.by(record, self.foreign_boss).has_access("read"))
        mine = self.by(paper, self.head)
        self.assertFalse(mine.search([("employee_id", "=", self.staff.id)]))

    def test_a_missing_appraiser_is_filled_in_later(self):
        skp = self.plan(self.staff)
        skp.assignment_id.appraiser_id = False
        self.fill(skp)
        with self.assertRaises(UserError):
            self.by(skp, self.staff).action_submit()
        self.by(skp.assignment_id, self.unit_officer).appraiser_id = self.boss
        self.by(skp, self.staff).action_submit()
        self.by(skp, self.boss).action_approve()
        self.assertEqual(skp.state, "approved")

    def test_agreed_results_of_leaders_are_open_to_the_agency(self):
        boss, peer = self.agree(self.boss), self.agree(self.peer)
        draft = self.plan(self.chief)
        self.fill(draft)
        plans = [("skp_id", "in", (boss | peer | draft).ids)]
        seen = self.by(self.env["hr.asn.rhk.agreed"], self.foreigner).search(plans)
        self.assertEqual(seen.mapped("skp_id"), boss)
        self.assertEqual(
            (seen.name, seen.indicators), ("Hasil 1", "Jumlah: 394"), "text and target"
        )
        self.assertEqual(seen.post, "Perawat Terampil, Kepala Puskesmas")
        boss.assignment_id.status = codes.PLT
        seen.invalidate_recordset()
        self.assertEqual(seen.post, "Plt. Perawat Terampil, Kepala Puskesmas")
        rows = self.by(self.env["hr.asn.rhk"], self.foreigner)
        self.assertFalse(rows.search(plans), "rows may be under revision")
        with self.assertRaises(AccessError):
            self.by(boss, self.foreigner).read(["state"])

    def test_no_rule_inlines_ids(self):
        """Ids stand in the cache of rules and go stale; paths and searches do not."""
        rules = self.env["ir.rule"].search([("model_id.model", "=like", "hr.asn.%")])
        self.assertGreater(len(rules), 50)
        stale = re.compile(
            r"user\.(?!id\b)\w+|\.ids\b|company_id\.(?!asn_is_overseen|asn_head_id\.user_id)"
        )
        for rule in rules:
            self.assertFalse(stale.search(rule.domain_force or ""), rule.name)

    def test_every_stored_model_with_an_agency_has_its_rule(self):
        rules = self.env["ir.rule"].search([("groups", "=", False)])
        guarded = {
            rule.model_id.model
            for rule in rules
            if "company_ids" in (rule.domain_force or "")
        }
        for name, model in self.env.registry.items():
            if not name.startswith("hr.asn.") or model._abstract or model._transient:
                continue
            if "company_id" in model._fields:
                self.assertIn(name, guarded)


@tagged("post_install", "-at_install")
class TestCompanies(AsnCommon):
    """Nothing crosses companies, not even for an officer with the whole agency."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan(cls.staff)
        cls.other = cls.env["res.company"].create({"name": "Kota Seberang"})
        cls.env.user.company_ids |= cls.other
        far = cls.env(context={**cls.env.context, "allowed_company_ids": cls.other.ids})
        cls.strange_officer = cls._user("strange", OFFICER, cls.other)
        cls.strange_boss = cls._person("Bos", company=cls.other)
        cls.stranger = cls._person("Asing", company=cls.other)
        unit = cls._unit("Dinas Seberang", company=cls.other)
        cls._assign(cls.strange_boss, False, unit)
        cls._assign(cls.stranger, cls.strange_boss, unit)
        cycle = far["hr.asn.cycle"].with_user(cls.strange_officer)
        cls.far_cycle = cycle.create({"year": YEAR, "policy_id": cls.policy.id})
        cls.far_cycle.action_open()

    def test_each_sees_its_own(self):
        for model in ("hr.asn.skp", "hr.asn.assignment", "hr.asn.period", "hr.asn.run"):
            for who, company in (
                (self.officer, self.agency),
                (self.team, self.agency),
                (self.admin, self.agency),
                (self.auditor, self.agency),
                (self.strange_officer, self.other),
            ):
                records = self.env[model].with_user(who)
                records = records.with_context(allowed_company_ids=company.ids).search(
                    []
                )
                self.assertTrue(records, (model, who.name))
                self.assertEqual(records.sudo().company_id, company)

    def test_a_company_asked_for_is_not_a_company_had(self):
        both = [self.agency.id, self.other.id]
        with self.assertRaises(AccessError):
            self.env["hr.asn.skp"].with_user(self.officer).with_context(
                allowed_company_ids=both
            ).search([])

    def test_the_other_agency_is_not_touched(self):
        near = self.by(self.cycle, self.officer)
        far = self.far_cycle.sudo()
        plan = far.skp_ids[0]
        with self.assertRaises(AccessError):
            self.by(plan, self.officer).action_close()
        with self.assertRaises(UserError):
            near.env["hr.asn.run"].create(
                {"kind": "opening", "cycle_id": far.id, "name": "x"}
            )
        with self.assertRaises(UserError):
            near.env["hr.asn.period"].create(
                {
                    "cycle_id": far.id,
                    "company_id": self.agency.id,
                    "kind": codes.BULAN,
                    "number": 1,
                    "date_from": f"{YEAR}-01-01",
                    "date_to": f"{YEAR}-01-31",
                }
            )
        with self.assertRaises(UserError):
            near.env["hr.asn.assignment"].create(
                {
                    "employee_id": self.staff.id,
                    "company_id": self.other.id,
                    "post": "x",
                    "status": "plt",
                    "department_id": self.clinic.id,
                    "date_from": f"{YEAR}-01-01",
                }
            )

    def test_a_result_of_another_agency_is_not_taken_up(self):
        target = self.env["hr.asn.rhk"].create(
            {"skp_id": self.far_cycle.sudo().skp_ids[0].id, "name": "Rahasia"}
        )
        mine = self.fill(self.plan(self.staff))
        with self.assertRaises(UserError):
            self.by(mine, self.staff).env["hr.asn.rhk.link"].create(
                {"rhk_id": mine.id, "superior_rhk_id": target.id}
            )
