"""What a cycle leaves behind: the D.1.1 papers, the recap and the rejected rows."""

import base64
import csv
import re

import cycle_steps

REJECTED = (
    "row",
    "nip",
    "nama",
    "column",
    "value",
    "problem",
    "action",
    "consequence",
)
BATCH = 50  # papers per answer
UNSAFE = re.compile(r"[^\w.,()-]+")


def write_rejected(out, rows):
    """Write the rows of the list that have a problem, each with what to do about it.

    :param rows: dicts of hr.asn.run.rejected_rows
    """
    with (out / "rejected.csv").open("w", newline="", encoding="utf-8-sig") as handle:
        table = csv.DictWriter(handle, REJECTED, restval="", extrasaction="ignore")
        table.writeheader()
        table.writerows(rows)


def print_all(officer, cycle, out):
    """Let the officer print every annual D.1.1 and the recap into a folder.

    :returns: {"pdf": how many D.1.1, "recap": path of the workbook}
    """
    run = cycle_steps.do_run(
        officer, "Print the D.1.1", "hr.asn.cycle", "action_print_annual", [cycle]
    )
    printed = 0
    while papers := officer.call(
        "hr.asn.run", "paper_batch", [run["id"]], offset=printed, limit=BATCH
    ):
        for paper in papers:
            _save(out, paper)
        printed += len(papers)
    recap = _save(out, officer.call("hr.asn.cycle", "recap_xlsx", [cycle]))
    return {"pdf": printed, "recap": str(recap)}


def _save(folder, paper):
    """Save one paper of the server under its own name; returns the path."""
    path = folder / UNSAFE.sub(" ", paper["name"]).strip(" .")
    path.write_bytes(base64.b64decode(paper["data"]))
    return path
