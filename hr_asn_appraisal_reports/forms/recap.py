"""Recap of a cycle: one row per employee, and how the predikat are distributed.

Only delivered figures come in here. A rating that is missing is None and stays a blank
cell; a predikat that is missing stands there as a gap with its reason, never as 0.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from . import wording
from .file_names import free, safe

PREDIKAT_CODES = tuple(wording.PREDIKATS)

# Why somebody has no predikat in a period.
NOT_RATED = "not_rated"
NOT_DELIVERED = "not_delivered"
EXEMPT = "exempt"
ELSEWHERE = "elsewhere"
NOT_DUE = "not_due"
GAPS = {
    NOT_RATED: "Belum Dinilai",
    NOT_DELIVERED: "Belum Disampaikan",
    EXEMPT: "Dikecualikan",
    ELSEWHERE: "Dinilai di Sistem Lain",
    NOT_DUE: "Tidak Ada Evaluasi",
}
# Days of figures.
DAYS = ("delivered_on", "received_on")
# Of these somebody is waiting for a predikat, or knows why there is none.
COUNTED_GAPS = (NOT_RATED, NOT_DELIVERED, EXEMPT, ELSEWHERE)


class Place(NamedTuple):
    """A unit. The ids are its key: names repeat, even within one office (OPD)."""

    office_id: int = 0
    office: str = ""
    unit_id: int = 0
    unit: str = ""
    # The unit with those above it, below the office: "Puskesmas / Tata Usaha".
    path: str = ""
    # What stands above the office: tells two of the same name apart.
    top: str = ""

    @property
    def order(self):
        return (self.office, self.office_id, self.path, self.unit_id)


class Person:
    """Who stands in a workbook: what it is of has ``place``, ``name`` and ``nip``."""

    @property
    def order(self):
        """Return what people are sorted by: unit, then name."""
        return (*self.place.order, self.name.casefold(), self.nip)


class Book:
    """What a workbook of people shows: of the whole agency, or of one OPD.

    What it is of has ``agency``, ``drawn_on``, ``office`` (a Place, None for all) and
    ``office_file``, what the file name says of the office.
    """

    # The field with its people.
    people = "rows"

    @property
    def owner(self):
        """Return whose workbook it is: the OPD with its agency, or the agency."""
        if self.office is None:
            return self.agency
        return f"{self.office.office}, {self.agency}"

    @property
    def about(self):
        """Return what stands under the title: whose it is, and of when."""
        return f"{self.owner}. {self.drawn_on}."

    def by_office(self, names=None):
        """Return one of each OPD, in order.

        Everybody stands in exactly one of them, so that they add up to the whole.
        ``names``: {office id: part of a file name}; None: they are made here.
        """
        offices = {}
        for one in getattr(self, self.people):
            offices.setdefault(one.place.office_id, []).append(one)
        names = names or file_names([people[0].place for people in offices.values()])
        return [
            replace(
                self,
                **{self.people: tuple(people)},
                office=people[0].place,
                office_file=names[key],
            )
            for key, people in offices.items()
        ]


class Gap(NamedTuple):
    """Why there is no predikat: one of GAPS, and what is known of it in words."""

    code: str
    note: str = ""


@dataclass(frozen=True)
class Period:
    """A period of the cycle; ``id`` is what rows refer to, ``file`` a part of names."""

    id: int
    title: str
    is_annual: bool
    file: str = ""


class Figures(NamedTuple):
    """The delivered figures of one employee in one period, as codes."""

    result: str | None
    behavior: str | None
    predikat: str | None
    delivered_on: date | None = None
    received_on: date | None = None
    note: str = ""


class Stand(NamedTuple):
    """As what somebody stands in a row: all of one post and its plan, or unknown."""

    post: str = ""
    asn_kind: str = ""
    plan_state: str = ""
    # The system that the plan is kept in, in words, and of which day its import is.
    source: str = ""
    imported_on: date | None = None
    policy_id: int = 0


@dataclass
class Row(Person):
    """One employee, where he is now or was in the period of the recap.

    ``figures``: {period id: Figures} of what was delivered; ``gaps``: {period id: Gap}
    of the rest. Each period of the recap is in one of the two.
    """

    nip: str
    name: str
    rank: str
    post: str
    place: Place
    asn_kind: str
    plan_state: str
    source: str = ""
    imported_on: date | None = None
    figures: dict = field(default_factory=dict)
    gaps: dict = field(default_factory=dict)
    # {period id: Place} where he is evaluated in it, delivered or not: who has moved
    # since is counted where he was.
    places: dict = field(default_factory=dict)
    # {period id: Stand} where he is evaluated elsewhere than he stands.
    stands: dict = field(default_factory=dict)
    # {period id: policy id} of the periods that his plan's cadence or a report names:
    # another system may rate in every period, it need not. 0: of a plan not to be read.
    policies: dict = field(default_factory=dict)
    employee_id: int = 0
    policy_id: int = 0

    def of_units(self, unit_ids):
        """Return the row with what is evaluated in these units, None without any.

        Who is evaluated nowhere in the year stands where he is.
        """
        inside = {key: at for key, at in self.places.items() if at.unit_id in unit_ids}
        is_here = self.place.unit_id in unit_ids
        if not inside and (self.places or not is_here):
            return None
        outside = {key: at for key, at in self.places.items() if key not in inside}
        kept = {
            name: {key: one for key, one in getattr(self, name).items() if key in kept}
            for name, kept in (
                ("figures", self.figures.keys() - outside.keys()),
                ("policies", self.policies.keys() - outside.keys()),
            )
        }
        gone = {
            key: Gap(NOT_DUE, f"Dievaluasi di {at.unit}") for key, at in outside.items()
        }
        last = [*inside][-1:]
        there = {}
        if not is_here:
            stand = self.stands.get(last[0])
            there = {"place": inside[last[0]]} | (stand._asdict() if stand else {})
        return replace(self, places=inside, gaps=self.gaps | gone, **kept, **there)


@dataclass(frozen=True)
class Recap(Book):
    """Everything a workbook shows. Periods in order, the year last.

    ``drawn_on``: when the figures were read, in words; ``office``: the OPD that the
    workbook is of, None for the whole agency; ``period``: the only one, None for all.
    """

    agency: str
    year: int
    drawn_on: str
    periods: tuple
    rows: tuple
    office: Place | None = None
    # What the file name says of the office, different for each.
    office_file: str = ""

    def of_units(self, name, unit_ids):
        """Return the part of the units ``unit_ids``, under a name.

        Who has moved stands in the part of each unit, with the periods that he is
        evaluated there.
        """
        rows = filter(None, (row.of_units(unit_ids) for row in self.rows))
        return replace(
            self,
            rows=tuple(sorted(rows, key=lambda row: row.order)),
            office=Place(office=name),
            office_file=safe(name),
        )

    @property
    def period(self):
        return self.periods[0] if len(self.periods) == 1 else None

    @property
    def title(self):
        """Return what follows the title of a sheet: "TRIWULAN II TAHUN 2026"."""
        words = [] if self.period is None else [self.period.title.upper()]
        if self.period and self.period.is_annual:
            words = []
        return " ".join([*words, f"TAHUN {self.year}"])

    @property
    def file_name(self):
        parts = ["Rekap_Kinerja", str(self.year)]
        parts += [self.period.file] if self.period else []
        return "_".join([*parts, *filter(None, [self.office_file])]) + ".xlsx"


def file_names(places):
    """Return {office id: part of a file name} of places in different offices.

    Names that are the same get what stands above them, then a number; names that
    differ in their case only are the same on many machines.
    """
    plain = Counter(safe(place.office).casefold() for place in places)
    names, taken = {}, set()
    for place in places:
        name = safe(place.office)
        if plain[name.casefold()] > 1:
            name = safe(f"{place.top} {place.office}")
        names[place.office_id] = free(name, taken)
    return names


@dataclass(frozen=True)
class Spread:
    """How many have each predikat in one unit and period, and why the others none.

    ``counts``: in the order of PREDIKAT_CODES; ``gaps``: in that of COUNTED_GAPS.
    """

    period: str
    parent_unit: str
    unit: str
    counts: tuple
    gaps: tuple

    @property
    def rated(self):
        return sum(self.counts)

    @property
    def missing(self):
        return sum(self.gaps)


def spreads(recap, period):
    """Return the Spread of each unit in one period, sorted, units without one left out.

    Counted is who is to be evaluated in the period; who has no delivered predikat is
    counted by the reason, not as zero.
    """
    key = period.id
    counts = defaultdict(Counter)
    seen = Counter(
        (row.places[key], outcome(row, key)) for row in recap.rows if key in row.places
    )
    for (place, code), count in seen.items():
        counts[place][code] = count
    return [
        Spread(
            period.title,
            place.office,
            place.path,
            tuple(counter[code] for code in PREDIKAT_CODES),
            tuple(counter[code] for code in COUNTED_GAPS),
        )
        for place, counter in sorted(counts.items(), key=lambda item: item[0].order)
    ]


def outcome(row, period_id):
    """Return the predikat of a row in a period, or why there is none."""
    figures = row.figures.get(period_id)
    return figures.predikat if figures else row.gaps[period_id].code


def note(row, period_id):
    """Return what is known beside the outcome of a row in a period, in words."""
    return (row.figures.get(period_id) or row.gaps[period_id]).note


def total(period, parts):
    """Return the sum of the spreads of one period."""
    return Spread(
        period.title,
        "JUMLAH",
        "",
        tuple(map(sum, zip(*(part.counts for part in parts), strict=True))),
        tuple(map(sum, zip(*(part.gaps for part in parts), strict=True))),
    )


# -- kept for later ----------------------------------------------------------


def freeze(row):
    """Return a row as values that JSON takes; `thaw` gives the same row back."""
    return vars(row) | {
        "imported_on": _iso(row.imported_on),
        "figures": _keyed(row.figures, _freeze_figures, str),
        "gaps": _keyed(row.gaps, Gap._asdict, str),
        "places": _keyed(row.places, list, str),
        "stands": _keyed(row.stands, _freeze_stand, str),
        "policies": _keyed(row.policies, int, str),
    }


def thaw(values):
    """Return the Row of what `freeze` gave, before or after it was JSON."""
    return Row(
        **values
        | {
            "place": Place(*values["place"]),
            "imported_on": _day(values["imported_on"]),
            "figures": _keyed(values["figures"], _thaw_figures),
            "gaps": _keyed(values["gaps"], lambda one: Gap(**one)),
            "places": _keyed(values["places"], lambda one: Place(*one)),
            # Rows kept by an earlier release have none.
            "stands": _keyed(values.get("stands", {}), _thaw_stand),
            "policies": _keyed(values["policies"], int),
        }
    )


def _keyed(values, make, key=int):
    return {key(name): make(one) for name, one in values.items()}


def _freeze_stand(one):
    return one._asdict() | {"imported_on": _iso(one.imported_on)}


def _thaw_stand(one):
    return Stand(**one | {"imported_on": _day(one["imported_on"])})


def _freeze_figures(one):
    days = {name: _iso(getattr(one, name)) for name in DAYS}
    return one._asdict() | days


def _thaw_figures(one):
    days = {name: _day(one[name]) for name in DAYS}
    return Figures(**one | days)


def _iso(on):
    return on.isoformat() if on else None


def _day(text):
    return date.fromisoformat(text) if text else None
