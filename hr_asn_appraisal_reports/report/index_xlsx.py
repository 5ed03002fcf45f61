"""Writes what is in the ZIP files of a run, and what is not, as a workbook."""

from io import BytesIO
from typing import NamedTuple

import xlsxwriter

from .sheets import OPTIONS, head, make_formats

TITLE = "DAFTAR ISI BERKAS LENGKAP"
COLUMNS = (("No", 5), ("NIP", 21), ("Nama", 34), ("Berkas", 34), ("Keterangan", 70))
HEAD_ROW = 3
ABSENT = "Tidak ada berkas"


class Row(NamedTuple):
    """One person: the file of his papers, "" for none, and what is to be said."""

    nip: str
    name: str
    file: str
    note: str


def write(agency, drawn_on, rows):
    """Return the workbook as bytes.

    ``drawn_on``: when the papers were read, in words; ``rows``: of Row.
    """
    out = BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    sheet, formats = book.add_worksheet("Daftar Isi"), make_formats(book)
    head(sheet, TITLE, f"{agency}. {drawn_on}.", COLUMNS, formats, HEAD_ROW)
    for number, row in enumerate(rows, 1):
        _row(sheet, HEAD_ROW + number, number, row, formats)
    sheet.freeze_panes(HEAD_ROW + 1, 3)
    book.close()
    return out.getvalue()


def _row(sheet, line, number, row, formats):
    sheet.write_number(line, 0, number, formats["number"])
    sheet.write_string(line, 1, row.nip, formats["code"])
    for column, text in enumerate((row.name, row.file or ABSENT, row.note), 2):
        sheet.write_string(line, column, text, formats["text"])
