"""Lampiran SKP (layout 4): resources, accountability, consequences.

Read from the same sealed content as the plan it is bound behind.
"""

from dataclasses import dataclass, replace

from . import skp, wording

TITLE = "LAMPIRAN SASARAN KINERJA PEGAWAI"
BANDS = (
    ("resource", "DUKUNGAN SUMBER DAYA"),
    ("accountability", "SKEMA PERTANGGUNGJAWABAN"),
    ("consequence", "KONSEKUENSI"),
)
COLUMNS = (4, 96)
# So many rows stay with the signatures: these never stand alone on a page.
KEPT_ROWS = 2


@dataclass(frozen=True)
class Row:
    """One line of the annex; ``band`` is the heading above it, of the first of each."""

    number: str
    text: str
    band: str = ""


@dataclass(frozen=True)
class AnnexForm:
    """The whole paper; ``signed`` has its people and the place and date."""

    titles: tuple
    rows: tuple
    signed: skp.SkpForm

    layout = "annex"
    is_portrait = True
    columns = COLUMNS

    @property
    def first_rows(self):
        return self.rows[:-KEPT_ROWS]

    @property
    def last_rows(self):
        """Return the rows that stay on one page with the signatures."""
        return self.rows[-KEPT_ROWS:]


def build(content, form):
    """Return the AnnexForm of a sealed plan, None where nothing was agreed in it.

    ``form``: that of the plan itself, with the same people and the same day.
    """
    if not content.get("annexes"):
        return None
    return AnnexForm(
        titles=(TITLE, *form.titles[1:]),
        rows=tuple(row for band in BANDS for row in _rows(content["annexes"], *band)),
        signed=replace(form, footnotes=()),
    )


def _rows(lines, kind, title):
    """Return the rows of one band, counted from 1; an empty one has a row of "-"."""
    texts = [line["text"] for line in lines if line["kind"] == kind]
    numbered = [Row(str(number), text) for number, text in enumerate(texts, 1)]
    first, *others = numbered or [Row("", wording.MISSING)]
    return [replace(first, band=title), *others]
