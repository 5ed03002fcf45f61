from odoo import models

from ..forms import wording


class HrAsnPeriod(models.Model):
    _inherit = "hr.asn.period"

    def _asn_title(self):
        """Return the period as papers name it: "Triwulan II", "Juni", "Tahunan"."""
        self.ensure_one()
        return wording.period_label(self.kind, self.number)
