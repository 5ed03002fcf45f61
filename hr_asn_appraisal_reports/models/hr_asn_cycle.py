import base64

from werkzeug.urls import url_encode

from odoo import models
from odoo.exceptions import UserError

from ..report import recap_xlsx
from .hr_asn_paper import D11, EVALUATION
from .hr_asn_run import PAPER


class HrAsnCycle(models.Model):
    _inherit = "hr.asn.cycle"

    # -- evaluations in bulk -------------------------------------------------

    def action_print_annual(self):
        """Start the run that prints all annual D.1.1 delivered; return its form."""
        self.ensure_one()
        return self._asn_print(D11, self.env._("Print D.1.1 %s", self.name))

    def action_print_sheets(self):
        """Start the run that prints all annual evaluations; return its form."""
        self.ensure_one()
        return self._asn_print(
            EVALUATION, self.env._("Print Evaluations %s", self.name)
        )

    def _asn_print(self, kind, name):
        run = self.env["hr.asn.run"].create(
            {
                "kind": PAPER,
                "cycle_id": self.id,
                "name": name,
                "params": {"paper": kind},
            }
        )
        return run.action_start()

    # -- recap ---------------------------------------------------------------

    def action_recap(self, period=None, unit=None):
        """Download the recap of the cycle as a workbook; of a period, of a unit."""
        self.ensure_one()
        chosen = {"period": period and period.id, "unit": unit and unit.id}
        asked = url_encode({key: one for key, one in chosen.items() if one})
        return {
            "type": "ir.actions.act_url",
            "url": f"/asn/recap/{self.id}.xlsx{asked and '?'}{asked}",
            "target": "download",
        }

    def recap_xlsx(self, period_id=None, unit_id=None):
        """Return the recap as {"name", "data" (base64)}: what the user may read.

        ``period_id``: one period of the cycle; ``unit_id``: a unit with its sub-units.
        Raises UserError for a period of another cycle.
        """
        period = self.env["hr.asn.period"].browse(period_id or ()).exists()
        unit = self.env["hr.department"].browse(unit_id or ()).exists()
        self._asn_check_recap(period_id and not period, unit_id and not unit, period)
        recap = self._asn_recap(period, unit)
        data = recap_xlsx.write(recap)
        return {"name": recap.file_name, "data": base64.b64encode(data).decode()}

    def _asn_check_recap(self, no_period, no_unit, period):
        """Refuse what was chosen and is not there, rather than give more than asked."""
        if no_unit:
            raise UserError(self.env._("This unit does not exist. Choose another one."))
        if no_period or period.cycle_id - self:
            raise UserError(
                self.env._(
                    "This period does not belong to the cycle. Choose another one."
                )
            )

    def _asn_recap(self, period=None, unit=None):
        """Return the recap of one cycle, read with the user's rights."""
        self.ensure_one()
        recap = self.env["hr.asn.recap"]._asn_read(self, period)
        if not unit:
            return recap
        # sudo: hr.department - which units are below; rows are read with own rights
        below = unit.sudo().with_context(active_test=False)
        units = below.search([("id", "child_of", unit.id)])
        return recap.of_units(unit._asn_path(), set(units.ids))
