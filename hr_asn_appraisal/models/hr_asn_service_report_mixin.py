from odoo import models
from odoo.fields import Domain

from ..law import codes
from ..law.states import REFUSED


class HrAsnServiceReportMixin(models.AbstractModel):
    """What a service or program reports of a year: one plain dict, for every form.

    Open to all who read the service. What stands under rules of its own, names of
    evidence and what the public says, is there for who may read it.
    """

    _name = "hr.asn.service.report.mixin"
    _description = "ASN report of a service"

    def action_report(self):
        """Open the report of the newest year with targets, or of the one asked for."""
        self.ensure_one()
        self.check_access("read")
        cycle = self._asn_reported_cycles().filtered(lambda one: one.year == self.year)[
            :1
        ]
        values = {"service_id": self.id, "cycle_id": cycle.id}
        report = self.env["hr.asn.service.report"].create(values)
        return report._asn_open()

    def _asn_reported_cycles(self):
        """Return the years of which there are targets, the newest first."""
        return self.target_ids.cycle_id.sorted("year", reverse=True)

    def _asn_report(self, cycle):
        """Return the report of a year: texts, figures as written, codes, ISO dates."""
        self.ensure_one()
        self.check_access("read")
        targets = self.target_ids.filtered(lambda one: one.cycle_id == cycle)
        today = self.company_id._asn_today()
        # sudo: hr.asn.iki, … - of an owner's plan only what the service itself says
        found = targets.sudo()._asn_found()
        lines = self.env["hr.asn.iki"].union(*(some for _parts, some in found.values()))
        return {
            "id": self.id,
            "agency": self.company_id.name,
            "place": self.company_id.asn_place or "",
            "kind": self.kind,
            "name": self.name,
            "unit": self.sudo().department_id.display_name,
            "owner": self.owner_name or "",
            "former": self.former_owners or "",
            "standard": self.standard or "",
            "description": self.description or "",
            "year": cycle.year,
            "today": str(today),
            "targets": [one._asn_reported(found.get(one, ((), ()))) for one in targets],
            "members": [one._asn_reported() for one in targets[:1]._asn_members()],
            "evidence": self._asn_reported_evidence(lines),
            "public": self._asn_reported_public(cycle),
        }

    def _asn_reported_evidence(self, lines):
        """Return how much evidence there is, and the names that the user may read."""
        evidence = self.env["hr.asn.evidence"]
        domain = Domain("rhk_id", "in", lines.rhk_id.ids)
        domain &= Domain("state", "!=", REFUSED)
        # sudo: hr.asn.evidence - that it is there, not what it is
        number = evidence.sudo().search_count(domain)
        found = evidence.search(domain)
        opened = found._asn_opened()
        return {
            "number": number,
            "named": [
                {
                    "name": one.name,
                    "link": opened[one.id][0],
                    "label": one.period_id.display_name,
                    "period": one.sudo().period_id._asn_content(),
                }
                for one in found
            ],
        }

    def _asn_reported_public(self, cycle):
        """Return what users of the service said in the periods of a year, in order."""
        cadence = cycle.sudo().policy_id.cadence
        found = self.env["hr.asn.survey.index"].search(
            [("service_id", "=", self.id), ("year", "=", cycle.year)],
            order="date_to, survey_id",
        )
        bands = dict(found._fields["band"]._description_selection(self.env))
        return [
            {
                "label": one.period_id.display_name,
                "period": one.sudo().period_id._asn_content(),
                "number": one.number,
                "value": one.value_told if one.band else "",
                "told": one.value_told,
                "band": one.band or "",
                "band_told": bands.get(one.band, ""),
                "elements": one.elements_told or "",
            }
            for one in found
            if one.sudo().period_id.kind in (cadence, codes.TAHUN)
        ]
