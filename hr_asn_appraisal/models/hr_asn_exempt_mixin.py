from odoo import api, fields, models
from odoo.fields import Domain

from ..domains import IN_OPEN_CYCLE

EXEMPT = "exempt"
REMIND = "remind"
REMIND_PROOF = "remind_evidence"
# What reminds of a document; nobody is reminded of what is not awaited.
REMINDERS = {
    "hr.asn.skp": "hr_asn_appraisal.mail_act_asn_remind_plan",
    "hr.asn.evaluation": "hr_asn_appraisal.mail_act_asn_remind_report",
}


class HrAsnExemptMixin(models.AbstractModel):
    """What is not awaited while its employee is exempt: "exempt" is never "late".

    A model says in ``_asn_awaited`` in which states it waits for somebody, and in
    ``_asn_is_excused(spans)`` when it does not, for the spans of its employee.
    """

    _name = "hr.asn.exempt.mixin"
    _description = "ASN document that an exemption excuses"

    _asn_awaited = ()

    # The state as lists show it: what is exempt stands there as exempt.
    standing = fields.Selection(
        lambda self: self._selection_standing(),
        "Where It Stands",
        compute="_compute_is_exempt",
        compute_sudo=True,
    )

    is_exempt = fields.Boolean(
        "Exempt",
        compute="_compute_is_exempt",
        search="_search_is_exempt",
        compute_sudo=True,
    )

    exempt_note = fields.Char(
        "Reason for Exemption", compute="_compute_is_exempt", compute_sudo=True
    )

    @api.model
    def _selection_standing(self):
        if "state" not in self._fields:
            return []
        states = self._fields["state"]._description_selection(self.env)
        return [*states, (EXEMPT, self.env._("Exempt"))]

    @api.depends("state", "employee_id", "date_from", "date_to")
    @api.depends_context("lang")
    def _compute_is_exempt(self):
        excuses = self.filtered(
            lambda one: one.state in self._asn_awaited
        )._asn_excuses()
        for one in self:
            one.is_exempt = one in excuses
            one.standing = EXEMPT if one in excuses else one.state
            one.exempt_note = excuses[one][:1].note if one in excuses else False

    def _asn_excuses(self, extra=None):
        """Return {document: exemptions} of those for which nobody waits.

        One query for all. ``extra``: an exemption that is to count as if confirmed.
        """
        days = [day for one in self for day in (one.date_from, one.date_to) if day]
        if not days:
            return {}
        found = self.env["hr.asn.exemption"]._asn_confirmed(
            self.employee_id, min(days), max(days)
        )
        if extra:
            found[extra.employee_id] |= extra
        return {
            one: found[one.employee_id]
            for one in self
            if one.employee_id in found
            and one._asn_is_excused(found[one.employee_id]._asn_spans())
        }

    def _search_is_exempt(self, operator, value):
        """Ask the few who are exempt, not the many who are not."""
        if operator != "in":
            return NotImplemented
        # sudo: hr.asn.exemption - who is exempt, nothing else of it
        exemption = self.env["hr.asn.exemption"].sudo()
        exempt = exemption._search(exemption._asn_confirmed_domain())
        # sudo: whether a document is awaited, not what it says; rules come on top
        awaited = self.sudo().search(
            Domain("employee_id", "in", exempt.subselect("employee_id"))
            & Domain("state", "in", self._asn_awaited)
            & IN_OPEN_CYCLE
        )
        return Domain("id", "in", [one.id for one in awaited._asn_excuses()])

    # -- reminding -----------------------------------------------------------

    def _asn_remind(self, activity_type=None, name=REMIND):
        """Remind the employees, each once a day of the agency; return whom just now.

        One activity each, no mail. The database keeps the days apart.
        ``activity_type``: what reminds, None for that of a document which is awaited;
        ``name``: of the step in its history.
        """
        events, day = self.env["hr.asn.event"], self.env.company._asn_today()
        reminded = events._asn_logged(self, name, day.isoformat())
        fresh = self.filtered(lambda one: one.id not in reminded)
        fresh._asn_hand_over(activity_type or REMINDERS[self._name], "employee_id")
        events._asn_log(fresh, name, day.isoformat())
        return fresh
