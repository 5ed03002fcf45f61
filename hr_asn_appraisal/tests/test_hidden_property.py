"""Whatever anybody does: until delivery nothing one reads depends on one's rating.

The same steps by the same people are walked twice, in two worlds that differ in nothing
but how he is rated. All that he can read of all models, and all that he is told when he
asks, is written down after each step: both worlds must tell him the same.
"""

import contextlib
import random
import re

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import codes
from ..models.hr_asn_survey_public_mixin import Said
from .common import ADMIN, AUDITOR, OFFICER, TEAM, AsnCommon, Undone
from .test_hidden_rating import FIGURES

# In orders in which each step can be done at least once.
SEEDS = (1, 2, 29)
QUIET = ("odoo.addons.base.models.ir_rule", "odoo.models")
# The other world: each rating is another one there.
OTHER = {
    codes.DI_ATAS: codes.DI_BAWAH,
    codes.SESUAI: codes.DI_ATAS,
    codes.DI_BAWAH: codes.SESUAI,
}
VALUES = {codes.DI_ATAS: "115", codes.SESUAI: "95", codes.DI_BAWAH: "60"}
REASONS = {code: f"Alasan {code}" for code in codes.RATINGS}
# Of which new row says nothing of what, nor when it was written; who wrote last is
# here who had the rows flushed, which a test does for all.
STAMPS = {"id", "res_id", "write_uid"}
UNTOLD = ("one2many", "many2many", "binary", "datetime")
# Numbers of rows that are new in each world.
NUMBERS = re.compile(r"('(?:key|id)': |\bhr\.asn[a-z.]*,)\d+")
# Rows of these are made by asking, and say nothing of their own.
SKIPPED = {"hr.asn.home"}


class Worlds:
    """One employee's evaluation, what is done to it, and what he is told of it."""

    @classmethod
    def _make_people(cls):
        """Three colleagues are the fewest of whom a group may say something."""
        super()._make_people()
        others = [cls._person(f"Rekan {number}") for number in range(2)]
        for one in others:
            cls._assign(one, cls.boss, cls.clinic, cls.chief)
        cls.peers = [cls.peer, *others]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.evidence_gate = True
        cls.clinic.manager_id = cls.boss
        cls.own = cls.quarter(cls.staff, 1)
        cls.others = cls.quarter(cls.peer, 1)
        cls.second = cls.quarter(cls.staff, 2)
        for one in cls.own | cls.others:
            cls.prove(one)
        cls.proof = cls.env["hr.asn.evidence"].search(
            [("skp_id", "=", cls.own.skp_id.id)]
        )
        cls.set_day("2026-07-02")
        cls.done = set()

    # -- what is done ----------------------------------------------------------

    def steps(self):
        """Return all that may be done, each by who does it."""
        return (
            *(self.rate, self.choose, self.note, self.hand_in, self.hand_in_the_next),
            *(self.rate_the_other, self.deliver_the_other, self.all_as_expected),
            *(self.change_the_superior, self.open_again, self.look_as_officer),
            *(self.rate_for_the_appraiser, self.take_back, self.calibrate),
            *(self.say_how_he_sees_it, self.rate_the_unit, self.ask_colleagues),
            *(self.give_feedback, self.remind, self.refuse_evidence, self.accept_it),
        )

    def rating(self, dice, world):
        """Return a rating that is another one in the other world."""
        chosen = [world(dice.choice(codes.RATINGS)) for _axis in range(2)]
        return (*chosen, REASONS[chosen[0]])

    def give(self, who, rating):
        self.by(self.own, who).action_rate(*rating)

    def rate(self, dice, world):
        self.give(self.boss, self.rating(dice, world))

    def choose(self, dice, world):
        result, _behavior, reason = self.rating(dice, world)
        # Then its sentence: while that is missing the state says so.
        self.by(self.own, self.boss).write({"draft_result": result})
        self.by(self.own, self.boss).draft_reason = reason

    def note(self, dice, world):
        self.by(self.own, self.boss).note = self.rating(dice, world)[-1]

    def hand_in(self, _dice, _world):
        self.by(self.own, self.staff).action_submit()

    def say_how_he_sees_it(self, dice, _world):
        own = self.by(self.own, self.staff)
        own.write({"self_result": dice.choice(codes.RATINGS), "self_behavior": False})

    def hand_in_the_next(self, _dice, _world):
        self.by(self.second, self.staff).action_submit()

    def rate_the_other(self, dice, _world):
        self.by(self.others, self.peer).action_submit()
        self.by(self.others, self.boss).action_rate(
            dice.choice(codes.RATINGS), codes.SESUAI, "Alasan"
        )

    def deliver_the_other(self, _dice, _world):
        self.by(self.others, self.boss).action_deliver()

    def all_as_expected(self, _dice, _world):
        self.by(self.others | self.second, self.boss).action_all_as_expected()

    def change_the_superior(self, _dice, _world):
        post = self.own.skp_id.assignment_id
        self.by(post, self.officer).superior_id = self.mayor

    def open_again(self, _dice, _world):
        self.by(self.cycle, self.officer).action_open_periods()

    def look_as_officer(self, _dice, _world):
        self.by(self.own, self.officer).explain()

    def rate_for_the_appraiser(self, dice, world):
        days = {"date_from": "2026-07-01", "date_to": "2026-07-05", "reason": "Diklat"}
        parties = {"appraiser_id": self.boss.id, "delegate_id": self.foreign_boss.id}
        self.by(self.env["hr.asn.delegation"], self.boss).create(
            {**days, **parties, "scope": "rating"}
        )
        self.give(self.foreign_boss, self.rating(dice, world))

    def take_back(self, dice, world):
        """By the officer, with a reason that tells of the rating."""
        self.by(self.own, self.officer).action_reopen(self.rating(dice, world)[-1])

    def calibrate(self, dice, world):
        """In a session of the clinic that is locked after it."""
        self.give(self.boss, self.rating(dice, world))
        places = {"department_id": self.clinic.id, "period_id": self.own.period_id.id}
        session = self.by(self.env["hr.asn.calibration"], self.team).create(places)
        session.action_start()
        change = {"id": self.own.id, **self.change(self.rating(dice, world))}
        session.calibrate([change])
        session.action_lock()

    def rate_the_unit(self, dice, _world):
        values = {
            "department_id": self.clinic.id,
            "period_id": self.own.period_id.id,
            "rating": dice.choice(codes.ORG_RATINGS),
            "source": "Perjanjian kinerja",
            "decided_on": "2026-07-02",
        }
        unit = self.by(self.env["hr.asn.unit.rating"], self.chief).create(values)
        unit.action_set()

    def ask_colleagues(self, dice, _world):
        """In a group that answers at once."""
        values = {"kind": "group", "evaluation_id": self.own.id}
        survey = self.by(self.env["hr.asn.survey"], self.officer).create(
            {**values, "date_to": "2026-07-20"}
        )
        survey.env["hr.asn.survey.invitation"].create(
            [{"survey_id": survey.id, "employee_id": one.id} for one in self.peers]
        )
        survey.action_open()
        behavior = [str(one.id) for one in self.env["hr.asn.behavior"].search([])]
        for one in self.peers:
            said = Said(dict.fromkeys(behavior, dice.choice(codes.RATINGS)), "")
            survey.sudo()._asn_give(one.user_id, "peer", said)

    def give_feedback(self, _dice, _world):
        rhk = self.own.skp_id.rhk_ids[0]
        self.by(self.env["hr.asn.feedback"], self.boss).create(
            {"skp_id": rhk.skp_id.id, "rhk_id": rhk.id, "text": "Rapi"}
        )

    def remind(self, _dice, _world):
        self.by(self.second, self.boss).action_remind()

    def refuse_evidence(self, dice, world):
        """Of what was rated with a sentence only where one is asked for."""
        *chosen, reason = self.rating(dice, world)
        try:
            with self.env.cr.savepoint():
                self.give(self.boss, (*chosen, None))
        except UserError:
            self.give(self.boss, (*chosen, reason))
        self.by(self.proof, self.boss).action_refuse("Tautan tidak dapat dibuka")

    def accept_it(self, _dice, _world):
        self.by(self.proof, self.boss).action_accept()

    def change(self, rating):
        """Return a rating as a session takes it."""
        return dict(zip(("result", "behavior", "reason"), rating, strict=True))

    # -- what is told ----------------------------------------------------------

    def told(self, who):
        """Return all that somebody reads and is told, without when it was written."""
        env = self.by(self.own, who).env
        rows = {model: self._rows(env[model]) for model in self._models(env)}
        return {**rows, **self._found(env), **self._answers(env)}

    def _models(self, env):
        names = [one for one in env.registry if one.startswith("hr.asn.")]
        names += ["mail.activity", "mail.message", "ir.attachment"]
        return [
            name
            for name in sorted(names)
            if not env[name]._abstract
            and not env[name]._transient
            and name not in SKIPPED
            and env[name].has_access("read")
        ]

    def _rows(self, model):
        """Return the rows of a model; new ones of both worlds have different ids."""
        names = [
            name
            for name, field in model._fields.items()
            if name not in STAMPS and self._is_told(field, model.env)
        ]
        found = model.search([], order="id")
        return [self._plain(values) for values in found.read(names)]

    def _is_told(self, field, env):
        allowed = not field.groups or env.user.has_groups(field.groups)
        return allowed and field.type not in UNTOLD

    def _plain(self, values):
        """Return values without numbers of rows: of another row its name."""
        told = {
            name: value[1] if isinstance(value, tuple) else value
            for name, value in values.items()
            if name != "id"
        }
        return {name: NUMBERS.sub(r"\1#", str(value)) for name, value in told.items()}

    def _found(self, env):
        """Return what searching and grouping by a rating finds."""
        evaluations = env["hr.asn.evaluation"]
        told = {}
        for name in FIGURES:
            field = evaluations._fields[name]
            if field.type == "selection" and (field.store or field.search):
                for code in field.get_values(env):
                    told[name, code] = evaluations.search_count([(name, "=", code)])
        for name in ("predikat", "result", "behavior"):
            groups = evaluations.formatted_read_group([], [name], ["__count"])
            told["group", name] = str(groups)
        return told

    def _answers(self, env):
        """Return what each question to the server is answered, or how it is refused."""
        own = env["hr.asn.evaluation"].browse(self.own.id)
        asked = {
            "explain": own.explain,
            "panel": own.panel,
            "evidence": own.panel_evidence,
            "old screen": lambda: own.write({"draft_seen": False}),
            "export": lambda: own.export_data([*FIGURES, "rating_ids/result"]),
            "team": lambda: own.team_figures([]),
            "home": lambda: env["hr.asn.home"].action_open(),
        }
        return {name: self._answer(ask) for name, ask in asked.items()}

    def _answer(self, ask):
        try:
            with self.env.cr.savepoint():
                return NUMBERS.sub(r"\1#", str(ask()))
        except (AccessError, UserError) as refusal:
            return str(refusal)

    # -- both worlds -----------------------------------------------------------

    def walk(self, seed, world, who):
        """Return what somebody is told after each of all steps, in an order of a seed.

        What is refused where it stands is refused in both worlds.
        """
        dice = random.Random(seed)
        told = []
        for step in dice.sample(self.steps(), len(self.steps())):
            with contextlib.suppress(UserError), self.env.cr.savepoint():
                step(dice, world)
                self.done.add(step.__name__)
            told.append((step.__name__, self.told(who)))
        return told

    def both(self, seed, who):
        """Return what is told in both worlds; what was done is undone after each."""
        worlds = []
        for world in (lambda code: code, OTHER.get):
            with contextlib.suppress(Undone), self.env.cr.savepoint():
                worlds.append(self.walk(seed, world, who))
                raise Undone
            self.env.invalidate_all()
        return worlds

    def compare(self, seed, who):
        here, there = self.both(seed, who)
        for (step, one), (_same, other) in zip(here, there, strict=True):
            self.assertEqual(one.keys(), other.keys(), step)
            for key in one:
                self.assertEqual(one[key], other[key], f"after {step}: {key}")

    def delivered(self, world):
        """Return what appraiser and employee are told once it is delivered."""
        told = {}
        with contextlib.suppress(Undone), self.env.cr.savepoint():
            self.rate(random.Random(1), world)
            told["boss"] = self.told(self.boss)
            self.by(self.own, self.boss).action_deliver()
            told["staff"] = self.told(self.staff)
            raise Undone
        self.env.invalidate_all()
        return told


@tagged("post_install", "-at_install")
class TestNothingIsToldBefore(Worlds, AsnCommon):
    @mute_logger(*QUIET)
    def test_both_worlds_tell_the_employee_the_same(self):
        for seed in SEEDS:
            with self.subTest(seed=seed):
                self.compare(seed, self.staff)
        self.assertEqual(self.done, {step.__name__ for step in self.steps()})

    @mute_logger(*QUIET)
    def test_also_where_he_is_officer_team_and_auditor(self):
        self.staff.user_id.group_ids = [
            (4, self.env.ref(name).id) for name in (OFFICER, TEAM, ADMIN, AUDITOR)
        ]
        self.compare(11, self.staff)

    @mute_logger(*QUIET)
    def test_the_appraiser_and_who_has_it_delivered_see_the_difference(self):
        """Else the worlds would be the same, and this would test nothing."""
        here, there = map(self.delivered, (lambda code: code, OTHER.get))
        for who in ("boss", "staff"):
            self.assertNotEqual(here[who], there[who], who)


@tagged("post_install", "-at_install")
class TestNoValueIsToldBefore(Worlds, AsnCommon):
    """The same where the policy rates in numbers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.scoring = "pp30_numeric"

    def steps(self):
        """Return what values are given and taken back by."""
        return (
            *(self.rate, self.note, self.hand_in, self.hand_in_the_next),
            *(self.rate_for_the_appraiser, self.take_back, self.look_as_officer),
            self.calibrate,
        )

    def change(self, rating):
        result, behavior, reason = rating
        points = {"skp": VALUES[result], "behavior": VALUES[behavior]}
        return {"points": points, "reason": reason}

    def give(self, who, rating):
        result, behavior, reason = rating
        self.by(self.own, who).write(
            {
                "draft_skp_points": VALUES[result],
                "draft_behavior_points": VALUES[behavior],
                "draft_reason": reason,
            }
        )

    @mute_logger(*QUIET)
    def test_both_worlds_tell_the_employee_the_same(self):
        self.compare(5, self.staff)
        self.compare(6, self.staff)
        self.assertEqual(self.done, {step.__name__ for step in self.steps()})

    @mute_logger(*QUIET)
    def test_the_appraiser_and_who_has_it_delivered_see_the_difference(self):
        here, there = map(self.delivered, (lambda code: code, OTHER.get))
        for who in ("boss", "staff"):
            self.assertNotEqual(here[who], there[who], who)
