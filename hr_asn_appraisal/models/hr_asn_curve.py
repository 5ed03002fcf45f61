from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..exchange import numbers
from ..law import split
from ..law.realization import exact

# The fields with the shares of the twelve months, in order.
SHARES = [f"share_{month}" for month in range(1, split.MONTHS + 1)]
SHARE = {"digits": (5, 2), "default": 0}


class HrAsnCurve(models.Model):
    """How much of a target each month of a season has; an agency adds its own."""

    _name = "hr.asn.curve"
    _description = "Season of a target"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    name = fields.Char("Season", required=True)
    share_1 = fields.Float("January", **SHARE)
    share_2 = fields.Float("February", **SHARE)
    share_3 = fields.Float("March", **SHARE)
    share_4 = fields.Float("April", **SHARE)
    share_5 = fields.Float("May", **SHARE)
    share_6 = fields.Float("June", **SHARE)
    share_7 = fields.Float("July", **SHARE)
    share_8 = fields.Float("August", **SHARE)
    share_9 = fields.Float("September", **SHARE)
    share_10 = fields.Float("October", **SHARE)
    share_11 = fields.Float("November", **SHARE)
    share_12 = fields.Float("December", **SHARE)

    _name_uniq = models.Constraint("UNIQUE(name)", "This season exists already.")

    @api.constrains(*SHARES)
    def _check_whole(self):
        for curve in self:
            shares = curve._asn_shares()
            if min(shares) < 0:
                raise ValidationError(
                    self.env._("“%s”: the share of a month is from zero.", curve.name)
                )
            if split.missing_bp(shares):
                raise ValidationError(
                    self.env._(
                        "“%(season)s”: the shares of the months add up to %(sum)s %%, "
                        "not to 100 %%.",
                        season=curve.name,
                        sum=numbers.write(exact(sum(shares)) / 100),
                    )
                )

    def write(self, vals):
        """What plans are agreed with stays: else one brought back would differ."""
        if vals.keys() & {*SHARES}:
            self._asn_check_unused()
        return super().write(vals)

    def _asn_check_unused(self):
        for curve in self.filtered(lambda one: one._asn_is_agreed()):
            raise UserError(
                self.env._(
                    "Plans are agreed with “%s”. Add another season with the new "
                    "shares, and archive this one.",
                    curve.name,
                )
            )

    def _asn_is_agreed(self):
        """Say whether a version has this season: its plan may be brought back to it."""
        # sudo: hr.asn.skp.version - that it is in use, not by whom
        versions = self.env["hr.asn.skp.version"].sudo()
        return bool(
            versions.search([("content", "like", f'"curve_id":{self.id},')], limit=1)
        )

    def _asn_shares(self):
        """Return the shares of the twelve months in basis points."""
        self.ensure_one()
        return [round(self[name] * 100) for name in SHARES]

    def _asn_content(self, counted):
        """Return what a seal keeps of a season: the months that count and weigh."""
        shares = ((n, self._asn_shares()[n - 1]) for n in counted)
        return {
            "kind": split.SEASONAL,
            "curve": self.name,
            "curve_id": self.id,
            "months": {str(month): str(share) for month, share in shares if share},
        }
