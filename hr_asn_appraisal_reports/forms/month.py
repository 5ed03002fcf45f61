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
    """What a month has said of somebody: a closed one, or as it would today.

    ``period``: id of the period whose figure counts, 0 without any.
    """

    outcome: str
    points: int
    period: int = 0


class Leaver(NamedTuple):
    """Who stands in no list of the month, but is owed something, or owes it.

    ``change``: what has changed of the months that he was in, in words.
    """

    nip: str
    name: str
    change: str


class Change(NamedTuple):
    """What has changed in closed months.

    ``period``: the name of what counts in them, "" where the line itself says what is
    now; ``months``: their first days, the earliest first.
    """

    period: str
    now: Told
    before: Told
    months: tuple


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


def says_same(one, other):
    """Say whether two Told have the same outcome and percentage, of any period."""
    return (one.outcome, one.points) == (other.outcome, other.points)


def told_last(entries):
    """Return {first day: Told}: what each month was told to be, by whichever was last.

    In: of one employee (first day, Told, settled) of each month, in the order in which
    they were read: what he is paid, None without a post in it, and {first day: Told} of
    what it settled of other months. Out: as said; a month that was not paid is not in
    it. Errors: none. Source: design of this program.
    """
    found = {}
    for first, paid, settled in entries:
        if paid:
            found[first] = paid
        found |= settled
    return found


def settled(known, now):
    """Return {first day: Told} of the months that say today what they did not say.

    In: ``known`` of `told_last`; ``now``, the same as it would be told today.
    Errors: KeyError where ``now`` lacks a month.
    """
    return {
        first: now[first]
        for first, before in known.items()
        if not says_same(now[first], before)
    }


def changes(known, now, own, names):
    """Return what has changed in closed months, as Changes.

    In: ``known`` and ``now`` as `settled` takes them; ``own``, the Told of the line
    that they stand in, None without one; ``names`` {period id: name}, 0 for none.
    Out: months of which the same is said are one Change, whichever period it was
    before; first what the line itself says, then the earliest months first.
    Errors: KeyError where ``now`` or ``names`` lacks a key.
    Source: design of this program.
    """
    alike = {}
    for first, told in sorted(settled(known, now).items()):
        before = known[first]
        alike.setdefault((told, before.outcome, before.points), []).append(first)
    found = [
        Change(
            "" if told == own else names[told.period],
            told,
            known[months[0]],
            tuple(months),
        )
        for (told, *_before), months in alike.items()
    ]
    return tuple(sorted(found, key=lambda one: (bool(one.period), one.months)))


def freeze(months):
    """Return {first day: Told} as JSON takes it; `thaw` gives it back."""
    return {first.isoformat(): list(told) for first, told in (months or {}).items()}


def thaw(months):
    """Return the {first day: Told} of what `freeze` gave, after it was JSON."""
    return {
        date.fromisoformat(first): Told(*told) for first, told in (months or {}).items()
    }


# -- words -------------------------------------------------------------------


def percent(points):
    """Return basis points in words: "85%", "92,5%"."""
    whole, rest = divmod(points, 100)
    decimals = f",{rest:02d}".rstrip("0") if rest else ""
    return f"{whole}{decimals}%"


def month_name(first):
    """Return a month in words: "Mei 2026"."""
    return f"{wording.MONTHS[first.month - 1]} {first.year}"


def month_names(months):
    """Return months in words: "April s.d. Mei 2026", "Maret dan Mei 2026".

    In: first days, the earliest first. Months that follow each other are one span; a
    year is said once, behind the last month of it.
    """
    ends = [end for span in _spans(months) for end in dict.fromkeys(span)]
    years = [end.year for end in ends]
    last = {
        end
        for end, following in zip(ends, [*years[1:], None], strict=True)
        if end.year != following
    }
    spans = [
        " s.d. ".join(_month(end, end in last) for end in dict.fromkeys(span))
        for span in _spans(months)
    ]
    return _listed(spans)


def _spans(months):
    """Return [first and last month] of those that follow each other."""
    spans = []
    for first in months:
        if spans and spans[-1][1] == month_before(first):
            spans[-1][1] = first
        else:
            spans.append([first, first])
    return spans


def _month(first, with_year):
    return month_name(first) if with_year else wording.MONTHS[first.month - 1]


def _listed(words):
    """Return words as one: "A", "A dan B", "A, B, dan C"."""
    *others, last = words
    comma = "," if len(others) > 1 else ""
    return f"{', '.join(others)}{comma} dan {last}" if others else last


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
    before = f"sebelumnya: {told(one.before)}, Bulan {month_names(one.months)}"
    return f"{one.period}: {told(one.now)}, {before}" if one.period else before


# -- the list ----------------------------------------------------------------


@dataclass(frozen=True)
class Line(recap.Person):
    """One employee in the list of a month, as he was at its end.

    ``period``: the name of the period whose figure counts, "" for none; ``change``:
    what has changed of the months before, in words; ``settled``: {first day: Told} of
    these months, as it is now.
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
    settled: dict | None = None


@dataclass(frozen=True)
class MonthList(recap.Book):
    """Everything that the workbook of a month shows.

    ``units``: names of the only units that it is of, where it is a part of the whole;
    ``leavers``: of the whole agency.
    """

    agency: str
    first: date
    drawn_on: str
    lines: tuple
    office: recap.Place | None = None
    office_file: str = ""
    units: tuple = ()
    leavers: tuple = ()

    people = "lines"

    @property
    def owed(self):
        """Return the Leavers that it shows: in the whole list, in no part of it."""
        return () if self.office or self.units else self.leavers

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
