"""Laporan Layanan / Laporan Program: what a service or program reports of a year.

Read from the report that its screen shows, and not sealed: it says how far things are
on the day of printing. The regulation gives no layout; head, tables and signature are
those of the other papers.
"""

from dataclasses import dataclass

from . import wording
from .file_names import safe

TITLES = {"layanan": "LAPORAN LAYANAN", "program": "LAPORAN PROGRAM"}
ROLE = "Penanggung Jawab"
NONE_YET = "Belum ada."
STANDINGS = {
    "on_track": "Sesuai Rencana",
    "at_risk": "Berisiko",
    "off_track": "Di Luar Jalur",
}
PLACES = {
    "missing": "Belum masuk SKP penanggung jawab",
    "waiting": "SKP penanggung jawab belum disetujui",
    "agreed": "Belum diukur",
}
BANDS = {
    "a": "A (Sangat Baik)",
    "b": "B (Baik)",
    "c": "C (Kurang Baik)",
    "d": "D (Tidak Baik)",
}
FEW = "Jawaban belum cukup untuk ditampilkan"
NOT_RECORDED, NOT_MEASURED = "Tidak dicatat", "Tidak diukur"
CLOSED = (
    "{} bukti dukung; namanya terbuka bagi yang berhak membaca SKP penanggung jawab."
)
AS_OF = (
    "Keadaan per {}. Target periode mengikuti pembagian target yang disepakati dalam "
    "SKP."
)

IDENTITY = (("KETERANGAN", 25), ("ISI", 75))
TARGETS = (
    ("NO", 4),
    ("INDIKATOR", 27),
    ("KONDISI AWAL", 17),
    ("TARGET TAHUN", 12),
    ("TARGET S.D. SAAT INI", 12),
    ("REALISASI", 10),
    ("%", 6),
    ("KETERANGAN", 12),
)
PERIODS = (
    ("NO", 4),
    ("INDIKATOR", 46),
    ("PERIODE", 18),
    ("TARGET PERIODE", 16),
    ("REALISASI", 16),
)
MEMBERS = (("NO", 4), ("NAMA", 36), ("PERAN", 36), ("MASA", 24))
PROOFS = (("NO", 4), ("BUKTI DUKUNG", 72), ("PERIODE", 24))
PUBLIC = (
    ("NO", 4),
    ("PERIODE", 20),
    ("RESPONDEN", 12),
    ("IKM", 24),
    ("RATA-RATA UNSUR", 40),
)


@dataclass(frozen=True)
class Table:
    """A part of the report: its title, (head, width) of columns, and its rows."""

    title: str
    columns: tuple
    rows: tuple

    @property
    def key(self):
        """Return the title as a sheet of a workbook may be called."""
        return self.title.partition(". ")[2].capitalize()


@dataclass(frozen=True)
class ServiceForm:
    """The whole report."""

    titles: tuple
    agency: str
    tables: tuple
    notes: tuple
    place_date: str
    role: str
    signer: wording.Party
    owner: str
    file_name: str


def build(content, signer):
    """Return the ServiceForm of a report.

    In: the dict of `hr.asn.service._asn_report`; who is responsible, as a party of
    papers. Parts of which there is nothing say so; what the public says stands there
    where something is known.
    """
    title = TITLES[content["kind"]]
    return ServiceForm(
        titles=(title, content["name"].upper(), f"TAHUN {content['year']}"),
        agency=content["agency"].upper(),
        tables=tuple(_tables(content)),
        notes=(AS_OF.format(wording.long_date(content["today"])),),
        place_date=wording.place_and_date(content["place"], content["today"]),
        role=ROLE,
        signer=wording.party(signer),
        owner=f"{title.capitalize()} {content['name']}",
        file_name=_file_name(title, content),
    )


def _tables(content):
    yield Table("A. IDENTITAS", IDENTITY, tuple(_identity(content)))
    parts = [
        ("CAPAIAN TAHUN BERJALAN", TARGETS, map(_target, content["targets"])),
        ("CAPAIAN SETIAP PERIODE", PERIODS, _periods(content["targets"])),
        ("ANGGOTA", MEMBERS, map(_member, content["members"])),
        ("BUKTI DUKUNG", PROOFS, _proofs(content["evidence"])),
    ]
    if content["public"]:
        parts.append(
            ("PENILAIAN MASYARAKAT (SKM)", PUBLIC, map(_said, content["public"]))
        )
    for letter, (title, columns, rows) in zip("BCDEF", parts, strict=False):
        yield Table(f"{letter}. {title}", columns, _numbered(rows, len(columns)))


def _numbered(rows, width):
    """Return rows with numbers in front; one that says so where there are none."""
    found = tuple((str(n), *row) for n, row in enumerate(rows, 1))
    return found or (("", NONE_YET, *[""] * (width - 2)),)


def _identity(content):
    yield "Nama", content["name"]
    yield "Unit", content["unit"] or wording.MISSING
    yield "Penanggung jawab", content["owner"] or wording.MISSING
    if content["standard"]:
        yield "Standar pelayanan", content["standard"]
    if content["description"]:
        yield "Uraian", content["description"]


def _target(one):
    return (
        one["name"],
        _baseline(one),
        one["agreed"] or one["target_told"] or wording.MISSING,
        one["due"] or wording.MISSING,
        one["actual"] or wording.MISSING,
        f"{one['bar']}" if one["bar"] else wording.MISSING,
        _remark(one),
    )


def _baseline(one):
    """Return "392 (31 Desember 2025, Kohort bayi)", "-" where there is none."""
    about = (wording.long_date(one["baseline_date"]), one["baseline_source"])
    said = ", ".join(filter(None, about))
    if not one["baseline"]:
        return wording.MISSING
    return f"{one['baseline']} ({said})" if said else one["baseline"]


def _remark(one):
    if not one["actual"]:
        return PLACES[one["place"]]
    return STANDINGS.get(one["standing"], wording.MISSING)


def _periods(targets):
    for one in targets:
        for row in one["periods"]:
            kind, number = row["period"]["kind"], row["period"]["number"]
            yield (
                one["name"],
                wording.period_label(kind, number),
                row["due"] or wording.MISSING,
                _reached(row),
            )


def _reached(row):
    if row["actual"]:
        return row["actual"]
    if not row["is_measured"]:
        return NOT_MEASURED
    return NOT_RECORDED if row["is_over"] else wording.MISSING


def _member(one):
    since, until = wording.long_date(one["from"]), wording.long_date(one["until"])
    days = f"{since or '…'} – {until or '…'}" if since or until else "Sepanjang tahun"
    return one["name"], one["part"] or wording.MISSING, days


def _proofs(evidence):
    for one in evidence["named"]:
        period = one["period"]
        yield one["name"], wording.period_label(period["kind"], period["number"])
    if evidence["number"] > len(evidence["named"]):
        yield CLOSED.format(evidence["number"] - len(evidence["named"])), ""


def _said(one):
    period = one["period"]
    index = f"{one['value']}, {BANDS[one['band']]}" if one["band"] else FEW
    return (
        wording.period_label(period["kind"], period["number"]),
        str(one["number"]),
        index,
        one["elements"] or wording.MISSING,
    )


def _file_name(title, content):
    return f"{safe(title)}_{content['year']}_{safe(content['name'])}.pdf"
