from lxml import etree

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import YEAR, AsnCommon, AsnHttpCommon
from .test_library import Library


class Ideas(Library):
    def propose(self, who=None, **values):
        plan = self.plan(who or self.staff)
        own = self.by(self.env["hr.asn.goal.proposal"], who or self.staff)
        return own.create(
            {
                "skp_id": plan.id,
                "goal_id": self.goal("PT1").id,
                "name": "Anak yang diimunisasi lengkap",
                "aspect_id": self.aspect.id,
                "target": "95",
                "unit": "%",
                "benefit": "Menunjukkan hasil, bukan kegiatan",
                **values,
            }
        )


@tagged("post_install", "-at_install")
class TestProposal(Ideas, AsnCommon):
    """An employee proposes an indicator and gets an answer with reason."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.load()
        cls.set_day(f"{YEAR}-02-02")
        cls.unit_officer = cls._user("unit", "hr_asn_appraisal.group_asn_officer")
        cls.unit_officer.asn_unit_ids = cls.clinic

    def test_the_answer_is_due_within_the_days_of_the_policy(self):
        idea = self.propose()
        self.assertEqual(str(idea.proposed_on), f"{YEAR}-02-02")
        self.assertEqual(str(idea.due_on), f"{YEAR}-02-16")
        self.policy.sudo().proposal_days = 5
        self.assertEqual(str(self.propose(self.peer).due_on), f"{YEAR}-02-07")

    def test_it_is_late_from_the_day_after(self):
        idea = self.propose()
        late = [("is_late", "=", True)]
        for day, is_late in (("02-16", False), ("02-17", True)):
            self.set_day(f"{YEAR}-{day}")
            self.env.invalidate_all()
            self.assertEqual(idea.is_late, is_late, day)
            self.assertEqual(bool(idea.search(late)), is_late, day)
        self.by(idea, self.officer).action_refuse("Sudah ada")
        self.assertFalse(idea.search(late))

    def test_accepted_its_page_opens_for_everybody_whose_plan_ever_it_is(self):
        idea = self.propose()
        self.by(idea, self.officer).action_accept("Baik")
        seen = self.by(idea, self.peer)
        self.assertFalse(seen.skp_id.has_access("read"))
        arch = seen.get_views([(False, "form")])["views"]["form"]["arch"]
        names = {node.get("name") for node in etree.fromstring(arch).iter("field")}
        seen.env.invalidate_all()
        [told] = seen.web_read({name: {} for name in names & set(seen._fields)})
        self.assertEqual((told["name"], told["answer"]), (idea.name, "Baik"))

    def test_accepted_it_stands_in_the_library_under_his_name(self):
        idea = self.propose(months="Desember dan Juni")
        self.by(idea, self.officer).action_discuss()
        self.by(idea, self.officer).action_accept("Lebih jelas daripada jumlah")
        self.env.invalidate_all()
        taken = self.goal("PT1").indicator_ids[-1]
        self.assertEqual(taken, idea.taken_id)
        self.assertEqual(taken.name, "Anak yang diimunisasi lengkap")
        self.assertEqual((taken.target, taken.unit), ("95", "%"))
        self.assertEqual((taken.target_low, taken.target_high), (95, 95))
        self.assertEqual(taken.months, "6,12")
        self.assertEqual(taken.proposer_id, self.staff)
        self.assertIn(self.staff.name, taken.proposer)
        self.assertEqual(idea.state, "accepted")
        self.assertEqual(idea.answer, "Lebih jelas daripada jumlah")
        self.assertEqual(idea.answered_by_id, self.officer)
        self.assertEqual(idea.sudo().activity_ids.user_id, self.staff.user_id)

    def test_numbers_beside_a_target_in_words_come_along(self):
        numbers = {"target_low": 88, "target_high": 100}
        idea = self.propose(target="Sangat Baik", **numbers)
        self.by(idea, self.officer).action_accept("Jelas")
        taken = idea.sudo().taken_id
        self.assertEqual((taken.target_low, taken.target_high), (88, 100))

    def test_a_new_result_gets_a_code_of_its_own(self):
        first = self.propose(goal_id=False, result="Anak sehat")
        second = self.propose(self.peer, goal_id=False, result="Lansia sehat")
        for one in first, second:
            self.by(one, self.officer).action_accept("Baik")
        goals = (first.taken_id | second.taken_id).goal_id
        self.assertEqual(goals.mapped("name"), ["Anak sehat", "Lansia sehat"])
        self.assertEqual(len(set(goals.mapped("code"))), 2)
        self.assertEqual(set(goals.mapped("post")), {self.plan(self.staff).post})

    def test_an_answer_has_a_reason(self):
        idea = self.by(self.propose(), self.officer)
        for answer in idea.action_accept, idea.action_refuse:
            for reason in (False, "  "):
                with self.assertRaisesRegex(UserError, "reason of the answer"):
                    answer(reason)
        self.assertEqual(idea.state, "proposed")
        self.assertEqual(len(self.goal("PT1").indicator_ids), self._before())

    def _before(self):
        return len(self.goal("PT1").indicator_ids.filtered(lambda x: not x.proposer_id))

    def test_what_nobody_could_take_is_not_proposed(self):
        other = self.env["hr.asn.aspect"].search([("model", "!=", "ja_jf")], limit=1)
        for values in ({"months": "Juli Agustus"}, {"aspect_id": other.id}):
            with self.subTest(values), self.assertRaises(ValidationError):
                self.propose(**values)

    def test_in_a_closed_year_nothing_is_proposed(self):
        plan = self.plan(self.staff)
        self.cycle.sudo()._asn_put({"state": "closed"})
        with self.assertRaisesRegex(UserError, "closed"):
            self.propose(skp_id=plan.id)

    def test_who_answers(self):
        idea = self.propose()
        for who in (self.staff, self.boss, self.peer, self.unit_officer):
            with self.assertRaises(AccessError):
                self.by(idea, who).action_accept("Ya")
            with self.assertRaises(AccessError):
                self.by(idea, who).action_refuse("Tidak")
        self.by(idea, self.boss).action_discuss()
        self.assertEqual(idea.state, "discussed")

    def test_who_may_propose(self):
        with self.assertRaises(AccessError):
            self.propose(self.boss, skp_id=self.plan(self.staff).id)
        idea = self.propose()
        self.by(idea, self.staff).target = "97"
        with self.assertRaises(AccessError):
            self.by(idea, self.boss).target = "99"
        self.by(idea, self.officer).action_refuse("Sudah ada")
        with self.assertRaises(UserError):
            self.by(idea, self.staff).target = "99"
        with self.assertRaises(UserError):
            self.by(idea, self.staff).action_withdraw()

    def test_no_other_way_leads_to_an_answer(self):
        idea = self.propose(state="accepted", answer="Ya", due_on=f"{YEAR}-12-31")
        self.assertEqual(idea.state, "proposed")
        self.assertFalse(idea.answer)
        self.assertEqual(str(idea.due_on), f"{YEAR}-02-16")
        for vals in ({"state": "accepted"}, {"answer": "Ya"}, {"due_on": False}):
            with self.assertRaises(AccessError):
                self.by(idea, self.staff).write(vals)

    def test_it_is_withdrawn_not_deleted(self):
        idea = self.propose()
        with self.assertRaises(UserError):
            idea.sudo().unlink()
        self.by(idea, self.staff).action_withdraw()
        self.assertEqual(idea.state, "withdrawn")

    def test_it_waits_for_the_officer_of_the_agency(self):
        self.propose()
        tasks = self.by(self.env["hr.asn.tasks"], self.officer)
        counts = {one["key"]: one["count"] for one in tasks._asn_tasks()}
        self.assertEqual(counts["proposal"], 1)
        action = tasks.open_task("proposal")
        self.assertEqual(action["res_model"], "hr.asn.goal.proposal")
        tasks = self.by(self.env["hr.asn.tasks"], self.unit_officer)
        self.assertNotIn("proposal", [one["key"] for one in tasks._asn_tasks()])

    def test_from_the_plan_one_sees_ones_own(self):
        idea = self.propose()
        plan = self.by(self.plan(self.staff), self.staff)
        self.assertTrue(plan.can_propose)
        action = plan.action_open_proposals()
        self.assertEqual(idea.search(action["domain"]), idea)
        self.assertFalse(self.by(plan, self.boss).can_propose)


@tagged("post_install", "-at_install")
class TestProposalAccess(Ideas, AsnHttpCommon):
    @mute_logger("odoo.http")
    def test_a_colleague_reads_it_once_it_is_taken(self):
        self.load()
        self.set_day(f"{YEAR}-02-02")
        idea = self.propose()
        self.sign_in(self.peer)
        found, _error = self.rpc("hr.asn.goal.proposal", "search", [])
        self.assertEqual(found, [])
        _found, error = self.rpc("hr.asn.goal.proposal", "read", idea.ids, ["benefit"])
        self.assertEqual(error, "odoo.exceptions.AccessError")
        self.by(idea, self.officer).action_accept("Baik")
        found, _error = self.rpc("hr.asn.goal.proposal", "search", [])
        self.assertEqual(found, idea.ids)
