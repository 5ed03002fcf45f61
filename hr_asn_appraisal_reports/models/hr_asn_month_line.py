from odoo import api, fields, models

from ..forms import month as month_form
from ..forms import recap as recap_form
from .hr_asn_policy import OUTCOMES


class HrAsnMonthLine(models.Model):
    """What counts for one employee in a closed month: a copy, words as they were."""

    _name = "hr.asn.month.line"
    _description = "ASN employee of a month"
    _inherit = [
        "hr.asn.month.kept.mixin",
        "hr.asn.scope.mixin",
        "hr.asn.person.search.mixin",
    ]
    _order = "date_from desc, office, unit, name, id"
    _rec_names_search = ["name", "nip"]

    month_id = fields.Many2one(
        "hr.asn.month", "Month", required=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", "Agency", required=True, readonly=True, index=True
    )
    date_from = fields.Date("Month Begins On", required=True, readonly=True)
    employee_id = fields.Many2one(
        "hr.employee",
        "Employee",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    nip = fields.Char("NIP", readonly=True, index=True)
    name = fields.Char("Employee Name", readonly=True, index="trigram")
    rank = fields.Char(readonly=True)
    post = fields.Char(readonly=True)
    office_id = fields.Many2one(
        "hr.department", "Parent Unit", readonly=True, ondelete="restrict"
    )
    department_id = fields.Many2one(
        "hr.department", "Unit", readonly=True, ondelete="restrict", index=True
    )
    office = fields.Char("Name of the Parent Unit", readonly=True)
    unit = fields.Char("Name of the Unit", readonly=True)
    period_id = fields.Many2one(
        "hr.asn.period", "Period", readonly=True, ondelete="restrict"
    )
    period = fields.Char("Name of the Period", readonly=True)
    outcome = fields.Selection(
        OUTCOMES, "Predicate or Reason", required=True, readonly=True
    )
    note = fields.Text(readonly=True)
    policy_id = fields.Many2one(
        "hr.asn.policy", "Policy", readonly=True, ondelete="restrict"
    )
    points = fields.Integer(
        "Basis Points", required=True, readonly=True, aggregator=None
    )
    percentage = fields.Char(compute="_compute_percentage")
    change = fields.Text("Changes", readonly=True)
    # {first day: told} of the months before in which something has changed.
    settled = fields.Json(readonly=True, export_string_translation=False)

    _employee_uniq = models.Constraint(
        "UNIQUE(month_id, employee_id)", "Everybody stands in a month once."
    )
    _employee_idx = models.Index("(employee_id, date_from)")
    _points_sane = models.Constraint(
        "CHECK(points BETWEEN 0 AND 10000)", "A percentage is between 0 and 100."
    )

    @api.depends("name", "date_from")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for line in self:
            month = self.env["hr.asn.month"]._asn_name(line.date_from)
            line.display_name = f"{line.name}, {month}"

    @api.depends("points")
    def _compute_percentage(self):
        for line in self:
            line.percentage = month_form.percent(line.points)

    # -- between the row of the list and the row of the table ------------------

    @api.model
    def _asn_values(self, company, first, row):
        """Return the values of a line, but for its month, as JSON takes them.

        ``first``: the first day of the month; ``row``: a forms.month.Line.
        """
        return {
            "company_id": company.id,
            "date_from": first.isoformat(),
            "employee_id": row.employee_id,
            "nip": row.nip,
            "name": row.name,
            "rank": row.rank,
            "post": row.post,
            "office_id": row.place.office_id or False,
            "department_id": row.place.unit_id or False,
            "office": row.place.office,
            "unit": row.place.path,
            "period_id": row.period_id or None,
            "period": row.period,
            "outcome": row.outcome,
            "note": row.note or False,
            "policy_id": row.policy_id or False,
            "points": row.points,
            "change": row.change or False,
            "settled": month_form.freeze(row.settled),
        }

    def _asn_row(self):
        """Return the forms.month.Line of this line."""
        return month_form.Line(
            employee_id=self.employee_id.id,
            nip=self.nip or "",
            name=self.name or "",
            rank=self.rank or "",
            post=self.post or "",
            place=self._asn_place(),
            period_id=self.period_id.id or 0,
            period=self.period or "",
            outcome=self.outcome,
            note=self.note or "",
            points=self.points,
            policy_id=self.policy_id.id or 0,
            change=self.change or "",
        )

    def _asn_place(self):
        office, unit = self.office_id.id or 0, self.department_id.id or 0
        name = self.unit or ""
        return recap_form.Place(office, self.office or "", unit, name, name)
