"""The Indonesian words of official papers: dates, names, numbers, ratings.

Keys are the codes that are stored (law.codes of the appraisal addon); a test holds
both sides together. Integers of national systems never stand on a paper.
Sources: PermenPANRB 6/2022 and replicas of its forms in use by agencies.
"""

from dataclasses import dataclass
from datetime import date

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
ROMAN = ("I", "II", "III", "IV")
WITHDRAWN = "Ditarik kembali untuk dinilai ulang"
MISSING = "-"

RATINGS = {
    "di_atas": "Di Atas Ekspektasi",
    "sesuai": "Sesuai Ekspektasi",
    "di_bawah": "Di Bawah Ekspektasi",
}
PREDIKATS = {
    "sangat_baik": "Sangat Baik",
    "baik": "Baik",
    "butuh_perbaikan": "Butuh Perbaikan",
    "kurang": "Kurang",
    "sangat_kurang": "Sangat Kurang",
}
ORG_RATINGS = {
    "istimewa": "Istimewa",
    "baik": "Baik",
    "butuh_perbaikan": "Butuh Perbaikan",
    "kurang": "Kurang",
    "sangat_kurang": "Sangat Kurang",
}
# What came of an action of a period.
ACTION_STATES = {
    "done": "Selesai",
    "partly": "Selesai Sebagian",
    "not_done": "Belum Selesai",
}
ASN_KINDS = {
    "pns": "PNS",
    "cpns": "CPNS",
    "pppk": "PPPK",
    "pppk_paruh_waktu": "PPPK Paruh Waktu",
    "non_asn": "Non ASN",
}
PLAN_STATES = {
    "draft": "Draf",
    "submitted": "Diajukan",
    "checked": "Diperiksa",
    "returned": "Dikembalikan",
    "approved": "Disetujui",
    "revising": "Perubahan",
    "closed": "Ditutup",
    "cancelled": "Dibatalkan",
}

# As what somebody gives feedback.
GIVERS = {
    "appraiser": "Pejabat Penilai Kinerja",
    "superior": "Atasan Pejabat Penilai Kinerja",
    "lead": "Ketua Tim",
    "peer": "Rekan Kerja",
    "subordinate": "Bawahan",
}

HERE = "here"
# Where a plan is kept, and the states of plans that another system keeps.
SOURCES = {
    HERE: "Dinilai di Sini",
    "ekinerja": "e-Kinerja BKN",
    "ruang_gtk": "Ruang GTK",
}
EXTERNAL_STATES = {
    "not_started": "Belum Mulai",
    "draft": "Draf",
    "submitted": "Diajukan",
    "returned": "Dikembalikan",
    "approved": "Disetujui",
    "closed": "Ditutup",
    "archived": "Diarsipkan",
}

# Why nobody is waited for.
EXEMPTIONS = {
    "tugas_belajar": "Tugas Belajar",
    "cltn": "Cuti di Luar Tanggungan Negara (CLTN)",
    "cuti_besar": "Cuti Besar",
    "cuti_sakit": "Cuti Sakit",
    "cuti_melahirkan": "Cuti Melahirkan",
    "pemberhentian_sementara": "Pemberhentian Sementara",
    "mpp": "Masa Persiapan Pensiun (MPP)",
    "pensiun": "Pensiun",
    "meninggal": "Meninggal Dunia",
    "pindah_instansi": "Pindah Instansi",
    "lainnya": "Lainnya",
}

MONTH_KIND = "bulan"
YEAR_KIND = "tahun"

PPPK_KINDS = ("pppk", "pppk_paruh_waktu")
NON_ASN = "non_asn"
# Posts that are not held for good say so when their holder signs.
ACTING = ("Plt. ", "Plh. ", "Pj. ")


def hundredths(value):
    """Return whole hundredths as people write them: 9590 becomes "95,9"."""
    whole, rest = divmod(value, 100)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",") if rest else str(whole)


@dataclass(frozen=True)
class Party:
    """A person as an identity table and a signature print him."""

    name: str
    number_label: str
    number: str
    rank_label: str
    rank: str
    post: str
    unit: str
    agency: str

    @property
    def signature_number(self):
        """Return "NIP. 1986…" for the line under a name, "" without a number."""
        if self.number == MISSING:
            return ""
        return f"{self.number_label}. {self.number}"

    @property
    def signature_post(self):
        """Return the post of who signs as Plt., Plh. or Pj., else ""."""
        return self.post if self.post.startswith(ACTING) else ""

    @property
    def owner(self):
        """Return the footer that says whose document this is."""
        number = self.signature_number.replace(". ", " ", 1)
        return f"Dokumen milik {self.name}" + (f" ({number})" if number else "")


def long_date(iso):
    """Return an ISO date as "12 Januari 2026"; "" stays ""."""
    if not iso:
        return ""
    on = date.fromisoformat(iso)
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def day(on):
    """Return a date as "12 Januari 2026"; None stays ""."""
    return long_date(on.isoformat()) if on else ""


def span(start, end):
    """Return two ISO dates as "1 JANUARI SD 31 DESEMBER 2026" (forms say SD)."""
    first, last = long_date(start), long_date(end)
    if start[:4] == end[:4]:
        first = first.rsplit(" ", 1)[0]
    return f"{first} SD {last}".upper()


def days(start, end):
    """Return two ISO dates as "1 s.d. 14 Januari 2026": said once what they share.

    One day is said as it is.
    """
    if start == end:
        return long_date(start)
    first, last = long_date(start).split(" "), long_date(end).split(" ")
    while len(first) > 1 and first[-1] == last[len(first) - 1]:
        first.pop()
    return " s.d. ".join((" ".join(first), " ".join(last)))


def nip(number):
    """Return 18 digits as "19860926 201505 1 001"; other numbers as they are."""
    if len(number) != 18 or not number.isdigit():
        return number
    return f"{number[:8]} {number[8:14]} {number[14]} {number[15:]}"


def full_name(front, name, back):
    """Return "Drs. ZULFIKAR AMRI, M.Si.": capitals, degrees in their own case."""
    before = f"{front} " if front else ""
    after = f", {back}" if back else ""
    return f"{before}{name.upper()}{after}"


def period_title(period):
    """Return the period as the title says it: the chosen option, nothing struck out.

    ``period``: sealed dict (kind, number, year). The year is the form's "AKHIR".
    """
    kind, number = period["kind"], period["number"]
    if kind == YEAR_KIND:
        return "AKHIR"
    if kind == MONTH_KIND:
        return f"BULAN {MONTHS[number - 1].upper()} {period['year']}"
    return f"{kind.upper()} {ROMAN[number - 1]}"


def period_label(kind, number):
    """Return the period as a column of a recap names it: "Triwulan II", "Juni"."""
    if kind == YEAR_KIND:
        return "Tahunan"
    if kind == MONTH_KIND:
        return MONTHS[number - 1]
    return f"{kind.capitalize()} {ROMAN[number - 1]}"


def period_file(period):
    """Return the period as it stands in the name of a file: "TAHUNAN", "BULAN_06"."""
    kind, number = period["kind"], period["number"]
    if kind == YEAR_KIND:
        return "TAHUNAN"
    digits = 2 if kind == MONTH_KIND else 1
    return f"{kind.upper()}_{number:0{digits}d}"


def upper_or_missing(words, code):
    """Return the words of a code in capitals, "-" where there is none."""
    return words[code].upper() if code else MISSING


def party(content):
    """Return the Party of a sealed person; None (nobody set) gives "-" everywhere.

    PPPK have a grade only; an official outside the ASN has neither number nor rank,
    unless the forces gave him an NRP.
    """
    person = content or {"name": MISSING, "kind": NON_ASN}
    kind = person.get("kind") or NON_ASN
    number = person.get("number") or ""
    duty = person.get("duty") or ""
    post = person.get("post") or MISSING
    return Party(
        name=full_name(
            person.get("front_title"), person["name"], person.get("back_title")
        ),
        number_label="NRP" if kind == NON_ASN and number else "NIP",
        number=nip(number) or MISSING,
        rank_label=_rank_label(kind, number),
        rank=person.get("rank") or MISSING,
        post=f"{post} / {duty}" if duty else post,
        unit=_unit(person) or MISSING,
        agency=person.get("agency") or MISSING,
    )


def _unit(person):
    """Return "Sekretariat, Dinas Kesehatan": a unit alone often names no office.

    A unit right under the agency, and the agency itself, stand alone.
    """
    unit, parent = person.get("unit"), person.get("parent_unit")
    if not unit or not parent or parent in (unit, person.get("agency")):
        return unit
    return f"{unit}, {parent}"


def _rank_label(kind, number):
    if kind in PPPK_KINDS:
        return "GOLONGAN"
    if kind == NON_ASN and number:
        return "PANGKAT/KORPS"
    return "PANGKAT/GOL. RUANG"


def place_and_date(place, iso):
    """Return "Kota Contoh, 12 Januari 2026"; without a date dots to write on."""
    on = long_date(iso) or "." * 30
    return f"{place}, {on}" if place else on
