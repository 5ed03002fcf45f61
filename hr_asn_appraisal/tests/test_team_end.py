"""A lead leaves: the members learn it, and nothing waits for figures nobody records."""

from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import YEAR
from .test_service import Serving
from .test_team_indicator import TeamCase

ENDED = "hr_asn_appraisal.mail_act_asn_team_ended"
MAY = date(YEAR, 5, 14)


@tagged("post_install", "-at_install")
class TestTeamEnd(Serving, TeamCase):
    def _todos(self, plan):
        """Return the activities of a plan that tell of its team, whoever has them."""
        kind = self.env.ref(ENDED)
        self.env.invalidate_all()
        return plan.sudo().activity_ids.filtered(
            lambda one: one.activity_type_id == kind
        )

    def _leave(self, day=MAY):
        """Let the lead's post end on a day, as a transfer does."""
        self.set_day(f"{day.year}-{day.month:02}-{day.day:02}")
        self.by(self.lead_plan.assignment_id, self.officer).sudo().date_to = day
        self.env.invalidate_all()
        self.assertEqual(self.lead_plan.date_to, day)

    def _drop(self):
        """Let the lead agree his plan without the indicator, and with another."""
        own = self.by(self.lead_plan, self.peer)
        own.action_revise("Tim dibubarkan")
        self.by(self.lead_rhk, self.peer).write({"is_cancelled": True})
        self.fill(self.lead_plan)
        self.by(self.lead_plan, self.peer).action_submit()

    def test_a_member_is_told_that_his_lead_moves_away(self):
        line = self._member()
        plan = line.skp_id
        self.assertFalse(self._todos(plan) or plan.team_ends)
        self._leave()
        [todo] = self._todos(plan)
        self.assertEqual(todo.user_id, self.staff.user_id)
        self.assertEqual(self.events(plan)[-1].name, "team_ended")
        told = self.by(plan, self.staff).team_ends
        self.assertEqual(told, f"“Anak divaksin tim”: led by Laila until 14 Mei {YEAR}")
        self.assertFalse(line.left_on, "an agreed plan changes by its owner only")

    def test_his_next_change_ends_the_line_and_settles_the_todo(self):
        line = self._member()
        plan = line.skp_id
        self._leave()
        self.by(plan, self.staff).action_revise("Ketua tim pindah")
        self.env.invalidate_all()
        self.assertEqual(line.left_on, MAY)
        self.assertFalse(self._todos(plan) or plan.team_ends)
        self.by(plan, self.staff).action_drop()
        self.assertTrue(self._todos(plan))
        self.assertFalse(line.left_on)
        self.by(plan, self.staff).action_revise("Ketua tim pindah")
        self.bring_plan(plan, "approved")
        self.assertFalse(self._todos(plan) or plan.team_ends)
        self.assertEqual(line.left_on, MAY)

    def test_an_open_plan_follows_at_once(self):
        self._agree_lead()
        line = self._add(self.staff).sudo()
        self._leave()
        self.assertEqual(line.left_on, MAY)
        self.assertTrue(self._todos(line.skp_id))

    def test_who_was_to_come_later_has_no_line_any_more(self):
        self._agree_lead()
        line = self._add(self.staff, joined_on=f"{YEAR}-07-01").sudo()
        self._leave()
        self.assertFalse(line.exists())

    def test_in_a_closed_cycle_nobody_is_told_and_nothing_ends(self):
        self._agree_lead()
        line = self._add(self.staff, joined_on=f"{YEAR}-07-01").sudo()
        for step in ("start", "wind_up", "close"):
            self.by(self.cycle, self.officer)._transition(step)
        self._leave()
        self.assertTrue(line.exists())
        self.assertFalse(self._todos(line.skp_id))

    def test_what_was_agreed_for_later_is_cancelled_not_lost(self):
        line = self._member(joined_on=f"{YEAR}-07-01")
        self._leave()
        self.by(line.skp_id, self.staff).action_revise("Ketua tim pindah")
        self.env.invalidate_all()
        self.assertTrue(line.is_cancelled)

    def test_who_had_left_before_is_not_told(self):
        line = self._member(left_on=f"{YEAR}-03-31")
        self._leave()
        self.assertFalse(self._todos(line.skp_id) or line.skp_id.team_ends)

    def test_a_change_that_drops_it_tells_when_it_is_agreed(self):
        line = self._member()
        self.set_day(f"{YEAR}-07-01")
        self._drop()
        self.assertFalse(self._todos(line.skp_id) or line.skp_id.team_ends)
        self.by(self.lead_plan, self.boss).action_approve()
        self.assertTrue(self._todos(line.skp_id))
        self.assertIn(f"until 30 Juni {YEAR}", line.skp_id.team_ends)

    def test_a_plan_that_is_taken_back_leads_nobody(self):
        line = self._add(self.staff).sudo()
        plan = line.skp_id
        self.by(self.lead_plan, self.officer).action_cancel("Keliru dibuka")
        self.env.invalidate_all()
        self.assertFalse(line.exists())
        self.assertTrue(self._todos(plan))

    def test_who_handed_in_before_is_told_again_once_it_is_agreed(self):
        self._agree_lead()
        line = self._add(self.staff).sudo()
        plan = line.skp_id
        self.by(plan, self.staff).action_submit()
        self._leave()
        self.assertFalse(line.left_on)
        self.by(plan, self.boss).action_approve()
        self.assertEqual(len(self._todos(plan)), 1)
        self.assertTrue(plan.team_ends)

    def test_the_report_says_until_when_it_was_led(self):
        self._member()
        self._record(1, "120", evidence=True)
        self._leave()
        first, second = (self.quarter(self.staff, number) for number in (1, 2))
        entries = [self._entry(one, self.staff) for one in (first, second)]
        self.assertEqual(
            [one.recorded_by for one in entries],
            ["recorded by Laila", f"led by Laila until 14 Mei {YEAR}"],
        )
        with self._refused(UserError, f"Laila led until 14 Mei {YEAR}"):
            entries[1].actual = "5"

    def test_another_owner_of_a_service_ends_the_team_of_the_former(self):
        service = self.make_service()
        target = self.make_target(service)
        lead = self.take(target)
        self.bring_plan(self.lead_plan, "approved")
        self.lead = lead
        line = self._add(self.staff).sudo()
        self.bring_plan(line.skp_id, "approved")
        self.by(service, self.officer).write(
            {"owner_id": self.boss.id, "owner_since": f"{YEAR}-07-01"}
        )
        self.assertTrue(self._todos(line.skp_id))
        self.assertIn(f"until 30 Juni {YEAR}", line.skp_id.team_ends)

    def _service_team(self):
        """Name the boss from July on, who takes the target; somebody in his team."""
        service = self.make_service()
        target = self.make_target(service)
        self.set_day(f"{YEAR}-06-05")
        self.name(service, self.boss, f"{YEAR}-07-01")
        lead = self.take(target, by=self.boss)
        self.bring_plan(lead.skp_id, "approved")
        self.lead, self.lead_plan = lead, lead.skp_id
        line = self._add(self.staff, by=self.boss).sudo()
        self.bring_plan(line.skp_id, "approved")
        self.assertFalse(self._todos(line.skp_id) or line.skp_id.team_ends)
        return service, line

    def name(self, service, person, day):
        own = self.by(service, self.officer)
        own.write({"owner_id": person.id, "owner_since": day})
        self.env.invalidate_all()

    def _out_and_back(self, *lines):
        """Let the member agree his plan without these, and open it again."""
        plan = lines[0].skp_id
        self.by(plan, self.staff).action_revise("Keluar")
        self.fill(plan)
        values = {"name": "Lain", "aspect_id": self.aspect.id, "target": "1"}
        own = self.by(plan, self.staff).iki_ids
        for one in lines:
            self.by(one, self.staff).is_cancelled = True
            if one._name == "hr.asn.iki":
                own.create({**values, "rhk_id": one.rhk_id.id})
        self.bring_plan(plan, "approved")

    def test_what_comes_back_ends_with_its_lead(self):
        line = self._member()
        self._out_and_back(line)
        self._leave()
        self.set_day(f"{YEAR}-06-01")
        self.by(line.skp_id, self.staff).action_revise("Kembali")
        self.by(line, self.staff).is_cancelled = False
        self.env.invalidate_all()
        self.assertEqual(line.left_on, MAY)

    def test_what_would_begin_after_its_lead_has_left_does_not_come_back(self):
        line = self._member(joined_on=f"{YEAR}-07-01")
        self._out_and_back(line)
        self._leave()
        self.by(line.skp_id, self.staff).action_revise("Kembali")
        with self._refused(UserError, f"Laila until 14 Mei {YEAR}"):
            self.by(line, self.staff).is_cancelled = False

    def test_who_is_added_late_ends_with_his_lead(self):
        self._agree_lead()
        self._leave()
        line = self._add(self.staff).sudo()
        self.assertEqual(line.left_on, MAY)
        with self._refused(UserError, f"Laila until 14 Mei {YEAR}"):
            self._add(self.boss, joined_on=f"{YEAR}-07-01")

    def _offered(self):
        self.env.flush_all()
        known = self.by(self.env["hr.asn.team.indicator"], self.staff)
        return known.search([("id", "=", self.lead.id)]).ids

    def test_a_lead_who_has_left_is_offered_no_more(self):
        self._agree_lead()
        self.assertTrue(self._offered())
        self._leave()
        self.assertTrue(self._offered(), "until today he leads")
        self.set_day(f"{YEAR}-05-15")
        self.assertFalse(self._offered())

    def test_a_former_owner_of_a_service_is_offered_no_more(self):
        service = self.make_service()
        self.lead = self.take(self.make_target(service))
        self.bring_plan(self.lead_plan, "approved")
        self.assertTrue(self._offered())
        self.name(service, self.boss, f"{YEAR}-07-01")
        self.assertTrue(self._offered())
        self.set_day(f"{YEAR}-07-01")
        self.assertFalse(self._offered())

    def test_a_plan_that_is_returned_follows_its_lead(self):
        self._agree_lead()
        line = self._add(self.staff).sudo()
        plan = line.skp_id
        self.by(plan, self.staff).action_submit()
        self._leave()
        self.assertFalse(line.left_on)
        self.by(plan, self.boss).action_return("Perbaiki")
        self.env.invalidate_all()
        self.assertEqual(line.left_on, MAY)

    def _ended_by_service(self, open_plan=False):
        """Somebody in the team of a service that the boss is named for from July."""
        service = self.make_service()
        self.lead = self.take(self.make_target(service))
        self.bring_plan(self.lead_plan, "approved")
        line = self._add(self.staff).sudo()
        if not open_plan:
            self.bring_plan(line.skp_id, "approved")
        self.set_day(f"{YEAR}-06-05")
        self.name(service, self.boss, f"{YEAR}-07-01")
        self.assertTrue(self._todos(line.skp_id))
        return service, line

    def test_an_end_that_is_undone_is_settled_and_told_when_it_comes_again(self):
        service, line = self._ended_by_service()
        plan = line.skp_id
        self.name(service, self.peer, f"{YEAR}-07-01")
        self.assertFalse(self._todos(plan) or plan.team_ends)
        self.assertEqual(self.events(plan)[-1].name, "team_end_undone")
        self.name(service, self.boss, f"{YEAR}-07-01")
        self.assertTrue(self._todos(plan))
        self.assertEqual(self.events(plan)[-1].name, "team_ended")

    def test_a_draft_goes_on_when_the_end_is_undone(self):
        service, line = self._ended_by_service(open_plan=True)
        self.assertEqual(str(line.left_on), f"{YEAR}-06-30")
        self.name(service, self.peer, f"{YEAR}-07-01")
        self.assertFalse(line.left_on or self._todos(line.skp_id))

    def test_a_draft_that_has_changed_its_end_keeps_it(self):
        service, line = self._ended_by_service(open_plan=True)
        self.by(line, self.staff).left_on = f"{YEAR}-05-31"
        self.name(service, self.peer, f"{YEAR}-07-01")
        self.assertEqual(str(line.left_on), f"{YEAR}-05-31")

    def test_another_language_tells_nothing_anew(self):
        line = self._member()
        self._leave()
        self._todos(line.skp_id).unlink()
        other = self.lead_plan.sudo().with_context(lang="id_ID")
        other._asn_tell_members()
        self.assertFalse(self._todos(line.skp_id))

    def test_two_leads_who_end_in_one_run_are_two_ends(self):
        first = self.make_service()
        lines = []
        for service, name in ((first, "Satu"), (self.make_service(name="Dua"), "Dua")):
            self.lead = self.take(self.make_target(service, name=name))
            lines.append((service, self.lead))
        self.bring_plan(self.lead_plan, "approved")
        for _service, self.lead in lines:
            line = self._add(self.staff).sudo()
        plan = self.bring_plan(line.skp_id, "approved")
        for (service, _lead), day in zip(lines, ("07-01", "10-01"), strict=True):
            own = self.by(service, self.officer)
            own.write({"owner_id": self.boss.id, "owner_since": f"{YEAR}-{day}"})
        told = [one.told for one in self.events(plan) if one.name == "team_ended"]
        self.assertEqual(len(told), 2)
        self.assertIn("30 September", told[-1])

    def test_who_was_named_in_error_leads_nobody(self):
        """The head corrects it: his team ends before it began."""
        service, line = self._service_team()
        self.name(service, self.foreigner, f"{YEAR}-07-01")
        self.assertTrue(self._todos(line.skp_id) and line.skp_id.team_ends)
        self.by(line.skp_id, self.staff).action_revise("Ketua tim batal")
        self.env.invalidate_all()
        self.assertTrue(line.is_cancelled)

    def test_who_begins_next_year_only_leads_nobody_in_this(self):
        service, line = self._service_team()
        own = self.by(service, self.officer)
        own.owner_since = f"{YEAR + 1}-01-01"
        self.assertTrue(self._todos(line.skp_id) and line.skp_id.team_ends)

    def test_who_comes_back_next_january_has_led_until_july(self):
        service = self.make_service()
        self.lead = self.take(self.make_target(service))
        self.bring_plan(self.lead_plan, "approved")
        line = self._add(self.staff).sudo()
        self.bring_plan(line.skp_id, "approved")
        self.name(service, self.boss, f"{YEAR}-07-01")
        self.name(service, self.peer, f"{YEAR + 1}-01-01")
        self.assertIn(f"until 30 Juni {YEAR}", line.skp_id.team_ends)

    def test_telling_many_costs_no_query_for_each(self):
        self._agree_lead()
        people = [self._person(f"Perawat {number}") for number in range(23)]
        for one in people:
            self._assign(one, self.boss, self.clinic, self.chief)
        self.env["hr.asn.skp"].create(
            [
                {
                    "assignment_id": one.asn_assignment_ids.id,
                    "cycle_id": self.cycle.id,
                    "policy_id": self.policy.id,
                    "date_from": self.cycle.date_from,
                    "date_to": self.cycle.date_to,
                }
                for one in people
            ]
        )
        costs = []
        # The first fills what is remembered for all.
        for some in (people[:1], people[1:3], people[3:]):
            lines = self._add(*some).sudo()
            lines.skp_id._asn_put({"state": "approved"})
            self.lead_plan._asn_put({"date_to": MAY})
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.lead_plan._asn_tell_members()
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - before)
            lines.skp_id._asn_put({"state": "closed"})
        self.assertEqual(costs[2], costs[1])

    def test_a_plan_that_comes_back_has_no_line_of_what_is_no_team_any_more(self):
        plan = self._add(self.staff).sudo().skp_id
        self.by(plan, self.officer).action_cancel("Keliru dibuka")
        self.by(self.lead, self.peer).is_team = False
        self.by(plan, self.officer).action_restore()
        self.env.invalidate_all()
        self.assertFalse(plan.iki_ids.lead_iki_id)
        self.assertEqual(plan.state, "draft")

    def test_a_locked_draft_of_a_member_stops_no_lead_from_leaving(self):
        self._agree_lead()
        line = self._add(self.staff, joined_on=f"{YEAR}-07-01").sudo()
        self.policy.locks_late = True
        self.set_day(f"{YEAR}-02-02")
        self.assertTrue(self.by(line.skp_id, self.staff).is_locked)
        self._leave()
        self.assertTrue(line.is_cancelled)

    def test_what_was_told_is_not_told_again_by_the_next_step_of_the_lead(self):
        line = self._member()
        plan = line.skp_id
        self._leave()
        self._todos(plan).unlink()
        self.lead_plan.sudo()._asn_tell_members()
        self.assertFalse(self._todos(plan))

    def _comes_back(self, line, cancelled):
        """Cancel a line or its result, let the lead change his, and bring it back."""
        self._out_and_back(cancelled)
        self.by(self.lead_plan, self.peer).action_revise("Turun")
        self.by(self.lead, self.peer).write({"target": "300"})
        self.bring_plan(self.lead_plan, "approved")
        self.by(line.skp_id, self.staff).action_revise("Kembali")
        self.by(cancelled, self.staff).is_cancelled = False
        self.env.invalidate_all()
        self.assertEqual((line.target, line.target_low), ("300", 300))

    def test_a_line_that_comes_back_says_what_the_lead_agrees_now(self):
        line = self._member()
        self._comes_back(line, line)

    def test_a_result_that_comes_back_brings_what_the_lead_agrees_now(self):
        line = self._member()
        self._comes_back(line, line.rhk_id)
