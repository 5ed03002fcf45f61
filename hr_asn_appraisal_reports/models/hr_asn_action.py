from odoo import models


class HrAsnAction(models.Model):
    _inherit = "hr.asn.action"

    def _asn_printed(self, ended):
        """Return these actions as layout 8 takes them.

        ``ended``: {id: words} of the results that are not in force in the period.
        """
        return [
            {
                "rhk": one.rhk_id.id,
                "result": ended.get(one.rhk_id.id, ""),
                "text": one.name,
                "target": one.target or "",
                "unit": one.unit or "",
                "from": str(one.date_from or ""),
                "until": str(one.date_to or ""),
                "state": one.state or "",
                "note": one.note or "",
                "continued": one.copied_from_id.period_id._asn_content()
                if one.copied_from_id
                else None,
            }
            for one in self
        ]
