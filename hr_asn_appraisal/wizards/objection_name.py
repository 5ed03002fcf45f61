from odoo import api, fields, models


class HrAsnObjectionName(models.TransientModel):
    """Asks the officer who decides where the superior is missing."""

    _name = "hr.asn.objection.name"
    _description = "Naming of who decides an objection"

    objection_id = fields.Many2one(
        "hr.asn.objection", "Objection", required=True, readonly=True
    )
    employee_id = fields.Many2one("hr.employee", "Decides", required=True)

    @api.model_create_multi
    def create(self, vals_list):
        """Only of what one may read oneself: names and ratings stand in here."""
        made = super().create(vals_list)
        made.objection_id.check_access("read")
        return made

    def write(self, vals):
        result = super().write(vals)
        self.objection_id.check_access("read")
        return result

    def action_name(self):
        """Name who decides."""
        self.objection_id.action_name_superior(self.employee_id.id)
        return {"type": "ir.actions.act_window_close"}
