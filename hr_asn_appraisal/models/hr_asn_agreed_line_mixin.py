from odoo import api, fields, models
from odoo.exceptions import UserError

# How a drop marks what it brings back. As of a run, no call from outside can bring the
# same object along.
DROPPING = "asn_dropping"
DROPPING_ONLY = object()


class HrAsnAgreedLineMixin(models.AbstractModel):
    """Rows that versions keep by their ids: once agreed cancelled, never deleted."""

    _name = "hr.asn.agreed.line.mixin"
    _description = "SKP line that is agreed"
    _inherit = ["hr.asn.skp.line.mixin"]

    # Which lines a version takes in.
    _asn_counting = [("is_cancelled", "=", False)]

    is_agreed = fields.Boolean(readonly=True, copy=False)
    is_cancelled = fields.Boolean("Cancelled", copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["is_agreed"] = False
        return super().create(vals_list)

    def write(self, vals):
        if "is_agreed" in vals:
            raise UserError(self.env._("Only an approval agrees a line of a plan."))
        return super().write(vals)

    def _asn_uncancelled(self):
        """Return those of these lines that are not cancelled."""
        return self.filtered(lambda line: not line.is_cancelled)

    def _asn_coming_back(self, vals):
        """Return those that these values let count again; a drop restores them."""
        is_dropping = self.env.context.get(DROPPING) is DROPPING_ONLY
        if vals.get("is_cancelled", True) or is_dropping:
            return self.browse()
        return self.filtered("is_cancelled")

    @api.model
    def _asn_agree(self, plans):
        """Mark what an approval of plans has just agreed: from now on never deleted."""
        # Searched, not filtered: reading all rows would cost more than marking them.
        fresh = self.search(
            [
                ("skp_id", "in", plans.ids),
                ("is_agreed", "=", False),
                *self._asn_counting,
            ],
            order="id",
        )
        fresh._asn_put({"is_agreed": True})

    @api.ondelete(at_uninstall=False)
    def _unlink_not_agreed(self):
        agreed = self._asn_agreed_lines()
        if agreed:
            raise UserError(
                self.env._(
                    "“%s” was agreed and can only be cancelled, not deleted.",
                    agreed[0].name,
                )
            )

    def _asn_agreed_lines(self):
        """Return what of these lines, and of those that go with them, was agreed."""
        return self.filtered("is_agreed")

    def _asn_in_use(self):
        """Return the lines that others hold on to, so that they cannot be removed."""
        return self.browse()

    def _asn_withdraw(self, contents):
        """Remove what a version does not know, or cancel it where that cannot be.

        ``contents``: the sealed dicts of the lines of the version.
        """
        unknown = self - self.browse(content["id"] for content in contents)
        kept = unknown._asn_agreed_lines() | unknown._asn_in_use()
        kept.write({"is_cancelled": True})
        (unknown - kept).unlink()

    def _asn_bring_back(self, contents):
        """Make the lines what a version keeps of them, in its order; ids stay."""
        for position, content in enumerate(contents, 1):
            line = self.browse(content["id"])
            order = {"sequence": 10 * position, "is_cancelled": False}
            line.write(line._asn_row(content) | order)
