import base64
from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.translate import LazyTranslate

from ..exchange import readers
from ..exchange.layouts import STAFF
from ..models.hr_asn_run import DRAFT
from ..models.hr_asn_run_staff import ACCOUNT_GROUP, HEAD_POST

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


class HrAsnStaffImport(models.TransientModel):
    """Takes a staff list: first a look at what would happen, then the run."""

    _name = "hr.asn.staff.import"
    _description = "Import of the staff list"

    file = fields.Binary("Staff List", required=True)
    filename = fields.Char()
    head_name = fields.Char(
        "Name of the Head of the Agency",
        required=True,
        default=lambda self: self._default_head_name(),
        help="Appraises everybody who has no superior in the list.",
    )
    head_post = fields.Char(
        "Post of the Head of the Agency",
        required=True,
        default=lambda self: self._default_head_post(),
    )
    date_from = fields.Date(
        "Posts Held Since",
        required=True,
        default=lambda self: self._default_date_from(),
    )
    make_accounts = fields.Boolean(
        "Make Accounts (User Name: NIP)", groups=ACCOUNT_GROUP
    )
    run_id = fields.Many2one("hr.asn.run", "Run", readonly=True)

    @api.model
    def _default_head_name(self):
        # sudo: res.company, hr.employee - the name of the head is public
        return self.env.company.sudo().asn_head_id.name or HEAD_POST

    @api.model
    def _default_head_post(self):
        head = self.env.company.sudo().asn_head_id
        held = self.env["hr.asn.assignment"]._asn_held_by(
            head, self.env.company._asn_today()
        )
        return held[head][0].post if head in held else HEAD_POST

    @api.model
    def _default_date_from(self):
        return date(self.env.company._asn_today().year, 1, 1)

    def action_check(self):
        """Look at the file and report; nothing else is written (Periksa Dahulu).

        Returns the action that opens the run with its lines and problems.
        """
        self.ensure_one()
        return self._asn_check()._asn_form()

    def action_process(self):
        """Take the list in: small ones at once, others in the background.

        Returns the action that opens the run.
        """
        self.ensure_one()
        return self._asn_check().action_start()

    def _asn_check(self):
        handler = self.env["hr.asn.run.staff"]
        params = self._asn_params()
        handler._asn_require(params)
        sheet = self._asn_sheet()
        run = self._asn_run(params | self._asn_sheet_params(sheet))
        run._asn_handler()._asn_dry_run(run, sheet.rows)
        return run

    def _asn_run(self, params):
        """Return the run of an earlier look that was not started, or a new one."""
        name = self.env._("Staff list %(file)s", file=params["filename"])
        if self.run_id.state == DRAFT:
            self.run_id.write({"name": name, "params": params})
        else:
            self.run_id = self.env["hr.asn.run"].create(
                {"name": name, "kind": "staff", "params": params}
            )
        return self.run_id

    def _asn_params(self):
        may_make_accounts = self.env.user.has_group(ACCOUNT_GROUP)
        return {
            "filename": self.filename or "",
            "head_name": " ".join(self.head_name.split()),
            "head_post": " ".join(self.head_post.split()),
            "date_from": fields.Date.to_string(self.date_from),
            "accounts": may_make_accounts and self.make_accounts,
        }

    @api.model
    def _asn_sheet_params(self, sheet):
        """Return what the screen shows of the file: sheet, headings known and not."""
        return {
            "sheet": sheet.name,
            "heading_row": sheet.heading_row,
            "columns": sheet.columns,
            "unknown_columns": list(sheet.unknown),
        }

    def _asn_sheet(self):
        content = self.with_context(bin_size=False).file
        try:
            return readers.read(self.filename, _decoded(content), STAFF)
        except readers.ReadError as error:
            words = self.env._(READ_ERRORS[error.code])
            raise UserError(words % {"columns": ", ".join(error.columns)}) from error


def _decoded(content):
    """Return the bytes of a Binary field, which come as base64."""
    return base64.b64decode(content or b"")
