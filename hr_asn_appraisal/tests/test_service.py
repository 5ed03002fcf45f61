from contextlib import contextmanager

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..law import codes
from .common import YEAR, AsnCommon, AsnHttpCommon

PART = "Vaksinator di dua sekolah"


class Serving:
    """A service of the clinic that one person answers for, with a target."""

    @classmethod
    def make_service(cls, owner=None, name="Imunisasi Rutin", **values):
        owner = owner or cls.peer
        return cls.env["hr.asn.service"].create(
            {
                "name": name,
                "kind": codes.PROGRAM,
                "department_id": cls.clinic.id,
                "owner_id": owner.id,
                "company_id": cls.agency.id,
                **values,
            }
        )

    @classmethod
    def make_target(cls, service, **values):
        return cls.env["hr.asn.service.target"].create(
            {
                "service_id": service.id,
                "cycle_id": cls.cycle.id,
                "name": "Anak divaksin",
                "aspect_id": cls.aspect.id,
                "target": "400",
                "unit": "orang",
                **values,
            }
        )

    def take(self, target, by=None, members=None):
        """Put a target into plans by the dialog; ``members``: only these."""
        own = self.by(target, by or target.service_id.owner_id)
        action = own.action_take()
        wizard = own.env[action["res_model"]].with_context(action["context"])
        with Form(wizard) as form:
            pass
        take = form.save()
        for line in take.line_ids:
            if members is not None:
                line.is_taken = line.member_id.employee_id in members
        take.action_take()
        self.env.invalidate_all()
        return target.iki_ids.sudo().filtered(
            lambda iki: iki.skp_id.employee_id == target.service_id.owner_id
        )

    def record(self, line, number, actual):
        """Let the owner of an indicator record a quarter."""
        plan = line.skp_id
        quarter = self.quarter(plan.employee_id, number)
        self.by(quarter, plan.employee_id).env["hr.asn.realization"].create(
            {
                "iki_id": line.id,
                "period_id": quarter.period_id.id,
                "actual": actual,
            }
        )

    @contextmanager
    def refused(self, error, words):
        """Expect a refusal, and undo what was done before it."""
        with self.assertRaisesRegex(error, words), self.cr.savepoint():
            yield


class Served(Serving):
    """A service of the peer with one target, and its members."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.owner_plan = cls.plan(cls.peer)
        cls.service = cls.make_service()
        cls.target = cls.make_target(cls.service)

    def member(self, employee=None, **values):
        return self.env["hr.asn.service.member"].create(
            {
                "service_id": self.service.id,
                "employee_id": (employee or self.staff).id,
                "part": PART,
                **values,
            }
        )

    def told(self, target=None, who=None):
        """Return what a target tells somebody of how far it is."""
        own = self.by(target or self.target, who or self.foreigner)
        return own.place, own.actual, own.bar, own.expected, own.standing


@tagged("post_install", "-at_install")
class TestService(Served, AsnCommon):
    # -- what is written -----------------------------------------------------

    def test_the_standard_is_a_number_with_its_unit(self):
        self.service.write({"standard_value": "3", "standard_unit": "hari kerja"})
        self.assertEqual(self.service.standard, "3 hari kerja")
        for value, unit in (("cepat", "hari"), ("0", "hari"), ("3", False)):
            with self.refused(ValidationError, "Imunisasi Rutin.*3 hari kerja"):
                self.service.write({"standard_value": value, "standard_unit": unit})

    def test_a_target_is_read_as_that_of_an_indicator(self):
        values = {"target": "86–90", "direction": codes.RENTANG}
        target = self.make_target(self.service, **values)
        self.assertEqual((target.target_low, target.target_high), (86, 90))
        for values, words in (
            ({"target": "90–86"}, "lower number first"),
            ({"target": "86", "direction": codes.RENTANG}, "two numbers"),
            ({"target": "5", "pattern": codes.KENAIKAN}, "baseline as a number"),
            ({"months": "13"}, "from 1 to 12"),
        ):
            with self.refused(ValidationError, words):
                self.make_target(self.service, **values)

    def test_an_objective_of_another_year_is_refused(self):
        other = self.cycle.create({"year": YEAR + 1, "policy_id": self.policy.id})
        objective = self.env["hr.asn.objective"].create(
            {"code": "K9", "name": "Lain", "cycle_id": other.id}
        )
        with self.refused(ValidationError, f"objective of the year {YEAR}"):
            self.target.objective_id = objective

    def test_a_member_is_one_at_a_time(self):
        first = self.member(date_to=f"{YEAR}-06-30")
        self.member(date_from=f"{YEAR}-07-01")
        self.member(self.boss)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            with self.cr.savepoint():
                first.date_to = f"{YEAR}-07-01"
                self.env.flush_all()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            with self.cr.savepoint():
                first.date_from = f"{YEAR}-07-01"
                self.env.flush_all()

    def test_members_are_counted_by_their_time(self):
        self.member(date_to=f"{YEAR - 1}-12-31")
        self.member(self.boss, date_from=f"{YEAR}-07-01")
        self.member(self.chief)
        self.assertEqual(self.target.member_count, 2)
        self.assertEqual(self.service.member_count, 1)

    # -- into the plan -------------------------------------------------------

    def test_the_target_becomes_a_team_indicator_of_the_owner(self):
        line = self.take(self.target)
        self.assertEqual(line.skp_id, self.owner_plan)
        told = (line.name, line.target, line.unit, line.is_team, line.service_mark)
        expected = "Service: Imunisasi Rutin"
        self.assertEqual(told, ("Anak divaksin", "400", "orang", True, expected))
        self.assertEqual(line.rhk_id.name, "Imunisasi Rutin is provided")
        self.assertEqual(self.events(self.owner_plan)[-1].name, "service")

    def test_twice_is_once(self):
        line = self.take(self.target)
        self.assertEqual(self.take(self.target), line)
        self.assertEqual(len(self.owner_plan.rhk_ids), 1)
        second = self.make_target(self.service, name="Desa dikunjungi")
        self.assertEqual(self.take(second).rhk_id, line.rhk_id)

    def test_it_goes_under_the_result_that_takes_up_its_objective(self):
        objective = self.env["hr.asn.objective"].create(
            {"code": "K1", "name": "Derajat kesehatan", "cycle_id": self.cycle.id}
        )
        self.target.objective_id = objective
        own = self.by(self.target, self.peer)
        wizard = own.env["hr.asn.service.take"].create({"target_id": own.id})
        self.assertEqual(wizard.result, "Derajat kesehatan")
        rhk = self.fill(self.owner_plan)
        self.env["hr.asn.rhk.link"].create(
            {"rhk_id": rhk.id, "objective_id": objective.id}
        )
        self.assertEqual(self.take(self.target).rhk_id, rhk)

    def test_a_plan_that_is_agreed_is_opened_first(self):
        self.agree(self.peer)
        with self.refused(UserError, "Laila.*Approved.*Revise Plan"):
            self.by(self.target, self.head).action_take()
        self.by(self.owner_plan, self.peer).action_revise("Target layanan")
        self.assertTrue(self.take(self.target, by=self.head))

    def test_who_has_no_plan_is_named(self):
        ghost = self._person("Tanpa SKP")
        self.service.owner_id = ghost
        with self.refused(UserError, "Tanpa SKP has no plan"):
            self.by(self.target, self.officer).action_take()

    def test_words_of_a_result_are_needed(self):
        own = self.by(self.target, self.peer)
        wizard = own.env["hr.asn.service.take"].create(
            {"target_id": own.id, "result": " "}
        )
        with self.refused(UserError, "Choose a work result"):
            wizard.action_take()

    def test_only_the_service_changes_what_it_measures(self):
        line = self.take(self.target)
        own = self.by(line, self.peer)
        with self.refused(UserError, "target of a service.*Imunisasi"):
            own.target = "10"
        with self.refused(UserError, "target of a service"):
            own.service_target_id = False
        own.write({"target": "400", "baseline_date": False, "sequence": 5})
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            with self.cr.savepoint():
                own.is_team = False
                self.env.flush_all()

    def test_nobody_takes_it_by_another_way(self):
        plan = self.plan(self.staff)
        rhk = self.fill(plan)
        own = self.by(plan, self.staff).iki_ids
        values = {"rhk_id": rhk.id, "name": "x", "aspect_id": self.aspect.id}
        values |= {"is_team": True}
        with self.refused(ValidationError, "Put into SKP"):
            own.create(values | {"service_target_id": self.target.id})
        hidden = own.with_context(default_service_target_id=self.target.id)
        with self.refused(ValidationError, "Put into SKP"):
            hidden.create(values)

    # -- the members ---------------------------------------------------------

    def test_members_are_offered_with_their_part_and_time(self):
        self.member(date_from=f"{YEAR}-07-01")
        self.member(self.foreigner, date_to=f"{YEAR - 1}-12-31")
        line = self.take(self.target)
        member = line.member_ids
        self.assertEqual(member.skp_id.employee_id, self.staff)
        told = (member.part, str(member.joined_on), member.left_on)
        self.assertEqual(told, (PART, f"{YEAR}-07-01", False))
        self.assertEqual(member.service_mark, "Service: Imunisasi Rutin")

    def test_members_come_later_too_and_once(self):
        line = self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        self.member()
        self.take(self.target, by=self.head)
        self.take(self.target, by=self.head)
        self.assertEqual(len(line.member_ids), 1)

    def test_who_cannot_take_it_is_not_ticked_and_why_is_said(self):
        self.member()
        self.agree(self.staff)
        self.member(self.peer)
        own = self.by(self.target, self.peer)
        wizard = own.env["hr.asn.service.take"].create({"target_id": own.id})
        ticked = wizard.line_ids.mapped("is_taken")
        self.assertEqual(ticked, [False, False])
        notes = " ".join(wizard.line_ids.mapped("note"))
        self.assertRegex(notes, "Dewi.*Approved")
        self.assertIn("responsible himself", notes)
        wizard.line_ids[0].is_taken = True
        with self.refused(UserError, "Dewi.*Approved"):
            wizard.action_take()
        self.assertFalse(self.target.sudo().iki_ids)

    def test_only_members_of_the_service_are_added(self):
        other = self.make_service(name="Lain")
        stranger = self.env["hr.asn.service.member"].create(
            {"service_id": other.id, "employee_id": self.staff.id}
        )
        own = self.by(self.target, self.peer)
        wizard = own.env["hr.asn.service.take"].create({"target_id": own.id})
        wizard.line_ids = [(0, 0, {"member_id": stranger.id})]
        with self.refused(UserError, "Only members of this service"):
            wizard.action_take()

    # -- the seal ------------------------------------------------------------

    def _sealed(self, plan):
        return plan.version_ids.sorted("number")[-1]._asn_results()[0]["indicators"]

    def test_the_seal_tells_the_service_of_owner_and_member_only(self):
        self.member()
        line = self.take(self.target)
        self.fill(self.plan(self.staff))
        told = {"target": self.target.id, "name": "Imunisasi Rutin"}
        for employee in (self.peer, self.staff):
            plan = self.bring_plan(self.plan(employee), "approved")
            [sealed] = self._sealed(plan)
            self.assertEqual(sealed["service"], told)
        other = self._sealed(self.agree(self.boss))
        self.assertNotIn("service", other[0])
        self.assertEqual(line.member_ids.service_target_id.ids, [])

    def test_a_dropped_change_brings_the_service_back(self):
        line = self.take(self.target)
        self.bring_plan(self.owner_plan, "revising")
        second = self.make_target(self.service, name="Desa dikunjungi")
        added = self.take(second)
        self.by(line, self.peer).is_cancelled = True
        self.by(self.owner_plan, self.peer).action_drop()
        self.env.invalidate_all()
        self.assertFalse(added.exists())
        self.assertEqual(line.service_target_id, self.target)
        self.assertFalse(line.is_cancelled)

    def test_what_was_cancelled_is_taken_again_in_its_place(self):
        line = self.take(self.target)
        self.bring_plan(self.owner_plan, "revising")
        self.by(line, self.peer).is_cancelled = True
        self.assertEqual(self.told()[0], "agreed")
        self.assertEqual(self.take(self.target), line)
        self.assertFalse(line.is_cancelled)

    # -- what was reached ----------------------------------------------------

    def test_the_service_has_what_the_owners_indicator_reached(self):
        self.assertEqual(self.told()[:2], ("missing", "Not in the SKP"))
        line = self.take(self.target)
        self.assertEqual(self.told()[:2], ("waiting", "SKP Not Agreed"))
        self.bring_plan(self.owner_plan, "approved")
        self.assertEqual(self.told()[:2], ("agreed", "Not measured"))
        self.record(line, 1, "120")
        self.set_day(f"{YEAR}-04-10")
        self.assertEqual(self.told(), ("agreed", "120", 30, 25, "on_track"))
        sentence = "Anak divaksin: 120 of 400 orang (30 %, On Track)"
        own = self.by(self.service, self.foreigner)
        self.assertEqual((own.progress, own.year), (sentence, YEAR))
        home = self.by(self.env["hr.asn.home"], self.peer)
        (row,) = home.browse(self.peer.user_id.id).progress_rows
        self.assertEqual((row["actual"], row["bar"], row["tick"]), ("120", 30, 25))
        self.assertTrue(row["hint"].startswith("Service: Imunisasi Rutin, "))

    def test_it_says_from_where_it_comes(self):
        self.assertNotIn("baseline", self.target.sentence)
        self.target.write(
            {"baseline": "392", "baseline_date": f"{YEAR - 1}-12-31"},
        )
        since = f"(baseline 392 ({YEAR - 1}), Not in the SKP)"
        self.assertTrue(self.target.sentence.endswith(since), self.target.sentence)

    def test_the_evaluation_marks_it(self):
        self.take(self.target)
        quarter = self.quarter(self.peer, 1)
        entry = self.by(quarter, self.peer).entry_ids
        self.assertEqual(entry.service_mark, "Service: Imunisasi Rutin")

    def test_the_year_asked_for_is_shown(self):
        before = self.cycle.create({"year": YEAR - 1, "policy_id": self.policy.id})
        self.make_target(self.service, cycle_id=before.id, name="Tahun lalu")
        own = self.by(self.service, self.foreigner)
        self.assertIn("Anak divaksin", own.progress)
        past = own.with_context(asn_year=YEAR - 1)
        self.assertIn("Tahun lalu", past.progress)
        self.assertEqual(own.search([("year", "=", YEAR - 1)]), own)
        self.assertFalse(own.search([("year", "=", YEAR - 2)]))

    # -- another owner -------------------------------------------------------

    def test_another_owner_from_july_on(self):
        first = self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        for number, actual in ((1, "120"), (2, "90"), (3, "999")):
            self.record(first, number, actual)
        self.set_day(f"{YEAR}-07-05")
        own = self.by(self.service, self.head)
        own.write({"owner_id": self.staff.id, "owner_since": f"{YEAR}-07-01"})
        self.assertEqual(self.service.former_owners, "Laila, until 30 Juni 2026")
        self.assertEqual(self.told()[:2], ("missing", "210"))
        second = self.take(self.target)
        self.assertNotEqual(first, second)
        self.assertEqual(self.told()[:2], ("waiting", "210"))
        self.bring_plan(second.skp_id, "approved")
        self.record(second, 3, "100")
        self.set_day(f"{YEAR}-10-05")
        told = self.told()
        self.assertEqual(told, ("agreed", "310", 77, 75, "on_track"))
        self.assertEqual(self._sealed(self.owner_plan)[0]["id"], first.id)
        self.assertFalse(self.by(self.service, self.peer).has_access("write"))
        self.assertTrue(self.by(self.service, self.staff).has_access("write"))

    def test_without_a_day_it_is_today_and_an_error_leaves_no_trace(self):
        self.set_day(f"{YEAR}-07-05")
        own = self.by(self.service, self.head)
        own.owner_id = self.staff
        self.assertEqual(str(self.service.owner_since), f"{YEAR}-07-05")
        own.owner_id = self.peer
        self.assertFalse(self.service.owner_terms)
        self.assertFalse(self.service.owner_since)
        self.assertFalse(self.service.former_owners)

    def test_the_form_proposes_the_day(self):
        self.set_day(f"{YEAR}-07-05")
        with Form(self.by(self.service, self.head)) as form:
            form.owner_id = self.staff
            self.assertEqual(str(form.owner_since), f"{YEAR}-07-05")

    def test_the_terms_are_written_by_nobody(self):
        with self.refused(AccessError, "Name another person"):
            self.service.owner_terms = [[1, ""]]
        made = self.make_service(owner_terms=[[1, ""]])
        self.assertFalse(made.owner_terms)

    # -- a change of the service ---------------------------------------------

    def _todos(self):
        kind = self.env.ref("hr_asn_appraisal.mail_act_asn_service")
        return self.owner_plan.activity_ids.filtered(
            lambda one: one.activity_type_id == kind
        )

    def test_a_change_is_told_and_never_changes_a_sealed_plan(self):
        line = self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        seal = self.owner_plan.version_ids.content
        self.by(self.target, self.head).target = "436"
        self.env.invalidate_all()
        self.assertEqual(
            (line.target, seal), ("400", self.owner_plan.version_ids.content)
        )
        self.assertEqual(self._todos().user_id, self.peer.user_id)
        seen = self.by(self.target, self.foreigner)
        self.assertEqual(seen.agreed_told, "400 orang")
        told = "Anak divaksin: target 400 orang (Not measured, becomes 436 orang)"
        self.assertEqual(seen.sentence, told)
        own = self.by(self.owner_plan, self.peer)
        told = "Imunisasi Rutin, “Anak divaksin”. Target: 400 → 436"
        self.assertEqual(own.service_changes, told)
        with self.refused(UserError, "Revise Plan"):
            own.action_take_service()
        own.action_revise("Target layanan naik")
        own.action_take_service()
        self.env.invalidate_all()
        self.assertEqual((line.target, line.target_low), ("436", 436))
        self.assertFalse(self._todos())
        self.assertFalse(own.service_changes)
        names = self.events(self.owner_plan).mapped("name")
        self.assertIn("service_changed", names)
        self.assertIn("service_taken", names)

    def test_a_change_that_is_taken_back_asks_nothing(self):
        self.take(self.target)
        own = self.by(self.target, self.head)
        own.target = "436"
        self.assertTrue(self._todos())
        own.target = "400"
        self.env.invalidate_all()
        self.assertFalse(self._todos())

    def test_who_changes_it_himself_needs_no_todo(self):
        self.take(self.target)
        self.by(self.target, self.peer).target = "436"
        self.assertFalse(self._todos())
        self.assertTrue(self.by(self.owner_plan, self.peer).service_changes)

    def test_others_do_not_take_it_over(self):
        self.take(self.target)
        with self.assertRaises(AccessError):
            self.by(self.owner_plan, self.staff).action_take_service()

    def test_what_is_taken_stays(self):
        self.take(self.target)
        other = self.make_service(name="Lain")
        with self.refused(UserError, "stays with its service and year"):
            self.target.service_id = other
        for record in (self.target, self.service):
            with self.refused(UserError, "in the plan of Laila"):
                record.unlink()
        self.owner_plan.iki_ids.unlink()
        self.service.unlink()

    # -- budget --------------------------------------------------------------

    def _queries(self, services):
        own = self.by(services, self.foreigner)
        names = ["name", "owner_name", "progress", "member_count", "year"]
        before = self.cr.sql_log_count
        own.read(names)
        own.target_ids.read(["actual", "bar", "expected", "member_count"])
        return self.cr.sql_log_count - before

    def test_as_many_queries_for_two_as_for_twenty(self):
        services = self.env["hr.asn.service"]
        for number in range(20):
            person = self._person(f"Pegawai {number}")
            self._assign(person, self.boss, self.clinic, self.chief)
            service = self.make_service(person, f"Layanan {number}")
            self.make_target(service)
            services |= service
        posts = services.owner_id.asn_assignment_ids
        self.env["hr.asn.run.opening"]._asn_open_due(self.cycle.sudo(), posts)
        for service in services:
            line = self.take(service.target_ids, by=self.officer)
            self.bring_plan(line.skp_id, "approved")
        self._queries(services[:1])
        self.assertEqual(self._queries(services[:2]), self._queries(services))


@tagged("post_install", "-at_install")
class TestServiceRights(Serving, AsnHttpCommon):
    """Through RPC: all of the agency read; who is responsible, head, officer write."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan(cls.peer)
        cls.service = cls.make_service()
        cls.target = cls.make_target(cls.service)

    def _take(self):
        """Put the target into the plan by the dialog, as the one signed in."""
        name = "hr.asn.service.take"
        made, error = self.rpc(name, "create", [{"target_id": self.target.id}])
        if error:
            return error
        return self.rpc(name, "action_take", made)[1]

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.models")
    def test_who_puts_a_target_into_the_plan(self):
        for who in (self.staff, self.boss, self.foreign_boss, self.auditor):
            self.sign_in(who)
            name = "hr.asn.service.target"
            error = self.rpc(name, "action_take", self.target.ids)[1]
            self.assertIn("AccessError", error, who.name)
            self.assertIn("AccessError", self._take(), who.name)
        self.assertFalse(self.target.sudo().iki_ids)
        for who in (self.peer, self.head, self.unit_officer):
            self.sign_in(who)
            self.assertIsNone(self._take(), who.name)
        self.assertEqual(len(self.target.sudo().iki_ids), 1)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.models")
    def test_nobody_gives_a_service_where_he_may_not_write(self):
        for who, values in (
            (self.peer, {"owner_id": self.staff.id}),
            (self.head, {"department_id": self.school_office.id}),
        ):
            self.sign_in(who)
            error = self.rpc("hr.asn.service", "write", self.service.ids, values)[1]
            self.assertIn("AccessError", error)
        far = self.make_service(self.foreigner, department_id=self.school_office.id)
        self.sign_in(self.peer)
        values = {"service_id": far.id}
        error = self.rpc("hr.asn.service.target", "write", self.target.ids, values)[1]
        self.assertIn("AccessError", error)

    @mute_logger("odoo.http")
    def test_who_could_save_none_is_not_offered_a_new_one(self):
        for who in (self.peer, self.auditor):
            self.assertFalse(self.by(self.service, who).browse().has_access("create"))
        for who in (self.head, self.unit_officer, self.admin):
            self.assertTrue(self.by(self.service, who).browse().has_access("create"))
        self.sign_in(self.peer)
        values = {"name": "x", "department_id": self.clinic.id}
        values |= {"owner_id": self.peer.id}
        error = self.rpc("hr.asn.service", "create", [values])[1]
        self.assertIn("AccessError", error)

    def test_a_plain_employee_finds_his_services(self):
        self.sign_in(self.peer)
        home = self.peer.user_id.ids
        [told] = self.rpc("hr.asn.home", "read", home, ["service_count"])[0]
        self.assertEqual(told["service_count"], 1)
        action = self.rpc("hr.asn.home", "action_services", home)[0]
        self.assertEqual(action["res_model"], "hr.asn.service")
        mine = [("member_ids.employee_id.user_id", "=", self.peer.user_id.id)]
        found, error = self.rpc("hr.asn.service", "search", mine)
        self.assertEqual((found, error), ([], None))
        found = self.rpc("hr.asn.service", "web_search_read", [], {"owner_id": {}})[0]
        self.assertEqual(found["length"], 1)
