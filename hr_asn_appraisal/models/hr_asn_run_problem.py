from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from ..exchange import staff
from ..exchange.layouts import STAFF
from ..law import nip

_lt = LazyTranslate(__name__)

CONSEQUENCES = [
    (staff.SKIP, "Row skipped"),
    (staff.NO_SUPERIOR, "Taken without superior"),
]
LABELS = {column.key: column.label for column in STAFF.columns}

FILL_18_DIGITS = _lt("Type the 18 digits of the NIP as they stand in the decree.")
SUPERIOR_ACTION = _lt("Correct the column NIP Atasan.")

# What is wrong, and what to do, by the code of the problem.
WORDS = {
    nip.CHANGED_BY_SPREADSHEET: (
        _lt("“%(value)s” was changed by a spreadsheet program."),
        _lt(
            "Set the format of the column to Text, type the 18 digits of the NIP "
            "again, then import again."
        ),
    ),
    nip.NOT_DIGITS: (_lt("“%(value)s” holds more than digits."), FILL_18_DIGITS),
    nip.BAD_LENGTH: (
        _lt("“%(value)s” has %(length)s digits instead of 18."),
        FILL_18_DIGITS,
    ),
    nip.BAD_BIRTH: (
        _lt("“%(value)s” does not begin with a date of birth."),
        FILL_18_DIGITS,
    ),
    nip.BAD_APPOINTMENT: (
        _lt("Digits 9 to 14 of “%(value)s” are no month of appointment."),
        FILL_18_DIGITS,
    ),
    nip.APPOINTED_TOO_EARLY: (
        _lt("“%(value)s” says that the appointment was before the birth."),
        FILL_18_DIGITS,
    ),
    nip.BAD_SEX: (_lt("Digit 15 of “%(value)s” is neither 1 nor 2."), FILL_18_DIGITS),
    nip.BAD_SERIAL: (
        _lt("“%(value)s” ends in 000, as spreadsheet programs leave it."),
        FILL_18_DIGITS,
    ),
    staff.NIP_EMPTY: (_lt("The NIP is empty."), FILL_18_DIGITS),
    staff.DUPLICATE: (
        _lt("“%(value)s” stands in row %(row)s already (%(name)s)."),
        _lt("Leave one row; an acting post is written in the column Status Jabatan."),
    ),
    staff.EMPTY: (_lt("It is empty."), _lt("Fill it in.")),
    staff.KIND_UNKNOWN: (
        _lt("“%(value)s” is not known."),
        _lt("Use PNS, CPNS, PPPK or PPPK Paruh Waktu."),
    ),
    staff.RANK_EMPTY: (
        _lt("The rank is empty."),
        _lt("Use for example III/c (PNS) or IX (PPPK)."),
    ),
    staff.RANK_UNKNOWN: (
        _lt("“%(value)s” is not known."),
        _lt("Use for example III/c (PNS) or IX (PPPK)."),
    ),
    staff.DATE_IMPOSSIBLE: (
        _lt("“%(value)s” is no date."),
        _lt("Write the day first: 30/04/2024, or 2024-04-30."),
    ),
    staff.POST_KIND_UNKNOWN: (
        _lt("“%(value)s” is not known."),
        _lt("Use JPT, Administrator, Pengawas, Fungsional or Pelaksana."),
    ),
    staff.LEVEL_EMPTY: (
        _lt("The level of a functional post is empty."),
        _lt("Use for example Ahli Muda or Terampil."),
    ),
    staff.LEVEL_UNKNOWN: (
        _lt("“%(value)s” is no level of this kind of post."),
        _lt("Use for example Ahli Muda or Terampil; leave it empty for a Pelaksana."),
    ),
    staff.STATUS_UNKNOWN: (
        _lt("“%(value)s” is not known."),
        _lt("Use Definitif, Plt, Plh or Pjb."),
    ),
    staff.UNIT_AMBIGUOUS: (
        _lt("Several units are named “%(value)s”."),
        _lt("Give in Unor Induk the OPD, whose name is there once."),
    ),
    staff.UNIT_LOOP: (
        _lt("The units stand below each other in a circle."),
        _lt("Correct the columns Unor and Unor Induk."),
    ),
    staff.SUPERIOR_UNKNOWN: (
        _lt("“%(value)s” is neither in the file nor among the employees."),
        SUPERIOR_ACTION,
    ),
    staff.SUPERIOR_SKIPPED: (
        _lt("The row of “%(value)s” (row %(row)s) is skipped itself."),
        _lt("Correct that row, then import again."),
    ),
    staff.SUPERIOR_SELF: (
        _lt("The row names itself as superior."),
        _lt("Fill in the NIP of the appraiser."),
    ),
    staff.SUPERIOR_CIRCLE: (
        _lt("The superiors point at each other: %(names)s."),
        SUPERIOR_ACTION,
    ),
}
LIKE = _lt("Check the digits; a similar number is %(like)s.")


class HrAsnRunProblem(models.Model):
    """What is wrong in a row of an imported file, and what to do about it."""

    _name = "hr.asn.run.problem"
    _description = "ASN bulk run problem"
    _order = "run_id, row, id"
    _rec_name = "problem"

    run_id = fields.Many2one(
        "hr.asn.run", required=True, ondelete="cascade", index=True, readonly=True
    )
    company_id = fields.Many2one(related="run_id.company_id", store=True)
    row = fields.Integer(readonly=True, aggregator=None)
    nip = fields.Char("NIP", readonly=True)
    name = fields.Char(readonly=True)
    column = fields.Char(readonly=True)
    value = fields.Char("In the File", readonly=True)
    code = fields.Char(readonly=True)
    problem = fields.Text(readonly=True)
    action = fields.Text("What to Do", readonly=True)
    consequence = fields.Selection(CONSEQUENCES, readonly=True)

    @api.model
    def _asn_values(self, run, problem, cells):
        """Return creation values of one problem (staff.Problem) of a row."""
        what, action = self._asn_words(problem)
        return {
            "run_id": run.id,
            "row": problem.row,
            "nip": str(cells.get("nip", "")),
            "name": str(cells.get("nama", "")),
            "column": LABELS[problem.column],
            "value": str(problem.value),
            "code": problem.code,
            "problem": what,
            "action": action,
            "consequence": problem.consequence,
        }

    @api.model
    def _asn_words(self, problem):
        """Return (what is wrong, what to do) of a staff.Problem, in words."""
        names = ", ".join(problem.details.get("names", ()))
        details = {
            "row": "",
            "name": "",
            "like": "",
            "value": problem.value,
            "length": sum(sign.isdigit() for sign in str(problem.value)),
            **problem.details,
            "names": names,
        }
        what, action = WORDS[problem.code]
        if details["like"]:
            action = LIKE
        what, action = self.env._(what), self.env._(action)
        return what % details, action % details

    def _asn_sentence(self):
        """Return the whole problem in one line, for a message."""
        self.ensure_one()
        return self.env._(
            "Row %(row)s, column %(column)s: %(problem)s %(action)s",
            row=self.row,
            column=self.column,
            problem=self.problem,
            action=self.action,
        )

    def _asn_row(self):
        """Return the problem as a row of hr.asn.run.rejected_rows."""
        self.ensure_one()
        return {
            "row": self.row,
            "nip": self.nip or "",
            "nama": self.name or "",
            "column": self.column or "",
            "value": self.value or "",
            "problem": self.problem or "",
            "action": self.action or "",
            "consequence": self.consequence,
        }
