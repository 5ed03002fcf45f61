from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..law import codes
from ..law.states import APPROVED, CLOSED


class HrAsnSharedMixin(models.AbstractModel):
    """What the lead of a team recorded, open to who may read a member's indicator.

    Asked afresh by every search, so that rights follow at once. A membership counts
    that has been agreed: what one writes into a draft opens nothing.
    """

    _name = "hr.asn.shared.mixin"
    _description = "ASN entry shared with a team"

    asn_is_shared = fields.Boolean(
        compute="_compute_asn_is_shared",
        search="_search_asn_is_shared",
        export_string_translation=False,
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_asn_is_shared(self):
        shared = self.sudo().search(
            Domain("id", "in", self.ids) & self._asn_shared_domain()
        )
        for one in self:
            one.asn_is_shared = one.id in shared._ids

    def _search_asn_is_shared(self, operator, value):
        return self._asn_shared_domain() if operator == "in" else NotImplemented

    @api.model
    def _asn_shared_domain(self):
        """Return the domain of what leads recorded for members the user may read.

        Of the periods that count for a member, as `law.team.counts` says: who has left
        a team reads nothing of what it did later. While his plan is being changed his
        days are those of the version in force.
        """
        # Not sudo, though a rule asks with all rights: of whom the user may read.
        members = self.env["hr.asn.iki"].sudo(False)
        members.flush_model(
            ["lead_iki_id", "rhk_id", "joined_on", "left_on", "is_cancelled"]
        )
        self.env["hr.asn.skp"].flush_model(["state", "version_number"])
        members = members._search(
            Domain("lead_iki_id", "!=", False)
            & Domain("is_agreed", "=", True)
            # Settled is also that he has left; of a change that is open see below.
            & (
                Domain("skp_id.state", "not in", (APPROVED, CLOSED))
                | Domain("is_cancelled", "=", False)
                & Domain("rhk_id.is_cancelled", "=", False)
            )
        )
        shared = SQL(
            SHARED,
            lines=SQL.identifier(self._table),
            of_lead=self._asn_of_lead(),
            members=members.subselect(),
            year=codes.TAHUN,
            settled=(APPROVED, CLOSED),
        )
        return Domain("id", "in", shared)

    @api.model
    def _asn_of_lead(self):
        """Return as SQL which lines belong to the indicator of a lead."""
        return SQL("line.iki_id = lead.id")


SHARED = """(
    SELECT line.id
      FROM %(lines)s line
      JOIN hr_asn_period period ON period.id = line.period_id
      JOIN hr_asn_iki lead ON %(of_lead)s
      JOIN hr_asn_iki member ON member.lead_iki_id = lead.id
      JOIN hr_asn_skp plan ON plan.id = member.skp_id
 LEFT JOIN hr_asn_skp_version version
        ON plan.state NOT IN %(settled)s
       AND version.skp_id = plan.id AND version.number = plan.version_number
CROSS JOIN LATERAL (
               SELECT jsonb_path_query_first(
                          version.content::jsonb,
                          '$.results[*].indicators[*] ? (@.id == $id).team',
                          jsonb_build_object('id', member.id)
                      ) AS team
           ) AS agreed
CROSS JOIN LATERAL (
               SELECT CASE WHEN version.id IS NULL THEN member.joined_on
                           ELSE NULLIF(agreed.team ->> 'from', '')::date
                       END AS joined_on,
                      CASE WHEN version.id IS NULL THEN member.left_on
                           ELSE NULLIF(agreed.team ->> 'to', '')::date
                       END AS left_on
           ) AS days
     WHERE member.id IN %(members)s
       AND (version.id IS NULL OR agreed.team IS NOT NULL)
       AND (days.left_on IS NULL OR period.date_to <= days.left_on)
       AND (days.joined_on IS NULL
            OR days.joined_on <= CASE period.kind WHEN %(year)s
                                      THEN period.date_from ELSE period.date_to END)
)"""
