"""Writes the list of a closed month as a workbook: sheets "Daftar TPP" and "Jumlah".

Where somebody has left who is owed something, or owes it, "Sudah Keluar" as well.

Texts are written as texts, so that no name becomes a formula and no NIP a number.
Percentages are numbers, for the treasurer's own formulas.
"""

from io import BytesIO

import xlsxwriter

from odoo.addons.hr_asn_appraisal.law import allowance

from ..forms import month as month_form
from .sheets import OPTIONS, head, make_formats

COLUMNS = (
    ("No", 5),
    ("NIP", 21),
    ("Nama", 34),
    ("Gol", 12),
    ("Jabatan", 34),
    ("Unit", 30),
    ("Unor Induk", 30),
    ("Periode", 19),
    ("Predikat", 21),
    ("Persentase", 12),
    ("Keterangan", 42),
    ("Perubahan", 48),
)
SUM_COLUMNS = (("Predikat", 28), ("Jumlah Pegawai", 16), ("Ada Perubahan", 16))
LEFT_COLUMNS = (("No", 5), ("NIP", 21), ("Nama", 34), ("Perubahan", 90))
HEAD_ROW = 3
NAME_COLUMN = 2
PERCENT_COLUMN = 9


def write(month):
    """Return the workbook of a forms.month.MonthList as bytes."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    formats = make_formats(book)
    formats["percent"] = book.add_format(
        {"border": 1, "valign": "top", "num_format": "0.00%"}
    )
    _list_sheet(book.add_worksheet("Daftar TPP"), month, formats)
    _sum_sheet(book.add_worksheet("Jumlah"), month, formats)
    if month.owed:
        _left_sheet(book.add_worksheet("Sudah Keluar"), month, formats)
    book.close()
    return out.getvalue()


def _head(sheet, month, columns, formats):
    head(sheet, month.title, month.about, columns, formats, HEAD_ROW)


def _list_sheet(sheet, month, formats):
    _head(sheet, month, COLUMNS, formats)
    for number, line in enumerate(month.lines, 1):
        _line(sheet, HEAD_ROW + number, number, line, formats)
    last = HEAD_ROW + len(month.lines)
    _total(sheet, last + 1, len(month.lines), formats)
    sheet.freeze_panes(HEAD_ROW + 1, NAME_COLUMN + 1)
    sheet.autofilter(HEAD_ROW, 0, last, len(COLUMNS) - 1)


def _line(sheet, row, number, line, formats):
    sheet.write_number(row, 0, number, formats["number"])
    sheet.write_string(row, 1, line.nip, formats["code"])
    is_rated = line.outcome in month_form.wording.PREDIKATS
    texts = (
        line.name,
        line.rank,
        line.post,
        line.place.path,
        line.place.office,
        line.period,
    )
    for column, text in enumerate(texts, NAME_COLUMN):
        sheet.write_string(row, column, text, formats["text"])
    words = month_form.OUTCOMES[line.outcome]
    look = formats["text" if is_rated else "gap"]
    sheet.write_string(row, PERCENT_COLUMN - 1, words, look)
    share = line.points / allowance.WHOLE
    sheet.write_number(row, PERCENT_COLUMN, share, formats["percent"])
    sheet.write_string(row, PERCENT_COLUMN + 1, line.note, formats["text"])
    sheet.write_string(row, PERCENT_COLUMN + 2, line.change, formats["text"])


def _total(sheet, row, count, formats):
    sheet.write_string(row, 0, "", formats["sum"])
    sheet.write_string(row, 1, "JUMLAH PEGAWAI", formats["sum"])
    sheet.write_number(row, NAME_COLUMN, count, formats["sum"])


def _sum_sheet(sheet, month, formats):
    """Write how many have each outcome, and of how many something has changed."""
    _head(sheet, month, SUM_COLUMNS, formats)
    everybody = month_form.counts(month.lines)
    changed = month_form.counts(line for line in month.lines if line.change)
    rows = [
        (words, everybody[outcome], changed[outcome])
        for outcome, words in month_form.OUTCOMES.items()
    ]
    for row, values in enumerate(rows, HEAD_ROW + 1):
        _sums(sheet, row, values, formats["text"], formats["number"])
    totals = ("JUMLAH PEGAWAI", sum(everybody.values()), sum(changed.values()))
    _sums(sheet, HEAD_ROW + 1 + len(rows), totals, formats["sum"], formats["sum"])
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    sheet.autofilter(HEAD_ROW, 0, HEAD_ROW + len(rows), len(SUM_COLUMNS) - 1)


def _left_sheet(sheet, month, formats):
    """Write what has changed of who stands in no list of this month."""
    title = f"{month.title}, SUDAH KELUAR"
    head(sheet, title, month.about, LEFT_COLUMNS, formats, HEAD_ROW)
    for number, one in enumerate(month.owed, 1):
        row = HEAD_ROW + number
        sheet.write_number(row, 0, number, formats["number"])
        sheet.write_string(row, 1, one.nip, formats["code"])
        sheet.write_string(row, NAME_COLUMN, one.name, formats["text"])
        sheet.write_string(row, NAME_COLUMN + 1, one.change, formats["text"])
    sheet.freeze_panes(HEAD_ROW + 1, NAME_COLUMN + 1)


def _sums(sheet, row, values, text, number):
    words, *figures = values
    sheet.write_string(row, 0, words, text)
    for column, figure in enumerate(figures, 1):
        sheet.write_number(row, column, figure, number)
