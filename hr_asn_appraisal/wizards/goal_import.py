import base64

from odoo import fields, models
from odoo.exceptions import UserError

from ..dialogs import dialog


class HrAsnGoalImport(models.TransientModel):
    """Takes the two files of a library: first a look, then all of it or nothing."""

    _name = "hr.asn.goal.import"
    _description = "Import of the goal library"

    results_file = fields.Binary("Results (rhk.csv)", required=True)
    results_name = fields.Char()
    indicators_file = fields.Binary("Indicators (iki.csv)", required=True)
    indicators_name = fields.Char()
    is_checked = fields.Boolean(readonly=True)
    new_count = fields.Integer("New Results", readonly=True)
    known_count = fields.Integer("Already in the Library", readonly=True)
    problem_ids = fields.One2many(
        "hr.asn.goal.import.problem", "import_id", "Problem Rows", readonly=True
    )

    def action_check(self):
        """Look at the files and report; nothing is taken (Periksa Dahulu)."""
        self._asn_look()
        return dialog(self, self.env._("Library Import"))

    def action_process(self):
        """Take what is new; known results stay as the agency has them.

        Raises UserError where a row has a problem: then nothing is taken.
        """
        rows = self._asn_look()
        if self.problem_ids:
            raise UserError(
                self.env._(
                    "%s cells have to be corrected first; nothing was taken. "
                    "Choose “Check First” to see them.",
                    len(self.problem_ids),
                )
            )
        added = self.env["hr.asn.goal"]._asn_take(rows)
        message = self.env._(
            "%(new)s results were taken, %(known)s were in the library already.",
            new=len(added),
            known=len(rows) - len(added),
        )
        return self.env["hr.asn.skp"]._asn_told(message)

    def _asn_look(self):
        """Read both files, keep what is to be shown of them; return the rows."""
        self.ensure_one()
        goals = self.env["hr.asn.goal"]
        goals.check_access("create")
        rows, problems = goals._asn_read(
            (self.results_name, self._asn_bytes("results_file")),
            (self.indicators_name, self._asn_bytes("indicators_file")),
        )
        fresh = goals._asn_fresh(rows)
        lines = self.problem_ids._asn_lines(problems)
        self.write(
            {
                "is_checked": True,
                "new_count": len(fresh),
                "known_count": len(rows) - len(fresh),
                "problem_ids": [(5, 0, 0), *((0, 0, line) for line in lines)],
            }
        )
        return rows

    def _asn_bytes(self, name):
        return base64.b64decode(self.with_context(bin_size=False)[name] or b"")


class HrAsnGoalImportProblem(models.TransientModel):
    """A cell that keeps the library from being taken."""

    _name = "hr.asn.goal.import.problem"
    _description = "Problem of a library import"
    _order = "id"

    import_id = fields.Many2one(
        "hr.asn.goal.import", required=True, ondelete="cascade", index=True
    )
    file = fields.Char()
    row = fields.Integer(aggregator=None)
    column = fields.Char()
    value = fields.Char("Content of the File")
    problem = fields.Char()

    def _asn_lines(self, problems):
        """Return the values of the lines that show the problems of a reading."""
        goals = self.env["hr.asn.goal"]
        return [
            {
                "file": one.file,
                "row": one.row,
                "column": one.column,
                "value": one.value,
                "problem": goals._asn_problem_reason(one),
            }
            for one in problems
        ]
