from odoo import fields, models

from ..exchange import numbers
from ..law import codes


class HrAsnRhkExpectationMixin(models.AbstractModel):
    """What above, as and below expectation mean for a result, in words."""

    _name = "hr.asn.rhk.expectation.mixin"
    _description = "ASN result with expectations"

    expectation_ids = fields.One2many("hr.asn.dialogue.line", "rhk_id", "Expectations")

    def _asn_expectation(self):
        """Return above, meets and below in words, proposed from the first indicator."""
        self.ensure_one()
        iki = self._asn_measured()[:1]
        edge = iki and iki._asn_edges()
        if not edge:
            return self._asn_plain_expectation(iki)
        above, meets = (
            f"{numbers.write(one)} {iki.unit or ''}".strip() for one in edge
        )
        if iki.direction == codes.TURUN:
            return {
                "above": self.env._("%(what)s: %(n)s or less", what=iki.name, n=above),
                "meets": self.env._("up to %s", meets),
                "below": self.env._("more than %s", meets),
            }
        return {
            "above": self.env._("%(what)s: %(n)s or more", what=iki.name, n=above),
            "meets": self.env._("from %s on", meets),
            "below": self.env._("less than %s", meets),
        }

    def _asn_plain_expectation(self, iki):
        """Return the words where no edge can be worked out: the target is expected."""
        return {
            "above": self.env._("Clearly better than agreed, with evidence"),
            "meets": iki._asn_target() or iki.name or self.env._("As agreed"),
            "below": self.env._(
                "Not reached, and not for reasons outside your control"
            ),
        }
