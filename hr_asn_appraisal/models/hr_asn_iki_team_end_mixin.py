from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError

from ..days import in_words
from ..law import service, team
from ..law.states import CANCELLED
from .hr_asn_iki_team_mixin import OPEN


class HrAsnIkiTeamEndMixin(models.AbstractModel):
    """Until when a lead records for his team, and what ends with him.

    He moves away, his plan drops the indicator, or another answers for the service.
    Then nobody records any more what the members' lines stand for.
    """

    _name = "hr.asn.iki.team.end.mixin"
    _description = "ASN team indicator whose lead leaves"

    def _asn_led_until(self):
        """Return {lead's indicator: his last day, None for all the year}; one query.

        Asked with all rights: a member may know until when his figures are recorded.
        """
        dropped = self._asn_dropped_from()
        return {
            lead: team.led_until(
                lead.skp_id.date_to,
                lead.skp_id.cycle_id.date_to,
                dropped.get(lead),
                lead._asn_handed_from(),
            )
            for lead in self
        }

    def _asn_dropped_from(self):
        """Return {indicator: first day on which its plan is agreed without it}."""
        away = self.filtered(lambda one: one.is_cancelled or one.rhk_id.is_cancelled)
        versions = away.skp_id._asn_versions() if away else {}
        found = {
            one: one._asn_absent_from(versions[one.skp_id])
            for one in away
            if one.skp_id in versions
        }
        taken_back = self.filtered(lambda one: one.skp_id.state == CANCELLED)
        return found | {one: one.skp_id.date_from for one in taken_back}

    def _asn_absent_from(self, versions):
        """Return from when on the newest of versions are without this, None for not."""
        first = None
        for version in versions.sorted("number", reverse=True):
            if version._asn_indicator(self.id):
                break
            first = version.valid_from
        return first

    def _asn_handed_from(self):
        """Return the first day on which another answers for the service, or None.

        Of who has no day of the year any more that of his plan: he leads nobody.
        """
        target, plan = self.service_target_id, self.skp_id
        if not target:
            return None
        last = str(plan.cycle_id.date_to)
        own = [
            end
            for owner, since, end in service.spans(target.service_id._asn_terms())
            if owner == plan.employee_id.id and since <= last
        ]
        return fields.Date.to_date(own[-1]) if own else plan.date_from

    def _asn_outlasting(self):
        """Return {member's line: last day of its lead} of those that go on after it."""
        members = self.filtered("lead_iki_id")
        until = members.lead_iki_id._asn_led_until() if members else {}
        return {
            one: until[one.lead_iki_id]
            for one in members
            if until[one.lead_iki_id]
            and until[one.lead_iki_id] < (one.left_on or one.skp_id.date_to)
        }

    def _asn_begins(self):
        """Return the first day of a member's line."""
        return max(filter(None, [self.joined_on, self.skp_id.date_from]))

    def _asn_begin_with_lead(self):
        """Let lines that are made or come back end with their leads.

        Raises UserError where one would begin after that.
        """
        ending = defaultdict(self.browse)
        for one, day in self._asn_outlasting().items():
            if one._asn_begins() > day:
                raise UserError(one._asn_led_before(day))
            ending[day] |= one
        for day, some in ending.items():
            some._asn_put({"left_on": day})

    def _asn_led_before(self, day):
        return self.env._(
            "“%(iki)s” is a team indicator that was led by %(lead)s until %(day)s. "
            "Nobody records it after that: take up the one of who leads now.",
            iki=self.name,
            lead=self.lead_name,
            day=in_words(self.env, day),
        )

    def _asn_end_with_lead(self):
        """Let members' lines end with their leads; what never began is removed."""
        ending = defaultdict(self.browse)
        for one, day in self._asn_outlasting().items():
            ending[one._asn_begins() <= day and day] |= one
        never = ending.pop(False, self.browse())
        for day, some in ending.items():
            some._asn_put({"left_on": day})
        # What was agreed stays to be told, and a locked plan stops nobody else.
        kept = never.filtered(
            lambda one: one.is_agreed or not one.skp_id._asn_is_open()
        )
        kept._asn_put({"is_cancelled": True})
        (never - kept).unlink()

    def _asn_go_on(self, gone):
        """Give lines of open plans the end that they had before that of their lead.

        ``gone``: {plan id: [lead, day, own end]}; who has changed it since keeps it.
        """
        own = {(plan, *one[:2]): one[2] for plan, ends in gone.items() for one in ends}
        for line in self.filtered(lambda one: one.skp_id.state in OPEN):
            key = (line.skp_id.id, line.lead_iki_id.id, str(line.left_on))
            if key in own:
                line._asn_put({"left_on": own[key] or False})
