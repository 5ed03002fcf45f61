from datetime import timedelta

from odoo import fields, models

from ..law import deadlines


class HrAsnPolicyObjectionMixin(models.AbstractModel):
    """How an agency counts days from a rating to a decision; what that may do."""

    _name = "hr.asn.policy.objection.mixin"
    _description = "ASN policy of objections"

    delivery_days = fields.Integer(
        "Days to Deliver",
        default=deadlines.DELIVERY_WORKING_DAYS,
        help="The appraiser hands a rating over within so many days. Nothing is locked "
        "after them: he and the performance officer are told.",
    )
    delivery_working = fields.Boolean("Delivery: Working Days", default=True)
    receipt_working = fields.Boolean(
        "Receipt: Working Days",
        default=True,
        help="Days until a document counts as received are working days of the "
        "agency's calendar. Days on which the employee is exempt never count.",
    )
    objection_working = fields.Boolean(
        "Objection: Working Days",
        help="The days to object and to hear both sides are working days.",
    )
    hearing_days = fields.Integer(
        "Days for Both Statements",
        default=deadlines.HEARING_DAYS,
        help="Appraiser and employee have so many days; then it can be decided.",
    )
    decision_days = fields.Integer(
        "Days to Decide",
        default=deadlines.DECISION_WORKING_DAYS,
        help="An objection that is not decided by then is passed on, it never lapses.",
    )
    decision_working = fields.Boolean("Decision: Working Days", default=True)
    decision_may_lower = fields.Boolean(
        "A Decision May Lower",
        help="The superior may decide on a rating below the one objected to.",
    )

    _objection_days_positive = models.Constraint(
        "CHECK(hearing_days > 0 AND decision_days > 0 AND delivery_days > 0)",
        "Days are counted from 1.",
    )

    def _asn_days(self, what, company, since):
        """Return the arguments of law.deadlines: days, their unit and the calendar.

        ``what``: delivery, receipt, objection, hearing (in the unit of objections) or
        decision; ``since``: the first day that is counted.
        """
        self.ensure_one()
        unit = "objection" if what == "hearing" else what
        working = self[f"{unit}_working"]
        return self[f"{what}_days"], working, working and company._asn_is_working(since)

    def _asn_overdue_since(self, what, company):
        """Return the last day whose deadline has passed today in an agency.

        ``what``: as of `_asn_days`.
        """
        today = company._asn_today()
        # Closing days of a year: no deadline of a policy reaches further back.
        first = today - timedelta(days=deadlines.MAX_DAYS_OFF)
        days = self._asn_days(what, company, first)
        return deadlines.overdue_since(today, *days)
