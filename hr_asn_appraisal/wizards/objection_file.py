from odoo import fields, models


class HrAsnObjectionFile(models.TransientModel):
    """Asks what is objected to, why, and for the files that show it."""

    _name = "hr.asn.objection.file"
    _description = "Filing of an objection"
    _inherit = ["hr.asn.about.mixin"]

    _asn_about = "evaluation_id"

    evaluation_id = fields.Many2one(
        "hr.asn.evaluation", "Evaluation", required=True, readonly=True
    )
    state = fields.Selection(related="evaluation_id.state", related_sudo=False)
    superior_name = fields.Char(
        related="evaluation_id.superior_name", related_sudo=False
    )
    result = fields.Selection(related="evaluation_id.result", related_sudo=False)
    behavior = fields.Selection(related="evaluation_id.behavior", related_sudo=False)
    on_result = fields.Boolean("The Result Rating")
    on_behavior = fields.Boolean("The Behaviour Rating")
    text = fields.Text("Reason", required=True)
    file_ids = fields.Many2many("ir.attachment", string="Files")

    def action_file(self):
        """File the objection and open it."""
        axes = [axis for axis in ("result", "behavior") if self[f"on_{axis}"]]
        made = self.evaluation_id.action_object(axes, self.text, self.file_ids.ids)
        action = self.env["hr.asn.objection"].browse(made).get_formview_action()
        return action | {"target": "main"}
