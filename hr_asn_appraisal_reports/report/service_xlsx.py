"""Writes the report of a service or program as a workbook, a sheet for each part."""

from io import BytesIO

import xlsxwriter

from odoo.addons.hr_asn_appraisal.exchange import numbers

from .sheets import OPTIONS, head, make_formats

HEAD_ROW = 3
# Signs of a column for each hundredth of the width of the paper.
SIGNS = 1.3
LONGEST_NAME = 31


def write(form):
    """Return the workbook of a forms.service.ServiceForm as bytes."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    formats = make_formats(book)
    for table in form.tables:
        _sheet(book.add_worksheet(table.key[:LONGEST_NAME]), form, table, formats)
    book.close()
    return out.getvalue()


def _sheet(sheet, form, table, formats):
    columns = [(name, max(5, width * SIGNS)) for name, width in table.columns]
    about = f"{form.agency}. {table.title}. {form.notes[0]}"
    head(sheet, " ".join(form.titles), about, columns, formats, HEAD_ROW)
    for place, row in enumerate(table.rows, HEAD_ROW + 1):
        for column, text in enumerate(row):
            _cell(sheet, place, column, text, formats)
    sheet.freeze_panes(HEAD_ROW + 1, 0)


def _cell(sheet, row, column, text, formats):
    """Write a figure as a number, so that it can be added up; else the text."""
    figure = numbers.parse(text)
    if figure is None:
        sheet.write_string(row, column, text, formats["text"])
    else:
        sheet.write_number(row, column, figure, formats["number"])
