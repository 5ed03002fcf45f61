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
from .common import ADMIN, AUDITOR, OFFICER, TEAM, AsnCommon
from .test_hidden_rating import FIGURES

STEPS = 7
SEEDS = range(3)
# The other world: each rating is another one there.
OTHER = {
    codes.DI_ATAS: codes.DI_BAWAH,
    codes.SESUAI: codes.DI_ATAS,
    codes.DI_BAWAH: codes.SESUAI,
}
REASONS = {code: f"Alasan {code}" for code in codes.RATINGS}
# Of which new row says nothing of what, nor does when it was written.
STAMPS = {"id", "res_id"}
UNTOLD = ("one2many", "many2many", "binary", "datetime")
# Numbers of rows that are new in each world.
NUMBERS = re.compile(r"('(?:key|id)': )\d+")
# Rows of these are made by asking, and say nothing of their own.
SKIPPED = {"hr.asn.home"}


@tagged("post_install", "-at_install")
class TestNothingIsToldBefore(AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.evidence_gate = False
        cls.own = cls.quarter(cls.staff, 1)
        cls.others = cls.quarter(cls.peer, 1)
        cls.second = cls.quarter(cls.staff, 2)
        for one in cls.own | cls.others:
            cls.prove(one)
        cls.set_day("2026-07-02")

    # -- what is done ----------------------------------------------------------

    def rate(self, dice, world):
        chosen = [world(dice.choice(codes.RATINGS)) for _axis in range(2)]
        self.by(self.own, self.boss).action_rate(*chosen, REASONS[chosen[0]])

    def choose(self, dice, world):
        code = world(dice.choice(codes.RATINGS))
        own = self.by(self.own, self.boss)
        # With its sentence: that one is missing would be told by the state alone.
        own.write({f"draft_{dice.choice(('result', 'behavior'))}": code})
        self.by(self.own, self.boss).draft_reason = REASONS[code]

    def note(self, dice, world):
        self.by(self.own, self.boss).note = REASONS[world(dice.choice(codes.RATINGS))]

    def hand_in(self, _dice, _world):
        self.by(self.own, self.staff).action_submit()

    def hand_in_the_next(self, _dice, _world):
        self.by(self.second, self.staff).action_submit()

    def rate_the_other(self, dice, _world):
        self.by(self.others, self.peer).action_submit()
        code = dice.choice(codes.RATINGS)
        self.by(self.others, self.boss).action_rate(code, codes.SESUAI, "Alasan")

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
            for code in (*codes.RATINGS, *codes.PREDIKATS):
                with contextlib.suppress(ValueError, UserError, NotImplementedError):
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
            "export": lambda: own.export_data([*FIGURES, "rating_ids/result"]),
            "team": lambda: own.team_figures([]),
            "home": lambda: env["hr.asn.home"].action_open(),
        }
        return {name: self._answer(ask) for name, ask in asked.items()}

    def _answer(self, ask):
        try:
            with self.env.cr.savepoint():
                return str(ask())
        except (AccessError, UserError) as refusal:
            return str(refusal)

    # -- both worlds -----------------------------------------------------------

    def walk(self, seed, world, who):
        """Return what somebody is told after each of the steps of a seed."""
        dice = random.Random(seed)
        steps = [
            *(self.rate, self.choose, self.note, self.hand_in, self.hand_in_the_next),
            *(self.rate_the_other, self.deliver_the_other, self.all_as_expected),
            *(self.change_the_superior, self.open_again, self.look_as_officer),
        ]
        told = []
        for _number in range(STEPS):
            step = dice.choice(steps)
            with contextlib.suppress(UserError), self.env.cr.savepoint():
                step(dice, world)
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

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.models")
    def test_both_worlds_tell_the_employee_the_same(self):
        self.by(self.own, self.staff).action_submit()
        for seed in SEEDS:
            with self.subTest(seed=seed):
                here, there = self.both(seed, self.staff)
                self._compare(here, there)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.models")
    def test_also_where_he_is_officer_team_and_auditor(self):
        groups = [
            (4, self.env.ref(name).id) for name in (OFFICER, TEAM, ADMIN, AUDITOR)
        ]
        self.staff.user_id.group_ids = groups
        self.by(self.own, self.staff).action_submit()
        here, there = self.both(11, self.staff)
        self._compare(here, there)

    def _compare(self, here, there):
        for (step, one), (_same, other) in zip(here, there, strict=True):
            self.assertEqual(one.keys(), other.keys(), step)
            for key in one:
                self.assertEqual(one[key], other[key], f"after {step}: {key}")

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.models")
    def test_the_appraiser_and_who_has_it_delivered_see_the_difference(self):
        """Else the worlds would be the same, and this would test nothing."""
        self.by(self.own, self.staff).action_submit()
        here, there = (
            self._delivered(world) for world in (lambda code: code, OTHER.get)
        )
        for who in ("boss", "staff"):
            self.assertNotEqual(here[who], there[who], who)

    def _delivered(self, world):
        told = {}
        with contextlib.suppress(Undone), self.env.cr.savepoint():
            self.rate(random.Random(1), world)
            told["boss"] = self.told(self.boss)
            self.by(self.own, self.boss).action_deliver()
            told["staff"] = self.told(self.staff)
            raise Undone
        self.env.invalidate_all()
        return told


class Undone(Exception):
    """Takes a world back."""
