"""SKP, quantitative: layout 1 (JA/JF) and layout 2 (JPT and independent units).

Read from the content of a sealed version (one of SCHEMAS).
"""

from dataclasses import dataclass, replace
from math import ceil

from . import wording

JPT_UKM = "jpt_ukm"
QUANTITATIVE = "kuantitatif"
QUALITATIVE = "kualitatif"
MAIN = "utama"
ADDITIONAL = "tambahan"
BANDS = ((MAIN, "A. UTAMA"), (ADDITIONAL, "B. TAMBAHAN"))

SCHEMAS = ("skp/1", "skp/2")

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
# What stands in a band without results, as a sealed result.
NOTHING = {
    "number": "",
    "text": wording.MISSING,
    "links": (),
    "assigned_by": "",
    "classification": "",
    "indicators": (
        {
            "aspect": wording.MISSING,
            "text": wording.MISSING,
            "target": wording.MISSING,
            "unit": "",
        },
    ),
}

# (heading, percent of the width) of the columns of results, layout 1 and layout 2.
STAFF_COLUMNS = (
    ("NO", 3),
    ("RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI*", 25),
    ("RENCANA HASIL KERJA", 25),
    ("ASPEK", 10),
    ("INDIKATOR KINERJA INDIVIDU", 27),
    ("TARGET", 10),
)
LEADER_COLUMNS = (
    ("NO", 4),
    ("RENCANA HASIL KERJA", 27),
    ("INDIKATOR KINERJA INDIVIDU", 36),
    ("TARGET", 13),
    ("PERSPEKTIF", 20),
)
BEHAVIOR_COLUMNS = (3, 47, 50)
# Number, label and value of one person in the identity table.
IDENTITY_COLUMNS = (3, 14, 33)

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
    def cells(self):
        """Return (text, signs on a line) of the cells that make its row high."""
        return ((self.text, INDICATOR_CHARS), (self.target, TARGET_CHARS))

    @property
    def lines(self):
        """Return about how many lines its row takes."""
        return max(count_lines(text, width) for text, width in self.cells)


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
    def cells(self):
        """Return (texts, signs on a line) of the cells that span its indicators."""
        above = [text for one in self.above for text in (one.text, *one.indicators)]
        own = (self.text, self.continued, *self.notes)
        return ((above, RESULT_CHARS), (own, RESULT_CHARS))

    @property
    def is_short(self):
        """Return whether it fits half a page, and so a whole one for certain."""
        rows = sum(one.lines for one in self.indicators)
        return max(rows, highest(self.cells)) <= HALF_PAGE_LINES

    def in_parts(self):
        """Split a result that is longer than half a page at its indicators.

        A printer that cannot repeat headers keeps each part whole; the later ones
        repeat number and text with "(lanjutan)".
        """
        first, *others = chunks(self.indicators, lambda one: one.lines)
        later = replace(self, notes=(), continued=CONTINUED)
        return [
            replace(self, indicators=tuple(first)),
            *(replace(later, indicators=tuple(part)) for part in others),
        ]


@dataclass(frozen=True)
class Band:
    """Main or additional results."""

    title: str
    results: tuple


@dataclass(frozen=True)
class Behavior:
    """One expected behaviour; ``expectation`` is empty where the leader gave none."""

    number: int
    name: str
    guides: tuple
    expectation: str

    @property
    def cells(self):
        """Return (texts, signs on a line) of its cells."""
        return ((self.guides, BEHAVIOR_CHARS), ((self.expectation,), BEHAVIOR_CHARS))

    @property
    def is_short(self):
        """Return whether it fits half a page: the signatures may stand below it."""
        return highest(self.cells) <= HALF_PAGE_LINES


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
    # By which order, and from when until when; "" where he did it himself.
    order: str = ""
    # Forms that are bound behind it: annex and manuals.
    attached: tuple = ()
    # What is said at the foot besides whose it is.
    remark: str = ""

    layout = QUANTITATIVE
    is_portrait = False
    identity_columns = IDENTITY_COLUMNS
    behavior_columns = BEHAVIOR_COLUMNS
    behavior_heading = "PERILAKU KERJA**"
    # What of it is printed by which templates besides the plan itself.
    is_evaluation = False

    def sheets(self, is_portrait=None):
        """Return the forms of the paper in order; those of one size, or all of them."""
        return tuple(
            one
            for one in (self, *self.attached)
            if is_portrait in (None, one.is_portrait)
        )

    @property
    def owner(self):
        return " · ".join(filter(None, (self.employee.owner, self.remark)))

    @property
    def columns(self):
        """Return (heading, percent of the width) of the columns of results."""
        return LEADER_COLUMNS if self.for_leaders else STAFF_COLUMNS

    @property
    def signer(self):
        """Return whose name stands under "Pejabat Penilai Kinerja"."""
        return self.delegate or self.appraiser

    signer_title = APPRAISER_TITLE

    @property
    def signer_post(self):
        """Return what stands under the title: the post of an acting appraiser, or for
        whom a delegate signs, with his own post below."""
        return signed_as(self.appraiser, self.delegate, self.order)

    @property
    def last_row(self):
        """Return label and value of row 5 on the right: leaders have the agency."""
        if self.for_leaders:
            return "INSTANSI", self.appraiser.agency
        return "UNIT KERJA", self.appraiser.unit


def build(content):
    """Return the SkpForm of a sealed plan. ``content``: dict of one of SCHEMAS."""
    for_leaders = content["model"] == JPT_UKM
    return SkpForm(
        **shared(content, result, behavior),
        **agreed(content),
        titles=(*TITLES, addressee(content)),
        footnotes=(NOTE_BEHAVIOR,) if for_leaders else (NOTE_RESULTS, NOTE_BEHAVIOR),
    )


def agreed(content):
    """Return the fields of a SkpForm that say when it was agreed, and by whom."""
    return {
        "period": wording.span(content["date_from"], content["date_to"]),
        "place_date": wording.place_and_date(content["place"], content["agreed_on"]),
        "delegate": delegate(content),
        "order": order(content),
        "file_name": f"SKP_{content['year']}_{content['employee']['number']}.pdf",
    }


def addressee(content):
    """Return the line of the title that says whom the form is for."""
    return FOR_LEADERS if content["model"] == JPT_UKM else FOR_STAFF


def shared(content, make_result, make_behavior):
    """Return the fields of a SkpForm that every paper with agreed results has.

    ``make_result``: dict of a sealed result to Result; ``make_behavior``: (number,
    dict of a sealed behaviour) to Behavior.
    """
    behaviors = enumerate(content.get("behaviors", ()), 1)
    return {
        "agency": content["agency"].upper(),
        "employee": wording.party(content["employee"]),
        "appraiser": wording.party(content["appraiser"]),
        "for_leaders": content["model"] == JPT_UKM,
        "bands": tuple(_band(content, *band, make_result) for band in BANDS),
        "behaviors": tuple(make_behavior(*numbered) for numbered in behaviors),
    }


def signed_as(appraiser, delegate, order=""):
    """Return the lines between "Pejabat Penilai Kinerja" and the name, or "".

    ``order``: as of order(), below for whom is signed.
    """
    if not delegate:
        return appraiser.signature_post
    return "\n".join(filter(None, (f"a.n. {appraiser.post},", order, delegate.post)))


def delegate(content):
    """Return the Party who signs for the appraiser, None where he signs himself."""
    signer = content.get("signer")
    return wording.party(signer) if signer else None


def order(content):
    """Return by which order a delegate signs and when it holds, "" where none is known.

    What was sealed with an early release names neither.
    """
    signer = content.get("signer") or {}
    number, start = signer.get("decree"), signer.get("delegated_from")
    told = (
        number and f"Surat Perintah Nomor {number}",
        start and f"berlaku {wording.days(start, signer['delegated_to'])}",
    )
    return ", ".join(filter(None, told))


def _band(content, kind, title, make_result):
    """Return one band; an empty one is a row of "-"; long results come in parts."""
    results = [make_result(line) for line in content["results"] if line["kind"] == kind]
    parts = [part for one in results for part in one.in_parts()]
    return Band(title, tuple(parts) or (make_result(NOTHING),))


def result(line):
    """Return the Result of a sealed one."""
    return Result(
        number=str(line["number"]),
        text=line["text"],
        above=tuple(
            Above(link["text"], tuple(link["indicators"]))
            for link in once(line["links"])
        )
        or (Above(wording.MISSING),),
        notes=tuple(notes(line)),
        indicators=tuple(indicator(iki) for iki in line["indicators"])
        or (Indicator("", "", ""),),
    )


def once(links):
    """Return sealed links, each result that is taken up by several indicators once."""
    taken = {}
    for place, link in enumerate(links):
        # What was agreed with an early release does not tell of which row it is.
        known = "target" in link
        taken.setdefault((link["objective"], link["target"]) if known else place, link)
    return list(taken.values())


def notes(line):
    if line["assigned_by"]:
        yield f"(Penugasan dari {line['assigned_by']})"
    if line["classification"]:
        yield f"Klasifikasi: {line['classification'].capitalize()}"


def indicator(iki):
    """Return the Indicator of a sealed one."""
    return Indicator(
        aspect=iki["aspect"],
        text=iki["text"],
        target=f"{iki['target']} {iki['unit']}".strip(),
    )


def behavior(number, line):
    """Return the Behavior of a sealed one."""
    return Behavior(number, line["name"], tuple(line["guides"]), line["expectation"])


def chunks(items, lines_of, most=HALF_PAGE_LINES):
    """Return items in groups of at most half a page; ``lines_of``: how long each is."""
    parts, used = [[]], 0
    for item in items:
        lines = lines_of(item)
        if parts[-1] and used + lines > most:
            parts.append([])
            used = 0
        parts[-1].append(item)
        used += lines
    return parts


def highest(cells):
    """Return how many lines the highest of cells has: (texts, signs on a line)."""
    return max(
        sum(count_lines(text, width) for text in texts) for texts, width in cells
    )


def count_lines(text, width):
    """Return about how many lines a text takes at so many signs on a line."""
    return sum(max(1, ceil(len(line) / width)) for line in text.split("\n"))
