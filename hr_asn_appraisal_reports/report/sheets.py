"""What all workbooks have in common: formats, the lines at the head, the paper."""

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
DATE_FORMAT = "[$-421]d mmmm yyyy"
FILL = "#d9e1f2"
GREY = "#595959"


def direct(method):
    """Return a method of xlsxwriter's Worksheet without its look at every cell.

    It also takes "A1" for a cell. Where row and column are numbers, as they are here,
    looking for that is a fifth of the work.
    """
    return getattr(method, "__wrapped__", method)


def make_formats(book):
    """Return the formats that all workbooks are written with, by name."""
    line = {"border": 1, "valign": "top"}
    head = line | {"bold": True, "bg_color": FILL, "align": "center"}
    return {
        "title": book.add_format({"bold": True, "font_size": 13}),
        "plain": book.add_format({"italic": True}),
        "head": book.add_format(head | {"text_wrap": True, "valign": "vcenter"}),
        "text": book.add_format(line | {"text_wrap": True}),
        "gap": book.add_format(
            line | {"text_wrap": True, "italic": True, "font_color": GREY}
        ),
        "code": book.add_format(line | {"num_format": "@"}),
        "number": book.add_format(line),
        "date": book.add_format(line | {"num_format": DATE_FORMAT, "align": "left"}),
        "sum": book.add_format(line | {"bold": True, "bg_color": FILL}),
    }


def head(sheet, title, about, columns, formats, row):
    """Write the titles of a sheet and the header of its columns; set its paper.

    ``about``: whose figures and of when; ``columns``: (name, width in signs);
    ``row``: of the header, from 0.
    """
    sheet.write_string(0, 0, title, formats["title"])
    sheet.write_string(1, 0, about, formats["plain"])
    for column, (name, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(row, column, name, formats["head"])
    _page(sheet, row)


def _page(sheet, head_row):
    """Print landscape on F4 (Excel's paper 14), one page wide, header repeated."""
    sheet.set_landscape()
    sheet.set_paper(14)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head_row)
