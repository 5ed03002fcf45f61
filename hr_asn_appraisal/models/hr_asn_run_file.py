import base64

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.translate import LazyTranslate

from ..exchange import cells, readers, rejected
from .hr_asn_run_line import FAILED

_lt = LazyTranslate(__name__)

READ_ERRORS = {
    readers.EMPTY: _lt("The file is empty. Choose another one."),
    readers.BROKEN: _lt(
        "The file cannot be read. Open it, save it anew as XLSX or CSV, and choose "
        "that file."
    ),
    readers.TOO_LARGE: _lt("The file is too large. Divide it."),
    readers.OLD_EXCEL: _lt(
        "Files of the old kind (.xls) cannot be read. Save it as XLSX or CSV."
    ),
    readers.NO_HEADING: _lt(
        "No row with the headings %(headings)s … was found within the first 20 rows. "
        "Check that the right file was chosen. Take the template, where there is one, "
        "and fill it in."
    ),
    readers.MISSING_COLUMNS: _lt(
        "The file lacks the columns: %(columns)s. Take a list with all of them."
    ),
}


class HrAsnRunFile(models.AbstractModel):
    """A run that takes a file in: its rows wait in the lines until it is started."""

    _name = "hr.asn.run.file"
    _description = "ASN import of a file"
    _inherit = ["hr.asn.run.handler"]

    # Layouts (layouts.Table) that the file may have, the likeliest first.
    _asn_tables = ()
    # Some of their headings, by which a person knows the list that is meant.
    _asn_headings = "NIP, Nama, Jabatan"

    @api.model
    def _asn_forget(self, run):
        """Drop what an earlier look at the file has left in the run."""
        # sudo: hr.asn.run.line, … - made by the engine only
        run.sudo().line_ids.unlink()
        run.sudo().problem_ids.unlink()
        (run.sudo().change_ids | run.sudo().unit_ids).unlink()

    # -- the file --------------------------------------------------------------

    @api.model
    def _asn_read(self, filename, content, mapping=None):
        """Return (layout of a file, readers.Sheet); UserError where it is no list.

        A file that lacks columns is returned without rows where it has others that
        a person may mean by them: the sheet says what is missing.
        """
        try:
            return readers.recognise(filename, content, self._asn_tables, mapping)
        except readers.ReadError as error:
            table = self._asn_tables[0]
            if len(self._asn_tables) == 1 and error.sheet:
                if error.sheet.unknown or mapping:
                    return table, error.sheet
            raise UserError(self._asn_read_error(error)) from error

    @api.model
    def _asn_read_error(self, error):
        words = self.env._(READ_ERRORS[error.code])
        return words % {
            "columns": ", ".join(error.columns),
            "headings": self._asn_headings,
        }

    @api.model
    def _asn_run_sheet(self, run):
        """Return (layout, readers.Sheet) of the file of a run, as its columns are set.

        Raises UserError where the run has no file, or where its columns would make
        another kind of list of it.
        """
        # A Binary field comes as base64, or as its size where a screen reads it.
        # sudo: hr.asn.run - its file is closed to everybody; who may ask was checked
        content = run.sudo().with_context(bin_size=False).file
        if not content:
            raise UserError(self.env._("Choose a file and check it first."))
        filename = run.params.get("filename", "")
        table, sheet = self._asn_read(
            filename, base64.b64decode(content), run._asn_mapping()
        )
        if table.name != run.params["table"]:
            raise UserError(
                self.env._(
                    "With these columns the file would be another report. Leave the "
                    "column as it is, or replace the file."
                )
            )
        return table, sheet

    @api.model
    def _asn_sheet_params(self, table, sheet):
        """Return what the screen shows of a file: where its heading is, its columns."""
        return {
            "table": table.name,
            "sheet": sheet.name,
            "heading_row": sheet.heading_row,
            "headings": [list(one) for one in sheet.headings],
            "missing": list(sheet.missing),
            "file_rows": len(sheet.rows),
        }

    @api.model
    def _asn_rows(self, run):
        """Return the rows of the file of a run; UserError while columns are missing."""
        _table, sheet = self._asn_run_sheet(run)
        if sheet.missing:
            error = readers.ReadError(readers.MISSING_COLUMNS, sheet.missing)
            raise UserError(self._asn_read_error(error))
        return sheet.rows

    @api.model
    def _asn_preview(self, run):
        """Look at the file again: its columns, or what it is held against, may differ.

        Nothing but the report in the run is written.
        """
        table, sheet = self._asn_run_sheet(run)
        run._asn_put({"params": run.params | self._asn_sheet_params(table, sheet)})
        self._asn_dry_run(run, sheet.rows)

    @api.model
    def _asn_dry_run(self, run, rows):
        """Write into the run what a file would do, and nothing anywhere else."""
        self._asn_require(run.params)
        self._asn_write_lines(run, self._asn_look(run, rows))
        self._asn_tell_stop(run)

    @api.model
    def _asn_lines(self, run):
        """Look again at the rows; return the values of the lines of all of them."""
        self._asn_require(run.params or {})
        found = self._asn_look(run, self._asn_rows(run))
        self._asn_stop_if_bad(run)
        return found

    @api.model
    def _asn_write_lines(self, run, found):
        # sudo: hr.asn.run.line - lines are made and marked by the engine only
        self.env["hr.asn.run.line"].sudo().create(
            [values | {"run_id": run.id} for values in found]
        )

    @api.model
    def _asn_rejected_file(self, run):
        """Return (name, bytes) of the problem rows of a run, to be corrected.

        Raises UserError where there is no such row, or no file any more.
        """
        reasons = self._asn_reasons(run)
        if not reasons:
            raise UserError(self.env._("No row has a problem."))
        sheet = self._asn_given_back(run, self._asn_run_sheet(run)[1])
        stem = run.params.get("filename", "").rpartition(".")[0] or "data"
        return f"{stem}_bermasalah.xlsx", rejected.write(sheet, reasons)

    @api.model
    def _asn_given_back(self, run, sheet):
        """Return the readers.Sheet of a run as its problem rows may be handed out."""
        return sheet

    @api.model
    def _asn_reasons(self, run):
        """Return {row: all that is wrong with it}, failed rows included.

        For who has brought the file and nobody else: its rows are given back as they
        were found, with columns and figures that are not for all who read the run.
        """
        if run.env.user != run.user_id:
            raise AccessError(
                self.env._(
                    "The rows of a file are given back only to %s, who has brought it.",
                    run.user_id.name,
                )
            )
        reasons = {}
        for problem in run.problem_ids:
            reasons.setdefault(problem.row, []).append(problem._asn_reason())
        for line in run.line_ids.filtered(lambda line: line.state == FAILED):
            row = (line.payload or {}).get("row")
            reasons.setdefault(row, []).append(line.message or "")
        return {row: "\n".join(own) for row, own in reasons.items() if row}

    # -- what was found --------------------------------------------------------

    @api.model
    def _asn_note_problems(self, run, problems, found, people=None):
        """Write the problems; return {row: what is wrong} of the rows left out.

        ``found``: the cells of each row, {row: {column: content}}; ``people``: {row:
        id of the employee from whom it is hidden}.
        """
        people = people or {}
        # sudo: hr.asn.run.problem - made by the engine only
        model = self.env["hr.asn.run.problem"].sudo()
        noted = model.create(
            [
                model._asn_values(run, one, found[one.row])
                | {"employee_id": people.get(one.row)}
                for one in problems
            ]
        )
        skips = noted.filtered(lambda one: one.consequence == cells.SKIP)
        return {
            row: self._asn_sentences(own) for row, own in skips.grouped("row").items()
        }

    @api.model
    def _asn_sentences(self, problems):
        sentences = [one._asn_sentence() for one in problems]
        return "\n".join([*sentences, self.env._("This row is skipped.")])

    @api.model
    def _asn_bad_rows(self, run):
        """Return how many rows have problems; notes are none."""
        problems = run.sudo().problem_ids
        bad = problems.filtered(lambda one: one.consequence != cells.NOTE)
        return len(set(bad.mapped("row")))

    @api.model
    def _asn_is_stopped(self, run):
        """Say whether a bad row stops all others, as who imports has asked for."""
        return bool(run.params.get("strict")) and bool(self._asn_bad_rows(run))

    @api.model
    def _asn_tell_stop(self, run):
        """Say in the run, once it was looked at, that a bad row stops all others."""
        message = False
        if run.params.get("missing"):
            message = self._asn_missing_sentence(run)
        elif self._asn_is_stopped(run):
            message = self._asn_stop_sentence(run)
        run._asn_put({"message": message})

    @api.model
    def _asn_missing_sentence(self, run):
        return self.env._(
            "The file lacks the columns: %(columns)s. If it has them under another "
            "name, choose below which heading is which; otherwise replace the file.",
            columns=", ".join(run.params["missing"]),
        )

    @api.model
    def _asn_stop_if_bad(self, run):
        """Raise before anything is written, where a bad row stops all others."""
        if self._asn_is_stopped(run):
            raise UserError(self._asn_stop_sentence(run))

    @api.model
    def _asn_stop_sentence(self, run):
        return self.env._(
            "%(n)s rows have problems and you asked to stop then. "
            "Nothing was written. Correct the file, or import it again "
            "without that choice.",
            n=self._asn_bad_rows(run),
        )
