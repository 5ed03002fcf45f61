"""What every list of people has in common: cells, post kinds, dates, problems.

Plain Python: no ORM, no I/O, no wording. A problem has one of three consequences:
the row is skipped, it is taken without its superior, or it is taken as it is and
the officer is told to look at it. No row stops another.
"""

import re
from collections import defaultdict
from datetime import date
from typing import NamedTuple

from ..law import codes, jf, nip

SKIP = "skip"
NO_SUPERIOR = "no_superior"
NOTE = "note"

# Codes of problems beside those of law.nip, which are passed on as they are.
NIP_EMPTY = "nip_empty"
DUPLICATE = "duplicate"
SECOND_DEFINITIVE = "second_definitive"
EMPTY = "empty"
DATE_IMPOSSIBLE = "date_impossible"
DATE_TO_COME = "date_to_come"
DATE_TOO_EARLY = "date_too_early"
POST_KIND_UNKNOWN = "post_kind_unknown"
LEVEL_EMPTY = "level_empty"
LEVEL_UNKNOWN = "level_unknown"
STATUS_UNKNOWN = "status_unknown"
SUPERIOR_UNKNOWN = "superior_unknown"
SUPERIOR_SELF = "superior_self"

JPT = "jpt"
ADMINISTRATOR = "administrator"
PENGAWAS = "pengawas"
FUNGSIONAL = "fungsional"
PELAKSANA = "pelaksana"

POST_KINDS = {
    "jpt": JPT,
    "jpt utama": JPT,
    "jpt madya": JPT,
    "jpt pratama": JPT,
    "jabatan pimpinan tinggi": JPT,
    "pimpinan tinggi": JPT,
    "administrator": ADMINISTRATOR,
    "pengawas": PENGAWAS,
    "fungsional": FUNGSIONAL,
    "jf": FUNGSIONAL,
    "jabatan fungsional": FUNGSIONAL,
    "fungsional tertentu": FUNGSIONAL,
    "pelaksana": PELAKSANA,
    "fungsional umum": PELAKSANA,
    "jfu": PELAKSANA,
}
# What may stand in the column of the level for posts that have no functional one.
LEVELS = {
    JPT: ("", "jpt", "utama", "madya", "pratama", "jpt utama", "jpt madya"),
    ADMINISTRATOR: ("", "administrator"),
    PENGAWAS: ("", "pengawas"),
    PELAKSANA: ("", "pelaksana"),
}
LEVELS[JPT] += ("jpt pratama",)
STATUSES = {
    "": codes.DEFINITIF,
    "definitif": codes.DEFINITIF,
    "plt": codes.PLT,
    "pelaksana tugas": codes.PLT,
    "plh": codes.PLH,
    "pelaksana harian": codes.PLH,
    "pj": codes.PJB,
    "pjb": codes.PJB,
    "penjabat": codes.PJB,
}
MONTHS = {
    name: number
    for number, names in enumerate(
        "januari jan|februari feb|maret mar|april apr|mei|juni jun|juli jul|"
        "agustus agu|september sep|oktober okt|november nov|desember des".split("|"),
        1,
    )
    for name in names.split()
}
# Between the months of a cell: "6,12", "Juni dan Desember".
PART = re.compile(r"[,;/]|\bdan\b|\bserta\b")
ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00(?::00)?)?")
DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
IN_WORDS = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})")
# A formula by which exports keep a spreadsheet from converting a number.
FORMULA_TEXT = re.compile(r'="(.*)"')
MOST_WRONG_DIGITS = 2


class Problem(NamedTuple):
    """What is wrong in a row: column key, value as found, code, consequence."""

    row: int
    column: str
    value: str
    code: str
    consequence: str = SKIP
    details: dict = {}


class RowReader:
    """Reads cells of one row and collects what is wrong with them."""

    def __init__(self, row):
        self.row = row
        self.problems = []

    def refuse(self, column, code):
        value = as_found(self.row.cells.get(column, ""))
        self.problems.append(Problem(self.row.number, column, value, code))
        return ""

    def optional(self, column):
        return " ".join(as_found(self.row.cells.get(column, "")).split())

    def silent(self, column):
        """Return None where the file has no such column: it says nothing."""
        return self.optional(column) if column in self.row.cells else None

    def text(self, column):
        return self.optional(column) or self.refuse(column, EMPTY)

    def choice(self, column, choices, code):
        return choices.get(plain(self.optional(column))) or self.refuse(column, code)

    def date(self, column):
        text = self.optional(column)
        day = read_date(text)
        if text and not day:
            return self.refuse(column, DATE_IMPOSSIBLE)
        return day.isoformat() if day else ""

    def level(self):
        text = self.optional("jenjang")
        kind = POST_KINDS.get(plain(self.optional("jenis_jabatan")))
        if kind == FUNGSIONAL:
            return self._functional_level(text)
        if kind and plain(text) not in LEVELS[kind]:
            self.refuse("jenjang", LEVEL_UNKNOWN)
        return ""

    def _functional_level(self, text):
        if not text:
            return self.refuse("jenjang", LEVEL_EMPTY)
        for candidate in (text, f"Ahli {text}"):
            try:
                return jf.parse_level(candidate).code
            except ValueError:
                continue
        return self.refuse("jenjang", LEVEL_UNKNOWN)


def read_number(cell, kind):
    """Return (number, problem code or None) of a cell that should hold a NIP.

    A cell that is a number is refused, never converted: its last digits are lost.
    What keeps a spreadsheet from converting, an apostrophe or ="…", is dropped.
    """
    if not isinstance(cell, str):
        return "", nip.CHANGED_BY_SPREADSHEET
    text = FORMULA_TEXT.sub(r"\1", cell.strip())
    parsed = nip.parse(text.lstrip("'’`"), kind)
    if not parsed.number:
        return "", NIP_EMPTY
    return parsed.number, parsed.problems[0] if parsed.problems else None


class Similar:
    """Finds the known number of which another may be a slip of the finger.

    Two digits at most differ, so that one third at least is the same: only numbers
    with the same third are compared, however many are known.
    """

    def __init__(self, numbers):
        self.by_third = defaultdict(list)
        for number in numbers:
            for third in _thirds(number):
                self.by_third[third].append(number)

    def find(self, number):
        """Return the nearest number, "" if none differs in so few digits."""
        near = {one for third in _thirds(number) for one in self.by_third[third]}
        best = min(((_differing(one, number), one) for one in near), default=(9, ""))
        return best[1] if best[0] <= MOST_WRONG_DIGITS else ""


def _thirds(number):
    return [(place, number[place : place + 6]) for place in range(0, len(number), 6)]


def _differing(one, other):
    same_length = len(one) == len(other)
    return sum(a != b for a, b in zip(one, other, strict=True)) if same_length else 9


def read_date(text):
    """Return the date of "2024-04-30", "30/04/2024", "30 April 2024"; None otherwise.

    The day comes before the month: nobody here writes it the other way.
    """
    text = " ".join(text.lower().split())
    if match := ISO_DATE.fullmatch(text):
        year, month, day = match.groups()
    elif match := DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    elif match := IN_WORDS.fullmatch(text):
        day, month, year = match[1], MONTHS.get(match[2], 0), match[3]
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_months(text):
    """Return "6,12" of "Juni, Desember" or "12; 6"; "" of none; None of other words."""
    parts = [part.strip().lower() for part in PART.split(text) if part.strip()]
    found = {int(part) if part.isdigit() else MONTHS.get(part, 0) for part in parts}
    if not all(1 <= month <= 12 for month in found):
        return None
    return ",".join(map(str, sorted(found)))


def plain(text):
    """Return a text in the form in which it is compared: no case, no punctuation."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def as_found(cell):
    """Return a cell as text; a whole number without the ".0" of a spreadsheet."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell)
