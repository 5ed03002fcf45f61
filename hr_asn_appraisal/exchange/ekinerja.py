"""Reports of e-Kinerja BKN: from rows of a file to states, ratings, named problems.

Plain Python: no ORM, no I/O, no wording. Two reports are read, "Laporan SKP" (who
has a plan there, in which state) and "Laporan Penilaian SKP" (ratings of a period).
No row stops another.
"""

import re
from datetime import date
from typing import NamedTuple

from ..law import codes, periods
from ..law.predikat import predikat
from . import cells
from .layouts import EKINERJA_RATING, EKINERJA_SKP
from .readers import heading_key

# The kinds of report, by the name of their layout.
PLANS = EKINERJA_SKP.name
RATINGS = EKINERJA_RATING.name
TABLES = (EKINERJA_RATING, EKINERJA_SKP)

# States of a plan in another system, in the order of its life.
NOT_STARTED = "not_started"
DRAFT = "draft"
SUBMITTED = "submitted"
RETURNED = "returned"
APPROVED = "approved"
CLOSED = "closed"
ARCHIVED = "archived"
STATES = (NOT_STARTED, DRAFT, SUBMITTED, RETURNED, APPROVED, CLOSED, ARCHIVED)
STATE_TEXTS = {
    "belum mulai": NOT_STARTED,
    "belum": NOT_STARTED,
    "draft": DRAFT,
    "draf": DRAFT,
    "1": DRAFT,
    "pengajuan": SUBMITTED,
    "diajukan": SUBMITTED,
    "2": SUBMITTED,
    "ditolak": RETURNED,
    "dikembalikan": RETURNED,
    "persetujuan": APPROVED,
    "disetujui": APPROVED,
    "3": APPROVED,
    "close": CLOSED,
    "closed": CLOSED,
    "ditutup": CLOSED,
    "4": CLOSED,
    "archive": ARCHIVED,
    "arsip": ARCHIVED,
    "5": ARCHIVED,
}

CADENCE_TEXTS = {
    "bulanan": codes.BULAN,
    "triwulanan": codes.TRIWULAN,
    "triwulan": codes.TRIWULAN,
    "semesteran": codes.SEMESTER,
    "semester": codes.SEMESTER,
    "tahunan": codes.TAHUN,
    "final": codes.TAHUN,
}
YES = ("1", "1 0", "true", "ya", "y", "plt", "plh", "pj", "pjb")

# Codes of problems beside those of law.nip and of cells.
STATE_UNKNOWN = "state_unknown"
RATING_UNKNOWN = "rating_unknown"
PREDIKAT_UNKNOWN = "predikat_unknown"
PREDIKAT_MISSING = "predikat_missing"
PERIOD_UNKNOWN = "period_unknown"
OTHER_YEAR = "other_year"
MATRIX_DIFFERS = "matrix_differs"
ROW_TWICE = "row_twice"

DRAWN_ON = re.compile(r"data ditarik pada\s*:\s*(.+)", re.IGNORECASE)
PERIOD = re.compile(r"periode\s*:\s*(.+?)\s*(?:-|–|s\.?d\.?|sampai)\s*(\d.+)", re.I)
CLOCK = re.compile(r"[ T]\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?$")


class Preamble(NamedTuple):
    """What stands above the heading; None where it says nothing."""

    date_from: date | None
    date_to: date | None
    drawn_on: date | None


class Report(NamedTuple):
    """What is known of a file beside its rows: its kind, year and preamble."""

    kind: str
    year: int
    preamble: Preamble


class Entry(NamedTuple):
    """A row in codes. What a report does not tell, or is not rated yet, is "".

    ``starts``, ``rated_on`` are ISO dates; ``period`` is (cadence, number).
    """

    row: int
    nip: str
    name: str
    is_acting: bool
    starts: str
    state: str = ""
    period: tuple = ()
    result: str = ""
    behavior: str = ""
    predikat: str = ""
    rated_on: str = ""


def parse_state(text):
    """Read the state of a plan as e-Kinerja writes it.

    In: a text in any case ("Persetujuan") or the number 1..5, also as text.
    Out: a code of STATES. Errors: ValueError for anything else.
    Source: states of exports and dashboards of 2026 [C/D].
    """
    code = STATE_TEXTS.get(heading_key(text))
    if not code:
        raise ValueError(f"unknown state of a plan: {text!r}")
    return code


def read_preamble(lines):
    """Return the Preamble of the texts above a heading (readers.Sheet.above)."""
    date_from = date_to = drawn_on = None
    for line in lines:
        if match := DRAWN_ON.search(line):
            drawn_on = read_day(match[1])
        elif match := PERIOD.match(line.strip()):
            date_from, date_to = read_day(match[1]), read_day(match[2])
    return Preamble(date_from, date_to, drawn_on)


def read_day(text):
    """Return the day of "2026-07-11 09:14:02" or "1 Juni 2026"; None otherwise."""
    return cells.read_date(CLOCK.sub("", str(text or "").strip()))


def period_of(entry, preamble, year):
    """Return (cadence, number) of the period that a row of ratings is of.

    In: cells of the row with the keys jenis and bulan, which may be missing; the
    Preamble; the year. Out: None where neither row nor preamble tells it.
    """
    cadence = CADENCE_TEXTS.get(heading_key(entry.get("jenis", "")))
    month = _whole(entry.get("bulan", ""))
    if cadence == codes.TAHUN:
        return (codes.TAHUN, 1)
    if cadence and month and 1 <= month <= 12:
        return (cadence, -(-month // periods.MONTHS_PER_PERIOD[cadence]))
    spans = {
        (one.start, one.end): (one.kind, one.number)
        for kind in codes.CADENCES
        for one in periods.periods(year, kind)
    }
    return spans.get((preamble.date_from, preamble.date_to))


def year_of(kind, rows, preamble):
    """Return the year that most rows of a report are of; None where none says it."""
    column = "awal" if kind == PLANS else "tahun"
    found = [_year(row.cells.get(column) or row.cells.get("awal", "")) for row in rows]
    found = [year for year in found if year]
    if not found and preamble.date_from:
        return preamble.date_from.year
    return max(set(found), key=found.count, default=None)


def check(report, rows):
    """Return (entries, problems) of the rows (readers.Row) of a Report.

    A problem is a cells.Problem: with consequence SKIP its row has no entry, with
    NOTE it is taken as the file has it and the problem is told beside it.
    """
    entries, problems, seen = [], [], {}
    for row in rows:
        reader = _EntryReader(report, row)
        entry = reader.entry()
        key = (entry.nip, entry.is_acting, entry.starts, entry.period)
        if entry.nip and key in seen:
            reader.twice(seen[key])
        problems += reader.problems
        if not reader.is_bad:
            entries.append(entry)
            seen[key] = entry
    return entries, problems


class _EntryReader:
    """Reads one row of a report and collects what is wrong with it."""

    def __init__(self, report, row):
        self.report = report
        self.row = row
        self.problems = []

    @property
    def is_bad(self):
        return any(one.consequence == cells.SKIP for one in self.problems)

    def tell(self, column, code, consequence=cells.SKIP, **details):
        value = str(self.row.cells.get(column, ""))
        number = self.row.number
        self.problems.append(
            cells.Problem(number, column, value, code, consequence, details)
        )
        return ""

    def twice(self, other):
        self.tell("nip", ROW_TWICE, row=other.row, name=other.name)

    def entry(self):
        cells = self.row.cells
        entry = Entry(
            row=self.row.number,
            nip=self.number(),
            name=str(cells.get("nama", "")),
            is_acting=heading_key(cells.get("plt", "")) in YES,
            starts=self.day("awal"),
        )
        self.check_year()
        if not entry.nip:
            # Whose it is is not known: no figure of it is told to anybody.
            return entry
        if self.report.kind == PLANS:
            return entry._replace(state=self.state())
        return self.rated(entry)

    def number(self):
        number, code = cells.read_number(self.row.cells.get("nip", ""), codes.PPPK)
        if code:
            self.tell("nip", code)
        return number

    def day(self, column):
        day = read_day(self.row.cells.get(column, ""))
        return day.isoformat() if day else ""

    def check_year(self):
        column = "awal" if self.report.kind == PLANS else "tahun"
        year = _year(self.row.cells.get(column, ""))
        if year and year != self.report.year:
            self.tell(column, OTHER_YEAR, year=self.report.year)

    def state(self):
        try:
            return parse_state(self.row.cells.get("status", ""))
        except ValueError:
            return self.tell("status", STATE_UNKNOWN)

    def rated(self, entry):
        """Return the entry with its figures; a row that is not rated has none."""
        cells = self.row.cells
        period = period_of(cells, self.report.preamble, self.report.year)
        if not period:
            self.tell("bulan", PERIOD_UNKNOWN)
        entry = entry._replace(
            period=period or (),
            result=self.code("hasil", codes.parse_rating, RATING_UNKNOWN),
            behavior=self.code("perilaku", codes.parse_rating, RATING_UNKNOWN),
            predikat=self.code("predikat", codes.parse_predikat, PREDIKAT_UNKNOWN),
            rated_on=self.day("dinilai"),
        )
        self.check_matrix(entry)
        return entry

    def code(self, column, parse, problem):
        cell = self.row.cells.get(column, "")
        if cell in ("", "-"):
            return ""
        try:
            return parse(cell)
        except ValueError:
            return self.tell(column, problem)

    def check_matrix(self, entry):
        """Name a predikat that is missing, or is not what both ratings make."""
        expected = predikat(entry.result, entry.behavior)
        if expected and not entry.predikat and not self.is_bad:
            self.tell("predikat", PREDIKAT_MISSING)
        elif expected and entry.predikat and entry.predikat != expected:
            self.tell("predikat", MATRIX_DIFFERS, cells.NOTE, expected=expected)


def _whole(cell):
    text = str(cell).strip().removesuffix(".0")
    return int(text) if text.isdecimal() else None


def _year(cell):
    match = re.match(r"(\d{4})(?!\d)", str(cell).strip())
    return int(match[1]) if match else None
