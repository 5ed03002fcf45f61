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
        """By the names that were agreed, whatever they are called today."""
        agreed, fresh = self._asn_expecting()
        names = {one: version._asn_behavior_names() for one, version in agreed.items()}
        names |= {one: values.mapped("name") for one, values in fresh.items()}
        for one in self:
            one.expected_behaviors = ", ".join(names[one])

    def _asn_expected_behaviors(self):
        """Return {evaluation: the behaviours agreed for its period}, in order.

        Before the first agreement those with which the plan would be agreed now.
        """
        agreed, fresh = self._asn_expecting()
        every = self.env["hr.asn.behavior"]._asn_every()
        return {
            one: version._asn_behaviors(every) for one, version in agreed.items()
        } | fresh

    def _asn_expecting(self):
        """Return what says which behaviours are expected: versions, or the plan itself.

        Out: {evaluation: version} of what is agreed, and {evaluation: behaviours} of
        what would be agreed now.
        """
        # sudo: hr.asn.skp - which behaviours are expected is no secret
        own = self.sudo()
        versions = own.skp_id._asn_versions()
        fresh = own.filtered(lambda one: one.skp_id not in versions)
        now = fresh.skp_id._asn_behaviors()
        agreed = {one: one._asn_version(versions) for one in own - fresh}
        return agreed, {one: now[one.skp_id] for one in fresh}
