"""SKP, quantitative: layout 1 (JA/JF) and layout 2 (JPT and independent units).

Read from the content of a sealed version (schema skp/1).
"""

from dataclasses import dataclass, replace
from math import ceil

from . import wording

JPT_UKM = "jpt_ukm"
MAIN = "utama"
ADDITIONAL = "tambahan"
BANDS = ((MAIN, "A. UTAMA"), (ADDITIONAL, "B. TAMBAHAN"))

SCHEMA = "skp/1"

TITLES = ("SASARAN KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUANTITATIF")
FOR_STAFF = "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL"
FOR_LEADERS = "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI"
NOTE_RESULTS = (
    "* Dalam hal rencana hasil kerja Pimpinan yang diintervensi adalah hasil kerja "
    "pejabat pimpinan tinggi dan Pimpinan unit kerja mandiri/organisasi maka "
    "dituliskan rencana hasil kerja beserta indikator kinerja individu pejabat "
    "pimpinan tinggi dan Pimpinan unit kerja mandiri atau sasaran dan indikator "
    "kinerja organisasi yang diintervensi"
)
NOTE_BEHAVIOR = (
    "** Pimpinan dapat memberikan Ekspektasi khusus terhadap satu atau lebih aspek "
    "perilaku kerja Pegawai"
)
APPRAISER_TITLE = "Pejabat Penilai Kinerja"
CONTINUED = "(lanjutan)"

# Characters on a line of a cell at 9 pt, and lines on half a landscape page: enough
# to tell a result that fits half a page from one that does not.
RESULT_CHARS = 44
INDICATOR_CHARS = 46
TARGET_CHARS = 16
BEHAVIOR_CHARS = 84
HALF_PAGE_LINES = 22


@dataclass(frozen=True)
class Indicator:
    """One indicator with its aspect (or perspective) and "1.180 orang"."""

    aspect: str
    text: str
    target: str

    @property
    def lines(self):
        """Return about how many lines its row takes."""
        texts = ((self.text, INDICATOR_CHARS), (self.target, TARGET_CHARS))
        return max(_lines(text, width) for text, width in texts)


@dataclass(frozen=True)
class Above:
    """A result of a superior, or of the agency, that is taken up."""

    text: str
    indicators: tuple = ()


@dataclass(frozen=True)
class Result:
    """One work result (RHK) with what it takes up and its indicators."""

    number: str
    text: str
    above: tuple = ()
    notes: tuple = ()
    indicators: tuple = ()
    continued: str = ""

    @property
    def is_short(self):
        """Return whether it fits half a page, and so a whole one for certain."""
        above = [text for one in self.above for text in (one.text, *one.indicators)]
        columns = (above, (self.text, self.continued, *self.notes))
        lines = [sum(_lines(text, RESULT_CHARS) for text in one) for one in columns]
        lines.append(sum(one.lines for one in self.indicators))
        return max(lines) <= HALF_PAGE_LINES


@dataclass(frozen=True)
class Band:
    """Main or additional results."""

    title: str
    results: tuple


@dataclass(frozen=True)
class Behavior:
    """One value of BerAKHLAK; ``expectation`` is empty where the leader gave none."""

    number: int
    name: str
    guides: tuple
    expectation: str

    @property
    def is_short(self):
        """Return whether it fits half a page: the signatures may stand below it."""
        texts = (self.guides, (self.expectation,))
        lines = [sum(_lines(text, BEHAVIOR_CHARS) for text in one) for one in texts]
        return max(lines) <= HALF_PAGE_LINES


@dataclass(frozen=True)
class SkpForm:
    """The whole paper. ``for_leaders`` chooses layout 2."""

    titles: tuple
    agency: str
    period: str
    employee: wording.Party
    appraiser: wording.Party
    for_leaders: bool
    bands: tuple
    behaviors: tuple
    place_date: str
    footnotes: tuple
    file_name: str
    # Who approved for the appraiser while he was away; None: he did it himself.
    delegate: wording.Party | None = None

    @property
    def owner(self):
        return self.employee.owner

    @property
    def signer(self):
        """Return whose name stands under "Pejabat Penilai Kinerja"."""
        return self.delegate or self.appraiser

    @property
    def signer_title(self):
        """Return what stands over the signature, with "a.n." for a delegate."""
        return f"a.n. {APPRAISER_TITLE}" if self.delegate else APPRAISER_TITLE

    @property
    def signer_post(self):
        """Return the post under the title: always of a delegate, else if acting."""
        return self.delegate.post if self.delegate else self.appraiser.signature_post

    @property
    def last_row(self):
        """Return label and value of row 5 on the right: leaders have the agency."""
        if self.for_leaders:
            return "INSTANSI", self.appraiser.agency
        return "UNIT KERJA", self.appraiser.unit


def build(content):
    """Return the SkpForm of a sealed plan. ``content``: dict of schema skp/1."""
    for_leaders = content["model"] == JPT_UKM
    employee = wording.party(content["employee"])
    return SkpForm(
        titles=(*TITLES, FOR_LEADERS if for_leaders else FOR_STAFF),
        agency=content["agency"].upper(),
        period=wording.span(content["date_from"], content["date_to"]),
        employee=employee,
        appraiser=wording.party(content["appraiser"]),
        for_leaders=for_leaders,
        bands=tuple(_band(content, kind, title) for kind, title in BANDS),
        behaviors=tuple(
            _behavior(number, line)
            for number, line in enumerate(content["behaviors"], 1)
        ),
        place_date=wording.place_and_date(content["place"], content["agreed_on"]),
        footnotes=(NOTE_BEHAVIOR,) if for_leaders else (NOTE_RESULTS, NOTE_BEHAVIOR),
        delegate=_delegate(content),
        file_name=f"SKP_{content['year']}_{content['employee']['number']}.pdf",
    )


def _delegate(content):
    signer = content.get("signer")
    return wording.party(signer) if signer else None


def _band(content, kind, title):
    """Return one band; an empty one is a row of "-"; long results come in parts."""
    results = [_result(line) for line in content["results"] if line["kind"] == kind]
    parts = [part for result in results for part in in_parts(result)]
    return Band(title, tuple(parts) or (_nothing(),))


def _nothing():
    dash = wording.MISSING
    return Result("", dash, (Above(dash),), (), (Indicator(dash, dash, dash),))


def _result(line):
    return Result(
        number=str(line["number"]),
        text=line["text"],
        above=tuple(
            Above(link["text"], tuple(link["indicators"])) for link in line["links"]
        )
        or (Above(wording.MISSING),),
        notes=tuple(_notes(line)),
        indicators=tuple(_indicator(iki) for iki in line["indicators"])
        or (Indicator("", "", ""),),
    )


def _notes(line):
    if line["assigned_by"]:
        yield f"(Penugasan dari {line['assigned_by']})"
    if line["classification"]:
        yield f"Klasifikasi: {line['classification'].capitalize()}"


def _indicator(iki):
    return Indicator(
        aspect=iki["aspect"],
        text=iki["text"],
        target=f"{iki['target']} {iki['unit']}".strip(),
    )


def _behavior(number, line):
    return Behavior(number, line["name"], tuple(line["guides"]), line["expectation"])


def in_parts(result):
    """Split a result that is longer than half a page at its indicators.

    A printer that cannot repeat headers keeps each part whole; the later ones
    repeat number and text with "(lanjutan)".
    """
    parts = _chunks(result.indicators)
    if len(parts) == 1:
        return [result]
    later = replace(result, notes=(), continued=CONTINUED)
    return [
        replace(later if index else result, indicators=tuple(part))
        for index, part in enumerate(parts)
    ]


def _chunks(indicators):
    parts, used = [[]], 0
    for indicator in indicators:
        if parts[-1] and used + indicator.lines > HALF_PAGE_LINES:
            parts.append([])
            used = 0
        parts[-1].append(indicator)
        used += indicator.lines
    return parts


def _lines(text, width):
    return sum(max(1, ceil(len(line) / width)) for line in text.split("\n"))
