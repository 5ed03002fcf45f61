from odoo import api, fields, models
from odoo.orm.models import NO_ACCESS

from ..law import drift
from ..law.states import APPROVED, CLOSED

# What of a link says in which words its owner knows what it takes up.
TAKEN = ("superior_rhk_id", "superior_iki_id", "text")


class HrAsnLinkKnownMixin(models.AbstractModel):
    """In which words somebody knows a result that he took up as a draft.

    What is agreed stands in a version; of a draft nothing is left once it is reworded.
    The words are kept for comparing only: a draft is open to few.
    """

    _name = "hr.asn.link.known.mixin"
    _description = "ASN result known as a draft"
    _inherit = ["hr.asn.skp.line.mixin"]

    drift_known = fields.Text(
        readonly=True, copy=False, groups=NO_ACCESS, export_string_translation=False
    )

    @api.model_create_multi
    def create(self, vals_list):
        links = super().create(vals_list)
        links._asn_note_known()
        return links

    def write(self, vals):
        """Note anew what is taken up otherwise, or in the words that are there now."""
        former = {}
        if vals.keys() & set(TAKEN):
            former = {link: [link[name] for name in TAKEN] for link in self}
        done = super().write(vals)
        own = self.browse().union(*former)
        anew = own.filtered(lambda link: link._asn_is_anew(*former[link]))
        left = self.superior_rhk_id.union(*(former[link][0] for link in anew))
        anew._asn_settle(left)
        other = own.filtered(lambda link: link.superior_iki_id != former[link][1])
        (anew | other)._asn_note_known()
        return done

    def _asn_is_anew(self, result, _indicator, text):
        """Say whether a link takes up something else than it did, or in new words."""
        if self.superior_rhk_id != result:
            return True
        # sudo: hr.asn.rhk - compared only
        return self.text != text and self.text == self.sudo().superior_rhk_id.name

    def _asn_settle(self, results):
        """What is taken up anew waits for no answer: see where changes are told.

        ``results``: what these links took up when they were answered.
        """

    def _asn_note_known(self):
        """Note the words of what is no more than drafted; of the rest nothing."""
        # sudo: hr.asn.rhk - for comparing, shown to nobody
        own = self.sudo()
        drafted = own.filtered(
            lambda link: (
                link.superior_rhk_id
                and link.superior_rhk_id.skp_id.state not in (APPROVED, CLOSED)
            )
        )
        results = drafted.superior_rhk_id._asn_drafted()
        for link in drafted:
            result = results[link.superior_rhk_id.id]
            noted = drift.words(result, link.superior_iki_id.id)
            link._asn_put({"drift_known": noted})
        (own - drafted).filtered("drift_known")._asn_put({"drift_known": False})
