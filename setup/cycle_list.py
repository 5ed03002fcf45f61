"""Cutting a staff list to its first people, for a short rehearsal."""

import csv
import io
import subprocess

import server
from machine import StepError

HEADING = "nip"
# A workbook is cut by the Python that Odoo runs with: it has openpyxl.
CUT_WORKBOOK = """
import sys, openpyxl
source, target, limit = sys.argv[1], sys.argv[2], int(sys.argv[3])
book = openpyxl.load_workbook(source)
sheet = book.worksheets[0]
rows = sheet.iter_rows(values_only=True)
heads = [n for n, row in enumerate(rows, 1) if any(
    "nip" in str(cell or "").lower() for cell in row)]
first = (heads[0] if heads else 1) + limit + 1
sheet.delete_rows(first, max(sheet.max_row - first + 1, 0))
book.save(target)
"""


def cut(source, folder, limit):
    """Copy a list with its headings and the first `limit` people into a folder.

    Who is left out cannot appraise anybody: his people get the agency's head.

    :param source: path of a CSV file or an Excel workbook
    :returns: path of the copy, of the same name
    :raises StepError: when the file cannot be read
    """
    target = folder / source.name
    if source.suffix.lower() == ".csv":
        target.write_bytes(_cut_text(source.read_bytes(), limit))
        return target
    command = [server.python(), "-c", CUT_WORKBOOK, source, target, str(limit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StepError(
            f"{source.name} cannot be read: {done.stderr.strip()[-200:]}",
            "give a CSV file or an Excel workbook (.xlsx).",
        )
    return target


def _cut_text(data, limit):
    """Keep whole records, byte by byte as they were."""
    text = data.decode("utf-8-sig", errors="surrogateescape")
    lines = text.splitlines(keepends=True)
    reader = csv.reader(io.StringIO(text))
    left = None
    for record in reader:
        if left is None and any(HEADING in cell.lower() for cell in record):
            left = limit
        elif left is not None:
            left -= 1
        if left == 0:
            break
    kept = "".join(lines[: reader.line_num])
    return kept.encode("utf-8", errors="surrogateescape")
