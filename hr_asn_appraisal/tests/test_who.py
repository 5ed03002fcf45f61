"""Who can see this: told are exactly those whom the rules let read."""

from lxml import etree

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AUDITOR, OFFICER, TEAM, YEAR, AsnCommon, AsnHttpCommon
from .test_exemption import ExemptionMixin
from .test_pattern import TEXT, TeamOfTen
from .test_proposal import Ideas
from .test_survey import Surveyed
from .test_survey_group import GroupFixture
from .test_unit_rating import UnitRated

FEW, MANY = 2, 20
SKP_MODEL = "hr_asn_appraisal.model_hr_asn_skp"
# A whole unit is unlocked for nobody by name.
WHOSE = {"employee_id": ["Dewi"], "unit_id": None}
EVERYBODY = "Everybody who works in this agency"


class WhoCase:
    def seen(self, record, who):
        """Return {role: names} as somebody reads it."""
        asked = self.by(self.env["hr.asn.who"], who)
        told = asked.read_who(record._name, record.id)
        return {role["label"]: role["names"] for role in told["roles"]}

    def sentence(self, record, who):
        asked = self.by(self.env["hr.asn.who"], who)
        return asked.read_who(record._name, record.id)["sentence"]

    def readers(self, record):
        """Return the names of all active users of the agency who can read it."""
        users = self.env["res.users"].search([("company_ids", "in", self.agency.ids)])
        return {user.name for user in users if self.by(record, user).has_access("read")}

    def check(self, record, who=None):
        """Compare what is told with the rules, asked of every user there is."""
        seen = self.seen(record, who or self.staff)
        named = [name for names in seen.values() for name in names]
        self.assertEqual(len(named), len(set(named)), "each once")
        counted = {
            user.name
            for group in (TEAM, AUDITOR)
            for user in self.env.ref(group).all_user_ids
            if self.agency in user.company_ids
        }
        self.assertEqual(set(named), self.readers(record) - counted)
        numbers = [
            int(label.rsplit("(", 1)[1][:-1])
            for label, names in seen.items()
            if not names
        ]
        reading = counted & self.readers(record)
        self.assertEqual(sum(numbers), len(reading - set(named)))
        return seen


@tagged("post_install", "-at_install")
class TestWho(WhoCase, ExemptionMixin, AsnCommon):
    def test_a_plan_is_read_by_whom_it_says(self):
        seen = self.check(self.agree(self.staff))
        self.assertEqual(seen["Employee"], ["Dewi"])
        self.assertEqual(seen["Appraiser"], ["Aisyah"])
        self.assertEqual(seen["Appraiser's Superior"], ["Hendra"])
        self.assertEqual(seen["Heads of the Units Above"], ["Rina"])
        self.assertEqual(seen["Performance Officer"], ["officer", "unit_officer"])
        self.assertIn("Auditor (1)", seen)

    def test_an_evaluation_is_read_by_whom_it_says(self):
        self.check(self.bring_evaluation(self.quarter(self.staff, 1), "submitted"))

    def test_an_exemption_is_read_by_whom_it_says(self):
        seen = self.check(self.propose(self.staff, self.staff))
        self.assertEqual(seen["Employee"], ["Dewi"])
        self.assertEqual(seen["Appraiser"], ["Aisyah"])
        self.assertEqual(seen["Heads of the Units Above"], ["Rina"])

    def test_an_unlock_is_read_by_whom_it_says(self):
        unlocks = self.by(self.env["hr.asn.unlock"], self.officer)
        values = {"cycle_id": self.cycle.id, "reason": "Cuti"}
        values["date_to"] = f"{YEAR}-12-31"
        self.plan(self.staff)
        for whose, party in (("employee_id", self.staff), ("unit_id", self.office)):
            with self.subTest(whose):
                unlock = unlocks.create(values | {whose: party.id})
                seen = self.check(unlock, self.officer)
                self.assertEqual(seen.get("Employee"), WHOSE[whose])
                self.assertIn("unit_officer", seen["Performance Officer"])

    def test_a_timeline_is_read_by_officers_and_who_reads_all(self):
        self.plan(self.staff)
        timeline = self.env["hr.asn.timeline"].browse(self.staff.id)
        seen = self.check(timeline, self.officer)
        self.assertEqual(seen["Performance Officer"], ["officer", "unit_officer"])
        self.assertNotIn("Employee", seen)

    def test_a_run_is_read_by_who_has_begun_it(self):
        runs = self.by(self.env["hr.asn.run"], self.unit_officer)
        values = {"kind": "opening", "cycle_id": self.cycle.id, "name": "SKP"}
        run = runs.create(values)
        seen = self.check(run, self.unit_officer)
        self.assertEqual(seen["Begun By"], ["unit_officer"])
        self.assertNotIn("Performance Officer", seen)
        asked = self.by(self.env["hr.asn.who"], self.unit_officer)
        told = asked.read_who(run._name, run.id)["sentence"]
        self.assertIn("named here", told)

    def test_a_dialogue_is_read_like_its_plan(self):
        plan = self.by(self.plan(self.staff), self.boss)
        self.fill(plan)
        plan.action_open_dialogue()
        dialogue = plan.dialogue_ids.with_env(self.env)
        seen = self.check(dialogue, self.boss)
        self.assertNotIn("Employee", seen, "until he is told")
        self.by(dialogue, self.boss).action_tell()
        seen = self.check(dialogue, self.staff)
        self.assertEqual(seen["Employee"], ["Dewi"])
        self.assertEqual(seen["Appraiser"], ["Aisyah"])

    def test_a_delegation_is_read_by_whom_it_says(self):
        values = {"appraiser_id": self.boss.id, "delegate_id": self.peer.id}
        values |= {"date_from": f"{YEAR}-01-01", "date_to": f"{YEAR}-01-31"}
        delegations = self.by(self.env["hr.asn.delegation"], self.officer)
        made = delegations.create(values | {"reason": "Cuti"})
        seen = self.check(made.with_env(self.env), self.boss)
        self.assertEqual(seen["Appraiser"], ["Aisyah"])
        self.assertEqual(seen["Acts for the Appraiser"], ["Laila"])

    def test_screens_with_a_document_ask_it_twice(self):
        """At the top and, on a phone, as the last line."""
        for name in (
            *("survey_view_form", "survey_view_form_group", "consideration_view_form"),
            *("delegation_view_form", "dialogue_view_form", "goal_view_form"),
            *("service_view_form", "goal_proposal_view_form", "skp_view_form"),
        ):
            view = self.env.ref(f"hr_asn_appraisal.hr_asn_{name}")
            asked = etree.fromstring(view.arch).xpath("//sheet/widget[@name='asn_who']")
            classes = ["d-none" in one.get("class").split() for one in asked]
            self.assertEqual(classes, [True, False], name)

    def test_what_everybody_reads_says_so(self):
        goal = self.env["hr.asn.goal"].create(
            {"code": "P1", "name": "Terlayani", "post": "Perawat", "model": "ja_jf"}
        )
        objective = self.env["hr.asn.objective"].create(
            {"cycle_id": self.cycle.id, "code": "S1", "name": "Layanan membaik"}
        )
        place = {"department_id": self.clinic.id, "owner_id": self.peer.id}
        service = self.env["hr.asn.service"].create({"name": "Imunisasi"} | place)
        users = self.env["res.users"].search([("company_ids", "in", self.agency.ids)])
        for record in (goal, objective, service):
            with self.subTest(record._name):
                self.assertEqual(self.readers(record), set(users.mapped("name")))
                for asked in (record, record.browse()):
                    self.assertIn(EVERYBODY, self.sentence(asked, self.staff))
                self.assertEqual(self.seen(record, self.staff), {})

    def test_a_list_that_is_open_in_part_says_which_part(self):
        for model, opened in (
            ("hr.asn.tree", "Objectives of the agency"),
            ("hr.asn.goal.proposal", "What stands in the library"),
            ("hr.asn.gap", "Objectives that nobody takes up"),
            ("hr.asn.iki", "Agreed indicators that somebody gave to his team"),
        ):
            told = self.sentence(self.env[model], self.staff)
            self.assertTrue(told.startswith(opened), told)
            self.assertIn("Apart from that, each line is seen only by", told)
        told = self.sentence(self.env["hr.asn.rhk.link"], self.staff)
        self.assertTrue(told.startswith("Each line is seen only by"))
        self.assertIn("who acts for the appraiser", told)

    def test_whom_rules_of_the_agency_let_read_is_never_called_everybody(self):
        """An agency may write rules of its own, with names only the server knows."""
        skp = self.env["hr.asn.skp"]
        values = {"name": "Aturan instansi", "model_id": self.env.ref(SKP_MODEL).id}
        values["groups"] = [Command.link(self.env.ref("base.group_user").id)]
        for text in (False, "[('company_id', 'in', company_ids)]", "[('state'"):
            rule = self.env["ir.rule"].new(values | {"domain_force": text})
            with self.subTest(text):
                is_open = self.env["hr.asn.who"]._asn_lets_all(rule, skp)
                self.assertEqual(is_open, not text)

    def test_what_is_worked_out_for_each_reader_is_not_open(self):
        plan = self.agree(self.staff)
        event = self.events(plan)[-1]
        told = self.sentence(event, self.staff)
        self.assertNotIn(EVERYBODY, told)

    def test_who_comes_and_goes_is_told_at_once(self):
        plan = self.agree(self.staff)
        self.quarter(self.staff, 1)
        self.unit_officer.asn_unit_ids = self.school_office
        self.office.manager_id = self.foreign_boss
        self.peer.user_id.active = False
        posts = self.env["hr.asn.assignment"]
        post = posts.search([("employee_id", "=", self.staff.id)])
        post.appraiser_id = self.head
        seen = self.check(plan)
        self.assertEqual(seen["Performance Officer"], ["officer"])
        self.assertEqual(seen["Heads of the Units Above"], ["Safrina"])

    def test_the_delegate_is_told_while_he_reads(self):
        plan = self.bring_plan(self.plan(self.staff), "submitted")
        self.by(self.env["hr.asn.delegation"], self.officer).create(
            {
                "appraiser_id": self.boss.id,
                "delegate_id": self.peer.id,
                "date_from": f"{YEAR}-01-01",
                "date_to": f"{YEAR}-01-31",
                "reason": "Cuti",
            }
        )
        seen = self.check(plan)
        self.assertEqual(seen["Acts for the Appraiser"], ["Laila"])

    def test_many_of_a_role_are_a_number(self):
        for number in range(9):
            self._user(f"officer{number}", OFFICER)
        seen = self.seen(self.agree(self.staff), self.staff)
        self.assertEqual(seen["Performance Officer (11)"], [])

    def test_a_screen_names_the_groups_and_the_first_page_the_plan(self):
        asked = self.by(self.env["hr.asn.who"], self.officer)
        told = asked.read_who("hr.asn.monitor")
        self.assertIn("do not see this page", told["sentence"])
        self.assertEqual(told["roles"][0]["names"], ["officer", "unit_officer"])
        home = self.env["hr.asn.home"].browse(self.staff.user_id.id)
        asked = self.by(self.env["hr.asn.who"], self.staff)
        told = asked.read_who("hr.asn.home", home.id)
        self.assertIn("Only you", told["sentence"], "before there is a plan")
        self.agree(self.staff)
        self.assertEqual(self.seen(home, self.staff)["Appraiser"], ["Aisyah"])

    def test_the_sentence_says_where_more_see_it(self):
        """The auditor and the team read all; where there are none, M37 holds."""
        asked = self.by(self.env["hr.asn.who"], self.staff)
        plan = self.agree(self.staff)
        told = asked.read_who(plan._name, plan.id)["sentence"]
        self.assertTrue(told.startswith("Only you, the appraiser"))
        self.assertTrue(told.endswith("beside those who read the whole agency."))
        self.office.manager_id = False
        for user in (self.team, self.admin, self.auditor):
            user.active = False
        told = asked.read_who(plan._name, plan.id)["sentence"]
        self.assertTrue(told.endswith("performance officer can see this page."))

    def test_officers_of_other_units_cost_nothing(self):
        plan, costs = self.agree(self.staff), []
        for number in (FEW, MANY - FEW):
            for _one in range(number):
                user = self._user("elsewhere", OFFICER)
                user.asn_unit_ids = self.school_office
            asked = self.by(self.env["hr.asn.who"], self.staff)
            # New users empty the caches of all requests; a first one fills them.
            asked.read_who(plan._name, plan.id)
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            asked.read_who(plan._name, plan.id)
            costs.append(self.cr.sql_log_count - before)
        self.assertEqual(*costs)


@tagged("post_install", "-at_install")
class TestWhoOfSurvey(WhoCase, Surveyed, AsnCommon):
    def test_a_survey_of_a_service_is_read_by_whom_it_says(self):
        seen = self.check(self.survey, self.peer)
        self.assertEqual(seen["Responsible for the Service"], ["Laila"])
        self.assertEqual(seen["Heads of the Units Above"], ["Rina"])
        self.assertEqual(seen["Performance Officer"], ["officer", "unit_officer"])


@tagged("post_install", "-at_install")
class TestWhoOfProposal(WhoCase, Ideas, AsnCommon):
    def test_few_read_it_until_it_stands_in_the_library(self):
        self.load()
        proposal = self.propose()
        seen = self.check(proposal.with_env(self.env), self.staff)
        self.assertEqual(seen["Employee"], ["Dewi"])
        self.assertEqual(seen["Appraiser"], ["Aisyah"])
        self.by(proposal, self.officer).action_accept("Baik")
        self.assertIn(EVERYBODY, self.sentence(proposal, self.peer))


@tagged("post_install", "-at_install")
class TestWhoOfGroup(WhoCase, GroupFixture, AsnCommon):
    def test_the_person_is_not_counted_whatever_he_is(self):
        self.staff.user_id.group_ids |= self.env.ref(TEAM)
        seen = self.check(self.ask(), self.officer)
        self.assertEqual(seen["Performance Officer"], ["officer", "unit_officer"])


@tagged("post_install", "-at_install")
class TestWhoOfConsideration(WhoCase, TeamOfTen, AsnCommon):
    def test_who_is_counted_in_it_is_not_told_to_read_it(self):
        self.rate_unit(self.clinic, "baik")
        self.choose(10)
        self.by(self.team_rows, self.boss).action_deliver(TEXT)
        self.team_rows[0].employee_id.user_id.group_ids |= self.env.ref(TEAM)
        seen = self.check(self.env["hr.asn.consideration"].search([]), self.boss)
        self.assertEqual(seen["Written By"], ["Aisyah"])
        self.assertEqual(seen["Appraiser's Superior"], ["Hendra"])


@tagged("post_install", "-at_install")
class TestWhoOfUnitRating(WhoCase, UnitRated, AsnCommon):
    def test_the_head_who_is_of_the_team_is_not_counted_before_it_is_set(self):
        self.boss.user_id.group_ids |= self.env.ref(TEAM)
        ratings = self.by(self.env["hr.asn.unit.rating"], self.chief)
        draft = ratings.create(self.rated_values(self.clinic, "baik"))
        self.check(draft.with_env(self.env), self.officer)
        draft.action_set()
        seen = self.seen(draft.with_env(self.env), self.officer)
        self.assertEqual(seen["Employee"], ["Aisyah"])


@tagged("post_install", "-at_install")
class TestWhoByRpc(WhoCase, AsnHttpCommon):
    @mute_logger("odoo.http")
    def test_who_may_not_read_a_document_does_not_learn_who_does(self):
        plan = self.agree(self.staff)
        self.sign_in(self.foreigner)
        for model, number in (
            ("hr.asn.skp", plan.id),
            ("hr.asn.home", self.staff.user_id.id),
            ("hr.asn.monitor", False),
        ):
            with self.subTest(model):
                told, error = self.rpc("hr.asn.who", "read_who", model, number)
                self.assertIsNone(told)
                self.assertIn("AccessError", error)
        self.sign_in(self.staff)
        told, _error = self.rpc("hr.asn.who", "read_who", "hr.asn.skp", plan.id)
        self.assertIn("Only you", told["sentence"])
