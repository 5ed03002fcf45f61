from odoo import api, fields, models


class HrAsnEvaluationBehaviorsMixin(models.AbstractModel):
    """By which behaviours somebody is rated: those that his plan expects."""

    _name = "hr.asn.evaluation.behaviors.mixin"
    _description = "ASN evaluation with expected behaviours"

    expected_behaviors = fields.Char(
        "Expected Behaviour", compute="_compute_expected_behaviors"
    )

    @api.depends("skp_id.version_number", "version_id")
    def _compute_expected_behaviors(self):
        found = self._asn_expected_behaviors()
        for one in self:
            one.expected_behaviors = ", ".join(found[one].mapped("name"))

    def _asn_expected_behaviors(self):
        """Return {evaluation: the behaviours agreed for its period}, in order.

        Before the first agreement those with which the plan would be agreed now.
        """
        # sudo: hr.asn.skp - which behaviours are expected is no secret
        own = self.sudo()
        versions = own.skp_id._asn_versions()
        fresh = own.filtered(lambda one: one.skp_id not in versions)
        now = fresh.skp_id._asn_behaviors()
        every = self.env["hr.asn.behavior"]._asn_every()
        agreed = {
            one: one._asn_version(versions)._asn_behaviors(every) for one in own - fresh
        }
        return agreed | {one: now[one.skp_id] for one in fresh}
