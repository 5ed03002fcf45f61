from odoo import api, fields, models

from ..law.codes import HERE
from ..law.states import CANCELLED, DRAFT, PUBLISHED, RATED, SUBMITTED
from ..models.hr_asn_run import DONE
from ..models.hr_asn_run import DRAFT as PREPARED
from ..models.hr_asn_skp import AGREED

WIND_UP = "wind_up"
CLOSE = "close"
REOPEN = "reopen"
STEPS = [
    (WIND_UP, "Begin Closing"),
    (CLOSE, "Close Cycle"),
    (REOPEN, "Reopen"),
]


class HrAsnCycleStep(models.TransientModel):
    """Shows what is still open before a cycle is closed; asks why it is reopened."""

    _name = "hr.asn.cycle.step"
    _description = "Step of a cycle"

    cycle_id = fields.Many2one(
        "hr.asn.cycle",
        "Cycle",
        required=True,
        readonly=True,
        default=lambda self: self._default_cycle_id(),
    )
    step = fields.Selection(STEPS, required=True, readonly=True, default=CLOSE)
    reason = fields.Text()
    plan_count = fields.Integer(
        "Plans Not Approved", compute="_compute_counts", compute_sudo=False
    )
    report_count = fields.Integer(
        "Evaluations Not Reported", compute="_compute_counts", compute_sudo=False
    )
    rate_count = fields.Integer(
        "Evaluations Not Rated", compute="_compute_counts", compute_sudo=False
    )
    deliver_count = fields.Integer(
        "Evaluations Not Delivered", compute="_compute_counts", compute_sudo=False
    )
    receive_count = fields.Integer(
        "Evaluations Not Final", compute="_compute_counts", compute_sudo=False
    )
    run_count = fields.Integer(
        "Bulk Runs in Progress", compute="_compute_counts", compute_sudo=False
    )
    open_count = fields.Integer(
        "Still Open", compute="_compute_counts", compute_sudo=False
    )

    def _default_cycle_id(self):
        return self.env.context.get("active_id")

    @api.depends("cycle_id")
    def _compute_counts(self):
        """Count what is left; who is exempt or elsewhere is not waited for."""
        for wizard in self:
            plans, states, runs = wizard._asn_left()
            wizard.plan_count = plans
            wizard.report_count = states.get(DRAFT, 0)
            wizard.rate_count = states.get(SUBMITTED, 0)
            wizard.deliver_count = states.get(RATED, 0)
            wizard.receive_count = sum(states.get(one, 0) for one in PUBLISHED[:-1])
            wizard.run_count = runs
            wizard.open_count = plans + runs + sum(states.values())

    def _asn_left(self):
        """Return plans not agreed, {state: evaluations not final} and runs.

        What is kept in another system is awaited there and not here.
        """
        mine = [("cycle_id", "=", self.cycle_id.id)]
        waited = [*mine, ("is_exempt", "=", False), ("source", "=", HERE)]
        settled = [*AGREED, CANCELLED]
        evaluations = self.env["hr.asn.evaluation"]._read_group(
            [*waited, ("state", "!=", PUBLISHED[-1])], ["state"], ["__count"]
        )
        return (
            self.env["hr.asn.skp"].search_count(
                [*waited, ("state", "not in", settled)]
            ),
            dict(evaluations),
            self.env["hr.asn.run"].search_count(
                [*mine, ("state", "not in", (PREPARED, DONE))]
            ),
        )

    def action_apply(self):
        """Do the step."""
        self.ensure_one()
        if self.step == WIND_UP:
            self.cycle_id.action_wind_up()
        elif self.step == CLOSE:
            self.cycle_id.action_close()
        else:
            self.cycle_id.action_reopen(self.reason)
        return {"type": "ir.actions.act_window_close"}
