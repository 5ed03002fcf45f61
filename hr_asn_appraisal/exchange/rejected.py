"""The rows of a file that had problems, as a file: corrected, it is read again."""

import io
from datetime import date, datetime

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from .layouts import REASON
from .readers import CONTROL, Percent

TEXT_FORMAT = "@"
DAY_FORMAT = "yyyy-mm-dd"
PERCENT_FORMAT = 'General"%"'
MARKED = PatternFill("solid", fgColor="FFF3CD")
REASON_WIDTH, WIDTH = 70, 20


def write(sheet, reasons):
    """Return a workbook with the rows of a readers.Sheet that have a reason.

    In: the sheet as read, {number of the row: what is wrong}. Out: the bytes of an
    XLSX with the lines on top as they were found, all columns in their order, known
    or not, and one more with the reason, which no reader takes for data. Texts stay
    texts, so that no NIP is converted; what was a number stays one, so that it is
    refused again until somebody types it anew; a share keeps its percent sign.
    """
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet(title=(sheet.name or "Data")[:31])
    width = _width(sheet, reasons)
    for place in range(1, width + 1):
        page.column_dimensions[get_column_letter(place)].width = WIDTH
    page.column_dimensions[get_column_letter(width + 1)].width = REASON_WIDTH
    for line in sheet.top[:-1]:
        page.append([_cell(page, value) for value in line])
    page.append(_with_reason(page, sheet.top[-1], width, REASON))
    for row in sheet.rows:
        if row.number in reasons:
            page.append(_with_reason(page, row.raw, width, reasons[row.number]))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _width(sheet, reasons):
    """Return how many columns the lines have that are written."""
    lines = [sheet.top[-1], *(one.raw for one in sheet.rows if one.number in reasons)]
    return max(len(line) for line in lines)


def _with_reason(page, line, width, reason):
    cells = [_cell(page, value) for value in line]
    cells += [_cell(page, "") for _place in range(width - len(line))]
    marked = _cell(page, reason)
    marked.fill = MARKED
    marked.font = Font(bold=reason == REASON)
    return [*cells, marked]


def _cell(page, value):
    if isinstance(value, int | float) and not isinstance(value, bool):
        # Formatted as text all the same: what is typed over it stays as typed.
        cell = WriteOnlyCell(page, value)
        is_share = isinstance(value, Percent)
        cell.number_format = PERCENT_FORMAT if is_share else TEXT_FORMAT
    elif isinstance(value, date | datetime):
        cell = WriteOnlyCell(page, value)
        cell.number_format = DAY_FORMAT
    else:
        text = "" if value is None else CONTROL.sub("", str(value))
        cell = WriteOnlyCell(page, text)
        # A text that begins with "=" is no formula.
        cell.data_type = "s"
        cell.number_format = TEXT_FORMAT
    return cell
