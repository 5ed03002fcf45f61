"""Matriks Peran Hasil (layout 7): a leader's results × people.

Read from the plain data of the appraisal addon's matrix, which is a plan at work: what
is only filled in and not given yet says so.
"""

from dataclasses import dataclass

from . import wording

TITLE = "MATRIKS PERAN HASIL"
MAIN = "utama"
MARKS = {MAIN: "(U)", "tambahan": "(T)"}
INDIRECT = "↗"
PENDING = "*"
NOTES = (
    "(U) utama, (T) tambahan, ↗ intervensi tidak langsung; kosong: tanpa peran.",
    "* belum dibagikan kepada pegawai.",
)
# So many results stand beside each other; more go on with the first column again.
MOST_COLUMNS = 6
FIRST_WIDTHS = (3, 19)


@dataclass(frozen=True)
class Column:
    """One result of the leader, and how many people carry it: "3 dari 12 pegawai"."""

    heading: str
    coverage: str


@dataclass(frozen=True)
class Row:
    """One person; ``cells``: what he carries of each column, a tuple of lines."""

    number: str
    name: str
    post: str
    cells: tuple


@dataclass(frozen=True)
class Part:
    """What fits beside each other: columns, the leader's row, those of his people."""

    columns: tuple
    rows: tuple

    @property
    def widths(self):
        """Return the percents of the width: number, person, each column."""
        share = (100 - sum(FIRST_WIDTHS)) / max(len(self.columns), 1)
        return (*FIRST_WIDTHS, *(round(share, 2) for _column in self.columns))


@dataclass(frozen=True)
class MatrixForm:
    """The whole paper, signed by the leader alone."""

    titles: tuple
    agency: str
    parts: tuple
    leader: wording.Party
    place_date: str
    file_name: str
    footnotes: tuple = NOTES

    @property
    def owner(self):
        return self.leader.owner


def build(matrix, person, agency, place, today):
    """Return the MatrixForm of a leader's plan.

    In: the dict of `hr.asn.matrix._asn_matrix` with all people; the leader as seals
    keep a person; name and place of the agency; the day (ISO) of printing.
    """
    plan = matrix["plan"]
    results = matrix["results"]
    groups = [
        results[start : start + MOST_COLUMNS]
        for start in range(0, len(results), MOST_COLUMNS)
    ]
    return MatrixForm(
        titles=(TITLE, plan["unit"].upper(), f"TAHUN {plan['year']}"),
        agency=agency.upper(),
        parts=tuple(_part(matrix, group) for group in groups or [[]]),
        leader=wording.party(person),
        place_date=wording.place_and_date(place, today),
        file_name=f"MATRIKS_{plan['year']}_{person['number'] or plan['id']}.pdf",
    )


def _part(matrix, results):
    carried = {}
    for cell in matrix["cells"]:
        carried.setdefault((cell["row"], cell["result"]), []).append(_said(cell))
    plan = matrix["plan"]
    leader = Row(
        "",
        plan["name"],
        plan["post"],
        tuple(_measured(matrix["columns"], one) for one in results),
    )
    people = (
        Row(
            str(number),
            row["name"],
            row["post"],
            tuple(
                # Of several indicators a person may carry the same result.
                tuple(dict.fromkeys(carried.get((row["id"], one["id"]), ())))
                for one in results
            ),
        )
        for number, row in enumerate(matrix["rows"], 1)
    )
    columns = (_column(one, matrix["total"]) for one in results)
    return Part(tuple(columns), (leader, *people))


def _column(result, total):
    kind = "" if result["kind"] == MAIN else "Tambahan "
    return Column(
        f"{kind}{result['number']}. {result['text']}",
        f"{result['count']} dari {total} pegawai",
    )


def _measured(columns, result):
    """Return the leader's own indicators of a result with targets, baselines."""
    return tuple(
        _aimed(one)
        for one in columns
        if one["result"] == result["id"] and one["indicator"]
    )


def _aimed(column):
    """Return "Cakupan: 95 %, kondisi awal 92 (2025)"."""
    start = column["baseline"] and f"kondisi awal {column['baseline']}"
    aims = (column["target"], start)
    told = ", ".join(filter(None, aims))
    return f"{column['text']}: {told}" if told else column["text"]


def _said(cell):
    """Return what a person carries: "(U) ↗ Terlaksananya …"."""
    parts = (
        MARKS[cell["kind"]],
        "" if cell["direct"] else INDIRECT,
        cell["text"] + (PENDING if cell["role"] else ""),
    )
    return " ".join(filter(None, parts))
