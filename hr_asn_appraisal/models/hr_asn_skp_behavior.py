from odoo import fields, models


class HrAsnSkpBehavior(models.Model):
    """What a leader expects beyond the guides; a row only where it is written."""

    _name = "hr.asn.skp.behavior"
    _description = "SKP special expectation"
    _inherit = ["hr.asn.skp.line.mixin"]
    _order = "skp_id, behavior_id"

    behavior_id = fields.Many2one("hr.asn.behavior", "Value", required=True)
    expectation = fields.Text("Leader's Special Expectation", required=True)

    _behavior_uniq = models.Constraint(
        "UNIQUE(skp_id, behavior_id)", "This value has an expectation already."
    )

    def _asn_restore(self, plan, values):
        """Make these expectations those that a version keeps with its ``values``."""
        agreed = {one["id"]: one["expectation"] for one in values if one["expectation"]}
        (self.filtered(lambda line: line.behavior_id.id not in agreed)).unlink()
        there = self.exists().grouped(lambda line: line.behavior_id.id)
        for key, line in there.items():
            line.expectation = agreed[key]
        self.create(
            [
                {"skp_id": plan.id, "behavior_id": key, "expectation": text}
                for key, text in agreed.items()
                if key not in there
            ]
        )
