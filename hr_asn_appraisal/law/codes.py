"""Canonical codes of the field and the readers of foreign spellings.

The codes are the keys that are stored. The integers are those of the national
system SIASN and serve the exchange only: a lower number is the better one, so
no rule may compare, add or average them. An order, where a rule needs one, is
the order of the tuples RATINGS, PREDIKATS and ORG_RATINGS: best first.
Source: enumerations of SIASN and PermenPANRB 6/2022 forms [C/D].
"""

import re

# Where people are planned and rated: in this system, or in one that is imported.
HERE = "here"
EKINERJA = "ekinerja"
RUANG_GTK = "ruang_gtk"

DI_ATAS = "di_atas"
SESUAI = "sesuai"
DI_BAWAH = "di_bawah"
RATINGS = (DI_ATAS, SESUAI, DI_BAWAH)
RATING_SIASN = {DI_ATAS: 1, SESUAI: 2, DI_BAWAH: 3}

SANGAT_BAIK = "sangat_baik"
BAIK = "baik"
BUTUH_PERBAIKAN = "butuh_perbaikan"
KURANG = "kurang"
SANGAT_KURANG = "sangat_kurang"
PREDIKATS = (SANGAT_BAIK, BAIK, BUTUH_PERBAIKAN, KURANG, SANGAT_KURANG)
PREDIKAT_SIASN = {
    SANGAT_BAIK: 1,
    BAIK: 2,
    BUTUH_PERBAIKAN: 3,
    KURANG: 4,
    SANGAT_KURANG: 5,
}

# What a word of feedback is: it praises, notes, or asks to do better.
PRAISE = "praise"
NOTE = "note"
IMPROVE = "improve"
TONES = (PRAISE, NOTE, IMPROVE)

# SIASN has no integers for the rating of an organisation.
ISTIMEWA = "istimewa"
ORG_RATINGS = (ISTIMEWA, BAIK, BUTUH_PERBAIKAN, KURANG, SANGAT_KURANG)

PNS = "pns"
CPNS = "cpns"
PPPK = "pppk"
PPPK_PARUH_WAKTU = "pppk_paruh_waktu"
NON_ASN = "non_asn"
ASN_KINDS = (PNS, CPNS, PPPK, PPPK_PARUH_WAKTU, NON_ASN)
PNS_KINDS = (PNS, CPNS)
PPPK_KINDS = (PPPK, PPPK_PARUH_WAKTU)

JPT_UKM = "jpt_ukm"
JA_JF = "ja_jf"
SKP_MODELS = (JPT_UKM, JA_JF)

KUANTITATIF = "kuantitatif"
KUALITATIF = "kualitatif"
APPROACHES = (KUANTITATIF, KUALITATIF)

UTAMA = "utama"
TAMBAHAN = "tambahan"
RHK_KINDS = (UTAMA, TAMBAHAN)

DEFINITIF = "definitif"
PLT = "plt"
PLH = "plh"
PJB = "pjb"
ASSIGNMENT_STATUSES = (DEFINITIF, PLT, PLH, PJB)

BULAN = "bulan"
TRIWULAN = "triwulan"
SEMESTER = "semester"
TAHUN = "tahun"
CADENCES = (BULAN, TRIWULAN, SEMESTER, TAHUN)

TUGAS_BELAJAR = "tugas_belajar"
CLTN = "cltn"
CUTI_BESAR = "cuti_besar"
CUTI_SAKIT = "cuti_sakit"
CUTI_MELAHIRKAN = "cuti_melahirkan"
PEMBERHENTIAN_SEMENTARA = "pemberhentian_sementara"
MPP = "mpp"
PENSIUN = "pensiun"
MENINGGAL = "meninggal"
PINDAH_INSTANSI = "pindah_instansi"
LAINNYA = "lainnya"
# Study, unpaid leave, suspension and MPP have no SKP: PermenPANRB 8/2021 [A]. The
# other leaves and ends of service are listed by practice of the agencies [r].
EXEMPTION_KINDS = (
    TUGAS_BELAJAR,
    CLTN,
    CUTI_BESAR,
    CUTI_SAKIT,
    CUTI_MELAHIRKAN,
    PEMBERHENTIAN_SEMENTARA,
    MPP,
    PENSIUN,
    MENINGGAL,
    PINDAH_INSTANSI,
    LAINNYA,
)
# After these nobody comes back to the post: it ends on the day before.
ENDING_KINDS = (PENSIUN, MENINGGAL, PINDAH_INSTANSI)

LAYANAN = "layanan"
PROGRAM = "program"
SERVICE_KINDS = (LAYANAN, PROGRAM)

HITUNGAN = "hitungan"
POSISI = "posisi"
RILIS = "rilis"
KENAIKAN = "kenaikan"
PATTERNS = (HITUNGAN, POSISI, RILIS, KENAIKAN)

NAIK = "naik"
TURUN = "turun"
RENTANG = "rentang"
DIRECTIONS = (NAIK, TURUN, RENTANG)

# Keys are spellings in lower case without blanks, slashes, brackets, underscores.
_RATING_WORDS = {"diatas": DI_ATAS, "sesuai": SESUAI, "dibawah": DI_BAWAH}
_RATING_TEXTS = {
    word + ending: rating
    for word, rating in _RATING_WORDS.items()
    for ending in ("", "ekspektasi", "espektasi")
}
_PREDIKAT_TEXTS = {
    "sangatbaik": SANGAT_BAIK,
    "baik": BAIK,
    "butuhperbaikan": BUTUH_PERBAIKAN,
    "cukup": BUTUH_PERBAIKAN,
    "butuhperbaikancukup": BUTUH_PERBAIKAN,
    "cukupbutuhperbaikan": BUTUH_PERBAIKAN,
    "kurang": KURANG,
    "misconduct": KURANG,
    "kurangmisconduct": KURANG,
    "sangatkurang": SANGAT_KURANG,
}


def parse_rating(text):
    """Read a rating of results or behaviour as a foreign system writes it.

    In: a text in any case and spelling ("DIATAS ESPEKTASI", "di_atas") or the
    SIASN integer 1..3, also as text. Out: a code of RATINGS.
    Errors: ValueError for anything else, a missing value and a bool included.
    Source: value texts of SIASN and e-Kinerja exports [D].
    """
    return _parse(text, _RATING_TEXTS, RATING_SIASN, "rating")


def parse_predikat(text):
    """Read a predikat as a foreign system writes it.

    In: a text in any case ("Cukup", "Kurang/Misconduct") or the SIASN integer
    1..5, also as text. Out: a code of PREDIKATS.
    Errors: ValueError for anything else, a missing value and a bool included.
    Source: value texts of SIASN, angka-kredit and evaluation forms [D].
    """
    return _parse(text, _PREDIKAT_TEXTS, PREDIKAT_SIASN, "predikat")


def _parse(text, spellings, siasn, what):
    if isinstance(text, str | int) and not isinstance(text, bool):
        plain = str(text).strip().lower()
        numbers = {str(number): code for code, number in siasn.items()}
        code = numbers.get(plain) or spellings.get(re.sub(r"[\s/_()]", "", plain))
        if code:
            return code
    raise ValueError(f"unknown {what}: {text!r}")
