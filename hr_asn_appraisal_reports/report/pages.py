"""What wkhtmltopdf without patched Qt cannot do: part documents, number pages.

Many documents are printed in one call. Each begins with a dot of one pixel whose
colour is nearly white and says which document it is; the dot is found again in the
content of the page, exactly and without reading text.
"""

import re
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from odoo.tools.pdf import (
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    PdfFileReader,
    PdfFileWriter,
)

# The two lower colour channels count the documents of a call, 16 steps each.
STEPS = 16
LIMIT = STEPS * STEPS
_MARK = re.compile(rb"0\.99607\d* ([01](?:\.\d+)?) ([01](?:\.\d+)?) scn")

FONT = "Times-Italic"
# What pages call it; those of wkhtmltopdf are called F and a number.
FONT_NAME = "/AsnFoot"
FONT_SIZE = 8
FOOTER_HEIGHT = 8 * mm
LEFT = 20 * mm
# Where the frames end: the margin, and what they leave free to keep their border.
RIGHT = 15.6 * mm
GAP = 5 * mm


class SplitError(ValueError):
    """The printed pages do not hold the documents that were sent."""


def mark(index):
    """Return the colour that marks document ``index`` (0 … LIMIT - 1), as CSS."""
    if not 0 <= index < LIMIT:
        raise ValueError(f"no mark for document {index}")
    return f"#fe{255 - index // STEPS:02x}{255 - index % STEPS:02x}"


def split(data, count):
    """Return the pages of each of ``count`` documents printed into one PDF.

    Raises SplitError unless each begins on its own page, in order.
    """
    documents = []
    for page in PdfFileReader(BytesIO(data)).pages:
        marks = _marks(page)
        if marks and marks != [len(documents)]:
            raise SplitError(f"page with documents {marks} after {len(documents)}")
        if marks:
            documents.append([])
        if not documents:
            raise SplitError("the first page belongs to no document")
        documents[-1].append(page)
    if len(documents) != count:
        raise SplitError(f"{len(documents)} documents instead of {count}")
    return documents


def _marks(page):
    """Return the numbers of the documents that begin on a page."""
    content = page.get_contents()
    found = _MARK.findall(content.get_data()) if content is not None else []
    return [_steps(green) * STEPS + _steps(blue) for green, blue in found]


def _steps(channel):
    return 255 - round(255 * float(channel))


def stamp(pages, owner):
    """Return the pages as one PDF with ``owner`` and "Halaman 1 dari 3" at the foot.

    The feet are written into the pages themselves: laying a second PDF over them
    costs as much as printing.
    """
    writer = PdfFileWriter()
    font = writer._add_object(_font())
    for number, page in enumerate(pages, 1):
        own = writer.add_page(page)
        words = f"Halaman {number} dari {len(pages)}"
        foot = _foot(owner, words, float(own.mediabox.width))
        fonts = own["/Resources"].setdefault(NameObject("/Font"), DictionaryObject())
        fonts.get_object()[NameObject(FONT_NAME)] = font
        drawn = DecodedStreamObject()
        # What the page sets up for itself ends with it.
        drawn.set_data(b"q\n%s\nQ\n%s" % (own.get_contents().get_data(), foot))
        own[NameObject("/Contents")] = writer._add_object(drawn.flate_encode())
    return _bytes(writer)


def _font():
    """Return the font of the feet, one of those that every reader has."""
    names = {
        "/Type": "/Font",
        "/Subtype": "/Type1",
        "/BaseFont": f"/{FONT}",
        "/Encoding": "/WinAnsiEncoding",
    }
    return DictionaryObject(
        {NameObject(key): NameObject(value) for key, value in names.items()}
    )


def _foot(owner, words, width):
    """Return the drawing of one foot: whose it is on the left, the number right."""
    size = _fitting(owner, words, width)
    right = width - RIGHT - stringWidth(words, FONT, FONT_SIZE)
    return b"".join(
        b"BT %s %.2f Tf %.2f %.2f Td (%s) Tj ET\n"
        % (FONT_NAME.encode(), high, left, FOOTER_HEIGHT, _escaped(text))
        for text, high, left in ((words, FONT_SIZE, right), (owner, size, LEFT))
    )


def _escaped(text):
    """Return a text as the font spells it, its brackets marked as text."""
    return re.sub(rb"([\\()])", rb"\\\1", text.encode("cp1252", "replace"))


def bind(documents):
    """Return documents, [(title, PDF)], as one PDF with a bookmark for each.

    Each keeps the page numbers at its own foot.
    """
    writer = PdfFileWriter()
    for title, data in documents:
        start = len(writer.pages)
        writer.append_pages_from_reader(PdfFileReader(BytesIO(data)))
        writer.add_outline_item(title=title, page_number=start)
    return _bytes(writer)


def _fitting(owner, words, width):
    """Return the size at which a long name leaves room for the page number."""
    room = width - LEFT - RIGHT - stringWidth(words, FONT, FONT_SIZE) - GAP
    return min(FONT_SIZE, FONT_SIZE * room / stringWidth(owner, FONT, FONT_SIZE))


def _bytes(writer):
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
