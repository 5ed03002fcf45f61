from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..exchange import numbers
from ..reached import Actual
from ..rows import read_rows


class HrAsnRealization(models.Model):
    """What was reached of an indicator in a period; no row means not measured."""

    _name = "hr.asn.realization"
    _description = "ASN realization"
    _inherit = [
        "hr.asn.realization.survey.mixin",
        "hr.asn.shared.mixin",
        "hr.asn.period.line.mixin",
    ]
    _order = "period_id, iki_id"
    _asn_recorded_on = "iki_id"

    iki_id = fields.Many2one(
        "hr.asn.iki", "Indicator", required=True, ondelete="restrict", index=True
    )
    rhk_id = fields.Many2one(related="iki_id.rhk_id", store=True, index=True)
    skp_id = fields.Many2one(related="iki_id.skp_id", store=True, index=True)
    actual = fields.Char(
        "Actual", required=True, help="As it is printed: 98,5 or a short text."
    )
    value = fields.Float(
        "As Number", compute="_compute_value", store=True, digits=(16, 4)
    )
    is_number = fields.Boolean(
        compute="_compute_value", store=True, export_string_translation=False
    )
    note = fields.Text()

    _key_uniq = models.Constraint(
        "UNIQUE(iki_id, period_id)",
        "This indicator has an actual in the period already.",
    )

    @api.depends("actual")
    def _compute_value(self):
        """A text is kept as text: it never becomes a zero."""
        for line in self:
            number = numbers.parse(line.actual)
            line.is_number = number is not None
            line.value = float(number) if line.is_number else 0.0

    @api.model
    def _asn_recordable(self, results):
        return {iki["id"] for result in results for iki in result["indicators"]}

    @api.constrains("iki_id")
    def _check_lead(self):
        """What the lead records counts for his team: nobody else records it."""
        # sudo: hr.asn.iki - whose indicator it is, whoever may read it
        for line in self.sudo().filtered("iki_id.lead_iki_id"):
            raise UserError(line.iki_id._asn_lead_records())

    @api.model
    def _asn_actuals(self, plans, periods, members):
        """Return {plan id: [(indicator id, Actual)]} of plans; two queries.

        One more for ``members``, those of the plans that have indicators of teams: what
        the leads recorded, under the leads' own indicators. ``periods``: only of these,
        None for all.
        """
        domain = Domain("skp_id", "in", plans.ids)
        if periods is not None:
            domain &= Domain("period_id", "in", periods.ids)
        columns = ("skp_id", "iki_id", "period_id", "actual", "value", "is_number")
        rows = read_rows(self, domain, columns)
        rows += self._asn_of_leads(members, periods) if members else []
        spans = self.env["hr.asn.period"].browse({row[2] for row in rows})._asn_spans()
        found = defaultdict(list)
        for plan, iki, period, text, value, is_number in rows:
            found[plan].append((iki, Actual(spans[period], text, value, is_number)))
        return found

    @api.model
    def _asn_of_leads(self, plans, periods):
        """Return such rows of the leads of team indicators that plans have.

        Of which days they count, their seals say; who may read a plan may know them.
        """
        self.flush_model()
        self.env["hr.asn.iki"].flush_model(["skp_id", "lead_iki_id"])
        every = periods is None
        return self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT member.skp_id, line.iki_id, line.period_id,
                       line.actual, line.value, line.is_number
                  FROM hr_asn_iki member
                  JOIN hr_asn_realization line ON line.iki_id = member.lead_iki_id
                 WHERE member.skp_id = ANY(%s) AND (%s OR line.period_id = ANY(%s))
                """,
                list(plans.ids),
                every,
                [] if every else list(periods.ids),
            )
        )
