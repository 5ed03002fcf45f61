"""Lists of agency objectives: sasaran with their indicators, as agencies keep them.

Plain Python: no ORM, no I/O, no wording. An objective stands in one row, or in several
below each other, a row for each of its indicators.
"""

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


class Objective(NamedTuple):
    """An objective as the rows of a list tell it; ``rows``: their numbers."""

    code: str
    name: str
    indicators: str
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

    In: texts with an indicator in each line, "words: target". Out: such a text; an
    indicator that the list tells again has its newer target, the others stay.
    """
    lines = {_label(line): line for line in kept.splitlines() if line.strip()}
    lines |= {_label(line): line for line in told.splitlines()}
    return "\n".join(lines.values())


def _label(line):
    return _same(line.rpartition(": ")[0] or line)


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
    line = _indicator(cells)
    if not known:
        source = _source(cells.get("sumber", ""))
        document = cells.get("dokumen", "")
        name = cells["sasaran"]
        return Objective(cells["kode"], name, line, source, document, (row.number,))
    lines = [one for one in (*known.indicators.splitlines(), line) if one]
    return known._replace(
        indicators="\n".join(dict.fromkeys(lines)), rows=(*known.rows, row.number)
    )


def _indicator(cells):
    """Return an indicator with its target in one line, as an objective keeps it."""
    text, target, unit = (
        cells.get(key, "") for key in ("indikator", "target", "satuan")
    )
    told = " ".join(part for part in (target, unit) if part)
    return ": ".join(part for part in (text, told) if part)


def _source(text):
    return SOURCES.get(" ".join(text.lower().replace("-", " ").split()))


def _same(text):
    return " ".join(text.split()).casefold()


def _text(value):
    """Return a cell as a text: a spreadsheet keeps a target as a number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return numbers.write(Decimal(str(value)))
    return str(value).strip()
