"""An empty workbook for a list of this program, to be filled in and imported."""

import io

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from .rejected import MARKED, TEXT_FORMAT, WIDTH

# So many rows below the heading are formatted as text.
FORMATTED = 200


def write(table, examples=()):
    """Return a workbook with the headings of a layouts.Table.

    In: the table; rows of examples, {column key: text}, that show how it is filled in.
    Out: the bytes of an XLSX. All its cells are texts, so that a spreadsheet program
    changes no number that is none; a needed column is marked.
    """
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet(title=table.name[:31])
    for place in range(1, len(table.columns) + 1):
        page.column_dimensions[get_column_letter(place)].width = WIDTH
    page.freeze_panes = "A2"
    page.append([_heading(page, column) for column in table.columns])
    blanks = [{}] * (FORMATTED - len(examples))
    for row in (*examples, *blanks):
        page.append([_cell(page, row.get(column.key, "")) for column in table.columns])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _heading(page, column):
    cell = _cell(page, column.label)
    cell.font = Font(bold=True)
    if column.required:
        cell.fill = MARKED
    return cell


def _cell(page, text):
    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    cell.number_format = TEXT_FORMAT
    return cell
