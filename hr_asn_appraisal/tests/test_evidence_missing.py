"""What was reported without evidence is asked for, and added until delivery, M9."""

import contextlib

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import YEAR, AsnCommon, AsnFixture, AsnHttpCommon, Undone
from .test_evidence_review import REFUSED_TYPE
from .test_team_indicator import TeamCase
from .test_tours import AsnTourCase

MISSING_TYPE = "hr_asn_appraisal.mail_act_asn_evidence_missing"
AFTER_QUARTER = f"{YEAR}-04-01"
QUIET = ("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")


class MissingFixture(AsnFixture):
    """The quarter of Dewi is reported; of two results she has proven none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fill(cls.plan(cls.staff), results=2)
        cls.q1 = cls.quarter(cls.staff, 1)
        cls.set_day(AFTER_QUARTER)
        cls.by(cls.q1, cls.staff).action_submit()
        cls.first, cls.second = cls.q1.skp_id.rhk_ids

    def values(self, rhk=None, **values):
        keys = {"period_id": self.q1.period_id.id, "rhk_id": (rhk or self.first).id}
        return keys | {"name": "Rekap", "url": "https://contoh.go.id/rekap"} | values

    def add(self, rhk=None, who=None, **values):
        own = self.by(self.env["hr.asn.evidence"], who or self.staff)
        return own.create(self.values(rhk, **values))

    @contextlib.contextmanager
    def refused(self, words="has been submitted"):
        """Expect a refusal, and undo what was done before it."""
        with self.assertRaisesRegex(UserError, words), self.cr.savepoint():
            yield

    def remind(self, who=None, evaluation=None):
        told = self.by(evaluation or self.q1, who or self.boss).action_remind()
        return told["params"]["message"]

    def todos(self, kind=MISSING_TYPE, evaluation=None):
        """Return the logins that have a to-do of a kind on the quarter."""
        return self.told_of(evaluation or self.q1, kind)


@tagged("post_install", "-at_install")
class TestMissingEvidence(MissingFixture, AsnCommon):
    def test_it_is_asked_for_and_added_and_nothing_is_missing(self):
        login = self.staff.user_id.login
        row = self.by(self.q1, self.boss)
        row.draft_result = row.draft_behavior = "sesuai"
        row = self.by(self.q1, self.boss)
        self.assertEqual((row.draft_lack, row.proof), ("evidence", "0/2"))
        self.assertEqual(self.remind(), "Reminded: Dewi.")
        self.assertEqual(self.todos(), [login])
        self.add()
        self.assertEqual(self.todos(), [login])
        self.add(self.second)
        self.assertEqual(self.todos(), [])
        row = self.by(self.q1, self.boss)
        # Of what was filled in nothing is measured: only the sentence for it is asked.
        self.assertEqual((row.proof, row.draft_lack), ("2/2", False))
        row.action_rate("sesuai", "sesuai")
        self.assertEqual(self.q1.state, "rated")

    def test_once_a_day_and_beside_the_reminder_to_report(self):
        second = self.quarter(self.staff, 2)
        self.set_day(f"{YEAR}-07-01")
        self.remind(evaluation=second)
        self.by(second, self.staff).action_submit()
        self.assertEqual(self.remind(evaluation=second), "Reminded: Dewi.")
        self.assertEqual(self.remind(evaluation=second), "Reminded today already.")
        names = self.events(second).mapped("name")
        self.assertEqual(names[-3:], ["remind", "submit", "remind_evidence"])
        told = self.by(self.events(second)[-1], self.staff)
        self.assertEqual(told.label, "Asked for evidence")

    def test_the_first_page_asks_for_it_until_it_is_there(self):
        self.assertEqual(self.asked(), [])
        self.remind()
        [told] = self.asked()
        self.assertIn("Evidence is missing", told["title"])
        action = self.first_page(self.staff).action_todo(told["key"])
        self.assertEqual(action["res_id"], self.q1.id)
        self.add()
        self.add(self.second)
        self.assertEqual(self.asked(), [])

    def asked(self):
        return self.asked_of(self.staff, self.q1)

    def test_the_digest_counts_it(self):
        self.remind()
        today = self.agency._asn_today()
        todo = self.env["hr.asn.todo"].with_company(self.agency)
        user = self.staff.user_id
        found = todo._asn_of_many(user, today)[user]
        self.assertEqual(found.get("prove"), [None])

    def test_only_results_without_any_evidence_take_some(self):
        self.add()
        with self.refused():
            self.add()
        own = self.by(self.q1, self.staff)
        self.assertTrue(own.can_prove)
        action = own.action_add_evidence()
        self.assertEqual(action["context"]["asn_rhk_ids"], self.second.ids)
        self.add(self.second)
        own = self.by(self.q1, self.staff)
        self.assertFalse(own.can_prove)
        with self.refused():
            own.action_add_evidence()

    def test_two_of_one_result_at_once(self):
        own = self.by(self.env["hr.asn.evidence"], self.staff)
        own.create([self.values(), self.values(name="Foto"), self.values(self.second)])
        self.assertEqual(self.by(self.q1, self.boss).proof, "2/2")

    def test_what_was_added_is_not_changed_and_nothing_else_is_open(self):
        line = self.add()
        for change in (lambda: line.write({"name": "Lain"}), line.unlink):
            with self.refused():
                change()
        iki = self.q1.skp_id.iki_ids[0]
        actuals = self.by(self.env["hr.asn.realization"], self.staff)
        with self.refused():
            actuals.create(
                {"iki_id": iki.id, "period_id": self.q1.period_id.id, "actual": "9"}
            )
        with self.refused():
            self.by(self.q1, self.staff).action_add_action()

    def test_what_was_refused_is_replaced_or_asked_for_so(self):
        self.add()
        line = self.add(self.second)
        self.by(line, self.boss).action_refuse("Kabur")
        with self.refused():
            self.add(self.second)
        self.q1.sudo().activity_unlink([REFUSED_TYPE])
        self.assertEqual(self.remind(), "Reminded: Dewi.")
        self.assertEqual(self.todos(), [])
        self.assertEqual(self.todos(REFUSED_TYPE), [self.staff.user_id.login])
        # Deleted there is none: another one is added.
        self.by(line, self.staff).unlink()
        self.add(self.second)
        self.assertEqual(self.by(self.q1, self.boss).proof, "2/2")

    def test_accepted_after_all_nothing_is_missing(self):
        self.add()
        line = self.add(self.second)
        self.by(line, self.boss).action_refuse("Kabur")
        self.by(line, self.staff).unlink()
        line = self.add(self.second)
        self.by(line, self.boss).action_refuse("Kabur")
        kind = "hr_asn_appraisal.mail_act_asn_evidence_missing"
        self.q1._asn_notify(kind, "employee_id")
        self.by(line, self.boss).action_accept()
        self.assertEqual(self.todos(), [])

    def test_what_was_refused_beside_it_has_a_to_do_of_its_own(self):
        line = self.add(self.second)
        self.by(line, self.boss).action_refuse("Kabur")
        self.remind()
        login = self.staff.user_id.login
        self.assertEqual((self.todos(), self.todos(REFUSED_TYPE)), ([login], [login]))
        self.add()
        self.assertFalse(self.by(self.q1, self.staff).can_prove)
        self.assertEqual((self.todos(), self.todos(REFUSED_TYPE)), ([], [login]))

    def test_nobody_is_asked_for_what_is_not_waited_for(self):
        self.add()
        self.add(self.second)
        with self.refused("not waited for any more"):
            self.remind()
        self.assertEqual(self.todos(), [])

    def test_where_the_policy_does_not_ask_for_evidence_nobody_does(self):
        self.policy.evidence_gate = False
        with self.refused("not waited for any more"):
            self.remind()
        self.add()

    def test_until_delivery_rated_or_not(self):
        self.remind()
        self.by(self.q1, self.boss).action_rate("sesuai", "sesuai", "Dilihat sendiri")
        self.assertEqual(self.todos(), [self.staff.user_id.login])
        self.add()
        self.by(self.q1, self.boss).action_deliver()
        self.assertEqual(self.todos(), [])
        self.assertFalse(self.by(self.q1, self.staff).can_prove)
        for change in (
            lambda: self.add(self.second),
            lambda: self.by(self.q1, self.staff).action_add_evidence(),
        ):
            with self.refused():
                change()
        with self.assertRaises(UserError):
            self.remind()
        content = self.q1.sudo().document_ids._content()
        proven = [len(one["evidence"]) for one in content["results"]]
        self.assertEqual(proven, [1, 0])

    def test_in_a_closed_year_nothing_is_added(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_asn_cycle SET state = 'closed' WHERE id = %s", self.cycle.ids
        )
        self.assertFalse(self.by(self.q1, self.staff).can_prove)
        with self.assertRaises(UserError):
            self.add()
        with self.assertRaises(UserError):
            self.by(self.q1, self.staff).action_add_evidence()

    def test_what_was_not_reported_is_no_way_around_its_deadline(self):
        self.policy.locks_late = True
        late = self.quarter(self.staff, 2)
        self.set_day(f"{YEAR}-09-30")
        with self.refused("was closed on"):
            self.add(period_id=late.period_id.id)
        self.by(late, self.boss).action_rate("sesuai", "sesuai", "Tidak melapor")
        with self.assertRaises(UserError):
            self.add(period_id=late.period_id.id)
        self.assertFalse(self.by(late, self.staff).can_prove)
        with self.refused("not waited for any more"):
            self.remind(evaluation=late)

    def test_neither_adding_nor_being_asked_tells_of_the_rating(self):
        told = []
        for rating in (("sesuai", "sesuai"), ("di_bawah", "sesuai"), None):
            with contextlib.suppress(Undone), self.env.cr.savepoint():
                if rating:
                    self.by(self.q1, self.boss).action_rate(*rating, "Dilihat sendiri")
                self.remind()
                self.add()
                told.append(self.told())
                raise Undone
            self.env.invalidate_all()
        self.assertEqual(told[0], told[1])
        self.assertEqual(told[0], told[2])

    def told(self):
        """Return what the employee is told when he asks."""
        own = self.by(self.q1, self.staff)
        answers = []
        for ask in (self.add, own.action_add_evidence, own.action_remind):
            try:
                with self.cr.savepoint():
                    answers.append(str(ask()))
            except (AccessError, UserError) as refusal:
                answers.append(str(refusal))
        return (*answers, own.can_prove, own.proof, self.todos())


@tagged("post_install", "-at_install")
class TestMissingOfTeam(TeamCase):
    """What the lead proves is missing of nobody in his team."""

    def setUp(self):
        super().setUp()
        self.member = self.foreigner
        self._member(self.member)
        self.of_lead = self.quarter(self.peer, 1)
        self.of_member = self.quarter(self.member, 1)
        self.set_day(AFTER_QUARTER)
        for one in (self.of_lead, self.of_member):
            self.by(one, one.employee_id).action_submit()
        self.by(self.of_member, self.foreign_boss).action_remind()

    def todos(self):
        return self.told_of(self.of_member, MISSING_TYPE)

    def test_the_lead_adds_it_for_all(self):
        self.assertEqual(self.todos(), [self.member.user_id.login])
        keys = {"rhk_id": self.lead_rhk.id, "period_id": self.of_lead.period_id.id}
        self.by(self.env["hr.asn.evidence"], self.peer).create(
            {**keys, "name": "Rekap tim", "url": "https://contoh.go.id/tim"}
        )
        self.assertFalse(self.todos())
        self.assertEqual(self.by(self.of_member, self.foreign_boss).proof, "1/1")
        self.assertFalse(self.by(self.of_member, self.member).can_prove)


@tagged("post_install", "-at_install")
class TestMissingRpc(MissingFixture, AsnHttpCommon):
    @mute_logger(*QUIET)
    def test_only_who_rates_asks_and_only_its_owner_adds(self):
        others = (self.peer, self.chief, self.head, self.foreign_boss, self.auditor)
        roles = (self.officer, self.unit_officer, self.team, self.admin)
        for who in (*others, *roles, self.boss):
            self.sign_in(who)
            if who != self.boss:
                _told, error = self.remind_by_rpc()
                self.assertEqual(error, "odoo.exceptions.AccessError", who.name)
            _made, error = self.add_by_rpc()
            self.assertEqual(error, "odoo.exceptions.AccessError", who.name)
        self.assertEqual(self.todos(), [])
        self.assertIsNone(self.remind_by_rpc()[1])
        self.assertEqual(self.todos(), [self.staff.user_id.login])
        self.sign_in(self.staff)
        self.assertEqual(self.remind_by_rpc()[1], "odoo.exceptions.AccessError")
        self.assertIsNone(self.add_by_rpc()[1])
        self.assertTrue(self.add_by_rpc()[1])

    @mute_logger(*QUIET)
    def test_after_delivery_no_call_adds_any(self):
        self.by(self.q1, self.boss).action_rate("sesuai", "sesuai", "Dilihat sendiri")
        self.by(self.q1, self.boss).action_deliver()
        for who in (self.staff, self.boss, self.officer, self.admin):
            self.sign_in(who)
            self.assertTrue(self.add_by_rpc()[1], who.name)
            self.assertTrue(self.remind_by_rpc()[1], who.name)
        self.assertFalse(self.env["hr.asn.evidence"].search_count([]))

    def add_by_rpc(self):
        return self.rpc("hr.asn.evidence", "create", [self.values()])

    def remind_by_rpc(self):
        return self.rpc("hr.asn.evaluation", "action_remind", self.q1.ids)


@tagged("post_install", "-at_install")
class TestMissingTours(MissingFixture, AsnTourCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.by(cls.q1, cls.boss).write(
            {"draft_result": "sesuai", "draft_behavior": "sesuai"}
        )

    def test_the_appraiser_reminds_in_the_row_and_the_employee_adds_it(self):
        self.tour("/odoo/team-ratings", "hr_asn_appraiser_asks_for_evidence", self.boss)
        self.assertEqual(self.todos(), [self.staff.user_id.login])
        self.add(self.second)
        path = f"/odoo/hr.asn.evaluation/{self.q1.id}"
        self.tour(path, "hr_asn_employee_adds_what_is_missing", self.staff)
        self.assertEqual(self.todos(), [])
        self.assertEqual(self.by(self.q1, self.boss).proof, "2/2")
