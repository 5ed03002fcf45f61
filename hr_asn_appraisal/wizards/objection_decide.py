from odoo import api, fields, models

from ..exchange import numbers
from ..law import objection as law
from ..law import scoring
from ..models.hr_asn_objection_decision_mixin import OUTCOMES
from ..models.hr_asn_rating import PREDIKATS, RATINGS


class HrAsnObjectionDecide(models.TransientModel):
    """The decision while it is made: only who makes it sees it."""

    _name = "hr.asn.objection.decide"
    _description = "Decision on an objection"
    _inherit = ["hr.asn.about.mixin"]

    _asn_about = "objection_id"

    objection_id = fields.Many2one(
        "hr.asn.objection", "Objection", required=True, readonly=True
    )
    on_result = fields.Boolean(related="objection_id.on_result", related_sudo=False)
    on_behavior = fields.Boolean(related="objection_id.on_behavior", related_sudo=False)
    before_result = fields.Selection(
        related="objection_id.before_result", related_sudo=False
    )
    before_behavior = fields.Selection(
        related="objection_id.before_behavior", related_sudo=False
    )
    before_predikat = fields.Selection(
        related="objection_id.before_predikat", related_sudo=False
    )
    outcome = fields.Selection(OUTCOMES, "Decision", required=True)
    result = fields.Selection(
        RATINGS, "New Result Rating", default=lambda self: self._default_of("result")
    )
    behavior = fields.Selection(
        RATINGS,
        "New Behaviour Rating",
        default=lambda self: self._default_of("behavior"),
    )
    in_points = fields.Boolean(
        related="objection_id.evaluation_id.in_points",
        related_sudo=False,
        export_string_translation=False,
    )
    before_sum = fields.Char(related="objection_id.before_sum", related_sudo=False)
    skp_points = fields.Char(
        "New Value of Results", default=lambda self: self._default_value("skp")
    )
    behavior_points = fields.Char(
        "New Value of Behaviour", default=lambda self: self._default_value("behavior")
    )
    reason = fields.Text(required=True)
    predikat = fields.Selection(PREDIKATS, "New Predicate", compute="_compute_predikat")
    is_lower = fields.Boolean(
        compute="_compute_predikat", export_string_translation=False
    )

    def _default_of(self, axis):
        number = self.env.context.get("default_objection_id")
        return self.env["hr.asn.objection"].browse(number or ())[f"before_{axis}"]

    def _default_value(self, key):
        """Return a value objected to, as people write it; nothing without numbers."""
        number = self.env.context.get("default_objection_id")
        objection = self.env["hr.asn.objection"].browse(number or ())
        objection.check_access("read")
        points = objection._asn_before().get("points") if objection else None
        return points and numbers.hundredths(scoring.given(points)[key])

    def _asn_typed(self):
        return {"skp": self.skp_points, "behavior": self.behavior_points}

    @api.depends(
        *("outcome", "result", "behavior"),
        *("skp_points", "behavior_points", "objection_id"),
    )
    def _compute_predikat(self):
        """Show what comes of it, and whether it is worse than before."""
        for wizard in self:
            objection = wizard.objection_id
            after = objection and objection._asn_after(
                wizard.outcome, wizard.result, wizard.behavior, wizard._asn_typed()
            )
            wizard.predikat = after and after["predikat"]
            whole = after and after["predikat"]
            wizard.is_lower = whole and law.lowers(objection._asn_before(), after)

    def action_decide(self):
        """Decide; it is final."""
        self.objection_id.action_decide(
            self.outcome,
            self.reason,
            self.result,
            self.behavior,
            self._asn_typed() if self.in_points else None,
        )
        return {"type": "ir.actions.act_window_close"}
