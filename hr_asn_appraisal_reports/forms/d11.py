"""D.1.1, Dokumen Evaluasi Kinerja Pegawai: layout 6, one page.

Read from the sealed evaluation (schema evaluation/1 or /2) and, once it was received,
from the sealed receipt (receipt/1). The ratings do not stand on it, only the predikat.
"""

from dataclasses import dataclass

from . import decision, segments, skp, wording

SCHEMAS = ("evaluation/1", "evaluation/2")
RECEIPT_SCHEMA = "receipt/1"

TITLE = "DOKUMEN EVALUASI KINERJA PEGAWAI"
HEADINGS = (
    "PEGAWAI YANG DINILAI",
    "PEJABAT PENILAI KINERJA",
    "ATASAN PEJABAT PENILAI KINERJA",
)
EVALUATION = "EVALUASI KINERJA"
NOTES = "CATATAN/REKOMENDASI"
FOOTNOTES = (
    "* periode disesuaikan dengan periode evaluasi kinerja Pegawai yang berlaku pada "
    "Instansi Pemerintah",
)


@dataclass(frozen=True)
class Line:
    """Label and value; important values are printed bold."""

    label: str
    value: str
    bold: bool = False


@dataclass(frozen=True)
class Block:
    """A numbered block of the frame."""

    number: int
    heading: str
    lines: tuple


@dataclass(frozen=True)
class Signature:
    """One of the two signatures; ``remark`` stands where nobody signed."""

    number: int
    place_date: str
    role: str
    party: wording.Party
    remark: str = ""
    post: str = ""


@dataclass(frozen=True)
class D11Form:
    """The whole paper; ``emblem`` is a data URI, or "" to leave its room empty."""

    title: str
    period_title: str
    agency: str
    period: str
    blocks: tuple
    notes_heading: str
    notes: tuple
    left: Signature
    right: Signature
    footnotes: tuple
    owner: str
    file_name: str
    emblem: str


def build(content, receipt=None, emblem="", decided=None, is_withdrawn=False):
    """Return the D11Form of sealed contents.

    ``content``: dict of one of SCHEMAS; ``receipt``: dict of receipt/1 or None;
    ``decided``: dict of one of decision.SCHEMAS where an objection was decided;
    ``is_withdrawn``: whether the evaluation was opened again after it.
    """
    period = content["period"]
    people = parties(content)
    return D11Form(
        title=TITLE,
        period_title=f"PERIODE* : {wording.period_title(period)}",
        agency=content["agency"].upper(),
        period=wording.span(period["date_from"], period["date_to"]),
        blocks=(*party_blocks(people), _evaluation_block(content)),
        notes_heading=NOTES,
        notes=(*_notes(content, receipt), *_followed(decided, is_withdrawn)),
        left=employee_signature(content, receipt, people[0]),
        right=appraiser_signature(content, people[1]),
        footnotes=FOOTNOTES,
        owner=people[0].owner,
        file_name=_file_name(content),
        emblem=emblem,
    )


def parties(content):
    """Return employee, appraiser and superior of a sealed evaluation."""
    return [
        wording.party(content[key]) for key in ("employee", "appraiser", "superior")
    ]


def party_blocks(people):
    """Yield the blocks 1 to 3 of the three parties."""
    for number, (heading, person) in enumerate(zip(HEADINGS, people, strict=True), 1):
        yield Block(
            number,
            heading,
            (
                Line("NAMA", person.name),
                Line(person.number_label, person.number),
                Line(person.rank_label, person.rank),
                Line("JABATAN", person.post),
                Line("UNIT KERJA", person.unit),
            ),
        )


def _evaluation_block(content):
    unit = wording.upper_or_missing(wording.ORG_RATINGS, content["unit_rating"])
    predikat = content["ratings"].get("predikat")
    own = wording.upper_or_missing(wording.PREDIKATS, predikat)
    return Block(
        4,
        EVALUATION,
        (
            Line("CAPAIAN KINERJA ORGANISASI", unit, bold=True),
            Line("PREDIKAT KINERJA PEGAWAI", own, bold=True),
        ),
    )


def _notes(content, receipt):
    yield from content["note"].split("\n") if content["note"] else ()
    points = content.get("points")
    if points:
        yield f"Nilai kinerja: {points['sum']}."
    merged = segments.build(content)
    yield from merged.sentences if merged else ()
    yield from deemed(receipt)


def deemed(receipt):
    """Yield that silence counted as receipt, where it did."""
    if receipt and receipt["deemed"]:
        day = wording.long_date(receipt["received_on"])
        yield f"Dianggap diterima pada {day}."


def _followed(decided, is_withdrawn):
    """Yield what came after; a decision is a sheet of its own."""
    if is_withdrawn:
        yield f"{wording.WITHDRAWN}."
    elif decided:
        yield decision.told(decided)


def appraiser_signature(content, appraiser, number=6):
    """Return the right signature: of the appraiser, or on his behalf with the post."""
    delegate = skp.delegate(content)
    return Signature(
        number,
        wording.place_and_date(content["place"], content["delivered_on"]),
        skp.APPRAISER_TITLE,
        delegate or appraiser,
        post=skp.signed_as(appraiser, delegate, skp.order(content)),
    )


def employee_signature(content, receipt, party, number=7):
    """Return the left signature: dots before receipt, nobody signs a deemed one."""
    is_deemed = bool(receipt and receipt["deemed"])
    signed_on = receipt["received_on"] if receipt else ""
    return Signature(
        number,
        "" if is_deemed else wording.place_and_date(content["place"], signed_on),
        "Pegawai yang Dinilai",
        party,
        remark="(dianggap diterima)" if is_deemed else "",
    )


def _file_name(content):
    period = content["period"]
    words = wording.period_file(period)
    return f"D11_{period['year']}_{words}_{content['employee']['number']}.pdf"
