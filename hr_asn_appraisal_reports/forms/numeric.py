"""Laporan Dokumen Penilaian Kinerja (5.14): the numeric document of PP 30/2019.

Read from the sealed evaluation whose ratings are values (scheme of PP 30/2019), from
the sealed receipt, and from the sealed decision where an objection was decided. The sum
stands in the seal as it was worked out; nothing is computed here.
"""

from dataclasses import dataclass

from . import d11, decision, wording

TITLE = "LAPORAN DOKUMEN PENILAIAN KINERJA"
HEADING = "PENILAIAN KINERJA"
SKP = "Nilai SKP"
BEHAVIOR = "Nilai Perilaku Kerja"
ASPECTS = "Aspek Perilaku Kerja"
BOTH = "Nilai SKP + Nilai Perilaku Kerja"
IDEA = "Ide Baru"
VALUE = "Nilai Kinerja Pegawai"
PREDIKAT = "Predikat Kinerja Pegawai"
CREDIT = "Total Angka Kredit yang Diperoleh (bagi pejabat fungsional)"
HEADINGS = (
    "PERMASALAHAN",
    "REKOMENDASI",
    "KEBERATAN",
    "PENJELASAN PEJABAT PENILAI ATAS KEBERATAN",
    "KEPUTUSAN ATASAN PEJABAT PENILAI KINERJA",
)


@dataclass(frozen=True)
class Words:
    """A numbered block of sentences, "-" where nothing was said."""

    number: int
    heading: str
    texts: tuple


@dataclass(frozen=True)
class NumericForm:
    """The whole paper; ``emblem`` is a data URI, or "" to leave its room empty."""

    title: str
    period_title: str
    agency: str
    period: str
    blocks: tuple
    words: tuple
    signatures: tuple
    owner: str
    file_name: str
    emblem: str


def has_values(content):
    """Say whether a sealed evaluation was rated in numbers of PP 30/2019."""
    points = content.get("points")
    return bool(points) and "method" not in points


def build(content, receipt=None, emblem="", decided=None, is_withdrawn=False):
    """Return the NumericForm of sealed contents, each as of d11.build().

    Errors: ValueError for what was not rated in these numbers.
    """
    if not has_values(content):
        raise ValueError("not rated in numbers of PP 30/2019")
    period = content["period"]
    employee, appraiser, superior = d11.parties(content)
    return NumericForm(
        title=TITLE,
        period_title=f"PERIODE : {wording.period_title(period)}",
        agency=content["agency"].upper(),
        period=wording.span(period["date_from"], period["date_to"]),
        blocks=(
            *d11.party_blocks((employee, appraiser, superior)),
            d11.Block(4, HEADING, tuple(_values(content))),
        ),
        words=tuple(_words(content, receipt, decided, is_withdrawn)),
        signatures=(
            d11.employee_signature(content, receipt, employee, 10),
            d11.appraiser_signature(content, appraiser, 11),
            _superior_signature(content, superior, decided),
        ),
        owner=employee.owner,
        file_name=_file_name(content),
        emblem=emblem,
    )


def _values(content):
    """Yield the lines of block 4; credit is no part of an evaluation."""
    points = content["points"]
    predikat = content["ratings"]["predikat"]
    yield d11.Line(SKP, wording.hundredths(points["skp"]))
    yield d11.Line(BEHAVIOR, wording.hundredths(points["behavior"]))
    yield d11.Line(ASPECTS, _aspects(content))
    yield d11.Line(BOTH, points["sum"])
    yield d11.Line(IDEA, points["innovation"] or wording.MISSING)
    yield d11.Line(VALUE, wording.hundredths(points["value"]), bold=True)
    yield d11.Line(PREDIKAT, wording.PREDIKATS[predikat].upper(), bold=True)
    yield d11.Line(CREDIT, wording.MISSING)


def _aspects(content):
    """Return the aspects that the plan expected: by its policy, and of who leads.

    What else was said something about is none of them.
    """
    behaviors = content.get("behaviors", ())
    names = [one["name"] for one in behaviors if one.get("expected", True)]
    return ", ".join(names) or wording.MISSING


def _words(content, receipt, decided, is_withdrawn):
    """Yield blocks 5 to 9; what the employee states stands below his objection."""
    said = decided or {}
    texts = (
        [],
        _lines(content["note"]) + _deemed(receipt) + _withdrawn(is_withdrawn),
        _dated(said, "text", "filed_on") + _dated(said, "statement", "stated_on"),
        _dated(said, "explanation", "explained_on"),
        _decision(decided) if decided else [],
    )
    for number, (heading, lines) in enumerate(zip(HEADINGS, texts, strict=True), 5):
        yield Words(number, heading, tuple(lines) or (wording.MISSING,))


def _lines(text):
    return text.split("\n") if text else []


def _deemed(receipt):
    return list(d11.deemed(receipt))


def _withdrawn(is_withdrawn):
    return [f"{wording.WITHDRAWN}."] if is_withdrawn else []


def _dated(said, key, day):
    """Return what somebody said with its day; nothing where he said nothing."""
    lines = _lines(said.get(key))
    return [*lines, f"({wording.long_date(said[day])})"] if lines else []


def _decision(decided):
    """Return what was decided: the outcome, the figures after it, and why."""
    return [
        decision.OUTCOMES[decided["outcome"]],
        *(f"{label}: {value}" for label, value in decision.changes(decided)),
        *_lines(decided["reason"]),
        decision.FINAL,
    ]


def _superior_signature(content, superior, decided):
    """Return the third signature: of who decided, who may be another than block 3 has.

    Meanwhile somebody above him, or whom the officer named, may have decided for him;
    then his post is told. ``superior``: the Party of block 3.
    """
    if not decided:
        place_date = wording.place_and_date(content["place"], "")
        return _signature(place_date, superior, superior.signature_post)
    decider = wording.party(decided["superior"])
    is_other = (decider.name, decider.number) != (superior.name, superior.number)
    return _signature(
        wording.place_and_date(decided["place"], decided["decided_on"]),
        decider,
        decider.post if is_other else decider.signature_post,
    )


def _signature(place_date, party, post):
    return d11.Signature(12, place_date, decision.ROLE, party, post=post)


def _file_name(content):
    period = content["period"]
    words = wording.period_file(period)
    return f"PENILAIAN_{period['year']}_{words}_{content['employee']['number']}.pdf"
