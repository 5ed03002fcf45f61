from odoo import models

ROOT_MENU = "hr_asn_appraisal.menu_asn_root"


class IrUiMenu(models.Model):
    _inherit = "ir.ui.menu"

    def _load_menus_blacklist(self):
        """A plain employee with one app sees no other; addresses stay as they were."""
        hidden = super()._load_menus_blacklist()
        # sudo: res.users - a user is asked about himself
        user = self.env.user.sudo()
        if not user.asn_only_app or not user._asn_plain():
            return hidden
        root = self.env.ref(ROOT_MENU)
        # sudo: ir.ui.menu - those that he could not see anyway are no matter
        others = self.sudo().search([("parent_id", "=", False), ("id", "!=", root.id)])
        return [*hidden, *others.ids]
