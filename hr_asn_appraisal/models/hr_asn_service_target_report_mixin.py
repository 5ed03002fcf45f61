from odoo import models

from ..law import codes
from ..reached import answered, measured, reached, shares

# Said of a target as it is written.
TEXTS = ("target", "unit", "baseline", "baseline_source")


class HrAsnServiceTargetReportMixin(models.AbstractModel):
    """What a target reports: what was due and what was reached, period by period."""

    _name = "hr.asn.service.target.report.mixin"
    _description = "ASN report of a target of a service"

    def _asn_reported(self, found):
        """Return the dict of a target; ``found``: as of `_asn_found`."""
        parts, _lines = found
        standings = dict(self._fields["standing"]._description_selection(self.env))
        places = dict(self._fields["place"]._description_selection(self.env))
        own = {name: self[name] or "" for name in TEXTS}
        return own | {
            "id": self.id,
            "name": self.name,
            "target_told": self.target_told or "",
            "agreed": self.agreed_told or "",
            "baseline_date": str(self.baseline_date or ""),
            "place": self.place,
            "place_told": places[self.place],
            "actual": self.actual if self.is_measured else "",
            "bar": self.bar,
            "expected": self.expected,
            "standing": self.standing or "",
            "standing_told": standings.get(self.standing, ""),
            **self.sudo()._asn_reported_course(parts),
        }

    def _asn_reported_course(self, parts):
        """Return what is due by now, and the rows of the periods."""
        if not parts:
            return {"due": "", "periods": []}
        iki, plan, spans, gone = self._asn_gone(parts)
        told = _told(parts, iki)
        periods = self.env["hr.asn.period"].browse(one.id for one in spans)
        today = plan._asn_today()
        return {
            "due": answered(iki, shares(iki, gone.passed, gone.passed, spans)),
            "periods": [
                {
                    "label": period.display_name,
                    "period": period._asn_content(),
                    "due": _due_in(iki, span, spans),
                    "actual": told.get(span.id, ""),
                    "is_over": span.until < today,
                    "is_measured": bool(measured([span], iki["months"] or "")),
                }
                for period, span in zip(periods, spans, strict=True)
            ],
        }


def _told(parts, iki):
    """Return {period id: what was recorded in it}, whatever was of the year itself.

    Of an increase it is how much more it was than at the beginning, as it is due.
    """
    lines = [one for part in parts for one in part.actuals if not one.span.is_year]
    if iki["pattern"] != codes.KENAIKAN:
        return {one.span.id: one.text for one in lines}
    return {one.span.id: reached([one], iki, [one.span])["actual"] for one in lines}


def _due_in(iki, span, spans):
    """Return what of a target one of its spans answers for, as people write it."""
    until = [one for one in spans if one.until <= span.until]
    return answered(iki, shares(iki, [span], until, spans))
