import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.hr_asn_run import DRAFT


class HrAsnImportMixin(models.AbstractModel):
    """Takes a list: first a look at what would happen, then the run.

    A wizard says which kind of run takes its file (``_asn_kind``); the handler of it
    reads the file and has `_asn_require` and `_asn_dry_run`.
    """

    _name = "hr.asn.import.mixin"
    _description = "ASN import of a list"

    _asn_kind = None

    # Asked for by the check: a template is taken before there is a file.
    file = fields.Binary()
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
        handler = self.env[f"hr.asn.run.{self._asn_kind}"]
        params = self._asn_params()
        handler._asn_require(params)
        if not self.file:
            raise UserError(self.env._("Choose a file first."))
        table, sheet = handler._asn_read(self.filename, self._asn_content())
        mapping = self.run_id._asn_same_columns(sheet)
        if mapping:
            table, sheet = handler._asn_read(
                self.filename, self._asn_content(), mapping
            )
        params |= self._asn_sheet_params(table, sheet) | {"mapping": mapping}
        run = self._asn_run(params)
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
        # sudo: hr.asn.run - its file is kept by code only
        self.run_id.sudo()._asn_put({"file": self._asn_base64()})
        return self.run_id

    def _asn_run_values(self, params):
        return {"name": self._asn_run_name(params), "params": params}

    def _asn_run_name(self, params):
        """Return how the run is called in the list of runs."""
        return params["filename"] or self._description

    def _asn_params(self):
        """Return what the run works with, beside the rows of the file."""
        return {
            "filename": self.filename or "",
            "strict": self.strict,
            "uploaded_at": fields.Datetime.to_string(fields.Datetime.now()),
        }

    @api.model
    def _asn_again(self, run):
        """Return the context of another file for a run: the rest is as it was."""
        return {
            "default_run_id": run.id,
            "default_strict": run.params.get("strict", False),
        }

    def _asn_sheet_params(self, table, sheet):
        """Return what the run keeps of a file beside its rows."""
        handler = self.env[f"hr.asn.run.{self._asn_kind}"]
        return handler._asn_sheet_params(table, sheet)

    def _asn_base64(self):
        return self.with_context(bin_size=False).file or b""

    def _asn_content(self):
        return base64.b64decode(self._asn_base64())
