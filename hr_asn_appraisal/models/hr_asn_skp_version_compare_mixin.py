from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import differences
from ..days import in_words
from .hr_asn_difference_words import DifferenceWords


class HrAsnSkpVersionCompareMixin(models.AbstractModel):
    """What two versions of one plan say otherwise."""

    _name = "hr.asn.skp.version.compare.mixin"
    _description = "ASN versions compared"

    can_compare = fields.Boolean(
        compute="_compute_can_compare", export_string_translation=False
    )

    @api.depends("skp_id.version_number")
    def _compute_can_compare(self):
        """One version alone has nothing to be compared with."""
        for version in self:
            version.can_compare = version.skp_id.version_number > 1

    def action_compare(self):
        """Open this version beside the one before it, or after it for the first."""
        self.ensure_one()
        own = self.skp_id.version_ids.sorted("number")
        if len(own) < 2:
            raise UserError(
                self.env._("%s has one version only.", self.skp_id.display_name)
            )
        place = max(own.ids.index(self.id), 1)
        pair = own[place - 1 : place + 1]
        return {
            "type": "ir.actions.client",
            "tag": "asn_compare_versions",
            "params": {
                "title": self.skp_id.display_name,
                "versions": [
                    {"id": one.id, "name": one._asn_label()} for one in reversed(own)
                ],
                "before": pair[0].id,
                "after": pair[1].id,
                "changes": pair.compare(),
            },
        }

    def _asn_label(self):
        return self.env._(
            "Version %(number)s, from %(day)s",
            number=self.number,
            day=in_words(self.env, self.valid_from),
        )

    def compare(self):
        """Return what differs between two versions of one plan: the older one first.

        Out: {"count", "note", "rows"} as `hr.asn.skp.changes`. Raises UserError for
        anything but two versions of one plan, AccessError for what is not readable.
        """
        self.check_access("read")
        if len(self) != 2 or len(self.skp_id) != 1:
            raise UserError(self.env._("Choose two versions of one plan."))
        old, new = (one._content() for one in self.sorted("number"))
        rows = DifferenceWords(self.env, old, new).rows(differences.compare(old, new))
        return {"count": len(rows), "note": "", "rows": rows}
