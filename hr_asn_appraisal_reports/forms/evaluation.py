"""Evaluasi Kinerja Pegawai, quantitative: layout 5, for JA/JF and for leaders.

Read from the sealed evaluation (schema evaluation/1 or /2): the agreed plan with what
was reached and what was said about it, the ratings and the predikat. The older schema
keeps neither feedback nor behaviours: their cells stay blank, and a footnote says why.
"""

import re
from dataclasses import dataclass, replace
from itertools import zip_longest

from . import curve, decision, segments, skp, wording

EARLY = "evaluation/1"
SCHEMAS = (EARLY, "evaluation/2")

TITLE = "EVALUASI KINERJA PEGAWAI"
ACTUAL = "REALISASI BERDASARKAN BUKTI DUKUNG"
FEEDBACK = "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG"
STAFF_COLUMNS = (
    ("NO", 3),
    ("RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI", 19),
    ("RENCANA HASIL KERJA", 19),
    ("ASPEK", 8),
    ("INDIKATOR KINERJA INDIVIDU", 20),
    ("TARGET", 8),
    (ACTUAL, 10),
    (FEEDBACK, 13),
)
LEADER_COLUMNS = (
    ("NO", 3),
    ("RENCANA HASIL KERJA", 21),
    ("INDIKATOR KINERJA INDIVIDU", 25),
    ("TARGET", 10),
    ("PERSPEKTIF", 12),
    (ACTUAL, 12),
    (FEEDBACK, 17),
)
BEHAVIOR_COLUMNS = (3, 47, 30, 20)
ACHIEVEMENT = "CAPAIAN KINERJA ORGANISASI*"
RESULT = "RATING HASIL KERJA*"
BEHAVIOR = "RATING PERILAKU KERJA*"
PREDIKAT = "PREDIKAT KINERJA PEGAWAI*"
FOOTNOTES = ("*) coret yang tidak perlu",)
# What was said of a behaviour while it was expected is told, and rates nobody.
DROPPED = "(tidak lagi diharapkan dalam SKP)"
NOT_KEPT = "Umpan balik dan perilaku kerja tidak disimpan dalam dokumen dari masa itu."

# Characters on a line of a cell at 9 pt, of the narrower of both layouts.
RESULT_CHARS = 32
INDICATOR_CHARS = 34
TARGET_CHARS = 12
ACTUAL_CHARS = 15
FEEDBACK_CHARS = 20
EXPECTATION_CHARS = 52
BEHAVIOR_FEEDBACK_CHARS = 33
# So many proofs are named, the others counted: what is named can be asked for.
PROOFS_NAMED = 3
FIGURE = re.compile(r"[+-]?\d[\d.,]*")


@dataclass(frozen=True)
class Comment:
    """What somebody said, and as what he said it."""

    giver: str
    text: str

    @property
    def words(self):
        return f"{self.giver}: {self.text}"


@dataclass(frozen=True)
class Choice:
    """A box with all its options; those that were not chosen are struck out.

    ``chosen``: the words of the option, "" while none is.
    """

    heading: str
    options: tuple
    chosen: str = ""

    @property
    def marks(self):
        """Return (words, class) of each option: bold, struck out, or neither."""
        looks = {True: "bold", False: "struck"}
        return [
            (words, looks[words == self.chosen] if self.chosen else "")
            for words in self.options
        ]


@dataclass(frozen=True)
class Indicator(skp.Indicator):
    """An agreed indicator with what was reached of it."""

    actual: str = ""
    remark: str = ""

    @property
    def cells(self):
        reached = f"{self.actual}\n{self.remark}" if self.remark else self.actual
        return (
            (self.text, INDICATOR_CHARS),
            (self.target, TARGET_CHARS),
            (self.aspect, TARGET_CHARS),
            (reached, ACTUAL_CHARS),
        )


@dataclass(frozen=True)
class Result(skp.Result):
    """An agreed result with what was said about it."""

    comments: tuple = ()

    @property
    def cells(self):
        said = tuple(one.words for one in self.comments)
        (above, _width), (own, _width) = super().cells
        return ((above, RESULT_CHARS), (own, RESULT_CHARS), (said, FEEDBACK_CHARS))

    def in_parts(self):
        """Split also what was said where it is longer than half a page."""
        said = skp.chunks(self.comments, _comment_lines)
        blank = replace(
            self,
            notes=(),
            continued=skp.CONTINUED,
            indicators=(Indicator("", "", ""),),
        )
        return [
            replace(part or blank, comments=tuple(comments or ()))
            for part, comments in zip_longest(super().in_parts(), said)
        ]


@dataclass(frozen=True)
class Behavior(skp.Behavior):
    """One expected behaviour with what was said about it."""

    comments: tuple = ()

    @property
    def cells(self):
        said = tuple(one.words for one in self.comments)
        return (
            (self.guides, skp.BEHAVIOR_CHARS),
            ((self.expectation,), EXPECTATION_CHARS),
            (said, BEHAVIOR_FEEDBACK_CHARS),
        )


NO_BEHAVIOR = Behavior("", wording.MISSING, (), "")


@dataclass(frozen=True, kw_only=True)
class EvaluationForm(skp.SkpForm):
    """The whole paper; ``curve`` is SVG, "" while the organisation is not rated."""

    achievement: Choice
    curve: str
    result: Choice
    behavior: Choice
    predikat: Choice
    merged: segments.Merged | None = None

    behavior_columns = BEHAVIOR_COLUMNS
    behavior_heading = "PERILAKU KERJA"
    is_evaluation = True

    @property
    def columns(self):
        return LEADER_COLUMNS if self.for_leaders else STAFF_COLUMNS


def build(content, form=EvaluationForm, make_result=None, make_behavior=None):
    """Return the EvaluationForm of a sealed evaluation, a dict of one of SCHEMAS.

    ``form``: the class of the layout; ``make_result``, ``make_behavior``: as of
    skp.shared(), None for those of this layout.
    """
    period, ratings = content["period"], content["ratings"]
    agreed = skp.shared(content, make_result or _result, make_behavior or _behavior)
    agreed["behaviors"] = agreed["behaviors"] or (NO_BEHAVIOR,)
    return form(
        **agreed,
        titles=(
            TITLE,
            skp.TITLES[1],
            skp.addressee(content),
            f"PERIODE: {wording.period_title(period)}",
        ),
        period=wording.span(period["date_from"], period["date_to"]),
        place_date=wording.place_and_date(content["place"], content["delivered_on"]),
        delegate=skp.delegate(content),
        order=skp.order(content),
        footnotes=(*FOOTNOTES, NOT_KEPT) if content["schema"] == EARLY else FOOTNOTES,
        file_name=_file_name(content),
        achievement=_choice(ACHIEVEMENT, wording.ORG_RATINGS, content["unit_rating"]),
        curve=curve.svg(content["unit_rating"]),
        result=_choice(RESULT, wording.RATINGS, ratings.get("result")),
        behavior=_choice(BEHAVIOR, wording.RATINGS, ratings.get("behavior")),
        predikat=_choice(PREDIKAT, wording.PREDIKATS, ratings.get("predikat")),
        merged=segments.build(content),
    )


def followed(form, decided=None, is_withdrawn=False):
    """Return the form with what came after its delivery said at its foot.

    ``decided``: dict of one of decision.SCHEMAS where an objection was decided;
    ``is_withdrawn``: whether the evaluation was opened again. What was delivered stays
    as it was.
    """
    if is_withdrawn:
        return replace(form, remark=wording.WITHDRAWN)
    return replace(form, remark=decision.told(decided)) if decided else form


def _choice(heading, words, code):
    """Return the Choice of a code; "" and None: nothing is chosen."""
    options = tuple(one.upper() for one in words.values())
    return Choice(heading, options, words[code].upper() if code else "")


def _result(line):
    agreed = skp.result(line)
    indicators = tuple(_indicator(iki) for iki in line["indicators"])
    return Result(
        number=agreed.number,
        text=agreed.text,
        above=agreed.above,
        notes=(*agreed.notes, *proof(line.get("evidence", ()))),
        indicators=indicators or (Indicator("", "", ""),),
        comments=comments(line),
    )


def proof(evidence):
    """Name what proves a result: "Bukti dukung: Rekap; Foto; dan 4 lainnya"."""
    if not evidence:
        return
    names = [one["name"] for one in evidence[:PROOFS_NAMED]]
    more = len(evidence) - len(names)
    names += [f"dan {more} lainnya"] if more else []
    yield f"Bukti dukung: {'; '.join(names)}"


def _indicator(iki):
    agreed = skp.indicator(iki)
    return Indicator(
        aspect=agreed.aspect,
        text=agreed.text,
        target=agreed.target,
        actual=reached(iki.get("actual"), iki["unit"]),
        remark=remark(iki.get("recorded")),
    )


def reached(actual, unit):
    """Return what was reached; a figure gets its unit, nothing is "-", never 0."""
    if not actual:
        return wording.MISSING
    is_figure = FIGURE.fullmatch(actual.strip())
    return f"{actual} {unit}".strip() if is_figure else actual


def remark(recorded):
    """Say of a sum that it lacks periods; ``recorded``: (recorded, due) or None."""
    if not recorded or recorded[0] == recorded[1]:
        return ""
    return f"({recorded[0]} dari {recorded[1]} periode)"


def _behavior(number, line):
    return Behavior(
        number,
        behavior_name(line),
        tuple(line["guides"]),
        line["expectation"],
        comments=comments(line),
    )


def behavior_name(line):
    """Return what a sealed behaviour is called; the plan may not expect it any more."""
    return line["name"] if line.get("expected", True) else f"{line['name']} {DROPPED}"


def comments(line):
    """Return what was said about a result or behaviour, the oldest first."""
    said = sorted(line.get("feedback", ()), key=lambda one: one["on"])
    return tuple(Comment(wording.GIVERS[one["role"]], one["text"]) for one in said)


def _comment_lines(comment):
    return skp.count_lines(comment.words, FEEDBACK_CHARS)


def _file_name(content):
    period = content["period"]
    words = wording.period_file(period)
    return f"EVALUASI_{period['year']}_{words}_{content['employee']['number']}.pdf"
