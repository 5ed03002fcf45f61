"""What a cycle leaves behind: the D.1.1 papers, the recap and the rejected rows."""

import base64
import csv
import re

from cycle_steps import wait_for_run

BATCH = 50  # papers per answer
UNSAFE = re.compile(r"[^\w.,()-]+")


def write_rejected(out, columns, rows):
    """Write the rows of the list that were not taken, with the reason of each.

    :param columns: names of the columns in order
    :param rows: dicts; a column that is not there stays empty
    """
    path = out / "rejected.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as handle:
        table = csv.DictWriter(handle, columns, restval="", extrasaction="ignore")
        table.writeheader()
        table.writerows(rows)
    return path


def _save(folder, paper):
    """Save one paper of the server under its own name; returns the path."""
    path = folder / UNSAFE.sub(" ", paper["name"]).strip(" .")
    path.write_bytes(base64.b64decode(paper["data"]))
    return path
