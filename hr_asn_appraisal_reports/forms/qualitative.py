"""SKP, qualitative: layout 3, for JA/JF and for leaders.

Read from the content of a sealed version (one of skp.SCHEMAS): the results as prose,
each indicator one sentence with its target in it.
"""

from dataclasses import dataclass, replace

from . import skp, wording

TITLE = "PENDEKATAN HASIL KERJA KUALITATIF"
FOR_STAFF = "Ukuran keberhasilan/Indikator Kinerja Individu, dan Target:"
FOR_LEADERS = "Ukuran keberhasilan/Indikator Kinerja Individu, Target, dan Perspektif:"
ABOVE = "RHK pimpinan yang diintervensi:"
# The one note of this layout; behaviours have a single star here.
NOTE_BEHAVIOR = skp.NOTE_BEHAVIOR.removeprefix("*")

COLUMNS = (4, 96)
IDENTITY_COLUMNS = (4, 18, 28)
BEHAVIOR_COLUMNS = (4, 56, 40)
# Characters on a line of a cell at 9 pt, and lines on half a portrait page.
RESULT_CHARS = 104
GUIDE_CHARS = 58
EXPECTATION_CHARS = 42
HALF_PAGE_LINES = 34


@dataclass(frozen=True)
class Result:
    """One work result; ``above`` and ``sentences`` are the lines beneath it."""

    number: str
    text: str
    notes: tuple = ()
    heading: str = ""
    above: tuple = ()
    sentences: tuple = ()
    continued: str = ""

    @property
    def is_short(self):
        """Return whether it fits half a page, and so a whole one for certain."""
        own = (self.text, *self.notes, *self.above, self.heading, *self.sentences)
        return skp.highest([(own, RESULT_CHARS)]) <= HALF_PAGE_LINES

    def in_parts(self):
        """Split a result that is longer than half a page at its sentences."""
        first, *others = skp.chunks(self.sentences, _lines, HALF_PAGE_LINES)
        later = replace(self, notes=(), above=(), continued=skp.CONTINUED)
        return [
            replace(self, sentences=tuple(first)),
            *(replace(later, sentences=tuple(part)) for part in others),
        ]


@dataclass(frozen=True)
class Behavior(skp.Behavior):
    """One expected behaviour in the narrower columns of this layout."""

    @property
    def cells(self):
        return ((self.guides, GUIDE_CHARS), ((self.expectation,), EXPECTATION_CHARS))

    @property
    def is_short(self):
        return skp.highest(self.cells) <= HALF_PAGE_LINES


@dataclass(frozen=True)
class QualitativeForm(skp.SkpForm):
    """The whole paper."""

    layout = skp.QUALITATIVE
    is_portrait = True
    identity_columns = IDENTITY_COLUMNS
    behavior_columns = BEHAVIOR_COLUMNS
    behavior_heading = "PERILAKU KERJA*"

    @property
    def columns(self):
        """Return percents of the width: the number, and all that is said."""
        return COLUMNS


def build(content):
    """Return the QualitativeForm of a sealed plan: a dict of one of skp.SCHEMAS."""
    for_leaders = content["model"] == skp.JPT_UKM
    return QualitativeForm(
        **skp.shared(content, lambda line: result(line, for_leaders), behavior),
        **skp.agreed(content),
        titles=(skp.TITLES[0], TITLE, skp.addressee(content)),
        footnotes=(NOTE_BEHAVIOR,),
    )


def result(line, for_leaders):
    """Return the Result of a sealed one; what stands for no result has no heading."""
    if line is skp.NOTHING:
        return Result(number="", text=wording.MISSING)
    return Result(
        number=str(line["number"]),
        text=line["text"],
        notes=tuple(skp.notes(line)),
        heading=FOR_LEADERS if for_leaders else FOR_STAFF,
        above=() if for_leaders else tuple(_above(skp.once(line["links"]))),
        sentences=tuple(sentence(iki, for_leaders) for iki in line["indicators"]),
    )


def _above(links):
    """Yield the lines that name what is taken up, with the indicators of leaders."""
    numbered = len(links) > 1
    if numbered or not links:
        yield ABOVE if numbered else f"{ABOVE} {wording.MISSING}"
    for number, link in enumerate(links, 1):
        yield f"{number}. {link['text']}" if numbered else f"{ABOVE} {link['text']}"
        yield from (f"Indikator: {line}" for line in link["indicators"])


def sentence(iki, for_leaders):
    """Return an indicator as one sentence; that of a leader ends with its perspective.

    The target stands in it; one that is written beside it is added.
    """
    target = f"{iki['target']} {iki['unit']}".strip() if iki["target"] else ""
    text = f"{iki['text']}: {target}" if target else iki["text"]
    return f"{text} ({iki['aspect']})" if for_leaders else text


def behavior(number, line):
    """Return the Behavior of a sealed one."""
    return Behavior(number, line["name"], tuple(line["guides"]), line["expectation"])


def _lines(text):
    return skp.count_lines(text, RESULT_CHARS)
