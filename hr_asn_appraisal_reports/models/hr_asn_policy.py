from odoo import fields, models

from odoo.addons.hr_asn_appraisal.law import allowance
from odoo.addons.hr_asn_appraisal.models.hr_asn_policy import HrAsnPolicy as Policy
from odoo.addons.hr_asn_appraisal.models.hr_asn_rating import PREDIKATS

from ..forms import recap as recap_form

READERS = (
    "hr_asn_appraisal.group_asn_officer",
    "hr_asn_appraisal.group_asn_auditor",
)
GAPS = [
    (recap_form.NOT_RATED, "Not Rated Yet"),
    (recap_form.NOT_DELIVERED, "Not Delivered Yet"),
    (recap_form.EXEMPT, "Exempt"),
    (recap_form.ELSEWHERE, "Rated in Another System"),
    (recap_form.NOT_DUE, "No Evaluation"),
]
OUTCOMES = [*PREDIKATS, *GAPS]


class HrAsnPolicy(models.Model):
    _inherit = "hr.asn.policy"

    # Plans may stand on a policy whose percentages change: each closed month keeps
    # its own, and the next one says the difference.
    _asn_free = Policy._asn_free | {"allowance_ids"}

    allowance_ids = fields.One2many(
        "hr.asn.policy.allowance",
        "policy_id",
        "Allowance Table",
        copy=True,
        groups=",".join(READERS),
    )


class HrAsnPolicyAllowance(models.Model):
    """What an outcome is worth for the allowance (TPP); what is not listed: 100%."""

    _name = "hr.asn.policy.allowance"
    _description = "ASN allowance percentage"
    _inherit = ["hr.asn.guard.mixin", "hr.asn.points.mixin"]
    _order = "policy_id, id"
    _rec_name = "outcome"

    policy_id = fields.Many2one(
        "hr.asn.policy", "Policy", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="policy_id.company_id", store=True, index=True)
    outcome = fields.Selection(OUTCOMES, "Predicate or Reason", required=True)
    points = fields.Integer(
        "Basis Points", default=allowance.WHOLE, required=True, aggregator=None
    )
    percent = fields.Float(
        "Percentage",
        digits=(5, 2),
        compute="_compute_asn_percent",
        inverse="_inverse_asn_percent",
        aggregator=None,
    )

    _outcome_uniq = models.Constraint(
        "UNIQUE(policy_id, outcome)", "The policy has a percentage for this already."
    )
    _points_sane = models.Constraint(
        "CHECK(points BETWEEN 0 AND 10000)", "A percentage is between 0 and 100."
    )

    def _check_access(self, operation):
        """Who may not change a policy, as all agencies share it, changes no row."""
        refused = super()._check_access(operation)
        if refused or operation == "read":
            return refused
        # sudo: hr.asn.policy - of whatever policy a row is
        policies = self.env["hr.asn.policy"].browse(self.sudo().policy_id.ids)
        refused = policies._check_access("write")
        if not refused:
            return None
        closed, error = refused
        return self.filtered(lambda one: one.sudo().policy_id.id in closed.ids), error

    def write(self, vals):
        result = super().write(vals)
        if "policy_id" in vals:
            # Not moved to a policy that is not the user's to change.
            self.check_access("write")
        return result
