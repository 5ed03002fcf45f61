"""Recap of a cycle: one row per employee, and how the predikat are distributed.

Only delivered figures come in here; what is missing is None and stays a blank cell.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from . import wording

PREDIKAT_CODES = tuple(wording.PREDIKATS)


@dataclass(frozen=True)
class Period:
    """A period of the cycle; ``id`` is what rows refer to."""

    id: int
    title: str
    is_annual: bool


@dataclass(frozen=True)
class Figures:
    """The delivered figures of one employee in one period, as codes."""

    result: str | None
    behavior: str | None
    predikat: str | None
    delivered_on: date | None = None
    received_on: date | None = None


@dataclass
class Row:
    """One employee; ``figures``: {period id: Figures} of what was delivered."""

    nip: str
    name: str
    rank: str
    post: str
    unit: str
    parent_unit: str
    asn_kind: str
    plan_state: str
    # The system that the plan is kept in, in words.
    source: str = ""
    figures: dict = field(default_factory=dict)
    # {period id: (unit right under the agency, unit)} where he is evaluated in it,
    # delivered or not: who has moved since is counted where he was.
    places: dict = field(default_factory=dict)

    @property
    def place(self):
        """Return what rows are sorted by: unit, then name."""
        return (self.parent_unit, self.unit, self.name.casefold())


@dataclass(frozen=True)
class Recap:
    """Everything the workbook shows. Periods in order, the year last."""

    agency: str
    year: int
    as_of: date
    periods: tuple
    rows: tuple

    @property
    def file_name(self):
        return f"Rekap_Kinerja_{self.year}.xlsx"


@dataclass(frozen=True)
class Spread:
    """How many have each predikat in one unit and period; ``missing``: not yet any."""

    period: str
    parent_unit: str
    unit: str
    counts: tuple
    missing: int

    @property
    def rated(self):
        return sum(self.counts)


def spreads(recap, period):
    """Return the Spread of each unit in one period, sorted, units without one left out.

    Counted are rows that are evaluated in the period; who has no delivered predikat
    is missing, not zero.
    """
    counts = defaultdict(Counter)
    for row in recap.rows:
        if period.id in row.places:
            figures = row.figures.get(period.id)
            counts[row.places[period.id]][figures and figures.predikat] += 1
    return [
        Spread(
            period.title,
            parent_unit,
            unit,
            tuple(counter[code] for code in PREDIKAT_CODES),
            counter[None],
        )
        for (parent_unit, unit), counter in sorted(counts.items())
    ]


def total(period, parts):
    """Return the sum of the spreads of one period."""
    columns = zip(*(part.counts for part in parts), strict=True)
    return Spread(
        period.title,
        "JUMLAH",
        "",
        tuple(sum(column) for column in columns),
        sum(part.missing for part in parts),
    )
