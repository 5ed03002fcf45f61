"""Penetapan Predikat Kinerja (layout 11, SE MenPANRB 3/2023): a unit and its people.

What the unit achieved is read from its sealed rating; the people are those who were
delivered by it. It speaks of all of them, so it is nobody's own paper.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from . import wording

TITLE = "PENETAPAN PREDIKAT KINERJA"
ROLE = "Pimpinan yang Menetapkan"
PARTS = (
    "A. CAPAIAN KINERJA ORGANISASI",
    "B. POLA DISTRIBUSI PREDIKAT",
    "C. PREDIKAT KINERJA PEGAWAI",
    "D. PERTIMBANGAN",
)
# The two parts of a year, in the order in which they are rated.
PARTS_OF_YEAR = {
    "agreement": "Capaian perjanjian kinerja",
    "expectation": "Ekspektasi pimpinan",
}
PATTERN_HEADS = ("PREDIKAT", "POLA", "JUMLAH", "PERSEN", "KETERANGAN")
PEOPLE_HEADS = (
    *("NO", "NAMA", "NIP", "JABATAN"),
    *("RATING HASIL KERJA", "RATING PERILAKU KERJA", "PREDIKAT"),
)
LIMITS = {
    "max_share": "paling banyak {}%",
    "min_share": "paling sedikit {}%",
    "min_count": "paling sedikit {} orang",
}
KEPT, BROKEN = "Sesuai", "Tidak sesuai"
# Why people are held against no pattern.
NO_PATTERN = "off"
ELSEWHERE = "elsewhere"
NOTES = {
    NO_PATTERN: "Kebijakan instansi tidak menerapkan pola distribusi.",
    ELSEWHERE: "Pola diterapkan pada unit terkecil dengan paling sedikit {least}"
    " pegawai; unit yang lebih kecil dinilai bersama unit di atasnya. Pegawai ini"
    " dinilai pada:",
}
# How those stand with whom they are judged.
JUDGED = "{unit} (capaian {rating}; {rated} dari {total} pegawai): {verdicts}."
UNTOLD = "{unit} (capaian {rating}): lihat penetapan predikat unit tersebut."
UNRATED = "{unit}: capaian kinerja organisasi belum ditetapkan."
STANDS = "{predikats} {share} ({limit})"
# The rule of rounding of law/distribution.py, in words.
ROUNDING = (
    "Persentase dibandingkan dengan pola apa adanya, tanpa pembulatan: 70,2% melebihi"
    " paling banyak 70%.",
    "Angka di luar pola dicetak dengan pembulatan menjauhi batas, sehingga tidak tampak"
    " seolah-olah sesuai.",
)
IN_SESSION = "Rapat kalibrasi"
ALL_KEPT = "Sebaran predikat sesuai pola; tidak ada pertimbangan."
SILENT = "Tidak ada pertimbangan yang ditulis."
WAITING = "{} pegawai belum menerima dokumen evaluasi dan tidak tercantum."
AS_OF = "Data per {}."


@dataclass(frozen=True)
class PatternLine:
    """A predikat, or some of them together: what may be beside what is."""

    predikats: str
    limit: str
    count: str
    share: str
    verdict: str


@dataclass(frozen=True)
class PersonLine:
    """One person with both ratings and the predikat."""

    number: str
    name: str
    nip: str
    post: str
    result: str
    behavior: str
    predikat: str


@dataclass(frozen=True)
class PredikatForm:
    """The whole paper; ``basis``: pairs of label and value."""

    titles: tuple
    agency: str
    basis: tuple
    pattern: tuple
    pattern_notes: tuple
    people: tuple
    considerations: tuple
    notes: tuple
    place_date: str
    role: str
    signer: wording.Party
    owner: str
    file_name: str
    parts: tuple = PARTS
    pattern_heads: tuple = PATTERN_HEADS
    people_heads: tuple = PEOPLE_HEADS


def build(content):
    """Return the PredikatForm of a dict of `hr.asn.unit.rating`'s paper content."""
    period = content["period"]
    unit = content["unit"]["name"]
    return PredikatForm(
        titles=(TITLE, unit.upper(), f"PERIODE {_period(period)}"),
        agency=content["agency"].upper(),
        basis=tuple(_basis(content)),
        pattern=tuple(_pattern(content)),
        pattern_notes=tuple(_pattern_notes(content)),
        people=tuple(
            _person(number, one) for number, one in enumerate(content["people"], 1)
        ),
        considerations=tuple(_considered(content)),
        notes=tuple(_notes(content)),
        # It is signed after delivery, on a day that nobody knows here.
        place_date=wording.place_and_date(content["place"], ""),
        role=ROLE,
        signer=wording.party(content["leader"]),
        owner=f"{TITLE.capitalize()} {unit}",
        file_name=_file_name(content),
    )


def _period(period):
    """Return "TRIWULAN I 2026"; months name their year themselves."""
    title = wording.period_title(period)
    year = str(period["year"])
    return title if year in title else f"{title} {year}"


def _basis(content):
    decree = content["decree"] or wording.MISSING
    yield (
        "Capaian kinerja organisasi",
        wording.upper_or_missing(wording.ORG_RATINGS, content["rating"]),
    )
    yield from _proposed(content)
    yield "Dasar", content["source"]
    yield "Nomor keputusan", decree
    yield "Tanggal keputusan", wording.long_date(content["decided_on"])


def _proposed(content):
    """Yield what the system proposed, the parts of a year, and why it was left.

    Of what was set before proposals were made there is nothing.
    """
    for part, given in content.get("parts", {}).items():
        yield PARTS_OF_YEAR[part], wording.upper_or_missing(wording.RATINGS, given)
    rating, agreement = content.get("proposed"), content.get("proposed_agreement")
    if agreement:
        yield "Usulan sistem, perjanjian kinerja", wording.RATINGS[agreement].upper()
    if rating:
        yield "Usulan sistem", wording.ORG_RATINGS[rating].upper()
    if _has_departed(content):
        yield "Alasan berbeda dari usulan", content["reason"]
    if content.get("recommendation"):
        yield "Rekomendasi", content["recommendation"]


def _has_departed(content):
    pairs = (
        (content["rating"], content.get("proposed")),
        (content.get("parts", {}).get("agreement"), content.get("proposed_agreement")),
    )
    return any(proposed and given != proposed for given, proposed in pairs)


def _pattern(content):
    """Yield each predikat, then those that a rule takes together."""
    counts = Counter(one["predikat"] for one in content["people"])
    rules = defaultdict(list)
    for rule in content["rules"]:
        rules[tuple(rule["predikats"])].append(rule)
    for code in wording.PREDIKATS:
        for rule in rules.pop((code,), [None]):
            yield _pattern_line((code,), counts, rule)
    for codes, some in rules.items():
        for rule in some:
            yield _pattern_line(codes, counts, rule)


def _pattern_notes(content):
    """Yield why no rule stands in the table, with whom people are judged, and how."""
    apart = content["apart"]
    if apart:
        yield NOTES[apart].format(least=content["least"])
    if apart == ELSEWHERE:
        yield from map(_judged, content["judged"])
    if apart != NO_PATTERN:
        yield " ".join(ROUNDING)


def _judged(one):
    """Return how a unit stands at which people of the paper are judged."""
    if not one["rating"]:
        return UNRATED.format(**one)
    told = one | {"rating": wording.ORG_RATINGS[one["rating"]]}
    if not one["is_told"]:
        return UNTOLD.format(**told)
    verdicts = "; ".join(_stands(rule) for rule in one["rules"])
    return JUDGED.format(**told, verdicts=verdicts)


def _stands(rule):
    """Return what is beside what may be, and its verdict once all have a predikat."""
    told = STANDS.format(
        predikats=_names(rule["predikats"]),
        share=f"{rule['percent']}%",
        limit=LIMITS[rule["bound"]].format(rule["limit"]),
    )
    return told if rule["is_broken"] is None else f"{told}, {_verdict(rule).lower()}"


def _names(codes):
    return " dan ".join(wording.PREDIKATS[code] for code in codes)


def _pattern_line(codes, counts, rule):
    count = sum(counts[code] for code in codes)
    total = sum(counts.values())
    percent = rule["percent"] if rule else round(100 * count / total)
    return PatternLine(
        _names(codes),
        LIMITS[rule["bound"]].format(rule["limit"]) if rule else wording.MISSING,
        str(count),
        f"{percent}%",
        _verdict(rule),
    )


def _verdict(rule):
    if not rule or rule["is_broken"] is None:
        return wording.MISSING
    return BROKEN if rule["is_broken"] else KEPT


def _person(number, one):
    person = wording.party(one)
    return PersonLine(
        str(number),
        person.name,
        person.number,
        person.post,
        wording.RATINGS.get(one["result"], wording.MISSING),
        wording.RATINGS.get(one["behavior"], wording.MISSING),
        wording.PREDIKATS[one["predikat"]],
    )


def _considered(content):
    """Yield why the pattern was left: what departs, the words, who wrote them."""
    for one in content["considerations"]:
        yield one["departure"]
        yield f"“{one['text']}”"
        author = IN_SESSION if one["in_session"] else one["author"]
        yield f"{author}, {wording.long_date(one['on'])}"
    if not content["considerations"]:
        is_kept = all(rule["is_broken"] is False for rule in content["rules"])
        yield ALL_KEPT if is_kept and not content["apart"] else SILENT


def _notes(content):
    if content["waiting"]:
        yield WAITING.format(content["waiting"])
    yield AS_OF.format(wording.long_date(content["printed_on"]))


def _file_name(content):
    period = content["period"]
    words = wording.period_file(period)
    return f"PENETAPAN_PREDIKAT_{period['year']}_{words}_{content['unit']['id']}.pdf"
