from odoo import api, fields, models
from odoo.fields import Domain


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
        """Return the domain of what leads recorded for members the user may read."""
        # Not sudo, though a rule asks with all rights: of whom the user may read.
        members = self.env["hr.asn.iki"].sudo(False)
        members = members._search(
            [("lead_iki_id", "!=", False), ("is_agreed", "=", True)]
        )
        return self._asn_shared_with(members.subselect("lead_iki_id"))

    @api.model
    def _asn_shared_with(self, leads):
        """Return the domain of what belongs to leads' indicators, given as SQL."""
        return Domain("iki_id", "in", leads)
