from odoo import fields, models

from ..exchange import objectives

SOURCES = [
    (objectives.RENSTRA, "Strategic Plan (Renstra)"),
    (objectives.AGREEMENT, "Performance Agreement"),
    (objectives.OTHER, "Other Document"),
]


class HrAsnObjective(models.Model):
    """The agency's own results (Renstra, perjanjian kinerja): root of the cascade."""

    _name = "hr.asn.objective"
    _description = "ASN agency objective"
    _inherit = [
        "hr.asn.agency.mixin",
        "hr.asn.guard.mixin",
        "hr.asn.open.name.mixin",
    ]
    _order = "code"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True)
    name = fields.Char("Objective", required=True)
    indicators = fields.Text(help="One indicator with its target per line.")
    source = fields.Selection(SOURCES)
    document = fields.Char("Source Document", help="Its name, number and date.")
    cycle_id = fields.Many2one(
        "hr.asn.cycle", "Cycle", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)

    _code_uniq = models.Constraint(
        "UNIQUE(cycle_id, code)", "This objective exists already in the cycle."
    )
