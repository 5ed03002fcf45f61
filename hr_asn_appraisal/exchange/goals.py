"""The goal library: reading its two files, who is offered what, who takes up whom."""

import csv
import io
import re

from odoo.exceptions import UserError

from ..law import codes
from . import numbers
from .layouts import GOAL_INDICATORS, GOAL_RESULTS

MODELS = {
    "organisasi": "organisasi",
    "jpt": codes.JPT_UKM,
    "ja_jf": codes.JA_JF,
}
ANY_UNIT = "*"
ANY_SUPERIOR = "*atasan"
DUTY = re.compile(r"^(?P<post>.*?)\s*\(penugasan (?P<duty>[^)]*)\)$")
LEVEL = re.compile(
    r" (Ahli )?(Pertama|Muda|Madya|Utama|Pemula|Terampil|Mahir|Penyelia)$"
)
# "Kepala SD" and "Kepala Sekolah" are one duty: a library writes it either way.
DUTY_NAMES = {"kepala sd": "kepala sekolah", "kepala smp": "kepala sekolah"}
POST_FAMILIES = {
    "sekretaris dinas": "Sekretaris Dinas/Badan",
    "sekretaris badan": "Sekretaris Dinas/Badan",
}


def read(env, results, indicators):
    """Return creation values of hr.asn.goal out of the texts of the two files.

    Raises UserError that names file, row, column and what to do.
    """
    goals = {}
    for number, row in _rows(env, GOAL_RESULTS, results):
        goals[row["kode"]] = _goal_values(env, number, row)
    aspects = {aspect.name: aspect for aspect in env["hr.asn.aspect"].search([])}
    for number, row in _rows(env, GOAL_INDICATORS, indicators):
        goal = goals.get(row["kode_rhk"])
        aspect = aspects.get(row["aspek_perspektif"])
        if goal is None:
            _refuse(env, "iki.csv", number, "kode_rhk", row["kode_rhk"])
        if aspect is None:
            _refuse(env, "iki.csv", number, "aspek_perspektif", row["aspek_perspektif"])
        sequence = 10 * (len(goal["indicator_ids"]) + 1)
        values = _indicator_values(row, aspect, sequence)
        goal["indicator_ids"].append((0, 0, values))
    return list(goals.values())


def _rows(env, layout, text):
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";")
    missing = [name for name in layout.columns if name not in (reader.fieldnames or [])]
    if missing:
        raise UserError(
            env._(
                "%(file)s lacks the columns %(columns)s. "
                "Take the file with all of them.",
                file=layout.name,
                columns=", ".join(missing),
            )
        )
    yield from enumerate(reader, 2)


def _refuse(env, file, number, column, value):
    raise UserError(
        env._(
            "%(file)s, row %(row)s, column %(column)s: “%(value)s” is not known. "
            "Correct it and load both files again; nothing was taken.",
            file=file,
            row=number,
            column=column,
            value=value,
        )
    )


def _goal_values(env, number, row):
    if row["model"] not in MODELS:
        _refuse(env, "rhk.csv", number, "model", row["model"])
    match = DUTY.match(row["jabatan"])
    return {
        "code": row["kode"],
        "name": row["rhk"],
        "post": match["post"] if match else row["jabatan"],
        "duty": match["duty"] if match else False,
        "unit": False if row["opd"] == ANY_UNIT else row["opd"],
        "model": MODELS[row["model"]],
        "kind": row["jenis"],
        "classification": row["klasifikasi"].lower() or False,
        "takes_up": row["intervensi"],
        "takes_up_else": row["intervensi_cadangan"],
        "indicator_ids": [],
    }


def _indicator_values(row, aspect, sequence):
    low, high = numbers.parse_target(row["target"])
    return {
        "sequence": sequence,
        "name": row["iki"],
        "aspect_id": aspect.id,
        "target": row["target"],
        "target_low": low,
        "target_high": high,
        "unit": row["satuan"],
        "direction": row["arah"],
        "pattern": row["pola_ukur"],
        "months": row["bulan_ukur"],
        "dimension": row["dimensi"] or False,
    }


def unit_fits(unit, own_unit):
    """Say whether a library line for a parent unit (empty: any) is for this one."""
    return not unit or unit == own_unit


def for_post(goals, post, duty):
    """Return the goals for a post; those for its duty (penugasan) win over the post.

    An unknown post gets those of its family: the same functional post at another
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
    stem = LEVEL.sub("", post)
    if stem != post:
        yield from sorted({g.post for g in goals if g.post.startswith(f"{stem} ")})
    if lowered.startswith(("kepala subbagian", "kepala seksi")):
        yield "Kepala Subbagian Umum dan Kepegawaian"
    yield "Pengadministrasi Perkantoran"


class Cascade:
    """Whose results of a cycle a plan takes up, as its library lines say.

    Several codes are all taken up where they belong to the own OPD or to the
    superior line; a link is direct when its owner is the person's appraiser.
    """

    def __init__(self, env, skp):
        self.env = env
        self.skp = skp
        self.own_unit = skp.assignment_id._asn_parent_unit()
        self.line = _superior_line(skp)

    def links_of(self, rhk):
        """Return creation values of the links of one result; empty if none is there."""
        goal = rhk.goal_id
        links = self._by_codes(rhk, goal.takes_up, first_only=not goal.unit)
        if not links and goal.takes_up_else != ANY_SUPERIOR:
            links = self._by_codes(rhk, goal.takes_up_else, first_only=True)
        return links or self._any_of_superior(rhk)

    def _by_codes(self, rhk, text, first_only):
        links = []
        for code in filter(None, (text or "").split("|")):
            if link := self._objective(rhk, code) or self._result(rhk, code):
                links.append(link)
                if first_only:
                    break
        return links

    def _objective(self, rhk, code):
        objective = self.env["hr.asn.objective"].search(
            [("cycle_id", "=", self.skp.cycle_id.id), ("code", "=", code)], limit=1
        )
        if not objective:
            return None
        return {
            "rhk_id": rhk.id,
            "objective_id": objective.id,
            "text": objective.name,
            "is_direct": self.skp.appraiser_id.sudo().asn_kind == codes.NON_ASN,
        }

    def _result(self, rhk, code):
        # sudo: hr.asn.rhk - a plan may take up what its owner has not agreed yet
        owners = (
            self.env["hr.asn.rhk"]
            .sudo()
            .search(
                [
                    ("skp_id.cycle_id", "=", self.skp.cycle_id.id),
                    ("goal_id.code", "=", code),
                    ("skp_id", "!=", self.skp.id),
                ]
            )
        )
        near = owners.filtered(lambda other: self._is_near(other.skp_id))
        near = near.sorted(lambda other: self._distance(other.skp_id))
        return self._link(rhk, near[0]) if near else None

    def _is_near(self, plan):
        return (
            plan.employee_id in self.line
            or plan.assignment_id._asn_parent_unit() == self.own_unit
        )

    def _distance(self, plan):
        """Own superiors come before others of the OPD, the nearest first."""
        line = list(self.line)
        return line.index(plan.employee_id) if plan.employee_id in line else len(line)

    def _any_of_superior(self, rhk):
        first = (
            self.env["hr.asn.rhk"]
            .sudo()
            .search(
                [
                    ("skp_id.cycle_id", "=", self.skp.cycle_id.id),
                    ("skp_id.employee_id", "=", self.skp.appraiser_id.id),
                    ("kind", "=", codes.UTAMA),
                ],
                limit=1,
            )
        )
        return [self._link(rhk, first)] if first else []

    def _link(self, rhk, owner):
        return {
            "rhk_id": rhk.id,
            "superior_rhk_id": owner.id,
            "text": self._words_of(owner) or rhk.name,
            "is_direct": owner.skp_id.employee_id == self.skp.appraiser_id,
        }

    def _words_of(self, owner):
        """Return the agreed words of a result, where they are open to who plans."""
        agreed = self.env["hr.asn.rhk.agreed"].sudo(False)
        return agreed.search([("id", "=", owner.id)]).name


def _superior_line(skp):
    """Return the appraiser, his appraiser and so on, as employees, nearest first."""
    plans = skp.sudo()
    line = skp.env["hr.employee"].sudo()
    boss = plans.appraiser_id
    while boss and boss not in line:
        line |= boss
        plan = plans.search(
            [("cycle_id", "=", skp.cycle_id.id), ("employee_id", "=", boss.id)],
            order="status",
            limit=1,
        )
        boss = plan.appraiser_id
    return line
