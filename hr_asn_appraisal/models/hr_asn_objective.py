from odoo import api, fields, models
from odoo.exceptions import UserError

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

    @api.ondelete(at_uninstall=False)
    def _unlink_not_taken_up(self):
        """Say who holds on to an objective, and what to do instead."""
        # sudo: hr.asn.rhk.link - that somebody did; who, is told as far as it is open
        links = self.env["hr.asn.rhk.link"].sudo()
        links = links.search([("objective_id", "in", self.ids)])
        if links:
            aim = links[0].objective_id
            own = links.filtered(lambda link: link.objective_id == aim)
            raise UserError(
                self.env._(
                    "“%(objective)s” is taken up by %(who)s and cannot be deleted. "
                    "Change its words, or let them take up something else first.",
                    objective=f"{aim.code} {aim.name}",
                    who=own._asn_owners(),
                )
            )
