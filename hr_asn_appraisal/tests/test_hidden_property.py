"""Whatever anybody does: until delivery nothing one reads depends on one's rating.

The same steps by the same people are walked twice, in two worlds that differ in nothing
but how he is rated. All that he can read of all models, and all that he is told when he
asks, is written down after each step: both worlds must tell him the same.
"""

import contextlib
import random
import re
from datetime import timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import codes, objection
from ..models.hr_asn_comparison import LEADER
from ..models.hr_asn_evaluation import ANNUAL
from ..models.hr_asn_survey_public_mixin import Said
from .common import ADMIN, AUDITOR, OFFICER, TEAM, AsnCommon, Undone
from .test_hidden_rating import FIGURES

# In orders in which each step can be done at least once.
SEEDS = (1, 2, 29)
# So many steps are drawn where they repeat, in orders in which all are done in one: an
# objection gets as far as its decision in one of sixty.
DRAWN = 30
REPEATED = (1, 14, 26)
QUIET = ("odoo.addons.base.models.ir_rule", "odoo.models", "odoo.sql_db")
# There is no second one, or no right, or nothing to do.
REFUSED = (UserError, IntegrityError)
# The other world: each rating is another one there.
OTHER = {
    codes.DI_ATAS: codes.DI_BAWAH,
    codes.SESUAI: codes.DI_ATAS,
    codes.DI_BAWAH: codes.SESUAI,
}
VALUES = {codes.DI_ATAS: "115", codes.SESUAI: "95", codes.DI_BAWAH: "60"}
REASONS = {code: f"Alasan {code}" for code in codes.RATINGS}
# Of which new row says nothing of what; who wrote last is here who had the rows
# flushed, which a test does for all.
STAMPS = {"id", "res_id", "write_uid"}
# What these hold is not compared: of rows how many there are, else whether something.
ROWS = ("one2many", "many2many")
MOMENT = "datetime"
# Of a file size and hash are told.
UNTOLD = "binary"
# Numbers of rows that are new in each world.
NUMBERS = re.compile(r"('(?:key|id)': |\bhr\.asn[a-z.]*[,/])\d+")
# Rows of these are made by asking, and say nothing of their own.
SKIPPED = {"hr.asn.home"}


class Worlds:
    """One employee's evaluation, what is done to it, and what he is told of it."""

    # What is rated the same in both worlds.
    SAME = (codes.SESUAI, codes.DI_ATAS, "Teladan")

    @classmethod
    def _make_people(cls):
        """Three colleagues are the fewest of whom a group may say something."""
        super()._make_people()
        others = [cls._person(f"Rekan {number}") for number in range(2)]
        for one in others:
            cls._assign(one, cls.boss, cls.clinic, cls.chief)
        cls.peers = [cls.peer, *others]
        cls.follower = cls._person("Yusuf")
        cls._assign(cls.follower, cls.staff, cls.clinic, cls.boss)

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
        cls.set_day("2026-07-02")
        # Whom he rates himself: what is asked of him is asked together with that.
        cls.below = cls.quarter(cls.follower, 1)
        cls.bring_evaluation(cls.below, "rated")
        cls.done = set()

    @property
    def proof(self):
        """Return the one piece of evidence of what he is rated for, as it is now."""
        return self.proof_of(self.own)

    @classmethod
    def proof_of(cls, evaluation):
        plan, period = evaluation.skp_id, evaluation.period_id
        return cls.env["hr.asn.evidence"].search(
            [("skp_id", "=", plan.id), ("period_id", "=", period.id)]
        )

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
            *(self.complete_evidence,),
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
        today = self.clock.date()
        days = {"date_from": today, "date_to": today + timedelta(days=3)}
        days["reason"] = "Diklat"
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
        session = self.session()
        change = {"id": self.own.id, **self.change(self.rating(dice, world))}
        session.calibrate([change])
        session.action_lock()

    def session(self):
        """Return a session of the clinic that has begun."""
        places = {"department_id": self.clinic.id, "period_id": self.own.period_id.id}
        session = self.by(self.env["hr.asn.calibration"], self.team).create(places)
        session.action_start()
        return session

    def rate_the_unit(self, dice, _world):
        values = {
            "department_id": self.clinic.id,
            "period_id": self.own.period_id.id,
            "rating": dice.choice(codes.ORG_RATINGS),
            "source": "Perjanjian kinerja",
            "reason": "Laporan kinerja",
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
        behavior = [one["key"] for one in survey.sudo()._asn_group_questions()]
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

    def complete_evidence(self, dice, world):
        """What was refused is deleted, asked for and added anew, rated meanwhile."""
        self.refuse_evidence(dice, world)
        own = self.by(self.proof, self.staff)
        keys = {"rhk_id": own.rhk_id.id, "period_id": own.period_id.id}
        own.unlink()
        self.by(self.own, self.boss).action_remind()
        own = self.by(self.own, self.staff).env["hr.asn.evidence"]
        own.create({**keys, "name": "Rekap", "url": "https://contoh.go.id/rekap"})

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
        return [self._plain(model, values) for values in found.read(names)]

    def _is_told(self, field, env):
        if field.type in ROWS and not env[field.comodel_name].has_access("read"):
            return False
        allowed = not field.groups or env.user.has_groups(field.groups)
        return allowed and field.type != UNTOLD

    def _plain(self, model, values):
        """Return values without numbers of rows: of another row its name."""
        told = {
            name: self._value(model._fields[name].type, value)
            for name, value in values.items()
            if name != "id"
        }
        return {name: NUMBERS.sub(r"\1#", str(value)) for name, value in told.items()}

    def _value(self, kind, value):
        if kind in ROWS:
            return len(value)
        if kind == MOMENT:
            return bool(value)
        return value[1] if isinstance(value, tuple) else value

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
            "pattern": lambda: own.delivery_asks(self._asked_for().ids),
            "basis": own.action_open_basis,
            "home": lambda: self._rows(env["hr.asn.home"]),
            "who": lambda: env["hr.asn.who"].read_who(own._name, own.id),
            **self._screens(env),
            **self._sessions(env),
        }
        return {name: self._answer(ask) for name, ask in asked.items()}

    def _asked_for(self):
        """Return of what he asks whether the pattern is kept: also of whom he rates."""
        return self.own | self.others | self.below

    def _screens(self, env):
        """Return the questions of the screens that count many."""
        period = self.own.period_id.id
        compared, cockpit = env["hr.asn.comparison"], env["hr.asn.cockpit"]
        return {
            "units": lambda: compared.read_comparison(period),
            "leaders": lambda: compared.read_comparison(period, LEADER),
            "leniency": lambda: compared.read_leniency(period),
            "boxes": lambda: env["hr.asn.talent"].read_boxes(period),
            "cockpit": lambda: cockpit.read_cockpit([]),
            "predikat": lambda: cockpit.read_predikat([]),
        }

    def _sessions(self, env):
        """Return the questions to each session of calibration, whoever may find it."""
        sessions = self.env["hr.asn.calibration"].sudo().search([], order="id")
        change = {"id": self.others.id, **self.change(self.SAME)}
        own = {"id": self.own.id, **self.change(self.SAME)}
        asked = {}
        for number, session in enumerate(sessions.with_env(env)):
            asked |= {
                ("table", number): session.table,
                ("replay", number): session.replay,
                ("foresee", number): lambda one=session: one.foresee([change]),
                ("own", number): lambda one=session: one.foresee([own]),
            }
        return asked

    def _answer(self, ask):
        try:
            with self.env.cr.savepoint():
                return NUMBERS.sub(r"\1#", str(ask()))
        except UserError as refusal:
            return str(refusal)

    # -- both worlds -----------------------------------------------------------

    def walk(self, seed, world, who):
        """Return what somebody is told after each step, in an order of a seed.

        What is refused where it stands is refused in both worlds.
        """
        dice = random.Random(seed)
        told = []
        for step in self.drawn(dice):
            try:
                with self.env.cr.savepoint():
                    step(dice, world)
            except REFUSED:
                # Nothing was changed.
                told.append((step.__name__, {}))
                continue
            self.done.add(step.__name__)
            told.append((step.__name__, self.told(who)))
        return told

    def drawn(self, dice):
        """Return all steps, each once."""
        return dice.sample(self.steps(), len(self.steps()))

    def both(self, seed, who):
        """Return what is told in both worlds; what was done is undone after each."""
        worlds, clock = [], self.clock
        for world in (lambda code: code, OTHER.get):
            type(self).clock = clock
            with contextlib.suppress(Undone), self.env.cr.savepoint():
                worlds.append(self.walk(seed, world, who))
                raise Undone
            self.env.invalidate_all()
        type(self).clock = clock
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


@tagged("post_install", "-at_install", "asn_once")
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


@tagged("post_install", "-at_install", "asn_once")
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


@tagged("post_install", "-at_install", "asn_once")
class TestNothingIsToldOfTables(Worlds, AsnCommon):
    """On no table is what lacks its sentence: whose rating is on one is not told."""

    def steps(self):
        return (self.hand_in, self.refuse_evidence, self.hold_session, self.lock)

    def drawn(self, _dice):
        return self.steps()

    def rating(self, _dice, world):
        """Return one that has its sentence before it is asked for, in one world."""
        chosen = world(codes.DI_BAWAH)
        return chosen, chosen, REASONS[chosen]

    def hold_session(self, _dice, _world):
        self.tables.append(len(self.session().sudo().line_ids))

    def lock(self, _dice, _world):
        session = self.env["hr.asn.calibration"].search([], limit=1)
        self.by(session, self.team).action_lock()

    def _answers(self, env):
        """Also how steps are refused that are never his."""
        own = env["hr.asn.evaluation"].browse(self.own.id)
        proof = env["hr.asn.evidence"].browse(self.proof.id)
        asked = {
            "rate": lambda: own.action_rate(*self.SAME),
            "deliver": own.action_deliver,
            "accept": proof.action_accept,
            "refuse": lambda: proof.action_refuse("Kosong"),
        }
        return super()._answers(env) | {
            name: self._answer(ask) for name, ask in asked.items()
        }

    @mute_logger(*QUIET)
    def test_both_worlds_tell_the_employee_the_same(self):
        self.tables = []
        self.compare(1, self.staff)
        # With whom he rates himself.
        self.assertEqual(self.tables, [2, 1])


class NextWorlds(Worlds):
    """Steps repeat and days pass: of what was delivered all is known, of more nothing.

    The first quarter is delivered, objected to, decided on and opened again, rated the
    same in both worlds. The second, and the year, are rated in each in another way.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first, cls.own, cls.second = cls.own, cls.second, cls.quarter(cls.staff, 3)
        cls.year = cls.own.skp_id.evaluation_ids.filtered(
            lambda one: one.kind == ANNUAL
        )
        cls.prove(cls.own)
        cls.set_day("2027-01-04")
        cls.by(cls.first, cls.staff).action_submit()
        cls.by(cls.first, cls.boss).action_rate(*cls.SAME)
        cls.by(cls.first, cls.boss).action_deliver()

    @property
    def objected(self):
        """Return the last objection; where there is none nothing is done about it."""
        if not self.first.objection_ids:
            raise UserError("Nothing was objected to.")
        return self.first.objection_ids[0]

    def setUp(self):
        super().setUp()
        cron = self.env.registry["ir.cron"]
        self.patch(cron, "_commit_progress", lambda *_args, **_kwargs: 0)

    def steps(self):
        return (
            *(self.rate, self.choose, self.note, self.hand_in, self.take_back),
            *(self.calibrate, self.look_as_officer, self.rate_for_the_appraiser),
            *(self.rate_the_other, self.deliver_the_other, self.refuse_evidence),
            *(self.hand_in_the_year, self.rate_the_year, self.take_back_the_year),
            *(self.receive, self.object, self.explain, self.state, self.decide),
            *(self.withdraw, self.open_the_first, self.deliver_the_first),
            *(self.rate_the_unit, self.let_days_pass),
        )

    def drawn(self, dice):
        """Return steps of which some come several times."""
        return dice.choices(self.steps(), k=DRAWN)

    def hand_in_the_year(self, _dice, _world):
        self.by(self.year, self.staff).action_submit()

    def rate_the_year(self, dice, world):
        self.by(self.year, self.boss).action_rate(*self.rating(dice, world))

    def take_back_the_year(self, dice, world):
        self.by(self.year, self.chief).action_reopen(self.rating(dice, world)[-1])

    def receive(self, _dice, _world):
        self.by(self.first, self.staff).action_receive()

    def object(self, _dice, _world):
        self.by(self.first, self.staff).action_object(["result"], "Target setahun")

    def explain(self, _dice, _world):
        self.by(self.objected, self.boss).action_explain("Terlambat")

    def state(self, _dice, _world):
        self.by(self.objected, self.staff).action_state("Lihat rekap")

    def decide(self, dice, _world):
        ratings = {"result": dice.choice(codes.RATINGS)}
        self.by(self.objected, self.chief).action_decide(
            objection.GRANTED, "Tepat", **ratings
        )

    def withdraw(self, _dice, _world):
        self.by(self.objected, self.staff).action_withdraw()

    def open_the_first(self, _dice, _world):
        self.by(self.first, self.chief).action_reopen("Realisasi lain yang dinilai")

    def deliver_the_first(self, _dice, _world):
        self.by(self.first, self.boss).action_rate(*self.SAME)
        self.by(self.first, self.boss).action_deliver()

    def let_days_pass(self, dice, _world):
        """And let the system do what is due."""
        self.set_day((self.clock + timedelta(days=dice.randint(1, 9))).date())
        root = self.env.ref("base.user_root")
        self.by(self.env["hr.asn.objection"], root)._cron_asn_objections()
        self.by(self.own, root)._cron_asn_deadlines()


@tagged("post_install", "-at_install", "asn_once")
class TestNothingIsToldOfTheNext(NextWorlds, AsnCommon):
    @mute_logger(*QUIET)
    def test_both_worlds_tell_the_employee_the_same(self):
        for seed in REPEATED:
            with self.subTest(seed=seed):
                self.compare(seed, self.staff)
        self.assertEqual(self.done, {step.__name__ for step in self.steps()})
