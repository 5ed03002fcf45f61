from odoo import api, fields, models

from ..law import states


class HrAsnObjectiveImport(models.TransientModel):
    """Takes a list of agency objectives: first a look at what would happen."""

    _name = "hr.asn.objective.import"
    _description = "Import of agency objectives"
    _inherit = ["hr.asn.import.mixin"]

    _asn_kind = "objective"

    file = fields.Binary("List of Objectives")
    cycle_id = fields.Many2one(
        "hr.asn.cycle",
        "Cycle",
        required=True,
        default=lambda self: self._default_cycle(),
    )

    @api.model
    def _default_cycle(self):
        """Return the newest cycle that is not closed: objectives may come first."""
        return self.env["hr.asn.cycle"].search(
            [
                ("company_id", "=", self.env.company.id),
                ("state", "!=", states.CLOSED),
            ],
            order="year desc",
            limit=1,
        )

    def action_template(self):
        """Return the action that downloads an empty list to be filled in."""
        return {
            "type": "ir.actions.act_url",
            "url": "/asn/template/sasaran",
            "target": "download",
        }

    def _asn_run_name(self, params):
        return self.env._("Agency objectives %(file)s", file=params["filename"])

    def _asn_run_values(self, params):
        return super()._asn_run_values(params) | {"cycle_id": self.cycle_id.id}

    @api.model
    def _asn_again(self, run):
        return super()._asn_again(run) | {"default_cycle_id": run.cycle_id.id}
