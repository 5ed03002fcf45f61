from odoo import api, models


class HrAsnOpenNameMixin(models.AbstractModel):
    """Rows that can be named by anybody who has an id: a name goes to readers only.

    The name of a many2one is computed with all rights, also while a form is filled
    in, for whatever id it holds.
    """

    _name = "hr.asn.open.name.mixin"
    _description = "ASN names told to readers only"

    @api.depends("name")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_display_name(self):
        readable = self._origin.sudo(False)._filtered_access("read")
        for one in self:
            is_open = one._origin in readable or not one._origin
            one.display_name = one.name if is_open else self.env._("Not open to you")
