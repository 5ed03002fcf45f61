from odoo import api, fields, models
from odoo.exceptions import UserError

from ..exchange import ekinerja
from ..law import states


class HrAsnExternalImport(models.TransientModel):
    """Takes a report of e-Kinerja BKN: first a look at what would happen."""

    _name = "hr.asn.external.import"
    _description = "Import from e-Kinerja"
    _inherit = ["hr.asn.import.mixin"]

    _asn_kind = "external"

    file = fields.Binary("Report of e-Kinerja", required=True)
    cycle_id = fields.Many2one(
        "hr.asn.cycle",
        "Cycle",
        required=True,
        default=lambda self: self._default_cycle(),
    )
    drawn_on = fields.Date(
        "Data As Of",
        help="Empty: the day that the report names, else today.",
    )

    @api.model
    def _default_cycle(self):
        """Return the cycle of this year, else the newest that is open."""
        cycles = self.env["hr.asn.cycle"].search(
            [
                ("company_id", "=", self.env.company.id),
                ("state", "not in", [states.DRAFT, states.CLOSED]),
            ]
        )
        year = self.env.company._asn_today().year
        return cycles.filtered(lambda cycle: cycle.year == year) or cycles[:1]

    def _asn_sheet_params(self, table, sheet):
        """Return what the run works with; refuses a report of another year."""
        preamble = ekinerja.read_preamble(sheet.above)
        year = ekinerja.year_of(table.name, sheet.rows, preamble)
        if year and year != self.cycle_id.year:
            raise UserError(
                self.env._(
                    "The report is of %(year)s and the cycle of %(cycle)s. "
                    "Choose the cycle of its year.",
                    year=year,
                    cycle=self.cycle_id.year,
                )
            )
        drawn_on = self.drawn_on or preamble.drawn_on or self.env.company._asn_today()
        self.env["hr.asn.run.external"]._asn_check_drawn_on(drawn_on)
        return super()._asn_sheet_params(table, sheet) | {
            "report": table.name,
            "date_from": fields.Date.to_string(preamble.date_from),
            "date_to": fields.Date.to_string(preamble.date_to),
            "drawn_on": fields.Date.to_string(drawn_on),
        }

    def _asn_run_name(self, params):
        if params["report"] == ekinerja.PLANS:
            return self.env._("Laporan SKP %(file)s", file=params["filename"])
        return self.env._("Laporan Penilaian %(file)s", file=params["filename"])

    def _asn_run_values(self, params):
        return super()._asn_run_values(params) | {"cycle_id": self.cycle_id.id}

    @api.model
    def _asn_again(self, run):
        return super()._asn_again(run) | {"default_cycle_id": run.cycle_id.id}
