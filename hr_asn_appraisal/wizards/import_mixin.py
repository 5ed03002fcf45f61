import base64

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.translate import LazyTranslate

from ..exchange import readers
from ..models.hr_asn_run import DRAFT

_lt = LazyTranslate(__name__)

READ_ERRORS = {
    readers.EMPTY: _lt("The file is empty. Choose another one."),
    readers.BROKEN: _lt(
        "The file cannot be read. Open it, save it anew as XLSX or CSV, and choose "
        "that file."
    ),
    readers.TOO_LARGE: _lt("The file is too large for a staff list. Divide it."),
    readers.OLD_EXCEL: _lt(
        "Files of the old kind (.xls) cannot be read. Save it as XLSX or CSV."
    ),
    readers.NO_HEADING: _lt(
        "No row with the headings NIP, Nama, Jabatan … was found within the first "
        "20 rows. Check that the right file was chosen."
    ),
    readers.MISSING_COLUMNS: _lt(
        "The file lacks the columns: %(columns)s. Take a list with all of them."
    ),
}


class HrAsnImportMixin(models.AbstractModel):
    """Takes a list: first a look at what would happen, then the run.

    A wizard says which layout its file has (``_asn_table``) and which kind of run
    takes it (``_asn_kind``), whose handler has `_asn_require` and `_asn_dry_run`.
    """

    _name = "hr.asn.import.mixin"
    _description = "ASN import of a list"

    _asn_table = None
    _asn_kind = None

    file = fields.Binary(required=True)
    filename = fields.Char()
    strict = fields.Boolean(
        "Stop When a Row Is Bad",
        help="Nothing is written while a row of the file has a problem.",
    )
    run_id = fields.Many2one("hr.asn.run", "Run", readonly=True)

    def action_check(self):
        """Look at the file and report; nothing else is written (Periksa Dahulu).

        Returns the action that opens the run with its lines and problems.
        """
        self.ensure_one()
        return self._asn_check()._asn_form()

    def action_process(self):
        """Take the list in: small ones at once, others in the background.

        Returns the action that opens the run, which was only looked at where a bad
        row is to stop all others.
        """
        self.ensure_one()
        run = self._asn_check()
        if run._asn_handler()._asn_is_stopped(run):
            return run._asn_form()
        return run.action_start()

    def _asn_check(self):
        params = self._asn_params()
        self.env[f"hr.asn.run.{self._asn_kind}"]._asn_require(params)
        table, sheet = self._asn_sheet()
        run = self._asn_run(params | self._asn_sheet_params(table, sheet))
        run._asn_handler()._asn_dry_run(run, sheet.rows)
        return run

    def _asn_run(self, params):
        """Return the run of an earlier look that was not started, or a new one."""
        values = self._asn_run_values(params)
        if self.run_id.state == DRAFT:
            self.run_id.write(values)
        else:
            self.run_id = self.env["hr.asn.run"].create(
                values | {"kind": self._asn_kind}
            )
        return self.run_id

    def _asn_run_values(self, params):
        return {"name": self._asn_run_name(params), "params": params}

    def _asn_run_name(self, params):
        """Return how the run is called in the list of runs."""
        return params["filename"] or self._description

    def _asn_params(self):
        """Return what the run works with, beside the rows of the file."""
        return {"filename": self.filename or "", "strict": self.strict}

    def _asn_sheet_params(self, table, sheet):
        """Return what the screen shows of the file: sheet, headings known and not."""
        return {
            "sheet": sheet.name,
            "heading_row": sheet.heading_row,
            "columns": sheet.columns,
            "unknown_columns": list(sheet.unknown),
        }

    def _asn_sheet(self):
        """Return (layout of the file, its rows); UserError where it has none."""
        # A Binary field comes as base64.
        content = base64.b64decode(self.with_context(bin_size=False).file or b"")
        try:
            return self._asn_read(content)
        except readers.ReadError as error:
            raise UserError(self._asn_read_error(error)) from error

    def _asn_read(self, content):
        return self._asn_table, readers.read(self.filename, content, self._asn_table)

    def _asn_read_error(self, error):
        words = self.env._(READ_ERRORS[error.code])
        return words % {"columns": ", ".join(error.columns)}
