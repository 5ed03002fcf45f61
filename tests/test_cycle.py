"""scripts/cycle for real: its papers against an oracle and against plain SQL."""

import csv
import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import database
import openpyxl
import oracle
import pytest
import server
from pypdf import PdfReader

ROOT = Path(__file__).resolve().parent.parent
STAFF = ROOT / "tests" / "data" / "pegawai.csv"
PEOPLE = 24
QUARTERS = ("Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV")
YEAR = "Tahunan"
EVALUATIONS = """
    SELECT e.nip, e.name, p.kind, p.number, e.result, e.behavior, e.predikat, e.state
    FROM hr_asn_evaluation e JOIN hr_asn_period p ON p.id = e.period_id
    ORDER BY e.nip, p.kind, p.number
"""
# Whose step each event of a document was, and who did it.
ACTORS = """
    SELECT v.name AS move, v.actor_id AS actor, mine.user_id AS employee,
           boss.user_id AS appraiser
    FROM hr_asn_event v
    JOIN {table} d ON d.id = v.res_id AND v.res_model = %s
    JOIN hr_employee mine ON mine.id = d.employee_id
    JOIN hr_employee boss ON boss.id = d.appraiser_id
"""
# The unit right under the agency, or the one at the top, of each evaluation.
OFFICES = """
    WITH RECURSIVE up AS (
        SELECT id, id AS top, parent_id, 0 AS depth FROM hr_department
        UNION ALL
        SELECT up.id, d.id, d.parent_id, depth + 1
        FROM up JOIN hr_department d ON d.id = up.parent_id
    ),
    path AS (
        SELECT id, array_agg(top ORDER BY depth DESC) AS units FROM up GROUP BY id
    )
    SELECT e.predikat, p.kind, p.number, office.name ->> 'en_US' AS office
    FROM hr_asn_evaluation e
    JOIN hr_asn_period p ON p.id = e.period_id
    JOIN path ON path.id = e.department_id
    JOIN hr_department office ON office.id = coalesce(units[2], units[1])
"""
# The analysis as the officer reads it, with his rights.
ANALYSIS = """
import json
officer = env["res.users"].search([("login", "=", "pengelola.kinerja")])
rows = env["hr.asn.analysis"].with_user(officer)
names = ["nip", "period_kind", "period_id", "result", "behavior", "predikat"]
found = rows.search_read([], names)
periods = env["hr.asn.period"].browse({one["period_id"][0] for one in found})
numbers = {one.id: one.number for one in periods}
for one in found:
    one["number"] = numbers[one["period_id"][0]]
groups = rows._read_group([], ["period_id", "office_id", "predikat"], ["__count"])
counts = [
    [period.kind, period.number, office.name, predikat, count]
    for period, office, predikat, count in groups
]
print("ANALYSIS", json.dumps([found, counts]))
"""
OFFICER = "SELECT id FROM res_users WHERE login = 'pengelola.kinerja'"


@dataclass
class Ran:
    """One run of the script: where it wrote, what it said, how it ended."""

    out: Path
    name: str
    code: int
    result: dict
    said: str

    def sql(self, statement, *values):
        """Rows of plain SQL on the database that the run has left."""
        return database.rows(self.name, statement, *values)

    def papers(self):
        """{NIP: text of the D.1.1}, found by the NIP in the file's name."""
        return {path.stem[-18:]: _text(path) for path in self.out.glob("*.pdf")}

    def sheet(self, name):
        """All rows of one sheet of the recap, as tuples of values."""
        book = openpyxl.load_workbook(self.result["recap"], read_only=True)
        return list(book[name].iter_rows(values_only=True))

    def rejected(self):
        """Rows of rejected.csv as dicts."""
        with (self.out / "rejected.csv").open(encoding="utf-8-sig") as handle:
            return list(csv.DictReader(handle))


def _text(path):
    pages = PdfReader(path).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def run(out, *arguments):
    """Run the script into a folder, keeping its database; returns a Ran."""
    name = f"asn_cycle_test_{os.getpid()}"
    command = [ROOT / "scripts" / "cycle", *arguments, "--database", name]
    done = subprocess.run(
        [*map(str, command)], capture_output=True, text=True, check=False
    )
    lines = done.stdout.splitlines()
    assert lines, done.stderr[-3000:]
    return Ran(out, name, done.returncode, json.loads(lines[-1]), done.stderr)


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    """The first people of the list through a year of quarters."""
    out = tmp_path_factory.mktemp("cycle")
    ran = run(out, STAFF, out, "--limit", str(PEOPLE))
    yield ran
    server.drop_database(ran.name)


def test_everybody_comes_through(short):
    assert short.code == 0, short.said[-3000:]
    seconds = short.result.pop("seconds")
    assert seconds > 0
    assert short.result == {
        "imported": PEOPLE,
        "rejected": 0,
        "skp_approved": PEOPLE,
        "annual_delivered": PEOPLE,
        "received": PEOPLE,
        "pdf": PEOPLE,
        "recap": str(next(short.out.glob("*.xlsx"))),
    }
    assert short.rejected() == []


def test_all_of_the_list_are_there(short):
    with STAFF.open(encoding="utf-8") as handle:
        listed = [row["nip"] for row in csv.DictReader(handle)][:PEOPLE]
    rows = short.sql("SELECT nip FROM hr_asn_skp WHERE state = 'approved'")
    assert sorted(row["nip"] for row in rows) == sorted(listed)
    assert sorted(short.papers()) == sorted(listed)


def test_every_paper_names_person_and_predikat(short):
    papers = short.papers()
    annual = [row for row in short.sql(EVALUATIONS) if row["kind"] == "tahun"]
    assert len(annual) == PEOPLE
    for row in annual:
        text = papers[row["nip"]]
        assert row["name"].casefold() in text.casefold()
        assert row["nip"] in text.replace(" ", "")
        assert oracle.WORDS[row["predikat"]].upper() in text


def figures(short):
    """{NIP: {period: (result, behaviour, predikat)}} as the recap prints them."""
    rows = short.sheet("Rekap")
    head = next(index for index, row in enumerate(rows) if row[0] == "No")
    starts = {name: at for at, name in enumerate(rows[head - 1]) if name}
    people = [row for row in rows[head + 1 :] if isinstance(row[0], int)]
    return {
        row[1]: {name: row[at : at + 3] for name, at in starts.items()}
        for row in people
    }


def test_recap_follows_the_matrix(short):
    recap = figures(short)
    assert len(recap) == PEOPLE
    for person in recap.values():
        assert tuple(person) == (*QUARTERS, YEAR)
        for result, behavior, predikat in person.values():
            assert predikat == oracle.PREDIKAT[result, behavior]


def test_the_year_follows_from_its_quarters(short):
    for person in figures(short).values():
        for axis in (0, 1):
            quarters = [person[name][axis] for name in QUARTERS]
            assert person[YEAR][axis] == oracle.of_the_year(quarters)


def test_recap_is_what_the_database_holds(short):
    recap = figures(short)
    rows = short.sql(EVALUATIONS)
    assert len(rows) == PEOPLE * (len(QUARTERS) + 1)
    for row in rows:
        period = YEAR if row["kind"] == "tahun" else QUARTERS[row["number"] - 1]
        kept = [oracle.WORDS[row[key]] for key in ("result", "behavior", "predikat")]
        assert recap[row["nip"]][period] == tuple(kept)
        assert row["state"] == "received"


def test_not_everybody_is_rated_alike(short):
    """Else the tests above would prove little."""
    seen = {row["predikat"] for row in short.sql(EVALUATIONS)}
    assert len(seen) >= 3


@pytest.fixture(scope="module")
def analysis(short):
    """(rows, counts by period, office and predikat) of hr.asn.analysis."""
    told = server.odoo_shell(short.name, ANALYSIS)
    line = next(one for one in told.splitlines() if "ANALYSIS [" in one)
    return json.loads(line.partition("ANALYSIS ")[2])


def period_of(row):
    """The period of a row as the recap names it."""
    kind = row.get("kind") or row["period_kind"]
    return YEAR if kind == "tahun" else QUARTERS[row["number"] - 1]


def test_recap_analysis_papers_and_database_agree(short, analysis):
    """Person by person: the workbook, the pivot's rows, the PDF, SQL and the law."""
    recap, papers, (rows, _counts) = figures(short), short.papers(), analysis
    keys = ("result", "behavior", "predikat")
    plain = {
        (row["nip"], period_of(row)): tuple(oracle.WORDS[row[key]] for key in keys)
        for row in short.sql(EVALUATIONS)
    }
    analysed = {
        (row["nip"], period_of(row)): tuple(oracle.WORDS[row[key]] for key in keys)
        for row in rows
    }
    written = {
        (nip, period): found
        for nip, person in recap.items()
        for period, found in person.items()
    }
    assert len(plain) == len(rows) == PEOPLE * (len(QUARTERS) + 1)
    assert analysed == plain
    assert written == plain
    for (nip, period), (result, behavior, predikat) in plain.items():
        assert predikat == oracle.PREDIKAT[result, behavior]
        if period == YEAR:
            assert oracle.paper_line(predikat) in papers[nip]


def test_offices_are_counted_alike(short, analysis):
    """The sheet of the spread, the groups of the analysis, SQL and the oracle."""
    plain = oracle.spread_by(
        ((period_of(row), row["office"]), oracle.WORDS[row["predikat"]])
        for row in short.sql(OFFICES)
    )
    grouped = oracle.spread_by(
        ((period_of({"kind": kind, "number": number}), office), oracle.WORDS[code])
        for kind, number, office, code, count in analysis[1]
        for _one in range(count)
    )
    rows = short.sheet("Sebaran")
    head = next(index for index, row in enumerate(rows) if row[0] == "Periode")
    sheet = {}
    for row in rows[head + 1 :]:
        if row[1] != "JUMLAH":
            counts = sheet.setdefault(tuple(row[:2]), dict.fromkeys(rows[head][3:8], 0))
            for name, count in zip(rows[head][3:8], row[3:8], strict=True):
                counts[name] += count
    assert len({office for _period, office in plain}) > 1
    assert grouped == plain
    assert sheet == plain


def test_chart_shows_the_sums_of_the_spread(short):
    book = openpyxl.load_workbook(short.result["recap"])
    (chart,) = book["Grafik"]._charts
    (series, *_others) = chart.series
    names, values = (
        [cell.value for cell in _named(book, reference)[0]]
        for reference in (series.cat.strRef or series.cat.numRef, series.val.numRef)
    )
    annual = [person[YEAR][2] for person in figures(short).values()]
    assert dict(zip(names, values, strict=True)) == oracle.spread(annual)


def _named(book, reference):
    """The cells that a reference of a chart names."""
    sheet, _mark, cells = reference.f.partition("!")
    return book[sheet.strip("'")][cells.replace("$", "")]


def test_the_spread_adds_up(short):
    rows = short.sheet("Sebaran")
    head = next(index for index, row in enumerate(rows) if row[0] == "Periode")
    names = rows[head][3:8]
    total = next(row for row in rows if row[:2] == (YEAR, "JUMLAH"))
    annual = [person[YEAR][2] for person in figures(short).values()]
    assert dict(zip(names, total[3:8], strict=True)) == oracle.spread(annual)
    assert total[8:10] == (PEOPLE, 0)


def test_each_step_was_done_by_whose_it_was(short):
    """By the employee, by his appraiser, by the officer: never by the superuser."""
    (officer,) = short.sql(OFFICER)
    party = {
        "submit": "employee",
        "receive": "employee",
        "approve": "appraiser",
        "rate": "appraiser",
        "deliver": "appraiser",
    }
    seen = set()
    for model in ("hr.asn.skp", "hr.asn.evaluation"):
        statement = ACTORS.format(table=model.replace(".", "_"))
        for row in short.sql(statement, model):
            seen.add(row["move"])
            expected = party.get(row["move"])
            assert row["actor"] == (row[expected] if expected else officer["id"])
    assert seen == {*party, "open"}
    superuser = "SELECT count(*) AS n FROM hr_asn_event WHERE actor_id <= 2"
    assert short.sql(superuser)[0]["n"] == 0


def test_every_result_is_proven_in_every_quarter(short):
    statement = """
        SELECT count(*) AS n FROM hr_asn_rhk r
        JOIN hr_asn_evaluation e ON e.skp_id = r.skp_id AND e.kind = 'periodic'
        WHERE NOT EXISTS (
            SELECT 1 FROM hr_asn_evidence v
            WHERE v.rhk_id = r.id AND v.period_id = e.period_id)
    """
    assert short.sql(statement)[0]["n"] == 0
    assert short.sql("SELECT count(*) AS n FROM hr_asn_realization")[0]["n"] > PEOPLE


def test_results_hang_on_those_of_superiors(short):
    """Every main result takes something up; some take up the agency's objectives."""
    loose = """
        SELECT s.name, r.name AS result FROM hr_asn_rhk r
        JOIN hr_asn_skp s ON s.id = r.skp_id
        WHERE r.kind = 'utama'
          AND NOT EXISTS (SELECT 1 FROM hr_asn_rhk_link l WHERE l.rhk_id = r.id)
    """
    assert short.sql(loose) == []
    tops = "SELECT count(*) AS n FROM hr_asn_rhk_link WHERE objective_id IS NOT NULL"
    assert short.sql(tops)[0]["n"] > 0


def test_the_head_appraises_who_has_no_superior(short):
    statement = """
        SELECT s.nip, h.name, h.asn_kind FROM hr_asn_skp s
        JOIN hr_employee h ON h.id = s.appraiser_id WHERE h.asn_kind = 'non_asn'
    """
    rows = short.sql(statement)
    assert [row["name"] for row in rows] == ["Kepala Daerah"]


# A list with faults


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory):
    """A workbook of which three rows cannot be taken, through one annual period."""
    folder = tmp_path_factory.mktemp("spoilt")
    with STAFF.open(encoding="utf-8") as handle:
        rows = list(csv.reader(handle))[:9]
    names = rows[0]
    number, rank, twice = rows[4], rows[5], rows[7]
    number[names.index("nip")] = int(number[names.index("nip")])
    rank[names.index("golongan")] = "IV/z"
    rows.append([*twice])
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "daftar.xlsx")
    out = folder / "out"
    ran = run(
        out, folder / "daftar.xlsx", out, "--cadence", "year", "--head", "Budi Contoh"
    )
    yield ran
    server.drop_database(ran.name)


def test_what_is_wrong_is_named_and_the_rest_comes_through(spoilt):
    rows = spoilt.rejected()
    skipped = {row["row"] for row in rows if row["consequence"] == "skip"}
    assert skipped == {"5", "6", "10"}
    assert spoilt.code == 0, spoilt.said[-3000:]
    assert spoilt.result["rejected"] == len(skipped)
    reached = ("imported", "skp_approved", "annual_delivered", "received", "pdf")
    assert {spoilt.result[key] for key in reached} == {9 - len(skipped)}


def test_every_fault_is_named_with_its_column(spoilt):
    columns = {row["row"]: row["column"] for row in spoilt.rejected()}
    assert columns["5"].casefold() == columns["10"].casefold() == "nip"
    assert columns["6"].casefold() == "golongan"
    assert all(row["problem"] and row["action"] for row in spoilt.rejected())


def test_nobody_of_the_rejected_was_taken(spoilt):
    with STAFF.open(encoding="utf-8") as handle:
        listed = [row["nip"] for row in csv.DictReader(handle)][:8]
    wanted = [nip for at, nip in enumerate(listed, 2) if at not in (5, 6)]
    taken = spoilt.sql("SELECT asn_nip FROM hr_employee WHERE asn_nip IS NOT NULL")
    assert sorted(row["asn_nip"] for row in taken) == sorted(wanted)


def test_the_named_head_appraises_whose_superior_was_rejected(spoilt):
    statement = """
        SELECT s.nip FROM hr_asn_skp s
        JOIN hr_employee h ON h.id = s.appraiser_id WHERE h.name = 'Budi Contoh'
    """
    orphans = {row["nip"] for row in spoilt.sql(statement)}
    named = spoilt.rejected()
    left = {row["nip"] for row in named if row["consequence"] == "no_superior"}
    assert len(left) == 1 and left < orphans


# What goes wrong before a cycle can begin


def test_a_missing_list_is_said_in_words(tmp_path):
    command = [ROOT / "scripts" / "cycle", tmp_path / "tiada.csv", tmp_path / "out"]
    done = subprocess.run(
        [*map(str, command)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert "tiada.csv" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.long
def test_the_whole_list(tmp_path):
    ran = run(tmp_path, STAFF, tmp_path)
    try:
        with STAFF.open(encoding="utf-8") as handle:
            people = len(list(csv.DictReader(handle)))
        assert ran.code == 0, ran.said[-3000:]
        reached = ("imported", "skp_approved", "annual_delivered", "received", "pdf")
        assert {ran.result[key] for key in reached} == {people}
        for person in figures(ran).values():
            for result, behavior, predikat in person.values():
                assert predikat == oracle.PREDIKAT[result, behavior]
        test_recap_agrees_with_papers(ran)
    finally:
        server.drop_database(ran.name)


def test_recap_agrees_with_papers(short):
    papers = short.papers()
    recap = figures(short)
    assert set(papers) == set(recap)
    for nip, person in recap.items():
        assert oracle.paper_line(person[YEAR][2]) in papers[nip]
