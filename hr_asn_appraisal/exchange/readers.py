"""Reading foreign tables, CSV or XLSX, without changing what stands in a cell.

Odoo's own reader turns the NIP 198703132009011001, kept as a number, into another
NIP that looks right. Here numbers stay numbers, so that the caller can refuse them.
"""

import csv
import io
import re
import zipfile
from datetime import date, datetime
from typing import NamedTuple

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from .layouts import REASON

# The heading of an export stands under some lines of title [D].
HEADING_WITHIN = 20
DELIMITERS = ",;\t|"
# Sanity limits of this program: what is larger is no list of people.
MAX_ROWS = 100_000
MAX_UNPACKED_BYTES = 500_000_000
# A share as a spreadsheet keeps it becomes what it shows, to so many places.
PERCENT = 100
PLACES = 6
# Of a number format what is text: "…" or one sign behind \; and what is not shown as
# it is: a blank as wide as a sign, a sign that fills the cell, a color or condition.
AS_IT_IS = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^]]*\]')
# The unit of a figure, and the columns of the figures that it belongs to.
TARGET, UNIT = "target", "satuan"
MIN_RECOGNISED = 3
# Without its first column a row needs more to pass for a heading.
MIN_WITHOUT_FIRST = 5
# Characters that neither a database nor a workbook takes.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

EMPTY = "empty"
BROKEN = "broken"
TOO_LARGE = "too_large"
OLD_EXCEL = "old_excel"
NO_HEADING = "no_heading"
MISSING_COLUMNS = "missing_columns"

# What openpyxl and the parsers under it raise for a damaged workbook.
UNREADABLE = (
    InvalidFileException,
    zipfile.BadZipFile,
    KeyError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
)

XLSX_MAGIC = b"PK\x03\x04"
XLS_MAGIC = b"\xd0\xcf\x11\xe0"


class ReadError(ValueError):
    """A file that is no such table; ``code`` says why, ``columns`` what it lacks.

    ``sheet`` is there where only columns are missing: what was found, without rows.
    """

    def __init__(self, code, columns=(), sheet=None):
        super().__init__(f"{code}: {', '.join(columns)}" if columns else code)
        self.code = code
        self.columns = tuple(columns)
        self.sheet = sheet


class Percent(float):
    """A number of which its cell shows a percent sign: 95 for what is seen as 95%."""


class Shown(str):
    """A text that no cell holds: the format of a figure shows it."""


class Row(NamedTuple):
    """A row: its number as a person sees it in the file, its cells by column key.

    ``raw`` are all its cells in the order of the file, as they were found.
    """

    number: int
    cells: dict
    raw: tuple = ()


class Heading(NamedTuple):
    """A heading: place in the row, text as found, column key ("": not known)."""

    place: int
    text: str
    key: str


class Sheet(NamedTuple):
    """A table as read: headings in their order, rows, required columns it lacks.

    ``top``: the raw lines above the heading, and the heading; ``above``: the texts of
    those above it, from top to bottom.
    """

    name: str
    headings: tuple
    rows: tuple
    top: tuple
    missing: tuple = ()

    @property
    def heading_row(self):
        return len(self.top)

    @property
    def columns(self):
        return {one.text: one.key for one in self.headings if one.key}

    @property
    def unknown(self):
        return tuple(one.text for one in self.headings if not one.key)

    @property
    def above(self):
        return tuple(_texts(self.top[:-1]))


def read(filename, content, table, mapping=None):
    """Read a table out of the bytes of a CSV or XLSX file.

    In: file name (for the kind only where the bytes do not tell), bytes, the
    layouts.Table to look for, and what a person has decided on columns,
    {place in the row: column key, "" for a column to be left alone}. Out: a Sheet;
    empty rows are left out; a cell is a text without blanks around, a number (int
    or float, XLSX only), a date as ISO text, or "". Errors: ReadError with a code
    of this module.
    """
    if not content:
        raise ReadError(EMPTY)
    if content.startswith(XLS_MAGIC) or (filename or "").lower().endswith(".xls"):
        raise ReadError(OLD_EXCEL)
    grids = _xlsx(content) if content.startswith(XLSX_MAGIC) else _csv(content, table)
    found = [(name, grid, _heading(grid, table)) for name, grid in grids]
    found = [one for one in found if one[2]]
    if not found:
        raise ReadError(NO_HEADING)
    # A sheet whose heading has the first column goes before one that lacks it.
    name, grid, (_has_first, heading) = max(found, key=lambda one: one[2][0])
    sheet = _sheet(name, grid, heading, table, mapping or {})
    if sheet.missing:
        raise ReadError(MISSING_COLUMNS, sheet.missing, sheet)
    return sheet


def recognise(filename, content, tables, mapping=None):
    """Read a file that is one of several tables.

    In: as for `read`, but the layouts.Table that it may be, the likeliest first.
    Out: (Table, Sheet) of the first that has all its required columns.
    Errors: the ReadError of the first of them.
    """
    refusals = []
    for table in tables:
        try:
            return table, read(filename, content, table, mapping)
        except ReadError as error:
            refusals.append(error)
    raise refusals[0]


def heading_key(text):
    """Return a heading in the form in which it is compared: "NIP_Baru" → "nip baru"."""
    return " ".join(re.findall(r"[^\W_]+", str(text or "").lower()))


# -- the two kinds of file ------------------------------------------------------


def _csv(content, table):
    text = _decode(content)
    grids = [_split(text, delimiter) for delimiter in DELIMITERS]
    return [("", max(grids, key=lambda grid: _best_score(grid, table)))]


def _decode(content):
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    # A NUL in front of, or behind, a letter: UTF-16 without a mark.
    if b"\x00" in content[:2]:
        return content.decode(
            "utf-16-le" if content[1] == 0 else "utf-16-be", "replace"
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _split(text, delimiter):
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return _limited(reader)
    except csv.Error:
        return []


def _xlsx(content):
    """Return (name, grid) of each sheet, the cells with the types they have."""
    try:
        _check_size(content)
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True
        )
        return [(sheet.title, _grid(sheet)) for sheet in book.worksheets]
    except ReadError:
        raise
    except UNREADABLE as error:
        raise ReadError(BROKEN) from error


def _check_size(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > MAX_UNPACKED_BYTES:
        raise ReadError(TOO_LARGE)


def _grid(sheet):
    # What a file says about its own size is often wrong.
    sheet.reset_dimensions()
    return _limited(tuple(map(_value, row)) for row in sheet.iter_rows())


def _value(cell):
    """Return what a cell shows: 95 where a spreadsheet keeps 0.95 and shows 95 %."""
    value = cell.value
    if not isinstance(value, int | float) or isinstance(value, bool):
        return value
    return _shown(value, cell.number_format or "")


def _shown(value, number_format):
    """Return a number as its format shows it, as Percent where that has the sign."""
    if "%" not in number_format:
        return value
    # A sign that is text itself stands behind the number as it is.
    if "%" in AS_IT_IS.sub("", number_format):
        return Percent(round(value * PERCENT, PLACES))
    return Percent(value) if "%" in AS_IT_IS.sub(r"\1\2", number_format) else value


def _limited(rows):
    grid = []
    for row in rows:
        grid.append(row)
        if len(grid) > MAX_ROWS:
            raise ReadError(TOO_LARGE)
    return grid


# -- heading and rows -----------------------------------------------------------


def _names(table):
    """Return {heading in its compared form: column key}."""
    return {
        heading_key(name): column.key
        for column in table.columns
        for name in (column.key, column.label, *column.aliases)
    }


def _keys(row, names):
    return {names.get(heading_key(cell)) for cell in row} - {None}


def _best_score(grid, table):
    """Return how well a grid fits: (has the first column, number of columns named)."""
    names, first = _names(table), table.columns[0].key
    found = [_keys(row, names) for row in grid[:HEADING_WITHIN]]
    return max(((first in keys, len(keys)) for keys in found), default=(False, 0))


def _heading(grid, table):
    """Return (has the first column, index of the heading); None if there is none."""
    names, first = _names(table), table.columns[0].key
    found = [_keys(row, names) for row in grid[:HEADING_WITHIN]]
    for has_first, least in ((True, MIN_RECOGNISED), (False, MIN_WITHOUT_FIRST)):
        scores = [len(keys) * (first in keys or not has_first) for keys in found]
        best = max(scores, default=0)
        if best >= least:
            return has_first, scores.index(best)
    return None


def _sheet(name, grid, heading, table, mapping):
    headings = tuple(_headings(grid[heading], table, mapping))
    places = {one.key: one.place for one in headings if one.key}
    missing = _missing(places, table)
    rows = () if missing else tuple(_rows(grid, heading, places))
    return Sheet(name, headings, rows, tuple(grid[: heading + 1]), missing)


def _headings(row, table, mapping):
    """Yield the Heading of each cell that says something and is for people to see.

    What a person has decided goes before names; a second column of the same name is
    not known.
    """
    names = _names(table)
    keys = {column.key for column in table.columns}
    taken = keys & set(mapping.values())
    for place, cell in enumerate(row):
        name = heading_key(cell)
        if not name or name == heading_key(REASON):
            continue
        key = names.get(name, "")
        if place in mapping:
            key = mapping[place] if mapping[place] in keys else ""
        elif key in taken:
            key = ""
        taken.add(key)
        yield Heading(place, CONTROL.sub("", str(cell)).strip(), key)


def _texts(lines):
    """Return the text of each line of cells that holds any."""
    for line in lines:
        words = [str(cell).strip() for cell in line if cell is not None]
        if text := " ".join(word for word in words if word):
            yield text


def _missing(places, table):
    return tuple(
        column.label
        for column in table.columns
        if column.required and column.key not in places
    )


def _rows(grid, heading, places):
    for number, row in enumerate(grid[heading + 1 :], heading + 2):
        cells = {
            key: _cell(row[place]) if place < len(row) else ""
            for key, place in places.items()
        }
        if any(cell != "" for cell in cells.values()):
            yield Row(number, cells | _unit_shown(cells), tuple(row))


def _unit_shown(cells):
    """Return the unit that a target shows where the row names none, {} elsewhere."""
    is_share = isinstance(cells.get(TARGET), Percent)
    return {UNIT: Shown("%")} if is_share and not cells.get(UNIT) else {}


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return CONTROL.sub("", str(value)).strip()
