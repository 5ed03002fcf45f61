from odoo import fields, models

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

    _days_positive = models.Constraint(
        "CHECK(minimum_days >= 0 AND receipt_days > 0 AND objection_days > 0)",
        "Days are counted from 1.",
    )
