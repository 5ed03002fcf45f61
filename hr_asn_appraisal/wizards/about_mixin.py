from odoo import api, models

from ..dialogs import dialog


class HrAsnAboutMixin(models.AbstractModel):
    """A dialog about one record, of which names and ratings stand in it.

    A wizard says by which of its fields it is about the record (``_asn_about``).
    """

    _name = "hr.asn.about.mixin"
    _description = "ASN dialog about a record"

    _asn_about = None

    @api.model
    def _asn_open(self, record, title):
        """Return the action that opens the dialog about a record."""
        return dialog(self.browse(), title, {f"default_{self._asn_about}": record.id})

    @api.model_create_multi
    def create(self, vals_list):
        """Only about what one may read oneself."""
        made = super().create(vals_list)
        made[self._asn_about].check_access("read")
        return made

    def write(self, vals):
        result = super().write(vals)
        self[self._asn_about].check_access("read")
        return result
