from contextlib import contextmanager
from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..law import codes
from ..models.hr_asn_iki_team_mixin import Place
from ..reached import is_counted
from .common import AsnCommon

PART = "Vaksinator di dua sekolah"


class TeamCase(AsnCommon):
    """The plan of a lead with a team indicator, and how people come into the team."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead_plan = cls.plan(cls.peer)
        cls.lead_rhk = cls.fill(cls.lead_plan)
        cls.lead_rhk.name = "Vaksinasi terlaksana"
        cls.lead = cls.lead_rhk.iki_ids
        cls.by(cls.lead, cls.peer).write(
            {
                "is_team": True,
                "name": "Anak divaksin tim",
                "unit": "orang",
                "baseline": "360",
            }
        )

    @contextmanager
    def _refused(self, error, words):
        """Expect a refusal, and undo what was done before it."""
        with self.assertRaisesRegex(error, words), self.cr.savepoint():
            yield

    def _agree_lead(self):
        return self.bring_plan(self.lead_plan, "approved")

    def _add(self, *people, by=None, joined_on=False, part=PART):
        own = self.by(self.lead, by or self.peer)
        return own._asn_add_members(dict.fromkeys(people, Place(part, joined_on)))

    def _member(self, employee=None, **values):
        """Return the agreed line of a member, his lead's plan agreed before."""
        employee = employee or self.staff
        self._agree_lead()
        line = self._add(employee).sudo()
        self.env.invalidate_all()
        self.by(line, employee).write(values)
        self.bring_plan(line.skp_id, "approved")
        return line

    def _record(self, number, actual, evidence=False):
        """Let the lead record a quarter."""
        quarter = self.quarter(self.peer, number)
        own = self.by(quarter, self.peer)
        period = quarter.period_id.id
        own.env["hr.asn.realization"].create(
            {"iki_id": self.lead.id, "period_id": period, "actual": actual}
        )
        if evidence:
            return own.env["hr.asn.evidence"].create(
                {
                    "rhk_id": self.lead_rhk.id,
                    "period_id": period,
                    "name": "Rekap tim",
                    "url": "https://contoh.go.id/tim",
                }
            )
        return None

    def _entry(self, quarter, who):
        entries = self.by(quarter, who).entry_ids
        return entries.filtered("lead_iki_id")


@tagged("post_install", "-at_install")
class TestTeamIndicator(TeamCase):
    """One realisation of the lead, with its evidence, counts for all in the team."""

    # -- into the plan -------------------------------------------------------

    def test_the_lead_puts_it_into_a_draft_under_the_same_result(self):
        line = self._add(self.staff, joined_on="2026-07-01").sudo()
        plan = self.plan(self.staff)
        self.assertEqual(line.skp_id, plan)
        self.assertEqual(line.rhk_id.name, "Vaksinasi terlaksana")
        told = (line.name, line.target, line.unit, line.baseline, line.part)
        self.assertEqual(told, ("Anak divaksin tim", "394", "orang", "360", PART))
        self.assertEqual(line.joined_on, date(2026, 7, 1))
        self.assertIn("Anak divaksin tim", self.events(plan)[-1].told)
        self.assertEqual(self.events(plan)[-1].actor_id, self.peer.user_id)

    def test_adding_twice_changes_nothing(self):
        self._add(self.staff)
        self.assertFalse(self._add(self.staff))
        rhk = self.plan(self.staff).rhk_ids.filtered(
            lambda one: one.name == "Vaksinasi terlaksana"
        )
        self.assertEqual((len(rhk), len(rhk.iki_ids)), (1, 1))
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            rhk.iki_ids.sudo().create(
                {
                    "rhk_id": rhk.id,
                    "name": "x",
                    "aspect_id": self.aspect.id,
                    "lead_iki_id": self.lead.id,
                }
            )

    def _twelve(self):
        """Return twelve people with plans, the lead's plan agreed."""
        self._agree_lead()
        people = [self._person(f"Perawat {number}") for number in range(12)]
        posts = self.env["hr.asn.assignment"]
        for one in people:
            posts |= self._assign(one, self.boss, self.clinic, self.chief)
        days = {"date_from": self.cycle.date_from, "date_to": self.cycle.date_to}
        ours = {"cycle_id": self.cycle.id, "policy_id": self.policy.id}
        self.env["hr.asn.skp"].create(
            [days | ours | {"assignment_id": post.id} for post in posts]
        )
        self._add(self.staff)
        return people

    def _adding_costs(self, *groups):
        """Return how many queries it costs to add each of these groups of people."""
        for some in groups:
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self._add(*some)
            self.env.flush_all()
            yield self.cr.sql_log_count - before

    def test_adding_many_costs_no_query_for_each(self):
        people = self._twelve()
        few, many = self._adding_costs(people[:2], people[2:])
        self.assertEqual(many, few)

    def test_adding_many_again_costs_no_query_for_each(self):
        """Two come back, then ten."""
        people = self._twelve()
        self._add(*people).sudo()._asn_put({"is_cancelled": True})
        few, many = self._adding_costs(people[:2], people[2:])
        self.assertEqual(many, few)

    def test_nobody_is_added_to_what_is_over(self):
        self.by(self.lead_plan, self.officer).action_cancel("Salah buka")
        self.env.invalidate_all()
        with self.assertRaises(UserError):
            self._add(self.staff)

    def test_who_may_add(self):
        self._add(self.staff, by=self.boss)
        for stranger in (self.staff, self.head, self.officer, self.foreign_boss):
            with self.assertRaises(AccessError):
                self._add(self.foreigner, by=stranger)

    def test_another_unit_joins_too(self):
        line = self._add(self.foreigner).sudo()
        self.assertEqual(line.skp_id.department_id, self.school_office)
        self.assertTrue(self.by(line, self.foreigner).has_access("write"))

    def test_all_or_nobody_and_each_who_cannot_is_named(self):
        self.agree(self.staff)
        ghost = self._person("Tanpa SKP")
        with self._refused(UserError, "Dewi.*Approved(.|\n)*Tanpa SKP"):
            self._add(self.staff, ghost, self.foreigner)
        self.assertFalse(self.lead.sudo().member_ids)

    def test_only_what_is_agreed_is_taken_up(self):
        plan = self.plan(self.staff)
        self.fill(plan)
        values = {
            "rhk_id": plan.rhk_ids.id,
            "name": "x",
            "aspect_id": self.aspect.id,
            "lead_iki_id": self.lead.id,
        }
        with self._refused(UserError, "only its lead adds"):
            self.by(plan, self.staff).iki_ids.create(values)
        self._agree_lead()
        line = self.by(plan, self.staff).iki_ids.create(values)
        self.assertEqual((line.name, line.unit), ("Anak divaksin tim", "orang"))

    def test_a_default_of_the_context_opens_no_other_way(self):
        plan = self.plan(self.staff)
        self.fill(plan)
        own = self.by(plan, self.staff).iki_ids
        own = own.with_context(default_lead_iki_id=self.lead.id)
        values = {
            "rhk_id": plan.rhk_ids.id,
            "name": "Lain",
            "pattern": codes.POSISI,
            "aspect_id": self.aspect.id,
        }
        with self.assertRaises(UserError):
            own.create(values)
        self._agree_lead()
        line = own.create(values)
        told = (line.name, line.pattern)
        self.assertEqual(told, ("Anak divaksin tim", codes.HITUNGAN))

    def test_what_is_offered_says_from_where_it_comes(self):
        day = date(2025, 12, 31)
        self.lead.write({"baseline": "380", "baseline_date": day})
        self._agree_lead()
        offered = self.env["hr.asn.team.indicator"].browse(self.lead.id)
        told = (offered.baseline, offered.baseline_date, offered.baseline_source)
        self.assertEqual(told, ("380", day, False))

    def test_taking_up_by_the_dialog(self):
        self._agree_lead()
        plan = self.by(self.plan(self.staff), self.staff)
        action = plan.action_take_team()
        wizard = plan.env[action["res_model"]].with_context(action["context"])
        offered = plan.env["hr.asn.team.indicator"].search(
            [("cycle_id", "=", plan.cycle_id.id)]
        )
        self.assertEqual(offered.ids, self.lead.ids)
        self.assertEqual((offered.lead, offered.target), ("Laila", "394"))
        form = Form(wizard)
        form.team_id = offered
        form.part = PART
        form.save().action_take()
        line = plan.iki_ids
        self.assertEqual((line.part, line.lead_name), (PART, "Laila"))
        self.assertEqual(line.rhk_id.name, "Vaksinasi terlaksana")

    def test_a_change_that_is_not_agreed_is_not_taken_up(self):
        self._agree_lead()
        self.by(self.lead_plan, self.peer).action_revise("Naik")
        self.by(self.lead, self.peer).write({"target": "500"})
        line = self._add(self.staff).sudo()
        self.assertEqual(line.target, "394")

    def test_the_members_own_is_his_part_only(self):
        line = self._add(self.staff)
        own = self.by(line, self.staff)
        with self._refused(UserError, "only Laila changes"):
            own.target = "10"
        own.write({"target": "394", "part": "Pencatat"})
        self.assertEqual(line.sudo().part, "Pencatat")

    def test_what_fits_no_team(self):
        plan = self.plan(self.staff)
        rhk = self.fill(plan)
        single = self.fill(self.plan(self.foreigner)).iki_ids
        own = {"rhk_id": rhk.id, "name": "x", "aspect_id": self.aspect.id}
        sudo = plan.sudo().iki_ids
        for lead in (single, self.env["hr.asn.iki"].browse(rhk.iki_ids.id)):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                sudo.create({**own, "lead_iki_id": lead.id})
        line = self._add(self.staff).sudo()
        with self._refused(ValidationError, "stays the team's"):
            self.by(self.lead, self.peer).is_team = False
        with self.assertRaises(ValidationError):
            line.lead_iki_id.lead_iki_id = line

    def test_the_lead_of_what_was_agreed_stays(self):
        line = self._member()
        self.by(line.skp_id, self.staff).action_revise("Pindah tim")
        with self._refused(UserError, "stays with its team"):
            self.by(line, self.staff).lead_iki_id = False

    def test_an_indicator_with_a_team_is_not_removed(self):
        self._add(self.staff)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.by(self.lead, self.peer).unlink()

    # -- what was reached ----------------------------------------------------

    def test_what_the_lead_records_counts_for_the_member(self):
        self._member()
        self._record(1, "120", evidence=True)
        quarter = self.quarter(self.staff, 1)
        entry = self._entry(quarter, self.staff)
        self.assertEqual((entry.actual, entry.team_mark), ("120", "Team"))
        self.assertEqual((entry.recorded_by, entry.part), ("recorded by Laila", PART))
        others = self.by(self.quarter(self.peer, 1), self.peer).entry_ids
        self.assertEqual(others.mapped("recorded_by"), [False])
        own = self.by(quarter, self.staff)
        self.assertEqual(own.evidence_ids.mapped("name"), ["Rekap tim"])
        proof = own.evidence_ids
        self.assertEqual(
            (proof.rhk_title, proof.is_of_lead),
            ("Team indicator, proven by Laila", True),
        )
        proof = self.by(proof, self.peer)
        self.assertEqual(
            (proof.rhk_title, proof.is_of_lead), (proof.rhk_id.name, False)
        )
        self.assertEqual(own.proof, "1/1")
        self.bring_evaluation_of_member(quarter)
        content = quarter.document_ids._content()
        sealed = content["results"][0]
        self.assertEqual(sealed["indicators"][0]["actual"], "120")
        self.assertEqual([one["name"] for one in sealed["evidence"]], ["Rekap tim"])

    def bring_evaluation_of_member(self, quarter):
        """Report and deliver with nothing recorded by the member himself."""
        self.by(quarter, self.staff).action_submit()
        self.reach(quarter.date_to)
        own = self.by(quarter, self.boss)
        own.action_rate("sesuai", "sesuai", "Sesuai kesepakatan tim")
        own.action_deliver()
        self.env.invalidate_all()

    def test_who_has_left_reads_nothing_of_what_the_team_did_later(self):
        line = self._member(left_on="2026-03-31")
        proofs = {n: self._record(n, "120", evidence=True) for n in (1, 2)}
        figures = self.lead.sudo().realization_ids.sorted("period_id")
        for who in (self.staff, self.boss):
            read = self.by(proofs[1] | proofs[2], who)._filtered_access("read")
            expected = proofs[1] if who == self.staff else proofs[1] | proofs[2]
            self.assertEqual(read.ids, expected.ids, who.name)
        read = self.by(figures, self.staff)._filtered_access("read")
        self.assertEqual(read.period_id.mapped("number"), [1])
        # What one writes into a change opens nothing before it is agreed.
        self.by(line.skp_id, self.staff).action_revise("Kembali ke tim")
        self.by(line, self.staff).write({"left_on": False})
        read = self.by(figures, self.staff)._filtered_access("read")
        self.assertEqual(read.period_id.mapped("number"), [1])
        self.by(line.skp_id, self.staff).action_drop()
        line.sudo()._asn_put({"left_on": False, "joined_on": "2026-05-01"})
        read = self.by(proofs[1] | proofs[2], self.staff)._filtered_access("read")
        self.assertEqual(read.ids, proofs[2].ids)

    def test_without_the_leads_evidence_the_gate_stays_closed(self):
        self._member()
        self._record(1, "120")
        quarter = self.quarter(self.staff, 1)
        self.by(quarter, self.staff).action_submit()
        with self._refused(UserError, "no evidence"):
            self.by(quarter, self.boss).action_rate("sesuai", "sesuai")

    def test_a_member_records_nothing_himself(self):
        line = self._member()
        quarter = self.quarter(self.staff, 1)
        entry = self._entry(quarter, self.staff)
        with self._refused(UserError, "Laila records it once"):
            entry.actual = "5"
        values = {
            "iki_id": line.id,
            "period_id": quarter.period_id.id,
            "actual": "5",
        }
        with self._refused(UserError, "Laila records it once"):
            self.by(quarter, self.staff).env["hr.asn.realization"].create(values)
        with self._refused(UserError, "Laila records it once"):
            self.env["hr.asn.realization"].sudo().create(values)

    def test_who_joined_in_july_has_no_part_in_what_was_before(self):
        line = self._member(joined_on="2026-07-01")
        for number, actual in enumerate(("100", "90", "80"), 1):
            self._record(number, actual, evidence=True)
        second, third = (self.quarter(self.staff, number) for number in (2, 3))
        self.assertFalse(self._entry(second, self.staff).actual)
        self.assertFalse(self.by(second, self.staff).evidence_ids)
        self.assertEqual(second.proof, "0/1")
        self.assertEqual(self._entry(third, self.staff).actual, "80")
        self.assertEqual(third.proof, "1/1")
        year = line.skp_id.evaluation_ids.filtered(lambda one: one.kind == "annual")
        found = year._asn_results_reached()[year].results[0]
        self.assertEqual(found["indicators"][0]["actual"], "80")
        self.assertEqual(len(found["evidence"]), 1)

    def test_the_screen_and_the_seal_count_the_same_periods(self):
        """The database counts by the dates as law.team does, also of the year."""
        for days in (
            {"joined_on": "2026-03-31", "left_on": "2026-09-29"},
            {"joined_on": "2026-04-01", "left_on": "2026-12-31"},
            {"joined_on": "2026-01-01"},
        ):
            with self.subTest(days), self.cr.savepoint() as savepoint:
                line = self._member(**days)
                for number in range(1, 5):
                    self._record(number, str(number))
                self._record_year("50")
                sealed = line.skp_id.version_ids._asn_results()[0]["indicators"][0]
                for one in line.skp_id.evaluation_ids:
                    span = one.period_id._asn_spans()[one.period_id.id]
                    shown = bool(self._entry(one, self.staff).actual)
                    self.assertEqual(shown, is_counted(sealed, span), one.display_name)
                savepoint.rollback()
            self.env.invalidate_all()

    def _record_year(self, actual):
        year = self.lead_plan.evaluation_ids.filtered(lambda one: one.kind == "annual")
        self.env["hr.asn.realization"].create(
            {
                "iki_id": self.lead.id,
                "period_id": year.period_id.id,
                "actual": actual,
            }
        )

    def test_the_member_sees_the_teams_progress(self):
        self._member()
        self._record(1, "120")
        self.set_day("2026-04-10")
        home = self.by(self.env["hr.asn.home"], self.staff)
        home = home.browse(self.staff.user_id.id)
        (row,) = home.progress_rows
        self.assertEqual((row["actual"], row["target"]), ("120", "394 orang"))

    def test_the_seal_tells_the_team(self):
        line = self._member(joined_on="2026-07-01")
        lead = self.lead_plan.version_ids._asn_results()[0]["indicators"][0]
        self.assertEqual(lead["team"], {"lead": 0})
        sealed = line.skp_id.version_ids._asn_results()[0]["indicators"][0]
        self.assertEqual(
            sealed["team"],
            {"lead": self.lead.id, "part": PART, "from": "2026-07-01", "to": ""},
        )

    def test_a_dropped_change_brings_the_team_back(self):
        line = self._member()
        own = self.by(line.skp_id, self.staff)
        own.action_revise("Keluar")
        self.by(line, self.staff).write({"part": "Lain", "left_on": "2026-06-30"})
        self.by(line.skp_id, self.staff).action_drop()
        self.env.invalidate_all()
        self.assertEqual((line.part, line.left_on), (PART, False))
        self.assertEqual(line.lead_iki_id, self.lead)

    # -- who may read --------------------------------------------------------

    def test_the_leads_entries_are_open_to_the_members_and_their_leaders(self):
        self._agree_lead()
        line = self._add(self.foreigner).sudo()
        proof = self._record(1, "120", evidence=True)
        entries = self.lead.sudo().realization_ids
        readers = (self.foreigner, self.foreign_boss)
        for who in readers:
            self.assertFalse(self.by(proof, who).has_access("read"), who.name)
        self.bring_plan(line.skp_id, "approved")
        for who in readers:
            self.assertTrue(self.by(proof, who).has_access("read"), who.name)
            self.assertTrue(self.by(entries, who).has_access("read"), who.name)
            self.assertFalse(self.by(entries, who).has_access("write"), who.name)
            self.assertFalse(self.by(proof, who).has_access("unlink"), who.name)
        self.assertFalse(self.by(proof, self.staff).has_access("read"))

    def test_the_names_of_others_indicators_are_not_told(self):
        plan = self.plan(self.foreigner)
        new = self.by(plan, self.foreigner).iki_ids.new({"lead_iki_id": self.lead.id})
        self.assertEqual(new.lead_iki_id.display_name, "Not open to you")

    def test_no_dialog_tells_the_words_of_a_draft(self):
        own = self.by(self.env["hr.asn.team.add"], self.staff)
        wizard = own.create({"iki_id": self.lead.id})
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            wizard.read(["name"])

    def test_no_dialog_tells_the_teams_of_another_agency(self):
        self._agree_lead()
        self.lead_plan.flush_recordset()
        own = self.by(self.env["hr.asn.team.take"], self.staff)
        wizard = own.create(
            {"skp_id": self.plan(self.staff).id, "team_id": self.lead.id, "part": "x"}
        )
        self.assertEqual(wizard.target, "394")
        elsewhere = self.env["res.company"].create({"name": "Kota Seberang"})
        self.env.cr.execute(
            "UPDATE hr_asn_skp SET company_id = %s WHERE id = %s",
            (elsewhere.id, self.lead_plan.id),
        )
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            wizard.read(["target", "result"])

    def test_what_the_lead_has_changed_comes_with_the_members_own_change(self):
        line = self._member()
        self.by(self.lead_plan, self.peer).action_revise("Turun")
        self.by(self.lead, self.peer).write({"target": "300"})
        self.bring_plan(self.lead_plan, "approved")
        self.env.invalidate_all()
        self.assertEqual(line.target, "394")
        own = self.by(line.skp_id, self.staff)
        own.action_revise("Mengikuti tim")
        self.env.invalidate_all()
        self.assertEqual((line.target, line.target_low), ("300", 300))
        own.action_drop()
        self.env.invalidate_all()
        self.assertEqual(line.target, "394")

    def test_what_the_lead_agrees_at_last_stands_in_open_plans_of_members(self):
        line = self._add(self.staff).sudo()
        self.by(self.lead, self.peer).write({"target": "410"})
        self._agree_lead()
        self.env.invalidate_all()
        self.assertEqual((line.target, line.target_low), ("410", 410))

    def test_a_date_written_again_as_it_was_is_no_change(self):
        self.by(self.lead, self.peer).write({"baseline_date": "2025-12-31"})
        line = self._add(self.staff)
        self.by(line, self.staff).write({"baseline_date": "2025-12-31"})

    def test_the_dialog_of_the_lead(self):
        self._add(self.staff)
        own = self.by(self.lead, self.peer)
        action = own.action_team()
        wizard = own.env[action["res_model"]].with_context(action["context"])
        wizard = wizard.create(
            {"line_ids": [(0, 0, {"employee_id": self.foreigner.id, "part": "Data"})]}
        )
        self.assertIn(f"Dewi · {PART}", wizard.members)
        wizard.action_add()
        self.env.invalidate_all()
        names = self.lead.sudo().member_ids.skp_id.mapped("name")
        self.assertEqual(set(names), {"Dewi", "Novita"})
        other = self.by(wizard.env[wizard._name], self.staff)
        with self.assertRaises(AccessError):
            other.create({"iki_id": self.lead.id}).read(["members"])
