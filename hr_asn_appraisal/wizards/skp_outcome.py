from odoo import api, fields, models

from ..dialogs import dialog


class HrAsnSkpOutcome(models.TransientModel):
    """Says what of a selection was done, and of each of the others why not."""

    _name = "hr.asn.skp.outcome"
    _description = "Outcome of a bulk step"

    message = fields.Char(readonly=True)
    refusal = fields.Char(readonly=True)
    refused_count = fields.Integer(readonly=True)
    line_ids = fields.One2many(
        "hr.asn.skp.outcome.line", "outcome_id", "Not Done", readonly=True
    )

    @api.model
    def _asn_show(self, words, refused):
        """Return the action that shows it.

        ``words``: what was done, and what "3" of the others could not be;
        ``refused``: [(document, reason)], all of one model.
        """
        message, refusal = words
        # sudo: hr.asn… - whose document it is; what was deleted meanwhile has no name
        records = self.env[refused[0][0]._name].sudo()
        records = records.union(*(record for record, _why in refused))
        names = {record.id: record.name for record in records.exists()}
        outcome = self.create(
            {
                "message": message,
                "refusal": refusal,
                "refused_count": len(refused),
                "line_ids": [
                    (0, 0, {"name": names.get(record.id), "reason": reason})
                    for record, reason in refused
                ],
            }
        )
        return dialog(outcome, self.env._("Outcome"))


class HrAsnSkpOutcomeLine(models.TransientModel):
    """One document of which the step was refused."""

    _name = "hr.asn.skp.outcome.line"
    _description = "Document of which a step was refused"
    _order = "id"

    outcome_id = fields.Many2one(
        "hr.asn.skp.outcome", required=True, ondelete="cascade", index=True
    )
    name = fields.Char("Employee Name")
    reason = fields.Char()
