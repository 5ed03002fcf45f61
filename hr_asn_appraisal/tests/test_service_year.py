"""A service through the year: other posts, another owner, people who come and go."""

import runpy
from pathlib import Path

from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..law.states import CANCELLED
from ..models.hr_asn_iki_team_mixin import Place
from .common import YEAR, AsnCommon, AsnHttpCommon
from .test_cycle_life import CycleMixin
from .test_service import PART, Served
from .test_unlock import FEBRUARY


class Followed(Served):
    """A service that somebody else answers for in the course of the year."""

    def hand_over(self, day=f"{YEAR}-07-01", to=None):
        own = self.by(self.service, self.head)
        own.write({"owner_id": (to or self.staff).id, "owner_since": day})
        self.env.invalidate_all()

    def open_for(self, post):
        self.env.flush_all()
        self.env["hr.asn.run.opening"]._asn_open_due(self.cycle.sudo(), post)
        return self.env["hr.asn.skp"].search([("assignment_id", "=", post.id)])


@tagged("post_install", "-at_install")
class TestServiceYear(Followed, AsnCommon):
    # -- rights ----------------------------------------------------------------

    def test_the_owner_does_not_give_his_service_to_another_unit(self):
        """Another unit is named by its head or an officer, as the message says."""
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.by(self.service, self.peer).department_id = self.school_office

    def test_the_owner_does_not_take_the_figures_of_who_was_before(self):
        line = self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        self.record(line, 1, "120")
        self.set_day(f"{YEAR}-07-05")
        self.hand_over()
        self.assertEqual(self.told()[1], "120")
        try:
            with self.cr.savepoint():
                own = self.by(self.service, self.staff)
                own.owner_since = f"{YEAR}-01-01"
        except AccessError:
            self.env.invalidate_all()
        self.assertEqual(self.told()[1], "120")

    def _from_july(self):
        """Name who answers from July on, in February."""
        self.set_day(f"{YEAR}-02-01")
        self.hand_over()

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_rights_change_on_the_day_not_with_the_name(self):
        self._from_july()
        now, then = (self.by(self.target, one) for one in (self.peer, self.staff))
        now.target = "410"
        with self.assertRaises(AccessError), self.cr.savepoint():
            then.target = "10"
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.by(self.service, self.staff).description = "Milik saya"
        for one in (self.peer, self.staff):
            own = self.by(self.service, one)
            self.assertIn(own, own.search(own._asn_mine()))
        self.set_day(f"{YEAR}-07-01")
        self.env.invalidate_all()
        then.target = "420"
        with self.assertRaises(AccessError), self.cr.savepoint():
            now.target = "10"
        own = self.by(self.service, self.peer)
        self.assertNotIn(own, own.search(own._asn_mine()))

    def test_a_database_of_before_gets_the_same_rules(self):
        path = Path(__file__).parents[1] / "migrations/19.0.1.5.0"
        script = runpy.run_path(str(path / "post-rules.py"))
        refs = [self.env.ref(f"hr_asn_appraisal.{one}") for one in script["DOMAINS"]]
        rules = self.env["ir.rule"].union(*refs)
        told = [one.domain_force.split() for one in rules]
        rules.domain_force = "[]"
        self.env.flush_all()
        script["migrate"](self.cr, "19.0.1.4.0")
        self.env.invalidate_all()
        self.assertEqual([one.domain_force.split() for one in rules], told)

    def test_until_then_it_is_put_into_the_plan_of_who_answers(self):
        self._from_july()
        self.assertEqual(self.told()[0], "missing")
        self.take(self.target, by=self.head)
        self.assertEqual(self.target.sudo().iki_ids.skp_id, self.owner_plan)
        self.assertEqual(self.told()[0], "waiting")

    def test_members_until_then_are_added_for_his_time(self):
        line = self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        self._from_july()
        self.member()
        self.member(self.boss, date_from=f"{YEAR}-08-01")
        self.take(self.target, by=self.peer)
        days = [(one.joined_on, str(one.left_on)) for one in line.member_ids]
        self.assertEqual(days, [(False, f"{YEAR}-06-30")])

    def test_who_is_next_takes_it_for_his_time(self):
        self._from_july()
        self.member()
        own = self.by(self.target, self.staff)
        self.assertTrue(own.is_next)
        self.member(self.boss)
        line = self.take(self.target, by=self.staff)
        self.assertEqual(line.skp_id, self.plan(self.staff))
        [member] = line.member_ids
        self.assertEqual(member.skp_id.employee_id, self.boss)
        self.assertEqual(str(member.joined_on), f"{YEAR}-07-01")
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.by(self.target, self.foreigner).action_take()

    def test_a_changed_target_is_told_to_who_answers_and_who_is_next(self):
        self._from_july()
        for one in (self.peer, self.staff):
            self.take(self.target, by=one)
        for one in self.target.sudo().iki_ids.skp_id:
            self.bring_plan(one, "approved")
        self.by(self.target, self.head).target = "436"
        self.env.invalidate_all()
        kind = self.env.ref("hr_asn_appraisal.mail_act_asn_service")
        plans = self.target.sudo().iki_ids.skp_id
        self.assertEqual(len(plans), 2)
        for plan in plans:
            self.assertIn(kind, plan.activity_ids.activity_type_id)

    def test_next_years_target_is_of_who_answers_then(self):
        self.hand_over(f"{YEAR + 1}-01-01")
        cycle = self.cycle.create({"year": YEAR + 1, "policy_id": self.policy.id})
        target = self.make_target(self.service, cycle_id=cycle.id, name="Depan")
        self.assertEqual(target._asn_owner(), self.staff)
        self.assertEqual(self.target._asn_owner(), self.peer)

    def test_who_was_deleted_since_then_breaks_nothing(self):
        ghost = self._person("Lama")
        service = self.make_service(ghost, "Arsip")
        service.write({"owner_id": self.staff.id, "owner_since": f"{YEAR}-01-01"})
        self.env.flush_all()
        ghost.sudo().unlink()
        self.set_day(f"{YEAR}-07-05")
        self.env.invalidate_all()
        own = self.by(service, self.foreigner)
        self.assertIn("–, until", own.former_owners)

    def test_the_day_goes_back_with_the_person_in_the_form(self):
        with Form(self.by(self.service, self.head)) as form:
            form.owner_id = self.staff
            self.assertTrue(form.owner_since)
            form.owner_id = self.peer
            self.assertFalse(form.owner_since)

    # -- moves within the year ---------------------------------------------------

    def _moved(self):
        """Let the owner go to another post of the clinic in July; his new plan."""
        post = self.owner_plan.assignment_id
        post.date_to = f"{YEAR}-06-30"
        self.env.flush_all()
        return self.open_for(
            self._assign(
                self.peer,
                self.boss,
                self.clinic,
                self.chief,
                post="Kepala Tata Usaha",
                date_from=f"{YEAR}-07-01",
            )
        )

    def test_an_owner_with_another_post_goes_on_in_his_new_plan(self):
        line = self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        self.record(line, 1, "120")
        self.set_day(f"{YEAR}-07-05")
        fresh = self._moved()
        self.assertEqual(fresh.employee_id, self.peer)
        self.take(self.target, by=self.head)
        self.assertIn(fresh, self.target.sudo().iki_ids.skp_id)

    def test_months_before_another_post_are_those_of_the_former_plan(self):
        """100 in February, 200 in August, 100 in November: moved in July."""
        shares = {"month_2": 100, "month_8": 200, "month_11": 100}
        self.by(self.target, self.peer).write({"split": "manual", **shares})
        line = self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        self.record(line, 1, "100")
        self.set_day(f"{YEAR}-07-05")
        fresh = self._moved()
        self.take(self.target, by=self.head)
        self.bring_plan(fresh, "approved")
        self.env.invalidate_all()
        report = self.by(self.service, self.officer)._asn_report(self.cycle)
        [target] = report["targets"]
        rows = [(one["due"], one["actual"]) for one in target["periods"]]
        self.assertEqual(rows, [("100", "100"), ("0", ""), ("200", ""), ("100", "")])
        self.assertEqual((target["bar"], target["expected"]), (25, 25))

    def test_a_plan_that_was_taken_back_holds_no_target(self):
        """Taken back as opened by mistake: the plan of the other post takes it."""
        post = self._assign(
            self.peer, self.boss, self.clinic, self.chief, status="plt", post="Plt"
        )
        other = self.open_for(post)
        self.assertTrue(other)
        self.take(self.target)
        self.by(self.owner_plan, self.officer).action_cancel("Salah buka")
        self.env.invalidate_all()
        self.take(self.target, by=self.head)
        live = self.target.sudo().iki_ids.skp_id.filtered(
            lambda one: one.state != CANCELLED
        )
        self.assertEqual(live, other)

    # -- figures -----------------------------------------------------------------

    def test_what_is_expected_is_of_the_whole_year_after_another_owner(self):
        """Half of the year is over: 50 % is expected, whoever answers next."""
        line = self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        for number, actual in ((1, "120"), (2, "90")):
            self.record(line, number, actual)
        self.set_day(f"{YEAR}-07-05")
        self.assertEqual(self.told(), ("agreed", "210", 52, 50, "on_track"))
        self.hand_over()
        self.assertEqual(self.told(), ("missing", "210", 52, 50, "on_track"))

    def test_what_was_agreed_away_is_not_in_the_plan(self):
        line = self.take(self.target)
        self.fill(self.owner_plan)
        self.bring_plan(self.owner_plan, "revising")
        self.by(line.rhk_id, self.peer).is_cancelled = True
        self.bring_plan(self.owner_plan, "approved")
        self.assertFalse(self.by(self.target, self.peer)._asn_line())
        self.assertEqual(self.told()[0], "missing")

    def test_the_year_asked_for_as_the_client_sends_it(self):
        """search_model.js puts a list of the values into the context of a field."""
        before = self.cycle.create({"year": YEAR - 1, "policy_id": self.policy.id})
        self.make_target(self.service, cycle_id=before.id, name="Tahun lalu")
        own = self.by(self.service, self.foreigner)
        self.assertIn("Tahun lalu", own.with_context(asn_year=[YEAR - 1]).progress)

    def test_who_follows_in_july_does_not_answer_in_may(self):
        line = self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        self.record(line, 1, "120")
        self.set_day(f"{YEAR}-05-04")
        before = self.told()
        self.hand_over()
        self.assertEqual(self.told(), before)
        self.assertEqual(self.by(self.service, self.head).owner_name, "Laila")

    # -- the members ---------------------------------------------------------------

    def test_who_left_before_the_owner_began_stops_nobody(self):
        self.member(self.boss, date_to=f"{YEAR}-05-31")
        self.member(self.foreigner)
        self.hand_over()
        with mute_logger("odoo.sql_db"):
            line = self.take(self.target)
        self.assertEqual(line.member_ids.skp_id.employee_id, self.foreigner)

    def test_who_comes_back_counts_again(self):
        """Two times of one person: none of them is dropped in silence."""
        self.member(date_to=f"{YEAR}-03-31")
        self.member(date_from=f"{YEAR}-07-01")
        own = self.by(self.target, self.peer)
        wizard = own.env["hr.asn.service.take"].create({"target_id": own.id})
        ticked = wizard.line_ids.filtered("is_taken")
        wizard.action_take()
        self.env.invalidate_all()
        lines = self.target.sudo().iki_ids.member_ids
        self.assertEqual(len(lines), len(ticked))

    def test_each_his_own_part_costs_no_query_for_each(self):
        people = [self._person(f"Perawat {number}") for number in range(12)]
        posts = self.env["hr.asn.assignment"].union(
            *(self._assign(one, self.boss, self.clinic, self.chief) for one in people)
        )
        self.env.flush_all()
        self.env["hr.asn.run.opening"]._asn_open_due(self.cycle.sudo(), posts)
        line = self.take(self.target)
        costs = []
        for some in (people[:2], people[2:]):
            members = self.env["hr.asn.service.member"].union(
                *(self.member(one, part=f"Bagian {one.name}") for one in some)
            )
            own = self.by(self.target, self.peer)
            members = own.env["hr.asn.service.member"].browse(members.ids)
            before = self.cr.sql_log_count
            added = own._asn_take_members(line, members)
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - before)
            self.assertEqual(len(added), len(some))
        # As `test_adding_many_costs_no_query_for_each`, with a part each.
        self.assertLess(costs[1] - costs[0], 8, costs)

    def test_who_is_locked_is_not_ticked(self):
        self.member()
        self.member(self.foreigner)
        self.take(self.target, members=self.env["hr.employee"])
        self.policy.locks_late = True
        self.set_day(FEBRUARY)
        self.assertTrue(self.by(self.plan(self.staff), self.staff).is_locked)
        own = self.by(self.target, self.peer)
        wizard = own.env["hr.asn.service.take"].create({"target_id": own.id})
        self.assertEqual(wizard.line_ids.mapped("is_taken"), [False, False])

    def test_who_took_it_out_is_not_said_to_have_it(self):
        self.member()
        line = self.take(self.target)
        plan = self.plan(self.staff)
        self.fill(plan)
        self.bring_plan(self.owner_plan, "approved")
        self.bring_plan(plan, "revising")
        self.by(line.member_ids, self.staff).is_cancelled = True
        own = self.by(self.target, self.peer)
        wizard = own.env["hr.asn.service.take"].create({"target_id": own.id})
        self.assertNotEqual(wizard.line_ids.note, "It is in his SKP already.")

    def test_a_member_of_two_owners_counts_no_period_twice(self):
        self.member()
        first = self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        self.set_day(f"{YEAR}-07-05")
        self.hand_over(to=self.foreigner)
        second = self.take(self.target)
        self.bring_plan(second.skp_id, "approved")
        plan = self.bring_plan(self.plan(self.staff), "approved")
        self.record(first, 3, "999")
        self.record(second, 3, "100")
        third = self.quarter(self.staff, 3)
        self.env.invalidate_all()
        self.assertEqual(plan.iki_ids.lead_iki_id, first | second)
        told = self.by(third, self.staff).entry_ids.filtered("actual").mapped("actual")
        self.assertEqual(told, ["100"])

    def test_nobody_is_added_to_a_plan_that_is_over(self):
        """As the dialog of the lead refuses it."""
        line = self.take(self.target)
        self.bring_plan(self.owner_plan, "closed")
        self.env.invalidate_all()
        with self.assertRaises(UserError), self.cr.savepoint():
            own = line.with_user(self.peer.user_id)
            own._asn_add_members({self.staff: Place(PART)})
        self.member()
        with self.assertRaises(UserError), self.cr.savepoint():
            self.take(self.target)

    # -- words -----------------------------------------------------------------

    def test_no_result_without_words_comes_into_a_plan(self):
        foreign = self.fill(self.plan(self.staff))
        own = self.by(self.target, self.peer)
        wizard = own.env["hr.asn.service.take"].create(
            {"target_id": own.id, "rhk_id": foreign.id, "result": " "}
        )
        try:
            with self.cr.savepoint():
                wizard.action_take()
        except UserError:
            pass
        self.env.invalidate_all()
        self.assertNotIn("", self.owner_plan.rhk_ids.mapped("name"))

    def _service_todo(self):
        self.env.invalidate_all()
        kind = self.env.ref("hr_asn_appraisal.mail_act_asn_service")
        return kind in self.owner_plan.activity_ids.activity_type_id

    def test_what_a_service_has_changed_is_asked_until_it_is_taken_over(self):
        self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        self.by(self.target, self.head).target = "436"
        self.assertTrue(self._service_todo())
        own = self.by(self.owner_plan, self.peer)
        own.action_revise("Lain")
        own.action_drop()
        self.assertTrue(self._service_todo(), "dropped without it")
        own.action_revise("Lain")
        self.bring_plan(self.owner_plan, "approved")
        self.assertTrue(self._service_todo(), "agreed without it")
        own.action_revise("Target layanan")
        own.action_take_service()
        self.bring_plan(self.owner_plan, "approved")
        self.assertFalse(self._service_todo())

    def test_who_was_responsible_before_is_asked_nothing(self):
        self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        self.set_day(f"{YEAR}-07-05")
        self.hand_over()
        self.by(self.target, self.head).target = "436"
        self.env.invalidate_all()
        kind = self.env.ref("hr_asn_appraisal.mail_act_asn_service")
        self.assertFalse(
            self.owner_plan.activity_ids.filtered(
                lambda one: one.activity_type_id == kind
            )
        )

    def test_who_is_a_member_from_later_on_works_for_none_yet(self):
        self.member(self.boss, date_from=f"{YEAR + 1}-01-01")
        home = self.by(self.env["hr.asn.home"], self.boss)
        self.assertEqual(home.browse(self.boss.user_id.id).service_count, 0)

    def test_who_was_a_member_long_ago_works_for_no_service(self):
        self.member(self.boss, date_to=f"{YEAR - 1}-12-31")
        home = self.by(self.env["hr.asn.home"], self.boss)
        self.assertEqual(home.browse(self.boss.user_id.id).service_count, 0)

    def test_as_many_queries_for_two_former_owners_as_for_ten(self):
        services = self.env["hr.asn.service"].union(
            *(
                self.make_service(self._person(f"Lama {n}"), f"Layanan {n}")
                for n in range(10)
            )
        )
        self.set_day(f"{YEAR}-07-05")
        services.write({"owner_id": self.staff.id, "owner_since": f"{YEAR}-07-01"})
        costs = []
        for some in (services[:1], services[:2], services):
            own = self.by(some, self.foreigner)
            before = self.cr.sql_log_count
            own.read(["owner_name"])
            costs.append(self.cr.sql_log_count - before)
        self.assertEqual(costs[1], costs[2], costs)

    def test_no_dialog_tells_the_targets_of_another_agency(self):
        """As the dialogs of teams: an id can be anybody's."""
        elsewhere = self.env["res.company"].create({"name": "Kota Seberang"})
        self.target.name = "Rahasia"
        self.env.flush_all()
        for table in ("hr_asn_service", "hr_asn_service_target"):
            self.env.cr.execute(f"UPDATE {table} SET company_id = {elsewhere.id}")
        own = self.by(self.target, self.foreigner)
        self.assertFalse(own.has_access("read"))
        # What would be computed, and is checked there, is given.
        values = {"rhk_id": False, "result": "x", "line_ids": []}
        try:
            take = own.env["hr.asn.service.take"].create(values | {"target_id": own.id})
            self.env.flush_all()
            self.env.invalidate_all()
            told = str(take.read(["name", "target_id", "target_told", "owner_name"]))
        except AccessError:
            told = ""
        self.assertNotIn("Rahasia", told)

    def test_of_two_open_plans_it_is_put_into_the_one_of_today(self):
        self.set_day(f"{YEAR}-07-05")
        fresh = self._moved()
        self.assertEqual(str(self.owner_plan.date_to), f"{YEAR}-06-30")
        self.assertEqual(self.take(self.target).skp_id, fresh)

    def test_a_plan_that_was_taken_back_is_not_preferred(self):
        """Of two posts the definitive one, but not where its plan is no more."""
        acting = {"status": "plt", "post": "Plt"}
        post = self._assign(self.staff, self.boss, self.clinic, self.chief, **acting)
        other = self.open_for(post)
        definitive = self.plan(self.staff) - other
        self.by(definitive, self.officer).action_cancel("Salah buka")
        self.env.invalidate_all()
        found = definitive._asn_first_plans(self.staff, self.cycle)
        self.assertEqual(found, {self.staff: other})

    def test_the_next_owner_takes_nothing_from_the_year_before(self):
        """Who follows next January has no part in what was agreed for this year."""
        line = self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        self.record(line, 1, "120")
        self.set_day(f"{YEAR + 1}-01-20")
        before = self.told()
        self.assertEqual(before[0], "agreed")
        self.hand_over(f"{YEAR + 1}-01-15")
        self.assertEqual(self.told(), before)

    def test_no_target_goes_under_a_result_that_is_cancelled(self):
        rhk = self.fill(self.owner_plan)
        self.by(rhk, self.peer).is_cancelled = True
        own = self.by(self.target, self.peer)
        wizard = own.env["hr.asn.service.take"].create(
            {"target_id": own.id, "rhk_id": rhk.id}
        )
        try:
            with self.cr.savepoint():
                wizard.action_take()
        except UserError:
            pass
        self.env.invalidate_all()
        self.assertFalse(rhk.iki_ids.service_target_id)

    def test_what_was_taken_out_asks_nothing_more(self):
        line = self.take(self.target)
        self.fill(self.owner_plan)
        self.bring_plan(self.owner_plan, "approved")
        self.by(self.target, self.head).target = "436"
        self.by(self.owner_plan, self.peer).action_revise("Keluar")
        self.by(line.rhk_id, self.peer).is_cancelled = True
        self.bring_plan(self.owner_plan, "approved")
        self.assertFalse(self.by(self.owner_plan, self.peer).service_changes)
        kind = self.env.ref("hr_asn_appraisal.mail_act_asn_service")
        self.assertNotIn(kind, self.owner_plan.activity_ids.activity_type_id)

    def test_members_of_this_year_have_the_days_of_its_owner(self):
        """Another follows next January: this year's team is not his."""
        line = self.take(self.target)
        self.member(date_to=f"{YEAR}-11-30")
        self.set_day(f"{YEAR}-06-05")
        self.hand_over(f"{YEAR + 1}-01-01")
        own = self.by(self.target, self.head)
        added = own._asn_take_members(line, own.service_id.member_ids)
        self.assertEqual(len(added), 1)
        days = (added.joined_on, str(added.left_on))
        self.assertEqual(days, (False, f"{YEAR}-11-30"))


@tagged("post_install", "-at_install")
class TestServiceClosed(Followed, CycleMixin, AsnCommon):
    def test_a_year_that_is_closed_keeps_its_targets(self):
        line = self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        self.record(line, 1, "120")
        for step in ("wind_up", "close"):
            self.step(step).action_apply()
        self.env.invalidate_all()
        self.assertEqual(self.cycle.state, "closed")
        for change in (
            lambda: self.by(self.target, self.peer).write({"target": "120"}),
            lambda: self.by(self.target, self.peer).copy({"name": "Baru"}),
            lambda: self.hand_over(f"{YEAR}-01-02"),
        ):
            with (
                self.subTest(change),
                self.assertRaisesRegex(UserError, "is closed"),
            ):
                with self.cr.savepoint() as savepoint:
                    change()
                    savepoint.rollback()
            self.env.invalidate_all()

    def _closed_after_a_change(self):
        """Let another follow in July, and close the year."""
        line = self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        self.record(line, 1, "120")
        self.set_day(f"{YEAR}-07-05")
        self.hand_over()
        for step in ("wind_up", "close"):
            self.step(step).action_apply()
        self.env.invalidate_all()

    def test_a_closed_year_is_not_dated_anew(self):
        self._closed_after_a_change()
        own = self.by(self.service, self.head)
        for day in (False, f"{YEAR + 1}-01-01", f"{YEAR}-09-01"):
            with self.subTest(day), self.refused(UserError, "is closed"):
                own.owner_since = day
            self.env.invalidate_all()
        with self.refused(UserError, "is closed"):
            own.owner_id = self.boss
        self.env.invalidate_all()
        self.set_day(f"{YEAR + 1}-01-05")
        self.by(self.service, self.head).owner_id = self.boss
        self.assertEqual(
            self.service.owner_terms[-1], [self.boss.id, f"{YEAR + 1}-01-05"]
        )

    def test_a_target_does_not_move_into_a_closed_year(self):
        before = self.cycle.create({"year": YEAR - 1, "policy_id": self.policy.id})
        before.sudo()._asn_put({"state": "closed"})
        with self.refused(UserError, "is closed"):
            self.by(self.target, self.peer).cycle_id = before

    def _close_before(self):
        """Close a year before this one that has a target too."""
        before = self.cycle.create({"year": YEAR - 1, "policy_id": self.policy.id})
        self.make_target(self.service, cycle_id=before.id, name="Tahun lalu")
        before.sudo()._asn_put({"state": "closed"})

    def test_a_closed_year_minds_no_day_that_changes_nobodys_term(self):
        self._close_before()
        own = self.by(self.service, self.head)
        own.owner_since = f"{YEAR - 1}-02-01"
        self.assertEqual(str(self.service.owner_since), f"{YEAR - 1}-02-01")

    def test_a_service_is_not_deleted_with_targets_of_a_closed_year(self):
        self._close_before()
        with self.refused(UserError, "is closed"):
            self.by(self.service, self.head).unlink()

    def test_an_empty_day_written_again_is_no_change(self):
        self.by(self.service, self.peer).write(
            {"owner_since": False, "description": "Setiap hari"}
        )
        self.assertEqual(self.service.description, "Setiap hari")


@tagged("post_install", "-at_install")
class TestServiceTeam(Followed, AsnCommon):
    def _team(self, **values):
        """Return lead's and member's line, both agreed, and proofs of two quarters."""
        self.member(**values)
        lead = self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        member = lead.member_ids
        self.bring_plan(member.skp_id, "approved")
        proofs = {}
        for number in (1, 2):
            quarter = self.quarter(self.peer, number)
            own = self.by(quarter, self.peer)
            proofs[number] = own.env["hr.asn.evidence"].create(
                {
                    "rhk_id": lead.rhk_id.id,
                    "period_id": quarter.period_id.id,
                    "name": "Rekap tim",
                    "url": "https://contoh.go.id/tim",
                }
            )
        return member, proofs

    def test_a_draft_opens_nothing_of_what_the_team_did_later(self):
        """Who left in March writes another day into his revision: not agreed yet."""
        member, proofs = self._team(date_to=f"{YEAR}-03-31")
        self.assertFalse(self.by(proofs[2], self.staff).has_access("read"))
        self.by(member.skp_id, self.staff).action_revise("Kembali")
        self.by(member, self.staff).left_on = False
        self.assertFalse(self.by(proofs[2], self.staff).has_access("read"))

    def test_who_agreed_to_leave_reads_nothing_more(self):
        member, proofs = self._team()
        self.by(member.skp_id, self.staff).action_revise("Keluar tim")
        self.fill(member.skp_id)
        self.by(member, self.staff).is_cancelled = True
        self.by(member.rhk_id, self.staff).is_cancelled = True
        self.bring_plan(member.skp_id, "approved")
        self.assertFalse(self.by(proofs[2], self.staff).has_access("read"))

    def test_a_locked_draft_of_a_member_stops_no_approval_of_the_lead(self):
        self.member()
        lead = self.take(self.target)
        own = self.by(self.target, self.peer)
        own.write({"split": "manual", "month_12": 400})
        self.by(self.owner_plan, self.peer).action_take_service()
        self.assertEqual(lead.month_12, 400)
        self.by(self.owner_plan, self.peer).action_submit()
        self.policy.locks_late = True
        self.set_day(FEBRUARY)
        self.assertTrue(self.by(self.plan(self.staff), self.staff).is_locked)
        self.by(self.owner_plan, self.boss).action_approve()
        self.assertEqual(self.owner_plan.state, "approved")

    def test_an_approval_of_the_lead_costs_no_query_for_each_member(self):
        people = [self._person(f"Perawat {number}") for number in range(12)]
        posts = self.env["hr.asn.assignment"].union(
            *(self._assign(one, self.boss, self.clinic, self.chief) for one in people)
        )
        self.open_for(posts[:1])
        self.env["hr.asn.run.opening"]._asn_open_due(self.cycle.sudo(), posts)
        lead = self.take(self.target)
        costs = []
        for target, some in (("410", people[:2]), ("420", people[2:])):
            lead._asn_put_members(dict.fromkeys(some, Place(PART)))
            if self.owner_plan.state == "approved":
                self.by(self.owner_plan, self.peer).action_revise("Naik")
            self.by(self.target, self.head).target = target
            self.by(self.owner_plan, self.peer).action_take_service()
            self.by(self.owner_plan, self.peer).action_submit()
            own = self.by(self.owner_plan, self.boss)
            before = self.cr.sql_log_count
            own.action_approve()
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - before)
            self.env.invalidate_all()
            self.assertEqual({*lead.member_ids.mapped("target")}, {target})
        # Ten members more.
        self.assertLess(costs[1] - costs[0], 10, costs)

    def test_what_its_lead_records_no_more_is_not_taken_up(self):
        """The dialog of the lead refuses it; the member's own offers it."""
        lead = self.take(self.target)
        self.bring_plan(self.owner_plan, "closed")
        own = self.by(self.plan(self.staff), self.staff)
        offered = own.env["hr.asn.team.indicator"].search(
            Domain("cycle_id", "=", self.cycle.id)
        )
        self.assertNotIn(lead.id, offered.ids)

    def test_a_plan_that_was_taken_back_holds_no_lead(self):
        """Nobody is in the team any more: it may be no team's again."""
        lead = self.fill(self.owner_plan).iki_ids
        own = self.by(lead, self.peer)
        own.is_team = True
        own._asn_add_members({self.staff: Place(PART)})
        self.by(self.plan(self.staff), self.officer).action_cancel("Salah buka")
        self.by(lead, self.peer).is_team = False


@tagged("post_install", "-at_install")
class TestServiceDialog(Followed, AsnHttpCommon):
    def test_a_head_puts_the_target_into_the_plan_of_another_unit(self):
        """The dialog opens though he may not read that plan."""
        service = self.make_service(self.foreigner, "Lintas")
        target = self.make_target(service)
        self.fill(self.plan(self.foreigner))
        self.sign_in(self.head)
        fields = {
            "skp_id": {"fields": {"display_name": {}}},
            "rhk_id": {"fields": {"display_name": {}}},
            "result": {},
            "is_there": {},
            "line_ids": {},
        }
        context = {"default_target_id": target.id}
        told, error = self.rpc(
            "hr.asn.service.take",
            "onchange",
            [],
            {},
            [],
            fields | {"target_id": {}},
            context=context,
        )
        self.assertIsNone(error)
        self.assertTrue(told)
