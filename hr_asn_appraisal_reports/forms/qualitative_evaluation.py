"""Evaluasi Kinerja Pegawai, qualitative: layout 5 as prose, upright.

Read as the quantitative one, from the sealed evaluation; the results are told as in the
plan of layout 3, with what was reached and said beside them.
"""

from dataclasses import dataclass, replace
from itertools import zip_longest

from . import evaluation, qualitative, skp

HEADINGS = ("HASIL KERJA", "REALISASI", "UMPAN BALIK")
COLUMNS = (4, 46, 25, 25)
BEHAVIOR_COLUMNS = (3, 47, 25, 25)
# Characters on a line of a cell at 9 pt.
RESULT_CHARS = 48
SIDE_CHARS = 25
EXPECTATION_CHARS = 26


@dataclass(frozen=True)
class Result(qualitative.Result):
    """A result as prose; ``reached`` says of each of its sentences how far it came."""

    reached: tuple = ()
    comments: tuple = ()

    @property
    def is_short(self):
        own = (self.text, *self.notes, *self.above, self.heading, *self.sentences)
        said = tuple(one.words for one in self.comments)
        sides = ((own, RESULT_CHARS), (self.reached, SIDE_CHARS), (said, SIDE_CHARS))
        return skp.highest(sides) <= qualitative.HALF_PAGE_LINES

    def in_parts(self):
        """Split at its sentences, and what was said where that is longer."""
        pairs = list(zip(self.sentences, self.reached, strict=True))
        told = skp.chunks(pairs, _pair_lines, qualitative.HALF_PAGE_LINES)
        said = skp.chunks(self.comments, _comment_lines, qualitative.HALF_PAGE_LINES)
        later = replace(self, notes=(), above=(), continued=skp.CONTINUED)
        return [
            replace(
                later if number else self,
                sentences=tuple(sentence for sentence, _reached in some or ()),
                reached=tuple(reached for _sentence, reached in some or ()),
                comments=tuple(comments or ()),
            )
            for number, (some, comments) in enumerate(zip_longest(told, said))
        ]


@dataclass(frozen=True)
class Behavior(evaluation.Behavior):
    """One expected behaviour in the narrower columns of this layout."""

    @property
    def cells(self):
        said = tuple(one.words for one in self.comments)
        return (
            (self.guides, qualitative.GUIDE_CHARS),
            ((self.expectation,), EXPECTATION_CHARS),
            (said, SIDE_CHARS),
        )

    @property
    def is_short(self):
        return skp.highest(self.cells) <= qualitative.HALF_PAGE_LINES


@dataclass(frozen=True, kw_only=True)
class QualitativeEvaluationForm(evaluation.EvaluationForm):
    """The whole paper."""

    layout = skp.QUALITATIVE
    is_portrait = True
    identity_columns = qualitative.IDENTITY_COLUMNS
    behavior_columns = BEHAVIOR_COLUMNS
    headings = HEADINGS

    @property
    def columns(self):
        """Return percents of the width."""
        return COLUMNS


def build(content):
    """Return the form of a sealed evaluation, a dict of one of evaluation.SCHEMAS."""
    for_leaders = content["model"] == skp.JPT_UKM
    form = evaluation.build(
        content,
        QualitativeEvaluationForm,
        lambda line: _result(line, for_leaders),
        _behavior,
    )
    title, _approach, *others = form.titles
    return replace(form, titles=(title, qualitative.TITLE, *others))


def _result(line, for_leaders):
    told = qualitative.result(line, for_leaders)
    own = {
        name: getattr(told, name) for name in qualitative.Result.__dataclass_fields__
    }
    own["notes"] = (*told.notes, *evaluation.proof(line.get("evidence", ())))
    reached = tuple(_reached(iki) for iki in line["indicators"])
    return Result(
        **own,
        reached=reached[: len(told.sentences)],
        comments=evaluation.comments(line),
    )


def _reached(iki):
    """Return what was reached of an indicator, and of how many periods it is a sum."""
    told = evaluation.reached(iki.get("actual"), iki["unit"])
    return " ".join(filter(None, (told, evaluation.remark(iki.get("recorded")))))


def _behavior(number, line):
    return Behavior(
        number,
        evaluation.behavior_name(line),
        tuple(line["guides"]),
        line["expectation"],
        comments=evaluation.comments(line),
    )


def _pair_lines(pair):
    sentence, reached = pair
    return max(
        skp.count_lines(sentence, RESULT_CHARS), skp.count_lines(reached, SIDE_CHARS)
    )


def _comment_lines(comment):
    return skp.count_lines(comment.words, SIDE_CHARS)
