from odoo import api, models

from ..law import codes
from .hr_asn_todo import REPORT

# Who has a plan and results of his own, and so the pages of the bar.
ASN = tuple(kind for kind in codes.ASN_KINDS if kind != codes.NON_ASN)


class HrAsnHomeBarMixin(models.AbstractModel):
    """What the bar at the lower edge of a phone offers an employee."""

    _name = "hr.asn.home.bar.mixin"
    _description = "Lower bar of the phone"

    @api.model
    @api.readonly
    def phone_bar(self):
        """Return what the bar of the user has, False for who is no ASN.

        Out: {"report": id of his evaluation that can be filled in now, False for
        none}. Of several it is the one that ends first, as on the first page.
        """
        if not self._asn_is_asn():
            return False
        today = self.env.company._asn_today()
        reports = self.env["hr.asn.todo"]._asn_of_user(REPORT, today)
        return {"report": reports.filtered("is_fillable")[:1].id}

    @api.model
    def _asn_is_asn(self):
        # sudo: hr.employee - a user is asked about himself
        return bool(
            self.env["hr.employee"]
            .sudo()
            .search_count(
                [
                    ("user_id", "=", self.env.uid),
                    ("company_id", "=", self.env.company.id),
                    ("asn_kind", "in", ASN),
                ],
                limit=1,
            )
        )
