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
AXES = {"result": "Hasil kerja", "behavior": "Perilaku kerja"}
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


SAME = "(sama banyak: yang kemudian yang dipakai)"
LAST = "Jabatan terakhir yang menentukan: {post}, {span} → {rating}."
LONGEST = "Jabatan terlama yang menentukan: {post}, {span} ({days} hari) → {rating}."
UNRATED = "Tidak dinilai sehingga tidak dihitung: {names} ({count} bulan)."
SHARED = "{names}: {posts} dipangku bersamaan dan dihitung untuk masing-masing."
MORE = "Karena itu jumlahnya {} bulan, bukan 12."
# So many months a year has.
YEAR = 12


@dataclass(frozen=True)
class Merged:
    """All stretches, how they make the year, and the sum of it in sentences.

    ``sum``: the mean by months as documents sealed until 19.0.1.4.0 have it.
    """

    segments: tuple
    rule: str
    sum: str = ""
    told: tuple = ()

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
        yield from self.told

    @property
    def basis(self):
        """Return the rule, with the sum of the values where months weigh them."""
        return f"{self.rule}: {self.sum}" if self.sum else self.rule


def build(content):
    """Return Merged of a sealed year, None where there was one post only."""
    rows = content.get("segments")
    if not rows:
        return None
    merged = content.get("merged") or {}
    segments = tuple(_segment(*numbered) for numbered in enumerate(rows, 1))
    # Values are weighed by months, words are counted by them.
    total = content.get("merge_sum", "")
    is_weighed = total or merged.get("points")
    rule = RULES[merged.get("rule") or content["merge_rule"]]
    return Merged(segments, WEIGHED if is_weighed else rule, total, tuple(told(merged)))


def told(merged):
    """Yield in sentences how the posts of a year make it.

    ``merged``: what the appraisal addon has merged, {} for a year in one post.
    """
    if not merged:
        return
    if merged["points"]:
        yield f"Nilai hasil kerja: {merged['points']}."
    for axis, name in AXES.items():
        if merged[axis]:
            yield f"{name}: {_sum(merged[axis])}."
    if merged["decided"]:
        yield _decided(merged["rule"], merged["decided"])
    if merged["missing"]:
        months = merged["missing"]
        yield UNRATED.format(names=_names(months), count=len(months))
    for one in merged["shared"]:
        posts = " dan ".join(one["posts"])
        yield SHARED.format(names=_names(one["months"]), posts=posts)
    # What was held at once in a part of the year may still add up to no more than it.
    if merged["shared"] and merged["months"] > YEAR:
        yield MORE.format(merged["months"])


def _sum(axis):
    """Return "Sesuai Ekspektasi 5 bulan + … = 12 bulan → Sesuai Ekspektasi"."""
    parts = [
        f"{wording.RATINGS[value]} {months} bulan" for value, months in axis["terms"]
    ]
    whole = f"{axis['months']} bulan → {wording.RATINGS[axis['value']]}"
    tail = f" {SAME}" if axis["is_tie"] else ""
    return f"{' + '.join(parts)} = {whole}{tail}"


def _decided(rule, one):
    """Return which post makes the year and why; it may be rated in words or figures."""
    given = [wording.RATINGS[one[axis]] for axis in AXES if one[axis]]
    given += [one["value"]] if one["value"] else []
    text = LAST if rule == "last_unit" else LONGEST
    return text.format(
        post=one["post"],
        span=_span(one["date_from"], one["date_to"]),
        days=one["days"],
        rating=", ".join(given) or "tidak dinilai",
    )


def _names(months):
    """Return months in words: "Januari, Oktober s.d. Desember"."""
    found = []
    for month in months:
        if found and found[-1][1] == month - 1:
            found[-1][1] = month
        else:
            found.append([month, month])
    return ", ".join(_stretch(first, last) for first, last in found)


def _stretch(first, last):
    names = [wording.MONTHS[month - 1] for month in (first, last)]
    return names[0] if first == last else " s.d. ".join(names)


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
