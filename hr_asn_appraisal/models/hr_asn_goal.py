from odoo import api, fields, models

from ..exchange import goals
from ..law import codes
from .hr_asn_iki import DIMENSIONS, DIRECTIONS, PATTERNS
from .hr_asn_rhk import CLASSIFICATIONS, KINDS

AGENCY = "organisasi"


class HrAsnGoal(models.Model):
    """Library of work results by post and level, with their indicators."""

    _name = "hr.asn.goal"
    _description = "ASN goal library"
    _inherit = ["hr.asn.agency.mixin"]
    _order = "post, kind desc, code"
    _rec_names_search = ["code", "name", "post"]

    code = fields.Char(required=True)
    name = fields.Char("Work Result", required=True)
    post = fields.Char(required=True, index=True)
    duty = fields.Char("Assigned Duty")
    unit = fields.Char("Parent Unit", help="Empty: any parent unit.")
    model = fields.Selection(
        [
            (AGENCY, "Agency"),
            (codes.JPT_UKM, "High Leadership and Heads of Independent Units"),
            (codes.JA_JF, "Administrator and Functional Posts"),
        ],
        required=True,
    )
    kind = fields.Selection(KINDS, required=True, default=codes.UTAMA)
    classification = fields.Selection(CLASSIFICATIONS)
    takes_up = fields.Char(
        "Codes Taken Up", help="Codes of the superior's goals, separated by |."
    )
    takes_up_else = fields.Char(
        "Codes to Fall Back On",
        help="Used where none is found; *atasan = any superior.",
    )
    company_id = fields.Many2one(
        "res.company",
        "Agency",
        required=True,
        default=lambda self: self.env.company,
        index=True,
    )
    indicator_ids = fields.One2many("hr.asn.goal.indicator", "goal_id", "Indicators")

    _code_uniq = models.Constraint(
        "UNIQUE(company_id, code)", "This goal exists already in the library."
    )

    @api.model
    def import_library(self, results, indicators):
        """Take the texts of rhk.csv and iki.csv (;-separated) into the library.

        Known codes are left as the agency has them. Returns how many were added.
        Raises UserError naming file, row, column and what to do.
        """
        self.check_access("create")
        own = self.search([("company_id", "=", self.env.company.id)])
        known = set(own.mapped("code"))
        rows = goals.read(self.env, results, indicators)
        added = self.create([row for row in rows if row["code"] not in known])
        return len(added)

    @api.model
    def _asn_for(self, skp):
        """Return the goals of a plan's own model that the library has for its post."""
        offered = self.search(
            [("company_id", "=", skp.company_id.id), ("model", "=", skp.model)]
        )
        parent_unit = skp.assignment_id._asn_parent_unit()
        fitting = offered.filtered(lambda goal: goals.unit_fits(goal.unit, parent_unit))
        return goals.for_post(fitting, skp.post, skp.duty)


class HrAsnGoalIndicator(models.Model):
    _name = "hr.asn.goal.indicator"
    _description = "ASN goal library indicator"
    _inherit = ["hr.asn.agency.mixin", "hr.asn.guard.mixin"]
    _order = "goal_id, sequence, id"

    goal_id = fields.Many2one(
        "hr.asn.goal", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="goal_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    name = fields.Char("Indicator", required=True)
    aspect_id = fields.Many2one("hr.asn.aspect", "Aspect", required=True)
    target = fields.Char(required=True)
    target_low = fields.Float(digits=(16, 4))
    target_high = fields.Float(digits=(16, 4))
    unit = fields.Char("Unit of Measure")
    direction = fields.Selection(DIRECTIONS, default=codes.NAIK, required=True)
    pattern = fields.Selection(PATTERNS, default=codes.HITUNGAN, required=True)
    months = fields.Char("Measured in Months")
    dimension = fields.Selection(DIMENSIONS)

    def _asn_text(self):
        """Return indicators with targets, one per line, as an objective keeps them."""
        return "\n".join(
            f"{line.name}: {line.target} {line.unit or ''}".rstrip() for line in self
        )

    def _asn_iki_values(self):
        """Return the values of an IKI made from each indicator."""
        return [
            {
                "sequence": line.sequence,
                "name": line.name,
                "aspect_id": line.aspect_id.id,
                "target": line.target,
                "target_low": line.target_low,
                "target_high": line.target_high,
                "unit": line.unit,
                "direction": line.direction,
                "pattern": line.pattern,
                "months": line.months,
                "dimension": line.dimension,
            }
            for line in self
        ]
