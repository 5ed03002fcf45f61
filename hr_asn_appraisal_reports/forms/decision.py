"""Keputusan atas Keberatan (5.13): what the appraiser's superior decided, and why.

Read from the sealed decision (one of SCHEMAS): people, texts and ratings as they were
on its day. The first one knew neither who spoke for the appraiser nor what was asked
further.
"""

from dataclasses import dataclass

from . import wording

SCHEMAS = ("decision/1", "decision/2")

TITLES = (
    "KEPUTUSAN ATASAN PEJABAT PENILAI KINERJA",
    "ATAS KEBERATAN HASIL EVALUASI KINERJA",
)
# Given by who registers it.
NUMBER = "NOMOR: ........................................"
PARTIES = (
    ("PEGAWAI YANG DINILAI", "employee"),
    ("PEJABAT PENILAI KINERJA", "appraiser"),
    ("ATASAN PEJABAT PENILAI KINERJA", "superior"),
)
OUTCOMES = {
    "dikabulkan": "Keberatan dikabulkan.",
    "dikabulkan_sebagian": "Keberatan dikabulkan sebagian.",
    "ditolak": "Keberatan ditolak.",
}
AXES = {"result": "Rating hasil kerja", "behavior": "Rating perilaku kerja"}
FINAL = "Keputusan ini bersifat final."
# Who spoke for the appraiser, where it was not himself.
SPEAKERS = {
    "rater": "Disampaikan oleh {} atas nama pejabat penilai kinerja.",
    "scribe": "Ditulis oleh pengelola kinerja ({}) dari surat pejabat penilai kinerja.",
}
ASKED = {"appraiser": "pejabat penilai kinerja", "employee": "pegawai"}
SILENT = "Tidak menyampaikan sampai batas waktunya."
COPIES = ("Pegawai yang dinilai", "Pejabat penilai kinerja", "Pengelola kinerja")
ROLE = "Atasan Pejabat Penilai Kinerja"


@dataclass(frozen=True)
class Section:
    """A numbered section: lines of label and value, or paragraphs."""

    number: int
    heading: str
    lines: tuple = ()
    texts: tuple = ()


@dataclass(frozen=True)
class DecisionForm:
    """The whole paper."""

    letterhead: tuple
    titles: tuple
    number: str
    sections: tuple
    place_date: str
    role: str
    signer: wording.Party
    copies: tuple
    owner: str
    file_name: str


def build(content):
    """Return the DecisionForm of a sealed decision, a dict of one of SCHEMAS."""
    employee, superior = (
        wording.party(content[key]) for key in ("employee", "superior")
    )
    return DecisionForm(
        letterhead=(content["agency"].upper(), superior.unit.upper()),
        titles=TITLES,
        number=NUMBER,
        sections=tuple(_sections(content)),
        place_date=wording.place_and_date(content["place"], content["decided_on"]),
        role=ROLE,
        signer=superior,
        copies=COPIES,
        owner=employee.owner,
        file_name=_file_name(content),
    )


def _sections(content):
    """Yield the sections in the order of the paper."""
    yield Section(1, "PARA PIHAK", lines=tuple(_people(content)))
    yield Section(2, "EVALUASI YANG DIKEBERATANKAN", lines=tuple(_rated(content)))
    for number, (heading, texts) in enumerate(_said(content), 3):
        yield Section(number, heading, texts=texts)
    lines = tuple(changes(content))
    yield Section(number + 1, "KEPUTUSAN", lines=lines, texts=_end(content))


def _said(content):
    """Yield the headings between the ratings and the decision, with what was said."""
    explained = _text(content, "explanation", "explained_on")
    yield "KEBERATAN", _text(content, "text", "filed_on")
    yield (
        "PENJELASAN PEJABAT PENILAI ATAS KEBERATAN",
        (*explained, *_speaker(content, "explained")),
    )
    yield "KETERANGAN PEGAWAI", _text(content, "statement", "stated_on")
    if content.get("questions"):
        yield "KETERANGAN TAMBAHAN", tuple(_questions(content["questions"]))
    yield "PERTIMBANGAN", _text(content, "reason", "")


def _questions(questions):
    """Yield each further question and what was answered, in their order."""
    for number, one in enumerate(questions, 1):
        asked, day = ASKED[one["question_of"]], wording.long_date(one["asked_on"])
        told = f"{number}. Pertanyaan kepada {asked} ({day}): {one['question']}"
        yield from told.split("\n")
        if not one["answered_on"]:
            yield "Jawaban: tidak disampaikan."
            continue
        day = wording.long_date(one["answered_on"])
        yield from f"Jawaban ({day}): {one['answer']}".split("\n")
        yield from _speaker(one, "answered")


def _speaker(said, what):
    """Return who spoke for the appraiser; nothing where it was himself."""
    how = said.get(f"{what}_as")
    return (SPEAKERS[how].format(said[f"{what}_by"]),) if how else ()


def _people(content):
    for heading, key in PARTIES:
        person = wording.party(content[key])
        yield heading, ""
        yield "Nama", person.name
        yield person.number_label, person.number
        yield person.rank_label.capitalize(), person.rank
        yield "Jabatan", person.post
        yield "Unit kerja", person.unit


def _rated(content):
    period = content["period"]
    yield "Periode", wording.span(period["date_from"], period["date_to"])
    yield "Diterima pegawai", wording.long_date(content["received_on"])
    yield from _ratings(content["before"])
    yield (
        "Yang dikeberatankan",
        ", ".join(AXES[axis].lower() for axis in content["axes"]),
    )


def _ratings(rated):
    for axis, label in AXES.items():
        yield label, wording.RATINGS[rated[axis]]
    if rated.get("points"):
        yield "Nilai kinerja", rated["points"]["sum"]
    yield "Predikat kinerja", wording.PREDIKATS[rated["predikat"]]


def _text(content, key, day):
    """Return what somebody said, with its day; that he said nothing where it is so."""
    if not content[key]:
        return (SILENT,)
    said = tuple(content[key].split("\n"))
    told = day and content[day]
    return (*said, f"({wording.long_date(content[day])})") if told else said


def changes(content):
    """Yield each rating and the predikat before and after."""
    before, after = dict(_ratings(content["before"])), dict(_ratings(content["after"]))
    for label, value in after.items():
        changed = value != before[label]
        yield label, f"{before[label]} → {value}" if changed else f"{value} (tetap)"


def _end(content):
    return (OUTCOMES[content["outcome"]], FINAL)


def _file_name(content):
    period = content["period"]
    words = wording.period_file(period)
    number = content["employee"]["number"]
    return f"KEPUTUSAN_KEBERATAN_{period['year']}_{words}_{number}.pdf"


def told(content):
    """Return what other papers say of a decision, a dict of one of SCHEMAS."""
    day = wording.long_date(content["decided_on"])
    predikat = wording.PREDIKATS[content["after"]["predikat"]]
    outcome = OUTCOMES[content["outcome"]]
    return (
        f"{outcome} Keputusan tanggal {day} (terlampir); predikat kinerja: {predikat}."
    )
