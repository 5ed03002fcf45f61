from odoo import api, models


class HrAsnPointsMixin(models.AbstractModel):
    """A percentage, entered with decimals and kept in whole basis points.

    Which of its fields they are, each model says.
    """

    _name = "hr.asn.points.mixin"
    _description = "ASN percentage in basis points"

    _asn_points = "points"
    _asn_percent = "percent"

    @api.depends(lambda self: [self._asn_points])
    def _compute_asn_percent(self):
        for one in self:
            one[self._asn_percent] = one[self._asn_points] / 100

    def _inverse_asn_percent(self):
        for one in self:
            one[self._asn_points] = round(one[self._asn_percent] * 100)
