from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..law.objection import NEAR_DAYS
from .hr_asn_objection_hearing_mixin import HEARD, OPEN
from .hr_asn_objection_question_mixin import OF_APPRAISER, OF_EMPLOYEE


class HrAsnObjectionTaskMixin(models.AbstractModel):
    """What of an objection waits for the officer, and who rated it, for his lists."""

    _name = "hr.asn.objection.task.mixin"
    _description = "ASN objection that waits for the officer"

    rated_by = fields.Char("Rated for the Appraiser By", compute="_compute_rated_by")

    @api.depends("revision")
    def _compute_rated_by(self):
        """Name who rated for the appraiser, as the paper does; else nobody."""
        raters = self.evaluation_id._asn_raters()
        # sudo: res.users - the name that is on the paper, to who reads the case
        for one in self.sudo():
            key = (one.evaluation_id.id, one.revision)
            rater = raters.get(key, one.env["res.users"]) - one.appraiser_id.user_id
            one.rated_by = rater.name

    @api.model
    def _asn_to_name(self):
        """Return the domain of those whose judge it is for the user to name."""
        return Domain("can_name", "=", True)

    @api.model
    def _asn_unanswered(self):
        """Return the domain of those not explained, or with a question to him."""
        asked = self._asn_asked_domain(OF_APPRAISER)
        return Domain("state", "in", OPEN) & (
            Domain("explained_on", "=", False) | asked
        )

    @api.model
    def _asn_to_copy(self):
        """Return the domain of those in which the user copies from paper what one says.

        Whose explanation or statement waits has no login; not where he decides.
        """
        said = {
            "appraiser_id": (OF_APPRAISER, "explained_on"),
            "employee_id": (OF_EMPLOYEE, "stated_on"),
        }
        waits = Domain.OR(
            self._asn_without_login(party)
            & (Domain(day, "=", False) | self._asn_asked_domain(asked))
            for party, (asked, day) in said.items()
        )
        return (
            Domain("state", "in", OPEN)
            & waits
            & self._asn_not_of("employee_id", "appraiser_id", "superior_id")
        )

    @api.model
    def _asn_near(self, today):
        """Return the domain of what is to be decided within days, or is late."""
        due = Domain("decide_until", "<=", today + timedelta(days=NEAR_DAYS))
        return Domain("state", "=", HEARD) & due & self._asn_not_of("employee_id")
