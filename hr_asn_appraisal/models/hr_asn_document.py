from odoo import fields, models

EVALUATION = "evaluation"
RECEIPT = "receipt"
DECISION = "decision"


class HrAsnDocument(models.Model):
    """A sealed paper: what was delivered, what was received. Papers print these."""

    _name = "hr.asn.document"
    _description = "ASN sealed document"
    _inherit = ["hr.asn.sealed.mixin"]
    _order = "evaluation_id, revision desc, id desc"

    evaluation_id = fields.Many2one(
        "hr.asn.evaluation",
        "Evaluation",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    # Given by who seals: computing it would cost more than writing it.
    company_id = fields.Many2one("res.company", "Agency", readonly=True, index=True)
    kind = fields.Selection(
        [
            (EVALUATION, "Evaluation Document"),
            (RECEIPT, "Receipt"),
            (DECISION, "Decision on an Objection"),
        ],
        required=True,
        readonly=True,
    )
    revision = fields.Integer(required=True, readonly=True, aggregator=None)

    _kind_uniq = models.Constraint(
        "UNIQUE(evaluation_id, kind, revision)", "This document is sealed already."
    )
