from odoo import api, fields, models


class HrAsnRecapChoice(models.TransientModel):
    """Chooses what a recap is of: a cycle, one of its periods, a unit."""

    _name = "hr.asn.recap.choice"
    _description = "Choose an ASN recap"

    cycle_id = fields.Many2one(
        "hr.asn.cycle",
        "Cycle",
        required=True,
        default=lambda self: self._default_cycle_id(),
    )
    period_id = fields.Many2one(
        "hr.asn.period",
        "Period",
        compute="_compute_period_id",
        store=True,
        readonly=False,
        domain="[('cycle_id', '=', cycle_id)]",
        help="Empty: all periods of the cycle.",
    )
    unit_id = fields.Many2one(
        "hr.department",
        "Unit",
        compute="_compute_unit_id",
        store=True,
        readonly=False,
        domain="[('company_id', '=', company_id)]",
        help="With its sub-units. Empty: all that you may read.",
    )
    company_id = fields.Many2one(related="cycle_id.company_id")

    @api.model
    def _default_cycle_id(self):
        """Return the cycle it is opened from, else the newest with a predikat in it.

        Before anything is delivered it is the newest that has begun.
        """
        if self.env.context.get("active_model") == "hr.asn.cycle":
            return self.env.context.get("active_id")
        delivered = self.env["hr.asn.analysis"].search(
            [("company_id", "=", self.env.company.id)], limit=1
        )
        if delivered:
            return delivered.cycle_id
        today = self.env.company._asn_today()
        begun = [("company_id", "=", self.env.company.id), ("date_from", "<=", today)]
        return self.env["hr.asn.cycle"].search(begun, order="year desc", limit=1)

    @api.depends("cycle_id")
    def _compute_period_id(self):
        """Another cycle has other periods."""
        for one in self:
            if one.period_id.cycle_id != one.cycle_id:
                one.period_id = False

    @api.depends("cycle_id")
    def _compute_unit_id(self):
        """Another agency has other units."""
        for one in self:
            if one.unit_id.company_id not in one.cycle_id.company_id:
                one.unit_id = False

    def action_download(self):
        """Download the workbook that was chosen."""
        self.ensure_one()
        return self.cycle_id.action_recap(self.period_id, self.unit_id)
