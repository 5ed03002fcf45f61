from decimal import Decimal

from odoo import api, models
from odoo.exceptions import UserError

from ..exchange import numbers
from ..law import split


class HrAsnIkiMonth(models.Model):
    """The figure of a month where a target is split by hand."""

    _name = "hr.asn.iki.month"
    _description = "Target of a month"
    _inherit = ["hr.asn.month.mixin", "hr.asn.iki.line.mixin"]
    _order = "iki_id, month"
    _rec_name = "iki_id"

    _month_uniq = models.Constraint(
        "UNIQUE(iki_id, month)", "This month has a figure already."
    )

    def _asn_check_own(self):
        """Refuse what only the lead of a team indicator, or a service, changes."""
        if self.env.su:
            return
        for iki in self.iki_id.filtered("lead_iki_id")[:1]:
            raise UserError(iki._asn_only_lead())
        for iki in self.iki_id.filtered("service_target_id")[:1]:
            raise UserError(iki._asn_only_service())

    @api.model
    def _asn_follow(self, figures):
        """Give members the figures of their leads, whatever holds up their plans.

        ``figures``: {indicator: {month: figure}}. A month without one stands at zero.
        """
        lines = self.search([("iki_id", "in", [iki.id for iki in figures])])
        there = {(line.iki_id, line.month): line for line in lines}
        for (iki, month), line in there.items():
            figure = figures[iki].get(month, 0)
            if line.figure != figure:
                line._asn_put({"figure": figure})
        self._asn_add(
            [
                {"iki_id": iki.id, "month": month, "figure": figure}
                for iki, months in figures.items()
                for month, figure in months.items()
                if figure and (iki, month) not in there
            ]
        )

    def _asn_restore(self, indicators):
        """Make these figures what a version keeps of them.

        ``indicators``: the sealed dicts of those that the version knows.
        """
        kept = {
            (one["id"], figure["month"]): figure["figure"]
            for one in indicators
            for figure in self._asn_figures(one)
        }
        self.filtered(lambda line: (line.iki_id.id, line.month) not in kept).unlink()
        for line in self.exists():
            line.figure = kept.pop((line.iki_id.id, line.month))
        self.create(
            [
                {"iki_id": iki, "month": month, "figure": figure}
                for (iki, month), figure in kept.items()
            ]
        )

    @api.model
    def _asn_figures(self, content):
        """Return the values of the figures that a sealed indicator has by hand."""
        told = content.get("split") or {}
        months = told.get("months", {}) if told.get("kind") == split.MANUAL else {}
        return [
            {"month": int(month), "figure": float(numbers.parse(figure))}
            for month, figure in months.items()
        ]

    @api.model
    def _asn_content(self, figures, counted):
        """Return what a seal keeps of {month: figure as text, a point for decimals}.

        ``counted``: of these months.
        """
        months = {
            month: numbers.write(Decimal(figure))
            for month, figure in figures.items()
            if Decimal(figure) and int(month) in counted
        }
        return {"kind": split.MANUAL, "months": months}
