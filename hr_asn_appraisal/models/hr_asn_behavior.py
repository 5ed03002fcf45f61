from odoo import api, fields, models
from odoo.fields import Domain

from ..law import behavior as law

KINDS = [
    (law.VALUE, "BerAKHLAK"),
    (law.ASPECT, "PP 30/2019"),
    (law.LEADING, "Leadership, of Who Leads"),
]


class HrAsnBehavior(models.Model):
    _name = "hr.asn.behavior"
    _description = "ASN expected behaviour"
    _order = "sequence"

    sequence = fields.Integer(default=10)
    name = fields.Char("Value", required=True)
    kind = fields.Selection(
        KINDS,
        "Belongs to",
        default=law.VALUE,
        required=True,
        help="Which policies ask for it: see “Expected Behaviour” of a policy.",
    )
    guide_1 = fields.Char("Guide 1", required=True)
    # The values of BerAKHLAK have three, an aspect of PP 30/2019 may have one.
    guide_2 = fields.Char("Guide 2")
    guide_3 = fields.Char("Guide 3")

    @api.model
    def _asn_every(self):
        """Return all there are, in order; one query for whoever chooses among them."""
        return self.search_fetch(Domain.TRUE)

    def _asn_asked(self, scheme, leads):
        """Return those of these that a scheme of law.behavior asks of a person."""
        return self.filtered(lambda one: law.applies(scheme, one.kind, leads))

    def _asn_guides(self):
        """Return what it means, one sentence after the other."""
        self.ensure_one()
        return [*filter(None, (self.guide_1, self.guide_2, self.guide_3))]

    def _asn_content(self):
        """Return the values as a sealed plan keeps them."""
        return [
            {
                "id": value.id,
                "name": value.name,
                "guides": value._asn_guides(),
                "expectation": "",
            }
            for value in self
        ]
