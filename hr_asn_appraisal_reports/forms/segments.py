"""The year of somebody who changed posts: its stretches, as the sum they are."""

from dataclasses import dataclass

from . import wording

HEADING = "PENGGABUNGAN PENILAIAN DALAM TAHUN BERJALAN"
COLUMNS = (
    ("NO", 3),
    ("JABATAN DAN UNIT KERJA", 35),
    ("MASA PENILAIAN", 20),
    ("BULAN", 8),
    ("RATING HASIL KERJA", 12),
    ("RATING PERILAKU KERJA", 12),
    ("PREDIKAT", 10),
)
RULES = {
    "last_unit": "penilaian pada jabatan terakhir",
    "longest": "penilaian pada jabatan yang paling lama dipangku",
    "month_weighted": "penilaian dengan jumlah bulan terbanyak",
}
WEIGHED = "rata-rata nilai hasil kerja menurut jumlah bulan"


@dataclass(frozen=True)
class Segment:
    """A stretch in one post; ratings are words, "-" where it was not rated."""

    number: int
    post: str
    unit: str
    span: str
    months: int
    result: str
    behavior: str
    predikat: str


@dataclass(frozen=True)
class Merged:
    """All stretches with their sum, and how they make the year."""

    segments: tuple
    rule: str
    sum: str = ""

    heading = HEADING
    columns = COLUMNS

    @property
    def months(self):
        return sum(one.months for one in self.segments)

    @property
    def sentences(self):
        """Say the same in a few lines."""
        for one in self.segments:
            told = one.result if one.predikat == wording.MISSING else one.predikat
            yield f"{one.post}, {one.span}: {one.months} bulan, {told}."
        yield f"Jumlah {self.months} bulan; dasar usulan: {self.basis}."

    @property
    def basis(self):
        """Return the rule, with the sum of the values where months weigh them."""
        return f"{self.rule}: {self.sum}" if self.sum else self.rule


def build(content):
    """Return Merged of a sealed year, None where there was one post only."""
    rows = content.get("segments")
    if not rows:
        return None
    segments = tuple(_segment(*numbered) for numbered in enumerate(rows, 1))
    # Values are weighed by months, words are counted by them.
    total = content.get("merge_sum", "")
    rule = WEIGHED if total else RULES[content["merge_rule"]]
    return Merged(segments, rule, total)


def _segment(number, row):
    return Segment(
        number,
        row["post"],
        row["unit"],
        _span(row["date_from"], row["date_to"]),
        row["months"],
        _result(row),
        wording.RATINGS.get(row["behavior"], wording.MISSING),
        wording.PREDIKATS.get(row["predikat"], wording.MISSING),
    )


def _result(row):
    """Return the rating of results; where it is rated in numbers with its value."""
    words = wording.RATINGS.get(row["result"], wording.MISSING)
    return f"{words} ({row['value']})" if row.get("value") else words


def _span(start, end):
    """Return two days of one year as "1 Januari s.d. 30 September 2026"."""
    first = wording.long_date(start).rsplit(" ", 1)[0]
    return f"{first} s.d. {wording.long_date(end)}"
