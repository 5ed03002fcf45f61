from odoo import fields, models
from odoo.exceptions import UserError

from ..law import codes

CADENCES = [
    (codes.BULAN, "Monthly"),
    (codes.TRIWULAN, "Quarterly"),
    (codes.SEMESTER, "Half-yearly"),
    (codes.TAHUN, "Yearly"),
]


class HrAsnPolicy(models.Model):
    """What an agency decides for itself; every rule below [B] is a value here."""

    _name = "hr.asn.policy"
    _description = "ASN performance policy"
    _order = "sequence, name"

    name = fields.Char("Policy", required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", "Agency", index=True)
    cadence = fields.Selection(CADENCES, default=codes.TRIWULAN, required=True)
    source = fields.Selection(
        [
            ("here", "Rated here"),
            ("ekinerja", "e-Kinerja BKN"),
            ("ruang_gtk", "Ruang GTK"),
        ],
        "Source of Truth",
        default="here",
        required=True,
    )
    matrix_version = fields.Selection(
        [("2022", "PermenPANRB 6/2022")], default="2022", required=True
    )
    evidence_gate = fields.Boolean(
        "Evidence Needed to Rate",
        default=True,
        help="A work result without evidence is rated only with a written reason.",
    )
    minimum_days = fields.Integer(
        "Least Days to Be Evaluated",
        default=30,
        help="A plan that ends within a period is evaluated from so many days on.",
    )
    receipt_days = fields.Integer("Days until Deemed Received", default=14)
    objection_days = fields.Integer("Days to Object", default=14)
    annual_rule = fields.Selection(
        [
            ("mode", "Most frequent"),
            ("last", "Last period"),
            ("worst", "Lowest"),
        ],
        "Proposal for the Year",
        default="mode",
        required=True,
    )

    # What may change while plans stand on a policy; all else is frozen with them.
    _asn_free = frozenset({"name", "sequence", "active"})

    _days_positive = models.Constraint(
        "CHECK(minimum_days >= 0 AND receipt_days > 0 AND objection_days > 0)",
        "Days are counted from 1.",
    )

    def write(self, vals):
        """Keep what plans were opened with: another rule is another policy."""
        if not self.env.su and vals.keys() - self._asn_free:
            # sudo: hr.asn.skp - whether there are plans, not whose
            used = (
                self.env["hr.asn.skp"]
                .sudo()
                .search([("policy_id", "in", self.ids)], limit=1)
            )
            if used:
                raise UserError(
                    self.env._(
                        "Plans of %(year)s stand on the policy “%(policy)s”. "
                        "Duplicate it and change the copy.",
                        year=used.year,
                        policy=used.policy_id.name,
                    )
                )
        return super().write(vals)
