from odoo import fields, models


class HrAsnSkpVersion(models.Model):
    """What was agreed: appended by each approval, never written again."""

    _name = "hr.asn.skp.version"
    _description = "SKP version"
    _inherit = ["hr.asn.sealed.mixin"]
    _order = "skp_id, number desc"
    _rec_name = "number"

    skp_id = fields.Many2one(
        "hr.asn.skp",
        "SKP",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    company_id = fields.Many2one(
        related="skp_id.company_id", store=True, precompute=True, index=True
    )
    number = fields.Integer("Version", required=True, readonly=True, aggregator=None)
    valid_from = fields.Date(required=True, readonly=True)
    reason = fields.Text(readonly=True)

    _number_uniq = models.Constraint(
        "UNIQUE(skp_id, number)", "This version exists already."
    )

    def _asn_in_force(self, on):
        """Return of the versions of one plan the one in force on a day.

        What was agreed after that day does not change what is measured on it; before
        the first agreement there is only the first version.
        """
        held = self.filtered(lambda version: version.valid_from <= on)
        return held.sorted("number")[-1:] or self.sorted("number")[:1]
