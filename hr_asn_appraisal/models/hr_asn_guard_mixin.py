from odoo import api, models
from odoo.exceptions import AccessError


class HrAsnGuardMixin(models.AbstractModel):
    """What is computed and stored is written by nobody.

    The ORM takes a value for such a field from create, write, a ``default_`` key of
    the context or an ``ir.default`` and never computes it again: an owner could be
    changed, or a predikat be other than its two ratings say.
    """

    _name = "hr.asn.guard.mixin"
    _description = "ASN guard of computed fields"

    @api.model
    def _asn_derived(self):
        """Return the names of the fields that only their computation writes."""
        return {
            name
            for name, field in self._fields.items()
            if field.store and field.compute and field.readonly
        }

    @api.model
    def default_get(self, fields):
        derived = self._asn_derived()
        return super().default_get([name for name in fields if name not in derived])

    @api.model_create_multi
    def create(self, vals_list):
        derived = self._asn_derived()
        placed = self._asn_placed(vals_list)
        return super().create(
            [
                {name: value for name, value in vals.items() if name not in derived}
                | placed[number]
                for number, vals in enumerate(vals_list)
            ]
        )

    @api.model
    def _asn_placed(self, vals_list):
        """Return derived values that new rows have at once: a dict for each.

        What is computed only after it was made is written once more, by a query.
        """
        return [{} for _vals in vals_list]

    def write(self, vals):
        derived = self._asn_derived() & vals.keys()
        if derived:
            raise AccessError(
                self.env._(
                    "These fields follow from others and are not written: %(fields)s.",
                    fields=", ".join(
                        self._fields[name]._description_string(self.env) or name
                        for name in sorted(derived)
                    ),
                )
            )
        return super().write(vals)
