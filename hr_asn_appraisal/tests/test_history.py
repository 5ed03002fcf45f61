"""What is written into a history is read by who may read the document; nobody else."""

from odoo.tests import tagged

from ..models.hr_asn_event import LOGGED, NEVER_TOLD
from .common import YEAR, AsnCommon
from .test_evidence_review import REASON, ReviewFixture
from .test_proposal import Ideas
from .test_survey_group import GroupFixture


def names(events):
    """Return what happened, the oldest first."""
    return [event.name for event in events.sorted("id")]


@tagged("post_install", "-at_install")
class TestHistory(AsnCommon):
    def test_every_model_with_steps_has_a_history_that_is_read(self):
        """Or it is named with the reason why not."""
        with_steps = {
            name
            for name, model in self.env.registry.items()
            if "asn_event_ids" in model._fields and not model._abstract
        }
        self.assertGreater(len(with_steps), 15)
        self.assertLessEqual(with_steps, {*LOGGED, *NEVER_TOLD})
        self.assertFalse(NEVER_TOLD.keys() & set(LOGGED))
        self.assertEqual(len(LOGGED), len(set(LOGGED)))
        self.assertLessEqual({*LOGGED, *NEVER_TOLD}, set(self.env.registry))

    def test_no_step_is_written_down_where_nobody_could_read_it(self):
        log = self.env["hr.asn.event"]._asn_log
        with self.assertRaisesRegex(ValueError, "hr.asn.skp.annex"):
            log(self.env["hr.asn.skp.annex"], "support")

    def test_every_step_that_is_written_down_has_a_name(self):
        """A step reads as words, or as the state that it led to."""
        events = self.env["hr.asn.event"]
        for model in sorted({*LOGGED} & set(self.env.registry)):
            states = events._asn_state_labels(model)
            for move in getattr(self.env[model], "_transitions", ()):
                with self.subTest(model=model, move=move.name):
                    event = events.new(
                        {
                            "res_model": model,
                            "name": move.name,
                            "state_to": move.target,
                        }
                    )
                    self.assertNotEqual(event.label, move.name)
                    self.assertIn(move.target, states)

    def test_expectations_that_were_told(self):
        skp = self.plan(self.staff)
        self.fill(skp)
        plan = self.by(skp, self.boss)
        plan.action_open_dialogue()
        plan.dialogue_ids.action_tell()
        self.env.flush_all()
        for who in (self.staff, self.boss, self.auditor):
            with self.subTest(who.name):
                [event] = self.by(plan.dialogue_ids, who).asn_event_ids
                self.assertEqual(event.name, "tell")
                self.assertIn("Jumlah", event.told)
        found = self.by(self.env["hr.asn.event"], self.foreigner).search(
            [("res_model", "=", "hr.asn.dialogue")]
        )
        self.assertFalse(found)


@tagged("post_install", "-at_install")
class TestHistoryOfProposals(Ideas, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.load()
        cls.set_day(f"{YEAR}-02-02")

    def test_the_proposer_reads_what_became_of_it(self):
        idea = self.propose()
        self.by(idea, self.officer).action_discuss()
        self.by(idea, self.officer).action_refuse("Sudah ada")
        self.env.flush_all()
        told = self.by(idea, self.staff).asn_event_ids
        self.assertEqual(names(told), ["discuss", "refuse"])
        self.assertEqual(told.sorted("id")[-1].told, "Sudah ada")
        others = self.by(self.env["hr.asn.event"], self.peer)
        kind = [("res_model", "=", idea._name)]
        self.assertFalse(others.search(kind))


@tagged("post_install", "-at_install")
class TestHistoryOfEvidence(ReviewFixture, AsnCommon):
    def test_its_owner_reads_why_it_was_refused(self):
        self.submit()
        self.refuse()
        self.env.flush_all()
        told = self.by(self.proof, self.staff).asn_event_ids
        self.assertEqual(told.mapped("told"), [REASON])


@tagged("post_install", "-at_install")
class TestHistoryOfSurveys(GroupFixture, AsnCommon):
    def test_nobody_reads_who_answered(self):
        survey = self.ask()
        for one in self.peers:
            self.give(survey, one, comment=f"dari {one.name}")
        self.close(survey)
        self.env.flush_all()
        invited = survey.sudo().invitation_ids
        kept = self.env["hr.asn.event"].sudo()
        of_invited = [("res_model", "=", invited._name), ("res_id", "in", invited.ids)]
        self.assertEqual(kept.search_count(of_invited), len(invited))
        for who in (self.officer, self.auditor, self.team, self.admin):
            with self.subTest(who.name):
                events = self.by(self.env["hr.asn.event"], who)
                self.assertFalse(events.search(of_invited))
        for who in (self.staff, *self.peers):
            with self.subTest(who.name):
                events = self.by(self.env["hr.asn.event"], who)
                own = events.search([("res_model", "=like", "hr.asn.survey%")])
                self.assertFalse(own)
