from odoo import api, models
from odoo.fields import Domain


class HrAsnViewMixin(models.AbstractModel):
    """Rows that are read from sealed contents: their ids stand inside these.

    The database cannot find such a row by its id without opening every content; the
    model says where an id is to be looked for.
    """

    _name = "hr.asn.view.mixin"
    _description = "ASN rows read from seals"

    @api.model
    def _search(self, domain, *args, **kwargs):
        domain = Domain(domain).map_conditions(self._asn_narrowed)
        return super()._search(domain, *args, **kwargs)

    @api.model
    def _asn_narrowed(self, condition):
        if condition.field_expr != "id" or condition.operator not in ("=", "in"):
            return condition
        ids = [condition.value] if condition.operator == "=" else condition.value
        return condition & self._asn_place_of([key for key in ids if key])

    @api.model
    def _asn_place_of(self, ids):
        """Return the domain of an indexed column in which these ids are found."""
        return Domain.TRUE
