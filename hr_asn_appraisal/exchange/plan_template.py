"""The template of plans: a workbook to fill in, an example, and what may be chosen.

Indonesian by design, as the headings of `layouts.PLAN` are: it is sent from hand to
hand and read again whoever has filled it in.
"""

import io

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from .layouts import NUMBER_TEXT, PLAN
from .readers import CONTROL

SHEETS = ("Isian", "Contoh", "Pilihan", "Petunjuk")
HEADED = PatternFill("solid", fgColor="D9E1F2")
ROWS = 500
WIDTHS = {"rhk": 42, "intervensi": 42, "indikator": 42, "nip": 22, "aspek": 22}
WIDTH = 16
TEXT_FORMAT = "@"

# Columns whose cells are chosen, with what the choices are called on "Pilihan".
CHOICES = {
    "jenis": ("Utama", "Tambahan"),
    "arah": (
        "Makin Tinggi Makin Baik",
        "Makin Rendah Makin Baik",
        "Dalam Rentang",
    ),
    "pola_ukur": ("Akumulasi", "Posisi Terakhir", "Rilis", "Kenaikan"),
}
# Chosen, too; behind the others on their sheet.
SHARES = {
    "tim": ("Ya", "Tidak"),
    "pembagian": ("Merata", "Musiman", "Manual"),
}
# Invented people: the NIP are no numbers of anybody.
EXAMPLE = (
    {
        "nip": "199409262019032001",
        "jenis": "Utama",
        "rhk": "Terlaksananya pelayanan vaksinasi yang aman dan ramah",
        "intervensi": "1",
        "aspek": "Kuantitas",
        "indikator": "Jumlah sasaran yang divaksinasi",
        "kondisi_awal": "392",
        "tanggal_kondisi_awal": "31 Desember 2025",
        "sumber_kondisi_awal": "Laporan kohort 2025",
        "tim": "Ya",
        "pembagian": "Manual",
        "target_2": "100",
        "target_8": "220",
        "target_11": "100",
        "target": "420",
        "satuan": "orang",
        "arah": "Makin Tinggi Makin Baik",
        "pola_ukur": "Akumulasi",
        "dimensi": "Individu",
        "bobot": "60",
    },
    {
        "aspek": "Kualitas",
        "indikator": "Nilai umpan balik penerima layanan vaksinasi",
        "kondisi_awal": "3,28",
        "target": "3,40",
        "satuan": "skala 1–4",
        "pola_ukur": "Rilis",
        "bulan": "6,12",
    },
    {
        "nip": "199409262019032001",
        "jenis": "Utama",
        "rhk": "Terlaksananya asuhan keperawatan rawat jalan",
        "intervensi": "Meningkatnya kepuasan masyarakat terhadap pelayanan Puskesmas",
        "aspek": "Waktu",
        "indikator": "Waktu tanggap triase",
        "kondisi_awal": "6,5",
        "target": "5",
        "satuan": "menit",
        "arah": "Makin Rendah Makin Baik",
        "pola_ukur": "Posisi Terakhir",
        "bobot": "40",
    },
)
HELP = (
    "Isi lembar “Isian”: satu baris untuk satu indikator. Lembar lain tidak dibaca.",
    "NIP diketik 18 angka, format Teks. Bila kosong, dipakai NIP baris di atasnya.",
    "RHK yang kosong berarti indikator tambahan untuk RHK baris di atasnya.",
    "RHK Pimpinan yang Diintervensi: nomor RHK pimpinan (misalnya 1) atau bunyinya. "
    "Boleh kosong bila pimpinan belum menyusun SKP; kaitkan nanti.",
    "Bulan: bulan pengukuran, misalnya 6,12; kosong berarti setiap periode.",
    "Bobot diisi hanya bila kebijakan instansi memakainya, sekali untuk setiap RHK.",
    "Jabatan diisi hanya bila pegawai mempunyai lebih dari satu SKP (misalnya Plt.).",
    "Kondisi Awal boleh disertai tanggal (misalnya 31/12/2025) dan sumbernya.",
    "Pembagian Target: Merata, Musiman (pilih Musim), atau Manual (isi Target "
    "Januari sampai Target Desember; jumlahnya sama dengan Target). Hanya untuk pola "
    "Akumulasi dan Kenaikan. Kosong berarti tidak diubah; yang baru dibagi merata.",
    "Indikator Tim: Ya bila pegawai ini ketua yang mencatat realisasi untuk timnya.",
    "NIP Ketua Tim diisi oleh anggota, dengan bunyi Indikator seperti pada SKP ketua "
    "yang sudah disetujui; tulis juga Peran dalam Tim. Target mengikuti ketua.",
    "Layanan/Program diisi penanggung jawab dengan nama layanan, dan Indikator dengan "
    "bunyi targetnya. Target dan pembagiannya mengikuti layanan.",
    "Pilih berkas di aplikasi, lalu Periksa Dahulu: belum ada yang ditulis.",
    "Baris yang salah menghentikan SKP pegawai itu saja, bukan SKP pegawai lain.",
)


def write(aspects, dimensions, nip="", seasons=(), rows=()):
    """Return the workbook as bytes.

    In: names of aspects, dimensions and seasons that may be chosen; the NIP that the
    first row begins with, "" for a list of several people; rows of what a plan has
    already, as dicts by column.
    """
    book = openpyxl.Workbook()
    pages = dict(
        zip(SHEETS, (book.active, *map(_sheet(book), SHEETS[1:])), strict=True)
    )
    book.active.title = SHEETS[0]
    choices = CHOICES | {"aspek": aspects, "dimensi": dimensions}
    choices |= SHARES | {"musim": seasons}
    places = _choices(pages["Pilihan"], choices)
    _table(pages["Isian"], rows or ([{"nip": nip}] if nip else []))
    _table(pages["Contoh"], EXAMPLE)
    for key, place in places.items():
        _offer(pages["Isian"], key, place)
    _help(pages["Petunjuk"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet(book):
    return lambda title: book.create_sheet(title=title)


def _table(page, rows):
    """Write headings and rows; all cells are text, so that no NIP is converted."""
    lines = [{column.key: column.label for column in PLAN.columns}, *rows]
    for number, row in enumerate(lines, 1):
        for place, column in enumerate(PLAN.columns, 1):
            _write(page.cell(number, place), row.get(column.key, ""))
    for place, column in enumerate(PLAN.columns, 1):
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = WIDTHS.get(column.key, WIDTH)
        page[f"{letter}1"].font = Font(bold=True)
        page[f"{letter}1"].fill = HEADED
        last = ROWS if column.kind == NUMBER_TEXT else len(rows) + 1
        for number in range(2, last + 1):
            page[f"{letter}{number}"].number_format = TEXT_FORMAT
    page.freeze_panes = "A2"


def _write(cell, text):
    """Write a text as it is: one that begins with "=" is no formula."""
    cell.value = CONTROL.sub("", str(text))
    cell.data_type = "s"


def _choices(page, choices):
    """Write a column for each choice; return {column key: range of its cells}."""
    labels = {column.key: column.label for column in PLAN.columns}
    places = {}
    for place, (key, values) in enumerate(choices.items(), 1):
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = 28
        for number, text in enumerate((labels[key], *values), 1):
            _write(page[f"{letter}{number}"], text)
        page[f"{letter}1"].font = Font(bold=True)
        if values:
            places[key] = f"Pilihan!${letter}$2:${letter}${len(values) + 1}"
    return places


def _offer(page, key, place):
    """Let cells be chosen from a list; another text is told, not refused."""
    keys = [column.key for column in PLAN.columns]
    letter = get_column_letter(keys.index(key) + 1)
    offered = DataValidation(type="list", formula1=place, allow_blank=True)
    offered.errorStyle = "warning"
    offered.add(f"{letter}2:{letter}{ROWS}")
    page.add_data_validation(offered)


def _help(page):
    page.column_dimensions["A"].width = 100
    for line in HELP:
        page.append([line])
    for (cell,) in page.iter_rows():
        cell.alignment = Alignment(wrap_text=True)
