from odoo import api, models

from .hr_asn_paper import MATRIX


class HrAsnMatrix(models.AbstractModel):
    _inherit = "hr.asn.matrix"

    @api.model
    def _asn_paper(self, plan):
        """Return the action that downloads the matrix of a plan as PDF."""
        return {
            "type": "ir.actions.act_url",
            "url": f"/asn/paper/{MATRIX}/{plan.id}",
            "target": "download",
        }
