from odoo import api, models
from odoo.exceptions import UserError

from ..exchange import cells, readers


class HrAsnRunFile(models.AbstractModel):
    """A run that takes a file in: its rows wait in the lines until it is started."""

    _name = "hr.asn.run.file"
    _description = "ASN import of a file"
    _inherit = ["hr.asn.run.handler"]

    @api.model
    def _asn_forget(self, run):
        """Drop what an earlier look at the file has left in the run."""
        # sudo: hr.asn.run.line, … - made by the engine only
        run.sudo().line_ids.unlink()
        run.sudo().problem_ids.unlink()
        run.sudo().change_ids.unlink()

    @api.model
    def _asn_rows(self, run):
        """Return the rows that were looked at, as the file had them."""
        payloads = [line.payload for line in run.sudo().line_ids]
        payloads = [one for one in payloads if one and "cells" in one]
        if not payloads:
            raise UserError(self.env._("Choose a file and check it first."))
        payloads.sort(key=lambda payload: payload["row"])
        return [readers.Row(one["row"], one["cells"]) for one in payloads]

    @api.model
    def _asn_preview(self, run):
        """Look at the same rows again: what they are held against may have changed."""
        self._asn_dry_run(run, self._asn_rows(run))

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
        stopped = self._asn_is_stopped(run)
        run._asn_put({"message": self._asn_stop_sentence(run) if stopped else False})

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
