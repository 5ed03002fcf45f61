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

# The heading of an export stands under some lines of title [D].
HEADING_WITHIN = 20
DELIMITERS = ",;\t|"
# Sanity limits of this program: what is larger is no list of people.
MAX_ROWS = 100_000
MAX_UNPACKED_BYTES = 500_000_000
MIN_RECOGNISED = 3

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
    """A file that is no such table; ``code`` says why, ``columns`` what it lacks."""

    def __init__(self, code, columns=()):
        super().__init__(f"{code}: {', '.join(columns)}" if columns else code)
        self.code = code
        self.columns = tuple(columns)


class Row(NamedTuple):
    """A row: its number as a person sees it in the file, its cells by column key."""

    number: int
    cells: dict


class Sheet(NamedTuple):
    """A table as read: ``columns`` {heading: key}, ``unknown`` headings, rows.

    ``above``: the texts of the lines above the heading, from top to bottom.
    """

    name: str
    heading_row: int
    columns: dict
    unknown: tuple
    rows: tuple
    above: tuple = ()


def read(filename, content, table):
    """Read a table out of the bytes of a CSV or XLSX file.

    In: file name (for the kind only where the bytes do not tell), bytes, the
    layouts.Table to look for. Out: a Sheet; empty rows are left out; a cell is a
    text without blanks around, a number (int or float, XLSX only), a date as ISO
    text, or "". Errors: ReadError with a code of this module.
    """
    if not content:
        raise ReadError(EMPTY)
    if content.startswith(XLS_MAGIC) or (filename or "").lower().endswith(".xls"):
        raise ReadError(OLD_EXCEL)
    grids = _xlsx(content) if content.startswith(XLSX_MAGIC) else _csv(content, table)
    found = [(name, grid, _heading(grid, table)) for name, grid in grids]
    found = [one for one in found if one[2] is not None]
    if not found:
        raise ReadError(NO_HEADING)
    return _sheet(*found[0], table)


def recognise(filename, content, tables):
    """Read a file that is one of several tables.

    In: as for `read`, but the layouts.Table that it may be, the likeliest first.
    Out: (Table, Sheet) of the first that has all its required columns.
    Errors: the ReadError of the first of them.
    """
    refusals = []
    for table in tables:
        try:
            return table, read(filename, content, table)
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
    return _limited(sheet.iter_rows(values_only=True))


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


def _score(row, names, first_key):
    """Return how many columns a row names; 0 if the first of the table is not there."""
    keys = {names.get(heading_key(cell)) for cell in row} - {None}
    return len(keys) if first_key in keys else 0


def _best_score(grid, table):
    names, first = _names(table), table.columns[0].key
    return max((_score(row, names, first) for row in grid[:HEADING_WITHIN]), default=0)


def _heading(grid, table):
    """Return the index of the heading among the first rows; None if there is none."""
    names, first = _names(table), table.columns[0].key
    scores = [_score(row, names, first) for row in grid[:HEADING_WITHIN]]
    best = max(scores, default=0)
    return scores.index(best) if best >= MIN_RECOGNISED else None


def _sheet(name, grid, heading, table):
    names = _names(table)
    places, columns, unknown = {}, {}, []
    for place, cell in enumerate(grid[heading]):
        key = names.get(heading_key(cell))
        if key and key not in places:
            places[key] = place
            columns[str(cell).strip()] = key
        elif heading_key(cell):
            unknown.append(str(cell).strip())
    _require(places, table)
    rows = tuple(_rows(grid, heading, places))
    above = tuple(_texts(grid[:heading]))
    return Sheet(name, heading + 1, columns, tuple(unknown), rows, above)


def _texts(lines):
    """Return the text of each line of cells that holds any."""
    for line in lines:
        words = [str(cell).strip() for cell in line if cell is not None]
        if text := " ".join(word for word in words if word):
            yield text


def _require(places, table):
    missing = [
        column.label
        for column in table.columns
        if column.required and column.key not in places
    ]
    if missing:
        raise ReadError(MISSING_COLUMNS, missing)


def _rows(grid, heading, places):
    for number, row in enumerate(grid[heading + 1 :], heading + 2):
        cells = {
            key: _cell(row[place]) if place < len(row) else ""
            for key, place in places.items()
        }
        if any(cell != "" for cell in cells.values()):
            yield Row(number, cells)


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return str(value).strip()
