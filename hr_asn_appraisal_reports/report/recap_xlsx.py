"""Writes the recap of a cycle as a workbook: sheets "Rekap", "Sebaran" and "Grafik".

Texts are written as texts, so that no name becomes a formula and no NIP a number. A
predikat that is missing is the reason in words; other missing things are blank cells.
"""

from io import BytesIO
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ..forms import recap as recap_form
from ..forms import wording
from .sheets import OPTIONS, direct, head, make_formats

PERSON_COLUMNS = (
    ("No", 5),
    ("NIP", 21),
    ("Nama", 34),
    ("Gol", 20),
    ("Jabatan", 34),
    ("Unit", 30),
    ("Unor Induk", 30),
    ("Jenis ASN", 12),
    ("Status SKP", 14),
    ("Sumber", 16),
    ("Data Sumber per", 19),
)
FIGURE_COLUMNS = (
    ("Rating Hasil Kerja", 19),
    ("Rating Perilaku Kerja", 19),
    ("Predikat", 21),
    ("Keterangan", 42),
)
DATE_COLUMNS = (("Tanggal Disampaikan", 20), ("Tanggal Diterima", 20))
SPREAD_COLUMNS = (("Periode", 14), ("Unor Induk", 34), ("Unit", 34))
SPREAD_ENDS = (
    ("Jumlah Dinilai", 15),
    *((recap_form.GAPS[code], 15) for code in recap_form.COUNTED_GAPS),
    ("Jumlah Pegawai", 15),
)

# Columns, bars and labels of the chart; it takes its figures from "Sebaran".
CHART_SIZE = {"width": 960, "height": 480}
CHART_PLACE = "A3"
CHART_TITLE = "Sebaran Predikat Kinerja yang Sudah Disampaikan"

# Two title rows, an empty one, then the header: 0-based row numbers.
GROUP_ROW = 3
HEAD_ROW = 4
FIRST_ROW = 5
NAME_COLUMN = 2
SPREAD_HEAD_ROW = 3


class Pen(NamedTuple):
    """What half a million cells are written with: nothing is looked up twice."""

    sheet: Worksheet
    formats: dict
    text: Any
    blank: Any
    date: Any

    @classmethod
    def of(cls, sheet, formats):
        """Return the pen for a sheet."""
        return cls(
            sheet,
            formats,
            direct(Worksheet.write_string),
            direct(Worksheet.write_blank),
            direct(Worksheet.write_datetime),
        )


def write(recap):
    """Return the workbook of a forms.recap.Recap as bytes."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    formats = make_formats(book)
    _recap_sheet(book.add_worksheet("Rekap"), recap, formats)
    totals = _spread_sheet(book.add_worksheet("Sebaran"), recap, formats)
    if totals:
        _chart_sheet(book, recap, totals, formats)
    book.close()
    return out.getvalue()


# -- sheet "Rekap" -----------------------------------------------------------


def _recap_sheet(sheet, recap, formats):
    title = f"REKAPITULASI KINERJA PEGAWAI {recap.title}"
    head(sheet, title, recap.about, PERSON_COLUMNS, formats, HEAD_ROW)
    last = _recap_header(sheet, recap, formats)
    pen = Pen.of(sheet, formats)
    for index, row in enumerate(recap.rows):
        _recap_row(pen, FIRST_ROW + index, index + 1, row, recap.periods)
    end = FIRST_ROW + len(recap.rows)
    _recap_total(sheet, end, recap, formats)
    sheet.freeze_panes(FIRST_ROW, NAME_COLUMN + 1)
    sheet.autofilter(HEAD_ROW, 0, max(end - 1, HEAD_ROW), last)


def _recap_header(sheet, recap, formats):
    """Write the headers of periods, and the row above all; return the last column."""
    for column in range(len(PERSON_COLUMNS)):
        sheet.write_blank(GROUP_ROW, column, None, formats["head"])
    column = len(PERSON_COLUMNS)
    for period in recap.periods:
        names = FIGURE_COLUMNS + (DATE_COLUMNS if period.is_annual else ())
        sheet.merge_range(
            GROUP_ROW,
            column,
            GROUP_ROW,
            column + len(names) - 1,
            period.title,
            formats["head"],
        )
        for name, width in names:
            sheet.set_column(column, column, width)
            sheet.write_string(HEAD_ROW, column, name, formats["head"])
            column += 1
    return column - 1


def _recap_row(pen, line, number, row, periods):
    sheet, formats, write, blank, _date = pen
    text, gap_text = formats["text"], formats["gap"]
    sheet.write_number(line, 0, number, formats["number"])
    write(sheet, line, 1, row.nip, formats["code"])
    for column, words in enumerate(_person_words(row), NAME_COLUMN):
        write(sheet, line, column, words, text)
    column = len(PERSON_COLUMNS)
    _day(pen, line, column - 1, row.imported_on)
    for period in periods:
        figures, gap = row.figures.get(period.id), row.gaps.get(period.id)
        look = gap_text if gap else text
        for words in _gap_words(gap) if gap else _figure_words(figures):
            if words:
                write(sheet, line, column, words, look)
            else:
                blank(sheet, line, column, None, look)
            column += 1
        if period.is_annual:
            column = _days(pen, line, column, figures)


def _person_words(row):
    return (
        row.name,
        row.rank,
        row.post,
        row.place.path,
        row.place.office,
        row.asn_kind,
        row.plan_state,
        row.source,
    )


def _days(pen, line, column, figures):
    """Write when the year was delivered and received; return the column after it."""
    days = (figures.delivered_on, figures.received_on) if figures else (None, None)
    for offset, day in enumerate(days):
        _day(pen, line, column + offset, day)
    return column + len(days)


def _day(pen, line, column, day):
    if day:
        pen.date(pen.sheet, line, column, day, pen.formats["date"])
    else:
        pen.blank(pen.sheet, line, column, None, pen.formats["date"])


def _figure_words(figures):
    return (
        wording.RATINGS.get(figures.result),
        wording.RATINGS.get(figures.behavior),
        wording.PREDIKATS.get(figures.predikat),
        figures.note,
    )


def _gap_words(gap):
    return (None, None, recap_form.GAPS[gap.code], gap.note)


def _recap_total(sheet, line, recap, formats):
    """Write how many employees there are and how many have each predikat column."""
    sheet.write_string(line, 0, "", formats["sum"])
    sheet.write_string(line, 1, "JUMLAH PEGAWAI", formats["sum"])
    sheet.write_number(line, NAME_COLUMN, len(recap.rows), formats["sum"])
    column = len(PERSON_COLUMNS)
    for period in recap.periods:
        delivered = sum(period.id in row.figures for row in recap.rows)
        sheet.write_string(line, column, "Disampaikan", formats["sum"])
        sheet.write_blank(line, column + 1, None, formats["sum"])
        sheet.write_number(line, column + 2, delivered, formats["sum"])
        sheet.write_blank(line, column + 3, None, formats["sum"])
        column += len(FIGURE_COLUMNS)


# -- sheet "Sebaran" ---------------------------------------------------------


def _spread_sheet(sheet, recap, formats):
    """Write the sheet; return {title of a period: row of its sum}, the year first."""
    predikats = [(words, 15) for words in wording.PREDIKATS.values()]
    columns = [*SPREAD_COLUMNS, *predikats, *SPREAD_ENDS]
    title = f"SEBARAN PREDIKAT KINERJA {recap.title}"
    head(sheet, title, recap.about, columns, formats, SPREAD_HEAD_ROW)
    line = SPREAD_HEAD_ROW + 1
    # The year first: it is what the sheet is opened for.
    totals = {}
    for period in sorted(recap.periods, key=lambda one: not one.is_annual):
        after = _spread_lines(sheet, line, recap, period, formats)
        if after > line:
            totals[period.title] = after - 1
        line = after
    sheet.freeze_panes(SPREAD_HEAD_ROW + 1, len(SPREAD_COLUMNS))
    sheet.autofilter(SPREAD_HEAD_ROW, 0, line - 1, len(columns) - 1)
    return totals


def _spread_lines(sheet, line, recap, period, formats):
    """Write the units of one period and their sum; return the next free line."""
    parts = recap_form.spreads(recap, period)
    if not parts:
        return line
    for part in parts:
        _spread_line(sheet, line, part, formats["text"], formats["number"])
        line += 1
    total = recap_form.total(period, parts)
    _spread_line(sheet, line, total, formats["sum"], formats["sum"])
    return line + 1


def _spread_line(sheet, line, spread, text, number):
    for column, words in enumerate((spread.period, spread.parent_unit, spread.unit)):
        sheet.write_string(line, column, words, text)
    everybody = spread.rated + spread.missing
    figures = (*spread.counts, spread.rated, *spread.gaps, everybody)
    for column, figure in enumerate(figures, len(SPREAD_COLUMNS)):
        sheet.write_number(line, column, figure, number)


# -- sheet "Grafik" ----------------------------------------------------------


def _chart_sheet(book, recap, totals, formats):
    """Draw how many have each predikat, a row of bars for each period.

    ``totals``: as `_spread_sheet` returns. The bars follow the cells of "Sebaran".
    """
    sheet = book.add_worksheet("Grafik")
    sheet.write_string(
        0, 0, f"SEBARAN PREDIKAT KINERJA {recap.title}", formats["title"]
    )
    sheet.write_string(1, 0, recap.about, formats["plain"])
    sheet.set_landscape()
    sheet.set_paper(14)
    sheet.fit_to_pages(1, 1)
    chart = book.add_chart({"type": "column"})
    for title, row in totals.items():
        chart.add_series(
            {
                "name": title,
                "categories": _predikat_cells(SPREAD_HEAD_ROW),
                "values": _predikat_cells(row),
                "data_labels": {"value": True},
            }
        )
    chart.set_title({"name": CHART_TITLE, "name_font": {"size": 13}})
    chart.set_x_axis({"name": "Predikat Kinerja Pegawai"})
    chart.set_y_axis({"name": "Jumlah Pegawai", "num_format": "0"})
    chart.set_legend({"position": "bottom"})
    chart.set_size(CHART_SIZE)
    sheet.insert_chart(CHART_PLACE, chart)


def _predikat_cells(row):
    """Return the cells of a row of "Sebaran" that stand under a predikat."""
    first = len(SPREAD_COLUMNS)
    return ["Sebaran", row, first, row, first + len(wording.PREDIKATS) - 1]
