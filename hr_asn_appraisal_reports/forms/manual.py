"""Manual Indikator Kinerja: one page for each indicator that has one.

Read from the same sealed content as the plan it is bound behind.
"""

from dataclasses import dataclass

from . import skp, wording

TITLE = "MANUAL INDIKATOR KINERJA"
COLUMNS = (30, 70)
FORMULA = "Formula"


@dataclass(frozen=True)
class ManualForm:
    """One page; ``rows``: (label, text)."""

    titles: tuple
    agency: str
    period: str
    rows: tuple

    layout = "manual"
    is_portrait = True
    columns = COLUMNS


def build(content, form):
    """Return the ManualForms of a sealed plan, in the order of its indicators.

    ``form``: that of the plan itself.
    """
    return tuple(
        ManualForm(
            titles=(TITLE, form.titles[-1]),
            agency=form.agency,
            period=form.period,
            rows=tuple(_rows(content, result, iki)),
        )
        for result in content["results"]
        for iki in result["indicators"]
        if iki.get("manual")
    )


def _rows(content, result, iki):
    """Yield label and text; a text that nobody wrote is "-"."""
    manual = iki["manual"]
    aspect = "Perspektif" if content["model"] == skp.JPT_UKM else "Aspek"
    is_text = content.get("approach") == skp.QUALITATIVE
    told = (
        ("Rencana Hasil Kerja", f"{result['number']}. {result['text']}"),
        ("Indikator Kinerja Individu", iki["text"]),
        (aspect, iki["aspect"]),
        ("Target", f"{iki['target']} {iki['unit']}".strip()),
        ("Tujuan", manual["purpose"]),
        ("Definisi", manual["definition"]),
        (FORMULA, manual["formula"]),
        ("Satuan Pengukuran", iki["unit"]),
        ("Kualitas dan Tingkat Kendali", manual["control"]),
        ("Sumber Data", manual["source"]),
        ("Periode Pelaporan", manual["reporting"]),
        ("Kondisi Awal", _baseline(iki)),
    )
    for label, text in told:
        # Optional in the qualitative approach.
        if text or not (is_text and label == FORMULA):
            yield label, text or wording.MISSING


def _baseline(iki):
    """Return "392 (31 Desember 2025), SKP 2025": value, date and source."""
    day = wording.long_date(iki.get("baseline_date"))
    value = " ".join(filter(None, (iki.get("baseline"), day and f"({day})")))
    return ", ".join(filter(None, (value, iki.get("baseline_source"))))
