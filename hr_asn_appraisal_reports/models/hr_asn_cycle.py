import base64

from odoo import models

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

    def action_recap(self):
        """Download the recap of the cycle as a workbook."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/asn/recap/{self.id}.xlsx",
            "target": "download",
        }

    def recap_xlsx(self):
        """Return the recap as {"name", "data" (base64)}: what the user may read."""
        recap = self._asn_recap()
        data = recap_xlsx.write(recap)
        return {"name": recap.file_name, "data": base64.b64encode(data).decode()}

    def _asn_recap(self, period=None):
        """Return the recap of one cycle, read with the user's rights."""
        self.ensure_one()
        return self.env["hr.asn.recap"]._asn_read(self, period)
