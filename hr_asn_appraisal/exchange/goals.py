"""The goal library: reading its two files, who is offered what, who takes up whom."""

import re
from decimal import Decimal
from typing import NamedTuple

from ..law import codes, jf
from . import numbers, readers
from .cells import read_months
from .layouts import GOAL_INDICATORS, GOAL_RESULTS

MODELS = {
    "organisasi": "organisasi",
    "jpt": codes.JPT_UKM,
    "ja_jf": codes.JA_JF,
}
ANY_UNIT = "*"
ANY_SUPERIOR = "*atasan"
NAMED = "named"
DUTY = re.compile(r"^(?P<post>.*?)\s*\(penugasan (?P<duty>[^)]*)\)$")
# "Kepala SD" and "Kepala Sekolah" are one duty: a library writes it either way.
DUTY_NAMES = {"kepala sd": "kepala sekolah", "kepala smp": "kepala sekolah"}
POST_FAMILIES = {
    "sekretaris dinas": "Sekretaris Dinas/Badan",
    "sekretaris badan": "Sekretaris Dinas/Badan",
}


CODE_EMPTY = "empty"
UNKNOWN = "unknown"
TWICE = "twice"


class Problem(NamedTuple):
    """What is wrong with a cell: file, row as a person counts it, column, content."""

    file: str
    row: int
    column: str
    value: str
    code: str


class Choices(NamedTuple):
    """What the cells of the two files may hold."""

    aspects: dict
    kinds: frozenset
    classifications: frozenset
    directions: frozenset
    patterns: frozenset
    dimensions: dict


def read(results, indicators, choices):
    """Read the library out of its two files, of any delimiter or as XLSX.

    In: (file name, bytes) of each, the Choices. Out: creation values of hr.asn.goal
    and the list of Problems; with problems nothing is to be taken. Errors:
    readers.ReadError, with ``columns``, for a file that is no such table.
    """
    reading = _Reading(choices)
    for row in readers.read(*results, GOAL_RESULTS).rows:
        reading.result(GOAL_RESULTS.name, row.number, _texts(row.cells))
    for row in readers.read(*indicators, GOAL_INDICATORS).rows:
        reading.indicator(GOAL_INDICATORS.name, row.number, _texts(row.cells))
    return list(reading.goals.values()), reading.problems


def _texts(cells):
    """Return cells as texts: a spreadsheet keeps a target as a number."""
    return {key: _text(value) for key, value in cells.items()}


def _text(value):
    if isinstance(value, float):
        return numbers.write(Decimal(str(value)))
    return str(value)


class _Reading:
    """Collects goals by code, and what is wrong with their rows."""

    def __init__(self, choices):
        self.choices = choices
        self.goals = {}
        self.problems = []

    def result(self, file, number, cells):
        check = self._checker(file, number, cells)
        check("model", MODELS)
        check("jenis", self.choices.kinds)
        check("klasifikasi", self.choices.classifications, lower=True, empty=True)
        for column in ("kode", "jabatan", "rhk"):
            self._filled(file, number, column, cells)
        if cells["kode"] in self.goals:
            self._add(file, number, "kode", cells["kode"], TWICE)
        else:
            self.goals[cells["kode"]] = _goal_values(cells)

    def indicator(self, file, number, cells):
        check = self._checker(file, number, cells)
        check("kode_rhk", self.goals)
        check("aspek_perspektif", self.choices.aspects)
        check("arah", self.choices.directions)
        check("pola_ukur", self.choices.patterns)
        check("dimensi", self.choices.dimensions, empty=True)
        for column in ("iki", "target"):
            self._filled(file, number, column, cells)
        if read_months(cells["bulan_ukur"]) is None:
            self._add(file, number, "bulan_ukur", cells["bulan_ukur"], UNKNOWN)
        goal = self.goals.get(cells["kode_rhk"])
        aspect = self.choices.aspects.get(cells["aspek_perspektif"])
        if goal and aspect:
            sequence = 10 * (len(goal["indicator_ids"]) + 1)
            dimension = self.choices.dimensions.get(cells["dimensi"], False)
            values = _indicator_values(cells, aspect, dimension, sequence)
            goal["indicator_ids"].append((0, 0, values))

    def _checker(self, file, number, cells):
        def check(column, known, lower=False, empty=False):
            value = cells[column].lower() if lower else cells[column]
            if value not in known and not (empty and not value):
                self._add(file, number, column, cells[column], UNKNOWN)

        return check

    def _filled(self, file, number, column, cells):
        if not cells[column]:
            self._add(file, number, column, "", CODE_EMPTY)

    def _add(self, *what):
        self.problems.append(Problem(*what))


def _goal_values(row):
    match = DUTY.match(row["jabatan"])
    return {
        "code": row["kode"],
        "name": row["rhk"],
        "post": match["post"] if match else row["jabatan"],
        "duty": match["duty"] if match else False,
        "unit": False if row["opd"] == ANY_UNIT else row["opd"],
        "model": MODELS.get(row["model"]),
        "kind": row["jenis"],
        "classification": row["klasifikasi"].lower() or False,
        "takes_up": row["intervensi"],
        "takes_up_else": row["intervensi_cadangan"],
        "indicator_ids": [],
    }


def _indicator_values(row, aspect, dimension, sequence):
    return {
        "sequence": sequence,
        "name": row["iki"],
        "aspect_id": aspect,
        "target": row["target"],
        "unit": row["satuan"],
        "direction": row["arah"],
        "pattern": row["pola_ukur"],
        "months": row["bulan_ukur"],
        "dimension_id": dimension,
    }


def unit_fits(unit, own_unit):
    """Say whether a library line for a parent unit (empty: any) is for this one."""
    return not unit or unit == own_unit


def for_post(goals, post, duty):
    """Return the goals for a post; those for its duty (penugasan) win over the post.

    An unknown post gets those of its family: the same functional post at the nearest
    level, any secretary of an OPD; at last those of administrative staff.
    """
    by_duty = goals.filtered(lambda goal: goal.duty and _duty(goal.duty) == _duty(duty))
    if duty and by_duty:
        return by_duty
    plain = goals.filtered(lambda goal: not goal.duty)
    for candidate in _candidates(post, plain):
        found = plain.filtered(lambda goal, name=candidate: goal.post == name)
        if found:
            return found
    return plain.browse()


def _duty(text):
    text = (text or "").strip().lower()
    return DUTY_NAMES.get(text, text)


def _candidates(post, goals):
    """Yield names of posts to look for, the nearest first."""
    yield post
    lowered = post.lower()
    for prefix, family in POST_FAMILIES.items():
        if lowered.startswith(prefix):
            yield family
    yield from jf.nearest_levels(post, goals.mapped("post"))
    if lowered.startswith(("kepala subbagian", "kepala seksi")):
        yield "Kepala Subbagian Umum dan Kepegawaian"
    yield "Pengadministrasi Perkantoran"


class Cascade:
    """Whose results of a cycle plans take up, as their library lines say.

    Several codes are all taken up where they belong to the own OPD or to the
    superior line; a link is direct when its owner is the person's appraiser. What
    is needed for all plans is read once.
    """

    def __init__(self, rhks):
        """In: the results to be linked, of any number of plans."""
        self.env = rhks.env
        self.rhks = rhks
        # sudo: hr.asn.skp, hr.asn.rhk - a plan may take up what is not agreed yet
        plans = rhks.sudo().skp_id
        self.lines = _Superiors(plans)
        codes_named = {code for rhk in rhks for code in _codes(rhk.goal_id)}
        self.objectives = _objectives(self.env, plans.cycle_id, codes_named)
        self.owners = _owners(plans, codes_named)
        self.first_results = _first_results(plans)

    def links(self):
        """Return creation values of the links of all results; some have none."""
        chosen = [(rhk, target) for rhk in self.rhks for target in self._targets(rhk)]
        owners = [one.id for _rhk, one in chosen if one._name == "hr.asn.rhk"]
        words = _words(self.env, owners)
        return [self._link(rhk, target, words) for rhk, target in chosen]

    def said(self, rhk):
        """Return in which way the library says what a result takes up.

        Out: NAMED, where something of a code that it names is there, drafted or
        agreed; ANY_SUPERIOR, where it leaves it to the superior; else "".
        """
        if self._named(rhk):
            return NAMED
        texts = (rhk.goal_id.takes_up, rhk.goal_id.takes_up_else)
        return ANY_SUPERIOR if ANY_SUPERIOR in texts else ""

    def _targets(self, rhk):
        """Return the objectives and results that one result takes up."""
        return self._named(rhk) or self._any_of_superior(rhk)

    def _named(self, rhk):
        """Return the objectives and results of the codes that the library names."""
        goal = rhk.goal_id
        found = self._by_codes(rhk, goal.takes_up, first_only=not goal.unit)
        if not found and goal.takes_up_else != ANY_SUPERIOR:
            found = self._by_codes(rhk, goal.takes_up_else, first_only=True)
        return found

    def _by_codes(self, rhk, text, first_only):
        key = rhk.skp_id.cycle_id.id
        found = []
        for code in filter(None, (text or "").split("|")):
            target = self.objectives.get((key, code)) or self._result(rhk, code)
            if target:
                found.append(target)
                if first_only:
                    break
        return found

    def _result(self, rhk, code):
        """Return the nearest owner's result of a code: own superiors come first."""
        plan = rhk.sudo().skp_id
        line = self.lines.of(plan)
        unit = plan.assignment_id._asn_parent_unit()
        near = [
            owner
            for owner in self.owners.get((plan.cycle_id.id, code), ())
            if owner.skp_id != plan
            and (
                owner.skp_id.employee_id in line
                or owner.skp_id.assignment_id._asn_parent_unit() == unit
            )
        ]
        return min(near, key=lambda owner: _distance(owner, line), default=None)

    def _any_of_superior(self, rhk):
        plan = rhk.sudo().skp_id
        first = self.first_results.get((plan.cycle_id.id, plan.appraiser_id.id))
        return [first] if first else []

    def _link(self, rhk, target, words):
        boss = rhk.sudo().skp_id.appraiser_id
        if target._name == "hr.asn.objective":
            return {
                "rhk_id": rhk.id,
                "objective_id": target.id,
                "text": target.name,
                "is_direct": boss.asn_kind == codes.NON_ASN,
            }
        return {
            "rhk_id": rhk.id,
            "superior_rhk_id": target.id,
            "text": words.get(target.id) or rhk.name,
            "is_direct": target.skp_id.employee_id == boss,
        }


def _codes(goal):
    """Return all codes that a library line names."""
    texts = (goal.takes_up or "", goal.takes_up_else or "")
    return {code for text in texts for code in text.split("|")} - {"", ANY_SUPERIOR}


def _distance(owner, line):
    """Own superiors come before others of the OPD, the nearest first."""
    employee = owner.skp_id.employee_id
    return line.index(employee) if employee in line else len(line)


def _objectives(env, cycles, named):
    """Return {(cycle id, code): objective}."""
    found = env["hr.asn.objective"].search(
        [("cycle_id", "in", cycles.ids), ("code", "in", sorted(named))]
    )
    return {(one.cycle_id.id, one.code): one for one in found}


def _owners(plans, named):
    """Return {(cycle id, code): results made from that library line}."""
    found = plans.env["hr.asn.rhk"].search(
        [
            ("skp_id.cycle_id", "in", plans.cycle_id.ids),
            ("goal_id.code", "in", sorted(named)),
        ]
    )
    return found.grouped(lambda one: (one.skp_id.cycle_id.id, one.goal_id.code))


def _first_results(plans):
    """Return {(cycle id, employee id): first main result} of the appraisers."""
    found = plans.env["hr.asn.rhk"].search(
        [
            ("skp_id.cycle_id", "in", plans.cycle_id.ids),
            ("skp_id.employee_id", "in", plans.appraiser_id.ids),
            ("kind", "=", codes.UTAMA),
        ]
    )
    first = {}
    for one in found:
        first.setdefault((one.skp_id.cycle_id.id, one.skp_id.employee_id.id), one)
    return first


def _words(env, owners):
    """Return {result id: agreed words}, where they are open to who plans."""
    agreed = env["hr.asn.rhk.agreed"].sudo(False).search([("id", "in", owners)])
    return {one.id: one.name for one in agreed}


class _Superiors:
    """The lines of appraisers above plans, read one level of all at a time."""

    def __init__(self, plans):
        self.above = {}
        wanted = {(plan.cycle_id, plan.appraiser_id) for plan in plans}
        while wanted := {key for key in wanted if key[1] and key not in self.above}:
            found = _main_plans(plans, wanted)
            for key in wanted:
                self.above[key] = found.get(key, plans.browse()).appraiser_id
            wanted = {(cycle, self.above[cycle, boss]) for cycle, boss in wanted}

    def of(self, plan):
        """Return the appraiser, his appraiser and so on, nearest first."""
        line, boss = [], plan.appraiser_id
        while boss and boss not in line:
            line.append(boss)
            boss = self.above.get((plan.cycle_id, boss))
        return line


def _main_plans(plans, wanted):
    """Return {(cycle, employee): his plan}, of his definitive post if he has one."""
    found = plans.search(
        [
            ("cycle_id", "in", [cycle.id for cycle, _boss in wanted]),
            ("employee_id", "in", [boss.id for _cycle, boss in wanted]),
        ],
        order="status",
    )
    main = {}
    for plan in found:
        main.setdefault((plan.cycle_id, plan.employee_id), plan)
    return main
