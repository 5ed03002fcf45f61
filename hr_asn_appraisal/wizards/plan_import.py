from odoo import api, fields, models

from ..law import states


class HrAsnPlanImport(models.TransientModel):
    """Takes plans from a spreadsheet: a look first, then the run.

    An employee fills in his own plan, an officer those of his units.
    """

    _name = "hr.asn.plan.import"
    _description = "Import of plans"
    _inherit = ["hr.asn.import.mixin"]

    _asn_kind = "plan"

    file = fields.Binary("Spreadsheet")
    cycle_id = fields.Many2one(
        "hr.asn.cycle",
        "Cycle",
        required=True,
        compute="_compute_cycle_id",
        store=True,
        readonly=False,
    )
    skp_id = fields.Many2one("hr.asn.skp", "Own Plan")

    @api.depends("skp_id")
    def _compute_cycle_id(self):
        """Propose the cycle of the plan, else this year's, else the newest."""
        cycles = self.env["hr.asn.cycle"].search(
            [
                ("company_id", "=", self.env.company.id),
                ("state", "not in", [states.DRAFT, states.CLOSED]),
            ]
        )
        year = self.env.company._asn_today().year
        proposed = cycles.filtered(lambda cycle: cycle.year == year) or cycles[:1]
        for wizard in self:
            wizard.cycle_id = wizard.skp_id.cycle_id or wizard.cycle_id or proposed

    def _asn_params(self):
        own = {"plan": self.skp_id.id} if self.skp_id else {}
        return super()._asn_params() | own

    def _asn_run_values(self, params):
        return super()._asn_run_values(params) | {"cycle_id": self.cycle_id.id}

    def _asn_run_name(self, params):
        return self.env._("Plans from %(file)s", file=params["filename"])

    @api.model
    def _asn_again(self, run):
        return super()._asn_again(run) | {
            "default_cycle_id": run.cycle_id.id,
            "default_skp_id": run.params.get("plan", False),
        }

    def action_template(self):
        """Download the workbook that is to be filled in."""
        return {
            "type": "ir.actions.act_url",
            "url": f"/asn/plan/template.xlsx?plan={self.skp_id.id or 0}",
            "target": "download",
        }
