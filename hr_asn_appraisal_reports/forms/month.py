"""Month close: the list of what counts for the allowance (TPP), and its changes.

Plain data and words, no ORM. Which figure counts and what it is worth is decided by
law/allowance.py, in basis points (8,500 = 85%); money is never computed.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from . import recap, wording
from .file_names import safe

# The words of law/allowance.py's outcomes.
OUTCOMES = {**wording.PREDIKATS, **recap.GAPS}
# So many units stand in a title, the others are counted.
NAMED_UNITS = 3
NOTHING_ENDED = "Belum ada periode yang berakhir dan dievaluasi"
WITHOUT_PERIOD = "Tanpa Periode"


class Told(NamedTuple):
    """What closed months said of a period, or one of them without any.

    ``first``, ``last``: of the months in which it counted, their first days in ISO.
    """

    outcome: str
    points: int
    first: str
    last: str


class Change(NamedTuple):
    """What has changed in what closed months spoke of.

    ``period``: what is spoken of, "" where the line itself says what is now.
    """

    period: str
    now: Told
    before: Told


# -- rules -------------------------------------------------------------------


def first_day(day):
    """Return the first day of the month of a day."""
    return day.replace(day=1)


def last_day(first):
    """Return the last day of the month that begins on ``first``."""
    return first_day(first + timedelta(days=31)) - timedelta(days=1)


def month_before(first):
    """Return the first day of the month before the one of a day."""
    return first_day(first_day(first) - timedelta(days=1))


def key_without(first):
    """Return the key of a month in which no period counted: -202604 of April 2026.

    Keys of periods are their ids, above 0. Each month is remembered by itself, as each
    may have had a reason of its own.
    """
    return -(first.year * 100 + first.month)


def says_same(one, other):
    """Say whether two Told have the same outcome and percentage, of whatever months."""
    return (one.outcome, one.points) == (other.outcome, other.points)


def changes(known, now, names):
    """Return what has changed in what closed months spoke of.

    In: ``known`` {key: Told} of the month before; ``now`` {key: Told} as it is today,
    for the same keys; ``names`` {key: what is spoken of, "" for what the line says}.
    Out: Changes, first of what the line says, then the earliest months first; months
    that follow each other are one.
    Errors: KeyError where ``now`` or ``names`` lacks a key.
    Source: design of this program.
    """
    found = [
        Change(names[key], now[key], before)
        for key, before in known.items()
        if not says_same(now[key], before)
    ]
    found.sort(key=lambda one: (bool(one.period), one.before.first, one.before.last))
    return tuple(_joined(found))


def _joined(found):
    joined = []
    for one in found:
        if joined and _follows(joined[-1], one):
            before = joined[-1].before._replace(last=one.before.last)
            joined[-1] = joined[-1]._replace(before=before)
        else:
            joined.append(one)
    return joined


def _follows(one, other):
    """Say whether a Change says the same as one of the months right before it."""
    return (
        one.period == other.period
        and says_same(one.now, other.now)
        and says_same(one.before, other.before)
        and month_before(date.fromisoformat(other.before.first)).isoformat()
        == one.before.last
    )


def remembered(known, now, counted_key):
    """Return {key: Told} for the months to come.

    Each with all months that it counted in: a change settles the former ones, too.
    ``counted_key``: of what counts in this month, None for who is not in it.
    """
    return {
        key: _of_all_months(known[key], told, key == counted_key)
        if key in known
        else told
        for key, told in now.items()
    }


def _of_all_months(before, told, counts):
    return told._replace(first=before.first, last=told.last if counts else before.last)


def freeze(known):
    """Return {key: Told} as JSON takes it; `thaw` gives it back."""
    return {str(key): list(told) for key, told in (known or {}).items()}


def thaw(known):
    """Return the {key: Told} of what `freeze` gave, after it was JSON."""
    return {int(key): Told(*told) for key, told in (known or {}).items()}


# -- words -------------------------------------------------------------------


def percent(points):
    """Return basis points in words: "85%", "92,5%"."""
    whole, rest = divmod(points, 100)
    decimals = f",{rest:02d}".rstrip("0") if rest else ""
    return f"{whole}{decimals}%"


def month_name(first):
    """Return a month in words: "Mei 2026"."""
    return f"{wording.MONTHS[first.month - 1]} {first.year}"


def month_names(first, last):
    """Return months in words: "Mei 2026", "April s.d. Mei 2026"."""
    if first == last:
        return month_name(last)
    begin = month_name(first)
    if first.year == last.year:
        begin = wording.MONTHS[first.month - 1]
    return f"{begin} s.d. {month_name(last)}"


def told(one):
    """Return an outcome with its percentage: "Belum Dinilai 100%"."""
    return f"{OUTCOMES[one.outcome]} {percent(one.points)}"


def change_words(found):
    """Return Changes as one text, "" without any.

    "sebelumnya: Belum Dinilai 100%, Bulan Mei 2026"; of a period that no longer counts
    with its name and what it says now.
    """
    return "; ".join(_change(one) for one in found)


def _change(one):
    paid = map(date.fromisoformat, (one.before.first, one.before.last))
    before = f"sebelumnya: {told(one.before)}, Bulan {month_names(*paid)}"
    return f"{one.period}: {told(one.now)}, {before}" if one.period else before


# -- the list ----------------------------------------------------------------


@dataclass(frozen=True)
class Line(recap.Person):
    """One employee in the list of a month, as he was at its end.

    ``period``: the name of the period whose figure counts, "" for none; ``change``:
    what has changed since it was last said, in words.
    """

    employee_id: int
    nip: str
    name: str
    rank: str
    post: str
    place: recap.Place
    period_id: int
    period: str
    outcome: str
    note: str
    points: int
    policy_id: int = 0
    change: str = ""
    known: dict | None = None


@dataclass(frozen=True)
class MonthList(recap.Book):
    """Everything that the workbook of a month shows.

    ``units``: names of the only units that it is of, where it is a part of the whole.
    """

    agency: str
    first: date
    drawn_on: str
    lines: tuple
    office: recap.Place | None = None
    office_file: str = ""
    units: tuple = ()

    people = "lines"

    @property
    def title(self):
        title = f"DAFTAR TPP BULAN {month_name(self.first)}"
        return f"{title}{self._only(', hanya ', ', ')}".upper()

    @property
    def file_name(self):
        units = safe(self._only("Hanya ", " "))
        parts = ["Daftar_TPP", f"{self.first:%Y_%m}", self.office_file, units]
        return "_".join(filter(None, parts)) + ".xlsx"

    def _only(self, word, between):
        """Return which units it is of: the first, and how many more, "" for all."""
        if not self.units:
            return ""
        more = len(self.units) - NAMED_UNITS
        names = [*self.units[:NAMED_UNITS], *([f"{more} unit lain"] * (more > 0))]
        return word + between.join(names)


def counts(lines):
    """Return {outcome: how many}, every outcome in order, 0 where nobody has it."""
    found = Counter(line.outcome for line in lines)
    return {outcome: found[outcome] for outcome in OUTCOMES}
