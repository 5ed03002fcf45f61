from odoo import models

from ..forms import wording
from ..report import recap_xlsx


class HrAsnPeriod(models.Model):
    _inherit = "hr.asn.period"

    def _asn_title(self):
        """Return the period as papers name it: "Triwulan II", "Juni", "Tahunan"."""
        self.ensure_one()
        return wording.period_label(self.kind, self.number)

    def _asn_file_part(self):
        """Return the period as it stands in the name of a file: "TRIWULAN_2"."""
        self.ensure_one()
        return wording.period_file({"kind": self.kind, "number": self.number})

    # -- Rekap Semua OPD -----------------------------------------------------

    def action_recap_offices(self):
        """Download one workbook per OPD and one for the whole agency, in a ZIP."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/asn/recap/period/{self.id}.zip",
            "target": "download",
        }

    def recap_offices(self):
        """Return the ZIP with the workbooks of a period: (file name, bytes).

        What the user may read, read once: whoever has some units gets only these, and
        the sum of them in place of the whole.
        """
        self.ensure_one()
        whole = self.cycle_id._asn_recap(self)
        books = [
            (recap.file_name, recap_xlsx.write(recap))
            for recap in (whole, *whole.by_office())
        ]
        name = whole.file_name.removesuffix(".xlsx")
        return f"{name}_Semua_OPD.zip", self.env["hr.asn.paper"]._zip(books)
