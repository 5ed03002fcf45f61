"""What was imported about the plan of a group that another system rates.

Not an official form and not sealed here: it says which system the figures are from
and of which day, and that the signed papers are printed there.
"""

from dataclasses import dataclass

from . import wording

TITLES = ("KETERANGAN PREDIKAT KINERJA", "DATA DARI SISTEM LAIN")
NOTHING = "Belum ada data"


@dataclass(frozen=True)
class Line:
    """The imported figures of one period, in words."""

    period: str
    result: str
    behavior: str
    predikat: str
    as_of: str


@dataclass(frozen=True)
class ElsewhereForm:
    """The whole sheet; ``identity``: pairs of label and value."""

    titles: tuple
    agency: str
    period: str
    identity: tuple
    lines: tuple
    notes: tuple
    owner: str
    file_name: str


def build(plan, evaluations):
    """Return the ElsewhereForm of a plan that another system keeps.

    ``plan``, ``evaluations``: dicts of `_asn_elsewhere_content`; days are dates.
    """
    source = wording.SOURCES[plan["source"]]
    number = wording.nip(plan["nip"]) or wording.MISSING
    printed_on = wording.day(plan["printed_on"])
    return ElsewhereForm(
        titles=TITLES,
        agency=plan["agency"].upper(),
        period=wording.span(plan["date_from"].isoformat(), plan["date_to"].isoformat()),
        identity=(
            ("NAMA", plan["name"]),
            ("NIP", number),
            ("JABATAN", plan["post"] or wording.MISSING),
            ("UNIT KERJA", plan["unit"]),
            ("SISTEM", source),
            ("STATUS SKP", _state(plan)),
        ),
        lines=tuple(_line(one) for one in evaluations),
        notes=(
            f"Angka pada lembar ini diambil dari data {source} yang diimpor; "
            "tanggal datanya tertulis pada setiap baris.",
            "Lembar ini bukan SKP dan bukan Dokumen Evaluasi Kinerja Pegawai. "
            f"Dokumen yang ditandatangani dicetak di {source}.",
            f"Data ditarik pada {printed_on}.",
        ),
        owner=f"Keterangan untuk {plan['name']} (NIP {number})",
        file_name=f"Keterangan_{plan['year']}_{plan['nip']}.pdf",
    )


def _state(plan):
    state = wording.EXTERNAL_STATES.get(plan["state"])
    if not state:
        return NOTHING
    return f"{state} (data per {wording.day(plan['imported_on'])})"


def _line(one):
    return Line(
        one["period"],
        wording.RATINGS.get(one["result"], wording.MISSING),
        wording.RATINGS.get(one["behavior"], wording.MISSING),
        wording.PREDIKATS.get(one["predikat"], wording.MISSING),
        wording.day(one["imported_on"]) or wording.MISSING,
    )
