"""Lists of agency objectives: sasaran with their indicators, as agencies keep them.

Plain Python: no ORM, no I/O, no wording. An objective stands in one row, or in several
below each other, a row for each of its indicators.
"""

from collections import Counter
from decimal import Decimal
from typing import NamedTuple

from . import numbers
from .cells import EMPTY, SKIP, Problem

# The same code with other words for the objective.
OTHER_WORDS = "objective_other_words"
SOURCE_UNKNOWN = "objective_source_unknown"

RENSTRA = "renstra"
AGREEMENT = "perjanjian_kinerja"
OTHER = "lainnya"
SOURCES = {
    "": "",
    "renstra": RENSTRA,
    "rencana strategis": RENSTRA,
    "perjanjian kinerja": AGREEMENT,
    "pk": AGREEMENT,
    "lainnya": OTHER,
    "lain lain": OTHER,
}


class Indicator(NamedTuple):
    """An indicator as a list tells it; ``target``: "" where it gives none."""

    words: str
    target: str

    @property
    def line(self):
        """Return it in one line, as an objective keeps it."""
        return ": ".join(part for part in self if part)


class Objective(NamedTuple):
    """An objective as the rows of a list tell it; ``rows``: their numbers."""

    code: str
    name: str
    indicators: tuple
    source: str
    document: str
    rows: tuple


def check(rows):
    """Return (objectives, problems) of the rows of a list (readers.Row).

    In: rows with the cells of layouts.OBJECTIVES. Out: Objectives in the order of the
    list, and cells.Problems; a row with a problem is left out, the others stay.
    """
    found, problems = {}, []
    for row in rows:
        wrong = _problems(row, found)
        problems += wrong
        if not wrong:
            code = _text(row.cells["kode"])
            found[code] = _joined(found.get(code), row)
    return list(found.values()), problems


def merged(kept, told):
    """Return the indicators of an objective with what a list tells of them.

    In: a text with an indicator in each line, "words: target"; Indicators. Out: such a
    text; an indicator that the list tells again has its newer target, the others stay,
    and so does a target that the list leaves empty.
    """
    lines = [line for line in kept.splitlines() if line.strip()]
    told = [Indicator(*one) for one in told]
    # Several indicators may begin with the same words: whole lines are compared first,
    # to what is told and to its words alone, which may hold a colon themselves.
    places = _same_lines(lines, told)
    places |= _once(lines, told, places, lambda line: line)
    found = _once(lines, told, places, _without_target)
    places |= {
        number: place
        for number, place in found.items()
        if _may_follow(lines[place], told[number])
    }
    for number, one in enumerate(told):
        place = places.get(number)
        if place is None:
            lines.append(one.line)
        elif one.target or _same(one.line) == _same(lines[place]):
            lines[place] = one.line
    return "\n".join(lines)


def _same_lines(lines, told):
    """Return {number of what is told: place of the line that says the same}."""
    places, free = {}, dict(enumerate(map(_same, lines)))
    for number, one in enumerate(told):
        wanted = _same(one.line)
        place = next((place for place, line in free.items() if line == wanted), None)
        if place is not None:
            places[number] = place
            del free[place]
    return places


def _without_target(line):
    return line.rpartition(": ")[0] or line


def _may_follow(line, told):
    """Say whether what is told could be the newer target of a line with its words.

    A figure follows a figure, words follow words: after the last colon of "Indeks SPBE:
    layanan" stands no older target than 3,2, but a part of the words.
    """
    before = line.removeprefix(_without_target(line))
    return not (before and told.target) or _has_figure(before) == _has_figure(
        told.target
    )


def _has_figure(text):
    return any(sign.isdigit() for sign in text)


def _once(lines, told, places, words_of):
    """Return {number: place} of what is left on both sides once with its words.

    Where several have the same words nobody can tell which of them was meant.
    ``words_of``: function of a line.
    """
    ours = {
        place: _same(words_of(line))
        for place, line in enumerate(lines)
        if place not in places.values()
    }
    theirs = {
        number: _same(one.words)
        for number, one in enumerate(told)
        if number not in places
    }
    once = {words for words, count in Counter(ours.values()).items() if count == 1}
    once &= {words for words, count in Counter(theirs.values()).items() if count == 1}
    place_of = {words: place for place, words in ours.items()}
    return {
        number: place_of[words] for number, words in theirs.items() if words in once
    }


def _problems(row, found):
    """Return what is wrong with a row, held against those before it."""
    cells = {key: _text(value) for key, value in row.cells.items()}
    wrong = [
        Problem(row.number, key, "", EMPTY, SKIP)
        for key in ("kode", "sasaran")
        if not cells[key]
    ]
    if _source(cells.get("sumber", "")) is None:
        value = cells["sumber"]
        wrong.append(Problem(row.number, "sumber", value, SOURCE_UNKNOWN, SKIP))
    known = found.get(cells["kode"])
    if not wrong and known and _same(known.name) != _same(cells["sasaran"]):
        details = {"row": known.rows[0]}
        value = cells["sasaran"]
        wrong.append(Problem(row.number, "sasaran", value, OTHER_WORDS, SKIP, details))
    return wrong


def _joined(known, row):
    """Return an objective with what one more row tells of it."""
    cells = {key: _text(value) for key, value in row.cells.items()}
    told = _indicators(cells)
    if not known:
        source = _source(cells.get("sumber", ""))
        document = cells.get("dokumen", "")
        name = cells["sasaran"]
        return Objective(cells["kode"], name, told, source, document, (row.number,))
    told = tuple(dict.fromkeys(known.indicators + told))
    return known._replace(indicators=told, rows=(*known.rows, row.number))


def _lines(text):
    """Return the lines of a cell that say something, blanks made one."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _indicators(cells):
    """Return the Indicators of a row: of several lines the last has the target.

    Where there are as many targets as lines, each has its own. A target without words
    stands in a line alone.
    """
    words, targets, units = (
        _lines(cells.get(key, "")) for key in ("indikator", "target", "satuan")
    )
    if len(words) == len(targets) > 1:
        own = units if len(units) == len(words) else [" ".join(units)] * len(words)
        told = (f"{one} {unit}".strip() for one, unit in zip(targets, own, strict=True))
        return tuple(map(Indicator, words, told))
    *first, last = words or [""]
    target = " ".join(targets + units)
    if not last:
        last, target = target, ""
    found = [*(Indicator(line, "") for line in first), Indicator(last, target)]
    return tuple(one for one in found if one.words)


def _source(text):
    return SOURCES.get(" ".join(text.lower().replace("-", " ").split()))


def _same(text):
    return " ".join(text.split()).casefold()


def _text(value):
    """Return a cell as a text: a spreadsheet keeps a target as a number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return numbers.write(Decimal(str(value)))
    return str(value).strip()
