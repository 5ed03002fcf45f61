"""The bench's actions of paper and workbooks, against the tools that make them.

Runs in Odoo's shell. Both read what was delivered, so "bare" is no writing of rows but
xlsxwriter with the same cells and wkhtmltopdf with the same HTML.
"""

import os
import subprocess
import tempfile
from contextlib import contextmanager
from io import BytesIO
from unittest.mock import patch

import xlsxwriter
from actions import Action, Delivering
from bare import Meter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from odoo.tools.misc import find_in_path

DOCUMENTS = 240
DELIVERED = """
UPDATE hr_asn_evaluation
   SET state = 'delivered', result = 'sesuai', delivered_on = date_to + 9,
       behavior = CASE WHEN mod(id, 3) = 0 THEN 'di_bawah' ELSE 'sesuai' END,
       predikat = CASE WHEN mod(id, 3) = 0 THEN 'kurang' ELSE 'baik' END
 WHERE cycle_id = %s;
"""
CELLS = ("write_string", "write_number", "write_datetime", "write_blank")
HEADED = ("merge_range", "set_column")


class Cells:
    """All cells of workbooks made inside `with`, in order, to write them again."""

    def __init__(self):
        self.options = {}
        self.formats = []
        self.calls = []
        self._sheets = []

    @contextmanager
    def caught(self):
        """Note what is written inside; nothing else changes."""
        replaced = [
            patch.object(Workbook, "__init__", self._noting(Workbook, "__init__")),
            patch.object(Workbook, "add_format", self._noting(Workbook, "add_format")),
            *(
                patch.object(Worksheet, name, self._noting(Worksheet, name))
                for name in (*CELLS, *HEADED)
            ),
        ]
        for one in replaced:
            one.start()
        try:
            yield
        finally:
            for one in replaced:
                one.stop()

    def _noting(self, kind, name):
        original = getattr(kind, name)
        note = getattr(self, f"_note_{name.strip('_')}", None)

        def noted(this, *args, **kwargs):
            done = original(this, *args, **kwargs)
            if note:
                note(done, *args, **kwargs)
            else:
                self._note_call(name, this, args)
            return done

        return noted

    def _note_init(self, _done, _target, options=None):
        self.options = options or {}
        # Those that every workbook makes for itself.
        self.formats = []

    def _note_add_format(self, done, properties=None):
        self.formats.append((done, properties))

    def _note_call(self, name, sheet, args):
        if sheet not in self._sheets:
            self._sheets.append(sheet)
        self.calls.append((self._sheets.index(sheet), name, args))

    def again(self):
        """Return a call that writes the same cells with xlsxwriter alone."""
        book = xlsxwriter.Workbook(BytesIO(), self.options)
        formats = {id(old): book.add_format(values) for old, values in self.formats}
        sheets = [book.add_worksheet() for _one in self._sheets]
        calls = [
            (
                getattr(sheets[at], name),
                tuple(formats.get(id(one), one) for one in args),
            )
            for at, name, args in self.calls
        ]

        def write():
            for call, args in calls:
                call(*args)
            book.close()

        return write


class Recap(Action):
    """The workbook of a recap that has been read: laid out and written.

    Writing only; what a person waits for is `WholeRecap`, held to the same budget.
    """

    name, title = "recap", "write a recap"

    def prepare(self):
        self.cycle = self._cycle(2022)
        self.env.cr.execute(DELIVERED, [self.cycle.id])
        self.env.invalidate_all()
        self.count = self.env["hr.asn.skp"].search_count(
            [("cycle_id", "=", self.cycle.id)]
        )
        self.recap = self.cycle._asn_recap()
        self.cells = Cells()
        with self.cells.caught():
            self._write()

    def phases(self):
        yield self._write

    def _write(self):
        ready = patch.object(
            type(self.cycle), "_asn_recap", lambda _cycle, *_chosen: self.recap
        )
        with ready:
            self.cycle.recap_xlsx()

    def bare(self, _phases):
        """Write the same cells with xlsxwriter alone; return the meter."""
        meter, write = Meter(self.env), self.cells.again()
        with meter:
            write()
        return meter


class WholeRecap(Recap):
    """The same with what goes before: reading everybody with the user's rights."""

    name, title = "recap_whole", "read and write a recap"

    def phases(self):
        yield self.cycle.recap_xlsx


class Papers(Delivering):
    """One job of D.1.1, against wkhtmltopdf on the same HTML."""

    name, title = "papers", "print D.1.1 in one job"
    year = 2022

    def prepare(self):
        super().prepare()
        self.records = self.records[:DOCUMENTS]
        self.records.action_deliver()
        self.count = len(self.records)
        self.officer = self.env["res.users"].search([("login", "=", "petugas")])
        self.pages = self._caught()

    def _caught(self):
        """Return what the job hands to wkhtmltopdf: (bodies, report), in order."""
        pages, report = [], type(self.env["ir.actions.report"])
        original = report._run_wkhtmltopdf

        def noted(this, bodies, report_ref=False, **options):
            pages.append((bodies, report_ref))
            return original(this, bodies, report_ref=report_ref, **options)

        self.env.flush_all()
        self.env.cr.execute("SAVEPOINT caught")
        with patch.object(report, "_run_wkhtmltopdf", noted):
            for phase in self.phases():
                phase()
        self.env.transaction.clear()
        self.env.cr.execute("ROLLBACK TO SAVEPOINT caught")
        self.env.transaction.clear()
        return pages

    def phases(self):
        yield self._start
        yield self._run_to_the_end

    def _start(self):
        run = self.env["hr.asn.run"].with_user(self.officer)
        run = run.create(
            {
                "kind": "paper",
                "name": "Cetak",
                "cycle_id": self.records.cycle_id.id,
                "params": {"evaluations": self.records.ids},
            }
        )
        run.action_start()

    def bare(self, _phases):
        """Print the same HTML with wkhtmltopdf alone; return the meter."""
        meter, report = Meter(self.env), self.env["ir.actions.report"]
        with tempfile.TemporaryDirectory() as folder:
            for number, (bodies, reference) in enumerate(self.pages):
                source = os.path.join(folder, f"{number}.html")
                with open(source, "w", encoding="utf-8") as handle:
                    handle.write("".join(bodies))
                paper = report._get_report(reference).get_paperformat()
                options = report._build_wkhtmltopdf_args(paper, False)
                command = [find_in_path("wkhtmltopdf"), *options]
                with meter:
                    subprocess.run(
                        [*command, source, f"{source}.pdf"],
                        check=True,
                        capture_output=True,
                    )
        return meter


ACTIONS = (Papers, Recap, WholeRecap)
